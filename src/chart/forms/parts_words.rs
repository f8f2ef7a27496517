//! What stacked columns and bars say: their parts, totals and shares in sentences and in the table.

use crate::chart::describe::{self, Describer};
use crate::chart::forms::parts::{Part, Pile, Stacks, percent};
use crate::chart::options::Stack;
use crate::chart::twin;
use crate::chart::values::Empty;
use crate::chart::{Twin, TwinHead};
use crate::locale::format::UnitStyle;
use crate::quantity::Bound;

/// So many piles are told one by one; of more the first, the last and the highest.
const TOLD: usize = 6;
/// Of a pile with more parts only the largest is told.
const PARTS: usize = 8;

/// The sentences of columns and bars, stacked or not.
pub(crate) fn describe(describer: &Describer<'_>) -> Vec<String> {
    let Some(kind) = describer.values.shape.stack else { return describe::series(describer) };
    let stacks = Stacks::of(describer.values, kind);
    let teller = Teller { describer, kind };
    let mut sentences = vec![teller.construction()];
    let told: Vec<&Pile<'_>> =
        if stacks.piles.len() <= TOLD { stacks.piles.iter().collect() } else { teller.outstanding(&stacks) };
    if told.len() < stacks.piles.len() {
        sentences.push(describer.formatter.counted("chart.parts.piles", stacks.piles.len(), &[]));
    }
    sentences.extend(told.into_iter().map(|pile| teller.pile(pile)));
    sentences
}

/// The table of columns and bars; stacked ones have their totals in it, and shares that are worked out.
pub(crate) fn twin(describer: &Describer<'_>) -> Twin {
    let mut twin = twin::series(describer);
    let Some(kind) = describer.values.shape.stack else { return twin };
    let stacks = Stacks::of(describer.values, kind);
    let heads = Teller { describer, kind }.more_heads();
    if heads.is_empty() {
        return twin;
    }
    let mut piles = stacks.piles.iter().peekable();
    for row in &mut twin.rows {
        let stretch =
            |pile: &Pile<'_>| describer.stretch(&Empty { from: pile.at, to: pile.at, reason: None });
        let pile = piles.next_if(|pile| row.first().is_some_and(|name| *name == stretch(pile)));
        row.extend(more_cells(pile, heads.len(), describer));
    }
    twin.head.extend(heads);
    twin
}

/// The total of a pile, or the share of each part; a dash where it is not known.
fn more_cells(pile: Option<&Pile<'_>>, count: usize, describer: &Describer<'_>) -> Vec<String> {
    let none = describer.message("twin.none", &[]);
    let write = |quantity| describer.formatter.quantity(quantity, UnitStyle::None);
    let Some(pile) = pile else { return vec![none; count] };
    if describer.values.shape.stack == Some(Stack::Sum) {
        return vec![pile.total.as_ref().map_or(none, |total| write(&total.quantity))];
    }
    let share = |series: usize| pile.parts.iter().find(|part| part.series == series);
    (0..count).map(|series| share(series).map_or_else(|| none.clone(), |part| write(&part.written))).collect()
}

struct Teller<'a> {
    describer: &'a Describer<'a>,
    kind: Stack,
}

impl Teller<'_> {
    /// How the parts stand together, and in which order.
    fn construction(&self) -> String {
        let names: Vec<String> =
            self.describer.values.series.iter().map(|series| series.name.clone()).collect();
        let list = |names: &[String]| self.describer.formatter.list(names);
        let key = match self.kind {
            Stack::Sum => "parts.sum",
            Stack::Share => "parts.share",
            Stack::Diverging => {
                let half = names.len() / 2;
                let before = list(names.get(..half).unwrap_or_default());
                let after = list(names.get(names.len() - half..).unwrap_or_default());
                let slots = [("before", &*before), ("after", &*after)];
                return match names.get(half).filter(|_| names.len() % 2 == 1) {
                    Some(middle) => {
                        let slots = [slots.as_slice(), &[("middle", middle)]].concat();
                        self.describer.message("parts.sides_middle", &slots)
                    }
                    None => self.describer.message("parts.sides", &slots),
                };
            }
        };
        self.describer.message(key, &[("parts", &list(&names))])
    }

    /// The first, the last, and of known totals the highest.
    fn outstanding<'a>(&self, stacks: &'a Stacks<'a>) -> Vec<&'a Pile<'a>> {
        let highest = stacks.piles.iter().filter(|pile| pile.total.is_some());
        let highest = highest.max_by_key(|pile| (pile.reach.1, std::cmp::Reverse(pile.at)));
        let mut told: Vec<&Pile<'_>> =
            [stacks.piles.first(), highest, stacks.piles.last()].into_iter().flatten().collect();
        told.sort_by_key(|pile| pile.at);
        told.dedup_by_key(|pile| pile.at);
        told
    }

    /// All parts of a pile, those without a value with the reason, and the total.
    fn pile(&self, pile: &Pile<'_>) -> String {
        let x = self.describer.stretch(&Empty { from: pile.at, to: pile.at, reason: None });
        let has_total = pile.total.is_some();
        let mut parts: Vec<(usize, String)> =
            pile.parts.iter().map(|part| (part.series, self.part(part, has_total))).collect();
        if parts.len() > PARTS {
            let largest =
                pile.parts.iter().max_by_key(|part| (part.point.value(), std::cmp::Reverse(part.series)));
            let largest = largest.map(|part| self.part(part, has_total)).unwrap_or_default();
            parts = vec![(0, self.describer.message("parts.largest", &[("part", &largest)]))];
        }
        parts.extend(pile.gaps.iter().map(|gap| (gap.series, self.gap(pile.at, gap.series))));
        parts.sort_by_key(|(series, _)| *series);
        let parts: Vec<String> = parts.into_iter().map(|(_, part)| part).collect();
        let parts = self.describer.formatter.list(&parts);
        match &pile.total {
            Some(total) => {
                let total = self.describer.formatter.quantity(&total.quantity, UnitStyle::Name);
                self.describer.message("parts.pile_total", &[("x", &x), ("parts", &parts), ("total", &total)])
            }
            None => self.describer.message("parts.pile", &[("x", &x), ("parts", &parts)]),
        }
    }

    /// The name of a part with its value; the unit stands at the total if there is one.
    fn part(&self, part: &Part<'_>, bare: bool) -> String {
        let Some(series) = self.describer.values.series.get(part.series) else { return String::new() };
        let is_range = part.point.quantity.bound == Bound::Exactly && !part.point.is_certain();
        let value = if part.written != part.point.quantity || (bare && !is_range) {
            let style = if bare { UnitStyle::None } else { UnitStyle::Name };
            self.describer.formatter.quantity(&part.written, style)
        } else {
            self.describer.value(series, part.point)
        };
        self.describer.message("parts.part", &[("name", &series.name), ("value", &value)])
    }

    fn gap(&self, at: i64, series: usize) -> String {
        let Some(series) = self.describer.values.series.get(series) else { return String::new() };
        let empty = series.empty.iter().find(|empty| (empty.from..=empty.to).contains(&at));
        let reason = empty.map(|empty| self.describer.reason(empty));
        let reason = reason.unwrap_or_else(|| self.describer.message("no_figure", &[]));
        self.describer.message("parts.missing", &[("x", &series.name), ("reason", &reason)])
    }

    /// Heads of what the table has beyond the values themselves.
    fn more_heads(&self) -> Vec<TwinHead> {
        let values = self.describer.values;
        let head = |measure: &str, unit: Option<&crate::quantity::Unit>| {
            let text = match unit {
                Some(unit) => {
                    let unit = self.describer.formatter.unit(unit, UnitStyle::Symbol);
                    self.describer.message("twin.measure", &[("measure", measure), ("unit", &unit)])
                }
                None => measure.to_owned(),
            };
            TwinHead { text, is_number: true }
        };
        match self.kind {
            Stack::Sum => vec![head(&self.describer.message("parts.total", &[]), values.unit.as_ref())],
            Stack::Share if values.unit != Some(percent()) => {
                values.series.iter().map(|series| head(&series.name, Some(&percent()))).collect()
            }
            Stack::Share | Stack::Diverging => Vec::new(),
        }
    }
}
