//! Codes about translations: texts and editions that must agree.

use crate::diag::{Code, Severity};

/// Texts that every language of the investigation needs.
pub(crate) const MISSING_TEXT: Code = Code {
    name: "translation/missing-text",
    level: Severity::Error,
    looks_at: "texts that every language of the investigation needs",
    why: "a reader of that language would see a gap or a foreign text",
    example: "title = { en = \"Storage\" }",
    instead: "title = { en = \"Storage\", pt-BR = \"Dados\" }",
    allow: "",
};

/// Corrections without a note in a language.
pub(crate) const CORRECTION_MISSING: Code = Code {
    name: "translation/correction-missing",
    level: Severity::Warning,
    looks_at: "corrections without a note in a language",
    why: "nothing may hold up a correction: the translation carries the original's note until then",
    example: "note = { en = \"An earlier version …\" }",
    instead: "note = { en = \"…\", pt-BR = \"Uma versão anterior …\" }",
    allow: "while the translator is at work",
};

/// Translations made before a correction of the original.
pub(crate) const BEHIND_CORRECTION: Code = Code {
    name: "translation/behind-correction",
    level: Severity::Warning,
    looks_at: "translations made before a correction of the original",
    why: "its readers may still see what was wrong",
    example: "revision = 2026-02-18   # corrected 2026-03-03",
    instead: "revision = 2026-03-03, once the change is translated",
    allow: "while the translator is at work",
};

/// The codes of this area.
pub(crate) const CODES: &[&Code] = &[&MISSING_TEXT, &CORRECTION_MISSING, &BEHIND_CORRECTION];
