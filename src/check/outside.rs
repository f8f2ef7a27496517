//! Hedges right outside the brackets of bound words: `almost [1,400 TB](fact:x)`.

use std::ops::Range;

use crate::codes;
use crate::diag::{Diagnostic, Place};
use crate::locale::lexicon::{Lexicon, Meaning};
use crate::prose::flat::{FlatMark, FlatMarkKind, FlatText};
use crate::quantity::Bound;
use crate::site::evidence::{Passage, basis};
use crate::text::Span;

/// A hedge has at most so many words ("no more than about").
const MAX_WORDS: usize = 6;

/// No phrase of [`MAX_WORDS`] words is longer, in bytes.
const WINDOW: usize = 64;

/// The finding about a hedge before or behind bound words, and its class; `is_hedged` if they have one themselves.
pub(super) fn check(
    passage: &Passage<'_>,
    flat: &FlatText<'_>,
    mark: &FlatMark<'_>,
    lexicon: &Lexicon,
    is_hedged: bool,
) -> Option<(Diagnostic, Bound)> {
    let leading = before(flat, mark, lexicon).filter(|_| !leads_to_another(flat, mark, lexicon));
    let (hedge, bound) = leading.or_else(|| behind(flat, mark, lexicon))?;
    // What opens a bracket is part of a link that was not read as one, and told as that.
    let is_broken = flat.words_of(0..hedge.start).ends_with('[');
    if is_bound(flat, &hedge) || is_broken {
        return None;
    }
    Some((told(passage, flat, mark, &hedge, is_hedged), bound))
}

fn told(
    passage: &Passage<'_>,
    flat: &FlatText<'_>,
    mark: &FlatMark<'_>,
    hedge: &Range<usize>,
    is_hedged: bool,
) -> Diagnostic {
    let words = flat.words_of(hedge.clone());
    let bound = flat.words_of(mark.range.clone());
    let place = passage.place(flat.span_of(hedge.clone()));
    let finding =
        Diagnostic::new(&codes::fact::HEDGE_OUTSIDE, place, format!("`{words}` stands outside the brackets"));
    if is_hedged || bound.is_empty() {
        return finding.hint("what is between the brackets has its hedge: take this one out");
    }
    let leads = hedge.end <= mark.range.start;
    let moved = if leads { format!("[{words} {bound}]") } else { format!("[{bound} {words}]") };
    let finding = finding.hint(format!("write `{moved}`: it is compared with the hedge of the source"));
    match opening(flat, mark, hedge).filter(|_| leads) {
        Some(span) => finding.fix(Place::new(&passage.file, span), format!("[{words} ")),
        None => finding,
    }
}

/// From the hedge to the opening bracket, if nothing but one blank stands between them.
fn opening(flat: &FlatText<'_>, mark: &FlatMark<'_>, hedge: &Range<usize>) -> Option<Span> {
    let span = flat.exact_span_of(hedge.clone())?;
    let is_near = hedge.end + 1 == mark.range.start && span.end + 1 == mark.span.start;
    is_near.then(|| Span { start: span.start, end: mark.span.start + 1 })
}

/// The longest hedge that ends right before the words.
fn before(flat: &FlatText<'_>, mark: &FlatMark<'_>, lexicon: &Lexicon) -> Option<(Range<usize>, Bound)> {
    let text = flat.words_of(0..mark.range.start);
    let from = (text.len().saturating_sub(WINDOW)..text.len()).find(|at| text.is_char_boundary(*at))?;
    let window = text.get(from..)?;
    // Only what a blank parts from the bracket stands before it as a word.
    if !window.ends_with(char::is_whitespace) {
        return None;
    }
    let tokens = lexicon.tokens(window);
    let first = tokens.len().saturating_sub(MAX_WORDS);
    (first..tokens.len()).find_map(|start| {
        let rest = tokens.get(start..)?;
        lexicon.may_mean(rest.first()?.word, Meaning::Hedge(Bound::Exactly).kind()).then_some(())?;
        let hedge = |meaning: Meaning| match meaning {
            Meaning::Hedge(bound) => Some(bound),
            _ => None,
        };
        let (bound, length) = lexicon.longest(window, rest, hedge)?;
        let (head, last) = (rest.first()?, rest.last()?);
        // The first word of the window may be cut.
        let is_whole = head.start > 0 || from == 0;
        (length == rest.len() && is_whole).then(|| (from + head.start..from + last.end, bound))
    })
}

/// Whether "to" follows: what stands before is "from" then, and no hedge, as in `passou de [dois] para [seis]`.
fn leads_to_another(flat: &FlatText<'_>, mark: &FlatMark<'_>, lexicon: &Lexicon) -> bool {
    let window = following(flat, mark).unwrap_or_default();
    let to = |meaning: Meaning| (meaning == Meaning::To).then_some(());
    lexicon.longest(window, &lexicon.tokens(window), to).is_some()
}

fn following<'t>(flat: &'t FlatText<'_>, mark: &FlatMark<'_>) -> Option<&'t str> {
    let text = flat.text.get(mark.range.end..)?;
    let to = (0..=text.len().min(WINDOW)).rev().find(|at| text.is_char_boundary(*at))?;
    text.get(..to)
}

/// The hedge that begins right behind the words.
fn behind(flat: &FlatText<'_>, mark: &FlatMark<'_>, lexicon: &Lexicon) -> Option<(Range<usize>, Bound)> {
    let window = following(flat, mark)?;
    if !window.starts_with(char::is_whitespace) {
        return None;
    }
    let tokens = lexicon.tokens(window);
    let hedge = |meaning: Meaning| match meaning {
        Meaning::HedgeAfter(bound) => Some(bound),
        _ => None,
    };
    let (bound, length) = lexicon.longest(window, &tokens, hedge)?;
    let (first, last) = (tokens.first()?, tokens.get(length.checked_sub(1)?)?);
    Some((mark.range.end + first.start..mark.range.end + last.end, bound))
}

/// Whether the hedge is part of other bound words.
fn is_bound(flat: &FlatText<'_>, hedge: &Range<usize>) -> bool {
    flat.marks.iter().any(|mark| {
        let FlatMarkKind::Link(link) = mark.kind else { return false };
        mark.range.start < hedge.end && hedge.start < mark.range.end && basis(link).is_some()
    })
}
