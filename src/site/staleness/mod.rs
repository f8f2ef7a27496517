//! How far a translation is from its original as it now is, block by block.
//!
//! `edition/lock.rs` has what the original said when the translation was accepted; this file holds it against what both
//! editions say now. Every translation carries its [`Staleness`] as [`crate::site::Edition::staleness`]: checks, pages
//! and commands look there. Lines are told by their places in `site::blocks::lines`; a block is a line, or a row of a table.

pub(crate) mod block;
pub(crate) mod comparison;
pub(crate) mod run;
mod written;

use std::ops::Range;
use std::sync::Arc;

use crate::codes;
use crate::diag::Place;
use crate::edition::align::Pair;
use crate::quantity::Period;
use crate::text::Span;

/// A translation beside its original.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Staleness {
    /// Whether the translation was ever accepted: without a record nothing can be said of changes.
    pub(crate) is_recorded: bool,
    /// What became of each line of the original; empty if each is current, or nothing is recorded.
    pub(crate) original: Vec<BlockState>,
    /// What became of each line of the translation; empty if each is current, or nothing is recorded.
    pub(crate) translation: Vec<BlockState>,
    /// How many blocks with words or exhibits the original has, or had and the translation still says.
    pub(crate) total: usize,
    /// How many blocks of the original were changed, came new or went since the translation was accepted.
    pub(crate) behind: usize,
    /// How many of these are titles: headlines and headings.
    pub(crate) titles: usize,
    /// In how many of these a figure, a date, a citation or an exhibit is another.
    pub(crate) figures: usize,
    /// How many words there are to translate anew: those of changed and new blocks.
    pub(crate) words: usize,
    /// How many blocks of the translation were changed since it was accepted, where the original was not.
    pub(crate) ahead: usize,
    /// How many blocks the original had when the translation was accepted that the translation does not say.
    pub(crate) missing: usize,
    /// The day of the original's version that was translated, by the record, else by the front matter.
    pub(crate) translated: Option<Period>,
    /// The day of the original's version as it now is.
    pub(crate) original_day: Option<Period>,
    /// Without a record: the original says that it was changed or corrected behind the day that was translated.
    pub(crate) is_older: bool,
    /// The original's changes since, in its order; what went comes last.
    pub(crate) changes: Vec<Change>,
    /// Whether the original has a correction that the record does not know; it may have changed no words.
    pub(crate) is_corrected: bool,
    /// The original's corrections that are not taken in, by their places in the front matter.
    pub(crate) corrections: Vec<usize>,
    /// Blocks that stand elsewhere in the original than they did: no change of words, and nothing to translate.
    pub(crate) moved: Vec<Span>,
    /// Blocks of the original of another kind than they were: a paragraph that is a quotation now. No change of words.
    pub(crate) recast: Vec<Span>,
    /// Where the two may differ for a while, since the original was changed: by moving a block, or by another link.
    pub(crate) lenient: Vec<Lenient>,
    /// Places of either edition where the translation is not as it was accepted. What is told of any other place of it
    /// comes from what changed elsewhere.
    pub(crate) redone: Vec<Place>,
}

/// Blocks of which an error of one code is no error yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lenient {
    /// The code.
    pub(crate) code: &'static str,
    /// The block of the original.
    pub(crate) original: Option<Span>,
    /// The block of the translation.
    pub(crate) translation: Option<Span>,
}

/// A change of the original since its translation was accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// How many blocks it is of; 1 of one that went.
    pub(crate) blocks: usize,
    /// Whether it is of a title: a headline or a heading.
    pub(crate) is_title: bool,
    /// Lines of the original; none if they went.
    pub(crate) original: Range<usize>,
    /// What they were, by places in the record; none if they came new.
    pub(crate) was: Vec<usize>,
    /// Lines of the translation that say it; none if none does.
    pub(crate) translation: Range<usize>,
    /// [`BlockState::Changed`] or [`BlockState::Figures`].
    pub(crate) state: BlockState,
    /// Where the blocks of the original stand.
    pub(crate) original_span: Option<Span>,
    /// Where the blocks of the translation stand.
    pub(crate) translation_span: Option<Span>,
    /// Where the texts of exhibits stand that the blocks of the translation show.
    pub(crate) translation_texts: Vec<Place>,
    /// Figures and what words rest on that were there and are not.
    pub(crate) lost: Vec<Arc<str>>,
    /// The same that were not there and are.
    pub(crate) gained: Vec<Arc<str>>,
}

/// What became of a block since the translation was accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum BlockState {
    /// The original still says what was translated.
    Current,
    /// The translation was changed and the original was not.
    Ahead,
    /// Words of the original were changed, or the block came new.
    Changed,
    /// A figure, a date, a citation or an exhibit of the original is another.
    Figures,
    /// The original has it and the translation does not.
    Missing,
    /// The translation has it and the original does not.
    Extra,
    /// Nothing is recorded of it.
    Unrecorded,
}

impl Staleness {
    /// Whether the original says something else than what was translated.
    pub(crate) fn is_behind(&self) -> bool {
        self.behind > 0
    }

    /// Whether it was changed in any way: blocks that moved, or are of another kind, are nothing to translate, and are
    /// taken in all the same.
    pub(crate) fn is_changed(&self) -> bool {
        self.is_behind() || !self.moved.is_empty() || !self.recast.is_empty()
    }

    /// Whether the original is ahead of the translation: it was changed or corrected since, or says by its days that it
    /// was.
    pub(crate) fn is_waiting(&self) -> bool {
        self.is_older || self.is_recorded && (self.is_changed() || self.is_corrected)
    }

    /// Where the translation says a block of the original that was moved.
    pub(crate) fn moved_from(&self, original: Span) -> Option<Span> {
        let is_own = |lenient: &&Lenient| {
            lenient.code == codes::translation::STRUCTURE.name && lenient.original == Some(original)
        };
        self.lenient.iter().find(is_own)?.translation
    }

    /// What became of blocks that belong together, as `edition::align` pairs those of the original (first) with those
    /// of the translation (second).
    pub(crate) fn state(&self, pair: &Pair) -> BlockState {
        match (pair.first.is_empty(), pair.second.is_empty()) {
            (false, true) => return BlockState::Missing,
            (true, _) => return BlockState::Extra,
            (false, false) if !self.is_recorded => return BlockState::Unrecorded,
            (false, false) => {}
        }
        let original = self.original.get(pair.first.clone()).unwrap_or_default();
        let translation = self.translation.get(pair.second.clone()).unwrap_or_default();
        let is_change = |state: &&BlockState| {
            matches!(
                state,
                BlockState::Ahead | BlockState::Changed | BlockState::Figures | BlockState::Missing
            )
        };
        let worst = original.iter().chain(translation).filter(is_change).max();
        worst.copied().unwrap_or(BlockState::Current)
    }
}
