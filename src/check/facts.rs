//! Facts and the stories that use them: what is retracted or unverified, who checked what, and what nobody uses.
//!
//! What facts rest on is looked up once for the site, what an edition uses once for the edition.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::check::{Check, EditionInput, Run, SiteInput};
use crate::codes;
use crate::diag::{Code, Diagnostic, Place};
use crate::fact::{Fact, Status};
use crate::figure::{Exhibit, ExhibitKind};
use crate::formula::Expression;
use crate::locale::Localised;
use crate::prose::inline::parse_line;
use crate::site::grounds::{self, FactKey, FactUse, Grounds};
use crate::site::values;
use crate::site::{FolderIx, Held, Site};
use crate::story::front_matter::Person;

/// Facts and the stories that use them.
pub(crate) const FACTS: Check = Check {
    name: "facts in stories",
    codes: &[
        &codes::fact::RETRACTED,
        &codes::fact::UNVERIFIED,
        &codes::fact::DISPUTED,
        &codes::fact::CHECKER,
        &codes::fact::UNUSED,
    ],
    run: Run::Site(run),
};

fn run(input: &SiteInput<'_>, out: &mut Vec<Diagnostic>) {
    let grounds = Grounds::of(input.site);
    let uses: Vec<Vec<FactUse<'_>>> = input.editions.par_iter().map(uses_of).collect();
    for (edition, uses) in input.editions.iter().zip(&uses).filter(|(edition, _)| !is_draft(edition)) {
        standing(&grounds, uses, out);
        checkers(&grounds, edition, uses, out);
    }
    unused(input, &grounds, &uses, out);
}

/// Whether an edition is no more than a draft. One under embargo will be published without another look.
fn is_draft(input: &EditionInput<'_>) -> bool {
    input.edition.meta.draft || input.edition.held == Some(Held::Draft)
}

/// Every binding to a fact in an edition.
fn uses_of<'a>(input: &EditionInput<'a>) -> Vec<FactUse<'a>> {
    grounds::uses_of(input.site, input.edition, input.uses)
}

/// Facts that an edition uses although their record speaks against it.
fn standing(grounds: &Grounds<'_>, uses: &[FactUse<'_>], out: &mut Vec<Diagnostic>) {
    let speaks_against =
        |fact: &Fact| matches!(fact.status, Status::Draft | Status::Disputed | Status::Retracted);
    let mut told = BTreeSet::new();
    for used in uses {
        for way in grounds.ways_to(used.key, &speaks_against) {
            let Some(fact) = way.last().and_then(|last| grounds.fact(*last)) else { continue };
            let is_retracted = fact.status == Status::Retracted;
            // What is retracted has to go from everywhere; of the others one place a story is enough.
            if used.in_correction || !is_retracted && !told.insert(way.clone()) {
                continue;
            }
            out.push(standing_of(fact, &way, used.place.clone()));
        }
    }
}

fn standing_of(fact: &Fact, way: &[FactKey<'_>], at: Place) -> Diagnostic {
    let (code, what, hint): (&'static Code, &str, &str) = match fact.status {
        Status::Retracted => (
            &codes::fact::RETRACTED,
            "is retracted",
            "take the figure out or bind the words to a fact that holds, and say in `[[corrections]]` what was wrong",
        ),
        Status::Disputed => (
            &codes::fact::DISPUTED,
            "is disputed",
            "say in the text who disputes it, then silence this with `allow fact/disputed` and that reason",
        ),
        _ => (
            &codes::fact::UNVERIFIED,
            "is still a draft",
            "check it against its source, then write `status = \"sourced\"`, or `\"verified\"` with `checked_by`",
        ),
    };
    let mut message = String::new();
    for (at, key) in way.iter().enumerate() {
        let joint = match at {
            0 => "",
            1 => " is worked out from ",
            _ => ", that from ",
        };
        message.push_str(&format!("{joint}`{}`", key.id));
    }
    message.push_str(if way.len() > 1 { ", which " } else { " " });
    message.push_str(what);
    Diagnostic::new(code, at, message)
        .also(fact.place.clone(), format!("the record of `{}`", fact.id))
        .hint(hint)
}

/// Nobody verifies a figure of their own story.
fn checkers(
    grounds: &Grounds<'_>,
    input: &EditionInput<'_>,
    uses: &[FactUse<'_>],
    out: &mut Vec<Diagnostic>,
) {
    let mut all = BTreeSet::new();
    uses.iter().for_each(|used| grounds.add_all_below(used.key, &mut all));
    let site = input.site;
    let mut authors: Option<BTreeSet<String>> = None;
    for key in all {
        let Some(fact) = grounds.fact(key).filter(|fact| fact.status == Status::Verified) else { continue };
        let authors = authors.get_or_insert_with(|| {
            let people = &input.edition.meta.authors;
            people.iter().flat_map(|person| spellings(site, input.edition.folder, person)).collect()
        });
        for checker in &fact.checked_by {
            let own = spellings(site, key.folder, &Person::of(checker));
            if own.iter().any(|name| authors.contains(name)) {
                out.push(is_author(input, fact, &checker.value, checker.place.clone()));
            }
        }
    }
}

fn is_author(input: &EditionInput<'_>, fact: &Fact, checker: &str, at: Place) -> Diagnostic {
    let message = format!("`{checker}` is an author of a story that uses `{}`", fact.id);
    Diagnostic::new(&codes::fact::CHECKER, at, message)
        .also(Place::start_of(&input.edition.file.path), "the story")
        .hint("name somebody else who checked it, or write `status = \"sourced\"`")
}

/// All that a person is called: by the plain name, by the id, by the name on record in every language.
fn spellings(site: &Site, scope: FolderIx, person: &Person) -> Vec<String> {
    match person {
        Person::Plain(name) => vec![folded(name)],
        Person::Id(id) => {
            let found = site.name(scope, &id.value);
            let names = found.iter().flat_map(|found| found.value.name.iter());
            names.map(|(_, name)| folded(&name.value)).chain([id.value.to_string()]).collect()
        }
    }
}

/// Blanks and capitals make no other person.
fn folded(name: &str) -> String {
    name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Facts on record that nothing names.
fn unused(
    input: &SiteInput<'_>,
    grounds: &Grounds<'_>,
    uses: &[Vec<FactUse<'_>>],
    out: &mut Vec<Diagnostic>,
) {
    let site = input.site;
    let mut used: BTreeSet<FactKey<'_>> = uses.iter().flatten().map(|used| used.key).collect();
    used.extend(grounds.facts().flat_map(|(_, _, parts)| &parts.facts).copied());
    for (folder, found) in (0..).map(FolderIx).zip(&site.folders) {
        for exhibit in found.data.exhibits.values() {
            add_exhibit(site, folder, exhibit, &mut used);
        }
        for assert in found.data.tables.values().flat_map(|table| &table.asserts) {
            if let Ok(parsed) = Expression::parse(&assert.value) {
                used.extend(grounds::references(site, folder, &parsed).facts);
            }
        }
    }
    for edition in site.editions.iter().chain(&site.held) {
        for exhibit in &edition.file.fenced {
            add_exhibit(site, edition.folder, exhibit, &mut used);
        }
        for id in edition.meta.corrections.iter().flat_map(|(_, correction)| &correction.facts) {
            used.extend(grounds.find(edition.folder, &values::fact_ref(&id.value)));
        }
    }
    let flawed = flawed_folders(site);
    let idle = grounds.facts().filter(|(key, ..)| !used.contains(key) && !flawed.contains(&key.folder));
    out.extend(idle.map(|(_, fact, _)| {
        let message = format!("nothing uses the fact `{}`", fact.id);
        Diagnostic::new(&codes::fact::UNUSED, fact.place.clone(), message)
            .hint("bind words to it, or take it out")
    }));
}

/// Folders where something could not be read, and those above them: what uses a fact may stand there.
fn flawed_folders(site: &Site) -> BTreeSet<FolderIx> {
    let mut flawed = BTreeSet::new();
    for (at, folder) in (0..).map(FolderIx).zip(&site.folders) {
        let data = &folder.data;
        if !data.unread.is_empty() || !data.lost_records.is_empty() {
            flawed.extend(site.scope(at));
        }
    }
    flawed
}

/// Facts that the texts of an exhibit name, in any language, embedded or not.
fn add_exhibit<'a>(site: &'a Site, folder: FolderIx, exhibit: &Exhibit, used: &mut BTreeSet<FactKey<'a>>) {
    let own = [&exhibit.title, &exhibit.subtitle, &exhibit.note, &exhibit.alt, &exhibit.caption];
    let remarks = match &exhibit.kind {
        ExhibitKind::Chart(chart) => chart.annotations.as_slice(),
        _ => &[],
    };
    let texts = own.into_iter().flatten().chain(remarks.iter().map(|remark| &remark.text));
    for (_, text) in texts.flat_map(Localised::iter).filter(|(_, text)| text.value.contains("](fact:")) {
        let line = parse_line(text, &[]).value;
        grounds::each_binding(&line, &mut |_, binding| {
            let found = binding.facts.iter().filter_map(|reference| site.fact(folder, reference));
            used.extend(found.map(FactKey::from));
        });
    }
}

/// The facts that published editions use, by themselves or through formulas, each with its first use.
pub(crate) fn published_uses<'a>(
    grounds: &Grounds<'a>,
    editions: &[EditionInput<'a>],
) -> BTreeMap<FactKey<'a>, Place> {
    let mut first = BTreeMap::new();
    for input in editions.iter().filter(|input| input.edition.held.is_none()) {
        for used in uses_of(input) {
            if first.contains_key(&used.key) {
                continue;
            }
            let mut below = BTreeSet::new();
            grounds.add_all_below(used.key, &mut below);
            below.into_iter().for_each(|key| {
                first.entry(key).or_insert_with(|| used.place.clone());
            });
        }
    }
    first
}
