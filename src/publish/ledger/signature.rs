//! What a sign-off holds for: the words of a sentence without what the build writes, and what they rest on.

use std::ops::Range;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::prose::flat::OBJECT;
use crate::prose::{Condition, FactRef, Target};
use crate::publish::ledger::{Record, RowKind};
use crate::site::evidence::Reading;
use crate::text::digest;

/// The words that a sign-off holds for: an empty binding counts by what it is bound to, whatever it is worth.
pub(super) fn signed_words(reading: &Reading<'_>, range: &Range<usize>) -> String {
    reading.words(range, |link| format!("{{{}}}", target_words(&link.target)))
}

/// What a link is bound to, as it is written.
pub(super) fn target_words(target: &Target) -> String {
    match target {
        Target::Fact(binding) => {
            let ids: Vec<String> = binding.facts.iter().map(FactRef::written).collect();
            let condition = binding.condition.as_ref().map(Condition::written).unwrap_or_default();
            format!("fact:{}{condition}", ids.join(","))
        }
        Target::Cell(cell) => format!("cell:{}", cell.selector.value),
        Target::Quote(id) => format!("quote:{id}"),
        Target::Name(id) => format!("name:{id}"),
        Target::Figure(id) => format!("figure:{id}"),
        _ => String::new(),
    }
}

/// Without line ends, runs of blanks and stand-ins for what is no prose.
pub(super) fn one_line(words: &str) -> String {
    let plain = words.replace(OBJECT, "…");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A digest of everything that a record says of its words.
pub(super) fn basis_digest(kind: RowKind, record: &Record, more: &[&str]) -> Arc<str> {
    let number =
        |number: Option<Decimal>| number.map(|number| number.normalize().to_string()).unwrap_or_default();
    let mut parts: Vec<String> = vec![
        kind.word().to_owned(),
        record.bound_to.clone(),
        number(record.value),
        number(record.high),
        record.text.clone(),
        record.unit.clone(),
        record.bound.to_owned(),
        record.formula.clone(),
        record.as_of.clone(),
    ];
    parts.extend(more.iter().map(|part| (*part).to_owned()));
    for rest in &record.rests {
        parts.push(format!("@{}", rest.key));
        parts.push(rest.locator.clone());
        parts.extend(
            rest.documents.iter().flat_map(|document| [document.file.clone(), document.sha256.clone()]),
        );
    }
    digest(parts.iter().map(String::as_str))
}
