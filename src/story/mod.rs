//! Stories: an edition as written, and the tree of its body.
//!
//! A story is one investigation's text in one language, also called an edition. [`EditionFile`] depends on nothing
//! but its own text and the settings, so it can be remembered; what ids mean is resolved when the site is put
//! together.

pub(crate) mod blocks;
pub(crate) mod front_matter;
pub(crate) mod visit;

pub(crate) mod markdown;
pub(crate) mod split;

use std::sync::Arc;

use crate::diag::Place;
use crate::figure::Exhibit;
use crate::locale::LangTag;
use crate::prose::Inline;
use crate::story::blocks::BlockKind;
use crate::story::front_matter::FrontMatterFile;
use crate::text::{Fingerprint, Span, Spanned};

/// An edition, as written.
#[derive(Clone, Debug)]
pub(crate) struct EditionFile {
    /// Its path.
    pub(crate) path: Arc<str>,
    /// Its language, from the file's name.
    pub(crate) lang: LangTag,
    /// Its front matter.
    pub(crate) meta: FrontMatterFile,
    /// Its text.
    pub(crate) body: Body,
    /// Exhibits that stand in fences.
    pub(crate) fenced: Vec<Arc<Exhibit>>,
    /// Of its whole text.
    pub(crate) fingerprint: Fingerprint,
}

/// The text of an edition.
#[derive(Clone, Debug, Default)]
pub(crate) struct Body {
    /// In order.
    pub(crate) blocks: Vec<Block>,
    /// Footnotes in order of their definitions.
    pub(crate) footnotes: Vec<Footnote>,
    /// `allow` comments.
    pub(crate) allows: Vec<Allow>,
}

impl Body {
    /// All headings in order.
    pub(crate) fn headings(&self) -> impl Iterator<Item = &Heading> {
        let mut found = Vec::new();
        visit::blocks(&self.blocks, &mut |part| {
            if let visit::Part::Block(Block { kind: BlockContent::Heading(heading), .. }) = part {
                found.push(heading);
            }
        });
        found.into_iter()
    }
}

/// A block of text.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// Where it stands.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) kind: BlockContent,
}

/// Kinds of blocks.
#[derive(Clone, Debug)]
pub(crate) enum BlockContent {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading.
    Heading(Heading),
    /// A list.
    List(List),
    /// A plain quote block.
    Quote(Vec<Block>),
    /// A quote block with a mark.
    Marked(Box<Marked>),
    /// Code.
    Code {
        /// The word behind the fence.
        language: Option<Box<str>>,
        /// The code.
        text: Box<str>,
    },
    /// A thematic break.
    Rule,
    /// A table written in Markdown.
    Table(Box<MarkdownTable>),
    /// An embedded exhibit.
    Embed {
        /// Id of the exhibit, with its place.
        id: Spanned<Arc<str>>,
        /// Alternative text; empty for the record's or the generated one.
        alt: Vec<Inline>,
    },
    /// A displayed formula.
    Math {
        /// With an id it is numbered and can be referred to.
        id: Option<Spanned<Arc<str>>>,
        /// TeX.
        tex: Box<str>,
        /// Where the TeX begins in the file.
        start: u32,
    },
    /// Raw HTML, where the site allows it.
    Html(Box<str>),
}

/// A heading.
#[derive(Clone, Debug)]
pub(crate) struct Heading {
    /// 2 to 6: 1 is the headline.
    pub(crate) level: u8,
    /// Unique on its page: as written, else made of the words.
    pub(crate) id: Arc<str>,
    /// Written as `{#id}`: other pages may link to it.
    pub(crate) is_explicit: bool,
    /// Classes, as written.
    pub(crate) classes: Vec<Box<str>>,
    /// The words.
    pub(crate) content: Vec<Inline>,
}

/// A list.
#[derive(Clone, Debug)]
pub(crate) struct List {
    /// First number of an ordered list.
    pub(crate) start: Option<u64>,
    /// Its items are single lines.
    pub(crate) tight: bool,
    /// Its items.
    pub(crate) items: Vec<ListItem>,
}

/// One item of a list.
#[derive(Clone, Debug)]
pub(crate) struct ListItem {
    /// Of a task list: done or not.
    pub(crate) task: Option<bool>,
    /// Its content.
    pub(crate) blocks: Vec<Block>,
}

/// A quote block with a mark.
#[derive(Clone, Debug)]
pub(crate) struct Marked {
    /// Which.
    pub(crate) kind: &'static BlockKind,
    /// The id behind the mark.
    pub(crate) argument: Option<Spanned<Arc<str>>>,
    /// The title behind the mark; empty for the theme's own.
    pub(crate) title: Vec<Inline>,
    /// Its content.
    pub(crate) blocks: Vec<Block>,
}

/// How a column of a Markdown table is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Alignment {
    /// Not said.
    None,
    /// At the start of the line.
    Start,
    /// In the middle.
    Centre,
    /// At the end of the line.
    End,
}

/// A table written in Markdown.
#[derive(Clone, Debug)]
pub(crate) struct MarkdownTable {
    /// One a column.
    pub(crate) alignments: Vec<Alignment>,
    /// The head.
    pub(crate) head: Vec<Vec<Inline>>,
    /// The rows.
    pub(crate) rows: Vec<Vec<Vec<Inline>>>,
}

/// A footnote.
#[derive(Clone, Debug)]
pub(crate) struct Footnote {
    /// Its label, as written.
    pub(crate) label: Box<str>,
    /// Where it is defined.
    pub(crate) span: Span,
    /// Its content.
    pub(crate) blocks: Vec<Block>,
}

/// A suppression: an `allow` comment of a story, or an `[[allow]]` of a TOML file.
#[derive(Clone, Debug)]
pub(crate) struct Allow {
    /// The code to silence.
    pub(crate) code: &'static str,
    /// The comment itself.
    pub(crate) place: Place,
    /// The bytes of that file within which it holds.
    pub(crate) reach: Span,
}
