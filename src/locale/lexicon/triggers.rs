//! A quick look over a text for what may say a number: most prose does not.

use crate::locale::lexicon::digits;
use crate::locale::lexicon::vocabulary::Plain;

/// The beginnings of all words that say numbers, by their first two bytes in lower case.
#[derive(Debug)]
pub(crate) struct Triggers(Vec<u64>);

impl Default for Triggers {
    fn default() -> Self {
        Triggers(vec![0; 1024])
    }
}

impl Triggers {
    /// Adds a folded word.
    pub(crate) fn add(&mut self, word: &str) {
        let mut bytes = word.bytes();
        let (Some(first), second) = (bytes.next(), bytes.next().unwrap_or(b' ')) else { return };
        let at = index(first, second);
        if let Some(bits) = self.0.get_mut(at / 64) {
            *bits |= 1 << (at % 64);
        }
        // In capitals, letters outside ASCII begin with the same byte or one of a few others: any second byte will do.
        if !first.is_ascii() {
            (0x80..=0xbf).for_each(|second| self.open(index(first, second)));
        } else if !second.is_ascii() {
            (0xc2..=0xf4).for_each(|second| self.open(index(first, second)));
        }
    }

    fn open(&mut self, at: usize) {
        if let Some(bits) = self.0.get_mut(at / 64) {
            *bits |= 1 << (at % 64);
        }
    }

    /// Whether the word at a byte begins as one that says a number.
    #[inline]
    pub(crate) fn starts(&self, text: &[u8], at: usize) -> bool {
        let letter = |at: usize| text.get(at).copied().filter(|byte| is_letter(*byte)).unwrap_or(b' ');
        let place = index(letter(at).to_ascii_lowercase(), letter(at + 1).to_ascii_lowercase());
        self.0.get(place / 64).is_some_and(|bits| bits & (1 << (place % 64)) != 0)
    }

    /// The next byte at or behind `start` where a number or a word for one may begin. `is_none` tells of words of ASCII
    /// letters, by the byte behind them, which ones surely say no number.
    pub(crate) fn next(
        &self,
        text: &str,
        start: usize,
        is_none: impl Fn(Plain, u8) -> bool,
    ) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut within = start > 0 && bytes.get(start - 1).is_some_and(|byte| is_letter(*byte));
        let mut punctuation = false;
        let mut at = start;
        while let Some(byte) = bytes.get(at).copied() {
            if byte.is_ascii_alphabetic() {
                let word = Plain::at(bytes, at);
                let behind = bytes.get(at + word.length).copied().unwrap_or(b' ');
                if !within && !is_none(word, behind) && self.starts(bytes, at) {
                    return Some(at);
                }
                (within, punctuation, at) = (true, false, at + word.length);
                continue;
            }
            let begins = match byte {
                b'0'..=b'9' => true,
                ..0xc0 => false,
                // Scripts without blanks have words anywhere.
                _ => is_digit_at(text, at, byte) || ((!within || byte >= 0xe0) && self.starts(bytes, at)),
            };
            if begins {
                return Some(at);
            }
            // "d’avril", "¡noviembre": the signs up to U+00BF and from U+2000 on are no letters.
            punctuation = matches!(byte, 0xc2 | 0xe2) || punctuation && (0x80..0xc0).contains(&byte);
            (within, at) = (!byte.is_ascii() && !punctuation, at + 1);
        }
        None
    }
}

fn index(first: u8, second: u8) -> usize {
    usize::from(first) << 8 | usize::from(second)
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || !byte.is_ascii()
}

/// Whether the sign outside ASCII that begins with a byte is a digit or a fraction.
fn is_digit_at(text: &str, at: usize, first: u8) -> bool {
    // Between U+00C0 and U+063F, where the letters of Europe are, there is none.
    if (0xc3..0xd9).contains(&first) {
        return false;
    }
    let sign = text.get(at..).and_then(|rest| rest.chars().next());
    sign.is_some_and(|sign| digits::value(sign).is_some() || digits::fraction(sign).is_some())
}
