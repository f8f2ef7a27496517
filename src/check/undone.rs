//! Words that are still to translate: `…` alone, as `translate init` leaves them.
//!
//! In a draft they are the work to do, and nothing else is told of them. In any other translation each is an error.

use crate::check::{Check, EditionInput, PairInput, Run};
use crate::codes;
use crate::diag::{Diagnostic, Place};
use crate::prose::Inline;
use crate::prose::flat::FlatText;
use crate::site::evidence;
use crate::site::reading::ReadPassage;
use crate::site::said::is_to_do;
use crate::text::Span;

/// A translation that is no draft has words.
pub(crate) const UNDONE: Check =
    Check { name: "undone", codes: &[&codes::translation::TO_DO], run: Run::Pair(run) };

fn run(pair: &PairInput<'_, '_>, out: &mut Vec<Diagnostic>) {
    let edition = pair.translation.edition;
    if edition.meta.draft {
        return;
    }
    let [original, own] = [pair.original.read, pair.translation.read];
    let open = |read: &[ReadPassage<'_>]| -> Vec<(usize, String)> {
        let open = read.iter().enumerate().filter(|(_, read)| is_to_do(read.passage.line));
        open.map(|(at, read)| (at, words_of(read.passage.line))).collect()
    };
    let to_do = open(own);
    if !to_do.is_empty() {
        let said = open(original);
        // What the original itself says in three dots, it says in every language: at the same place, or as often.
        let is_said_so = |one: &(usize, String)| match original.len() == own.len() {
            true => said.contains(one),
            false => {
                let count =
                    |list: &[(usize, String)]| list.iter().filter(|(_, words)| *words == one.1).count();
                count(&to_do) <= count(&said)
            }
        };
        let left = to_do.iter().filter(|one| !is_said_so(one)).filter_map(|(at, _)| own.get(*at));
        out.extend(left.map(|read| finding(Place::new(&read.passage.file, read.span()))));
    }
}

fn finding(place: Place) -> Diagnostic {
    Diagnostic::new(&codes::translation::TO_DO, place, "this is still to translate")
        .hint("write the words for `…`; while the translation is at work: `draft = true`")
}

/// How a line is written but for its links: two lines that wait for words are alike only if they are the same.
fn words_of(line: &[Inline]) -> String {
    FlatText::of(line).text
}

/// Takes out what else was found of words that are still to translate: they say nothing yet that could be wrong.
pub(crate) fn hush(story: &[&EditionInput<'_>], found: &mut Vec<Diagnostic>) {
    if found.is_empty() {
        return;
    }
    let places: Vec<Place> = story.iter().flat_map(|input| places(input)).collect();
    if places.is_empty() {
        return;
    }
    let is_undone = |place: &Place| places.iter().any(|undone| touches(undone, place));
    let is_at_work = |place: &Place| places.iter().any(|undone| undone.file == place.file);
    found.retain(|finding| {
        let area = finding.code.name.split('/').next().unwrap_or_default();
        let is_told = finding.code == &codes::translation::TO_DO || !matches!(area, "translation" | "fact");
        // A name that the whole edition lacks may stand in what is to come.
        let is_whole =
            [&codes::translation::NAME_LOST, &codes::translation::NAME_MISSING].contains(&finding.code);
        let mut all = finding.at.iter().chain(finding.also.iter().map(|(place, _)| place));
        is_told || !(finding.at.as_ref().is_some_and(is_undone) || is_whole && all.any(is_at_work))
    });
}

/// Where words of a translation are still to write.
fn places(input: &EditionInput<'_>) -> Vec<Place> {
    if input.edition.is_original {
        return Vec::new();
    }
    let picture = evidence::picture(input.edition);
    let passages = evidence::passages(input.edition, input.uses).into_iter().chain(picture);
    let to_do = passages.filter(|passage| is_to_do(passage.line));
    let place = |line: &[Inline]| Some(line.first()?.span.joined(line.last()?.span));
    to_do.filter_map(|passage| Some(Place::new(&passage.file, place(passage.line)?))).collect()
}

fn touches(one: &Place, other: &Place) -> bool {
    let apart = |a: Span, b: Span| a.end < b.start || b.end < a.start;
    one.file == other.file && !apart(one.span, other.span)
}
