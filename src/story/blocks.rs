//! Marked quote blocks and fences: the BLOCKS registry.
//!
//! A mark stands on the first line of a quote block: `> [!STATEMENT] agency Their answer`. What a block looks like
//! is the theme's; this file knows which marks there are and what stands behind them.

/// What stands behind a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Argument {
    /// The id of a name, then an optional title.
    Name,
    /// The id of a tip line.
    Tipline,
    /// The id of a quotation, then an optional title.
    Quote,
    /// Only an optional title.
    None,
}

/// A kind of marked block.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct BlockKind {
    /// The mark, in capitals.
    pub(crate) mark: &'static str,
    /// Key of its heading in the messages, and its class in the page.
    pub(crate) name: &'static str,
    /// What stands behind the mark.
    pub(crate) argument: Argument,
    /// May stand without any content.
    pub(crate) may_be_empty: bool,
    /// What it is for, one sentence.
    pub(crate) summary: &'static str,
    /// As one writes it.
    pub(crate) example: &'static str,
}

/// Every marked block.
pub(crate) const BLOCKS: &[BlockKind] = &[
    BlockKind {
        mark: "STATEMENT",
        name: "statement",
        argument: Argument::Name,
        may_be_empty: false,
        summary: "The reply of a company, office or person, in their words.",
        example: "> [!STATEMENT] agency\n> We do not comment.",
    },
    BlockKind {
        mark: "TIPLINE",
        name: "tipline",
        argument: Argument::Tipline,
        may_be_empty: true,
        summary: "A tip line of site.toml, printed from its record.",
        example: "> [!TIPLINE] desk",
    },
    BlockKind {
        mark: "QUOTE",
        name: "quote",
        argument: Argument::Quote,
        may_be_empty: true,
        summary: "A quotation on record, set apart; written out from its record when empty.",
        example: "> [!QUOTE] terms",
    },
    BlockKind {
        mark: "LIMITS",
        name: "limits",
        argument: Argument::None,
        may_be_empty: false,
        summary: "What is not known.",
        example: "> [!LIMITS]\n> - What the data are.",
    },
    BlockKind {
        mark: "METHOD",
        name: "method",
        argument: Argument::None,
        may_be_empty: false,
        summary: "How the reporting was done.",
        example: "> [!METHOD]\n> Three desks read the files.",
    },
    BlockKind {
        mark: "CORRECTION",
        name: "correction",
        argument: Argument::None,
        may_be_empty: false,
        summary: "A correction at the place that it concerns.",
        example: "> [!CORRECTION]\n> An earlier version gave another month.",
    },
    BlockKind {
        mark: "NOTE",
        name: "note",
        argument: Argument::None,
        may_be_empty: false,
        summary: "Something beside the text.",
        example: "> [!NOTE]\n> One terabyte is a million million bytes.",
    },
    BlockKind {
        mark: "TIP",
        name: "tip",
        argument: Argument::None,
        may_be_empty: false,
        summary: "Something useful.",
        example: "> [!TIP]\n> Read the table first.",
    },
    BlockKind {
        mark: "IMPORTANT",
        name: "important",
        argument: Argument::None,
        may_be_empty: false,
        summary: "Something that must not be missed.",
        example: "> [!IMPORTANT]\n> The files count bytes, not pictures.",
    },
    BlockKind {
        mark: "WARNING",
        name: "warning",
        argument: Argument::None,
        may_be_empty: false,
        summary: "Something to beware of.",
        example: "> [!WARNING]\n> The figures of two years do not compare.",
    },
    BlockKind {
        mark: "CAUTION",
        name: "caution",
        argument: Argument::None,
        may_be_empty: false,
        summary: "Something that can do harm.",
        example: "> [!CAUTION]\n> Do not open the files at work.",
    },
];

/// The block of a mark, upper or lower case.
pub(crate) fn find(mark: &str) -> Option<&'static BlockKind> {
    BLOCKS.iter().find(|block| block.mark.eq_ignore_ascii_case(mark))
}

/// A fenced block that is more than code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fence {
    /// One chart, as an entry of figures.toml.
    Chart,
    /// One table, as an entry of figures.toml.
    Table,
    /// A displayed formula in TeX; with an id it is numbered.
    Math,
}

/// Every fence of ours with its word.
pub(crate) const FENCES: &[(&str, Fence)] =
    &[("chart", Fence::Chart), ("table", Fence::Table), ("math", Fence::Math)];
