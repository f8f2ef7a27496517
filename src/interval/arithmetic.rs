//! Sums, products, quotients, extremes and medians of intervals.
//!
//! A result holds every value that the operands allow, and no end reaches further than rounding makes it: of the 28
//! digits that a decimal holds, the last is moved outward where the exact one does not fit.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::interval::{End, Interval, high_order, low_order, opposite};

/// Why an operation on intervals has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ArithmeticError {
    /// A result beyond ±7.9 × 10²⁸.
    Overflow,
    /// A divisor that may be zero.
    DivisionByZero,
}

impl Interval {
    /// Every difference from zero turned round.
    pub(crate) fn negated(self) -> Interval {
        Interval { low: self.high.map(opposite), high: self.low.map(opposite) }
    }

    /// All possible sums.
    pub(crate) fn plus(self, other: Interval) -> Result<Interval, ArithmeticError> {
        Ok(Interval {
            low: sum_of_ends(self.low, other.low, |rounded| rounded.down)?,
            high: sum_of_ends(self.high, other.high, |rounded| rounded.up)?,
        })
    }

    /// All possible differences.
    pub(crate) fn minus(self, other: Interval) -> Result<Interval, ArithmeticError> {
        self.plus(other.negated())
    }

    /// All possible products.
    pub(crate) fn times(self, other: Interval) -> Result<Interval, ArithmeticError> {
        Interval::spanning(self.corners(), other.corners(), multiply_corners)
    }

    /// All possible quotients. A divisor that may be zero is an error; one that only comes near it (more than zero)
    /// gives quotients without limit.
    pub(crate) fn divided_by(self, other: Interval) -> Result<Interval, ArithmeticError> {
        let spans_zero = other.low.is_none_or(|low| low.at < Decimal::ZERO)
            && other.high.is_none_or(|high| high.at > Decimal::ZERO);
        if spans_zero || other.holds(Decimal::ZERO) {
            return Err(ArithmeticError::DivisionByZero);
        }
        let negative = other.high.is_some_and(|high| high.at <= Decimal::ZERO);
        Interval::spanning(self.corners(), other.corners(), |a, b| divide_corners(a, b, negative))
    }

    /// What the larger of two values may be.
    pub(crate) fn larger(self, other: Interval) -> Interval {
        Interval {
            low: pick(self.low, other.low, low_order, Ordering::Greater),
            high: pick(self.high, other.high, high_order, Ordering::Greater),
        }
    }

    /// What the smaller of two values may be.
    pub(crate) fn smaller(self, other: Interval) -> Interval {
        Interval {
            low: pick(self.low, other.low, low_order, Ordering::Less),
            high: pick(self.high, other.high, high_order, Ordering::Less),
        }
    }

    /// What the median of several values may be: between two in the middle, half their sum. `None` for no value.
    pub(crate) fn median(values: &[Interval]) -> Result<Option<Interval>, ArithmeticError> {
        let mut lows: Vec<Option<End>> = values.iter().map(|value| value.low).collect();
        let mut highs: Vec<Option<End>> = values.iter().map(|value| value.high).collect();
        lows.sort_by(|a, b| low_order(*a, *b));
        highs.sort_by(|a, b| high_order(*a, *b));
        let at = |index: usize| Some(Interval { low: *lows.get(index)?, high: *highs.get(index)? });
        let upper = values.len() / 2;
        let (Some(high), lower) = (at(upper), upper.saturating_sub(1)) else { return Ok(None) };
        match at(lower) {
            Some(low) if values.len().is_multiple_of(2) => {
                low.plus(high)?.divided_by(Interval::point(Decimal::TWO)).map(Some)
            }
            _ => Ok(Some(high)),
        }
    }

    fn corners(self) -> [Corner; 2] {
        [self.low.map_or(Corner::Below, Corner::At), self.high.map_or(Corner::Above, Corner::At)]
    }

    /// The interval from the smallest to the largest result over all pairs of corners.
    fn spanning(
        a: [Corner; 2],
        b: [Corner; 2],
        combine: impl Fn(Corner, Corner) -> Result<Option<[Corner; 2]>, ArithmeticError>,
    ) -> Result<Interval, ArithmeticError> {
        let mut span: Option<[Corner; 2]> = None;
        for one in a {
            for other in b {
                let Some([down, up]) = combine(one, other)? else { continue };
                let [low, high] = span.unwrap_or([down, up]);
                span = Some([low.lower(down), high.higher(up)]);
            }
        }
        match span {
            Some([Corner::Above, _] | [_, Corner::Below]) | None => Err(ArithmeticError::Overflow),
            Some([low, high]) => Ok(Interval { low: low.end(), high: high.end() }),
        }
    }
}

fn pick<T: Copy>(a: T, b: T, order: impl Fn(T, T) -> Ordering, wanted: Ordering) -> T {
    if order(a, b) == wanted { a } else { b }
}

fn sum_of_ends(
    a: Option<End>,
    b: Option<End>,
    side: impl Fn(Rounded) -> Decimal,
) -> Result<Option<End>, ArithmeticError> {
    let (Some(a), Some(b)) = (a, b) else { return Ok(None) };
    let rounded = sum(a.at, b.at).ok_or(ArithmeticError::Overflow)?;
    Ok(Some(End { at: side(rounded), closed: a.closed && b.closed && rounded.is_exact() }))
}

/// An end of an interval as an operand, the endless ones included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Corner {
    Below,
    At(End),
    Above,
}

impl Corner {
    fn lower(self, other: Corner) -> Corner {
        match (self, other) {
            (Corner::Below, _) | (_, Corner::Below) => Corner::Below,
            (Corner::Above, corner) | (corner, Corner::Above) => corner,
            (Corner::At(a), Corner::At(b)) => {
                if low_order(Some(b), Some(a)).is_lt() {
                    other
                } else {
                    self
                }
            }
        }
    }

    fn higher(self, other: Corner) -> Corner {
        match (self, other) {
            (Corner::Above, _) | (_, Corner::Above) => Corner::Above,
            (Corner::Below, corner) | (corner, Corner::Below) => corner,
            (Corner::At(a), Corner::At(b)) => {
                if high_order(Some(b), Some(a)).is_gt() {
                    other
                } else {
                    self
                }
            }
        }
    }

    fn end(self) -> Option<End> {
        match self {
            Corner::At(end) => Some(end),
            Corner::Below | Corner::Above => None,
        }
    }

    fn is_negative(self) -> bool {
        match self {
            Corner::Below => true,
            Corner::At(end) => end.at.is_sign_negative(),
            Corner::Above => false,
        }
    }

    fn endless(negative: bool) -> [Corner; 2] {
        if negative { [Corner::Below; 2] } else { [Corner::Above; 2] }
    }

    fn rounded(rounded: Rounded, closed: bool) -> [Corner; 2] {
        let closed = closed && rounded.is_exact();
        [Corner::At(End { at: rounded.down, closed }), Corner::At(End { at: rounded.up, closed })]
    }

    fn zero(closed: bool) -> [Corner; 2] {
        [Corner::At(End { at: Decimal::ZERO, closed }); 2]
    }
}

/// Whether a corner is zero, and if so whether it is included.
fn zero_corner(corner: Corner) -> Option<bool> {
    match corner {
        Corner::At(end) if end.at.is_zero() => Some(end.closed),
        _ => None,
    }
}

/// The product of two corners, rounded down and up; zero times anything is zero, reached where the zero is.
fn multiply_corners(a: Corner, b: Corner) -> Result<Option<[Corner; 2]>, ArithmeticError> {
    match (zero_corner(a), zero_corner(b)) {
        (None, None) => {}
        (one, other) => return Ok(Some(Corner::zero(one == Some(true) || other == Some(true)))),
    }
    let (Corner::At(one), Corner::At(other)) = (a, b) else {
        return Ok(Some(Corner::endless(a.is_negative() != b.is_negative())));
    };
    let rounded = product(one.at, other.at).ok_or(ArithmeticError::Overflow)?;
    Ok(Some(Corner::rounded(rounded, one.closed && other.closed)))
}

/// The quotient of two corners; `negative` is the side of zero on which the whole divisor lies.
///
/// Endless by endless says nothing that other corners do not say.
fn divide_corners(a: Corner, b: Corner, negative: bool) -> Result<Option<[Corner; 2]>, ArithmeticError> {
    if let Some(closed) = zero_corner(a) {
        return Ok(Some(Corner::zero(closed)));
    }
    match (a, b) {
        (Corner::At(_), Corner::Below | Corner::Above) => Ok(Some(Corner::zero(false))),
        (_, Corner::Below | Corner::Above) => Ok(None),
        (_, Corner::At(divisor)) if divisor.at.is_zero() => {
            Ok(Some(Corner::endless(a.is_negative() != negative)))
        }
        (Corner::At(one), Corner::At(divisor)) => {
            let rounded = quotient(one.at, divisor.at).ok_or(ArithmeticError::Overflow)?;
            Ok(Some(Corner::rounded(rounded, one.closed && divisor.closed)))
        }
        (_, Corner::At(_)) => Ok(Some(Corner::endless(a.is_negative() != negative))),
    }
}

/// A result between two decimals: equal ones where it is exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rounded {
    down: Decimal,
    up: Decimal,
}

impl Rounded {
    /// Around a result that the decimal library rounded to its nearest neighbour (28 digits at least).
    ///
    /// One step of the 28th digit outward is more than that rounding can have moved it. A result that was rounded to
    /// zero keeps its sign.
    fn around(nearest: Decimal, exact: bool, negative: bool) -> Option<Rounded> {
        if exact {
            return Some(Rounded { down: nearest, up: nearest });
        }
        let digits = nearest.mantissa().unsigned_abs().checked_ilog10().map_or(0, |log| log + 1);
        let whole_digits = digits.saturating_sub(nearest.scale());
        let step = Decimal::new(1, 28_u32.saturating_sub(whole_digits));
        let (down, up) = (nearest.checked_sub(step)?, nearest.checked_add(step)?);
        Some(match (nearest.is_zero(), negative) {
            (true, true) => Rounded { down, up: nearest },
            (true, false) => Rounded { down: nearest, up },
            (false, _) => Rounded { down, up },
        })
    }

    fn is_exact(self) -> bool {
        self.down == self.up
    }
}

/// A sum that keeps the longer fraction is exact; `None` beyond what a decimal holds.
fn sum(a: Decimal, b: Decimal) -> Option<Rounded> {
    let (a, b) = (a.normalize(), b.normalize());
    let nearest = a.checked_add(b)?;
    let exact = nearest.scale() == a.scale().max(b.scale()) || a == -b;
    Rounded::around(nearest, exact, false)
}

/// A product with as many digits behind the mark as its factors together is exact.
fn product(a: Decimal, b: Decimal) -> Option<Rounded> {
    let (a, b) = (a.normalize(), b.normalize());
    let nearest = a.checked_mul(b)?;
    let exact = a.is_zero() || b.is_zero() || nearest.scale() == a.scale() + b.scale();
    Rounded::around(nearest, exact, a.is_sign_negative() != b.is_sign_negative())
}

/// A quotient that gives the dividend back, exactly, is exact. `None` for a divisor of zero too.
fn quotient(a: Decimal, b: Decimal) -> Option<Rounded> {
    let nearest = a.checked_div(b)?;
    let back = product(nearest, b);
    let exact = back.is_some_and(|back| back.is_exact() && back.down == a);
    Rounded::around(nearest, exact, a.is_sign_negative() != b.is_sign_negative())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a decimal")
    }

    /// `(1, 2]` and the like; an empty end is without limit.
    fn interval(text: &str) -> Interval {
        let (low, high) = text.split_once(',').expect("two ends");
        let end = |text: &str, closed: bool| (!text.is_empty()).then(|| End { at: decimal(text), closed });
        Interval {
            low: end(low.trim_matches(['(', '[', ' ']), low.starts_with('[')),
            high: end(high.trim_matches([')', ']', ' ']), high.ends_with(']')),
        }
    }

    /// Every interval with whole ends from -2 to 1, in all kinds, the endless ones included.
    fn small_intervals() -> Vec<Interval> {
        let numbers = (-2..=1).flat_map(|at| [End::open(Decimal::from(at)), End::closed(Decimal::from(at))]);
        let ends: Vec<Option<End>> = std::iter::once(None).chain(numbers.map(Some)).collect();
        let mut intervals = Vec::new();
        for low in ends.iter().copied() {
            for high in ends.iter().copied() {
                let is_empty = match (low, high) {
                    (Some(low), Some(high)) => {
                        low.at > high.at || (low.at == high.at && !(low.closed && high.closed))
                    }
                    _ => false,
                };
                if !is_empty {
                    intervals.push(Interval { low, high });
                }
            }
        }
        intervals
    }

    /// Halves and whole numbers from -3 to 3, as far as the interval holds them.
    fn samples(interval: Interval) -> Vec<Decimal> {
        let halves = (-6..=6).map(|half| Decimal::from(half) / Decimal::TWO);
        halves.filter(|value| interval.holds(*value)).collect()
    }

    /// The definition of interval arithmetic: the result holds all results, and a closed end is one of them while an
    /// open one is none.
    fn check(
        operation: fn(Interval, Interval) -> Result<Interval, ArithmeticError>,
        exact: fn(Decimal, Decimal) -> Option<Decimal>,
    ) {
        for a in small_intervals() {
            for b in small_intervals() {
                let Ok(result) = operation(a, b) else { continue };
                let results: Vec<Decimal> = samples(a)
                    .into_iter()
                    .flat_map(|one| samples(b).into_iter().filter_map(move |other| exact(one, other)))
                    .collect();
                for value in &results {
                    assert!(result.holds(*value), "{value} of {a:?} and {b:?} is not in {result:?}");
                }
                for end in [result.low, result.high].into_iter().flatten() {
                    let reached = results.contains(&end.at);
                    assert_eq!(reached, end.closed, "{a:?} and {b:?} give {result:?}");
                }
            }
        }
    }

    #[test]
    fn sums_and_differences_hold_all_results_and_no_more() {
        check(Interval::plus, |a, b| Some(a + b));
        check(Interval::minus, |a, b| Some(a - b));
    }

    #[test]
    fn products_hold_all_results_and_no_more() {
        check(Interval::times, |a, b| Some(a * b));
    }

    #[test]
    fn quotients_hold_all_results_and_no_more() {
        let exact = |a: Decimal, b: Decimal| a.checked_div(b).filter(|quotient| quotient * b == a);
        check(Interval::divided_by, exact);
    }

    #[test]
    fn extremes_hold_all_results_and_no_more() {
        check(|a, b| Ok(a.larger(b)), |a, b| Some(a.max(b)));
        check(|a, b| Ok(a.smaller(b)), |a, b| Some(a.min(b)));
    }

    #[test]
    fn a_divisor_that_may_be_zero_is_an_error() {
        for b in small_intervals() {
            let quotient = interval("[1, 2]").divided_by(b);
            assert_eq!(quotient == Err(ArithmeticError::DivisionByZero), b.holds(Decimal::ZERO), "{b:?}");
        }
    }

    #[test]
    fn the_growth_of_the_format_is_between_two_ends() {
        let growth = interval("(1330, 1400)").divided_by(interval("[400, 400]"));
        assert_eq!(growth, Ok(interval("(3.325, 3.5)")));
        assert_eq!(interval("(1, )").divided_by(interval("(0, 5]")), Ok(interval("(0.2, )")));
        assert_eq!(interval("[0, 1]").divided_by(interval("(, 0)")), Ok(interval("(, 0]")));
    }

    #[test]
    fn medians_hold_the_medians_of_what_is_possible() {
        let median =
            |texts: &[&str]| Interval::median(&texts.iter().map(|text| interval(text)).collect::<Vec<_>>());
        assert_eq!(median(&[]), Ok(None));
        assert_eq!(median(&["[5, 5]"]), Ok(Some(interval("[5, 5]"))));
        assert_eq!(median(&["[9, 9]", "[1, 1]", "[4, 4]"]), Ok(Some(interval("[4, 4]"))));
        assert_eq!(median(&["[1, 1]", "[2, 2]"]), Ok(Some(interval("[1.5, 1.5]"))));
        assert_eq!(median(&["(3, )", "[1, 2]", "[2, 4]"]), Ok(Some(interval("[2, 4]"))));
        assert_eq!(median(&["(1, 2)", "[1, 2]"]), Ok(Some(interval("(1, 2)"))));
        for a in small_intervals().into_iter().step_by(3) {
            for b in small_intervals().into_iter().step_by(5) {
                let c = interval("[0, 1)");
                let result = Interval::median(&[a, b, c]).expect("no overflow").expect("three values");
                for one in samples(a) {
                    for other in samples(b) {
                        for third in samples(c) {
                            let mut all = [one, other, third];
                            all.sort();
                            assert!(result.holds(all[1]), "{all:?} of {a:?}, {b:?}: {result:?}");
                        }
                    }
                }
            }
        }
    }

    /// A generator without memory of the machine (Knuth's MMIX constants).
    struct Dice(u64);

    impl Dice {
        fn next(&mut self) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            self.0 >> 16
        }

        /// A decimal of any size and scale, large and tiny ones often.
        fn decimal(&mut self) -> Decimal {
            let bits = u128::from(self.next()) << 48 ^ u128::from(self.next());
            let mantissa = (bits % (1 << 96)) >> (self.next() % 96);
            let sign = if self.next().is_multiple_of(2) { 1 } else { -1 };
            Decimal::from_i128_with_scale(
                sign * i128::try_from(mantissa).expect("96 bits"),
                (self.next() % 29) as u32,
            )
        }
    }

    /// Whole numbers without limit, as little-endian digits of base 2³²: only what the comparison below needs.
    fn times_big(number: &[u32], factor: u32) -> Vec<u32> {
        let mut carry = 0;
        let mut product: Vec<u32> = Vec::new();
        for digit in number {
            let step = u64::from(*digit) * u64::from(factor) + carry;
            product.push(step as u32);
            carry = step >> 32;
        }
        product.push(carry as u32);
        product
    }

    fn big(mantissa: u128, powers_of_ten: u32) -> Vec<u32> {
        let digits = [mantissa as u32, (mantissa >> 32) as u32, (mantissa >> 64) as u32];
        (0..powers_of_ten).fold(digits.to_vec(), |number, _| times_big(&number, 10))
    }

    fn big_product(a: &[u32], b: &[u32]) -> Vec<u32> {
        let mut product = vec![0_u32; a.len() + b.len() + 1];
        for (shift, digit) in b.iter().enumerate() {
            let mut carry = 0_u64;
            for (at, part) in times_big(a, *digit).iter().enumerate() {
                let step = u64::from(product[at + shift]) + u64::from(*part) + carry;
                product[at + shift] = step as u32;
                carry = step >> 32;
            }
            let mut at = shift + a.len() + 1;
            while carry > 0 {
                let step = u64::from(product[at]) + carry;
                product[at] = step as u32;
                carry = step >> 32;
                at += 1;
            }
        }
        product
    }

    /// Compares |a × b| with |c| exactly.
    fn order_of_product(a: Decimal, b: Decimal, c: Decimal) -> Ordering {
        let mantissa = |value: Decimal| value.mantissa().unsigned_abs();
        let left = big_product(&big(mantissa(a), c.scale()), &big(mantissa(b), 0));
        let right = big(mantissa(c), a.scale() + b.scale());
        let digits = left.len().max(right.len());
        let digit = |number: &[u32], at: usize| number.get(at).copied().unwrap_or_default();
        let orders = (0..digits).rev().map(|at| digit(&left, at).cmp(&digit(&right, at)));
        orders.into_iter().find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }

    #[test]
    fn products_are_rounded_outward_by_one_step_at_most() {
        let mut dice = Dice(1);
        let mut inexact = 0;
        for _ in 0..5_000 {
            let (a, b) = (dice.decimal().abs(), dice.decimal().abs());
            let Some(rounded) = product(a, b) else { continue };
            assert!(order_of_product(a, b, rounded.down).is_ge(), "{a} × {b} is less than {}", rounded.down);
            assert!(order_of_product(a, b, rounded.up).is_le(), "{a} × {b} is more than {}", rounded.up);
            if rounded.is_exact() {
                assert!(order_of_product(a, b, rounded.up).is_eq(), "{a} × {b} is not {}", rounded.up);
            } else {
                inexact += 1;
            }
        }
        assert!(inexact > 500, "only {inexact} were rounded");
    }

    #[test]
    fn quotients_are_rounded_outward() {
        let mut dice = Dice(2);
        let mut inexact = 0;
        for _ in 0..5_000 {
            let (a, b) = (dice.decimal().abs(), dice.decimal().abs());
            let Some(rounded) = quotient(a, b) else { continue };
            assert!(order_of_product(rounded.down, b, a).is_le(), "{a} ÷ {b} is less than {}", rounded.down);
            assert!(order_of_product(rounded.up, b, a).is_ge(), "{a} ÷ {b} is more than {}", rounded.up);
            if rounded.is_exact() {
                assert!(order_of_product(rounded.up, b, a).is_eq(), "{a} ÷ {b} is not {}", rounded.up);
            } else {
                inexact += 1;
                let width = (rounded.up - rounded.down) * Decimal::new(1, 20);
                assert!(width.is_zero() || width < rounded.up, "{a} ÷ {b}: {rounded:?} is too wide");
            }
        }
        assert!(inexact > 500, "only {inexact} were rounded");
    }

    /// Scales at most 9 apart, so that the exact sum fits 128 bits.
    #[test]
    fn sums_are_rounded_outward() {
        let mut dice = Dice(3);
        let mut inexact = 0;
        for _ in 0..20_000 {
            let (mut a, b) = (dice.decimal(), dice.decimal());
            let nearby = (b.scale() + (dice.next() % 10) as u32).min(28);
            a.set_scale(nearby).expect("at most 28");
            let Some(rounded) = sum(a, b) else { continue };
            let whole = |value: Decimal| value.mantissa() * 10_i128.pow(nearby - value.scale());
            let exact = whole(a) + whole(b);
            assert!(whole(rounded.down) <= exact && exact <= whole(rounded.up), "{a} + {b}: {rounded:?}");
            assert_eq!(rounded.is_exact(), whole(rounded.down) == exact, "{a} + {b}: {rounded:?}");
            inexact += usize::from(!rounded.is_exact());
        }
        assert!(inexact > 500, "only {inexact} were rounded");
    }

    #[test]
    fn what_no_decimal_holds_is_an_error() {
        let most = Interval::point(Decimal::MAX);
        assert_eq!(most.plus(most), Err(ArithmeticError::Overflow));
        assert_eq!(most.times(most), Err(ArithmeticError::Overflow));
        let least = Interval::point(Decimal::new(1, 28));
        assert_eq!(most.divided_by(least), Err(ArithmeticError::Overflow));
        assert_eq!(least.times(least), Ok(interval("(0, 0.0000000000000000000000000001)")));
    }

    #[test]
    fn thirds_are_enclosed() {
        let third =
            Interval::point(Decimal::ONE).divided_by(Interval::point(Decimal::from(3))).expect("a third");
        let back = third.times(Interval::point(Decimal::from(3))).expect("one");
        assert!(back.holds(Decimal::ONE));
        assert_eq!(third.single(), None);
    }
}
