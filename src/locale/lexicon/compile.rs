//! Tables, CLDR and the site's nouns -> one tree of phrases.

mod dates;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::Noun;
use crate::locale::dates::weekday_names;
use crate::locale::lexicon::calendar::Calendar;
use crate::locale::lexicon::derived::{self, ScalePlace, ScaleWord};
use crate::locale::lexicon::endings::Forms;
use crate::locale::lexicon::named::{self, Line, Stems};
use crate::locale::lexicon::tokens::{self, Separators, Shape, Token};
use crate::locale::lexicon::trie::Trie;
use crate::locale::lexicon::triggers::Triggers;
use crate::locale::lexicon::vocabulary::{Prints, UNKNOWN, Vocabulary, WordId, Written};
use crate::locale::lexicon::words::{self, Pairs, Words, phrases};
use crate::locale::lexicon::{Begins, Entry, Kinds, Lexicon, Meaning};
use crate::locale::messages::{CATEGORIES, Messages};
use crate::quantity::{CURRENCIES, SYMBOLS, Unit};

/// Signs of currencies that are read in every language, with their codes, the likeliest first.
const SIGNS: &[(&str, &str)] = &[
    ("$", "USD CAD AUD MXN ARS CLP COP UYU NZD HKD SGD TWD DOP CUP JMD BBD TTD BSD NAD"),
    ("US$", "USD"),
    ("U$S", "USD"),
    ("CA$", "CAD"),
    ("C$", "CAD NIO"),
    ("A$", "AUD"),
    ("AU$", "AUD"),
    ("NZ$", "NZD"),
    ("HK$", "HKD"),
    ("S$", "SGD"),
    ("NT$", "TWD"),
    ("MX$", "MXN"),
    ("R$", "BRL"),
    ("€", "EUR"),
    ("£", "GBP EGP SYP LBP"),
    ("¥", "JPY CNY"),
    ("CN¥", "CNY"),
    ("JP¥", "JPY"),
    ("円", "JPY"),
    ("元", "CNY"),
    ("원", "KRW"),
    ("₩", "KRW"),
    ("₹", "INR"),
    ("₪", "ILS"),
    ("₫", "VND"),
    ("₱", "PHP"),
    ("₺", "TRY"),
    ("₽", "RUB"),
    ("₴", "UAH"),
    ("₦", "NGN"),
    ("₵", "GHS"),
    ("₡", "CRC"),
    ("₲", "PYG"),
    ("₸", "KZT"),
    ("₼", "AZN"),
    ("₾", "GEL"),
    ("฿", "THB"),
    ("kr", "SEK NOK DKK ISK"),
    ("kr.", "DKK SEK NOK ISK"),
    ("Kč", "CZK"),
    ("zł", "PLN"),
    ("Ft", "HUF"),
    ("lei", "RON MDL"),
    ("Fr.", "CHF"),
    ("руб.", "RUB"),
    ("грн", "UAH"),
];

/// Other spellings of symbols.
const SPELLINGS: &[(&str, &str)] = &[
    ("m²", "m2"),
    ("km²", "km2"),
    ("m³", "m3"),
    ("km³", "km3"),
    ("cm³", "cm3"),
    ("l", "L"),
    ("ml", "mL"),
    ("µm", "μm"),
    ("µg/m³", "μg/m³"),
    ("kB", "KB"),
    ("kB", "kb"),
    ("MB", "mb"),
    ("GB", "gb"),
    ("TB", "tb"),
    ("PB", "pb"),
    ("mg/l", "mg/L"),
    ("Mbit/s", "Mbps"),
    ("Gbit/s", "Gbps"),
    ("°C", "ºC"),
    ("°C", "C"),
    ("°F", "ºF"),
    ("°F", "F"),
    ("%", "٪"),
    ("%", "％"),
    ("pp", "p.p."),
];

/// Letters that are scales before the sign of a currency.
const MONEY_SCALES: &[(&str, u64)] =
    &[("k", 1_000), ("K", 1_000), ("M", 1_000_000), ("G", 1_000_000_000), ("Md", 1_000_000_000)];

/// Scales of one letter that are metres in texts.
const LETTERS: &[&str] = &["m", "м", "մ", "მ"];

/// Scale words that CLDR has within other words alone, or not at all: those of English where it counts in lakhs and
/// crores, and of languages of which it has none.
const SCALES: &[(&str, u64, &str)] = &[
    ("am", 1_000, "ሺህ"),
    ("am", 1_000_000, "ሚሊዮን | ሚሊየን"),
    ("am", 1_000_000_000, "ቢሊዮን | ቢሊየን"),
    ("bn", 1_000_000, "মিলিয়ন"),
    ("bn", 1_000_000_000, "বিলিয়ন"),
    ("eu", 1_000, "mila"),
    ("fo", 1_000_000, "millión | milliónir | milliónum | mió."),
    ("fo", 1_000_000_000, "milliard | milliardir | milliardum | mia."),
    ("gu", 1_000_000, "મિલિયન"),
    ("gu", 1_000_000_000, "બિલિયન"),
    ("hi", 1_000_000, "मिलियन"),
    ("hi", 1_000_000_000, "बिलियन"),
    ("kn", 1_000_000, "ಮಿಲಿಯನ್"),
    ("kn", 1_000_000_000, "ಬಿಲಿಯನ್"),
    ("lb", 1_000_000, "Millioun | Milliounen | Mio."),
    ("lb", 1_000_000_000, "Milliard | Milliarden | Mrd."),
    ("ml", 1_000_000, "മില്യൺ | മില്യൻ | ദശലക്ഷം"),
    ("ml", 1_000_000_000, "ബില്യൺ | ബില്യൻ"),
    ("mr", 1_000_000, "मिलियन | दशलक्ष"),
    ("mr", 1_000_000_000, "बिलियन | अब्ज"),
    ("mt", 1_000_000, "miljun | miljuni"),
    ("mt", 1_000_000_000, "biljun | biljuni"),
    ("ne", 1_000_000, "मिलियन"),
    ("ne", 1_000_000_000, "बिलियन | अर्ब"),
    ("pa", 1_000_000, "ਮਿਲੀਅਨ"),
    ("pa", 1_000_000_000, "ਬਿਲੀਅਨ"),
    ("ps", 1_000_000, "ملیون | ملیونه | میلیون | میلیونه"),
    ("ps", 1_000_000_000, "بلیون | بلیونه | بیلیون | ملیارد | ملیارده | میلیارد"),
    ("ta", 1_000_000, "மில்லியன்"),
    ("ta", 1_000_000_000, "பில்லியன்"),
    ("te", 1_000_000, "మిలియన్ | మిలియన్ల | మిలియన్లు"),
    ("te", 1_000_000_000, "బిలియన్ | బిలియన్ల | బిలియన్లు"),
    ("tg", 1_000_000, "миллион | млн"),
    ("tg", 1_000_000_000, "миллиард | млрд"),
    ("ur", 1_000_000, "ملین"),
    ("ur", 1_000_000_000, "بلین"),
];

/// Symbols that are common words in one language or another: they count only right behind a figure.
const AMBIGUOUS: &[&str] = &["in"];

/// The lexicon of the language of `messages`.
pub(crate) fn compile(messages: &Messages, nouns: &Arc<BTreeMap<Arc<str>, Noun>>) -> Lexicon {
    let locale = messages.locale();
    let table = words::of(messages.tag.language());
    let mut maker = Maker::new(derived::separators(&locale), messages);
    maker.nouns(nouns);
    if let Some(table) = table {
        maker.words(table);
    }
    if table.is_none_or(|table| table.and.is_empty()) {
        maker.joints(derived::joints(&locale));
    }
    maker.names(&named::lines(&messages.tag), table);
    let has_scales = table.is_some_and(|table| !table.scales.is_empty());
    let scales = derived::scales(&locale);
    maker.scales(&scales, has_scales);
    if !maker.lexicon.has_number_words {
        maker.inflected_scales(&scales);
    }
    maker.symbols();
    maker.messages(messages, table.map_or("", |table| table.joints));
    let months = derived::months(&locale);
    maker.dates(&months, table.is_none_or(|table| table.hedges.is_empty()));
    maker.weekdays(&weekday_names(&locale), table);
    if let Some(table) = table {
        maker.dates_in_words(table, &months);
        maker.glued_months(table, &months);
    }
    maker.lexicon
}

pub(crate) struct Maker {
    pub(crate) lexicon: Lexicon,
}

impl Maker {
    fn new(separators: Separators, messages: &Messages) -> Maker {
        let lexicon = Lexicon {
            tag: messages.tag.clone(),
            separators,
            vocabulary: Vocabulary::default(),
            phrases: Trie::default(),
            dates: Trie::default(),
            units: Vec::new(),
            spellings: Vec::new(),
            has_words: false,
            has_number_words: false,
            one_is_article: false,
            has_myriads: false,
            has_per_cent: false,
            per_cent_before: false,
            units_before: false,
            stems: Stems::default(),
            scale_stems: Stems::default(),
            forms: Forms::new(&messages.tag),
            scale_names: BTreeMap::new(),
            behind: 0..0,
            has_points: false,
            has_own_spans: false,
            compounds: None,
            change: Vec::new(),
            noun_behind_figure: None,
            decade_ending: "",
            calendar: Calendar::new(&messages.tag),
            begins: Vec::new(),
            begins_date: Vec::new(),
            says_number: Vec::new(),
            heads: Vec::new(),
            triggers: Triggers::default(),
            trigger_prints: Prints::default(),
        };
        Maker { lexicon }
    }

    /// Cuts a phrase into tokens, each word of it known from now on.
    pub(crate) fn tokens(&mut self, phrase: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        let vocabulary = &mut self.lexicon.vocabulary;
        let intern = |word: Written<'_>| vocabulary.add(word);
        tokens::split(phrase, 0, self.lexicon.separators, intern, &mut tokens);
        tokens
    }

    fn add_entry(&mut self, phrase: &str, entry: Entry) {
        let tokens = self.tokens(phrase);
        let single = tokens.len() == 1;
        let words = tokens.iter().filter(|token| single || token.shape != Shape::Sign('-'));
        let words: Vec<WordId> = words.map(|token| token.word).collect();
        if words.contains(&UNKNOWN) {
            return;
        }
        if let (true, Some(word)) = (entry.meaning.begins() != Begins::Nothing, words.first()) {
            mark(&mut self.lexicon.begins, *word);
        }
        // The longest word tells most: "twice" of "twice as many", "moitié" of "la moitié".
        if let Some(longest) = tokens.iter().max_by_key(|token| token.end - token.start) {
            self.note(phrase, *longest, entry.meaning);
        }
        if let Some(word) = words.first() {
            let (at, heads) = (usize::from(*word), &mut self.lexicon.heads);
            heads.resize(heads.len().max(at + 1), Kinds::default());
            if let Some(head) = heads.get_mut(at) {
                *head = head.or(entry.meaning.kind());
            }
        }
        self.lexicon.phrases.add(&words, entry);
    }

    /// Notes a word that says a number, or what is counted. A word for one is a trigger only if it is no article;
    /// hedges say nothing without a number.
    fn note(&mut self, phrase: &str, word: Token, meaning: Meaning) {
        let is_article = meaning == Meaning::Number(1) && self.lexicon.one_is_article;
        // "Less than a kilometre" has no number word of its own.
        let counted = match meaning {
            Meaning::Counted => true,
            Meaning::Unit(_) => word.shape == Shape::Word && word.end - word.start >= 4,
            _ => false,
        };
        if counted || (meaning.is_core() && !is_article) {
            let mut folded = String::new();
            tokens::fold(phrase.get(word.start..word.end).unwrap_or_default(), &mut folded);
            self.lexicon.triggers.add(&folded);
            self.lexicon.trigger_prints.add(&folded);
            mark(&mut self.lexicon.says_number, word.word);
        }
    }

    fn add(&mut self, phrase: &str, meaning: Meaning) {
        self.add_entry(phrase, Entry { meaning, spelling: None, glued: false });
    }

    fn add_all(&mut self, list: &'static str, meaning: Meaning) {
        for phrase in phrases(list) {
            if phrase.contains(char::is_uppercase) && !matches!(meaning, Meaning::Unit(_)) {
                self.add_spelt(phrase, meaning, false);
            } else {
                self.add(phrase, meaning);
            }
        }
    }

    /// Adds what counts only in this letter case.
    fn add_spelt(&mut self, phrase: &str, meaning: Meaning, glued: bool) {
        let spelling = u16::try_from(self.lexicon.spellings.len()).ok();
        self.lexicon.spellings.push(phrase.into());
        self.add_entry(phrase, Entry { meaning, spelling, glued });
    }

    fn unit(&mut self, units: Vec<Unit>) -> Meaning {
        let behind = &self.lexicon.behind;
        let mut known = self.lexicon.units.iter().enumerate();
        let at = known.find(|(at, known)| ***known == *units && !behind.contains(at)).map(|(at, _)| at);
        let at = at.unwrap_or_else(|| {
            self.lexicon.units.push(units.into());
            self.lexicon.units.len() - 1
        });
        Meaning::Unit(u16::try_from(at).unwrap_or(u16::MAX))
    }

    fn nouns(&mut self, nouns: &BTreeMap<Arc<str>, Noun>) {
        for (id, noun) in nouns {
            let meaning = self.unit(vec![Unit::Noun(id.clone())]);
            for (tag, forms) in &noun.forms {
                if tag.as_ref().is_none_or(|tag| *tag == self.lexicon.tag) {
                    for form in forms.values() {
                        self.add(form, meaning);
                    }
                }
            }
        }
    }

    fn words(&mut self, table: &'static Words) {
        self.lexicon.has_words = !table.hedges.is_empty();
        self.lexicon.has_number_words = !table.numbers.is_empty();
        self.lexicon.one_is_article = table.one_is_article;
        self.lexicon.has_myriads = !table.parts_of.is_empty();
        self.lexicon.compounds = table.compounds;
        self.lexicon.decade_ending = table.decade_ending;
        self.lexicon.noun_behind_figure = table.noun_behind_figure;
        self.lexicon.change = phrases(table.change).collect();
        for (bound, list) in table.hedges {
            self.add_all(list, Meaning::Hedge(*bound));
        }
        for (bound, list) in table.hedges_after {
            self.add_all(list, Meaning::HedgeAfter(*bound));
        }
        for (list, meaning) in [
            (table.between, Meaning::Between),
            (table.and, Meaning::And),
            (table.or, Meaning::Or),
            (table.from, Meaning::From),
            (table.to, Meaning::To),
            (table.of, Meaning::Of),
            (table.out_of, Meaning::OutOf),
            (table.out_of_apart, Meaning::OutOfApart),
            (table.by, Meaning::By(false)),
            (table.by_after_change, Meaning::By(true)),
            (table.fillers, Meaning::Filler),
            (table.joints, Meaning::Joint),
            (table.one, Meaning::Number(1)),
            (table.articles, Meaning::Article),
            (table.counted, Meaning::Counted),
            (table.decades, Meaning::Decade),
            (table.hundred, Meaning::Hundred),
            (table.number_and, Meaning::NumberAnd),
            (table.parts_of, Meaning::PartsOf),
            (table.and_half, Meaning::AndHalf),
            (table.times, Meaning::Times),
            (table.times_less, Meaning::TimesLess),
            (table.factor, Meaning::Factor),
            (table.divided, Meaning::Divided),
            (table.half, Meaning::Half),
            (table.half_before, Meaning::HalfBefore),
            (table.minus, Meaning::Minus),
            (table.minus_degrees, Meaning::MinusDegrees),
            (table.ordinal_articles, Meaning::OrdinalArticle),
            (table.ordinals, Meaning::Ordinal),
            (table.ordinal_endings, Meaning::OrdinalEnding),
            (table.clock, Meaning::Clock),
            (table.labels, Meaning::Label),
            (table.year_after, Meaning::YearAfter),
            (table.idioms, Meaning::Idiom),
        ] {
            self.add_all(list, meaning);
        }
        self.numbers(table);
        self.multiples(table);
        self.named_units(table);
    }

    /// "And" and "or" of CLDR.
    fn joints(&mut self, [and, or]: [Option<String>; 2]) {
        for (joint, meaning) in [(and, Meaning::And), (or, Meaning::Or)] {
            if let Some(joint) = joint {
                self.add(&joint, meaning);
            }
        }
    }

    fn numbers(&mut self, table: &'static Words) {
        for (value, list) in table.numbers {
            self.add_all(list, Meaning::Number(*value));
            for word in phrases(list) {
                self.ages(table, word, *value);
            }
        }
        for (hundredths, list) in table.halves {
            self.add_all(list, Meaning::Halves(*hundredths));
        }
        for (value, list) in table.about_numbers {
            self.add_all(list, Meaning::AboutNumber(*value));
        }
        self.pairs(table);
        self.scales_of(table);
    }

    /// 21 to 99 in languages that write them as one word.
    fn pairs(&mut self, table: &'static Words) {
        if matches!(table.pairs, Pairs::Han) {
            return self.han(table);
        }
        let below_ten: Vec<(u32, &str)> = (1..10)
            .flat_map(|value| {
                let list = if value == 1 { table.one } else { listed(table.numbers, value) };
                phrases(list).map(move |word| (value, word))
            })
            .collect();
        for tens in (20..100u32).step_by(10) {
            for ten in phrases(listed(table.numbers, tens)) {
                for (value, unit) in &below_ten {
                    if let Some(word) = pair(table.pairs, ten, unit) {
                        self.add(&word, Meaning::Number(tens + value));
                        self.ages(table, &word, tens + value);
                    }
                }
            }
        }
    }

    /// Ages in one word: "sedicenne", "ventitreenne".
    fn ages(&mut self, table: &'static Words, word: &str, value: u32) {
        let stem = if value % 10 == 3 && value > 20 {
            word.replace('é', "e")
        } else {
            word.trim_end_matches(['a', 'e', 'i', 'o', 'é']).to_owned()
        };
        for ending in phrases(table.ages).filter(|_| value > 10) {
            self.add(&format!("{stem}{ending}"), Meaning::Number(value));
        }
    }

    /// 11 to 99 by their signs: "十一", "三十五".
    fn han(&mut self, table: &'static Words) {
        let digit = |value: u32| match value {
            0 => vec![""],
            1 => phrases(table.one).collect(),
            _ => phrases(listed(table.numbers, value)).collect(),
        };
        let ten = listed(table.numbers, 10);
        for value in 11..100 {
            let tens = if value < 20 { vec![""] } else { digit(value / 10) };
            for (tens, unit) in
                tens.iter().flat_map(|tens| digit(value % 10).into_iter().map(move |unit| (tens, unit)))
            {
                self.add(&format!("{tens}{ten}{unit}"), Meaning::Number(value));
            }
        }
    }

    fn scales_of(&mut self, table: &'static Words) {
        for (bare, list) in [(true, table.bare_scales), (false, table.scales)] {
            for (times, words) in list {
                self.add_all(words, Meaning::Scale { times: derived::multiplier(*times), bare });
            }
        }
        for (times, words) in table.glued_scales {
            for word in phrases(words) {
                let meaning = Meaning::Scale { times: derived::multiplier(*times), bare: false };
                self.add_spelt(word, meaning, true);
            }
        }
    }

    fn multiples(&mut self, table: &'static Words) {
        for (under, list) in table.fractions {
            self.add_all(list, Meaning::Fraction(*under));
        }
        for (under, list) in table.every {
            self.add_all(list, Meaning::Every(*under));
        }
        for (hundredths, list) in table.multiples {
            self.add_all(list, Meaning::Multiple(*hundredths));
        }
        for (hundredths, stems) in table.multiple_stems {
            for stem in phrases(stems) {
                for ending in phrases(table.endings) {
                    self.add(&format!("{stem}{ending}"), Meaning::Multiple(*hundredths));
                }
            }
        }
    }

    fn named_units(&mut self, table: &'static Words) {
        let has = |id: &str| table.units.iter().any(|(ids, _)| *ids == id);
        self.lexicon.has_per_cent = self.lexicon.has_number_words || has("%");
        self.lexicon.has_points = self.lexicon.has_number_words || has("pp");
        self.lexicon.has_own_spans = !table.spans.concat().is_empty();
        for (ids, names) in table.units {
            let units: Vec<Unit> = ids.split(' ').filter_map(|id| Unit::parse(id, |_| false)).collect();
            if !units.is_empty() {
                let meaning = self.unit(units);
                self.add_all(names, meaning);
            }
        }
        for (span, names) in (0..).zip(table.spans) {
            self.add_all(names, Meaning::Span(span));
        }
        for (codes, names) in table.currencies {
            let meaning = self.unit(currencies(codes));
            self.add_all(names, meaning);
        }
    }

    /// Names of CLDR, but for those that the table of ours has. They stand behind figures.
    fn names(&mut self, lines: &[Line], table: Option<&'static Words>) {
        let own = table.map(own_names).unwrap_or_default();
        let all: Vec<Vec<String>> =
            lines.iter().map(|line| line.names.iter().map(|name| folded(name)).collect()).collect();
        let mut sorted: Vec<(&str, usize)> = (0..)
            .zip(&all)
            .flat_map(|(at, names)| names.iter().map(move |name| (name.as_str(), at)))
            .collect();
        // "Metres per second" are told by their whole name.
        sorted.retain(|(name, _)| !name.contains(' '));
        sorted.sort_unstable();
        let first = self.lexicon.units.len();
        for (at, (line, names)) in lines.iter().zip(&all).enumerate() {
            let meaning = match line.span {
                Some(span) => Meaning::Span(span),
                // Most languages have one word for both pounds, whichever of them CLDR lists.
                None if matches!(line.symbols, "lb" | "GBP EGP") => self.named(currencies("GBP EGP lb")),
                None => self.named(currencies(line.symbols)),
            };
            let is_per_cent = line.symbols == "%";
            self.lexicon.has_per_cent |= is_per_cent;
            self.lexicon.per_cent_before |= is_per_cent && line.before;
            self.lexicon.has_points |= line.symbols == "pp";
            self.lexicon.units_before |= line.symbols == "km" && line.before;
            for (name, folded) in line.names.iter().zip(names).filter(|(_, folded)| !own.contains(*folded)) {
                self.add(name, meaning);
                if name.chars().all(char::is_alphabetic) {
                    self.lexicon.forms.add(folded, meaning);
                }
            }
            let is_other = |stem: &str| {
                let from = sorted.partition_point(|(name, _)| *name < stem);
                let like = sorted.get(from..).unwrap_or_default();
                let symbols = |at: usize| lines.get(at).map(|line| line.symbols);
                // Points of per cent are told by their whole names.
                let differs = |other: usize| {
                    other != at && symbols(other) != symbols(at) && symbols(other) != Some("pp")
                };
                like.iter().take_while(|(name, _)| name.starts_with(stem)).any(|(_, other)| differs(*other))
            };
            self.lexicon.stems.add(names, meaning, &is_other);
        }
        self.letters(lines);
        self.lexicon.behind = first..self.lexicon.units.len();
    }

    /// Metres and grams by the last letter of kilometres and milligrams, in scripts of which CLDR has the signs of these:
    /// "კმ", "մգ". Cyrillic has one sign for grams and years.
    fn letters(&mut self, lines: &[Line]) {
        let of = |symbol: &str| {
            let line = lines.iter().find(|line| line.symbols == symbol)?;
            let is_sign = |name: &&String| !name.is_ascii() && name.chars().count() == 2;
            line.names.iter().find(is_sign)?.chars().next_back()
        };
        for (symbol, whole, part) in [("m", "km", "mm"), ("g", "kg", "mg")] {
            let letter = of(whole).filter(|letter| of(part) == Some(*letter) && *letter != 'г');
            if let Some(letter) = letter {
                let meaning = self.named(currencies(symbol));
                self.add(&letter.to_string(), meaning);
            }
        }
    }

    /// A unit of its own, though others have the same: a word that stands behind figures alone.
    fn named(&mut self, units: Vec<Unit>) -> Meaning {
        self.lexicon.units.push(units.into());
        Meaning::Unit(u16::try_from(self.lexicon.units.len() - 1).unwrap_or(u16::MAX))
    }

    /// Scale words of CLDR. Behind a table of ours they stand last; a capital by itself counts in its letter case.
    fn scales(&mut self, found: &[ScaleWord], has_table: bool) {
        let own = SCALES.iter().filter(|(language, ..)| *language == self.lexicon.tag.language());
        for (_, times, words) in own.collect::<Vec<_>>() {
            self.add_all(words, Meaning::Scale { times: derived::multiplier(*times), bare: false });
        }
        for scale in found {
            let times = derived::multiplier(scale.times);
            let bare = scale.place == ScalePlace::Alone;
            let meaning = match scale.place {
                ScalePlace::Before => Meaning::ScaleBefore(times),
                _ => Meaning::Scale { times, bare },
            };
            let is_word = scale.words.chars().all(char::is_alphabetic);
            let letters = scale.words.trim_end_matches('.');
            if is_word && self.is_unit(letters) || !has_table && LETTERS.contains(&letters) {
                self.lexicon.scale_names.insert(folded(letters).into(), times);
                continue;
            }
            let latin = scale.words.chars().all(|sign| sign.is_ascii_alphabetic());
            let capital = scale.words.contains(|sign: char| sign.is_ascii_uppercase());
            if latin && (scale.words.len() == 1 || (scale.words.len() == 2 && capital)) {
                let glued = scale.place == ScalePlace::Glued;
                self.add_spelt(&scale.words, meaning, glued && has_table);
            } else {
                self.add(&scale.words, meaning);
                if scale.place == ScalePlace::Behind && scale.words.chars().all(char::is_alphabetic) {
                    self.lexicon.forms.add(&folded(&scale.words), meaning);
                }
                // "45 mil" are miles in Czech and Slovak.
                let is_miles = matches!(self.lexicon.tag.language(), "cs" | "sk") && scale.words == "mil.";
                if let Some(bare) = scale.words.strip_suffix('.').filter(|_| !is_miles) {
                    self.add(bare, meaning);
                }
            }
        }
    }

    /// Whether a word is the name of a unit.
    fn is_unit(&self, word: &str) -> bool {
        let is_it = |meaning| matches!(meaning, Meaning::Unit(_)).then_some(());
        let tokens = self.lexicon.tokens(word);
        self.lexicon.longest(word, &tokens, is_it).is_some_and(|((), length)| length == tokens.len())
    }

    /// Beginnings of scale words, by which their other forms are known where no number words are.
    fn inflected_scales(&mut self, found: &[ScaleWord]) {
        let mut names: BTreeMap<u64, Vec<String>> = BTreeMap::new();
        let is_long = |scale: &&ScaleWord| {
            scale.place == ScalePlace::Behind
                && scale.words.chars().count() >= 6
                && scale.words.chars().all(char::is_alphabetic)
        };
        for scale in found.iter().filter(is_long) {
            names.entry(scale.times).or_default().push(scale.words.clone());
        }
        for (times, words) in &names {
            let meaning = Meaning::Scale { times: derived::multiplier(*times), bare: false };
            let others = names.iter().filter(|(other, _)| *other != times);
            let others: Vec<String> = others.flat_map(|(_, words)| words).map(|word| folded(word)).collect();
            let is_other = |stem: &str| others.iter().any(|other| other.starts_with(stem));
            self.lexicon.scale_stems.add(words, meaning, &is_other);
        }
    }

    fn symbols(&mut self) {
        for symbol in SYMBOLS {
            let meaning = self.unit(vec![Unit::Symbol(symbol)]);
            self.add_spelt(symbol, meaning, AMBIGUOUS.contains(symbol));
            for (_, other) in SPELLINGS.iter().filter(|(of, _)| of == symbol) {
                self.add_spelt(other, meaning, false);
            }
        }
        for (letters, times) in MONEY_SCALES {
            self.add_spelt(letters, Meaning::MoneyScale(derived::multiplier(*times)), false);
        }
        for (sign, codes) in SIGNS {
            let meaning = self.unit(currencies(codes));
            self.add_spelt(sign, meaning, false);
        }
        for code in CURRENCIES.split(' ') {
            let meaning = self.unit(currencies(code));
            self.add_spelt(code, meaning, false);
        }
    }

    /// Names and signs that the theme writes: what the build says, it can read.
    fn messages(&mut self, messages: &Messages, joints: &str) {
        for symbol in SYMBOLS {
            let key = format!("units.{symbol}");
            if messages.has(&key) {
                let meaning = self.unit(vec![Unit::Symbol(symbol)]);
                for category in CATEGORIES {
                    // "Millions *de livres*" has the joint of its own.
                    let name = messages.plural(&key, category, &[]);
                    let bare = phrases(joints).find_map(|joint| name.strip_prefix(joint)?.strip_prefix(' '));
                    self.add(bare.unwrap_or(&name), meaning);
                }
            }
            if let Some(sign) = messages.get(&format!("symbols.{symbol}"), &[]) {
                let meaning = self.unit(vec![Unit::Symbol(symbol)]);
                self.add_spelt(&sign, meaning, false);
            }
        }
        for code in CURRENCIES.split(' ') {
            if let Some(sign) = messages.get(&format!("currencies.{code}"), &[]) {
                let meaning = self.unit(currencies(code));
                self.add_spelt(&sign, meaning, false);
            }
        }
    }
}

/// The names of units, spans and currencies that a table of ours has, folded.
fn own_names(table: &'static Words) -> BTreeSet<String> {
    let units = table.units.iter().chain(table.currencies).map(|(_, names)| *names);
    units.chain(table.spans).flat_map(phrases).map(folded).collect()
}

/// A name as it is looked up.
pub(crate) fn folded(name: &str) -> String {
    let mut folded = String::new();
    tokens::fold(name, &mut folded);
    folded
}

/// Sets the flag of a word.
pub(crate) fn mark(flags: &mut Vec<bool>, word: WordId) {
    let at = usize::from(word);
    if flags.len() <= at {
        flags.resize(at + 1, false);
    }
    if let Some(flag) = flags.get_mut(at) {
        *flag = true;
    }
}

fn currencies(codes: &str) -> Vec<Unit> {
    // "Pounds" may be a weight.
    let symbol = |code| SYMBOLS.iter().find(|symbol| **symbol == code).map(|symbol| Unit::Symbol(symbol));
    codes.split(' ').map(|code| symbol(code).unwrap_or_else(|| Unit::Currency(code.into()))).collect()
}

fn listed(numbers: &'static [(u32, &'static str)], value: u32) -> &'static str {
    numbers.iter().find(|(other, _)| *other == value).map_or("", |(_, list)| list)
}

/// Tens and a unit as one word.
fn pair(pairs: Pairs, ten: &str, unit: &str) -> Option<String> {
    match pairs {
        Pairs::Apart | Pairs::Han => None,
        Pairs::Reversed(and) => Some(format!("{unit}{and}{ten}")),
        Pairs::Elided => {
            let vowel = |sign: char| matches!(sign, 'a' | 'e' | 'i' | 'o' | 'u');
            let short = ten.trim_end_matches(vowel);
            Some(if unit.starts_with(vowel) { format!("{short}{unit}") } else { format!("{ten}{unit}") })
        }
    }
}

/// The value of a compound of number words: `[below 1000] thousand [below 1000]`.
pub(crate) fn compound(
    word: &str,
    thousand: &str,
    hundred: &str,
    small: &dyn Fn(&str) -> Option<u32>,
) -> Option<u32> {
    let below = |part: &str| below_thousand(part, hundred, small);
    for joint in phrases(thousand) {
        let Some((left, right)) = word.split_once(joint) else { continue };
        let thousands = if left.is_empty() { Some(1) } else { below(left) };
        let rest = if right.is_empty() { Some(0) } else { below(right) };
        if let (Some(thousands), Some(rest)) = (thousands, rest) {
            return thousands.checked_mul(1000)?.checked_add(rest);
        }
    }
    below(word)
}

fn below_thousand(word: &str, hundred: &str, small: &dyn Fn(&str) -> Option<u32>) -> Option<u32> {
    let Some((left, right)) = word.split_once(hundred) else {
        return small(word.strip_prefix("und").unwrap_or(word));
    };
    let hundreds = if left.is_empty() { 1 } else { small(left).filter(|value| *value < 10)? };
    let right = right.strip_prefix("und").unwrap_or(right);
    let rest = if right.is_empty() { 0 } else { small(right)? };
    hundreds.checked_mul(100)?.checked_add(rest)
}
