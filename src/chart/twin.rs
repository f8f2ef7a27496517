//! The twin of a chart: the same numbers as a table, with their bounds in words and the stretches without a figure.

use rust_decimal::Decimal;

use crate::chart::describe::Describer;
use crate::chart::values::{Axis, Empty, Point, Series};
use crate::chart::{Twin, TwinHead};
use crate::locale::format::UnitStyle;
use crate::quantity::Bound;

/// Longest table in a page; the rest is in the CSV.
const ROWS: usize = 400;

/// Positions of the axis as rows, series as columns.
pub(crate) fn series(describer: &Describer<'_>) -> Twin {
    Writer { describer }.write()
}

struct Writer<'a> {
    describer: &'a Describer<'a>,
}

impl Writer<'_> {
    fn write(&self) -> Twin {
        let has_bounds: Vec<bool> = self
            .describer
            .values
            .series
            .iter()
            .enumerate()
            .map(|(index, _)| self.has_bounds(index))
            .collect();
        let mut stretches: Vec<(i64, i64)> =
            self.describer.values.positions().into_iter().map(|at| (at, at)).collect();
        stretches.extend(self.describer.values.holes.iter().map(|hole| (hole.from, hole.to)));
        stretches.extend(self.missing_alone());
        stretches.sort_unstable();
        stretches.dedup();
        let left_out = stretches.len().saturating_sub(ROWS);
        let rows = stretches.into_iter().take(ROWS).map(|stretch| self.row(stretch, &has_bounds)).collect();
        Twin { head: self.head(&has_bounds), rows, left_out }
    }

    /// Whether a series has a value that is not certain, in any panel: panels have the same columns.
    fn has_bounds(&self, index: usize) -> bool {
        let series = self.describer.values.family().filter_map(|values| values.series.get(index));
        series.flat_map(|series| &series.points).any(|point| !point.is_certain())
    }

    /// Categories that no series has a value for.
    fn missing_alone(&self) -> Vec<(i64, i64)> {
        let Axis::Names(names) = &self.describer.values.axis else { return Vec::new() };
        (0..i64::try_from(names.len()).unwrap_or(0)).map(|at| (at, at)).collect()
    }

    fn head(&self, has_bounds: &[bool]) -> Vec<TwinHead> {
        let mut head = vec![TwinHead { text: self.describer.values.axis_label.clone(), is_number: false }];
        for (series, has_bounds) in self.describer.values.series.iter().zip(has_bounds) {
            let text = match &self.describer.values.unit {
                Some(unit) => {
                    let unit = self.describer.formatter.unit(unit, UnitStyle::Symbol);
                    self.describer.message("twin.measure", &[("measure", &series.name), ("unit", &unit)])
                }
                None => series.name.clone(),
            };
            head.push(TwinHead { text, is_number: true });
            if *has_bounds {
                head.push(TwinHead { text: self.describer.message("twin.bound", &[]), is_number: false });
            }
            let ends = self.describer.values.shape.bands.iter().flat_map(|(low, high)| [low, high]);
            head.extend(ends.map(|end| TwinHead { text: end.clone(), is_number: true }));
        }
        head
    }

    fn row(&self, (from, to): (i64, i64), has_bounds: &[bool]) -> Vec<String> {
        let place = self.describer.stretch(&Empty { from, to, reason: None });
        let is_projected = self.describer.values.shape.projected_from.is_some_and(|at| at <= from);
        let mut row = vec![if is_projected {
            self.describer.message("twin.projected", &[("x", &place)])
        } else {
            place
        }];
        for (series, has_bounds) in self.describer.values.series.iter().zip(has_bounds) {
            let index = series.points.binary_search_by_key(&from, |point| point.at);
            let point = index.ok().and_then(|index| series.points.get(index)).filter(|_| from == to);
            let empty = series.empty.iter().find(|empty| empty.from <= from && to <= empty.to);
            let reason = || empty.map_or_else(String::new, |empty| self.describer.reason(empty));
            let none = self.describer.message("twin.none", &[]);
            match (point, has_bounds) {
                (Some(point), true) => row.extend([self.value(point), self.bound(series, point)]),
                (Some(point), false) => row.push(self.value(point)),
                (None, true) => row.extend([none.clone(), reason()]),
                (None, false) => row.push(if empty.is_some() { reason() } else { none.clone() }),
            }
            row.extend(self.bands(point, &none));
        }
        row
    }

    /// Both ends of each band.
    fn bands(&self, point: Option<&Point>, none: &str) -> Vec<String> {
        let bands = point.and_then(|point| point.beside.as_ref()).map(|beside| beside.bands.as_slice());
        let ends = |index: usize| bands?.get(index).copied().flatten();
        (0..self.describer.values.shape.bands.len())
            .flat_map(|index| match ends(index) {
                Some((low, high)) => [low, high].map(|end| self.number(end)),
                None => [none, none].map(str::to_owned),
            })
            .collect()
    }

    fn value(&self, point: &Point) -> String {
        match point.quantity.high {
            Some(high) => {
                let (from, to) = (self.number(point.value()), self.number(high));
                self.describer.message("from_to", &[("from", &from), ("to", &to)])
            }
            None => self.number(point.value()),
        }
    }

    fn bound(&self, series: &Series, point: &Point) -> String {
        let (low, high) = self.describer.ends(point);
        let word = self.describer.message(&format!("bound.{}", point.quantity.bound.word()), &[]);
        if point.quantity.bound == Bound::Exactly && !point.is_certain() {
            let name =
                series.interval.clone().unwrap_or_else(|| self.describer.message("bound.between", &[]));
            return self
                .describer
                .message("twin.bound_range", &[("bound", &name), ("low", &low), ("high", &high)]);
        }
        if point.is_certain() || point.is_open_above() || point.is_open_below() {
            return word;
        }
        self.describer.message("twin.bound_range", &[("bound", &word), ("low", &low), ("high", &high)])
    }

    fn number(&self, value: Decimal) -> String {
        self.describer.formatter.number(value)
    }
}

#[cfg(test)]
mod tests {
    use crate::chart::samples::{draw, formatter, named};

    fn rows(id: &str) -> Vec<Vec<String>> {
        draw(&named(id), &formatter("en")).twin.rows
    }

    /// The table of the reference figure.
    #[test]
    fn bounds_and_empty_periods_are_rows_in_words() {
        let twin = draw(&named("growth"), &formatter("en")).twin;
        let head: Vec<(&str, bool)> =
            twin.head.iter().map(|head| (head.text.as_str(), head.is_number)).collect();
        assert_eq!(head, [("Month", false), ("stored, TB", true), ("Bound", false)]);
        assert_eq!(
            twin.rows,
            [
                ["July 2025", "400", "exactly"],
                ["August 2025 to December 2025", "–", "not disclosed"],
                ["January 2026", "1,400", "almost: 1,330 to 1,400"],
            ]
        );
    }

    #[test]
    fn reasons_stand_where_the_number_would() {
        assert_eq!(rows("absent")[1], ["B", "not said"]);
        assert_eq!(rows("broken")[3], ["2013 to 2014", "not published"]);
        assert_eq!(rows("groups")[2], ["South", "18", "not counted"]);
    }

    #[test]
    fn ranges_are_named_as_the_table_names_them() {
        assert_eq!(rows("ranges")[0], ["2020", "31", "95 % interval: 28 to 34"]);
    }

    #[test]
    fn series_are_columns() {
        let twin = draw(&named("five"), &formatter("en")).twin;
        assert_eq!(twin.head.len(), 6);
        assert!(twin.rows.iter().all(|row| row.len() == 6));
        assert_eq!(twin.left_out, 0);
    }
}
