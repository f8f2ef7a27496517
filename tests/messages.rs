//! The words of the built-in theme: every language has every message, in the plural forms that CLDR gives it.
//!
//! English is the list of messages. Each other file of `themes/broadsheet/messages` is held against it, and all that
//! is wrong with a file is said at once.

use std::collections::{BTreeMap, BTreeSet};

use icu_locale::Locale;
use icu_plurals::{PluralCategory, PluralRules};

use crate::theme::{between, texts, theme};

/// Signs that a language may have where English has none.
const OPTIONAL: &[&str] = &["symbols.", "currencies.", "places."];

/// Tables whose forms are the two of CSL, single and multiple, and count nothing.
const TWO_FORMS: &[&str] = &["locators.", "csl."];

/// Words that are English and no less the words of most other languages; names of bits, bytes and watts go by their end.
const EVERYWHERE: &str = "album cit false feed film hindi internet loc mail online opera opus podcast preprint sha signal \
                          software sub swahili true verbis verbo video";

/// The same, for some languages: in small letters, in the order of the alphabet. Abbreviations need not be listed.
const SHARED: &[(&str, &str)] = &[
    ("de", "app heatmap median name original post"),
    ("es", "acre acres canon director editor folio folios original panel series"),
    (
        "fr",
        "acre acres article articles canon canons correction corrections date document documents figure figures \
         films folio folios gallon gallons hectare hectares important million minute minutes note notes page pages \
         point points section sections source sources version versions volume volumes yard yards",
    ),
    ("it", "figure file mille note per post scene volume"),
    (
        "nl",
        "acre app canon centimeter curator document films folio gallon gram hectare histogram illustrator inch \
         interview interviewer interviewers interviews kilogram kilometer liter manuscript meter millimeter ounce \
         supplement tip winter yard",
    ),
    ("pt-BR", "acre acres hectare hectares original volume volumes"),
    ("pt-PT", "acre acres hectare hectares original volume volumes"),
    ("id", "data folio gram histogram kilogram kilometer liter median meter status yard"),
    ("pl", "gram histogram kilogram mile panel patent status"),
    ("sw", "data"),
    ("tr", "gram histogram kilogram panel patent"),
];

/// Messages that a language may leave empty: where nothing stands behind an ordinal number.
const MAY_BE_EMPTY: &[&str] = &["csl.ordinals"];

/// A message: its text under "other", or one text for each plural category.
type Forms = BTreeMap<String, String>;

const CATEGORIES: [(&str, PluralCategory); 6] = [
    ("zero", PluralCategory::Zero),
    ("one", PluralCategory::One),
    ("two", PluralCategory::Two),
    ("few", PluralCategory::Few),
    ("many", PluralCategory::Many),
    ("other", PluralCategory::Other),
];

/// The messages of a file by their keys; whether each counts, with its texts.
fn messages(text: &str) -> BTreeMap<String, (bool, Forms)> {
    let table: toml::Table = text.parse().expect("TOML");
    let mut found = BTreeMap::new();
    add(&table, "", &mut found);
    found
}

fn add(table: &toml::Table, prefix: &str, found: &mut BTreeMap<String, (bool, Forms)>) {
    for (key, value) in table {
        let name = format!("{prefix}{key}");
        let said = |value: &toml::Value| value.as_str().expect("a text").to_owned();
        match value {
            toml::Value::Table(forms)
                if !forms.is_empty() && forms.keys().all(|key| CATEGORIES.iter().any(|(c, _)| c == key)) =>
            {
                let forms = forms.iter().map(|(category, text)| (category.clone(), said(text)));
                found.insert(name, (true, forms.collect()));
            }
            toml::Value::Table(below) => add(below, &format!("{name}."), found),
            text => {
                found.insert(name, (false, Forms::from([("other".to_owned(), said(text))])));
            }
        }
    }
}

fn slots(text: &str) -> BTreeSet<&str> {
    between(text, "{", "}").into_iter().collect()
}

/// The plural rules of a language: its categories, and those of them that stand for one whole number alone.
struct Plurals {
    categories: BTreeSet<String>,
    /// There a form may leave its number out: "a page", "two pages" in one word.
    single: BTreeSet<String>,
}

impl Plurals {
    fn of(tag: &str) -> Plurals {
        let locale: Locale = tag.parse().expect("a tag");
        let rules = PluralRules::try_new_cardinal((&locale).into()).expect("compiled data");
        let name =
            |category| CATEGORIES.iter().find(|(_, own)| *own == category).expect("one of six").0.to_owned();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for number in 0..=200_usize {
            // None of something is told in other words, so that French may say "une page" though 0 is `one`, too.
            let category = name(rules.category_for(number));
            *counts.entry(category.clone()).or_default() += usize::from(number > 0 || category == "zero");
        }
        let single = counts.into_iter().filter(|(_, count)| *count == 1).map(|(category, _)| category);
        Plurals { single: single.collect(), categories: rules.categories().map(name).collect() }
    }
}

/// What is wrong with the file of a language: a line for each fault, with its key.
fn faults(tag: &str, text: &str, english: &BTreeMap<String, (bool, Forms)>) -> Vec<String> {
    let plurals = Plurals::of(tag);
    let own = messages(text);
    let optional = |key: &str| OPTIONAL.iter().any(|table| key.starts_with(table));
    let mut faults = Vec::new();
    for (key, (counts, models)) in english {
        let Some((own_counts, forms)) = own.get(key) else {
            faults.push(format!("{key}: missing"));
            continue;
        };
        let two = TWO_FORMS.iter().any(|table| key.starts_with(table));
        faults.extend(form_fault(key, (*counts, *own_counts), two, forms, &plurals));
        for (category, form) in forms {
            faults.extend(slot_faults((key, category), form, models, &plurals));
            let is_empty = form.trim().is_empty()
                && models.values().all(|model| !model.trim().is_empty())
                && !MAY_BE_EMPTY.contains(&key.as_str());
            faults.extend(is_empty.then(|| format!("{key}: empty")));
            let is_english = tag != "en" && models.values().any(|model| model == form);
            faults.extend((is_english && !is_shared(tag, form)).then(|| format!("{key}: English, `{form}`")));
        }
    }
    let unknown = own.keys().filter(|key| !english.contains_key(*key) && !optional(key));
    faults.extend(unknown.map(|key| format!("{key}: no such message in English")));
    faults
}

fn form_fault(
    key: &str,
    (counts, own_counts): (bool, bool),
    two: bool,
    forms: &Forms,
    plurals: &Plurals,
) -> Option<String> {
    let own: BTreeSet<&str> = forms.keys().map(String::as_str).collect();
    if two && counts {
        let fits = own.contains("other") && own.iter().all(|form| matches!(*form, "one" | "other"));
        return (!fits)
            .then(|| format!("{key}: needs `one` for a single one and `other` for several, has {own:?}"));
    }
    if counts != own_counts {
        return Some(format!("{key}: {}", if counts { "needs plural forms" } else { "has plural forms" }));
    }
    let expected: BTreeSet<&str> = plurals.categories.iter().map(String::as_str).collect();
    (counts && own != expected).then(|| format!("{key}: needs the forms {expected:?}, has {own:?}"))
}

/// Slots that a text must and may have: those of English, where a form that means one number need not say it.
fn slot_faults((key, category): (&str, &str), form: &str, models: &Forms, plurals: &Plurals) -> Vec<String> {
    let known: BTreeSet<&str> = models.values().flat_map(|model| slots(model)).collect();
    let own = slots(form);
    let is_single = plurals.single.contains(category);
    let model = models.get(category).filter(|_| is_single).or_else(|| models.get("other"));
    let needed = slots(model.map_or("", String::as_str)).into_iter();
    let missing: Vec<&str> =
        needed.filter(|slot| !(own.contains(slot) || is_single && *slot == "n")).collect();
    let unknown: Vec<&&str> = own.difference(&known).collect();
    let mut faults = Vec::new();
    faults.extend((!missing.is_empty()).then(|| format!("{key} ({category}): lacks the slots {missing:?}")));
    faults.extend((!unknown.is_empty()).then(|| format!("{key} ({category}): nothing fills {unknown:?}")));
    let stray = form.replace(['{', '}'], "");
    let braces = form.len() - stray.len();
    faults.extend((braces != 2 * between(form, "{", "}").len()).then(|| format!("{key}: a brace too many")));
    faults
}

/// The words outside of slots, in small letters; of two letters and fewer not, which say nothing of the language.
fn words(text: &str) -> Vec<String> {
    let outside = text.split('{').map(|part| part.split_once('}').map_or(part, |(_, after)| after));
    let words = outside.flat_map(|part| part.split(|sign: char| !sign.is_alphabetic()));
    words.filter(|word| word.chars().count() > 2).map(str::to_lowercase).collect()
}

/// Whether a text that reads as it does in English may do so.
fn is_shared(tag: &str, text: &str) -> bool {
    let is_abbreviation = text.ends_with('.') && !text.contains(' ') && text.chars().count() < 8;
    let units = ["bit", "bits", "byte", "bytes", "watt", "watts"];
    let shared = SHARED.iter().filter(|(own, _)| *own == tag).flat_map(|(_, words)| words.split(' '));
    let shared: BTreeSet<&str> = shared.chain(EVERYWHERE.split(' ')).collect();
    let known =
        |word: &String| shared.contains(word.as_str()) || units.iter().any(|unit| word.ends_with(unit));
    is_abbreviation || words(text).iter().all(known)
}

/// The files of messages by their languages.
pub(crate) fn files() -> BTreeMap<String, String> {
    let files = texts(&theme().join("messages"), "toml").into_iter();
    files.map(|(name, text)| (name.trim_end_matches(".toml").to_owned(), text)).collect()
}

#[test]
fn every_language_has_every_message_in_its_plural_forms() {
    let files = files();
    assert!(files.len() > 1);
    let english = messages(&files["en"]);
    let mut all = Vec::new();
    for (tag, text) in &files {
        all.extend(faults(tag, text, &english).into_iter().map(|fault| format!("{tag}: {fault}")));
    }
    assert!(all.is_empty(), "{} faults:\n{}", all.len(), all.join("\n"));
}

#[test]
fn every_kind_of_fault_is_found() {
    let english = messages(
        "a = \"one word\"\nb = { one = \"{n} page of {x}\", other = \"{n} pages of {x}\" }\nc = \"in {x}\"\n\
         [csl]\nd = { one = \"page\", other = \"pages\" }",
    );
    let found = |text: &str| faults("pl", text, &english).join("; ");
    let forms = |few: &str| {
        format!(
            "b = {{ one = \"strona {{x}}\", few = \"{few}\", many = \"{{n}} stron {{x}}\", other = \"{{n}} strony {{x}}\" }}\n"
        )
    };
    let rest = "a = \"słowo\"\nc = \"w {x}\"\n[csl]\nd = { one = \"strona\", other = \"strony\" }";
    assert_eq!(found(&format!("{}{rest}", forms("{n} strony {x}"))), "");
    let cases = [
        (format!("{}{rest}", forms("strony {x}")), "b (few): lacks the slots [\"n\"]"),
        (
            format!("{}{rest}", forms("{n} strony {y}")),
            "b (few): lacks the slots [\"x\"]; b (few): nothing fills [\"y\"]",
        ),
        (format!("{}{rest}", forms("")), "b (few): lacks the slots [\"n\", \"x\"]; b: empty"),
        (format!("b = \"{{n}} {{x}}\"\n{rest}"), "b: needs plural forms"),
        (rest.to_owned(), "b: missing"),
        (
            format!("{}{}", forms("{n} strony {x}"), rest.replace("słowo", "one word")),
            "a: English, `one word`",
        ),
        (
            format!("{}{}", forms("{n} strony {x}"), rest.replace("one =", "few =")),
            "csl.d: needs `one` for a single one and `other` for several, has {\"few\", \"other\"}",
        ),
        (format!("z = \"z\"\n{}{rest}", forms("{n} strony {x}")), "z: no such message in English"),
        (
            format!("{}{}", forms("{n} strony {x}"), rest.replace("w {x}", "w {x")),
            "c (other): lacks the slots [\"x\"]; c: a brace too many",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(found(&text), expected, "{text}");
    }
    // 21 is `one` in Russian, so that its form must say the number.
    let russian =
        "b = { one = \"страница {x}\", few = \"{n} {x}\", many = \"{n} {x}\", other = \"{n} {x}\" }\n";
    let text = format!("{russian}{}", rest.replace("słowo", "слово"));
    assert_eq!(faults("ru", &text, &english), ["b (one): lacks the slots [\"n\"]"]);
}

#[test]
fn no_two_credits_of_a_story_have_one_label() {
    for (tag, text) in files() {
        let all = messages(&text);
        let credits = all.iter().filter(|(key, _)| key.starts_with("byline."));
        let labels: Vec<&str> = credits.map(|(_, (_, forms))| forms["other"].as_str()).collect();
        let different: BTreeSet<&str> = labels.iter().copied().collect();
        assert_eq!(labels.len(), different.len(), "{tag}: {labels:?}");
        assert!(labels.iter().all(|label| !label.ends_with([':', '：'])), "{tag}: {labels:?}");
    }
}

/// Messages that a template asks for: `t.list.tags`, `message(key="list.page")`.
fn asked(template: &str) -> BTreeSet<String> {
    let mut asked: BTreeSet<String> =
        between(template, "key=\"", "\"").into_iter().map(str::to_owned).collect();
    for (at, _) in template.match_indices("t.") {
        if template[..at].ends_with(|sign: char| sign.is_alphanumeric() || matches!(sign, '.' | '_')) {
            continue;
        }
        let path = template[at + 2..].chars();
        let path: String =
            path.take_while(|sign| sign.is_alphanumeric() || matches!(sign, '.' | '_')).collect();
        asked.insert(path);
    }
    asked
}

#[test]
fn templates_ask_for_messages_that_there_are() {
    let english = messages(&files()["en"]);
    let mut count = 0;
    for (template, text) in texts(&theme().join("templates"), "html") {
        for key in asked(&text) {
            assert!(english.contains_key(&key), "{template} asks for `{key}`, which nobody says");
            count += 1;
        }
    }
    assert!(count > 100, "{count} messages were looked for");
}

/// The paragraph of the docs that begins with these words names the languages by their tags.
#[test]
fn the_docs_list_the_languages_that_there_are() {
    let path = theme().join("../../docs/languages.md");
    let docs = std::fs::read_to_string(path).expect("the page about languages");
    let list = docs.split("The built-in theme speaks ").nth(1).and_then(|rest| rest.split("\n\n").next());
    let tags: BTreeSet<&str> = list.expect("a list of languages").split('`').skip(1).step_by(2).collect();
    let files = files();
    assert_eq!(tags, files.keys().map(String::as_str).collect());
}
