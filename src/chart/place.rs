//! Puts labels where they can be read: each at the cheapest of its candidate places, none over another.
//!
//! Two solvers. [`Board`] takes any labels with candidates; what must be free (other words, the rim of the picture)
//! is hard, what is better free (a line, a gridline) costs. [`spread`] moves labels of one column apart, as little
//! as possible. Both work on [`Area`]s that hold a label at every width of its view, so one solution is right for all.

use crate::chart::scene::{Area, crosses};

/// Cost of a candidate that crosses a line of data.
const CROSSING: u32 = 60;

/// Cost of a leader that crosses a line of data.
const LEADER_CROSSING: u32 = 24;

/// A line from a label to what it names: its two ends.
pub(crate) type Leader = ((i32, i32), (i32, i32));

/// One place for a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// What it covers there.
    pub area: Area,
    /// Its leader line, if it stands away from what it names.
    pub leader: Option<Leader>,
    /// How much worse it is than the best place; 0 is best.
    pub cost: u32,
}

impl Candidate {
    /// A place beside what it names.
    pub(crate) fn new(area: Area, cost: u32) -> Candidate {
        Candidate { area, leader: None, cost }
    }
}

/// What is already in the picture.
#[derive(Clone, Debug)]
pub(crate) struct Board {
    /// Nothing leaves it.
    frame: Area,
    /// Never covered.
    hard: Vec<Area>,
    /// Leaders of what was placed: neither crossed nor covered.
    leaders: Vec<Leader>,
    /// Better not crossed.
    lines: Vec<Vec<(i32, i32)>>,
}

impl Board {
    /// An empty picture.
    pub(crate) fn new(frame: Area) -> Board {
        Board { frame, hard: Vec::new(), leaders: Vec::new(), lines: Vec::new() }
    }

    /// Keeps an area free.
    pub(crate) fn keep(&mut self, area: Area) {
        self.hard.push(area);
    }

    /// Makes crossing a line dear.
    pub(crate) fn avoid_line(&mut self, places: Vec<(i32, i32)>) {
        self.lines.push(places);
    }

    /// The candidate of each label, in the order of the labels; earlier ones choose first. `None` where no candidate
    /// is free.
    ///
    /// A label without a free place may push one earlier label to another of its places, if that one has another.
    /// What was placed is kept free from then on.
    pub(crate) fn place(&mut self, labels: &[Vec<Candidate>]) -> Vec<Option<usize>> {
        let mut chosen: Vec<Option<usize>> = Vec::with_capacity(labels.len());
        for (index, candidates) in labels.iter().enumerate() {
            let best = self.best(candidates, &taken(labels, &chosen, None));
            chosen.push(best);
            if best.is_none() {
                self.push_aside(labels, &mut chosen, index);
            }
        }
        self.keep_all(labels, &chosen);
        chosen
    }

    /// The same for labels that are only worth it together: all, or none and the picture as it was. Nothing is pushed
    /// aside: such labels come in other sets of candidates, too.
    pub(crate) fn place_all(&mut self, labels: &[Vec<Candidate>]) -> Option<Vec<usize>> {
        let mut chosen: Vec<Option<usize>> = Vec::with_capacity(labels.len());
        for candidates in labels {
            let best = self.best(candidates, &taken(labels, &chosen, None))?;
            chosen.push(Some(best));
        }
        self.keep_all(labels, &chosen);
        Some(chosen.into_iter().flatten().collect())
    }

    fn keep_all(&mut self, labels: &[Vec<Candidate>], chosen: &[Option<usize>]) {
        for candidate in taken(labels, chosen, None) {
            self.hard.push(candidate.area);
            self.leaders.extend(candidate.leader);
        }
    }

    fn push_aside(&self, labels: &[Vec<Candidate>], chosen: &mut [Option<usize>], index: usize) {
        let Some(candidates) = labels.get(index) else { return };
        for earlier in 0..index {
            let without = taken(labels, chosen, Some(earlier));
            let Some(mine) = self.best(candidates, &without) else { continue };
            let Some(mine_placed) = candidates.get(mine) else { continue };
            let others: Vec<&Candidate> = without.into_iter().chain([mine_placed]).collect();
            let moved = labels.get(earlier).and_then(|candidates| self.best(candidates, &others));
            let old = chosen.get(earlier).copied().flatten();
            if moved.is_none() || moved == old {
                continue;
            }
            for (label, place) in [(earlier, moved), (index, Some(mine))] {
                if let Some(slot) = chosen.get_mut(label) {
                    *slot = place;
                }
            }
            return;
        }
    }

    /// The cheapest free candidate. Tried by their own cost, so that dear ones are looked at only if cheap ones cross.
    fn best(&self, candidates: &[Candidate], others: &[&Candidate]) -> Option<usize> {
        let mut order: Vec<(usize, &Candidate)> = candidates.iter().enumerate().collect();
        order.sort_by_key(|(_, candidate)| candidate.cost);
        let mut best: Option<(u32, usize)> = None;
        for (index, candidate) in order {
            if best.is_some_and(|(cost, _)| cost <= candidate.cost) {
                break;
            }
            if self.is_free(candidate, others) {
                let cost = self.cost(candidate);
                best = best.filter(|(least, _)| *least <= cost).or(Some((cost, index)));
            }
        }
        best.map(|(_, index)| index)
    }

    fn is_free(&self, candidate: &Candidate, others: &[&Candidate]) -> bool {
        let area = &candidate.area;
        let crossed = |area: &Area| candidate.leader.is_some_and(|(from, to)| area.meets_line(from, to));
        let tangled = |other: &Leader| {
            area.meets_line(other.0, other.1)
                || candidate.leader.is_some_and(|own| leaders_cross(own, *other))
        };
        self.frame.holds(area)
            && !self.hard.iter().any(|kept| kept.meets(area) || crossed(kept))
            && !self.leaders.iter().any(tangled)
            && !others.iter().any(|other| {
                other.area.meets(area) || crossed(&other.area) || other.leader.as_ref().is_some_and(tangled)
            })
    }

    fn cost(&self, candidate: &Candidate) -> u32 {
        let crossed = self.lines.iter().filter(|places| crosses(&candidate.area, places)).count();
        let crossed = u32::try_from(crossed).unwrap_or(u32::MAX);
        let cost = candidate.cost.saturating_add(crossed.saturating_mul(CROSSING));
        let Some(leader) = candidate.leader else { return cost };
        let pairs = |places: &&Vec<(i32, i32)>| {
            let mut steps = places.iter().zip(places.iter().skip(1));
            steps.any(|(from, to)| leaders_cross(leader, (*from, *to)))
        };
        let crossed = u32::try_from(self.lines.iter().filter(pairs).count()).unwrap_or(u32::MAX);
        cost.saturating_add(crossed.saturating_mul(LEADER_CROSSING))
    }
}

/// Whether two straight lines have a place in common.
fn leaders_cross(a: Leader, b: Leader) -> bool {
    let side = |line: Leader, place: (i32, i32)| {
        let ((x0, y0), (x1, y1)) = line;
        let (dx, dy) = (i64::from(x1) - i64::from(x0), i64::from(y1) - i64::from(y0));
        (dx * (i64::from(place.1) - i64::from(y0)) - dy * (i64::from(place.0) - i64::from(x0))).signum()
    };
    let apart = |line: Leader, other: Leader| side(line, other.0) * side(line, other.1) > 0;
    let beside = |low: (i32, i32), high: (i32, i32)| low.0.max(low.1) < high.0.min(high.1);
    let is_beside = |a: Leader, b: Leader| {
        beside((a.0.0, a.1.0), (b.0.0, b.1.0)) || beside((a.0.1, a.1.1), (b.0.1, b.1.1))
    };
    !apart(a, b) && !apart(b, a) && !is_beside(a, b) && !is_beside(b, a)
}

fn taken<'a>(
    labels: &'a [Vec<Candidate>],
    chosen: &[Option<usize>],
    but: Option<usize>,
) -> Vec<&'a Candidate> {
    let placed = labels.iter().zip(chosen).enumerate().filter(|(index, _)| Some(*index) != but);
    placed.filter_map(|(_, (candidates, index))| candidates.get((*index)?)).collect()
}

/// Moves labels of one column apart: each wants its middle at a place and has a height; the result is their middles,
/// in the order given, between `top` and `bottom`, with the least sum of squared moves.
///
/// `None` if together they are higher than the room. The order from top to bottom is that of the wishes.
/// (Pool adjacent violators: Barlow et al., "Statistical inference under order restrictions", 1972.)
pub(crate) fn spread(wishes: &[(i32, i32)], top: i32, bottom: i32) -> Option<Vec<i32>> {
    let needed: i64 = wishes.iter().map(|(_, height)| i64::from(*height)).sum();
    if needed > i64::from(bottom - top) {
        return None;
    }
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by_key(|index| wishes.get(*index).map(|(middle, _)| *middle));
    // A block of touching labels: its members, the sum of the tops they wish for less what stands above them in the
    // block, and its height.
    let mut blocks: Vec<(Vec<usize>, i64, i64)> = Vec::new();
    let top_of = |(members, sum, height): &(Vec<usize>, i64, i64)| {
        let count = i64::try_from(members.len()).unwrap_or(1).max(1);
        (sum / count).clamp(i64::from(top), i64::from(bottom) - height)
    };
    for index in order {
        let (middle, height) =
            wishes.get(index).map_or((0, 0), |(middle, height)| (i64::from(*middle), i64::from(*height)));
        let mut block = (vec![index], middle - height / 2, height);
        while let Some(above) = blocks.pop() {
            if top_of(&above) + above.2 <= top_of(&block) {
                blocks.push(above);
                break;
            }
            let count = i64::try_from(block.0.len()).unwrap_or(0);
            let members = [above.0, block.0].concat();
            block = (members, above.1 + block.1 - count * above.2, above.2 + block.2);
        }
        blocks.push(block);
    }
    let mut middles = vec![0; wishes.len()];
    for block in &blocks {
        let mut at = top_of(block);
        for index in &block.0 {
            let height = wishes.get(*index).map_or(0, |(_, height)| i64::from(*height));
            if let Some(middle) = middles.get_mut(*index) {
                *middle = i32::try_from(at + height / 2).unwrap_or(i32::MAX);
            }
            at += height;
        }
    }
    Some(middles)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Area = Area { left: 0, right: 1_000, top: 0, bottom: 1_000 };

    fn at(left: i32, top: i32, cost: u32) -> Candidate {
        Candidate::new(Area { left, right: left + 100, top, bottom: top + 20 }, cost)
    }

    #[test]
    fn the_cheapest_free_place_is_taken() {
        let mut board = Board::new(FRAME);
        board.keep(Area { left: 0, right: 50, top: 0, bottom: 50 });
        let chosen = board.place(&[vec![at(0, 0, 0), at(200, 0, 5), at(200, 100, 9)]]);
        assert_eq!(chosen, [Some(1)]);
        let chosen = board.place(&[vec![at(250, 10, 0)], vec![at(950, 0, 0)]]);
        assert_eq!(chosen, [None, None], "one would cover the first, one would leave the frame");
    }

    #[test]
    fn an_earlier_label_makes_room_if_it_can() {
        let mut board = Board::new(FRAME);
        let chosen = board.place(&[vec![at(0, 0, 0), at(0, 100, 1)], vec![at(50, 0, 0)]]);
        assert_eq!(chosen, [Some(1), Some(0)]);
    }

    #[test]
    fn lines_are_crossed_only_if_nothing_else_is_free() {
        let mut board = Board::new(FRAME);
        board.avoid_line(vec![(0, 10), (1_000, 10)]);
        assert_eq!(board.place(&[vec![at(0, 0, 0), at(0, 100, 50)]]), [Some(1)]);
        assert_eq!(board.place(&[vec![at(300, 0, 0)]]), [Some(0)]);
    }

    #[test]
    fn leaders_cross_neither_each_other_nor_labels() {
        let with = |left: i32, top: i32, from: (i32, i32), to: (i32, i32)| Candidate {
            leader: Some((from, to)),
            ..at(left, top, 0)
        };
        let mut board = Board::new(FRAME);
        let first = with(0, 0, (50, 20), (500, 500));
        let across = with(400, 0, (450, 20), (50, 500));
        let beside = with(600, 0, (650, 20), (650, 500));
        assert_eq!(board.place(&[vec![first], vec![across.clone(), beside.clone()]]), [Some(0), Some(1)]);
        let covering = at(200, 200, 0);
        assert_eq!(board.place(&[vec![across], vec![covering]]), [None, None], "later labels keep off, too");
        let mut board = Board::new(FRAME);
        board.avoid_line(vec![(600, 300), (700, 300)]);
        let around = Candidate { cost: 20, ..with(800, 0, (850, 20), (850, 500)) };
        assert_eq!(board.place(&[vec![beside, around]]), [Some(1)], "a line of data is crossed dearly");
    }

    #[test]
    fn lines_cross_where_they_have_a_place_in_common() {
        assert!(leaders_cross(((0, 0), (10, 10)), ((0, 10), (10, 0))));
        assert!(leaders_cross(((0, 0), (10, 0)), ((5, 0), (5, 9))), "one ends on the other");
        assert!(!leaders_cross(((0, 0), (10, 0)), ((11, -5), (11, 5))));
        assert!(!leaders_cross(((0, 0), (10, 0)), ((20, 0), (30, 0))), "on one line, apart");
    }

    #[test]
    fn labels_of_a_column_move_apart_and_stay_inside() {
        let middles = spread(&[(50, 20), (55, 20), (300, 20)], 0, 400).expect("room");
        assert_eq!(middles, [42, 62, 300], "two move by equal parts, the third stays");
        let middles = spread(&[(390, 20), (395, 20), (398, 20)], 0, 400).expect("room");
        assert_eq!(middles, [350, 370, 390]);
        assert_eq!(spread(&[(0, 20), (0, 20)], 0, 39), None);
        let many: Vec<(i32, i32)> = (0..20).map(|_| (100, 20)).collect();
        let mut middles = spread(&many, 0, 400).expect("room");
        middles.sort_unstable();
        assert_eq!(middles.first().zip(middles.last()), Some((&10, &390)));
    }
}
