//! One translation held against its original and against the record of what was translated.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation;

use crate::codes;
use crate::edition::align::{Pair, align_moved};
use crate::edition::drift::{self, Moment};
use crate::edition::lock::{Lock, LockedBlock};
use crate::site::blocks::{Line, segments};
use crate::site::said::{Said, figures};
use crate::site::staleness::{BlockState, Change, Lenient, Staleness};
use crate::text::Span;

/// A block that says something.
pub(super) struct Block<'l, 'r, 'a> {
    /// Its place among all blocks.
    at: usize,
    line: &'l Line<'r, 'a>,
    /// What it says.
    pub(super) said: Said,
    text: Arc<str>,
}

/// The blocks that say something.
pub(super) fn blocks<'l, 'r, 'a>(lines: &'l [Line<'r, 'a>]) -> Vec<Block<'l, 'r, 'a>> {
    let block = |(at, line)| {
        let said = Said::of(line);
        Block { at, line, text: said.text_digest(), said }
    };
    lines.iter().enumerate().map(block).filter(|block| block.said.is_something()).collect()
}

/// The blocks of two editions that belong together, wherever they stand.
pub(crate) fn pairs(original: &[Line<'_, '_>], translation: &[Line<'_, '_>]) -> Vec<Pair> {
    align_moved(&segments(original), &segments(translation))
}

/// How many blocks of a translation are still to translate, and how many words of the original they stand for.
pub(crate) fn to_do(original: &[Line<'_, '_>], translation: &[Line<'_, '_>]) -> (usize, usize) {
    let said = |lines: &[Line<'_, '_>]| lines.iter().map(Said::of).collect::<Vec<_>>();
    let [first, second] = [said(original), said(translation)];
    let (mut blocks, mut words) = (0, 0);
    if !second.iter().any(|said| said.is_to_do) {
        return (blocks, words);
    }
    for pair in pairs(original, translation) {
        let own = second.get(pair.second).unwrap_or_default().iter();
        let open = own.filter(|said| said.is_to_do).count();
        if open > 0 {
            let own = first.get(pair.first).unwrap_or_default().iter();
            words += own.map(|said| said.text.unicode_words().count()).sum::<usize>();
        }
        blocks += open;
    }
    (blocks, words)
}

/// Whether both editions say what they said when the translation was accepted, in the same order, with the same links.
pub(super) fn is_as_recorded(
    lock: &Lock,
    original: &[Block<'_, '_, '_>],
    translation: &[Block<'_, '_, '_>],
) -> bool {
    let is_same = |(block, locked): (&Block<'_, '_, '_>, &LockedBlock)| {
        block.text == locked.text
            && block.said.rests_on == locked.rests_on
            && block.said.links_digest() == locked.links
    };
    original.len() == lock.blocks.len()
        && original.iter().zip(&lock.blocks).all(is_same)
        && translation.iter().map(|block| block.said.digest()).collect::<BTreeSet<_>>() == known(lock)
}

/// Digests of the blocks that the translation had.
fn known(lock: &Lock) -> BTreeSet<Arc<str>> {
    lock.blocks.iter().flat_map(|block| &block.translation).chain(&lock.alone).cloned().collect()
}

/// What became of each block; `staleness` has what is known without looking at them.
pub(super) fn compare(
    lock: &Lock,
    original: &[Line<'_, '_>],
    translation: &[Line<'_, '_>],
    staleness: Staleness,
) -> Staleness {
    let mut comparison = Comparison {
        lock,
        original: blocks(original),
        translation: blocks(translation),
        pairs: pairs(original, translation),
        staleness: Staleness {
            original: vec![BlockState::Current; original.len()],
            translation: vec![BlockState::Current; translation.len()],
            ..staleness
        },
    };
    comparison.run();
    comparison.staleness
}

struct Comparison<'c, 'l, 'r, 'a> {
    lock: &'c Lock,
    original: Vec<Block<'l, 'r, 'a>>,
    translation: Vec<Block<'l, 'r, 'a>>,
    pairs: Vec<Pair>,
    staleness: Staleness,
}

impl<'l, 'r, 'a> Comparison<'_, 'l, 'r, 'a> {
    fn run(&mut self) {
        let was = self.was();
        self.changed(&was);
        self.gone(&was.iter().flatten().copied().collect());
        self.counterparts(&was);
        self.moved(&was);
        self.links(&was);
        let changes = &self.staleness.changes;
        let count = |change: &Change| change.original.len().max(1);
        let gone = changes.iter().filter(|change| change.original.is_empty()).count();
        self.staleness.total = self.original.len() + gone;
        self.staleness.behind = changes.iter().map(count).sum();
        let figures = changes.iter().filter(|change| change.state == BlockState::Figures);
        self.staleness.figures = figures.map(count).sum();
    }

    fn was(&self) -> Vec<Vec<usize>> {
        let before: Vec<Moment<'_>> = self
            .lock
            .blocks
            .iter()
            .map(|block| Moment {
                kind: block.kind,
                text: block.text.clone(),
                words: &block.source,
                rests_on: &block.rests_on,
            })
            .collect();
        let now: Vec<Moment<'_>> = self
            .original
            .iter()
            .map(|block| Moment {
                kind: block.line.segment.kind,
                text: block.text.clone(),
                words: &block.said.text,
                rests_on: &block.said.rests_on,
            })
            .collect();
        drift::was(&before, &now)
    }

    /// Blocks of the original that say something else than they did, or that came new.
    fn changed(&mut self, was: &[Vec<usize>]) {
        let mut at = 0;
        while let (Some(block), Some(past)) = (self.original.get(at), was.get(at)) {
            // What was cut in two is one change.
            let is_part = |other: &&Vec<usize>| !past.is_empty() && *other == past;
            let count = was.iter().skip(at).take_while(is_part).count().max(1);
            let now = self.original.get(at..at + count).unwrap_or_default();
            if let Some((state, [lost, gained])) = self.change(now, past) {
                let lines = block.at..now.last().map_or(block.at, |last| last.at) + 1;
                let spans = now.iter().map(|block| block.line.segment.span);
                let words: usize = now.iter().map(|block| block.said.text.unicode_words().count()).sum();
                let (translation, translation_span) = self.counterpart(&lines, past);
                let change = Change {
                    original: lines.clone(),
                    was: past.clone(),
                    translation,
                    state,
                    original_span: spans.reduce(Span::joined),
                    translation_span,
                    lost,
                    gained,
                };
                set(&mut self.staleness.original, lines, state);
                self.staleness.words += words;
                self.staleness.changes.push(change);
            }
            at += count;
        }
    }

    /// What became of blocks: nothing if they say what they said.
    fn change(&self, now: &[Block<'_, '_, '_>], past: &[usize]) -> Option<(BlockState, [Vec<Arc<str>>; 2])> {
        let before: Vec<&LockedBlock> = past.iter().filter_map(|at| self.lock.blocks.get(*at)).collect();
        if before.is_empty() {
            return Some((BlockState::Changed, [Vec::new(), Vec::new()]));
        }
        let is_same_text = matches!((now, &*before), ([now], [before]) if now.text == before.text);
        let rests: [Vec<Arc<str>>; 2] = [
            before.iter().flat_map(|block| &block.rests_on).cloned().collect(),
            now.iter().flat_map(|block| &block.said.rests_on).cloned().collect(),
        ];
        let numbers: [Vec<Arc<str>>; 2] = [
            before.iter().flat_map(|block| &block.figures).cloned().collect(),
            now.iter().flat_map(|block| figures(block.line)).collect(),
        ];
        // The same words have the same numbers, whoever reads them.
        let mut facts = if is_same_text { rests } else { join(numbers, rests) };
        facts.iter_mut().for_each(|list| list.sort_unstable());
        let [lost, gained] = difference(facts);
        match (lost.is_empty() && gained.is_empty(), is_same_text) {
            (true, true) => None,
            (true, false) => Some((BlockState::Changed, [lost, gained])),
            (false, _) => Some((BlockState::Figures, [lost, gained])),
        }
    }

    /// The blocks of the translation that say blocks of the original, and where they stand: by their order, else by the
    /// record of what they were.
    fn counterpart(&self, lines: &Range<usize>, past: &[usize]) -> (Range<usize>, Option<Span>) {
        let touched = self.pairs.iter().filter(|pair| {
            pair.first.start < lines.end && lines.start < pair.first.end && !pair.second.is_empty()
        });
        let range = touched.map(|pair| pair.second.clone()).reduce(|all, next| all.start..next.end);
        let recorded = || Some(self.recorded(*past.first()?)?.at);
        let range = range.or_else(|| recorded().map(|at| at..at + 1)).unwrap_or(0..0);
        (range.clone(), self.translation_span(&range))
    }

    /// The block of the translation that says what it said when a block of the original was recorded.
    fn recorded(&self, past: usize) -> Option<&Block<'l, 'r, 'a>> {
        let locked = self.lock.blocks.get(past)?;
        self.translation.iter().find(|block| locked.translation.contains(&block.said.digest()))
    }

    fn translation_span(&self, range: &Range<usize>) -> Option<Span> {
        let spans = self.translation.iter().filter(|block| range.contains(&block.at));
        spans.map(|block| block.line.segment.span).reduce(Span::joined)
    }

    /// Blocks that the original no longer has and the translation still says.
    fn gone(&mut self, kept: &BTreeSet<usize>) {
        for (at, locked) in self.lock.blocks.iter().enumerate().filter(|(at, _)| !kept.contains(at)) {
            let Some(place) = self.recorded(at).map(|block| block.at..block.at + 1) else { continue };
            let facts: Vec<Arc<str>> = locked.figures.iter().chain(&locked.rests_on).cloned().collect();
            let state = if facts.is_empty() { BlockState::Changed } else { BlockState::Figures };
            set(&mut self.staleness.translation, place.clone(), state);
            self.staleness.changes.push(Change {
                original: 0..0,
                was: vec![at],
                translation_span: self.translation_span(&place),
                translation: place,
                state,
                original_span: None,
                lost: facts,
                gained: Vec::new(),
            });
        }
    }

    /// Blocks of the original that nothing says, and blocks of the translation that were changed by themselves.
    fn counterparts(&mut self, was: &[Vec<usize>]) {
        let known = known(self.lock);
        let is_current = |pair: &Pair, states: &[BlockState]| {
            states
                .get(pair.first.clone())
                .unwrap_or_default()
                .iter()
                .all(|state| *state == BlockState::Current)
        };
        for pair in &self.pairs {
            if pair.second.is_empty() {
                // What came new is to translate; what was moved is said elsewhere.
                let own = self.original.iter().zip(was).filter(|(block, _)| pair.first.contains(&block.at));
                let is_missing = |past: &[usize]| {
                    !past.is_empty() && past.iter().all(|past| self.recorded(*past).is_none())
                };
                let missing = own.filter(|(_, past)| is_missing(past)).map(|(block, _)| block.at);
                for at in missing.collect::<Vec<_>>() {
                    self.staleness.missing += 1;
                    // What was changed as well is told as changed.
                    if self.staleness.original.get(at) == Some(&BlockState::Current) {
                        set(&mut self.staleness.original, at..at + 1, BlockState::Missing);
                    }
                }
            } else if !pair.first.is_empty() && is_current(pair, &self.staleness.original) {
                let own = self.translation.iter().filter(|block| pair.second.contains(&block.at));
                let (to_do, said): (Vec<_>, Vec<_>) = own.partition(|block| block.said.is_to_do);
                for block in said.into_iter().filter(|block| !known.contains(&block.said.digest())) {
                    self.staleness.ahead += 1;
                    set(&mut self.staleness.translation, block.at..block.at + 1, BlockState::Ahead);
                }
                for block in &to_do {
                    set(&mut self.staleness.translation, block.at..block.at + 1, BlockState::Missing);
                }
                if !to_do.is_empty() {
                    let own = self.original.iter().filter(|block| pair.first.contains(&block.at));
                    self.staleness.missing += to_do.len();
                    self.staleness.words +=
                        own.map(|block| block.said.text.unicode_words().count()).sum::<usize>();
                }
            }
        }
    }

    /// Blocks that stand elsewhere than they did. The translation still has the old order: both are no error until it
    /// is accepted again.
    fn moved(&mut self, was: &[Vec<usize>]) {
        let order: Vec<usize> = was.iter().map(|past| past.first().copied().unwrap_or(usize::MAX)).collect();
        let stays = longest_rise(&order);
        let moved = self.original.iter().zip(&order).enumerate();
        let moved = moved.filter(|(at, (_, past))| **past != usize::MAX && !stays.contains(at));
        self.staleness.moved = moved.map(|(_, (block, _))| block.line.segment.span).collect();
        if self.staleness.moved.is_empty() {
            return;
        }
        let known = self.original.iter().zip(&order).filter(|(_, past)| **past != usize::MAX);
        let lenient = known.map(|(block, past)| Lenient {
            code: codes::translation::STRUCTURE.name,
            original: Some(block.line.segment.span),
            translation: self.recorded(*past).map(|block| block.line.segment.span),
        });
        let lenient: Vec<Lenient> = lenient.collect();
        self.staleness.lenient.extend(lenient);
    }

    /// Blocks with other links than they had.
    fn links(&mut self, was: &[Vec<usize>]) {
        let mut lenient = Vec::new();
        for (block, past) in self.original.iter().zip(was) {
            let locked = past.first().and_then(|past| self.lock.blocks.get(*past));
            if locked.is_some_and(|locked| locked.links != block.said.links_digest()) {
                lenient.push(Lenient {
                    code: codes::translation::LINK.name,
                    original: Some(block.line.segment.span),
                    translation: self.counterpart(&(block.at..block.at + 1), past).1,
                });
            }
        }
        self.staleness.lenient.extend(lenient);
    }
}

/// Places of a longest rising part of a list, without those of no value (`usize::MAX`).
fn longest_rise(order: &[usize]) -> BTreeSet<usize> {
    // The length of the longest rise that ends at each place, and the place before it.
    let mut ends: Vec<(usize, Option<usize>)> = Vec::with_capacity(order.len());
    for (at, value) in order.iter().enumerate() {
        let before = order.iter().take(at).zip(&ends).enumerate();
        let best = before
            .filter(|(_, (other, _))| **other <= *value && **other != usize::MAX)
            .max_by_key(|(at, (_, (length, _)))| (*length, std::cmp::Reverse(*at)))
            .map(|(at, (_, (length, _)))| (*length, at));
        ends.push(match best {
            _ if *value == usize::MAX => (0, None),
            Some((length, from)) => (length + 1, Some(from)),
            None => (1, None),
        });
    }
    let last = ends.iter().enumerate().max_by_key(|(at, (length, _))| (*length, std::cmp::Reverse(*at)));
    let mut at = last.filter(|(_, (length, _))| *length > 0).map(|(at, _)| at);
    let mut rise = BTreeSet::new();
    while let Some(place) = at {
        rise.insert(place);
        at = ends.get(place).and_then(|(_, before)| *before);
    }
    rise
}

fn set(states: &mut [BlockState], range: Range<usize>, state: BlockState) {
    if let Some(states) = states.get_mut(range) {
        states.iter_mut().for_each(|own| *own = (*own).max(state));
    }
}

fn join([first, second]: [Vec<Arc<str>>; 2], [a, b]: [Vec<Arc<str>>; 2]) -> [Vec<Arc<str>>; 2] {
    [first.into_iter().chain(a).collect(), second.into_iter().chain(b).collect()]
}

/// What only one of two sorted lists has, things that stand twice counted twice.
fn difference([before, now]: [Vec<Arc<str>>; 2]) -> [Vec<Arc<str>>; 2] {
    let mut gained = now;
    let mut lost = before;
    lost.retain(|one| match gained.iter().position(|other| other == one) {
        Some(at) => {
            gained.remove(at);
            false
        }
        None => true,
    });
    [lost, gained]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rise_leaves_out_what_was_moved() {
        let rise = |order: &[usize]| longest_rise(order).into_iter().collect::<Vec<_>>();
        assert_eq!(rise(&[]), [0_usize; 0]);
        assert_eq!(rise(&[0, 1, 2]), [0, 1, 2]);
        assert_eq!(rise(&[0, 3, 1, 2]), [0, 2, 3]);
        assert_eq!(rise(&[1, 2, 3, 0]), [0, 1, 2]);
        assert_eq!(rise(&[0, usize::MAX, 1, 1, 2]), [0, 2, 3, 4]);
        assert_eq!(rise(&[usize::MAX]), [0_usize; 0]);
    }
}
