//! Corrections without silence: what a published story said in a recorded version, and says no longer.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::check::{Check, EditionInput, Run};
use crate::codes;
use crate::diag::{Diagnostic, Place};
use crate::publish::versions::{Kind, Stated, is_recorded, stated};
use crate::site::grounds::{self, FactKey};
use crate::site::values;
use crate::site::versions::{Recorded, Said, TableSaid, Version};
use crate::story::front_matter::{CorrectionFile, identity};

/// Nothing that was published changes without a correction.
pub(crate) const VERSIONS: Check =
    Check { name: "versions", codes: &[&codes::correction::SILENT_CHANGE], run: Run::Edition(run) };

fn run(input: &EditionInput<'_>, out: &mut Vec<Diagnostic>) {
    let site = input.site;
    let data = &site.folder(input.edition.folder).data;
    let recorded = data.versions.of(input.edition.file.lang.as_str());
    if recorded.is_empty() || data.versions.is_flawed || !is_recorded(input.edition) {
        return;
    }
    let stated = stated(site, input.edition, input.uses);
    // Each version against the next, so that recording a silent change does not hush it.
    let later = recorded.iter().skip(1).map(|later| &later.version).chain([&stated.version]);
    for (number, (before, after)) in (1..).zip(recorded.iter().zip(later)) {
        let step = Step {
            input,
            stated: &stated,
            before,
            number,
            after: if number == recorded.len() {
                "now".to_owned()
            } else {
                format!("in version {}", number + 1)
            },
            corrections: new_corrections(input, &before.version),
        };
        step.facts(&before.version.facts, &after.facts, out);
        step.others(&before.version, after, out);
    }
}

/// The corrections that a recorded version did not have.
fn new_corrections<'a>(input: &EditionInput<'a>, before: &Version) -> Vec<&'a CorrectionFile> {
    let mut known = before.corrections.clone();
    let mut new = Vec::new();
    for (moment, correction) in &input.edition.meta.corrections {
        let own = identity(moment, correction);
        match known.iter().position(|other| *other == own) {
            Some(at) => drop(known.swap_remove(at)),
            None => new.push(correction),
        }
    }
    new
}

/// From one version to the next.
struct Step<'a> {
    input: &'a EditionInput<'a>,
    stated: &'a Stated,
    before: &'a Recorded,
    /// Of the version before, from 1.
    number: usize,
    /// When it was different: `now`, or in which version.
    after: String,
    corrections: Vec<&'a CorrectionFile>,
}

impl Step<'_> {
    fn facts(&self, before: &Said, after: &Said, out: &mut Vec<Diagnostic>) {
        let mut named: Option<BTreeSet<String>> = None;
        for (id, change) in changes(before, after) {
            let named = named.get_or_insert_with(|| self.named());
            if !named.is_empty() && self.rests_on(id).any(|part| named.contains(&part)) {
                continue;
            }
            let message = format!("{}, and no correction names it", self.tell(&format!("`{id}`"), &change));
            let hint = format!("add `[[corrections]]` with `facts = [\"{id}\"]` and say what was wrong");
            out.push(self.finding(self.place(Kind::Fact, id), message, hint));
        }
    }

    /// What corrections cannot name by an id: any new one will do.
    fn others(&self, before: &Version, after: &Version, out: &mut Vec<Diagnostic>) {
        if !self.corrections.is_empty() {
            return;
        }
        let mut told = Vec::new();
        for (id, change) in changes(&before.cells, &after.cells) {
            told.push((Kind::Cell, id, self.tell(&format!("`{id}`"), &change)));
        }
        for (id, change) in changes(&before.quotes, &after.quotes) {
            told.push((Kind::Quote, id, self.tell(&format!("the quotation `{id}`"), &change)));
        }
        for (id, table) in &before.tables {
            let change = table_change(table, after.tables.get(id), &self.after);
            told.extend(change.map(|change| {
                (Kind::Table, id, format!("the table `{id}` of version {}: {change}", self.version()))
            }));
        }
        let hint = "add `[[corrections]]` and say what was changed";
        for (kind, id, what) in told {
            let message = format!("{what}, and there is no new correction");
            out.push(self.finding(self.place(kind, id), message, hint.to_owned()));
        }
        if before.title != after.title {
            let change = Change::Other(before.title.clone(), after.title.clone());
            let message = format!("{}, and there is no new correction", self.tell("the title", &change));
            let title = self.input.edition.meta.title.as_ref().map(|title| title.text.place.clone());
            out.push(self.finding(title.unwrap_or_else(|| self.start()), message, hint.to_owned()));
        }
    }

    /// The facts that new corrections name.
    fn named(&self) -> BTreeSet<String> {
        let facts = self.corrections.iter().flat_map(|correction| &correction.facts);
        facts
            .flat_map(|id| [id.value.to_string()].into_iter().chain(self.key(&id.value).map(spelled)))
            .collect()
    }

    fn key(&self, id: &str) -> Option<FactKey<'_>> {
        self.input.site.fact(self.input.edition.folder, &values::fact_ref(id)).map(FactKey::from)
    }

    /// A fact and all that it is worked out from: a correction of a part is one of the whole.
    fn rests_on<'b>(&'b self, id: &'b str) -> impl Iterator<Item = String> + 'b {
        let all = self.key(id).map(|key| grounds::all_below(self.input.site, key));
        all.into_iter().flatten().map(spelled).chain([id.to_owned()])
    }

    fn tell(&self, what: &str, change: &Change) -> String {
        match change {
            Change::Other(before, after) => {
                format!("{what} was `{before}` in version {} and is `{after}` {}", self.version(), self.after)
            }
            Change::Gone(before) => {
                format!("{what} was `{before}` in version {} and is gone {}", self.version(), self.after)
            }
        }
    }

    fn version(&self) -> String {
        let date = &self.before.version.date;
        if date.is_empty() { self.number.to_string() } else { format!("{} of {date}", self.number) }
    }

    /// Where a thing is used now; the top of the edition if it is not.
    fn place(&self, kind: Kind, id: &Arc<str>) -> Place {
        self.stated.places.get(&(kind, id.clone())).cloned().unwrap_or_else(|| self.start())
    }

    fn start(&self) -> Place {
        let file = &self.input.edition.file;
        file.meta.place.clone().unwrap_or_else(|| Place::start_of(&file.path))
    }

    fn finding(&self, at: Place, message: String, hint: String) -> Diagnostic {
        Diagnostic::new(&codes::correction::SILENT_CHANGE, at, message)
            .also(self.before.place.clone(), "what was recorded")
            .hint(hint)
    }
}

fn spelled(key: FactKey<'_>) -> String {
    format!("{}/{}", key.folder.0, key.id)
}

/// How something is not what it was.
enum Change {
    /// It says something else.
    Other(Arc<str>, Arc<str>),
    /// It is not there any more.
    Gone(Arc<str>),
}

/// What was said and is not said any more. One that only got another id is none; nor is one that was added.
fn changes<'a>(before: &'a Said, after: &Said) -> Vec<(&'a Arc<str>, Change)> {
    let mut added: Vec<&Arc<str>> =
        after.iter().filter(|(id, _)| !before.contains_key(*id)).map(|(_, said)| said).collect();
    let mut all = Vec::new();
    for (id, said) in before {
        match after.get(id) {
            Some(now) if now == said => {}
            Some(now) => all.push((id, Change::Other(said.clone(), now.clone()))),
            None => match added.iter().position(|other| *other == said) {
                Some(at) => drop(added.swap_remove(at)),
                None => all.push((id, Change::Gone(said.clone()))),
            },
        }
    }
    all
}

/// What is different in a table, by its first line that is.
fn table_change(before: &TableSaid, after: Option<&TableSaid>, when: &str) -> Option<String> {
    let Some(after) = after else { return Some(format!("it is gone {when}")) };
    if before.sha256 == after.sha256 {
        return None;
    }
    let (Some(old), Some(new)) = (&before.csv, &after.csv) else {
        return Some(format!(
            "its cells are others {when}; it had {} rows and has {}",
            before.rows, after.rows
        ));
    };
    let mut lines = (1..).zip(old.lines().map(Some).chain([None]).zip(new.lines().map(Some).chain([None])));
    let (number, (old, new)) = lines.find(|(_, (old, new))| old != new)?;
    Some(match (old, new) {
        (Some(old), Some(new)) => format!("line {number} was `{old}` and is `{new}` {when}"),
        (Some(old), None) => format!("line {number}, `{old}`, is gone {when}"),
        (None, Some(new)) => format!("line {number}, `{new}`, is new {when}"),
        (None, None) => return None,
    })
}
