//! Source documents of a site: digests, traces of their makers, and the text of those that quotations cite.
//!
//! Read in parallel, and remembered by their bytes: a document that has not changed is hashed and read once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::locale::LangTag;
use crate::media::document;
use crate::media::page_text::{self, DocumentFault, PageTexts};
use crate::memo;
use crate::site::{FolderIx, Site};
use crate::source::citation::{Cite, Locator};
use crate::source::{Access, Source, SourceCopy};
use crate::text::{Fingerprint, Fingerprinter, sha256};
use crate::world::{FileError, World};

/// What is remembered of documents.
#[derive(Default)]
pub(crate) struct DocumentsMemo {
    read: memo::Table<Arc<Document>>,
}

impl DocumentsMemo {
    /// How many documents of the last build were remembered, and how many were read.
    pub(crate) fn hits_and_misses(&self) -> (usize, usize) {
        self.read.hits_and_misses()
    }
}

/// The documents that copies of sources name.
#[derive(Default)]
pub(crate) struct Documents {
    by_file: BTreeMap<(FolderIx, Arc<str>), Result<Arc<Document>, FileError>>,
}

/// A document, as far as somebody asks.
#[derive(Default)]
pub(crate) struct Document {
    /// SHA-256, in hexadecimal digits.
    pub(crate) digest: Option<String>,
    /// What it tells about its makers.
    pub(crate) traces: Vec<String>,
    /// Its pages.
    pub(crate) pages: Option<DocumentPages>,
}

/// The pages of a document.
pub(crate) struct DocumentPages {
    /// Those that are looked at: of the text beside it, else its own.
    pub(crate) texts: Result<PageTexts, DocumentFault>,
    /// How many pages the document itself has.
    pub(crate) count: Result<usize, DocumentFault>,
    /// The text beside it that stands for its own.
    pub(crate) sidecar: Option<Arc<str>>,
}

/// The pages that a locator names: places in the document, from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CitedPages {
    /// Those that are there, in their order.
    pub(crate) found: Vec<usize>,
    /// The last number that no page has.
    pub(crate) beyond: Option<Arc<str>>,
    /// It names a page by something that is no number, and that the document does not print.
    pub(crate) is_unknown: bool,
}

/// What is asked of a document.
#[derive(Clone, Copy, Default)]
struct Wanted {
    digest: bool,
    traces: bool,
    pages: bool,
}

/// A document to read.
struct Item {
    folder: FolderIx,
    file: Arc<str>,
    wanted: Wanted,
}

/// Reads what is asked of every document.
pub(crate) fn read(site: &Site, world: &dyn World, memo: &mut DocumentsMemo) -> Documents {
    let items = wanted(site);
    let read = memo.read.remember_prepared(
        &items,
        |item| prepare(site, world, item),
        |item, (bytes, beside)| Arc::new(make(item, bytes.as_deref(), beside)),
    );
    let by_file = items.into_iter().zip(read).map(|(item, (error, document))| {
        let found = match error {
            Some(error) => Err(error),
            None => Ok(document),
        };
        ((item.folder, item.file), found)
    });
    Documents { by_file: by_file.collect() }
}

/// The files that copies name and that are there, and what is asked of each.
fn wanted(site: &Site) -> Vec<Item> {
    let quoted = quoted_sources(site);
    let mut all: BTreeMap<(FolderIx, Arc<str>), Wanted> = BTreeMap::new();
    for (folder_ix, folder) in (0..).map(FolderIx).zip(&site.folders) {
        for source in folder.data.sources.values() {
            for copy in &source.copies {
                let Some(file) = copy.file.as_ref().filter(|file| folder.files.contains(&file.value)) else {
                    continue;
                };
                let wanted = all.entry((folder_ix, file.value.clone())).or_default();
                wanted.digest |= copy.sha256.is_some();
                wanted.traces |= source.provenance.access != Access::Withheld;
                wanted.pages |= copy.pages.is_some() || quoted.contains(&(folder_ix, source.key.clone()));
            }
        }
    }
    all.into_iter().map(|((folder, file), wanted)| Item { folder, file, wanted }).collect()
}

/// Sources that quotations on record cite.
fn quoted_sources(site: &Site) -> BTreeSet<(FolderIx, Arc<str>)> {
    let mut quoted = BTreeSet::new();
    for (folder_ix, folder) in (0..).map(FolderIx).zip(&site.folders) {
        for cite in folder
            .data
            .quotes
            .values()
            .flat_map(|quote| &quote.cite)
            .flat_map(|citation| citation.cites.iter())
        {
            let found = site.source(folder_ix, &cite.key.value);
            quoted.extend(found.map(|found| (found.folder, found.value.key.clone())));
        }
    }
    quoted
}

/// The text beside a document, and its bytes.
type Beside = Option<(Arc<str>, Arc<[u8]>)>;

fn prepare(
    site: &Site,
    world: &dyn World,
    item: &Item,
) -> (Fingerprint, (Option<Arc<[u8]>>, Beside), Option<FileError>) {
    let mut print = Fingerprinter::new("document");
    let Wanted { digest, traces, pages } = item.wanted;
    print.text(&item.file).number(u64::from(digest) | u64::from(traces) << 1 | u64::from(pages) << 2);
    let bytes = match world.bytes(&site.file_source(item.folder, &item.file)) {
        Ok(bytes) => bytes,
        Err(error) => return (print.finish(), (None, None), Some(error)),
    };
    print.print(Fingerprint::of(&bytes));
    let beside = if pages { beside(site, world, item) } else { None };
    if let Some((name, bytes)) = &beside {
        print.text(name).print(Fingerprint::of(bytes));
    }
    (print.finish(), (Some(bytes), beside), None)
}

fn beside(site: &Site, world: &dyn World, item: &Item) -> Beside {
    let name = page_text::sidecar(&item.file)?;
    let name = site.folder(item.folder).files.get(name.as_str())?;
    let bytes = world.bytes(&site.file_source(item.folder, name)).ok()?;
    Some((name.clone(), bytes))
}

fn make(item: &Item, bytes: Option<&[u8]>, beside: Beside) -> Document {
    let Some(bytes) = bytes else { return Document::default() };
    Document {
        digest: item.wanted.digest.then(|| sha256(bytes)),
        traces: if item.wanted.traces { document::traces(bytes) } else { Vec::new() },
        pages: item.wanted.pages.then(|| DocumentPages::read(&item.file, bytes, beside)),
    }
}

impl DocumentPages {
    fn read(name: &str, bytes: &[u8], beside: Beside) -> Self {
        let own = page_text::read(name, bytes);
        let count = own.as_ref().map(|own| own.pages.len()).map_err(|fault| *fault);
        let Some((sidecar, bytes)) = beside else {
            return DocumentPages { texts: own, count, sidecar: None };
        };
        let texts = page_text::read(&sidecar, &bytes).map(|mut texts| {
            texts.labels = own.map(|own| own.labels).unwrap_or_default();
            texts
        });
        DocumentPages { texts, count, sidecar: Some(sidecar) }
    }
}

impl Documents {
    /// The document of a copy: nothing if it is not there, which is told at the copy.
    pub(crate) fn of_copy(
        &self,
        folder: FolderIx,
        copy: &SourceCopy,
    ) -> Option<&Result<Arc<Document>, FileError>> {
        // Looked up only where there is a file.
        let file = copy.file.as_ref()?;
        self.by_file.get(&(folder, file.value.clone()))
    }

    /// The pages of the documents of a source, with the names of their files.
    pub(crate) fn pages_of<'a>(
        &'a self,
        folder: FolderIx,
        source: &'a Source,
    ) -> impl Iterator<Item = (&'a Arc<str>, &'a DocumentPages)> {
        source.copies.iter().filter_map(move |copy| {
            let document = self.of_copy(folder, copy)?.as_ref().ok()?;
            Some((&copy.file.as_ref()?.value, document.pages.as_ref()?))
        })
    }
}

/// The locator of a cite, if it names pages.
pub(crate) fn page_locator(cite: &Cite) -> Option<&Locator> {
    cite.locator.as_ref().filter(|locator| locator.label == "page")
}

/// The pages that a locator names in a document of `count` pages.
///
/// A number is that of the page in the file, counted from 1, or the one that the document says is printed on it; of an
/// article whose first and last page are on record, the one in the journal.
pub(crate) fn cited_pages(locator: &Locator, count: usize, labels: &[String], source: &Source) -> CitedPages {
    let mut cited = CitedPages::default();
    let printed = source.item.text("page").and_then(|pages| printed_from(pages, count));
    for named in named_pages(&locator.value) {
        match named {
            Named::Number(number) => {
                let found = numbered(number, count, labels, printed);
                if found.is_empty() {
                    cited.beyond = Some(number.to_string().into());
                }
                cited.found.extend(found);
            }
            Named::Other(name) => {
                let places = (0..count)
                    .filter(|at| labels.get(*at).is_some_and(|label| label.eq_ignore_ascii_case(name)));
                let before = cited.found.len();
                cited.found.extend(places);
                cited.is_unknown |= cited.found.len() == before;
            }
        }
    }
    cited.found.sort_unstable();
    cited.found.dedup();
    cited
}

fn numbered(number: usize, count: usize, labels: &[String], printed: Option<usize>) -> Vec<usize> {
    let text = number.to_string();
    let mut found: Vec<usize> =
        (0..count).filter(|at| labels.get(*at).is_some_and(|label| *label == text)).collect();
    found.extend(number.checked_sub(1).filter(|at| *at < count));
    found.extend(printed.and_then(|first| number.checked_sub(first)).filter(|at| *at < count));
    found
}

/// The first page of `33-47`, if there are as many pages.
fn printed_from(pages: &str, count: usize) -> Option<usize> {
    let mut numbers = pages.split(|sign: char| !sign.is_ascii_digit()).filter(|part| !part.is_empty());
    let first: usize = numbers.next()?.parse().ok()?;
    let last: usize = numbers.next().map_or(Some(first), |last| last.parse().ok())?;
    (numbers.next().is_none() && last.checked_sub(first)? + 1 == count).then_some(first)
}

/// A page as a locator names it.
enum Named<'a> {
    Number(usize),
    /// `iv`, `A-3`.
    Other(&'a str),
}

/// Most pages of one locator that are looked at.
const MAX_NAMED: usize = 1000;

/// `3-5, 8` names 3, 4, 5 and 8; the end of a range may be shortened: `133-7`.
fn named_pages(value: &str) -> Vec<Named<'_>> {
    let mut named = Vec::new();
    for part in value.split([',', ';', '&', '+']).flat_map(|part| part.split_whitespace()) {
        let ends = part.split_once(['-', '\u{2013}', '\u{2014}']);
        let range = ends.and_then(|(first, last)| {
            let last = last.trim_start_matches('-');
            let (from, to): (usize, usize) = (first.parse().ok()?, last.parse().ok()?);
            let head = first.get(..first.len().checked_sub(last.len())?).filter(|_| to < from);
            Some((from, head.map_or(Some(to), |head| format!("{head}{last}").parse().ok())?))
        });
        match (range, part.parse()) {
            (Some((from, to)), _) if from <= to => {
                named.extend((from..=to).take(MAX_NAMED).map(Named::Number));
            }
            (_, Ok(number)) => named.push(Named::Number(number)),
            _ => named.push(Named::Other(part)),
        }
    }
    named.truncate(MAX_NAMED);
    named
}

/// Whether two tags are of one language, whatever the region.
pub(crate) fn is_same_language(one: &LangTag, other: &LangTag) -> bool {
    let first = |tag: &LangTag| tag.as_str().split('-').next().map(str::to_owned);
    first(one) == first(other)
}
