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

/// Numbers that only one edition has.
pub(crate) const QUANTITY: Code = Code {
    name: "translation/quantity",
    level: Severity::Error,
    looks_at: "numbers of a block against those of the same block in the other edition",
    why: "readers of two languages would know two different things",
    example: "en: 58 pages · pt-BR: 85 páginas",
    instead: "en: 58 pages · pt-BR: 58 páginas",
    allow: "where the sentence was rewritten for its readers",
};

/// Small numbers in words.
pub(crate) const NUMBER_WORD: Code = Code {
    name: "translation/number-word",
    level: Severity::Warning,
    looks_at: "numbers up to twenty in words that only one edition has",
    why: "a number may have been lost, or it was a figure of speech",
    example: "en: three newsrooms · pt-BR: as redações",
    instead: "en: three newsrooms · pt-BR: três redações",
    allow: "a figure of speech",
};

/// Numbers that differ by a scale word.
pub(crate) const SCALE: Code = Code {
    name: "translation/scale",
    level: Severity::Error,
    looks_at: "scale words of numbers: values that are a power of ten apart",
    why: "one of the two editions is wrong a thousandfold: “billion” and “billón” are different numbers",
    example: "en: 2 billion · es: 2 billones",
    instead: "en: 2 billion · es: 2.000 millones",
    allow: "",
};

/// Figures in the form of another language.
pub(crate) const NUMBER_FORM: Code = Code {
    name: "translation/number-form",
    level: Severity::Warning,
    looks_at: "figures that agree with the other edition only if they are read in the form of its language",
    why: "the same figure is a thousand times as much to readers of another language",
    example: "en: 1,400 · pt-BR: 1,400",
    instead: "en: 1,400 · pt-BR: 1.400",
    allow: "a text that is quoted with its own figures",
};

/// Units of one number.
pub(crate) const UNIT: Code = Code {
    name: "translation/unit",
    level: Severity::Error,
    looks_at: "units of numbers that agree",
    why: "one of the two editions is wrong by the whole unit",
    example: "en: 400 TB · pt-BR: 400 GB",
    instead: "en: 400 TB · pt-BR: 400 TB",
    allow: "",
};

/// Dates that only one edition has.
pub(crate) const DATE: Code = Code {
    name: "translation/date",
    level: Severity::Error,
    looks_at: "dates of a block against those of the same block in the other edition",
    why: "a date is a fact",
    example: "en: 16 February · pt-BR: 18 de fevereiro",
    instead: "en: 16 February · pt-BR: 16 de fevereiro",
    allow: "",
};

/// Hedges of one number.
pub(crate) const HEDGE: Code = Code {
    name: "translation/hedge",
    level: Severity::Warning,
    looks_at: "hedges of numbers that agree",
    why: "“almost” and “about” are different facts",
    example: "en: almost 1,400 · pt-BR: cerca de 1.400",
    instead: "en: almost 1,400 · pt-BR: quase 1.400",
    allow: "",
};

/// Citations that only one edition has.
pub(crate) const CITATION: Code = Code {
    name: "translation/citation",
    level: Severity::Error,
    looks_at: "citations of a block against those of the same block in the other edition",
    why: "a statement lost its source, or got another",
    example: "en: [@files, p. 4] · pt-BR: [@files]",
    instead: "en: [@files, p. 4] · pt-BR: [@files, p. 4]",
    allow: "",
};

/// Bindings that only one edition has.
pub(crate) const BINDING: Code = Code {
    name: "translation/binding",
    level: Severity::Error,
    looks_at: "facts, cells and quotations that words are bound to, block by block",
    why: "the two editions say different things, each on the record",
    example: "en: [400 TB](fact:a) · pt-BR: [400 TB](fact:b)",
    instead: "en: [400 TB](fact:a) · pt-BR: [400 TB](fact:a)",
    allow: "",
};

/// Links that only one edition has.
pub(crate) const LINK: Code = Code {
    name: "translation/link",
    level: Severity::Error,
    looks_at: "targets of links, block by block; links inside the site by the story they lead to",
    why: "readers of one language are sent elsewhere",
    example: "en: story:other · pt-BR: story:another",
    instead: "en: story:other · pt-BR: story:other",
    allow: "a page that exists in one language only",
};

/// Blocks that only one edition has.
pub(crate) const STRUCTURE: Code = Code {
    name: "translation/structure",
    level: Severity::Error,
    looks_at: "blocks of an edition against those of the other: kinds, order, none missing, none twice",
    why: "a passage was lost or stands twice",
    example: "a paragraph of en.md that pt-BR.md lacks",
    instead: "the same blocks in the same order; two paragraphs may be one",
    allow: "a passage for one edition only",
};

/// The codes of this area.
pub(crate) const CODES: &[&Code] = &[
    &MISSING_TEXT,
    &CORRECTION_MISSING,
    &BEHIND_CORRECTION,
    &QUANTITY,
    &NUMBER_WORD,
    &SCALE,
    &UNIT,
    &NUMBER_FORM,
    &DATE,
    &HEDGE,
    &CITATION,
    &BINDING,
    &LINK,
    &STRUCTURE,
];
