//! Codes about facts and what is bound to them.

use crate::diag::{Code, Severity};

/// Ids of `fact:` links.
pub(crate) const UNKNOWN: Code = Code {
    name: "fact/unknown",
    level: Severity::Error,
    looks_at: "ids of `fact:` links",
    why: "words bound to nothing",
    example: "[400 TB](fact:azure-2052)",
    instead: "[400 TB](fact:azure-2025)",
    allow: "",
};

/// What a fact rests on: `cell`, `formula` or `value`.
pub(crate) const VALUE: Code = Code {
    name: "fact/value",
    level: Severity::Error,
    looks_at: "what a fact rests on: `cell`, `formula` or `value`",
    why: "a fact without a value, or with two, proves nothing",
    example: "cell = \"…\"\nvalue = 400",
    instead: "cell = \"storage[month=2025-07].stored\"",
    allow: "",
};

/// Facts with a typed value.
pub(crate) const NO_SOURCE: Code = Code {
    name: "fact/no-source",
    level: Severity::Error,
    looks_at: "facts with a typed value",
    why: "a figure that came from nowhere",
    example: "value = 1300",
    instead: "value = 1300\ncite = [\"@petition\"]",
    allow: "",
};

/// Selectors of cells.
pub(crate) const CELL: Code = Code {
    name: "fact/cell",
    level: Severity::Error,
    looks_at: "selectors of cells",
    why: "a figure bound to no cell, or to two",
    example: "cell:storage[month=2025-08].stored",
    instead: "cell:storage[month=2025-07].stored",
    allow: "",
};

/// Empty bindings whose value cannot be written out.
pub(crate) const EMPTY: Code = Code {
    name: "fact/empty",
    level: Severity::Error,
    looks_at: "empty bindings whose value cannot be written out",
    why: "the sentence would have a hole",
    example: "[](fact:a,b)",
    instead: "[from 400 to almost 1,400 TB](fact:a,b)",
    allow: "",
};

/// Ids of `quote:` links and QUOTE blocks.
pub(crate) const UNKNOWN_QUOTE: Code = Code {
    name: "fact/unknown-quote",
    level: Severity::Error,
    looks_at: "ids of `quote:` links and QUOTE blocks",
    why: "words bound to no record",
    example: "[“…”](quote:ms-trms)",
    instead: "[“…”](quote:ms-terms)",
    allow: "",
};

/// The codes of this area.
pub(crate) const CODES: &[&Code] = &[&UNKNOWN, &VALUE, &NO_SOURCE, &CELL, &EMPTY, &UNKNOWN_QUOTE];
