//! Dates in references as a language writes them (CLDR, through ICU4X): order, names of months, ranges.
//!
//! Digits are 0 to 9, as everywhere in references. hayagriva writes plain dates from the same parts; ranges and words
//! in the place of a date, which it cannot write, are written here.

use std::fmt;

use icu_calendar::{Date, Gregorian};
use icu_datetime::fieldsets::{M, YMD};
use icu_datetime::options::YearStyle;
use icu_datetime::{DateTimeFormatterPreferences, FixedCalendarDateTimeFormatter, parts};
use icu_locale::Locale;
use writeable::{PartsWrite, Writeable};

use crate::locale::messages::Messages;
use crate::locale::numbering;
use crate::quantity::Period;
use crate::source::CslDate;

/// How much of a date is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shown {
    /// "2026"
    Year,
    /// "February 2026"
    Month,
    /// "18 February 2026"
    Day,
}

/// One part of a date and the signs around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// `year`, `month` or `day`, as CSL names them.
    pub name: &'static str,
    /// Whether a month is a number.
    pub numeric: bool,
    /// Whether it has two digits always.
    pub padded: bool,
    /// Before it.
    pub prefix: String,
    /// Behind it.
    pub suffix: String,
}

/// How a language writes dates.
#[derive(Clone, Debug)]
pub(super) struct Dates {
    /// "18 February 2026"
    pub text: Vec<Part>,
    /// "18/02/2026"
    pub numeric: Vec<Part>,
    /// Names of months as they stand in a date, January first.
    pub months: [String; 12],
    /// The same, abbreviated.
    pub short_months: [String; 12],
    /// Names of months that stand without a day; they differ in languages that decline them.
    months_alone: [String; 12],
    /// Dates are put together in `0` to `9`, and written in the digits that begin with this one.
    zero: char,
}

type ByCalendar<F> = FixedCalendarDateTimeFormatter<Gregorian, F>;

impl Dates {
    /// Asks CLDR; an unknown language is written as its root says.
    pub(super) fn new(messages: &Messages) -> Dates {
        let latin = format!("{}-u-nu-latn", messages.tag);
        let locale = Locale::try_from_str(&latin).unwrap_or(Locale::UNKNOWN);
        let language = DateTimeFormatterPreferences::from(&locale);
        let day = |fields: YMD| ByCalendar::try_new(language, fields.with_year_style(YearStyle::Full)).ok();
        let month = |fields: M| ByCalendar::try_new(language, fields).ok();
        let (long, medium, short) = (day(YMD::long()), day(YMD::medium()), day(YMD::short()));
        let day_pieces = |formatter: &Option<ByCalendar<YMD>>, date| {
            formatter.as_ref().map(|formatter| pieces(&formatter.format(&date))).unwrap_or_default()
        };
        // A month without a day is asked for by itself: ICU4X 2.4 has no digits for "fevereiro de 2026" (YM in pt).
        let month_pieces = |formatter: &Option<ByCalendar<M>>, date| {
            formatter.as_ref().map(|formatter| pieces(&formatter.format(&date))).unwrap_or_default()
        };
        let (alone, abbreviated) = (month(M::long()), month(M::medium()));
        let sample = gregorian(2001, 1, 5);
        Dates {
            text: parts_of(&day_pieces(&long, sample), false),
            numeric: parts_of(&day_pieces(&short, sample), true),
            months: month_names(|date| day_pieces(&long, date)),
            short_months: month_names(|date| {
                let within = day_pieces(&medium, date);
                let has_name =
                    within.iter().any(|piece| piece.name == Some("month") && !is_number(&piece.text));
                if has_name { within } else { month_pieces(&abbreviated, date) }
            }),
            months_alone: month_names(|date| month_pieces(&alone, date)),
            zero: numbering::zero(&messages.locale()),
        }
    }

    /// A date, a range or words, as far as `shown` allows.
    pub(super) fn write(&self, date: &CslDate, shown: Shown) -> String {
        let written = match date {
            CslDate::Literal(words) => return words.to_string(),
            CslDate::Known { from, to: None, .. } => self.period(*from, shown),
            CslDate::Known { from, to: Some(to), .. } => self.range(*from, *to, shown),
        };
        numbering::in_digits(&written, self.zero)
    }

    /// What a style put together of the parts of a date: in the digits of the language, and without a day its month as
    /// it stands alone ("май 2020", not "мая 2020").
    pub(super) fn as_written(&self, date: &str) -> String {
        let mut numbers = date.split(|sign: char| !sign.is_ascii_digit()).filter(|number| !number.is_empty());
        let has_day = numbers.any(|number| number.len() < 3);
        let names = self.months.iter().zip(&self.months_alone).filter(|(within, alone)| within != alone);
        let mut names = names.filter(|(within, _)| !has_day && date.contains(within.as_str()));
        let alone = names.next().map(|(within, alone)| date.replacen(within.as_str(), alone, 1));
        numbering::in_digits(alone.as_deref().unwrap_or(date), self.zero)
    }

    fn period(&self, period: Period, shown: Shown) -> String {
        if shown == Shown::Year {
            return period.year().to_string();
        }
        let written = self.join(&self.shown_parts(period, shown), period, Ends::Whole);
        written.trim_matches([' ', ',']).to_owned()
    }

    fn shown_parts(&self, period: Period, shown: Shown) -> Vec<&Part> {
        let parts = self.text.iter().filter(|part| level(part.name) <= shown);
        parts.filter(|part| number_of(period, part.name).is_some()).collect()
    }

    /// What both ends share is written once: "January–March 2026" (CSL, "Date Ranges").
    fn range(&self, from: Period, to: Period, shown: Shown) -> String {
        let (parts, to_parts) = (self.shown_parts(from, shown), self.shown_parts(to, shown));
        let names = ["year", "month", "day"];
        let differing = names.into_iter().find(|name| number_of(from, name) != number_of(to, name));
        let differs = |part: &&Part| differing.is_some_and(|name| level(part.name) >= level(name));
        let (Some(first), Some(last)) = (parts.iter().position(differs), parts.iter().rposition(differs))
        else {
            return self.period(from, shown);
        };
        if parts != to_parts {
            return format!("{} – {}", self.period(from, shown), self.period(to, shown));
        }
        let (before, rest) = parts.split_at_checked(first).unwrap_or_default();
        let (own, after) = rest.split_at_checked(last + 1 - first).unwrap_or_default();
        let written = [
            self.join(before, from, Ends::Whole),
            self.join(own, from, Ends::First),
            if own.len() > 1 { " – " } else { "–" }.to_owned(),
            self.join(own, to, Ends::Second),
            self.join(after, to, Ends::Whole),
        ];
        written.concat().trim_matches([' ', ',']).to_owned()
    }

    fn join(&self, parts: &[&Part], period: Period, ends: Ends) -> String {
        let with_day = parts.iter().any(|part| part.name == "day");
        let mut written = String::new();
        for (at, part) in parts.iter().enumerate() {
            if at > 0 || ends != Ends::Second {
                written.push_str(&part.prefix);
            }
            written.push_str(&self.part(part, period, with_day));
            let is_last = at + 1 == parts.len();
            written.push_str(if is_last && ends == Ends::First {
                clinging(&part.suffix)
            } else {
                &part.suffix
            });
        }
        written
    }

    fn part(&self, part: &Part, period: Period, with_day: bool) -> String {
        let number = number_of(period, part.name).unwrap_or_default();
        if part.name == "month" && !part.numeric {
            let names = if with_day { &self.months } else { &self.months_alone };
            let index = usize::try_from(number - 1).unwrap_or_default();
            return names.get(index).cloned().unwrap_or_default();
        }
        number.to_string()
    }
}

/// Which signs at the ends of a run of parts are left out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    Whole,
    /// Before the dash.
    First,
    /// Behind the dash.
    Second,
}

/// What of a suffix belongs to the number: the "." of "5. – 8. Februar", not the " de " of "5–8 de fevereiro".
fn clinging(suffix: &str) -> &str {
    suffix.split(char::is_whitespace).next().unwrap_or_default().trim_end_matches(',')
}

fn level(name: &str) -> Shown {
    match name {
        "year" => Shown::Year,
        "month" => Shown::Month,
        _ => Shown::Day,
    }
}

fn number_of(period: Period, name: &str) -> Option<i16> {
    match (name, period) {
        ("year", _) => Some(period.year()),
        ("month", Period::Month(_, month)) => Some(month.into()),
        ("month", Period::Day(date)) => Some(date.month().into()),
        ("day", Period::Day(date)) => Some(date.day().into()),
        _ => None,
    }
}

fn gregorian(year: i32, month: u8, day: u8) -> Date<Gregorian> {
    Date::try_new_gregorian(year, month, day).expect("a date that exists")
}

fn is_number(text: &str) -> bool {
    text.chars().all(|sign| sign.is_ascii_digit())
}

/// The name of each month as `format` writes it; its number where there is none.
fn month_names(format: impl Fn(Date<Gregorian>) -> Vec<Piece>) -> [String; 12] {
    let mut number = 0;
    [(); 12].map(|()| {
        number += 1;
        let pieces = format(gregorian(2001, number, 5));
        let month = pieces.into_iter().find(|piece| piece.name == Some("month"));
        month.map_or_else(|| number.to_string(), |piece| piece.text)
    })
}

/// The order of parts, and the signs between them, that a sample shows.
fn parts_of(sample: &[Piece], numeric: bool) -> Vec<Part> {
    let mut found: Vec<Part> = Vec::new();
    let mut before = String::new();
    for piece in sample {
        match (piece.name, found.last_mut()) {
            (Some(name), _) => found.push(Part {
                name,
                numeric: numeric || is_number(&piece.text),
                padded: name != "year" && piece.text.starts_with('0'),
                prefix: std::mem::take(&mut before),
                suffix: String::new(),
            }),
            (None, Some(last)) => last.suffix.push_str(&piece.text),
            (None, None) => before.push_str(&piece.text),
        }
    }
    found
}

/// A stretch of a formatted date, and which part it is.
#[derive(Debug, Default)]
struct Piece {
    name: Option<&'static str>,
    text: String,
}

fn pieces(formatted: &impl Writeable) -> Vec<Piece> {
    let mut pieces = Pieces::default();
    // Writing into memory cannot fail.
    let _ = formatted.write_to_parts(&mut pieces);
    pieces.found
}

/// Collects text by the date part that it is in.
#[derive(Default)]
struct Pieces {
    found: Vec<Piece>,
    name: Option<&'static str>,
}

impl fmt::Write for Pieces {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        match self.found.last_mut() {
            Some(last) if last.name == self.name => last.text.push_str(text),
            _ => self.found.push(Piece { name: self.name, text: text.to_owned() }),
        }
        Ok(())
    }
}

impl PartsWrite for Pieces {
    type SubPartsWrite = Pieces;

    fn with_part(
        &mut self,
        part: writeable::Part,
        mut write: impl FnMut(&mut Pieces) -> fmt::Result,
    ) -> fmt::Result {
        let outer = self.name;
        let name = match part {
            parts::YEAR => Some("year"),
            parts::MONTH => Some("month"),
            parts::DAY => Some("day"),
            _ => None,
        };
        self.name = outer.or(name);
        let written = write(self);
        self.name = outer;
        written
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(tag: &str, from: &str, to: Option<&str>, shown: Shown) -> String {
        let period = |text: &str| Period::parse(text).expect("a period");
        let date = CslDate::Known { from: period(from), to: to.map(period), circa: false };
        dates(tag).write(&date, shown)
    }

    fn dates(tag: &str) -> Dates {
        let (tag, digits) = numbering::listed(tag).expect("a tag");
        Dates::new(&Messages::read(&tag, &[]).value.in_digits(digits.as_ref()))
    }

    #[test]
    fn dates_follow_the_language() {
        for (tag, day, month) in [
            ("en", "February 18, 2026", "February 2026"),
            ("en-GB", "18 February 2026", "February 2026"),
            ("pt-BR", "18 de fevereiro de 2026", "fevereiro de 2026"),
            ("de", "18. Februar 2026", "Februar 2026"),
            ("pl", "18 lutego 2026", "luty 2026"),
            ("ja", "2026年2月18日", "2026年2月"),
            ("hu", "2026. február 18.", "2026. február"),
            ("fa", "۱۸ فوریه ۲۰۲۶", "فوریه ۲۰۲۶"),
            ("hi-u-nu-deva", "१८ फ़रवरी, २०२६", "फ़रवरी, २०२६"),
        ] {
            assert_eq!(written(tag, "2026-02-18", None, Shown::Day), day, "{tag}");
            assert_eq!(written(tag, "2026-02", None, Shown::Day), month, "{tag}");
        }
        for (tag, year) in [("en", "2026"), ("ja", "2026"), ("fa", "۲۰۲۶"), ("ar-u-nu-latn", "2026")] {
            assert_eq!(written(tag, "2026-02-18", None, Shown::Year), year, "{tag}");
        }
    }

    #[test]
    fn dates_of_a_style_stand_in_the_language() {
        let written = |tag: &str, date: &str| dates(tag).as_written(date);
        assert_eq!(written("ru", "мая 2020 г."), "май 2020 г.");
        assert_eq!(written("ru", "5 мая 2020 г."), "5 мая 2020 г.");
        assert_eq!(written("pl", "maja 2020"), "maj 2020");
        assert_eq!(written("en", "May 2020a"), "May 2020a");
        assert_eq!(written("fa", "2020"), "۲۰۲۰");
    }

    #[test]
    fn ranges_write_once_what_both_ends_share() {
        let range = |tag: &str, from: &str, to: &str| written(tag, from, Some(to), Shown::Day);
        assert_eq!(range("en", "2026-01", "2026-03"), "January–March 2026");
        assert_eq!(range("en", "2026-02-05", "2026-02-08"), "February 5–8, 2026");
        assert_eq!(range("en", "2026-01-05", "2026-02-08"), "January 5 – February 8, 2026");
        assert_eq!(range("en", "2025-12", "2026-03"), "December 2025 – March 2026");
        assert_eq!(range("en", "2025", "2026"), "2025–2026");
        assert_eq!(range("en", "2025", "2026-03"), "2025 – March 2026");
        assert_eq!(range("pt-BR", "2026-02-05", "2026-02-08"), "5–8 de fevereiro de 2026");
        assert_eq!(range("de", "2026-02-05", "2026-02-08"), "5.–8. Februar 2026");
        assert_eq!(range("ja", "2026-01", "2026-03"), "2026年1月–3月");
        assert_eq!(written("en", "2025-12", Some("2026-03"), Shown::Year), "2025–2026");
    }
}
