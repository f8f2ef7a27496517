//! What templates see of an exhibit: chart, table, picture or document.

use std::sync::Arc;

use serde::Serialize;

use crate::render::view::{ForeignView, LicenseView, PictureView};

/// An exhibit in the text: what `blocks/figure.html` sees.
#[derive(Clone, Debug, Serialize)]
pub struct FigureView {
    /// `chart`, `table`, `picture` or `document`.
    pub kind: &'static str,
    /// Anchor on this page.
    pub id: String,
    /// "Figure 2", "Table 3"; beside the lead of a home page, the address of the exhibit in its story.
    pub label: String,
    /// The finding.
    pub title_html: String,
    /// Level of its heading on this page: 2 before the first heading of the text, else 3.
    pub level: u8,
    /// What is measured.
    pub subtitle_html: String,
    /// Of charts: inline SVG.
    pub svg_html: String,
    /// What the marks mean that a reader cannot know.
    pub remarks: Vec<String>,
    /// Names of the series, where they do not stand beside their marks.
    pub key: Vec<KeyView>,
    /// A remark of the writer.
    pub note_html: String,
    /// Source line.
    pub source_html: String,
    /// Of charts and tables: the numbers.
    pub table: Option<TableView>,
    /// Path of the CSV file.
    pub csv: Option<String>,
    /// Path of its own page; charts and tables of a story have one.
    pub page: Option<String>,
    /// What the table's description remarks on it.
    pub table_note: Option<String>,
    /// Its language, where it is not translated yet.
    pub table_note_foreign: Option<ForeignView>,
    /// What a chart shows, in a sentence made from its numbers: for places without the drawing.
    pub description: String,
    /// The same in sentences without the name of the drawing, for the element of [`Self::description_id`].
    pub sentences: Vec<String>,
    /// Of charts: the element that the drawing names as its description. It should be `hidden`, so that nobody hears
    /// it twice, but must not stand in a closed `details`, where browsers do not find it.
    pub description_id: String,
    /// Terms of the table.
    pub table_license: Option<LicenseView>,
    /// Of pictures.
    pub picture: Option<PictureView>,
    /// Of documents.
    pub document: Option<DocumentView>,
    /// Alternative text of a chart, as the writer gave it; the generated one stands in the SVG.
    pub alt: String,
    /// Credit of a chart: who publishes.
    pub credit: Option<String>,
    /// The page's language.
    pub lang: Arc<str>,
    /// To the site's root; empty in feeds, where paths are whole addresses.
    pub root: String,
}

/// One series of a colour key.
#[derive(Clone, Debug, Serialize)]
pub struct KeyView {
    /// Inline SVG.
    pub swatch_html: String,
    /// The name of the series.
    pub label: String,
}

/// A page of a source document.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentView {
    /// The reference.
    pub html: String,
    /// Address or path of the document, at the page.
    pub href: Option<String>,
    /// "Page 3".
    pub page: Option<String>,
    /// The word for who can see it.
    pub access_label: String,
    /// `public`, `redacted` or `withheld`.
    pub access: &'static str,
}

/// A table of numbers.
#[derive(Clone, Debug, Serialize)]
pub struct TableView {
    /// The head.
    pub columns: Vec<TableColumnView>,
    /// The rows.
    pub rows: Vec<Vec<TableCellView>>,
}

/// A column of a table.
#[derive(Clone, Debug, Serialize)]
pub struct TableColumnView {
    /// Head of the column, with its unit.
    pub label: String,
    /// Its language, where it is not translated yet.
    pub foreign: Option<ForeignView>,
    /// Its cells are numbers.
    pub is_number: bool,
    /// Its cells are drawings: bars of the column before, without a label, or small lines.
    pub is_drawn: bool,
}

/// A cell of a table.
#[derive(Clone, Debug, Serialize)]
pub struct TableCellView {
    /// As readers see it.
    pub text: String,
    /// Its language, where it is not translated yet.
    pub foreign: Option<ForeignView>,
    /// It is missing, and this says why.
    pub is_missing: bool,
    /// Drawing, hidden from readers of the text; empty where there is none.
    pub drawing_html: String,
}
