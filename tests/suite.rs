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
//! The carets give the first column and the end; a single caret gives the first column only. What follows the code,
//! if anything, must be part of the message. All findings of a build must be expected, and no others may come. A
//! case that brings no `site.toml` gets [`SITE`].

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use onrecord::{Build, Diagnostic, Memo, MemoryWorld, Options, World};

/// The site of cases that do not bring one.
const SITE: &str = "base_url = \"https://example.org/\"\ntitle = \"Site\"\nlanguages = [\"en\", \"fr\"]\n";

/// The finding that is left out unless a case expects it.
const MISSING_MESSAGES: &str = "theme/missing-messages";

/// One case.
pub struct Case {
    /// File and name, for messages.
    pub name: String,
    /// Virtual files.
    pub files: BTreeMap<String, String>,
    expected: Vec<Expected>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Clone)]
struct Expected {
    file: String,
    line: u32,
    column: u32,
    end_column: Option<u32>,
    severity: String,
    code: String,
    message: String,
}

#[test]
fn every_case_reports_what_it_expects_and_nothing_else() {
    let mut failures = String::new();
    let cases = all();
    for case in &cases {
        let (world, build) = run(case);
        if let Some(difference) = compare(case, &world, &build.diagnostics) {
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

/// Every case of every file.
pub fn all() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
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
    let mut cases: Vec<Case> = Vec::new();
    let mut file: Option<String> = None;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("--- ").and_then(|rest| rest.strip_suffix(" ---")) {
            cases.push(Case {
                name: format!("{stem}: {name}"),
                files: BTreeMap::new(),
                expected: Vec::new(),
            });
            file = None;
            continue;
        }
        let Some(case) = cases.last_mut() else { continue };
        if let Some(name) = line.strip_prefix(">>> ") {
            case.files.insert(name.to_owned(), String::new());
            file = Some(name.to_owned());
        } else if let Some(name) = &file {
            let content = case.files.get_mut(name).expect("begun above");
            match annotation(line) {
                Some(expected) => {
                    let line = u32::try_from(content.lines().count()).expect("small").max(1);
                    case.expected.push(Expected { file: name.clone(), line, ..expected });
                }
                None => {
                    content.push_str(line);
                    content.push('\n');
                }
            }
        }
    }
    for case in &mut cases {
        // The blank line before the next case or file is not part of a file.
        for content in case.files.values_mut() {
            let end = content.trim_end_matches('\n').len();
            content.truncate(end);
            content.push('\n');
        }
        case.files.entry("site.toml".to_owned()).or_insert_with(|| SITE.to_owned());
        case.expected.sort();
    }
    cases
}

/// `   ^^^^ error area/code: words`
fn annotation(line: &str) -> Option<Expected> {
    let blanks = line.chars().take_while(|sign| *sign == ' ').count();
    let rest = line.trim_start_matches(' ');
    let carets = rest.chars().take_while(|sign| *sign == '^').count();
    let rest = rest.get(carets..)?.strip_prefix(' ')?;
    let (severity, rest) = rest.split_once(' ')?;
    if carets == 0 || !["error", "warning", "note"].contains(&severity) {
        return None;
    }
    let (code, message) = rest.split_once(": ").unwrap_or((rest, ""));
    let column = u32::try_from(blanks).ok()? + 1;
    Some(Expected {
        file: String::new(),
        line: 0,
        column,
        end_column: (carets > 1).then(|| column + u32::try_from(carets).unwrap_or(0)),
        severity: severity.to_owned(),
        code: code.trim().to_owned(),
        message: message.to_owned(),
    })
}

/// Builds the site of a case.
pub fn run(case: &Case) -> (MemoryWorld, Build) {
    let mut world = MemoryWorld::new("2026-03-04T12:00:00Z".parse().expect("a moment"));
    for (path, content) in &case.files {
        world.insert(path, content.as_bytes());
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
    expected.file == found.file
        && expected.line == found.line
        && expected.column == found.column
        && expected.end_column.is_none_or(|end| found.end_column == Some(end))
        && expected.severity == found.severity
        && expected.code == found.code
        && found.message.contains(&expected.message)
}

fn show(it: &Expected) -> String {
    format!(
        "{}:{}:{}-{} {} {}: {}",
        it.file,
        it.line,
        it.column,
        it.end_column.unwrap_or(0),
        it.severity,
        it.code,
        it.message
    )
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
        end_column: (end.0 == start.0).then_some(end.1),
        severity: diagnostic.severity.name().to_owned(),
        code: diagnostic.code.name.to_owned(),
        message: diagnostic.message.clone(),
    }
}
