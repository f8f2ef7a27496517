//! An edition -> the rows of its sheet, in the order of the text.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::diag::{Diagnostic, Place, Severity};
use crate::fact::sign_off::Signature;
use crate::fact::wording::{self, Claim};
use crate::fact::{Fact, FactValue};
use crate::prose::flat::FlatMarkKind;
use crate::prose::marks;
use crate::prose::{CellBinding, Condition, FactBinding, FactRef, Link, Target, ValueStyle};
use crate::publish::ledger::signature::{basis_digest, one_line, signed_words};
use crate::publish::ledger::worth::{
    claim_kind, claimed, formula_of, is_stated, kind_of, kind_of_value, outward, said,
};
use crate::publish::ledger::{Part, Record, Row, RowKind, Sheet, SignOff, Verdict, rests, signing};
use crate::quantity::Quantity;
use crate::render::words::{self, Writer};
use crate::site::evidence::{Basis, Passage, Position, Reading, Statement, passages};
use crate::site::lookup::Found;
use crate::site::selection;
use crate::site::values::{self, Resolved, Value, ValueFault};
use crate::site::{EditionIx, FolderIx, Site};
use crate::story::blocks::Argument;
use crate::story::visit;
use crate::story::{Block, BlockContent};
use crate::text::{self, FileText, Span, digest};
use crate::world::World;

/// The sheet of a published edition; `findings` are those of all checks, silenced ones included.
pub(crate) fn sheet(site: &Site, ix: EditionIx, findings: &[Diagnostic], world: &dyn World) -> Sheet {
    let edition = site.edition(ix);
    let uses = site.uses(ix);
    let passages = passages(edition, uses);
    let mut clerk = Clerk {
        writer: Writer::new(site, edition, uses),
        findings,
        world,
        texts: BTreeMap::new(),
        linked: linked_names(&passages),
        quotes: quote_blocks(&edition.file.body.blocks),
        rows: Vec::new(),
    };
    for passage in &passages {
        clerk.passage(passage);
    }
    clerk.blocks(&edition.file.body.blocks);
    let mut rows = clerk.rows;
    let signed = &site.folder(edition.folder).data.signed;
    let lost = signing::put_to_rows(&mut rows, signed, edition.file.lang.as_str());
    Sheet {
        title: words::headline(site, edition, uses),
        lang: edition.file.lang.clone(),
        file: edition.file.path.clone(),
        rows,
        lost,
    }
}

/// Ids of names that a link of the edition binds words to.
fn linked_names(passages: &[Passage<'_>]) -> BTreeSet<Arc<str>> {
    let mut ids = BTreeSet::new();
    for passage in passages {
        for mark in &Reading::of(passage).flat.marks {
            if let FlatMarkKind::Link(Link { target: Target::Name(id), .. }) = mark.kind {
                ids.insert(id.clone());
            }
        }
    }
    ids
}

/// Blocks of registered quotations, each with its id.
fn quote_blocks(blocks: &[Block]) -> Vec<(Span, &Arc<str>)> {
    let mut found = Vec::new();
    visit::blocks(blocks, &mut |part| {
        if let visit::Part::Block(Block { kind: BlockContent::Marked(marked), span }) = part
            && marked.kind.argument == Argument::Quote
            && let Some(id) = &marked.argument
        {
            found.push((*span, &id.value));
        }
    });
    found
}

/// What a row is made of, before its sentence is looked at.
struct Draft<'a> {
    range: Range<usize>,
    span: Span,
    kind: RowKind,
    /// `None`: the words of the range.
    words: Option<String>,
    record: Record,
    verdict: Verdict,
    reason: String,
    /// What beside the record a sign-off rests on.
    basis: Vec<&'a str>,
}

impl Draft<'_> {
    /// Of a block that has no words of its own.
    fn of_block(kind: RowKind, record: Record, verdict: Verdict, reason: String) -> Self {
        let (range, span, words, basis) = (0..0, Span::default(), None, Vec::new());
        Draft { range, span, kind, words, record, verdict, reason, basis }
    }
}

struct Clerk<'a> {
    writer: Writer<'a>,
    findings: &'a [Diagnostic],
    world: &'a dyn World,
    texts: BTreeMap<Arc<str>, Option<FileText>>,
    /// Blocks of registered quotations.
    quotes: Vec<(Span, &'a Arc<str>)>,
    /// Names that a row needs no further occurrence of.
    linked: BTreeSet<Arc<str>>,
    rows: Vec<Row>,
}

impl<'a> Clerk<'a> {
    fn passage(&mut self, passage: &Passage<'a>) {
        let reading = Reading::of(passage);
        let statements = reading.statements();
        let mut drafts: Vec<Draft<'a>> = Vec::new();
        for statement in &statements {
            drafts.extend(self.bound(passage, &reading, statement));
        }
        let bound: Vec<Range<usize>> = statements.iter().map(|statement| statement.range.clone()).collect();
        let quoted = self.unbound_quotations(passage, &reading, &statements);
        let taken: Vec<Range<usize>> =
            bound.into_iter().chain(quoted.iter().map(|draft| draft.range.clone())).collect();
        drafts.extend(quoted);
        drafts.extend(self.unbound_numbers(passage, &reading, &taken));
        drafts.extend(self.unlinked_names(passage, &reading, &taken));
        drafts.sort_by_key(|draft| (draft.range.start, draft.range.end));
        for draft in drafts {
            let row = self.row(passage, &reading, draft);
            self.rows.push(row);
        }
    }

    fn bound(
        &self,
        passage: &Passage<'a>,
        reading: &Reading<'a>,
        statement: &Statement<'a>,
    ) -> Vec<Draft<'a>> {
        match statement.basis {
            Basis::Facts(binding) => binding
                .facts
                .iter()
                .map(|fact| self.fact(passage, reading, statement, binding, fact))
                .collect(),
            Basis::Cell(cell) => vec![self.cell(passage, reading, statement, cell)],
            Basis::Quote(id) => vec![self.quote(passage, statement, id)],
            Basis::Name(id) => vec![self.name(passage, statement, id)],
            Basis::Unbound(reason) => self.unbound_on_purpose(passage, reading, statement, reason),
        }
    }

    fn fact(
        &self,
        passage: &Passage<'a>,
        reading: &Reading<'a>,
        statement: &Statement<'a>,
        binding: &FactBinding,
        reference: &FactRef,
    ) -> Draft<'a> {
        let condition = binding.condition.as_ref().map(Condition::written).unwrap_or_default();
        let found = self.writer.site.fact(passage.scope, reference);
        let resolved = found.map(|found| values::of_fact(self.writer.site, found));
        let mut record = self.record(resolved.as_ref().and_then(|resolved| resolved.as_ref().ok()));
        record.bound_to = format!("fact:{}{condition}", reference.written());
        record.formula = found.map(formula_of).unwrap_or_default();
        let claims = self.read(passage, reading.flat.words_of(statement.range.clone()));
        let kind = kind_of(&claims, resolved.as_ref().and_then(|it| it.as_ref().ok()), binding);
        let mut entries = found.map(|found| self.entries_of(found)).unwrap_or_default();
        entries.extend(record.rests.iter().map(|rest| rest.entry.clone()));
        let (verdict, reason) = self.judged(&passage.file, statement.span, &entries, fault_of(resolved));
        self.draft(statement, kind, record, verdict, reason)
    }

    /// Where a fact, and the table that it is a cell of, are recorded.
    fn entries_of(&self, found: Found<'_, Fact>) -> Vec<Place> {
        let facts = self.writer.site.folder(found.folder).data.facts.values().map(|fact| &fact.place);
        let own = rests::extent(&found.value.place, facts);
        let table = match &found.value.value {
            FactValue::Cell(selector) => self.description_of(found.folder, &selector.value),
            _ => None,
        };
        table.into_iter().chain([own]).collect()
    }

    /// The description of the table that a selector names.
    fn description_of(&self, scope: FolderIx, selector: &str) -> Option<Place> {
        let id = selector.split(['[', '.']).next().unwrap_or_default();
        let table = self.writer.site.table(scope, id)?.value;
        Some(Place { file: table.description.clone(), span: Span { start: 0, end: u32::MAX } })
    }

    fn cell(
        &self,
        passage: &Passage<'a>,
        reading: &Reading<'a>,
        statement: &Statement<'a>,
        cell: &CellBinding,
    ) -> Draft<'a> {
        let resolved = Some(values::of_cell(self.writer.site, passage.scope, &cell.selector.value));
        let value = resolved.as_ref().and_then(|it| it.as_ref().ok());
        let mut record = self.record(value);
        record.bound_to = format!("cell:{}", cell.selector.value);
        let claims = self.read(passage, reading.flat.words_of(statement.range.clone()));
        let kind = kind_of_value(&claims, value);
        let mut entries: Vec<Place> =
            self.description_of(passage.scope, &cell.selector.value).into_iter().collect();
        entries.extend(record.rests.iter().map(|rest| rest.entry.clone()));
        let (verdict, reason) = self.judged(&passage.file, statement.span, &entries, fault_of(resolved));
        self.draft(statement, kind, record, verdict, reason)
    }

    fn quote(&self, passage: &Passage<'a>, statement: &Statement<'a>, id: &Arc<str>) -> Draft<'a> {
        let (record, basis) = self.quoted(passage.scope, id);
        let (verdict, reason) = self.quote_verdict(&passage.file, statement.span, passage.scope, id);
        Draft { basis, ..self.draft(statement, RowKind::Quotation, record, verdict, reason) }
    }

    /// What is on record of a quotation, and its words in the language of the edition.
    fn quoted(&self, scope: FolderIx, id: &Arc<str>) -> (Record, Vec<&'a str>) {
        let mut record = Record { bound_to: format!("quote:{id}"), ..Record::default() };
        let Some(found) = self.writer.site.quote(scope, id) else { return (record, Vec::new()) };
        let quote = found.value;
        let own = quote.translations.iter().find(|(tag, _)| *tag == self.writer.language.tag);
        record.text = quote.exact.value.to_string();
        record.shown = self.writer.quoted(own.map_or(&*quote.exact.value, |(_, text)| &*text.value));
        let cites = quote.cite.iter().map(|citation| (found.folder, citation));
        record.rests = rests::of_citations(&self.writer, cites);
        (record, own.map(|(_, text)| &*text.value).into_iter().collect())
    }

    fn quote_verdict(
        &self,
        file: &Arc<str>,
        span: Span,
        scope: FolderIx,
        id: &Arc<str>,
    ) -> (Verdict, String) {
        let Some(found) = self.writer.site.quote(scope, id) else {
            return self.judged(file, span, &[], Some(format!("there is no quotation `{id}`")));
        };
        let quotes = self.writer.site.folder(found.folder).data.quotes.values().map(|quote| &quote.place);
        let mut entries = vec![rests::extent(&found.value.place, quotes)];
        let cites = found.value.cite.iter().map(|citation| (found.folder, citation));
        entries.extend(rests::of_citations(&self.writer, cites).into_iter().map(|rest| rest.entry));
        self.judged(file, span, &entries, None)
    }

    /// The block of a registered quotation that a passage stands in.
    fn quote_block(&self, passage: &Passage<'_>) -> Option<(Span, &'a Arc<str>)> {
        let start = passage.line.first()?.span.start;
        let is_own = passage.position == Position::Quoted && passage.file == self.writer.edition.file.path;
        let holds = |block: &&(Span, &Arc<str>)| block.0.start <= start && start < block.0.end;
        self.quotes.iter().find(holds).copied().filter(|_| is_own)
    }

    /// Rows of blocks that have no words of their own: quotations that the build writes out, and the data of exhibits.
    /// Each stands before what follows its block in the file.
    fn blocks(&mut self, blocks: &'a [Block]) {
        let mut late: Vec<(u32, Row)> = Vec::new();
        let own = self.writer.edition.file.path.clone();
        let mut seen = BTreeSet::new();
        visit::blocks(blocks, &mut |part| {
            let visit::Part::Block(block) = part else { return };
            let row = match &block.kind {
                BlockContent::Embed { id, .. } if seen.insert(id.value.clone()) => self.data(&id.value),
                BlockContent::Marked(marked) if marked.blocks.is_empty() => {
                    let quote = self.quotes.iter().find(|(span, _)| *span == block.span);
                    quote.copied().map(|(span, id)| self.written_quote(Place::new(&own, span), id))
                }
                _ => None,
            };
            late.extend(row.map(|row| (block.span.end, row)));
        });
        for (end, row) in late {
            let follows = |other: &Row| {
                let is_later = other.part == Part::Footnote || other.place.span.start >= end;
                other.place.file == own && is_later
            };
            let at = self.rows.iter().position(follows).unwrap_or(self.rows.len());
            self.rows.insert(at, row);
        }
    }

    fn written_quote(&mut self, place: Place, id: &Arc<str>) -> Row {
        let scope = self.writer.edition.folder;
        let (record, basis) = self.quoted(scope, id);
        let (verdict, reason) = self.quote_verdict(&place.file, place.span, scope, id);
        let sentence = record.shown.clone();
        let draft = Draft { basis, ..Draft::of_block(RowKind::Quotation, record, verdict, reason) };
        self.whole(place, Part::Quotation, sentence, draft)
    }

    /// The data that an exhibit shows: somebody has to hold them against their source.
    fn data(&mut self, id: &str) -> Option<Row> {
        let (_, embed) = self.writer.uses.embed(id)?;
        let (folder, table) = embed.table.as_ref()?;
        let cites = table.cite.iter().map(|citation| (*folder, citation));
        let shown = selection::of_exhibit(embed).value;
        let columns: Vec<&str> =
            selection::shown_columns(embed).into_iter().map(|column| &*column.name).collect();
        let record = Record {
            bound_to: format!("table:{}", table.id),
            value: Some(Decimal::from(shown.rows.len())),
            text: columns.join(", "),
            shown: format!("{} × {}", shown.rows.len(), columns.join(", ")),
            rests: rests::of_citations(&self.writer, cites),
            ..Record::default()
        };
        let files = [&table.data.path, &table.description];
        let whole = Span { start: 0, end: u32::MAX };
        let wrong: Vec<&Diagnostic> = files
            .iter()
            .flat_map(|file| self.findings_in(file, whole))
            .filter(|found| found.severity == Severity::Error)
            .collect();
        let verdict = if wrong.is_empty() {
            Verdict::Agrees
        } else if wrong.iter().all(|found| is_of_record(found)) {
            Verdict::Unchecked
        } else {
            Verdict::Disagrees
        };
        let reason = wrong.iter().map(|found| found.message.as_str()).collect::<Vec<_>>().join("; ");
        let title = self.writer.plain(&embed.title, embed.folder);
        let sentence = if title.is_empty() { id.to_owned() } else { title };
        let draft = Draft::of_block(RowKind::Data, record, verdict, reason);
        let draft = Draft { basis: vec![&*table.data.text], ..draft };
        Some(self.whole(embed.exhibit.place.clone(), Part::Exhibit, sentence, draft))
    }

    fn name(&self, passage: &Passage<'a>, statement: &Statement<'a>, id: &Arc<str>) -> Draft<'a> {
        let found = self.writer.site.name(passage.scope, id);
        let written = found.and_then(|found| found.value.name.get_or_any(&self.writer.language.tag));
        let text = written.map(|(text, _)| text.value.to_string()).unwrap_or_default();
        let record =
            Record { bound_to: format!("name:{id}"), shown: text.clone(), text, ..Record::default() };
        let fault = found.is_none().then(|| format!("there is no name `{id}`"));
        let (verdict, reason) = self.judged(&passage.file, statement.span, &[], fault);
        self.draft(statement, RowKind::Name, record, verdict, reason)
    }

    /// Words under `nofact:`: each number in them, or all of them where there is none.
    fn unbound_on_purpose(
        &self,
        passage: &Passage<'a>,
        reading: &Reading<'a>,
        statement: &Statement<'a>,
        reason: &'a str,
    ) -> Vec<Draft<'a>> {
        let said = format!("nofact: {reason}");
        let words = reading.flat.words_of(statement.range.clone());
        let claims = self.read(passage, words);
        let stated = claims.iter().filter(|claim| is_stated(claim));
        let mut drafts: Vec<Draft<'a>> = stated
            .map(|claim| {
                let start = statement.range.start;
                let range = claim.range.start + start..claim.range.end + start;
                let span = reading.flat.span_of(range.clone());
                let mut draft = self.unbound(passage, reading, range, span, claim_kind(claim));
                draft.record = Record { rests: draft.record.rests, ..claimed(claim) };
                draft
            })
            .collect();
        if drafts.is_empty() {
            let kind = RowKind::Claim;
            drafts.push(self.unbound(passage, reading, statement.range.clone(), statement.span, kind));
        }
        for draft in &mut drafts {
            draft.reason = said.clone();
        }
        drafts
    }

    /// Numbers and dates that nothing is bound to, outside of `taken`.
    fn unbound_numbers(
        &self,
        passage: &Passage<'a>,
        reading: &Reading<'a>,
        taken: &[Range<usize>],
    ) -> Vec<Draft<'a>> {
        if passage.position == Position::Quoted {
            return Vec::new();
        }
        let claims = self.read(passage, &reading.flat.text);
        let free = claims.iter().filter(|claim| is_stated(claim) && !overlaps(&claim.range, taken));
        free.map(|claim| {
            let span = reading.flat.span_of(claim.range.clone());
            let mut draft = self.unbound(passage, reading, claim.range.clone(), span, claim_kind(claim));
            draft.record = Record { rests: draft.record.rests, ..claimed(claim) };
            draft
        })
        .collect()
    }

    /// Words in quotation marks, and blocks of somebody's words, that nothing is bound to.
    fn unbound_quotations(
        &self,
        passage: &Passage<'a>,
        reading: &Reading<'a>,
        statements: &[Statement<'a>],
    ) -> Vec<Draft<'a>> {
        let bound: Vec<Range<usize>> = statements
            .iter()
            .filter(|statement| matches!(statement.basis, Basis::Quote(_)))
            .map(|statement| statement.range.clone())
            .collect();
        if let Some((span, id)) = self.quote_block(passage) {
            let (record, basis) = self.quoted(passage.scope, id);
            let (verdict, reason) = self.quote_verdict(&passage.file, span, passage.scope, id);
            let (range, kind) = (0..reading.flat.text.len(), RowKind::Quotation);
            let span = reading.flat.span_of(range.clone());
            return vec![Draft { range, span, kind, words: None, record, verdict, reason, basis }];
        }
        let all = match passage.position {
            Position::Quoted => std::iter::once(0..reading.flat.text.len()).collect(),
            _ => marks::quotations(&reading.flat.text, |_| true),
        };
        let free = all.into_iter().filter(|range| !overlaps(range, &bound));
        free.map(|range| {
            let span = reading.flat.span_of(range.clone());
            self.unbound(passage, reading, range, span, RowKind::Quotation)
        })
        .collect()
    }

    /// The first occurrence of each name that no link of the edition leads to.
    fn unlinked_names(
        &mut self,
        passage: &Passage<'a>,
        reading: &Reading<'a>,
        taken: &[Range<usize>],
    ) -> Vec<Draft<'a>> {
        let site = self.writer.site;
        let tag = &self.writer.language.tag;
        let mut drafts = Vec::new();
        for folder in site.scope(passage.scope) {
            for (id, name) in &site.folder(folder).data.names {
                if self.linked.contains(id) {
                    continue;
                }
                let Some(written) = name.name.get(tag) else { continue };
                let Some(range) = marks::first_of(&reading.flat.text, &written.value) else { continue };
                if overlaps(&range, taken) {
                    continue;
                }
                self.linked.insert(id.clone());
                drafts.push(Draft {
                    span: reading.flat.span_of(range.clone()),
                    range,
                    kind: RowKind::Name,
                    words: None,
                    record: Record {
                        bound_to: format!("name:{id}"),
                        text: written.value.to_string(),
                        shown: written.value.to_string(),
                        ..Record::default()
                    },
                    verdict: Verdict::Agrees,
                    reason: String::new(),
                    basis: Vec::new(),
                });
            }
        }
        drafts
    }

    fn draft(
        &self,
        statement: &Statement<'a>,
        kind: RowKind,
        record: Record,
        verdict: Verdict,
        reason: String,
    ) -> Draft<'a> {
        let written = statement.range.is_empty().then(|| record.shown.clone());
        let (range, span) = (statement.range.clone(), statement.span);
        Draft { range, span, kind, words: written, record, verdict, reason, basis: Vec::new() }
    }

    /// Words that nothing is bound to, with what their sentence cites.
    fn unbound(
        &self,
        passage: &Passage<'a>,
        reading: &Reading<'a>,
        range: Range<usize>,
        span: Span,
        kind: RowKind,
    ) -> Draft<'a> {
        let sentence = reading.sentence_at(range.start);
        let cites = reading.citations_in(&sentence).map(|citation| (passage.scope, citation));
        let record = Record { rests: rests::of_citations(&self.writer, cites), ..Record::default() };
        let reason = String::new();
        let verdict = Verdict::NotBound;
        Draft { range, span, kind, words: None, record, verdict, reason, basis: Vec::new() }
    }

    fn record(&self, resolved: Option<&Resolved<'_>>) -> Record {
        let Some(resolved) = resolved else { return Record::default() };
        let cites = resolved.cite.iter().map(|(folder, citation)| (*folder, *citation));
        Record {
            as_of: resolved.as_of.map(|period| period.to_string()).unwrap_or_default(),
            status: resolved.status,
            checked_by: resolved.checked_by.iter().map(|name| name.value.to_string()).collect(),
            rests: rests::of_citations(&self.writer, cites),
            ..self.valued(&resolved.value)
        }
    }

    fn valued(&self, value: &Value) -> Record {
        let shown = |quantity: &Quantity| {
            self.writer.value(&Value::Quantity(quantity.clone()), ValueStyle::Short).unwrap_or_default()
        };
        let of = |quantity: Quantity| Record {
            shown: shown(&quantity),
            value: Some(quantity.value),
            high: quantity.high,
            unit: quantity.unit.as_ref().map(|unit| unit.id().to_owned()).unwrap_or_default(),
            bound: quantity.bound.word(),
            ..Record::default()
        };
        match value {
            Value::Quantity(quantity) => of(quantity.clone()),
            Value::Interval(interval, unit) => {
                let with_unit = |quantity: Quantity| Quantity { unit: unit.clone(), ..quantity };
                let short = said(&outward(*interval)).map(with_unit);
                let exact = said(interval).map(|quantity| of(with_unit(quantity))).unwrap_or_default();
                Record { shown: short.map(|quantity| shown(&quantity)).unwrap_or_default(), ..exact }
            }
            other => {
                let text = match other {
                    Value::Period(period) => period.to_string(),
                    Value::Text(text) => text.to_string(),
                    Value::Boolean(truth) => truth.to_string(),
                    Value::Quantity(_) | Value::Interval(..) => String::new(),
                };
                let shown = self.writer.value(other, ValueStyle::Short).unwrap_or_else(|| text.clone());
                Record { text, shown, ..Record::default() }
            }
        }
    }

    /// Reads words in the language they are written in: a translation may carry the original's correction.
    fn read(&self, passage: &Passage<'_>, words: &str) -> Vec<Claim> {
        let site = self.writer.site;
        let language = site.language_of(passage.lang).map(|lang| site.language(lang));
        wording::read(words, &language.unwrap_or(self.writer.language).lexicon)
    }

    /// What checks found at the words: an error is a disagreement, anything else a remark. Of the record, what they
    /// found of its quotation and its documents counts.
    fn judged(
        &self,
        file: &Arc<str>,
        span: Span,
        entries: &[Place],
        fault: Option<String>,
    ) -> (Verdict, String) {
        let here: Vec<&Diagnostic> = self.findings_in(file, span).collect();
        let record: Vec<&Diagnostic> = entries
            .iter()
            .flat_map(|entry| self.findings_in(&entry.file, entry.span))
            .filter(|found| found.severity != Severity::Note && is_of_record(found))
            .collect();
        let is_error = |found: &&Diagnostic| found.severity == Severity::Error;
        let is_refuted = |found: &&Diagnostic| is_error(found) && found.code.name.starts_with("quote/");
        let verdict = if fault.is_some() {
            Verdict::Unchecked
        } else if here.iter().any(is_error) || record.iter().any(is_refuted) {
            Verdict::Disagrees
        } else if record.is_empty() {
            Verdict::Agrees
        } else {
            Verdict::Unchecked
        };
        let mut said: Vec<&str> = Vec::new();
        for message in here.iter().chain(&record).map(|found| found.message.as_str()) {
            if !said.contains(&message) {
                said.push(message);
            }
        }
        let reason = said.join("; ");
        (verdict, fault.filter(|_| reason.is_empty()).unwrap_or(reason))
    }

    fn findings_in(&self, file: &Arc<str>, span: Span) -> impl Iterator<Item = &'a Diagnostic> {
        let (file, findings) = (file.clone(), self.findings);
        let is_here = move |found: &&Diagnostic| {
            found.at.as_ref().is_some_and(|at| at.file == file && touches(at.span, span))
        };
        findings.iter().filter(is_here)
    }

    fn row(&mut self, passage: &Passage<'a>, reading: &Reading<'a>, draft: Draft<'a>) -> Row {
        let sentence = reading.sentence_at(draft.range.start);
        let words = draft.words.unwrap_or_else(|| {
            // Emphasis and other marks inside are no part of the words.
            one_line(&self.written(passage, reading, &draft.range))
        });
        let place = Place::new(&passage.file, draft.span);
        let at = self.position(&place);
        let record = draft.record;
        let signature = Signature {
            lang: self.writer.language.tag.as_str().into(),
            on: record.bound_to.as_str().into(),
            words: one_line(&signed_words(reading, &draft.range)).into(),
            sentence: digest([&*one_line(&signed_words(reading, &sentence))]),
            basis: basis_digest(draft.kind, &record, &draft.basis),
        };
        Row {
            at,
            place,
            part: Part::of(passage.position),
            sentence: one_line(&self.written(passage, reading, &sentence)),
            kind: draft.kind,
            words,
            record,
            verdict: draft.verdict,
            reason: draft.reason,
            signature,
            sign_off: SignOff::Open,
        }
    }

    /// A row of a block, which is its own sentence.
    fn whole(&mut self, place: Place, part: Part, sentence: String, draft: Draft<'_>) -> Row {
        let Draft { kind, record, verdict, reason, basis, .. } = draft;
        let signature = Signature {
            lang: self.writer.language.tag.as_str().into(),
            on: record.bound_to.as_str().into(),
            words: one_line(&record.shown).into(),
            sentence: digest([&*sentence]),
            basis: basis_digest(kind, &record, &basis),
        };
        let (at, words) = (self.position(&place), record.shown.clone());
        let sign_off = SignOff::Open;
        Row { place, at, part, sentence, kind, words, record, verdict, reason, signature, sign_off }
    }

    fn position(&mut self, place: &Place) -> text::Position {
        let world = self.world;
        let file = self.texts.entry(place.file.clone()).or_insert_with(|| world.text(&place.file).ok());
        text::position(file.as_ref().map(|file| &*file.text).unwrap_or_default(), place.span.start)
    }

    /// Words of a range as readers see them: what the build writes for an empty binding stands in its place.
    fn written(&self, passage: &Passage<'a>, reading: &Reading<'a>, range: &Range<usize>) -> String {
        reading.words(range, |link| self.writer.written(&link.target, passage.scope).unwrap_or_default())
    }
}

/// Why a record has no value to compare with.
fn fault_of(resolved: Option<Result<Resolved<'_>, ValueFault>>) -> Option<String> {
    match resolved {
        None => Some("there is no such record".to_owned()),
        Some(Err(fault)) => Some(fault.message),
        Some(Ok(_)) => None,
    }
}

/// Whether a finding is about a quotation or a document: then what rests on it is in doubt.
fn is_of_record(found: &Diagnostic) -> bool {
    ["quote/", "document/"].iter().any(|area| found.code.name.starts_with(area))
}

fn overlaps(range: &Range<usize>, others: &[Range<usize>]) -> bool {
    others.iter().any(|other| range.start < other.end && other.start < range.end)
}

fn touches(one: Span, other: Span) -> bool {
    one.start < other.end.max(other.start + 1) && other.start < one.end.max(one.start + 1)
}
