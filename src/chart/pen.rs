//! plotters draws into a Scene: our own backend, and the few strokes that charts are made of.
//!
//! The only file that imports plotters. Of plotters this uses drawing areas, coordinates, elements and series; what it
//! does badly for us (text, ticks, legends, colours) never reaches it. Facts that shape this file: its coordinates
//! are whole numbers, so one of its "pixels" is a hundredth of ours; it draws what it is given, so callers give runs
//! without holes; and it keeps nothing of a mark but its colour, so here a colour *is* the number of an [`Ink`].

use std::cell::RefCell;
use std::convert::Infallible;
use std::ops::Range;
use std::rc::Rc;

use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged};
use plotters::drawing::DrawingArea;
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::prelude::{Cartesian2d, LineSeries};
use plotters::style::{RGBColor, ShapeStyle};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, DrawingBackend, DrawingErrorKind};
use rust_decimal::Decimal;

use crate::chart::scale::Scale;
use crate::chart::scene::{Area, Datum, Ink, Mark, Shape, WHOLE};

/// How the second axis of a frame runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Run {
    /// Values grow upwards.
    Up,
    /// Rows follow each other downwards.
    Down,
}

/// Draws marks in data coordinates onto a frame of a picture.
pub(crate) struct Pen {
    sheet: Rc<RefCell<Sheet>>,
    area: DrawingArea<Sheet, Cartesian2d<Along, Along>>,
    inks: RefCell<Vec<(Ink, Option<Datum>)>>,
}

/// A place in data coordinates: along the first axis, along the second.
pub(crate) type Place = (Decimal, Decimal);

impl Pen {
    /// A pen for a frame with its two axes.
    pub(crate) fn on(frame: Area, x: Scale, y: Scale, run: Run) -> Pen {
        let sheet = Rc::new(RefCell::new(Sheet { size: (WHOLE, frame.bottom), strokes: Vec::new() }));
        let down = match run {
            Run::Up => frame.bottom..frame.top,
            Run::Down => frame.top..frame.bottom,
        };
        let coordinates = Cartesian2d::new(Along(x), Along(y), (frame.left..frame.right, down));
        let area = DrawingArea::from(&sheet).apply_coord_spec(coordinates);
        Pen { sheet, area, inks: RefCell::default() }
    }

    /// Where a place of the data lies in the picture.
    pub(crate) fn place(&self, at: Place) -> (i32, i32) {
        self.area.map_coordinate(&at)
    }

    /// A filled rectangle between two corners.
    pub(crate) fn rect(&self, from: Place, to: Place, ink: Ink, datum: Option<Datum>) {
        let style = self.style(ink, datum).filled();
        self.drawn(self.area.draw(&Rectangle::new([from, to], style)));
    }

    /// A straight line.
    pub(crate) fn line(&self, from: Place, to: Place, ink: Ink, datum: Option<Datum>) {
        let style = self.style(ink, datum);
        self.drawn(self.area.draw(&PathElement::new(vec![from, to], style)));
    }

    /// A line through observations that follow each other without a hole.
    pub(crate) fn series(&self, run: impl IntoIterator<Item = Place>, ink: Ink, datum: Option<Datum>) {
        for element in LineSeries::<Sheet, Place>::new(run, self.style(ink, datum)) {
            self.drawn(self.area.draw(&element));
        }
    }

    /// The area between the low and the high ends of a run.
    pub(crate) fn band(&self, outline: Vec<Place>, ink: Ink, datum: Option<Datum>) {
        self.drawn(self.area.draw(&Polygon::new(outline, self.style(ink, datum))));
    }

    /// A circle with a radius in hundredths of a px.
    pub(crate) fn dot(&self, at: Place, radius: i32, ink: Ink, datum: Option<Datum>) {
        let style = self.style(ink, datum).filled();
        self.drawn(self.area.draw(&Circle::new(at, radius, style)));
    }

    /// Gives the marks up, in the order in which they were drawn.
    pub(crate) fn finish(self) -> Vec<Mark> {
        let inks = self.inks.into_inner();
        let strokes = std::mem::take(&mut self.sheet.borrow_mut().strokes);
        let mark = |(shape, index): (Shape, usize)| {
            let (ink, datum) = *inks.get(index)?;
            Some(Mark::new(shape, ink, datum))
        };
        strokes.into_iter().filter_map(mark).collect()
    }

    /// A style whose colour is the number of an ink: 24 bits, more than marks fit on a page.
    fn style(&self, ink: Ink, datum: Option<Datum>) -> ShapeStyle {
        let mut inks = self.inks.borrow_mut();
        let [_, red, green, blue] = u32::try_from(inks.len()).unwrap_or(u32::MAX).to_be_bytes();
        inks.push((ink, datum));
        ShapeStyle::from(RGBColor(red, green, blue)).stroke_width(1)
    }

    /// Drawing cannot fail: the sheet takes every stroke, and nobody else holds it.
    fn drawn<E: std::fmt::Debug>(&self, result: Result<(), E>) {
        debug_assert!(result.is_ok(), "a sheet takes every stroke: {result:?}");
    }
}

/// One of our scales as plotters sees it.
#[derive(Clone)]
struct Along(Scale);

impl Ranged for Along {
    type FormatOption = NoDefaultFormatting;
    type ValueType = Decimal;

    fn map(&self, value: &Decimal, limit: (i32, i32)) -> i32 {
        self.0.place(*value, limit.0, limit.1)
    }

    /// Ticks are ours; plotters is never asked to draw a mesh.
    fn key_points<Hint: KeyPointHint>(&self, _hint: Hint) -> Vec<Decimal> {
        Vec::new()
    }

    fn range(&self) -> Range<Decimal> {
        self.0.low()..self.0.high()
    }
}

/// What plotters draws on: it writes every stroke down.
struct Sheet {
    size: (i32, i32),
    strokes: Vec<(Shape, usize)>,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl Sheet {
    fn write(&mut self, shape: Shape, style: &impl BackendStyle) -> Drawn {
        let (red, green, blue) = style.color().rgb;
        let index = u32::from_be_bytes([0, red, green, blue]);
        self.strokes.push((shape, usize::try_from(index).unwrap_or(usize::MAX)));
        Ok(())
    }
}

impl DrawingBackend for Sheet {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (self.size.0.unsigned_abs(), self.size.1.unsigned_abs())
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    /// Nothing here is made of pixels.
    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.write(Shape::Line(from, to), style)
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, _: bool) -> Drawn {
        let area = Area { left: a.0.min(b.0), right: a.0.max(b.0), top: a.1.min(b.1), bottom: a.1.max(b.1) };
        self.write(Shape::Rect(area), style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let places: Vec<BackendCoord> = path.into_iter().collect();
        match places.as_slice() {
            [from, to] => self.write(Shape::Line(*from, *to), style),
            _ => self.write(Shape::Path(places), style),
        }
    }

    fn draw_circle<S: BackendStyle>(&mut self, at: BackendCoord, radius: u32, style: &S, _: bool) -> Drawn {
        self.write(Shape::Dot(at, i32::try_from(radius).unwrap_or(i32::MAX)), style)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vertices: I,
        style: &S,
    ) -> Drawn {
        self.write(Shape::Polygon(vertices.into_iter().collect()), style)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::scene::Role;

    fn decimal(value: i64) -> Decimal {
        Decimal::from(value)
    }

    fn pen() -> Pen {
        let frame = Area { left: 1_000, right: 9_000, top: 2_600, bottom: 12_600 };
        Pen::on(frame, Scale::new(decimal(0), decimal(4)), Scale::new(decimal(0), decimal(100)), Run::Up)
    }

    #[test]
    fn marks_keep_their_ink_their_value_and_their_order() {
        let pen = pen();
        let key = Ink { role: Role::Mass, is_key: true, tint: 3 };
        let datum = Some(Datum { series: 2, at: -7 });
        pen.rect((decimal(0), decimal(0)), (decimal(1), decimal(50)), key, datum);
        pen.line((decimal(0), decimal(0)), (decimal(4), decimal(0)), Ink::of(Role::Base), None);
        pen.series([1, 2, 3].map(|at| (decimal(at), decimal(at))), Ink::of(Role::Line), None);
        pen.dot((decimal(2), decimal(100)), 400, Ink::of(Role::Dot), None);
        let marks = pen.finish();
        assert_eq!(marks.len(), 4);
        let rect = Area { left: 1_000, right: 3_000, top: 7_600, bottom: 12_600 };
        assert_eq!(marks[0], Mark::new(Shape::Rect(rect), key, datum));
        assert_eq!(marks[1].shape, Shape::Line((1_000, 12_600), (9_000, 12_600)));
        assert_eq!(marks[2].shape, Shape::Path(vec![(3_000, 12_500), (5_000, 12_400), (7_000, 12_300)]));
        assert_eq!(marks[3].shape, Shape::Dot((5_000, 2_600), 400));
    }

    #[test]
    fn many_inks_do_not_run_into_each_other() {
        let pen = pen();
        for at in 0..70_000 {
            let datum = Some(Datum { series: 0, at });
            pen.line((decimal(0), decimal(0)), (decimal(1), decimal(1)), Ink::of(Role::Line), datum);
        }
        let marks = pen.finish();
        assert!(marks.iter().zip(0..).all(|(mark, at)| mark.datum == Some(Datum { series: 0, at })));
    }
}
