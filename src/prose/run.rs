//! Words that a parser gave in pieces, and where each piece stands in the source.

use std::ops::Range;

/// Words that stood in the source one after the other.
#[derive(Default)]
pub(super) struct Run {
    /// The words.
    pub(super) text: String,
    pieces: Vec<Piece>,
}

struct Piece {
    at: usize,
    source: Range<usize>,
    literal: bool,
    escaped: bool,
}

impl Run {
    /// Adds words that stand at a range of the `whole` source.
    pub(super) fn push(&mut self, text: &str, source: Range<usize>, whole: &str) {
        let literal = whole.get(source.clone()) == Some(text);
        let before = source.start.checked_sub(1).and_then(|at| whole.as_bytes().get(at));
        let touching = self.pieces.last().is_some_and(|last| last.source.end == source.start);
        let escaped = before == Some(&b'\\') && !touching;
        self.pieces.push(Piece { at: self.text.len(), source, literal, escaped });
        self.text.push_str(text);
    }

    /// Offset in the parsed text of an offset in the run.
    fn source_of(&self, offset: usize) -> usize {
        let piece = self.pieces.iter().rev().find(|piece| piece.at <= offset);
        piece.map_or(0, |piece| {
            if piece.literal { piece.source.start + offset - piece.at } else { piece.source.start }
        })
    }

    fn source_end(&self, offset: usize) -> usize {
        let piece = self.pieces.iter().rev().find(|piece| piece.at < offset || piece.at == 0);
        piece.map_or(
            0,
            |piece| if piece.literal { piece.source.start + offset - piece.at } else { piece.source.end },
        )
    }

    /// Where a range of the run stands in the parsed text.
    pub(super) fn range(&self, range: Range<usize>) -> Range<usize> {
        self.source_of(range.start)..self.source_end(range.end)
    }

    /// A range of the run in parts that each stand in the source as they are, one byte for one: it breaks at escapes,
    /// entities, and line ends behind which the source has more than a new line (`\r\n`, `\n> `).
    pub(super) fn stretches(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut parts = Vec::with_capacity(1);
        let mut start = range.start;
        for pair in self.pieces.windows(2) {
            let [before, after] = pair else { continue };
            let joined = before.literal && after.literal && before.source.end == after.source.start;
            if !joined && start < after.at && after.at < range.end {
                parts.push(start..after.at);
                start = after.at;
            }
        }
        parts.push(start..range.end);
        parts
    }

    /// Whether the sign at an offset was written behind a backslash.
    pub(super) fn is_escaped(&self, offset: usize) -> bool {
        self.pieces.iter().any(|piece| piece.escaped && piece.at == offset)
    }
}
