//! Multiples and parts: "tripled", "two thirds", "half", "one in five".

use rust_decimal::Decimal;

use crate::fact::wording::ClaimKind;
use crate::fact::wording::parts::{Amount, Magnitude};
use crate::fact::wording::reader::Reader;
use crate::locale::lexicon::tokens::Shape;
use crate::locale::lexicon::{Kinds, Meaning};
use crate::quantity::{Bound, TOLERANCE};

const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

/// Words behind a part that say that nothing is counted.
const ENDS: Kinds = Meaning::Of
    .kind()
    .or(Meaning::And.kind())
    .or(Meaning::Or.kind())
    .or(Meaning::To.kind())
    .or(Meaning::From.kind())
    .or(Meaning::YearAfter.kind())
    .or(Meaning::OutOf.kind())
    .or(Meaning::Hedge(Bound::Exactly).kind());

impl Reader<'_> {
    /// The multiple at a token; `hedged` if a hedge stands before it.
    pub(crate) fn multiple(&self, at: usize, hedged: bool) -> Option<Amount> {
        let named = self.find(at, Meaning::Multiple(0).kind(), |meaning| match meaning {
            Meaning::Multiple(hundredths) => Some(Decimal::new(i64::from(hundredths), 2)),
            _ => None,
        });
        if let Some((value, length)) = named {
            return Some(self.ratio(at, at + length, value, value * TOLERANCE));
        }
        let every = self.find(at, Meaning::Every(0).kind(), |meaning| match meaning {
            Meaning::Every(under) => Some(under),
            _ => None,
        });
        if let Some((under, length)) = every {
            return self.fraction(at, at + length, 1, under);
        }
        if let Some(part) = self.parts_of(at) {
            return Some(part);
        }
        let factor = self.factor(at).or_else(|| self.divided(at));
        if let Some(ratio) = factor.or_else(|| self.named_part(at, hedged)) {
            return Some(ratio);
        }
        let counted = self.magnitude(at).filter(|found| found.scale.is_none())?;
        self.part_of_one(at, hedged, counted).or_else(|| self.one_in(at, counted))
    }

    fn ratio(&self, at: usize, next: usize, value: Decimal, rounding: Decimal) -> Amount {
        Amount {
            first: at,
            next,
            number: self.bytes(at, next),
            value,
            rounding,
            scale: None,
            units: Vec::new(),
            unit_before: false,
            kind: ClaimKind::Multiple,
            hedge_after: None,
            plain: None,
            about: false,
        }
    }

    /// "3分の2": two parts of three.
    fn parts_of(&self, at: usize) -> Option<Amount> {
        let small = |found: Magnitude| u32::try_from(found.value).ok().zip(Some(found.next));
        let (under, next) =
            self.lexicon.has_myriads().then(|| self.magnitude(at)).flatten().and_then(small)?;
        let behind = next + self.means(next, Meaning::PartsOf)?;
        let (over, next) = self.magnitude(behind).and_then(small)?;
        self.fraction(at, next, over, under)
    }

    /// "by a factor of 3"
    fn factor(&self, at: usize) -> Option<Amount> {
        let length = self.means(at, Meaning::Factor)?;
        let found = self.magnitude(at + length)?;
        let rounding = if found.in_words { found.value * TOLERANCE } else { found.rounding };
        let mut ratio = self.ratio(at, found.next, found.value, rounding);
        ratio.number = self.bytes(at + length, found.next);
        Some(ratio)
    }

    /// "divisé par deux"; a larger number is a step of a calculation.
    fn divided(&self, at: usize) -> Option<Amount> {
        let length = self.means(at, Meaning::Divided)?;
        let found = self.magnitude(at + length).filter(|found| found.value <= Decimal::TEN)?;
        let value = Decimal::ONE.checked_div(found.value)?;
        Some(self.ratio(at, found.next, value, value * TOLERANCE))
    }

    /// "half", "¾", "3/4"
    fn named_part(&self, at: usize, hedged: bool) -> Option<Amount> {
        if let Some(length) = self.means(at, Meaning::Half) {
            return self.half(at, length, hedged);
        }
        if let Some(Shape::Fraction(over, under)) = self.token(at).map(|token| token.shape) {
            let scaled = self.scale(at + 1).is_some();
            return if scaled { None } else { self.fraction(at, at + 1, over, under) };
        }
        let (over, under) = self.slashed(at)?;
        self.fraction(at, at + 3, over, under)
    }

    /// "a third", "two thirds"
    fn part_of_one(&self, at: usize, hedged: bool, counted: Magnitude) -> Option<Amount> {
        let behind = self.behind_hyphen(counted.next);
        let (under, length) = self.find(behind, Meaning::Fraction(0).kind(), |meaning| match meaning {
            Meaning::Fraction(under) => Some(under),
            _ => None,
        })?;
        let over = u32::try_from(counted.value).ok()?;
        let next = behind + length;
        let is_ordinal = self.means(behind, Meaning::Ordinal).is_some();
        let sure = over > 1 || hedged || !is_ordinal || self.ends_part(next);
        if over >= under || !sure {
            return None;
        }
        self.scaled_part(at, next, over, under).or_else(|| self.fraction(at, next, over, under))
    }

    /// "a quarter of a million" is a number.
    fn scaled_part(&self, at: usize, next: usize, over: u32, under: u32) -> Option<Amount> {
        let of = self.means(next, Meaning::Of).or_else(|| self.means(next, Meaning::Joint))?;
        let start = next + of;
        let article = self.one(start).or_else(|| self.means(start, Meaning::Article))?;
        let (times, end) = self.scale(next + of + article)?;
        let value = Decimal::from(over).checked_mul(times)?.checked_div(Decimal::from(under))?;
        let mut amount = self.ratio(at, end, value, value * TOLERANCE);
        amount.kind = ClaimKind::Number;
        amount.scale = Some(times);
        self.tail(&mut amount);
        Some(amount)
    }

    fn one(&self, at: usize) -> Option<usize> {
        self.means(at, Meaning::Number(1))
    }

    /// "half", but neither "half a million" nor "the second half".
    fn half(&self, at: usize, length: usize, hedged: bool) -> Option<Amount> {
        let is_number = self.magnitude(at).is_some_and(|found| found.next > at);
        let before = at.checked_sub(1);
        let named = before.is_some_and(|before| {
            self.means(before, Meaning::Ordinal).is_some()
                || self.token(at + length).is_some_and(|next| next.shape == Shape::Sign('-') && !next.spaced)
        });
        if is_number || (named && !hedged) {
            return None;
        }
        Some(self.ratio(at, at + length, HALF, HALF * TOLERANCE))
    }

    fn fraction(&self, at: usize, next: usize, over: u32, under: u32) -> Option<Amount> {
        let value = Decimal::from(over).checked_div(Decimal::from(under))?;
        Some(self.ratio(at, next, value, value * TOLERANCE))
    }

    /// Whether nothing that could be counted follows: "a third of", "a third.", not "a third man".
    fn ends_part(&self, next: usize) -> bool {
        let Some(token) = self.token(next) else { return true };
        let is_word = matches!(token.shape, Shape::Word | Shape::Mixed);
        let joint = self.find(next, ENDS, |meaning| match meaning {
            Meaning::Of
            | Meaning::And
            | Meaning::Or
            | Meaning::To
            | Meaning::From
            | Meaning::YearAfter
            | Meaning::OutOf
            | Meaning::Hedge(_) => Some(()),
            _ => None,
        });
        !is_word || joint.is_some()
    }

    /// "one in five": a part said by two small numbers.
    fn one_in(&self, at: usize, over: Magnitude) -> Option<Amount> {
        let small = |found: &Magnitude| {
            found.scale.is_none() && found.value.is_integer() && found.value <= Decimal::ONE_THOUSAND
        };
        let behind = self.out_of(over.next)?;
        let over = Some(over).filter(small)?;
        let under = self.magnitude(behind).filter(small)?;
        let whole = Decimal::from(if over.in_words { 100 } else { 20 });
        let round = under.value == Decimal::ONE_HUNDRED || under.value == Decimal::ONE_THOUSAND;
        if over.value >= under.value
            || over.one && at > 0 && under.value <= Decimal::ONE
            || (under.value > whole && !round)
            || self.is_no_whole(under.next)
            || self
                .find(under.next, Meaning::Unit(0).kind(), |meaning| {
                    matches!(meaning, Meaning::Unit(_)).then_some(())
                })
                .is_some_and(|_| !under.in_words)
        {
            return None;
        }
        let value = over.value.checked_div(under.value)?;
        Some(self.ratio(at, under.next, value, value * TOLERANCE))
    }

    /// Whether what stands behind a number says that nothing is a part of it: "ein Empfang von 18 bis 20 Uhr", "eine
    /// Leinwand von 15 mal 15 cm".
    fn is_no_whole(&self, at: usize) -> bool {
        let no_whole = Meaning::To.kind().or(Meaning::Times.kind()).or(Meaning::Clock.kind());
        let is_dash = self.token(at).is_some_and(|token| matches!(token.shape, Shape::Sign('-' | '–')));
        is_dash || self.find(at, no_whole, |meaning| meaning.kind().meet(no_whole).then_some(())).is_some()
    }

    /// The index behind "in" of "one in five", or behind "sur" of "un enfant sur cinq".
    pub(crate) fn out_of(&self, at: usize) -> Option<usize> {
        if let Some(length) = self.means(at, Meaning::OutOf) {
            return Some(at + length);
        }
        for gap in 1..=2 {
            let skipped = self.token(at + gap - 1)?;
            if skipped.shape != Shape::Word {
                return None;
            }
            if let Some(length) = self.means(at + gap, Meaning::OutOfApart) {
                return Some(at + gap + length);
            }
        }
        None
    }
}
