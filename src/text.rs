//! Text of a file and places in it.
//!
//! Knows nothing of what the text means. A [`Span`] is inside one file; only a diagnostic joins it with
//! the file's path, so that values can be compared and remembered without their place in the folder.
//! Offsets count bytes; lines and columns (for people) are worked out only when a message is printed.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use sha2::{Digest, Sha256};
use xxhash_rust::xxh3::{Xxh3, xxh3_64_with_seed, xxh3_128};

/// A stretch of one file: bytes, 0-based, end exclusive.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of `range`; offsets beyond 4 GiB, which no readable file has, are cut there.
    pub(crate) fn new(range: std::ops::Range<usize>) -> Self {
        Span { start: cut(range.start), end: cut(range.end.max(range.start)) }
    }

    /// The same stretch, `by` bytes further on.
    pub(crate) fn shifted(self, by: u32) -> Self {
        Span { start: self.start.saturating_add(by), end: self.end.saturating_add(by) }
    }

    /// The smallest span that holds both.
    pub(crate) fn joined(self, other: Span) -> Self {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether `other` lies wholly inside.
    pub(crate) fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// As a range of byte offsets.
    pub(crate) fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

fn cut(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// A value and where it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where it stands in its file.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Joins a value with its place.
    pub(crate) fn new(value: T, span: Span) -> Self {
        Spanned { value, span }
    }
}

/// A 128-bit fingerprint of bytes: XXH3, for remembering, never for published integrity digests.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Fingerprint(pub u128);

impl Fingerprint {
    /// The fingerprint of `bytes`.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Fingerprint(xxh3_128(bytes))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// A short fingerprint of a name of a kind, for telling apart what stands in one story; never kept.
pub(crate) fn short_print(kind: &str, name: &[u8]) -> u64 {
    let seed = kind.bytes().fold(0, |seed: u64, byte| seed.wrapping_mul(31).wrapping_add(u64::from(byte)));
    xxh3_64_with_seed(name, seed)
}

/// Collects what a remembered value depends on into one [`Fingerprint`].
///
/// Every part is preceded by its length or has a fixed one, so that `("ab", "c")` and `("a", "bc")` differ.
#[derive(Clone)]
pub(crate) struct Fingerprinter(Xxh3);

impl Fingerprinter {
    /// Starts with a name for what is collected, so that two kinds of key never meet.
    pub(crate) fn new(kind: &str) -> Self {
        let mut hasher = Fingerprinter(Xxh3::new());
        hasher.text(kind);
        hasher
    }

    /// Adds a text.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        self.bytes(text.as_bytes())
    }

    /// Adds bytes.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.update(&(bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    /// Adds a number.
    pub(crate) fn number(&mut self, number: u64) -> &mut Self {
        self.0.update(&number.to_le_bytes());
        self
    }

    /// Adds another fingerprint.
    pub(crate) fn print(&mut self, print: Fingerprint) -> &mut Self {
        self.0.update(&print.0.to_le_bytes());
        self
    }

    /// Adds anything that can be hashed; only for types whose `Hash` does not depend on the platform.
    pub(crate) fn value(&mut self, value: &impl Hash) -> &mut Self {
        value.hash(&mut Adapter(&mut self.0));
        self
    }

    /// The fingerprint of all that was added.
    pub(crate) fn finish(&self) -> Fingerprint {
        Fingerprint(self.0.digest128())
    }
}

/// Written to as if it were a file: for values that are walked by a serializer.
impl std::io::Write for Fingerprinter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

struct Adapter<'a>(&'a mut Xxh3);

impl Hasher for Adapter<'_> {
    fn finish(&self) -> u64 {
        self.0.digest()
    }
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }
}

/// The text of one file, as read, without a byte-order mark.
#[derive(Clone, Debug)]
pub struct FileText {
    /// Path below the site's root, with `/` between its parts.
    pub path: Arc<str>,
    /// The whole text.
    pub text: Arc<str>,
    /// Fingerprint of the text.
    pub fingerprint: Fingerprint,
}

impl FileText {
    /// Joins a path with its text; a byte-order mark at the start is left out.
    pub(crate) fn new(path: impl Into<Arc<str>>, text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        FileText { path: path.into(), text: text.into(), fingerprint: Fingerprint::of(text.as_bytes()) }
    }

    /// The words at `span`; empty where the span does not fit the text.
    pub(crate) fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }
}

/// Line and column of a place, both 1-based; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position {
    /// 1-based.
    pub line: u32,
    /// 1-based, in characters.
    pub column: u32,
}

/// Finds the line and column of a byte offset; an offset beyond the text counts as its end.
///
/// Lines end at `\n`; a `\r` before it belongs to the line.
pub(crate) fn position(text: &str, offset: u32) -> Position {
    let mut end = (offset as usize).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = text.get(..end).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count();
    let column = before.get(line_start..).unwrap_or_default().chars().count();
    Position { line: cut(line + 1), column: cut(column + 1) }
}

/// SHA-256 of bytes as 64 hexadecimal digits: for digests that are published or stand in files of a site.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// Hexadecimal digits of a [`digest`]: half of SHA-256, far more than chance could meet.
pub(crate) const DIGITS: usize = 32;

/// A digest of texts for files of a site: the same texts in the same order give the same digits on every machine, and
/// with every version of the program.
pub(crate) fn digest<'a>(parts: impl IntoIterator<Item = &'a str>) -> Arc<str> {
    let mut print = Sha256::new();
    for part in parts {
        print.update((part.len() as u64).to_le_bytes());
        print.update(part.as_bytes());
    }
    leading_digits(&print.finalize(), DIGITS).into()
}

/// The first hexadecimal digits of bytes.
pub(crate) fn leading_digits(bytes: &[u8], digits: usize) -> String {
    hexadecimal(bytes.get(..digits / 2).unwrap_or(bytes))
}

/// Bytes as hexadecimal digits, two each.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    let digits = |half: &u8| char::from_digit(u32::from(*half), 16);
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).filter_map(|half| digits(&half)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_and_characters() {
        let text = "ação\nb\r\nc";
        assert_eq!(position(text, 0), Position { line: 1, column: 1 });
        assert_eq!(position(text, 5), Position { line: 1, column: 4 });
        assert_eq!(position(text, 7), Position { line: 2, column: 1 });
        assert_eq!(position(text, 99), Position { line: 3, column: 2 });
    }

    #[test]
    fn fingerprints_keep_parts_apart() {
        let one = Fingerprinter::new("t").text("ab").text("c").finish();
        let two = Fingerprinter::new("t").text("a").text("bc").finish();
        assert_ne!(one, two);
    }

    #[test]
    fn byte_order_mark_is_left_out() {
        assert_eq!(&*FileText::new("a", "\u{feff}x").text, "x");
    }
}
