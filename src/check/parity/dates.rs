//! Dates of two blocks that belong together: years, months and days, whole or in part, in any order.

use rust_decimal::Decimal;

use crate::check::parity::said::{Dated, Named, Said, Sayings, free_digits, other_digits};
use crate::check::parity::{Beside, Side};
use crate::codes;
use crate::diag::Diagnostic;
use crate::quantity::Unit;

/// How many bytes behind a day its year may stand: a time of day is between them.
const APART: usize = 16;

/// Compares the dates of both sides. What is a date on one side and was read as a number on the other is taken out of
/// the numbers. Dates that both sides have are added to `taken`, findings to `told`.
pub(super) fn compare<'s>(
    beside: &Beside<'s, '_, '_>,
    original: &mut Sayings<'s>,
    translation: &mut Sayings<'s>,
    taken: &mut Vec<Said<'s>>,
    told: &mut Vec<Said<'s>>,
    out: &mut Vec<Diagnostic>,
) {
    months(beside, original, translation, out);
    weekdays(original, translation, out);
    if original.dates.is_empty() && translation.dates.is_empty() {
        return;
    }
    let same = take_pairs(&mut original.dates, &mut translation.dates, |a, b| {
        (a.year, a.month, a.day) == (b.year, b.month, b.day)
    });
    taken.extend(same.iter().flat_map(|(one, other)| [one.said, other.said]));
    for rest in [&mut original.dates, &mut translation.dates] {
        rest.retain(|date| !same.iter().any(|(known, _)| is_part_of(date, known)));
    }
    partial(beside, original, translation, taken, out);
    years_elsewhere(beside, original, translation, taken);
    // The same shape with another day, month or year: one of the two was changed.
    let mut changed = take_pairs(&mut original.dates, &mut translation.dates, |a, b| shape(a) == shape(b));
    read_as_numbers(&mut original.dates, &mut translation.numbers);
    read_as_numbers(&mut translation.dates, &mut original.numbers);
    said_apart(beside, Side::Translation, &mut original.dates, &translation.months);
    said_apart(beside, Side::Original, &mut translation.dates, &original.months);
    // Their own figures stand for nothing but themselves.
    let known = taken.len();
    taken.extend(original.dates.iter().chain(&translation.dates).map(|date| date.said));
    known_elsewhere(beside, Side::Translation, &mut original.dates, taken);
    known_elsewhere(beside, Side::Original, &mut translation.dates, taken);
    taken.truncate(known);
    changed.extend(take_pairs(&mut original.dates, &mut translation.dates, |_, _| true));
    told.extend(changed.iter().flat_map(|(one, other)| [one.said, other.said]));
    for (one, other) in changed.into_iter().filter(|(one, other)| !is_said_alike(one, other, beside)) {
        out.push(finding(&one, &other));
    }
    for (side, rest) in [(Side::Original, &original.dates), (Side::Translation, &translation.dates)] {
        for date in rest {
            let what = format!("`{}`", date.said.words());
            let (message, at, (place, label)) = beside.lacks(side, &what, date.said.whole());
            out.push(Diagnostic::new(&codes::translation::DATE, at, message).also(place, label));
            told.push(date.said);
        }
    }
}

/// Dates that may be one, of which one is said with less.
fn partial<'s>(
    beside: &Beside<'s, '_, '_>,
    original: &mut Sayings<'s>,
    translation: &mut Sayings<'s>,
    taken: &mut Vec<Said<'s>>,
    out: &mut Vec<Diagnostic>,
) {
    for (one, other) in take_pairs(&mut original.dates, &mut translation.dates, fits) {
        taken.extend([one.said, other.said]);
        let changed = other_day(&one, &other, &mut translation.numbers)
            || other_day(&other, &one, &mut original.numbers);
        if changed {
            out.push(finding(&one, &other));
            continue;
        }
        let years = [
            year_apart(&one, &other, &mut translation.numbers, taken),
            year_apart(&other, &one, &mut original.numbers, taken),
        ];
        if years.contains(&Some(false)) {
            out.push(finding(&one, &other));
            continue;
        }
        let lacks = incomplete(&one, &other, years.contains(&Some(true)), beside);
        out.extend(lacks.filter(|_| !is_said_alike(&one, &other, beside)));
    }
}

/// Months that stand alone: another one in each edition is a changed one; one that is missing may be said otherwise.
fn months(
    beside: &Beside<'_, '_, '_>,
    original: &Sayings<'_>,
    translation: &Sayings<'_>,
    out: &mut Vec<Diagnostic>,
) {
    if original.months.is_empty() && translation.months.is_empty() {
        return;
    }
    let [mut first, mut second] = [original, translation].map(mentions);
    take_pairs(&mut first, &mut second, |one, other| one.number == other.number);
    // "until Oct."
    first.retain(|month| !translation.short_months.contains(&month.number));
    second.retain(|month| !original.short_months.contains(&month.number));
    // As many on both sides: each that is left stands for another. Else one may be said again, and one otherwise.
    if first.len() != second.len() {
        let named = |side: &Sayings<'_>, month: i8| mentions(side).iter().any(|other| other.number == month);
        first.retain(|month| !month.is_dated && !named(translation, month.number));
        second.retain(|month| !month.is_dated && !named(original, month.number));
    }
    lone_months(beside, original, translation, [&first, &second], out);
    let is_sure = |month: &Mention<'_>| month.is_dated || month.said.is_month();
    let alone = |(one, other): &(&Mention<'_>, &Mention<'_>)| {
        (!one.is_dated || !other.is_dated) && is_sure(one) && is_sure(other)
    };
    for (one, other) in first.iter().zip(&second).filter(alone) {
        out.push(other_name(&one.said, &other.said));
    }
}

/// Months that only one side names, where all words of both languages are known.
fn lone_months(
    beside: &Beside<'_, '_, '_>,
    original: &Sayings<'_>,
    translation: &Sayings<'_>,
    [first, second]: [&[Mention<'_>]; 2],
    out: &mut Vec<Diagnostic>,
) {
    if !original.knows_words || !translation.knows_words {
        return;
    }
    for (side, rest, others) in [(Side::Original, first, second), (Side::Translation, second, first)] {
        let names = |month: &Mention<'_>| {
            beside.passages(side.other()).any(|read| {
                let edition = beside.edition(side.other());
                let lexicon = &edition.site.language(edition.edition.lang).lexicon;
                lexicon.names_month(&read.flat.text, month.number)
            })
        };
        let has_own =
            |month: &&Mention<'_>| !month.is_dated && month.said.lexicon.is_month_only(month.said.words());
        for one in rest.iter().filter(has_own).filter(|month| others.is_empty() && !names(month)) {
            let what = format!("`{}`", one.said.words());
            let (message, at, (place, label)) = beside.lacks(side, &what, one.said.place());
            out.push(Diagnostic::new(&codes::translation::DATE, at, message).also(place, label));
        }
    }
}

/// A month, alone or in a date.
#[derive(Clone, Copy)]
struct Mention<'s> {
    number: i8,
    is_dated: bool,
    said: Named<'s>,
}

/// All months that one side names.
fn mentions<'s>(side: &Sayings<'s>) -> Vec<Mention<'s>> {
    let alone = side.months.iter().map(|said| Mention { number: said.number, is_dated: false, said: *said });
    let dated = side.dates.iter().filter_map(|date| {
        let (number, range) = (date.month?, &date.said.claim.range);
        let lexicon = date.said.lexicon;
        let said = Named { number, read: date.said.read, lexicon, range: (range.start, range.end) };
        Some(Mention { number, is_dated: true, said })
    });
    alone.chain(dated).collect()
}

/// Days of the week: where each side names one day, once or more often, it is the same.
fn weekdays(original: &Sayings<'_>, translation: &Sayings<'_>, out: &mut Vec<Diagnostic>) {
    let (first, second) = (&original.weekdays, &translation.weekdays);
    let one_day = |days: &[Named<'_>]| {
        days.iter().zip(days.iter().skip(1)).all(|(one, next)| one.number == next.number)
    };
    if let ([one, ..], [other, ..]) = (first.as_slice(), second.as_slice())
        && one.number != other.number
        && one_day(first)
        && one_day(second)
    {
        out.push(other_name(one, other));
    }
}

/// Another month, or another day of the week.
fn other_name(one: &Named<'_>, other: &Named<'_>) -> Diagnostic {
    let message = format!("`{}` here, `{}` in the original", other.words(), one.words());
    let finding = Diagnostic::new(&codes::translation::DATE, other.place(), message);
    finding.also(one.place(), "in the original")
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

/// "69. September": whether a figure that is no day stands right before a month, and the other date has one. The
/// figure is taken out of the numbers.
fn other_day(whole: &Dated<'_>, part: &Dated<'_>, numbers: &mut Vec<Said<'_>>) -> bool {
    if whole.day.is_none() || part.day.is_some() || part.month.is_none() {
        return false;
    }
    let found = numbers.iter().position(|number| {
        let joint = part.said.read.flat.text.get(number.claim.number.end..part.said.claim.range.start);
        std::ptr::eq(number.read, part.said.read)
            && number.has_digits()
            && joint.is_some_and(|joint| joint.len() <= 5 && joint.trim().trim_matches('.').is_empty())
    });
    if let Some(at) = found {
        numbers.remove(at);
    }
    found.is_some()
}

/// "January 14th, 10:26 PM, 2543": whether the year that one of two dates lacks stands apart from the other, and is the
/// same; `None` if there is none. It is taken out of the numbers.
fn year_apart<'s>(
    whole: &Dated<'_>,
    part: &Dated<'s>,
    numbers: &mut Vec<Said<'s>>,
    taken: &mut Vec<Said<'s>>,
) -> Option<bool> {
    let year = Decimal::from(whole.year.filter(|_| part.year.is_none())?);
    let is_bare = |number: &Said<'_>| number.claim.units.is_empty() && number.has_digits();
    let same = numbers.iter().position(|number| number.value == year && is_bare(number));
    // Another one is a year only in the same line of figures.
    let near = || {
        numbers.iter().position(|number| {
            let gap = number.claim.range.start.saturating_sub(part.said.claim.range.end);
            let is_four = number.number().len() == 4 && number.value >= Decimal::ONE_THOUSAND;
            std::ptr::eq(number.read, part.said.read) && is_bare(number) && is_four && gap <= APART
        })
    };
    let at = same.or_else(near)?;
    taken.push(numbers.remove(at));
    Some(same.is_some())
}

/// A part that one of two dates lacks and nothing else in its blocks says; `has_year`: its year stands apart.
fn incomplete(
    one: &Dated<'_>,
    other: &Dated<'_>,
    has_year: bool,
    beside: &Beside<'_, '_, '_>,
) -> Option<Diagnostic> {
    let year = one.year.or(other.year).filter(|_| one.year.is_some() != other.year.is_some());
    let year_lost = !has_year
        && year.is_some_and(|year| {
            let side = if one.year.is_some() { Side::Translation } else { Side::Original };
            !free_digits(beside, side, &[]).contains(&Decimal::from(year))
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
    if one.year.is_some() && other.year.is_some() && one.year != other.year {
        return false;
    }
    let texts = |side| beside.passages(side).map(|read| &read.flat.text);
    let stands = |date: &Dated<'_>, longer: &Dated<'_>, side| {
        let words = plain(date.said.words());
        let alike = |text: &String| plain(text).contains(&words);
        // "September 2018" is a part of "30 September 2018", and says less.
        words.contains(char::is_alphabetic)
            && !plain(longer.said.words()).contains(&words)
            && texts(side).any(alike)
    };
    let names = |has: &Dated<'_>, lacks: &Dated<'_>, side| {
        let month = has.month.filter(|_| lacks.month.is_none() && has.day == lacks.day);
        month.is_some_and(|month| texts(side).any(|text| lacks.said.lexicon.names_month(text, month)))
    };
    stands(one, other, Side::Translation)
        || stands(other, one, Side::Original)
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
            // "6.11.": a day and a month.
            if let (Some(day), Some(month), None) = (date.day, date.month, date.year)
                && number.number() == format!("{day}.{month}")
            {
                return true;
            }
            // "12일", "3日": days of a month that is said otherwise.
            let bare = number.claim.units.iter().all(|unit| *unit == Unit::Symbol("d"));
            // "2000 M": the same figure with a letter behind it, which is no scale.
            let written = number.number().trim_end_matches('.');
            let figure = written.trim_end_matches(char::is_alphabetic);
            let is_figure =
                is_year && written.len() - figure.len() <= 1 && figure.trim_end().parse().ok() == telling;
            (Some(number.value) == telling || is_figure) && number.has_digits() && (is_year || bare)
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

/// Takes out years that are read as something else on the other side: "1870", "the 1930s".
fn years_elsewhere<'s>(
    beside: &Beside<'s, '_, '_>,
    original: &mut Sayings<'s>,
    translation: &mut Sayings<'s>,
    taken: &mut Vec<Said<'s>>,
) {
    let is_year = |date: &mut Dated<'s>| date.month.is_none() && date.day.is_none();
    let [mut first, mut second] = [&mut *original, &mut *translation]
        .map(|side| side.dates.extract_if(.., is_year).collect::<Vec<_>>());
    read_as_numbers(&mut first, &mut translation.numbers);
    read_as_numbers(&mut second, &mut original.numbers);
    let known = taken.len();
    taken.extend(first.iter().chain(&second).map(|date| date.said));
    known_elsewhere(beside, Side::Translation, &mut first, taken);
    known_elsewhere(beside, Side::Original, &mut second, taken);
    taken.truncate(known);
    original.dates.extend(first);
    translation.dates.extend(second);
}

/// Months with their year that are said apart: "July" of "from July to December 2025".
fn said_apart(beside: &Beside<'_, '_, '_>, side: Side, dates: &mut Vec<Dated<'_>>, months: &[Named<'_>]) {
    if dates.is_empty() || months.is_empty() {
        return;
    }
    let digits = free_digits(beside, side, &[]);
    dates.retain(|date| {
        let named = date.month.is_some_and(|month| months.iter().any(|other| other.number == month));
        let year = date.year.is_some_and(|year| digits.contains(&Decimal::from(year)));
        !(date.day.is_none() && named && year)
    });
}

/// Dates whose figures stand on the other side in something that is no quantity.
fn known_elsewhere(beside: &Beside<'_, '_, '_>, side: Side, dates: &mut Vec<Dated<'_>>, taken: &[Said<'_>]) {
    if dates.is_empty() {
        return;
    }
    let digits = other_digits(beside, side, taken);
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
