//! Marks of footnotes: each stands in the block in which the other edition has it.

use crate::check::parity::{Beside, SIDES, Side, Whole};
use crate::codes;
use crate::diag::{Diagnostic, Place};
use crate::prose::InlineKind;
use crate::story::visit::{Part, inlines};

/// A mark of a footnote.
struct Mark<'a> {
    /// The label of its note, if both editions use it; else marks are only counted.
    label: Option<&'a str>,
    /// Where it stands.
    place: Place,
    /// Where the blocks of the other edition stand.
    other: Place,
}

/// Compares the marks of all blocks.
pub(super) fn compare(whole: &Whole<'_, '_, '_>, out: &mut Vec<Diagnostic>) {
    let notes = SIDES.map(|side| &whole.edition(side).edition.file.body.footnotes);
    if notes.iter().all(|notes| notes.is_empty()) {
        return;
    }
    let has = |label: &str| notes.iter().all(|notes| notes.iter().any(|note| *note.label == *label));
    let (mut there, mut here) = (Vec::new(), Vec::new());
    for beside in whole.beside().filter(|beside| !beside.has_unlike_rows()) {
        let [mut original, mut translation] = SIDES.map(|side| marks(&beside, side, &has));
        original.retain(|one| {
            let same = translation.iter().position(|other: &Mark<'_>| other.label == one.label);
            same.map(|at| translation.remove(at)).is_none()
        });
        there.append(&mut original);
        here.append(&mut translation);
    }
    for one in there {
        let moved = here.iter().position(|other| other.label == one.label).map(|at| here.remove(at));
        let what = one.label.map_or("a footnote".to_owned(), |label| format!("the footnote `{label}`"));
        // A note that is missing is told by its own block.
        let is_kept = one.label.is_some() || notes[0].len() <= notes[1].len();
        match moved {
            Some(other) => out.push(
                finding(
                    format!("the mark of {what} stands in another block than in the original"),
                    other.place,
                )
                .also(one.place, "in the original")
                .also(one.other, "the block in which it belongs"),
            ),
            None if is_kept => out.push(
                finding(format!("the original has the mark of {what}; nothing here leads to it"), one.other)
                    .also(one.place, "in the original"),
            ),
            None => {}
        }
    }
    for other in here {
        let what = other.label.map_or("a footnote".to_owned(), |label| format!("the footnote `{label}`"));
        let message = format!("the mark of {what} is not in this block of the original");
        let finding = Diagnostic::new(&codes::translation::COUNT, other.place, message);
        out.push(finding.also(other.other, "the same block of the original"));
    }
}

fn finding(message: String, place: Place) -> Diagnostic {
    Diagnostic::new(&codes::translation::STRUCTURE, place, message)
}

/// The marks of one side.
fn marks<'r>(beside: &Beside<'_, 'r, '_>, side: Side, has: &dyn Fn(&str) -> bool) -> Vec<Mark<'r>> {
    let mut found = Vec::new();
    for read in beside.lines(side).iter().filter_map(|line| line.read) {
        inlines(read.passage.line, &mut |part| {
            let Part::Inline(inline) = part else { return };
            let InlineKind::Footnote(label) = &inline.kind else { return };
            let label = Some(&**label).filter(|label| has(label));
            let place = read.passage.place(inline.span);
            found.push(Mark { label, place, other: beside.place(side.other()) });
        });
    }
    found
}
