//! The words of a text and the signs between them, found in one pass for all that compares words.
//!
//! A word is a run of letters and digits; an apostrophe or a hyphen parts two. Words are compared by a digest of their
//! folded letters, so that nothing is copied; what a text has none of need not be looked for.

use std::ops::Range;

use crate::prose::flat::OBJECT;

/// A word of a text.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// Bytes of the text.
    pub(crate) range: Range<usize>,
    /// Digest of its letters, folded to lower case.
    pub(crate) print: u64,
    /// How many letters and digits it has.
    pub(crate) letters: usize,
    /// Its first letter is a capital, or of a script without any.
    pub(crate) is_capital: bool,
}

/// The words of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    /// In order.
    pub(crate) list: Vec<Word>,
    /// How many letters and digits there are.
    pub(crate) letters: usize,
    /// Digest of all words in order.
    pub(crate) print: u64,
    /// Digests of the beginnings of words with a capital inside a sentence: names look alike in many languages.
    pub(crate) stems: Vec<u64>,
    /// What else there is.
    pub(crate) signs: Signs,
}

/// Signs that a text has: where one is missing, what needs it need not be looked for.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Signs {
    /// Round, angled, straight or Japanese quotation marks; single ones look like apostrophes and do not count.
    pub(crate) quotes: bool,
    /// Single ones, straight ones before a word among them.
    pub(crate) single: bool,
    /// `*`, `]`, `<`, `>`, `&`, braces, a backtick, a backslash, `_`.
    pub(crate) markup: bool,
    /// A digit of ASCII, an `@`, `://`, `www.`.
    pub(crate) address: bool,
    /// A capital behind a small letter, or a letter right behind a full stop, a comma and the like.
    pub(crate) joined: bool,
}

/// Letters by which a name is known again in another language.
const STEM: usize = 5;

impl Words {
    /// Those of a text.
    pub(crate) fn of(text: &str) -> Words {
        let mut scan = Scan { words: Words::default(), open: None, before: ' ', first: ' ', starts: true };
        scan.words.list.reserve(text.len() / 6);
        for (at, sign) in text.char_indices() {
            if sign.is_ascii_alphanumeric() || (!sign.is_ascii() && is_part(sign)) {
                scan.letter(at, sign);
            } else {
                scan.close(text);
                scan.sign(sign);
            }
            scan.before = sign;
        }
        scan.close(text);
        scan.words
    }
}

/// The word that is being read, and what was met so far.
struct Scan {
    words: Words,
    open: Option<Word>,
    before: char,
    /// First letter of the open word.
    first: char,
    /// Nothing of the sentence was read yet.
    starts: bool,
}

impl Scan {
    fn letter(&mut self, at: usize, sign: char) {
        let before = self.before;
        let word = match &mut self.open {
            Some(word) => {
                self.words.signs.joined |= sign.is_uppercase() && before.is_lowercase();
                word
            }
            none => {
                self.first = sign;
                self.words.signs.joined |=
                    matches!(before, '.' | '!' | '?' | ';' | ',') && sign.is_alphabetic();
                none.insert(Word { range: at..at, print: SEED, letters: 0, is_capital: !sign.is_lowercase() })
            }
        };
        if sign.is_ascii() {
            word.print = step(word.print, sign.to_ascii_lowercase());
            self.words.signs.address |= sign.is_ascii_digit();
        } else {
            word.print = sign.to_lowercase().fold(word.print, step);
        }
        word.letters += usize::from(!is_mark(sign));
        word.range.end = at + sign.len_utf8();
        if word.letters == STEM && !self.starts && self.first.is_uppercase() && !is_mark(sign) {
            self.words.stems.push(word.print);
        }
    }

    /// The open word has ended.
    fn close(&mut self, text: &str) {
        let Some(word) = self.open.take() else { return };
        self.words.letters += word.letters;
        self.words.print = (self.words.print ^ word.print).wrapping_mul(PRIME);
        self.words.signs.address |= word.letters == 3 && text.get(word.range.clone()) == Some("www");
        self.words.list.push(word);
        self.starts = false;
    }

    fn sign(&mut self, sign: char) {
        let signs = &mut self.words.signs;
        match sign {
            ' ' => {}
            '.' | '!' | '?' | ':' => self.starts = true,
            '“' | '«' => (signs.quotes, self.starts) = (true, true),
            '”' | '„' | '»' | '"' | '「' | '『' | '」' | '』' => signs.quotes = true,
            '\'' | '‘' | '’' | '‚' | '‹' | '›' => signs.single = true,
            '*' | ']' | '<' | '>' | '&' | '{' | '}' | '`' | '\\' | '_' => signs.markup = true,
            '@' => signs.address = true,
            '/' => signs.address |= self.before == '/',
            _ => {}
        }
    }
}

/// Letters, digits, and the marks that are written over letters.
fn is_part(sign: char) -> bool {
    sign != OBJECT && (sign.is_alphanumeric() || is_mark(sign))
}

/// Combining accents, Arabic and Hebrew points, the joiner and non-joiner.
fn is_mark(sign: char) -> bool {
    !sign.is_ascii()
        && matches!(u32::from(sign), 0x300..=0x36f | 0x591..=0x5c7 | 0x64b..=0x65f | 0x670 | 0x200c..=0x200d)
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// FNV-1a over whole letters.
fn step(print: u64, letter: char) -> u64 {
    (print ^ u64::from(u32::from(letter))).wrapping_mul(PRIME)
}

/// The digest of one word, as [`Word::print`] has it.
pub(crate) fn print_of(word: &str) -> u64 {
    word.chars().flat_map(char::to_lowercase).fold(SEED, step)
}

/// Letters of a text folded to lower case, without anything between them.
pub(crate) fn letters_of(text: &str) -> Vec<char> {
    text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How many letters must be put in, taken out or changed to make one word of another; nothing if more than `most`.
///
/// Levenshtein's distance, row by row, given up as soon as a row exceeds `most`.
pub(crate) fn changes(a: &[char], b: &[char], most: usize) -> Option<usize> {
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
