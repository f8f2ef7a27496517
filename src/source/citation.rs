//! Pandoc's citation syntax, without brackets: `see @files, pp. 3-5; also -@reply`.
//!
//! Works on a text that is known to be a citation group; finding groups in prose is `prose/inline.rs`'s work, on the
//! parser's events. Locators use CSL terms, in English or in the page's language. The rules are those of the section
//! "Citation syntax" of Pandoc's manual.

use std::sync::Arc;

use crate::codes;
use crate::diag::{Collector, Diagnostic};
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
    pub cites: Arc<[Cite]>,
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
    /// Words behind, with the comma or other sign they begin with.
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
    ("version", &["version", "versions"]),
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
    parts(text).into_iter().map(|(offset, part)| parse_cite(part, offset, words)).collect()
}

/// Reads the brackets behind a key in the sentence: `@files [p. 4; see also @reply]`. Offsets count from the start of
/// `text`, which is what stands between the brackets.
///
/// # Errors
/// A part but the first without a key, or a key that is no key.
pub(crate) fn parse_narrative(
    key: Spanned<Arc<str>>,
    text: &str,
    words: &LocatorWords,
) -> Result<Vec<Cite>, CitationError> {
    let mut parts = parts(text).into_iter();
    let (_, first) = parts.next().unwrap_or_default();
    let (locator, suffix) = parse_locator(first, words);
    let mut cites =
        vec![Cite { key, suppress_author: false, prefix: "".into(), locator, suffix: suffix.into() }];
    for (offset, part) in parts {
        cites.push(parse_cite(part, offset, words)?);
    }
    Ok(cites)
}

/// The parts between semicolons with their offsets; those within braces belong to a key or a locator.
fn parts(text: &str) -> Vec<(usize, &str)> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut depth = 0usize;
    for (at, sign) in text.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ';' if depth == 0 => {
                parts.push((start, text.get(start..at).unwrap_or_default()));
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push((start, text.get(start..).unwrap_or_default()));
    parts
}

fn parse_cite(part: &str, offset: usize, words: &LocatorWords) -> Result<Cite, CitationError> {
    let lead = part.len() - part.trim_start().len();
    let whole = Span::new(offset + lead..offset + lead.max(part.trim_end().len()));
    let at = key_start(part).ok_or(CitationError { span: whole, reason: "has a part without a key" })?;
    let (key, length) = part
        .get(at..)
        .and_then(key_at)
        .ok_or(CitationError { span: whole, reason: "has an `@` without a key behind it" })?;
    let before = part.get(..at).unwrap_or_default();
    let bare = before.strip_suffix('-').filter(|rest| !rest.ends_with(char::is_alphanumeric));
    let after = part.get(at + length..).unwrap_or_default();
    let (locator, suffix) = parse_locator(after, words);
    let key_span = Span::new(offset + at..offset + at + length);
    Ok(Cite {
        key: Spanned::new(key.into(), key_span),
        suppress_author: bare.is_some(),
        prefix: bare.unwrap_or(before).trim().into(),
        locator,
        suffix: suffix.into(),
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
/// A locator begins with a term, or is a number right behind the key or its comma (then it means a page); braces mark
/// it off where it could be taken for something else (`{ii, A, D-Z}`), and empty ones say that there is none. The
/// suffix keeps the sign it begins with.
pub(crate) fn parse_locator<'a>(after: &'a str, words: &LocatorWords) -> (Option<Locator>, &'a str) {
    let suffix = after.trim_matches(is_blank);
    let text = suffix.strip_prefix(',').unwrap_or(suffix).trim_start_matches(is_blank);
    if let Some((inner, rest)) = text.strip_prefix('{').and_then(|text| text.split_once('}')) {
        return (marked_off(inner, words), rest.trim_matches(is_blank));
    }
    let (label, rest) = match term_at(text, words) {
        Some((label, length)) => (label, text.get(length..).unwrap_or_default().trim_start_matches(is_blank)),
        None if text.starts_with(|sign: char| sign.is_numeric()) => ("page", text),
        None => return (None, suffix),
    };
    let end = value_length(rest);
    if end == 0 {
        return (None, suffix);
    }
    let value = rest.get(..end).unwrap_or_default();
    (Some(Locator { label, value: value.into() }), rest.get(end..).unwrap_or_default().trim_matches(is_blank))
}

/// The locator between braces: a term, then everything else as it stands.
fn marked_off(inner: &str, words: &LocatorWords) -> Option<Locator> {
    let inner = inner.trim_matches(is_blank);
    let (label, length) = term_at(inner, words).unwrap_or(("page", 0));
    let value = inner.get(length..).unwrap_or_default().trim_matches(is_blank);
    (!value.is_empty()).then(|| Locator { label, value: value.into() })
}

fn is_blank(sign: char) -> bool {
    sign == '\u{a0}' || sign.is_whitespace()
}

fn term_at(text: &str, words: &LocatorWords) -> Option<(&'static str, usize)> {
    let english = LOCATORS.iter().flat_map(|(label, terms)| terms.iter().map(move |term| (*label, *term)));
    let local = words.iter().map(|(label, word)| (*label, &**word));
    // Most terms begin otherwise: that is seen without folding their case.
    let first = text.chars().next().map(|sign| sign.to_ascii_lowercase());
    let fits = |term: &str| {
        let begins = term.chars().next().map(|sign| sign.to_ascii_lowercase());
        if begins != first && first.is_some_and(|sign| sign.is_ascii()) && term.is_ascii() {
            return false;
        }
        let is_head = |head: &str| match head.is_ascii() && term.is_ascii() {
            true => head.eq_ignore_ascii_case(term),
            false => head.to_lowercase() == term.to_lowercase(),
        };
        let head = text.get(..term.len()).is_some_and(is_head);
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

/// Bytes of a locator's value: numbers and roman numerals, ranges and lists of them (`3-5, 8, 10a`); the comma or full
/// stop behind the last one does not belong to it.
fn value_length(text: &str) -> usize {
    let mut end = 0;
    let mut at = 0;
    for word in text.split_inclusive([',', ' ', '\u{a0}', '\n']) {
        let bare = word.trim_end_matches([',', ' ', '\u{a0}', '\n', '.', ':']);
        if !bare.is_empty() && !is_value(bare) {
            break;
        }
        if !bare.is_empty() {
            end = at + bare.len();
        }
        at += word.len();
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

/// Reads citations of a TOML file, one group a text, without brackets: `cite = ["@files, p. 4"]`.
///
/// Spans of keys are places in the file; where a text has escapes, the place of the whole text. Reports `cite/syntax`.
pub(crate) fn read_citations(texts: &[Text], words: &LocatorWords, collector: &Collector) -> Vec<Citation> {
    let mut citations = Vec::new();
    for text in texts {
        match parse_group(&text.value, words) {
            Ok(_) if text.value.trim_start().starts_with('[') => {
                let message = "a citation stands here without brackets";
                let bare = text.value.trim().trim_start_matches('[').trim_end_matches(']').to_owned();
                let diagnostic = Diagnostic::new(&codes::cite::SYNTAX, text.place.clone(), message)
                    .hint(format!("write `\"{bare}\"`"));
                let is_exact = text.place.span.range().len() == text.value.len();
                collector.add(match is_exact {
                    true => diagnostic.fix(text.place.clone(), bare),
                    false => diagnostic,
                });
            }
            Ok(mut cites) => {
                for cite in &mut cites {
                    cite.key.span = in_file(text, cite.key.span);
                }
                citations.push(Citation { mode: Mode::Parenthetical, cites: cites.into() });
            }
            Err(error) => {
                let place = collector.place(in_file(text, error.span));
                let message = format!("this citation {}", error.reason);
                collector.add(
                    Diagnostic::new(&codes::cite::SYNTAX, place, message)
                        .hint("write a key behind an `@`, then its place: `\"@files, p. 4\"`"),
                );
            }
        }
    }
    citations
}

/// The place in the file of a stretch of a TOML text: the place of the whole text if that has escapes.
fn in_file(text: &Text, inner: Span) -> Span {
    let whole = text.place.span;
    if whole.range().len() == text.value.len() { inner.shifted(whole.start) } else { whole }
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
        assert_eq!(&*cite.suffix, ", my italics");
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
        assert_eq!((locator, rest), (None, ", for example"));
    }

    /// The examples of Pandoc's manual, section "Citation syntax".
    #[test]
    fn the_manuals_examples() {
        let page = |value: &str| Some(Locator { label: "page", value: value.into() });
        let cites = parse_group("see @doe99, pp. 33-35 and *passim*; @smith04, chap. 1", &[]).expect("cites");
        assert_eq!((&cites[0].locator, &*cites[0].suffix), (&page("33-35"), "and *passim*"));
        assert_eq!(cites[1].locator, Some(Locator { label: "chapter", value: "1".into() }));
        let cite = one("@smith{ii, A, D-Z}, with a suffix");
        assert_eq!((cite.locator, &*cite.suffix), (page("ii, A, D-Z"), ", with a suffix"));
        let cite = one("@smith, {pp. iv, vi-xi, (xv)-(xvii)} with suffix here");
        assert_eq!((cite.locator, &*cite.suffix), (page("iv, vi-xi, (xv)-(xvii)"), "with suffix here"));
        let cite = one("@smith{}, 99 years later");
        assert_eq!((cite.locator, &*cite.suffix), (None, ", 99 years later"));
        let cite = one("@{https://example.com/bib?name=foobar&date=2000;x}, p. 33");
        assert_eq!(&*cite.key.value, "https://example.com/bib?name=foobar&date=2000;x");
        assert_eq!(one("@smith04, 33").locator, page("33"));
        assert_eq!(one("@smith04 [sic]").locator, None);
        assert_eq!(one("@smith04, I think").locator, None, "a letter alone is no page");
        assert_eq!((one("@a, p. 4.").locator, &*one("@a, p. 4.").suffix), (page("4"), "."));
    }

    #[test]
    fn brackets_behind_a_key_hold_a_place_and_more_cites() {
        let key = || Spanned::new(Arc::from("files"), Span::default());
        let cites = parse_narrative(key(), "p. 4; see also @reply, 2", &[]).expect("cites");
        assert_eq!(cites[0].locator, Some(Locator { label: "page", value: "4".into() }));
        assert_eq!((&*cites[1].key.value, &*cites[1].prefix), ("reply", "see also"));
        let cites = parse_narrative(key(), "my italics", &[]).expect("a cite");
        assert_eq!((&cites[0].locator, &*cites[0].suffix), (&None, "my italics"));
        assert!(parse_narrative(key(), "p. 4; nothing", &[]).is_err());
    }

    #[test]
    fn citations_of_toml_files_know_their_places() {
        let file: Arc<str> = "facts.toml".into();
        let collector = Collector::new(&file);
        let text = |value: &str, start: usize, length: usize| {
            Text::new(value.into(), collector.place(Span::new(start..start + length)))
        };
        let texts = [text("@files, p. 4; @x", 10, 16), text("[@files]", 40, 8), text("files", 60, 5)];
        let citations = read_citations(&texts, &[], &collector);
        assert_eq!(citations.len(), 1);
        assert_eq!(citations[0].cites[1].key.span, Span::new(24..26));
        let found = collector.finish();
        assert_eq!(found.len(), 2);
        assert_eq!(found[1].at.as_ref().map(|place| place.span), Some(Span::new(60..65)));
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
