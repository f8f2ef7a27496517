//! Numbers of two blocks that belong together: value, then unit, then hedge, in any order.
//!
//! A value that stands twice in one edition and once in the other is said all the same. What is left on both sides was
//! changed, and is one finding; what is left on one side alone was lost or added, and is weighed: a small number in
//! words may be a figure of speech, and a language whose number words are unknown may say it in words.

use rust_decimal::Decimal;

use crate::check::parity::dates::take_pairs;
use crate::check::parity::said::{Said, gather, other_digits, runs};
use crate::check::parity::spans::{lost_hedges, next_words, other_span, same_span};
use crate::check::parity::{Beside, Side, dates, figures, forms, times};
use crate::codes;
use crate::conversion;
use crate::diag::{Code, Diagnostic};
use crate::fact::wording::{Claim, ClaimKind};
use crate::interval::{Comparison, Interval, Truth};
use crate::locale::lexicon::Meaning;
use crate::quantity::{Bound, Quantity, TOLERANCE, Unit};
use crate::site::blocks::claims;

/// How far behind a number, in signs, the next one of a list may stand: "5, 6 and 7 %".
const REACH: usize = 16;

/// Number words up to this are often figures of speech.
const SPEECH: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// How much of itself a value in round figures may be rounded by, once it is in another unit: "10 miles" are no 20 km.
const ROUND: Decimal = Decimal::from_parts(7, 0, 0, false, 2);

/// The same where it is hedged: "about 30 yards" are about 25 m.
const HEDGED: Decimal = Decimal::from_parts(10, 0, 0, false, 2);

/// By how much of itself a value beside another may differ from it: nothing rests on it.
const LOOSE: Decimal = Decimal::from_parts(15, 0, 0, false, 2);

/// Half of the last digit of a whole number.
const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

/// Bytes of the shortest word for a scale that is no abbreviation: "mil", "万".
const SCALE_WORD: usize = 3;

/// Hours of a day.
const HOURS: Decimal = Decimal::from_parts(24, 0, 0, false, 0);
/// How far a third times three may be from one.
const NEARLY: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// Compares what both sides say, in their words and in the texts of what they show.
pub(super) fn compare(beside: &Beside<'_, '_, '_>, out: &mut Vec<Diagnostic>) {
    compare_said(beside, out);
    if let Some(shown) = beside.shown() {
        compare_said(&shown, out);
    }
}

fn compare_said(beside: &Beside<'_, '_, '_>, out: &mut Vec<Diagnostic>) {
    let (mut original, mut translation) = (gather(beside, Side::Original), gather(beside, Side::Translation));
    if original.is_empty() && translation.is_empty() {
        forms::bound(beside, out);
        figures::compare(beside, &[], &[], out);
        return;
    }
    let money = [currencies(&original.numbers), currencies(&translation.numbers)];
    let same = same_values(&mut original.numbers, &mut translation.numbers);
    let full = original.knows_words && translation.knows_words;
    let knows_per_cent = [&original, &translation].iter().all(|side| side.knows_per_cent);
    said_on_both(beside, &same, &money, (full, knows_per_cent), out);
    lost_hedges(beside, full, [&original.numbers, &translation.numbers], out);
    let (mut taken, mut told) = (Vec::new(), Vec::new());
    times::compare(&mut original, &mut translation, &mut taken, &mut told, out);
    joined(&mut original.joined, &mut translation.joined, &mut taken, &mut told, out);
    forms::bound(beside, out);
    in_other_forms(&mut original.numbers, &mut translation.numbers, out);
    dates::compare(beside, &mut original, &mut translation, &mut taken, &mut told, out);
    forms::unread(beside, Side::Translation, &mut original.numbers, out);
    forms::unread(beside, Side::Original, &mut translation.numbers, out);
    let mut loose = not_counted(beside, Side::Translation, &mut original.numbers, &taken);
    loose.extend(not_counted(beside, Side::Original, &mut translation.numbers, &taken));
    not_one_part(&mut original.numbers, &mut translation.numbers);
    not_one_part(&mut translation.numbers, &mut original.numbers);
    let repeats = |number: &Said<'_>| {
        same.iter().any(|(one, other)| same_in_unit(number, one) || same_in_unit(number, other))
    };
    let (mut fresh, mut others) = (original.numbers, translation.numbers);
    loose.extend([&mut fresh, &mut others].into_iter().flat_map(passed_over));
    let replaced = replaced(&mut fresh, &mut others, &repeats, out);
    // Beside "16 km" its "10 miles" say nothing more.
    let is_conversion = |number: &Said<'_>| {
        let known = same.iter().flat_map(|(one, other)| [one, other]).chain(&replaced);
        known.into_iter().any(|other| is_beside(number, other))
    };
    let (none, nothing) = (fresh.is_empty(), others.is_empty());
    for (side, rest, may_be_words) in [
        (Side::Original, fresh, nothing && !translation.knows_number_words),
        (Side::Translation, others, none && !original.knows_number_words),
    ] {
        let (again, rest): (Vec<_>, Vec<_>) = rest.into_iter().partition(repeats);
        loose.extend(again);
        for one in rest.iter().filter(|one| !is_conversion(one)) {
            match alone(beside, side, one, full, may_be_words) {
                Some(finding) => out.push(finding),
                None => loose.push(*one),
            }
        }
    }
    taken.extend(told);
    figures::compare(beside, &loose, &taken, out);
}

/// Takes out numbers that agree as the other language writes them, or letter by letter, and compares their units.
fn in_other_forms<'s>(
    original: &mut Vec<Said<'s>>,
    translation: &mut Vec<Said<'s>>,
    out: &mut Vec<Diagnostic>,
) {
    let mut pairs = take_pairs(original, translation, forms::same_letters);
    take_pairs(original, translation, forms::same_kilo);
    take_pairs(original, translation, forms::same_scale_name);
    pairs.extend(forms::compare(original, translation, out));
    out.extend(pairs.iter().filter_map(|(one, other)| compare_pair(one, other, false)));
}

/// Takes out of both lists the numbers that stand for each other: converted, or changed, which is told.
fn replaced<'s>(
    original: &mut Vec<Said<'s>>,
    translation: &mut Vec<Said<'s>>,
    repeats: &impl Fn(&Said<'_>) -> bool,
    out: &mut Vec<Diagnostic>,
) -> Vec<Said<'s>> {
    let mut replaced = Vec::new();
    for is_alike in [may_be_converted, alike_in_unit, alike] {
        let is_it = |a: &Said<'_>, b: &Said<'_>| is_alike(a, b) && !(repeats(a) && repeats(b));
        for (one, other) in take_pairs(original, translation, is_it) {
            replaced.extend([one, other]);
            if !may_be_converted(&one, &other) {
                out.extend(changed(&one, &other));
            }
        }
    }
    replaced
}

/// Takes out numbers that are passed over: ones, as in "one of the houses" and "a house", and parts of names. Gives those
/// whose figures may stand for something.
fn passed_over<'s>(numbers: &mut Vec<Said<'s>>) -> Vec<Said<'s>> {
    let is_one = |number: &Said<'_>| number.value == Decimal::ONE && number.claim.units.is_empty();
    let passed = numbers.extract_if(.., |number| is_one(number) || number.is_part_of_name());
    // "1つ" is "a" or "one of" where figures take counters.
    passed.filter(|number| !is_one(number) || !number.lexicon.has_myriads()).collect()
}

/// Unit, hedge, span and form of numbers that both sides have. `known`: whether all words for numbers of both languages
/// are known, and those for per cent.
fn said_on_both(
    beside: &Beside<'_, '_, '_>,
    same: &[(Said<'_>, Said<'_>)],
    money: &[Vec<&Unit>; 2],
    (full, knows_per_cent): (bool, bool),
    out: &mut Vec<Diagnostic>,
) {
    for (one, other) in same {
        out.extend(compare_pair(one, other, full));
        out.extend(without_currency(one, other, money).filter(|_| full));
        out.extend(without_per_cent(one, other).filter(|_| knows_per_cent));
        out.extend(other_span(beside, one, other));
        out.extend(forms::foreign_mark(one, other));
    }
}

/// Takes out of both lists the numbers that are the same, the most alike first, so that "5 of 5 TB" finds the right one.
fn same_values<'s>(
    original: &mut Vec<Said<'s>>,
    translation: &mut Vec<Said<'s>>,
) -> Vec<(Said<'s>, Said<'s>)> {
    let mut same = take_pairs(original, translation, same_in_all);
    same.extend(take_pairs(original, translation, same_in_unit));
    if !original.is_empty() && !translation.is_empty() {
        // Where the other side has a number in the same unit, that one was changed, and nothing was converted.
        // Degrees are of one scale in one edition, and of another in the other.
        let has = |numbers: &[Said<'s>], said: &Said<'s>| {
            !said.claim.units.iter().any(is_degrees) && numbers.iter().any(|other| shares_unit(said, other))
        };
        let kept = |own: &[Said<'s>], others: &[Said<'s>]| -> Vec<Said<'s>> {
            own.iter().filter(|said| has(others, said)).copied().collect()
        };
        let (first, second) = (kept(original, translation), kept(translation, original));
        let stays = |kept: &[Said<'s>], said: &Said<'s>| {
            kept.iter().any(|other| std::ptr::eq(other.claim, said.claim) && other.value == said.value)
        };
        same.extend(take_pairs(original, translation, |one, other| {
            same_when_converted(one, other) && !stays(&first, one) && !stays(&second, other)
        }));
    }
    same.extend(take_pairs(original, translation, same_value));
    same.extend(take_pairs(original, translation, same_span));
    same
}

fn same_in_all(a: &Said<'_>, b: &Said<'_>) -> bool {
    same_in_unit(a, b) && a.claim.hedge == b.claim.hedge
}

fn same_in_unit(a: &Said<'_>, b: &Said<'_>) -> bool {
    let (units, others) = (&a.claim.units, &b.claim.units);
    same_value(a, b) && (units == others || units.iter().any(|unit| others.contains(unit)))
}

fn same_value(a: &Said<'_>, b: &Said<'_>) -> bool {
    let has_dash = || a.value == -b.value && (a.may_have_dash() || b.may_have_dash());
    a.value == b.value || ratio(a) == ratio(b) || has_dash()
}

/// A value as a share or a multiple of one, where it is said in per cent: "by 100 %" is twice.
fn ratio(said: &Said<'_>) -> Decimal {
    let is_percent = said.claim.units.contains(&Unit::Symbol("%"));
    if is_percent { said.value / Decimal::ONE_HUNDRED } else { said.value }
}

/// "six metres (18 feet)": what stands beside a number and says it again, loosely.
fn is_beside(number: &Said<'_>, other: &Said<'_>) -> bool {
    same_when_converted(number, other)
        || number.claim.units.iter().any(|from| {
            other.claim.units.iter().any(|to| is_converted(number.value, from, other.value, to, LOOSE))
        })
}

/// Miles and kilometres: a translation may convert what it says, and round it.
fn same_when_converted(a: &Said<'_>, b: &Said<'_>) -> bool {
    // 12 °F are -11 °C, but a sign is more easily lost, where the word for it is known.
    let knows_minus = a.lexicon.has_number_words() && b.lexicon.has_number_words();
    if knows_minus && a.value == -b.value && !a.value.is_zero() {
        return false;
    }
    a.claim.units.iter().any(|from| {
        b.claim.units.iter().any(|to| {
            let round = if is_hedged(a) || is_hedged(b) { HEDGED } else { ROUND };
            is_converted(a.value, from, b.value, to, round)
                || feet_and_inches(a).is_some_and(|feet| is_converted(feet, from, b.value, to, round))
                || feet_and_inches(b).is_some_and(|feet| is_converted(a.value, from, feet, to, round))
        })
    })
}

fn is_hedged(said: &Said<'_>) -> bool {
    matches!(said.claim.hedge, Bound::About | Bound::Almost)
}

/// Whether a value is another in another unit; `round` is how much of itself a round figure may be rounded by.
fn is_converted(value: Decimal, from: &Unit, other: Decimal, to: &Unit, round: Decimal) -> bool {
    if is_degrees(from) && is_degrees(to) {
        let unsaid = |unit: &Unit| *unit == Unit::Symbol("°");
        return value == other && (unsaid(from) || unsaid(to))
            || same_degrees(value, other)
            || same_degrees(other, value);
    }
    // "A speed of 85 km" says per hour elsewhere.
    let length = |unit: &Unit| match unit {
        Unit::Symbol("mph") => Unit::Symbol("mi"),
        Unit::Symbol("km/h") => Unit::Symbol("km"),
        unit => unit.clone(),
    };
    if length(from) == length(to) {
        return value == other;
    }
    let fits = |value: Decimal, from: &Unit, other: Decimal, to: &Unit| {
        let around = if is_metric(from) == is_metric(to) {
            Quantity { tolerance: TOLERANCE, ..Quantity::bounded(other, None, Bound::About) }.interval()
        } else {
            let half = rounding(other, round);
            Interval::closed(other - half, other + half)
        };
        conversion::converted(Interval::point(value), from, to)
            .is_some_and(|value| value.compare(Comparison::Equal, around) != Truth::Never)
    };
    // Either may be the rounded one.
    let alike =
        |from: &Unit, to: &Unit| from != to && (fits(value, from, other, to) || fits(other, to, value, from));
    alike(from, to) || alike(&length(from), &length(to))
}

/// By how much a value may be rounded, as it is said: half of its last digit, and more in round figures.
fn rounding(value: Decimal, round: Decimal) -> Decimal {
    let value = value.abs().normalize();
    let mut unit = Decimal::new(1, value.scale());
    let mut grid = unit;
    while !value.is_zero() && (value % unit).is_zero() {
        grid = unit;
        if (value % (unit * Decimal::from(5))).is_zero() {
            grid = unit * Decimal::from(5);
        }
        unit *= Decimal::TEN;
    }
    let half = grid * HALF;
    if round == LOOSE {
        return value * LOOSE;
    }
    half.min(value * round).max(Decimal::new(1, value.scale()) * HALF)
}

/// "6-foot-6": a height of which the inches stand behind the feet, in feet.
fn feet_and_inches(said: &Said<'_>) -> Option<Decimal> {
    let text = said.read.flat.text.get(said.claim.range.end..)?;
    let inches = text.strip_prefix('-').or_else(|| text.strip_prefix(' '))?;
    let digits = inches.bytes().take_while(u8::is_ascii_digit).count();
    let inches: Decimal = inches.get(..digits)?.parse().ok()?;
    let fits = said.claim.units == [Unit::Symbol("ft")] && inches < Decimal::from(12);
    fits.then(|| said.value + inches / Decimal::from(12))
}

/// A value in another system of units, the name of which is not known or stands elsewhere: "2.5 to *10* cm".
fn may_be_converted(a: &Said<'_>, b: &Said<'_>) -> bool {
    // Litres of rain are those of a square metre: millimetres.
    let is_bare = |said: &Said<'_>| said.claim.units.is_empty() || said.claim.units == [Unit::Symbol("l")];
    let other = |number: &Said<'_>, bare: &Said<'_>| {
        is_bare(bare)
            && number.claim.units.iter().any(|from| {
                METRIC.iter().any(|(unit, to)| {
                    let is = |unit: &'static str, to: &'static str| {
                        *from == Unit::Symbol(unit)
                            && is_converted(number.value, from, bare.value, &Unit::Symbol(to), ROUND)
                    };
                    is(unit, to) || is(to, unit)
                })
            })
    };
    other(a, b) || other(b, a)
}

/// Units and what they become where they are not used.
const METRIC: &[(&str, &str)] = &[
    ("mi", "km"),
    ("ft", "m"),
    ("ft", "cm"),
    ("in", "cm"),
    ("in", "mm"),
    ("yd", "m"),
    ("lb", "kg"),
    ("mph", "km/h"),
    ("°", "°C"),
    ("°F", "°C"),
];

fn is_metric(unit: &Unit) -> bool {
    !matches!(unit, Unit::Symbol("mi" | "ft" | "in" | "yd" | "lb" | "oz" | "acre" | "gal" | "mph"))
}

/// Degrees, of which scale is often left to the reader.
fn is_degrees(unit: &Unit) -> bool {
    matches!(unit, Unit::Symbol("°" | "°C" | "°F"))
}

/// Fahrenheit in Celsius, as a temperature or as a difference of two, rounded.
fn same_degrees(fahrenheit: Decimal, celsius: Decimal) -> bool {
    let near = |value: Decimal| {
        let exact = value.saturating_mul(Decimal::from(5)).checked_div(Decimal::from(9)).unwrap_or(value);
        // 80 °F are 26.7 °C, and said as 25.
        let round = if (celsius % Decimal::from(5)).is_zero() { Decimal::TWO } else { Decimal::ONE };
        (exact - celsius).abs() <= round.max(celsius.abs() * TOLERANCE)
    };
    near(fahrenheit.saturating_sub(Decimal::from(32))) || near(fahrenheit)
}

fn shares_unit(one: &Said<'_>, other: &Said<'_>) -> bool {
    one.claim.units.iter().any(|unit| other.claim.units.contains(unit))
}

/// Unit, then hedge, of two numbers with the same value; hedges only where those of both languages are known.
fn compare_pair(one: &Said<'_>, other: &Said<'_>, hedges: bool) -> Option<Diagnostic> {
    let (a, b) = (one.claim, other.claim);
    let apart = !a.units.is_empty() && !b.units.is_empty() && !shares_unit(one, other);
    let is_ratio = |said: &Said<'_>| said.claim.kind == ClaimKind::Multiple;
    let hedge = |bound| if bound == Bound::Between { Bound::Exactly } else { bound };
    let points = |said: &Said<'_>| said.claim.units == [Unit::Symbol("pp")];
    // Where points have no known name, they may be read as per cent.
    let may_be_points =
        points(one) && !other.lexicon.has_points() || points(other) && !one.lexicon.has_points();
    let apart = apart && !may_be_points && !is_speed(one, other) && !is_speed(other, one);
    let (code, what): (&'static Code, &str) =
        if apart && !same_when_converted(one, other) && !is_ratio(one) && !is_ratio(other) {
            (&codes::translation::UNIT, "have different units")
        } else if hedges
            && !apart
            && !one.value.is_zero()
            && !may_be_time(one, other)
            && hedge(a.hedge) != hedge(b.hedge)
        {
            (&codes::translation::HEDGE, "are hedged differently")
        } else {
            return None;
        };
    let message = format!("`{}` and the original's `{}` {what}", other.words(), one.words());
    let finding = Diagnostic::new(code, other.whole(), message);
    Some(finding.also(one.whole(), "in the original"))
}

/// "497 m/h" is no 497 metres where the other edition has miles per hour: an abbreviation that goes on.
fn is_speed(short: &Said<'_>, other: &Said<'_>) -> bool {
    let mut behind = short.read.flat.text.get(short.claim.range.end..).unwrap_or_default().chars();
    let goes_on = matches!(behind.next(), Some('/' | '.')) && behind.next().is_some_and(char::is_alphabetic);
    let by_hour = other.claim.units.iter().any(|unit| matches!(unit, Unit::Symbol("mph" | "mi")));
    goes_on && by_hour && short.claim.units == [Unit::Symbol("m")]
}

/// "at about three" and "vers trois heures": a time of day, in which one language says the hours and the other does not.
fn may_be_time(one: &Said<'_>, other: &Said<'_>) -> bool {
    let is_hour = |said: &Said<'_>| said.claim.units.contains(&Unit::Symbol("h"));
    let is_bare = |said: &Said<'_>| said.claim.units.is_empty();
    one.value <= HOURS && (is_hour(one) && is_bare(other) || is_bare(one) && is_hour(other))
}

/// All currencies that numbers may be of.
fn currencies<'s>(numbers: &[Said<'s>]) -> Vec<&'s Unit> {
    let units = numbers.iter().flat_map(|number| &number.claim.units);
    units.filter(|unit| matches!(unit, Unit::Currency(_))).collect()
}

/// A sum of money that is a bare number on the other side, where nothing in the blocks names the currency.
/// `money`: the currencies of the original's blocks and of the translation's.
fn without_currency(one: &Said<'_>, other: &Said<'_>, money: &[Vec<&Unit>; 2]) -> Option<Diagnostic> {
    let [in_original, in_translation] = money;
    let lost = |has: &Said<'_>, lacks: &Said<'_>, there: &[&Unit]| {
        // Not the word: "won 14 titles", "four real reasons".
        has.words().contains(['$', '€', '£', '¥', '₹', '₽', '₺', '₩', '₴', '₪'])
            && lacks.claim.units.is_empty()
            && !has.claim.units.iter().any(|unit| there.contains(&unit))
    };
    let what = if lost(one, other, in_translation) {
        "names no currency; the original has"
    } else if lost(other, one, in_original) {
        "names a currency; the original has only"
    } else {
        return None;
    };
    let message = format!("`{}` {what} `{}`", other.words(), one.words());
    let finding = Diagnostic::new(&codes::translation::UNIT, other.whole(), message);
    Some(finding.also(one.whole(), "in the original"))
}

/// A per cent that is a bare number on the other side.
fn without_per_cent(one: &Said<'_>, other: &Said<'_>) -> Option<Diagnostic> {
    let is_per_cent = |said: &Said<'_>| said.claim.units == [Unit::Symbol("%")];
    let percent = Unit::Symbol("%");
    let is_bare = |said: &Said<'_>| {
        said.claim.units.is_empty()
            && said.claim.kind == ClaimKind::Number
            && !shares_per_cent(said)
            && !next_words(said).any(|word| said.lexicon.begins_with_unit(word, None, Some(&percent)))
    };
    let what = if is_per_cent(one) && is_bare(other) {
        "is no per cent; the original has"
    } else if is_per_cent(other) && is_bare(one) {
        "is a per cent; the original has only"
    } else {
        return None;
    };
    let message = format!("`{}` {what} `{}`", other.words(), one.words());
    let bare = if is_per_cent(one) { other } else { one };
    let code = match is_behind_per_cent(bare) {
        true => &codes::translation::PER_CENT_SHARED,
        false => &codes::translation::UNIT,
    };
    let finding = Diagnostic::new(code, other.whole(), message);
    (one.value == other.value).then(|| finding.also(one.whole(), "in the original"))
}

/// "41 percent agree, 35 do not": whether a per cent in words stands before a number in its sentence. A sign is written
/// each time.
fn is_behind_per_cent(said: &Said<'_>) -> bool {
    let (text, start) = (&said.read.flat.text, said.claim.range.start);
    let before = claims(said.read).filter(|claim| claim.range.end <= start);
    let last = before.filter(|claim| claim.units == [Unit::Symbol("%")]).last();
    let in_words =
        |claim: &&Claim| text.get(claim.range.clone()).is_some_and(|words| !words.contains(['%', '٪', '％']));
    let between = last.filter(in_words).and_then(|claim| text.get(claim.range.end..start));
    between
        .is_some_and(|between| !between.contains([';', '。', '।', '։', '።', '\n']) && !between.contains(". "))
}

/// "5, 6 and 7 %": a number that has its unit with one that follows.
fn shares_per_cent(said: &Said<'_>) -> bool {
    let first = said.claim.range.end;
    let mut end = first;
    let mut bare = 0;
    for next in said.read.claims.iter().filter(|next| next.range.start >= first) {
        let gap = said.read.flat.text.get(end..next.range.start).unwrap_or_default();
        let is_over = gap.contains(". ") || gap.contains('。');
        let gap = gap.chars().count();
        if is_over || gap > REACH * 3 || !next.is_quantity() {
            return false;
        }
        // "72, the second 69 and the third 63 %": the more numbers, the farther apart.
        if next.units == [Unit::Symbol("%")] {
            return gap <= REACH || bare > 0;
        }
        bare += usize::from(next.units.is_empty());
        end = next.range.end;
    }
    false
}

/// Scores and records that changed: what is only missing may be said otherwise.
fn joined<'s>(
    original: &mut Vec<Said<'s>>,
    translation: &mut Vec<Said<'s>>,
    taken: &mut Vec<Said<'s>>,
    told: &mut Vec<Said<'s>>,
    out: &mut Vec<Diagnostic>,
) {
    let figures = |said: &Said<'_>| {
        let mut own = Vec::new();
        runs(said.words(), &mut |_, value| own.push(value));
        own
    };
    let same = take_pairs(original, translation, |a, b| figures(a) == figures(b));
    taken.extend(same.iter().flat_map(|(one, other)| [*one, *other]));
    for (one, other) in take_pairs(original, translation, |a, b| figures(a).len() == figures(b).len()) {
        let message = format!("`{}` here, `{}` in the original", other.words(), one.words());
        let finding = Diagnostic::new(&codes::translation::QUANTITY, other.whole(), message);
        out.push(finding.also(one.whole(), "in the original"));
        told.extend([one, other]);
    }
}

/// Takes out numbers whose figures stand on the other side in something that is no quantity: an ordinal, a time, a
/// decade, a name. Gives what stands there figure by figure.
fn not_counted<'s>(
    beside: &Beside<'_, '_, '_>,
    side: Side,
    numbers: &mut Vec<Said<'s>>,
    taken: &[Said<'_>],
) -> Vec<Said<'s>> {
    if numbers.is_empty() {
        return Vec::new();
    }
    let known = other_digits(beside, side, taken);
    let twelve = Decimal::from(12);
    let is_said = |number: &mut Said<'_>| {
        let value = number.value;
        let is_hour = number.claim.units.contains(&Unit::Symbol("h"));
        // "1800-talet", the 19th century.
        let century = (value / Decimal::ONE_HUNDRED).floor() + Decimal::ONE;
        let is_century = (value % Decimal::ONE_HUNDRED).is_zero() && number.claim.units.is_empty();
        let is_decade = value < Decimal::ONE_HUNDRED && (value % Decimal::TEN).is_zero();
        // "In the 80s" of Fahrenheit.
        let is_degree = number.claim.units.iter().any(is_degrees);
        let stands = known.iter().any(|digits| {
            *digits == value
                || is_century && value >= Decimal::ONE_THOUSAND && *digits == century
                || is_hour && (value - *digits).abs() == twelve
                || is_degree && same_degrees(*digits, value)
                || is_decade && *digits > Decimal::ONE_THOUSAND && *digits % Decimal::ONE_HUNDRED == value
        });
        let mut own = Vec::new();
        runs(number.number(), &mut |_, value| own.push(value));
        let clock = |run: &[Decimal]| match (run, own.as_slice()) {
            ([hour, minutes], [own, same]) => minutes == same && (*hour - *own).abs() == twelve,
            _ => false,
        };
        stands || !own.is_empty() && known.windows(own.len()).any(|run| run == own || clock(run))
    };
    let mut said: Vec<Said<'s>> = numbers.extract_if(.., is_said).collect();
    said.retain(|number| {
        let mut own = Vec::new();
        runs(number.number(), &mut |_, value| own.push(value));
        !own.is_empty() && own.iter().all(|value| known.contains(value))
    });
    said
}

/// "eight of 12" may be one part or two numbers.
fn not_one_part(parts: &mut Vec<Said<'_>>, numbers: &mut Vec<Said<'_>>) {
    parts.retain(|part| {
        let mut own = Vec::new();
        runs(part.number(), &mut |_, value| own.push(value));
        let is_part = part.claim.kind == ClaimKind::Multiple && part.value < Decimal::ONE;
        let before = numbers.len();
        // "three points out of four" in a language of which such words are not known.
        let makes = |one: &Said<'_>, of: &Said<'_>| {
            let share = one.value.checked_div(of.value).unwrap_or_default();
            of.value > one.value && (share - part.value).abs() < NEARLY
        };
        let pair = numbers.iter().enumerate().filter(|_| is_part).find_map(|(at, one)| {
            Some((at, numbers.iter().position(|of| makes(one, of) && !one.has_digits() && !of.has_digits())?))
        });
        if let Some((one, of)) = pair {
            numbers.remove(one.max(of));
            numbers.remove(one.min(of));
            return false;
        }
        if is_part {
            let is_whole = |number: &Said<'_>| (number.value * part.value - Decimal::ONE).abs() < NEARLY;
            numbers.retain(|number| !own.contains(&number.value) && !is_whole(number));
        }
        before == numbers.len()
    });
}

fn alike_in_unit(a: &Said<'_>, b: &Said<'_>) -> bool {
    alike(a, b) && (shares_unit(a, b) || a.claim.units == b.claim.units)
}

/// Whether one of two numbers may be the other, changed.
fn alike(a: &Said<'_>, b: &Said<'_>) -> bool {
    let is_large = |said: &Said<'_>| said.has_digits() || said.value.abs() > SPEECH;
    is_large(a) == is_large(b)
}

/// Another value at the same place.
fn changed(one: &Said<'_>, other: &Said<'_>) -> Option<Diagnostic> {
    let in_words = |said: &Said<'_>| !said.has_digits() && said.value.abs() <= SPEECH;
    let scale = is_scale(one, other);
    // An inflected scale word, where the words of the language are not known.
    let unread =
        |said: &Said<'_>| !said.lexicon.has_number_words() && !said.number().chars().any(char::is_alphabetic);
    if scale && (unread(one) || unread(other)) {
        return compare_pair(one, other, false).or_else(|| forms::foreign_mark(one, other));
    }
    let code = match scale {
        true => &codes::translation::SCALE,
        false if in_words(one) && in_words(other) => &codes::translation::NUMBER_WORD,
        false => &codes::translation::QUANTITY,
    };
    let message = format!("`{}` here, `{}` in the original", other.words(), one.words());
    let finding = Diagnostic::new(code, other.whole(), message).also(one.whole(), "in the original");
    let hint = || {
        format!(
            "as numbers they are {} and {}: scale words mean different numbers in different languages",
            other.value.normalize(),
            one.value.normalize()
        )
    };
    Some(finding.maybe_hint(scale.then(hint)))
}

/// Whether two numbers differ by a power of ten and one has a scale word: "2 billion", "2 Billionen".
fn is_scale(one: &Said<'_>, other: &Said<'_>) -> bool {
    let in_scale = |said: &Said<'_>| {
        said.value.abs() >= Decimal::ONE_THOUSAND && said.number().chars().any(char::is_alphabetic)
    };
    let (small, large) = (one.value.abs().min(other.value.abs()), one.value.abs().max(other.value.abs()));
    (in_scale(one) || in_scale(other)) && large.checked_div(small).is_some_and(is_power_of_ten)
}

fn is_power_of_ten(value: Decimal) -> bool {
    let mut power = Decimal::TEN;
    while power < value {
        power = power.saturating_mul(Decimal::TEN);
    }
    power == value
}

/// A number that only one side has. `words`: whether all words for numbers of both languages are known;
/// `may_be_words`: whether the other side has no number left, and a language of which no number words are known.
fn alone(
    beside: &Beside<'_, '_, '_>,
    side: Side,
    one: &Said<'_>,
    words: bool,
    may_be_words: bool,
) -> Option<Diagnostic> {
    let value = one.value.abs();
    let in_words = !one.has_digits();
    let is_multiple = one.claim.kind == ClaimKind::Multiple;
    if is_said_otherwise(one, words) || names_scale(beside, side.other(), value) {
        return None;
    }
    // "40-ish" has a word of its own elsewhere.
    let is_loose = one.words().ends_with("ish");
    let code = match in_words {
        _ if is_loose => &codes::translation::NUMBER_WORD,
        true if value <= SPEECH || is_multiple || is_power_of_ten(value) => &codes::translation::NUMBER_WORD,
        false if may_be_words && is_short(value) => &codes::translation::NUMBER_WORD,
        _ => &codes::translation::QUANTITY,
    };
    let (message, at, (other, label)) = beside.lacks(side, &format!("`{}`", one.words()), one.whole());
    Some(Diagnostic::new(code, at, message).also(other, label))
}

/// Whether a side names a scale without a number, where the other counts one of it: "per million", "1 million".
fn names_scale(beside: &Beside<'_, '_, '_>, side: Side, value: Decimal) -> bool {
    let lexicon = &beside.edition(side).site.language(beside.edition(side).edition.lang).lexicon;
    let is_scale = |meaning| match meaning {
        Meaning::Scale { times, .. } => (times == value).then_some(()),
        _ => None,
    };
    value >= Decimal::ONE_THOUSAND
        && is_power_of_ten(value)
        && beside.passages(side).any(|read| {
            let text = &read.flat.text;
            let tokens = lexicon.tokens(text);
            let is_word = |at: usize| {
                let rest = tokens.get(at..).unwrap_or_default();
                let Some(((), length)) = lexicon.longest(text, rest, is_scale) else { return false };
                let Some((first, last)) = rest.first().zip(rest.get(length.wrapping_sub(1))) else {
                    return false;
                };
                // "m" may be anything.
                let is_counted = claims(read).any(|claim| claim.number.contains(&first.start));
                last.end - first.start >= SCALE_WORD && !is_counted
            };
            (0..tokens.len()).any(is_word)
        })
}

/// Whether a number has one or two digits that count, so that it is easily said in words: 10, 550, five million.
fn is_short(value: Decimal) -> bool {
    let mut rest = value;
    while rest >= Decimal::ONE_HUNDRED && (rest % Decimal::TEN).is_zero() {
        rest /= Decimal::TEN;
    }
    rest.is_integer() && rest < Decimal::ONE_HUNDRED
}

/// Whether a number that only one side has may be said on the other in a way that cannot be read: "both", "fully",
/// "all day"; in a word that is not known.
fn is_said_otherwise(one: &Said<'_>, words: bool) -> bool {
    let value = one.value.abs();
    let units = one.claim.units.as_slice();
    let is_count = one.claim.kind == ClaimKind::Number;
    if !one.has_digits() {
        // A sign by itself is part of many words in Chinese, Japanese and Korean.
        let is_sign = one.number().chars().count() == 1;
        return !words || is_sign || is_count && value <= Decimal::TWO;
    }
    let is_round = (value % Decimal::ONE_HUNDRED).is_zero() && value <= Decimal::ONE_THOUSAND;
    let small = value.is_integer() && value <= Decimal::ONE_HUNDRED || is_round;
    let is_whole = value == Decimal::ONE_HUNDRED && units.contains(&Unit::Symbol("%"));
    let is_day = value == Decimal::from(24) && units.contains(&Unit::Symbol("h"));
    // "On the quarter-hour".
    let quarter = Decimal::from(15);
    let is_quarter = !words
        && units.contains(&Unit::Symbol("min"))
        && (value % quarter).is_zero()
        && value <= quarter * Decimal::from(3);
    // "To turn round", "about-face".
    let is_turn = [180, 360].iter().any(|turn| value == Decimal::from(*turn)) && units.iter().any(is_degrees);
    // Degrees and points are also times and scores; other systems of units are converted, in words that are not known.
    let elsewhere = |unit: &Unit| is_degrees(unit) || !is_metric(unit) || *unit == Unit::Symbol("pp");
    let small_elsewhere = small && !words && units.iter().all(elsewhere);
    // "Parts per million" says no number in many languages.
    let is_per = one.claim.kind == ClaimKind::Multiple
        && Decimal::ONE
            .checked_div(value)
            .is_some_and(|parts| parts >= Decimal::ONE_THOUSAND && is_power_of_ten(parts));
    value == Decimal::ONE
        || is_whole
        || is_day
        || is_quarter
        || is_turn
        || is_per
        || one.may_be_ordinal()
        || small_elsewhere
}
