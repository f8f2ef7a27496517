//! What a value in one unit is in another: exact factors, ranges rounded outward.
//!
//! Factors are those of the SI Brochure (9th edition), of IEC 80000-13 for binary prefixes, and of the international
//! yard and pound agreement of 1959; the gallon is that of the United States, the acre the international one. Decimal
//! and binary sizes of data are kinds of their own, and so are per cent and percentage points: they never become one
//! another. Currencies and counted nouns have no factors at all.

use rust_decimal::Decimal;

use crate::interval::Interval;
use crate::quantity::Unit;

/// What a symbol measures: only units of one kind become one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Share,
    Points,
    Data,
    BinaryData,
    DataRate,
    Length,
    Area,
    Volume,
    Mass,
    Time,
    Frequency,
    Power,
    Energy,
    Voltage,
    Current,
    Temperature,
    Speed,
    Pressure,
    Concentration,
    Level,
    Angle,
}

/// A symbol with its kind; a value times `factor` plus `offset` is the value in the base of the kind.
struct Scale {
    symbol: &'static str,
    kind: Kind,
    factor: Decimal,
    offset: Decimal,
}

/// `mantissa` × 10 to the power of −`places`.
const fn decimal(mantissa: u64, places: u32) -> Decimal {
    Decimal::from_parts(mantissa as u32, (mantissa >> 32) as u32, 0, false, places)
}

const fn times(symbol: &'static str, kind: Kind, mantissa: u64, places: u32) -> Scale {
    Scale { symbol, kind, factor: decimal(mantissa, places), offset: Decimal::ZERO }
}

const fn power(symbol: &'static str, kind: Kind, zeros: u32) -> Scale {
    times(symbol, kind, 10_u64.pow(zeros), 0)
}

/// Degrees of Rankine: all three scales of temperature lead there without a repeating fraction.
const fn temperature(symbol: &'static str, factor: (u64, u32), offset: (u64, u32)) -> Scale {
    Scale {
        symbol,
        kind: Kind::Temperature,
        factor: decimal(factor.0, factor.1),
        offset: decimal(offset.0, offset.1),
    }
}

/// Every symbol of [`crate::quantity::SYMBOLS`], once.
const SCALES: &[Scale] = &[
    power("ppm", Kind::Share, 0),
    power("‰", Kind::Share, 3),
    power("%", Kind::Share, 4),
    power("bp", Kind::Points, 0),
    power("pp", Kind::Points, 2),
    power("bit", Kind::Data, 0),
    power("kbit", Kind::Data, 3),
    power("Mbit", Kind::Data, 6),
    power("Gbit", Kind::Data, 9),
    times("B", Kind::Data, 8, 0),
    times("kB", Kind::Data, 8_000, 0),
    times("MB", Kind::Data, 8_000_000, 0),
    times("GB", Kind::Data, 8_000_000_000, 0),
    times("TB", Kind::Data, 8_000_000_000_000, 0),
    times("PB", Kind::Data, 8_000_000_000_000_000, 0),
    times("EB", Kind::Data, 8_000_000_000_000_000_000, 0),
    times("KiB", Kind::BinaryData, 1, 0),
    times("MiB", Kind::BinaryData, 1 << 10, 0),
    times("GiB", Kind::BinaryData, 1 << 20, 0),
    times("TiB", Kind::BinaryData, 1 << 30, 0),
    times("PiB", Kind::BinaryData, 1 << 40, 0),
    times("EiB", Kind::BinaryData, 1 << 50, 0),
    power("kbit/s", Kind::DataRate, 0),
    power("Mbit/s", Kind::DataRate, 3),
    power("Gbit/s", Kind::DataRate, 6),
    power("nm", Kind::Length, 0),
    power("µm", Kind::Length, 3),
    power("mm", Kind::Length, 6),
    power("cm", Kind::Length, 7),
    power("m", Kind::Length, 9),
    power("km", Kind::Length, 12),
    times("in", Kind::Length, 25_400_000, 0),
    times("ft", Kind::Length, 304_800_000, 0),
    times("yd", Kind::Length, 914_400_000, 0),
    times("mi", Kind::Length, 1_609_344_000_000, 0),
    power("m²", Kind::Area, 0),
    power("ha", Kind::Area, 4),
    power("km²", Kind::Area, 6),
    times("acre", Kind::Area, 40_468_564_224, 7),
    power("ml", Kind::Volume, 0),
    power("cm³", Kind::Volume, 0),
    power("l", Kind::Volume, 3),
    power("hl", Kind::Volume, 5),
    power("m³", Kind::Volume, 6),
    power("km³", Kind::Volume, 15),
    times("gal", Kind::Volume, 3_785_411_784, 6),
    power("mg", Kind::Mass, 0),
    power("g", Kind::Mass, 3),
    power("kg", Kind::Mass, 6),
    power("t", Kind::Mass, 9),
    power("kt", Kind::Mass, 12),
    power("Mt", Kind::Mass, 15),
    power("Gt", Kind::Mass, 18),
    times("lb", Kind::Mass, 45_359_237, 2),
    times("oz", Kind::Mass, 28_349_523_125, 6),
    power("ms", Kind::Time, 0),
    power("s", Kind::Time, 3),
    times("min", Kind::Time, 60_000, 0),
    times("h", Kind::Time, 3_600_000, 0),
    times("d", Kind::Time, 86_400_000, 0),
    power("Hz", Kind::Frequency, 0),
    power("kHz", Kind::Frequency, 3),
    power("MHz", Kind::Frequency, 6),
    power("GHz", Kind::Frequency, 9),
    power("W", Kind::Power, 0),
    power("kW", Kind::Power, 3),
    power("MW", Kind::Power, 6),
    power("GW", Kind::Power, 9),
    power("TW", Kind::Power, 12),
    power("J", Kind::Energy, 0),
    power("kJ", Kind::Energy, 3),
    power("MJ", Kind::Energy, 6),
    power("GJ", Kind::Energy, 9),
    power("TJ", Kind::Energy, 12),
    power("PJ", Kind::Energy, 15),
    times("Wh", Kind::Energy, 3_600, 0),
    times("kWh", Kind::Energy, 3_600_000, 0),
    times("MWh", Kind::Energy, 3_600_000_000, 0),
    times("GWh", Kind::Energy, 3_600_000_000_000, 0),
    times("TWh", Kind::Energy, 3_600_000_000_000_000, 0),
    power("V", Kind::Voltage, 0),
    power("kV", Kind::Voltage, 3),
    power("mA", Kind::Current, 0),
    power("A", Kind::Current, 3),
    temperature("K", (18, 1), (0, 0)),
    temperature("°C", (18, 1), (49_167, 2)),
    temperature("°F", (1, 0), (45_967, 2)),
    power("km/h", Kind::Speed, 0),
    times("m/s", Kind::Speed, 36, 1),
    times("mph", Kind::Speed, 1_609_344, 6),
    power("Pa", Kind::Pressure, 0),
    power("hPa", Kind::Pressure, 2),
    power("kPa", Kind::Pressure, 3),
    power("bar", Kind::Pressure, 5),
    power("µg/m³", Kind::Concentration, 0),
    power("mg/l", Kind::Concentration, 6),
    power("dB", Kind::Level, 0),
    power("°", Kind::Angle, 0),
];

/// The same range in another unit; `None` where the one is never the other.
///
/// Ends that no decimal holds exactly are rounded outward; what is too large for one is left without limit.
pub(crate) fn converted(range: Interval, from: &Unit, to: &Unit) -> Option<Interval> {
    if from == to {
        return Some(range);
    }
    let (Unit::Symbol(from), Unit::Symbol(to)) = (from, to) else { return None };
    let (from, to) = (scale(from)?, scale(to)?);
    (from.kind == to.kind).then(|| rescaled(range, from, to).unwrap_or(Interval::ANYTHING))
}

fn scale(symbol: &str) -> Option<&'static Scale> {
    SCALES.iter().find(|scale| scale.symbol == symbol)
}

fn rescaled(range: Interval, from: &Scale, to: &Scale) -> Option<Interval> {
    let point = Interval::point;
    if from.kind != Kind::Temperature {
        // One step where one is enough: the way over the base may need more digits than there are.
        if let Some(whole) = whole_quotient(from.factor, to.factor) {
            return range.times(point(whole)).ok();
        }
        if let Some(whole) = whole_quotient(to.factor, from.factor) {
            return range.divided_by(point(whole)).ok();
        }
    }
    let base = range.times(point(from.factor)).ok()?.plus(point(from.offset)).ok()?;
    base.minus(point(to.offset)).ok()?.divided_by(point(to.factor)).ok()
}

fn whole_quotient(large: Decimal, small: Decimal) -> Option<Decimal> {
    let quotient = large.checked_div(small)?;
    quotient.is_integer().then_some(quotient).filter(|whole| !whole.is_zero())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::SYMBOLS;

    fn unit(symbol: &str) -> Unit {
        Unit::parse(symbol, |word| word == "images").expect("a unit")
    }

    fn decimal_of(text: &str) -> Decimal {
        text.parse().expect("a decimal")
    }

    fn exactly(value: &str, from: &str, to: &str) -> Option<String> {
        let converted = converted(Interval::point(decimal_of(value)), &unit(from), &unit(to))?;
        Some(converted.single().expect("one value").normalize().to_string())
    }

    #[test]
    fn every_symbol_has_one_scale() {
        let mut known: Vec<&str> = SCALES.iter().map(|scale| scale.symbol).collect();
        let mut symbols = SYMBOLS.to_vec();
        known.sort_unstable();
        symbols.sort_unstable();
        assert_eq!(known, symbols);
    }

    #[test]
    fn exact_definitions_give_exact_values() {
        let expected = [
            ("1400", "TB", "PB", "1.4"),
            ("1", "MB", "Mbit", "8"),
            ("2", "TiB", "GiB", "2048"),
            ("26.2", "mi", "km", "42.1648128"),
            ("6", "ft", "cm", "182.88"),
            ("1", "acre", "m²", "4046.8564224"),
            ("1", "gal", "l", "3.785411784"),
            ("1", "lb", "g", "453.59237"),
            ("16", "oz", "lb", "1"),
            ("1", "kWh", "MJ", "3.6"),
            ("10", "m/s", "km/h", "36"),
            ("90", "min", "h", "1.5"),
            ("100", "°C", "°F", "212"),
            ("-40", "°F", "°C", "-40"),
            ("0", "°C", "K", "273.15"),
            ("5", "%", "‰", "50"),
            ("1", "mg/l", "µg/m³", "1000000"),
        ];
        for (value, from, to, result) in expected {
            assert_eq!(exactly(value, from, to).as_deref(), Some(result), "{value} {from} in {to}");
        }
    }

    #[test]
    fn what_is_never_the_other_stays_apart() {
        for (from, to) in [
            ("TB", "TiB"),
            ("B", "KiB"),
            ("%", "pp"),
            ("USD", "EUR"),
            ("images", "TB"),
            ("km", "km²"),
            ("Mbit", "Mbit/s"),
            ("W", "Wh"),
        ] {
            assert_eq!(exactly("1", from, to), None, "{from} in {to}");
        }
        assert_eq!(exactly("1", "USD", "USD").as_deref(), Some("1"));
    }

    /// Numbers that look random and are the same on every machine (a linear congruential generator).
    fn numbers() -> impl Iterator<Item = Decimal> {
        let mut state: u64 = 20_260_218;
        std::iter::repeat_with(move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let mantissa = i64::try_from(state >> 33).expect("31 bits") - (1 << 30);
            Decimal::new(mantissa, u32::try_from(state % 7).expect("small"))
        })
    }

    #[test]
    fn there_and_back_holds_the_value_and_little_else() {
        let mut numbers = numbers();
        for from in SCALES {
            for to in SCALES.iter().filter(|to| to.kind == from.kind) {
                for value in numbers.by_ref().take(5) {
                    let (from, to) = (unit(from.symbol), unit(to.symbol));
                    let there = converted(Interval::point(value), &from, &to).expect("of one kind");
                    let back = converted(there, &to, &from).expect("of one kind");
                    assert!(back.holds(value), "{value} {from} over {to}: {back:?}");
                    let width = back.high.expect("an end").at - back.low.expect("an end").at;
                    assert!(width < decimal_of("0.0000001"), "{value} {from} over {to}: {back:?}");
                }
            }
        }
    }

    #[test]
    fn a_part_of_a_range_stays_a_part_of_it() {
        let mut numbers = numbers();
        let near = |a: Decimal, b: Decimal| Interval::closed(a.min(b), a.max(b));
        for _ in 0..500 {
            let mut next = || numbers.next().expect("endless");
            let (a, b, c, d) = (next(), next(), next(), next());
            let (inner, outer) = (near(a, b), near(a.min(c), b.max(a).max(d)));
            for (from, to) in [("mi", "km"), ("°F", "°C"), ("lb", "kg"), ("TB", "Gbit"), ("m/s", "mph")] {
                let (from, to) = (unit(from), unit(to));
                let within = |range| converted(range, &from, &to).expect("of one kind");
                assert_eq!(
                    inner.is_within(outer),
                    within(inner).is_within(within(outer)),
                    "{inner:?} {outer:?}"
                );
            }
        }
    }
}
