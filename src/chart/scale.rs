//! From values to places on an axis, and the values that an axis names.
//!
//! Ticks are exact decimals. A [`Scale`] is the only step from decimals to floats: the result is a fraction of the
//! axis, which the pen rounds to a hundredth of a pixel. Logarithms are worked out by sums and products alone, which
//! every machine rounds alike, so that a chart is the same bytes everywhere.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::chart::options::ScaleKind;

/// Largest magnitude that an axis takes: 10²⁴. Beyond it sums of two values leave what a [`Decimal`] holds.
pub(crate) const LARGEST: Decimal = Decimal::from_parts(0xa1_00_00_00, 0x1b_ce_cc_ed, 0xd3_c2, false, 0);

/// A stretch of numbers laid out on an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Scale {
    low: Decimal,
    high: Decimal,
    law: Law,
}

/// How values become distances.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Law {
    /// Equal differences, equal distances.
    Linear,
    /// Equal ratios, equal distances.
    Log,
    /// Linear from zero to this constant on both sides, which takes as much room as each power of ten beyond.
    Symlog(Decimal),
}

impl Scale {
    /// Evenly from `low` to `high`; ends that are equal or reversed are spread by one unit around them.
    pub(crate) fn new(low: Decimal, high: Decimal) -> Self {
        let (low, high) = if low < high { (low, high) } else { (low - Decimal::ONE, high + Decimal::ONE) };
        Scale { low, high, law: Law::Linear }
    }

    /// By ratios from `low` to `high`, both above zero and in order; else evenly.
    pub(crate) fn log(low: Decimal, high: Decimal) -> Self {
        let law = if low > Decimal::ZERO && low < high { Law::Log } else { Law::Linear };
        Scale { law, ..Scale::new(low, high) }
    }

    /// Evenly up to `constant` on both sides of zero, by ratios beyond.
    pub(crate) fn symlog(low: Decimal, high: Decimal, constant: Decimal) -> Self {
        let law = if constant > Decimal::ZERO { Law::Symlog(constant) } else { Law::Linear };
        Scale { law, ..Scale::new(low, high) }
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
        let distance = |from: Decimal, to: Decimal| match self.law {
            Law::Linear => to_float(to - from),
            Law::Log => log10(to) - log10(from),
            Law::Symlog(constant) => symlog(to, constant) - symlog(from, constant),
        };
        let whole = distance(self.low, self.high);
        if whole > 0.0 { distance(self.low, value) / whole } else { 0.0 }
    }

    /// The place of a value between two coordinates.
    pub(crate) fn place(&self, value: Decimal, from: i32, to: i32) -> i32 {
        from + (f64::from(to - from) * self.fraction(value)).round() as i32
    }
}

/// Powers of ten that a float holds exactly.
const TENS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

/// A decimal as a float, in one division: the library's own way splits it into its whole and its rest.
fn to_float(value: Decimal) -> f64 {
    let power = usize::try_from(value.scale()).ok().and_then(|scale| TENS.get(scale));
    match (power, i64::try_from(value.mantissa())) {
        (Some(power), Ok(mantissa)) => mantissa as f64 / power,
        _ => value.to_f64().unwrap_or(0.0),
    }
}

/// The decimal logarithm of a value above zero; 0 for others.
///
/// Only operations that IEEE 754 rounds exactly: the exponent is read from the bits, and the logarithm of the rest, a
/// number from 0.7 to 1.4, is the series of the inverse hyperbolic tangent (Abramowitz and Stegun, 4.1.27).
fn log10(value: Decimal) -> f64 {
    let value = value.to_f64().unwrap_or(1.0);
    if value <= 0.0 {
        return 0.0;
    }
    let bits = value.to_bits();
    let exponent = i32::try_from(bits >> 52).unwrap_or(0) - 1023;
    let rest = f64::from_bits((bits & ((1 << 52) - 1)) | (1023 << 52));
    let (rest, exponent) =
        if rest > std::f64::consts::SQRT_2 { (rest / 2.0, exponent + 1) } else { (rest, exponent) };
    let part = (rest - 1.0) / (rest + 1.0);
    let square = part * part;
    let (mut sum, mut power) = (0.0, part);
    for odd in (1..=23).step_by(2) {
        sum += power / f64::from(odd);
        power *= square;
    }
    (2.0 * sum + f64::from(exponent) * std::f64::consts::LN_2) / std::f64::consts::LN_10
}

fn symlog(value: Decimal, constant: Decimal) -> f64 {
    let magnitude = value.abs();
    let away = if magnitude <= constant {
        (magnitude / constant).to_f64().unwrap_or(0.0)
    } else {
        1.0 + log10(magnitude) - log10(constant)
    };
    if value.is_sign_negative() { -away } else { away }
}

/// Values that an axis names, ascending; with the scale on which they stand, they cover the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ticks {
    /// At least two.
    pub values: Vec<Decimal>,
    over: Scale,
}

impl Ticks {
    /// The scale on which they stand; it may reach beyond the first and the last.
    pub(crate) fn scale(&self) -> Scale {
        self.over
    }

    /// Ticks at these values on a linear scale from the first to the last.
    pub(crate) fn linear(values: Vec<Decimal>) -> Ticks {
        let first = values.first().copied().unwrap_or_default();
        let over = Scale::new(first, values.last().copied().unwrap_or_default());
        Ticks { values, over }
    }
}

/// Ticks of an axis of that kind that cover `low` to `high`; `least` is the smallest magnitude above zero that is
/// shown. Ends that a logarithm cannot hold give a linear axis.
pub(crate) fn ticks_of(kind: ScaleKind, low: Decimal, high: Decimal, least: Decimal) -> Ticks {
    match kind {
        ScaleKind::Log if low > Decimal::ZERO => log_ticks(low, high.max(low)),
        ScaleKind::Symlog => symlog_ticks(low, high, constant(low.abs().max(high.abs()), least)),
        ScaleKind::Linear | ScaleKind::Log => ticks(low, high),
    }
}

/// Most powers of ten between zero and the furthest end that a symlog axis resolves.
const DECADES: i32 = 4;
/// Most ticks of an axis of powers.
const POWERS: usize = 8;
/// How much of a logarithmic axis may stay empty so that it ends at a power of ten.
const TO_POWER: f64 = 0.08;

/// Up to where a symlog axis is linear: the power of ten at or below the least magnitude, so that what is small is
/// told from zero, but never so small that noise around zero takes the axis.
pub(crate) fn constant(most: Decimal, least: Decimal) -> Decimal {
    let most = exponent(most);
    power(exponent(least).clamp(most - DECADES, most))
}

/// The power of ten at or below a value above zero; 0 for zero.
fn exponent(value: Decimal) -> i32 {
    let value = value.normalize();
    let digits = value.mantissa().unsigned_abs().checked_ilog10().unwrap_or(0);
    i32::try_from(digits).unwrap_or(0) - i32::try_from(value.scale()).unwrap_or(0)
}

fn power(exponent: i32) -> Decimal {
    let size = exponent.unsigned_abs().min(28);
    if exponent < 0 {
        return Decimal::new(1, size);
    }
    Decimal::from_i128_with_scale(10_i128.pow(size.min(27)), 0)
}

/// Of 1, 2 and 5 times the powers of ten the largest not above a value, or the smallest not below it.
fn rounded(value: Decimal, up: bool) -> Decimal {
    let power = power(exponent(value));
    let steps = [1, 2, 5, 10].map(|step| power * Decimal::from(step));
    let below = steps.iter().rev().find(|step| **step <= value);
    let above = steps.iter().find(|step| **step >= value);
    if up { above } else { below }.copied().unwrap_or(value)
}

/// Powers of ten where there are three of them, else 1, 2 and 5 times them; where even these are too few, the ticks
/// of a linear axis at their logarithmic places.
fn log_ticks(low: Decimal, high: Decimal) -> Ticks {
    let (low, high) = if low < high { (low, high) } else { (low / Decimal::TWO, high * Decimal::TWO) };
    let (first, last) = (rounded(low, false), rounded(high, true));
    let whole = log10(last) - log10(first);
    let (lower, upper) = (power(exponent(first)), power(exponent(last) + 1));
    let first = if log10(first) - log10(lower) <= TO_POWER * whole { lower } else { first };
    let is_power = power(exponent(last)) == last;
    let last = if !is_power && log10(upper) - log10(last) <= TO_POWER * whole { upper } else { last };
    let within = |value: &Decimal| (first..=last).contains(value);
    let exponents = exponent(first)..=exponent(last);
    let powers: Vec<Decimal> = exponents.clone().map(power).filter(within).collect();
    if powers.len() >= 3 {
        let each = powers.len().div_ceil(POWERS);
        return Ticks { values: powers.into_iter().step_by(each).collect(), over: Scale::log(first, last) };
    }
    let steps = exponents.flat_map(|at| [1, 2, 5].map(|step| power(at) * Decimal::from(step)));
    let values: Vec<Decimal> = steps.filter(within).map(|value| value.normalize()).collect();
    if values.len() >= 3 {
        return Ticks { values, over: Scale::log(first, last) };
    }
    let close = ticks(low, high).values;
    match (close.first(), close.last()) {
        (Some(first), Some(last)) if *first > Decimal::ZERO => {
            let over = Scale::log(*first, *last);
            Ticks { values: close, over }
        }
        _ => Ticks { values: vec![first, last], over: Scale::log(first, last) },
    }
}

/// Zero and the powers of ten from the constant on, on the sides that have values.
fn symlog_ticks(low: Decimal, high: Decimal, constant: Decimal) -> Ticks {
    let end = |value: Decimal| {
        if value > Decimal::ZERO { rounded(value.max(constant), true) } else { Decimal::ZERO }
    };
    let (below, above) = (end(-low), end(high));
    let above = if below.is_zero() && above.is_zero() { constant } else { above };
    let exponents = || exponent(constant)..=exponent(above.max(below));
    let on = |side: Decimal, each: usize| {
        let powers = exponents().map(power).take_while(|value| *value <= side).collect::<Vec<_>>();
        powers.into_iter().step_by(each).collect::<Vec<_>>()
    };
    let count = |each: usize| on(above, each).len() + on(below, each).len() + 1;
    let each = (1..=POWERS).find(|each| count(*each) <= POWERS).unwrap_or(POWERS);
    let mut values: Vec<Decimal> = on(below, each).into_iter().rev().map(|value| -value).collect();
    values.push(Decimal::ZERO);
    values.extend(on(above, each));
    Ticks { values, over: Scale::symlog(-below, above, constant) }
}

impl Ticks {
    /// Ticks at twice, four, five or ten times the distance, the first that leave at most so many stretches, for low
    /// pictures; they still cover `low` to `high`.
    pub(crate) fn thinned(self, most: usize, low: Decimal, high: Decimal) -> Ticks {
        let Some((first, second)) = self.values.first().zip(self.values.get(1)) else { return self };
        let step = *second - *first;
        let thinner = [1, 2, 4, 5, 10].into_iter().find_map(|factor: u32| {
            let values = covering(low, high, (step * Decimal::from(factor)).normalize());
            (2..=most + 1).contains(&values.len()).then_some(values)
        });
        thinner.map_or(self, Ticks::linear)
    }
}

/// Fewest and most stretches between ticks of a vertical axis of usual height.
const STRETCHES: std::ops::RangeInclusive<u32> = 2..=7;

/// Picks ticks of a linear axis that read well and cover `low` to `high`, in data units.
///
/// The step is 1, 2, 2.5 or 5 × 10ⁿ. Of the steps that give two to seven stretches it takes the one that leaves
/// least empty axis, with a fine for many or few ticks (after Heckbert, "Nice numbers for graph labels", Graphics
/// Gems, 1990; the fine is ours). Equal ends are stretched to zero; nothing but zeros gives 0 and 1.
pub(crate) fn ticks(low: Decimal, high: Decimal) -> Ticks {
    if low.is_zero() && high.is_zero() {
        return Ticks::linear(vec![Decimal::ZERO, Decimal::ONE]);
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
    Ticks::linear(best.map_or_else(|| vec![low, high], |(_, values)| values))
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
        assert_eq!(of("0", "9"), ["0", "5", "10"], "twice 2.5 needs no decimals");
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
        let scale = Scale::new(Decimal::ZERO, decimal("3"));
        assert_eq!(scale.place(decimal("0"), 30, 930), 30);
        assert_eq!(scale.place(decimal("1"), 30, 930), 330);
        assert_eq!(scale.place(decimal("3"), 30, 930), 930);
        assert_eq!(scale.place(decimal("9"), 30, 930), 930, "beyond the end is drawn at the end");
        assert_eq!(scale.place(decimal("1"), 930, 30), 630, "an axis may run downwards");
    }

    fn powers_of(kind: ScaleKind, low: &str, high: &str, least: &str) -> Vec<String> {
        let ticks = ticks_of(kind, decimal(low), decimal(high), decimal(least));
        assert!(ticks.scale().low() <= decimal(low) && ticks.scale().high() >= decimal(high), "covered");
        ticks.values.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn floats_are_those_of_the_library() {
        for text in
            ["0", "-1", "0.1", "1400", "123456.789", "-0.0000000000000000000001", "7922816251426433759354"]
        {
            let value = decimal(text);
            let library = value.to_f64().expect("a number");
            assert!((to_float(value) - library).abs() <= library.abs() * 1e-15, "{text}");
        }
    }

    #[expect(clippy::disallowed_methods, reason = "the library's logarithm is what ours is compared with")]
    #[test]
    fn logarithms_are_those_of_the_library() {
        for text in ["1", "2", "7", "10", "0.0001", "123456.789", "1000000000000000000000000", "0.7", "1.42"]
        {
            let value = decimal(text);
            let library = value.to_f64().expect("a number").log10();
            assert!((log10(value) - library).abs() < 1e-14, "{text}");
        }
    }

    /// Where d3 (d3-scale, `scaleLog().nice().ticks()`) names powers of ten, so does this.
    #[test]
    fn log_ticks_are_powers_or_their_halves_and_fifths() {
        let log = |low: &str, high: &str| powers_of(ScaleKind::Log, low, high, low);
        assert_eq!(log("1", "1000"), ["1", "10", "100", "1000"]);
        assert_eq!(log("150", "60000"), ["100", "1000", "10000", "100000"]);
        assert_eq!(log("90", "20000"), ["100", "1000", "10000"], "the axis begins at 50 and ends at 20,000");
        assert_eq!(log("30", "3000"), ["20", "50", "100", "200", "500", "1000", "2000", "5000"]);
        assert_eq!(log("0.3", "2"), ["0.2", "0.5", "1", "2"]);
        assert_eq!(log("410", "450"), ["410", "420", "430", "440", "450"], "too narrow for powers");
        assert_eq!(log("7", "7"), ["2", "5", "10", "20"], "one value");
        let wide = log("0.0000000001", "1000000000000000000000000");
        assert!((5..=8).contains(&wide.len()), "{wide:?}");
        assert_eq!(
            ticks_of(ScaleKind::Log, Decimal::ZERO, Decimal::TEN, Decimal::ONE),
            ticks(Decimal::ZERO, Decimal::TEN)
        );
    }

    #[test]
    fn symlog_ticks_hold_zero_and_both_sides() {
        let symlog = |low: &str, high: &str, least: &str| powers_of(ScaleKind::Symlog, low, high, least);
        assert_eq!(symlog("0", "5000", "3"), ["0", "1", "10", "100", "1000"]);
        assert_eq!(symlog("-40", "300", "2"), ["-10", "-1", "0", "1", "10", "100"]);
        assert_eq!(symlog("-9", "-2", "2"), ["-10", "-1", "0"]);
        assert_eq!(symlog("0", "0", "0"), ["0", "1"]);
        let noise = symlog("-1000000", "1000000", "0.001");
        assert_eq!(
            noise,
            ["-1000000", "-10000", "-100", "0", "100", "10000", "1000000"],
            "noise does not take it"
        );
    }

    #[test]
    fn equal_ratios_take_equal_room() {
        let scale = Scale::log(decimal("10"), decimal("100000"));
        assert_eq!(scale.place(decimal("10"), 0, 4_000), 0);
        assert_eq!(scale.place(decimal("100"), 0, 4_000), 1_000);
        assert_eq!(scale.place(decimal("10000"), 4_000, 0), 1_000, "an axis may run downwards");
        assert_eq!(scale.place(decimal("1"), 0, 4_000), 0, "beyond the end is drawn at the end");
        let both = Scale::symlog(decimal("-100"), decimal("100"), decimal("1"));
        let places = ["-100", "-10", "-1", "-0.5", "0", "0.5", "1", "10", "100"];
        assert_eq!(
            places.map(|value| both.place(decimal(value), 0, 6_000)),
            [0, 1_000, 2_000, 2_500, 3_000, 3_500, 4_000, 5_000, 6_000]
        );
        assert_eq!(Scale::log(decimal("0"), decimal("5")), Scale::new(decimal("0"), decimal("5")));
    }
}
