//! Columns whose parts are series: on each other, as shares of 100 %, or on both sides of a middle.

use rust_decimal::Decimal;

use crate::chart::annotate::{Target, annotate};
use crate::chart::forms::labels::{ABOVE, Column, draw_labels, draw_open_ends, place_every, place_important};
use crate::chart::forms::parts::{Part, Pile, Stacks};
use crate::chart::forms::{Length, Sketch};
use crate::chart::layout::{
    Canvas, STRIP, Slots, ValueAxis, area_of, draw_axis, draw_base, draw_holes, lines, text, top_of_hole,
    upright,
};
use crate::chart::options::Stack;
use crate::chart::pen::{Pen, Run};
use crate::chart::place::{Board, spread};
use crate::chart::reference::References;
use crate::chart::scale::Scale;
use crate::chart::scene::{Anchor, Area, Datum, Ink, PX, Role, Scene, Shape, Voice, WHOLE};
use crate::chart::short::Magnitude;
use crate::chart::text::{Face, Lines};
use crate::chart::values::{Axis, Values};

/// Share of a slot that a pile takes.
const SHARE: Decimal = Decimal::from_parts(74, 0, 0, false, 2);
/// No pile is wider than this share of the picture, hundredths of a per cent.
const WIDEST: i32 = 1_800;
/// Least height of a part that holds words.
pub(crate) const WORDS_HIGH: i32 = 17 * PX;
/// Room beside words in a part, both sides together.
pub(crate) const WORDS_WIDE: i32 = 6 * PX;
/// More parts than this carry no words.
pub(crate) const WORDED: usize = 150;
/// From a pile to the names of the series.
const GUTTER: i32 = 12 * PX;
/// Names take at most this share of the picture.
const NAME_SHARE: i32 = 3_000;
/// Names are broken over at most so many lines.
const NAME_LINES: usize = 3;

/// Draws piles with an axis of values.
pub(crate) fn draw(values: &Values, kind: Stack, canvas: &Canvas<'_>) -> Sketch {
    let stacks = Stacks::of(values, kind);
    let outline = stacks.outline(values);
    let canvas = &Canvas { magnitude: Magnitude::of(&outline, canvas.formatter), ..*canvas };
    let names = Names::of(values, &stacks, canvas);
    let right = WHOLE - names.as_ref().map_or(0, |names| names.room(canvas));
    let axis = axis_for(&stacks, &outline, right, canvas);
    let frame = upright(axis.inset(&outline, canvas), right);
    let plot = Plot { stacks: &stacks, slots: Slots::of(values), frame, scale: axis.scale, canvas };
    let mut scene = Scene::default();
    let mut board = Board::new(Area { left: 0, right: WHOLE, top: 0, bottom: frame.bottom });
    axis.draw(frame, canvas, &mut scene).into_iter().for_each(|area| board.keep(area));
    let holes = draw_holes(values, &plot.slots, frame, axis.scale, canvas, &mut scene);
    holes.iter().for_each(|area| board.keep(*area));
    // A part that straddles the middle lies on its line, and the line not on its number.
    let is_straddled = kind == Stack::Diverging && values.series.len() % 2 == 1;
    if is_straddled {
        draw_base(axis.scale, frame, &mut scene);
    }
    let references = References { values, scale: axis.scale, slots: Some(&plot.slots), frame };
    references.draw_ranges(&mut scene);
    let columns = plot.draw_piles(&mut scene, &mut board);
    draw_open_ends(&columns, &mut scene);
    if !is_straddled {
        draw_base(axis.scale, frame, &mut scene);
    }
    references.draw_lines(&mut board, &mut scene);
    plot.write_parts(&mut scene);
    if let Some(names) = &names {
        names.draw(&plot, &mut board, &mut scene);
    }
    let mut tops: Vec<(i64, i32)> = columns.iter().map(|column| (column.datum.at, column.area.top)).collect();
    tops.extend(plot.label_totals(&columns, &mut board, &mut scene));
    let base = axis.scale.place(Decimal::ZERO, frame.bottom, frame.top);
    let target = |at: i64| {
        let top = tops.iter().filter(|(position, _)| *position == at).map(|(_, top)| *top).min();
        let x = plot.slots.x(at, frame);
        let top = top.unwrap_or_else(|| top_of_hole(at, x, values, &holes, base));
        Target { x, above: top - 3 * PX, below: None }
    };
    let mut unplaced = references.label(canvas, &mut board, &mut scene);
    unplaced.extend(annotate(values, target, canvas, &mut board, &mut scene));
    scene.height = draw_axis(values, &plot.slots, frame, canvas, &mut scene).height;
    Sketch { scene, unplaced, names_series: names.is_some() || values.series.len() == 1, is_cut: false }
}

/// An axis from zero; with more room at its top where a pile would reach into the label of the uppermost tick. On
/// both sides of a middle amounts have no sign.
fn axis_for(stacks: &Stacks<'_>, outline: &Values, right: i32, canvas: &Canvas<'_>) -> ValueAxis {
    let axis = ValueAxis::from_zero(outline, canvas);
    match stacks.kind {
        Stack::Share => return axis,
        Stack::Diverging => return axis.without_signs(outline, canvas),
        Stack::Sum => {}
    }
    let frame = upright(axis.inset(outline, canvas), right);
    let Some(label) = axis.top_label(frame, canvas) else { return axis };
    let plot = Plot { stacks, slots: Slots::of(outline), frame, scale: axis.scale, canvas };
    let reaches = stacks.piles.iter().any(|pile| {
        let area = plot.area(pile, pile.reach);
        area.left < label.right && area.top - ABOVE - Voice::Loud.face().ascent() < label.bottom
    });
    if reaches { ValueAxis::with_headroom(outline, canvas) } else { axis }
}

/// Where piles stand.
struct Plot<'a> {
    stacks: &'a Stacks<'a>,
    slots: Slots,
    frame: Area,
    scale: Scale,
    canvas: &'a Canvas<'a>,
}

impl<'a> Plot<'a> {
    /// Both sides of a pile, in positions.
    fn sides(&self, at: i64) -> (Decimal, Decimal) {
        let whole = self.slots.scale.high() - self.slots.scale.low();
        let widest =
            whole * Decimal::from(WIDEST) / Decimal::from((self.frame.right - self.frame.left).max(1));
        let half = (self.slots.pitch * SHARE).min(widest) / Decimal::TWO;
        (Decimal::from(at) - half, Decimal::from(at) + half)
    }

    /// The place of a stretch of the scale at a pile.
    fn area(&self, pile: &Pile<'_>, (from, to): (Decimal, Decimal)) -> Area {
        let (left, right) = self.sides(pile.at);
        let x = |at: Decimal| self.slots.scale.place(at, self.frame.left, self.frame.right);
        let y = |value: Decimal| self.scale.place(value, self.frame.bottom, self.frame.top);
        let (one, other) = (y(from), y(to));
        Area { left: x(left), right: x(right), top: one.min(other), bottom: one.max(other) }
    }

    /// Draws all parts and gaps; gives the piles as columns, whose place is kept.
    fn draw_piles(&self, scene: &mut Scene, board: &mut Board) -> Vec<Column<'a>> {
        let pen = Pen::on(self.frame, self.slots.scale, self.scale, Run::Up);
        let mut gaps = Vec::new();
        let mut columns = Vec::new();
        for pile in &self.stacks.piles {
            let (from, to) = self.sides(pile.at);
            for part in &pile.parts {
                let place = |side: bool, value: Decimal| (if side { to } else { from }, value);
                part.draw(&pen, place, self.stacks.ink(part.series));
            }
            let mut area = self.area(pile, pile.reach);
            for gap in self.gaps(pile) {
                area = area.joined(&gap);
                gaps.push(gap);
            }
            board.keep(area);
            columns.extend(self.column(pile, area));
        }
        scene.marks.extend(pen.finish());
        gaps.into_iter().for_each(|area| scene.add(Shape::Rect(area), Ink::of(Role::Hole)));
        columns
    }

    /// A pile as a column with its total for a label; `None` without any part.
    fn column(&self, pile: &'a Pile<'a>, area: Area) -> Option<Column<'a>> {
        let last = pile.parts.last()?;
        let length = Length {
            solid: Some(if pile.reach.1.is_zero() { pile.reach.0 } else { pile.reach.1 }),
            possible: None,
            named: None,
            is_open: pile.parts.iter().any(|part| part.length.is_open),
        };
        let is_key = pile.total.as_ref().is_some_and(|total| total.is_marked);
        let ink = Ink { is_key, ..self.stacks.ink(last.series) };
        let point = pile.total.as_ref().unwrap_or(last.point);
        Some(Column {
            datum: Datum { series: last.series, at: pile.at },
            point,
            length,
            ink,
            area,
            is_signed: false,
        })
    }

    /// What is hatched for parts without a value: what is left of a known whole, else a strip on the pile.
    fn gaps(&self, pile: &Pile<'_>) -> Vec<Area> {
        let mut places: Vec<Area> = Vec::new();
        for gap in &pile.gaps {
            let area = match gap.to {
                Some(to) => self.area(pile, (gap.from, to)),
                None => {
                    let end = self.area(pile, (gap.from, gap.from));
                    Area { top: end.top - STRIP, ..end }
                }
            };
            if area.top < area.bottom && !places.contains(&area) {
                places.push(area);
            }
        }
        places
    }

    /// Writes values into parts that are large enough.
    fn write_parts(&self, scene: &mut Scene) {
        let parts =
            || self.stacks.piles.iter().flat_map(|pile| pile.parts.iter().map(move |part| (pile, part)));
        if parts().count() > WORDED {
            return;
        }
        for (pile, part) in parts() {
            let Some(end) = part.solid_end() else { continue };
            let area = self.area(pile, (part.start(), end));
            let words = words_of(part, self.canvas);
            let room = self.canvas.view.length(area.right - area.left) - WORDS_WIDE;
            if area.bottom - area.top < WORDS_HIGH || self.canvas.width(&words, Face::Small) > room {
                continue;
            }
            let (x, y) = (i32::midpoint(area.left, area.right), i32::midpoint(area.top, area.bottom));
            let y = y + Face::Small.size() * 36;
            scene.say_on(text(x, y, Anchor::Middle, Voice::Say, &words), self.stacks.ink(part.series));
        }
    }

    /// Totals over all piles if all fit, else over those that matter; gives their positions and upper edges.
    fn label_totals(&self, columns: &[Column<'a>], board: &mut Board, scene: &mut Scene) -> Vec<(i64, i32)> {
        let known = |column: &&Column<'a>| {
            let pile = self.stacks.piles.iter().find(|pile| pile.at == column.datum.at);
            pile.is_some_and(|pile| pile.total.is_some())
        };
        let labelled: Vec<Column<'a>> = columns.iter().filter(known).map(Column::clone).collect();
        if labelled.is_empty() {
            return Vec::new();
        }
        let every = place_every(&labelled, true, self.canvas, board);
        let labels = every.unwrap_or_else(|| place_important(&labelled, self.canvas, board));
        draw_labels(labels, scene)
    }
}

/// What is written in a part: its number, which has its unit on the axis or in the total.
pub(crate) fn words_of(part: &Part<'_>, canvas: &Canvas<'_>) -> String {
    canvas.quantity(&part.written, true)
}

/// Names of the series beside the parts of the last pile.
struct Names {
    wrapped: Vec<Lines>,
}

impl Names {
    /// `None` where they find no room at some width, or the last pile does not stand at the end or lacks a part: then
    /// a colour key names the series.
    fn of(values: &Values, stacks: &Stacks<'_>, canvas: &Canvas<'_>) -> Option<Names> {
        let last = stacks.piles.last()?;
        let is_at_end = match &values.axis {
            Axis::Time(timeline) => timeline.last == last.at,
            Axis::Names(_) | Axis::Number(_) => true,
        };
        let is_whole = last.gaps.is_empty() && last.reach.0 < last.reach.1;
        if values.series.len() < 2 || !is_at_end || !is_whole {
            return None;
        }
        let wrapped = |room: i32| -> Option<Vec<Lines>> {
            let wrap = |name: &String| canvas.measure.wrap(name, Face::Small, room, NAME_LINES);
            values.series.iter().map(|series| wrap(&series.name)).collect()
        };
        let names: Option<Vec<Vec<Lines>>> =
            canvas.views.iter().map(|view| wrapped(view.length(NAME_SHARE) - GUTTER)).collect();
        let fit = |names: &Vec<Lines>| names.iter().map(height_of).sum::<i32>() <= upright(0, WHOLE).bottom;
        names.filter(|names| names.iter().all(fit))?;
        Some(Names { wrapped: wrapped(canvas.view.length(NAME_SHARE) - GUTTER)? })
    }

    /// The share of the width that they take at the end.
    fn room(&self, canvas: &Canvas<'_>) -> i32 {
        canvas.view.share(self.wrapped.iter().map(|name| name.width).max().unwrap_or(0) + GUTTER)
    }

    fn draw(&self, plot: &Plot<'_>, board: &mut Board, scene: &mut Scene) {
        let Some(pile) = plot.stacks.piles.last() else { return };
        let middle = |part: &Part<'_>| {
            let area = plot.area(pile, (part.start(), part.end()));
            i32::midpoint(area.top, area.bottom)
        };
        let middles: Vec<i32> = pile.parts.iter().map(middle).collect();
        let wishes: Vec<(i32, i32)> =
            middles.iter().zip(&self.wrapped).map(|(middle, name)| (*middle, height_of(name))).collect();
        let Some(places) = spread(&wishes, 0, plot.frame.bottom) else { return };
        let right = plot.area(pile, pile.reach).right;
        for (((name, from), to), part) in self.wrapped.iter().zip(middles).zip(places).zip(&pile.parts) {
            let is_key = plot.stacks.ink(part.series).is_key;
            let first = to - height_of(name) / 2 + Face::Small.line() / 2 + Face::Small.size() * 36;
            let mut first = text(right, first, Anchor::Start, Voice::Say, "");
            first.dx = GUTTER;
            let texts = lines(&first, name);
            area_of(&texts, plot.canvas).into_iter().for_each(|area| board.keep(area));
            if (from - to).abs() > 5 * PX {
                // Short enough to end before the words at every width.
                let end = right + 9 * PX * 100 / plot.canvas.view.high;
                scene.add(Shape::Line((right, from), (end, to)), Ink::of(Role::Leader));
            }
            texts.into_iter().for_each(|text| scene.say(text, is_key));
        }
    }
}

fn height_of(name: &Lines) -> i32 {
    i32::try_from(name.lines.len()).unwrap_or(1) * Face::Small.line()
}
