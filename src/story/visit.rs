//! Walking a body in reading order.

use crate::prose::{Inline, InlineKind};
use crate::story::{Block, BlockContent};

/// What a walk meets, each before what is inside it.
#[derive(Clone, Copy)]
pub(crate) enum Part<'a> {
    /// A block.
    Block(&'a Block),
    /// Inline prose.
    Inline(&'a Inline),
}

/// Walks blocks in reading order.
pub(crate) fn blocks<'a>(list: &'a [Block], meet: &mut dyn FnMut(Part<'a>)) {
    for block in list {
        meet(Part::Block(block));
        match &block.kind {
            BlockContent::Paragraph(content) => inlines(content, meet),
            BlockContent::Heading(heading) => inlines(&heading.content, meet),
            BlockContent::List(list) => list.items.iter().for_each(|item| blocks(&item.blocks, meet)),
            BlockContent::Quote(inner) => blocks(inner, meet),
            BlockContent::Marked(marked) => {
                inlines(&marked.title, meet);
                blocks(&marked.blocks, meet);
            }
            BlockContent::Table(table) => {
                let cells = table.head.iter().chain(table.rows.iter().flatten());
                cells.for_each(|cell| inlines(cell, meet));
            }
            BlockContent::Embed { alt, .. } => inlines(alt, meet),
            BlockContent::Code { .. }
            | BlockContent::Rule
            | BlockContent::Math { .. }
            | BlockContent::Html(_) => {}
        }
    }
}

/// Walks inline prose in reading order.
pub(crate) fn inlines<'a>(list: &'a [Inline], meet: &mut dyn FnMut(Part<'a>)) {
    for inline in list {
        meet(Part::Inline(inline));
        match &inline.kind {
            InlineKind::Emphasis(inner) | InlineKind::Strong(inner) | InlineKind::Strikethrough(inner) => {
                inlines(inner, meet);
            }
            InlineKind::Link(link) => inlines(&link.content, meet),
            InlineKind::Image(image) => inlines(&image.alt, meet),
            InlineKind::Text(_)
            | InlineKind::HardBreak
            | InlineKind::Code(_)
            | InlineKind::Citation(_)
            | InlineKind::Footnote(_)
            | InlineKind::Math(_)
            | InlineKind::Html(_) => {}
        }
    }
}
