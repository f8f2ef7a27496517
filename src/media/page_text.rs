//! The text of a document, page by page: of a PDF, or of a plain text with form feeds between its pages.

use crate::media::pdf_text::{self, PdfFault};
use crate::source::quotation::Folded;

/// Largest plain text: 64 MiB.
const MAX_TEXT: usize = 64 << 20;
/// Most pages of a plain text.
const MAX_PAGES: usize = 20_000;

/// The pages of a document.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PageTexts {
    /// One a page, at least one.
    pub(crate) pages: Vec<PageText>,
    /// What is printed as each page's number, if the document says so.
    pub(crate) labels: Vec<String>,
}

/// A page.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PageText {
    /// As it was read.
    pub(crate) text: String,
    /// As it is compared.
    pub(crate) folded: Folded,
    /// There is no text, or none that can be trusted: a picture of a page.
    pub(crate) is_unreadable: bool,
}

/// Why a document has no pages to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DocumentFault {
    /// Neither a PDF nor a text.
    Kind,
    /// It cannot be read.
    Broken,
    /// It wants a password.
    Encrypted,
    /// It has more bytes, pages or objects than are read.
    TooLarge,
}

impl DocumentFault {
    /// Completes "the document …".
    pub(crate) fn reason(self) -> &'static str {
        match self {
            DocumentFault::Kind => "is neither a PDF nor a text",
            DocumentFault::Broken => "cannot be read",
            DocumentFault::Encrypted => "wants a password",
            DocumentFault::TooLarge => "is too large or too intricate to be read",
        }
    }
}

/// Reads a document; what it is is told by its bytes and, for a text, its name.
///
/// # Errors
/// Why there are no pages to look at.
pub(crate) fn read(name: &str, bytes: &[u8]) -> Result<PageTexts, DocumentFault> {
    let head = bytes.get(..1024).unwrap_or(bytes);
    if head.windows(5).any(|window| window == b"%PDF-") {
        read_pdf(bytes)
    } else if name.to_ascii_lowercase().ends_with(".pdf") {
        Err(DocumentFault::Broken)
    } else if is_text(name) {
        read_text(bytes)
    } else {
        Err(DocumentFault::Kind)
    }
}

/// Whether a file is a text by its name.
pub(crate) fn is_text(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".txt")
}

/// The name of the text beside a document that stands for the document's own: `a/b.pdf` and `a/b.txt`.
pub(crate) fn sidecar(name: &str) -> Option<String> {
    let (stem, ending) = name.rsplit_once('.')?;
    (!ending.contains('/') && !is_text(name)).then(|| format!("{stem}.txt"))
}

fn read_pdf(bytes: &[u8]) -> Result<PageTexts, DocumentFault> {
    let read = pdf_text::read(bytes).map_err(|fault| match fault {
        PdfFault::Broken => DocumentFault::Broken,
        PdfFault::Encrypted => DocumentFault::Encrypted,
        PdfFault::TooLarge => DocumentFault::TooLarge,
    })?;
    let page = |page: pdf_text::PdfPage| PageText::new(page.text, page.is_unreadable);
    Ok(PageTexts { pages: read.pages.into_iter().map(page).collect(), labels: read.labels })
}

fn read_text(bytes: &[u8]) -> Result<PageTexts, DocumentFault> {
    if bytes.len() > MAX_TEXT {
        return Err(DocumentFault::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| DocumentFault::Broken)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // A form feed may end the last page too.
    let trimmed = text.trim_end_matches(['\n', '\r', ' ']);
    let whole = trimmed.strip_suffix('\u{c}').unwrap_or(text);
    let pages: Vec<PageText> =
        whole.split('\u{c}').take(MAX_PAGES + 1).map(|page| PageText::new(page.to_owned(), false)).collect();
    if pages.len() > MAX_PAGES {
        return Err(DocumentFault::TooLarge);
    }
    Ok(PageTexts { pages, labels: Vec::new() })
}

impl PageText {
    fn new(text: String, is_unreadable: bool) -> Self {
        let folded = Folded::of(&text);
        PageText { is_unreadable: is_unreadable || folded.is_empty(), text, folded }
    }
}

impl PageTexts {
    /// No page has a text that could be looked at.
    pub(crate) fn has_no_text(&self) -> bool {
        self.pages.iter().all(|page| page.is_unreadable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(text: &str) -> Vec<String> {
        let read = read("a.txt", text.as_bytes()).expect("a text");
        read.pages.into_iter().map(|page| page.text).collect()
    }

    #[test]
    fn form_feeds_part_pages() {
        assert_eq!(pages("one\u{c}two"), ["one", "two"]);
        assert_eq!(pages("one\u{c}two\u{c}\n"), ["one", "two"], "one may stand behind the last page");
        assert_eq!(pages("one\u{c}\u{c}three"), ["one", "", "three"]);
        assert_eq!(pages("one"), ["one"]);
    }

    #[test]
    fn what_is_no_document_is_told_apart() {
        assert_eq!(read("a.txt", b"\xff\xfe").map(|_| ()), Err(DocumentFault::Broken));
        assert_eq!(read("a.png", b"\x89PNG").map(|_| ()), Err(DocumentFault::Kind));
        assert_eq!(read("a.pdf", b"hello").map(|_| ()), Err(DocumentFault::Broken));
        assert_eq!(read("a.pdf", b"%PDF-1.7\n").map(|_| ()), Err(DocumentFault::Broken));
    }

    #[test]
    fn a_text_beside_a_document_has_its_name() {
        assert_eq!(sidecar("documents/a.b.pdf").as_deref(), Some("documents/a.b.txt"));
        assert_eq!(sidecar("documents/a.txt"), None);
        assert_eq!(sidecar("docs.d/a"), None);
    }
}
