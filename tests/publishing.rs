//! What a published site must be as a whole: links that lead somewhere under any path, feeds that stand alone,
//! alternates that agree, the files that hosts and robots look for; themes and languages that are added by files.

use std::collections::{BTreeMap, BTreeSet};

use tempfile::TempDir;
use url::Url;

use crate::built::{Built, budget, demo, files_of, paper, profile, program, repository, words, write};
use crate::page::Element;

/// The built sites, with the address of each.
fn sites() -> [(&'static Built, &'static str); 4] {
    [
        (demo(), "https://openledger.example/"),
        (budget(), "https://data.example/fund/"),
        (profile(), "https://portraits.example/"),
        (paper(), "https://papers.example/"),
    ]
}

/// Addresses that an element leads to or loads.
fn addresses(element: &Element) -> Vec<&str> {
    let one =
        ["href", "src", "poster", "data", "action"].into_iter().filter_map(|name| element.attribute(name));
    let set = element.attribute("srcset").into_iter();
    let set = set.flat_map(|set| set.split(',').filter_map(|part| part.split_whitespace().next()));
    one.chain(set).collect()
}

fn is_outside(address: &str) -> bool {
    Url::parse(address).is_ok()
}

/// Every element of a page that a reader's browser follows or loads; not what says where the page stands.
fn followed(page: &Element) -> impl Iterator<Item = (&Element, &str)> {
    let says = |element: &&Element| {
        let kind = element.attribute("rel").unwrap_or_default();
        // Programs that read an oEmbed document come from elsewhere: they want a whole address.
        let is_oembed = element.attribute("type") == Some("application/json+oembed");
        let is_own = kind == "canonical" || element.attribute("hreflang").is_some() || is_oembed;
        !(element.name == "link" && is_own)
    };
    page.all()
        .into_iter()
        .filter(says)
        .flat_map(|element| addresses(element).into_iter().map(move |at| (element, at)))
}

#[test]
fn links_within_a_site_are_relative() {
    for (site, base) in sites() {
        for (name, page) in site.pages().filter(|(name, _)| *name != "404.html") {
            for (link, address) in followed(page) {
                assert!(!address.starts_with('/') && !address.is_empty(), "{name}: {address}");
                // An address that is written out in the text is the writer's.
                assert!(!address.starts_with(base) || link.text() == address, "{name}: {address}");
            }
        }
        // A page for wrong addresses is shown at any depth: it knows the whole address of everything.
        for link in site.page("404.html").select("a") {
            let address = link.attribute("href").expect("an address");
            assert!(address.starts_with(base) || address.starts_with('#'), "404.html: {address}");
        }
    }
}

/// Where an address of a page leads below the site: the file, and the fragment.
fn target(page: &str, base: &str, address: &str) -> Option<(String, String)> {
    let joined = Url::parse(base).ok()?.join(page).ok()?.join(address).ok()?;
    let path = joined.as_str().split(['#', '?']).next()?.strip_prefix(base)?.to_owned();
    let path = percent_encoding::percent_decode_str(&path).decode_utf8().ok()?.into_owned();
    let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
    let fragment = percent_encoding::percent_decode_str(joined.fragment().unwrap_or_default());
    Some((file, fragment.decode_utf8().ok()?.into_owned()))
}

#[test]
fn every_link_within_a_site_leads_somewhere() {
    let mut broken = Vec::new();
    let mut checked = 0;
    for (site, base) in sites() {
        let ids: BTreeMap<&str, BTreeSet<&str>> = site
            .pages()
            .map(|(name, page)| (name, page.all().into_iter().filter_map(|at| at.attribute("id")).collect()))
            .collect();
        for (name, page) in site.pages() {
            for (_, address) in followed(page).filter(|(_, at)| !is_outside(at)) {
                checked += 1;
                let (file, fragment) = target(name, base, address).expect("an address of the site");
                let leads = site.has(&file)
                    && (fragment.is_empty()
                        || !file.ends_with(".html")
                        || ids.get(file.as_str()).is_some_and(|ids| ids.contains(fragment.as_str())));
                if !leads {
                    broken.push(format!("{base}{name}: {address}"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(checked > 1000, "{checked}");
}

#[test]
fn ids_stand_once_on_a_page() {
    for (site, base) in sites() {
        for (name, page) in site.pages() {
            let mut seen = BTreeSet::new();
            let twice: Vec<&str> = page
                .all()
                .into_iter()
                .filter_map(|at| at.attribute("id"))
                .filter(|id| !seen.insert(*id))
                .collect();
            assert!(twice.is_empty(), "{base}{name}: {twice:?}");
        }
    }
}

#[test]
fn styles_load_nothing_from_elsewhere_and_what_they_load_is_there() {
    for (site, base) in sites() {
        for path in site.files.keys().filter(|path| path.ends_with(".css")) {
            let css = site.text(path);
            for (loaded, _) in css.split("url(").skip(1).filter_map(|rest| rest.split_once(')')) {
                let address = loaded.trim_matches(['"', '\'']);
                if address.starts_with("data:") {
                    continue;
                }
                let (file, _) = target(path, base, address).unwrap_or_else(|| panic!("{path}: {address}"));
                assert!(site.has(&file), "{path}: {address}");
            }
        }
    }
}

#[test]
fn feeds_stand_alone() {
    for (site, base) in sites() {
        let feeds: Vec<&String> = site.files.keys().filter(|path| path.ends_with("feed.xml")).collect();
        assert!(!feeds.is_empty());
        for path in feeds {
            let text = site.text(path);
            let feed = roxmltree::Document::parse(&text).expect("XML");
            let entries: Vec<_> = feed.descendants().filter(|node| node.has_tag_name("entry")).collect();
            assert!(!entries.is_empty(), "{path}");
            for entry in entries {
                let content =
                    entry.children().find(|node| node.has_tag_name("content")).expect("full content");
                let html = content.text().expect("content");
                let is_story = !path.ends_with("corrections/feed.xml");
                assert!(html.len() > 200 || !is_story, "{path}: the whole text");
                let content = Element::read(path, html);
                for element in content.all() {
                    for address in addresses(element) {
                        assert!(is_outside(address), "{path}: {address}");
                        if let Some((file, _)) =
                            address.starts_with(base).then(|| target("", base, address)).flatten()
                        {
                            assert!(site.has(&file), "{path}: {address}");
                        }
                    }
                    assert!(!["script", "style", "svg"].contains(&element.name.as_str()), "{path}");
                }
            }
            let links = feed.descendants().filter_map(|node| node.attribute("href"));
            links.for_each(|address| assert!(is_outside(address), "{path}: {address}"));
        }
    }
}

/// Language and address of each alternate.
type Alternates = BTreeMap<String, String>;

fn alternates(page: &Element) -> Alternates {
    let links = page.select("link[rel=alternate]").into_iter();
    links
        .filter_map(|link| Some((link.attribute("hreflang")?.to_owned(), link.attribute("href")?.to_owned())))
        .collect()
}

/// Alternates agree with each other, name their own page, and have one default.
fn assert_reciprocal(pages: &BTreeMap<String, Alternates>, name: &str) {
    for (page, alternates) in pages {
        assert!(alternates.contains_key("x-default"), "{name}: {page}");
        assert!(
            alternates.iter().any(|(lang, at)| lang != "x-default" && at == page),
            "{name}: {page} names itself"
        );
        for (lang, other) in alternates.iter().filter(|(lang, _)| *lang != "x-default") {
            let back = pages.get(other).unwrap_or_else(|| panic!("{name}: {page} names {other} ({lang})"));
            assert_eq!(back, alternates, "{name}: {page} and {other}");
        }
    }
}

#[test]
fn alternates_of_pages_and_of_the_sitemap_agree() {
    for (site, base) in sites() {
        let pages: BTreeMap<String, Alternates> = site
            .pages()
            .map(|(_, page)| page)
            .filter(|page| !alternates(page).is_empty())
            .map(|page| {
                let own = page.one("link[rel=canonical]").attribute("href").expect("an address");
                (own.to_owned(), alternates(page))
            })
            .collect();
        assert_reciprocal(&pages, base);
        let text = site.text("sitemap.xml");
        let sitemap = roxmltree::Document::parse(&text).expect("XML");
        let mut listed = BTreeMap::new();
        for url in sitemap.descendants().filter(|node| node.has_tag_name("url")) {
            let own = url.children().find(|node| node.has_tag_name("loc")).and_then(|loc| loc.text());
            let own = own.expect("an address");
            let (file, _) = target("", base, own).unwrap_or_else(|| panic!("{own} is of another site"));
            assert!(site.has(&file), "{own}");
            let links = url.children().filter(|node| node.has_tag_name("link"));
            let links: Alternates = links
                .filter_map(|link| {
                    Some((link.attribute("hreflang")?.to_owned(), link.attribute("href")?.to_owned()))
                })
                .collect();
            assert!(listed.insert(own.to_owned(), links).is_none(), "{own} twice");
        }
        listed.retain(|_, links| !links.is_empty());
        assert_reciprocal(&listed, base);
        for (page, links) in &pages {
            let is_default = links.values().filter(|at| *at == page).count() > 0;
            assert!(is_default, "{page}");
            if let Some(own) = listed.get(page) {
                assert_eq!(own, links, "{page} says the same as the sitemap");
            }
        }
    }
}

#[test]
fn hosts_and_robots_find_what_they_look_for() {
    for (site, base) in sites() {
        for file in [".nojekyll", "404.html", "robots.txt", "sitemap.xml", "index.html"] {
            assert!(site.has(file), "{base}{file}");
        }
        assert!(site.text("robots.txt").contains(&format!("Sitemap: {base}sitemap.xml")));
        assert_eq!(site.has("CNAME"), base == "https://portraits.example/", "only if asked");
        let missing = site.page("404.html");
        assert!(
            missing.select("link[rel=canonical]").is_empty()
                && missing.select("meta[name=robots]").len() == 1
        );
        for (name, page) in site.pages() {
            assert!(page.select("head title").len() == 1 && page.select("h1").len() <= 1, "{name}");
            assert!(page.one("html").attribute("lang").is_some(), "{name}");
            assert!(
                page.select("script")
                    .iter()
                    .all(|script| script.attribute("type") == Some("application/ld+json"))
            );
        }
    }
}

#[test]
fn any_path_will_do() {
    let moved = Built::of(repository(), &["--base-url", "https://example.org/a/repo/"]);
    assert_eq!(moved.files.keys().collect::<Vec<_>>(), demo().files.keys().collect::<Vec<_>>());
    for (name, page) in moved.pages() {
        let body = |page: &Element| {
            page.select("body")
                .iter()
                .flat_map(|body| body.all())
                .flat_map(|at| at.attributes.clone())
                // How to cite a figure is told with its address.
                .filter(|(_, value)| !(name.contains("/figures/") && is_outside(value)))
                .collect::<Vec<_>>()
        };
        if name != "404.html" {
            assert!(body(page) == body(demo().page(name)), "{name} differs by more than its head");
        }
    }
    assert!(moved.text("sitemap.xml").contains("<loc>https://example.org/a/repo/en/</loc>"));
    assert!(!moved.text("en/feed.xml").contains("openledger.example/en"));
}

/// A small site with a theme or a language of its own.
fn small(settings: &str, files: &[(&str, &str)]) -> (TempDir, Built) {
    let folder = TempDir::new().expect("a folder");
    write(folder.path(), "site.toml", format!("base_url = \"https://example.org/\"\n{settings}"));
    for (path, text) in files {
        write(folder.path(), path, text);
    }
    let built = Built::of(folder.path(), &[]);
    (folder, built)
}

const STORY: &str = "+++\ntitle = \"A title\"\ndescription = \"A standfirst\"\ndate = 2026-01-02\n+++\n\nWords [@a, p. 3].\n\n> [!LIMITS]\n> Not much.\n";
const SOURCES: &str =
    "[a]\ntype = \"book\"\ntitle = \"Book\"\n[a.provenance]\nkind = \"document\"\naccess = \"public\"\n";

#[test]
fn a_theme_of_the_sites_own_overrides_file_by_file() {
    let files = [
        ("content/a/en.md", STORY),
        ("content/a/sources.toml", SOURCES),
        ("themes/mine/templates/blocks/box.html", "<div class=\"mine\">{{ body_html | safe }}</div>"),
        ("themes/mine/messages/en.toml", "[story]\nsources = \"What this rests on\"\n"),
        ("themes/mine/assets/broadsheet.css", "body { color: teal }\n"),
    ];
    let (_folder, built) = small("title = \"Site\"\nlanguages = [\"en\"]\ntheme = \"mine\"\n", &files);
    assert_eq!(built.codes(), Vec::<&str>::new(), "{}", built.said);
    let page = built.page("en/a/");
    assert_eq!(page.one("div.mine").text(), "Not much.", "the template");
    assert_eq!(page.one("#_sources").text(), "What this rests on", "the message");
    let style =
        page.one("link[rel=stylesheet]").attribute("href").expect("an address").trim_start_matches("../");
    assert_eq!(built.text(style), "body{color: teal}\n", "the style");
    assert_eq!(page.one("#_cite").text(), "Cite this", "the rest is the built-in theme");
    assert_eq!(page.one("h1").text(), "A title");
    let broken = TempDir::new().expect("a folder");
    crate::built::copy(_folder.path(), broken.path());
    write(broken.path(), "themes/mine/templates/blocks/box.html", "<div>\n{{ titel }}</div>");
    let ran =
        program().args(["check", "--format", "json", "--root"]).arg(broken.path()).output().expect("it runs");
    assert_eq!(ran.status.code(), Some(1));
    let said = words(&ran.stdout);
    assert!(
        said.contains("\"code\":\"theme/template\"")
            && said.contains("themes/mine/templates/blocks/box.html"),
        "{said}"
    );
    assert!(said.contains("\"line\":2"), "{said}");
}

#[test]
fn a_language_is_added_by_files_only() {
    let english =
        std::fs::read_to_string(repository().join("themes/broadsheet/messages/en.toml")).expect("messages");
    // Every message is there, some of them translated: what a newsroom would do.
    let mut danish = english;
    for (from, to) in [
        ("language_name = \"English\"", "language_name = \"Dansk\""),
        ("Skip to the text", "Til teksten"),
        ("\"Sources\"", "\"Kilder\""),
        ("{ one = \"p.\", other = \"pp.\" }", "{ one = \"sd.\", other = \"sd.\" }"),
    ] {
        assert!(danish.contains(from), "{from}");
        danish = danish.replace(from, to);
    }
    let story = STORY.replace("p. 3", "sd. 3").replace("Words", "Ord om [](cell:t[year=2026].n)");
    let table = "title = \"T\"\ncite = [\"@a\"]\n[columns.year]\ntype = \"year\"\nlabel = \"Y\"\n[columns.n]\ntype = \"number\"\nunit = \"km\"\nlabel = \"N\"\n";
    let (_, body) = STORY.split_once("\n+++\n").expect("front matter");
    let body = body.replace("Words", "Words of [](cell:t[year=2026].n)");
    let head = "title = \"T\"\ndescription = \"D\"\n[translation]\nof = \"da\"\nrevision = 2026-01-02\nby = [\"Ana Lima\"]\nmethod = \"human\"";
    let translated = format!("+++\n{head}\n+++\n{body}");
    let files = [
        ("content/a/da.md", story.as_str()),
        ("content/a/en.md", &translated),
        ("content/a/sources.toml", SOURCES),
        ("content/a/t.csv", "year,n\n2026,1234567.5\n"),
        ("content/a/t.toml", table),
        ("themes/broadsheet/messages/da.toml", danish.as_str()),
    ];
    let settings = "title = \"Site\"\nlanguages = [\"da\", \"en\"]\n";
    let (_folder, built) = small(settings, &files);
    assert_eq!(built.codes(), Vec::<&str>::new(), "{}", built.said);
    let page = built.page("da/a/");
    assert_eq!(page.one("html").attribute("lang"), Some("da"));
    assert_eq!(page.one("a.skip").text(), "Til teksten");
    assert_eq!(page.one("#_sources").text(), "Kilder");
    assert_eq!(page.texts("nav.langs li")[0], "Dansk");
    let text = page.one("div.body").text().replace('\u{a0}', " ");
    assert!(text.contains("1.234.567,5 km"), "{text}");
    assert!(text.contains("sd. 3"), "{text}");
    assert!(page.one("time").text().contains("2. januar 2026"));
    assert!(built.has("da/feed.xml") && built.text("sitemap.xml").contains("hreflang=\"da\""));
    let data = built.linked_data("da/a/");
    assert_eq!(data["inLanguage"], "da");
}

/// Digits of Hindi and Arabic are chosen, those of Persian are its own; the plain tag stands everywhere else.
#[test]
fn digits_of_a_language_are_chosen_in_its_tag() {
    let edition = |language: &str, number: &str| {
        let translated =
            "[translation]\nof = \"en\"\nrevision = 2026-01-02\nby = [\"A B\"]\nmethod = \"human\"";
        let head = if language == "en" { "date = 2026-01-02" } else { translated };
        let bound = format!("[](cell:t[year=2026].n), [{number}](cell:t[year=2026].n)");
        format!(
            "+++\ntitle = \"T\"\ndescription = \"D\"\n{head}\n+++\n\n{language}: {bound}.\n\n1. a\n2. b\n"
        )
    };
    let expected = [
        ("en", "1,234,567", "January 2, 2026"),
        ("hi", "१२,३४,५६७", "२ जनवरी, २०२६"),
        ("fa", "۱٬۲۳۴٬۵۶۷", "۲ ژانویه ۲۰۲۶"),
        ("ar", "1,234,567", "2 يناير 2026"),
    ];
    let table = "title = \"T\"\ncite = [\"@a\"]\n[columns.year]\ntype = \"year\"\nlabel = \"Y\"\n[columns.n]\ntype = \"number\"\nlabel = \"N\"\n";
    let editions = expected.map(|(tag, number, _)| (format!("content/a/{tag}.md"), edition(tag, number)));
    let mut files: Vec<(&str, &str)> = editions.iter().map(|(path, text)| (&**path, &**text)).collect();
    files.extend([
        ("content/a/sources.toml", SOURCES),
        ("content/a/t.csv", "year,n\n2026,1234567\n"),
        ("content/a/t.toml", table),
    ]);
    let settings = "title = \"Site\"\nlanguages = [\"en\", \"hi-u-nu-deva\", \"fa\", \"ar-u-nu-latn\"]\n";
    let (_folder, built) = small(settings, &files);
    for (language, number, day) in expected {
        let page = built.page(&format!("{language}/a/"));
        assert_eq!(page.one("html").attribute("lang"), Some(language));
        let text = page.one("div.body").text();
        assert!(text.starts_with(&format!("{language}: {number}, {number}.")), "{text}");
        assert_eq!(page.one("time").text(), day);
    }
    let hindi = built.page("hi/a/");
    let sheets = hindi.select("link[rel=stylesheet]").into_iter().filter_map(|link| link.attribute("href"));
    let style = sheets.into_iter().find(|sheet| sheet.contains("broadsheet")).expect("its sheet");
    let style = built.text(style.trim_start_matches("../"));
    let rules = "[lang=\"hi\"] {--digits:devanagari}\n[lang=\"fa\"] {--digits:persian}\n";
    assert!(style.ends_with(rules), "{style}");
    for (path, bytes) in &built.files {
        assert!(!String::from_utf8_lossy(bytes).contains("-u-nu-"), "{path}");
    }
}

#[test]
fn the_output_has_nothing_of_the_machine() {
    let root = repository().to_string_lossy().into_owned();
    let folder = TempDir::new().expect("a folder");
    let out = folder.path().join("public");
    let ran = program()
        .arg("build")
        .arg("--root")
        .arg(repository())
        .arg("--out")
        .arg(&out)
        .output()
        .expect("it runs");
    assert_eq!(ran.status.code(), Some(0));
    for (path, bytes) in files_of(&out) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(&root) && !text.contains(&*folder.path().to_string_lossy()), "{path}");
    }
}

#[test]
fn corrections_are_listed_together_the_newest_first_and_only_if_there_are_any() {
    let settings = "title = \"Site\"\nlanguages = [\"en\", \"fr\"]\n";
    let facts = "[total]\nvalue = 5\nunit = \"km\"\nlabel = \"The length\"\ncite = [\"@a\"]\n";
    let first = STORY.replace(
        "+++\n\nWords",
        "[[corrections]]\ndate = 2026-01-04\nkind = \"correction\"\nnote = \"It is [](fact:total) [@a].\"\nfacts = [\"total\"]\n[[corrections]]\ndate = 2026-01-04\nkind = \"update\"\nnote = \"More.\"\n+++\n\nWords on [](fact:total)",
    );
    let second = STORY.replace("A title", "Another title").replace(
        "+++\n\nWords",
        "[[corrections]]\ndate = 2026-01-05T10:00:00Z\nkind = \"retraction\"\nnote = \"None of it.\"\n+++\n\nWords",
    );
    let draft = second.replace("Another title", "A draft").replace("date = 2026-01-02", "draft = true");
    let files = [
        ("content/sources.toml", SOURCES),
        ("content/facts.toml", facts),
        ("content/a/en.md", first.as_str()),
        ("content/b/en.md", second.as_str()),
        ("content/c/en.md", draft.as_str()),
        ("content/d/fr.md", STORY),
    ];
    let (_folder, built) = small(settings, &files);
    let page = built.page("en/corrections/");
    assert_eq!(page.texts("li.item h2"), ["Another title", "A title", "A title"]);
    assert_eq!(
        page.texts("li.item div p"),
        [
            "Retraction. None of it.",
            "Correction. It is 5\u{a0}km. Figures concerned: The length.",
            "Update. More."
        ]
    );
    for link in page.select("li.item h2 a") {
        let (path, id) = link.attribute("href").and_then(|href| href.split_once('#')).expect("an anchor");
        let story = built.page(path.trim_start_matches("../../"));
        assert!(story.all().iter().any(|at| at.attribute("id") == Some(id)), "{path}#{id}");
    }
    let story = built.page("en/a/");
    assert_eq!(story.one("section.notice a[href=#m_total]").text(), "The length");
    let feed = built.text("en/corrections/feed.xml");
    let feed = roxmltree::Document::parse(&feed).expect("XML");
    let texts = |name: &str| -> Vec<String> {
        let found = feed.descendants().filter(|node| node.has_tag_name(name));
        found.filter_map(|node| node.text().map(str::to_owned)).collect()
    };
    assert_eq!(
        texts("id"),
        [
            "https://example.org/en/corrections/",
            "https://example.org/en/b/#_2026-01-05",
            "https://example.org/en/a/#_2026-01-04",
            "https://example.org/en/a/#_2026-01-04-2"
        ]
    );
    assert_eq!(texts("updated").first().map(String::as_str), Some("2026-01-05T10:00:00Z"));
    assert_eq!(texts("title")[2], "Correction: A title");
    let feeds = |path: &str| built.page(path).select("link[type=application/atom+xml]").len();
    assert_eq!((feeds("en/a/"), feeds("fr/d/")), (2, 1));
    assert!(built.text("sitemap.xml").contains("https://example.org/en/corrections/"));
    assert!(!built.has("fr/corrections/index.html") && !built.has("fr/corrections/feed.xml"));
    assert!(!built.text("fr/index.html").contains("corrections/"), "{}", built.said);
}
