//! Blocks that are much longer or shorter than their counterparts, measured by both editions as wholes.

use crate::check::parity::{Side, Whole};
use crate::codes;
use crate::diag::Diagnostic;
use crate::edition::SegmentKind;
use crate::site::blocks::Line;

/// Letters of an edition before which its lengths say little: so many are taken to be as long in both.
const PRIOR: f64 = 200.0;
/// Shorter blocks say little.
const LETTERS: usize = 80;
/// So many times the usual length, or its part, is told.
const UNUSUAL: f64 = 1.8;

/// Compares the lengths of all blocks.
pub(super) fn compare(whole: &Whole<'_, '_, '_>, out: &mut Vec<Diagnostic>) {
    let letters = |lines: &[Line<'_, '_>]| lines.iter().map(|line| line.segment.letters).sum::<usize>();
    let (original, translation) = whole
        .beside()
        .fold((0, 0), |(a, b), beside| (a + letters(beside.original), b + letters(beside.translation)));
    let usual = (translation as f64 + PRIOR) / (original as f64 + PRIOR);
    for beside in whole.beside() {
        let is_prose = beside.translation.iter().all(|line| {
            matches!(
                line.segment.kind,
                SegmentKind::Paragraph | SegmentKind::Item(_) | SegmentKind::Footnote | SegmentKind::Quoted
            )
        });
        let (there, here) = (letters(beside.original) as f64 * usual, letters(beside.translation) as f64);
        if !is_prose || there.max(here) < LETTERS as f64 * usual.max(1.0) {
            continue;
        }
        let ratio = (here + 1.0) / (there + 1.0);
        let message = if ratio > UNUSUAL {
            "much longer than the original's, as lengths go in this edition"
        } else if ratio < 1.0 / UNUSUAL {
            "much shorter than the original's, as lengths go in this edition"
        } else {
            continue;
        };
        let message = format!("this block is {message}");
        let finding = Diagnostic::new(&codes::translation::LENGTH, beside.place(Side::Translation), message);
        out.push(finding.also(beside.place(Side::Original), "in the original"));
    }
}
