//! The same folder gives the same bytes: with a warm memo, on another machine, in another place, in another order.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use onrecord::{Build, FileError, FileText, Listed, Memo, MemoryWorld, Options, World};
use tempfile::TempDir;

use crate::built::{NOW, budget, copy, files_of, paper, profile, program, repository, words};

/// A site's folder in memory: what the program reads of it.
fn world(folder: &Path) -> MemoryWorld {
    let mut world = MemoryWorld::new(NOW.parse().expect("a moment"));
    world.insert("site.toml", std::fs::read(folder.join("site.toml")).expect("a site"));
    for part in ["content", "themes"] {
        if folder.join(part).is_dir() {
            for (path, bytes) in files_of(&folder.join(part)) {
                world.insert(&format!("{part}/{path}"), bytes);
            }
        }
    }
    world
}

fn site(name: &str) -> MemoryWorld {
    world(&repository().join("tests/sites").join(name))
}

fn build(world: &dyn World, memo: &mut Memo) -> Build {
    onrecord::build(world, &Options::default(), memo)
}

/// Everything that a build gives, ready to compare.
fn all(build: &Build) -> (BTreeMap<String, Vec<u8>>, String) {
    let files = build.outputs.iter();
    let files = files.map(|(path, output)| (path.to_string(), output.bytes.to_vec())).collect();
    (files, format!("{:#?}\n{:?}", build.diagnostics, build.stats))
}

/// Fails with the names of what differs: the bytes of two sites are no message.
fn assert_same(one: &Build, other: &Build, what: &str) {
    let ((files, said), (others, also)) = (all(one), all(other));
    let differs = |path: &&String| files.get(*path) != others.get(*path);
    let different: Vec<&String> = files.keys().chain(others.keys()).filter(differs).collect();
    assert!(different.is_empty(), "{what}: {different:?}");
    assert!(said == also, "{what}: other findings or counts");
}

fn text(world: &MemoryWorld, path: &str) -> String {
    world.text(path).unwrap_or_else(|_| panic!("{path} is not there")).text.to_string()
}

/// Replaces words of a file, which must be there.
fn edit(world: &mut MemoryWorld, path: &str, from: &str, to: &str) {
    let old = text(world, path);
    assert!(old.contains(from), "`{from}` in {path}");
    world.insert(path, old.replacen(from, to, 1));
}

/// Renames a file.
fn rename(world: &mut MemoryWorld, from: &str, to: &str) {
    let bytes = world.bytes(from).expect("it is there").to_vec();
    world.remove(from);
    world.insert(to, bytes);
}

type Step = (&'static str, fn(&mut MemoryWorld));

/// Edits of the small site that `init` writes, in which every kind of file has its part.
const STEPS: [Step; 17] = [
    ("words of a story", |world| edit(world, "content/night-buses/en.md", "\n\n", "\n\nMore words here. ")),
    ("words of its translation", |world| {
        edit(world, "content/night-buses/pt-BR.md", "\n\n", "\n\nMais palavras. ")
    }),
    ("a title", |world| edit(world, "content/night-buses/en.md", "title", "title = \"Another title\"\n#")),
    ("a cell of a table", |world| {
        let table = text(world, "content/night-buses/delays.csv");
        let line = table.lines().last().expect("a row");
        let changed = line.replacen(|sign: char| sign.is_ascii_digit(), "1", 1);
        edit(world, "content/night-buses/delays.csv", line, &changed);
    }),
    ("a new story", |world| {
        let head = "+++\ntitle = \"New\"\ndescription = \"N\"\ndate = 2026-02-01\ntags = [\"fresh\"]\nauthors = [\"Ana Lima\"]\n+++\n";
        world.insert("content/fresh/en.md", format!("{head}\nSee [that](story:night-buses). [@mine]\n"));
        world.insert("content/fresh/sources.toml", "[mine]\ntype = \"book\"\ntitle = \"Mine\"\n[mine.provenance]\nkind = \"document\"\naccess = \"public\"\n");
    }),
    ("a source is renamed", |world| {
        edit(world, "content/fresh/sources.toml", "title = \"Mine\"", "title = \"Renamed\"")
    }),
    ("the key of a source is gone", |world| edit(world, "content/fresh/sources.toml", "[mine]", "[ours]")),
    ("and the story follows", |world| {
        edit(world, "content/fresh/sources.toml", "[mine.", "[ours.");
        edit(world, "content/fresh/en.md", "@mine", "@ours");
    }),
    ("a message of the theme", |world| {
        world.insert("themes/broadsheet/messages/en.toml", "[story]\nsources = \"What this rests on\"\n");
    }),
    ("a template of the theme", |world| {
        world.insert("themes/broadsheet/templates/redirect.html", "<!DOCTYPE html>\n<title>moved</title>\n");
    }),
    ("a style of the theme", |world| {
        world.insert("themes/broadsheet/assets/broadsheet.css", "body { color: red }\n")
    }),
    ("a mistake", |world| edit(world, "content/fresh/en.md", "\n\n", "\n\n[@nobody] ")),
    ("the mistake is mended", |world| edit(world, "content/fresh/en.md", "[@nobody] ", "")),
    ("another address", |world| rename(world, "content/fresh/en.md", "content/renamed/en.md")),
    ("the story has gone", |world| {
        world.remove("content/renamed/en.md");
        world.remove("content/fresh/sources.toml");
    }),
    ("a setting", |world| edit(world, "site.toml", "title", "license = \"CC0-1.0\"\ntitle")),
    ("a story becomes a draft", |world| {
        edit(world, "content/night-buses/en.md", "title", "draft = true\ntitle")
    }),
];

#[test]
fn a_warm_memo_changes_nothing() {
    let mut world = world(&repository().join("themes/broadsheet/starter"));
    let mut memo = Memo::default();
    assert_same(&build(&world, &mut memo), &build(&world, &mut Memo::default()), "at first");
    let mut last = all(&build(&world, &mut memo)).0;
    for (name, change) in STEPS {
        change(&mut world);
        let warm = build(&world, &mut memo);
        assert_same(&warm, &build(&world, &mut Memo::default()), name);
        let now = all(&warm).0;
        assert!(now != last || warm.has_errors(), "{name} changed nothing: the step is no test");
        last = now;
    }
}

#[test]
fn a_warm_memo_changes_nothing_of_large_sites() {
    let edits: [(&str, &[(&str, &str, &str)]); 3] = [
        (
            "budget",
            &[
                ("content/funds/totals.csv", "2024,422370000", "2024,422360000"),
                ("content/names.toml", "Kenya", "Republic of Kenya"),
                ("content/sources.toml", "Annual report", "Yearly report"),
            ],
        ),
        (
            "profile",
            &[
                ("content/gardienne/quotes.toml", "Water has no opinion", "The water has no opinion"),
                ("content/gardienne/fr.md", "Aucun ne s'est ennuyé.", "Aucun."),
            ],
        ),
        ("paper", &[("content/flood-alerts/references.bib", "Sound over Water", "Sound across Water")]),
    ];
    for (name, edits) in edits {
        let mut world = site(name);
        let mut memo = Memo::default();
        assert!(!build(&world, &mut memo).has_errors(), "{name}");
        for (path, from, to) in edits {
            edit(&mut world, path, from, to);
            let warm = build(&world, &mut memo);
            assert_same(&warm, &build(&world, &mut Memo::default()), path);
        }
    }
}

#[test]
fn a_build_in_memory_is_the_build_on_disk() {
    let folders = ["tests/sites/budget", "tests/sites/profile", "tests/sites/paper"];
    for (folder, built) in folders.iter().zip([budget(), profile(), paper()]) {
        let mut build = build(&world(&repository().join(folder)), &mut Memo::default());
        build.draw_pictures();
        let (files, _) = all(&build);
        let marker = "onrecord.txt".to_owned();
        let different: Vec<&String> = files
            .keys()
            .chain(built.files.keys())
            .filter(|path| files.get(*path) != built.files.get(*path))
            .collect();
        assert_eq!(different, [&marker], "{folder}: only the mark of our folders is added");
    }
}

/// How many values of each table were made anew by the last build.
fn made(memo: &Memo) -> BTreeMap<&'static str, usize> {
    memo.statistics().into_iter().map(|(name, _, misses)| (name, misses)).collect()
}

#[test]
fn only_what_an_edit_changes_is_made_anew() {
    let mut world = world(repository());
    let mut memo = Memo::default();
    build(&world, &mut memo);
    let all = made(&memo);
    assert!(all["pages"] > 20 && all["editions"] == 10 && all["drawings"] > 2, "{all:?}");
    build(&world, &mut memo);
    assert!(made(&memo).values().all(|made| *made == 0), "nothing changed: {:?}", made(&memo));

    // Words of one story: its edition and its page; its translation, which is behind now, its evidence, which says so,
    // and the page that shows both; nothing that lists it.
    let story = "content/reading-a-contract-notice/en.md";
    let old = text(&world, story);
    world.insert(story, format!("{}\n\nOne more sentence.\n", old.trim_end()));
    build(&world, &mut memo);
    let one = made(&memo);
    assert_eq!((one["editions"], one["pages"]), (1, 4), "{one:?}");
    assert_eq!(one["pairs"], 1, "only its own translation is compared again: {one:?}");
    assert_eq!((one["folders"], one["drawings"], one["pictures"], one["citations"]), (0, 0, 0, 0), "{one:?}");

    // Its title: also what lists it, and its translation, which names it; not the other stories' texts.
    edit(&mut world, story, "title", "title = \"Another title\"\n#");
    build(&world, &mut memo);
    let listed = made(&memo);
    assert_eq!((listed["editions"], listed["drawings"], listed["folders"]), (1, 0, 0), "{listed:?}");
    assert!(listed["pages"] > 3 && listed["pages"] < all["pages"], "{listed:?}");

    // A cell of a table: its folder is read, the charts of its table are drawn, in both languages.
    edit(&mut world, "content/what-a-terabyte-holds/video.csv", "1", "2");
    build(&world, &mut memo);
    let drawn = made(&memo);
    assert_eq!((drawn["editions"], drawn["folders"]), (0, 1), "{drawn:?}");
    assert!(drawn["drawings"] >= 1 && drawn["drawings"] < all["drawings"], "{drawn:?}");
}

/// A folder that is listed backwards.
struct Backwards(MemoryWorld);

impl World for Backwards {
    fn list(&self) -> Vec<Listed> {
        let mut list = self.0.list();
        list.reverse();
        list
    }
    fn text(&self, path: &str) -> Result<FileText, FileError> {
        self.0.text(path)
    }
    fn bytes(&self, path: &str) -> Result<Arc<[u8]>, FileError> {
        self.0.bytes(path)
    }
    fn now(&self) -> Timestamp {
        self.0.now()
    }
}

#[test]
fn the_order_of_the_listing_changes_nothing() {
    for world in [world(repository()), site("budget"), site("profile"), site("paper")] {
        let forwards = build(&world, &mut Memo::default());
        let backwards = build(&Backwards(world), &mut Memo::default());
        assert_same(&forwards, &backwards, "backwards");
    }
}

#[test]
fn the_machine_changes_nothing() {
    let sites = ["budget", "profile", "paper"].map(|name| repository().join("tests/sites").join(name));
    for root in sites {
        let elsewhere = TempDir::new().expect("a folder");
        let other = elsewhere.path().join("another place/ü");
        copy(&root, &other);
        let run = |root: &Path, jobs: &str, zone: &str, language: &str| {
            let out = TempDir::new().expect("a folder");
            let target = out.path().join("site");
            let mut command = program();
            command.env("TZ", zone).env("LANG", language).env("LC_ALL", language);
            command.args(["build", "--format", "json", "--now", NOW, "--jobs", jobs, "--out"]);
            let ran = command.arg(&target).arg("--root").arg(root).output().expect("the program runs");
            assert_eq!(ran.status.code(), Some(0), "{}", words(&ran.stderr));
            (files_of(&target), words(&ran.stdout))
        };
        let (files, said) = run(&root, "1", "Pacific/Auckland", "tr_TR.UTF-8");
        let (others, also) = run(&other, "4", "America/Los_Angeles", "C");
        let different: Vec<&String> =
            files.keys().chain(others.keys()).filter(|path| files.get(*path) != others.get(*path)).collect();
        assert!(different.is_empty(), "{different:?}");
        assert_eq!(said, also);
    }
}
