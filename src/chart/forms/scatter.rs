//! Scatter plots: two measures of each thing, as places on two scales; bubbles show a third as their area.

use rust_decimal::Decimal;

use crate::chart::across::NumberAxis;
use crate::chart::annotate::{Target, annotate};
use crate::chart::forms::cloud::{self, Spot};
use crate::chart::forms::place_rows::{Room, sides};
use crate::chart::forms::sizes::Sizes;
use crate::chart::forms::{Example, Form, Needs, Sketch};
use crate::chart::layout::{Canvas, ValueAxis, draw_base, draw_measure_title, text, upright_titled};
use crate::chart::options::Across;
use crate::chart::place::{Board, Candidate};
use crate::chart::reference::References;
use crate::chart::scene::{
    Anchor, Area, BEHIND, Datum, Ink, Mark, PX, Role, Scene, Shape, Text, Toward, Voice, WHOLE,
};
use crate::chart::text::Face;
use crate::chart::values::{Amount, Point, Values};

/// The form.
pub(crate) const SCATTER: Form = Form {
    name: "scatter",
    summary: "two measures of each thing, as dots on two scales",
    explanation: "Choose it to show how two measures of many things go together, and which things stand apart. `x` \
and `y` are columns of numbers; `label` names the dots, `series` tells groups apart by fill and tone, `highlight` \
takes values of `label` or of `series`. Dots the finding is about are named, and as many others as have room; names \
never lie on each other. Both scales include zero only where values lie near it, and may be logarithmic (`scale`, \
`x_scale`). What a bound or an interval leaves open is a thin line, in both directions. Dots do not prove that one \
thing causes the other: say in the text what does. The description says that both go together only if Spearman's \
rank correlation of at least ten exact points is 0.5 or more. From some hundred dots on they are drawn as one path, \
to a tenth of a per cent across and a pixel downwards; of more than two thousand, those on the same place are drawn \
once, and the chart says how many. Rows without one of both values are left out and counted. For things over time draw \
a `line`, for one measure a `dot` or a `strip`.",
    example: Example {
        figure: r#"[permits-scatter]
form = "scatter"
table = "permits"
x = "income"
y = "days"
label = "district"
highlight = ["Mill Bank"]
title = "The poorer the district, the longer a permit takes"
"#,
        table: "district,income,days\nHarbour,21400,118\nOld Town,33800,64\nIsland,27100,97\nHillside,41200,41\n\
Mill Bank,18900,163\nGardens,38500,58\nNorth Gate,25600,88\nMarket,29900,80\n",
        description: r#"cite = ["@answers"]
[columns.district]
type = "text"
label = "District"
[columns.income]
type = "number"
unit = "EUR"
label = "Median income in a year"
[columns.days]
type = "number"
unit = "d"
label = "Time to a building permit"
"#,
    },
    needs: Needs {
        x: Across::Number,
        measures: (1, 1),
        series: true,
        repeats: true,
        keys: &["label", "size", "scale", "x_scale", "annotations.y", "annotations.to"],
        readable: 20_000,
        most: 100_000,
        joins: false,
    },
    draw,
    describe: cloud::describe,
    twin: cloud::twin,
};

/// Radius of a dot.
const RADIUS: i32 = 400;
/// Radius of one of many dots.
const SMALL: i32 = 250;
/// More dots are drawn as one path for each series.
const FEW: usize = 150;
/// More dots are drawn once for each place of two pixels.
const DENSE: usize = 2_000;
/// Of more dots only those the finding is about are named.
const NAMED: usize = 80;
/// From a dot to its name.
const BESIDE: i32 = 4 * PX;
/// From a label of the upright scale to the first place.
const TO_PLOT: i32 = 10 * PX;
/// Where the upright scale takes at most so much of a narrow picture, all views have the same frame.
const SHARED: i32 = 1_700;
/// What is drawn of an end without a limit.
const OPEN: i32 = 12 * PX;
/// Names are cut to so much.
const NAME: i32 = 130 * PX;

/// Draws dots, or bubbles where there are sizes.
pub(crate) fn draw(values: &Values, canvas: &Canvas<'_>) -> Sketch {
    let plot = Plot::lay_out(values, canvas);
    let mut scene = Scene::default();
    let mut board = Board::new(Area { left: 0, right: WHOLE, top: 0, bottom: plot.inner.bottom });
    plot.write_groups(&mut scene);
    board.keep(draw_measure_title(&values.shape.measure, plot.frame, canvas, &mut scene));
    let references = References {
        values,
        scale: plot.axis.scale,
        slots: None,
        frame: Area { left: 0, right: WHOLE, ..plot.inner },
    };
    references.draw_ranges(&mut scene);
    let mut height = plot.across.draw(plot.frame, canvas, &mut scene).height;
    plot.axis.draw(plot.inner, canvas, &mut scene).into_iter().for_each(|area| board.keep(area));
    draw_base(plot.axis.scale, plot.inner, &mut scene);
    let spots = plot.spots();
    plot.draw_spots(&spots, &mut scene);
    references.draw_lines(&mut board, &mut scene);
    plot.name_spots(&spots, &mut board, &mut scene);
    let mut unplaced = annotate(values, |at| plot.target(at, &spots), canvas, &mut board, &mut scene);
    unplaced.extend(references.label(canvas, &mut board, &mut scene));
    if let Some(sizes) = &plot.sizes {
        height = sizes.draw_key(values, height, canvas, &mut scene);
    }
    scene.height = height;
    let starts = |low: Decimal, high: Decimal| low > Decimal::ZERO || high < Decimal::ZERO;
    let is_cut = starts(plot.axis.scale.low(), plot.axis.scale.high());
    Sketch { scene, unplaced, names_series: true, is_cut }
}

/// Two scales on a frame.
struct Plot<'a> {
    values: &'a Values,
    canvas: &'a Canvas<'a>,
    axis: ValueAxis,
    across: NumberAxis,
    sizes: Option<Sizes>,
    /// The gridlines.
    frame: Area,
    /// The same without the room that bubbles need above and below.
    inner: Area,
}

impl<'a> Plot<'a> {
    fn lay_out(values: &'a Values, canvas: &'a Canvas<'a>) -> Plot<'a> {
        let axis = ValueAxis::of_positions(values, canvas);
        let across = NumberAxis::of(values, canvas);
        let sizes = Sizes::of(values);
        let rooms: Vec<Room> = places(values)
            .map(|(point, amount)| {
                let radius = sizes.as_ref().map_or(RADIUS, |sizes| sizes.radius(point)) + PX;
                let open = |is_open: bool| if is_open { OPEN } else { 0 };
                Room {
                    at: amount.quantity.value,
                    before: radius + open(amount.reach.low.is_none()),
                    after: radius + open(amount.reach.high.is_none()),
                }
            })
            .collect();
        let narrowest = canvas.views.first().copied().unwrap_or(canvas.view);
        let inset = axis.widest(canvas) + TO_PLOT;
        let is_shared = narrowest.share(inset) <= SHARED;
        let view = if is_shared { narrowest } else { canvas.view };
        let left = view.share(inset);
        let rim = view.share(RADIUS + PX);
        let (left, right) = sides(left, view, &rooms, across.scale).unwrap_or((left, WHOLE - rim));
        let groups = canvas.views.iter().map(|view| groups(values, &Canvas { view: *view, ..*canvas }).1);
        let down = groups.max().unwrap_or(0);
        let titled = upright_titled(left, right);
        let frame = Area { top: titled.top + down, bottom: titled.bottom + down, ..titled };
        let mut plot = Plot { values, canvas, axis, across, sizes, frame, inner: frame };
        plot.inner = plot.room_for_bubbles();
        plot
    }

    /// The frame less what the bubbles at its upper and lower edge need.
    fn room_for_bubbles(&self) -> Area {
        let Some(sizes) = &self.sizes else { return self.frame };
        let (mut above, mut below) = (0, 0);
        for (point, _) in places(self.values) {
            let (y, radius) = (self.y(point.value()), sizes.radius(point));
            above = above.max(self.frame.top - (y - radius));
            below = below.max(y + radius - self.frame.bottom);
        }
        Area { top: self.frame.top + above, bottom: self.frame.bottom - below, ..self.frame }
    }

    fn x(&self, value: Decimal) -> i32 {
        self.across.scale.place(value, self.frame.left, self.frame.right)
    }

    fn y(&self, value: Decimal) -> i32 {
        self.axis.scale.place(value, self.inner.bottom, self.inner.top)
    }

    /// Everything that has both values, the largest first and the finding last.
    fn spots(&self) -> Vec<Spot<'a>> {
        let mut spots = Vec::new();
        for (number, series) in self.values.series.iter().enumerate() {
            for point in &series.points {
                let Some(amount) = point.across() else { continue };
                let radius = self.sizes.as_ref().map_or(RADIUS, |sizes| sizes.radius(point));
                let place = (self.x(amount.quantity.value), self.y(point.value()));
                let is_key = point.is_marked || series.is_marked;
                spots.push(Spot { series: number, point, amount, place, radius, is_key });
            }
        }
        spots.sort_by_key(|spot| (spot.is_key, std::cmp::Reverse(spot.radius)));
        spots
    }

    fn draw_spots(&self, spots: &[Spot<'_>], scene: &mut Scene) {
        let many = self.sizes.is_none() && spots.len() > FEW;
        if many {
            self.draw_many(spots, scene);
        } else {
            spots.iter().for_each(|spot| self.draw_reach(spot, scene));
        }
        for spot in spots.iter().filter(|spot| spot.is_key || !many) {
            let datum = Datum { series: spot.series, at: spot.point.at };
            let ink = self.ink(spot);
            let rim = if ink.role == Role::Ring { PX } else { 0 };
            scene.marks.push(Mark::new(Shape::Dot(spot.place, spot.radius - rim), ink, Some(datum)));
        }
    }

    /// One path for each series, every place once.
    fn draw_many(&self, spots: &[Spot<'_>], scene: &mut Scene) {
        let (across, down) = if spots.len() > DENSE { (20, 200) } else { (10, 100) };
        let round = |value: i32, step: i32| (value + step / 2).div_euclid(step) * step;
        for number in 0..self.values.series.len() {
            let own = spots.iter().filter(|spot| spot.series == number && !spot.is_key);
            let mut places: Vec<(i32, i32)> =
                own.map(|spot| (round(spot.place.0, across), round(spot.place.1, down))).collect();
            places.sort_unstable();
            places.dedup();
            if !places.is_empty() {
                let ink = Ink { role: Role::Mass, ..self.group_ink(number) };
                scene.add(Shape::Dots(places, SMALL), ink);
            }
        }
    }

    /// Groups differ by fill, then by tone; what stands behind a finding is grey.
    fn ink(&self, spot: &Spot<'_>) -> Ink {
        let has_area = self.sizes.is_some() && cloud::size(spot.point).is_some();
        let group = self.group_ink(spot.series);
        let role = match (has_area, self.sizes.is_some()) {
            (true, _) => Role::Bubble,
            // Without a size it is no bubble of any size.
            (false, true) => Role::Ring,
            (false, false) => group.role,
        };
        let is_alone = self.values.series.len() == 1;
        let tint = if is_alone && self.values.has_marked() { BEHIND } else { group.tint };
        if spot.is_key { Ink { is_key: true, ..Ink::of(role) } } else { Ink { role, is_key: false, tint } }
    }

    fn group_ink(&self, number: usize) -> Ink {
        let is_key = self.values.series.get(number).is_some_and(|series| series.is_marked);
        let (role, tint) = match number % 6 {
            0 => (Role::Mass, 0),
            1 => (Role::Ring, 0),
            2 => (Role::Mass, 2),
            3 => (Role::Ring, 1),
            4 => (Role::Mass, 1),
            _ => (Role::Mass, 5),
        };
        // Tones tell bubbles and many dots apart, which cannot be hollow.
        let count = self.values.points().count();
        let is_filled = self.sizes.is_some() || count > FEW;
        let tone = Ink::of_series(Role::Mass, number).tint;
        let (role, tint) = if is_filled { (Role::Mass, tone) } else { (role, tint) };
        if is_key { Ink { is_key, ..Ink::of(Role::Mass) } } else { Ink { role, is_key, tint } }
    }

    /// What bounds leave open, in both directions.
    fn draw_reach(&self, spot: &Spot<'_>, scene: &mut Scene) {
        let (x, y) = spot.place;
        let ink = Ink { role: Role::Whisker, ..self.ink(spot) };
        let point = spot.point;
        let mut line = |from, to| scene.add(Shape::Line(from, to), ink);
        if point.least() != point.most() {
            line((x, self.y(point.least())), (x, self.y(point.most())));
        }
        let reach = spot.amount.reach;
        let value = spot.amount.quantity.value;
        let ends = [reach.low, reach.high].map(|end| self.x(end.map_or(value, |end| end.at)));
        let [start, end] = ends;
        if start != end {
            line((start, y), (end, y));
        }
        let aside = self.canvas.view.share(OPEN);
        let (above, below) =
            (self.y(point.most()) - spot.radius - 5 * PX, self.y(point.least()) + spot.radius + 5 * PX);
        let open = [
            (point.is_open_above(), (x, above), (x, above), Toward::Up),
            (point.is_open_below(), (x, below), (x, below), Toward::Down),
            (reach.high.is_none(), (end, y), (end + aside, y), Toward::End),
            (reach.low.is_none(), (start, y), (start - aside, y), Toward::Start),
        ];
        for (_, from, to, toward) in open.into_iter().filter(|(is_open, ..)| *is_open) {
            if from != to {
                scene.add(Shape::Line(from, to), ink);
            }
            scene.add(Shape::Arrow(to, toward), ink.with(Role::Open));
        }
    }

    /// Names beside dots: those the finding is about first, then the larger ones and those of earlier rows.
    fn name_spots(&self, spots: &[Spot<'_>], board: &mut Board, scene: &mut Scene) {
        let canvas = self.canvas;
        let mut order: Vec<&Spot<'_>> =
            spots.iter().filter(|spot| spot.point.is_marked || spots.len() <= NAMED).collect();
        order.sort_by_key(|spot| (!spot.point.is_marked, std::cmp::Reverse(spot.radius), spot.point.at));
        let dots: Vec<Area> = spots.iter().take(DENSE).map(|spot| self.area(spot)).collect();
        for spot in order {
            let Some(name) = spot.point.beside.as_ref().and_then(|beside| beside.label.as_deref()) else {
                continue;
            };
            let voice = Voice::Say;
            let cut = canvas.measure.wrap_or_cut(name, voice.face(), NAME, 1);
            let words = cut.lines.first().map_or("", String::as_str);
            let texts = around(spot, words, voice);
            let candidates: Vec<Candidate> = (0..)
                .zip(&texts)
                .map(|(cost, text)| Candidate::new(text.area(canvas.view, canvas.measure), cost))
                .collect();
            // A name keeps clear of all dots but its own, at every width.
            let own = self.area(spot);
            let mut with_dots = board.clone();
            dots.iter().filter(|area| **area != own).for_each(|area| with_dots.keep(*area));
            let chosen = with_dots.place(&[candidates]).into_iter().next().flatten();
            if let Some(text) = chosen.and_then(|chosen| texts.into_iter().nth(chosen)) {
                board.keep(text.area(canvas.view, canvas.measure));
                scene.say(text, spot.is_key);
            }
        }
    }

    /// What a dot covers at any width.
    fn area(&self, spot: &Spot<'_>) -> Area {
        let (x, y) = spot.place;
        let across = self.canvas.view.share(spot.radius);
        Area { left: x, right: x, top: y, bottom: y }.grown(across, spot.radius)
    }

    fn target(&self, at: i64, spots: &[Spot<'_>]) -> Target {
        let spot = spots.iter().find(|spot| spot.point.at == at);
        let (x, y) = spot.map_or((self.frame.left, self.frame.top), |spot| spot.place);
        let away = spot.map_or(RADIUS, |spot| spot.radius) + 2 * PX;
        Target { x, above: y - away, below: Some(y + away) }
    }

    /// The groups on lines of their own above the frame, each behind its mark.
    fn write_groups(&self, scene: &mut Scene) {
        let canvas = self.canvas;
        for (number, (text, _)) in groups(self.values, canvas).0.into_iter().enumerate() {
            let ink = self.group_ink(number);
            let ink = if self.sizes.is_some() { ink.with(Role::Bubble) } else { ink };
            let place = (text.x, text.y - Face::Small.size() * 36);
            scene.add(Shape::Dot(place, RADIUS), ink);
            scene.say(text, ink.is_key);
        }
    }
}

/// Names of groups in lines, and the height of all.
fn groups(values: &Values, canvas: &Canvas<'_>) -> (Vec<(Text, i32)>, i32) {
    if values.series.len() < 2 {
        return (Vec::new(), 0);
    }
    let (line, dx) = (18 * PX, 9 * PX);
    let start = canvas.view.share(RADIUS + PX);
    let (mut x, mut y) = (start, 13 * PX);
    let room = canvas.view.length(WHOLE) - 2 * dx;
    let mut texts = Vec::new();
    for series in &values.series {
        let cut = canvas.measure.wrap_or_cut(&series.name, Face::Small, room, 1);
        let words = cut.lines.first().map_or("", String::as_str);
        let width = canvas.view.share(canvas.width(words, Face::Small) + dx);
        if x > start && x + width > WHOLE {
            (x, y) = (start, y + line);
        }
        texts.push((Text { dx, ..text(x, y, Anchor::Start, Voice::Say, words) }, width));
        x += width + canvas.view.share(18 * PX);
    }
    (texts, y + line - 13 * PX)
}

/// A name at each place around a dot, the best first.
fn around(spot: &Spot<'_>, words: &str, voice: Voice) -> Vec<Text> {
    let (x, y) = spot.place;
    let face = voice.face();
    let away = spot.radius + BESIDE;
    let slant = spot.radius * 7 / 10 + BESIDE / 2;
    let middle = y + face.size() * 36;
    let places = [
        (away, middle, Anchor::Start),
        (-away, middle, Anchor::End),
        (0, y - away, Anchor::Middle),
        (0, y + away + face.ascent() - PX, Anchor::Middle),
        (slant, y - slant, Anchor::Start),
        (slant, y + slant + face.ascent() - PX, Anchor::Start),
        (-slant, y - slant, Anchor::End),
        (-slant, y + slant + face.ascent() - PX, Anchor::End),
    ];
    places.into_iter().map(|(dx, y, anchor)| Text { dx, ..text(x, y, anchor, voice, words) }).collect()
}

/// Points with a place across.
fn places(values: &Values) -> impl Iterator<Item = (&Point, &Amount)> {
    values.points().filter_map(|point| Some((point, point.across()?)))
}
