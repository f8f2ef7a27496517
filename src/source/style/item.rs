//! A source as hayagriva takes it: CSL-JSON, made safe.
//!
//! hayagriva 0.10 panics on date ranges and drops dates in words. Such a date is handed over under a year that no
//! source has, five digits that tell the variable, and is written by us wherever those digits come out (`html.rs`).

use std::collections::BTreeMap;
use std::str::FromStr;

use hayagriva::citationberg::json::{
    DateValue, Item, LiteralName, NameItem, NameValue, Value, VecDate, VecDateRange,
};
use hayagriva::types::{Numeric, PageRanges};

use crate::quantity::Period;
use crate::source::style::guard;
use crate::source::vocabulary::{DATES, NUMBERS};
use crate::source::{CslDate, CslItem, CslName, Source};

/// The first year that no source has.
const NO_YEAR: i16 = 10_000;
/// Years between the stand-ins of two variables; a later year counts as this one.
const STEP: i16 = 3_000;

/// CSL 1.0.2's names of variables and what hayagriva asks for: an older name that many styles use, and a slip of it.
const OTHER_NAMES: &[(&str, &str)] = &[("event-title", "event"), ("archive-place", "archive_place")];

/// All sources of an edition; `sorted` are number variables that the style sorts by.
///
/// hayagriva compares numbers with numbers and texts with texts, but not both in one order; so where one source has
/// a text there, all have.
pub(super) fn items(sources: &[&Source], sorted: &[String]) -> Vec<Item> {
    let mixed: Vec<&str> = sorted.iter().map(String::as_str).filter(|name| is_mixed(sources, name)).collect();
    sources.iter().map(|source| item(source, &mixed)).collect()
}

fn is_mixed(sources: &[&Source], name: &str) -> bool {
    let values =
        sources.iter().filter_map(|source| source.item.text(name)).map(|text| text_value(name, text));
    let is_number = |text: &String| match name {
        "page" => PageRanges::from_str(text).is_ok(),
        _ => Numeric::from_str(text).is_ok(),
    };
    let numbers: Vec<bool> = values.map(|value| is_number(&value)).collect();
    numbers.contains(&true) && numbers.contains(&false)
}

fn item(source: &Source, mixed: &[&str]) -> Item {
    let mut fields = BTreeMap::new();
    fields.insert("id".to_owned(), Value::String(source.key.to_string()));
    fields.insert("type".to_owned(), Value::String(source.item.kind.to_string()));
    for (name, text) in &source.item.texts {
        let value = text_value(name, text);
        let value = if mixed.contains(&&**name) { guard::as_text(&value) } else { value };
        if !value.is_empty() {
            let other_names = OTHER_NAMES.iter().filter(|(csl, _)| *csl == &**name);
            fields.extend(other_names.map(|(_, other)| ((*other).to_owned(), Value::String(value.clone()))));
            fields.insert(name.to_string(), Value::String(value));
        }
    }
    for (name, names) in &source.item.names {
        let values: Vec<NameValue> = names.iter().filter_map(name_value).collect();
        if !values.is_empty() {
            fields.insert(name.to_string(), Value::Names(values));
        }
    }
    for (name, date) in &source.item.dates {
        fields.insert(name.to_string(), Value::Date(date_value(name, date)));
    }
    Item(fields)
}

/// A text variable with stand-ins.
pub(super) fn text_value(name: &str, text: &str) -> String {
    match name {
        "DOI" => guard::clean(bare_doi(text)),
        // What names a thing is never a range, and so is a version.
        "number" | "version" => guard::clean(text).replace('-', &guard::HYPHEN.to_string()),
        "URL" | "PMID" | "PMCID" | "language" => guard::clean(text),
        "page" | "page-first" => pages(text),
        _ if NUMBERS.contains(&name) => guard::number(text),
        _ => guard::with_tags(&guard::clean(text)),
    }
}

/// A DOI without the address that resolves it.
pub(super) fn bare_doi(text: &str) -> &str {
    let starts = ["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:"];
    let lower = text.to_ascii_lowercase();
    let start = starts.iter().find(|start| lower.starts_with(*start));
    start.and_then(|start| text.get(start.len()..)).unwrap_or(text).trim()
}

/// Pages: a range may have letters ("iv-vi"), a document number must not become one.
fn pages(text: &str) -> String {
    let is_document = text.split([',', '&']).any(|part| part.matches(['-', '–']).count() > 1);
    if is_document { guard::number(text) } else { guard::clean(text) }
}

/// A locator: plain ranges get their dash here, a document number keeps its hyphens.
pub(super) fn locator_text(value: &str) -> String {
    let parts = value.split(',').map(|part| {
        let part = guard::clean(part);
        if part.matches(['-', '–']).count() == 1 { part.replace('-', "–") } else { guard::number(&part) }
    });
    parts.collect::<Vec<_>>().join(", ")
}

fn name_value(name: &CslName) -> Option<NameValue> {
    let part = |text: &Option<std::sync::Arc<str>>| {
        text.as_deref().map(guard::name_part).filter(|text| !text.is_empty())
    };
    if let Some(literal) = part(&name.literal) {
        return Some(NameValue::Literal(LiteralName { literal }));
    }
    let Some(family) = part(&name.family) else {
        return part(&name.given).map(|literal| NameValue::Literal(LiteralName { literal }));
    };
    Some(NameValue::Item(NameItem {
        family,
        given: part(&name.given),
        non_dropping_particle: part(&name.non_dropping_particle),
        dropping_particle: part(&name.dropping_particle),
        suffix: part(&name.suffix),
        comma_suffix: None,
    }))
}

fn date_value(name: &str, date: &CslDate) -> DateValue {
    let place =
        DATES.iter().position(|other| *other == name).and_then(|at| i16::try_from(at).ok()).unwrap_or(0);
    let stand_in = |year: i16| NO_YEAR + place * STEP + year.clamp(0, STEP - 1);
    let (numbers, circa) = match date {
        CslDate::Literal(_) => (vec![stand_in(0)], false),
        CslDate::Known { from, to: None, circa } => (numbers(*from, from.year()), *circa),
        CslDate::Known { from, to: Some(_), circa } => (numbers(*from, stand_in(from.year())), *circa),
    };
    DateValue::DateParts {
        date_parts: VecDateRange(vec![VecDate(numbers)]),
        literal: None,
        season: None,
        circa,
    }
}

fn numbers(period: Period, year: i16) -> Vec<i16> {
    match period {
        Period::Year(_) => vec![year],
        Period::Month(_, month) => vec![year, month.into()],
        Period::Day(date) => vec![year, date.month().into(), date.day().into()],
    }
}

/// A text variable under the name that hayagriva has for it.
pub(super) fn text_of<'a>(source: &'a CslItem, name: &str) -> Option<&'a str> {
    let csl = OTHER_NAMES.iter().find(|(_, other)| *other == name).map_or(name, |(csl, _)| csl);
    source.text(csl)
}

/// The date that a year stands in for, if it is one that no source has.
pub(super) fn stood_in_for(item: &CslItem, year: u32) -> Option<&CslDate> {
    let beyond = year.checked_sub(u32::from(NO_YEAR.unsigned_abs()))?;
    let place = usize::try_from(beyond / u32::from(STEP.unsigned_abs())).ok()?;
    item.dates.get(*DATES.get(place)?)
}
