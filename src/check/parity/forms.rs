//! The form of figures: `1,400` is a thousand times `1.400` or a thousandth, by the language.
//!
//! A figure is foreign only beside the other edition's: what it says in the other language's form is what the other
//! edition says, while in its own language it says something else, or is written with a mark that is not the language's.
//! So versions and names of products, which are no numbers or stand alike in both, are left alone.

use rust_decimal::Decimal;

use crate::check::parity::said::Said;
use crate::check::parity::{Beside, Side};
use crate::codes;
use crate::diag::Diagnostic;
use crate::fact::wording::{Claim, ClaimKind};
use crate::locale::lexicon::tokens::{Figure, Shape};
use crate::locale::lexicon::{Lexicon, digits};
use crate::site::blocks::{bound_claims, claims};
use crate::site::reading::ReadPassage;

/// Takes numbers out of both lists that agree once one of them is read in the form of the other's language; gives them.
pub(super) fn compare<'s>(
    original: &mut Vec<Said<'s>>,
    translation: &mut Vec<Said<'s>>,
    out: &mut Vec<Diagnostic>,
) -> Vec<(Said<'s>, Said<'s>)> {
    let pairs = super::dates::take_pairs(original, translation, |a, b| {
        let foreign = |a: &Said<'_>, b: &Said<'_>| {
            in_form_of(a, b.lexicon) == Some(b.value) || in_thousands(a) == Some(b.value)
        };
        foreign(a, b) || foreign(b, a)
    });
    for (one, other) in &pairs {
        let is_translation =
            in_form_of(other, one.lexicon) == Some(one.value) || in_thousands(other) == Some(one.value);
        let (foreign, native, side) =
            if is_translation { (other, one, Side::Translation) } else { (one, other, Side::Original) };
        out.push(finding(foreign, native, side));
    }
    pairs
}

/// Takes out numbers whose figure stands on the other side sign by sign, where it is no number of the language:
/// `1,400.50` in Portuguese.
pub(super) fn unread(
    beside: &Beside<'_, '_, '_>,
    side: Side,
    numbers: &mut Vec<Said<'_>>,
    out: &mut Vec<Diagnostic>,
) {
    // One mark may be of a time or a version.
    let has_marks = |said: &Said<'_>| first_figure(said.number()).matches(['.', ',']).count() > 1;
    if !numbers.iter().any(has_marks) {
        return;
    }
    let mut others =
        said_of(beside, side, |read| claims(read).filter(|claim| claim.kind == ClaimKind::Other).collect());
    numbers.retain(|native| {
        let text = first_figure(native.number());
        let is_same = |other: &Said<'_>| {
            other.number() == text && other.lexicon.decimal_mark() != native.lexicon.decimal_mark()
        };
        let found = others.iter().position(is_same).filter(|_| has_marks(native));
        out.extend(found.map(|at| finding(&others.remove(at), native, side)));
        found.is_none()
    });
}

/// "238K": figures with letters right behind them, alike in both, whatever each language makes of the letters.
pub(super) fn same_letters(a: &Said<'_>, b: &Said<'_>) -> bool {
    figure_and_letters(a).is_some_and(|written| figure_and_letters(b) == Some(written))
}

/// The digits of a number and the letters right behind them, of which one may stand behind a blank: "2500 M".
fn figure_and_letters<'s>(said: &Said<'s>) -> Option<(&'s str, &'s str)> {
    let text = said.read.flat.text.get(said.claim.number.start..)?;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (figure, rest) = text.split_at_checked(digits).filter(|_| digits > 0)?;
    let glued = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    if glued > 0 {
        return rest.get(..glued).map(|letters| (figure, letters));
    }
    let rest = rest.strip_prefix([' ', '\u{a0}'])?;
    let apart = rest.bytes().take_while(u8::is_ascii_uppercase).count();
    let is_alone = rest.chars().nth(1).is_none_or(|next| !next.is_alphanumeric());
    rest.get(..apart).filter(|_| apart == 1 && is_alone).map(|letters| (figure, letters))
}

/// "5K": five thousand, or five of what a thousand are counted in, kilometres as a rule.
pub(super) fn same_kilo(a: &Said<'_>, b: &Said<'_>) -> bool {
    let kilo = |a: &Said<'_>, b: &Said<'_>| {
        let is_kilo =
            a.number().strip_suffix(['k', 'K']).is_some_and(|figure| figure.ends_with(char::is_numeric));
        is_kilo
            && !b.claim.units.is_empty()
            && b.value.checked_mul(Decimal::ONE_THOUSAND).is_some_and(|value| value == a.value)
    };
    kilo(a, b) || kilo(b, a)
}

/// "5 míle", "5 m": five miles or metres, and five thousand or million, in a language that has one word for both.
pub(super) fn same_scale_name(a: &Said<'_>, b: &Said<'_>) -> bool {
    let scaled = |said: &Said<'_>| {
        let behind = said.read.flat.text.get(said.claim.number.end..)?.trim_start();
        let word = behind.split(|sign: char| !sign.is_alphabetic()).next()?;
        said.value.checked_mul(said.lexicon.scale_name(word)?)
    };
    scaled(a) == Some(b.value) || scaled(b) == Some(a.value)
}

/// Bound numbers in the form of the other language: the record agrees with them, their readers do not.
pub(super) fn bound(beside: &Beside<'_, '_, '_>, out: &mut Vec<Diagnostic>) {
    let [original, translation] = [Side::Original, Side::Translation].map(|side| {
        said_of(beside, side, |read| bound_claims(read).filter(|claim| claim.is_quantity()).collect())
    });
    for (side, own, others) in
        [(Side::Original, &original, &translation), (Side::Translation, &translation, &original)]
    {
        for said in own.iter().filter(|said| mark_is_foreign(said)) {
            let native = others.iter().find(|other| other.value == said.value && !mark_is_foreign(other));
            out.extend(native.map(|native| finding(said, native, side)));
        }
    }
}

/// Some of the claims of one side.
fn said_of<'s>(
    beside: &Beside<'s, '_, '_>,
    side: Side,
    some: impl Fn(&'s ReadPassage<'s>) -> Vec<&'s Claim>,
) -> Vec<Said<'s>> {
    let edition = beside.edition(side);
    let mut all = Vec::new();
    for read in beside.passages(side) {
        let some = some(read);
        if some.is_empty() {
            continue;
        }
        let lang = edition.site.language_of(read.passage.lang).unwrap_or(edition.edition.lang);
        let lexicon = &*edition.site.language(lang).lexicon;
        all.extend(some.into_iter().map(|claim| Said { claim, value: claim.value, read, lexicon }));
    }
    all
}

/// A decimal mark of the other language where the value is plain all the same: `92.98` in Spanish.
pub(super) fn foreign_mark(one: &Said<'_>, other: &Said<'_>) -> Option<Diagnostic> {
    if is_version(one, other) {
        return None;
    }
    let (first, second) = (mark_is_foreign(one), mark_is_foreign(other));
    match (first, second) {
        (false, true) => Some(finding(other, one, Side::Translation)),
        (true, false) => Some(finding(one, other, Side::Original)),
        _ => None,
    }
}

/// "Python 3.11": a figure behind the same name on both sides, written alike.
fn is_version(one: &Said<'_>, other: &Said<'_>) -> bool {
    let name = |said: &Said<'_>| name_before(said).map(|name| (name, first_figure(said.number()).to_owned()));
    name(one).is_some_and(|name_of_one| name(other) == Some(name_of_one))
}

/// The word right before a number, if it has a capital and more letters.
fn name_before(said: &Said<'_>) -> Option<String> {
    let before = said.read.flat.text.get(..said.claim.number.start)?.strip_suffix([' ', '\u{a0}'])?;
    let word = before.rsplit(|sign: char| !sign.is_alphanumeric()).next()?;
    (word.chars().count() > 1 && word.contains(char::is_uppercase)).then(|| word.to_owned())
}

fn mark_is_foreign(said: &Said<'_>) -> bool {
    // Most numbers are digits alone.
    if said.number().bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let text = first_figure(said.number());
    let decimal = match said.lexicon.decimal_mark() {
        // Arabic and Persian in European figures.
        '٫' if text.contains(|sign: char| sign.is_ascii_digit()) => '.',
        mark => mark,
    };
    let plain = matches!(decimal, '.' | ',');
    let grouped_by_it = text.matches(decimal).count() > 1;
    let fraction = figure(text, said.lexicon).is_some_and(|figure| figure.places > 0);
    plain && (grouped_by_it || fraction && !text.contains(decimal))
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

/// The value of a number whose figure is a decimal in its language and shaped like thousands: "150.000".
fn in_thousands(said: &Said<'_>) -> Option<Decimal> {
    let text = first_figure(said.number());
    let own = figure(text, said.lexicon).filter(|figure| figure.places == 3)?.value;
    let (whole, part) = text.rsplit_once(['.', ','])?;
    let digits = |text: &str| text.chars().filter(|sign| digits::value(*sign).is_some()).count();
    let shaped =
        digits(part) == 3 && digits(whole) == whole.chars().count() && (1..=3).contains(&digits(whole));
    let times = said.value.checked_div(own)?;
    own.checked_mul(Decimal::ONE_THOUSAND)?.checked_mul(times).filter(|_| shaped)
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
    let is_digit = |sign: char| digits::value(sign).is_some();
    let Some(start) = text.find(is_digit) else { return "" };
    let rest = text.get(start..).unwrap_or_default();
    let goes_on = |sign: char| is_digit(sign) || matches!(sign, '.' | ',' | '\'' | '’');
    let end = rest.find(|sign: char| !goes_on(sign)).unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default().trim_end_matches(['.', ',', '\'', '’'])
}
