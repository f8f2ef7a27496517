//! Which blocks of two editions belong together.
//!
//! The cheapest way through both lists, found by dynamic programming (after Gale and Church, "A program for aligning
//! sentences in bilingual corpora", 1993, which knows lengths only): pairs, blocks that one edition lacks, two blocks
//! that the other joins, and two that changed places. What a pair costs grows with unlike lengths, with signs and anchors
//! that only one side has, and with unlike kinds; it falls with what both have and few other blocks do.
//!
//! Costs are in nats: the logarithm of how much likelier the evidence is among blocks that do not belong together. The
//! weights are ours: a logistic regression on 16,000 neighbours of public translated prose in nine languages, tried on
//! eleven others. What a lost, joined or crossed block costs was set on the same prose with blocks taken out, doubled,
//! joined, split and moved.

use std::cmp::Ordering;
use std::ops::Range;

use crate::edition::{Anchor, Segment, SegmentKind, Shape, Strength};

/// Segments of both editions that belong together; one side may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    /// Places in the first edition: none, one or two.
    pub first: Range<usize>,
    /// Places in the second.
    pub second: Range<usize>,
}

/// What a block costs that has no counterpart.
const GAP: f32 = 5.0;
/// What it costs to take two blocks for one: more than a lost block, which must not hide in its neighbour.
const JOIN: f32 = 7.0;
/// What it costs more if the one block has a sentence less than the two: then one of them is lost.
const SENTENCE: f32 = 2.0;
/// What it costs to take two blocks for the next two in the other order.
const CROSS: f32 = 1.3;
/// Weight of the square of a difference of lengths to its variance.
const LENGTH: f32 = 0.55;
/// Most that unlike lengths can cost.
const LENGTHS: f32 = 6.0;
/// What a sentence, a question mark, a quotation mark, a colon, a comma, a number costs that only one side has.
const SIGNS: Signs = [0.4, 0.5, 1.1, 0.55, 0.6, 0.75, 0.0, 0.0];
/// How often a block has each sign, at most 255 times. Eight are as quick to compare as six; the last two are none.
type Signs = [f32; 8];
/// So many of each are counted at most.
const MOST_SIGNS: f32 = 3.0;
/// So many of a sign in both editions are taken for granted, so that a few say nothing of their languages.
const FEW: f32 = 8.0;
/// Most that signs can cost.
const ALL_SIGNS: f32 = 4.0;
/// Most that anchors cost that a translation keeps and only one side has.
const LOST: f32 = 6.0;
/// Weight of anchors that is taken for granted, so that a single missing one does not tear a pair apart.
const PRIOR: f32 = 4.0;
/// Weight of what two blocks have in common, in nats of its rarity.
const ALIKE: f32 = 2.0;
/// Most nats that one thing in common counts.
const RAREST: f32 = 3.5;
/// Most that everything in common can take off.
const MOST_ALIKE: f32 = 12.0;
/// What blocks of unlike kinds cost.
const KINDS: f32 = 8.0;
/// What blocks cost that can never belong together.
const NEVER: f32 = 1000.0;
/// A way straight down both lists is taken as it is if no pair in it costs more.
const STRAIGHT: f32 = 4.0;
/// A block that was left alone in each edition: they are one that moved if they cost no more as a pair.
const ELSEWHERE: f32 = 6.0;
/// So many blocks beside the diagonal are looked at first, and then.
const BANDS: [usize; 3] = [3, 7, 40];

/// A step through both lists: how many blocks of each. Two of each are two that changed places.
const STEPS: [(usize, usize); 6] = [(1, 1), (1, 0), (0, 1), (1, 2), (2, 1), (2, 2)];

/// Pairs the segments of two editions, in order.
pub(crate) fn align(first: &[&Segment], second: &[&Segment]) -> Vec<Pair> {
    Costs::of(first, second).align()
}

/// Pairs the segments of two editions, blocks that moved among them, in the order of the first edition.
pub(crate) fn align_moved(first: &[&Segment], second: &[&Segment]) -> Vec<Pair> {
    let costs = Costs::of(first, second);
    let mut pairs = costs.align();
    for (a, b) in costs.elsewhere(&pairs) {
        pairs.retain(|pair| !(pair.first.is_empty() && pair.second.contains(&b)));
        for pair in pairs.iter_mut().filter(|pair| pair.second.is_empty() && pair.first.contains(&a)) {
            pair.second = b..b + 1;
        }
    }
    pairs
}

/// An anchor that both editions have, in a block of one of them.
#[derive(Clone, Copy, Default)]
struct Common {
    /// The same for equal anchors of both editions.
    key: u32,
    /// What a translation keeps of it.
    must: u32,
    /// In nats, 0 to [`RAREST`].
    rarity: f32,
}

/// What two blocks have in common.
#[derive(Clone, Copy, Default)]
struct Likeness {
    rarity: f32,
    /// Strength of the anchors that translations keep.
    kept: u32,
}

impl Likeness {
    /// What it takes off, in nats.
    fn worth(self) -> f32 {
        (ALIKE * self.rarity).min(MOST_ALIKE)
    }

    fn with(self, other: Likeness) -> Likeness {
        Likeness { rarity: self.rarity + other.rarity, kept: self.kept + other.kept }
    }
}

/// Blocks of one edition taken together.
#[derive(Clone, Copy, Default)]
struct Sum {
    letters: f32,
    signs: Signs,
    /// Strength of the anchors that its translation keeps.
    must: u32,
}

impl Sum {
    fn of(segment: &Segment) -> Sum {
        let Shape { sentences, questions, quotes, colons, commas, numbers } = segment.shape;
        let must = segment.anchors.iter().map(|anchor| anchor.strength as u32);
        Sum {
            letters: segment.letters as f32,
            signs: [sentences, questions, quotes, colons, commas, numbers, 0, 0].map(f32::from),
            must: must.filter(|strength| *strength != WEAK).sum(),
        }
    }

    fn with(self, other: Sum) -> Sum {
        Sum {
            letters: self.letters + other.letters,
            signs: std::array::from_fn(|sign| {
                let count = |sum: &Sum| sum.signs.get(sign).copied().unwrap_or_default();
                (count(&self) + count(&other)).min(f32::from(u8::MAX))
            }),
            must: self.must + other.must,
        }
    }
}

/// One edition.
struct Side<'a> {
    segments: &'a [&'a Segment],
    sums: Vec<Sum>,
    /// What the other has too, by block and key.
    common: Vec<Common>,
    /// Where the anchors of each block begin in `common`, and the end.
    starts: Vec<usize>,
}

impl<'a> Side<'a> {
    /// An edition and what the other has too, with the blocks that it stands in, by key.
    fn of(segments: &'a [&'a Segment], found: &[(usize, Common)]) -> Side<'a> {
        let mut starts = vec![0; segments.len() + 2];
        for (block, _) in found {
            if let Some(count) = starts.get_mut(block + 2) {
                *count += 1;
            }
        }
        let mut end = 0;
        for start in &mut starts {
            end += *start;
            *start = end;
        }
        // Each block's are put down in order, at what is the start of the next once all are there.
        let mut common = vec![Common::default(); found.len()];
        for (block, one) in found {
            let Some(next) = starts.get_mut(block + 1) else { continue };
            if let Some(place) = common.get_mut(*next) {
                *place = *one;
            }
            *next += 1;
        }
        let sums = segments.iter().map(|segment| Sum::of(segment)).collect();
        Side { segments, sums, common, starts }
    }

    fn common(&self, block: usize) -> &[Common] {
        let bounds = self.starts.get(block).zip(self.starts.get(block + 1));
        bounds.and_then(|(start, end)| self.common.get(*start..*end)).unwrap_or_default()
    }

    fn kind(&self, block: usize) -> Option<SegmentKind> {
        self.segments.get(block).map(|segment| segment.kind)
    }

    fn sum(&self, block: usize) -> Sum {
        self.sums.get(block).copied().unwrap_or_default()
    }

    /// Several blocks taken together.
    fn all(&self, blocks: Range<usize>) -> Sum {
        blocks.map(|block| self.sum(block)).reduce(Sum::with).unwrap_or_default()
    }

    fn may_join(&self, blocks: Range<usize>) -> bool {
        self.segments.get(blocks).unwrap_or_default().iter().all(|segment| may_join(segment.kind))
    }
}

/// Bits of an anchor in a [`pack`]: its key, its block, its strength.
const BITS: (u32, u32, u32) = (46, 16, 2);

/// An anchor of a block as one number: anchors are sorted much faster as numbers. What is left of the key is plenty
/// within one story, and blocks beyond 65,535 are taken for one.
fn pack(anchor: &Anchor, block: usize) -> u64 {
    let block = (block as u64).min((1 << BITS.1) - 1);
    anchor.key << (BITS.1 + BITS.2) | block << BITS.2 | anchor.strength as u64
}

/// What [`pack`] made of the key, the block, the strength.
fn unpack(packed: u64) -> (u64, usize, u32) {
    let block = packed >> BITS.2 & ((1 << BITS.1) - 1);
    (packed >> (BITS.1 + BITS.2), block as usize, (packed & ((1 << BITS.2) - 1)) as u32)
}

/// Which kinds of anchors an edition has, of 16,384: most of what one has the other has not, and need not be sorted.
struct Kinds(Vec<u64>);

impl Kinds {
    fn of(segments: &[&Segment]) -> Kinds {
        let mut kinds = vec![0; 256];
        for anchor in segments.iter().flat_map(|segment| &segment.anchors) {
            let (at, bit) = Kinds::place(anchor.key);
            if let Some(bits) = kinds.get_mut(at) {
                *bits |= bit;
            }
        }
        Kinds(kinds)
    }

    fn may_hold(&self, key: u64) -> bool {
        let (at, bit) = Kinds::place(key);
        self.0.get(at).is_some_and(|bits| bits & bit != 0)
    }

    /// Keys of sounds differ in their lower bits alone, digests in all.
    fn place(key: u64) -> (usize, u64) {
        let mixed = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 50;
        ((mixed / 64) as usize, 1 << (mixed % 64))
    }
}

/// The anchors that both editions have, with the blocks of each that they stand in, by key.
fn in_common(first: &[&Segment], second: &[&Segment]) -> [Vec<(usize, Common)>; 2] {
    let kinds = [first, second].map(Kinds::of);
    let anchors = |side: &[&Segment], others: &Kinds| {
        let mut all = Vec::new();
        for (block, segment) in side.iter().enumerate() {
            let shared = segment.anchors.iter().filter(|anchor| others.may_hold(anchor.key));
            all.extend(shared.map(|anchor| pack(anchor, block)));
        }
        all.sort_unstable();
        all.dedup_by_key(|packed| *packed >> BITS.2);
        all
    };
    let key = |packed: &u64| unpack(*packed).0;
    let (a, b) = (anchors(first, &kinds[1]), anchors(second, &kinds[0]));
    let blocks = first.len().max(second.len());
    let mut common = [Vec::new(), Vec::new()];
    let mut others = b.chunk_by(|a, b| key(a) == key(b)).peekable();
    for (at, own) in (0..).zip(a.chunk_by(|a, b| key(a) == key(b))) {
        let Some(digest) = own.first().map(key) else { continue };
        let is = |other: &&[u64], order: Ordering| {
            other.first().is_some_and(|other| key(other).cmp(&digest) == order)
        };
        while others.next_if(|other| is(other, Ordering::Less)).is_some() {}
        let Some(other) = others.next_if(|other| is(other, Ordering::Equal)) else { continue };
        let rarity = rarity(blocks, own.len().max(other.len()));
        for (list, from) in common.iter_mut().zip([own, other]) {
            list.extend(from.iter().map(|packed| {
                let (_, block, strength) = unpack(*packed);
                (block, Common { key: at, must: if strength == WEAK { 0 } else { strength }, rarity })
            }));
        }
    }
    common
}

/// The strength of words that sound alike, which a translation need not keep.
const WEAK: u32 = Strength::Weak as u32;

/// The natural logarithm of how many blocks there are to one that has an anchor, at most [`RAREST`].
///
/// By its octave, and straight in between: what machines have for a logarithm differs in the last place, and no machine
/// may align otherwise than another.
fn rarity(blocks: usize, with: usize) -> f32 {
    let ratio = (blocks * 16 / with.max(1)).max(16);
    let octave = ratio.ilog2();
    let part = (ratio - (1 << octave)) as f32 / (1_u64 << octave) as f32;
    ((octave as f32 - 4.0 + part) * std::f32::consts::LN_2).min(RAREST)
}

/// What it costs to take blocks of two editions for the same.
pub(crate) struct Costs<'a> {
    first: Side<'a>,
    second: Side<'a>,
    /// Letters of the second edition to one of the first.
    ratio: f32,
    /// The same of each sign: Russian has twice the commas of English.
    signs: Signs,
}

impl<'a> Costs<'a> {
    /// Of the segments of two editions.
    pub(crate) fn of(first: &'a [&'a Segment], second: &'a [&'a Segment]) -> Costs<'a> {
        let [in_first, in_second] = in_common(first, second);
        let letters = |side: &[&Segment]| side.iter().map(|segment| segment.letters).sum::<usize>();
        let (a, b) = (letters(first), letters(second));
        let ratio = if a == 0 || b == 0 { 1.0 } else { b as f32 / a as f32 };
        // A short edition says little of its language, and one that lacks half of the text says the wrong thing.
        let ratio = ratio.clamp(0.2, 2.5);
        let (first, second) = (Side::of(first, &in_first), Side::of(second, &in_second));
        let signs = std::array::from_fn(|sign| {
            let count =
                |side: &Side<'_>| -> f32 { side.sums.iter().filter_map(|sum| sum.signs.get(sign)).sum() };
            ((count(&second) + FEW) / (count(&first) + FEW)).clamp(0.5, 2.0)
        });
        Costs { first, second, ratio, signs }
    }

    /// Pairs the segments of both, in order.
    pub(crate) fn align(&self) -> Vec<Pair> {
        self.straight().unwrap_or_else(|| self.cheapest())
    }

    /// Of the segments that `pairs` leaves alone, those that are one in both editions and stand at unlike places.
    pub(crate) fn elsewhere(&self, pairs: &[Pair]) -> Vec<(usize, usize)> {
        let alone = |own: fn(&Pair) -> &Range<usize>, other: fn(&Pair) -> &Range<usize>| -> Vec<usize> {
            pairs.iter().filter(|pair| other(pair).is_empty()).flat_map(|pair| own(pair).clone()).collect()
        };
        let alone_first = alone(|pair| &pair.first, |pair| &pair.second);
        let alone_second = alone(|pair| &pair.second, |pair| &pair.first);
        if alone_first.is_empty() || alone_second.is_empty() {
            return Vec::new();
        }
        let both = alone_first.iter().flat_map(|a| alone_second.iter().map(move |b| (*a, *b)));
        let mut found: Vec<(f32, (usize, usize))> = both
            .filter(|(a, b)| self.first.kind(*a) == self.second.kind(*b))
            .map(|(a, b)| (self.one(a, b), (a, b)))
            .filter(|(cost, _)| *cost <= ELSEWHERE)
            .collect();
        found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut same: Vec<(usize, usize)> = Vec::new();
        for (_, (a, b)) in found {
            if same.iter().all(|(first, second)| *first != a && *second != b) {
                same.push((a, b));
            }
        }
        same.sort_unstable();
        same
    }

    /// What it saves, in nats, to take two segments for one that moved: against leaving its neighbour and it where they
    /// stand, if it only changed places with that one, else against a segment that each edition lacks.
    pub(crate) fn saved(&self, pairs: &[Pair], (a, b): (usize, usize)) -> f32 {
        let moved = self.one(a, b);
        let (up, down) = (a.checked_sub(1).zip(b.checked_add(1)), a.checked_add(1).zip(b.checked_sub(1)));
        let changed_with = [up, down].into_iter().flatten().find(|(first, second)| {
            pairs.contains(&Pair { first: *first..first + 1, second: *second..second + 1 })
        });
        match changed_with {
            Some((first, second)) => {
                self.one(a, second) + self.one(first, b) - self.one(first, second) - moved
            }
            None => 2.0 * GAP - moved,
        }
    }

    /// One to one from top to bottom, where that is plainly right: what most pairs of editions are.
    fn straight(&self) -> Option<Vec<Pair>> {
        let count = self.first.segments.len();
        if count != self.second.segments.len() {
            return None;
        }
        let costs: Vec<f32> = (0..count).map(|at| self.one(at, at)).collect();
        let is_crossed = |(at, (one, next)): (usize, (&f32, &f32))| {
            self.may_cross(at, at) && self.one(at, at + 1) + self.one(at + 1, at) + CROSS < one + next
        };
        let is_plain = costs.iter().all(|cost| *cost <= STRAIGHT)
            && !costs.iter().zip(costs.iter().skip(1)).enumerate().any(is_crossed);
        let pair = |at: usize| Pair { first: at..at + 1, second: at..at + 1 };
        is_plain.then(|| (0..count).map(pair).collect())
    }

    fn cheapest(&self) -> Vec<Pair> {
        let longest = self.first.segments.len().max(self.second.segments.len());
        let more = self.first.segments.len().abs_diff(self.second.segments.len());
        let mut cheapest = Vec::new();
        for band in BANDS.map(|band| band + more) {
            let (pairs, reach) = Grid::of(self, band).cheapest();
            cheapest = pairs;
            // A way that keeps away from the edge of what was looked at is taken for the cheapest of all.
            if reach < band || band >= longest {
                break;
            }
        }
        cheapest
    }

    /// What two blocks have in common.
    fn likeness(&self, a: usize, b: usize) -> Likeness {
        let mut likeness = Likeness::default();
        let (mut a, mut b) = (self.first.common(a), self.second.common(b));
        while let (Some((one, after_a)), Some((other, after_b))) = (a.split_first(), b.split_first()) {
            match one.key.cmp(&other.key) {
                Ordering::Less => a = after_a,
                Ordering::Greater => b = after_b,
                Ordering::Equal => {
                    likeness.rarity += one.rarity;
                    likeness.kept += one.must;
                    (a, b) = (after_a, after_b);
                }
            }
        }
        likeness
    }

    /// What a block of each edition cost as a pair.
    fn one(&self, a: usize, b: usize) -> f32 {
        self.alone_with(a, b, self.likeness(a, b))
    }

    fn alone_with(&self, a: usize, b: usize, likeness: Likeness) -> f32 {
        let kinds = match (self.first.kind(a), self.second.kind(b)) {
            (Some(a), Some(b)) => unlike(a, b),
            _ => NEVER,
        };
        kinds + self.taken_together(&self.first.sum(a), &self.second.sum(b), likeness)
    }

    fn taken_together(&self, a: &Sum, b: &Sum, likeness: Likeness) -> f32 {
        let (letters, other) = (a.letters * self.ratio, b.letters);
        let off = letters - other;
        let lengths = (LENGTH * off * off / (letters + other + 20.0)).min(LENGTHS);
        let signs = a.signs.iter().zip(b.signs).zip(self.signs).zip(SIGNS);
        let signs = signs.map(|(((a, b), ratio), weight)| weight * (a * ratio - b).abs().min(MOST_SIGNS));
        let signs = signs.sum::<f32>().min(ALL_SIGNS);
        let all = a.must + b.must;
        let lost = LOST * all.saturating_sub(2 * likeness.kept) as f32 / (all as f32 + PRIOR);
        lengths + signs + lost - likeness.worth()
    }

    /// Whether two blocks of each edition from places on can be the same in the other order.
    fn may_cross(&self, a: usize, b: usize) -> bool {
        let alike = |side: &Side<'_>, at: usize| {
            let kind = side.kind(at);
            kind == side.kind(at + 1) && kind.is_some_and(may_join)
        };
        alike(&self.first, a) && alike(&self.second, b)
    }
}

/// What is looked at of all pairs: a band beside the diagonal.
struct Grid<'c, 'a> {
    costs: &'c Costs<'a>,
    reach: usize,
    /// The first column that is looked at, for each row and the end.
    starts: Vec<usize>,
    /// For each block of the first edition, what it has in common with those of the second within reach.
    cells: Vec<Cell>,
}

/// A block of each edition.
#[derive(Clone, Copy, Default)]
struct Cell {
    likeness: Likeness,
    /// What they cost as a pair.
    cost: f32,
}

/// The cheapest way to a place, and its last step.
#[derive(Clone, Copy)]
struct Best {
    cost: f32,
    step: (usize, usize),
}

/// A place that no way leads to.
const NO_WAY: Best = Best { cost: f32::INFINITY, step: (0, 0) };

impl<'c, 'a> Grid<'c, 'a> {
    fn of(costs: &'c Costs<'a>, reach: usize) -> Grid<'c, 'a> {
        let rows = costs.first.segments.len();
        let mut grid = Grid { costs, reach, starts: Vec::new(), cells: Vec::new() };
        grid.starts = (0..=rows).map(|row| grid.middle(row).saturating_sub(reach)).collect();
        let width = grid.width();
        let mut cells = Vec::with_capacity(rows * width);
        for (row, start) in grid.starts.iter().copied().enumerate().take(rows) {
            cells.extend((start..start + width).map(|column| {
                let likeness = costs.likeness(row, column);
                Cell { likeness, cost: costs.alone_with(row, column, likeness) }
            }));
        }
        grid.cells = cells;
        grid
    }

    fn width(&self) -> usize {
        2 * self.reach + 2
    }

    /// The middle of a row: on the diagonal.
    fn middle(&self, row: usize) -> usize {
        row * self.costs.second.segments.len() / self.costs.first.segments.len().max(1)
    }

    /// Where a place stands in a list of rows of the band; nothing if it is not looked at.
    fn index(&self, row: usize, column: usize) -> Option<usize> {
        let column = column.checked_sub(*self.starts.get(row)?).filter(|column| *column < self.width())?;
        Some(row * self.width() + column)
    }

    fn cell(&self, a: usize, b: usize) -> Cell {
        match self.index(a, b).and_then(|at| self.cells.get(at)) {
            Some(cell) => *cell,
            None => {
                Cell { likeness: Likeness::default(), cost: self.costs.alone_with(a, b, Likeness::default()) }
            }
        }
    }

    /// What two blocks of one edition and one of the other have in common, or the other way round.
    fn likeness(&self, a: &Range<usize>, b: &Range<usize>) -> Likeness {
        self.cell(a.start, b.start).likeness.with(self.cell(a.end - 1, b.end - 1).likeness)
    }

    /// What a way costs that goes on with a step and ends before the blocks `row` and `column`, if that is less than
    /// `most`; `before` is what it costs without the step.
    fn way(
        &self,
        step: (usize, usize),
        (row, column): (usize, usize),
        before: f32,
        most: f32,
    ) -> Option<f32> {
        let (down, across) = step;
        let (a, b) = (row - down, column - across);
        let costs = self.costs;
        let is_less = |cost: &f32| before + *cost < most;
        let cost = match step {
            (1, 1) => self.cell(a, b).cost,
            (0, _) | (_, 0) => GAP,
            (2, 2) => {
                let crossed = CROSS + self.cell(a, b + 1).cost + self.cell(a + 1, b).cost;
                Some(crossed.min(NEVER)).filter(is_less)?;
                if costs.may_cross(a, b) { crossed } else { NEVER }
            }
            _ => {
                // Most are not worth a look at their lengths and signs.
                let likeness = self.likeness(&(a..row), &(b..column));
                Some((JOIN - likeness.worth()).min(NEVER)).filter(is_less)?;
                if costs.first.may_join(a..row) && costs.second.may_join(b..column) {
                    JOIN + self.joined(a..row, b..column, likeness)
                } else {
                    NEVER
                }
            }
        };
        Some(cost).filter(is_less).map(|cost| before + cost)
    }

    /// What two blocks of one edition and one of the other cost, or the other way round.
    fn joined(&self, a: Range<usize>, b: Range<usize>, likeness: Likeness) -> f32 {
        let is_two = a.len() > b.len();
        let (a, b) = (self.costs.first.all(a), self.costs.second.all(b));
        let ([of_a, ..], [of_b, ..]) = (a.signs, b.signs);
        let is_less = if is_two { of_b < of_a } else { of_a < of_b };
        (if is_less { SENTENCE } else { 0.0 }) + self.costs.taken_together(&a, &b, likeness)
    }

    /// The pairs of the cheapest way, and how far it goes from the diagonal.
    fn cheapest(&self) -> (Vec<Pair>, usize) {
        let columns = self.costs.second.segments.len() + 1;
        let width = self.width();
        let mut best = vec![NO_WAY; self.starts.len() * width];
        if let Some(start) = best.first_mut() {
            start.cost = 0.0;
        }
        for (row, start) in self.starts.iter().copied().enumerate() {
            for column in start..(start + width).min(columns) {
                let least = self.best(&best, row, column);
                if let Some(cell) = best.get_mut(row * width + column - start).filter(|_| row + column > 0) {
                    *cell = least;
                }
            }
        }
        self.way_back(&best)
    }

    /// The cheapest way to a place from those before it.
    fn best(&self, best: &[Best], row: usize, column: usize) -> Best {
        let mut least = NO_WAY;
        for (down, across) in STEPS {
            let (Some(from), Some(side)) = (row.checked_sub(down), column.checked_sub(across)) else {
                continue;
            };
            let Some(before) = self.at(best, from, side).filter(|before| before.cost.is_finite()) else {
                continue;
            };
            if let Some(cost) = self.way((down, across), (row, column), before.cost, least.cost) {
                least = Best { cost, step: (down, across) };
            }
        }
        least
    }

    fn at(&self, best: &[Best], row: usize, column: usize) -> Option<Best> {
        best.get(self.index(row, column)?).copied()
    }

    fn way_back(&self, best: &[Best]) -> (Vec<Pair>, usize) {
        let (mut row, mut column) = (self.costs.first.segments.len(), self.costs.second.segments.len());
        let (mut pairs, mut reach) = (Vec::new(), 0);
        while let Some(Best { step: (down, across), .. }) =
            self.at(best, row, column).filter(|_| row + column > 0)
        {
            if down + across == 0 {
                break;
            }
            if (down, across) == (2, 2) {
                // One of the two stays, and the other left its place: that is told of blocks without a counterpart.
                pairs.push(Pair { first: row..row, second: column - 1..column });
                pairs.push(Pair { first: row - 1..row, second: column - 2..column - 1 });
                pairs.push(Pair { first: row - 2..row - 1, second: column - 2..column - 2 });
            } else {
                pairs.push(Pair { first: row - down..row, second: column - across..column });
            }
            (row, column) = (row - down, column - across);
            reach = reach.max(column.abs_diff(self.middle(row)));
        }
        pairs.reverse();
        (pairs, reach)
    }
}

/// Whether two blocks of the kind may be one block elsewhere.
fn may_join(kind: SegmentKind) -> bool {
    matches!(
        kind,
        SegmentKind::Paragraph | SegmentKind::Item(_) | SegmentKind::Quoted | SegmentKind::Footnote
    )
}

fn unlike(a: SegmentKind, b: SegmentKind) -> f32 {
    use SegmentKind::{Code, Embed, Front, Heading, Item, Math, Paragraph, Picture, Quoted, Row, Rule};
    match (a, b) {
        (a, b) if a == b => 0.0,
        (Heading(_), Heading(_)) | (Item(_), Item(_)) | (Row(_), Row(_)) => KINDS / 4.0,
        (Paragraph | Item(_) | Quoted, Paragraph | Item(_) | Quoted) => KINDS / 2.0,
        (Front | Picture | Embed | Math | Code | Rule, _)
        | (_, Front | Picture | Embed | Math | Code | Rule) => NEVER,
        _ => KINDS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    /// A paragraph of so many letters with anchors: "fact:a", "cite:b" strong, numbers medium, names weak.
    fn paragraph(letters: usize, anchors: &[&str]) -> Segment {
        segment(SegmentKind::Paragraph, letters, anchors)
    }

    fn segment(kind: SegmentKind, letters: usize, anchors: &[&str]) -> Segment {
        let anchor = |text: &&str| match text.split_once(':') {
            Some((kind, name)) => Anchor::new(kind, name, Strength::Strong),
            None if text.starts_with(|first: char| first.is_ascii_digit()) => {
                Anchor::new("value", text, Strength::Medium)
            }
            None => Anchor::new("name", text, Strength::Weak),
        };
        let mut anchors: Vec<Anchor> = anchors.iter().map(anchor).collect();
        anchors.sort_unstable();
        Segment { kind, span: Span::new(0..0), letters, shape: Shape::default(), anchors }
    }

    fn story() -> Vec<Segment> {
        vec![
            segment(SegmentKind::Front, 60, &["fact:growth"]),
            segment(SegmentKind::Front, 200, &["fact:a", "fact:b"]),
            paragraph(300, &["fact:a", "fact:b", "cite:files", "Halden"]),
            paragraph(420, &["58", "Delta", "figure:growth"]),
            paragraph(380, &["fact:growth", "cite:files"]),
            segment(SegmentKind::Embed, 0, &["figure:growth"]),
            paragraph(410, &["360000", "cite:files", "story:terabyte"]),
            segment(SegmentKind::Heading(2), 24, &["id:bill"]),
            paragraph(350, &["31", "22", "9"]),
            paragraph(180, &[]),
            paragraph(260, &["quote:tickets", "cite:engineer"]),
            paragraph(170, &["cite:voss"]),
        ]
    }

    /// The same in a language that takes a sixth more room.
    fn translated() -> Vec<Segment> {
        story().into_iter().map(|segment| Segment { letters: segment.letters * 7 / 6, ..segment }).collect()
    }

    fn lines(first: &[Segment], second: &[Segment]) -> Vec<String> {
        let side =
            |range: &Range<usize>| range.clone().map(|at| at.to_string()).collect::<Vec<_>>().join("+");
        let pairs = align(&first.iter().collect::<Vec<_>>(), &second.iter().collect::<Vec<_>>());
        pairs.iter().map(|pair| format!("{}-{}", side(&pair.first), side(&pair.second))).collect()
    }

    fn odd(first: &[Segment], second: &[Segment]) -> Vec<String> {
        lines(first, second)
            .into_iter()
            .filter(|line| {
                let (a, b) = line.split_once('-').expect("a pair");
                a.is_empty() || b.is_empty() || line.contains('+')
            })
            .collect()
    }

    #[test]
    fn a_faithful_translation_runs_straight_down() {
        assert_eq!(
            lines(&story(), &translated()),
            (0..12).map(|at| format!("{at}-{at}")).collect::<Vec<_>>()
        );
    }

    #[test]
    fn a_block_that_is_missing_is_told_alone_wherever_it_stood() {
        for gone in 0..12 {
            let mut second = translated();
            second.remove(gone);
            assert_eq!(odd(&story(), &second), [format!("{gone}-")], "without {gone}");
            assert_eq!(odd(&second, &story()), [format!("-{gone}")], "the other way round");
        }
    }

    #[test]
    fn a_doubled_block_is_told_once() {
        for twice in (0..12).filter(|at| *at != 9) {
            let mut second = translated();
            second.insert(twice, second[twice].clone());
            let odd = odd(&story(), &second);
            assert_eq!(odd.len(), 1, "{twice}: {odd:?}");
            assert!(odd[0] == format!("-{twice}") || odd[0] == format!("-{}", twice + 1), "{twice}: {odd:?}");
        }
    }

    #[test]
    fn a_split_paragraph_stays_with_its_halves() {
        let mut second = translated();
        let half = paragraph(240, &["360000", "cite:files"]);
        second[6] = paragraph(230, &["story:terabyte"]);
        second.insert(6, half);
        assert_eq!(odd(&story(), &second), ["6-6+7"]);
        assert_eq!(odd(&second, &story()), ["6+7-6"]);
    }

    #[test]
    fn paragraphs_that_changed_places_are_told_and_no_others() {
        let mut second = translated();
        second.swap(8, 9);
        assert_eq!(odd(&story(), &second), ["8-", "-9"]);
        // Without anything to tell them by, their lengths do.
        let plain: Vec<Segment> = [300, 120, 480, 90, 260].map(|letters| paragraph(letters, &[])).into();
        let mut second = plain.clone();
        second.swap(2, 3);
        assert_eq!(odd(&plain, &second), ["2-", "-3"]);
    }

    #[test]
    fn a_short_paragraph_that_is_missing_does_not_hide_in_its_neighbour() {
        let letters = [300, 120, 480, 90, 260, 340, 150, 420, 210, 380, 130, 300, 180, 450];
        let plain: Vec<Segment> = letters.map(|letters| paragraph(letters, &[])).into();
        for gone in 0..letters.len() {
            let mut second = plain.clone();
            second.remove(gone);
            assert_eq!(odd(&plain, &second), [format!("{gone}-")], "without {gone}");
        }
    }

    #[test]
    fn changed_figures_do_not_tear_a_pair_apart() {
        let mut second = translated();
        second[8] = paragraph(400, &["30", "22", "9"]);
        second[2] = paragraph(340, &["fact:a", "cite:files", "Halden"]);
        assert_eq!(odd(&story(), &second), [""; 0]);
    }

    #[test]
    fn nothing_and_nothing_are_aligned() {
        assert_eq!(lines(&[], &[]), [""; 0]);
        assert_eq!(odd(&story()[..2], &[]), ["0-", "1-"]);
    }
}
