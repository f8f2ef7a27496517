//! What templates see of a story in several languages: how far a translation is behind, the same place in another
//! language, words as they were said, and two editions side by side.

use std::sync::Arc;

use serde::Serialize;

use crate::render::view::{Frame, LinkView, OriginalView, SwitchView, TranslationView};

/// The note at a paragraph that the original has changed since: what `blocks/changed.html` sees.
#[derive(Clone, Debug, Serialize)]
pub struct ChangedView {
    /// `changed`, `figures`, `new` (the original has a paragraph after this one) or `gone` (it has this one no more).
    pub kind: &'static str,
    /// The same as a sentence.
    pub text: String,
    /// The place in the original; of `gone` the original as a whole.
    pub original: LinkView,
    /// From this page to the site's root.
    pub root: String,
}

/// The same part of the story in its other languages: what `blocks/elsewhere.html` sees, behind a heading.
#[derive(Clone, Debug, Serialize)]
pub struct ElsewhereView {
    /// In the order of the switcher; `leads_to` says "this part" in the language of the link.
    pub links: Vec<SwitchView>,
    /// From this page to the site's root.
    pub root: String,
}

/// The note of a quotation that the page shows in translation: what `blocks/quotation.html` sees.
#[derive(Clone, Debug, Serialize)]
pub struct QuotationNoteView {
    /// Anchor of the note.
    pub id: String,
    /// Anchor of its mark in the text.
    pub mark: String,
    /// The words as printed.
    pub words_html: String,
    /// As they were said.
    pub original: OriginalView,
    /// Who said them.
    pub speaker: Option<String>,
    /// Where they stand: links to the source list.
    pub source_html: String,
    /// Address of its entry on the page that shows how figures are known, from this page; empty if it has none.
    pub evidence: String,
}

/// A translation beside its original: what `compare.html` sees.
#[derive(Clone, Debug, Serialize)]
pub struct CompareView {
    /// What every page has.
    #[serde(flatten)]
    pub frame: Frame,
    /// The original.
    pub original: ComparedView,
    /// The translation.
    pub translated: ComparedView,
    /// How it was made, and how far it is behind.
    pub translation: TranslationView,
    /// Whether it is recorded what was translated: else nothing is said of changes.
    pub is_recorded: bool,
    /// What stands beside what, in order.
    pub rows: Vec<RowView>,
    /// Quotations of both.
    pub quotations: Vec<ComparedQuotationView>,
}

/// One of two editions that are compared.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedView {
    /// Its language.
    pub lang: Arc<str>,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Name of that language.
    pub language: String,
    /// Its headline as plain words.
    pub title: String,
    /// Path of its page.
    pub path: String,
}

/// Parts of two editions that stand beside each other.
#[derive(Clone, Debug, Serialize)]
pub struct RowView {
    /// From 1.
    pub number: usize,
    /// `current`, `changed`, `figures`, `missing`, `extra`, `ahead` or `unrecorded`.
    pub state: &'static str,
    /// The words for it.
    pub state_label: String,
    /// Of the original; empty if it has nothing here.
    pub original_html: String,
    /// Of the translation; empty if it has nothing here.
    pub translated_html: String,
}

/// A quotation in two editions.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedQuotationView {
    /// Number of the row it stands in.
    pub row: usize,
    /// Who said it, where a record tells.
    pub speaker: Option<String>,
    /// As the original prints it; empty if it does not.
    pub original: String,
    /// Language of these words where it is not the original's.
    pub original_lang: Option<Arc<str>>,
    /// `ltr` or `rtl` of that language.
    pub original_dir: Option<&'static str>,
    /// As the translation prints it; empty if it does not.
    pub translated: String,
    /// Language of these words where it is not the translation's.
    pub translated_lang: Option<Arc<str>>,
    /// `ltr` or `rtl` of that language.
    pub translated_dir: Option<&'static str>,
}
