//! Names of names.toml in both editions: none altered, none lost (FORMAT section 9).
//!
//! A name is looked for where the other edition has it: in the blocks that belong together. There a word of six letters
//! or more that is nearly the name is the name, altered; short names must stand as they are written. Languages that
//! inflect names are known: their endings are no alterations.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::check::parity::name_forms::{
    CHANGED, Form, Known, PART, Way, is_inflected, is_near, is_of_a_place, mask_of, stands,
};
use crate::check::parity::name_given;
use crate::check::parity::name_links::{self, Linked, links};
use crate::check::parity::shared::LETTERS;
use crate::check::parity::{Beside, SIDES, Side, Whole};
use crate::codes;
use crate::diag::{Diagnostic, Place};
use crate::locale::LangTag;
use crate::prose::Target;
use crate::prose::flat::FlatMarkKind;
use crate::prose::marks::first_of;
use crate::prose::words::{PrintSet, Word, letters_of};
use crate::site::reading::ReadPassage;

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
    /// Words of a link that only describe it.
    is_described: bool,
    /// Words of a link in a script of which the record has no form.
    foreign: Option<(String, Place)>,
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
    /// Whether a form on record stands there.
    is_named: bool,
    /// What the translation calls it in a script of which the record has no form.
    foreign: Option<(String, Place)>,
    /// Where the original has it and the translation does not: both places.
    missing: Vec<(Place, Place)>,
}

impl Tally {
    fn report(self, known: &Known<'_>, tag: &LangTag, out: &mut Vec<Diagnostic>) {
        let name = known.called(Side::Original);
        let called = known.called(Side::Translation);
        if let Some((said, place)) = self.foreign.filter(|_| !self.is_named) {
            let message = format!("`{said}` stands for `{name}`, of which no form in `{tag}` is on record");
            let finding = Diagnostic::new(&codes::translation::NAME_MISSING, place, message);
            let hint = format!("say how it is written here: `forms = {{ {tag} = [\"{said}\"] }}`");
            out.push(finding.also(known.name.place.clone(), "the name").hint(hint));
        }
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
            let (mut is_altered, mut is_misnamed) = (false, false);
            for (side, other) in [(Side::Original, here), (Side::Translation, there)] {
                let altered = self.altered(beside, side, known, there, here).map(|finding| (finding, false));
                let is_named_there = other.is_some_and(|other| other.is_there() && !other.is_described);
                let found = altered.or_else(|| self.misnamed(beside, side, known, is_named_there));
                if let Some((finding, is_other)) = found {
                    is_altered |= side == Side::Translation && !is_other;
                    is_misnamed |= side == Side::Translation && is_other;
                    out.push(finding);
                }
            }
            if there.is_some_and(Met::is_there) && !is_altered && !is_misnamed {
                let found = given(beside, known);
                is_altered |= found.is_some();
                out.extend(found);
            }
            // Words that are no form of it may hold a part of it.
            let is_meant = || !is_misnamed && self.is_meant(beside, known);
            let is_here = here.is_some_and(Met::is_there) || is_altered || is_meant();
            tally.is_there |= is_here;
            tally.foreign = tally.foreign.take().or_else(|| here.and_then(|here| here.foreign.clone()));
            tally.is_named |= here.is_some_and(|here| !here.places.is_empty());
            let is_told = is_here || is_misnamed;
            if let Some(place) = there.and_then(|there| there.places.first()).filter(|_| !is_told) {
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
            self.linked(read, side, &mut met);
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

    /// Names that links lead to, if their words do not say another.
    fn linked(&self, read: &ReadPassage<'_>, side: Side, met: &mut BTreeMap<usize, Met>) {
        for (id, mark) in links(read) {
            let Some(at) = self.known.iter().position(|known| *known.name.id == *id) else { continue };
            let Some(known) = self.known.get(at) else { continue };
            let said = read.flat.words_of(mark.range.clone());
            let own = met.entry(at).or_default();
            match self.judge(said, known, side) {
                Linked::Named | Linked::Near => own.is_meant = true,
                Linked::Foreign => {
                    own.is_meant = true;
                    own.foreign = Some((said.to_owned(), place(read, mark.range.clone())));
                }
                Linked::Described | Linked::Other => own.is_described = true,
                Linked::Another => {}
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
            is_near(self.way(side), said, form)
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

    /// What is told of the words of a `name:` link; whether they are another name or none.
    fn misnamed(
        &self,
        beside: &Beside<'_, '_, '_>,
        side: Side,
        known: &Known<'_>,
        is_named_there: bool,
    ) -> Option<(Diagnostic, bool)> {
        beside.spoken(side).find_map(|(read, _)| {
            let own = links(read).filter(|(id, _)| *id == &*known.name.id);
            own.into_iter().find_map(|(_, mark)| {
                let said = read.flat.words_of(mark.range.clone());
                let linked = self.judge(said, known, side);
                let place = place(read, mark.range.clone());
                let finding = name_links::finding(said, place, known, (linked, side), is_named_there)?;
                Some((finding, !matches!(linked, Linked::Near)))
            })
        })
    }

    fn judge(&self, said: &str, known: &Known<'_>, side: Side) -> Linked {
        name_links::judge(said, known, self.known, self.way(side), side)
    }
}

/// A name of which only the family name was left as it is.
fn given(beside: &Beside<'_, '_, '_>, known: &Known<'_>) -> Option<Diagnostic> {
    let is_theirs = |word: &str| beside.spoken(Side::Original).any(|(read, _)| read.flat.text.contains(word));
    beside.spoken(Side::Translation).find_map(|(read, words)| {
        let text = &read.flat.text;
        let range = name_given::translated(known, text, &words.list, is_theirs)?;
        let said = text.get(range.clone())?;
        let name = known.called(Side::Translation);
        let message = format!("`{said}` is the name `{name}` with its given name translated");
        let finding = Diagnostic::new(&codes::translation::NAME, place(read, range), message);
        let hint = format!("write `{name}`; another right form belongs into `forms` of names.toml");
        Some(finding.also(known.name.place.clone(), "the name on record").hint(hint))
    })
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
