//! CSL-JSON files as sources.
//!
//! A file is one list of items. The items are told apart first, so that a broken one does not hide the others and is
//! reported at its own place.

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::codes;
use crate::diag::{Collector, Diagnostic, did_you_mean};
use crate::quantity::Period;
use crate::source::vocabulary::{DATES, GENERATED, NAMES, TEXTS, TYPES, current_name, variables};
use crate::source::{CslDate, CslItem, CslName, edtf};
use crate::text::{FileText, Span};

/// Most items that are read of one file.
const MAX_ITEMS: usize = 100_000;
/// Keys that are part of the format and no variables of the item.
const OTHER_KEYS: &[&str] = &["id", "type", "categories", "custom"];

/// An item with its key and the place of its entry.
#[derive(Debug)]
pub(crate) struct Found {
    /// Its citation key.
    pub key: Arc<str>,
    /// Where it stands in its file.
    pub span: Span,
    /// The item.
    pub item: CslItem,
}

/// Reads all items of a file; reports `cite/bibliography`, `cite/field` and `cite/date`.
pub(crate) fn read(file: &FileText, collector: &Collector) -> Vec<Found> {
    let Some(spans) = elements(&file.text) else {
        let message = "this file is no list of CSL-JSON items";
        let place = crate::diag::Place::start_of(&file.path);
        collector.add(
            Diagnostic::new(&codes::cite::BIBLIOGRAPHY, place, message)
                .hint("it holds `[ { \"id\": …, \"type\": … }, … ]`, with every bracket closed"),
        );
        return Vec::new();
    };
    spans.into_iter().filter_map(|span| item(file, span, collector)).collect()
}

/// Where the elements of the list stand; `None` if the text is no list, or one that does not end.
fn elements(text: &str) -> Option<Vec<Span>> {
    let start = text.len() - text.trim_start().len();
    if !text.get(start..)?.starts_with('[') {
        return None;
    }
    let mut found = Vec::new();
    let (mut depth, mut from, mut in_text, mut escaped) = (0usize, start + 1, false, false);
    for (at, byte) in text.bytes().enumerate().skip(start) {
        if in_text {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_text = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_text = true,
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        let ends = depth == 0 || (depth == 1 && byte == b',');
        if ends && found.len() < MAX_ITEMS {
            let element = text.get(from..at)?;
            let blank = element.len() - element.trim_start().len();
            if !element.trim().is_empty() {
                found.push(Span::new(from + blank..from + element.trim_end().len()));
            }
            from = at + 1;
        }
        if depth == 0 {
            return Some(found);
        }
    }
    None
}

fn item(file: &FileText, span: Span, collector: &Collector) -> Option<Found> {
    let text = file.slice(span);
    let object = match serde_json::from_str::<Map<String, Value>>(text) {
        Ok(object) => object,
        Err(error) => {
            let at = span.start as usize + offset(text, error.line(), error.column());
            let message = format!("this item cannot be read: {}", first_part(&error.to_string()));
            collector.report(&codes::cite::BIBLIOGRAPHY, Span::new(at..at), message);
            return None;
        }
    };
    let reader = ItemReader { text, span, collector };
    let key = match object.get("id") {
        Some(Value::String(id)) if !id.trim().is_empty() => id.trim().into(),
        Some(Value::Number(id)) => id.to_string().into(),
        _ => {
            collector.report(
                &codes::cite::BIBLIOGRAPHY,
                reader.start(),
                "this item has no `id`, so it cannot be cited",
            );
            return None;
        }
    };
    let item = reader.read(&object);
    Some(Found { key, span: reader.place_of("id"), item })
}

/// What the parser says, without the place that is told apart.
fn first_part(message: &str) -> String {
    message.split(" at line ").next().unwrap_or(message).to_owned()
}

/// Byte of a 1-based line and column, the latter counted in bytes.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    (before + column.saturating_sub(1)).min(text.len())
}

struct ItemReader<'a> {
    text: &'a str,
    span: Span,
    collector: &'a Collector,
}

impl ItemReader<'_> {
    fn start(&self) -> Span {
        Span { start: self.span.start, end: self.span.start + 1 }
    }

    /// The place of a key's name in quotes; the start of the item if it is written with escapes.
    fn place_of(&self, name: &str) -> Span {
        let at = self.text.find(&format!("\"{name}\""));
        at.map_or_else(|| self.start(), |at| Span::new(at..at + name.len() + 2).shifted(self.span.start))
    }

    fn wrong(&self, name: &str, wanted: &str) {
        self.collector.report(&codes::cite::FIELD, self.place_of(name), format!("`{name}` must be {wanted}"));
    }

    fn read(&self, object: &Map<String, Value>) -> CslItem {
        let mut item = CslItem { kind: self.kind(object), ..CslItem::default() };
        for (key, value) in object {
            let name = current_name(key);
            if NAMES.contains(&name) {
                let names = self.names(key, value);
                if !names.is_empty() {
                    item.names.insert(name.into(), names);
                }
            } else if DATES.contains(&name) {
                if let Some(date) = self.date(key, value) {
                    item.dates.insert(name.into(), date);
                }
            } else if TEXTS.contains(&name) && !GENERATED.contains(&name) {
                match value {
                    Value::String(text) if text.trim().is_empty() => {}
                    Value::String(text) => {
                        item.texts.insert(name.into(), text.trim().into());
                    }
                    Value::Number(number) => {
                        item.texts.insert(name.into(), number.to_string().into());
                    }
                    Value::Null => {}
                    _ => self.wrong(key, "a text or a number"),
                }
            } else if !OTHER_KEYS.contains(&name) {
                let message = format!("`{key}` is no variable of CSL");
                let place = self.collector.place(self.place_of(key));
                self.collector.add(
                    Diagnostic::new(&codes::cite::FIELD, place, message)
                        .maybe_hint(did_you_mean(key, variables())),
                );
            }
        }
        item
    }

    fn kind(&self, object: &Map<String, Value>) -> Arc<str> {
        let kind = object.get("type").and_then(Value::as_str).unwrap_or_default();
        if TYPES.contains(&kind) {
            return kind.into();
        }
        let (message, at) = match kind {
            "" => ("this item has no `type`".to_owned(), self.start()),
            other => (format!("`{other}` is no item type of CSL"), self.place_of("type")),
        };
        let place = self.collector.place(at);
        let hint = did_you_mean(kind, TYPES.iter().copied());
        self.collector.add(Diagnostic::new(&codes::cite::FIELD, place, message).maybe_hint(hint));
        "document".into()
    }

    fn names(&self, key: &str, value: &Value) -> Vec<CslName> {
        let Value::Array(list) = value else {
            self.wrong(key, "a list of names");
            return Vec::new();
        };
        list.iter()
            .filter_map(|name| {
                let Value::Object(parts) = name else {
                    self.wrong(key, "a list of names with `family` and `given`, or `literal`");
                    return None;
                };
                let part = |name: &str| {
                    let text = parts.get(name).and_then(Value::as_str).map(str::trim);
                    text.filter(|text| !text.is_empty()).map(Arc::from)
                };
                let name = CslName {
                    family: part("family"),
                    given: part("given"),
                    non_dropping_particle: part("non-dropping-particle"),
                    dropping_particle: part("dropping-particle"),
                    suffix: part("suffix"),
                    literal: part("literal"),
                };
                (name != CslName::default()).then_some(name)
            })
            .collect()
    }

    /// `{ "date-parts": [[2026, 1], [2026, 3]], "circa": true }`, `{ "raw": … }`, `{ "literal": … }` or an EDTF text.
    ///
    /// A season is left out: a period of a reference has months.
    fn date(&self, key: &str, value: &Value) -> Option<CslDate> {
        let object = match value {
            Value::String(text) => return Some(self.edtf_or_words(text)),
            Value::Object(object) => object,
            _ => {
                self.wrong(key, "a date with `date-parts`, or a text");
                return None;
            }
        };
        let text = |name: &str| {
            object.get(name).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty())
        };
        let Some(parts) = object.get("date-parts").and_then(Value::as_array) else {
            return text("raw").map(|raw| self.edtf_or_words(raw)).or_else(|| text("literal").map(words));
        };
        let periods: Option<Vec<Period>> = parts.iter().filter(|part| !is_empty(part)).map(period).collect();
        let circa =
            object.get("circa").is_some_and(|circa| !matches!(circa, Value::Bool(false) | Value::Null));
        match periods.as_deref() {
            Some([]) => text("literal").map(words),
            Some([from]) => Some(CslDate::Known { from: *from, to: None, circa }),
            Some([from, to]) if to.first_day() >= from.first_day() => {
                Some(CslDate::Known { from: *from, to: Some(*to), circa })
            }
            _ => {
                let message = format!("the date `{key}` is no date from the year 1 to 9999");
                self.collector.report(&codes::cite::DATE, self.place_of(key), message);
                None
            }
        }
    }

    fn edtf_or_words(&self, text: &str) -> CslDate {
        edtf::parse(text).unwrap_or_else(|_| words(text.trim()))
    }
}

fn words(text: &str) -> CslDate {
    CslDate::Literal(text.into())
}

fn is_empty(part: &Value) -> bool {
    part.as_array().is_some_and(|numbers| numbers.iter().all(|number| matches!(number, Value::Null)))
}

/// `[2026, 1, 31]`, numbers or texts of digits.
fn period(part: &Value) -> Option<Period> {
    let number = |value: &Value| match value {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    let numbers: Vec<u64> = part.as_array()?.iter().map(number).collect::<Option<_>>()?;
    match numbers.as_slice() {
        [year] => Period::parse(&format!("{year:04}")),
        [year, month] => Period::parse(&format!("{year:04}-{month:02}")),
        [year, month, day] => Period::parse(&format!("{year:04}-{month:02}-{day:02}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> (Vec<Found>, Vec<Diagnostic>) {
        let file = FileText::new("refs.json", text);
        let collector = Collector::new(&file.path);
        let found = read(&file, &collector);
        (found, collector.finish())
    }

    #[test]
    fn one_broken_item_hides_no_other() {
        let (found, diagnostics) = read_text(
            "[\n {\"id\": \"a\", \"type\": \"book\", \"title\": \"x ] , {\"},\n {\"id\": \"b\", \"type\": },\n {\"id\": 3, \"type\": \"report\", \"volume\": 2}\n]",
        );
        let keys: Vec<&str> = found.iter().map(|found| &*found.key).collect();
        assert_eq!(keys, ["a", "3"]);
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(diagnostics[0].code.name, "cite/bibliography");
        assert_eq!(found[1].item.text("volume"), Some("2"));
    }

    #[test]
    fn unknown_names_are_told_apart_from_aliases() {
        let (found, diagnostics) = read_text(
            r#"[{"id": "a", "type": "boook", "titel": "x", "shortTitle": "s", "custom": {}, "event": "E"}]"#,
        );
        assert_eq!(found[0].item.text("title-short"), Some("s"));
        assert_eq!(found[0].item.text("event-title"), Some("E"));
        let hints: Vec<&str> = diagnostics.iter().flat_map(|one| &one.hints).map(String::as_str).collect();
        assert_eq!(hints, ["did you mean `book`?", "did you mean `title`?"]);
    }

    #[test]
    fn dates_have_two_forms() {
        let (found, diagnostics) = read_text(
            r#"[{"id": "a", "type": "book", "issued": {"date-parts": [["2025", 12], [2026, 3]], "circa": 1},
               "accessed": "2026-02-10", "event-date": {"literal": "in spring"}, "submitted": {"date-parts": [[-50]]}}]"#,
        );
        let dates = &found[0].item.dates;
        assert_eq!(dates.get("issued"), edtf::parse("2025-12~/2026-03").ok().as_ref());
        assert_eq!(dates.get("accessed"), edtf::parse("2026-02-10").ok().as_ref());
        assert_eq!(dates.get("event-date"), Some(&CslDate::Literal("in spring".into())));
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(diagnostics[0].code.name, "cite/date");
    }

    #[test]
    fn hostile_files_are_reported() {
        for text in ["", "{}", "[", "[{]", "[[[[", "[\"\\"] {
            let (found, diagnostics) = read_text(text);
            assert!(found.is_empty() && !diagnostics.is_empty(), "{text}");
        }
        let deep = format!("[{}{}]", "{\"a\":".repeat(10_000), "}".repeat(10_000));
        assert_eq!(read_text(&deep).1.len(), 1);
    }
}
