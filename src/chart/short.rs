//! Large numbers as charts write them: "US$7.4 billion", "2.3 million people".
//!
//! One scale word holds for all values of a chart, so that they can be compared. Units that are symbols keep their
//! digits: who counts millions of terabytes should count exabytes. Which powers of ten have a word is the language's
//! business: `chart.scale.powers` is "6 9 12" in English and "4 8 12" in Japanese; the words are the plural messages
//! `chart.scale.low`, `middle` and `high`. The exact numbers stand in the table below the chart.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::chart::values::Values;
use crate::locale::format::{Formatter, UnitStyle};
use crate::quantity::{Bound, Quantity, Unit};

/// The words of a language, the one of the smallest power first.
const WORDS: [&str; 3] = ["low", "middle", "high"];
/// Powers that a scale word may stand for.
const POWERS: std::ops::RangeInclusive<u32> = 3..=18;
/// Digits that a shortened value keeps.
const DIGITS: u32 = 3;

/// The scale word of a chart, if it has one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Magnitude(Option<(&'static str, Decimal)>);

impl Magnitude {
    /// The word for the largest value.
    pub(crate) fn of(values: &Values, formatter: &Formatter) -> Magnitude {
        let points = values.family().flat_map(Values::points);
        let largest = points.map(|point| point.value().abs()).max().unwrap_or_default();
        Magnitude::up_to(largest, values.unit.as_ref(), formatter)
    }

    /// The word for a number of that size in a unit.
    pub(crate) fn up_to(largest: Decimal, unit: Option<&Unit>, formatter: &Formatter) -> Magnitude {
        if matches!(unit, Some(Unit::Symbol(_))) {
            return Magnitude(None);
        }
        let mut powers = powers(&formatter.messages.text("chart.scale.powers", &[]));
        powers.sort_unstable();
        Magnitude(WORDS.into_iter().zip(powers).rfind(|(_, power)| largest >= *power))
    }

    /// An exact number of an axis without its unit and scale word.
    pub(crate) fn number(self, value: Decimal, formatter: &Formatter) -> String {
        let Some((_, power)) = self.0 else { return formatter.number(value) };
        formatter.number((value / power).normalize())
    }

    /// An exact number with its unit and scale word.
    pub(crate) fn amount(self, value: Decimal, unit: Option<&Unit>, formatter: &Formatter) -> String {
        let Some((name, power)) = self.0 else { return formatter.amount(value, unit, UnitStyle::Symbol) };
        let scaled = (value / power).normalize();
        let digits = formatter.number(scaled.abs());
        let category = formatter.plural_category(scaled);
        let word = formatter.messages.plural(&format!("chart.scale.{name}"), category, &[("n", &digits)]);
        if let Some(Unit::Noun(_)) = unit {
            let noun = unit.map_or_else(String::new, |unit| formatter.unit(unit, UnitStyle::Symbol));
            let text = formatter.messages.text("chart.scale.noun", &[("number", &word), ("noun", &noun)]);
            return formatter.number(scaled).replacen(&digits, &text, 1);
        }
        // The language decides where the sign of a currency stands; the scale word follows the digits.
        formatter.amount(scaled, unit, UnitStyle::Symbol).replacen(&digits, &word, 1)
    }

    /// A value with its hedge; `bare` leaves unit and scale word to the axis.
    pub(crate) fn quantity(self, quantity: &Quantity, bare: bool, formatter: &Formatter) -> String {
        let style = if bare { UnitStyle::None } else { UnitStyle::Symbol };
        if self.0.is_none() {
            return formatter.quantity(quantity, style);
        }
        let write = |value: Decimal, rounding: RoundingStrategy| {
            let value = self.rounded(value, rounding);
            if bare {
                self.number(value, formatter)
            } else {
                self.amount(value, quantity.unit.as_ref(), formatter)
            }
        };
        let hedge = format!("hedge.{}", quantity.bound.word());
        let rounding = rounding_for(quantity.bound);
        match (quantity.bound, quantity.high) {
            (Bound::Between, Some(high)) => {
                let low = write(quantity.value, RoundingStrategy::ToNegativeInfinity);
                let high = write(high, RoundingStrategy::ToPositiveInfinity);
                formatter.messages.text(&hedge, &[("low", &low), ("high", &high)])
            }
            (Bound::Exactly | Bound::Between, _) => write(quantity.value, rounding),
            _ => formatter.messages.text(&hedge, &[("value", &write(quantity.value, rounding))]),
        }
    }

    /// At most three digits in all or those before the mark, whichever are more.
    fn rounded(self, value: Decimal, rounding: RoundingStrategy) -> Decimal {
        let Some((_, power)) = self.0 else { return value };
        let scaled = value / power;
        let whole = u32::try_from(scaled.trunc().abs().to_string().len()).unwrap_or(DIGITS);
        let before = if scaled.trunc().is_zero() { 1 } else { whole };
        let decimals = DIGITS.saturating_sub(before);
        scaled.round_dp_with_strategy(decimals, rounding) * power
    }
}

/// The powers of ten that a message names by their exponents; what is none is passed over.
fn powers(message: &str) -> Vec<Decimal> {
    let exponents = message.split_whitespace().filter_map(|word| word.parse().ok());
    exponents
        .filter(|exponent| POWERS.contains(exponent))
        .map(|exponent| Decimal::from(10_u64.pow(exponent)))
        .collect()
}

/// How a value may be rounded so that its hedge stays true: more than 7.412 is more than 7.41, almost 7.412 is almost
/// 7.42. Negative values mirror.
fn rounding_for(bound: Bound) -> RoundingStrategy {
    match bound {
        Bound::MoreThan | Bound::AtLeast => RoundingStrategy::ToZero,
        Bound::LessThan | Bound::AtMost | Bound::Almost => RoundingStrategy::AwayFromZero,
        Bound::Exactly | Bound::About | Bound::Between => RoundingStrategy::MidpointAwayFromZero,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::samples::formatter;

    fn billions() -> Magnitude {
        Magnitude(Some(("middle", Decimal::from(1_000_000_000))))
    }

    #[test]
    fn a_language_says_which_powers_have_a_word() {
        let (million, english) = (Decimal::from(1_000_000), formatter("en"));
        assert_eq!(Magnitude::up_to(million, None, &english), Magnitude(Some(("low", million))));
        assert_eq!(Magnitude::up_to(Decimal::from(20_000), None, &english), Magnitude(None));
        assert_eq!(powers("4 8 12").first(), Some(&Decimal::from(10_000)));
        assert_eq!(powers("a 99 6"), [million]);
    }

    #[test]
    fn scale_words_stand_where_the_language_wants_them() {
        let value = Decimal::from(7_400_000_000_u64);
        let money = Some(Unit::Currency("USD".into()));
        let people = Some(Unit::Noun("people".into()));
        let (english, portuguese) = (formatter("en"), formatter("pt-BR"));
        assert_eq!(billions().amount(value, money.as_ref(), &english), "US$7.4 billion");
        assert_eq!(billions().amount(-value, money.as_ref(), &english), "-US$7.4 billion");
        assert_eq!(billions().amount(value, money.as_ref(), &portuguese), "US$\u{a0}7,4 bilhões");
        assert_eq!(billions().amount(value, people.as_ref(), &portuguese), "7,4 bilhões de people");
        assert_eq!(billions().number(value, &portuguese), "7,4");
    }

    #[test]
    fn values_are_rounded_so_that_hedges_stay_true() {
        let english = formatter("en");
        let exact = Quantity::exactly(Decimal::from(7_412_345_678_u64), None);
        assert_eq!(billions().quantity(&exact, false, &english), "7.41 billion");
        let small = Quantity::exactly(Decimal::from(52_345_678_u64), None);
        assert_eq!(billions().quantity(&small, true, &english), "0.05");
        let more = Quantity::bounded(Decimal::from(7_412_000_000_u64), None, Bound::MoreThan);
        assert_eq!(billions().quantity(&more, false, &english), "more than 7.41 billion");
        let almost = Quantity::bounded(Decimal::from(7_412_000_000_u64), None, Bound::Almost);
        assert_eq!(billions().quantity(&almost, false, &english), "almost 7.42 billion");
    }
}
