//! Values with a unit and a bound, and periods of time.
//!
//! Everything is exact: [`Decimal`] up to the Scene of a chart, never a float. A [`Bound`] is an interval with a
//! meaning (FORMAT section 6): "almost 1,400" is more than 1,330 and less than 1,400 in every language.

use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

pub(crate) use crate::interval::{End, Interval};

/// Half-width of `about`, and the reach of `almost`, where a fact says nothing else: 5 %.
pub(crate) const TOLERANCE: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// How a value is meant. The words of the authoring format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) enum Bound {
    /// v
    #[default]
    Exactly,
    /// v ± 5 %
    About,
    /// (0.95 v, v)
    Almost,
    /// (v, ∞)
    MoreThan,
    /// (−∞, v)
    LessThan,
    /// [v, ∞)
    AtLeast,
    /// (−∞, v]
    AtMost,
    /// [low, high]
    Between,
}

impl Bound {
    /// Every bound with its word.
    pub(crate) const WORDS: &'static [(&'static str, Bound)] = &[
        ("exactly", Bound::Exactly),
        ("about", Bound::About),
        ("almost", Bound::Almost),
        ("more-than", Bound::MoreThan),
        ("less-than", Bound::LessThan),
        ("at-least", Bound::AtLeast),
        ("at-most", Bound::AtMost),
        ("between", Bound::Between),
    ];

    /// The word of the authoring format, also the key of messages.
    pub(crate) fn word(self) -> &'static str {
        Bound::WORDS.iter().find(|(_, bound)| *bound == self).map_or("exactly", |(word, _)| word)
    }
}

/// What a value counts or measures.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Unit {
    /// A symbol of [`SYMBOLS`], such as `TB`, `km`, `%`.
    Symbol(&'static str),
    /// An ISO 4217 code.
    Currency(Arc<str>),
    /// The id of a counted noun of `site.toml`.
    Noun(Arc<str>),
}

impl Unit {
    /// As written in a description.
    pub(crate) fn id(&self) -> &str {
        match self {
            Unit::Symbol(symbol) => symbol,
            Unit::Currency(code) => code,
            Unit::Noun(id) => id,
        }
    }

    /// Finds the unit that a writer means: a symbol, three capitals, or one of the `nouns` of the site.
    pub(crate) fn parse(word: &str, is_noun: impl Fn(&str) -> bool) -> Option<Unit> {
        if let Some(symbol) = SYMBOLS.iter().find(|symbol| **symbol == word) {
            return Some(Unit::Symbol(symbol));
        }
        if is_noun(word) {
            return Some(Unit::Noun(word.into()));
        }
        CURRENCIES.split(' ').any(|code| code == word).then(|| Unit::Currency(word.into()))
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// Symbols of units: SI and units accepted with it (SI Brochure, 9th edition), data sizes decimal (SI) and binary
/// (IEC 80000-13), per cent, percentage points and basis points.
pub(crate) const SYMBOLS: &[&str] = &[
    "%", "pp", "bp", "‰", "ppm", "bit", "kbit", "Mbit", "Gbit", "B", "kB", "MB", "GB", "TB", "PB", "EB",
    "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "kbit/s", "Mbit/s", "Gbit/s", "nm", "µm", "mm", "cm", "m",
    "km", "m²", "km²", "ha", "cm³", "m³", "km³", "ml", "l", "hl", "mg", "g", "kg", "t", "kt", "Mt", "Gt",
    "ms", "s", "min", "h", "d", "Hz", "kHz", "MHz", "GHz", "W", "kW", "MW", "GW", "TW", "Wh", "kWh", "MWh",
    "GWh", "TWh", "J", "kJ", "MJ", "GJ", "TJ", "PJ", "V", "kV", "A", "mA", "°C", "°F", "K", "m/s", "km/h",
    "Pa", "hPa", "kPa", "bar", "dB", "µg/m³", "mg/l", "mi", "ft", "in", "yd", "lb", "oz", "acre", "gal",
    "mph", "°",
];

/// ISO 4217 alphabetic codes in use (list one, 2025).
pub(crate) const CURRENCIES: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN \
BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD \
GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR \
LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP \
PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP \
TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG";

/// Digits that count in what was worked out.
const DIGITS: u32 = 4;

/// Decimal places at which a number has [`DIGITS`] that count; all those of its whole part stay.
pub(crate) fn telling_places(value: Decimal) -> u32 {
    let whole = value.abs().trunc();
    if whole >= Decimal::ONE {
        let digits = u32::try_from(whole.to_string().len()).unwrap_or(DIGITS);
        return DIGITS.saturating_sub(digits);
    }
    let mut places = DIGITS;
    let mut rest = value.abs();
    while !rest.is_zero() && rest < Decimal::new(1, 1) && places < 24 {
        rest *= Decimal::TEN;
        places += 1;
    }
    places
}

/// A value as it may be printed, drawn or compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quantity {
    /// The number that the source names.
    pub value: Decimal,
    /// The other end, for `between`: `value` is then the low end.
    pub high: Option<Decimal>,
    /// What it counts or measures.
    pub unit: Option<Unit>,
    /// How it is meant.
    pub bound: Bound,
    /// Share of the value that `about` and `almost` reach; 0.05 unless a fact says otherwise.
    pub tolerance: Decimal,
}

impl Quantity {
    /// An exact value.
    pub(crate) fn exactly(value: Decimal, unit: Option<Unit>) -> Self {
        Quantity { value, high: None, unit, bound: Bound::Exactly, tolerance: TOLERANCE }
    }

    /// A value with a bound and the usual tolerance.
    pub(crate) fn bounded(value: Decimal, unit: Option<Unit>, bound: Bound) -> Self {
        Quantity { value, high: None, unit, bound, tolerance: TOLERANCE }
    }

    /// A range, both ends included.
    pub(crate) fn between(low: Decimal, high: Decimal, unit: Option<Unit>) -> Self {
        Quantity { value: low, high: Some(high), unit, bound: Bound::Between, tolerance: TOLERANCE }
    }

    /// What the bound leaves possible (FORMAT section 6); negatives mirror.
    ///
    /// Ends with too many digits are rounded outward, and an end that no decimal can hold is left without limit:
    /// nothing possible is ever left out.
    pub(crate) fn interval(&self) -> Interval {
        let v = self.value;
        let mirrored = v.is_sign_negative() && !v.is_zero();
        let (less, more) =
            (Decimal::ONE.saturating_sub(self.tolerance), Decimal::ONE.saturating_add(self.tolerance));
        let times = |share: Interval| Interval::point(v).times(share).unwrap_or(Interval::ANYTHING);
        match self.bound {
            Bound::Exactly => Interval::point(v),
            Bound::About => times(Interval::closed(less, more)),
            Bound::Almost => times(Interval::open(less, Decimal::ONE)),
            Bound::MoreThan => Interval::beyond(End::open(v), mirrored),
            Bound::LessThan => Interval::beyond(End::open(v), !mirrored),
            Bound::AtLeast => Interval::beyond(End::closed(v), mirrored),
            Bound::AtMost => Interval::beyond(End::closed(v), !mirrored),
            Bound::Between => Interval::closed(v, self.high.unwrap_or(v)),
        }
    }
}

impl fmt::Display for Quantity {
    /// With its hedge and unit, the same in all languages: `almost 1400 TB`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.value.normalize();
        match (self.bound, self.high) {
            (Bound::Exactly, _) => write!(f, "{value}")?,
            (Bound::Between, Some(high)) => write!(f, "between {value} and {}", high.normalize())?,
            (bound, _) => write!(f, "{} {value}", bound.word().replace('-', " "))?,
        }
        if let Some(unit) = &self.unit {
            write!(f, " {unit}")?;
        }
        let has_reach = matches!(self.bound, Bound::About | Bound::Almost);
        if has_reach && self.tolerance != TOLERANCE {
            write!(f, ", tolerance {}", self.tolerance.normalize())?;
        }
        Ok(())
    }
}

/// A stretch of time named in a table or a source: a year, a month or a day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Period {
    /// A year, 1 to 9999.
    Year(i16),
    /// A month: year, and 1 to 12.
    Month(i16, i8),
    /// A day.
    Day(Date),
}

impl Period {
    /// Reads `2026`, `2026-01` or `2026-01-31`.
    pub(crate) fn parse(text: &str) -> Option<Period> {
        let mut parts = text.split('-');
        let year = number(parts.next()?, 4)?;
        let month = parts.next().map(|part| number(part, 2));
        let day = parts.next().map(|part| number(part, 2));
        match (month, day, parts.next()) {
            (None, None, None) => (year > 0).then_some(Period::Year(year)),
            (Some(Some(month)), None, None) => {
                let month = i8::try_from(month).ok()?;
                (1..=12).contains(&month).then_some(Period::Month(year, month))
            }
            (Some(Some(month)), Some(Some(day)), None) => {
                Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().map(Period::Day)
            }
            _ => None,
        }
    }

    /// The first day.
    pub(crate) fn first_day(self) -> Date {
        match self {
            Period::Year(year) => Date::new(year, 1, 1).unwrap_or(Date::ZERO),
            Period::Month(year, month) => Date::new(year, month, 1).unwrap_or(Date::ZERO),
            Period::Day(date) => date,
        }
    }

    /// The last day.
    pub(crate) fn last_day(self) -> Date {
        match self {
            Period::Year(year) => Date::new(year, 12, 31).unwrap_or(Date::ZERO),
            Period::Month(..) => self.first_day().last_of_month(),
            Period::Day(date) => date,
        }
    }

    /// The year it lies in.
    pub(crate) fn year(self) -> i16 {
        self.first_day().year()
    }
}

impl fmt::Display for Period {
    /// In the form in which it is read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Year(year) => write!(f, "{year:04}"),
            Period::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Period::Day(date) => write!(f, "{date}"),
        }
    }
}

fn number(digits: &str, length: usize) -> Option<i16> {
    let right = digits.len() == length && digits.bytes().all(|digit| digit.is_ascii_digit());
    right.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn almost_is_open_and_mirrors() {
        let almost = Quantity::bounded(Decimal::from(1400), None, Bound::Almost).interval();
        assert_eq!(almost.low, Some(End::open(Decimal::from(1330))));
        assert_eq!(almost.high, Some(End::open(Decimal::from(1400))));
        let negative = Quantity::bounded(Decimal::from(-100), None, Bound::Almost).interval();
        assert_eq!(negative.low, Some(End::open(Decimal::from(-100))));
        assert_eq!(negative.high, Some(End::open(Decimal::from(-95))));
    }

    #[test]
    fn values_are_told_with_their_bounds() {
        let number = |text: &str| -> Decimal { text.parse().expect("a number") };
        let about = Quantity::bounded(number("7"), None, Bound::About);
        for (value, text) in [
            (Quantity::exactly(number("400.00"), Some(Unit::Symbol("TB"))), "400 TB"),
            (Quantity::bounded(number("5"), None, Bound::AtLeast), "at least 5"),
            (Quantity::between(number("5"), number("7"), None), "between 5 and 7"),
            (Quantity { tolerance: number("0.10"), ..about.clone() }, "about 7, tolerance 0.1"),
            (about, "about 7"),
        ] {
            assert_eq!(value.to_string(), text);
        }
        assert_eq!(Interval::closed(number("3"), number("4.50")).to_string(), "[3, 4.5]");
        assert_eq!(Interval::open(number("3"), number("4")).to_string(), "(3, 4)");
        assert_eq!(Interval::ANYTHING.to_string(), "(…, …)");
    }

    #[test]
    fn no_value_is_too_large_for_a_bound() {
        let most = Quantity::bounded(Decimal::MAX, None, Bound::About).interval();
        assert!(most.holds(Decimal::MAX));
        let nothing = Quantity::bounded(Decimal::ZERO, None, Bound::Almost).interval();
        assert_eq!(nothing.single(), Some(Decimal::ZERO));
    }

    #[test]
    fn periods_end_with_their_last_day() {
        let last = |text: &str| Period::parse(text).map(|period| period.last_day().to_string());
        assert_eq!(last("2024").as_deref(), Some("2024-12-31"));
        assert_eq!(last("2024-02").as_deref(), Some("2024-02-29"));
        assert_eq!(last("2024-02-03").as_deref(), Some("2024-02-03"));
    }

    #[test]
    fn periods_are_read_strictly() {
        assert_eq!(Period::parse("2026"), Some(Period::Year(2026)));
        assert_eq!(Period::parse("2026-01"), Some(Period::Month(2026, 1)));
        assert!(matches!(Period::parse("2026-02-28"), Some(Period::Day(_))));
        for wrong in ["26", "2026-1", "2026-13", "2026-02-30", "2026-01-01-01", "2026-", "0000", "٢٠٢٦"] {
            assert_eq!(Period::parse(wrong), None, "{wrong}");
        }
    }
}
