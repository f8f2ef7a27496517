//! Remarks, reference lines and ranges among rows of horizontal marks.
//!
//! The measure runs across, so a reference value is an upright line through all rows, with its words on a line of
//! their own above them. A remark stands where rows leave room, which is mostly beyond short ones, with a leader to
//! what it is about. What finds no room is said below the chart.

use rust_decimal::Decimal;

use crate::chart::annotate::{Try, Wrapped, settle, wrap};
use crate::chart::forms::rows::{MARGIN, Rows};
use crate::chart::layout::{Canvas, text};
use crate::chart::place::{Board, Candidate};
use crate::chart::scale::Scale;
use crate::chart::scene::{Anchor, Area, Ink, PX, Role, Scene, Shape, Text, Voice, WHOLE};
use crate::chart::text::{Face, Lines};
use crate::chart::values::{ReferenceAt, Values};

/// Height of a line of words about a reference.
const LINE: i32 = 17 * PX;
/// From a line to its words.
const BESIDE: i32 = 4 * PX;
/// Shortest leader of a remark.
const LEADER: i32 = 14 * PX;
/// Places of a remark that are tried across, and down on each side of its row; from one to the next.
const STOPS: i32 = 10;
const ACROSS: i32 = 16 * PX;
const LEVELS: i32 = 24;
const DOWN: i32 = 6 * PX;

/// What is said among rows.
pub(crate) struct RowNotes<'a> {
    /// What the chart shows.
    pub values: &'a Values,
    /// Where rows stand.
    pub rows: &'a Rows,
    /// Of the measure.
    pub scale: Scale,
    /// What is drawn with.
    pub canvas: &'a Canvas<'a>,
}

/// References to the measure, by their index: first and last value.
fn measured(values: &Values) -> Vec<(usize, Decimal, Option<Decimal>)> {
    let references = values.shape.references.iter().enumerate();
    let measured = references.filter_map(|(index, reference)| match reference.at {
        ReferenceAt::Value(value) => Some((index, value, None)),
        ReferenceAt::Values(low, high) => Some((index, low, Some(high))),
        ReferenceAt::Positions(..) => None,
    });
    let mut measured: Vec<_> = measured.collect();
    // The words of the furthest stand lowest, so that no line passes through those of another.
    measured.sort_by_key(|(_, value, _)| *value);
    measured
}

/// The height that words about references need above the rows.
pub(crate) fn height_above(values: &Values) -> i32 {
    i32::try_from(measured(values).len()).unwrap_or(0).saturating_mul(LINE)
}

/// The stretch that a scale must hold: what is drawn, and what it is compared with.
pub(crate) fn widened((low, high): (Decimal, Decimal), values: &Values) -> (Decimal, Decimal) {
    let ends = measured(values).into_iter().flat_map(|(_, value, end)| [value, end.unwrap_or(value)]);
    ends.fold((low, high), |(low, high), end| (low.min(end), high.max(end)))
}

impl RowNotes<'_> {
    fn x(&self, value: Decimal) -> i32 {
        let (left, right) = self.rows.plan.sides;
        self.scale.place(value, left, right)
    }

    /// Tints the ranges, behind all marks.
    pub(crate) fn draw_ranges(&self, scene: &mut Scene) {
        for reference in &self.values.shape.references {
            let area = match reference.at {
                ReferenceAt::Value(_) => None,
                ReferenceAt::Values(low, high) => {
                    let (top, bottom) = (self.rows.top - MARGIN, self.rows.bottom());
                    Some(Area { left: self.x(low), right: self.x(high), top, bottom })
                }
                ReferenceAt::Positions(from, to) => self.band(from, to),
            };
            area.into_iter().for_each(|area| scene.add(Shape::Rect(area), Ink::of(Role::Range)));
        }
    }

    /// The rows of a range of positions.
    fn band(&self, from: i64, to: i64) -> Option<Area> {
        let areas = self.rows.areas().filter(|(at, _)| (from..=to).contains(at)).map(|(_, area)| area);
        areas.reduce(|all, area| all.joined(&area)).map(|area| area.grown(0, MARGIN / 2))
    }

    /// Draws the reference lines over the marks, with their words above the rows; gives the indices of those whose
    /// words find no room, counted after the remarks.
    pub(crate) fn draw_references(&self, scene: &mut Scene) -> Vec<usize> {
        let measured = measured(self.values);
        let after = self.values.notes.len();
        let mut unplaced: Vec<usize> =
            (0..self.values.shape.references.len()).map(|index| after + index).collect();
        for (level, (index, value, end)) in (0..).zip(measured) {
            let x = self.x(value);
            let top = level * LINE;
            if end.is_none() {
                scene.add(Shape::Line((x, top), (x, self.rows.bottom())), Ink::of(Role::Reference));
            }
            let words = self.values.shape.references.get(index).map_or("", |reference| &reference.text);
            if let Some(words) = self.words_at(x, top + LINE - 5 * PX, words) {
                scene.say(words, false);
                unplaced.retain(|other| *other != after + index);
            }
        }
        unplaced
    }

    /// Words behind a line, or before it where they would leave the picture.
    fn words_at(&self, x: i32, y: i32, words: &str) -> Option<Text> {
        let after = Text { dx: BESIDE, ..text(x, y, Anchor::Start, Voice::Say, words) };
        let before = Text { dx: -BESIDE, ..text(x, y, Anchor::End, Voice::Say, words) };
        let fits = |text: &Text| {
            let area = text.area(self.canvas.view, self.canvas.measure);
            area.left >= 0 && area.right <= WHOLE
        };
        [after, before].into_iter().find(fits)
    }

    /// Places the remarks where the picture leaves room; gives the indices of those for which there is none.
    pub(crate) fn annotate(&self, scene: &mut Scene) -> Vec<usize> {
        if self.values.notes.is_empty() {
            return Vec::new();
        }
        let mut board = Board::new(Area { left: 0, right: WHOLE, top: 0, bottom: self.rows.bottom() });
        let kept: Vec<Area> =
            scene.marks.iter().filter_map(|mark| self.covered(&mark.shape, mark.ink)).collect();
        kept.iter().for_each(|area| board.keep(*area));
        let notes: Vec<(i64, &str)> = self.values.notes.iter().map(|note| (note.at, &*note.text)).collect();
        let wrapped: Vec<Wrapped> = notes.iter().map(|(_, words)| wrap(words, self.canvas)).collect();
        let tries: Vec<Vec<Try>> =
            notes.iter().zip(&wrapped).map(|((at, _), wrapped)| self.tries(*at, wrapped, &kept)).collect();
        settle(&wrapped, &tries, &mut board, scene)
    }

    /// What a mark covers that no remark may.
    fn covered(&self, shape: &Shape, ink: Ink) -> Option<Area> {
        match shape {
            Shape::Text(text) => Some(text.area(self.canvas.view, self.canvas.measure)),
            Shape::Rect(area) => (ink.role != Role::Range).then_some(*area),
            // Words over a reference line get a rim of paper, as on gridlines.
            Shape::Line(..) if ink.role == Role::Reference => None,
            Shape::Line((x, y), (to_x, to_y)) => Some(Area {
                left: *x.min(to_x),
                right: *x.max(to_x) + 1,
                top: *y.min(to_y),
                bottom: *y.max(to_y) + 1,
            }),
            Shape::Dot((x, y), radius) => {
                let wide = self.canvas.view.share(*radius);
                let (left, right) = (x - wide, x + wide);
                Some(Area { left, right, top: y - radius, bottom: y + radius })
            }
            Shape::Path(_) | Shape::Polygon(_) | Shape::Arrow(..) | Shape::Tiles(..) | Shape::Dots(..) => {
                None
            }
        }
    }

    /// Places beyond the end of a row, at its height first, then above and below it.
    fn tries(&self, at: i64, wrapped: &[Option<Lines>], kept: &[Area]) -> Vec<Try> {
        let Some((_, row)) = self.rows.areas().find(|(position, _)| *position == at) else {
            return Vec::new();
        };
        let middle = self.rows.middle(at).unwrap_or_else(|| i32::midpoint(row.top, row.bottom));
        let met = kept.iter().filter(|area| area.top < middle && middle < area.bottom && area.right < WHOLE);
        let end = met.map(|area| area.right).max().unwrap_or(0) + self.canvas.view.share(3 * PX);
        let mut tries = Vec::new();
        let widths = wrapped.iter().enumerate().filter_map(|(width, words)| Some((width, words.as_ref()?)));
        for (width, words) in widths {
            for stop in 0..STOPS {
                for level in -LEVELS..=LEVELS {
                    let left = end + self.canvas.view.share(LEADER + stop * ACROSS);
                    let place = self.beside((end, middle), left, middle + level * DOWN, words);
                    let cost = u32::try_from(level.abs() * 2 + stop * 3).unwrap_or(0);
                    let cost = cost + u32::try_from(width).unwrap_or(0) * 6;
                    tries.extend(place.map(|(first, mut candidate)| {
                        candidate.cost += cost;
                        Try { first, width, candidate }
                    }));
                }
            }
        }
        tries
    }

    /// Words with their left edge at a place and their middle at a height; `None` if they would leave the picture.
    fn beside(&self, end: (i32, i32), left: i32, middle: i32, words: &Lines) -> Option<(Text, Candidate)> {
        let face = Face::Small;
        let rows = i32::try_from(words.lines.len()).ok()?;
        let y = middle - (rows - 1) * face.line() / 2 + face.size() * 36;
        let first = text(left, y, Anchor::Start, Voice::Say, "");
        let area = first.area_of_lines(words.width, rows, self.canvas.view);
        let foot = (left - self.canvas.view.share(4 * PX), middle);
        let candidate = Candidate { area, leader: Some((foot, end)), cost: 0 };
        (area.right <= WHOLE && area.top >= 0).then_some((first, candidate))
    }
}
