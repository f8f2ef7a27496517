//! Observations by category, in rows over a measure that runs across: what strips and boxes share.
//!
//! Names stand before their rows if all are short, else above them. Rows look the same in all views, so that the
//! marks of many observations are written once; only ticks and labels differ.

use rust_decimal::Decimal;

use crate::chart::describe::Describer;
use crate::chart::layout::{Canvas, extent, lines, text};
use crate::chart::ruler::{self, Flag, Ruler, height_of};
use crate::chart::scene::{Anchor, Area, Ink, PX, Role, Scene, Shape, Text, View, Voice, WHOLE};
use crate::chart::statistics::{HALF, quantile_of, quantity};
use crate::chart::text::{Face, Lines};
use crate::chart::values::{Axis, Point, Values};
use crate::chart::{Twin, TwinHead};
use crate::locale::format::{DateStyle, UnitStyle};
use crate::quantity::{Bound, Interval};

/// Names that are no wider stand before their rows.
const NAME: i32 = 66 * PX;
/// From a name to the frame.
const TO_FRAME: i32 = 10 * PX;
/// Names are broken over at most so many lines.
const NAME_LINES: usize = 3;
/// From one row to the next.
const GAP: i32 = 12 * PX;
/// Above the first row.
const MARGIN: i32 = 8 * PX;
/// Room at both ends of the frame, so that marks at its rim stay in the picture.
const RIM: i32 = 8 * PX;
/// Groups that are described one by one.
const DESCRIBED: usize = 8;
/// Longest table in a page; the rest is in the CSV.
const ROWS: usize = 400;

/// The observations of a category.
pub(crate) struct Group<'a> {
    /// What it is called; empty if there are no categories.
    pub name: String,
    /// Its position.
    pub at: i64,
    /// Those with a value, in the order of the rows.
    pub points: Vec<&'a Point>,
    /// How many have none.
    pub blank: usize,
    /// Why a category has no value at all.
    pub reason: Option<String>,
}

/// All categories in their order; those without an observation, too.
pub(crate) fn groups<'a>(values: &'a Values, formatter: &crate::locale::format::Formatter) -> Vec<Group<'a>> {
    let series = values.series.first();
    let mut positions = match &values.axis {
        Axis::Names(names) => (0..i64::try_from(names.len()).unwrap_or(0)).collect(),
        Axis::Time(_) | Axis::Number(_) => values.positions(),
    };
    let blank = series.and_then(|series| series.blank.as_ref());
    positions.extend(blank.iter().flat_map(|blank| &blank.at));
    positions.sort_unstable();
    positions.dedup();
    let mut rest = series.map_or(&[][..], |series| &series.points);
    let group = |at: i64| {
        let (own, after) = rest.split_at(rest.partition_point(|point| point.at <= at));
        rest = after;
        Group {
            name: values.position(at, DateStyle::Long, formatter),
            at,
            points: own.iter().collect(),
            blank: blank.map_or(0, |blank| blank.at.iter().filter(|of| **of == at).count()),
            reason: blank.and_then(|blank| blank.reason.clone()),
        }
    };
    positions.into_iter().map(group).collect()
}

/// Rows with their names and the axis below them.
pub(crate) struct Rows {
    /// The measure across.
    pub ruler: Ruler,
    /// Around all rows.
    pub frame: Area,
    /// Upper and lower edge of each row, without its name.
    pub rows: Vec<(i32, i32)>,
    names: Vec<Lines>,
    is_above: bool,
    flags: Vec<Flag>,
}

/// Start and end of the frame, and whether names stand above the rows.
pub(crate) fn sides(groups: &[Group<'_>], canvas: &Canvas<'_>) -> (i32, i32, bool) {
    let narrowest = canvas.views.first().copied().unwrap_or(canvas.view);
    let rim = narrowest.share(RIM);
    let widths = groups.iter().map(|group| canvas.measure.wrap(&group.name, Face::Small, NAME, NAME_LINES));
    match widths.map(|lines| lines.map(|lines| lines.width)).collect::<Option<Vec<i32>>>() {
        Some(widths) if widths.iter().any(|width| *width > 0) => {
            (narrowest.share(widths.into_iter().max().unwrap_or(0) + TO_FRAME), WHOLE - rim, false)
        }
        Some(_) => (rim, WHOLE - rim, false),
        None => (rim, WHOLE - rim, true),
    }
}

/// An axis for all that is drawn and all that it is compared with.
pub(crate) fn ruler_of(values: &Values) -> Ruler {
    let (mut low, mut high) = extent(values);
    for flag in ruler::references(values) {
        (low, high) = (low.min(flag.from), high.max(flag.to));
    }
    Ruler::of_positions(low, high)
}

impl Rows {
    /// Lays rows out that need `heights`.
    pub(crate) fn lay_out(
        values: &Values,
        groups: &[Group<'_>],
        heights: &[i32],
        ruler: Ruler,
        canvas: &Canvas<'_>,
    ) -> Rows {
        let (left, right, is_above) = sides(groups, canvas);
        let flags = ruler::references(values);
        let top = height_of(&flags, &ruler, (left, right), canvas) + MARGIN;
        let line = Face::Small.line();
        let of_view = |view: &View| -> Vec<Lines> {
            let room = if is_above { view.length(WHOLE) } else { NAME };
            let name =
                |group: &Group<'_>| canvas.measure.wrap_or_cut(&group.name, Face::Small, room, NAME_LINES);
            groups.iter().map(name).collect()
        };
        let deep = |lines: &Lines| i32::try_from(lines.lines.len()).unwrap_or(1) * line;
        let all: Vec<Vec<Lines>> = canvas.views.iter().map(of_view).collect();
        let mut y = top;
        let mut rows = Vec::with_capacity(groups.len());
        for (index, height) in heights.iter().enumerate() {
            let name = all.iter().filter_map(|names| names.get(index)).map(deep).max().unwrap_or(0);
            let above = if is_above { name } else { 0 };
            let height = if is_above { *height } else { (*height).max(name) };
            rows.push((y + above, y + above + height));
            y += above + height + GAP;
        }
        let frame = Area { left, right, top, bottom: y };
        Rows { ruler, frame, rows, names: of_view(&canvas.view), is_above, flags }
    }

    /// Draws gridlines and flags.
    pub(crate) fn draw_behind(&self, canvas: &Canvas<'_>, scene: &mut Scene) {
        self.ruler.draw_grid(self.frame, scene);
        ruler::draw_flags(&self.flags, &self.ruler, self.frame, canvas, scene);
    }

    /// Writes names and ticks; sets the height of the picture.
    pub(crate) fn draw_words(&self, values: &Values, canvas: &Canvas<'_>, scene: &mut Scene) {
        let line = Face::Small.line();
        for (name, (top, bottom)) in self.names.iter().zip(&self.rows) {
            let above = i32::try_from(name.lines.len()).unwrap_or(1) - 1;
            let y = if self.is_above {
                top - 4 * PX - above * line
            } else {
                i32::midpoint(*top, *bottom) - above * line / 2 + Face::Small.size() * 36
            };
            let first = text(0, y, Anchor::Start, Voice::Say, "");
            lines(&first, name).into_iter().for_each(|text| scene.say(text, false));
        }
        scene.height = self.ruler.draw_labels(self.frame, values.unit.as_ref(), false, canvas, scene);
    }

    /// Hatches the row of a category without a value, and says why.
    pub(crate) fn draw_empty(
        &self,
        group: &Group<'_>,
        row: (i32, i32),
        canvas: &Canvas<'_>,
        scene: &mut Scene,
    ) {
        let (left, middle) = (self.frame.left, i32::midpoint(row.0, row.1));
        let right = left + canvas.views.first().map_or(0, |view| view.share(12 * PX));
        let area = Area { left, right, top: middle - 7 * PX, bottom: middle + 7 * PX };
        scene.add(Shape::Rect(area), Ink::of(Role::Hole));
        let reason = group.reason.clone().unwrap_or_else(|| canvas.message("chart.no_figure"));
        let room = canvas.view.length(WHOLE - right) - 6 * PX;
        let wrapped = canvas.measure.wrap_or_cut(&reason, Face::Small, room, 1);
        let first = text(right, middle + Face::Small.size() * 36, Anchor::Start, Voice::Soft, "");
        let first = Text { dx: 6 * PX, ..first };
        lines(&first, &wrapped).into_iter().for_each(|text| scene.say(text, false));
    }
}

/// "median 34 TB" for the picture, or what it may be; `None` if nothing is known of it.
pub(crate) fn median_label(values: &Values, median: Interval, canvas: &Canvas<'_>) -> Option<String> {
    let quantity = quantity(median, values.unit.clone())?;
    let value = canvas.magnitude.quantity(&quantity, false, canvas.formatter);
    Some(canvas.formatter.messages.text("chart.distribution.median_label", &[("value", &value)]))
}

/// The sentence on the median; `None` if nothing is known of it.
pub(crate) fn median(describer: &Describer<'_>, median: Interval) -> Option<String> {
    let quantity = quantity(median, describer.values.unit.clone())?;
    let value = describer.formatter.quantity(&quantity, UnitStyle::Name);
    Some(describer.message("distribution.median", &[("value", &value)]))
}

/// The lowest and the highest value.
pub(crate) fn extremes(describer: &Describer<'_>) -> Option<String> {
    let series = describer.values.series.first()?;
    let all: Vec<&Point> = series.points.iter().collect();
    let (low, high) = ends(describer, &all)?;
    Some(describer.message("distribution.extremes", &[("low", &low), ("high", &high)]))
}

/// The lowest and the highest of some values, in full.
fn ends(describer: &Describer<'_>, points: &[&Point]) -> Option<(String, String)> {
    let series = describer.values.series.first()?;
    let lowest = points.iter().min_by_key(|point| point.least())?;
    let highest = points.iter().max_by_key(|point| point.most())?;
    Some((describer.value(series, lowest), describer.value(series, highest)))
}

/// What groups hold, in sentences: of each how many values, from where to where, and their median.
pub(crate) fn describe(describer: &Describer<'_>) -> Vec<String> {
    let formatter = describer.formatter;
    let groups = groups(describer.values, formatter);
    let count = describer.values.points().count();
    let mut sentences = vec![formatter.counted("chart.alt.count", count, &[])];
    if let [single] = groups.as_slice()
        && single.name.is_empty()
    {
        sentences.extend(extremes(describer));
        sentences.extend(median(describer, quantile_of(single.points.iter().copied(), HALF)));
    } else {
        sentences.push(formatter.counted("chart.distribution.groups", groups.len(), &[]));
        let is_told = |group: &&Group<'_>| {
            groups.len() <= DESCRIBED || group.points.iter().any(|point| point.is_marked)
        };
        sentences.extend(
            groups.iter().filter(is_told).take(DESCRIBED).map(|group| group_sentence(describer, group)),
        );
    }
    sentences.extend(marked(describer));
    sentences.extend(describer.blanks());
    sentences
}

fn group_sentence(describer: &Describer<'_>, group: &Group<'_>) -> String {
    let name = &*group.name;
    let series = describer.values.series.first();
    if let (Some(series), [single]) = (series, group.points.as_slice()) {
        return describer.message("alt.value", &[("x", name), ("value", &describer.value(series, single))]);
    }
    let Some((low, high)) = ends(describer, &group.points) else {
        let reason = group.reason.clone().unwrap_or_else(|| describer.message("no_figure", &[]));
        return describer.message("alt.hole", &[("x", name), ("reason", &reason)]);
    };
    let count = group.points.len();
    let spread = describer.formatter.counted(
        "chart.distribution.group",
        count,
        &[("name", name), ("low", &low), ("high", &high)],
    );
    let median = median(describer, quantile_of(group.points.iter().copied(), HALF));
    [spread].into_iter().chain(median).collect::<Vec<_>>().join(" ")
}

/// The observations that the finding is about, if they have a name of their own.
fn marked(describer: &Describer<'_>) -> Vec<String> {
    let Some(series) = describer.values.series.first() else { return Vec::new() };
    let sentence = |point: &Point| {
        let name = point.beside.as_ref()?.label.clone()?;
        let value = describer.value(series, point);
        point.is_marked.then(|| describer.message("alt.value", &[("x", &name), ("value", &value)]))
    };
    series.points.iter().filter_map(sentence).take(DESCRIBED).collect()
}

/// Every observation: its category, its name, its value and how that is meant.
pub(crate) fn twin(describer: &Describer<'_>) -> Twin {
    let values = describer.values;
    let groups = groups(values, describer.formatter);
    let has_name = groups.iter().any(|group| !group.name.is_empty());
    let has_bound = values.points().any(|point| !point.is_certain());
    let label = Some(&values.shape.called.label).filter(|label| !label.is_empty());
    let word = |text: &str| TwinHead { text: text.to_owned(), is_number: false };
    let mut head: Vec<TwinHead> = Vec::new();
    head.extend(has_name.then(|| word(&values.axis_label)));
    head.extend(label.map(|label| word(label)));
    if head.is_empty() {
        head.push(word(&describer.message("distribution.row", &[])));
    }
    head.push(TwinHead { text: measure(describer), is_number: true });
    head.extend(has_bound.then(|| word(&describer.message("twin.bound", &[]))));
    let row = |(index, (group, point)): (usize, (&Group<'_>, &Point))| {
        let mut row: Vec<String> = Vec::new();
        row.extend(has_name.then(|| group.name.clone()));
        let name = || point.beside.as_ref().and_then(|beside| beside.label.clone()).unwrap_or_default();
        row.extend(label.map(|_| name()));
        if row.is_empty() {
            row.push(describer.formatter.count(index + 1));
        }
        row.push(describer.formatter.quantity(&point.quantity, UnitStyle::None));
        row.extend(has_bound.then(|| bound(describer, point)));
        row
    };
    let all = groups.iter().flat_map(|group| group.points.iter().map(move |point| (group, *point)));
    let rows: Vec<Vec<String>> = all.enumerate().take(ROWS).map(row).collect();
    Twin { head, left_out: values.points().count().saturating_sub(rows.len()), rows }
}

/// The measure with its unit, as the head of a column.
pub(crate) fn measure(describer: &Describer<'_>) -> String {
    with_unit(describer, describer.values.series.first().map_or("", |series| &series.name))
}

/// What a column holds, with the unit of the measure.
pub(crate) fn with_unit(describer: &Describer<'_>, what: &str) -> String {
    match &describer.values.unit {
        Some(unit) => {
            let unit = describer.formatter.unit(unit, UnitStyle::Symbol);
            describer.message("twin.measure", &[("measure", what), ("unit", &unit)])
        }
        None => what.to_owned(),
    }
}

fn bound(describer: &Describer<'_>, point: &Point) -> String {
    let (low, high) = describer.ends(point);
    let word = if point.quantity.bound == Bound::Exactly && !point.is_certain() {
        let interval = describer.values.series.first().and_then(|series| series.interval.clone());
        interval.unwrap_or_else(|| describer.message("bound.between", &[]))
    } else {
        describer.message(&format!("bound.{}", point.quantity.bound.word()), &[])
    };
    if point.is_certain() || low.is_empty() || high.is_empty() {
        return word;
    }
    describer.message("twin.bound_range", &[("bound", &word), ("low", &low), ("high", &high)])
}

/// How much of an end without a limit is shown, in units of the values.
pub(crate) fn beginning(ruler: &Ruler) -> Decimal {
    (ruler.scale.high() - ruler.scale.low()) * Decimal::new(4, 2)
}
