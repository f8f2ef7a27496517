//! The sources of each story for other programs: `sources.json` and `sources.bib` beside its page.

use std::sync::Arc;

use crate::memo;
use crate::publish::exported::{Exported, exported, numbered};
use crate::publish::{bibtex, csl_json};
use crate::render::links;
use crate::render::references::References;
use crate::site::uses::source_of;
use crate::site::{EditionIx, Site};
use crate::text::{Fingerprint, Fingerprinter};

/// The files of one edition: path and bytes.
pub(crate) type Files = Arc<[(String, Arc<[u8]>)]>;

/// Files of editions by what they are made of.
pub(crate) type ExportMemo = memo::Table<Files>;

/// The exports of every published edition that cites a source.
pub(crate) fn of_editions(site: &Site, references: &[References], memo: &mut ExportMemo) -> Vec<Files> {
    let jobs: Vec<EditionIx> =
        site.indexed_editions().map(|(ix, _)| ix).filter(|ix| links::has_sources(site.uses(*ix))).collect();
    memo.remember_all(&jobs, |ix| key(site, *ix), |ix| files(site, *ix, references))
}

/// Of everything that the files of an edition are made of.
fn key(site: &Site, ix: EditionIx) -> Fingerprint {
    let mut print = Fingerprinter::new("exports");
    let edition = site.edition(ix);
    print.text(&edition.path).print(site.language(edition.lang).messages.fingerprint);
    print.text(site.config.base_url.as_str());
    if let Some(style) = &site.style {
        print.print(style.fingerprint);
    }
    for source in &site.uses(ix).sources {
        print.text(&source.key).print(site.folder(source.folder).data.fingerprint);
        print.text(&links::folder_path(site, source.folder));
    }
    print.finish()
}

fn files(site: &Site, ix: EditionIx, references: &[References]) -> Files {
    let edition = site.edition(ix);
    let references = references.get(ix.0 as usize).expect("one an edition");
    let sources = site.uses(ix).sources.iter().enumerate();
    let mut all: Vec<Exported<'_>> = Vec::new();
    for (at, used) in sources {
        let Some(source) = source_of(site, used) else { continue };
        let mut own = exported(site, edition.lang, (at, used), source, references.entry(at));
        // Two investigations may have a source of the same key.
        if all.iter().any(|other| other.id == own.id) {
            own.id = numbered(at);
        }
        all.push(own);
    }
    let file = |path: String, text: String| (path, Arc::from(text.into_bytes()));
    [file(links::csl_json(edition), csl_json::write(&all)), file(links::bibtex(edition), bibtex::write(&all))]
        .into()
}
