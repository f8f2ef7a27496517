//! Words of rising or falling beside a change whose direction is known: "fell by 50 %" of what grew by half.
//!
//! Told only where nothing is in doubt: the word stands right before the number, with nothing but words such as "by
//! about" between them, or right behind it, and no other word of its sentence says the opposite, denies or supposes.

use std::ops::Range;

use crate::fact::verdict::Direction;
use crate::locale::directions::{self, Directions};

/// A word of a text.
struct Word {
    range: Range<usize>,
    small: String,
}

/// What a word says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    /// That something rises or falls.
    Moves(Direction),
    /// That something is more or less than something else.
    Compares(Direction),
}

/// The word of a sentence that says the opposite of the direction that a claim is known to have; `claim` is where the
/// claim stands, its hedge included.
pub(super) fn contrary(
    text: &str,
    sentence: Range<usize>,
    claim: &Range<usize>,
    known: Direction,
    table: &Directions,
) -> Option<Range<usize>> {
    let words = words(text, sentence);
    let said = |word: &Word| {
        let is_inside = claim.start <= word.range.start && word.range.end <= claim.end;
        if is_inside { None } else { says(&word.small, table) }
    };
    let doubtful = |word: &Word| {
        directions::has(table.doubts, &word.small)
            || word.small.ends_with("n't")
            || matches!(said(word), Some(Says::Moves(to) | Says::Compares(to)) if to == known)
    };
    if words.iter().any(doubtful) {
        return None;
    }
    let opposite = |word: &&Word| said(word) == Some(Says::Moves(known.opposite()));
    let before = words.iter().rfind(|word| word.range.end <= claim.start && !may_stand_between(word, table));
    let behind = words.iter().find(|word| word.range.start >= claim.end);
    let is_end = behind.is_some_and(|word| directions::has(table.to, &word.small));
    let near = |from: usize, to: usize| {
        // A sign between them parts them: a comma, a bracket, a dash.
        text.get(from..to).is_some_and(|between| {
            between.chars().all(|sign| sign.is_alphanumeric() || sign.is_whitespace() || is_within_word(sign))
        })
    };
    let leads = before.filter(opposite).filter(|word| !is_end && near(word.range.end, claim.start));
    let follows = behind.filter(opposite).filter(|word| {
        let between = text.get(claim.end..word.range.start);
        between.is_some_and(|between| matches!(between.trim(), "" | "-"))
    });
    leads.or(follows).map(|word| word.range.clone())
}

fn says(word: &str, table: &Directions) -> Option<Says> {
    let lists = [
        (table.rising, Says::Moves(Direction::Up)),
        (table.falling, Says::Moves(Direction::Down)),
        (table.more, Says::Compares(Direction::Up)),
        (table.less, Says::Compares(Direction::Down)),
    ];
    lists.into_iter().find(|(list, _)| directions::has(list, word)).map(|(_, says)| says)
}

/// Whether a word may stand between a word of direction and its number: a preposition, an article, an adverb, a year.
fn may_stand_between(word: &Word, table: &Directions) -> bool {
    let small = word.small.as_str();
    let adverb = table.adverbs.split_ascii_whitespace();
    let is_adverb =
        adverb.into_iter().any(|ending| small.len() > ending.len() + 2 && small.ends_with(ending));
    let is_year = small.len() == 4 && (small.starts_with("19") || small.starts_with("20"));
    directions::has(table.between, small)
        || is_adverb
        || (is_year && small.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Apostrophes part elided words from the next ("d’environ"), and are part of others ("didn't").
fn is_within_word(sign: char) -> bool {
    matches!(sign, '\'' | '’')
}

/// The words of a sentence in small letters.
fn words(text: &str, sentence: Range<usize>) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut start = None;
    let end = sentence.end;
    let signs = text.get(sentence.clone()).unwrap_or_default().char_indices();
    let signs = signs.map(|(at, sign)| (sentence.start + at, sign)).chain([(end, ' ')]);
    for (at, sign) in signs {
        let behind_n =
            || start.and_then(|start| text.get(start..at)).is_some_and(|word| word.ends_with(['n', 'N']));
        let goes_on = sign.is_alphanumeric()
            || (is_within_word(sign) && behind_n() && text.get(at..).is_some_and(is_not));
        match (start, goes_on) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let small = text.get(from..at).unwrap_or_default().to_lowercase().replace('’', "'");
                words.push(Word { range: from..at, small });
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// Whether the end of "didn't" follows.
fn is_not(text: &str) -> bool {
    let mut signs = text.chars().skip(1);
    signs.next().is_some_and(|sign| matches!(sign, 't' | 'T'))
        && signs.next().is_none_or(|sign| !sign.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The word that is told where the claim between brackets is known to go a way.
    fn told<'t>(language: &str, text: &'t str, known: Direction) -> Option<&'t str> {
        let claim = text.find('[').expect("a claim") + 1..text.find(']').expect("its end");
        let table = directions::of(language).expect("a table");
        let plain = text.replace(['[', ']'], " ");
        contrary(&plain, 0..plain.len(), &claim, known, table).map(|range| &text[range])
    }

    #[test]
    fn a_contrary_word_beside_the_number_is_told() {
        for (language, text, word) in [
            ("en", "Rents fell by [50 %] in a year.", "fell"),
            ("en", "Rents have fallen sharply in 2024 by [about 50 %].", "fallen"),
            ("en", "It was a drop of [50 %].", "drop"),
            ("en", "That is a [50 %] drop.", "drop"),
            ("en", "Prices are down [more than 50 %] on last year.", "down"),
            ("pt", "Os preços caíram [50 %] em um ano.", "caíram"),
            ("pt", "Houve uma queda de [quase 50 %].", "queda"),
            ("es", "Los precios cayeron un [50 %].", "cayeron"),
            ("es", "La cifra disminuyó en [un 50 %].", "disminuyó"),
            ("fr", "Les prix ont baissé d’environ [50 %].", "baissé"),
            ("fr", "Une chute de [50 %] en un an.", "chute"),
            ("de", "Die Preise sanken um rund [50 %].", "sanken"),
            ("de", "Die Preise sind um [50 %] gesunken.", "gesunken"),
            ("it", "I prezzi sono calati del [50 %].", "calati"),
        ] {
            assert_eq!(told(language, text, Direction::Up), Some(word), "{text}");
            assert_eq!(told(language, text, Direction::Down), None, "{text}");
        }
        assert_eq!(told("en", "Rents rose by [50 %].", Direction::Down), Some("rose"));
        assert_eq!(told("de", "Die Mieten stiegen um [50 %].", Direction::Down), Some("stiegen"));
    }

    #[test]
    fn what_is_in_doubt_is_not_told() {
        for (language, text) in [
            ("en", "The fall slowed to [50 %]."),
            ("en", "It is down from 400 to [50 %]."),
            ("en", "Rents fell to [50 %] of what they were."),
            ("en", "Rents did not fall by [50 %]."),
            ("en", "Rents didn’t fall by [50 %], says the city."),
            ("en", "Far from falling, rents went up by [50 %]."),
            ("en", "The number of drop-outs was [50 %]."),
            ("en", "The fall in prices helped sales by [50 %]."),
            ("en", "After the fall, a gain of [50 %]."),
            ("en", "Rents fell, by the city’s count, [50 %]."),
            ("en", "Rents fell by [50 %] to 400, and rose again."),
            ("en", "Prices ended down [50 %] higher."),
            ("en", "They fell from [50 %] to 20 %."),
            ("pt", "A taxa caiu de [50 %] para 20 %."),
            ("pt", "Os preços não caíram [50 %]."),
            ("fr", "Les prix n’ont pas baissé de [50 %]."),
            ("fr", "La part est en baisse, à [50 %]."),
            ("de", "Der Anteil sank auf [50 %]."),
            ("es", "La tasa cayó al [50 %]."),
            ("it", "Il tasso è sceso al [50 %]."),
        ] {
            assert_eq!(told(language, text, Direction::Up), None, "{text}");
        }
    }
}
