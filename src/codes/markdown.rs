//! Codes about the Markdown of stories and of texts.

use crate::diag::{Code, Severity};

/// What looks like a link, citation or footnote but is read as text.
pub(crate) const UNPARSED: Code = Code {
    name: "markdown/unparsed",
    level: Severity::Error,
    looks_at: "what looks like a link, citation or footnote but is read as text",
    why: "a reader would see brackets and keys in the middle of a sentence",
    example: "[400 TB](fact:azure 2025)",
    instead: "[400 TB](fact:azure-2025)",
    allow: "when the text speaks about Markdown itself",
};

/// The scheme of a link.
pub(crate) const SCHEME: Code = Code {
    name: "markdown/scheme",
    level: Severity::Error,
    looks_at: "the scheme of a link",
    why: "a mistyped scheme would be a dead link",
    example: "[400 TB](fct:azure)",
    instead: "[400 TB](fact:azure)",
    allow: "",
};

/// What stands behind a scheme.
pub(crate) const DESTINATION: Code = Code {
    name: "markdown/destination",
    level: Severity::Error,
    looks_at: "what stands behind a scheme",
    why: "what cannot be read binds nothing",
    example: "[soared](fact:growth=>3)",
    instead: "[soared](fact:growth>=3)",
    allow: "",
};

/// Links that run code or carry data.
pub(crate) const UNSAFE_LINK: Code = Code {
    name: "markdown/unsafe-link",
    level: Severity::Error,
    looks_at: "links that run code or carry data",
    why: "a link must lead somewhere, never do something",
    example: "[x](javascript:alert(1))",
    instead: "[x](https://example.org/)",
    allow: "",
};

/// HTML in stories.
pub(crate) const RAW_HTML: Code = Code {
    name: "markdown/raw-html",
    level: Severity::Error,
    looks_at: "HTML in stories",
    why: "HTML gets past every check, and past the theme",
    example: "<b>almost</b>",
    instead: "**almost**, or `raw_html = true` in site.toml",
    allow: "",
};

/// The mark of a quote block.
pub(crate) const UNKNOWN_MARK: Code = Code {
    name: "markdown/unknown-mark",
    level: Severity::Error,
    looks_at: "the mark of a quote block",
    why: "an unknown mark would be printed as text",
    example: "> [!STATMENT] agency",
    instead: "> [!STATEMENT] agency",
    allow: "",
};

/// What stands behind a block's mark.
pub(crate) const BLOCK_ARGUMENT: Code = Code {
    name: "markdown/block-argument",
    level: Severity::Error,
    looks_at: "what stands behind a block's mark",
    why: "a statement without a party, a quote without a record",
    example: "> [!STATEMENT]",
    instead: "> [!STATEMENT] agency",
    allow: "",
};

/// Links and bindings inside a binding.
pub(crate) const NESTED_BINDING: Code = Code {
    name: "markdown/nested-binding",
    level: Severity::Error,
    looks_at: "links and bindings inside a binding",
    why: "one word cannot rest on two facts at once",
    example: "[about [400](fact:a) TB](fact:b)",
    instead: "[about 400 TB](fact:a)",
    allow: "",
};

/// `chart`, `table` and `math` fences.
pub(crate) const FENCE: Code = Code {
    name: "markdown/fence",
    level: Severity::Error,
    looks_at: "`chart`, `table` and `math` fences",
    why: "a fence needs an id, so that it can be referred to",
    example: "```chart",
    instead: "```chart growth",
    allow: "",
};

/// Embedded exhibits.
pub(crate) const EMBED: Code = Code {
    name: "markdown/embed",
    level: Severity::Error,
    looks_at: "embedded exhibits",
    why: "an exhibit stands alone in its paragraph",
    example: "see ![](figure:growth) here",
    instead: "![](figure:growth)",
    allow: "",
};

/// Levels of headings.
pub(crate) const HEADING: Code = Code {
    name: "markdown/heading",
    level: Severity::Warning,
    looks_at: "levels of headings",
    why: "screen-reader users move by headings: a level that is left out looks like a part that is missing",
    example: "# Part",
    instead: "## Part",
    allow: "when the jump is deliberate",
};

/// Ids of headings, equations and exhibits on one page.
pub(crate) const DUPLICATE_ANCHOR: Code = Code {
    name: "markdown/duplicate-anchor",
    level: Severity::Error,
    looks_at: "ids of headings, equations and exhibits on one page",
    why: "a link would lead to the first of the two",
    example: "## A {#x}\n\n## B {#x}",
    instead: "## B {#y}",
    allow: "",
};

/// TeX in formulas.
pub(crate) const MATH: Code = Code {
    name: "markdown/math",
    level: Severity::Error,
    looks_at: "TeX in formulas",
    why: "an unknown command would be printed as it is",
    example: "$`\\frc{1}{2}`$",
    instead: "$`\\frac{1}{2}`$",
    allow: "",
};

/// Footnotes without a mark.
pub(crate) const FOOTNOTE: Code = Code {
    name: "markdown/footnote",
    level: Severity::Warning,
    looks_at: "footnotes without a mark",
    why: "a footnote that nothing leads to is never read",
    example: "[^a]: A note.",
    instead: "add `[^a]` in the text, or take the note out",
    allow: "",
};

/// The codes of this area.
pub(crate) const CODES: &[&Code] = &[
    &UNPARSED,
    &SCHEME,
    &DESTINATION,
    &UNSAFE_LINK,
    &RAW_HTML,
    &UNKNOWN_MARK,
    &BLOCK_ARGUMENT,
    &NESTED_BINDING,
    &FENCE,
    &EMBED,
    &HEADING,
    &DUPLICATE_ANCHOR,
    &MATH,
    &FOOTNOTE,
];
