//! What an edition says now, in the form in which `versions.toml` keeps it; and the file with that added.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::data::file;
use crate::diag::Place;
use crate::render::words::{Writer, headline};
use crate::site::evidence::{self, Basis, Passage, Position};
use crate::site::uses::Uses;
use crate::site::values;
use crate::site::versions::{self, TableSaid, Version};
use crate::site::{Edition, EditionKind, FolderIx, Site};
use crate::source::Quote;
use crate::story::blocks::Argument;
use crate::story::front_matter::identity;
use crate::story::visit::{self, Part};
use crate::story::{Block, BlockContent};
use crate::text::sha256;

/// A table of at most so many bytes is kept whole, so that what has changed in it can be told.
const WHOLE_TABLE: usize = 4_000;

/// A file of records, written anew.
pub(crate) struct Recording {
    /// Path in the site.
    pub(crate) path: String,
    /// Its whole text.
    pub(crate) text: String,
}

/// What of an edition is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// The value of a fact.
    Fact,
    /// The value of a cell.
    Cell,
    /// The words of a quotation.
    Quote,
    /// A table that is shown.
    Table,
}

/// What an edition says now, and where.
#[derive(Default)]
pub(crate) struct Stated {
    /// As `versions.toml` would have it, but for the hash of the words.
    pub(crate) version: Version,
    /// Where each thing is used first.
    pub(crate) places: BTreeMap<(Kind, Arc<str>), Place>,
}

/// The `versions.toml` of a folder with what its published stories say now: a new version of each edition that is not
/// as it was recorded last. `None` where there is nothing to add, or where the file has mistakes, which are told.
pub(crate) fn record(site: &Site, folder: FolderIx) -> Option<Recording> {
    let known = &site.folder(folder).data.versions;
    if known.is_flawed || site.lacks(folder, "versions") {
        return None;
    }
    let mut added = Vec::new();
    for ix in &site.folder(folder).editions {
        let (edition, uses) = (site.edition(*ix), site.uses(*ix));
        if !is_recorded(edition) {
            continue;
        }
        let mut version = stated(site, edition, uses).version;
        version.sha256 = sha256(words(site, edition, uses).as_bytes()).into();
        let tag = edition.file.lang.as_str();
        if known.of(tag).last().is_none_or(|last| last.version != version) {
            added.push((Arc::from(tag), version));
        }
    }
    let path = site.file_source(folder, versions::FILE);
    (!added.is_empty()).then(|| Recording { path, text: known.with(added) })
}

/// Whether versions of an edition are kept: of stories that are no drafts.
pub(crate) fn is_recorded(edition: &Edition) -> bool {
    edition.kind == EditionKind::Story && edition.held.is_none() && !edition.meta.draft
}

/// What an edition says now.
pub(crate) fn stated(site: &Site, edition: &Edition, uses: &Uses) -> Stated {
    let mut stated = Stated::default();
    let meta = &edition.meta;
    let moment = meta.updated.as_ref().or(meta.date.as_ref());
    stated.version.date = moment.map(|moment| moment.date.to_string().as_str().into()).unwrap_or_default();
    // Which kind of blank a language puts before a unit is no news.
    let title = headline(site, edition, uses);
    stated.version.title = title.split_whitespace().collect::<Vec<_>>().join(" ").into();
    stated.version.corrections =
        meta.corrections.iter().rev().map(|(moment, correction)| identity(moment, correction)).collect();
    for passage in evidence::passages(edition, uses) {
        if passage.position != Position::Correction {
            add_passage(site, edition, &passage, &mut stated);
        }
    }
    add_quote_blocks(site, edition, &edition.file.body.blocks, &mut stated);
    for note in &edition.file.body.footnotes {
        add_quote_blocks(site, edition, &note.blocks, &mut stated);
    }
    for embed in &uses.embeds {
        let Some((owner, table)) = &embed.table else { continue };
        let name = name_of(site, edition.folder, *owner, &table.id);
        let place = || embed.exhibit.place.clone();
        stated.places.entry((Kind::Table, name.clone())).or_insert_with(place);
        stated.version.tables.entry(name).or_insert_with(|| table_said(&file::csv(table), table.rows));
    }
    stated
}

fn table_said(csv: &str, rows: usize) -> TableSaid {
    let whole = (csv.len() <= WHOLE_TABLE).then(|| csv.replace("\r\n", "\n").into());
    TableSaid { sha256: sha256(csv.as_bytes()).into(), rows, csv: whole }
}

fn add_passage(site: &Site, edition: &Edition, passage: &Passage<'_>, stated: &mut Stated) {
    visit::inlines(passage.line, &mut |part| {
        let Part::Inline(inline) = part else { return };
        let crate::prose::InlineKind::Link(link) = &inline.kind else { return };
        let place = || passage.place(link.destination);
        match evidence::basis(link) {
            Some(Basis::Facts(binding)) => {
                for found in binding.facts.iter().filter_map(|fact| site.fact(passage.scope, fact)) {
                    let Ok(resolved) = values::of_fact(site, found) else { continue };
                    let name = name_of(site, edition.folder, found.folder, &found.value.id);
                    stated.version.facts.insert(name.clone(), resolved.value.to_string().into());
                    stated.places.entry((Kind::Fact, name)).or_insert_with(place);
                }
            }
            Some(Basis::Cell(cell)) => {
                let selector = &cell.selector.value;
                let Ok(resolved) = values::of_cell(site, passage.scope, selector) else { return };
                stated.version.cells.insert(selector.clone(), resolved.value.to_string().into());
                stated.places.entry((Kind::Cell, selector.clone())).or_insert_with(place);
            }
            Some(Basis::Quote(id)) => add_quote(site, edition, passage.scope, id, place(), stated),
            _ => {}
        }
    });
}

fn add_quote_blocks(site: &Site, edition: &Edition, blocks: &[Block], stated: &mut Stated) {
    visit::blocks(blocks, &mut |part| {
        if let Part::Block(Block { kind: BlockContent::Marked(marked), .. }) = part
            && marked.kind.argument == Argument::Quote
            && let Some(id) = &marked.argument
        {
            let place = Place::new(&edition.file.path, id.span);
            add_quote(site, edition, edition.folder, &id.value, place, stated);
        }
    });
}

fn add_quote(
    site: &Site,
    edition: &Edition,
    scope: FolderIx,
    id: &Arc<str>,
    place: Place,
    stated: &mut Stated,
) {
    let Some(found) = site.quote(scope, id) else { return };
    let words = quoted_words(found.value, edition);
    let name = name_of(site, edition.folder, found.folder, id);
    stated.version.quotes.insert(name.clone(), words);
    stated.places.entry((Kind::Quote, name)).or_insert(place);
}

/// The words of a quotation for readers of an edition: translated, if they are.
fn quoted_words(quote: &Quote, edition: &Edition) -> Arc<str> {
    let own = quote.translations.iter().find(|(tag, _)| *tag == edition.file.lang);
    own.map_or(&quote.exact, |(_, text)| text).value.clone()
}

/// How an edition names a record: by its id, with the folder's path in front if it is another investigation's.
fn name_of(site: &Site, from: FolderIx, owner: FolderIx, id: &str) -> Arc<str> {
    if site.scope(from).any(|folder| folder == owner) {
        id.into()
    } else {
        format!("{}/{id}", site.folder(owner).path).into()
    }
}

/// All words of an edition as its readers see them, a passage a line; corrections are recorded by themselves.
fn words(site: &Site, edition: &Edition, uses: &Uses) -> String {
    let writer = Writer::new(site, edition, uses);
    let passages = evidence::passages(edition, uses);
    let told = passages.iter().filter(|passage| passage.position != Position::Correction);
    let lines: Vec<String> = told.map(|passage| writer.plain(passage.line, passage.scope)).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;
    use crate::site::load::{self, LoadMemo};
    use crate::world::{MemoryWorld, World};

    const STORY: &str = "+++\ntitle = \"From [400 TB](fact:held)\"\ndescription = \"B\"\ndate = 2026-02-18\n+++\nFrom [400 TB](cell:storage[month=2025-07].stored) to [less](fact:later), [](fact:growth), they say [](quote:terms).\n\n![](figure:storage)\n";

    fn world() -> MemoryWorld {
        let mut world = MemoryWorld::new("2026-03-01T00:00:00Z".parse().expect("a moment"));
        for (path, text) in [
            (
                "site.toml",
                "base_url = \"https://example.org/\"\ntitle = \"Site\"\nlanguages = [\"en\", \"fr\"]\n",
            ),
            ("content/a/sources.toml", "[files]\ntype = \"document\"\ntitle = \"Files\"\n"),
            ("content/a/storage.csv", "month,stored\n2025-07,400\n2026-01,1400\n"),
            (
                "content/a/storage.toml",
                "title = \"Storage\"\ncite = [\"@files\"]\n[columns.month]\ntype = \"month\"\nlabel = \"Month\"\n[columns.stored]\ntype = \"number\"\nunit = \"TB\"\nlabel = \"Stored\"\n",
            ),
            (
                "content/a/facts.toml",
                "[held]\ncell = \"storage[month=2025-07].stored\"\n[later]\nvalue = 1400\nunit = \"TB\"\nbound = \"almost\"\ncite = [\"@files\"]\n[growth]\nformula = \"later / held\"\n",
            ),
            (
                "content/a/quotes.toml",
                "[terms]\nexact = \"We do not.\"\nlanguage = \"en\"\ncite = \"@files\"\n",
            ),
            ("content/a/en.md", STORY),
        ] {
            world.insert(path, text);
        }
        world
    }

    fn site(world: &dyn World) -> Site {
        let config = config::read(&world.text("site.toml").expect("a file"));
        let config = Arc::new(config.value.expect("settings"));
        let loaded = load::load(world, config, false, &mut LoadMemo::default());
        let errors: Vec<_> = loaded.diagnostics.iter().filter(|found| found.is_error()).collect();
        assert!(errors.is_empty(), "{errors:?}");
        loaded.value
    }

    fn recorded(world: &dyn World) -> Option<String> {
        let site = site(world);
        let folder = site.folder_by_path("a").expect("a folder");
        let recording = record(&site, folder)?;
        assert_eq!(recording.path, "content/a/versions.toml");
        Some(recording.text)
    }

    fn text_at(world: &dyn World, path: &str) -> String {
        world.text(path).expect("a file").text.to_string()
    }

    #[test]
    fn what_readers_were_told_is_recorded() {
        let text = recorded(&world()).expect("a first version");
        for line in [
            "[[en]]\nversion = 1\ndate = 2026-02-18\n",
            "title = \"From 400 TB\"\n",
            "[en.facts]\ngrowth = \"(3.325, 3.5)\"\nheld = \"400 TB\"\nlater = \"almost 1400 TB\"\n",
            "[en.cells]\n\"storage[month=2025-07].stored\" = \"400 TB\"\n",
            "[en.quotes]\nterms = \"We do not.\"\n",
            "[en.tables.storage]\n",
            "rows = 2\ncsv = '''\nmonth,stored\n2025-07,400\n2026-01,1400\n'''\n",
        ] {
            assert!(text.contains(line), "{line:?} is not in\n{text}");
        }
        assert!(!text.contains("corrections"), "{text}");
    }

    #[test]
    fn only_what_has_changed_makes_a_version() {
        let mut world = world();
        let first = recorded(&world).expect("a first version");
        world.insert("content/a/versions.toml", first.as_str());
        assert_eq!(recorded(&world), None);
        world.insert("content/a/facts.toml", format!("# held\n{}", text_at(&world, "content/a/facts.toml")));
        assert_eq!(recorded(&world), None);
        world.insert("content/a/en.md", STORY.replace("they say", "as they said"));
        let second = recorded(&world).expect("other words");
        assert!(second.starts_with(&first) && second.contains("version = 2"), "{second}");
        world.insert("content/a/versions.toml", second.as_str());
        let correction = "[[corrections]]\ndate = 2026-02-20\nkind = \"correction\"\nnote = \"No.\"\nfacts = [\"held\"]\n+++\nFrom";
        world.insert(
            "content/a/en.md",
            STORY.replace("they say", "as they said").replace("+++\nFrom", correction),
        );
        let third = recorded(&world).expect("a correction");
        assert!(
            third.contains("version = 3") && third.contains("\"2026-02-20 correction: held\""),
            "{third}"
        );
    }

    #[test]
    fn drafts_and_flawed_records_are_left_alone() {
        let mut world = world();
        let first = recorded(&world).expect("a first version");
        world.insert("content/a/en.md", STORY.replace("date =", "draft = true\ndate ="));
        assert_eq!(recorded(&world), None);
        world.insert("content/a/en.md", STORY);
        let forged = first.replace("400 TB", "500 TB");
        let file = crate::text::FileText::new("content/a/versions.toml", &forged);
        assert!(versions::read(&file).value.is_flawed);
    }
}
