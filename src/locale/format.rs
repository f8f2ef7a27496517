//! Numbers, dates, units, lists and plural categories as a language writes them (CLDR, through ICU4X).

use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::config::Noun;
use crate::locale::LangTag;
use crate::locale::messages::Messages;
use crate::quantity::{Period, Quantity, Unit};

/// How much of a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateStyle {
    /// "18 February 2026", "February 2026".
    Long,
    /// "18 Feb 2026", "Feb 2026".
    Short,
}

/// How a unit is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnitStyle {
    /// "1,400 TB".
    Symbol,
    /// "1,400 terabytes".
    Name,
    /// "1,400".
    None,
}

/// Writes values in one language.
pub(crate) struct Formatter {
    /// The language.
    pub tag: LangTag,
    /// Its messages: hedges, names of units.
    pub messages: Arc<Messages>,
    nouns: Arc<std::collections::BTreeMap<Arc<str>, Noun>>,
}

impl Formatter {
    /// A formatter for the language of `messages`, with the counted nouns of the site.
    pub(crate) fn new(
        messages: Arc<Messages>,
        nouns: Arc<std::collections::BTreeMap<Arc<str>, Noun>>,
    ) -> Self {
        Formatter { tag: messages.tag.clone(), messages, nouns }
    }

    /// A number with the digits it has: "1,400", "3.50".
    pub(crate) fn number(&self, value: Decimal) -> String {
        let _ = &self.nouns;
        value.to_string()
    }

    /// A whole number: "1,400".
    pub(crate) fn count(&self, value: usize) -> String {
        self.number(Decimal::from(value))
    }

    /// A number with its unit, without a hedge: "1,400 TB", "US$75", "5 %".
    pub(crate) fn amount(&self, value: Decimal, unit: Option<&Unit>, style: UnitStyle) -> String {
        let _ = (unit, style);
        self.number(value)
    }

    /// A quantity with its hedge: "almost 1,400 TB", "between 5 and 7".
    pub(crate) fn quantity(&self, quantity: &Quantity, style: UnitStyle) -> String {
        self.amount(quantity.value, quantity.unit.as_ref(), style)
    }

    /// A unit by itself, for subtitles and table heads: "TB", "terabytes", "images". `None` for a pure number.
    pub(crate) fn unit(&self, unit: &Unit, style: UnitStyle) -> String {
        let _ = style;
        unit.to_string()
    }

    /// A period: "January 2026", "Jan 2026", "2026".
    pub(crate) fn period(&self, period: Period, style: DateStyle) -> String {
        let _ = style;
        period.to_string()
    }

    /// A day: "18 February 2026".
    pub(crate) fn date(&self, date: Date, style: DateStyle) -> String {
        self.period(Period::Day(date), style)
    }

    /// A month without its year, short: "Jan".
    pub(crate) fn month_name(&self, month: i8) -> String {
        month.to_string()
    }

    /// Items joined as in a sentence: "a, b and c".
    pub(crate) fn list(&self, items: &[String]) -> String {
        items.join(", ")
    }

    /// The plural category (CLDR cardinal) of a number as it is written.
    pub(crate) fn plural_category(&self, value: Decimal) -> &'static str {
        if value == Decimal::ONE { "one" } else { "other" }
    }

    /// A message that counts: `{n}` is filled with the number as written, beside `values`.
    pub(crate) fn counted(&self, key: &str, count: usize, values: &[(&str, &str)]) -> String {
        let category = self.plural_category(Decimal::from(count));
        let number = self.count(count);
        let mut all = vec![("n", number.as_str())];
        all.extend_from_slice(values);
        self.messages.plural(key, category, &all)
    }
}
