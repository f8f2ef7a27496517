//! A Scene as inline SVG: fluid in width, coloured by the theme's style sheet, without script, style or namespace.
//!
//! There is no `viewBox`: x is in per cent, y and texts in px, so that words keep their size and columns take the
//! width they get. Lines through several places need one system of coordinates; they stand in a nested `svg` that is
//! stretched, with strokes that are not. Marks of one view only carry a class that the style sheet hides:
//!
//! | Class | On | Means |
//! |---|---|---|
//! | `chart` | `svg` | a chart; sets the size of texts |
//! | `g` `ax` | `line` | gridline; the line that values grow from, also a whisker and the named value of other data |
//! | `col` | any shape | an area: length, filled dot, cell of a heatmap |
//! | `bu` | `circle` | a bubble: what lies behind is seen through it |
//! | `t1` to `t5` | any data | second to sixth of several series, and tones of a ramp (see `chart.css`) |
//! | `key` | any data | the finding is about it: red |
//! | `ln` | `path`, `line` | a line through observations; `th` thin, `wd` wide, `dd` dash and dot: third to sixth series |
//! | `bk` | with `ln` | behind a highlighted line |
//! | `pj` | with `ln`, `col` | projected, not observed: dashed; as an area with a dashed rim, light |
//! | `un` | `line` | dotted: nothing is known between two observations |
//! | `st` | `line` | stem of a lollipop, a dumbbell, a box |
//! | `dot` | `circle` | an observation, hollow |
//! | `band` | `path` | what is possible along a line |
//! | `rf` `rg` | `line`; `rect`, `path` | value or range that others are compared with |
//! | `hl` `hm` `hi` | `path` in a pattern | hatching: open values of the finding, of other data, no figure; `hi` also leaders |
//! | `o` | `line`, `path` | the named value, open end or reference of the finding |
//! | none, `say`, `lab`, `num` | `text` | axis; name or value; value in bold; value that stands alone; `key`: of the finding; `halo`: its rim of paper |
//! | `on` | `text` | words on a dark area |
//! | `mid` `slim` | any | only from 36 rem on; only below |
//! | `sw` | `svg` | swatch of a colour key |

use std::fmt::Write;

use crate::chart::scene::{
    Anchor, Area, BEHIND, Ink, Mark, Role, Scene, Shape, Shown, Text, Toward, Voice, WHOLE,
};

/// What the markup needs beside the picture.
pub(crate) struct Frame<'a> {
    /// Of the figure; prefix of all ids.
    pub id: &'a str,
    /// Short alternative text.
    pub label: &'a str,
    /// Whether the script runs from right to left; the picture is mirrored already.
    pub is_rtl: bool,
}

/// The hatchings: suffix of their id, and class of their strokes.
const HATCHES: [(Hatch, &str, &str); 3] =
    [(Hatch::Key, "h", "hl"), (Hatch::Mass, "m", "hm"), (Hatch::Hole, "n", "hi")];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Hatch {
    Key,
    Mass,
    Hole,
}

fn hatch_of(ink: Ink) -> Option<Hatch> {
    match ink.role {
        Role::Possible if ink.is_key => Some(Hatch::Key),
        Role::Possible => Some(Hatch::Mass),
        Role::Hole => Some(Hatch::Hole),
        _ => None,
    }
}

/// Writes a picture as markup for the body of an HTML page; it is well-formed XML, too.
pub(crate) fn inline(scene: &Scene, frame: &Frame<'_>) -> String {
    let mut svg = String::with_capacity(2_048);
    let direction = if frame.is_rtl { " direction=\"rtl\"" } else { "" };
    let height = Number(scene.height);
    let label = Escaped(frame.label);
    put(
        &mut svg,
        format_args!(
            "<svg class=\"chart\" height=\"{height}\"{direction} role=\"img\" aria-label=\"{label}\">"
        ),
    );
    write_patterns(scene, frame, &mut svg);
    svg.push_str("<g aria-hidden=\"true\">");
    let mut rest = scene.marks.as_slice();
    while let Some(first) = rest.first() {
        let kind = kind_of(first);
        let length = rest.iter().take_while(|mark| kind_of(mark) == kind).count();
        let (stretch, after) = rest.split_at(length);
        match kind {
            Kind::Words => write_words(stretch, &mut svg),
            Kind::Stretched => write_stretched(stretch, scene.height, &mut svg),
            Kind::Plain => stretch.iter().for_each(|mark| write_mark(mark, frame, &mut svg)),
        }
        rest = after;
    }
    svg.push_str("</g></svg>");
    svg
}

/// A square of 12 px in the ink of a series, for a colour key.
pub(crate) fn swatch(ink: Ink) -> String {
    let class = classes(ink, Shown::Always, "");
    format!(
        "<svg class=\"sw\" width=\"12\" height=\"12\" aria-hidden=\"true\"><rect{class} width=\"12\" height=\"12\"/></svg>"
    )
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Words,
    Stretched,
    Plain,
}

fn kind_of(mark: &Mark) -> Kind {
    match mark.shape {
        Shape::Text(_) => Kind::Words,
        Shape::Path(_) | Shape::Polygon(_) => Kind::Stretched,
        _ => Kind::Plain,
    }
}

/// Writing to a string cannot fail.
fn put(svg: &mut String, arguments: std::fmt::Arguments<'_>) {
    let written = svg.write_fmt(arguments);
    debug_assert!(written.is_ok(), "a string takes all that is written");
}

fn write_patterns(scene: &Scene, frame: &Frame<'_>, svg: &mut String) {
    let used = |hatch: Hatch| scene.marks.iter().any(|mark| hatch_of(mark.ink) == Some(hatch));
    let used: Vec<_> = HATCHES.iter().filter(|(hatch, ..)| used(*hatch)).collect();
    if used.is_empty() {
        return;
    }
    svg.push_str("<defs>");
    for (_, suffix, class) in used {
        put(
            svg,
            format_args!(
                "<pattern id=\"{}-{suffix}\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" \
                 patternTransform=\"rotate(45)\"><path class=\"{class}\" d=\"M0 0V5\"/></pattern>",
                Escaped(frame.id)
            ),
        );
    }
    svg.push_str("</defs>");
}

fn write_mark(mark: &Mark, frame: &Frame<'_>, svg: &mut String) {
    let class = |base: &str| classes_of(mark, base);
    match &mark.shape {
        Shape::Rect(area) => match hatch_of(mark.ink) {
            Some(hatch) => {
                let suffix =
                    HATCHES.iter().find(|(other, ..)| *other == hatch).map_or("", |(_, suffix, _)| suffix);
                let fill = format!(" fill=\"url(#{}-{suffix})\"", Escaped(frame.id));
                write_rect(area, &class(""), &fill, svg);
            }
            None => write_rect(area, &class(""), "", svg),
        },
        Shape::Line(from, to) => {
            let (x1, x2) = (Share(from.0), Share(to.0));
            let (y1, y2) = (Number(from.1), Number(to.1));
            put(svg, format_args!("<line{}", class("")));
            if from.0 != 0 {
                put(svg, format_args!(" x1=\"{x1}\""));
            }
            put(svg, format_args!(" x2=\"{x2}\" y1=\"{y1}\" y2=\"{y2}\"/>"));
        }
        Shape::Dot((x, y), radius) => {
            let (x, y, radius) = (Share(*x), Number(*y), Number(*radius));
            put(svg, format_args!("<circle{} cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>", class("")));
        }
        Shape::Arrow((x, y), toward) => {
            let path = match toward {
                Toward::Up => "M-5 3L0-2 5 3",
                Toward::Down => "M-5-3L0 2 5-3",
                Toward::End => "M-3-5L2 0-3 5",
                Toward::Start => "M3-5L-2 0 3 5",
            };
            let (x, y) = (Share(*x), Number(*y));
            put(
                svg,
                format_args!(
                    "<svg x=\"{x}\" y=\"{y}\" overflow=\"visible\"><path{} fill=\"none\" d=\"{path}\"/></svg>",
                    class("")
                ),
            );
        }
        Shape::Tiles(at, tiles) => write_tiles(*at, tiles, mark, frame, svg),
        Shape::Path(_) | Shape::Polygon(_) | Shape::Text(_) => {}
    }
}

/// Rectangles in px beside a place: one path, each rectangle from where the one before began.
fn write_tiles((x, y): (i32, i32), tiles: &[[i32; 4]], mark: &Mark, frame: &Frame<'_>, svg: &mut String) {
    let fill = match HATCHES.iter().find(|(hatch, ..)| hatch_of(mark.ink) == Some(*hatch)) {
        Some((_, suffix, _)) => format!(" fill=\"url(#{}-{suffix})\"", Escaped(frame.id)),
        None if mark.ink.role == Role::Grid => " fill=\"none\"".to_owned(),
        None => String::new(),
    };
    let (x, y, class) = (Share(x), Number(y), classes_of(mark, ""));
    put(svg, format_args!("<svg x=\"{x}\" y=\"{y}\" overflow=\"visible\"><path{class}{fill} d=\""));
    let mut before = (0, 0);
    for [left, top, width, height] in tiles {
        let (dx, dy) = (Number(left - before.0), Number(top - before.1));
        let (width, height) = (Number(*width), Number(*height));
        put(svg, format_args!("m{dx} {dy}h{width}v{height}h-{width}z"));
        before = (*left, *top);
    }
    svg.push_str("\"/></svg>");
}

fn write_rect(area: &Area, class: &str, fill: &str, svg: &mut String) {
    let (x, y) = (Share(area.left), Number(area.top));
    let (width, height) = (Share(area.right - area.left), Number(area.bottom - area.top));
    put(svg, format_args!("<rect{class} x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{fill}/>"));
}

/// Lines and areas through many places, in a system of coordinates of their own: hundredths of a per cent across,
/// hundredths of a px downwards.
fn write_stretched(marks: &[Mark], height: i32, svg: &mut String) {
    put(svg, format_args!("<svg viewBox=\"0 0 {WHOLE} {height}\" preserveAspectRatio=\"none\">"));
    for mark in marks {
        let class = classes_of(mark, "");
        let (places, end) = match &mark.shape {
            Shape::Path(places) => (places, ""),
            Shape::Polygon(places) => (places, "z"),
            _ => continue,
        };
        put(svg, format_args!("<path{class} vector-effect=\"non-scaling-stroke\" d=\""));
        write_steps(places, svg);
        put(svg, format_args!("{end}\"/>"));
    }
    svg.push_str("</svg>");
}

/// `m` and steps relative to the place before: the shortest way to say a line.
fn write_steps(places: &[(i32, i32)], svg: &mut String) {
    let mut before = (0, 0);
    for (index, (x, y)) in places.iter().enumerate() {
        let (dx, dy) = (x - before.0, y - before.1);
        let lead = if index == 0 {
            "m"
        } else if dx < 0 {
            ""
        } else {
            " "
        };
        let gap = if dy < 0 { "" } else { " " };
        put(svg, format_args!("{lead}{dx}{gap}{dy}"));
        before = (*x, *y);
    }
}

/// Words: first the rims of all, so that no rim covers a neighbour's letters.
fn write_words(marks: &[Mark], svg: &mut String) {
    let texts = || {
        marks.iter().filter_map(|mark| match &mark.shape {
            Shape::Text(text) => Some((mark, text)),
            _ => None,
        })
    };
    for (mark, text) in texts().filter(|(_, text)| text.has_halo) {
        let ink = Ink { is_key: false, ..mark.ink };
        write_text(text, &text_classes(text, ink, mark.shown, true), svg);
    }
    for (mark, text) in texts() {
        write_text(text, &text_classes(text, mark.ink, mark.shown, false), svg);
    }
}

fn write_text(text: &Text, class: &str, svg: &mut String) {
    let (x, y, words) = (Share(text.x), Number(text.y), Escaped(&text.words));
    put(svg, format_args!("<text{class} x=\"{x}\" y=\"{y}\""));
    if text.dx != 0 {
        put(svg, format_args!(" dx=\"{}\"", Number(text.dx)));
    }
    match text.anchor {
        Anchor::Start => {}
        Anchor::Middle => svg.push_str(" text-anchor=\"middle\""),
        Anchor::End => svg.push_str(" text-anchor=\"end\""),
    }
    put(svg, format_args!(">{words}</text>"));
}

fn text_classes(text: &Text, ink: Ink, shown: Shown, is_halo: bool) -> String {
    let voice = match text.voice {
        Voice::Soft => "",
        Voice::Say => "say",
        Voice::Loud => "lab",
        Voice::Huge => "num",
    };
    let mut names = vec![voice];
    if ink.role == Role::Mass && ink.takes_paper() {
        names.push("on");
    } else if ink.role == Role::Mass && text.voice == Voice::Soft {
        // Grey words would not be legible on grey.
        names.push("say");
    } else if ink.is_key {
        names.push("key");
    }
    if is_halo {
        names.push("halo");
    }
    names.push(shown_class(shown));
    attribute(&names)
}

/// What is projected looks like a line or like an area, by its shape.
fn classes_of(mark: &Mark, base: &str) -> String {
    let is_area = matches!(mark.shape, Shape::Rect(_) | Shape::Polygon(_) | Shape::Dot(..));
    if mark.ink.role == Role::Projected && is_area {
        let key = if mark.ink.is_key { "key" } else { "" };
        return attribute(&[base, "col", "pj", key, tint_class(mark.ink), shown_class(mark.shown)]);
    }
    classes(mark.ink, mark.shown, base)
}

fn classes(ink: Ink, shown: Shown, base: &str) -> String {
    let key = if ink.is_key { "key" } else { "" };
    let shown = shown_class(shown);
    let own: [&str; 4] = match ink.role {
        Role::Grid => ["g", "", "", ""],
        Role::Base => ["ax", "", "", ""],
        Role::Leader => ["hi", "", "", ""],
        Role::Mass | Role::Cell => ["col", key, tint_class(ink), ""],
        Role::Bubble => ["bu", key, tint_class(ink), ""],
        Role::Possible | Role::Hole => ["", "", "", ""],
        Role::Named | Role::Whisker | Role::Open | Role::Reference if ink.is_key => ["o", "", "", ""],
        Role::Named | Role::Whisker | Role::Open => ["ax", "", "", ""],
        Role::Reference => ["rf", "", "", ""],
        Role::Range => ["rg", "", "", ""],
        Role::Line => line_classes(ink),
        Role::Projected => ["ln", "pj", line_weight(ink), line_tone(ink)],
        Role::Unknown => ["ln", "un", key, line_tone(ink)],
        Role::Stem => ["st", key, line_tone(ink), ""],
        Role::Band => ["band", key, line_tone(ink), ""],
        Role::Dot | Role::Ring => ["dot", key, line_tone(ink), ""],
    };
    let [a, b, c, d] = own;
    attribute(&[base, a, b, c, d, shown])
}

/// Tones of areas.
fn tint_class(ink: Ink) -> &'static str {
    match ink.tint {
        _ if ink.is_key => "",
        0 => "",
        1 | BEHIND => "t1",
        2 => "t2",
        3 => "t3",
        4 => "t4",
        _ => "t5",
    }
}

/// Tones of what is drawn with a stroke: light ones would not be seen, so every other series is grey.
fn line_tone(ink: Ink) -> &'static str {
    if !ink.is_key && (ink.tint % 2 == 1 || ink.tint == BEHIND) { "t1" } else { "" }
}

fn line_weight(ink: Ink) -> &'static str {
    match ink.tint {
        _ if ink.is_key => "key",
        2 => "th",
        3 => "wd",
        BEHIND => "bk",
        _ => "",
    }
}

fn line_classes(ink: Ink) -> [&'static str; 4] {
    let dashes = if !ink.is_key && matches!(ink.tint, 4 | 5) { "dd" } else { "" };
    let tone = if ink.tint == BEHIND { "" } else { line_tone(ink) };
    ["ln", tone, line_weight(ink), dashes]
}

fn shown_class(shown: Shown) -> &'static str {
    match shown {
        Shown::Always => "",
        Shown::Wide => "mid",
        Shown::Narrow => "slim",
    }
}

fn attribute(names: &[&str]) -> String {
    let names: Vec<&str> = names.iter().copied().filter(|name| !name.is_empty()).collect();
    if names.is_empty() { String::new() } else { format!(" class=\"{}\"", names.join(" ")) }
}

/// Hundredths of a px as a number of px, with as few digits as it has.
pub(crate) struct Number(pub(crate) i32);

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0 < 0 {
            f.write_char('-')?;
        }
        let hundredths = self.0.unsigned_abs();
        let (whole, rest) = (hundredths / 100, hundredths % 100);
        match (rest / 10, rest % 10) {
            (0, 0) => write!(f, "{whole}"),
            (tenths, 0) => write!(f, "{whole}.{tenths}"),
            (tenths, last) => write!(f, "{whole}.{tenths}{last}"),
        }
    }
}

/// Hundredths of a per cent as a share of the width.
struct Share(i32);

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0 == 0 { f.write_char('0') } else { write!(f, "{}%", Number(self.0)) }
    }
}

/// Words as they stand in markup: signs of markup replaced, those that XML 1.0 (section 2.2) excludes left out.
pub(crate) struct Escaped<'a>(pub(crate) &'a str);

impl std::fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for letter in self.0.chars() {
            match letter {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\t' | '\n' | '\r' => f.write_char(' ')?,
                '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {}
                _ => f.write_char(letter)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_as_few_digits_as_they_need() {
        let written: Vec<String> = [0, 100, 150, 155, 105, -250].map(|n| Number(n).to_string()).into();
        assert_eq!(written, ["0", "1", "1.5", "1.55", "1.05", "-2.5"]);
        assert_eq!(Share(10_000).to_string(), "100%");
        assert_eq!(Share(0).to_string(), "0");
    }

    #[test]
    fn words_cannot_break_out_of_markup() {
        let words = "a<b>&\"c\"\u{0}\u{b}\n\u{1b}d";
        assert_eq!(Escaped(words).to_string(), "a&lt;b&gt;&amp;&quot;c&quot; d");
    }

    #[test]
    fn steps_are_relative() {
        let mut path = String::new();
        write_steps(&[(100, 200), (150, 180), (160, 190), (155, 190)], &mut path);
        assert_eq!(path, "m100 200 50-20 10 10-5 0");
    }
}
