//! What rests on a record: every fact, table, quotation, assertion, exhibit and sentence, through any number of steps.
//!
//! Made in one pass over the whole site for a command, never as part of a build. A record reaches another one where the
//! other names it: a formula its facts and columns, a fact its cell and its citations, a table its citations.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use crate::data::DataTable;
use crate::diag::Place;
use crate::fact::{Fact, FactValue};
use crate::figure::ExhibitKind;
use crate::formula::references::Reference;
use crate::formula::selector::parse_selector;
use crate::formula::{Expression, Selector};
use crate::prose::flat::FlatMarkKind;
use crate::prose::{FactRef, Link};
use crate::site::evidence::{Basis, Passage, Reading, basis, passages};
use crate::site::selection;
use crate::site::uses::{Embed, Uses};
use crate::site::values::fact_ref;
use crate::site::{Edition, EditionIx, FolderIx, Site};
use crate::source::citation::Citation;
use crate::story::blocks::Argument;
use crate::story::visit::{self, Part};
use crate::story::{Block, BlockContent};

/// Something on the record, with the folder that defines it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Record {
    /// A fact.
    Fact(FolderIx, Arc<str>),
    /// A cell of a table: row and column, 0-based.
    Cell(FolderIx, Arc<str>, usize, usize),
    /// A table.
    Table(FolderIx, Arc<str>),
    /// A source.
    Source(FolderIx, Arc<str>),
    /// A quotation.
    Quote(FolderIx, Arc<str>),
}

/// Kinds of what rests on a record, in the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DependentKind {
    /// A fact that is the cell or cites the source.
    Fact,
    /// A fact that is worked out.
    Formula,
    /// A table that cites the source.
    Table,
    /// A quotation that cites the source.
    Quotation,
    /// What a table must meet.
    Assertion,
    /// A chart in an edition.
    Chart,
    /// A table in an edition.
    TableExhibit,
    /// A document in an edition.
    Document,
    /// Words in an edition.
    Sentence,
    /// A party's answer.
    Reply,
    /// A correction that names the fact.
    Correction,
}

impl DependentKind {
    /// The word for programs, and the heads for people: of one, of several.
    pub(crate) fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            DependentKind::Fact => ("fact", "fact", "facts"),
            DependentKind::Formula => ("formula", "formula", "formulas"),
            DependentKind::Table => ("table", "table", "tables"),
            DependentKind::Quotation => ("quotation", "quotation", "quotations"),
            DependentKind::Assertion => ("assertion", "assertion", "assertions"),
            DependentKind::Chart => ("chart", "chart", "charts"),
            DependentKind::TableExhibit => ("table-exhibit", "shown table", "shown tables"),
            DependentKind::Document => ("document", "shown document", "shown documents"),
            DependentKind::Sentence => ("sentence", "sentence", "sentences"),
            DependentKind::Reply => ("reply", "reply", "replies"),
            DependentKind::Correction => ("correction", "correction", "corrections"),
        }
    }
}

/// Something that rests on a record.
#[derive(Clone, Debug)]
pub(crate) struct Dependent {
    /// What it is.
    pub(crate) kind: DependentKind,
    /// Where it is written.
    pub(crate) place: Place,
    /// Its words: an id with its formula, a title's id, a sentence.
    pub(crate) what: String,
    /// The words that are bound, of a sentence; empty if the build writes them.
    pub(crate) words: String,
    /// The edition that shows it.
    pub(crate) edition: Option<EditionIx>,
    /// The records between, the nearest to the one asked for first.
    pub(crate) via: Vec<Record>,
}

/// What an expression, a fact or a table names.
enum Use {
    Record(Record),
    /// Cells of a column; `None` for rows that cannot be told, which is all of them.
    Cells(FolderIx, Arc<str>, Option<Vec<usize>>, usize),
}

impl Use {
    fn names(&self, record: &Record) -> bool {
        match (self, record) {
            (Use::Record(own), other) => own == other,
            (Use::Cells(folder, id, rows, column), Record::Cell(other, table, row, at)) => {
                let has_row = rows.as_ref().is_none_or(|rows| rows.contains(row));
                (folder, id, column) == (other, table, at) && has_row
            }
            (Use::Cells(folder, id, ..), Record::Table(other, table)) => (folder, id) == (other, table),
            _ => false,
        }
    }
}

/// A record and what it names.
struct User {
    record: Record,
    kind: DependentKind,
    place: Place,
    what: String,
    uses: Vec<Use>,
}

/// Everything that rests on a record, by kind, then by file and place. The site must hold its drafts.
pub(crate) fn of(site: &Site, target: &Record) -> Vec<Dependent> {
    let users = users(site);
    let reached = reach(site, target, &users);
    let mut found: Vec<Dependent> = Vec::new();
    for user in users.iter().filter(|user| user.record != *target) {
        if let Some(from) = reached.get(&user.record) {
            found.push(Dependent {
                kind: user.kind,
                place: user.place.clone(),
                what: user.what.clone(),
                words: String::new(),
                edition: None,
                via: from.as_ref().map(|from| chain(from, &reached, target)).unwrap_or_default(),
            });
        }
    }
    let finder = Finder { site, target, reached: &reached };
    finder.assertions(&mut found);
    for (ix, edition) in site.indexed_editions() {
        finder.edition(ix, edition, site.uses(ix), &mut found);
    }
    found.sort_by(|a, b| (a.kind, a.edition, &a.place).cmp(&(b.kind, b.edition, &b.place)));
    found.dedup_by(|a, b| (a.kind, a.edition, &a.place, &a.what) == (b.kind, b.edition, &b.place, &b.what));
    found
}

/// Every record that the target reaches, each with the one that it was reached from; breadth first, so that chains are
/// the shortest.
fn reach(site: &Site, target: &Record, users: &[User]) -> BTreeMap<Record, Option<Record>> {
    let mut reached: BTreeMap<Record, Option<Record>> = BTreeMap::from([(target.clone(), None)]);
    let mut queue = VecDeque::from([target.clone()]);
    // A fact that is a cell shares its value with everything else that shows the cell.
    if let Some(cell) = cell_of(site, target) {
        reached.insert(cell.clone(), Some(target.clone()));
        queue.push_back(cell);
    }
    while let Some(record) = queue.pop_front() {
        for user in users.iter().filter(|user| user.uses.iter().any(|used| used.names(&record))) {
            if !reached.contains_key(&user.record) {
                reached.insert(user.record.clone(), Some(record.clone()));
                queue.push_back(user.record.clone());
            }
        }
    }
    reached
}

/// The records from the target, which is left out, to `last`.
fn chain(last: &Record, reached: &BTreeMap<Record, Option<Record>>, target: &Record) -> Vec<Record> {
    let mut chain = Vec::new();
    let mut at = Some(last);
    while let Some(record) = at.filter(|record| *record != target) {
        chain.push(record.clone());
        at = reached.get(record).and_then(Option::as_ref);
    }
    chain.reverse();
    chain
}

/// The cell that a fact is.
fn cell_of(site: &Site, record: &Record) -> Option<Record> {
    let Record::Fact(folder, id) = record else { return None };
    let FactValue::Cell(selector) = &site.folder(*folder).data.facts.get(id)?.value else { return None };
    cell(site, *folder, &selector.value)
}

/// The cell that a selector names, seen from a folder.
pub(crate) fn cell(site: &Site, scope: FolderIx, selector: &str) -> Option<Record> {
    let selector = parse_selector(selector).ok()?;
    let (folder, table) = table_of(site, scope, &selector.table.value)?;
    let column = selector.column_in(table).ok()?;
    Some(Record::Cell(folder, table.id.clone(), selector.only_row(table).ok()?, column))
}

/// A table by its id, seen from a folder, or by another investigation's path and its id.
fn table_of<'a>(site: &'a Site, scope: FolderIx, id: &str) -> Option<(FolderIx, &'a DataTable)> {
    let found = match id.rsplit_once('/') {
        Some((path, id)) => site.table(site.folder_by_path(path).ok()?, id),
        None => site.table(scope, id),
    }?;
    Some((found.folder, found.value))
}

/// All facts, tables and quotations with what they name.
fn users(site: &Site) -> Vec<User> {
    let mut users = Vec::new();
    for (at, folder) in (0..).map(FolderIx).zip(&site.folders) {
        for (id, fact) in &folder.data.facts {
            users.push(fact_user(site, at, id, fact));
        }
        for (id, table) in &folder.data.tables {
            users.push(User {
                record: Record::Table(at, id.clone()),
                kind: DependentKind::Table,
                place: Place::start_of(&table.description),
                what: id.to_string(),
                uses: sources(site, at, &table.cite),
            });
        }
        for (id, quote) in &folder.data.quotes {
            users.push(User {
                record: Record::Quote(at, id.clone()),
                kind: DependentKind::Quotation,
                place: quote.place.clone(),
                what: id.to_string(),
                uses: sources(site, at, &quote.cite),
            });
        }
    }
    users
}

fn fact_user(site: &Site, at: FolderIx, id: &Arc<str>, fact: &Fact) -> User {
    let mut uses = sources(site, at, &fact.cite);
    let mut kind = DependentKind::Fact;
    let mut place = fact.place.clone();
    let mut what = id.to_string();
    match &fact.value {
        FactValue::Cell(selector) => {
            uses.extend(cell(site, at, &selector.value).map(Use::Record));
            // A cell cites what its table cites, unless the fact says otherwise.
            if fact.cite.is_empty() {
                let table = selector.value.split('[').next().unwrap_or_default();
                let found = table_of(site, at, table);
                uses.extend(
                    found.map(|(folder, table)| Use::Record(Record::Table(folder, table.id.clone()))),
                );
            }
            what = format!("{id} = {}", selector.value);
        }
        FactValue::Formula { expression, .. } => {
            let parsed = Expression::parse_formula(&expression.value);
            uses.extend(parsed.iter().flat_map(|parsed| named(site, at, None, parsed)));
            kind = DependentKind::Formula;
            place = expression.place.clone();
            what = format!("{id} = {}", expression.value);
        }
        FactValue::Quantity(_) | FactValue::Date(_) => {}
    }
    User { record: Record::Fact(at, id.clone()), kind, place, what, uses }
}

fn sources(site: &Site, scope: FolderIx, citations: &[Citation]) -> Vec<Use> {
    let cites = citations.iter().flat_map(|citation| citation.cites.iter());
    let found = cites.filter_map(|cite| site.source(scope, &cite.key.value));
    found.map(|found| Use::Record(Record::Source(found.folder, found.value.key.clone()))).collect()
}

/// What an expression names; `own` is the table whose columns are bare words in it, with the folder that has it.
fn named(
    site: &Site,
    at: FolderIx,
    own: Option<(FolderIx, &DataTable)>,
    expression: &Expression,
) -> Vec<Use> {
    let own_column = |name: &str| {
        let (folder, table) = own?;
        Some(Use::Cells(folder, table.id.clone(), None, table.column(name)?.0))
    };
    let references = expression.references();
    let uses = references.iter().filter_map(|reference| match &reference.value {
        Reference::OwnColumn(name) => own_column(name),
        Reference::Name(id) => own_column(id).or_else(|| {
            let found = site.fact(at, &fact_ref(id))?;
            Some(Use::Record(Record::Fact(found.folder, found.value.id.clone())))
        }),
        Reference::Column(selector) => cells(site, at, selector),
    });
    uses.collect()
}

fn cells(site: &Site, at: FolderIx, selector: &Selector) -> Option<Use> {
    let (folder, table) = table_of(site, at, &selector.table.value)?;
    let column = selector.column_in(table).ok()?;
    Some(Use::Cells(folder, table.id.clone(), selector.rows(table).ok(), column))
}

struct Finder<'a> {
    site: &'a Site,
    target: &'a Record,
    reached: &'a BTreeMap<Record, Option<Record>>,
}

impl<'a> Finder<'a> {
    /// The chain to the first of some records that is reached; the shortest one.
    fn via(&self, records: impl IntoIterator<Item = Record>) -> Option<Vec<Record>> {
        let reached = records.into_iter().filter(|record| self.reached.contains_key(record));
        reached.map(|record| chain(&record, self.reached, self.target)).min_by_key(Vec::len)
    }

    /// The same for what an expression names.
    fn via_uses(&self, uses: &[Use]) -> Option<Vec<Record>> {
        let reached = self.reached.keys().filter(|record| uses.iter().any(|used| used.names(record)));
        reached.map(|record| chain(record, self.reached, self.target)).min_by_key(Vec::len)
    }

    fn assertions(&self, found: &mut Vec<Dependent>) {
        for (at, folder) in (0..).map(FolderIx).zip(&self.site.folders) {
            for table in folder.data.tables.values() {
                for that in &table.asserts {
                    let Ok(parsed) = Expression::parse(&that.value) else { continue };
                    let uses = named(self.site, at, Some((at, table)), &parsed);
                    if let Some(via) = self.via_uses(&uses) {
                        found.push(Dependent {
                            kind: DependentKind::Assertion,
                            place: that.place.clone(),
                            what: format!("{}: {}", table.id, that.value),
                            words: String::new(),
                            edition: None,
                            via,
                        });
                    }
                }
            }
        }
    }

    fn edition(&self, ix: EditionIx, edition: &'a Edition, uses: &'a Uses, found: &mut Vec<Dependent>) {
        for embed in &uses.embeds {
            found.extend(self.exhibit(ix, embed));
        }
        for passage in passages(edition, uses) {
            self.passage(ix, &passage, found);
        }
        visit::blocks(&edition.file.body.blocks, &mut |part| {
            if let Part::Block(block) = part {
                found.extend(self.block(ix, edition, block));
            }
        });
        if edition.is_original {
            self.corrections(ix, edition, found);
            for reply in &edition.meta.replies {
                let sources = self.cited(edition.folder, reply.cite.iter());
                found.extend(self.via(sources).map(|via| Dependent {
                    kind: DependentKind::Reply,
                    place: reply.party.place.clone(),
                    what: reply.party.value.to_string(),
                    words: String::new(),
                    edition: Some(ix),
                    via,
                }));
            }
        }
    }

    /// Corrections by the facts that they name, in the original, where they are written.
    fn corrections(&self, ix: EditionIx, edition: &Edition, found: &mut Vec<Dependent>) {
        for (moment, correction) in &edition.meta.corrections {
            for id in &correction.facts {
                let fact = self.site.fact(edition.folder, &fact_ref(&id.value));
                let fact = fact.map(|found| Record::Fact(found.folder, found.value.id.clone()));
                found.extend(self.via(fact).map(|via| Dependent {
                    kind: DependentKind::Correction,
                    place: id.place.clone(),
                    what: format!("{} {}", moment.date, correction.kind.word()),
                    words: String::new(),
                    edition: Some(ix),
                    via,
                }));
            }
        }
    }

    /// Cells by which an exhibit takes its rows: another value, and it shows others.
    fn chosen(&self, embed: &Embed) -> Vec<Use> {
        let selection = match &embed.exhibit.kind {
            ExhibitKind::Chart(entry) => &entry.selection,
            ExhibitKind::Table(entry) => &entry.selection,
            ExhibitKind::Picture { .. } | ExhibitKind::Document { .. } => return Vec::new(),
        };
        let Some((folder, table)) = &embed.table else { return Vec::new() };
        let condition = selection.condition.as_ref();
        let condition = condition.and_then(|condition| Expression::parse(&condition.value).ok());
        let of = |condition: &Expression| named(self.site, *folder, Some((*folder, table)), condition);
        condition.as_ref().map(of).unwrap_or_default()
    }

    fn exhibit(&self, ix: EditionIx, embed: &Embed) -> Option<Dependent> {
        let exhibit = &embed.exhibit;
        let used = || shown(embed).into_iter().chain(self.chosen(embed)).collect::<Vec<_>>();
        let (kind, via) = match &exhibit.kind {
            ExhibitKind::Chart(_) => (DependentKind::Chart, self.via_uses(&used())),
            ExhibitKind::Table(_) => (DependentKind::TableExhibit, self.via_uses(&used())),
            ExhibitKind::Document { source, .. } => {
                let source = self.site.source(embed.folder, &source.value);
                let source = source.map(|found| Record::Source(found.folder, found.value.key.clone()));
                (DependentKind::Document, self.via(source))
            }
            ExhibitKind::Picture { .. } => return None,
        };
        Some(Dependent {
            kind,
            place: exhibit.place.clone(),
            what: exhibit.id.to_string(),
            words: String::new(),
            edition: Some(ix),
            via: via?,
        })
    }

    fn passage(&self, ix: EditionIx, passage: &Passage<'_>, found: &mut Vec<Dependent>) {
        let reading = Reading::of(passage);
        for mark in &reading.flat.marks {
            let records: Vec<Record> = match &mark.kind {
                FlatMarkKind::Link(link) => self.bound(passage.scope, link),
                FlatMarkKind::Citation(cited) => self.cited(passage.scope, [&cited.citation]),
                FlatMarkKind::Object => continue,
            };
            let Some(via) = self.via(records) else { continue };
            let sentence = reading.sentence_at(mark.range.start);
            found.push(Dependent {
                kind: DependentKind::Sentence,
                place: Place::new(&passage.file, mark.span),
                what: reading.words(&sentence, |_| "…".to_owned()),
                words: reading.flat.words_of(mark.range.clone()).to_owned(),
                edition: Some(ix),
                via,
            });
        }
    }

    /// A block of a quotation.
    fn block(&self, ix: EditionIx, edition: &Edition, block: &Block) -> Option<Dependent> {
        let BlockContent::Marked(marked) = &block.kind else { return None };
        let id = marked.argument.as_ref().filter(|_| marked.kind.argument == Argument::Quote)?;
        let found = self.site.quote(edition.folder, &id.value)?;
        let via = self.via([Record::Quote(found.folder, found.value.id.clone())])?;
        Some(Dependent {
            kind: DependentKind::Sentence,
            place: Place::new(&edition.file.path, block.span),
            what: found.value.exact.value.to_string(),
            words: String::new(),
            edition: Some(ix),
            via,
        })
    }

    fn cited<'c>(&self, scope: FolderIx, citations: impl IntoIterator<Item = &'c Citation>) -> Vec<Record> {
        let cites = citations.into_iter().flat_map(|citation| citation.cites.iter());
        let found = cites.filter_map(|cite| self.site.source(scope, &cite.key.value));
        found.map(|found| Record::Source(found.folder, found.value.key.clone())).collect()
    }

    fn bound(&self, scope: FolderIx, link: &Link) -> Vec<Record> {
        let fact = |reference: &FactRef| {
            let found = self.site.fact(scope, reference)?;
            Some(Record::Fact(found.folder, found.value.id.clone()))
        };
        match basis(link) {
            Some(Basis::Facts(binding)) => binding.facts.iter().filter_map(fact).collect(),
            Some(Basis::Cell(binding)) => {
                let cell = cell(self.site, scope, &binding.selector.value);
                let table = cell.as_ref().and_then(|cell| match cell {
                    Record::Cell(folder, id, ..) => Some(Record::Table(*folder, id.clone())),
                    _ => None,
                });
                cell.into_iter().chain(table).collect()
            }
            Some(Basis::Quote(id)) => {
                let found = self.site.quote(scope, id);
                found.map(|found| Record::Quote(found.folder, found.value.id.clone())).into_iter().collect()
            }
            Some(Basis::Name(_) | Basis::Unbound(_)) | None => Vec::new(),
        }
    }
}

/// The cells that an exhibit shows.
fn shown(embed: &Embed) -> Vec<Use> {
    let Some((folder, table)) = &embed.table else { return Vec::new() };
    let rows = selection::of_exhibit(embed).value.rows;
    let names: BTreeSet<&str> =
        selection::shown_columns(embed).into_iter().map(|column| &*column.name).collect();
    let columns = table.columns.iter().enumerate().filter(|(_, column)| names.contains(&*column.name));
    columns.map(|(at, _)| Use::Cells(*folder, table.id.clone(), Some(rows.clone()), at)).collect()
}

impl Record {
    /// As one would ask for it.
    pub(crate) fn name(&self, site: &Site) -> String {
        match self {
            Record::Fact(_, id) => format!("fact:{id}"),
            Record::Cell(folder, id, row, column) => {
                let table = site.folder(*folder).data.tables.get(id);
                let selector = table.map(|table| cell_words(table, *row, *column));
                format!("cell:{}", selector.unwrap_or_else(|| id.to_string()))
            }
            Record::Table(_, id) => format!("table:{id}"),
            Record::Source(_, key) => format!("@{key}"),
            Record::Quote(_, id) => format!("quote:{id}"),
        }
    }

    /// Where it is defined.
    pub(crate) fn place(&self, site: &Site) -> Option<Place> {
        let data = |folder: &FolderIx| &site.folder(*folder).data;
        Some(match self {
            Record::Fact(folder, id) => data(folder).facts.get(id)?.place.clone(),
            Record::Cell(folder, id, row, column) => data(folder).tables.get(id)?.cell_place(*row, *column),
            Record::Table(folder, id) => Place::start_of(&data(folder).tables.get(id)?.description),
            Record::Source(folder, key) => data(folder).sources.get(key)?.place.clone(),
            Record::Quote(folder, id) => data(folder).quotes.get(id)?.place.clone(),
        })
    }

    /// The folder that defines it.
    pub(crate) fn folder(&self) -> FolderIx {
        match self {
            Record::Fact(folder, _)
            | Record::Cell(folder, ..)
            | Record::Table(folder, _)
            | Record::Source(folder, _)
            | Record::Quote(folder, _) => *folder,
        }
    }
}

/// A selector of a cell by the key of its table, else by the number of its row.
fn cell_words(table: &DataTable, row: usize, column: usize) -> String {
    let name = table.columns.get(column).map(|column| &*column.name).unwrap_or_default();
    let field = |at: &usize| {
        let key = table.columns.get(*at)?;
        let place = table.cell_place(row, *at);
        Some(format!("{}={}", key.name, table.data.slice(place.span).trim_matches('"')))
    };
    let keys: Vec<String> = table.key.iter().filter_map(field).collect();
    let rows = if keys.is_empty() { format!("row {}", row + 1) } else { keys.join(",") };
    format!("{}[{rows}].{name}", table.id)
}
