//! Numbers in words: "two hundred and forty thousand".

use rust_decimal::Decimal;

use crate::fact::wording::parts::Magnitude;
use crate::fact::wording::reader::{Reader, SCALES};
use crate::locale::lexicon::tokens::Shape;
use crate::locale::lexicon::{Kinds, Meaning};

const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

/// Parts of a number in words.
const PARTS: Kinds = Meaning::Number(0).kind().or(Meaning::Hundred.kind()).or(SCALES);

/// A number on its way.
#[derive(Clone, Copy)]
struct Sum {
    /// What scales have closed.
    total: Decimal,
    /// Of that, what thousands have closed since the last larger scale.
    thousands: Decimal,
    /// What stands behind the last scale: below 1000, but for "twelve hundred".
    current: u32,
    /// What is added next must be smaller.
    room: u32,
    /// The last scale; what comes next is smaller.
    scale: Option<Decimal>,
    /// Behind the last token.
    next: usize,
    /// Words so far.
    words: usize,
}

/// A part of a number in words.
#[derive(Clone, Copy)]
enum Part {
    Number(u32),
    Hundred,
    Scale { times: Decimal, bare: bool },
}

impl Reader<'_> {
    /// The number in words at a token.
    pub(crate) fn in_words(&self, at: usize) -> Option<Magnitude> {
        if let Some(whole) = self.halves(at) {
            return Some(whole);
        }
        let start = Sum {
            total: Decimal::ZERO,
            thousands: Decimal::ZERO,
            current: 0,
            room: 1000,
            scale: None,
            next: at,
            words: 0,
        };
        let mut sum = start;
        // Where the number ended with its last scale: "mil e | dois mil" is two numbers.
        let mut closed = None;
        while let Some((next, part)) = self.part(&sum) {
            let Some(longer) = sum.with(part, next) else {
                if let (Part::Scale { .. }, Some(closed)) = (part, closed) {
                    sum = closed;
                }
                break;
            };
            sum = longer;
            if matches!(part, Part::Scale { .. }) {
                closed = Some(sum);
            }
        }
        if sum.words == 0 {
            return None;
        }
        let value = sum.total.checked_add(Decimal::from(sum.current))?;
        let rounding = if sum.current == 0 { sum.scale.map_or(HALF, |scale| scale * HALF) } else { HALF };
        let one = sum.words == 1 && sum.current == 1 && self.lexicon.one_is_article();
        let mut whole = Magnitude {
            value,
            rounding,
            scale: sum.scale.filter(|_| sum.current == 0),
            plain: None,
            in_words: true,
            one,
            about: false,
            next: sum.next,
        };
        let behind = self.behind_hyphen(sum.next);
        if let Some(length) = self.means(behind, Meaning::AndHalf) {
            let half = whole.scale.unwrap_or(Decimal::ONE) * HALF;
            whole.value = whole.value.checked_add(half)?;
            whole.rounding = half * HALF;
            whole.next = behind + length;
            whole.one = false;
            if let Some((times, next)) = whole.scale.is_none().then(|| self.scale(whole.next)).flatten() {
                whole.value = whole.value.checked_mul(times)?;
                whole.rounding = whole.rounding.saturating_mul(times);
                whole.scale = Some(times);
                whole.next = next;
            }
        }
        Some(whole)
    }

    /// "anderthalb Millionen"
    fn halves(&self, at: usize) -> Option<Magnitude> {
        let (hundredths, length) = self.find(at, Meaning::Halves(0).kind(), |meaning| match meaning {
            Meaning::Halves(hundredths) => Some(hundredths),
            _ => None,
        })?;
        let (times, next) = self.scale(at + length).unwrap_or((Decimal::ONE, at + length));
        let scaled = next > at + length;
        Some(Magnitude {
            value: Decimal::new(i64::from(hundredths), 2).checked_mul(times)?,
            rounding: times * HALF * HALF,
            scale: scaled.then_some(times),
            plain: None,
            in_words: true,
            one: false,
            about: false,
            next,
        })
    }

    /// The next part of a number, and the index behind it.
    fn part(&self, sum: &Sum) -> Option<(usize, Part)> {
        let read = |at: usize| self.number_part(at).map(|(part, length)| (at + length, part));
        if sum.words == 0 {
            let article =
                || self.means(sum.next, Meaning::Article).map(|length| (sum.next + length, Part::Number(1)));
            return read(sum.next).or_else(article);
        }
        let behind = self.behind_hyphen(sum.next);
        read(behind).or_else(|| {
            let length = self.means(behind, Meaning::NumberAnd)?;
            read(behind + length).filter(|(_, part)| !matches!(part, Part::Scale { .. }))
        })
    }

    fn number_part(&self, at: usize) -> Option<(Part, usize)> {
        let listed = self.find(at, PARTS, |meaning| match meaning {
            Meaning::Number(value) => Some(Part::Number(value)),
            Meaning::Hundred => Some(Part::Hundred),
            Meaning::Scale { times, bare } => Some(Part::Scale { times, bare }),
            _ => None,
        });
        listed.or_else(|| {
            let token = self.token(at).filter(|token| token.shape == Shape::Word)?;
            let value = self.lexicon.compound(self.text.get(token.start..token.end)?)?;
            Some((Part::Number(value), 1))
        })
    }
}

impl Sum {
    /// The sum with one part more, if that makes a number.
    fn with(self, part: Part, next: usize) -> Option<Sum> {
        let sum = Sum { next, words: self.words + 1, ..self };
        match part {
            Part::Number(value) if value >= 1000 => {
                let fits = self.words == 0;
                fits.then_some(Sum { current: value, room: 0, ..sum })
            }
            Part::Number(value) => {
                let fits = value < self.room && (value > 0 || self.words == 0);
                let room = match value {
                    100.. => 100,
                    20.. if value.is_multiple_of(10) => 10,
                    _ => 1,
                };
                fits.then_some(Sum { current: self.current + value, room, ..sum })
            }
            Part::Hundred => {
                let fits = self.current < 100 && (self.current > 0 || self.room >= 1000);
                let current = self.current.max(1) * 100;
                fits.then_some(Sum { current, room: 100, ..sum })
            }
            Part::Scale { times, bare } => self.scaled(times, bare, sum),
        }
    }

    fn scaled(self, times: Decimal, bare: bool, sum: Sum) -> Option<Sum> {
        if self.words == 0 {
            return bare.then_some(Sum { total: times, scale: Some(times), room: smaller(times), ..sum });
        }
        if self.current == 0 {
            // "hundred thousand million", "a million million": a scale behind one that is no larger multiplies.
            let larger = self.scale.is_some_and(|scale| times >= scale);
            let total = self.total.checked_mul(times).filter(|_| larger)?;
            let scale = self.scale.and_then(|scale| scale.checked_mul(times));
            return Some(Sum { total, scale, room: 1000, ..sum });
        }
        // "two thousand three hundred million": thousands multiply with what follows them.
        let section = if times > Decimal::ONE_THOUSAND { self.thousands } else { Decimal::ZERO };
        if section.is_zero() && self.scale.is_some_and(|scale| times >= scale) {
            return None;
        }
        let part = section.checked_add(Decimal::from(self.current))?.checked_mul(times)?;
        let total = self.total.checked_sub(section)?.checked_add(part)?;
        let thousands = if times == Decimal::ONE_THOUSAND { part } else { Decimal::ZERO };
        Some(Sum { total, thousands, current: 0, room: smaller(times), scale: Some(times), ..sum })
    }
}

/// What may stand behind a scale is smaller than it: behind "dozen" nothing is added.
fn smaller(times: Decimal) -> u32 {
    if times >= Decimal::ONE_THOUSAND { 1000 } else { 0 }
}
