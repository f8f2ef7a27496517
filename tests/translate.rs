//! The whole life of a translation, told by the program: every step with what it says and what it writes.
//!
//! `translate/life.md` is the transcript. `UPDATE=1 cargo test --test main translate` writes it anew; read what has
//! changed in it.

use std::fmt::Write as _;
use std::path::Path;

use tempfile::TempDir;

use crate::built::{program, repository, words, write};

const TRANSCRIPT: &str = "tests/translate/life.md";

const SITE: &str =
    "base_url = \"https://example.org/\"\ntitle = \"Site\"\nlanguages = [\"en\", \"fr\", \"pt-BR\"]\n";

const ORIGINAL: &str = r#"+++
title = "What the files say"
description = "A short account of the archive: [400 terabytes](fact:held) in summer."
date = 2026-02-18
authors = ["Ana Lima"]
+++

The agency held [400 terabytes](fact:held) in summer, and nobody was told [@files, p. 4].

A supplier billed for every gigabyte, and the contract names no limit.[^n]

## The bill {#bill}

Nobody at the agency would answer questions, about the archive or the bill.

- The first invoice counts 31 pages.
- The second one never came.

> [!LIMITS]
> What the data are, nobody knows.

The contract ends in March 2027, and [no successor](https://example.org/tender) has been named.

[^n]: So the [register](https://example.org/register) says.
"#;

const TRANSLATION: &str = r#"+++
title = "Ce que disent les dossiers"
description = "Un bref récit des archives : [400 téraoctets](fact:held) en été."

[translation]
of = "en"
by = ["Zoé Martin"]
method = "human"
+++

L’agence détenait [400 téraoctets](fact:held) en été, et personne n’en fut informé [@files, p. 4].

Un fournisseur facturait chaque gigaoctet, et le contrat ne fixe aucune limite.[^n]

## La facture {#bill}

Personne à l’agence n’a voulu répondre, ni sur les archives ni sur la facture.

- La première facture compte 31 pages.
- La seconde n’est jamais venue.

> [!LIMITS]
> Ce que sont les données, personne ne le sait.

Le contrat s’achève en mars 2027, et [aucun successeur](https://example.org/tender) n’a été nommé.

[^n]: Selon le [registre](https://example.org/register).
"#;

const RECORDS: [(&str, &str); 4] = [
    (
        "content/a/facts.toml",
        "[held]\nvalue = 400\nunit = \"TB\"\ncite = [\"@files\"]\nlabel = { en = \"Data held\", fr = \"Données\" }\n",
    ),
    (
        "content/a/sources.toml",
        "[files]\ntype = \"document\"\ntitle = \"Files\"\n[files.provenance]\naccess = \"withheld\"\naccess_reason = { en = \"to protect the source\", fr = \"pour protéger la source\" }\n",
    ),
    ("content/a/en.md", ORIGINAL),
    ("site.toml", SITE),
];

/// Codes whose messages are told.
const OURS: [&str; 6] = [
    "translation/behind",
    "translation/figures-behind",
    "translation/behind-correction",
    "translation/lock",
    "translation/orphan-lock",
    "translation/revision",
];

const EN: &str = "content/a/en.md";
const FR: &str = "content/a/fr.md";
const FACTS: &str = "content/a/facts.toml";
const LOCK: &str = "content/a/fr.lock.toml";

/// A folder, and all that was said so far.
struct Life {
    folder: TempDir,
    told: String,
}

impl Life {
    fn begin() -> Life {
        let folder = TempDir::new().expect("a folder");
        RECORDS.iter().for_each(|(path, text)| write(folder.path(), path, text));
        let told = "The whole life of a translation, as the program tells it. `tests/translate.rs` writes this file.\n";
        Life { folder, told: told.to_owned() }
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn step(&mut self, title: &str) {
        let _ = write!(self.told, "\n## {title}\n");
    }

    /// Replaces words of a file, once.
    fn edit(&mut self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert_eq!(text.matches(from).count(), 1, "`{from}` in {path}");
        write(self.root(), path, text.replace(from, to));
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.root().join(path)).expect("a file")
    }

    /// Runs the program; what it says is told. Returns its status.
    fn run(&mut self, arguments: &[&str]) -> i32 {
        let output = program().current_dir(self.root()).args(arguments).output().expect("the program runs");
        let status = output.status.code().expect("no signal");
        let said = format!("{}{}", words(&output.stdout), words(&output.stderr));
        let said = said.find("nothing was recorded").map_or(&*said, |at| &said[at..]);
        let _ = write!(self.told, "\n```console\n$ onrecord {}\n{}", arguments.join(" "), said.trim_end());
        let _ = writeln!(self.told, "{}```", if said.trim().is_empty() { "" } else { "\n" });
        if status != 0 {
            let _ = write!(self.told, "\nStatus {status}.\n");
        }
        status
    }

    /// What is found about the translation, a line each.
    fn check(&mut self) -> i32 {
        let output = program()
            .current_dir(self.root())
            .args(["check", "--format", "json", "--drafts"])
            .output()
            .expect("the program runs");
        let mut list = String::new();
        for line in words(&output.stdout).lines() {
            let found: serde_json::Value = serde_json::from_str(line).expect("an object a line");
            let part = |key: &str| found[key].as_str().unwrap_or_default().to_owned();
            if part("code") == "theme/missing-messages" {
                continue;
            }
            // How others put it is theirs.
            let is_ours = OURS.contains(&part("code").as_str());
            let message = if is_ours { format!(": {}", part("message")) } else { String::new() };
            let (line, column) = (&found["line"], &found["column"]);
            let place = format!("{}:{line}:{column}", part("file"));
            let _ = writeln!(list, "{place} {} {}{message}", part("severity"), part("code"));
        }
        let list = if list.is_empty() { "nothing\n".to_owned() } else { list };
        let _ = write!(self.told, "\nFound:\n\n```text\n{list}```\n");
        output.status.code().expect("no signal")
    }

    /// How things are: findings, the table, the difference.
    fn look(&mut self) {
        assert_eq!(self.check(), 0, "nothing is held up: {}", self.told);
        self.run(&["translate", "status", "a"]);
        self.run(&["translate", "diff", "a", "fr"]);
    }

    fn accept(&mut self) {
        assert_eq!(self.run(&["translate", "accept", "a", "fr"]), 0, "{}", self.told);
    }
}

#[test]
fn the_whole_life_of_a_translation() {
    let mut life = Life::begin();
    begin(&mut life);
    small_changes(&mut life);
    correct(&mut life);
    rebuild(&mut life);
    end(&mut life);
    let path = repository().join(TRANSCRIPT);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &life.told).expect("a transcript");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == life.told, "{TRANSCRIPT} tells otherwise:\n{}", life.told);
}

fn begin(life: &mut Life) {
    life.step("Begin");
    life.run(&["translate", "status"]);
    life.run(&["translate", "init", "a", "fr"]);
    let begun = life.read(FR);
    let _ = write!(life.told, "\n```markdown\n{begun}```\n");
    let check =
        program().current_dir(life.root()).args(["check", "--quiet"]).output().expect("the program runs");
    assert!(check.status.success(), "a draft stops nothing: {}", words(&check.stderr));
    assert_eq!(life.run(&["translate", "init", "a", "fr"]), 2, "nothing is written over");
    life.run(&["translate", "status", "a"]);
    life.step("Translate and accept");
    write(life.root(), FR, TRANSLATION.replace("31", "13"));
    assert_eq!(
        life.run(&["translate", "accept", "a", "fr"]),
        1,
        "two editions that disagree are not accepted"
    );
    write(life.root(), FR, TRANSLATION);
    life.run(&["translate", "status", "a"]);
    life.run(&["translate", "diff", "a", "fr"]);
    life.accept();
    life.look();
    let record = life.read(LOCK);
    life.accept();
    assert_eq!(record, life.read(LOCK), "what is accepted twice is the same record");
}

fn small_changes(life: &mut Life) {
    life.step("Set lines anew: no change");
    life.edit(EN, "would answer questions, about", "would answer\nquestions, about");
    life.look();
    life.step("Change a comma: one block");
    life.edit(EN, "questions, about", "questions about");
    life.look();
    life.step("Change a figure, and another link");
    life.edit(EN, "31 pages", "32 pages");
    life.edit(EN, "org/tender", "org/notice");
    life.look();
    assert_eq!(life.run(&["translate", "accept", "a", "fr"]), 1, "the figure is not taken in");
    let refused = program()
        .current_dir(life.root())
        .args(["translate", "accept", "a", "fr"])
        .output()
        .expect("the program runs");
    let told = words(&refused.stderr);
    assert!(!told.contains("warning[") && told.contains("error[translation/"), "refused for errors: {told}");
    life.edit(FR, "31 pages", "32 pages");
    life.edit(FR, "org/tender", "org/notice");
    life.accept();
    life.look();
}

fn correct(life: &mut Life) {
    life.step("Correct");
    life.edit(FACTS, "value = 400", "value = 410");
    let text = life.read(EN).replace("400 terabytes", "410 terabytes").replace(
        "authors = [\"Ana Lima\"]\n",
        "updated = 2026-03-03\nauthors = [\"Ana Lima\"]\n\n[[corrections]]\ndate = 2026-03-03\nkind = \"correction\"\nnote = { en = \"An earlier version said 400.\", fr = \"Une version antérieure disait 400.\" }\nfacts = [\"held\"]\n",
    );
    write(life.root(), EN, text);
    life.look();
    let text = life.read(FR).replace("400 téraoctets", "410 téraoctets");
    write(life.root(), FR, text);
    life.accept();
    life.look();
}

fn rebuild(life: &mut Life) {
    life.step("Move a paragraph: nothing to translate");
    let limits = "> [!LIMITS]\n> What the data are, nobody knows.\n\n";
    life.edit(EN, limits, "");
    life.edit(EN, "A supplier billed", &format!("{limits}A supplier billed"));
    life.look();
    let limits = "> [!LIMITS]\n> Ce que sont les données, personne ne le sait.\n\n";
    life.edit(FR, limits, "");
    life.edit(FR, "Un fournisseur facturait", &format!("{limits}Un fournisseur facturait"));
    life.accept();
    life.look();
    life.step("Write a paragraph at the top");
    life.edit(
        EN,
        "The agency held",
        "It rained all week in the harbour, and 12 people came to the hearing.\n\nThe agency held",
    );
    life.look();
    life.edit(
        FR,
        "L’agence détenait",
        "Il plut toute la semaine au port, et 12 personnes vinrent à l’audience.\n\nL’agence détenait",
    );
    life.accept();
    life.step("Delete a section");
    let text = life.read(EN);
    let (start, end) =
        (text.find("## The bill").expect("a section"), text.find("The contract ends").expect("its end"));
    write(life.root(), EN, format!("{}{}", &text[..start], &text[end..]));
    life.look();
    let text = life.read(FR);
    let (start, end) =
        (text.find("## La facture").expect("a section"), text.find("Le contrat s’achève").expect("its end"));
    write(life.root(), FR, format!("{}{}", &text[..start], &text[end..]));
    life.accept();
    life.look();
}

fn end(life: &mut Life) {
    life.step("Change the translation only: ahead");
    life.edit(FR, "personne n’en fut informé", "nul n’en fut informé");
    life.look();
    life.accept();
    life.step("Take a paragraph out of the translation: partial");
    let whole = life.read(FR);
    let (start, end) =
        (whole.find("> [!LIMITS]").expect("a box"), whole.find("Un fournisseur").expect("its end"));
    write(life.root(), FR, format!("{}{}", &whole[..start], &whole[end..]));
    assert_eq!(life.check(), 1, "the two do not agree");
    life.run(&["translate", "status", "a"]);
    life.run(&["translate", "diff", "a", "fr"]);
    write(life.root(), FR, whole);
    life.step("Change `revision` by hand");
    life.edit(FR, "revision = 2026-03-03", "revision = 2026-02-18");
    life.look();
    life.accept();
    assert!(life.read(FR).contains("revision = 2026-03-03"), "{}", life.told);
    life.step("By machine");
    life.edit(FR, "method = \"human\"", "method = \"machine\"\ntool = \"A program\"");
    life.run(&["translate", "status", "a"]);
    life.run(&["translate", "status", "--format", "json"]);
    life.step("Write in the record: no record");
    life.edit(LOCK, "What the files say", "What files say");
    assert_eq!(life.check(), 1, "an edited record is an error");
    life.accept();
    life.step("Take the translation away: orphan");
    std::fs::remove_file(life.root().join(FR)).expect("a file");
    assert_eq!(life.check(), 0);
    life.run(&["translate", "status", "a"]);
    assert_eq!(life.run(&["translate", "diff", "a", "fr"]), 2);
    assert_eq!(life.run(&["translate", "diff", "a", "en"]), 2);
    assert_eq!(life.run(&["translate", "accept", "b", "fr"]), 2);
    life.step("Begin again beside the old record: all is to translate");
    life.run(&["translate", "init", "a", "fr"]);
    life.run(&["translate", "status", "a"]);
    assert_eq!(life.run(&["translate", "accept", "a", "fr"]), 2, "a skeleton is no translation");
}
