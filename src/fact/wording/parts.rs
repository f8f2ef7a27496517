//! Numbers on their way to a claim.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::fact::wording::ClaimKind;
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
