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
    page.elsewhere(staleness, translation, &mut text);
    page.ahead(staleness, translation, &mut text);
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
                let [_, text] = &self.texts;
                let at = translate::place(path, &text.text, span);
                let is_own = |at| change.translation.contains(&at);
                let own = accepted::sources(self.site, translation, &text.text, is_own);
                let words = own.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join("\n\n");
                let _ = writeln!(out, "{at}\n{}\n", indented("  ", &words));
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

    /// Blocks that moved, and blocks of another kind than they were.
    fn elsewhere(&self, staleness: &Staleness, translation: &Edition, out: &mut String) {
        let [original, _] = &self.texts;
        let mut last = Span::default();
        let moved = staleness.moved.iter().map(|span| (span, "moved here"));
        let recast = staleness.recast.iter().map(|span| (span, "of another kind than it was"));
        for (span, what) in moved.chain(recast).filter(|(span, _)| **span != Span::default()) {
            // What stands in a marked block moves with it.
            if !last.contains(*span) {
                let at = translate::place(&self.original.file.path, &original.text, *span);
                let first = original.slice(*span).lines().next().unwrap_or_default();
                let _ = writeln!(out, "{at} {what}\n{}", indented("  ", first.trim()));
                if let Some(own) = staleness.moved_from(*span) {
                    self.translated(translation, own, out);
                }
                out.push('\n');
                last = *span;
            }
        }
    }

    /// Blocks of the translation that were changed by themselves.
    fn ahead(&self, staleness: &Staleness, translation: &Edition, out: &mut String) {
        if staleness.ahead == 0 {
            return;
        }
        let [_, text] = &self.texts;
        let is_ahead = |at: usize| staleness.translation.get(at) == Some(&BlockState::Ahead);
        for (span, words) in accepted::sources(self.site, translation, &text.text, is_ahead) {
            let at = translate::place(&translation.file.path, &text.text, span);
            let _ = writeln!(out, "{at} changed here only\n{}\n", indented("  ", &words));
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
        let mut runs: Vec<Run> = Vec::new();
        for change in difference.iter_all_changes() {
            let words = change.value();
            match (change.tag(), runs.last_mut()) {
                (ChangeTag::Equal, Some(Run::Same(same))) => same.push_str(words),
                (ChangeTag::Equal, _) => runs.push(Run::Same(words.to_owned())),
                (tag, Some(Run::Changed(was, is))) => {
                    if tag == ChangeTag::Delete { was } else { is }.push_str(words)
                }
                (ChangeTag::Delete, _) => runs.push(Run::Changed(words.to_owned(), String::new())),
                (ChangeTag::Insert, _) => runs.push(Run::Changed(String::new(), words.to_owned())),
            }
        }
        let paint = |words: &str, [plain, coloured]: [[&str; 2]; 2]| {
            let [before, after] = if self.has_colours { coloured } else { plain };
            if words.is_empty() { String::new() } else { format!("{before}{words}{after}") }
        };
        let written = joined(runs).into_iter().map(|run| match run {
            Run::Same(words) => words,
            Run::Changed(was, is) => {
                let was = paint(&was, [["[-", "-]"], ["\u{1b}[31;9m", "\u{1b}[0m"]]);
                was + &paint(&is, [["{+", "+}"], ["\u{1b}[32m", "\u{1b}[0m"]])
            }
        });
        written.collect()
    }
}

/// A part of a difference.
enum Run {
    /// Words that both have.
    Same(String),
    /// What was there and what is.
    Changed(String, String),
}

/// Changes with one blank between them are one.
fn joined(runs: Vec<Run>) -> Vec<Run> {
    let mut all: Vec<Run> = Vec::with_capacity(runs.len());
    let mut runs = runs.into_iter().peekable();
    while let Some(run) = runs.next() {
        match (run, all.last_mut()) {
            (Run::Same(blank), Some(Run::Changed(was, is))) if blank == " " && runs.peek().is_some() => {
                if let Some(Run::Changed(more_was, more_is)) = runs.next() {
                    for (to, more) in [(was, more_was), (is, more_is)] {
                        to.push(' ');
                        to.push_str(&more);
                    }
                }
            }
            (run, _) => all.push(run),
        }
    }
    all
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

/// Lines behind a mark, none wider than a page if its words allow it.
fn indented(mark: &str, text: &str) -> String {
    let folded = text.lines().flat_map(|line| fold(line, WIDTH));
    folded.map(|line| format!("{mark}{line}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// Signs of a line.
const WIDTH: usize = 98;

/// A line as lines of at most so many signs, cut at blanks; colours take no room.
fn fold(line: &str, width: usize) -> Vec<String> {
    let signs = |word: &str| {
        let mut is_code = false;
        word.chars()
            .filter(|sign| {
                let is_part = is_code || *sign == '\u{1b}';
                is_code = is_part && *sign != 'm';
                !is_part
            })
            .count()
    };
    let mut lines = vec![String::new()];
    let mut room = width;
    for word in line.split_inclusive(' ') {
        let wide = signs(word.trim_end());
        if wide > room && room < width {
            lines.push(String::new());
            room = width;
        }
        if let Some(last) = lines.last_mut() {
            last.push_str(word);
        }
        room = room.saturating_sub(signs(word));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cut_at_blanks_and_colours_take_no_room() {
        assert_eq!(fold("one two three", 7), ["one two ", "three"]);
        assert_eq!(fold("\u{1b}[32mone\u{1b}[0m two", 7), ["\u{1b}[32mone\u{1b}[0m two"]);
        assert_eq!(fold("unbreakable", 3), ["unbreakable"]);
        assert_eq!(fold("", 3), [""]);
    }

    #[test]
    fn changes_with_a_blank_between_them_are_one() {
        let changed = |was: &str, is: &str| Run::Changed(was.to_owned(), is.to_owned());
        let all = joined(vec![changed("say", "none"), Run::Same(" ".to_owned()), changed("why", "of them")]);
        let [Run::Changed(was, is)] = &*all else { panic!("one change") };
        assert_eq!((was.as_str(), is.as_str()), ("say why", "none of them"));
        let all = joined(vec![changed("", ";"), Run::Same(" ".to_owned())]);
        assert_eq!(all.len(), 2, "a blank at the end is the same in both");
    }
}
