//! Timelines: what happened when, in words.

use crate::chart::calendar::Timeline;
use crate::chart::describe::Describer;
use crate::chart::forms::{Example, Form, Needs, Sketch};
use crate::chart::layout::{Canvas, Slots, draw_calendar, lines, text};
use crate::chart::options::Across;
use crate::chart::place::{Board, Candidate, Leader};
use crate::chart::scene::{Anchor, Area, Datum, Ink, Mark, PX, Role, Scene, Shape, Text, View, Voice, WHOLE};
use crate::chart::text::{Face, Lines};
use crate::chart::values::{Axis, Point, Values};
use crate::chart::{Twin, TwinHead};
use crate::locale::format::DateStyle;

/// The form.
pub(crate) const TIMELINE: Form = Form {
    name: "timeline",
    summary: "what happened when, in words along an axis of time",
    explanation: "Choose it for a chain of events whose order and distances matter: a dozen or two, each said in a few \
words. `label` names the column of the words; `series` puts events on several lanes. Distances are true to time. On a \
telephone, and wherever the words would find no room beside each other, the events stand in a list that runs \
downwards, each with its date. Several events may stand on one day. An event that is known to the month or year only \
belongs in a column of months or years, which all its rows share. For what lasts, take `gantt`; for numbers over \
time, `line` or `column`.",
    example: Example {
        figure: r#"[affair]
form = "timeline"
table = "events"
x = "day"
label = "what"
title = "Eleven months from the first warning to the inquiry"
highlight = ["2025-06-17"]
"#,
        table: "day,what\n2025-01-14,First warning by the auditors\n2025-03-02,Contract extended without a tender\n\
2025-06-17,Files reach the desk\n2025-09-30,Minister denies any knowledge\n2025-12-11,Parliament opens an inquiry\n",
        description: r#"cite = ["@files"]
[columns.day]
type = "date"
label = "Day"
[columns.what]
type = "text"
label = "What happened"
verbatim = true
"#,
    },
    needs: Needs {
        x: Across::Time,
        measures: (0, 0),
        series: true,
        repeats: true,
        keys: &["label"],
        readable: 30,
        most: 120,
        joins: false,
    },
    draw,
    describe,
    twin,
};

/// Radius of a dot.
const RADIUS: i32 = 4 * PX;
/// Widest lines beside an axis; the second is tried where the first finds no room.
const WIDTHS: [i32; 2] = [168 * PX, 120 * PX];
/// Words beside an axis are broken over at most so many lines, in a list over more.
const LINES: usize = 4;
const LIST_LINES: usize = 10;
/// Heights of a lane that are tried, lowest first.
const BANDS: [i32; 7] = [64 * PX, 92 * PX, 120 * PX, 160 * PX, 200 * PX, 260 * PX, 330 * PX];
/// From one height of words that is tried to the next.
const STEP: i32 = 8 * PX;
/// From the line of time to the lowest words.
const OVER: i32 = 12 * PX;
/// From a leader to its words.
const BESIDE: i32 = 5 * PX;
/// Lanes are named on a line above their words.
const LANE_NAME: i32 = 20 * PX;
/// Below the line of a lane that has another below.
const UNDER: i32 = 14 * PX;
/// More events are not tried beside an axis.
const BESIDE_AXIS: usize = 40;
/// In a list: from the dates to the line of time and on to the words.
const GUTTER: i32 = 13 * PX;
/// Between the events of a list.
const GAP: i32 = 10 * PX;
/// So many events are told in the description.
const TOLD: usize = 12;

/// Something that happened.
struct Event<'a> {
    /// Index of its series.
    lane: usize,
    point: &'a Point,
    date: String,
    words: &'a str,
    /// Whether the finding is about it.
    is_key: bool,
}

/// In the order of time, events of one day in the order of the rows.
fn events<'a>(values: &'a Values, canvas: &Canvas<'_>) -> Vec<Event<'a>> {
    let mut events: Vec<Event<'a>> = Vec::new();
    for (lane, series) in values.series.iter().enumerate() {
        for point in &series.points {
            let words = point.beside.as_ref().and_then(|beside| beside.label.as_deref()).unwrap_or("–");
            let date = values.position(point.at, DateStyle::Short, canvas.formatter);
            events.push(Event { lane, point, date, words, is_key: point.is_marked || series.is_marked });
        }
    }
    events.sort_by_key(|event| (event.point.at, event.point.beside.as_ref().map(|beside| beside.row)));
    events
}

fn draw(values: &Values, canvas: &Canvas<'_>) -> Sketch {
    let events = events(values, canvas);
    let unplaced = (0..values.notes.len()).collect();
    let scene = match &values.axis {
        Axis::Time(timeline) if canvas.view.low >= View::WIDE.low => along(values, timeline, &events, canvas),
        _ => None,
    };
    let scene = scene.unwrap_or_else(|| list(values, &events, canvas));
    Sketch { scene, unplaced, names_series: true, is_cut: false }
}

fn ink_of(event: &Event<'_>) -> Ink {
    Ink { is_key: event.is_key, ..Ink::of(Role::Dot) }
}

fn datum_of(event: &Event<'_>) -> Option<Datum> {
    Some(Datum { series: event.lane, at: event.point.at })
}

/// Events along a horizontal axis, if the words of all find room.
fn along(values: &Values, timeline: &Timeline, events: &[Event<'_>], canvas: &Canvas<'_>) -> Option<Scene> {
    if events.len() > BESIDE_AXIS || timeline.first == timeline.last {
        return None;
    }
    let rim = canvas.view.share(RADIUS + 4 * PX);
    let slots = Slots::edge_to_edge(values);
    let (mut scene, mut top) = (Scene::default(), 0);
    let mut base = 0;
    let mut words = Vec::new();
    for lane in 0..values.series.len() {
        let of_lane: Vec<&Event<'_>> = events.iter().filter(|event| event.lane == lane).collect();
        let frame = Area { left: rim, right: WHOLE - rim, top, bottom: top };
        let name = values.series.get(lane).map(|series| series.name.as_str()).filter(|name| !name.is_empty());
        let placed = Lane { name, frame, slots: &slots, canvas }.place(&of_lane)?;
        base = placed.base;
        draw_lane(&placed, &of_lane, &slots, frame, &mut scene);
        words.extend(placed.texts);
        top = base + UNDER;
    }
    let frame = Area { left: rim, right: WHOLE - rim, top: 0, bottom: base };
    let mut calendar = Scene::default();
    calendar.height = draw_calendar(timeline, &slots, frame, base - 6 * PX, canvas, &mut calendar);
    calendar.marks.extend(scene.marks);
    words.into_iter().for_each(|(text, is_key)| calendar.say(text, is_key));
    Some(calendar)
}

fn draw_lane(placed: &Placed, events: &[&Event<'_>], slots: &Slots, frame: Area, scene: &mut Scene) {
    for (from, to) in &placed.leaders {
        scene.add(Shape::Line(*from, *to), Ink::of(Role::Leader));
    }
    scene.add(Shape::Line((0, placed.base), (WHOLE, placed.base)), Ink::of(Role::Base));
    for event in events {
        let at = (slots.x(event.point.at, frame), placed.base);
        scene.marks.push(Mark::new(Shape::Dot(at, RADIUS), ink_of(event), datum_of(event)));
    }
}

/// Where the events of one series stand.
struct Lane<'a> {
    name: Option<&'a str>,
    /// From its upper edge; how deep it is turns out.
    frame: Area,
    slots: &'a Slots,
    canvas: &'a Canvas<'a>,
}

/// Words of a lane that have found room.
struct Placed {
    /// The line of time.
    base: i32,
    leaders: Vec<Leader>,
    texts: Vec<(Text, bool)>,
}

/// One place that is tried for the words of an event.
struct Flag {
    texts: Vec<Text>,
    candidate: Candidate,
}

impl Lane<'_> {
    /// The lowest band in which the words of all events find room.
    fn place(&self, events: &[&Event<'_>]) -> Option<Placed> {
        BANDS.iter().find_map(|band| self.place_in(*band, events))
    }

    fn place_in(&self, band: i32, events: &[&Event<'_>]) -> Option<Placed> {
        let named = if self.name.is_some() { LANE_NAME } else { 0 };
        let base = self.frame.top + named + band;
        let view = self.canvas.view;
        let mut board =
            Board::new(Area { left: 0, right: WHOLE, top: self.frame.top + named, bottom: base - RADIUS });
        let mut flags: Vec<(&Event<'_>, Vec<Flag>)> =
            events.iter().map(|event| (*event, self.flags(event, band, base))).collect();
        // From the end to the start, words to the end of their leader: then no words bar the way of a leader. Those
        // that must stand to the start come last and go above.
        let turns = |flags: &[Flag]| !flags.iter().any(starts);
        flags.sort_by_key(|(event, flags)| {
            let turns = turns(flags);
            (turns, if turns { event.point.at } else { -event.point.at })
        });
        let candidates: Vec<Vec<Candidate>> = flags
            .iter()
            .map(|(_, flags)| flags.iter().map(|flag| flag.candidate.clone()).collect())
            .collect();
        let places = board.place(&candidates);
        let mut placed = Placed { base, leaders: Vec::new(), texts: Vec::new() };
        if let Some(name) = self.name {
            let cut = self.canvas.measure.wrap_or_cut(name, Face::Small, view.length(WHOLE), 1);
            let first = text(0, self.frame.top + 13 * PX, Anchor::Start, Voice::Soft, "");
            placed.texts.extend(lines(&first, &cut).into_iter().map(|text| (text, false)));
        }
        for ((event, flags), place) in flags.into_iter().zip(places) {
            let flag = flags.into_iter().nth(place?)?;
            placed.leaders.extend(flag.candidate.leader);
            placed.texts.extend(flag.texts.into_iter().map(|text| (text, event.is_key)));
        }
        Some(placed)
    }

    /// Every place of an event's words: beside its leader, at any height of the band.
    fn flags(&self, event: &Event<'_>, band: i32, base: i32) -> Vec<Flag> {
        let x = self.slots.x(event.point.at, self.frame);
        let mut flags = Vec::new();
        for (narrower, width) in (0..).zip(WIDTHS) {
            let Some(wrapped) = self.canvas.measure.wrap(event.words, Face::Small, width, LINES) else {
                continue;
            };
            let rows = i32::try_from(wrapped.lines.len()).unwrap_or(1) + 1;
            let height = rows * Face::Small.line();
            let levels = ((band - OVER - height) / STEP).max(-1);
            for (level, cost) in (0..=levels).zip((0..).step_by(2)) {
                for (anchor, turned) in [(Anchor::Start, 0), (Anchor::End, 9)] {
                    let top = base - OVER - height - level * STEP;
                    let flag =
                        self.flag(event, &wrapped, (x, top, base), anchor, cost + turned + narrower * 5);
                    flags.extend(flag);
                }
            }
        }
        flags
    }

    fn flag(
        &self,
        event: &Event<'_>,
        wrapped: &Lines,
        (x, top, base): (i32, i32, i32),
        anchor: Anchor,
        cost: u32,
    ) -> Option<Flag> {
        let dx = if anchor == Anchor::Start { BESIDE } else { -BESIDE };
        let face = Face::Small;
        let date = Text { dx, ..text(x, top + face.ascent(), anchor, Voice::Soft, &event.date) };
        let first = Text { dx, ..text(x, date.y + face.line(), anchor, Voice::Say, "") };
        let rows = i32::try_from(wrapped.lines.len()).ok()? + 1;
        let width = wrapped.width.max(self.canvas.width(&event.date, face));
        let area = date.area_of_lines(width, rows, self.canvas.view);
        if area.left < 0 || area.right > WHOLE {
            return None;
        }
        let leader = Some(((x, area.top), (x, base - RADIUS)));
        let texts = [vec![date], lines(&first, wrapped)].concat();
        // Words of neighbours keep a hand's breadth apart.
        let apart = self.canvas.view.share(4 * PX);
        let area = if anchor == Anchor::Start {
            Area { right: (area.right + apart).min(WHOLE), ..area }
        } else {
            Area { left: (area.left - apart).max(0), ..area }
        };
        Some(Flag { texts, candidate: Candidate { area, leader, cost } })
    }
}

fn starts(flag: &Flag) -> bool {
    flag.texts.first().is_some_and(|text| text.anchor == Anchor::Start)
}

/// Events below each other, each with its date.
fn list(values: &Values, events: &[Event<'_>], canvas: &Canvas<'_>) -> Scene {
    let widest = events.iter().map(|event| canvas.width(&event.date, Face::Small)).max().unwrap_or(0);
    let time = canvas.view.share(widest + GUTTER);
    let start = canvas.view.share(widest + 2 * GUTTER);
    let room = canvas.view.length(WHOLE - start);
    let mut scene = Scene::default();
    let (mut dots, mut texts) = (Vec::new(), Vec::new());
    let (mut top, mut before) = (4 * PX, None);
    for event in events {
        let wrapped = canvas.measure.wrap_or_cut(event.words, Face::Small, room, LIST_LINES);
        let first = text(start, top + Face::Small.ascent(), Anchor::Start, Voice::Say, "");
        if before != Some(event.point.at) {
            texts.push((
                Text { x: 0, voice: Voice::Soft, words: event.date.as_str().into(), ..first.clone() },
                false,
            ));
        }
        before = Some(event.point.at);
        let at = (time, first.y - Face::Small.size() * 36);
        dots.push(Mark::new(Shape::Dot(at, RADIUS), ink_of(event), datum_of(event)));
        let own = lines(&first, &wrapped);
        let below = own.last().map_or(first.y, |text| text.y) + Face::Small.line();
        texts.extend(own.into_iter().map(|text| (text, event.is_key)));
        top = below - Face::Small.ascent() + GAP;
        let lane = values.series.get(event.lane).map(|series| series.name.as_str());
        if let Some(lane) = lane.filter(|lane| !lane.is_empty()) {
            let cut = canvas.measure.wrap_or_cut(lane, Face::Small, room, 1);
            let first = Text { y: below, voice: Voice::Soft, ..first };
            texts.extend(lines(&first, &cut).into_iter().map(|text| (text, false)));
            top += Face::Small.line();
        }
    }
    scene.height = top - GAP + 8 * PX;
    let ends = dots.first().zip(dots.last()).and_then(|ends| Some((place_of(ends.0)?, place_of(ends.1)?)));
    if let Some((from, to)) = ends.filter(|(from, to)| from != to) {
        scene.add(Shape::Line(from, to), Ink::of(Role::Base));
    }
    scene.marks.extend(dots);
    texts.into_iter().for_each(|(text, is_key)| scene.say(text, is_key));
    scene
}

fn place_of(mark: &Mark) -> Option<(i32, i32)> {
    match mark.shape {
        Shape::Dot(at, _) => Some(at),
        _ => None,
    }
}

/// Points in the order of time with what they say.
fn told<'a>(describer: &Describer<'a>) -> Vec<(&'a str, &'a Point, &'a str)> {
    let mut all: Vec<(&str, &Point, &str)> = Vec::new();
    for series in &describer.values.series {
        for point in &series.points {
            let words = point.beside.as_ref().and_then(|beside| beside.label.as_deref()).unwrap_or("–");
            all.push((&series.name, point, words));
        }
    }
    all.sort_by_key(|(_, point, _)| (point.at, point.beside.as_ref().map(|beside| beside.row)));
    all
}

fn describe(describer: &Describer<'_>) -> Vec<String> {
    let all = told(describer);
    let date = |point: &Point| describer.values.position(point.at, DateStyle::Long, describer.formatter);
    let (first, last) = (all.first().map(|one| date(one.1)), all.last().map(|one| date(one.1)));
    let slots = [("from", first.as_deref().unwrap_or("")), ("to", last.as_deref().unwrap_or(""))];
    let mut sentences = vec![describer.formatter.counted("chart.alt.events", all.len(), &slots)];
    let is_told = |point: &Point| all.len() <= TOLD || point.is_marked;
    for (lane, point, words) in all.iter().filter(|(_, point, _)| is_told(point)).take(TOLD) {
        let words = words.trim_end_matches('.');
        let key = if lane.is_empty() { "alt.event" } else { "alt.event_of" };
        let slots = [("x", &*date(point)), ("name", lane), ("event", words)];
        sentences.push(describer.message(key, &slots));
    }
    sentences
}

fn twin(describer: &Describer<'_>) -> Twin {
    /// Longest table in a page; the rest is in the CSV.
    const ROWS: usize = 400;
    let values = describer.values;
    let has_lanes = values.series.iter().any(|series| !series.name.is_empty());
    let head = |text: &str| TwinHead { text: text.to_owned(), is_number: false };
    let mut heads = vec![head(&values.axis_label)];
    heads.extend(has_lanes.then(|| head(&values.shape.called.series)));
    heads.push(head(&values.shape.called.label));
    let all = told(describer);
    let row = |(lane, point, words): &(&str, &Point, &str)| {
        let mut row = vec![values.position(point.at, DateStyle::Long, describer.formatter)];
        row.extend(has_lanes.then(|| (*lane).to_owned()));
        row.push((*words).to_owned());
        row
    };
    Twin {
        head: heads,
        rows: all.iter().take(ROWS).map(row).collect(),
        left_out: all.len().saturating_sub(ROWS),
    }
}

#[cfg(test)]
mod tests {
    use roxmltree::Document;

    use crate::chart::samples::{draw, formatter, named};

    #[test]
    fn events_stand_along_an_axis_or_in_a_list() {
        let svg = |id: &str| draw(&named(id), &formatter("en")).svg;
        let has_axis = |id: &str| svg(id).contains("<line class=\"g ");
        assert!(has_axis("event-lanes") && has_axis("event-close"));
        assert!(!has_axis("event-many"), "too many for an axis: a list at all widths");
        assert!(!has_axis("event-long"), "too long to stand beside each other");
        let document = svg("event-long");
        let document = Document::parse(&document).expect("well-formed");
        let root = document.root_element();
        let views: Vec<&str> = root.children().filter_map(|node| node.attribute("class")).collect();
        assert_eq!(views, ["chart slim", "chart mid"], "a list of other lines is another picture");
        assert_eq!(root.attribute("role"), Some("img"));
        assert!(root.children().all(|node| node.attribute("aria-hidden") == Some("true")));
    }

    #[test]
    fn every_event_is_said_with_its_date() {
        let drawing = draw(&named("event-same"), &formatter("en"));
        for words in ["Files reach the desk", "Minister resigns", "Court"] {
            assert!(drawing.svg.contains(&format!(">{words}</text>")), "{words}");
        }
        let document = Document::parse(&drawing.svg).expect("well-formed");
        let dates = document.descendants().filter(|node| node.text() == Some("Jun 17, 2025"));
        let heights: Vec<&str> = dates.filter_map(|node| node.attribute("y")).collect();
        assert!(
            !heights.is_empty() && heights.iter().all(|y| Some(y) == heights.first()),
            "one day, one date"
        );
        let rows: Vec<String> = drawing.twin.rows.iter().map(|row| row.join("|")).collect();
        assert_eq!(rows.first().map(String::as_str), Some("June 17, 2025|Files reach the desk"));
        assert_eq!(rows.len(), 3);
    }

    #[test]
    fn descriptions_tell_events_in_the_order_of_time() {
        let text = draw(&named("event-lanes"), &formatter("en")).short;
        assert!(text.starts_with("Timeline. 6 events, from January 10, 2024 to November 2, 2024."), "{text}");
        assert!(text.contains("February 1, 2024, Porto: Strike at the harbour."), "{text}");
        let many = draw(&named("event-many"), &formatter("en")).short;
        assert!(many.ends_with(": Contract signed 8."), "of many only those that are highlighted: {many}");
        let alone = draw(&named("event-one"), &formatter("en")).short;
        assert_eq!(alone, "Timeline. 1 event: June 17, 2025. June 17, 2025: Files reach the desk.");
    }
}
