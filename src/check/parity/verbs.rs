//! How sure the words are: verbs that allege or suggest in one edition and show or prove in the other.

use crate::check::parity::{SIDES, Side, Whole};
use crate::codes;
use crate::diag::{Diagnostic, Place};
use crate::locale::common_words::{self, CommonWords};
use crate::prose::words::Words;
use crate::site::reading::ReadPassage;

/// Compares the verbs of all blocks, where there are tables of both languages.
pub(super) fn compare(whole: &Whole<'_, '_, '_>, out: &mut Vec<Diagnostic>) {
    let tables = SIDES.map(|side| {
        let table = common_words::of(whole.edition(side).edition.file.lang.language());
        table.filter(|table| !table.proving.is_empty())
    });
    let [Some(original), Some(translation)] = tables else { return };
    let verbs = [original, translation].map(Verbs::of);
    for beside in whole.beside() {
        let [there, here] =
            [(Side::Original, &verbs[0]), (Side::Translation, &verbs[1])].map(|(side, verbs)| {
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

/// Beginnings of verbs of one language.
struct Verbs {
    suggesting: Vec<Stem>,
    proving: Vec<Stem>,
}

/// A beginning, or a whole word.
struct Stem {
    letters: &'static str,
    is_whole: bool,
}

impl Verbs {
    fn of(table: &'static CommonWords) -> Verbs {
        let stems = |list: &'static str| {
            let stems = list.split_whitespace().map(|word| match word.strip_suffix('.') {
                Some(letters) => Stem { letters, is_whole: true },
                None => Stem { letters: word, is_whole: false },
            });
            stems.collect()
        };
        Verbs { suggesting: stems(table.suggesting), proving: stems(table.proving) }
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
        for word in &words.list {
            let said = read.flat.words_of(word.range.clone());
            let place = || (said.to_owned(), read.passage.place(read.flat.span_of(word.range.clone())));
            if self.suggesting.is_none() && verbs.suggesting.iter().any(|stem| is(stem, said)) {
                self.suggesting = Some(place());
            } else if self.proving.is_none() && verbs.proving.iter().any(|stem| is(stem, said)) {
                self.proving = Some(place());
            }
        }
    }
}

/// Whether a word is one of a verb; capitals at the beginning of a sentence are as good.
fn is(stem: &Stem, said: &str) -> bool {
    let Some(start) = said.get(..stem.letters.len()) else { return false };
    (!stem.is_whole || said.len() == stem.letters.len()) && start.eq_ignore_ascii_case(stem.letters)
}
