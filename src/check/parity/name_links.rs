//! The words of `name:` links: a form of the name on record, a part of it, or something else.
//!
//! A link says who is meant; its words are what readers see. Words that are no form of the name are told, and do not
//! count as the name. So are none that only describe ("the company"), and none in a script of which the record has no
//! form: there nothing can be compared.

use crate::check::parity::Side;
use crate::check::parity::name_forms::{
    Form, Known, PART, Way, has_ending, is_inflected, is_near, is_of_a_place,
};
use crate::codes;
use crate::diag::{Diagnostic, Place};
use crate::prose::Target;
use crate::prose::flat::{FlatMark, FlatMarkKind};
use crate::prose::words::{Word, Words, letters_of};
use crate::site::reading::ReadPassage;
use crate::source::NameKind;

/// What the words of a link are to the name that it leads to.
#[derive(Clone, Copy)]
pub(super) enum Linked {
    /// A form of it, or a part of one; or no words at all, which the build writes.
    Named,
    /// A form with a letter or two changed.
    Near,
    /// What another record is called.
    Another,
    /// Something else.
    Other,
    /// In a script of which the record has no form.
    Foreign,
    /// Words of small letters: a description.
    Described,
}

/// The `name:` links of a line, with the ids that they lead to.
pub(super) fn links<'l>(
    read: &'l ReadPassage<'_>,
) -> impl Iterator<Item = (&'l str, &'l FlatMark<'l>)> + use<'l> {
    read.flat.marks.iter().filter_map(|mark| match mark.kind {
        FlatMarkKind::Link(link) => match &link.target {
            Target::Name(id) => Some((&**id, mark)),
            _ => None,
        },
        _ => None,
    })
}

/// What the words `said` of a link are to a name; `others` are all names that may be meant.
pub(super) fn judge(said: &str, known: &Known<'_>, others: &[Known<'_>], way: Way, side: Side) -> Linked {
    let forms = known.forms(side);
    if forms.iter().any(|form| form.text == said) {
        return Linked::Named;
    }
    let words = Words::of(said).list;
    if words.is_empty() || forms.iter().any(|form| is_form(way, said, &words, form)) {
        return Linked::Named;
    }
    if forms.iter().any(|form| !form.is_exact && is_near(way, said, form)) {
        return Linked::Near;
    }
    let letters = letters_of(said);
    let is_called = |other: &&Known<'_>| {
        other.name.id != known.name.id && other.forms(side).iter().any(|form| form.letters == letters)
    };
    if others.iter().any(|other| is_called(&other)) {
        return Linked::Another;
    }
    if is_part(way, said, &words, known, side) {
        return Linked::Named;
    }
    let script = Script::of(said);
    let has_own = known.name.name.iter().any(|(tag, _)| tag.is_some());
    let is_known = forms.iter().any(|form| Script::of(form.text) == script);
    if !is_known || (script == Script::Wide && !has_own) {
        return Linked::Foreign;
    }
    if words.iter().any(|word| word.is_capital) { Linked::Other } else { Linked::Described }
}

/// Whether a form stands in the words, with endings or with other words around it.
fn is_form(way: Way, said: &str, words: &[Word], form: &Form<'_>) -> bool {
    let letters = letters_of(said);
    letters == form.letters
        || match way {
            Way::Unspaced => letters.windows(form.letters.len().max(1)).any(|part| part == form.letters),
            way => (0..words.len()).any(|from| is_inflected(way, said, words, from, form)),
        }
}

/// Whether the words are a part of a name: some of its words; of a person the family name, whatever stands beside it;
/// of a place those who live there.
fn is_part(way: Way, said: &str, words: &[Word], known: &Known<'_>, side: Side) -> bool {
    let letters = |text: &str, word: &Word| text.get(word.range.clone()).map(letters_of).unwrap_or_default();
    let own: Vec<Vec<char>> =
        words.iter().filter(|word| word.is_capital).map(|word| letters(said, word)).collect();
    known.forms(side).iter().any(|form| {
        if way == Way::Unspaced {
            let said = letters_of(said);
            return said.len() >= 2 && form.letters.windows(said.len()).any(|part| part == said);
        }
        let parts: Vec<Vec<char>> = form.words.iter().map(|word| letters(form.text, word)).collect();
        let is_one = |word: &Vec<char>| parts.iter().any(|part| part == word || has_ending(way, word, part));
        let family = parts.last().filter(|_| known.name.kind == NameKind::Person && parts.len() > 1);
        let has_family = family
            .is_some_and(|family| own.iter().any(|word| word == family || has_ending(way, word, family)));
        let is_of = |word: &Vec<char>| {
            is_of_a_place(word, &form.letters)
                || word.iter().zip(&form.letters).take_while(|(a, b)| a == b).count() >= PART
        };
        has_family || (!own.is_empty() && own.iter().all(is_one)) || (form.is_place && own.iter().any(is_of))
    })
}

/// Scripts as far as names in one can be told from names in another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    /// Chinese, Japanese, Korean: names change their signs from one language to the next.
    Wide,
    /// Any other one, by its block.
    Other(u32),
}

impl Script {
    /// That of the first letter.
    fn of(text: &str) -> Script {
        let first = text.chars().find(|sign| sign.is_alphabetic()).map_or(0, u32::from);
        match first {
            0..=0x24f | 0x1e00..=0x1eff => Script::Latin,
            0x370..=0x3ff | 0x1f00..=0x1fff => Script::Greek,
            0x400..=0x52f => Script::Cyrillic,
            0x590..=0x5ff => Script::Hebrew,
            0x600..=0x6ff | 0x750..=0x77f => Script::Arabic,
            0x1100..=0x11ff | 0x2e80..=0xd7ff | 0xf900..=0xfaff | 0x20000..=0x3ffff => Script::Wide,
            other => Script::Other(other >> 7),
        }
    }
}

/// What is told of the words of a link, if anything is. `is_named_there`: whether the other edition names it in this
/// block; who only describes it there may be described here.
pub(super) fn finding(
    said: &str,
    place: Place,
    known: &Known<'_>,
    (linked, side): (Linked, Side),
    is_named_there: bool,
) -> Option<Diagnostic> {
    let name = known.called(side);
    let message = match linked {
        Linked::Near => format!("`{said}` is nearly the name `{name}`"),
        Linked::Another => {
            format!("`{said}` is the name of another record than `{name}`, to which it is bound")
        }
        Linked::Other if side == Side::Translation && is_named_there => {
            format!("`{said}` is no form of the name `{name}`, to which it is bound")
        }
        _ => return None,
    };
    let hint = format!("write `{name}`; another right form belongs into `forms` of names.toml");
    let finding = Diagnostic::new(&codes::translation::NAME, place, message);
    Some(finding.also(known.name.place.clone(), "the name on record").hint(hint))
}
