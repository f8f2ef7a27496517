//! How far a translation is from its original as it now is, block by block.

use crate::edition::align::Pair;
use crate::quantity::Period;

/// A translation beside its original.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Staleness {
    /// Whether the translation was ever accepted: without a record nothing can be said of changes.
    pub(crate) is_recorded: bool,
    /// Blocks of both editions that belong together, in order, with what became of each. Places are those of
    /// `site::blocks::lines`.
    pub(crate) blocks: Vec<(Pair, BlockState)>,
    /// How many blocks the original has that a translation says.
    pub(crate) total: usize,
    /// How many of them were changed, came new or went since the translation was accepted.
    pub(crate) behind: usize,
    /// In how many of these a figure, a date, a citation or an exhibit is another.
    pub(crate) figures: usize,
    /// The day of the original's version that was translated.
    pub(crate) translated: Option<Period>,
    /// The day of the original's version as it now is.
    pub(crate) original: Option<Period>,
    /// How many blocks of the translation were changed since it was accepted, where the original was not.
    pub(crate) ahead: usize,
    /// How many blocks of the original the translation has never said.
    pub(crate) missing: usize,
}

/// What became of a block since the translation was accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BlockState {
    /// The original still says what was translated.
    Current,
    /// Words of the original were changed.
    Changed,
    /// A figure, a date, a citation or an exhibit of the original is another.
    Figures,
    /// The original has it and the translation does not.
    Missing,
    /// The translation has it and the original does not.
    Extra,
    /// The translation was changed and the original was not.
    Ahead,
    /// Nothing is recorded of it.
    Unrecorded,
}
