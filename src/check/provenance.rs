//! What published figures rest on: sources that only repeat others, and web pages that may be gone tomorrow.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::facts::published_uses;
use crate::check::{Check, Run, SiteInput};
use crate::codes;
use crate::diag::{Diagnostic, Place};
use crate::fact::{Fact, FactValue};
use crate::prose::{InlineKind, Target};
use crate::site::grounds::{FactKey, Grounds, TableKey};
use crate::site::{FolderIx, Site};
use crate::source::citation::Citation;
use crate::source::{Access, Source, SourceKind};

/// Figures of published stories that rest on publications alone.
pub(crate) const SECONDARY: Check =
    Check { name: "secondary sources", codes: &[&codes::cite::ONLY_SECONDARY], run: Run::Site(secondary) };

/// Web sources of published stories that nobody has kept.
pub(crate) const ARCHIVED: Check =
    Check { name: "archived copies", codes: &[&codes::cite::NOT_ARCHIVED], run: Run::Site(archived) };

/// Told where the citation stands, the fact or its table: what is worked out from them says nothing new.
fn secondary(input: &SiteInput<'_>, out: &mut Vec<Diagnostic>) {
    let site = input.site;
    let facts: BTreeMap<FactKey<'_>, &Fact> = all_facts(site)
        .filter(|(key, fact)| {
            !matches!(fact.value, FactValue::Formula { .. }) && are_secondary(site, key.folder, &fact.cite)
        })
        .collect();
    let tables: BTreeMap<TableKey<'_>, &[Citation]> = (0..)
        .map(FolderIx)
        .zip(&site.folders)
        .flat_map(|(at, folder)| folder.data.tables.values().map(move |table| (at, table)))
        .filter(|(at, table)| are_secondary(site, *at, &table.cite))
        .map(|(at, table)| ((at, &*table.id), table.cite.as_slice()))
        .collect();
    if facts.is_empty() && tables.is_empty() {
        return;
    }
    let grounds = Grounds::of(site);
    let used = published_uses(&grounds, input.editions);
    for (key, fact) in facts {
        let Some(first) = used.get(&key) else { continue };
        let message = format!("`{}` rests on publications only", fact.id);
        out.push(finding(fact.place.clone(), message, Some(first)));
    }
    let used = used_tables(input, &grounds, &used);
    for (key, cite) in tables {
        let Some(first) = used.get(&key) else { continue };
        let description = site.folder(key.0).data.tables.get(key.1).map(|table| &table.description);
        let cite = cite.first().and_then(|citation| citation.cites.first());
        if let (Some(description), Some(cite)) = (description, cite) {
            let message = format!("the table `{}` rests on publications only", key.1);
            out.push(finding(Place::new(description, cite.key.span), message, first.as_ref()));
        }
    }
}

fn finding(at: Place, message: String, first: Option<&Place>) -> Diagnostic {
    let found = Diagnostic::new(&codes::cite::ONLY_SECONDARY, at, message)
        .hint("find and cite what they rest on: a document, data, somebody who was there");
    match first {
        Some(first) => found.also(first.clone(), "used here"),
        None => found,
    }
}

fn all_facts(site: &Site) -> impl Iterator<Item = (FactKey<'_>, &Fact)> {
    (0..).map(FolderIx).zip(&site.folders).flat_map(|(folder, found)| {
        found.data.facts.values().map(move |fact| (FactKey { folder, id: &fact.id }, fact))
    })
}

/// Whether all cited sources are known and are publications; of no citation at all nothing is said.
fn are_secondary(site: &Site, scope: FolderIx, cite: &[Citation]) -> bool {
    let mut kinds = cite
        .iter()
        .flat_map(|citation| &*citation.cites)
        .map(|cite| site.source(scope, &cite.key.value).map(|found| found.value.provenance.kind))
        .peekable();
    kinds.peek().is_some() && kinds.all(|kind| kind == Some(SourceKind::Publication))
}

/// Tables that published editions show, bind cells of, or use through a fact that has no citation of its own.
fn used_tables<'a>(
    input: &SiteInput<'a>,
    grounds: &Grounds<'a>,
    facts: &BTreeMap<FactKey<'a>, Place>,
) -> BTreeMap<TableKey<'a>, Option<Place>> {
    let mut used = BTreeMap::new();
    for (key, place) in facts {
        let Some(fact) = grounds.fact(*key) else { continue };
        let has_own = matches!(fact.value, FactValue::Cell(_)) && !fact.cite.is_empty();
        for table in grounds.parts(*key).into_iter().flat_map(|parts| &parts.tables).filter(|_| !has_own) {
            used.entry(*table).or_insert_with(|| Some(place.clone()));
        }
    }
    for edition in input.editions.iter().filter(|input| input.edition.held.is_none()) {
        for part in &edition.prose {
            let InlineKind::Link(link) = &part.inline.kind else { continue };
            let Target::Cell(cell) = &link.target else { continue };
            let id = cell.selector.value.split('[').next().unwrap_or_default();
            if let Some(found) = input.site.table(part.scope, id) {
                let place = || Some(part.place(link.destination));
                used.entry((found.folder, &*found.value.id)).or_insert_with(place);
            }
        }
        for (folder, table) in edition.uses.embeds.iter().filter_map(|embed| embed.table.as_ref()) {
            used.entry((*folder, &*table.id)).or_insert(None);
        }
    }
    used
}

fn archived(input: &SiteInput<'_>, out: &mut Vec<Diagnostic>) {
    let site = input.site;
    let mut fleeting: BTreeMap<(FolderIx, &str), (&Source, Place)> = BTreeMap::new();
    for (at, folder) in (0..).map(FolderIx).zip(&site.folders) {
        for (key, source) in &folder.data.sources {
            if let Some(place) = only_on_the_web(source) {
                fleeting.insert((at, key), (source, place));
            }
        }
    }
    if fleeting.is_empty() {
        return;
    }
    let cited: BTreeSet<(FolderIx, &str)> =
        site.uses.iter().flat_map(|uses| &uses.sources).map(|source| (source.folder, &*source.key)).collect();
    for (_, (source, place)) in fleeting.into_iter().filter(|(key, _)| cited.contains(key)) {
        let is_own = source.place.file.ends_with(".toml");
        let hint = if is_own {
            "have it archived and add `archived = \"https://…\"` to the copy, or keep a `file` of it"
        } else {
            "have it archived, and add the copy in sources.toml under the same key: `[[KEY.copies]]` with `archived`"
        };
        let message = format!("`{}` stands on the web only: no copy of it is kept", source.key);
        out.push(Diagnostic::new(&codes::cite::NOT_ARCHIVED, place, message).hint(hint));
    }
}

/// Where a source is said to stand on the web, if nothing says that a copy is kept.
fn only_on_the_web(source: &Source) -> Option<Place> {
    let is_kept = source.copies.iter().any(|copy| copy.archived.is_some() || copy.file.is_some());
    if is_kept || source.item.text("DOI").is_some() || source.provenance.access == Access::Withheld {
        return None;
    }
    let copy = source.copies.iter().find_map(|copy| copy.url.as_ref()).map(|url| url.place.clone());
    copy.or_else(|| source.item.text("URL").map(|_| source.place.clone()))
}
