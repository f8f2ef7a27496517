//! Names of names.toml in both editions: none altered, none lost (FORMAT section 9).
//!
//! A name is looked for where the other edition has it: in the blocks that belong together. There a word of six letters
//! or more that is nearly the name is the name, altered; short names must stand as they are written. Languages that
//! inflect names are known: their endings are no alterations.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::check::parity::shared::LETTERS;
use crate::check::parity::{Beside, SIDES, Side, Whole};
use crate::codes;
use crate::diag::{Diagnostic, Place};
use crate::locale::LangTag;
use crate::prose::Target;
use crate::prose::flat::FlatMarkKind;
use crate::prose::marks::first_of;
use crate::prose::words::{PrintSet, Word, Words, changes, letters_of};
use crate::site::reading::ReadPassage;
use crate::source::{Name, NameKind};

/// Most letters that may be changed in it.
const CHANGED: usize = 2;
/// Letters of the shortest part of a name by which it is known again.
const PART: usize = 4;
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
struct Form<'n> {
    text: &'n str,
    /// Its words.
    words: Vec<Word>,
    /// All its letters, folded.
    letters: Vec<char>,
    /// Which letters they are: [`Word::mask`].
    mask: u32,
    /// It begins with a small letter.
    is_small: bool,
    /// It stands letter by letter: a short one.
    is_exact: bool,
    /// Of what comes from there other words are made.
    is_place: bool,
}

impl<'n> Form<'n> {
    fn of(text: &'n str, is_short: bool) -> Option<Form<'n>> {
        let Words { list: words, letters: count, .. } = Words::of(text);
        let is_exact = is_short || count < LETTERS || text.starts_with('@');
        let (mask, letters) = (mask_of(&words), letters_of(text));
        let is_small = text.starts_with(char::is_lowercase);
        let form = Form { text, words, letters, mask, is_small, is_exact, is_place: false };
        (!form.words.is_empty()).then_some(form)
    }

    /// Digest of its first word.
    fn first(&self) -> Option<u64> {
        Some(self.words.first()?.print)
    }

    /// Whether words are these, whatever their case.
    fn is(&self, words: &[Word]) -> bool {
        words.iter().map(|word| word.print).eq(self.words.iter().map(|word| word.print))
    }
}

/// A name on record, as both editions may write it.
struct Known<'n> {
    name: &'n Name,
    forms: [Vec<Form<'n>>; 2],
    /// Words of it that both languages write alike and by which it is known: a family name.
    parts: Vec<Form<'n>>,
}

impl<'n> Known<'n> {
    fn of(name: &'n Name, tags: [&LangTag; 2]) -> Known<'n> {
        let forms = tags.map(|tag| forms_of(name, tag));
        let parts = match &forms {
            [original, translation] => parts_of(original, translation),
        };
        Known { name, forms, parts }
    }

    fn forms(&self, side: Side) -> &[Form<'n>] {
        match side {
            Side::Original => &self.forms[0],
            Side::Translation => &self.forms[1],
        }
    }

    /// What one side calls it.
    fn called(&self, side: Side) -> &'n str {
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

/// Compares the names of both editions.
pub(super) fn compare(whole: &Whole<'_, '_, '_>, out: &mut Vec<Diagnostic>) {
    let tags = SIDES.map(|side| &whole.edition(side).edition.file.lang);
    let known = known(whole, tags);
    if known.is_empty() {
        return;
    }
    let parts = known
        .iter()
        .enumerate()
        .flat_map(|(at, known)| known.parts.iter().filter_map(move |part| Some((part.first()?, at))));
    let mut parts: Vec<(u64, usize)> = parts.collect();
    parts.sort_unstable();
    let ways = tags.map(|tag| Way::of(tag.language()));
    let part_words = parts.iter().map(|(print, _)| *print).collect();
    let search = Search { known: &known, ways, parts, part_words };
    let index = SIDES.map(|side| search.index(side));
    let mut tally: BTreeMap<usize, Tally> = BTreeMap::new();
    for beside in whole.beside() {
        search.block(&beside, &index, &mut tally, out);
    }
    for (at, tally) in tally {
        if let Some(known) = known.get(at) {
            tally.report(known, tags[1], out);
        }
    }
}

/// Every name that either edition may say or link to.
fn known<'n>(whole: &Whole<'_, '_, 'n>, tags: [&LangTag; 2]) -> Vec<Known<'n>> {
    let original = whole.edition(Side::Original);
    let (site, folder) = (original.site, original.edition.folder);
    let lines = SIDES.into_iter().flat_map(|side| whole.lines(side));
    let mut names = whole.pair.shared.names(site, folder, lines.clone().map(|line| &line.words));
    for mark in lines.filter_map(|line| line.read).flat_map(|read| &read.flat.marks) {
        let FlatMarkKind::Link(link) = mark.kind else { continue };
        let Target::Name(id) = &link.target else { continue };
        let at = names.binary_search_by(|name| name.id.cmp(id));
        if let (Err(at), Some(name)) = (at, site.name(folder, id)) {
            names.insert(at, name.value);
        }
    }
    names.into_iter().map(|name| Known::of(name, tags)).collect()
}

/// How a name is met in one block.
#[derive(Default)]
struct Met {
    /// Where it stands.
    places: Vec<Place>,
    /// It is only referred to: by a link, or by a part of it.
    is_meant: bool,
}

impl Met {
    fn is_there(&self) -> bool {
        !self.places.is_empty() || self.is_meant
    }
}

/// What both editions have of a name.
#[derive(Default)]
struct Tally {
    /// Whether the translation has it anywhere.
    is_there: bool,
    /// Where the original has it and the translation does not: both places.
    missing: Vec<(Place, Place)>,
}

impl Tally {
    fn report(self, known: &Known<'_>, tag: &LangTag, out: &mut Vec<Diagnostic>) {
        let name = known.called(Side::Original);
        let called = known.called(Side::Translation);
        let Some((original, block)) = self.missing.first() else { return };
        if self.is_there {
            for (original, block) in self.missing {
                let message = format!("the original says `{name}`; this block does not say `{called}`");
                let finding = Diagnostic::new(&codes::translation::NAME_MISSING, block, message);
                out.push(finding.also(original, "in the original"));
            }
            return;
        }
        let message = format!("`{called}` stands nowhere in this translation; the original says `{name}`");
        let is_one_text = known.name.name.get(tag).is_none() || name == called;
        let hint = if is_one_text {
            format!(
                "write `{called}`, or give its name in `{tag}`: `name = {{ … {tag} = \"…\" }}`, `forms = {{ {tag} = [\"…\"] }}`"
            )
        } else {
            format!("write `{called}`, or list how it is written here: `forms = {{ {tag} = [\"…\"] }}`")
        };
        let finding = Diagnostic::new(&codes::translation::NAME_LOST, block.clone(), message);
        out.push(
            finding
                .also(original.clone(), "in the original")
                .also(known.name.place.clone(), "the name")
                .hint(hint),
        );
    }
}

/// How a language treats names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
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
    fn of(language: &str) -> Way {
        match language {
            language if UNSPACED.contains(&language) => Way::Unspaced,
            language if WITHOUT_GENITIVE.contains(&language) => Way::Staying,
            language if UNCHANGING.contains(&language) => Way::Unchanging,
            language if ADDING.contains(&language) => Way::Adding,
            _ => Way::Inflecting,
        }
    }
}

struct Search<'k, 'n> {
    known: &'k [Known<'n>],
    ways: [Way; 2],
    /// Parts by which names are known: digest, name; sorted.
    parts: Vec<(u64, usize)>,
    /// Their digests.
    part_words: PrintSet,
}

/// First words of all forms of a side.
struct Index {
    words: PrintSet,
    /// Digest, name, form; sorted.
    forms: Vec<(u64, usize, usize)>,
}

impl Search<'_, '_> {
    fn way(&self, side: Side) -> Way {
        match side {
            Side::Original => self.ways[0],
            Side::Translation => self.ways[1],
        }
    }

    fn index(&self, side: Side) -> Index {
        let forms = self.known.iter().enumerate().flat_map(|(at, known)| {
            let forms = known.forms(side).iter().enumerate();
            forms.filter_map(move |(form, it)| Some((it.first()?, at, form)))
        });
        let mut forms: Vec<(u64, usize, usize)> = forms.collect();
        forms.sort_unstable();
        Index { words: forms.iter().map(|(print, ..)| *print).collect(), forms }
    }

    /// Compares the names of one block.
    fn block(
        &self,
        beside: &Beside<'_, '_, '_>,
        index: &[Index; 2],
        tally: &mut BTreeMap<usize, Tally>,
        out: &mut Vec<Diagnostic>,
    ) {
        let [mut original, mut translation] = [(Side::Original, &index[0]), (Side::Translation, &index[1])]
            .map(|(side, index)| self.met(beside, side, index));
        // With endings a name is only looked for where the other edition has it.
        let [there, here] = [&original, &translation].map(|met| met.keys().copied().collect::<Vec<_>>());
        for (side, own, other) in
            [(Side::Original, &mut original, here), (Side::Translation, &mut translation, there)]
        {
            self.inflected(beside, side, &other, own);
        }
        let mut all: Vec<usize> = original.keys().chain(translation.keys()).copied().collect();
        all.extend(self.by_part(beside));
        all.sort_unstable();
        all.dedup();
        for at in all {
            let Some(known) = self.known.get(at) else { continue };
            let (there, here) = (original.get(&at), translation.get(&at));
            let tally = tally.entry(at).or_default();
            let mut is_altered = false;
            for side in SIDES {
                let altered = self.altered(beside, side, known, there, here);
                if let Some(finding) = altered.or_else(|| self.misnamed(beside, side, known)) {
                    is_altered |= side == Side::Translation;
                    out.push(finding);
                }
            }
            let is_here = here.is_some_and(Met::is_there) || is_altered || self.is_meant(beside, known);
            tally.is_there |= is_here;
            if let Some(place) = there.and_then(|there| there.places.first()).filter(|_| !is_here) {
                tally.missing.push((place.clone(), beside.place(Side::Translation)));
            }
        }
    }

    /// Names that stand in the blocks of one side, or that its links lead to.
    fn met(&self, beside: &Beside<'_, '_, '_>, side: Side, index: &Index) -> BTreeMap<usize, Met> {
        let mut met: BTreeMap<usize, Met> = BTreeMap::new();
        for (read, words) in beside.spoken(side) {
            let text = &read.flat.text;
            for (from, word) in words.list.iter().enumerate().filter(|(_, word)| index.words.has(word.print))
            {
                let first = index.forms.partition_point(|(print, ..)| *print < word.print);
                let same = index.forms.iter().skip(first).take_while(|(print, ..)| *print == word.print);
                for (_, at, form) in same {
                    let form = self.known.get(*at).and_then(|known| known.forms(side).get(*form));
                    let form = form.filter(|form| is_name(side, word, form));
                    let range = form.and_then(|form| stands(text, &words.list, from, form));
                    if let Some(range) = range {
                        met.entry(*at).or_default().places.push(place(read, range));
                    }
                }
            }
            self.linked(read, &mut met);
        }
        met
    }

    /// Names of which a part stands in a block: a family name.
    fn by_part(&self, beside: &Beside<'_, '_, '_>) -> Vec<usize> {
        if self.parts.is_empty() {
            return Vec::new();
        }
        let words = SIDES.into_iter().flat_map(|side| beside.spoken(side)).flat_map(|(_, words)| &words.list);
        let of_word = |word: &Word| {
            let print = word.print;
            let first = self.parts.partition_point(|(other, _)| *other < print);
            let same = self.parts.get(first..).unwrap_or_default().iter();
            same.take_while(move |(other, _)| *other == print).map(|(_, at)| *at)
        };
        words.filter(|word| word.is_capital && self.part_words.has(word.print)).flat_map(of_word).collect()
    }

    fn linked(&self, read: &ReadPassage<'_>, met: &mut BTreeMap<usize, Met>) {
        for mark in &read.flat.marks {
            let FlatMarkKind::Link(link) = mark.kind else { continue };
            let Target::Name(id) = &link.target else { continue };
            if let Some(at) = self.known.iter().position(|known| known.name.id == *id) {
                met.entry(at).or_default().is_meant = true;
            }
        }
    }

    /// Names with endings, and those that stand among others without a blank.
    fn inflected(
        &self,
        beside: &Beside<'_, '_, '_>,
        side: Side,
        asked: &[usize],
        met: &mut BTreeMap<usize, Met>,
    ) {
        for at in asked {
            let Some(known) = self.known.get(*at).filter(|_| !met.get(at).is_some_and(Met::is_there)) else {
                continue;
            };
            let has = beside.spoken(side).any(|(read, words)| {
                let text = &read.flat.text;
                known.forms(side).iter().any(|form| match self.way(side) {
                    Way::Unspaced => text.contains(form.text),
                    way => (0..words.list.len()).any(|from| is_inflected(way, text, &words.list, from, form)),
                })
            });
            if has {
                met.entry(*at).or_default().is_meant = true;
            }
        }
    }

    /// Whether the translation says a part of a name that only means this one: a family name.
    fn is_meant(&self, beside: &Beside<'_, '_, '_>, known: &Known<'_>) -> bool {
        let parts = known.forms(Side::Translation).iter().flat_map(|form| &form.words);
        let parts: Vec<u64> =
            parts.filter(|word| word.letters >= PART && word.is_capital).map(|word| word.print).collect();
        beside
            .spoken(Side::Translation)
            .any(|(_, words)| words.list.iter().any(|word| word.is_capital && parts.contains(&word.print)))
    }

    /// A name that one side has, nearly written on the other.
    fn altered(
        &self,
        beside: &Beside<'_, '_, '_>,
        side: Side,
        known: &Known<'_>,
        there: Option<&Met>,
        here: Option<&Met>,
    ) -> Option<Diagnostic> {
        if self.way(side) == Way::Unspaced {
            return None;
        }
        let (own, other) = match side {
            Side::Original => (there, here),
            Side::Translation => (here, there),
        };
        let is_linked_here = own.is_some_and(|met| met.is_meant);
        let is_asked = other.is_some_and(Met::is_there) || is_linked_here;
        let parts = known.parts.iter().filter(|part| has_word(beside, side.other(), part));
        let forms: Vec<&Form<'_>> = known.forms(side).iter().filter(|_| is_asked).chain(parts).collect();
        if forms.is_empty() {
            return None;
        }
        let told_by = beside.spoken(side).find_map(|(read, words)| {
            let text = &read.flat.text;
            let range = forms.iter().find_map(|form| {
                (0..words.list.len())
                    .find_map(|from| self.nearly(beside, side, text, &words.list, from, form, own))
            })?;
            Some((text.get(range.clone())?.to_owned(), place(read, range)))
        });
        let (words, place) = told_by?;
        let message = format!("`{words}` is nearly the name `{}`", known.called(side));
        let finding = Diagnostic::new(&codes::translation::NAME, place, message);
        let finding = finding.also(known.name.place.clone(), "the name on record");
        let finding = match other.and_then(|met| met.places.first()) {
            Some(place) => finding.also(place.clone(), "in the other edition"),
            None => finding,
        };
        Some(finding.hint(format!(
            "write `{}`; another right form belongs into `forms` of names.toml",
            known.called(side)
        )))
    }

    /// Words that are nearly a form, and which the other side does not have.
    #[expect(clippy::too_many_arguments, reason = "one question, asked in one place")]
    fn nearly(
        &self,
        beside: &Beside<'_, '_, '_>,
        side: Side,
        text: &str,
        words: &[Word],
        from: usize,
        form: &Form<'_>,
        own: Option<&Met>,
    ) -> Option<Range<usize>> {
        let first = words.get(from).filter(|word| word.is_capital || (form.is_small && !form.is_exact))?;
        let span = words.get(from..from + form.words.len())?;
        let last = span.last()?;
        let letters = span.iter().map(|word| word.letters).sum::<usize>();
        // Most words are no candidates: neither as long nor of these letters.
        let others = (mask_of(span) ^ form.mask).count_ones() as usize;
        let is_short = letters + 2 < LETTERS && !form.is_exact;
        if is_short || letters.abs_diff(form.letters.len()) > CHANGED + 1 || others > 2 * CHANGED {
            return None;
        }
        let range = first.range.start..last.range.end;
        let said = text.get(range.clone())?;
        let is_found = if form.is_exact {
            // "Ice" for "ICE": another word, unless the name itself stands here too.
            !own.is_some_and(Met::is_there) && said != form.text.trim_start_matches('@') && form.is(span)
        } else {
            self.is_near(side, said, form)
                && !(form.is_place && is_of_a_place(&letters_of(said), &form.letters))
        };
        let is_elsewhere =
            || beside.spoken(side.other()).any(|(read, _)| first_of(&read.flat.text, said).is_some());
        let is_other_name = || {
            self.known
                .iter()
                .flat_map(|known| known.forms(side))
                .any(|other| other.letters == letters_of(said) && (!form.is_exact || other.text == said))
        };
        (is_found && !is_elsewhere() && !is_other_name()).then_some(range)
    }

    fn is_near(&self, side: Side, said: &str, form: &Form<'_>) -> bool {
        let (a, b) = (letters_of(said), &*form.letters);
        // A name of six letters may have lost one.
        if a.len() + 1 < LETTERS || b.len() < LETTERS || a.len().abs_diff(b.len()) > CHANGED || a == b {
            return false;
        }
        let most = if a.len() < LETTERS { 1 } else { CHANGED.min(b.len() / 3) };
        let way = self.way(side);
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

    /// The text of a `name:` link that is nearly the name: in every script.
    fn misnamed(&self, beside: &Beside<'_, '_, '_>, side: Side, known: &Known<'_>) -> Option<Diagnostic> {
        let (said, place) = beside.spoken(side).find_map(|(read, _)| {
            let links = read.flat.marks.iter().filter(|mark| match mark.kind {
                FlatMarkKind::Link(link) => matches!(&link.target, Target::Name(id) if *id == known.name.id),
                _ => false,
            });
            links.into_iter().find_map(|mark| {
                let said = read.flat.words_of(mark.range.clone());
                let is_right = |form: &Form<'_>| form.letters == letters_of(said);
                let forms = known.forms(side);
                let is_near = |form: &Form<'_>| !form.is_exact && self.is_near(side, said, form);
                let is_wrong = !forms.iter().any(is_right) && forms.iter().any(is_near);
                is_wrong.then(|| (said.to_owned(), read.passage.place(mark.span)))
            })
        })?;
        let name = known.called(side);
        let finding = Diagnostic::new(
            &codes::translation::NAME,
            place,
            format!("`{said}` is nearly the name `{name}`"),
        );
        let hint = format!("write `{name}`; another right form belongs into `forms` of names.toml");
        Some(finding.also(known.name.place.clone(), "the name on record").hint(hint))
    }
}

fn mask_of(words: &[Word]) -> u32 {
    words.iter().fold(0, |all, word| all | word.mask)
}

/// Whether one side says the one word of a form.
fn has_word(beside: &Beside<'_, '_, '_>, side: Side, form: &Form<'_>) -> bool {
    beside
        .spoken(side)
        .any(|(_, words)| words.list.iter().any(|word| word.is_capital && form.first() == Some(word.print)))
}

fn place(read: &ReadPassage<'_>, range: Range<usize>) -> Place {
    read.passage.place(read.flat.span_of(range))
}

/// In the original a plain word is no name: "her premiership" does not name the Premiership.
fn is_name(side: Side, word: &Word, form: &Form<'_>) -> bool {
    side == Side::Translation || word.is_capital || !form.text.starts_with(char::is_uppercase)
}

/// A form at a word of a text.
fn stands(text: &str, words: &[Word], from: usize, form: &Form<'_>) -> Option<Range<usize>> {
    let span = words.get(from..from + form.words.len())?;
    let range = span.first()?.range.start..span.last()?.range.end;
    let is_exact = || text.get(range.clone()) == Some(form.text.trim_start_matches('@'));
    (form.is(span) && (!form.is_exact || is_exact())).then_some(range)
}

/// Whether each word from there on is one of the form with an ending, or with a prefix that Semitic languages put to it.
fn is_inflected(way: Way, text: &str, words: &[Word], from: usize, form: &Form<'_>) -> bool {
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
fn has_ending(way: Way, said: &[char], whole: &[char]) -> bool {
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
fn is_of_a_place(said: &[char], place: &[char]) -> bool {
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
