//! One number with its scale and unit, in figures or in words.

use rust_decimal::Decimal;

use crate::fact::wording::ClaimKind;
use crate::fact::wording::parts::{Amount, Magnitude};
use crate::fact::wording::reader::{Reader, SCALES};
use crate::locale::lexicon::Meaning;
use crate::locale::lexicon::tokens::{Figure, Shape};
use crate::quantity::{Bound, TOLERANCE, Unit};

const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);
const MILLION: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// Letters of a word that is no preposition.
const LONG: usize = 5;

impl Reader<'_> {
    /// The amount at a token; `hedged` if a hedge stands before it.
    pub(crate) fn amount(&self, at: usize, hedged: bool) -> Option<Amount> {
        let (negative, unsigned) = self.minus(at);
        let (units, unit_before, start) = self.unit_before(unsigned);
        let (negative, start) = if negative { (true, start) } else { self.minus(start) };
        let magnitude = self.magnitude(start).or_else(|| self.bare_scale(start).filter(|_| hedged))?;
        let number = self.bytes(start, magnitude.next);
        let mut amount = Amount {
            first: at,
            next: magnitude.next,
            number,
            value: if negative { -Decimal::ONE * magnitude.value } else { magnitude.value },
            rounding: magnitude.rounding,
            scale: magnitude.scale,
            units,
            unit_before,
            kind: ClaimKind::Number,
            hedge_after: None,
            plain: magnitude.plain.filter(|_| !negative),
            about: magnitude.about,
        };
        if self.times(&mut amount, &magnitude) {
            return Some(amount);
        }
        self.tail(&mut amount);
        self.degrees(&mut amount, at);
        let time = matches!(amount.units.as_slice(), [Unit::Symbol("d" | "h" | "min" | "s")]);
        let article = self.means(start, Meaning::Article).is_some();
        let bare = amount.units.is_empty() || time || article;
        // "An hour and a half" counts what "an hour" may not.
        let whole = amount.value == magnitude.value || negative;
        if magnitude.one
            && whole
            && bare
            && amount.hedge_after.is_none()
            && !self.one_counts(at, &amount, hedged)
        {
            return None;
        }
        Some(amount)
    }

    /// Whether a bare word for one is a number here: all there is, or hedged with something counted behind it.
    fn one_counts(&self, at: usize, amount: &Amount, hedged: bool) -> bool {
        let next = amount.next;
        if !amount.units.is_empty() {
            return hedged;
        }
        let Some(token) = self.token(next) else { return hedged || at == 0 };
        let is_word = matches!(token.shape, Shape::Word | Shape::Mixed);
        hedged && (!is_word || self.means(next, Meaning::Counted).is_some())
    }

    /// "menos 5 graus": less than nothing, where elsewhere the word means "less".
    fn degrees(&self, amount: &mut Amount, at: usize) {
        let Some(before) = at.checked_sub(1) else { return };
        let is_degrees = matches!(amount.units.as_slice(), [Unit::Symbol("°C" | "°F" | "°")]);
        if is_degrees
            && self.means(before, Meaning::MinusDegrees) == Some(1)
            && amount.value.is_sign_positive()
        {
            amount.value = -amount.value;
            amount.first = before;
        }
    }

    /// "2.5 times", "threefold": makes a multiple of the amount.
    fn times(&self, amount: &mut Amount, magnitude: &Magnitude) -> bool {
        let large = amount.scale.is_some_and(|scale| scale > Decimal::ONE_HUNDRED);
        if !amount.units.is_empty() || large {
            return false;
        }
        let behind = self.behind_hyphen(amount.next);
        let less = self.means(behind, Meaning::TimesLess);
        let Some(length) = less.or_else(|| self.means(behind, Meaning::Times)) else { return false };
        let next = behind + length;
        let is_dimension =
            length == 1 && self.token(next).is_some_and(|token| matches!(token.shape, Shape::Figure(_)));
        if is_dimension {
            return false;
        }
        amount.kind = ClaimKind::Multiple;
        amount.next = next;
        amount.number = amount.number.start..self.bytes(behind, next).end;
        if let Some(part) = Decimal::ONE.checked_div(amount.value).filter(|_| less.is_some()) {
            amount.value = part;
        }
        if magnitude.in_words || less.is_some() {
            amount.rounding = amount.value.abs() * TOLERANCE;
        }
        true
    }

    /// Unit and hedge behind the number, in either order.
    pub(crate) fn tail(&self, amount: &mut Amount) {
        self.hedge_after(amount, 0);
        let behind = self.behind_hyphen(amount.next);
        let joined = match self.means(behind, Meaning::Joint) {
            Some(length) if amount.scale.is_some() || amount.about => behind + length,
            _ => behind,
        };
        let starts = if joined == behind { &[behind][..] } else { &[behind, joined] };
        for start in starts.iter().copied() {
            let unit = self.find(start, Meaning::Unit(0).kind(), |meaning| match meaning {
                Meaning::Unit(at) => Some(at),
                _ => None,
            });
            let unit = unit.or_else(|| self.inflected_unit(start)).or_else(|| self.described_currency(start));
            let Some((unit, length)) = unit else { continue };
            let units = self.lexicon.units(unit);
            // "2017 yüzde 5": a per cent in words that stands before its number.
            let per_cent = *units == [Unit::Symbol("%")] && self.lexicon.says_per_cent_before();
            let before = per_cent || self.lexicon.says_units_before();
            let before_next = before && self.is_word_before_figure(start, length);
            if before_next {
                break;
            }
            // "Nel 2017 ha ricevuto": a verb in several languages, and no hectare behind a year.
            if *units == [Unit::Symbol("ha")] && self.reads_as_year(amount) {
                break;
            }
            let money = |units: &[Unit]| units.iter().all(|unit| matches!(unit, Unit::Currency(_)));
            if amount.units.is_empty() || (money(&amount.units) && money(units)) {
                amount.units = units.to_vec();
                amount.next = start + length;
            }
            break;
        }
        let span = self.find(behind, Meaning::Span(0).kind(), |meaning| {
            matches!(meaning, Meaning::Span(_)).then_some(())
        });
        // "Un año y medio": no unit, and yet what is halved.
        let counted = match span.filter(|_| amount.units.is_empty()) {
            Some((_, length)) => Some(behind + length),
            None => Some(amount.next).filter(|_| !amount.units.is_empty()),
        };
        if let (None, true, Some(counted)) = (amount.scale, amount.value.is_integer(), counted)
            && let Some(length) = self.means(counted, Meaning::AndHalf)
        {
            amount.value = amount.value.saturating_add(HALF);
            amount.rounding = HALF * HALF;
            amount.next = counted + length;
        }
        if amount.hedge_after.is_none() {
            self.hedge_after(amount, if amount.units.is_empty() { 2 } else { 0 });
        }
    }

    /// The unit that the beginning of a word tells, in languages whose endings are not all listed.
    fn inflected_unit(&self, at: usize) -> Option<(u16, usize)> {
        let token = self.token(at).filter(|token| token.shape == Shape::Word)?;
        let unit = self.lexicon.inflected_unit(self.text.get(token.start..token.end)?)?;
        Some((unit, 1))
    }

    /// "20 ASV eiro": the name of a currency behind an adjective or a country that CLDR does not write with it.
    fn described_currency(&self, at: usize) -> Option<(u16, usize)> {
        let token = self.token(at).filter(|token| token.shape == Shape::Word && self.lexicon.has_names())?;
        let word = self.text.get(token.start..token.end)?;
        let is_country = word.chars().all(char::is_uppercase) || word.chars().count() >= LONG;
        let (unit, length) = self
            .find(at + 1, Meaning::Unit(0).kind(), |meaning| match meaning {
                Meaning::Unit(unit) => Some(unit),
                _ => None,
            })
            .filter(|_| is_country)?;
        let is_word = self.token(at + 1).is_some_and(|token| token.spaced && token.shape == Shape::Word);
        let is_money = self.lexicon.units(unit).iter().all(|unit| matches!(unit, Unit::Currency(_)));
        (is_word && is_money).then_some((unit, length + 1))
    }

    /// Whether a word has a number behind it.
    fn is_word_before_figure(&self, at: usize, length: usize) -> bool {
        let is_word = self.token(at).is_some_and(|token| token.shape == Shape::Word);
        let next = self.token(at + length).map(|token| token.shape);
        is_word && matches!(next, Some(Shape::Figure(_)))
    }

    /// A figure like a year of our time that is not round.
    fn reads_as_year(&self, amount: &Amount) -> bool {
        let year = u32::try_from(amount.value).unwrap_or(0);
        amount.plain == Some(4) && (1900..2100).contains(&year) && !year.is_multiple_of(100)
    }

    /// A hedge behind the amount, across at most `reach` words that the lexicon does not know.
    fn hedge_after(&self, amount: &mut Amount, reach: usize) {
        let start = self.behind_hyphen(amount.next);
        for gap in 0..=reach {
            let before = start + gap;
            let skipped = self.rest(start).iter().take(gap);
            if skipped.clone().any(|token| token.shape != Shape::Word) {
                return;
            }
            let found =
                self.find(before, Meaning::HedgeAfter(Bound::Exactly).kind(), |meaning| match meaning {
                    Meaning::HedgeAfter(bound) => Some(bound),
                    _ => None,
                });
            // Across words that the lexicon does not know only what cannot be anything else: "or more".
            let sure = |bound: Bound, length: usize| {
                gap == 0 || length > 1 || (bound == Bound::About && self.magnitude(before + length).is_none())
            };
            if let Some((bound, length)) = found.filter(|(bound, length)| sure(*bound, *length)) {
                amount.hedge_after = Some((bound, self.bytes(before, before + length)));
                amount.next = before + length;
                return;
            }
        }
    }

    /// The index behind a hyphen that ties a word to the token before it: "20-year".
    pub(crate) fn behind_hyphen(&self, at: usize) -> usize {
        let tied = |at: usize| self.token(at).is_some_and(|token| !token.spaced);
        let hyphen = self.token(at).is_some_and(|token| token.shape == Shape::Sign('-'));
        let word = self.token(at + 1).is_some_and(|token| matches!(token.shape, Shape::Word));
        if hyphen && word && tied(at) && tied(at + 1) { at + 1 } else { at }
    }

    /// Whether a minus stands here, and the index behind it.
    fn minus(&self, at: usize) -> (bool, usize) {
        if let Some(length) = self.means(at, Meaning::Minus) {
            return (true, at + length);
        }
        let Some(token) = self.token(at) else { return (false, at) };
        let next = self.token(at + 1);
        let free = token.spaced
            || at == 0
            || self.token(at - 1).is_some_and(|before| before.shape == Shape::Sign('('));
        let tied = free && next.is_some_and(|next| !next.spaced);
        match token.shape {
            Shape::Sign('-' | '−' | '–' | '﹣' | '－') if tied => (true, at + 1),
            Shape::Sign('+') if tied => (false, at + 1),
            _ => (false, at),
        }
    }

    /// A currency, or a per cent where it is written so, before the number.
    fn unit_before(&self, at: usize) -> (Vec<Unit>, bool, usize) {
        let nothing = (Vec::new(), false, at);
        let found = self.find(at, Meaning::Unit(0).kind(), |meaning| match meaning {
            Meaning::Unit(at) => Some(at),
            _ => None,
        });
        let Some((unit, length)) = found else { return nothing };
        if !self.lexicon.stands_before(unit) && !self.lexicon.says_per_cent_before() {
            return nothing;
        }
        let units = self.lexicon.units(unit);
        let sign = self.token(at).and_then(|token| self.text.get(token.start..token.end)).unwrap_or_default();
        let is_word = sign.starts_with(char::is_alphabetic);
        // "이유로 17%": within another word, where words have no blanks or endings hang on them.
        if is_word && self.lexicon.has_myriads() {
            return nothing;
        }
        let behind_figure = at
            .checked_sub(1)
            .and_then(|before| self.token(before))
            .is_some_and(|before| matches!(before.shape, Shape::Figure(_)));
        // "% 90"
        let apart = self.lexicon.says_per_cent_before() && !behind_figure;
        let tied = is_word || apart || self.token(at + length).is_some_and(|token| !token.spaced);
        let fits = units.iter().all(|one| match one {
            Unit::Currency(_) => self.lexicon.stands_before(unit),
            Unit::Symbol("%" | "‰") => tied && (!is_word || self.lexicon.says_per_cent_before()),
            Unit::Symbol(_) => is_word && self.lexicon.says_units_before(),
            Unit::Noun(_) => false,
        });
        if fits { (units.to_vec(), true, at + length) } else { nothing }
    }

    /// A number with its scale.
    pub(crate) fn magnitude(&self, at: usize) -> Option<Magnitude> {
        self.magnitudes.at(at, || self.find_magnitude(at))
    }

    fn find_magnitude(&self, at: usize) -> Option<Magnitude> {
        let token = self.token(at)?;
        match token.shape {
            Shape::Figure(figure) => {
                let is_odd = figure.broken || self.behind_odd_figure(at, figure).is_some();
                (!is_odd).then(|| self.figure(at, figure))
            }
            Shape::Fraction(over, under) => {
                let value = Decimal::from(over).checked_div(Decimal::from(under))?;
                let scale = self.scale(at + 1);
                let (times, next) = scale.unwrap_or((Decimal::ONE, at + 1));
                let value = value.checked_mul(times)?;
                let rounding = value * TOLERANCE;
                let scale = scale.map(|(times, _)| times);
                Some(Magnitude {
                    value,
                    rounding,
                    scale,
                    plain: None,
                    in_words: true,
                    one: false,
                    about: false,
                    next,
                })
            }
            Shape::Mixed => self.figure_of_mixed(at).map(|figure| self.figure(at, figure)),
            _ => self
                .about_number(at)
                .or_else(|| self.scale_before(at))
                .or_else(|| self.half_scale(at))
                .or_else(|| self.in_words(at)),
        }
    }

    fn figure(&self, at: usize, figure: Figure) -> Magnitude {
        let mut next = at + 1;
        let mut value = figure.value;
        let mut rounding = shifted(HALF, figure.places);
        let mut plain = figure.plain;
        if let Some(Shape::Fraction(over, under)) = self.token(next).map(|token| token.shape)
            && let Some(part) = Decimal::from(over).checked_div(Decimal::from(under))
        {
            (value, rounding, plain, next) = (value.saturating_add(part), part * TOLERANCE, None, next + 1);
        }
        let mut whole = Magnitude {
            value,
            rounding,
            scale: None,
            plain,
            in_words: false,
            one: false,
            about: false,
            next,
        };
        if let Some(whole) = self.myriads(at) {
            return whole;
        }
        let scale = self.scale(next).filter(|(times, _)| !self.is_year_before_scale(at, figure, *times));
        let Some((times, next)) = scale.and_then(|(times, next)| {
            value.checked_mul(times)?;
            Some((times, next))
        }) else {
            let next = self.behind_hyphen(next);
            if let Some(length) = self.means(next, Meaning::AndHalf) {
                whole.value = value.saturating_add(HALF);
                whole.rounding = HALF * HALF;
                whole.next = next + length;
            }
            return whole;
        };
        whole = Magnitude {
            value: value * times,
            rounding: rounding.saturating_mul(times),
            scale: Some(times),
            plain: None,
            next,
            ..whole
        };
        self.more(&mut whole);
        whole
    }

    /// "v roce 2024 milion metrů": a year with a million behind it. Nobody writes "2,024 million" without a separator.
    fn is_year_before_scale(&self, at: usize, figure: Figure, times: Decimal) -> bool {
        let year = u32::try_from(figure.value).unwrap_or(0);
        let is_year = figure.plain == Some(4) && (1900..2100).contains(&year) && !year.is_multiple_of(100);
        let behind_sign = at
            .checked_sub(1)
            .and_then(|before| self.token(before))
            .is_some_and(|token| matches!(token.shape, Shape::Sign(_)));
        is_year && !behind_sign && times >= MILLION && self.token(at + 1).is_some_and(|next| next.spaced)
    }

    /// "1억 4천 2백만": figures with a scale each, thousands within a myriad, until one is not smaller than the last.
    fn myriads(&self, at: usize) -> Option<Magnitude> {
        if !self.lexicon.has_myriads() {
            return None;
        }
        let myriad = Decimal::from(10_000);
        let one_scale = |at: usize| {
            self.find(at, SCALES.or(Meaning::Hundred.kind()), |meaning| match meaning {
                Meaning::Scale { times, .. } => Some(times),
                Meaning::Hundred => Some(Decimal::ONE_HUNDRED),
                _ => None,
            })
        };
        let (mut total, mut section) = (Decimal::ZERO, Decimal::ZERO);
        let (mut room, mut small_room) = (Decimal::MAX, myriad);
        let (mut next, mut places, mut last) = (at, 0, Decimal::ONE);
        let mut figures = 0;
        while let Some(Shape::Figure(figure)) = self.token(next).map(|token| token.shape) {
            let small = one_scale(next + 1).filter(|(times, _)| *times < myriad);
            let times = small.map_or(Decimal::ONE, |(times, _)| times);
            let part = figure.value.checked_mul(times)?;
            let after = next + 1 + small.map_or(0, |(_, length)| length);
            let large = one_scale(after).filter(|(times, _)| *times >= myriad && *times < room);
            if figure.broken || part >= small_room && figures > 0 || times > Decimal::ONE && part >= myriad {
                break;
            }
            section = section.checked_add(part)?;
            (next, places, last, figures) = (after, figure.places, times, figures + 1);
            small_room = times;
            if let Some((large, length)) = large {
                total = total.checked_add(section.checked_mul(large)?)?;
                last = last.checked_mul(large)?;
                (section, room, small_room, next) = (Decimal::ZERO, large, large, next + length);
            } else if times == Decimal::ONE {
                break;
            }
        }
        (figures > 1).then_some(Magnitude {
            value: total.checked_add(section)?,
            rounding: shifted(HALF, places).saturating_mul(last),
            scale: Some(last).filter(|last| *last > Decimal::ONE),
            plain: None,
            in_words: false,
            one: false,
            about: false,
            next,
        })
    }

    /// What is added behind a scale word: "and a half", "e 458 mila", lower figures right behind it ("3億5000万"); or
    /// a larger scale ("16 mil 684 millones").
    fn more(&self, whole: &mut Magnitude) {
        let Some(times) = whole.scale else { return };
        if let Some(length) = self.means(whole.next, Meaning::AndHalf) {
            whole.value = whole.value.saturating_add(times * HALF);
            whole.rounding = times * HALF * HALF;
            whole.next += length;
            return;
        }
        let and = self.means(whole.next, Meaning::NumberAnd).unwrap_or(0);
        let at = whole.next + and;
        let Some(Shape::Figure(figure)) =
            self.token(at).map(|token| token.shape).filter(|_| times > Decimal::ONE_HUNDRED)
        else {
            return;
        };
        let glued = and == 0 && self.token(at).is_some_and(|token| !token.spaced);
        let lower = self.figure(at, figure);
        let larger = lower.scale.filter(|scale| and == 0 && *scale > times && figure.value < times);
        let sum = match larger {
            Some(scale) => figure.value.checked_mul(scale).zip(whole.value.checked_mul(scale)),
            None => (glued || lower.scale.is_some()).then_some((lower.value, whole.value)),
        };
        let Some(sum) = sum.and_then(|(a, b)| a.checked_add(b)) else { return };
        let fits = larger.is_some() || lower.value < times;
        if !figure.broken && fits {
            let next = lower.next;
            *whole = Magnitude {
                value: sum,
                rounding: lower.rounding,
                scale: lower.scale.or(whole.scale),
                next,
                ..*whole
            };
        }
    }

    /// "une vingtaine"
    fn about_number(&self, at: usize) -> Option<Magnitude> {
        let (value, length) = self.find(at, Meaning::AboutNumber(0).kind(), |meaning| match meaning {
            Meaning::AboutNumber(value) => Some(value),
            _ => None,
        })?;
        let value = Decimal::from(value);
        Some(Magnitude {
            value,
            rounding: HALF,
            scale: None,
            plain: None,
            in_words: true,
            one: false,
            about: true,
            next: at + length,
        })
    }

    /// "por encima del billón": a hedged scale is one of it.
    fn bare_scale(&self, at: usize) -> Option<Magnitude> {
        let (value, next) = self.scale(at).filter(|(times, _)| *times >= Decimal::ONE_THOUSAND)?;
        let mut whole = Magnitude {
            value,
            rounding: value * HALF,
            scale: Some(value),
            plain: None,
            in_words: true,
            one: false,
            about: false,
            next,
        };
        self.more(&mut whole);
        Some(whole)
    }

    /// The scale words at a token: what they multiply by, and the index behind them.
    pub(crate) fn scale(&self, at: usize) -> Option<(Decimal, usize)> {
        let read = |at: usize| {
            self.find(at, SCALES.or(Meaning::Hundred.kind()), |meaning| match meaning {
                Meaning::Scale { times, .. } => Some(times),
                Meaning::Hundred => Some(Decimal::ONE_HUNDRED),
                _ => None,
            })
        };
        if let Some((times, length)) = self.money_scale(at) {
            return Some((times, at + length));
        }
        let (mut times, length) =
            read(at).or_else(|| self.inflected_scale(at)).or_else(|| self.thousands_of(at, &read))?;
        let mut next = at + length;
        if let Some((more, length)) = read(next).filter(|(more, _)| *more >= times)
            && let Some(product) = times.checked_mul(more)
        {
            (times, next) = (product, next + length);
        }
        Some((times, next))
    }

    /// "9 míle milliún": a word that is a unit as well, before a larger scale.
    fn thousands_of(
        &self,
        at: usize,
        read: &impl Fn(usize) -> Option<(Decimal, usize)>,
    ) -> Option<(Decimal, usize)> {
        let token = self.token(at).filter(|token| token.shape == Shape::Word)?;
        let times = self.lexicon.scale_name(self.text.get(token.start..token.end)?)?;
        read(at + 1).filter(|(larger, _)| *larger > times).map(|_| (times, 1))
    }

    /// "2 miljardus": a scale word in a form that is not listed, right behind a figure.
    fn inflected_scale(&self, at: usize) -> Option<(Decimal, usize)> {
        let behind_figure =
            self.token(at.checked_sub(1)?).is_some_and(|token| matches!(token.shape, Shape::Figure(_)));
        let token = self.token(at).filter(|token| behind_figure && token.shape == Shape::Word)?;
        let times = self.lexicon.inflected_scale(self.text.get(token.start..token.end)?)?;
        Some((times, 1))
    }

    /// "6,6 G$"
    fn money_scale(&self, at: usize) -> Option<(Decimal, usize)> {
        let found = self.find(at, Meaning::MoneyScale(Decimal::ONE).kind(), |meaning| match meaning {
            Meaning::MoneyScale(times) => Some(times),
            _ => None,
        })?;
        let sign = self.token(at + found.1).filter(|token| !token.spaced)?;
        matches!(sign.shape, Shape::Sign('$' | '€' | '£' | '¥')).then_some(found)
    }

    /// "milioni 3": a scale word before its figure.
    fn scale_before(&self, at: usize) -> Option<Magnitude> {
        let (times, length) =
            self.find(at, Meaning::ScaleBefore(Decimal::ONE).kind(), |meaning| match meaning {
                Meaning::ScaleBefore(times) => Some(times),
                _ => None,
            })?;
        let next = at + length;
        let Shape::Figure(figure) = self.token(next)?.shape else { return None };
        let value = figure.value.checked_mul(times).filter(|_| !figure.broken)?;
        let rounding = shifted(HALF, figure.places).saturating_mul(times);
        Some(Magnitude {
            value,
            rounding,
            scale: Some(times),
            plain: None,
            in_words: false,
            one: false,
            about: false,
            next: next + 1,
        })
    }

    /// "half a million"
    fn half_scale(&self, at: usize) -> Option<Magnitude> {
        let length = self.means(at, Meaning::HalfBefore).or_else(|| self.means(at, Meaning::Half))?;
        let mut behind = self.behind_hyphen(at + length);
        let joint = self.means(behind, Meaning::Joint).unwrap_or(0);
        behind += joint;
        behind += self.means(behind, Meaning::Filler).unwrap_or(0);
        let scale = self.scale(behind);
        let unit = || {
            let length = self.find(behind, Meaning::Unit(0).kind(), |meaning| {
                matches!(meaning, Meaning::Unit(_)).then_some(())
            });
            length.filter(|_| joint == 0)
        };
        let (times, next) = match scale {
            Some((times, next)) => (times, next),
            None => unit().map(|_| (Decimal::ONE, behind))?,
        };
        let value = times.checked_mul(HALF)?;
        let scale = scale.map(|(times, _)| times);
        Some(Magnitude {
            value,
            rounding: value * TOLERANCE,
            scale,
            plain: None,
            in_words: true,
            one: false,
            about: false,
            next,
        })
    }
}

/// A value moved behind the decimal mark by `places`.
fn shifted(value: Decimal, places: u32) -> Decimal {
    let mut shifted = value;
    let scale = value.scale().saturating_add(places);
    if shifted.set_scale(scale).is_err() { Decimal::ZERO } else { shifted }
}
