//! Numbers with units: what may be added, and what a product or quotient is measured in.
//!
//! Units are compared by their ids and never converted: TB and GB do not go together, nor do `%` and `pp`.

use std::fmt;

use rust_decimal::Decimal;

use crate::formula::{Dimension, Measure};
use crate::interval::Interval;
use crate::quantity::{Quantity, Unit};

/// Why a number cannot be had in a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum UnitError {
    /// It is in another one.
    Other(String),
    /// It is in a compound of units, such as USD / people, and none was declared.
    Undeclared(String),
    /// Larger than a decimal holds once it is in per cent.
    Overflow,
}

impl Measure {
    /// A number with its unit, if it has one.
    pub(crate) fn new(interval: Interval, unit: Option<Unit>) -> Self {
        let units = unit.map(|unit| (unit, 1)).into_iter().collect();
        Measure { interval, dimension: Dimension::Units(units) }
    }

    /// A number written in an expression.
    pub(super) fn literal(value: Decimal) -> Self {
        Measure { interval: Interval::point(value), dimension: Dimension::Literal }
    }

    /// The result as it is measured, if no unit is declared: `None` for a ratio or a count.
    pub(crate) fn unit(&self) -> Result<Option<&Unit>, UnitError> {
        match &self.dimension {
            Dimension::Literal => Ok(None),
            Dimension::Units(units) => match units.as_slice() {
                [] => Ok(None),
                [(unit, 1)] => Ok(Some(unit)),
                _ => Err(UnitError::Undeclared(self.dimension.to_string())),
            },
        }
    }

    /// The result in the unit that its fact or column declares.
    ///
    /// A ratio becomes per cent or per mille by its hundredfold or thousandfold, or takes any other unit as it is; so
    /// does a compound (USD / people). A difference of `%` may be declared as `pp`. Any other unit must be the
    /// number's own.
    pub(crate) fn in_unit(&self, declared: &Unit) -> Result<Interval, UnitError> {
        let times = |factor: i64| {
            let factor = Interval::point(Decimal::from(factor));
            self.interval.times(factor).map_err(|_| UnitError::Overflow)
        };
        match (self.unit(), declared) {
            (Ok(None), Unit::Symbol("%")) => times(100),
            (Ok(None), Unit::Symbol("‰")) => times(1_000),
            (Ok(None) | Err(_), _) => Ok(self.interval),
            (Ok(Some(Unit::Symbol("%"))), Unit::Symbol("pp")) => Ok(self.interval),
            (Ok(Some(own)), _) if own == declared => Ok(self.interval),
            (Ok(Some(own)), _) => Err(UnitError::Other(own.to_string())),
        }
    }
}

impl From<&Quantity> for Measure {
    fn from(quantity: &Quantity) -> Self {
        Measure::new(quantity.interval(), quantity.unit.clone())
    }
}

impl Dimension {
    /// A ratio or a count.
    pub(super) fn none() -> Dimension {
        Dimension::Units(Vec::new())
    }

    /// What both can be measured in: the same units, or those of the one that is no literal.
    pub(super) fn common(&self, other: &Dimension) -> Option<Dimension> {
        match (self, other) {
            (Dimension::Literal, dimension) | (dimension, Dimension::Literal) => Some(dimension.clone()),
            _ => (self == other).then(|| self.clone()),
        }
    }

    /// Of a product, or with `divided` of a quotient. `None` for powers beyond ±32,767.
    pub(super) fn combined(&self, other: &Dimension, divided: bool) -> Option<Dimension> {
        if (self, other) == (&Dimension::Literal, &Dimension::Literal) {
            return Some(Dimension::Literal);
        }
        let mut powers: Vec<(Unit, i16)> = self.powers().to_vec();
        for (unit, power) in other.powers() {
            let power = if divided { power.checked_neg()? } else { *power };
            match powers.iter_mut().find(|(own, _)| own == unit) {
                Some((_, own)) => *own = own.checked_add(power)?,
                None => powers.push((unit.clone(), power)),
            }
        }
        powers.retain(|(_, power)| *power != 0);
        powers.sort();
        Some(Dimension::Units(powers))
    }

    /// For messages: "a number in `TB`", "a number without a unit".
    pub(super) fn in_words(&self) -> String {
        match self {
            Dimension::Literal => "a number".to_owned(),
            Dimension::Units(units) if units.is_empty() => "a number without a unit".to_owned(),
            Dimension::Units(_) => format!("a number in `{self}`"),
        }
    }

    fn powers(&self) -> &[(Unit, i16)] {
        match self {
            Dimension::Literal => &[],
            Dimension::Units(powers) => powers,
        }
    }
}

impl fmt::Display for Dimension {
    /// "TB", "USD / people", "km² · TB"; "no unit" for a ratio.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |positive: bool| -> Vec<String> {
            let of_sign = self.powers().iter().filter(|(_, power)| (*power > 0) == positive);
            of_sign
                .map(|(unit, power)| match power.unsigned_abs() {
                    1 => unit.to_string(),
                    power => format!("{unit}^{power}"),
                })
                .collect()
        };
        let (above, below) = (list(true), list(false));
        match (above.is_empty(), below.is_empty()) {
            (true, true) => f.write_str("no unit"),
            (false, true) => f.write_str(&above.join(" · ")),
            (true, false) => write!(f, "1 / {}", below.join(" / ")),
            (false, false) => write!(f, "{} / {}", above.join(" · "), below.join(" / ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(word: &str) -> Unit {
        Unit::parse(word, |word| word == "people").expect("a unit")
    }

    fn measure(value: i64, word: &str) -> Measure {
        Measure::new(Interval::point(Decimal::from(value)), Some(unit(word)))
    }

    fn divided(a: &str, b: &str) -> Dimension {
        measure(1, a).dimension.combined(&measure(1, b).dimension, true).expect("small powers")
    }

    #[test]
    fn equal_units_divided_give_a_ratio() {
        assert_eq!(divided("TB", "TB"), Dimension::none());
        assert_eq!(divided("USD", "people").to_string(), "USD / people");
        assert_eq!(divided("%", "pp").to_string(), "% / pp");
    }

    #[test]
    fn a_compound_times_its_divisor_is_whole_again() {
        let compound = divided("USD", "people");
        assert_eq!(
            compound.combined(&measure(1, "people").dimension, false),
            Some(measure(1, "USD").dimension)
        );
    }

    #[test]
    fn only_literals_take_another_unit() {
        let bytes = measure(1, "TB").dimension;
        assert_eq!(Dimension::Literal.common(&bytes), Some(bytes.clone()));
        assert_eq!(bytes.common(&Dimension::none()), None);
        assert_eq!(bytes.common(&measure(1, "GB").dimension), None);
    }

    #[test]
    fn a_ratio_in_per_cent_is_its_hundredfold() {
        let ratio = Measure::new(Interval::point(Decimal::new(5, 1)), None);
        let fifty = Interval::point(Decimal::from(50));
        assert_eq!(ratio.in_unit(&unit("%")), Ok(fifty));
        assert_eq!(ratio.in_unit(&unit("people")), Ok(ratio.interval));
        assert_eq!(measure(50, "%").in_unit(&unit("%")), Ok(fifty));
        assert_eq!(measure(50, "%").in_unit(&unit("pp")), Ok(fifty));
        assert_eq!(measure(50, "TB").in_unit(&unit("GB")), Err(UnitError::Other("TB".into())));
        let compound = Measure { interval: fifty, dimension: divided("USD", "people") };
        assert_eq!(compound.unit(), Err(UnitError::Undeclared("USD / people".into())));
        assert_eq!(compound.in_unit(&unit("USD")), Ok(fifty));
    }
}
