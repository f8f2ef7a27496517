//! What all pairs of a site have in common, made once: words by which its languages are known, and which names a word
//! may begin.

use crate::locale::common_words::{self, CommonWords};
use crate::prose::words::{PrintSet, Words, print_of};
use crate::site::{FolderIx, LangIx, Language, Site};
use crate::source::Name;

/// Letters of the shortest name that is told from a word that is nearly the same, and of the shortest word by which a
/// longer name is known again.
pub(super) const LETTERS: usize = 6;

/// Words that say for each of what, with the languages in which they say nothing else before the name of a unit.
const PER: [(&str, &[&str]); 8] = [
    ("en nl sv da nb nn no id ms", &["per"]),
    ("pt es gl", &["por"]),
    ("es", &["al"]),
    ("pt gl", &["ao"]),
    ("fr", &["par"]),
    ("de", &["pro", "je"]),
    ("it", &["al", "all’"]),
    ("ro", &["pe"]),
];

/// Tables for the comparison of any two editions of a site.
pub(crate) struct Shared<'a> {
    /// By language of the site.
    languages: Vec<Common>,
    /// Digests of the frequent words of every language of which they are known, by primary subtag.
    pub(super) frequent: Vec<(&'static str, PrintSet)>,
    /// All of them.
    any_frequent: PrintSet,
    /// By folder, of those that define names.
    names: Vec<(FolderIx, Index<'a>)>,
}

/// The table of a language, ready to be asked.
#[derive(Default)]
pub(super) struct Common {
    /// Digests of its frequent words; none where there is no table.
    pub(super) frequent: PrintSet,
    /// Digests of the words with which names of months and of days of the week begin.
    pub(super) calendar: PrintSet,
    /// Verbs that allege or suggest, and those that show or prove, where the table has them.
    pub(super) verbs: Option<Verbs>,
    /// Words for what a number is told for, each of which.
    pub(super) per: Vec<Per>,
}

impl Common {
    fn of(language: &Language) -> Common {
        let names = language.lexicon.calendar_words();
        let first = |name: &str| Words::of(name).list.first().map(|word| word.print);
        let per = Per::of(language.tag.language());
        let common = Common { calendar: names.filter_map(first).collect(), per, ..Common::default() };
        let Some(table) = common_words::of(language.tag.language()) else { return common };
        Common {
            frequent: table.frequent.split_whitespace().map(print_of).collect(),
            verbs: (!table.proving.is_empty()).then(|| Verbs::of(table.suggesting, table.proving)),
            ..common
        }
    }
}

/// Verbs that allege or suggest, and those that show or prove: their beginnings, and whole words.
pub(super) struct Verbs {
    /// The first three bytes of each, as most words do not begin: a bit for each of 32,768 kinds.
    begins: Vec<u64>,
    /// In order of their beginnings.
    list: Vec<Stem>,
}

struct Stem {
    letters: &'static str,
    /// The kind of its beginning.
    place: usize,
    /// Nothing follows.
    is_whole: bool,
    /// It shows or proves.
    proves: bool,
}

impl Verbs {
    fn of(suggesting: &'static str, proving: &'static str) -> Verbs {
        let stems = |words: &'static str, proves: bool| {
            words.split_whitespace().map(move |word| match word.strip_suffix('.') {
                Some(letters) => (letters, true, proves),
                None => (word, false, proves),
            })
        };
        let stems = stems(suggesting, false).chain(stems(proving, true));
        let stems = stems.filter_map(|(letters, is_whole, proves)| {
            Some(Stem { letters, place: place_of(letters.as_bytes())?, is_whole, proves })
        });
        let mut list: Vec<Stem> = stems.collect();
        list.sort_by_key(|stem| (stem.place, stem.letters, stem.proves));
        let mut begins = vec![0; BEGINNINGS / 64];
        for place in list.iter().map(|stem| stem.place) {
            if let Some(bits) = begins.get_mut(place / 64) {
                *bits |= 1 << (place % 64);
            }
        }
        Verbs { begins, list }
    }

    /// Whether a word may be one of them, by its first bytes.
    #[inline]
    pub(super) fn may_be(&self, word: &[u8]) -> bool {
        let bit = place_of(word).and_then(|place| Some(self.begins.get(place / 64)? & (1 << (place % 64))));
        bit.is_some_and(|bit| bit != 0)
    }

    /// Whether a word proves, or only suggests; nothing of most words. Capitals at the beginning of a sentence are as
    /// good.
    pub(super) fn proves(&self, said: &str) -> Option<bool> {
        let place = place_of(said.as_bytes())?;
        let start = self.list.partition_point(|stem| stem.place < place);
        let same = self.list.iter().skip(start).take_while(|stem| stem.place == place);
        let is_it = |stem: &&Stem| {
            let begins = said.get(..stem.letters.len());
            begins.is_some_and(|start| start.eq_ignore_ascii_case(stem.letters))
                && (!stem.is_whole || said.len() == stem.letters.len())
        };
        same.into_iter().find(is_it).map(|stem| stem.proves)
    }
}

/// Kinds of beginnings: five bits for each of three bytes.
const BEGINNINGS: usize = 1 << 15;

/// The kind of beginning that a word has, in capitals or not; nothing of words of fewer than three bytes.
#[inline]
fn place_of(word: &[u8]) -> Option<usize> {
    let [first, second, third]: &[u8; 3] = word.first_chunk()?;
    let bits = |byte: &u8| usize::from(byte & 31);
    Some(bits(first) << 10 | bits(second) << 5 | bits(third))
}

/// A word that says for each of what.
pub(super) struct Per {
    /// Its digest.
    pub(super) print: u64,
    /// The name follows behind an apostrophe, not a blank: "all’anno".
    is_elided: bool,
}

impl Per {
    /// Those of a language, by its primary subtag.
    fn of(language: &str) -> Vec<Per> {
        let own = PER.iter().filter(|(languages, _)| languages.split(' ').any(|one| one == language));
        let words = own.flat_map(|(_, words)| *words).copied();
        let per = words.map(|word| match word.strip_suffix('’') {
            Some(word) => Per { print: print_of(word), is_elided: true },
            None => Per { print: print_of(word), is_elided: false },
        });
        per.collect()
    }

    /// The text behind the word, from the name on; nothing if none follows.
    pub(super) fn named<'t>(&self, behind: &'t str) -> Option<&'t str> {
        let named = match self.is_elided {
            true => behind.strip_prefix(['’', '\''])?,
            false => behind,
        };
        let name = named.trim_start_matches([' ', '\u{a0}']);
        (self.is_elided || name.len() < named.len()).then_some(name)
    }
}

/// Which names of a folder a word begins, or is known for.
#[derive(Default)]
struct Index<'a> {
    words: PrintSet,
    /// By word; a name stands here once for each.
    names: Vec<(u64, &'a Name)>,
}

impl<'a> Index<'a> {
    fn of(names: impl Iterator<Item = &'a Name>) -> Index<'a> {
        let mut all: Vec<(u64, &Name)> = Vec::new();
        for name in names {
            let texts = [Some(&name.name), name.short.as_ref()].into_iter().flatten();
            let texts = texts.flat_map(|texts| texts.iter()).map(|(_, text)| &*text.value);
            for text in texts.chain(name.forms.iter().map(|(_, text)| &**text)) {
                let words = Words::of(text).list.into_iter().enumerate();
                let telling =
                    words.filter(|(at, word)| *at == 0 || (word.is_capital && word.letters >= LETTERS));
                all.extend(telling.map(|(_, word)| (word.print, name)));
            }
        }
        all.sort_by(|(a, one), (b, other)| (a, &one.id).cmp(&(b, &other.id)));
        all.dedup_by(|(a, one), (b, other)| a == b && one.id == other.id);
        Index { words: all.iter().map(|(print, _)| *print).collect(), names: all }
    }

    fn of_word(&self, print: u64) -> impl Iterator<Item = &'a Name> {
        let first = self.names.partition_point(|(other, _)| *other < print);
        self.names.iter().skip(first).take_while(move |(other, _)| *other == print).map(|(_, name)| *name)
    }
}

impl<'a> Shared<'a> {
    /// Those of a site.
    pub(crate) fn of(site: &'a Site) -> Shared<'a> {
        let languages = site.languages.iter().map(Common::of).collect();
        let folders = site.indexed_folders().filter(|(_, folder)| !folder.data.names.is_empty());
        let names = folders.map(|(ix, folder)| (ix, Index::of(folder.data.names.values()))).collect();
        let prints = |table: &CommonWords| table.frequent.split_whitespace().map(print_of);
        let tables = common_words::TABLES.iter();
        let frequent = tables.clone().map(|table| (table.language, prints(table).collect())).collect();
        let any_frequent = tables.flat_map(prints).collect();
        Shared { languages, frequent, any_frequent, names }
    }

    /// Whether a word is frequent in any language.
    pub(super) fn is_frequent(&self, print: u64) -> bool {
        self.any_frequent.has(print)
    }

    /// The words of a language.
    pub(super) fn common(&self, lang: LangIx) -> Option<&Common> {
        self.languages.get(lang.0 as usize)
    }

    /// The names that some words may begin or mean, of a folder and those above it, in order of their ids.
    pub(super) fn names<'w>(
        &self,
        site: &'a Site,
        folder: FolderIx,
        words: impl Iterator<Item = &'w Words> + Clone,
    ) -> Vec<&'a Name> {
        let mut found: Vec<&Name> = Vec::new();
        for at in site.scope(folder) {
            let Ok(place) = self.names.binary_search_by_key(&at, |(folder, _)| *folder) else { continue };
            let Some((_, index)) = self.names.get(place) else { continue };
            let prints = words.clone().flat_map(|words| &words.list).map(|word| word.print);
            let known = prints.filter(|print| index.words.has(*print));
            for name in known.flat_map(|print| index.of_word(print)) {
                let is_known = found.iter().any(|known| std::ptr::eq(*known, name));
                // A nearer folder may call somebody else so.
                let is_meant = || site.name(folder, &name.id).is_some_and(|near| near.folder == at);
                if !is_known && is_meant() {
                    found.push(name);
                }
            }
        }
        found.sort_by(|one, other| one.id.cmp(&other.id));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_known_by_their_beginnings_or_as_whole_words() {
        let verbs = Verbs::of("suggest claims. éto aleg", "show alegria.");
        assert_eq!(verbs.proves("suggests"), Some(false));
        assert_eq!(verbs.proves("Suggesting"), Some(false));
        assert_eq!(verbs.proves("claims"), Some(false));
        assert_eq!(verbs.proves("étoffe"), Some(false));
        assert_eq!(verbs.proves("showed"), Some(true));
        for other in ["claimsman", "claim", "", "zeta"] {
            assert_eq!(verbs.proves(other), None, "{other}");
        }
    }
}
