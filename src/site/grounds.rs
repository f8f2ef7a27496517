//! What facts rest on: the parts of their formulas, down to the tables, looked up once for a whole site; and the
//! facts that an edition binds words to.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::diag::Place;
use crate::fact::{Fact, FactValue};
use crate::formula::Expression;
use crate::formula::references::Reference;
use crate::prose::{FactBinding, FactRef, Inline, InlineKind, Link, Target};
use crate::site::evidence::{self, Position};
use crate::site::lookup::Found;
use crate::site::uses::Uses;
use crate::site::values::{self, MAX_DEPTH};
use crate::site::{Edition, FolderIx, Site};
use crate::story::visit::{self, Part};

/// A fact of the site: the folder that defines it, and its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FactKey<'a> {
    /// The folder that defines it.
    pub(crate) folder: FolderIx,
    /// Its id.
    pub(crate) id: &'a str,
}

impl<'a> From<Found<'a, Fact>> for FactKey<'a> {
    fn from(found: Found<'a, Fact>) -> Self {
        FactKey { folder: found.folder, id: &found.value.id }
    }
}

/// A table of the site: the folder that defines it, and its id.
pub(crate) type TableKey<'a> = (FolderIx, &'a str);

/// What one fact rests on by itself.
#[derive(Debug, Default)]
pub(crate) struct Parts<'a> {
    /// The facts that its formula names.
    pub(crate) facts: Vec<FactKey<'a>>,
    /// The tables that its cell or its formula names.
    pub(crate) tables: Vec<TableKey<'a>>,
}

/// All facts of a site with what they rest on.
pub(crate) struct Grounds<'a> {
    site: &'a Site,
    parts: BTreeMap<FactKey<'a>, Parts<'a>>,
}

impl<'a> Grounds<'a> {
    /// Looks up the parts of every fact. A part that is not there is left out: it is told where it is worked out.
    pub(crate) fn of(site: &'a Site) -> Self {
        let all: Vec<(FactKey<'a>, &'a Fact)> = (0..)
            .map(FolderIx)
            .zip(&site.folders)
            .flat_map(|(folder, found)| found.data.facts.values().map(move |fact| (folder, fact)))
            .map(|(folder, fact)| (FactKey { folder, id: &fact.id }, fact))
            .collect();
        let parts = all.par_iter().map(|(key, fact)| (*key, parts_of(site, key.folder, fact))).collect();
        Grounds { site, parts }
    }

    /// Every fact of the site, by folder and id.
    pub(crate) fn facts(&self) -> impl Iterator<Item = (FactKey<'a>, &'a Fact, &Parts<'a>)> {
        self.parts.iter().filter_map(|(key, parts)| Some((*key, self.fact(*key)?, parts)))
    }

    /// The record of a fact.
    pub(crate) fn fact(&self, key: FactKey<'_>) -> Option<&'a Fact> {
        self.site.folder(key.folder).data.facts.get(key.id)
    }

    /// What a fact rests on by itself.
    pub(crate) fn parts(&self, key: FactKey<'a>) -> Option<&Parts<'a>> {
        self.parts.get(&key)
    }

    /// The fact that a reference names, seen from a folder.
    pub(crate) fn find(&self, scope: FolderIx, reference: &FactRef) -> Option<FactKey<'a>> {
        self.site.fact(scope, reference).map(FactKey::from)
    }

    /// A fact and all that it rests on, each once; circles are told elsewhere and end here.
    pub(crate) fn add_all_below(&self, key: FactKey<'a>, all: &mut BTreeSet<FactKey<'a>>) {
        let mut open = vec![key];
        while let Some(key) = open.pop() {
            if all.insert(key) {
                open.extend(self.parts.get(&key).into_iter().flat_map(|parts| &parts.facts));
            }
        }
    }

    /// The way from a fact down to the nearest one on each path that is wanted, the fact itself first.
    pub(crate) fn ways_to(
        &self,
        key: FactKey<'a>,
        is_wanted: &dyn Fn(&Fact) -> bool,
    ) -> Vec<Vec<FactKey<'a>>> {
        let mut ways = Vec::new();
        self.add_ways(key, is_wanted, &mut Vec::new(), &mut BTreeSet::new(), &mut ways);
        ways
    }

    fn add_ways(
        &self,
        key: FactKey<'a>,
        is_wanted: &dyn Fn(&Fact) -> bool,
        way: &mut Vec<FactKey<'a>>,
        seen: &mut BTreeSet<FactKey<'a>>,
        ways: &mut Vec<Vec<FactKey<'a>>>,
    ) {
        if way.len() > MAX_DEPTH || !seen.insert(key) {
            return;
        }
        way.push(key);
        if self.fact(key).is_some_and(is_wanted) {
            ways.push(way.clone());
        } else {
            for part in self.parts.get(&key).into_iter().flat_map(|parts| &parts.facts) {
                self.add_ways(*part, is_wanted, way, seen, ways);
            }
        }
        way.pop();
    }
}

/// A fact and all that it rests on, each once, without looking at any other fact of the site.
pub(crate) fn all_below<'a>(site: &'a Site, key: FactKey<'a>) -> BTreeSet<FactKey<'a>> {
    let mut all = BTreeSet::new();
    let mut open = vec![key];
    while let Some(key) = open.pop() {
        let fact = site.folder(key.folder).data.facts.get(key.id);
        if let Some(fact) = fact.filter(|_| all.insert(key)) {
            open.extend(parts_of(site, key.folder, fact).facts);
        }
    }
    all
}

fn parts_of<'a>(site: &'a Site, folder: FolderIx, fact: &'a Fact) -> Parts<'a> {
    let mut parts = Parts::default();
    match &fact.value {
        FactValue::Cell(selector) => {
            let id = selector.value.split('[').next().unwrap_or_default();
            parts.tables.extend(table(site, folder, id));
        }
        FactValue::Formula { expression, .. } => {
            if let Ok(parsed) = Expression::parse_formula(&expression.value) {
                add_references(site, folder, &parsed, &mut parts);
            }
        }
        FactValue::Quantity(_) | FactValue::Date(_) => {}
    }
    parts
}

/// One binding of words to a fact.
pub(crate) struct FactUse<'a> {
    /// The fact.
    pub(crate) key: FactKey<'a>,
    /// The destination of the link.
    pub(crate) place: Place,
    /// It stands in the note of a correction, which may speak of what was wrong.
    pub(crate) in_correction: bool,
}

/// Every binding to a fact in an edition: in its head, its text, the texts of its exhibits.
pub(crate) fn uses_of<'a>(site: &'a Site, edition: &Edition, uses: &Uses) -> Vec<FactUse<'a>> {
    let mut found = Vec::new();
    for passage in evidence::passages(edition, uses) {
        each_binding(passage.line, &mut |link, binding| {
            let facts = binding.facts.iter().filter_map(|reference| site.fact(passage.scope, reference));
            found.extend(facts.map(|fact| FactUse {
                key: fact.into(),
                place: passage.place(link.destination),
                in_correction: passage.position == Position::Correction,
            }));
        });
    }
    found
}

/// Every binding to facts in a line of prose.
pub(crate) fn each_binding(line: &[Inline], meet: &mut dyn FnMut(&Link, &FactBinding)) {
    visit::inlines(line, &mut |part| {
        if let Part::Inline(inline) = part
            && let InlineKind::Link(link) = &inline.kind
            && let Target::Fact(binding) = &link.target
        {
            meet(link, binding);
        }
    });
}

/// What an expression names, seen from a folder.
pub(crate) fn references<'a>(site: &'a Site, folder: FolderIx, parsed: &Expression) -> Parts<'a> {
    let mut parts = Parts::default();
    add_references(site, folder, parsed, &mut parts);
    parts
}

fn add_references<'a>(site: &'a Site, folder: FolderIx, parsed: &Expression, parts: &mut Parts<'a>) {
    for reference in parsed.references() {
        match reference.value {
            Reference::Name(id) => {
                let found = site.fact(folder, &values::fact_ref(id));
                parts.facts.extend(found.map(FactKey::from));
            }
            Reference::OwnColumn(_) => {}
            Reference::Column(selector) => parts.tables.extend(table(site, folder, &selector.table.value)),
        }
    }
}

fn table<'a>(site: &'a Site, folder: FolderIx, id: &str) -> Option<TableKey<'a>> {
    let found = values::table_of(site, folder, id)?;
    Some((found.folder, &found.value.id))
}
