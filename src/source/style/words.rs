//! The words of one language for styles: terms from the theme's messages, dates from CLDR.
//!
//! Terms stand under `[csl]` by their CSL names, other forms behind a dot (`"editor.short"`); locators stand under
//! `[locators]`, short form first (`page`, `"page.long"`), since the same words are read in citations. A further
//! language is added by its messages alone: names of months and the order of dates come from CLDR.

use std::fmt::Write;
use std::sync::Arc;

use hayagriva::citationberg::{Locale, LocaleCode, LocaleFile};

use crate::locale::messages::Messages;
use crate::locale::numbering;
use crate::source::citation::LOCATORS;
use crate::source::style::dates::{Dates, Part};
use crate::source::style::html::Signs;
use crate::source::style::{guard, places};
use crate::source::vocabulary::TERMS;

/// The words of one language.
#[derive(Debug)]
pub(crate) struct StyleLocale {
    /// The language tag of the page.
    pub tag: Arc<str>,
    /// For hayagriva: a bare language stands for its main dialect there (`en` for `en-US`).
    pub(super) code: LocaleCode,
    /// One locale, as hayagriva takes a list of them.
    pub(super) csl: [Locale; 1],
    /// Dates as the language writes them.
    pub(super) dates: Dates,
    /// Its quotation marks and digits.
    pub(super) marks: Signs,
}

const FORMS: [(&str, &str); 5] = [
    ("long", ""),
    ("short", ".short"),
    ("verb", ".verb"),
    ("verb-short", ".verb-short"),
    ("symbol", ".symbol"),
];

impl StyleLocale {
    /// The words of the language of `messages`.
    pub(crate) fn new(messages: &Messages) -> StyleLocale {
        let dates = Dates::new(messages);
        let own = LocaleCode(messages.tag.to_string());
        let code = if messages.tag.as_str().contains('-') { None } else { own.fallback() }.unwrap_or(own);
        let xml = locale_xml(messages, &code.0, &dates);
        let marks = quote_marks(messages);
        StyleLocale { tag: messages.tag.as_str().into(), csl: [read(&xml, &code)], code, dates, marks }
    }
}

/// The marks without blanks that may belong to them, as in « ».
fn quote_marks(messages: &Messages) -> Signs {
    let mark = |key: &str, outer: &str| {
        let text = messages.get(key, &[]).filter(|text| !text.trim().is_empty());
        let text = text.or_else(|| messages.get(outer, &[])).unwrap_or_default();
        text.trim().chars().next().unwrap_or('"')
    };
    let pair = |outer: &str, inner: &str| [mark(outer, outer), mark(inner, outer)];
    Signs {
        places: places::read(messages),
        zero: numbering::zero(&messages.locale()),
        open: pair("csl.open-quote", "csl.open-inner-quote"),
        close: pair("csl.close-quote", "csl.close-inner-quote"),
    }
}

/// The locale of a text that is made here; should a message hold what XML cannot, there are no words.
fn read(xml: &str, code: &LocaleCode) -> Locale {
    match LocaleFile::from_xml(xml) {
        Ok(file) => file.into(),
        Err(_) => Locale {
            lang: Some(code.clone()),
            info: None,
            terms: None,
            date: Vec::new(),
            style_options: None,
        },
    }
}

/// A locale file (CSL, "Locale Files"): its types keep their texts to themselves, so that it is written and read.
fn locale_xml(messages: &Messages, code: &str, dates: &Dates) -> String {
    let mut xml = format!("<locale version=\"1.0\" xml:lang=\"{code}\">");
    let is_set = |key: &str| messages.get(key, &[]).is_some_and(|word| word == "true");
    // Writing into memory cannot fail.
    let _ = write!(
        xml,
        "<style-options punctuation-in-quote=\"{}\" limit-day-ordinals-to-day-1=\"{}\"/>",
        is_set("csl.punctuation-in-quote"),
        is_set("csl.limit-day-ordinals"),
    );
    for (form, parts) in [("text", &dates.text), ("numeric", &dates.numeric)] {
        let _ = write!(xml, "<date form=\"{form}\">");
        for part in parts {
            push_date_part(part, &mut xml);
        }
        xml.push_str("</date>");
    }
    xml.push_str("<terms>");
    for (number, (long, short)) in (1..).zip(dates.months.iter().zip(&dates.short_months)) {
        push_term(&format!("month-{number:02}"), "long", long, long, &mut xml);
        push_term(&format!("month-{number:02}"), "short", short, short, &mut xml);
    }
    push_terms(messages, &mut xml);
    push_ordinals(messages, &mut xml);
    xml.push_str("</terms></locale>");
    xml
}

fn push_date_part(part: &Part, xml: &mut String) {
    let form = match (part.name, part.padded) {
        ("month", _) if !part.numeric => "long",
        ("year", _) => "long",
        (_, true) => "numeric-leading-zeros",
        (_, false) => "numeric",
    };
    let prefix = guard::prefix(&part.prefix).unwrap_or_default();
    let (prefix, suffix) = (escaped(&prefix), escaped(&guard::affix(&part.suffix)));
    let _ = write!(
        xml,
        "<date-part name=\"{}\" form=\"{form}\" prefix=\"{prefix}\" suffix=\"{suffix}\"/>",
        part.name
    );
}

fn push_terms(messages: &Messages, xml: &mut String) {
    let text = |key: &str| {
        messages.has(key).then(|| (messages.plural(key, "one", &[]), messages.plural(key, "other", &[])))
    };
    for name in TERMS.iter().filter(|name| !name.starts_with("month-")) {
        let is_locator = LOCATORS.iter().any(|(label, _)| label == name);
        for (form, suffix) in FORMS {
            let as_locator = match form {
                "short" if is_locator => text(&format!("locators.{name}")),
                "long" if is_locator => text(&format!("locators.{name}.long")),
                _ => None,
            };
            if let Some((one, other)) = text(&format!("csl.{name}{suffix}")).or(as_locator) {
                let [one, other] = [one, other].map(|word| guard::affix(&word));
                let [one, other] = [one, other].map(|word| places::marked(&word, name, messages));
                push_words(name, form, &one, &other, xml);
            }
        }
    }
}

fn push_term(name: &str, form: &str, one: &str, other: &str, xml: &mut String) {
    push_words(name, form, &guard::affix(one), &guard::affix(other), xml);
}

/// The same of words that have their stand-ins.
fn push_words(name: &str, form: &str, one: &str, other: &str, xml: &mut String) {
    let _ = write!(
        xml,
        "<term name=\"{name}\" form=\"{form}\"><single>{}</single><multiple>{}</multiple></term>",
        escaped(one),
        escaped(other)
    );
}

/// `ordinals = "th 1:st 11:th"` and `long-ordinals = "first second …"`: one message each, so that a language with
/// fewer exceptions takes none over from another.
fn push_ordinals(messages: &Messages, xml: &mut String) {
    let ordinals = messages.get("csl.ordinals", &[]).unwrap_or_default();
    for word in ordinals.split_whitespace() {
        let (number, suffix) = word.split_once(':').unwrap_or(("", word));
        let (number, is_whole) = number.strip_prefix('=').map_or((number, false), |number| (number, true));
        let name = match number.parse::<u8>() {
            Ok(number) if number < 100 => format!("ordinal-{number:02}"),
            _ => "ordinal".to_owned(),
        };
        let matching = if is_whole { " match=\"whole-number\"" } else { "" };
        let _ = write!(xml, "<term name=\"{name}\"{matching}>{}</term>", escaped(&guard::affix(suffix)));
    }
    let long = messages.get("csl.long-ordinals", &[]).unwrap_or_default();
    for (number, word) in (1..=10).zip(long.split_whitespace()) {
        let _ = write!(xml, "<term name=\"long-ordinal-{number:02}\">{}</term>", escaped(word));
    }
}

fn escaped(text: &str) -> String {
    let clean: String = text.chars().filter(|sign| !sign.is_control()).collect();
    quick_xml::escape::escape(clean).into_owned()
}

#[cfg(test)]
mod tests {
    use hayagriva::citationberg::TermForm;
    use hayagriva::citationberg::taxonomy::{OtherTerm, Term};

    use super::*;
    use crate::locale::LangTag;
    use crate::source::style::samples;
    use crate::text::FileText;

    #[test]
    fn both_languages_have_the_same_words() {
        let keys = |text: &str| {
            let table = text.parse::<toml::Table>().expect("TOML");
            let names =
                |name: &str| table[name].as_table().expect("a table").keys().cloned().collect::<Vec<_>>();
            [names("locators"), names("csl")]
        };
        let english = keys(include_str!("../../../themes/broadsheet/messages/en.toml"));
        assert_eq!(english, keys(include_str!("../../../themes/broadsheet/messages/pt-BR.toml")));
    }

    #[test]
    fn every_key_is_a_term_of_csl() {
        let table = include_str!("../../../themes/broadsheet/messages/en.toml").parse::<toml::Table>();
        let table = table.expect("TOML");
        let ours = ["punctuation-in-quote", "limit-day-ordinals", "ordinals", "long-ordinals"];
        for key in table["csl"].as_table().expect("a table").keys().filter(|key| !ours.contains(&&***key)) {
            let name = FORMS.iter().skip(1).find_map(|(_, suffix)| key.strip_suffix(suffix)).unwrap_or(key);
            assert!(TERMS.contains(&name), "{key}");
        }
        for key in table["locators"].as_table().expect("a table").keys() {
            let name = key.strip_suffix(".long").unwrap_or(key);
            assert!(LOCATORS.iter().any(|(label, _)| *label == name), "{key}");
        }
    }

    #[test]
    fn terms_and_ordinals_are_those_of_the_language() {
        let term = |tag: &str, term, form| {
            let locale = samples::locale(tag);
            let [csl] = &locale.csl;
            csl.term(term, form).and_then(|term| term.multiple()).map(str::to_owned)
        };
        let pages = Term::NumberVariable(hayagriva::citationberg::taxonomy::NumberVariable::NumberOfPages);
        assert_eq!(term("en", pages, TermForm::Short).as_deref(), Some("pp."));
        assert_eq!(term("pt-BR", Term::Other(OtherTerm::And), TermForm::Long).as_deref(), Some("e"));
        let ordinal = |tag: &str, number| {
            let locale = samples::locale(tag);
            let [csl] = &locale.csl;
            csl.ordinals().and_then(|ordinals| ordinals.lookup(number, None)).map(str::to_owned)
        };
        let english = [1, 2, 3, 4, 11, 12, 21, 112].map(|number| ordinal("en", number).unwrap_or_default());
        assert_eq!(english, ["st", "nd", "rd", "th", "th", "th", "st", "th"]);
        assert_eq!(ordinal("pt-BR", 1).as_deref(), Some("ª"));
    }

    #[test]
    fn a_language_without_words_and_one_with_marks_of_xml_are_no_danger() {
        let locale = |text: &str| {
            let tag = LangTag::parse("fr").expect("a tag");
            let file = FileText::new("fr.toml", text);
            StyleLocale::new(&Messages::read(&tag, &[file]).value)
        };
        assert_eq!(locale("").code.0, "fr-FR");
        let marked = locale("[csl]\nand = \"<&\\\"]]>\"\nopen-quote = \"« \"\nclose-quote = \" »\"\n");
        let [csl] = &marked.csl;
        let and = csl.term(Term::Other(OtherTerm::And), TermForm::Long).and_then(|term| term.single());
        assert_eq!(and.map(guard::plain).as_deref(), Some("<&\"]]>"));
        assert_eq!((marked.marks.open, marked.marks.close), (['«', '«'], ['»', '»']));
    }
}
