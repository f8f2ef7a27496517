//! A translation beside its original, block by block: neither is assumed right.
//!
//! `site/blocks.rs` lists the blocks of both with their words read; `edition/align.rs` pairs them. What pairs lack is told
//! by one file a noun. Words bound to facts are compared by their facts: whether they say what the fact says is told
//! where words are checked.

pub(crate) mod dates;
pub(crate) mod forms;
pub(crate) mod quantities;
pub(crate) mod references;
pub(crate) mod said;
pub(crate) mod structure;

use crate::check::{Check, PairInput, Run};
use crate::codes;
use crate::diag::{Diagnostic, Place};
use crate::edition::align::{Pair, align};
use crate::site::blocks::{Line, lines};
use crate::site::reading::ReadEdition;
use crate::text::Span;

/// A translation agrees with its original.
pub(crate) const PARITY: Check = Check {
    name: "parity",
    codes: &[
        &codes::translation::QUANTITY,
        &codes::translation::NUMBER_WORD,
        &codes::translation::SCALE,
        &codes::translation::UNIT,
        &codes::translation::NUMBER_FORM,
        &codes::translation::DATE,
        &codes::translation::HEDGE,
        &codes::translation::CITATION,
        &codes::translation::BINDING,
        &codes::translation::LINK,
        &codes::translation::STRUCTURE,
    ],
    run: Run::Pair(run),
};

fn run(pair: &PairInput<'_, '_>, out: &mut Vec<Diagnostic>) {
    let (original, translation) = (lines(&pair.original), lines(&pair.translation));
    let segments = |lines: &[Line<'_, '_>]| lines.iter().map(|line| line.segment.clone()).collect::<Vec<_>>();
    for Pair { first, second } in align(&segments(&original), &segments(&translation)) {
        let beside = Beside {
            pair,
            original: original.get(first).unwrap_or_default(),
            translation: translation.get(second).unwrap_or_default(),
        };
        if beside.original.is_empty() || beside.translation.is_empty() {
            out.extend(structure::alone(&beside));
            continue;
        }
        structure::compare(&beside, out);
        quantities::compare(&beside, out);
        references::compare(&beside, out);
    }
}

/// Blocks of both editions that belong together.
pub(crate) struct Beside<'b, 'r, 'a> {
    /// Both editions.
    pub(crate) pair: &'b PairInput<'r, 'a>,
    /// Of the original.
    pub(crate) original: &'b [Line<'r, 'a>],
    /// Of the translation.
    pub(crate) translation: &'b [Line<'r, 'a>],
}

/// One of two editions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// The original.
    Original,
    /// The translation.
    Translation,
}

impl<'b, 'r, 'a> Beside<'b, 'r, 'a> {
    /// The blocks of one side.
    pub(crate) fn lines(&self, side: Side) -> &'b [Line<'r, 'a>] {
        match side {
            Side::Original => self.original,
            Side::Translation => self.translation,
        }
    }

    /// The edition of one side.
    pub(crate) fn edition(&self, side: Side) -> &'b ReadEdition<'r, 'a> {
        match side {
            Side::Original => &self.pair.original,
            Side::Translation => &self.pair.translation,
        }
    }

    /// Where the blocks of one side stand.
    pub(crate) fn place(&self, side: Side) -> Place {
        let spans = self.lines(side).iter().map(|line| line.segment.span);
        let span = spans.reduce(|all, span| Span { start: all.start, end: span.end }).unwrap_or_default();
        self.edition(side).place(span)
    }

    /// Something that one side has and the other lacks: told in the translation, with the other place beside it.
    pub(crate) fn lacks(&self, has: Side, what: &str, at: Place) -> (String, Place, (Place, &'static str)) {
        match has {
            Side::Original => (
                format!("the original has {what}; nothing here says it"),
                self.place(Side::Translation),
                (at, "in the original"),
            ),
            Side::Translation => (
                format!("{what} is not in the original"),
                at,
                (self.place(Side::Original), "the same block of the original"),
            ),
        }
    }
}
