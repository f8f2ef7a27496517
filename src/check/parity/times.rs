//! Times of day of two blocks that belong together.
//!
//! Two times are the same if they may be: half of the day says only who says it. A time that has no partner is held
//! against the bare numbers that are left ("around 7"), and is told only if something else stands in its place: "noon"
//! and "seven o'clock" are times as well.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::check::parity::clock::Half;
use crate::check::parity::dates::take_pairs;
use crate::check::parity::said::{Said, Sayings, Time, runs};
use crate::codes;
use crate::diag::Diagnostic;
use crate::quantity::Unit;

/// Compares times; bare numbers that stand for one are taken out of the numbers. Times with a partner are added to
/// `taken`, what was held against something else to `told`.
pub(super) fn compare<'s>(
    original: &mut Sayings<'s>,
    translation: &mut Sayings<'s>,
    taken: &mut Vec<Said<'s>>,
    told: &mut Vec<Said<'s>>,
    out: &mut Vec<Diagnostic>,
) {
    if original.times.is_empty() && translation.times.is_empty() {
        return;
    }
    let same = take_pairs(&mut original.times, &mut translation.times, same);
    taken.extend(same.iter().flat_map(|(one, other)| [one.said, other.said]));
    // As a bare number, or as hours.
    original.times.retain(|time| !takes(&mut translation.numbers, time, told, is_number));
    translation.times.retain(|time| !takes(&mut original.numbers, time, told, is_number));
    // "04-30"
    original.times.retain(|time| !takes(&mut translation.joined, time, told, is_joined));
    translation.times.retain(|time| !takes(&mut original.joined, time, told, is_joined));
    for (one, other) in take_pairs(&mut original.times, &mut translation.times, |_, _| true) {
        taken.extend([one.said, other.said]);
        let message = format!("`{}` here, `{}` in the original", other.words(), one.words());
        let finding = Diagnostic::new(&codes::translation::QUANTITY, other.place(), message);
        out.push(finding.also(one.place(), "in the original"));
    }
    for (times, numbers, is_here) in [
        (&original.times, &mut translation.numbers, false),
        (&translation.times, &mut original.numbers, true),
    ] {
        for time in times {
            let Some(at) = numbers.iter().position(|number| may_be_hours(number)) else { continue };
            let number = numbers.remove(at);
            told.extend([time.said, number]);
            let (here, there) =
                if is_here { (time.words(), number.words()) } else { (number.words(), time.words()) };
            let (place, other) =
                if is_here { (time.place(), number.whole()) } else { (number.whole(), time.place()) };
            let message = format!("`{here}` here, `{there}` in the original");
            out.push(
                Diagnostic::new(&codes::translation::QUANTITY, place, message).also(other, "in the original"),
            );
        }
    }
}

/// Languages whose written times run to 24, so that "3 Uhr" is in the night; words by which they say otherwise.
const TO_24: [(&str, &[&str]); 4] = [
    ("de", &["mittag", "abend", "nacht"]),
    ("fr", &["midi", "soir", "nuit"]),
    ("pt gl", &["tarde", "noite", "meio"]),
    ("it", &["pomeriggio", "sera", "notte", "mezzogiorno"]),
];

/// Whether an hour without a half of the day is one of the first half.
fn is_of_the_night(time: &Time<'_>) -> bool {
    let language = time.said.lexicon.tag.language();
    let Some((_, words)) = TO_24.iter().find(|(own, _)| own.split(' ').any(|one| one == language)) else {
        return false;
    };
    let text = time.said.read.flat.text.to_lowercase();
    time.at.half.is_none() && (1..12).contains(&time.at.hour) && !words.iter().any(|word| text.contains(word))
}

/// Languages that count the hours from six in the morning: "saa 11 asubuhi" is five.
const FROM_DAWN: [&str; 4] = ["sw", "am", "ti", "om"];

/// Whether two hours on a dial may be one, the second as a language says it.
fn same_hour(hour: u8, said: u8, language: &str) -> bool {
    let apart = (12 + hour % 12 - said % 12) % 12;
    apart == 0 || apart == 6 && FROM_DAWN.contains(&language)
}

/// Whether two times may be one: "3 pm", "15:00" and "3:00".
fn same(a: &Time<'_>, b: &Time<'_>) -> bool {
    let is_second = |time: &Time<'_>| time.at.half == Some(Half::Second);
    if is_second(a) && is_of_the_night(b) || is_second(b) && is_of_the_night(a) {
        return false;
    }
    let languages = [a, b].map(|time| time.said.lexicon.tag.language());
    let (a, b) = (a.at, b.at);
    let halves = a.half.is_none() || b.half.is_none() || a.half == b.half;
    let noon = a.hour % 12 == 0 && b.hour % 12 == 0 && (a.hour == 12 || b.hour == 12);
    if a.minute != b.minute {
        return false;
    }
    if a.hour % 12 != b.hour % 12 {
        return languages.iter().any(|language| same_hour(a.hour, b.hour, language));
    }
    halves || noon && (a.half.is_none() || b.half.is_none())
}

fn is_number(number: &Said<'_>, time: &Time<'_>) -> bool {
    let hour = number.value.to_u8().filter(|_| number.value.is_integer());
    let bare = number.claim.units.is_empty() || number.claim.units.contains(&Unit::Symbol("h"));
    let language = time.said.lexicon.tag.language();
    let is_same = |hour| {
        same_hour(hour, time.at.hour, language)
            || same_hour(hour, time.at.hour, number.lexicon.tag.language())
    };
    bare && hour.is_some_and(|hour| hour <= 24 && is_same(hour))
}

/// Hours in figures that may be a time of day.
fn may_be_hours(number: &Said<'_>) -> bool {
    let hours = number.claim.units.contains(&Unit::Symbol("h"));
    let small = number.value.is_integer() && number.value <= Decimal::from(24);
    hours && small && number.has_digits()
}

/// Hours and minutes with a sign between them.
fn is_joined(joined: &Said<'_>, time: &Time<'_>) -> bool {
    let mut figures = Vec::new();
    runs(joined.words(), &mut |_, value| figures.push(value));
    figures == [Decimal::from(time.at.hour), Decimal::from(time.at.minute)]
}

/// Moves the first number that belongs to a time, and the time, to what is told.
fn takes<'s>(
    numbers: &mut Vec<Said<'s>>,
    time: &Time<'s>,
    told: &mut Vec<Said<'s>>,
    is: fn(&Said<'_>, &Time<'_>) -> bool,
) -> bool {
    let Some(at) = numbers.iter().position(|number| is(number, time)) else { return false };
    told.extend([numbers.remove(at), time.said]);
    true
}
