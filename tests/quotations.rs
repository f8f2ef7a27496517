//! Quotations as readers get them, and the documents behind them: read once, as long as they do not change.

use onrecord::{Build, Memo, MemoryWorld, Options, Severity};

use crate::built::repository;

const SETTINGS: &str =
    "base_url = \"https://example.org/\"\ntitle = \"Site\"\nlanguages = [\"en\", \"pt-BR\"]\n";

const SOURCES: &str = r#"[log]
type = "report"
title = "Log"
[log.provenance]
access = "withheld"
access_reason = { en = "names", pt-BR = "nomes" }
[[log.copies]]
file = "documents/log.pdf"
pages = 2
"#;

const QUOTES: &str = r#"[water]
exact = "a água já não era potável"
language = "pt-BR"
cite = ["@log, p. 2"]
translations = { en = "the water was no longer fit to drink" }
[office]
exact = "Nobody refilled the office’s file on these interruptions"
language = "en"
cite = ["@log, p. 1"]
"#;

fn world(text: &str, portuguese: &str) -> MemoryWorld {
    let mut world = MemoryWorld::new("2026-03-04T12:00:00Z".parse().expect("a moment"));
    let pdf = std::fs::read(repository().join("tests/media/quoted-libreoffice.pdf")).expect("a document");
    let head = "+++\ntitle = \"A\"\ndescription = \"B\"\n";
    let translation = "[translation]\nof = \"en\"\nby = [\"Ana Sá\"]\nmethod = \"human\"\n";
    for (path, bytes) in [
        ("site.toml", SETTINGS.as_bytes().to_vec()),
        ("content/a/sources.toml", SOURCES.into()),
        ("content/a/quotes.toml", QUOTES.into()),
        ("content/a/documents/log.pdf", pdf),
        ("content/a/en.md", format!("{head}+++\nSo it is [@log]. {text}\n").into()),
        ("content/a/pt-BR.md", format!("{head}{translation}+++\nÉ assim [@log]. {portuguese}\n").into()),
    ] {
        world.insert(path, bytes);
    }
    world
}

fn built(world: &MemoryWorld, memo: &mut Memo) -> Build {
    onrecord::build(world, &Options::default(), memo)
}

fn page(build: &Build, path: &str) -> String {
    let errors: Vec<&str> = build
        .diagnostics
        .iter()
        .filter(|one| one.severity == Severity::Error)
        .map(|one| one.message.as_str())
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    let found = build.outputs.iter().find(|(other, _)| other.to_string() == path);
    String::from_utf8(found.expect("a page").1.bytes.to_vec()).expect("UTF-8")
}

#[test]
fn cuts_stay_marked_and_words_in_another_language_say_so() {
    let world = world(
        "It said [“the water […] fit to drink”](quote:water), or [“a água já não era potável”](quote:water), and [](quote:office).\n\n\
         > [!QUOTE] water\n\n> [!QUOTE] office\n",
        "Disse [“a água […] potável”](quote:water), ou [“a água já não era potável”](quote:water), e \
         [](quote:office).\n\n> [!QUOTE] water\n\n> [!QUOTE] office\n",
    );
    let build = built(&world, &mut Memo::default());
    let english = page(&build, "en/a/index.html");
    assert!(english.contains(">“the water […] fit to drink”</a>"), "{english}");
    assert!(
        english.contains("<span lang=\"pt-BR\" dir=\"ltr\">“a água já não era potável”</span>"),
        "{english}"
    );
    assert!(
        english.contains("<p lang=\"pt-BR\" dir=\"ltr\">a água já não era potável</p>"),
        "the original of the block"
    );
    let portuguese = page(&build, "pt-br/a/index.html");
    assert!(portuguese.contains(">“a água […] potável”</a>"), "{portuguese}");
    assert!(portuguese.contains("<span lang=\"en\" dir=\"ltr\">“Nobody refilled"), "{portuguese}");
    assert!(portuguese.contains("<blockquote lang=\"en\" dir=\"ltr\">"), "{portuguese}");
}

#[test]
fn a_document_is_read_again_only_when_it_changes() {
    let mut world = world("It said [“fit to drink”](quote:water).", "Disse [“potável”](quote:water).");
    let mut memo = Memo::default();
    let documents = |memo: &Memo| memo.statistics().into_iter().find(|(name, ..)| *name == "documents");
    built(&world, &mut memo);
    assert_eq!(documents(&memo), Some(("documents", 0, 1)));
    world.insert("content/a/en.md", "+++\ntitle = \"A\"\ndescription = \"B\"\n+++\nOther words [@log].\n");
    built(&world, &mut memo);
    assert_eq!(documents(&memo), Some(("documents", 1, 0)), "the story changed, the document did not");
    world.insert(
        "content/a/documents/log.txt",
        "Nobody refilled the office’s file on these interruptions\u{c}none",
    );
    let build = built(&world, &mut memo);
    assert_eq!(documents(&memo), Some(("documents", 0, 1)), "a text beside it stands for its own");
    let found: Vec<&str> = build.diagnostics.iter().map(|one| one.code.name).collect();
    assert!(found.contains(&"quote/not-on-page"), "{found:?}");
}
