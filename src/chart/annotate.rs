//! The writer's remarks beside the marks they are about, each with a leader line.

use crate::chart::layout::{Canvas, area_of, inside, lines, text};
use crate::chart::place::{Board, Candidate};
use crate::chart::scene::{Anchor, Ink, PX, Role, Scene, Shape, Text, Voice};
use crate::chart::text::{Face, Lines};
use crate::chart::values::Values;

/// Widest lines of a remark, hundredths of a px: the second is tried where the first finds no room.
const WIDTHS: [i32; 2] = [150 * PX, 104 * PX];
/// Most lines of a remark in the picture.
const LINES: usize = 5;
/// Shortest leader.
const LEADER: i32 = 12 * PX;
/// From one height that is tried to the next.
const STEP: i32 = 8 * PX;

/// One place that is tried.
struct Try {
    texts: Vec<Text>,
    candidate: Candidate,
}

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
    let tries: Vec<Vec<Try>> =
        values.notes.iter().map(|note| tries(&note.text, &target(note.at), canvas)).collect();
    let candidates: Vec<Vec<Candidate>> =
        tries.iter().map(|tries| tries.iter().map(|one| one.candidate.clone()).collect()).collect();
    let places = board.place(&candidates);
    let mut unplaced = Vec::new();
    for (index, (tries, place)) in tries.into_iter().zip(places).enumerate() {
        let Some(taken) = place.and_then(|place| tries.into_iter().nth(place)) else {
            unplaced.push(index);
            continue;
        };
        if let Some((from, to)) = taken.candidate.leader {
            scene.add(Shape::Line(from, to), Ink::of(Role::Leader));
        }
        taken.texts.into_iter().for_each(|text| scene.say(text, false));
    }
    unplaced
}

fn tries(words: &str, target: &Target, canvas: &Canvas<'_>) -> Vec<Try> {
    let mut tries = Vec::new();
    for (penalty, width) in (0..).zip(WIDTHS) {
        let Some(wrapped) = canvas.measure.wrap(words, Face::Small, width, LINES) else { continue };
        for level in 0..36 {
            for (anchor, cost) in [(Anchor::Middle, 0), (Anchor::Start, 1), (Anchor::End, 1)] {
                let cost = penalty * 6 + level * 2 + cost;
                let away = LEADER + i32::try_from(level).unwrap_or(0) * STEP;
                tries.extend(one(&wrapped, (target.x, target.above), -away, anchor, cost, canvas));
                if let Some(below) = target.below {
                    tries.extend(one(&wrapped, (target.x, below), away, anchor, cost + 1, canvas));
                }
            }
        }
    }
    tries
}

/// Words above (`away` negative) or below the end of their leader.
fn one(
    wrapped: &Lines,
    (x, y): (i32, i32),
    away: i32,
    anchor: Anchor,
    cost: u32,
    canvas: &Canvas<'_>,
) -> Option<Try> {
    let face = Face::Small;
    let rows = i32::try_from(wrapped.lines.len()).ok()?;
    let baseline = if away < 0 {
        y + away - face.descent() - (rows - 1) * face.line()
    } else {
        y + away + face.ascent()
    };
    let first = text(x, baseline, anchor, Voice::Say, "");
    let texts: Vec<Text> = lines(&first, wrapped).into_iter().map(|text| inside(text, canvas)).collect();
    let one_edge = texts.iter().all(|text| text.anchor == anchor);
    let area = area_of(&texts, canvas)?;
    let covers = area.left <= x && x <= area.right;
    let edge = if away < 0 { area.bottom } else { area.top };
    let leader = Some(((x, edge), (x, y)));
    (one_edge && covers).then_some(Try { texts, candidate: Candidate { area, leader, cost } })
}
