//! What a table of words of one language holds; the languages that have one.

use crate::quantity::Bound;

/// Words of one language. Phrases stand one behind the other with a bar between them; a blank matches any blank or
/// hyphen, letter case is free.
pub(crate) struct Words {
    /// The primary language subtag.
    pub(crate) language: &'static str,
    /// The language by its English name, for the reference.
    pub(crate) name: &'static str,
    /// Hedges before a number.
    pub(crate) hedges: &'static [(Bound, &'static str)],
    /// Hedges behind a number or its unit.
    pub(crate) hedges_after: &'static [(Bound, &'static str)],
    /// What opens a range that has an "and": "between".
    pub(crate) between: &'static str,
    /// "and"
    pub(crate) and: &'static str,
    /// "or"
    pub(crate) or: &'static str,
    /// "from"
    pub(crate) from: &'static str,
    /// "to"
    pub(crate) to: &'static str,
    /// What makes a share of a per cent: "80 % of".
    pub(crate) of: &'static str,
    /// What makes a part of two numbers: "one in five".
    pub(crate) out_of: &'static str,
    /// The same with what is counted before it: "un enfant sur cinq".
    pub(crate) out_of_apart: &'static str,
    /// One of so many: "jeder dritte".
    pub(crate) every: &'static [(u32, &'static str)],
    /// What makes a change of a per cent: "by 5 %".
    pub(crate) by: &'static str,
    /// The same, but only behind a word of change.
    pub(crate) by_after_change: &'static str,
    /// Beginnings of words of change: "rose".
    pub(crate) change: &'static str,
    /// What may stand between a hedge and its number: articles.
    pub(crate) fillers: &'static str,
    /// What may stand between a scale word and a unit: "milhões *de* dólares".
    pub(crate) joints: &'static str,
    /// Articles that are one before a hundred, a scale, a fraction or a unit, where they are no words for one.
    pub(crate) articles: &'static str,
    /// Nouns that are often counted, in the singular: "more than a year" is a number.
    pub(crate) counted: &'static str,
    /// What makes a decade of tens behind it: "anni cinquanta".
    pub(crate) decades: &'static str,
    /// What makes a decade of two digits before it: "the 80s".
    pub(crate) decade_ending: &'static str,
    /// Words for one; articles too where `one_is_article`.
    pub(crate) one: &'static str,
    /// Whether a word for one is an article as well, so that it is a number only with a hedge or a scale.
    pub(crate) one_is_article: bool,
    /// Number words that add up: 0, 2 to 99, and hundreds in one word.
    pub(crate) numbers: &'static [(u32, &'static str)],
    /// Number words with a half in them, in hundredths: "anderthalb".
    pub(crate) halves: &'static [(u32, &'static str)],
    /// Words for about a number, article included: "une vingtaine".
    pub(crate) about_numbers: &'static [(u32, &'static str)],
    /// Number words of two parts, for languages that have no rule: built from these by [`Words::pairs`].
    pub(crate) pairs: Pairs,
    /// What makes an age of a number above ten, in the place of its last vowel: "ventun*enne*".
    pub(crate) ages: &'static str,
    /// "hundred": multiplies what stands before it.
    pub(crate) hundred: &'static str,
    /// "and" between number words: "two hundred *and* forty".
    pub(crate) number_and: &'static str,
    /// Scale words that stand alone as numbers: "mil".
    pub(crate) bare_scales: &'static [(u64, &'static str)],
    /// Scale words and their abbreviations.
    pub(crate) scales: &'static [(u64, &'static str)],
    /// Abbreviations that are scales only right behind the digits: "490m".
    pub(crate) glued_scales: &'static [(u64, &'static str)],
    /// Thousands in compounds of one word: "zweitausend"; and hundreds.
    pub(crate) compounds: Option<(&'static str, &'static str)>,
    /// "half", by itself.
    pub(crate) half: &'static str,
    /// "half" where it is an adjective: only before a scale or a unit.
    pub(crate) half_before: &'static str,
    /// Fractions by their denominator, behind a numerator: "terço".
    pub(crate) fractions: &'static [(u32, &'static str)],
    /// What stands between a denominator and its numerator: "三分の二".
    pub(crate) parts_of: &'static str,
    /// "and a half", behind a number.
    pub(crate) and_half: &'static str,
    /// Multiples in hundredths: 300 for "triple".
    pub(crate) multiples: &'static [(u32, &'static str)],
    /// Beginnings of verbs that are multiples, in hundredths.
    pub(crate) multiple_stems: &'static [(u32, &'static str)],
    /// Their endings.
    pub(crate) endings: &'static str,
    /// What makes a multiple of a number: "times", "fold".
    pub(crate) times: &'static str,
    /// What makes a part of a number: "fois moins".
    pub(crate) times_less: &'static str,
    /// What makes a multiple of the number behind it: "by a factor of".
    pub(crate) factor: &'static str,
    /// What makes a part of the small number behind it: "divisé par".
    pub(crate) divided: &'static str,
    /// Names of units by their symbols, beside those of the theme.
    pub(crate) units: &'static [(&'static str, &'static str)],
    /// Names of years, months and weeks: they have no fixed length, and so are no units; a translation keeps them all
    /// the same.
    pub(crate) spans: [&'static str; 3],
    /// Letters that stand before names of months and figures in one word with them.
    pub(crate) glued: &'static str,
    /// Names and signs of currencies by their codes, the likeliest first.
    pub(crate) currencies: &'static [(&'static str, &'static str)],
    /// "minus"
    pub(crate) minus: &'static str,
    /// "minus" where the word also means "less": only before degrees.
    pub(crate) minus_degrees: &'static str,
    /// Ordinals in words.
    pub(crate) ordinals: &'static str,
    /// What makes an ordinal of digits: "rd".
    pub(crate) ordinal_endings: &'static str,
    /// What stands before digits with a full stop that are an ordinal: "am 3. Tag".
    pub(crate) ordinal_articles: &'static str,
    /// Abbreviated months beside those of CLDR.
    pub(crate) months: &'static [(u8, &'static str)],
    /// Forms of the names of days of the week beside that of CLDR, Monday first.
    pub(crate) weekdays: [&'static str; 7],
    /// What may stand behind the name of a day of the week in one word with it: "Montag*abend*".
    pub(crate) weekday_endings: &'static str,
    /// Dates: `{d}`, `{m}` (the month's name), `{n}` (its number) and `{y}`.
    pub(crate) dates: &'static str,
    /// What makes a clock time of a number before it: "a.m.".
    pub(crate) clock: &'static str,
    /// What makes a name of a number behind it: "page", "No.".
    pub(crate) labels: &'static str,
    /// What stands before a year: "in".
    pub(crate) year_after: &'static str,
    /// What has a number in it and says none: "double-digit".
    pub(crate) idioms: &'static str,
    /// The letter case of a noun that makes a number of a figure such as 2000 before it: lower or capital. `None` where
    /// years stand before nouns: "the 2000 election".
    pub(crate) noun_behind_figure: Option<Case>,
}

impl Words {
    /// No words at all.
    pub(crate) const EMPTY: Words = Words {
        language: "",
        name: "",
        hedges: &[],
        hedges_after: &[],
        between: "",
        and: "",
        or: "",
        from: "",
        to: "",
        of: "",
        out_of: "",
        out_of_apart: "",
        every: &[],
        by: "",
        by_after_change: "",
        change: "",
        fillers: "",
        joints: "",
        one: "",
        articles: "",
        counted: "",
        decades: "",
        decade_ending: "",
        one_is_article: true,
        numbers: &[],
        halves: &[],
        about_numbers: &[],
        pairs: Pairs::Apart,
        ages: "",
        hundred: "",
        number_and: "",
        bare_scales: &[],
        scales: &[],
        glued_scales: &[],
        compounds: None,
        half: "",
        half_before: "",
        fractions: &[],
        parts_of: "",
        and_half: "",
        multiples: &[],
        multiple_stems: &[],
        endings: "",
        times: "",
        times_less: "",
        factor: "",
        divided: "",
        units: &[],
        spans: ["", "", ""],
        glued: "",
        currencies: &[],
        minus: "",
        minus_degrees: "",
        ordinals: "",
        ordinal_endings: "",
        ordinal_articles: "",
        months: &[],
        weekdays: [""; 7],
        weekday_endings: "",
        dates: "",
        clock: "",
        labels: "",
        year_after: "",
        idioms: "",
        noun_behind_figure: None,
    };
}

/// Numbers up to ten in Han characters, as Chinese and Japanese write them; one stands apart.
pub(crate) const HAN_NUMBERS: &[(u32, &str)] = &[
    (0, "〇 | 零"),
    (2, "二 | 两 | 兩 | 両"),
    (3, "三"),
    (4, "四"),
    (5, "五"),
    (6, "六"),
    (7, "七"),
    (8, "八"),
    (9, "九"),
    (10, "十"),
];

/// The next day of the week at or behind a byte, in scripts without blanks: "月曜", "周一", "星期一", "월요일".
pub(crate) fn dense_weekday(text: &str, at: usize) -> Option<(std::ops::Range<usize>, i8)> {
    let place = |days: &str, sign: char| days.chars().position(|day| day == sign);
    for (found, sign) in text.get(at..)?.char_indices() {
        let start = at + found;
        let mut behind = text.get(start + sign.len_utf8()..)?.chars();
        let (next, third) = (behind.next(), behind.next());
        let size = |signs: &[Option<char>]| signs.iter().flatten().map(|sign| sign.len_utf8()).sum::<usize>();
        let day = match (sign, next, third) {
            ('月' | '火' | '水' | '木' | '金' | '土' | '日', Some('曜'), _) => {
                place("月火水木金土日", sign).map(|day| (day, size(&[Some(sign), next])))
            }
            ('월' | '화' | '수' | '목' | '금' | '토' | '일', Some('요'), Some('일')) => {
                place("월화수목금토일", sign).map(|day| (day, size(&[Some(sign), next, third])))
            }
            ('星', Some('期'), Some(day)) | ('礼', Some('拜'), Some(day)) | ('禮', Some('拜'), Some(day)) => {
                place("一二三四五六日天", day).map(|at| (at.min(6), size(&[Some(sign), next, third])))
            }
            // "每周一次" is once a week.
            ('周' | '週', Some(day), _)
                if !matches!(third, Some('次' | '个' | '個' | '回' | '年' | '期' | '遍')) =>
            {
                place("一二三四五六日", day).map(|day| (day, size(&[Some(sign), next])))
            }
            _ => None,
        };
        if let Some((day, length)) = day {
            return Some((start..start + length, i8::try_from(day).unwrap_or_default() + 1));
        }
    }
    None
}

/// How a word begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// With a small letter.
    Lower,
    /// With a capital.
    Capital,
}

/// How number words of two parts are made.
#[derive(Clone, Copy)]
pub(crate) enum Pairs {
    /// The parts stand apart: "vinte e um", "twenty-one".
    Apart,
    /// The smaller part first, in one word: "einundzwanzig" with "und".
    Reversed(&'static str),
    /// In one word, the vowel before a vowel left out: "ventuno".
    Elided,
    /// Signs behind one another: "三十五" is three tens and five.
    Han,
}

/// The languages whose words are known.
pub(crate) const LANGUAGES: &[&Words] = &[
    &super::others::ARABIC,
    &super::others::BULGARIAN,
    &super::others::CATALAN,
    &super::others::CZECH,
    &super::others::DANISH,
    &super::de::WORDS,
    &super::en::WORDS,
    &super::es::WORDS,
    &super::others::FINNISH,
    &super::fr::WORDS,
    &super::more::GALICIAN,
    &super::others::GREEK,
    &super::others::CROATIAN,
    &super::others::HUNGARIAN,
    &super::others::INDONESIAN,
    &super::he::WORDS,
    &super::it::WORDS,
    &super::ja::WORDS,
    &super::ko::WORDS,
    &super::more::LITHUANIAN,
    &super::nl::WORDS,
    &super::others::BOKMAL,
    &super::others::NORWEGIAN,
    &super::others::PERSIAN,
    &super::pl::WORDS,
    &super::pt::WORDS,
    &super::others::ROMANIAN,
    &super::ru::WORDS,
    &super::others::SLOVAK,
    &super::others::SWEDISH,
    &super::more::THAI,
    &super::tr::WORDS,
    &super::uk::WORDS,
    &super::others::VIETNAMESE,
    &super::zh::WORDS,
];

/// The words of a language by its primary subtag.
pub(crate) fn of(language: &str) -> Option<&'static Words> {
    LANGUAGES.iter().find(|words| words.language == language).copied()
}

/// The phrases of a table's text.
pub(crate) fn phrases(text: &str) -> impl Iterator<Item = &str> {
    text.split('|').map(str::trim).filter(|phrase| !phrase.is_empty())
}
