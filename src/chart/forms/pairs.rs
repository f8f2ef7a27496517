//! Two values of each thing in one row: what ranges, dumbbells and arrows share, and how they are told.

use rust_decimal::Decimal;

use crate::chart::describe::{Describer, is_below};
use crate::chart::forms::place_rows::{Label, Legend, Room, Rows, is_labelled, point_at};
use crate::chart::forms::{Needs, Sketch};
use crate::chart::layout::Canvas;
use crate::chart::options::Across;
use crate::chart::pen::Pen;
use crate::chart::scene::{BEHIND, Datum, Ink, Mark, Role};
use crate::chart::values::{Axis, Empty, Point, Series, Values};
use crate::quantity::Interval;

/// What the columns of all three forms must be.
pub(crate) const NEEDS: Needs = Needs {
    x: Across::Any,
    measures: (2, 2),
    series: true,
    repeats: false,
    keys: &["scale"],
    readable: 120,
    most: 500,
    joins: false,
};

/// So many rows are told one by one; of more how they compare.
const TOLD: usize = 6;

/// The two values of a row; one may be missing.
#[derive(Clone, Copy)]
pub(crate) struct Pair<'a> {
    /// Of the first measure or series.
    pub first: Option<&'a Point>,
    /// Of the second.
    pub second: Option<&'a Point>,
    /// Position on the axis.
    pub at: i64,
    /// Whether the finding is about the row.
    pub is_key: bool,
}

impl<'a> Pair<'a> {
    /// The values at a position of the axis.
    pub(crate) fn at(values: &'a Values, at: i64) -> Pair<'a> {
        let of = |index: usize| values.series.get(index).and_then(|series| point_at(series, at));
        let (first, second) = (of(0), of(1));
        let is_key = [first, second].into_iter().flatten().any(|point| point.is_marked);
        Pair { first, second, at, is_key }
    }

    /// Those that there are, with the number of their series.
    pub(crate) fn points(&self) -> impl Iterator<Item = (usize, &'a Point)> {
        let both = [self.first, self.second].into_iter().enumerate();
        both.filter_map(|(number, point)| Some((number, point?)))
    }

    /// Both, the lower one first.
    pub(crate) fn ordered(&self) -> Option<(&'a Point, &'a Point)> {
        let (first, second) = self.first.zip(self.second)?;
        Some(if first.value() <= second.value() { (first, second) } else { (second, first) })
    }

    /// What certainly lies between both: from the highest that the lower may be to the lowest that the upper may be.
    pub(crate) fn between(&self) -> Option<(Decimal, Decimal)> {
        let (lower, upper) = self.ordered()?;
        let (from, to) = (lower.reach.high?.at, upper.reach.low?.at);
        (from < to).then_some((from, to))
    }

    /// The same look for all marks of the row in a role.
    pub(crate) fn ink(&self, role: Role) -> Ink {
        Ink { is_key: self.is_key, ..Ink::of(role) }
    }

    /// The value of the row that a mark shows.
    pub(crate) fn datum(&self, series: usize) -> Datum {
        Datum { series, at: self.at }
    }

    /// Draws a thin line over what certainly lies between both.
    pub(crate) fn draw_stem(&self, rows: &Rows<'_>, index: usize, tint: u8, pen: &Pen) {
        if let Some((from, to)) = self.between() {
            let ink = Ink { tint, ..self.ink(Role::Stem) };
            pen.line(rows.place(index, from), rows.place(index, to), ink, Some(self.datum(1)));
        }
    }
}

/// The grey of lines that compare.
pub(crate) const GREY: u8 = BEHIND;

/// Draws the marks of one row.
pub(crate) type DrawPair = fn(&Rows<'_>, usize, &Pair<'_>, &Pen, &mut Vec<Mark>);

/// Rows of pairs with their labels.
pub(crate) fn draw(values: &Values, canvas: &Canvas<'_>, legend: Legend, draw_pair: DrawPair) -> Sketch {
    let rows = Rows::lay_out(values, canvas, &rooms(values, canvas), legend);
    let mut scene = rows.scene();
    let pen = rows.pen();
    let mut arrows = Vec::new();
    let mut labels = Vec::new();
    for (index, row) in rows.list.iter().enumerate() {
        let pair = Pair::at(values, row.at);
        draw_pair(&rows, index, &pair, &pen, &mut arrows);
        if rows.has_labels() {
            labels.extend(labels_of(values, &pair, canvas).into_iter().map(|label| (index, label)));
        }
    }
    scene.marks.extend(pen.finish());
    scene.marks.extend(arrows);
    labels.into_iter().for_each(|(index, label)| rows.write(index, &label, &mut scene));
    rows.say_missing(&mut scene);
    let unplaced = (0..values.notes.len()).collect();
    Sketch { scene, unplaced, names_series: rows.names_series(), is_cut: rows.is_cut() }
}

/// The lower value before the pair, the upper after it; one alone, or both if they are the same, after it.
fn labels_of(values: &Values, pair: &Pair<'_>, canvas: &Canvas<'_>) -> Vec<Label> {
    if !is_labelled(values, pair.is_key) {
        return Vec::new();
    }
    let label = |point: &Point, is_after: bool| Label::of(point, is_after, pair.is_key, canvas);
    match pair.ordered() {
        Some((lower, upper)) if lower.quantity == upper.quantity => vec![label(upper, true)],
        Some((lower, upper)) => {
            // The ends of what is possible may lie in another order than the values.
            let (low, high) = (lower.least().min(upper.least()), lower.most().max(upper.most()));
            vec![Label { at: low, ..label(lower, false) }, Label { at: high, ..label(upper, true) }]
        }
        None => pair.points().map(|(_, point)| label(point, true)).collect(),
    }
}

fn rooms(values: &Values, canvas: &Canvas<'_>) -> Vec<Room> {
    let pairs = values.positions().into_iter().map(|at| Pair::at(values, at));
    pairs.flat_map(|pair| labels_of(values, &pair, canvas)).map(|label| label.room(canvas)).collect()
}

/// Each pair, or of many how they compare, which lie furthest apart, and those the finding is about.
pub(crate) fn describe(describer: &Describer<'_>) -> Vec<String> {
    let values = describer.values;
    let [first, second] = values.series.as_slice() else { return crate::chart::describe::series(describer) };
    let names = [("first", &*first.name), ("second", &*second.name)];
    let mut at: Vec<i64> = values.positions();
    if let Axis::Names(names) = &values.axis {
        at = (0..i64::try_from(names.len()).unwrap_or(0)).collect();
    }
    let pairs: Vec<Pair<'_>> = at.into_iter().map(|at| Pair::at(values, at)).collect();
    let told = |pair: &Pair<'_>| told(describer, pair, (first, second));
    let mut sentences = vec![describer.formatter.counted("chart.alt.pairs", pairs.len(), &names)];
    if pairs.len() <= TOLD {
        sentences.extend(pairs.iter().map(told));
        return sentences;
    }
    sentences.extend(compared(describer, &pairs, &names));
    if let Some(widest) = widest(&pairs) {
        let slots = slots(describer, widest, (first, second));
        sentences.push(describer.message("alt.pairs_widest", &as_slots(&slots)));
    }
    sentences.extend(pairs.iter().filter(|pair| pair.is_key).take(TOLD).map(told));
    sentences
}

fn told(describer: &Describer<'_>, pair: &Pair<'_>, series: (&Series, &Series)) -> String {
    describer.message("alt.pair", &as_slots(&slots(describer, pair, series)))
}

/// In how many rows the second value is certainly higher, lower or the same, and of how many that is not known.
fn compared(describer: &Describer<'_>, pairs: &[Pair<'_>], names: &[(&str, &str); 2]) -> Vec<String> {
    let both = || pairs.iter().filter_map(|pair| pair.first.zip(pair.second));
    let higher = both().filter(|(first, second)| is_below(first, second)).count();
    let lower = both().filter(|(first, second)| is_below(second, first)).count();
    let is_same = |(first, second): &(&Point, &Point)| {
        first.is_certain() && second.is_certain() && first.value() == second.value()
    };
    let same = both().filter(is_same).count();
    let open = pairs.len() - higher - lower - same;
    let counts = [("higher", higher), ("lower", lower), ("same", same), ("open", open)];
    let counted = counts.into_iter().filter(|(_, count)| *count > 0);
    counted
        .map(|(word, count)| describer.formatter.counted(&format!("chart.alt.pairs_{word}"), count, names))
        .collect()
}

/// The pair that lies further apart than all others, whatever the values are within their bounds.
fn widest<'p, 'v>(pairs: &'p [Pair<'v>]) -> Option<&'p Pair<'v>> {
    let gaps: Vec<(Decimal, Option<Decimal>, &Pair<'_>)> = pairs
        .iter()
        .filter_map(|pair| {
            let (first, second) = pair.first.zip(pair.second)?;
            let (least, most) = gap(&first.reach, &second.reach);
            Some((least, most, pair))
        })
        .collect();
    let best = gaps.iter().max_by_key(|(least, ..)| *least)?;
    let others = gaps.iter().filter(|(.., pair)| pair.at != best.2.at);
    let is_certain = others.clone().all(|(_, most, _)| most.is_some_and(|most| most < best.0));
    (is_certain && others.count() > 0).then_some(best.2)
}

/// The least and the greatest distance of two values; `None`: without limit.
fn gap(a: &Interval, b: &Interval) -> (Decimal, Option<Decimal>) {
    let above = |low: &Interval, high: &Interval| Some(high.low?.at - low.high?.at);
    let least = above(a, b).into_iter().chain(above(b, a)).max().unwrap_or_default().max(Decimal::ZERO);
    let span = |low: &Interval, high: &Interval| Some(high.high?.at - low.low?.at);
    let most = span(a, b).zip(span(b, a)).map(|(one, other)| one.max(other));
    (least, most)
}

type Slots = [(&'static str, String); 5];

fn as_slots(slots: &Slots) -> Vec<(&str, &str)> {
    slots.iter().map(|(name, words)| (*name, words.as_str())).collect()
}

fn slots(describer: &Describer<'_>, pair: &Pair<'_>, (first, second): (&Series, &Series)) -> Slots {
    let said = |series: &Series, point: Option<&Point>| match point {
        Some(point) => describer.value(series, point),
        None => {
            let reason = series.empty.iter().find(|empty| (empty.from..=empty.to).contains(&pair.at));
            let none = Empty { from: pair.at, to: pair.at, reason: None };
            describer.reason(reason.unwrap_or(&none))
        }
    };
    [
        ("x", describer.position(pair.at)),
        ("first", said(first, pair.first)),
        ("second", said(second, pair.second)),
        ("first_name", first.name.clone()),
        ("second_name", second.name.clone()),
    ]
}
