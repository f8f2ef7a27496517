//! Sentences of blocks that belong together: how many, and whether a paragraph breaks off or begins in the middle.
//!
//! Translators split and join sentences; what is told is a block with far fewer or more, or with one less that is also
//! much shorter than lengths go in this edition.

use crate::check::parity::{Beside, SIDES, Side, Whole};
use crate::codes;
use crate::diag::Diagnostic;
use crate::edition::SegmentKind;
use crate::edition::align::Pair;
use crate::prose::flat::OBJECT;
use crate::prose::words::{Word, Words};
use crate::site::blocks::Line;
use crate::text::Span;

/// A block with one sentence less is told if it has no more than this of the letters that are usual.
const SHORT: f64 = 0.72;
/// Letters of the shortest paragraph that must end in a stop where its counterpart does.
const LETTERS: usize = 40;
/// Letters of an edition before which its lengths say little: so many are taken to be as long in both.
const PRIOR: f64 = 200.0;

/// What a full stop abbreviates before words with a capital, in small letters; sorted.
const ABBREVIATIONS: &[&str] = &[
    "abr", "abs", "ago", "al", "approx", "apr", "arq", "art", "arts", "aug", "av", "bzw", "ca", "cap",
    "capt", "cf", "col", "dec", "dept", "dez", "dic", "dott", "dr", "dra", "drs", "ed", "eds", "est", "ex",
    "exma", "exmo", "feb", "fev", "fig", "fr", "frl", "gen", "gov", "hon", "hr", "ing", "jan", "jr", "lic",
    "lt", "maj", "mar", "mlle", "mme", "mr", "mrs", "ms", "no", "nov", "nr", "núm", "oct", "okt", "out", "p",
    "pp", "pres", "prof", "profa", "pág", "rep", "rev", "sec", "sen", "sep", "sept", "set", "sgt", "sig",
    "sr", "sra", "srta", "st", "ste", "vgl", "vol", "vs", "г", "др", "им", "ул",
];

/// Letters of the longest of them.
const ABBREVIATED: usize = 6;

/// Languages that end sentences without a mark.
const WITHOUT_STOPS: [&str; 5] = ["th", "lo", "km", "my", "bo"];

/// Compares the sentences of all blocks.
pub(super) fn compare(whole: &Whole<'_, '_, '_>, out: &mut Vec<Diagnostic>) {
    if SIDES.iter().any(|side| WITHOUT_STOPS.contains(&whole.edition(*side).edition.file.lang.language())) {
        return;
    }
    let letters = |lines: &[Line<'_, '_>]| lines.iter().map(|line| line.segment.letters).sum::<usize>();
    let (original, translation) = whole
        .beside()
        .fold((0, 0), |(a, b), beside| (a + letters(beside.original), b + letters(beside.translation)));
    let usual = (translation as f64 + PRIOR) / (original as f64 + PRIOR);
    let cut = cuts(whole, out);
    for beside in whole.beside() {
        let kinds = beside.original.iter().chain(beside.translation).map(|line| line.segment.kind);
        if !kinds.into_iter().all(is_prose) {
            continue;
        }
        counts(&beside, usual, out);
        let is_told = |line: &Line<'_, '_>| cut.contains(&line.segment.span);
        if !beside.translation.iter().any(is_told) {
            joins(&beside, out);
        }
    }
}

fn is_prose(kind: SegmentKind) -> bool {
    matches!(
        kind,
        SegmentKind::Paragraph | SegmentKind::Item(_) | SegmentKind::Footnote | SegmentKind::Quoted
    )
}

fn counts(beside: &Beside<'_, '_, '_>, usual: f64, out: &mut Vec<Diagnostic>) {
    let [there, here] = SIDES.map(|side| {
        beside.spoken(side).map(|(read, words)| sentences(&read.flat.text, words)).sum::<usize>()
    });
    let letters = |lines: &[Line<'_, '_>]| lines.iter().map(|line| line.segment.letters).sum::<usize>();
    let ratio = (letters(beside.translation) as f64 + 1.0) / (letters(beside.original) as f64 * usual + 1.0);
    let is_far = there.abs_diff(here) >= 2 && there.max(here) * 2 >= there.min(here) * 3;
    let is_short = here < there && ratio < SHORT;
    let is_long = here > there && ratio > 1.0 / SHORT;
    // Sentences that were only split or joined leave the length as it is.
    let is_unlike = !(0.85..=1.18).contains(&ratio);
    if (is_far && is_unlike) || is_short || is_long {
        let message = format!("{} here, {} in the original", counted(here), counted(there));
        let finding =
            Diagnostic::new(&codes::translation::SENTENCES, beside.place(Side::Translation), message);
        out.push(finding.also(beside.place(Side::Original), "in the original"));
    }
}

fn counted(count: usize) -> String {
    format!("{count} sentence{}", if count == 1 { "" } else { "s" })
}

/// How many sentences a text has: stops behind which something new begins.
///
/// Plainer than UAX 29, which takes "Dr. Ruiz" for two, and quick: a stop behind a short word with a capital, behind a
/// single letter or behind a number ends none if words follow.
fn sentences(text: &str, words: &Words) -> usize {
    let behind = words.list.iter().skip(1).map(|next| next.range.start);
    let ended = words.list.iter().zip(behind).filter(|(word, next)| {
        // Most words have one blank behind them.
        let is_more = *next > word.range.end + 1;
        is_more && text.get(word.range.end..*next).is_some_and(|gap| ends_within(text, word, gap))
    });
    ended.count() + usize::from(!words.list.is_empty())
}

/// Whether one of the stops between a word and the next ends the sentence.
fn ends_within(text: &str, word: &Word, gap: &str) -> bool {
    let mut rest = gap;
    while let Some(stop) = rest.find(is_stop) {
        let sign = rest.get(stop..).and_then(|rest| rest.chars().next()).unwrap_or('.');
        rest = rest.get(stop..).unwrap_or_default();
        rest = rest.trim_start_matches(|sign| is_stop(sign) || is_closing(sign));
        let behind = text.get(word.range.end + gap.len() - rest.len()..).unwrap_or_default();
        if ends(text.get(word.range.clone()).unwrap_or_default(), sign, behind) {
            return true;
        }
    }
    false
}

fn is_stop(sign: char) -> bool {
    matches!(sign, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।' | '۔' | '．')
}

fn is_closing(sign: char) -> bool {
    matches!(sign, '"' | '”' | '’' | '»' | ')' | ']' | '」' | '』' | '）')
}

/// Whether a stop behind a word ends a sentence, before the rest of the text.
fn ends(word: &str, stop: char, rest: &str) -> bool {
    if rest.trim().is_empty() || matches!(stop, '。' | '！' | '？' | '؟' | '।' | '۔') {
        return true;
    }
    let next = rest.chars().find(|sign| sign.is_alphanumeric());
    let goes_on = !rest.starts_with(char::is_whitespace) || next.is_some_and(is_small);
    let letters = word.chars().count();
    let is_short = || {
        letters == 1
            || (letters <= 2 && word.chars().all(char::is_numeric))
            || (letters <= ABBREVIATED && ABBREVIATIONS.binary_search(&&*word.to_lowercase()).is_ok())
    };
    !goes_on && (stop != '.' || !is_short())
}

/// Paragraphs that are cut within a sentence: the first half breaks off, the next block goes on. Gives where both stand.
fn cuts(whole: &Whole<'_, '_, '_>, out: &mut Vec<Diagnostic>) -> Vec<Span> {
    let mut cut = Vec::new();
    let lines = whole.lines(Side::Translation);
    let halves = lines.iter().zip(lines.iter().skip(1)).enumerate();
    for (at, (one, next)) in halves {
        let is_paragraph = |line: &Line<'_, '_>| line.segment.kind == SegmentKind::Paragraph;
        let (Some(first), Some(second)) = (one.read, next.read) else { continue };
        let text = &*first.flat.text;
        if !is_paragraph(one) || !is_paragraph(next) || !is_open(text) {
            continue;
        }
        let of = |at: usize| whole.pairs.iter().find(|pair| pair.second.contains(&at));
        let (Some(pair), Some(behind)) = (of(at), of(at + 1)) else { continue };
        let there = |pair: &Pair| whole.lines(Side::Original).get(pair.first.clone()).unwrap_or_default();
        let is_split = pair == behind && there(pair).len() == 1;
        let has_case = |text: &str| text.chars().any(|sign| is_small(sign) || sign.is_uppercase());
        let goes_on =
            begins_small(&second.flat.text) || is_split && !has_case(text) && !has_case(&second.flat.text);
        // The original may break off as well, before a list or in a verse.
        let read = |line: &Line<'_, '_>| line.read.map(|read| read.flat.text.clone()).unwrap_or_default();
        let is_whole = match (there(pair).last(), there(behind).first()) {
            (Some(last), _) => !is_open(&read(last)),
            (None, Some(first)) => !begins_small(&read(first)),
            (None, None) => false,
        };
        if !goes_on || !is_whole {
            continue;
        }
        cut.extend([one.segment.span, next.segment.span]);
        let place = |line: &Line<'_, '_>| whole.edition(Side::Translation).place(line.segment.span);
        let message = "this paragraph breaks off, and the next goes on within the sentence";
        let finding = Diagnostic::new(&codes::translation::JOIN, place(one), message);
        let finding = finding.also(place(next), "it goes on here");
        let original = there(pair).first().or(there(behind).first());
        out.push(match original {
            Some(line) => {
                finding.also(whole.edition(Side::Original).place(line.segment.span), "in the original")
            }
            None => finding,
        });
    }
    cut
}

/// Whether a text ends within a sentence: in a word, a figure or a comma.
fn is_open(text: &str) -> bool {
    let is_joint = |sign: char| matches!(sign, ',' | ';' | '-' | '–' | '—' | '、' | '，');
    text.trim_end().ends_with(|sign: char| sign.is_alphanumeric() || is_joint(sign))
}

/// A paragraph that breaks off, or begins in the middle.
fn joins(beside: &Beside<'_, '_, '_>, out: &mut Vec<Diagnostic>) {
    let texts = SIDES.map(|side| {
        let paragraphs = beside.lines(side).iter();
        let all = paragraphs.clone().all(|line| line.segment.kind == SegmentKind::Paragraph);
        all.then(|| paragraphs.filter_map(|line| line.read).map(|read| &*read.flat.text).collect::<Vec<_>>())
    });
    let [Some(original), Some(translation)] = texts else { return };
    let (Some(first), Some(last)) = (translation.first(), translation.last()) else { return };
    let is_long = |text: &str| text.chars().filter(|sign| sign.is_alphanumeric()).nth(LETTERS - 1).is_some();
    let stops = |text: &str| {
        let end = text.trim_end_matches(|sign: char| sign.is_whitespace() || is_closing(sign) || sign == '*');
        end.ends_with(is_stop)
    };
    let breaks_off = |text: &str| {
        let end = text.trim_end();
        end.ends_with(|sign: char| {
            sign.is_alphabetic() || matches!(sign, ',' | ';' | '-' | '–' | '—' | '、' | '，')
        })
    };
    let message = if breaks_off(last) && original.last().is_some_and(|text| stops(text)) && is_long(last) {
        "this paragraph ends without a stop"
    } else if begins_small(first)
        && original.first().is_some_and(|text| !begins_small(text))
        && is_long(first)
        && !is_called_so(first, &original)
    {
        "this paragraph begins with a small letter"
    } else {
        return;
    };
    let finding = Diagnostic::new(&codes::translation::JOIN, beside.place(Side::Translation), message);
    out.push(
        finding
            .also(beside.place(Side::Original), "in the original")
            .hint("compare both: a part of it may be missing, or belong to the paragraph before"),
    );
}

/// Whether the first word stands so in the original too, or is a word of another script.
fn is_called_so(text: &str, original: &[&str]) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|sign: char| !sign.is_alphanumeric())
            .map(str::to_owned)
            .filter(|word| !word.is_empty())
            .collect()
    };
    let own = words(text);
    let has_case = text.chars().filter(|sign| is_small(*sign)).count() * 2;
    let letters = text.chars().filter(|sign| sign.is_alphabetic()).count();
    own.first().is_some_and(|first| original.iter().any(|text| words(text).contains(first)))
        || has_case < letters
}

/// Whether a text begins with a word of small letters; "iPhone" and "npm" stand as they are called.
fn begins_small(text: &str) -> bool {
    let whole = text;
    let text = text.trim_start_matches(|sign: char| !sign.is_alphanumeric() && sign != OBJECT);
    let word = text.split(|sign: char| !sign.is_alphanumeric()).next().unwrap_or_default();
    let is_small = !word.is_empty() && word.chars().all(is_small);
    let hangs = text.get(word.len()..).is_some_and(|rest| {
        let mut signs = rest.chars();
        signs.next().is_some_and(|sign| matches!(sign, '.' | '/' | '_' | '@' | ':' | '-'))
            && signs.next().is_some_and(char::is_alphanumeric)
    });
    // "’n Man" begins a sentence in Afrikaans, "’s Avonds" in Dutch.
    let is_cut = word.chars().count() == 1 && whole.trim_end_matches(text).ends_with(['\'', '’', '‘', 'ʼ']);
    is_small && !hangs && !is_cut
}

/// A small letter of a script that has capitals. Those of Georgian stand in headings only.
fn is_small(sign: char) -> bool {
    sign.is_lowercase() && !matches!(u32::from(sign), 0x10d0..=0x10ff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_sorted() {
        assert!(ABBREVIATIONS.is_sorted());
    }

    #[test]
    fn stops_end_sentences_and_abbreviations_do_not() {
        for (text, count) in [
            ("One. Two! Three?", 3),
            ("Dr. Ruiz met J. P. Silva at 5 p.m. today.", 1),
            ("Am 16. Februar kam die Antwort. Sie war kurz.", 2),
            ("“Really?” he asked. “Yes.”", 2),
            ("契約はない。価格は黒塗りだ。", 2),
            ("Version 1.2.3 of node.js is old", 1),
            ("هل وقع العقد؟ لا نعرف.", 2),
            ("", 0),
        ] {
            assert_eq!(sentences(text, &Words::of(text)), count, "{text}");
        }
    }

    #[test]
    fn names_may_begin_small() {
        assert!(begins_small("e o contrato") && begins_small("  “na verdade"));
        assert!(!begins_small("iPhone users") && !begins_small("E o contrato") && !begins_small("npm.js is"));
        assert!(!begins_small("’n Man is dood") && !begins_small("მერიამ უპასუხა"));
        assert!(!begins_small("12 files") && !begins_small("\u{fffc} is a command"));
    }
}
