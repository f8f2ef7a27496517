//! A chart as data: marks with roles, in a picture that is fluid in width and fixed in height.
//!
//! Across, coordinates count hundredths of a per cent of the width (0 to [`WHOLE`]); downwards, hundredths of a CSS
//! pixel. Texts keep their size at every width, so what they cover depends on the width: a [`View`] says for which
//! widths a scene is laid out, and an [`Area`] is what a text covers at any of them. Emitters (`svg`) turn a scene
//! into markup; nothing here knows markup, and nothing can hold a coordinate that is no number.

use std::sync::Arc;

use crate::chart::text::{Face, Measure};

/// The whole width, in hundredths of a per cent.
pub(crate) const WHOLE: i32 = 10_000;
/// One pixel downwards.
pub(crate) const PX: i32 = 100;

/// The widths a scene is laid out for, in px.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct View {
    /// Narrowest.
    pub low: i32,
    /// Widest.
    pub high: i32,
}

impl View {
    /// A column on a telephone: 288 px is what a screen of 320 px leaves; the theme changes to wide at 36 rem.
    pub(crate) const NARROW: View = View { low: 288, high: 576 };
    /// A column of text or wider; the narrowest is the lead of a front page at 60 rem.
    pub(crate) const WIDE: View = View { low: 440, high: 1_000 };

    /// A panel of small multiples: two stand side by side on a telephone, so each has 128 px at least.
    pub(crate) const PANEL: View = View { low: 128, high: 500 };
    /// A panel whose names need room: one on a telephone, two in a column of text.
    pub(crate) const BROAD_PANEL: View = View { low: 256, high: 640 };

    /// Whether it is for one of several small pictures.
    pub(crate) fn is_panel(self) -> bool {
        self.low < View::NARROW.low
    }

    /// The share of the width that a length (hundredths of a px) takes at the narrowest, rounded up.
    pub(crate) fn share(self, length: i32) -> i32 {
        let share = i64::from(length) * 100 / i64::from(self.low);
        i32::try_from(share + i64::from(length > 0)).unwrap_or(i32::MAX)
    }

    /// The length in hundredths of a px that a share has at the narrowest, rounded down.
    pub(crate) fn length(self, share: i32) -> i32 {
        i32::try_from(i64::from(share) * i64::from(self.low) / 100).unwrap_or(i32::MAX)
    }

    /// The place of `offset` hundredths of a px beside `x` at the narrowest and the widest.
    fn beside(self, x: i32, offset: i32) -> (i32, i32) {
        let at = |width: i32| x + (f64::from(offset) * 100.0 / f64::from(width)).round() as i32;
        (at(self.low), at(self.high))
    }
}

/// A rectangle of a picture; for a text, of everything it covers at any width of its view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Area {
    /// Start, hundredths of a per cent.
    pub left: i32,
    /// End.
    pub right: i32,
    /// Upper edge, hundredths of a px.
    pub top: i32,
    /// Lower edge.
    pub bottom: i32,
}

impl Area {
    /// Whether two areas share more than an edge.
    pub(crate) fn meets(&self, other: &Area) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether `other` lies wholly inside.
    pub(crate) fn holds(&self, other: &Area) -> bool {
        self.left <= other.left
            && other.right <= self.right
            && self.top <= other.top
            && other.bottom <= self.bottom
    }

    /// The smallest area that holds both.
    pub(crate) fn joined(&self, other: &Area) -> Area {
        Area {
            left: self.left.min(other.left),
            right: self.right.max(other.right),
            top: self.top.min(other.top),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// Larger by so much on all sides.
    pub(crate) fn grown(&self, across: i32, down: i32) -> Area {
        Area {
            left: self.left - across,
            right: self.right + across,
            top: self.top - down,
            bottom: self.bottom + down,
        }
    }

    /// Whether a straight line between two places passes through.
    pub(crate) fn meets_line(&self, from: (i32, i32), to: (i32, i32)) -> bool {
        let box_of = Area {
            left: from.0.min(to.0),
            right: from.0.max(to.0) + 1,
            top: from.1.min(to.1),
            bottom: from.1.max(to.1) + 1,
        };
        if !self.meets(&box_of) {
            return false;
        }
        // All four corners on one side of the line: it passes by.
        let side = |x: i32, y: i32| {
            let (dx, dy) = (i64::from(to.0 - from.0), i64::from(to.1 - from.1));
            (dx * i64::from(y - from.1) - dy * i64::from(x - from.0)).signum()
        };
        let sides = [
            side(self.left, self.top),
            side(self.right, self.top),
            side(self.left, self.bottom),
            side(self.right, self.bottom),
        ];
        sides.iter().sum::<i64>().abs() < 4
    }
}

/// So many series can be told apart by their tint; more begin anew.
pub(crate) const TINTS: u8 = 6;
/// The tint of all series that stand behind a highlighted one.
pub(crate) const BEHIND: u8 = TINTS;
/// So many tones a ramp has, from the lightest (1) to the darkest.
pub(crate) const TONES: u8 = 6;

/// What a mark is, for the style sheet and for remarks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Role {
    /// A line at a tick.
    Grid,
    /// The line that values grow from.
    Base,
    /// An area whose extent is a value.
    Mass,
    /// What a bound leaves open.
    Possible,
    /// The named value, inside or at the end of what is possible.
    Named,
    /// From the low to the high end of one observation of a line.
    Whisker,
    /// An end without a limit.
    Open,
    /// Periods or categories without a figure.
    Hole,
    /// A line through neighbouring observations.
    Line,
    /// A dotted line between two observations.
    Unknown,
    /// From low to high ends along a line.
    Band,
    /// An observation.
    Dot,
    /// From a label to what it names.
    Leader,
    /// A length, a line or an area that is expected, not observed: dashed.
    Projected,
    /// A line at a value that others are compared with.
    Reference,
    /// An area of values that others are compared with.
    Range,
    /// An area whose tone is a value: [`Ink::tone`].
    Cell,
    /// A thin line that leads to a mark or joins two: of lollipops, dumbbells, boxes.
    Stem,
    /// A hollow dot.
    Ring,
    /// A circle whose area is a value; what lies behind is seen through it.
    Bubble,
}

/// How a mark looks, as far as the scene cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Ink {
    /// What it is.
    pub role: Role,
    /// Whether the finding is about it: red.
    pub is_key: bool,
    /// Which of several series, below [`TINTS`], or [`BEHIND`]: 0 is the darkest; neighbours lie far apart.
    pub tint: u8,
}

impl Ink {
    /// An ink that is the same for all series.
    pub(crate) fn of(role: Role) -> Ink {
        Ink { role, is_key: false, tint: 0 }
    }

    /// The ink of one of several series, by its index.
    pub(crate) fn of_series(role: Role, index: usize) -> Ink {
        let tint = u8::try_from(index % usize::from(TINTS)).unwrap_or(0);
        Ink { role, is_key: false, tint }
    }

    /// The ink of an area of one of several series, by its index, where the finding is about others: without the
    /// tones that a copier makes of its red.
    pub(crate) fn beside_key(role: Role, index: usize) -> Ink {
        let tint = match index % 4 {
            0 => 0,
            1 => 4,
            2 => 2,
            _ => 5,
        };
        Ink { role, is_key: false, tint }
    }

    /// A step of a ramp: 1 is the lightest of [`TONES`]; what lies beyond is taken as its end.
    pub(crate) fn tone(step: u8) -> Ink {
        let tint = match step {
            0 | 1 => 5,
            2 => 2,
            3 => 4,
            4 => 1,
            5 => 3,
            _ => 0,
        };
        Ink { role: Role::Cell, is_key: false, tint }
    }

    /// One of five answers from -2 (strongly against) over 0 (neither) to 2: those against are light, those for are
    /// dark, the middle is lightest, so that no two are alike in grey. A fall and a rise are -1 and 1.
    pub(crate) fn leaning(side: i8) -> Ink {
        let step = match side {
            i8::MIN..=-2 => 3,
            -1 => 2,
            0 => 1,
            1 => 4,
            2..=i8::MAX => 6,
        };
        Ink::tone(step).with(Role::Mass)
    }

    /// The same look in another role.
    pub(crate) fn with(self, role: Role) -> Ink {
        Ink { role, ..self }
    }

    /// Whether words on an area of this ink must have the colour of paper.
    pub(crate) fn takes_paper(self) -> bool {
        self.is_key || matches!(self.tint, 0 | 1 | 3)
    }
}

/// Which value a mark shows: the link from a node of the picture to its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Datum {
    /// Index of the series.
    pub series: usize,
    /// Position on the axis.
    pub at: i64,
}

/// At which widths a mark is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    /// At all.
    Always,
    /// In the narrow view.
    Narrow,
    /// In the wide view.
    Wide,
}

/// The form of a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A rectangle.
    Rect(Area),
    /// A straight line from place to place.
    Line((i32, i32), (i32, i32)),
    /// A line through places.
    Path(Vec<(i32, i32)>),
    /// An area between places.
    Polygon(Vec<(i32, i32)>),
    /// A circle: place, and radius in hundredths of a px.
    Dot((i32, i32), i32),
    /// Many circles of one look, by place, and their radius in hundredths of a px. Emitters may round places to a tenth
    /// of a per cent across and a px downwards.
    Dots(Vec<(i32, i32)>, i32),
    /// A small arrow head at a place.
    Arrow((i32, i32), Toward),
    /// Rectangles that keep their size beside a place, each with its left, top, width and height in hundredths of a px.
    Tiles((i32, i32), Vec<[i32; 4]>),
    /// Words.
    Text(Text),
}

/// Where an arrow head points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Toward {
    /// Up.
    Up,
    /// Down.
    Down,
    /// To the end of the line of reading.
    End,
    /// To its start.
    Start,
}

/// Who speaks in a text of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Voice {
    /// An axis or a remark on what is missing: grey.
    Soft,
    /// A name or a value: ink.
    Say,
    /// A value the reader should see first: bold.
    Loud,
    /// A value that stands alone.
    Huge,
}

impl Voice {
    /// Its size and weight.
    pub(crate) fn face(self) -> Face {
        match self {
            Voice::Soft | Voice::Say => Face::Small,
            Voice::Loud => Face::Large,
            Voice::Huge => Face::Huge,
        }
    }
}

/// Which point of the words stands at their place, in the line of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// The first letter.
    Start,
    /// The middle.
    Middle,
    /// The last letter.
    End,
}

/// One line of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    /// Place across, hundredths of a per cent.
    pub x: i32,
    /// Distance from there, hundredths of a px.
    pub dx: i32,
    /// The baseline, hundredths of a px.
    pub y: i32,
    /// What stands at the place.
    pub anchor: Anchor,
    /// Size, weight and tone.
    pub voice: Voice,
    /// The words.
    pub words: Arc<str>,
    /// Whether it lies on other marks and needs a rim of paper.
    pub has_halo: bool,
}

impl Text {
    /// What the words cover at any width of a view.
    pub(crate) fn area(&self, view: View, measure: &Measure) -> Area {
        self.area_of_lines(measure.width(&self.words, self.voice.face()), 1, view)
    }

    /// What so many lines cover, of which this is the first and the widest has a width in hundredths of a px.
    pub(crate) fn area_of_lines(&self, width: i32, rows: i32, view: View) -> Area {
        let face = self.voice.face();
        let (from, to) = match self.anchor {
            Anchor::Start => (self.dx, self.dx + width),
            Anchor::Middle => (self.dx - width / 2, self.dx + width / 2),
            Anchor::End => (self.dx - width, self.dx),
        };
        let (left, left_wide) = view.beside(self.x, from);
        let (right, right_wide) = view.beside(self.x, to);
        Area {
            left: left.min(left_wide),
            right: right.max(right_wide),
            top: self.y - face.ascent(),
            bottom: self.y + (rows - 1) * face.line() + face.descent(),
        }
    }
}

/// One thing drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Its form.
    pub shape: Shape,
    /// Its look.
    pub ink: Ink,
    /// The value it shows.
    pub datum: Option<Datum>,
    /// At which widths it is seen.
    pub shown: Shown,
}

impl Mark {
    /// A mark that is seen at all widths of its scene.
    pub(crate) fn new(shape: Shape, ink: Ink, datum: Option<Datum>) -> Mark {
        Mark { shape, ink, datum, shown: Shown::Always }
    }
}

/// A picture: marks in the order in which they are drawn.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(crate) struct Scene {
    /// Hundredths of a px.
    pub height: i32,
    /// Later ones lie on earlier ones.
    pub marks: Vec<Mark>,
}

impl Scene {
    /// Adds a mark that plotters did not draw: words, leaders, arrow heads.
    pub(crate) fn add(&mut self, shape: Shape, ink: Ink) {
        self.marks.push(Mark::new(shape, ink, None));
    }

    /// Adds words.
    pub(crate) fn say(&mut self, text: Text, is_key: bool) {
        self.add(Shape::Text(text), Ink { role: Role::Leader, is_key, tint: 0 });
    }

    /// Adds words that stand on an area of an ink, in a colour that is legible there. They get no rim.
    pub(crate) fn say_on(&mut self, text: Text, area: Ink) {
        let tint = if area.takes_paper() { 0 } else { 2 };
        self.add(Shape::Text(text), Ink { role: Role::Mass, is_key: false, tint });
    }

    /// Whether a mark of that role is in the picture.
    pub(crate) fn has(&self, role: Role) -> bool {
        self.marks.iter().any(|mark| mark.ink.role == role && !matches!(mark.shape, Shape::Text(_)))
    }

    /// Gives a rim of paper to the words that lie on other marks.
    pub(crate) fn set_halos(&mut self, view: View, measure: &Measure) {
        let lies = |mark: &Mark| {
            let Shape::Text(text) = &mark.shape else { return false };
            if mark.ink.role == Role::Mass {
                return false;
            }
            let area = text.area(view, measure);
            self.marks.iter().any(|mark| lies_on(&area, &mark.shape, view))
        };
        let halos: Vec<bool> = self.marks.iter().map(lies).collect();
        for (mark, has_halo) in self.marks.iter_mut().zip(halos) {
            if let Shape::Text(text) = &mut mark.shape {
                text.has_halo = has_halo;
            }
        }
    }

    /// The picture for a script that runs from right to left. Words keep their anchor, which is a place in the line
    /// of reading.
    pub(crate) fn mirror(&mut self) {
        let place = |(x, y): (i32, i32)| (WHOLE - x, y);
        for mark in &mut self.marks {
            match &mut mark.shape {
                Shape::Rect(area) => (area.left, area.right) = (WHOLE - area.right, WHOLE - area.left),
                Shape::Line(from, to) => (*from, *to) = (place(*from), place(*to)),
                Shape::Path(places) | Shape::Polygon(places) | Shape::Dots(places, _) => {
                    places.iter_mut().for_each(|at| *at = place(*at));
                }
                Shape::Dot(at, _) => *at = place(*at),
                Shape::Arrow(at, toward) => {
                    *at = place(*at);
                    *toward = match toward {
                        Toward::End => Toward::Start,
                        Toward::Start => Toward::End,
                        Toward::Up | Toward::Down => *toward,
                    };
                }
                Shape::Tiles(at, tiles) => {
                    *at = place(*at);
                    tiles.iter_mut().for_each(|[left, _, width, _]| *left = -(*left + *width));
                }
                Shape::Text(text) => (text.x, text.dx) = (WHOLE - text.x, -text.dx),
            }
        }
    }

    /// One picture of two layouts of the same chart: what they share once, the rest each at its widths.
    pub(crate) fn merged(narrow: Scene, wide: Scene) -> Scene {
        let mut marks = Vec::with_capacity(wide.marks.len() + 4);
        let mut rest = narrow.marks;
        for mark in wide.marks {
            match rest.iter().position(|other| *other == mark) {
                Some(at) => {
                    let after = rest.split_off(at + 1);
                    rest.truncate(at);
                    marks.extend(rest.into_iter().map(|mark| Mark { shown: Shown::Narrow, ..mark }));
                    marks.push(mark);
                    rest = after;
                }
                None => marks.push(Mark { shown: Shown::Wide, ..mark }),
            }
        }
        marks.extend(rest.into_iter().map(|mark| Mark { shown: Shown::Narrow, ..mark }));
        Scene { height: narrow.height.max(wide.height), marks }
    }
}

/// Whether a shape meets an area at any width of a view.
fn lies_on(area: &Area, shape: &Shape, view: View) -> bool {
    match shape {
        Shape::Rect(rect) => area.meets(rect),
        Shape::Line(from, to) => area.meets_line(*from, *to),
        Shape::Path(places) => crosses(area, places),
        Shape::Polygon(places) => {
            let inside =
                |x: i32| places.iter().any(|place| place.0 <= x) && places.iter().any(|place| place.0 >= x);
            inside(area.left) || inside(area.right) || crosses(area, places)
        }
        Shape::Dot((x, y), radius) => area.grown(view.share(*radius), *radius).meets(&Area {
            left: *x,
            right: x + 1,
            top: *y,
            bottom: y + 1,
        }),
        // Names among many dots always have a rim.
        Shape::Dots(places, _) => !places.is_empty(),
        // Words are laid out beside tiles, never on them.
        Shape::Arrow(..) | Shape::Tiles(..) | Shape::Text(_) => false,
    }
}

/// Whether a line through places passes through an area.
pub(crate) fn crosses(area: &Area, places: &[(i32, i32)]) -> bool {
    places.iter().zip(places.iter().skip(1)).any(|(from, to)| area.meets_line(*from, *to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(left: i32) -> Mark {
        let area = Area { left, right: left + 10, top: 0, bottom: 10 };
        Mark::new(Shape::Rect(area), Ink::of(Role::Mass), None)
    }

    fn text(x: i32, dx: i32, anchor: Anchor) -> Text {
        Text { x, dx, y: 2_000, anchor, voice: Voice::Say, words: "words".into(), has_halo: false }
    }

    #[test]
    fn views_share_what_is_the_same() {
        let narrow = Scene { height: 100, marks: vec![rect(1), rect(2), rect(4)] };
        let wide = Scene { height: 200, marks: vec![rect(1), rect(3), rect(4), rect(5)] };
        let merged = Scene::merged(narrow, wide);
        assert_eq!(merged.height, 200);
        let shown: Vec<Shown> = merged.marks.iter().map(|mark| mark.shown).collect();
        assert_eq!(shown, [Shown::Always, Shown::Wide, Shown::Narrow, Shown::Always, Shown::Wide]);
    }

    #[test]
    fn an_area_holds_the_words_at_every_width() {
        let measure = Measure::new();
        let view = View::NARROW;
        for (dx, anchor) in [(600, Anchor::Start), (0, Anchor::Middle), (-600, Anchor::End)] {
            let text = text(5_000, dx, anchor);
            let area = text.area(view, &measure);
            let width = measure.width("words", Face::Small);
            for pixels in (view.low..=view.high).step_by(8) {
                let left = f64::from(pixels) / 2.0 + f64::from(dx) / 100.0
                    - match anchor {
                        Anchor::Start => 0.0,
                        Anchor::Middle => f64::from(width) / 200.0,
                        Anchor::End => f64::from(width) / 100.0,
                    };
                let share = left / f64::from(pixels) * f64::from(WHOLE);
                assert!(f64::from(area.left) <= share + 1.0, "{anchor:?} at {pixels}");
            }
        }
    }

    #[test]
    fn a_line_meets_an_area_only_where_it_passes() {
        let area = Area { left: 100, right: 200, top: 100, bottom: 200 };
        assert!(area.meets_line((0, 0), (300, 300)));
        assert!(!area.meets_line((0, 0), (300, 50)));
        assert!(!area.meets_line((0, 150), (90, 400)), "passes by the corner");
        assert!(area.meets_line((150, 0), (150, 400)));
    }

    #[test]
    fn mirroring_twice_changes_nothing() {
        let marks =
            vec![rect(7), Mark::new(Shape::Text(text(10, 5, Anchor::End)), Ink::of(Role::Leader), None)];
        let scene = Scene { height: 10, marks };
        let mut mirrored = scene.clone();
        mirrored.mirror();
        assert_ne!(mirrored, scene);
        mirrored.mirror();
        assert_eq!(mirrored, scene);
    }
}
