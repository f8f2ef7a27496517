//! Dates of two blocks that belong together: years, months and days, whole or in part, in any order.

use rust_decimal::Decimal;

use crate::check::parity::said::{Dated, Said, Sayings, other_digits};
use crate::check::parity::{Beside, Side};
use crate::codes;
use crate::diag::Diagnostic;

/// Compares the dates of both sides. What is a date on one side and was read as a number on the other is taken out of
/// the numbers.
pub(super) fn compare<'s>(
    beside: &Beside<'s, '_, '_>,
    original: &mut Sayings<'s>,
    translation: &mut Sayings<'s>,
    out: &mut Vec<Diagnostic>,
) {
    months(original, translation, out);
    if original.dates.is_empty() && translation.dates.is_empty() {
        return;
    }
    let same = take_pairs(&mut original.dates, &mut translation.dates, |a, b| {
        (a.year, a.month, a.day) == (b.year, b.month, b.day)
    });
    for rest in [&mut original.dates, &mut translation.dates] {
        rest.retain(|date| !same.iter().any(|(known, _)| is_part_of(date, known)));
    }
    for (one, other) in take_pairs(&mut original.dates, &mut translation.dates, fits) {
        out.extend(incomplete(&one, &other, beside).filter(|_| !is_said_alike(&one, &other, beside)));
    }
    // The same shape with another day, month or year: one of the two was changed.
    let mut changed = take_pairs(&mut original.dates, &mut translation.dates, |a, b| shape(a) == shape(b));
    read_as_numbers(&mut original.dates, &mut translation.numbers);
    read_as_numbers(&mut translation.dates, &mut original.numbers);
    known_elsewhere(beside, Side::Translation, &mut original.dates);
    known_elsewhere(beside, Side::Original, &mut translation.dates);
    changed.extend(take_pairs(&mut original.dates, &mut translation.dates, |_, _| true));
    for (one, other) in changed.into_iter().filter(|(one, other)| !is_said_alike(one, other, beside)) {
        out.push(finding(&one, &other));
    }
    for (side, rest) in [(Side::Original, &original.dates), (Side::Translation, &translation.dates)] {
        for date in rest {
            let what = format!("`{}`", date.said.words());
            let (message, at, (place, label)) = beside.lacks(side, &what, date.said.whole());
            out.push(Diagnostic::new(&codes::translation::DATE, at, message).also(place, label));
        }
    }
}

/// Months that stand alone: another one in each edition is a changed one; one that is missing may be said otherwise.
fn months(original: &Sayings<'_>, translation: &Sayings<'_>, out: &mut Vec<Diagnostic>) {
    let named = |side: &Sayings<'_>, month: i8| {
        side.months.iter().any(|other| other.month == month)
            || side.dates.iter().any(|date| date.month == Some(month))
    };
    let first = original.months.iter().filter(|month| !named(translation, month.month));
    let second = translation.months.iter().filter(|month| !named(original, month.month));
    for (one, other) in first.zip(second) {
        let message = format!("`{}` here, `{}` in the original", other.words(), one.words());
        let finding = Diagnostic::new(&codes::translation::DATE, other.place(), message);
        out.push(finding.also(one.place(), "in the original"));
    }
}

/// Takes out of both lists what belongs together, in order.
pub(super) fn take_pairs<T: Copy>(
    original: &mut Vec<T>,
    translation: &mut Vec<T>,
    belongs: impl Fn(&T, &T) -> bool,
) -> Vec<(T, T)> {
    let mut pairs = Vec::new();
    original.retain(|one| {
        let found = translation.iter().position(|other| belongs(one, other));
        if let Some(at) = found {
            pairs.push((*one, translation.remove(at)));
        }
        found.is_none()
    });
    pairs
}

fn shape(date: &Dated<'_>) -> (bool, bool, bool) {
    (date.year.is_some(), date.month.is_some(), date.day.is_some())
}

/// A date that is said again, whole or in part, says nothing more.
fn is_part_of(date: &Dated<'_>, whole: &Dated<'_>) -> bool {
    fn within<T: PartialEq>(part: Option<T>, whole: Option<T>) -> bool {
        part.is_none() || part == whole
    }
    within(date.year, whole.year) && within(date.month, whole.month) && within(date.day, whole.day)
}

/// Whether two dates may be the same day, month or year, one of them said with less.
fn fits(a: &Dated<'_>, b: &Dated<'_>) -> bool {
    fn part<T: PartialEq>(a: Option<T>, b: Option<T>) -> Option<bool> {
        Some(a? == b?)
    }
    let parts = [part(a.year, b.year), part(a.month, b.month), part(a.day, b.day)];
    parts.iter().all(|same| *same != Some(false)) && parts.contains(&Some(true))
}

/// A part that one of two dates lacks and nothing else in its blocks says.
fn incomplete(one: &Dated<'_>, other: &Dated<'_>, beside: &Beside<'_, '_, '_>) -> Option<Diagnostic> {
    let year = one.year.or(other.year).filter(|_| one.year.is_some() != other.year.is_some());
    let year_lost = year.is_some_and(|year| {
        let side = if one.year.is_some() { Side::Translation } else { Side::Original };
        !other_digits(beside, side).contains(&Decimal::from(year))
    });
    let lost = |a: Option<i8>, b: Option<i8>| a.is_some() != b.is_some();
    let part_lost = lost(one.month, other.month) || lost(one.day, other.day);
    // Months may be inflected in a way that only tables of words know.
    let known = one.said.lexicon.has_number_words() && other.said.lexicon.has_number_words();
    (year_lost || part_lost && known).then(|| finding(one, other))
}

/// Whether the words of one of two dates stand on the other side as well, or the month that one lacks is named there
/// apart from its year: "2018 yılının haziran ayında".
fn is_said_alike(one: &Dated<'_>, other: &Dated<'_>, beside: &Beside<'_, '_, '_>) -> bool {
    let texts = |side| beside.lines(side).iter().filter_map(|line| line.read).map(|read| &read.flat.text);
    let stands = |date: &Dated<'_>, side| {
        let words = date.said.words();
        let alike =
            |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ").contains(&plain(words));
        words.contains(char::is_alphabetic) && texts(side).any(alike)
    };
    let names = |has: &Dated<'_>, lacks: &Dated<'_>, side| {
        let month = has.month.filter(|_| lacks.month.is_none() && has.day == lacks.day);
        month.is_some_and(|month| texts(side).any(|text| lacks.said.lexicon.names_month(text, month)))
    };
    stands(one, Side::Translation)
        || stands(other, Side::Original)
        || names(one, other, Side::Translation)
        || names(other, one, Side::Original)
}

fn plain(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn finding(one: &Dated<'_>, other: &Dated<'_>) -> Diagnostic {
    let message = format!("`{}` here, `{}` in the original", other.said.words(), one.said.words());
    Diagnostic::new(&codes::translation::DATE, other.said.whole(), message)
        .also(one.said.whole(), "in the original")
}

/// Dates in a form that the other language is not known to have: their figures were read as numbers.
fn read_as_numbers(dates: &mut Vec<Dated<'_>>, numbers: &mut Vec<Said<'_>>) {
    dates.retain(|date| {
        let telling = date.day.map(Decimal::from).or_else(|| date.year.map(Decimal::from));
        let found = numbers.iter().position(|number| {
            let is_year = date.month.is_none();
            Some(number.value) == telling && number.has_digits() && (is_year || number.claim.units.is_empty())
        });
        if let Some(at) = found {
            numbers.remove(at);
            if let Some(year) = date.year.map(Decimal::from)
                && let Some(at) = numbers.iter().position(|number| number.value == year)
            {
                numbers.remove(at);
            }
        }
        found.is_none()
    });
}

/// Dates whose figures stand on the other side in something that is no quantity.
fn known_elsewhere(beside: &Beside<'_, '_, '_>, side: Side, dates: &mut Vec<Dated<'_>>) {
    if dates.is_empty() {
        return;
    }
    let digits = other_digits(beside, side);
    let stands = |value: Decimal| digits.contains(&value);
    dates.retain(|date| {
        // "Primero de octubre", "el uno de octubre".
        let day = date.day.map(|day| day == 1 || stands(Decimal::from(day)));
        let year = date.year.map(|year| {
            let short = Decimal::from(year % 100);
            stands(Decimal::from(year)) || (date.month.is_none() && stands(short))
        });
        !(day.unwrap_or(true) && year.unwrap_or(true))
    });
}
