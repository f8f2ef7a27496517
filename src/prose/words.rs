//! The words of a text and the signs between them, found in one pass for all that compares words.
//!
//! A word is a run of letters and digits; an apostrophe or a hyphen parts two. Words are compared by a digest of their
//! folded letters, so that nothing is copied; what a text has none of need not be looked for.

use std::ops::Range;

/// A word of a text.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// Bytes of the text.
    pub(crate) range: Range<usize>,
    /// Digest of its letters, folded to lower case.
    pub(crate) print: u64,
    /// How many letters and digits it has.
    pub(crate) letters: usize,
    /// Which letters it has, a bit for each 32nd: words that differ in two letters differ in four bits at most.
    pub(crate) mask: u32,
    /// Its first letter is a capital, or of a script without any.
    pub(crate) is_capital: bool,
    /// It is of letters of ASCII alone.
    pub(crate) is_plain: bool,
    /// It may have a digit: only where this is false it surely has none, of any script.
    pub(crate) may_have_digit: bool,
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
    /// What else there is.
    pub(crate) signs: Signs,
}

/// Signs that a text has: where one is missing, what needs it need not be looked for.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Signs {
    /// Round, angled, straight or Japanese quotation marks; single ones look like apostrophes and do not count.
    pub(crate) quotes: bool,
    /// `*`, `]`, `<`, `>`, `&`, braces, a backtick, a backslash, `_`.
    pub(crate) markup: bool,
    /// What addresses, telephone numbers, numbers of cases and digests have: an `@`, `//`, `www`, digits joined to
    /// others by a stroke, a long word with digits.
    pub(crate) address: bool,
    /// A capital behind a small letter, or a letter right behind a full stop, a comma and the like.
    pub(crate) joined: bool,
}

/// Letters and digits of the shortest digest.
const DIGEST: usize = 16;

/// Bits of [`KINDS`]: what a sign of ASCII is in a word.
const SMALL: u8 = 1;
const CAPITAL: u8 = 2;
const DIGIT: u8 = 8;
/// What no table has: letters outside ASCII.
const OTHER: u8 = 16;
/// Outside ASCII, and no letter.
const NUMERIC: u8 = 32;
/// The first digits behind those of ASCII are Arabic.
const FIRST_DIGIT: char = '\u{660}';

/// What each sign of ASCII is, 0 if it is no part of a word.
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut rest: &mut [u8] = &mut kinds;
    let mut byte: u8 = 0;
    while let Some((kind, behind)) = rest.split_first_mut() {
        if byte.is_ascii_lowercase() {
            *kind = SMALL;
        } else if byte.is_ascii_uppercase() {
            *kind = CAPITAL;
        } else if byte.is_ascii_digit() {
            *kind = DIGIT;
        }
        rest = behind;
        byte = byte.wrapping_add(1);
    }
    kinds
};

fn kind_of_byte(byte: u8) -> u8 {
    KINDS.get(usize::from(byte)).copied().unwrap_or_default()
}

impl Words {
    /// Those of a text.
    pub(crate) fn of(text: &str) -> Words {
        let mut scan = Scan { text, words: Words::default(), before: ' ', digit_before: false };
        scan.words.list.reserve(text.len() / 5);
        let mut at = 0;
        while let Some(byte) = text.as_bytes().get(at) {
            let is_word = kind_of_byte(*byte) != 0;
            at = match byte {
                b' ' => {
                    scan.before = ' ';
                    at + 1
                }
                _ if is_word => scan.word(at),
                _ => scan.other(at),
            };
        }
        scan.words
    }
}

/// What was met so far.
struct Scan<'t> {
    text: &'t str,
    words: Words,
    /// The sign before the next word.
    before: char,
    /// The last word ended in a digit.
    digit_before: bool,
}

impl Scan<'_> {
    /// Reads a word; gives the byte behind it.
    fn word(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut run = Run { print: SEED, mask: 0, letters: 0, kinds: 0 };
        let mut end = start + run.first(bytes.get(start));
        end += run.plain(bytes.get(end..).unwrap_or_default());
        while let Some(sign) = bytes.get(end).filter(|byte| !byte.is_ascii()).and_then(|_| self.sign(end)) {
            if !is_part(sign) {
                break;
            }
            run.other(sign);
            end += sign.len_utf8();
            end += run.plain(bytes.get(end..).unwrap_or_default());
        }
        self.close(start, end, &run);
        end
    }

    fn sign(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// Puts down a word.
    #[inline]
    fn close(&mut self, start: usize, end: usize, run: &Run) {
        let kind = self.text.as_bytes().get(start).map_or(0, |byte| kind_of_byte(*byte));
        let is_small = match kind {
            0 => self.sign(start).is_some_and(char::is_lowercase),
            kind => kind == SMALL,
        };
        let signs = &mut self.words.signs;
        // Most words have no capital but the first.
        if run.kinds & CAPITAL != 0 {
            signs.joined |= self.text.get(start..end).is_some_and(is_joined);
        }
        if self.before != ' ' {
            let first = self.text.get(start..).and_then(|word| word.chars().next());
            let is_letter = || first.is_some_and(char::is_alphabetic);
            signs.joined |= matches!(self.before, '.' | '!' | '?' | ';' | ',') && is_letter();
            signs.address |= matches!(self.before, '-' | '/' | '+') && (kind == DIGIT || self.digit_before);
        }
        let kinds = run.kinds | kind;
        if kinds & DIGIT != 0 {
            // Numbers do not begin with a nought; those of telephones do.
            let is_from_nought = run.letters > 1 && self.text.as_bytes().get(start) == Some(&b'0');
            signs.address |= is_from_nought || run.letters >= DIGEST;
        }
        signs.address |= run.mask == W && self.text.get(start..end) == Some("www");
        self.words.letters += run.letters;
        self.words.print = (self.words.print ^ run.print).wrapping_mul(PRIME);
        self.words.list.push(Word {
            range: start..end,
            print: run.print,
            letters: run.letters,
            mask: run.mask,
            is_capital: !is_small,
            is_plain: kinds & (DIGIT | OTHER) == 0,
            may_have_digit: kinds & (DIGIT | NUMERIC) != 0,
        });
        let last = self.text.as_bytes().get(end.wrapping_sub(1));
        (self.before, self.digit_before) = (' ', last.is_some_and(u8::is_ascii_digit));
    }

    /// Reads a sign that is no blank, or a word that begins outside ASCII; gives the byte behind it.
    fn other(&mut self, at: usize) -> usize {
        let Some(sign) = self.text.get(at..).and_then(|rest| rest.chars().next()) else { return at + 1 };
        if is_part(sign) {
            return self.word(at);
        }
        let signs = &mut self.words.signs;
        match sign {
            '“' | '«' | '”' | '„' | '»' | '"' | '「' | '『' | '」' | '』' => signs.quotes = true,
            '*' | ']' | '<' | '>' | '&' | '{' | '}' | '`' | '\\' | '_' => signs.markup = true,
            '@' => signs.address = true,
            '/' => {
                let word = self.text.get(..at).and_then(|text| text.rsplit([' ', '\u{a0}']).next());
                signs.address |= self.before == '/' || word.is_some_and(|word| word.contains('.'));
            }
            // The area code of a telephone number.
            ')' => signs.address |= self.digit_before && self.before == ' ',
            _ => {}
        }
        self.before = sign;
        at + sign.len_utf8()
    }
}

/// The letters of a word, as they are read.
struct Run {
    print: u64,
    mask: u32,
    letters: usize,
    /// What there is behind the first sign of ASCII, as in [`KINDS`].
    kinds: u8,
}

impl Run {
    /// The first sign of a word, if it is a letter or digit of ASCII; gives how many bytes it has.
    #[inline]
    fn first(&mut self, byte: Option<&u8>) -> usize {
        let Some(byte) = byte.filter(|byte| byte.is_ascii()) else { return 0 };
        let letter = byte | 0x20;
        self.print = (self.print ^ u64::from(letter)).wrapping_mul(PRIME);
        self.mask |= 1 << (letter & 31);
        self.letters += 1;
        1
    }

    /// Adds the letters and digits of ASCII at the beginning of a text; gives how many there are.
    #[inline]
    fn plain(&mut self, text: &[u8]) -> usize {
        let Run { mut print, mut mask, mut kinds, .. } = *self;
        let mut rest = text;
        while let Some((byte, behind)) = rest.split_first() {
            let kind = kind_of_byte(*byte);
            if kind == 0 {
                break;
            }
            // Of letters and digits only capitals lack this bit.
            let letter = byte | 0x20;
            print = (print ^ u64::from(letter)).wrapping_mul(PRIME);
            mask |= 1 << (letter & 31);
            kinds |= kind;
            rest = behind;
        }
        let count = text.len() - rest.len();
        *self = Run { print, mask, letters: self.letters + count, kinds };
        count
    }

    fn other(&mut self, sign: char) {
        match sign {
            // Those of most languages of Europe need no table.
            'À'..='Þ' => self.letter(char::from_u32(u32::from(sign) + 0x20).unwrap_or(sign)),
            'ß'..='ÿ' => self.letter(sign),
            _ => sign.to_lowercase().for_each(|letter| self.letter(letter)),
        }
        self.letters += usize::from(!is_mark(sign));
        self.kinds |= OTHER | if sign.is_uppercase() { CAPITAL } else { 0 };
        if sign >= FIRST_DIGIT && !sign.is_alphabetic() {
            self.kinds |= NUMERIC;
        }
    }

    fn letter(&mut self, letter: char) {
        self.print = step(self.print, letter);
        self.mask |= mask_of(letter);
    }
}

/// Whether a capital stands behind a small letter.
fn is_joined(word: &str) -> bool {
    word.chars().zip(word.chars().skip(1)).any(|(one, next)| one.is_lowercase() && next.is_uppercase())
}

/// The letters of `www` as [`Word::mask`] has them.
const W: u32 = 1 << (b'w' & 31);

/// A letter as one of 32 bits.
fn mask_of(letter: char) -> u32 {
    1 << (u32::from(letter) & 31)
}

/// Letters, digits, and the marks that are written over letters.
fn is_part(sign: char) -> bool {
    // Those of most languages of Europe need no table.
    matches!(sign, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ') || sign.is_alphanumeric() || is_mark(sign)
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

/// Digests of words, of which most are asked in vain.
#[derive(Clone, Debug, Default)]
pub(crate) struct PrintSet {
    /// A bit for each of 4,096 kinds of digests.
    kinds: Vec<u64>,
    /// Sorted.
    prints: Vec<u64>,
}

impl PrintSet {
    /// Whether there is any.
    pub(crate) fn is_empty(&self) -> bool {
        self.prints.is_empty()
    }

    /// Whether a digest is one of these.
    #[inline]
    pub(crate) fn has(&self, print: u64) -> bool {
        let kind = kind_of(print);
        self.kinds.get(kind / 64).is_some_and(|bits| bits & (1 << (kind % 64)) != 0) && self.holds(print)
    }

    fn holds(&self, print: u64) -> bool {
        self.prints.binary_search(&print).is_ok()
    }
}

impl FromIterator<u64> for PrintSet {
    fn from_iter<I: IntoIterator<Item = u64>>(prints: I) -> Self {
        let mut set = PrintSet { kinds: vec![0; 64], prints: prints.into_iter().collect() };
        set.prints.sort_unstable();
        set.prints.dedup();
        for kind in set.prints.iter().map(|print| kind_of(*print)) {
            if let Some(bits) = set.kinds.get_mut(kind / 64) {
                *bits |= 1 << (kind % 64);
            }
        }
        set
    }
}

/// The upper bits, which every letter of a word has stirred.
#[inline]
fn kind_of(print: u64) -> usize {
    (print >> 52) as usize
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
