//! The objects and words of PDF (ISO 32000-2, 7.2 and 7.3), read from any bytes.

use std::cell::Cell;

use lopdf::{Dictionary, Object, StringFormat};

/// How deep arrays and dictionaries may lie in one another: real files need less than ten.
const MAX_DEPTH: u32 = 48;

/// What may still be done before a document is given up: the same for the same bytes on any machine.
pub(super) struct Budget {
    /// Objects of the file that are read: they stay in memory.
    objects: Cell<u64>,
    /// Words of page contents, glyphs shown, pages visited.
    steps: Cell<u64>,
    /// Bytes unpacked or searched.
    bytes: Cell<u64>,
}

impl Budget {
    /// So much and no more.
    pub(super) fn new(objects: u64, steps: u64, bytes: u64) -> Self {
        Budget { objects: Cell::new(objects), steps: Cell::new(steps), bytes: Cell::new(bytes) }
    }

    fn object(&self) -> bool {
        take(&self.objects, 1)
    }

    /// Takes steps; whether there were as many.
    pub(super) fn step(&self, count: u64) -> bool {
        take(&self.steps, count)
    }

    /// Takes bytes; whether there were as many.
    pub(super) fn bytes(&self, count: usize) -> bool {
        take(&self.bytes, count as u64)
    }

    /// Bytes that are left.
    pub(super) fn bytes_left(&self) -> usize {
        usize::try_from(self.bytes.get()).unwrap_or(usize::MAX)
    }

    /// Whether something was asked for that there was no more of.
    pub(super) fn is_spent(&self) -> bool {
        [&self.objects, &self.steps, &self.bytes].iter().any(|left| left.get() == 0)
    }
}

/// What does not suffice is used up, so that everything stops at the same place.
fn take(left: &Cell<u64>, count: u64) -> bool {
    let rest = left.get().checked_sub(count);
    left.set(rest.unwrap_or(0));
    rest.is_some_and(|rest| rest > 0)
}

/// What stands at a place.
pub(super) enum Token<'a> {
    /// A whole object.
    Object(Object),
    /// A word that is no object: an operator, `obj`, `stream`.
    Word(&'a [u8]),
}

/// Reads tokens one after the other.
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    /// Where the next token is looked for.
    pub(super) at: usize,
    budget: &'a Budget,
    /// `12 0 R` is a reference; in page contents there are none.
    references: bool,
}

impl<'a> Lexer<'a> {
    /// Reads a file from a place.
    pub(super) fn of_file(bytes: &'a [u8], at: usize, budget: &'a Budget) -> Self {
        Lexer { bytes, at, budget, references: true }
    }

    /// Reads the content of a page, or a table of codes.
    pub(super) fn of_content(bytes: &'a [u8], budget: &'a Budget) -> Self {
        Lexer { bytes, at: 0, budget, references: false }
    }

    /// The next token; nothing at the end, or where the budget is used up.
    pub(super) fn token(&mut self) -> Option<Token<'a>> {
        self.nested_token(0)
    }

    /// The next token if it is an object.
    pub(super) fn object(&mut self) -> Option<Object> {
        match self.token()? {
            Token::Object(object) => Some(object),
            Token::Word(_) => None,
        }
    }

    /// The next token if it is that word; else nothing is read.
    pub(super) fn word(&mut self, word: &[u8]) -> bool {
        let before = self.at;
        let found = matches!(self.token(), Some(Token::Word(found)) if found == word);
        if !found {
            self.at = before;
        }
        found
    }

    /// The next token if it is a whole number; else nothing is read.
    pub(super) fn integer(&mut self) -> Option<i64> {
        let before = self.at;
        self.skip_blanks();
        let end = self.run_end(self.at, |byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-'));
        let number =
            self.bytes.get(self.at..end).and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok());
        match number {
            Some(number) if self.charge() => {
                self.at = end;
                Some(number)
            }
            _ => {
                self.at = before;
                None
            }
        }
    }

    /// The bytes from here on.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn run_end(&self, from: usize, belongs: impl Fn(u8) -> bool) -> usize {
        let rest = self.bytes.get(from..).unwrap_or_default();
        from + rest.iter().position(|byte| !belongs(*byte)).unwrap_or(rest.len())
    }

    /// Passes over blanks and comments.
    pub(super) fn skip_blanks(&mut self) {
        loop {
            self.at = self.run_end(self.at, is_blank);
            if self.peek() != Some(b'%') {
                return;
            }
            self.at = self.run_end(self.at, |byte| !matches!(byte, b'\r' | b'\n'));
        }
    }

    fn charge(&self) -> bool {
        if self.references { self.budget.object() } else { self.budget.step(1) }
    }

    /// What is read again and again, since objects overlap, is paid for each time.
    fn nested_token(&mut self, depth: u32) -> Option<Token<'a>> {
        let start = self.at;
        self.skip_blanks();
        if depth > MAX_DEPTH || !self.charge() || !self.budget.bytes(self.at - start + 1) {
            return None;
        }
        let start = self.at;
        let is_leaf = !matches!(self.peek()?, b'[') && !self.rest().starts_with(b"<<");
        let token = self.token_at(depth);
        if is_leaf && !self.budget.bytes(self.at - start) { None } else { token }
    }

    fn token_at(&mut self, depth: u32) -> Option<Token<'a>> {
        let object = match self.peek()? {
            b'/' => Object::Name(self.name()),
            b'(' => Object::String(self.literal(), StringFormat::Literal),
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => self.dictionary(depth)?,
            b'<' => Object::String(self.hexadecimal(), StringFormat::Hexadecimal),
            b'[' => self.array(depth)?,
            b'0'..=b'9' | b'+' | b'-' | b'.' => self.number(),
            b']' | b')' | b'{' | b'}' | b'>' => {
                let length = if self.rest().starts_with(b">>") { 2 } else { 1 };
                let word = self.rest().get(..length)?;
                self.at += length;
                return Some(Token::Word(word));
            }
            _ => return Some(self.plain_word()),
        };
        Some(Token::Object(object))
    }

    fn plain_word(&mut self) -> Token<'a> {
        let end = self.run_end(self.at, is_regular);
        let word = self.bytes.get(self.at..end).unwrap_or_default();
        self.at = end;
        match word {
            b"true" => Token::Object(Object::Boolean(true)),
            b"false" => Token::Object(Object::Boolean(false)),
            b"null" => Token::Object(Object::Null),
            _ => Token::Word(word),
        }
    }

    fn name(&mut self) -> Vec<u8> {
        let end = self.run_end(self.at + 1, is_regular);
        let raw = self.bytes.get(self.at + 1..end).unwrap_or_default();
        self.at = end;
        if !raw.contains(&b'#') {
            return raw.to_vec();
        }
        let mut name = Vec::with_capacity(raw.len());
        let mut rest = raw;
        while let Some((first, after)) = rest.split_first() {
            let escaped = after.split_first_chunk::<2>().filter(|_| *first == b'#');
            match escaped.and_then(|([high, low], tail)| Some((hex(*high)? << 4 | hex(*low)?, tail))) {
                Some((byte, tail)) => {
                    name.push(byte);
                    rest = tail;
                }
                None => {
                    name.push(*first);
                    rest = after;
                }
            }
        }
        name
    }

    fn number(&mut self) -> Object {
        let end = self.run_end(self.at, |byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.'));
        let text = self
            .bytes
            .get(self.at..end)
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .unwrap_or_default();
        self.at = end;
        match text.parse::<i64>() {
            Ok(number) => self.reference(number).unwrap_or(Object::Integer(number)),
            Err(_) => Object::Real(lenient_real(text)),
        }
    }

    /// `12 0 R`, of which the first number is read.
    fn reference(&mut self, number: i64) -> Option<Object> {
        if !self.references {
            return None;
        }
        let id = u32::try_from(number).ok()?;
        let before = self.at;
        let generation = self.integer().and_then(|number| u16::try_from(number).ok());
        self.skip_blanks();
        if let (Some(generation), Some(b'R')) = (generation, self.peek())
            && !self.bytes.get(self.at + 1).is_some_and(|byte| is_regular(*byte))
        {
            self.at += 1;
            return Some(Object::Reference((id, generation)));
        }
        self.at = before;
        None
    }

    fn literal(&mut self) -> Vec<u8> {
        let mut text = Vec::new();
        let mut open = 0usize;
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' if open == 0 => break,
                b')' => open -= 1,
                b'\\' => {
                    text.extend(self.escape());
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        text
    }

    fn escape(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        match byte {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\r' => {
                self.at += usize::from(self.peek() == Some(b'\n'));
                None
            }
            b'\n' => None,
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    if let Some(digit @ b'0'..=b'7') = self.peek() {
                        value = value * 8 + u32::from(digit - b'0');
                        self.at += 1;
                    }
                }
                u8::try_from(value & 0xff).ok()
            }
            other => Some(other),
        }
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        let mut text = Vec::new();
        let mut half = None;
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match (byte, hex(byte)) {
                (b'>', _) => break,
                (_, None) => {}
                (_, Some(digit)) => match half.take() {
                    None => half = Some(digit << 4),
                    Some(high) => text.push(high | digit),
                },
            }
        }
        text.extend(half);
        text
    }

    fn array(&mut self, depth: u32) -> Option<Object> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            match self.nested_token(depth + 1) {
                Some(Token::Object(object)) => items.push(object),
                Some(Token::Word(b"]")) => return Some(Object::Array(items)),
                // An array that is cut off, or has an operator in it, ends there.
                Some(Token::Word(_)) => {}
                None if self.budget.is_spent() || depth >= MAX_DEPTH => return None,
                None => return Some(Object::Array(items)),
            }
        }
    }

    fn dictionary(&mut self, depth: u32) -> Option<Object> {
        self.at += 2;
        let mut dictionary = Dictionary::new();
        loop {
            match self.nested_token(depth + 1) {
                Some(Token::Object(Object::Name(key))) => {
                    let before = self.at;
                    match self.nested_token(depth + 1) {
                        Some(Token::Object(value)) => dictionary.set(key, value),
                        Some(Token::Word(_)) => self.at = before,
                        None => return None,
                    }
                }
                Some(Token::Word(b">>")) => return Some(Object::Dictionary(dictionary)),
                // `endobj` and `stream` never stand in one: it was not closed.
                Some(Token::Word(b"endobj" | b"stream")) => return Some(Object::Dictionary(dictionary)),
                Some(_) => {}
                None => return None,
            }
        }
    }
}

/// A number with a stray sign or a second mark in it, which some programs write.
fn lenient_real(text: &str) -> f32 {
    if let Ok(number) = text.parse() {
        return number;
    }
    let sign = text.get(..1).filter(|sign| *sign == "-").unwrap_or_default();
    let mut marks = 0;
    let digits: String = text
        .chars()
        .filter(|digit| {
            marks += usize::from(*digit == '.');
            digit.is_ascii_digit() || (*digit == '.' && marks == 1)
        })
        .collect();
    format!("{sign}{digits}").parse().unwrap_or(0.0)
}

/// White space of PDF.
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_blank(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}
