//! Blocks that only one edition has, and blocks of unlike kinds.

use crate::check::parity::{Beside, Side};
use crate::codes;
use crate::diag::Diagnostic;
use crate::edition::SegmentKind;
use crate::site::blocks::Line;

/// A block without a counterpart.
pub(super) fn alone(beside: &Beside<'_, '_, '_>) -> Vec<Diagnostic> {
    let side = if beside.translation.is_empty() { Side::Original } else { Side::Translation };
    let lines = beside.lines(side).iter();
    lines
        .map(|line| {
            let place = beside.edition(side).place(line.segment.span);
            let what = noun(line.segment.kind);
            let message = match side {
                Side::Original => format!("{what} of the original is missing in the translation"),
                Side::Translation => format!("{what} is not in the original"),
            };
            let other = match side {
                Side::Original => &beside.pair.translation,
                Side::Translation => &beside.pair.original,
            };
            let file = crate::diag::Place::start_of(&other.edition.file.path);
            let label = if side == Side::Original { "the translation" } else { "the original" };
            Diagnostic::new(&codes::translation::STRUCTURE, place, message).also(file, label)
        })
        .collect()
}

/// Blocks that belong together and are of unlike kinds.
pub(super) fn compare(beside: &Beside<'_, '_, '_>, out: &mut Vec<Diagnostic>) {
    let ([original], [translation]) = (beside.original, beside.translation) else { return };
    let (a, b) = (kind(original), kind(translation));
    if a != b {
        let message = format!("{} here, {} in the original", noun(b), noun(a));
        let finding =
            Diagnostic::new(&codes::translation::STRUCTURE, beside.place(Side::Translation), message);
        out.push(finding.also(beside.place(Side::Original), "in the original"));
    }
}

fn kind(line: &Line<'_, '_>) -> SegmentKind {
    line.segment.kind
}

fn noun(kind: SegmentKind) -> String {
    match kind {
        SegmentKind::Front => "a title".to_owned(),
        SegmentKind::Heading(level) => format!("a heading of level {level}"),
        SegmentKind::Paragraph => "a paragraph".to_owned(),
        SegmentKind::Item(_) => "an item of a list".to_owned(),
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
