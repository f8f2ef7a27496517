//! Facts: what words in prose are bound to. `facts.toml` as values.

pub(crate) mod file;
pub(crate) mod sign_off;

pub(crate) mod wording;

pub(crate) mod terms;
pub(crate) mod verdict;

use std::sync::Arc;

use jiff::civil::Date;

use crate::diag::Place;
use crate::fields::Text;
use crate::locale::Localised;
use crate::quantity::{Period, Quantity};
use crate::source::citation::Citation;

/// How far a fact has been checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum Status {
    /// Not yet.
    Draft,
    /// It has a source.
    #[default]
    Sourced,
    /// Somebody else looked.
    Verified,
    /// Somebody says otherwise.
    Disputed,
    /// It was wrong.
    Retracted,
}

impl Status {
    /// Every status with its word.
    pub(crate) const WORDS: &'static [(&'static str, Status)] = &[
        ("draft", Status::Draft),
        ("sourced", Status::Sourced),
        ("verified", Status::Verified),
        ("disputed", Status::Disputed),
        ("retracted", Status::Retracted),
    ];
}

impl Status {
    /// The word of the authoring format, also the key of a message.
    pub(crate) fn word(self) -> &'static str {
        Status::WORDS.iter().find(|(_, status)| *status == self).map_or("", |(word, _)| word)
    }
}

/// Where a fact's value comes from: only one of the three.
#[derive(Clone, Debug)]
pub(crate) enum FactValue {
    /// A cell of a table, as a selector: `storage[month=2026-01].stored`.
    Cell(Text),
    /// Worked out from other facts and tables.
    Formula {
        /// The expression.
        expression: Text,
        /// What kind of number it is (`ratio`, …), as written.
        kind: Option<Text>,
    },
    /// Typed, with its unit and bound.
    Quantity(Quantity),
    /// A day.
    Date(Date),
}

/// One fact under an id.
#[derive(Clone, Debug)]
pub(crate) struct Fact {
    /// Its id.
    pub id: Arc<str>,
    /// Where its entry stands.
    pub place: Place,
    /// What it is, for readers.
    pub label: Option<Localised>,
    /// Where its value comes from.
    pub value: FactValue,
    /// Unit of a formula's result.
    pub unit: Option<Text>,
    /// What it rests on, beside what its parts rest on.
    pub cite: Vec<Citation>,
    /// The time it speaks of.
    pub as_of: Option<Period>,
    /// How far it has been checked.
    pub status: Status,
    /// Who checked it.
    pub checked_by: Vec<Text>,
}
