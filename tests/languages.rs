//! What readers see of a story's languages, on the pages of a site with gaps: three languages, and no story in all of
//! them by the same way.

use std::collections::BTreeMap;

use crate::built::{Built, well};
use crate::page::Element;

const BASE: &str = "https://wells.example/desk/";

/// Language and address, below the site's own, of each alternate of a page.
fn alternates(page: &Element) -> BTreeMap<String, String> {
    let links = page.select("link[rel=alternate]").into_iter();
    links
        .filter_map(|link| {
            let lang = link.attribute("hreflang")?.to_owned();
            Some((lang, link.attribute("href")?.strip_prefix(BASE).expect("a whole address").to_owned()))
        })
        .collect()
}

/// Languages and addresses as [`alternates`] gives them.
fn expected(list: &[(&str, &str)]) -> BTreeMap<String, String> {
    list.iter().map(|(lang, path)| ((*lang).to_owned(), (*path).to_owned())).collect()
}

#[test]
fn alternates_name_the_editions_that_there_are_and_no_other() {
    let both = expected(&[("en", "en/well/"), ("pt-BR", "pt-br/well/"), ("x-default", "en/well/")]);
    assert_eq!(alternates(well().page("en/well/")), both);
    assert_eq!(alternates(well().page("pt-br/well/")), both);
    let all = [("ar", "ar/short/"), ("en", "en/short/"), ("pt-BR", "pt-br/short/")];
    let all = expected(&[&all[..], &[("x-default", "pt-br/short/")]].concat());
    for path in ["ar/short/", "en/short/", "pt-br/short/"] {
        assert_eq!(alternates(well().page(path)), all, "{path}");
    }
    let only = expected(&[("en", "en/solo/"), ("x-default", "en/solo/")]);
    assert_eq!(alternates(well().page("en/solo/")), only);
    assert!(!well().has("pt-br/solo/index.html"), "what is not translated is not there");
}

#[test]
fn every_alternate_is_a_page_that_answers() {
    let pages: BTreeMap<String, BTreeMap<String, String>> =
        well().pages().map(|(path, page)| (path.to_owned(), alternates(page))).collect();
    let mut count = 0;
    for (path, alternates) in pages.iter().filter(|(_, alternates)| !alternates.is_empty()) {
        let own = path.strip_suffix("index.html").expect("a folder's page");
        assert!(alternates.iter().any(|(lang, at)| lang != "x-default" && at == own), "{path} names itself");
        assert!(alternates.contains_key("x-default"), "{path}");
        for (lang, other) in alternates {
            let answer = pages.get(&format!("{other}index.html"));
            let answer = answer.unwrap_or_else(|| panic!("{path} names {other} ({lang})"));
            // The page at the root is for readers of no language: it stands for none, and leads to all.
            assert!(answer == alternates || other.is_empty(), "{path} names {other} ({lang})");
            count += 1;
        }
    }
    assert!(count > 30, "{count} alternates");
}

/// Where the language switcher of a page leads: language, address on the page, words.
fn switcher(page: &Element) -> Vec<(String, String, String)> {
    let links = page.select("nav.langs a").into_iter();
    let text = |link: &Element, name: &str| link.attribute(name).expect(name).to_owned();
    links.map(|link| (text(link, "hreflang"), text(link, "href"), link.text())).collect()
}

#[test]
fn the_switcher_leads_to_the_story_else_to_the_front_page() {
    let leads = switcher(well().page("en/well/"));
    let [portuguese, arabic] = &leads[..] else { panic!("{leads:?}") };
    assert_eq!(portuguese.1, "../../pt-br/well/");
    assert_eq!(portuguese.2, "Português (Brasil): a mesma reportagem");
    assert_eq!(arabic.1, "../../ar/", "there is no such story in Arabic");
    for (path, page) in well().pages() {
        for link in page.select("nav.langs a") {
            assert_eq!(link.attribute("lang"), link.attribute("hreflang"), "{path}");
            assert!(link.attribute("dir").is_some(), "{path}");
        }
        assert!(!path.contains("solo") || path.starts_with("en/"), "{path}");
    }
}

#[test]
fn headings_lead_to_the_same_part_in_other_languages() {
    let hrefs = |path: &str| -> Vec<String> {
        let links = well().page(path).select(".else a").into_iter();
        links.map(|link| link.attribute("href").expect("an address").to_owned()).collect()
    };
    assert_eq!(hrefs("en/well/"), ["../../pt-br/well/#o-que-foi-comprado", "../../pt-br/well/#how"]);
    assert_eq!(hrefs("pt-br/well/"), ["../../en/well/#what-was-bought", "../../en/well/#how"]);
    assert_eq!(
        hrefs("en/short/").len(),
        2,
        "from one translation to the original and to the other translation"
    );
    assert_eq!(hrefs("en/solo/"), Vec::<String>::new());
    // What is led to is there.
    for from in ["en/well/", "pt-br/well/", "en/short/", "ar/short/", "pt-br/short/"] {
        for href in hrefs(from) {
            let (path, id) = href.trim_start_matches("../").split_once('#').expect("a fragment");
            let id = percent_encoding::percent_decode_str(id).decode_utf8().expect("UTF-8");
            let has = |it: &&Element| it.attribute("id") == Some(&*id);
            assert!(well().page(path).all().iter().any(has), "{from}: {href}");
        }
    }
}

#[test]
fn a_block_has_one_anchor_in_all_languages() {
    let text_of = |path: &str, id: &str| well().page(path).one(&format!("#{id}")).text();
    assert!(text_of("en/well/", "p_1").starts_with("The well has one pump"));
    assert!(text_of("pt-br/well/", "p_1").starts_with("O poço tem uma bomba"));
    assert!(text_of("en/well/", "p_5").contains("1 hose"));
    assert!(text_of("pt-br/well/", "p_5").contains("1 mangueira"));
    assert!(well().page("en/solo/").select("#p_1").is_empty(), "nobody would lead there");
}

#[test]
fn a_quotation_in_translation_has_the_words_that_were_said() {
    let page = well().page("pt-br/well/");
    let mark = page.one("a.quoted");
    assert_eq!(mark.text(), "“o conselho não decide sozinho”");
    let id = mark.attribute("href").and_then(|href| href.strip_prefix('#')).expect("a note");
    let note = page.one(&format!("#{id}"));
    let said = note.one("p[lang=en]");
    assert_eq!(
        (said.text().as_str(), said.attribute("dir")),
        ("the council does not decide alone", Some("ltr"))
    );
    assert!(note.text().contains("Traduzida de outra língua"), "{}", note.text());
    assert!(note.text().contains("Eva Stone"), "{}", note.text());
    let evidence = note.select("a").into_iter().filter_map(|link| link.attribute("href"));
    let evidence = evidence.filter_map(|href| href.strip_prefix("how-we-know/#")).collect::<Vec<_>>();
    assert_eq!(evidence.len(), 1);
    well().page("pt-br/well/how-we-know/").one(&format!("#{}", evidence[0]));
    assert!(
        note.select("a")
            .iter()
            .any(|link| link.attribute("href").is_some_and(|href| href.starts_with("#s_")))
    );
    let original = well().page("en/well/").one("a.quoted");
    assert!(original.attribute("href").is_some_and(|href| href.starts_with("#s_")), "straight to the source");
    let block = page.one("figure.pull");
    assert_eq!(block.one("details p").attribute("lang"), Some("en"));
    assert!(block.text().contains("Traduzida de outra língua"));
}

#[test]
fn foreign_titles_carry_their_language() {
    let page = well().page("pt-br/well/");
    let titles = page.select("ol.refs span[lang=en]");
    assert_eq!(titles.len(), 1);
    assert_eq!(
        (titles[0].text().as_str(), titles[0].attribute("dir")),
        ("Inventory of the water works", Some("ltr"))
    );
    assert!(well().page("en/well/").select("ol.refs span[lang]").is_empty());
}

#[test]
fn readers_are_told_how_a_translation_was_made() {
    let machine = well().page("ar/short/");
    let notices = machine.texts("section.notice");
    assert!(notices[0].contains("ترجمة آلية"), "{notices:?}");
    assert!(machine.one("div.meta").text().contains("Translator 3"));
    assert!(well().text("ar/feed.xml").contains("ترجمة آلية"), "a feed has the whole text, and says so too");
    let reviewed = well().page("en/short/");
    let notices = reviewed.texts("section.notice");
    assert!(notices.iter().all(|notice| !notice.contains("Machine translation.")), "{notices:?}");
    let credits = reviewed.one("div.meta").text();
    for words in ["Edda Quist", "Ivo Sand", "Translator 3", "By a program, reviewed by people"] {
        assert!(credits.contains(words), "{words}: {credits}");
    }
    let data = well().linked_data("en/short/");
    assert_eq!(data["translator"][0]["name"], "Edda Quist");
    assert_eq!(data["translator"][1]["name"], "Ivo Sand");
    assert_eq!(data["creditText"], "Translation: By a program, reviewed by people (Translator 3)");
    assert_eq!(data["translationOfWork"]["inLanguage"], "pt-BR");
    let translations = well().linked_data("pt-br/short/");
    let tags: Vec<&str> = translations["workTranslation"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|work| work["inLanguage"].as_str().expect("a tag"))
        .collect();
    assert_eq!(tags, ["en", "ar"]);
}

#[test]
fn a_correction_that_is_not_translated_stands_there_in_its_language() {
    let page = well().page("ar/short/");
    let notice = page.one("section.major");
    let note = notice.one("span[lang=pt-BR]");
    assert_eq!(note.text(), "Uma versão anterior dizia outra coisa.");
    assert_eq!(note.attribute("dir"), Some("ltr"));
    assert!(notice.text().contains("ملاحظة الأصل (البرتغالية البرازيلية)."), "{}", notice.text());
    let behind = page.texts("section.notice");
    assert!(behind.iter().any(|notice| notice.contains("هذه نسخة 3 مارس 2026")), "{behind:?}");
    let correction = &well().linked_data("ar/short/")["correction"][0];
    assert_eq!(correction["inLanguage"], "pt-BR");
}

#[test]
fn entries_of_feeds_lead_to_the_other_languages() {
    let links = |path: &str, story: &str| -> Vec<(String, String)> {
        let text = well().text(path);
        let feed = roxmltree::Document::parse(&text).expect("XML");
        let is_story = |entry: &roxmltree::Node<'_, '_>| {
            let id = entry.children().find(|node| node.has_tag_name("id")).and_then(|id| id.text());
            entry.has_tag_name("entry") && id == Some(&format!("{BASE}{story}"))
        };
        let entry = feed.descendants().find(is_story).expect("the entry");
        let links = entry.children().filter(|node| node.has_tag_name("link"));
        let attribute = |link: &roxmltree::Node<'_, '_>, name| link.attribute(name).expect("said").to_owned();
        links.map(|link| (attribute(&link, "hreflang"), attribute(&link, "href"))).collect()
    };
    let pair = |lang: &str, path: &str| (lang.to_owned(), format!("{BASE}{path}"));
    assert_eq!(
        links("en/feed.xml", "en/short/"),
        [pair("en", "en/short/"), pair("pt-BR", "pt-br/short/"), pair("ar", "ar/short/")]
    );
    assert_eq!(links("en/feed.xml", "en/solo/"), [pair("en", "en/solo/")]);
}

#[test]
fn a_translation_stands_beside_its_original() {
    let page = well().page("pt-br/well/compare/");
    let rows = page.select("ol.rows")[0].children.iter().filter_map(|node| match node {
        crate::page::Node::Element(row) => Some(row),
        crate::page::Node::Text(_) => None,
    });
    let rows: Vec<Vec<&Element>> = rows.map(|row| row.select(".beside div[lang]")).collect();
    assert!(rows.len() > 10, "{}", rows.len());
    for cells in &rows {
        assert_eq!((cells[0].attribute("lang"), cells[1].attribute("lang")), (Some("en"), Some("pt-BR")));
    }
    let words: Vec<(String, String)> = rows.iter().map(|cells| (cells[0].text(), cells[1].text())).collect();
    assert_eq!(words[0], ("Four pumps for one well".into(), "Quatro bombas para um poço".into()));
    assert!(
        words[2].0.starts_with("The well has one pump") && words[2].1.starts_with("O poço tem uma bomba")
    );
    let figures: Vec<Vec<String>> = rows[2].iter().map(|cell| cell.texts(".fact")).collect();
    assert!(figures[0].iter().any(|words| words.contains("8,200")), "{figures:?}");
    assert!(figures[1].iter().any(|words| words.contains("8.200")), "{figures:?}");
    assert_eq!(figures[0].len(), figures[1].len());
    assert!(page.one("section.quotations").text().contains("Dito por Eva Stone"));
    // Nothing in it leads to a place that is not on this page, and nothing is on it twice.
    let ids: Vec<&str> = page.all().iter().filter_map(|it| it.attribute("id")).collect();
    for link in page.select("main a") {
        let href = link.attribute("href").expect("an address");
        assert!(!href.starts_with('#') || ids.contains(&&href[1..]), "{href}");
    }
}

#[test]
fn pages_that_compare_are_for_those_who_look_for_them() {
    let path = "pt-br/well/compare/";
    let page = well().page(path);
    assert_eq!(page.one("meta[name=robots]").attribute("content"), Some("noindex"));
    assert!(page.select("link[hreflang]").is_empty());
    assert!(!well().text("sitemap.xml").contains("compare/"));
    assert!(!well().text("pt-br/feed.xml").contains("compare/"));
    let from = well().page("pt-br/well/");
    assert!(
        from.select("main a").iter().any(|link| link.attribute("href") == Some("../../pt-br/well/compare/"))
    );
    assert!(!well().has("en/well/compare/index.html"), "an original has nothing to stand beside");
    assert!(
        page.select("script").iter().all(|script| script.attribute("type") == Some("application/ld+json"))
    );
}

#[test]
fn a_site_can_do_without_pages_that_compare() {
    let folder = tempfile::TempDir::new().expect("a folder");
    crate::built::copy(&crate::built::repository().join("tests/sites/well"), folder.path());
    let settings = well_settings().replace("languages", "compare = false\nlanguages");
    crate::built::write(folder.path(), "site.toml", settings);
    let built = Built::of(folder.path(), &[]);
    assert!(!built.has("pt-br/well/compare/index.html"));
    assert!(built.places_of(&["well/compare/"]).is_empty(), "{:?}", built.places_of(&["well/compare/"]));
}

fn well_settings() -> String {
    let path = crate::built::repository().join("tests/sites/well/site.toml");
    std::fs::read_to_string(path).expect("the settings")
}

/// The site with its translation recorded, and then its original changed.
fn behind(changes: &[(&str, &str)]) -> Built {
    let folder = tempfile::TempDir::new().expect("a folder");
    crate::built::copy(&crate::built::repository().join("tests/sites/well"), folder.path());
    let mut accept = crate::built::program();
    accept
        .args(["translate", "accept", "well", "pt-BR", "--now", crate::built::NOW, "--root"])
        .arg(folder.path());
    let done = accept.output().expect("the program runs");
    assert_eq!(done.status.code(), Some(0), "{}", crate::built::words(&done.stderr));
    let path = folder.path().join("content/well/en.md");
    let mut story = std::fs::read_to_string(path).expect("the story");
    for (from, to) in changes {
        assert!(story.contains(from), "{from}");
        story = story.replacen(from, to, 1);
    }
    crate::built::write(folder.path(), "content/well/en.md", story);
    Built::of(folder.path(), &[])
}

#[test]
fn a_translation_that_agrees_says_nothing_of_its_age() {
    let built = behind(&[]);
    let page = built.page("pt-br/well/");
    assert_eq!(page.select("aside.chg").len(), 0);
    let notices = page.texts("section.notice");
    assert!(notices.iter().all(|notice| notice.starts_with("Correção")), "{notices:?}");
    let states = built.page("pt-br/well/compare/").select("ol.rows li");
    assert!(states.iter().all(|row| row.attribute("class").is_none_or(|class| class == "current")));
    assert!(built.page("pt-br/well/compare/").text().contains("Nada mudou desde então"));
}

#[test]
fn a_translation_that_is_behind_says_so_above_its_text_and_at_each_paragraph() {
    let built = behind(&[
        ("updated     = 2026-03-09", "updated     = 2026-03-12"),
        ("does not decide alone”](quote:mayor), and then", "does not decide alone”](quote:mayor), and later"),
        ("We counted the following:", "This is what we counted:"),
        ("what the second pump cost.", "what the second pump cost.\n\nNobody would tell us."),
    ]);
    let page = built.page("pt-br/well/");
    let notices = page.texts("section.notice");
    assert!(notices[0].contains("Esta é a versão de 9 de março de 2026."), "{notices:?}");
    assert!(notices[0].contains("O original mudou em 12 de março de 2026: 3 parágrafos."), "{notices:?}");
    assert!(notices[0].contains("Os trechos estão marcados no texto."), "{notices:?}");
    let notes: Vec<(String, String)> = page
        .select("aside.chg")
        .into_iter()
        .map(|note| (note.text(), note.one("a").attribute("href").expect("an address").to_owned()))
        .collect();
    let places: Vec<&str> = notes.iter().map(|(_, href)| href.as_str()).collect();
    assert_eq!(places[..2], ["../../en/well/#p_2", "../../en/well/#p_4"], "{notes:?}");
    assert!(notes[0].0.starts_with("Este parágrafo mudou no original depois de traduzido."), "{notes:?}");
    for (_, href) in &notes {
        let (path, id) = href.trim_start_matches("../").split_once('#').expect("a fragment");
        built.page(path).one(&format!("#{id}"));
    }
    let beside = built.page("pt-br/well/compare/");
    assert_eq!(beside.select("li.changed").len(), 2);
    let text = beside.text();
    assert!(
        text.contains("Mudou no original desde então") && text.contains("Não está na tradução"),
        "{text}"
    );
}

#[test]
fn what_changed_in_headline_standfirst_and_footnotes_is_told_at_its_place() {
    let built = behind(&[
        ("\"Four pumps for one well\"", "\"Four pumps, one well\""),
        ("The town pays for four pumps, and needs one", "The town pays for four pumps. It needs one"),
        ("The second time on 4 March 2026.", "The second time on 5 March 2026."),
    ]);
    let page = built.page("pt-br/well/");
    let notes = |place: &str| -> Vec<(String, String)> {
        let notes = page.select(place).into_iter();
        notes.map(|it| (it.text(), it.one("a").attribute("href").expect("an address").to_owned())).collect()
    };
    let front = notes("header aside.chg");
    assert_eq!(front.len(), 2, "{front:?}");
    assert!(front[0].0.starts_with("O título mudou no original depois de traduzido."), "{front:?}");
    assert!(front[1].0.starts_with("Este parágrafo mudou no original depois de traduzido."), "{front:?}");
    assert!(front.iter().all(|(_, href)| href == "../../en/well/"), "{front:?}");
    let foot = notes("ol.refs aside.chg");
    assert_eq!(foot.len(), 1, "{foot:?}");
    assert!(
        foot[0].0.starts_with("Um número, uma data ou uma fonte desta nota mudou no original"),
        "{foot:?}"
    );
    assert_eq!(foot[0].1, "../../en/well/#n_1");
    assert!(built.page("en/well/").one("#n_1").text().contains("5 March"));
    assert_eq!(page.select("aside.chg").len(), 3);
    assert!(
        page.texts("section.notice")[0].contains("2 parágrafos e 1 título"),
        "{:?}",
        page.texts("section.notice")
    );
}
