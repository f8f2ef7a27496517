//! A Scene as inline SVG: fluid in width, coloured by the theme's style sheet, without script, style or namespace.
//!
//! There is no `viewBox`: x is in per cent, y and texts in px, so that words keep their size and columns take the
//! width they get. Lines through several places need one system of coordinates; they stand in a nested `svg` that is
//! stretched, with strokes that are not. A long line that both views show is written once and used again, moved and
//! stretched across. The drawing is hidden from readers of the text: they get its label, its
//! description, which stands beside it, and the table; tips are for pointers. Marks of one view only carry a class that
//! the style sheet hides:
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
//! | `mp` | `path` | many observations |
//! | `dot` | `circle` | an observation, hollow |
//! | `band` | `path` | what is possible along a line |
//! | `rf` `rg` | `line`; `rect`, `path` | value or range that others are compared with |
//! | `hl` `hm` `hi` | `path` in a pattern | hatching: open values of the finding, of other data, no figure; `hi` also leaders |
//! | `o` | `line`, `path` | the named value, open end or reference of the finding |
//! | none, `say`, `lab`, `num` | `text` | axis; name or value; value in bold; value that stands alone; `key`: of the finding; `halo`: its rim of paper |
//! | `on` | `text` | words on a dark area |
//! | `mid` `slim` | any | only from 36 rem on; only below |
//! | `sw` | `svg` | swatch of a colour key |

use crate::chart::classes::{class_names, push_classes, text_classes};
pub(crate) use crate::chart::markup::{Escaped, Number, push_escaped};
use crate::chart::markup::{push_integer, push_number, push_share};
use crate::chart::scene::{
    Anchor, Area, Datum, Ink, Mark, PX, Role, Scene, Shape, Shown, Text, Toward, Voice, WHOLE,
};

/// What the markup needs beside the picture.
pub(crate) struct Frame<'a> {
    /// Of the figure; prefix of all ids.
    pub id: &'a str,
    /// What it is, in a few words; empty for a picture that is hidden from readers of the text, one of several that
    /// are named together.
    pub label: &'a str,
    /// Whether an element [`description_id`] beside the picture says what it shows.
    pub is_described: bool,
    /// Whether the script runs from right to left; the picture is mirrored already.
    pub is_rtl: bool,
    /// What is said of a value to a pointer that rests on its mark.
    pub tip: &'a dyn Fn(Datum) -> Option<Tip>,
}

/// What is said of a value.
pub(crate) struct Tip {
    /// A sentence.
    pub words: String,
    /// The exact number in it, without sign, unit and hedge.
    pub number: String,
}

/// The id of the element that describes the chart of a figure.
pub(crate) fn description_id(figure: &str) -> String {
    format!("{figure}-d")
}

/// Charts of more marks get no tips: they would weigh more than the picture, and its table has the numbers, too.
const TIPPED: usize = 60;
/// Charts of more marks get no tips where the number is written in the picture.
const ALL_TIPPED: usize = 12;

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
    picture(scene, frame, Shown::Always)
}

/// Markup of a chart whose narrow and wide pictures differ in height: two pictures, of which the style sheet shows one,
/// named as one.
pub(crate) fn either(narrow: &Scene, wide: &Scene, frame: &Frame<'_>) -> String {
    let one = |scene: &Scene, view: &str, shown: Shown| {
        let id = format!("{}-{view}", frame.id);
        picture(scene, &Frame { id: &id, label: "", is_described: false, ..*frame }, shown)
    };
    let mut html = "<div class=\"chart\"".to_owned();
    name(&mut html, frame);
    html.push_str(&one(narrow, "1", Shown::Narrow));
    html.push_str(&one(wide, "2", Shown::Wide));
    html.push_str("</div>");
    html
}

/// Says what a picture is, and which element describes it; one without a name is hidden from readers of the text.
fn name(markup: &mut String, frame: &Frame<'_>) {
    if frame.label.is_empty() {
        markup.push_str(" aria-hidden=\"true\">");
        return;
    }
    markup.push_str(" role=\"img\" aria-label=\"");
    push_escaped(markup, frame.label);
    if frame.is_described {
        markup.push_str("\" aria-describedby=\"");
        push_escaped(markup, &description_id(frame.id));
    }
    markup.push_str("\">");
}

fn picture(scene: &Scene, frame: &Frame<'_>, shown: Shown) -> String {
    let count = scene.marks.iter().filter(|mark| takes_tip(mark)).count();
    let written = if count > ALL_TIPPED { written(&scene.marks) } else { Vec::new() };
    let mut id = String::with_capacity(frame.id.len());
    push_escaped(&mut id, frame.id);
    let svg = String::with_capacity(512 + scene.marks.len() * 64);
    let mut writer =
        Writer { svg, id, tip: frame.tip, has_tips: count <= TIPPED, written, shared: shared(&scene.marks) };
    writer.open(scene, frame, shown);
    let mut rest = scene.marks.as_slice();
    while let Some(first) = rest.first() {
        let kind = kind_of(first);
        let length = rest.iter().take_while(|mark| kind_of(mark) == kind).count();
        let (stretch, after) = rest.split_at(length);
        match kind {
            Kind::Words => writer.words(stretch),
            Kind::Stretched => writer.stretched(stretch, scene.height),
            Kind::Dots => writer.dots(stretch, scene.height),
            Kind::Plain => stretch.iter().for_each(|mark| writer.mark(mark)),
        }
        rest = after;
    }
    writer.svg.push_str("</g></svg>");
    writer.svg
}

/// Markup of small multiples: each a heading and a picture hidden from readers of the text, in a grid that is named as
/// one picture. `panels` are their headings, whether the finding is about all of each, and their pictures.
pub(crate) fn grid<'a>(
    panels: impl IntoIterator<Item = (&'a str, bool, &'a Scene)>,
    frame: &Frame<'_>,
    is_broad: bool,
) -> String {
    let broad = if is_broad { " broad" } else { "" };
    let mut html = format!("<div class=\"panels{broad}\"");
    name(&mut html, frame);
    for (index, (title, is_key, scene)) in panels.into_iter().enumerate() {
        let id = format!("{}-{}", frame.id, index + 1);
        let class = if is_key { " class=\"key\"" } else { "" };
        html.push_str("<div aria-hidden=\"true\"><p");
        html.push_str(class);
        html.push('>');
        push_escaped(&mut html, title);
        html.push_str("</p>");
        // The numbers of all panels stand in one table; a tip would not say of which panel it is.
        html.push_str(&inline(
            scene,
            &Frame { id: &id, label: "", is_described: false, tip: &|_| None, ..*frame },
        ));
        html.push_str("</div>");
    }
    html.push_str("</div>");
    html
}

/// A square of 12 px in the ink of a series, for a colour key.
pub(crate) fn swatch(ink: Ink) -> String {
    let mut svg = "<svg class=\"sw\" width=\"12\" height=\"12\" aria-hidden=\"true\"><rect".to_owned();
    push_classes(&mut svg, &class_names(ink, false), Shown::Always);
    svg.push_str(" width=\"12\" height=\"12\"/></svg>");
    svg
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Words,
    Stretched,
    Dots,
    Plain,
}

fn kind_of(mark: &Mark) -> Kind {
    match mark.shape {
        Shape::Text(_) => Kind::Words,
        Shape::Path(_) | Shape::Polygon(_) => Kind::Stretched,
        Shape::Dots(..) => Kind::Dots,
        _ => Kind::Plain,
    }
}

/// Whether a pointer can rest on the mark of a value.
fn takes_tip(mark: &Mark) -> bool {
    let is_area = matches!(mark.shape, Shape::Rect(_) | Shape::Dot(..));
    is_area && mark.datum.is_some()
}

/// A line of at least so many places is written once for both views.
const LONG: usize = 40;

/// A long line that both views show, in frames that begin and end at other shares of the width.
struct Shared<'a> {
    wide: &'a [(i32, i32)],
    narrow: &'a [(i32, i32)],
    /// Where the wide picture begins in the narrow one, and how wide it is there: hundredths of a per cent.
    from: i32,
    width: i32,
}

/// Long lines and areas of the wide view with the same in the narrow view.
fn shared(marks: &[Mark]) -> Vec<Shared<'_>> {
    let of_view = |shown: Shown| {
        marks.iter().filter_map(move |mark| match &mark.shape {
            Shape::Path(places) | Shape::Polygon(places) if mark.shown == shown && places.len() >= LONG => {
                Some((mark, places.as_slice()))
            }
            _ => None,
        })
    };
    let mut found = Vec::new();
    for (mark, wide) in of_view(Shown::Wide) {
        let is_same = |other: &Mark| other.ink == mark.ink && other.datum == mark.datum;
        let mut same = of_view(Shown::Narrow).filter(|(other, _)| is_same(other));
        found.extend(same.find_map(|(_, narrow)| fitted(wide, narrow)));
    }
    found
}

/// How one line becomes the other by moving and stretching across alone, to a hundredth of a per cent.
fn fitted<'a>(wide: &'a [(i32, i32)], narrow: &'a [(i32, i32)]) -> Option<Shared<'a>> {
    let level = |(a, b): (&(i32, i32), &(i32, i32))| a.1 == b.1;
    if wide.len() != narrow.len() || !wide.iter().zip(narrow).all(level) {
        return None;
    }
    let ends = |places: &[(i32, i32)]| {
        let across = || places.iter().map(|place| i64::from(place.0));
        Some((across().min()?, across().max()?))
    };
    let ((low, high), (narrow_low, narrow_high)) = (ends(wide)?, ends(narrow)?);
    if low >= high {
        return None;
    }
    let width = ((narrow_high - narrow_low) * i64::from(WHOLE) + (high - low) / 2) / (high - low);
    let moved = |x: i64| (x * width).div_euclid(i64::from(WHOLE));
    let from = narrow_low - moved(low);
    let is_near =
        |(a, b): (&(i32, i32), &(i32, i32))| (moved(i64::from(a.0)) + from - i64::from(b.0)).abs() <= 1;
    let (from, width) = (i32::try_from(from).ok()?, i32::try_from(width).ok()?);
    wide.iter().zip(narrow).all(is_near).then_some(Shared { wide, narrow, from, width })
}

/// The labels of a picture; its axes are written in grey.
fn written(marks: &[Mark]) -> Vec<&str> {
    let labels = marks.iter().filter_map(|mark| match &mark.shape {
        Shape::Text(text) if text.voice != Voice::Soft => Some(&*text.words),
        _ => None,
    });
    labels.collect()
}

/// Whether words hold a number, not as a part of another.
fn says(words: &str, number: &str) -> bool {
    let belongs =
        |sign: Option<char>| sign.is_some_and(|sign| sign.is_numeric() || matches!(sign, ',' | '.'));
    words.match_indices(number).any(|(at, found)| {
        let (before, rest) = words.split_at_checked(at).unwrap_or_default();
        let after = rest.get(found.len()..).unwrap_or_default();
        !belongs(before.chars().next_back()) && !belongs(after.chars().next())
    })
}

/// Markup in the making. Everything is pushed, nothing formatted: a page of charts is mostly numbers.
struct Writer<'a> {
    svg: String,
    /// Of the figure, escaped.
    id: String,
    tip: &'a dyn Fn(Datum) -> Option<Tip>,
    has_tips: bool,
    /// Words in which a number may stand that needs no tip.
    written: Vec<&'a str>,
    shared: Vec<Shared<'a>>,
}

impl Writer<'_> {
    fn open(&mut self, scene: &Scene, frame: &Frame<'_>, shown: Shown) {
        self.svg.push_str("<svg");
        push_classes(&mut self.svg, &["chart", "", "", ""], shown);
        self.number("height", scene.height);
        if frame.is_rtl {
            self.svg.push_str(" direction=\"rtl\"");
        }
        name(&mut self.svg, frame);
        self.patterns(scene);
        self.svg.push_str("<g aria-hidden=\"true\">");
    }

    fn patterns(&mut self, scene: &Scene) {
        let used = |hatch: Hatch| scene.marks.iter().any(|mark| hatch_of(mark.ink) == Some(hatch));
        let mut is_open = false;
        for (_, suffix, class) in HATCHES.iter().filter(|(hatch, ..)| used(*hatch)) {
            let open = if is_open { "<pattern id=\"" } else { "<defs><pattern id=\"" };
            is_open = true;
            for part in [
                open,
                &self.id,
                "-",
                suffix,
                "\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
                 <path class=\"",
                class,
                "\" d=\"M0 0V5\"/></pattern>",
            ] {
                self.svg.push_str(part);
            }
        }
        if is_open {
            self.svg.push_str("</defs>");
        }
    }

    /// ` name="12.5"`, of hundredths.
    fn number(&mut self, name: &str, hundredths: i32) {
        self.name(name);
        push_number(&mut self.svg, hundredths);
        self.svg.push('"');
    }

    /// ` name="12.5%"`, of hundredths.
    fn share(&mut self, name: &str, hundredths: i32) {
        self.name(name);
        push_share(&mut self.svg, hundredths);
        self.svg.push('"');
    }

    fn name(&mut self, name: &str) {
        self.svg.push(' ');
        self.svg.push_str(name);
        self.svg.push_str("=\"");
    }

    fn mark(&mut self, mark: &Mark) {
        match &mark.shape {
            Shape::Rect(area) => self.rect(mark, area),
            Shape::Line(from, to) => self.line(mark, *from, *to),
            Shape::Dot((x, y), radius) => {
                self.svg.push_str("<circle");
                self.class(mark);
                self.share("cx", *x);
                self.number("cy", *y);
                self.number("r", *radius);
                self.close(mark, "circle");
            }
            Shape::Arrow(at, toward) => self.arrow(mark, *at, *toward),
            Shape::Tiles(at, tiles) => self.tiles(mark, *at, tiles),
            Shape::Path(_) | Shape::Polygon(_) | Shape::Dots(..) | Shape::Text(_) => {}
        }
    }

    fn class(&mut self, mark: &Mark) {
        let is_area =
            matches!(mark.shape, Shape::Rect(_) | Shape::Polygon(_) | Shape::Dot(..) | Shape::Tiles(..));
        push_classes(&mut self.svg, &class_names(mark.ink, is_area), mark.shown);
    }

    /// Ends an element, with what is said of its value inside.
    fn close(&mut self, mark: &Mark, tag: &str) {
        let tip = mark.datum.filter(|_| self.has_tips && takes_tip(mark)).and_then(self.tip);
        let tip = tip.filter(|tip| !self.written.iter().any(|words| says(words, &tip.number)));
        let Some(tip) = tip else { return self.svg.push_str("/>") };
        self.svg.push_str("><title>");
        push_escaped(&mut self.svg, &tip.words);
        self.svg.push_str("</title></");
        self.svg.push_str(tag);
        self.svg.push('>');
    }

    fn rect(&mut self, mark: &Mark, area: &Area) {
        self.svg.push_str("<rect");
        self.class(mark);
        if area.left != 0 {
            self.share("x", area.left);
        }
        self.number("y", area.top);
        self.share("width", area.right - area.left);
        self.number("height", area.bottom - area.top);
        self.hatching(mark);
        self.close(mark, "rect");
    }

    /// The hatching of a mark that has one.
    fn hatching(&mut self, mark: &Mark) {
        let hatch = HATCHES.iter().find(|(hatch, ..)| hatch_of(mark.ink) == Some(*hatch));
        if let Some((_, suffix, _)) = hatch {
            for part in [" fill=\"url(#", &self.id, "-", suffix, ")\""] {
                self.svg.push_str(part);
            }
        }
    }

    /// Rectangles in px beside a place: one path, each rectangle from where the one before began.
    fn tiles(&mut self, mark: &Mark, (x, y): (i32, i32), tiles: &[[i32; 4]]) {
        self.svg.push_str("<svg");
        self.share("x", x);
        self.number("y", y);
        self.svg.push_str(" overflow=\"visible\"><path");
        self.class(mark);
        self.hatching(mark);
        if mark.ink.role == Role::Grid {
            self.svg.push_str(" fill=\"none\"");
        }
        self.svg.push_str(" d=\"");
        let mut before = (0, 0);
        for [left, top, width, height] in tiles {
            for (letter, length) in
                [("m", left - before.0), (" ", top - before.1), ("h", *width), ("v", *height), ("h", -width)]
            {
                self.svg.push_str(letter);
                push_number(&mut self.svg, length);
            }
            self.svg.push('z');
            before = (*left, *top);
        }
        self.svg.push_str("\"/></svg>");
    }

    fn line(&mut self, mark: &Mark, from: (i32, i32), to: (i32, i32)) {
        self.svg.push_str("<line");
        self.class(mark);
        if from.0 != 0 {
            self.share("x1", from.0);
        }
        self.share("x2", to.0);
        self.number("y1", from.1);
        self.number("y2", to.1);
        self.svg.push_str("/>");
    }

    fn arrow(&mut self, mark: &Mark, (x, y): (i32, i32), toward: Toward) {
        let path = match toward {
            Toward::Up => "M-5 3L0-2 5 3",
            Toward::Down => "M-5-3L0 2 5-3",
            Toward::End => "M-3-5L2 0-3 5",
            Toward::Start => "M3-5L-2 0 3 5",
        };
        self.svg.push_str("<svg");
        self.share("x", x);
        self.number("y", y);
        self.svg.push_str(" overflow=\"visible\"><path");
        self.class(mark);
        self.svg.push_str(" fill=\"none\" d=\"");
        self.svg.push_str(path);
        self.svg.push_str("\"/></svg>");
    }

    /// Lines and areas through many places, in systems of coordinates of their own: hundredths of a per cent across,
    /// tenths of a px downwards. What both views share is written once, with an id, and used again.
    fn stretched(&mut self, marks: &[Mark], height: i32) {
        let is_own = |mark: &Mark| self.copy_of(mark).is_none();
        let parts: Vec<&[Mark]> = marks.chunk_by(|a, b| is_own(a) && is_own(b)).collect();
        for part in parts {
            let copy = part.first().and_then(|mark| self.copy_of(mark));
            let shared = copy.and_then(|(number, _)| self.shared.get(number));
            let place = shared.filter(|_| copy.is_some_and(|(_, is_narrow)| is_narrow));
            let (from, width) = place.map_or((0, 0), |shared| (shared.from, shared.width));
            self.svg.push_str("<svg");
            if let Some(mark) = part.first().filter(|_| copy.is_some()) {
                push_classes(&mut self.svg, &[""; 4], mark.shown);
            }
            if width > 0 {
                self.share("x", from);
                self.share("width", width);
            }
            self.svg.push_str(" viewBox=\"0 0 ");
            push_integer(&mut self.svg, WHOLE);
            self.svg.push(' ');
            push_number(&mut self.svg, height.saturating_mul(10));
            self.svg.push_str("\" preserveAspectRatio=\"none\">");
            match copy {
                Some((number, true)) => {
                    self.svg.push_str("<use href=\"#");
                    self.push_line_id(number);
                    self.svg.push_str("\"/>");
                }
                _ => part.iter().for_each(|mark| self.path(mark, copy.map(|(number, _)| number))),
            }
            self.svg.push_str("</svg>");
        }
    }

    /// Which of the shared lines a mark is, and whether it is the narrow one.
    fn copy_of(&self, mark: &Mark) -> Option<(usize, bool)> {
        let (Shape::Path(places) | Shape::Polygon(places)) = &mark.shape else { return None };
        let is = |other: &[(i32, i32)]| std::ptr::eq(other.as_ptr(), places.as_ptr());
        let mut numbered = self.shared.iter().enumerate();
        numbered.find_map(|(number, shared)| match (is(shared.wide), is(shared.narrow)) {
            (true, _) => Some((number, false)),
            (_, true) => Some((number, true)),
            _ => None,
        })
    }

    fn push_line_id(&mut self, number: usize) {
        self.svg.push_str(&self.id);
        self.svg.push_str("-l");
        push_integer(&mut self.svg, i32::try_from(number).unwrap_or(i32::MAX));
    }

    fn path(&mut self, mark: &Mark, number: Option<usize>) {
        let (places, end) = match &mark.shape {
            Shape::Path(places) => (places, "\"/>"),
            Shape::Polygon(places) => (places, "z\"/>"),
            _ => return,
        };
        self.svg.push_str("<path");
        match number {
            Some(number) => {
                self.name("id");
                self.push_line_id(number);
                self.svg.push('"');
                let is_area = matches!(mark.shape, Shape::Polygon(_));
                push_classes(&mut self.svg, &class_names(mark.ink, is_area), Shown::Always);
            }
            None => self.class(mark),
        }
        self.svg.push_str(" vector-effect=\"non-scaling-stroke\" d=\"");
        push_steps(&mut self.svg, places);
        self.svg.push_str(end);
    }

    /// Many circles as lines without length and with round ends, one path for each look, in a system of coordinates of
    /// tenths of a per cent across and whole px downwards.
    fn dots(&mut self, marks: &[Mark], height: i32) {
        const ACROSS: i32 = 10;
        self.svg.push_str("<svg viewBox=\"0 0 ");
        push_integer(&mut self.svg, WHOLE / ACROSS);
        self.svg.push(' ');
        push_number(&mut self.svg, height);
        self.svg.push_str("\" preserveAspectRatio=\"none\">");
        for mark in marks {
            let Shape::Dots(places, radius) = &mark.shape else { continue };
            self.svg.push_str("<path");
            let [_, key, tint, _] = class_names(mark.ink, true);
            push_classes(&mut self.svg, &["mp", key, tint, ""], mark.shown);
            self.number("stroke-width", 2 * radius);
            self.svg.push_str(" vector-effect=\"non-scaling-stroke\" d=\"");
            let mut before = (0, 0);
            for (x, y) in places {
                let (x, y) = ((x + ACROSS / 2).div_euclid(ACROSS), (y + PX / 2).div_euclid(PX));
                self.svg.push('m');
                push_integer(&mut self.svg, x - before.0);
                if y >= before.1 {
                    self.svg.push(' ');
                }
                push_integer(&mut self.svg, y - before.1);
                self.svg.push_str("h0");
                before = (x, y);
            }
            self.svg.push_str("\"/>");
        }
        self.svg.push_str("</svg>");
    }

    /// Words: first the rims of all, so that no rim covers a neighbour's letters.
    fn words(&mut self, marks: &[Mark]) {
        let texts = || {
            marks.iter().filter_map(|mark| match &mark.shape {
                Shape::Text(text) => Some((mark, text)),
                _ => None,
            })
        };
        for (mark, text) in texts().filter(|(_, text)| text.has_halo) {
            self.text(mark, text, true);
        }
        for (mark, text) in texts() {
            self.text(mark, text, false);
        }
    }

    fn text(&mut self, mark: &Mark, text: &Text, is_halo: bool) {
        self.svg.push_str("<text");
        push_classes(&mut self.svg, &text_classes(text, mark.ink, is_halo), mark.shown);
        self.share("x", text.x);
        self.number("y", text.y);
        if text.dx != 0 {
            self.number("dx", text.dx);
        }
        match text.anchor {
            Anchor::Start => {}
            Anchor::Middle => self.svg.push_str(" text-anchor=\"middle\""),
            Anchor::End => self.svg.push_str(" text-anchor=\"end\""),
        }
        self.svg.push('>');
        push_escaped(&mut self.svg, &text.words);
        self.svg.push_str("</text>");
    }
}

/// `m` and steps relative to the place before: the shortest way to say a line. Heights are rounded to tenths of a px.
fn push_steps(svg: &mut String, places: &[(i32, i32)]) {
    let mut before = (0, 0);
    for (index, (x, y)) in places.iter().enumerate() {
        let y = y.saturating_add(5).div_euclid(10);
        let (dx, dy) = (x - before.0, y - before.1);
        if index == 0 {
            svg.push('m');
        } else if dx >= 0 {
            svg.push(' ');
        }
        push_integer(svg, dx);
        if dy >= 0 {
            svg.push(' ');
        }
        push_integer(svg, dy);
        before = (*x, y);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_relative() {
        let mut path = String::new();
        push_steps(&mut path, &[(100, 2_000), (150, 1_804), (160, 1_895), (155, 1_904)]);
        assert_eq!(path, "m100 200 50-20 10 10-5 0");
    }

    fn dots(count: i64) -> String {
        let dot = |at| {
            let datum = Some(Datum { series: 0, at });
            Mark::new(Shape::Dot((100, 200), 400), Ink::of(Role::Mass), datum)
        };
        let scene = Scene { height: 1_000, marks: (0..count).map(dot).collect() };
        let tip = |datum: Datum| {
            let (words, number) = (format!("{} < 9", datum.at), datum.at.to_string());
            (datum.at != 1).then_some(Tip { words, number })
        };
        inline(&scene, &Frame { id: "a", label: "l", is_described: true, is_rtl: false, tip: &tip })
    }

    #[test]
    fn a_mark_tells_its_value_where_there_are_few() {
        let few = dots(2);
        assert!(few.contains("r=\"4\"><title>0 &lt; 9</title></circle><circle class=\"col\""), "{few}");
        assert_eq!(few.matches("<title>").count(), 1, "nothing is known of the second: {few}");
        assert!(few.contains("aria-label=\"l\" aria-describedby=\"a-d\""), "{few}");
        assert!(says("almost 1,400\u{a0}TB", "1,400") && says("31%", "31"));
        assert!(!says("1,400", "400") && !says("3.15", "3.1"), "parts of numbers are none");
        assert_eq!(dots(60).matches("<title>").count(), 59);
        assert_eq!(dots(61).matches("<title>").count(), 0);
    }

    /// A line that wanders, from a share of the width to another.
    fn line(from: i32, to: i32, shown: Shown) -> Mark {
        let place = |at: i32| (from + (to - from) * at / 99, 1_000 + at * at * 13 % 2_000);
        let line = Shape::Path((0..100).map(place).collect());
        Mark { shown, ..Mark::new(line, Ink::of(Role::Line), None) }
    }

    #[test]
    fn a_long_line_is_written_once_for_both_views() {
        let svg = |marks: Vec<Mark>| {
            let scene = Scene { height: 4_000, marks };
            let frame = Frame { id: "a", label: "l", is_described: false, is_rtl: false, tip: &|_| None };
            inline(&scene, &frame)
        };
        let both = svg(vec![line(1_000, 9_000, Shown::Wide), line(2_000, 7_000, Shown::Narrow)]);
        assert_eq!(both.matches(" d=\"").count(), 1, "{both}");
        assert!(both.contains("<svg class=\"mid\" viewBox=\"0 0 10000 400\""), "{both}");
        let again = "<svg class=\"slim\" x=\"13.75%\" width=\"62.5%\" viewBox=\"0 0 10000 400\" preserveAspectRatio=\"none\"><use href=\"#a-l0\"/></svg>";
        assert!(both.contains(again), "{both}");
        let mut other = line(2_000, 7_000, Shown::Narrow);
        if let Shape::Path(places) = &mut other.shape {
            places[50].1 += 40;
        }
        let apart = svg(vec![line(1_000, 9_000, Shown::Wide), other]);
        assert_eq!((apart.matches(" d=\"").count(), apart.matches("<use").count()), (2, 0), "{apart}");
    }
}
