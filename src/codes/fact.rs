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

/// Facts with `status = "retracted"` in stories that are published or about to be.
pub(crate) const RETRACTED: Code = Code {
    name: "fact/retracted",
    level: Severity::Error,
    looks_at: "facts with `status = \"retracted\"` that a story uses, by itself or through a formula; a correction's note may name one",
    why: "readers would be told what the desk knows to be wrong",
    example: "status = \"retracted\"   # and [400 TB](fact:held) in a story",
    instead: "bind the words to a fact that holds, and say in `[[corrections]]` what was wrong",
    allow: "",
};

/// Facts with `status = "draft"` in stories that are published or about to be.
pub(crate) const UNVERIFIED: Code = Code {
    name: "fact/unverified",
    level: Severity::Warning,
    looks_at: "facts with `status = \"draft\"` that a story uses, by itself or through a formula, unless the story is a draft too",
    why: "a figure in print that nobody has checked",
    example: "status = \"draft\"   # and [400 TB](fact:held) in a story",
    instead: "check it, then write `status = \"sourced\"`, or `\"verified\"` with `checked_by`",
    allow: "when the text says that the figure is not confirmed",
};

/// Facts with `status = "disputed"` in stories that are published or about to be.
pub(crate) const DISPUTED: Code = Code {
    name: "fact/disputed",
    level: Severity::Warning,
    looks_at: "facts with `status = \"disputed\"` that a story uses, by itself or through a formula, unless the story is a draft",
    why: "readers should learn that somebody says otherwise",
    example: "status = \"disputed\"   # and [400 TB](fact:held) in a story",
    instead: "say in the text who disputes it and what they say",
    allow: "when the text says who disputes it",
};

/// `checked_by` of verified facts.
pub(crate) const CHECKER: Code = Code {
    name: "fact/checker",
    level: Severity::Error,
    looks_at: "`checked_by` of verified facts, and the authors of the stories that use them",
    why: "nobody verifies their own work",
    example: "authors = [\"b-editor\"]   # and checked_by = [\"B. Editor\"]",
    instead: "have somebody else check it, or write `status = \"sourced\"`",
    allow: "",
};

/// Verified facts without `checked_by`.
pub(crate) const UNCHECKED: Code = Code {
    name: "fact/unchecked",
    level: Severity::Error,
    looks_at: "facts with `status = \"verified\"` and no `checked_by`",
    why: "readers are told that it was checked, and not by whom",
    example: "status = \"verified\"",
    instead: "status = \"verified\"\nchecked_by = [\"B. Editor\"]",
    allow: "",
};

/// Facts that nothing uses.
pub(crate) const UNUSED: Code = Code {
    name: "fact/unused",
    level: Severity::Note,
    looks_at: "facts that no edition (drafts included), exhibit, formula, assertion or correction names",
    why: "a figure on record that supports nothing",
    example: "[old] in facts.toml",
    instead: "bind words to it, or take it out",
    allow: "when it is kept for the next version",
};

/// Numbers and dates in words bound to a fact or cell.
pub(crate) const NUMBER: Code = Code {
    name: "fact/number",
    level: Severity::Error,
    looks_at: "numbers and dates in words bound to a fact or cell",
    why: "the sentence says something else than the record",
    example: "[1,500 TB](fact:azure-2026-01), where the fact is almost 1,400 TB",
    instead: "[almost 1,400 TB](fact:azure-2026-01)",
    allow: "",
};

/// Units in words bound to a fact or cell.
pub(crate) const UNIT: Code = Code {
    name: "fact/unit",
    level: Severity::Error,
    looks_at: "units in words bound to a fact or cell",
    why: "the same digits in another unit, currency or noun are another figure",
    example: "[1,400 TiB](fact:azure-2026-01), where the fact is in TB",
    instead: "[almost 1.4 PB](fact:azure-2026-01)",
    allow: "",
};

/// Hedges of words that name the source's own number.
pub(crate) const HEDGE: Code = Code {
    name: "fact/hedge",
    level: Severity::Error,
    looks_at: "hedges of words that name the source's own number",
    why: "“almost 1,400” is less than 1,400; without its hedge a figure says more than is known",
    example: "[1,400 TB](fact:azure-2026-01), where the source says almost 1,400",
    instead: "[almost 1,400 TB](fact:azure-2026-01)",
    allow: "",
};

/// Claims that are true and far from the value.
pub(crate) const LOOSE: Code = Code {
    name: "fact/loose",
    level: Severity::Warning,
    looks_at: "claims that are true and more than 25 % away from the value",
    why: "“more than doubled” for what grew tenfold hides the news",
    example: "[more than 1,000 TB](fact:azure-2026-01), where the fact is 1,387 TB",
    instead: "[almost 1,400 TB](fact:azure-2026-01)",
    allow: "the source itself says no more than that",
};

/// Words of rising or falling that say the opposite of the change.
pub(crate) const DIRECTION: Code = Code {
    name: "fact/direction",
    level: Severity::Error,
    looks_at: "words of rising or falling right beside a bound change whose direction is known: a ratio, a formula with `change`, a negative per cent",
    why: "the number alone may be right both ways: a rise by half told as a fall by half turns the story round",
    example: "rents fell [by 50%](fact:rent-growth), where the fact is a ratio of 1.5",
    instead: "rents rose [by 50%](fact:rent-growth)",
    allow: "what is compared is below zero, so that a growing number is a fall",
};

/// Hedges beside bound words.
pub(crate) const HEDGE_OUTSIDE: Code = Code {
    name: "fact/hedge-outside",
    level: Severity::Error,
    looks_at: "hedges right before or behind bound words",
    why: "what stands outside the brackets is not compared with the fact, and is lost where they are repeated",
    example: "almost [1,400 TB](fact:azure-2026-01)",
    instead: "[almost 1,400 TB](fact:azure-2026-01)",
    allow: "",
};

/// Conditions of words without a number.
pub(crate) const CONDITION: Code = Code {
    name: "fact/condition",
    level: Severity::Error,
    looks_at: "conditions of words without a number",
    why: "“soared” is only as good as the growth it stands for, for everything that a hedge leaves possible",
    example: "[soared](fact:azure-growth>4), where the fact is between 3.3 and 3.5",
    instead: "[soared](fact:azure-growth>3)",
    allow: "",
};

/// Bound words in languages whose hedges are not known.
pub(crate) const WORDS_UNKNOWN: Code = Code {
    name: "fact/words-unknown",
    level: Severity::Note,
    looks_at: "bound words in languages whose hedges and number words are not known",
    why: "their figures are compared, their hedges are not",
    example: "languages = [\"en\", \"pl\"]",
    instead: "have somebody who reads the language compare them",
    allow: "",
};

/// Figures and quotations in prose, under `strict = true`.
pub(crate) const UNBOUND: Code = Code {
    name: "fact/unbound",
    level: Severity::Error,
    looks_at: "figures and quotations in prose, under `strict = true`",
    why: "nobody can check a figure that rests on nothing",
    example: "The agency held 400 terabytes.",
    instead: "The agency held [400 terabytes](fact:azure-2025-07).",
    allow: "a text full of numbers that are no figures, such as a recipe or a timetable",
};

/// The codes of this area.
pub(crate) const CODES: &[&Code] = &[
    &UNKNOWN,
    &VALUE,
    &NO_SOURCE,
    &CELL,
    &EMPTY,
    &UNKNOWN_QUOTE,
    &RETRACTED,
    &UNVERIFIED,
    &DISPUTED,
    &CHECKER,
    &UNCHECKED,
    &UNUSED,
    &NUMBER,
    &UNIT,
    &HEDGE,
    &HEDGE_OUTSIDE,
    &LOOSE,
    &DIRECTION,
    &CONDITION,
    &WORDS_UNKNOWN,
    &UNBOUND,
];
