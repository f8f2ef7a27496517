//! Waffles: amounts as squares that can be counted, in rows of ten.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::chart::describe;
use crate::chart::forms::{Example, Form, Length, MANY, Needs, Sketch, area_ink};
use crate::chart::layout::{Canvas, lines, text};
use crate::chart::options::Across;
use crate::chart::scene::{
    Anchor, Datum, Ink, Mark, PX, Role, Scene, Shape, TINTS, Text, View, Voice, WHOLE,
};
use crate::chart::statistics::round_up;
use crate::chart::text::{Face, Lines};
use crate::chart::twin;
use crate::chart::values::{Axis, Point, Values};
use crate::locale::format::DateStyle;
use crate::quantity::Unit;

/// The form.
pub(crate) const WAFFLE: Form = Form {
    name: "waffle",
    summary: "amounts as squares that can be counted, in rows of ten",
    explanation: "Choose it to let readers count a few amounts of one kind, or the parts of 100 %. `each` says what one \
square stands for; without it a round number that gives at most a hundred squares for the largest amount and two \
hundred in all. Exact shares that make up no more than 100 % stand together in one block of a hundred; all other \
amounts stand in blocks side by side. A square that is not whole is partly filled. What a bound leaves open is \
hatched. An amount below zero is refused: there are no squares to count. For more than a dozen amounts take `bar`.",
    example: Example {
        figure: r#"[budget]
form = "waffle"
table = "budget"
x = "what"
y = "share"
title = "Half of the budget pays for salaries"
subtitle = "Share of what the city spent in 2025"
highlight = ["salaries"]
"#,
        table: "what,share\nsalaries,51\nbuildings,23.5\ndebt,17\nall else,8.5\n",
        description: r#"cite = ["@files"]
[columns.what]
type = "text"
label = "What for"
values = { salaries = "Salaries", buildings = "Buildings", debt = "Debt", "all else" = "All else" }
[columns.share]
type = "number"
unit = "%"
label = "Share"
"#,
    },
    needs: Needs {
        x: Across::Optional,
        measures: MANY,
        series: true,
        repeats: false,
        keys: &["each"],
        readable: 24,
        most: 60,
        joins: false,
    },
    draw,
    describe: describe::series,
    twin: twin::series,
};

/// Squares in a row.
const TEN: i64 = 10;
/// From one square to the next, and its side: of one block, and of several.
const LARGE: (i32, i32) = (20 * PX, 18 * PX);
const SMALL: (i32, i32) = (13 * PX, 11 * PX);
/// The same of a block with names beside it.
const MIDDLE: (i32, i32) = (16 * PX, 14 * PX);
/// Between two blocks.
const GUTTER: i32 = 14 * PX;
/// Between two rows of blocks.
const BETWEEN: i32 = 20 * PX;
/// Baseline of the line that says what a square stands for.
const KEY: i32 = 13 * PX;
/// From that line to the blocks.
const TO_BLOCKS: i32 = 12 * PX;
/// Most lines of a name or a value.
const LINES: usize = 3;
/// Most lines of the name of a part: nothing else in the picture says it.
const PART_LINES: usize = 6;
/// From a block to the swatches of its parts.
const BESIDE: i32 = 18 * PX;
/// From a swatch to its name.
const TO_NAME: i32 = 18 * PX;
/// Most squares that can be drawn of one amount.
pub(crate) const MOST: i64 = 1_000;

fn draw(values: &Values, canvas: &Canvas<'_>) -> Sketch {
    let scene =
        if are_shares(values) { Shares { values, canvas }.draw() } else { Blocks::of(values, canvas).draw() };
    let unplaced = (0..values.notes.len()).collect();
    Sketch { scene, unplaced, names_series: true, is_cut: false }
}

/// A part of the whole: its name, series and value.
struct Part<'a> {
    name: String,
    ink: Ink,
    datum: Datum,
    point: &'a Point,
}

/// All amounts in the order of rows and measures.
fn parts<'a>(values: &'a Values, canvas: &Canvas<'_>) -> Vec<Part<'a>> {
    let is_single = values.series.len() == 1;
    let positions = values.positions().len();
    let mut all: Vec<Part<'a>> = Vec::new();
    for (index, series) in values.series.iter().enumerate() {
        for point in &series.points {
            let position = values.position(point.at, DateStyle::Long, canvas.formatter);
            let name = match (is_single, positions > 1) {
                (true, _) if position.is_empty() => series.name.clone(),
                (true, _) => position,
                (false, true) => format!("{position} · {}", series.name),
                (false, false) => series.name.clone(),
            };
            let is_key = point.is_marked || series.is_marked;
            let order = if is_single { all.len() } else { index };
            let ink = ink(values, order, is_key);
            all.push(Part { name, ink, datum: Datum { series: index, at: point.at }, point });
        }
    }
    all.sort_by_key(|part| (part.datum.at, part.datum.series));
    all
}

fn ink(values: &Values, index: usize, is_key: bool) -> Ink {
    if is_key {
        return Ink { is_key, ..Ink::of(Role::Mass) };
    }
    match values.series.as_slice() {
        [_] if values.has_marked() => Ink::beside_key(Role::Mass, index),
        [_] => Ink::of_series(Role::Mass, index),
        _ => area_ink(values, index),
    }
}

/// Whether all values are exact shares of one whole, no more than 100 % together.
fn are_shares(values: &Values) -> bool {
    let is_share = matches!(values.unit, Some(Unit::Symbol("%")));
    let is_one =
        matches!(values.axis, Axis::Names(_)) && (values.series.len() == 1 || values.positions().len() == 1);
    let points: Vec<&Point> = values.points().collect();
    let sum: Decimal = points.iter().map(|point| point.value()).sum();
    let is_exact = points.iter().all(|point| point.is_certain() && point.value() >= Decimal::ZERO);
    let is_complete = values.series.iter().all(|series| series.empty.is_empty());
    let few = (2..=usize::from(TINTS)).contains(&points.len());
    is_share && is_one && is_exact && is_complete && few && sum <= Decimal::ONE_HUNDRED
}

/// Boxes of the squares from one amount to another, both in squares: left, top, width, height.
fn squares(from: Decimal, to: Decimal, (pitch, side): (i32, i32)) -> Vec<[i32; 4]> {
    let (first, last) = (from.floor().to_i64().unwrap_or(0), to.ceil().to_i64().unwrap_or(0));
    let part = |share: Decimal| (Decimal::from(side) * share).round().to_i32().unwrap_or(0);
    let square = |index: i64| {
        let inside = |at: Decimal| (at - Decimal::from(index)).clamp(Decimal::ZERO, Decimal::ONE);
        let (left, right) = (part(inside(from)), part(inside(to)));
        let column = i32::try_from(index % TEN).unwrap_or(0);
        let row = i32::try_from(index / TEN).unwrap_or(0);
        (right > left).then_some([column * pitch + left, row * pitch, right - left, side])
    };
    (first..last.min(first + MOST)).filter_map(square).collect()
}

/// What one square stands for: as the writer says, else a round number.
fn each(values: &Values, largest: Decimal, sum: Decimal) -> Decimal {
    if let Some(each) = values.shape.each.filter(|each| *each > Decimal::ZERO) {
        return each;
    }
    let is_share = matches!(values.unit, Some(Unit::Symbol("%"))) && largest <= Decimal::ONE_HUNDRED;
    if is_share {
        return Decimal::ONE;
    }
    round_up((largest / Decimal::ONE_HUNDRED).max(sum / Decimal::from(200)))
}

/// "One square: 10 TB".
fn write_key(values: &Values, each: Decimal, canvas: &Canvas<'_>, scene: &mut Scene) {
    let value = canvas.magnitude.amount(each.normalize(), values.unit.as_ref(), canvas.formatter);
    let words = canvas.formatter.messages.text("chart.waffle.each", &[("value", &value)]);
    let room = narrowest(canvas).length(WHOLE);
    let cut = canvas.measure.wrap_or_cut(&words, Face::Small, room, 1);
    let first = text(0, KEY, Anchor::Start, Voice::Soft, "");
    lines(&first, &cut).into_iter().for_each(|text| scene.say(text, false));
}

/// Parts of 100 % in one block.
struct Shares<'a> {
    values: &'a Values,
    canvas: &'a Canvas<'a>,
}

impl Shares<'_> {
    fn draw(&self) -> Scene {
        let mut scene = Scene::default();
        let each = each(self.values, Decimal::ONE, Decimal::ONE);
        write_key(self.values, each, self.canvas, &mut scene);
        let top = KEY + TO_BLOCKS;
        let parts = parts(self.values, self.canvas);
        let mut from = Decimal::ZERO;
        for part in &parts {
            let to = from + part.point.value() / each;
            let tiles = Shape::Tiles((0, top), squares(from, to, MIDDLE));
            scene.marks.push(Mark::new(tiles, part.ink, Some(part.datum)));
            from = to;
        }
        let whole = Decimal::ONE_HUNDRED / each;
        if from < whole {
            scene.add(Shape::Tiles((0, top), squares(from, whole, MIDDLE)), Ink::of(Role::Grid));
        }
        let rows = (whole / Decimal::from(TEN)).ceil().to_i32().unwrap_or(1);
        let foot = self.write_parts(&parts, top, &mut scene);
        scene.height = foot.max(top + rows * MIDDLE.0) + 4 * PX;
        scene
    }

    /// Names the parts beside the block; gives the lower edge of the last.
    fn write_parts(&self, parts: &[Part<'_>], top: i32, scene: &mut Scene) -> i32 {
        let left = MIDDLE.0 * 10 + BESIDE;
        let dx = left + TO_NAME;
        let room = narrowest(self.canvas).length(WHOLE) - dx;
        let mut y = top;
        for part in parts {
            let swatch = vec![[left, PX, 11 * PX, 11 * PX]];
            scene.add(Shape::Tiles((0, y), swatch), part.ink);
            let value = self.canvas.value(part.point, false);
            let value = self.canvas.measure.wrap_or_cut(&value, Face::Large, room, 1);
            let first = Text { dx, ..text(0, y + 12 * PX, Anchor::Start, Voice::Loud, "") };
            lines(&first, &value).into_iter().for_each(|text| scene.say(text, part.ink.is_key));
            let name = self.canvas.measure.wrap_or_cut(&part.name, Face::Small, room, PART_LINES);
            let first = Text { dx, ..text(0, y + 28 * PX, Anchor::Start, Voice::Say, "") };
            lines(&first, &name).into_iter().for_each(|text| scene.say(text, part.ink.is_key));
            y += 24 * PX + i32::try_from(name.lines.len()).unwrap_or(1) * Face::Small.line();
        }
        y
    }
}

/// The view that all layouts here are made for.
fn narrowest(canvas: &Canvas<'_>) -> View {
    canvas.views.first().copied().unwrap_or(canvas.view)
}

/// An amount in a block of its own; without an amount, why.
struct Block<'a> {
    name: String,
    part: Option<Part<'a>>,
    reason: String,
    is_marked: bool,
}

/// Amounts side by side.
struct Blocks<'a> {
    values: &'a Values,
    canvas: &'a Canvas<'a>,
    blocks: Vec<Block<'a>>,
    each: Decimal,
    /// How much of an end without a limit is shown.
    beginning: Decimal,
    size: (i32, i32),
}

impl<'a> Blocks<'a> {
    fn of(values: &'a Values, canvas: &'a Canvas<'a>) -> Blocks<'a> {
        let highest = values.points().map(Point::most).max().unwrap_or_default();
        let beginning = highest * Decimal::new(4, 2);
        let ends: Vec<Decimal> = values.points().map(|point| Length::of(point, beginning).end()).collect();
        let largest = ends.iter().copied().max().unwrap_or_default();
        let each = each(values, largest, ends.iter().copied().sum());
        let blocks = blocks(values, canvas);
        let size = if blocks.len() > 1 { SMALL } else { LARGE };
        Blocks { values, canvas, blocks, each, beginning, size }
    }

    fn draw(&self) -> Scene {
        let mut scene = Scene::default();
        write_key(self.values, self.each, self.canvas, &mut scene);
        let columns = self.columns();
        let mut top = KEY + TO_BLOCKS;
        for row in self.blocks.chunks(usize::try_from(columns).unwrap_or(1).max(1)) {
            top = self.draw_row(row, columns, top, &mut scene) + BETWEEN;
        }
        scene.height = top - BETWEEN + 4 * PX;
        scene
    }

    /// How many blocks stand side by side: the same in all views, so that these share everything.
    fn columns(&self) -> i32 {
        let width = self.size.0 * 10 + GUTTER;
        let count = i32::try_from(self.blocks.len()).unwrap_or(1);
        (narrowest(self.canvas).length(WHOLE) / width).clamp(1, count.max(1))
    }

    fn room(&self, columns: i32) -> i32 {
        narrowest(self.canvas).length(WHOLE / columns) - GUTTER
    }

    /// Names, values and squares of blocks side by side; gives their lower edge.
    fn draw_row(&self, row: &[Block<'_>], columns: i32, top: i32, scene: &mut Scene) -> i32 {
        let wrap =
            |words: &str, face: Face| self.canvas.measure.wrap_or_cut(words, face, self.room(columns), LINES);
        let names: Vec<Lines> = row.iter().map(|block| wrap(&block.name, Face::Small)).collect();
        let value = |block: &Block<'_>| match &block.part {
            Some(part) => wrap(&self.canvas.value(part.point, false), Face::Large),
            None => wrap(&block.reason, Face::Small),
        };
        let values: Vec<Lines> = row.iter().map(value).collect();
        let deepest = |all: &[Lines]| all.iter().map(|lines| lines.lines.len()).max().unwrap_or(1).max(1);
        let deep = |all: &[Lines], face: Face| i32::try_from(deepest(all)).unwrap_or(1) * face.line();
        let to_values = top + deep(&names, Face::Small);
        let to_squares = to_values + deep(&values, Face::Large) + 6 * PX;
        let mut bottom = to_squares + self.size.1;
        for (index, block) in (0..).zip(row) {
            let x = WHOLE / columns * index;
            let is_key = block.is_marked;
            let write = |words: Option<&Lines>, y: i32, voice: Voice, scene: &mut Scene| {
                let first = text(x, y, Anchor::Start, voice, "");
                let texts = words.map(|words| lines(&first, words)).unwrap_or_default();
                texts.into_iter().for_each(|text| scene.say(text, is_key));
            };
            let at = usize::try_from(index).unwrap_or(0);
            write(names.get(at), top + 12 * PX, Voice::Say, scene);
            let voice = if block.part.is_some() { Voice::Loud } else { Voice::Soft };
            write(values.get(at), to_values + 14 * PX, voice, scene);
            bottom = bottom.max(self.draw_squares(block, (x, to_squares), scene));
        }
        bottom
    }

    /// Draws the squares of a block; gives their lower edge.
    fn draw_squares(&self, block: &Block<'_>, at: (i32, i32), scene: &mut Scene) -> i32 {
        let Some(part) = &block.part else {
            scene.add(Shape::Tiles(at, squares(Decimal::ZERO, Decimal::ONE, self.size)), Ink::of(Role::Hole));
            return at.1 + self.size.0;
        };
        let length = Length::of(part.point, self.beginning);
        let count = |amount: Decimal| amount / self.each;
        let ink = if part.ink.is_key { part.ink } else { Ink { tint: 1, ..part.ink } };
        let mut draw = |from: Decimal, to: Decimal, ink: Ink| {
            let tiles = squares(count(from), count(to), self.size);
            if !tiles.is_empty() {
                scene.marks.push(Mark::new(Shape::Tiles(at, tiles), ink, Some(part.datum)));
            }
        };
        if let Some(solid) = length.solid {
            draw(Decimal::ZERO, solid, ink);
        }
        if let Some((near, far)) = length.possible {
            draw(near, far, ink.with(Role::Possible));
        }
        let mut end = length.end();
        let is_share = matches!(self.values.unit, Some(Unit::Symbol("%")));
        if is_share && end < Decimal::ONE_HUNDRED {
            draw(end, Decimal::ONE_HUNDRED, Ink::of(Role::Grid));
            end = Decimal::ONE_HUNDRED;
        }
        let rows = (count(end) / Decimal::from(TEN)).ceil().to_i32().unwrap_or(1).clamp(1, 100);
        at.1 + rows * self.size.0
    }
}

/// A block for each amount and for each that has no figure.
fn blocks<'a>(values: &'a Values, canvas: &Canvas<'_>) -> Vec<Block<'a>> {
    let mut all: Vec<(Datum, Block<'a>)> = parts(values, canvas)
        .into_iter()
        .map(|part| {
            let (name, is_marked) = (part.name.clone(), part.ink.is_key);
            (part.datum, Block { name, part: Some(part), reason: String::new(), is_marked })
        })
        .collect();
    for (index, series) in values.series.iter().enumerate() {
        for empty in &series.empty {
            let position = |at: i64| values.position(at, DateStyle::Long, canvas.formatter);
            let name = if empty.from == empty.to {
                position(empty.from)
            } else {
                let ends = [("from", &*position(empty.from)), ("to", &*position(empty.to))];
                canvas.formatter.messages.text("chart.from_to", &ends)
            };
            let name = match values.series.len() {
                1 => name,
                _ if name.is_empty() => series.name.clone(),
                _ => format!("{name} · {}", series.name),
            };
            let reason = empty.reason.clone().unwrap_or_else(|| canvas.message("chart.no_figure"));
            let datum = Datum { series: index, at: empty.from };
            all.push((datum, Block { name, part: None, reason, is_marked: series.is_marked }));
        }
    }
    all.sort_by_key(|(datum, _)| (datum.at, datum.series));
    all.into_iter().map(|(_, block)| block).collect()
}

#[cfg(test)]
mod tests {
    use roxmltree::Document;

    use super::*;
    use crate::chart::samples::{draw, formatter, named};

    /// What squares cover together, in squares.
    fn covered(tiles: &[[i32; 4]], side: i32) -> f64 {
        tiles.iter().map(|[_, _, width, _]| f64::from(*width) / f64::from(side)).sum()
    }

    #[test]
    fn squares_are_as_many_as_the_amount() {
        for (from, to) in [("0", "7"), ("0", "23.5"), ("7.25", "7.75"), ("9.5", "10.5"), ("3", "3")] {
            let (from, to): (Decimal, Decimal) = (from.parse().expect("number"), to.parse().expect("number"));
            let tiles = squares(from, to, LARGE);
            let amount = (to - from).to_f64().expect("a float");
            assert!((covered(&tiles, LARGE.1) - amount).abs() < 0.01, "{from} to {to}");
            assert!(tiles.iter().all(|[left, ..]| *left < LARGE.0 * 10), "rows of ten");
        }
    }

    #[test]
    fn a_square_stands_for_a_round_amount() {
        let svg = draw(&named("waffle-bounds"), &formatter("en")).svg;
        assert!(svg.contains("One square: 50\u{a0}TB"), "{svg}");
        assert!(draw(&named("waffle-each"), &formatter("pt-BR")).svg.contains("Um quadrado: 50\u{a0}km"));
    }

    #[test]
    fn shares_fill_a_hundred_squares() {
        let drawing = draw(&named("waffle-shares"), &formatter("en"));
        let document = Document::parse(&drawing.svg).expect("well-formed");
        let paths = document.descendants().filter(|node| node.has_tag_name("path"));
        let squares: usize = paths
            .filter_map(|node| node.attribute("d"))
            .filter(|steps| steps.contains("v14h"))
            .map(|steps| steps.matches('z').count())
            .sum();
        assert_eq!(squares, 102, "a hundred, of which two are shared by two parts");
    }
}
