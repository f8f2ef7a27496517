//! Figures that an exhibit's title, annotations or alternative text names without a binding: the table has them.
//!
//! Only a figure with a unit that a column of the table has is judged, and only told where nothing in that column, nor
//! what is commonly worked out from it, comes near: a false alarm costs more here than a figure passed over, since
//! bound figures are compared exactly.

use std::ops::Range;

use crate::chart::At;
use crate::check::EditionInput;
use crate::codes;
use crate::data::{Cell, Column};
use crate::diag::Diagnostic;
use crate::fact::verdict::{self, FigureKind, Hedges, Known};
use crate::fact::wording::{Claim, ClaimKind};
use crate::interval::Interval;
use crate::prose::flat::{FlatMarkKind, FlatText};
use crate::quantity::{Quantity, Unit};
use crate::site::evidence::{Passage, basis};
use crate::site::uses::Embed;

/// Differences of all pairs are looked at up to so many values.
const MAX_PAIRS: usize = 100;

/// Figures of one passage that the exhibit does not show.
pub(super) fn passage(
    input: &EditionInput<'_>,
    passage: &Passage<'_>,
    flat: &FlatText<'_>,
    claims: &[Claim],
    out: &mut Vec<Diagnostic>,
) {
    let Some(embed) = passage.shows.and_then(|at| input.uses.embeds.get(at)) else { return };
    let Some((_, table)) = embed.table.as_ref().filter(|(_, table)| !table.is_flawed()) else { return };
    if !input.language_of(passage.lang).lexicon.has_words() {
        return;
    }
    for claim in claims.iter().filter(|claim| claim.kind == ClaimKind::Number && !claim.units.is_empty()) {
        if is_linked(flat, &claim.range) || verdict::is_article(claim, &flat.text) {
            continue;
        }
        let mut columns = table.columns.iter().filter(|column| measures(column, &claim.units)).peekable();
        let is_drawn = |column: &Column| shows(column, claim) || is_reference(embed, column, claim);
        if columns.peek().is_none() || columns.any(is_drawn) {
            continue;
        }
        let words = flat.words_of(claim.range.clone());
        let place = passage.place(flat.span_of(claim.range.clone()));
        out.push(
            Diagnostic::new(
                &codes::figure::NUMBER,
                place,
                format!("`{words}` is no value of the table `{}`", table.id),
            )
            .also(crate::diag::Place::start_of(&table.data.path), "the table")
            .hint("bind it, so that it is compared with its cell: `[400 TB](cell:table[key=value].column)`"),
        );
    }
}

fn is_linked(flat: &FlatText<'_>, range: &Range<usize>) -> bool {
    flat.marks.iter().any(|mark| {
        let FlatMarkKind::Link(link) = mark.kind else { return false };
        mark.range.start < range.end && range.start < mark.range.end && basis(link).is_some()
    })
}

fn measures(column: &Column, units: &[Unit]) -> bool {
    let Some(own) = &column.unit else { return false };
    units.iter().any(|unit| crate::conversion::converted(Interval::point(0.into()), own, unit).is_some())
}

/// Whether a reference line or an end of a range stands at what is said.
fn is_reference(embed: &Embed, column: &Column, claim: &Claim) -> bool {
    let ends = embed.exhibit.annotations().iter().flat_map(|annotation| match &annotation.at {
        At::Y(value, to) => [Some(value.value), to.as_ref().map(|to| to.value)],
        At::X(..) => [None, None],
    });
    ends.flatten().any(|value| {
        let quantity = Quantity::exactly(value, column.unit.clone());
        verdict::compare(claim, &Known::quantity(&quantity, FigureKind::Plain), Hedges::Read).is_true()
    })
}

/// Whether a value of a column, its sum or mean, or the difference or sum of two agrees with a claim.
fn shows(column: &Column, claim: &Claim) -> bool {
    let values: Vec<Quantity> = (0..column.cells.len()).filter_map(|row| column.quantity(row)).collect();
    let agrees = |known: Known| verdict::compare(claim, &known, Hedges::Read).is_true();
    let worked_out = |range: Interval| agrees(Known::range(range, column.unit.clone(), FigureKind::Plain));
    if values.iter().any(|value| agrees(Known::quantity(value, FigureKind::Plain))) {
        return true;
    }
    let ranges: Vec<Interval> = values.iter().map(Quantity::interval).collect();
    let sum = ranges.iter().try_fold(Interval::point(0.into()), |sum, value| sum.plus(*value)).ok();
    let mean = sum.and_then(|sum| sum.divided_by(Interval::point(ranges.len().into())).ok());
    let median = Interval::median(&ranges).ok().flatten();
    if [sum, mean, median].into_iter().flatten().any(worked_out) {
        return true;
    }
    ranges.len() > MAX_PAIRS
        || ranges
            .iter()
            .any(|a| ranges.iter().any(|b| [a.minus(*b), a.plus(*b)].into_iter().flatten().any(worked_out)))
        || column.cells.iter().all(|cell| matches!(cell, Cell::Missing))
}
