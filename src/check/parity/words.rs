//! The words of a block, found once for all comparisons of words.
//!
//! A word is a run of letters and digits; an apostrophe or a hyphen parts two. Words are compared by a digest of their
//! folded letters, so that nothing is copied.

use std::ops::Range;

use crate::prose::flat::OBJECT;
use crate::site::blocks::Line;

/// A word of a block.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Bytes of the block's text.
    pub(super) range: Range<usize>,
    /// Digest of its letters, folded to lower case.
    pub(super) print: u64,
    /// How many letters and digits it has.
    pub(super) letters: usize,
    /// Its first letter is a capital, or of a script without any.
    pub(super) is_capital: bool,
}

/// The words of one block.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// In order.
    pub(super) list: Vec<Word>,
}

impl Words {
    /// Those of a block of an edition.
    pub(super) fn of_line(line: &Line<'_, '_>) -> Words {
        line.read.map(|read| Words::of(&read.flat.text)).unwrap_or_default()
    }

    /// Those of a text.
    pub(super) fn of(text: &str) -> Words {
        let mut list = Vec::with_capacity(text.len() / 5);
        let mut open: Option<Word> = None;
        for (at, sign) in text.char_indices() {
            if is_part(sign) {
                let word = open.get_or_insert_with(|| Word {
                    range: at..at,
                    print: SEED,
                    letters: 0,
                    is_capital: !sign.is_lowercase(),
                });
                word.print = folded(sign).fold(word.print, step);
                word.letters += 1;
                word.range.end = at + sign.len_utf8();
            } else {
                list.extend(open.take());
            }
        }
        list.extend(open);
        Words { list }
    }
}

/// Letters, digits, and the marks that are written over letters.
fn is_part(sign: char) -> bool {
    sign != OBJECT && (sign.is_alphanumeric() || is_mark(sign))
}

/// Combining accents, Arabic and Hebrew points, the joiner and non-joiner.
fn is_mark(sign: char) -> bool {
    matches!(u32::from(sign), 0x300..=0x36f | 0x591..=0x5c7 | 0x64b..=0x65f | 0x670 | 0x200c..=0x200d)
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a over whole letters.
fn step(print: u64, letter: char) -> u64 {
    (print ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01b3)
}

fn folded(sign: char) -> impl Iterator<Item = char> {
    // Most letters are plain ones.
    let (plain, other) =
        if sign.is_ascii() { (Some(sign.to_ascii_lowercase()), None) } else { (None, Some(sign)) };
    plain.into_iter().chain(other.into_iter().flat_map(char::to_lowercase))
}

/// The digest of one word, as [`Word::print`] has it.
pub(super) fn print_of(word: &str) -> u64 {
    word.chars().flat_map(folded).fold(SEED, step)
}

/// Letters of a text folded to lower case, without anything between them.
pub(super) fn letters_of(text: &str) -> Vec<char> {
    text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How many letters must be put in, taken out or changed to make one word of another; nothing if more than `most`.
///
/// Levenshtein's distance, row by row, given up as soon as a row exceeds `most`.
pub(super) fn changes(a: &[char], b: &[char], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (at, letter) in a.iter().enumerate() {
        let mut diagonal = at;
        let mut left = at + 1;
        let mut least = left;
        for (other, above) in b.iter().zip(row.iter_mut().skip(1)) {
            let cost = (diagonal + usize::from(letter != other)).min(left + 1).min(*above + 1);
            diagonal = std::mem::replace(above, cost);
            left = cost;
            least = least.min(cost);
        }
        if let Some(first) = row.first_mut() {
            *first = at + 1;
        }
        if least > most {
            return None;
        }
    }
    row.last().copied().filter(|cost| *cost <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        Words::of(text).list.into_iter().map(|word| &text[word.range]).collect()
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        assert_eq!(words("L’agence, BR-12 à São Paulo."), ["L", "agence", "BR", "12", "à", "São", "Paulo"]);
        assert_eq!(words(""), [""; 0]);
        assert_eq!(Words::of("ÉTÉ").list[0].print, print_of("été"));
    }

    #[test]
    fn changes_are_counted_up_to_a_limit() {
        let changes = |a: &str, b: &str| changes(&letters_of(a), &letters_of(b), 2);
        assert_eq!(changes("kitten", "kitten"), Some(0));
        assert_eq!(changes("kitten", "sitten"), Some(1));
        assert_eq!(changes("kitten", "kiten"), Some(1));
        assert_eq!(changes("kitten", "iktten"), Some(2));
        assert_eq!(changes("kitten", "sitting"), None, "three");
        assert_eq!(changes("", "ab"), Some(2));
    }
}
