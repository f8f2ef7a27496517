//! Which blocks of two editions belong together.
//!
//! The cheapest way through both lists, found by dynamic programming (after Gale and Church, "A program for aligning
//! sentences in bilingual corpora", 1993, which knows lengths only): pairs, blocks that one edition lacks, and two
//! blocks that the other joins. What a pair costs grows with the anchors that only one side has, with unlike lengths
//! and with unlike kinds. The weights are ours, set by hand on editions with blocks taken out, doubled, split and
//! moved; see the tests.

use std::ops::Range;

use crate::edition::{Anchor, Segment, SegmentKind, Strength};

/// Segments of both editions that belong together; one side may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    /// Places in the first edition: none, one or two.
    pub first: Range<usize>,
    /// Places in the second.
    pub second: Range<usize>,
}

/// What a block costs that has no counterpart.
const GAP: f32 = 0.9;
/// What it costs to take two blocks for one: more than a lost block, which must not hide in its neighbour.
const JOIN: f32 = 1.2;
/// What it costs to take two blocks for the next two in the other order.
const CROSS: f32 = 0.4;
/// Most that anchors of one side only can cost.
const ANCHORS: f32 = 2.0;
/// Weight of anchors that is taken for granted, so that a single missing one does not tear a pair apart.
const PRIOR: f32 = 4.0;
/// Most that unlike lengths can cost.
const LENGTHS: f32 = 1.0;
/// Length ratio, after that of both editions as wholes, from which on lengths are as unlike as can be.
const RATIO: f32 = 3.0;
/// What blocks of unlike kinds cost.
const KINDS: f32 = 1.2;
/// What blocks cost that can never belong together.
const NEVER: f32 = 100.0;
/// A way straight down both lists is taken as it is if no pair in it costs more.
const STRAIGHT: f32 = 0.5;
/// So many blocks beside the diagonal are looked at.
const BAND: usize = 32;

/// A step through both lists: how many blocks of each. Two of each are two that changed places.
const STEPS: [(usize, usize); 6] = [(1, 1), (1, 0), (0, 1), (1, 2), (2, 1), (2, 2)];

/// Pairs the segments of two editions, in order.
///
/// Names look alike in languages of one script; where hardly any do, they say nothing and are left out.
pub(crate) fn align(first: &[Segment], second: &[Segment]) -> Vec<Pair> {
    if !names_look_alike(first, second) {
        let (first, second) = (without_names(first), without_names(second));
        let costs = Costs::of(&first, &second);
        return costs.straight().unwrap_or_else(|| costs.cheapest());
    }
    let costs = Costs::of(first, second);
    costs.straight().unwrap_or_else(|| costs.cheapest())
}

/// Of the names of the edition that has fewer, so many per cent must stand in the other.
const ALIKE: usize = 15;

fn names_look_alike(first: &[Segment], second: &[Segment]) -> bool {
    let names = |side: &[Segment]| {
        let all = side.iter().flat_map(|segment| &segment.anchors);
        let mut keys: Vec<u64> =
            all.filter(|anchor| anchor.strength == Strength::Weak).map(|anchor| anchor.key).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    };
    let (a, b) = (names(first), names(second));
    let common = a.iter().filter(|key| b.binary_search(key).is_ok()).count();
    // Scripts without capitals have none.
    common * 100 >= a.len().min(b.len()) * ALIKE && a.is_empty() == b.is_empty()
}

fn without_names(side: &[Segment]) -> Vec<Segment> {
    let keep = |segment: &Segment| Segment {
        anchors: segment.anchors.iter().filter(|anchor| anchor.strength != Strength::Weak).copied().collect(),
        ..segment.clone()
    };
    side.iter().map(keep).collect()
}

/// Whether two blocks that were left alone are one that moved: most of what both must keep is the same.
pub(crate) fn is_same_elsewhere(first: &Segment, second: &Segment) -> bool {
    let (alone, whole) = apart(&first.anchors, &second.anchors);
    // At least one thing that tells the block surely, or two that look like it.
    let common = (whole - alone) / 2;
    first.kind == second.kind && common >= Strength::Strong as u32 && alone * 2 <= whole
}

struct Costs<'a> {
    first: &'a [Segment],
    second: &'a [Segment],
    /// Letters of the second edition to one of the first.
    ratio: f32,
}

impl<'a> Costs<'a> {
    fn of(first: &'a [Segment], second: &'a [Segment]) -> Costs<'a> {
        let letters = |side: &[Segment]| side.iter().map(|segment| segment.letters).sum::<usize>();
        let (a, b) = (letters(first), letters(second));
        let ratio = if a == 0 || b == 0 { 1.0 } else { b as f32 / a as f32 };
        // A short edition says little of its language, and one that lacks half of the text says the wrong thing.
        Costs { first, second, ratio: ratio.clamp(0.4, 2.5) }
    }

    /// One to one from top to bottom, where that is plainly right: what most pairs of editions are.
    fn straight(&self) -> Option<Vec<Pair>> {
        if self.first.len() != self.second.len() {
            return None;
        }
        let costs: Vec<f32> = (0..self.first.len()).map(|at| self.cost(at..at + 1, at..at + 1)).collect();
        let is_plain = costs.iter().all(|cost| *cost <= STRAIGHT)
            && costs.iter().zip(costs.iter().skip(1)).enumerate().all(|(at, (one, next))| {
                // What costs less than crossing alone cannot cost more than any crossing.
                one + next <= CROSS || one + next <= self.crossed(at..at + 2, at..at + 2)
            });
        let pair = |at: usize| Pair { first: at..at + 1, second: at..at + 1 };
        is_plain.then(|| (0..self.first.len()).map(pair).collect())
    }

    fn cheapest(&self) -> Vec<Pair> {
        let (rows, columns) = (self.first.len() + 1, self.second.len() + 1);
        let mut best = vec![(f32::INFINITY, (0, 0)); rows * columns];
        if let Some(start) = best.first_mut() {
            start.0 = 0.0;
        }
        for row in 0..rows {
            for column in self.band(row) {
                for (down, across) in STEPS {
                    let (Some(from), Some(side)) = (row.checked_sub(down), column.checked_sub(across)) else {
                        continue;
                    };
                    let before = best.get(from * columns + side).map_or(f32::INFINITY, |(cost, _)| *cost);
                    if !before.is_finite() {
                        continue;
                    }
                    let cost = before + self.cost(from..row, side..column);
                    if let Some(cell) = best.get_mut(row * columns + column)
                        && cost < cell.0
                    {
                        *cell = (cost, (down, across));
                    }
                }
            }
        }
        self.way_back(&best, columns)
    }

    /// The columns of a row that are looked at: around the diagonal.
    fn band(&self, row: usize) -> Range<usize> {
        let columns = self.second.len() + 1;
        let middle = row * self.second.len() / self.first.len().max(1);
        let reach = BAND.max(self.first.len().abs_diff(self.second.len()) + 2);
        middle.saturating_sub(reach)..(middle + reach + 1).min(columns)
    }

    fn way_back(&self, best: &[(f32, (usize, usize))], columns: usize) -> Vec<Pair> {
        let (mut row, mut column) = (self.first.len(), self.second.len());
        let mut pairs = Vec::new();
        while let Some((_, (down, across))) = best.get(row * columns + column).filter(|_| row + column > 0) {
            if down + across == 0 {
                break;
            }
            if (*down, *across) == (2, 2) {
                // One of the two stays, and the other left its place: that is told of blocks without a counterpart.
                pairs.push(Pair { first: row..row, second: column - 1..column });
                pairs.push(Pair { first: row - 1..row, second: column - 2..column - 1 });
                pairs.push(Pair { first: row - 2..row - 1, second: column - 2..column - 2 });
            } else {
                pairs.push(Pair { first: row - down..row, second: column - across..column });
            }
            (row, column) = (row - down, column - across);
        }
        pairs.reverse();
        pairs
    }

    /// What two blocks cost as the next two in the other order.
    fn crossed(&self, first: Range<usize>, second: Range<usize>) -> f32 {
        let kinds = |side: &[Segment], range: &Range<usize>| match side.get(range.clone()) {
            Some([one, other]) => one.kind == other.kind && may_join(one.kind),
            _ => false,
        };
        if !kinds(self.first, &first) || !kinds(self.second, &second) {
            return NEVER;
        }
        let (a, b) = (first.start, second.start);
        CROSS + self.cost(a..a + 1, b + 1..b + 2) + self.cost(a + 1..a + 2, b..b + 1)
    }

    fn cost(&self, first: Range<usize>, second: Range<usize>) -> f32 {
        if first.len() == 2 && second.len() == 2 {
            return self.crossed(first, second);
        }
        let joins = first.len() + second.len() > 2;
        let (a, b) = (self.first.get(first).unwrap_or_default(), self.second.get(second).unwrap_or_default());
        match (a, b) {
            ([], _) | (_, []) => GAP,
            _ if joins && !a.iter().chain(b).all(|segment| may_join(segment.kind)) => NEVER,
            _ => {
                let join = if joins { JOIN } else { 0.0 };
                join + kinds(a, b) + anchors(a, b) + self.lengths(a, b)
            }
        }
    }

    fn lengths(&self, a: &[Segment], b: &[Segment]) -> f32 {
        let letters = |side: &[Segment]| side.iter().map(|segment| segment.letters).sum::<usize>();
        let (a, b) = (letters(a) as f32 * self.ratio, letters(b) as f32);
        // Twelve letters more or less say nothing.
        let (a, b) = (a + 12.0, b + 12.0);
        let ratio = a.max(b) / a.min(b);
        if ratio >= RATIO { LENGTHS } else { LENGTHS * logarithm(ratio) / logarithm(RATIO) }
    }
}

/// The natural logarithm of a number from 1 to 3, to three decimals: what machines have for it differs in the last place,
/// and no machine may align otherwise than another. Method: the series of the inverse hyperbolic tangent.
fn logarithm(value: f32) -> f32 {
    let part = (value - 1.0) / (value + 1.0);
    let square = part * part;
    2.0 * part * (1.0 + square * (1.0 / 3.0 + square * (0.2 + square / 7.0)))
}

/// Whether two blocks of the kind may be one block elsewhere.
fn may_join(kind: SegmentKind) -> bool {
    matches!(
        kind,
        SegmentKind::Paragraph | SegmentKind::Item(_) | SegmentKind::Quoted | SegmentKind::Footnote
    )
}

fn kinds(a: &[Segment], b: &[Segment]) -> f32 {
    let unlike = a.iter().flat_map(|a| b.iter().map(move |b| unlike(a.kind, b.kind)));
    unlike.fold(0.0, f32::max)
}

fn unlike(a: SegmentKind, b: SegmentKind) -> f32 {
    use SegmentKind::{Code, Embed, Front, Heading, Item, Math, Paragraph, Quoted, Row, Rule};
    match (a, b) {
        (a, b) if a == b => 0.0,
        (Heading(_), Heading(_)) | (Item(_), Item(_)) | (Row(_), Row(_)) => KINDS / 4.0,
        (Paragraph | Item(_) | Quoted, Paragraph | Item(_) | Quoted) => KINDS / 2.0,
        (Front | Embed | Math | Code | Rule, _) | (_, Front | Embed | Math | Code | Rule) => NEVER,
        _ => KINDS,
    }
}

fn anchors(a: &[Segment], b: &[Segment]) -> f32 {
    let all = |side: &[Segment]| {
        let mut all: Vec<Anchor> = side.iter().flat_map(|segment| &segment.anchors).copied().collect();
        if side.len() > 1 {
            all.sort_unstable();
        }
        all
    };
    let (alone, whole) = match (a, b) {
        ([a], [b]) => apart(&a.anchors, &b.anchors),
        _ => apart(&all(a), &all(b)),
    };
    ANCHORS * alone as f32 / (whole as f32 + PRIOR)
}

/// The weight of anchors that only one of two sorted lists has, and the weight of all.
fn apart(a: &[Anchor], b: &[Anchor]) -> (u32, u32) {
    let weight = |list: &[Anchor]| list.iter().map(|anchor| anchor.strength as u32).sum::<u32>();
    let whole = weight(a) + weight(b);
    let (mut rest_a, mut rest_b, mut common) = (a, b, 0);
    while let (Some((first, after_a)), Some((second, after_b))) = (rest_a.split_first(), rest_b.split_first())
    {
        match first.cmp(second) {
            std::cmp::Ordering::Less => rest_a = after_a,
            std::cmp::Ordering::Greater => rest_b = after_b,
            std::cmp::Ordering::Equal => {
                common += first.strength as u32;
                (rest_a, rest_b) = (after_a, after_b);
            }
        }
    }
    (whole - 2 * common, whole)
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
        Segment { kind, span: Span::new(0..0), letters, anchors }
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
        let pairs = align(first, second);
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
