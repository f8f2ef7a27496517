//! A data table as a CSV file for readers: what the description describes, in the data's own words.

use crate::data::{Cell, Column, DataTable};

/// The described columns and those that hold their bounds, as CSV (RFC 4180, but with bare line feeds).
///
/// A text that a spreadsheet would take for a formula is preceded by an apostrophe.
pub(crate) fn csv(table: &DataTable) -> String {
    let mut text = String::with_capacity(table.data.text.len());
    let header: Vec<String> = table.columns.iter().map(|column| field(&column.name)).collect();
    text.push_str(&header.join(","));
    text.push('\n');
    for row in 0..table.rows {
        let cells: Vec<String> = table.columns.iter().map(|column| cell(column, row)).collect();
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}

fn cell(column: &Column, row: usize) -> String {
    match column.cells.get(row) {
        Some(Cell::Number(number)) => number.value.to_string(),
        Some(Cell::Period(period)) => period.to_string(),
        Some(Cell::Text(text)) => field(text),
        Some(Cell::Boolean(value)) => value.to_string(),
        Some(Cell::Missing) | None => String::new(),
    }
}

/// A text as a field: quoted where it must be, preceded by an apostrophe where a spreadsheet would take it for a formula.
pub(crate) fn field(text: &str) -> String {
    let guarded =
        if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() };
    if guarded.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", guarded.replace('"', "\"\""))
    } else {
        guarded
    }
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn fields_are_quoted_and_never_formulas() {
        assert_eq!(field("a \"b\", c"), "\"a \"\"b\"\", c\"");
        assert_eq!(field("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        assert_eq!(field("plain"), "plain");
    }
}
