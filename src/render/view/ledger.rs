//! What templates see of the fact-checker's sheet: `ledger.html`.

use std::sync::Arc;

use serde::Serialize;

/// The fact-checker's sheet of one edition: `ledger.html`. It is no page of the site and has no [`Frame`](crate::render::view::Frame).
#[derive(Clone, Debug, Serialize)]
pub struct LedgerView {
    /// Language tag of the edition.
    pub lang: Arc<str>,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Style of the sheet, to stand within the page: it is one file.
    pub style: String,
    /// The headline.
    pub title: String,
    /// Path of the edition in the site's folder.
    pub file: Arc<str>,
    /// Rows that nobody signed, or that changed since.
    pub open: usize,
    /// All rows.
    pub count: usize,
    /// Words that their record does not bear out.
    pub disagree: usize,
    /// Words that nothing is bound to.
    pub not_bound: usize,
    /// What cannot be compared.
    pub unchecked: usize,
    /// Sentences in the order of the text.
    pub sentences: Vec<LedgerSentenceView>,
    /// Every document that a row rests on, each once.
    pub documents: Vec<LedgerDocumentView>,
    /// Sign-offs of words that are no longer in the text.
    pub lost: Vec<LedgerSignedView>,
}

/// A sentence of the sheet with what it states.
#[derive(Clone, Debug, Serialize)]
pub struct LedgerSentenceView {
    /// Part of the edition: `headline`, `text`, `exhibit` …
    pub part: &'static str,
    /// The same in words.
    pub part_label: String,
    /// Path of the file it stands in.
    pub file: Arc<str>,
    /// Line of that file, from 1.
    pub line: u32,
    /// The sentence.
    pub text: String,
    /// What it states, at least one row.
    pub rows: Vec<LedgerRowView>,
}

/// One statement of the sheet.
#[derive(Clone, Debug, Serialize)]
pub struct LedgerRowView {
    /// Its number, from 1.
    pub number: usize,
    /// `number`, `date`, `claim`, `quotation`, `name` or `data`.
    pub kind: &'static str,
    /// The same in words.
    pub kind_label: String,
    /// Its words.
    pub words: String,
    /// What they are bound to, as written: `fact:growth>3`; may be empty.
    pub bound_to: String,
    /// What the record says, as the language writes it; may be empty.
    pub value: String,
    /// The expression it is worked out by, or the cell it stands in; may be empty.
    pub formula: String,
    /// The time it speaks of; may be empty.
    pub as_of: String,
    /// What it rests on.
    pub sources: Vec<LedgerSourceView>,
    /// `draft`, `sourced`, `verified` …; may be empty.
    pub status: &'static str,
    /// The same in words; may be empty.
    pub status_label: String,
    /// Who checked the record, as in a sentence; may be empty.
    pub checked_by: String,
    /// `agrees`, `disagrees`, `not-bound` or `cannot-be-checked`.
    pub verdict: &'static str,
    /// The same in words.
    pub verdict_label: String,
    /// What is to be said about the verdict; may be empty. In English, as all findings are.
    pub reason: String,
    /// `open`, `sentence-changed`, `basis-changed` or `signed`.
    pub sign_off: &'static str,
    /// The same in words.
    pub sign_off_label: String,
    /// Sign-offs: those that hold, or the one that holds no longer.
    pub signed: Vec<LedgerSignedView>,
}

/// A place in a source.
#[derive(Clone, Debug, Serialize)]
pub struct LedgerSourceView {
    /// Citation key.
    pub key: Arc<str>,
    /// Who made it, what it is called, when.
    pub source: String,
    /// "p. 4"; may be empty.
    pub locator: String,
    /// `public`, `redacted` or `withheld`.
    pub access: &'static str,
    /// Paths of its documents.
    pub documents: Vec<String>,
    /// Archived copies, else the addresses where it stands.
    pub archived: Vec<String>,
}

/// A document that rows rest on.
#[derive(Clone, Debug, Serialize)]
pub struct LedgerDocumentView {
    /// Path in the site's folder.
    pub file: String,
    /// SHA-256 as recorded; may be empty.
    pub sha256: String,
}

/// A sign-off.
#[derive(Clone, Debug, Serialize)]
pub struct LedgerSignedView {
    /// The words that were checked.
    pub words: Arc<str>,
    /// Who checked.
    pub by: Arc<str>,
    /// The day, as the language writes it.
    pub date: String,
    /// What the checker noted; may be empty.
    pub remark: Arc<str>,
}
