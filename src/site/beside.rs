//! Which parts of a translation stand beside which parts of its original, as readers see them: headline, standfirst,
//! blocks, footnotes.
//!
//! Pages are made of it: the anchors that all editions of a story share, the way from a heading to the same part in
//! another language, notes at paragraphs that have changed, and the page that shows both editions. Editions of one shape
//! are paired by order, without reading a word; others by `edition/align.rs`. `site/blocks.rs` counts finer: each line of a
//! list, each cell of a table.

use std::ops::Range;

use rayon::prelude::*;

use crate::edition::Segment;
use crate::edition::align::{Pair, align};
use crate::site::blocks::{self, Line};
use crate::site::reading::{self, ReadEdition};
use crate::site::staleness::{BlockState, Staleness};
use crate::site::{Edition, EditionIx, Site};
use crate::story::{Block, BlockContent};

/// A part of an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// The headline.
    Headline,
    /// The standfirst.
    Standfirst,
    /// A block of the text, by its place in the body.
    Block(usize),
    /// A footnote, by its place in the body.
    Footnote(usize),
}

/// Parts that belong together; one side may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// Of the original.
    pub(crate) original: Vec<Part>,
    /// Of the translation.
    pub(crate) translation: Vec<Part>,
    /// What became of them since the translation was accepted.
    pub(crate) state: BlockState,
    /// Whether the original was changed here, got this or lost it since then.
    pub(crate) is_behind: bool,
}

/// The rows of every published translation of a published original, in the order of the site's editions.
pub(crate) fn of_site(site: &Site) -> Vec<Option<Vec<Row>>> {
    let indices: Vec<EditionIx> = site.indexed_editions().map(|(ix, _)| ix).collect();
    indices.par_iter().map(|ix| of_edition(site, *ix)).collect()
}

fn of_edition(site: &Site, ix: EditionIx) -> Option<Vec<Row>> {
    let edition = site.edition(ix);
    let original = site.folder(edition.folder).original.filter(|_| !edition.is_original)?;
    let staleness = edition.staleness.as_deref().cloned().unwrap_or_default();
    let (first, second) = (Side::of(site, original), Side::of(site, ix));
    let pairs = first.paired(&second);
    Some(rows(&first, &second, &pairs, &staleness))
}

/// An edition as a list of parts, and how many lines each has.
struct Side<'a> {
    site: &'a Site,
    ix: EditionIx,
    edition: &'a Edition,
    parts: Vec<(Part, usize)>,
}

impl<'a> Side<'a> {
    fn of(site: &'a Site, ix: EditionIx) -> Side<'a> {
        let edition = site.edition(ix);
        let counts = blocks::line_counts(site, edition);
        let blocks = edition.file.body.blocks.len();
        let front = [(Part::Headline, &edition.meta.title), (Part::Standfirst, &edition.meta.description)];
        let front = front.into_iter().filter(|(_, text)| text.is_some()).map(|(part, _)| (part, 1));
        let part = |(at, count)| {
            let part = if at < blocks { Part::Block(at) } else { Part::Footnote(at - blocks) };
            (part, count)
        };
        let parts = front.chain(counts.into_iter().enumerate().map(part)).collect();
        Side { site, ix, edition, parts }
    }

    fn block(&self, part: Part) -> Option<&'a Block> {
        let Part::Block(at) = part else { return None };
        self.edition.file.body.blocks.get(at)
    }

    /// Pairs of lines of both editions: by order if both have the same parts, else by what the lines say.
    fn paired(&self, other: &Side<'_>) -> Vec<Pair> {
        let is_same = |(one, two): (&(Part, usize), &(Part, usize))| {
            let alike = match (self.block(one.0), other.block(two.0)) {
                (Some(a), Some(b)) => is_alike(a, b),
                (a, b) => a.is_none() && b.is_none(),
            };
            alike && one == two
        };
        if self.parts.len() == other.parts.len() && self.parts.iter().zip(&other.parts).all(is_same) {
            let count = self.parts.iter().map(|(_, count)| *count).sum();
            return (0..count).map(|at| Pair { first: at..at + 1, second: at..at + 1 }).collect();
        }
        let (own, others) = (self.segments(), other.segments());
        align(&own.iter().collect::<Vec<_>>(), &others.iter().collect::<Vec<_>>())
    }

    fn segments(&self) -> Vec<Segment> {
        let read = reading::read(self.site, self.edition, self.site.uses(self.ix));
        let read = ReadEdition { site: self.site, edition: self.edition, read: &read };
        blocks::lines(&read).into_iter().map(|Line { segment, .. }| segment).collect()
    }

    fn parts_by_line(&self) -> Vec<Part> {
        self.parts.iter().flat_map(|(part, count)| std::iter::repeat_n(*part, *count)).collect()
    }
}

/// The part of an edition that each of its `site::blocks::lines` belongs to.
pub(crate) fn parts_by_line(site: &Site, ix: EditionIx) -> Vec<Part> {
    Side::of(site, ix).parts_by_line()
}

/// Whether two blocks are of one kind: what stands at one place of two editions that agree.
fn is_alike(a: &Block, b: &Block) -> bool {
    match (&a.kind, &b.kind) {
        (BlockContent::Heading(a), BlockContent::Heading(b)) => a.level == b.level,
        (BlockContent::Embed { id: a, .. }, BlockContent::Embed { id: b, .. }) => a.value == b.value,
        (BlockContent::Marked(a), BlockContent::Marked(b)) => a.kind.name == b.kind.name,
        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
    }
}

/// Pairs of lines as rows of whole parts: pairs that share a part are one row, which is as far behind as the worst of them.
fn rows(original: &Side<'_>, translation: &Side<'_>, pairs: &[Pair], staleness: &Staleness) -> Vec<Row> {
    let (first, second) = (original.parts_by_line(), translation.parts_by_line());
    let mut rows: Vec<Row> = Vec::new();
    for pair in pairs {
        let parts = |lines: &[Part], range: &Range<usize>| {
            let mut parts = lines.get(range.clone()).unwrap_or_default().to_vec();
            parts.dedup();
            parts
        };
        let row = Row {
            original: parts(&first, &pair.first),
            translation: parts(&second, &pair.second),
            state: staleness.state(pair),
            is_behind: is_behind(staleness.original.get(pair.first.clone()))
                || is_behind(staleness.translation.get(pair.second.clone())),
        };
        let shares = |own: &[Part], next: &[Part]| own.last().is_some_and(|part| next.contains(part));
        match rows.last_mut() {
            Some(last)
                if shares(&last.original, &row.original) || shares(&last.translation, &row.translation) =>
            {
                join(last, row);
            }
            _ => rows.push(row),
        }
    }
    rows
}

fn is_behind(states: Option<&[BlockState]>) -> bool {
    let states = states.unwrap_or_default();
    states.iter().any(|state| matches!(state, BlockState::Changed | BlockState::Figures))
}

fn join(row: &mut Row, next: Row) {
    let is_whole = |row: &Row| !row.original.is_empty() && !row.translation.is_empty();
    let add = |own: &mut Vec<Part>, more: Vec<Part>| {
        own.extend(more);
        own.dedup();
    };
    // A line of a list that one edition lacks does not make the list one that it lacks.
    let state = match (is_whole(row), is_whole(&next)) {
        (true, false) => row.state,
        (false, true) => next.state,
        _ => row.state.max(next.state),
    };
    row.state = state;
    row.is_behind |= next.is_behind;
    add(&mut row.original, next.original);
    add(&mut row.translation, next.translation);
}

/// Blocks of the translation with the blocks of the original that they stand beside: each at most once.
pub(crate) fn blocks_beside(rows: &[Row]) -> impl Iterator<Item = (usize, usize)> {
    rows.iter().flat_map(|row| blocks_of(&row.translation).zip(blocks_of(&row.original)))
}

/// The blocks among parts.
pub(crate) fn blocks_of(parts: &[Part]) -> impl Iterator<Item = usize> {
    parts.iter().filter_map(|part| match part {
        Part::Block(at) => Some(*at),
        Part::Headline | Part::Standfirst | Part::Footnote(_) => None,
    })
}
