//! The sheet for a terminal: one line a statement under the line of the file that it stands in.

use std::fmt::Write as _;
use std::sync::Arc;

use crate::publish::ledger::{Counts, Row, Sheet, SignOff, Stale, Verdict};

/// Characters of a statement's words that are shown.
const MAX_WORDS: usize = 48;

/// Every row, then what is lost, then the counts.
pub(crate) fn text(sheet: &Sheet) -> String {
    let mut text = format!("{} ({})\n", sheet.title, sheet.lang);
    let mut at: Option<(Arc<str>, u32)> = None;
    for (number, row) in (1..).zip(&sheet.rows) {
        let here = (row.place.file.clone(), row.at.line);
        if at.as_ref() != Some(&here) {
            let _ = writeln!(text, "\n{}:{} {}", here.0, here.1, row.part.word());
            at = Some(here);
        }
        let _ = writeln!(text, "{}", line(number, row));
        for remark in remarks(row) {
            let _ = writeln!(text, "{:>8}{remark}", "");
        }
    }
    if !sheet.lost.is_empty() {
        let _ = writeln!(text, "\nsigned, and no longer in the text:");
        for signed in &sheet.lost {
            let signature = &signed.signature;
            let words = shortened(&signature.words);
            let _ = writeln!(text, "        “{words}” {}, {} {}", signature.on, signed.by, signed.date);
        }
    }
    let _ = writeln!(text, "\n{}", summary(&sheet.counts(), sheet.lost.len()));
    text
}

fn line(number: usize, row: &Row) -> String {
    let mark = match row.sign_off {
        SignOff::Open => ' ',
        SignOff::Stale(..) => '~',
        SignOff::Signed(_) => '✓',
    };
    let record = &row.record;
    let mut parts = vec![format!("“{}”", shortened(row.words.trim_matches(['“', '”', '"', '«', '»', '„'])))];
    if !record.bound_to.is_empty() {
        let shown = if record.shown.is_empty()
            || record.shown.replace('\u{a0}', " ") == row.words.replace('\u{a0}', " ")
        {
            record.bound_to.clone()
        } else {
            format!("{} = {}", record.bound_to, shortened(&record.shown))
        };
        parts.push(shown);
    }
    let rests = record.rests.iter().map(|rest| match rest.locator.as_str() {
        "" => format!("@{}", rest.key),
        locator => format!("@{}, {locator}", rest.key),
    });
    let rests: Vec<String> = rests.collect();
    parts.extend((!rests.is_empty()).then(|| rests.join("; ")));
    parts.extend(
        (row.verdict != Verdict::Agrees).then(|| row.verdict.word().replace('-', " ").to_uppercase()),
    );
    format!("{number:>5} {mark} {:<9} {}", row.kind.word(), parts.join(" · ")).replace('\u{a0}', " ")
}

fn remarks(row: &Row) -> Vec<String> {
    let mut remarks = Vec::new();
    if !row.reason.is_empty() {
        remarks.push(row.reason.clone());
    }
    if let SignOff::Stale(why, signed) = &row.sign_off {
        let what = match why {
            Stale::Sentence => "the sentence has changed",
            Stale::Basis => "what it rests on has changed",
        };
        remarks.push(format!("{what} since {} signed it on {}", signed.by, signed.date));
    }
    remarks
}

fn shortened(words: &str) -> String {
    if words.chars().count() <= MAX_WORDS {
        return words.to_owned();
    }
    let start: String = words.chars().take(MAX_WORDS - 1).collect();
    format!("{}…", start.trim_end())
}

/// "12 of 61 rows open, 2 of them stale; 1 disagrees, 3 not bound".
pub(crate) fn summary(counts: &Counts, lost: usize) -> String {
    let mut text = format!("{} of {} rows open", counts.open, counts.rows);
    if counts.stale > 0 {
        let _ = write!(text, ", {} of them signed before something changed", counts.stale);
    }
    let found = [
        (counts.disagree, "disagree with the record"),
        (counts.not_bound, "not bound"),
        (counts.unchecked, "cannot be checked"),
        (lost, "signed and no longer in the text"),
    ];
    let found: Vec<String> =
        found.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    if !found.is_empty() {
        let _ = write!(text, "; {}", found.join(", "));
    }
    text
}
