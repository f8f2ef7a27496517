//! The quotations of a block, each with who said it: for comparing editions, and for reading them side by side.

use std::ops::Range;
use std::sync::Arc;

use crate::prose::Target;
use crate::prose::flat::FlatMarkKind;
use crate::prose::marks;
use crate::site::blocks::Line;
use crate::site::reading::ReadEdition;

/// Fewer words between quotation marks are a name, a title or a distance.
const WORDS: usize = 3;

/// Marks that open a quotation here: single ones look like apostrophes.
const OPENERS: [char; 8] = ['“', '„', '«', '»', '”', '"', '「', '『'];

/// Somebody's words in a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quoted {
    /// Bytes of the block's text, marks included.
    pub(crate) range: Range<usize>,
    /// Id of its record in quotes.toml.
    pub(crate) record: Option<Arc<str>>,
    /// Id of the name of who said it: that of the record, else the one that the same sentence links to.
    pub(crate) speaker: Option<Arc<str>>,
}

/// The quotations of a block in the order of its words: those bound to a record, and those of three words or more
/// between quotation marks.
pub(crate) fn quotations(edition: &ReadEdition<'_, '_>, line: &Line<'_, '_>) -> Vec<Quoted> {
    let Some(read) = line.read else { return Vec::new() };
    let text = &read.flat.text;
    let mut found: Vec<Quoted> = Vec::new();
    for mark in &read.flat.marks {
        let FlatMarkKind::Link(link) = mark.kind else { continue };
        let Target::Quote(id) = &link.target else { continue };
        let record = edition.site.quote(read.passage.scope, id);
        let speaker = record.and_then(|record| Some(record.value.speaker.as_ref()?.value.clone()));
        found.push(Quoted { range: mark.range.clone(), record: Some(id.clone()), speaker });
    }
    let bound = found.len();
    for range in between_marks(text) {
        let touches = |other: &Quoted| other.range.start < range.end && range.start < other.range.end;
        if !found.iter().take(bound).any(touches) {
            let speaker = linked_speaker(line, &range);
            found.push(Quoted { range, record: None, speaker });
        }
    }
    found.sort_by_key(|quoted| quoted.range.start);
    found
}

/// What stands between quotation marks and is long enough to be somebody's words; the marks included.
pub(crate) fn between_marks(text: &str) -> Vec<Range<usize>> {
    if !may_open(text) || !text.contains(OPENERS) {
        return Vec::new();
    }
    let mut found = marks::quotations(text, |sign| OPENERS.contains(&sign));
    found.retain(|range| is_long(text.get(range.clone()).unwrap_or_default()));
    found
}

/// Whether a byte with which one of [`OPENERS`] begins stands in a text: most prose has none.
fn may_open(text: &str) -> bool {
    let begins = |byte: &u8| marks::begins_mark(*byte);
    // Whole chunks without a branch within: the compiler looks at their bytes all at once.
    let (chunks, rest) = text.as_bytes().as_chunks::<32>();
    chunks.iter().any(|bytes| bytes.iter().fold(false, |found, byte| found | begins(byte)))
        || rest.iter().any(begins)
}

/// The name that the sentence around a quotation links to.
fn linked_speaker(line: &Line<'_, '_>, range: &Range<usize>) -> Option<Arc<str>> {
    let read = line.read?;
    let sentences = read.flat.sentences();
    let is_around = |sentence: &&Range<usize>| sentence.start < range.end && range.start < sentence.end;
    let around: Vec<&Range<usize>> = sentences.iter().filter(is_around).collect();
    let (start, end) = (around.first()?.start, around.last()?.end);
    read.flat.marks.iter().find_map(|mark| match &mark.kind {
        FlatMarkKind::Link(link) if start <= mark.range.start && mark.range.start < end => match &link.target
        {
            Target::Name(id) => Some(id.clone()),
            _ => None,
        },
        _ => None,
    })
}

/// Words are parted by blanks; where a script has none, four signs are as good as one.
fn is_long(words: &str) -> bool {
    let spaced = words.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
    let unspaced =
        words.chars().filter(|sign| matches!(u32::from(*sign), 0x0e00..=0x0eff | 0x3040..=0x9fff)).count();
    spaced >= WORDS || unspaced >= 4 * WORDS
}
