//! The sentences of a story that state a figure, each with the way back to its mark.

use crate::prose::flat::{FlatMarkKind, OBJECT};
use crate::render::links::Base;
use crate::render::view::evidence::StatedView;
use crate::render::words::{Writer, behind_written, escaped};
use crate::site::bound::is_printed;
use crate::site::evidence::{self, Basis, Passage, Position, Reading, Statement};
use crate::site::uses::{BoundLink, CiteKey};
use crate::source::Quote;
use crate::story::blocks::Argument;
use crate::story::visit::{self, Part};
use crate::story::{Block, BlockContent};

/// For each bound figure of an edition, in their order: where the story states it.
pub(crate) fn of_figures(writer: &Writer<'_>, base: &Base) -> Vec<Vec<StatedView>> {
    let bound = &writer.uses.bound;
    let mut found: Vec<Vec<StatedView>> = bound.figures.iter().map(|_| Vec::new()).collect();
    let story = base.href(&writer.edition.path);
    for passage in &evidence::passages(writer.edition, writer.uses) {
        if !is_shown(writer, passage) || !binds(passage) {
            continue;
        }
        let reading = Reading::of(passage);
        for statement in reading.statements() {
            let is_bound = matches!(statement.basis, Basis::Facts(_) | Basis::Cell(_) | Basis::Quote(_));
            let link = bound.link(&passage.file, statement.span.start);
            let Some(link) = link.filter(|_| is_bound) else { continue };
            let Some(anchor) = anchor(writer, passage, link) else { continue };
            let href = format!("{story}#{}", escaped(&anchor));
            let view = StatedView {
                place: place(writer, passage),
                html: sentence(writer, passage, &reading, &statement, &href),
            };
            for figure in &link.figures {
                if let Some(list) = found.get_mut(*figure) {
                    list.push(view.clone());
                }
            }
        }
    }
    found
}

/// Corrections have a part of their own on the page; alternative texts are not seen.
fn is_shown(writer: &Writer<'_>, passage: &Passage<'_>) -> bool {
    !matches!(passage.position, Position::Correction | Position::Alternative)
        && is_printed(writer.edition, writer.uses, passage)
}

fn binds(passage: &Passage<'_>) -> bool {
    let mut binds = false;
    visit::inlines(passage.line, &mut |part| {
        if let Part::Inline(inline) = part
            && let crate::prose::InlineKind::Link(link) = &inline.kind
        {
            binds |= evidence::basis(link).is_some();
        }
    });
    binds
}

/// Where on the story's page a use stands: its mark, or what it is part of.
fn anchor(writer: &Writer<'_>, passage: &Passage<'_>, link: &BoundLink) -> Option<String> {
    if let Some(mark) = &link.mark {
        return Some(mark.to_string());
    }
    match passage.position {
        Position::Exhibit(at) => Some(writer.uses.embeds.get(at)?.exhibit.id.to_string()),
        Position::Heading => {
            let mut headings = writer.edition.file.body.headings();
            let own = headings.find(|heading| std::ptr::eq(heading.content.as_slice(), passage.line))?;
            Some(own.id.to_string())
        }
        _ => Some("_main".to_owned()),
    }
}

/// What a sentence is part of, where that is not the running text: "Headline", "Figure 2".
fn place(writer: &Writer<'_>, passage: &Passage<'_>) -> Option<String> {
    let messages = &writer.language.messages;
    match passage.position {
        Position::Headline => Some(messages.text("evidence.headline", &[])),
        Position::Standfirst => Some(messages.text("evidence.standfirst", &[])),
        Position::Heading | Position::BlockTitle => Some(messages.text("evidence.heading", &[])),
        Position::Footnote => Some(messages.text("story.footnote", &[])),
        Position::Exhibit(at) => writer.uses.embeds.get(at).map(|embed| writer.label(at + 1, embed)),
        Position::Text
        | Position::Quoted
        | Position::Correction
        | Position::Alternative
        | Position::Picture => None,
    }
}

/// A sentence as readers see it, the bound words linked to their mark.
fn sentence(
    writer: &Writer<'_>,
    passage: &Passage<'_>,
    reading: &Reading<'_>,
    statement: &Statement<'_>,
    href: &str,
) -> String {
    let flat = &reading.flat;
    let start = statement.sentence.start.min(statement.range.start);
    // Words may run over the end of a sentence: "Yes. They did."
    let last = statement.range.end.saturating_sub(1).max(statement.range.start);
    let end = reading.sentence_at(last).end.max(statement.range.end);
    let mut html = String::new();
    let mut at = start;
    let mut before = String::new();
    let push = |html: &mut String, before: &str, from: usize, to: usize| {
        let words = behind_written(before, flat.words_of(from..to.max(from)));
        html.push_str(&escaped(words).replace(OBJECT, "…"));
    };
    for mark in &flat.marks {
        if mark.range.start < at || mark.range.end > end {
            continue;
        }
        let is_own = mark.span == statement.span;
        match mark.kind {
            FlatMarkKind::Link(link) if is_own || mark.range.is_empty() => {
                push(&mut html, &before, at, mark.range.start);
                let words = flat.words_of(mark.range.clone());
                before = match words {
                    "" => writer.written(&link.target, passage.scope).unwrap_or_default(),
                    _ => String::new(),
                };
                let words = escaped(if words.is_empty() { &before } else { words });
                html.push_str(&if is_own { format!("<a href=\"{href}\">{words}</a>") } else { words });
                at = mark.range.end;
            }
            FlatMarkKind::Citation(_) if mark.range.start > at => {
                push(&mut html, &before, at, mark.range.start);
                before.clear();
                html.truncate(html.trim_end().len());
                at = mark.range.start;
            }
            _ => {}
        }
    }
    push(&mut html, &before, at, end);
    html
}

/// The block that sets a quotation apart, if the story has one: it leads to the citation under the words.
pub(crate) fn quotation_block(
    writer: &Writer<'_>,
    base: &Base,
    id: &str,
    quote: &Quote,
) -> Option<StatedView> {
    let mut is_there = false;
    visit::blocks(&writer.edition.file.body.blocks, &mut |part| {
        if let Part::Block(Block { kind: BlockContent::Marked(marked), .. }) = part {
            is_there |= marked.argument.as_ref().is_some_and(|own| *own.value == *id)
                && marked.kind.argument == Argument::Quote;
        }
    });
    let first = quote.cite.first().filter(|_| is_there)?;
    let at = writer.uses.citation_index(&CiteKey::of(&quote.place.file, first), 0)?;
    let anchor = &writer.uses.citations.get(at)?.anchor;
    let words = escaped(&writer.language.messages.text("evidence.set_apart", &[]));
    let html = format!("<a href=\"{}#{}\">{words}</a>", base.href(&writer.edition.path), escaped(anchor));
    Some(StatedView { place: None, html })
}

/// The anchors and titles of blocks that say what is not known, and how the work was done, in the order of the text.
pub(crate) fn method_blocks(writer: &Writer<'_>) -> Vec<(String, String)> {
    let mut number = 0;
    let mut found = Vec::new();
    visit::blocks(&writer.edition.file.body.blocks, &mut |part| {
        let Part::Block(Block { kind: BlockContent::Marked(marked), .. }) = part else { return };
        number += 1;
        if marked.kind.argument == Argument::None && matches!(marked.kind.name, "limits" | "method") {
            let own = writer.plain(&marked.title, writer.edition.folder);
            let title = if own.is_empty() {
                writer.language.messages.text(&format!("box.{}", marked.kind.name), &[])
            } else {
                own
            };
            found.push((format!("b_{number}"), title));
        }
    });
    found
}
