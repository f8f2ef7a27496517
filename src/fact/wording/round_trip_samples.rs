//! What the program writes in a language, it reads back: numbers, scale words, dates.

use std::collections::BTreeMap;
use std::sync::Arc;

use icu_decimal::CompactDecimalFormatter;
use icu_decimal::input::Decimal as IcuDecimal;
use jiff::civil::Date;

use super::tests::{lexicon, read_short};
use super::*;
use crate::locale::LangTag;
use crate::locale::format::{DateStyle, Formatter};
use crate::locale::lexicon::{derived, digits};
use crate::locale::messages::Messages;

/// Languages of many families, scripts, digits and ways to group.
const LANGUAGES: &[&str] = &[
    "en", "en-GB", "en-AU", "es-419", "es-US", "es-AR", "pt-AO", "fr-BE", "de-LU", "it-SM", "en-IN", "en-ZA",
    "pt-BR", "pt-PT", "es", "es-MX", "fr", "fr-CH", "fr-CA", "de", "de-CH", "de-AT", "it", "it-CH", "nl",
    "sv", "nb", "da", "fi", "is", "et", "lv", "lt", "pl", "cs", "sk", "sl", "hr", "sr", "sr-Latn", "bg",
    "ru", "uk", "ro", "hu", "el", "tr", "az", "kk", "uz", "ka", "hy", "he", "ar", "ar-EG", "fa", "ur", "hi",
    "mr", "ne", "bn", "ta", "te", "kn", "ml", "gu", "pa", "si", "th", "lo", "my", "km", "vi", "id", "ms",
    "fil", "ja", "ko", "zh", "zh-Hant", "sw", "af", "am", "ca", "eu", "gl", "ga", "cy", "sq", "mk", "zu",
    "mn",
];

fn formatter(language: &str) -> Formatter {
    let tag = LangTag::parse(language).expect("a tag");
    let messages = Messages::read(&tag, &[]).value;
    Formatter::new(Arc::new(messages), Arc::new(BTreeMap::new()))
}

/// Every language once: its lexicon is made only here.
#[test]
fn what_a_language_writes_is_read_back() {
    let mut wrong = Vec::new();
    for language in LANGUAGES {
        let (formatter, lexicon) = (formatter(language), lexicon(language));
        let mut check = |text: &str, expected: &str, is_right: bool| {
            if !is_right {
                wrong.push(format!("{language}: {expected} as {text:?}: {}", read_short(&lexicon, text)));
            }
        };
        numbers(&formatter, &lexicon, &mut check);
        dates(&formatter, &lexicon, &mut check);
        scales(language, &lexicon, &mut check);
    }
    assert!(LANGUAGES.len() >= 40);
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

fn numbers(formatter: &Formatter, lexicon: &Lexicon, check: &mut impl FnMut(&str, &str, bool)) {
    for text in ["0", "7", "12", "999", "1400", "12345678", "1234567.8", "0.05", "3.50", "-5.5", "-1234567"] {
        let value: Decimal = text.parse().expect("a decimal");
        let written = formatter.number(value);
        let claims = read(&written, lexicon);
        let found = claims.first().map(|claim| (claim.value, claim.rounding));
        let rounding = Decimal::new(5, value.scale() + 1);
        check(&written, text, claims.len() == 1 && found == Some((value, rounding)));
    }
}

fn dates(formatter: &Formatter, lexicon: &Lexicon, check: &mut impl FnMut(&str, &str, bool)) {
    for month in 1..=12 {
        for period in [Period::Month(2026, month), Period::Day(Date::constant(2026, month, 9))] {
            for style in [DateStyle::Long, DateStyle::Short] {
                let written = formatter.period(period, style);
                let kinds: Vec<ClaimKind> = read(&written, lexicon).iter().map(|claim| claim.kind).collect();
                check(&written, &period.to_string(), kinds == [ClaimKind::Period(period)]);
            }
        }
    }
}

fn scales(language: &str, lexicon: &Lexicon, check: &mut impl FnMut(&str, &str, bool)) {
    let locale = LangTag::parse(language).expect("a tag").locale();
    let words = derived::scales(&locale);
    let twice = |word: &derived::ScaleWord| {
        words.iter().any(|other| other.words == word.words && other.times != word.times)
    };
    let long = CompactDecimalFormatter::try_new_long((&locale).into(), Default::default()).expect("data");
    let short = CompactDecimalFormatter::try_new_short((&locale).into(), Default::default()).expect("data");
    for formatter in [long, short] {
        for (text, value) in written_with_scales(&formatter) {
            // CLDR has words for two scales in Nepali and Bangla, for a scale and a unit in Irish, and words around the
            // figure in Burmese.
            let is_unit =
                |word: &derived::ScaleWord| lexicon.scale_name(word.words.trim_end_matches('.')).is_some();
            let unclear =
                words.iter().any(|word| text.contains(&word.words) && (twice(word) || is_unit(word)));
            let around = !text.starts_with(is_digit) && !text.ends_with(is_digit) && text.contains(is_digit);
            let claims = read(&text, lexicon);
            let found = claims.first().map(|claim| claim.value);
            check(
                &text,
                &value.to_string(),
                unclear || around || (claims.len() == 1 && found == Some(value)),
            );
        }
    }
}

fn is_digit(sign: char) -> bool {
    digits::value(sign).is_some()
}

/// Numbers from a thousand to some trillions as a language shortens them, and what they are.
fn written_with_scales(formatter: &CompactDecimalFormatter) -> Vec<(String, Decimal)> {
    let samples = (3..13).flat_map(|zeros| [10u32, 14, 20, 50, 70].map(|tenths| (tenths, zeros)));
    samples
        .map(|(tenths, zeros)| {
            let mut value = IcuDecimal::from(tenths);
            value.multiply_pow10(zeros - 1);
            let scale = Decimal::from(10u64.pow(u32::from(zeros.unsigned_abs())));
            (formatter.format(&value).to_string(), Decimal::from(tenths) * scale / Decimal::TEN)
        })
        .collect()
}

/// Parts of texts that mean something to a reader of numbers.
const PARTS: &[&str] = &[
    "1",
    "23",
    "1,400",
    "1.400,5",
    "2026",
    "0",
    "99999999999999999999999999999999",
    ".",
    ",",
    "-",
    "–",
    " ",
    "\u{a0}",
    "$",
    "€",
    "%",
    "million",
    "mil",
    "bn",
    "between",
    "and",
    "to",
    "from",
    "almost",
    "half",
    "third",
    "a",
    "of",
    "by",
    "tripled",
    "times",
    "TB",
    "°C",
    "½",
    "٣",
    "万",
    "億",
    "लाख",
    "ё",
    "\u{301}",
    "\u{fffc}",
    "’",
    "'",
    "d'",
    "(",
    "/",
    ":",
    "März",
    "february",
    "16",
    "°",
    "\u{200f}",
    "𝟗",
    "🙂",
    "fold",
    "page",
    "Uhr",
    "zweitausend",
    "um",
    "e",
    "y",
    "et",
    "und",
    "cent",
];

/// Texts of all kinds of signs, made from a small generator: nothing may panic, and ranges lie on letters.
#[test]
fn no_text_is_too_odd_to_be_read() {
    let lexicons: Vec<Lexicon> =
        ["en", "pt-BR", "fr", "de", "it", "ja", "ar-EG"].iter().map(|tag| lexicon(tag)).collect();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).expect("small")
    };
    for round in 0..6000 {
        let mut text = String::new();
        for _ in 0..=next(12) {
            match next(8) {
                0 => text.extend(char::from_u32(u32::try_from(next(0x11_0000)).expect("small"))),
                1..3 => text.push(' '),
                _ => text.push_str(PARTS[next(PARTS.len())]),
            }
        }
        let lexicon = &lexicons[round % lexicons.len()];
        let mut end = 0;
        for claim in read(&text, lexicon) {
            assert!(
                text.get(claim.range.clone()).is_some_and(|words| !words.is_empty()),
                "{text:?} {claim:?}"
            );
            assert!(
                text.get(claim.number.clone()).is_some_and(|words| !words.is_empty()),
                "{text:?} {claim:?}"
            );
            assert!(
                claim.hedge_words.clone().is_none_or(|words| text.get(words).is_some()),
                "{text:?} {claim:?}"
            );
            assert!(claim.range.start >= end, "{text:?} {claim:?}");
            end = claim.range.start;
            let _ = claim.interval(crate::quantity::TOLERANCE);
        }
    }
}
