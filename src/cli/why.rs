//! `why`: what rests on a fact, a cell, a source, a table or a quotation.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use crate::cli::{Common, ERRORS, FINE, Output, build, wrong_use};
use crate::diag::{Place, did_you_mean};
use crate::disk::world::DiskWorld;
use crate::pipeline;
use crate::report::say;
use crate::site::dependents::{self, Dependent, Record};
use crate::site::lookup::StoryFault;
use crate::site::{EditionIx, FolderIx, Site};
use crate::text::{Position, position};
use crate::world::World;

/// Characters of a sentence that are shown to people.
const MAX_WORDS: usize = 72;

/// Lists what rests on something.
pub(super) fn run(common: &Common, name: &str) -> u8 {
    let world = match build::open(common) {
        Ok(world) => world,
        Err(status) => return status,
    };
    let mut diagnostics = Vec::new();
    let Some(site) = pipeline::load_site(&world, &common.options_with_drafts(), &mut diagnostics) else {
        build::print(&diagnostics, &world, common);
        return ERRORS;
    };
    let target = match find(&site, name) {
        Ok(target) => target,
        Err((message, hint)) => return wrong_use(&message, &hint),
    };
    let found = dependents::of(&site, &target);
    let mut places = Places { world: &world, texts: BTreeMap::new() };
    let text = match common.format {
        Output::Json => found.iter().map(|one| json(&site, one, &mut places)).collect(),
        Output::Human | Output::Github => human(&site, &target, &found, &mut places),
    };
    say(format_args!("{text}"));
    FINE
}

/// Lines and columns of places.
struct Places<'a> {
    world: &'a DiskWorld,
    texts: BTreeMap<Arc<str>, Arc<str>>,
}

impl Places<'_> {
    fn of(&mut self, place: &Place) -> Position {
        let world = self.world;
        let text = self
            .texts
            .entry(place.file.clone())
            .or_insert_with(|| world.text(&place.file).map(|file| file.text).unwrap_or_default());
        position(text, place.span.start)
    }

    fn written(&mut self, place: &Place) -> String {
        let at = self.of(place);
        format!("{}:{}:{}", place.file, at.line, at.column)
    }
}

/// A message and the way out.
type Fault = (String, String);

/// The record that a name means: `id`, `investigation/id`, `table[key=value].column`, `@source`, a table's id; also with
/// its kind before it, as links have it.
fn find(site: &Site, name: &str) -> Result<Record, Fault> {
    let kinds = ["fact:", "cell:", "table:", "quote:"];
    let kind = kinds.into_iter().find(|kind| name.starts_with(kind)).unwrap_or_default();
    let bare = name.get(kind.len()..).unwrap_or_default();
    let is_cell = kind == "cell:" || bare.contains('[') || kind.is_empty() && is_column(site, bare);
    if is_cell {
        return find_cell(site, bare);
    }
    let mut found = candidates(site, kind, bare);
    if let Some((path, id)) = bare.rsplit_once('/').filter(|_| found.is_empty()) {
        let folder = folder(site, path)?;
        found = candidates(site, kind, id);
        let scope: Vec<FolderIx> = site.scope(folder).collect();
        let nearest = scope.iter().find(|at| found.iter().any(|record| record.folder() == **at));
        found.retain(|record| Some(&record.folder()) == nearest);
    }
    match found.as_slice() {
        [only] => Ok(only.clone()),
        [] => Err(unknown(site, bare)),
        several => Err(ambiguous(site, bare, several)),
    }
}

/// `table.column`, where there is such a table and no record of that name.
fn is_column(site: &Site, name: &str) -> bool {
    let table = name.split_once('.').map(|(table, _)| table.rsplit('/').next().unwrap_or_default());
    table.is_some_and(|table| site.folders.iter().any(|folder| folder.data.tables.contains_key(table)))
        && candidates(site, "", name).is_empty()
}

/// Records of that name in all folders.
fn candidates(site: &Site, kind: &str, name: &str) -> Vec<Record> {
    let mut found = Vec::new();
    let key = name.strip_prefix('@');
    let wants = |own: &str| key.is_none() && (kind.is_empty() || kind == own);
    for (at, folder) in (0..).map(FolderIx).zip(&site.folders) {
        let data = &folder.data;
        let own = |id: &str, has: bool| has.then(|| Arc::<str>::from(id));
        let fact = own(name, wants("fact:") && data.facts.contains_key(name));
        found.extend(fact.map(|id| Record::Fact(at, id)));
        let table = own(name, wants("table:") && data.tables.contains_key(name));
        found.extend(table.map(|id| Record::Table(at, id)));
        let quote = own(name, wants("quote:") && data.quotes.contains_key(name));
        found.extend(quote.map(|id| Record::Quote(at, id)));
        let source = key.and_then(|key| own(key, data.sources.contains_key(key)));
        found.extend(source.map(|key| Record::Source(at, key)));
    }
    found
}

fn folder(site: &Site, path: &str) -> Result<FolderIx, Fault> {
    site.folder_by_path(path).map_err(|fault| match fault {
        StoryFault::Ambiguous(all) => {
            let all: Vec<&str> = all.iter().map(|path| &**path).collect();
            (
                format!("`{path}` is the last part of several paths"),
                format!("write one of them whole: {}", all.join(", ")),
            )
        }
        StoryFault::Unknown | StoryFault::Held(_) => {
            let paths =
                site.folders.iter().filter(|folder| !folder.tags.is_empty()).map(|folder| &*folder.path);
            let hint =
                did_you_mean(path, paths).unwrap_or_else(|| "name a folder below `content/`".to_owned());
            (format!("there is no story `{path}`"), hint)
        }
    })
}

fn find_cell(site: &Site, selector: &str) -> Result<Record, Fault> {
    let table = selector.split(['[', '.']).next().unwrap_or_default();
    let (path, id) = table.rsplit_once('/').map_or((None, table), |(path, id)| (Some(path), id));
    let scopes: Vec<FolderIx> = match path {
        Some(path) => vec![folder(site, path)?],
        None => candidates(site, "table:", id).iter().map(Record::folder).collect(),
    };
    let bare = path.map_or(selector, |path| selector.get(path.len() + 1..).unwrap_or_default());
    let mut found: Vec<Record> =
        scopes.iter().filter_map(|scope| dependents::cell(site, *scope, bare)).collect();
    found.dedup();
    match (found.as_slice(), scopes.first()) {
        ([only], _) => Ok(only.clone()),
        ([], None) => Err(unknown(site, id)),
        ([], Some(scope)) => {
            let fault = crate::site::values::of_cell(site, *scope, bare).err();
            let message = fault.as_ref().map_or("there is no such cell", |fault| &fault.message);
            let hint = fault.as_ref().and_then(|fault| fault.hints.first());
            let hint = hint.map_or("write `table[key=value].column`", |hint| hint);
            Err((message.to_owned(), hint.to_owned()))
        }
        (several, _) => Err(ambiguous(site, bare, several)),
    }
}

fn unknown(site: &Site, name: &str) -> Fault {
    let mut known: BTreeSet<String> = BTreeSet::new();
    for folder in &site.folders {
        let data = &folder.data;
        let ids = data.facts.keys().chain(data.tables.keys()).chain(data.quotes.keys());
        known.extend(ids.map(|id| id.to_string()));
        known.extend(data.sources.keys().map(|key| format!("@{key}")));
    }
    let bare = name.rsplit('/').next().unwrap_or_default();
    // A citation key without its sign is the commonest slip.
    let source = Some(format!("@{bare}")).filter(|key| known.contains(key));
    let hint = source.map(|key| format!("did you mean `{key}`?"));
    let hint = hint.or_else(|| did_you_mean(bare, known.iter().map(String::as_str))).unwrap_or_else(|| {
        "name a fact, `table[key=value].column`, `@source`, a table or a quotation".to_owned()
    });
    (format!("there is no record `{name}`"), hint)
}

fn ambiguous(site: &Site, name: &str, found: &[Record]) -> Fault {
    let whole: Vec<String> = found
        .iter()
        .map(|record| {
            let own = record.name(site);
            let (kind, id) = own.split_once(':').map_or(("", own.as_str()), |(kind, id)| (kind, id));
            let kind = if kind.is_empty() { String::new() } else { format!("{kind}:") };
            match &*site.folder(record.folder()).path {
                "" => format!("`{kind}{id}`"),
                path => format!("`{kind}{path}/{id}`"),
            }
        })
        .collect();
    (format!("`{name}` names several records"), format!("write one of {}", whole.join(", ")))
}

fn json(site: &Site, one: &Dependent, places: &mut Places<'_>) -> String {
    let at = places.of(&one.place);
    let edition = one.edition.map(|ix| site.edition(ix));
    let object = serde_json::json!({
        "kind": one.kind.words().0,
        "file": &*one.place.file,
        "line": at.line,
        "column": at.column,
        "text": one.what,
        "words": one.words,
        "lang": edition.map(|edition| edition.file.lang.as_str()),
        "page": edition.map(|edition| format!("/{}", edition.path)),
        "via": one.via.iter().map(|record| record.name(site)).collect::<Vec<_>>(),
    });
    format!("{object}\n")
}

fn human(site: &Site, target: &Record, found: &[Dependent], places: &mut Places<'_>) -> String {
    let place = target.place(site).map(|place| places.written(&place)).unwrap_or_default();
    let mut text = format!("{} ({place})\n", target.name(site));
    if found.is_empty() {
        text.push_str("\nnothing rests on it\n");
        return text;
    }
    let mut counts = Vec::new();
    for group in found.chunk_by(|one, next| one.kind == next.kind) {
        let Some(first) = group.first() else { continue };
        let (_, one, several) = first.kind.words();
        let count = format!("{} {}", group.len(), if group.len() == 1 { one } else { several });
        let _ = writeln!(text, "\n{count}");
        let mut edition: Option<EditionIx> = None;
        for dependent in group {
            if let Some(ix) = dependent.edition.filter(|ix| edition != Some(*ix)) {
                let _ = writeln!(text, "  {} /{}", site.edition(ix).file.lang, site.edition(ix).path);
                edition = Some(ix);
            }
            let _ = writeln!(text, "    {}", line(site, dependent, places));
        }
        counts.push(count);
    }
    let editions: BTreeSet<EditionIx> = found.iter().filter_map(|one| one.edition).collect();
    let languages: BTreeSet<&str> = editions.iter().map(|ix| site.edition(*ix).file.lang.as_str()).collect();
    if !editions.is_empty() {
        let pages = if editions.len() == 1 { "page" } else { "pages" };
        let languages: Vec<&str> = languages.into_iter().collect();
        counts.push(format!("{} {pages}, in {}", editions.len(), languages.join(", ")));
    }
    let _ = writeln!(text, "\n{}", counts.join("; "));
    text
}

fn line(site: &Site, dependent: &Dependent, places: &mut Places<'_>) -> String {
    let mut line = places.written(&dependent.place);
    let what = dependent.what.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = what.chars().take(MAX_WORDS).collect();
    let short = if short.len() < what.len() { format!("{}…", short.trim_end()) } else { short };
    match dependent.words.as_str() {
        "" => drop(write!(line, "  {short}")),
        words if what.starts_with(words) => drop(write!(line, "  {short}")),
        words => drop(write!(line, "  [{words}] {short}")),
    }
    if !dependent.via.is_empty() {
        let via: Vec<String> = dependent.via.iter().map(|record| record.name(site)).collect();
        let _ = write!(line, "  (by {})", via.join(", "));
    }
    line
}
