//! `facts.toml` -> the facts of one folder.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::codes;
use crate::config::{SiteConfig, check_id};
use crate::data::description::read_unit;
use crate::diag::{Collector, Diagnostic};
use crate::fact::{Fact, FactValue, Status};
use crate::fields::{Document, Entry, Fields, Key, KeyList, Overlay, civil_date, key};
use crate::locale::{Languages, Localised};
use crate::quantity::{Bound, Period, Quantity, TOLERANCE};
use crate::source::citation::{LocatorWords, read_citations};
use crate::text::{FileText, Spanned};

const KEYS: &[Key] = &[
    key(
        "cell",
        "selector",
        "A cell of a table, as in `storage[month=2026-01].stored`; unit and bound are the column's.",
    ),
    key("formula", "expression", "Worked out from facts and tables."),
    key("value", "number, [low, high] or date", "A typed value; needs `cite`."),
    key("kind", "word", "What kind of number a formula gives, such as `ratio`."),
    key("label", "localised text", "What the fact is, for readers; with `cell`, default: the table's."),
    key("unit", "unit", "Unit of a typed value, or of a formula's result."),
    key(
        "bound",
        "word",
        "`exactly` (default), `about`, `almost`, `more-than`, `less-than`, `at-least`, `at-most`, `between`.",
    ),
    key("tolerance", "number", "Share of the value that `about` and `almost` reach; default 0.05."),
    key("cite", "list of citations", "What it rests on; with `cell`, default: the table's."),
    key("as_of", "date", "The time it speaks of; in quotes when partial."),
    key("status", "word", "`draft`, `sourced` (default), `verified`, `disputed` or `retracted`."),
    key("checked_by", "list of names", "Who checked it: not an author."),
];

/// The key lists of this file, for the reference page.
pub(crate) const KEY_LISTS: &[KeyList] = &[KeyList { title: "a fact of facts.toml", keys: KEYS }];

/// Reads all facts of a folder; `None` for one that has no usable value. An id can stand only once: TOML sees to that.
pub(crate) fn read(
    file: &FileText,
    config: &SiteConfig,
    languages: &Languages,
    locators: &LocatorWords,
    overlay: &Overlay,
    collector: &Collector,
) -> BTreeMap<Arc<str>, Option<Fact>> {
    let (document, tree) = Document::parse(&file.text, 0, collector);
    let document = document.with_overlay(overlay);
    let mut facts = BTreeMap::new();
    for entry in &document.entries(&tree, &["facts"]) {
        check_id(entry, collector);
        facts.insert(entry.id.value.clone(), read_fact(entry, config, languages, locators, collector));
    }
    facts
}

fn read_fact(
    entry: &Entry<'_>,
    config: &SiteConfig,
    languages: &Languages,
    locators: &LocatorWords,
    collector: &Collector,
) -> Option<Fact> {
    let fields = entry.table(KEYS)?;
    let value = read_value(&fields, config);
    let cite = read_citations(&fields.texts("cite"), locators, collector);
    if fields.has("value") && fields.lacks("cite") {
        collector.add(
            Diagnostic::new(&codes::fact::NO_SOURCE, fields.place(), "a typed value without a source")
                .hint("add `cite = [\"@key, p. 4\"]`"),
        );
    }
    let status = fields.choice("status", Status::WORDS).map(|status| status.value).unwrap_or_default();
    let checked_by = fields.texts("checked_by");
    let is_list = fields.raw("checked_by").is_none_or(|(value, _)| value.is_array() || value.is_str());
    let is_checked = checked_by.iter().any(|name| !name.value.trim().is_empty());
    if status == Status::Verified && is_list && !is_checked {
        let place = fields.key_place("status").unwrap_or_else(|| fields.place());
        collector.add(
            Diagnostic::new(
                &codes::fact::UNCHECKED,
                place,
                "this fact is verified, and nothing says by whom",
            )
            .hint("add `checked_by = [\"…\"]`, or write `status = \"sourced\"`"),
        );
    }
    Some(Fact {
        id: entry.id.value.clone(),
        place: collector.place(entry.id.span),
        label: Localised::read(&fields, "label", languages),
        value: value?,
        unit: fields.text("unit"),
        cite,
        as_of: read_period(&fields, "as_of"),
        status,
        checked_by,
    })
}

fn read_value(fields: &Fields<'_>, config: &SiteConfig) -> Option<FactValue> {
    let given: Vec<&str> = ["cell", "formula", "value"].into_iter().filter(|key| fields.has(key)).collect();
    match given.as_slice() {
        ["cell"] => {
            for key in ["unit", "bound"].into_iter().filter(|key| fields.has(key)) {
                let place = fields.key_place(key).unwrap_or_else(|| fields.place());
                fields.collector().add(
                    Diagnostic::new(
                        &codes::fact::VALUE,
                        place,
                        format!("with `cell`, `{key}` is the column's"),
                    )
                    .hint("take it out here"),
                );
            }
            Some(FactValue::Cell(fields.text("cell")?))
        }
        ["formula"] => {
            // The unit is read here so that a wrong one is told even before anything is worked out.
            let _ = read_unit(fields, "unit", config);
            Some(FactValue::Formula { expression: fields.text("formula")?, kind: fields.text("kind") })
        }
        ["value"] => typed_value(fields, config),
        found => {
            let message = if found.is_empty() {
                "a fact without a value".to_owned()
            } else {
                format!("a fact with both `{}`", found.join("` and `"))
            };
            fields.collector().add(
                Diagnostic::new(&codes::fact::VALUE, fields.place(), message)
                    .hint("give one of `cell`, `formula` and `value`"),
            );
            None
        }
    }
}

fn typed_value(fields: &Fields<'_>, config: &SiteConfig) -> Option<FactValue> {
    if fields.is_date("value") {
        let date = fields.datetime("value")?;
        return civil_date(&date, fields.collector()).map(FactValue::Date);
    }
    let unit = read_unit(fields, "unit", config);
    let bound = fields.choice("bound", Bound::WORDS).map(|bound| bound.value);
    let tolerance = fields.decimal("tolerance").map_or(TOLERANCE, |number| number.value);
    let numbers = fields.decimals("value");
    let quantity = match (numbers.as_slice(), bound) {
        ([value], Some(Bound::Between)) => {
            wrong_bound(fields, *value, "`between` needs two numbers", "write `value = [5, 7]`");
            return None;
        }
        ([value], bound) => {
            Quantity { tolerance, ..Quantity::bounded(value.value, unit, bound.unwrap_or_default()) }
        }
        ([low, high], None | Some(Bound::Between)) if low.value <= high.value => {
            Quantity { tolerance, ..Quantity::between(low.value, high.value, unit) }
        }
        ([low, ..], _) => {
            wrong_bound(
                fields,
                *low,
                "a range is two numbers, the lower one first, bound `between`",
                "write `value = [5, 7]` without `bound`",
            );
            return None;
        }
        ([], _) => return None,
    };
    Some(FactValue::Quantity(quantity))
}

fn wrong_bound(fields: &Fields<'_>, number: Spanned<Decimal>, message: &str, hint: &str) {
    let place = fields.collector().place(number.span);
    fields.collector().add(Diagnostic::new(&codes::fact::VALUE, place, message).hint(hint));
}

/// Reads a year, a month or a day.
fn read_period(fields: &Fields<'_>, key: &str) -> Option<Period> {
    let text = fields.date_text(key)?;
    let period = Period::parse(&text.value);
    if period.is_none() {
        fields.collector().add(
            Diagnostic::new(&codes::toml::VALUE, text.place, format!("`{}` is no date", text.value))
                .hint("write `\"2026\"`, `\"2026-01\"` or `2026-01-31`"),
        );
    }
    period
}
