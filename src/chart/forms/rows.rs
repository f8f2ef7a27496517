//! Rows of horizontal marks: names beside or above them, and room for what is written at their ends.

use rust_decimal::Decimal;

use crate::chart::layout::{Canvas, lines, text};
use crate::chart::pen::{Pen, Run};
use crate::chart::scale::Scale;
use crate::chart::scene::{Anchor, Area, Ink, PX, Role, Scene, Shape, View, Voice, WHOLE};
use crate::chart::text::{Face, Lines};
use crate::chart::values::{Axis, Values};
use crate::locale::format::DateStyle;

/// Between the bars of one name and the next.
pub(crate) const GAP: i32 = 10 * PX;
/// The same where names stand above their bars.
const WIDE_GAP: i32 = 16 * PX;
/// Above the first row and below the last.
pub(crate) const MARGIN: i32 = 4 * PX;
/// From a bar's end to its label.
pub(crate) const BESIDE: i32 = 6 * PX;
/// Room for the arrow head of an end without a limit.
pub(crate) const ARROW: i32 = 12 * PX;
/// From a name to the line at zero.
const TO_BASE: i32 = 10 * PX;
/// Names beside their bars take at most this share of the picture.
const NAME_SHARE: i32 = 3_900;
/// Names are broken over at most so many lines.
const NAME_LINES: usize = 3;
/// Bars that would have less of the width give their names a line of their own.
const ENOUGH: i32 = 3_300;
/// Height of a line for a value above its bar.
pub(crate) const VALUE_LINE: i32 = 18 * PX;

/// A row: a category, a period, or a stretch of periods without a figure.
pub(crate) struct Row {
    /// What it is called.
    pub name: String,
    /// Position on the axis.
    pub at: i64,
}

/// What is written at the end of a mark.
pub(crate) struct EndLabel {
    /// Where the mark ends.
    pub end: Decimal,
    /// What is written; measured in the larger face.
    pub words: String,
    /// What stands between the mark's end and the words, beyond the usual room: hundredths of a px.
    pub away: i32,
}

/// Where names and values stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stand {
    /// Names before their bars, values after them.
    Beside,
    /// Names above their bars, values after them.
    NamesAbove,
    /// Names above, and each value on a line of its own above its bar, which then has the whole width.
    AllAbove,
}

/// How rows look in one view.
pub(crate) struct Plan {
    names: Vec<Lines>,
    /// Where names and values stand.
    pub stand: Stand,
    /// Start and end of the bars.
    pub sides: (i32, i32),
}

/// What rows hold.
pub(crate) struct Load<'a> {
    /// From zero to the furthest end.
    pub scale: Scale,
    /// What is written at the ends of marks.
    pub labels: &'a [EndLabel],
    /// Thickness of one bar.
    pub thick: i32,
    /// How many bars a row has.
    pub bars: i32,
    /// Between rows whose names stand beside them.
    pub gap: i32,
    /// What is kept free above the first row.
    pub above: i32,
}

/// Where names and bars stand.
pub(crate) struct Rows {
    /// From the first to the last.
    pub rows: Vec<Row>,
    /// Of this view.
    pub plan: Plan,
    /// Upper edge and height of each row, hundredths of a px.
    slots: Vec<(i32, i32)>,
    /// Thickness of one bar.
    pub thick: i32,
    bars: i32,
    /// Upper edge of the first row in the picture.
    pub top: i32,
}

/// A row for each position of the axis, and for each stretch without a figure.
pub(crate) fn rows_of(values: &Values, canvas: &Canvas<'_>) -> Vec<Row> {
    let name = |at: i64| values.position(at, DateStyle::Long, canvas.formatter);
    match &values.axis {
        Axis::Names(names) => {
            (0..).zip(names).map(|(at, name)| Row { name: name.text.clone(), at }).collect()
        }
        Axis::Time(_) | Axis::Number(_) => {
            let mut rows: Vec<Row> =
                values.family_positions().into_iter().map(|at| Row { name: name(at), at }).collect();
            // Panels have the same rows; what one of them lacks is said in its row.
            let holes = if values.is_panel() { &[] } else { values.holes.as_slice() };
            rows.extend(holes.iter().map(|hole| {
                let text = if hole.from == hole.to {
                    name(hole.from)
                } else {
                    let ends = [("from", &*name(hole.from)), ("to", &*name(hole.to))];
                    canvas.formatter.messages.text("chart.from_to", &ends)
                };
                Row { name: text, at: hole.from }
            }));
            rows.sort_by_key(|row| row.at);
            rows
        }
    }
}

impl Rows {
    /// Lays out a row for each position, and for each stretch without a figure, of `values`.
    pub(crate) fn lay_out(values: &Values, load: &Load<'_>, canvas: &Canvas<'_>) -> Rows {
        let rows = rows_of(values, canvas);
        let (thick, bars) = (load.thick, load.bars);
        // Rows are as high as the view that needs most, so that all views have the same height.
        let plans: Vec<Plan> = canvas.views.iter().map(|view| Plan::of(&rows, *view, load, canvas)).collect();
        let gap = if plans.iter().any(|plan| plan.stand != Stand::Beside) { WIDE_GAP } else { load.gap };
        let mut top = 0;
        let mut slots = Vec::with_capacity(rows.len());
        for index in 0..rows.len() {
            let height = plans.iter().map(|plan| plan.height(index, thick, bars)).max().unwrap_or(thick);
            slots.push((top, height));
            top += height + gap;
        }
        let plan = Plan::of(&rows, canvas.view, load, canvas);
        Rows { rows, plan, slots, thick, bars, top: MARGIN + load.above }
    }

    /// A pen whose first axis is that of the values; downwards one unit is a hundredth of a px, from [`Rows::top`].
    pub(crate) fn pen(&self, scale: Scale) -> Pen {
        let (left, right) = self.plan.sides;
        let height = self.height();
        let frame = Area { left, right, top: self.top, bottom: self.top + height };
        Pen::on(frame, scale, Scale::new(Decimal::ZERO, Decimal::from(height)), Run::Down)
    }

    /// Height of all rows together.
    fn height(&self) -> i32 {
        self.slots.last().map_or(0, |(top, height)| top + height)
    }

    /// Height of the picture.
    pub(crate) fn bottom(&self) -> i32 {
        self.top + self.height() + MARGIN
    }

    /// Draws the line at zero along all rows.
    pub(crate) fn draw_zero(&self, scale: Scale, scene: &mut Scene) {
        let (left, right) = self.plan.sides;
        let zero = scale.place(Decimal::ZERO, left, right);
        scene.add(Shape::Line((zero, self.top - MARGIN), (zero, self.bottom())), Ink::of(Role::Base));
    }

    /// The place of each row beside its name, by its position on the axis.
    pub(crate) fn areas(&self) -> impl Iterator<Item = (i64, Area)> {
        self.rows.iter().zip(&self.slots).map(|(row, (top, height))| {
            let top = self.top + top;
            (row.at, Area { left: self.plan.sides.0, right: WHOLE, top, bottom: top + height })
        })
    }

    /// The height of the middle of a row's bars in the picture.
    pub(crate) fn middle(&self, at: i64) -> Option<i32> {
        let index = self.rows.iter().position(|row| row.at == at)?;
        let pitch = self.plan.pitch(self.thick);
        let first = self.top + self.bars_top(index) + pitch - self.thick;
        Some(first + (pitch * (self.bars - 1) + self.thick) / 2)
    }

    /// The upper edge of what a row shows of its values, below the top of the frame.
    pub(crate) fn bars_top(&self, index: usize) -> i32 {
        let (top, height) = self.slots.get(index).copied().unwrap_or_default();
        let free = height - self.plan.pitch(self.thick) * self.bars;
        top + if self.plan.stand == Stand::Beside { free / 2 } else { free }
    }

    /// Writes the names of all rows.
    pub(crate) fn write_names(&self, scene: &mut Scene) {
        let line = Face::Small.line();
        for (index, name) in self.plan.names.iter().enumerate() {
            let above = i32::try_from(name.lines.len()).unwrap_or(1) - 1;
            let bars = self.top + self.bars_top(index);
            // The last line just above the bars, or the middle of the letters on the middle of the bars.
            let first = if self.plan.stand == Stand::Beside {
                bars + self.thick * self.bars / 2 - above * line / 2 + Face::Small.size() * 36
            } else {
                bars - 6 * PX - above * line
            };
            for text in lines(&text(0, first, Anchor::Start, Voice::Say, ""), name) {
                scene.say(text, false);
            }
        }
    }
}

impl Plan {
    /// Names beside their bars, if they can be broken to little width and leave the bars enough; else above them.
    fn of(rows: &[Row], view: View, load: &Load<'_>, canvas: &Canvas<'_>) -> Plan {
        let room = view.length(NAME_SHARE) - TO_BASE;
        let beside = |row: &Row| canvas.measure.wrap(&row.name, Face::Small, room, NAME_LINES);
        if let Some(names) = rows.iter().map(beside).collect::<Option<Vec<Lines>>>() {
            let widest = names.iter().map(|name| name.width).max().unwrap_or(0);
            let left = view.share(widest + TO_BASE);
            let sides = sides(left, view, load, canvas);
            if sides.1 - sides.0 >= ENOUGH {
                return Plan { names, stand: Stand::Beside, sides };
            }
        }
        let above =
            |row: &Row| canvas.measure.wrap_or_cut(&row.name, Face::Small, view.length(WHOLE), NAME_LINES);
        let names = rows.iter().map(above).collect();
        let sides = sides(0, view, load, canvas);
        if sides.1 - sides.0 >= ENOUGH {
            return Plan { names, stand: Stand::NamesAbove, sides };
        }
        // Room for the arrow heads of ends without a limit.
        let rim = view.share(12 * PX);
        let start = if load.scale.low() < Decimal::ZERO { rim } else { 0 };
        Plan { names, stand: Stand::AllAbove, sides: (start, WHOLE - rim) }
    }

    /// From one bar of a row to the next.
    pub(crate) fn pitch(&self, thick: i32) -> i32 {
        thick + if self.stand == Stand::AllAbove { VALUE_LINE } else { 0 }
    }

    fn height(&self, index: usize, thick: i32, bars: i32) -> i32 {
        let rows = self.names.get(index).map_or(1, |name| name.lines.len());
        let names = i32::try_from(rows).unwrap_or(1) * Face::Small.line();
        let bars = self.pitch(thick) * bars;
        if self.stand == Stand::Beside { names.max(bars) } else { names + 2 * PX + bars }
    }
}

/// Where bars may start and end, so that every label fits beside its bar at the narrowest.
fn sides(left: i32, view: View, load: &Load<'_>, canvas: &Canvas<'_>) -> (i32, i32) {
    let room = |label: &EndLabel| view.share(canvas.width(&label.words, Face::Large) + BESIDE + label.away);
    let labels: Vec<(Decimal, i32)> = load.labels.iter().map(|label| (label.end, room(label))).collect();
    let backwards = labels.iter().filter(|(end, _)| *end < Decimal::ZERO);
    let start = backwards.map(|(_, room)| left + room).max().unwrap_or(left);
    let limit = |(end, room): &(Decimal, i32)| {
        let part = load.scale.fraction(*end).max(0.001);
        start + ((f64::from(WHOLE - room - start) / part) as i32).max(500)
    };
    let forwards = labels.iter().filter(|(end, _)| *end >= Decimal::ZERO);
    (start, forwards.map(limit).min().unwrap_or(WHOLE).min(WHOLE))
}
