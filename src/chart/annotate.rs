//! The writer's remarks beside the marks they are about, each with a leader line.

use crate::chart::layout::{Canvas, lines, text};
use crate::chart::place::{Board, Candidate, Leader};
use crate::chart::scene::{Anchor, Area, Ink, PX, Role, Scene, Shape, Text, View, Voice, WHOLE};
use crate::chart::text::{Face, Lines};
use crate::chart::values::Values;

/// Widest lines of a remark, hundredths of a px: the second is tried where the first finds no room.
const WIDTHS: [i32; 2] = [150 * PX, 104 * PX];
/// Most lines of a remark in the picture.
const LINES: usize = 5;
/// Shortest leader.
const LEADER: i32 = 12 * PX;
/// So many heights are tried, on each side.
const LEVELS: u32 = 36;
/// From a point to words beside it, and what that costs.
const SIDES: [(i32, u32); 3] = [(22 * PX, 14), (48 * PX, 22), (90 * PX, 30)];
/// From the middle of a point to a leader beside it.
const CLEAR: i32 = 7 * PX;
/// From one height that is tried to the next.
const STEP: i32 = 8 * PX;

/// One place that is tried for words.
pub(crate) struct Try {
    /// The first line, its words left out.
    pub first: Text,
    /// Which of the widths the words are broken to.
    pub width: usize,
    /// What it covers, and how good it is.
    pub candidate: Candidate,
}

/// Words broken to each of the widths they may have; `None` where they do not fit.
pub(crate) type Wrapped = Vec<Option<Lines>>;

/// Where the leader of a remark ends.
pub(crate) struct Target {
    /// Across.
    pub x: i32,
    /// Just above the mark and its label.
    pub above: i32,
    /// Just below them; `None` where nothing may stand below.
    pub below: Option<i32>,
}

/// Places all remarks; `target` is where the leader of a position ends.
///
/// Gives the indices of the remarks for which there is no room.
pub(crate) fn annotate(
    values: &Values,
    target: impl Fn(i64) -> Target,
    canvas: &Canvas<'_>,
    board: &mut Board,
    scene: &mut Scene,
) -> Vec<usize> {
    let wrapped: Vec<Wrapped> = values.notes.iter().map(|note| wrap(&note.text, canvas)).collect();
    let tries = values
        .notes
        .iter()
        .zip(&wrapped)
        .map(|(note, wrapped)| tries(wrapped, &target(note.at), canvas))
        .collect::<Vec<_>>();
    settle(&wrapped, &tries, board, scene)
}

/// Lets the board choose among the tries of each of several words, and draws those that find a place, with their
/// leaders; gives the indices of the others.
pub(crate) fn settle(
    wrapped: &[Wrapped],
    tries: &[Vec<Try>],
    board: &mut Board,
    scene: &mut Scene,
) -> Vec<usize> {
    let candidates: Vec<Vec<Candidate>> =
        tries.iter().map(|tries| tries.iter().map(|one| one.candidate.clone()).collect()).collect();
    let places = board.place(&candidates);
    let mut unplaced = Vec::new();
    for (index, ((tries, place), wrapped)) in tries.iter().zip(places).zip(wrapped).enumerate() {
        let taken = place.and_then(|place| tries.get(place));
        let words = taken.and_then(|taken| wrapped.get(taken.width)?.as_ref());
        let Some((taken, words)) = taken.zip(words) else {
            unplaced.push(index);
            continue;
        };
        if let Some((from, to)) = taken.candidate.leader {
            scene.add(Shape::Line(from, to), Ink::of(Role::Leader));
        }
        lines(&taken.first, words).into_iter().for_each(|text| scene.say(text, false));
    }
    unplaced
}

/// Words broken to the usual widths of a remark.
pub(crate) fn wrap(words: &str, canvas: &Canvas<'_>) -> Wrapped {
    WIDTHS.iter().map(|width| canvas.measure.wrap(words, Face::Small, *width, LINES)).collect()
}

/// Places above and below the end of a leader, the nearest first.
pub(crate) fn tries(wrapped: &[Option<Lines>], target: &Target, canvas: &Canvas<'_>) -> Vec<Try> {
    let mut tries = Vec::new();
    for (width, wrapped) in wrapped.iter().enumerate() {
        let Some(wrapped) = wrapped else { continue };
        let penalty = if width == 0 { 0 } else { 6 };
        tries.extend(to_the_side(wrapped, target, canvas).into_iter().map(|(first, area, leader, cost)| {
            Try { first, width, candidate: Candidate { area, leader: Some(leader), cost: cost + penalty } }
        }));
        for level in 0..LEVELS {
            for (anchor, cost) in [(Anchor::Middle, 0), (Anchor::Start, 1), (Anchor::End, 1)] {
                let cost = penalty + level * 2 + cost;
                let away = LEADER + i32::try_from(level).unwrap_or(0) * STEP;
                let above = at_end(wrapped, (target.x, target.above), -away, anchor, canvas);
                let below = target.below.and_then(|y| at_end(wrapped, (target.x, y), away, anchor, canvas));
                for (place, more) in [(above, 0), (below, 1)] {
                    tries.extend(place.map(|(first, area, leader)| {
                        let candidate = Candidate { area, leader: Some(leader), cost: cost + more };
                        Try { first, width, candidate }
                    }));
                }
            }
        }
    }
    tries
}

/// Places beside a point in a wide picture, with a level leader.
fn to_the_side(words: &Lines, target: &Target, canvas: &Canvas<'_>) -> Vec<(Text, Area, Leader, u32)> {
    let Some(below) = target.below.filter(|_| canvas.view.low >= View::WIDE.low) else { return Vec::new() };
    let face = Face::Small;
    let rows = i32::try_from(words.lines.len()).unwrap_or(1);
    let y = i32::midpoint(target.above, below);
    let baseline = y - rows * face.line() / 2 + face.line() / 2 + face.size() * 36;
    let mut places = Vec::new();
    for (away, cost) in SIDES {
        let gap = canvas.view.share(away);
        for (anchor, x) in [(Anchor::Start, target.x + gap), (Anchor::End, target.x - gap)] {
            let first = text(x, baseline, anchor, Voice::Say, "");
            let area = first.area_of_lines(words.width, rows, canvas.view);
            let sign = if anchor == Anchor::Start { 1 } else { -1 };
            let leader =
                ((x - sign * canvas.view.share(3 * PX), y), (target.x + sign * canvas.view.share(CLEAR), y));
            if area.left >= 0 && area.right <= WHOLE {
                places.push((first, area, leader, cost));
            }
        }
    }
    places
}

/// Words above (`away` negative) or below the end of their leader; `None` if they would leave the picture.
fn at_end(
    wrapped: &Lines,
    (x, y): (i32, i32),
    away: i32,
    anchor: Anchor,
    canvas: &Canvas<'_>,
) -> Option<(Text, Area, Leader)> {
    let face = Face::Small;
    let rows = i32::try_from(wrapped.lines.len()).ok()?;
    let baseline = if away < 0 {
        y + away - face.descent() - (rows - 1) * face.line()
    } else {
        y + away + face.ascent()
    };
    let first = text(x, baseline, anchor, Voice::Say, "");
    let area = first.area_of_lines(wrapped.width, rows, canvas.view);
    let edge = if away < 0 { area.bottom } else { area.top };
    (area.left >= 0 && area.right <= WHOLE).then_some((first, area, ((x, edge), (x, y))))
}
