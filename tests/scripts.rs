//! A story of the demo, shortened, in scripts of other directions and manners: Arabic, Hebrew, Japanese.

use std::collections::BTreeSet;

use crate::built::scripts;
use crate::page::Element;

/// Abscissae, in per cent of the width, of the columns or bars of a chart.
fn columns(page: &Element, exhibit: &str) -> Vec<f64> {
    let chart = page.one(&format!("#{exhibit} svg.chart"));
    let drawn = chart.all().into_iter().filter(|mark| mark.name == "rect" && mark.attribute("x").is_some());
    let percent = |mark: &Element| mark.attribute("x")?.strip_suffix('%')?.parse().ok();
    drawn.filter_map(percent).collect()
}

fn is_arabic_or_hebrew(sign: char) -> bool {
    ('\u{590}'..='\u{6ff}').contains(&sign)
}

#[test]
fn scripts_are_built_without_an_error_or_a_warning() {
    let loud: Vec<_> = scripts().findings.iter().filter(|finding| finding["severity"] != "note").collect();
    assert!(loud.is_empty(), "{loud:#?}");
    let codes: BTreeSet<&str> = scripts().codes().into_iter().collect();
    assert!(!codes.contains("theme/missing-messages"), "{codes:?}");
}

#[test]
fn scripts_pages_say_their_language_and_direction() {
    for (tag, direction) in [("en", "ltr"), ("ar", "rtl"), ("he", "rtl"), ("ja", "ltr")] {
        for page in
            ["", "archive/", "archive/how-we-know/", "archive/figures/growth/", "corrections/", "about/"]
        {
            let path = format!("{tag}/{page}");
            let html = scripts().page(&path).one("html");
            assert_eq!(html.attribute("lang"), Some(tag), "{path}");
            assert_eq!(html.attribute("dir"), Some(direction), "{path}");
        }
    }
}

#[test]
fn scripts_charts_are_mirrored_where_the_page_is() {
    for (tag, is_mirrored) in [("en", false), ("ar", true), ("he", true), ("ja", false)] {
        let path = format!("{tag}/archive/");
        let page = scripts().page(&path);
        let chart = page.one("#growth svg.chart");
        assert_eq!(chart.attribute("direction") == Some("rtl"), is_mirrored, "{path}");
        let at = columns(page, "growth");
        let (Some(july), Some(january)) = (at.first(), at.last()) else { panic!("{path} draws no columns") };
        assert_eq!(july > january, is_mirrored, "{path}: {at:?}");
    }
}

#[test]
fn scripts_numbers_units_and_bounds_are_those_of_the_language() {
    let says = [
        ("ar", "ما يقارب 1,400\u{a0}ت.ب", "أكثر من 1,330 وأقل من 1,400"),
        ("he", "כמעט 1,400\u{a0}TB", "יותר מ־1,330, פחות מ־1,400"),
        ("ja", "1,400\u{a0}TB近く", "1,330超1,400未満"),
    ];
    for (tag, value, open) in says {
        let text = scripts().page(&format!("{tag}/archive/")).text();
        assert!(text.contains(value), "{tag}: `{value}`");
        assert!(text.contains(open), "{tag}: `{open}`");
    }
    let japanese = scripts().page("ja/archive/").text();
    assert!(japanese.contains("2026年2月18日"), "dates of the language");
}

#[test]
fn scripts_marks_between_words_are_those_of_the_language() {
    let notes = |tag: &str| scripts().page(&format!("{tag}/archive/")).texts(".note").join(" ");
    for (tag, comma) in [("ar", '،'), ("ja", '、')] {
        let text = notes(tag);
        assert!(text.contains(comma), "{tag}: {text}");
        assert!(text.contains("Edda Quist"), "{tag}: {text}");
    }
    assert!(notes("ja").contains("資料の長さ。"), "a label ends with the stop of the language");
    assert!(!notes("ar").contains("متحقق منه,"), "no comma of another script");
    let notice = scripts().page("ja/archive/").one(".notice.major strong").text();
    assert_eq!(notice, "訂正、2026年3月3日。");
    // A reason that ends with the stop of its script gets no second one.
    assert!(scripts().text("ja/archive/index.html").contains("保管しています。"));
    for path in scripts().files.keys().filter(|path| path.ends_with(".html")) {
        assert!(!scripts().text(path).contains("。。"), "{path}");
    }
}

#[test]
fn scripts_keep_names_and_addresses_apart_from_the_text_around_them() {
    for tag in ["ar", "he"] {
        let page = scripts().page(&format!("{tag}/archive/"));
        for address in page.select(".tipline .val") {
            assert_eq!(address.name, "bdi", "{tag}: {}", address.text());
        }
        let figure = scripts().page(&format!("{tag}/archive/figures/growth/"));
        let address = figure.select("a bdi").into_iter().find(|link| link.text().starts_with("https://"));
        assert!(address.is_some(), "{tag}: the figure's address stands for itself");
        let known = scripts().page(&format!("{tag}/archive/how-we-know/"));
        let cell = known.select("dd bdi").into_iter().find(|cell| cell.text().contains("Halden Cloud"));
        assert!(cell.is_some(), "{tag}: the title of the table stands for itself");
    }
}

#[test]
fn scripts_machine_translations_say_so_on_every_page_of_the_text() {
    for (tag, words) in [("ar", "ترجمة آلية."), ("he", "תרגום מכונה."), ("ja", "機械翻訳です。")]
    {
        for page in ["archive/", "about/"] {
            let text = scripts().page(&format!("{tag}/{page}")).text();
            assert!(text.contains(words), "{tag}/{page}");
        }
    }
}

#[test]
fn scripts_pages_have_no_english_words_of_the_theme() {
    for tag in ["ar", "he"] {
        let page = scripts().page(&format!("{tag}/archive/"));
        for label in page.texts("h2").into_iter().chain(page.texts("dt")).chain(page.texts("th")) {
            let is_name = label == "Halden Cloud";
            assert!(
                is_name || label.is_empty() || label.chars().any(is_arabic_or_hebrew),
                "{tag}: `{label}`"
            );
        }
    }
}

#[test]
fn scripts_load_a_sheet_for_their_letters_and_others_do_not() {
    let sheets = |path: &str| -> Vec<String> {
        let links = scripts().page(path).select("link[rel=stylesheet]").into_iter();
        links.map(|link| link.attribute("href").expect("an address").to_owned()).collect()
    };
    for (path, is_loaded) in [
        ("en/archive/", false),
        ("ar/archive/", false),
        ("he/about/", true),
        ("ja/archive/figures/growth/embed/", true),
    ] {
        let loaded =
            sheets(path).iter().any(|sheet| sheet.contains("/letters.") || sheet.starts_with("letters."));
        assert_eq!(loaded, is_loaded, "{path}: {:?}", sheets(path));
    }
}
