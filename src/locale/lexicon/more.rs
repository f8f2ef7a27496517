//! Languages of which CLDR names units and currencies, and only the orders of dates and small words are ours.

use crate::locale::lexicon::words::Words;

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
