//! What words say: claims about numbers and dates, read from prose in its language.
//!
//! "Almost 1,400 terabytes" claims a number, a unit and a hedge. A [`Claim`] holds what the words name and how; whether
//! it agrees with a fact is for `fact/verdict.rs`. Rules: FORMAT section 6, "When words agree with a fact".

pub(crate) mod amount;
pub(crate) mod dates;
pub(crate) mod multiple;
pub(crate) mod number_words;
pub(crate) mod parts;
pub(crate) mod reader;

use std::ops::Range;

use rust_decimal::Decimal;

use crate::fact::wording::reader::Reader;
use crate::interval::Interval;
use crate::locale::lexicon::trie::DateParts;
use crate::locale::lexicon::{Lexicon, Meaning};
use crate::quantity::{Bound, Period, Quantity, Unit};

/// What a stretch of words says of one value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Claim {
    /// All of it, hedge and unit included: bytes of the text that was read.
    pub(crate) range: Range<usize>,
    /// The number with its scale word ("490 million"), the multiple ("tripled") or the date.
    pub(crate) number: Range<usize>,
    /// The words of the hedge; for a hedge of two parts ("between … and …") the first.
    pub(crate) hedge_words: Option<Range<usize>>,
    /// The class of the hedge; [`Bound::Exactly`] for a bare number.
    pub(crate) hedge: Bound,
    /// How the value is said.
    pub(crate) kind: ClaimKind,
    /// The number that the words name, scale words worked in: 490000000; 3 for "tripled"; 0.5 for "half". 0 for dates.
    pub(crate) value: Decimal,
    /// The other end of a range; [`Claim::value`] is the low one.
    pub(crate) high: Option<Decimal>,
    /// Half of the last shown digit, in the unit of the value: 0.5 for "1,400", 500000 for "490 million", 50 for
    /// "1.4 thousand"; 5 % of the value for a multiple in words.
    pub(crate) rounding: Decimal,
    /// The units that the words may mean ("$" is more than one currency); empty if they name none.
    pub(crate) units: Vec<Unit>,
}

/// How words say a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClaimKind {
    /// "1,400", "490 million", "six", "5 %".
    Number,
    /// "tripled", "half", "a third", "2.5 times".
    Multiple,
    /// "80 % of": a per cent that is a ratio.
    Share,
    /// "by 5 %": a per cent that is a change, a ratio less one.
    Change,
    /// A day, month or year: "16 February 2026", "July 2025", "2026".
    Period(Period),
    /// "third", "3rd": not a quantity.
    Ordinal,
    /// A clock time, a version, a number inside a word or a name: not a quantity.
    Other,
}

impl Claim {
    /// What the words leave possible, in the unit that they name; `tolerance` is the reach of "about" and "almost"
    /// ([`crate::quantity::TOLERANCE`] unless a fact says otherwise).
    pub(crate) fn interval(&self, tolerance: Decimal) -> Interval {
        let around = |value: Decimal, low: bool| {
            if low { value.saturating_sub(self.rounding) } else { value.saturating_add(self.rounding) }
        };
        match (self.hedge, self.high) {
            (Bound::Exactly, None) => Interval::closed(around(self.value, true), around(self.value, false)),
            (Bound::Between | Bound::Exactly, Some(high)) => {
                Interval::closed(around(self.value, true), around(high, false))
            }
            (bound, _) => Quantity { tolerance, ..Quantity::bounded(self.value, None, bound) }.interval(),
        }
    }

    /// Whether the words name a quantity: neither an ordinal nor something like a version.
    pub(crate) fn is_quantity(&self) -> bool {
        matches!(self.kind, ClaimKind::Number | ClaimKind::Multiple | ClaimKind::Share | ClaimKind::Change)
    }
}

/// What the parts of a date say that a text is, from its first to its last word.
pub(crate) fn date_parts(text: &str, lexicon: &Lexicon) -> Option<DateParts> {
    Reader::new(text, 0, lexicon).whole_date()
}

/// How far around a word that says a number is read, in bytes: a hedge, a unit, the other end of a range stand nearer.
const REACH: usize = 120;

/// Reads all that a text says in numbers, in the order of the words.
pub(crate) fn read(text: &str, lexicon: &Lexicon) -> Vec<Claim> {
    let mut claims = Vec::new();
    let mut done = 0;
    let mut upcoming = lexicon.next_trigger(text, 0);
    while let Some(trigger) = upcoming {
        let start = blank_before(text, trigger.saturating_sub(REACH)).max(done);
        let mut end = blank_behind(text, trigger.saturating_add(REACH));
        loop {
            upcoming = lexicon.next_trigger(text, end);
            match upcoming {
                Some(next) if next - end < REACH * 2 => end = blank_behind(text, next.saturating_add(REACH)),
                _ => break,
            }
        }
        let part = text.get(..end).unwrap_or(text);
        claims.extend(Reader::new(part, start, lexicon).read());
        done = end;
    }
    claims
}

/// The last place at or before a byte where a blank begins; the beginning of the text if there is none.
fn blank_before(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes().get(..at).unwrap_or_default();
    bytes.iter().rposition(u8::is_ascii_whitespace).unwrap_or(0)
}

/// The first place at or behind a byte where a blank begins; the end of the text if there is none.
fn blank_behind(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes().get(at..).unwrap_or_default();
    bytes.iter().position(u8::is_ascii_whitespace).map_or(text.len(), |behind| at + behind)
}

/// Two claims as the ends of one range, where the words between them allow it: "5 to 7 million", "de 5 à 7 ans".
///
/// The same words may be two values ("from 400 to 1,400 TB" of two facts), so that [`read`] keeps them apart; whoever
/// knows that one value is meant joins them. Hedges of their own keep them apart.
pub(crate) fn join(text: &str, lexicon: &Lexicon, first: &Claim, second: &Claim) -> Option<Claim> {
    let between = text.get(first.range.end..second.range.start)?;
    let tokens = lexicon.tokens(between);
    let joint = lexicon
        .longest(between, &tokens, |meaning| matches!(meaning, Meaning::To | Meaning::Or).then_some(()));
    let whole = joint.is_some_and(|((), length)| length == tokens.len());
    let plain = |claim: &Claim| claim.hedge == Bound::Exactly && claim.high.is_none() && claim.is_quantity();
    let alike = first.units == second.units || first.units.is_empty() || second.units.is_empty();
    if !(whole && plain(first) && plain(second) && alike && first.value < second.value) {
        return None;
    }
    Some(Claim {
        range: first.range.start..second.range.end,
        number: first.number.start..second.number.end,
        hedge: Bound::Between,
        high: Some(second.value),
        rounding: first.rounding.max(second.rounding),
        units: if second.units.is_empty() { first.units.clone() } else { second.units.clone() },
        kind: second.kind,
        ..first.clone()
    })
}

#[cfg(test)]
mod date_samples;
#[cfg(test)]
mod language_samples;
#[cfg(test)]
mod phrase_samples;
#[cfg(test)]
mod round_trip_samples;
#[cfg(test)]
mod tests;
