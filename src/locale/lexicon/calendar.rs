//! Names of months and of days of the week in a text.
//!
//! Many of them are other words too: the week and its Sunday have one name in Georgian, Tuesday and March in Welsh. A
//! name that is another word of the calendar as well counts only where what stands beside it says which it is.

use std::collections::BTreeMap;
use std::ops::{Bound, Range};

use crate::locale::LangTag;
use crate::locale::lexicon::endings::Forms;
use crate::locale::lexicon::triggers::Triggers;
use crate::locale::lexicon::vocabulary::{Plain, Prints};
use crate::locale::lexicon::{Lexicon, Meaning, ends_word, tokens, words};
use crate::quantity::Unit;

/// Letters by which the second word of a name is known in another form.
const STEM: usize = 4;

/// A name of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CalendarName {
    /// 1 to 12.
    Month(i8),
    /// A month whose name may be another word: "mar", "sept".
    Abbreviation(i8),
    /// 1 to 7, Monday first.
    Weekday(i8),
}

/// The names of the calendar in one language.
#[derive(Debug)]
pub(crate) struct Calendar {
    /// Folded; of two words with a blank between them.
    pub(crate) names: BTreeMap<Box<str>, CalendarName>,
    /// By which names may be met.
    pub(crate) triggers: Triggers,
    /// The same for whole words.
    pub(crate) prints: Prints,
    /// Whether months are written with a capital.
    pub(crate) capital_months: bool,
    /// Whether days of the week are.
    pub(crate) capital_weekdays: bool,
    /// Whether a day stands behind its month.
    pub(crate) month_first: bool,
    /// Whether dates are put together from their parts where no known order fits.
    pub(crate) has_open_dates: bool,
    /// Months by the stems of their names.
    pub(crate) months: Forms<u8>,
}

impl Calendar {
    /// No names yet.
    pub(crate) fn new(tag: &LangTag) -> Calendar {
        Calendar {
            names: BTreeMap::new(),
            triggers: Triggers::default(),
            prints: Prints::default(),
            capital_months: false,
            capital_weekdays: false,
            month_first: false,
            has_open_dates: false,
            months: Forms::new(tag),
        }
    }

    /// Lets a name be met, by its first part: "segunda-feira".
    pub(crate) fn meet(&mut self, folded: &str) {
        self.triggers.add(folded);
        self.prints.add(folded.split(['-', ' ']).next().unwrap_or_default());
    }

    /// The name of two words, the second of which may take an ending: "cümə axşamkı".
    fn pair(&self, first: &str, second: &str) -> Option<CalendarName> {
        let start = format!("{first} ");
        let names = self.names.range::<str, _>((Bound::Included(start.as_str()), Bound::Unbounded));
        let mut pairs = names.map_while(|(name, of)| Some((name.strip_prefix(&start)?, *of)));
        let is_form = |name: &str| {
            let same = name.chars().zip(second.chars()).take_while(|(a, b)| a == b).count();
            name == second || same >= STEM && same + 1 >= name.chars().count()
        };
        pairs.find(|(name, _)| is_form(name)).map(|(_, of)| of)
    }

    /// The month that a folded name, or a form of one, says.
    fn month(&self, folded: &str) -> Option<u8> {
        match self.names.get(folded) {
            Some(CalendarName::Month(month) | CalendarName::Abbreviation(month)) => u8::try_from(*month).ok(),
            Some(CalendarName::Weekday(_)) => None,
            None => self.months.find(folded),
        }
    }
}

impl Lexicon {
    /// The names of months and of days of the week that it knows, folded, each by its first word.
    pub(crate) fn calendar_words(&self) -> impl Iterator<Item = &str> {
        self.calendar.names.keys().map(|name| &**name)
    }

    /// Whether dates of the language are put together from their parts where no known order fits.
    pub(crate) fn has_open_dates(&self) -> bool {
        self.calendar.has_open_dates
    }

    /// Whether a day stands behind its month.
    pub(crate) fn has_month_first(&self) -> bool {
        self.calendar.month_first
    }

    /// Whether months are written with a capital.
    pub(crate) fn has_capital_months(&self) -> bool {
        self.calendar.capital_months
    }

    /// The month that a word beside a figure names, in whatever form: "sentabrida", "kuSepthemba".
    pub(crate) fn month_beside_figure(&self, word: &str) -> Option<u8> {
        let mut folded = String::new();
        tokens::fold(word, &mut folded);
        // "ngoSepthemba", "kuOkthoba"
        let behind_prefix = || {
            let at = word.find(char::is_uppercase).filter(|at| (1..=4).contains(at))?;
            let mut rest = String::new();
            tokens::fold(word.get(at..)?, &mut rest);
            self.calendar.month(&rest)
        };
        self.calendar.month(&folded).or_else(behind_prefix)
    }

    /// Whether a word is the name of a day of the week.
    pub(crate) fn is_weekday(&self, word: &str) -> bool {
        let mut folded = String::new();
        tokens::fold(word, &mut folded);
        matches!(self.calendar.names.get(folded.as_str()), Some(CalendarName::Weekday(_)))
    }

    /// The names of months and of days of the week in a text, and where they stand: those in the letter case in which
    /// the language writes them. `starts` are the first bytes of words that may be such, in order; where words are
    /// written without blanks, they are looked for anywhere.
    pub(crate) fn calendar_names<'t>(
        &'t self,
        text: &'t str,
        starts: impl Iterator<Item = usize> + 't,
    ) -> impl Iterator<Item = (Range<usize>, CalendarName)> + 't {
        let language = self.tag.language();
        let is_dense = matches!(language, "ja" | "ko" | "zh");
        let is_spaced = !matches!(language, "th" | "lo" | "km" | "my");
        let (mut starts, mut folded, mut at) = (starts, String::new(), 0);
        std::iter::from_fn(move || {
            loop {
                if is_dense {
                    let (range, day) = words::dense_weekday(text, at)?;
                    at = range.end;
                    return Some((range, CalendarName::Weekday(day)));
                }
                let start = match is_spaced {
                    true => starts.next()?,
                    false => self.calendar.triggers.next(text, at, |_, _| false)?,
                };
                let (range, name) = self.calendar_name(text, start, &mut folded);
                at = range.end;
                if let Some(name) = name {
                    return Some((range, name));
                }
            }
        })
    }

    /// The word at a byte, and the month or the day of the week that it names.
    fn calendar_name(
        &self,
        text: &str,
        start: usize,
        folded: &mut String,
    ) -> (Range<usize>, Option<CalendarName>) {
        let rest = text.get(start..).unwrap_or_default();
        let plain = Plain::at(rest.as_bytes(), 0);
        let behind = rest.as_bytes().get(plain.length).copied().unwrap_or(b' ');
        if plain.length > 0 && ends_word(behind) && !self.calendar.prints.may_hold(plain.print) {
            return (start..start + plain.length, None);
        }
        let mut length = rest.find(|sign: char| !tokens::is_letter(sign)).unwrap_or(rest.len());
        let end = start + length.max(rest.chars().next().map_or(1, char::len_utf8));
        let word = rest.get(..length).unwrap_or_default();
        let mut capital = word.starts_with(char::is_uppercase);
        tokens::fold(word, folded);
        if let Some(behind) = rest.get(length..).and_then(|rest| rest.strip_prefix("-feira")) {
            folded.push_str("-feira");
            length = rest.len() - behind.len();
        }
        let mut name = self.calendar.names.get(folded.as_str()).copied();
        // "Cümə axşamı", Thursday, is no "cümə", Friday.
        if let Some(second) = rest.get(length..).and_then(|rest| rest.strip_prefix(' ')) {
            let second = second.split(|sign: char| !tokens::is_letter(sign)).next().unwrap_or_default();
            if let Some(pair) = self.calendar.pair(folded, &second.to_lowercase()) {
                name = Some(pair);
                length += 1 + second.len();
                // "thứ Hai" is Monday, and "thứ hai" the second.
                capital |= second.starts_with(char::is_uppercase);
            }
        }
        match name.filter(|name| self.is_in_case(*name, capital, text, start)) {
            Some(CalendarName::Weekday(_)) if self.may_be_week(folded, rest.get(length..)) => {
                (start..end, None)
            }
            Some(name) => (start..start + length, Some(name)),
            None => (start..end, None),
        }
    }

    fn is_in_case(&self, name: CalendarName, capital: bool, text: &str, start: usize) -> bool {
        let (expected, either) = match name {
            // Turkish writes days of the week in either case.
            CalendarName::Weekday(_) => (self.calendar.capital_weekdays, self.tag.language() == "tr"),
            _ => (self.calendar.capital_months, false),
        };
        either || capital == expected || capital && begins_sentence(text, start)
    }

    /// Whether the name of a day is the word for a week as well, and no word for "day" stands behind it.
    fn may_be_week(&self, folded: &str, behind: Option<&str>) -> bool {
        let names = |text: &str, is_it: &dyn Fn(Meaning) -> bool| {
            let pick = |meaning| is_it(meaning).then_some(());
            self.longest(text, &self.tokens(text), pick).is_some() || self.forms.find(text).is_some_and(is_it)
        };
        let is_week = |meaning| matches!(meaning, Meaning::Span(2));
        if !names(folded, &is_week) {
            return false;
        }
        let is_day = |meaning| match meaning {
            Meaning::Unit(unit) => self.units(unit) == [Unit::Symbol("d")],
            _ => false,
        };
        let behind = behind.unwrap_or_default().trim_start();
        let next = behind.split(|sign: char| !tokens::is_letter(sign)).next().unwrap_or_default();
        next.is_empty() || !names(next, &is_day)
    }

    /// Whether the word for a month is no word or name of something else too, as "May", "mars" and most short ones are.
    pub(crate) fn is_month_only(&self, name: &str) -> bool {
        let mut folded = String::new();
        tokens::fold(name, &mut folded);
        folded.chars().count() >= 4
            && !matches!(folded.as_str(), "march" | "august" | "mars" | "sept" | "marzo")
    }

    /// Whether a word of a text begins with the name of a month, as it does where words take endings: "Eylülünde".
    pub(crate) fn names_month(&self, text: &str, month: i8) -> bool {
        let mut folded = String::new();
        let is_it =
            |name: &str, of: CalendarName| of == CalendarName::Month(month) && name.chars().count() >= 4;
        let names = || self.calendar.names.iter().filter(|(name, of)| is_it(name, **of));
        text.split(|sign: char| !tokens::is_letter(sign)).any(|word| {
            tokens::fold(word, &mut folded);
            names().any(|(name, _)| folded.starts_with(&**name))
        })
    }
}

/// Whether a word stands at the beginning of a text or behind a stop.
fn begins_sentence(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().trim_end();
    before.is_empty() || before.ends_with(['.', '!', '?', ':', '»', '«', '“', '”', '"', '„', '¡', '¿', '('])
}
