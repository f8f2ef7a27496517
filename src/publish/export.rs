//! The sources of each story for other programs: `sources.json` and `sources.bib` beside its tables.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::memo;
use crate::publish::exported::{Exported, exported, numbered};
use crate::publish::{bibtex, csl_json};
use crate::render::links;
use crate::render::references::References;
use crate::site::uses::source_of;
use crate::site::{EditionIx, FolderIx, Site};
use crate::text::{Fingerprint, Fingerprinter};

/// The files of one investigation: path and bytes.
pub(crate) type Files = Arc<[(String, Arc<[u8]>)]>;

/// Files of investigations by what they are made of.
pub(crate) type ExportMemo = memo::Table<Files>;

/// The exports of every investigation with a published edition that cites a source: one list for all its languages,
/// beside its tables.
pub(crate) fn of_folders(site: &Site, references: &[References], memo: &mut ExportMemo) -> Vec<Files> {
    let cites =
        |folder: &FolderIx| site.folder(*folder).editions.iter().any(|ix| links::has_sources(site.uses(*ix)));
    let jobs: Vec<FolderIx> =
        (0..).map(FolderIx).zip(&site.folders).map(|(ix, _)| ix).filter(cites).collect();
    memo.remember_all(&jobs, |folder| key(site, *folder), |folder| files(site, *folder, references))
}

/// The editions of a folder, the original first: its words are those that an entry is exported with.
fn editions(site: &Site, folder: FolderIx) -> impl Iterator<Item = EditionIx> {
    let folder = site.folder(folder);
    let others = folder.editions.iter().copied().filter(|ix| Some(*ix) != folder.original);
    folder.original.into_iter().chain(others)
}

/// Of everything that the files of an investigation are made of.
fn key(site: &Site, folder: FolderIx) -> Fingerprint {
    let mut print = Fingerprinter::new("exports");
    print.text(&links::folder_path(site, folder)).text(site.config.base_url.as_str());
    if let Some(style) = &site.style {
        print.print(style.fingerprint);
    }
    for ix in editions(site, folder) {
        print.print(site.language(site.edition(ix).lang).messages.fingerprint);
        for source in &site.uses(ix).sources {
            print.text(&source.key).print(site.folder(source.folder).data.fingerprint);
            print.text(&links::folder_path(site, source.folder));
        }
    }
    print.finish()
}

fn files(site: &Site, folder: FolderIx, references: &[References]) -> Files {
    let mut seen = BTreeSet::new();
    let mut all: Vec<Exported<'_>> = Vec::new();
    for ix in editions(site, folder) {
        let references = references.get(ix.0 as usize).expect("one an edition");
        for (at, used) in site.uses(ix).sources.iter().enumerate() {
            let Some(source) = source_of(site, used) else { continue };
            if !seen.insert((used.folder, &*used.key)) {
                continue;
            }
            let place = (all.len(), used);
            let mut own = exported(site, site.edition(ix).lang, place, source, references.entry(at));
            // Two investigations may have a source of the same key.
            if all.iter().any(|other| other.id == own.id) {
                own.id = numbered(all.len());
            }
            all.push(own);
        }
    }
    let file = |path: String, text: String| (path, Arc::from(text.into_bytes()));
    let texts = (csl_json::write(&all), bibtex::write(&all));
    [file(links::csl_json(site, folder), texts.0), file(links::bibtex(site, folder), texts.1)].into()
}
