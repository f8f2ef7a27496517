//! The program itself: each command with its standard output, standard error, exit status and files.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::built::{files_of, program, words, write};

const COMMANDS: [&str; 11] =
    ["build", "serve", "check", "fix", "init", "new", "ledger", "why", "translate", "explain", "completions"];

/// A site of one story, without a warning.
const SITE: [(&str, &str); 2] = [
    ("site.toml", "base_url = \"https://example.org/\"\ntitle = \"Site\"\nlanguages = [\"en\", \"pt-BR\"]\n"),
    (
        "content/a/en.md",
        "+++\ntitle = \"Title\"\ndescription = \"Standfirst\"\ndate = 2026-01-02\nauthors = [\"Ana Lima\"]\n+++\n\nWords.\n",
    ),
];

/// What a run of the program gave.
struct Ran {
    status: i32,
    out: String,
    err: String,
}

impl Ran {
    fn of(mut command: Command) -> Ran {
        let output = command.output().expect("the program runs");
        let status = output.status.code().expect("no signal");
        Ran { status, out: words(&output.stdout), err: words(&output.stderr) }
    }

    /// Status, standard output, and standard error without the time that the build took.
    fn all(&self) -> (i32, &str, String) {
        (self.status, &self.out, timeless(&self.err))
    }
}

/// ` in 12 ms` is another number each time.
fn timeless(text: &str) -> String {
    let line = |line: &str| match line.split_once(" in ").and_then(|(a, b)| Some((a, b.split_once(" ms")?.1)))
    {
        Some((before, after)) => format!("{before} in … ms{after}\n"),
        None => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

/// Runs the program in a folder.
fn run(folder: &Path, arguments: &[&str]) -> Ran {
    let mut command = program();
    command.current_dir(folder).args(arguments);
    Ran::of(command)
}

fn site() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    SITE.iter().for_each(|(path, text)| write(folder.path(), path, text));
    folder
}

/// Replaces words of a file.
fn edit(folder: &Path, path: &str, from: &str, to: &str) {
    let text = std::fs::read_to_string(folder.join(path)).expect("a file");
    assert!(text.contains(from), "`{from}` in {path}");
    write(folder, path, text.replace(from, to));
}

#[test]
fn every_command_has_help_on_standard_output() {
    let folder = TempDir::new().expect("a folder");
    for command in COMMANDS {
        let ran = run(folder.path(), &[command, "--help"]);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{command}");
        assert!(ran.out.contains(&format!("Usage: onrecord {command}")), "{}", ran.out);
        assert!(ran.out.contains("--root <DIR>"), "{command}: common options");
    }
    let all = run(folder.path(), &["--help"]);
    for command in COMMANDS {
        assert!(
            all.out.lines().any(|line| line.trim_start().starts_with(&format!("{command} "))),
            "{command}"
        );
    }
    assert_eq!(run(folder.path(), &["--version"]).out, format!("onrecord {}\n", env!("CARGO_PKG_VERSION")));
    let nothing = run(folder.path(), &[]);
    assert_eq!((nothing.status, nothing.out.as_str()), (2, ""));
    assert!(nothing.err.contains("Usage:"));
    assert!(files_of(folder.path()).is_empty(), "nothing is written");
}

#[test]
fn wrong_use_is_status_2_and_says_the_way_out() {
    let folder = site();
    let before = files_of(folder.path());
    for (arguments, words) in [
        (&["bild"][..], "'build'"),
        (&["build", "--ouput", "x"], "unexpected argument '--ouput'"),
        (&["build", "--jobs", "0"], "a number from 1 to"),
        (&["build", "--jobs", "many"], "a number from 1 to"),
        (&["build", "--now", "yesterday"], "2026-02-18T11:00:00Z"),
        (&["build", "--base-url", "example.org"], "a whole address"),
        (&["build", "--format", "xml"], "human"),
        (&["build", "--root", "nowhere"], "there is no folder `nowhere`"),
        (&["serve", "--root", "nowhere"], "there is no folder `nowhere`"),
        (&["build", "--out", "content"], "lies among the sources"),
        (&["build", "--out", "site.toml"], "is a file, not a folder"),
        (&["build", "--out", "."], "--out DIR"),
        (&["init"], "<DIR>"),
        (&["init", "."], "`.` is not empty"),
        (&["new"], "<PATH>"),
        (&["new", "A Story"], "is no path of a story"),
        (&["new", "../outside"], "is no path of a story"),
        (&["new", "static/x"], "is no path of a story"),
        (&["new", "a", "--lang", "pt-br"], "did you mean `pt-BR`"),
        (&["new", "a", "--lang", "en"], "this story exists in `en`"),
        (&["explain", "story/bad-tga"], "there is nothing called `story/bad-tga`"),
        (&["completions", "cmd"], "bash"),
    ] {
        let ran = run(folder.path(), arguments);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains(words), "{arguments:?}: {}", ran.err);
    }
    let mut command = program();
    command.current_dir(folder.path()).env("SOURCE_DATE_EPOCH", "soon").arg("check");
    let ran = Ran::of(command);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("SOURCE_DATE_EPOCH is `soon`"), "{}", ran.err);
    assert_eq!(files_of(folder.path()), before, "nothing is written");
}

#[test]
fn a_new_site_builds_without_a_warning() {
    let folder = TempDir::new().expect("a folder");
    let begun = run(folder.path(), &["init", "x"]);
    assert_eq!((begun.status, begun.out.as_str()), (0, ""));
    assert!(begun.err.starts_with("a new site stands in `x`\n"), "{}", begun.err);
    let root = folder.path().join("x");
    let files = files_of(&root);
    for file in ["site.toml", ".gitignore", "README.md", ".github/workflows/pages.yml", "content/about/en.md"]
    {
        assert!(files.contains_key(file), "{file}");
    }
    let workflow = words(&files[".github/workflows/pages.yml"]);
    assert!(
        workflow.contains(&format!("onrecord@{}", env!("CARGO_PKG_VERSION"))),
        "the very version is pinned"
    );
    let uses = workflow.lines().filter_map(|line| line.split_once("uses: "));
    for (_, action) in uses {
        let commit = action.split_once('@').expect("a version").1;
        let commit = commit.split(' ').next().expect("a commit");
        assert!(commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit()), "{action}");
    }
    // `check` writes nothing; no address is asked for anything, so that proxies that lead nowhere do not matter.
    let mut check = program();
    check.current_dir(&root).arg("check");
    for proxy in ["http_proxy", "https_proxy", "ALL_PROXY"] {
        check.env(proxy, "http://127.0.0.1:9/");
    }
    let checked = Ran::of(check);
    let (status, out, err) = checked.all();
    assert_eq!((status, out), (0, ""));
    assert_eq!(err, "1 story, 4 editions, 2 charts, 22 pages in … ms; nothing was written\n");
    assert_eq!(files_of(&root), files);
    let built = run(&root, &["build"]);
    let (status, out, err) = built.all();
    assert_eq!((status, out), (0, ""));
    assert!(err.starts_with("1 story, 4 editions, 2 charts, 22 pages, 6 pictures drawn in … ms; "), "{err}");
    assert!(err.ends_with(" files written to `public`, 0 removed\n") && err.lines().count() == 1, "{err}");
    let published = files_of(&root.join("public"));
    let again = run(&root, &["build"]);
    let expected = "1 story, 4 editions, 2 charts, 22 pages in … ms; nothing has changed\n";
    assert_eq!(again.all(), (0, "", expected.to_owned()));
    assert_eq!(files_of(&root.join("public")), published);
    assert_eq!(run(&root, &["build", "--quiet"]).all(), (0, "", String::new()));
}

#[test]
fn new_begins_a_story_and_its_translations() {
    let folder = site();
    let root = folder.path();
    let now = ["--now", "2026-03-04T12:00:00Z"];
    let begun = run(root, &[&["new", "content/europe/cloud/"][..], &now].concat());
    assert_eq!((begun.status, begun.out.as_str()), (0, ""));
    assert!(begun.err.starts_with("begun: content/europe/cloud/en.md\n"), "{}", begun.err);
    let story = std::fs::read_to_string(root.join("content/europe/cloud/en.md")).expect("a story");
    assert!(story.contains("date = 2026-03-04\n") && story.contains("draft = true\n"), "{story}");
    assert_eq!(run(root, &["check", "--drafts"]).status, 0, "a skeleton has no error");
    write(
        root,
        "content/europe/cloud/en.md",
        "+++\ntitle = \"A title\"\ndescription = \"A standfirst\"\ndate = 2026-03-01\nupdated = 2026-03-03\n+++\n\nWords.[^n]\n\n## Part {#part}\n\n> [!LIMITS]\n> What is not known.\n\n```math eq-one\na = b\n```\n\n[^n]: A note -- with two hyphens.\n",
    );
    assert_eq!(run(root, &["new", "europe/cloud"]).status, 0);
    let translation =
        std::fs::read_to_string(root.join("content/europe/cloud/pt-BR.md")).expect("a translation");
    for kept in [
        "of = \"en\"",
        "revision = 2026-03-03",
        "{#part}",
        "> [!LIMITS]",
        "```math eq-one",
        "[^n]: …",
        "# A title\ntitle = \"…\"",
        "Words.[^n]\n-->\n…[^n]",
    ] {
        assert!(translation.contains(kept), "{kept} in {translation}");
    }
    assert_eq!(run(root, &["check", "--drafts"]).status, 0, "the skeleton of a translation has no error");
    let third = run(root, &["new", "europe/cloud"]);
    assert_eq!(third.status, 2);
    assert!(third.err.contains("exists in every language"), "{}", third.err);
    assert_eq!(std::fs::read_to_string(root.join("content/europe/cloud/pt-BR.md")).ok(), Some(translation));
}

#[test]
fn explain_knows_every_code_that_it_lists() {
    let folder = TempDir::new().expect("a folder");
    let list = run(folder.path(), &["explain"]);
    assert_eq!((list.status, list.err.as_str()), (0, ""));
    let names: Vec<&str> =
        list.out.lines().filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next()).collect();
    let codes: Vec<&&str> = names.iter().filter(|name| name.contains('/') && !name.contains('.')).collect();
    assert!(codes.len() > 80, "{}", codes.len());
    for code in codes {
        let ran = run(folder.path(), &["explain", code]);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{code}");
        for part in ["**Level:**", "**What it looks at:**", "**Why it matters:**", "**Example:**"] {
            assert!(ran.out.contains(part), "{code} lacks {part}");
        }
    }
    for other in ["column", "site.toml", "limits", "[!LIMITS]"] {
        assert_eq!(run(folder.path(), &["explain", other]).status, 0, "{other}");
    }
}

#[test]
fn findings_go_to_people_or_to_programs() {
    let folder = site();
    let root = folder.path();
    edit(root, "content/a/en.md", "title =", "titel =");
    let human = run(root, &["check"]);
    assert_eq!((human.status, human.out.as_str()), (1, ""));
    assert!(
        human.err.contains("error[toml/unknown-key]: unknown key `titel`\n --> content/a/en.md:2:1\n"),
        "{}",
        human.err
    );
    assert!(human.err.contains("2 errors in "), "{}", human.err);
    let json = run(root, &["check", "--format", "json"]);
    assert_eq!((json.status, json.err.as_str()), (1, ""));
    let objects: Vec<serde_json::Value> =
        json.out.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect();
    assert_eq!(objects.len(), 2);
    let keys: Vec<&String> = objects[1].as_object().expect("an object").keys().collect();
    let mut expected = vec![
        "code",
        "severity",
        "message",
        "file",
        "line",
        "column",
        "end_line",
        "end_column",
        "hints",
        "related",
    ];
    expected.sort_unstable();
    assert_eq!(keys, expected);
    assert_eq!(objects[1]["code"], "toml/unknown-key");
    assert_eq!(
        (&objects[1]["line"], &objects[1]["column"], &objects[1]["end_column"]),
        (&2.into(), &1.into(), &6.into())
    );
    let github = run(root, &["build", "--format", "github"]);
    assert_eq!((github.status, github.err.as_str()), (1, ""));
    let line = "::error file=content/a/en.md,line=2,endLine=2,col=1,endColumn=6,title=toml/unknown-key::unknown key `titel`%0A";
    assert!(github.out.lines().any(|found| found.starts_with(line)), "{}", github.out);
    assert!(!root.join("public").exists());
    let quiet = run(root, &["check", "--quiet"]);
    assert!(quiet.err.contains("error[") && !quiet.err.contains("nothing was written"), "{}", quiet.err);
    let nothing = run(&root.join("content"), &["build"]);
    assert_eq!(nothing.status, 1);
    assert!(
        nothing.err.contains("site/no-site") && nothing.err.contains("onrecord init DIR"),
        "{}",
        nothing.err
    );
}

#[test]
fn fix_shows_the_difference_and_then_makes_it() {
    let folder = site();
    let root = folder.path();
    edit(root, "site.toml", "\"pt-BR\"]", "\"pt-br\"]");
    let before = files_of(root);
    let shown = run(root, &["fix", "--dry-run"]);
    let difference = "--- site.toml\n+++ site.toml\n@@ -1,3 +1,3 @@\n base_url = \"https://example.org/\"\n title = \"Site\"\n-languages = [\"en\", \"pt-br\"]\n+languages = [\"en\", \"pt-BR\"]\n";
    assert_eq!((shown.status, shown.out.as_str()), (0, difference));
    assert_eq!(shown.err, "1 fix could be applied\n");
    assert_eq!(files_of(root), before);
    let fixed = run(root, &["fix"]);
    assert_eq!((fixed.status, fixed.out.as_str(), fixed.err.as_str()), (0, difference, "1 fix applied\n"));
    assert_eq!(files_of(root).len(), before.len(), "no file beside it is left");
    assert_eq!(run(root, &["check"]).status, 0);
    assert_eq!(run(root, &["fix"]).err, "0 fixes applied\n");
}

#[test]
fn completions_are_written_for_each_shell() {
    let folder = TempDir::new().expect("a folder");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = run(folder.path(), &["completions", shell]);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{shell}");
        assert!(COMMANDS.iter().all(|command| ran.out.contains(command)), "{shell}");
    }
}

#[test]
fn a_reader_that_has_gone_is_no_panic() {
    let folder = site();
    edit(folder.path(), "content/a/en.md", "title =", "titel =");
    for (arguments, error) in
        [(&["explain"][..], false), (&["completions", "bash"], false), (&["check"], true)]
    {
        let mut command = program();
        command.current_dir(folder.path()).args(arguments);
        // Both ends are closed for this stream before the program writes.
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = if error {
            command.stderr(writer).output()
        } else {
            command.stdout(writer).stderr(Stdio::piped()).output()
        };
        let output = output.expect("the program runs");
        assert!(!words(&output.stderr).contains("panicked"), "{arguments:?}");
        assert_eq!(output.status.code(), Some(i32::from(error)), "{arguments:?}");
    }
}

#[test]
fn a_build_with_errors_leaves_what_was_published() {
    let folder = site();
    let root = folder.path();
    assert_eq!(run(root, &["build"]).status, 0);
    let published = files_of(&root.join("public"));
    edit(root, "content/a/en.md", "Words.", "Words [@nobody].");
    let broken = run(root, &["build"]);
    assert_eq!(broken.status, 1);
    assert!(
        broken.err.contains("1 error in ") && broken.err.contains("nothing was published"),
        "{}",
        broken.err
    );
    assert_eq!(files_of(&root.join("public")), published);
    edit(root, "content/a/en.md", "Words [@nobody].", "Other words.");
    assert_eq!(run(root, &["build"]).status, 0);
    let page = std::fs::read_to_string(root.join("public/en/a/index.html")).expect("a page");
    assert!(page.contains("Other words."));
}

#[test]
fn only_a_folder_of_ours_is_replaced() {
    let folder = site();
    let root = folder.path();
    write(root, "elsewhere/mine.txt", "mine");
    let refused = run(root, &["build", "--out", "elsewhere"]);
    assert_eq!(refused.status, 2);
    assert!(refused.err.contains("holds files that this program did not write"), "{}", refused.err);
    assert_eq!(files_of(&root.join("elsewhere")).len(), 1);
    let machine = run(root, &["build", "--out", "site.toml/public"]);
    assert_eq!(machine.status, 3, "{}", machine.err);
    assert!(machine.err.contains("hint: "), "{}", machine.err);
}

#[test]
fn an_embargo_is_kept_until_its_moment() {
    let folder = site();
    let root = folder.path();
    let embargo =
        "title = \"Later\"\ndescription = \"Later\"\ndate = 2026-01-02\nembargo = 2026-05-01T00:00:00Z\n";
    write(root, "content/later/en.md", format!("+++\n{embargo}+++\n\nLater.\n"));
    write(
        root,
        "content/sketch/en.md",
        format!("+++\n{}draft = true\n+++\n", embargo.replace("embargo", "updated")),
    );
    let early = run(root, &["build", "--now", "2026-04-30"]);
    assert_eq!(early.status, 0, "{}", early.err);
    let held =
        "held back: content/later/en.md, under embargo until 2026-05-01T00:00:00Z\nheld back: 1 draft\n";
    assert!(early.err.contains(held), "{}", early.err);
    assert!(!root.join("public/en/later").exists());
    // Nothing but the moment has changed: the build notices all the same.
    let mut late = program();
    late.current_dir(root).env("SOURCE_DATE_EPOCH", "1777593600").arg("build");
    let late = Ran::of(late);
    assert_eq!(late.status, 0);
    assert!(root.join("public/en/later/index.html").exists(), "{}", late.err);
    assert!(!root.join("public/en/sketch").exists());
    assert_eq!(run(root, &["build", "--drafts", "--now", "2026-04-30"]).status, 0);
    assert!(root.join("public/en/sketch/index.html").exists());
}

#[test]
fn a_build_says_that_drafts_of_translations_are_not_compared() {
    let folder = site();
    let root = folder.path();
    let settings = std::fs::read_to_string(root.join("site.toml")).expect("settings");
    let front = "title = \"T\"\ndescription = \"D\"\n";
    write(root, "content/later/en.md", format!("+++\n{front}date = 2026-01-02\n+++\n\nIt has 31 pages.\n"));
    let begun = format!(
        "+++\n{front}draft = true\n\n[translation]\nof = \"en\"\nmethod = \"human\"\n+++\n\n13 pages.\n"
    );
    write(root, "content/later/fr.md", begun);
    if !settings.contains("\"fr\"") {
        write(root, "site.toml", settings.replace("languages = [\"en\"", "languages = [\"en\", \"fr\""));
    }
    for command in ["check", "build"] {
        let ran = run(root, &[command]);
        assert_eq!(ran.status, 0, "{}", ran.err);
        let held = "held back: 1 draft, a translation that was not compared with its original (`onrecord check --drafts` does)\n";
        assert_eq!(ran.err.matches(held).count(), 1, "{}", ran.err);
    }
    let asked = run(root, &["check", "--drafts"]);
    assert!(asked.err.contains("translation/quantity") && !asked.err.contains("held back"), "{}", asked.err);
}

/// Starts a build and does not wait.
fn start(root: &Path) -> Child {
    let mut command = program();
    command.current_dir(root).arg("build").stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("the program runs")
}

#[test]
fn what_a_killed_build_left_over_is_swept() {
    let folder = site();
    let root = folder.path();
    assert_eq!(run(root, &["build"]).status, 0);
    let published = files_of(&root.join("public"));
    write(root, ".public.onrecord/stage/en/half.html", "half");
    for number in 0..12 {
        edit(root, "content/a/en.md", "+++\n\n", &format!("+++\n\nNumber {number}. "));
        let mut build = start(root);
        // Killed at some moment of its work: at once, or after the time that so many looks at the folder take.
        for _ in 0..number * 8 {
            let _ = files_of(&root.join("content"));
        }
        let _ = build.kill();
        build.wait().expect("it ended");
        let now = files_of(&root.join("public"));
        assert_eq!(now.len(), published.len(), "the site is whole at any moment");
        edit(root, "content/a/en.md", &format!("+++\n\nNumber {number}. "), "+++\n\n");
    }
    edit(root, "content/a/en.md", "Words.", "Last words.");
    assert_eq!(run(root, &["build"]).status, 0);
    assert!(!root.join(".public.onrecord/stage").exists() && !root.join(".public.onrecord/aside").exists());
    let page = std::fs::read_to_string(root.join("public/en/a/index.html")).expect("a page");
    assert!(page.contains("Last words."));
}

#[test]
fn builds_at_once_do_not_harm_each_other() {
    let folder = site();
    let root = folder.path();
    for round in 0..3 {
        edit(root, "content/a/en.md", "+++\n\n", &format!("+++\n\nRound {round}. "));
        let builds: Vec<Child> = (0..4).map(|_| start(root)).collect();
        for mut build in builds {
            assert_eq!(build.wait().expect("it ended").code(), Some(0));
        }
    }
    let other = TempDir::new().expect("a folder");
    let out = other.path().join("public");
    assert_eq!(run(root, &["build", "--out", out.to_str().expect("UTF-8")]).status, 0);
    assert_eq!(files_of(&root.join("public")), files_of(&out));
}
