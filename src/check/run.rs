//! The registry of checks, and running them: editions in parallel, then the site; levels of site.toml last.

use rayon::prelude::*;

use crate::check::{Check, EditionInput, Run, SiteInput};
use crate::check::{
    allow, bindings, citations, exhibits, facts, links, menu, people, pictures, provenance, quotations,
    records, structure, tables, unbound, versions, words,
};
use crate::codes;
use crate::diag::Diagnostic;
use crate::render::figures::Figures;
use crate::site::Site;
use crate::site::documents::Documents;
use crate::site::uses::{self, Uses};

/// Every check.
pub(crate) const CHECKS: &[Check] = &[
    links::LINKS,
    bindings::BINDINGS,
    citations::CITATIONS,
    exhibits::EXHIBITS,
    pictures::PICTURES,
    people::PEOPLE,
    structure::STRUCTURE,
    versions::VERSIONS,
    words::WORDS,
    unbound::QUOTE_BLOCKS,
    bindings::RECORDS,
    citations::RECORD_CITATIONS,
    citations::UNUSED_SOURCES,
    exhibits::EXHIBIT_IDS,
    tables::TABLES,
    words::KNOWN_WORDS,
    quotations::WORDS,
    quotations::RECORDS,
    records::COPIES,
    records::CITED_PAGES,
    facts::FACTS,
    provenance::SECONDARY,
    provenance::ARCHIVED,
    menu::MENU,
    menu::ADDRESSES,
];

/// Runs all checks over all editions, published or not.
pub(crate) fn run(site: &Site, documents: &Documents, figures: &Figures) -> Vec<Diagnostic> {
    let held_uses: Vec<Uses> = site.held.par_iter().map(|edition| uses::of(site, edition)).collect();
    let published = site.editions.iter().zip(&site.uses);
    let all: Vec<_> = published.chain(site.held.iter().zip(&held_uses)).collect();
    let editions: Vec<EditionInput<'_>> =
        all.par_iter().map(|(edition, uses)| EditionInput::new(site, edition, uses, figures)).collect();
    let per_edition: Vec<Vec<Diagnostic>> = editions
        .par_iter()
        .map(|input| {
            let mut found = Vec::new();
            for check in CHECKS {
                if let Run::Edition(run) = check.run {
                    let before = found.len();
                    run(input, &mut found);
                    keeps_its_word(check, &found, before);
                }
            }
            found
        })
        .collect();
    let mut diagnostics: Vec<Diagnostic> = per_edition.into_iter().flatten().collect();
    let input = SiteInput { site, documents, editions: &editions };
    for check in CHECKS {
        if let Run::Site(run) = check.run {
            let before = diagnostics.len();
            run(&input, &mut diagnostics);
            keeps_its_word(check, &diagnostics, before);
        }
    }
    diagnostics
}

/// A check reports only the codes that it names; a debug build, and so every test, stops where one does not.
fn keeps_its_word(check: &Check, found: &[Diagnostic], before: usize) {
    debug_assert!(
        found
            .iter()
            .skip(before)
            .all(|finding| check.codes.iter().any(|code| code.name == finding.code.name)),
        "`{}` reports a code that it does not name",
        check.name
    );
}

/// What was taken out of the findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct TakenOut {
    /// Findings that a suppression silences.
    pub(crate) silenced: usize,
    /// Figures that rest on nothing, where the site is not strict.
    pub(crate) figures: usize,
    /// Quotations that rest on nothing, where the site is not strict.
    pub(crate) quotations: usize,
}

/// Takes out what is silenced, and what only a strict site is told; sets the levels of site.toml.
pub(crate) fn finish(site: &Site, diagnostics: &mut Vec<Diagnostic>) -> TakenOut {
    let editions = site.editions.iter().chain(&site.held).flat_map(|edition| &edition.file.body.allows);
    let records = site.folders.iter().flat_map(|folder| &folder.data.allows);
    let silenced = allow::apply(editions.chain(records), diagnostics);
    let mut taken = TakenOut { silenced, ..TakenOut::default() };
    if site.config.strict.is_none() {
        diagnostics.retain(|finding| {
            let is_unbound = finding.code == &codes::fact::UNBOUND;
            if is_unbound && unbound::is_quotation(finding) {
                taken.quotations += 1;
            } else if is_unbound {
                taken.figures += 1;
            }
            !is_unbound
        });
    }
    let levels = &site.config.levels;
    diagnostics.retain_mut(|diagnostic| match levels.get(diagnostic.code.name) {
        None => true,
        Some(None) => false,
        Some(Some(level)) => {
            diagnostic.severity = *level;
            true
        }
    });
    taken
}
