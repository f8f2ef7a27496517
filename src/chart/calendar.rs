//! Time as an axis: periods counted in slots, which of them lack a figure, and the dates an axis names.
//!
//! A slot is a year, a month or a day, counted from a fixed start, so that distances on the axis are true. What
//! counts as a hole between two observations depends on how regularly they come: see [`Timeline::new`].

use jiff::SignedDuration;
use jiff::civil::Date;

use crate::data::ColumnKind;
use crate::quantity::Period;

/// The start of the count of days; only differences matter.
const EPOCH: Date = Date::constant(1970, 1, 1);
/// Longest stretch without an observation in daily data that is no hole: a long weekend with its feast days.
const LONG_WEEKEND: i64 = 5;
/// How many times the usual distance irregular observations may lie apart.
const IRREGULAR: i64 = 3;

/// What one slot is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grain {
    /// A year.
    Year,
    /// A month.
    Month,
    /// A day.
    Day,
}

impl Grain {
    /// The grain of a column of periods.
    pub(crate) fn of(kind: ColumnKind) -> Option<Grain> {
        match kind {
            ColumnKind::Year => Some(Grain::Year),
            ColumnKind::Month => Some(Grain::Month),
            ColumnKind::Date => Some(Grain::Day),
            ColumnKind::Number | ColumnKind::Text | ColumnKind::Boolean => None,
        }
    }

    /// The slot in which a period begins; a finer period than the grain lies in one.
    pub(crate) fn slot(self, period: Period) -> i64 {
        let date = period.first_day();
        match self {
            Grain::Year => i64::from(date.year()),
            Grain::Month => i64::from(date.year()) * 12 + i64::from(date.month()) - 1,
            Grain::Day => date.duration_since(EPOCH).as_hours() / 24,
        }
    }

    /// The slot in which a period ends.
    pub(crate) fn last_slot(self, period: Period) -> i64 {
        let finest = Period::Day(period.last_day());
        self.slot(finest)
    }

    /// The period of a slot.
    pub(crate) fn period(self, slot: i64) -> Period {
        match self {
            Grain::Year => Period::Year(i16::try_from(slot).unwrap_or(i16::MAX)),
            Grain::Month => {
                let year = i16::try_from(slot.div_euclid(12)).unwrap_or(i16::MAX);
                Period::Month(year, i8::try_from(slot.rem_euclid(12) + 1).unwrap_or(1))
            }
            Grain::Day => {
                let date = EPOCH.checked_add(SignedDuration::from_hours(slot.saturating_mul(24)));
                Period::Day(date.unwrap_or(EPOCH))
            }
        }
    }

    /// Whether a period of that fineness lies in one slot.
    pub(crate) fn holds(self, period: Period) -> bool {
        match (self, period) {
            (Grain::Year, _) | (Grain::Month, Period::Month(..) | Period::Day(_)) => true,
            (Grain::Day, Period::Day(_)) => true,
            (Grain::Month, Period::Year(_)) | (Grain::Day, _) => false,
        }
    }
}

/// The stretch of time of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Timeline {
    /// What one slot is.
    pub grain: Grain,
    /// First slot with a row.
    pub first: i64,
    /// Last slot with a row.
    pub last: i64,
    /// Slots from one regular observation to the next; 1 where they do not come regularly.
    pub step: i64,
    /// Slots that two neighbouring observations may lie apart without a hole between them.
    pub patience: i64,
}

impl Timeline {
    /// Reads the rhythm from the slots that have a row, ascending and without repeats. `None` if there are none.
    ///
    /// Three or more observations at equal distance, or at multiples of one larger than a slot, come regularly:
    /// what is left out is a hole. Where most slots have a row, each other one is a hole (in daily data: a stretch
    /// longer than a long weekend). Otherwise they come irregularly, like elections, and only a stretch of more
    /// than three times the usual one is a hole. Between two observations every slot is.
    pub(crate) fn new(grain: Grain, slots: &[i64]) -> Option<Timeline> {
        let (first, last) = (*slots.first()?, *slots.last()?);
        let mut distances: Vec<i64> =
            slots.iter().zip(slots.iter().skip(1)).map(|(before, after)| after - before).collect();
        let common = distances.iter().copied().fold(0, greatest_common_divisor);
        let step = if distances.len() >= 2 { common.max(1) } else { 1 };
        distances.sort_unstable();
        let usual = distances.get(distances.len().saturating_sub(1) / 2).copied().unwrap_or(1);
        let most = i64::try_from(slots.len()).unwrap_or(i64::MAX) * 2 > last - first;
        let patience = if distances.len() < 2 || step > 1 {
            step
        } else if !most {
            usual * IRREGULAR
        } else if grain == Grain::Day {
            LONG_WEEKEND
        } else {
            1
        };
        Some(Timeline { grain, first, last, step, patience })
    }

    /// How many slots a mark with its margins may take, so that neighbours do not touch.
    ///
    /// Years and months: one regular distance. Days: the least distance, but no more than a thirteenth of the whole,
    /// so that few observations do not fill what is empty between them.
    pub(crate) fn pitch(&self, slots: &[i64]) -> i64 {
        if self.grain != Grain::Day {
            return self.step;
        }
        let nearest = slots.iter().zip(slots.iter().skip(1)).map(|(before, after)| after - before).min();
        nearest.unwrap_or(1).min((self.last - self.first) / 13).max(1)
    }

    /// The slots left out between two neighbouring observations; `None` if that is no hole.
    pub(crate) fn hole(&self, before: i64, after: i64) -> Option<(i64, i64)> {
        (after - before > self.patience).then_some((before + self.step, after - self.step))
    }
}

fn greatest_common_divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}

/// How often an axis names a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Every {
    /// Every day of a number of days, counted from the first.
    Days(i64),
    /// Every so many months, counted from January.
    Months(i64),
    /// Every year that this number divides.
    Years(i64),
}

/// From often to seldom.
const RHYTHMS: &[Every] = &[
    Every::Days(1),
    Every::Days(2),
    Every::Days(7),
    Every::Days(14),
    Every::Months(1),
    Every::Months(2),
    Every::Months(3),
    Every::Months(6),
    Every::Years(1),
    Every::Years(2),
    Every::Years(5),
    Every::Years(10),
    Every::Years(20),
    Every::Years(25),
    Every::Years(50),
    Every::Years(100),
    Every::Years(200),
    Every::Years(500),
    Every::Years(1000),
];

/// More dates than any axis has room for; a rhythm that gives more is not tried.
const MOST: i64 = 120;

impl Every {
    /// The rhythms that make sense for a timeline, from often to seldom.
    pub(crate) fn rhythms(timeline: &Timeline) -> impl Iterator<Item = Every> {
        let (grain, length) = (timeline.grain, timeline.last - timeline.first);
        RHYTHMS.iter().copied().filter(move |every| {
            let slots = match (grain, every) {
                (Grain::Day, Every::Days(days)) => *days,
                (Grain::Day, Every::Months(months)) => months * 28,
                (Grain::Day, Every::Years(years)) => years * 365,
                (Grain::Month, Every::Months(months)) => *months,
                (Grain::Month, Every::Years(years)) => years * 12,
                (Grain::Year, Every::Years(years)) => *years,
                (Grain::Month | Grain::Year, _) => return false,
            };
            length / slots <= MOST
        })
    }

    /// The dates of a timeline that the rhythm names: slot, and what is written there.
    pub(crate) fn dates(self, timeline: &Timeline) -> Vec<(i64, Period)> {
        let grain = timeline.grain;
        match self {
            Every::Days(days) => {
                let step = usize::try_from(days).unwrap_or(1);
                (timeline.first..=timeline.last)
                    .step_by(step)
                    .map(|slot| (slot, grain.period(slot)))
                    .collect()
            }
            Every::Months(months) => {
                let (first, last) = (months_of(timeline.first, grain), months_of(timeline.last, grain));
                (first..=last)
                    .filter(|month| month.rem_euclid(12) % months == 0)
                    .map(|month| Grain::Month.period(month))
                    .filter_map(|period| within(timeline, period))
                    .collect()
            }
            Every::Years(years) => {
                let year = |slot| i64::from(grain.period(slot).year());
                (year(timeline.first)..=year(timeline.last))
                    .filter(|year| year % years == 0)
                    .map(|year| Grain::Year.period(year))
                    .filter_map(|period| within(timeline, period))
                    .collect()
            }
        }
    }
}

fn months_of(slot: i64, grain: Grain) -> i64 {
    Grain::Month.slot(grain.period(slot))
}

fn within(timeline: &Timeline, period: Period) -> Option<(i64, Period)> {
    let slot = timeline.grain.slot(period);
    (timeline.first..=timeline.last).contains(&slot).then_some((slot, period))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slots(grain: Grain, periods: &[&str]) -> Vec<i64> {
        periods.iter().map(|text| grain.slot(Period::parse(text).expect("a period"))).collect()
    }

    fn timeline(grain: Grain, periods: &[&str]) -> Timeline {
        Timeline::new(grain, &slots(grain, periods)).expect("some")
    }

    #[test]
    fn slots_and_periods_are_inverse() {
        for (grain, text) in [
            (Grain::Year, "1066"),
            (Grain::Month, "2025-12"),
            (Grain::Month, "2026-01"),
            (Grain::Day, "1969-12-31"),
            (Grain::Day, "2024-02-29"),
        ] {
            let period = Period::parse(text).expect("a period");
            assert_eq!(grain.period(grain.slot(period)), period, "{text}");
        }
    }

    #[test]
    fn between_two_observations_every_month_is_a_hole() {
        let line = timeline(Grain::Month, &["2025-07", "2026-01"]);
        let hole = line.hole(line.first, line.last).expect("a hole");
        assert_eq!(Grain::Month.period(hole.0), Period::Month(2025, 8));
        assert_eq!(Grain::Month.period(hole.1), Period::Month(2025, 12));
    }

    #[test]
    fn regular_observations_have_no_holes_but_what_is_left_out() {
        let quarters = timeline(Grain::Month, &["2024-03", "2024-06", "2024-09", "2025-03"]);
        assert_eq!(quarters.step, 3);
        let march = Grain::Month.slot(Period::Month(2024, 3));
        assert_eq!(quarters.hole(march, march + 3), None);
        assert_eq!(quarters.hole(march + 6, march + 12), Some((march + 9, march + 9)));
    }

    #[test]
    fn elections_are_no_holes_and_weekends_neither() {
        let elections = timeline(Grain::Year, &["2002", "2005", "2009", "2013", "2017", "2021", "2025"]);
        assert_eq!(elections.hole(2005, 2009), None);
        let days = timeline(
            Grain::Day,
            &[
                "2026-01-08",
                "2026-01-09",
                "2026-01-12",
                "2026-01-13",
                "2026-01-14",
                "2026-01-15",
                "2026-01-16",
            ],
        );
        assert_eq!(days.hole(0, 3), None, "Friday to Monday");
        assert!(days.hole(0, 8).is_some());
    }

    #[test]
    fn dates_stand_on_the_calendar() {
        let days = timeline(Grain::Day, &["2025-11-20", "2026-02-10"]);
        let months: Vec<String> =
            Every::Months(1).dates(&days).iter().map(|(_, period)| period.to_string()).collect();
        assert_eq!(months, ["2025-12", "2026-01", "2026-02"]);
        let years = timeline(Grain::Year, &["1987", "2026"]);
        let decades: Vec<i64> = Every::Years(10).dates(&years).iter().map(|(slot, _)| *slot).collect();
        assert_eq!(decades, [1990, 2000, 2010, 2020], "d3.timeYear.every(10)");
        let quarters = timeline(Grain::Month, &["2025-02", "2025-12"]);
        let named: Vec<String> =
            Every::Months(3).dates(&quarters).iter().map(|(_, period)| period.to_string()).collect();
        assert_eq!(named, ["2025-04", "2025-07", "2025-10"], "d3.timeMonth.every(3)");
    }
}
