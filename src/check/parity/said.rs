//! What blocks of one edition say in numbers and dates, as they are compared with the blocks beside them.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::parity::{Beside, Side};
use crate::diag::Place;
use crate::fact::wording::{Claim, ClaimKind};
use crate::locale::lexicon::{Lexicon, digits};
use crate::quantity::Period;
use crate::site::blocks::claims;
use crate::site::reading::ReadPassage;

/// Something said in numbers, and where.
#[derive(Clone, Copy)]
pub(super) struct Said<'s> {
    /// What is said.
    pub(super) claim: &'s Claim,
    /// The value; each end of a range is one of its own.
    pub(super) value: Decimal,
    /// The prose it stands in.
    pub(super) read: &'s ReadPassage<'s>,
    /// The language it is said in.
    pub(super) lexicon: &'s Lexicon,
}

impl<'s> Said<'s> {
    /// All its words.
    pub(super) fn words(&self) -> &'s str {
        self.read.flat.words_of(self.claim.range.clone())
    }

    /// The words of the number alone.
    pub(super) fn number(&self) -> &'s str {
        self.read.flat.words_of(self.claim.number.clone())
    }

    /// Where a range of its prose stands.
    pub(super) fn place(&self, range: &Range<usize>) -> Place {
        self.read.passage.place(self.read.flat.span_of(range.clone()))
    }

    /// Where all of it stands.
    pub(super) fn whole(&self) -> Place {
        self.place(&self.claim.range)
    }

    /// Whether it is said in figures, of any script.
    pub(super) fn has_digits(&self) -> bool {
        self.number().chars().any(|sign| digits::value(sign).is_some() || digits::fraction(sign).is_some())
    }

    /// "6-foot-6", "SS-19": figures behind letters and a hyphen, which count nothing.
    pub(super) fn is_part_of_name(&self) -> bool {
        let before = self.read.flat.text.get(..self.claim.range.start).unwrap_or_default();
        let behind_hyphen = before.strip_suffix('-').is_some_and(|rest| rest.ends_with(char::is_alphabetic));
        behind_hyphen && self.claim.units.is_empty()
    }

    /// "21. Jahrhundert": a figure with a full stop behind it, which is an ordinal in many languages.
    pub(super) fn may_be_ordinal(&self) -> bool {
        let behind = self.read.flat.text.get(self.claim.number.end..).unwrap_or_default();
        let goes_on = behind.strip_prefix(". ").is_some_and(|rest| rest.starts_with(char::is_alphabetic));
        goes_on && self.claim.units.is_empty() && self.value < Decimal::ONE_HUNDRED
    }
}

/// A date or a part of one; what is not said is `None`.
#[derive(Clone, Copy)]
pub(super) struct Dated<'s> {
    /// Gregorian.
    pub(super) year: Option<i16>,
    /// 1 to 12.
    pub(super) month: Option<i8>,
    /// 1 to 31.
    pub(super) day: Option<i8>,
    /// Its words.
    pub(super) said: Said<'s>,
}

/// A month named without a day or a year.
#[derive(Clone, Copy)]
pub(super) struct Month<'s> {
    /// 1 to 12.
    pub(super) month: i8,
    /// The prose it stands in.
    pub(super) read: &'s ReadPassage<'s>,
    /// First byte and the byte behind the last.
    pub(super) range: (usize, usize),
}

impl<'s> Month<'s> {
    /// Its words.
    pub(super) fn words(&self) -> &'s str {
        self.read.flat.words_of(self.range.0..self.range.1)
    }

    /// Where it stands.
    pub(super) fn place(&self) -> Place {
        self.read.passage.place(self.read.flat.span_of(self.range.0..self.range.1))
    }
}

/// All that the blocks of one side say.
pub(super) struct Sayings<'s> {
    /// Numbers, in order.
    pub(super) numbers: Vec<Said<'s>>,
    /// Dates, in order.
    pub(super) dates: Vec<Dated<'s>>,
    /// Months alone, in order.
    pub(super) months: Vec<Month<'s>>,
    /// Figures joined by signs: scores, times, records.
    pub(super) joined: Vec<Said<'s>>,
    /// Whether all words for numbers of the language are known, hedges and multiples too.
    pub(super) knows_words: bool,
    /// Whether its words for per cent are known.
    pub(super) knows_per_cent: bool,
}

/// Gathers what one side says.
pub(super) fn gather<'s>(beside: &Beside<'s, '_, '_>, side: Side) -> Sayings<'s> {
    let edition = beside.edition(side);
    let own = edition.edition.lang;
    let language = &edition.site.language(own).lexicon;
    let mut all = Sayings {
        numbers: Vec::new(),
        dates: Vec::new(),
        months: Vec::new(),
        joined: Vec::new(),
        knows_words: language.has_words(),
        knows_per_cent: language.has_per_cent(),
    };
    for read in beside.lines(side).iter().filter_map(|line| line.read) {
        let lang = edition.site.language_of(read.passage.lang).unwrap_or(own);
        let lexicon = &*edition.site.language(lang).lexicon;
        all.read(read, lexicon);
    }
    all
}

impl<'s> Sayings<'s> {
    /// Adds what one passage says.
    fn read(&mut self, read: &'s ReadPassage<'s>, lexicon: &'s Lexicon) {
        let dates = self.dates.len();
        for claim in claims(read) {
            let said = Said { claim, value: claim.value, read, lexicon };
            if let Some(month) = month_in_figures(said) {
                self.months.push(month);
            } else if claim.is_quantity() {
                self.numbers.push(said);
                self.numbers.extend(claim.high.map(|high| Said { value: high, ..said }));
            } else if let Some(date) = dated(said) {
                self.dates.push(date);
            } else if is_joined(said.words()) {
                self.joined.push(said);
            }
        }
        let dates = self.dates.get(dates..).unwrap_or_default();
        for (range, month) in lexicon.month_names(&read.flat.text) {
            if !dates.iter().any(|date| date.said.claim.range.contains(&range.start)) {
                self.months.push(Month { month, read, range: (range.start, range.end) });
            }
        }
    }
}

/// "7月": a month, and no quantity.
fn month_in_figures(said: Said<'_>) -> Option<Month<'_>> {
    let behind = said.read.flat.text.get(said.claim.number.end..).unwrap_or_default().trim_start();
    let month = i8::try_from(said.value).ok().filter(|month| (1..=12).contains(month))?;
    let range = (said.claim.number.start, said.claim.number.end);
    behind.starts_with(['月', '월']).then_some(Month { month, read: said.read, range })
}

/// "1-0", "19:30": figures with a sign between each two.
fn is_joined(words: &str) -> bool {
    let is_sign = |sign: char| matches!(sign, '-' | '–' | ':');
    let figures = |sign: char| sign.is_ascii_digit() || is_sign(sign);
    // Longer runs of digits are of telephones and files.
    let is_short = words.split(is_sign).all(|run| run.len() <= 3);
    words.len() >= 3 && is_short && words.chars().all(figures) && words.contains(is_sign)
}

fn dated(said: Said<'_>) -> Option<Dated<'_>> {
    let date = |year, month, day| Some(Dated { year, month, day, said });
    match said.claim.kind {
        ClaimKind::Period(Period::Year(year)) => date(Some(year), None, None),
        ClaimKind::Period(Period::Month(year, month)) => date(Some(year), Some(month), None),
        ClaimKind::Period(Period::Day(day)) => date(Some(day.year()), Some(day.month()), Some(day.day())),
        ClaimKind::Other => {
            let tokens = said.lexicon.tokens(said.words());
            let (parts, length) = said.lexicon.date(&tokens)?;
            let part = |value: u8| i8::try_from(value).ok().filter(|value| *value > 0);
            let whole = length == tokens.len() && parts.month > 0 && parts.day > 0;
            whole.then(|| Dated { year: None, month: part(parts.month), day: part(parts.day), said })
        }
        _ => None,
    }
}

/// Runs of digits of one side that are no quantities: of dates, versions, ordinals, names.
pub(super) fn other_digits(beside: &Beside<'_, '_, '_>, side: Side) -> Vec<Decimal> {
    let mut found = Vec::new();
    for read in beside.lines(side).iter().filter_map(|line| line.read) {
        let counted: Vec<Range<usize>> =
            claims(read).filter(|claim| claim.is_quantity()).map(|claim| claim.number.clone()).collect();
        runs(&read.flat.text, &mut |at, value| {
            if !counted.iter().any(|range| range.contains(&at)) {
                found.push(value);
            }
        });
    }
    found
}

/// Runs of digits of any script: where each begins, and its value.
pub(super) fn runs(text: &str, take: &mut dyn FnMut(usize, Decimal)) {
    let mut run: Option<(usize, Decimal)> = None;
    for (at, sign) in text.char_indices() {
        let Some(digit) = digits::value(sign) else {
            if let Some((start, value)) = run.take() {
                take(start, value);
            }
            continue;
        };
        let (start, value) = run.unwrap_or((at, Decimal::ZERO));
        run = Some((start, value.saturating_mul(Decimal::TEN).saturating_add(Decimal::from(digit))));
    }
    if let Some((start, value)) = run {
        take(start, value);
    }
}
