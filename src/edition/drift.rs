//! Which blocks of an edition as it now is are which blocks of it as it was.
//!
//! Both are in one language, so that words tell: blocks that say the same are one block wherever they stand; of the
//! rest `align.rs` pairs what stands at the same place, and pairs that share too few words are torn apart again.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;
use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation;

use crate::edition::align::{Pair, align};
use crate::edition::{Anchor, Segment, SegmentKind, Shape, Strength};
use crate::text::Span;

/// A block at one of the two times.
#[derive(Clone, Debug)]
pub(crate) struct Moment<'a> {
    /// What it is.
    pub(crate) kind: SegmentKind,
    /// Digest of its words.
    pub(crate) text: Arc<str>,
    /// Its words, as written or as read.
    pub(crate) words: &'a str,
    /// What it rests on, sorted.
    pub(crate) rests_on: &'a [Arc<str>],
}

/// For each block as it now is, the places of the blocks that it was: none if it came new.
pub(crate) fn was(before: &[Moment<'_>], now: &[Moment<'_>]) -> Vec<Vec<usize>> {
    let mut drift = Drift {
        was: vec![Vec::new(); now.len()],
        left: (0..before.len()).collect(),
        open: (0..now.len()).collect(),
        before,
        now,
    };
    drift.same(|block| Some((block.rests_on, &block.text)));
    // Without words only what a block rests on tells it.
    drift.same(|block| (!block.words.is_empty()).then_some((&[], &block.text)));
    drift.near();
    drift.anywhere();
    drift.was
}

/// Share of common words from which on two blocks at the same place are one.
const NEAR: f32 = 0.3;
/// The same for blocks at different places.
const ANYWHERE: f32 = 0.6;
/// So many pairs of blocks are compared at most when places say nothing.
const MOST: usize = 4_000;

struct Drift<'b, 'a> {
    before: &'b [Moment<'a>],
    now: &'b [Moment<'a>],
    was: Vec<Vec<usize>>,
    /// Blocks as they were that no block is yet.
    left: Vec<usize>,
    /// Blocks as they now are whose past is not known yet.
    open: Vec<usize>,
}

impl<'b, 'a> Drift<'b, 'a> {
    /// Joins blocks with equal keys, in order.
    fn same(&mut self, key: impl Fn(&'b Moment<'a>) -> Option<(&'b [Arc<str>], &'b Arc<str>)>) {
        let mut known: BTreeMap<(&[Arc<str>], &Arc<str>), VecDeque<usize>> = BTreeMap::new();
        for at in &self.left {
            if let Some(key) = self.before.get(*at).and_then(&key) {
                known.entry(key).or_default().push_back(*at);
            }
        }
        let mut found = Vec::new();
        for at in &self.open {
            let key = self.now.get(*at).and_then(&key);
            let past = key.and_then(|key| known.get_mut(&key)).and_then(VecDeque::pop_front);
            found.extend(past.map(|past| (*at, past)));
        }
        found.into_iter().for_each(|(at, past)| self.join(&[at], &[past]));
    }

    fn join(&mut self, now: &[usize], past: &[usize]) {
        for at in now {
            if let Some(was) = self.was.get_mut(*at) {
                was.extend(past);
            }
        }
        self.open.retain(|at| !now.contains(at));
        self.left.retain(|at| !past.contains(at));
    }

    /// What stands at the same place among what is left, if it shares words.
    fn near(&mut self) {
        let segments = |list: &[usize], blocks: &[Moment<'_>]| -> Vec<Segment> {
            list.iter().filter_map(|at| blocks.get(*at)).map(segment).collect()
        };
        let (past, now) = (segments(&self.left, self.before), segments(&self.open, self.now));
        let pairs = align(&past.iter().collect::<Vec<_>>(), &now.iter().collect::<Vec<_>>());
        let (left, open) = (self.left.clone(), self.open.clone());
        let places = |list: &[usize], range: Range<usize>| list.get(range).unwrap_or_default().to_vec();
        for Pair { first, second } in pairs {
            let (past, now) = (places(&left, first), places(&open, second));
            if !past.is_empty() && !now.is_empty() && self.likeness(&past, &now) >= NEAR {
                self.join(&now, &past);
            }
        }
    }

    /// What was moved and changed.
    fn anywhere(&mut self) {
        if self.left.len() * self.open.len() > MOST {
            return;
        }
        for at in self.open.clone() {
            let likeness = |past: &usize| (self.likeness(&[*past], &[at]), *past);
            let best = self.left.iter().map(likeness).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            if let Some((_, past)) = best.filter(|(likeness, _)| *likeness >= ANYWHERE) {
                self.join(&[at], &[past]);
            }
        }
    }

    /// Share of common words of blocks taken together, 0 to 1. Titles and headings are what stands at their place.
    fn likeness(&self, past: &[usize], now: &[usize]) -> f32 {
        let all = |list: &[usize], blocks: &'b [Moment<'a>]| -> Vec<&'b Moment<'a>> {
            list.iter().filter_map(|at| blocks.get(*at)).collect()
        };
        let (past, now) = (all(past, self.before), all(now, self.now));
        let is_title = |block: &&Moment<'_>| {
            matches!(block.kind, SegmentKind::Front | SegmentKind::Picture | SegmentKind::Heading(_))
        };
        if past.iter().all(is_title) && now.iter().all(is_title) {
            return NEAR;
        }
        let words = |blocks: &[&Moment<'_>]| {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for word in blocks.iter().flat_map(|block| tokens(block)) {
                *counts.entry(word).or_default() += 1;
            }
            counts
        };
        let (past, now) = (words(&past), words(&now));
        let common: usize =
            past.iter().map(|(word, count)| (*count).min(now.get(word).copied().unwrap_or(0))).sum();
        let whole: usize = past.values().chain(now.values()).sum();
        if whole == 0 { 0.0 } else { 2.0 * common as f32 / whole as f32 }
    }
}

/// The words of a block, and what it rests on.
fn tokens<'b>(block: &'b Moment<'_>) -> impl Iterator<Item = String> + use<'b> {
    let words = block.words.unicode_words().map(str::to_lowercase);
    words.chain(block.rests_on.iter().map(|part| part.to_string()))
}

fn segment(block: &Moment<'_>) -> Segment {
    let words = block.words.unicode_words().map(|word| Anchor::new("word", word, Strength::Weak));
    let rests = block.rests_on.iter().map(|part| Anchor::new("rests", part, Strength::Strong));
    let mut anchors: Vec<Anchor> = words.chain(rests).collect();
    anchors.sort_unstable();
    let letters = block.words.chars().filter(|sign| sign.is_alphanumeric()).count();
    Segment { kind: block.kind, span: Span::default(), letters, shape: Shape::default(), anchors }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::digest;

    const STORY: [&str; 6] = [
        "The files count what was stored",
        "Leaked files show that the agency held 400 terabytes in July, and more in winter.",
        "A supplier billed for every gigabyte, the contract says.",
        "What the bill says",
        "Nobody at the agency would answer questions about the archive.",
        "The contract ends in March, and no successor has been named.",
    ];

    fn moments<'a>(words: &[&'a str]) -> Vec<Moment<'a>> {
        let kind = |at: usize| if at == 0 { SegmentKind::Front } else { SegmentKind::Paragraph };
        let moment = |(at, words): (usize, &&'a str)| Moment {
            kind: kind(at),
            text: digest([*words]),
            words,
            rests_on: &[],
        };
        words.iter().enumerate().map(moment).collect()
    }

    fn past(now: &[&str]) -> Vec<Vec<usize>> {
        was(&moments(&STORY), &moments(now))
    }

    #[test]
    fn a_comma_leaves_every_block_what_it_was() {
        let changed = STORY[4].replace("agency would", "agency, would");
        let mut now = STORY.to_vec();
        now[4] = &changed;
        assert_eq!(past(&now), [vec![0], vec![1], vec![2], vec![3], vec![4], vec![5]]);
    }

    #[test]
    fn a_paragraph_at_the_top_is_new_and_the_others_are_what_they_were() {
        let mut now = STORY.to_vec();
        now.insert(1, "Something quite different happened on Tuesday evening in the harbour.");
        assert_eq!(past(&now), [vec![0], vec![], vec![1], vec![2], vec![3], vec![4], vec![5]]);
    }

    #[test]
    fn a_moved_paragraph_is_the_same_even_when_it_changed() {
        let mut now = STORY.to_vec();
        let moved = now.remove(1);
        now.push(moved);
        assert_eq!(past(&now), [vec![0], vec![2], vec![3], vec![4], vec![5], vec![1]]);
        let changed = moved.replace("400", "450");
        now[5] = &changed;
        assert_eq!(past(&now)[5], [1]);
    }

    #[test]
    fn what_was_cut_in_two_was_one() {
        let mut now = STORY.to_vec();
        now[1] = "Leaked files show that the agency held 400 terabytes in July.";
        now.insert(2, "And more in winter, the files show.");
        assert_eq!(past(&now)[1..3], [vec![1], vec![1]]);
        assert_eq!(past(&now)[3..], [vec![2], vec![3], vec![4], vec![5]]);
    }

    #[test]
    fn another_paragraph_at_the_same_place_is_not_the_same() {
        let mut now = STORY.to_vec();
        now[2] = "Rain fell for three weeks while reporters waited outside.";
        assert_eq!(past(&now)[2], Vec::<usize>::new());
    }

    #[test]
    fn nothing_was_nothing() {
        assert_eq!(was(&[], &moments(&STORY)), vec![Vec::<usize>::new(); 6]);
        assert_eq!(was(&moments(&STORY), &[]), Vec::<Vec<usize>>::new());
    }
}
