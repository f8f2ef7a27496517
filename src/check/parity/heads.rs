//! Heads of tables, headings and titles of one word that were left in the original's language.
//!
//! One word alone may be the same in both languages, or a term that stays. What the editions do with it elsewhere tells:
//! a word that the original has as a plain word in several blocks, none of which is said with it in the translation, is
//! one that the translation has another word for.

use crate::check::parity::{Beside, Side, Whole};
use crate::codes;
use crate::diag::{Diagnostic, Severity};
use crate::edition::SegmentKind;
use crate::prose::words::Word;
use crate::site::blocks::Line;

/// Letters of the shortest word that is looked at.
const LETTERS: usize = 4;

/// In so many other blocks the translation must have another word for it.
const BLOCKS: usize = 2;

/// Tells heads that stand as they do in the original, as a warning.
pub(super) fn compare(whole: &Whole<'_, '_, '_>, out: &mut Vec<Diagnostic>) {
    for beside in whole.beside() {
        let Some(word) = same_word(&beside) else { continue };
        if is_translated_elsewhere(whole, word) {
            let message = "this is the word of the original, which has another one in the text";
            let finding =
                Diagnostic::new(&codes::translation::UNTRANSLATED, beside.place(Side::Translation), message);
            let finding = finding.also(beside.place(Side::Original), "in the original").hint("translate it");
            out.push(Diagnostic { severity: Severity::Warning, ..finding });
        }
    }
}

/// The one word of a cell, a heading or a title that is the same in both editions.
fn same_word<'b>(beside: &Beside<'b, '_, '_>) -> Option<&'b Word> {
    let ([original], [translation]) = (beside.original, beside.translation) else { return None };
    let (one, other) = (only_word(original)?, only_word(translation)?);
    (one.print == other.print).then_some(one)
}

fn only_word<'b>(line: &'b Line<'_, '_>) -> Option<&'b Word> {
    let is_head =
        matches!(line.segment.kind, SegmentKind::Row(_) | SegmentKind::Heading(_) | SegmentKind::Front);
    let [word] = line.words.list.as_slice() else { return None };
    let read = line.read.filter(|_| is_head)?;
    (word.is_plain && word.letters >= LETTERS && read.flat.marks.is_empty()).then_some(word)
}

/// Whether the original has a word in several blocks of prose, and the translation has it in none.
fn is_translated_elsewhere(whole: &Whole<'_, '_, '_>, word: &Word) -> bool {
    let is_prose = |line: &&Line<'_, '_>| line.words.list.len() > 1;
    let has = |line: &Line<'_, '_>| line.words.list.iter().any(|other| other.print == word.print);
    let says = |line: &&Line<'_, '_>| {
        line.words.list.iter().any(|other| other.print == word.print && !other.is_capital)
    };
    let is_said = whole.lines(Side::Translation).iter().filter(is_prose).any(has);
    let blocks =
        whole.beside().filter(|beside| beside.original.iter().filter(is_prose).any(|line| says(&line)));
    !is_said && blocks.count() >= BLOCKS
}
