//! Whole charts, from entry to markup: what they must never do, whatever the numbers.

mod colours;
mod oracle;
mod points;
mod read_back;
mod remarks;

use std::collections::BTreeMap;
use std::fmt::Write;

use roxmltree::{Document, Node};

use crate::chart::samples::{
    DAYS, Sample, dense, draw, entry, every_sample, formatter, named, number, random, sample,
};
use crate::chart::scene::{Anchor, Area, Text, View, Voice, WHOLE};
use crate::chart::text::Measure;
use crate::chart::{Drawing, spec, svg};

#[test]
fn examples_of_all_forms_are_drawn() {
    let formatter = formatter("en");
    for form in spec::FORMS {
        let example = Sample::read(form.example.figure, form.example.table, form.example.description);
        assert_eq!(&*example.entry.form.value, form.name);
        let resolved = spec::resolve(&example.entry, &example.table, example.rows());
        assert!(resolved.diagnostics.is_empty(), "{}: {:?}", form.name, resolved.diagnostics);
        assert!(draw(&example, &formatter).svg.contains("<svg"));
        assert!(formatter.messages.has(&format!("chart.form.{}", form.name)));
    }
}

/// Writes all samples as pages to look at: `cargo test --lib gallery -- --ignored`, then `target/chart-gallery-*.html`.
#[test]
#[ignore = "writes pages to look at"]
#[expect(clippy::disallowed_methods, reason = "a page to look at")]
fn gallery() {
    let target = option_env!("CARGO_TARGET_DIR").unwrap_or(concat!(env!("CARGO_MANIFEST_DIR"), "/target"));
    let files = crate::world::built_in_files();
    let styles = files.iter().filter(|(path, _)| path.ends_with(".css"));
    let style: String = styles.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
    for tag in ["en", "pt-BR", "ar"] {
        let formatter = formatter(tag);
        let mut page = format!(
            "<!DOCTYPE html>\n<html lang=\"{tag}\" dir=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Charts</title><style>{style}</style></head><body><main class=\"page\">",
            formatter.tag.direction().name()
        );
        for sample in every_sample() {
            let drawing = draw(&sample, &formatter);
            figure(&sample.id, &drawing, &mut page);
        }
        page.push_str("</main></body></html>\n");
        std::fs::write(format!("{target}/chart-gallery-{tag}.html"), page)
            .expect("the target folder is writable");
    }
}

fn figure(id: &str, drawing: &Drawing, page: &mut String) {
    let key: String = drawing.key.iter().map(|item| format!("{} {} ", item.swatch, item.label)).collect();
    let head: String = drawing.twin.head.iter().map(|head| format!("<th>{}</th>", head.text)).collect();
    let row = |row: &Vec<String>| {
        format!(
            "<tr><td>{}</td></tr>",
            row.join("</td><td>").replace('<', "&lt;").replace("&lt;/td>&lt;td>", "</td><td>")
        )
    };
    let rows: String = drawing.twin.rows.iter().take(12).map(row).collect();
    let remarks = drawing.remarks.join(" ");
    let bytes = drawing.svg.len();
    writeln!(
        page,
        "<figure class=\"fig chart\" id=\"{id}\"><figcaption><h2>{id}</h2><p class=\"sub\">{bytes} bytes {key}</p></figcaption>{}<p class=\"src\">{remarks}</p><p class=\"src\">Alt: {}</p><p id=\"{}\" hidden>{}</p><details><summary>Table</summary><table class=\"data\"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></details></figure>",
        drawing.svg,
        drawing.short.replace('<', "&lt;"),
        svg::description_id(id),
        drawing.description.join(" ").replace('<', "&lt;"),
    )
    .expect("a string");
}

/// A chart as a browser sees it at one width: what the style sheet hides is left out.
struct Seen<'a> {
    width: i32,
    picture: Node<'a, 'a>,
}

impl<'a> Seen<'a> {
    /// A chart of one picture.
    fn of(width: i32, document: &'a Document<'a>) -> Seen<'a> {
        Seen { width, picture: document.root_element() }
    }

    fn nodes(&self, tag: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
        let hidden = if self.width < 576 { "mid" } else { "slim" };
        let nodes = self.picture.descendants().filter(move |node| node.has_tag_name(tag));
        nodes.filter(move |node| !classes(*node).contains(&hidden))
    }

    fn with_class(&self, tag: &'static str, class: &'static str) -> Vec<Node<'a, 'a>> {
        self.nodes(tag).filter(|node| classes(*node).contains(&class)).collect()
    }

    /// What each text covers, in px, with the reserve for wider faces.
    fn texts(&self, measure: &Measure) -> Vec<(String, [f64; 4])> {
        let texts = self.nodes("text").filter(|node| !classes(*node).contains(&"halo"));
        texts
            .map(|node| {
                let words = node.text().unwrap_or_default();
                let voice = match classes(node) {
                    names if names.contains(&"num") => Voice::Huge,
                    names if names.contains(&"lab") => Voice::Loud,
                    _ => Voice::Say,
                };
                let face = voice.face();
                let width = f64::from(measure.width(words, face)) / 100.0;
                let x = length(node, "x") / 100.0 * f64::from(self.width) + length(node, "dx");
                let y = length(node, "y");
                let left = match node.attribute("text-anchor") {
                    Some("middle") => x - width / 2.0,
                    Some("end") => x - width,
                    _ => x,
                };
                let (up, down) = (f64::from(face.ascent()) / 100.0, f64::from(face.descent()) / 100.0);
                (words.to_owned(), [left, left + width, y - up, y + down])
            })
            .collect()
    }
}

fn classes<'a>(node: Node<'a, 'a>) -> Vec<&'a str> {
    node.attribute("class").unwrap_or_default().split(' ').collect()
}

/// A number in px or per cent; 0 where it is left out.
fn length(node: Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).map_or(0.0, |text| text.trim_end_matches('%').parse().expect("a number"))
}

/// Widths and languages that all samples are looked at in.
const WIDTHS: [i32; 8] = [288, 300, 360, 480, 575, 576, 680, 1_000];

/// Widths that panels of small multiples take, the usual and the broad kind.
const PANEL_WIDTHS: [&[i32]; 2] = [&[128, 136, 158, 205, 300, 500], &[256, 288, 330, 480, 640]];

/// Panics if words meet, leave the picture or lie on a column, in any of the pictures of a chart.
fn assert_readable(id: &str, drawing: &Drawing, widths: &[i32]) {
    let document = Document::parse(&drawing.svg).expect("well-formed");
    let root = document.root_element();
    if root.has_tag_name("svg") {
        return assert_picture_readable(id, root, widths);
    }
    let pictures = || root.children().filter(|node| node.has_tag_name("svg"));
    for (index, picture) in pictures().enumerate() {
        let is_narrow = classes(picture).contains(&"slim");
        let widths: Vec<i32> = widths.iter().copied().filter(|width| (*width < 576) == is_narrow).collect();
        assert_picture_readable(&format!("{id}, view {index}"), picture, &widths);
    }
    let [usual, broad] = PANEL_WIDTHS;
    let widths = if classes(root).contains(&"broad") { broad } else { usual };
    let pictures = root.children().filter_map(|panel| panel.children().find(|node| node.has_tag_name("svg")));
    for (index, picture) in pictures.enumerate() {
        assert_picture_readable(&format!("{id}, panel {index}"), picture, widths);
    }
}

fn assert_picture_readable(id: &str, picture: Node<'_, '_>, widths: &[i32]) {
    let measure = Measure::new();
    let height = length(picture, "height");
    for width in widths.iter().copied() {
        let seen = Seen { width, picture };
        let texts = seen.texts(&measure);
        for (index, (words, a)) in texts.iter().enumerate() {
            let inside = a[0] > -0.6 && a[1] < f64::from(width) + 0.6 && a[2] > -0.6 && a[3] < height + 0.6;
            assert!(inside, "{id} at {width} px: `{words}` leaves the picture: {a:?}");
            for (other, b) in &texts[index + 1..] {
                assert!(!meet(a, b, 0.3), "{id} at {width} px: `{words}` {a:?} and `{other}` {b:?} meet");
            }
        }
        let scale = f64::from(width) / 100.0;
        // The numbers of a heatmap stand in its cells, in a colour that is legible there.
        let columns = if id.starts_with("heatmap") { Vec::new() } else { seen.with_class("rect", "col") };
        for node in columns {
            let (left, top) = (length(node, "x") * scale, length(node, "y"));
            let column = [left, left + length(node, "width") * scale, top, top + length(node, "height")];
            // A value may stand inside its own part, wholly.
            let covering = texts.iter().find(|(_, text)| meet(text, &column, 0.6) && !lies_in(text, &column));
            assert!(covering.is_none(), "{id} at {width} px: {covering:?} lies on the column {column:?}");
        }
    }
}

/// Whether two boxes (left, right, top, bottom) share more than a rim.
fn meet(a: &[f64; 4], b: &[f64; 4], rim: f64) -> bool {
    a[0] + rim < b[1] && b[0] + rim < a[1] && a[2] + rim < b[3] && b[2] + rim < a[3]
}

/// Whether a box lies wholly inside another.
fn lies_in(a: &[f64; 4], b: &[f64; 4]) -> bool {
    b[0] <= a[0] && a[1] <= b[1] && b[2] <= a[2] && a[3] <= b[3]
}

#[test]
fn no_words_meet_or_leave_the_frame() {
    for tag in ["en", "pt-BR", "ar"] {
        let formatter = formatter(tag);
        let mirrored = tag == "ar";
        for sample in every_sample() {
            let drawing = draw(&sample, &formatter);
            // A mirrored picture is the same picture: its geometry is tested by its words alone.
            if !mirrored {
                assert_readable(&format!("{} in {tag}", sample.id), &drawing, &WIDTHS);
            }
        }
    }
}

/// One image with a name and a description; the drawing and its tips are hidden from readers of the text.
#[test]
fn a_chart_is_one_node_for_those_who_do_not_see_it() {
    for tag in ["en", "ar"] {
        let formatter = formatter(tag);
        for sample in every_sample() {
            let drawing = draw(&sample, &formatter);
            let document = Document::parse(&drawing.svg).expect("well-formed");
            let root = document.root_element();
            assert_eq!(root.attribute("role"), Some("img"));
            assert!(root.attribute("aria-label").is_some_and(|label| label.len() > 4), "{}", sample.id);
            assert!(!drawing.description.is_empty(), "{}", sample.id);
            assert_eq!(root.attribute("aria-describedby"), Some(&*svg::description_id(&sample.id)));
            for child in root.children().filter(|child| !child.has_tag_name("defs")) {
                assert_eq!(child.attribute("aria-hidden"), Some("true"), "{}", sample.id);
            }
            for text in document.descendants().filter(|node| node.has_tag_name("text")) {
                assert!(text.ancestors().any(|above| above.has_attribute("aria-hidden")), "{}", sample.id);
            }
        }
    }
}

#[test]
fn marks_tell_their_values_with_their_bounds() {
    let tips = |id: &str| -> Vec<String> {
        let drawing = draw(&named(id), &formatter("en"));
        let document = Document::parse(&drawing.svg).expect("well-formed");
        let titles = document.descendants().filter(|node| node.has_tag_name("title"));
        titles.map(|title| title.text().unwrap_or_default().to_owned()).collect()
    };
    let growth = tips("growth");
    assert_eq!(growth[0], "July 2025: 400 terabytes.");
    assert!(growth[1..].iter().all(|tip| tip == "January 2026: almost 1,400 terabytes."), "{growth:?}");
    assert!(growth.len() > 2, "the certain and the possible part of a column each: {growth:?}");
    assert!(tips("groups").iter().any(|tip| tip.contains(", ")), "the series is named");
    assert_eq!(tips("many-bars"), Vec::<String>::new(), "too many marks");
}

/// Charts nobody thought of: any number of values of any size, with bounds, holes and names of any length.
#[test]
fn random_charts_are_readable() {
    let formatter = formatter("pt-BR");
    for seed in 0..120 {
        let sample = random(seed);
        let resolved = spec::resolve(&sample.entry, &sample.table, sample.rows());
        let Some(spec) = resolved.value else {
            let codes: Vec<&str> = resolved.diagnostics.iter().map(|found| found.code.name).collect();
            assert!(
                codes.contains(&"figure/empty") || codes.contains(&"figure/two-points"),
                "{seed}: {codes:?}"
            );
            continue;
        };
        let drawing = spec::draw(&spec, &sample.table, &sample, &formatter, &sample.id);
        assert_readable(&format!("seed {seed}"), &drawing, &[288, 320, 575, 576, 1_000]);
    }
}

/// At widths between the views' ends, too: a chart is laid out for all of them at once.
#[test]
fn words_keep_apart_at_every_width() {
    let formatter = formatter("en");
    let widths: Vec<i32> = (288..=1_000).collect();
    for id in ["few-names", "five-marked", "growth-note", "bound-bars"] {
        assert_readable(id, &draw(&named(id), &formatter), &widths);
    }
}

/// The scale of an upright chart, read from its gridlines: px of zero, and px of one unit.
fn scale(seen: &Seen<'_>, top_value: f64) -> (f64, f64) {
    let lines = seen.with_class("line", "g");
    let top = lines.iter().map(|node| length(*node, "y1")).fold(f64::MAX, f64::min);
    let base = length(seen.with_class("line", "ax")[0], "y1") - 0.5;
    (base, (base - top) / top_value)
}

fn table_values(sample: &Sample, column: usize) -> Vec<f64> {
    let rows = 0..sample.table.rows;
    let quantity = |row| sample.table.columns[column].quantity(row).expect("a number");
    rows.map(|row| quantity(row).value.to_string().parse().expect("a number")).collect()
}

#[test]
fn columns_read_back_as_their_values() {
    let sample = named("months");
    let drawing = draw(&sample, &formatter("en"));
    let document = Document::parse(&drawing.svg).expect("well-formed");
    let seen = Seen::of(1_000, &document);
    let (base, unit) = scale(&seen, 1_750.0);
    let columns = seen.with_class("rect", "col");
    let values = table_values(&sample, 1);
    assert_eq!(columns.len(), values.len());
    for (node, value) in columns.iter().zip(values) {
        assert!((base - length(*node, "y") - value * unit).abs() <= 0.1, "{value}");
        assert!((length(*node, "y") + length(*node, "height") - base).abs() <= 0.01, "stands at zero");
    }
    let middles: Vec<f64> =
        columns.iter().map(|node| (length(*node, "x") + length(*node, "width") / 2.0) * 10.0).collect();
    let step = (middles[11] - middles[0]) / 11.0;
    for (index, middle) in (0_i32..).zip(&middles) {
        assert!((middle - middles[0] - step * f64::from(index)).abs() <= 0.1, "months stand evenly");
    }
}

#[test]
fn bounds_read_back_as_their_intervals() {
    let sample = named("growth");
    let drawing = draw(&sample, &formatter("en"));
    let document = Document::parse(&drawing.svg).expect("well-formed");
    let seen = Seen::of(680, &document);
    let (base, unit) = scale(&seen, 1_500.0);
    let key = seen.with_class("rect", "key")[0];
    assert!((base - length(key, "y") - 1_330.0 * unit).abs() <= 0.1, "solid to 1,330");
    let hatched = seen.nodes("rect").find(|node| node.attribute("fill") == Some("url(#growth-h)"));
    let hatched = hatched.expect("a hatched part");
    assert!((base - length(hatched, "y") - 1_400.0 * unit).abs() <= 0.1, "hatched to 1,400");
    let columns = seen.with_class("rect", "col");
    let middle = |node: Node<'_, '_>| length(node, "x") + length(node, "width") / 2.0;
    let apart = middle(columns[1]) - middle(columns[0]);
    assert!((apart / length(columns[0], "width") - 6.0 / 0.74).abs() < 0.01, "six months apart");
    let strip =
        seen.nodes("rect").find(|node| node.attribute("fill") == Some("url(#growth-n)")).expect("a strip");
    assert!((length(strip, "height") - 12.0).abs() < 0.01);
}

#[test]
fn bars_read_back_as_their_values() {
    let sample = named("many-bars");
    let drawing = draw(&sample, &formatter("en"));
    let document = Document::parse(&drawing.svg).expect("well-formed");
    let mut values = table_values(&sample, 1);
    values.sort_by(|a, b| b.total_cmp(a));
    for width in [300, 1_000] {
        let seen = Seen::of(width, &document);
        let bars = seen.with_class("rect", "col");
        let longest = length(bars[0], "width");
        for (node, value) in bars.iter().zip(&values) {
            let pixels = (length(*node, "width") - longest * value / values[0]) / 100.0 * f64::from(width);
            assert!(pixels.abs() <= 0.1, "{value} at {width}");
        }
    }
}

/// Places of a path of relative steps, in hundredths of a per cent and tenths of a px.
fn path(node: Node<'_, '_>) -> Vec<(f64, f64)> {
    let steps = node.attribute("d").expect("a path").trim_matches(['m', 'z']).replace('-', " -");
    let numbers: Vec<f64> =
        steps.split_whitespace().map(|number| number.parse().expect("a number")).collect();
    let mut at = (0.0, 0.0);
    let places = numbers.chunks(2).map(|step| {
        at = (at.0 + step[0], at.1 + step[1]);
        at
    });
    places.collect()
}

#[test]
fn lines_read_back_as_their_values() {
    let sample = named("staff");
    let drawing = draw(&sample, &formatter("en"));
    let document = Document::parse(&drawing.svg).expect("well-formed");
    let seen = Seen::of(1_000, &document);
    let (base, unit) = scale(&seen, 10_000.0);
    let places = path(seen.with_class("path", "ln")[0]);
    let values = table_values(&sample, 1);
    assert_eq!(places.len(), values.len());
    for ((_, y), value) in places.iter().zip(values) {
        assert!((base - y / 10.0 - value * unit).abs() <= 0.1, "{value}");
    }
}

#[test]
fn holes_are_never_bridged() {
    let drawing = draw(&named("broken"), &formatter("en"));
    let document = Document::parse(&drawing.svg).expect("well-formed");
    let seen = Seen::of(680, &document);
    let lengths: Vec<usize> =
        seen.with_class("path", "ln").into_iter().map(|node| path(node).len()).collect();
    assert_eq!(lengths, [3, 3], "2010 to 2012 and 2017 to 2019");
    let dots = seen.with_class("circle", "dot");
    assert_eq!(dots.len(), 3, "2015 stands alone, and both ends are labelled");
}

#[test]
fn projections_are_dashed_from_the_last_observation_on() {
    let drawing = draw(&named("fan"), &formatter("en"));
    let document = Document::parse(&drawing.svg).expect("well-formed");
    let seen = Seen::of(680, &document);
    let lines = seen.with_class("path", "ln");
    let (dashed, solid): (Vec<_>, Vec<_>) =
        lines.into_iter().partition(|node| classes(*node).contains(&"pj"));
    let (solid, dashed) = (path(solid[0]), path(dashed[0]));
    assert_eq!((solid.len(), dashed.len()), (5, 5), "2019 to 2023, and 2023 to 2027");
    assert_eq!(solid.last(), dashed.first());
    assert_eq!(seen.with_class("path", "band").len(), 2, "one in the other");
}

#[test]
fn a_whole_breaks_where_a_part_has_no_figure() {
    let drawing = draw(&named("area-gaps"), &formatter("en"));
    let document = Document::parse(&drawing.svg).expect("well-formed");
    let seen = Seen::of(680, &document);
    let areas = seen.with_class("path", "col");
    let lengths: Vec<usize> = areas.iter().map(|node| path(*node).len() - 2).collect();
    assert_eq!(lengths, [2, 2, 2, 2, 4, 4], "two parts of 2015 to 2016, 2018 to 2019, 2021 to 2024");
    let (base, unit) = scale(&seen, 50.0);
    let first = path(areas[0]);
    assert!((base - first[0].1 / 10.0 - 42.0 * unit).abs() <= 0.1, "30 and 12 on each other");
}

/// Elections come when they come: their distances on the axis are those of the calendar.
#[test]
fn irregular_steps_of_time_are_spaced_truly() {
    let rows = "day,seen\n2020-01-01,5\n2020-01-11,7\n2020-03-01,6\n2021-01-01,9\n2021-01-02,8";
    let figure = entry("steps", "column", "day", &["seen"], "");
    let drawing = draw(&sample(&figure, rows, &[DAYS, &number("seen", "km", "")]), &formatter("en"));
    let document = Document::parse(&drawing.svg).expect("well-formed");
    let columns = Seen::of(1_000, &document).with_class("rect", "col");
    let middles: Vec<f64> =
        columns.iter().map(|node| length(*node, "x") + length(*node, "width") / 2.0).collect();
    let day = (middles[4] - middles[0]) / 367.0;
    for (middle, days) in middles.iter().zip([0.0, 10.0, 60.0, 366.0, 367.0]) {
        assert!((middle - middles[0] - days * day).abs() < 0.02, "{days}: {middles:?}");
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the library's logarithm is what ours is compared with")]
fn equal_ratios_read_back_as_equal_distances() {
    let drawing = draw(&named("log"), &formatter("en"));
    let document = Document::parse(&drawing.svg).expect("well-formed");
    let seen = Seen::of(680, &document);
    let grid: Vec<f64> = seen.with_class("line", "g").iter().map(|node| length(*node, "y1")).collect();
    let decade = grid[0] - grid[1];
    assert!(grid.windows(2).all(|pair| (pair[0] - pair[1] - decade).abs() < 0.02), "{grid:?}");
    let places = path(seen.with_class("path", "ln")[0]);
    for ((_, y), value) in places.iter().zip(table_values(&named("log"), 1)) {
        let expected = grid[0] - decade * (value.log10() - 1.0);
        assert!((y / 10.0 - expected).abs() <= 0.1, "{value}");
    }
}

#[test]
fn markup_is_clean() {
    let formatter = formatter("en");
    for sample in every_sample() {
        let svg = draw(&sample, &formatter).svg;
        let document = Document::parse(&svg).expect("well-formed");
        for word in ["NaN", "inf", "xmlns", "style=", "<style", "<script", "viewBox=\"0 0 0"] {
            assert!(!svg.contains(word), "{}: {word}", sample.id);
        }
        for node in document.descendants() {
            if let Some(id) = node.attribute("id") {
                assert!(id.starts_with(&format!("{}-", sample.id)), "{id}");
            }
            if let Some(reference) = node.attribute("fill").and_then(|fill| fill.strip_prefix("url(#")) {
                let id = reference.trim_end_matches(')');
                assert!(
                    document.descendants().any(|node| node.attribute("id") == Some(id)),
                    "{id} is defined"
                );
            }
        }
        let root = document.root_element();
        assert_eq!(root.attribute("role"), Some("img"));
        assert!(root.attribute("aria-label").is_some_and(|label| !label.is_empty()));
        let drawn = root.children().filter(|node| !node.has_tag_name("defs"));
        assert!(drawn.into_iter().all(|node| node.attribute("aria-hidden") == Some("true")));
    }
}

#[test]
fn the_same_chart_is_the_same_bytes_and_few_of_them() {
    let formatter = formatter("en");
    for sample in every_sample() {
        assert_eq!(draw(&sample, &formatter).svg, draw(&sample, &formatter).svg);
    }
    for id in ["growth", "growth-note", "months", "few-names", "staff", "services", "broken", "unknown"] {
        let bytes = draw(&named(id), &formatter).svg.len();
        assert!(bytes <= 4_096, "{id}: {bytes}");
    }
}

#[test]
fn a_hundred_thousand_rows_are_drawn_as_what_can_be_seen() {
    let drawing = draw(&dense(), &formatter("en"));
    assert!(drawing.svg.len() < 60_000, "{}", drawing.svg.len());
    assert_eq!(drawing.twin.left_out, 100_000 - drawing.twin.rows.len());
    assert!(Document::parse(&drawing.svg).is_ok());
}

#[test]
fn scripts_from_right_to_left_mirror_the_picture() {
    let sample = named("growth");
    let places = |tag: &str| -> BTreeMap<String, f64> {
        let drawing = draw(&sample, &formatter(tag));
        let document = Document::parse(&drawing.svg).expect("well-formed");
        assert_eq!(document.root_element().attribute("direction"), (tag == "ar").then_some("rtl"));
        let columns = document.descendants().filter(|node| node.has_tag_name("rect")).map(|node| {
            let name = format!("{:?} {:?}", node.attribute("class"), node.attribute("fill"));
            (name, length(node, "x") + length(node, "width") / 2.0)
        });
        columns.collect()
    };
    let (forwards, backwards) = (places("en"), places("ar"));
    assert_eq!(forwards.len(), backwards.len());
    for (name, middle) in &forwards {
        assert!((middle + backwards[name] - 100.0).abs() < 0.02, "{name}");
    }
}

#[test]
fn texts_of_both_views_are_laid_out_for_their_widths() {
    let measure = Measure::new();
    for view in [View::NARROW, View::WIDE] {
        let text = Text {
            x: WHOLE,
            dx: 0,
            y: 2_000,
            anchor: Anchor::End,
            voice: Voice::Loud,
            words: "almost 1,400 TB".into(),
            has_halo: false,
        };
        let area = text.area(view, &measure);
        let frame = Area { left: 0, right: WHOLE, top: 0, bottom: 3_000 };
        assert!(frame.holds(&area), "{area:?}");
    }
}
