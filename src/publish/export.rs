//! What other programs are given of a story: its sources, as CSL-JSON and BibTeX.
//!
//! No more gets out than readers see. Of a source that is withheld or not named, only what its printed entry says; no
//! keys of ours, since a key may tell what the entry keeps back; no remarks that no style prints.

use std::sync::Arc;

use crate::memo;
use crate::publish::{bibtex, csl_json};
use crate::render::links;
use crate::render::references::References;
use crate::render::words::escaped;
use crate::site::uses::{SourceUse, source_of};
use crate::site::{EditionIx, Site};
use crate::source::{Access, Attribution, CslDate, CslName, Source};
use crate::text::{Fingerprint, Fingerprinter};

/// Variables that are remarks between writers, or of no use to anyone else.
const PRIVATE: &[&str] = &["abstract", "annote", "citation-key", "keyword", "note", "references"];

/// A source as it is exported.
pub(crate) struct Exported<'a> {
    /// Its citation key, or a number where the key might tell too much.
    pub(crate) id: String,
    /// CSL item type.
    pub(crate) kind: &'a str,
    /// Text variables by name.
    pub(crate) texts: Vec<(&'a str, &'a str)>,
    /// Name variables by name.
    pub(crate) names: Vec<(&'a str, &'a [CslName])>,
    /// Date variables by name.
    pub(crate) dates: Vec<(&'a str, CslDate)>,
}

impl Exported<'_> {
    /// A text variable; empty if it has none.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.texts.iter().find(|(own, _)| *own == name).map_or("", |(_, text)| text)
    }

    /// A date variable.
    pub(crate) fn date(&self, name: &str) -> Option<&CslDate> {
        self.dates.iter().find(|(own, _)| *own == name).map(|(_, date)| date)
    }
}

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
    if let Some(style) = &site.style {
        print.print(style.fingerprint);
    }
    for source in &site.uses(ix).sources {
        print.text(&source.key).print(site.folder(source.folder).data.fingerprint);
    }
    print.finish()
}

fn files(site: &Site, ix: EditionIx, references: &[References]) -> Files {
    let edition = site.edition(ix);
    let references = references.get(ix.0 as usize).expect("one an edition");
    let sources = site.uses(ix).sources.iter().enumerate();
    let mut exported: Vec<Exported<'_>> = Vec::new();
    for (at, used) in sources {
        let Some(source) = source_of(site, used) else { continue };
        let mut own = self::exported(used, source, at, references.entry(at));
        // Two investigations may have a source of the same key.
        if exported.iter().any(|other| other.id == own.id) {
            own.id = numbered(at);
        }
        exported.push(own);
    }
    let file = |path: String, text: String| (path, Arc::from(text.into_bytes()));
    [
        file(links::csl_json(edition), csl_json::write(&exported)),
        file(links::bibtex(edition), bibtex::write(&exported)),
    ]
    .into()
}

/// A source as it may be exported; `printed` is its entry in the list.
fn exported<'a>(used: &SourceUse, source: &'a Source, at: usize, printed: Option<&str>) -> Exported<'a> {
    let item = &source.item;
    let provenance = &source.provenance;
    let is_open = provenance.access != Access::Withheld && provenance.attribution == Attribution::OnRecord;
    let printed = printed.unwrap_or_default();
    let says = |text: &str| printed.contains(text) || printed.contains(&escaped(text));
    let has_text = |name: &str, text: &str| is_open || name == "title" || says(text);
    let says_name = |name: &CslName| {
        let parts = [&name.family, &name.literal];
        parts.into_iter().flatten().any(|part| says(part))
    };
    let texts = item.texts.iter().map(|(name, text)| (&**name, &**text));
    let texts = texts.filter(|(name, text)| !PRIVATE.contains(name) && has_text(name, text));
    let names = item.names.iter().map(|(name, names)| (&**name, names.as_slice()));
    let names = names.filter(|(_, names)| is_open || names.iter().all(says_name));
    let says_date = |date: &CslDate| match date {
        CslDate::Known { from, .. } => says(&from.year().to_string()),
        CslDate::Literal(words) => says(words),
    };
    let dates = item.dates.iter().filter(|(_, date)| is_open || says_date(date));
    let mut exported = Exported {
        id: if is_open { used.key.to_string() } else { numbered(at) },
        kind: &item.kind,
        texts: texts.collect(),
        names: names.collect(),
        dates: dates.map(|(name, date)| (&**name, date.clone())).collect(),
    };
    if provenance.access != Access::Withheld {
        add_copy(&mut exported, source);
    }
    exported
}

/// An id that tells nothing: the place of a source among those used, from 1.
fn numbered(at: usize) -> String {
    format!("source-{}", at + 1)
}

/// The address of the first copy on the web, and when it was seen, unless the item has an address of its own.
fn add_copy<'a>(exported: &mut Exported<'a>, source: &'a Source) {
    if !exported.text("URL").is_empty() {
        return;
    }
    let Some((copy, url)) = source.copies.iter().find_map(|copy| Some((copy, copy.url.as_ref()?))) else {
        return;
    };
    exported.texts.push(("URL", &url.value));
    let accessed = copy.accessed.as_deref().and_then(crate::quantity::Period::parse);
    if let Some(from) = accessed.filter(|_| exported.date("accessed").is_none()) {
        exported.dates.push(("accessed", CslDate::Known { from, to: None, circa: false }));
    }
}
