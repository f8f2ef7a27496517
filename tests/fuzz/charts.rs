//! Any chart over any table: never a panic, never markup that is not well-formed, never a number that is none.
//!
//! [`check`] is the target. It takes bytes, makes an entry and a table of them, and builds a whole site from memory, as
//! the program does. A seeded test below calls it in every run; a fuzzer calls it with bytes of its own (see
//! CONTRIBUTING.md). An error is a fine outcome; garbage is not.

use std::fmt::Write;

use onrecord::{Memo, MemoryWorld, Options, Severity};

/// Forms, and one that is none.
const FORMS: &[&str] = &[
    "area",
    "arrow",
    "bar",
    "box",
    "bubble",
    "column",
    "dot",
    "dumbbell",
    "gantt",
    "heatmap",
    "histogram",
    "line",
    "lollipop",
    "number",
    "range",
    "scatter",
    "slope",
    "strip",
    "timeline",
    "waffle",
    "waterfall",
    "table",
    "pie",
];
/// What stands in cells of numbers.
const NUMBERS: &[&str] = &[
    "",
    "0",
    "1",
    "-1",
    "12.5",
    "-0.001",
    "400",
    "1000000",
    "7000000000000",
    "1000000000000000000000000",
    "7000000000000000000000000001",
    "0.0000000000000000000000000001",
    "99999999999999999999999999999999999",
];
/// What no cell of numbers may hold.
const NO_NUMBERS: &[&str] = &["NaN", "nan", "inf", "-Infinity", "∞", "1e999", "1,5", "about 3", "💸"];
/// Names.
const NAMES: &[&str] = &[
    "",
    "North",
    "South",
    "👩🏽‍🚀",
    "e\u{301}\u{323}\u{308}",
    "漢字の名前",
    "مكتب الهجرة",
    "<b>&\"'",
    "a\u{0}b\u{b}",
    "=1+1",
    "an-unbroken-word-that-is-far-too-long-for-any-column-of-any-telephone-that-was-ever-made",
    "A name that goes on and on because nobody has told its writer that it must stand under a column, or beside a \
     bar, or at the end of a line, and that two hundred letters are more than anybody will ever read there at all",
];
/// Keys of an entry with values that may fit.
const KEYS: &[&str] = &[
    "series = \"kind\"",
    "facet = \"kind\"",
    "facet = \"name\"",
    "facet = \"at\"",
    "highlight = [\"North\"]",
    "sort = \"-seen\"",
    "limit = 1",
    "between = \"unknown\"",
    "stack = \"sum\"",
    "stack = \"share\"",
    "stack = \"diverging\"",
    "scale = \"log\"",
    "scale = \"symlog\"",
    "x_scale = \"log\"",
    "size = \"more\"",
    "label = \"name\"",
    "end = \"until\"",
    "projected_from = \"2021\"",
    "bands = [[\"low\", \"high\"]]",
    "totals = [\"North\"]",
    "bins = 7",
    "each = 10",
    "annotations = [{ x = \"2021\", text = \"Here\" }]",
    "annotations = [{ y = 10, to = -5, text = \"There\" }]",
    "where = \"seen > 0\"",
    "bars = [\"seen\", \"more\"]",
    "sparklines = [{ columns = [\"seen\", \"more\", \"low\"], label = \"Course\" }]",
    "bins = 0",
    "each = -1",
];

/// Numbers by lot: from the bytes of a fuzzer, and zero when they are used up.
struct Lots<'a>(&'a [u8]);

impl Lots<'_> {
    fn below(&mut self, sides: usize) -> usize {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        usize::from(*first) % sides.max(1)
    }

    fn of<'b>(&mut self, all: &[&'b str]) -> &'b str {
        all[self.below(all.len())]
    }
}

fn period(kind: &str, at: usize) -> String {
    match kind {
        "year" => format!("{}", 1990 + at % 60),
        "month" => format!("{}-{:02}", 2015 + at / 12 % 20, 1 + at % 12),
        _ => format!("{}-{:02}-{:02}", 2020 + at / 336 % 9, 1 + at / 28 % 12, 1 + at % 28),
    }
}

/// A cell in the quotes that CSV needs.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// A table with columns of every kind, and whether a cell of it holds no number where one must be.
fn table(lots: &mut Lots<'_>, kind: &str) -> (String, bool) {
    let rows = [0, 1, 2, 3, 7, 12, 60, 400][lots.below(8)];
    let (mut csv, mut is_broken) = ("at,until,name,kind,seen,how,low,high,more\n".to_owned(), false);
    let mut at = lots.below(200);
    for index in 0..rows {
        at += lots.below(4);
        let until = if lots.below(5) == 0 { String::new() } else { period(kind, at + lots.below(40)) };
        let name = if lots.below(3) == 0 { lots.of(NAMES).to_owned() } else { format!("Name {index}") };
        let mut number = |lots: &mut Lots<'_>| {
            if lots.below(60) == 59 {
                is_broken = true;
                lots.of(NO_NUMBERS)
            } else {
                lots.of(NUMBERS)
            }
        };
        let (seen, more) = (number(lots), number(lots));
        // Not every table describes the ends, and what is not described is not read.
        let (low, high) = (lots.of(NUMBERS), lots.of(NUMBERS));
        let how = lots.of(&["", "", "about", "almost", "more-than", "less-than", "at-least", "at-most"]);
        let (name, kind_of) = (quoted(&name), lots.of(&["A", "B", "C", ""]));
        writeln!(
            csv,
            "{},{until},{name},{kind_of},{},{how},{},{},{}",
            period(kind, at),
            quoted(seen),
            quoted(low),
            quoted(high),
            quoted(more)
        )
        .expect("a string");
    }
    (csv, is_broken)
}

fn description(kind: &str, lots: &mut Lots<'_>) -> String {
    let ends = if lots.below(2) == 0 { "low = \"low\"\nhigh = \"high\"\n" } else { "bound = \"how\"\n" };
    let number = |name: &str, more: &str| {
        format!(
            "[columns.{name}]\ntype = \"number\"\nunit = \"km\"\nlabel = \"{name}\"\nmissing = \"not said\"\n{more}"
        )
    };
    let text = |name: &str| {
        format!(
            "[columns.{name}]\ntype = \"text\"\nlabel = \"{name}\"\nverbatim = true\nmissing = \"none\"\n"
        )
    };
    let time =
        |name: &str| format!("[columns.{name}]\ntype = \"{kind}\"\nlabel = \"{name}\"\nmissing = \"open\"\n");
    [
        "cite = [\"@files\"]\n".to_owned(),
        time("at"),
        time("until"),
        text("name"),
        text("kind"),
        number("seen", ends),
        number("more", ""),
    ]
    .concat()
}

fn entry(lots: &mut Lots<'_>) -> String {
    let mut entry =
        format!("[chart]\nform = \"{}\"\ntable = \"numbers\"\ntitle = \"A chart\"\n", lots.of(FORMS));
    if lots.below(8) != 0 {
        writeln!(entry, "x = \"{}\"", lots.of(&["at", "name", "more", "kind"])).expect("a string");
    }
    if lots.below(6) != 0 {
        writeln!(entry, "y = {}", lots.of(&["\"seen\"", "[\"seen\", \"more\"]", "\"name\"", "[]"]))
            .expect("a string");
    }
    let mut keys: Vec<&str> = (0..lots.below(4)).map(|_| lots.of(KEYS)).collect();
    keys.sort_unstable();
    keys.dedup_by_key(|key| key.split(' ').next());
    entry + &keys.join("\n") + "\n"
}

/// Builds a site with one chart made of the bytes, and panics if anything comes out that may not.
pub fn check(data: &[u8]) {
    let mut lots = Lots(data);
    let entry = entry(&mut lots);
    let kind = lots.of(&["year", "month", "date"]);
    let description = description(kind, &mut lots);
    let (csv, is_broken) = table(&mut lots, kind);
    let languages = lots.of(&["en", "pt-BR", "ar"]);
    let story = "+++\ntitle = \"A\"\ndescription = \"B\"\ndate = 2026-01-02\n+++\n[](figure:chart) [@files]\n\n![](figure:chart)\n";
    let mut world = MemoryWorld::new("2026-03-04T12:00:00Z".parse().expect("a moment"));
    let site =
        format!("base_url = \"https://example.org/\"\ntitle = \"Site\"\nlanguages = [\"{languages}\"]\n");
    world.insert("site.toml", site);
    world.insert("content/a/sources.toml", "[files]\ntype = \"document\"\ntitle = \"Files\"\n");
    world.insert("content/a/numbers.csv", csv.as_str());
    world.insert("content/a/numbers.toml", description.as_str());
    world.insert("content/a/figures.toml", entry.as_str());
    world.insert(&format!("content/a/{languages}.md"), story);
    let told = || format!("{entry}\n{description}\n{}", csv.chars().take(2_000).collect::<String>());
    let build = onrecord::build(&world, &Options::default(), &mut Memo::default());
    let has_errors = build.diagnostics.iter().any(|found| found.severity == Severity::Error);
    if is_broken {
        let at_cell = |found: &onrecord::Diagnostic| found.code.name == "data/cell";
        assert!(build.diagnostics.iter().any(at_cell), "a cell that is no number is told\n{}", told());
    }
    if has_errors {
        return;
    }
    let page = build.outputs.iter().find(|(path, _)| path.to_string() == "a/index.html");
    let Some((_, page)) = page else { return };
    let html = std::str::from_utf8(&page.bytes).expect("UTF-8");
    for svg in drawings(html) {
        let parsed = roxmltree::Document::parse(svg);
        assert!(parsed.is_ok(), "{:?}\n{svg}\n{}", parsed.err(), told());
        for node in parsed.iter().flat_map(roxmltree::Document::descendants) {
            let numbers = node.attributes().filter(|attribute| attribute.name() != "aria-label");
            for attribute in numbers {
                let is_number = !attribute.value().contains("NaN") && !attribute.value().contains("inf");
                assert!(is_number, "{} = {}\n{}", attribute.name(), attribute.value(), told());
            }
        }
    }
}

/// The drawings of a page: each outermost `svg`.
fn drawings(html: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find("<svg") {
        let svg = &rest[start..];
        let (mut depth, mut at) = (0_usize, 0);
        let end = loop {
            let Some(next) = svg[at..].find("svg") else { break svg.len() };
            at += next + 3;
            let before = &svg[..at - 3];
            if before.ends_with("</") {
                depth -= 1;
            } else if before.ends_with('<') {
                depth += 1;
            }
            if depth == 0 {
                break at + 1;
            }
        };
        found.push(&svg[..end.min(svg.len())]);
        rest = &svg[end.min(svg.len())..];
    }
    found
}

#[test]
fn any_chart_over_any_table_is_drawn_or_refused() {
    let mut state = 0x6368_6172_7473_u64;
    for _ in 0..48 {
        let bytes: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 40) as u8
        })
        .take(1_200)
        .collect();
        check(&bytes);
    }
}

#[test]
fn a_hundred_thousand_rows_are_drawn_or_refused() {
    let rows: String = (0..100_000).map(|index| format!("{},{}\n", 1 + index % 9_999, index)).collect();
    for form in ["column", "line"] {
        let mut world = MemoryWorld::new("2026-03-04T12:00:00Z".parse().expect("a moment"));
        world.insert(
            "site.toml",
            "base_url = \"https://example.org/\"\ntitle = \"Site\"\nlanguages = [\"en\"]\n",
        );
        world.insert("content/a/sources.toml", "[files]\ntype = \"document\"\ntitle = \"Files\"\n");
        world.insert("content/a/numbers.csv", format!("at,seen\n{rows}"));
        let description = "cite = [\"@files\"]\n[columns.at]\ntype = \"number\"\nlabel = \"At\"\n[columns.seen]\ntype = \"number\"\nunit = \"km\"\nlabel = \"Seen\"\n";
        world.insert("content/a/numbers.toml", description);
        let entry = format!(
            "[chart]\nform = \"{form}\"\ntable = \"numbers\"\nx = \"at\"\ny = \"seen\"\ntitle = \"Too much\"\n"
        );
        world.insert("content/a/figures.toml", entry);
        world.insert("content/a/en.md", "+++\ntitle = \"A\"\ndescription = \"B\"\n+++\n![](figure:chart)\n");
        let build = onrecord::build(&world, &Options::default(), &mut Memo::default());
        let figure = |found: &onrecord::Diagnostic| found.code.name.starts_with("figure/");
        assert!(build.diagnostics.iter().any(figure), "{form} says that it cannot show so much");
    }
}
