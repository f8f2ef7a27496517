//! What is never translated, letter by letter: handles, e-mail addresses, telephone and case numbers, web addresses and
//! digests that stand in the text.

use std::ops::Range;

use crate::check::parity::{Beside, SIDES, Side};
use crate::codes;
use crate::diag::{Diagnostic, Place};
use crate::prose::Target;
use crate::prose::flat::{FlatMarkKind, FlatText};
use crate::prose::words::{changes, letters_of};
use crate::site::reading::ReadPassage;

/// Fewer digits are a name ("A4", "F-35"), not a number of a case.
const DIGITS: usize = 4;
/// Digits of the shortest telephone number that is told from a range.
const DIGITS_OF_A_TELEPHONE: usize = 7;
/// Signs of the shortest digest.
const SIGNS_OF_A_DIGEST: usize = 16;
/// Letters of the longest ending.
const ENDING: usize = 6;
/// Two of them that differ in no more signs are one that was altered.
const ALTERED: usize = 3;

/// Something that is never translated.
struct Token {
    words: String,
    place: Place,
}

/// Compares what both sides have.
pub(super) fn compare(beside: &Beside<'_, '_, '_>, out: &mut Vec<Diagnostic>) {
    let [mut original, mut translation] = SIDES.map(|side| tokens(beside, side));
    let both: Vec<String> = original
        .iter()
        .filter(|one| translation.iter().any(|other| other.words == one.words))
        .map(|one| one.words.clone())
        .collect();
    for list in [&mut original, &mut translation] {
        list.retain(|one| !both.contains(&one.words));
        let mut seen: Vec<String> = Vec::new();
        list.retain(|one| !seen.contains(&one.words) && (seen.push(one.words.clone()), true).1);
    }
    original.retain(|one| {
        let altered = translation.iter().position(|other| is_altered(&one.words, &other.words));
        if let Some(at) = altered {
            let other = translation.remove(at);
            let message = format!("`{}` is `{}` in the original", other.words, one.words);
            let finding = Diagnostic::new(&codes::translation::VERBATIM, other.place, message);
            out.push(
                finding.also(one.place.clone(), "in the original").hint("write it letter by letter as it is"),
            );
        }
        altered.is_none()
    });
    for (side, rest) in [(Side::Original, original), (Side::Translation, translation)] {
        for one in rest {
            let (message, at, (other, label)) = beside.lacks(side, &format!("`{}`", one.words), one.place);
            out.push(Diagnostic::new(&codes::translation::VERBATIM, at, message).also(other, label));
        }
    }
}

fn is_altered(one: &str, other: &str) -> bool {
    let (a, b) = (letters_of(one), letters_of(other));
    changes(&a, &b, ALTERED.min(a.len() / 2)).is_some()
}

fn tokens(beside: &Beside<'_, '_, '_>, side: Side) -> Vec<Token> {
    let edition = beside.edition(side);
    let mut found = Vec::new();
    for (read, words) in beside.spoken(side) {
        if words.signs.address {
            found.extend(in_text(read));
        }
        for mark in &read.flat.marks {
            // A handle reads like a citation; it is one where its key is on record.
            let FlatMarkKind::Citation(cited) = &mark.kind else { continue };
            let Some(words) = &cited.bare else { continue };
            let mut cites = cited.citation.cites.iter();
            if !cites.any(|cite| edition.site.source(read.passage.scope, &cite.key.value).is_some()) {
                // Scripts without blanks run on behind a handle.
                let end = words.find(|sign: char| !sign.is_ascii_alphanumeric() && !"@_.-".contains(sign));
                let handle = words.get(..end.unwrap_or(words.len())).unwrap_or_default();
                let handle = handle.trim_end_matches(['.', '-', '@']);
                if is_mail(handle) {
                    found.push(Token { words: handle.to_owned(), place: read.passage.place(mark.span) });
                }
            }
        }
    }
    found
}

fn in_text<'t>(read: &'t ReadPassage<'_>) -> impl Iterator<Item = Token> + use<'t> {
    let flat = &read.flat;
    let is_compared = |range: &Range<usize>| {
        !flat.words_of(range.clone()).starts_with('@') && is_address_of_a_link(flat, range)
    };
    ranges(&flat.text).into_iter().filter(move |range| !is_compared(range)).map(|range| Token {
        words: flat.words_of(range.clone()).to_owned(),
        place: read.passage.place(flat.span_of(range)),
    })
}

/// Where the words of a link are its address, the target is compared.
fn is_address_of_a_link(flat: &FlatText<'_>, range: &Range<usize>) -> bool {
    flat.marks.iter().any(|mark| {
        let FlatMarkKind::Link(link) = mark.kind else { return false };
        let is_inside = mark.range.start <= range.start && range.end <= mark.range.end;
        is_inside && matches!(link.target, Target::Web(_) | Target::File(_) | Target::Unbound(_))
    })
}

/// Where such things stand in a text: between blanks, without the signs around them.
fn ranges(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for part in text.split(|sign: char| sign.is_whitespace() || is_wide(sign)) {
        // Most words hold none of the signs of such things.
        let may_be = part.bytes().any(|byte| byte.is_ascii_digit() || matches!(byte, b'@' | b':' | b'.'));
        if may_be {
            let kept = part
                .trim_matches(|sign: char| !sign.is_alphanumeric() && !matches!(sign, '@' | '+' | '/' | '_'));
            let start = at + part.find(kept).unwrap_or_default();
            let kept = kept.trim_end_matches(['+', '@']);
            let kept = Some(without_ending(kept)).filter(|kept| is_verbatim(kept)).unwrap_or(kept);
            if is_verbatim(kept) {
                found.push(start..start + kept.len());
            }
        }
        at += part.len()
            + text.get(at + part.len()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    found
}

/// Languages with endings join them to what is never translated: `800-555-0199-as`, `desk@example.org:n`, `@desk'in`.
fn without_ending(token: &str) -> &str {
    let Some((stem, ending)) = token.rsplit_once(['-', ':', '\'', '’']) else { return token };
    let is_ending = (1..=ENDING).contains(&ending.chars().count()) && ending.chars().all(char::is_lowercase);
    // Behind a stroke it may be a part of a handle or an address.
    let may_be = match token.as_bytes().get(stem.len()) {
        Some(b'-') => stem.ends_with(|sign: char| sign.is_ascii_digit()) || is_mail_of_a_host(stem),
        _ => true,
    };
    if is_ending && may_be && !is_web_address(token) { stem } else { token }
}

/// Scripts without blanks stand directly beside what is never translated.
fn is_wide(sign: char) -> bool {
    matches!(u32::from(sign), 0x2e80..=0x9fff | 0xac00..=0xd7ff | 0xff00..=0xff60 | 0x201c..=0x201f)
}

fn is_verbatim(token: &str) -> bool {
    is_web_address(token)
        || is_mail(token)
        || is_digest(token)
        || is_number_of_a_case(token)
        || is_telephone(token)
}

fn is_web_address(token: &str) -> bool {
    token.starts_with("https://") || token.starts_with("http://") || token.starts_with("www.")
}

fn is_mail(token: &str) -> bool {
    let Some((name, host)) = token.split_once('@') else { return false };
    if name.is_empty() {
        // A handle of a federated service: `@desk@social.example`.
        let is_begun = host.starts_with(|sign: char| sign.is_ascii_alphanumeric() || sign == '_');
        return is_begun
            && host.len() >= 2
            && host.chars().all(|sign| sign.is_ascii_alphanumeric() || "_.@-".contains(sign));
    }
    let is_host = host.split_once('.').is_some_and(|(first, rest)| !first.is_empty() && rest.len() >= 2);
    is_host && !host.contains('@')
}

/// `desk@example.org`, but no handle.
fn is_mail_of_a_host(token: &str) -> bool {
    !token.starts_with('@') && token.contains('@')
}

fn is_digest(token: &str) -> bool {
    let has = |is: fn(&u8) -> bool| token.bytes().any(|byte| is(&byte));
    token.len() >= SIGNS_OF_A_DIGEST
        && token.bytes().all(|byte| byte.is_ascii_hexdigit())
        && has(u8::is_ascii_digit)
        && has(u8::is_ascii_alphabetic)
}

/// `12-3456/2025`, `BR-2025-0147`, `A/HRC/50/21`: letters or groups of digits, joined by strokes.
fn is_number_of_a_case(token: &str) -> bool {
    let is_made_of = token.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'/'));
    let digits = token.bytes().filter(u8::is_ascii_digit).count();
    if !is_made_of || digits < DIGITS || is_date(token) || token.starts_with('/') {
        return false;
    }
    let has = |sign: u8| token.bytes().any(|byte| byte == sign);
    let groups = token.split(['-', '/']).collect::<Vec<_>>();
    // Words of small letters are words: "2023-os", "covid-19".
    let is_word = |group: &&str| group.bytes().any(|byte| byte.is_ascii_lowercase());
    let has_letters = token.bytes().any(|byte| byte.is_ascii_uppercase());
    let is_mixed = has(b'-') && has(b'/');
    groups.len() > 1
        && groups.iter().all(|group| !group.is_empty())
        && !groups.iter().any(is_word)
        && (has_letters || is_mixed)
}

/// `2025-07-31`, `31/7/2025`, `2025-07-31T12`.
fn is_date(token: &str) -> bool {
    let groups: Vec<&str> = token.split(['-', '/']).collect();
    let is_number = |group: &&str| group.bytes().all(|byte| byte.is_ascii_digit());
    match &*groups {
        [first, second, third] => {
            let day = third.split('T').next().unwrap_or_default();
            is_number(first) && is_number(second) && is_number(&day) && second.len() <= 2
        }
        _ => false,
    }
}

/// `+55-11-5550-1234`, `800-555-0199`; groups parted by blanks are numbers of their own to whoever reads.
fn is_telephone(token: &str) -> bool {
    let rest = token.strip_prefix('+').unwrap_or(token);
    let digits = rest.bytes().filter(u8::is_ascii_digit).count();
    let is_made_of = rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let groups = rest.split('-').count();
    digits >= DIGITS_OF_A_TELEPHONE
        && is_made_of
        && (token.starts_with('+') || (groups >= 3 && !is_date(token)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        ranges(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn what_is_never_translated_is_found() {
        assert_eq!(
            found("Write to desk@example.org, or (+55-11-5550-1234)."),
            ["desk@example.org", "+55-11-5550-1234"]
        );
        assert_eq!(
            found("Case 12-3456/2025; notice BR-2025-0147: A/HRC/50/21."),
            ["12-3456/2025", "BR-2025-0147", "A/HRC/50/21"]
        );
        assert_eq!(
            found("see https://a.example/x, www.b.example."),
            ["https://a.example/x", "www.b.example"]
        );
        assert_eq!(found("事件12-3456/2025は、desk@example.orgへ"), ["12-3456/2025", "desk@example.org"]);
        assert_eq!(found("hash 9f86d081884c7d659a2feaa0c55ad015"), ["9f86d081884c7d659a2feaa0c55ad015"]);
        assert_eq!(found("@desk@social.example follows"), ["@desk@social.example"]);
        assert_eq!(
            found("a 800-555-0199-as számon, desk@example.org-ra; BR-2025-0147:n, @desk_one’in @a-team"),
            ["800-555-0199", "desk@example.org", "BR-2025-0147", "@desk_one", "@a-team"]
        );
    }

    #[test]
    fn what_languages_write_in_their_own_way_is_not() {
        assert_eq!(
            found("1,400 or 1.400; 2020-2024, 31/7/2025, 2025-07-31, 3-2, 24/7, COVID-19, G-20"),
            [""; 0]
        );
        assert_eq!(found("1/2 of 2019/2020, and/or A4, pp. 32-47, 12:30, v1.2.3, 2023-as"), [""; 0]);
    }
}
