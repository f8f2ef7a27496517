//! Whether words agree with a value (FORMAT section 6, "When words agree with a fact").
//!
//! A claim is what words say, a [`Known`] what the record says. [`compare`] brings the record into the unit of the words,
//! never the other way round, so that the words' own rounding stays what the reader sees. Pure: where the claim was
//! read and where the value comes from is not known here.
//!
//! Decided here, since the format is silent: a change ("by 5 %") and a per cent say no direction, so a fall may be said
//! as the size of the fall; of a language whose hedges are not known, only the number is judged.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::conversion::converted;
use crate::fact::wording::{self, Claim, ClaimKind};
use crate::interval::Interval;
use crate::locale::lexicon::Lexicon;
use crate::quantity::{Bound, Period, Quantity, TOLERANCE, Unit};

/// A true claim is loose if the nearest possible value is further than this share of its number away from it.
const LOOSE: Decimal = Decimal::from_parts(25, 0, 0, false, 2);

/// What kind of number a value is, where it has no unit or is in per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum FigureKind {
    /// A quantity, a count, or a ratio.
    #[default]
    Plain,
    /// Declared as a ratio: 1.8 is "by 80 %".
    Ratio,
    /// A change: 0.8 is "by 80 %".
    Change,
}

/// A number on the record.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    /// All that is possible.
    pub(crate) range: Interval,
    /// What it counts or measures.
    pub(crate) unit: Option<Unit>,
    /// Share of the words' number that "about" and "almost" reach.
    pub(crate) tolerance: Decimal,
    /// What it is.
    pub(crate) kind: FigureKind,
    bound: Bound,
    named: Option<(Decimal, Option<Decimal>)>,
}

impl Known {
    /// A value that its source names.
    pub(crate) fn quantity(quantity: &Quantity, kind: FigureKind) -> Known {
        Known {
            range: quantity.interval(),
            unit: quantity.unit.clone(),
            tolerance: quantity.tolerance,
            kind,
            bound: quantity.bound,
            named: Some((quantity.value, quantity.high.filter(|_| quantity.bound == Bound::Between))),
        }
    }

    /// A range that was worked out.
    pub(crate) fn range(range: Interval, unit: Option<Unit>, kind: FigureKind) -> Known {
        Known { range, unit, tolerance: TOLERANCE, kind, bound: Bound::Exactly, named: None }
    }

    /// The number that its source names, and the other end of a range.
    pub(crate) fn named(&self) -> Option<(Decimal, Option<Decimal>)> {
        self.named
    }

    /// The hedge that its source gave it.
    pub(crate) fn bound(&self) -> Bound {
        self.bound
    }

    /// Whether the source gave it a hedge of its own.
    pub(crate) fn is_hedged(&self) -> bool {
        self.bound != Bound::Exactly
    }
}

/// How a claim and a value go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    /// The words are right.
    Agrees,
    /// True, and far from the value.
    Loose,
    /// The number is the source's, its hedge is not.
    Hedge,
    /// The value may be something that the words leave out.
    Number,
    /// The value is in per cent or a currency, and the words do not say so.
    UnitMissing,
    /// The words name another unit.
    Unit,
}

impl Verdict {
    /// Whether nothing is wrong.
    pub(crate) fn is_true(self) -> bool {
        self <= Verdict::Loose
    }
}

/// Whether the words of hedges are known in the language of the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hedges {
    /// A number without a hedge is bare.
    Read,
    /// Nothing stands beside the number: a hedge may be outside, and is accepted if it would say enough.
    Unknown,
    /// A hedge may stand there unread: whatever it could be is accepted.
    Unread,
}

/// Whether a claim agrees with a number.
pub(crate) fn compare(claim: &Claim, known: &Known, hedges: Hedges) -> Verdict {
    if hedges != Hedges::Read && claim.units.iter().any(may_be_a_word) {
        let bare = Claim { units: Vec::new(), ..claim.clone() };
        return compare(&bare, known, hedges);
    }
    if hedges != Hedges::Read && claim.hedge == Bound::Exactly && claim.high.is_none() {
        let with = |bound: Bound| compare_read(&Claim { hedge: bound, ..claim.clone() }, known, hedges);
        let bounds = Bound::WORDS.iter().map(|(_, bound)| *bound).filter(|bound| *bound != Bound::Between);
        let verdicts = bounds.map(|bound| match with(bound) {
            Verdict::Loose if hedges == Hedges::Unknown => Verdict::Number,
            verdict => verdict,
        });
        return verdicts.min().unwrap_or(Verdict::Number);
    }
    compare_read(claim, known, hedges)
}

/// Whether a unit is a short word of many languages too: "d'", "in", "mi".
fn may_be_a_word(unit: &Unit) -> bool {
    matches!(unit, Unit::Symbol(symbol) if symbol.len() <= 2 && symbol.bytes().all(|byte| byte.is_ascii_lowercase()))
}

fn compare_read(claim: &Claim, known: &Known, hedges: Hedges) -> Verdict {
    match views(claim, known, hedges) {
        Err(verdict) => verdict,
        Ok(views) => views.iter().map(|view| judge(claim, known, view)).min().unwrap_or(Verdict::Unit),
    }
}

/// What a claim calls a value, as the value would be said in its terms.
struct View {
    range: Interval,
    named: Option<(Interval, Option<Interval>)>,
}

impl View {
    fn of(known: &Known, change: impl Fn(Interval) -> Option<Interval>) -> Option<View> {
        let point = |value: Decimal| change(Interval::point(value));
        let named = match known.named {
            Some((value, None)) => point(value).map(|value| (value, None)),
            Some((low, Some(high))) => point(low).zip(point(high)).map(|(low, high)| (low, Some(high))),
            None => None,
        };
        Some(View { range: change(known.range)?, named })
    }

    /// The other direction: a fall of 5 as "5".
    fn mirrored(&self) -> View {
        let named = self.named.map(|(low, high)| match high {
            Some(high) => (high.negated(), Some(low.negated())),
            None => (low.negated(), None),
        });
        View { range: self.range.negated(), named }
    }

    fn is_negative(&self) -> bool {
        self.range.high.is_some_and(|high| high.at < Decimal::ZERO || (high.at.is_zero() && !high.closed))
    }
}

/// The value in the terms of the claim; more than one where words may mean more than one thing.
fn views(claim: &Claim, known: &Known, hedges: Hedges) -> Result<Vec<View>, Verdict> {
    let scaled = |view: Interval, factor: i64| view.times(Interval::point(factor.into())).ok();
    let divided = |view: Interval, by: i64| view.divided_by(Interval::point(by.into())).ok();
    let less = |view: Interval, by: i64| view.minus(Interval::point(by.into())).ok();
    let per_cent = known.unit == Some(Unit::Symbol("%"));
    let change = known.kind == FigureKind::Change;
    let view = |change: &dyn Fn(Interval) -> Option<Interval>| View::of(known, change);
    let views: Vec<Option<View>> = match (claim.kind, &known.unit) {
        (ClaimKind::Multiple, None) if change => vec![view(&|range| less(range, -1))],
        (ClaimKind::Multiple, None) => vec![view(&Some)],
        (ClaimKind::Multiple, Some(_)) if per_cent && change => {
            vec![view(&|range| less(divided(range, 100)?, -1))]
        }
        (ClaimKind::Multiple, Some(_)) if per_cent => vec![view(&|range| divided(range, 100))],
        (ClaimKind::Multiple, Some(_)) => Vec::new(),
        (ClaimKind::Change, None) if !change => with_mirror(view(&|range| less(scaled(range, 100)?, 100))),
        (ClaimKind::Change, Some(_)) if per_cent && known.kind == FigureKind::Ratio => {
            with_mirror(view(&|range| less(range, 100))).into_iter().chain([view(&Some)]).collect()
        }
        (ClaimKind::Change, _) => {
            in_units(claim, known, hedges)?.into_iter().flat_map(|view| with_mirror(Some(view))).collect()
        }
        (ClaimKind::Number | ClaimKind::Share, _) => in_units(claim, known, hedges)?
            .into_iter()
            .flat_map(|view| if is_directed(known) { with_mirror(Some(view)) } else { vec![Some(view)] })
            .collect(),
        (ClaimKind::Period(_) | ClaimKind::Ordinal | ClaimKind::Other, _) => Vec::new(),
    };
    Ok(views.into_iter().flatten().collect())
}

/// Whether a negative value may be said without its sign, by a verb ("fell 2 %").
fn is_directed(known: &Known) -> bool {
    known.kind == FigureKind::Change || matches!(known.unit, Some(Unit::Symbol("%" | "pp" | "bp" | "‰")))
}

fn with_mirror(view: Option<View>) -> Vec<Option<View>> {
    let mirrored = view.as_ref().filter(|view| view.is_negative()).map(View::mirrored);
    vec![view, mirrored]
}

/// The value in each unit that the words may mean and that it can be had in.
fn in_units(claim: &Claim, known: &Known, hedges: Hedges) -> Result<Vec<View>, Verdict> {
    let as_it_is = || View::of(known, Some).into_iter().collect();
    let per_cent = [Unit::Symbol("%")];
    let is_share = matches!(claim.kind, ClaimKind::Share | ClaimKind::Change);
    let units = if claim.units.is_empty() && is_share { &per_cent[..] } else { &claim.units };
    if units.is_empty() {
        let is_needed = matches!(known.unit, Some(Unit::Currency(_) | Unit::Symbol("%")));
        return if is_needed && hedges == Hedges::Read { Err(Verdict::UnitMissing) } else { Ok(as_it_is()) };
    }
    let times = |factor: i64| View::of(known, move |range| range.times(Interval::point(factor.into())).ok());
    let in_unit = |unit: &Unit| match (&known.unit, unit) {
        (None, Unit::Symbol("%")) => times(100),
        (None, Unit::Symbol("‰")) => times(1_000),
        (None, Unit::Symbol("ppm")) => times(1_000_000),
        // What is counted is in the words around the figure, or in the label of the fact.
        (None, Unit::Noun(_)) => View::of(known, Some),
        (None, _) => None,
        // "37 degrees" are of the scale that everybody there uses.
        (Some(Unit::Symbol("°C" | "°F")), Unit::Symbol("°")) => View::of(known, Some),
        (Some(own), unit) => View::of(known, |range| converted(range, own, unit)),
    };
    let views: Vec<View> = units.iter().filter_map(in_unit).collect();
    if views.is_empty() { Err(Verdict::Unit) } else { Ok(views) }
}

fn judge(claim: &Claim, known: &Known, view: &View) -> Verdict {
    if known.is_hedged() && names(claim, view) {
        return if class(claim) == known.bound { Verdict::Agrees } else { Verdict::Hedge };
    }
    if !view.range.is_within(claim.interval(known.tolerance)) {
        Verdict::Number
    } else if class(claim) != Bound::Exactly && is_loose(claim, view.range) {
        Verdict::Loose
    } else {
        Verdict::Agrees
    }
}

/// The hedge of a claim; "5 to 7" is as good as "between 5 and 7".
fn class(claim: &Claim) -> Bound {
    if claim.high.is_some() { Bound::Between } else { claim.hedge }
}

/// Whether the words name the number that the source names, within their own rounding.
fn names(claim: &Claim, view: &View) -> bool {
    let meets = |said: Decimal, named: Interval| {
        let (low, high) = (said.saturating_sub(claim.rounding), said.saturating_add(claim.rounding));
        named.low.is_some_and(|end| end.at <= high) && named.high.is_some_and(|end| end.at >= low)
    };
    match (view.named, claim.high) {
        (Some((value, None)), None) => meets(claim.value, value),
        (Some((low, Some(high))), Some(said)) => meets(claim.value, low) && meets(said, high),
        _ => false,
    }
}

fn is_loose(claim: &Claim, range: Interval) -> bool {
    let is_far = |said: Decimal| {
        let reach = said.abs().saturating_mul(LOOSE);
        let (low, high) = (said.saturating_sub(reach), said.saturating_add(reach));
        range.low.is_some_and(|end| end.at > high) || range.high.is_some_and(|end| end.at < low)
    };
    is_far(claim.value) && claim.high.is_none_or(is_far)
}

/// Which way a change went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// There is more than before.
    Up,
    /// There is less.
    Down,
}

impl Direction {
    /// The other way.
    pub(crate) fn opposite(self) -> Direction {
        match self {
            Direction::Up => Direction::Down,
            Direction::Down => Direction::Up,
        }
    }
}

/// Which way a value went, where words that agree with it tell of a change; `None` where that is not sure: a per cent
/// above zero may be the size of a fall, and so may a multiple ("fell threefold").
pub(crate) fn direction(claim: &Claim, known: &Known) -> Option<Direction> {
    let is_change = known.kind == FigureKind::Change;
    let stays = match (claim.kind, &known.unit) {
        (ClaimKind::Change, None) if !is_change => Decimal::ONE,
        (ClaimKind::Change, Some(Unit::Symbol("%"))) if known.kind == FigureKind::Ratio => return None,
        (ClaimKind::Change | ClaimKind::Number, _) if is_directed(known) => Decimal::ZERO,
        _ => return None,
    };
    if claim.value < Decimal::ZERO {
        return None;
    }
    let is_up = known.range.low.is_some_and(|end| end.at > stays);
    let is_down = known.range.high.is_some_and(|end| end.at < stays);
    match (is_up, is_down) {
        (true, _) if is_change || !stays.is_zero() => Some(Direction::Up),
        (_, true) => Some(Direction::Down),
        _ => None,
    }
}

/// Whether the words name a period that the value lies in: "July 2025" for a day of it.
pub(crate) fn agrees_with_period(said: Period, known: Period) -> bool {
    said.first_day() <= known.first_day() && known.last_day() <= said.last_day()
}

/// What a value must be met with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// A number.
    Number,
    /// A year, month or day.
    Period,
}

/// Why claims and values cannot be paired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mismatch {
    /// How many claims of the kind that does not fit were read.
    pub(crate) read: usize,
    /// How many values of that kind there are.
    pub(crate) wanted: usize,
    /// That kind.
    pub(crate) slot: Slot,
    /// The words of the first claim for which there is no value.
    pub(crate) extra: Option<Range<usize>>,
}

/// The same, but where there are more claims than values, two that one range may be are one: "5 to 7 km" of one fact.
pub(crate) fn pair_joined(
    claims: &[Claim],
    text: &str,
    slots: &[Slot],
    lexicon: &Lexicon,
) -> Result<Vec<Claim>, Mismatch> {
    let told = match pair(claims, text, slots) {
        Err(mismatch) if mismatch.slot == Slot::Number && mismatch.read > mismatch.wanted => mismatch,
        paired => return paired,
    };
    let mut joined: Vec<Claim> = Vec::new();
    for claim in claims {
        let range = joined.last().and_then(|last| wording::join(text, lexicon, last, claim));
        match (range, joined.last_mut()) {
            (Some(range), Some(last)) => *last = range,
            _ => joined.push(claim.clone()),
        }
    }
    pair(&joined, text, slots).map_err(|_| told)
}

/// One claim for each value, in the order of the words. Dates beside numbers are passed over unless a value is one.
pub(crate) fn pair(claims: &[Claim], text: &str, slots: &[Slot]) -> Result<Vec<Claim>, Mismatch> {
    let wanted = |slot: Slot| slots.iter().filter(|other| **other == slot).count();
    let numbers = numbers(claims, text, wanted(Slot::Number))?;
    let periods: Vec<Claim> = match wanted(Slot::Period) {
        0 => Vec::new(),
        _ => claims.iter().filter(|claim| matches!(claim.kind, ClaimKind::Period(_))).cloned().collect(),
    };
    let periods = counted(periods, wanted(Slot::Period), Slot::Period)?;
    let (mut numbers, mut periods) = (numbers.into_iter(), periods.into_iter());
    let next = |slot: &Slot| match slot {
        Slot::Number => numbers.next(),
        Slot::Period => periods.next(),
    };
    Ok(slots.iter().filter_map(next).collect())
}

fn counted(claims: Vec<Claim>, wanted: usize, slot: Slot) -> Result<Vec<Claim>, Mismatch> {
    if claims.len() == wanted {
        return Ok(claims);
    }
    let extra = claims.get(wanted).map(|claim| claim.range.clone());
    Err(Mismatch { read: claims.len(), wanted, slot, extra })
}

fn numbers(claims: &[Claim], text: &str, wanted: usize) -> Result<Vec<Claim>, Mismatch> {
    let mut found: Vec<Claim> = claims.iter().filter(|claim| claim.is_quantity()).cloned().collect();
    if found.len() > wanted {
        // "one of the 58 pages": small words that count nothing that is on record.
        let without: Vec<Claim> = found.iter().filter(|claim| !is_small_word(claim, text)).cloned().collect();
        if without.len() >= wanted {
            found = without;
        }
    }
    if found.len() < wanted {
        found = found.into_iter().flat_map(ends).collect();
    }
    if found.len() < wanted {
        found.extend(claims.iter().filter_map(year_as_number));
        found.sort_by_key(|claim| claim.range.start);
    }
    let mut found = counted(found, wanted, Slot::Number)?;
    share_units(&mut found);
    Ok(found)
}

/// A number word below ten without a unit: it may be no figure at all.
pub(crate) fn is_small_word(claim: &Claim, text: &str) -> bool {
    let words = text.get(claim.number.clone()).unwrap_or_default();
    claim.kind == ClaimKind::Number
        && claim.units.is_empty()
        && claim.hedge == Bound::Exactly
        && claim.value < Decimal::TEN
        && !words.chars().any(char::is_numeric)
}

/// "A terabyte", "one page": one in words, in many languages no more than an article.
pub(crate) fn is_article(claim: &Claim, text: &str) -> bool {
    let words = text.get(claim.number.clone()).unwrap_or_default();
    claim.kind == ClaimKind::Number
        && claim.hedge == Bound::Exactly
        && claim.high.is_none()
        && claim.value == Decimal::ONE
        && !words.chars().any(char::is_numeric)
}

/// The two ends of a range as claims of their own: "from 10,600 to 22,700 people" may say one value or two.
fn ends(claim: Claim) -> Vec<Claim> {
    let Some(high) = claim.high else { return vec![claim] };
    let low = Claim { high: None, hedge: Bound::Exactly, ..claim };
    let high = Claim { value: high, ..low.clone() };
    vec![low, high]
}

/// "2026" alone is read as a year, and may be a count.
fn year_as_number(claim: &Claim) -> Option<Claim> {
    let ClaimKind::Period(Period::Year(year)) = claim.kind else { return None };
    let rounding = Decimal::new(5, 1);
    Some(Claim { kind: ClaimKind::Number, value: year.into(), rounding, ..claim.clone() })
}

/// "From 400 to almost 1,400 TB": a number without a unit takes that of the next, else of the one before.
fn share_units(claims: &mut [Claim]) {
    let mut units: Vec<Unit> = Vec::new();
    let takes = |claim: &Claim| claim.kind == ClaimKind::Number && claim.units.is_empty();
    for claim in claims.iter_mut().rev() {
        if takes(claim) { claim.units.clone_from(&units) } else { units.clone_from(&claim.units) }
    }
    units.clear();
    for claim in claims {
        if takes(claim) { claim.units.clone_from(&units) } else { units.clone_from(&claim.units) }
    }
}

/// Which of "about" and "almost" would make a claim true: what a writer who rounds may have meant.
pub(crate) fn hedges_that_agree(claim: &Claim, known: &Known) -> impl Iterator<Item = Bound> {
    [Bound::About, Bound::Almost].into_iter().filter(move |bound| {
        let claim = Claim { hedge: *bound, high: None, ..claim.clone() };
        compare(&claim, known, Hedges::Read) == Verdict::Agrees
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a decimal")
    }

    fn unit(word: &str) -> Unit {
        Unit::parse(word, |word| ["people", "pages"].contains(&word)).expect("a unit")
    }

    /// "almost 1400 TB", "5..7 %", "3 times", "80 % of", "by 80 %"; `~` before the number gives its rounding.
    fn claim(words: &str) -> Claim {
        let (bound, rest) = Bound::WORDS
            .iter()
            .find_map(|(word, bound)| Some((*bound, words.strip_prefix(word)?.trim_start())))
            .unwrap_or((Bound::Exactly, words));
        let (kind, rest) = match rest.strip_prefix("by ") {
            Some(rest) => (ClaimKind::Change, rest),
            None if rest.ends_with(" times") => (ClaimKind::Multiple, rest.trim_end_matches(" times")),
            None if rest.ends_with(" of") => (ClaimKind::Share, rest.trim_end_matches(" of")),
            None => (ClaimKind::Number, rest),
        };
        let (number, unit_word) = rest.split_once(' ').unwrap_or((rest, ""));
        let (number, rounding) = number.split_once('~').unwrap_or((number, ""));
        let (low, high) = number.split_once("..").map_or((number, None), |(low, high)| (low, Some(high)));
        let value = decimal(low);
        let rounding = match (rounding, kind) {
            ("", ClaimKind::Multiple) => value * decimal("0.05"),
            ("", _) => Decimal::new(5, value.scale() + 1),
            (given, _) => decimal(given),
        };
        Claim {
            range: 0..words.len(),
            number: 0..words.len(),
            hedge_words: None,
            hedge: bound,
            kind,
            value,
            high: high.map(decimal),
            rounding,
            units: if unit_word.is_empty() { Vec::new() } else { vec![unit(unit_word)] },
        }
    }

    fn exactly(value: &str, unit_word: &str) -> Known {
        let unit = (!unit_word.is_empty()).then(|| unit(unit_word));
        Known::quantity(&Quantity::exactly(decimal(value), unit), FigureKind::Plain)
    }

    fn bounded(bound: Bound, value: &str, unit_word: &str) -> Known {
        let unit = (!unit_word.is_empty()).then(|| unit(unit_word));
        Known::quantity(&Quantity::bounded(decimal(value), unit, bound), FigureKind::Plain)
    }

    fn assert_verdicts(known: &Known, expected: &[(&str, Verdict)]) {
        for (words, verdict) in expected {
            assert_eq!(compare(&claim(words), known, Hedges::Read), *verdict, "{words} for {known:?}");
        }
    }

    #[test]
    fn a_hedge_of_the_source_is_kept_where_its_number_is_named() {
        use Verdict::{Agrees, Hedge, Loose, Number};
        assert_verdicts(
            &bounded(Bound::Almost, "1400", "TB"),
            &[
                ("almost 1400 TB", Agrees),
                ("almost 1400", Agrees),
                ("almost 1.4 PB", Agrees),
                ("1400 TB", Hedge),
                ("about 1400 TB", Hedge),
                ("less-than 1400 TB", Hedge),
                ("1.4 PB", Hedge),
                ("more-than 1300 TB", Agrees),
                ("more-than 1000 TB", Loose),
                ("less-than 1500 TB", Agrees),
                ("less-than 2000 TB", Loose),
                ("1300..1400 TB", Agrees),
                ("1387 TB", Number),
                ("almost 1500 TB", Number),
            ],
        );
        assert_verdicts(
            &bounded(Bound::MoreThan, "1300", "people"),
            &[
                ("more-than 1300 people", Agrees),
                ("at-least 1300 people", Hedge),
                ("1300", Hedge),
                ("more-than 1200", Agrees),
                ("almost 1300", Hedge),
                ("more-than 1400", Number),
            ],
        );
    }

    #[test]
    fn ranges_of_the_source_are_compared_at_both_ends() {
        use Verdict::{Agrees, Number};
        let quantity = Quantity::between(decimal("5"), decimal("7"), Some(unit("km")));
        let known = Known::quantity(&quantity, FigureKind::Plain);
        assert_verdicts(
            &known,
            &[
                ("5..7 km", Agrees),
                ("5..6 km", Number),
                ("at-least 5 km", Agrees),
                ("more-than 5 km", Number),
                ("6 km", Number),
                ("about 6 km", Number),
                ("4..8 km", Agrees),
            ],
        );
    }

    #[test]
    fn all_that_an_exact_value_is_must_lie_in_the_claim() {
        use Verdict::{Agrees, Loose, Number};
        assert_verdicts(
            &exactly("1387", "TB"),
            &[
                ("almost 1400 TB", Agrees),
                ("about 1400 TB", Agrees),
                ("1400 TB", Number),
                ("1.387 PB", Agrees),
                ("1.4 PB", Agrees),
                ("1387 TB", Agrees),
                ("more-than 1300 TB", Agrees),
                ("more-than 1387 TB", Number),
                ("at-least 1387 TB", Agrees),
                ("more-than 500 TB", Loose),
                ("1400~50 TB", Agrees),
            ],
        );
    }

    #[test]
    fn units_are_converted_or_told() {
        use Verdict::{Agrees, Number, Unit, UnitMissing};
        assert_verdicts(
            &exactly("1400", "TB"),
            &[("1400 TiB", Unit), ("1400 km", Unit), ("1400 people", Unit)],
        );
        assert_verdicts(&exactly("75", "USD"), &[("75", UnitMissing), ("75 EUR", Unit), ("75 USD", Agrees)]);
        assert_verdicts(
            &exactly("5", "%"),
            &[("5", UnitMissing), ("5 pp", Unit), ("5 of", Agrees), ("50 ‰", Agrees), ("by 5", Agrees)],
        );
        assert_verdicts(
            &exactly("1300", "people"),
            &[("1300 pages", Unit), ("1300", Agrees), ("1300 km", Unit)],
        );
        assert_verdicts(&exactly("1300", ""), &[("1300 people", Agrees), ("1300 km", Unit)]);
        assert_verdicts(
            &exactly("20", "°C"),
            &[("68 °F", Agrees), ("68 °C", Number), ("20 °", Agrees), ("21 °", Number)],
        );
        assert_verdicts(&exactly("20", "°"), &[("20 °", Agrees), ("20 °C", Unit)]);
        assert_verdicts(&exactly("3", "pp"), &[("300 bp", Agrees), ("3 bp", Number), ("3", Agrees)]);
        assert_verdicts(&exactly("42.1648128", "km"), &[("26.2 mi", Agrees), ("26.3 mi", Number)]);
    }

    #[test]
    fn ratios_are_said_as_multiples_shares_and_changes() {
        use Verdict::{Agrees, Loose, Number, Unit};
        let ratio = |low: &str, high: &str, kind| {
            Known::range(Interval::open(decimal(low), decimal(high)), None, kind)
        };
        let growth = ratio("3.325", "3.5", FigureKind::Ratio);
        assert_verdicts(
            &growth,
            &[
                ("more-than 3 times", Agrees),
                ("3.5~0.05 times", Number),
                ("3 times", Number),
                ("more-than 2 times", Loose),
                ("400 TB", Unit),
            ],
        );
        let grown = Known::range(Interval::point(decimal("1.801")), None, FigureKind::Ratio);
        assert_verdicts(
            &grown,
            &[("by 80", Agrees), ("180 of", Agrees), ("by 81", Number), ("80 of", Number)],
        );
        let halved = Known::range(Interval::point(decimal("0.5")), None, FigureKind::Ratio);
        assert_verdicts(
            &halved,
            &[("0.5 times", Agrees), ("50 of", Agrees), ("by 50", Agrees), ("50 %", Agrees)],
        );
        let change = Known::range(Interval::point(decimal("-0.3")), None, FigureKind::Change);
        assert_verdicts(
            &change,
            &[("by 30", Agrees), ("30 %", Agrees), ("by 70", Number), ("0.7 times", Agrees)],
        );
        assert_verdicts(&exactly("50", "%"), &[("0.5 times", Agrees), ("2 times", Number)]);
        assert_verdicts(&exactly("50", "TB"), &[("0.5 times", Unit)]);
    }

    #[test]
    fn a_period_holds_what_is_shorter() {
        let agrees = |said: &str, known: &str| {
            let period = |text| Period::parse(text).expect("a period");
            agrees_with_period(period(said), period(known))
        };
        assert!(agrees("2026-02", "2026-02-16") && agrees("2026", "2026-02") && agrees("2026", "2026"));
        assert!(!agrees("2026-02-16", "2026-02") && !agrees("2026-03", "2026-02-16"));
    }

    #[test]
    fn claims_and_values_are_paired_in_order() {
        let numbers = |claims: &[Claim], text: &str, count: usize| {
            let slots = vec![Slot::Number; count];
            pair(claims, text, &slots).map(|claims| {
                claims.iter().map(|claim| (claim.value.to_string(), claim.units.len())).collect::<Vec<_>>()
            })
        };
        let (low, high) = (claim("400"), claim("almost 1400 TB"));
        let both = [low, high.clone()];
        assert_eq!(numbers(&both, "", 2), Ok(vec![("400".into(), 1), ("1400".into(), 1)]));
        let mismatch = numbers(&both, "", 1).expect_err("two for one");
        assert_eq!((mismatch.read, mismatch.wanted, mismatch.extra), (2, 1, Some(0..high.range.len())));
        assert_eq!(numbers(&[claim("10600..22700 people")], "", 2).expect("both ends").len(), 2);
        let word = Claim { number: 0..3, ..claim("1") };
        assert_eq!(numbers(&[word, claim("58 pages")], "one of the 58 pages", 1).expect("58").len(), 1);
        let year = Claim { kind: ClaimKind::Period(Period::Year(2026)), ..claim("0") };
        assert_eq!(numbers(std::slice::from_ref(&year), "2026", 1), Ok(vec![("2026".into(), 0)]));
        assert_eq!(numbers(&[year, claim("400 TB")], "", 1), Ok(vec![("400".into(), 1)]));
    }

    #[test]
    fn an_unknown_hedge_may_be_any() {
        let known = bounded(Bound::Almost, "1400", "TB");
        let unread = |words: &str| compare(&claim(words), &known, Hedges::Unknown);
        assert_eq!(unread("1400 TB"), Verdict::Agrees);
        assert_eq!(unread("1300 TB"), Verdict::Agrees, "more than 1,300 is true");
        assert_eq!(unread("400 TB"), Verdict::Number);
        assert_eq!(unread("5000 TB"), Verdict::Number);
        assert_eq!(unread("1400 TiB"), Verdict::Unit);
        let day = Claim { units: vec![unit("d")], ..claim("1400") };
        assert_eq!(compare(&day, &known, Hedges::Unknown), Verdict::Agrees, "d’euros");
        let beside = |words: &str| compare(&claim(words), &known, Hedges::Unread);
        assert_eq!((beside("400 TB"), beside("1400 TiB")), (Verdict::Loose, Verdict::Unit));
    }

    /// Numbers that look random and are the same on every machine (a linear congruential generator).
    struct Random(u64);

    impl Random {
        fn below(&mut self, limit: u32) -> u32 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            u32::try_from(self.0 >> 33).expect("31 bits") % limit
        }

        fn decimal(&mut self) -> Decimal {
            let places = self.below(5);
            Decimal::new(i64::from(self.below(2_000_000)), places)
        }

        fn bound(&mut self) -> Bound {
            let at = self.below(7);
            Bound::WORDS[at as usize].1
        }

        fn known(&mut self) -> Known {
            let unit =
                [None, Some(unit("TB")), Some(unit("mi")), Some(unit("°C"))][self.below(4) as usize].clone();
            Known::quantity(&Quantity::bounded(self.decimal(), unit, self.bound()), FigureKind::Plain)
        }

        fn claim(&mut self, known: &Known) -> Claim {
            let unit = match &known.unit {
                Some(Unit::Symbol("TB")) => Some(unit(["TB", "PB", "Gbit"][self.below(3) as usize])),
                Some(Unit::Symbol("mi")) => Some(unit(["mi", "km", "ft"][self.below(3) as usize])),
                Some(Unit::Symbol("°C")) => Some(unit(["°C", "°F", "K"][self.below(3) as usize])),
                _ => None,
            };
            let near = known.named.expect("named").0 * Decimal::new(i64::from(950 + self.below(100)), 3);
            let value = near.round_dp(self.below(3));
            let rounding = Decimal::new(5, value.scale() + 1);
            let units = unit.into_iter().collect();
            Claim { hedge: self.bound(), value, rounding, units, ..claim("1") }
        }
    }

    #[test]
    fn what_is_said_as_it_is_known_agrees() {
        let mut random = Random(7);
        for _ in 0..2_000 {
            let known = random.known();
            let value = known.named.expect("named").0;
            let rounding = Decimal::new(5, value.scale() + 1);
            let units = known.unit.clone().into_iter().collect();
            let claim = Claim { hedge: known.bound, value, rounding, units, ..claim("1") };
            assert_eq!(compare(&claim, &known, Hedges::Read), Verdict::Agrees, "{known:?}");
        }
    }

    #[test]
    fn a_wider_claim_never_turns_agreement_into_disagreement() {
        let mut random = Random(11);
        let mut agreed = 0;
        for _ in 0..20_000 {
            let known = random.known();
            let claim = random.claim(&known);
            // Where the source's own number is named, its hedge is asked for, and that is no matter of width.
            if known.is_hedged() || !compare(&claim, &known, Hedges::Read).is_true() {
                continue;
            }
            agreed += 1;
            let wider = Claim { rounding: claim.rounding * Decimal::TWO, ..claim.clone() };
            assert!(compare(&wider, &known, Hedges::Read).is_true(), "{claim:?} {known:?}");
            let wide = Known { tolerance: known.tolerance * Decimal::TWO, ..known.clone() };
            assert!(compare(&claim, &wide, Hedges::Read).is_true(), "{claim:?} {known:?}");
        }
        assert!(agreed > 500, "{agreed}");
    }

    #[test]
    fn less_is_possible_and_the_claim_still_agrees() {
        let mut random = Random(13);
        let mut agreed = 0;
        for _ in 0..20_000 {
            let known = random.known();
            let claim = random.claim(&known);
            let all = Known::range(known.range, known.unit.clone(), FigureKind::Plain);
            if !compare(&claim, &all, Hedges::Read).is_true() {
                continue;
            }
            agreed += 1;
            let value = known.named.expect("named").0 * decimal("0.999");
            if known.range.holds(value) {
                let one = Known::range(Interval::point(value), known.unit.clone(), FigureKind::Plain);
                assert!(compare(&claim, &one, Hedges::Read).is_true(), "{claim:?} {known:?} {value}");
            }
        }
        assert!(agreed > 200, "{agreed}");
    }
}
