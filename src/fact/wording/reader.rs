//! The walk over the tokens of a text: what stands where a number, a date or a hedge begins.

use std::cell::Cell;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::fact::wording::parts::{Amount, Found, Magnitude, year_of};
use crate::fact::wording::{Claim, ClaimKind};
use crate::locale::lexicon::tokens::{Figure, Shape, Token};
use crate::locale::lexicon::vocabulary::UNKNOWN;
use crate::locale::lexicon::{Begins, Kinds, Lexicon, Meaning};
use crate::quantity::{Bound, Unit};

/// Reads one text.
pub(crate) struct Reader<'a> {
    pub(crate) text: &'a str,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) tokens: Vec<Token>,
    pub(crate) claims: Vec<Claim>,
    /// The number read last, if nothing stood behind it so far.
    last: Option<Last>,
    /// Asked for again and again at one place: the date, the number there.
    pub(crate) dates: Once<Option<Found>>,
    pub(crate) magnitudes: Once<Option<Magnitude>>,
    pub(crate) odd_figures: Once<Option<usize>>,
}

/// What was found out at a token last.
pub(crate) struct Once<T>(Cell<Option<(usize, T)>>);

impl<T: Copy> Once<T> {
    fn new() -> Once<T> {
        Once(Cell::new(None))
    }

    /// What there is at a token; found out only if another was asked for last.
    pub(crate) fn at(&self, at: usize, find: impl FnOnce() -> T) -> T {
        if let Some((_, found)) = self.0.get().filter(|(known, _)| *known == at) {
            return found;
        }
        let found = find();
        self.0.set(Some((at, found)));
        found
    }
}

/// What a number says to the next one: "5 *and* 7 TB".
#[derive(Clone, Debug)]
struct Last {
    /// Of its claim.
    claim: usize,
    /// Behind its last token.
    next: usize,
    scale: Option<Decimal>,
    unit_before: bool,
    unit_missing: bool,
}

/// What joins two numbers.
const LINKS: Kinds = Meaning::To.kind().or(Meaning::And.kind()).or(Meaning::Or.kind());

const HEDGES: Kinds = Meaning::Hedge(Bound::Exactly).kind();

/// What letters right behind a figure may be.
const BEHIND_FIGURES: Kinds = Meaning::Unit(0)
    .kind()
    .or(SCALES)
    .or(Meaning::Times.kind())
    .or(Meaning::OrdinalEnding.kind())
    .or(Meaning::Clock.kind())
    .or(Meaning::HedgeAfter(Bound::Exactly).kind());

/// A hedge behind a number, perhaps across a word or two: "a year *or more*".
const AFTER: Kinds = Meaning::HedgeAfter(Bound::Exactly).kind();

/// What makes a number or a part with a word for one before it.
const BEHIND_ONE: Kinds = Meaning::Number(0)
    .kind()
    .or(Meaning::Hundred.kind())
    .or(SCALES)
    .or(Meaning::MoneyScale(Decimal::ONE).kind())
    .or(Meaning::NumberAnd.kind())
    .or(Meaning::AndHalf.kind())
    .or(Meaning::Fraction(0).kind())
    .or(Meaning::Times.kind())
    .or(Meaning::TimesLess.kind())
    .or(Meaning::Unit(0).kind())
    .or(Meaning::Span(0).kind())
    .or(AFTER);

/// Scale words.
pub(crate) const SCALES: Kinds = Meaning::Scale { times: Decimal::ONE, bare: false }.kind();

const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

/// "KSh".
const LETTERS_OF_A_CURRENCY: usize = 3;

impl<'a> Reader<'a> {
    /// A reader of a text from a byte on.
    pub(crate) fn new(text: &'a str, start: usize, lexicon: &'a Lexicon) -> Reader<'a> {
        Reader {
            text,
            lexicon,
            tokens: lexicon.tokens_from(text, start),
            claims: Vec::new(),
            last: None,
            dates: Once::new(),
            magnitudes: Once::new(),
            odd_figures: Once::new(),
        }
    }

    /// All claims, in the order of the words.
    pub(crate) fn read(mut self) -> Vec<Claim> {
        let mut at = 0;
        while at < self.tokens.len() {
            at = self.step(at).max(at + 1);
        }
        self.claims
    }

    /// Whether nothing can begin at a token, so that nothing need be looked for.
    fn is_plain(&self, at: usize, token: &Token) -> bool {
        let hyphen = || self.token(at + 1).is_some_and(|next| next.shape == Shape::Sign('-'));
        match token.shape {
            Shape::Word if token.word == UNKNOWN => {
                !hyphen() && !self.lexicon.may_be_compound(self.text, token)
            }
            Shape::Word => match self.lexicon.begins(self.text, self.rest(at)) {
                Begins::Nothing => !hyphen(),
                Begins::One => self.is_article(at),
                Begins::Anything => false,
            },
            Shape::Sign('-' | '−' | '–' | '+' | '﹣' | '－') => false,
            Shape::Sign(_) => self.lexicon.begins(self.text, self.rest(at)) == Begins::Nothing,
            _ => false,
        }
    }

    /// Whether a word for one counts nothing: the word behind it makes no number with it, and nothing reaches across that
    /// word.
    fn is_article(&self, at: usize) -> bool {
        let is_apart =
            |next: &Token| next.shape == Shape::Word && !self.lexicon.may_be_compound(self.text, next);
        let means_one_of = |at: usize, kinds: Kinds| {
            self.find(at, kinds, |meaning| meaning.kind().meet(kinds).then_some(())).is_some()
        };
        self.lexicon.one_is_article()
            && !self.lexicon.has_myriads()
            && self.token(at + 1).is_some_and(is_apart)
            && !means_one_of(at + 1, BEHIND_ONE)
            && !means_one_of(at + 2, AFTER)
            && !means_one_of(at + 3, AFTER)
            && self.out_of(at + 1).is_none_or(|behind| self.magnitude(behind).is_none())
    }

    /// Reads what begins at a token; the index behind it.
    fn step(&mut self, at: usize) -> usize {
        if self.last.as_ref().is_none_or(|last| last.next != at)
            && self.token(at).is_none_or(|token| self.is_plain(at, token))
        {
            return at + 1;
        }
        if let Some(next) = self.linked(at) {
            return next;
        }
        if let Some(length) = self.means(at, Meaning::Idiom) {
            return at + length;
        }
        if self.ordinal_length(at).is_some() {
            return self.date(at).or_else(|| self.ordinal(at)).unwrap_or(at + 1);
        }
        let known = self.no_quantity(at).or_else(|| self.date(at)).or_else(|| self.between(at));
        known.or_else(|| self.number(at)).or_else(|| self.ordinal(at)).unwrap_or(at + 1)
    }

    pub(crate) fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    pub(crate) fn rest(&self, at: usize) -> &[Token] {
        self.tokens.get(at..).unwrap_or_default()
    }

    /// The longest phrase at a token with a meaning that `pick` takes; it takes none but of these kinds.
    pub(crate) fn find<T>(
        &self,
        at: usize,
        kinds: Kinds,
        pick: impl Fn(Meaning) -> Option<T>,
    ) -> Option<(T, usize)> {
        self.token(at).filter(|token| self.lexicon.may_mean(token.word, kinds))?;
        self.lexicon.longest(self.text, self.rest(at), pick)
    }

    /// How many tokens of the text mean this.
    pub(crate) fn means(&self, at: usize, meaning: Meaning) -> Option<usize> {
        self.find(at, meaning.kind(), |other| (other == meaning).then_some(())).map(|((), length)| length)
    }

    /// Bytes of the tokens from one up to another.
    pub(crate) fn bytes(&self, from: usize, to: usize) -> Range<usize> {
        let start = self.token(from).map_or(self.text.len(), |token| token.start);
        let end = to.checked_sub(1).and_then(|last| self.token(last)).map_or(start, |token| token.end);
        start..end.max(start)
    }

    /// "and 1,400 TB" behind "400": what is said of the second holds for the first.
    fn linked(&mut self, at: usize) -> Option<usize> {
        let last = self.last.clone().filter(|last| last.next == at)?;
        let (is_to, length) = self.find(at, LINKS, |meaning| match meaning {
            Meaning::To => Some(true),
            Meaning::And | Meaning::Or => Some(false),
            _ => None,
        })?;
        let before = self.claims.len();
        let next = self.number(at + length)?;
        if self.claims.len() == before + 1 {
            self.share(&last, before, is_to);
        }
        Some(next)
    }

    /// Lets two linked numbers share a unit and a scale that stand only once.
    fn share(&mut self, last: &Last, claim: usize, is_to: bool) {
        let scale = self.last.as_ref().and_then(|last| last.scale);
        let Some(second) = self.claims.get(claim).cloned() else { return };
        let Some(first) = self.claims.get_mut(last.claim) else { return };
        let second_before = self.last.as_ref().is_some_and(|last| last.unit_before);
        let said_once = last.unit_missing && !second_before;
        if said_once && first.units.is_empty() {
            first.units.clone_from(&second.units);
            if first.kind == ClaimKind::Number && (is_to || second.kind != ClaimKind::Multiple) {
                first.kind = second.kind;
            }
        }
        if let (true, None, Some(scale)) = (last.unit_missing || last.unit_before, last.scale, scale) {
            scale_up(first, scale, second.value);
        }
        let units = first.units.clone();
        if let Some(second) = self.claims.get_mut(claim)
            && second.units.is_empty()
            && last.unit_before
            && (is_to || scale.is_some() || units == [Unit::Symbol("%")])
        {
            second.units = units;
        }
    }

    /// An optional hedge and a number.
    pub(crate) fn number(&mut self, at: usize) -> Option<usize> {
        let hedge = self.hedge(at);
        if let Some((bound, length)) = hedge {
            let start = at + length;
            if let Some(next) = self.hedged_date(start, bound) {
                return Some(next);
            }
            let start = self.hedge(start).map_or(start, |(_, length)| start + length);
            let filled = start + self.means(start, Meaning::Filler).unwrap_or(0);
            let amount = self.multiple(start, true).or_else(|| self.amount(start, true));
            let amount = amount.or_else(|| self.multiple(filled, true)).or_else(|| self.amount(filled, true));
            if let Some(amount) = amount {
                // "um die Hälfte" is by how much, "um die 40" about how many.
                if amount.kind == ClaimKind::Multiple && self.means(at, Meaning::By(false)) == Some(length) {
                    let first = amount.first;
                    return Some(self.claim(amount, None, first));
                }
                let words = self.bytes(at, at + length);
                return Some(self.claim(amount, Some((bound, words)), at));
            }
        }
        let amount = self.multiple(at, false).or_else(|| self.amount(at, false))?;
        if self.is_year(&amount, at, false) {
            return Some(self.year(at));
        }
        Some(self.claim(amount, None, at))
    }

    pub(crate) fn hedge(&self, at: usize) -> Option<(Bound, usize)> {
        // "D.C. el 12": no "c." for "circa" within initials.
        let is_initial = at.checked_sub(1).and_then(|before| self.token(before)).is_some_and(|dot| {
            dot.shape == Shape::Sign('.') && self.token(at).is_some_and(|next| !next.spaced)
        });
        if is_initial {
            return None;
        }
        self.find(at, HEDGES, |meaning| match meaning {
            Meaning::Hedge(bound) => Some(bound),
            _ => None,
        })
    }

    /// Adds the claim of an amount, with a range if a dash follows.
    fn claim(&mut self, mut amount: Amount, hedge: Option<(Bound, Range<usize>)>, first: usize) -> usize {
        let dashed = if hedge.is_none() { self.dashed(&amount) } else { None };
        let high = dashed.map(|upper| {
            let low_scale = if amount.scale.is_none() { upper.scale } else { None };
            let scaled = low_scale.and_then(|scale| amount.value.checked_mul(scale));
            if let (Some(scaled), Some(scale)) = (scaled.filter(|scaled| *scaled <= upper.value), low_scale) {
                amount.value = scaled;
                amount.rounding = amount.rounding.saturating_mul(scale);
            }
            if amount.units.is_empty() {
                amount.units = upper.units;
            }
            if amount.kind == ClaimKind::Number {
                amount.kind = upper.kind;
            }
            amount.number.end = upper.number.end;
            amount.next = upper.next;
            amount.scale = upper.scale;
            upper.value
        });
        self.push(&amount, hedge, first, high);
        amount.next
    }

    /// Adds the claim; what stands around it may make a share or a change of a per cent.
    fn push(
        &mut self,
        amount: &Amount,
        hedge: Option<(Bound, Range<usize>)>,
        first: usize,
        high: Option<Decimal>,
    ) {
        let after = amount.hedge_after.clone();
        let (bound, words) = match hedge.or(after.clone()) {
            Some((bound, words)) => (bound, Some(words)),
            None if amount.about => (Bound::About, Some(amount.number.clone())),
            None if high.is_some() => (Bound::Between, None),
            None => (Bound::Exactly, None),
        };
        let mut range = self.bytes(first, amount.next);
        if let Some((_, words)) = &after {
            range.end = range.end.max(words.end);
        }
        let mut claim = Claim {
            range,
            number: amount.number.clone(),
            hedge_words: words,
            hedge: bound,
            kind: amount.kind,
            value: amount.value,
            high,
            rounding: amount.rounding,
            units: amount.units.clone(),
        };
        self.around(&mut claim, first, amount.next);
        self.last = Some(Last {
            claim: self.claims.len(),
            next: amount.next,
            scale: amount.scale,
            unit_before: amount.unit_before,
            unit_missing: amount.units.is_empty(),
        });
        self.claims.push(claim);
    }

    /// "80 % of" is a share, "by 5 %" a change.
    fn around(&self, claim: &mut Claim, first: usize, next: usize) {
        let per_cent = claim.units == [Unit::Symbol("%")];
        if claim.kind == ClaimKind::Number && per_cent && self.means(next, Meaning::Of).is_some() {
            claim.kind = ClaimKind::Share;
            return;
        }
        let below_one = claim.value < Decimal::ONE;
        let changes = match claim.kind {
            ClaimKind::Number => per_cent,
            ClaimKind::Multiple => below_one && claim.units.is_empty(),
            _ => false,
        };
        if changes && self.is_behind_by(first) {
            if claim.kind == ClaimKind::Multiple {
                claim.value = claim.value.saturating_mul(Decimal::ONE_HUNDRED);
                claim.rounding = claim.rounding.saturating_mul(Decimal::ONE_HUNDRED);
                claim.units = vec![Unit::Symbol("%")];
            }
            claim.kind = ClaimKind::Change;
        }
    }

    /// Whether "by" stands right before a token.
    fn is_behind_by(&self, first: usize) -> bool {
        (1..=2).any(|length| {
            let Some(start) = first.checked_sub(length) else { return false };
            let words = self.tokens.get(start..first).unwrap_or_default();
            let found = self.lexicon.longest(self.text, words, |meaning| match meaning {
                Meaning::By(after_change) => Some(after_change),
                _ => None,
            });
            match found.filter(|(_, found)| *found == length) {
                Some((false, _)) => true,
                Some((true, _)) => self.speaks_of_change(start),
                None => false,
            }
        })
    }

    fn speaks_of_change(&self, before: usize) -> bool {
        let words = self.tokens.get(before.saturating_sub(6)..before).unwrap_or_default();
        words
            .iter()
            .filter_map(|word| self.text.get(word.start..word.end))
            .any(|word| self.lexicon.is_change(word))
    }

    /// The upper end of a range written with a dash: "5–7".
    fn dashed(&self, low: &Amount) -> Option<Amount> {
        let dash = self.token(low.next)?;
        let behind = self.token(low.next + 1)?;
        let tied = !dash.spaced && !behind.spaced;
        let dashes = match dash.shape {
            Shape::Sign('–' | '—' | '~' | '〜' | '～') => tied || (dash.spaced && behind.spaced),
            Shape::Sign('-') => tied,
            _ => false,
        };
        let high = self.amount(low.next + 1, false).filter(|_| dashes && low.kind == ClaimKind::Number)?;
        (high.value > low.value && high.kind == ClaimKind::Number).then_some(high)
    }

    /// "between 5 and 7": one claim with two ends.
    fn between(&mut self, at: usize) -> Option<usize> {
        let length = self.means(at, Meaning::Between)?;
        let start = at + length;
        let skip = |at: usize| {
            let at = self.hedge(at).map_or(at, |(_, length)| at + length);
            match self.means(at, Meaning::Filler) {
                Some(length) if self.magnitude(at).is_none() => at + length,
                _ => at,
            }
        };
        let mut low = self.amount(skip(start), true)?;
        let (_, and) = self.find(low.next, LINKS, |meaning| match meaning {
            Meaning::And | Meaning::To => Some(()),
            _ => None,
        })?;
        let high = self.amount(skip(low.next + and), true)?;
        if low.units.is_empty() {
            low.units.clone_from(&high.units);
        }
        let shares = low.scale.is_none() && !low.kind.eq(&ClaimKind::Multiple);
        let scaled =
            high.scale.filter(|_| shares).and_then(|scale| Some((low.value.checked_mul(scale)?, scale)));
        if let Some((value, scale)) = scaled.filter(|(value, _)| *value <= high.value) {
            low.value = value;
            low.rounding = low.rounding.saturating_mul(scale);
        }
        let is_years = low.plain == Some(4) && high.plain == Some(4) && low.units.is_empty();
        if is_years && low.value < high.value && year_of(low.value).is_some() && year_of(high.value).is_some()
        {
            self.year(low.first);
            return Some(self.year(high.first));
        }
        low.kind = if high.kind == ClaimKind::Multiple { high.kind } else { low.kind };
        low.number.end = high.number.end;
        low.next = high.next;
        low.scale = high.scale;
        let words = self.bytes(at, at + length);
        self.push(&low, Some((Bound::Between, words)), at, Some(high.value));
        Some(high.next)
    }

    /// Something with digits that is no quantity: "H5N1", "2.0.1", "11:05", "page 4".
    fn no_quantity(&mut self, at: usize) -> Option<usize> {
        let token = *self.token(at)?;
        let (from, next) = match token.shape {
            Shape::Mixed if self.figure_of_mixed(at).is_some() => return None,
            Shape::Mixed => (at, at + 1),
            Shape::Word | Shape::Sign(_) => self.decade(at).or_else(|| self.behind_label(at))?,
            Shape::Figure(figure) => (at, self.behind_odd_figure(at, figure)?),
            Shape::Fraction(..) => return None,
        };
        let next = self.behind_glued(next);
        self.other(from, next);
        Some(next)
    }

    /// "N585 million": the figure behind the letters of a currency that has no sign; a scale word says that it counts.
    pub(crate) fn figure_of_mixed(&self, at: usize) -> Option<Figure> {
        let token = self.token(at)?;
        let text = self.text.get(token.start..token.end)?;
        let digits = text.trim_start_matches(|sign: char| sign.is_ascii_uppercase());
        let is_plain = digits.len() < text.len()
            && (1..=LETTERS_OF_A_CURRENCY).contains(&(text.len() - digits.len()))
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        let value: Decimal = digits.parse().ok().filter(|_| is_plain)?;
        let plain = u8::try_from(digits.len()).ok();
        self.scale(at + 1).filter(|(times, _)| *times >= Decimal::ONE_THOUSAND)?;
        self.token(at + 1).filter(|next| next.spaced)?;
        Some(Figure { value, places: 0, plain, broken: false })
    }

    /// "anni cinquanta"
    fn decade(&self, at: usize) -> Option<(usize, usize)> {
        let behind = at + self.means(at, Meaning::Decade)?;
        if let Some(Shape::Figure(figure)) = self.token(behind).map(|token| token.shape)
            && figure.plain == Some(4)
            && year_of(figure.value).is_some_and(|year| year % 10 == 0)
        {
            return Some((behind, behind + 1));
        }
        let tens = self.find(behind, Meaning::Number(0).kind(), |meaning| match meaning {
            Meaning::Number(20 | 30 | 40 | 50 | 60 | 70 | 80 | 90) => Some(()),
            _ => None,
        });
        tens.map(|((), length)| (behind, behind + length))
    }

    /// "page 4", "COVID-19", "#5": where the name of digits begins, and the index behind its figure.
    fn behind_label(&self, at: usize) -> Option<(usize, usize)> {
        let is_figure =
            |at: usize| self.token(at).is_some_and(|token| matches!(token.shape, Shape::Figure(_)));
        if let Some(length) = self.means(at, Meaning::Label) {
            let behind = at + length;
            return is_figure(behind).then_some((behind, behind + 1));
        }
        let unknown = self.token(at).is_some_and(|word| word.shape == Shape::Word && word.word == 0);
        let hyphen = self.token(at + 1).is_some_and(|sign| sign.shape == Shape::Sign('-') && !sign.spaced);
        let figure = self.token(at + 2).filter(|figure| !figure.spaced)?;
        let Shape::Figure(digits) = figure.shape else { return None };
        let year = digits.plain == Some(4) && year_of(digits.value).is_some();
        (unknown && hyphen && !year).then_some((at, at + 3))
    }

    /// The index behind a figure that is no number.
    pub(crate) fn behind_odd_figure(&self, at: usize, figure: Figure) -> Option<usize> {
        self.odd_figures.at(at, || self.find_behind_odd_figure(at, figure))
    }

    fn find_behind_odd_figure(&self, at: usize, figure: Figure) -> Option<usize> {
        let next = self.token(at + 1);
        let glued = next.filter(|next| !next.spaced);
        let behind_glued = self.token(at + 2).filter(|token| !token.spaced).map(|token| token.shape);
        let digits_behind = matches!(behind_glued, Some(Shape::Figure(_)));
        if self.date_at(at).is_some_and(|found| found.next - found.from > 1) {
            return None;
        }
        if figure.broken && !glued.is_some_and(|next| matches!(next.shape, Shape::Word)) {
            return Some(at + 1);
        }
        match glued.map(|next| next.shape) {
            Some(Shape::Sign('/')) if self.slashed(at).is_some() => None,
            Some(Shape::Sign(':' | '/')) if digits_behind => Some(at + 3),
            Some(Shape::Sign('-')) if digits_behind => self.behind_dashes(at),
            Some(Shape::Mixed) => Some(at + 2),
            Some(Shape::Word) if self.is_name_of_digits(at, figure) => Some(at + 2),
            _ => {
                let clock = self.means(at + 1, Meaning::Clock).map(|length| at + 1 + length);
                clock.or_else(|| self.behind_minutes(at, figure))
            }
        }
    }

    /// "14 h 30": a clock time, though not "2 h 30 min".
    fn behind_minutes(&self, at: usize, hour: Figure) -> Option<usize> {
        let sign = self.token(at + 1)?;
        let Shape::Figure(minutes) = self.token(at + 2)?.shape else { return None };
        let is_unit = |meaning| matches!(meaning, Meaning::Unit(_)).then_some(());
        let fits = self.text.get(sign.start..sign.end) == Some("h")
            && hour.plain.is_some_and(|digits| digits <= 2)
            && hour.value < Decimal::from(24)
            && minutes.plain == Some(2)
            && minutes.value < Decimal::from(60)
            && self.find(at + 3, Meaning::Unit(0).kind(), is_unit).is_none();
        fits.then_some(at + 3)
    }

    /// "2/3": a part of one in figures.
    pub(crate) fn slashed(&self, at: usize) -> Option<(u32, u32)> {
        let small = |at: usize| match self.token(at)?.shape {
            Shape::Figure(figure) if figure.plain.is_some() => u32::try_from(figure.value).ok(),
            _ => None,
        };
        let tied = |at: usize| self.token(at).is_some_and(|token| !token.spaced);
        let slash =
            |at: usize| tied(at) && self.token(at).is_some_and(|token| token.shape == Shape::Sign('/'));
        let (over, under) = (small(at)?, small(at + 2)?);
        let fits = slash(at + 1) && tied(at + 2) && !slash(at + 3) && over > 0 && over < under && under <= 10;
        fits.then_some((over, under))
    }

    /// "555-1234-77" and "3-2" are no ranges.
    fn behind_dashes(&self, at: usize) -> Option<usize> {
        let figure = |at: usize| match self.token(at)?.shape {
            Shape::Figure(figure) => Some(figure),
            _ => None,
        };
        let tied = |at: usize| self.token(at).is_some_and(|token| !token.spaced);
        let dash =
            |at: usize| tied(at) && self.token(at).is_some_and(|token| token.shape == Shape::Sign('-'));
        let (low, high) = (figure(at)?, figure(at + 2)?);
        let many = dash(at + 3) && tied(at + 4) && figure(at + 4).is_some();
        let years = low.plain == Some(4) && high.plain == Some(2) && year_of(low.value).is_some();
        (many || years || low.value >= high.value).then_some(at + 3)
    }

    /// "5G", "1990s", "737MAX": a figure with letters that are neither unit, scale nor ending.
    fn is_name_of_digits(&self, at: usize, figure: Figure) -> bool {
        let decade = figure.plain == Some(4)
            && year_of(figure.value).is_some()
            && self.token(at + 1).and_then(|next| self.text.get(next.start..next.end)) == Some("s")
            || self.is_short_decade(at, figure);
        let known = self.find(at + 1, BEHIND_FIGURES, |meaning| match meaning {
            Meaning::Unit(_)
            | Meaning::Scale { .. }
            | Meaning::Times
            | Meaning::OrdinalEnding
            | Meaning::Clock
            | Meaning::HedgeAfter(_) => Some(()),
            _ => None,
        });
        let next = self.token(at + 1);
        let own_word = next.and_then(|next| self.text.get(next.start..)?.chars().next());
        let hangs =
            own_word.is_some_and(|sign| sign.is_alphabetic() && !sign.is_ascii() && !sign.is_lowercase());
        let is_ending = || {
            let letters = next.and_then(|next| self.text.get(next.start..next.end));
            letters.is_some_and(|letters| self.lexicon.hang_on_figures(letters))
        };
        decade || (known.is_none() && !hangs && !is_ending())
    }

    /// "the 80s", "the 00s", "in his 40s"; "five 9s": digits that are counted.
    fn is_short_decade(&self, at: usize, figure: Figure) -> bool {
        let is_decade = figure.value.is_zero() || figure.value >= Decimal::from(20);
        let tens = figure.plain == Some(2) && is_decade && (figure.value % Decimal::TEN).is_zero();
        let is_number = |token: &Token| {
            matches!(token.shape, Shape::Figure(_))
                || self.lexicon.may_mean(token.word, Meaning::Number(0).kind())
        };
        let counted = figure.plain == Some(1)
            && self.token(at).is_some_and(|token| token.spaced)
            && at.checked_sub(1).and_then(|before| self.token(before)).is_some_and(is_number);
        let ending = self.token(at + 1).and_then(|next| self.text.get(next.start..next.end));
        (tens || counted) && ending.is_some_and(|ending| self.lexicon.is_decade_ending(ending))
    }

    /// Takes along what is glued to a name of digits: "v2.0.1".
    fn behind_glued(&self, at: usize) -> usize {
        let mut next = at;
        loop {
            let joint = self.token(next).filter(|token| !token.spaced);
            let Some(joint) = joint else { return next };
            let behind = self.token(next + 1).filter(|token| !token.spaced).map(|token| token.shape);
            let goes_on = matches!(behind, Some(Shape::Figure(_) | Shape::Mixed | Shape::Word));
            match joint.shape {
                Shape::Figure(_) | Shape::Mixed => next += 1,
                Shape::Sign('.' | '-' | '/' | ':' | ',' | '_' | '\'') if goes_on => next += 2,
                _ => return next,
            }
        }
    }

    fn other(&mut self, from: usize, to: usize) {
        let range = self.bytes(from, to);
        self.plain_claim(range, ClaimKind::Other, Decimal::ZERO);
    }

    pub(crate) fn plain_claim(&mut self, range: Range<usize>, kind: ClaimKind, value: Decimal) {
        self.last = None;
        self.claims.push(Claim {
            number: range.clone(),
            range,
            hedge_words: None,
            hedge: Bound::Exactly,
            kind,
            value,
            high: None,
            rounding: if value.is_zero() { Decimal::ZERO } else { HALF },
            units: Vec::new(),
        });
    }

    /// "third", "3rd"
    fn ordinal(&mut self, at: usize) -> Option<usize> {
        let length = self.ordinal_length(at).or_else(|| self.means(at, Meaning::Ordinal))?;
        self.plain_claim(self.bytes(at, at + length), ClaimKind::Ordinal, Decimal::ZERO);
        Some(at + length)
    }

    /// How many tokens an ordinal in figures has.
    fn ordinal_length(&self, at: usize) -> Option<usize> {
        let figure = self.token(at).filter(|token| matches!(token.shape, Shape::Figure(_)));
        let ending = self.token(at + 1).filter(|next| !next.spaced);
        figure.and(ending)?;
        let dotted = || {
            let dot = self.token(at + 1).is_some_and(|dot| dot.shape == Shape::Sign('.'));
            let word = self.token(at + 2).is_some_and(|word| word.spaced && word.shape == Shape::Word);
            let led = (1..=2).any(|length| {
                let start = at.checked_sub(length);
                start.is_some_and(|start| self.means(start, Meaning::OrdinalArticle) == Some(length))
            });
            (dot && word && led).then_some(2)
        };
        self.means(at + 1, Meaning::OrdinalEnding).map(|length| length + 1).or_else(dotted)
    }
}

/// Lets a number take the scale of the next: "5 to 7 million".
fn scale_up(first: &mut Claim, scale: Decimal, next: Decimal) {
    let small = first.value.abs() < Decimal::ONE_THOUSAND && first.high.is_none();
    let scaled = first.value.checked_mul(scale).filter(|scaled| small && *scaled <= next);
    if let (Some(scaled), ClaimKind::Number) = (scaled, first.kind) {
        first.value = scaled;
        first.rounding = first.rounding.saturating_mul(scale);
    }
}
