//! One folder's files -> what they define.

use std::sync::Arc;

use crate::codes;
use crate::config::SiteConfig;
use crate::data::{csv, description};
use crate::diag::{Collector, Diagnostic, Place, Reported};
use crate::fact;
use crate::fields::{Overlay, Text};
use crate::figure;
use crate::locale::{LangTag, Languages};
use crate::site::files::FolderFiles;
use crate::site::load::unreadable;
use crate::site::{FolderData, Language};
use crate::source::citation::{Citation, LocatorWords, read_citation};
use crate::text::{FileText, Fingerprint, Fingerprinter};
use crate::world::World;

/// The texts of one folder's records and tables.
#[derive(Debug, Default)]
pub(crate) struct FolderTexts {
    strings: Vec<(LangTag, FileText)>,
    records: Vec<(&'static str, FileText)>,
    bibliographies: Vec<FileText>,
    tables: Vec<(Arc<str>, FileText)>,
    descriptions: Vec<(Arc<str>, FileText)>,
}

impl FolderTexts {
    /// Of all texts and their paths.
    pub(crate) fn fingerprint(&self) -> Fingerprint {
        let mut print = Fingerprinter::new("texts");
        let strings = self.strings.iter().map(|(_, text)| text);
        let records = self.records.iter().map(|(_, text)| text);
        let tables = self.tables.iter().chain(&self.descriptions).map(|(_, text)| text);
        for text in strings.chain(records).chain(&self.bibliographies).chain(tables) {
            print.text(&text.path).print(text.fingerprint);
        }
        print.finish()
    }
}

/// Reads all texts of a folder but its editions; what cannot be read is reported and left out.
pub(crate) fn read_texts(world: &dyn World, files: &FolderFiles) -> Reported<FolderTexts> {
    let mut diagnostics = Vec::new();
    let mut read = |path: &Arc<str>| match world.text(path) {
        Ok(text) => Some(text),
        Err(error) => {
            diagnostics.push(unreadable(path, &error));
            None
        }
    };
    let texts = FolderTexts {
        strings: files.strings.iter().filter_map(|(tag, path)| Some((tag.clone(), read(path)?))).collect(),
        records: files.records.iter().filter_map(|(name, path)| Some((*name, read(path)?))).collect(),
        bibliographies: files.bibliographies.iter().filter_map(&mut read).collect(),
        tables: files.tables.iter().filter_map(|(id, path)| Some((id.clone(), read(path)?))).collect(),
        descriptions: files.descriptions.iter().filter_map(|(id, path)| Some((id.clone(), read(path)?))).collect(),
    };
    Reported::new(texts, diagnostics)
}

/// Reads everything that a folder defines.
pub(crate) fn read(
    texts: &FolderTexts,
    needed: &[LangTag],
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
    let reader = FolderReader {
        texts,
        config,
        languages: config.languages_with(needed),
        locators: &locators,
        overlay: &overlay,
    };
    let mut data = FolderData { fingerprint: texts.fingerprint(), ..FolderData::default() };
    reader.records(&mut data, &mut diagnostics);
    reader.tables(&mut data, &mut diagnostics);
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
        if let Some(file) = self.record("facts") {
            let collector = Collector::new(&file.path);
            data.facts = fact::file::read(file, self.config, &self.languages, self.locators, self.overlay, &collector);
            diagnostics.extend(collector.finish());
        }
        if let Some(file) = self.record("figures") {
            let collector = Collector::new(&file.path);
            let exhibits = figure::read(file, &self.languages, self.overlay, &collector);
            data.exhibits = exhibits.into_iter().map(|exhibit| (exhibit.id.clone(), Arc::new(exhibit))).collect();
            diagnostics.extend(collector.finish());
        }
    }

    fn tables(&self, data: &mut FolderData, diagnostics: &mut Vec<Diagnostic>) {
        for (id, file) in &self.texts.descriptions {
            let Some((_, table)) = self.texts.tables.iter().find(|(other, _)| other == id) else {
                let message = format!("there is no table `{id}.csv` beside this description");
                diagnostics.push(
                    Diagnostic::new(&codes::data::NO_TABLE, Place::start_of(&file.path), message)
                        .hint("name the description after the table; an edition's strings stand in `TAG.toml` of a listed language"),
                );
                continue;
            };
            self.table(id, table, file, data, diagnostics);
        }
        for (id, file) in &self.texts.tables {
            if !data.tables.contains_key(id) {
                data.undescribed.insert(id.clone(), file.path.clone());
            }
        }
    }

    fn table(
        &self,
        id: &Arc<str>,
        table: &FileText,
        file: &FileText,
        data: &mut FolderData,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let collector = Collector::new(&file.path);
        let description = description::read(file, id, self.config, &self.languages, self.overlay, &collector);
        let cite = self.citations(&description.cite, &collector);
        let mut print = Fingerprinter::new("table");
        print.print(table.fingerprint).print(file.fingerprint).print(self.config.fingerprint);
        self.texts.strings.iter().for_each(|(_, text)| {
            print.print(text.fingerprint);
        });
        if let Some(read) = csv::read(id, table, description, cite, print.finish(), &collector) {
            data.tables.insert(id.clone(), Arc::new(read));
        }
        diagnostics.extend(collector.finish());
    }

    fn citations(&self, texts: &[Text], collector: &Collector) -> Vec<Citation> {
        texts.iter().filter_map(|text| read_citation(text, self.locators, collector)).collect()
    }
}
