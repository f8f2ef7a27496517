//! Inline prose as one text with marks: what is read across links and emphasis.
//!
//! Checks of words look at sentences, and a sentence runs through links (`almost [1,400 TB](fact:x)`). A [`FlatText`]
//! is the words of one block or line in reading order, with what stands in them as ranges of the text, and the way
//! back from each byte to the file. Code, maths, pictures and raw HTML are one [`OBJECT`] each: nothing is read in
//! them or across them.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::prose::{Cited, Inline, InlineKind, Link};
use crate::text::Span;

/// Stands for what is no prose (U+FFFC, object replacement character).
pub(crate) const OBJECT: char = '\u{fffc}';

/// The words of a line or block, and what stands in them.
#[derive(Debug, Default)]
pub(crate) struct FlatText<'a> {
    /// The words; a line end of the source is a blank.
    pub(crate) text: String,
    /// In order of their starts; an outer one before what is inside it.
    pub(crate) marks: Vec<FlatMark<'a>>,
    pieces: Vec<Piece>,
}

/// Something that stands in a flat text.
#[derive(Debug)]
pub(crate) struct FlatMark<'a> {
    /// Bytes of the flat text; empty for a citation, and for a link whose words the build writes.
    pub(crate) range: Range<usize>,
    /// Where all of it stands in the file.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) kind: FlatMarkKind<'a>,
}

/// Kinds of marks.
#[derive(Debug)]
pub(crate) enum FlatMarkKind<'a> {
    /// A link or binding.
    Link(&'a Link),
    /// A citation.
    Citation(&'a Cited),
    /// Something that is no prose, an [`OBJECT`] in the text.
    Object,
}

/// A stretch of the flat text that came from one place.
#[derive(Debug)]
struct Piece {
    at: usize,
    length: usize,
    span: Span,
}

impl<'a> FlatText<'a> {
    /// The words of inline prose.
    pub(crate) fn of(line: &'a [Inline]) -> FlatText<'a> {
        let mut flat = FlatText::default();
        flat.push(line);
        flat
    }

    fn push(&mut self, line: &'a [Inline]) {
        for inline in line {
            match &inline.kind {
                InlineKind::Text(words) => self.words(words, inline.span),
                InlineKind::HardBreak => self.words("\n", inline.span),
                InlineKind::Emphasis(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Strikethrough(inner) => {
                    self.push(inner);
                }
                InlineKind::Link(link) => self.link(inline, link),
                InlineKind::Citation(cited) => {
                    let kind = FlatMarkKind::Citation(cited);
                    self.marks.push(FlatMark { range: self.end()..self.end(), span: inline.span, kind });
                }
                InlineKind::Footnote(_) => {}
                InlineKind::Code(_) | InlineKind::Image(_) | InlineKind::Math(_) | InlineKind::Html(_) => {
                    let start = self.end();
                    self.words(OBJECT.encode_utf8(&mut [0; 4]), inline.span);
                    let kind = FlatMarkKind::Object;
                    self.marks.push(FlatMark { range: start..self.end(), span: inline.span, kind });
                }
            }
        }
    }

    fn link(&mut self, inline: &'a Inline, link: &'a Link) {
        let (start, at) = (self.end(), self.marks.len());
        let kind = FlatMarkKind::Link(link);
        self.marks.push(FlatMark { range: start..start, span: inline.span, kind });
        self.push(&link.content);
        let end = self.end();
        if let Some(mark) = self.marks.get_mut(at) {
            mark.range.end = end;
        }
    }

    fn words(&mut self, words: &str, span: Span) {
        self.pieces.push(Piece { at: self.end(), length: words.len(), span });
        if words.as_bytes().contains(&b'\n') {
            self.text.extend(words.chars().map(|sign| if sign == '\n' { ' ' } else { sign }));
        } else {
            self.text.push_str(words);
        }
    }

    fn end(&self) -> usize {
        self.text.len()
    }

    /// The words of a range; nothing if it cuts a character.
    pub(crate) fn words_of(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// Where a range of the text stands in the file.
    pub(crate) fn span_of(&self, range: Range<usize>) -> Span {
        self.exact_span_of(range.clone()).unwrap_or_else(|| {
            let touched = self.touched(&range);
            let first = touched.clone().next().map(|piece| piece.span.start);
            let last = touched.last().map(|piece| piece.span.end);
            Span { start: first.unwrap_or_default(), end: last.unwrap_or_default() }
        })
    }

    /// The same, if the file holds exactly these words there, without a mark or an escape between them.
    pub(crate) fn exact_span_of(&self, range: Range<usize>) -> Option<Span> {
        let piece = self
            .pieces
            .iter()
            .find(|piece| piece.at <= range.start && range.end <= piece.at + piece.length)?;
        let is_literal = (piece.span.end - piece.span.start) as usize == piece.length;
        let start = piece.span.start as usize + range.start - piece.at;
        is_literal.then(|| Span::new(start..start + range.len()))
    }

    fn touched(&self, range: &Range<usize>) -> impl Iterator<Item = &Piece> + Clone {
        let (start, end) = (range.start, range.end.max(range.start + 1));
        self.pieces.iter().filter(move |piece| piece.at < end && start < piece.at + piece.length)
    }

    /// The sentences as ranges of the text, by UAX 29, without the blanks at their ends.
    pub(crate) fn sentences(&self) -> Vec<Range<usize>> {
        let bounds = sentence_bounds(&self.text);
        let ends = bounds.iter().copied().skip(1).chain([self.text.len()]);
        let trimmed = |(start, end): (usize, usize)| {
            let sentence = self.words_of(start..end);
            let start = start + sentence.len() - sentence.trim_start().len();
            start..start + sentence.trim().len()
        };
        bounds.iter().copied().zip(ends).map(trimmed).filter(|range| !range.is_empty()).collect()
    }
}

/// Where sentences begin, by UAX 29.
///
/// Only what stands around a full stop, a question or exclamation mark or a line end decides on one, from the sign
/// before it up to the next letter: only that is looked up in the tables of Unicode, if no rarer sign could end a
/// sentence.
fn sentence_bounds(text: &str) -> Vec<usize> {
    if !text.chars().all(is_common) {
        return text.split_sentence_bound_indices().map(|(at, _)| at).collect();
    }
    let mut bounds = vec![0];
    let mut done = 0;
    while let Some(end) = text.get(done..).and_then(|rest| rest.find(['.', '!', '?', '\n', '\r'])) {
        let end = done + end;
        let before = text.get(..end).unwrap_or_default().rfind(|sign: char| sign.is_ascii()).unwrap_or(0);
        let behind = text.get(end..).unwrap_or_default();
        let letter = behind.char_indices().find(|(_, sign)| sign.is_alphabetic());
        done = letter.map_or(text.len(), |(at, sign)| end + at + sign.len_utf8());
        let around = text.get(before..done).unwrap_or_default();
        let begins = around.split_sentence_bound_indices().map(|(at, _)| before + at);
        bounds.extend(begins.filter(|at| *at > end));
    }
    bounds
}

/// Whether a sign can neither end a sentence, but for those of ASCII, nor be a part of the sign before it.
fn is_common(sign: char) -> bool {
    sign.is_ascii()
        || matches!(sign, '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{370}'..='\u{482}' | '\u{48a}'..='\u{588}'
            | '\u{fffc}' | '\u{2010}'..='\u{2023}' | '\u{2025}'..='\u{2027}' | '\u{202f}' | '\u{20a0}'..='\u{20cf}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Place;
    use crate::fields::Text;
    use crate::prose::inline::parse_line;

    fn line(text: &str) -> Vec<Inline> {
        let place = Place::new(&"a.toml".into(), Span::new(0..text.len()));
        parse_line(&Text { value: text.into(), place }, &[("page", "p.".into())]).value
    }

    #[test]
    fn sentences_begin_where_unicode_says() {
        let parts = [
            "a", "B", "ß", "É", "1", ".", ".", "!", "?", " ", " ", "\n", "\r\n", ",", "-", ")", "”", "“",
            "…", "\u{a0}", "ª", "Mr", "e.g", "3.5", "\u{301}", "。", "я", "Я", "ﬁ", "’", ";", ":",
            "\u{2028}", "\u{85}", "\u{ad}", "(", "中", "\u{fffc}", "€", "–", "\u{345}", "\u{2024}", "\t",
        ];
        let mut seed = 1u64;
        for round in 0..20_000 {
            let mut text = String::new();
            for _ in 0..round % 14 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                // Two of three texts are of common signs alone.
                let count = if round % 3 == 0 { parts.len() } else { 24 };
                text.push_str(parts[(seed >> 33) as usize % count]);
            }
            let expected: Vec<usize> = text.split_sentence_bound_indices().map(|(at, _)| at).collect();
            let found = sentence_bounds(&text);
            assert_eq!(found[usize::from(text.is_empty())..], expected, "{text:?}");
        }
    }

    #[test]
    fn words_run_through_links_and_lead_back() {
        let source = "It held *almost* [1,400 TB](fact:x) then. `7` More [@a, p. 4].";
        let line = line(source);
        let flat = FlatText::of(&line);
        assert_eq!(flat.text, "It held almost 1,400 TB then. \u{fffc} More .");
        let at = flat.text.find("1,400").expect("the number");
        let span = flat.exact_span_of(at..at + 5).expect("literal");
        assert_eq!(source.get(span.start as usize..span.end as usize), Some("1,400"));
        assert!(flat.exact_span_of(at - 3..at + 5).is_none(), "across a mark");
        let sentences: Vec<&str> = flat.sentences().into_iter().map(|range| flat.words_of(range)).collect();
        assert_eq!(sentences, ["It held almost 1,400 TB then.", "\u{fffc} More ."]);
        assert_eq!(flat.marks.len(), 3);
    }
}
