//! Words against the record in whole sites: one changed cell names every place that it makes wrong, and `fix` repairs
//! what is certain.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Output;

use tempfile::TempDir;

use crate::built::{NOW, copy, files_of, program, repository, words, write};

/// The demo, to be changed.
fn demo() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for path in ["content", "themes"] {
        copy(&repository().join(path), &folder.path().join(path));
    }
    std::fs::copy(repository().join("site.toml"), folder.path().join("site.toml")).expect("the settings");
    folder
}

fn replace(root: &Path, path: &str, from: &str, to: &str) {
    let text = std::fs::read_to_string(root.join(path)).expect("a text");
    assert!(text.contains(from), "{path} does not say `{from}`");
    write(root, path, text.replace(from, to));
}

fn run(root: &Path, arguments: &[&str]) -> Output {
    let mut command = program();
    command.args(["--root".as_ref(), root.as_os_str()]).args(["--now", NOW]).args(arguments);
    command.output().expect("the program runs")
}

/// Errors as code, file, line, column.
fn errors(root: &Path) -> Vec<(String, String, usize, usize)> {
    let checked = words(&run(root, &["check", "--format", "json"]).stdout);
    let findings = checked.lines().map(|line| serde_json::from_str(line).expect("JSON"));
    let errors = findings.filter(|finding: &serde_json::Value| finding["severity"] == "error");
    let number =
        |value: &serde_json::Value| usize::try_from(value.as_u64().expect("a number")).expect("small");
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    errors
        .map(|it| (text(&it["code"]), text(&it["file"]), number(&it["line"]), number(&it["column"])))
        .collect()
}

/// Every place where words, not the build, say something of a fact: file, line, columns from bracket to parenthesis.
fn bound(root: &Path, facts: &[&str]) -> Vec<(String, usize, usize, usize)> {
    let mut places = Vec::new();
    for (path, bytes) in files_of(&root.join("content")) {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        // The record of a translation keeps what the original said, and states nothing.
        if path.ends_with(".lock.toml") {
            continue;
        }
        for (at, line) in text.lines().enumerate() {
            for (target, _) in line.match_indices("](fact:") {
                let rest = &line[target + "](fact:".len()..];
                let link = &rest[..rest.find(')').expect("an end")];
                let id = link.split(['>', '?']).next().expect("an id").rsplit('/').next().expect("an id");
                let start = line[..target].rfind('[').expect("a bracket");
                if facts.contains(&id) && start + 1 < target {
                    let column = |byte: usize| line[..byte].chars().count() + 1;
                    places.push((format!("content/{path}"), at + 1, column(start), column(target)));
                }
            }
        }
    }
    places
}

#[test]
fn one_changed_cell_is_told_wherever_it_is_said() {
    let site = demo();
    assert_eq!(errors(site.path()), [], "the demo as it is");
    let settings = std::fs::read_to_string(site.path().join("site.toml")).expect("the settings");
    assert!(settings.lines().any(|line| line.split_whitespace().eq(["strict", "=", "true"])));
    replace(site.path(), "content/cloud-archive/storage.csv", "2026-01,1400,almost", "2026-01,1100,almost");
    let errors = errors(site.path());
    let said = bound(site.path(), &["cloud-2026-01", "cloud-growth", "images-equivalent"]);
    let files: BTreeSet<&str> = said.iter().map(|(file, ..)| &**file).collect();
    for file in ["en.md", "pt-BR.md", "figures.toml", "pt-BR.toml"] {
        assert!(files.contains(&*format!("content/cloud-archive/{file}")), "{file} binds nothing: {files:?}");
    }
    for (file, line, from, to) in &said {
        let is_told = errors.iter().any(|(code, at, row, column)| {
            code.starts_with("fact/") && at == file && row == line && from <= column && column <= to
        });
        // A condition is told at the destination, behind the words.
        let is_condition = errors.iter().any(|(code, at, row, column)| {
            code == "fact/condition" && at == file && row == line && *column == to + 2
        });
        assert!(is_told || is_condition, "{file}:{line}:{from} is not told: {errors:#?}");
    }
    assert!(errors.iter().any(|(code, ..)| code == "data/assert"), "what the desk knows of the table");
    let told = errors.iter().filter(|(code, ..)| code.starts_with("fact/")).count();
    assert_eq!(told, said.len(), "nothing else is told: {errors:#?}");
}

#[test]
fn fix_fill_brings_digits_up_to_date_and_writes_empty_bindings_out() {
    let site = demo();
    replace(site.path(), "content/cloud-archive/storage.csv", "2026-01,1400,almost", "2026-01,1600,almost");
    let shown = run(site.path(), &["fix", "--fill", "--dry-run"]);
    assert!(words(&shown.stdout).contains("+In January the [Removals and Customs Agency](name:removals-agency) had [almost 1,600 terabytes](fact:cloud-2026-01)"));
    assert_eq!(files_of(&site.path().join("content")).len(), files_of(&repository().join("content")).len());
    let fixed = run(site.path(), &["fix", "--fill"]);
    assert_eq!(fixed.status.code(), Some(0));
    let said = words(&fixed.stderr);
    assert!(said.contains("left: content/cloud-archive/en.md:52: `about 490 million images`"), "{said}");
    let text = |path: &str| std::fs::read_to_string(site.path().join("content").join(path)).expect("a text");
    let portuguese = text("cloud-archive/pt-BR.md");
    assert!(portuguese.contains("[quase 1.600 terabytes](fact:cloud-2026-01)"));
    assert!(portuguese.contains("chegou em [16 de fevereiro de 2026](fact:reply-received)"));
    assert!(text("cloud-archive/figures.toml").contains("[almost 1,600 terabytes](fact:cloud-2026-01)"));
    assert!(
        text("method/en.md")
            .contains("it puts [almost 1,600 terabytes](fact:cloud-archive/cloud-2026-01) or")
    );
    let left: BTreeSet<String> =
        errors(site.path()).into_iter().map(|(code, file, ..)| code + " " + &file).collect();
    // The same is left in the translation, where it is a warning: its original was changed since it was accepted.
    let expected = ["fact/number content/cloud-archive/en.md"];
    assert_eq!(left, expected.map(str::to_owned).into(), "only what was left");
    let again = run(site.path(), &["fix", "--fill"]);
    assert_eq!(words(&again.stdout), "", "nothing more to write");
}

/// A small site with one edition.
fn small(text: &str) -> TempDir {
    let site = TempDir::new().expect("a folder");
    let files = [
        ("site.toml", "base_url = \"https://example.org/\"\ntitle = \"Site\"\nlanguages = [\"en\"]\n"),
        ("content/a/sources.toml", "[files]\ntype = \"document\"\ntitle = \"Files\"\n"),
        (
            "content/a/facts.toml",
            "[held]\nvalue = 1400\nunit = \"TB\"\nbound = \"almost\"\ncite = [\"@files\"]\n[cost]\nvalue = 1512.4\nunit = \"USD\"\ncite = [\"@files\"]\n",
        ),
    ];
    for (path, text) in files {
        write(site.path(), path, text);
    }
    write(site.path(), "content/a/en.md", format!("+++\ntitle = \"A\"\ndescription = \"B\"\n+++\n{text}\n"));
    site
}

fn fixed(text: &str, arguments: &[&str]) -> String {
    let site = small(text);
    run(site.path(), arguments);
    let text = std::fs::read_to_string(site.path().join("content/a/en.md")).expect("a text");
    text.rsplit("+++\n").next().expect("a text").trim_end().to_owned()
}

#[test]
fn fix_moves_a_hedge_into_the_brackets() {
    assert_eq!(
        fixed("It held almost [1,400 TB](fact:held) then.", &["fix"]),
        "It held [almost 1,400 TB](fact:held) then."
    );
    let twice = "It held about [almost 1,400 TB](fact:held) then.";
    assert_eq!(fixed(twice, &["fix"]), twice, "which of the two is meant is not certain");
}

#[test]
fn fix_fill_keeps_the_writers_words_and_leaves_what_is_not_certain() {
    for (before, after) in [
        ("[$1.4 thousand](fact:cost)", "[$1.5 thousand](fact:cost)"),
        ("[$1,490](fact:cost)", "[$1,512](fact:cost)"),
        ("[](fact:held?style=long)", "[almost 1,400 terabytes](fact:held)"),
        ("[](fact:cost?style=bare)", "[](fact:cost?style=bare)"),
        ("[almost $1,400](fact:cost)", "[almost $1,400](fact:cost)"),
        ("[1,300 TB](fact:held)", "[1,300 TB](fact:held)"),
        ("[fourteen hundred dollars](fact:cost)", "[fourteen hundred dollars](fact:cost)"),
    ] {
        assert_eq!(fixed(before, &["fix", "--fill"]), after);
    }
    let plain = "[$1,490](fact:cost) [](fact:held)";
    assert_eq!(fixed(plain, &["fix"]), plain, "without the option nothing is filled in");
}

#[test]
fn a_build_counts_what_is_unbound() {
    let site = small("It held 400 terabytes for 12 years, and “nobody ever asked us why”.");
    let said = words(&run(site.path(), &["check"]).stderr);
    assert!(said.contains("2 figures and 1 quotation are unbound"), "{said}");
    let site = small("It held [almost 1,400 TB](fact:held).");
    let said = words(&run(site.path(), &["check"]).stderr);
    assert!(!said.contains("unbound"), "{said}");
}
