//! A sheet that comes back: the CSV file with the checker's columns filled in.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::publish::ledger::Sheet;
use crate::publish::ledger::csv::BYTE_ORDER_MARK;
use crate::publish::ledger::signing::Pencil;

/// Columns that are read; all others may be gone, in another order, or changed.
const WANTED: [&str; 5] = ["key", "checked", "by", "date", "remark"];

/// What people write who did not check.
const NOT: [&str; 5] = ["no", "n", "0", "false", "-"];

/// What was filled in.
#[derive(Debug, Default)]
pub(crate) struct Filled {
    /// Rows of the sheet by their places, with what stands in their columns.
    pub(crate) rows: Vec<(usize, Pencil)>,
    /// Lines of the file (from 1) that were ticked, and whose statement has changed since.
    pub(crate) changed: Vec<u64>,
}

/// Why a file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FilledFault {
    /// What is wrong.
    pub(crate) message: String,
    /// The way out.
    pub(crate) hint: &'static str,
}

/// Reads a filled file: a row counts if its column `checked` has anything but "no". `usual` is who and when where the
/// columns say nothing.
///
/// # Errors
/// No such columns, no checker, a day that is none.
pub(crate) fn read(text: &str, sheet: &Sheet, by: Option<&str>, today: Date) -> Result<Filled, FilledFault> {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter(text)).flexible(true).from_reader(text.as_bytes());
    let fault = |message: String, hint| FilledFault { message, hint };
    let heads = reader.headers().cloned().map_err(|error| fault(error.to_string(), SAVE_AS))?;
    let place = |name: &str| heads.iter().position(|head| head.trim() == name);
    if let Some(missing) = WANTED.iter().find(|name| place(name).is_none()) {
        return Err(fault(format!("the file has no column `{missing}`"), SAVE_AS));
    }
    let by_key: BTreeMap<String, Vec<usize>> = sheet.rows.iter().enumerate().fold(
        BTreeMap::new(),
        |mut by_key: BTreeMap<String, Vec<usize>>, (at, row)| {
            by_key.entry(row.signature.key()).or_default().push(at);
            by_key
        },
    );
    let mut filled = Filled::default();
    for record in reader.records() {
        let record = record.map_err(|error| fault(error.to_string(), SAVE_AS))?;
        let cell = |name: &str| place(name).and_then(|at| record.get(at)).unwrap_or_default().trim();
        let checked = cell("checked").to_lowercase();
        if checked.is_empty() || NOT.contains(&&*checked) {
            continue;
        }
        let line = record.position().map_or(0, csv::Position::line);
        let Some(rows) = by_key.get(cell("key")) else {
            filled.changed.push(line);
            continue;
        };
        let pencil = Pencil {
            by: Some(cell("by"))
                .filter(|by| !by.is_empty())
                .or(by)
                .ok_or_else(|| fault(format!("line {line} is ticked, and nobody signed it"), SIGN))?
                .into(),
            date: match cell("date") {
                "" => today,
                day => day.parse().map_err(|_| {
                    fault(format!("`{day}` in line {line} is no day"), "write it as in `2026-02-18`")
                })?,
            },
            remark: cell("remark").into(),
        };
        filled.rows.extend(rows.iter().map(|at| (*at, pencil.clone())));
    }
    Ok(filled)
}

const SAVE_AS: &str = "save the sheet as CSV, with its first line, from the file that `ledger --csv` wrote";
const SIGN: &str = "fill in its column `by`, or name the checker of all of them with `--sign NAME`";

/// Spreadsheet programs save with the separator of their language.
fn delimiter(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |sign: char| head.matches(sign).count();
    if count(';') > count(',') {
        b';'
    } else if count('\t') > count(',') {
        b'\t'
    } else {
        b','
    }
}
