//! Codes about TOML files: syntax, keys, types.

use crate::diag::{Code, Severity};

/// The file is not TOML at this place.
pub(crate) const SYNTAX: Code = Code {
    name: "toml/syntax",
    level: Severity::Error,
    looks_at: "the grammar of TOML files and of front matter",
    why: "what cannot be read cannot be published; the rest of the file is still checked",
    example: "issued = 2026-01",
    instead: "issued = \"2026-01\"",
    allow: "",
};

/// A key that this table does not have.
pub(crate) const UNKNOWN_KEY: Code = Code {
    name: "toml/unknown-key",
    level: Severity::Error,
    looks_at: "names of keys in every TOML file and in front matter",
    why: "a mistyped key would silently do nothing: an embargo that is not one, a credit that is not printed",
    example: "embarg = 2026-02-18T11:00:00Z",
    instead: "embargo = 2026-02-18T11:00:00Z",
    allow: "",
};

/// A key that must be there is not.
pub(crate) const MISSING_KEY: Code = Code {
    name: "toml/missing-key",
    level: Severity::Error,
    looks_at: "keys that a table cannot do without",
    why: "a story without a title, or a withheld source without a reason, leaves the reader with a gap",
    example: "access = \"withheld\"",
    instead: "access = \"withheld\"\naccess_reason = { en = \"to protect the source\" }",
    allow: "",
};

/// A value of another type than the key takes.
pub(crate) const TYPE: Code = Code {
    name: "toml/type",
    level: Severity::Error,
    looks_at: "the type of each value: text, number, date, list, table",
    why: "nothing is guessed: `issued = 2026` is a number, not a year",
    example: "issued = 2026",
    instead: "issued = \"2026\"",
    allow: "",
};

/// A value of the right type that means nothing here.
pub(crate) const VALUE: Code = Code {
    name: "toml/value",
    level: Severity::Error,
    looks_at: "values that must be one of a few words, or within a range",
    why: "a word that means nothing would be passed over, and the reader would see something else",
    example: "method = \"humn\"",
    instead: "method = \"human\"",
    allow: "",
};

/// The same text in a file and in an edition's strings.
pub(crate) const TWICE: Code = Code {
    name: "toml/twice",
    level: Severity::Error,
    looks_at: "texts that stand both in a file and in an edition's own strings file",
    why: "one of the two would win unseen, and a translator would correct the other",
    example: "title = { en = \"Storage\", pt-BR = \"Dados\" }   # and [storage] title = \"Dados\" in pt-BR.toml",
    instead: "title = { en = \"Storage\" }",
    allow: "",
};

/// A string in an edition's strings file that belongs to nothing.
pub(crate) const UNKNOWN_STRING: Code = Code {
    name: "toml/unknown-string",
    level: Severity::Error,
    looks_at: "paths in an edition's strings file (`LANG.toml`)",
    why: "a translation that is addressed wrongly never reaches a reader",
    example: "[storage.column.month]\nlabel = \"Mês\"",
    instead: "[storage.columns.month]\nlabel = \"Mês\"",
    allow: "",
};

/// An id that is not in the form of ids.
pub(crate) const ID: Code = Code {
    name: "toml/id",
    level: Severity::Error,
    looks_at: "ids of facts, figures, names and quotes",
    why: "ids appear in addresses and in links; one form keeps them free of escapes",
    example: "[Azure_2026]",
    instead: "[azure-2026]",
    allow: "",
};

/// The codes of this area.
pub(crate) const CODES: &[&Code] =
    &[&SYNTAX, &UNKNOWN_KEY, &MISSING_KEY, &TYPE, &VALUE, &TWICE, &UNKNOWN_STRING, &ID];
