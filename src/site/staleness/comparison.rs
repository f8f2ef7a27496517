//! One translation held against its original and against the record of what was translated.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation;

use crate::codes;
use crate::diag::Place;
use crate::edition::align::Pair;
use crate::edition::drift::{self, Moment};
use crate::edition::lock::{Lock, LockedBlock};
use crate::site::blocks::Line;
use crate::site::said::figures;
use crate::site::staleness::block::{Block, blocks, is_title, pairs};
use crate::site::staleness::written::is_written_out;
use crate::site::staleness::{BlockState, Change, Lenient, Staleness};
use crate::text::Span;

/// How many blocks of a translation are still to translate, and how many words of the original they stand for.
pub(crate) fn to_do(original: &[Line<'_, '_>], translation: &[Line<'_, '_>]) -> (usize, usize) {
    let open: Vec<Block<'_, '_, '_>> =
        blocks(translation).into_iter().filter(|block| block.said.is_to_do).collect();
    if open.is_empty() {
        return (0, 0);
    }
    let is_open = |pair: &Pair| open.iter().any(|block| pair.second.contains(&block.at.start));
    let open_pairs: Vec<Pair> = pairs(original, translation).into_iter().filter(is_open).collect();
    let own = blocks(original);
    let own = own.iter().filter(|block| open_pairs.iter().any(|pair| pair.first.contains(&block.at.start)));
    (open.len(), own.map(|block| block.said.text.unicode_words().count()).sum())
}

/// Whether both editions say what they said when the translation was accepted, in the same order, with the same links.
pub(super) fn is_as_recorded(
    lock: &Lock,
    original: &[Block<'_, '_, '_>],
    translation: &[Block<'_, '_, '_>],
) -> bool {
    let is_same = |(block, locked): (&Block<'_, '_, '_>, &LockedBlock)| {
        block.text == locked.text
            && block.kind == locked.kind
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

/// What became of each block; `staleness` has what is known without looking at them, `paths` are those of both files.
pub(super) fn compare(
    lock: &Lock,
    original: &[Line<'_, '_>],
    translation: &[Line<'_, '_>],
    paths: [&Arc<str>; 2],
    staleness: Staleness,
) -> Staleness {
    let mut comparison = Comparison {
        lock,
        paths,
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
    /// Of the files of the original and of the translation.
    paths: [&'c Arc<str>; 2],
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
        self.recast(&was);
        self.links(&was);
        self.redone();
        let changes = &self.staleness.changes;
        let count = |change: &Change| change.blocks;
        let gone = changes.iter().filter(|change| change.original.is_empty()).count();
        self.staleness.total = self.original.len() + gone;
        self.staleness.behind = changes.iter().map(count).sum();
        self.staleness.titles = changes.iter().filter(|change| change.is_title).map(count).sum();
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
                kind: block.kind,
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
            let lines = block.at.start..now.last().map_or(block.at.end, |last| last.at.end);
            let (translation, translation_span) = self.counterpart(&lines, past);
            let is_told = |(state, _): &(BlockState, _)| {
                *state != BlockState::Figures || !self.is_written_out(now, past, &translation)
            };
            if let Some((state, [lost, gained])) = self.change(now, past).filter(is_told) {
                let spans = now.iter().map(|block| block.span);
                let words: usize = now.iter().map(|block| block.said.text.unicode_words().count()).sum();
                let change = Change {
                    blocks: count,
                    is_title: now.iter().all(Block::is_title),
                    original: lines.clone(),
                    was: past.clone(),
                    translation_texts: self.texts(&translation),
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
            now.iter().flat_map(|block| figures(block.lines)).collect(),
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

    /// Whether the build writes into the translation what changed in a block of the original.
    fn is_written_out(&self, now: &[Block<'_, '_, '_>], past: &[usize], translation: &Range<usize>) -> bool {
        let ([now], [past]) = (now, past) else { return false };
        let Some(locked) = self.lock.blocks.get(*past) else { return false };
        let blocks = self.translation.iter().filter(|block| translation.contains(&block.at.start));
        let own: Vec<&Line<'_, '_>> = blocks.flat_map(|block| block.lines).collect();
        locked.rests_on == now.said.rests_on && is_written_out(&locked.source, now.lines, &own)
    }

    /// The blocks of the translation that say blocks of the original, and where they stand: by their order, else by the
    /// record of what they were.
    fn counterpart(&self, lines: &Range<usize>, past: &[usize]) -> (Range<usize>, Option<Span>) {
        let touched = self.pairs.iter().filter(|pair| {
            pair.first.start < lines.end && lines.start < pair.first.end && !pair.second.is_empty()
        });
        let range = touched.map(|pair| pair.second.clone()).reduce(|all, next| all.start..next.end);
        let recorded = || Some(self.recorded(*past.first()?)?.at.clone());
        let range = range.or_else(recorded).unwrap_or(0..0);
        (range.clone(), self.translation_span(&range))
    }

    /// The block of the translation that says what it said when a block of the original was recorded.
    fn recorded(&self, past: usize) -> Option<&Block<'l, 'r, 'a>> {
        let locked = self.lock.blocks.get(past)?;
        self.translation.iter().find(|block| locked.translation.contains(&block.said.digest()))
    }

    fn translation_span(&self, range: &Range<usize>) -> Option<Span> {
        let spans = self.translation.iter().filter(|block| range.contains(&block.at.start));
        spans.map(|block| block.span).reduce(Span::joined)
    }

    /// Where the texts of exhibits stand that blocks of the translation show.
    fn texts(&self, range: &Range<usize>) -> Vec<Place> {
        let blocks = self.translation.iter().filter(|block| range.contains(&block.at.start));
        blocks.flat_map(Block::texts).collect()
    }

    /// Blocks that the original no longer has and the translation still says.
    fn gone(&mut self, kept: &BTreeSet<usize>) {
        for (at, locked) in self.lock.blocks.iter().enumerate().filter(|(at, _)| !kept.contains(at)) {
            let Some(place) = self.recorded(at).map(|block| block.at.clone()) else { continue };
            let facts: Vec<Arc<str>> = locked.figures.iter().chain(&locked.rests_on).cloned().collect();
            let state = if facts.is_empty() { BlockState::Changed } else { BlockState::Figures };
            set(&mut self.staleness.translation, place.clone(), state);
            self.staleness.changes.push(Change {
                blocks: 1,
                is_title: is_title(locked.kind, at == 0),
                original: 0..0,
                was: vec![at],
                translation_span: self.translation_span(&place),
                translation_texts: self.texts(&place),
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
                let own =
                    self.original.iter().zip(was).filter(|(block, _)| pair.first.contains(&block.at.start));
                let is_missing = |past: &[usize]| {
                    !past.is_empty() && past.iter().all(|past| self.recorded(*past).is_none())
                };
                let missing = own.filter(|(_, past)| is_missing(past)).map(|(block, _)| block.at.clone());
                for at in missing.collect::<Vec<_>>() {
                    self.staleness.missing += 1;
                    // What was changed as well is told as changed.
                    if self.staleness.original.get(at.start) == Some(&BlockState::Current) {
                        set(&mut self.staleness.original, at, BlockState::Missing);
                    }
                }
            } else if !pair.first.is_empty() && is_current(pair, &self.staleness.original) {
                let own = self.translation.iter().filter(|block| pair.second.contains(&block.at.start));
                let (to_do, said): (Vec<_>, Vec<_>) = own.partition(|block| block.said.is_to_do);
                for block in said.into_iter().filter(|block| !known.contains(&block.said.digest())) {
                    self.staleness.ahead += 1;
                    set(&mut self.staleness.translation, block.at.clone(), BlockState::Ahead);
                }
                for block in &to_do {
                    set(&mut self.staleness.translation, block.at.clone(), BlockState::Missing);
                }
                if !to_do.is_empty() {
                    let own = self.original.iter().filter(|block| pair.first.contains(&block.at.start));
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
        self.staleness.moved = moved.map(|(_, (block, _))| block.span).collect();
        if self.staleness.moved.is_empty() {
            return;
        }
        let known = self.original.iter().zip(&order).filter(|(_, past)| **past != usize::MAX);
        let lenient = known.map(|(block, past)| Lenient {
            code: codes::translation::STRUCTURE.name,
            original: Some(block.span),
            translation: self.recorded(*past).map(|block| block.span),
        });
        let lenient: Vec<Lenient> = lenient.collect();
        self.staleness.lenient.extend(lenient);
    }

    /// Blocks of another kind than they were, told once for all cells of a table.
    fn recast(&mut self, was: &[Vec<usize>]) {
        let locked = |past: &[usize]| match past {
            [only] => self.lock.blocks.get(*only),
            _ => None,
        };
        let recast = self.original.iter().zip(was).filter(|(block, past)| {
            let is_current = self.staleness.original.get(block.at.start) == Some(&BlockState::Current);
            is_current && locked(past).is_some_and(|locked| locked.kind != block.kind)
        });
        self.staleness.recast = recast.map(|(block, _)| block.span).collect();
        self.staleness.recast.dedup();
    }

    /// Where the translation is not as it was accepted: blocks with other words, blocks that stand twice or elsewhere,
    /// and blocks of the original that it no longer says.
    fn redone(&mut self) {
        let mut order: BTreeMap<Arc<str>, Vec<usize>> = BTreeMap::new();
        for (at, locked) in self.lock.blocks.iter().enumerate() {
            for digest in &locked.translation {
                order.entry(digest.clone()).or_default().push(at);
            }
        }
        let alone: BTreeSet<&Arc<str>> = self.lock.alone.iter().collect();
        let digests: Vec<Arc<str>> = self.translation.iter().map(|block| block.said.digest()).collect();
        let mut counts: BTreeMap<&Arc<str>, usize> = BTreeMap::new();
        digests.iter().for_each(|digest| *counts.entry(digest).or_default() += 1);
        // Equal blocks take the places that they had, one after the other.
        let mut taken: BTreeMap<&Arc<str>, usize> = BTreeMap::new();
        let mut places = Vec::with_capacity(digests.len());
        for digest in &digests {
            let nth = taken.entry(digest).or_default();
            let known = order.get(digest).filter(|known| Some(&known.len()) >= counts.get(digest));
            places.push(known.and_then(|known| known.get(*nth)).copied().unwrap_or(usize::MAX));
            *nth += 1;
        }
        let stays = longest_rise(&places);
        let mut redone = Vec::new();
        let [original, path] = self.paths;
        for (at, (block, digest)) in self.translation.iter().zip(&digests).enumerate() {
            let is_alone = alone.contains(digest) && counts.get(digest) == Some(&1);
            if !stays.contains(&at) && !is_alone {
                redone.push(Place::new(path, block.span));
                redone.extend(block.texts());
            }
        }
        let lost = self
            .original
            .iter()
            .filter(|block| self.staleness.original.get(block.at.start) == Some(&BlockState::Missing));
        redone.extend(lost.map(|block| Place::new(original, block.span)));
        self.staleness.redone = redone;
    }

    /// Blocks with other links than they had.
    fn links(&mut self, was: &[Vec<usize>]) {
        let mut lenient = Vec::new();
        for (block, past) in self.original.iter().zip(was) {
            let locked = past.first().and_then(|past| self.lock.blocks.get(*past));
            if locked.is_some_and(|locked| locked.links != block.said.links_digest()) {
                lenient.push(Lenient {
                    code: codes::translation::LINK.name,
                    original: Some(block.span),
                    translation: self.counterpart(&block.at, past).1,
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
