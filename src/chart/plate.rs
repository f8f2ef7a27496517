//! A picture of one fixed size, with everything in its place: what files that stand alone are made of.
//!
//! A [`Scene`](crate::chart::scene::Scene) is fluid and takes its colours from a style sheet; a plate has neither. Lengths count
//! hundredths of a px, from the upper left corner. `flat` writes a plate as SVG, `raster` as pixels; both draw the same.

use std::sync::Arc;

use crate::chart::Panel;
use crate::chart::scene::{
    Anchor, Area, Ink, Mark, PX, Role, Shape, Shown, Text, Toward, View, Voice, WHOLE,
};
use crate::chart::text::{Face, Lines, Measure};

/// A colour of the house: the light side of the theme's tokens, as the paper on which files are reprinted is light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// What everything stands on.
    Paper,
    /// Words and axes.
    Ink,
    /// Words about the chart.
    Soft,
    /// Gridlines and rules between items.
    Hair,
    /// What the finding is about.
    Evidence,
    /// Other data: which of several series, 0 the darkest.
    Mass(u8),
}

impl Tone {
    /// Red, green and blue.
    pub(crate) fn rgb(self) -> [u8; 3] {
        match self {
            Tone::Paper => [0xfd, 0xfd, 0xfc],
            Tone::Ink | Tone::Mass(0) => [0x16, 0x18, 0x1b],
            Tone::Soft => [0x53, 0x57, 0x5d],
            Tone::Hair => [0xd3, 0xd6, 0xd8],
            Tone::Evidence => [0xb4, 0x12, 0x2f],
            Tone::Mass(1) => [0x77, 0x78, 0x7a],
            Tone::Mass(2) => [0xb3, 0xb4, 0xb4],
            Tone::Mass(_) => [0xd3, 0xd4, 0xd4],
        }
    }

    /// The colour of a mark that shows data.
    pub(crate) fn of_data(ink: Ink) -> Tone {
        if ink.is_key { Tone::Evidence } else { Tone::Mass(ink.tint) }
    }
}

/// How a line is interrupted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dash {
    /// Not at all.
    None,
    /// Strokes of 7 px, 4 px apart.
    Strokes,
    /// Round dots, 6 px apart.
    Dots,
}

/// A line: its colour, its width, and how it is interrupted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stroke {
    /// Colour.
    pub tone: Tone,
    /// Width, hundredths of a px.
    pub width: i32,
    /// Interruptions, in px of the chart: `scale` stretches them.
    pub dash: Dash,
    /// Per cent by which the chart is enlarged.
    pub scale: i32,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rect {
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// From left to right.
    pub width: i32,
    /// From top to bottom.
    pub height: i32,
}

/// The face of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    /// Sans, 400.
    Regular,
    /// Sans, 700.
    Bold,
    /// The nameplate and headlines: serif, 600.
    Display,
}

/// One line of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Words {
    /// The place of their anchor, on the baseline.
    pub at: (i32, i32),
    /// What stands there, in the line of reading.
    pub anchor: Anchor,
    /// Size of the letters.
    pub size: i32,
    /// Their face.
    pub weight: Weight,
    /// Their colour.
    pub tone: Tone,
    /// Width of the rim of paper around them; 0 for none.
    pub rim: i32,
    /// What they say.
    pub words: Arc<str>,
}

/// One thing drawn; later ones lie on earlier ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    /// A filled rectangle.
    Fill(Rect, Tone),
    /// A hatched rectangle: nothing else is known of what is in it.
    Hatch(Rect, Stroke),
    /// A line through places.
    Line(Vec<(i32, i32)>, Stroke),
    /// An area between places, of so many per cent of its colour.
    Shade(Vec<(i32, i32)>, Tone, u8),
    /// A disc: centre, radius, line around it.
    Disc((i32, i32), i32, Stroke),
    /// Words.
    Words(Words),
}

/// A picture of one fixed size.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(crate) struct Plate {
    /// From left to right.
    pub width: i32,
    /// From top to bottom.
    pub height: i32,
    /// Whether words run from right to left.
    pub is_rtl: bool,
    /// What is drawn.
    pub items: Vec<Item>,
}

impl Plate {
    /// The place across that lies so far from where lines of reading start.
    pub(crate) fn from_start(&self, distance: i32) -> i32 {
        if self.is_rtl { self.width - distance } else { distance }
    }

    /// Adds a line of words whose first letter stands so far from the start.
    pub(crate) fn say(&mut self, start: i32, y: i32, style: Style, words: &str) {
        let at = (self.from_start(start), y);
        let Style { size, weight, tone } = style;
        let words = Words { at, anchor: Anchor::Start, size, weight, tone, rim: 0, words: words.into() };
        self.items.push(Item::Words(words));
    }

    /// Adds lines of words from a first baseline, and gives the one below the last.
    pub(crate) fn say_lines(&mut self, start: i32, y: i32, style: Style, lines: &[String]) -> i32 {
        let mut y = y;
        for line in lines {
            self.say(start, y, style, line);
            y += style.leading();
        }
        y
    }

    /// Draws a picture of a chart; `frame` says where, and how much enlarged.
    pub(crate) fn draw(&mut self, panel: &Panel, frame: Frame) {
        let hand = Hand { frame, shown: frame.shown() };
        for mark in panel.scene.marks.iter().filter(|mark| hand.sees(mark)) {
            hand.draw(mark, &mut self.items);
        }
    }
}

/// How words look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Style {
    /// Size, hundredths of a px.
    pub size: i32,
    /// Face.
    pub weight: Weight,
    /// Colour.
    pub tone: Tone,
}

impl Style {
    /// From baseline to baseline.
    pub(crate) fn leading(self) -> i32 {
        let per_cent = if self.weight == Weight::Display { 112 } else { 135 };
        self.size * per_cent / 100
    }

    /// Breaks words over at most so many lines of a width; what does not fit is left out, with an ellipsis.
    pub(crate) fn wrap(self, words: &str, width: i32, most: usize, measure: &Measure) -> Lines {
        let (face, width) = self.measured(width);
        measure.wrap_or_cut(words, face, width, most)
    }

    /// The same, but nothing is broken or left out: `None` if that cannot be.
    pub(crate) fn wrap_whole(self, words: &str, width: i32, most: usize, measure: &Measure) -> Option<Lines> {
        let (face, width) = self.measured(width);
        measure.wrap(words, face, width, most)
    }

    /// Width of one line.
    pub(crate) fn width(self, words: &str, measure: &Measure) -> i32 {
        let face = self.face();
        let width =
            i64::from(measure.width(words, face)) * i64::from(self.size) / i64::from(face.size() * PX);
        i32::try_from(width).unwrap_or(i32::MAX)
    }

    /// The face whose widths are known, and the width at its size.
    fn measured(self, width: i32) -> (Face, i32) {
        let face = self.face();
        // The capitals and figures of the display face are wider than the bold ones that are measured.
        let width = if self.weight == Weight::Display { width * 16 / 17 } else { width };
        let width = i64::from(width) * i64::from(face.size() * PX) / i64::from(self.size.max(1));
        (face, i32::try_from(width).unwrap_or(i32::MAX))
    }

    fn face(self) -> Face {
        if self.weight == Weight::Regular { Face::Small } else { Face::Large }
    }
}

/// Where a picture stands on a plate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// From left to right.
    pub width: i32,
    /// Per cent by which words, lines and heights are enlarged.
    pub scale: i32,
}

impl Frame {
    /// The width that the picture is laid out for, in px.
    fn laid_out(self) -> i32 {
        self.width / self.scale.max(1)
    }

    /// Which of the two views is drawn.
    fn shown(self) -> Shown {
        if self.laid_out() < View::WIDE.low { Shown::Narrow } else { Shown::Wide }
    }

    fn x(self, share: i32) -> i32 {
        let x = i64::from(share) * i64::from(self.width) / i64::from(WHOLE);
        self.x + i32::try_from(x).unwrap_or(0)
    }

    fn long(self, length: i32) -> i32 {
        i32::try_from(i64::from(length) * i64::from(self.scale) / 100).unwrap_or(0)
    }

    fn place(self, (x, y): (i32, i32)) -> (i32, i32) {
        (self.x(x), self.y + self.long(y))
    }

    fn rect(self, area: &Area) -> Rect {
        let (left, top) = self.place((area.left, area.top));
        let (right, bottom) = self.place((area.right, area.bottom));
        Rect { x: left, y: top, width: right - left, height: bottom - top }
    }
}

/// Draws the marks of one view.
struct Hand {
    frame: Frame,
    shown: Shown,
}

impl Hand {
    fn sees(&self, mark: &Mark) -> bool {
        mark.shown == Shown::Always || mark.shown == self.shown
    }

    fn stroke(&self, tone: Tone, width: i32, dash: Dash) -> Stroke {
        Stroke { tone, width: self.frame.long(width), dash, scale: self.frame.scale }
    }

    fn draw(&self, mark: &Mark, items: &mut Vec<Item>) {
        let frame = self.frame;
        let ink = mark.ink;
        let places = |places: &[(i32, i32)]| places.iter().map(|at| frame.place(*at)).collect::<Vec<_>>();
        match &mark.shape {
            Shape::Rect(area) => items.push(self.rect(frame.rect(area), ink)),
            Shape::Line(from, to) => items.push(Item::Line(places(&[*from, *to]), self.line(ink))),
            Shape::Path(through) => items.push(Item::Line(places(through), self.line(ink))),
            Shape::Polygon(through) => {
                let share = if ink.role == Role::Band { 14 } else { 100 };
                items.push(Item::Shade(places(through), Tone::of_data(ink), share));
            }
            Shape::Dot(at, radius) => {
                let around = self.stroke(Tone::of_data(ink), 200, Dash::None);
                items.push(Item::Disc(frame.place(*at), frame.long(*radius), around));
            }
            Shape::Arrow(at, toward) => {
                let (x, y) = frame.place(*at);
                let head = arrow(*toward).map(|(dx, dy)| (x + frame.long(dx), y + frame.long(dy)));
                items.push(Item::Line(head.into(), self.line(ink)));
            }
            Shape::Text(text) => items.push(Item::Words(self.words(text, ink))),
        }
    }

    fn rect(&self, rect: Rect, ink: Ink) -> Item {
        let hatch = |tone, width| Item::Hatch(rect, self.stroke(tone, width, Dash::None));
        match ink.role {
            Role::Possible => hatch(Tone::of_data(ink), 75),
            Role::Hole => hatch(Tone::Soft, 50),
            _ => Item::Fill(rect, Tone::of_data(ink)),
        }
    }

    /// Widths and colours are those of the theme's style sheet.
    fn line(&self, ink: Ink) -> Stroke {
        match ink.role {
            Role::Grid => self.stroke(Tone::Hair, 100, Dash::None),
            Role::Leader => self.stroke(Tone::Soft, 100, Dash::None),
            Role::Named | Role::Whisker | Role::Open if ink.is_key => {
                self.stroke(Tone::Evidence, 150, Dash::None)
            }
            Role::Unknown => self.stroke(Tone::of_data(ink), if ink.is_key { 300 } else { 225 }, Dash::Dots),
            Role::Line => match (ink.is_key, ink.tint) {
                (true, _) => self.stroke(Tone::Evidence, 300, Dash::None),
                (false, 0 | 1) => self.stroke(Tone::of_data(ink), 225, Dash::None),
                (false, 2) => self.stroke(Tone::Mass(0), 225, Dash::Strokes),
                (false, 3) => self.stroke(Tone::Mass(1), 225, Dash::Strokes),
                (false, _) => self.stroke(Tone::Soft, 125, Dash::None),
            },
            _ => self.stroke(Tone::Ink, 100, Dash::None),
        }
    }

    fn words(&self, text: &Text, ink: Ink) -> Words {
        let (x, y) = self.frame.place((text.x, text.y));
        let tone = match text.voice {
            _ if ink.is_key => Tone::Evidence,
            Voice::Soft => Tone::Soft,
            Voice::Say | Voice::Loud => Tone::Ink,
        };
        let face = text.voice.face();
        Words {
            at: (x + self.frame.long(text.dx), y),
            anchor: text.anchor,
            size: self.frame.long(face.size() * PX),
            weight: if face == Face::Large { Weight::Bold } else { Weight::Regular },
            tone,
            rim: if text.has_halo { self.frame.long(500) } else { 0 },
            words: text.words.clone(),
        }
    }
}

/// The head of an arrow around its place.
fn arrow(toward: Toward) -> [(i32, i32); 3] {
    match toward {
        Toward::Up => [(-500, 300), (0, -200), (500, 300)],
        Toward::Down => [(-500, -300), (0, 200), (500, -300)],
        Toward::End => [(-300, -500), (200, 0), (-300, 500)],
        Toward::Start => [(300, -500), (-200, 0), (300, 500)],
    }
}
