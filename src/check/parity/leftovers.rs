//! What translating leaves behind: text that was not translated, marks of Markdown, HTML and JSON in the text, words
//! that run into each other.

use std::ops::Range;

use crate::check::parity::foreign::{Thirds, blocks};
use crate::check::parity::shared::Common;
use crate::check::parity::{Beside, SIDES, Side, Whole};
use crate::codes;
use crate::diag::Diagnostic;
use crate::edition::SegmentKind;
use crate::prose::Target;
use crate::prose::flat::{FlatMarkKind, OBJECT};
use crate::prose::marks::quotations;
use crate::prose::words::{Word, Words};
use crate::site::evidence::basis;
use crate::site::reading::ReadPassage;

/// Fewer words may be a name or a title.
const WORDS: usize = 8;
/// Words of the shortest title that is told if it is plainly the original's.
const TITLE: usize = 3;
/// The same of other blocks.
const ITEM: usize = 2;
/// The same of a sentence among others, and of a cell: "list of strings" is what programs call a type.
const SENTENCE: usize = 4;
/// Signs of a script without blanks that are as good.
const WIDE_SIGNS: usize = 16;
/// Of this many words of a sentence, in tenths, the frequent ones of a language make out its language.
const TENTHS: usize = 2;

/// Compares all blocks.
pub(super) fn compare(whole: &Whole<'_, '_, '_>, out: &mut Vec<Diagnostic>) {
    let [original, translation] = SIDES.map(|side| whole.edition(side).edition.file.lang.language());
    let languages =
        Languages { is_other: original != translation, common: SIDES.map(|side| whole.common(side)) };
    let mut run: Option<(Diagnostic, usize)> = None;
    let mut thirds = Thirds::of(whole);
    for beside in whole.beside() {
        markup(&beside, out);
        run_together(&beside, out);
        if !languages.is_other {
            continue;
        }
        thirds.block(&beside, out);
        match untranslated(&beside, &languages) {
            Some(Found { finding, is_whole: true }) => match &mut run {
                Some((_, count)) => *count += 1,
                None => run = Some((finding, 1)),
            },
            found => {
                out.extend(run.take().map(told));
                out.extend(found.map(|found| found.finding));
            }
        }
    }
    out.extend(run.map(told));
    thirds.finish(out);
}

/// Blocks in a row are one finding.
fn told((mut finding, count): (Diagnostic, usize)) -> Diagnostic {
    if count > 1 {
        finding.message = format!("this and the next {} are the words of the original", blocks(count - 1));
    }
    finding
}

/// Text that was not translated.
struct Found {
    finding: Diagnostic,
    /// It is the whole block, word for word.
    is_whole: bool,
}

/// What is known of the languages of both editions.
struct Languages<'b> {
    /// Not two kinds of one.
    is_other: bool,
    /// Of the original and of the translation.
    common: [Option<&'b Common>; 2],
}

impl Languages<'_> {
    /// Whether the frequent words of the original are known.
    fn knows_original(&self) -> bool {
        self.common[0].is_some_and(|common| !common.frequent.is_empty())
    }

    /// Whether a word is frequent in the original's language, and not in that of the translation.
    fn is_theirs(&self, word: &Word) -> bool {
        let [original, translation] = &self.common;
        let has = |common: &Option<&Common>| common.is_some_and(|common| common.frequent.has(word.print));
        has(original) && !has(translation)
    }

    /// Whether a word is frequent in the original's language, and in that of the translation.
    fn has(&self, word: &Word) -> [bool; 2] {
        self.common.map(|common| common.is_some_and(|common| common.frequent.has(word.print)))
    }
}

/// A block that is the original's, or a sentence in its language.
fn untranslated(beside: &Beside<'_, '_, '_>, languages: &Languages<'_>) -> Option<Found> {
    beside.own_words().find_map(|(kind, read, words)| {
        let few = match kind {
            SegmentKind::Front | SegmentKind::Heading(_) => TITLE,
            SegmentKind::Row(_) => SENTENCE,
            _ => ITEM,
        };
        let is_whole = beside
            .spoken(Side::Original)
            .any(|(_, others)| is_same_text((read, words), others, few, languages));
        let (range, message) = if is_whole {
            (0..read.flat.text.len(), "these are the words of the original")
        } else if let Some(range) = marker(beside, read) {
            (range, "this is still to be translated")
        } else {
            (foreign_sentence(beside, read, words, languages)?, "this is in the language of the original")
        };
        let place = read.passage.place(read.flat.span_of(range));
        let finding = Diagnostic::new(&codes::translation::UNTRANSLATED, place, message);
        let finding = finding.also(beside.place(Side::Original), "in the original").hint("translate it");
        Some(Found { finding, is_whole })
    })
}

/// Whether a block is one of the original; `few`: so many words make one that is told.
fn is_same_text(
    (read, words): (&ReadPassage<'_>, &Words),
    others: &Words,
    few: usize,
    languages: &Languages<'_>,
) -> bool {
    if words.print != others.print || words.list.is_empty() {
        return false;
    }
    let text = &read.flat.text;
    let own = outside(words, &titles(read));
    let small = own.iter().filter(|word| !word.is_capital && stands_free(text, word)).count();
    let has_frequent = !languages.knows_original() || own.iter().any(|word| languages.has(word)[0]);
    let wide = text.chars().filter(|sign| is_wide(*sign)).count();
    let is_theirs = |word: &&&Word| languages.is_theirs(word) && stands_free(text, word);
    let theirs = own.iter().filter(is_theirs).count();
    // Names and titles, lists of them too, are mostly capitals; ids and addresses hang together.
    let is_sentence = (small * 2 >= own.len() && has_frequent) || theirs >= 3;
    (own.len() >= WORDS && is_sentence) || wide >= WIDE_SIGNS || says(text, &own, few, languages)
}

/// Whether a few words are plainly of the original's language, and no name or title: most of them small, a frequent word
/// of that language and a word that is not frequent among them, and none that is frequent in the translation's.
fn says(text: &str, own: &[&Word], few: usize, languages: &Languages<'_>) -> bool {
    let is_small = |word: &&&Word| !word.is_capital && stands_free(text, word);
    let small = own.iter().filter(is_small).count();
    let is_ours = |word: &&Word| languages.has(word)[1];
    own.len() >= few
        && small * 2 >= own.len()
        && own.iter().any(|word| languages.is_theirs(word) && stands_free(text, word))
        && own.iter().filter(is_small).any(|word| !languages.has(word)[0] && word.is_plain)
        && !own.iter().any(is_ours)
}

/// Whether a word stands between blanks, but for the signs of a sentence.
fn stands_free(text: &str, word: &Word) -> bool {
    let hangs =
        |sign: Option<char>| sign.is_some_and(|sign| matches!(sign, '-' | '_' | '/' | '.' | '@' | ':' | '='));
    let behind = text.get(word.range.end..).unwrap_or_default();
    let mut signs = behind.chars();
    let is_joined = hangs(signs.next()) && signs.next().is_some_and(char::is_alphanumeric);
    !is_joined && !hangs(text.get(..word.range.start).and_then(|text| text.chars().next_back()))
}

fn is_wide(sign: char) -> bool {
    matches!(u32::from(sign), 0x0e00..=0x0eff | 0x3000..=0x9fff | 0xff00..=0xffef)
}

/// Words of links that are bound, or titles of pages elsewhere.
fn titles(read: &ReadPassage<'_>) -> Vec<Range<usize>> {
    let titles = read.flat.marks.iter().filter_map(|mark| match mark.kind {
        FlatMarkKind::Link(link) if basis(link).is_some() || matches!(link.target, Target::Web(_)) => {
            Some(mark.range.clone())
        }
        _ => None,
    });
    titles.collect()
}

fn outside<'w>(words: &'w Words, others: &[Range<usize>]) -> Vec<&'w Word> {
    let is_own = |word: &&Word| {
        !others.iter().any(|other| other.start <= word.range.start && word.range.end <= other.end)
    };
    words.list.iter().filter(is_own).collect()
}

/// The words of a block that are the writer's: neither titles nor quotations.
fn own_words<'w>(read: &ReadPassage<'_>, words: &'w Words) -> Vec<&'w Word> {
    let mut others = titles(read);
    others.extend(quotations(&read.flat.text, |_| true));
    outside(words, &others)
}

/// What translators leave where something is still to do.
const MARKERS: [&str; 12] = [
    "[TODO",
    "[TRANSLATE",
    "[TRADUZIR",
    "[TRADUCIR",
    "[TRADUIRE",
    "[ÜBERSETZEN",
    "[TRADURRE",
    "[VERTALEN",
    "TODO:",
    "FIXME",
    "[TBD",
    "Lorem ipsum",
];

/// A mark that something is still to do, which the original does not have.
fn marker(beside: &Beside<'_, '_, '_>, read: &ReadPassage<'_>) -> Option<Range<usize>> {
    let text = &read.flat.text;
    // The letters that they begin with, which few words do.
    let begins = |byte: u8| matches!(byte, b'[' | b'T' | b'F' | b'L');
    let starts = text.bytes().enumerate().filter(|(_, byte)| begins(*byte)).map(|(at, _)| at);
    let rests = starts.filter_map(|at| Some((at, text.get(at..)?)));
    let found = |rest: &str| MARKERS.iter().find(|marker| rest.starts_with(**marker));
    rests.filter_map(|(at, rest)| Some((at, found(rest)?))).find_map(|(at, marker)| {
        let is_there = beside.spoken(Side::Original).any(|(other, _)| other.flat.text.contains(marker));
        (!is_there).then(|| at..at + marker.len())
    })
}

/// A sentence of the original, or one whose frequent words are those of its language.
fn foreign_sentence(
    beside: &Beside<'_, '_, '_>,
    read: &ReadPassage<'_>,
    words: &Words,
    languages: &Languages<'_>,
) -> Option<Range<usize>> {
    let is_theirs = |word: &Word| languages.is_theirs(word);
    // Few blocks have any such word.
    if !words.list.iter().any(is_theirs) {
        return None;
    }
    let own = own_words(read, words);
    read.flat.sentences().into_iter().find(|sentence| {
        let inside: Vec<&&Word> = own
            .iter()
            .filter(|word| sentence.start <= word.range.start && word.range.end <= sentence.end)
            .collect();
        let said = read.flat.words_of(sentence.clone());
        let is_copy = || beside.spoken(Side::Original).any(|(other, _)| other.flat.text.contains(said));
        let all: Vec<&Word> = inside.iter().map(|word| **word).collect();
        if says(&read.flat.text, &all, SENTENCE, languages) && is_copy() {
            return true;
        }
        let theirs =
            inside.iter().filter(|word| is_theirs(word) && stands_free(&read.flat.text, word)).count();
        let ours = inside.iter().filter(|word| languages.has(word) == [false, true]).count();
        let latin = inside.iter().filter(|word| is_latin(read, word)).count();
        inside.len() >= WORDS
            && theirs >= 3
            && theirs * 10 >= inside.len() * TENTHS
            && ours * 3 <= theirs
            // The few words of another script in a sentence are terms.
            && latin * 10 >= inside.len() * 7
    })
}

fn is_latin(read: &ReadPassage<'_>, word: &Word) -> bool {
    read.flat.words_of(word.range.clone()).chars().next().is_some_and(|sign| u32::from(sign) < 0x0590)
}

/// Marks of Markdown, HTML, templates and JSON that readers would see.
fn markup(beside: &Beside<'_, '_, '_>, out: &mut Vec<Diagnostic>) {
    for (read, words) in beside.spoken(Side::Translation) {
        let text = &read.flat.text;
        if !words.signs.markup {
            continue;
        }
        let Some((range, what)) = mark_of(text) else { continue };
        let said = text.get(range.clone()).unwrap_or_default();
        let is_there = beside
            .spoken(Side::Original)
            .any(|(other, _)| mark_of(&other.flat.text).is_some_and(|(_, other)| other == what));
        if !is_there {
            let place = read.passage.place(read.flat.span_of(range.clone()));
            let message = format!("`{said}` is {what}, and readers would see it");
            let finding = Diagnostic::new(&codes::translation::MARKUP, place, message);
            out.push(finding.also(beside.place(Side::Original), "in the original"));
        }
    }
}

/// The first such mark of a text.
fn mark_of(text: &str) -> Option<(Range<usize>, &'static str)> {
    let plain = [
        ("**", "Markdown"),
        ("](", "Markdown"),
        ("] (", "Markdown"),
        ("```", "Markdown"),
        ("{{", "a brace of a template"),
        ("}}", "a brace of a template"),
        ("{%", "a brace of a template"),
        ("{#", "Markdown"),
        ("\\n", "an escape of JSON"),
        ("\\\"", "an escape of JSON"),
        ("\\u", "an escape of JSON"),
        ("\": \"", "JSON"),
        ("\":\"", "JSON"),
    ];
    let found = plain.iter().filter_map(|(mark, what)| Some((text.find(mark)?, mark.len(), *what)));
    let found = found.chain(tag(text)).chain(entity(text));
    found.min().map(|(at, length, what)| (at..at + length, what))
}

/// `<b>`, `</p>`, `<br/>`.
fn tag(text: &str) -> Option<(usize, usize, &'static str)> {
    text.match_indices('<').find_map(|(at, _)| {
        let rest = text.get(at + 1..)?;
        let name = rest.trim_start_matches('/');
        let end = name.find('>')?;
        // "a < b > c" compares: a tag has no blank at its beginning.
        let inside = name.get(..end)?.trim_end_matches('/').trim_end();
        let first = inside.split([' ', '=']).next().unwrap_or_default();
        let is_tag = matches!(
            first,
            "a" | "b"
                | "i"
                | "p"
                | "br"
                | "em"
                | "strong"
                | "span"
                | "div"
                | "li"
                | "ul"
                | "ol"
                | "sup"
                | "sub"
                | "img"
                | "h1"
                | "h2"
                | "h3"
                | "td"
                | "tr"
                | "table"
                | "x"
                | "g"
        );
        is_tag.then_some((at, 1 + rest.len() - name.len() + end + 1, "HTML"))
    })
}

/// `&nbsp;`, `&amp;`, `&#39;`.
fn entity(text: &str) -> Option<(usize, usize, &'static str)> {
    text.match_indices('&').find_map(|(at, _)| {
        let name = text.get(at + 1..)?.split_once(';')?.0;
        // None has one letter: `R&D;`.
        let is_name = (2..=8).contains(&name.len())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#');
        is_name.then_some((at, name.len() + 2, "an entity of HTML"))
    })
}

/// Words without a blank between them, which the original does not have.
fn run_together(beside: &Beside<'_, '_, '_>, out: &mut Vec<Diagnostic>) {
    let language = beside.edition(Side::Translation).edition.file.lang.language();
    for (read, _) in beside.spoken(Side::Translation).filter(|(_, words)| words.signs.joined) {
        for range in joined(&read.flat.text, PREFIXING.contains(&language)) {
            let said = read.flat.words_of(range.clone());
            if beside.spoken(Side::Original).any(|(other, _)| other.flat.text.contains(said)) {
                continue;
            }
            let place = read.passage.place(read.flat.span_of(range.clone()));
            let message = format!("the words of `{said}` run into each other");
            let finding = Diagnostic::new(&codes::translation::RUN_TOGETHER, place, message);
            out.push(finding.also(beside.place(Side::Original), "in the original"));
        }
    }
}

/// `fim.Depois`, `palavraOutra`, `fim,depois`: letters, a stop or nothing, a capital, letters.
///
/// `has_prefixes`: a capital within a word is right.
fn joined(text: &str, has_prefixes: bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for part in text.split(|sign: char| {
        sign.is_whitespace() || matches!(sign, '/' | '-' | '–' | '—' | '·') || sign == OBJECT || is_wide(sign)
    }) {
        let length = part.len();
        let kept = part.trim_matches(|sign: char| !sign.is_alphanumeric());
        let is_address = kept.contains(['@', '_', ':', '\\', '=', '#', '&', '+', '(', '<', '{', '$']);
        if !is_address && kept.len() >= SIDE + 2 && is_joined(kept, has_prefixes) {
            let at = start + part.find(kept).unwrap_or_default();
            found.push(at..at + kept.len());
        }
        let next = text.get(start + length..).and_then(|rest| rest.chars().next());
        start += length + next.map_or(0, char::len_utf8);
    }
    found
}

/// Letters that a word must have on each side.
const SIDE: usize = 3;
/// Figures of a number that is no ordinal.
const FIGURES: usize = 3;

/// Languages that put prefixes before names, which keep their capital: `waseMexico` is "of Mexico" in Zulu.
const PREFIXING: [&str; 18] = [
    "zu", "xh", "ss", "nr", "nd", "st", "nso", "tn", "ts", "ve", "sn", "rw", "rn", "ny", "lg", "ln", "bem",
    "ki",
];

fn is_joined(word: &str, has_prefixes: bool) -> bool {
    let signs: Vec<char> = word.chars().collect();
    let is_small = |list: Option<&[char]>| {
        list.is_some_and(|list| !list.is_empty() && list.iter().all(|sign| sign.is_lowercase()))
    };
    signs.iter().enumerate().any(|(at, sign)| {
        let before = |at: usize| at.checked_sub(SIDE).and_then(|from| signs.get(from..at));
        match sign {
            '.' | '!' | '?' | ';' | ',' => {
                let is_comma = matches!(sign, ',' | ';');
                let starts = signs
                    .get(at + 1)
                    .is_some_and(|next| next.is_uppercase() || (is_comma && next.is_lowercase()));
                let dots = signs.iter().filter(|sign| **sign == '.').count();
                // "2023.Ninguém"; "12.Januar" is an ordinal.
                let year = at.checked_sub(FIGURES).and_then(|from| signs.get(from..at));
                let is_year = !is_comma && year.is_some_and(|year| year.iter().all(char::is_ascii_digit));
                let behind = signs.get(at + 2..).unwrap_or_default();
                let is_word = is_small(behind.get(..SIDE - 1))
                    || (!is_comma && behind.is_empty())
                    || (!is_comma && is_small(Some(behind)));
                (is_small(before(at)) || is_year) && starts && is_word && dots <= 1
            }
            // `palavraOutra`; names such as `GitHub` and `macOS` are short on one side or begin with a capital.
            sign if sign.is_uppercase() && !has_prefixes => {
                let head = signs.get(..at);
                head.is_some_and(|head| head.len() > SIDE)
                    && is_small(head)
                    && is_small(signs.get(at + 1..))
                    && signs.len() > at + SIDE
            }
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        joined(text, false).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn words_that_run_together_are_found() {
        assert_eq!(found("até o fim.Depois veio"), ["fim.Depois"]);
        assert_eq!(found("a palavraOutra (que,depois)"), ["palavraOutra", "que,depois"]);
        assert_eq!(found("mais que em 2023.Ninguém soube"), ["2023.Ninguém"]);
        assert_eq!(found("muitas lacunas.Só uma; o fim.A outra"), ["lacunas.Só", "fim.A"]);
    }

    #[test]
    fn names_behind_prefixes_are_whole() {
        assert!(joined("abantu baseBrithani", true).is_empty());
        assert_eq!(joined("abantu baseBrithani.Bathi", true).len(), 1);
    }

    #[test]
    fn names_addresses_and_numbers_are_not() {
        assert_eq!(
            found(
                "GitHub, YouTube, macOS, iPhone, node.js, desk.example.org, 1.400,5, e.g., U.S.A., OpenTelemetry"
            ),
            [""; 0]
        );
        assert_eq!(found("fim... Depois; am 12.Januar, 1.400.Mil, McDonald, DeepMind, i.e.Next"), [""; 0]);
    }

    #[test]
    fn marks_of_markup_are_found() {
        let what = |text: &str| mark_of(text).map(|(range, what)| (text[range].to_owned(), what));
        assert_eq!(what("um **texto"), Some(("**".into(), "Markdown")));
        assert_eq!(what("a&nbsp;b"), Some(("&nbsp;".into(), "an entity of HTML")));
        assert_eq!(what("fim</p> x"), Some(("</p>".into(), "HTML")));
        assert_eq!(what("a < b > c, R&D; AT&T, f(x)[1], 3 * 4, {x}"), None);
    }
}
