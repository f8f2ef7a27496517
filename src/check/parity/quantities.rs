//! Numbers and dates of two blocks that belong together: value, then unit, then hedge, in any order.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::parity::{Beside, Side};
use crate::codes;
use crate::conversion;
use crate::diag::{Code, Diagnostic, Place};
use crate::fact::wording::{Claim, ClaimKind};
use crate::interval::{Comparison, Truth};
use crate::quantity::{TOLERANCE, Unit};
use crate::site::blocks::claims;
use crate::site::reading::ReadPassage;

/// Number words up to this are often figures of speech.
const SPEECH: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// Something said in numbers, and where.
#[derive(Clone, Copy)]
struct Said<'s> {
    claim: &'s Claim,
    read: &'s ReadPassage<'s>,
}

impl Said<'_> {
    fn words(&self) -> &str {
        self.read.flat.words_of(self.claim.range.clone())
    }

    fn place(&self, range: &Range<usize>) -> Place {
        self.read.passage.place(self.read.flat.span_of(range.clone()))
    }

    fn has_digits(&self) -> bool {
        self.read.flat.words_of(self.claim.number.clone()).chars().any(char::is_numeric)
    }
}

/// Compares what both sides say.
pub(super) fn compare(beside: &Beside<'_, '_, '_>, out: &mut Vec<Diagnostic>) {
    let (mut original, mut translation) = (said(beside, Side::Original), said(beside, Side::Translation));
    let mut pairs = Vec::new();
    // The same value in the same unit first, so that "5 of 5 TB" finds the right one.
    for is_same in [same_in_unit, same_value, same_when_converted] {
        original.retain(|one| {
            let found = translation.iter().position(|other| is_same(one.claim, other.claim));
            if let Some(at) = found {
                pairs.push((*one, translation.remove(at)));
            }
            found.is_none()
        });
    }
    for (one, other) in &pairs {
        out.extend(compare_pair(one, other));
    }
    for (side, rest) in [(Side::Original, &original), (Side::Translation, &translation)] {
        for one in rest {
            let across = if side == Side::Original { &translation } else { &original };
            out.push(unmatched(beside, side, one, across));
        }
    }
}

fn said<'s>(beside: &Beside<'s, '_, '_>, side: Side) -> Vec<Said<'s>> {
    let lines = beside.lines(side).iter().filter_map(|line| line.read);
    lines
        .flat_map(|read| claims(read).map(move |claim| Said { claim, read }))
        .filter(|said| said.claim.is_quantity() || matches!(said.claim.kind, ClaimKind::Period(_)))
        .collect()
}

fn same_in_unit(a: &Claim, b: &Claim) -> bool {
    same_value(a, b) && (a.units == b.units || a.units.iter().any(|unit| b.units.contains(unit)))
}

fn same_value(a: &Claim, b: &Claim) -> bool {
    match (a.kind, b.kind) {
        (ClaimKind::Period(a), ClaimKind::Period(b)) => a == b,
        (ClaimKind::Period(_), _) | (_, ClaimKind::Period(_)) => false,
        _ => (a.value == b.value && a.high == b.high) || ratio(a) == ratio(b) && a.high == b.high,
    }
}

/// A value as a share of one, where it is said in per cent.
fn ratio(claim: &Claim) -> Decimal {
    let is_percent = claim.units.iter().any(|unit| *unit == Unit::Symbol("%"));
    if is_percent { claim.value / Decimal::ONE_HUNDRED } else { claim.value }
}

/// Miles and kilometres: a translation may convert what it says.
fn same_when_converted(a: &Claim, b: &Claim) -> bool {
    let (range, other) = (a.interval(TOLERANCE), b.interval(TOLERANCE));
    a.units.iter().any(|from| {
        b.units.iter().any(|to| {
            from != to
                && conversion::converted(range, from, to)
                    .is_some_and(|range| range.compare(Comparison::Equal, other) != Truth::Never)
        })
    })
}

fn compare_pair(one: &Said<'_>, other: &Said<'_>) -> Option<Diagnostic> {
    let (a, b) = (one.claim, other.claim);
    let apart =
        !a.units.is_empty() && !b.units.is_empty() && !a.units.iter().any(|unit| b.units.contains(unit));
    let (code, what): (&'static Code, &str) = if apart && !same_when_converted(a, b) {
        (&codes::translation::UNIT, "have different units")
    } else if a.hedge != b.hedge {
        (&codes::translation::HEDGE, "are hedged differently")
    } else {
        return None;
    };
    let message = format!("`{}` and the original's `{}` {what}", other.words(), one.words());
    let finding = Diagnostic::new(code, other.place(&b.range), message);
    Some(finding.also(one.place(&a.range), "in the original"))
}

fn unmatched(beside: &Beside<'_, '_, '_>, side: Side, one: &Said<'_>, across: &[Said<'_>]) -> Diagnostic {
    let claim = one.claim;
    let is_date = matches!(claim.kind, ClaimKind::Period(_));
    let in_words = !one.has_digits() && claim.value.abs() <= SPEECH;
    let code = match (is_date, in_words) {
        (true, _) => &codes::translation::DATE,
        (false, true) => &codes::translation::NUMBER_WORD,
        (false, false) => &codes::translation::QUANTITY,
    };
    let (message, at, (other, label)) =
        beside.lacks(side, &format!("`{}`", one.words()), one.place(&claim.range));
    let finding = Diagnostic::new(code, at, message).also(other, label);
    let thousandfold = |other: &&Said<'_>| {
        let factor = Decimal::from(1_000);
        other.claim.value == claim.value * factor || other.claim.value * factor == claim.value
    };
    let friend = across.iter().filter(|_| !is_date && !claim.value.is_zero()).find(thousandfold);
    finding.maybe_hint(friend.map(|friend| {
        format!(
            "`{}` is a thousand times `{}` or a thousandth of it: scale words mean different numbers in different languages",
            friend.words(),
            one.words()
        )
    }))
}
