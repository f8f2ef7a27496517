//! What is never translated, letter by letter: handles, e-mail addresses, telephone and case numbers, web addresses and
//! digests that stand in the text. How such things look is told by `shapes.rs`.

use std::ops::Range;

use crate::check::parity::references::is_alternate;
use crate::check::parity::{Beside, SIDES, Side};
use crate::codes;
use crate::diag::{Diagnostic, Place};
use crate::prose::Target;
use crate::prose::flat::{FlatMarkKind, FlatText};
use crate::prose::shapes::{host_and_path, is_mail};
use crate::prose::words::{changes, letters_of};
use crate::site::reading::ReadPassage;

/// Two of them that differ in no more signs are one that was altered.
const ALTERED: usize = 3;

/// Something that is never translated.
struct Token {
    words: String,
    place: Place,
}

/// Compares what both sides have.
pub(super) fn compare(beside: &Beside<'_, '_, '_>, out: &mut Vec<Diagnostic>) {
    let [mut original, mut translation] = SIDES.map(|side| tokens(beside, side));
    if original.is_empty() && translation.is_empty() {
        return;
    }
    let tags = SIDES.map(|side| &beside.edition(side).edition.file.lang);
    let is_same = |one: &Token, other: &Token| {
        // An address without `https` may lead to the page in the other language.
        let page = |token: &Token| host_and_path(&token.words).then(|| format!("https://{}", token.words));
        let is_page = || is_alternate(&page(one)?, &page(other)?, tags).then_some(());
        one.words == other.words || is_page().is_some()
    };
    let both: Vec<String> = original
        .iter()
        .flat_map(|one| translation.iter().filter(|other| is_same(one, other)).map(move |other| (one, other)))
        .flat_map(|(one, other)| [one.words.clone(), other.words.clone()])
        .collect();
    for list in [&mut original, &mut translation] {
        list.retain(|one| !both.contains(&one.words));
        let mut seen: Vec<String> = Vec::new();
        list.retain(|one| !seen.contains(&one.words) && (seen.push(one.words.clone()), true).1);
    }
    original.retain(|one| {
        let altered = translation.iter().position(|other| is_altered(&one.words, &other.words));
        if let Some(at) = altered {
            let other = translation.remove(at);
            let message = format!("`{}` is `{}` in the original", other.words, one.words);
            let finding = Diagnostic::new(&codes::translation::VERBATIM, other.place, message);
            out.push(
                finding.also(one.place.clone(), "in the original").hint("write it letter by letter as it is"),
            );
        }
        altered.is_none()
    });
    for (side, rest) in [(Side::Original, original), (Side::Translation, translation)] {
        for one in rest {
            let (message, at, (other, label)) = beside.lacks(side, &format!("`{}`", one.words), one.place);
            out.push(Diagnostic::new(&codes::translation::VERBATIM, at, message).also(other, label));
        }
    }
}

fn is_altered(one: &str, other: &str) -> bool {
    let (a, b) = (letters_of(one), letters_of(other));
    changes(&a, &b, ALTERED.min(a.len() / 2)).is_some()
}

/// With the blank and the stroke that every keyboard has: a break of lines within a number is not its reader's.
fn plain(words: &str) -> String {
    let sign = |sign: char| match sign {
        '\u{2010}' | '\u{2011}' => '-',
        sign if sign.is_whitespace() => ' ',
        sign => sign,
    };
    words.chars().map(sign).collect()
}

fn tokens(beside: &Beside<'_, '_, '_>, side: Side) -> Vec<Token> {
    let edition = beside.edition(side);
    let mut found = Vec::new();
    for line in beside.lines(side) {
        let Some(read) = line.read else { continue };
        found.extend(in_text(read, &line.verbatim));
        for mark in &read.flat.marks {
            // A handle reads like a citation; it is one where its key is on record.
            let FlatMarkKind::Citation(cited) = &mark.kind else { continue };
            let Some(words) = &cited.bare else { continue };
            let mut cites = cited.citation.cites.iter();
            if !cites.any(|cite| edition.site.source(read.passage.scope, &cite.key.value).is_some()) {
                // Scripts without blanks run on behind a handle.
                let end = words.find(|sign: char| !sign.is_ascii_alphanumeric() && !"@_.-".contains(sign));
                let handle = words.get(..end.unwrap_or(words.len())).unwrap_or_default();
                let handle = handle.trim_end_matches(['.', '-', '@']);
                if is_mail(handle) {
                    found.push(Token { words: handle.to_owned(), place: read.passage.place(mark.span) });
                }
            }
        }
    }
    found
}

fn in_text<'t>(read: &'t ReadPassage<'_>, verbatim: &'t [Range<usize>]) -> impl Iterator<Item = Token> {
    let flat = &read.flat;
    let is_compared = |range: &Range<usize>| {
        !flat.words_of(range.clone()).starts_with('@') && is_address_of_a_link(flat, range)
    };
    verbatim.iter().filter(move |range| !is_compared(range)).map(|range| Token {
        words: plain(flat.words_of(range.clone())),
        place: read.passage.place(flat.span_of(range.clone())),
    })
}

/// Where the words of a link are its address, the target is compared.
fn is_address_of_a_link(flat: &FlatText<'_>, range: &Range<usize>) -> bool {
    flat.marks.iter().any(|mark| {
        let FlatMarkKind::Link(link) = mark.kind else { return false };
        let is_inside = mark.range.start <= range.start && range.end <= mark.range.end;
        is_inside && matches!(link.target, Target::Web(_) | Target::File(_) | Target::Unbound(_))
    })
}
