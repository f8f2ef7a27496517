//! Exhibits: charts, tables, pictures and documents under one set of ids (`figures.toml`, fences).
//!
//! As written: whether a table or a file exists, and what a chart's columns hold, is looked up when the site is
//! put together. An exhibit is numbered where it is embedded, one sequence for all kinds.

use std::sync::Arc;

use crate::chart::entry::{
    self, ALT, ANNOTATION_KEYS, CHART_KEYS, FORM, LIMIT, NOTE, SORT, SUBTITLE, TABLE, TITLE, WHERE, require,
};
use crate::chart::{Annotation, ChartEntry, spec};
use crate::codes;
use crate::config::check_id;
use crate::data::Selection;
use crate::diag::{Collector, Diagnostic, Place, did_you_mean, one_of};
use crate::fields::{Document, Entry, Fields, Key, KeyList, Overlay, Text, key};
use crate::locale::{Languages, Localised};
use crate::text::FileText;

const CREDIT: Key = key("credit", "text", "Who made it.");
const CAPTION: Key = key("caption", "localised text", "What is seen.");

const TABLE_KEYS: &[Key] = &[
    FORM,
    TABLE,
    key("columns", "list of columns", "Columns to show, in order; default: all described ones."),
    key("bars", "list of columns", "Columns of numbers that have a bar beside each number."),
    key(
        "sparklines",
        "list of tables",
        "Columns of small lines: `{ columns = [\"2020\", \"2021\", \"2022\"], label = { en = \"…\" } }`.",
    ),
    TITLE,
    SUBTITLE,
    NOTE,
    ALT,
    WHERE,
    SORT,
    LIMIT,
];

/// Keys of a column of small lines.
const SPARKLINE_KEYS: &[Key] = &[
    key(
        "columns",
        "list of columns",
        "Three or more columns of numbers of one unit, in the order of the line. Required.",
    ),
    key("label", "localised text", "Head of the column. Required."),
];

const PICTURE_KEYS: &[Key] =
    &[FORM, key("file", "file", "A picture in the folder. Required."), TITLE, ALT, CAPTION, CREDIT, NOTE];

const DOCUMENT_KEYS: &[Key] = &[
    FORM,
    key("source", "citation key", "The source it shows. Required."),
    key("page", "number", "The page it shows, from 1."),
    TITLE,
    ALT,
    CAPTION,
    NOTE,
];

/// The key lists of this file, for the reference page.
pub(crate) const KEY_LISTS: &[KeyList] = &[
    KeyList { title: "a chart of figures.toml, or a `chart` fence", keys: CHART_KEYS },
    KeyList { title: "annotations of a chart", keys: ANNOTATION_KEYS },
    KeyList { title: "form = \"table\"", keys: TABLE_KEYS },
    KeyList { title: "sparklines of form = \"table\"", keys: SPARKLINE_KEYS },
    KeyList { title: "form = \"picture\"", keys: PICTURE_KEYS },
    KeyList { title: "form = \"document\"", keys: DOCUMENT_KEYS },
];

/// A numbered exhibit, as written.
#[derive(Clone, Debug)]
pub(crate) struct Exhibit {
    /// Its id.
    pub(crate) id: Arc<str>,
    /// Where it is defined.
    pub(crate) place: Place,
    /// What it shows.
    pub(crate) kind: ExhibitKind,
    /// Its heading: of a chart the finding.
    pub(crate) title: Option<Localised>,
    /// What is measured.
    pub(crate) subtitle: Option<Localised>,
    /// A remark.
    pub(crate) note: Option<Localised>,
    /// Alternative text; an empty one marks decoration.
    pub(crate) alt: Option<Localised>,
    /// What is seen, of pictures and documents.
    pub(crate) caption: Option<Localised>,
    /// Who made it.
    pub(crate) credit: Option<Text>,
}

/// What an exhibit shows.
#[derive(Clone, Debug)]
pub(crate) enum ExhibitKind {
    /// A chart.
    Chart(Box<ChartEntry>),
    /// A data table.
    Table(TableEntry),
    /// A picture of the folder.
    Picture {
        /// Path below the folder.
        file: Text,
    },
    /// A page of a source document.
    Document {
        /// Citation key.
        source: Text,
        /// From 1.
        page: Option<usize>,
    },
}

/// A table as written.
#[derive(Clone, Debug)]
pub(crate) struct TableEntry {
    /// Id of the table.
    pub(crate) table: Text,
    /// Columns to show; empty for all.
    pub(crate) columns: Vec<Text>,
    /// Columns whose numbers have a bar beside them.
    pub(crate) bars: Vec<Text>,
    /// Columns of small lines.
    pub(crate) sparklines: Vec<Sparkline>,
    /// Which rows, in which order.
    pub(crate) selection: Selection,
}

/// A column of small lines: one for each row, through its numbers in several columns.
#[derive(Clone, Debug)]
pub(crate) struct Sparkline {
    /// The columns, in the order of the line.
    pub(crate) columns: Vec<Text>,
    /// Head of the column.
    pub(crate) label: Localised,
    /// Where it is asked for.
    pub(crate) place: Place,
}

impl Exhibit {
    /// Remarks on values of a chart; none for other exhibits.
    pub(crate) fn annotations(&self) -> &[Annotation] {
        match &self.kind {
            ExhibitKind::Chart(chart) => &chart.annotations,
            _ => &[],
        }
    }

    /// The table it rests on, if any.
    pub(crate) fn table(&self) -> Option<&Text> {
        match &self.kind {
            ExhibitKind::Chart(chart) => Some(&chart.table),
            ExhibitKind::Table(table) => Some(&table.table),
            ExhibitKind::Picture { .. } | ExhibitKind::Document { .. } => None,
        }
    }
}

impl Exhibit {
    /// Whether two exhibits differ in their texts at most: the same one in two languages.
    pub(crate) fn same_but_texts(&self, other: &Exhibit) -> bool {
        let text = |text: &Text| text.value.clone();
        let texts = |texts: &[Text]| texts.iter().map(text).collect::<Vec<_>>();
        match (&self.kind, &other.kind) {
            (ExhibitKind::Chart(a), ExhibitKind::Chart(b)) => {
                text(&a.form) == text(&b.form)
                    && text(&a.table) == text(&b.table)
                    && a.x.as_ref().map(text) == b.x.as_ref().map(text)
                    && texts(&a.y) == texts(&b.y)
                    && a.series.as_ref().map(text) == b.series.as_ref().map(text)
                    && a.selection.same(&b.selection)
                    && texts(&a.highlight) == texts(&b.highlight)
                    && a.between_unknown == b.between_unknown
                    && a.options.same(&b.options)
                    && a.annotations.iter().map(|note| &note.at).eq(b.annotations.iter().map(|note| &note.at))
            }
            (ExhibitKind::Table(a), ExhibitKind::Table(b)) => {
                text(&a.table) == text(&b.table)
                    && texts(&a.columns) == texts(&b.columns)
                    && texts(&a.bars) == texts(&b.bars)
                    && (a.sparklines.iter().map(|line| texts(&line.columns)))
                        .eq(b.sparklines.iter().map(|line| texts(&line.columns)))
                    && a.selection.same(&b.selection)
            }
            (ExhibitKind::Picture { file: a }, ExhibitKind::Picture { file: b }) => text(a) == text(b),
            (ExhibitKind::Document { source: a, page: c }, ExhibitKind::Document { source: b, page: d }) => {
                text(a) == text(b) && c == d
            }
            _ => false,
        }
    }
}

/// Reads `figures.toml`, in the order written: each id with its exhibit, `None` where that cannot be used.
pub(crate) fn read(
    file: &FileText,
    languages: &Languages,
    overlay: &Overlay,
    collector: &Collector,
) -> Vec<(Arc<str>, Option<Exhibit>)> {
    let (document, tree) = Document::parse(&file.text, 0, collector);
    let document = document.with_overlay(overlay);
    let entries = document.entries(&tree, &["figures"]);
    let read = |entry: &Entry<'_>| (entry.id.value.clone(), read_entry(entry, languages, collector));
    entries.iter().map(read).collect()
}

fn read_entry(entry: &Entry<'_>, languages: &Languages, collector: &Collector) -> Option<Exhibit> {
    check_id(entry, collector);
    let form = entry.quiet_text("form");
    let keys = keys_of(form.as_deref());
    let fields = entry.table(keys)?;
    read_fields(&entry.id.value, &fields, languages)
}

/// Reads the TOML of a fence as one exhibit; `form` defaults to `default_form` and strings are in one language.
pub(crate) fn read_fence(
    id: &Arc<str>,
    text: &str,
    base: u32,
    default_form: Option<&str>,
    languages: &Languages,
    collector: &Collector,
    place: Place,
) -> Option<Exhibit> {
    let (document, tree) = Document::parse(text, base, collector);
    let form = document.quiet_text(&tree, "form").or(default_form.map(Into::into));
    let fields = document.root(&tree, keys_of(form.as_deref()), &[]);
    let exhibit = if fields.has("form") || default_form.is_none() {
        read_fields(id, &fields, languages)
    } else {
        read_form(id, "table", &fields, languages)
    };
    exhibit.map(|exhibit| Exhibit { place, ..exhibit })
}

fn keys_of(form: Option<&str>) -> &'static [Key] {
    match form {
        Some("table") => TABLE_KEYS,
        Some("picture") => PICTURE_KEYS,
        Some("document") => DOCUMENT_KEYS,
        Some(form) if spec::find(form).is_some() => CHART_KEYS,
        // The form is missing or wrong, and that is reported: charts are the most likely.
        _ => CHART_KEYS,
    }
}

/// Names of all forms, for "did you mean".
pub(crate) fn form_names() -> impl Iterator<Item = &'static str> + Clone {
    spec::names().chain(["table", "picture", "document"])
}

fn read_fields(id: &Arc<str>, fields: &Fields<'_>, languages: &Languages) -> Option<Exhibit> {
    let Some(form) = fields.text("form") else {
        if fields.lacks("form") {
            fields.missing("form", format!("add `form`: {}", one_of(form_names())));
        }
        return None;
    };
    if !form_names().any(|name| *name == *form.value) {
        fields.collector().add(
            Diagnostic::new(&codes::figure::FORM, form.place, format!("`{}` is no form", form.value))
                .maybe_hint(did_you_mean(&form.value, form_names()))
                .hint(format!("forms are {}", one_of(form_names()))),
        );
        return None;
    }
    read_form(id, &form.value, fields, languages)
}

fn read_form(id: &Arc<str>, form: &str, fields: &Fields<'_>, languages: &Languages) -> Option<Exhibit> {
    let kind = match form {
        "table" => ExhibitKind::Table(read_table(fields, languages)?),
        "picture" => ExhibitKind::Picture { file: require(fields, "file", "add `file = \"racks.jpg\"`")? },
        "document" => read_document(fields)?,
        _ => ExhibitKind::Chart(Box::new(ChartEntry::read(fields, languages)?)),
    };
    let is_file = matches!(kind, ExhibitKind::Picture { .. } | ExhibitKind::Document { .. });
    let has = |key: &str| fields.allows(key);
    Some(Exhibit {
        id: id.clone(),
        place: fields.place(),
        title: match &kind {
            ExhibitKind::Chart(_) => require_title(fields, languages),
            _ => Localised::read(fields, "title", languages),
        },
        subtitle: has("subtitle").then(|| Localised::read(fields, "subtitle", languages)).flatten(),
        note: Localised::read(fields, "note", languages),
        alt: Localised::read(fields, "alt", languages),
        caption: is_file.then(|| Localised::read(fields, "caption", languages)).flatten(),
        credit: has("credit").then(|| fields.text("credit")).flatten(),
        kind,
    })
}

/// A chart's title may also come from an edition's strings file.
fn require_title(fields: &Fields<'_>, languages: &Languages) -> Option<Localised> {
    let title = Localised::read(fields, "title", languages);
    if title.is_none() && !fields.has("title") {
        fields.collector().add(
            Diagnostic::new(&codes::figure::TITLE, fields.place(), "a chart without a title")
                .hint("add `title`: the finding, as a headline would say it"),
        );
    }
    title
}

fn read_table(fields: &Fields<'_>, languages: &Languages) -> Option<TableEntry> {
    let sparkline = |fields: &Fields<'_>| {
        let columns = fields.texts("columns");
        if columns.is_empty() && fields.lacks("columns") {
            fields.missing("columns", "add `columns` with the columns that the line runs through");
        }
        let label = Localised::require(fields, "label", languages);
        Some(Sparkline { columns, label: label?, place: fields.place() })
    };
    Some(TableEntry {
        table: require(fields, "table", "add `table` with the id of a table: its file stem")?,
        columns: fields.texts("columns"),
        bars: fields.texts("bars"),
        sparklines: fields.tables("sparklines", SPARKLINE_KEYS).iter().filter_map(sparkline).collect(),
        selection: entry::read_selection(fields),
    })
}

fn read_document(fields: &Fields<'_>) -> Option<ExhibitKind> {
    let page = fields.count("page").filter(|page| page.value > 0).map(|page| page.value);
    Some(ExhibitKind::Document {
        source: require(fields, "source", "add `source` with a citation key")?,
        page,
    })
}
