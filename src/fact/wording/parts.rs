//! Numbers and dates on their way to a claim.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::fact::wording::ClaimKind;
use crate::locale::lexicon::trie::DateParts;
use crate::quantity::{Bound, Unit};

/// A number with all that belongs to it.
#[derive(Clone, Debug)]
pub(crate) struct Amount {
    /// First token.
    pub(crate) first: usize,
    /// Behind the last token.
    pub(crate) next: usize,
    /// Bytes of the number with its scale word.
    pub(crate) number: Range<usize>,
    /// Its value, scale worked in.
    pub(crate) value: Decimal,
    /// Half of the last shown digit.
    pub(crate) rounding: Decimal,
    /// The scale, if one is written.
    pub(crate) scale: Option<Decimal>,
    /// What it may count or measure.
    pub(crate) units: Vec<Unit>,
    /// Whether the unit stands before the number.
    pub(crate) unit_before: bool,
    /// How it is said.
    pub(crate) kind: ClaimKind,
    /// A hedge behind it.
    pub(crate) hedge_after: Option<(Bound, Range<usize>)>,
    /// Its digits, if it is one figure without separators.
    pub(crate) plain: Option<u8>,
    /// Whether the number word itself is a hedge: "une vingtaine".
    pub(crate) about: bool,
}

/// A number without its unit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Magnitude {
    pub(crate) value: Decimal,
    pub(crate) rounding: Decimal,
    pub(crate) scale: Option<Decimal>,
    pub(crate) plain: Option<u8>,
    /// Whether it is said in words.
    pub(crate) in_words: bool,
    /// Whether it is no more than a word for one.
    pub(crate) one: bool,
    /// Whether the word itself is a hedge: "une vingtaine".
    pub(crate) about: bool,
    /// Behind its last token.
    pub(crate) next: usize,
}

/// A date in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    /// What its figures and its month say.
    pub(crate) parts: DateParts,
    /// Its first token.
    pub(crate) from: usize,
    /// Behind its last one.
    pub(crate) next: usize,
}

impl Found {
    /// How many of year, month and day it says.
    pub(crate) fn size(&self) -> usize {
        let DateParts { year, month, day } = self.parts;
        usize::from(year > 0) + usize::from(month > 0) + usize::from(day > 0)
    }
}

/// A year of our time or recent history.
pub(crate) fn year_of(value: Decimal) -> Option<i16> {
    i16::try_from(value).ok().filter(|year| (1000..3000).contains(year))
}
