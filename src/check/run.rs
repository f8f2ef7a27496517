//! The registry of checks, and running them: editions in parallel, then the site; levels of site.toml last.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::check::{Check, EditionInput, PairInput, Run, SiteInput};
use crate::check::{
    allow, bindings, citations, exhibits, facts, links, menu, parity, people, pictures, provenance,
    quotations, records, staleness, structure, tables, unbound, versions, words,
};
use crate::codes;
use crate::diag::Diagnostic;
use crate::render::figures::Figures;
use crate::site::documents::Documents;
use crate::site::reading::{self, ReadEdition};
use crate::site::uses::{self, Uses};
use crate::site::{Edition, FolderIx, Held, Site};

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
    parity::PARITY,
    staleness::STALENESS,
    staleness::LOCKS,
];

/// Runs all checks over all editions, published or not.
pub(crate) fn run(site: &Site, documents: &Documents, figures: &Figures) -> Vec<Diagnostic> {
    let held_uses: Vec<Uses> = site.held.par_iter().map(|edition| uses::of(site, edition)).collect();
    let published = site.editions.iter().zip(&site.uses);
    let all: Vec<_> = published.chain(site.held.iter().zip(&held_uses)).collect();
    let editions: Vec<EditionInput<'_>> =
        all.par_iter().map(|(edition, uses)| EditionInput::new(site, edition, uses, figures)).collect();
    let per_story: Vec<Vec<Diagnostic>> =
        stories(&editions).par_iter().map(|story| of_story(story)).collect();
    let mut diagnostics: Vec<Diagnostic> = per_story.into_iter().flatten().collect();
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

/// The editions of each story.
fn stories<'r, 'a>(editions: &'r [EditionInput<'a>]) -> Vec<Vec<&'r EditionInput<'a>>> {
    let mut stories: BTreeMap<FolderIx, Vec<&EditionInput<'_>>> = BTreeMap::new();
    for input in editions {
        stories.entry(input.edition.folder).or_default().push(input);
    }
    stories.into_values().collect()
}

/// What is found in the editions of one story. Their words are read once for all checks, and forgotten with the story.
fn of_story(story: &[&EditionInput<'_>]) -> Vec<Diagnostic> {
    let story: Vec<&EditionInput<'_>> =
        story.iter().copied().filter(|input| !is_at_work(input.edition)).collect();
    let texts: Vec<_> =
        story.iter().map(|input| reading::read(input.site, input.edition, input.uses)).collect();
    let read: Vec<ReadEdition<'_, '_>> = story
        .iter()
        .zip(&texts)
        .map(|(input, read)| ReadEdition { site: input.site, edition: input.edition, read })
        .collect();
    let original = read.iter().find(|read| read.edition.is_original);
    let mut found = Vec::new();
    for check in CHECKS {
        let before = found.len();
        match check.run {
            Run::Edition(run) => story.iter().for_each(|input| run(input, &mut found)),
            Run::Words(run) => {
                story.iter().zip(&texts).for_each(|(input, read)| run(input, read, &mut found));
            }
            Run::Pair(run) => {
                let translations = read.iter().filter(|read| !read.edition.is_original);
                let pairs = translations.filter_map(|translation| {
                    Some(PairInput { original: *original?, translation: *translation })
                });
                pairs.for_each(|pair| run(&pair, &mut found));
            }
            Run::Site(_) => {}
        }
        keeps_its_word(check, &found, before);
    }
    staleness::ease(&story, &mut found);
    found
}

/// A translation that is a draft is looked at where drafts are asked for, and stops nothing before.
fn is_at_work(edition: &Edition) -> bool {
    !edition.is_original && edition.file.meta.draft && edition.held == Some(Held::Draft)
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TakenOut {
    /// Findings that a suppression silences.
    pub(crate) silenced: Vec<Diagnostic>,
    /// Figures that rest on nothing, where the site is not strict.
    pub(crate) figures: usize,
    /// Quotations that rest on nothing, where the site is not strict.
    pub(crate) quotations: usize,
}

/// Takes out what is silenced, and what only a strict site is told; sets the levels of site.toml.
pub(crate) fn finish(site: &Site, diagnostics: &mut Vec<Diagnostic>) -> TakenOut {
    let editions = site.editions.iter().chain(&site.held).filter(|edition| !is_at_work(edition));
    let editions = editions.flat_map(|edition| &edition.file.body.allows);
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
