//! Tables of codes in PDF: which letters a code of a font stands for (ISO 32000-2, 9.10.3), and how long codes are.

use lopdf::Object;

use super::syntax::{Budget, Lexer, Token};

/// Entries of one table: as many as codes of two bytes.
const MAX_ENTRIES: usize = 1 << 16;
/// Steps that an entry costs: it stays in memory.
const ENTRY: u64 = 4;

/// A table of codes.
#[derive(Default)]
pub(super) struct Codes {
    /// First and last code, and the letters of the first; the last letter grows with the code. Sorted.
    ranges: Vec<(u32, u32, Vec<char>)>,
    /// How many bytes codes have that begin with a byte in a range: bytes, first, last.
    lengths: Vec<(usize, u8, u8)>,
}

impl Codes {
    /// Reads a table.
    pub(super) fn read(bytes: &[u8], budget: &Budget) -> Self {
        let mut codes = Codes::default();
        let mut lexer = Lexer::of_content(bytes, budget);
        while let Some(token) = lexer.token() {
            match token {
                Token::Word(b"begincodespacerange") => codes.read_lengths(&mut lexer),
                Token::Word(b"beginbfchar") => codes.read_single(&mut lexer),
                Token::Word(b"beginbfrange") => codes.read_ranges(&mut lexer),
                _ => {}
            }
            if codes.ranges.len() > MAX_ENTRIES || budget.is_spent() {
                break;
            }
        }
        budget.step(codes.ranges.len() as u64 * ENTRY);
        codes.ranges.sort_by_key(|(first, last, _)| (*first, *last));
        codes
    }

    fn read_lengths(&mut self, lexer: &mut Lexer<'_>) {
        while let (Some(first), Some(last)) = (string(lexer), string(lexer)) {
            if let (Some(from), Some(to)) = (first.first(), last.first())
                && self.lengths.len() < 256
            {
                self.lengths.push((first.len().clamp(1, 4), *from, *to));
            }
        }
    }

    fn read_single(&mut self, lexer: &mut Lexer<'_>) {
        while let (Some(code), Some(letters)) = (string(lexer), string(lexer)) {
            let code = number(&code);
            self.ranges.push((code, code, utf16(&letters)));
            if self.ranges.len() > MAX_ENTRIES {
                return;
            }
        }
    }

    fn read_ranges(&mut self, lexer: &mut Lexer<'_>) {
        while let (Some(first), Some(last)) = (string(lexer), string(lexer)) {
            let (first, last) = (number(&first), number(&last));
            match lexer.object() {
                Some(Object::String(letters, _)) if first <= last => {
                    self.ranges.push((first, last, utf16(&letters)));
                }
                Some(Object::Array(items)) => {
                    for (code, item) in (first..=last).zip(items.iter().take(MAX_ENTRIES)) {
                        if let Object::String(letters, _) = item {
                            self.ranges.push((code, code, utf16(letters)));
                        }
                    }
                }
                _ => {}
            }
            if self.ranges.len() > MAX_ENTRIES {
                return;
            }
        }
    }

    /// The letters of a code; nothing where the table does not say, or names no letter.
    pub(super) fn letters(&self, code: u32) -> Option<String> {
        let at = self.ranges.partition_point(|(first, _, _)| *first <= code);
        let (first, last, letters) = self.ranges.get(at.checked_sub(1)?)?;
        let (end, head) = letters.split_last().filter(|_| code <= *last)?;
        let end = u32::from(*end).checked_add(code - first).and_then(char::from_u32)?;
        let all = head.iter().copied().chain([end]);
        all.clone().all(is_letter).then(|| all.collect())
    }

    /// How many bytes the code has that begins with a byte.
    pub(super) fn length(&self, byte: u8) -> Option<usize> {
        self.lengths.iter().find(|(_, from, to)| (*from..=*to).contains(&byte)).map(|(length, _, _)| *length)
    }
}

/// Names something: neither a replacement sign, nor of private use, nor nothing.
fn is_letter(letter: char) -> bool {
    !matches!(letter, '\u{fffd}' | '\0' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

fn string(lexer: &mut Lexer<'_>) -> Option<Vec<u8>> {
    match lexer.object()? {
        Object::String(bytes, _) => Some(bytes),
        _ => None,
    }
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

fn utf16(bytes: &[u8]) -> Vec<char> {
    if let [byte] = bytes {
        return vec![char::from(*byte)];
    }
    let units =
        bytes.chunks_exact(2).map(|pair| pair.iter().fold(0, |unit, byte| unit << 8 | u16::from(*byte)));
    char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{fffd}')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn singles_ranges_and_lists_are_read() {
        let table = b"1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0003> <0020> <0007> <00660069> \
            endbfchar 3 beginbfrange <0010> <0012> <0061> <0020> <0021> [<0058> <0059>] <0030> <0031> <E000> \
            <0040> <FFFF> <0000> endbfrange";
        let codes = Codes::read(table, &Budget::new(1000, 1000, 10_000));
        let letters = |code| codes.letters(code).unwrap_or_default();
        assert_eq!([letters(3), letters(7), letters(0x11), letters(0x21)], [" ", "fi", "b", "Y"]);
        assert_eq!(
            [letters(0x13), letters(0x30), letters(0x40)],
            ["", "", ""],
            "none; of private use; no letter"
        );
        assert_eq!(letters(0x40 + 0x41), "A", "only the letter itself counts, not the first of its range");
        assert_eq!(codes.length(0), Some(2));
    }
}
