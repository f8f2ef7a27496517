//! A chart as written: its keys, and how an entry of `figures.toml` or a fence is read.

use rust_decimal::Decimal;

use crate::chart::options::Options;
use crate::chart::{Annotation, At, ChartEntry};
use crate::codes;
use crate::data::Selection;
use crate::diag::{Diagnostic, Placed};
use crate::fields::{Fields, Key, Text, key};
use crate::locale::{Languages, Localised};
use crate::text::Spanned;

/// `form`.
pub(crate) const FORM: Key = key("form", "word", "A chart form, `table`, `picture` or `document`. Required.");
/// `title`.
pub(crate) const TITLE: Key =
    key("title", "localised text", "The finding; bindings are checked. Required for charts.");
/// `subtitle`.
pub(crate) const SUBTITLE: Key = key("subtitle", "localised text", "What is measured, and its unit.");
/// `note`.
pub(crate) const NOTE: Key = key("note", "localised text", "A remark under the exhibit.");
/// `alt`.
pub(crate) const ALT: Key = key(
    "alt",
    "localised text",
    "Alternative text; charts and tables have a generated one, `\"\"` marks a decorative picture.",
);
/// `table`.
pub(crate) const TABLE: Key = key("table", "table id", "The table it shows. Required.");
/// `where`.
pub(crate) const WHERE: Key = key("where", "expression", "Which rows, as in `year == 2024 and spent > 0`.");
/// `sort`.
pub(crate) const SORT: Key = key("sort", "column", "Order of the rows; `-` in front for descending.");
/// `limit`.
pub(crate) const LIMIT: Key = key("limit", "number", "At most so many rows.");
/// Keys of a chart; which of the last a form takes stands in its `Needs::keys`.
pub(crate) const CHART_KEYS: &[Key] = &[
    FORM,
    TABLE,
    key("x", "column", "The category or time, also for horizontal bars. Required."),
    key("y", "column or list", "The measure, or several."),
    key("series", "column", "Splits one measure into series."),
    TITLE,
    SUBTITLE,
    NOTE,
    ALT,
    WHERE,
    SORT,
    LIMIT,
    key(
        "annotations",
        "list of tables",
        "Remarks, reference lines and ranges: `{ x = \"2025-10\", text = { en = \"…\" } }`.",
    ),
    key("highlight", "list of values", "Values of `x`, or names of series, that the finding is about."),
    key("between", "word", "`unknown`: a line may join two observations, dotted."),
    key(
        "stack",
        "word",
        "`sum`: parts on each other; `share`: parts of 100 %; `diverging`: away from the middle.",
    ),
    key("scale", "word", "Scale of the measure: `linear`, `log` or `symlog`."),
    key("x_scale", "word", "Scale of a numeric `x`: `linear`, `log` or `symlog`."),
    key("end", "column", "Where a stretch of time ends; `x` is where it starts."),
    key("label", "column", "What a mark is called."),
    key("size", "column", "The measure that the area of a bubble shows."),
    key("facet", "column", "Small multiples: one panel for each value of the column."),
    key("projected_from", "value", "From this value of `x` on, values are projections, not observations."),
    key(
        "bands",
        "list of pairs",
        "Columns of low and high ends, widest first: `[[\"p5\", \"p95\"], [\"p25\", \"p75\"]]`.",
    ),
    key("totals", "list of values", "Values of `x` whose measure is a total and stands on zero."),
    key("bins", "number", "Into how many classes of equal width a measure is counted, about."),
    key("each", "number", "How much one small square stands for, in the unit of the measure."),
];

/// Keys of an annotation.
pub(crate) const ANNOTATION_KEYS: &[Key] = &[
    key("x", "value", "The value of `x` it stands at. This or `y` is required."),
    key("y", "number", "The value of the measure at which a line is drawn across, in its unit."),
    key("to", "value", "The other end: a range is tinted from `x` or `y` to here, both included."),
    key("text", "localised text", "The remark. Required."),
];

impl ChartEntry {
    /// Reads a chart; what is wrong is reported, and `None` stands for what cannot be used.
    pub(crate) fn read(fields: &Fields<'_>, languages: &Languages) -> Option<ChartEntry> {
        let form = fields.text("form")?;
        let table = require(fields, "table", "add `table` with the id of a table: its file stem");
        let between = fields.choice("between", &[("unknown", ())]);
        let annotation = |fields: &Fields<'_>| {
            let at = read_at(fields);
            let text = Localised::require(fields, "text", languages);
            Some(Annotation { at: at?, text: text? })
        };
        Some(ChartEntry {
            form,
            table: table?,
            x: fields.text("x"),
            y: fields.texts("y"),
            series: fields.text("series"),
            selection: read_selection(fields),
            annotations: fields
                .tables("annotations", ANNOTATION_KEYS)
                .iter()
                .filter_map(annotation)
                .collect(),
            highlight: fields.texts("highlight"),
            between_unknown: between.is_some(),
            options: Options::read(fields),
        })
    }
}

/// Reads `where`, `sort` and `limit`.
pub(crate) fn read_selection(fields: &Fields<'_>) -> Selection {
    Selection {
        condition: fields.text("where"),
        sort: fields.text("sort"),
        limit: fields.count("limit").map(|limit| limit.value),
    }
}

/// A text that must be there; its absence is reported with the hint.
pub(crate) fn require(fields: &Fields<'_>, key: &str, hint: &str) -> Option<Text> {
    let text = fields.text(key);
    if text.is_none() && fields.lacks(key) {
        fields.missing(key, hint);
    }
    text
}

/// Where a remark stands: at a value of `x`, or over a line or a range.
fn read_at(fields: &Fields<'_>) -> Option<At> {
    if fields.lacks("x") && fields.lacks("y") {
        fields.missing("x", "add `x` with the value the remark stands at, or `y` for a line across");
        return None;
    }
    let Some(y) = fields.decimal("y") else {
        return Some(At::X(fields.text("x")?, fields.text("to")));
    };
    if fields.has("x") {
        let place = fields.key_place("x").unwrap_or_else(|| fields.place());
        fields.collector().add(
            Diagnostic::new(&codes::toml::VALUE, place, "an annotation has `x` or `y`, not both")
                .hint("take one out: `x` places a remark, `y` draws a line across"),
        );
        return None;
    }
    let placed = |number: Spanned<Decimal>| Placed::new(number.value, fields.collector().place(number.span));
    Some(At::Y(placed(y), fields.decimal("to").map(placed)))
}
