//! A sheet of an `.xlsx` workbook -> the text of a CSV file, which is read as any other.
//!
//! Numbers come with the 15 digits that a spreadsheet keeps, dates as ISO days, formulas by their last value.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use rust_decimal::Decimal;

use crate::diag::{did_you_mean, one_of};

/// Bytes of a workbook beyond which it is refused: it is packed, and grows when it is read.
pub(crate) const MAX_WORKBOOK: usize = 16 << 20;
/// Cells of a sheet beyond which it is refused.
const MAX_CELLS: usize = 5_000_000;

/// Why a sheet cannot be read: the sentence, and the way out.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct WorkbookFault {
    /// Lower case, no full stop.
    pub(crate) message: String,
    /// How to repair it.
    pub(crate) hint: String,
}

/// The cells of a sheet as CSV; without a name, of the only one.
///
/// # Errors
/// No workbook, no such sheet, several sheets and no name, or too many cells.
pub(crate) fn to_csv(bytes: &[u8], sheet: Option<&str>) -> Result<String, WorkbookFault> {
    let fault = |message: String, hint: String| Err(WorkbookFault { message, hint });
    if bytes.len() > MAX_WORKBOOK {
        let hint = format!("workbooks have at most {} MB: save the sheet as CSV", MAX_WORKBOOK >> 20);
        return fault(format!("this workbook has {} MB", bytes.len() >> 20), hint);
    }
    let mut workbook: Xlsx<_> = match Xlsx::new(Cursor::new(bytes)) {
        Ok(workbook) => workbook,
        Err(error) => {
            return fault(format!("this is no workbook: {error}"), "save it again as `.xlsx`".to_owned());
        }
    };
    let names = workbook.sheet_names();
    let all = || names.iter().map(String::as_str);
    let name = match (sheet, names.as_slice()) {
        (Some(sheet), _) if names.iter().any(|name| name == sheet) => sheet.to_owned(),
        (Some(sheet), _) => {
            let hint =
                did_you_mean(sheet, all()).unwrap_or_else(|| format!("its sheets are {}", one_of(all())));
            return fault(format!("this workbook has no sheet `{sheet}`"), hint);
        }
        (None, [only]) => only.clone(),
        (None, _) => {
            let hint = format!("add `sheet`: {}", one_of(all()));
            return fault("this workbook has several sheets".to_owned(), hint);
        }
    };
    let range = match workbook.worksheet_range(&name) {
        Ok(range) => range,
        Err(error) => {
            return fault(format!("the sheet `{name}` cannot be read: {error}"), "save it as CSV".to_owned());
        }
    };
    if range.get_size().0.saturating_mul(range.get_size().1) > MAX_CELLS {
        return fault(
            format!("the sheet `{name}` is too large"),
            "aggregate it to what the story uses".to_owned(),
        );
    }
    let rows = range.rows().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(","));
    Ok(rows.collect::<Vec<_>>().join("\n") + "\n")
}

fn cell(data: &Data) -> String {
    match data {
        Data::Empty => String::new(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number_of(*number),
        Data::Bool(value) => value.to_string(),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => quoted(text),
        other => quoted(&other.to_string()),
    }
}

/// A number with the 15 digits that a spreadsheet keeps: 0.1 + 0.2 is 0.3 there.
fn number_of(number: f64) -> String {
    let digits = format!("{number:.14e}");
    Decimal::from_scientific(&digits).map_or(digits, |value| value.normalize().to_string())
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// The name of a cell by its place in the CSV that was made of its sheet: `B7`. Rows are lines.
pub(crate) fn cell_name(csv: &str, offset: u32) -> String {
    let before = csv.get(..(offset as usize).min(csv.len())).unwrap_or_default();
    let row = before.matches('\n').count() + 1;
    let line = before.rsplit('\n').next().unwrap_or_default();
    let mut quoted = false;
    let mut column = 0_usize;
    for sign in line.chars() {
        match sign {
            '"' => quoted = !quoted,
            ',' if !quoted => column += 1,
            _ => {}
        }
    }
    let mut letters = String::new();
    let mut rest = column;
    loop {
        letters.insert(0, u8::try_from(rest % 26).map_or('?', |letter| char::from(b'A' + letter)));
        if rest < 26 {
            return format!("{letters}{row}");
        }
        rest = rest / 26 - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_a_spreadsheets_digits() {
        assert_eq!(number_of(0.1 + 0.2), "0.3");
        assert_eq!(number_of(1400.0), "1400");
        assert_eq!(number_of(-2.5e-7), "-0.00000025");
    }

    #[test]
    fn cells_are_named_as_in_a_sheet() {
        assert_eq!(cell_name("a,b\n\"x,y\",2\n", 4 + 6), "B2");
        assert_eq!(cell_name(&",".repeat(30), 27), "AB1");
    }

    #[test]
    fn what_is_no_workbook_is_told() {
        assert!(to_csv(b"PK\x03\x04rubbish", None).is_err());
        assert!(to_csv(b"", None).is_err());
    }
}
