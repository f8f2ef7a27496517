//! The tables of an investigation as a Frictionless Data Package (version 1): `datapackage.json` beside the CSV files.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::data::{Column, ColumnKind, DataTable};
use crate::locale::Localised;
use crate::memo;
use crate::render::cards::person_view;
use crate::render::downloads::Downloads;
use crate::render::{frame, links, words};
use crate::site::{EditionIx, FolderIx, Site};
use crate::source::{Access, Source};
use crate::text::{Fingerprint, Fingerprinter};

/// Packages by what they are made of: path and bytes.
pub(crate) type PackageMemo = memo::Table<(Arc<str>, Arc<[u8]>)>;

/// The packages of all folders with a published edition that shows a table.
pub(crate) fn of_all(
    site: &Site,
    downloads: &Downloads,
    memo: &mut PackageMemo,
) -> Vec<(Arc<str>, Arc<[u8]>)> {
    let folders = (0..site.folders.len()).filter_map(|at| u32::try_from(at).ok()).map(FolderIx);
    let packages: Vec<Package<'_>> =
        folders.filter_map(|folder| Package::of_folder(site, downloads, folder)).collect();
    memo.remember_all(&packages, Package::key, Package::file)
}

struct Package<'a> {
    site: &'a Site,
    downloads: &'a Downloads,
    folder: FolderIx,
    /// The edition whose language it is written in.
    ix: EditionIx,
    /// Tables that the editions show, by the folders that define them and their ids.
    tables: BTreeMap<(FolderIx, Arc<str>), &'a Arc<DataTable>>,
}

impl<'a> Package<'a> {
    fn of_folder(site: &'a Site, downloads: &'a Downloads, folder: FolderIx) -> Option<Package<'a>> {
        let editions = &site.folder(folder).editions;
        let ix = site.folder(folder).original.or_else(|| editions.first().copied())?;
        let mut tables = BTreeMap::new();
        for used in editions.iter().map(|ix| site.uses(*ix)) {
            for (owner, table) in used.embeds.iter().filter_map(|embed| embed.table.as_ref()) {
                tables.insert((*owner, table.id.clone()), table);
            }
        }
        (!tables.is_empty()).then_some(Package { site, downloads, folder, ix, tables })
    }

    /// Of everything that it is made of.
    fn key(&self) -> Fingerprint {
        let edition = self.site.edition(self.ix);
        let mut print = Fingerprinter::new("data package");
        print.text(self.site.config.base_url.as_str()).text(&edition.path);
        print.print(self.site.config.fingerprint);
        print.print(self.site.language(edition.lang).messages.fingerprint);
        let uses = self.site.uses(self.ix);
        print.text(&words::headline(self.site, edition, uses));
        print.text(&words::standfirst(self.site, edition, uses));
        let meta = &edition.meta;
        let date = meta.updated.as_ref().or(meta.date.as_ref());
        print.text(date.map_or("", |date| &date.rfc3339)).text(meta.license.as_deref().unwrap_or_default());
        for author in &meta.authors {
            print.text(&person_view(self.site, edition.folder, edition.lang, author, false).name);
        }
        for ((owner, _), table) in &self.tables {
            print.print(table.fingerprint);
            // Titles and addresses of sources, there or above.
            for folder in self.site.scope(*owner) {
                print.print(self.site.folder(folder).data.fingerprint);
            }
        }
        print.finish()
    }

    fn file(&self) -> (Arc<str>, Arc<[u8]>) {
        let tables = self.tables.iter();
        let resources: Vec<Value> =
            tables.filter_map(|((owner, _), table)| self.resource(*owner, table)).collect();
        // Objects of texts and numbers can always be written.
        let mut text = serde_json::to_string_pretty(&self.whole(resources)).unwrap_or_default();
        text.push('\n');
        (links::data_package(self.site, self.folder).as_str().into(), text.into_bytes().into())
    }

    fn whole(&self, resources: Vec<Value>) -> Value {
        let site = self.site;
        let edition = site.edition(self.ix);
        let uses = site.uses(self.ix);
        let mut package = Map::new();
        let mut put = |key: &str, value: Value| package.insert(key.to_owned(), value);
        put("profile", json!("tabular-data-package"));
        put(
            "name",
            json!(plain_name(site.folder(edition.folder).path.rsplit('/').next().unwrap_or_default())),
        );
        put("title", json!(words::headline(site, edition, uses)));
        put("description", json!(words::standfirst(site, edition, uses)));
        put("homepage", json!(links::absolute(site, &edition.path)));
        if let Some(date) = edition.meta.updated.as_ref().or(edition.meta.date.as_ref()) {
            put("created", json!(date.rfc3339));
        }
        let person = |person| person_view(site, edition.folder, edition.lang, person, false);
        let authors: Vec<Value> = edition
            .meta
            .authors
            .iter()
            .map(person)
            .map(|person| json!({ "title": person.name, "role": "author" }))
            .collect();
        if !authors.is_empty() {
            put("contributors", json!(authors));
        }
        let license = edition.meta.license.as_deref().or(site.config.license.as_deref());
        if let Some(license) = license.and_then(self::license) {
            put("licenses", json!([license]));
        }
        put("resources", json!(resources));
        Value::Object(package)
    }

    fn resource(&self, owner: FolderIx, table: &DataTable) -> Option<Value> {
        let download = self.downloads.get(owner, &table.id)?;
        let path = links::csv(self.site, owner, &table.id);
        let path = match path.strip_prefix(&links::folder_path(self.site, self.folder)) {
            Some(beside) => links::encode(beside),
            None => links::absolute(self.site, &path),
        };
        let mut resource = Map::new();
        let mut put = |key: &str, value: Value| resource.insert(key.to_owned(), value);
        put("profile", json!("tabular-data-resource"));
        put("name", json!(plain_name(&table.id)));
        put("path", json!(path));
        if let Some(title) = table.title.as_ref().and_then(|title| self.text(title)) {
            put("title", json!(title));
        }
        if let Some(note) = table.note.as_ref().and_then(|note| self.text(note)) {
            put("description", json!(note));
        }
        put("format", json!("csv"));
        put("mediatype", json!("text/csv"));
        put("encoding", json!("utf-8"));
        put("bytes", json!(download.bytes.len()));
        put("hash", json!(format!("sha256:{}", download.sha256)));
        if let Some(license) = table.license.as_deref().and_then(license) {
            put("licenses", json!([license]));
        }
        let sources = self.sources(owner, table);
        if !sources.is_empty() {
            put("sources", json!(sources));
        }
        put("schema", self.schema(table));
        Some(Value::Object(resource))
    }

    fn schema(&self, table: &DataTable) -> Value {
        let fields: Vec<Value> = table.columns.iter().map(|column| self.field(column)).collect();
        let mut schema = Map::new();
        schema.insert("fields".to_owned(), json!(fields));
        schema.insert("missingValues".to_owned(), json!([""]));
        let key = table.key.iter().filter_map(|at| table.columns.get(*at));
        let key: Vec<&str> = key.map(|column| &*column.name).collect();
        if !key.is_empty() {
            schema.insert("primaryKey".to_owned(), json!(key));
        }
        Value::Object(schema)
    }

    fn field(&self, column: &Column) -> Value {
        let kind = match column.kind {
            ColumnKind::Year => "year",
            ColumnKind::Month => "yearmonth",
            ColumnKind::Date => "date",
            ColumnKind::Number => "number",
            ColumnKind::Text => "string",
            ColumnKind::Boolean => "boolean",
        };
        let mut field = Map::new();
        let mut put = |key: &str, value: Value| field.insert(key.to_owned(), value);
        put("name", json!(column.name));
        put("type", json!(kind));
        if let Some(label) = self.text(&column.label).filter(|label| !label.is_empty()) {
            put("title", json!(label));
        }
        if let Some(unit) = &column.unit {
            put("unit", json!(unit.id()));
        }
        if let Some(missing) = column.missing.as_ref().and_then(|missing| self.text(missing)) {
            let key = "export.missing";
            let language = self.site.language(self.site.edition(self.ix).lang);
            put("description", json!(language.messages.text(key, &[("reason", &missing)])));
        }
        Value::Object(field)
    }

    /// What a table rests on, by title; where it stands on the web, if everybody can see it.
    fn sources(&self, owner: FolderIx, table: &DataTable) -> Vec<Value> {
        let cites = table.cite.iter().flat_map(|citation| citation.cites.iter());
        let mut sources = Vec::new();
        for found in cites.filter_map(|cite| self.site.source(owner, &cite.key.value)) {
            let source = source(found.value);
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        sources
    }

    fn text(&self, localised: &Localised) -> Option<String> {
        let tag = &self.site.edition(self.ix).file.lang;
        localised.get_or_any(tag).map(|(text, _)| text.value.to_string())
    }
}

fn source(source: &Source) -> Value {
    let title = source.item.text("title").or_else(|| source.item.text("title-short")).unwrap_or("–");
    let mut value = Map::from_iter([("title".to_owned(), json!(title))]);
    let url = source.copies.iter().find_map(|copy| copy.url.as_ref());
    if let Some(url) = url.filter(|_| source.provenance.access != Access::Withheld) {
        value.insert("path".to_owned(), json!(url.value));
    }
    Value::Object(value)
}

/// A licence by its id, with its address where that is known; free words are no licence of a package.
fn license(id: &str) -> Option<Value> {
    let is_name = id.chars().all(|sign| sign.is_ascii_alphanumeric() || "-._".contains(sign));
    let view = frame::license(id);
    is_name.then(|| match view.url {
        Some(url) => json!({ "name": id, "title": view.name, "path": url }),
        None => json!({ "name": id }),
    })
}

/// A name as packages have them: small letters, digits, hyphens, underscores and full stops.
fn plain_name(name: &str) -> String {
    let plain = |sign: char| if sign.is_ascii_alphanumeric() || "-_.".contains(sign) { sign } else { '-' };
    let plain: String = name.to_lowercase().chars().map(plain).collect();
    if plain.is_empty() { "data".to_owned() } else { plain }
}
