//! Codes about translations: texts and editions that must agree.

use crate::diag::{Code, Severity};

/// Texts that every language of the investigation needs.
pub(crate) const MISSING_TEXT: Code = Code {
    name: "translation/missing-text",
    level: Severity::Error,
    looks_at: "texts that every language of the investigation needs",
    why: "a reader of that language would see a gap or a foreign text; while the translation is behind its original it is a warning, and the original's words stand there",
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

/// Words that `translate init` left to write.
pub(crate) const TO_DO: Code = Code {
    name: "translation/to-do",
    level: Severity::Error,
    looks_at: "titles, headings, paragraphs, items, cells and alternative texts of a translation that is no draft and that say `…` alone",
    why: "readers meet a text without words",
    example: "pt-BR.md: title = \"…\"",
    instead: "pt-BR.md: title = \"O que os arquivos dizem\"; or `draft = true` until it is translated",
    allow: "three dots that are all there is to say",
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

/// A per cent that may be left to be understood.
pub(crate) const PER_CENT_SHARED: Code = Code {
    name: "translation/per-cent-shared",
    level: Severity::Warning,
    looks_at: "numbers that are per cents in one edition and bare in the other, behind a per cent of the same sentence",
    why: "readers may take the second number for a count of people",
    example: "en: 41 percent agree, 35 percent do not · de: 41 Prozent stimmen zu, 35 nicht",
    instead: "en: 41 percent agree, 35 percent do not · de: 41 Prozent stimmen zu, 35 Prozent nicht",
    allow: "where nobody can take it for anything else",
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
    allow: "a source that only readers of one language need",
};

/// Bindings that only one edition has.
pub(crate) const BINDING: Code = Code {
    name: "translation/binding",
    level: Severity::Error,
    looks_at: "facts, cells and quotations that words are bound to, exhibits and marked blocks, block by block",
    why: "the two editions say different things, each on the record",
    example: "en: [400 TB](fact:a) · pt-BR: [400 TB](fact:b)",
    instead: "en: [400 TB](fact:a) · pt-BR: [400 TB](fact:a)",
    allow: "a figure or quotation for one edition only",
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
    looks_at: "blocks of an edition against those of the other: kinds, order, none missing, none twice; marks of footnotes in the blocks in which the original has them",
    why: "a passage was lost or stands twice",
    example: "a paragraph of en.md that pt-BR.md lacks",
    instead: "the same blocks in the same order; two paragraphs may be one",
    allow: "a passage for one edition only",
};

/// Blocks that seem to have changed places.
pub(crate) const ORDER: Code = Code {
    name: "translation/order",
    level: Severity::Warning,
    looks_at: "blocks that agree better with the other edition in another order, by little: what surely moved is `translation/structure`",
    why: "a paragraph may stand at another place, and what it says with “this” and “so” then points to something else",
    example: "en: Halden signed. The council was told later. · pt-BR: O conselho soube depois. A Halden assinou.",
    instead: "both in the order of the original",
    allow: "where the paragraphs stand in the right order",
};

/// Files that record what was translated.
pub(crate) const LOCK: Code = Code {
    name: "translation/lock",
    level: Severity::Error,
    looks_at: "`TAG.lock.toml`: whether it is as `onrecord translate accept` wrote it",
    why: "a record that can be edited cannot tell what changed",
    example: "figures = [\"450 TB\"]   # written over by hand",
    instead: "take the file from version control, or run `onrecord translate accept STORY TAG`",
    allow: "",
};

/// Records of what was translated that belong to no translation.
pub(crate) const ORPHAN_LOCK: Code = Code {
    name: "translation/orphan-lock",
    level: Severity::Warning,
    looks_at: "`TAG.lock.toml` where there is no translation `TAG.md`, or where that is made of another edition than the one on record",
    why: "what it records is compared with nothing: nobody learns what changed since",
    example: "fr.lock.toml without fr.md",
    instead: "delete the file, or bring the edition back",
    allow: "",
};

/// Translations whose original has changed.
pub(crate) const BEHIND: Code = Code {
    name: "translation/behind",
    level: Severity::Note,
    looks_at: "blocks of an original that are not as they were when its translation was accepted; white space and links do not count",
    why: "readers of the translation read what the original no longer says",
    example: "en.md: a sentence was added to the second paragraph",
    instead: "`onrecord translate diff STORY TAG` shows it; then `onrecord translate accept STORY TAG`",
    allow: "while the translator is at work",
};

/// Translations whose front matter names another state of the original than their record.
pub(crate) const REVISION: Code = Code {
    name: "translation/revision",
    level: Severity::Warning,
    looks_at: "`revision` of a translation against `revision` in its `TAG.lock.toml`",
    why: "one of the two was changed by itself: nobody can tell which state of the original was translated",
    example: "fr.md: revision = 2026-03-03 · fr.lock.toml: revision = 2026-02-18",
    instead: "let `onrecord translate accept STORY TAG` write both",
    allow: "",
};

/// Translations with figures that the original no longer has.
pub(crate) const FIGURES_BEHIND: Code = Code {
    name: "translation/figures-behind",
    level: Severity::Warning,
    looks_at: "numbers, dates, citations, bindings and exhibits of an original that are others than when its translation was accepted",
    why: "two languages give two different figures",
    example: "en.md said 400 TB when fr.md was accepted, and says 450 TB now",
    instead: "bring the translation up to date, then `onrecord translate accept STORY TAG`",
    allow: "while the translator is at work",
};

/// How often a block refers to one thing.
pub(crate) const COUNT: Code = Code {
    name: "translation/count",
    level: Severity::Warning,
    looks_at: "how often a block cites, links to or binds the same thing",
    why: "one of two references to it may have been lost",
    example: "en: two citations of @files · pt-BR: one",
    instead: "the same number; sentences may be joined, then say so in place",
    allow: "two sentences became one",
};

/// Ids of headings that only one edition has.
pub(crate) const HEADING_ID: Code = Code {
    name: "translation/heading-id",
    level: Severity::Warning,
    looks_at: "explicit ids of headings that belong together",
    why: "links and the language switcher cannot keep the reader's place",
    example: "en: ## The bill {#bill} · pt-BR: ## A conta",
    instead: "pt-BR: ## A conta {#bill}",
    allow: "a heading that nothing leads to",
};

/// Names that were altered.
pub(crate) const NAME: Code = Code {
    name: "translation/name",
    level: Severity::Error,
    looks_at: "words that are nearly a protected name of names.toml, short names in other letters, and words of `name:` links that are no form of the name",
    why: "a misspelt or translated name is another person, or nobody",
    example: "en: Tarnhall · pt-BR: Tarnhal",
    instead: "pt-BR: Tarnhall; inflected forms are listed in `forms`, other names of the same thing in `name`",
    allow: "another name that looks alike",
};

/// Names that a whole edition lacks.
pub(crate) const NAME_LOST: Code = Code {
    name: "translation/name-lost",
    level: Severity::Error,
    looks_at: "names of names.toml that the original says and the translation never does",
    why: "readers of one language cannot know who is meant",
    example: "en: Tarnhall said … · pt-BR: the company said …, throughout",
    instead: "the name, at least once, or its form in that language in names.toml",
    allow: "a name that is left out for these readers",
};

/// Names that one block lacks.
pub(crate) const NAME_MISSING: Code = Code {
    name: "translation/name-missing",
    level: Severity::Note,
    looks_at: "names of names.toml that a block of the original says and the same block of the translation does not",
    why: "a pronoun may be clear, or it may point at somebody else",
    example: "en: Tarnhall denied it · pt-BR: it denied it",
    instead: "the name, where another could be meant",
    allow: "where nobody else can be meant",
};

/// Handles, addresses, numbers of cases that were altered.
pub(crate) const VERBATIM: Code = Code {
    name: "translation/verbatim",
    level: Severity::Error,
    looks_at: "handles, e-mail addresses, numbers of telephones, cases, accounts and plates, web addresses and digests in the text: byte by byte, letter case included",
    why: "one altered sign leads to somebody else or nowhere",
    example: "en: @TheDesk · pt-BR: @thedesk",
    instead: "pt-BR: @TheDesk",
    allow: "an address of its own for each language",
};

/// Quotation marks without a partner.
pub(crate) const QUOTATION_MARKS: Code = Code {
    name: "translation/quotation-marks",
    level: Severity::Error,
    looks_at: "quotation marks that open or close alone, in either edition; a quotation may run through several paragraphs",
    why: "readers cannot tell where somebody's words end",
    example: "“Nunca vi isso, disse ela.",
    instead: "“Nunca vi isso”, disse ela.",
    allow: "a mark that stands for something else",
};

/// Quotations that only one edition has.
pub(crate) const QUOTATIONS: Code = Code {
    name: "translation/quotations",
    level: Severity::Warning,
    looks_at: "how many quotations of three words or more a block has",
    why: "somebody's words became the writer's, or the other way round",
    example: "en: “We did not know,” she said · pt-BR: ela disse que não sabia",
    instead: "pt-BR: “Não sabíamos”, disse ela",
    allow: "a quotation that was rendered in indirect speech",
};

/// Blocks that lost or gained sentences.
pub(crate) const SENTENCES: Code = Code {
    name: "translation/sentences",
    level: Severity::Warning,
    looks_at: "how many sentences a block has, by their ends and their lengths",
    why: "a sentence may have been left out or made up",
    example: "en: four sentences · pt-BR: two",
    instead: "the same sentences; joining two into one is fine",
    allow: "sentences that were joined for good reason",
};

/// Blocks that break off or begin in the middle.
pub(crate) const JOIN: Code = Code {
    name: "translation/join",
    level: Severity::Warning,
    looks_at: "paragraphs that end without a stop, begin with a small letter or are cut within a sentence, where the other edition's do not",
    why: "part of the paragraph may be missing",
    example: "pt-BR: … e o contrato, que",
    instead: "pt-BR: … e o contrato, que terminou em maio.",
    allow: "a paragraph that runs on in what follows",
};

/// How sure the words of a block are.
pub(crate) const VERB: Code = Code {
    name: "translation/verb",
    level: Severity::Note,
    looks_at: "verbs that allege or suggest in one edition and show or prove in the other",
    why: "an allegation became a finding",
    example: "en: the files suggest · pt-BR: os arquivos comprovam",
    instead: "pt-BR: os arquivos sugerem",
    allow: "a turn of phrase of the language",
};

/// Marks of Markdown, HTML or JSON in the text.
pub(crate) const MARKUP: Code = Code {
    name: "translation/markup",
    level: Severity::Error,
    looks_at: "Markdown, HTML, entities, template braces and JSON that readers would see, where the original has none",
    why: "translation tools leave them behind",
    example: "pt-BR: **importante* e &nbsp;",
    instead: "pt-BR: **importante** e",
    allow: "text about markup",
};

/// Words without a blank between them.
pub(crate) const RUN_TOGETHER: Code = Code {
    name: "translation/run-together",
    level: Severity::Error,
    looks_at: "words that run into each other behind a full stop or at a capital, and stand so in one edition only",
    why: "a blank, or more, was lost in editing",
    example: "pt-BR: até o fim.Depois",
    instead: "pt-BR: até o fim. Depois",
    allow: "a name that is written so",
};

/// Text left in the language of the original.
pub(crate) const UNTRANSLATED: Code = Code {
    name: "translation/untranslated",
    level: Severity::Error,
    looks_at: "sentences and blocks of a translation that are the original's, or in its language; quotations, names and titles of works are exempt",
    why: "readers meet a text that they may not read",
    example: "pt-BR: The agency did not answer our questions.",
    instead: "pt-BR: A agência não respondeu às nossas perguntas.",
    allow: "a passage that must stand in its own language",
};

/// Blocks in a language that is neither edition's.
pub(crate) const OTHER_LANGUAGE: Code = Code {
    name: "translation/other-language",
    level: Severity::Warning,
    looks_at: "sentences of a translation whose frequent words are those of a third language",
    why: "readers meet a text that they may not read; a draft of another edition may have been pasted",
    example: "pt-BR: Der Bürgermeister wird nicht erwartet und will sich auch nicht äußern.",
    instead: "pt-BR: O prefeito não é esperado e tampouco quer se manifestar.",
    allow: "a passage that must stand in its own language",
};

/// Blocks much longer or shorter than their counterparts.
pub(crate) const LENGTH: Code = Code {
    name: "translation/length",
    level: Severity::Note,
    looks_at: "letters of a block against those of its counterpart, measured by both editions as wholes",
    why: "something may have been left out or added",
    example: "en: 400 letters · pt-BR: 150",
    instead: "the whole paragraph",
    allow: "a passage that needs more words in one language",
};

/// The codes of this area.
pub(crate) const CODES: &[&Code] = &[
    &MISSING_TEXT,
    &CORRECTION_MISSING,
    &TO_DO,
    &BEHIND_CORRECTION,
    &QUANTITY,
    &NUMBER_WORD,
    &PER_CENT_SHARED,
    &SCALE,
    &UNIT,
    &NUMBER_FORM,
    &DATE,
    &HEDGE,
    &CITATION,
    &BINDING,
    &LINK,
    &STRUCTURE,
    &ORDER,
    &LOCK,
    &ORPHAN_LOCK,
    &BEHIND,
    &FIGURES_BEHIND,
    &REVISION,
    &COUNT,
    &HEADING_ID,
    &NAME,
    &NAME_LOST,
    &NAME_MISSING,
    &VERBATIM,
    &QUOTATION_MARKS,
    &QUOTATIONS,
    &SENTENCES,
    &JOIN,
    &VERB,
    &MARKUP,
    &RUN_TOGETHER,
    &UNTRANSLATED,
    &OTHER_LANGUAGE,
    &LENGTH,
];
