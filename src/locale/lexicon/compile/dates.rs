//! Names of months and days of the week, and dates, of CLDR and of tables -> phrases.

use rust_decimal::Decimal;

use crate::locale::lexicon::DateForm;
use crate::locale::lexicon::calendar::CalendarName;
use crate::locale::lexicon::compile::{Maker, folded, mark};
use crate::locale::lexicon::derived::{MonthTexts, SAMPLE_DAY, SAMPLE_YEAR};
use crate::locale::lexicon::inflected;
use crate::locale::lexicon::tokens::{self, Shape};
use crate::locale::lexicon::trie::{DAY, MONTH, YEAR};
use crate::locale::lexicon::vocabulary::UNKNOWN;
use crate::locale::lexicon::words::{Words, phrases};

impl Maker {
    /// A name of a month that may stand without a year: one word, or two.
    pub(crate) fn month_name(&mut self, name: &str, month: u8, is_short: bool) {
        let letters = name.chars().filter(|sign| sign.is_alphabetic()).count();
        let words = name.split(' ').count();
        let plain = name.chars().all(|sign| tokens::is_letter(sign) || words == 2 && sign == ' ');
        if letters >= 3 && plain {
            let folded = folded(name);
            self.lexicon.calendar.meet(&folded);
            if words == 1 {
                self.lexicon.calendar.months.add(&folded, month);
            }
            let month = i8::try_from(month).unwrap_or_default();
            let name = if is_short { CalendarName::Abbreviation(month) } else { CalendarName::Month(month) };
            self.lexicon.calendar.names.entry(folded.into()).or_insert(name);
        }
    }

    /// Names of days of the week, those of CLDR and the forms of ours.
    pub(crate) fn weekdays(&mut self, names: &[String; 7], table: Option<&'static Words>) {
        // Alone a name may have a capital that it has not in a sentence, but for one within: "Thứ Hai".
        let is_capital = |name: &String| name.starts_with(char::is_uppercase);
        let within = |name: &String| name.chars().skip(1).any(char::is_uppercase);
        let calendar = &mut self.lexicon.calendar;
        calendar.capital_weekdays =
            names.iter().all(is_capital) && (calendar.capital_months || names.iter().any(within));
        for (day, name) in (1i8..).zip(names) {
            let forms = table.and_then(|table| table.weekdays.get(usize::from(day.unsigned_abs()) - 1));
            let forms = phrases(forms.copied().unwrap_or_default()).chain([name.as_str()]);
            for form in forms.filter(|form| form.chars().count() >= 3) {
                let endings = phrases(table.map_or("", |table| table.weekday_endings));
                for ending in endings.chain([""]) {
                    let folded = folded(&format!("{form}{ending}"));
                    self.lexicon.calendar.meet(&folded);
                    // "Mawrth" of "dydd Mawrth" is March by itself, and Tuesday.
                    if let Some((_, last)) = folded.rsplit_once(' ')
                        && let Some(name) = self.lexicon.calendar.names.get_mut(last)
                        && let CalendarName::Month(month) = *name
                    {
                        *name = CalendarName::Abbreviation(month);
                    }
                    let names = &mut self.lexicon.calendar.names;
                    names.entry(folded.into()).or_insert(CalendarName::Weekday(day));
                }
            }
        }
    }

    /// Names of months with a preposition in one word with them: "ביולי".
    pub(crate) fn glued_months(&mut self, table: &'static Words, months: &[MonthTexts]) {
        for month in months {
            for text in &month.texts {
                let year = SAMPLE_YEAR.to_string();
                let Some((name, _)) = text.split_once(' ').filter(|(name, rest)| {
                    !name.starts_with(|sign: char| sign.is_numeric()) && rest.contains(&year)
                }) else {
                    continue;
                };
                for letters in phrases(table.glued) {
                    self.date(&format!("{letters}{text}"), month.month);
                    self.month_name(&format!("{letters}{name}"), month.month, false);
                }
            }
        }
    }

    /// Dates as CLDR writes them, and as ISO 8601 does. `is_open`: no table of ours says all orders of dates.
    pub(crate) fn dates(&mut self, months: &[MonthTexts], is_open: bool) {
        for month in months {
            // By itself and as in dates, which are two words in many languages.
            for at in [2, 0] {
                let words = own_words(months, month, at);
                match words.as_slice() {
                    // "Meán Fómhair": its words alone are others.
                    [_, _] => self.month_name(&words.join(" "), month.month, false),
                    words => words.iter().for_each(|word| self.month_name(word, month.month, false)),
                }
            }
        }
        // "tháng 1" is a word and a figure; standing alone, as in a calendar, a name may have a capital that it has not in
        // a date.
        let is_capital = |month: &MonthTexts| {
            let words = own_words(months, month, 0);
            words.iter().any(|word| word.starts_with(char::is_uppercase))
        };
        let calendar = &mut self.lexicon.calendar;
        calendar.capital_months = months.iter().all(is_capital);
        calendar.month_first = months.first().is_some_and(is_month_first);
        calendar.has_open_dates = is_open;
        self.inflected_months(months);
        self.date(&format!("{SAMPLE_YEAR}-01-{SAMPLE_DAY}"), 1);
        self.date(&format!("{SAMPLE_YEAR}-01"), 1);
        for month in months {
            for text in &month.texts {
                self.date(text, month.month);
            }
            for text in month.days.iter().filter(|text| text.chars().any(char::is_alphabetic)) {
                for form in day_forms(text) {
                    self.date(&form, month.month);
                }
            }
        }
    }

    /// Names of months as the language bends them, alone and in the dates of CLDR.
    fn inflected_months(&mut self, months: &[MonthTexts]) {
        let (tag, year) = (self.lexicon.tag.clone(), SAMPLE_YEAR.to_string());
        for month in months {
            let number = month.month.cast_signed();
            for text in month.texts.iter().chain(&month.days) {
                let words = text.split(|sign: char| !sign.is_alphabetic());
                let is_name = |word: &&str| {
                    self.lexicon.calendar.names.get(folded(word).as_str())
                        == Some(&CalendarName::Month(number))
                };
                let names: Vec<&str> = words.filter(is_name).collect();
                for name in names {
                    for form in inflected::month_forms(&tag, name) {
                        self.month_name(&form, month.month, false);
                        let text = text.replace(name, &form);
                        self.date(&text, month.month);
                        for text in day_forms(&text).iter().filter(|_| !text.contains(&year)) {
                            self.date(text, month.month);
                        }
                    }
                }
            }
        }
    }

    /// Dates in the orders that writers use, with long and short names of months.
    pub(crate) fn dates_in_words(&mut self, table: &'static Words, months: &[MonthTexts]) {
        for month in months {
            let (long, dated) = (own_words(months, month, 2), own_words(months, month, 0));
            let mut names: Vec<&str> = long.iter().map(String::as_str).collect();
            names.push(month.name.trim_end_matches('.'));
            let more = table.months.iter().filter(|(number, _)| *number == month.month);
            names.extend(more.flat_map(|(_, list)| phrases(list)));
            names.extend(dated.iter().map(String::as_str));
            names.dedup();
            for (at, name) in names.iter().enumerate() {
                let is_short = at > 0 && *name == month.name.trim_end_matches('.');
                self.month_name(name, month.month, is_short);
                for pattern in phrases(table.dates) {
                    let day = pattern.replace("{d}", &SAMPLE_DAY.to_string());
                    let year = day.replace("{y}", &SAMPLE_YEAR.to_string());
                    self.date(
                        &year.replace("{m}", name).replace("{n}", &month.month.to_string()),
                        month.month,
                    );
                }
            }
        }
    }

    /// A date of the sample year and day: its figures become places.
    fn date(&mut self, text: &str, month: u8) {
        let mut words = Vec::new();
        let mut named = month;
        for token in self.tokens(text) {
            let place = match token.shape {
                Shape::Figure(figure) if figure.value == Decimal::from(SAMPLE_YEAR) => YEAR,
                Shape::Figure(figure) if figure.value == Decimal::from(SAMPLE_DAY) => DAY,
                Shape::Figure(figure) if figure.value == Decimal::from(month) => {
                    named = 0;
                    MONTH
                }
                _ => token.word,
            };
            words.push(place);
        }
        if !words.contains(&UNKNOWN) {
            if let Some(word) = words.first() {
                mark(&mut self.lexicon.begins, *word);
                mark(&mut self.lexicon.begins_date, *word);
            }
            self.lexicon.dates.add(&words, DateForm { month: named });
        }
    }
}

/// The words of one of the sample texts of a month that those of another month have not.
fn own_words(months: &[MonthTexts], month: &MonthTexts, at: usize) -> Vec<String> {
    let text = |month: &MonthTexts| month.texts.get(at).cloned().unwrap_or_default();
    let other = months.iter().find(|other| other.month != month.month).map(text).unwrap_or_default();
    let long = text(month);
    let words = long.split_whitespace().map(|word| word.trim_matches([',', '.']));
    words.filter(|word| !word.is_empty() && !other.contains(*word)).map(str::to_owned).collect()
}

/// Whether a date has its day behind the month.
fn is_month_first(month: &MonthTexts) -> bool {
    let text = month.days.first().map(String::as_str).unwrap_or_default();
    let day = text.find(&SAMPLE_DAY.to_string());
    let name = text.find(char::is_alphabetic);
    day.zip(name).is_some_and(|(day, name)| name < day)
}

/// A day of a month as it is written, and with the year behind it: CLDR has one form, writers have more ("27 июля 2345
/// года").
fn day_forms(text: &str) -> [String; 4] {
    let bare = text.trim_end_matches(['.', ' ']);
    [text.to_owned(), bare.to_owned(), format!("{bare} {SAMPLE_YEAR}"), format!("{text}, {SAMPLE_YEAR}")]
}
