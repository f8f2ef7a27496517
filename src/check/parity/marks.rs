//! Quotation marks: each opened one is closed, and both editions quote as often.
//!
//! Which sign opens is known by what stands open and by the language; single marks are left alone, since an apostrophe
//! looks the same. A quotation may run through several paragraphs, each of which may open it again.

use crate::check::parity::{Beside, SIDES, Side, Whole};
use crate::codes;
use crate::diag::Diagnostic;
use crate::edition::SegmentKind;
use crate::prose::Target;
use crate::prose::flat::{FlatMark, FlatMarkKind};
use crate::prose::marks::{quotations, signs};
use crate::site::blocks::Line;
use crate::site::quoted;
use crate::site::reading::ReadPassage;

/// So many paragraphs may one quotation run through.
const PARAGRAPHS: usize = 12;

/// Marks that only quotations have.
const MARKS: [char; 10] = ['“', '”', '„', '«', '»', '"', '「', '『', '」', '』'];

/// Languages in which `”` may open.
const CLOSING_OPENS: [&str; 7] = ["sv", "fi", "he", "yi", "ar", "fa", "ur"];
/// Languages in which `»` may open.
const INWARD: [&str; 12] = ["de", "da", "sl", "hr", "cs", "sk", "hu", "pl", "fi", "sv", "sr", "bs"];

/// Tells marks without a partner. Where the same block of the other edition has one too, they are alike: a quotation
/// that each paragraph opens again, or a habit of the writer.
pub(super) fn balanced(whole: &Whole<'_, '_, '_>, out: &mut Vec<Diagnostic>) {
    let faults = SIDES.map(|side| faults(whole, side));
    let [original, translation] = &faults;
    for (side, own, other) in
        [(Side::Original, original, translation), (Side::Translation, translation, original)]
    {
        for (at, fault) in own.iter().filter_map(|(at, fault)| Some((at, (*fault)?))) {
            let counterpart = whole.pairs.iter().find_map(|pair| match side {
                Side::Original => pair.first.contains(at).then(|| pair.second.clone()),
                Side::Translation => pair.second.contains(at).then(|| pair.first.clone()),
            });
            let is_alike = counterpart.is_none_or(|range| {
                let lines = whole.lines(side.other()).get(range.clone()).unwrap_or_default();
                other.iter().any(|(at, _)| range.contains(at)) || !lines.iter().any(tells)
            });
            let read = whole.lines(side).get(*at).and_then(|line| line.read);
            if let Some(read) = read.filter(|_| !is_alike) {
                out.push(report(read, fault));
            }
        }
    }
}

/// Whether a block has marks that say where its quotations begin and end: single ones may be apostrophes.
fn tells(line: &Line<'_, '_>) -> bool {
    line.words.signs.quotes && line.read.is_some_and(|read| straight(&read.flat.text) == 0)
}

/// Blocks of one side with marks that have no partner in the block. What a block leaves open, a later one may close:
/// a quotation that runs through several paragraphs, each of which may open it again. That is no fault.
fn faults(whole: &Whole<'_, '_, '_>, side: Side) -> Vec<(usize, Option<Fault>)> {
    let language = whole.edition(side).edition.file.lang.language();
    let mut found: Vec<(usize, Option<Fault>)> = Vec::new();
    // Of `found`, those that may yet be closed.
    let mut open: Vec<usize> = Vec::new();
    for (at, line) in whole.lines(side).iter().enumerate() {
        if !is_prose(line.segment.kind) {
            open.clear();
        }
        let Some(read) = line.read.filter(|_| line.words.signs.quotes) else { continue };
        let scan = scan(&read.flat.text, language);
        if let Some(place) = scan.closed {
            let is_near =
                |first: &usize| found.get(*first).is_some_and(|(first, _)| at - first <= PARAGRAPHS);
            let partner = open.pop().filter(is_near);
            open.clear();
            if let Some((_, fault)) = partner.and_then(|partner| found.get_mut(partner)) {
                *fault = None;
            }
            found.push((at, partner.is_none().then_some(Fault::Closed(place))));
        }
        if let Some((place, _)) = scan.open.first() {
            open.push(found.len());
            found.push((at, Some(Fault::Open(*place))));
        }
    }
    found
}

fn is_prose(kind: SegmentKind) -> bool {
    matches!(kind, SegmentKind::Paragraph | SegmentKind::Quoted | SegmentKind::Item(_))
}

/// What is wrong, and at which byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// It opens and is never closed.
    Open(usize),
    /// It closes what was never opened.
    Closed(usize),
}

/// A text read up to its end.
struct Scan {
    /// Marks that stand open, with their places.
    open: Vec<(usize, char)>,
    /// The first mark that closes nothing.
    closed: Option<usize>,
}

fn close(scan: &Scan) -> Result<(), Fault> {
    match (scan.closed, scan.open.first()) {
        (Some(at), _) => Err(Fault::Closed(at)),
        (None, Some((at, _))) => Err(Fault::Open(*at)),
        (None, None) => Ok(()),
    }
}

/// Reads the marks of a text.
fn scan(text: &str, language: &str) -> Scan {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut closed = None;
    let mut nested = 0;
    // An even number of straight ones may stand within each other: `"He said, "no," once"`.
    let is_odd = text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
    for (at, sign) in signs(text).filter(|(_, sign)| MARKS.contains(sign)) {
        let before = text.get(..at).and_then(|before| before.chars().next_back()).unwrap_or(' ');
        let last = open.last().map(|(_, mark)| *mark);
        let behind = text.get(at + sign.len_utf8()..).and_then(|rest| rest.chars().next());
        if last.is_some_and(|mark| {
            closes(mark, sign) && !is_nested(mark, before, sign, behind)
                || mark == sign && sign == '“' && ends_words(before, sign, behind)
        }) {
            open.pop();
        } else if is_no_mark(before, sign, behind) {
            // Inches and seconds, letters of an abbreviation.
        } else if last.is_none() && (sign != '"' || is_odd) && ends_words(before, sign, behind) {
            closed = closed.or(Some(at));
        } else if opens(sign, language, last) || last == Some('»') && is_nested('»', before, sign, behind) {
            nested += usize::from(last == Some(sign) && sign == '«');
            open.push((at, sign));
        } else if matches!(sign, '”' | '»' | '」' | '』') {
            closed = closed.or(Some(at));
        }
    }
    // Of a quotation within one, the same mark may close both: «… «…».
    if open.len() <= nested {
        open.clear();
    }
    Scan { open, closed }
}

/// Inches, seconds, and the mark in Hebrew abbreviations.
fn is_no_mark(before: char, sign: char, behind: Option<char>) -> bool {
    let is_hebrew = |sign: char| matches!(sign, '\u{5d0}'..='\u{5ea}');
    let is_within = |of: fn(char) -> bool| of(before) && behind.is_some_and(of);
    (before.is_ascii_digit() && matches!(sign, '"' | '”'))
        || (sign == '"' && is_within(char::is_lowercase))
        || (matches!(sign, '"' | '”') && is_hebrew(before) && behind.is_some_and(is_hebrew))
}

/// A mark that may open as well as close, but stands behind words and before none.
fn ends_words(before: char, sign: char, behind: Option<char>) -> bool {
    let is_end = behind.is_none_or(|sign| !sign.is_alphanumeric() && !matches!(sign, '„' | '‚' | '(' | '['));
    matches!(sign, '"' | '“' | '”' | '»')
        && !before.is_whitespace()
        && !matches!(before, '(' | '[' | '—' | '–')
        && is_end
        && !is_cjk(before)
}

/// Where a sign may open and close, its place tells: before words, and behind none, it opens within what stands open.
fn is_nested(open: char, before: char, sign: char, behind: Option<char>) -> bool {
    (matches!(sign, '”' | '"' | '“') || (sign == '»' && open == '»'))
        && (before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–'))
        && behind.is_some_and(char::is_alphanumeric)
}

/// Blanks tell nothing where none are written.
fn is_cjk(sign: char) -> bool {
    matches!(u32::from(sign), 0x3000..=0x9fff | 0xff00..=0xffef)
}

fn closes(open: char, sign: char) -> bool {
    match open {
        // Straight ones and round ones are mixed by habit; neither is missing.
        '“' => matches!(sign, '”' | '"'),
        '”' => matches!(sign, '”' | '“' | '"'),
        '„' => matches!(sign, '“' | '”' | '"'),
        '«' => sign == '»',
        '»' => matches!(sign, '«' | '»'),
        '"' => matches!(sign, '"' | '”' | '“'),
        '「' => sign == '」',
        '『' => sign == '』',
        _ => false,
    }
}

fn opens(sign: char, language: &str, last: Option<char>) -> bool {
    match sign {
        '“' | '„' | '«' | '「' | '『' | '"' => true,
        '”' => CLOSING_OPENS.contains(&language),
        '»' => INWARD.contains(&language) && last != Some('»'),
        _ => false,
    }
}

fn report(read: &ReadPassage<'_>, fault: Fault) -> Diagnostic {
    let (at, what) = match fault {
        Fault::Open(at) => (at, "opens a quotation that is never closed"),
        Fault::Closed(at) => (at, "closes a quotation that was never opened"),
    };
    let sign = read.flat.text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or('"');
    let place = read.passage.place(read.flat.span_of(at..at + sign.len_utf8()));
    Diagnostic::new(&codes::translation::QUOTATION_MARKS, place, format!("`{sign}` {what}"))
        .hint("compare with the other edition where these words begin and end")
}

/// Compares how many quotations both sides have. Short ones count where the other side has a long one: the same words
/// are fewer in some languages, and names and ironies have marks in one language and none in another.
pub(super) fn compare(beside: &Beside<'_, '_, '_>, out: &mut Vec<Diagnostic>) {
    let may_quote = |side: Side| {
        beside.spoken(side).any(|(read, words)| words.signs.quotes || read.flat.marks.iter().any(is_quote))
    };
    if !SIDES.into_iter().any(may_quote) {
        return;
    }
    let is_whole = |side: Side| {
        let language = beside.edition(side).edition.file.lang.language();
        let texts = beside.spoken(side).map(|(read, _)| &read.flat.text);
        texts.into_iter().all(|text| close(&scan(text, language)).is_ok())
    };
    let [there, here] = SIDES.map(|side| {
        let lines = beside.lines(side).iter();
        lines.map(|line| quoted::quotations(beside.edition(side), line).len()).sum::<usize>()
    });
    // What marks without a partner enclose cannot be counted.
    if there == here || !SIDES.into_iter().all(is_whole) {
        return;
    }
    let [any_there, any_here] = SIDES.map(|side| {
        let texts = beside.spoken(side).map(|(read, _)| &read.flat.text);
        texts.map(|text| quotations(text, |_| true).len() + straight(text)).sum::<usize>()
    });
    if there > any_here.max(here) || here > any_there.max(there) {
        let message = format!("{} here, {} in the original", counted(here), counted(there));
        let finding =
            Diagnostic::new(&codes::translation::QUOTATIONS, beside.place(Side::Translation), message);
        out.push(finding.also(beside.place(Side::Original), "in the original"));
    }
}

fn is_quote(mark: &FlatMark<'_>) -> bool {
    matches!(mark.kind, FlatMarkKind::Link(link) if matches!(link.target, Target::Quote(_)))
}

/// How many words begin behind a straight single mark: a quotation, or an apostrophe.
fn straight(text: &str) -> usize {
    let begins = |at: usize| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let behind = text.get(at + 1..).and_then(|text| text.chars().next());
        before.is_none_or(|sign| !sign.is_alphanumeric()) && behind.is_some_and(char::is_alphanumeric)
    };
    text.match_indices('\'').filter(|(at, _)| begins(*at)).count()
}

fn counted(count: usize) -> String {
    match count {
        0 => "no quotation".to_owned(),
        1 => "1 quotation".to_owned(),
        count => format!("{count} quotations"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str, language: &str) -> Option<Fault> {
        close(&scan(text, language)).err()
    }

    #[test]
    fn every_language_closes_what_it_opens() {
        for (text, language) in [
            ("She said “no”, and he “why ‘no’?”", "en"),
            ("Sie sagte „nein“ und »ja«.", "de"),
            ("Mówił: „nie”.", "pl"),
            ("Hon sade ”nej” och »ja».", "sv"),
            ("”Hallitus sanoo, että ”OK, tämä on se”, ja sitten voimme”, hän sanoi", "fi"),
            ("“Laki edellyttää sitä“, kirjeessä sanotaan, ja “niin on hyvä.“", "fi"),
            ("Nimi ”rimmaa sanojen kanssa.\"", "fi"),
            ("\"Ma comprando la sua “arte” lo sostengo,\" ha detto", "it"),
            ("\"Mi dicono: \"Come ti può piacere?” Beh, così”, ha detto", "it"),
            ("\"정부가 “그렇습니다”라고 말하면, 아닙니다.”", "ko"),
            ("Elle dit « non “jamais” ».", "fr"),
            ("彼は「『はい』と言う」と言った", "ja"),
            ("»De kaldte det »en fejl« og gik.« Ingen sagde »nej«.", "da"),
            ("»Es war »ein Fehler««, sagte sie.", "de"),
            ("»Hän sanoi »ei» ja lähti.»", "fi"),
            ("«Я не мог сказать ему «Пап, нет», — сказал он", "ru"),
            ("多数人是\"临时\"的", "zh"),
            ("„Er kam“, sagte sie. “Nein”", "de"),
            ("הוא אמר: ”לא“, ואז צה\"ל", "he"),
            ("قال: «لا»، ثم ”نعم“.", "ar"),
            ("\"Once they say, \"O.K., this is it,\" we can go.\"", "en"),
            ("a 5\" disk, the 6” pipe, the agency’s \"don't\"", "en"),
        ] {
            assert_eq!(fault(text, language), None, "{text}");
        }
    }

    #[test]
    fn a_mark_alone_is_told_with_its_place() {
        assert_eq!(fault("“Nunca vi isso, disse ela.", "pt"), Some(Fault::Open(0)));
        assert_eq!(fault("Nunca vi isso”, disse ela.", "pt"), Some(Fault::Closed(13)));
        assert_eq!(fault("»De kaldte det »en fejl« og gik.", "da"), Some(Fault::Open(0)));
        assert_eq!(fault("He said \"no.", "en"), Some(Fault::Open(8)));
        assert_eq!(fault("\"It is over. \"We go, he said.", "en"), Some(Fault::Open(0)));
        assert_eq!(fault("Il dit « non.", "fr"), Some(Fault::Open(7)));
        assert_eq!(fault("”Ne ovat vihaisia. ”Niin, hän sanoi”.", "fi"), Some(Fault::Open(0)));
        assert_eq!(fault("“Siitä “minä en tiedä“, hän sanoi", "fi"), Some(Fault::Open(0)));
        assert_eq!(fault("Es war vorbei.“", "de"), Some(Fault::Closed(14)));
        assert_eq!(fault("It was over.\"", "en"), Some(Fault::Closed(12)));
    }
}
