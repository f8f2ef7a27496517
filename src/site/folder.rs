//! One folder's files -> what they define.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::codes;
use crate::config::SiteConfig;
use crate::data::description::Description;
use crate::data::{csv, description, workbook};
use crate::diag::{Collector, Diagnostic, Place, Reported, did_you_mean};
use crate::edition::lock;
use crate::fact;
use crate::fact::sign_off;
use crate::fields::Overlay;
use crate::figure;
use crate::locale::{LangTag, Languages};
use crate::site::allow;
use crate::site::files::FolderFiles;
use crate::site::versions;
use crate::site::{FolderData, Language};
use crate::source::citation::{LocatorWords, read_citations};
use crate::source::{file as sources, names, quotes};
use crate::text::{FileText, Fingerprint, Fingerprinter};
use crate::world::{FileError, World};

/// The texts of one folder's records and tables.
#[derive(Debug, Default)]
pub(crate) struct FolderTexts {
    strings: Vec<(LangTag, FileText)>,
    locks: Vec<(LangTag, FileText)>,
    records: Vec<(&'static str, FileText)>,
    bibliographies: Vec<FileText>,
    tables: Vec<(Arc<str>, FileText)>,
    descriptions: Vec<(Arc<str>, FileText)>,
    /// Workbooks by their names, with their paths.
    workbooks: Vec<(Arc<str>, Arc<str>, Arc<[u8]>)>,
    /// Tables whose file cannot be had, which was told.
    lost_tables: BTreeSet<Arc<str>>,
    /// Records whose file cannot be had.
    lost_records: BTreeSet<&'static str>,
}

impl FolderTexts {
    /// Of all texts and their paths.
    pub(crate) fn fingerprint(&self) -> Fingerprint {
        let mut print = Fingerprinter::new("texts");
        let strings = self.strings.iter().chain(&self.locks).map(|(_, text)| text);
        let records = self.records.iter().map(|(_, text)| text);
        let tables = self.tables.iter().chain(&self.descriptions).map(|(_, text)| text);
        for text in strings.chain(records).chain(&self.bibliographies).chain(tables) {
            print.text(&text.path).print(text.fingerprint);
        }
        for (_, path, bytes) in &self.workbooks {
            print.text(path).bytes(bytes);
        }
        for lost in self.lost_tables.iter().map(|id| &**id).chain(self.lost_records.iter().copied()) {
            print.text(lost);
        }
        print.finish()
    }
}

/// Reads all texts of a folder but its editions; what cannot be read is reported and left out.
pub(crate) fn read_texts(world: &dyn World, files: &FolderFiles) -> Reported<FolderTexts> {
    let mut diagnostics = Vec::new();
    let mut read = |path: &Arc<str>| match world.text(path) {
        Ok(text) => Some(text),
        Err(FileError::TooLarge { size, .. }) if is_table(path) => {
            diagnostics.push(csv::too_large(path, size));
            None
        }
        Err(error) => {
            diagnostics.push(error.report(path));
            None
        }
    };
    let mut texts = FolderTexts {
        strings: files.strings.iter().filter_map(|(tag, path)| Some((tag.clone(), read(path)?))).collect(),
        locks: files.locks.iter().filter_map(|(tag, path)| Some((tag.clone(), read(path)?))).collect(),
        records: files.records.iter().filter_map(|(name, path)| Some((*name, read(path)?))).collect(),
        bibliographies: files.bibliographies.iter().filter_map(&mut read).collect(),
        tables: files.tables.iter().filter_map(|(id, path)| Some((id.clone(), read(path)?))).collect(),
        descriptions: files
            .descriptions
            .iter()
            .filter_map(|(id, path)| Some((id.clone(), read(path)?)))
            .collect(),
        ..FolderTexts::default()
    };
    let is_lost = |id: &&Arc<str>| !texts.tables.iter().any(|(read, _)| read == *id);
    texts.lost_tables = files.tables.keys().filter(is_lost).cloned().collect();
    let is_lost = |name: &&&str| !texts.records.iter().any(|(read, _)| *read == **name);
    texts.lost_records = files.records.keys().filter(is_lost).copied().collect();
    if texts.bibliographies.len() < files.bibliographies.len() {
        texts.lost_records.insert("sources");
    }
    let mut workbooks = Vec::new();
    for (name, path) in &files.workbooks {
        match world.bytes(path) {
            Ok(bytes) => workbooks.push((name.clone(), path.clone(), bytes)),
            Err(error) => diagnostics.push(error.report(path)),
        }
    }
    Reported::new(FolderTexts { workbooks, ..texts }, diagnostics)
}

fn is_table(path: &str) -> bool {
    path.ends_with(".csv") || path.ends_with(".tsv")
}

/// Reads everything that a folder defines; `wanted` are the languages that its texts may and must have.
pub(crate) fn read(
    texts: &FolderTexts,
    wanted: &Languages,
    config: &SiteConfig,
    languages: &[Language],
) -> Reported<FolderData> {
    let mut diagnostics = Vec::new();
    let mut overlay = Overlay::default();
    for (tag, text) in &texts.strings {
        let collector = Collector::new(&text.path);
        overlay.add(&tag.as_str().into(), &text.text, &collector);
        diagnostics.extend(collector.finish());
    }
    // Records are shared by all editions: their citations may use the words of any of the site's languages.
    let locators: Vec<(&'static str, Arc<str>)> =
        languages.iter().flat_map(|language| language.messages.locators.iter().cloned()).collect();
    let reader =
        FolderReader { texts, config, languages: wanted.clone(), locators: &locators, overlay: &overlay };
    let mut data = FolderData {
        fingerprint: texts.fingerprint(),
        unread: texts.lost_tables.clone(),
        lost_records: texts.lost_records.clone(),
        ..FolderData::default()
    };
    reader.records(&mut data, &mut diagnostics);
    reader.tables(&mut data, &mut diagnostics);
    for (tag, file) in &texts.locks {
        let collector = Collector::new(&file.path);
        match lock::read(file, &collector) {
            Some(lock) => drop(data.locks.insert(tag.as_str().into(), lock)),
            None => drop(data.broken_locks.insert(tag.as_str().into())),
        }
        diagnostics.extend(collector.finish());
    }
    let records = texts.records.iter().map(|(_, text)| text);
    for file in records.chain(texts.descriptions.iter().map(|(_, text)| text)) {
        let collector = Collector::new(&file.path);
        data.allows.extend(allow::read(file, &collector));
        diagnostics.extend(collector.finish());
    }
    diagnostics.extend(overlay.finish());
    Reported::new(data, diagnostics)
}

struct FolderReader<'a> {
    texts: &'a FolderTexts,
    config: &'a SiteConfig,
    languages: Languages,
    locators: &'a LocatorWords,
    overlay: &'a Overlay,
}

impl FolderReader<'_> {
    fn record(&self, name: &str) -> Option<&FileText> {
        self.texts.records.iter().find(|(other, _)| *other == name).map(|(_, text)| text)
    }

    fn records(&self, data: &mut FolderData, diagnostics: &mut Vec<Diagnostic>) {
        let bibliographies: Vec<&FileText> = self.texts.bibliographies.iter().collect();
        let (overlay, languages) = (self.overlay, &self.languages);
        let found = sources::read_sources(self.record("sources"), &bibliographies, overlay, languages);
        let found = found.into(diagnostics).into_iter();
        data.sources = found.map(|source| (source.key.clone(), source)).collect();
        if let Some(file) = self.record("names") {
            let found = names::read_names(file, overlay, languages).into(diagnostics).into_iter();
            data.names = found.map(|name| (name.id.clone(), name)).collect();
        }
        if let Some(file) = self.record("quotes") {
            let found = quotes::read_quotes(file, self.locators, overlay, languages);
            let found = found.into(diagnostics).into_iter();
            data.quotes = found.map(|quote| (quote.id.clone(), quote)).collect();
        }
        if let Some(file) = self.record("versions") {
            data.versions = versions::read(file).into(diagnostics);
        }
        if let Some(file) = self.record("facts") {
            let collector = Collector::new(&file.path);
            let read =
                fact::file::read(file, self.config, &self.languages, self.locators, self.overlay, &collector);
            for (id, fact) in read {
                match fact {
                    Some(fact) => drop(data.facts.insert(id, fact)),
                    None => drop(data.unread.insert(id)),
                }
            }
            diagnostics.extend(collector.finish());
        }
        if let Some(file) = self.record(sign_off::STEM) {
            let collector = Collector::new(&file.path);
            data.signed = sign_off::read(file, &collector);
            diagnostics.extend(collector.finish());
        }
        if let Some(file) = self.record("figures") {
            let collector = Collector::new(&file.path);
            let exhibits = figure::read(file, &self.languages, self.overlay, &collector);
            for (id, exhibit) in exhibits {
                match exhibit {
                    Some(exhibit) => drop(data.exhibits.insert(id, Arc::new(exhibit))),
                    None => drop(data.unread.insert(id)),
                }
            }
            diagnostics.extend(collector.finish());
        }
    }

    fn tables(&self, data: &mut FolderData, diagnostics: &mut Vec<Diagnostic>) {
        for (id, file) in &self.texts.descriptions {
            let collector = Collector::new(&file.path);
            let description =
                description::read(file, id, self.config, &self.languages, self.overlay, &collector);
            if let Some(cells) = self.cells(id, file, &description, &collector) {
                self.table(id, &cells, file, description, data, &collector);
                let workbook = description_names_workbook(&cells.path);
                diagnostics.extend(
                    collector
                        .finish()
                        .into_iter()
                        .map(|found| if workbook { with_cell_name(found, &cells) } else { found }),
                );
            } else {
                diagnostics.extend(collector.finish());
            }
        }
        let described = self.texts.descriptions.iter().map(|(id, _)| id.clone());
        data.unread.extend(described.filter(|id| !data.tables.contains_key(id)));
        for (id, file) in &self.texts.tables {
            if !data.tables.contains_key(id) && !data.unread.contains(id) {
                data.undescribed.insert(id.clone(), file.path.clone());
            }
        }
    }

    /// The text with the cells: the CSV of the same name, or a sheet of the workbook that the description names.
    fn cells(
        &self,
        id: &Arc<str>,
        file: &FileText,
        description: &Description,
        collector: &Collector,
    ) -> Option<FileText> {
        let Some((name, sheet)) = &description.workbook else {
            let found = self.texts.tables.iter().find(|(other, _)| other == id);
            if found.is_none() && !self.texts.lost_tables.contains(id) {
                let message = format!("there is no table `{id}.csv` beside this description");
                let undescribed = self.texts.tables.iter().map(|(other, _)| &**other);
                let undescribed = undescribed
                    .filter(|other| !self.texts.descriptions.iter().any(|(id, _)| **id == **other));
                collector.add(
                    Diagnostic::new(&codes::data::NO_TABLE, Place::start_of(&file.path), message)
                        .maybe_hint(did_you_mean(id, undescribed))
                        .hint("name the description after the table; an edition's strings stand in `TAG.toml` of a listed language"),
                );
            }
            return found.map(|(_, text)| text.clone());
        };
        let Some((_, path, bytes)) = self.texts.workbooks.iter().find(|(other, ..)| *other == name.value)
        else {
            let known = self.texts.workbooks.iter().map(|(name, ..)| &**name);
            collector.add(
                Diagnostic::new(
                    &codes::data::NO_TABLE,
                    name.place.clone(),
                    format!("there is no workbook `{}` here", name.value),
                )
                .maybe_hint(did_you_mean(&name.value, known))
                .hint("put the `.xlsx` file beside its description"),
            );
            return None;
        };
        match workbook::to_csv(bytes, sheet.as_ref().map(|sheet| &*sheet.value)) {
            Ok(csv) => Some(FileText::new(path.clone(), &csv)),
            Err(fault) => {
                let place = sheet.as_ref().unwrap_or(name).place.clone();
                collector.add(Diagnostic::new(&codes::data::WORKBOOK, place, fault.message).hint(fault.hint));
                None
            }
        }
    }

    fn table(
        &self,
        id: &Arc<str>,
        cells: &FileText,
        file: &FileText,
        description: Description,
        data: &mut FolderData,
        collector: &Collector,
    ) {
        let cite = read_citations(&description.cite, self.locators, collector);
        let mut print = Fingerprinter::new("table");
        print.print(cells.fingerprint).print(file.fingerprint).print(self.config.fingerprint);
        self.texts.strings.iter().for_each(|(_, text)| {
            print.print(text.fingerprint);
        });
        if let Some(read) = csv::read(id, cells, description, cite, print.finish(), collector) {
            data.tables.insert(id.clone(), Arc::new(read));
        }
    }
}

fn description_names_workbook(path: &str) -> bool {
    path.ends_with(".xlsx")
}

/// A workbook has no lines: what is told of a cell names it as the spreadsheet does.
fn with_cell_name(mut found: Diagnostic, cells: &FileText) -> Diagnostic {
    if let Some(at) = found.at.as_mut().filter(|at| at.file == cells.path) {
        let name = workbook::cell_name(&cells.text, at.span.start);
        found.message = format!("{name}: {}", found.message);
        at.span = crate::text::Span::default();
    }
    for (place, label) in found.also.iter_mut().filter(|(place, _)| place.file == cells.path) {
        *label = format!("{label}, {}", workbook::cell_name(&cells.text, place.span.start));
        place.span = crate::text::Span::default();
    }
    found
}
