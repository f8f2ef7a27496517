//! The words by which a language says numbers: separators, scales, months, units, number words, hedges, multiples.
//!
//! Separators, digits, scale words and months are read off ICU4X's own formatter, so that every language of CLDR is
//! read as it is written. Hedges, multiples and number words are tables of ours (`words.rs` and one file a language).
//! All are compiled once per language into one tree of phrases; `fact/wording` reads texts by it.

pub(crate) mod calendar;
pub(crate) mod compile;
pub(crate) mod de;
pub(crate) mod derived;
pub(crate) mod digits;
pub(crate) mod en;
pub(crate) mod endings;
pub(crate) mod es;
pub(crate) mod fr;
pub(crate) mod he;
pub(crate) mod inflected;
pub(crate) mod it;
pub(crate) mod ja;
pub(crate) mod ko;
pub(crate) mod more;
pub(crate) mod named;
pub(crate) mod nl;
pub(crate) mod others;
pub(crate) mod pl;
pub(crate) mod pt;
pub(crate) mod ru;
pub(crate) mod tokens;
pub(crate) mod tr;
pub(crate) mod trie;
pub(crate) mod triggers;
pub(crate) mod uk;
pub(crate) mod vocabulary;
pub(crate) mod words;
pub(crate) mod zh;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::config::Noun;
use crate::locale::LangTag;
use crate::locale::lexicon::calendar::Calendar;
use crate::locale::lexicon::endings::Forms;
use crate::locale::lexicon::named::Stems;
use crate::locale::lexicon::tokens::{Separators, Token};
use crate::locale::lexicon::trie::{DateParts, Trie};
use crate::locale::lexicon::triggers::Triggers;
use crate::locale::lexicon::vocabulary::{Plain, Prints, Vocabulary, WordId, Written};
use crate::locale::messages::Messages;
use crate::quantity::{Bound, Unit};

/// How one language says numbers.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// The language.
    pub(crate) tag: LangTag,
    separators: Separators,
    vocabulary: Vocabulary,
    phrases: Trie<Entry>,
    dates: Trie<DateForm>,
    units: Vec<Box<[Unit]>>,
    spellings: Vec<Box<str>>,
    has_words: bool,
    has_number_words: bool,
    one_is_article: bool,
    has_myriads: bool,
    has_per_cent: bool,
    per_cent_before: bool,
    units_before: bool,
    stems: Stems,
    scale_stems: Stems,
    /// Names of units, spans and scales where a language hangs endings on them.
    forms: Forms<Meaning>,
    /// Words that are scales and units, by their scale; they are read as units.
    scale_names: BTreeMap<Box<str>, Decimal>,
    /// Which of [`Lexicon::units`] are of names that stand behind figures alone.
    behind: Range<usize>,
    has_points: bool,
    has_own_spans: bool,
    compounds: Option<(&'static str, &'static str)>,
    change: Vec<&'static str>,
    noun_behind_figure: Option<words::Case>,
    decade_ending: &'static str,
    calendar: Calendar,
    /// By word: whether a number, a date or a hedge may begin with it.
    begins: Vec<bool>,
    /// By word: whether a date may begin with it.
    begins_date: Vec<bool>,
    /// By word: whether it says a number.
    says_number: Vec<bool>,
    /// By word: what phrases mean that begin with it.
    heads: Vec<Kinds>,
    triggers: Triggers,
    /// Of the words that say numbers.
    trigger_prints: Prints,
}

/// One meaning of a phrase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Entry {
    /// What it means.
    pub(crate) meaning: Meaning,
    /// The only spelling in which it means that, where letter case counts: "MB".
    pub(crate) spelling: Option<u16>,
    /// Whether it must stand right behind the figure.
    pub(crate) glued: bool,
}

/// What a phrase may mean beside a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Meaning {
    /// "almost", before a number.
    Hedge(Bound),
    /// "or more", behind it.
    HedgeAfter(Bound),
    /// "between"
    Between,
    /// "and"
    And,
    /// "or"
    Or,
    /// "from"
    From,
    /// "to"
    To,
    /// "of", which makes a share of a per cent.
    Of,
    /// "in", which makes a part of two numbers.
    OutOf,
    /// The same with what is counted before it: "un enfant *sur* cinq".
    OutOfApart,
    /// One of so many: "jeder dritte".
    Every(u32),
    /// "by", which makes a change of a per cent; `true` if only behind a word of change.
    By(bool),
    /// What may stand between hedge and number.
    Filler,
    /// What may stand between scale and unit.
    Joint,
    /// A number word that adds up.
    Number(u32),
    /// "a", one where a number may begin.
    Article,
    /// A noun that is counted and no unit: "year".
    Counted,
    /// "anni", before tens: a decade.
    Decade,
    /// A number with a half in it, in hundredths: "anderthalb".
    Halves(u32),
    /// About a number: "une vingtaine".
    AboutNumber(u32),
    /// "hundred"
    Hundred,
    /// "and" within a number in words.
    NumberAnd,
    /// "million"; `bare` if it is a number by itself.
    Scale {
        /// By how much it multiplies.
        times: Decimal,
        /// Whether it is a number by itself: "mil".
        bare: bool,
    },
    /// A scale that counts only right before the sign of a currency: "6,6 G$".
    MoneyScale(Decimal),
    /// A scale word that stands before the figure, as in Swahili.
    ScaleBefore(Decimal),
    /// "half"
    Half,
    /// "half" as an adjective: only before a scale or a unit.
    HalfBefore,
    /// "third" by its denominator.
    Fraction(u32),
    /// "分の", between a denominator and its numerator.
    PartsOf,
    /// "and a half"
    AndHalf,
    /// "tripled": hundredths.
    Multiple(u32),
    /// "times"
    Times,
    /// "fois moins": one by the number.
    TimesLess,
    /// "divisé par"
    Divided,
    /// "by a factor of"
    Factor,
    /// "years", "weeks": a span of time that is no unit; see [`words::Words::spans`].
    Span(u8),
    /// A unit: index of its candidates.
    Unit(u16),
    /// "minus"
    Minus,
    /// "minus", only before degrees.
    MinusDegrees,
    /// "third" in words, where it is no fraction.
    Ordinal,
    /// "rd" behind a figure.
    OrdinalEnding,
    /// "am", before an ordinal in digits.
    OrdinalArticle,
    /// "a.m."
    Clock,
    /// "page"
    Label,
    /// "in", before a year.
    YearAfter,
    /// "double-digit": no number.
    Idiom,
}

/// What may begin with a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Begins {
    /// Nothing that is read.
    #[default]
    Nothing,
    /// A number at most, if the word is a one and no article.
    One,
    /// A number, a date or a hedge.
    Anything,
}

/// What the places of a date's phrase say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DateForm {
    /// The month that the words name; 0 if a figure does.
    pub(crate) month: u8,
}

/// Kinds of meanings, a bit each: what phrases that begin with a word may mean is one look, not a walk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kinds(u64);

impl Kinds {
    /// Both.
    pub(crate) const fn or(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }

    /// Whether they have a kind in common.
    pub(crate) fn meet(self, other: Kinds) -> bool {
        self.0 & other.0 != 0
    }
}

impl Meaning {
    /// Its kind.
    pub(crate) const fn kind(self) -> Kinds {
        let bit = match self {
            Meaning::Hedge(_) => 0,
            Meaning::HedgeAfter(_) => 1,
            Meaning::Between => 2,
            Meaning::And => 3,
            Meaning::Or => 4,
            Meaning::From => 5,
            Meaning::To => 6,
            Meaning::Of => 7,
            Meaning::OutOf => 8,
            Meaning::OutOfApart => 9,
            Meaning::Every(_) => 10,
            Meaning::By(_) => 11,
            Meaning::Filler => 12,
            Meaning::Joint => 13,
            Meaning::Number(_) => 14,
            Meaning::Article => 15,
            Meaning::Counted => 16,
            Meaning::Decade => 17,
            Meaning::Halves(_) => 18,
            Meaning::AboutNumber(_) => 19,
            Meaning::Hundred => 20,
            Meaning::NumberAnd => 21,
            Meaning::Scale { .. } => 22,
            Meaning::MoneyScale(_) => 23,
            Meaning::ScaleBefore(_) => 24,
            Meaning::Half => 25,
            Meaning::HalfBefore => 26,
            Meaning::Fraction(_) => 27,
            Meaning::AndHalf => 28,
            Meaning::Multiple(_) => 29,
            Meaning::Times => 30,
            Meaning::TimesLess => 31,
            Meaning::Factor => 32,
            Meaning::Unit(_) => 33,
            Meaning::Minus => 34,
            Meaning::MinusDegrees => 35,
            Meaning::Ordinal => 36,
            Meaning::OrdinalEnding => 37,
            Meaning::OrdinalArticle => 38,
            Meaning::Clock => 39,
            Meaning::Label => 40,
            Meaning::YearAfter => 41,
            Meaning::Idiom => 42,
            Meaning::Divided => 43,
            Meaning::Span(_) => 44,
            Meaning::PartsOf => 45,
        };
        Kinds(1 << bit)
    }

    /// Whether a phrase with this meaning says a number, if only together with others.
    fn is_core(self) -> bool {
        matches!(
            self,
            Meaning::Number(_)
                | Meaning::Hundred
                | Meaning::Halves(_)
                | Meaning::AboutNumber(_)
                | Meaning::Scale { .. }
                | Meaning::ScaleBefore(_)
                | Meaning::Half
                | Meaning::HalfBefore
                | Meaning::Fraction(_)
                | Meaning::Multiple(_)
                | Meaning::Every(_)
                | Meaning::Ordinal
        )
    }

    /// What may begin with a phrase of this meaning.
    fn begins(self) -> Begins {
        match self {
            Meaning::Number(1) | Meaning::Article => Begins::One,
            Meaning::Hedge(_)
            | Meaning::Between
            | Meaning::Decade
            | Meaning::Factor
            | Meaning::Divided
            | Meaning::Minus
            | Meaning::Unit(_)
            | Meaning::Label
            | Meaning::Idiom => Begins::Anything,
            _ if self.is_core() => Begins::Anything,
            _ => Begins::Nothing,
        }
    }
}

impl Lexicon {
    /// The lexicon of the language of `messages` (its names of units and currencies), with the counted nouns of the
    /// site.
    pub(crate) fn new(messages: &Messages, nouns: &Arc<BTreeMap<Arc<str>, Noun>>) -> Lexicon {
        compile::compile(messages, nouns)
    }

    /// Whether hedges, multiples and number words of the language are known; else its numbers only are read.
    pub(crate) fn has_words(&self) -> bool {
        self.has_words
    }

    /// Whether number words of the language are known, if not all its hedges and multiples.
    pub(crate) fn has_number_words(&self) -> bool {
        self.has_number_words
    }

    /// Whether all words for per cent are known.
    pub(crate) fn has_per_cent(&self) -> bool {
        self.has_per_cent
    }

    /// Whether a word for per cent stands before its number, as in Turkish; elsewhere only signs do.
    pub(crate) fn says_per_cent_before(&self) -> bool {
        self.per_cent_before || matches!(self.tag.language(), "az" | "eu" | "tr")
    }

    /// Whether names of units stand before their numbers, as in Swahili: "kilomita 5".
    pub(crate) fn says_units_before(&self) -> bool {
        self.units_before
    }

    /// Whether a unit of this index is meant before a figure as well: "USD 5", and not "jen 5", which are no yen in
    /// Czech.
    pub(crate) fn stands_before(&self, unit: u16) -> bool {
        self.units_before || !self.behind.contains(&usize::from(unit))
    }

    /// Whether names of units are those of CLDR, wholly or beside a table.
    pub(crate) fn has_names(&self) -> bool {
        !self.behind.is_empty()
    }

    /// Whether words for percentage points are known.
    pub(crate) fn has_points(&self) -> bool {
        self.has_points
    }

    /// Whether words for spans of time are of a table of ours, in which none is another word too ("segundo").
    pub(crate) fn has_own_spans(&self) -> bool {
        self.has_own_spans
    }

    /// A year as all the world counts: in Thai 2560 is 2017.
    pub(crate) fn common_year(&self, year: i16) -> i16 {
        let is_buddhist = self.tag.language() == "th" && (2400..2700).contains(&year);
        if is_buddhist { year - 543 } else { year }
    }

    /// The scale of a word that begins as the word for one: "miljardus".
    pub(crate) fn inflected_scale(&self, word: &str) -> Option<Decimal> {
        let found = self.scale_stems.find_scale(word).or_else(|| self.forms.find(word));
        match found? {
            Meaning::Scale { times, .. } => Some(times),
            _ => None,
        }
    }

    /// The scale that a word may mean which is read as a unit: "míle" is a mile, and a thousand.
    pub(crate) fn scale_name(&self, word: &str) -> Option<Decimal> {
        let mut folded = String::new();
        tokens::fold(word, &mut folded);
        self.scale_names.get(folded.as_str()).copied()
    }

    /// The unit of a word that begins as the name of one, where names take endings that are not listed.
    pub(crate) fn inflected_unit(&self, word: &str) -> Option<u16> {
        let found = self.stems.find(word, named::LONGEST_ENDING).or_else(|| self.forms.find(word));
        match found? {
            Meaning::Unit(at) => Some(at),
            _ => None,
        }
    }

    /// Whether numbers of several scales are written behind one another: "1億4千2百万".
    pub(crate) fn has_myriads(&self) -> bool {
        self.has_myriads
    }

    /// The sign before a fraction.
    pub(crate) fn decimal_mark(&self) -> char {
        self.separators.decimal
    }

    /// The sign between groups of digits.
    pub(crate) fn group_mark(&self) -> char {
        self.separators.group
    }

    /// Whether a word for one is an article as well.
    pub(crate) fn one_is_article(&self) -> bool {
        self.one_is_article
    }

    /// Whether a word is written as the nouns that make a number of a figure like a year: "2000 personas".
    pub(crate) fn is_noun_behind_figure(&self, word: &str) -> bool {
        let capital = word.starts_with(char::is_uppercase);
        match self.noun_behind_figure {
            Some(words::Case::Lower) => !capital,
            Some(words::Case::Capital) => capital,
            None => false,
        }
    }

    /// The span of time that the last word of a text names, where names stand before figures: "miaka 5".
    pub(crate) fn span_before(&self, text: &str) -> Option<u8> {
        let last = text.trim_end().rsplit(' ').next().filter(|_| self.units_before)?;
        let span = |meaning| match meaning {
            Meaning::Span(span) => Some(span),
            _ => None,
        };
        self.longest(last, &self.tokens(last), span).map(|(span, _)| span)
    }

    /// The span of time that the first words of a text name, as a place in [`words::Words::spans`].
    pub(crate) fn span_at(&self, text: &str) -> Option<u8> {
        let tokens = self.tokens(text);
        let tokens = match tokens.as_slice() {
            [hyphen, word, ..]
                if hyphen.shape == tokens::Shape::Sign('-')
                    && text.get(word.start..word.end).is_some_and(|word| self.forms.is_ending(word)) =>
            {
                return None;
            }
            [hyphen, rest @ ..] if hyphen.shape == tokens::Shape::Sign('-') => rest,
            all => all,
        };
        let span = |meaning| match meaning {
            Meaning::Span(span) => Some(span),
            _ => None,
        };
        if let Some((span, _)) = self.longest(text, tokens, span) {
            return Some(span);
        }
        let first = tokens.first()?;
        let word = text.get(first.start..first.end)?;
        let found = self.stems.find(word, named::LONGEST_ENDING).or_else(|| self.forms.find(word));
        found.and_then(span)
    }

    /// Whether a word says "year" beside a year: a form of the noun, or what dates alone have.
    pub(crate) fn is_year_word(&self, word: &str) -> bool {
        let year = |meaning| matches!(meaning, Meaning::Span(0)).then_some(());
        self.longest(word, &self.tokens(word), year).is_some()
            || self.forms.find(word).and_then(year).is_some()
            || self.stems.find(word, named::LONGEST_ENDING).and_then(year).is_some()
            || more::is_year_word(self.tag.language(), word)
    }

    /// Whether letters right behind a figure are endings of it.
    pub(crate) fn hang_on_figures(&self, letters: &str) -> bool {
        self.forms.hang_on_figures(letters)
    }

    /// Whether a word says "month" beside its number, in whatever form.
    pub(crate) fn is_month_word(&self, word: &str) -> bool {
        let month = |meaning| matches!(meaning, Meaning::Span(1)).then_some(());
        self.longest(word, &self.tokens(word), month).is_some()
            || self.forms.find(word).and_then(month).is_some()
    }

    /// Whether a text begins with a word for a unit or a span of time, whatever ending it takes: "dakikada", "процентном".
    pub(crate) fn begins_with_unit(&self, text: &str, span: Option<u8>, unit: Option<&Unit>) -> bool {
        let is_it = |meaning| match meaning {
            Meaning::Span(other) => (Some(other) == span).then_some(()),
            Meaning::Unit(at) => unit.filter(|unit| self.units(at).contains(unit)).map(|_| ()),
            _ => None,
        };
        let length = text.find(|sign: char| !sign.is_alphabetic()).unwrap_or(text.len());
        let word = text.get(..length).unwrap_or_default();
        let ends = word.char_indices().map(|(at, _)| at).skip(2).chain([word.len()]);
        self.stems.find(word, usize::MAX).and_then(is_it).is_some()
            || self.forms.find(word).and_then(is_it).is_some()
            || self.stems.finish(word).any(|meaning| is_it(meaning).is_some())
            || ends
                .filter_map(|end| word.get(..end))
                .any(|stem| self.longest(stem, &self.tokens(stem), is_it).is_some())
    }

    /// Whether a text names a span of time, as a place in [`words::Words::spans`] or by its unit.
    pub(crate) fn names_span(&self, text: &str, span: u8, unit: Option<&Unit>) -> bool {
        let tokens = self.tokens(text);
        let is_it = |meaning| match meaning {
            Meaning::Span(other) => (other == span).then_some(()),
            Meaning::Unit(at) => unit.filter(|unit| self.units(at).contains(unit)).map(|_| ()),
            _ => None,
        };
        (0..tokens.len()).any(|at| self.longest(text, tokens.get(at..).unwrap_or_default(), is_it).is_some())
    }

    /// Whether letters right behind two digits make them a decade.
    pub(crate) fn is_decade_ending(&self, letters: &str) -> bool {
        !letters.is_empty() && letters == self.decade_ending
    }

    /// Whether a word speaks of change: "rose", "queda".
    pub(crate) fn is_change(&self, word: &str) -> bool {
        let mut folded = String::new();
        tokens::fold(word, &mut folded);
        self.change.iter().any(|stem| folded.starts_with(stem))
    }

    /// Cuts a text into tokens.
    pub(crate) fn tokens(&self, text: &str) -> Vec<Token> {
        self.tokens_from(text, 0)
    }

    /// Cuts a text into tokens from a byte on.
    pub(crate) fn tokens_from(&self, text: &str, start: usize) -> Vec<Token> {
        let mut tokens = Vec::with_capacity(text.len().saturating_sub(start) / 5 + 1);
        tokens::split(text, start, self.separators, |word| self.vocabulary.find(word), &mut tokens);
        tokens
    }

    /// What may begin with the first of some tokens of a text.
    pub(crate) fn begins(&self, text: &str, tokens: &[Token]) -> Begins {
        let Some(first) = tokens.first() else { return Begins::Nothing };
        let is_in = |words: &Vec<bool>| words.get(usize::from(first.word)).copied().unwrap_or(false);
        if !is_in(&self.begins) {
            return Begins::Nothing;
        }
        let phrase = |kind: Begins| {
            let pick = |meaning: Meaning| (meaning.begins() == kind).then_some(());
            self.longest(text, tokens, pick).is_some()
        };
        if is_in(&self.begins_date) || phrase(Begins::Anything) || self.may_be_compound(text, first) {
            Begins::Anything
        } else if phrase(Begins::One) {
            Begins::One
        } else {
            Begins::Nothing
        }
    }

    /// Whether a word, or what is no word, says a number. Where words are not parted by blanks it cannot be told so
    /// quickly, nor where an apostrophe follows.
    fn is_trigger(&self, word: &str, rest: &str) -> bool {
        let apart = word.as_bytes().first().is_none_or(|byte| *byte >= 0xe0);
        if apart || rest.starts_with(['\'', '’', 'ʼ']) {
            return true;
        }
        let id = if word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            self.vocabulary.find(Written::Plain(word, Plain::at(word.as_bytes(), 0).print))
        } else {
            let mut folded = String::with_capacity(word.len());
            tokens::fold(word, &mut folded);
            self.look_up(&folded)
        };
        let says = self.says_number.get(usize::from(id)).copied();
        says.unwrap_or(false) || (word.len() > 6 && self.compound(word).is_some())
    }

    /// Whether a word that is not listed may be a number of several words written together.
    pub(crate) fn may_be_compound(&self, text: &str, token: &Token) -> bool {
        let long = token.end - token.start > 6 && self.compounds.is_some();
        let word = || text.get(token.start..token.end).unwrap_or_default();
        long && self.triggers.starts(text.as_bytes(), token.start) && self.compound(word()).is_some()
    }

    /// The next byte at or behind `at` where something that says a number may begin.
    pub(crate) fn next_trigger(&self, text: &str, at: usize) -> Option<usize> {
        let is_none = |word: Plain, behind: u8| {
            let may_be =
                self.trigger_prints.may_hold(word.print) || (word.length > 6 && self.compounds.is_some());
            ends_word(behind) && !may_be
        };
        let mut at = at;
        loop {
            let found = self.triggers.next(text, at, is_none)?;
            let rest = text.get(found..).unwrap_or_default();
            let length = rest.find(|sign: char| !sign.is_alphabetic() || sign == 'ʼ').unwrap_or(rest.len());
            let word = rest.get(..length).unwrap_or_default();
            if self.is_trigger(word, rest.get(length..).unwrap_or_default()) {
                return Some(found);
            }
            at = found.saturating_add(length.max(1));
        }
    }

    fn look_up(&self, word: &str) -> WordId {
        self.vocabulary.find(Written::Folded(word))
    }

    /// Whether a phrase of one of these kinds may begin with a word.
    pub(crate) fn may_mean(&self, word: WordId, kinds: Kinds) -> bool {
        self.heads.get(usize::from(word)).is_some_and(|head| head.meet(kinds))
    }

    /// The longest phrase at the head of `tokens` with a meaning that `pick` takes, and how many tokens it has.
    pub(crate) fn longest<T>(
        &self,
        text: &str,
        tokens: &[Token],
        pick: impl Fn(Meaning) -> Option<T>,
    ) -> Option<(T, usize)> {
        self.phrases.longest(tokens, |entry, length| {
            let stands = entry.fits(tokens, |spelling| self.is_spelt(text, tokens, length, spelling));
            stands.then(|| pick(entry.meaning)).flatten()
        })
    }

    fn is_spelt(&self, text: &str, tokens: &[Token], length: usize, spelling: u16) -> bool {
        let (Some(first), Some(last)) = (tokens.first(), tokens.get(length.wrapping_sub(1))) else {
            return false;
        };
        let spelling = self.spellings.get(usize::from(spelling)).map(|spelling| &**spelling);
        spelling.is_some() && text.get(first.start..last.end) == spelling
    }

    /// The longest date at the head of `tokens`: its figures, the month that its words name, its tokens.
    pub(crate) fn date(&self, tokens: &[Token]) -> Option<(DateParts, usize)> {
        let (parts, form, length) = self.dates.longest_date(tokens)?;
        let month = if form.month == 0 { parts.month } else { form.month };
        Some((DateParts { month, ..parts }, length))
    }

    /// The units that an index of [`Meaning::Unit`] stands for.
    pub(crate) fn units(&self, at: u16) -> &[Unit] {
        self.units.get(usize::from(at)).map(|units| &**units).unwrap_or_default()
    }

    /// A number below a million in one word, as German and Italian write it: "dreihundertzwanzig".
    pub(crate) fn compound(&self, word: &str) -> Option<u32> {
        let (thousand, hundred) = self.compounds?;
        let mut folded = String::new();
        tokens::fold(word, &mut folded);
        if !folded.contains(hundred) && !words::phrases(thousand).any(|thousand| folded.contains(thousand)) {
            return None;
        }
        compile::compound(&folded, thousand, hundred, &|part| self.small_number(part))
    }

    /// A number word below one hundred.
    fn small_number(&self, word: &str) -> Option<u32> {
        let token =
            Token { start: 0, end: 0, spaced: false, word: self.look_up(word), shape: tokens::Shape::Word };
        let number = |meaning: &Entry, _| match meaning.meaning {
            Meaning::Number(value) if value < 100 => Some(value),
            _ => None,
        };
        self.phrases.longest(&[token], number).map(|(value, _)| value)
    }
}

impl Entry {
    fn fits(&self, tokens: &[Token], is_spelt: impl Fn(u16) -> bool) -> bool {
        let stands = !self.glued || tokens.first().is_some_and(|first| !first.spaced);
        stands && self.spelling.is_none_or(is_spelt)
    }
}

/// Whether a byte behind ASCII letters ends their word, so that it is looked up by itself.
fn ends_word(byte: u8) -> bool {
    byte.is_ascii() && byte != b'\''
}
