//! What blocks of one edition say in numbers and dates, as they are compared with the blocks beside them.

use std::ops::Range;

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use crate::check::parity::clock::{self, TimeOfDay};
use crate::check::parity::{Beside, Side};
use crate::diag::Place;
use crate::fact::wording::{self, Claim, ClaimKind};
use crate::locale::lexicon::calendar::CalendarName;
use crate::locale::lexicon::{Lexicon, digits};
use crate::prose::shapes;
use crate::prose::words::{PrintSet, Word, Words};
use crate::quantity::{Period, Unit};
use crate::site::blocks::{bindings, claims};
use crate::site::reading::ReadPassage;

/// How words for a hundredth of a currency begin.
const HUNDREDTHS: &[&str] = &[
    "cent",
    "cént",
    "セント",
    "센트",
    "美分",
    "分",
    "pence",
    "penny",
    "цент",
    "коп",
    "öre",
    "øre",
    "grosz",
    "kuruş",
];

/// Letters of a month's name that may well be another word.
const SHORT: usize = 5;

/// Signs that may stand between a sum and its hundredths: " und ".
const JOINT: usize = 5;

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

    /// "70 % -90 %", "so much -14 when he began": a number behind a hyphen that may be a dash, and no minus. Signs for
    /// minus alone are no dashes, and a share, a sum or a temperature may well be less than nothing.
    pub(super) fn may_have_dash(&self) -> bool {
        let text = &self.read.flat.text;
        let range = text.get(self.claim.range.clone()).unwrap_or_default();
        let before = text.get(..self.claim.range.start).unwrap_or_default().trim_end();
        let is_dash = self.value.is_sign_negative() && range.starts_with(['-', '–', '—']);
        let behind_number = before.ends_with(|sign: char| sign.is_numeric() || sign == '%');
        let may_be_negative =
            |unit: &Unit| matches!(unit, Unit::Symbol("%" | "pp" | "°" | "°C" | "°F") | Unit::Currency(_));
        is_dash && (behind_number || !self.claim.units.iter().any(may_be_negative))
    }

    /// "6-foot-6", "SS-19": figures behind letters and a hyphen, which count nothing.
    pub(super) fn is_part_of_name(&self) -> bool {
        let before = self.read.flat.text.get(..self.claim.range.start).unwrap_or_default();
        let behind_hyphen = before.strip_suffix('-').is_some_and(|rest| rest.ends_with(char::is_alphabetic));
        behind_hyphen && self.claim.units.is_empty()
    }

    /// "세계": a sign that is a number word, within a Korean word. Counters may follow without a blank.
    fn is_part_of_word(&self) -> bool {
        let is_hangul = |sign: char| matches!(u32::from(sign), 0xAC00..=0xD7AF);
        let number = self.number();
        if self.lexicon.tag.language() != "ko"
            || number.chars().count() != 1
            || !number.chars().all(is_hangul)
        {
            return false;
        }
        let text = &self.read.flat.text;
        let before = text.get(..self.claim.number.start).and_then(|before| before.chars().next_back());
        let behind = text.get(self.claim.number.end..).and_then(|behind| behind.chars().next());
        let goes_on =
            behind.is_some_and(|sign| is_hangul(sign) && !"명번개곳가달살배차대시주회건".contains(sign));
        before.is_some_and(is_hangul) || goes_on
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

/// A month named without a day or a year, or a day of the week.
#[derive(Clone, Copy)]
pub(super) struct Named<'s> {
    /// Months from 1 on, days of the week from 1 on, Monday first.
    pub(super) number: i8,
    /// The prose it stands in.
    pub(super) read: &'s ReadPassage<'s>,
    /// The language it is said in.
    pub(super) lexicon: &'s Lexicon,
    /// First byte and the byte behind the last.
    pub(super) range: (usize, usize),
}

impl<'s> Named<'s> {
    /// Its words.
    pub(super) fn words(&self) -> &'s str {
        self.read.flat.words_of(self.range.0..self.range.1)
    }

    /// Whether the name of a month surely is one. Short names are other words in many languages ("battle", "season"),
    /// which only tables of words tell apart; a figure or the word for a month beside them does so too.
    pub(super) fn is_month(&self) -> bool {
        let text = &self.read.flat.text;
        let behind = text.get(self.range.1..).unwrap_or_default().trim_start();
        let before = text.get(..self.range.0).unwrap_or_default().trim_end_matches([' ', '-', ',', '.']);
        let word = behind.split(|sign: char| !sign.is_alphabetic()).next().unwrap_or_default();
        let beside_figure = before.ends_with(char::is_numeric)
            || behind.trim_start_matches(['-', ',']).starts_with(char::is_numeric);
        let letters = self.words().chars().count();
        self.lexicon.has_number_words()
            || self.lexicon.has_own_spans()
            || self.lexicon.has_capital_months()
            || letters > SHORT
            || beside_figure
            || !word.is_empty() && self.lexicon.is_month_word(word)
    }

    /// Where it stands.
    pub(super) fn place(&self) -> Place {
        self.read.passage.place(self.read.flat.span_of(self.range.0..self.range.1))
    }
}

/// A time of day, and where.
#[derive(Clone, Copy)]
pub(super) struct Time<'s> {
    /// What it is.
    pub(super) at: TimeOfDay,
    /// The figures it was read from.
    pub(super) said: Said<'s>,
    /// Behind its last byte.
    end: usize,
}

impl<'s> Time<'s> {
    /// Its words.
    pub(super) fn words(&self) -> &'s str {
        self.said.read.flat.words_of(self.said.claim.number.start..self.end)
    }

    /// Where it stands.
    pub(super) fn place(&self) -> Place {
        self.said.place(&(self.said.claim.number.start..self.end))
    }
}

/// All that the blocks of one side say.
pub(super) struct Sayings<'s> {
    /// Numbers, in order.
    pub(super) numbers: Vec<Said<'s>>,
    /// Dates, in order.
    pub(super) dates: Vec<Dated<'s>>,
    /// Months alone, in order.
    pub(super) months: Vec<Named<'s>>,
    /// Abbreviations of months alone.
    pub(super) short_months: Vec<i8>,
    /// Days of the week, in order.
    pub(super) weekdays: Vec<Named<'s>>,
    /// Times of day, in order.
    pub(super) times: Vec<Time<'s>>,
    /// Figures joined by signs: scores, times, records.
    pub(super) joined: Vec<Said<'s>>,
    /// Whether all words for numbers of the language are known, hedges and multiples too.
    pub(super) knows_words: bool,
    /// Whether words for numbers are known.
    pub(super) knows_number_words: bool,
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
        short_months: Vec::new(),
        weekdays: Vec::new(),
        times: Vec::new(),
        joined: Vec::new(),
        knows_words: language.has_words(),
        knows_number_words: language.has_number_words(),
        knows_per_cent: language.has_per_cent(),
    };
    // Words that the build writes on the other side are compared by their facts, and so are those that stand for them.
    let mut others = beside.passages(side.other());
    let is_written_there = others.any(|read| bindings(read).any(|mark| mark.range.is_empty()));
    let mut take = |read: &'s ReadPassage<'s>, words: &Words, verbatim: &[Range<usize>]| {
        let lang = edition.site.language_of(read.passage.lang).unwrap_or(own);
        let calendar = beside.pair.shared.common(lang).map(|common| &common.calendar);
        let language = (&*edition.site.language(lang).lexicon, calendar);
        all.read(read, (words, verbatim), language, is_written_there);
    };
    if beside.is_shown {
        for (read, words) in beside.passages_told_apart(side) {
            let verbatim = if words.signs.address { shapes::ranges(&read.flat.text) } else { Vec::new() };
            take(read, words, &verbatim);
        }
    } else {
        for line in beside.lines(side) {
            line.read.into_iter().for_each(|read| take(read, &line.words, &line.verbatim));
        }
    }
    all
}

impl<'s> Sayings<'s> {
    /// Whether nothing is said in numbers or dates.
    pub(super) fn is_empty(&self) -> bool {
        let Sayings { numbers, dates, months, weekdays, times, joined, .. } = self;
        (numbers.is_empty() && dates.is_empty() && times.is_empty() && joined.is_empty())
            && (months.is_empty() && weekdays.is_empty())
    }

    /// Adds what one passage says, but for what is `verbatim` in it, in a language of which the words that begin names of
    /// the calendar are told. `bound_apart`: words that are bound are left out, names of the calendar too.
    fn read(
        &mut self,
        read: &'s ReadPassage<'s>,
        (words, verbatim): (&Words, &[Range<usize>]),
        (lexicon, calendar): (&'s Lexicon, Option<&PrintSet>),
        bound_apart: bool,
    ) {
        let dates = self.dates.len();
        let mut behind_time = 0;
        let is_number_of = |claim: &Claim| {
            verbatim.iter().any(|range| range.start < claim.number.end && claim.number.start < range.end)
        };
        for claim in claims(read).filter(|claim| !is_number_of(claim)) {
            let said = Said { claim, value: claim.value, read, lexicon };
            if claim.number.start < behind_time || said.is_part_of_word() {
                // "3時15分" is read as two numbers.
                continue;
            }
            if let Some(year) = year_of_era(said) {
                self.dates.extend(year.filter(|_| !begins_day(said)));
            } else if let Some(month) = month_in_figures(said).or_else(|| month_behind_its_word(said)) {
                self.take_month(month, said);
            } else if let Some(date) = self.day_in_words(said) {
                self.months.pop();
                self.dates.push(date);
            } else if let Some((at, end)) = time_of(said) {
                self.times.push(Time { at, said, end });
                behind_time = end;
            } else if let Some([first, last]) = times_of(said) {
                let end = claim.number.end;
                self.times.push(Time { at: first, said, end });
                // The second figure is a claim of its own, unless it was read as the end of a range.
                self.times.extend(claim.high.map(|_| Time { at: last, said, end }));
            } else if self.takes_hundredths(said) {
                // "3ドル74セント" is one sum.
            } else if claim.is_quantity() {
                self.numbers.push(said);
                self.numbers.extend(claim.high.map(|high| Said { value: high, ..said }));
            } else if let Some(date) = dated(said) {
                self.dates.push(date);
            } else if is_joined(said.words()) {
                self.joined.push(said);
            }
        }
        self.read_names(read, words, (lexicon, calendar), (dates, bound_apart));
    }

    /// Names of months and of days of the week; a month that one of the dates from `dates` on names is none by itself.
    fn read_names(
        &mut self,
        read: &'s ReadPassage<'s>,
        words: &Words,
        (lexicon, calendar): (&'s Lexicon, Option<&PrintSet>),
        (dates, bound_apart): (usize, bool),
    ) {
        let dates = self.dates.get(dates..).unwrap_or_default();
        let begins = |word: &&Word| calendar.is_some_and(|words| words.has(word.print));
        let starts = words.list.iter().filter(begins).map(|word| word.range.start);
        let is_bound = |at: usize| bound_apart && bindings(read).any(|mark| mark.range.contains(&at));
        let names = lexicon.calendar_names(&read.flat.text, starts);
        for (range, name) in names.filter(|(range, _)| !is_bound(range.start)) {
            let named = |number| Named { number, read, lexicon, range: (range.start, range.end) };
            match name {
                CalendarName::Abbreviation(month) => self.short_months.push(month),
                CalendarName::Weekday(day) => self.weekdays.push(named(day)),
                CalendarName::Month(month) => {
                    if !dates.iter().any(|date| date.said.claim.range.contains(&range.start)) {
                        self.months.push(named(month));
                    }
                }
            }
        }
    }

    /// A month in figures, perhaps behind the year of an era: "令和元年5月".
    fn take_month(&mut self, month: Named<'s>, said: Said<'s>) {
        let before = said.read.flat.text.get(..said.claim.number.start);
        match before.and_then(era_before) {
            None => self.months.push(month),
            year => self.dates.push(Dated { year, month: Some(month.number), day: None, said }),
        }
    }

    /// Whether a number is the hundredths of the sum of money right before it, to which it is then added.
    fn takes_hundredths(&mut self, said: Said<'s>) -> bool {
        let is_small =
            said.value.is_integer() && said.value < Decimal::ONE_HUNDRED && said.claim.high.is_none();
        let Some(sum) = self.numbers.last_mut().filter(|_| is_small && said.claim.is_quantity()) else {
            return false;
        };
        let text = &said.read.flat.text;
        let is_money = matches!(sum.claim.units.as_slice(), [Unit::Currency(_), ..]);
        let joint = text.get(sum.claim.range.end..said.claim.number.start);
        let behind = text.get(said.claim.number.end..).unwrap_or_default();
        let follows = std::ptr::eq(sum.read, said.read)
            && is_money
            && sum.value.is_integer()
            && joint
                .is_some_and(|joint| joint.chars().count() <= JOINT && !joint.contains([',', '.', ';', '/']))
            && HUNDREDTHS.iter().any(|word| behind.trim_start().to_lowercase().starts_with(word));
        if follows {
            sum.value = sum.value.saturating_add(said.value / Decimal::ONE_HUNDRED);
        }
        follows
    }

    /// "九月三十日": a day in words behind a month in words that was just read.
    fn day_in_words(&self, said: Said<'s>) -> Option<Dated<'s>> {
        let month = self.months.last().filter(|month| std::ptr::eq(month.read, said.read))?;
        let text = &said.read.flat.text;
        let joint = text.get(month.range.1..said.claim.number.start)?;
        let behind = text.get(said.claim.number.end..)?;
        let day = i8::try_from(said.value).ok().filter(|day| (1..=31).contains(day))?;
        let follows = matches!(joint, "月" | "월 ") && behind.starts_with(['日', '号', '號', '일']);
        follows.then_some(Dated { year: None, month: Some(month.number), day: Some(day), said })
    }
}

/// The time of day that the figures of a claim are.
fn time_of(said: Said<'_>) -> Option<(TimeOfDay, usize)> {
    let is_one = said.claim.high.is_none() && !matches!(said.claim.kind, ClaimKind::Period(_));
    is_one.then(|| clock::time(&said.read.flat.text, said.claim.number.start, said.lexicon)).flatten()
}

/// The times of day that a claim and the one behind it are, or both ends of a range: "6-8 p.m.", "18 bis 20 Uhr".
fn times_of(said: Said<'_>) -> Option<[TimeOfDay; 2]> {
    let number = &said.claim.number;
    let is_bare = said.claim.is_quantity() && said.claim.units.is_empty();
    let end = said.claim.high.map(|_| number.end);
    is_bare.then(|| clock::span(&said.read.flat.text, number.start, end, said.lexicon)).flatten()
}

/// "7月": a month, and no quantity.
fn month_in_figures(said: Said<'_>) -> Option<Named<'_>> {
    let behind = said.read.flat.text.get(said.claim.number.end..).unwrap_or_default().trim_start();
    let month = i8::try_from(said.value).ok().filter(|month| (1..=12).contains(month))?;
    let range = (said.claim.number.start, said.claim.number.end);
    behind.starts_with(['月', '월']).then_some(Named {
        number: month,
        read: said.read,
        lexicon: said.lexicon,
        range,
    })
}

/// "tháng 7": a month in Vietnamese, and "2 tháng 10 ngày" two months.
fn month_behind_its_word(said: Said<'_>) -> Option<Named<'_>> {
    let (start, end) = (said.claim.number.start, said.claim.number.end);
    let month = i8::try_from(said.value).ok().filter(|month| (1..=12).contains(month))?;
    let before = said.read.flat.text.get(..start).filter(|_| said.lexicon.tag.language() == "vi")?;
    let rest = before.strip_suffix("tháng ").or_else(|| before.strip_suffix("Tháng "))?;
    let counts = rest.trim_end().ends_with(|sign: char| sign.is_numeric());
    let range = (rest.len(), end);
    (!counts && said.has_digits()).then_some(Named {
        number: month,
        read: said.read,
        lexicon: said.lexicon,
        range,
    })
}

/// Eras that begin anew with an emperor or a republic, and the year before their first.
const ERAS: &[(&str, i16)] = &[
    ("令和", 2018),
    ("平成", 1988),
    ("昭和", 1925),
    ("大正", 1911),
    ("明治", 1867),
    ("民國", 1911),
    ("民国", 1911),
];

/// How many years there were before the era whose name ends a text; 0 if none does.
fn before_era(text: &str) -> i16 {
    let text = text.trim_end();
    // Most numbers stand behind a letter of ASCII.
    if text.as_bytes().last().is_none_or(u8::is_ascii) {
        return 0;
    }
    ERAS.iter().find(|(name, _)| text.ends_with(name)).map_or(0, |(_, years)| *years)
}

/// "令和6年", "令和元年" at the end of a text: the year by our count.
fn era_before(text: &str) -> Option<i16> {
    let rest = text.strip_suffix('年')?;
    let name = rest.trim_end_matches(|sign: char| sign == '元' || digits::value(sign).is_some());
    let years = Some(before_era(name)).filter(|years| *years > 0)?;
    let year = rest.get(name.len()..)?.chars().try_fold(0_i16, |year, sign| match digits::value(sign) {
        Some(digit) => year.checked_mul(10)?.checked_add(i16::try_from(digit).ok()?),
        None => Some(1),
    })?;
    years.checked_add(year)
}

/// "平成30年": a year of an era, read as a number; `None` within where it is out of range.
fn year_of_era(said: Said<'_>) -> Option<Option<Dated<'_>>> {
    let text = &said.read.flat.text;
    let behind = said.claim.number.end + '年'.len_utf8();
    let is_bare = said.claim.number.start == said.claim.range.start && said.claim.high.is_none();
    let is_era = before_era(text.get(..said.claim.number.start)?) > 0;
    let year = text.get(..behind).filter(|_| is_bare && is_era && said.claim.is_quantity()).map(era_before);
    year.map(|year| year.map(|year| Dated { year: Some(year), month: None, day: None, said }))
}

/// Whether a month and a day follow a year, which they are read with.
fn begins_day(said: Said<'_>) -> bool {
    let behind = said.read.flat.text.get(said.claim.number.end..).unwrap_or_default();
    let is_digit = |sign: char| digits::value(sign).is_some();
    let month = behind.strip_prefix('年').unwrap_or_default();
    let day = month.trim_start_matches(is_digit).strip_prefix('月').unwrap_or_default();
    month.starts_with(is_digit) && day.starts_with(is_digit)
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
            let parts = wording::date_parts(said.words(), said.lexicon)?;
            let part = |value: u8| i8::try_from(value).ok().filter(|value| *value > 0);
            let whole = parts.month > 0 && parts.day > 0;
            // "30 February 2018" is no day, and yet not what the other edition says.
            let year = i16::try_from(parts.year).ok().filter(|year| *year > 0);
            // "令和6年6月12日"
            let year = year.or_else(|| era_before(said.read.flat.text.get(..said.claim.range.start)?));
            whole.then(|| Dated { year, month: part(parts.month), day: part(parts.day), said })
        }
        _ => None,
    }
}

/// Runs of digits of one side that are no quantities: of dates, versions, ordinals, names; without those of `taken`,
/// which the other side is known to say, and without what the other side has as well.
pub(super) fn other_digits(beside: &Beside<'_, '_, '_>, side: Side, taken: &[Said<'_>]) -> Vec<Decimal> {
    let mut found = free_digits(beside, side, taken);
    if !found.is_empty() {
        for value in free_digits(beside, side.other(), taken) {
            if let Some(at) = found.iter().position(|other| *other == value) {
                found.remove(at);
            }
        }
    }
    found
}

/// All runs of digits of one side that are no quantities, without those of `taken`.
pub(super) fn free_digits(beside: &Beside<'_, '_, '_>, side: Side, taken: &[Said<'_>]) -> Vec<Decimal> {
    let mut found = Vec::new();
    all_runs(beside, side, &mut |read, at, value| {
        let mut quantities = claims(read).filter(|claim| claim.is_quantity());
        let is_counted = quantities.any(|claim| claim.number.contains(&at))
            || taken.iter().any(|said| std::ptr::eq(said.read, read) && said.claim.range.contains(&at));
        if !is_counted {
            found.push(value);
        }
    });
    found
}

/// Runs of digits of one side: the passage, where each begins, and its value.
pub(super) fn all_runs<'s>(
    beside: &Beside<'_, 's, 's>,
    side: Side,
    take: &mut dyn FnMut(&'s ReadPassage<'s>, usize, Decimal),
) {
    for (read, words) in beside.passages_told_apart(side) {
        for word in words.list.iter().filter(|word| word.may_have_digit) {
            let start = word.range.start;
            runs(read.flat.words_of(word.range.clone()), &mut |at, value| take(read, start + at, value));
        }
    }
}

/// Runs of digits of any script: where each begins, and its value.
pub(super) fn runs(text: &str, take: &mut dyn FnMut(usize, Decimal)) {
    // Most bytes begin no digit: those outside ASCII begin with higher ones than the letters of Europe do.
    let may_be = |byte: u8| byte.is_ascii_digit() || byte >= 0xd9;
    let mut run: Option<Run> = None;
    for (at, _) in text.bytes().enumerate().filter(|(_, byte)| may_be(*byte)) {
        let Some(sign) = text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
        let Some(digit) = digits::value(sign) else { continue };
        let open = run.take_if(|run| run.end == at);
        if let Some(run) = run.take() {
            take(run.start, run.value());
        }
        let Run { start, value, .. } = open.unwrap_or(Run { start: at, end: at, value: 0 });
        let value = value.saturating_mul(10).saturating_add(u128::from(digit));
        run = Some(Run { start, end: at + sign.len_utf8(), value });
    }
    if let Some(run) = run {
        take(run.start, run.value());
    }
}

/// Digits that follow each other.
struct Run {
    start: usize,
    end: usize,
    value: u128,
}

impl Run {
    /// At most what a decimal holds.
    fn value(&self) -> Decimal {
        match u64::try_from(self.value) {
            Ok(value) => value.into(),
            Err(_) => Decimal::from_u128(self.value).unwrap_or(Decimal::MAX),
        }
    }
}
