//! Citations: every key is on record; what is on record is cited.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::check::{Check, EditionInput, Run, SiteInput};
use crate::codes;
use crate::diag::{Diagnostic, Place, did_you_mean};
use crate::prose::InlineKind;
use crate::site::{FolderIx, Site};
use crate::source::citation::Citation;

/// Every key of a citation is on record.
pub(crate) const CITATIONS: Check = Check {
    name: "citations",
    codes: &[&codes::cite::UNKNOWN_SOURCE, &codes::cite::NEAR_KEY],
    run: Run::Edition(run),
};

/// What is on record is cited.
pub(crate) const UNUSED_SOURCES: Check =
    Check { name: "unused sources", codes: &[&codes::cite::UNUSED], run: Run::Site(unused) };

/// Keys in records (tables, facts, quotations) are on record too.
pub(crate) const RECORD_CITATIONS: Check =
    Check { name: "citations of records", codes: &[&codes::cite::UNKNOWN_SOURCE], run: Run::Site(records) };

fn run(input: &EditionInput<'_>, out: &mut Vec<Diagnostic>) {
    for part in &input.prose {
        let InlineKind::Citation(cited) = &part.inline.kind else { continue };
        if cited.bare.is_some() {
            near_key(input, part, &cited.citation, out);
        } else {
            unknown(input.site, part.scope, &part.file, &cited.citation, out);
        }
    }
    if input.edition.is_original {
        for citation in input.edition.meta.replies.iter().flat_map(|reply| &reply.cite) {
            unknown(input.site, input.edition.folder, &input.edition.file.path, citation, out);
        }
    }
}

fn keys(site: &Site, scope: FolderIx) -> impl Iterator<Item = &str> {
    site.scope(scope).flat_map(|folder| site.folder(folder).data.sources.keys()).map(|key| &**key)
}

fn unknown(site: &Site, scope: FolderIx, file: &Arc<str>, citation: &Citation, out: &mut Vec<Diagnostic>) {
    for cite in citation.cites.iter() {
        let key = &cite.key.value;
        if site.source(scope, key).is_some() || site.lacks(scope, "sources") {
            continue;
        }
        out.push(
            Diagnostic::new(
                &codes::cite::UNKNOWN_SOURCE,
                Place::new(file, cite.key.span),
                format!("there is no source `{key}`"),
            )
            .maybe_hint(did_you_mean(key, keys(site, scope)))
            .hint("record it in sources.toml, in a `.bib` file or as CSL-JSON"),
        );
    }
}

/// A bare `@word` is a citation only if the key exists; one letter away from a key it may have been meant as one.
fn near_key(
    input: &EditionInput<'_>,
    part: &super::ProsePart<'_>,
    citation: &Citation,
    out: &mut Vec<Diagnostic>,
) {
    for cite in citation.cites.iter() {
        let key = &cite.key.value;
        if input.site.source(part.scope, key).is_some() {
            continue;
        }
        let near = keys(input.site, part.scope).find(|other| strsim::damerau_levenshtein(other, key) == 1);
        if let Some(near) = near {
            out.push(
                Diagnostic::new(
                    &codes::cite::NEAR_KEY,
                    part.place(cite.key.span),
                    format!("`@{key}` is printed as text"),
                )
                .hint(format!("did you mean `@{near}`?")),
            );
        }
    }
}

fn unused(input: &SiteInput<'_>, out: &mut Vec<Diagnostic>) {
    let cited: BTreeSet<(FolderIx, &str)> = input
        .editions
        .iter()
        .flat_map(|edition| edition.uses.sources.iter().map(|source| (source.folder, &*source.key)))
        .collect();
    for (at, folder) in (0..).zip(&input.site.folders) {
        // What cites a source may stand where it could not be read.
        let data = &folder.data;
        let is_flawed = !data.unread.is_empty() || data.tables.values().any(|table| table.is_flawed());
        if folder.tags.is_empty() || is_flawed {
            continue;
        }
        for (key, source) in &folder.data.sources {
            // A bibliography from elsewhere may hold more than one story cites.
            let is_own = source.place.file.ends_with("sources.toml");
            if is_own && !cited.contains(&(FolderIx(at), &**key)) {
                out.push(
                    Diagnostic::new(
                        &codes::cite::UNUSED,
                        source.place.clone(),
                        format!("nothing here cites `{key}`"),
                    )
                    .hint("cite it, or take it out"),
                );
            }
        }
    }
}

fn records(input: &SiteInput<'_>, out: &mut Vec<Diagnostic>) {
    for (at, folder) in (0..).zip(&input.site.folders) {
        let scope = FolderIx(at);
        let data = &folder.data;
        for table in data.tables.values() {
            table
                .cite
                .iter()
                .for_each(|citation| unknown(input.site, scope, &table.description, citation, out));
        }
        for fact in data.facts.values() {
            fact.cite.iter().for_each(|citation| unknown(input.site, scope, &fact.place.file, citation, out));
        }
        for quote in data.quotes.values() {
            quote
                .cite
                .iter()
                .for_each(|citation| unknown(input.site, scope, &quote.place.file, citation, out));
        }
    }
}
