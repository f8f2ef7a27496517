//! A data table as expressions see it: `where`, `that`, formulas and selectors.

use crate::data::{Cell, Column, DataTable};
use crate::formula::{Measure, Table, Value};
use crate::interval::Truth;
use crate::quantity::Period;

impl Table for DataTable {
    fn id(&self) -> &str {
        &self.id
    }

    fn rows(&self) -> usize {
        self.rows
    }

    fn columns(&self) -> Vec<&str> {
        self.columns.iter().map(|column| &*column.name).collect()
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| &*column.name == name)
    }

    fn cell(&self, row: usize, column: usize) -> Value {
        self.columns.get(column).map_or(Value::Missing, |column| value(column, row))
    }

    /// The time in the key of the table, else in its first column of times.
    fn as_of(&self, row: usize) -> Option<Period> {
        let keys = self.key.iter().filter_map(|key| self.columns.get(*key));
        let column = keys.chain(&self.columns).find(|column| column.kind.is_time())?;
        match column.cells.get(row)? {
            Cell::Period(period) => Some(*period),
            _ => None,
        }
    }
}

fn value(column: &Column, row: usize) -> Value {
    match column.cells.get(row) {
        Some(Cell::Number(_)) => {
            column.quantity(row).map_or(Value::Missing, |quantity| Value::Number(Measure::from(&quantity)))
        }
        Some(Cell::Period(period)) => Value::Period(*period),
        Some(Cell::Text(text)) => Value::Text(text.clone()),
        Some(Cell::Boolean(truth)) => Value::Truth(Truth::from(*truth)),
        Some(Cell::Missing) | None => Value::Missing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{ColumnKind, Number, TextMeaning};
    use crate::diag::{Place, Placed};
    use crate::formula::Expression;
    use crate::locale::Localised;
    use crate::quantity::{Bound, Unit};
    use crate::text::{FileText, Fingerprint};

    fn column(name: &str, kind: ColumnKind, unit: Option<Unit>, cells: Vec<Cell>) -> Column {
        let label = Placed::new(name.into(), Place::start_of(&"t.toml".into()));
        Column {
            name: name.into(),
            index: 0,
            label: Localised::everywhere(label),
            kind,
            unit,
            missing: None,
            interval: None,
            meaning: TextMeaning::Unsaid,
            is_auxiliary: false,
            cells,
        }
    }

    fn table() -> DataTable {
        let stored = Number { value: 1400.into(), bound: Bound::Almost, ends: None };
        let columns = vec![
            column("open", ColumnKind::Boolean, None, vec![Cell::Boolean(true), Cell::Missing]),
            column(
                "month",
                ColumnKind::Month,
                None,
                vec![Cell::Period(Period::Month(2026, 1)), Cell::Period(Period::Month(2026, 2))],
            ),
            column(
                "stored",
                ColumnKind::Number,
                Some(Unit::Symbol("TB")),
                vec![Cell::Number(stored), Cell::Missing],
            ),
        ];
        DataTable {
            id: "storage".into(),
            data: FileText::new("storage.csv", ""),
            description: "storage.toml".into(),
            title: None,
            cite: Vec::new(),
            key: vec![1],
            license: None,
            note: None,
            asserts: Vec::new(),
            columns,
            rows: 2,
            row_starts: vec![0, 0],
            flaw: None,
            fingerprint: Fingerprint::default(),
        }
    }

    #[test]
    fn cells_keep_bound_unit_and_time() {
        let holds = |text: &str, row| {
            Expression::parse(text).expect(text).is_true_for_row(&table(), row).expect(text)
        };
        assert!(holds("stored < 1400 and stored > 1330", 0));
        assert!(!holds("stored > 1350", 0), "it may be 1,340");
        assert!(holds("open and month == '2026-01'", 0));
        assert!(!holds("open", 1) && !holds("not open", 1));
        assert!(holds("months('2025-12', stored) == 2", 1), "a missing cell has the time of its row");
        assert!(holds("sum(storage.stored) < 1400", 1));
    }
}
