//! How a name on record may stand in an edition: its forms, its parts, and the endings that a language puts to it.

use std::ops::Range;

use crate::check::parity::Side;
use crate::check::parity::shared::LETTERS;
use crate::locale::LangTag;
use crate::prose::words::{Word, Words, changes, letters_of};
use crate::source::{Name, NameKind};

/// Most letters that may be changed in it.
pub(super) const CHANGED: usize = 2;

/// Letters of the shortest part of a name by which it is known again.
pub(super) const PART: usize = 4;

/// Letters that an ending may have.
const ENDING: usize = 4;

/// Languages that leave names as they are, but for an `s` behind them.
#[rustfmt::skip]
const UNCHANGING: [&str; 24] = [
    "en", "pt", "es", "fr", "it", "ca", "gl", "ro", "de", "nl", "af", "sv", "da", "nb", "nn", "no", "vi", "id", "ms", "sw", "zh", "ja", "th", "yue",
];

/// Of those, the ones that put an `s` behind several words only for a plural, which names of two words do not have.
const WITHOUT_GENITIVE: [&str; 7] = ["pt", "es", "fr", "it", "ca", "gl", "ro"];

/// Languages that put letters before and behind a name, and change none of it.
const ADDING: [&str; 7] = ["ar", "he", "fa", "ur", "ckb", "ps", "yi"];

/// Languages that write no blanks between words.
const UNSPACED: [&str; 7] = ["zh", "ja", "th", "lo", "km", "my", "yue"];

/// A name as one edition may write it.
pub(super) struct Form<'n> {
    pub(super) text: &'n str,
    /// Its words.
    pub(super) words: Vec<Word>,
    /// All its letters, folded.
    pub(super) letters: Vec<char>,
    /// Which letters they are: [`Word::mask`].
    pub(super) mask: u32,
    /// It begins with a small letter.
    pub(super) is_small: bool,
    /// It stands letter by letter: a short one.
    pub(super) is_exact: bool,
    /// Of what comes from there other words are made.
    pub(super) is_place: bool,
}

impl<'n> Form<'n> {
    pub(super) fn of(text: &'n str, is_short: bool) -> Option<Form<'n>> {
        let Words { list: words, letters: count, .. } = Words::of(text);
        let is_exact = is_short || count < LETTERS || text.starts_with('@');
        let (mask, letters) = (mask_of(&words), letters_of(text));
        let is_small = text.starts_with(char::is_lowercase);
        let form = Form { text, words, letters, mask, is_small, is_exact, is_place: false };
        (!form.words.is_empty()).then_some(form)
    }

    /// Digest of its first word.
    pub(super) fn first(&self) -> Option<u64> {
        Some(self.words.first()?.print)
    }

    /// Whether words are these, whatever their case.
    pub(super) fn is(&self, words: &[Word]) -> bool {
        words.iter().map(|word| word.print).eq(self.words.iter().map(|word| word.print))
    }
}

/// A name on record, as both editions may write it.
pub(super) struct Known<'n> {
    pub(super) name: &'n Name,
    forms: [Vec<Form<'n>>; 2],
    /// Words of it that both languages write alike and by which it is known: a family name.
    pub(super) parts: Vec<Form<'n>>,
}

impl<'n> Known<'n> {
    pub(super) fn of(name: &'n Name, tags: [&LangTag; 2]) -> Known<'n> {
        let forms = tags.map(|tag| forms_of(name, tag));
        let parts = match &forms {
            [original, translation] => parts_of(original, translation),
        };
        Known { name, forms, parts }
    }

    pub(super) fn forms(&self, side: Side) -> &[Form<'n>] {
        match side {
            Side::Original => &self.forms[0],
            Side::Translation => &self.forms[1],
        }
    }

    /// What one side calls it.
    pub(super) fn called(&self, side: Side) -> &'n str {
        self.forms(side).first().map_or(&*self.name.id, |form| form.text)
    }
}

fn forms_of<'n>(name: &'n Name, tag: &LangTag) -> Vec<Form<'n>> {
    let localised = |text: &'n crate::locale::Localised| text.get_or_any(tag).map(|(text, _)| &*text.value);
    let said = localised(&name.name).and_then(|text| Form::of(text, false));
    let short = name.short.as_ref().and_then(localised).and_then(|text| Form::of(text, true));
    let forms = name.forms.iter().filter(|(lang, _)| lang.language() == tag.language());
    let forms = forms.filter_map(|(_, text)| Form::of(text, false));
    let is_place = name.kind == NameKind::Place;
    said.into_iter().chain(short).chain(forms).map(|form| Form { is_place, ..form }).collect()
}

fn parts_of<'n>(original: &[Form<'n>], translation: &[Form<'n>]) -> Vec<Form<'n>> {
    let (Some(first), Some(other)) = (original.first(), translation.first()) else { return Vec::new() };
    if first.words.len() < 2 || first.text != other.text {
        return Vec::new();
    }
    let long = first.words.iter().filter(|word| word.letters >= LETTERS && word.is_capital);
    long.filter_map(|word| Form::of(first.text.get(word.range.clone())?, false)).collect()
}

/// How a language treats names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// They stay, but for the `s` of a plural.
    Staying,
    /// They stay, but for an `s`.
    Unchanging,
    /// Letters are put before and behind them.
    Adding,
    /// Endings, or prefixes, or both are put to them or take the place of their last letters.
    Inflecting,
    /// No blank stands between words.
    Unspaced,
}

impl Way {
    pub(super) fn of(language: &str) -> Way {
        match language {
            language if UNSPACED.contains(&language) => Way::Unspaced,
            language if WITHOUT_GENITIVE.contains(&language) => Way::Staying,
            language if UNCHANGING.contains(&language) => Way::Unchanging,
            language if ADDING.contains(&language) => Way::Adding,
            _ => Way::Inflecting,
        }
    }
}

pub(super) fn mask_of(words: &[Word]) -> u32 {
    words.iter().fold(0, |all, word| all | word.mask)
}

/// A form at a word of a text.
pub(super) fn stands(text: &str, words: &[Word], from: usize, form: &Form<'_>) -> Option<Range<usize>> {
    let span = words.get(from..from + form.words.len())?;
    let range = span.first()?.range.start..span.last()?.range.end;
    let is_exact = || text.get(range.clone()) == Some(form.text.trim_start_matches('@'));
    (form.is(span) && (!form.is_exact || is_exact())).then_some(range)
}

/// Whether each word from there on is one of the form with an ending, or with a prefix that Semitic languages put to it.
pub(super) fn is_inflected(way: Way, text: &str, words: &[Word], from: usize, form: &Form<'_>) -> bool {
    let Some(span) = words.get(from..from + form.words.len()) else { return false };
    let stays = matches!(way, Way::Unchanging | Way::Staying);
    let begins = || {
        let rest = span.first().and_then(|first| text.get(first.range.start..));
        rest.is_some_and(|rest| rest.starts_with(form.text.trim_start_matches('@')))
    };
    if form.is_exact && stays && !begins() {
        return false;
    }
    span.iter().zip(&form.words).all(|(word, part)| {
        // Most words are of other letters, too long or too short.
        let missing = (part.mask & !word.mask).count_ones();
        let may_be = match stays {
            true => missing == 0 && word.letters >= part.letters,
            false => {
                missing <= 2 && word.letters <= part.letters + ENDING + 1 && part.letters <= word.letters + 3
            }
        };
        let letters =
            |text: &str, word: &Word| text.get(word.range.clone()).map(letters_of).unwrap_or_default();
        may_be && has_ending(way, &letters(text, word), &letters(form.text, part))
    })
}

/// Whether a word is another with an ending, in some languages instead of up to two of its last letters, or with a
/// prefix.
pub(super) fn has_ending(way: Way, said: &[char], whole: &[char]) -> bool {
    match way {
        // "Englands", and a compound: "Yunnanprovinsen".
        Way::Unchanging => {
            let rest = said.strip_prefix(whole);
            return rest.is_some_and(|rest| whole.len() >= PART || matches!(rest, [] | ['s'] | ['e', 's']));
        }
        Way::Staying => return matches!(said.strip_prefix(whole), Some([] | ['s'] | ['e', 's'])),
        Way::Adding | Way::Inflecting | Way::Unspaced => {}
    }
    let common = said.iter().zip(whole).take_while(|(a, b)| a == b).count();
    let kept = match way {
        Way::Inflecting => whole.len().saturating_sub(2).max(3).min(whole.len()),
        _ => whole.len(),
    };
    let with_ending = common >= kept && said.len() <= common + ENDING && !is_slip(said, whole);
    let with_prefix = said.len() > whole.len() && said.len() <= whole.len() + 3 && said.ends_with(whole);
    with_ending || (with_prefix && whole.len() >= 2)
}

/// Whether a word is a name with a slip among its last letters, and no name with an ending: `Kavanauh`, `Mayorag`.
///
/// Endings stand behind a name or take the place of its last letters. Where the last letter stayed and one before it went,
/// came or changed, it is a slip; names in `s` are spared ("Vilnius", "Vilniaus").
fn is_slip(said: &[char], whole: &[char]) -> bool {
    let (Some(last), Some(end)) = (whole.last(), said.last()) else { return false };
    let is_vowel =
        |sign: &char| "aeiouyáéíóúýäöüåæøőűàèìòùâêîôûāēīūąęėįųаеиоуыэюяіїєαειουηωάέίόύήώ".contains(*sign);
    let is_s = |sign: &char| matches!(sign, 's' | 'ς' | 'σ' | 'с');
    if let Some(rest) = said.strip_prefix(whole) {
        return matches!(rest, [one] if one == last && !is_vowel(one) && !is_s(one));
    }
    if let Some(gone) = whole.strip_prefix(said) {
        return !gone.iter().any(|sign| is_vowel(sign) || is_s(sign));
    }
    let exchanged = said.len() == whole.len() && {
        let mut differ = said.iter().zip(whole).filter(|(a, b)| a != b);
        let pairs = (differ.next(), differ.next(), differ.next());
        matches!(pairs, (Some((a, b)), Some((c, d)), None) if a == d && b == c)
    };
    exchanged || (last == end && !is_s(last) && changes(said, whole, 1).is_some())
}

/// Whether a word says who or what is of a place: Bolivian, Mexicans, Hamburger.
pub(super) fn is_of_a_place(said: &[char], place: &[char]) -> bool {
    let stem = match place {
        [stem @ .., 'a' | 'e' | 'o'] => stem,
        whole => whole,
    };
    let Some(rest) = said.strip_prefix(stem) else { return false };
    let rest: String = rest.iter().collect();
    matches!(rest.trim_end_matches('s'), "an" | "en" | "ean" | "ian" | "on" | "er")
}

/// Whether a name stands in a text without blanks, with particles perhaps: "カルダーの".
fn is_inside(said: &[char], form: &[char]) -> bool {
    !form.is_empty() && said.windows(form.len()).any(|part| part == form)
}

/// Whether words are a form with a letter or two changed, and neither it nor it with an ending.
pub(super) fn is_near(way: Way, said: &str, form: &Form<'_>) -> bool {
    let (a, b) = (letters_of(said), &*form.letters);
    // A name of six letters may have lost one.
    if a.len() + 1 < LETTERS || b.len() < LETTERS || a.len().abs_diff(b.len()) > CHANGED || a == b {
        return false;
    }
    let most = if a.len() < LETTERS { 1 } else { CHANGED.min(b.len() / 3) };
    let is_with_ending = match way {
        Way::Inflecting | Way::Adding => has_ending(way, &a, b),
        Way::Unspaced => is_inside(&a, b),
        // A plural, a genitive: neither is put to what ends in an `s`, nor a plural to a name of several words.
        Way::Unchanging | Way::Staying => {
            let has_none = b.ends_with(&['s']) || (way == Way::Staying && form.text.trim().contains(' '));
            !has_none && a.strip_prefix(b).is_some_and(|rest| matches!(rest, ['s'] | ['e', 's']))
        }
    };
    !is_with_ending && changes(&a, b, most).is_some_and(|changed| changed > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_of_a_place_are_no_alteration_of_its_name() {
        let is_of = |said: &str, place: &str| is_of_a_place(&letters_of(said), &letters_of(place));
        assert!(is_of("Bolivian", "Bolivia") && is_of("Mexicans", "Mexico") && is_of("European", "Europe"));
        assert!(is_of("Hamburger", "Hamburg") && is_of("Tennessean", "Tennessee"));
        assert!(!is_of("Bolivie", "Bolivia") && !is_of("Bolvia", "Bolivia") && !is_of("Mexica", "Mexico"));
    }

    #[test]
    fn endings_are_no_alterations() {
        let inflected =
            |way: Way, said: &str, whole: &str| has_ending(way, &letters_of(said), &letters_of(whole));
        let (adding, way) = (Way::Adding, Way::Inflecting);
        assert!(inflected(way, "Tarnhallu", "Tarnhall") && inflected(way, "Варшаві", "Варшава"));
        assert!(inflected(way, "Moskwie", "Moskwa") && inflected(adding, "والقاهرة", "القاهرة"));
        assert!(!inflected(way, "Tornhall", "Tarnhall") && !inflected(way, "Tarnhalloween", "Tarnhall"));
        assert!(!inflected(adding, "كالدار", "كالدر"), "a letter within");
        assert!(inflected(Way::Unchanging, "Englands", "England"), "a genitive");
        assert!(inflected(Way::Unchanging, "Yunnanprovinsen", "Yunnan"), "a compound");
        assert!(
            !inflected(Way::Unchanging, "Engländer", "England") && !inflected(Way::Staying, "Limas", "Lim")
        );
        for (said, whole) in [
            ("Kavanauh", "Kavanaugh"),
            ("Mayorag", "Mayorga"),
            ("Johnsoon", "Johnson"),
            ("Vanderbit", "Vanderbilt"),
            ("Christise", "Christine"),
            ("Washingto", "Washington"),
        ] {
            assert!(!inflected(way, said, whole), "{said}");
        }
        for (said, whole) in [
            ("Moskovaa", "Moskova"),
            ("Vilniaus", "Vilnius"),
            ("Pawła", "Paweł"),
            ("Washingtonissa", "Washington"),
            ("Ользі", "Ольга"),
        ] {
            assert!(inflected(way, said, whole), "{said}");
        }
    }
}
