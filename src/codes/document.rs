//! Codes about source documents.

use crate::diag::{Code, Severity};

/// Files that copies of sources name.
pub(crate) const MISSING: Code = Code {
    name: "document/missing",
    level: Severity::Error,
    looks_at: "files that copies of sources name",
    why: "a copy that is not there proves nothing",
    example: "file = \"documents/flies.pdf\"",
    instead: "file = \"documents/files.pdf\"",
    allow: "",
};

/// Digests of copies.
pub(crate) const CHANGED: Code = Code {
    name: "document/changed",
    level: Severity::Error,
    looks_at: "digests of copies",
    why: "somebody touched the document since it was put on record",
    example: "sha256 = \"…\"   # of another file",
    instead: "check the file, then correct the digest",
    allow: "",
};

/// `pages` of a copy.
pub(crate) const PAGES: Code = Code {
    name: "document/pages",
    level: Severity::Error,
    looks_at: "`pages` of a copy, and of the text beside it",
    why: "a document with pages missing, or too many, is another document",
    example: "pages = 12   # the file has 11",
    instead: "pages = 11",
    allow: "",
};

/// Pages of citations.
pub(crate) const NO_SUCH_PAGE: Code = Code {
    name: "document/no-such-page",
    level: Severity::Error,
    looks_at: "pages that citations name",
    why: "a citation that leads behind the end of a document leads nowhere",
    example: "[@files, p. 99]   # of 12 pages",
    instead: "[@files, p. 9]; pages are counted from the first of the file, or by the numbers that it says are printed",
    allow: "when the document counts its pages in another way",
};

/// Documents that cannot be read.
pub(crate) const UNREADABLE: Code = Code {
    name: "document/unreadable",
    level: Severity::Warning,
    looks_at: "documents of which pages are stated or quoted, and that cannot be read",
    why: "nobody has counted its pages or compared its words",
    example: "a PDF with a password",
    instead: "a copy without one, or its text beside it with a form feed between pages",
    allow: "when a person has looked at the document",
};

/// The codes of this area.
pub(crate) const CODES: &[&Code] = &[&MISSING, &CHANGED, &PAGES, &NO_SUCH_PAGE, &UNREADABLE];
