//! What a build says as a whole: all mistakes in one run, their forms for people and programs, and exact repairs.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use rayon::prelude::*;

use onrecord::{Build, Diagnostic, Format, Memo, MemoryWorld, Options, World, render_diagnostics};

use crate::suite;

const SITE: &str = "base_url = \"https://example.org/\"\ntitle = \"Site\"\nlanguages = [\"en\", \"pt-BR\"]\n";

fn world(files: &[(&str, &str)]) -> MemoryWorld {
    let mut world = MemoryWorld::new("2026-03-04T12:00:00Z".parse().expect("a moment"));
    world.insert("site.toml", SITE);
    files.iter().for_each(|(path, text)| world.insert(path, *text));
    world
}

fn build(world: &MemoryWorld) -> Build {
    onrecord::build(world, &Options::default(), &mut Memo::default())
}

/// `file:line:column`
fn place(diagnostic: &Diagnostic, world: &MemoryWorld) -> String {
    let Some(at) = &diagnostic.at else { return "nowhere".to_owned() };
    let text = world.text(&at.file).map(|file| file.text.to_string()).unwrap_or_default();
    let before = &text[..at.span.start as usize];
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    format!("{}:{}:{column}", at.file, before.matches('\n').count() + 1)
}

/// Three findings: one with a related place, one with "did you mean" behind wide letters, one without a place to show.
fn three() -> (MemoryWorld, Build) {
    let world = world(&[
        ("content/a/sources.toml", "[files]\ntype = \"document\"\ntitle = \"Files\"\n"),
        ("content/a/storage.csv", "month,stored\n2025-07,400\n2025-07,500\n"),
        (
            "content/a/storage.toml",
            "title = \"Storage\"\ncite = [\"@files\"]\nkey = [\"month\"]\n[columns.month]\ntype = \"month\"\n\
             label = \"Month\"\n[columns.stored]\ntype = \"number\"\nunit = \"TB\"\nlabel = \"Stored\"\n",
        ),
        (
            "content/a/en.md",
            "+++\ntitle = \"A\"\ndescription = \"B\"\n+++\n100 % of a *ação*, “so” 日本 [@fils, p. 4].\n\n# Part\n",
        ),
    ]);
    let built = build(&world);
    (world, built)
}

#[test]
fn people_get_a_picture_of_the_place() {
    let (world, built) = three();
    let expected = "\
error[cite/unknown-source]: there is no source `fils`
 --> content/a/en.md:5:29
  |
5 | 100 % of a *ação*, “so” 日本 [@fils, p. 4].
  |                               ^^^^^
  |
  = hint: did you mean `files`?
  = hint: record it in sources.toml, in a `.bib` file or as CSL-JSON

warning[markdown/heading]: a heading of level 1: that is the headline
 --> content/a/en.md:7:1
  |
7 | # Part
  | ^^^^^^
  |
  = hint: write `##`

error[data/key]: a second row for `2025-07`
 --> content/a/storage.csv:3:1
  |
3 | 2025-07,500
  | ^^^^^^^
  |
 ::: content/a/storage.csv:2:1
  |
2 | 2025-07,400
  | ------- the first one
  |
  = hint: correct one of the two, or add a column to `key`

";
    assert_eq!(render_diagnostics(&built.diagnostics, &world, Format::Human, false), expected);
}

#[test]
fn programs_get_one_object_a_line() {
    let (world, built) = three();
    let expected = concat!(
        r#"{"code":"cite/unknown-source","severity":"error","message":"there is no source `fils`","#,
        r#""file":"content/a/en.md","line":5,"column":29,"end_line":5,"end_column":34,"#,
        r#""hints":["did you mean `files`?","record it in sources.toml, in a `.bib` file or as CSL-JSON"],"#,
        r#""related":[]}"#,
        "\n",
        r#"{"code":"markdown/heading","severity":"warning","#,
        r#""message":"a heading of level 1: that is the headline","#,
        r#""file":"content/a/en.md","line":7,"column":1,"end_line":7,"end_column":7,"#,
        r#""hints":["write `##`"],"related":[]}"#,
        "\n",
        r#"{"code":"data/key","severity":"error","message":"a second row for `2025-07`","#,
        r#""file":"content/a/storage.csv","line":3,"column":1,"end_line":3,"end_column":8,"#,
        r#""hints":["correct one of the two, or add a column to `key`"],"#,
        r#""related":[{"file":"content/a/storage.csv","line":2,"column":1,"message":"the first one"}]}"#,
        "\n",
    );
    assert_eq!(render_diagnostics(&built.diagnostics, &world, Format::Json, false), expected);
}

#[test]
fn github_gets_workflow_commands() {
    let (world, built) = three();
    let expected = "\
::error file=content/a/en.md,line=5,endLine=5,col=29,endColumn=34,title=cite/unknown-source::there is no source `fils`%0Ahint: did you mean `files`?%0Ahint: record it in sources.toml, in a `.bib` file or as CSL-JSON
::warning file=content/a/en.md,line=7,endLine=7,col=1,endColumn=7,title=markdown/heading::a heading of level 1: that is the headline%0Ahint: write `##`
::error file=content/a/storage.csv,line=3,endLine=3,col=1,endColumn=8,title=data/key::a second row for `2025-07`%0Ahint: correct one of the two, or add a column to `key`
";
    assert_eq!(render_diagnostics(&built.diagnostics, &world, Format::Github, false), expected);
}

/// Every finding of every case of the suite is JSON that can be read, with places that count from 1.
#[test]
fn every_finding_is_json() {
    let mut count = 0;
    for (case, world, built) in suite::built() {
        let text = render_diagnostics(&built.diagnostics, world, Format::Json, false);
        assert_eq!(text.lines().count(), built.diagnostics.len(), "{}", case.name);
        for line in text.lines() {
            let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let keys: BTreeSet<&str> =
                value.as_object().expect("an object").keys().map(String::as_str).collect();
            let format = ["code", "severity", "message", "file", "line", "column", "end_line", "end_column"];
            assert_eq!(keys, format.into_iter().chain(["hints", "related"]).collect(), "{line}");
            let number = |key: &str| value[key].as_u64();
            let is_placed = value["file"].is_string();
            assert_eq!(number("line").is_some_and(|line| line > 0), is_placed, "{line}");
            assert!(
                (number("line"), number("column")) <= (number("end_line"), number("end_column")),
                "{line}"
            );
            count += 1;
        }
    }
    assert!(count > 150, "the cases have findings");
}

/// Ten files, each with mistakes of its own.
const WRONG: &[(&str, &str)] = &[
    (
        "content/a/en.md",
        "+++\ntitel = \"A\"\ntitle = \"A\"\ndescription = \"B\"\ndate = 2026-01-02\ntags = [\"x\"\n+++\nSee [@fils], <b>so</b>.\n\n![](figure:storage)\n\n![](figure:grwth)\n",
    ),
    (
        "content/a/pt-BR.md",
        "+++\ntitle = \"A\"\n[translation]\nof = \"de\"\n+++\n[400 TB](fact:azure 2025)\n",
    ),
    ("content/a/facts.toml", "[Held]\nvalue = 4\n"),
    ("content/a/figures.toml", "[growth]\nform = \"colum\"\n"),
    ("content/a/names.toml", "[agency]\nkind = \"organization\"\nname = { en = \"A\", de = \"A\" }\n"),
    ("content/a/quotes.toml", "[terms]\nexact = \"We do not.\"\nlanguage = \"EN\"\ncite = \"@nobody\"\n"),
    ("content/a/refs.bib", "@book{one, title = {One}, date = {2026-13}}\n"),
    ("content/a/sources.toml", "[files]\ntype = \"documnt\"\ntitle = \"Files\"\nissued = 2026-01\n"),
    ("content/a/storage.csv", "month,stored\n2025-07,about 400\n2026-01,1,400\n"),
    (
        "content/a/storage.toml",
        "title = \"Storage\"\ncite = [\"@files\"]\n[columns.month]\ntype = \"month\"\nlabel = \"Month\"\n[columns.stored]\ntype = \"number\"\nunit = \"Tb\"\nlabel = \"Stored\"\n",
    ),
    ("content/b/english.md", "Text.\n"),
    ("themes/broadsheet/theme.toml", "list_sice = 3\n"),
];

#[test]
fn all_mistakes_come_in_one_run() {
    let world = world(WRONG);
    let built = build(&world);
    let mut told = String::new();
    for diagnostic in &built.diagnostics {
        let _ = writeln!(told, "{} {}", place(diagnostic, &world), diagnostic.code.name);
    }
    let expected = "\
content/a/en.md:2:1 toml/unknown-key
content/a/en.md:6:12 toml/syntax
content/a/en.md:8:6 cite/unknown-source
content/a/en.md:8:14 markdown/raw-html
content/a/en.md:8:19 markdown/raw-html
content/a/en.md:12:5 figure/unknown
content/a/facts.toml:1:2 fact/no-source
content/a/facts.toml:1:2 toml/id
content/a/figures.toml:2:9 figure/form
content/a/names.toml:2:9 toml/value
content/a/names.toml:3:16 translation/missing-text
content/a/names.toml:3:20 site/unknown-language
content/a/pt-BR.md:1:1 toml/missing-key
content/a/pt-BR.md:3:2 toml/missing-key
content/a/pt-BR.md:4:7 story/translation-of
content/a/pt-BR.md:6:8 markdown/unparsed
content/a/quotes.toml:3:13 site/language-tag
content/a/quotes.toml:4:9 cite/unknown-source
content/a/refs.bib:1:34 cite/date
content/a/sources.toml:2:9 cite/field
content/a/sources.toml:4:10 toml/syntax
content/a/storage.csv:2:9 data/cell
content/a/storage.csv:3:1 data/ragged-row
content/a/storage.toml:8:9 data/unit
content/b/english.md:1:1 site/file-name
themes/broadsheet/theme.toml:1:1 toml/unknown-key
";
    assert_eq!(told, expected);
    let keys: Vec<_> =
        built.diagnostics.iter().map(|it| (it.at.clone(), it.code.name, it.message.clone())).collect();
    assert!(keys.windows(2).all(|pair| pair[0] < pair[1]), "sorted, and nothing twice");
    assert!(built.has_errors());
    // The same in another order of threads and with what was remembered.
    let mut memo = Memo::default();
    for _ in 0..2 {
        let again = onrecord::build(&world, &Options::default(), &mut memo);
        assert!(again.diagnostics == built.diagnostics, "another run says something else");
    }
}

/// Files as some editors save them: a byte-order mark, line ends of two characters. What is found is the same.
#[test]
fn line_ends_and_byte_order_marks_move_no_place() {
    suite::built().par_iter().for_each(|(case, world, built)| {
        let mut other = world.clone();
        for (path, bytes) in &case.files {
            let is_text = [".md", ".toml", ".csv"].iter().any(|end| path.ends_with(end));
            let Some(text) = std::str::from_utf8(bytes).ok().filter(|_| is_text) else { continue };
            other.insert(path, format!("\u{feff}{}", text.replace('\n', "\r\n")));
        }
        let again = build(&other);
        let told = |built: &Build, world: &MemoryWorld| -> Vec<String> {
            built.diagnostics.iter().map(|it| format!("{} {}", place(it, world), it.code.name)).collect()
        };
        assert_eq!(told(&again, &other), told(built, world), "{}", case.name);
    });
}

/// `figure/too-many`: more marks than pixels.
#[test]
fn a_chart_of_too_many_marks() {
    let rows: String = (1..=1_000).fold("year,stored\n".to_owned(), |mut rows, year| {
        let _ = writeln!(rows, "{year:04},{year}");
        rows
    });
    let world = world(&[
        ("content/a/sources.toml", "[files]\ntype = \"document\"\ntitle = \"Files\"\n"),
        ("content/a/storage.csv", &rows),
        (
            "content/a/storage.toml",
            "title = \"Storage\"\ncite = [\"@files\"]\n[columns.year]\ntype = \"year\"\nlabel = \"Year\"\n\
             [columns.stored]\ntype = \"number\"\nunit = \"TB\"\nlabel = \"Stored\"\n",
        ),
        (
            "content/a/figures.toml",
            "[growth]\nform = \"column\"\ntable = \"storage\"\nx = \"year\"\ny = \"stored\"\ntitle = \"It grew\"\n",
        ),
        ("content/a/en.md", "+++\ntitle = \"A\"\ndescription = \"B\"\n+++\n![](figure:growth)\n"),
    ]);
    let built = build(&world);
    let [found] = built.diagnostics.as_slice() else { panic!("{:?}", built.diagnostics) };
    assert_eq!(
        (found.code.name, place(found, &world).as_str()),
        ("figure/too-many", "content/a/figures.toml:2:9")
    );
    assert!(found.message.contains("1000 values") && found.hints[0].contains("`where`"), "{found:?}");
}

/// Each exact repair of each case does away with what it repairs, and with nothing else than that.
#[test]
fn exact_repairs_repair() {
    let mut repaired = BTreeSet::new();
    for (case, world, built) in suite::built() {
        for diagnostic in &built.diagnostics {
            let Some(fix) = &diagnostic.fix else { continue };
            let mut text = world.text(&fix.place.file).expect("there").text.to_string();
            text.replace_range(fix.place.span.start as usize..fix.place.span.end as usize, &fix.replacement);
            let mut other = world.clone();
            other.insert(&fix.place.file, text);
            let again = build(&other);
            let is_there = |it: &&Diagnostic| it.code == diagnostic.code && it.message == diagnostic.message;
            let count = |built: &Build| built.diagnostics.iter().filter(is_there).count();
            assert_eq!(count(&again) + 1, count(built), "{}: {}", case.name, diagnostic.message);
            assert!(!again.diagnostics.iter().any(|it| it.code.name == "toml/syntax"), "{}", case.name);
            repaired.insert(diagnostic.code.name);
        }
    }
    assert_eq!(
        repaired.into_iter().collect::<Vec<_>>(),
        ["cite/syntax", "fact/hedge-outside", "site/language-tag", "translation/number-form"]
    );
}
