//! The sheet as CSV (RFC 4180) for spreadsheets: one row a statement, numbers as numbers, empty columns for the pencil.

use rust_decimal::Decimal;

use crate::data::file::field;
use crate::publish::ledger::{Row, Sheet, SignOff};

/// What the file begins with, so that spreadsheet programs read it as UTF-8.
pub(crate) const BYTE_ORDER_MARK: char = '\u{feff}';

/// Names of the columns: the same in every language, so that a sheet can be read by programs.
pub(crate) const COLUMNS: &[&str] = &[
    "row",
    "file",
    "line",
    "column",
    "part",
    "sentence",
    "kind",
    "words",
    "bound_to",
    "value",
    "high",
    "text",
    "unit",
    "bound",
    "formula",
    "as_of",
    "source",
    "locator",
    "access",
    "document",
    "sha256",
    "archived",
    "status",
    "checked_by",
    "verdict",
    "reason",
    "sign_off",
    "signed_by",
    "signed_on",
    "signed_remark",
    "key",
    "checked",
    "by",
    "date",
    "remark",
];

/// The last columns, which are empty for the checker: checked, by, date, remark.
const PENCIL: usize = 4;

/// The whole file, without a byte-order mark. Lines end as the standard says.
pub(crate) fn csv(sheet: &Sheet) -> String {
    let mut text = COLUMNS.join(",");
    text.push_str("\r\n");
    for (at, row) in sheet.rows.iter().enumerate() {
        let mut cells = what_is_said(at + 1, row);
        cells.extend(what_it_rests_on(row));
        cells.extend(how_it_stands(row));
        cells.extend(std::iter::repeat_n(String::new(), PENCIL));
        debug_assert_eq!(cells.len(), COLUMNS.len(), "one cell a column");
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

fn what_is_said(number: usize, row: &Row) -> Vec<String> {
    let record = &row.record;
    vec![
        number.to_string(),
        field(&row.place.file),
        row.at.line.to_string(),
        row.at.column.to_string(),
        row.part.word().to_owned(),
        field(&row.sentence),
        row.kind.word().to_owned(),
        field(&row.words),
        field(&record.bound_to),
        number_cell(record.value),
        number_cell(record.high),
        field(&record.text),
        field(&record.unit),
        record.bound.to_owned(),
        field(&record.formula),
        field(&record.as_of),
    ]
}

fn what_it_rests_on(row: &Row) -> Vec<String> {
    let rests = &row.record.rests;
    let joined = |texts: Vec<&str>| {
        let texts: Vec<&str> = texts.into_iter().filter(|text| !text.is_empty()).collect();
        field(&texts.join("; ").replace('\u{a0}', " "))
    };
    let documents = || rests.iter().flat_map(|rest| &rest.documents);
    vec![
        joined(rests.iter().map(|rest| rest.source.as_str()).collect()),
        joined(rests.iter().map(|rest| rest.locator.as_str()).collect()),
        joined(rests.iter().map(|rest| rest.access).collect()),
        joined(documents().map(|document| document.file.as_str()).collect()),
        joined(documents().map(|document| document.sha256.as_str()).collect()),
        joined(rests.iter().flat_map(|rest| &rest.archived).map(String::as_str).collect()),
    ]
}

fn how_it_stands(row: &Row) -> Vec<String> {
    let signed = match &row.sign_off {
        SignOff::Open => Vec::new(),
        SignOff::Stale(_, signed) => vec![signed],
        SignOff::Signed(all) => all.iter().collect(),
    };
    let joined = |texts: Vec<String>| field(&texts.join("; "));
    vec![
        row.record.status.to_owned(),
        joined(row.record.checked_by.clone()),
        row.verdict.word().to_owned(),
        field(&row.reason),
        row.sign_off.word().to_owned(),
        joined(signed.iter().map(|signed| signed.by.to_string()).collect()),
        joined(signed.iter().map(|signed| signed.date.to_string()).collect()),
        joined(signed.iter().map(|signed| signed.remark.to_string()).filter(|it| !it.is_empty()).collect()),
        row.signature.key(),
    ]
}

/// A number stays a number, a negative one too: it is the only kind of cell that no guard stands before.
fn number_cell(number: Option<Decimal>) -> String {
    number.map(|number| number.normalize().to_string()).unwrap_or_default()
}
