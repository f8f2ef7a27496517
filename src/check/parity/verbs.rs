//! How sure the words are: verbs that allege or suggest in one edition and show or prove in the other.

use crate::check::parity::shared::Verbs;
use crate::check::parity::{SIDES, Side, Whole};
use crate::codes;
use crate::diag::{Diagnostic, Place};
use crate::prose::words::Words;
use crate::site::reading::ReadPassage;

/// No verb of the tables is shorter.
const LETTERS: usize = 4;

/// Compares the verbs of all blocks, where there are tables of both languages.
pub(super) fn compare(whole: &Whole<'_, '_, '_>, out: &mut Vec<Diagnostic>) {
    let tables = SIDES.map(|side| whole.common(side).and_then(|common| common.verbs.as_ref()));
    let [Some(original), Some(translation)] = tables else { return };
    for beside in whole.beside() {
        let [there, here] =
            [(Side::Original, original), (Side::Translation, translation)].map(|(side, verbs)| {
                let mut met = Met::default();
                beside.spoken(side).for_each(|(read, words)| met.look(verbs, read, words));
                met
            });
        for (a, b, is, was) in [
            (&there.suggesting, &here.proving, "is surer than", "suggests"),
            (&there.proving, &here.suggesting, "is less sure than", "shows"),
        ] {
            // Where a side has both kinds, each may belong to the other's.
            let is_mixed = (there.suggesting.is_some() && there.proving.is_some())
                || (here.suggesting.is_some() && here.proving.is_some());
            let (Some((said, there)), Some((says, here))) = (a, b) else { continue };
            if is_mixed {
                continue;
            }
            let message = format!("`{says}` {is} the original's `{said}`, which only {was}");
            let message =
                if was == "shows" { format!("`{says}` {is} the original's `{said}`") } else { message };
            let finding = Diagnostic::new(&codes::translation::VERB, here.clone(), message);
            out.push(finding.also(there.clone(), "in the original"));
        }
    }
}

/// The first verb of each kind in a block.
#[derive(Default)]
struct Met {
    suggesting: Option<(String, Place)>,
    proving: Option<(String, Place)>,
}

impl Met {
    fn look(&mut self, verbs: &Verbs, read: &ReadPassage<'_>, words: &Words) {
        let bytes = read.flat.text.as_bytes();
        for word in words.list.iter().filter(|word| word.letters >= LETTERS) {
            if !bytes.get(word.range.start..).is_some_and(|rest| verbs.may_be(rest)) {
                continue;
            }
            let said = read.flat.words_of(word.range.clone());
            let first = match verbs.proves(said) {
                Some(true) => &mut self.proving,
                Some(false) => &mut self.suggesting,
                None => continue,
            };
            first.get_or_insert_with(|| {
                (said.to_owned(), read.passage.place(read.flat.span_of(word.range.clone())))
            });
        }
    }
}
