//! Codes about tables: CSV files and their descriptions.

use crate::diag::{Code, Severity};

/// Tables that a story uses without a description.
pub(crate) const NO_DESCRIPTION: Code = Code {
    name: "data/no-description",
    level: Severity::Error,
    looks_at: "tables that a story uses without a description",
    why: "without it units, labels and sources are guesses",
    example: "storage.csv without storage.toml",
    instead: "write storage.toml with title, cite and columns",
    allow: "",
};

/// Descriptions without a table.
pub(crate) const NO_TABLE: Code = Code {
    name: "data/no-table",
    level: Severity::Error,
    looks_at: "descriptions without a table",
    why: "a description of nothing",
    example: "storge.toml",
    instead: "storage.toml, beside storage.csv",
    allow: "",
};

/// The header row.
pub(crate) const HEADER: Code = Code {
    name: "data/header",
    level: Severity::Error,
    looks_at: "the header row",
    why: "columns are found by their names",
    example: "month,,stored",
    instead: "month,region,stored",
    allow: "",
};

/// Rows with more or fewer cells than the header.
pub(crate) const RAGGED_ROW: Code = Code {
    name: "data/ragged-row",
    level: Severity::Error,
    looks_at: "rows with more or fewer cells than the header",
    why: "every value behind the gap would stand in the wrong column",
    example: "2026-01,1400",
    instead: "2026-01,1400,almost",
    allow: "",
};

/// Quotation marks in CSV.
pub(crate) const QUOTING: Code = Code {
    name: "data/quoting",
    level: Severity::Error,
    looks_at: "quotation marks in CSV",
    why: "an open quotation mark swallows the rows behind it",
    example: "2026-01,\"1400",
    instead: "2026-01,\"1400\"",
    allow: "",
};

/// Values against the type of their column.
pub(crate) const CELL: Code = Code {
    name: "data/cell",
    level: Severity::Error,
    looks_at: "values against the type of their column",
    why: "a value that is not read is a gap in the chart",
    example: "n/a   # in a number column",
    instead: "leave the cell empty and say why in `missing`",
    allow: "",
};

/// Empty cells in columns that do not say why.
pub(crate) const MISSING_CELL: Code = Code {
    name: "data/missing-cell",
    level: Severity::Error,
    looks_at: "empty cells in columns that do not say why",
    why: "readers must learn whether it is unknown, withheld or zero",
    example: "2025-08,",
    instead: "missing = { en = \"not disclosed\" }",
    allow: "",
};

/// Columns that descriptions and exhibits name.
pub(crate) const UNKNOWN_COLUMN: Code = Code {
    name: "data/unknown-column",
    level: Severity::Error,
    looks_at: "columns that descriptions and exhibits name",
    why: "nothing can be drawn from a column that is not there",
    example: "x = \"mnth\"",
    instead: "x = \"month\"",
    allow: "",
};

/// Columns without a description.
pub(crate) const UNDESCRIBED: Code = Code {
    name: "data/undescribed",
    level: Severity::Note,
    looks_at: "columns without a description",
    why: "they are neither published nor usable",
    example: "a column `internal_id`",
    instead: "describe it, or leave it as it is",
    allow: "when it is not to be published",
};

/// Rows with the same key.
pub(crate) const KEY: Code = Code {
    name: "data/key",
    level: Severity::Error,
    looks_at: "rows with the same key",
    why: "one of two values is wrong, or the key is incomplete",
    example: "two rows for 2026-01",
    instead: "key = [\"month\", \"region\"]",
    allow: "",
};

/// The number of rows against `rows`.
pub(crate) const ROWS: Code = Code {
    name: "data/rows",
    level: Severity::Error,
    looks_at: "the number of rows against `rows`",
    why: "a row that came or went unseen",
    example: "rows = 2   # the file has 3",
    instead: "rows = 3, once the new row is checked",
    allow: "",
};

/// Values outside `min` and `max`.
pub(crate) const RANGE: Code = Code {
    name: "data/range",
    level: Severity::Error,
    looks_at: "values outside `min` and `max`",
    why: "a slipped decimal point",
    example: "min = 0   # and a cell of -5",
    instead: "correct the cell, or the range",
    allow: "",
};

/// Units of columns and facts.
pub(crate) const UNIT: Code = Code {
    name: "data/unit",
    level: Severity::Error,
    looks_at: "units of columns and facts",
    why: "a unit that is not known cannot be converted or compared",
    example: "unit = \"Tb\"",
    instead: "unit = \"TB\"",
    allow: "",
};

/// `[[asserts]]` of a table.
pub(crate) const ASSERT: Code = Code {
    name: "data/assert",
    level: Severity::Error,
    looks_at: "`[[asserts]]` of a table",
    why: "what the desk knows to be true of its data is not",
    example: "that = \"max(stored) < 1000\"",
    instead: "correct the data, or the assertion",
    allow: "",
};

/// Expressions: `where`, `that`, formulas, selectors.
pub(crate) const EXPRESSION: Code = Code {
    name: "data/expression",
    level: Severity::Error,
    looks_at: "expressions: `where`, `that`, formulas, selectors",
    why: "what cannot be read computes nothing",
    example: "where = \"year=2024\"",
    instead: "where = \"year == 2024\"",
    allow: "",
};

/// Text cells that readers see in several languages.
pub(crate) const VERBATIM: Code = Code {
    name: "data/verbatim",
    level: Severity::Warning,
    looks_at: "text cells that readers see in several languages",
    why: "a cell in one language stands in every edition",
    example: "Health, in a column `sector`",
    instead: "values = { health = { en = \"Health\", pt-BR = \"Saúde\" } }, or verbatim = true",
    allow: "when the words are names",
};

/// Sizes of tables.
pub(crate) const TOO_LARGE: Code = Code {
    name: "data/too-large",
    level: Severity::Error,
    looks_at: "sizes of tables",
    why: "a table of that size is a database; the page would carry none of it",
    example: "a CSV of 200 MB",
    instead: "aggregate it to what the story uses",
    allow: "",
};

/// Workbooks and their sheets.
pub(crate) const WORKBOOK: Code = Code {
    name: "data/workbook",
    level: Severity::Error,
    looks_at: "workbooks (`.xlsx`) and the sheet that a description names",
    why: "a sheet that cannot be read is a table without rows",
    example: "file = \"book.xlsx\"\nsheet = \"Shet1\"",
    instead: "file = \"book.xlsx\"\nsheet = \"Sheet1\"",
    allow: "",
};

/// The codes of this area.
pub(crate) const CODES: &[&Code] = &[
    &NO_DESCRIPTION,
    &NO_TABLE,
    &HEADER,
    &RAGGED_ROW,
    &QUOTING,
    &CELL,
    &MISSING_CELL,
    &UNKNOWN_COLUMN,
    &UNDESCRIBED,
    &KEY,
    &ROWS,
    &RANGE,
    &UNIT,
    &ASSERT,
    &EXPRESSION,
    &VERBATIM,
    &TOO_LARGE,
    &WORKBOOK,
];
