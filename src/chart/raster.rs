//! A plate as pixels.

use skrifa::outline::OutlinePen;
use tiny_skia::{
    Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, Stroke as Pen, StrokeDash,
    Transform,
};

use crate::chart::glyphs::Faces;
use crate::chart::plate::{Dash, HATCH, Item, Look, Plate, Rect, Stroke, Tone, Words};
use crate::chart::scene::Anchor;

/// A picture of opaque pixels.
pub(crate) struct Pixels {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
    /// Red, green and blue of each, row by row.
    pub rgb: Vec<[u8; 3]>,
}

/// Draws a plate, each px of it as so many pixels; `None` if that is larger than any picture.
pub(crate) fn pixels(plate: &Plate, zoom: f32, faces: &Faces) -> Option<Pixels> {
    let size = |length: i32| (length as f32 * zoom / 100.0).round() as u32;
    let (width, height) = (size(plate.width), size(plate.height));
    let mut canvas =
        Canvas { map: Pixmap::new(width, height)?, unit: zoom / 100.0, is_rtl: plate.is_rtl, faces };
    let [red, green, blue] = Tone::Paper.rgb();
    canvas.map.fill(Color::from_rgba8(red, green, blue, 255));
    for item in &plate.items {
        canvas.draw(item);
    }
    let rgb = canvas.map.pixels().iter().map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect();
    Some(Pixels { width, height, rgb })
}

struct Canvas<'a> {
    map: Pixmap,
    /// Pixels a hundredth of a px.
    unit: f32,
    is_rtl: bool,
    faces: &'a Faces,
}

impl Canvas<'_> {
    fn long(&self, length: i32) -> f32 {
        length as f32 * self.unit
    }

    fn draw(&mut self, item: &Item) {
        match item {
            Item::Rect(rect, look) => {
                let path = self.rect(*rect).map(PathBuilder::from_rect);
                self.area(path, *look);
            }
            Item::Hatch(rect, stroke) => self.hatch(*rect, *stroke),
            Item::Line(places, stroke) => {
                let path = self.path(places, false);
                self.stroke(path, *stroke);
            }
            Item::Area(places, look) => {
                let path = self.path(places, true);
                self.area(path, *look);
            }
            Item::Disc((x, y), radius, look) => {
                let disc = PathBuilder::from_circle(self.long(*x), self.long(*y), self.long(*radius));
                self.area(disc, *look);
            }
            Item::Words(words) => self.words(words),
        }
    }

    fn rect(&self, rect: Rect) -> Option<tiny_skia::Rect> {
        let (x, y) = (self.long(rect.x), self.long(rect.y));
        tiny_skia::Rect::from_xywh(x, y, self.long(rect.width), self.long(rect.height))
    }

    fn path(&self, places: &[(i32, i32)], is_closed: bool) -> Option<Path> {
        let mut path = PathBuilder::new();
        for (index, (x, y)) in places.iter().enumerate() {
            let (x, y) = (self.long(*x), self.long(*y));
            if index == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
        }
        if is_closed {
            path.close();
        }
        path.finish()
    }

    fn area(&mut self, path: Option<Path>, look: Look) {
        self.fill(path.clone(), look.fill, look.share);
        if let Some(rim) = look.rim {
            self.stroke(path, rim);
        }
    }

    fn fill(&mut self, path: Option<Path>, tone: Tone, share: u8) {
        if let Some(path) = path {
            let paint = paint(tone, share);
            self.map.fill_path(&path, &paint, FillRule::Winding, Transform::identity(), None);
        }
    }

    fn stroke(&mut self, path: Option<Path>, stroke: Stroke) {
        let unit = self.unit * stroke.scale as f32 / 100.0;
        let lengths: Vec<f32> = stroke.dash.pattern().iter().map(|length| *length as f32 * unit).collect();
        let pen = Pen {
            width: self.long(stroke.width),
            line_cap: if stroke.dash == Dash::Dots { LineCap::Round } else { LineCap::Butt },
            line_join: LineJoin::Round,
            // Of no lengths there is no dash.
            dash: StrokeDash::new(lengths, 0.0),
            ..Pen::default()
        };
        if let Some(path) = path {
            self.map.stroke_path(&path, &paint(stroke.tone, 100), &pen, Transform::identity(), None);
        }
    }

    /// Parallel lines that rise from left to right, cut off at the edges of the rectangle.
    fn hatch(&mut self, rect: Rect, stroke: Stroke) {
        let Some(area) = self.rect(rect) else { return };
        // Lines 5 px apart lie on x + y = 5 √2 n.
        let step = HATCH as f32 * std::f32::consts::SQRT_2 * self.unit * stroke.scale as f32;
        let (left, top, right, bottom) = (area.left(), area.top(), area.right(), area.bottom());
        let mut path = PathBuilder::new();
        let mut n = ((left + top) / step).ceil();
        while n * step < right + bottom {
            let sum = n * step;
            path.move_to(left.max(sum - bottom), bottom.min(sum - left));
            path.line_to(right.min(sum - top), top.max(sum - right));
            n += 1.0;
        }
        self.stroke(path.finish(), stroke);
    }

    fn words(&mut self, words: &Words) {
        let (line, width) = self.faces.set(&words.words, words.weight);
        let size = self.long(words.size);
        let share = match (words.anchor, self.is_rtl) {
            (Anchor::Middle, _) => 0.5,
            (Anchor::Start, false) | (Anchor::End, true) => 0.0,
            (Anchor::End, false) | (Anchor::Start, true) => 1.0,
        };
        let (x, y) = (self.long(words.at.0) - width * size * share, self.long(words.at.1));
        let mut pen = Letters { path: PathBuilder::new(), x: 0.0, y };
        for glyph in line {
            pen.x = x + glyph.x * size;
            glyph.draw(size, &mut pen);
        }
        let Some(path) = pen.path.finish() else { return };
        if words.rim > 0 {
            let rim = Stroke::plain(Tone::Paper, words.rim);
            self.stroke(Some(path.clone()), rim);
        }
        self.fill(Some(path), words.tone, 100);
    }
}

fn paint(tone: Tone, share: u8) -> Paint<'static> {
    let [red, green, blue] = tone.rgb();
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    let alpha = u16::from(share) * 255 / 100;
    paint.set_color_rgba8(red, green, blue, u8::try_from(alpha).unwrap_or(255));
    paint
}

/// Collects outlines, whose y grows upwards, at a place of the picture.
struct Letters {
    path: PathBuilder,
    x: f32,
    y: f32,
}

impl OutlinePen for Letters {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.x + x, self.y - y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.x + x, self.y - y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(self.x + cx, self.y - cy, self.x + x, self.y - y);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.path.cubic_to(self.x + ax, self.y - ay, self.x + bx, self.y - by, self.x + x, self.y - y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
