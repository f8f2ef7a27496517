//! Small cases, many a file: `tests/suite/*.md`.
//!
//! A case begins with `--- name ---`, then prose for the reader, then virtual files, each behind `>>> path`. Expected
//! diagnostics stand on a line of their own under the words that they point at:
//!
//! ```text
//! >>> content/a/en.md
//! Text [@fils].
//!        ^^^^ error cite/unknown-source: there is no source `fils`
//! ```
//!
//! The carets give the first column and the end. A single caret is one character, or the empty place at the start of
//! a file; `^…` is a place that ends on a later line. What follows the code, if anything, must be part of the message,
//! and what follows ` => ` must be part of one of its hints. A finding without a place stands before the first file,
//! as `! warning site/empty: message`. All findings of a build must be expected, and no others may come.
//!
//! `>>> path < tests/media/a.png` takes a file of the repository. A case that brings no `site.toml` gets [`SITE`];
//! `>>> site.toml -` takes it away.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::LazyLock;

use rayon::prelude::*;

use onrecord::{Build, Diagnostic, Memo, MemoryWorld, Options, World};

/// The site of cases that do not bring one.
const SITE: &str = "base_url = \"https://example.org/\"\ntitle = \"Site\"\nlanguages = [\"en\", \"fr\"]\n";

/// The finding that is left out unless a case expects it.
const MISSING_MESSAGES: &str = "theme/missing-messages";

/// One case.
pub(crate) struct Case {
    /// File and name, for messages.
    pub(crate) name: String,
    /// Virtual files.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    expected: Vec<Expected>,
}

impl Case {
    /// Places that its findings must name, as `file:line:column`.
    pub(crate) fn places(&self) -> Vec<String> {
        let place = |it: &Expected| format!("{}:{}:{}", it.file, it.line, it.column);
        self.expected.iter().map(place).collect()
    }
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Clone)]
struct Expected {
    file: String,
    line: u32,
    column: u32,
    end: End,
    severity: String,
    code: String,
    message: String,
    hint: String,
}

/// Where a place ends.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Clone, Copy)]
enum End {
    /// Before this column of the same line.
    Column(u32),
    /// Where it begins, or one character behind.
    Near,
    /// On a later line.
    Later,
}

#[test]
fn every_case_reports_what_it_expects_and_nothing_else() {
    let mut failures = String::new();
    let cases = built();
    for (case, world, build) in cases {
        if let Some(difference) = compare(case, world, &build.diagnostics) {
            let _ = writeln!(failures, "--- {} ---\n{difference}", case.name);
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
    assert!(cases.len() > 2, "the cases were not found");
}

#[test]
fn names_of_cases_are_unique() {
    let mut names: Vec<String> = all().into_iter().map(|case| case.name).collect();
    names.sort();
    let twice: Vec<&[String]> = names.windows(2).filter(|pair| pair[0] == pair[1]).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn every_code_is_fired_by_a_case() {
    let fired: BTreeSet<String> =
        all().iter().flat_map(|case| &case.expected).map(|expected| expected.code.clone()).collect();
    let known = codes();
    let silent: Vec<&String> = known
        .iter()
        .filter(|code| !fired.contains(*code) && !ELSEWHERE.iter().any(|(name, _)| name == code))
        .collect();
    assert!(silent.is_empty(), "no case fires {silent:?}");
    for (name, place) in ELSEWHERE {
        assert!(known.contains(*name) && !fired.contains(*name), "`{name}` needs no exception");
        let (file, test) = place.split_once("::").expect("file::test");
        let text = std::fs::read_to_string(root().join("tests").join(file)).expect("a file of tests");
        assert!(
            text.contains(&format!("fn {test}()")) && text.contains(name),
            "{place} does not fire {name}"
        );
    }
}

/// Codes that no virtual file can fire, and the test that does.
const ELSEWHERE: &[(&str, &str)] = &[
    ("data/too-large", "hostile.rs::a_table_of_200_megabytes"),
    ("figure/too-many", "reports.rs::a_chart_of_too_many_marks"),
    ("site/unreadable", "hostile.rs::files_that_are_not_utf_8"),
];

/// Names of all codes, from the registry's own files.
pub(crate) fn codes() -> BTreeSet<String> {
    let folder = std::fs::read_dir(root().join("src/codes")).expect("the codes are there");
    let texts = folder.flatten().map(|entry| std::fs::read_to_string(entry.path()).expect("a text"));
    let names = texts.flat_map(|text| {
        let lines = text.lines().filter_map(|line| line.trim().strip_prefix("name: \"")?.strip_suffix("\","));
        lines.map(str::to_owned).collect::<Vec<_>>()
    });
    let names: BTreeSet<String> = names.collect();
    assert!(names.len() > 100, "the codes were not found");
    names
}

/// The repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every case of every file.
pub(crate) fn all() -> Vec<Case> {
    let folder = root().join("tests/suite");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("the folder is there").flatten().map(|entry| entry.path()).collect();
    files.sort();
    files
        .iter()
        .filter(|file| file.extension().is_some_and(|extension| extension == "md"))
        .flat_map(|file| read(file))
        .collect()
}

fn read(path: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(path).expect("a readable file");
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut parts = text.split("\n--- ");
    // What stands before the first case speaks to the reader.
    parts.next();
    parts.map(|part| read_case(&stem, part)).collect()
}

fn read_case(stem: &str, part: &str) -> Case {
    let (name, body) = part.split_once('\n').expect("a name of its own line");
    let name = name.strip_suffix(" ---").unwrap_or_else(|| panic!("{stem}: `{name}` must end with ` ---`"));
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut case = Case { name: format!("{stem}: {name}"), files: BTreeMap::new(), expected: Vec::new() };
    let mut file: Option<String> = None;
    let mut brings_site = false;
    for line in body.lines() {
        if let Some(name) = line.strip_prefix(">>> ") {
            brings_site |= name.starts_with("site.toml");
            file = None;
            if let Some((name, from)) = name.split_once(" < ") {
                let bytes = std::fs::read(root().join(from)).unwrap_or_else(|_| panic!("no file {from}"));
                case.files.insert(name.to_owned(), bytes);
                file = Some(name.to_owned());
            } else if !name.ends_with(" -") {
                files.insert(name.to_owned(), String::new());
                file = Some(name.to_owned());
            }
        } else if let Some(name) = &file {
            let content = files.get(name).map(String::as_str).unwrap_or_default();
            match annotation(line) {
                Some(expected) => {
                    let line = u32::try_from(content.lines().count()).expect("small").max(1);
                    case.expected.push(Expected { file: name.clone(), line, ..expected });
                }
                None => {
                    if let Some(content) = files.get_mut(name) {
                        content.push_str(line);
                        content.push('\n');
                    }
                }
            }
        } else if let Some(finding) = line.strip_prefix("! ").and_then(|words| finding(words, 0, End::Near)) {
            case.expected.push(finding);
        }
    }
    for (name, content) in files {
        // The blank line before the next case or file is not part of a file.
        let content = content.trim_end_matches('\n');
        let content = if content.is_empty() { String::new() } else { format!("{content}\n") };
        case.files.insert(name, content.into_bytes());
    }
    if !brings_site {
        case.files.insert("site.toml".to_owned(), SITE.into());
    }
    case.expected.sort();
    case
}

/// `   ^^^^ error area/code: words`
fn annotation(line: &str) -> Option<Expected> {
    let blanks = line.chars().take_while(|sign| *sign == ' ').count();
    let rest = line.trim_start_matches(' ');
    let carets = rest.chars().take_while(|sign| *sign == '^').count();
    let rest = rest.get(carets..)?;
    let (later, rest) = rest.strip_prefix('…').map_or((false, rest), |rest| (true, rest));
    let column = u32::try_from(blanks).ok()? + 1;
    let end = match carets {
        0 => return None,
        _ if later => End::Later,
        1 => End::Near,
        _ => End::Column(column + u32::try_from(carets).ok()?),
    };
    finding(rest.strip_prefix(' ')?, column, end)
}

/// `error area/code: words => words of a hint`
fn finding(words: &str, column: u32, end: End) -> Option<Expected> {
    let (severity, rest) = words.split_once(' ')?;
    if !["error", "warning", "note"].contains(&severity) {
        return None;
    }
    let (rest, hint) = rest.split_once(" => ").unwrap_or((rest, ""));
    let (code, message) = rest.split_once(": ").unwrap_or((rest, ""));
    Some(Expected {
        file: String::new(),
        line: 0,
        column,
        end,
        severity: severity.to_owned(),
        code: code.trim().to_owned(),
        message: message.to_owned(),
        hint: hint.to_owned(),
    })
}

/// Every case with what its build gives; built once for all tests that look at it.
pub(crate) fn built() -> &'static [(Case, MemoryWorld, Build)] {
    static BUILT: LazyLock<Vec<(Case, MemoryWorld, Build)>> = LazyLock::new(|| {
        let built = all().into_par_iter().map(|case| {
            let (world, build) = run(&case);
            (case, world, build)
        });
        built.collect()
    });
    &BUILT
}

/// Builds the site of a case.
pub fn run(case: &Case) -> (MemoryWorld, Build) {
    let mut world = MemoryWorld::new("2026-03-04T12:00:00Z".parse().expect("a moment"));
    for (path, content) in &case.files {
        world.insert(path, content.as_slice());
    }
    let build = onrecord::build(&world, &Options::default(), &mut Memo::default());
    (world, build)
}

fn compare(case: &Case, world: &MemoryWorld, diagnostics: &[Diagnostic]) -> Option<String> {
    let mut found: Vec<Expected> = diagnostics.iter().map(|diagnostic| place(diagnostic, world)).collect();
    // A language without interface messages is worth a warning in each case that uses one; few cases are about it.
    let is_about_messages = case.expected.iter().any(|expected| expected.code == MISSING_MESSAGES);
    found.retain(|found| found.code != MISSING_MESSAGES || is_about_messages);
    found.sort();
    let mut missing = Vec::new();
    for expected in &case.expected {
        match found.iter().position(|found| matches(expected, found)) {
            Some(at) => {
                found.remove(at);
            }
            None => missing.push(expected),
        }
    }
    if missing.is_empty() && found.is_empty() {
        return None;
    }
    let mut text = String::new();
    for expected in missing {
        let _ = writeln!(text, "  expected, not found: {}", show(expected));
    }
    for unexpected in found {
        let _ = writeln!(text, "  found, not expected: {}", show(&unexpected));
    }
    Some(text)
}

fn matches(expected: &Expected, found: &Expected) -> bool {
    let same_end = match (expected.end, found.end) {
        (End::Near, End::Column(end)) => end == found.column || end == found.column + 1,
        (expected, found) => expected == found,
    };
    expected.file == found.file
        && expected.line == found.line
        && expected.column == found.column
        && same_end
        && expected.severity == found.severity
        && expected.code == found.code
        && found.message.contains(&expected.message)
        && found.hint.contains(&expected.hint)
}

fn show(it: &Expected) -> String {
    let end = match it.end {
        End::Column(end) => end.to_string(),
        End::Near => it.column.to_string(),
        End::Later => "…".to_owned(),
    };
    let Expected { file, line, column, severity, code, message, hint, .. } = it;
    format!("{file}:{line}:{column}-{end} {severity} {code}: {message} => {hint}")
}

fn place(diagnostic: &Diagnostic, world: &MemoryWorld) -> Expected {
    let at = diagnostic.at.as_ref();
    let text =
        at.and_then(|at| world.text(&at.file).ok()).map(|file| file.text.to_string()).unwrap_or_default();
    let position = |offset: u32| {
        let before = &text[..(offset as usize).min(text.len())];
        let line = u32::try_from(before.matches('\n').count()).expect("small") + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count();
        (line, u32::try_from(column).expect("small") + 1)
    };
    let start = at.map_or((0, 0), |at| position(at.span.start));
    let end = at.map_or((0, 0), |at| position(at.span.end));
    Expected {
        file: at.map(|at| at.file.to_string()).unwrap_or_default(),
        line: start.0,
        column: start.1,
        end: if end.0 == start.0 { End::Column(end.1) } else { End::Later },
        severity: diagnostic.severity.name().to_owned(),
        code: diagnostic.code.name.to_owned(),
        message: diagnostic.message.clone(),
        hint: diagnostic.hints.join(" | "),
    }
}
