//! The rounds: the release program on a generated site in a folder, step by step, and the library in memory.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use onrecord::{Build, FileError, FileText, Listed, Memo, MemoryWorld, Options, World};
use tempfile::TempDir;

use crate::corpus::Corpus;
use crate::measure::{self, Cost};

/// The moment of every build.
const NOW: &str = "2026-06-01T12:00:00Z";
/// The program trusts the stamps of files only when they are older than two seconds.
const SETTLED: Duration = Duration::from_millis(2_100);

/// The costs of a step, one a round; in the order in which the steps were done.
pub type Costs = Vec<(&'static str, Vec<Cost>)>;

/// What was measured of a site.
pub struct Measured {
    /// Each step with its costs.
    pub costs: Costs,
    /// Files that the full build wrote.
    pub files: u64,
    /// Bytes in them.
    pub bytes: u64,
}

fn add(costs: &mut Costs, step: &'static str, cost: Cost) {
    match costs.iter_mut().find(|(name, _)| *name == step) {
        Some((_, list)) => list.push(cost),
        None => costs.push((step, vec![cost])),
    }
}

/// Full build into an empty folder, the same again, after an edit, and `check`; so many times.
pub fn on_disk(corpus: Corpus, rounds: usize, scratch: &Path) -> Result<Measured, String> {
    let folder = TempDir::with_prefix_in("onrecord-bench-", scratch).map_err(|error| error.to_string())?;
    let site = folder.path().join("site");
    for (path, text) in corpus.files() {
        write(&site, &path, &text)?;
    }
    std::thread::sleep(SETTLED);
    let mut measured = Measured { costs: Vec::new(), files: 0, bytes: 0 };
    for round in 0..rounds {
        let own = folder.path().join(format!("round-{round}"));
        fs::create_dir(&own).map_err(|error| error.to_string())?;
        let out = own.join("public");
        let mut step = |name, command| -> Result<(), String> {
            add(&mut measured.costs, name, measure::program(&mut program(&site, &out, command))?);
            Ok(())
        };
        step("full", "build")?;
        step("unchanged", "build")?;
        let (path, text) = corpus.edited(round);
        write(&site, &path, &text)?;
        step("edited", "build")?;
        let (path, text) = corpus.unedited();
        write(&site, &path, &text)?;
        step("check", "check")?;
        if round == 0 {
            (measured.files, measured.bytes) = size(&out).map_err(|error| error.to_string())?;
        }
        fs::remove_dir_all(&own).map_err(|error| error.to_string())?;
    }
    Ok(measured)
}

/// The program with a fixed moment and nothing of the machine's own settings.
fn program(site: &Path, out: &Path, command: &str) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    program.args([command, "--quiet", "--now", NOW, "--root"]).arg(site).arg("--out").arg(out);
    program.env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1").env("TZ", "UTC").env("LANG", "C");
    program
}

fn write(root: &Path, path: &str, text: &str) -> Result<(), String> {
    let path = root.join(path);
    let folder = path.parent().expect("a folder");
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(&path, text))
        .map_err(|error| format!("{}: {error}", path.display()))
}

/// Files below a folder, and their bytes.
fn size(folder: &Path) -> std::io::Result<(u64, u64)> {
    let (mut files, mut bytes) = (0, 0);
    let mut folders: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let about = entry.metadata()?;
            if about.is_dir() {
                folders.push(entry.path());
            } else {
                files += 1;
                bytes += about.len();
            }
        }
    }
    Ok((files, bytes))
}

/// The library's build in memory, as the preview server uses it: with nothing remembered, with everything, after an edit.
pub fn in_memory(corpus: Corpus, rounds: usize) -> Result<Costs, String> {
    let mut world = Remembered::new(corpus);
    let mut costs = Costs::new();
    let mut memo = Memo::default();
    let mut step = |name, world: &Remembered| -> Result<(), String> {
        let (build, cost) = measure::here(|| onrecord::build(world, &Options::default(), &mut memo));
        add(&mut costs, name, cost);
        without_errors(&build)
    };
    step("memory: first", &world)?;
    for round in 0..rounds {
        step("memory: again", &world)?;
        let (path, text) = corpus.edited(round);
        world.insert(&path, &text);
        step("memory: edited", &world)?;
    }
    Ok(costs)
}

fn without_errors(build: &Build) -> Result<(), String> {
    if !build.has_errors() {
        return Ok(());
    }
    let first = build.diagnostics.iter().find(|found| found.severity == onrecord::Severity::Error);
    Err(format!("the generated site has errors: {first:?}"))
}

/// A folder in memory whose texts are fingerprinted once, as the program does with a folder that it watches.
struct Remembered {
    files: MemoryWorld,
    texts: BTreeMap<Arc<str>, FileText>,
}

impl Remembered {
    fn new(corpus: Corpus) -> Remembered {
        let files = MemoryWorld::new(NOW.parse().expect("a moment"));
        let mut world = Remembered { files, texts: BTreeMap::new() };
        for (path, text) in corpus.files() {
            world.insert(&path, &text);
        }
        world
    }

    fn insert(&mut self, path: &str, text: &str) {
        self.files.insert(path, text);
        self.texts.insert(path.into(), self.files.text(path).expect("it was put there"));
    }
}

impl World for Remembered {
    fn list(&self) -> Vec<Listed> {
        self.files.list()
    }

    fn text(&self, path: &str) -> Result<FileText, FileError> {
        self.texts.get(path).cloned().ok_or(FileError::NotFound)
    }

    fn bytes(&self, path: &str) -> Result<Arc<[u8]>, FileError> {
        self.files.bytes(path)
    }

    fn now(&self) -> Timestamp {
        self.files.now()
    }
}
