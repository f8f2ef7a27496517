//! From values to places on an axis, and the values that an axis names.
//!
//! Ticks are exact decimals. A [`Linear`] scale is the only step from decimals to floats: the result is a fraction
//! of the axis, which the pen rounds to a hundredth of a pixel.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Largest magnitude that an axis takes: 10²⁴. Beyond it sums of two values leave what a [`Decimal`] holds.
pub(crate) const LARGEST: Decimal = Decimal::from_parts(0xa1_00_00_00, 0x1b_ce_cc_ed, 0xd3_c2, false, 0);

/// A stretch of numbers laid out evenly on an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Linear {
    low: Decimal,
    high: Decimal,
}

impl Linear {
    /// From `low` to `high`; ends that are equal or reversed are spread by one unit around them.
    pub(crate) fn new(low: Decimal, high: Decimal) -> Self {
        if low < high {
            Linear { low, high }
        } else {
            Linear { low: low - Decimal::ONE, high: low + Decimal::ONE }
        }
    }

    /// The value at the start of the axis.
    pub(crate) fn low(&self) -> Decimal {
        self.low
    }

    /// The value at the end of the axis.
    pub(crate) fn high(&self) -> Decimal {
        self.high
    }

    /// Where a value lies: 0 at the start, 1 at the end; values beyond are drawn at the end they are beyond.
    pub(crate) fn fraction(&self, value: Decimal) -> f64 {
        let value = value.clamp(self.low, self.high);
        let part = (value - self.low).to_f64().unwrap_or(0.0);
        let whole = (self.high - self.low).to_f64().unwrap_or(1.0);
        part / whole
    }

    /// The place of a value between two coordinates.
    pub(crate) fn place(&self, value: Decimal, from: i32, to: i32) -> i32 {
        from + (f64::from(to - from) * self.fraction(value)).round() as i32
    }
}

/// Values that an axis names, ascending and evenly spaced; they cover the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ticks {
    /// At least two.
    pub values: Vec<Decimal>,
}

impl Ticks {
    /// The scale from the first tick to the last.
    pub(crate) fn scale(&self) -> Linear {
        let first = self.values.first().copied().unwrap_or_default();
        Linear::new(first, self.values.last().copied().unwrap_or_default())
    }
}

impl Ticks {
    /// Ticks at twice, four, five or ten times the distance, the first that leave at most so many stretches, for low
    /// pictures; they still cover `low` to `high`.
    pub(crate) fn thinned(self, most: usize, low: Decimal, high: Decimal) -> Ticks {
        let Some((first, second)) = self.values.first().zip(self.values.get(1)) else { return self };
        let step = *second - *first;
        let thinner = [1, 2, 4, 5, 10].into_iter().find_map(|factor: u32| {
            let values = covering(low, high, step * Decimal::from(factor));
            (2..=most + 1).contains(&values.len()).then_some(Ticks { values })
        });
        thinner.unwrap_or(self)
    }
}

/// Fewest and most stretches between ticks of a vertical axis of usual height.
const STRETCHES: std::ops::RangeInclusive<u32> = 2..=7;

/// Picks ticks that read well and cover `low` to `high`, in data units.
///
/// The step is 1, 2, 2.5 or 5 × 10ⁿ. Of the steps that give two to seven stretches it takes the one that leaves
/// least empty axis, with a fine for many or few ticks (after Heckbert, "Nice numbers for graph labels", Graphics
/// Gems, 1990; the fine is ours). Equal ends are stretched to zero; nothing but zeros gives 0 and 1.
pub(crate) fn ticks(low: Decimal, high: Decimal) -> Ticks {
    if low.is_zero() && high.is_zero() {
        return Ticks { values: vec![Decimal::ZERO, Decimal::ONE] };
    }
    let (low, high) = spread(low, high);
    let mut best: Option<(Decimal, Vec<Decimal>)> = None;
    for step in steps_near((high - low) / Decimal::from(*STRETCHES.end())) {
        let values = covering(low, high, step);
        let stretches = u32::try_from(values.len().saturating_sub(1)).unwrap_or(u32::MAX);
        if !STRETCHES.contains(&stretches) {
            continue;
        }
        let fine = fine(&values, stretches, low, high);
        if best.as_ref().is_none_or(|(least, _)| fine < *least) {
            best = Some((fine, values));
        }
    }
    Ticks { values: best.map_or_else(|| vec![low, high], |(_, values)| values) }
}

fn spread(low: Decimal, high: Decimal) -> (Decimal, Decimal) {
    if low < high {
        (low, high)
    } else if low.is_sign_positive() {
        (Decimal::ZERO, low)
    } else {
        (low, Decimal::ZERO)
    }
}

/// Nice steps from the largest not above `about` on, enough to reach two stretches.
fn steps_near(about: Decimal) -> Vec<Decimal> {
    let ten = Decimal::TEN;
    let mut power = Decimal::ONE;
    while power * ten <= about {
        power *= ten;
    }
    while power > about && power.scale() < 27 {
        power = (power / ten).normalize();
    }
    let bases = [Decimal::ONE, Decimal::TWO, Decimal::new(25, 1), Decimal::from(5)];
    (0..2)
        .flat_map(|_| {
            let steps = bases.map(|base| (base * power).normalize());
            power *= ten;
            steps
        })
        .collect()
}

fn covering(low: Decimal, high: Decimal, step: Decimal) -> Vec<Decimal> {
    if step.is_zero() {
        return Vec::new();
    }
    let first = (low / step).floor();
    let last = (high / step).ceil();
    let count = (last - first).to_u32().unwrap_or(u32::MAX);
    if count > *STRETCHES.end() {
        return Vec::new();
    }
    (0..=count).map(|index| tick(first + Decimal::from(index), step)).collect()
}

/// A tick with as many decimals as the step has, so that a column of labels reads evenly; zero has none.
fn tick(index: Decimal, step: Decimal) -> Decimal {
    let mut value = index * step;
    if value.is_zero() {
        return Decimal::ZERO;
    }
    value.rescale(step.scale());
    value
}

fn fine(values: &[Decimal], stretches: u32, low: Decimal, high: Decimal) -> Decimal {
    let (Some(first), Some(last)) = (values.first(), values.last()) else { return Decimal::MAX };
    let whole = *last - *first;
    let empty = (whole - (high - low)) / whole;
    let usual = Decimal::new(35, 1);
    let off = (Decimal::from(stretches) - usual).abs() * Decimal::new(3, 2);
    let rounder = if values.get(1).is_some_and(is_quarter) { Decimal::new(15, 3) } else { Decimal::ZERO };
    empty + off + rounder
}

/// Whether the step is of the 2.5 kind, which reads a little worse than the others.
fn is_quarter(value: &Decimal) -> bool {
    let digits = value.normalize().mantissa().unsigned_abs().to_string();
    digits.trim_end_matches('0').ends_with("25")
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str(text).expect("a number")
    }

    fn of(low: &str, high: &str) -> Vec<String> {
        ticks(decimal(low), decimal(high)).values.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_largest_is_ten_to_the_24() {
        assert_eq!(LARGEST, decimal("1000000000000000000000000"));
    }

    /// Where d3 (d3-array, `ticks(start, stop, count)`, values of its test suite and documentation) and these
    /// rules agree on the step, the ticks are the same.
    #[test]
    fn ticks_agree_with_d3() {
        assert_eq!(of("-1", "1"), ["-1.0", "-0.5", "0", "0.5", "1.0"], "d3.ticks(-1, 1, 4)");
        assert_eq!(of("0", "5"), ["0", "1", "2", "3", "4", "5"], "d3.ticks(0, 5, 5)");
        assert_eq!(of("0", "50"), ["0", "10", "20", "30", "40", "50"], "d3.ticks(0, 50, 5)");
        assert_eq!(of("-10", "5"), ["-10", "-5", "0", "5"], "d3.ticks(-10, 5, 3)");
        assert_eq!(of("0", "1500"), ["0", "500", "1000", "1500"], "d3.ticks(0, 1500, 3)");
        assert_eq!(of("0", "0.0005"), ["0", "0.0001", "0.0002", "0.0003", "0.0004", "0.0005"]);
    }

    #[test]
    fn ticks_cover_and_leave_little_empty() {
        assert_eq!(of("0", "1400"), ["0", "500", "1000", "1500"], "the reference drawing");
        assert_eq!(of("0", "100"), ["0", "25", "50", "75", "100"]);
        for high in 1..=3000 {
            let high = Decimal::from(high);
            let values = ticks(Decimal::ZERO, high).values;
            let last = *values.last().expect("ticks");
            assert!(last >= high && (last - high) / last < Decimal::new(26, 2), "{high}: {values:?}");
        }
    }

    #[test]
    fn low_pictures_have_few_ticks() {
        let of = |low: &str, high: &str| {
            let (low, high) = (decimal(low), decimal(high));
            let ticks = ticks(low, high).thinned(3, low, high);
            ticks.values.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(of("0", "1591"), ["0", "1000", "2000"]);
        assert_eq!(of("0", "500"), ["0", "200", "400", "600"]);
        assert_eq!(of("0", "1400"), ["0", "500", "1000", "1500"], "few enough as they are");
        assert_eq!(of("0", "0"), ["0", "1"]);
        for high in 1..=3000 {
            let high = high.to_string();
            let last = of("-7", &high).last().cloned().unwrap_or_default();
            assert!(of("-7", &high).len() <= 4 && decimal(&last) >= decimal(&high), "{high}");
        }
    }

    #[test]
    fn odd_domains_are_drawn_too() {
        assert_eq!(of("0", "0"), ["0", "1"], "nothing but zeros: no parts of people");
        assert_eq!(of("7", "7").first().map(String::as_str), Some("0"), "equal values start at zero");
        assert_eq!(of("-7", "-7").last().map(String::as_str), Some("0"));
        assert_eq!(of("0", "1000000000000000000000000").len(), 5);
        assert!(ticks(-LARGEST, LARGEST).values.len() > 2);
        let tiny = Decimal::from_parts(1, 0, 0, false, 28);
        assert!(ticks(Decimal::ZERO, tiny).values.len() >= 2);
    }

    #[test]
    fn places_are_exact_at_both_ends() {
        let scale = Linear::new(Decimal::ZERO, decimal("3"));
        assert_eq!(scale.place(decimal("0"), 30, 930), 30);
        assert_eq!(scale.place(decimal("1"), 30, 930), 330);
        assert_eq!(scale.place(decimal("3"), 30, 930), 930);
        assert_eq!(scale.place(decimal("9"), 30, 930), 930, "beyond the end is drawn at the end");
        assert_eq!(scale.place(decimal("1"), 930, 30), 630, "an axis may run downwards");
    }
}
