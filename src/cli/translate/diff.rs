//! `translate diff`: each changed block of the original, as it was and as it is, beside the translation's block.

use std::fmt::Write as _;
use std::sync::Arc;

use similar::{ChangeTag, TextDiff};
use unicode_segmentation::UnicodeSegmentation;

use crate::cli::translate::{self, Both};
use crate::cli::{Common, has_output_colours};
use crate::edition::lock::Lock;
use crate::report::say;
use crate::site::said::figure_words;
use crate::site::staleness::{BlockState, Change, Staleness};
use crate::site::{Edition, Site, accepted};
use crate::text::{FileText, Span};

pub(super) fn run(common: &Common, story: &str, lang: &str) -> Result<(), u8> {
    let (world, study) = translate::study(common)?;
    let site = &study.site;
    let both = Both::find(site, story, lang)?;
    let (original, translation) = (both.original, both.translation);
    let lock = site.folder(translation.folder).data.locks.get(translation.file.lang.as_str());
    let (staleness, lock) = match (translation.staleness.as_deref(), lock) {
        (Some(staleness), Some(lock)) if staleness.is_recorded => (staleness, lock),
        _ => {
            say(format_args!(
                "{}: nothing is recorded of this translation\n  hint: when it says what its original says: `onrecord translate accept {story} {lang}`\n",
                translation.file.path
            ));
            return Ok(());
        }
    };
    let page = Page {
        site,
        original,
        lock,
        texts: [translate::text(&world, original, common)?, translate::text(&world, translation, common)?],
        has_colours: has_output_colours(),
    };
    let mut text = String::new();
    for change in &staleness.changes {
        page.change(change, translation, &mut text);
    }
    page.missing(staleness, translation, &mut text);
    let mut last = Span::default();
    for span in staleness.moved.iter().filter(|span| **span != Span::default()) {
        // What stands in a marked block moves with it.
        if !last.contains(*span) {
            let [original, _] = &page.texts;
            let at = translate::place(&page.original.file.path, &original.text, *span);
            let first = original.slice(*span).lines().next().unwrap_or_default();
            let _ = writeln!(text, "{at} moved here\n{}", indented("  ", first.trim()));
            if let Some(own) = staleness.moved_from(*span) {
                page.translated(translation, own, &mut text);
            }
            text.push('\n');
            last = *span;
        }
    }
    let _ = writeln!(text, "{}", summary(staleness, translation));
    say(format_args!("{text}"));
    Ok(())
}

fn summary(staleness: &Staleness, translation: &Edition) -> String {
    let path = &translation.file.path;
    let mut parts = Vec::new();
    let mut add = |count: usize, one: &str, several: &str| {
        if count > 0 {
            parts.push(format!("{count} {}", if count == 1 { one } else { several }));
        }
    };
    let of = format!("of {} in the original changed since it was accepted", staleness.total);
    add(staleness.behind, &format!("block {of}"), &format!("blocks {of}"));
    add(staleness.figures, "with other figures", "with other figures");
    add(staleness.moved.len(), "block moved", "blocks moved");
    add(
        staleness.missing,
        "block of the original is missing here",
        "blocks of the original are missing here",
    );
    add(staleness.ahead, "block changed here only", "blocks changed here only");
    add(staleness.words, "word to translate", "words to translate");
    if parts.is_empty() {
        parts.push("the original says what was translated".to_owned());
    }
    format!("{path}: {}", parts.join("; "))
}

struct Page<'a> {
    site: &'a Site,
    original: &'a Edition,
    lock: &'a Lock,
    /// Of the original and of the translation.
    texts: [FileText; 2],
    has_colours: bool,
}

impl Page<'_> {
    fn change(&self, change: &Change, translation: &Edition, out: &mut String) {
        let [original, _] = &self.texts;
        let what = match (change.was.is_empty(), change.original.is_empty(), change.state) {
            (true, ..) => "new".to_owned(),
            (_, true, _) => "gone".to_owned(),
            (.., BlockState::Figures) => figures(change),
            _ => "changed".to_owned(),
        };
        let at = match change.original_span {
            Some(span) => translate::place(&self.original.file.path, &original.text, span),
            None => self.original.file.path.to_string(),
        };
        let _ = writeln!(out, "{at} {what}");
        let (before, now) = (self.before(change), self.now(change));
        match (before.is_empty(), now.is_empty()) {
            (false, false) => {
                let _ = writeln!(out, "{}", indented("  ", &self.difference(&before, &now)));
            }
            (true, _) => drop(writeln!(out, "{}", indented("+ ", &now))),
            (_, true) => drop(writeln!(out, "{}", indented("- ", &before))),
        }
        let path = &translation.file.path;
        match change.translation_span {
            Some(span) => {
                self.translated(translation, span, out);
                out.push('\n');
            }
            None => drop(writeln!(out, "{path}: not translated yet\n")),
        }
    }

    /// Blocks that were there when the translation was accepted, and that it does not say.
    fn missing(&self, staleness: &Staleness, translation: &Edition, out: &mut String) {
        if staleness.missing == 0 {
            return;
        }
        let [original, _] = &self.texts;
        let is_missing = |at: usize| staleness.original.get(at) == Some(&BlockState::Missing);
        for (span, words) in accepted::sources(self.site, self.original, &original.text, is_missing) {
            let at = translate::place(&self.original.file.path, &original.text, span);
            let _ = writeln!(out, "{at} missing\n{}", indented("  ", &words));
            let _ = writeln!(out, "{}: does not say it\n", translation.file.path);
        }
    }

    /// Words of the translation, with their place.
    fn translated(&self, translation: &Edition, span: Span, out: &mut String) {
        let [_, text] = &self.texts;
        let at = translate::place(&translation.file.path, &text.text, span);
        let _ = writeln!(out, "{at}\n{}", indented("  ", text.slice(span).trim()));
    }

    fn before(&self, change: &Change) -> String {
        let blocks = change.was.iter().filter_map(|at| self.lock.blocks.get(*at));
        blocks.map(|block| &*block.source).collect::<Vec<_>>().join("\n\n")
    }

    fn now(&self, change: &Change) -> String {
        let [original, _] = &self.texts;
        let is_own = |at| change.original.contains(&at);
        let own = accepted::sources(self.site, self.original, &original.text, is_own);
        own.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join("\n\n")
    }

    /// Word by word: `[-was-]` and `{+is+}`, or colours.
    fn difference(&self, before: &str, now: &str) -> String {
        let (before, now) = (tokens(before), tokens(now));
        let difference = TextDiff::from_slices(&before, &now);
        let mut out = String::new();
        let mut changes: Vec<(ChangeTag, String)> = Vec::new();
        for change in difference.iter_all_changes() {
            match changes.last_mut().filter(|(tag, _)| *tag == change.tag()) {
                Some((_, words)) => words.push_str(change.value()),
                None => changes.push((change.tag(), change.value().to_owned())),
            }
        }
        for (tag, words) in changes {
            out.push_str(&match (tag, self.has_colours) {
                (ChangeTag::Equal, _) => words,
                (ChangeTag::Delete, true) => format!("\u{1b}[31;9m{words}\u{1b}[0m"),
                (ChangeTag::Insert, true) => format!("\u{1b}[32m{words}\u{1b}[0m"),
                (ChangeTag::Delete, false) => format!("[-{words}-]"),
                (ChangeTag::Insert, false) => format!("{{+{words}+}}"),
            });
        }
        out
    }
}

fn figures(change: &Change) -> String {
    let all = |list: &[Arc<str>]| list.iter().map(|one| figure_words(one)).collect::<Vec<_>>().join(", ");
    let (lost, gained) = (all(&change.lost), all(&change.gained));
    match (lost.is_empty(), gained.is_empty()) {
        (false, false) => format!("figures: {lost} → {gained}"),
        (false, true) => format!("figures: no longer {lost}"),
        _ => format!("figures: now {gained}"),
    }
}

/// Words, blanks and signs; a line end is a blank, so that lines set anew are no difference.
fn tokens(text: &str) -> Vec<&str> {
    text.split_word_bounds()
        .map(|word| if word.trim().is_empty() && !word.contains("\n\n") { " " } else { word })
        .collect()
}

fn indented(mark: &str, text: &str) -> String {
    text.lines().map(|line| format!("{mark}{line}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}
