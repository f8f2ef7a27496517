//! Areas: amounts over time as surfaces from zero, alone or on each other.
//!
//! Each area is painted from its upper edge down to zero, the uppermost first, so that every edge is drawn once. Where
//! one part has no figure, nobody knows where those on it stand: there the whole breaks, and is hatched.

use rust_decimal::Decimal;

use crate::chart::annotate::{Target, annotate};
use crate::chart::forms::ends::EndNames;
use crate::chart::forms::parts::{Pile, Stacks};
use crate::chart::forms::{Example, Form, MANY, Needs, Sketch, parts_words};
use crate::chart::layout::{
    Canvas, Slots, ValueAxis, draw_axis, draw_base, draw_stretches, text, top_of_stretch,
};
use crate::chart::options::{Across, Stack};
use crate::chart::pen::{Pen, Place, Run};
use crate::chart::place::{Board, Candidate};
use crate::chart::reference::References;
use crate::chart::scene::{
    Anchor, Area, Datum, Ink, Mark, PX, Role, Scene, Shape, Text, Toward, Voice, WHOLE,
};
use crate::chart::short::Magnitude;
use crate::chart::text::Face;
use crate::chart::values::{Empty, Point, Values};
use crate::quantity::Interval;

/// The form.
pub(crate) const AREA: Form = Form {
    name: "area",
    summary: "amounts over time as areas from zero: one, or parts of a whole on each other",
    explanation: "Choose it for amounts over many regular times, above all where parts make up a whole \
(`stack = \"sum\"`) or where their shares matter more than their size (`stack = \"share\"`). Do not choose it to \
compare series with each other: only the lowest and the sum stand on a straight base; draw lines. The scale always \
starts at zero, and values below it are refused. Where one part has no figure, the whole breaks and is hatched, and \
nothing is drawn across. Two observations are not an area. Where the value of a single area is only bounded, it is \
filled as far as it is certain and tinted as far as it is possible.",
    example: Example {
        figure: r#"[fuel]
form = "area"
table = "fuel"
x = "year"
y = ["coal", "gas", "wind"]
stack = "sum"
title = "Wind has replaced coal, not gas"
"#,
        table: "year,coal,gas,wind\n2017,30,22,8\n2018,27,23,10\n2019,22,24,13\n2020,17,22,18\n2021,16,24,19\n\
2022,13,23,25\n2023,8,22,30\n2024,5,21,33\n",
        description: r#"cite = ["@bulletin"]
[columns.year]
type = "year"
label = "Year"
[columns.coal]
type = "number"
unit = "TWh"
label = "Coal"
[columns.gas]
type = "number"
unit = "TWh"
label = "Gas"
[columns.wind]
type = "number"
unit = "TWh"
label = "Wind"
"#,
    },
    needs: Needs {
        x: Across::Time,
        measures: MANY,
        series: true,
        repeats: false,
        keys: &["stack", "annotations.y", "annotations.to"],
        readable: 6,
        most: 24,
        joins: true,
    },
    draw,
    describe: parts_words::describe,
    twin: parts_words::twin,
};

/// A whole of more positions is thinned to what can be seen.
const DENSE: usize = 1_500;
/// Width of what one place can show, hundredths of a per cent.
const BUCKET: i32 = 12;
/// Width of a single position between two holes.
const ALONE: i32 = 3 * PX;
/// So much is left free beyond the last position without names there.
const EDGE: i32 = 4 * PX;
/// From the upper edge to a label.
const ABOVE: i32 = 7 * PX;
/// Least height of an area with its name in it.
const NAME_HIGH: i32 = 20 * PX;
/// So many places are tried for a name.
const TRIES: usize = 60;
/// The surface is kept free of words in so many pieces.
const PIECES: usize = 120;
/// Radius of the end of what is labelled.
const RADIUS: i32 = 4 * PX;

fn draw(values: &Values, canvas: &Canvas<'_>) -> Sketch {
    let stacks = Stacks::of(values, values.shape.stack.unwrap_or(Stack::Sum));
    let mut outline = stacks.outline(values);
    if values.shape.stack != Some(Stack::Share) {
        outline.shape.references = values.shape.references.clone();
    }
    let canvas = &Canvas { magnitude: Magnitude::of(&outline, canvas.formatter), ..*canvas };
    let is_share = values.shape.stack == Some(Stack::Share);
    if is_share {
        // Shares are quotients: their sum may pass 100 by the last of 28 digits, and the axis with it.
        for point in outline.series.iter_mut().flat_map(|series| &mut series.points) {
            point.quantity.value = point.quantity.value.round_dp(9);
            point.reach = Interval::point(point.quantity.value);
        }
    }
    let axis = if is_share {
        ValueAxis::from_zero(&outline, canvas)
    } else {
        ValueAxis::with_headroom(&outline, canvas)
    };
    let left = axis.inset(&outline, canvas);
    let slots = Slots::edge_to_edge(values);
    let breaks = breaks(values, &stacks);
    let wholes = wholes(values, &stacks, &breaks);
    let scale = axis.scale;
    let plot = |right: i32| Plot {
        values,
        stacks: &stacks,
        slots: &slots,
        scale,
        frame: canvas.upright(left, right),
        wholes: &wholes,
        canvas,
    };
    let full = plot(WHOLE - canvas.view.share(EDGE));
    let inside = full.names_inside();
    let names = match &inside {
        Some(_) => EndNames::none(),
        None => EndNames::of(values, &full.ends(), full.frame.bottom, canvas),
    };
    let plot = if inside.is_some() { full } else { plot(WHOLE - names.room(EDGE, canvas)) };
    let (scene, unplaced) = plot.draw(&axis, &breaks, inside.unwrap_or_default(), &names);
    let names_series = names.unnamed.is_empty() && (values.series.len() < 2 || !canvas.view.is_panel());
    Sketch { scene, unplaced, names_series, is_cut: false }
}

/// Stretches on which the whole is not known: at least one part has no figure.
fn breaks(values: &Values, stacks: &Stacks<'_>) -> Vec<Empty> {
    let mut all: Vec<Empty> = values.series.iter().flat_map(|series| series.empty.clone()).collect();
    let incomplete = stacks.piles.iter().filter(|pile| pile.parts.len() < values.series.len());
    all.extend(incomplete.map(|pile| Empty { from: pile.at, to: pile.at, reason: None }));
    all.sort_by_key(|empty| (empty.from, empty.to));
    let mut merged: Vec<Empty> = Vec::new();
    for empty in all {
        match merged.last_mut() {
            Some(last) if empty.from <= last.to + 1 => {
                last.to = last.to.max(empty.to);
                last.reason = last.reason.take().or(empty.reason);
            }
            _ => merged.push(empty),
        }
    }
    merged
}

/// Runs of positions at which every part has a figure, without a break between them.
fn wholes<'a>(values: &Values, stacks: &'a Stacks<'a>, breaks: &[Empty]) -> Vec<Vec<&'a Pile<'a>>> {
    let mut wholes: Vec<Vec<&Pile<'_>>> = Vec::new();
    let mut before: Option<i64> = None;
    for pile in stacks.piles.iter().filter(|pile| pile.parts.len() == values.series.len()) {
        let is_broken = |before: i64| breaks.iter().any(|hole| before < hole.from && hole.from < pile.at);
        match wholes.last_mut() {
            Some(run) if !before.is_some_and(is_broken) => run.push(pile),
            _ => wholes.push(vec![pile]),
        }
        before = Some(pile.at);
    }
    wholes
}

/// What is drawn, and where.
struct Plot<'a> {
    values: &'a Values,
    stacks: &'a Stacks<'a>,
    slots: &'a Slots,
    scale: crate::chart::scale::Scale,
    frame: Area,
    wholes: &'a [Vec<&'a Pile<'a>>],
    canvas: &'a Canvas<'a>,
}

/// A name in its area: its place, and the ink of the area.
type Inside = Vec<(Text, Ink)>;

impl Plot<'_> {
    fn draw(
        &self,
        axis: &ValueAxis,
        breaks: &[Empty],
        inside: Inside,
        names: &EndNames,
    ) -> (Scene, Vec<usize>) {
        let (frame, canvas, values) = (self.frame, self.canvas, self.values);
        let mut scene = Scene::default();
        let mut board = Board::new(Area { left: 0, right: WHOLE, top: 0, bottom: frame.bottom });
        axis.draw(frame, canvas, &mut scene).into_iter().for_each(|area| board.keep(area));
        let holes = draw_stretches(breaks, values, self.slots, frame, self.scale, canvas, &mut scene);
        holes.iter().for_each(|area| board.keep(*area));
        let references = References { values, scale: self.scale, slots: Some(self.slots), frame };
        references.draw_ranges(&mut scene);
        self.draw_areas(&mut scene);
        draw_base(self.scale, frame, &mut scene);
        self.keep(&mut board);
        references.draw_lines(&mut board, &mut scene);
        for (text, ink) in inside {
            board.keep(text.area(canvas.view, canvas.measure));
            scene.say_on(text, ink);
        }
        let right = frame.right - canvas.view.share(EDGE);
        names.draw(|_| right + canvas.view.share(EDGE), frame, canvas, &mut board, &mut scene);
        let mut tops = self.label(&mut board, &mut scene);
        tops.sort_unstable();
        let mut unplaced = references.label(canvas, &mut board, &mut scene);
        let base = self.y(Decimal::ZERO);
        let target = |at: i64| {
            let x = self.slots.x(at, frame);
            let own = tops.iter().filter(|(position, _)| *position == at).map(|(_, top)| *top).min();
            let pile = self.stacks.piles.iter().find(|pile| pile.at == at);
            let complete = pile.filter(|pile| pile.parts.len() == values.series.len());
            let top = own.or_else(|| complete.map(|pile| self.y(pile.reach.1)));
            let top = top.unwrap_or_else(|| top_of_stretch(at, x, breaks, &holes, base));
            Target { x, above: top - 3 * PX, below: None }
        };
        unplaced.extend(annotate(values, target, canvas, &mut board, &mut scene));
        scene.height = draw_axis(values, self.slots, frame, canvas, &mut scene).height;
        (scene, unplaced)
    }

    fn y(&self, value: Decimal) -> i32 {
        self.scale.place(value, self.frame.bottom, self.frame.top)
    }

    fn place(&self, pile: &Pile<'_>, value: Decimal) -> (i32, i32) {
        (self.slots.x(pile.at, self.frame), self.y(value))
    }

    /// The edges of all areas, painted from the uppermost to the lowest, each down to zero.
    fn draw_areas(&self, scene: &mut Scene) {
        let pen = Pen::on(self.frame, self.slots.scale, self.scale, Run::Up);
        let mut arrows = Vec::new();
        let half = Decimal::from(self.canvas.view.share(ALONE)) / Decimal::TWO;
        let width = Decimal::from((self.frame.right - self.frame.left).max(1));
        let half = half * (self.slots.scale.high() - self.slots.scale.low()) / width;
        for whole in self.wholes {
            let whole = thinned(whole, &pen);
            for series in (0..self.values.series.len()).rev() {
                let ink = self.ink(series);
                let upper = whole.iter().filter_map(|pile| Some((pile.at, upper_edge(pile, series)?)));
                let upper: Vec<(i64, Decimal)> = upper.collect();
                let datum = upper.first().map(|(at, _)| Datum { series, at: *at });
                match upper.as_slice() {
                    [] => {}
                    [(at, top)] => {
                        let at = Decimal::from(*at);
                        pen.rect((at - half, Decimal::ZERO), (at + half, *top), ink, datum);
                    }
                    [(first, _), .., (last, _)] => {
                        let foot = [(*last, Decimal::ZERO), (*first, Decimal::ZERO)];
                        let outline =
                            upper.iter().chain(&foot).map(|(at, value)| (Decimal::from(*at), *value));
                        pen.band(outline.collect(), ink, datum);
                    }
                }
            }
            if self.values.series.len() == 1 {
                self.draw_possible(&whole, &pen, &mut arrows);
            }
        }
        scene.marks.extend(pen.finish());
        scene.marks.extend(arrows);
    }

    /// Above what is certain of a single area, what is possible: a tint, the line of what is named, and arrow heads.
    fn draw_possible(&self, whole: &[&Pile<'_>], pen: &Pen, arrows: &mut Vec<Mark>) {
        let parts = || whole.iter().filter_map(|pile| pile.parts.first());
        if parts().all(|part| part.point.is_certain()) {
            return;
        }
        let ink = self.ink(0);
        let at = |point: &Point, value: Decimal| -> Place { (Decimal::from(point.at), value) };
        let line = Ink { role: Role::Line, is_key: ink.is_key, tint: 0 };
        let far = parts().map(|part| at(part.point, part.length.end()));
        let near = parts().rev().map(|part| at(part.point, part.length.solid.unwrap_or_default()));
        pen.band(far.chain(near).collect(), ink.with(Role::Band), None);
        pen.series(parts().map(|part| at(part.point, part.point.value())), line, None);
        for part in parts().filter(|part| part.length.is_open) {
            let (x, y) = pen.place(at(part.point, part.length.end()));
            let datum = Some(Datum { series: 0, at: part.point.at });
            arrows.push(Mark::new(Shape::Arrow((x, y - 5 * PX), Toward::Up), ink.with(Role::Open), datum));
        }
    }

    fn ink(&self, series: usize) -> Ink {
        let ink = self.stacks.ink(series);
        let is_alone = self.values.series.len() == 1;
        // One large surface in the darkest tone would shout.
        if is_alone && !ink.is_key { Ink { tint: 4, ..ink } } else { ink }
    }

    /// Words keep off the surfaces: what lies wholly in them is kept, their upper edge is dear to cross.
    fn keep(&self, board: &mut Board) {
        for whole in self.wholes {
            let edge: Vec<(i32, i32)> = whole.iter().map(|pile| self.place(pile, pile.reach.1)).collect();
            let each = edge.len().div_ceil(PIECES).max(1);
            let mut start = 0;
            while let Some(piece) = edge.get(start..(start + each + 1).min(edge.len())) {
                let top = piece.iter().map(|(_, y)| *y).max();
                if let (Some((left, _)), Some((right, _)), Some(top)) = (piece.first(), piece.last(), top) {
                    board.keep(Area { left: *left, right: *right, top, bottom: self.frame.bottom });
                }
                start += each;
                if start + 1 >= edge.len() {
                    break;
                }
            }
            board.avoid_line(edge);
        }
    }

    /// Where each area ends downwards: the middle of its part at the last position; nothing without one.
    fn ends(&self) -> Vec<Option<i32>> {
        let last = self.wholes.last().and_then(|whole| whole.last());
        let part = |series: usize| {
            let part = last?.parts.get(series)?;
            Some(i32::midpoint(self.y(part.start()), self.y(upper_edge(last?, series)?)))
        };
        (0..self.values.series.len()).map(part).collect()
    }

    /// Names inside their areas, if every one fits.
    fn names_inside(&self) -> Option<Inside> {
        if self.values.series.len() < 2 || self.canvas.view.is_panel() {
            return None;
        }
        (0..self.values.series.len()).map(|series| self.name_inside(series)).collect()
    }

    /// The widest place of an area that holds its name.
    fn name_inside(&self, series: usize) -> Option<(Text, Ink)> {
        let name = &self.values.series.get(series)?.name;
        let width = self.canvas.width(name, Face::Small) + 8 * PX;
        let mut best: Option<(i32, i32, i32)> = None;
        for whole in self.wholes {
            let edges: Vec<(i32, i32, i32)> = whole
                .iter()
                .filter_map(|pile| {
                    let (x, top) = self.place(pile, upper_edge(pile, series)?);
                    Some((x, top, self.y(pile.parts.get(series)?.start())))
                })
                .collect();
            for (x, ..) in edges.iter().step_by(edges.len().div_ceil(TRIES).max(1)) {
                let area =
                    text(*x, 0, Anchor::Middle, Voice::Say, "").area_of_lines(width, 1, self.canvas.view);
                let Some((top, bottom)) = clear(&edges, area.left, area.right) else { continue };
                if best.is_none_or(|(_, above, below)| below - above < bottom - top) {
                    best = Some((*x, top, bottom));
                }
            }
        }
        let (x, top, bottom) = best.filter(|(_, top, bottom)| bottom - top >= NAME_HIGH)?;
        let y = i32::midpoint(top, bottom) + Face::Small.size() * 36;
        Some((text(x, y, Anchor::Middle, Voice::Say, name), self.ink(series)))
    }

    /// Writes the whole where it is told: at its ends, and where the finding is; gives positions and upper edges.
    fn label(&self, board: &mut Board, scene: &mut Scene) -> Vec<(i64, i32)> {
        if self.values.shape.stack == Some(Stack::Share) {
            return Vec::new();
        }
        let piles = || self.wholes.iter().flatten();
        let ends: Vec<i64> =
            [piles().next(), piles().last()].into_iter().flatten().map(|pile| pile.at).collect();
        let is_told = |pile: &&&Pile<'_>| {
            ends.contains(&pile.at) || pile.total.as_ref().is_some_and(|total| total.is_marked)
        };
        let told: Vec<(&Pile<'_>, &Point)> =
            piles().filter(is_told).filter_map(|pile| Some((*pile, pile.total.as_ref()?))).collect();
        let places: Vec<Vec<(Text, Candidate)>> =
            told.iter().map(|(pile, total)| self.candidates(pile, total)).collect();
        let candidates: Vec<Vec<Candidate>> =
            places.iter().map(|places| places.iter().map(|(_, place)| place.clone()).collect()).collect();
        let chosen = board.place(&candidates);
        let mut tops = Vec::new();
        for (((pile, total), places), place) in told.into_iter().zip(places).zip(chosen) {
            let Some((text, place)) = place.and_then(|place| places.into_iter().nth(place)) else { continue };
            tops.push((pile.at, place.area.top));
            let (x, y) = self.place(pile, pile.reach.1);
            let is_key = total.is_marked;
            scene.add(Shape::Dot((x, y), RADIUS), Ink { is_key, ..Ink::of(Role::Dot) });
            scene.say(text, is_key);
        }
        tops
    }

    /// Places above the edge, flush or centred.
    fn candidates(&self, pile: &Pile<'_>, total: &Point) -> Vec<(Text, Candidate)> {
        let words = self.canvas.value(total, false);
        let (x, y) = self.place(pile, pile.reach.1);
        let open = if total.is_open_above() { RADIUS + 8 * PX } else { 0 };
        let edge = self.canvas.view.share(RADIUS);
        let stands = [(Anchor::Middle, x, 0), (Anchor::Start, x - edge, 1), (Anchor::End, x + edge, 1)];
        let mut places = Vec::new();
        for (more, cost) in [(0, 0), (10 * PX, 8), (20 * PX, 16), (34 * PX, 24), (50 * PX, 32), (70 * PX, 40)]
        {
            for (anchor, x, dearer) in stands {
                let text = text(x, y - ABOVE - open - more, anchor, Voice::Loud, &words);
                let area = text.area(self.canvas.view, self.canvas.measure);
                places.push((text, Candidate::new(area, cost + dearer)));
            }
        }
        places
    }
}

/// Where the part of a series ends upwards: of what is certain, where that is all there is of a single one.
fn upper_edge(pile: &Pile<'_>, series: usize) -> Option<Decimal> {
    let part = pile.parts.get(series)?;
    if pile.parts.len() == 1 {
        return Some(part.length.solid.unwrap_or_default());
    }
    match pile.parts.get(series + 1) {
        Some(next) => Some(next.start()),
        None => Some(part.start() + (part.end() - part.start()).max(Decimal::ZERO)),
    }
}

/// A whole as it can be seen: of a dense one the first, lowest, highest and last position of each place across.
fn thinned<'a>(whole: &[&'a Pile<'a>], pen: &Pen) -> Vec<&'a Pile<'a>> {
    if whole.len() <= DENSE {
        return whole.to_vec();
    }
    let bucket = |pile: &&Pile<'_>| pen.place((Decimal::from(pile.at), Decimal::ZERO)).0 / BUCKET;
    let mut kept = Vec::new();
    for part in whole.chunk_by(|a, b| bucket(a) == bucket(b)) {
        let lowest = part.iter().min_by_key(|pile| pile.reach.1);
        let highest = part.iter().max_by_key(|pile| pile.reach.1);
        let mut piles: Vec<&Pile<'_>> =
            [part.first(), lowest, highest, part.last()].into_iter().flatten().copied().collect();
        piles.sort_by_key(|pile| pile.at);
        piles.dedup_by_key(|pile| pile.at);
        kept.extend(piles);
    }
    kept
}

/// The stretch downwards that lies in an area all the way from `left` to `right`; `None` if the area does not reach.
fn clear(edges: &[(i32, i32, i32)], left: i32, right: i32) -> Option<(i32, i32)> {
    let (first, last) = (edges.first()?, edges.last()?);
    if left < first.0 || right > last.0 {
        return None;
    }
    let mut found: Option<(i32, i32)> = None;
    let mut add = |top: i32, bottom: i32| {
        let (above, below) = found.unwrap_or((top, bottom));
        found = Some((above.max(top), below.min(bottom)));
    };
    for (a, b) in edges.iter().zip(edges.iter().skip(1)).filter(|(a, b)| b.0 >= left && a.0 <= right) {
        for x in [a.0.max(left), b.0.min(right)] {
            let part = |from: i32, to: i32| {
                let share = i64::from(x - a.0) * i64::from(to - from) / i64::from((b.0 - a.0).max(1));
                from + i32::try_from(share).unwrap_or(0)
            };
            add(part(a.1, b.1), part(a.2, b.2));
        }
    }
    found
}
