//! What CLDR knows of a language, read off ICU4X's own formatter: separators, scale words, dates.

use std::collections::BTreeMap;

use icu_decimal::input::Decimal as IcuDecimal;
use icu_decimal::{CompactDecimalFormatter, DecimalFormatter};
use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use icu_locale::Locale;
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::locale::dates::{DateStyle, Dates, days_of_months};
use crate::locale::lexicon::digits;
use crate::locale::lexicon::tokens::{Separators, is_invisible};
use crate::quantity::Period;

/// The year and day of the dates that are taken apart: no month has their numbers.
pub(crate) const SAMPLE_YEAR: i16 = 2345;
/// See [`SAMPLE_YEAR`].
pub(crate) const SAMPLE_DAY: i8 = 27;

const COMPILED: &str = "compiled data holds every language, by fallback to the root";

/// A scale word as a language writes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ScaleWord {
    /// By how much it multiplies.
    pub(crate) times: u64,
    /// The words.
    pub(crate) words: String,
    /// Where they stand.
    pub(crate) place: ScalePlace,
}

/// Where a scale word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ScalePlace {
    /// Behind the figure, with a blank between them.
    Behind,
    /// Right behind the figure: "5K".
    Glued,
    /// Before the figure.
    Before,
    /// Without a figure: "mille".
    Alone,
}

/// The signs of a language in numbers.
pub(crate) fn separators(locale: &Locale) -> Separators {
    let numbers = DecimalFormatter::try_new(locale.into(), Default::default()).expect(COMPILED);
    let mut sample = IcuDecimal::from(12_345_678_912_345_u64);
    sample.multiply_pow10(-1);
    let written = numbers.format(&sample).to_string();
    let signs: Vec<char> = written.chars().filter(|sign| digits::value(*sign).is_none()).collect();
    let decimal = signs.last().copied().unwrap_or('.');
    let group = signs.first().copied().filter(|sign| *sign != decimal).unwrap_or(',');
    Separators { decimal, group }
}

/// The scale words of a language, long and short, in every plural form that small numbers take.
///
/// Where CLDR has the same word for two scales, the one that it is written for more often stands first.
pub(crate) fn scales(locale: &Locale) -> Vec<ScaleWord> {
    let options = Default::default;
    let long = CompactDecimalFormatter::try_new_long(locale.into(), options()).expect(COMPILED);
    let short = CompactDecimalFormatter::try_new_short(locale.into(), options()).expect(COMPILED);
    let mut found: BTreeMap<ScaleWord, usize> = BTreeMap::new();
    for formatter in [&long, &short] {
        let mut exponents: Vec<u8> =
            (2..=16).map(|magnitude| formatter.compact_exponent_for_magnitude(magnitude)).collect();
        exponents.retain(|exponent| *exponent > 0);
        exponents.dedup();
        for exponent in exponents {
            for tenths in [10u32, 14, 15, 20, 30, 50, 60, 70, 100, 110, 140, 210, 1000] {
                if let Some(word) = scale_word(formatter, exponent, tenths) {
                    *found.entry(word).or_default() += 1;
                }
            }
        }
    }
    let mut words: Vec<(ScaleWord, usize)> = found.into_iter().collect();
    words.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    words.into_iter().map(|(word, _)| word).collect()
}

/// The scale word in `tenths` × 10^(`exponent` − 1), if it is written with that scale.
fn scale_word(formatter: &CompactDecimalFormatter, exponent: u8, tenths: u32) -> Option<ScaleWord> {
    let mut value = IcuDecimal::from(tenths);
    value.multiply_pow10(i16::from(exponent) - 1);
    if formatter.compact_exponent_for_magnitude(value.absolute.nonzero_magnitude_start()) != exponent {
        return None;
    }
    let written = formatter.format(&value).to_string();
    let times = 10u64.checked_pow(u32::from(exponent))?;
    let word = |words: &str, place| {
        let words = bare(words).to_owned();
        (!words.is_empty()).then_some(ScaleWord { times, words, place })
    };
    let Some(first) = written.find(is_digit) else {
        return if tenths == 10 { word(&written, ScalePlace::Alone) } else { None };
    };
    let last = written.rfind(is_digit)?;
    let (before, rest) = (written.get(..first)?, written.get(last..)?);
    let after = rest.trim_start_matches(is_digit);
    if bare(before).is_empty() {
        let place =
            if after.starts_with(char::is_whitespace) { ScalePlace::Behind } else { ScalePlace::Glued };
        return word(after, place);
    }
    if bare(after).is_empty() { word(before, ScalePlace::Before) } else { None }
}

/// The words for "and" and for "or" between two things, where they stand apart.
pub(crate) fn joints(locale: &Locale) -> [Option<String>; 2] {
    let options = ListFormatterOptions::default;
    let and = ListFormatter::try_new_and(locale.into(), options()).expect(COMPILED);
    let or = ListFormatter::try_new_or(locale.into(), options()).expect(COMPILED);
    [and, or].map(|lists| {
        let written = lists.format(["1", "2"].iter()).to_string();
        let joint = written.strip_prefix("1 ")?.strip_suffix(" 2")?;
        joint.chars().all(char::is_alphabetic).then(|| joint.to_owned())
    })
}

/// Without blanks and marks of direction around it.
fn bare(words: &str) -> &str {
    words.trim_matches(|sign: char| sign.is_whitespace() || is_invisible(sign))
}

fn is_digit(sign: char) -> bool {
    digits::value(sign).is_some()
}

/// A month as the language writes it in dates: number, and sample texts.
pub(crate) struct MonthTexts {
    /// 1 to 12.
    pub(crate) month: u8,
    /// Days and months of the sample year, long and short.
    pub(crate) texts: [String; 4],
    /// A day without its year, long and short.
    pub(crate) days: [String; 2],
    /// The abbreviated name by itself.
    pub(crate) name: String,
}

/// All months.
pub(crate) fn months(locale: &Locale) -> Vec<MonthTexts> {
    let dates = Dates::new(locale);
    let days = days_of_months(locale, SAMPLE_DAY);
    (1..=12i8)
        .zip(days)
        .map(|(month, days)| {
            let day = Period::Day(Date::new(SAMPLE_YEAR, month, SAMPLE_DAY).unwrap_or(Date::MAX));
            let whole = Period::Month(SAMPLE_YEAR, month);
            let texts = [
                dates.period(day, DateStyle::Long),
                dates.period(day, DateStyle::Short),
                dates.period(whole, DateStyle::Long),
                dates.period(whole, DateStyle::Short),
            ];
            MonthTexts { month: month.unsigned_abs(), texts, days, name: dates.month_name(month) }
        })
        .collect()
}

/// A scale as a multiplier.
pub(crate) fn multiplier(times: u64) -> Decimal {
    Decimal::from(times)
}
