//! Histograms: how often a measure takes which values, as columns over classes.

use rust_decimal::Decimal;

use crate::chart::Twin;
use crate::chart::describe::Describer;
use crate::chart::forms::{Example, Form, Length, Needs, Sketch};
use crate::chart::groups::{extremes, median, median_label};
use crate::chart::layout::{Canvas, ValueAxis, draw_base, text, upright};
use crate::chart::options::Across;
use crate::chart::pen::{Pen, Run};
use crate::chart::place::{Board, Candidate};
use crate::chart::ruler::{self, Flag, Ruler, draw_flags, height_of};
use crate::chart::scale::Scale;
use crate::chart::scene::{Anchor, Area, Datum, Ink, PX, Role, Scene, Text, Voice, WHOLE};
use crate::chart::short::Magnitude;
use crate::chart::statistics::{Classes, HALF, quantile_of};
use crate::chart::twin;
use crate::chart::values::{Axis, Family, Name, Point, Series, Shape, Values};
use crate::locale::format::{Formatter, UnitStyle};
use crate::quantity::{Interval, Quantity};

/// The form.
pub(crate) const HISTOGRAM: Form = Form {
    name: "histogram",
    summary: "how often a measure takes which values, as columns that touch, from zero",
    explanation: "Choose it to show how many values of one measure there are and how they are spread: one row of the \
table is one observation. It takes `y` and no `x`. `bins` says about how many classes there should be; without it, \
as many as suit the values (Freedman and Diaconis, else Sturges). Edges are round numbers, and ticks stand on them. A \
class reaches from its lower edge to under the next; the last includes its upper edge, unless all values are whole \
numbers. Few whole numbers get a column each. The median is marked. A value that is only bounded and may lie in \
several classes is counted hatched in each of them; rows without a value are counted below the chart. For a handful \
of values take `strip`, which shows each; to compare groups take `box`.",
    example: Example {
        figure: r#"[waits]
form = "histogram"
table = "calls"
y = "minutes"
bins = 6
title = "Half of all callers waited longer than ten minutes"
subtitle = "Calls by minutes until the ambulance came"
annotations = [{ y = 15, text = "what the law allows" }]
"#,
        table: "call,minutes\n1,4.5\n2,7\n3,6.2\n4,9.1\n5,8.4\n6,11\n7,12.5\n8,10.2\n9,13\n10,18.5\n11,21\n12,9.9\n13,14.2\n14,26\n",
        description: r#"cite = ["@files"]
[columns.call]
type = "number"
label = "Call"
[columns.minutes]
type = "number"
unit = "min"
label = "Wait"
"#,
    },
    needs: Needs {
        x: Across::Nothing,
        measures: (1, 1),
        series: false,
        repeats: true,
        keys: &["bins", "annotations.y"],
        readable: 1_000_000,
        most: 1_000_000,
        joins: false,
    },
    draw,
    describe,
    twin,
};

/// Half of the paper between two columns.
const HAIR: i32 = PX / 2;
/// From a column to the baseline of its number.
const ABOVE: i32 = 6 * PX;
/// So many columns may do without an axis of counts.
const WITHOUT_AXIS: usize = 16;
/// What the label of the uppermost gridline takes above the frame.
const OVER_AXIS: i32 = 20 * PX;
/// The tone of columns: light enough for lines of ink to be seen on it.
const TONE: u8 = 2;

/// Classes and what is in them.
struct Spread {
    classes: Classes,
    /// Of each class: how many values lie there for certain, and how many at most.
    counts: Vec<(usize, usize)>,
    median: Interval,
}

impl Spread {
    fn of(values: &Values) -> Spread {
        // The edges hold all that is possible; where that has no limit, the named value.
        let mut ends: Vec<Decimal> = values.points().map(Point::value).collect();
        ends.sort_unstable();
        let mut outer: Vec<Decimal> = ends.clone();
        outer.extend(values.points().map(Point::least).min());
        outer.extend(values.points().map(Point::most).max());
        // What the writer compares with is shown, too; it does not make classes of whole numbers fractional.
        let are_whole = ends.iter().all(|value| value.fract().is_zero());
        for flag in ruler::references(values) {
            let (low, high) = (flag.from, flag.to);
            outer.extend(if are_whole { [low.floor(), high.ceil()] } else { [low, high] });
        }
        outer.sort_unstable();
        let has_more = outer.first() != ends.first() || outer.last() != ends.last();
        let classes = Classes::of(if has_more { &outer } else { &ends }, values.shape.bins);
        let mut counts = vec![(0, 0); classes.count()];
        for point in values.points() {
            let (from, to) = classes.reached(&point.reach);
            for (certain, possible) in counts.iter_mut().take(to + 1).skip(from) {
                *certain += usize::from(from == to);
                *possible += 1;
            }
        }
        Spread { classes, counts, median: quantile_of(values.points(), HALF) }
    }

    fn tallest(&self) -> usize {
        self.counts.iter().map(|(_, most)| *most).max().unwrap_or(0)
    }

    /// The same as values over the names of the classes, so that axis, description and table are the usual ones.
    fn as_values(&self, values: &Values, formatter: &Formatter) -> Values {
        let name = |index: usize| Name { text: self.name(index, formatter), is_marked: false };
        let point = |(at, (certain, most)): (i64, &(usize, usize))| {
            let (low, high) = (Decimal::from(*certain), Decimal::from(*most));
            let quantity =
                if low == high { Quantity::exactly(low, None) } else { Quantity::between(low, high, None) };
            Point { at, reach: quantity.interval(), quantity, is_marked: false, beside: None }
        };
        let series = Series {
            name: formatter.messages.text("chart.histogram.count", &[]),
            is_marked: false,
            interval: None,
            points: (0..).zip(&self.counts).map(point).collect(),
            empty: Vec::new(),
            blank: None,
        };
        let measure = values.series.first().map_or("", |series| &series.name);
        let axis_label = match &values.unit {
            Some(unit) => {
                let unit = formatter.unit(unit, UnitStyle::Symbol);
                formatter.messages.text("chart.twin.measure", &[("measure", measure), ("unit", &unit)])
            }
            None => measure.to_owned(),
        };
        Values {
            family: Family::default(),
            axis: Axis::Names((0..self.classes.count()).map(name).collect()),
            series: vec![series],
            unit: None,
            axis_label,
            notes: Vec::new(),
            holes: Vec::new(),
            between_unknown: false,
            shape: Shape::default(),
        }
    }

    /// "10 to under 20".
    fn name(&self, index: usize, formatter: &Formatter) -> String {
        let edge = |index: usize| {
            self.classes.edges.get(index).map_or_else(String::new, |edge| formatter.number(edge.normalize()))
        };
        if self.classes.are_single {
            return edge(index);
        }
        let is_closed = self.classes.is_closed && index + 1 == self.classes.count();
        let key = if is_closed { "chart.from_to" } else { "chart.histogram.class" };
        formatter.messages.text(key, &[("from", &edge(index)), ("to", &edge(index + 1))])
    }
}

fn draw(values: &Values, canvas: &Canvas<'_>) -> Sketch {
    let spread = Spread::of(values);
    let counts = spread.as_values(values, canvas.formatter);
    let of_counts = Canvas { magnitude: Magnitude::of(&counts, canvas.formatter), ..*canvas };
    let picture = Picture { values, spread: &spread, counts: &counts, canvas, of_counts: &of_counts };
    let plain = if spread.classes.count() <= WITHOUT_AXIS { picture.compose(None) } else { None };
    let scene = plain.or_else(|| picture.compose(Some(&ValueAxis::of_counts(&counts, &of_counts))));
    Sketch { scene: scene.unwrap_or_default(), unplaced: Vec::new(), names_series: true, is_cut: false }
}

struct Picture<'a> {
    values: &'a Values,
    spread: &'a Spread,
    /// How many values each class holds.
    counts: &'a Values,
    canvas: &'a Canvas<'a>,
    /// For writing those numbers.
    of_counts: &'a Canvas<'a>,
}

impl Picture<'_> {
    /// With an axis of counts, or with the count above each column: then only if all have room.
    fn compose(&self, axis: Option<&ValueAxis>) -> Option<Scene> {
        let ruler = Ruler::of_edges(&self.spread.classes.edges, self.spread.classes.are_single);
        let left = axis.map_or(0, |axis| axis.inset(self.counts, self.of_counts));
        let flags = self.flags();
        let over = height_of(&flags, &ruler, (left, WHOLE), self.canvas) + OVER_AXIS;
        let plain = upright(left, WHOLE);
        let frame = Area { top: over, bottom: over + plain.bottom - plain.top, ..plain };
        let most = Decimal::from(self.spread.tallest().max(1));
        let scale = axis.map_or_else(|| Scale::new(Decimal::ZERO, most), |axis| axis.scale);
        let mut scene = Scene::default();
        if let Some(axis) = axis {
            axis.draw(frame, self.of_counts, &mut scene);
        }
        let columns = self.columns(frame, scale, &mut scene);
        // Words stand over lines, lines over columns.
        let mut words = Scene::default();
        if axis.is_none() {
            let poles: Vec<i32> = flags.iter().map(|flag| ruler.x(flag.from, frame)).collect();
            self.label(&columns, &poles, frame, &mut words)?;
        }
        draw_base(scale, frame, &mut scene);
        let under_flags = Area { top: frame.top - OVER_AXIS, ..frame };
        draw_flags(&flags, &ruler, under_flags, self.canvas, &mut scene);
        scene.marks.append(&mut words.marks);
        scene.height = ruler.draw_labels(frame, self.values.unit.as_ref(), true, self.canvas, &mut scene);
        Some(scene)
    }

    fn flags(&self) -> Vec<Flag> {
        let mut flags = Vec::new();
        let written = median_label(self.values, self.spread.median, self.canvas);
        let ends = (self.spread.median.low, self.spread.median.high);
        if let (Some(text), (Some(low), Some(high))) = (written, ends) {
            // A single number stands in the middle of its column.
            let middle = if self.spread.classes.are_single { HALF } else { Decimal::ZERO };
            flags.push(Flag { from: low.at + middle, to: high.at + middle, text, role: Role::Named });
        }
        flags.extend(ruler::references(self.values));
        flags
    }

    /// Draws the columns; gives what each covers.
    fn columns(&self, frame: Area, scale: Scale, scene: &mut Scene) -> Vec<Area> {
        let count = i32::try_from(self.spread.classes.count()).unwrap_or(1).max(1);
        let hair = if count > 40 { 0 } else { self.canvas.views.first().map_or(0, |view| view.share(HAIR)) };
        let side = |index: i32| {
            let part = i64::from(frame.right - frame.left) * i64::from(index) / i64::from(count);
            frame.left + i32::try_from(part).unwrap_or(0)
        };
        // Across, one unit is a hundredth of a per cent.
        let across = Scale::new(Decimal::from(frame.left), Decimal::from(frame.right));
        let pen = Pen::on(frame, across, scale, Run::Up);
        let ink = Ink { role: Role::Mass, is_key: false, tint: TONE };
        let points = self.counts.points();
        let areas = points.zip(0..).map(|(point, index)| {
            let (left, right) = (side(index) + hair, side(index + 1) - hair);
            let length = Length::of(point, Decimal::ZERO);
            let place = |end: bool, value: Decimal| (Decimal::from(if end { right } else { left }), value);
            let datum = Datum { series: 0, at: point.at };
            let bare = Length { named: None, ..length };
            if !length.end().is_zero() {
                bare.draw(&pen, place, ink, datum);
            }
            let top = pen.place((Decimal::ZERO, length.end())).1;
            Area { left, right, top, bottom: frame.bottom }
        });
        let areas = areas.collect();
        scene.marks.extend(pen.finish());
        areas
    }

    /// Writes how many values each column holds above it, rather beside a pole than across it; `None` if they have no
    /// room.
    fn label(&self, columns: &[Area], poles: &[i32], frame: Area, scene: &mut Scene) -> Option<()> {
        let mut board = Board::new(Area { left: 0, right: WHOLE, top: 0, bottom: frame.bottom });
        // A number may stand over a lower neighbour, but not on a higher one.
        columns.iter().for_each(|column| board.keep(*column));
        poles.iter().for_each(|x| board.avoid_line(vec![(*x, 0), (*x, frame.bottom)]));
        let view = self.canvas.view;
        let label = |(column, counts): (&Area, &(usize, usize))| {
            let words = self.count(*counts);
            let middle = i32::midpoint(column.left, column.right);
            let at = |x: i32, anchor: Anchor, dx: i32| Text {
                dx,
                ..text(x, column.top - ABOVE, anchor, Voice::Say, &words)
            };
            let mut texts = vec![at(middle, Anchor::Middle, 0)];
            for x in poles.iter().filter(|x| (column.left..=column.right).contains(x)) {
                texts.extend([at(*x, Anchor::End, -4 * PX), at(*x, Anchor::Start, 4 * PX)]);
            }
            texts
        };
        let filled = columns.iter().zip(&self.spread.counts).filter(|(_, (_, most))| *most > 0);
        let labels: Vec<Vec<Text>> = filled.map(label).collect();
        let candidate = |(cost, text): (u32, &Text)| {
            Candidate::new(text.area(view, self.canvas.measure).grown(view.share(PX), 0), cost)
        };
        let candidates: Vec<Vec<Candidate>> =
            labels.iter().map(|texts| (0..).zip(texts).map(candidate).collect()).collect();
        let places = board.place_all(&candidates)?;
        for (texts, place) in labels.into_iter().zip(places) {
            texts.into_iter().nth(place).into_iter().for_each(|text| scene.say(text, false));
        }
        Some(())
    }

    /// "7", or "3 to 5".
    fn count(&self, (certain, most): (usize, usize)) -> String {
        let formatter = self.canvas.formatter;
        if certain == most {
            return formatter.count(most);
        }
        let ends = [("from", &*formatter.count(certain)), ("to", &formatter.count(most))];
        formatter.messages.text("chart.from_to", &ends)
    }
}

fn describe(describer: &Describer<'_>) -> Vec<String> {
    let (values, formatter) = (describer.values, describer.formatter);
    let spread = Spread::of(values);
    let mut sentences = vec![formatter.counted("chart.alt.count", values.points().count(), &[])];
    sentences.extend(extremes(describer));
    sentences.extend(median(describer, spread.median));
    sentences.extend(fullest(&spread, formatter));
    let unsure = values.points().filter(|point| {
        let (from, to) = spread.classes.reached(&point.reach);
        from < to
    });
    let unsure = unsure.count();
    if unsure > 0 {
        sentences.push(formatter.counted("chart.histogram.unsure", unsure, &[]));
    }
    sentences.extend(describer.blanks());
    sentences
}

/// The class that certainly holds more values than any other.
fn fullest(spread: &Spread, formatter: &Formatter) -> Option<String> {
    let counts = || spread.counts.iter().enumerate();
    let (index, (certain, _)) =
        counts().max_by_key(|(index, (certain, _))| (*certain, std::cmp::Reverse(*index)))?;
    let others = counts().filter(|(other, _)| *other != index).map(|(_, (_, most))| *most).max()?;
    if *certain <= others {
        return None;
    }
    let class = spread.name(index, formatter);
    Some(formatter.counted("chart.histogram.fullest", *certain, &[("class", &class)]))
}

/// Classes with how many values they hold, and a row for those that are missing.
fn twin(describer: &Describer<'_>) -> Twin {
    let counts = Spread::of(describer.values).as_values(describer.values, describer.formatter);
    let mut twin = twin::series(&Describer { values: &counts, formatter: describer.formatter });
    let blank = describer.values.series.first().and_then(|series| series.blank.as_ref());
    if let Some(blank) = blank {
        let reason = blank.reason.clone().unwrap_or_else(|| describer.message("no_figure", &[]));
        let mut row = vec![reason, describer.formatter.count(blank.at.len())];
        row.resize(twin.head.len(), String::new());
        twin.rows.push(row);
    }
    twin
}

#[cfg(test)]
mod tests {
    use roxmltree::Document;

    use crate::chart::samples::{draw, formatter, named};

    #[test]
    fn columns_read_back_as_their_counts() {
        let drawing = draw(&named("histogram-usual"), &formatter("en"));
        let document = Document::parse(&drawing.svg).expect("well-formed");
        let number = |node: roxmltree::Node<'_, '_>, name: &str| -> f64 {
            node.attribute(name).expect("set").trim_end_matches('%').parse().expect("a number")
        };
        let columns: Vec<_> = document
            .descendants()
            .filter(|node| node.attribute("class").is_some_and(|class| class.starts_with("col")))
            .collect();
        let counts: Vec<f64> = drawing.twin.rows.iter().map(|row| row[1].parse().expect("a count")).collect();
        assert_eq!((columns.len(), counts.iter().sum::<f64>()), (counts.len(), 80.0));
        let tallest = counts.iter().copied().fold(0.0, f64::max);
        for (node, count) in columns.iter().zip(&counts) {
            assert!((number(*node, "height") - 308.0 * count / tallest).abs() <= 0.1, "{count}");
        }
        let step = number(columns[1], "x") - number(columns[0], "x");
        for pair in columns.windows(2) {
            assert!(
                (number(pair[1], "x") - number(pair[0], "x") - step).abs() <= 0.02,
                "classes are equally wide"
            );
        }
    }

    #[test]
    fn what_may_lie_in_several_classes_is_counted_in_each() {
        let drawing = draw(&named("histogram-bounded"), &formatter("en"));
        assert_eq!(
            drawing.twin.rows[2],
            ["40 to 60", "1 to 2", "between: 1 to 2"],
            "the last class is closed"
        );
        assert_eq!(drawing.twin.rows.last().map(|row| row[..2].join(": ")), Some("not said: 2".to_owned()));
        assert!(drawing.short.contains("1 value may lie in more than one class."), "{}", drawing.short);
        assert!(
            drawing.remarks.iter().any(|remark| remark.starts_with("Hatched: values")),
            "{:?}",
            drawing.remarks
        );
    }

    #[test]
    fn medians_claim_no_more_than_is_known() {
        let open = draw(&named("histogram-open"), &formatter("en")).short;
        assert!(open.contains("Median: at least 16 terabytes."), "{open}");
        let usual = draw(&named("histogram-usual"), &formatter("pt-BR")).short;
        assert!(usual.contains("Mediana: 60,9 minutos."), "{usual}");
    }
}
