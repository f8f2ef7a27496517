//! Pandoc's citation syntax, without brackets: `see @files, pp. 3-5; also -@reply`.
//!
//! Works on a text that is known to be a citation group; finding groups in prose is `prose/inline.rs`'s work, on the
//! parser's events. Locators use CSL terms, in English or in the page's language.

use std::sync::Arc;

use crate::codes;
use crate::diag::{Collector, Diagnostic, Place};
use crate::fields::Text;
use crate::text::{Span, Spanned};

/// How a citation stands in the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// `[@files, p. 4]`
    Parenthetical,
    /// `@files [p. 4]`: the author is part of the sentence.
    Narrative,
}

/// One citation: a group of cites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Citation {
    /// How it stands in the sentence.
    pub mode: Mode,
    /// Its cites, at least one.
    pub cites: Vec<Cite>,
}

/// One source within a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cite {
    /// Citation key with its place (without `@`).
    pub key: Spanned<Arc<str>>,
    /// `-@key`: the author is named already.
    pub suppress_author: bool,
    /// Words before.
    pub prefix: Box<str>,
    /// Where in the source.
    pub locator: Option<Locator>,
    /// Words behind.
    pub suffix: Box<str>,
}

/// Where in a source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Locator {
    /// CSL term, such as `page`.
    pub label: &'static str,
    /// As written: `3-5`, `IV`.
    pub value: Arc<str>,
}

/// Locator terms of CSL 1.0.2 with the English words and abbreviations that Pandoc reads for them.
pub(crate) const LOCATORS: &[(&str, &[&str])] = &[
    ("page", &["p.", "pp.", "page", "pages"]),
    ("chapter", &["chap.", "chaps.", "ch.", "chapter", "chapters"]),
    ("section", &["sec.", "secs.", "section", "sections", "§", "§§"]),
    ("paragraph", &["para.", "paras.", "paragraph", "paragraphs", "¶", "¶¶"]),
    ("part", &["pt.", "pts.", "part", "parts"]),
    ("volume", &["vol.", "vols.", "volume", "volumes"]),
    ("issue", &["no.", "nos.", "issue", "issues", "number"]),
    ("figure", &["fig.", "figs.", "figure", "figures"]),
    ("table", &["tbl.", "table", "tables"]),
    ("equation", &["eq.", "eqs.", "equation", "equations"]),
    ("line", &["l.", "ll.", "line", "lines"]),
    ("note", &["n.", "nn.", "note", "notes"]),
    ("column", &["col.", "cols.", "column", "columns"]),
    ("book", &["bk.", "bks.", "book", "books"]),
    ("folio", &["fol.", "fols.", "folio", "folios"]),
    ("verse", &["v.", "vv.", "verse", "verses"]),
    ("sub-verbo", &["s.v.", "s.vv.", "sub verbo"]),
    ("opus", &["op.", "opp.", "opus"]),
    ("appendix", &["app.", "apps.", "appendix", "appendices"]),
    ("article-locator", &["art.", "arts.", "article", "articles"]),
    ("act", &["act", "acts"]),
    ("scene", &["sc.", "scs.", "scene", "scenes"]),
    ("rule", &["r.", "rule", "rules"]),
    ("canon", &["canon", "canons"]),
    ("elocation", &["loc.", "locs.", "location", "locations"]),
    ("supplement", &["supp.", "supps.", "supplement", "supplements"]),
    ("timestamp", &["timestamp", "timestamps", "time", "min."]),
    ("title-locator", &["tit.", "tits.", "title", "titles"]),
];

/// Words for locators of one language beside the English ones: (term, word).
pub(crate) type LocatorWords = [(&'static str, Arc<str>)];

/// What is wrong with a citation group, and where in it (bytes).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CitationError {
    /// Place within the text handed in.
    pub span: Span,
    /// Completes "this citation …".
    pub reason: &'static str,
}

/// The key at the start of `text` behind an `@`: `@files`, `@{any thing}`; returns the key and the bytes it takes,
/// `@` included.
///
/// Pandoc's rule: a letter, digit or underscore first, then also single inner `:.#$%&-+?<>~/`.
pub(crate) fn key_at(text: &str) -> Option<(&str, usize)> {
    let rest = text.strip_prefix('@')?;
    if let Some(braced) = rest.strip_prefix('{') {
        let end = braced.find('}')?;
        return (end > 0).then(|| (braced.get(..end).unwrap_or_default(), end + 3));
    }
    let mut end = 0;
    let mut pending = 0;
    for sign in rest.chars() {
        if sign.is_alphanumeric() || sign == '_' {
            end += pending + sign.len_utf8();
            pending = 0;
        } else if end > 0 && pending == 0 && ":.#$%&-+?<>~/".contains(sign) {
            pending = sign.len_utf8();
        } else {
            break;
        }
    }
    (end > 0).then(|| (rest.get(..end).unwrap_or_default(), end + 1))
}

/// Reads the inside of a bracketed citation; offsets of spans count from the start of `text`.
///
/// # Errors
/// A part without a key, or a key that is no key.
pub(crate) fn parse_group(text: &str, words: &LocatorWords) -> Result<Vec<Cite>, CitationError> {
    let mut cites = Vec::new();
    let mut start = 0;
    for part in text.split(';') {
        cites.push(parse_cite(part, start, words)?);
        start += part.len() + 1;
    }
    Ok(cites)
}

fn parse_cite(part: &str, offset: usize, words: &LocatorWords) -> Result<Cite, CitationError> {
    let whole = Span::new(offset..offset + part.len());
    let at = key_start(part).ok_or(CitationError { span: whole, reason: "has a part without a key" })?;
    let (key, length) = part
        .get(at..)
        .and_then(key_at)
        .ok_or(CitationError { span: whole, reason: "has an `@` without a key behind it" })?;
    let before = part.get(..at).unwrap_or_default();
    let suppress_author = before.ends_with('-');
    let prefix = before.strip_suffix('-').unwrap_or(before).trim();
    let after = part.get(at + length..).unwrap_or_default();
    let (locator, suffix) = parse_locator(after, words);
    let key_span = Span::new(offset + at..offset + at + length);
    Ok(Cite {
        key: Spanned::new(key.into(), key_span),
        suppress_author,
        prefix: prefix.into(),
        locator,
        suffix: suffix.trim().into(),
    })
}

/// The first `@` that can start a key: at the start, or behind a blank, a hyphen or an opening sign.
fn key_start(part: &str) -> Option<usize> {
    let mut before = ' ';
    for (at, sign) in part.char_indices() {
        if sign == '@' && !before.is_alphanumeric() {
            return Some(at);
        }
        before = sign;
    }
    None
}

/// Splits what stands behind a key into a locator and a suffix: `, pp. 3-5, my italics`.
///
/// A locator begins with a term, or is a bare number right behind the comma (then it means a page).
pub(crate) fn parse_locator<'a>(after: &'a str, words: &LocatorWords) -> (Option<Locator>, &'a str) {
    let text = after.trim_start_matches([',', ' ', '\u{a0}', '\n']);
    let (label, rest) = match term_at(text, words) {
        Some((label, length)) => {
            (label, text.get(length..).unwrap_or_default().trim_start_matches([' ', '\u{a0}']))
        }
        None => ("page", text),
    };
    let end = value_length(rest);
    if end == 0 {
        return (None, after.trim_start_matches([',', ' ']));
    }
    let value = rest.get(..end).unwrap_or_default();
    let suffix = rest.get(end..).unwrap_or_default().trim_start_matches([',', ' ']);
    (Some(Locator { label, value: value.trim_end_matches([',', ' ', '\u{a0}']).into() }), suffix)
}

fn term_at(text: &str, words: &LocatorWords) -> Option<(&'static str, usize)> {
    let english = LOCATORS.iter().flat_map(|(label, terms)| terms.iter().map(move |term| (*label, *term)));
    let local = words.iter().map(|(label, word)| (*label, &**word));
    let fits = |term: &str| {
        let head = text.get(..term.len()).is_some_and(|head| head.to_lowercase() == term.to_lowercase());
        let next = text.get(term.len()..).and_then(|rest| rest.chars().next());
        let ends = !term.ends_with(char::is_alphabetic) || !next.is_some_and(char::is_alphabetic);
        head && ends
    };
    english
        .chain(local)
        .filter(|(_, term)| fits(term))
        .max_by_key(|(_, term)| term.len())
        .map(|(label, term)| (label, term.len()))
}

/// Bytes of a locator's value: numbers and roman numerals, ranges and lists of them (`3-5, 8 and 10a`).
fn value_length(text: &str) -> usize {
    let mut end = 0;
    let mut at = 0;
    for word in text.split_inclusive([',', ' ', '\u{a0}']) {
        let bare = word.trim_end_matches([',', ' ', '\u{a0}']);
        if !bare.is_empty() && !is_value(bare) {
            break;
        }
        at += word.len();
        if !bare.is_empty() {
            end = at - (word.len() - bare.len());
        }
    }
    end
}

fn is_value(word: &str) -> bool {
    let word = word.trim_matches(|sign| "()[]".contains(sign));
    let has_digit = word.chars().any(|sign| sign.is_numeric());
    let is_roman = !word.is_empty() && word.chars().all(|sign| "ivxlcdmIVXLCDM-–".contains(sign));
    let fits = word.chars().all(|sign| sign.is_alphanumeric() || "-–—.:/+&".contains(sign));
    fits && (has_digit || is_roman)
        && !word.starts_with(char::is_alphabetic) | is_roman | starts_like_value(word)
}

/// `A12`, `S4`: one letter, then a digit.
fn starts_like_value(word: &str) -> bool {
    word.chars().nth(1).is_some_and(char::is_numeric)
}

/// Reads a Pandoc citation without brackets from a TOML text.
pub(crate) fn read_citation(text: &Text, locators: &LocatorWords, collector: &Collector) -> Option<Citation> {
    let span = text.place.span;
    let exact = (span.end - span.start) as usize == text.value.len();
    let place = |inner: Span| if exact { inner.shifted(span.start) } else { span };
    match parse_group(&text.value, locators) {
        Ok(mut cites) => {
            cites.iter_mut().for_each(|cite| cite.key.span = place(cite.key.span));
            Some(Citation { mode: Mode::Parenthetical, cites })
        }
        Err(error) => {
            let message = format!("this citation {}", error.reason);
            collector.add(
                Diagnostic::new(
                    &codes::cite::SYNTAX,
                    Place::new(&text.place.file, place(error.span)),
                    message,
                )
                .hint("write `@key, p. 4`"),
            );
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Cite {
        parse_group(text, &[]).expect("a citation").remove(0)
    }

    #[test]
    fn keys_follow_pandoc() {
        assert_eq!(key_at("@files, p. 4"), Some(("files", 6)));
        assert_eq!(key_at("@doe:2020.a."), Some(("doe:2020.a", 11)));
        assert_eq!(key_at("@{a b}"), Some(("a b", 6)));
        assert_eq!(key_at("@ x"), None);
    }

    #[test]
    fn a_cite_has_prefix_locator_and_suffix() {
        let cite = one("see -@files, pp. 3-5, my italics");
        assert!(cite.suppress_author);
        assert_eq!(&*cite.prefix, "see");
        assert_eq!(cite.locator, Some(Locator { label: "page", value: "3-5".into() }));
        assert_eq!(&*cite.suffix, "my italics");
    }

    #[test]
    fn locators_have_terms_in_two_languages() {
        let words = [("section", Arc::from("seç."))];
        let (locator, _) = parse_locator(", seç. 12", &words);
        assert_eq!(locator, Some(Locator { label: "section", value: "12".into() }));
        let (locator, rest) = parse_locator(", chap. IV and more", &[]);
        assert_eq!(locator, Some(Locator { label: "chapter", value: "IV".into() }));
        assert_eq!(rest, "and more");
        let (locator, rest) = parse_locator(", for example", &[]);
        assert_eq!((locator, rest), (None, "for example"));
    }

    #[test]
    fn groups_hold_several() {
        let cites = parse_group("@files, p. 4; see also @ms-reply", &[]).expect("a group");
        assert_eq!(cites.len(), 2);
        assert_eq!(
            cites.get(1).map(|cite| (&*cite.key.value, &*cite.prefix)),
            Some(("ms-reply", "see also"))
        );
        assert!(parse_group("@files; nothing", &[]).is_err());
    }
}
