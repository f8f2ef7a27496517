//! What templates see of the evidence of a story: `how-we-know.html`.

use std::sync::Arc;

use serde::Serialize;

use crate::render::view::{
    CorrectionView, ExportView, Frame, LicenseView, LinkView, OriginalView, ReferenceView, ReplyView,
    TranslationView,
};

/// How each figure and quotation of a story is known: what `how-we-know.html` sees.
#[derive(Clone, Debug, Serialize)]
pub struct HowWeKnowView {
    /// What every page has.
    #[serde(flatten)]
    pub frame: Frame,
    /// The story.
    pub story: LinkView,
    /// How it was translated; `None` on originals.
    pub translation: Option<TranslationView>,
    /// Its figures in order of first use, then those that they are worked out from.
    pub figures: Vec<EvidenceView>,
    /// Its quotations.
    pub quotations: Vec<QuotationView>,
    /// Where the story says what is not known, and how the work was done.
    pub method: Vec<LinkView>,
    /// What stands on this page rests on these, in the style's order; each leads back to its entries.
    pub references: Vec<ReferenceView>,
    /// `numeric`, `note` or `author-date`.
    pub citation_style: &'static str,
    /// Sources that not everybody can see, or not all of.
    pub withheld: Vec<WithheldView>,
    /// Right of reply.
    pub replies: Vec<ReplyView>,
    /// Tables to download.
    pub downloads: Vec<DownloadView>,
    /// Documents to download.
    pub documents: Vec<DocumentFileView>,
    /// Sources and data for other programs.
    pub exports: Vec<ExportView>,
    /// Every correction and change.
    pub changes: Vec<CorrectionView>,
}

/// How one figure is known.
#[derive(Clone, Debug, Serialize)]
pub struct EvidenceView {
    /// Anchor of this entry.
    pub id: String,
    /// What it is.
    pub label: String,
    /// The value in the page's language, a range by its ends.
    pub value: String,
    /// What the bound leaves open, in words and numbers.
    pub leaves_open: Option<String>,
    /// How it was worked out.
    pub working: Option<WorkingView>,
    /// The cell of a table that it is.
    pub cell: Option<CellView>,
    /// How many empty cells it passes over.
    pub passed_over: Option<String>,
    /// The time it speaks of.
    pub as_of: Option<String>,
    /// `draft`, `sourced`, `verified`, `disputed`, `retracted` or `calculated`.
    pub status: &'static str,
    /// The word for it.
    pub status_label: String,
    /// Who checked it: "Edda Quist and Ivo Sand".
    pub checked_by: Option<String>,
    /// What it rests on.
    pub sources: Vec<EvidenceSourceView>,
    /// Where the story states it; empty for what others are worked out from.
    pub stated: Vec<StatedView>,
}

/// A calculation.
#[derive(Clone, Debug, Serialize)]
pub struct WorkingView {
    /// In numbers: "almost 1,400 TB ÷ 400 TB = more than 3.325 and less than 3.5".
    pub line: String,
    /// What its numbers are.
    pub parts: Vec<WorkingPartView>,
}

/// A number of a calculation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WorkingPartView {
    /// As it stands in the line; empty if this speaks of the whole line.
    pub value: String,
    /// What it is.
    pub html: String,
}

/// A cell of a table, in words.
#[derive(Clone, Debug, Serialize)]
pub struct CellView {
    /// Column, row and table.
    pub text: String,
    /// Path of the table's CSV file, if it is published.
    pub csv: Option<String>,
}

/// A place in a source that a figure or quotation rests on.
#[derive(Clone, Debug, Serialize)]
pub struct EvidenceSourceView {
    /// Anchor of the source's entry on this page; empty if it has none.
    pub entry: String,
    /// The source and the place in it, leading to its entry on this page.
    pub html: String,
    /// `public`, `redacted` or `withheld`.
    pub access: &'static str,
    /// The word for it.
    pub access_label: String,
    /// Path of the document that the site publishes, at the page.
    pub document: Option<String>,
    /// Name of that file.
    pub file: Option<String>,
    /// Address of an archived copy.
    pub archived: Option<String>,
}

/// Where a story states something.
#[derive(Clone, Debug, Serialize)]
pub struct StatedView {
    /// What the sentence is part of, where that is not the running text.
    pub place: Option<String>,
    /// The sentence, its words linked to their mark in the story.
    pub html: String,
}

/// How one quotation is known.
#[derive(Clone, Debug, Serialize)]
pub struct QuotationView {
    /// Anchor of this entry.
    pub id: String,
    /// The words in the page's language if there is a translation, in quotation marks.
    pub words: String,
    /// The same without the marks.
    pub text: String,
    /// Language of those words where it is not the page's.
    pub lang: Option<Arc<str>>,
    /// `ltr` or `rtl` of that language.
    pub dir: Option<&'static str>,
    /// Who said them, if that may be told.
    pub speaker: Option<String>,
    /// Whether that is a person, not a company or office.
    pub is_person: bool,
    /// The words as they were said, if those above are a translation.
    pub original: Option<OriginalView>,
    /// Where they stand.
    pub sources: Vec<EvidenceSourceView>,
    /// Where the story quotes them.
    pub stated: Vec<StatedView>,
}

/// A source that not everybody can see, or not all of.
#[derive(Clone, Debug, Serialize)]
pub struct WithheldView {
    /// Its author and title.
    pub title_html: String,
    /// `redacted` or `withheld`.
    pub access: &'static str,
    /// The word for it.
    pub access_label: String,
    /// Why.
    pub reason: Option<String>,
}

/// A table to download.
#[derive(Clone, Debug, Serialize)]
pub struct DownloadView {
    /// What it shows.
    pub title: String,
    /// Path of the CSV file.
    pub path: String,
    /// Name of that file.
    pub file: String,
    /// "5 rows".
    pub rows: String,
    /// Its size in bytes.
    pub bytes: usize,
    /// The same in words: "94 bytes".
    pub size: String,
    /// What the table's description remarks on it, else its title and story.
    pub description: String,
    /// SHA-256 of that file, 64 hexadecimal digits.
    pub sha256: String,
    /// Terms of the table.
    pub license: Option<LicenseView>,
}

/// A published document that the story rests on.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentFileView {
    /// What it is.
    pub title: String,
    /// Path of the file.
    pub path: String,
    /// Name of that file.
    pub file: String,
    /// Its media type: "application/pdf".
    pub media_type: &'static str,
    /// Number of its pages: "12 pages".
    pub pages: Option<String>,
    /// SHA-256 of that file, as the record has it.
    pub sha256: Option<String>,
}
