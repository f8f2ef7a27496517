//! Text cut into words, figures and signs, as the reader of numbers sees it.
//!
//! A figure is a run of digits with the separators of the language; words are folded (lower case, one apostrophe, one
//! hyphen) and looked up, so that tables and texts meet. In scripts without blanks each letter is a word of its own.

use icu_normalizer::ComposingNormalizerBorrowed;
use rust_decimal::Decimal;

use crate::locale::lexicon::digits;
use crate::locale::lexicon::vocabulary::{Plain, UNKNOWN, WordId, Written};

/// A word, figure or sign.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Token {
    /// First byte.
    pub(crate) start: usize,
    /// Behind the last byte.
    pub(crate) end: usize,
    /// Whether a blank stands before it.
    pub(crate) spaced: bool,
    /// What it is in the lexicon.
    pub(crate) word: WordId,
    /// What it is.
    pub(crate) shape: Shape,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Shape {
    /// Letters.
    Word,
    /// Letters and digits, beginning with a letter: "H5N1".
    Mixed,
    /// Digits, with separators.
    Figure(Figure),
    /// A fraction that is one sign: numerator, denominator.
    Fraction(u32, u32),
    /// Any other sign.
    Sign(char),
}

/// A number in digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Figure {
    /// Its value, without a sign.
    pub(crate) value: Decimal,
    /// Digits behind the decimal mark.
    pub(crate) places: u32,
    /// How many digits it has, if it has no separator.
    pub(crate) plain: Option<u8>,
    /// Whether it is part of a run of digits and separators that is no number of the language ("2.0.1").
    pub(crate) broken: bool,
}

/// How a language writes figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Separators {
    /// Before the fraction.
    pub(crate) decimal: char,
    /// Between groups, beside blanks and apostrophes, which are read everywhere.
    pub(crate) group: char,
}

impl Separators {
    fn is_decimal(self, sign: char) -> bool {
        sign == self.decimal || sign == '٫'
    }

    fn is_group(self, sign: char) -> bool {
        // Where CLDR groups by blanks, writers group by full stops as well.
        let stop = sign == '.' && self.decimal == ',';
        let everywhere = stop || is_blank_group(sign) || matches!(sign, '\'' | '’' | '٬');
        !self.is_decimal(sign) && (sign == self.group || everywhere)
    }
}

/// Between words of Arabic script, and between digits of some that are written in it.
const ARABIC_COMMA: char = '،';

/// Blanks that may part groups: thin, narrow, no-break and plain ones.
fn is_blank_group(sign: char) -> bool {
    matches!(sign, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// Signs that change nothing: marks of direction, soft hyphens, joiners of words.
pub(crate) fn is_invisible(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}'
        | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Marks that belong to the letter before them, and joiners inside words.
fn is_mark(sign: char) -> bool {
    matches!(u32::from(sign), 0x300..=0x36f | 0x483..=0x489 | 0x591..=0x5bd | 0x5bf | 0x5c1..=0x5c7
        | 0x610..=0x61a | 0x64b..=0x65f | 0x670 | 0x6d6..=0x6dc | 0x6df..=0x6e8 | 0x6ea..=0x6ed
        | 0x900..=0x963 | 0x970..=0xdf3 | 0xe31 | 0xe34..=0xe3a | 0xe47..=0xe4e | 0xeb1 | 0xeb4..=0xebc | 0xec8..=0xecd | 0xf71..=0xf84 | 0x102b..=0x103e
        | 0x17b4..=0x17d3 | 0x200c | 0x200d | 0xfe00..=0xfe0f)
        && digits::value(sign).is_none()
}

/// Whether a sign is a letter or a mark of one: vowels of the scripts of India are marks.
pub(crate) fn is_letter(sign: char) -> bool {
    sign.is_alphabetic() || !sign.is_ascii() && is_mark(sign)
}

/// Whether a letter is of a script that writes no blanks between words, or hangs endings on numbers.
fn stands_alone(sign: char) -> bool {
    matches!(u32::from(sign), 0xe01..=0xeff | 0x1000..=0x109f | 0x1100..=0x11ff | 0x1780..=0x17ff
        | 0x2e80..=0x2fff | 0x3005..=0x3007 | 0x3021..=0x3029 | 0x3040..=0x30ff | 0x3130..=0x318f
        | 0x31a0..=0x31ff | 0x3400..=0x9fff | 0xac00..=0xd7af | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

/// Writes a word as it is looked up: lower case, `ss` for `ß`, composed.
pub(crate) fn fold(word: &str, into: &mut String) {
    into.clear();
    if word.is_ascii() {
        into.push_str(word);
        into.make_ascii_lowercase();
        return;
    }
    let mut has_marks = false;
    for sign in word.chars() {
        match sign {
            '\0'..='\x7f' => into.push(sign.to_ascii_lowercase()),
            'ß' => into.push_str("ss"),
            'à'..='ÿ' => into.push(sign),
            '’' | 'ʼ' => into.push('\''),
            // Its small letter would have a dot too many: "İyul" is "iyul".
            'İ' => into.push('i'),
            _ if is_invisible(sign) => {}
            _ => {
                into.extend(sign.to_lowercase());
                // What is small here may have marks of its own: "İ".
                has_marks = has_marks || u32::from(sign) >= 0x130;
            }
        }
    }
    if has_marks && into.chars().any(|sign| matches!(u32::from(sign), 0x300..=0x36f)) {
        let composed = ComposingNormalizerBorrowed::new_nfc().normalize(into).into_owned();
        *into = composed;
    }
}

/// A sign under which its likes are looked up.
fn folded_sign(sign: char) -> char {
    match sign {
        '\u{2010}' | '\u{2011}' => '-',
        '’' | 'ʼ' => '\'',
        '％' => '%',
        '￥' => '¥',
        '＄' => '$',
        other => other,
    }
}

/// Cuts a text into tokens from `start` on; `look_up` gives the id of a word.
pub(crate) fn split(
    text: &str,
    start: usize,
    separators: Separators,
    mut look_up: impl FnMut(Written<'_>) -> WordId,
    tokens: &mut Vec<Token>,
) {
    let mut cutter =
        Cutter { text, separators, at: start, spaced: true, broken_to: 0, folded: String::new() };
    while let Some(byte) = text.as_bytes().get(cutter.at).copied() {
        // Nearly all of a text is plain words, blanks and figures.
        let is_done = match byte {
            b' ' => {
                cutter.spaced = true;
                cutter.at += 1;
                true
            }
            b'a'..=b'z' | b'A'..=b'Z' => {
                cutter.plain_word(&mut look_up, tokens) || cutter.latin_word(&mut look_up, tokens)
            }
            LATIN => cutter.latin_word(&mut look_up, tokens),
            b'0'..=b'9' => cutter.plain_figure(tokens),
            _ => false,
        };
        if !is_done {
            let Some(sign) = cutter.peek(cutter.at) else { break };
            cutter.take(sign, &mut look_up, tokens);
        }
    }
}

/// The first byte of the letters from U+00C0 to U+00FF; but for signs of multiplication and division, and for `ß`, the
/// second byte of a small one is that of its capital with one bit more.
const LATIN: u8 = 0xc3;

/// Whether a byte behind letters surely ends their word.
fn ends_word(next: u8) -> bool {
    next.is_ascii() && !next.is_ascii_alphanumeric() && next != b'\''
}

struct Cutter<'a> {
    text: &'a str,
    separators: Separators,
    at: usize,
    spaced: bool,
    /// End of a run of digits and separators that is no number.
    broken_to: usize,
    folded: String,
}

impl Cutter<'_> {
    fn peek(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// A word of ASCII letters; `false` if it goes on with something else.
    fn plain_word(
        &mut self,
        look_up: &mut impl FnMut(Written<'_>) -> WordId,
        tokens: &mut Vec<Token>,
    ) -> bool {
        let bytes = self.text.as_bytes();
        let plain = Plain::at(bytes, self.at);
        let end = self.at + plain.length;
        if !ends_word(bytes.get(end).copied().unwrap_or(b' ')) {
            return false;
        }
        let word = look_up(Written::Plain(self.text.get(self.at..end).unwrap_or_default(), plain.print));
        self.push(end, word, Shape::Word, tokens);
        true
    }

    /// A word of letters up to U+00FF; `false` if it is long, goes on with something else, or has no plain small letters.
    fn latin_word(
        &mut self,
        look_up: &mut impl FnMut(Written<'_>) -> WordId,
        tokens: &mut Vec<Token>,
    ) -> bool {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let (mut small, mut length) = ([0; 40], 0);
        let next = loop {
            let Some(to) = small.get_mut(length..length + 2) else { return false };
            match rest.get(length..) {
                Some([first, ..]) if first.is_ascii_alphabetic() => {
                    to.copy_from_slice(&[first.to_ascii_lowercase(), 0]);
                    length += 1;
                }
                Some([LATIN, second, ..]) if !matches!(second, 0x97 | 0x9f | 0xb7) => {
                    to.copy_from_slice(&[LATIN, *second | 0x20]);
                    length += 2;
                }
                behind => break behind.and_then(|behind| behind.first()).copied().unwrap_or(b' '),
            }
        };
        let folded = small.get(..length).and_then(|small| std::str::from_utf8(small).ok());
        let Some(folded) = folded.filter(|_| length > 0 && ends_word(next)) else { return false };
        let word = look_up(Written::Folded(folded));
        self.push(self.at + length, word, Shape::Word, tokens);
        true
    }

    /// A figure of ASCII digits alone; `false` if it may go on, or is part of a run that is no number.
    fn plain_figure(&mut self, tokens: &mut Vec<Token>) -> bool {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (next, behind) = (rest.get(length), rest.get(length + 1));
        let is_open = |byte: &u8| !byte.is_ascii() || byte.is_ascii_digit();
        // A digit behind one sign may belong to the same number.
        if length > 18 || self.at < self.broken_to || next.is_some_and(is_open) || behind.is_some_and(is_open)
        {
            return false;
        }
        let digits = rest.iter().take(length);
        let value = digits.fold(0u64, |value, byte| value * 10 + u64::from(byte - b'0'));
        let plain = u8::try_from(length).ok();
        let figure = Figure { value: Decimal::from(value), places: 0, plain, broken: false };
        self.push(self.at + length, UNKNOWN, Shape::Figure(figure), tokens);
        true
    }

    fn take(&mut self, sign: char, look_up: &mut impl FnMut(Written<'_>) -> WordId, tokens: &mut Vec<Token>) {
        if sign.is_whitespace() {
            self.spaced = true;
            self.at += sign.len_utf8();
        } else if is_invisible(sign) {
            self.at += sign.len_utf8();
        } else if digits::value(sign).is_some() {
            self.figure(tokens);
        } else if let Some((end, figure)) = self.bare_fraction(sign) {
            self.push(end, UNKNOWN, Shape::Figure(figure), tokens);
        } else if sign != 'ʼ' && (sign.is_alphabetic() || (!sign.is_ascii() && is_mark(sign))) {
            self.word(sign, look_up, tokens);
        } else {
            let shape = match digits::fraction(sign) {
                Some((over, under)) => Shape::Fraction(over, under),
                None => Shape::Sign(folded_sign(sign)),
            };
            let mut buffer = [0; 4];
            let word = look_up(Written::Folded(folded_sign(sign).encode_utf8(&mut buffer)));
            self.push(self.at + sign.len_utf8(), word, shape, tokens);
        }
    }

    fn push(&mut self, end: usize, word: WordId, shape: Shape, tokens: &mut Vec<Token>) {
        tokens.push(Token { start: self.at, end, spaced: self.spaced, word, shape });
        self.at = end;
        self.spaced = false;
    }

    /// A word up to what is no letter; the apostrophe of an elision ("d'", "l'") belongs to it.
    fn word(
        &mut self,
        first: char,
        look_up: &mut impl FnMut(Written<'_>) -> WordId,
        tokens: &mut Vec<Token>,
    ) {
        let mut end = self.at + first.len_utf8();
        let mut shape = Shape::Word;
        let alone = stands_alone(first);
        if first.is_ascii() {
            // Most words are of plain letters, which always go on.
            let rest = self.text.as_bytes().get(end..).unwrap_or_default();
            end += rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        }
        while let Some(sign) = self.peek(end) {
            let goes_on = if alone {
                is_mark(sign)
            } else {
                (sign.is_alphanumeric()
                    && sign != 'ʼ'
                    && !stands_alone(sign)
                    && digits::fraction(sign).is_none())
                    || is_mark(sign)
                    || sign == '\u{ad}'
            };
            if !goes_on {
                break;
            }
            if digits::value(sign).is_some() {
                // Names like "H5N1" are of alphabets with capitals.
                if u32::from(first) >= 0x590 {
                    break;
                }
                shape = Shape::Mixed;
            }
            end += sign.len_utf8();
        }
        let elided =
            self.peek(end).filter(|sign| matches!(sign, '\'' | '’' | 'ʼ')).map(|sign| end + sign.len_utf8());
        let elided = elided.filter(|after| self.peek(*after).is_none_or(char::is_alphanumeric));
        if let Some(after) = elided {
            let word = self.look_up(after, look_up);
            if word != UNKNOWN {
                return self.push(after, word, shape, tokens);
            }
        }
        let word = self.look_up(end, look_up);
        self.push(end, word, shape, tokens);
    }

    fn look_up(&mut self, end: usize, look_up: &mut impl FnMut(Written<'_>) -> WordId) -> WordId {
        fold(self.text.get(self.at..end).unwrap_or_default(), &mut self.folded);
        look_up(Written::Folded(&self.folded))
    }

    /// The longest number of the language that begins here; where the digits make none, the first of them alone.
    fn figure(&mut self, tokens: &mut Vec<Token>) {
        let run = Run::read(self.text, self.at, self.separators);
        let within = self.at < self.broken_to;
        let (end, figure) = if within { run.first_group() } else { run.number(self.separators) };
        if figure.broken && !within {
            self.broken_to = run.groups().last().map_or(end, |(_, end, ..)| *end);
        }
        self.push(end, UNKNOWN, Shape::Figure(figure), tokens);
    }

    /// ".05": a fraction without its zero, where nothing before the mark could be its whole number or a sentence.
    fn bare_fraction(&self, sign: char) -> Option<(usize, Figure)> {
        if !self.separators.is_decimal(sign) {
            return None;
        }
        let before = self.text.get(..self.at)?.chars().next_back();
        let begins = before.is_none_or(|before| before.is_whitespace() || "([-−–$€£¥<>~≈".contains(before));
        if !begins {
            return None;
        }
        let (end, places, value) = digit_group(self.text, self.at + sign.len_utf8());
        let mut behind = self.text.get(end..)?.chars();
        let goes_on = behind.next().is_some_and(|next| matches!(next, '.' | ',') || next == sign)
            && behind.next().is_some_and(|next| digits::value(next).is_some());
        let mut value = value.filter(|_| places > 0 && !goes_on)?;
        value.set_scale(places).ok()?;
        Some((end, Figure { value, places, plain: None, broken: false }))
    }
}

/// Most groups of digits that a number may have; one more is none.
const GROUPS: usize = 16;

/// Digits without a sign between them: the sign before them (for the first: none), their end, how many they are,
/// their value.
type Group = (char, usize, u32, Option<Decimal>);

/// Groups of digits with one sign between each two.
struct Run {
    groups: [Group; GROUPS],
    count: usize,
}

impl Run {
    fn read(text: &str, start: usize, separators: Separators) -> Run {
        let mut run = Run { groups: [('\0', start, 0, None); GROUPS], count: 0 };
        let (mut at, mut sign) = (start, '\0');
        while run.count < GROUPS {
            let (end, length, value) = digit_group(text, at);
            if length == 0 {
                break;
            }
            if let Some(group) = run.groups.get_mut(run.count) {
                *group = (sign, end, length, value);
            }
            run.count += 1;
            let Some(next) = text.get(end..).and_then(|rest| rest.chars().next()) else { break };
            let parts = matches!(next, '.' | ',' | ARABIC_COMMA)
                || separators.is_decimal(next)
                || separators.is_group(next);
            if !parts {
                break;
            }
            (at, sign) = (end + next.len_utf8(), next);
        }
        run.read_commas(separators);
        run
    }

    /// An Arabic comma between digits stands for the mark of groups before three digits, and for that of a fraction
    /// before one or two: Pashto and Urdu are so written. Anything else is a list.
    fn read_commas(&mut self, separators: Separators) {
        let commas = || self.groups().iter().enumerate().filter(|(_, (sign, ..))| *sign == ARABIC_COMMA);
        let Some((first, (_, _, length, _))) = commas().next() else { return };
        let is_last = first + 1 == self.count;
        let mark = if commas().all(|(_, (_, _, length, _))| *length == 3) {
            separators.group
        } else if is_last && matches!(length, 1 | 2) {
            separators.decimal
        } else {
            self.count = first;
            return;
        };
        for (sign, ..) in self.groups.iter_mut().filter(|(sign, ..)| *sign == ARABIC_COMMA) {
            *sign = mark;
        }
    }

    fn groups(&self) -> &[Group] {
        self.groups.get(..self.count).unwrap_or_default()
    }

    /// The number and its end.
    fn number(&self, separators: Separators) -> (usize, Figure) {
        let groups = self.groups();
        for count in (1..=groups.len()).rev() {
            let parts_here = groups.get(count).is_none_or(|(sign, ..)| is_blank_group(*sign));
            let taken = groups.get(..count).unwrap_or_default();
            if let (true, Some(found)) = (parts_here, joined(taken, separators)) {
                return found;
            }
        }
        foreign(groups, separators).unwrap_or_else(|| self.first_group())
    }

    /// The first digits alone, as a part of something that is no number.
    fn first_group(&self) -> (usize, Figure) {
        let (_, end, length, value) = self.groups().first().copied().unwrap_or(('\0', 0, 0, None));
        let plain = u8::try_from(length).ok();
        let value = value.unwrap_or_default();
        (end, Figure { value, places: 0, plain, broken: true })
    }
}

/// Digits from `at` on: their end, how many they are, their value if a decimal can hold it.
fn digit_group(text: &str, at: usize) -> (usize, u32, Option<Decimal>) {
    let (mut end, mut length, mut sum) = (at, 0u32, Some(0u128));
    for sign in text.get(at..).unwrap_or_default().chars() {
        let Some(digit) = digits::value(sign) else { break };
        sum = sum.and_then(|sum| sum.checked_mul(10)?.checked_add(u128::from(digit)));
        length += 1;
        end += sign.len_utf8();
    }
    let value = sum
        .and_then(|sum| i128::try_from(sum).ok())
        .and_then(|sum| Decimal::try_from_i128_with_scale(sum, 0).ok());
    (end, length, value)
}

/// The number that groups of digits are, if the signs between them are right.
fn joined(groups: &[Group], separators: Separators) -> Option<(usize, Figure)> {
    let (_, end, length, first) = *groups.first()?;
    let mut value = first?;
    if groups.len() == 1 {
        return Some((end, Figure { value, places: 0, plain: u8::try_from(length).ok(), broken: false }));
    }
    let fraction = groups.last().filter(|(sign, ..)| separators.is_decimal(*sign));
    let whole = if fraction.is_some() { groups.len() - 1 } else { groups.len() };
    let grouped = groups.get(1..whole).unwrap_or_default();
    if !grouped.is_empty() && !is_grouped(length, first, grouped, separators) {
        return None;
    }
    for (_, _, length, part) in grouped {
        let shift = Decimal::from(10u32.checked_pow(*length)?);
        value = value.checked_mul(shift)?.checked_add((*part)?)?;
    }
    let end = groups.last().map_or(end, |(_, end, ..)| *end);
    let Some((_, _, places, part)) = fraction else {
        return Some((end, Figure { value, places: 0, plain: None, broken: false }));
    };
    let mut part = (*part)?;
    part.set_scale(*places).ok()?;
    let value = value.checked_add(part)?;
    Some((end, Figure { value, places: *places, plain: None, broken: false }))
}

/// A number with the decimal mark of another language, where it can be nothing else: "92.98" in Spanish.
fn foreign(groups: &[Group], separators: Separators) -> Option<(usize, Figure)> {
    let [(_, _, _, whole), (mark, end, places, part)] = groups else {
        return foreign_groups(groups, separators);
    };
    let is_mark = matches!(mark, '.' | ',') || (matches!(mark, '\'' | '’') && separators.decimal == ',');
    let mut value = (*part)?;
    value.set_scale(*places).ok().filter(|()| is_mark && (1..3).contains(places))?;
    let value = value.checked_add((*whole)?)?;
    Some((*end, Figure { value, places: *places, plain: None, broken: false }))
}

/// A number grouped by the language's decimal mark, twice, where it can be nothing else: "1.750.000" in Japanese.
fn foreign_groups(groups: &[Group], separators: Separators) -> Option<(usize, Figure)> {
    let other = Separators { decimal: '\0', group: separators.decimal };
    let by_decimals = matches!(separators.decimal, '.' | ',') && groups.len() == 3;
    by_decimals.then(|| joined(groups, other)).flatten()
}

/// Whether groups stand as numbers are grouped: by threes, or in India by twos before the last three.
fn is_grouped(first_length: u32, first: Option<Decimal>, rest: &[Group], separators: Separators) -> bool {
    let Some((mark, _, last, _)) = rest.last() else { return false };
    let same_mark = rest.iter().all(|(sign, ..)| sign == mark) && separators.is_group(*mark);
    let by_threes = rest.iter().all(|(_, _, length, _)| *length == 3);
    let inner = rest.split_last().map_or(rest, |(_, inner)| inner);
    let by_twos = *last == 3 && !inner.is_empty() && inner.iter().all(|(_, _, length, _)| *length == 2);
    let starts = (1..=3).contains(&first_length) && first.is_some_and(|value| !value.is_zero());
    same_mark && starts && (by_threes || (by_twos && first_length < 3))
}
