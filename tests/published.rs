//! The published set: what is held back is in no output whatever, and what only writers see is for writers only.

use onrecord::{Build, Memo, MemoryWorld, Options};

use crate::built::repository;

/// A word that stands in everything that must not get out, in every place that it could get out from.
const CANARY: &str = "canary";

const SETTINGS: &str = r#"# canary: a comment of the settings
base_url = "https://example.org/"
title = "Site"
languages = ["en", "pt-BR"]
[tags.open]
title = "Open"
[tags.canary-tag]
title = "Canary"
"#;

/// A story in public, with everything around it that is none of a reader's business.
const OPEN: &str = r#"+++
# canary: a comment of the front matter
title = "Open story"
description = "Standfirst"
date = 2026-01-02
tags = ["open"]
authors = ["Ana Lima"]
+++

<!-- canary: a remark between writers -->
Words <!-- canary, inside --> of the story [@open].

![A picture.](figure:open-picture)

<!--
canary over
several lines
-->
"#;

/// A story that is held back. `HELD` is the key that does it.
const HELD: &str = r#"+++
title = "Canary title"
description = "Canary standfirst"
date = 2026-02-03
slug = "canary-NAME"
aliases = ["/canary-old-NAME/"]
tags = ["open", "canary-tag"]
authors = ["canary-author", "Canary Other"]
image = { file = "canary-NAME.svg", alt = "canary", credit = "canary" }
HELD

[[replies]]
party = "canary-author"
asked = 2026-01-20
outcome = "no-response"

[[corrections]]
date = 2026-02-04
kind = "correction"
note = "Canary correction"
+++

The canary sings [@canary-source] of [the open story](story:open), [5 km](fact:canary-fact) away.

## Canary heading {#canary}

![](figure:canary-chart)
"#;

const PICTURE: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><!-- canary --><path d=\"M1 1h7\"/></svg>";

/// The folder of a story that is held back, with everything that a story can have beside it.
fn insert_held(world: &mut MemoryWorld, name: &str, held: &str) {
    let mut insert = |path: &str, text: &str| world.insert(&format!("content/{name}/{path}"), text);
    insert("en.md", &HELD.replace("NAME", name).replace("HELD", held));
    let translation = "+++\ntitle = \"Canário canary\"\ndescription = \"Canary\"\nslug = \"canary-pt-NAME\"\nimage = { alt = \"canary\" }\n";
    let of = "[translation]\nof = \"en\"\nrevision = 2026-02-03\nby = [\"Canary Translator\"]\nmethod = \"human\"\n+++\n\nO canário (canary) canta [@canary-source] sobre [a outra reportagem](story:open), a [5 km](fact:canary-fact) daqui.\n\n## Canary título {#canary}\n\n![](figure:canary-chart)\n";
    insert("pt-BR.md", &format!("{}{held}\n{of}", translation.replace("NAME", name)));
    insert("canary-table.csv", "year,canary\n2024,1\n2025,2\n2026,3\n");
    insert(
        "canary-table.toml",
        "title = \"Canary table\"\ncite = [\"@canary-source\"]\n[columns.year]\ntype = \"year\"\nlabel = \"Year\"\n[columns.canary]\ntype = \"number\"\nunit = \"km\"\nlabel = \"Canary\"\n",
    );
    insert(
        "figures.toml",
        "[canary-chart]\nform = \"column\"\ntable = \"canary-table\"\nx = \"year\"\ny = \"canary\"\ntitle = \"Canary chart\"\n",
    );
    insert(
        "facts.toml",
        "[canary-fact]\nvalue = 5\nunit = \"km\"\ncite = [\"@canary-source\"]\nlabel = \"Canary fact\"\n",
    );
    insert(
        "sources.toml",
        "[canary-source]\ntype = \"book\"\ntitle = \"Canary source\"\n[canary-source.provenance]\nkind = \"document\"\naccess = \"public\"\n[[canary-source.copies]]\nfile = \"documents/canary.txt\"\n",
    );
    insert("documents/canary.txt", "canary document");
    insert(&format!("canary-{name}.svg"), PICTURE);
}

fn world() -> MemoryWorld {
    let mut world = MemoryWorld::new("2026-03-04T12:00:00Z".parse().expect("a moment"));
    world.insert("site.toml", SETTINGS);
    world.insert("content/names.toml", "# canary\n[canary-author]\nkind = \"person\"\nname = \"Canary Author\"\nurl = \"https://canary.example/\"\n");
    world.insert(
        "content/sources.toml",
        "# canary\n[open]\ntype = \"book\"\ntitle = \"Open book\"\n[open.provenance]\nkind = \"publication\"\naccess = \"public\"\n[[open.copies]]\nurl = \"https://example.org/book\"\narchived = \"https://web.archive.org/web/20260101000000/https://example.org/book\"\n[canary-uncited]\ntype = \"book\"\ntitle = \"Canary\"\n[canary-uncited.provenance]\nkind = \"document\"\naccess = \"withheld\"\naccess_reason = \"Canary\"\n",
    );
    world.insert("content/open/en.md", OPEN);
    world.insert(
        "content/open/pt-BR.md",
        "+++\ntitle = \"Canary\"\ndescription = \"Canary\"\nslug = \"canary-translation\"\ndraft = true\n[translation]\nof = \"en\"\nrevision = 2026-01-02\nby = [\"Canary\"]\nmethod = \"human\"\n+++\n\nPalavras canary da reportagem [@open].\n\n![Uma imagem canary.](figure:open-picture)\n",
    );
    world.insert(
        "content/open/figures.toml",
        "# canary\n[open-picture]\nform = \"picture\"\nfile = \"open.svg\"\nalt = \"A line\"\ncredit = \"Ana Lima\"\n[canary-figure]\nform = \"picture\"\nfile = \"canary.svg\"\nalt = \"canary\"\ncredit = \"canary\"\n",
    );
    world.insert("content/open/open.svg", PICTURE);
    world.insert("content/open/canary.svg", PICTURE);
    world.insert("content/open/documents/canary.txt", "canary: listed by no source");
    world.insert("content/open/canary.csv", "a,b\n1,canary\n");
    insert_held(&mut world, "sketch", "draft = true");
    insert_held(&mut world, "later", "embargo = 2026-06-01T00:00:00Z");
    world
}

fn build(world: &MemoryWorld, drafts: bool) -> Build {
    let build = onrecord::build(world, &Options { drafts, ..Options::default() }, &mut Memo::default());
    assert!(!build.has_errors(), "{:#?}", build.diagnostics);
    build
}

/// Outputs whose name or bytes have the word in them, in any letter case.
fn places(build: &Build, word: &str) -> Vec<String> {
    let has = |bytes: &[u8]| String::from_utf8_lossy(bytes).to_lowercase().contains(&word.to_lowercase());
    let outputs = build.outputs.iter().map(|(path, output)| (path.to_string(), &output.bytes));
    outputs.filter(|(path, bytes)| has(path.as_bytes()) || has(bytes)).map(|(path, _)| path).collect()
}

#[test]
fn what_is_held_back_is_nowhere() {
    let build = build(&world(), false);
    assert_eq!(places(&build, CANARY), Vec::<String>::new());
    assert_eq!((build.stats.drafts, build.stats.embargoed.len()), (3, 2), "all of it was read");
    let page = places(&build, "open story");
    for path in
        ["en/open/index.html", "en/index.html", "en/feed.xml", "en/tags/open/index.html", "index.html"]
    {
        assert!(page.contains(&path.to_owned()), "{path} in {page:?}");
    }
    // Nothing points to the languages and stories that are held back, by whatever name.
    let bytes = |path: &str| {
        let found = build.outputs.iter().find(|(own, _)| own.to_string() == path);
        String::from_utf8(found.expect("it is there").1.bytes.to_vec()).expect("text")
    };
    let page = bytes("en/open/index.html");
    assert!(!page.contains("alternate\" hreflang=\"pt-BR\"") && !page.contains("pt-br/open"), "{page}");
    assert!(!page.contains("_related"), "no story beside it is public: {page}");
    assert!(!bytes("sitemap.xml").contains("pt-br/open"));
}

#[test]
fn the_canary_would_be_seen_everywhere_if_it_got_out() {
    let drafts = places(&build(&world(), true), CANARY);
    for path in [
        "en/canary-sketch/index.html",
        "en/canary-later/index.html",
        "pt-br/canary-translation/index.html",
        "en/index.html",
        "index.html",
        "en/feed.xml",
        "pt-br/feed.xml",
        "sitemap.xml",
        "en/tags/index.html",
        "en/tags/open/index.html",
        "en/tags/canary-tag/index.html",
        "en/authors/canary-author/index.html",
        "en/open/index.html",
        "canary-old-sketch/index.html",
    ] {
        assert!(drafts.contains(&path.to_owned()), "{path} in {drafts:#?}");
    }
    for part in ["canary-table.csv", "canary-sketch.svg", "documents/canary.txt"] {
        assert!(drafts.iter().any(|path| path.ends_with(part)), "{part} in {drafts:#?}");
    }
    // What no published story uses stays out even then.
    assert!(!drafts.iter().any(|path| path.contains("open/canary") || path.contains("open/documents")));
}

#[test]
fn an_embargo_ends_at_its_moment() {
    let mut later = MemoryWorld::new("2026-06-01T00:00:00Z".parse().expect("a moment"));
    let early = MemoryWorld::new("2026-05-31T23:59:59Z".parse().expect("a moment"));
    let mut early = early;
    for world in [&mut later, &mut early] {
        world.insert("site.toml", SETTINGS);
        world.insert(
            "content/open/en.md",
            "+++\ntitle = \"Open\"\ndescription = \"D\"\ndate = 2026-01-01\n+++\n\nWords.\n",
        );
        world.insert(
            "content/late/en.md",
            "+++\ntitle = \"Late\"\ndescription = \"D\"\ndate = 2026-01-01\nembargo = 2026-06-01T00:00:00Z\n+++\n\nWords.\n",
        );
    }
    assert!(places(&build(&later, false), "Late").contains(&"en/late/index.html".to_owned()));
    assert_eq!(places(&build(&early, false), "en/late"), Vec::<String>::new());
}

#[test]
fn a_link_to_what_is_held_back_is_an_error() {
    let mut world = world();
    world.insert("content/open/en.md", OPEN.replace("Words ", "[Plain words](story:sketch) "));
    let build = onrecord::build(&world, &Options::default(), &mut Memo::default());
    let errors = build.diagnostics.iter().filter(|found| found.severity == onrecord::Severity::Error);
    let codes: Vec<&str> = errors.map(|found| found.code.name).collect();
    assert_eq!(codes, ["link/unpublished"], "so that nothing is published");
}

#[test]
fn pictures_are_published_without_what_they_know() {
    let mut world = MemoryWorld::new("2026-03-04T12:00:00Z".parse().expect("a moment"));
    world.insert("site.toml", SETTINGS);
    let kinds = ["jpg", "png", "webp", "gif", "avif"];
    let (mut text, mut figures) = (String::new(), String::new());
    for kind in kinds {
        let picture = repository().join(format!("tests/media/planted.{kind}"));
        world.insert(&format!("content/a/planted.{kind}"), std::fs::read(picture).expect("a picture"));
        text.push_str(&format!("![](figure:of-{kind})\n\n"));
        figures.push_str(&format!(
            "[of-{kind}]\nform = \"picture\"\nfile = \"planted.{kind}\"\nalt = \"A\"\ncredit = \"B\"\n"
        ));
    }
    world.insert("content/a/figures.toml", figures);
    let head = "+++\ntitle = \"Open\"\ndescription = \"D\"\ndate = 2025-01-01\n+++\n\n";
    world.insert("content/a/en.md", format!("{head}{text}"));
    let build = build(&world, false);
    for kind in kinds {
        let path = format!("en/a/planted.{kind}");
        let (_, picture) =
            build.outputs.iter().find(|(own, _)| own.to_string() == path).expect("it is published");
        let source =
            std::fs::read(repository().join(format!("tests/media/planted.{kind}"))).expect("a picture");
        assert!(picture.bytes.len() < source.len(), "{kind}");
        for mark in [&b"PLANTED"[..], b"PLNT", b"Exif", b"http://ns.adobe.com", b"2026:01:02"] {
            let has = |bytes: &[u8]| bytes.windows(mark.len()).any(|window| window == mark);
            assert!(!has(&picture.bytes), "{} in {path}", String::from_utf8_lossy(mark));
        }
        assert!(source.windows(7).any(|window| window == b"PLANTED"), "the sample has something to lose");
    }
}
