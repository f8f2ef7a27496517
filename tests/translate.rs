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

/// A site with a story in two languages, its translation accepted.
fn accepted(settings: &str, original: &str, translation: &str) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let root = folder.path();
    write(root, "site.toml", format!("{SITE}{settings}"));
    write(root, EN, original);
    write(root, FR, translation);
    let (status, said) = ask(root, &["translate", "accept", "a", "fr"]);
    assert_eq!(status, 0, "{said}");
    folder
}

/// Runs the program: its status, and all that it says.
fn ask(root: &Path, arguments: &[&str]) -> (i32, String) {
    let output = program().current_dir(root).args(arguments).output().expect("the program runs");
    let said = format!("{}{}", words(&output.stdout), words(&output.stderr));
    (output.status.code().expect("no signal"), said)
}

/// Replaces words of a file.
fn change(root: &Path, path: &str, from: &str, to: &str) {
    let text = std::fs::read_to_string(root.join(path)).expect("a file");
    assert!(text.contains(from), "`{from}` in {path}");
    write(root, path, text.replace(from, to));
}

const SHORT: &str = "+++\ntitle = \"What the files say\"\ndescription = \"A short account.\"\ndate = 2026-02-18\n+++\n\nThe agency held 400 terabytes, and nobody was told of it.\n\n| Year | Pumps | Euros |\n| ---- | ----: | ----- |\n| 2021 | 14 | 3,100 |\n";
const COURT: &str = "+++\ntitle = \"Ce que disent les dossiers\"\ndescription = \"Un bref récit.\"\n\n[translation]\nof = \"en\"\nrevision = 2026-02-18\nmethod = \"human\"\n+++\n\nL’agence détenait 400 téraoctets, et personne n’en fut informé.\n\n| Année | Pompes | Euros |\n| ---- | ----: | ----- |\n| 2021 | 14 | 3 100 |\n";

#[test]
fn what_accepting_takes_in_never_refuses_it() {
    let levels = "[checks]\n\"translation/behind\" = \"error\"\n\"translation/figures-behind\" = \"error\"\n\"translation/behind-correction\" = \"error\"\n\"translation/revision\" = \"error\"\n";
    let folder = accepted(levels, SHORT, COURT);
    let root = folder.path();
    change(root, EN, "400", "410");
    change(
        root,
        EN,
        "date = 2026-02-18\n",
        "date = 2026-02-18\nupdated = 2026-03-03\n\n[[corrections]]\ndate = 2026-03-03\nkind = \"correction\"\nnote = \"It was 410.\"\n",
    );
    assert_eq!(ask(root, &["check"]).0, 1, "a site can raise it");
    let (status, said) = ask(root, &["translate", "accept", "a", "fr"]);
    assert_eq!(status, 1, "the figure is not taken in: {said}");
    assert!(said.contains("translation/quantity") && !said.contains("behind]"), "{said}");
    change(root, FR, "400", "410");
    let (status, said) = ask(root, &["translate", "accept", "a", "fr"]);
    assert_eq!(status, 0, "{said}");
    assert_eq!(ask(root, &["check"]).0, 0);
}

#[test]
fn a_skeleton_agrees_with_its_original_and_is_never_published() {
    let folder = TempDir::new().expect("a folder");
    let root = folder.path();
    write(root, "site.toml", SITE);
    // A first paragraph without anything that tells it from others.
    let more = "It rained.\n\n[Five of them](nofact:style) came -- or --> did not.\n\nThe agency";
    write(root, EN, SHORT.replace("The agency", more));
    assert_eq!(ask(root, &["translate", "init", "a", "fr"]).0, 0);
    let text = std::fs::read_to_string(root.join(FR)).expect("a file");
    assert!(text.contains("| ---- | ----: | ----- |\n| 2021"), "comments are as the original: {text}");
    assert!(text.contains("| 2021 | 14 | … |") && text.contains("[…](nofact:style)"), "{text}");
    let (status, said) = ask(root, &["check", "--drafts"]);
    assert!(status == 0 && !said.contains("translation/"), "{said}");
    assert_eq!(ask(root, &["check"]).0, 0, "a draft stops nothing");
    change(root, FR, "draft = true\n", "");
    let (status, said) = ask(root, &["check"]);
    assert_eq!(status, 1);
    // Title, standfirst, three paragraphs, four cells.
    assert_eq!(said.matches("error[translation/to-do]").count(), 9, "{said}");
    assert!(!said.contains("translation/structure") && !said.contains("translation/sentences"), "{said}");
}

#[test]
fn status_says_who_does_not_get_a_translation_and_why() {
    let folder = accepted("", SHORT, COURT);
    let root = folder.path();
    let state = |root: &Path| ask(root, &["translate", "status", "a", "--quiet"]).1;
    change(root, FR, "revision = 2026-02-18", "revision = 2027-01-01");
    assert!(state(root).contains("ahead      `revision` is newer"), "{}", state(root));
    change(root, FR, "revision = 2027-01-01", "revision = 2026-02-18");
    change(root, FR, "\n[translation]", "draft = true\n\n[translation]");
    assert!(state(root).contains("current    a draft"), "{}", state(root));
    change(root, FR, "draft = true", "embargo = 2999-01-01T00:00:00Z");
    assert!(state(root).contains("current    under embargo"), "{}", state(root));
    change(root, FR, "embargo = 2999-01-01T00:00:00Z\n", "");
    change(root, LOCK, "form = 2\n", "<<<<<<< ours\nform = 2\n=======\nform = 2\n>>>>>>> theirs\n");
    assert!(state(root).contains("record unusable"), "{}", state(root));
    assert_eq!(ask(root, &["check"]).1.matches("error[").count(), 1, "{}", ask(root, &["check"]).1);
    std::fs::remove_file(root.join(LOCK)).expect("a file");
    change(root, EN, "date = 2026-02-18\n", "date = 2026-02-18\nupdated = 2026-03-03\n");
    assert!(state(root).contains("`revision` is older than the original"), "{}", state(root));
}

#[test]
fn a_figure_that_the_build_writes_is_taken_in_already() {
    let folder = TempDir::new().expect("a folder");
    let root = folder.path();
    write(root, "site.toml", SITE);
    RECORDS.iter().for_each(|(path, text)| write(root, path, text));
    write(root, EN, SHORT.replace("400 terabytes", "[400 terabytes](fact:held) [@files]"));
    write(root, FR, COURT.replace("400 téraoctets", "[](fact:held) [@files]"));
    let (status, said) = ask(root, &["translate", "accept", "a", "fr"]);
    assert_eq!(status, 0, "{said}");
    change(root, FACTS, "value = 400", "value = 410");
    change(root, EN, "400 terabytes", "410 terabytes");
    let (status, said) = ask(root, &["check"]);
    assert!(status == 0 && !said.contains("behind"), "{said}");
    change(root, EN, "and nobody was told", "and nobody knew");
    assert!(ask(root, &["check"]).1.contains("translation/figures-behind"), "the words are other ones too");
}

#[test]
fn forms_that_a_command_does_not_speak_are_refused() {
    let folder = accepted("", SHORT, COURT);
    for arguments in [
        &["translate", "diff", "a", "fr", "--format", "json"][..],
        &["translate", "status", "--format", "github"],
    ] {
        assert_eq!(ask(folder.path(), arguments).0, 2, "{arguments:?}");
    }
    let (status, said) = ask(folder.path(), &["translate", "init", "a", "de"]);
    assert!(status == 2 && said.contains("add it to `languages` in site.toml"), "{said}");
}

#[test]
fn texts_of_exhibits_are_part_of_what_is_accepted() {
    let folder = TempDir::new().expect("a folder");
    let root = folder.path();
    RECORDS.iter().for_each(|(path, text)| write(root, path, text));
    write(root, EN, format!("{SHORT}\n![](figure:bill)\n"));
    write(root, FR, format!("{COURT}\n![](figure:bill)\n"));
    let exhibit = "[bill]\nform = \"picture\"\nfile = \"bill.svg\"\ncredit = \"Ana Lima\"\ncaption = { en = \"The bill of [400 terabytes](fact:held)\" }\nalt = { en = \"A bill\" }\n";
    write(root, "content/a/figures.toml", exhibit);
    write(
        root,
        "content/a/bill.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9\"/></svg>",
    );
    let texts =
        "[figures.bill]\ncaption = \"La facture de [450 téraoctets](fact:held)\"\nalt = \"Une facture\"\n";
    write(root, "content/a/fr.toml", texts);
    let (status, said) = ask(root, &["translate", "accept", "a", "fr"]);
    assert!(status == 1 && said.contains("fact/number"), "{said}");
    change(root, "content/a/fr.toml", "450", "400");
    let (status, said) = ask(root, &["translate", "accept", "a", "fr"]);
    assert_eq!(status, 0, "{said}");
    change(root, FACTS, "value = 400", "value = 410");
    change(root, "content/a/figures.toml", "400", "410");
    let (status, said) = ask(root, &["check"]);
    assert!(status == 0 && said.contains("warning[fact/number]"), "{said}");
    let (_, said) = ask(root, &["translate", "diff", "a", "fr"]);
    assert!(said.contains("La facture de 400 téraoctets"), "the texts are shown: {said}");
}

#[test]
fn how_letters_with_marks_are_saved_is_no_change() {
    let folder = accepted("", SHORT, COURT);
    let root = folder.path();
    change(root, FR, "récit", "re\u{301}cit");
    let (_, said) = ask(root, &["translate", "status", "a"]);
    assert!(said.contains("fr     current"), "{said}");
}

#[test]
fn what_a_translation_waits_for_is_shown_in_the_words_of_its_original() {
    let folder = accepted("", SHORT, COURT);
    let root = folder.path();
    let bill = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9\"/></svg>";
    write(root, "content/a/bill.svg", bill);
    let exhibit = "[bill]\nform = \"picture\"\nfile = \"bill.svg\"\ncredit = \"Ana Lima\"\ncaption = { en = \"What was paid\" }\nalt = { en = \"A bill\" }\n";
    write(root, "content/a/figures.toml", exhibit);
    let lead = "date = 2026-02-18\nimage = { file = \"bill.svg\", alt = \"Another bill\" }\n";
    write(root, EN, format!("{}\n![](figure:bill)\n", SHORT.replace("date = 2026-02-18\n", lead)));
    write(root, FR, format!("{COURT}\n![](figure:bill)\n"));
    let (status, said) = ask(root, &["build"]);
    assert_eq!(status, 0, "{said}");
    assert_eq!(said.matches("warning[translation/missing-text]").count(), 2, "{said}");
    assert_eq!(said.matches("warning[figure/no-alt]").count(), 1, "{said}");
    let page = std::fs::read_to_string(root.join("public/fr/a/index.html")).expect("a page");
    for words in [
        "alt=\"Another bill\" lang=\"en\" dir=\"ltr\"",
        "alt=\"A bill\" lang=\"en\" dir=\"ltr\"",
        "<span lang=\"en\" dir=\"ltr\">What was paid</span>",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let own = std::fs::read_to_string(root.join("public/en/a/index.html")).expect("a page");
    assert!(own.contains("alt=\"A bill\" width"), "the original's words are its own: {own}");
    let (status, said) = ask(root, &["translate", "accept", "a", "fr"]);
    assert!(status == 1 && said.contains("3 errors"), "{said}");
    change(root, "content/a/figures.toml", "What was paid\"", "What was paid\", fr = \"Ce qui fut payé\"");
    change(root, "content/a/figures.toml", "A bill\"", "A bill\", fr = \"Une facture\"");
    change(root, FR, "\n[translation]", "image = { alt = \"Une autre facture\" }\n\n[translation]");
    let (status, said) = ask(root, &["translate", "accept", "a", "fr"]);
    assert_eq!(status, 0, "{said}");
    change(root, "content/a/figures.toml", ", fr = \"Une facture\"", "");
    let (status, said) = ask(root, &["check"]);
    assert!(status == 1 && said.contains("error[translation/missing-text]"), "{said}");
}
