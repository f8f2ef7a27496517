//! Digits that a site chooses for a language: the `-u-nu-` of a tag in `languages` of `site.toml`.
//!
//! The choice is said once, there. Everything else that names the language (files, tables of texts, addresses, `lang`
//! in pages) has the plain tag; writers and readers of numbers ask for [`Numbering::locale`].

use std::collections::BTreeSet;
use std::sync::Arc;

use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale::Locale;
use icu_locale::extensions::unicode::{Value, key};

use crate::locale::{LangTag, TagError};

/// A numbering system of CLDR with ten digits, by its name there: `latn`, `arab`, `deva`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Numbering(Arc<str>);

/// Systems that a hint may propose: all of ten digits that ICU4X has.
pub(crate) const KNOWN: &[&str] = &[
    "adlm", "arab", "arabext", "beng", "cakm", "deva", "gujr", "guru", "khmr", "knda", "laoo", "latn",
    "mlym", "mymr", "nkoo", "olck", "orya", "tamldec", "telu", "thai", "tibt", "vaii",
];

/// Why a text names no language with digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ListedError {
    /// It is no tag, with or without an extension.
    Tag(TagError),
    /// The tag has an extension of Unicode with something else than digits; this is the tag without it.
    OtherExtension(LangTag),
    /// No numbering system with ten digits has this name; this is the tag without it.
    UnknownDigits(LangTag, String),
}

impl Numbering {
    /// The system of a name of CLDR, if it has ten digits that follow each other.
    ///
    /// ICU4X writes an unknown system in the digits of the language, and those of `hanidec` (〇一二) are no digits to
    /// readers of numbers: so what it writes is looked at.
    pub(crate) fn parse(name: &str) -> Option<Numbering> {
        let locale = Locale::try_from_str(&format!("und-u-nu-{name}")).ok()?;
        let numbers = DecimalFormatter::try_new((&locale).into(), Default::default()).ok()?;
        let zero = single(&numbers, 0)?;
        let follow =
            (1..10u32).all(|digit| single(&numbers, digit) == char::from_u32(u32::from(zero) + digit));
        let is_asked_for = (zero == '0') == (name == "latn");
        (follow && is_asked_for).then(|| Numbering(name.into()))
    }

    /// Its name in CLDR.
    pub(crate) fn name(&self) -> &str {
        &self.0
    }

    /// The locale of a language that writes in these digits.
    pub(crate) fn locale(&self, tag: &LangTag) -> Locale {
        let mut locale = tag.locale();
        if let Ok(value) = Value::try_from_str(&self.0) {
            locale.extensions.unicode.keywords.set(key!("nu"), value);
        }
        locale
    }
}

/// What a digit is written as, if that is one character.
fn single(numbers: &DecimalFormatter, digit: u32) -> Option<char> {
    let written = numbers.format(&Decimal::from(digit)).to_string();
    let mut signs = written.chars();
    signs.next().filter(|_| signs.next().is_none())
}

/// An entry of `languages`: a tag, and the digits that it asks for.
pub(crate) fn listed(text: &str) -> Result<(LangTag, Option<Numbering>), ListedError> {
    let Some(mut locale) = extended(text) else {
        return LangTag::parse(text).map(|tag| (tag, None)).map_err(ListedError::Tag);
    };
    let canonical = locale.to_string();
    let unicode = std::mem::take(&mut locale.extensions.unicode);
    let tag = LangTag::parse(&locale.to_string()).map_err(ListedError::Tag)?;
    let keywords = &unicode.keywords;
    let asked = keywords.get(&key!("nu")).map(ToString::to_string);
    let names: BTreeSet<String> = keywords.iter().map(|(key, _)| key.to_string()).collect();
    let digits = asked.filter(|_| names.len() == 1 && unicode.attributes.is_empty());
    let Some(digits) = digits else { return Err(ListedError::OtherExtension(tag)) };
    if canonical != text {
        return Err(ListedError::Tag(TagError::NotCanonical(canonical)));
    }
    match Numbering::parse(&digits) {
        Some(numbering) => Ok((tag, Some(numbering))),
        None => Err(ListedError::UnknownDigits(tag, digits)),
    }
}

fn extended(text: &str) -> Option<Locale> {
    Locale::try_from_str(text).ok().filter(|locale| !locale.extensions.unicode.is_empty())
}

/// The digit for nothing of a locale: `0`, `٠`; the nine others follow it.
pub(crate) fn zero(locale: &Locale) -> char {
    let numbers = DecimalFormatter::try_new(locale.into(), Default::default()).ok();
    numbers.and_then(|numbers| single(&numbers, 0)).unwrap_or('0')
}

/// A text with its digits `0` to `9` in the digits that begin with `zero`.
pub(crate) fn in_digits(text: &str, zero: char) -> String {
    let digit = |sign: char| sign.to_digit(10).and_then(|digit| char::from_u32(u32::from(zero) + digit));
    text.chars().map(|sign| digit(sign).unwrap_or(sign)).collect()
}

/// The counter style of CSS (Counter Styles Level 3, section 6.1) for digits, by their zero; `None` for `0` to `9`
/// and for scripts that CSS has no style of.
pub(crate) fn counter_style(zero: char) -> Option<&'static str> {
    const STYLES: &[(char, &str)] = &[
        ('٠', "arabic-indic"),
        ('۰', "persian"),
        ('०', "devanagari"),
        ('০', "bengali"),
        ('੦', "gurmukhi"),
        ('૦', "gujarati"),
        ('୦', "oriya"),
        ('௦', "tamil"),
        ('౦', "telugu"),
        ('೦', "kannada"),
        ('൦', "malayalam"),
        ('๐', "thai"),
        ('໐', "lao"),
        ('༠', "tibetan"),
        ('၀', "myanmar"),
        ('០', "khmer"),
        ('᠐', "mongolian"),
    ];
    STYLES.iter().find(|(sign, _)| *sign == zero).map(|(_, style)| *style)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Result<(String, Option<String>), ListedError> {
        listed(text).map(|(tag, digits)| (tag.to_string(), digits.map(|digits| digits.name().to_owned())))
    }

    #[test]
    fn digits_are_taken_off_the_tag() {
        assert_eq!(plain("pt-BR"), Ok(("pt-BR".into(), None)));
        assert_eq!(plain("ar-u-nu-latn"), Ok(("ar".into(), Some("latn".into()))));
        assert_eq!(plain("hi-IN-u-nu-deva"), Ok(("hi-IN".into(), Some("deva".into()))));
        let numbering = Numbering::parse("deva").expect("a numbering system");
        let hindi = LangTag::parse("hi").expect("a tag");
        assert_eq!(numbering.locale(&hindi).to_string(), "hi-u-nu-deva");
    }

    #[test]
    fn what_is_no_choice_of_digits_is_told_apart() {
        let tag = |text: &str| LangTag::parse(text).expect("a tag");
        assert_eq!(plain("ar-u-ca-islamic"), Err(ListedError::OtherExtension(tag("ar"))));
        assert_eq!(plain("ar-u-ca-islamic-nu-latn"), Err(ListedError::OtherExtension(tag("ar"))));
        assert_eq!(plain("ar-u-nu-latin"), Err(ListedError::UnknownDigits(tag("ar"), "latin".into())));
        assert_eq!(plain("zh-u-nu-hanidec"), Err(ListedError::UnknownDigits(tag("zh"), "hanidec".into())));
        let not_canonical = TagError::NotCanonical("ar-u-nu-latn".into());
        assert_eq!(plain("AR-u-nu-LATN"), Err(ListedError::Tag(not_canonical)));
        assert_eq!(plain("ar!"), Err(ListedError::Tag(TagError::NotATag)));
    }

    #[test]
    fn systems_of_hints_are_known_to_icu() {
        assert!(KNOWN.is_sorted());
        for name in KNOWN {
            assert!(Numbering::parse(name).is_some(), "{name}");
        }
        for name in ["fullwide", "native", "traditio", "finance", "roman", "hebr", "xyzw"] {
            assert!(Numbering::parse(name).is_none(), "{name}");
        }
    }
}
