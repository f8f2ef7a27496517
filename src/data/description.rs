//! A table's description (`storage.toml`): as written.
//!
//! What the columns mean: type, unit, label, bounds, why a cell may be empty. `csv.rs` joins it with the cells.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::codes;
use crate::config::SiteConfig;
use crate::data::{ColumnKind, TextMeaning};
use crate::diag::{Collector, Diagnostic, did_you_mean};
use crate::fields::{Document, Fields, Key, KeyList, Overlay, Text, key};
use crate::locale::{Languages, Localised};
use crate::quantity::{SYMBOLS, Unit};
use crate::text::{FileText, Spanned};

const TABLE_KEYS: &[Key] = &[
    key(
        "title",
        "localised text",
        "What the table shows; also the title where it is embedded by its own id.",
    ),
    key("cite", "list of citations", "What it rests on, as in `@files, p. 4`."),
    key("key", "list of columns", "Columns whose values together name a row; unique."),
    key("rows", "number", "Expected count: a silent extra row fails."),
    key("license", "SPDX id or text", "Licence of the data; default: the site's."),
    key("note", "localised text", "A remark under the table."),
    key(
        "columns",
        "table",
        "`[columns.NAME]`: what each column means; one without a description is neither published nor usable.",
    ),
    key("asserts", "list of tables", "`[[asserts]] that = \"…\"`: expressions that must hold."),
    key("file", "file", "A workbook (`.xlsx`) instead of a CSV file."),
    key("sheet", "text", "The sheet of the workbook."),
    key("allow", "list of tables", "`[[allow]] code, at, reason`: silences a code at a path of this file."),
];

const COLUMN_KEYS: &[Key] = &[
    key("type", "word", "`year`, `month`, `date`, `number`, `text` or `boolean`. Required."),
    key("label", "localised text", "The column's head as readers see it. Required."),
    key(
        "unit",
        "unit",
        "Of numbers: a symbol (`TB`, `%`), an ISO 4217 code, or a counted noun of site.toml.",
    ),
    key("bound", "column", "The column with each value's bound; empty cells mean exactly."),
    key("low", "column", "The column with the lower end of each value's uncertainty."),
    key("high", "column", "The column with the upper end of each value's uncertainty."),
    key("interval", "localised text", "What low and high are, such as `95 % CI`."),
    key("min", "number", "Smallest value allowed."),
    key("max", "number", "Largest value allowed."),
    key("missing", "localised text", "Why a cell may be empty; without it an empty cell is an error."),
    key("names", "true or false", "Cells are ids of names.toml."),
    key("ids", "table", "Cells stand for ids of names.toml: `{ TN = \"tennessee\" }`."),
    key("values", "table", "Cells stand for words: `{ yes = { en = \"Yes\" } }`."),
    key("verbatim", "true or false", "Cells are shown as they are in every language."),
    key("formula", "expression", "The column is not in the file: each cell is worked out from its row."),
];

const ASSERT_KEYS: &[Key] = &[key("that", "expression", "What must hold. Required.")];

/// The keys of an `[[allow]]` entry; every TOML file of a folder may hold some.
pub(crate) const ALLOW_KEYS: &[Key] = &[
    key("code", "code", "The code to silence. Required."),
    key("at", "path", "The id or key it stands at, as in `columns.sector`. Required."),
    key("reason", "text", "Why. Required."),
];

/// The key lists of this file, for the reference page.
pub(crate) const KEY_LISTS: &[KeyList] = &[
    KeyList { title: "a table's description (TABLE.toml)", keys: TABLE_KEYS },
    KeyList { title: "[columns.NAME] of a description", keys: COLUMN_KEYS },
    KeyList { title: "[[asserts]] of a description", keys: ASSERT_KEYS },
    KeyList { title: "[[allow]] of any TOML file of a folder", keys: ALLOW_KEYS },
];

/// A description, as written.
#[derive(Clone, Debug)]
pub(crate) struct Description {
    /// Its file.
    pub(crate) file: Arc<str>,
    pub(crate) title: Option<Localised>,
    pub(crate) cite: Vec<Text>,
    pub(crate) key: Vec<Text>,
    pub(crate) rows: Option<Spanned<usize>>,
    pub(crate) license: Option<Arc<str>>,
    pub(crate) note: Option<Localised>,
    pub(crate) columns: BTreeMap<Arc<str>, ColumnDescription>,
    /// Every column that it speaks of, those among them whose description cannot be used.
    pub(crate) named: BTreeSet<Arc<str>>,
    pub(crate) asserts: Vec<Text>,
    /// The workbook that holds the cells, and the sheet.
    pub(crate) workbook: Option<(Text, Option<Text>)>,
}

/// What a description says of one column.
#[derive(Clone, Debug)]
pub(crate) struct ColumnDescription {
    /// The name, as written between the brackets.
    pub(crate) name: Text,
    pub(crate) kind: ColumnKind,
    pub(crate) label: Localised,
    pub(crate) unit: Option<Unit>,
    pub(crate) bound: Option<Text>,
    pub(crate) low: Option<Text>,
    pub(crate) high: Option<Text>,
    pub(crate) interval: Option<Localised>,
    pub(crate) min: Option<Decimal>,
    pub(crate) max: Option<Decimal>,
    pub(crate) missing: Option<Localised>,
    pub(crate) meaning: TextMeaning,
    /// Worked out from each row; the column is not in the file.
    pub(crate) formula: Option<Text>,
}

/// Reads a description; `id` is its file stem, under which an edition's strings file addresses it.
pub(crate) fn read(
    file: &FileText,
    id: &str,
    config: &SiteConfig,
    languages: &Languages,
    overlay: &Overlay,
    collector: &Collector,
) -> Description {
    let (document, tree) = Document::parse(&file.text, 0, collector);
    let document = document.with_overlay(overlay);
    let fields = document.root(&tree, TABLE_KEYS, &[id]);
    let columns = fields.entries("columns").into_iter().filter_map(|entry| {
        let name = Text::new(entry.id.value.clone(), collector.place(entry.id.span));
        let column = read_column(name, &entry.table(COLUMN_KEYS)?, config, languages)?;
        Some((entry.id.value, column))
    });
    let description = Description {
        file: file.path.clone(),
        title: Localised::read(&fields, "title", languages),
        cite: fields.texts("cite"),
        key: fields.texts("key"),
        rows: fields.count("rows"),
        license: fields.text("license").map(|text| text.value),
        note: Localised::read(&fields, "note", languages),
        columns: columns.collect(),
        named: fields.entries("columns").into_iter().map(|entry| entry.id.value).collect(),
        asserts: fields.tables("asserts", ASSERT_KEYS).iter().filter_map(read_assert).collect(),
        workbook: fields.text("file").map(|file| (file, fields.text("sheet"))),
    };
    if description.columns.is_empty() && !fields.has("columns") {
        fields.missing(
            "columns",
            "add `[columns.NAME]` with `type` and `label` for each column that readers may see",
        );
    }
    description
}

fn read_assert(fields: &Fields<'_>) -> Option<Text> {
    if fields.lacks("that") {
        fields.missing("that", "add `that = \"…\"` with an expression that must hold");
    }
    fields.text("that")
}

fn read_column(
    name: Text,
    fields: &Fields<'_>,
    config: &SiteConfig,
    languages: &Languages,
) -> Option<ColumnDescription> {
    if fields.lacks("type") {
        fields.missing("type", "add `type`: `year`, `month`, `date`, `number`, `text` or `boolean`");
    }
    let kind = fields.choice("type", ColumnKind::WORDS).map(|kind| kind.value);
    let label = Localised::require(fields, "label", languages);
    let column = ColumnDescription {
        name,
        kind: kind?,
        label: label?,
        unit: read_unit(fields, "unit", config),
        bound: fields.text("bound"),
        low: fields.text("low"),
        high: fields.text("high"),
        interval: Localised::read(fields, "interval", languages),
        min: fields.decimal("min").map(|number| number.value),
        max: fields.decimal("max").map(|number| number.value),
        missing: Localised::read(fields, "missing", languages),
        meaning: read_meaning(fields, languages),
        formula: fields.text("formula"),
    };
    check_kind(fields, &column);
    Some(column)
}

/// Reads a unit and reports one that nobody knows.
pub(crate) fn read_unit(fields: &Fields<'_>, key: &str, config: &SiteConfig) -> Option<Unit> {
    let text = fields.text(key)?;
    let unit = config.unit(&text.value);
    if unit.is_none() {
        let nouns = config.nouns.keys().map(|id| &**id);
        let known = SYMBOLS.iter().copied().chain(nouns);
        let exact_but_case = SYMBOLS.iter().find(|symbol| symbol.eq_ignore_ascii_case(&text.value));
        let hint = exact_but_case.map(|symbol| format!("did you mean `{symbol}`?"));
        fields.collector().add(
            Diagnostic::new(&codes::data::UNIT, text.place, format!("`{}` is no unit", text.value))
                .maybe_hint(hint.or_else(|| did_you_mean(&text.value, known)))
                .hint("a unit is a symbol such as `TB`, an ISO 4217 code, or a counted noun of `[units]` in site.toml"),
        );
    }
    unit
}

fn read_meaning(fields: &Fields<'_>, languages: &Languages) -> TextMeaning {
    let given =
        ["names", "ids", "values", "verbatim"].into_iter().filter(|key| fields.has(key)).collect::<Vec<_>>();
    if let [_, second, ..] = given.as_slice() {
        let place = fields.key_place(second).unwrap_or_else(|| fields.place());
        fields.collector().add(
            Diagnostic::new(&codes::toml::VALUE, place, "a column's texts have one meaning only")
                .hint("keep one of `names`, `ids`, `values` and `verbatim`"),
        );
    }
    let flag = |key| fields.flag(key).is_some_and(|flag| flag.value);
    if flag("names") {
        return TextMeaning::Names;
    }
    if fields.has("ids") {
        let ids = fields
            .entries("ids")
            .into_iter()
            .filter_map(|entry| Some((entry.id.value.clone(), entry.text()?)));
        return TextMeaning::Ids(ids.collect());
    }
    if fields.has("values") {
        let values = fields.entries("values").into_iter().filter_map(|entry| {
            Some((entry.id.value.clone(), Localised::read_entry(&entry, languages, fields.collector())?))
        });
        return TextMeaning::Values(values.collect());
    }
    if flag("verbatim") { TextMeaning::Verbatim } else { TextMeaning::Unsaid }
}

/// Keys that make sense for one kind of column only.
fn check_kind(fields: &Fields<'_>, column: &ColumnDescription) {
    let for_numbers = ["unit", "bound", "low", "high", "interval", "min", "max"];
    let for_texts = ["names", "ids", "values", "verbatim"];
    let (wrong, kind): (&[&str], &str) = match column.kind {
        ColumnKind::Number => (&for_texts, "text"),
        ColumnKind::Text => (&for_numbers, "number"),
        _ => (
            &["unit", "bound", "low", "high", "interval", "min", "max", "names", "ids", "values", "verbatim"],
            "number or text",
        ),
    };
    for key in wrong.iter().filter(|key| fields.has(key)) {
        let place = fields.key_place(key).unwrap_or_else(|| fields.place());
        fields.collector().add(
            Diagnostic::new(&codes::toml::VALUE, place, format!("`{key}` is for {kind} columns"))
                .hint(format!("take it out, or correct `type` of `{}`", column.name.value)),
        );
    }
    if column.low.is_some() != column.high.is_some() {
        fields.collector().add(
            Diagnostic::new(&codes::toml::MISSING_KEY, fields.place(), "`low` and `high` go together")
                .hint("name both columns, or neither"),
        );
    }
}
