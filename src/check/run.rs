//! The registry of checks, and running them: editions in parallel, then the site; levels of site.toml last.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::check::parity::shared::Shared;
use crate::check::{Check, EditionInput, PairInput, Run, SiteInput};
use crate::check::{
    allow, bindings, citations, exhibits, facts, links, menu, parity, people, pictures, provenance,
    quotations, records, staleness, structure, tables, unbound, undone, versions, words,
};
use crate::codes;
use crate::diag::{Diagnostic, Severity};
use crate::memo::Table;
use crate::render::figures::Figures;
use crate::site::documents::Documents;
use crate::site::reading::{self, ReadEdition, ReadPassage};
use crate::site::uses::{self, Uses};
use crate::site::{Edition, FolderIx, Held, Site};
use crate::text::{Fingerprint, Fingerprinter};

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
    undone::UNDONE,
    staleness::STALENESS,
    staleness::LOCKS,
];

/// What was found in each pair of editions, by all that the findings rest on ([`print_of`]).
pub(crate) type PairsMemo = Table<Arc<[Diagnostic]>>;

/// Runs all checks over all editions, published or not. An unchanged pair of editions is not compared again.
pub(crate) fn run(
    site: &Site,
    documents: &Documents,
    figures: &Figures,
    memo: &mut PairsMemo,
) -> Vec<Diagnostic> {
    let held_uses: Vec<Uses> = site.held.par_iter().map(|edition| uses::of(site, edition)).collect();
    let published = site.editions.iter().zip(&site.uses);
    let all: Vec<_> = published.chain(site.held.iter().zip(&held_uses)).collect();
    let editions: Vec<EditionInput<'_>> =
        all.par_iter().map(|(edition, uses)| EditionInput::new(site, edition, uses, figures)).collect();
    let shared = print_of_all(site);
    let tables = Shared::of(site);
    let stories = stories(&editions);
    let per_story = memo.remember_several(
        &stories,
        |story| of_story(story, shared),
        |story, texts, at| of_pair(story, texts, &tables, at),
    );
    let mut diagnostics = Vec::new();
    for (story, (mut found, pairs)) in stories.iter().zip(per_story) {
        for ((original, translation), told) in self::pairs(story).into_iter().zip(&pairs) {
            let is_embargoed = [original.1, translation.1].into_iter().any(is_embargoed);
            found.extend(told.iter().cloned().map(|told| if is_embargoed { waiting(told) } else { told }));
        }
        undone::hush(story, &mut found);
        staleness::ease(story, &mut found);
        diagnostics.extend(found);
    }
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

/// The editions of each story that are looked at.
fn stories<'r, 'a>(editions: &'r [EditionInput<'a>]) -> Vec<Vec<&'r EditionInput<'a>>> {
    let mut stories: BTreeMap<FolderIx, Vec<&EditionInput<'_>>> = BTreeMap::new();
    for input in editions.iter().filter(|input| !is_at_work(input.edition)) {
        stories.entry(input.edition.folder).or_default().push(input);
    }
    stories.into_values().collect()
}

/// The words of the editions of a story, read.
type Texts<'a> = Vec<Vec<ReadPassage<'a>>>;

/// What is found in each edition of one story by itself, with the keys of its pairs. Their words are read once for all
/// checks, and forgotten with the story.
fn of_story<'a>(
    story: &[&EditionInput<'a>],
    shared: Fingerprint,
) -> (Vec<Fingerprint>, Texts<'a>, Vec<Diagnostic>) {
    let texts: Texts<'a> =
        story.iter().map(|input| reading::read_with_picture(input.site, input.edition, input.uses)).collect();
    let mut found = Vec::new();
    for check in CHECKS {
        let before = found.len();
        match check.run {
            Run::Edition(run) => story.iter().for_each(|input| run(input, &mut found)),
            Run::Words(run) => {
                let texts = texts.iter().map(|read| reading::prose(read));
                story.iter().zip(texts).for_each(|(input, read)| run(input, read, &mut found));
            }
            Run::Pair(_) | Run::Site(_) => {}
        }
        keeps_its_word(check, &found, before);
    }
    let keys =
        pairs(story).into_iter().map(|(original, translation)| print_of(shared, original.1, translation.1));
    (keys.collect(), texts, found)
}

/// The original of a story beside each of its translations, with their places among its editions.
fn pairs<'s, 'a>(
    story: &[&'s EditionInput<'a>],
) -> Vec<((usize, &'s EditionInput<'a>), (usize, &'s EditionInput<'a>))> {
    // A draft is at work: it is compared where drafts are asked for, and stops nothing before.
    let all = story.iter().copied().enumerate().filter(|(_, input)| input.edition.held != Some(Held::Draft));
    let Some(original) = all.clone().find(|(_, input)| input.edition.is_original) else { return Vec::new() };
    // What is made of no edition, or of another one, is told where it says so.
    let is_of = |input: &EditionInput<'_>| {
        let translation = input.edition.meta.translation.as_ref();
        translation.is_some_and(|own| *own.of.value == *original.1.edition.file.lang.as_str())
    };
    all.filter(|(_, input)| is_of(input)).map(|translation| (original, translation)).collect()
}

/// What is found in one pair of a story.
fn of_pair<'a>(
    story: &[&EditionInput<'a>],
    texts: &Texts<'a>,
    shared: &Shared<'a>,
    at: usize,
) -> Arc<[Diagnostic]> {
    let mut found = Vec::new();
    let Some((original, translation)) = pairs(story).into_iter().nth(at) else { return found.into() };
    let [original, translation] = [original, translation].map(|edition| read_edition(edition, texts));
    let pair = PairInput { original, translation, shared };
    for check in CHECKS {
        let before = found.len();
        if let Run::Pair(run) = check.run {
            run(&pair, &mut found);
        }
        keeps_its_word(check, &found, before);
    }
    found.into()
}

/// An edition with its words, by its place among those of its story.
fn read_edition<'r, 'a>(
    (at, input): (usize, &EditionInput<'a>),
    texts: &'r Texts<'a>,
) -> ReadEdition<'r, 'a> {
    let read = texts.get(at).map(Vec::as_slice).unwrap_or_default();
    ReadEdition { site: input.site, edition: input.edition, read }
}

/// What all pairs rest on: settings, words of the languages, and which stories there are for links to lead to.
fn print_of_all(site: &Site) -> Fingerprint {
    let mut print = Fingerprinter::new("pairs");
    print.print(site.config.fingerprint);
    for language in &site.languages {
        print.text(language.tag.as_str()).print(language.messages.fingerprint);
    }
    for edition in &site.editions {
        print.text(&edition.file.path);
    }
    print.finish()
}

/// What a pair rests on: both files, and the records of its folder and of those above it.
fn print_of(shared: Fingerprint, original: &EditionInput<'_>, translation: &EditionInput<'_>) -> Fingerprint {
    let mut print = Fingerprinter::new("pair");
    print.print(shared);
    for input in [original, translation] {
        print.text(&input.edition.file.path).print(input.edition.file.fingerprint);
    }
    for folder in translation.site.scope(translation.edition.folder) {
        print.print(translation.site.folder(folder).data.fingerprint);
    }
    print.finish()
}

/// A translation that is a draft is looked at where drafts are asked for, and stops nothing before.
fn is_at_work(edition: &Edition) -> bool {
    !edition.is_original && edition.file.meta.draft && edition.held == Some(Held::Draft)
}

fn is_embargoed(input: &EditionInput<'_>) -> bool {
    matches!(input.edition.held, Some(Held::Embargo(_)))
}

/// What two editions disagree in that nobody reads yet stops nothing, and is told before it does.
fn waiting(found: Diagnostic) -> Diagnostic {
    if !found.is_error() {
        return found;
    }
    let found = Diagnostic { severity: Severity::Warning, ..found };
    found.hint("the story is under embargo: when that ends, this is an error")
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
