//! Codes about citations and sources.

use crate::diag::{Code, Severity};

/// Keys of citations.
pub(crate) const UNKNOWN_SOURCE: Code = Code {
    name: "cite/unknown-source",
    level: Severity::Error,
    looks_at: "keys of citations",
    why: "a statement without its source",
    example: "[@fils, p. 4]",
    instead: "[@files, p. 4]",
    allow: "",
};

/// Bare `@words` one letter away from a key.
pub(crate) const NEAR_KEY: Code = Code {
    name: "cite/near-key",
    level: Severity::Note,
    looks_at: "bare `@words` one letter away from a key",
    why: "it is printed as text; it may have been meant as a citation",
    example: "as @fles shows",
    instead: "as @files shows",
    allow: "when the word is a handle",
};

/// The inside of citation brackets.
pub(crate) const SYNTAX: Code = Code {
    name: "cite/syntax",
    level: Severity::Error,
    looks_at: "the inside of citation brackets",
    why: "what cannot be read would be printed as it is",
    example: "[@files; p. 4]",
    instead: "[@files, p. 4]",
    allow: "",
};

/// CSL types and variables of sources.
pub(crate) const FIELD: Code = Code {
    name: "cite/field",
    level: Severity::Error,
    looks_at: "CSL types and variables of sources",
    why: "an unknown variable is printed nowhere",
    example: "titel = \"Files\"",
    instead: "title = \"Files\"",
    allow: "",
};

/// Dates of sources.
pub(crate) const DATE: Code = Code {
    name: "cite/date",
    level: Severity::Error,
    looks_at: "dates of sources",
    why: "a date that cannot be read is printed wrongly or not at all",
    example: "issued = \"Jan 2026\"",
    instead: "issued = \"2026-01\"",
    allow: "",
};

/// `.bib` and CSL-JSON files.
pub(crate) const BIBLIOGRAPHY: Code = Code {
    name: "cite/bibliography",
    level: Severity::Error,
    looks_at: "`.bib` and CSL-JSON files",
    why: "an entry that cannot be read cannot be cited",
    example: "@book{a, title = {",
    instead: "close every brace",
    allow: "",
};

/// Sources that are withheld.
pub(crate) const ACCESS_REASON: Code = Code {
    name: "cite/access-reason",
    level: Severity::Error,
    looks_at: "sources that are withheld",
    why: "readers are told why they cannot see it",
    example: "access = \"withheld\"",
    instead: "access_reason = { en = \"to protect the source\" }",
    allow: "",
};

/// Copies of sources, as written: files, addresses, digests.
pub(crate) const COPY: Code = Code {
    name: "cite/copy",
    level: Severity::Error,
    looks_at: "copies of sources, as written: files, addresses, digests",
    why: "a copy that is nowhere to be seen proves nothing",
    example: "file = \"/files.pdf\"",
    instead: "file = \"documents/files.pdf\"",
    allow: "",
};

/// `citation_style`.
pub(crate) const STYLE: Code = Code {
    name: "cite/style",
    level: Severity::Error,
    looks_at: "`citation_style`",
    why: "a style that cannot be read renders no reference",
    example: "citation_style = \"styles/apa.csl\"   # not there",
    instead: "put the file there, or write `numeric`, `note` or `author-date`",
    allow: "",
};

/// Sources that a style renders as nothing.
pub(crate) const EMPTY_REFERENCE: Code = Code {
    name: "cite/empty-reference",
    level: Severity::Warning,
    looks_at: "sources that a style renders as nothing",
    why: "a number without an entry behind it",
    example: "a source of a type that the style leaves out",
    instead: "use another style, or give the source a title",
    allow: "",
};

/// Sources of an investigation that no edition cites.
pub(crate) const UNUSED: Code = Code {
    name: "cite/unused",
    level: Severity::Note,
    looks_at: "sources of an investigation that no edition cites",
    why: "a source on record that supports nothing",
    example: "[old] in sources.toml",
    instead: "cite it, or take it out",
    allow: "when it is kept for the next version",
};

/// Facts and tables of published stories that rest on publications alone.
pub(crate) const ONLY_SECONDARY: Code = Code {
    name: "cite/only-secondary",
    level: Severity::Warning,
    looks_at: "facts and tables that a published story uses and whose sources are all of the kind `publication`",
    why: "a figure taken from what others wrote: nobody here has seen what it rests on",
    example: "cite = [\"@newspaper\"]",
    instead: "cite = [\"@court-file, p. 4\", \"@newspaper\"]",
    allow: "when the publication is the subject, or there is nothing behind it to see",
};

/// Web sources of published stories without an archived copy.
pub(crate) const NOT_ARCHIVED: Code = Code {
    name: "cite/not-archived",
    level: Severity::Warning,
    looks_at: "sources that a published story cites and that stand on the web, with neither `archived` nor a file nor a DOI; withheld ones are left alone",
    why: "the page will change or go, and nobody can check the story then",
    example: "[[terms.copies]]\nurl = \"https://…\"",
    instead: "[[terms.copies]]\nurl = \"https://…\"\narchived = \"https://web.archive.org/web/…\"",
    allow: "when the site itself promises permanence, such as an official gazette",
};

/// Withheld sources whose description leads to them.
pub(crate) const WITHHELD_ADDRESS: Code = Code {
    name: "cite/withheld-address",
    level: Severity::Warning,
    looks_at: "withheld sources whose description has an address, a DOI, an archive or a call number",
    why: "a style prints whatever the description has, and whoever finds the thing may find who gave it away; it is left out of every output",
    example: "[files]\nURL = \"https://…\"\n[files.provenance]\naccess = \"withheld\"",
    instead: "[[files.copies]]\nurl = \"https://…\"",
    allow: "when a bibliography that other programs keep has it; it stays unpublished all the same",
};

/// The codes of this area.
pub(crate) const CODES: &[&Code] = &[
    &UNKNOWN_SOURCE,
    &NEAR_KEY,
    &SYNTAX,
    &FIELD,
    &DATE,
    &BIBLIOGRAPHY,
    &ACCESS_REASON,
    &COPY,
    &STYLE,
    &EMPTY_REFERENCE,
    &UNUSED,
    &ONLY_SECONDARY,
    &NOT_ARCHIVED,
    &WITHHELD_ADDRESS,
];
