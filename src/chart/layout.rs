//! The frame of a chart and what stands around it: value axis, dates, category names, stretches without a figure.
//!
//! Forms share these parts. Everything is laid out from left to right for one [`View`]; `spec` mirrors the picture
//! where a script runs the other way. Tick labels stand on their gridlines inside the frame, so that the picture needs
//! no gutter that would grow with its width.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::chart::calendar::{Every, Timeline};
use crate::chart::options::ScaleKind;
use crate::chart::pen::{Pen, Run};
use crate::chart::place::{Board, Candidate};
use crate::chart::scale::{self, Scale, Ticks, ticks_of};
use crate::chart::scene::{Anchor, Area, Ink, PX, Role, Scene, Shape, Text, View, Voice, WHOLE};
use crate::chart::short::Magnitude;
use crate::chart::text::{Face, Lines, Measure};
use crate::chart::values::{Axis, Empty, Name, Point, ReferenceAt, Values};
use crate::locale::format::{DateStyle, Formatter};
use crate::quantity::{Bound, Period, Quantity, Unit};

/// The uppermost gridline; its label stands above it.
const TOP: i32 = 26 * PX;
/// Height between the uppermost and the lowest value of an upright chart.
const PLOT: i32 = 308 * PX;
/// The same in a panel of small multiples.
const PANEL_PLOT: i32 = 116 * PX;
/// Most stretches between the ticks of a panel.
const PANEL_STRETCHES: usize = 3;
/// From the lowest value to the baseline of the first line of names below.
pub(crate) const TO_NAMES: i32 = 19 * PX;
/// From the last baseline to the lower edge of the picture.
pub(crate) const BELOW: i32 = 10 * PX;
/// From a line of names to the next.
pub(crate) const LINE: i32 = 17 * PX;
/// Height of the hatched strip where no figure is known.
pub(crate) const STRIP: i32 = 12 * PX;
/// Room between two labels of an axis.
pub(crate) const APART: i32 = 7 * PX;
/// Room between two names of categories, which are broken to lines and so seldom meet at their full width.
const NAMES_APART: i32 = 5 * PX;
/// Slots of at least this width hold the beginnings of names that are too long, hundredths of a px.
const WIDE_SLOT: i32 = 64 * PX;
/// Names of categories are broken over so many lines at most.
const NAME_LINES: usize = 3;
/// Room at the start of an axis even where no mark reaches a label.
const LEAST_INSET: i32 = 28 * PX;
/// What the label of a mark takes above it.
const OVER_MARK: i32 = 26 * PX;
/// How much of the width tick labels may keep free at both views; beyond, each view keeps its own share.
const SHARED_INSET: i32 = 1_600;

/// What a form draws with: the widths, and how words are measured and written.
#[derive(Clone, Copy)]
pub(crate) struct Canvas<'a> {
    /// The widths this picture is for.
    pub view: View,
    /// All widths that are drawn of the same chart, narrowest first.
    pub views: &'a [View],
    /// Widths of words.
    pub measure: &'a Measure,
    /// How the language writes values.
    pub formatter: &'a Formatter,
    /// The scale word of large numbers.
    pub magnitude: Magnitude,
}

impl Canvas<'_> {
    /// The words of a message of the theme.
    pub(crate) fn message(&self, key: &str) -> String {
        self.formatter.messages.text(key, &[])
    }

    /// The frame of an upright chart, between shares of the width.
    pub(crate) fn upright(&self, left: i32, right: i32) -> Area {
        let plot = if self.view.is_panel() { PANEL_PLOT } else { PLOT };
        Area { left, right, top: TOP, bottom: TOP + plot }
    }

    /// Width of one line, hundredths of a px.
    pub(crate) fn width(&self, text: &str, face: Face) -> i32 {
        self.measure.width(text, face)
    }

    /// The label of a value: hedge, number and, unless `bare`, the unit. A per cent keeps its sign.
    pub(crate) fn value(&self, point: &Point, bare: bool) -> String {
        self.quantity(&point.quantity, bare)
    }

    /// The same of a change: one above zero has its sign, inside its hedge.
    pub(crate) fn signed(&self, quantity: &Quantity, bare: bool) -> String {
        let words = self.quantity(quantity, bare);
        let amount = self.quantity(&Quantity::exactly(quantity.value, quantity.unit.clone()), bare);
        if quantity.value <= Decimal::ZERO || quantity.bound == Bound::Between || !words.contains(&amount) {
            return words;
        }
        let signed = self.formatter.messages.text("chart.waterfall.plus", &[("value", &amount)]);
        words.replacen(&amount, &signed, 1)
    }

    /// The same of a quantity.
    pub(crate) fn quantity(&self, quantity: &Quantity, bare: bool) -> String {
        let keeps = matches!(quantity.unit, Some(Unit::Symbol("%" | "‰" | "°")));
        self.magnitude.quantity(quantity, bare && !keeps, self.formatter)
    }
}

/// A vertical axis of values, with its labels.
pub(crate) struct ValueAxis {
    /// From the lowest to the highest tick.
    pub scale: Scale,
    ticks: Ticks,
    labels: Vec<String>,
}

impl ValueAxis {
    /// An axis from zero that holds everything that is drawn.
    pub(crate) fn from_zero(values: &Values, canvas: &Canvas<'_>) -> ValueAxis {
        let (low, high) = extent(values);
        ValueAxis::covering(low.min(Decimal::ZERO), high.max(Decimal::ZERO), values, canvas)
    }

    /// The same with room for a label above the highest value.
    pub(crate) fn with_headroom(values: &Values, canvas: &Canvas<'_>) -> ValueAxis {
        let (low, high) = extent(values);
        let high = high.max(Decimal::ZERO);
        // A label takes a larger part of a low panel.
        let room = if canvas.view.is_panel() {
            (high - low.min(Decimal::ZERO)) * Decimal::new(16, 2)
        } else {
            high * Decimal::new(8, 2)
        };
        ValueAxis::covering(low.min(Decimal::ZERO), high + room, values, canvas)
    }

    /// The same with amounts on both sides of zero: no label has a sign.
    pub(crate) fn without_signs(mut self, values: &Values, canvas: &Canvas<'_>) -> ValueAxis {
        let last = self.ticks.values.len().saturating_sub(1);
        let values = self.ticks.values.iter().map(|value| (value.abs(), values.unit.as_ref()));
        let label = |(index, (value, unit))| match index == last {
            true => canvas.magnitude.amount(value, unit, canvas.formatter),
            false => canvas.magnitude.number(value, canvas.formatter),
        };
        self.labels = values.enumerate().map(label).collect();
        self
    }

    /// Width of the widest label but the uppermost, which has the unit and stands above all marks.
    pub(crate) fn widest(&self, canvas: &Canvas<'_>) -> i32 {
        let inner = self.labels.iter().rev().skip(1);
        inner.map(|label| canvas.width(label, Face::Small)).max().unwrap_or(0)
    }

    /// The values that the axis may name, ascending.
    pub(crate) fn ticks(&self) -> &[Decimal] {
        &self.ticks.values
    }

    /// What the label of the uppermost tick covers.
    pub(crate) fn top_label(&self, frame: Area, canvas: &Canvas<'_>) -> Option<Area> {
        let (label, value) = self.labels.last().zip(self.ticks.values.last())?;
        let y = self.scale.place(*value, frame.bottom, frame.top);
        Some(text(0, y - 6 * PX, Anchor::Start, Voice::Soft, label).area(canvas.view, canvas.measure))
    }

    /// An axis for positions, not lengths: from zero unless the values are far from it and close together, or on the
    /// scale that the writer chose.
    pub(crate) fn of_positions(values: &Values, canvas: &Canvas<'_>) -> ValueAxis {
        let (low, high) = extent(values);
        let (low, high) = of_positions(values.shape.scale, low, high);
        ValueAxis::covering(low, high, values, canvas)
    }

    /// An axis of numbers of things, from zero: no tick stands between two of them.
    pub(crate) fn of_counts(values: &Values, canvas: &Canvas<'_>) -> ValueAxis {
        let high = extent(values).1.max(Decimal::ONE);
        let ticks = scale::ticks(Decimal::ZERO, high);
        if ticks.values.iter().all(|value| value.fract().is_zero()) {
            return ValueAxis::named(ticks, values, canvas);
        }
        let step = [1, 2, 5].map(Decimal::from).into_iter().find(|step| high / step <= Decimal::from(6));
        let step = step.unwrap_or(Decimal::TEN);
        let count = usize::try_from((high / step).ceil()).unwrap_or(1);
        let values_of = (0..=count).map(|index| step * Decimal::from(index)).collect();
        ValueAxis::named(Ticks::linear(values_of), values, canvas)
    }

    fn covering(low: Decimal, high: Decimal, values: &Values, canvas: &Canvas<'_>) -> ValueAxis {
        let mut ticks = ticks_of(values.shape.scale, low, high, least_magnitude(values));
        if canvas.view.is_panel() && values.shape.scale == ScaleKind::Linear {
            ticks = ticks.thinned(PANEL_STRETCHES, low, high);
        }
        ValueAxis::named(ticks, values, canvas)
    }

    fn named(ticks: Ticks, values: &Values, canvas: &Canvas<'_>) -> ValueAxis {
        let last = ticks.values.len().saturating_sub(1);
        let label = |(index, value): (usize, &Decimal)| {
            if index == last && values.family.is_first {
                canvas.magnitude.amount(*value, values.unit.as_ref(), canvas.formatter)
            } else {
                canvas.magnitude.number(*value, canvas.formatter)
            }
        };
        let labels = ticks.values.iter().enumerate().map(label).collect();
        ValueAxis { scale: ticks.scale(), ticks, labels }
    }

    /// The share of the width that tick labels need at the start, so that no mark stands on them.
    ///
    /// Only labels that marks of the first quarter reach are counted, and never the uppermost, which has the unit:
    /// what reaches it keeps clear of it in other ways.
    pub(crate) fn inset(&self, values: &Values, canvas: &Canvas<'_>) -> i32 {
        let frame = canvas.upright(0, WHOLE);
        let y = |value: Decimal| self.scale.place(value, frame.bottom, frame.top);
        let positions = values.family_positions();
        let (first, last) = positions.first().zip(positions.last()).unwrap_or((&0, &0));
        let points = || values.family().flat_map(Values::points);
        let early = || points().filter(|point| point.at - first <= (last - first) / 4);
        let highest = early().map(|point| y(point.most()) - OVER_MARK).min().unwrap_or(frame.bottom);
        let hangs = early().any(|point| point.least() < Decimal::ZERO);
        let inner = self.ticks.values.iter().zip(&self.labels).take(self.labels.len().saturating_sub(1));
        let reached = inner.filter(|(value, _)| y(**value) > highest || (hangs && **value <= Decimal::ZERO));
        let widest = reached.map(|(_, label)| canvas.width(label, Face::Small) + 9 * PX).max();
        let needed = widest.unwrap_or(0).max(LEAST_INSET);
        let narrowest = canvas.views.first().copied().unwrap_or(canvas.view).share(needed);
        if narrowest <= SHARED_INSET { narrowest } else { canvas.view.share(needed) }
    }

    /// Draws gridlines across the whole width with their labels, and gives the areas of the labels.
    pub(crate) fn draw(&self, frame: Area, canvas: &Canvas<'_>, scene: &mut Scene) -> Vec<Area> {
        let across = Area { left: 0, right: WHOLE, ..frame };
        let pen = Pen::on(across, Scale::new(Decimal::ZERO, Decimal::ONE), self.scale, Run::Up);
        let lowest = self.ticks.values.first();
        for value in self.ticks.values.iter().filter(|value| !value.is_zero()) {
            pen.line((Decimal::ZERO, *value), (Decimal::ONE, *value), Ink::of(Role::Grid), None);
        }
        let mut areas = Vec::new();
        let mut texts = Vec::new();
        for (value, label) in self.ticks.values.iter().zip(&self.labels) {
            if value.is_zero() && lowest == Some(value) {
                continue;
            }
            let (_, y) = pen.place((Decimal::ZERO, *value));
            let text = text(0, y - 6 * PX, Anchor::Start, Voice::Soft, label);
            areas.push(text.area(canvas.view, canvas.measure));
            texts.push(text);
        }
        scene.marks.extend(pen.finish());
        texts.into_iter().for_each(|text| scene.say(text, false));
        areas
    }
}

/// Draws the line at zero: half a pixel below the marks, so that it is sharp and hides nothing. Where the scale does
/// not hold zero, its lowest line is one gridline among others.
pub(crate) fn draw_base(scale: Scale, frame: Area, scene: &mut Scene) {
    let across = Area { left: 0, right: WHOLE, ..frame };
    let pen = Pen::on(across, Scale::new(Decimal::ZERO, Decimal::ONE), scale, Run::Up);
    let base = Decimal::ZERO.clamp(scale.low(), scale.high());
    let (_, y) = pen.place((Decimal::ZERO, base));
    if base.is_zero() {
        scene.add(Shape::Line((0, y + 50), (WHOLE, y + 50)), Ink::of(Role::Base));
    }
}

/// The stretch of an axis of positions that holds `low` to `high`.
pub(crate) fn of_positions(kind: ScaleKind, low: Decimal, high: Decimal) -> (Decimal, Decimal) {
    let reach = (high - low) * Decimal::TWO;
    match kind {
        ScaleKind::Linear if low >= Decimal::ZERO && low <= reach => (Decimal::ZERO, high),
        ScaleKind::Linear if high <= Decimal::ZERO && -high <= reach => (low, Decimal::ZERO),
        _ => (low, high),
    }
}

/// The lowest and highest that is drawn; ends without a limit get some room.
pub(crate) fn extent(values: &Values) -> (Decimal, Decimal) {
    let points = || values.family().flat_map(Values::points);
    let is_log = values.shape.scale == ScaleKind::Log;
    let mut stretch: Option<(Decimal, Decimal)> = None;
    let mut cover = |low: Decimal, high: Decimal| {
        let (least, most) = stretch.unwrap_or((low, high));
        stretch = Some((least.min(low), most.max(high)));
    };
    for point in points() {
        let ends = values.ends(point);
        cover(ends.least, ends.most);
        let bands = point.beside.iter().flat_map(|beside| &beside.bands).flatten();
        bands.filter(|(low, _)| !is_log || *low > Decimal::ZERO).for_each(|(low, high)| cover(*low, *high));
    }
    for reference in &values.shape.references {
        match reference.at {
            ReferenceAt::Value(value) if !is_log || value > Decimal::ZERO => cover(value, value),
            ReferenceAt::Values(low, high) if !is_log || low > Decimal::ZERO => cover(low, high),
            ReferenceAt::Value(_) | ReferenceAt::Values(..) | ReferenceAt::Positions(..) => {}
        }
    }
    let (low, high) = stretch.unwrap_or_default();
    if is_log {
        return (low, high);
    }
    let room = (high - low).max(high.abs()) * Decimal::new(4, 2);
    let above = points().any(|point| point.is_open_above() && point.most() + room > high);
    let below =
        points().any(|point| point.is_open_below() && point.least() - room < low && low < Decimal::ZERO);
    (if below { low - room } else { low }, if above { high + room } else { high })
}

/// The smallest magnitude above zero that is shown; zero if there is none.
pub(crate) fn least_magnitude(values: &Values) -> Decimal {
    let points = values.family().flat_map(Values::points);
    points.map(|point| point.value().abs()).filter(|value| !value.is_zero()).min().unwrap_or_default()
}

/// The frame of an upright chart, between shares of the width.
pub(crate) fn upright(left: i32, right: i32) -> Area {
    Area { left, right, top: TOP, bottom: TOP + PLOT }
}

/// The same with a line above it for what the measure is called.
pub(crate) fn upright_titled(left: i32, right: i32) -> Area {
    Area { top: TOP + LINE, bottom: TOP + LINE + PLOT, ..upright(left, right) }
}

/// Writes what the measure is called above the label of the uppermost tick of a titled frame; gives its area.
pub(crate) fn draw_measure_title(words: &str, frame: Area, canvas: &Canvas<'_>, scene: &mut Scene) -> Area {
    let room = canvas.view.length(WHOLE);
    let wrapped = canvas.measure.wrap_or_cut(words, Face::Small, room, 1);
    let first = text(0, frame.top - 6 * PX - LINE, Anchor::Start, Voice::Say, "");
    let texts = lines(&first, &wrapped);
    let area = area_of(&texts, canvas).unwrap_or(Area { left: 0, right: 0, top: 0, bottom: 0 });
    texts.into_iter().for_each(|text| scene.say(text, false));
    area
}

/// A line of words at a place.
pub(crate) fn text(x: i32, y: i32, anchor: Anchor, voice: Voice, words: &str) -> Text {
    Text { x, dx: 0, y, anchor, voice, words: words.into(), has_halo: false }
}

/// Several lines of words, the first with its baseline at `y`.
pub(crate) fn lines(first: &Text, wrapped: &Lines) -> Vec<Text> {
    let step = first.voice.face().line();
    let baselines = (0..).map(|index| first.y + index * step);
    let words = wrapped.lines.iter().zip(baselines);
    words.map(|(words, y)| Text { y, words: words.as_str().into(), ..first.clone() }).collect()
}

/// What several lines cover together.
pub(crate) fn area_of(texts: &[Text], canvas: &Canvas<'_>) -> Option<Area> {
    let areas = texts.iter().map(|text| text.area(canvas.view, canvas.measure));
    areas.reduce(|all, area| all.joined(&area))
}

/// Where positions of the axis lie: the middle of each slot at its number.
pub(crate) struct Slots {
    /// Over the frame, half a pitch beyond the first and the last.
    pub scale: Scale,
    /// From one slot to the next, in positions.
    pub pitch: Decimal,
}

impl Slots {
    /// Slots that fill the frame: for marks with a width.
    pub(crate) fn of(values: &Values) -> Slots {
        let (first, last, pitch) = match &values.axis {
            Axis::Names(names) => (0, i64::try_from(names.len()).unwrap_or(1).max(1) - 1, 1),
            Axis::Number(_) => (0, 0, 1),
            Axis::Time(timeline) => {
                let pitch = timeline.pitch(&values.family_positions());
                (timeline.first, timeline.last, pitch)
            }
        };
        let half = Decimal::from(pitch) / Decimal::TWO;
        Slots {
            scale: Scale::new(Decimal::from(first) - half, Decimal::from(last) + half),
            pitch: Decimal::from(pitch),
        }
    }

    /// Slots whose first and last stand at the edges of the frame: for marks without a width.
    pub(crate) fn edge_to_edge(values: &Values) -> Slots {
        let slots = Slots::of(values);
        let half = slots.pitch / Decimal::TWO;
        Slots { scale: Scale::new(slots.scale.low() + half, slots.scale.high() - half), ..slots }
    }

    /// The place of a position.
    pub(crate) fn x(&self, at: i64, frame: Area) -> i32 {
        self.scale.place(Decimal::from(at), frame.left, frame.right)
    }

    /// How wide a slot is, in hundredths of a per cent.
    pub(crate) fn width(&self, frame: Area) -> i32 {
        let whole = self.scale.high() - self.scale.low();
        (Decimal::from(frame.right - frame.left) * self.pitch / whole).to_i32().unwrap_or(0)
    }
}

/// What stands under the frame.
pub(crate) struct Below {
    /// Height of the whole picture.
    pub height: i32,
    /// Whether every category is named in full; true for dates.
    pub is_whole: bool,
}

/// Writes names or dates under the frame.
pub(crate) fn draw_axis(
    values: &Values,
    slots: &Slots,
    frame: Area,
    canvas: &Canvas<'_>,
    scene: &mut Scene,
) -> Below {
    let (rows, is_whole) = match &values.axis {
        Axis::Names(names) => draw_names(names, slots, frame, canvas, scene),
        Axis::Time(timeline) => {
            (draw_dates(timeline, &values.family_positions(), slots, frame, canvas, scene), true)
        }
        // A numeric axis has ticks: `NumberAxis::draw`.
        Axis::Number(_) => (1, true),
    };
    let rows = i32::try_from(rows).unwrap_or(1).max(1);
    Below { height: frame.bottom + TO_NAMES + (rows - 1) * LINE + BELOW, is_whole }
}

/// A label of the time axis: what stands in the first row, and what in the second.
struct Date {
    at: i64,
    top: String,
    below: Option<String>,
    has_figure: bool,
}

/// Writes dates of the calendar under the frame, in the densest rhythm that has room, each with a line up to `top`;
/// gives the height of the picture.
pub(crate) fn draw_calendar(
    timeline: &Timeline,
    slots: &Slots,
    frame: Area,
    top: i32,
    canvas: &Canvas<'_>,
    scene: &mut Scene,
) -> i32 {
    let ends = [timeline.first, timeline.last].map(|slot| (slot, timeline.grain.period(slot)));
    let rhythms = Every::rhythms(timeline).map(|every| every.dates(timeline)).filter(|dates| dates.len() > 1);
    let choices = rhythms.chain([ends.to_vec(), ends.into_iter().take(1).collect()]);
    let half = Decimal::new(5, 1);
    for dates in choices {
        let written = write_dates(&dates, timeline, &[], canvas.formatter);
        let Some(texts) = place_dates(&written, slots, frame, canvas) else { continue };
        for (slot, _) in dates {
            let at = Decimal::from(slot) - half;
            let x = slots.scale.place(at, frame.left, frame.right);
            scene.add(Shape::Line((x, top), (x, frame.bottom)), Ink::of(Role::Grid));
        }
        let rows = if written.iter().any(|date| date.below.is_some()) { 1 } else { 0 };
        texts.into_iter().for_each(|text| scene.say(text, false));
        return frame.bottom + TO_NAMES + rows * LINE + BELOW;
    }
    frame.bottom + BELOW
}

fn draw_dates(
    timeline: &Timeline,
    positions: &[i64],
    slots: &Slots,
    frame: Area,
    canvas: &Canvas<'_>,
    scene: &mut Scene,
) -> usize {
    for dates in date_choices(timeline, positions, canvas) {
        let dates = write_dates(&dates, timeline, positions, canvas.formatter);
        if let Some(texts) = place_dates(&dates, slots, frame, canvas) {
            let rows = if dates.iter().any(|date| date.below.is_some()) { 2 } else { 1 };
            texts.into_iter().for_each(|text| scene.say(text, false));
            return rows;
        }
    }
    1
}

/// Which dates to name, the best first: in a wide picture every slot, else those with a figure, else a rhythm of the
/// calendar; at last the first and the last with a figure, and the last alone.
fn date_choices(timeline: &Timeline, positions: &[i64], canvas: &Canvas<'_>) -> Vec<Vec<(i64, Period)>> {
    let step = usize::try_from(timeline.step).unwrap_or(1);
    let every: Vec<i64> = (timeline.first..=timeline.last).step_by(step).take(41).collect();
    let mut choices: Vec<Vec<(i64, Period)>> = Vec::new();
    let period = |at: &i64| (*at, timeline.grain.period(*at));
    if canvas.view.low >= View::WIDE.low && every.len() <= 40 {
        choices.push(every.iter().map(period).collect());
    }
    if positions.len() <= 40 {
        choices.push(positions.iter().map(period).collect());
    }
    // A short series is named from its first to its last, if that can be done evenly.
    let last = positions.len().saturating_sub(1);
    let is_even = every.len() == positions.len();
    for each in
        (2..=4).filter(|each| is_even && last.is_multiple_of(*each) && (2 * *each..=15).contains(&last))
    {
        choices.push(positions.iter().step_by(each).map(period).collect());
    }
    let rhythms = Every::rhythms(timeline).map(|every| every.dates(timeline));
    choices.extend(rhythms.filter(|dates| dates.len() >= 2));
    let ends = [positions.first(), positions.last()].map(|at| at.map(period));
    choices.push(ends.iter().flatten().copied().collect());
    choices.push(ends.into_iter().flatten().skip(1).collect());
    choices
}

fn write_dates(
    dates: &[(i64, Period)],
    timeline: &Timeline,
    positions: &[i64],
    formatter: &Formatter,
) -> Vec<Date> {
    let slots = (timeline.last - timeline.first) / timeline.step + 1;
    let has_empty = usize::try_from(slots).is_ok_and(|slots| positions.len() < slots);
    let mut context = None;
    let one = |(at, period): &(i64, Period)| {
        let (top, above) = match *period {
            Period::Year(_) => (formatter.period(*period, DateStyle::Short), None),
            Period::Month(year, month) => (formatter.month_name(month), Some(Period::Year(year))),
            Period::Day(day) => {
                let number = formatter.number(Decimal::from(day.day()));
                (number, Some(Period::Month(day.year(), day.month())))
            }
        };
        let below = above.filter(|above| context != Some(*above));
        context = above;
        Date {
            at: *at,
            top,
            below: below.map(|period| formatter.period(period, DateStyle::Short)),
            has_figure: has_empty && positions.binary_search(at).is_ok(),
        }
    };
    dates.iter().map(one).collect()
}

/// The labels at their places; `None` if two would come too close.
fn place_dates(dates: &[Date], slots: &Slots, frame: Area, canvas: &Canvas<'_>) -> Option<Vec<Text>> {
    let apart = canvas.view.share(APART);
    let mut texts = Vec::new();
    let (mut top_end, mut below_end) = (-apart, -apart);
    for date in dates {
        let x = slots.x(date.at, frame);
        let voice = if date.has_figure { Voice::Say } else { Voice::Soft };
        let y = frame.bottom + TO_NAMES;
        let top = inside(text(x, y, Anchor::Middle, voice, &date.top), canvas);
        let area = top.area(canvas.view, canvas.measure);
        if area.left < top_end + apart {
            return None;
        }
        top_end = area.right;
        texts.push(top);
        let Some(below) = &date.below else { continue };
        let below = inside(text(x, y + LINE, Anchor::Middle, Voice::Soft, below), canvas);
        let area = below.area(canvas.view, canvas.measure);
        if area.left < below_end + apart {
            return None;
        }
        below_end = area.right;
        texts.push(below);
    }
    (!texts.is_empty()).then_some(texts)
}

/// The same words moved so that they stay in the picture: anchored at its edge if they would leave it.
pub(crate) fn inside(text: Text, canvas: &Canvas<'_>) -> Text {
    let area = text.area(canvas.view, canvas.measure);
    if area.left < 0 {
        Text { x: 0, dx: 0, anchor: Anchor::Start, ..text }
    } else if area.right > WHOLE {
        Text { x: WHOLE, dx: 0, anchor: Anchor::End, ..text }
    } else {
        text
    }
}

/// Writes the names of categories: all of them if they can be broken to the width of a slot or a little more, else
/// their beginnings if slots are wide, else every second, third … and those the finding is about.
///
/// Gives the number of lines, and whether all names stand there whole.
fn draw_names(
    names: &[Name],
    slots: &Slots,
    frame: Area,
    canvas: &Canvas<'_>,
    scene: &mut Scene,
) -> (usize, bool) {
    let slot = canvas.view.length(slots.width(frame));
    let cut = (slot >= WIDE_SLOT).then_some((1, true));
    let thinned = (2..=names.len().max(2)).map(|each| (each, each >= names.len()));
    for (each, may_cut) in [(1, false)].into_iter().chain(cut).chain(thinned) {
        let Some(texts) = place_names(names, each, may_cut, slots, frame, canvas) else { continue };
        let deepest = texts.iter().map(Vec::len).max().unwrap_or(1);
        texts.into_iter().flatten().for_each(|text| scene.say(text, false));
        return (deepest, each == 1 && !may_cut);
    }
    (1, false)
}

/// Every `each`-th name and the marked ones at their places; `None` if one is too long for its room or, of all
/// names, two come too close.
fn place_names(
    names: &[Name],
    each: usize,
    may_cut: bool,
    slots: &Slots,
    frame: Area,
    canvas: &Canvas<'_>,
) -> Option<Vec<Vec<Text>>> {
    let factor = i32::try_from(each).unwrap_or(i32::MAX);
    let slot = canvas.view.length(slots.width(frame).saturating_mul(factor).min(WHOLE));
    // A single long word may reach a little into its neighbours' room, if they leave it free.
    let rooms = [slot - NAMES_APART, slot + slot / 5, slot + slot / 2];
    let wrapped = |name: &Name| {
        let wrap = |room: &i32| canvas.measure.wrap(&name.text, Face::Small, *room, NAME_LINES);
        let cut = || canvas.measure.wrap_or_cut(&name.text, Face::Small, slot - NAMES_APART, NAME_LINES);
        let whole = if may_cut { rooms.first().and_then(wrap) } else { rooms.iter().find_map(wrap) };
        whole.or_else(|| may_cut.then(cut))
    };
    let mut chosen = Vec::new();
    for (index, name) in names.iter().enumerate().filter(|(index, name)| index % each == 0 || name.is_marked)
    {
        let x = slots.x(i64::try_from(index).unwrap_or(0), frame);
        let first = text(x, frame.bottom + TO_NAMES, Anchor::Middle, Voice::Say, "");
        let texts: Vec<Text> =
            lines(&first, &wrapped(name)?).into_iter().map(|text| inside(text, canvas)).collect();
        chosen.push((name.is_marked, texts));
    }
    // Those the finding is about choose first.
    chosen.sort_by_key(|(is_marked, _)| !is_marked);
    let mut board = Board::new(Area { left: 0, right: WHOLE, top: 0, bottom: i32::MAX });
    let grown = |texts: &[Text]| Some(area_of(texts, canvas)?.grown(canvas.view.share(NAMES_APART) / 2, 0));
    let labels: Vec<Vec<Candidate>> = chosen
        .iter()
        .map(|(_, texts)| grown(texts).map(|area| Candidate::new(clip(area), 0)).into_iter().collect())
        .collect();
    let places = board.place(&labels);
    if each == 1 && places.iter().any(Option::is_none) {
        return None;
    }
    let kept = chosen.into_iter().zip(places).filter(|(_, place)| place.is_some());
    Some(kept.map(|((_, texts), _)| texts).collect())
}

fn clip(area: Area) -> Area {
    Area { left: area.left.max(0), right: area.right.min(WHOLE), ..area }
}

/// Hatches the stretches of time without a figure, low above the base, and says why; gives the area of each with its
/// words.
pub(crate) fn draw_holes(
    values: &Values,
    slots: &Slots,
    frame: Area,
    scale: Scale,
    canvas: &Canvas<'_>,
    scene: &mut Scene,
) -> Vec<Area> {
    draw_stretches(&values.holes, values, slots, frame, scale, canvas, scene)
}

/// The same for stretches that the form itself has found.
pub(crate) fn draw_stretches(
    stretches: &[Empty],
    values: &Values,
    slots: &Slots,
    frame: Area,
    scale: Scale,
    canvas: &Canvas<'_>,
    scene: &mut Scene,
) -> Vec<Area> {
    let base = scale.place(Decimal::ZERO.clamp(scale.low(), scale.high()), frame.bottom, frame.top);
    let mut areas = Vec::new();
    for hole in stretches {
        let reason = hole.reason.clone().unwrap_or_else(|| canvas.message("chart.no_figure"));
        let Some(mut strip) = strip_of(hole, values, slots, frame, base) else { continue };
        let room = canvas.view.length(strip.right - strip.left);
        let wrapped = canvas.measure.wrap(&reason, Face::Small, room, 3);
        let rows = i32::try_from(wrapped.as_ref().map_or(0, |wrapped| wrapped.lines.len())).unwrap_or(0);
        let needed = 10 * PX + rows * Face::Small.line();
        // Where all values hang below zero, so does this.
        let hangs = strip.top < needed;
        if hangs {
            (strip.top, strip.bottom) = (base, base + STRIP);
        }
        scene.add(Shape::Rect(strip), Ink::of(Role::Hole));
        let Some(wrapped) = wrapped else {
            areas.push(strip);
            continue;
        };
        let y = if hangs { strip.bottom + 17 * PX } else { strip.top - needed + Face::Small.line() };
        let first = text(i32::midpoint(strip.left, strip.right), y, Anchor::Middle, Voice::Soft, "");
        let texts = lines(&first, &wrapped);
        areas.push(area_of(&texts, canvas).map_or(strip, |words| words.joined(&strip)));
        texts.into_iter().for_each(|text| scene.say(text, false));
    }
    areas
}

/// From 13 % inside the first empty slot to 13 % before the end of the last, as wide as columns stand, and no nearer
/// to the neighbouring marks than these stand to each other. `None` if nothing is left.
fn strip_of(hole: &Empty, values: &Values, slots: &Slots, frame: Area, base: i32) -> Option<Area> {
    let step = match &values.axis {
        Axis::Names(_) | Axis::Number(_) => Decimal::ONE,
        Axis::Time(timeline) => Decimal::from(timeline.step),
    };
    let (margin, clear) = (step * Decimal::new(37, 2), slots.pitch * Decimal::new(63, 2));
    let positions = || values.points().map(|point| point.at);
    let before = positions().filter(|at| *at < hole.from).max().map(|at| Decimal::from(at) + clear);
    let after = positions().filter(|at| *at > hole.to).min().map(|at| Decimal::from(at) - clear);
    let from = Decimal::from(hole.from) - margin;
    let to = Decimal::from(hole.to) + margin;
    let place = |at: Decimal| slots.scale.place(at, frame.left, frame.right);
    let left = place(before.map_or(from, |before| before.max(from)));
    let right = place(after.map_or(to, |after| after.min(to)));
    (left < right).then_some(Area { left, right, top: base - STRIP, bottom: base })
}

/// The upper edge of what stands at a position without a figure, at `x`: of the words over its strip, or of the base.
pub(crate) fn top_of_hole(at: i64, x: i32, values: &Values, areas: &[Area], base: i32) -> i32 {
    top_of_stretch(at, x, &values.holes, areas, base)
}

/// The same for stretches that the form itself has found.
pub(crate) fn top_of_stretch(at: i64, x: i32, stretches: &[Empty], areas: &[Area], base: i32) -> i32 {
    let is_hole = stretches.iter().any(|hole| (hole.from..=hole.to).contains(&at));
    let over = areas.iter().filter(|area| is_hole && (area.left..=area.right).contains(&x));
    over.map(|area| area.top).min().unwrap_or(base)
}

/// Whether the label of a value may go without its unit: few labels all have it; of many only the one that carries it
/// for all, the marked and the bounded.
pub(crate) fn is_bare(carries_unit: bool, count: usize, point: &Point) -> bool {
    count > 4 && !carries_unit && !point.is_marked && point.quantity.bound == Bound::Exactly
}
