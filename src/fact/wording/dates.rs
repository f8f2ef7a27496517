//! Dates and years in a text: in an order that the language is known to have, or put together from their parts.
//!
//! CLDR has one order of a date, and writers have more: "2018-yil 5-iyulda", "1953 жылғы 19 маусымда", "5-iyul". Where no
//! table of ours lists them, a date is the name of a month, in whatever form, with a day or a year beside it, and
//! between them nothing but endings, the word for a year, a day of the week.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::fact::wording::ClaimKind;
use crate::fact::wording::parts::{Amount, Found, year_of};
use crate::fact::wording::reader::Reader;
use crate::locale::lexicon::tokens::{Figure, Shape};
use crate::locale::lexicon::trie::DateParts;
use crate::locale::lexicon::vocabulary::UNKNOWN;
use crate::locale::lexicon::{Meaning, more};
use crate::quantity::{Bound, Period};

/// Most tokens of what leads to a year: "พ.ศ." has four.
const LEADING: usize = 4;

/// Letters of an ending that hangs on a figure: "29-njy", "2018-ci".
const ENDING: usize = 5;

/// Letters of a word between a year and a day that is not known.
const LONG: usize = 9;

impl Reader<'_> {
    /// The date that begins at a token, or whose first figure it is.
    pub(crate) fn date_at(&self, at: usize) -> Option<Found> {
        self.dates.at(at, || {
            let known = self.lexicon.date(self.rest(at));
            let known = known.map(|(parts, length)| Found { parts, from: at, next: at + length });
            let known = known.map(|found| self.with_year(found));
            let open = self.open_date(at).filter(|open| self.is_free(open.from));
            match (known, open) {
                (Some(known), Some(open)) if open.size() > known.size() => Some(open),
                (None, open) => open,
                (known, _) => known,
            }
        })
    }

    /// A day and its month with the year behind them, where the language has more orders than are known:
    /// "ሴፕቴምበር 29፣ 2018".
    fn with_year(&self, found: Found) -> Found {
        let is_day = found.parts.year == 0 && found.parts.month > 0 && found.parts.day > 0;
        match self.year_behind(found.next).filter(|_| is_day && self.lexicon.has_open_dates()) {
            Some((year, next)) => Found { parts: DateParts { year, ..found.parts }, next, ..found },
            None => found,
        }
    }

    /// Whether no claim reaches to a token.
    fn is_free(&self, at: usize) -> bool {
        let start = self.token(at).map_or(0, |token| token.start);
        self.claims.last().is_none_or(|last| last.range.end <= start)
    }

    /// A date with a month, or in figures.
    pub(crate) fn date(&mut self, at: usize) -> Option<usize> {
        let Found { parts, from, next } = self.date_at(at)?;
        let year = self.lexicon.common_year(i16::try_from(parts.year).ok()?);
        let month = i8::try_from(parts.month).ok()?;
        let day = i8::try_from(parts.day).ok()?;
        let period = match (year, month, day) {
            (0, _, _) if !self.names_month(from, next) => return None,
            (0, _, _) => None,
            (_, 0, _) => Some(Period::Year(year)),
            (_, _, 0) => Some(Period::Month(year, month)),
            // "30 February 2018" is no day, and no numbers either.
            _ => Date::new(year, month, day).ok().map(Period::Day),
        };
        let kind = period.map_or(ClaimKind::Other, ClaimKind::Period);
        self.plain_claim(self.bytes(from, next), kind, Decimal::ZERO);
        Some(next)
    }

    /// The parts of the date that the whole text is.
    pub(crate) fn whole_date(&self) -> Option<DateParts> {
        let is_figure =
            |at: &usize| matches!(self.token(*at).map(|token| token.shape), Some(Shape::Figure(_)));
        let whole = |found: &Found| found.from == 0 && found.next == self.tokens.len();
        let mut starts = std::iter::once(0).chain((1..self.tokens.len()).filter(is_figure).take(1));
        starts.find_map(|at| self.date_at(at).filter(whole)).map(|found| found.parts)
    }

    /// Whether a day without a year really names a month: "may 5" does not.
    fn names_month(&self, from: usize, to: usize) -> bool {
        let words = self.tokens.get(from..to).unwrap_or_default().iter();
        let mut firsts = words
            .filter(|token| token.shape == Shape::Word)
            .filter_map(|token| self.text.get(token.start..)?.chars().next());
        !self.lexicon.has_capital_months() || firsts.any(char::is_uppercase)
    }

    /// A date behind a hedge: "about 2015", "until 16 February 2026".
    pub(crate) fn hedged_date(&mut self, at: usize, bound: Bound) -> Option<usize> {
        let is_day = |found: Found| found.from == at && found.next > at + 1 && found.parts.month > 0;
        if self.date_at(at).is_some_and(is_day) {
            return self.date(at);
        }
        let four_digits = |figure: Figure| figure.plain == Some(4);
        self.token(at).filter(|token| matches!(token.shape, Shape::Figure(figure) if four_digits(figure)))?;
        let amount = self.amount(at, true)?;
        let noun = self
            .token(amount.next)
            .is_some_and(|next| next.spaced && next.shape == Shape::Word && next.word == UNKNOWN);
        let may_be = matches!(bound, Bound::About | Bound::AtMost | Bound::AtLeast)
            && !noun
            && self.is_year(&amount, at, true);
        may_be.then(|| self.year(at))
    }

    /// Whether an amount is a year by itself.
    pub(crate) fn is_year(&self, amount: &Amount, at: usize, hedged: bool) -> bool {
        let bare = amount.units.is_empty() && amount.hedge_after.is_none() && amount.scale.is_none();
        let figure = amount.plain == Some(4) && bare && amount.kind == ClaimKind::Number;
        let Some(year) = year_of(amount.value).filter(|_| figure) else { return false };
        let led = (1..=LEADING).any(|length| {
            let start = at.checked_sub(length);
            start.is_some_and(|start| self.means(start, Meaning::YearAfter) == Some(length))
        });
        let noun = self
            .token(amount.next)
            .filter(|next| next.spaced && next.shape == Shape::Word && next.word == UNKNOWN);
        let noun = noun.and_then(|noun| self.text.get(noun.start..noun.end));
        if !led && noun.is_some_and(|noun| self.lexicon.is_noun_behind_figure(noun)) {
            return false;
        }
        let round = year % 100 == 0;
        led || ((1900..2100).contains(&year) && !(hedged && round))
    }

    /// Adds the figure at a token as a year. Its number is kept as the value, for where it is none after all.
    pub(crate) fn year(&mut self, at: usize) -> usize {
        if let Some(Shape::Figure(figure)) = self.token(at).map(|token| token.shape)
            && let Some(year) = year_of(figure.value)
        {
            let year = self.lexicon.common_year(year);
            self.plain_claim(self.bytes(at, at + 1), ClaimKind::Period(Period::Year(year)), figure.value);
        }
        at + 1
    }

    /// A date put together from its parts around a figure.
    fn open_date(&self, at: usize) -> Option<Found> {
        let figure = self.plain_figure(at).filter(|_| self.lexicon.has_open_dates())?;
        match figure {
            Number::Year(year) => self.behind_year(at, year).or_else(|| self.month_before_year(at, year)),
            Number::Day(day) => self.month_behind_day(at, day).or_else(|| self.month_before_day(at, day)),
        }
    }

    /// "2018-yil 5-iyul", "2018 m. rugsėjo 29", "2017 წლის ივნისში".
    fn behind_year(&self, at: usize, year: u16) -> Option<Found> {
        let (word, next) = self.behind_year_word(self.behind_part(at + 1));
        let next = self.behind_comma(next);
        let found = |month: u8, day: u8, next: usize| {
            Some(Found { parts: DateParts { year, month, day }, from: at, next })
        };
        if let Some((month, day, next)) = self.day_and_month(next) {
            return found(month, day, next);
        }
        if let Some((month, next)) = self.numbered_month(next).filter(|_| word) {
            return match self.plain_figure(next) {
                Some(Number::Day(day)) => found(month, day, self.behind_ending(next + 1)),
                _ => found(month, 0, next),
            };
        }
        if let Some((month, behind)) = self.month(next) {
            let day = self.day(behind).filter(|(_, tied)| *tied || self.lexicon.has_month_first());
            return match day {
                Some((day, _)) => found(month, day, self.behind_ending(behind + 1)),
                None => found(month, 0, behind),
            };
        }
        // "২০১৮ সালের ২৯ সেপ্টেম্বর": whatever stands between a year and a day with its month.
        let unknown = self.token(next).filter(|token| token.shape == Shape::Word && !word)?;
        let is_short = self.text.get(unknown.start..unknown.end)?.chars().count() <= LONG;
        let (month, day, next) = self.day_and_month(next + 1).filter(|_| is_short)?;
        found(month, day, next)
    }

    /// "sentyabr 2018", "Meán Fómhair, 2018".
    fn month_before_year(&self, at: usize, year: u16) -> Option<Found> {
        let is_comma = |at: usize| self.token(at).is_some_and(|token| token.shape == Shape::Sign(','));
        let end = at.checked_sub(1).filter(|before| is_comma(*before)).unwrap_or(at);
        let (month, from) = self.month_ending_at(end).filter(|_| self.may_be_year(at, year))?;
        Some(Found { parts: DateParts { year, month, day: 0 }, from, next: self.behind_ending(at + 1) })
    }

    /// "29-sentabr 2018", "29 Sentyabr, Şənbə, 2018-də", "19 qershor të vitit 1953".
    fn month_behind_day(&self, at: usize, day: u8) -> Option<Found> {
        let (month, next) = self.month_of_day(at)?;
        let (year, next) = self.year_behind(next).unwrap_or((0, next));
        Some(Found { parts: DateParts { year, month, day }, from: at, next })
    }

    /// "sentyabrın 29-u 2018-ci ildə", "irailaren 29, 2018".
    fn month_before_day(&self, at: usize, day: u8) -> Option<Found> {
        let (month, from) = self.month_ending_at(at)?;
        let (_, tied) = self.day(at)?;
        let behind = self.behind_ending(at + 1);
        let year = self.year_behind(behind);
        // "in May 5 people" is no day.
        let counts = self.token(behind).is_some_and(|next| next.spaced && next.shape == Shape::Word);
        if counts && !(tied || self.lexicon.has_month_first() || year.is_some()) {
            return None;
        }
        let (year, next) = year.unwrap_or((0, behind));
        Some(Found { parts: DateParts { year, month, day }, from, next })
    }

    /// A day at a token with its month behind it: month, day, the index behind both.
    fn day_and_month(&self, at: usize) -> Option<(u8, u8, usize)> {
        let (day, _) = self.day(at)?;
        let (month, next) = self.month_of_day(at)?;
        Some((month, day, next))
    }

    /// The month behind the day at a token.
    fn month_of_day(&self, at: usize) -> Option<(u8, usize)> {
        let hyphen = self.token(at + 1).is_some_and(|sign| sign.shape == Shape::Sign('-') && !sign.spaced);
        let hung = self.month(at + 2).filter(|_| hyphen);
        let apart = || {
            let next = self.behind_part(at + 1);
            let joint =
                self.word(next).is_some_and(|word| more::is_day_joint(self.lexicon.tag.language(), word));
            let apostrophe = usize::from(joint && self.is_sign(next + 1, '\''));
            self.month(next + if joint { 1 + apostrophe } else { 0 })
        };
        hung.or_else(apart)
    }

    /// A day of the month at a token, and whether an ending hangs on it.
    fn day(&self, at: usize) -> Option<(u8, bool)> {
        match self.plain_figure(at)? {
            Number::Day(day) => Some((day, self.behind_ending(at + 1) > at + 1)),
            Number::Year(_) => None,
        }
    }

    /// The year behind a day and its month, and the index behind it.
    fn year_behind(&self, at: usize) -> Option<(u16, usize)> {
        let mut next = self.behind_comma(at);
        if self.word(next).is_some_and(|word| self.lexicon.is_weekday(word)) {
            next = self.behind_comma(next + 1);
        }
        // "të vitit 1953"
        let short = self.word(next).is_some_and(|word| word.chars().count() <= 3);
        let led = [next, next + usize::from(short)].into_iter().find_map(|at| {
            let is_year = self.word(at).is_some_and(|word| self.lexicon.is_year_word(word));
            is_year.then_some(at + 1)
        });
        // "19. juni í 1953"
        let joined =
            self.word(next).is_some_and(|word| more::is_year_joint(self.lexicon.tag.language(), word));
        let at = led.unwrap_or(next + usize::from(joined));
        let Number::Year(year) = self.plain_figure(at)? else { return None };
        let sure = led.is_some() || self.may_be_year(at, year);
        sure.then(|| (year, self.behind_ending(at + 1)))
    }

    /// Whether a figure is a year of our time, or one with an ending or the word for it.
    fn may_be_year(&self, at: usize, year: u16) -> bool {
        let behind = self.behind_ending(at + 1);
        (1900..2100).contains(&year) || behind > at + 1 || self.behind_year_word(behind).0
    }

    /// "9 дүгээр сарын": a month by its number, and the index behind its word.
    fn numbered_month(&self, at: usize) -> Option<(u8, usize)> {
        let Number::Day(month) = self.plain_figure(at)? else { return None };
        let next = self.behind_part(at + 1);
        let is_word = |at: usize| self.word(at).is_some_and(|word| self.lexicon.is_month_word(word));
        let word = [next, next + 1].into_iter().find(|at| is_word(*at))?;
        (1..=12).contains(&month).then_some((month, word + 1))
    }

    /// The month that one or two words at a token name, and the index behind them.
    fn month(&self, at: usize) -> Option<(u8, usize)> {
        let word = self.word(at)?;
        let pair = || {
            let second = self.token(at + 1).filter(|second| second.shape == Shape::Word)?;
            let words = self.text.get(self.token(at)?.start..second.end)?;
            self.lexicon.month_beside_figure(words).map(|month| (month, at + 2))
        };
        let single = || self.lexicon.month_beside_figure(word).map(|month| (month, at + 1));
        let (month, next) = pair().or_else(single)?;
        // "sept."
        let stop = self.is_sign(next, '.')
            && self.token(next + 1).is_some_and(|behind| matches!(behind.shape, Shape::Figure(_)));
        Some((month, next + usize::from(stop)))
    }

    /// The month whose name ends right before a token, and where it begins.
    fn month_ending_at(&self, end: usize) -> Option<(u8, usize)> {
        let starts = [end.checked_sub(2), end.checked_sub(1)].into_iter().flatten();
        starts
            .filter_map(|at| Some((self.month(at)?, at)))
            .find_map(|((month, next), at)| (next == end).then_some((month, at)))
    }

    /// Behind what may stand between a figure and the next part of its date: an ending, or a full stop.
    fn behind_part(&self, at: usize) -> usize {
        let goes_on = |at: usize| {
            let is_word = self.token(at).is_some_and(|next| next.spaced && next.shape == Shape::Word);
            is_word || self.plain_figure(at).is_some()
        };
        if self.is_sign(at, '.') && goes_on(at + 1) { at + 1 } else { self.behind_ending(at) }
    }

    /// Behind an ending that hangs on a figure: "29-njy", "2018ko".
    fn behind_ending(&self, at: usize) -> usize {
        let tied = |at: usize| self.token(at).filter(|token| !token.spaced);
        let is_ending = |at: usize| {
            tied(at).is_some_and(|token| {
                let word = self.text.get(token.start..token.end).unwrap_or_default();
                token.shape == Shape::Word
                    && (word.chars().count() <= ENDING || self.lexicon.is_year_word(word))
                    && self.lexicon.month_beside_figure(word).is_none()
            })
        };
        match tied(at).map(|token| token.shape) {
            Some(Shape::Sign('-' | '\'' | ':')) if is_ending(at + 1) => at + 2,
            Some(Shape::Word) if is_ending(at) => at + 1,
            _ => at,
        }
    }

    /// Whether the word for a year stands at a token, or hung on the figure before it, and the index behind it.
    fn behind_year_word(&self, at: usize) -> (bool, usize) {
        let is_year = |at: usize| self.word(at).is_some_and(|word| self.lexicon.is_year_word(word));
        let hung = at
            .checked_sub(1)
            .is_some_and(|before| self.token(before).is_some_and(|token| !token.spaced) && is_year(before));
        if !is_year(at) {
            return (hung, at);
        }
        let stop = usize::from(self.is_sign(at + 1, '.'));
        (true, self.behind_ending(at + 1 + stop))
    }

    fn behind_comma(&self, at: usize) -> usize {
        at + usize::from([',', '،', '፣'].into_iter().any(|comma| self.is_sign(at, comma)))
    }

    /// Whether a sign stands right behind the token before it.
    fn is_sign(&self, at: usize, sign: char) -> bool {
        self.token(at).is_some_and(|token| !token.spaced && token.shape == Shape::Sign(sign))
    }

    fn word(&self, at: usize) -> Option<&str> {
        let token = self.token(at).filter(|token| token.shape == Shape::Word)?;
        self.text.get(token.start..token.end)
    }

    /// A figure that may be a year or a day.
    fn plain_figure(&self, at: usize) -> Option<Number> {
        let Shape::Figure(figure) = self.token(at)?.shape else { return None };
        let value = u16::try_from(figure.value).ok()?;
        match figure.plain? {
            4 => year_of(figure.value).map(|_| Number::Year(value)),
            // A day that no month has is still no number beside one.
            1 | 2 => u8::try_from(value).ok().filter(|day| *day > 0).map(Number::Day),
            _ => None,
        }
    }
}

/// What a figure of a date may be.
#[derive(Clone, Copy)]
enum Number {
    Year(u16),
    Day(u8),
}
