//! Two editions of one story, block by block: what stands in each, and which blocks say the same.
//!
//! Nothing here knows a site. A [`Segment`] is a block as comparison sees it: its kind, its length, and the [`Anchor`]s
//! that any translation must keep: values, dates, links, citations, exhibits, names, ids. `align.rs` finds which
//! segments belong together; what they then lack is for checks.

pub(crate) mod align;
pub(crate) mod drift;
pub(crate) mod lock;
pub(crate) mod sketch;
mod sounds;

use rust_decimal::Decimal;

use crate::quantity::Period;
use crate::text::{Span, short_print};

/// What kind of block a segment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum SegmentKind {
    /// The headline or the standfirst.
    Front,
    /// The words for the lead picture.
    Picture,
    /// A heading of a level.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A paragraph of a list item, at a depth from 1.
    Item(u8),
    /// A paragraph of a quote block or of a block of somebody's words.
    Quoted,
    /// The first line of a marked block.
    Box(&'static str),
    /// A row of a Markdown table with so many cells.
    Row(usize),
    /// An embedded exhibit.
    Embed,
    /// A displayed formula.
    Math,
    /// Code.
    Code,
    /// A thematic break.
    Rule,
    /// A footnote.
    Footnote,
}

/// How surely an anchor tells a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// How a word sounds.
    Weak = 1,
    /// A value or a date.
    Medium = 2,
    /// A fact, a citation, a link, an exhibit, an id.
    Strong = 3,
}

/// Something in a block that its translation keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Anchor {
    /// A digest of what it is.
    pub key: u64,
    /// How surely it tells the block.
    pub strength: Strength,
}

impl Anchor {
    /// An anchor of a kind ("fact", "cite") with a name.
    pub(crate) fn new(kind: &str, name: &str, strength: Strength) -> Anchor {
        Anchor { key: short_print(kind, name.as_bytes()), strength }
    }

    /// An anchor of a value: equal ones are equal however many places they were written with.
    pub(crate) fn of_value(value: Decimal, strength: Strength) -> Anchor {
        let plain = value.normalize();
        Anchor { key: short_print("value", &plain.serialize()), strength }
    }

    /// An anchor of a span of time.
    pub(crate) fn of_period(period: Period, strength: Strength) -> Anchor {
        let (year, month, day) = match period {
            Period::Year(year) => (year, 0, 0),
            Period::Month(year, month) => (year, month, 0),
            Period::Day(day) => (day.year(), day.month(), day.day()),
        };
        let [high, low] = year.to_be_bytes();
        let parts = [high, low, month.unsigned_abs(), day.unsigned_abs()];
        Anchor { key: short_print("date", &parts), strength }
    }
}

/// How often a text has the signs that its translation is likely to have as often; 255 stands for more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape {
    /// Stops that end a sentence.
    pub sentences: u8,
    /// Question marks.
    pub questions: u8,
    /// Quotation marks.
    pub quotes: u8,
    /// Colons.
    pub colons: u8,
    /// Commas.
    pub commas: u8,
    /// Numbers in digits.
    pub numbers: u8,
}

/// A block as comparison sees it.
#[derive(Clone, Debug)]
pub(crate) struct Segment {
    /// What it is.
    pub kind: SegmentKind,
    /// Where it stands in its file.
    pub span: Span,
    /// How many letters and digits its words have.
    pub letters: usize,
    /// Which signs it has.
    pub shape: Shape,
    /// What its translation keeps, sorted.
    pub anchors: Vec<Anchor>,
}
