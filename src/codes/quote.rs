//! Codes about quotations.

use crate::diag::{Code, Severity};

/// Words of `quote:` links and QUOTE blocks.
pub(crate) const ALTERED: Code = Code {
    name: "quote/altered",
    level: Severity::Error,
    looks_at: "words of `quote:` links and QUOTE blocks",
    why: "what stands between quotation marks was said like that",
    example: "[“does now allow”](quote:ms-terms)",
    instead: "[“does not allow”](quote:ms-terms); `[…]` marks a cut, `[word]` a word of yours",
    allow: "",
};

/// Quotations in a language that their record has no words in.
pub(crate) const NO_TRANSLATION: Code = Code {
    name: "quote/no-translation",
    level: Severity::Error,
    looks_at: "quotations in a language that their record has no words in",
    why: "each edition would translate the same words in its own way, and nothing could compare them",
    example: "[“não permite”](quote:ms-terms)",
    instead: "translations = { pt-BR = \"não permite\" }   # of the record, in quotes.toml",
    allow: "",
};

/// Quotations on record, on the page that they cite.
pub(crate) const NOT_ON_PAGE: Code = Code {
    name: "quote/not-on-page",
    level: Severity::Error,
    looks_at: "quotations on record, on the page of the document that they cite",
    why: "who looks it up must find these words there",
    example: "cite = [\"@files, p. 4\"]   # it stands on page 5",
    instead: "cite = [\"@files, p. 5\"]",
    allow: "when the words were compared by a person, and the document's text is damaged",
};

/// Quotations on record, in the document that they cite.
pub(crate) const NOT_IN_DOCUMENT: Code = Code {
    name: "quote/not-in-document",
    level: Severity::Error,
    looks_at: "quotations on record that cite a document without a page",
    why: "who looks it up must find these words there",
    example: "exact = \"We has no evidence.\"",
    instead: "exact = \"We have no evidence.\"",
    allow: "when the words were compared by a person, and the document's text is damaged",
};

/// Quotations that stand in a document of several pages and cite none.
pub(crate) const PAGE: Code = Code {
    name: "quote/page",
    level: Severity::Note,
    looks_at: "quotations that stand in a document of several pages and cite none",
    why: "readers would have to search for it",
    example: "cite = [\"@files\"]",
    instead: "cite = [\"@files, p. 4\"]",
    allow: "when its place is told otherwise",
};

/// Quotations whose document has no text to compare with.
pub(crate) const CANNOT_CHECK: Code = Code {
    name: "quote/cannot-check",
    level: Severity::Warning,
    looks_at: "quotations whose document has no text to compare with",
    why: "a scan is a picture: nobody but a person has compared these words",
    example: "file = \"documents/scan.pdf\"   # without a text layer",
    instead: "put its text beside it, `documents/scan.txt`, with a form feed between pages",
    allow: "when a person has compared the words",
};

/// The codes of this area.
pub(crate) const CODES: &[&Code] =
    &[&ALTERED, &NO_TRANSLATION, &NOT_ON_PAGE, &NOT_IN_DOCUMENT, &PAGE, &CANNOT_CHECK];
