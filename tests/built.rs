//! Sites built by the program itself: run once for all tests that look at the result.

#![expect(clippy::disallowed_types, reason = "a site is built once for all tests that look at it")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::page::Element;

/// The moment of every build in tests.
pub const NOW: &str = "2026-03-04T12:00:00Z";

/// The repository's own folder: the demo site.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program with a fixed moment and nothing of the machine's own settings.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1").env("TZ", "UTC").env("LANG", "C");
    command
}

/// What was said on standard error or output.
pub fn words(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// Every file below a folder: path with `/`, and bytes.
pub fn files_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in std::fs::read_dir(&at).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let below = path.strip_prefix(folder).expect("below").to_string_lossy().replace('\\', "/");
                files.insert(below, std::fs::read(&path).expect("a file"));
            }
        }
    }
    files
}

/// Copies a folder.
pub fn copy(from: &Path, to: &Path) {
    for (path, bytes) in files_of(from) {
        write(to, &path, bytes);
    }
}

/// Writes a file and the folders it needs.
pub fn write(root: &Path, path: &str, bytes: impl AsRef<[u8]>) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
    std::fs::write(path, bytes).expect("a file can be written");
}

/// A built site.
pub struct Built {
    /// Every file of the output.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What the program said.
    pub said: String,
    /// Findings as the program gives them to programs, one a line.
    pub findings: Vec<serde_json::Value>,
    pages: BTreeMap<String, Element>,
}

impl Built {
    /// Builds the site of a folder; it must have no error.
    pub fn of(root: &Path, options: &[&str]) -> Built {
        let out = TempDir::new().expect("a folder");
        let target = out.path().join("public");
        let run = |more: &[&str]| -> Output {
            let mut command = program();
            command.args(["--root".as_ref(), root.as_os_str(), "--out".as_ref(), target.as_os_str()]);
            if !options.contains(&"--now") {
                command.args(["--now", NOW]);
            }
            command.args(options).args(more).output().expect("the program runs")
        };
        let built = run(&["build"]);
        let said = words(&built.stderr);
        assert_eq!(built.status.code(), Some(0), "{}: {said}", root.display());
        let findings = words(&run(&["check", "--format", "json"]).stdout);
        let findings = findings.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        let files = files_of(&target);
        let html = files.iter().filter(|(path, _)| path.ends_with(".html"));
        let pages = html.map(|(path, bytes)| (path.clone(), Element::read(path, &words(bytes)))).collect();
        Built { files, said, findings, pages }
    }

    /// A page by its address below the site's: `en/about/`.
    pub fn page(&self, path: &str) -> &Element {
        let file =
            if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.into() };
        self.pages.get(&file).unwrap_or_else(|| panic!("there is no page `{file}`"))
    }

    /// Every page.
    pub fn pages(&self) -> impl Iterator<Item = (&str, &Element)> {
        self.pages.iter().map(|(path, page)| (path.as_str(), page))
    }

    /// A text file.
    pub fn text(&self, path: &str) -> String {
        words(self.files.get(path).unwrap_or_else(|| panic!("there is no `{path}`")))
    }

    /// Whether there is such a file.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Codes of the findings, in order.
    pub fn codes(&self) -> Vec<&str> {
        self.findings.iter().map(|finding| finding["code"].as_str().expect("a code")).collect()
    }

    /// JSON-LD of a page.
    pub fn linked_data(&self, path: &str) -> serde_json::Value {
        let script = self.page(path).one("script[type=application/ld+json]");
        let crate::page::Node::Text(text) = &script.children[0] else { panic!("a script is text") };
        serde_json::from_str(text).expect("JSON")
    }

    /// Where any of these words stand, in any letter case, file names included.
    pub fn places_of(&self, words: &[&str]) -> Vec<String> {
        let mut places = Vec::new();
        for (path, bytes) in &self.files {
            let all = format!("{path}\n{}", String::from_utf8_lossy(bytes)).to_lowercase();
            for word in words.iter().filter(|word| all.contains(&word.to_lowercase())) {
                places.push(format!("`{word}` in {path}"));
            }
        }
        places
    }
}

/// One of the sites in `tests/sites`.
fn site(name: &str) -> PathBuf {
    repository().join("tests/sites").join(name)
}

/// Ten countries, twelve years, four languages; author-date.
pub fn budget() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| Built::of(&site("budget"), &[]))
}

/// Twenty-five quotations in two languages; notes.
pub fn profile() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| Built::of(&site("profile"), &[]))
}

/// Sixty-one references, ten equations; numeric.
pub fn paper() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| Built::of(&site("paper"), &[]))
}

/// Three languages with gaps, translations of each kind.
pub fn well() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| Built::of(&site("well"), &[]))
}

/// A story that was corrected, and translations made before and after, by a person and by programs.
pub fn told() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| Built::of(&site("told"), &[]))
}

/// A story of the demo, shortened, in English, Arabic, Hebrew and Japanese.
pub fn scripts() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| Built::of(&site("scripts"), &[]))
}

/// The demo.
pub fn demo() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| Built::of(repository(), &[]))
}
