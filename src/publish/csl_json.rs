//! Sources as CSL-JSON: what readers see of them, for reference managers and citation processors.

use serde_json::{Map, Value, json};

use crate::publish::exported::Exported;
use crate::quantity::Period;
use crate::source::{CslDate, CslName};

/// The list of items.
pub(crate) fn write(sources: &[Exported<'_>]) -> String {
    let items: Vec<Value> = sources.iter().map(item).collect();
    // A list of objects of texts and numbers can always be written.
    let mut text = serde_json::to_string_pretty(&items).unwrap_or_default();
    text.push('\n');
    text
}

fn item(source: &Exported<'_>) -> Value {
    let mut item = Map::new();
    item.insert("id".to_owned(), json!(source.id));
    item.insert("type".to_owned(), json!(source.kind));
    for (name, text) in &source.texts {
        item.insert((*name).to_owned(), json!(text));
    }
    for (name, names) in &source.names {
        item.insert((*name).to_owned(), names.iter().map(self::name).collect());
    }
    for (name, date) in &source.dates {
        item.insert((*name).to_owned(), self::date(date));
    }
    Value::Object(item)
}

fn name(name: &CslName) -> Value {
    let parts = [
        ("family", &name.family),
        ("given", &name.given),
        ("non-dropping-particle", &name.non_dropping_particle),
        ("dropping-particle", &name.dropping_particle),
        ("suffix", &name.suffix),
        ("literal", &name.literal),
    ];
    let given = parts.into_iter().filter_map(|(key, part)| Some((key.to_owned(), json!(part.as_ref()?))));
    Value::Object(given.collect())
}

fn date(date: &CslDate) -> Value {
    match date {
        CslDate::Literal(words) => json!({ "literal": words }),
        CslDate::Known { from, to, circa } => {
            let parts: Vec<Value> = [Some(*from), *to].into_iter().flatten().map(parts).collect();
            let mut date = Map::from_iter([("date-parts".to_owned(), json!(parts))]);
            if *circa {
                date.insert("circa".to_owned(), json!(true));
            }
            Value::Object(date)
        }
    }
}

fn parts(period: Period) -> Value {
    match period {
        Period::Year(year) => json!([year]),
        Period::Month(year, month) => json!([year, month]),
        Period::Day(date) => json!([date.year(), date.month(), date.day()]),
    }
}
