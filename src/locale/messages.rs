//! Interface strings of a theme, per language: `messages/<tag>.toml`.
//!
//! A message is a text with `{slots}`, or one text per plural category. Keys of nested tables are joined with dots:
//! `[chart] source = "Source: {source}"` is `chart.source`. What a language lacks comes from the next of its
//! fallbacks (the tag, ever shorter forms of it, the theme's own language), message by message, with one warning for the language.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use icu_locale::Locale;
use toml::de::{DeTable, DeValue};

use crate::codes;
use crate::diag::{Collector, Diagnostic, Place, Reported};
use crate::fields::Document;
use crate::locale::LangTag;
use crate::locale::numbering::Numbering;
use crate::source::citation::LOCATORS;
use crate::text::{FileText, Fingerprint, Fingerprinter, Span};

/// CLDR's plural categories, in its order.
pub(crate) const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Tables in which a language lists only what differs from others.
const OPTIONAL: [&str; 4] = ["symbols.", "currencies.", PLACES, LANGUAGES];

/// The table in which a language says where the number of a place stands, if not behind the word and a blank.
const PLACES: &str = "places.";

/// The table in which a language names the others.
const LANGUAGES: &str = "languages.";

/// The message in which a language names itself.
pub(crate) const LANGUAGE_NAME: &str = "language_name";

/// All messages of one language, complete by fallback.
#[derive(Clone, Debug)]
pub(crate) struct Messages {
    /// The language asked for.
    pub tag: LangTag,
    numbering: Option<Numbering>,
    texts: BTreeMap<Arc<str>, Message>,
    /// Words for locators in this language: (CSL term, word).
    pub locators: Vec<(&'static str, Arc<str>)>,
    /// Of everything that was read.
    pub fingerprint: Fingerprint,
}

#[derive(Clone, Debug, PartialEq)]
enum Message {
    Plain(Template),
    Plural(BTreeMap<&'static str, Template>),
}

/// A text with slots, in order.
#[derive(Clone, Debug, PartialEq)]
struct Template(Vec<Part>);

#[derive(Clone, Debug, PartialEq)]
enum Part {
    Words(Arc<str>),
    Slot(Arc<str>),
}

impl Template {
    fn parse(text: &str) -> Template {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((words, (slot, after))) =
            rest.split_once('{').and_then(|(words, tail)| Some((words, tail.split_once('}')?)))
        {
            if !words.is_empty() {
                parts.push(Part::Words(words.into()));
            }
            parts.push(Part::Slot(slot.trim().into()));
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(Part::Words(rest.into()));
        }
        Template(parts)
    }

    fn fill(&self, values: &[(&str, &str)]) -> String {
        let mut text = String::new();
        for part in &self.0 {
            match part {
                // A value may end with the stop of an abbreviation: "2026 г." needs no other one behind it.
                Part::Words(words) if text.ends_with('.') && ends_sentence(words) => {
                    text.push_str(words.strip_prefix('.').unwrap_or(words));
                }
                Part::Words(words) => text.push_str(words),
                Part::Slot(slot) => {
                    let value = values.iter().find(|(name, _)| **name == **slot);
                    text.push_str(value.map_or("", |(_, value)| value));
                }
            }
        }
        text
    }
}

/// Whether words begin with one full stop.
fn ends_sentence(words: &str) -> bool {
    words.strip_prefix('.').is_some_and(|rest| !rest.starts_with('.'))
}

impl Messages {
    /// Reads the files of a language and its fallbacks, nearest first; the last one has every message.
    ///
    /// Says once, at the nearest file of the language itself, else at site.toml, how many messages had to come from
    /// another language.
    pub(crate) fn read(tag: &LangTag, files: &[FileText]) -> Reported<Messages> {
        let mut diagnostics = Vec::new();
        let mut texts = BTreeMap::new();
        let mut locators = Vec::new();
        let mut own_keys = BTreeSet::new();
        let mut print = Fingerprinter::new("messages");
        for file in files {
            print.print(file.fingerprint);
            let read = read_file(file).into(&mut diagnostics);
            locators.extend(read.iter().flat_map(|(key, message)| locator_words(key, message)));
            let is_own = speaks(file, tag);
            if is_own {
                own_keys.extend(read.keys().cloned());
            }
            for (key, message) in read {
                // A language without a name of its own is called by its tag, never by another language's name; what it
                // has no name for is called by its own name, never by that which a third has for it.
                let is_of_one =
                    *key == *LANGUAGE_NAME || key.starts_with(LANGUAGES) || key.starts_with(PLACES);
                if is_own || !is_of_one {
                    texts.entry(key).or_insert(message);
                }
            }
        }
        let nearest = files.iter().find(|file| speaks(file, tag));
        diagnostics.extend(missing_messages(tag, nearest, &own_keys, &texts));
        let fingerprint = print.finish();
        let messages = Messages { tag: tag.clone(), numbering: None, texts, locators, fingerprint };
        Reported::new(messages, diagnostics)
    }

    /// The same, with the digits that the site chose for the language.
    pub(crate) fn in_digits(self, numbering: Option<&Numbering>) -> Messages {
        let Some(numbering) = numbering else { return self };
        let mut print = Fingerprinter::new("messages in digits");
        print.print(self.fingerprint).text(numbering.name());
        Messages { numbering: Some(numbering.clone()), fingerprint: print.finish(), ..self }
    }

    /// The locale of the language, with its digits.
    pub(crate) fn locale(&self) -> Locale {
        self.numbering.as_ref().map_or_else(|| self.tag.locale(), |numbering| numbering.locale(&self.tag))
    }

    /// The message with its slots filled. A message that no language has gives its key, so that it is seen.
    pub(crate) fn text(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.find(key, "other").map_or_else(|| key.to_owned(), |template| template.fill(values))
    }

    /// The form of a plural message for a category of CLDR.
    pub(crate) fn plural(&self, key: &str, category: &str, values: &[(&str, &str)]) -> String {
        self.find(key, category).map_or_else(|| key.to_owned(), |template| template.fill(values))
    }

    /// The message, if any language has it.
    pub(crate) fn get(&self, key: &str, values: &[(&str, &str)]) -> Option<String> {
        self.find(key, "other").map(|template| template.fill(values))
    }

    /// Whether there is such a message.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.texts.contains_key(key)
    }

    fn find(&self, key: &str, category: &str) -> Option<&Template> {
        match self.texts.get(key)? {
            Message::Plain(template) => Some(template),
            Message::Plural(forms) => forms.get(category).or_else(|| forms.get("other")),
        }
    }

    /// Every message without slots, by key: what templates see as `t`.
    pub(crate) fn plain(&self) -> impl Iterator<Item = (&str, String)> {
        self.texts.iter().filter_map(|(key, message)| match message {
            Message::Plain(template) => Some((&**key, template.fill(&[]))),
            Message::Plural(_) => None,
        })
    }
}

/// Whether a file of messages is in the language of a tag, in whatever form: `messages/pt.toml` for `pt-BR`.
fn speaks(file: &FileText, tag: &LangTag) -> bool {
    let name = file.path.rsplit('/').next().unwrap_or_default();
    let stem = name.strip_suffix(".toml").unwrap_or(name);
    LangTag::parse(stem).is_ok_and(|own| own.language() == tag.language())
}

fn read_file(file: &FileText) -> Reported<BTreeMap<Arc<str>, Message>> {
    let collector = Collector::new(&file.path);
    let mut messages = BTreeMap::new();
    let (_, tree) = Document::parse(&file.text, 0, &collector);
    add_table(tree.get_ref(), "", &mut messages, &collector);
    Reported::new(messages, collector.finish())
}

fn add_table(
    table: &DeTable<'_>,
    prefix: &str,
    messages: &mut BTreeMap<Arc<str>, Message>,
    collector: &Collector,
) {
    for (key, value) in table {
        let name = format!("{prefix}{}", key.get_ref());
        match value.get_ref() {
            DeValue::String(text) => {
                messages.insert(name.into(), Message::Plain(Template::parse(text)));
            }
            DeValue::Table(table) => match plural_forms(table) {
                Some(forms) => {
                    messages.insert(name.into(), Message::Plural(forms));
                }
                None => add_table(table, &format!("{name}."), messages, collector),
            },
            _ => {
                let span = Span::new(value.span());
                collector.report(
                    &codes::toml::TYPE,
                    span,
                    format!("`{name}` must be a text or a table of texts"),
                );
            }
        }
    }
}

/// The forms of a plural message: a table whose keys are all plural categories and whose values are texts.
fn plural_forms(table: &DeTable<'_>) -> Option<BTreeMap<&'static str, Template>> {
    let form = |(key, value): (&toml::Spanned<std::borrow::Cow<'_, str>>, &toml::Spanned<DeValue<'_>>)| {
        let category = CATEGORIES.iter().find(|category| **category == key.get_ref().as_ref())?;
        Some((*category, Template::parse(value.get_ref().as_str()?)))
    };
    let forms: BTreeMap<_, _> = table.iter().map(form).collect::<Option<_>>()?;
    (!forms.is_empty()).then_some(forms)
}

/// `locators.page = { one = "p.", other = "pp." }`: each form is a word for the term.
fn locator_words(key: &str, message: &Message) -> Vec<(&'static str, Arc<str>)> {
    let term = key.strip_prefix("locators.").map(|term| term.trim_end_matches(".long"));
    let Some((label, _)) = LOCATORS.iter().find(|(label, _)| Some(*label) == term) else { return Vec::new() };
    let templates: Vec<&Template> = match message {
        Message::Plain(template) => vec![template],
        Message::Plural(forms) => forms.values().collect(),
    };
    templates.iter().map(|template| (*label, Arc::from(template.fill(&[]).as_str()))).collect()
}

fn missing_messages(
    tag: &LangTag,
    nearest: Option<&FileText>,
    own: &BTreeSet<Arc<str>>,
    all: &BTreeMap<Arc<str>, Message>,
) -> Option<Diagnostic> {
    let is_needed = |key: &&str| !OPTIONAL.iter().any(|table| key.starts_with(table));
    let absent = all.keys().filter(|key| !own.contains(*key)).map(|key| &**key);
    let missing: Vec<&str> = absent.filter(is_needed).collect();
    let first = missing.first()?;
    let file: Arc<str> = nearest.map_or_else(|| "site.toml".into(), |file| file.path.clone());
    let message = format!(
        "{} of {} messages for `{tag}` come from another language, `{first}` among them",
        missing.len(),
        all.len()
    );
    Some(
        Diagnostic::new(&codes::theme::MISSING_MESSAGES, Place::start_of(&file), message)
            .hint(format!("write them in `messages/{tag}.toml` of your theme")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> LangTag {
        LangTag::parse(text).expect("a tag")
    }

    #[test]
    fn slots_and_plurals_are_filled() {
        let file = FileText::new(
            "m/en.toml",
            "[a]\nb = \"by {who}\"\nc = { one = \"{n} page\", other = \"{n} pages\" }",
        );
        let messages = Messages::read(&tag("en"), &[file]).value;
        assert_eq!(messages.text("a.b", &[("who", "Ana")]), "by Ana");
        assert_eq!(messages.plural("a.c", "one", &[("n", "1")]), "1 page");
        assert_eq!(messages.plural("a.c", "few", &[("n", "3")]), "3 pages");
        assert_eq!(messages.text("a.d", &[]), "a.d");
    }

    #[test]
    fn the_stop_of_an_abbreviation_ends_the_sentence_too() {
        let file = FileText::new("m/ru.toml", "a = \"до {date}. И\"\nb = \"{x}...\"");
        let messages = Messages::read(&tag("ru"), &[file]).value;
        assert_eq!(messages.text("a", &[("date", "2026 г.")]), "до 2026 г. И");
        assert_eq!(messages.text("a", &[("date", "2026")]), "до 2026. И");
        assert_eq!(messages.text("b", &[("x", "г.")]), "г....");
    }

    #[test]
    fn no_language_borrows_the_name_of_another() {
        let english = FileText::new("themes/x/messages/en.toml", "language_name = \"English\"\na = \"one\"");
        let german = Messages::read(&tag("de"), std::slice::from_ref(&english)).value;
        assert_eq!(german.get(LANGUAGE_NAME, &[]), None);
        assert_eq!(german.text("a", &[]), "one");
        let british = Messages::read(&tag("en-GB"), &[english]).value;
        assert_eq!(british.text(LANGUAGE_NAME, &[]), "English");
    }

    #[test]
    fn a_lacking_language_falls_back_with_one_warning() {
        let own = FileText::new("m/de.toml", "a = \"eins\"");
        let english = FileText::new("m/en.toml", "a = \"one\"\nb = \"two\"\nc = \"three\"");
        let read = Messages::read(&tag("de"), &[own, english]);
        assert_eq!(read.value.text("a", &[]), "eins");
        assert_eq!(read.value.text("b", &[]), "two");
        assert_eq!(read.diagnostics.len(), 1);
        assert_eq!(&*read.diagnostics[0].at.as_ref().expect("a place").file, "m/de.toml");
    }

    #[test]
    fn a_language_without_messages_is_told_and_keeps_its_own_name() {
        let english = FileText::new("m/en.toml", "language_name = \"English\"\na = \"one\"");
        let read = Messages::read(&tag("de"), std::slice::from_ref(&english));
        assert_eq!(read.value.get(LANGUAGE_NAME, &[]), None);
        assert_eq!(read.value.text("a", &[]), "one");
        assert_eq!(&*read.diagnostics[0].at.as_ref().expect("a place").file, "site.toml");
        let none = Messages::read(&tag("en-GB"), &[english]);
        assert_eq!(none.value.text("language_name", &[]), "English");
        assert!(none.diagnostics.is_empty(), "a shorter tag is the same language");
    }

    #[test]
    fn a_sites_few_own_messages_stand_before_the_built_in_ones_of_the_language() {
        let own = FileText::new("themes/mine/messages/en.toml", "a = \"my one\"");
        let built_in = FileText::new("themes/built-in/messages/en.toml", "a = \"one\"\nb = \"two\"");
        let read = Messages::read(&tag("en"), &[own, built_in]);
        assert_eq!((read.value.text("a", &[]), read.value.text("b", &[])), ("my one".into(), "two".into()));
        assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
    }
}
