//! Three whole sites, written from the format's page alone, and what must hold of them once they are built: the
//! facts of their EXPECT.md files, read back from the output.
//!
//! Not asserted yet, because no part of the program does it: quotations against their documents, names missing from a
//! translation, search, JSON feeds, data packages, a page of all corrections, the mutations that must fail for these
//! reasons.
//!
//! Where the output differs from EXPECT.md knowingly: a reference to an exhibit prints its kind and number, not its
//! title; emphasis in the suffix of a citation is lost; a JPEG is turned without being compressed again, so an edge that
//! fills no whole block is left out (32 of 40 pixels of the smallest sample remain).

use std::collections::BTreeSet;

use crate::built::{Built, budget, paper, profile};
use crate::page::Element;

const LANGUAGES: [&str; 4] = ["en", "de", "es", "ar"];
/// What a chart and a table are called in each language, in the order of [`LANGUAGES`].
const EXHIBITS: [(&str, &str); 4] =
    [("Figure", "Table"), ("Abbildung", "Tabelle"), ("Figura", "Tabla"), ("الشكل", "الجدول")];
const BUDGET: &str = "https://data.example/fund/";
/// Address of the main story of the budget site in each language, in the order of [`LANGUAGES`].
const UNDRAWN: [&str; 4] =
    ["en/funds/undrawn/", "de/funds/nicht-abgerufen/", "es/funds/no-utilizado/", "ar/funds/undrawn/"];

/// Rows of a table as texts.
fn rows(table: &Element) -> Vec<Vec<String>> {
    let cells = |row: &&Element| {
        let cells = row.all().into_iter().filter(|cell| ["td", "th"].contains(&cell.name.as_str()));
        cells.map(Element::text).collect()
    };
    table.select("tbody tr").iter().map(cells).collect()
}

/// One column of the rows of an exhibit's table.
fn column(page: &Element, exhibit: &str, column: usize) -> Vec<String> {
    rows(page.one(&format!("#{exhibit} table"))).into_iter().map(|mut row| row.remove(column)).collect()
}

/// Numbers of the exhibits of a page, as their captions say.
fn numbers(page: &Element) -> Vec<(String, String)> {
    let figures = page.select("figure.fig[id]").into_iter();
    figures
        .map(|figure| {
            (figure.attribute("id").expect("asked for").to_owned(), figure.one("figcaption .n").text())
        })
        .collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

/// Languages and addresses of the alternates in a page's head, below the site's own address.
fn alternates<'a>(page: &'a Element, base: &str) -> Vec<(&'a str, String)> {
    page.select("link[rel=alternate]")
        .into_iter()
        .filter_map(|link| {
            let href = link.attribute("href").expect("an address");
            Some((link.attribute("hreflang")?, href.strip_prefix(base).expect("a whole address").to_owned()))
        })
        .collect()
}

/// The address below the site's that a link of a page leads to.
fn target(page: &str, href: &str) -> String {
    let base = url::Url::parse("https://here.example/").expect("an address").join(page).expect("a path");
    let joined = base.join(href).expect("an address");
    joined.as_str().strip_prefix("https://here.example/").unwrap_or(joined.as_str()).to_owned()
}

/// Every entry of the source list leads back to uses that are on the page.
fn assert_back_links(page: &Element, name: &str) {
    let ids: BTreeSet<&str> = page.all().into_iter().filter_map(|element| element.attribute("id")).collect();
    for entry in page.select("ol.refs li") {
        let backs = entry.select(".back a");
        assert!(!backs.is_empty(), "{name}: no way back from {}", entry.text());
        for back in backs {
            let id = back.attribute("href").expect("an address").trim_start_matches('#');
            assert!(ids.contains(id), "{name}: `{id}` is not there");
        }
    }
}

fn entry<'a>(page: &'a Element, words: &str) -> &'a Element {
    let found: Vec<&Element> =
        page.select("section ol.refs li").into_iter().filter(|entry| entry.text().contains(words)).collect();
    assert_eq!(found.len(), 1, "entries with `{words}`");
    found[0]
}

/// A text with plain blanks: no-break ones and word joiners depend on the language and the style.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ").replace('\u{2060}', "")
}

fn assert_says(page: &Element, name: &str, words: &[&str]) {
    let text = plain(&page.text());
    for words in words {
        assert!(text.contains(&plain(words)), "{name} does not say `{words}`");
    }
}

// The budget: four languages, one from right to left; author-date.

#[test]
fn budget_has_the_findings_it_should_have() {
    let mut codes = budget().codes();
    codes.sort_unstable();
    let expected = [
        "cite/only-secondary",
        "cite/only-secondary",
        "cite/only-secondary",
        "data/undescribed",
        "fact/words-unknown",
        "figure/letters",
        "translation/behind-correction",
        "translation/correction-missing",
    ];
    assert_eq!(codes, expected, "{}", budget().said);
    let files = |code: &str| -> Vec<&str> {
        let found = budget().findings.iter().filter(|finding| finding["code"] == code);
        found.map(|finding| finding["file"].as_str().expect("a file")).collect()
    };
    assert_eq!(files("data/undescribed"), ["content/funds/budget.toml"]);
    assert_eq!(
        files("cite/only-secondary"),
        [
            "content/funds/ceilings/facts.toml",
            "content/funds/ceilings/facts.toml",
            "content/funds/pumps/estimates.toml"
        ]
    );
    assert_eq!(files("translation/behind-correction"), ["content/funds/ceilings/es.md"]);
    assert_eq!(files("translation/correction-missing"), ["content/funds/ceilings/en.md"]);
    assert!(budget().said.contains("content/late-audit/en.md, under embargo until 2099-01-01"));
    assert!(budget().said.contains("2 silenced"), "the two allowances are used: {}", budget().said);
    assert!(budget().said.contains("3 stories, 16 editions, 18 charts, 134 pages"), "{}", budget().said);
}

#[test]
fn budget_has_its_pages_and_no_others() {
    let stories = [("ceilings/", ["en", "es"]), ("pumps/", ["en", "ar"])];
    for lang in LANGUAGES {
        for path in ["", "about/", "funds/"] {
            assert_eq!(budget().page(&format!("{lang}/{path}")).one("html").attribute("lang"), Some(lang));
        }
    }
    for (path, languages) in stories {
        for lang in LANGUAGES {
            let file = format!(
                "{lang}/funds/{}index.html",
                if lang == "es" && path == "ceilings/" { "techos/" } else { path }
            );
            assert_eq!(budget().has(&file), languages.contains(&lang), "{file}");
        }
    }
    for gone in [
        "de/funds/undrawn/index.html",
        "es/funds/undrawn/index.html",
        "es/funds/ceilings/index.html",
        "en/funds/next-round/index.html",
        "en/late-audit/index.html",
        "de/late-audit/index.html",
        "de/embargowort-pruefung/index.html",
        "embargowort/index.html",
        "zanzibarquux/index.html",
        "CNAME",
    ] {
        assert!(!budget().has(gone), "{gone}");
    }
    for (name, page) in budget().pages() {
        let html = page.one("html");
        let arabic = name.starts_with("ar/");
        assert_eq!(html.attribute("dir") == Some("rtl"), arabic, "{name}");
    }
}

#[test]
fn budget_sends_old_addresses_on_and_copies_static_files() {
    for (alias, to) in
        [("2025/undrawn/", UNDRAWN[0]), ("undrawn/", UNDRAWN[0]), ("es/2025/no-utilizado/", UNDRAWN[2])]
    {
        let page = budget().page(alias);
        assert_eq!(target(alias, page.one("a").attribute("href").expect("an address")), to);
        assert_eq!(page.one("link[rel=canonical]").attribute("href"), Some(&*format!("{BUDGET}{to}")));
        let refresh = page.one("meta[http-equiv=refresh]").attribute("content").expect("an address");
        assert_eq!(target(alias, refresh.split_once("url=").expect("an address").1), to);
    }
    let statics = crate::built::repository().join("tests/sites/budget/content/static");
    for name in ["logo.svg", "favicon.svg", "security.txt"] {
        let own = std::fs::read(statics.join(name)).expect("a file");
        assert_eq!(budget().files.get(name), Some(&own), "{name}");
    }
}

#[test]
fn budget_lets_nothing_out_that_is_held_back_or_hidden() {
    let hidden = [
        "zanzibarquux",
        "embargowort",
        "UNDESCRIBEDMARKER",
        "TRANSLATORNOTEMARKER",
        "allow fact/loose",
        "](fact:",
        "](cell:",
        "](figure:",
        "](story:",
        "](name:",
        "](nofact:",
        "fund-ledger, sec",
    ];
    assert_eq!(budget().places_of(&hidden), Vec::<String>::new());
    let root = crate::built::repository().join("tests/sites/budget");
    let later = Built::of(&root, &["--now", "2099-06-01T00:00:00Z"]);
    assert!(later.has("en/late-audit/index.html") && later.has("embargowort/index.html"));
    assert!(!later.has("en/funds/next-round/index.html"));
    let drafts = Built::of(&root, &["--drafts"]);
    assert!(drafts.has("en/funds/next-round/index.html") && drafts.has("en/late-audit/index.html"));
}

#[test]
fn budget_alternates_are_whole_and_the_same_on_each_page() {
    let sets: [(&[&str], &[&str]); 4] = [
        (&LANGUAGES, &UNDRAWN),
        (&LANGUAGES, &["en/about/", "de/about/", "es/about/", "ar/about/"]),
        (&["en", "es"], &["en/funds/ceilings/", "es/funds/techos/"]),
        (&["en", "ar"], &["en/funds/pumps/", "ar/funds/pumps/"]),
    ];
    for (languages, paths) in sets {
        let mut expected: Vec<(&str, String)> =
            languages.iter().zip(paths).map(|(lang, path)| (*lang, (*path).to_owned())).collect();
        expected.push(("x-default", paths[0].to_owned()));
        for path in paths {
            assert_eq!(alternates(budget().page(path), BUDGET), expected, "{path}");
        }
    }
}

#[test]
fn budget_writes_figures_as_each_language_does() {
    for (lang, all, median, way) in [
        (0, "1,658,520,000", "18,700,000", ""),
        (1, "1.658.520.000", "18.700.000", ""),
        (2, "1.658.520.000", "18.700.000", ""),
        (3, "1,658,520,000", "18,700,000", "6.74"),
    ] {
        let page = budget().page(UNDRAWN[lang]);
        let written = page.one("#m_undrawn-all").text();
        assert!(written.contains(all) && written.contains('€'), "{written}");
        let section = budget().page(&format!("{}/funds/", LANGUAGES[lang]));
        assert!(section.one("#m_median-2024").text().contains(median), "{}", LANGUAGES[lang]);
        if !way.is_empty() {
            assert!(budget().page("ar/funds/pumps/").one("#m_mean-way").text().contains(way));
        }
    }
    let pumps = budget().page("en/funds/pumps/");
    assert_eq!(pumps.one("#m_mean-way").text(), "6.74\u{a0}km");
    assert_says(pumps.one("#f_mean-way"), "the note", &["1 of 6 cells is empty and was passed over"]);
    let arabic = budget().page(UNDRAWN[3]);
    assert_says(arabic, "undrawn ar", &["٣٫٩٨ مليار يورو"]);
    let alt = arabic.one("#drawn-lines svg.chart").attribute("aria-label").expect("words");
    assert!(alt.contains("38.39 مليون يورو"), "{alt}");
}

#[test]
fn budget_says_who_translated_and_how() {
    for (path, words) in [
        (UNDRAWN[1], &["Jette Harms"][..]),
        (UNDRAWN[2], &["Lucía Bárcena"]),
        (UNDRAWN[3], &["سلمى القاضي"]),
        ("ar/funds/pumps/", &["Interlinea 4", "هدى منصور", "سلمى القاضي"]),
    ] {
        assert_says(budget().page(path).one("header .meta"), path, words);
    }
    assert_eq!(
        budget().page(UNDRAWN[2]).one(".meta").text().matches(" y ").count(),
        2,
        "authors; translators"
    );
}

/// A link of the text with these words.
fn link<'a>(page: &'a Element, words: &str) -> (&'a Element, String) {
    let body = page.one("div.body");
    let found: Vec<&Element> = body.select("a").into_iter().filter(|link| link.text() == words).collect();
    assert_eq!(found.len(), 1, "links «{words}»");
    let after = body.text().split_once(words).expect("it stands in the text").1.to_owned();
    (found[0], after)
}

#[test]
fn budget_links_to_the_same_language_or_says_which() {
    for (page, words, to, label) in [
        (UNDRAWN[0], "a ceiling", "en/funds/ceilings/#rule", ""),
        (UNDRAWN[1], "eine Obergrenze", "en/funds/ceilings/#rule", "(English)"),
        (UNDRAWN[2], "un techo", "es/funds/techos/#rule", ""),
        (UNDRAWN[3], "سقف السحب", "en/funds/ceilings/#rule", "(English)"),
        (UNDRAWN[0], "the electric current", "en/funds/pumps/", ""),
        (UNDRAWN[1], "der elektrische Strom", "en/funds/pumps/", "(English)"),
        (UNDRAWN[2], "la corriente eléctrica", "en/funds/pumps/", "(English)"),
        (UNDRAWN[3], "التيار الكهربائي", "ar/funds/pumps/", ""),
        ("es/funds/techos/", "la falta de corriente", "en/funds/pumps/", "(English)"),
        ("es/funds/techos/", "en nuestro primer reportaje", "es/funds/no-utilizado/#who", ""),
        ("ar/funds/pumps/", "تحقيق سابق", "ar/funds/undrawn/#who", ""),
        ("ar/funds/pumps/", "ينتظرون خطًا", "en/funds/ceilings/#rule", "(English)"),
        ("de/about/", "Der Fonds, Land für Land", "de/funds/", ""),
        ("es/about/", "Lo que se prometió y nunca se utilizó", "es/funds/no-utilizado/", ""),
    ] {
        let (link, after) = link(budget().page(page), words);
        assert_eq!(target(page, link.attribute("href").expect("an address")), to, "{words}");
        let foreign = (!label.is_empty()).then_some("en");
        assert_eq!(link.attribute("hreflang"), foreign, "{words}");
        assert_eq!(after.trim_start().starts_with("(English)"), foreign.is_some(), "{words}");
    }
    // Each language calls itself by its own name.
    let switcher = budget().page("en/").texts("nav.langs li");
    let names: Vec<&str> = switcher.iter().map(|item| item.split(':').next().expect("a name")).collect();
    assert_eq!(names, ["English", "Deutsch", "Español", "العربية"]);
}

#[test]
fn budget_exhibits_have_the_same_numbers_in_each_edition() {
    // Ids with what they are numbered as: `f` for charts, `t` for tables.
    let expected = |lang: usize, ids: &[(&str, char)]| -> Vec<(String, String)> {
        let (figure, table) = EXHIBITS[lang];
        let name = |kind: char| if kind == 'f' { figure } else { table };
        let numbered = ids.iter().zip(1..);
        numbered.map(|((id, kind), number)| ((*id).to_owned(), format!("{} {number}", name(*kind)))).collect()
    };
    for (lang, path) in UNDRAWN.iter().enumerate() {
        let undrawn = expected(lang, &[("by-year", 'f'), ("drawn-lines", 'f'), ("top-2024", 't')]);
        assert_eq!(numbers(budget().page(path)), undrawn, "{path}");
        let section = expected(lang, &[("paid-2024", 'f'), ("shares", 't')]);
        assert_eq!(numbers(budget().page(&format!("{}/funds/", LANGUAGES[lang]))), section, "{path}");
    }
    let ceilings = expected(2, &[("transfers-chart", 'f'), ("transfers-list", 't')]);
    assert_eq!(numbers(budget().page("es/funds/techos/")), ceilings);
    let pumps = expected(3, &[("grid", 'f'), ("need", 'f'), ("inspections", 't')]);
    assert_eq!(numbers(budget().page("ar/funds/pumps/")), pumps);
    let reference = link(budget().page(UNDRAWN[0]), "Figure 1").0;
    assert_eq!(reference.attribute("href"), Some("#by-year"));
}

#[test]
fn budget_charts_show_the_rows_they_should() {
    for (lang, names) in [
        ("en", ["Vietnam", "Morocco", "Kenya", "Jordan", "Ghana", "Peru"]),
        ("de", ["Vietnam", "Marokko", "Kenia", "Jordanien", "Ghana", "Peru"]),
        ("es", ["Vietnam", "Marruecos", "Kenia", "Jordania", "Ghana", "Perú"]),
        ("ar", ["فيتنام", "المغرب", "كينيا", "الأردن", "غانا", "بيرو"]),
    ] {
        let page = budget().page(&format!("{lang}/funds/"));
        assert_eq!(column(page, "paid-2024", 0), names, "{lang}");
        assert_eq!(column(page, "shares", 0).len(), 10);
        assert!(!column(page, "shares", 0).iter().any(|code| code == "KE"), "{lang}");
    }
    let english = budget().page("en/funds/");
    let paid = ["39,190,000", "38,540,000", "38,390,000", "36,610,000", "20,240,000", "17,160,000"];
    assert_eq!(column(english, "paid-2024", 1), paid);

    let undrawn = budget().page(UNDRAWN[0]);
    let years: Vec<String> = (2013..=2024).map(|year| year.to_string()).collect();
    assert_eq!(column(undrawn, "by-year", 0), years);
    assert_eq!(undrawn.select("#by-year thead th").len(), 3);
    assert_eq!(column(undrawn, "drawn-lines", 2)[7], "not reported", "Bolivia 2020");
    assert_eq!(column(undrawn, "drawn-lines", 3)[..2], ["not reported", "not reported"], "Honduras");
    assert_eq!(column(undrawn, "drawn-lines", 3)[2], "4,840,000");
    assert_eq!(column(undrawn, "top-2024", 0), ["Kenya", "Morocco", "Vietnam", "Jordan", "Ghana"]);
    let committed = ["58,270,000", "55,710,000", "53,230,000", "53,160,000", "41,950,000"];
    assert_eq!(column(undrawn, "top-2024", 1), committed);
    assert_eq!(column(undrawn, "top-2024", 3)[0], "21");
    assert_eq!(undrawn.select("#top-2024 thead th").len(), 4);
    // Two pieces of a line for Bolivia, one each for the others, at both widths: nothing crosses the gap.
    for width in ["mid", "slim"] {
        assert_eq!(undrawn.select(&format!("#drawn-lines path.ln.{width}")).len(), 4);
    }
}

#[test]
fn budget_says_what_is_missing_and_what_a_bound_leaves_open() {
    for ((path, empty), note) in
        UNDRAWN.iter().zip(["not reported", "nicht gemeldet", "no comunicado", "لم يُبلَّغ عنه"]).zip([
            "Bolivia sends nothing",
            "Bolivien meldet nichts",
            "Bolivia no envía nada",
            "لم ترسل بوليفيا شيئًا",
        ])
    {
        let page = budget().page(path);
        assert_eq!(column(page, "drawn-lines", 2)[7], empty, "{path}");
        // A remark may be broken into lines.
        let drawn = page.one("#drawn-lines").text();
        assert!(note.split(' ').all(|word| drawn.contains(word)), "{path}: {note}");
    }
    let alt = budget().page(UNDRAWN[0]).one("#drawn-lines svg.chart").attribute("aria-label").expect("words");
    assert!(alt.starts_with("Lines for three countries; that of Kenya ends at €38.39 million."), "{alt}");
    let ceilings = budget().page("en/funds/ceilings/");
    let months = ["March 2024", "July 2024", "September 2024", "January 2024"];
    assert_eq!(column(ceilings, "transfers-list", 0), months);
    let amounts = ["almost 4,200,000", "at least 3,600,000", "3,100,000", "about 2,400,000"];
    assert_eq!(column(ceilings, "transfers-list", 1), amounts);
    let pumps = budget().page("en/funds/pumps/");
    assert_says(pumps.one("#grid"), "grid", &["dotted line", "not known"]);
    assert_says(pumps.one("#need"), "need", &["90 % CI"]);
    assert_eq!(column(pumps, "need", 0).len(), 6);
    for (page, states, gone) in [
        (pumps, ["idle", "running", "under repair"], "could not be measured"),
        (budget().page("ar/funds/pumps/"), ["متوقفة", "تعمل", "قيد الإصلاح"], "تعذّر قياسها"),
    ] {
        let found: BTreeSet<String> = column(page, "inspections", 2).into_iter().collect();
        assert_eq!(found, states.map(str::to_owned).into(), "states");
        assert_eq!(rows(page.one("#inspections table"))[5][1], "Ain Tafrit");
        assert_eq!(rows(page.one("#inspections table"))[5][4], gone);
    }
}

#[test]
fn budget_cites_by_author_and_date() {
    let undrawn = budget().page(UNDRAWN[0]);
    assert_says(undrawn.one("div.body"), "undrawn", &["(Former treasurer 2024)"]);
    for (path, said) in UNDRAWN.iter().zip([
        ["Withheld", "to protect the source"],
        ["Nicht veröffentlicht", "zum Schutz der Quelle"],
        ["No publicada", "para proteger la fuente"],
        ["محجوب", "حمايةً للمصدر"],
    ]) {
        assert_says(entry(budget().page(path), "Former treasurer"), path, &said);
    }
    let ceilings = budget().page("en/funds/ceilings/");
    assert_says(
        ceilings.one("div.body"),
        "ceilings",
        &["2025a, chap. 3", "see Common Water Fund 2025b, pp. 31–32", "p. 2"],
    );
    assert_says(entry(ceilings, "Handbook"), "ceilings", &["2025a"]);
    assert_says(entry(ceilings, "Annual report"), "ceilings", &["2025b"]);
    assert_says(
        budget().page("es/funds/techos/").one("div.body"),
        "techos",
        &["véase Common Water Fund 2025b"],
    );
    assert_says(
        entry(ceilings, "Minutes"),
        "ceilings",
        &["Redacted", "Names of two members are struck out", "3 pages"],
    );
    let spanish = entry(budget().page("es/funds/techos/"), "Minutes");
    assert_says(spanish, "techos", &["Se tacharon los nombres de dos miembros"]);
    assert!(budget().has("en/funds/ceilings/documents/minutes.txt"));
    for (name, page) in budget().pages() {
        assert_back_links(page, name);
    }
    // What a formula rests on is among the sources, also when it is another investigation's.
    assert_says(entry(budget().page("en/funds/pumps/"), "Ledger of commitments"), "pumps", &["Public"]);
    // A mark in brackets stands off from the word before it.
    assert_says(undrawn, "undrawn", &["Answered (Press office of the fund 2025)"]);
}

#[test]
fn budget_boxes_replies_and_corrections_stand_where_they_belong() {
    for (lang, path) in LANGUAGES.iter().zip(UNDRAWN) {
        let page = budget().page(path);
        assert_eq!(page.select(".box.tipline").len(), 1, "{path}");
        assert_eq!(page.select(".box.statement").len(), 1, "{path}");
        let pumps = format!("{lang}/funds/pumps/index.html");
        if budget().has(&pumps) {
            let other = budget().page(&pumps);
            assert_eq!(
                other.one(".box.tipline").text(),
                page.one(".box.tipline").text(),
                "printed identically"
            );
            assert_eq!(other.select("div.body .box.tipline").len(), 0, "at the foot");
        }
        let channels = page.texts(".box.tipline li .val");
        assert_eq!(channels[..2], ["basindesk.07", "basindeskxq7lakewater.onion"], "{path}");
        assert_eq!(channels.len(), 4);
        assert_says(page, path, &["CC BY-SA 4.0", "10.5555/basin.2025.2", "1.1", "Drawing: The Basin Desk"]);
    }
    assert_eq!(budget().page("en/funds/ceilings/").select(".box.tipline").len(), 0);
    let outcome =
        |path: &str| rows(budget().page(path).one("section[aria-labelledby=_replies] table"))[0].clone();
    assert_eq!(outcome(UNDRAWN[0])[2].split(" (").next(), Some("Answered"));
    assert_eq!(outcome("en/funds/ceilings/")[0], "Council of Basins");
    assert_eq!(outcome("en/funds/ceilings/")[2], "No response");
    assert_eq!(outcome("en/funds/pumps/")[2], "Answer pending");
    for (path, note) in UNDRAWN.iter().zip([
        "We now say that the difference includes years without a statement.",
        "Wir sagen nun, dass die Differenz Jahre ohne Meldung einschließt.",
        "Ahora decimos que la diferencia incluye años sin declaración.",
        "نذكر الآن أن الفرق يشمل سنوات بلا كشف.",
    ]) {
        assert_says(budget().page(path).one("section[aria-labelledby=_changes]"), path, &[note]);
    }
    let techos = budget().page("es/funds/techos/");
    let note = techos.one("header .notice.major span[lang=en]");
    assert_eq!(note.text(), "An earlier version of this story named the wrong year for the rule.");
    assert_says(budget().page("en/funds/ceilings/"), "ceilings", &["CC BY 4.0"]);
    let alts =
        ["A reservoir wall with the water far below the mark", "جدار خزان والماء فيه أدنى كثيرًا من العلامة"];
    for (path, alt) in [UNDRAWN[0], UNDRAWN[3]].iter().zip(alts) {
        assert_eq!(budget().page(path).one("figure.lead img").attribute("alt"), Some(alt));
    }
}

#[test]
fn budget_lists_stories_only_and_by_their_tags() {
    let stories = |page: &str| -> BTreeSet<String> {
        let links = budget().page(page).select("main a");
        let stories = links.into_iter().map(|link| target(page, link.attribute("href").expect("an address")));
        stories.filter(|to| to.contains("/funds/") && !to.ends_with("/funds/") && !to.contains('#')).collect()
    };
    let set = |paths: &[&str]| paths.iter().map(|path| (*path).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(stories("en/tags/energy/"), set(&["en/funds/pumps/"]));
    assert_eq!(stories("en/tags/accounts/"), set(&["en/funds/undrawn/", "en/funds/ceilings/"]));
    assert_eq!(stories("es/tags/accounts/"), set(&[UNDRAWN[2], "es/funds/techos/"]));
    assert_eq!(stories("de/tags/accounts/"), set(&[UNDRAWN[1]]));
    assert_eq!(stories("ar/tags/accounts/"), set(&[UNDRAWN[3]]));
    let english = budget().page("en/");
    assert_says(english, "home", &["Only 58 per cent of what the Common Water Fund promised"]);
    assert!(english.select("a.fact").is_empty(), "outside its own page a text has no links");
    let sitemap = budget().text("sitemap.xml");
    for lang in LANGUAGES {
        let feed = budget().text(&format!("{lang}/feed.xml"));
        let feed = roxmltree::Document::parse(&feed).expect("XML");
        let entries = feed.descendants().filter(|node| node.has_tag_name("entry"));
        let mut ids: Vec<String> = entries
            .filter_map(|entry| entry.children().find(|node| node.has_tag_name("id"))?.text())
            .map(|id| id.strip_prefix(BUDGET).expect("a whole address").to_owned())
            .collect();
        ids.sort();
        let expected: &[&str] = match lang {
            "en" => &["en/funds/ceilings/", "en/funds/pumps/", "en/funds/undrawn/"],
            "de" => &["de/funds/nicht-abgerufen/"],
            "es" => &["es/funds/no-utilizado/", "es/funds/techos/"],
            _ => &["ar/funds/pumps/", "ar/funds/undrawn/"],
        };
        assert_eq!(ids, expected, "{lang}");
        for page in ["about/", "funds/"] {
            assert!(sitemap.contains(&format!("<loc>{BUDGET}{lang}/{page}</loc>")), "{lang}/{page}");
        }
    }
    let homes: Vec<String> = budget()
        .page("")
        .select("main h2 a")
        .iter()
        .map(|link| target("", link.attribute("href").expect("an address")))
        .collect();
    assert_eq!(homes, ["en/", "de/", "es/", "ar/"]);
}

// The profile: quotations, interviews, notes.

const PORTRAIT: [&str; 2] = ["fr/gardienne/", "en/the-keeper-of-the-dykes/"];

#[test]
fn profile_has_its_pages() {
    let mut codes = profile().codes();
    codes.sort_unstable();
    let expected = [
        "cite/only-secondary",
        "cite/only-secondary",
        "cite/only-secondary",
        "cite/only-secondary",
        "cite/withheld-address",
        "fact/disputed",
        "fact/disputed",
        "fact/unused",
    ];
    assert_eq!(codes, expected, "{}", profile().said);
    for path in ["fr/", "fr/methode/", "en/", "en/method/", PORTRAIT[0], PORTRAIT[1]] {
        profile().page(path);
    }
    assert!(!profile().has("en/gardienne/index.html") && !profile().has("en/methode/index.html"));
    assert_eq!(profile().text("CNAME").trim_end(), "portraits.example");
    for file in ["logo.svg", "favicon.svg", ".well-known/security.txt", ".nojekyll"] {
        assert!(profile().has(file), "{file}");
    }
    let alias = profile().page("2025/gardienne/").one("a").attribute("href").expect("an address");
    assert_eq!(target("2025/gardienne/", alias), PORTRAIT[0]);
    let expected = |paths: [&str; 2]| {
        let [fr, en] = paths.map(str::to_owned);
        vec![("fr", fr.clone()), ("en", en), ("x-default", fr)]
    };
    for paths in [PORTRAIT, ["fr/methode/", "en/method/"]] {
        for path in paths {
            assert_eq!(
                alternates(profile().page(path), "https://portraits.example/"),
                expected(paths),
                "{path}"
            );
        }
    }
    for (path, to) in ["fr/methode/", "en/method/"].iter().zip(PORTRAIT) {
        let page = profile().page(path);
        let links = page.select("div.body a").into_iter().filter_map(|link| link.attribute("href"));
        let targets: Vec<String> = links.map(|href| target(path, href)).collect();
        assert!(targets.contains(&format!("{to}#vanne")), "{path}: {targets:?}");
        assert_eq!((rows(page.one("table")).len(), page.select("thead th").len()), (3, 2), "{path}");
        let menu = page.select("nav.menu a").into_iter().filter_map(|link| link.attribute("href"));
        assert!(menu.map(|href| target(path, href)).any(|entry| entry == *path), "{path} is in the menu");
        assert_says(page, path, &["CC BY-NC 4.0"]);
    }
}

#[test]
fn profile_pictures_are_clean_and_upright() {
    let leaks = ["GPSLEAKMARKER", "WITHHELDNOTESMARKER", "UNLISTEDDOCMARKER", "notes-cadre", "brouillon"];
    assert_eq!(profile().places_of(&leaks), Vec::<String>::new());
    let jpeg = &profile().files["fr/gardienne/bureau.jpg"];
    assert_eq!(jpeg[jpeg.len() - 2..], [0xff, 0xd9], "ends with the picture");
    let mut at = 2;
    let mut kinds = Vec::new();
    let mut size = (0, 0);
    while jpeg[at] == 0xff && jpeg[at + 1] != 0xda {
        let number = |at: usize| u16::from_be_bytes([jpeg[at], jpeg[at + 1]]);
        kinds.push(jpeg[at + 1]);
        if (0xc0..=0xc2).contains(&jpeg[at + 1]) {
            size = (number(at + 7), number(at + 5));
        }
        at += 2 + usize::from(number(at + 2));
    }
    assert!(!kinds.iter().any(|kind| [0xe1, 0xed, 0xfe].contains(kind)), "{kinds:x?}");
    assert!(kinds.contains(&0xe2), "the colour profile is kept");
    assert_eq!(size, (32, 64), "upright; see the head of this file");
    let image = profile().page(PORTRAIT[0]).one("#bureau img");
    assert_eq!((image.attribute("width"), image.attribute("height")), (Some("32"), Some("64")));
    let png = &profile().files["fr/gardienne/carnet.png"];
    let mut at = 8;
    while at < png.len() {
        let length = u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes")) as usize;
        let kind = &png[at + 4..at + 8];
        assert!(![&b"tEXt"[..], b"zTXt", b"iTXt", b"eXIf"].contains(&kind), "{kind:?}");
        at += 12 + length;
    }
    let own =
        crate::built::repository().join("tests/sites/profile/content/gardienne/documents/lettre-2011.pdf");
    let letter = "fr/gardienne/documents/lettre-2011.pdf";
    assert_eq!(profile().files[letter], std::fs::read(own).expect("a file"), "byte for byte");
    for path in PORTRAIT {
        let exhibits = numbers(profile().page(path));
        let numbers: Vec<(&str, &str)> = exhibits
            .iter()
            .map(|(id, number)| (id.as_str(), number.rsplit(' ').next().expect("a number")))
            .collect();
        assert_eq!(numbers, [("bureau", "1"), ("carnet", "2"), ("lettre", "3"), ("carte", "4")], "{path}");
    }
    let [french, english] = PORTRAIT.map(|path| profile().page(path));
    assert_says(french.one("#bureau"), "fr", &["Le bureau de Hélène Quérard"]);
    assert_says(english.one("#bureau"), "en", &["The office of Hélène Quérard"]);
    assert_says(french.one("#carte"), "fr", &["casier d'expansion"]);
    assert_says(english.one("#carte"), "en", &["flood cell"]);
    for (page, alt) in [
        (french, "Une silhouette seule sur un quai, la rivière à ses pieds"),
        (english, "A lone figure on a quay, the river below"),
    ] {
        assert_eq!(page.one("figure.lead img").attribute("alt"), Some(alt));
        assert_says(page.one("figure.lead"), "credit", &["Dessin : Portraits & Comptes"]);
    }
}

#[test]
fn profile_shows_quotations_in_the_language_of_the_page() {
    let [french, english] = PORTRAIT.map(|path| profile().page(path));
    for (page, words) in [
        (french, "Une digue que l'on ne visite pas est une promesse que l'on ne tient pas."),
        (english, "A dyke that is not visited is a promise that is not kept."),
    ] {
        assert!(page.texts("figure.pull blockquote").iter().any(|quote| quote.contains(words)), "{words}");
        // The words are in the page's language: nothing says otherwise.
        assert!(page.select("figure.pull[lang]").is_empty());
    }
    assert_says(french, "fr", &["L'eau n'a pas d'opinion, elle a une pente.", "La rancune d'un maire"]);
    assert_says(
        english,
        "en",
        &[
            "Water has no opinion, it has a slope.",
            "She is the only administrator I know who corrects a hydrograph by hand",
            "A mayor's grudge",
            "[the president]",
        ],
    );
    for page in [french, english] {
        assert_eq!(page.select("a.quoted").len(), 17, "sixteen with words, one written out");
        assert_eq!(page.select("figure.pull").len(), 3);
    }
    let originals = english.texts("figure.pull details p[lang=fr]");
    assert_eq!(originals.len(), 3, "each block with the words that were said");
    assert!(originals[0].contains("une promesse que l'on ne tient pas"), "{originals:?}");
    let marks = ["](quote:", "](fact:", "](name:", "[!QUOTE]"];
    assert_eq!(profile().places_of(&marks), Vec::<String>::new());
}

#[test]
fn profile_notes_are_one_sequence_and_lead_back() {
    for path in PORTRAIT {
        let page = profile().page(path);
        let marks: Vec<usize> = page
            .select("article sup a.fn")
            .iter()
            .map(|mark| mark.text().rsplit(' ').next().expect("a number").parse().expect("a number"))
            .collect();
        assert_eq!(marks, (1..=marks.len()).collect::<Vec<_>>(), "{path}");
        assert!(marks.len() >= 17, "14 citations and 3 footnotes");
        let notes = page.select("section[aria-labelledby=_notes] li");
        assert_eq!(notes.len(), marks.len(), "{path}");
        assert_back_links(page, path);
        assert!(page.select("ol.refs a a").is_empty(), "no link in a link");
        let list = page.select("section[aria-labelledby=_sources] li");
        assert_eq!(list.len(), 16, "{path}");
        let backs = |words: &str| {
            let entries = list.iter().filter(|entry| entry.text().contains(words));
            entries.map(|entry| entry.select(".back a").len()).sum::<usize>()
        };
        assert!(backs("Les ouvrages de la Veyrance") >= 5, "{path}");
        assert!(backs("Premier entretien") >= 2, "{path}");
    }
    let [french, english] =
        PORTRAIT.map(|path| profile().page(path).one("section[aria-labelledby=_sources]"));
    assert_says(french, "fr", &["La personne risque son poste."]);
    assert_says(english, "en", &["The person risks losing the post.", "Withheld", "Redacted"]);
    let said = profile().page(PORTRAIT[1]).one("section[aria-labelledby=_notes]");
    assert_says(said, "en", &["p. 7", "art. 1", "p. 31", "para. 12", "p. 44", "p. 45", "p. 52"]);
}

#[test]
fn profile_replies_corrections_and_people_are_told() {
    let english = profile().page(PORTRAIT[1]);
    let outcomes: Vec<(String, String)> = rows(english.one("section[aria-labelledby=_replies] table"))
        .into_iter()
        .map(|row| (row[0].clone(), row[2].split_whitespace().next().expect("a word").to_owned()))
        .collect();
    let expected = [
        ("Dykes and Canals Agency", "Answered"),
        ("Bastien Lhomond", "Declined"),
        ("Ministry of Waterways", "No"),
        ("Prefecture of the Plain", "Answer"),
    ];
    assert!(outcomes[0].1.starts_with("Answered"), "{outcomes:?}");
    assert_eq!(outcomes[1..], pairs(&expected)[1..]);
    for (path, notes) in PORTRAIT.iter().zip([
        [
            "la sirène de la plaine relève",
            "une longueur de digues trop grande",
            "Le jugement de 2020",
            "nous aurions dû le dire",
            "les péages supprimés",
        ],
        [
            "the siren of the plain is a matter",
            "too great a length of dykes",
            "The ruling of 2020",
            "attended a course",
            "the abolished tolls",
        ],
    ]) {
        let page = profile().page(path);
        assert_says(page, path, &notes);
        let dates: BTreeSet<&str> = page
            .select("time")
            .into_iter()
            .filter_map(|time| time.attribute("datetime"))
            .filter(|date| {
                ["2025-09-16", "2025-09-20", "2025-10-02", "2025-10-20", "2025-11-03"].contains(date)
            })
            .collect();
        assert_eq!(dates.len(), 5, "{path}");
        for kind in ["statement", "warning", "limits", "method", "correction"] {
            assert_eq!(page.select(&format!("div.body .box.{kind}")).len(), 1, "{path}: {kind}");
        }
        assert_eq!(page.select(".box.tipline").len(), 1);
        assert_eq!(page.select(".box.tipline li").len(), 4);
        assert_says(page, path, &["CC BY-ND 4.0", "10.5555/portraits.2025.9", "2.3", "Solenn Le Gac"]);
        let data = profile().linked_data(path);
        assert_eq!(data["author"][0]["sameAs"], "https://orcid.org/0000-0000-1893-5526");
        assert_eq!(data["author"][0]["affiliation"]["name"], "Portraits & Comptes");
        assert_eq!(data["datePublished"], "2025-09-14T06:30:00+02:00");
    }
    assert_says(
        english.one(".meta"),
        "the byline",
        &["Daniel Ashworth", "Passerelle 2.1", "Priya Venkataraman", "Solenn Le Gac"],
    );
    assert!(english.select(".notice").iter().all(|notice| !notice.text().contains("corrected after")));
    let author = profile().page("en/authors/camille-ravenel/");
    assert_says(author, "the author", &["reporter", "Portraits & Comptes", "ORCID"]);
    assert_eq!(english.one("#m_nomination").text(), "June 15, 2009");
    assert_eq!(profile().page(PORTRAIT[0]).one("#m_nomination").text(), "15 juin 2009");
    assert_eq!(profile().page(PORTRAIT[0]).one("#m_agents").text(), "plus de 1\u{202f}300 personnes");
}

// The paper: references, equations, footnotes.

const PAPER: &str = "en/flood-alerts/";

#[test]
fn paper_has_its_pages() {
    assert_eq!(paper().codes(), ["data/undescribed"], "{}", paper().said);
    for path in ["en/", "en/colophon/", PAPER] {
        assert!(
            alternates(paper().page(path), "https://papers.example/").iter().all(|(lang, _)| *lang != "fr")
        );
    }
    let to =
        |page: &str| target(page, paper().page(page).select("a")[0].attribute("href").expect("an address"));
    assert_eq!(to("wp/7/"), PAPER);
    assert_eq!(to(""), "en/", "a site with one language sends `/` to it");
    for file in ["mark.svg", "favicon.svg", "humans.txt"] {
        assert!(paper().has(file), "{file}");
    }
    assert!(!paper().has("CNAME"));
    let colophon = paper().page("en/colophon/").select("div.body a");
    assert!(colophon.iter().any(
        |link| target("en/colophon/", link.attribute("href").expect("one")) == "en/flood-alerts/#results"
    ));
    let hidden =
        ["COLOPHONCOMMENTMARKER", "XLSXCOLUMNMARKER", "OTHERSHEETMARKER", "UNUSEDREFERENCE", "survey.xlsx"];
    assert_eq!(paper().places_of(&hidden), Vec::<String>::new());
}

#[test]
fn paper_numbers_its_equations_and_writes_them_as_mathml() {
    let page = paper().page(PAPER);
    let ids = ["lead", "reach", "weights", "var", "bound", "logit", "lik", "survival", "safe", "matrix"];
    for (number, id) in ids.iter().enumerate() {
        let block = page.one(&format!("#eq-{id}"));
        assert!(block.text().contains(&format!("({})", number + 1)), "eq-{id}: {}", block.text());
    }
    assert_eq!(page.select("math[display=block]").len(), 11);
    assert_eq!(page.select("math").len(), 11 + 14);
    assert!(page.select("mtext").iter().all(|text| !text.text().contains('\\')), "no TeX is shown");
    for (id, number) in [
        ("weights", 3),
        ("logit", 6),
        ("lik", 7),
        ("bound", 5),
        ("matrix", 10),
        ("var", 4),
        ("survival", 8),
        ("safe", 9),
        ("reach", 2),
    ] {
        let links = page.select(&format!("div.body a[href=#eq-{id}]"));
        assert!(links.iter().any(|link| link.text() == format!("Equation {number}")), "eq-{id}");
    }
    assert_eq!(page.select("div.body a[href=#eq-lead]").len(), 2);
    assert_eq!(page.one("div.body a[href=#robustness]").text(), "Robustness");
}

#[test]
fn paper_exhibits_show_their_rows() {
    let page = paper().page(PAPER);
    let expected = [
        ("reach", "Figure 1"),
        ("first-heard", "Figure 2"),
        ("crest-table", "Table 3"),
        ("wave-table", "Table 4"),
    ];
    assert_eq!(numbers(page), pairs(&expected));
    let waves = ["2016", "2018", "2020", "2022", "2024"];
    assert_eq!(column(page, "reach", 0), waves);
    let heads = page.texts("#reach thead th");
    for name in ["Lowen", "Holm", "Veyre", "Upper Astrid"] {
        assert!(heads.iter().any(|head| head.starts_with(name)), "{heads:?}");
    }
    assert_says(page.one("#reach"), "reach", &["95 % CI", "cell broadcast begins"]);
    assert_eq!(column(page, "first-heard", 0), ["text message", "neighbour", "siren", "radio", "own eyes"]);
    assert_eq!(column(page, "first-heard", 1), ["46.5", "21.0", "17.3", "9.7", "5.5"]);
    let lead: Vec<String> = column(page, "crest-table", 2);
    let minutes: Vec<&str> = lead.iter().map(|lead| lead.split(' ').next().expect("a number")).collect();
    assert_eq!(minutes, ["52", "44", "41", "38", "31"]);
    assert_eq!(page.texts("#crest-table thead th")[2], "Lead time, minutes", "52 of what");
    assert_eq!(page.texts("#wave-table thead th")[1], "Households asked", "said once");
    assert!(!page.one("#crest-table").text().contains("Holm Lock"));
    assert_eq!(page.select("#crest-table thead th").len(), 4);
    assert_eq!(column(page, "wave-table", 0), ["Holm", "Lowen", "Upper Astrid", "Veyre"]);
    let channels = paper().text("en/flood-alerts/channels.csv");
    let rests: Vec<&str> =
        channels.lines().skip(1).map(|line| line.rsplit(',').next().expect("a cell")).collect();
    assert_eq!(rests, ["45.4", "", "16.9", "9.5", ""]);
}

#[test]
fn paper_numbers_its_references_by_first_use() {
    let page = paper().page(PAPER);
    let list = page.select("section[aria-labelledby=_sources] li");
    assert_eq!(list.len(), 61);
    let order = [
        "Household Survey on Flood Alerts",
        "Gauge Book",
        "Letter to the bell-ringers",
        "When the Bell Rings",
        "The Bell and the River",
        "Message and Listener",
        "Who hears the siren",
        "Sirens & screens",
        "Sound over Water",
        "Siren with two tones",
        "Survey of Sirens",
        "Continuous Monitoring",
        "Sixty seconds",
        "Cell broadcast under load",
        "towers and topography",
        "Edge of Coverage",
        "silent telephone",
        "Nobody reads",
        "Alertgate 3",
        "Alert texts",
        "False alarms",
        "Trust decays",
        "Repetition and fatigue",
        "Trust after failure",
        "Households that Stay",
        "turned off the alert",
        "owes its reader",
        "relais d'alerte",
        "Une heure avant",
        "The neighbour network",
        "CCR-TR-2016-11",
        "bilingual towns",
        "theory of the doorbell",
        "Wasserstände",
        "The watchman",
        "Rivers that Speak",
        "Handbook of Public Warning",
        "Proceedings of the Third Meeting",
        "map of the unheard",
        "Households by parish",
        "Flooded Home",
        "HWA-19-004",
        "reading a gauge",
        "Live Gauges",
        "Glossary of Public Warning",
        "winter of 2023/24",
        "Weighting household",
        "Counting those",
        "Estadística para crecidas",
        "Small samples",
        "Two gauges",
        "riverfit",
        "kernel for river",
        "Coverage of cell broadcast",
        "Delay as a quantity",
        "Mathematics of Waiting",
        "Survival models",
        "HWA-25-107",
        "One season",
        "four-minute rule",
        "manners of machines",
    ];
    for (at, words) in order.iter().enumerate() {
        assert!(list[at].text().contains(words), "{}: {} ≠ {words}", at + 1, list[at].text());
        assert_eq!(list[at].one(".no").text(), (at + 1).to_string());
    }
    assert_back_links(page, PAPER);
    assert_eq!(list[41].select(".back a").len(), 2, "text and footnote");
    assert!(list[57].select(".back a").len() >= 2);
    assert_says(
        list[57],
        "HWA-25-107",
        &[
            "Redacted",
            "Annex C, with addresses of masts, is withheld by the authority.",
            "archived Jan 31, 2025",
        ],
    );
    assert!(list.iter().enumerate().all(|(at, entry)| at == 57 || entry.one(".acc").text() == "Public"));
}

#[test]
fn paper_references_keep_their_letters_and_numbers() {
    let page = paper().page(PAPER);
    let list = page.one("section[aria-labelledby=_sources]");
    assert_says(
        list,
        "the list",
        &[
            "Strömberg",
            "Bakós",
            "Ágota Németh",
            "Brandão",
            "Jiří Dvořák",
            "Åsland",
            "Loïc",
            "Maëlle",
            "Garrido Ibáñez",
            "Itō",
            "Kowal-Zięba",
            "Łach",
            "Théo",
            "O'Hanrahan",
            "van den Akker",
            "Öztürk",
            "Çelik",
            "Sirens & screens",
            "Bergsträsser",
            "Ernő Szabó",
            "Translated by Vera Hollis",
            "Translated by Orla Dunne",
            "Król",
            "Yılmaz",
            "Nicolò",
            "Beneš",
            "Jovanović",
            "de la Cruz",
            "HWA-25-107",
            "HWA-19-004",
            "CCR-TR-2016-11",
            "Halden Water Authority",
            "Warning Research Network",
            "10.5555/jfr.2019.0201",
            "SMS",
            "2020–",
        ],
    );
    for leftover in ["--", "{\\", "\\v{", "\\\"{"] {
        assert!(!list.text().contains(leftover), "no leftovers of LaTeX: {leftover}");
    }
    let neighbour = entry(page, "The neighbour network");
    assert_says(neighbour, "crossref", &["Handbook of Public Warning", "Król"]);
}

#[test]
fn paper_marks_say_what_was_written() {
    let page = paper().page(PAPER);
    assert_says(
        page.one("div.body"),
        "the text",
        &[
            "4, p. 2; see also 5, chap. 6]",
            "7, p. 203]",
            "9, pp. 41–48; 10]",
            "19, sec. 2.4]",
            "21, pp. 3–5; 22; but compare 23, fig. 2, for a milder view]",
            "26]",
            "30, pp. 211–215 and passim]",
            "31, n. 12]",
            "35, p. 7; also 36, vol. 1]",
            "37, pp. iv–vii]",
            "41, chaps. 2–4]",
            "45, s.v.",
            "54, sec. 2]",
            "55, p. 83; cf. 56, chap. 1]",
            "$5",
            "$12",
            "about $1.2 million",
            "@lowenwarn",
            "warn@papers.example",
            "[@wavedata]",
            "[@notakey, p. 4]",
            "[this](fact:nothing)",
            "code tagged @riverfit",
            "some 400",
            "383 households",
        ],
    );
    let marrow = page.one("div.body").text();
    assert_eq!(marrow.matches("Marrow").count(), 1, "the author is not printed a second time");
    let cells: Vec<&Element> = page.select("div.body table.data td").into_iter().collect();
    assert!(cells.iter().any(|cell| cell.text().contains("46]")), "a mark in a table");
}

#[test]
fn paper_footnotes_code_and_lists_are_as_written() {
    let page = paper().page(PAPER);
    let letters: Vec<String> = page.texts("article sup a.fn");
    let letters: Vec<&str> = letters.iter().map(|mark| mark.rsplit(' ').next().expect("a letter")).collect();
    assert_eq!(letters, ["a", "b", "c"]);
    assert_eq!(page.texts("section[aria-labelledby=_notes] li .no"), ["a", "b", "c"]);
    let boxes = page.select("input[type=checkbox]");
    let marks = page.texts("div.body li").join(" ");
    let ticked =
        marks.matches('☑').count() + boxes.iter().filter(|tick| tick.attribute("checked").is_some()).count();
    let open =
        marks.matches('☐').count() + boxes.iter().filter(|tick| tick.attribute("checked").is_none()).count();
    assert_eq!((ticked, open), (2, 2), "four items, two done");
    assert_eq!(page.one("div.body td s").text(), "4");
    assert!(!page.select("div.body ol ul ol").is_empty(), "lists within lists");
    assert_eq!(page.one("kbd").text(), "F1");
    assert!(page.select("div.body details").iter().any(|details| details.text().contains("Session")));
    let handbook = page.one("a[href=https://handbook.example/]");
    assert_eq!(handbook.attribute("title"), Some("Operators' handbook"));
    assert_eq!(page.one("h2#data").attribute("class"), Some("wide"));
    let bare = page.select("a.fact");
    assert!(bare.iter().any(|fact| fact.text() == "52") && bare.iter().any(|fact| fact.text() == "9"));
    assert_says(page, PAPER, &["10.5555/lipw.wp.7", "3.0", "A table of the last wave was added."]);
    let data = paper().linked_data(PAPER);
    assert_eq!(data["author"][0]["sameAs"], "https://orcid.org/0000-0000-2711-9045");
    assert_eq!(data["author"][1]["sameAs"], "https://orcid.org/0000-0000-3350-6180");
    assert_eq!(data["author"][0]["affiliation"]["name"], "Lowen Institute for Public Warning");
}

#[test]
fn paper_mistakes_that_this_version_looks_for_are_found() {
    let site = crate::built::repository().join("tests/sites/paper");
    for (file, from, to, code) in [
        ("content/flood-alerts/en.md", "\\operatorname", "\\operatornam", "markdown/math"),
        ("content/flood-alerts/en.md", "[@wavedata]", "[@wavedate]", "cite/unknown-source"),
        ("content/flood-alerts/survey.toml", "rows = 20", "rows = 19", "data/rows"),
    ] {
        let copy = tempfile::TempDir::new().expect("a folder");
        crate::built::copy(&site, copy.path());
        let path = copy.path().join(file);
        let text = std::fs::read_to_string(&path).expect("a file");
        let compact = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(compact(&text).contains(from), "{from}");
        let changed = text.lines().map(|line| {
            if compact(line).contains(from) { compact(line).replacen(from, to, 1) } else { line.to_owned() }
        });
        std::fs::write(&path, changed.collect::<Vec<_>>().join("\n")).expect("a file");
        let checked = crate::built::program()
            .args(["check", "--format", "json", "--root"])
            .arg(copy.path())
            .output()
            .expect("the program runs");
        assert_eq!(checked.status.code(), Some(1), "{to}");
        let said = crate::built::words(&checked.stdout);
        assert!(said.contains(&format!("\"code\":\"{code}\"")), "{to}: {said}");
    }
}
