//! The sheet as one HTML page that prints well: `ledger.html` of the theme, with its style inside.

use crate::fact::sign_off::Signed;
use crate::locale::format::{DateStyle, Formatter};
use crate::publish::ledger::{Row, Sheet, SignOff};
use crate::render::theme::{TemplateFault, Theme};
use crate::render::view::ledger::{
    LedgerDocumentView, LedgerRowView, LedgerSentenceView, LedgerSignedView, LedgerSourceView, LedgerView,
};
use crate::site::Language;

/// Template of the sheet.
pub(crate) const TEMPLATE: &str = "ledger.html";

/// Style of the sheet, a file of the theme that is no asset: no page of the site has it.
pub(crate) const STYLE: &str = "ledger.css";

/// The whole page.
///
/// # Errors
/// A diagnostic at the place of the template that failed.
pub(crate) fn html(
    sheet: &Sheet,
    language: &Language,
    theme: &Theme,
    style: &str,
) -> Result<String, TemplateFault> {
    theme.render(TEMPLATE, language.tag.as_str(), &view(sheet, language, style), &[])
}

fn view(sheet: &Sheet, language: &Language, style: &str) -> LedgerView {
    let counts = sheet.counts();
    let formatter = &*language.formatter;
    LedgerView {
        lang: language.tag.as_str().into(),
        dir: language.direction.name(),
        // What closes the element may not stand in it.
        style: style.replace("</", "<\\/"),
        title: sheet.title.clone(),
        file: sheet.file.clone(),
        open: counts.open,
        count: counts.rows,
        disagree: counts.disagree,
        not_bound: counts.not_bound,
        unchecked: counts.unchecked,
        sentences: sentences(sheet, formatter),
        documents: documents(sheet),
        lost: sheet.lost.iter().map(|signed| signed_view(signed, formatter)).collect(),
    }
}

/// Rows under their sentences: neighbours of one sentence stand together.
fn sentences(sheet: &Sheet, formatter: &Formatter) -> Vec<LedgerSentenceView> {
    let numbered: Vec<(usize, &Row)> = (1..).zip(&sheet.rows).collect();
    let together = |one: &(usize, &Row), next: &(usize, &Row)| {
        let (one, next) = (one.1, next.1);
        (&one.place.file, &one.sentence, one.part) == (&next.place.file, &next.sentence, next.part)
    };
    let groups = numbered.chunk_by(together).filter_map(|rows| {
        let (_, first) = rows.first()?;
        Some(LedgerSentenceView {
            part: first.part.word(),
            part_label: label(formatter, "ledger.part", first.part.word()),
            file: first.place.file.clone(),
            line: first.at.line,
            text: first.sentence.clone(),
            rows: rows.iter().map(|(number, row)| row_view(*number, row, formatter)).collect(),
        })
    });
    groups.collect()
}

fn row_view(number: usize, row: &Row, formatter: &Formatter) -> LedgerRowView {
    let record = &row.record;
    let signed = match &row.sign_off {
        SignOff::Open => Vec::new(),
        SignOff::Stale(_, signed) => vec![signed_view(signed, formatter)],
        SignOff::Signed(all) => all.iter().map(|signed| signed_view(signed, formatter)).collect(),
    };
    LedgerRowView {
        number,
        kind: row.kind.word(),
        kind_label: label(formatter, "ledger.kind", row.kind.word()),
        words: row.words.clone(),
        bound_to: record.bound_to.clone(),
        value: record.shown.clone(),
        formula: record.formula.clone(),
        as_of: record.as_of.clone(),
        sources: record
            .rests
            .iter()
            .map(|rest| LedgerSourceView {
                key: rest.key.clone(),
                source: rest.source.clone(),
                locator: rest.locator.clone(),
                access: rest.access,
                documents: rest.documents.iter().map(|document| document.file.clone()).collect(),
                archived: rest.archived.clone(),
            })
            .collect(),
        status: record.status,
        status_label: label(formatter, "status", record.status),
        checked_by: formatter.list(&record.checked_by),
        verdict: row.verdict.word(),
        verdict_label: label(formatter, "ledger.verdict", row.verdict.word()),
        reason: row.reason.clone(),
        sign_off: row.sign_off.word(),
        sign_off_label: label(formatter, "ledger.sign_off", row.sign_off.word()),
        signed,
    }
}

/// A word of the sheet in the language of the edition; nothing for nothing.
fn label(formatter: &Formatter, table: &str, word: &str) -> String {
    if word.is_empty() { String::new() } else { formatter.messages.text(&format!("{table}.{word}"), &[]) }
}

fn signed_view(signed: &Signed, formatter: &Formatter) -> LedgerSignedView {
    LedgerSignedView {
        words: signed.signature.words.clone(),
        by: signed.by.clone(),
        date: formatter.date(signed.date, DateStyle::Short),
        remark: signed.remark.clone(),
    }
}

fn documents(sheet: &Sheet) -> Vec<LedgerDocumentView> {
    let rests = sheet.rows.iter().flat_map(|row| &row.record.rests);
    let mut all: Vec<_> = rests.flat_map(|rest| &rest.documents).collect();
    all.sort_by_key(|document| (&document.file, &document.sha256));
    all.dedup();
    let view = |document: &&crate::publish::ledger::Document| LedgerDocumentView {
        file: document.file.clone(),
        sha256: document.sha256.clone(),
    };
    all.iter().map(view).collect()
}
