//! Blocks that only one edition has, stand twice or elsewhere, and blocks of unlike kinds. One cause is told once: a
//! list that is missing is one finding, and so is a table of another shape.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::check::parity::{Beside, SIDES, Side, Whole};
use crate::codes;
use crate::diag::{Diagnostic, Place};
use crate::edition::{SegmentKind, Strength};
use crate::site::blocks::Line;
use crate::text::{Fingerprinter, Span};

/// Fewer words may well stand twice.
const WORDS_OF_A_DOUBLE: usize = 6;
/// A passage has surely moved if taking it for one saves so much ([`Costs::saved`]). Of 197,000 aligned blocks of public
/// prose in 74 languages in their own order 300 save something, 20 so much; of neighbours that changed places 93 of 100.
///
/// [`Costs::saved`]: crate::edition::align::Costs::saved
const SURELY_MOVED: f32 = 6.0;

/// Blocks without a counterpart, and tables of another shape.
pub(super) fn blocks(whole: &Whole<'_, '_, '_>, out: &mut Vec<Diagnostic>) {
    let told = tables(whole, out);
    let mut alone = SIDES.map(|side| without_counterpart(whole, side));
    for (list, told) in alone.iter_mut().zip(&told) {
        list.retain(|at| !told.iter().any(|table| table.contains(at)));
    }
    // A title or a lead picture without words is told where front matter is read.
    for (side, list) in SIDES.into_iter().zip(&mut alone) {
        let is_title = |at: &usize| {
            let line = whole.lines(side).get(*at);
            line.is_some_and(|line| matches!(line.segment.kind, SegmentKind::Front | SegmentKind::Picture))
        };
        list.retain(|at| !is_title(at));
    }
    doubled(whole, &mut alone, out);
    moved(whole, &mut alone, out);
    for (side, alone) in SIDES.into_iter().zip(alone) {
        for run in runs(&alone) {
            out.push(without(whole, side, run));
        }
    }
}

/// Places of blocks that the other edition lacks.
fn without_counterpart(whole: &Whole<'_, '_, '_>, side: Side) -> Vec<usize> {
    let alone = whole.pairs.iter().filter_map(|pair| match side {
        Side::Original if pair.second.is_empty() => Some(pair.first.clone()),
        Side::Translation if pair.first.is_empty() => Some(pair.second.clone()),
        _ => None,
    });
    alone.flatten().collect()
}

/// Numbers that follow each other, as ranges.
fn runs(list: &[usize]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in list {
        match runs.last_mut() {
            Some(run) if run.end == *at => run.end += 1,
            _ => runs.push(*at..*at + 1),
        }
    }
    runs
}

/// Blocks that each edition has, at another place: a passage that moved as a whole is one finding.
fn moved(whole: &Whole<'_, '_, '_>, alone: &mut [Vec<usize>; 2], out: &mut Vec<Diagnostic>) {
    if alone.iter().any(Vec::is_empty) {
        return;
    }
    let mut same = whole.costs().elsewhere(whole.pairs);
    let [original, translation] = alone;
    same.retain(|(there, here)| original.contains(there) && translation.contains(here));
    original.retain(|at| !same.iter().any(|(there, _)| there == at));
    translation.retain(|at| !same.iter().any(|(_, here)| here == at));
    for passage in same.chunk_by(|a, b| a.0 + 1 == b.0 && a.1 + 1 == b.1) {
        let (Some(first), Some(last)) = (passage.first(), passage.last()) else { continue };
        let (there, here) = (first.0..last.0 + 1, first.1..last.1 + 1);
        let what = noun_of(whole.lines(Side::Translation), &here);
        let saved: f32 = passage.iter().map(|both| whole.costs().saved(whole.pairs, *both)).sum();
        let (code, verb) = match saved < SURELY_MOVED {
            true => (&codes::translation::ORDER, "seems to stand"),
            false => (&codes::translation::STRUCTURE, "stands"),
        };
        let message = format!("{what} {verb} at another place than in the original");
        let place = |side: Side, run: Range<usize>| {
            let lines = whole.lines(side).get(run).unwrap_or_default();
            whole.edition(side).place(span_of(lines))
        };
        let mut finding = Diagnostic::new(code, place(Side::Translation, here), message)
            .also(place(Side::Original, there.clone()), "in the original");
        if let Some(before) = before(whole, Side::Original, there.start) {
            finding = finding.also(before, "it belongs behind this");
        }
        out.push(finding);
    }
}

/// The end of what the other edition has before a block that it lacks.
fn before(whole: &Whole<'_, '_, '_>, side: Side, at: usize) -> Option<Place> {
    let own_and_other = whole.pairs.iter().map(|pair| match side {
        Side::Original => (&pair.first, &pair.second),
        Side::Translation => (&pair.second, &pair.first),
    });
    let ahead = own_and_other.take_while(|(own, _)| own.is_empty() || own.start < at);
    let last =
        ahead.filter(|(own, other)| !own.is_empty() && !other.is_empty()).last()?.1.end.checked_sub(1)?;
    let line = whole.lines(side.other()).get(last)?;
    Some(whole.edition(side.other()).place(line.segment.span))
}

/// Blocks in a row without a counterpart: one finding.
fn without(whole: &Whole<'_, '_, '_>, side: Side, run: Range<usize>) -> Diagnostic {
    let lines = whole.lines(side).get(run.clone()).unwrap_or_default();
    let place = whole.edition(side).place(span_of(lines));
    let what = noun_of(whole.lines(side), &run);
    let lang = &whole.edition(Side::Translation).edition.file.lang;
    let (message, label) = match side {
        Side::Original => (
            // Several translations may lack it: the place is the same.
            format!("{what} of the original is missing in the translation into `{lang}`"),
            "the translation goes on behind this",
        ),
        Side::Translation => (format!("{what} is not in the original"), "the original goes on behind this"),
    };
    let file = &whole.edition(side.other()).edition.file.path;
    let (other, label) = match before(whole, side, run.start) {
        Some(before) => (before, label),
        None if side == Side::Original => (Place::start_of(file), "the translation"),
        None => (Place::start_of(file), "the original"),
    };
    Diagnostic::new(&codes::translation::STRUCTURE, place, message).also(other, label)
}

fn span_of(lines: &[Line<'_, '_>]) -> Span {
    let spans = lines.iter().map(|line| line.segment.span);
    spans
        .reduce(|all, span| Span { start: all.start.min(span.start), end: all.end.max(span.end) })
        .unwrap_or_default()
}

/// Blocks that stand twice, word for word, where the other edition has two different ones, or one.
fn doubled(whole: &Whole<'_, '_, '_>, alone: &mut [Vec<usize>; 2], out: &mut Vec<Diagnostic>) {
    for (side, alone) in SIDES.into_iter().zip(alone) {
        let mut seen: BTreeMap<u64, usize> = BTreeMap::new();
        for at in of_same_words(whole.lines(side)) {
            let Some(line) = whole.lines(side).get(at) else { continue };
            let Some(print) = print_of(whole, side, at) else { continue };
            let Some(first) = seen.insert(print, at) else { continue };
            let [one, other] = [first, at].map(|at| counterpart(whole, side, at));
            let is_same_there = |at: Option<usize>| at.and_then(|at| print_of(whole, side.other(), at));
            if one != other && one.is_some() && is_same_there(one) == is_same_there(other) {
                continue;
            }
            // A first sentence that says the headline again, in one edition in other words.
            if one != other
                && one.zip(other).is_some_and(|both| is_rephrased(whole.lines(side.other()), both))
            {
                continue;
            }
            // A list or a table that stands twice is told by its missing counterpart.
            let Some(twin) = whole.lines(side).get(first) else { continue };
            let what = noun(line.segment.kind);
            let message = match side {
                Side::Original => {
                    let lang = &whole.edition(Side::Translation).edition.file.lang;
                    format!("{what} stands twice in the original, and once in the translation into `{lang}`")
                }
                Side::Translation => format!("{what} stands twice; the original has it once"),
            };
            alone.retain(|alone| *alone != at && *alone != first);
            let place = |line: &Line<'_, '_>| whole.edition(side).place(line.segment.span);
            let finding = Diagnostic::new(&codes::translation::STRUCTURE, place(line), message);
            out.push(finding.also(place(twin), "the same words").hint("take one of them out"));
        }
    }
}

/// The blocks whose words another block of the list has too, in order.
fn of_same_words(lines: &[Line<'_, '_>]) -> Vec<usize> {
    let mut prints: Vec<(u64, usize)> =
        lines.iter().enumerate().map(|(at, line)| (line.words.print, at)).collect();
    prints.sort_unstable();
    let several = prints.chunk_by(|(one, _), (next, _)| one == next).filter(|same| same.len() > 1);
    let mut places: Vec<usize> = several.flatten().map(|(_, at)| *at).collect();
    places.sort_unstable();
    places
}

/// Whether two blocks have most of their words in common.
fn is_rephrased(lines: &[Line<'_, '_>], (one, other): (usize, usize)) -> bool {
    let words = |at: usize| -> BTreeSet<u64> {
        let words = lines.get(at).map(|line| line.words.list.as_slice()).unwrap_or_default();
        words.iter().map(|word| word.print).collect()
    };
    let (one, other) = (words(one), words(other));
    2 * one.intersection(&other).count() > one.len().max(other.len())
}

/// A digest of what a block says or shows; nothing if it may well stand twice.
fn print_of(whole: &Whole<'_, '_, '_>, side: Side, at: usize) -> Option<u64> {
    let line = whole.lines(side).get(at)?;
    let is_cell =
        matches!(line.segment.kind, SegmentKind::Row(_) | SegmentKind::Front | SegmentKind::Picture);
    let is_named = line.read.is_none() && line.id.is_some();
    if is_cell || (line.words.list.len() < WORDS_OF_A_DOUBLE && !is_named) {
        return None;
    }
    let mut print = Fingerprinter::new("block");
    print.value(&line.segment.kind).text(line.id.unwrap_or_default()).number(line.words.print);
    // The same words may be bound to something else.
    let bound = line.segment.anchors.iter().filter(|anchor| anchor.strength != Strength::Weak);
    bound.for_each(|anchor| {
        print.number(anchor.key);
    });
    Some(print.finish().0 as u64)
}

/// The first block of the other edition that belongs to a block.
fn counterpart(whole: &Whole<'_, '_, '_>, side: Side, at: usize) -> Option<usize> {
    whole.pairs.iter().find_map(|pair| {
        let (own, other) = match side {
            Side::Original => (&pair.first, &pair.second),
            Side::Translation => (&pair.second, &pair.first),
        };
        (own.contains(&at) && !other.is_empty()).then_some(other.start)
    })
}

/// Tables of another shape: told once each. Gives the tables of each side that were told.
fn tables(whole: &Whole<'_, '_, '_>, out: &mut Vec<Diagnostic>) -> [Vec<Range<usize>>; 2] {
    let [original, translation] = SIDES.map(|side| tables_of(whole.lines(side)));
    let mut told = [Vec::new(), Vec::new()];
    for table in original {
        let counterpart = whole.pairs.iter().find_map(|pair| {
            let is_inside =
                !pair.second.is_empty() && table.contains(&pair.first.start) && !pair.first.is_empty();
            is_inside.then(|| translation.iter().find(|table| table.contains(&pair.second.start)))?
        });
        let Some(other) = counterpart else { continue };
        let (Some(a), Some(b)) = (
            Shape::of(whole.lines(Side::Original), &table),
            Shape::of(whole.lines(Side::Translation), other),
        ) else {
            continue;
        };
        if a != b {
            let message = format!("the table has {}, the original's {}", b.words(), a.words());
            let place = |side: Side, table: &Range<usize>| {
                let lines = whole.lines(side).get(table.clone()).unwrap_or_default();
                whole.edition(side).place(span_of(lines))
            };
            let finding =
                Diagnostic::new(&codes::translation::STRUCTURE, place(Side::Translation, other), message);
            out.push(finding.also(place(Side::Original, &table), "in the original"));
            told[0].push(table.clone());
            told[1].push(other.clone());
        }
    }
    told
}

/// Lists with numbers that are lists without them in the other edition: each list once.
pub(super) fn lists(whole: &Whole<'_, '_, '_>, out: &mut Vec<Diagnostic>) {
    let mut told = false;
    for beside in whole.beside() {
        let ([original], [translation]) = (beside.original, beside.translation) else { continue };
        let is_item = |line: &Line<'_, '_>| matches!(line.segment.kind, SegmentKind::Item(_));
        let differs =
            is_item(original) && is_item(translation) && original.is_numbered != translation.is_numbered;
        if differs && !told {
            let said =
                |line: &Line<'_, '_>| if line.is_numbered { "with numbers" } else { "without numbers" };
            let message =
                format!("this list is one {}, the original's {}", said(translation), said(original));
            let place = beside.place(Side::Translation);
            let finding = Diagnostic::new(&codes::translation::STRUCTURE, place, message);
            out.push(finding.also(beside.place(Side::Original), "in the original"));
        }
        told = differs;
    }
}

/// Columns and rows of a table, its head counted.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Shape {
    columns: usize,
    rows: usize,
}

impl Shape {
    fn of(lines: &[Line<'_, '_>], table: &Range<usize>) -> Option<Shape> {
        let SegmentKind::Row(columns) = lines.get(table.start)?.segment.kind else { return None };
        Some(Shape { columns, rows: table.len() / columns.max(1) })
    }

    fn words(self) -> String {
        let counted =
            |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
        format!("{} and {}", counted(self.columns, "column"), counted(self.rows, "row"))
    }
}

/// Cells of as many columns, one after the other.
pub(super) fn tables_of(lines: &[Line<'_, '_>]) -> Vec<Range<usize>> {
    let mut tables: Vec<(usize, Range<usize>)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let SegmentKind::Row(columns) = line.segment.kind else { continue };
        match tables.last_mut() {
            Some((before, table)) if table.end == at && *before == columns => table.end += 1,
            _ => tables.push((columns, at..at + 1)),
        }
    }
    tables.into_iter().map(|(_, table)| table).collect()
}

/// Blocks that belong together and are of unlike kinds, or show unlike things.
pub(super) fn compare(beside: &Beside<'_, '_, '_>, out: &mut Vec<Diagnostic>) {
    let ([original], [translation]) = (beside.original, beside.translation) else { return };
    let (a, b) = (original.segment.kind, translation.segment.kind);
    let (code, message) = match (a, b) {
        // Told for the whole table.
        (SegmentKind::Row(_), SegmentKind::Row(_)) => return,
        _ if a != b => {
            (&codes::translation::STRUCTURE, format!("{} here, {} in the original", noun(b), noun(a)))
        }
        (SegmentKind::Heading(_), _) => match (original.id, translation.id) {
            (Some(there), Some(here)) if there != here => (
                &codes::translation::HEADING_ID,
                format!("this heading is `#{here}`, the original's `#{there}`"),
            ),
            (Some(there), None) => {
                (&codes::translation::HEADING_ID, format!("this heading lacks the original's id `#{there}`"))
            }
            // An id that the translation writes out holds what the original's words make of themselves.
            _ => return,
        },
        _ if original.id != translation.id => {
            let said = |line: &Line<'_, '_>| line.id.map_or("none".to_owned(), |id| format!("`{id}`"));
            let message =
                format!("{} of {} here, of {} in the original", noun(b), said(translation), said(original));
            (&codes::translation::BINDING, message)
        }
        _ => return,
    };
    let finding = Diagnostic::new(code, beside.place(Side::Translation), message);
    let hint = original.id.filter(|_| *code == codes::translation::HEADING_ID);
    let hint = hint.map(|id| format!("write `{{#{id}}}` behind the heading"));
    let is_item = |kind: SegmentKind| matches!(kind, SegmentKind::Item(_));
    let hint = hint.or_else(|| {
        let begins = "a line that begins with a number and a full stop begins a list: write `12\\. `";
        (a != b && (is_item(a) || is_item(b))).then(|| begins.to_owned())
    });
    out.push(finding.also(beside.place(Side::Original), "in the original").maybe_hint(hint));
}

/// Blocks in a row, as messages say them.
fn noun_of(lines: &[Line<'_, '_>], run: &Range<usize>) -> String {
    let own = lines.get(run.clone()).unwrap_or_default();
    let Some(first) = own.first().map(|line| line.segment.kind) else { return "a block".to_owned() };
    let count = own.len();
    let all = |is: fn(SegmentKind) -> bool| own.iter().all(|line| is(line.segment.kind));
    let is_item = |kind: SegmentKind| matches!(kind, SegmentKind::Item(_));
    if count == 1 {
        return noun(first);
    }
    if all(|kind| matches!(kind, SegmentKind::Row(_))) {
        return Shape::of(lines, run)
            .map_or("a table".to_owned(), |shape| format!("a table of {}", shape.words()));
    }
    if all(is_item) {
        let is_beside = |at: Option<usize>| {
            at.and_then(|at| lines.get(at)).is_some_and(|line| is_item(line.segment.kind))
        };
        let is_part = is_beside(run.start.checked_sub(1)) || is_beside(Some(run.end));
        return if is_part {
            format!("a part of a list ({count} items)")
        } else {
            format!("a list of {count} items")
        };
    }
    match first {
        SegmentKind::Heading(_) => format!("a section ({count} blocks)"),
        kind => format!("a passage ({count} blocks, first {})", noun(kind)),
    }
}

pub(super) fn noun(kind: SegmentKind) -> String {
    match kind {
        SegmentKind::Front => "a title".to_owned(),
        SegmentKind::Picture => "the alternative text of the lead picture".to_owned(),
        SegmentKind::Heading(level) => format!("a heading of level {level}"),
        SegmentKind::Paragraph => "a paragraph".to_owned(),
        SegmentKind::Item(1) => "an item of a list".to_owned(),
        SegmentKind::Item(depth) => format!("an item of a list at depth {depth}"),
        SegmentKind::Quoted => "a quoted paragraph".to_owned(),
        SegmentKind::Box(name) => format!("a block {name}"),
        SegmentKind::Row(columns) => format!("a cell of a table of {columns} columns"),
        SegmentKind::Embed => "an exhibit".to_owned(),
        SegmentKind::Math => "a formula".to_owned(),
        SegmentKind::Code => "a block of code".to_owned(),
        SegmentKind::Rule => "a break".to_owned(),
        SegmentKind::Footnote => "a footnote".to_owned(),
    }
}
