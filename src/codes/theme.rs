//! Codes about themes: templates, messages, styles.

use crate::diag::{Code, Severity};

/// The theme's folder.
pub(crate) const NOT_FOUND: Code = Code {
    name: "theme/not-found",
    level: Severity::Error,
    looks_at: "the theme's folder",
    why: "a theme that is not there falls back to the built-in look without a word",
    example: "theme = \"brodsheet\"",
    instead: "theme = \"broadsheet\"",
    allow: "",
};

/// Templates of the theme.
pub(crate) const TEMPLATE: Code = Code {
    name: "theme/template",
    level: Severity::Error,
    looks_at: "templates of the theme",
    why: "a template with a mistake renders no page",
    example: "{{ titel }}",
    instead: "{{ title }}",
    allow: "",
};

/// Messages that a language lacks.
pub(crate) const MISSING_MESSAGES: Code = Code {
    name: "theme/missing-messages",
    level: Severity::Warning,
    looks_at: "messages that a language lacks",
    why: "readers see words of another language in the masthead",
    example: "messages/de.toml without `story.sources`",
    instead: "write the missing messages",
    allow: "while the language is being added",
};

/// The codes of this area.
pub(crate) const CODES: &[&Code] = &[&NOT_FOUND, &TEMPLATE, &MISSING_MESSAGES];
