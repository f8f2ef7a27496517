//! Days, months, years and times of publication as a language writes them (CLDR, through ICU4X).
//!
//! The calendar is Gregorian in every language, since tables and sources name years and months of it; digits,
//! names and order are those of the language. All formatters are made once per language.

use icu_calendar::Gregorian;
use icu_datetime::fieldsets::zone::SpecificShort;
use icu_datetime::fieldsets::{Combo, E, M, MD, Y, YM, YMD, YMDT};
use icu_datetime::input::{Date as IcuDate, DateTime, Time as IcuTime, TimeZone, UtcOffset, ZonedDateTime};
use icu_datetime::options::YearStyle;
use icu_datetime::pattern::FixedCalendarDateTimeNames;
use icu_datetime::{DateTimeFormatterPreferences, FixedCalendarDateTimeFormatter};
use icu_locale::Locale;
use jiff::Zoned;
use jiff::civil::Date;
use jiff::tz::Offset;

use crate::quantity::Period;

type ByCalendar<F> = FixedCalendarDateTimeFormatter<Gregorian, F>;

/// How much of a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateStyle {
    /// "18 February 2026", "February 2026".
    Long,
    /// "18 Feb 2026", "Feb 2026".
    Short,
}

/// The date formatters of one language.
pub(crate) struct Dates {
    day_long: ByCalendar<YMD>,
    day_short: ByCalendar<YMD>,
    month_long: ByCalendar<YM>,
    month_short: ByCalendar<YM>,
    year: ByCalendar<Y>,
    /// From January on, abbreviated, as they stand alone.
    month_names: [String; 12],
    moment: ByCalendar<Combo<YMDT, SpecificShort>>,
}

const COMPILED: &str = "compiled data holds every pattern, for an unknown language those of the root";

impl Dates {
    /// The formatters of a language; an unknown one is written as CLDR's root says.
    pub(crate) fn new(locale: &Locale) -> Dates {
        let language = DateTimeFormatterPreferences::from(locale);
        let day = |fields: YMD| {
            ByCalendar::try_new(language, fields.with_year_style(YearStyle::Full)).expect(COMPILED)
        };
        let month = |fields: YM| {
            let fields = fields.with_year_style(YearStyle::Full);
            let formatter = ByCalendar::try_new(language, fields).expect(COMPILED);
            with_digits(language, formatter, fields)
        };
        let moment = YMD::long().with_time_hm().with_year_style(YearStyle::Full).with_zone(SpecificShort);
        let year = Y::medium().with_year_style(YearStyle::Full);
        Dates {
            day_long: day(YMD::long()),
            day_short: day(YMD::medium()),
            month_long: month(YM::long()),
            month_short: month(YM::medium()),
            year: ByCalendar::try_new(language, year).expect(COMPILED),
            month_names: month_names(&ByCalendar::try_new(language, M::medium()).expect(COMPILED)),
            moment: ByCalendar::try_new(language, moment).expect(COMPILED),
        }
    }

    /// A year, month or day.
    pub(crate) fn period(&self, period: Period, style: DateStyle) -> String {
        let first = icu_date(period.first_day());
        match (period, style) {
            (Period::Year(_), _) => self.year.format(&first).to_string(),
            (Period::Month(..), DateStyle::Long) => self.month_long.format(&first).to_string(),
            (Period::Month(..), DateStyle::Short) => self.month_short.format(&first).to_string(),
            (Period::Day(_), DateStyle::Long) => self.day_long.format(&first).to_string(),
            (Period::Day(_), DateStyle::Short) => self.day_short.format(&first).to_string(),
        }
    }

    /// The abbreviated name of a month as it stands alone, `month` from 1 to 12; another number gives December.
    pub(crate) fn month_name(&self, month: i8) -> String {
        let index = usize::from(field(month)).saturating_sub(1);
        self.month_names.get(index).or(self.month_names.last()).cloned().unwrap_or_default()
    }

    /// A day with the time to the minute and its zone: by a short name that readers of the language know ("EST" in
    /// English, "MEZ" in German, "UTC"), else by its offset ("GMT-3").
    pub(crate) fn moment(&self, at: &Zoned) -> String {
        let time = IcuTime::try_new(field(at.hour()), field(at.minute()), field(at.second()), 0);
        let (date, time) = (icu_date(at.date()), time.unwrap_or(IcuTime::start_of_day()));
        let offset = UtcOffset::try_from_seconds(at.offset().seconds()).ok();
        let zone = icu_zone(at).with_offset(offset).at_date_time(DateTime { date, time });
        self.moment.format(&ZonedDateTime { date, time, zone }).to_string()
    }
}

/// A day of each month without its year, long and short, from January on.
pub(crate) fn days_of_months(locale: &Locale, day: i8) -> [[String; 2]; 12] {
    let language = DateTimeFormatterPreferences::from(locale);
    let [long, short] =
        [MD::long(), MD::medium()].map(|fields| ByCalendar::try_new(language, fields).expect(COMPILED));
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map(|month| {
        let date = icu_date(Date::new(2001, month, day).unwrap_or(Date::MAX));
        [long.format(&date).to_string(), short.format(&date).to_string()]
    })
}

/// The names of the days of the week, Monday first.
pub(crate) fn weekday_names(locale: &Locale) -> [String; 7] {
    let language = DateTimeFormatterPreferences::from(locale);
    let formatter = ByCalendar::try_new(language, E::long()).expect(COMPILED);
    // The first of January 2001 was a Monday.
    [1, 2, 3, 4, 5, 6, 7]
        .map(|day| formatter.format(&icu_date(Date::new(2001, 1, day).unwrap_or(Date::MAX))).to_string())
}

/// Written once: every axis of months asks for them.
fn month_names(formatter: &ByCalendar<M>) -> [String; 12] {
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map(|month| {
        let date = Date::new(2001, month, 1).unwrap_or(Date::MAX);
        formatter.format(&icu_date(date)).to_string()
    })
}

/// Makes sure that a formatter can write numbers.
///
/// ICU4X loads digits only if the pattern *with an era* has a number, and CLDR 49 has a misplaced quotation mark in
/// the one for Portuguese months (`MMMM 'de Y' G`).
fn with_digits(
    language: DateTimeFormatterPreferences,
    formatter: ByCalendar<YM>,
    fields: YM,
) -> ByCalendar<YM> {
    let mut names = FixedCalendarDateTimeNames::from_formatter(language, formatter);
    names.include_decimal_formatter().expect(COMPILED);
    names.try_into_formatter(fields).map_err(|(error, _)| error).expect(COMPILED)
}

/// The zone for names; a bare offset of zero is UTC, any other has no name.
fn icu_zone(at: &Zoned) -> TimeZone {
    match at.time_zone().iana_name() {
        Some(name) => TimeZone::from_iana_id(name),
        None if at.offset() == Offset::UTC => TimeZone::from_iana_id("Etc/UTC"),
        None => TimeZone::UNKNOWN,
    }
}

/// jiff's dates run from year -9999 to 9999, all within ICU4X's reach.
fn icu_date(date: Date) -> IcuDate<Gregorian> {
    IcuDate::try_new_gregorian(i32::from(date.year()), field(date.month()), field(date.day()))
        .expect("a date of the Gregorian calendar")
}

/// Months, days, hours, minutes and seconds are never negative.
fn field(value: i8) -> u8 {
    value.unsigned_abs()
}
