//! What a block says, so that a later version can be held against it: its words, what they rest on, where links lead.
//!
//! Words are told apart to the comma; how they are set in lines, and where their links lead, is no part of them. The
//! digests made here stand in files of the site: what goes into them must stay as it is.

use std::borrow::Cow;
use std::sync::Arc;

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::edition::align::Pair;
use crate::fact::verdict;
use crate::fact::wording::{Claim, ClaimKind};
use crate::prose::{Condition, FactRef, Inline, InlineKind, Link, StoryRef, Target};
use crate::quantity::Bound;
use crate::site::blocks::Line;
use crate::site::reading::ReadPassage;
use crate::source::citation::Citation;
use crate::story::BlockContent;
use crate::text::{Span, digest};

/// Stands for words that are still to translate.
pub(crate) const WORDS_TO_DO: &str = "…";

/// What a block says but for its numbers, which only the reader of a language finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Said {
    /// Its words with marks of emphasis; blanks count as one.
    pub(crate) text: String,
    /// Facts, cells, quotations, exhibits and sources that it names, sorted.
    pub(crate) rests_on: Vec<Arc<str>>,
    /// Where its links lead, sorted.
    links: Vec<String>,
    /// Nothing is said yet: `…` stands where a skeleton has words to translate (`publish/skeleton.rs`).
    pub(crate) is_to_do: bool,
}

/// Stands between the cells of a row.
const CELLS: &str = " | ";

impl Said {
    /// What a line says.
    pub(crate) fn of(line: &Line<'_, '_>) -> Said {
        let mut listener = Listener::default();
        if let Some(read) = line.read {
            listener.line(read.passage.line);
        }
        for read in line.shown {
            listener.raw.push('\n');
            listener.line(read.passage.line);
        }
        if let Some(block) = line.block {
            listener.block(&block.kind);
        }
        // One text of an exhibit may be to do where others are not.
        let is_to_do = listener.is_to_do() || line.shown.iter().any(|read| is_to_do(read.passage.line));
        let Listener { raw, mut rests_on, mut links, .. } = listener;
        rests_on.sort_unstable();
        links.sort_unstable();
        Said { text: composed(one_line(&raw)), rests_on, links, is_to_do }
    }

    /// What a block says that has several lines: a row of a table, cell by cell.
    pub(crate) fn of_all(lines: &[Line<'_, '_>]) -> Said {
        let mut cells = lines.iter().map(Said::of);
        let Some(mut all) = cells.next() else { return Said::default() };
        for cell in cells {
            all.text.push_str(CELLS);
            all.text.push_str(&cell.text);
            all.rests_on.extend(cell.rests_on);
            all.links.extend(cell.links);
            all.is_to_do |= cell.is_to_do;
        }
        if lines.len() > 1 {
            all.rests_on.sort_unstable();
            all.links.sort_unstable();
            // A row of empty cells says nothing.
            if all.text.chars().all(|sign| CELLS.contains(sign)) {
                all.text.clear();
            }
        }
        all
    }

    /// Whether there is anything to translate or to keep.
    pub(crate) fn is_something(&self) -> bool {
        !self.text.is_empty() || !self.rests_on.is_empty()
    }

    /// Digest of the words.
    pub(crate) fn text_digest(&self) -> Arc<str> {
        digest([self.text.as_str()])
    }

    /// Digest of where links lead.
    pub(crate) fn links_digest(&self) -> Arc<str> {
        digest(self.links.iter().map(String::as_str))
    }

    /// Digest of words and of what they rest on: of a block of a translation.
    pub(crate) fn digest(&self) -> Arc<str> {
        digest([self.text.as_str()].into_iter().chain(self.rests_on.iter().map(|part| &**part)))
    }
}

/// Whether all words of a line are still to translate: `…` stands for them.
pub(crate) fn is_to_do(line: &[Inline]) -> bool {
    let mut has_gap = false;
    !has_words(line, &mut has_gap) && has_gap
}

/// The pairs of two editions of one shape where the translation is at work: words that are not there yet say nothing of
/// where they belong.
pub(crate) fn pairs_at_work(original: &[Line<'_, '_>], translation: &[Line<'_, '_>]) -> Option<Vec<Pair>> {
    let is_open = |line: &Line<'_, '_>| line.read.is_some_and(|read| is_to_do(read.passage.line));
    let is_same = |(one, two): (&Line<'_, '_>, &Line<'_, '_>)| one.segment.kind == two.segment.kind;
    let is_one_shape = || original.iter().zip(translation).all(is_same);
    (original.len() == translation.len() && translation.iter().any(is_open) && is_one_shape())
        .then(|| (0..original.len()).map(|at| Pair { first: at..at + 1, second: at..at + 1 }).collect())
}

/// Whether a line has words, looked for until one is found; on the way, whether it has a gap.
fn has_words(line: &[Inline], has_gap: &mut bool) -> bool {
    line.iter().any(|inline| match &inline.kind {
        InlineKind::Text(words) => {
            *has_gap |= words.contains(WORDS_TO_DO);
            words.chars().any(char::is_alphabetic)
        }
        InlineKind::Emphasis(inner) | InlineKind::Strong(inner) | InlineKind::Strikethrough(inner) => {
            has_words(inner, has_gap)
        }
        InlineKind::Link(link) => has_words(&link.content, has_gap),
        InlineKind::Image(image) => has_words(&image.alt, has_gap),
        _ => false,
    })
}

/// The numbers and dates of the lines of a block in a form that no language has, sorted: `almost 1400 TB`, `2026-01`.
pub(crate) fn figures(lines: &[Line<'_, '_>]) -> Vec<Arc<str>> {
    let of = |read: &ReadPassage<'_>| -> Vec<Arc<str>> {
        let claims = read.claims.iter().filter(|claim| !verdict::is_article(claim, &read.flat.text));
        claims.filter_map(figure).collect()
    };
    let read = lines.iter().flat_map(|line| line.read.into_iter().chain(line.shown));
    let mut figures: Vec<Arc<str>> = read.flat_map(of).collect();
    figures.sort_unstable();
    figures
}

fn figure(claim: &Claim) -> Option<Arc<str>> {
    if let ClaimKind::Period(period) = claim.kind {
        return Some(period.to_string().into());
    }
    if !claim.is_quantity() {
        return None;
    }
    let hedge = match claim.hedge {
        Bound::Exactly | Bound::Between => String::new(),
        bound => format!("{} ", bound.word()),
    };
    let sign = match claim.kind {
        ClaimKind::Multiple => "×",
        ClaimKind::Change => "by ",
        _ => "",
    };
    let high = claim.high.map(|high| format!("–{}", high.normalize())).unwrap_or_default();
    let units: Vec<&str> = claim.units.iter().map(|unit| unit.id()).collect();
    let blank = if units.is_empty() { "" } else { " " };
    Some(format!("{hedge}{sign}{}{high}{blank}{}", claim.value.normalize(), units.join("/")).into())
}

/// A figure of a record as messages say it: `more than 1300`.
pub(crate) fn figure_words(figure: &str) -> Cow<'_, str> {
    let bounds = ["more-than ", "less-than ", "at-least ", "at-most "];
    match bounds.iter().find(|bound| figure.starts_with(**bound)) {
        Some(_) => Cow::Owned(figure.replacen('-', " ", 1)),
        None => Cow::Borrowed(figure),
    }
}

/// The block as it is written in its file, a row cell by cell; of an exhibit the texts of its record too.
pub(crate) fn source(lines: &[Line<'_, '_>], text: &str) -> String {
    lines.iter().map(|line| source_of(line, text)).collect::<Vec<_>>().join(CELLS).trim().to_owned()
}

fn source_of(line: &Line<'_, '_>, text: &str) -> String {
    let mut source = written(line, text);
    for read in line.shown {
        if !line.segment.span.contains(read.span()) || line.segment.span == Span::default() {
            source.push_str(if source.is_empty() { "" } else { "\n" });
            source.push_str(&one_line(&read.flat.text));
        }
    }
    source
}

/// The lines of a block without the marks of what it stands in.
fn written(line: &Line<'_, '_>, text: &str) -> String {
    let is_part = matches!(line.block.map(|block| &block.kind), None | Some(BlockContent::Table(_)));
    let span = match line.read.and_then(|read| whole(read.passage.line)) {
        Some(span) if is_part => span,
        _ => line.segment.span,
    };
    let slice = text.get(span.range()).unwrap_or_default();
    // Of a marked block the first line: what it holds are blocks of their own.
    let is_marked = matches!(line.block.map(|block| &block.kind), Some(BlockContent::Marked(_)));
    let lines = slice.lines().take(if is_marked { 1 } else { usize::MAX });
    let is_code = matches!(line.block.map(|block| &block.kind), Some(BlockContent::Code { .. }));
    let bare = |line: &str| {
        let line = line.trim_end();
        if is_code { line.to_owned() } else { line.trim_start_matches(['>', ' ', '\t']).to_owned() }
    };
    lines.map(bare).collect::<Vec<_>>().join("\n").trim().to_owned()
}

fn whole(line: &[Inline]) -> Option<Span> {
    Some(line.first()?.span.joined(line.last()?.span))
}

/// Blanks and line ends count as one blank; between signs of scripts that set none, as none.
fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for sign in text.chars() {
        if sign.is_whitespace() {
            blank = true;
            continue;
        }
        let last = out.chars().next_back();
        if blank && last.is_some_and(|last| !(is_dense(last) && is_dense(sign))) {
            out.push(' ');
        }
        blank = false;
        out.push(sign);
    }
    out
}

/// Letters with their marks as one sign each: some editors save them as two, and nobody sees it.
fn composed(text: String) -> String {
    const NORMAL: ComposingNormalizerBorrowed<'_> = ComposingNormalizerBorrowed::new_nfc();
    if NORMAL.is_normalized(&text) { text } else { NORMAL.normalize(&text).into_owned() }
}

/// Signs of scripts that put no blank between words: where a line ends says nothing there.
fn is_dense(sign: char) -> bool {
    matches!(u32::from(sign), 0x2E80..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF)
}

#[derive(Default)]
struct Listener {
    raw: String,
    rests_on: Vec<Arc<str>>,
    links: Vec<String>,
    has_words: bool,
    has_gap: bool,
}

impl Listener {
    fn is_to_do(&self) -> bool {
        self.has_gap && !self.has_words
    }

    fn block(&mut self, block: &BlockContent) {
        match block {
            BlockContent::Heading(heading) if heading.is_explicit => {
                self.links.push(format!("#{}", heading.id))
            }
            BlockContent::Marked(marked) => {
                let argument =
                    marked.argument.as_ref().map(|id| format!(":{}", id.value)).unwrap_or_default();
                self.rest(format!("{}{argument}", marked.kind.name));
            }
            BlockContent::Embed { id, .. } => self.rest(format!("figure:{}", id.value)),
            BlockContent::Math { tex, .. } => self.raw.push_str(tex),
            BlockContent::Code { text, .. } | BlockContent::Html(text) => self.raw.push_str(text),
            _ => {}
        }
    }

    fn rest(&mut self, on: String) {
        self.rests_on.push(on.into());
    }

    fn line(&mut self, line: &[Inline]) {
        for inline in line {
            match &inline.kind {
                InlineKind::Text(words) => {
                    self.has_words |= words.chars().any(char::is_alphabetic);
                    self.has_gap |= words.contains(WORDS_TO_DO);
                    self.raw.push_str(words);
                }
                InlineKind::Html(words) => self.raw.push_str(words),
                InlineKind::HardBreak => self.raw.push('\n'),
                InlineKind::Code(code) => self.marked("`", |own| own.raw.push_str(code)),
                InlineKind::Math(tex) => self.marked("$", |own| own.raw.push_str(tex)),
                InlineKind::Emphasis(inner) => self.marked("*", |own| own.line(inner)),
                InlineKind::Strong(inner) => self.marked("**", |own| own.line(inner)),
                InlineKind::Strikethrough(inner) => self.marked("~~", |own| own.line(inner)),
                InlineKind::Link(link) => self.link(link),
                InlineKind::Image(image) => {
                    self.marked("!", |own| own.line(&image.alt));
                    self.target(&image.target);
                }
                InlineKind::Citation(cited) => match &cited.bare {
                    // It may be no citation but a handle: then it is words.
                    Some(words) => self.raw.push_str(words),
                    None => self.citation(&cited.citation),
                },
                // Labels are nobody's words.
                InlineKind::Footnote(_) => self.raw.push_str("[^]"),
            }
        }
    }

    fn marked(&mut self, mark: &str, inner: impl FnOnce(&mut Self)) {
        self.raw.push_str(mark);
        inner(self);
        self.raw.push_str(mark);
    }

    fn link(&mut self, link: &Link) {
        // Words that the build writes are a place in the sentence.
        self.raw.push_str(if link.content.is_empty() { "[]" } else { "" });
        self.line(&link.content);
        self.target(&link.target);
    }

    fn target(&mut self, target: &Target) {
        let story = |reference: &StoryRef| {
            let fragment = reference.fragment.as_deref().map(|name| format!("#{name}")).unwrap_or_default();
            format!("{}{fragment}", reference.path)
        };
        match target {
            Target::Fact(binding) => {
                let facts: Vec<String> = binding.facts.iter().map(FactRef::written).collect();
                let condition = binding.condition.as_ref().map(Condition::written).unwrap_or_default();
                self.rest(format!("fact:{}{condition}", facts.join(",")));
            }
            Target::Cell(cell) => self.rest(format!("cell:{}", cell.selector.value)),
            Target::Quote(id) => self.rest(format!("quote:{id}")),
            Target::Figure(id) => self.rest(format!("figure:{id}")),
            Target::Name(id) => self.links.push(format!("name:{id}")),
            Target::Anchor(id) => self.links.push(format!("#{id}")),
            Target::Web(address) => self.links.push(address.to_string()),
            Target::Story(reference) => self.links.push(format!("story:{}", story(reference))),
            Target::EditionFile(reference) | Target::File(reference) => self.links.push(story(reference)),
            Target::Unbound(_) | Target::Broken => {}
        }
    }

    fn citation(&mut self, citation: &Citation) {
        for cite in citation.cites.iter() {
            let locator = cite.locator.as_ref();
            let locator = locator.map(|locator| format!(", {} {}", locator.label, locator.value));
            self.rest(format!("@{}{}", cite.key.value, locator.unwrap_or_default()));
            self.raw.push_str(&cite.prefix);
            self.raw.push_str(&cite.suffix);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_are_blanks_and_none_between_signs_without_them() {
        assert_eq!(one_line("  a\n b\u{a0}c "), "a b c");
        assert_eq!(one_line("記録\nは 四百"), "記録は四百");
        assert_eq!(one_line("記録\nTB"), "記録 TB");
    }
}
