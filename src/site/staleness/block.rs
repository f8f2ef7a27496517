//! Blocks as a record keeps them: lines, and rows of tables, which are one block however many cells they have.

use std::ops::Range;
use std::sync::Arc;

use crate::diag::Place;
use crate::edition::SegmentKind;
use crate::edition::align::{Pair, align_moved};
use crate::site::blocks::{Line, segments};
use crate::site::evidence::Position;
use crate::site::reading::ReadPassage;
use crate::site::said::{Said, pairs_at_work};
use crate::story;
use crate::text::Span;

/// A block that says something: a line, or the cells of a row.
pub(crate) struct Block<'l, 'r, 'a> {
    /// Its lines among all lines.
    pub(crate) at: Range<usize>,
    /// The same lines.
    pub(crate) lines: &'l [Line<'r, 'a>],
    /// What kind of block it is.
    pub(crate) kind: SegmentKind,
    /// Where it stands in its file.
    pub(crate) span: Span,
    /// What it says.
    pub(crate) said: Said,
    /// Digest of its words.
    pub(super) text: Arc<str>,
}

impl<'l, 'r, 'a> Block<'l, 'r, 'a> {
    pub(super) fn of(all: &'l [Line<'r, 'a>], at: Range<usize>) -> Option<Self> {
        let lines = all.get(at.clone())?;
        let segment = &lines.first()?.segment;
        // A cell stands where its table does: a row where its words do.
        let words = lines.iter().filter_map(|line| line.read).map(ReadPassage::written_span);
        let is_row = matches!(segment.kind, SegmentKind::Row(_));
        let span = if is_row { words.flatten().reduce(Span::joined) } else { None };
        let said = Said::of_all(lines);
        let (kind, span) = (segment.kind, span.unwrap_or(segment.span));
        Some(Block { at, lines, kind, span, text: said.text_digest(), said })
    }

    /// Whether it is the headline or a heading.
    pub(super) fn is_title(&self) -> bool {
        let first = self.lines.first().and_then(|line| line.read);
        is_title(self.kind, first.is_some_and(|read| read.passage.position == Position::Headline))
    }

    /// Where the texts of the exhibit stand that it shows.
    pub(super) fn texts(&self) -> impl Iterator<Item = Place> {
        let shown = self.lines.iter().flat_map(|line| line.shown);
        shown.map(|read| Place::new(&read.passage.file, read.span()))
    }
}

/// Whether a block of a kind is a title: a heading, or the first of headline and standfirst.
pub(super) fn is_title(kind: SegmentKind, is_first: bool) -> bool {
    matches!(kind, SegmentKind::Heading(_)) || kind == SegmentKind::Front && is_first
}

/// The blocks that say something.
pub(crate) fn blocks<'l, 'r, 'a>(lines: &'l [Line<'r, 'a>]) -> Vec<Block<'l, 'r, 'a>> {
    let all = extents(lines).into_iter().filter_map(|at| Block::of(lines, at));
    all.filter(|block| block.said.is_something()).collect()
}

/// The lines of each block: one, but for the cells of a row.
fn extents(lines: &[Line<'_, '_>]) -> Vec<Range<usize>> {
    let mut extents: Vec<Range<usize>> = Vec::with_capacity(lines.len());
    let mut row: Option<(*const story::Block, usize)> = None;
    for (at, line) in lines.iter().enumerate() {
        let (SegmentKind::Row(columns), Some(table)) = (line.segment.kind, line.block) else {
            extents.push(at..at + 1);
            row = None;
            continue;
        };
        let table = std::ptr::from_ref(table);
        match (row, extents.last_mut()) {
            (Some((before, left)), Some(extent)) if before == table && left > 0 => {
                extent.end += 1;
                row = Some((table, left - 1));
            }
            _ => {
                extents.push(at..at + 1);
                row = Some((table, columns.saturating_sub(1)));
            }
        }
    }
    extents
}

/// The lines of two editions that belong together, wherever they stand: always whole blocks.
pub(crate) fn pairs(original: &[Line<'_, '_>], translation: &[Line<'_, '_>]) -> Vec<Pair> {
    let pairs = pairs_at_work(original, translation)
        .unwrap_or_else(|| align_moved(&segments(original), &segments(translation)));
    let [first, second] = [original, translation].map(extents);
    let whole = |extents: &[Range<usize>], range: Range<usize>| {
        if range.is_empty() {
            return range;
        }
        let touched = extents.iter().filter(|extent| extent.start < range.end && range.start < extent.end);
        touched.cloned().reduce(|all, next| all.start..next.end).unwrap_or(range)
    };
    let overlap = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    let union = |a: &Range<usize>, b: &Range<usize>| match (a.is_empty(), b.is_empty()) {
        (true, _) => b.clone(),
        (_, true) => a.clone(),
        _ => a.start.min(b.start)..a.end.max(b.end),
    };
    let mut all: Vec<Pair> = Vec::with_capacity(pairs.len());
    for pair in pairs {
        let pair = Pair { first: whole(&first, pair.first), second: whole(&second, pair.second) };
        match all.last_mut() {
            Some(last) if overlap(&last.first, &pair.first) || overlap(&last.second, &pair.second) => {
                *last = Pair {
                    first: union(&last.first, &pair.first),
                    second: union(&last.second, &pair.second),
                };
            }
            _ => all.push(pair),
        }
    }
    all
}
