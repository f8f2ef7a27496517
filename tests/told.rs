//! What pages, lists and feeds say of a translation: that a program made it, which version it was made from; and how
//! sentences, labels and places in sources are joined in languages of other manners.

use crate::built::{Built, told, well};
use crate::page::Element;

/// Words with plain blanks.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

/// Contents of the elements of a name in an entry of a feed, by the address of its page.
fn of_entry(built: &Built, feed: &str, page: &str, name: &str) -> Vec<String> {
    let text = built.text(feed);
    let document = roxmltree::Document::parse(&text).expect("XML");
    let is_own = |entry: &roxmltree::Node<'_, '_>| {
        let id = entry.children().find(|node| node.has_tag_name("id")).and_then(|id| id.text());
        entry.has_tag_name("entry") && id.is_some_and(|id| id.ends_with(page))
    };
    let entry = document.descendants().find(is_own).expect("the entry");
    let found = entry.children().filter(|node| node.has_tag_name(name));
    found.filter_map(|node| node.text().map(plain)).collect()
}

#[test]
fn a_machine_translation_says_so_on_each_page_and_in_each_list() {
    let notices = |path: &str| told().page(path).texts("section.notice").concat();
    for path in ["ja/pumps/", "ja/pumps/how-we-know/", "ja/pumps/figures/bill/"] {
        assert!(notices(path).contains("機械翻訳です。人による確認はまだ行われていません。"), "{path}");
        assert!(!notices(&path.replace("ja/", "ru/")).contains("Машинный"), "{path}");
        assert!(!notices(&path.replace("ja/", "en/")).contains("Machine"), "{path}");
    }
    let lists = ["", "ja/", "ja/tags/", "ja/tags/water/", "ja/authors/ana-ruiz/", "ja/corrections/"];
    for path in lists {
        let text = told().page(path).one("main").text();
        assert!(text.contains("機械翻訳"), "{path}: {text}");
    }
    for path in lists.iter().filter(|path| path.starts_with("ja/")) {
        let text = told().page(&path.replace("ja/", "en/")).one("main").text();
        assert!(!text.contains("machine translation"), "{path}: {text}");
    }
    let root = told().page("").one("main section[lang=en]").text();
    assert!(!root.contains("machine translation"), "{root}");
    assert!(told().page("ja/").one("#_corrections").text().contains("機械翻訳"));
}

#[test]
fn a_page_of_evidence_says_that_its_translation_is_behind() {
    let notice = told().page("ru/pumps/how-we-know/").one("section.notice");
    assert!(notice.text().contains("перевод сделан с более ранней версии"), "{}", notice.text());
    assert!(notice.text().contains("Оригинал исправлен"), "{}", notice.text());
    assert_eq!(notice.one("a[hreflang=en]").attribute("href"), Some("../../../en/pumps/"));
    assert!(told().page("en/pumps/how-we-know/").select("section.notice").is_empty());
    assert!(
        told().page("zh-hans/pumps/how-we-know/").texts("section.notice").concat().starts_with("机器翻译。")
    );
    let content = of_entry(told(), "ru/feed.xml", "ru/pumps/", "content").concat();
    assert!(content.contains("Это версия от 5 марта 2026 г."), "{content}");
    assert!(content.contains("https://told.example/en/pumps/"), "{content}");
}

/// The day that the page of a story says it was last changed on, in each way.
fn changed(path: &str) -> Vec<String> {
    let page = told().page(path);
    let meta = page.select("meta").into_iter();
    let modified = meta.filter(|it| it.attribute("property") == Some("article:modified_time"));
    let modified = modified.filter_map(|it| it.attribute("content").map(str::to_owned));
    let data = told().linked_data(path)["dateModified"].as_str().map(str::to_owned);
    let lang = path.split('/').next().expect("a language");
    let feed = of_entry(told(), &format!("{lang}/feed.xml"), path, "updated");
    let sitemap = told().text("sitemap.xml");
    let (_, tail) = sitemap.split_once(&format!("{path}</loc><lastmod>")).expect("in the sitemap");
    let day = |text: String| text.split('T').next().expect("a day").to_owned();
    modified.chain(data).chain(feed).chain([tail[..10].to_owned()]).map(day).collect()
}

#[test]
fn a_translation_was_changed_when_the_version_that_it_was_made_from_was() {
    let days = [
        ("en/pumps/", "2026-03-09"),
        ("ja/pumps/", "2026-03-02"),
        ("ru/pumps/", "2026-03-05"),
        ("zh-hans/pumps/", "2026-03-09"),
    ];
    for (path, day) in days {
        assert_eq!(changed(path), [day; 4], "{path}");
    }
    let says = |path: &str| {
        let page = told().page(path);
        let times = page.one("div.meta").select("time").into_iter();
        let times: Vec<_> = times.filter_map(|time| time.attribute("datetime").map(str::to_owned)).collect();
        (times, plain(&page.one("section[aria-labelledby=_cite]").text()))
    };
    let (times, cite) = says("ja/pumps/");
    assert_eq!(times, ["2026-03-02"]);
    assert!(!cite.contains("3月9日"), "{cite}");
    let (times, cite) = says("ru/pumps/");
    assert_eq!(times, ["2026-03-02", "2026-03-05"]);
    assert!(cite.contains("5 марта 2026") && !cite.contains("9 марта"), "{cite}");
    assert_eq!(says("zh-hans/pumps/").0, ["2026-03-02", "2026-03-09"]);
    let card = plain(&told().page("ru/").one("main").text());
    assert!(card.contains("обновлено 5 марта 2026"), "{card}");
}

#[test]
fn the_stop_of_a_date_that_is_written_out_ends_the_sentence_too() {
    let pages =
        ["ru/pumps/", "ru/pumps/how-we-know/"].map(|path| plain(&told().page(path).one("main").text()));
    let feed = of_entry(told(), "ru/feed.xml", "ru/pumps/", "content").concat();
    for text in pages.iter().chain([&feed]) {
        assert!(text.contains("16 февраля 2026 г."), "{text}");
        assert!(!text.contains("г.."), "{text}");
    }
}

/// All words of a page that readers see or hear, those of attributes included.
fn words_of(page: &Element) -> Vec<String> {
    let attributes = |element: &Element| {
        let named = ["alt", "aria-label", "content", "title"].into_iter();
        named.filter_map(|name| element.attribute(name).map(str::to_owned)).collect::<Vec<_>>()
    };
    let all = page.all();
    let blocks =
        all.iter().filter(|it| matches!(&*it.name, "p" | "li" | "dd" | "dt" | "td" | "h1" | "h2" | "h3"));
    blocks.map(|it| it.text()).chain(all.iter().flat_map(|it| attributes(it))).collect()
}

#[test]
fn no_blank_stands_beside_full_width_punctuation() {
    let is_wide = |sign: char| "、。，：；（）「」《》".contains(sign);
    let mut seen = 0;
    for (path, page) in told().pages().filter(|(path, _)| path.starts_with("ja/") || path.starts_with("zh-"))
    {
        for text in words_of(page) {
            let signs: Vec<char> = text.chars().collect();
            for pair in signs.windows(2) {
                seen += usize::from(is_wide(pair[0]));
                assert!(!(is_wide(pair[0]) && pair[1] == ' '), "{path}: {text}");
                assert!(!(pair[0] == ' ' && is_wide(pair[1])), "{path}: {text}");
            }
        }
    }
    assert!(seen > 100, "{seen}");
    let text = told().page("ja/pumps/").one("div.body").text();
    assert!(text.contains("町へ手紙を出した。返事はなかった。"), "{text}");
    assert!(text.contains("39台のポンプを保管している"), "a line break of the file is no blank: {text}");
    let feed = of_entry(told(), "ja/feed.xml", "ja/pumps/", "content").concat();
    assert!(!feed.contains("。 ") && feed.contains("機械翻訳です。</strong>人による"), "{feed}");
}

#[test]
fn places_in_sources_are_written_as_the_language_does() {
    let text = |path: &str| plain(&told().page(path).one("main").text());
    for (path, place) in [("en/pumps/", "p. 4"), ("ja/pumps/", "4頁"), ("zh-hans/pumps/", "第4页")] {
        assert!(text(path).contains(place), "{path}: {}", text(path));
        let evidence = format!("{path}how-we-know/");
        assert!(text(&evidence).contains(place), "{path}: {}", text(&evidence));
    }
    assert!(text("ja/pumps/").contains("7–9頁") && text("zh-hans/pumps/").contains("第7–9页"));
}

#[test]
fn the_note_of_an_original_is_set_apart_and_its_language_named_as_readers_do() {
    let notice = told().page("ru/pumps/").one("section.major").text();
    assert!(notice.contains("held 37 pumps. Примечание оригинала (английский). Касается чисел:"), "{notice}");
    let listed = told().page("ja/corrections/").one("li.item").text();
    assert!(listed.contains("37 pumps. 原文の告知（英語）。"), "{listed}");
}

#[test]
fn the_switcher_of_two_editions_side_by_side_says_which_links_lead_to_the_story() {
    let links = told().page("ja/pumps/compare/").select("nav.langs a").into_iter();
    let links: Vec<(String, String)> =
        links.map(|link| (link.attribute("href").expect("an address").to_owned(), link.text())).collect();
    let says = |href: &str, text: &str| (href.to_owned(), text.to_owned());
    assert_eq!(
        links,
        [
            says("../../../en/pumps/", "English: the same story"),
            says("../../../ru/pumps/compare/", "русский: та же страница"),
            says("../../../zh-hans/pumps/compare/", "简体中文: 本页"),
        ]
    );
}

#[test]
fn links_to_a_part_in_other_languages_are_items_of_a_list() {
    // Items are spaced by their list: a link of the other direction has its gap on the wrong side.
    let lists = well().page("ar/short/").select(".else ul");
    assert!(!lists.is_empty());
    for list in lists {
        assert_eq!(list.select("li a").len(), list.select("a").len());
    }
}

#[test]
fn on_paper_the_original_has_its_address() {
    let link = told().page("ru/pumps/").one("section.notice a[hreflang=en]");
    assert_eq!(link.attribute("data-at"), Some("https://told.example/en/pumps/"));
}

#[test]
fn entries_of_sources_run_as_their_page_does() {
    // A Latin title in an Arabic list is told apart by its own element; all around it stays the page's.
    for (path, page) in well().pages().chain(told().pages()) {
        assert!(page.select("ol.refs bdi").is_empty(), "{path}");
        assert!(page.select("p.src bdi").is_empty(), "{path}");
    }
}
