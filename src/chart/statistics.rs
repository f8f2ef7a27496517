//! Statistics of distributions: quantiles, classes of a histogram, the parts of a box plot. Pure and exact.
//!
//! Methods are those of the literature, so that others get the same numbers: quantiles of type 7 (Hyndman and Fan,
//! "Sample quantiles in statistical packages", 1996; the rule of R, NumPy and d3), number of classes by Freedman and
//! Diaconis ("On the histogram as a density estimator", 1981) or Sturges ("The choice of a class interval", 1926),
//! whiskers by Tukey ("Exploratory data analysis", 1977). Of values that are only bounded, a statistic is an
//! interval: quantiles never fall when a value rises, so the low ends give the lowest, the high ends the highest.

use rust_decimal::Decimal;

use crate::chart::values::Point;
use crate::quantity::{Bound, End, Interval, Quantity, Unit, telling_places};

/// Most classes that are drawn.
const CLASSES: usize = 100;
/// So many different whole numbers get a class each.
const WHOLE_NUMBERS: i64 = 20;
/// Fewest observations that a box can sum up.
pub(crate) const FEWEST: usize = 5;

/// A quarter.
pub(crate) const QUARTER: Decimal = Decimal::from_parts(25, 0, 0, false, 2);
/// A half.
pub(crate) const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);
/// Three quarters.
pub(crate) const THREE_QUARTERS: Decimal = Decimal::from_parts(75, 0, 0, false, 2);

/// The quantile of ascending values at `share` (0 to 1), type 7: linear between order statistics, the first at 0 and
/// the last at 1. `None` of no values.
pub(crate) fn quantile(ascending: &[Decimal], share: Decimal) -> Option<Decimal> {
    let (lower, upper, part) = neighbours(ascending, share)?;
    Some((*lower + (*upper - *lower) * part).normalize())
}

/// The two order statistics around a quantile, and how far it lies from the first to the second.
fn neighbours<T>(ascending: &[T], share: Decimal) -> Option<(&T, &T, Decimal)> {
    let last = ascending.len().checked_sub(1)?;
    let place = Decimal::from(last) * share.clamp(Decimal::ZERO, Decimal::ONE);
    let index = usize::try_from(place.floor()).ok()?;
    let lower = ascending.get(index)?;
    Some((lower, ascending.get(index + 1).unwrap_or(lower), place.fract()))
}

/// What the quantile of values may be, each of which lies somewhere in its reach. Both ends are counted in.
pub(crate) fn quantile_of<'a>(points: impl Iterator<Item = &'a Point>, share: Decimal) -> Interval {
    let (mut lows, mut highs): (Vec<Option<Decimal>>, Vec<Option<Decimal>>) =
        points.map(|point| (point.reach.low.map(|end| end.at), point.reach.high.map(|end| end.at))).unzip();
    lows.sort_unstable();
    // Without a limit above: behind all others.
    highs.sort_unstable_by_key(|high| (high.is_none(), *high));
    let of = |ends: &[Option<Decimal>]| {
        let (lower, upper, part) = neighbours(ends, share)?;
        let lower = (*lower)?;
        let at = if part.is_zero() { lower } else { lower + ((*upper)? - lower) * part };
        Some(End::closed(at.normalize()))
    };
    Interval { low: of(&lows), high: of(&highs) }
}

/// An interval as a value that can be written; `None` if nothing is known of it. What was worked out is rounded to
/// the digits that tell something, ends of a range away from each other.
pub(crate) fn quantity(interval: Interval, unit: Option<Unit>) -> Option<Quantity> {
    use rust_decimal::RoundingStrategy::{MidpointAwayFromZero, ToNegativeInfinity, ToPositiveInfinity};
    let round = |end: End, how| end.at.round_dp_with_strategy(telling_places(end.at), how).normalize();
    Some(match (interval.low, interval.high) {
        (Some(low), Some(high)) if low.at == high.at => {
            Quantity::exactly(round(low, MidpointAwayFromZero), unit)
        }
        (Some(low), Some(high)) => {
            Quantity::between(round(low, ToNegativeInfinity), round(high, ToPositiveInfinity), unit)
        }
        (Some(low), None) => Quantity::bounded(round(low, ToNegativeInfinity), unit, Bound::AtLeast),
        (None, Some(high)) => Quantity::bounded(round(high, ToPositiveInfinity), unit, Bound::AtMost),
        (None, None) => return None,
    })
}

/// How many classes suit ascending values: after Freedman and Diaconis; where the middle half of the values is one
/// value, after Sturges. 1 to [`CLASSES`].
pub(crate) fn class_count(ascending: &[Decimal]) -> usize {
    let (Some(first), Some(last)) = (ascending.first(), ascending.last()) else { return 1 };
    let quartiles = quantile(ascending, QUARTER).zip(quantile(ascending, THREE_QUARTERS));
    let spread = quartiles.map_or(Decimal::ZERO, |(low, high)| high - low);
    if spread.is_zero() {
        return sturges(ascending.len());
    }
    // Width 2 · IQR · n^(-1/3): the fewest classes k with k³ ≥ (range / 2 · IQR)³ · n, so that no root is taken.
    let ratio = (*last - *first) / (Decimal::TWO * spread);
    let cube = |side: Decimal| side.checked_mul(side)?.checked_mul(side);
    let needed = cube(ratio).and_then(|cube| cube.checked_mul(Decimal::from(ascending.len())));
    let reaches = |count: &usize| {
        needed.is_some_and(|needed| cube(Decimal::from(*count)).is_some_and(|cube| cube >= needed))
    };
    (1..CLASSES).find(reaches).unwrap_or(CLASSES)
}

/// The binary logarithm of the number of values, rounded up, and one.
fn sturges(count: usize) -> usize {
    let bits = count.checked_next_power_of_two().unwrap_or(count).trailing_zeros();
    usize::try_from(bits).unwrap_or(0) + 1
}

/// The step 1, 2 or 5 × 10ⁿ that divides a stretch into about `count` parts: the rule of `d3.tickStep`.
fn nice_step(low: Decimal, high: Decimal, count: usize) -> Decimal {
    let raw = (high - low) / Decimal::from(count.max(1));
    let mut power = Decimal::ONE;
    while power * Decimal::TEN <= raw {
        power *= Decimal::TEN;
    }
    while power > raw && power.scale() < 27 {
        power = (power / Decimal::TEN).normalize();
    }
    let error = raw / power;
    // Halfway between steps on a logarithmic scale: √50, √10, √2.
    let square = error * error;
    let factor = [(50, 10), (10, 5), (2, 2)];
    let factor = factor.into_iter().find(|(limit, _)| square >= Decimal::from(*limit));
    (power * Decimal::from(factor.map_or(1, |(_, factor)| factor))).normalize()
}

/// The smallest of 1, 2, 5 × 10ⁿ that is not below an amount above zero; 1 for zero.
pub(crate) fn round_up(amount: Decimal) -> Decimal {
    if amount <= Decimal::ZERO {
        return Decimal::ONE;
    }
    let mut power = Decimal::ONE;
    while power < amount {
        power *= Decimal::TEN;
    }
    while power / Decimal::TEN >= amount && power.scale() < 27 {
        power = (power / Decimal::TEN).normalize();
    }
    let smaller = [Decimal::new(2, 1), HALF].into_iter().map(|part| part * power);
    smaller.chain([power]).find(|round| *round >= amount).unwrap_or(power).normalize()
}

/// Classes side by side: the first from its lower edge to under the next, and so on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Classes {
    /// Lower edge of the first, edges between, upper edge of the last; at least two.
    pub edges: Vec<Decimal>,
    /// Whether each class is a single whole number, its lower edge.
    pub are_single: bool,
    /// Whether the upper edge of the last belongs to it.
    pub is_closed: bool,
}

impl Classes {
    /// About `wanted` classes with round edges that hold all of `ascending`; as many as suit the values if `None`.
    ///
    /// The rule of `d3.bin`, but for two things. Classes of numbers that are not whole include their last upper
    /// edge, where d3 opens another class for a value that stands on it. And without a wish, few whole numbers
    /// get a class each.
    pub(crate) fn of(ascending: &[Decimal], wanted: Option<usize>) -> Classes {
        let (low, high) =
            ascending.first().zip(ascending.last()).map_or_else(Default::default, |(a, b)| (*a, *b));
        let are_whole = ascending.iter().all(|value| value.fract().is_zero());
        if are_whole && wanted.is_none() && high - low < Decimal::from(WHOLE_NUMBERS) {
            return Classes::single(low, high);
        }
        if low == high {
            return Classes::around(low, are_whole);
        }
        let count = wanted.unwrap_or_else(|| class_count(ascending)).clamp(1, CLASSES);
        let (mut first, mut last) = (low, high);
        let mut step = Decimal::ZERO;
        // Widening to round edges may make the next round step fit better.
        for _ in 0..10 {
            let next = nice_step(first, last, count);
            let next = if are_whole { next.max(Decimal::ONE) } else { next };
            if next == step {
                break;
            }
            step = next;
            (first, last) = ((first / step).floor() * step, (last / step).ceil() * step);
        }
        if are_whole && last == high {
            last += step;
        }
        let count = usize::try_from(((last - first) / step).round()).unwrap_or(1).max(1);
        let edges = (0..=count).map(|index| first + step * Decimal::from(index)).collect();
        Classes { edges, are_single: are_whole && step == Decimal::ONE, is_closed: !are_whole }
    }

    fn single(low: Decimal, high: Decimal) -> Classes {
        let count = usize::try_from(high - low).unwrap_or(0) + 1;
        let edges = (0..=count).map(|index| low + Decimal::from(index)).collect();
        Classes { edges, are_single: true, is_closed: false }
    }

    /// One class around the one value there is.
    fn around(value: Decimal, is_whole: bool) -> Classes {
        if is_whole {
            return Classes::single(value, value);
        }
        let step = Decimal::new(1, value.normalize().scale().saturating_sub(1));
        let first = (value / step).floor() * step;
        Classes { edges: vec![first, first + step], are_single: false, is_closed: true }
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.edges.len().saturating_sub(1)
    }

    /// The class of a value; those beyond the edges belong to the first or the last.
    pub(crate) fn holding(&self, value: Decimal) -> usize {
        let below = self.edges.partition_point(|edge| *edge <= value);
        below.saturating_sub(1).min(self.count().saturating_sub(1))
    }

    /// The first and the last class in which a value may lie.
    pub(crate) fn reached(&self, reach: &Interval) -> (usize, usize) {
        let last = self.count().saturating_sub(1);
        let from = reach.low.map_or(0, |low| self.holding(low.at));
        let to = reach.high.map_or(last, |high| {
            let at = self.holding(high.at);
            let on_edge = self.edges.get(at) == Some(&high.at) && !high.closed;
            if on_edge { at.saturating_sub(1) } else { at }
        });
        (from, to.max(from))
    }
}

/// What a box plot shows of one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Box5 {
    /// First quartile, median and third quartile: what each may be.
    pub quartiles: [Interval; 3],
    /// The outermost named values that are no outliers.
    pub whiskers: (Decimal, Decimal),
    /// Below and above these, named values are outliers.
    pub fences: (Decimal, Decimal),
}

impl Box5 {
    /// Of at least [`FEWEST`] points; `None` of fewer.
    ///
    /// Whiskers reach to the last named value within 1.5 times the distance of the quartiles from the box, never
    /// beyond a value.
    pub(crate) fn of(points: &[&Point]) -> Option<Box5> {
        if points.len() < FEWEST {
            return None;
        }
        let mut named: Vec<Decimal> = points.iter().map(|point| point.value()).collect();
        named.sort_unstable();
        let (low, high) = (quantile(&named, QUARTER)?, quantile(&named, THREE_QUARTERS)?);
        let reach = (high - low) * Decimal::new(15, 1);
        let fences = (low - reach, high + reach);
        let inside = || named.iter().copied().filter(|value| (fences.0..=fences.1).contains(value));
        let whiskers = (inside().min()?, inside().max()?);
        let quartile = |share| quantile_of(points.iter().copied(), share);
        Some(Box5 {
            quartiles: [quartile(QUARTER), quartile(HALF), quartile(THREE_QUARTERS)],
            whiskers,
            fences,
        })
    }

    /// Whether a named value stands alone.
    pub(crate) fn is_outlier(&self, value: Decimal) -> bool {
        value < self.fences.0 || value > self.fences.1
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use super::*;

    fn decimals(text: &str) -> Vec<Decimal> {
        let mut values: Vec<Decimal> =
            text.split_whitespace().map(|word| Decimal::from_str(word).expect("a number")).collect();
        values.sort_unstable();
        values
    }

    fn written(values: &[Decimal]) -> String {
        values.iter().map(|value| value.normalize().to_string()).collect::<Vec<_>>().join(" ")
    }

    /// The data of the oracle, d3-array 3.2.4.
    fn waits() -> Vec<Decimal> {
        decimals("12 15 15.5 18 21 22 23.5 25 31 33 34 38 41 47 52.5 58 61 66 79 96")
    }

    fn visits() -> Vec<Decimal> {
        decimals("1 2 2 3 3 3 4 4 4 4 5 5 6 7 9 14")
    }

    fn remainders() -> Vec<Decimal> {
        let mut values: Vec<Decimal> = (0..60_i64).map(|i| Decimal::new((i * 7919) % 997, 1)).collect();
        values.sort_unstable();
        values
    }

    fn counts(values: &[Decimal], classes: &Classes) -> Vec<usize> {
        let mut counts = vec![0; classes.count()];
        values.iter().for_each(|value| counts[classes.holding(*value)] += 1);
        counts
    }

    #[test]
    fn quantiles_agree_with_d3() {
        let of = |values: &[Decimal]| {
            let shares = decimals("0 0.1 0.25 0.5 0.75 0.9 1");
            written(&shares.iter().map(|share| quantile(values, *share).expect("values")).collect::<Vec<_>>())
        };
        // [0, .1, .25, .5, .75, .9, 1].map(p => d3.quantile(values, p))
        assert_eq!(of(&waits()), "12 15.45 21.75 33.5 53.875 67.3 96");
        assert_eq!(of(&visits()), "1 2 3 4 5.25 8 14");
        assert_eq!(of(&remainders()), "0 11.02 27.7 55.5 77.575 91.01 99.6");
        assert_eq!(quantile(&[], HALF), None);
    }

    #[test]
    fn numbers_of_classes_agree_with_d3() {
        // d3.thresholdFreedmanDiaconis(values, d3.min(values), d3.max(values))
        assert_eq!([waits(), visits(), remainders()].map(|values| class_count(&values)), [4, 8, 4]);
        // d3.thresholdSturges(values)
        assert_eq!([20, 16, 60].map(sturges), [6, 5, 7]);
        assert_eq!(class_count(&decimals("1 5 5 5 5 5 5 9")), 4, "no spread: Sturges");
        assert_eq!((class_count(&[]), sturges(1)), (1, 1));
    }

    #[test]
    fn classes_agree_with_d3_where_no_value_stands_on_the_last_edge() {
        let of = |values: &[Decimal], wanted: Option<usize>| {
            let classes = Classes::of(values, wanted);
            (written(&classes.edges), counts(values, &classes))
        };
        let tens = "10 20 30 40 50 60 70 80 90 100".to_owned();
        // d3.bin().thresholds(d3.thresholdFreedmanDiaconis)(values), .thresholds(10)(values)
        assert_eq!(of(&waits(), None), ("0 20 40 60 80 100".to_owned(), vec![4, 8, 4, 3, 1]));
        assert_eq!(of(&waits(), Some(10)), (tens.clone(), vec![4, 4, 4, 2, 2, 2, 1, 0, 1]));
        assert_eq!(of(&remainders(), None), ("0 20 40 60 80 100".to_owned(), vec![12, 10, 11, 14, 13]));
        assert_eq!(of(&remainders(), Some(10)), (format!("0 {tens}"), vec![6, 6, 4, 6, 5, 6, 6, 8, 6, 7]));
        assert_eq!(
            of(&visits(), Some(5)),
            ("0 2 4 6 8 10 12 14 16".to_owned(), vec![1, 5, 6, 2, 1, 0, 0, 1])
        );
    }

    #[test]
    fn classes_differ_from_d3_where_we_mean_to() {
        let on_edge = decimals("0.5 2 3.5 7 10");
        // d3.bin().thresholds(5)([0.5, 2, 3.5, 7, 10]) adds an empty class from 10 to 12 for the value 10.
        let classes = Classes::of(&on_edge, Some(5));
        assert_eq!((written(&classes.edges).as_str(), classes.is_closed), ("0 2 4 6 8 10", true));
        assert_eq!(counts(&on_edge, &classes), [1, 2, 0, 1, 1]);
        let visits = Classes::of(&visits(), None);
        assert!(visits.are_single && visits.count() == 14, "few whole numbers have a class each");
        let halves = Classes::of(&decimals("1 2 3 4"), Some(20));
        assert_eq!(written(&halves.edges), "1 2 3 4 5", "no class between whole numbers");
    }

    #[test]
    fn amounts_are_rounded_up_to_round_ones() {
        let of = |text: &str| round_up(Decimal::from_str(text).expect("a number")).to_string();
        let rounded = ["0", "1", "1.01", "2", "4", "5.5", "14", "0.013", "0.2", "990"].map(of);
        assert_eq!(rounded, ["1", "1", "2", "2", "5", "10", "20", "0.02", "0.2", "1000"]);
    }

    #[test]
    fn one_value_has_one_class() {
        assert_eq!(Classes::of(&decimals("7 7"), None).edges, decimals("7 8"));
        assert_eq!(Classes::of(&decimals("7.25 7.25"), None).edges, decimals("7.2 7.3"));
        assert_eq!(Classes::of(&decimals("0"), Some(9)).count(), 1);
        assert_eq!(Classes::of(&[], None).count(), 1);
    }

    #[test]
    fn a_bounded_value_reaches_classes() {
        let classes = Classes { edges: decimals("0 10 20 30"), are_single: false, is_closed: true };
        let d = Decimal::from;
        assert_eq!(classes.reached(&Interval::point(d(10))), (1, 1));
        assert_eq!(classes.reached(&Interval::open(d(5), d(10))), (0, 0), "below 10 throughout");
        assert_eq!(classes.reached(&Interval::closed(d(5), d(10))), (0, 1));
        assert_eq!(classes.reached(&Interval::beyond(End::open(d(15)), false)), (1, 2));
        assert_eq!(classes.reached(&Interval::ANYTHING), (0, 2));
        assert_eq!(classes.reached(&Interval::point(d(30))), (2, 2), "the last is closed");
    }

    fn points(values: &[(i64, Bound)]) -> Vec<Point> {
        let point = |(value, bound): &(i64, Bound)| {
            let quantity = Quantity::bounded(Decimal::from(*value), None, *bound);
            Point { at: 0, reach: quantity.interval(), quantity, is_marked: false, beside: None }
        };
        values.iter().map(point).collect()
    }

    #[test]
    fn quantiles_of_bounded_values_are_what_is_possible() {
        let median = |values: &[(i64, Bound)]| quantile_of(points(values).iter(), HALF);
        let exact = [(10, Bound::Exactly), (20, Bound::Exactly), (90, Bound::MoreThan)];
        assert_eq!(median(&exact), Interval::point(Decimal::from(20)), "the end has no say in the middle");
        let about = [(10, Bound::Exactly), (20, Bound::About), (30, Bound::Exactly)];
        assert_eq!(median(&about), Interval::closed(Decimal::from(19), Decimal::from(21)));
        let open = median(&[(10, Bound::MoreThan), (20, Bound::MoreThan), (30, Bound::Exactly)]);
        assert_eq!((open.low.map(|end| end.at), open.high), (Some(Decimal::from(20)), None));
        let written = quantity(open, None).expect("known below");
        assert_eq!((written.value, written.bound), (Decimal::from(20), Bound::AtLeast));
    }

    /// Tukey's rule on the data of the oracle; quartiles are those of `d3.quantile`.
    #[test]
    fn whiskers_never_leave_the_data() {
        let values: Vec<(i64, Bound)> =
            [1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 5, 6, 7, 9, 14].map(|value| (value, Bound::Exactly)).into();
        let points = points(&values);
        let all: Vec<&Point> = points.iter().collect();
        let box5 = Box5::of(&all).expect("enough values");
        assert_eq!(
            box5.fences,
            (Decimal::new(-375, 3), Decimal::new(8625, 3)),
            "3 - 1.5 · 2.25, 5.25 + 1.5 · 2.25"
        );
        assert_eq!(box5.whiskers, (Decimal::ONE, Decimal::from(7)));
        let outliers: Vec<Decimal> =
            all.iter().map(|point| point.value()).filter(|value| box5.is_outlier(*value)).collect();
        assert_eq!(outliers, [Decimal::from(9), Decimal::from(14)]);
        assert_eq!(Box5::of(all.get(..4).expect("four")), None, "four values are no box");
    }
}
