//! What a newcomer reads is true: examples build, commands exist, links lead somewhere, tables are complete.
//!
//! A fenced block whose info string ends in `file=PATH` is a file of a site. All such blocks of one page make one site
//! together; a path that stands again continues its file. If there is a `site.toml` among them they are all of it, else
//! they are added to the site that `onrecord init` makes. That site must build without any finding. Blocks of the kind
//! `console` show commands.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Set to any value, it makes the test write `docs/reference.md` anew.
const UPDATE: &str = "UPDATE";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// Every page that readers of the repository may open: path below the root, and text.
fn pages() -> Vec<(String, String)> {
    let mut names: Vec<String> = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "ARCHITECTURE.md"]
        .into_iter()
        .map(str::to_owned)
        .collect();
    let guide = fs::read_dir(root().join("docs")).expect("docs/");
    let guide = guide.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.extend(guide.filter(|name| name.ends_with(".md")).map(|name| format!("docs/{name}")));
    names.sort();
    names.into_iter().map(|name| (name.clone(), read(&name))).collect()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Runs the program, away from the clock.
fn onrecord(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(arguments)
        .env("SOURCE_DATE_EPOCH", "1772625600")
        .output()
        .expect("the program runs")
}

fn standard_output(arguments: &[&str]) -> String {
    let output = onrecord(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// A fenced block: its info string and its text.
struct Fence {
    info: String,
    text: String,
}

/// The fenced blocks of a page, and the page without them.
fn split(page: &str) -> (Vec<Fence>, String) {
    let mut fences: Vec<Fence> = Vec::new();
    let mut prose = String::new();
    let mut open: Option<usize> = None;
    for line in page.lines() {
        let marks = line.bytes().take_while(|byte| *byte == b'`').count();
        match open {
            Some(width) if marks >= width && line.len() == marks => open = None,
            Some(_) => {
                let fence = fences.last_mut().expect("begun below");
                fence.text.push_str(line);
                fence.text.push('\n');
            }
            None if marks >= 3 => {
                open = Some(marks);
                fences.push(Fence { info: line[marks..].trim().to_owned(), text: String::new() });
            }
            None => {
                prose.push_str(line);
                prose.push('\n');
            }
        }
    }
    (fences, prose)
}

fn init(folder: &Path) {
    let output = onrecord(&["init", &folder.to_string_lossy()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// What `check` says of a site that has nothing to report: its summary line, and no more.
fn findings(folder: &Path) -> Option<String> {
    let output = onrecord(&["check", "--root", &folder.to_string_lossy()]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (!output.status.success() || said.lines().count() != 1).then_some(said)
}

#[test]
fn the_site_that_init_makes_has_nothing_to_report() {
    let folder = tempfile::tempdir().expect("a folder");
    init(folder.path());
    assert_eq!(findings(folder.path()), None);
}

#[test]
fn examples_build() {
    let mut failures = String::new();
    let mut sites = 0;
    for (name, page) in pages() {
        let fences = split(&page).0;
        let files: Vec<(&str, &str)> = fences
            .iter()
            .filter_map(|fence| Some((fence.info.split_once("file=")?.1.trim(), fence.text.as_str())))
            .collect();
        if files.is_empty() {
            continue;
        }
        sites += 1;
        let folder = tempfile::tempdir().expect("a folder");
        if !files.iter().any(|(path, _)| *path == "site.toml") {
            init(folder.path());
        }
        for (path, text) in joined(&files) {
            let target = folder.path().join(path);
            fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
            fs::write(target, text).expect("a file");
        }
        if let Some(said) = findings(folder.path()) {
            let _ = writeln!(failures, "--- {name} ---\n{said}");
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
    assert!(sites > 3, "the examples were not found");
}

/// The blocks of each path as one text, a blank line between them.
fn joined<'a>(blocks: &[(&'a str, &str)]) -> BTreeMap<&'a str, String> {
    let mut files: BTreeMap<&str, String> = BTreeMap::new();
    for (path, text) in blocks {
        let file = files.entry(path).or_default();
        if !file.is_empty() {
            file.push('\n');
        }
        file.push_str(text);
    }
    files
}

/// Command lines of ours on a page: in `console` blocks, in prose between backticks, indented, as a step of a workflow.
fn commands(page: &str) -> Vec<Vec<String>> {
    let (fences, prose) = split(page);
    let blocks = fences.iter().filter(|fence| fence.info == "console").flat_map(|fence| fence.text.lines());
    let inline = prose.split('`').skip(1).step_by(2);
    let steps = prose.lines().filter_map(|line| line.trim_start().strip_prefix("run: "));
    let indented = prose.lines().filter(|line| line.starts_with("    "));
    let words = |line: &str| -> Option<Vec<String>> {
        let line = line.trim().split(" #").next()?.trim();
        let rest = line
            .strip_prefix("onrecord ")
            .or_else(|| line.strip_prefix("cargo run --release -- "))
            .or_else(|| line.strip_prefix("cargo run -- "))?;
        Some(rest.split_whitespace().map(str::to_owned).collect())
    };
    blocks.chain(inline).chain(steps).chain(indented).filter_map(words).collect()
}

/// Names of options in a help text: `--root`, `-h`.
fn options(help: &str) -> BTreeSet<String> {
    let lines = help.lines().map(str::trim_start).filter(|line| line.starts_with('-'));
    lines
        .flat_map(|line| line.split_whitespace().take_while(|word| word.starts_with('-')))
        .map(|word| word.trim_end_matches(',').to_owned())
        .collect()
}

/// Names of subcommands in the program's help.
fn subcommands() -> Vec<String> {
    let help = standard_output(&["--help"]);
    let list = help.split("Commands:\n").nth(1).expect("a list of commands");
    let names = list.lines().take_while(|line| !line.is_empty()).filter(|line| !line.starts_with("    "));
    names.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

#[test]
fn commands_of_the_documentation_exist() {
    let known = subcommands();
    let mut count = 0;
    let starter =
        ["README.md", "github/workflows/pages.yml"].map(|name| format!("themes/broadsheet/starter/{name}"));
    let starter = starter.into_iter().map(|name| (name.clone(), read(&name)));
    for (name, page) in pages().into_iter().chain(starter) {
        for line in commands(&page) {
            count += 1;
            let command = line.first().expect("a word");
            if command.bytes().all(|byte| byte.is_ascii_uppercase()) {
                continue; // Stands for any command.
            }
            if command == "help" {
                assert!(line.iter().skip(1).all(|word| known.contains(word)), "{name}: {line:?}");
                continue;
            }
            if command.starts_with('-') {
                let all = options(&standard_output(&["--help"]));
                assert!(all.contains(command), "{name}: `onrecord {command}`");
                continue;
            }
            assert!(known.contains(command), "{name}: there is no command `onrecord {command}`");
            let taken = options(&standard_output(&[command, "--help"]));
            for option in line.iter().filter(|word| word.starts_with('-')) {
                let option = option.split('=').next().expect("a word");
                assert!(taken.contains(option), "{name}: `onrecord {command}` takes no `{option}`");
            }
        }
    }
    assert!(count > 10, "the commands were not found");
}

#[test]
fn the_page_of_commands_names_every_command_and_option() {
    let page = read("docs/commands.md");
    let general = options(&standard_output(&["--help"]));
    for option in &general {
        assert!(page.contains(&format!("`{option}")), "docs/commands.md does not name `{option}`");
    }
    for command in subcommands() {
        let heading = format!("\n## `onrecord {command}");
        let section = page.split_once(&heading).map(|(_, rest)| rest.split("\n## ").next().expect("one"));
        let section = section.unwrap_or_else(|| panic!("docs/commands.md has no section on `{command}`"));
        if command == "help" {
            continue;
        }
        for option in options(&standard_output(&[&command, "--help"])).difference(&general) {
            assert!(section.contains(&format!("`{option}")), "`{command}`: `{option}` is not explained");
        }
    }
}

#[test]
fn the_reference_is_what_the_program_says() {
    assert_current("docs/reference.md", &standard_output(&["explain", "--all"]));
}

/// Compares a page with what it is made of, or writes it.
fn assert_current(page: &str, made: &str) {
    let path = root().join(page);
    if std::env::var_os(UPDATE).is_some() {
        fs::write(&path, made).unwrap_or_else(|error| panic!("{page}: {error}"));
    }
    let kept = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(kept == made, "{page} is behind: `{UPDATE}=1 cargo test --test main docs` writes it anew");
}

/// Names of the chart forms, in the order of the registry.
fn forms() -> Vec<String> {
    let list = standard_output(&["explain"]);
    let forms = list.split_once("chart form:\n").expect("chart forms").1;
    let lines = forms.lines().take_while(|line| !line.is_empty());
    lines.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

/// Stories of the gallery that show a form: folder and title.
fn stories_with(form: &str) -> Vec<(String, String)> {
    let content = root().join("docs/gallery/content");
    let folders = fs::read_dir(content).expect("the gallery").flatten().map(|entry| entry.path());
    let mut found = Vec::new();
    for folder in folders.filter(|path| path.is_dir()) {
        let figures = fs::read_to_string(folder.join("figures.toml")).unwrap_or_default();
        let figures: toml::Table = figures.parse().expect("TOML");
        if figures.values().any(|figure| figure.get("form").and_then(toml::Value::as_str) == Some(form)) {
            let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
            let story = fs::read_to_string(folder.join("en.md")).expect("an English story");
            let title = story.split('"').nth(1).expect("a title").to_owned();
            found.push((name, title));
        }
    }
    found.sort();
    found
}

/// Every form of the registry has its section, the same text as `explain` prints, and is shown in the gallery.
#[test]
fn the_page_of_forms_is_what_the_program_says() {
    let mut page = String::from(
        "# Chart forms\n\nMade from the registry of forms: `onrecord explain NAME` prints one section. Keys that every \
         form takes stand in the [reference](reference.md#a-chart-of-figurestoml-or-a-chart-fence); how charts are made, in [Charts](charts.md). All \
         forms on real data: the gallery, `onrecord serve --root docs/gallery`.\n",
    );
    for form in forms() {
        let text = standard_output(&["explain", &form]);
        let text = text.strip_prefix(&format!("# {form} (chart form)\n")).expect("a head of its own");
        let shown = stories_with(&form);
        assert!(!shown.is_empty(), "the gallery shows no `{form}`");
        let links = shown.iter().map(|(name, title)| format!("[{title}](gallery/content/{name}/en.md)"));
        let links = links.collect::<Vec<_>>().join(", ");
        let _ = write!(page, "\n## {form}\n\nIn the gallery: {links}.\n\n{}\n", text.trim());
    }
    assert_current("docs/forms.md", &page);
}

/// The anchor that a code host gives a heading.
fn anchor(heading: &str) -> String {
    let text = heading.trim().to_lowercase().replace(' ', "-");
    text.chars().filter(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '_')).collect()
}

#[test]
fn links_lead_to_files_and_headings() {
    let mut count = 0;
    for (name, page) in pages() {
        let prose = split(&page).1;
        let folder = Path::new(&name).parent().expect("a folder").to_owned();
        // What stands between backticks is an example.
        let text: String = prose.split('`').step_by(2).collect();
        for (_, rest) in text.match_indices("](").map(|(at, _)| text.split_at(at + 2)) {
            let target = rest.split(')').next().expect("one");
            if target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            count += 1;
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let path = if file.is_empty() { root().join(&name) } else { root().join(&folder).join(file) };
            assert!(path.exists(), "{name}: `{target}` leads nowhere");
            if !heading.is_empty() {
                let text = split(&fs::read_to_string(&path).expect("a text")).1;
                let headings = text.lines().filter(|line| line.starts_with('#'));
                let mut anchors = headings.map(|line| anchor(line.trim_start_matches('#')));
                assert!(anchors.any(|anchor| anchor == heading), "{name}: `{target}` has no such heading");
            }
        }
    }
    assert!(count > 10, "the links were not found");
}

/// Names in the first column of the table that follows a heading.
fn first_column(page: &str, heading: &str) -> Vec<String> {
    let section = page.split_once(heading).unwrap_or_else(|| panic!("no `{heading}`")).1;
    let rows =
        section.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    rows.skip(2).filter_map(|row| Some(row.split('`').nth(1)?.to_owned())).collect()
}

#[test]
fn every_direct_dependency_has_its_reason() {
    let manifest: toml::Table = read("Cargo.toml").parse().expect("TOML");
    let mut direct = BTreeSet::new();
    let mut add = |table: &toml::Table| {
        for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
            direct.extend(
                table
                    .get(kind)
                    .and_then(|list| list.as_table())
                    .into_iter()
                    .flat_map(|list| list.keys().cloned()),
            );
        }
    };
    add(&manifest);
    let targets = manifest.get("target").and_then(|targets| targets.as_table());
    targets
        .into_iter()
        .flat_map(|targets| targets.values())
        .filter_map(|target| target.as_table())
        .for_each(&mut add);
    let named = first_column(&read("CONTRIBUTING.md"), "## Dependencies");
    let listed: BTreeSet<String> = named.iter().cloned().collect();
    assert_eq!(listed.len(), named.len(), "a dependency stands twice in CONTRIBUTING.md");
    assert_eq!(listed, direct, "the table of CONTRIBUTING.md against Cargo.toml");
}

#[test]
fn actions_of_the_starter_are_pinned_to_commits() {
    let workflow = read("themes/broadsheet/starter/github/workflows/pages.yml");
    let mut count = 0;
    for line in workflow.lines().filter_map(|line| line.split_once("uses: ")) {
        let (action, release) =
            line.1.split_once(" # v").unwrap_or_else(|| panic!("`{}` names no release", line.1));
        let commit = action.split_once('@').map_or("", |(_, commit)| commit);
        let is_commit = commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
        assert!(is_commit && release.starts_with(|sign: char| sign.is_ascii_digit()), "{}", line.1);
        count += 1;
    }
    assert_eq!(count, workflow.matches("uses:").count());
    assert!(count >= 4, "the actions were not found");
}

#[test]
fn a_reader_who_has_seen_enough_is_no_mistake() {
    for arguments in [&["explain", "--all"][..], &["explain"], &["completions", "bash"]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .args(arguments)
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .expect("the program runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() && said.is_empty(), "{arguments:?}: {:?} {said}", output.status);
    }
}
