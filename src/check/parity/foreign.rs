//! Blocks in a language that is neither edition's: a draft of another edition that was pasted, a sentence of a source.
//!
//! A language is known by its frequent words. Only words count that the translation's own language does not use as often,
//! and only blocks that have several of them and none of its own.

use std::cell::LazyCell;
use std::ops::Range;

use crate::check::parity::shared::Shared;
use crate::check::parity::{Beside, SIDES, Side, Whole};
use crate::codes;
use crate::diag::Diagnostic;
use crate::prose::marks::quotations;
use crate::prose::words::{PrintSet, Word, Words};
use crate::site::reading::ReadPassage;

/// Words of the shortest sentence that is told.
const WORDS: usize = 8;
/// Frequent words of a third language in it.
const FREQUENT: usize = 4;
/// One word of so many is frequent in any text.
const SHARE: usize = 4;

/// The languages that neither edition is in, and what was found so far.
pub(super) struct Thirds<'b> {
    shared: &'b Shared<'b>,
    /// The frequent words of the translation's language; none if they are not known: then nothing is looked for.
    own: Option<&'b PrintSet>,
    /// Primary subtags of both editions.
    languages: [&'b str; 2],
    /// Blocks in a row are one finding.
    run: Option<(Diagnostic, usize)>,
}

impl<'b> Thirds<'b> {
    /// Those of two editions.
    pub(super) fn of(whole: &Whole<'b, '_, '_>) -> Thirds<'b> {
        let languages = SIDES.map(|side| whole.edition(side).edition.file.lang.language());
        let own = whole.common(Side::Translation).map(|common| &common.frequent);
        Thirds { shared: whole.pair.shared, own: own.filter(|own| !own.is_empty()), languages, run: None }
    }

    /// Looks at one block.
    pub(super) fn block(&mut self, beside: &Beside<'_, '_, '_>, out: &mut Vec<Diagnostic>) {
        match self.found(beside) {
            Some(finding) => match &mut self.run {
                Some((_, count)) => *count += 1,
                None => self.run = Some((finding, 1)),
            },
            None => self.finish(out),
        }
    }

    /// Tells what was found last.
    pub(super) fn finish(&mut self, out: &mut Vec<Diagnostic>) {
        let Some((mut finding, count)) = self.run.take() else { return };
        if count > 1 {
            let all = format!("this and the next {} read", blocks(count - 1));
            finding.message = finding.message.replacen("this reads", &all, 1);
        }
        out.push(finding);
    }

    fn found(&self, beside: &Beside<'_, '_, '_>) -> Option<Diagnostic> {
        let own = self.own?;
        let is_foreign = |word: &&Word| self.shared.is_frequent(word.print) && !own.has(word.print);
        beside.own_words().find_map(|(_, read, words)| {
            // Few blocks have so many of them.
            words.list.iter().filter(is_foreign).nth(FREQUENT - 1)?;
            let (range, language) = self.sentence(read, words, own)?;
            let said = read.flat.words_of(range.clone());
            if beside.spoken(Side::Original).any(|(other, _)| other.flat.text.contains(said)) {
                return None;
            }
            let message = format!("this reads like `{language}`, which is the language of neither edition");
            let place = read.passage.place(read.flat.span_of(range));
            let finding = Diagnostic::new(&codes::translation::OTHER_LANGUAGE, place, message);
            Some(finding.also(beside.place(Side::Original), "in the original"))
        })
    }

    /// The first sentence in a third language.
    fn sentence(
        &self,
        read: &ReadPassage<'_>,
        words: &Words,
        own: &PrintSet,
    ) -> Option<(Range<usize>, &'static str)> {
        let quoted = LazyCell::new(|| quotations(&read.flat.text, |_| true));
        let is_quoted = |word: &Word| quoted.iter().any(|range| range.contains(&word.range.start));
        read.flat.sentences().into_iter().find_map(|sentence| {
            let inside = words.list.iter().filter(|word| {
                sentence.start <= word.range.start && word.range.end <= sentence.end && !is_quoted(word)
            });
            let inside: Vec<&Word> = inside.collect();
            // Of all third languages together: of one there are no more.
            let is_third = |word: &&&Word| self.shared.is_frequent(word.print) && !own.has(word.print);
            let most = inside.iter().filter(is_third).count();
            if inside.len() < WORDS || most < FREQUENT || most * SHARE < inside.len() {
                return None;
            }
            let is_in = |(language, frequent): &&(&'static str, PrintSet)| {
                let has = |word: &&&Word| frequent.has(word.print);
                let theirs = inside.iter().filter(has).filter(|word| !own.has(word.print)).count();
                let ours =
                    inside.iter().filter(|word| own.has(word.print) && !frequent.has(word.print)).count();
                !self.languages.contains(language)
                    && theirs >= FREQUENT
                    && theirs * SHARE >= inside.len()
                    && ours * SHARE <= theirs
            };
            let language = self.shared.frequent.iter().find(is_in)?.0;
            Some((sentence, language))
        })
    }
}

/// So many blocks that follow the first one of a finding.
pub(super) fn blocks(count: usize) -> String {
    if count == 1 { "block".to_owned() } else { format!("{count} blocks") }
}
