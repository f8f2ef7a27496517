//! What the words of an edition are bound to: each figure and quotation once, and the mark of every use.
//!
//! Made once an edition. The story writes these marks, and the page of its evidence leads back to them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::fact::Fact;
use crate::prose::{Inline, InlineKind, Target};
use crate::site::evidence::{self, Passage, Position};
use crate::site::lookup::Found;
use crate::site::uses::{
    Bound, BoundFigure, BoundLink, BoundTo, Uses, cell_anchor, fact_anchor, quote_anchor,
};
use crate::site::values::{self, Resolved};
use crate::site::{Edition, FolderIx, Site};
use crate::story::blocks::Argument;
use crate::story::visit::{self, Part};
use crate::story::{Block, BlockContent};

/// Adds what an edition's words are bound to.
pub(crate) fn fill(site: &Site, edition: &Edition, mut uses: Uses) -> Uses {
    let mut reader = Reader { site, edition, bound: Bound::default(), marked: BTreeMap::new() };
    for passage in evidence::passages(edition, &uses) {
        if is_printed(edition, &uses, &passage) {
            reader.passage(&passage);
        }
    }
    reader.quotations();
    uses.bound = reader.bound;
    uses.bound.figures.shrink_to_fit();
    uses.bound.links.shrink_to_fit();
    uses
}

/// What words are bound to, as it stands on the record: nothing for a quotation, and for what has no value.
pub(crate) fn resolve<'a>(site: &'a Site, to: &BoundTo) -> Option<Resolved<'a>> {
    match to {
        BoundTo::Fact(folder, id) => values::of_fact(site, fact(site, *folder, id)?).ok(),
        BoundTo::Cell(scope, selector) => values::of_cell(site, *scope, selector).ok(),
        BoundTo::Quote(..) => None,
    }
}

/// The fact of a folder.
pub(crate) fn fact<'a>(site: &'a Site, folder: FolderIx, id: &str) -> Option<Found<'a, Fact>> {
    Some(Found { folder, value: site.folder(folder).data.facts.get(id)? })
}

/// Whether readers see a passage: a footnote without a mark is not printed.
pub(crate) fn is_printed(edition: &Edition, uses: &Uses, passage: &Passage<'_>) -> bool {
    if passage.position != Position::Footnote {
        return true;
    }
    let Some(first) = passage.line.first() else { return false };
    let notes = &edition.file.body.footnotes;
    let around = notes.iter().find(|note| note.span.contains(first.span));
    around.is_some_and(|note| uses.footnotes.iter().any(|used| used.label == note.label))
}

struct Reader<'a> {
    site: &'a Site,
    edition: &'a Edition,
    bound: Bound,
    /// How many marks the text has of each figure so far.
    marked: BTreeMap<usize, usize>,
}

impl Reader<'_> {
    fn passage(&mut self, passage: &Passage<'_>) {
        let is_text = matches!(
            passage.position,
            Position::Text | Position::Quoted | Position::BlockTitle | Position::Footnote
        );
        visit::inlines(passage.line, &mut |part| {
            if let Part::Inline(inline) = part {
                self.inline(inline, passage, is_text);
            }
        });
    }

    fn inline(&mut self, inline: &Inline, passage: &Passage<'_>, is_text: bool) {
        let InlineKind::Link(link) = &inline.kind else { return };
        let scope = passage.scope;
        let targets: Vec<BoundTo> = match &link.target {
            Target::Fact(binding) => {
                let found = binding.facts.iter().filter_map(|fact| self.site.fact(scope, fact));
                found.map(|found| BoundTo::Fact(found.folder, found.value.id.clone())).collect()
            }
            Target::Cell(cell) => vec![BoundTo::Cell(scope, cell.selector.value.clone())],
            Target::Quote(id) => {
                let found = self.site.quote(scope, id);
                found.map(|found| BoundTo::Quote(found.folder, found.value.id.clone())).into_iter().collect()
            }
            _ => return,
        };
        let figures: Vec<usize> = targets.into_iter().map(|to| self.figure(to)).collect();
        let mark = if is_text { self.mark(&figures) } else { None };
        let link = BoundLink { file: passage.file.clone(), start: inline.span.start, figures, mark };
        self.bound.links.push(link);
    }

    fn figure(&mut self, to: BoundTo) -> usize {
        if let Some(known) = self.bound.figures.iter().position(|figure| figure.to == to) {
            return known;
        }
        let mut anchor: Arc<str> = match &to {
            BoundTo::Fact(_, id) => fact_anchor(id).into(),
            BoundTo::Cell(_, selector) => cell_anchor(selector).into(),
            BoundTo::Quote(_, id) => quote_anchor(id),
        };
        let number = self.bound.figures.len();
        // Two investigations may have a fact of the same id.
        if self.bound.figures.iter().any(|figure| figure.anchor == anchor) {
            anchor = format!("{anchor}_of{number}").into();
        }
        self.bound.figures.push(BoundFigure { to, anchor });
        number
    }

    /// The anchor of a use in the text; those of further figures in the same words are inside its element.
    fn mark(&mut self, figures: &[usize]) -> Option<Arc<str>> {
        let (first, others) = figures.split_first()?;
        for other in others {
            let count = self.marked.entry(*other).or_default();
            *count = (*count).max(1);
        }
        let anchor = &self.bound.figures.get(*first)?.anchor;
        let count = self.marked.entry(*first).or_default();
        *count += 1;
        Some(if *count == 1 { anchor.clone() } else { format!("{anchor}_{count}").into() })
    }

    /// Quotations that stand in blocks of their own.
    fn quotations(&mut self) {
        let edition = self.edition;
        let mut ids = Vec::new();
        visit::blocks(&edition.file.body.blocks, &mut |part| {
            if let Part::Block(Block { kind: BlockContent::Marked(marked), .. }) = part
                && marked.kind.argument == Argument::Quote
            {
                ids.extend(marked.argument.as_ref());
            }
        });
        for id in ids {
            if let Some(found) = self.site.quote(edition.folder, &id.value) {
                self.figure(BoundTo::Quote(found.folder, found.value.id.clone()));
            }
        }
    }
}
