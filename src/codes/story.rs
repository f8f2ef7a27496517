//! Codes about stories: front matter and its parts.

use crate::diag::{Code, Severity};

/// The first line of an edition.
pub(crate) const NO_FRONT_MATTER: Code = Code {
    name: "story/no-front-matter",
    level: Severity::Error,
    looks_at: "the first line of an edition",
    why: "without front matter there is no title and no date",
    example: "# The cloud",
    instead: "+++\ntitle = \"The cloud\"\n…\n+++",
    allow: "",
};

/// The end of front matter.
pub(crate) const UNCLOSED_FRONT_MATTER: Code = Code {
    name: "story/unclosed-front-matter",
    level: Severity::Error,
    looks_at: "the end of front matter",
    why: "without a second `+++` the whole story would be read as TOML",
    example: "+++\ntitle = \"…\"",
    instead: "+++\ntitle = \"…\"\n+++",
    allow: "",
};

/// Front matter between `---`.
pub(crate) const YAML_FRONT_MATTER: Code = Code {
    name: "story/yaml-front-matter",
    level: Severity::Error,
    looks_at: "front matter between `---`",
    why: "front matter is TOML between `+++`; YAML guesses types",
    example: "---\ntitle: The cloud\n---",
    instead: "+++\ntitle = \"The cloud\"\n+++",
    allow: "",
};

/// `[translation] of`.
pub(crate) const TRANSLATION_OF: Code = Code {
    name: "story/translation-of",
    level: Severity::Error,
    looks_at: "`[translation] of`",
    why: "a translation of nothing has no date, no authors and no original to compare with",
    example: "of = \"fr\"   # there is no fr.md",
    instead: "of = \"en\"",
    allow: "",
};

/// The editions of one folder.
pub(crate) const ORIGINAL: Code = Code {
    name: "story/original",
    level: Severity::Error,
    looks_at: "the editions of one folder",
    why: "exactly one edition is the original: the others inherit from it",
    example: "two editions without `[translation]`",
    instead: "add `[translation]` to the one that was translated",
    allow: "",
};

/// Keys that a translation takes from its original.
pub(crate) const INHERITED: Code = Code {
    name: "story/inherited",
    level: Severity::Error,
    looks_at: "keys that a translation takes from its original",
    why: "two dates or two author lists of one story would differ one day",
    example: "date = 2026-02-18   # in a translation",
    instead: "leave it out: it is inherited",
    allow: "",
};

/// `updated`, `embargo` and the like without `date`.
pub(crate) const NO_DATE: Code = Code {
    name: "story/no-date",
    level: Severity::Error,
    looks_at: "`updated`, `embargo` and the like without `date`",
    why: "a page has no date; a story has one",
    example: "updated = 2026-03-03",
    instead: "date = 2026-02-18\nupdated = 2026-03-03",
    allow: "",
};

/// The order of dates.
pub(crate) const DATES: Code = Code {
    name: "story/dates",
    level: Severity::Error,
    looks_at: "the order of dates",
    why: "a story cannot be updated before it was published",
    example: "date = 2026-02-18\nupdated = 2026-02-01",
    instead: "updated = 2026-03-03",
    allow: "",
};

/// Ids of names in front matter and `name:` links.
pub(crate) const UNKNOWN_NAME: Code = Code {
    name: "story/unknown-name",
    level: Severity::Error,
    looks_at: "ids of names in front matter and `name:` links",
    why: "a name that is not on record cannot be protected or linked",
    example: "authors = [\"m-okafr\"]",
    instead: "authors = [\"m-okafor\"]",
    allow: "",
};

/// `tipline` and `[!TIPLINE]`.
pub(crate) const UNKNOWN_TIPLINE: Code = Code {
    name: "story/unknown-tipline",
    level: Severity::Error,
    looks_at: "`tipline` and `[!TIPLINE]`",
    why: "a tip line that is not on record prints no contact",
    example: "tipline = \"dsk\"",
    instead: "tipline = \"desk\"",
    allow: "",
};

/// Tip lines on one page.
pub(crate) const TWO_TIPLINES: Code = Code {
    name: "story/two-tiplines",
    level: Severity::Error,
    looks_at: "tip lines on one page",
    why: "two boxes may differ, and a source must not have to choose",
    example: "two `> [!TIPLINE]` blocks",
    instead: "keep one",
    allow: "",
};

/// The codes of this area.
pub(crate) const CODES: &[&Code] = &[
    &NO_FRONT_MATTER,
    &UNCLOSED_FRONT_MATTER,
    &YAML_FRONT_MATTER,
    &TRANSLATION_OF,
    &ORIGINAL,
    &INHERITED,
    &NO_DATE,
    &DATES,
    &UNKNOWN_NAME,
    &UNKNOWN_TIPLINE,
    &TWO_TIPLINES,
];
