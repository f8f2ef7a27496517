//! Spans of time that numbers count: the same in both editions, and hedged alike where one is a mere article.

use rust_decimal::Decimal;

use crate::check::parity::said::Said;
use crate::check::parity::{Beside, SIDES, Side};
use crate::codes;
use crate::diag::Diagnostic;
use crate::fact::wording::ClaimKind;
use crate::prose::words::Word;
use crate::quantity::{Bound, Unit};
use crate::site::blocks::claims;

/// How far behind a number, in bytes, the word for its span is looked for.
const REACH: usize = 16;

/// Words for one that are articles, in the languages of which all hedges are known.
const ARTICLES: [&str; 15] = [
    "a", "an", "one", "um", "uma", "un", "una", "une", "uno", "ein", "eine", "einer", "einem", "einen",
    "eines",
];

/// "More than a week" beside "uma semana": a hedged one that is a mere article on the other side. `rest`: numbers of both
/// sides that the other lacks; nothing is told where not all hedges of both languages are known.
pub(super) fn lost_hedges(
    beside: &Beside<'_, '_, '_>,
    are_known: bool,
    rest: [&[Said<'_>]; 2],
    out: &mut Vec<Diagnostic>,
) {
    for (side, rest) in SIDES.into_iter().zip(rest).filter(|_| are_known) {
        lost_hedges_of(beside, side, rest, out);
    }
}

fn lost_hedges_of(beside: &Beside<'_, '_, '_>, side: Side, rest: &[Said<'_>], out: &mut Vec<Diagnostic>) {
    let other = side.other();
    let is_hedged_one = |said: &&Said<'_>| {
        let claim = said.claim;
        // "Up to a year", "hasta un año": words that are no hedges by themselves are left alone.
        let bound = matches!(claim.hedge, Bound::MoreThan | Bound::LessThan | Bound::Almost);
        bound && claim.kind == ClaimKind::Number && said.value == Decimal::ONE && !said.has_digits()
    };
    let edition = beside.edition(other);
    let lexicon = &*edition.site.language(edition.edition.lang).lexicon;
    for one in rest.iter().filter(is_hedged_one) {
        let Some(span) = span_of(one) else { continue };
        let bare = beside.spoken(other).find_map(|(read, words)| {
            let text = &*read.flat.text;
            let is_bare = |word: &&Word| {
                let said = text.get(word.range.clone()).unwrap_or_default();
                let is_article = ARTICLES.iter().any(|article| said.eq_ignore_ascii_case(article));
                let behind =
                    || text.get(word.range.end..).and_then(|rest| lexicon.span_at(rest.trim_start()));
                let is_said = || claims(read).any(|claim| claim.range.contains(&word.range.start));
                is_article && behind() == Some(span) && !is_said()
            };
            words.list.iter().find(is_bare).map(|word| (read, word.range.clone()))
        });
        let Some((read, article)) = bare else { continue };
        let noun = read.flat.text.get(article.end..).unwrap_or_default().trim_start();
        let noun =
            noun.find(|sign: char| !sign.is_alphabetic()).and_then(|end| noun.get(..end)).unwrap_or(noun);
        let bare = format!("{} {noun}", read.flat.words_of(article.clone()));
        let end = one.claim.number.start + with_next_word(one).len();
        let hedged = one.read.flat.words_of(one.claim.range.start..end);
        let (bare_place, place) = (read.passage.place(read.flat.span_of(article)), one.whole());
        let ((here, at), (there, other)) = match side {
            Side::Original => ((&*bare, bare_place), (hedged, place)),
            Side::Translation => ((hedged, place), (&*bare, bare_place)),
        };
        let message = format!("`{here}` and the original's `{there}` are hedged differently");
        let finding = Diagnostic::new(&codes::translation::HEDGE, at, message);
        out.push(finding.also(other, "in the original"));
    }
}

/// The first two words behind a number: "14-процентном", "34:ään prosenttiin".
pub(super) fn next_words<'s>(said: &Said<'s>) -> impl Iterator<Item = &'s str> + use<'s> {
    let text = said.read.flat.text.get(said.claim.number.end..).unwrap_or_default();
    let head = text.find(['.', ',', ';', '\n']).and_then(|end| text.get(..end)).unwrap_or(text);
    head.split([' ', '-', ':', '\u{a0}', '\u{202f}']).filter(|word| !word.is_empty()).take(2)
}

/// Years that are months on the other side, or months of a bare number beside which nobody speaks of months.
pub(super) fn other_span(
    beside: &Beside<'_, '_, '_>,
    one: &Said<'_>,
    other: &Said<'_>,
) -> Option<Diagnostic> {
    if one.value != other.value || !one.claim.units.is_empty() && !other.claim.units.is_empty() {
        return None;
    }
    let differ = match (span_of(one), span_of(other)) {
        (Some(first), Some(second)) => first != second,
        (Some(span), None) => is_unsaid(beside, Side::Translation, span, one, other),
        (None, Some(span)) => is_unsaid(beside, Side::Original, span, other, one),
        (None, None) => false,
    };
    differ.then(|| {
        let message =
            format!("`{}` and the original's `{}` are different spans of time", other.words(), one.words());
        let finding = Diagnostic::new(&codes::translation::UNIT, other.whole(), message);
        finding.also(one.whole(), "in the original")
    })
}

/// Whether a side with a bare number names a span of time nowhere. Years need not be said ("aged 14"), and names stay
/// as they are ("60 Minutes").
fn is_unsaid(beside: &Beside<'_, '_, '_>, side: Side, span: u8, spanned: &Said<'_>, bare: &Said<'_>) -> bool {
    let is_bare = bare.claim.units.is_empty() && bare.claim.kind == ClaimKind::Number && bare.has_digits();
    // A translator who adds minutes explains ("less than 48 minutes"); one who leaves them out loses them.
    let may_be_bare = matches!(span, YEAR | DAY | HOUR) || span == MINUTE && side == Side::Original;
    let spelt = with_next_word(spanned);
    let last = spelt.split_whitespace().next_back();
    let is_name = spanned.lexicon.tag.language() != "de"
        && last.is_some_and(|word| word.starts_with(char::is_uppercase));
    let named = |said: &Said<'_>| span_of(said) == Some(span);
    is_bare
        && !may_be_bare
        && !is_name
        && !beside.passages(side).any(|read| read.flat.text.contains(spelt))
        && bare.lexicon.has_number_words()
        && (span != SECOND || spanned.lexicon.has_own_spans())
        && !next_words(bare)
            .any(|word| bare.lexicon.begins_with_unit(word, Some(span), unit_of(span).as_ref()))
        && !beside.passages(side).any(|read| {
            claims(read).any(|claim| named(&Said { claim, value: claim.value, read, lexicon: bare.lexicon }))
                || bare.lexicon.names_span(&read.flat.text, span, unit_of(span).as_ref())
        })
}

/// A number with the word behind it.
fn with_next_word<'s>(said: &Said<'s>) -> &'s str {
    let text = &said.read.flat.text;
    let number = &said.claim.number;
    let rest = text.get(number.end..).unwrap_or_default();
    let joint = rest.len() - rest.trim_start_matches([' ', '-', '\u{a0}', '\u{202f}']).len();
    let word = rest.get(joint..).unwrap_or_default();
    let word = word.find(|sign: char| !sign.is_alphabetic()).unwrap_or(word.len());
    text.get(number.start..number.end + joint + word).unwrap_or_default()
}

/// Symbols of spans of time, in the order of [`span_of`] behind weeks.
const SPANS: [&str; 4] = ["d", "h", "min", "s"];
/// The places of years, months and weeks among spans.
const YEAR: u8 = 0;
const MONTH: u8 = 1;
const WEEK: u8 = 2;
/// The place of days, which dates have too.
const DAY: u8 = 3;
/// The place of minutes, which are often understood.
const MINUTE: u8 = 5;
/// The place of seconds, which are other words in many languages.
const SECOND: u8 = 6;
/// The place of hours, which times of day have too.
const HOUR: u8 = 4;

/// The unit of a span of time that is one.
fn unit_of(span: u8) -> Option<Unit> {
    SPANS.get(usize::from(span.checked_sub(DAY)?)).map(|symbol| Unit::Symbol(symbol))
}

/// "18 months" and "a year and a half", "60 days" and "two months".
pub(super) fn same_span(a: &Said<'_>, b: &Said<'_>) -> bool {
    let span = |said: &Said<'_>| Some((span_of(said)?, said.value));
    let is = |(span, value): (u8, Decimal), (other, more): (u8, Decimal)| {
        let times = |times: i64| value.checked_mul(times.into()) == Some(more);
        match (span, other) {
            (YEAR, MONTH) => times(12),
            (YEAR, WEEK) => times(52),
            (MONTH, DAY) => times(30),
            (WEEK, DAY) => times(7),
            (DAY, HOUR) => times(24),
            _ => false,
        }
    };
    let (Some(one), Some(other)) = (span(a), span(b)) else { return false };
    is(one, other) || is(other, one)
}

/// The span of time that a number counts: years, months and weeks by their places in the lexicon, then days, hours,
/// minutes and seconds.
fn span_of(said: &Said<'_>) -> Option<u8> {
    let unit = |unit: &Unit| SPANS.iter().position(|symbol| *unit == Unit::Symbol(symbol));
    if let [one] = said.claim.units.as_slice() {
        return unit(one).and_then(|at| u8::try_from(at).ok()?.checked_add(DAY));
    }
    let text = &said.read.flat.text;
    if let Some(span) = text.get(..said.claim.range.start).and_then(|text| said.lexicon.span_before(text)) {
        return Some(span);
    }
    let start = said.claim.number.end;
    let end = (start..=(start + REACH * 3).min(text.len())).rev().find(|at| text.is_char_boundary(*at))?;
    said.lexicon.span_at(text.get(start..end)?)
}
