//! The words of a lexicon, and looking for them: words of a text by their letters, eight at a time.
//!
//! Nearly all words of prose are of plain letters and say nothing about numbers. Such a word gets a print while its end
//! is looked for, and a set of bits by print tells most of them from those of the lexicon at one look, without folding
//! them into memory of their own.

/// A word of the lexicon; [`UNKNOWN`] for all others.
pub(crate) type WordId = u16;

/// No word of the lexicon.
pub(crate) const UNKNOWN: WordId = 0;

/// The first id of a word; those below it stand for figures in dates.
const FIRST_WORD: WordId = 4;

/// A word as it is looked up.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Written<'a> {
    /// Of ASCII letters alone, in any case, with the print of its small letters.
    Plain(&'a str, u64),
    /// Any other, folded.
    Folded(&'a str),
}

/// How many ASCII letters stand somewhere, and the print of their small letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Plain {
    /// Letters, which are bytes too.
    pub(crate) length: usize,
    /// The print of a word of these letters.
    pub(crate) print: u64,
}

/// One bit of each byte.
const BITS: u64 = 0x0101_0101_0101_0101;

impl Plain {
    /// The letters from a byte on.
    #[inline]
    pub(crate) fn at(bytes: &[u8], at: usize) -> Plain {
        let rest = bytes.get(at..).unwrap_or_default();
        // Most words are shorter than eight letters, and most stand before the last eight bytes.
        if let Some(chunk) = rest.first_chunk::<8>() {
            let (letters, length) = letters(u64::from_le_bytes(*chunk));
            if 0 < length && length < 8 {
                return Plain { length, print: mixed(0, letters) };
            }
        }
        Plain::long(rest)
    }

    fn long(bytes: &[u8]) -> Plain {
        let mut plain = Plain { length: 0, print: 0 };
        let mut rest = bytes;
        loop {
            let (letters, count) = letters(eight(rest));
            if count > 0 {
                plain.print = mixed(plain.print, letters);
                plain.length += count;
            }
            match rest.get(8..) {
                Some(behind) if count == 8 => rest = behind,
                _ => return plain,
            }
        }
    }
}

/// The first eight bytes, zeros behind the end.
fn eight(bytes: &[u8]) -> u64 {
    if let Some(chunk) = bytes.first_chunk::<8>() {
        return u64::from_le_bytes(*chunk);
    }
    let mut chunk = [0; 8];
    chunk.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
    u64::from_le_bytes(chunk)
}

/// The ASCII letters at the head of eight bytes as small ones, zeros behind them, and how many they are.
#[inline]
fn letters(chunk: u64) -> (u64, usize) {
    let high = BITS << 7;
    let small = chunk | (BITS << 5);
    // The highest bit of each byte: not below `a`, not above `z`, ASCII.
    let seven = small & !high;
    let from_a = seven + BITS * (0x80 - 0x61);
    let above_z = seven + BITS * (0x80 - 0x7b);
    let is_letter = from_a & !above_z & !chunk & high;
    let behind = (!is_letter & high).trailing_zeros() & !7;
    let kept = if behind >= 64 { small } else { small & ((1 << behind) - 1) };
    (kept, behind as usize / 8)
}

#[inline]
fn mixed(print: u64, chunk: u64) -> u64 {
    let mixed = (print ^ chunk).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 32)
}

/// The print of a folded word.
fn print_of(folded: &str) -> u64 {
    folded.as_bytes().chunks(8).fold(0, |print, chunk| mixed(print, eight(chunk)))
}

/// A set of prints that holds a few more than were put in.
#[derive(Debug)]
pub(crate) struct Prints {
    bits: Box<[u64]>,
}

impl Default for Prints {
    fn default() -> Self {
        Prints { bits: vec![0; 1024].into() }
    }
}

impl Prints {
    /// Puts in the print of a folded word.
    pub(crate) fn add(&mut self, folded: &str) {
        let (at, bit) = place(print_of(folded));
        if let Some(bits) = self.bits.get_mut(at) {
            *bits |= bit;
        }
    }

    /// Whether a print may have been put in.
    #[inline]
    pub(crate) fn may_hold(&self, print: u64) -> bool {
        let (at, bit) = place(print);
        self.bits.get(at).is_some_and(|bits| bits & bit != 0)
    }
}

/// Of a print: which of the words of a set of 65,536 bits, and the bit in it.
fn place(print: u64) -> (usize, u64) {
    ((print >> 6) as usize & 1023, 1 << (print & 63))
}

/// Words by their ids.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    /// Folded; the first has the id [`FIRST_WORD`].
    words: Vec<Box<str>>,
    /// Ids by the low bits of prints, the next free place where one is taken: a power of two, at most half full.
    slots: Vec<WordId>,
    prints: Prints,
}

impl Vocabulary {
    /// The id of a word; [`UNKNOWN`] if it is none of these.
    pub(crate) fn find(&self, word: Written<'_>) -> WordId {
        match word {
            Written::Plain(word, print) if self.prints.may_hold(print) => {
                self.look(print, |known| known.eq_ignore_ascii_case(word))
            }
            Written::Plain(..) => UNKNOWN,
            Written::Folded(word) => self.look(print_of(word), |known| known == word),
        }
    }

    fn look(&self, print: u64, is: impl Fn(&str) -> bool) -> WordId {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = print as usize & mask;
        while let Some(id) = self.slots.get(at).copied().filter(|id| *id != UNKNOWN) {
            if self.words.get(usize::from(id - FIRST_WORD)).is_some_and(|known| is(known)) {
                return id;
            }
            at = (at + 1) & mask;
        }
        UNKNOWN
    }

    /// The id of a word, which is one of these from now on; [`UNKNOWN`] if there are too many.
    pub(crate) fn add(&mut self, word: Written<'_>) -> WordId {
        let known = self.find(word);
        if known != UNKNOWN {
            return known;
        }
        let folded: Box<str> = match word {
            Written::Plain(word, _) => word.to_ascii_lowercase().into(),
            Written::Folded(word) => word.into(),
        };
        let next = WordId::try_from(self.words.len()).ok().and_then(|count| count.checked_add(FIRST_WORD));
        let Some(id) = next else { return UNKNOWN };
        self.prints.add(&folded);
        self.words.push(folded);
        if self.words.len() * 2 > self.slots.len() {
            self.slots = vec![UNKNOWN; (self.words.len() * 4).next_power_of_two()];
            (FIRST_WORD..=id).for_each(|id| self.put(id));
        } else {
            self.put(id);
        }
        id
    }

    /// Puts an id into the first free place for its word.
    fn put(&mut self, id: WordId) {
        let Some(word) = self.words.get(usize::from(id - FIRST_WORD)) else { return };
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = print_of(word) as usize & mask;
        while self.slots.get(at).is_some_and(|taken| *taken != UNKNOWN) {
            at = (at + 1) & mask;
        }
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = id;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_found_and_have_the_print_of_small_ones() {
        for (text, length) in [
            ("", 0),
            ("a", 1),
            ("Zz9", 2),
            ("@a", 0),
            ("[", 0),
            ("abc{", 3),
            ("abcdefgh", 8),
            ("abcdefgh ", 8),
            ("Abcdefghi", 9),
            ("milhões", 4),
            ("vierundzwanzigtausend-", 21),
            ("ab\u{80}", 2),
            ("a\0b", 1),
        ] {
            let plain = Plain::at(text.as_bytes(), 0);
            assert_eq!(plain.length, length, "{text}");
            let word = text.get(..length).expect("letters").to_lowercase();
            assert_eq!(plain.print, print_of(&word), "{text}");
        }
        assert_eq!(Plain::at(b"a word", 2).length, 4);
        assert_eq!(Plain::at(b"word", 9).length, 0);
    }

    #[test]
    fn words_are_found_again_however_many() {
        let mut vocabulary = Vocabulary::default();
        let word = |number: u32| format!("{}é{number:x}", "word".repeat(number as usize % 4));
        let ids: Vec<WordId> =
            (0..5_000).map(|number| vocabulary.add(Written::Folded(&word(number)))).collect();
        for (number, id) in (0..).zip(&ids) {
            assert_eq!(vocabulary.find(Written::Folded(&word(number))), *id);
            assert_eq!(vocabulary.add(Written::Folded(&word(number))), *id);
        }
        assert_eq!(vocabulary.find(Written::Folded("other")), UNKNOWN);
        let plain = |text: &'static str| Written::Plain(text, Plain::at(text.as_bytes(), 0).print);
        assert_eq!(vocabulary.find(plain("Million")), UNKNOWN);
        let id = vocabulary.add(plain("Million"));
        assert_eq!(vocabulary.find(Written::Folded("million")), id);
        assert_eq!(vocabulary.find(plain("MILLION")), id);
    }
}
