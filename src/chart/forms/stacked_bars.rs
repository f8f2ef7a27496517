//! Bars whose parts are series: one after the other, as shares of 100 %, or on both sides of a middle.

use rust_decimal::Decimal;

use crate::chart::forms::Sketch;
use crate::chart::forms::parts::{Gap, Part, Pile, Stacks};
use crate::chart::forms::row_notes::{RowNotes, height_above, widened};
use crate::chart::forms::rows::{ARROW, BESIDE, EndLabel, GAP, Load, Rows, Stand, VALUE_LINE};
use crate::chart::forms::stacked_columns::{WORDED, WORDS_WIDE, words_of};
use crate::chart::layout::{Canvas, is_bare, text};
use crate::chart::options::Stack;
use crate::chart::pen::Pen;
use crate::chart::scale::Scale;
use crate::chart::scene::{Anchor, Area, Ink, PX, Role, Scene, Shape, Text, Toward, Voice, WHOLE};
use crate::chart::short::Magnitude;
use crate::chart::text::Face;
use crate::chart::values::Values;

/// Thickness of a bar: its parts hold words.
const THICK: i32 = 20 * PX;
/// How far the hatching reaches for a part without a value, hundredths of a px.
const STUB: i32 = 12 * PX;
/// Names above the first bar stand on so many lines at most.
const LEVELS: i32 = 4;
/// Room between two names.
const APART: i32 = 5 * PX;
/// Least length of a part that a name can point to.
const POINTED: i32 = 3 * PX;
/// From the lowest name to the first bar.
const TO_BAR: i32 = 5 * PX;

/// Draws a bar for each position.
pub(crate) fn draw(values: &Values, kind: Stack, canvas: &Canvas<'_>) -> Sketch {
    let stacks = Stacks::of(values, kind);
    let canvas = &Canvas { magnitude: Magnitude::of(&stacks.outline(values), canvas.formatter), ..*canvas };
    let labels = end_labels(&stacks, canvas);
    let scale = scale_of(&stacks, values);
    let load = Load { scale, labels: &labels, thick: THICK, bars: 1, gap: GAP, above: height_above(values) };
    let mut rows = Rows::lay_out(values, &load, canvas);
    let heads = heads(values, &stacks, &load, canvas);
    let levels = heads.as_ref().map_or(0, |(levels, _)| *levels);
    if levels > 0 {
        rows.top += levels * Face::Small.line() + TO_BAR;
    }
    let pen = rows.pen(scale);
    let mut labels = Scene::default();
    rows.write_names(&mut labels);
    let mut drawing = Bars { values, stacks: &stacks, canvas, rows: &rows, pen: &pen, labels: &mut labels };
    for index in 0..rows.rows.len() {
        drawing.row(index);
    }
    let notes = RowNotes { values, rows: &rows, scale, canvas };
    let mut scene = Scene { height: rows.bottom(), ..Scene::default() };
    notes.draw_ranges(&mut scene);
    // A part that straddles the middle lies on its line, and the line not on its number.
    let is_straddled = kind == Stack::Diverging && values.series.len() % 2 == 1;
    if is_straddled {
        rows.draw_zero(scale, &mut scene);
    }
    scene.marks.extend(pen.finish());
    if !is_straddled {
        rows.draw_zero(scale, &mut scene);
    }
    let mut unplaced = notes.draw_references(&mut scene);
    scene.marks.extend(labels.marks);
    for head in heads.iter().flat_map(|(_, heads)| heads) {
        head.draw(&rows, &stacks, &mut scene);
    }
    unplaced.extend(notes.annotate(&mut scene));
    let names_series = heads.is_some() || values.series.len() == 1;
    Sketch { scene, unplaced, names_series, is_cut: false }
}

fn scale_of(stacks: &Stacks<'_>, values: &Values) -> Scale {
    let low = stacks.piles.iter().map(|pile| pile.reach.0).min().unwrap_or_default();
    let high = stacks.piles.iter().map(|pile| pile.reach.1).max().unwrap_or_default();
    let (low, high) = widened((low, high), values);
    if low == high { Scale::new(Decimal::ZERO, Decimal::ONE) } else { Scale::new(low, high) }
}

/// The totals at the ends of bars.
fn end_labels(stacks: &Stacks<'_>, canvas: &Canvas<'_>) -> Vec<EndLabel> {
    let count = stacks.piles.len();
    let label = |(index, pile): (usize, &Pile<'_>)| {
        let total = pile.total.as_ref()?;
        Some(EndLabel {
            end: end_of(pile),
            words: canvas.value(total, is_bare(index == 0, count, total)),
            away: if is_open(pile) { ARROW } else { 0 },
        })
    };
    stacks.piles.iter().enumerate().filter_map(label).collect()
}

/// Where the label of a bar stands: at its end, of one that has only losses at its beginning.
fn end_of(pile: &Pile<'_>) -> Decimal {
    if pile.reach.1.is_zero() { pile.reach.0 } else { pile.reach.1 }
}

fn is_open(pile: &Pile<'_>) -> bool {
    pile.parts.iter().any(|part| part.length.is_open)
}

struct Bars<'a> {
    values: &'a Values,
    stacks: &'a Stacks<'a>,
    canvas: &'a Canvas<'a>,
    rows: &'a Rows,
    pen: &'a Pen,
    labels: &'a mut Scene,
}

impl Bars<'_> {
    fn row(&mut self, index: usize) {
        let Some(row) = self.rows.rows.get(index) else { return };
        let top = self.rows.bars_top(index);
        let upper = top + self.rows.plan.pitch(self.rows.thick) - self.rows.thick;
        let stacks = self.stacks;
        let found = stacks.piles.iter().enumerate().find(|(_, pile)| pile.at == row.at);
        let Some((number, pile)) = found.filter(|(_, pile)| !pile.parts.is_empty()) else {
            let reason = self.values.holes.iter().find(|hole| hole.from == row.at);
            let reason = reason.and_then(|hole| hole.reason.clone());
            let gap = Gap { series: 0, from: Decimal::ZERO, to: None };
            let reason = reason.or_else(|| self.reason(row.at, &gap));
            return self.stub(&gap, upper, &reason.unwrap_or_else(|| self.canvas.message("chart.no_figure")));
        };
        for part in &pile.parts {
            let (from, to) = (Decimal::from(upper), Decimal::from(upper + self.rows.thick));
            let place = |side: bool, value: Decimal| (value, if side { to } else { from });
            part.draw(self.pen, place, stacks.ink(part.series));
            self.write(part, upper);
        }
        self.gaps(pile, upper);
        self.total(number, pile, top, upper);
    }

    /// Values stand in parts that are long enough.
    fn write(&mut self, part: &Part<'_>, upper: i32) {
        let Some(end) = part.solid_end() else { return };
        let area = self.area(part.start(), end, upper);
        let words = words_of(part, self.canvas);
        let room = self.canvas.view.length(area.right - area.left) - WORDS_WIDE;
        let parts: usize = self.stacks.piles.iter().map(|pile| pile.parts.len()).sum();
        if parts > WORDED || self.canvas.width(&words, Face::Small) > room {
            return;
        }
        let (x, y) = (i32::midpoint(area.left, area.right), i32::midpoint(area.top, area.bottom));
        let words = text(x, y + Face::Small.size() * 36, Anchor::Middle, Voice::Say, &words);
        self.labels.say_on(words, self.stacks.ink(part.series));
    }

    fn area(&self, from: Decimal, to: Decimal, upper: i32) -> Area {
        let x = |value: Decimal| self.pen.place((value, Decimal::ZERO)).0;
        let (one, other) = (x(from), x(to));
        let top = self.rows.top + upper;
        Area { left: one.min(other), right: one.max(other), top, bottom: top + self.rows.thick }
    }

    /// Parts without a value: what is left of a known whole is hatched; else a stub stands at the end, with the
    /// reason.
    fn gaps(&mut self, pile: &Pile<'_>, upper: i32) {
        let Some(gap) = pile.gaps.first() else { return };
        match gap.to {
            Some(to) => self.labels.add(Shape::Rect(self.area(gap.from, to, upper)), Ink::of(Role::Hole)),
            None => {
                let reason = self.reason(pile.at, gap);
                let reason = reason.unwrap_or_else(|| self.canvas.message("chart.no_figure"));
                let names: Vec<String> = pile.gaps.iter().filter_map(|gap| self.name(gap)).collect();
                let names = self.canvas.formatter.list(&names);
                let slots = [("x", &*names), ("reason", &*reason)];
                let words = self.canvas.formatter.messages.text("chart.parts.missing", &slots);
                self.stub(gap, upper, &words);
            }
        }
    }

    fn name(&self, gap: &Gap) -> Option<String> {
        self.values.series.get(gap.series).map(|series| series.name.clone())
    }

    fn reason(&self, at: i64, gap: &Gap) -> Option<String> {
        let series = self.values.series.get(gap.series)?;
        series.empty.iter().find(|empty| (empty.from..=empty.to).contains(&at))?.reason.clone()
    }

    /// A hatched stub with words behind it.
    fn stub(&mut self, gap: &Gap, upper: i32, words: &str) {
        let view = self.canvas.view;
        let start = self.area(gap.from, gap.from, upper);
        let right = (start.left + view.share(STUB)).min(WHOLE);
        self.labels.add(Shape::Rect(Area { right, ..start }), Ink::of(Role::Hole));
        let room = view.length(WHOLE - right) - BESIDE;
        if room < self.canvas.width("…", Face::Small) * 2 {
            return;
        }
        let cut = self.canvas.measure.wrap_or_cut(words, Face::Small, room, 1);
        let y = i32::midpoint(start.top, start.bottom) + Face::Small.size() * 36;
        let first = text(right, y, Anchor::Start, Voice::Soft, cut.lines.first().map_or("", String::as_str));
        self.labels.say(Text { dx: BESIDE, ..first }, false);
    }

    /// The total at the end of a bar, or on its own line above it.
    fn total(&mut self, index: usize, pile: &Pile<'_>, top: i32, upper: i32) {
        let Some(total) = &pile.total else { return };
        let words = self.canvas.value(total, is_bare(index == 0, self.stacks.piles.len(), total));
        let voice = if total.is_marked { Voice::Loud } else { Voice::Say };
        let end = self.area(end_of(pile), end_of(pile), upper);
        let backwards = end_of(pile).is_sign_negative();
        let side = if backwards { -1 } else { 1 };
        let middle = i32::midpoint(end.top, end.bottom);
        if is_open(pile) {
            let toward = if backwards { Toward::Start } else { Toward::End };
            let beyond = end.left + side * self.canvas.view.share(5 * PX);
            self.labels.add(Shape::Arrow((beyond, middle), toward), Ink::of(Role::Open));
        }
        if self.rows.plan.stand == Stand::AllAbove {
            let room = self.canvas.view.length(WHOLE);
            let cut = self.canvas.measure.wrap_or_cut(&words, voice.face(), room, 1);
            let y = self.rows.top + top + VALUE_LINE - 5 * PX;
            let words = cut.lines.first().map_or("", String::as_str);
            return self.labels.say(text(0, y, Anchor::Start, voice, words), total.is_marked);
        }
        let beyond = BESIDE + if is_open(pile) { ARROW } else { 0 };
        let anchor = if backwards { Anchor::End } else { Anchor::Start };
        let label = text(end.left, middle + voice.face().size() * 36, anchor, voice, &words);
        self.labels.say(Text { dx: side * beyond, ..label }, total.is_marked);
    }
}

/// The name of a series above its part of the first bar.
struct Head {
    name: String,
    series: usize,
    anchor: Anchor,
    /// What the words cover across.
    left: i32,
    right: i32,
    /// Where it points to the bar.
    foot: i32,
    /// Lines above the lowest.
    level: i32,
}

/// Names above the first bar, and on how many lines they stand in any view; `None` where they find no room or a part
/// is too short to be pointed to: then a colour key names the series.
fn heads(
    values: &Values,
    stacks: &Stacks<'_>,
    load: &Load<'_>,
    canvas: &Canvas<'_>,
) -> Option<(i32, Vec<Head>)> {
    let mut levels = 0;
    for view in canvas.views {
        let heads = heads_in(values, stacks, load, &Canvas { view: *view, ..*canvas })?;
        levels = heads.iter().map(|head| head.level + 1).max().unwrap_or(0).max(levels);
    }
    Some((levels, heads_in(values, stacks, load, canvas)?))
}

fn heads_in(values: &Values, stacks: &Stacks<'_>, load: &Load<'_>, canvas: &Canvas<'_>) -> Option<Vec<Head>> {
    let rows = Rows::lay_out(values, load, canvas);
    let pile = stacks.piles.iter().find(|pile| rows.rows.first().is_some_and(|row| row.at == pile.at))?;
    if values.series.len() < 2 || rows.plan.stand != Stand::Beside || pile.parts.len() < values.series.len() {
        return None;
    }
    let (left, right) = rows.plan.sides;
    let x = |value: Decimal| load.scale.place(value, left, right);
    let mut heads: Vec<Head> = Vec::new();
    for part in pile.parts.iter().rev() {
        let (one, other) = (x(part.start()), x(part.end()));
        let (from, to) = (one.min(other), one.max(other));
        if to - from < canvas.view.share(POINTED) {
            return None;
        }
        let name = values.series.get(part.series)?.name.clone();
        let width = canvas.view.share(canvas.width(&name, Face::Small));
        let inner = canvas.view.share(POINTED) / 2;
        let head = if from + width <= WHOLE {
            let (right, foot) = (from + width, from + inner);
            Head { name, series: part.series, anchor: Anchor::Start, left: from, right, foot, level: 0 }
        } else {
            let (left, foot) = (to - width, to - inner);
            Head { name, series: part.series, anchor: Anchor::End, left, right: to, foot, level: 0 }
        };
        heads.push(head.above(&heads, canvas.view.share(APART))?);
    }
    Some(heads)
}

impl Head {
    /// The same on the lowest line where nothing right of it is covered; `None` if one of those covers what it
    /// points with, or the lines are too many.
    fn above(self, placed: &[Head], apart: i32) -> Option<Head> {
        if self.left < 0 || placed.iter().any(|other| other.left < self.foot + apart / 2) {
            return None;
        }
        let reached = placed.iter().filter(|other| self.right + apart > other.left.min(other.foot));
        let level = reached.map(|other| other.level + 1).max().unwrap_or(0);
        (level < LEVELS).then_some(Head { level, ..self })
    }

    fn draw(&self, rows: &Rows, stacks: &Stacks<'_>, scene: &mut Scene) {
        let bar = rows.top + rows.bars_top(0);
        let lowest = rows.top - TO_BAR;
        let y = lowest - self.level * Face::Small.line();
        let x = if self.anchor == Anchor::Start { self.left } else { self.right };
        let is_key = stacks.ink(self.series).is_key;
        if self.level > 0 || bar > rows.top {
            let from = (self.foot, y + Face::Small.descent());
            scene.add(Shape::Line(from, (self.foot, bar)), Ink::of(Role::Leader));
        }
        scene.say(text(x, y, self.anchor, Voice::Say, &self.name), is_key);
    }
}
