//! What a statement rests on, as a checker needs it: source, place in it, document with its digest, archived copy.

use std::sync::Arc;

use crate::publish::ledger::{Document, Rest};
use crate::render::references::locator_words;
use crate::render::words::Writer;
use crate::site::FolderIx;
use crate::site::lookup::SiteFile;
use crate::source::citation::{Citation, Cite};
use crate::source::{CslDate, CslName, Source};

/// Every place of every citation once; a key that names no source is left out, which checks report.
pub(super) fn of_citations<'a>(
    writer: &Writer<'_>,
    citations: impl IntoIterator<Item = (FolderIx, &'a Citation)>,
) -> Vec<Rest> {
    let mut rests = Vec::new();
    for (folder, citation) in citations {
        for cite in citation.cites.iter() {
            if let Some(rest) = of_cite(writer, folder, cite).filter(|rest| !rests.contains(rest)) {
                rests.push(rest);
            }
        }
    }
    rests
}

fn of_cite(writer: &Writer<'_>, folder: FolderIx, cite: &Cite) -> Option<Rest> {
    let found = writer.site.source(folder, &cite.key.value)?;
    let source = found.value;
    let locator = cite.locator.as_ref().map(|locator| locator_words(writer, locator));
    let documents = source.copies.iter().filter_map(|copy| {
        let file = writer.site.file(found.folder, &copy.file.as_ref()?.value)?;
        let sha256 = copy.sha256.as_ref().map(|digest| digest.value.to_lowercase());
        Some(Document { file: path_of(writer, &file), sha256: sha256.unwrap_or_default() })
    });
    Some(Rest {
        key: source.key.clone(),
        source: words(source),
        locator: locator.unwrap_or_default(),
        access: source.provenance.access.word(),
        documents: documents.collect(),
        archived: archived(source),
    })
}

/// Path of a file in the site's folder.
fn path_of(writer: &Writer<'_>, file: &SiteFile) -> String {
    match file {
        SiteFile::Static(path) => format!("content/static/{path}"),
        SiteFile::Beside { folder, file } => writer.site.file_source(*folder, file),
    }
}

/// Archived copies; where there is none, the addresses themselves, and that of a DOI.
fn archived(source: &Source) -> Vec<String> {
    let archived = source.copies.iter().filter_map(|copy| copy.archived.as_ref());
    let archived: Vec<String> = archived.map(|address| address.value.to_string()).collect();
    if !archived.is_empty() {
        return archived;
    }
    let doi = source.item.text("DOI").map(|doi| format!("https://doi.org/{doi}"));
    let urls = source.copies.iter().filter_map(|copy| copy.url.as_ref()).map(|url| url.value.to_string());
    doi.into_iter().chain(urls).collect()
}

/// Who made a source, what it is called, when: "A supplier, Cloud consumption files, 2026-01".
fn words(source: &Source) -> String {
    let item = &source.item;
    let authors = item.names.get("author").map(Vec::as_slice).unwrap_or_default();
    let mut parts: Vec<String> = authors.iter().map(name).collect();
    parts.extend(item.text("title").or_else(|| item.text("title-short")).map(str::to_owned));
    parts.extend(item.dates.get("issued").map(date));
    parts.retain(|part| !part.is_empty());
    if parts.is_empty() { source.key.to_string() } else { parts.join(", ") }
}

fn name(name: &CslName) -> String {
    if let Some(literal) = &name.literal {
        return literal.to_string();
    }
    let parts =
        [&name.given, &name.dropping_particle, &name.non_dropping_particle, &name.family, &name.suffix];
    let parts: Vec<&Arc<str>> = parts.into_iter().flatten().collect();
    parts.iter().map(|part| &***part).collect::<Vec<_>>().join(" ")
}

fn date(date: &CslDate) -> String {
    match date {
        CslDate::Known { from, to: Some(to), .. } => format!("{from}/{to}"),
        CslDate::Known { from, to: None, .. } => from.to_string(),
        CslDate::Literal(words) => words.to_string(),
    }
}
