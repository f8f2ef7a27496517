//! Reference lines of charts stand where the facts put them that their words are bound to.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::chart::At;
use crate::check::EditionInput;
use crate::check::worth::{Worth, Worths, Worthy};
use crate::codes;
use crate::conversion::converted;
use crate::diag::{Diagnostic, Placed};
use crate::fact::terms;
use crate::fact::verdict::Known;
use crate::figure::ExhibitKind;
use crate::interval::Interval;
use crate::prose::flat::{FlatMarkKind, FlatText};
use crate::quantity::Unit;
use crate::site::evidence::{Basis, basis};
use crate::site::uses::Embed;

/// Bound words of reference lines and ranges that stand elsewhere.
pub(super) fn check<'a>(input: &EditionInput<'a>, worths: &mut Worths<'a>, out: &mut Vec<Diagnostic>) {
    for embed in &input.uses.embeds {
        let Some(unit) = unit_of(embed) else { continue };
        for (line, annotation) in embed.annotations.iter().zip(embed.exhibit.annotations()) {
            let At::Y(low, high) = &annotation.at else { continue };
            for worth in bound(embed, line, worths) {
                let Worthy::Number(known) = &worth.value else { continue };
                if let Some(found) = elsewhere(known, unit, low, high.as_ref()) {
                    out.push(worth.explain(input.site, found));
                }
            }
        }
    }
}

/// The unit of the measure of a chart; `None` for other exhibits.
fn unit_of(embed: &Embed) -> Option<Option<&Unit>> {
    let ExhibitKind::Chart(chart) = &embed.exhibit.kind else { return None };
    let (_, table) = embed.table.as_ref()?;
    let (_, column) = table.column(&chart.y.first()?.value)?;
    Some(column.unit.as_ref())
}

/// What the words of a line are bound to, conditions left out.
fn bound<'a>(embed: &'a Embed, line: &'a [crate::prose::Inline], worths: &mut Worths<'a>) -> Vec<Arc<Worth>> {
    let flat = FlatText::of(line);
    let mut found = Vec::new();
    for mark in &flat.marks {
        let FlatMarkKind::Link(link) = mark.kind else { continue };
        match basis(link) {
            Some(Basis::Facts(binding)) if binding.condition.is_none() => {
                found.extend(binding.facts.iter().filter_map(|fact| worths.fact(embed.folder, fact)));
            }
            Some(Basis::Cell(cell)) => found.extend(worths.cell(embed.folder, &cell.selector.value)),
            _ => {}
        }
    }
    found
}

/// What is wrong where a value cannot be where its line is drawn; values in other units say something else.
fn elsewhere(
    known: &Known,
    unit: Option<&Unit>,
    low: &Placed<Decimal>,
    high: Option<&Placed<Decimal>>,
) -> Option<Diagnostic> {
    let range = match (known.unit.as_ref(), unit) {
        (None, None) => known.range,
        (Some(own), Some(unit)) => converted(known.range, own, unit)?,
        _ => return None,
    };
    let ends = [Some(low), high];
    if ends.iter().flatten().any(|end| may_be(range, end.value)) {
        return None;
    }
    let drawn = ends.map(|end| end.map(|end| end.value.normalize().to_string()));
    let drawn: Vec<String> = drawn.into_iter().flatten().collect();
    let what = if drawn.len() == 1 { "line stands at" } else { "range stands between" };
    let message =
        format!("this {what} {}, and its words are bound to {}", drawn.join(" and "), terms::known(known));
    let found = Diagnostic::new(&codes::figure::REFERENCE, low.place.clone(), message);
    Some(found.hint("draw it where the record puts it, or bind the words to another fact"))
}

/// An end that is not reached is where a value of "more than" or "almost" is drawn.
fn may_be(range: Interval, value: Decimal) -> bool {
    let is_end = [range.low, range.high].into_iter().flatten().any(|end| end.at == value);
    is_end || range.holds(value)
}
