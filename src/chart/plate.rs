//! A picture of one fixed size, with everything in its place: what files that stand alone are made of.
//!
//! A [`Scene`](crate::chart::scene::Scene) is fluid and takes its colours from a style sheet; a plate has neither. Lengths count
//! hundredths of a px, from the upper left corner. `flat` writes a plate as SVG, `raster` as pixels; both draw the same.

use std::sync::Arc;

use crate::chart::Panel;
use crate::chart::scene::{
    Anchor, Area, BEHIND, Ink, Mark, PX, Role, Shape, Shown, Text, Toward, View, Voice, WHOLE,
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
    /// Other data: so many per cent of its ink over paper.
    Mass(u8),
}

/// Paper and the ink of data.
const PAPER: [u8; 3] = [0xfd, 0xfd, 0xfc];
const MASS: [u8; 3] = [0x16, 0x18, 0x1b];

impl Tone {
    /// Red, green and blue.
    pub(crate) fn rgb(self) -> [u8; 3] {
        match self {
            Tone::Paper => PAPER,
            Tone::Ink => MASS,
            Tone::Soft => [0x53, 0x57, 0x5d],
            Tone::Hair => [0xd3, 0xd6, 0xd8],
            Tone::Evidence => [0xb4, 0x12, 0x2f],
            Tone::Mass(share) => {
                let mixed = |(mass, paper): (u8, u8)| {
                    let share = u16::from(share.min(100));
                    let sum = u16::from(mass) * share + u16::from(paper) * (100 - share);
                    u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX)
                };
                let [red, green, blue] = MASS;
                let [r, g, b] = PAPER;
                [(red, r), (green, g), (blue, b)].map(mixed)
            }
        }
    }

    /// Of an area of data: the tones of `chart.css`.
    fn of_area(ink: Ink) -> Tone {
        match ink.tint {
            _ if ink.is_key => Tone::Evidence,
            0 => Tone::Mass(100),
            1 | BEHIND => Tone::Mass(64),
            2 => Tone::Mass(28),
            3 => Tone::Mass(82),
            4 => Tone::Mass(46),
            _ => Tone::Mass(10),
        }
    }

    /// Of the rim of such an area.
    fn of_rim(ink: Ink) -> Tone {
        match ink.tint {
            _ if ink.is_key => Tone::Evidence,
            0 => Tone::Mass(100),
            3 => Tone::Mass(82),
            _ => Tone::Mass(64),
        }
    }

    /// Of what is drawn with a stroke: every other series is grey.
    fn of_line(ink: Ink) -> Tone {
        match ink.tint {
            _ if ink.is_key => Tone::Evidence,
            BEHIND => Tone::Mass(64),
            tint if tint % 2 == 1 => Tone::Mass(64),
            _ => Tone::Mass(100),
        }
    }
}

/// How a line is interrupted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dash {
    /// Not at all.
    None,
    /// What is projected: strokes.
    Strokes,
    /// The rim of what is projected: short strokes.
    Short,
    /// The fifth and sixth of several series: dash and dot.
    Mixed,
    /// Nothing is known in between: round dots.
    Dots,
}

impl Dash {
    /// Strokes and the gaps behind them, hundredths of a px of the chart.
    pub(crate) fn pattern(self) -> &'static [i32] {
        match self {
            Dash::None => &[],
            Dash::Strokes => &[600, 400],
            Dash::Short => &[400, 300],
            Dash::Mixed => &[1_000, 300, 200, 300],
            Dash::Dots => &[10, 600],
        }
    }
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

impl Stroke {
    /// An uninterrupted line of words, not of a chart.
    pub(crate) fn plain(tone: Tone, width: i32) -> Stroke {
        Stroke { tone, width, dash: Dash::None, scale: 100 }
    }
}

/// How an area looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    /// Its colour.
    pub fill: Tone,
    /// How much of the colour there is, per cent: what lies behind is seen through the rest.
    pub share: u8,
    /// The line around it.
    pub rim: Option<Stroke>,
}

impl Look {
    /// A colour without a rim.
    pub(crate) fn plain(fill: Tone) -> Look {
        Look { fill, share: 100, rim: None }
    }

    /// The look of the colour key of a series.
    pub(crate) fn of_key(ink: Ink) -> Look {
        let rim = has_rim(ink).then(|| Stroke::plain(Tone::of_rim(ink), PX));
        Look { rim, ..Look::plain(Tone::of_area(ink)) }
    }
}

/// Light tones get a rim: paper would swallow them.
fn has_rim(ink: Ink) -> bool {
    !ink.is_key && matches!(ink.tint, 2 | 4 | 5)
}

/// Distance between the lines of a hatching, px of the chart.
pub(crate) const HATCH: i32 = 5;

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
    /// A rectangle.
    Rect(Rect, Look),
    /// A hatched rectangle: nothing else is known of what is in it.
    Hatch(Rect, Stroke),
    /// A line through places.
    Line(Vec<(i32, i32)>, Stroke),
    /// An area between places.
    Area(Vec<(i32, i32)>, Look),
    /// A disc: centre, radius.
    Disc((i32, i32), i32, Look),
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
    pub(crate) fn at_distance(&self, distance: i32) -> i32 {
        if self.is_rtl { self.width - distance } else { distance }
    }

    /// Adds a line of words whose first letter stands so far from the start.
    pub(crate) fn say(&mut self, start: i32, y: i32, style: Style, words: &str) {
        self.say_anchored(start, y, Anchor::Start, style, words);
    }

    /// Adds a line of words whose last letter stands so far from the start.
    pub(crate) fn say_at_end(&mut self, end: i32, y: i32, style: Style, words: &str) {
        self.say_anchored(end, y, Anchor::End, style, words);
    }

    fn say_anchored(&mut self, start: i32, y: i32, anchor: Anchor, style: Style, words: &str) {
        let at = (self.at_distance(start), y);
        let Style { size, weight, tone } = style;
        self.items.push(Item::Words(Words { at, anchor, size, weight, tone, rim: 0, words: words.into() }));
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
        items.push(match &mark.shape {
            Shape::Rect(area) => self.rect(frame.rect(area), ink),
            Shape::Line(from, to) => Item::Line(places(&[*from, *to]), self.line(ink)),
            Shape::Path(through) => Item::Line(places(through), self.line(ink)),
            Shape::Polygon(through) => Item::Area(places(through), self.area(ink)),
            Shape::Dot(at, radius) => Item::Disc(frame.place(*at), frame.long(*radius), self.area(ink)),
            Shape::Dots(through, radius) => {
                let (radius, look) = (frame.long(*radius), self.area(ink.with(Role::Mass)));
                items.extend(through.iter().map(|at| Item::Disc(frame.place(*at), radius, look)));
                return;
            }
            Shape::Arrow(at, toward) => {
                let (x, y) = frame.place(*at);
                let head = arrow(*toward).map(|(dx, dy)| (x + frame.long(dx), y + frame.long(dy)));
                Item::Line(head.into(), self.line(ink))
            }
            Shape::Tiles(at, tiles) => {
                let (x, y) = frame.place(*at);
                let tile =
                    |[left, top, width, height]: [i32; 4]| Rect { x: x + left, y: y + top, width, height };
                let sized = tiles.iter().map(|sides| sides.map(|side| frame.long(side)));
                items.extend(sized.map(|sides| self.rect(tile(sides), ink)));
                return;
            }
            Shape::Text(text) => Item::Words(self.words(text, ink)),
        });
    }

    fn rect(&self, rect: Rect, ink: Ink) -> Item {
        let hatch = |tone, width| Item::Hatch(rect, self.stroke(tone, width, Dash::None));
        match ink.role {
            Role::Possible if ink.is_key => hatch(Tone::Evidence, 75),
            Role::Possible => hatch(Tone::Mass(100), 75),
            Role::Hole => hatch(Tone::Soft, 50),
            _ => Item::Rect(rect, self.area(ink)),
        }
    }

    /// Colours and rims of areas are those of the theme's style sheet.
    fn area(&self, ink: Ink) -> Look {
        let rim = |tone, width, dash| Some(self.stroke(tone, width, dash));
        let (area, line) = (Tone::of_area(ink), Tone::of_line(ink));
        let (fill, share, rim) = match ink.role {
            Role::Dot | Role::Ring => (Tone::Paper, 100, rim(line, 200, Dash::None)),
            Role::Bubble => (area, 35, rim(Tone::of_rim(ink), 125, Dash::None)),
            Role::Projected => (area, 16, rim(Tone::of_rim(ink), 150, Dash::Short)),
            Role::Band => (line, 14, None),
            Role::Range => (Tone::Soft, 14, rim(Tone::Soft, 75, Dash::None)),
            _ if has_rim(ink) => (area, 100, rim(Tone::of_rim(ink), 100, Dash::None)),
            _ => (area, 100, None),
        };
        Look { fill, share, rim }
    }

    /// Widths and colours of lines are those of the theme's style sheet.
    fn line(&self, ink: Ink) -> Stroke {
        let tone = Tone::of_line(ink);
        let width = match ink.tint {
            _ if ink.is_key => 300,
            2 => 110,
            3 => 400,
            BEHIND => 125,
            _ => 225,
        };
        match ink.role {
            Role::Grid => self.stroke(Tone::Hair, 100, Dash::None),
            Role::Leader => self.stroke(Tone::Soft, 100, Dash::None),
            Role::Range => self.stroke(Tone::Soft, 75, Dash::None),
            Role::Named | Role::Whisker | Role::Open | Role::Reference if ink.is_key => {
                self.stroke(Tone::Evidence, 150, Dash::None)
            }
            Role::Reference => self.stroke(Tone::Soft, 150, Dash::None),
            Role::Stem => self.stroke(tone, 150, Dash::None),
            Role::Unknown => self.stroke(tone, if ink.is_key { 300 } else { 225 }, Dash::Dots),
            Role::Projected => self.stroke(tone, width, Dash::Strokes),
            Role::Line if ink.tint == BEHIND && !ink.is_key => self.stroke(Tone::Soft, width, Dash::None),
            Role::Line if matches!(ink.tint, 4 | 5) && !ink.is_key => self.stroke(tone, width, Dash::Mixed),
            Role::Line => self.stroke(tone, width, Dash::None),
            _ => self.stroke(Tone::Ink, 100, Dash::None),
        }
    }

    fn words(&self, text: &Text, ink: Ink) -> Words {
        let (x, y) = self.frame.place((text.x, text.y));
        let is_on_area = ink.role == Role::Mass;
        let tone = match text.voice {
            _ if is_on_area && ink.takes_paper() => Tone::Paper,
            _ if ink.is_key && !is_on_area => Tone::Evidence,
            Voice::Soft if !is_on_area => Tone::Soft,
            _ => Tone::Ink,
        };
        let face = text.voice.face();
        Words {
            at: (x + self.frame.long(text.dx), y),
            anchor: text.anchor,
            size: self.frame.long(face.size() * PX),
            weight: if face == Face::Small { Weight::Regular } else { Weight::Bold },
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
