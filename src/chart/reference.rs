//! Reference lines and ranges on an upright frame: a value or a stretch of time that the data is compared with.
//!
//! A form draws the ranges before its marks and the lines after them, and has the words placed once its own labels
//! stand. Words that find no room are said below the chart; their indices follow those of the remarks.

use rust_decimal::Decimal;

use crate::chart::annotate::{Target, Try, Wrapped, settle, tries, wrap};
use crate::chart::layout::{Canvas, Slots, text};
use crate::chart::place::{Board, Candidate};
use crate::chart::scale::Scale;
use crate::chart::scene::{Anchor, Area, Ink, PX, Role, Scene, Shape, Voice};
use crate::chart::text::{Face, Lines};
use crate::chart::values::{ReferenceAt, ReferenceLine, Values};

/// From a line to the nearest edge of its words.
const BESIDE: i32 = 3 * PX;
/// Places along a line that are tried.
const STOPS: i32 = 12;
/// Heights that are tried inside an upright range, and from one to the next.
const LEVELS: u32 = 34;
const STEP: i32 = 8 * PX;
/// What a leader to a line costs, beyond the places beside it.
const LEADER: u32 = 24;

/// The reference lines and ranges of a chart on its frame.
pub(crate) struct References<'a> {
    /// What the chart shows.
    pub values: &'a Values,
    /// Of the measure.
    pub scale: Scale,
    /// Of the other axis; without, ranges of it are not drawn.
    pub slots: Option<&'a Slots>,
    /// Where marks stand.
    pub frame: Area,
}

impl References<'_> {
    /// Tints the ranges.
    pub(crate) fn draw_ranges(&self, scene: &mut Scene) {
        for reference in &self.values.shape.references {
            if let (ReferenceAt::Values(..) | ReferenceAt::Positions(..), Some(area)) =
                (reference.at, self.area(reference))
            {
                scene.add(Shape::Rect(area), Ink::of(Role::Range));
            }
        }
    }

    /// Draws the lines, which labels then avoid.
    pub(crate) fn draw_lines(&self, board: &mut Board, scene: &mut Scene) {
        for reference in &self.values.shape.references {
            if let (ReferenceAt::Value(_), Some(area)) = (reference.at, self.area(reference)) {
                let (from, to) = ((area.left, area.top), (area.right, area.top));
                board.avoid_line(vec![from, to]);
                scene.add(Shape::Line(from, to), Ink::of(Role::Reference));
            }
        }
    }

    /// Writes what is said of them where it meets nothing; gives the indices of those for which there is no room,
    /// counted after the remarks.
    pub(crate) fn label(&self, canvas: &Canvas<'_>, board: &mut Board, scene: &mut Scene) -> Vec<usize> {
        let references = &self.values.shape.references;
        let after = self.values.notes.len();
        // A panel of small multiples has no room for words: they are said once, below all.
        if canvas.view.is_panel() {
            return (after..after + references.len()).collect();
        }
        let wrapped: Vec<Wrapped> = references.iter().map(|reference| self.wrap(reference, canvas)).collect();
        let tries: Vec<Vec<Try>> = references
            .iter()
            .zip(&wrapped)
            .map(|(reference, wrapped)| self.tries(reference, wrapped, canvas))
            .collect();
        settle(&wrapped, &tries, board, scene).into_iter().map(|index| after + index).collect()
    }

    fn y(&self, value: Decimal) -> i32 {
        self.scale.place(value, self.frame.bottom, self.frame.top)
    }

    /// What it covers: of a line an area without height.
    fn area(&self, reference: &ReferenceLine) -> Option<Area> {
        match reference.at {
            ReferenceAt::Value(value) => {
                let y = self.y(value);
                Some(Area { top: y, bottom: y, ..self.frame })
            }
            ReferenceAt::Values(low, high) => {
                Some(Area { top: self.y(high), bottom: self.y(low), ..self.frame })
            }
            ReferenceAt::Positions(from, to) => {
                let half = Decimal::new(5, 1);
                let scale = self.slots?.scale;
                let x = |at: Decimal| scale.place(at, self.frame.left, self.frame.right);
                let (left, right) = (x(Decimal::from(from) - half), x(Decimal::from(to) + half));
                Some(Area { left, right, ..self.frame })
            }
        }
    }

    /// Words of a range of the axis are first tried in its own width.
    fn wrap(&self, reference: &ReferenceLine, canvas: &Canvas<'_>) -> Wrapped {
        let mut wrapped = wrap(&reference.text, canvas);
        let one = i32::MAX / 8;
        match (reference.at, self.area(reference)) {
            (ReferenceAt::Positions(..), Some(area)) => {
                let room = canvas.view.length(area.right - area.left) - 2 * BESIDE;
                wrapped.insert(0, canvas.measure.wrap(&reference.text, Face::Small, room, 4));
            }
            _ => wrapped.insert(0, canvas.measure.wrap(&reference.text, Face::Small, one, 1)),
        }
        wrapped
    }

    fn tries(&self, reference: &ReferenceLine, wrapped: &[Option<Lines>], canvas: &Canvas<'_>) -> Vec<Try> {
        let Some(area) = self.area(reference) else { return Vec::new() };
        let mut all = Vec::new();
        let widths = wrapped.iter().enumerate().filter_map(|(width, words)| Some((width, words.as_ref()?)));
        for (width, words) in widths {
            let penalty = u32::try_from(width).unwrap_or(0) * 3;
            let places = match reference.at {
                ReferenceAt::Value(_) => self.beside_line(area, words, canvas),
                ReferenceAt::Values(..) => self.beside_range(area, words, canvas),
                ReferenceAt::Positions(..) => in_stretch(area, words, canvas),
            };
            all.extend(places.into_iter().map(|(first, area, cost)| Try {
                first,
                width,
                candidate: Candidate::new(area, penalty + cost),
            }));
        }
        if matches!(reference.at, ReferenceAt::Value(_)) {
            all.extend(self.apart_from_line(area, wrapped, canvas));
        }
        all
    }

    /// Places across, the best first: the end, the start, then between them.
    fn stops(&self, canvas: &Canvas<'_>) -> Vec<(Anchor, i32, u32)> {
        let (left, right) = (self.frame.left, self.frame.right);
        let gap = canvas.view.share(BESIDE);
        let mut stops = vec![(Anchor::End, right - gap, 0), (Anchor::Start, left + gap, 2)];
        let between = (1..STOPS).map(|stop| left + (right - left) / STOPS * stop);
        stops.extend(between.map(|x| (Anchor::Middle, x, 4)));
        stops
    }

    fn beside_line(&self, area: Area, words: &Lines, canvas: &Canvas<'_>) -> Vec<Place> {
        let mut places = Vec::new();
        for (anchor, x, cost) in self.stops(canvas) {
            places.push(over(x, area.top - BESIDE, anchor, words, cost, canvas));
            places.push(under(x, area.bottom + BESIDE, anchor, words, cost + 6, canvas));
        }
        places
    }

    fn beside_range(&self, area: Area, words: &Lines, canvas: &Canvas<'_>) -> Vec<Place> {
        let mut places = Vec::new();
        for (anchor, x, cost) in self.stops(canvas) {
            let inside = [
                under(x, area.top + BESIDE, anchor, words, cost, canvas),
                over(x, area.bottom - BESIDE, anchor, words, cost + 3, canvas),
            ];
            places.extend(inside.into_iter().filter(|(_, words, _)| area.holds(words)));
            places.push(over(x, area.top - BESIDE, anchor, words, cost + 8, canvas));
            places.push(under(x, area.bottom + BESIDE, anchor, words, cost + 10, canvas));
        }
        places
    }

    /// Places away from a line, each with a leader to it.
    fn apart_from_line(&self, area: Area, wrapped: &[Option<Lines>], canvas: &Canvas<'_>) -> Vec<Try> {
        let mut all = Vec::new();
        for (_, x, cost) in self.stops(canvas) {
            let target = Target { x, above: area.top, below: Some(area.bottom) };
            let apart = tries(wrapped, &target, canvas);
            all.extend(apart.into_iter().map(|one| Try {
                candidate: Candidate { cost: one.candidate.cost + cost + LEADER, ..one.candidate },
                ..one
            }));
        }
        all
    }
}

/// First line, what all lines cover, and how much worse it is than the best.
type Place = (crate::chart::scene::Text, Area, u32);

fn rows(words: &Lines) -> i32 {
    i32::try_from(words.lines.len()).unwrap_or(1)
}

/// Words whose lower edge is at `y`.
fn over(x: i32, y: i32, anchor: Anchor, words: &Lines, cost: u32, canvas: &Canvas<'_>) -> Place {
    let face = Face::Small;
    let baseline = y - face.descent() - (rows(words) - 1) * face.line();
    let first = text(x, baseline, anchor, Voice::Say, "");
    let area = first.area_of_lines(words.width, rows(words), canvas.view);
    (first, area, cost)
}

/// Words whose upper edge is at `y`.
fn under(x: i32, y: i32, anchor: Anchor, words: &Lines, cost: u32, canvas: &Canvas<'_>) -> Place {
    let first = text(x, y + Face::Small.ascent(), anchor, Voice::Say, "");
    let area = first.area_of_lines(words.width, rows(words), canvas.view);
    (first, area, cost)
}

/// Words in a range of the axis, from its top downwards, or flush with one of its sides.
fn in_stretch(area: Area, words: &Lines, canvas: &Canvas<'_>) -> Vec<Place> {
    let gap = canvas.view.share(BESIDE);
    let middle = i32::midpoint(area.left, area.right);
    let stands = [
        (Anchor::Middle, middle, 0),
        (Anchor::Start, area.left + gap, 2),
        (Anchor::End, area.right - gap, 2),
        (Anchor::Start, area.right + gap, 14),
        (Anchor::End, area.left - gap, 14),
    ];
    let mut places = Vec::new();
    for level in 0..LEVELS {
        let y = area.top + BESIDE + i32::try_from(level).unwrap_or(0) * STEP;
        for (anchor, x, cost) in stands {
            places.push(under(x, y, anchor, words, cost + 2 * level, canvas));
        }
    }
    places
}
