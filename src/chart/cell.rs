//! Bars and small lines in the cells of tables: drawings without words, whose numbers stand beside them as text.

use rust_decimal::Decimal;

use crate::chart::calendar::Grain;
use crate::chart::forms::Length;
use crate::chart::pen::{Pen, Run};
use crate::chart::scale::Scale;
use crate::chart::scene::{Area, Ink, PX, Role, Scene, Shape, WHOLE};
use crate::chart::svg::{self, Frame};
use crate::chart::values::{Point, reach};
use crate::data::Column;
use crate::quantity::Period;

/// Height of a bar.
const BAR: i32 = 12 * PX;
/// Height of a small line.
const LINE: i32 = 24 * PX;
/// Radius of its last point.
const RADIUS: i32 = 3 * PX;
/// Room for that at the narrowest cell, hundredths of a per cent.
const RIM: i32 = 400;

/// A value of a column.
fn point(column: &Column, row: usize, at: i64) -> Option<Point> {
    let quantity = column.quantity(row)?;
    let reach = reach(&quantity, column.cells.get(row)?);
    Some(Point { at, quantity, reach, is_marked: false, beside: None })
}

/// The scale of a column of bars: from zero to the furthest that a shown row reaches.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bars {
    scale: Scale,
    /// How much of an end without a limit is shown.
    beginning: Decimal,
}

impl Bars {
    /// The scale that holds the rows; `None` if there is no length among them.
    pub(crate) fn of(column: &Column, rows: &[usize]) -> Option<Bars> {
        let points = || rows.iter().filter_map(|row| point(column, *row, 0));
        let largest = points().map(|point| point.value().abs()).max()?;
        let beginning = largest * Decimal::new(4, 2);
        let ends = || {
            points().flat_map(|point| {
                let length = Length::of(&point, beginning);
                [length.start(), length.end()]
            })
        };
        let low = ends().min().unwrap_or_default().min(Decimal::ZERO);
        let high = ends().max().unwrap_or_default().max(Decimal::ZERO);
        (low < high).then(|| Bars { scale: Scale::new(low, high), beginning })
    }

    /// The bar of a row as markup, hidden from readers of the text; empty where there is no value. Negative values lie
    /// on the other side of a line at zero; what a bound leaves open is hatched.
    pub(crate) fn draw(&self, column: &Column, row: usize, id: &str, is_rtl: bool) -> String {
        let Some(point) = point(column, row, 0) else { return String::new() };
        let frame = Area { left: 0, right: WHOLE, top: 0, bottom: BAR };
        let pen = Pen::on(frame, self.scale, Scale::new(Decimal::ZERO, Decimal::ONE), Run::Down);
        let across = |end: bool, value: Decimal| (value, if end { Decimal::ONE } else { Decimal::ZERO });
        let datum = crate::chart::scene::Datum { series: 0, at: point.at };
        Length::of(&point, self.beginning).draw(&pen, across, Ink::of(Role::Mass), datum);
        let mut scene = Scene { height: BAR, marks: pen.finish() };
        if self.scale.low() < Decimal::ZERO {
            let zero = self.scale.place(Decimal::ZERO, 0, WHOLE);
            scene.add(Shape::Line((zero, 0), (zero, BAR)), Ink::of(Role::Base));
        }
        markup(scene, id, is_rtl)
    }
}

/// Where columns of a small line stand: true to time if their names are dates of one kind, else evenly.
///
/// `None` if dates do not ascend.
pub(crate) fn steps<'a>(names: impl Iterator<Item = &'a str> + Clone) -> Option<Vec<i64>> {
    let slot = |name: &str| {
        let period = Period::parse(name)?;
        let grain = match period {
            Period::Year(_) => Grain::Year,
            Period::Month(..) => Grain::Month,
            Period::Day(_) => Grain::Day,
        };
        Some((grain, grain.slot(period)))
    };
    let dates: Option<Vec<(Grain, i64)>> = names.clone().map(slot).collect();
    let one_kind = |dates: &Vec<(Grain, i64)>| {
        dates.iter().all(|(grain, _)| Some(grain) == dates.first().map(|(grain, _)| grain))
    };
    match dates.filter(one_kind) {
        Some(dates) => {
            let slots: Vec<i64> = dates.into_iter().map(|(_, slot)| slot).collect();
            slots.is_sorted_by(|a, b| a < b).then_some(slots)
        }
        None => Some((0..).zip(names).map(|(at, _)| at).collect()),
    }
}

/// A small line through the values of a row as markup, hidden from readers of the text: broken where a value is
/// missing, its last point marked, on a scale of its own. Empty where there is no value.
pub(crate) fn line(columns: &[&Column], steps: &[i64], row: usize, id: &str, is_rtl: bool) -> String {
    let all: Vec<Option<Point>> =
        columns.iter().zip(steps).map(|(column, at)| point(column, row, *at)).collect();
    let values = || all.iter().flatten().map(Point::value);
    let (Some(low), Some(high), Some(first), Some(last)) =
        (values().min(), values().max(), steps.first(), steps.last())
    else {
        return String::new();
    };
    let frame = Area { left: RIM, right: WHOLE - RIM, top: RADIUS + PX, bottom: LINE - RADIUS - PX };
    let pen = Pen::on(
        frame,
        Scale::new(Decimal::from(*first), Decimal::from(*last)),
        Scale::new(low, high),
        Run::Up,
    );
    let place = |point: &Point| (Decimal::from(point.at), point.value());
    for run in all.split(Option::is_none).filter(|run| !run.is_empty()) {
        let places: Vec<_> = run.iter().flatten().map(place).collect();
        match places.as_slice() {
            [alone] => pen.dot(*alone, 2 * PX, Ink::of(Role::Dot), None),
            _ => pen.series(places, Ink::of(Role::Line), None),
        }
    }
    if let Some(last) = all.iter().flatten().next_back() {
        pen.dot(place(last), RADIUS, Ink::of(Role::Dot), None);
    }
    markup(Scene { height: LINE, marks: pen.finish() }, id, is_rtl)
}

fn markup(mut scene: Scene, id: &str, is_rtl: bool) -> String {
    if is_rtl {
        scene.mirror();
    }
    svg::inline(&scene, &Frame { id, label: "", is_described: false, is_rtl, tip: &|_| None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::samples::{NAMES, number, sample};

    fn drawn(rows: &str) -> Vec<String> {
        let figure = "[a]\nform = \"bar\"\ntable = \"t\"\nx = \"name\"\ny = \"seen\"\n";
        let seen = number("seen", "km", "bound = \"how\"");
        let table = sample(figure, &format!("name,seen,how\n{rows}"), &[NAMES, &seen]).table;
        let (_, column) = table.column("seen").expect("a column");
        let rows: Vec<usize> = (0..table.rows).collect();
        let Some(bars) = Bars::of(column, &rows) else { return Vec::new() };
        rows.iter().map(|row| bars.draw(column, *row, &format!("a-{row}"), false)).collect()
    }

    fn has(svg: &str, part: &str) {
        assert!(svg.contains(part), "{part}: {svg}");
    }

    #[test]
    fn the_largest_row_is_the_scale() {
        let bars = drawn("N,31,\nS,22,\nE,0,\nW,,");
        has(&bars[0], "<rect class=\"col\" y=\"0\" width=\"100%\" height=\"12\"/>");
        has(&bars[1], "width=\"70.97%\"");
        assert_eq!(bars[3], "", "nothing is drawn where nothing is known");
        assert!(bars[0].starts_with("<svg class=\"chart\" height=\"12\" aria-hidden=\"true\">"));
        assert!(drawn("N,0,\nS,0,").is_empty(), "zeros have no length");
    }

    #[test]
    fn negative_values_lie_on_the_other_side() {
        let bars = drawn("N,30,\nS,-10,");
        has(&bars[0], "x=\"25%\" y=\"0\" width=\"75%\"");
        has(&bars[1], "<rect class=\"col\" y=\"0\" width=\"25%\"");
        has(&bars[1], "<line class=\"ax\" x1=\"25%\"");
    }

    #[test]
    fn bounds_are_hatched() {
        let bars = drawn("N,100,\nS,100,almost");
        has(&bars[1], "width=\"95%\"");
        has(&bars[1], "fill=\"url(#a-1-m)\"");
    }

    fn small_line(row: &str) -> String {
        let figure = "[a]\nform = \"bar\"\ntable = \"t\"\nx = \"name\"\ny = \"2020\"\n";
        let names = ["2020", "2021", "2022", "2024"];
        let columns: String = names.map(|name| number(name, "km", "")).concat();
        let table = sample(figure, &format!("name,2020,2021,2022,2024\n{row}"), &[NAMES, &columns]).table;
        let columns: Vec<&Column> = names.iter().filter_map(|name| Some(table.column(name)?.1)).collect();
        let steps = steps(names.into_iter()).expect("ascending");
        line(&columns, &steps, 0, "a", false)
    }

    #[test]
    fn small_lines_are_true_to_time_and_never_bridge() {
        let whole = small_line("N,1,2,3,4");
        has(&whole, "d=\"m400 200 2300-53 2300-54 4600-53\"");
        assert_eq!(whole.matches("<circle").count(), 1, "the last point");
        let broken = small_line("N,1,2,,4");
        assert_eq!(broken.matches("class=\"ln\"").count(), 1, "{broken}");
        assert_eq!(broken.matches("<circle").count(), 2, "one that stands alone, and marked as the last");
        assert_eq!(small_line("N,,,,"), "");
    }

    #[test]
    fn dates_must_ascend_and_other_names_stand_evenly() {
        assert_eq!(steps(["2020", "2022", "2023"].into_iter()), Some(vec![2020, 2022, 2023]));
        assert_eq!(steps(["2022", "2020"].into_iter()), None);
        assert_eq!(steps(["first", "2020"].into_iter()), Some(vec![0, 1]));
        assert_eq!(steps(["2020", "2020-05"].into_iter()), Some(vec![0, 1]), "of two kinds");
    }
}
