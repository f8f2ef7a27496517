//! Blocks of a translation that changed places, far apart or rows of one table: what stands at the other's place is told
//! once, and each is compared with what it says.
//!
//! The alignment keeps the order. Two blocks that were exchanged may so be paired with each other's original, and
//! everything in them differs. They are known by what any translation keeps: values, dates, links, citations, exhibits.

use std::ops::Range;

use crate::check::parity::structure::{noun, tables_of};
use crate::check::parity::{SIDES, Side, Whole};
use crate::codes;
use crate::diag::{Diagnostic, Place};
use crate::edition::align::Pair;
use crate::edition::{SegmentKind, Strength};
use crate::site::blocks::Line;
use crate::text::Span;

/// So many things a block must have to be known by them.
const FEW: usize = 2;

/// Puts together again what changed places, and tells it.
pub(super) fn restore(whole: &Whole<'_, '_, '_>, out: &mut Vec<Diagnostic>) -> Option<Vec<Pair>> {
    let mut pairs = whole.pairs.to_vec();
    let before = out.len();
    blocks(whole, &mut pairs, out);
    rows(whole, &mut pairs, out);
    (out.len() > before).then_some(pairs)
}

/// What a block has that its translation keeps: sorted, each once.
type Kept = Vec<u64>;

fn kept(lines: &[Line<'_, '_>]) -> Kept {
    let anchors = lines.iter().flat_map(|line| &line.segment.anchors);
    let firm = anchors.filter(|anchor| anchor.strength != Strength::Weak);
    let mut kept: Kept = firm.map(|anchor| anchor.key).collect();
    kept.sort_unstable();
    kept.dedup();
    kept
}

fn shared(a: &Kept, b: &Kept) -> usize {
    a.iter().filter(|key| b.binary_search(key).is_ok()).count()
}

/// A pair of single blocks that have nothing to do with each other.
struct Odd {
    /// Its place among the pairs.
    at: usize,
    kind: SegmentKind,
    original: Kept,
    translation: Kept,
}

impl Odd {
    fn of(whole: &Whole<'_, '_, '_>, at: usize, pair: &Pair) -> Option<Odd> {
        let [original, translation] = [(Side::Original, &pair.first), (Side::Translation, &pair.second)]
            .map(|(side, range)| whole.lines(side).get(range.clone()).unwrap_or_default());
        let ([one], [other]) = (original, translation) else { return None };
        let kind = one.segment.kind;
        if kind != other.segment.kind || !is_known_by_words(kind) {
            return None;
        }
        // Nearly all pairs have something in common: looked at before anything is gathered.
        let keys = |line: &'_ Line<'_, '_>| {
            let firm = line.segment.anchors.iter().filter(|anchor| anchor.strength != Strength::Weak);
            firm.map(|anchor| anchor.key).take(FEW).collect::<Vec<u64>>()
        };
        let firsts = keys(one);
        if firsts.len() < FEW || keys(other) == firsts {
            return None;
        }
        let odd = Odd { at, kind, original: kept(original), translation: kept(translation) };
        let fewest = odd.original.len().min(odd.translation.len());
        (fewest >= FEW && shared(&odd.original, &odd.translation) * 3 < fewest).then_some(odd)
    }

    /// Whether the translation of another pair says what the original of this one says.
    fn is_said_by(&self, other: &Odd) -> bool {
        let most = self.original.len().max(other.translation.len());
        let common = shared(&self.original, &other.translation);
        self.kind == other.kind && common >= FEW && common * 2 >= most
    }
}

/// Whether the words of such a block are its own: an exhibit is known by its id.
fn is_known_by_words(kind: SegmentKind) -> bool {
    matches!(
        kind,
        SegmentKind::Paragraph | SegmentKind::Item(_) | SegmentKind::Quoted | SegmentKind::Footnote
    )
}

fn blocks(whole: &Whole<'_, '_, '_>, pairs: &mut [Pair], out: &mut Vec<Diagnostic>) {
    let all = whole.pairs.iter().enumerate();
    let mut odd: Vec<Odd> = all.filter_map(|(at, pair)| Odd::of(whole, at, pair)).collect();
    while let Some(first) = (!odd.is_empty()).then(|| odd.remove(0)) {
        let is_other = |other: &Odd| first.is_said_by(other) && other.is_said_by(&first);
        let Some(second) = odd.iter().position(is_other).map(|at| odd.remove(at)) else { continue };
        let (Some(one), Some(other)) = (whole.pairs.get(first.at), whole.pairs.get(second.at)) else {
            continue;
        };
        for (at, range) in [(first.at, &other.second), (second.at, &one.second)] {
            if let Some(pair) = pairs.get_mut(at) {
                pair.second = range.clone();
            }
        }
        let message = format!("{} changed places with another one", noun(first.kind));
        out.push(finding(whole, message, [&one.second, &other.second], &other.first));
    }
}

/// Rows of tables of one shape: told by the numbers of whole rows.
fn rows(whole: &Whole<'_, '_, '_>, pairs: &mut [Pair], out: &mut Vec<Diagnostic>) {
    let [originals, translations] = SIDES.map(|side| tables_of(whole.lines(side)));
    for table in &originals {
        let beside = pairs.iter().find(|pair| pair.first == (table.start..table.start + 1));
        let Some(other) = beside
            .and_then(|pair| translations.iter().find(|other| pair.second == (other.start..other.start + 1)))
        else {
            continue;
        };
        if table.len() == other.len() {
            exchanged_rows(whole, [table, other], pairs, out);
        }
    }
}

fn exchanged_rows(
    whole: &Whole<'_, '_, '_>,
    [table, other]: [&Range<usize>; 2],
    pairs: &mut [Pair],
    out: &mut Vec<Diagnostic>,
) {
    let lines = whole.lines(Side::Original).get(table.clone()).unwrap_or_default();
    let Some(SegmentKind::Row(columns)) = lines.first().map(|line| line.segment.kind) else { return };
    let [first, second] = [(Side::Original, table), (Side::Translation, other)]
        .map(|(side, table)| rows_of(whole.lines(side).get(table.clone()).unwrap_or_default(), columns));
    let is_odd = |at: &usize| match (first.get(*at), second.get(*at)) {
        (Some(one), Some(other)) => !one.is_empty() && !other.is_empty() && shared(one, other) == 0,
        _ => false,
    };
    let mut odd: Vec<usize> = (0..first.len()).filter(is_odd).collect();
    let row = |table: &Range<usize>, row: usize| {
        let start = table.start + row * columns;
        start..start + columns
    };
    while let Some(at) = (!odd.is_empty()).then(|| odd.remove(0)) {
        let is_other =
            |there: &usize| first.get(at) == second.get(*there) && first.get(*there) == second.get(at);
        let Some(there) = odd.iter().position(is_other).map(|place| odd.remove(place)) else { continue };
        for (from, to) in [(at, there), (there, at)] {
            for (cell, own) in row(table, from).zip(row(other, to)) {
                if let Some(pair) = pairs.iter_mut().find(|pair| pair.first == (cell..cell + 1)) {
                    pair.second = own..own + 1;
                }
            }
        }
        let message = "a row of the table changed places with another one, or their figures did".to_owned();
        out.push(finding(whole, message, [&row(other, at), &row(other, there)], &row(table, there)));
    }
}

fn rows_of(cells: &[Line<'_, '_>], columns: usize) -> Vec<Kept> {
    cells.chunks(columns.max(1)).map(kept).collect()
}

/// What changed places, told at the first of the two.
fn finding(
    whole: &Whole<'_, '_, '_>,
    message: String,
    [one, other]: [&Range<usize>; 2],
    original: &Range<usize>,
) -> Diagnostic {
    let place = |side: Side, range: &Range<usize>| {
        let lines = whole.lines(side).get(range.clone()).unwrap_or_default();
        Place::new(&whole.edition(side).edition.file.path, span_of(lines))
    };
    Diagnostic::new(&codes::translation::STRUCTURE, place(Side::Translation, one), message)
        .also(place(Side::Translation, other), "with this one")
        .also(place(Side::Original, original), "in the original")
}

/// A cell stands where its words do, any other line where its block does.
fn span_of(lines: &[Line<'_, '_>]) -> Span {
    let spans = lines.iter().filter_map(|line| match line.segment.kind {
        SegmentKind::Row(_) => line.read.and_then(|read| read.written_span()),
        _ => Some(line.segment.span),
    });
    spans.reduce(Span::joined).unwrap_or_default()
}
