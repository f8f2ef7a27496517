//! A translation beside its original, block by block: neither is assumed right.
//!
//! `site/blocks.rs` lists the blocks of both with their words read; `edition/align.rs` pairs them. What pairs lack is told
//! by one file a noun. Words bound to facts are compared by their facts: whether they say what the fact says is told
//! where words are checked.

pub(crate) mod clock;
pub(crate) mod dates;
pub(crate) mod exchanged;
pub(crate) mod figures;
pub(crate) mod foreign;
pub(crate) mod forms;
pub(crate) mod leftovers;
pub(crate) mod length;
pub(crate) mod marks;
pub(crate) mod name_forms;
pub(crate) mod name_given;
pub(crate) mod name_links;
pub(crate) mod names;
pub(crate) mod notes;
pub(crate) mod quantities;
pub(crate) mod rates;
pub(crate) mod references;
pub(crate) mod said;
pub(crate) mod sentences;
pub(crate) mod shared;
pub(crate) mod spans;
pub(crate) mod structure;
pub(crate) mod times;
pub(crate) mod verbatim;
pub(crate) mod verbs;

use std::cell::OnceCell;

use crate::check::parity::shared::Common;
use crate::check::{Check, PairInput, Run};
use crate::codes;
use crate::diag::{Diagnostic, Place};
use crate::edition::align::{Costs, Pair};
use crate::edition::{Segment, SegmentKind};
use crate::prose::words::Words;
use crate::site::blocks::{Line, lines, segments};
use crate::site::reading::{ReadEdition, ReadPassage};
use crate::site::said::pairs_at_work;
use crate::text::Span;

/// A translation agrees with its original.
pub(crate) const PARITY: Check = Check {
    name: "parity",
    codes: &[
        &codes::translation::QUANTITY,
        &codes::translation::NUMBER_WORD,
        &codes::translation::PER_CENT_SHARED,
        &codes::translation::SCALE,
        &codes::translation::UNIT,
        &codes::translation::NUMBER_FORM,
        &codes::translation::DATE,
        &codes::translation::HEDGE,
        &codes::translation::CITATION,
        &codes::translation::BINDING,
        &codes::translation::LINK,
        &codes::translation::STRUCTURE,
        &codes::translation::ORDER,
        &codes::translation::COUNT,
        &codes::translation::HEADING_ID,
        &codes::translation::NAME,
        &codes::translation::NAME_LOST,
        &codes::translation::NAME_MISSING,
        &codes::translation::VERBATIM,
        &codes::translation::QUOTATION_MARKS,
        &codes::translation::QUOTATIONS,
        &codes::translation::SENTENCES,
        &codes::translation::JOIN,
        &codes::translation::VERB,
        &codes::translation::MARKUP,
        &codes::translation::RUN_TOGETHER,
        &codes::translation::UNTRANSLATED,
        &codes::translation::OTHER_LANGUAGE,
        &codes::translation::LENGTH,
    ],
    run: Run::Pair(run),
};

fn run(pair: &PairInput<'_, '_>, out: &mut Vec<Diagnostic>) {
    let lines = [lines(&pair.original), lines(&pair.translation)];
    let segments = [segments(&lines[0]), segments(&lines[1])];
    let costs = OnceCell::new();
    let of_segments = || Costs::of(&segments[0], &segments[1]);
    let pairs = pairs_at_work(&lines[0], &lines[1]).unwrap_or_else(|| costs.get_or_init(of_segments).align());
    let whole = Whole {
        pair,
        lines: [&lines[0], &lines[1]],
        segments: [&segments[0], &segments[1]],
        costs,
        pairs: &pairs,
    };
    let restored = exchanged::restore(&whole, out);
    let whole = Whole { pairs: restored.as_deref().unwrap_or(&pairs), ..whole };
    structure::blocks(&whole, out);
    structure::lists(&whole, out);
    notes::compare(&whole, out);
    names::compare(&whole, out);
    marks::balanced(&whole, out);
    for beside in whole.beside() {
        structure::compare(&beside, out);
        // Of tables of another shape, told once, cells do not stand beside each other.
        if !beside.has_unlike_rows() {
            quantities::compare(&beside, out);
            rates::compare(&beside, out);
        }
        references::compare(&beside, out);
        verbatim::compare(&beside, out);
        marks::compare(&beside, out);
    }
    sentences::compare(&whole, out);
    leftovers::compare(&whole, out);
    verbs::compare(&whole, out);
    length::compare(&whole, out);
}

/// Two editions and which of their blocks belong together.
pub(crate) struct Whole<'b, 'r, 'a> {
    /// Both editions.
    pair: &'b PairInput<'r, 'a>,
    /// The blocks of the original and of the translation.
    lines: [&'b [Line<'r, 'a>]; 2],
    /// The same as the alignment sees them.
    segments: [&'b [&'b Segment]; 2],
    /// What it costs to pair them; read by [`Whole::costs`], as most pairs are never asked for it.
    costs: OnceCell<Costs<'b>>,
    /// Which belong together.
    pairs: &'b [Pair],
}

impl<'b, 'r, 'a> Whole<'b, 'r, 'a> {
    /// Blocks that both editions have.
    fn beside(&self) -> impl Iterator<Item = Beside<'b, 'r, 'a>> {
        self.pairs.iter().filter(|Pair { first, second }| !first.is_empty() && !second.is_empty()).map(
            |Pair { first, second }| Beside {
                pair: self.pair,
                is_shown: false,
                original: self.lines[0].get(first.clone()).unwrap_or_default(),
                translation: self.lines[1].get(second.clone()).unwrap_or_default(),
            },
        )
    }

    /// What it costs to take blocks of both for the same.
    fn costs(&self) -> &Costs<'b> {
        let [first, second] = self.segments;
        self.costs.get_or_init(|| Costs::of(first, second))
    }

    /// The blocks of one side.
    fn lines(&self, side: Side) -> &'b [Line<'r, 'a>] {
        match side {
            Side::Original => self.lines[0],
            Side::Translation => self.lines[1],
        }
    }

    /// The words by which the language of one side is known.
    fn common(&self, side: Side) -> Option<&'b Common> {
        self.pair.shared.common(self.edition(side).edition.lang)
    }

    /// The edition of one side.
    fn edition(&self, side: Side) -> &'b ReadEdition<'r, 'a> {
        match side {
            Side::Original => &self.pair.original,
            Side::Translation => &self.pair.translation,
        }
    }
}

/// Blocks of both editions that belong together.
pub(crate) struct Beside<'b, 'r, 'a> {
    /// Both editions.
    pub(crate) pair: &'b PairInput<'r, 'a>,
    /// Whether the texts of exhibits are looked at, in the place of the words of the blocks.
    is_shown: bool,
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

/// Both sides.
const SIDES: [Side; 2] = [Side::Original, Side::Translation];

impl Side {
    /// The other one.
    fn other(self) -> Side {
        match self {
            Side::Original => Side::Translation,
            Side::Translation => Side::Original,
        }
    }
}

impl<'b, 'r, 'a> Beside<'b, 'r, 'a> {
    /// The blocks of one side.
    pub(crate) fn lines(&self, side: Side) -> &'b [Line<'r, 'a>] {
        match side {
            Side::Original => self.original,
            Side::Translation => self.translation,
        }
    }

    /// The passages of one side whose numbers are compared: the words of the blocks, or the texts of exhibits.
    fn passages(&self, side: Side) -> impl Iterator<Item = &'r ReadPassage<'a>> + use<'b, 'r, 'a> {
        let is_shown = self.is_shown;
        self.lines(side).iter().flat_map(move |line| {
            let shown = if is_shown { line.shown } else { &[] };
            line.read.filter(|_| !is_shown).into_iter().chain(shown)
        })
    }

    /// The same with their words.
    fn passages_told_apart(
        &self,
        side: Side,
    ) -> impl Iterator<Item = (&'r ReadPassage<'a>, &'b Words)> + use<'b, 'r, 'a> {
        let is_shown = self.is_shown;
        self.lines(side).iter().flat_map(move |line| {
            let own = line.read.filter(|_| !is_shown).map(|read| (read, &line.words));
            let shown = line.shown.iter().zip(&line.shown_words).filter(move |_| is_shown);
            own.into_iter().chain(shown)
        })
    }

    /// The texts of the exhibits that the blocks show, if both sides have some.
    fn shown(&self) -> Option<Beside<'b, 'r, 'a>> {
        let shows = |lines: &[Line<'r, 'a>]| lines.iter().any(|line| !line.shown.is_empty());
        (shows(self.original) && shows(self.translation)).then_some(Beside { is_shown: true, ..*self })
    }

    /// Blocks of one side that have words, with them.
    fn spoken(&self, side: Side) -> impl Iterator<Item = (&'r ReadPassage<'a>, &'b Words)> + use<'b, 'r, 'a> {
        self.lines(side).iter().filter_map(|line| Some((line.read?, &line.words)))
    }

    /// Blocks of the translation in words of its own: neither quotations, nor code, nor formulas.
    fn own_words(
        &self,
    ) -> impl Iterator<Item = (SegmentKind, &'r ReadPassage<'a>, &'b Words)> + use<'b, 'r, 'a> {
        let is_own =
            |kind: SegmentKind| !matches!(kind, SegmentKind::Quoted | SegmentKind::Code | SegmentKind::Math);
        let lines = self.translation.iter().filter(move |line| is_own(line.segment.kind));
        lines.filter_map(|line| Some((line.segment.kind, line.read?, &line.words)))
    }

    /// The edition of one side.
    pub(crate) fn edition(&self, side: Side) -> &'b ReadEdition<'r, 'a> {
        match side {
            Side::Original => &self.pair.original,
            Side::Translation => &self.pair.translation,
        }
    }

    /// Whether these are cells of tables with more columns on one side.
    fn has_unlike_rows(&self) -> bool {
        let columns = |lines: &[Line<'_, '_>]| match lines.first()?.segment.kind {
            SegmentKind::Row(columns) => Some(columns),
            _ => None,
        };
        columns(self.original) != columns(self.translation)
    }

    /// Where the blocks of one side stand.
    pub(crate) fn place(&self, side: Side) -> Place {
        let spans = self.lines(side).iter().map(|line| line.segment.span);
        // A footnote may be written before what it stands behind: then the first block is the place.
        let joined = |all: Span, next: Span| if next.end < all.start { all } else { all.joined(next) };
        let span = spans.reduce(joined).unwrap_or_default();
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
