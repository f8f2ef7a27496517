//! Quotation marks of all languages in plain words, and names that stand in them without a link.

use std::ops::Range;

/// Marks that open a quotation, with those that may close it.
///
/// Languages use the same signs for different ends („…“, “…”, »…«, «…»): what closes is known by what opened.
const PAIRS: &[(char, &[char])] = &[
    ('“', &['”', '“']),
    ('”', &['”']),
    ('„', &['“', '”']),
    ('«', &['»']),
    ('»', &['«', '»']),
    ('"', &['"']),
    ('‘', &['’']),
    ('‚', &['‘', '’']),
    ('‹', &['›']),
    ('›', &['‹', '›']),
    ('「', &['」']),
    ('『', &['』']),
    ('《', &['》']),
];

/// Stretches of a text between quotation marks, marks included; outer ones only, of those whose first sign `opens`.
pub(crate) fn quotations(text: &str, opens: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut free_from = 0;
    for (start, sign) in signs(text) {
        let pair = PAIRS.iter().find(|(opening, _)| *opening == sign && start >= free_from && opens(sign));
        let is_free = |_: &&(char, &[char])| !is_ambiguous(sign) || !letter_before(text, start);
        let Some((_, closing)) = pair.filter(is_free) else { continue };
        if let Some(end) = end_of(text, start + sign.len_utf8(), sign, closing) {
            found.push(start..end);
            free_from = end;
        }
    }
    found
}

/// Where a quotation ends that begins at `inner`: behind a closing mark that is no apostrophe.
fn end_of(text: &str, inner: usize, opening: char, closing: &[char]) -> Option<usize> {
    let rest = text.get(inner..)?;
    signs(rest).find_map(|(at, sign)| {
        let end = inner + at + sign.len_utf8();
        let may_open = is_ambiguous(sign) || sign == opening;
        let closes = closing.contains(&sign) && (!may_open || !letter_behind(text, end));
        let has_words = || rest.get(..at).is_some_and(|text| text.contains(char::is_alphanumeric));
        (closes && has_words()).then_some(end)
    })
}

/// Signs that may be quotation marks and where they stand, without a look at letters of ASCII.
pub(crate) fn signs(text: &str) -> impl Iterator<Item = (usize, char)> {
    let starts = text.bytes().enumerate().filter(|(_, byte)| begins_mark(*byte)).map(|(at, _)| at);
    starts.filter_map(|at| Some((at, text.get(at..)?.chars().next()?)))
}

/// Whether quotation marks begin with a byte.
#[inline]
pub(crate) fn begins_mark(byte: u8) -> bool {
    (byte == b'"') | (byte == 0xc2) | (byte == 0xe2) | (byte == 0xe3)
}

/// Signs that open and close alike, or stand within words.
fn is_ambiguous(sign: char) -> bool {
    matches!(sign, '"' | '‘' | '’' | '”')
}

fn letter_before(text: &str, at: usize) -> bool {
    text.get(..at).and_then(|text| text.chars().next_back()).is_some_and(char::is_alphanumeric)
}

fn letter_behind(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|text| text.chars().next()).is_some_and(char::is_alphanumeric)
}

/// Where a name stands in a text first, as whole words.
pub(crate) fn first_of(text: &str, name: &str) -> Option<Range<usize>> {
    if name.is_empty() {
        return None;
    }
    let whole = |at: &usize| !letter_before(text, *at) && !letter_behind(text, at + name.len());
    text.match_indices(name).map(|(at, _)| at).find(whole).map(|at| at..at + name.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        quotations(text, |_| true)
            .into_iter()
            .map(|range| text.get(range).expect("whole characters"))
            .collect()
    }

    #[test]
    fn every_language_has_its_marks() {
        assert_eq!(quoted("He said “no way” and “yes”."), ["“no way”", "“yes”"]);
        assert_eq!(quoted("Sie sagte „nein“, dann »doch«."), ["„nein“", "»doch«"]);
        assert_eq!(quoted("Elle dit « non », et \"oui\"."), ["« non »", "\"oui\""]);
        assert_eq!(quoted("彼は「はい」と言った"), ["「はい」"]);
        assert_eq!(quoted("Virasto sanoi “ei“ ja “kyllä“."), ["“ei“", "“kyllä“"], "as some type it");
        assert_eq!(quoted("“He said ‘no’ twice”"), ["“He said ‘no’ twice”"], "the outer one");
    }

    #[test]
    fn apostrophes_and_lone_marks_are_none() {
        assert_eq!(quoted("the agency’s ‘don’t know’ reply"), ["‘don’t know’"]);
        assert_eq!(quoted("rock ’n’ roll, a 5\" disk, “unclosed"), [""; 0]);
        assert_eq!(quoted("“”"), [""; 0]);
    }

    #[test]
    fn names_are_whole_words() {
        assert_eq!(first_of("Bosworth met Bo.", "Bo"), Some(13..15));
        assert_eq!(first_of("Bosworth", "Bo"), None);
        assert_eq!(first_of("x", ""), None);
    }
}
