//! Ranges of possible values, and exact arithmetic on them.
//!
//! An [`Interval`] says all that is known of a value: 400 is a point, "almost 1,400" the open range from 1,330 to
//! 1,400. Results hold every value that the operands allow (interval arithmetic, IEEE 1788): where a decimal of 28
//! digits cannot hold an end exactly, it is rounded outward, never inward. Knows nothing of units.

pub(crate) mod arithmetic;

use std::cmp::Ordering;
use std::fmt;

use rust_decimal::Decimal;

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct End {
    /// Where it is.
    pub at: Decimal,
    /// Whether the value itself belongs to the interval.
    pub closed: bool,
}

impl End {
    /// An end that does not belong to the interval.
    pub(crate) fn open(at: Decimal) -> Self {
        End { at, closed: false }
    }

    /// An end that belongs to the interval.
    pub(crate) fn closed(at: Decimal) -> Self {
        End { at, closed: true }
    }
}

/// A range of possible values; a missing end is without limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Interval {
    /// Lower end; `None` is −∞.
    pub low: Option<End>,
    /// Upper end; `None` is +∞.
    pub high: Option<End>,
}

impl Interval {
    /// One value only.
    pub(crate) fn point(value: Decimal) -> Self {
        Interval { low: Some(End::closed(value)), high: Some(End::closed(value)) }
    }

    /// From `low` to `high`, both included.
    pub(crate) fn closed(low: Decimal, high: Decimal) -> Self {
        Interval { low: Some(End::closed(low)), high: Some(End::closed(high)) }
    }

    /// Between `low` and `high`, neither included.
    pub(crate) fn open(low: Decimal, high: Decimal) -> Self {
        Interval { low: Some(End::open(low)), high: Some(End::open(high)) }
    }

    /// Every value.
    pub(crate) const ANYTHING: Interval = Interval { low: None, high: None };

    /// From `end` on upward, or downward with `below`.
    pub(crate) fn beyond(end: End, below: bool) -> Self {
        if below { Interval { low: None, high: Some(end) } } else { Interval { low: Some(end), high: None } }
    }

    /// The one value of an interval that is as narrow as rounding of quotients makes it, to 12 places.
    pub(crate) fn nearly_single(self) -> Option<Decimal> {
        let low = self.low?.at.round_dp(12);
        let high = self.high?.at.round_dp(12);
        (low == high).then(|| low.normalize())
    }

    /// The value, if there is only one.
    pub(crate) fn single(self) -> Option<Decimal> {
        let (low, high) = (self.low?, self.high?);
        (low.at == high.at && low.closed && high.closed).then_some(low.at)
    }

    /// Whether a value is possible.
    pub(crate) fn holds(self, value: Decimal) -> bool {
        let above = self.low.is_none_or(|low| low.at < value || (low.at == value && low.closed));
        let below = self.high.is_none_or(|high| high.at > value || (high.at == value && high.closed));
        above && below
    }

    /// Whether all that is possible here is possible in `other` too.
    pub(crate) fn is_within(self, other: Interval) -> bool {
        low_order(other.low, self.low).is_le() && high_order(self.high, other.high).is_le()
    }

    /// Whether a comparison holds for all, none or only some of the possible values.
    pub(crate) fn compare(self, comparison: Comparison, other: Interval) -> Truth {
        match comparison {
            Comparison::Less => self.is_less(other),
            Comparison::LessOrEqual => other.is_less(self).negated(),
            Comparison::Greater => other.is_less(self),
            Comparison::GreaterOrEqual => self.is_less(other).negated(),
            Comparison::Equal => self.is_equal(other),
            Comparison::NotEqual => self.is_equal(other).negated(),
        }
    }

    fn is_less(self, other: Interval) -> Truth {
        if let (Some(high), Some(low)) = (self.high, other.low)
            && (high.at < low.at || (high.at == low.at && !(high.closed && low.closed)))
        {
            return Truth::Always;
        }
        match (self.low, other.high) {
            (Some(low), Some(high)) if low.at >= high.at => Truth::Never,
            _ => Truth::Unknown,
        }
    }

    fn is_equal(self, other: Interval) -> Truth {
        let apart = self.is_less(other).or(other.is_less(self));
        match (self.single(), other.single()) {
            (Some(one), Some(another)) if one == another => Truth::Always,
            _ if apart == Truth::Always => Truth::Never,
            _ => Truth::Unknown,
        }
    }
}

/// A comparison of two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
}

impl Comparison {
    /// Every comparison with its sign.
    pub(crate) const SIGNS: &'static [(&'static str, Comparison)] = &[
        ("<", Comparison::Less),
        ("<=", Comparison::LessOrEqual),
        (">", Comparison::Greater),
        (">=", Comparison::GreaterOrEqual),
        ("==", Comparison::Equal),
        ("!=", Comparison::NotEqual),
    ];

    /// As written in expressions.
    pub(crate) fn sign(self) -> &'static str {
        Comparison::SIGNS.iter().find(|(_, comparison)| *comparison == self).map_or("==", |(sign, _)| sign)
    }

    /// Whether values in this order fulfil it.
    pub(crate) fn accepts(self, order: Ordering) -> bool {
        match self {
            Comparison::Less => order.is_lt(),
            Comparison::LessOrEqual => order.is_le(),
            Comparison::Greater => order.is_gt(),
            Comparison::GreaterOrEqual => order.is_ge(),
            Comparison::Equal => order.is_eq(),
            Comparison::NotEqual => order.is_ne(),
        }
    }
}

/// What can be said of a statement about values that are known within bounds (Kleene's three values).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Truth {
    /// True of all possible values.
    Always,
    /// True of none.
    Never,
    /// True of some: it cannot be told, and counts as not fulfilled.
    Unknown,
}

impl Truth {
    /// Whether it is fulfilled, whatever the values are.
    pub(crate) fn holds(self) -> bool {
        self == Truth::Always
    }

    /// The opposite.
    pub(crate) fn negated(self) -> Truth {
        match self {
            Truth::Always => Truth::Never,
            Truth::Never => Truth::Always,
            Truth::Unknown => Truth::Unknown,
        }
    }

    /// Both.
    pub(crate) fn and(self, other: Truth) -> Truth {
        match (self, other) {
            (Truth::Never, _) | (_, Truth::Never) => Truth::Never,
            (Truth::Always, Truth::Always) => Truth::Always,
            _ => Truth::Unknown,
        }
    }

    /// One of the two at least.
    pub(crate) fn or(self, other: Truth) -> Truth {
        self.negated().and(other.negated()).negated()
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Truth::Always } else { Truth::Never }
    }
}

/// Orders lower ends: one that is included stands before one at the same value that is not.
fn low_order(a: Option<End>, b: Option<End>) -> Ordering {
    match (a, b) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Less,
        (Some(_), None) => Ordering::Greater,
        (Some(a), Some(b)) => a.at.cmp(&b.at).then(b.closed.cmp(&a.closed)),
    }
}

/// Orders upper ends: one that is included stands behind one at the same value that is not.
fn high_order(a: Option<End>, b: Option<End>) -> Ordering {
    low_order(b.map(opposite), a.map(opposite))
}

fn opposite(end: End) -> End {
    End { at: -end.at, closed: end.closed }
}

impl fmt::Display for Interval {
    /// Both ends, the same in all languages; a round bracket where the end itself is left out: `(3.325, 3.5)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What is worked out may have more digits than anybody reads.
        let end = |end: End| end.at.round_sf(12).unwrap_or(end.at).normalize();
        match self.low {
            None => f.write_str("(…, ")?,
            Some(low) => write!(f, "{}{}, ", if low.closed { '[' } else { '(' }, end(low))?,
        }
        match self.high {
            None => f.write_str("…)"),
            Some(high) => write!(f, "{}{}", end(high), if high.closed { ']' } else { ')' }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(low: i64, low_closed: bool, high: i64, high_closed: bool) -> Interval {
        let end = |at: i64, closed| End { at: Decimal::from(at), closed };
        Interval { low: Some(end(low, low_closed)), high: Some(end(high, high_closed)) }
    }

    fn small_intervals() -> Vec<Interval> {
        let mut intervals = vec![Interval::ANYTHING];
        for low in -2..=2 {
            intervals.push(Interval::beyond(End::open(Decimal::from(low)), false));
            intervals.push(Interval::beyond(End::closed(Decimal::from(low)), true));
            intervals.push(Interval::point(Decimal::from(low)));
            for high in low + 1..=2 {
                for (a, b) in [(false, false), (false, true), (true, false), (true, true)] {
                    intervals.push(interval(low, a, high, b));
                }
            }
        }
        intervals
    }

    /// Quarters from -3 to 3: enough to tell all pairs of small intervals apart.
    fn samples(interval: Interval) -> Vec<Decimal> {
        let quarters = (-12..=12).map(|quarter| Decimal::from(quarter) / Decimal::from(4));
        quarters.filter(|value| interval.holds(*value)).collect()
    }

    #[test]
    fn a_comparison_holds_always_never_or_now_and_then() {
        for a in small_intervals() {
            for b in small_intervals() {
                for (sign, comparison) in Comparison::SIGNS {
                    let outcomes: Vec<bool> = samples(a)
                        .iter()
                        .flat_map(|one| {
                            samples(b).into_iter().map(|other| comparison.accepts(one.cmp(&other)))
                        })
                        .collect();
                    let expected = match (outcomes.contains(&true), outcomes.contains(&false)) {
                        (true, false) => Truth::Always,
                        (false, _) => Truth::Never,
                        (true, true) => Truth::Unknown,
                    };
                    assert_eq!(a.compare(*comparison, b), expected, "{a:?} {sign} {b:?}");
                }
            }
        }
    }

    #[test]
    fn an_interval_is_within_another_if_it_holds_nothing_else() {
        for a in small_intervals() {
            for b in small_intervals() {
                let within = samples(a).iter().all(|value| b.holds(*value));
                let as_far = (a.low.is_some() || b.low.is_none()) && (a.high.is_some() || b.high.is_none());
                assert_eq!(a.is_within(b), within && as_far, "{a:?} in {b:?}");
            }
        }
    }

    #[test]
    fn what_cannot_be_told_stays_so() {
        use Truth::{Always, Never, Unknown};
        assert_eq!(Unknown.negated(), Unknown);
        assert_eq!((Unknown.and(Never), Unknown.and(Always)), (Never, Unknown));
        assert_eq!((Unknown.or(Never), Unknown.or(Always)), (Unknown, Always));
        assert!(!Unknown.holds());
    }
}
