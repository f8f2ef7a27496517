//! Parts of a whole: how series stand on each other in columns and bars (`stack`).
//!
//! Series come in one order in every pile. A part is drawn from where the one before it ends, at the value that the
//! source names. Rules for what is not exact:
//!
//! - A part is hatched where its own value is open and that place is its own: below the named value (`almost`,
//!   `less-than`, `at-most`, a range). What may lie beyond the named value (`about`, `more-than`, high ends) lies in
//!   the place of the next part; it is hatched only at the free end of a pile, and elsewhere said in words.
//! - The total is what interval addition leaves possible: 60 and "almost 40" are "almost 100" only if that is so.
//! - A total with a missing part is not known, so none is written; a hatched stub stands where the part would be.
//! - Shares of 100 % are worked out from the named values; where a part is not exact, the label says between which
//!   whole per cents its share lies. With a unit of per cent the whole is 100: then a missing part is what is left,
//!   and hatched. With any other unit nobody knows the whole without it: `lint` refuses that pile.
//! - Parts on both sides of a middle (`diverging`) keep their values: half of the series stand on either side, the
//!   middle one of an odd number half on each.

use rust_decimal::Decimal;

use crate::chart::forms::{Length, area_ink};
use crate::chart::options::Stack;
use crate::chart::pen::{Pen, Place};
use crate::chart::scene::{Datum, Ink, Role};
use crate::chart::values::{Axis, Family, Point, Series, Shape, Values};
use crate::quantity::{Bound, End, Interval, Quantity, Unit};

/// All piles of a chart.
pub(crate) struct Stacks<'a> {
    /// How parts stand together.
    pub kind: Stack,
    /// One for each position, ascending.
    pub piles: Vec<Pile<'a>>,
    /// Inks of the series.
    inks: Vec<Ink>,
}

/// The parts at one position.
pub(crate) struct Pile<'a> {
    /// Position on the axis.
    pub at: i64,
    /// In the order of the series.
    pub parts: Vec<Part<'a>>,
    /// Parts without a value.
    pub gaps: Vec<Gap>,
    /// What all parts are together, as far as it is known; of `sum` only.
    pub total: Option<Point>,
    /// Where the pile begins and ends on the scale; the beginning is not above zero.
    pub reach: (Decimal, Decimal),
}

/// One value as a part.
pub(crate) struct Part<'a> {
    /// Index of the series.
    pub series: usize,
    /// Its value.
    pub point: &'a Point,
    /// What is written in it: its value, or its share where that is worked out.
    pub written: Quantity,
    /// Where it begins on the scale.
    base: Decimal,
    rate: Rate,
    /// Its parts, in units of the value and counted from its beginning.
    pub length: Length,
}

/// A part without a value.
pub(crate) struct Gap {
    /// Index of the series.
    pub series: usize,
    /// Where it begins on the scale.
    pub from: Decimal,
    /// Where it ends, if that follows from the others.
    pub to: Option<Decimal>,
}

/// From values to the scale.
#[derive(Clone, Copy)]
struct Rate {
    /// The value of 100 %, where the scale is one of shares.
    whole: Option<Decimal>,
    /// Whether it grows downwards, away from the middle.
    turned: bool,
}

impl Rate {
    const PLAIN: Rate = Rate { whole: None, turned: false };

    fn of(self, value: Decimal) -> Decimal {
        let value = self.whole.map_or(value, |whole| share(value, whole));
        if self.turned { -value } else { value }
    }
}

/// `value` as per cents of `whole`.
fn share(value: Decimal, whole: Decimal) -> Decimal {
    (value * Decimal::ONE_HUNDRED).checked_div(whole).unwrap_or_default()
}

/// The value that a unit of shares calls a whole: 100 of %, 1,000 of ‰.
pub(crate) fn whole_of(unit: Option<&Unit>) -> Option<Decimal> {
    match unit {
        Some(Unit::Symbol("%")) => Some(Decimal::ONE_HUNDRED),
        Some(Unit::Symbol("‰")) => Some(Decimal::ONE_THOUSAND),
        _ => None,
    }
}

/// Per cents.
pub(crate) fn percent() -> Unit {
    Unit::Symbol("%")
}

impl<'a> Stacks<'a> {
    /// The piles of values that stand together as `kind` says.
    pub(crate) fn of(values: &'a Values, kind: Stack) -> Stacks<'a> {
        let positions: Vec<i64> = match &values.axis {
            Axis::Names(names) => (0..i64::try_from(names.len()).unwrap_or(0)).collect(),
            Axis::Time(_) | Axis::Number(_) => values.positions(),
        };
        let builder = Builder { values, beginning: beginning(values, &positions) };
        let pile = |at: &i64| match kind {
            Stack::Sum => builder.sum(*at),
            Stack::Share => builder.share(*at),
            Stack::Diverging => builder.diverging(*at),
        };
        let piles = positions.iter().map(pile).collect();
        let inks = (0..values.series.len()).map(|series| ink_of(values, kind, series)).collect();
        Stacks { kind, piles, inks }
    }

    /// The ink of a series.
    pub(crate) fn ink(&self, series: usize) -> Ink {
        self.inks.get(series).copied().unwrap_or(Ink::of(Role::Mass))
    }

    /// A chart of two values at each position: where its pile begins and where it ends. Scales and axes are made for
    /// it.
    pub(crate) fn outline(&self, values: &Values) -> Values {
        let unit = if self.kind == Stack::Share { Some(percent()) } else { values.unit.clone() };
        let series = |end: fn(&Pile<'_>) -> Decimal| Series {
            name: String::new(),
            is_marked: false,
            interval: None,
            points: self
                .piles
                .iter()
                .map(|pile| point_of(pile.at, Quantity::exactly(end(pile), None)))
                .collect(),
            empty: Vec::new(),
            blank: None,
        };
        Values {
            family: Family::default(),
            axis: values.axis.clone(),
            series: vec![series(|pile| pile.reach.0), series(|pile| pile.reach.1)],
            unit,
            axis_label: String::new(),
            notes: Vec::new(),
            holes: values.holes.clone(),
            between_unknown: false,
            shape: Shape { references: values.shape.references.clone(), ..Shape::default() },
        }
    }
}

/// The ink of a series: tones of their own, or of answers on both sides of a middle.
pub(crate) fn ink_of(values: &Values, kind: Stack, series: usize) -> Ink {
    let count = values.series.len();
    let is_marked = values.series.iter().any(|series| series.is_marked);
    if kind != Stack::Diverging || is_marked || count > 5 {
        return area_ink(values, series);
    }
    let (series, half) = (i8::try_from(series).unwrap_or(0), i8::try_from(count / 2).unwrap_or(0));
    let above = if count.is_multiple_of(2) && series >= half { 1 } else { 0 };
    Ink::leaning(series - half + above)
}

/// A value without anything beside it.
pub(crate) fn point_of(at: i64, quantity: Quantity) -> Point {
    let reach = quantity.interval();
    Point { at, quantity, reach, is_marked: false, beside: None }
}

/// The value that a part is drawn at: the named one, of a range its high end.
fn extent(point: &Point) -> Decimal {
    match (point.quantity.bound, point.quantity.high) {
        (Bound::Between, Some(high)) => high,
        _ => point.value(),
    }
}

/// How much of an unlimited part is shown.
fn beginning(values: &Values, positions: &[i64]) -> Decimal {
    let total = |at: &i64| present(values, *at).map(|(_, point)| extent(point).abs()).sum::<Decimal>();
    positions.iter().map(total).max().unwrap_or_default() * Decimal::new(4, 2)
}

/// The values at a position with the index of their series.
fn present(values: &Values, at: i64) -> impl DoubleEndedIterator<Item = (usize, &Point)> {
    values.series.iter().enumerate().filter_map(move |(index, series)| {
        let found = series.points.binary_search_by_key(&at, |point| point.at).ok()?;
        Some((index, series.points.get(found)?))
    })
}

/// What values are together, with the hedge that is true of the sum; `None` if nothing can be said.
pub(crate) fn total(points: &[&Point], unit: Option<&Unit>) -> Option<Quantity> {
    let mut reach = Interval::point(Decimal::ZERO);
    let mut named = Decimal::ZERO;
    for point in points {
        reach = reach.plus(point.reach).ok()?;
        named = named.checked_add(extent(point))?;
    }
    hedged(named, reach, unit)
}

/// The tightest hedge that holds all that is possible; `None` if anything is.
pub(crate) fn hedged(named: Decimal, reach: Interval, unit: Option<&Unit>) -> Option<Quantity> {
    let bounded = |value: Decimal, bound: Bound| Quantity::bounded(value, unit.cloned(), bound);
    let one_sided = |end: End, closed: Bound, open: Bound| {
        let quantity = bounded(end.at, if end.closed { closed } else { open });
        // Below zero "more than" says more of a loss.
        reach.is_within(quantity.interval()).then_some(quantity)
    };
    match (reach.low, reach.high) {
        (Some(low), Some(high)) if low.at == high.at => Some(Quantity::exactly(low.at, unit.cloned())),
        (Some(low), Some(high)) => {
            let near = [Bound::Almost, Bound::About].map(|bound| bounded(named, bound));
            let near = near.into_iter().find(|quantity| reach.is_within(quantity.interval()));
            Some(near.unwrap_or_else(|| Quantity::between(low.at, high.at, unit.cloned())))
        }
        (Some(low), None) => one_sided(low, Bound::AtLeast, Bound::MoreThan)
            .or_else(|| one_sided(low, Bound::AtMost, Bound::LessThan)),
        (None, Some(high)) => one_sided(high, Bound::AtMost, Bound::LessThan)
            .or_else(|| one_sided(high, Bound::AtLeast, Bound::MoreThan)),
        (None, None) => None,
    }
}

/// The share that a value has of itself and the others together: exact ones to whole per cents, small ones to tenths;
/// others by the whole per cents between which they lie.
fn share_of(point: &Point, others: &[&Point], whole: Decimal) -> Quantity {
    let unit = Some(percent());
    let all = || others.iter().copied().chain([point]);
    if all().all(Point::is_certain) {
        let share = share(point.value(), whole);
        let rounded = share.round_dp(u32::from(share < Decimal::ONE));
        if rounded.is_zero() && !share.is_zero() {
            return Quantity::bounded(Decimal::new(1, 1), unit, Bound::LessThan);
        }
        return Quantity::exactly(rounded.normalize(), unit);
    }
    let low = |point: &Point| point.reach.low.map_or(Decimal::ZERO, |end| end.at.max(Decimal::ZERO));
    let high = |point: &Point| point.reach.high.map(|end| end.at);
    let least = {
        let rest = others.iter().map(|other| high(other)).sum::<Option<Decimal>>();
        rest.map_or(Decimal::ZERO, |rest| share(low(point), low(point) + rest).floor())
    };
    let most = {
        let rest: Decimal = others.iter().map(|other| low(other)).sum();
        high(point).map_or(Decimal::ONE_HUNDRED, |high| share(high, high + rest).ceil())
    };
    if least == most { Quantity::exactly(least, unit) } else { Quantity::between(least, most, unit) }
}

struct Builder<'a> {
    values: &'a Values,
    beginning: Decimal,
}

impl<'a> Builder<'a> {
    fn missing(&self, at: i64) -> Vec<usize> {
        let found: Vec<usize> = present(self.values, at).map(|(series, _)| series).collect();
        (0..self.values.series.len()).filter(|series| !found.contains(series)).collect()
    }

    /// A part with what is open of it hatched: all of it at the free end of a pile, else what lies in its own place.
    fn part(&self, series: usize, point: &'a Point, base: Decimal, rate: Rate, is_last: bool) -> Part<'a> {
        let full = Length::of(point, self.beginning);
        let value = extent(point);
        let own = full.start().is_zero() && (is_last || !full.is_open && full.end().abs() <= value.abs());
        let plain = Length { solid: Some(value), possible: None, named: None, is_open: false };
        let length = if own { full } else { plain };
        Part { series, point, written: point.quantity.clone(), base, rate, length }
    }

    fn sum(&self, at: i64) -> Pile<'a> {
        let found: Vec<(usize, &Point)> = present(self.values, at).collect();
        let is_below = |point: &Point| extent(point) < Decimal::ZERO;
        let last = |below: bool| found.iter().rev().find(|(_, point)| is_below(point) == below);
        let ends = [last(false), last(true)].map(|found| found.map(|(series, _)| *series));
        let missing = self.missing(at);
        let (mut up, mut down) = (Decimal::ZERO, Decimal::ZERO);
        let mut parts = Vec::with_capacity(found.len());
        for (series, point) in &found {
            let end = if is_below(point) { &mut down } else { &mut up };
            let is_last = ends.contains(&Some(*series)) && missing.is_empty();
            parts.push(self.part(*series, point, *end, Rate::PLAIN, is_last));
            *end += extent(point);
        }
        let gaps: Vec<Gap> = missing.into_iter().map(|series| Gap { series, from: up, to: None }).collect();
        let points: Vec<&Point> = found.iter().map(|(_, point)| *point).collect();
        let whole = if gaps.is_empty() { total(&points, self.values.unit.as_ref()) } else { None };
        let whole = whole.map(|whole| Point {
            is_marked: points.iter().all(|point| point.is_marked),
            ..point_of(at, whole)
        });
        pile(at, parts, gaps, whole)
    }

    fn share(&self, at: i64) -> Pile<'a> {
        let found: Vec<(usize, &Point)> = present(self.values, at).collect();
        let missing = self.missing(at);
        let named: Decimal = found.iter().map(|(_, point)| extent(point)).sum();
        let unit_whole = whole_of(self.values.unit.as_ref());
        // Without a gap, what rounding leaves of a whole is spread over the parts.
        let whole = unit_whole.filter(|_| !missing.is_empty()).unwrap_or(named);
        let rate = Rate { whole: Some(whole), turned: false };
        let left = (Decimal::ONE_HUNDRED - share(named, whole)).max(Decimal::ZERO);
        let (mut end, mut parts, mut gaps) = (Decimal::ZERO, Vec::new(), Vec::new());
        for series in 0..self.values.series.len() {
            if let Some((_, point)) = found.iter().find(|(of, _)| *of == series) {
                let mut part = self.part(series, point, end, rate, false);
                if unit_whole.is_none() {
                    let others: Vec<&Point> =
                        found.iter().filter(|(of, _)| *of != series).map(|(_, point)| *point).collect();
                    part.written = share_of(point, &others, named);
                    part.length =
                        Length { solid: Some(extent(point)), possible: None, named: None, is_open: false };
                }
                parts.push(part);
                end += rate.of(extent(point));
            } else if missing.len() == 1 {
                gaps.push(Gap { series, from: end, to: Some(end + left) });
                end += left;
            }
        }
        if missing.len() > 1 {
            gaps.extend(missing.iter().map(|series| Gap {
                series: *series,
                from: end,
                to: Some(end + left),
            }));
        }
        pile(at, parts, gaps, None)
    }

    fn diverging(&self, at: i64) -> Pile<'a> {
        let count = self.values.series.len();
        let half = count / 2;
        let found: Vec<(usize, &Point)> = present(self.values, at).collect();
        let straddling = found.iter().find(|(series, _)| count % 2 == 1 && *series == half);
        let mut ends = [Decimal::ZERO; 2];
        let mut parts = Vec::with_capacity(found.len());
        if let Some((series, point)) = straddling {
            let side = extent(point) / Decimal::TWO;
            parts.push(self.part(*series, point, -side, Rate::PLAIN, false));
            ends = [side; 2];
        }
        let [mut before, mut after] = ends;
        for (series, point) in found.iter().rev().filter(|(series, _)| *series < half) {
            let rate = Rate { whole: None, turned: true };
            parts.insert(0, self.part(*series, point, -before, rate, *series == 0));
            before += extent(point);
        }
        for (series, point) in found.iter().filter(|(series, _)| *series >= count - half) {
            parts.push(self.part(*series, point, after, Rate::PLAIN, *series + 1 == count));
            after += extent(point);
        }
        pile(at, parts, Vec::new(), None)
    }
}

fn pile(at: i64, parts: Vec<Part<'_>>, gaps: Vec<Gap>, total: Option<Point>) -> Pile<'_> {
    let ends = parts.iter().flat_map(|part| [part.base, part.end()]);
    let ends = ends.chain(gaps.iter().filter_map(|gap| gap.to));
    let reach = ends.fold((Decimal::ZERO, Decimal::ZERO), |(low, high), end| (low.min(end), high.max(end)));
    Pile { at, parts, gaps, total, reach }
}

impl Part<'_> {
    /// Where a value of it lies on the scale, counted from its beginning.
    fn along(&self, value: Decimal) -> Decimal {
        self.base + self.rate.of(value)
    }

    /// Where it begins on the scale.
    pub(crate) fn start(&self) -> Decimal {
        self.base
    }

    /// Where it ends on the scale, with all that is possible.
    pub(crate) fn end(&self) -> Decimal {
        self.along(self.length.end())
    }

    /// Where its certain part ends on the scale: what is written stands in it.
    pub(crate) fn solid_end(&self) -> Option<Decimal> {
        self.length.solid.map(|end| self.along(end))
    }

    /// Draws it; `place` turns a place across the pile (0 or 1) and one on the scale into data coordinates.
    pub(crate) fn draw(&self, pen: &Pen, place: impl Fn(bool, Decimal) -> Place, ink: Ink) {
        let datum = Datum { series: self.series, at: self.point.at };
        let along = |side: bool, value: Decimal| place(side, self.along(value));
        if !self.length.end().is_zero() {
            self.length.draw(pen, along, ink, datum);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(value: i64, bound: Bound) -> Point {
        point_of(0, Quantity::bounded(Decimal::from(value), None, bound))
    }

    fn sum(points: &[Point]) -> String {
        let points: Vec<&Point> = points.iter().collect();
        total(&points, None).map_or_else(|| "nothing".to_owned(), |quantity| quantity.to_string())
    }

    #[test]
    fn totals_say_what_interval_addition_leaves() {
        let exact = |value: i64| point(value, Bound::Exactly);
        assert_eq!(sum(&[exact(400), exact(300)]), "700");
        assert_eq!(sum(&[exact(60), point(40, Bound::Almost)]), "almost 100");
        assert_eq!(sum(&[exact(60), point(40, Bound::About)]), "about 100");
        assert_eq!(sum(&[point(60, Bound::MoreThan), exact(40)]), "more than 100");
        assert_eq!(sum(&[point(60, Bound::AtLeast), exact(40)]), "at least 100");
        assert_eq!(sum(&[point(60, Bound::MoreThan), point(40, Bound::AtLeast)]), "more than 100");
        assert_eq!(sum(&[point(60, Bound::LessThan), exact(40)]), "less than 100");
        assert_eq!(sum(&[point(60, Bound::LessThan), point(40, Bound::MoreThan)]), "nothing");
        assert_eq!(sum(&[point(60, Bound::About), point(40, Bound::MoreThan)]), "more than 97", "57 and 40");
        assert_eq!(sum(&[point(60, Bound::Almost), point(40, Bound::About)]), "about 100", "95 to 102");
        assert_eq!(sum(&[point(60, Bound::Almost), exact(-40)]), "between 17 and 20", "a fifth may be gone");
        assert_eq!(sum(&[point(-60, Bound::MoreThan), exact(-40)]), "more than -100", "of a loss");
    }

    #[test]
    fn a_range_has_its_own_words() {
        let range = point_of(0, Quantity::between(Decimal::from(5), Decimal::from(7), None));
        assert_eq!(sum(&[range, point(10, Bound::Exactly)]), "between 15 and 17");
    }

    fn share_of_first(first: Point, second: Point) -> String {
        let whole = extent(&first) + extent(&second);
        share_of(&first, &[&second], whole).to_string()
    }

    #[test]
    fn shares_are_no_surer_than_their_parts() {
        let exact = |value: i64| point(value, Bound::Exactly);
        assert_eq!(share_of_first(exact(1), exact(2)), "33 %");
        assert_eq!(share_of_first(exact(3), exact(997)), "0.3 %");
        assert_eq!(share_of_first(exact(1), exact(99_999)), "less than 0.1 %");
        assert_eq!(share_of_first(exact(0), exact(7)), "0 %");
        assert_eq!(share_of_first(point(50, Bound::Almost), exact(50)), "between 48 and 50 %");
        assert_eq!(share_of_first(exact(50), point(50, Bound::MoreThan)), "between 0 and 50 %");
        assert_eq!(share_of_first(point(50, Bound::MoreThan), exact(50)), "between 50 and 100 %");
    }
}
