//! Sources: their copies are there and are what they were, and have the pages that are cited.

use rayon::prelude::*;

use crate::check::links::is_listed;
use crate::check::{Check, EditionInput, Run, SiteInput};
use crate::codes;
use crate::diag::{Diagnostic, Place, did_you_mean};
use crate::prose::InlineKind;
use crate::site::documents::{DocumentPages, Documents, cited_pages, page_locator};
use crate::site::lookup::Found;
use crate::site::{Folder, FolderIx, Site};
use crate::source::citation::{Citation, Cite};
use crate::source::{Source, SourceCopy};

/// Copies of sources are there and are what they were.
pub(crate) const COPIES: Check = Check {
    name: "copies of sources",
    codes: &[
        &codes::cite::COPY,
        &codes::document::MISSING,
        &codes::document::CHANGED,
        &codes::document::PAGES,
        &codes::document::UNREADABLE,
        &codes::media::METADATA,
        &codes::site::UNREADABLE,
        &codes::site::OUTSIDE,
    ],
    run: Run::Site(run),
};

/// Citations name pages that are there.
pub(crate) const CITED_PAGES: Check = Check {
    name: "pages of citations",
    codes: &[&codes::document::NO_SUCH_PAGE],
    run: Run::Site(run_cited_pages),
};

fn run(input: &SiteInput<'_>, out: &mut Vec<Diagnostic>) {
    for (at, folder) in (0..).zip(&input.site.folders) {
        for source in folder.data.sources.values() {
            source.copies.iter().for_each(|copy| check_copy(input, FolderIx(at), folder, copy, out));
        }
    }
}

fn check_copy(
    input: &SiteInput<'_>,
    ix: FolderIx,
    folder: &Folder,
    copy: &SourceCopy,
    out: &mut Vec<Diagnostic>,
) {
    let Some(file) = &copy.file else {
        if let Some(sha256) = &copy.sha256 {
            out.push(
                Diagnostic::new(&codes::cite::COPY, sha256.place.clone(), "a digest without a file")
                    .hint("add `file`, or take `sha256` out"),
            );
        }
        return;
    };
    let Some(document) = input.documents.of_copy(ix, copy) else {
        let known = folder.files.iter().map(|file| &**file);
        let message = format!("there is no file `{}`", file.value);
        out.push(
            Diagnostic::new(&codes::document::MISSING, file.place.clone(), message)
                .maybe_hint(did_you_mean(&file.value, known))
                .hint("put the copy into `documents/` of the story's folder"),
        );
        return;
    };
    match document {
        Ok(document) => {
            check_digest(copy, &file.value, document.digest.as_deref(), out);
            if let Some(pages) = &document.pages {
                check_pages(copy, &file.value, &file.place, pages, out);
            }
            if is_listed(input.site, ix, &file.value) {
                check_metadata(file.place.clone(), &file.value, &document.traces, out);
            }
        }
        Err(error) => out.push(error.report(&input.site.file_source(ix, &file.value))),
    }
}

/// The file is the one that its digest was made of.
fn check_digest(copy: &SourceCopy, name: &str, digest: Option<&str>, out: &mut Vec<Diagnostic>) {
    let (Some(sha256), Some(digest)) = (&copy.sha256, digest) else { return };
    if !sha256.value.eq_ignore_ascii_case(digest) {
        let message = format!("`{name}` is not the file that this digest was made of");
        out.push(
            Diagnostic::new(&codes::document::CHANGED, sha256.place.clone(), message)
                .hint(format!("check the file; its digest is `{digest}`")),
        );
    }
}

/// The file has as many pages as its record says, and so has the text beside it.
fn check_pages(
    copy: &SourceCopy,
    name: &str,
    place: &Place,
    pages: &DocumentPages,
    out: &mut Vec<Diagnostic>,
) {
    let stated = copy.pages.map(|pages| (pages.value, Place::new(&place.file, pages.span)));
    match (&pages.count, &stated) {
        (Ok(count), Some((stated, at))) if count != stated => {
            let message = format!("`{name}` has {}, not {stated}", counted(*count));
            out.push(
                Diagnostic::new(&codes::document::PAGES, at.clone(), message)
                    .hint(format!("check that it is whole, then write `pages = {count}`")),
            );
        }
        (Err(fault), Some((_, at))) => {
            let message = format!("the pages of `{name}` cannot be counted: it {}", fault.reason());
            let diagnostic = Diagnostic::new(&codes::document::UNREADABLE, at.clone(), message);
            out.push(diagnostic.hint("count them by hand, and allow this finding with the reason"));
        }
        _ => {}
    }
    let whole = pages.count.ok().or(stated.map(|(stated, _)| stated));
    if let (Some(sidecar), Some(whole)) = (&pages.sidecar, whole) {
        let message = match &pages.texts {
            Ok(texts) if texts.pages.len() == whole => return,
            Ok(texts) => format!("`{sidecar}` has {}, `{name}` has {whole}", counted(texts.pages.len())),
            Err(fault) => format!("`{sidecar}`, which stands for the text of `{name}`, {}", fault.reason()),
        };
        out.push(
            Diagnostic::new(&codes::document::PAGES, place.clone(), message)
                .hint(format!("put a form feed between the pages of `{sidecar}`, also around empty ones")),
        );
    }
}

fn counted(pages: usize) -> String {
    if pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") }
}

/// A published document carries nothing that could lead to somebody.
fn check_metadata(place: Place, name: &str, metadata: &[String], out: &mut Vec<Diagnostic>) {
    if !metadata.is_empty() {
        let message = format!("`{name}` carries {}", metadata.join(", "));
        out.push(
            Diagnostic::new(&codes::media::METADATA, place, message).hint(
                "clean a copy with a tool such as mat2 and list that copy, if it could lead to somebody",
            ),
        );
    }
}

fn run_cited_pages(input: &SiteInput<'_>, out: &mut Vec<Diagnostic>) {
    let site = input.site;
    let of_editions: Vec<Vec<Diagnostic>> =
        input.editions.par_iter().map(|edition| edition_pages(edition, input.documents)).collect();
    out.extend(of_editions.into_iter().flatten());
    for (scope, folder) in (0..).map(FolderIx).zip(&site.folders) {
        let data = &folder.data;
        let tables = data.tables.values().map(|table| (&table.cite, &table.description));
        let facts = data.facts.values().map(|fact| (&fact.cite, &fact.place.file));
        let quotes = data.quotes.values().map(|quote| (&quote.cite, &quote.place.file));
        for (citations, file) in tables.chain(facts).chain(quotes) {
            for cite in cites(citations) {
                out.extend(beyond(site, input.documents, scope, cite, Place::new(file, cite.key.span)));
            }
        }
    }
}

fn cites(citations: &[Citation]) -> impl Iterator<Item = &Cite> {
    citations.iter().flat_map(|citation| citation.cites.iter())
}

fn edition_pages(input: &EditionInput<'_>, documents: &Documents) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for part in &input.prose {
        let InlineKind::Citation(cited) = &part.inline.kind else { continue };
        for cite in cited.citation.cites.iter() {
            found.extend(beyond(input.site, documents, part.scope, cite, part.place(cite.key.span)));
        }
    }
    if input.edition.is_original {
        for cite in input.edition.meta.replies.iter().flat_map(|reply| cites(&reply.cite)) {
            found.extend(beyond(
                input.site,
                documents,
                input.edition.folder,
                cite,
                input.place(cite.key.span),
            ));
        }
    }
    found
}

/// What is wrong with a citation of a page that no copy of the source has.
fn beyond(
    site: &Site,
    documents: &Documents,
    scope: FolderIx,
    cite: &Cite,
    place: Place,
) -> Option<Diagnostic> {
    let locator = page_locator(cite)?;
    let Found { folder, value: source } = site.source(scope, &cite.key.value)?;
    let mut last: Option<(&str, usize, std::sync::Arc<str>)> = None;
    for copy in source.copies.iter().filter(|copy| copy.file.is_some()) {
        let (count, labels) = page_count(documents, folder, copy)?;
        let number = cited_pages(locator, count, labels, source).beyond?;
        last = last.or(copy.file.as_ref().map(|file| (&*file.value, count, number)));
    }
    let (name, count, number) = last?;
    let message = format!("there is no page {number}: `{name}` has {}", counted(count));
    Some(Diagnostic::new(&codes::document::NO_SUCH_PAGE, place, message).hint(numbering_hint(source)))
}

/// How many pages a copy has, as read or as stated, and what is printed on them.
fn page_count<'a>(
    documents: &'a Documents,
    folder: FolderIx,
    copy: &SourceCopy,
) -> Option<(usize, &'a [String])> {
    let document = documents.of_copy(folder, copy).and_then(|document| document.as_ref().ok());
    let pages = document.and_then(|document| document.pages.as_ref());
    let count = pages.and_then(|pages| pages.count.ok()).or(copy.pages.map(|pages| pages.value))?;
    let labels = pages.and_then(|pages| pages.texts.as_ref().ok()).map_or(&[][..], |texts| &texts.labels);
    Some((count, labels))
}

fn numbering_hint(source: &Source) -> String {
    match source.item.text("page") {
        None => "pages are counted from the first of the file; if they have numbers of their own, record them with \
                 the source: `page = \"33-47\"`"
            .to_owned(),
        Some(pages) => format!("pages are counted from the first of the file, or as `page = \"{pages}\"` says"),
    }
}
