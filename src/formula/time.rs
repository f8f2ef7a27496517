//! The time between two periods: `months` and `years`.

use crate::interval::Interval;
use crate::quantity::Period;

/// Months from one time to another, in the coarser of their lengths: of two days, months that are over.
pub(super) fn months_between(a: Period, b: Period) -> Option<Interval> {
    if matches!(a, Period::Year(_)) || matches!(b, Period::Year(_)) {
        return None;
    }
    Some(Interval::point(whole_months(a, b).into()))
}

/// Years: of two years their difference, else months divided by 12.
pub(super) fn years_between(a: Period, b: Period) -> Option<Interval> {
    if matches!(a, Period::Year(_)) || matches!(b, Period::Year(_)) {
        return Some(Interval::point((i32::from(b.year()) - i32::from(a.year())).into()));
    }
    Interval::point(whole_months(a, b).into()).divided_by(Interval::point(12.into())).ok()
}

fn whole_months(a: Period, b: Period) -> i32 {
    let (from, to) = (a.first_day(), b.first_day());
    let months = 12 * (i32::from(to.year()) - i32::from(from.year())) + i32::from(to.month() - from.month());
    let both_days = matches!((a, b), (Period::Day(_), Period::Day(_)));
    match months {
        1.. if both_days && to.day() < from.day() => months - 1,
        ..=-1 if both_days && to.day() > from.day() => months + 1,
        _ => months,
    }
}
