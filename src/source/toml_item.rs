//! A bibliographic item as `sources.toml` writes it: a CSL type and its variables (FORMAT section 9).
//!
//! Types and variables are the closed lists of [`vocabulary`](crate::source::vocabulary).

use std::collections::BTreeMap;
use std::sync::Arc;

use toml::de::DeValue;

use crate::codes;
use crate::diag::{Collector, Diagnostic, did_you_mean, one_of};
use crate::fields::{Entry, Key, key};
use crate::source::vocabulary::{DATES, GENERATED, NAMES, NUMBERS, TEXTS, TYPES, current_name, variables};
use crate::source::{CslDate, CslItem, CslName, edtf};
use crate::text::Span;

/// Keys of `[KEY]` of sources.toml beside the CSL variables.
pub(crate) const KEYS: &[Key] = &[
    key("type", "word", "CSL 1.0.2 item type, such as `report`. Required."),
    key(
        "title",
        "text",
        "As all text variables of CSL 1.0.2 (`publisher`, `container-title`, `DOI`, `URL` …): a text.",
    ),
    key("volume", "text or number", "As all number variables of CSL 1.0.2 (`number`, `issue`, `page` …)."),
    key(
        "author",
        "names",
        "As all name variables of CSL 1.0.2: \"Family, Given\", `{ literal = \"…\" }`, the parts of a name (`family`, \
         `given`, `suffix`, `non-dropping-particle`, `dropping-particle`), or a list of these.",
    ),
    key(
        "issued",
        "date",
        "As all date variables of CSL 1.0.2: a date, a partial one or a range in quotes (`\"2026-01\"`, \
         `\"2026-01/2026-03\"`, `~` behind for circa), or `{ literal = \"…\" }`.",
    ),
    key("provenance", "table", "How it came to us."),
    key("copies", "list of tables", "Where it can be seen."),
];

/// Reads the CSL item type; an unknown one is reported and counts as `document`.
pub(crate) fn read_type(field: &Entry<'_>, collector: &Collector) -> Arc<str> {
    let Some(text) = field.text() else { return "document".into() };
    if !TYPES.contains(&&*text.value) {
        let message = format!("`{}` is no item type of CSL", text.value);
        let hint = did_you_mean(&text.value, TYPES.iter().copied());
        let hint = hint.unwrap_or_else(|| "use the nearest type of CSL 1.0.2, or `document`".to_owned());
        collector.add(Diagnostic::new(&codes::cite::FIELD, text.place, message).hint(hint));
        return "document".into();
    }
    text.value
}

/// Reads one variable into `item`; an unknown one is reported.
pub(crate) fn read_variable(name: &str, field: &Entry<'_>, item: &mut CslItem, collector: &Collector) {
    if NAMES.contains(&name) {
        let names = read_names_value(name, field.value(), field.span, collector);
        if !names.is_empty() {
            item.names.insert(name.into(), names);
        }
    } else if DATES.contains(&name) {
        if let Some(date) = read_date(name, field, collector) {
            item.dates.insert(name.into(), date);
        }
    } else if TEXTS.contains(&name) && !GENERATED.contains(&name) {
        if let Some(text) = read_text(name, field, collector) {
            item.texts.insert(name.into(), text);
        }
    } else {
        let current = current_name(name);
        let hint = match current == name {
            true => did_you_mean(name, variables().chain(["type", "provenance", "copies"])),
            false => Some(format!("CSL 1.0.2 calls it `{current}`")),
        };
        let place = collector.place(field.id.span);
        let message = format!("`{name}` is no variable of CSL");
        collector.add(Diagnostic::new(&codes::cite::FIELD, place, message).maybe_hint(hint));
    }
}

/// A text; number variables may be numbers.
fn read_text(name: &str, field: &Entry<'_>, collector: &Collector) -> Option<Arc<str>> {
    match field.value() {
        DeValue::Integer(number) if NUMBERS.contains(&name) => Some(number.as_str().replace('_', "").into()),
        DeValue::Float(number) if NUMBERS.contains(&name) => Some(number.as_str().into()),
        DeValue::Table(_) | DeValue::Array(_) => {
            let message = format!("`{name}` must be one text: references are in the source's own language");
            collector.report(&codes::toml::TYPE, field.span, message);
            None
        }
        _ => field.text().map(|text| text.value).filter(|text| !text.trim().is_empty()),
    }
}

/// One name or a list of them.
fn read_names_value(name: &str, value: &DeValue<'_>, span: Span, collector: &Collector) -> Vec<CslName> {
    match value {
        DeValue::Array(list) => list
            .iter()
            .filter_map(|item| read_name(name, item.get_ref(), Span::new(item.span()), collector))
            .collect(),
        other => read_name(name, other, span, collector).into_iter().collect(),
    }
}

const NAME_PARTS: &[&str] =
    &["family", "given", "suffix", "non-dropping-particle", "dropping-particle", "literal"];

fn read_name(variable: &str, value: &DeValue<'_>, span: Span, collector: &Collector) -> Option<CslName> {
    let table = match value {
        DeValue::String(text) => return split_name(text, span, collector),
        DeValue::Table(table) => table,
        _ => {
            let message = format!("`{variable}` must be a name: \"Family, Given\" or {{ literal = \"…\" }}");
            collector.report(&codes::toml::TYPE, span, message);
            return None;
        }
    };
    let mut parts: BTreeMap<&str, Arc<str>> = BTreeMap::new();
    for (key, value) in table {
        let part = key.get_ref().as_ref();
        let at = collector.place(Span::new(key.span()));
        match (NAME_PARTS.iter().find(|known| **known == part), value.get_ref().as_str()) {
            (Some(part), Some(text)) if !text.trim().is_empty() => {
                parts.insert(part, text.trim().into());
            }
            (Some(part), _) => {
                let message = format!("`{part}` must be a text that is not empty");
                collector.report(&codes::toml::TYPE, Span::new(value.span()), message);
            }
            (None, _) => {
                let message = format!("`{part}` is no part of a name");
                let hint = did_you_mean(part, NAME_PARTS.iter().copied())
                    .unwrap_or_else(|| format!("a name has {}", one_of(NAME_PARTS.iter().copied())));
                collector.add(Diagnostic::new(&codes::cite::FIELD, at, message).hint(hint));
            }
        }
    }
    let name = CslName {
        literal: parts.remove("literal"),
        family: parts.remove("family"),
        given: parts.remove("given"),
        suffix: parts.remove("suffix"),
        non_dropping_particle: parts.remove("non-dropping-particle"),
        dropping_particle: parts.remove("dropping-particle"),
    };
    if name.literal.is_some() && name != (CslName { literal: name.literal.clone(), ..CslName::default() }) {
        let message = "a name has either `literal` or its parts";
        collector.report(&codes::cite::FIELD, span, message);
        return Some(CslName { literal: name.literal, ..CslName::default() });
    }
    if name.literal.is_none() && name.family.is_none() {
        let place = collector.place(span);
        let diagnostic = Diagnostic::new(&codes::cite::FIELD, place, "this name has no `family`");
        collector.add(diagnostic.hint("write `{ literal = \"…\" }` for a name that is not split"));
        return None;
    }
    Some(name)
}

/// "Family, Given". A text without a comma is a name of one word, else it must be said what it is.
fn split_name(text: &str, span: Span, collector: &Collector) -> Option<CslName> {
    let text = text.trim();
    let report = |message: &str, hint: String| {
        let place = collector.place(span);
        collector.add(Diagnostic::new(&codes::cite::FIELD, place, message).hint(hint));
    };
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    match parts.as_slice() {
        [family, given] if !family.is_empty() && !given.is_empty() => Some(CslName {
            family: Some((*family).into()),
            given: Some((*given).into()),
            ..CslName::default()
        }),
        [one] if !one.is_empty() && !one.contains(' ') => {
            Some(CslName { literal: Some((*one).into()), ..CslName::default() })
        }
        [one] if !one.is_empty() => {
            let (given, family) = one.rsplit_once(' ').unwrap_or(("", one));
            report(
                "this name does not say which part is the family name",
                format!("write `\"{family}, {given}\"`, or `{{ literal = \"{one}\" }}` for an organisation"),
            );
            Some(CslName { literal: Some((*one).into()), ..CslName::default() })
        }
        _ => {
            report(
                "this name has more or fewer parts than \"Family, Given\"",
                "write `{ family = \"…\", given = \"…\", suffix = \"Jr.\" }`, or `{ literal = \"…\" }`"
                    .to_owned(),
            );
            None
        }
    }
}

fn read_date(name: &str, field: &Entry<'_>, collector: &Collector) -> Option<CslDate> {
    let report = |reason: &str| {
        let (reason, hint) =
            reason.split_once("; ").map_or((reason, None), |(what, hint)| (what, Some(hint)));
        let message = format!("the date `{name}` {reason}");
        let diagnostic = Diagnostic::new(&codes::cite::DATE, collector.place(field.span), message);
        collector.add(diagnostic.maybe_hint(hint.map(str::to_owned)));
    };
    match field.value() {
        DeValue::String(text) => edtf::parse(text).map_err(report).ok(),
        DeValue::Datetime(date) => edtf::parse(&date.to_string()).map_err(report).ok(),
        DeValue::Integer(year) => {
            let hint = format!("write a partial date in quotes: `\"{}\"`", year.as_str());
            let place = collector.place(field.span);
            let message = format!("`{name}` must be a date, found a number");
            collector.add(Diagnostic::new(&codes::toml::TYPE, place, message).hint(hint));
            None
        }
        DeValue::Table(table) => {
            let words = table.get("literal").and_then(|words| words.get_ref().as_str()).map(str::trim);
            let only = table.len() == 1;
            let words = words.filter(|words| only && !words.is_empty());
            if words.is_none() {
                report("must be a date, or `{ literal = \"…\" }` for words");
            }
            words.map(|words| CslDate::Literal(words.into()))
        }
        _ => {
            report("must be a date, or `{ literal = \"…\" }` for words");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::Document;
    use crate::quantity::Period;

    /// The item of a table `x` and what is said of it, each with its first hint.
    fn item(fields: &str) -> (CslItem, Vec<(String, String)>) {
        let collector = Collector::new(&"sources.toml".into());
        let text = format!("[x]\n{fields}");
        let (document, tree) = Document::parse(&text, 0, &collector);
        let mut item = CslItem::default();
        for entry in document.entries(&tree, &[]) {
            for field in entry.entries() {
                match &*field.id.value {
                    "type" => item.kind = read_type(&field, &collector),
                    name => read_variable(name, &field, &mut item, &collector),
                }
            }
        }
        let said = collector.finish().into_iter();
        let said = said.map(|one| (format!("{}: {}", one.code.name, one.message), one.hints.join("; ")));
        (item, said.collect())
    }

    #[test]
    fn every_form_of_a_name_is_read() {
        let (item, said) = item(
            r#"author = ["Doe, Jane", { literal = "Court of Auditors" }, { family = "Cruz", non-dropping-particle = "de la", given = "Ana", suffix = "III" }]
editor = "Acme"
"#,
        );
        assert_eq!(said, []);
        let authors = &item.names["author"];
        assert_eq!((authors[0].family.as_deref(), authors[0].given.as_deref()), (Some("Doe"), Some("Jane")));
        assert_eq!(authors[1].literal.as_deref(), Some("Court of Auditors"));
        assert_eq!(authors[2].non_dropping_particle.as_deref(), Some("de la"));
        assert_eq!(item.names["editor"][0].literal.as_deref(), Some("Acme"));
    }

    #[test]
    fn a_name_that_does_not_say_its_parts_is_reported() {
        let (item, said) = item(
            r#"author = ["Jane van Doe", "Doe, Jane, PhD", ",", "", { given = "Jane" }, { familly = "Doe" }, 3]"#,
        );
        assert_eq!(item.names["author"].len(), 1);
        assert_eq!(said.len(), 8);
        assert!(said[0].1.contains("`\"Doe, Jane van\"`"));
        assert_eq!(said[5].1, "did you mean `family`?");
    }

    #[test]
    fn dates_are_periods_ranges_or_words() {
        let (item, said) = item(
            r#"issued = "2026-01/2026-03~"
accessed = 2026-02-10
event-date = { literal = "no date" }
original-date = "2026"
"#,
        );
        assert_eq!(said, []);
        let period = |text| Period::parse(text).expect("a period");
        let range = CslDate::Known { from: period("2026-01"), to: Some(period("2026-03")), circa: true };
        assert_eq!(item.dates["issued"], range);
        assert_eq!(item.dates["event-date"], CslDate::Literal("no date".into()));
        let day = CslDate::Known { from: period("2026-02-10"), to: None, circa: false };
        assert_eq!(item.dates["accessed"], day);
    }

    #[test]
    fn what_is_no_date_says_what_would_be() {
        let (item, said) = item("issued = 2026\naccessed = \"yesterday\"\nsubmitted = { literl = \"x\" }\n");
        assert!(item.dates.is_empty());
        assert_eq!(said.len(), 3);
        assert_eq!(said[0].1, "write a partial date in quotes: `\"2026\"`");
    }

    #[test]
    fn types_and_variables_are_closed_lists() {
        let (item, said) = item(
            "type = \"reprot\"\ntitel = \"x\"\nevent = \"E\"\ncitation-number = 3\nvolume = 1_2\ntitle = 4\nnumber = \"GAO-25-107\"\n",
        );
        let expected = [
            ("cite/field: `reprot` is no item type of CSL", "did you mean `report`?"),
            ("cite/field: `titel` is no variable of CSL", "did you mean `title`?"),
            ("cite/field: `event` is no variable of CSL", "CSL 1.0.2 calls it `event-title`"),
            ("cite/field: `citation-number` is no variable of CSL", ""),
            ("toml/type: `title` must be a text in quotes, found a number", ""),
        ];
        let said: Vec<(&str, &str)> = said.iter().map(|(message, hint)| (&**message, &**hint)).collect();
        assert_eq!(said, expected);
        assert_eq!(item.text("volume"), Some("12"));
        assert_eq!(item.text("number"), Some("GAO-25-107"));
    }
}
