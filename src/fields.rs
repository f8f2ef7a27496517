//! Typed fields of a TOML table, with every mistake reported at its place.
//!
//! Built on the toml crate's recoverable tree: a syntax error does not hide the rest of the file. Each kind of
//! table has a list of [`Key`]s; from it come "unknown key", "did you mean", and the configuration reference.
//! Knows nothing of journalism or of languages: a localised string arrives as texts under names.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil;
use rust_decimal::Decimal;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

use crate::codes;
use crate::diag::{Collector, Diagnostic, Place, Placed, did_you_mean, one_of};
use crate::repair;
use crate::text::{Span, Spanned};

/// One key that a TOML table may hold: the row of the reference page, and what the reader accepts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key {
    /// As written.
    pub name: &'static str,
    /// What kind of value, in the words of the reference: "text", "localised text", "list of text", "date" …
    pub kind: &'static str,
    /// What it is for, one sentence; says the default and whether it is required.
    pub summary: &'static str,
}

/// Shorthand for a row of a key list.
pub(crate) const fn key(name: &'static str, kind: &'static str, summary: &'static str) -> Key {
    Key { name, kind, summary }
}

/// A kind of table in the reference: where it stands and which keys it may hold.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KeyList {
    /// Where such a table stands, as in `[columns.NAME] of a table's description`.
    pub title: &'static str,
    /// The keys, in the order of the reference.
    pub keys: &'static [Key],
}

/// A text and the file and place it stands in.
pub(crate) type Text = Placed<Arc<str>>;

/// What all readers of one file share.
pub(crate) struct Document<'a> {
    text: &'a str,
    base: u32,
    collector: &'a Collector,
    overlay: Option<&'a Overlay>,
    broken: bool,
}

impl<'a> Document<'a> {
    /// Parses `text`, which begins `base` bytes into its file, and reports every syntax error.
    ///
    /// Returns what is shared and the tree; after a syntax error missing keys are not reported, since they
    /// may stand in the part that could not be read.
    pub(crate) fn parse(
        text: &'a str,
        base: u32,
        collector: &'a Collector,
    ) -> (Self, toml::Spanned<DeTable<'a>>) {
        let (mut tree, errors) = DeTable::parse_recoverable(text);
        let broken = !errors.is_empty();
        if broken {
            let (mistakes, repaired) = repair::repair(text);
            for mistake in mistakes {
                let place = collector.place(Span::new(mistake.at).shifted(base));
                let diagnostic = Diagnostic::new(&codes::toml::SYNTAX, place, mistake.message);
                collector.add(diagnostic.maybe_hint(mistake.hint));
            }
            tree = DeTable::parse_recoverable(collector.keep(repaired)).0;
        }
        (Document { text, base, collector, overlay: None, broken }, tree)
    }

    /// The same, with strings that stand in the editions' own files.
    pub(crate) fn with_overlay(mut self, overlay: &'a Overlay) -> Self {
        self.overlay = Some(overlay);
        self
    }

    /// The whole document as one table of `keys`; `path` is where its strings stand in an overlay.
    pub(crate) fn root(
        &'a self,
        tree: &'a toml::Spanned<DeTable<'a>>,
        keys: &'static [Key],
        path: &[&str],
    ) -> Fields<'a> {
        let path = path.iter().map(|part| (*part).to_owned()).collect();
        Fields::new(self, tree.get_ref(), keys, Span { start: self.base, end: self.base }, path)
    }

    /// The whole document as one table of any keys: for what may stand in every kind of file.
    pub(crate) fn root_of_any(&'a self, tree: &'a toml::Spanned<DeTable<'a>>) -> Fields<'a> {
        const ANY: &[Key] = &[key("allow", "list of tables", "Suppressions.")];
        let at = Span { start: self.base, end: self.base };
        Fields { document: self, table: tree.get_ref(), keys: ANY, at, path: Vec::new() }
    }

    /// The whole document as entries under ids of the user's.
    pub(crate) fn entries(&'a self, tree: &'a toml::Spanned<DeTable<'a>>, path: &[&str]) -> Vec<Entry<'a>> {
        let path: Vec<String> = path.iter().map(|part| (*part).to_owned()).collect();
        let mut entries = entries_of(self, tree.get_ref(), &path);
        // Suppressions may stand in every file, and are read by themselves.
        entries.retain(|entry| &*entry.id.value != "allow" || !entry.value.is_array());
        entries
    }

    /// A text at the top, if there is one, without reporting anything: to choose a key list by it.
    pub(crate) fn quiet_text(&self, tree: &'a toml::Spanned<DeTable<'a>>, key: &str) -> Option<Arc<str>> {
        tree.get_ref().get(key)?.get_ref().as_str().map(Arc::from)
    }

    /// Whether the file has a syntax error.
    pub(crate) fn is_broken(&self) -> bool {
        self.broken
    }

    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(range).shifted(self.base)
    }
}

/// A value under an id of the user's, such as `[files]` in sources.toml.
pub(crate) struct Entry<'a> {
    /// The id and its place.
    pub id: Spanned<Arc<str>>,
    /// Place of the value: for a `[table]` its header.
    pub span: Span,
    value: &'a DeValue<'a>,
    document: &'a Document<'a>,
    path: Vec<String>,
}

impl<'a> Entry<'a> {
    /// The entry as a table of `keys`; anything else is reported.
    pub(crate) fn table(&self, keys: &'static [Key]) -> Option<Fields<'a>> {
        match self.value {
            DeValue::Table(table) => {
                let at = self.id.span;
                Some(Fields::new(self.document, table, keys, at, self.path.clone()))
            }
            other => {
                wrong_type(self.document, self.span, &self.id.value, "a table", other);
                None
            }
        }
    }

    /// A text of the entry, if there is one, without reporting anything: to choose a key list by it.
    pub(crate) fn quiet_text(&self, key: &str) -> Option<Arc<str>> {
        self.value.as_table()?.get(key)?.get_ref().as_str().map(Arc::from)
    }

    /// The entry as a text.
    pub(crate) fn text(&self) -> Option<Text> {
        text_of(self.document, &self.id.value, self.value, self.span)
    }

    /// The entry as a list of texts.
    pub(crate) fn texts(&self) -> Vec<Text> {
        texts_of(self.document, &self.id.value, self.value, self.span)
    }

    /// The entry as texts under names: see [`Fields::named_texts`].
    pub(crate) fn named_texts(&self) -> Vec<(Option<Text>, Text)> {
        named_texts_of(self.document, self.value, self.span, &self.path)
    }

    /// The entries below, if this is a table of further entries.
    pub(crate) fn entries(&self) -> Vec<Entry<'a>> {
        match self.value {
            DeValue::Table(table) => entries_of(self.document, table, &self.path),
            other => {
                wrong_type(self.document, self.span, &self.id.value, "a table", other);
                Vec::new()
            }
        }
    }

    /// The entry as a list of tables of `keys`: see [`Fields::tables`].
    pub(crate) fn tables(&self, keys: &'static [Key]) -> Vec<Fields<'a>> {
        tables_of(self.document, &self.id.value, self.value, self.span, keys, &self.path)
    }

    /// The raw value, for formats with open keys such as CSL variables.
    pub(crate) fn value(&self) -> &'a DeValue<'a> {
        self.value
    }
}

fn entries_of<'a>(document: &'a Document<'a>, table: &'a DeTable<'a>, path: &[String]) -> Vec<Entry<'a>> {
    let mut entries: Vec<Entry<'a>> = table
        .iter()
        .map(|(id, value)| {
            let mut path = path.to_vec();
            path.push(id.get_ref().to_string());
            Entry {
                id: Spanned::new(id.get_ref().as_ref().into(), document.span(id.span())),
                span: document.span(value.span()),
                value: value.get_ref(),
                document,
                path,
            }
        })
        .collect();
    entries.sort_by_key(|entry| entry.id.span);
    entries
}

/// Reader of one TOML table.
pub(crate) struct Fields<'a> {
    document: &'a Document<'a>,
    table: &'a DeTable<'a>,
    keys: &'static [Key],
    at: Span,
    path: Vec<String>,
}

impl<'a> Fields<'a> {
    fn new(
        document: &'a Document<'a>,
        table: &'a DeTable<'a>,
        keys: &'static [Key],
        at: Span,
        path: Vec<String>,
    ) -> Self {
        let fields = Fields { document, table, keys, at, path };
        fields.report_unknown();
        fields
    }

    fn report_unknown(&self) {
        let known = |name: &str| self.keys.iter().any(|key| key.name == name);
        for key in self.table.keys().filter(|key| !known(key.get_ref())) {
            let name = key.get_ref();
            let place = self.document.collector.place(self.document.span(key.span()));
            let names = self.keys.iter().map(|key| key.name);
            let hint =
                did_you_mean(name, names.clone()).unwrap_or_else(|| format!("known here: {}", all_of(names)));
            self.document.collector.add(
                Diagnostic::new(&codes::toml::UNKNOWN_KEY, place, format!("unknown key `{name}`")).hint(hint),
            );
        }
    }

    /// Where findings of this file go.
    pub(crate) fn collector(&self) -> &'a Collector {
        self.document.collector
    }

    /// The place to point at when something is missing: the table's own name.
    pub(crate) fn place(&self) -> Place {
        self.document.collector.place(self.at)
    }

    /// Whether such a table may hold the key.
    pub(crate) fn allows(&self, key: &str) -> bool {
        self.keys.iter().any(|known| known.name == key)
    }

    /// Whether the key is there at all.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Whether the key is not there, or is an empty text, which counts as absent.
    pub(crate) fn lacks(&self, key: &str) -> bool {
        self.table.get(key).is_none_or(|value| value.get_ref().as_str().is_some_and(str::is_empty))
    }

    /// The place of a key's name, if it is there.
    pub(crate) fn key_place(&self, key: &str) -> Option<Place> {
        let (name, _) = self.table.get_key_value(key)?;
        Some(self.document.collector.place(self.document.span(name.span())))
    }

    fn get(&self, key: &str) -> Option<(&'a DeValue<'a>, Span)> {
        debug_assert!(self.keys.iter().any(|known| known.name == key), "`{key}` is missing in its key list");
        let value = self.table.get(key)?;
        Some((value.get_ref(), self.document.span(value.span())))
    }

    /// Reports that a required key is absent, unless a syntax error may have hidden it.
    pub(crate) fn missing(&self, key: &str, hint: impl Into<String>) {
        if self.document.broken {
            return;
        }
        let message = format!("`{key}` is missing");
        self.document
            .collector
            .add(Diagnostic::new(&codes::toml::MISSING_KEY, self.place(), message).hint(hint));
    }

    /// A text; empty ones count as absent.
    pub(crate) fn text(&self, key: &str) -> Option<Text> {
        let (value, span) = self.get(key)?;
        text_of(self.document, key, value, span).filter(|text| !text.value.is_empty())
    }

    /// A text that may be empty on purpose, such as an alternative text of a decorative picture.
    pub(crate) fn text_or_empty(&self, key: &str) -> Option<Text> {
        let (value, span) = self.get(key)?;
        text_of(self.document, key, value, span)
    }

    /// A list of texts; a single text counts as a list of one.
    pub(crate) fn texts(&self, key: &str) -> Vec<Text> {
        self.get(key).map(|(value, span)| texts_of(self.document, key, value, span)).unwrap_or_default()
    }

    /// `true` or `false`.
    pub(crate) fn flag(&self, key: &str) -> Option<Spanned<bool>> {
        let (value, span) = self.get(key)?;
        match value {
            DeValue::Boolean(flag) => Some(Spanned::new(*flag, span)),
            other => {
                wrong_type(self.document, span, key, "`true` or `false`", other);
                None
            }
        }
    }

    /// A whole number of zero or more.
    pub(crate) fn count(&self, key: &str) -> Option<Spanned<usize>> {
        let number = self.decimal(key)?;
        let count = number.value.is_integer().then(|| usize::try_from(number.value).ok()).flatten();
        if count.is_none() {
            let message = format!("`{key}` must be a whole number of zero or more");
            self.document.collector.report(&codes::toml::VALUE, number.span, message);
        }
        count.map(|count| Spanned::new(count, number.span))
    }

    /// An exact decimal, read from the digits as they stand.
    pub(crate) fn decimal(&self, key: &str) -> Option<Spanned<Decimal>> {
        let (value, span) = self.get(key)?;
        self.decimal_of(key, value, span)
    }

    /// A list of exact decimals, or one.
    pub(crate) fn decimals(&self, key: &str) -> Vec<Spanned<Decimal>> {
        let Some((value, span)) = self.get(key) else { return Vec::new() };
        match value {
            DeValue::Array(items) => items
                .iter()
                .filter_map(|item| self.decimal_of(key, item.get_ref(), self.document.span(item.span())))
                .collect(),
            other => self.decimal_of(key, other, span).into_iter().collect(),
        }
    }

    fn decimal_of(&self, key: &str, value: &DeValue<'_>, span: Span) -> Option<Spanned<Decimal>> {
        let digits = match value {
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str(),
            DeValue::Float(float) => float.as_str(),
            other => {
                wrong_type(self.document, span, key, "a number", other);
                return None;
            }
        };
        let digits = digits.replace('_', "");
        let parsed = Decimal::from_str_exact(&digits).or_else(|_| Decimal::from_scientific(&digits));
        match parsed {
            Ok(number) => Some(Spanned::new(number, span)),
            Err(_) => {
                let message = format!("`{digits}` cannot be held exactly");
                self.document.collector.add(
                    Diagnostic::new(&codes::toml::VALUE, self.document.collector.place(span), message)
                        .hint("numbers have at most 28 digits; infinity and not-a-number are no values"),
                );
                None
            }
        }
    }

    /// A list of pairs of texts.
    pub(crate) fn text_pairs(&self, key: &str) -> Vec<(Text, Text)> {
        let Some((value, span)) = self.get(key) else { return Vec::new() };
        let DeValue::Array(items) = value else {
            wrong_type(self.document, span, key, "a list of pairs", value);
            return Vec::new();
        };
        let pair = |item: &toml::Spanned<DeValue<'a>>| {
            let span = self.document.span(item.span());
            let texts = texts_of(self.document, key, item.get_ref(), span);
            let [low, high] = texts.as_slice() else {
                let message = format!("`{key}` needs two names in each pair, found {}", texts.len());
                self.document.collector.report(&codes::toml::VALUE, span, message);
                return None;
            };
            Some((low.clone(), high.clone()))
        };
        items.iter().filter_map(pair).collect()
    }

    /// Whether the value is a TOML date.
    pub(crate) fn is_date(&self, key: &str) -> bool {
        self.get(key).is_some_and(|(value, _)| value.is_datetime())
    }

    /// A TOML date, time or date with time.
    pub(crate) fn datetime(&self, key: &str) -> Option<Spanned<Datetime>> {
        let (value, span) = self.get(key)?;
        match value {
            DeValue::Datetime(date) => Some(Spanned::new(*date, span)),
            other => {
                let place = self.document.collector.place(span);
                let message = format!("`{key}` must be a date, found {}", name_of(other));
                self.document.collector.add(
                    Diagnostic::new(&codes::toml::TYPE, place, message)
                        .hint("write it without quotes: `2026-02-18` or `2026-02-18T11:00:00Z`"),
                );
                None
            }
        }
    }

    /// A date in quotes (`"2026"`, `"2026-01"`, `"2026-01-31"`) or a full TOML date, as text.
    pub(crate) fn date_text(&self, key: &str) -> Option<Text> {
        let (value, span) = self.get(key)?;
        date_text_of(self.document, key, value, span)
    }

    /// One of a few words.
    pub(crate) fn choice<T: Copy>(&self, key: &str, words: &[(&str, T)]) -> Option<Spanned<T>> {
        let text = self.text(key)?;
        let found = words.iter().find(|(word, _)| *word == &*text.value);
        if found.is_none() {
            let message = format!("`{}` is no value of `{key}`", text.value);
            let names = || words.iter().map(|(word, _)| *word);
            self.document.collector.add(
                Diagnostic::new(&codes::toml::VALUE, text.place.clone(), message)
                    .maybe_hint(did_you_mean(&text.value, names()))
                    .hint(format!("write {}", one_of(names()))),
            );
        }
        found.map(|(_, value)| Spanned::new(*value, text.place.span))
    }

    /// A table below.
    pub(crate) fn table(&self, key: &str, keys: &'static [Key]) -> Option<Fields<'a>> {
        let (value, span) = self.get(key)?;
        match value {
            DeValue::Table(table) => {
                let at =
                    self.table.get_key_value(key).map_or(span, |(name, _)| self.document.span(name.span()));
                Some(Fields::new(self.document, table, keys, at, self.below(key)))
            }
            other => {
                wrong_type(self.document, span, key, "a table", other);
                None
            }
        }
    }

    /// The tables of a list, written as `[[key]]` or as a list of inline tables.
    ///
    /// In an overlay they are named by their number, from 1.
    pub(crate) fn tables(&self, key: &str, keys: &'static [Key]) -> Vec<Fields<'a>> {
        let Some((value, span)) = self.get(key) else { return Vec::new() };
        tables_of(self.document, key, value, span, keys, &self.below(key))
    }

    /// The entries below a key, under ids of the user's, in the order they were written.
    pub(crate) fn entries(&self, key: &str) -> Vec<Entry<'a>> {
        let Some((value, span)) = self.get(key) else { return Vec::new() };
        match value {
            DeValue::Table(table) => entries_of(self.document, table, &self.below(key)),
            other => {
                wrong_type(self.document, span, key, "a table", other);
                Vec::new()
            }
        }
    }

    /// The value as it was written, of whatever type, and its place.
    pub(crate) fn raw(&self, key: &str) -> Option<(&'a DeValue<'a>, Place)> {
        let value = self.table.get(key)?;
        Some((value.get_ref(), self.document.collector.place(self.document.span(value.span()))))
    }

    /// A text or a table of name to text, each with its name (`None` for the single text), together with what
    /// the overlay has under the same path. A text in both places is reported.
    pub(crate) fn named_texts(&self, key: &str) -> Vec<(Option<Text>, Text)> {
        let path = self.below(key);
        match self.get(key) {
            Some((value, span)) => named_texts_of(self.document, value, span, &path),
            None => self.document.overlay.map(|overlay| overlay.take(&path)).unwrap_or_default(),
        }
    }

    fn below(&self, key: &str) -> Vec<String> {
        let mut path = self.path.clone();
        path.push(key.to_owned());
        path
    }
}

fn tables_of<'a>(
    document: &'a Document<'a>,
    key: &str,
    value: &'a DeValue<'a>,
    span: Span,
    keys: &'static [Key],
    path: &[String],
) -> Vec<Fields<'a>> {
    let DeValue::Array(items) = value else {
        wrong_type(document, span, key, "a list of tables, as in `[[…]]`", value);
        return Vec::new();
    };
    let mut tables = Vec::new();
    for (number, item) in items.iter().enumerate() {
        let at = document.span(item.span());
        match item.get_ref() {
            DeValue::Table(table) => {
                let mut path = path.to_vec();
                path.push((number + 1).to_string());
                tables.push(Fields::new(document, table, keys, at, path));
            }
            other => wrong_type(document, at, key, "a table", other),
        }
    }
    tables
}

fn named_texts_of(
    document: &Document<'_>,
    value: &DeValue<'_>,
    span: Span,
    path: &[String],
) -> Vec<(Option<Text>, Text)> {
    let key = path.last().map(String::as_str).unwrap_or_default();
    let mut texts: Vec<(Option<Text>, Text)> = match value {
        DeValue::Table(table) => table
            .iter()
            .filter_map(|(name, value)| {
                let text = text_of(document, name.get_ref(), value.get_ref(), document.span(value.span()))?;
                let place = document.collector.place(document.span(name.span()));
                Some((Some(Placed::new(name.get_ref().as_ref().into(), place)), text))
            })
            .collect(),
        DeValue::String(_) => {
            text_of(document, key, value, span).map(|text| (None, text)).into_iter().collect()
        }
        other => {
            wrong_type(document, span, key, "a text or a table of language to text", other);
            Vec::new()
        }
    };
    let from_overlay = document.overlay.map(|overlay| overlay.take(path)).unwrap_or_default();
    for (name, text) in from_overlay {
        let word = |name: &Option<Text>| name.as_ref().map(|name| name.value.clone());
        let twice = texts.iter().find(|(other, _)| other.is_none() || word(other) == word(&name));
        match twice {
            Some((_, first)) => document.collector.add(
                Diagnostic::new(&codes::toml::TWICE, text.place, format!("`{key}` stands in two places"))
                    .also(first.place.clone(), "also here")
                    .hint("keep one of the two"),
            ),
            None => texts.push((name, text)),
        }
    }
    texts
}

fn text_of(document: &Document<'_>, key: &str, value: &DeValue<'_>, span: Span) -> Option<Text> {
    match value {
        DeValue::String(text) => {
            let inner = words_span(document, text, span);
            Some(Placed::new(text.as_ref().into(), document.collector.place(inner)))
        }
        other => {
            wrong_type(document, span, key, "a text in quotes", other);
            None
        }
    }
}

/// The span of a text's words without its quotation marks; the whole of it where escapes make the two differ.
///
/// So `span` is as long as the text exactly where offsets into the text are offsets into the file.
fn words_span(document: &Document<'_>, words: &str, span: Span) -> Span {
    let local = Span { start: span.start - document.base, end: span.end - document.base };
    let Some(raw) = document.text.get(local.range()) else { return span };
    for mark in ["\"\"\"", "'''", "\"", "'"] {
        let Some(inner) = raw.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark)) else { continue };
        let trimmed = if mark.len() == 3 { inner.strip_prefix('\n').unwrap_or(inner) } else { inner };
        if trimmed == words {
            let start = span.start as usize + mark.len() + (inner.len() - trimmed.len());
            return Span::new(start..start + words.len());
        }
        return span;
    }
    span
}

fn texts_of(document: &Document<'_>, key: &str, value: &DeValue<'_>, span: Span) -> Vec<Text> {
    match value {
        DeValue::Array(items) => items
            .iter()
            .filter_map(|item| text_of(document, key, item.get_ref(), document.span(item.span())))
            .collect(),
        DeValue::String(_) => text_of(document, key, value, span).into_iter().collect(),
        other => {
            wrong_type(document, span, key, "a list of texts", other);
            Vec::new()
        }
    }
}

fn date_text_of(document: &Document<'_>, key: &str, value: &DeValue<'_>, span: Span) -> Option<Text> {
    match value {
        DeValue::String(text) => Some(Placed::new(text.as_ref().into(), document.collector.place(span))),
        DeValue::Datetime(date) => {
            Some(Placed::new(date.to_string().as_str().into(), document.collector.place(span)))
        }
        other => {
            let written = document
                .text
                .get(Span { start: span.start - document.base, end: span.end - document.base }.range());
            let hint = match (other, written) {
                (DeValue::Integer(_), Some(year)) => format!("write a partial date in quotes: `\"{year}\"`"),
                _ => "write `2026-01-31`, or a partial date in quotes: `\"2026-01\"`".to_owned(),
            };
            let message = format!("`{key}` must be a date, found {}", name_of(other));
            document
                .collector
                .add(Diagnostic::new(&codes::toml::TYPE, document.collector.place(span), message).hint(hint));
            None
        }
    }
}

fn wrong_type(document: &Document<'_>, span: Span, key: &str, wanted: &str, found: &DeValue<'_>) {
    let message = format!("`{key}` must be {wanted}, found {}", name_of(found));
    document.collector.report(&codes::toml::TYPE, span, message);
}

fn name_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

fn all_of<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// The day of a TOML date; a time of day alone is reported.
pub(crate) fn civil_date(datetime: &Spanned<Datetime>, collector: &Collector) -> Option<civil::Date> {
    let date = datetime.value.date.and_then(|date| {
        civil::Date::new(
            i16::try_from(date.year).ok()?,
            i8::try_from(date.month).ok()?,
            i8::try_from(date.day).ok()?,
        )
        .ok()
    });
    if date.is_none() {
        collector.add(
            Diagnostic::new(
                &codes::toml::VALUE,
                collector.place(datetime.span),
                "this is no day of the calendar",
            )
            .hint("write `2026-02-18`"),
        );
    }
    date
}

/// Strings of a folder's files that stand in files of their own, one a language: `pt-BR.toml`.
///
/// Addressed by path: file stem, id, key, as in `[storage.columns.month] label = "Mês"`. Lives inside the
/// loading of one folder; it notes what was asked for, so that the rest can be reported.
#[derive(Debug, Default)]
pub(crate) struct Overlay {
    texts: BTreeMap<Vec<String>, Vec<(Arc<str>, Text)>>,
    taken: RefCell<BTreeSet<Vec<String>>>,
    asked: RefCell<BTreeSet<Vec<String>>>,
}

impl Overlay {
    /// Adds all strings of the file for the language `name`.
    pub(crate) fn add(&mut self, name: &Arc<str>, text: &str, collector: &Collector) {
        let (document, tree) = Document::parse(text, 0, collector);
        self.add_table(name, tree.get_ref(), &mut Vec::new(), &document);
    }

    fn add_table(
        &mut self,
        name: &Arc<str>,
        table: &DeTable<'_>,
        path: &mut Vec<String>,
        document: &Document<'_>,
    ) {
        for (key, value) in table {
            path.push(key.get_ref().to_string());
            match value.get_ref() {
                DeValue::Table(table) => self.add_table(name, table, path, document),
                other => {
                    if let Some(text) = text_of(document, key.get_ref(), other, document.span(value.span())) {
                        self.texts.entry(path.clone()).or_default().push((name.clone(), text));
                    }
                }
            }
            path.pop();
        }
    }

    fn take(&self, path: &[String]) -> Vec<(Option<Text>, Text)> {
        self.asked.borrow_mut().insert(path.to_vec());
        let Some(found) = self.texts.get(path) else { return Vec::new() };
        self.taken.borrow_mut().insert(path.to_vec());
        // The file as a whole names the language.
        let name = |name: &Arc<str>, text: &Text| Placed::new(name.clone(), text.place.clone());
        found.iter().map(|(language, text)| (Some(name(language, text)), text.clone())).collect()
    }

    /// Reports every string that nothing asked for.
    pub(crate) fn finish(&self) -> Vec<Diagnostic> {
        let taken = self.taken.borrow();
        let asked = self.asked.borrow();
        let asked_names: Vec<String> = asked.iter().map(|path| path.join(".")).collect();
        let unused = self.texts.iter().filter(|(path, _)| !taken.contains(*path));
        unused
            .flat_map(|(path, texts)| texts.iter().map(move |(_, text)| (path.join("."), text)))
            .map(|(name, text)| {
                Diagnostic::new(
                    &codes::toml::UNKNOWN_STRING,
                    text.place.clone(),
                    format!("nothing in this folder has a text `{name}`"),
                )
                .maybe_hint(did_you_mean(&name, asked_names.iter().map(String::as_str)))
                .hint("a string is named by file stem, id and key, as in `[storage.columns.month] label = \"…\"`")
            })
            .collect()
    }
}
