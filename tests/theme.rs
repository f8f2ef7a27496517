//! The built-in theme: a site that uses all of it, and its style sheets. Its words: `messages.rs`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use onrecord::Severity;

use crate::suite;

/// The style sheets with the bytes that each may have as it is served: the first with the second, which it imports.
/// The third is for pages of evidence alone, the fourth for pages of figures, the fifth for those in some scripts.
const STYLES: &[(&str, usize)] = &[
    ("broadsheet.css", 20_000),
    ("chart.css", 6_000),
    ("evidence.css", 6_000),
    ("figure.css", 3_000),
    ("letters.css", 2_000),
];

/// Classes without a rule: names of kinds and languages that a site's own style sheet may need.
const HOOKS: &[&str] = &["method", "section", "task", "document", "picture", "table", "numeric", "public"];

pub(crate) fn theme() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/broadsheet")
}

/// Every file below a folder: path below it, and text.
pub(crate) fn texts(folder: &Path, extension: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(below) = folders.pop() {
        for entry in fs::read_dir(&below).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|own| own == extension) {
                let name = path.strip_prefix(folder).expect("below it").to_string_lossy().into_owned();
                found.insert(name, fs::read_to_string(&path).expect("a text"));
            }
        }
    }
    found
}

/// The pages of the site that uses everything, by path.
fn pages() -> BTreeMap<String, String> {
    let case = suite::all().into_iter().find(|case| case.name == "theme: everything");
    let (_, build) = suite::run(&case.expect("the case is there"));
    let errors: Vec<_> = build.diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let outputs = build.outputs.iter().map(|(path, output)| (path.to_string(), output));
    let html = outputs.filter(|(path, _)| path.ends_with(".html"));
    html.map(|(path, output)| (path, String::from_utf8(output.bytes.to_vec()).expect("a text"))).collect()
}

/// What stands between two marks, each time.
pub(crate) fn between<'a>(text: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    text.split(open).skip(1).filter_map(|rest| Some(rest.split_once(close)?.0)).collect()
}

/// Classes that a page's elements have.
fn classes(html: &str) -> BTreeSet<String> {
    let values = between(html, " class=\"", "\"");
    values.into_iter().flat_map(str::split_whitespace).map(str::to_owned).collect()
}

/// The style sheets as a site has them, by their names without the fingerprint.
fn served_styles() -> BTreeMap<String, String> {
    let case = suite::all().into_iter().find(|case| case.name == "theme: everything");
    let (_, build) = suite::run(&case.expect("the case is there"));
    let sheets = build.outputs.iter().filter_map(|(path, output)| {
        let path = path.to_string();
        let stem = path.strip_prefix("assets/")?.strip_suffix(".css")?.split_once('.')?.0;
        Some((format!("{stem}.css"), String::from_utf8(output.bytes.to_vec()).expect("a text")))
    });
    sheets.collect()
}

fn style(name: &str) -> String {
    fs::read_to_string(theme().join("assets").join(name)).expect("the style sheet")
}

/// A style sheet without comments and quoted texts.
pub(crate) fn bare(sheet: &str) -> String {
    let parts = sheet.split("/*").enumerate();
    let rules: String = parts
        .map(|(at, part)| if at == 0 { part } else { part.split_once("*/").expect("a closed comment").1 })
        .collect();
    rules.split('"').step_by(2).collect()
}

/// All style sheets without comments and quoted texts.
fn rules() -> String {
    STYLES.iter().map(|(name, _)| bare(&style(name))).collect()
}

/// Names that stand in selectors behind a dot.
fn styled_classes() -> BTreeSet<String> {
    let rules = rules();
    let starts = rules.match_indices('.').filter_map(|(at, _)| {
        let name: String = rules[at + 1..]
            .chars()
            .take_while(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_'))
            .collect();
        name.starts_with(|sign: char| sign.is_ascii_alphabetic()).then_some(name)
    });
    starts.collect()
}

#[test]
fn every_page_is_whole_and_sound() {
    let pages = pages();
    let expected = [
        "index.html",
        "404.html",
        "old/river/index.html",
        "en/index.html",
        "en/page/2/index.html",
        "pt-br/index.html",
        "en/about/index.html",
        "en/water/index.html",
        "en/water/page/2/index.html",
        "en/water/river/index.html",
        "en/water/river/how-we-know/index.html",
        "en/water/river/figures/rise/index.html",
        "en/water/river/figures/rise/embed/index.html",
        "pt-br/water/river/index.html",
        "en/tags/index.html",
        "en/tags/rivers/index.html",
        "en/tags/rivers/page/2/index.html",
        "en/authors/ana/index.html",
        "en/corrections/index.html",
        "pt-br/corrections/index.html",
    ];
    for path in expected {
        assert!(pages.contains_key(path), "no {path}: {:?}", pages.keys());
    }
    for (path, html) in &pages {
        // Marks of charts have titles, too.
        let (head, body) = html.split_once("</head>").expect("a head");
        for (part, sign) in [(body, "<h1"), (body, "<main"), (head, "<title>")] {
            assert_eq!(part.matches(sign).count(), 1, "{sign} in {path}");
        }
        for wanted in between(html, " aria-describedby=\"", "\"") {
            assert!(body.contains(&format!(" id=\"{wanted}\"")), "#{wanted} describes, but is not in {path}");
        }
        // A snippet for other sites is text here: its quotation marks are written otherwise.
        for banned in [" style=\"", "<style", "javascript:", " onclick", "{{", "{%"] {
            assert!(!html.contains(banned), "{banned} in {path}");
        }
        let scripts = html.matches("<script").count();
        assert_eq!(scripts, html.matches("<script type=\"application/ld+json\">").count(), "{path}");
        let ids = between(html, " id=\"", "\"");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "an id twice in {path}: {ids:?}");
        let own_links = between(html, " href=\"#", "\"").into_iter();
        for wanted in own_links.chain(between(html, " aria-labelledby=\"", "\"")) {
            assert!(unique.contains(wanted), "#{wanted} is nowhere in {path}");
        }
    }
}

/// Levels of headings in the order of the page.
fn levels(html: &str) -> Vec<u8> {
    let after = html.split("<h").skip(1).filter_map(|rest| rest.bytes().next());
    after.filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect()
}

#[test]
fn headings_skip_no_level() {
    for (path, html) in pages() {
        let levels = levels(html.split_once("<main").expect("a main part").1);
        let skips = levels.windows(2).any(|pair| pair[1] > pair[0] + 1);
        assert!(!skips, "{path}: {levels:?}");
    }
}

#[test]
fn a_story_shows_what_its_record_says() {
    let pages = pages();
    let story = &pages["en/water/river/index.html"];
    let expected = [
        "rel=\"license\"",
        "Everything here is invented.",
        "<aside class=\"note\"",
        "checked by Bo Lind",
        "class=\"notice major\" id=\"_corrections\"",
        "It was not clear.",
        "class=\"flag\"",
        "<blockquote lang=\"fr\" dir=\"ltr\">",
        "L&#39;eau monte",
        "archived Feb 10, 2026",
        "seen Feb 10, 2026",
        "class=\"acc withheld\"",
        "Source not named",
        "Source 1",
        "Read at noon.",
        "CC0 1.0",
        "page 3",
        "https://doi.org/10.5555/river",
        "Version 2.",
        "class=\"vh\">To do: ",
        "almost",
        "hreflang=\"pt-BR\" lang=\"pt-BR\" dir=\"ltr\"",
    ];
    for words in expected {
        assert!(story.contains(words), "no `{words}`");
    }
    let translation = &pages["pt-br/water/river/index.html"];
    for words in ["Tradução automática.", "Program 4", "O original foi corrigido", "class=\"box tipline\""]
    {
        assert!(translation.contains(words), "no `{words}`");
    }
    assert!(pages["en/water/second/index.html"].contains("(Português (Brasil))"), "a link is not labelled");
    assert!(pages["en/authors/ana/index.html"].contains("Reporter, The Desk"));
    assert!(pages["en/page/2/index.html"].contains("rel=\"prev\""));
}

#[test]
fn classes_and_rules_know_each_other() {
    let styled = styled_classes();
    let written: BTreeSet<String> = pages().values().flat_map(|html| classes(html)).collect();
    let unstyled: Vec<&String> = written
        .iter()
        .filter(|class| !styled.contains(*class) && !HOOKS.contains(&class.as_str()))
        .filter(|class| !class.starts_with("language-"))
        .collect();
    assert!(unstyled.is_empty(), "classes without a rule: {unstyled:?}");
    // Some marks of charts, and what only some kinds of sites show, are not on these pages.
    let source = texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "rs");
    let templates = texts(&theme().join("templates"), "html");
    let known = |class: &str| {
        let ends = |sign: Option<char>| !sign.is_some_and(|sign| sign.is_ascii_alphanumeric() || sign == '-');
        source.values().chain(templates.values()).any(|text| {
            text.match_indices(class).any(|(at, _)| {
                ends(text[..at].chars().next_back()) && ends(text[at + class.len()..].chars().next())
            })
        })
    };
    let idle: Vec<&String> =
        styled.iter().filter(|class| !written.contains(*class) && !known(class)).collect();
    assert!(idle.is_empty(), "rules for classes that nothing has: {idle:?}");
}

#[test]
fn only_pages_of_evidence_and_of_figures_load_a_second_style_sheet() {
    for (path, html) in pages() {
        let is_evidence = path.ends_with("how-we-know/index.html");
        let is_figure = path.contains("/figures/");
        let sheets = html.matches("rel=\"stylesheet\"").count();
        assert_eq!(sheets, if is_evidence || is_figure { 2 } else { 1 }, "{path}");
        assert_eq!(html.contains("/evidence."), is_evidence, "{path}");
        assert_eq!(html.contains("/figure."), is_figure, "{path}");
    }
}

#[test]
fn the_style_sheets_are_small() {
    let served = served_styles();
    for (name, most) in STYLES {
        let size = served[*name].len();
        assert!(size < *most, "{name}: {size} bytes");
    }
    assert!(served["broadsheet.css"].contains(&served["chart.css"]), "charts are a part of the one sheet");
    assert!(!served["broadsheet.css"].contains("@import"), "no request but one");
}

#[test]
fn templates_say_what_they_are_for() {
    for (name, text) in texts(&theme().join("templates"), "html") {
        assert!(text.starts_with("{#- "), "{name} does not begin with a comment");
    }
}

#[test]
fn words_of_drawings_have_no_rule_that_reaches_the_table_beside_them() {
    // A figure of the class `chart` holds its table, too: `.chart .num` once set the numbers of tables in 40 px.
    let drawings = style("chart.css");
    for class in ["b", "none", "num"] {
        assert!(!drawings.contains(&format!(".chart .{class} ")), "`.chart .{class}` is a cell, too");
    }
}
