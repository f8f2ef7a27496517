//! The form of figures: `1,400` is a thousand times `1.400` or a thousandth, by the language.
//!
//! A figure is foreign only beside the other edition's: what it says in the other language's form is what the other
//! edition says, while in its own language it says something else, or is written with a mark that is not the language's.
//! So versions and names of products, which are no numbers or stand alike in both, are left alone.

use rust_decimal::Decimal;

use crate::check::parity::Side;
use crate::check::parity::said::Said;
use crate::codes;
use crate::diag::Diagnostic;
use crate::locale::lexicon::Lexicon;
use crate::locale::lexicon::tokens::{Figure, Shape};

/// Takes numbers out of both lists that agree once one of them is read in the form of the other's language.
pub(super) fn compare<'s>(
    original: &mut Vec<Said<'s>>,
    translation: &mut Vec<Said<'s>>,
    out: &mut Vec<Diagnostic>,
) {
    for (one, other) in super::dates::take_pairs(original, translation, |a, b| {
        in_form_of(a, b.lexicon) == Some(b.value) || in_form_of(b, a.lexicon) == Some(a.value)
    }) {
        let is_translation = in_form_of(&other, one.lexicon) == Some(one.value);
        let (foreign, native, side) =
            if is_translation { (&other, &one, Side::Translation) } else { (&one, &other, Side::Original) };
        out.push(finding(foreign, native, side));
    }
}

/// A decimal mark of the other language where the value is plain all the same: `92.98` in Spanish.
pub(super) fn foreign_mark(one: &Said<'_>, other: &Said<'_>) -> Option<Diagnostic> {
    let (first, second) = (mark_is_foreign(one), mark_is_foreign(other));
    match (first, second) {
        (false, true) => Some(finding(other, one, Side::Translation)),
        (true, false) => Some(finding(one, other, Side::Original)),
        _ => None,
    }
}

fn mark_is_foreign(said: &Said<'_>) -> bool {
    let decimal = said.lexicon.decimal_mark();
    let plain = matches!(decimal, '.' | ',');
    let text = first_figure(said.number());
    figure(text, said.lexicon).is_some_and(|figure| figure.places > 0) && plain && !text.contains(decimal)
}

fn finding(foreign: &Said<'_>, native: &Said<'_>, side: Side) -> Diagnostic {
    let text = first_figure(foreign.number());
    let (own, other) = (foreign.lexicon, native.lexicon);
    let written = in_own_form(text, own, other);
    let message = format!("`{text}` is not how {} writes this number", own.tag);
    let label = if side == Side::Translation { "in the original" } else { "in the translation" };
    let start = foreign.claim.number.start + foreign.number().find(text).unwrap_or(0);
    let place = foreign.place(&(start..start + text.len()));
    Diagnostic::new(&codes::translation::NUMBER_FORM, place.clone(), message)
        .also(native.whole(), label)
        .hint(format!("write `{written}`"))
        .fix(place, written)
}

/// The figure with the marks of its own language.
fn in_own_form(text: &str, own: &Lexicon, other: &Lexicon) -> String {
    let sign = |sign: char| match sign {
        _ if sign == other.decimal_mark() => own.decimal_mark(),
        '.' | ',' | '\'' | '’' => own.group_mark(),
        _ => sign,
    };
    text.chars().map(sign).collect()
}

/// The value of a number if its figure is read in the form of another language; `None` where that is no other value.
fn in_form_of(said: &Said<'_>, other: &Lexicon) -> Option<Decimal> {
    let text = first_figure(said.number());
    if !text.contains(['.', ',']) {
        return None;
    }
    let (own, foreign) = (figure(text, said.lexicon)?.value, figure(text, other)?.value);
    let times = said.value.checked_div(own)?;
    foreign.checked_mul(times).filter(|_| own != foreign)
}

/// The one figure that a text is.
fn figure(text: &str, lexicon: &Lexicon) -> Option<Figure> {
    match lexicon.tokens(text).as_slice() {
        [token] => match token.shape {
            Shape::Figure(figure) if !figure.broken => Some(figure),
            _ => None,
        },
        _ => None,
    }
}

/// The figure in the words of a number: digits with the marks between them.
fn first_figure(text: &str) -> &str {
    let is_digit = |sign: char| crate::locale::lexicon::digits::value(sign).is_some();
    let Some(start) = text.find(is_digit) else { return "" };
    let rest = text.get(start..).unwrap_or_default();
    let goes_on = |sign: char| is_digit(sign) || matches!(sign, '.' | ',' | '\'' | '’');
    let end = rest.find(|sign: char| !goes_on(sign)).unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default().trim_end_matches(['.', ',', '\'', '’'])
}
