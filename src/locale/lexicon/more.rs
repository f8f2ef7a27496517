//! Languages of which CLDR names units and currencies, and only the orders of dates and small words are ours.

use crate::locale::lexicon::words::{Words, phrases};

/// Galician.
pub(crate) const GALICIAN: Words = Words {
    language: "gl",
    name: "Galician",
    joints: "de",
    dates: "{d} de {m} de {y} | {d} de {m} | {m} de {y} | {m} do {y} | {d} de {m} do {y} | {d}/{n}/{y}",
    ..Words::EMPTY
};

/// Lithuanian.
pub(crate) const LITHUANIAN: Words = Words {
    language: "lt",
    name: "Lithuanian",
    months: &[
        (1, "sausis | sausio | sausį | sausyje"),
        (2, "vasaris | vasario | vasarį | vasaryje"),
        (3, "kovo | kovą"),
        (4, "balandis | balandžio | balandį | balandyje"),
        (5, "gegužė | gegužės | gegužę | gegužėje"),
        (6, "birželis | birželio | birželį | birželyje"),
        (7, "liepos | liepą"),
        (8, "rugpjūtis | rugpjūčio | rugpjūtį | rugpjūtyje"),
        (9, "rugsėjis | rugsėjo | rugsėjį | rugsėjyje"),
        (10, "spalis | spalio | spalį | spalyje"),
        (11, "lapkritis | lapkričio | lapkritį | lapkrityje"),
        (12, "gruodis | gruodžio | gruodį | gruodyje"),
    ],
    dates: "{y} m. {m} {d} d. | {y} m. {m} {d} dieną | {y} metų {m} {d} dieną | {y} metų {m} {d} d. | {m} {d} d. | \
{m} {d} dieną | {m} {d} dienos | {m} {d} dienai | {m} {d}-oji | {m} {d}-osios | {m} {d}-ąją | {m} {d} | {y} m. {m} | \
{y} metų {m} | {y} {m}",
    ..Words::EMPTY
};

/// Thai; years are often those of the Buddha.
pub(crate) const THAI: Words = Words {
    language: "th",
    name: "Thai",
    dates: "{d} {m} {y} | {d} {m} | {m} {y} | {d} {m} ปี {y} | {m} ปี {y} | {d} {m} พ.ศ. {y} | {m} พ.ศ. {y} | \
{d} {m} ค.ศ. {y} | {m} ค.ศ. {y}",
    year_after: "ปี | พ.ศ. | ค.ศ. | ปี พ.ศ. | ปี ค.ศ.",
    ..Words::EMPTY
};

/// Words for "year" that stand beside years in dates alone, by language: CLDR counts years with others.
const YEAR_WORDS: &[(&str, &str)] = &[
    ("am", "ዓ | ዓመተ"),
    ("az", "il"),
    ("be", "г | гг"),
    ("bg", "г"),
    ("bn", "সাল | সালে | সালের"),
    ("bs", "g | god"),
    ("et", "a | aasta | aastal"),
    ("fa", "سال"),
    ("gu", "સાલ | સાલમાં"),
    ("hi", "सन | साल"),
    ("hr", "g | god"),
    ("hy", "թ | թվականի | թվականին | թվական"),
    ("ka", "წ | წელს"),
    ("kk", "ж | жылғы | жылдың | жылы"),
    ("kn", "ಇಸವಿ | ಸಾಲಿನ"),
    ("ky", "ж | жылдын | жылкы | жылы"),
    ("lt", "m | metų"),
    ("lv", "g | gada | gadā"),
    ("mk", "г | год"),
    ("ml", "ആണ്ട് | വർഷം"),
    ("mn", "оны | он | онд"),
    ("mr", "साल | साली | सालच्या | सन"),
    ("ne", "साल | सन्"),
    ("or", "ମସିହା | ସାଲ"),
    ("pa", "ਸਾਲ | ਸਾਲ"),
    ("ps", "کال | کال د | م"),
    ("ro", "anul"),
    ("sd", "سال | سن"),
    ("si", "වර්ෂයේ | වසරේ"),
    ("so", "sannadkii | sanadkii"),
    ("sr", "г | год"),
    ("sr-Latn", "g | god"),
    ("sw", "mwaka"),
    ("ta", "ஆண்டு | ஆம் | ஆண்டில்"),
    ("te", "సంవత్సరం | సంవత్సరంలో"),
    ("tk", "ýylyň | ýyl"),
    ("ur", "سال | سنہ | ء"),
    ("uz", "yil | yilning"),
];

/// Whether a word says "year" in dates of a language.
pub(crate) fn is_year_word(language: &str, word: &str) -> bool {
    let words = YEAR_WORDS.iter().find(|(other, _)| *other == language).map_or("", |(_, words)| words);
    phrases(words).any(|other| other == word)
}

/// Short words that stand between a day and its month, by language.
const DAY_JOINTS: &[(&str, &str)] =
    &[("fil", "ng"), ("ha", "ga"), ("ig", "nke"), ("mt", "ta"), ("sw", "mwezi"), ("yo", "oṣù")];

/// Whether a word stands between a day and its month.
pub(crate) fn is_day_joint(language: &str, word: &str) -> bool {
    DAY_JOINTS.iter().any(|(other, joint)| *other == language && *joint == word)
}

/// Short words that stand between a month behind its day and the year, by language.
const YEAR_JOINTS: &[(&str, &str)] = &[("am", "ቀን"), ("fo", "í"), ("is", "árið")];

/// Whether a word stands between a day with its month and the year.
pub(crate) fn is_year_joint(language: &str, word: &str) -> bool {
    YEAR_JOINTS.iter().any(|(other, joint)| *other == language && *joint == word)
}
