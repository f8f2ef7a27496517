//! How figures are known: the page of a story's evidence, the ways there and back, and the files for other programs.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use onrecord::{Build, Memo, MemoryWorld, Options};

use crate::built::{Built, budget, demo, paper, profile};
use crate::page::Element;

/// Paths of stories that have a page of evidence, with that page and their own.
fn pages(site: &'static Built) -> Vec<(&'static str, &'static Element, &'static Element)> {
    let found = site.pages().filter_map(|(path, page)| {
        let story = path.strip_suffix("how-we-know/index.html")?;
        Some((story, page, site.page(story)))
    });
    found.collect()
}

/// The entry of a figure.
fn entry<'a>(page: &'a Element, id: &str) -> &'a Element {
    page.one(&format!("#{id}"))
}

/// What stands beside a term of an entry.
fn told(entry: &Element, term: &str) -> String {
    let rows = entry.select("dl div");
    let row = rows.iter().find(|row| row.one("dt").text() == term);
    row.unwrap_or_else(|| panic!("no `{term}` in {}", entry.text())).one("dd").text()
}

#[test]
fn every_figure_leads_to_its_evidence_and_back() {
    let mut count = 0;
    for site in [demo(), budget(), profile(), paper()] {
        for (path, page, story) in pages(site) {
            let entries: BTreeSet<&str> =
                page.select(".entry").into_iter().filter_map(|at| at.attribute("id")).collect();
            assert!(!entries.is_empty(), "{path}");
            let mut ways = story.select(".meta a").into_iter().filter_map(|link| link.attribute("href"));
            assert!(ways.any(|way| way.ends_with(&format!("{path}how-we-know/"))), "{path}");
            for mark in story.select("a.fact") {
                let href = mark.attribute("href").expect("an address");
                match href.split_once('#') {
                    Some(("", note)) => {
                        let note = story.one(&format!("#{note}"));
                        let more = note.select("a").into_iter().filter_map(|link| link.attribute("href"));
                        let more = more.filter_map(|href| href.strip_prefix("how-we-know/#"));
                        let more: Vec<&str> = more.collect();
                        assert_eq!(more.len(), 1, "{path}: {}", note.text());
                        assert!(entries.contains(more[0]), "{path}: {more:?}");
                    }
                    Some(("how-we-know/", id)) => assert!(entries.contains(id), "{path}: {id}"),
                    other => panic!("{path}: {other:?}"),
                }
            }
            for link in page.select(".said a") {
                let mark =
                    link.attribute("href").and_then(|href| href.rsplit_once('#')).expect("a fragment").1;
                let mark = story.one(&format!("#{mark}"));
                // A quotation set apart has no words in a sentence: the way leads to the citation under it.
                if ["Set apart as a quotation", "Em destaque, como citação", "Mis en exergue"]
                    .contains(&link.text().as_str())
                {
                    continue;
                }
                assert!(mark.text().contains(&link.text()), "{path}: {} / {}", link.text(), mark.text());
                count += 1;
            }
        }
    }
    assert!(count > 150, "{count}");
}

#[test]
fn a_page_without_figures_has_none() {
    assert!(!demo().has("en/about/how-we-know/index.html"));
    assert!(demo().page("en/about/").select("a[href=how-we-know/]").is_empty());
}

#[test]
fn values_are_told_with_what_they_leave_open() {
    let page = demo().page("en/cloud-archive/how-we-know/");
    let almost = entry(page, "cloud-2026-01");
    assert_eq!(almost.one(".v").text(), "almost 1,400\u{a0}TB");
    assert!(told(almost, "Leaves open").contains("more than 1,330 and less than 1,400\u{a0}TB"));
    assert_eq!(told(almost, "As of"), "January 2026");
    assert!(told(almost, "Cell").contains("row “January 2026”"));
    assert_eq!(told(almost, "Status"), "Verified, checked by Edda Quist");
    assert!(told(almost, "Source").contains("Cloud consumption files, p.\u{a0}4 Withheld"));
    let exact = entry(page, "cloud-2025-07");
    assert_eq!(told(exact, "Leaves open"), "Nothing: the value is exact");
    let more = entry(page, "signatures");
    assert!(told(more, "Leaves open").contains("how much more is not known"));
    let translated = demo().page("pt-br/cloud-archive/how-we-know/");
    assert_eq!(entry(translated, "cloud-growth").one(".v").text(), "mais de 3,325 e menos de 3,5");
}

#[test]
fn calculations_are_spelled_out() {
    let page = demo().page("en/cloud-archive/how-we-know/");
    let line = |id: &str| entry(page, id).one(".sum").text();
    assert_eq!(
        line("cloud-growth"),
        "almost 1,400\u{a0}TB ÷ 400\u{a0}TB = more than 3.325 and less than 3.5"
    );
    assert_eq!(line("notices-total"), "2 + 3 + 4 + 3 + 6 = 18 notices");
    assert_eq!(line("notices-redacted-share"), "15 notices ÷ 18 notices = 83.33% (rounded)");
    let growth = entry(page, "cloud-growth");
    let parts: Vec<&str> =
        growth.select("dd ul a").into_iter().filter_map(|at| at.attribute("href")).collect();
    assert!(parts.contains(&"#cloud-2026-01") && parts.contains(&"#cloud-2025-07"), "{parts:?}");
    assert!(
        told(entry(page, "notices-total"), "Worked out")
            .contains("Sum of 5 values, column “Notices published”")
    );
    // Empty cells that are left out are told where the values are.
    let pumps = budget().page("en/funds/pumps/how-we-know/");
    assert!(
        told(entry(pumps, "mean-way"), "Worked out").contains("1 of 6 cells is empty and was passed over")
    );
}

#[test]
fn the_story_is_quoted_sentence_by_sentence() {
    let page = demo().page("en/cloud-archive/how-we-know/");
    let said = entry(page, "cloud-growth").texts(".said li");
    assert_eq!(
        said,
        [
            "Headline: Out of public view, an agency’s cloud archive more than tripled",
            "Put the later figure over the earlier one and the archive has more than tripled.",
            "What is certain is that storage shot up in the very months that followed the rise in the agency’s budget.",
            "Figure 1: Two statements, and a store that more than tripled",
        ]
    );
    // What the build writes stands in the sentence too, and citations do not.
    let received = entry(page, "reply-received").texts(".said li");
    assert!(received[0].starts_with("Its answer reached us on February 16, 2026 and rests"), "{received:?}");
}

#[test]
fn quotations_have_their_speakers_and_their_own_words() {
    let page = demo().page("pt-br/cloud-archive/how-we-know/");
    let quotation = entry(page, "q_halden-terms");
    assert!(quotation.one("h3").text().starts_with("“Nossos termos"));
    assert_eq!(told(quotation, "Dito por"), "Halden Cloud");
    let original = quotation.one("dd[lang=en]");
    assert_eq!(original.text(), "Our terms do not allow the mass surveillance of civilians");
    // A source that is not named has no speaker.
    assert!(!entry(page, "q_engineer-tickets").texts("dt").contains(&"Dito por".to_owned()));
}

#[test]
fn downloads_are_what_their_digests_say() {
    let mut count = 0;
    for site in [demo(), budget(), profile(), paper()] {
        for (path, page, _) in pages(site) {
            let data = page.linked_parts();
            for dataset in data.iter().filter(|part| part["@type"] == "Dataset") {
                let file = &dataset["distribution"];
                let url = file["contentUrl"].as_str().expect("an address");
                let name = site.files.keys().find(|name| url.ends_with(&format!("/{name}")));
                let bytes = &site.files[name.unwrap_or_else(|| panic!("{path}: no {url}"))];
                assert_eq!(file["sha256"], digest(bytes), "{path}: {url}");
                assert_eq!(file["contentSize"], format!("{} B", bytes.len()), "{path}: {url}");
                assert!(page.text().contains(file["sha256"].as_str().expect("a text")), "{path}: {url}");
                count += 1;
            }
        }
    }
    assert!(count > 10, "{count}");
}

impl Element {
    /// Parts of a page that its JSON-LD tells.
    fn linked_parts(&self) -> Vec<serde_json::Value> {
        let script = self.one("script[type=application/ld+json]");
        let crate::page::Node::Text(text) = &script.children[0] else { panic!("a script is text") };
        let whole: serde_json::Value = serde_json::from_str(text).expect("JSON");
        whole["hasPart"].as_array().cloned().unwrap_or_default()
    }
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn packages_describe_the_files_beside_them() {
    let mut count = 0;
    for site in [demo(), budget(), profile(), paper()] {
        for (path, bytes) in site.files.iter().filter(|(path, _)| path.ends_with("datapackage.json")) {
            let package: serde_json::Value = serde_json::from_slice(bytes).expect("JSON");
            let folder = path.trim_end_matches("datapackage.json");
            for resource in package["resources"].as_array().expect("a list") {
                let own = resource["path"].as_str().expect("a path");
                if own.starts_with("https://") {
                    continue;
                }
                let csv = &site.files[&format!("{folder}{own}")];
                assert_eq!(resource["hash"], format!("sha256:{}", digest(csv)), "{path}: {own}");
                assert_eq!(resource["bytes"], csv.len(), "{path}: {own}");
                let head = String::from_utf8_lossy(csv).lines().next().expect("a header").to_owned();
                let fields = resource["schema"]["fields"].as_array().expect("fields");
                let names: Vec<&str> = fields.iter().filter_map(|field| field["name"].as_str()).collect();
                assert_eq!(names.join(","), head.replace('"', ""), "{path}: {own}");
                count += 1;
            }
        }
    }
    assert!(count > 8, "{count}");
    let package: serde_json::Value =
        serde_json::from_str(&demo().text("en/cloud-archive/datapackage.json")).expect("JSON");
    let storage = package["resources"].as_array().expect("a list").iter().find(|it| it["name"] == "storage");
    let stored = &storage.expect("the table")["schema"]["fields"][1];
    assert_eq!(stored["type"], "number");
    assert_eq!(stored["unit"], "TB");
    assert_eq!(stored["description"], "An empty cell means: no figure disclosed.");
}

const SETTINGS: &str = "base_url = \"https://example.org/desk/\"\ntitle = \"Site\"\nlanguages = [\"en\"]\n";

const STORY: &str = "+++\ntitle = \"Open\"\ndescription = \"D\"\ndate = 2026-01-02\n+++\n\n\
    It held [5 km](fact:length), says [@leak-from-canary, p. 4]. More [@open-book; @spoken].\n";

/// A source that is kept back, with everything in its record that could lead to somebody.
const SOURCES: &str = r#"
[leak-from-canary]
type = "report"
title = "Shown title"
author = [{ literal = "A supplier" }]
issued = 2026-01-14
number = "17"
note = "canary note"
annote = "canary annote"
keyword = "canary keyword"
URL = "https://canary.example/"
DOI = "10.1000/canary"
archive = "canary archive"
archive_location = "canary box"
call-number = "canary 4"
genre = "canary, https://example.org/1"
contributor = ["Canary, Given"]
language = "en"
[leak-from-canary.provenance]
kind = "document"
attribution = "unnamed"
access = "withheld"
access_reason = "to protect the source"
[[leak-from-canary.copies]]
file = "documents/canary.txt"
sha256 = "DIGEST"
[[leak-from-canary.copies]]
url = "https://canary.example/copy"
archived = "https://web.archive.org/web/20260101000000/https://canary.example/copy"

[open-book]
type = "book"
title = "An open & {curly} book"
author = ["de la Cruz, Ana", { literal = "River Works" }]
publisher = "Press"
issued = "2024-05"
note = "canary remark"
[open-book.provenance]
kind = "publication"
access = "public"
[[open-book.copies]]
url = "https://example.org/book_1"
archived = "https://web.archive.org/web/20260101000000/https://example.org/book_1"
accessed = 2026-02-10

[spoken]
type = "interview"
title = "Talk"
author = ["Canary, Name"]
issued = "2025"
[spoken.provenance]
kind = "interview"
attribution = "on-background"
access = "public"
"#;

const DOCUMENT: &str = "the canary document";

fn world() -> MemoryWorld {
    let mut world = MemoryWorld::new("2026-03-04T12:00:00Z".parse().expect("a moment"));
    world.insert("site.toml", SETTINGS);
    world.insert("content/open/en.md", STORY);
    world.insert("content/open/sources.toml", SOURCES.replace("DIGEST", &digest(DOCUMENT.as_bytes())));
    world.insert("content/open/documents/canary.txt", DOCUMENT);
    world.insert(
        "content/open/facts.toml",
        "[length]\nvalue = 5\nunit = \"km\"\ncite = [\"@leak-from-canary, p. 4\"]\nlabel = \"Length\"\n",
    );
    world
}

fn build(world: &MemoryWorld) -> Build {
    let build = onrecord::build(world, &Options::default(), &mut Memo::default());
    assert!(!build.has_errors(), "{:#?}", build.diagnostics);
    build
}

fn texts(build: &Build) -> BTreeMap<String, String> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    build.outputs.iter().map(|(path, output)| (path.to_string(), text(&output.bytes))).collect()
}

#[test]
fn of_a_withheld_source_only_what_is_printed_gets_out() {
    let texts = texts(&build(&world()));
    let digest = digest(DOCUMENT.as_bytes());
    for (path, text) in &texts {
        // The name of whoever spoke is printed in the list, since the record gives it to the style; keys never are.
        let kept = text.replace("Name Canary", "").replace("Canary, Name", "");
        let kept = if path.ends_with("sources.json") { kept.replace("\"Canary\"", "") } else { kept };
        assert!(!kept.to_lowercase().contains("canary"), "{path}: {kept}");
        assert!(!text.contains(&digest), "{path}");
    }
    let items: serde_json::Value = serde_json::from_str(&texts["en/open/sources.json"]).expect("JSON");
    let withheld = items.as_array().expect("a list").iter().find(|item| item["title"] == "Shown title");
    let withheld = withheld.expect("the source is named");
    let keys: Vec<&String> = withheld.as_object().expect("an item").keys().collect();
    assert_eq!(withheld["id"], "source-1");
    assert!(!keys.iter().any(|key| ["URL", "note", "contributor"].contains(&key.as_str())), "{keys:?}");
    assert!(texts["en/open/sources.bib"].contains("@report{source-1,"));
    assert!(texts.contains_key("en/open/how-we-know/index.html"));
    assert!(!texts.keys().any(|path| path.contains("documents")), "the document stays at the desk");
}

#[test]
fn exported_sources_can_be_read_again() {
    let texts = texts(&build(&world()));
    let items: serde_json::Value = serde_json::from_str(&texts["en/open/sources.json"]).expect("JSON");
    let book = items.as_array().expect("a list").iter().find(|item| item["id"] == "open-book");
    let book = book.expect("under its own key, since everybody can see it");
    assert_eq!(book["author"][0]["family"], "de la Cruz");
    assert_eq!(book["author"][1]["literal"], "River Works");
    assert_eq!(book["issued"]["date-parts"], serde_json::json!([[2024, 5]]));
    assert_eq!(book["URL"], "https://example.org/book_1");
    for (name, file) in [("sources.bib", "refs.bib"), ("sources.json", "refs.json")] {
        let mut other = MemoryWorld::new("2026-03-04T12:00:00Z".parse().expect("a moment"));
        other.insert("site.toml", SETTINGS);
        other.insert(&format!("content/a/{file}"), texts[&format!("en/open/{name}")].as_str());
        let head = "+++\ntitle = \"A\"\ndescription = \"D\"\ndate = 2026-01-02\n+++\n\n";
        other.insert("content/a/en.md", format!("{head}Words [@open-book; @source-1; @source-3].\n"));
        let page = &self::texts(&build(&other))["en/a/index.html"];
        for words in ["An open &amp; {curly} book", "de la Cruz", "River Works", "Press", "Shown title"] {
            assert!(page.contains(words), "{file}: no `{words}` in {page}");
        }
    }
}

#[test]
fn drafts_have_neither_evidence_nor_exports() {
    let mut world = world();
    world.insert("content/open/en.md", STORY.replace("date =", "draft = true\ndate ="));
    world.insert("content/other/en.md", "+++\ntitle = \"B\"\ndescription = \"D\"\n+++\n\nWords.\n");
    let paths: Vec<String> = texts(&build(&world)).into_keys().collect();
    assert!(!paths.iter().any(|path| path.contains("open")), "{paths:?}");
}

#[test]
fn the_page_is_found_by_readers_and_not_taken_for_a_story() {
    let path = "en/cloud-archive/how-we-know/";
    let page = demo().page(path);
    assert_eq!(
        page.one("link[rel=canonical]").attribute("href"),
        Some("https://openledger.example/en/cloud-archive/how-we-know/")
    );
    let languages: Vec<&str> =
        page.select("link[hreflang]").into_iter().filter_map(|link| link.attribute("hreflang")).collect();
    assert_eq!(languages, ["en", "pt-BR", "x-default"]);
    assert!(demo().text("sitemap.xml").contains(path));
    for file in ["en/feed.xml", "en/index.html", "en/tags/cloud/index.html"] {
        assert!(!demo().text(file).contains(path), "{file}");
    }
    let parts = page.linked_parts();
    let of = |kind: &str| parts.iter().filter(|part| part["@type"] == kind).collect::<Vec<_>>();
    let claim = of("Claim")
        .into_iter()
        .find(|claim| claim["@id"].as_str().expect("an id").ends_with("#cloud-2026-01"));
    let claim = claim.expect("a figure is a claim");
    assert_eq!(claim["text"], "almost 1,400\u{a0}TB");
    assert_eq!(claim["appearance"]["@id"], "https://openledger.example/en/cloud-archive/");
    assert_eq!(of("Quotation").len(), 4);
    assert_eq!(of("DigitalDocument")[0]["encoding"]["sha256"].as_str().map(str::len), Some(64));
}
