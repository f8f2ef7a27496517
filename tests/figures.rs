//! Figures on their own: pages, frames for other sites, files; pictures and cards, how they are drawn and kept.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use onrecord::{Build, Memo, MemoryWorld, Options};

use crate::built::{Built, budget, demo, files_of, paper, profile, program, words, write};
use crate::page::Element;

/// Sites with the address of each.
fn sites() -> [(&'static Built, &'static str); 4] {
    [
        (demo(), "https://openledger.example/"),
        (budget(), "https://data.example/fund/"),
        (profile(), "https://portraits.example/"),
        (paper(), "https://papers.example/"),
    ]
}

/// Paths of the pages of figures.
fn pages(site: &'static Built) -> Vec<(&'static str, &'static Element)> {
    let is_own = |path: &str| path.contains("/figures/") && !path.contains("/embed/");
    site.pages().filter(|(path, _)| is_own(path)).collect()
}

fn json(site: &Built, path: &str) -> Value {
    serde_json::from_str(&site.text(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Content of a `meta` element of a page.
fn meta<'a>(page: &'a Element, name: &str) -> Option<&'a str> {
    let is_it = |at: &&Element| ["property", "name"].iter().any(|key| at.attribute(key) == Some(name));
    page.select("meta").into_iter().find(is_it)?.attribute("content")
}

#[test]
fn every_chart_and_table_of_a_story_leads_to_its_page() {
    let mut count = 0;
    for (site, _) in sites() {
        let own: BTreeSet<&str> = pages(site).into_iter().map(|(path, _)| path).collect();
        let mut led = BTreeSet::new();
        for (path, page) in site.pages().filter(|(path, _)| !path.contains("/figures/")) {
            for figure in page.select("main figure.fig") {
                let class = figure.attribute("class").unwrap_or_default();
                let Some(id) =
                    figure.attribute("id").filter(|_| class == "fig chart" || class == "fig table")
                else {
                    continue;
                };
                let to = format!("{}figures/{id}/index.html", path.trim_end_matches("index.html"));
                let links = figure.select(".tools a");
                let link = links.last().and_then(|link| link.attribute("href")).expect("a link");
                assert!(link.ends_with(&format!("figures/{id}/")), "{path}: {link}");
                assert!(own.contains(to.as_str()), "{path}: {to}");
                led.insert(to);
                count += 1;
            }
        }
        assert_eq!(led.len(), own.len(), "pages that no story leads to: {own:?}");
    }
    assert!(count > 10, "{count}");
}

#[test]
fn a_page_offers_files_that_are_there() {
    for (site, base) in sites() {
        for (path, page) in pages(site) {
            let folder = path.trim_end_matches("index.html");
            let mut formats = Vec::new();
            for link in page.select(".about dt a") {
                let file = url::Url::parse(base)
                    .and_then(|url| url.join(path))
                    .and_then(|url| url.join(link.attribute("href").expect("an address")));
                let file = file.expect("an address").to_string();
                let file = file.strip_prefix(base).expect("of this site").to_owned();
                let bytes = site.files.get(&file).unwrap_or_else(|| panic!("{path}: no {file}"));
                assert!(!bytes.is_empty(), "{file}");
                formats.push(link.text());
            }
            let is_chart = !page.select("figure.chart").is_empty();
            let is_latin = !folder.starts_with("ar/");
            let expected: &[&str] = match (is_chart, is_latin) {
                (true, true) => &["CSV", "JSON", "SVG", "PNG"],
                (true, false) => &["CSV", "JSON", "SVG"],
                (false, _) => &["CSV", "JSON"],
            };
            assert_eq!(formats, expected, "{path}");
            let rows = page.select("table.data tbody tr").len();
            assert!(rows > 0, "{path}: the numbers are on the page");
        }
    }
}

#[test]
fn a_page_knows_its_other_languages_and_stands_in_the_sitemap() {
    let page = demo().page("en/cloud-archive/figures/growth/");
    let languages: Vec<(&str, &str)> = page
        .select("link[rel=alternate]")
        .into_iter()
        .filter_map(|link| Some((link.attribute("hreflang")?, link.attribute("href")?)))
        .collect();
    let at = |lang: &str| format!("https://openledger.example/{lang}/cloud-archive/figures/growth/");
    let (en, pt) = (at("en"), at("pt-br"));
    assert_eq!(languages, [("en", en.as_str()), ("pt-BR", pt.as_str()), ("x-default", en.as_str())]);
    for (site, base) in sites() {
        let map = site.text("sitemap.xml");
        for (path, _) in pages(site) {
            let folder = path.trim_end_matches("index.html");
            assert!(map.contains(&format!("<loc>{base}{folder}</loc>")), "{path}");
            assert!(!map.contains(&format!("<loc>{base}{folder}embed/</loc>")), "{path}");
        }
    }
}

#[test]
fn a_frame_has_no_navigation_and_no_script_and_leads_back() {
    for (site, base) in sites() {
        for (path, own) in pages(site) {
            let folder = path.trim_end_matches("index.html");
            let page = site.page(&format!("{folder}embed/"));
            assert_eq!(meta(page, "robots"), Some("noindex"), "{path}");
            assert!(page.select("nav").is_empty() && page.select("header").is_empty(), "{path}");
            assert!(page.select("script").is_empty(), "{path}");
            assert!(page.all().iter().all(|at| at.attribute("style").is_none()), "{path}");
            let address = page.one("link[rel=canonical]").attribute("href").expect("an address");
            assert_eq!(address, format!("{base}{folder}embed/"), "{path}: no address but its own");
            for link in page.select(".way a") {
                assert_eq!(link.attribute("target"), Some("_blank"), "{path}: it would open in the frame");
            }
            let ways: Vec<&str> =
                page.select(".way a").into_iter().filter_map(|link| link.attribute("href")).collect();
            let story = folder.split_once("figures/").expect("below a story").0;
            assert!(ways[0].contains(&format!("../{story}#")), "{path}: {ways:?}");
            assert!(ways[1].ends_with(&format!("../{folder}")), "{path}: {ways:?}");
            let code = own.one(".about code").text();
            assert!(code.contains(&format!("src=\"{base}{folder}embed/\"")), "{code}");
            assert!(code.contains("sandbox=\"allow-popups allow-popups-to-escape-sandbox\""), "{code}");
            let oembed = json(site, &format!("{folder}oembed.json"));
            assert_eq!((&oembed["version"], &oembed["type"]), (&Value::from("1.0"), &Value::from("rich")));
            let html = oembed["html"].as_str().expect("a text");
            assert_eq!(html, code, "{path}");
            assert!(html.contains(&format!("height=\"{}\"", oembed["height"])), "{path}");
            let discovered = own.one("link[type=application/json+oembed]").attribute("href");
            assert_eq!(discovered, Some(format!("{base}{folder}oembed.json").as_str()));
        }
    }
}

#[test]
fn a_figure_is_cited_with_its_story_and_address() {
    let page = demo().page("en/cloud-archive/figures/growth/");
    let sections = page.select(".about p");
    let cite = sections.iter().find(|at| !at.select("cite").is_empty()).expect("a citation").text();
    assert_eq!(
        cite,
        "Maya Okafor and Ivar Lindqvist, “Two statements, and a store that more than tripled”, figure in \
         “Out of public view, an agency’s cloud archive more than tripled”, The Open Ledger, March 3, 2026, \
         https://openledger.example/en/cloud-archive/figures/growth/"
    );
    let data = demo().linked_data("en/cloud-archive/figures/growth/");
    assert_eq!(data["@type"], "Dataset");
    assert_eq!(data["isPartOf"]["@id"], "https://openledger.example/en/cloud-archive/");
    assert_eq!(data["license"], "https://creativecommons.org/licenses/by/4.0/");
    assert_eq!(data["image"]["@type"], "ImageObject");
    assert_eq!(data["creator"][0]["name"], "Maya Okafor");
}

#[test]
fn numbers_for_programs_keep_bounds_and_units() {
    let file = json(demo(), "en/cloud-archive/figures/growth/growth.json");
    let titles: BTreeSet<&String> = file["title"].as_object().expect("by language").keys().collect();
    assert_eq!(titles.into_iter().collect::<Vec<_>>(), ["en", "pt-BR"]);
    let january = serde_json::json!({
        "month": "2026-01",
        "stored": { "value": 1400, "bound": "almost", "low": 1330, "high": 1400 },
    });
    assert_eq!(file["rows"][1], january);
    let stored = &file["columns"][1];
    assert_eq!((&stored["unit"], &stored["channel"]), (&Value::from("TB"), &Value::from("y")));
    // The source is withheld: its key might tell too much.
    assert_eq!(file["sources"], Value::Null);
    let open = json(demo(), "en/what-a-terabyte-holds/figures/hours-per-terabyte/hours-per-terabyte.json");
    assert!(open["sources"][0]["key"].is_string(), "{open}");
    // The same numbers in each language.
    let other = json(demo(), "pt-br/cloud-archive/figures/growth/growth.json");
    assert_eq!((&file["rows"], &file["title"]), (&other["rows"], &other["title"]));
}

/// Elements and attributes that may bring anything from elsewhere, or do anything.
const ACTIVE: &[&str] = &["script", "style", "image", "use", "foreignObject", "a", "animate", "set"];

#[test]
fn a_drawing_stands_alone() {
    let mut count = 0;
    for (site, _) in sites() {
        for (path, bytes) in
            site.files.iter().filter(|(path, _)| path.contains("/figures/") && path.ends_with(".svg"))
        {
            let text = words(bytes);
            let document =
                roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
            let root = document.root_element();
            assert_eq!(root.tag_name().namespace(), Some("http://www.w3.org/2000/svg"), "{path}");
            assert!(root.has_attribute("viewBox") && root.has_attribute("lang"), "{path}");
            for node in document.descendants().filter(roxmltree::Node::is_element) {
                assert!(!ACTIVE.contains(&node.tag_name().name()), "{path}");
                for attribute in node.attributes() {
                    let (name, value) = (attribute.name(), attribute.value());
                    assert!(!name.starts_with("on") && name != "style" && name != "class", "{path}: {name}");
                    let leads = value.contains("url(") && !value.starts_with("url(#h");
                    assert!(!leads && !name.contains("href"), "{path}: {name}=\"{value}\"");
                }
            }
            let said: Vec<&str> = document
                .descendants()
                .filter(|at| at.has_tag_name(("http://www.w3.org/2000/svg", "text")))
                .filter_map(|at| at.text())
                .collect();
            // What the chart says in the wide view on its page, the file says too.
            let page = site.page(&format!("{}/", path.rsplit_once('/').expect("a folder").0));
            let chart = page.one("svg.chart");
            for text in chart.select("text") {
                let class = text.attribute("class").unwrap_or_default();
                let is_seen = !class.split(' ').any(|name| name == "slim" || name == "halo");
                let words = text.text();
                assert!(!is_seen || said.iter().any(|line| *line == words), "{path}: {words}");
            }
            let title = page.one("h1").text();
            let whole = said.join(" ");
            let first = title.split(' ').next_back().expect("words");
            assert!(whole.contains(first), "{path}: {whole}");
            count += 1;
        }
    }
    assert!(count > 8, "{count}");
}

/// Width and height, and the names of the chunks.
fn png(bytes: &[u8]) -> ((u32, u32), Vec<String>) {
    assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes"));
    let mut names = Vec::new();
    let mut at = 8;
    while at < bytes.len() {
        names.push(words(&bytes[at + 4..at + 8]));
        at += 12 + number(at) as usize;
    }
    ((number(16), number(20)), names)
}

#[test]
fn pictures_are_small_and_say_nothing_but_pixels() {
    let mut cards = 0;
    for (site, _) in sites() {
        let drawn = |path: &&String| path.ends_with("social-card.png") || path.contains("/figures/");
        for path in site.files.keys().filter(drawn).filter(|path| path.ends_with(".png")) {
            let bytes = &site.files[path];
            let (size, chunks) = png(bytes);
            assert_eq!(chunks, ["IHDR", "PLTE", "IDAT", "IEND"], "{path}");
            if path.ends_with("card.png") {
                assert_eq!(size, (1200, 630), "{path}");
                assert!(bytes.len() < 60_000, "{path}: {} bytes", bytes.len());
                cards += 1;
            } else {
                assert_eq!(size.0, 1360, "{path}");
            }
        }
    }
    assert!(cards > 8, "{cards}");
}

#[test]
fn links_show_the_card_where_they_are_shared() {
    let story = demo().page("en/what-a-terabyte-holds/");
    let image = meta(story, "og:image").expect("a picture");
    assert_eq!(image, "https://openledger.example/en/what-a-terabyte-holds/social-card.png");
    assert_eq!((meta(story, "og:image:width"), meta(story, "og:image:height")), (Some("1200"), Some("630")));
    assert!(meta(story, "og:image:alt").is_some_and(|alt| alt.starts_with("Bar chart:")));
    assert_eq!(meta(story, "twitter:card"), Some("summary_large_image"));
    let figure = demo().page("en/cloud-archive/figures/growth/");
    let image = meta(figure, "og:image").and_then(|url| url.strip_prefix("https://openledger.example/"));
    assert!(demo().has(image.expect("a picture of this site")));
    // Of Arabic there are no letters: the theme's own picture is shown.
    let arabic = budget().page("ar/funds/pumps/");
    assert!(meta(arabic, "og:image").expect("a picture").contains("/assets/card."));
    let told: Vec<&str> = budget()
        .findings
        .iter()
        .filter(|found| found["code"] == "figure/letters")
        .filter_map(|found| found["message"].as_str())
        .collect();
    assert_eq!(told.len(), 1, "once a language: {told:?}");
    assert!(told[0].contains("in `ar` are not drawn"), "{told:?}");
}

/// A story with a chart, and one that is held back.
fn world(settings: &str, more: &str) -> MemoryWorld {
    let mut world = MemoryWorld::new("2026-03-04T12:00:00Z".parse().expect("a moment"));
    world.insert(
        "site.toml",
        format!("base_url = \"https://example.org/\"\ntitle = \"Site\"\nlanguages = [\"en\"]\n{settings}\n"),
    );
    for (name, held) in [("a", ""), ("held", more)] {
        world.insert(
            &format!("content/{name}/en.md"),
            format!(
                "+++\ntitle = \"Title\"\ndescription = \"Standfirst\"\ndate = 2026-01-02\nauthors = [\"Ana\"]\n{held}+++\n\n![](figure:growth)\n"
            ),
        );
        world.insert(&format!("content/{name}/stored.csv"), "year,stored\n2024,1\n2025,2\n2026,3\n");
        world.insert(
            &format!("content/{name}/stored.toml"),
            "title = \"Stored\"\ncite = [\"@files\"]\n[columns.year]\ntype = \"year\"\nlabel = \"Year\"\n[columns.stored]\ntype = \"number\"\nunit = \"km\"\nlabel = \"Stored\"\n",
        );
        world.insert(
            &format!("content/{name}/figures.toml"),
            "[growth]\nform = \"column\"\ntable = \"stored\"\nx = \"year\"\ny = \"stored\"\ntitle = \"It grew\"\n",
        );
        world.insert(
            &format!("content/{name}/sources.toml"),
            "[files]\ntype = \"book\"\ntitle = \"Files\"\n[files.provenance]\nkind = \"document\"\naccess = \"public\"\n",
        );
    }
    world
}

fn build(world: &MemoryWorld, memo: &mut Memo) -> Build {
    let mut build = onrecord::build(world, &Options::default(), memo);
    assert!(!build.has_errors(), "{:#?}", build.diagnostics);
    build.draw_pictures();
    build
}

fn files(build: &Build) -> BTreeMap<String, Vec<u8>> {
    build.outputs.iter().map(|(path, output)| (path.to_string(), output.bytes.to_vec())).collect()
}

fn pngs(build: &Build) -> Vec<String> {
    let all = files(build).into_keys();
    all.filter(|path| path.ends_with(".png") && !path.starts_with("assets/")).collect()
}

#[test]
fn what_is_held_back_has_no_page_no_file_and_no_picture() {
    let published = build(&world("", ""), &mut Memo::default());
    assert!(files(&published).contains_key("en/held/figures/growth/index.html"));
    assert!(pngs(&published).iter().any(|path| path.starts_with("en/held/")));
    for held in ["draft = true\n", "embargo = 2026-06-01T00:00:00Z\n"] {
        let build = build(&world("", held), &mut Memo::default());
        let out: Vec<String> = files(&build).into_keys().filter(|path| path.contains("held")).collect();
        assert!(out.is_empty(), "{held}: {out:?}");
        assert!(files(&build).contains_key("en/a/figures/growth/index.html"));
    }
}

#[test]
fn the_site_says_which_cards_it_wants() {
    let drawn = |settings: &str| pngs(&build(&world(settings, "draft = true\n"), &mut Memo::default()));
    let (figure, card, story) =
        ("en/a/figures/growth/growth.png", "en/a/figures/growth/growth.card.png", "en/a/social-card.png");
    assert_eq!(drawn(""), [card, figure, story]);
    assert_eq!(drawn("social_cards = \"figures\""), [card, figure, story]);
    assert_eq!(drawn("social_cards = \"stories\""), [figure, story]);
    assert_eq!(drawn("social_cards = \"none\""), [figure]);
}

#[test]
fn a_story_keeps_the_picture_that_it_leads_with() {
    let mut world = world("", "image = { file = \"lead.png\", alt = \"Racks\" }\n");
    let picture = std::fs::read(crate::built::repository().join("tests/media/anim.png")).expect("a picture");
    world.insert("content/held/lead.png", picture);
    let build = build(&world, &mut Memo::default());
    let html = |path: &str| Element::read(path, &words(&files(&build)[path]));
    let image = |path: &str| meta(&html(path), "og:image").map(str::to_owned);
    assert_eq!(image("en/held/index.html").as_deref(), Some("https://example.org/en/held/lead.png"));
    assert_eq!(image("en/a/index.html").as_deref(), Some("https://example.org/en/a/social-card.png"));
    assert!(!pngs(&build).contains(&"en/held/social-card.png".to_owned()));
}

#[test]
fn a_build_only_describes_pictures() {
    let mut build = onrecord::build(&world("", ""), &Options::default(), &mut Memo::default());
    assert_eq!((build.stats.pictures, build.stats.drawn), (6, 0));
    assert!(pngs(&build).is_empty());
    let count = build.outputs.len();
    build.draw_pictures();
    assert_eq!((build.stats.drawn, pngs(&build).len()), (6, 6));
    assert_eq!(build.outputs.len(), count, "the same files, now with their bytes");
}

#[test]
fn a_warm_memo_changes_no_figure() {
    let mut memo = Memo::default();
    build(&world("", ""), &mut memo);
    let mut changed = world("license = \"CC0-1.0\"", "");
    changed.insert("content/a/stored.csv", "year,stored\n2024,1\n2025,2\n2026,9\n");
    let warm = build(&changed, &mut memo);
    let clean = build(&changed, &mut Memo::default());
    assert!(files(&warm) == files(&clean));
    let json = String::from_utf8(files(&warm)["en/a/figures/growth/growth.json"].clone()).expect("a text");
    assert!(json.contains("\"value\": 9") && json.contains("CC0-1.0"));
}

/// Runs the program on a site; what it said.
fn run(root: &Path, arguments: &[&str]) -> String {
    let output = program().arg("--root").arg(root).args(arguments).output().expect("the program runs");
    let said = words(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    said
}

fn site() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let world = world("", "draft = true\n");
    for listed in onrecord::World::list(&world) {
        write(folder.path(), &listed.path, onrecord::World::bytes(&world, &listed.path).expect("bytes"));
    }
    folder
}

#[test]
fn a_warm_build_draws_no_picture_and_a_cold_one_changes_no_byte() {
    let folder = site();
    let root = folder.path();
    let cache = root.join(".onrecord-cache");
    run(root, &["check"]);
    assert!(!cache.exists(), "`check` draws nothing");
    let said = run(root, &["build"]);
    assert!(said.contains("3 pictures drawn"), "{said}");
    let first = files_of(&root.join("public"));
    assert_eq!(files_of(&cache).len(), 3 + 2, "three pictures and two notes for other programs");
    // All anew, but for the pictures.
    std::fs::remove_dir_all(root.join("public")).expect("removed");
    let said = run(root, &["build"]);
    assert!(!said.contains("drawn"), "{said}");
    assert!(files_of(&root.join("public")) == first);
    // Without the cache.
    std::fs::remove_dir_all(&cache).expect("removed");
    let said = run(root, &["build", "--out", "again", "--jobs", "1"]);
    assert!(said.contains("3 pictures drawn"), "{said}");
    assert!(files_of(&root.join("again")) == first);
}

#[test]
fn what_is_kept_is_never_wrong() {
    let folder = site();
    let root = folder.path();
    let cache = root.join(".onrecord-cache");
    run(root, &["build"]);
    let first = files_of(&root.join("public"));
    let pictures = || files_of(&cache).into_keys().filter(|path| path.ends_with(".png")).collect::<Vec<_>>();
    // A file that was cut off is drawn again.
    let one = pictures()[0].clone();
    let bytes = std::fs::read(cache.join(&one)).expect("a picture");
    std::fs::write(cache.join(&one), &bytes[..bytes.len() / 2]).expect("written");
    std::fs::remove_dir_all(root.join("public")).expect("removed");
    let said = run(root, &["build"]);
    assert!(said.contains("1 picture drawn"), "{said}");
    assert!(files_of(&root.join("public")) == first);
    // Another title is another picture; what nobody uses any more is forgotten.
    let story = std::fs::read_to_string(root.join("content/a/en.md")).expect("a text");
    write(root, "content/a/en.md", story.replace("\"Title\"", "\"Another\""));
    let before = pictures();
    let said = run(root, &["build"]);
    assert!(said.contains("1 picture drawn"), "the card of the story: {said}");
    let after = pictures();
    assert_eq!(after.len(), before.len());
    assert_eq!(after.iter().filter(|path| !before.contains(path)).count(), 1);
}
