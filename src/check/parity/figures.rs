//! Figures that count nothing: of chapters and seasons, of names, of scores, with an ending that no table knows.
//!
//! Quantities, dates and times are compared by what they say; the digits that are left here say nothing that is known.
//! Only where all of them agree but for one on each side was that one changed: a translation that says a chapter in
//! words, or leaves a name out, has fewer.

use std::cell::LazyCell;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::parity::said::{Said, all_runs, runs};
use crate::check::parity::{Beside, SIDES, Side};
use crate::codes;
use crate::diag::{Diagnostic, Place};
use crate::locale::lexicon::digits;
use crate::prose::shapes::ranges;
use crate::prose::words::{Word, Words};
use crate::site::blocks::{bound_claims, claims};
use crate::site::reading::ReadPassage;

/// Digits of words that are compared letter by letter elsewhere: of telephones, and of cases if letters stand by.
const DIGITS_OF_A_TELEPHONE: usize = 7;
const DIGITS_OF_A_CASE: usize = 4;

/// Years between the calendar of Thailand and ours.
const BUDDHIST: Decimal = Decimal::from_parts(543, 0, 0, false, 0);

/// A run of digits, and where.
struct Figure<'s> {
    value: Decimal,
    read: &'s ReadPassage<'s>,
    range: Range<usize>,
}

impl Figure<'_> {
    fn words(&self) -> &str {
        self.read.flat.words_of(self.range.clone())
    }

    fn is_roman(&self) -> bool {
        self.words().starts_with(['X', 'V', 'I'])
    }

    fn digits(&self) -> usize {
        self.words().chars().count()
    }

    fn place(&self) -> Place {
        self.read.passage.place(self.read.flat.span_of(self.range.clone()))
    }
}

/// Compares the figures that no other comparison has settled. `loose`: quantities that were passed over, of either side;
/// `taken`: what was compared as something else.
pub(super) fn compare(
    beside: &Beside<'_, '_, '_>,
    loose: &[Said<'_>],
    taken: &[Said<'_>],
    out: &mut Vec<Diagnostic>,
) {
    if are_alike(beside) {
        return;
    }
    let [original, translation] = SIDES.map(|side| Figures::of(beside, side, loose, taken));
    let (fresh, others) = (original.without(&translation), translation.without(&original));
    let changed = match (fresh.as_slice(), others.as_slice()) {
        ([one], [other]) => Some((*one, *other)),
        _ => original.but_for_one(&translation).zip(translation.but_for_one(&original)),
    };
    if let Some((one, other)) = changed
        && (one.is_roman() || other.is_roman() || one.digits().abs_diff(other.digits()) <= 1)
        && !may_be_same(one.value, other.value)
        && !may_be_same(other.value, one.value)
    {
        let message = format!("`{}` here, `{}` in the original", other.words(), one.words());
        let finding = Diagnostic::new(&codes::translation::QUANTITY, other.place(), message);
        out.push(finding.also(one.place(), "in the original"));
    }
}

/// Whether both sides have the same figures, whatever they say: as most blocks have.
fn are_alike(beside: &Beside<'_, '_, '_>) -> bool {
    let [mut original, mut translation] = SIDES.map(|side| {
        let mut all = Vec::new();
        all_runs(beside, side, &mut |_, _, value| all.push(value));
        for (read, words) in beside.passages_told_apart(side) {
            all.extend(centuries(&read.flat.text, words).map(|(_, value)| value));
        }
        all
    });
    original == translation || {
        original.sort_unstable();
        translation.sort_unstable();
        original == translation
    }
}

/// The figures of one side.
struct Figures<'s> {
    free: Vec<Figure<'s>>,
    settled: Vec<Decimal>,
    /// What is said in numbers, in figures or in words.
    claimed: Vec<Decimal>,
}

impl<'s> Figures<'s> {
    fn of(beside: &Beside<'s, '_, '_>, side: Side, loose: &[Said<'_>], taken: &[Said<'_>]) -> Figures<'s> {
        let mut all = Figures { free: Vec::new(), settled: Vec::new(), claimed: Vec::new() };
        for (read, words) in beside.passages_told_apart(side) {
            let text = &read.flat.text;
            all.claimed.extend(claims(read).filter(|claim| claim.is_quantity()).map(|claim| claim.value));
            let is_loose =
                |said: &Said<'_>, at: usize| std::ptr::eq(said.read, read) && said.claim.number.contains(&at);
            let is_settled = |at: usize| {
                let mut quantities = claims(read).filter(|claim| claim.is_quantity());
                let counted = quantities.any(|claim| claim.number.contains(&at))
                    && !loose.iter().any(|said| is_loose(said, at));
                let compared =
                    |said: &Said<'_>| std::ptr::eq(said.read, read) && said.claim.range.contains(&at);
                counted
                    || taken.iter().any(compared)
                    || bound_claims(read).any(|claim| claim.range.contains(&at))
            };
            // Most figures are settled: then nothing of this is asked.
            let verbatim = LazyCell::new(|| ranges(text));
            let is_verbatim =
                |at: usize| may_be_verbatim(text, at) || verbatim.iter().any(|range| range.contains(&at));
            let centuries = centuries(text, words);
            all.free.extend(centuries.map(|(range, value)| Figure { value, read, range }));
            runs(text, &mut |at, value| {
                if is_settled(at) {
                    all.settled.push(value);
                } else if !is_verbatim(at) && !is_plural(text, at) {
                    all.free.push(Figure { value, read, range: at..end_of_digits(text, at) });
                }
            });
        }
        all
    }

    /// The free figures that the other side does not have as often; what it has as something else is said there.
    fn without(&self, other: &Figures<'_>) -> Vec<&Figure<'s>> {
        let mut known: Vec<Decimal> = other.free.iter().map(|figure| figure.value).collect();
        let is_left = |figure: &&Figure<'s>| match known.iter().position(|value| *value == figure.value) {
            Some(at) => {
                known.swap_remove(at);
                false
            }
            None => !other.settled.contains(&figure.value) && !other.claimed.contains(&figure.value),
        };
        self.free.iter().filter(is_left).collect()
    }

    /// The one free figure by which the digits of both sides differ, where all others are the same, settled or not.
    fn but_for_one(&self, other: &Figures<'_>) -> Option<&Figure<'s>> {
        let all = |side: &Figures<'_>| {
            let free = side.free.iter().map(|figure| figure.value);
            let mut all: Vec<Decimal> = side.settled.iter().copied().chain(free).collect();
            all.sort_unstable();
            all
        };
        let (mut own, mut known) = (all(self), all(other));
        let is_as_long = own.len() == known.len();
        own.retain(|value| match known.binary_search(value) {
            Ok(at) => {
                known.remove(at);
                false
            }
            Err(_) => true,
        });
        let [left] = own.as_slice() else { return None };
        self.free.iter().find(|figure| is_as_long && figure.value == *left)
    }
}

/// How words for a century begin, beside which its number is Roman.
const CENTURY: &[&str] = &[
    "século",
    "siglo",
    "siècle",
    "secol",
    "segle",
    "sécul",
    "век",
    "столет",
    "століт",
    "вік",
    "wiek",
    "stolet",
    "évszázad",
];

/// The Roman numbers of centuries in a text: "siglo XIX", "XIXe siècle".
fn centuries<'t>(text: &'t str, words: &'t Words) -> impl Iterator<Item = (Range<usize>, Decimal)> + use<'t> {
    let is_roman = |sign: char| matches!(sign, 'X' | 'V' | 'I');
    let is_part = char::is_alphanumeric;
    let is_century = |word: &str| CENTURY.iter().any(|stem| word.starts_with(stem));
    let begins_roman =
        |word: &&Word| matches!(text.as_bytes().get(word.range.start), Some(b'X' | b'V' | b'I'));
    words.list.iter().filter(|word| word.is_capital).filter(begins_roman).filter_map(move |word| {
        let at = word.range.start;
        let (before, word) = text.split_at_checked(at)?;
        let length = word.find(|sign| !is_roman(sign)).unwrap_or(word.len());
        let behind = word.trim_start_matches(is_part).trim_start_matches(|sign| !is_part(sign));
        let mut last = before.trim_end_matches(|sign| !is_part(sign)).rsplit(|sign| !is_part(sign));
        let is_beside = is_century(behind) || last.next().is_some_and(is_century);
        let value = roman(word.get(..length)?).filter(|_| is_beside)?;
        Some((at..at + length, value))
    })
}

/// The value of a Roman number up to 39.
fn roman(text: &str) -> Option<Decimal> {
    let value = |sign: char| match sign {
        'X' => 10_i64,
        'V' => 5,
        _ => 1,
    };
    let signs: Vec<i64> = text.chars().map(value).collect();
    let next = signs.iter().skip(1).copied().chain([0]);
    let sum: i64 = signs.iter().zip(next).map(|(sign, next)| if *sign < next { -sign } else { *sign }).sum();
    (1..40).contains(&sum).then(|| sum.into())
}

fn end_of_digits(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.find(|sign: char| digits::value(sign).is_none()).unwrap_or(rest.len())
}

/// Whether a figure stands in a word that looks like something never translated, though no known shape may fit it: then
/// it is left alone.
fn may_be_verbatim(text: &str, at: usize) -> bool {
    let is_end = |sign: char| !sign.is_ascii() || sign.is_ascii_whitespace();
    let (before, behind) = text.split_at_checked(at).unwrap_or_default();
    let before = before.rsplit(is_end).next().unwrap_or_default();
    let behind = behind.split(is_end).next().unwrap_or_default();
    let signs = || before.chars().chain(behind.chars());
    let digits = signs().filter(char::is_ascii_digit).count();
    signs().any(|sign| matches!(sign, '@' | '/' | '_' | '#'))
        || digits >= DIGITS_OF_A_TELEPHONE
        || digits >= DIGITS_OF_A_CASE && signs().any(|sign| sign.is_ascii_alphabetic())
}

/// "In the 80s": of a century, of degrees, of a life; "five 9s".
fn is_plural(text: &str, at: usize) -> bool {
    let mut behind = text.get(at..).unwrap_or_default().chars().skip_while(char::is_ascii_digit);
    let is_ending = behind.next() == Some('s') && behind.next().is_none_or(|next| !next.is_alphanumeric());
    is_ending && end_of_digits(text, at) - at <= 2
}

/// Whether two unlike figures may say the same: "the 80s" and "1980er", the 19th century and "1800-talet", "3 pm" and
/// "15:00", years of two calendars, "0.5" and "50 %".
fn may_be_same(one: Decimal, other: Decimal) -> bool {
    let (hundred, day, half) = (Decimal::ONE_HUNDRED, Decimal::from(24), Decimal::from(12));
    let is_short = one > Decimal::ONE_THOUSAND && one % hundred == other;
    let is_century = (one % hundred).is_zero() && one / hundred + Decimal::ONE == other;
    let later = one.saturating_sub(other);
    let is_hour = one <= day && other <= day && later == half;
    let is_scaled = [Decimal::TEN, hundred, Decimal::ONE_THOUSAND]
        .iter()
        .any(|times| one == other.saturating_mul(*times));
    is_short || is_century || is_hour || is_scaled || later == BUDDHIST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_addresses_and_telephones_are_left_alone() {
        let at = |text: &str| text.find(|sign: char| sign.is_ascii_digit()).unwrap_or_default();
        for text in ["see @user9", "https://example.org/7", "call 555-0199-22", "case AB-1234", "#7"] {
            assert!(may_be_verbatim(text, at(text)), "{text}");
        }
        for text in ["Chapter 4", "第4章", "4–1", "45χρονη", "Section 713.", "A320"] {
            assert!(!may_be_verbatim(text, at(text)), "{text}");
        }
    }

    #[test]
    fn roman_numbers_are_read_beside_centuries_alone() {
        let all = |text: &str| {
            let words = Words::of(text);
            centuries(text, &words).map(|(_, value)| value.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(all("en el siglo XIX y el siglo IV"), ["19", "4"]);
        assert_eq!(all("au XVIIIe siècle, Louis XIV"), ["18"]);
        assert_eq!(all("в XX веке"), ["20"]);
        assert!(all("Luís XIV viveu muito").is_empty());
    }

    #[test]
    fn years_centuries_and_hours_may_be_the_same() {
        for (one, other) in [(1980, 80), (1800, 19), (15, 3), (2567, 2024), (50, 5)] {
            assert!(may_be_same(one.into(), other.into()), "{one} {other}");
        }
        for (one, other) in [(4, 5), (713, 718), (1990, 80), (25, 3)] {
            assert!(!may_be_same(one.into(), other.into()), "{one} {other}");
        }
    }
}
