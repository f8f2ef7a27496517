//! What numbers are told for: "per year" in one edition, "por mês" in the other.
//!
//! Only what the languages say in so many words is read ("per", "pro", "par"), and only what stands for it in the other
//! edition is told: "annual" and "monthly" are other words for the same.

use crate::check::parity::shared::Per;
use crate::check::parity::{Beside, Side};
use crate::codes;
use crate::diag::{Diagnostic, Place};
use crate::locale::lexicon::Lexicon;
use crate::prose::words::Word;
use crate::quantity::Unit;
use crate::site::reading::ReadPassage;

/// Letters of the longest word that says for each of what.
const LETTERS: usize = 3;

/// Years, months and weeks, by their places in the lexicon; beginnings of other words that say them, lower case.
const SPANS: [&[&str]; 3] = [
    &[
        "year", "annu", "anua", "año", "ano", "anos", "jahr", "jähr", "jaar", "anni", "an ", "ans", "år",
        "tahun",
    ],
    &[
        "month", "mensal", "mensua", "mensuel", "mensil", "mes", "mês", "mois", "monat", "maand", "månad",
        "måned", "bulan",
    ],
    &["week", "semana", "semaine", "settiman", "woch", "wöch", "vecka", "veckor", "uge", "uke", "minggu"],
];

/// Units that such words may name, and beginnings of other words that say them.
const UNITS: [(&str, &[&str]); 12] = [
    (
        "d",
        &[
            "dail", "day", "diári", "diari", "jour", "quotid", "journal", "giorn", "täg", "tag", "dag",
            "hari", "dia", "día",
        ],
    ),
    ("h", &["hour", "hora", "heure", "ora", "ore", "stund", "uur", "timm", "time", "jam"]),
    ("min", &["minut"]),
    ("s", &["secon", "segund", "sekund"]),
    ("PB", &["petab", "pb"]),
    ("TB", &["terab", "tb", "téra"]),
    ("GB", &["gigab", "gb"]),
    ("MB", &["megab", "mb", "méga"]),
    ("km", &["kilom", "km", "quilóm", "quilôm", "kilóm"]),
    ("kg", &["kilo", "kg", "quilo"]),
    ("t", &["ton"]),
    ("l", &["lit"]),
];

/// What something is told for.
struct Rate {
    /// Its place among [`SPANS`], then among [`UNITS`].
    what: usize,
    place: Place,
    /// As it is written.
    words: String,
}

/// Compares what numbers are told for: one that each side lacks is told where neither names the other's at all.
pub(super) fn compare(beside: &Beside<'_, '_, '_>, out: &mut Vec<Diagnostic>) {
    let mut original = rates(beside, Side::Original);
    if original.is_empty() {
        return;
    }
    let mut translation = rates(beside, Side::Translation);
    if original.len() != translation.len() {
        return;
    }
    original.retain(|one| match translation.iter().position(|other| other.what == one.what) {
        Some(at) => {
            translation.remove(at);
            false
        }
        None => true,
    });
    let ([one], [other]) = (original.as_slice(), translation.as_slice()) else { return };
    let is_named =
        |side: Side, what: usize| beside.spoken(side).any(|(read, _)| names(&read.flat.text, what));
    if is_named(Side::Original, other.what) || is_named(Side::Translation, one.what) {
        return;
    }
    let message = format!("`{}` and the original's `{}` are for different units", other.words, one.words);
    let finding = Diagnostic::new(&codes::translation::UNIT, other.place.clone(), message);
    out.push(finding.also(one.place.clone(), "in the original"));
}

fn rates(beside: &Beside<'_, '_, '_>, side: Side) -> Vec<Rate> {
    let edition = beside.edition(side);
    let Some(common) = beside.pair.shared.common(edition.edition.lang) else { return Vec::new() };
    if common.per.is_empty() {
        return Vec::new();
    }
    let lexicon = &*edition.site.language(edition.edition.lang).lexicon;
    let rates = beside.spoken(side).flat_map(|(read, words)| {
        // Most words are longer.
        let short = words.list.iter().filter(|word| word.letters <= LETTERS);
        short.filter_map(move |word| {
            let per = common.per.iter().filter(|per| per.print == word.print);
            per.into_iter().find_map(|per| rate(read, word, per, lexicon))
        })
    });
    rates.collect()
}

fn rate(read: &ReadPassage<'_>, word: &Word, per: &Per, lexicon: &Lexicon) -> Option<Rate> {
    let text = &*read.flat.text;
    let named = per.named(text.get(word.range.end..)?)?;
    let what = named_at(named, lexicon)?;
    let length = named.find(|sign: char| !sign.is_alphabetic()).unwrap_or(named.len());
    let range = word.range.start..text.len() - named.len() + length;
    let words = text.get(range.clone())?.to_owned();
    Some(Rate { what, place: read.passage.place(read.flat.span_of(range)), words })
}

/// The span or unit that the first word of a text names.
fn named_at(text: &str, lexicon: &Lexicon) -> Option<usize> {
    let length = text.find(|sign: char| !sign.is_alphabetic()).unwrap_or(text.len());
    let word = text.get(..length).filter(|word| !word.is_empty())?;
    if let Some(span) = lexicon.span_at(word) {
        return Some(usize::from(span)).filter(|span| *span < SPANS.len());
    }
    let is_unit = |(unit, _): &(&'static str, &[&str])| {
        word == *unit || lexicon.begins_with_unit(word, None, Some(&Unit::Symbol(unit)))
    };
    Some(SPANS.len() + UNITS.iter().position(is_unit)?)
}

/// Whether a text has any word for a span or unit.
fn names(text: &str, what: usize) -> bool {
    let begins = match what.checked_sub(SPANS.len()) {
        None => SPANS.get(what).copied(),
        Some(at) => UNITS.get(at).map(|(_, begins)| *begins),
    };
    let text = text.to_lowercase();
    let words = || text.split(|sign: char| !sign.is_alphanumeric());
    begins.is_some_and(|begins| {
        begins.iter().any(|begin| words().any(|word| word.starts_with(begin.trim_end())))
    })
}
