//! What all pairs of a site have in common, made once: words by which its languages are known, and which names a word
//! may begin.

use crate::locale::common_words::{self, CommonWords};
use crate::locale::lexicon::triggers::Triggers;
use crate::prose::words::{PrintSet, Words, print_of};
use crate::site::{FolderIx, LangIx, Site};
use crate::source::Name;

/// Letters of the shortest name that is told from a word that is nearly the same, and of the shortest word by which a
/// longer name is known again.
pub(super) const LETTERS: usize = 6;

/// Tables for the comparison of any two editions of a site.
pub(crate) struct Shared<'a> {
    /// By language of the site.
    languages: Vec<Common>,
    /// By folder, of those that define names.
    names: Vec<(FolderIx, Index<'a>)>,
}

/// The table of a language, ready to be asked.
#[derive(Default)]
pub(super) struct Common {
    /// Digests of its frequent words; none where there is no table.
    pub(super) frequent: PrintSet,
    /// Verbs that allege or suggest, and those that show or prove, where the table has them.
    pub(super) verbs: Option<[Stems; 2]>,
}

impl Common {
    fn of(table: &'static CommonWords) -> Common {
        let verbs = [table.suggesting, table.proving].map(Stems::of);
        Common {
            frequent: table.frequent.split_whitespace().map(print_of).collect(),
            verbs: Some(verbs).filter(|_| !table.proving.is_empty()),
        }
    }
}

/// Beginnings of words, and whole words.
pub(super) struct Stems {
    /// How they begin, as most words do not.
    begins: Triggers,
    /// In order of their letters, with whether it is a whole word.
    list: Vec<(&'static str, bool)>,
}

impl Stems {
    fn of(words: &'static str) -> Stems {
        let stem = |word: &'static str| match word.strip_suffix('.') {
            Some(letters) => (letters, true),
            None => (word, false),
        };
        let mut list: Vec<(&str, bool)> = words.split_whitespace().map(stem).collect();
        list.sort_unstable();
        let mut begins = Triggers::default();
        list.iter().for_each(|(stem, _)| begins.add(stem));
        Stems { begins, list }
    }

    /// Whether a word begins like one of these; capitals at the beginning of a sentence are as good.
    pub(super) fn have(&self, said: &str) -> bool {
        let first = said.bytes().next().filter(|_| self.begins.starts(said.as_bytes(), 0));
        let Some(first) = first.map(|first| first.to_ascii_lowercase()) else { return false };
        let start = self.list.partition_point(|(stem, _)| stem.bytes().next() < Some(first));
        let same = self.list.iter().skip(start).take_while(|(stem, _)| stem.bytes().next() == Some(first));
        same.into_iter().any(|(stem, is_whole)| {
            let begins = said.get(..stem.len()).is_some_and(|start| start.eq_ignore_ascii_case(stem));
            begins && (!is_whole || said.len() == stem.len())
        })
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
        let common = |language: &str| common_words::of(language).map(Common::of).unwrap_or_default();
        let languages = site.languages.iter().map(|language| common(language.tag.language())).collect();
        let folders = site.indexed_folders().filter(|(_, folder)| !folder.data.names.is_empty());
        let names = folders.map(|(ix, folder)| (ix, Index::of(folder.data.names.values()))).collect();
        Shared { languages, names }
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
    fn stems_begin_words_and_whole_ones_are_words() {
        let stems = Stems::of("suggest claims. éto aleg");
        assert!(stems.have("suggests") && stems.have("Suggesting") && stems.have("claims"));
        assert!(stems.have("étoffe") && stems.have("alega"));
        assert!(!stems.have("claimsman") && !stems.have("claim") && !stems.have("") && !stems.have("zeta"));
    }
}
