//! Numbers, units, dates, lists and plural categories as a language writes them (CLDR, through ICU4X).
//!
//! A [`Formatter`] is made once per language and shared by all threads. Grouping, digits, signs, names of months
//! and plural rules come from CLDR; words (hedges, names of units, signs of currencies) and the patterns that CLDR
//! data in ICU4X lacks (per cent, currency) come from the theme's messages. No value is rounded or shortened here:
//! what is written are the digits of the exact value.

use std::collections::BTreeMap;
use std::sync::Arc;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal as IcuDecimal;
use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use icu_plurals::{PluralCategory, PluralRules};
use jiff::Zoned;
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::config::Noun;
use crate::locale::LangTag;
pub(crate) use crate::locale::dates::DateStyle;
use crate::locale::dates::Dates;
use crate::locale::messages::Messages;
use crate::quantity::{Bound, Period, Quantity, Unit};

/// How a unit is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnitStyle {
    /// "1,400 TB".
    Symbol,
    /// "1,400 terabytes"; the symbol where the language has no name for it.
    Name,
    /// "1,400".
    None,
}

/// Writes values in one language.
pub(crate) struct Formatter {
    /// The language.
    pub tag: LangTag,
    /// Its messages: hedges, names of units, signs of currencies, patterns.
    pub messages: Arc<Messages>,
    nouns: Arc<BTreeMap<Arc<str>, Noun>>,
    numbers: DecimalFormatter,
    minus: Minus,
    plurals: PluralRules,
    lists: ListFormatter,
    dates: Dates,
    order: CollatorBorrowed<'static>,
}

impl Formatter {
    /// A formatter for the language of `messages`, with the counted nouns of the site.
    pub(crate) fn new(messages: Arc<Messages>, nouns: Arc<BTreeMap<Arc<str>, Noun>>) -> Self {
        const COMPILED: &str = "compiled data holds every language, by fallback to the root";
        let tag = messages.tag.clone();
        let locale = messages.locale();
        let language = &locale;
        let numbers = DecimalFormatter::try_new(language.into(), Default::default()).expect(COMPILED);
        let lists = ListFormatterOptions::default();
        Formatter {
            minus: Minus::of(&numbers),
            numbers,
            plurals: PluralRules::try_new_cardinal(language.into()).expect(COMPILED),
            lists: ListFormatter::try_new_and(language.into(), lists).expect(COMPILED),
            dates: Dates::new(language),
            order: Collator::try_new(language.into(), CollatorOptions::default()).expect(COMPILED),
            tag,
            messages,
            nouns,
        }
    }

    /// Compares two texts in the order of the language's dictionaries (CLDR collation).
    pub(crate) fn compare(&self, a: &str, b: &str) -> std::cmp::Ordering {
        self.order.compare(a, b)
    }

    /// A number with the digits it has: "1,400", "3.50"; zero has no sign.
    pub(crate) fn number(&self, value: Decimal) -> String {
        let digits = self.numbers.format(&unsigned(value)).to_string();
        self.minus.sign(value, digits)
    }

    /// A whole number: "1,400".
    pub(crate) fn count(&self, value: usize) -> String {
        self.number(Decimal::from(value))
    }

    /// A number with its unit, without a hedge: "1,400 TB", "US$75", "5 %"; the minus sign stands before all of it.
    pub(crate) fn amount(&self, value: Decimal, unit: Option<&Unit>, style: UnitStyle) -> String {
        let Some(unit) = unit.filter(|_| style != UnitStyle::None) else { return self.number(value) };
        let digits = self.numbers.format(&unsigned(value)).to_string();
        let category = || self.plural_category(value);
        let written = match self.unit_word(unit, style, category) {
            Some(word) => self.pattern("format.noun", &digits, ("noun", &word)),
            None => self.with_symbol(&digits, unit),
        };
        self.minus.sign(value, written)
    }

    /// A quantity with its hedge: "almost 1,400 TB", "between 5 and 7".
    pub(crate) fn quantity(&self, quantity: &Quantity, style: UnitStyle) -> String {
        let unit = quantity.unit.as_ref();
        let key = format!("hedge.{}", quantity.bound.word());
        let high = quantity.high.filter(|_| quantity.bound == Bound::Between);
        if let Some(high) = high {
            let stands_at_both = unit.is_some_and(|unit| self.clings(unit, style));
            let high_text = self.amount(high, unit, style);
            // "between 5 and 7 km", in Swahili "kati ya km 5 na 7".
            let leads = !stands_at_both && high_text.ends_with(&self.number(high)) && unit.is_some();
            let (low_unit, high_unit) = (unit.filter(|_| stands_at_both || leads), unit.filter(|_| !leads));
            let low = self.amount(quantity.value, low_unit, style);
            return self
                .messages
                .text(&key, &[("low", &low), ("high", &self.amount(high, high_unit, style))]);
        }
        let value = self.amount(quantity.value, unit, style);
        match quantity.bound {
            Bound::Between => value,
            _ => self.messages.text(&key, &[("value", &value)]),
        }
    }

    /// A unit by itself, for subtitles and table heads: "TB", "terabytes", "images"; empty for [`UnitStyle::None`].
    pub(crate) fn unit(&self, unit: &Unit, style: UnitStyle) -> String {
        if style == UnitStyle::None {
            return String::new();
        }
        // As with a hundred of them: `other` is the form of fractions in Polish or Russian.
        let many = || self.plural_category(Decimal::ONE_HUNDRED);
        self.unit_word(unit, style, many).unwrap_or_else(|| self.unit_symbol(unit))
    }

    /// A period: "January 2026", "Jan 2026", "2026".
    pub(crate) fn period(&self, period: Period, style: DateStyle) -> String {
        self.dates.period(period, style)
    }

    /// A day: "18 February 2026".
    pub(crate) fn date(&self, date: Date, style: DateStyle) -> String {
        self.dates.period(Period::Day(date), style)
    }

    /// A day with a time and its zone: "18 February 2026 at 11:00 UTC".
    pub(crate) fn date_time(&self, at: &Zoned) -> String {
        self.dates.moment(at)
    }

    /// A month without its year, short, as it stands alone: "Jan". `month` runs from 1 to 12.
    pub(crate) fn month_name(&self, month: i8) -> String {
        self.dates.month_name(month)
    }

    /// Items joined as in a sentence: "a, b and c".
    pub(crate) fn list(&self, items: &[String]) -> String {
        self.lists.format(items.iter()).to_string()
    }

    /// What stands before each item of [`Formatter::list`], for items that are marked up: "", ", ", " and ".
    pub(crate) fn list_joints(&self, items: &[String]) -> Vec<String> {
        // A private-use character ends each item; conjunctions depend on what stands behind them ("y" or "e" in Spanish).
        const END: char = '\u{f8ff}';
        let marked = items.iter().map(|item| format!("{}{END}", item.replace(END, "")));
        let written = self.lists.format(marked).to_string();
        let joint =
            |(piece, item): (&str, &String)| piece.strip_suffix(&item.replace(END, "")).map(str::to_owned);
        written.split(END).zip(items).map(|pair| joint(pair).unwrap_or_default()).collect()
    }

    /// Words that belong to each other, in the order of the language and with its comma: "North, March".
    pub(crate) fn apposed(&self, words: &[String]) -> String {
        let joined = |so_far: String, next: &String| {
            self.messages.text("chart.remark.of", &[("name", &so_far), ("x", next)])
        };
        let mut words = words.iter();
        let first = words.next().cloned().unwrap_or_default();
        words.fold(first, joined)
    }

    /// The plural category (CLDR cardinal) of a number as it is written: 1.0 is not 1 in every language.
    pub(crate) fn plural_category(&self, value: Decimal) -> &'static str {
        category_name(self.plurals.category_for(&unsigned(value)))
    }

    /// A message that counts: `{n}` is filled with the number as written, beside `values`.
    pub(crate) fn counted(&self, key: &str, count: usize, values: &[(&str, &str)]) -> String {
        let category = self.plural_category(Decimal::from(count));
        let number = self.count(count);
        let mut all = vec![("n", number.as_str())];
        all.extend_from_slice(values);
        self.messages.plural(key, category, &all)
    }

    /// The word for a unit, if it is written as one: always for counted nouns, else by `[units]` of the messages.
    fn unit_word(
        &self,
        unit: &Unit,
        style: UnitStyle,
        category: impl FnOnce() -> &'static str,
    ) -> Option<String> {
        if let Unit::Noun(id) = unit {
            let form = self.nouns.get(id).and_then(|noun| noun.form(&self.tag, category()));
            return Some(form.unwrap_or(id).to_owned());
        }
        let key = format!("units.{}", unit.id());
        let named = style == UnitStyle::Name && self.messages.has(&key);
        let name = named.then(|| self.messages.plural(&key, category(), &[]));
        // A language that writes the symbol in sentences too says so by giving it as the name.
        name.filter(|name| *name != self.unit_symbol(unit))
    }

    /// The sign of a currency, or the symbol of a unit where the language has its own ("To" for TB in French).
    fn unit_symbol(&self, unit: &Unit) -> String {
        let table = if matches!(unit, Unit::Currency(_)) { "currencies" } else { "symbols" };
        let own = self.messages.get(&format!("{table}.{}", unit.id()), &[]);
        own.unwrap_or_else(|| unit.id().to_owned())
    }

    fn with_symbol(&self, digits: &str, unit: &Unit) -> String {
        let symbol = self.unit_symbol(unit);
        match unit {
            Unit::Currency(_) => {
                let written = self.pattern("format.currency", digits, ("symbol", &symbol));
                space_out_letters(written, digits, &symbol)
            }
            Unit::Symbol("%" | "‰") => self.pattern("format.percent", digits, ("symbol", &symbol)),
            Unit::Symbol("°") => format!("{digits}{symbol}"),
            _ => self.pattern("format.unit", digits, ("symbol", &symbol)),
        }
    }

    /// Number and unit in the language's order; with a no-break space between them where no message says it.
    fn pattern(&self, key: &str, digits: &str, unit: (&str, &str)) -> String {
        let filled = self.messages.get(key, &[("n", digits), unit]);
        filled.unwrap_or_else(|| format!("{digits}\u{a0}{}", unit.1))
    }

    /// Whether a unit is written with both ends of a range: "between US$5 and US$7", but "between 5 and 7 km".
    pub(crate) fn clings(&self, unit: &Unit, style: UnitStyle) -> bool {
        let sign = matches!(unit, Unit::Currency(_) | Unit::Symbol("%" | "‰" | "°"));
        sign && self.unit_word(unit, style, || "other").is_none()
    }
}

/// Keeps the letters of a currency off the digits: "CHF 75" where the pattern makes "$75".
///
/// UTS 35, part 3 (Numbers), `currencySpacing`: a no-break space goes between a digit and a sign that does not
/// show a symbol (general category S) on that side.
fn space_out_letters(written: String, digits: &str, symbol: &str) -> String {
    let is_letter = |sign: Option<char>| sign.is_some_and(|sign| sign.is_alphabetic() || sign == '.');
    let mut spaced = written;
    if is_letter(symbol.chars().next_back()) {
        spaced = spaced.replace(&format!("{symbol}{digits}"), &format!("{symbol}\u{a0}{digits}"));
    }
    if is_letter(symbol.chars().next()) {
        spaced = spaced.replace(&format!("{digits}{symbol}"), &format!("{digits}\u{a0}{symbol}"));
    }
    spaced
}

/// What a language puts around a negative number, such as "-" or "−", with marks of direction.
struct Minus {
    before: String,
    after: String,
}

impl Minus {
    fn of(numbers: &DecimalFormatter) -> Minus {
        let one = numbers.format(&IcuDecimal::from(1)).to_string();
        let negative = numbers.format(&IcuDecimal::from(-1)).to_string();
        let (before, after) = negative.split_once(&one).unwrap_or(("-", ""));
        Minus { before: before.to_owned(), after: after.to_owned() }
    }

    fn sign(&self, value: Decimal, written: String) -> String {
        let negative = value.is_sign_negative() && !value.is_zero();
        if negative { format!("{}{written}{}", self.before, self.after) } else { written }
    }
}

/// The value without its sign, with all its digits.
fn unsigned(value: Decimal) -> IcuDecimal {
    let digits = value.mantissa().unsigned_abs();
    let mut number = u64::try_from(digits).map_or_else(|_| IcuDecimal::from(digits), IcuDecimal::from);
    let scale = i16::try_from(value.scale()).expect("a decimal has at most 28 digits after its mark");
    number.multiply_pow10(-scale);
    number
}

fn category_name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::numbering;
    use crate::quantity::SYMBOLS;
    use crate::text::FileText;

    const ENGLISH: &str = include_str!("../../themes/broadsheet/messages/en.toml");
    const PORTUGUESE: &str = include_str!("../../themes/broadsheet/messages/pt-BR.toml");

    fn tag(text: &str) -> LangTag {
        LangTag::parse(text).expect("a tag")
    }

    /// `language` as in `languages` of site.toml, with its digits.
    fn with_messages(language: &str, text: &str) -> Formatter {
        let (listed, digits) = numbering::listed(language).expect("a tag");
        let messages = Messages::read(&listed, &[FileText::new("messages/x.toml", text)]);
        let messages = messages.map(|messages| messages.in_digits(digits.as_ref()));
        let forms = |one: &str, other: &str| {
            BTreeMap::from([(Arc::from("one"), Arc::from(one)), (Arc::from("other"), Arc::from(other))])
        };
        let images = Noun {
            forms: vec![
                (Some(tag("en")), forms("image", "images")),
                (Some(tag("pt-BR")), forms("imagem", "imagens")),
            ],
        };
        Formatter::new(Arc::new(messages.value), Arc::new(BTreeMap::from([("images".into(), images)])))
    }

    fn formatter(language: &str) -> Formatter {
        with_messages(language, if language == "pt-BR" { PORTUGUESE } else { ENGLISH })
    }

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a decimal")
    }

    fn amount(formatter: &Formatter, value: &str, unit: &str, style: UnitStyle) -> String {
        let unit = Unit::parse(unit, |word| word == "images").expect("a unit");
        formatter.amount(decimal(value), Some(&unit), style)
    }

    #[test]
    fn a_formatter_may_be_shared_between_threads() {
        fn shared<T: Send + Sync>(_: &T) {}
        shared(&formatter("en"));
    }

    /// CLDR 48.2 (cldr-numbers-full, `main/<tag>/numbers.json`): symbols, decimal pattern and
    /// `minimumGroupingDigits` of the default numbering system.
    #[test]
    fn numbers_have_the_digits_and_groups_of_the_language() {
        let expected = [
            ("en", "1,400", "1,234,567.80", "-5.50"),
            ("pt-BR", "1.400", "1.234.567,80", "-5,50"),
            ("pt-PT", "1400", "1\u{a0}234\u{a0}567,80", "-5,50"),
            ("es", "1400", "1.234.567,80", "-5,50"),
            ("es-MX", "1,400", "1,234,567.80", "-5.50"),
            ("de", "1.400", "1.234.567,80", "-5,50"),
            ("de-CH", "1'400", "1'234'567.80", "-5.50"),
            ("de-AT", "1\u{a0}400", "1\u{a0}234\u{a0}567,80", "-5,50"),
            ("fr", "1\u{202f}400", "1\u{202f}234\u{202f}567,80", "-5,50"),
            ("it", "1400", "1.234.567,80", "-5,50"),
            ("pl", "1400", "1\u{a0}234\u{a0}567,80", "-5,50"),
            ("ru", "1\u{a0}400", "1\u{a0}234\u{a0}567,80", "-5,50"),
            ("sv", "1\u{a0}400", "1\u{a0}234\u{a0}567,80", "\u{2212}5,50"),
            ("fi", "1\u{a0}400", "1\u{a0}234\u{a0}567,80", "\u{2212}5,50"),
            ("hi", "1,400", "12,34,567.80", "-5.50"),
            ("bn", "১,৪০০", "১২,৩৪,৫৬৭.৮০", "-৫.৫০"),
            ("ar-EG", "١٬٤٠٠", "١٬٢٣٤٬٥٦٧٫٨٠", "\u{61c}-٥٫٥٠"),
            ("fa", "۱٬۴۰۰", "۱٬۲۳۴٬۵۶۷٫۸۰", "\u{200e}\u{2212}۵٫۵۰"),
            ("ja", "1,400", "1,234,567.80", "-5.50"),
        ];
        for (language, thousands, millions, negative) in expected {
            let formatter = formatter(language);
            assert_eq!(formatter.number(decimal("1400")), thousands, "{language}");
            assert_eq!(formatter.number(decimal("1234567.80")), millions, "{language}");
            assert_eq!(formatter.number(decimal("-5.50")), negative, "{language}");
        }
    }

    #[test]
    fn a_tag_may_choose_its_digits() {
        assert_eq!(formatter("th-u-nu-thai").number(decimal("1400")), "๑,๔๐๐");
        assert_eq!(formatter("ar-EG-u-nu-latn").number(decimal("1400")), "1,400");
    }

    #[test]
    fn all_digits_of_a_value_are_written_and_zero_has_no_sign() {
        let english = formatter("en");
        let longest = "-7.9228162514264337593543950335";
        assert_eq!(english.number(decimal(longest)), longest);
        assert_eq!(english.number(Decimal::MAX), "79,228,162,514,264,337,593,543,950,335");
        for (written, shown) in [("0", "0"), ("-0.00", "0.00"), ("0.050", "0.050"), ("100", "100")] {
            assert_eq!(english.number(decimal(written)), shown);
        }
        assert_eq!(english.count(1_400), "1,400");
    }

    /// CLDR 48.2 (cldr-dates-full, `main/<tag>/ca-gregorian.json`): `dateFormats.long`, `yMMMM`, month names.
    #[test]
    fn dates_follow_the_language() {
        let expected = [
            ("en", "February 18, 2026", "February 2026", "Feb"),
            ("en-GB", "18 February 2026", "February 2026", "Feb"),
            ("pt-BR", "18 de fevereiro de 2026", "fevereiro de 2026", "fev."),
            ("es", "18 de febrero de 2026", "febrero de 2026", "feb"),
            ("de", "18. Februar 2026", "Februar 2026", "Feb"),
            ("fr", "18 février 2026", "février 2026", "févr."),
            ("it", "18 febbraio 2026", "febbraio 2026", "feb"),
            ("pl", "18 lutego 2026", "luty 2026", "lut"),
            ("sv", "18 februari 2026", "februari 2026", "feb."),
            ("fi", "18. helmikuuta 2026", "helmikuu 2026", "helmi"),
            ("cs", "18. února 2026", "únor 2026", "úno"),
            ("ar-EG", "١٨ فبراير ٢٠٢٦", "فبراير ٢٠٢٦", "فبراير"),
            ("tr", "18 Şubat 2026", "Şubat 2026", "Şub"),
            ("nb", "18. februar 2026", "februar 2026", "feb"),
            ("ja", "2026年2月18日", "2026年2月", "2月"),
        ];
        let day = Date::constant(2026, 2, 18);
        for (language, long, month, name) in expected {
            let formatter = formatter(language);
            assert_eq!(formatter.date(day, DateStyle::Long), long, "{language}");
            assert_eq!(formatter.period(Period::Month(2026, 2), DateStyle::Long), month, "{language}");
            assert_eq!(formatter.month_name(2), name, "{language}");
        }
    }

    /// CLDR 48.2: `dateFormats.medium`, and year alone.
    #[test]
    fn short_dates_follow_the_language() {
        let expected = [
            ("en", "Feb 18, 2026", "Feb 2026", "2026"),
            ("pt-BR", "18 de fev. de 2026", "fev. de 2026", "2026"),
            ("de", "18.02.2026", "02/2026", "2026"),
            ("fr", "18 févr. 2026", "févr. 2026", "2026"),
            ("ja", "2026/02/18", "2026/02", "2026年"),
        ];
        let day = Date::constant(2026, 2, 18);
        for (language, short, month, year) in expected {
            let formatter = formatter(language);
            assert_eq!(formatter.date(day, DateStyle::Short), short, "{language}");
            assert_eq!(formatter.period(Period::Month(2026, 2), DateStyle::Short), month, "{language}");
            assert_eq!(formatter.period(Period::Year(2026), DateStyle::Long), year, "{language}");
        }
    }

    #[test]
    fn times_carry_their_zone() {
        let at: Zoned = "2026-02-18T11:05[America/Sao_Paulo]".parse().expect("a time");
        let english = formatter("en-GB");
        assert_eq!(english.date_time(&at), "18 February 2026 at 11:05 GMT-3");
        let utc = at.with_time_zone(jiff::tz::TimeZone::UTC);
        assert_eq!(english.date_time(&utc), "18 February 2026 at 14:05 UTC");
        let berlin = at.with_time_zone(jiff::tz::TimeZone::get("Europe/Berlin").expect("a zone"));
        assert_eq!(formatter("de").date_time(&berlin), "18. Februar 2026 um 15:05 MEZ");
        assert_eq!(english.date_time(&berlin), "18 February 2026 at 15:05 CET");
        let half: Zoned = "2026-02-18T11:05+05:30[+05:30]".parse().expect("a time");
        assert_eq!(formatter("de").date_time(&half), "18. Februar 2026 um 11:05 GMT+5:30");
    }

    /// Every language of ICU4X was tried once; these stand for scripts, digits, missing data and no data at all.
    #[test]
    fn no_language_lacks_a_formatter() {
        for language in
            ["und", "tlh", "pt", "pt-AO", "zh-Hant-HK", "mr", "my", "ckb", "sr-Latn", "yue", "mn-Mong"]
        {
            let formatter = formatter(language);
            let at: Zoned = "0476-09-04T11:05[UTC]".parse().expect("a time");
            for style in [DateStyle::Long, DateStyle::Short] {
                for period in [Period::Year(1), Period::Month(9999, 12), Period::Day(at.date())] {
                    assert!(!formatter.period(period, style).is_empty(), "{language}");
                }
            }
            assert!(!formatter.date_time(&at).is_empty(), "{language}");
            assert!(!formatter.date(Date::MIN, DateStyle::Long).is_empty(), "{language}");
            assert!(!formatter.date(Date::MAX, DateStyle::Long).is_empty(), "{language}");
            assert!(!formatter.list(&["a".into(), "b".into()]).is_empty(), "{language}");
        }
    }

    /// CLDR 48.2 (cldr-misc-full, `listPatterns.json`, `listPattern-type-standard`); Spanish turns y into e before i.
    #[test]
    fn lists_are_joined_as_in_a_sentence() {
        let list = |language: &str, items: &[&str]| {
            formatter(language).list(&items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(list("en", &["a", "b", "c"]), "a, b, and c");
        assert_eq!(list("en-GB", &["a", "b", "c"]), "a, b and c");
        assert_eq!(list("pt-BR", &["a", "b", "c"]), "a, b e c");
        assert_eq!(list("es", &["Ana", "Irene"]), "Ana e Irene");
        assert_eq!(list("ja", &["a", "b", "c"]), "a、b、c");
        assert_eq!(list("en", &["a"]), "a");
        assert_eq!(list("en", &[]), "");
    }

    #[test]
    fn joints_are_those_of_the_list() {
        let joints = |language: &str, items: &[&str]| {
            let items: Vec<String> = items.iter().map(|item| (*item).to_owned()).collect();
            let formatter = formatter(language);
            let joints = formatter.list_joints(&items);
            let whole: String =
                joints.iter().zip(&items).map(|(joint, item)| format!("{joint}{item}")).collect();
            assert_eq!(whole, formatter.list(&items), "{language}");
            joints
        };
        assert_eq!(joints("en", &["a", "and", "b"]), ["", ", ", ", and "]);
        assert_eq!(joints("en", &["a"]), [""]);
        assert_eq!(joints("es", &["Ana", "Irene"]), ["", " e "]);
        assert_eq!(joints("pl", &["Ana", "i", "Ewa"]), ["", ", ", " i "]);
        assert_eq!(joints("ja", &["a", "b", "c"]), ["", "、", "、"]);
        assert_eq!(joints("ar", &["a", "b"]), ["", " و"]);
        assert_eq!(joints("sw", &["a", "b", "c"]), ["", ", ", " na "]);
    }

    /// Alphabets of the languages; in order of code points `ł` and `İ` would stand behind `z`.
    #[test]
    fn names_are_sorted_as_dictionaries_do() {
        let sorted = |language: &str, names: &str| {
            let (formatter, mut names) = (formatter(language), names.split(' ').collect::<Vec<_>>());
            names.sort_by(|a, b| formatter.compare(a, b));
            names.join(" ")
        };
        assert_eq!(sorted("pl", "Żak Zięba Łoś Lis Mak Ćwik Cis Dąb"), "Cis Ćwik Dąb Lis Łoś Mak Zięba Żak");
        assert_eq!(
            sorted("tr", "Zor İnce Işık Can Çam Şen Sarı Öz Ok"),
            "Can Çam Işık İnce Ok Öz Sarı Şen Zor"
        );
        assert_eq!(
            sorted("uk", "Яна Їжак Іван Єва Ева Ґалаґан Гай Дяк"),
            "Гай Ґалаґан Дяк Ева Єва Іван Їжак Яна"
        );
        assert_eq!(sorted("ru", "Яна Ёлкин Жук Елена"), "Елена Ёлкин Жук Яна");
        assert_eq!(sorted("sv", "Öberg Zorn Ärlig Åby Adam"), "Adam Zorn Åby Ärlig Öberg");
        assert_eq!(sorted("de", "Zorn Öberg Ost Ärlig Adam"), "Adam Ärlig Öberg Ost Zorn");
        assert_eq!(sorted("es", "Ocaso Ñandú Nunca"), "Nunca Ñandú Ocaso");
    }

    /// UTS 35 plural rules, CLDR 48.2 `supplemental/plurals.json`: the samples given there.
    #[test]
    fn plural_categories_count_visible_digits() {
        let expected = [
            ("en", "1", "one"),
            ("en", "1.0", "other"),
            ("en", "0", "other"),
            ("pt-BR", "0", "one"),
            ("pt-BR", "1.5", "one"),
            ("pt-BR", "1000000", "many"),
            ("fr", "1.5", "one"),
            ("ru", "21", "one"),
            ("ru", "22", "few"),
            ("ru", "11", "many"),
            ("ru", "1.0", "other"),
            ("pl", "5", "many"),
            ("cs", "1.5", "many"),
            ("ar", "0", "zero"),
            ("ar", "2", "two"),
            ("ar", "103", "few"),
            ("ar", "111", "many"),
            ("ja", "1", "other"),
            ("en", "-1", "one"),
        ];
        for (language, value, category) in expected {
            assert_eq!(formatter(language).plural_category(decimal(value)), category, "{language} {value}");
        }
    }

    #[test]
    fn symbols_stand_behind_a_no_break_space() {
        let (english, portuguese) = (formatter("en"), formatter("pt-BR"));
        assert_eq!(amount(&english, "1400", "TB", UnitStyle::Symbol), "1,400\u{a0}TB");
        assert_eq!(amount(&portuguese, "1400", "TB", UnitStyle::Symbol), "1.400\u{a0}TB");
        assert_eq!(amount(&english, "-5.0", "°C", UnitStyle::Symbol), "-5.0\u{a0}°C");
        assert_eq!(amount(&english, "45", "°", UnitStyle::Symbol), "45°");
        assert_eq!(amount(&portuguese, "2.5", "pp", UnitStyle::Symbol), "2,5\u{a0}p.p.");
        assert_eq!(amount(&english, "1400", "TB", UnitStyle::None), "1,400");
        assert_eq!(english.amount(decimal("1400"), None, UnitStyle::Name), "1,400");
    }

    #[test]
    fn names_of_units_have_plural_forms() {
        let (english, portuguese) = (formatter("en"), formatter("pt-BR"));
        assert_eq!(amount(&english, "1", "TB", UnitStyle::Name), "1 terabyte");
        assert_eq!(amount(&english, "1.0", "TB", UnitStyle::Name), "1.0 terabytes");
        assert_eq!(amount(&portuguese, "1.5", "km", UnitStyle::Name), "1,5 quilômetro");
        assert_eq!(amount(&portuguese, "5", "%", UnitStyle::Name), "5 por cento");
        assert_eq!(amount(&english, "3", "hPa", UnitStyle::Name), "3\u{a0}hPa", "no name: the symbol");
        assert_eq!(amount(&english, "1", "images", UnitStyle::Symbol), "1 image");
        assert_eq!(amount(&portuguese, "2", "images", UnitStyle::Name), "2 imagens");
    }

    #[test]
    fn units_stand_alone_in_heads() {
        let portuguese = formatter("pt-BR");
        let unit = |word: &str, style| {
            portuguese.unit(&Unit::parse(word, |word| word == "images").expect("a unit"), style)
        };
        assert_eq!(unit("TB", UnitStyle::Symbol), "TB");
        assert_eq!(unit("TB", UnitStyle::Name), "terabytes");
        assert_eq!(unit("images", UnitStyle::Symbol), "imagens");
        assert_eq!(unit("USD", UnitStyle::Name), "US$");
        assert_eq!(unit("TB", UnitStyle::None), "");
    }

    /// CLDR 48.2 percent patterns: `#,##0%` (en, pt), `#,##0 %` (de), `%#,##0` (tr).
    #[test]
    fn per_cent_is_written_as_the_language_does() {
        let german = with_messages("de", "format.percent = \"{n}\\u00a0{symbol}\"");
        let turkish = with_messages("tr", "format.percent = \"{symbol}{n}\"");
        assert_eq!(amount(&formatter("en"), "5", "%", UnitStyle::Symbol), "5%");
        assert_eq!(amount(&formatter("pt-BR"), "-0.5", "%", UnitStyle::Symbol), "-0,5%");
        assert_eq!(amount(&formatter("en"), "5", "‰", UnitStyle::Symbol), "5‰");
        assert_eq!(amount(&german, "5", "%", UnitStyle::Symbol), "5\u{a0}%");
        assert_eq!(amount(&turkish, "-5", "%", UnitStyle::Symbol), "-%5");
        let as_symbol = with_messages("tr", "format.percent = \"{symbol}{n}\"\nunits.\"%\" = \"%\"");
        assert_eq!(amount(&as_symbol, "12.5", "%", UnitStyle::Name), "%12,5", "the name is the symbol");
    }

    /// UTS 35 `currencySpacing`: letters are kept off digits; the minus sign stands first.
    #[test]
    fn amounts_of_money_follow_the_pattern() {
        let (english, portuguese) = (formatter("en"), formatter("pt-BR"));
        assert_eq!(amount(&english, "75", "USD", UnitStyle::Symbol), "US$75");
        assert_eq!(amount(&english, "-75.00", "EUR", UnitStyle::Symbol), "-€75.00");
        assert_eq!(amount(&english, "75", "CHF", UnitStyle::Name), "CHF\u{a0}75");
        assert_eq!(amount(&portuguese, "1400", "USD", UnitStyle::Symbol), "US$\u{a0}1.400");
        let swedish = with_messages("sv", "format.currency = \"{n}{symbol}\"\ncurrencies.SEK = \"kr\"");
        assert_eq!(amount(&swedish, "-75", "SEK", UnitStyle::Symbol), "\u{2212}75\u{a0}kr");
        assert_eq!(amount(&swedish, "75", "USD", UnitStyle::Symbol), "75\u{a0}USD");
        let bare = with_messages("de", "");
        assert_eq!(amount(&bare, "75", "USD", UnitStyle::Symbol), "75\u{a0}USD", "no message at all");
    }

    #[test]
    fn hedges_say_what_is_known() {
        let unit = |word: &str| Unit::parse(word, |word| word == "images");
        let written = |language: &str, quantity: &Quantity| {
            formatter(language).quantity(quantity, UnitStyle::Symbol).replace('\u{a0}', " ")
        };
        let expected = [
            (Bound::Exactly, "1,400 TB", "1.400 TB"),
            (Bound::About, "about 1,400 TB", "cerca de 1.400 TB"),
            (Bound::Almost, "almost 1,400 TB", "quase 1.400 TB"),
            (Bound::MoreThan, "more than 1,400 TB", "mais de 1.400 TB"),
            (Bound::LessThan, "less than 1,400 TB", "menos de 1.400 TB"),
            (Bound::AtLeast, "at least 1,400 TB", "pelo menos 1.400 TB"),
            (Bound::AtMost, "at most 1,400 TB", "no máximo 1.400 TB"),
        ];
        for (bound, english, portuguese) in expected {
            let quantity = Quantity::bounded(decimal("1400"), unit("TB"), bound);
            assert_eq!(written("en", &quantity), english);
            assert_eq!(written("pt-BR", &quantity), portuguese);
        }
        let range = |word: &str| Quantity::between(decimal("5"), decimal("7"), unit(word));
        assert_eq!(written("en", &range("km")), "between 5 and 7 km");
        assert_eq!(written("en", &range("images")), "between 5 and 7 images");
        assert_eq!(written("en", &range("%")), "between 5% and 7%");
        assert_eq!(written("pt-BR", &range("USD")), "entre US$ 5 e US$ 7");
        assert_eq!(written("en", &Quantity::between(decimal("5"), decimal("7"), None)), "between 5 and 7");
        let swahili = with_messages(
            "sw",
            "format.unit = \"{symbol}\\u00a0{n}\"\nformat.noun = \"{noun} {n}\"\nhedge.between = \"kati ya {low} na {high}\"",
        );
        let between = |word| swahili.quantity(&range(word), UnitStyle::Symbol).replace('\u{a0}', " ");
        assert_eq!(
            (between("km"), between("images")),
            ("kati ya km 5 na 7".into(), "kati ya images 5 na 7".into())
        );
        let half_a_range = Quantity { high: None, ..range("km") };
        assert_eq!(written("en", &half_a_range), "5 km");
    }

    #[test]
    fn messages_that_count_take_the_form_of_their_number() {
        let text = "story.pages = { one = \"{n} page by {who}\", other = \"{n} pages by {who}\" }";
        let english = with_messages("en", text);
        assert_eq!(english.counted("story.pages", 1, &[("who", "Ana")]), "1 page by Ana");
        assert_eq!(english.counted("story.pages", 1400, &[("who", "Ana")]), "1,400 pages by Ana");
    }

    #[test]
    fn messages_name_units_that_exist() {
        for text in [ENGLISH, PORTUGUESE] {
            let table: toml::Table = text.parse().expect("messages");
            let keys = |name: &str| -> Vec<String> {
                table.get(name).and_then(toml::Value::as_table).expect(name).keys().cloned().collect()
            };
            for id in keys("units").iter().chain(&keys("symbols")) {
                assert!(SYMBOLS.contains(&id.as_str()), "{id}");
            }
            for code in keys("currencies") {
                assert!(matches!(Unit::parse(&code, |_| false), Some(Unit::Currency(_))), "{code}");
            }
            for (bound, _) in Bound::WORDS {
                assert!(keys("hedge").contains(&(*bound).to_owned()), "{bound}");
            }
        }
    }
}
