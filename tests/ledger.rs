//! The fact-checker's sheet, its sign-off, and what rests on a record: through the program, with its files.

use std::collections::BTreeMap;
use std::path::Path;

use tempfile::TempDir;

use crate::built::{NOW, files_of, program, words, write};

/// An investigation in two languages, with a fact of each kind.
const SITE: &[(&str, &str)] = &[
    (
        "site.toml",
        "base_url = \"https://example.org/\"\ntitle = \"Site\"\nlanguages = [\"en\", \"pt-BR\"]\n\n[units]\npeople = { en = { one = \"person\", other = \"people\" }, pt-BR = { one = \"pessoa\", other = \"pessoas\" } }\n",
    ),
    (
        "content/names.toml",
        "[ana]\nkind = \"person\"\nname = \"Ana Lima\"\n\n[office]\nkind = \"organisation\"\nname = { en = \"Tide Office\", pt-BR = \"Escritório das Marés\" }\n\n[harbour]\nkind = \"place\"\nname = \"Porto Vela\"\n",
    ),
    (
        "content/tides/sources.toml",
        "[log]\ntype = \"document\"\ntitle = \"Harbour log\"\nauthor = [{ literal = \"Tide Office\" }]\nissued = \"2026-01\"\n[log.provenance]\nkind = \"document\"\naccess = \"public\"\n[[log.copies]]\nfile = \"documents/log.txt\"\nsha256 = \"a177bebadd896b6a1951918c31e908d8d999561d8554456bb3ed5bb1bc764e27\"\npages = 4\n[[log.copies]]\nurl = \"https://tides.example/log\"\narchived = \"https://web.archive.org/web/20260210120000/https://tides.example/log\"\n",
    ),
    ("content/tides/documents/log.txt", "One.\u{c}Two.\u{c}Three.\u{c}The water rose.\n"),
    ("content/tides/levels.csv", "year,level\n2024,-5\n2025,400\n2026,1400\n"),
    (
        "content/tides/levels.toml",
        "title = { en = \"Levels\", pt-BR = \"Níveis\" }\ncite = [\"@log, p. 4\"]\nkey = [\"year\"]\n[columns.year]\ntype = \"year\"\nlabel = { en = \"Year\", pt-BR = \"Ano\" }\n[columns.level]\ntype = \"number\"\nunit = \"mm\"\nlabel = { en = \"Level\", pt-BR = \"Nível\" }\n[[asserts]]\nthat = \"max(level) > 1000\"\n",
    ),
    (
        "content/tides/facts.toml",
        "[early]\ncell = \"levels[year=2025].level\"\n\n[late]\ncell = \"levels[year=2026].level\"\n\n[growth]\nformula = \"late / early\"\nkind = \"ratio\"\nlabel = { en = \"Growth\", pt-BR = \"Alta\" }\n\n[crew]\nvalue = 1300\nunit = \"people\"\nbound = \"more-than\"\ncite = [\"@log\"]\nas_of = \"2026-02\"\nlabel = { en = \"Crew\", pt-BR = \"Equipe\" }\n",
    ),
    (
        "content/tides/quotes.toml",
        "[rise]\nexact = \"The water rose.\"\nlanguage = \"en\"\ncite = [\"@log, p. 4\"]\ntranslations = { pt-BR = \"A água subiu.\" }\n",
    ),
    (
        "content/tides/figures.toml",
        "[rise]\nform = \"column\"\ntable = \"levels\"\nx = \"year\"\ny = \"level\"\ntitle = { en = \"It [more than tripled](fact:growth)\", pt-BR = \"[Mais que triplicou](fact:growth)\" }\n",
    ),
    (
        "content/tides/en.md",
        "+++\ntitle = \"The sea came closer\"\ndescription = \"The [Tide Office](name:office) measured it.\"\ndate = 2026-02-18\nauthors = [\"ana\"]\n+++\n\nIt fell to [-5 mm](cell:levels[year=2024].level), then stood at [1,400 mm](fact:late) [@log, p. 4]. It was “=1+1” that\nPorto Vela wrote.\n\n[More than 1,300 people](fact:crew) said [](quote:rise).\n\n![](figure:rise)\n",
    ),
    (
        "content/tides/pt-BR.md",
        "+++\ntitle = \"O mar chegou mais perto\"\ndescription = \"O [Escritório das Marés](name:office) mediu.\"\n\n[translation]\nof = \"en\"\nrevision = 2026-02-18\nby = [\"Rui Costa\"]\nmethod = \"human\"\n+++\n\nCaiu para [-5 mm](cell:levels[year=2024].level) e chegou a [1.400 mm](fact:late) [@log, p. 4]. Foi “=1+1” que\nPorto Vela escreveu.\n\n[Mais de 1.300 pessoas](fact:crew) disseram [](quote:rise).\n\n![](figure:rise)\n",
    ),
];

fn site() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    SITE.iter().for_each(|(path, text)| write(folder.path(), path, text));
    folder
}

/// Runs the program: status, standard output, standard error.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = program();
    command.current_dir(folder).args(arguments).args(["--now", NOW]);
    let output = command.output().expect("the program runs");
    (output.status.code().expect("no signal"), words(&output.stdout), words(&output.stderr))
}

/// Standard output of a run that is fine.
fn good(folder: &Path, arguments: &[&str]) -> String {
    let (status, out, err) = run(folder, arguments);
    assert_eq!(status, 0, "{arguments:?}: {err}");
    out
}

/// What a wrong use says.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let before = files_of(folder);
    let (status, out, err) = run(folder, arguments);
    assert_eq!((status, out.as_str()), (2, ""), "{arguments:?}: {err}");
    assert_eq!(files_of(folder), before, "{arguments:?}: nothing is written");
    err
}

fn edit(folder: &Path, path: &str, from: &str, to: &str) {
    let text = std::fs::read_to_string(folder.join(path)).expect("a file");
    assert!(text.contains(from), "`{from}` in {path}");
    write(folder, path, text.replace(from, to));
}

/// Rows of a sheet as CSV, each by the names of its columns.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads = reader.headers().expect("a first line").clone();
    let row = |record: csv::StringRecord| {
        heads.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect()
    };
    reader.records().map(|record| row(record.expect("as many cells as the first line"))).collect()
}

/// The row of these words.
fn row<'a>(rows: &'a [BTreeMap<String, String>], words: &str) -> &'a BTreeMap<String, String> {
    let found: Vec<_> = rows.iter().filter(|row| row["words"] == words).collect();
    assert_eq!(found.len(), 1, "`{words}`: {:?}", rows.iter().map(|row| &row["words"]).collect::<Vec<_>>());
    found[0]
}

/// Lines of the sheet with the sign for their state: `✓`, `~` or nothing.
fn states(folder: &Path) -> Vec<(String, String)> {
    let sheet = good(folder, &["ledger", "tides"]);
    let state = |line: &str| {
        let words = line.split_once('“')?.1.split_once('”')?.0;
        let signs: Vec<&str> = line.split_whitespace().take(2).collect();
        let sign = if ["✓", "~"].contains(&signs[1]) { signs[1] } else { "" };
        line.starts_with("    ").then(|| (words.to_owned(), sign.to_owned()))
    };
    sheet.lines().filter_map(state).collect()
}

#[test]
fn a_sheet_tells_what_a_story_states_and_what_that_rests_on() {
    let folder = site();
    let sheet = good(folder.path(), &["ledger", "tides"]);
    let expected = "\
The sea came closer (en)

content/tides/en.md:3 standfirst
    1   name      “Tide Office” · name:office

content/tides/en.md:8 text
    2   number    “-5 mm” · cell:levels[year=2024].level · @log, p. 4
    3   number    “1,400 mm” · fact:late · @log, p. 4
    4   quotation “=1+1” · NOT BOUND

content/tides/en.md:9 text
    5   name      “Porto Vela” · name:harbour

content/tides/en.md:11 text
    6   number    “More than 1,300 people” · fact:crew = more than 1,300 people · @log
    7   quotation “The water rose.” · quote:rise · @log, p. 4

content/tides/figures.toml:6 exhibit
    8   claim     “more than tripled” · fact:growth = 3.5 · @log, p. 4

content/tides/figures.toml:1 exhibit
    9   data      “3 × year, level” · table:levels · @log, p. 4

9 of 9 rows open; 1 not bound
";
    assert_eq!(sheet, expected);
}

#[test]
fn a_sheet_is_a_table_that_no_spreadsheet_takes_for_formulas() {
    let folder = site();
    let text = good(folder.path(), &["ledger", "tides", "--csv", "-"]);
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains('\r'), "RFC 4180");
    let rows = rows(&text);
    assert_eq!(rows.len(), 9);
    let fell = row(&rows, "'-5 mm");
    let cells = ["line", "column", "part", "kind", "bound_to", "value", "unit", "bound", "as_of", "locator"];
    let cells: Vec<&str> = cells.iter().map(|name| fell[*name].as_str()).collect();
    assert_eq!(
        cells,
        ["8", "12", "text", "number", "cell:levels[year=2024].level", "-5", "mm", "exactly", "2024", "p. 4"]
    );
    assert_eq!(fell["source"], "Tide Office, Harbour log, 2026-01");
    assert_eq!(fell["document"], "content/tides/documents/log.txt");
    assert_eq!(fell["sha256"].len(), 64);
    assert!(fell["archived"].starts_with("https://web.archive.org/"));
    assert_eq!(fell["sentence"], "It fell to -5 mm, then stood at 1,400 mm.");
    let crew = row(&rows, "More than 1,300 people");
    assert_eq!((crew["value"].as_str(), crew["bound"].as_str()), ("1300", "more-than"));
    assert_eq!((crew["as_of"].as_str(), crew["status"].as_str()), ("2026-02", "sourced"));
    let growth = row(&rows, "more than tripled");
    assert_eq!((growth["formula"].as_str(), growth["value"].as_str()), ("late / early", "3.5"));
    assert_eq!(row(&rows, "“The water rose.”")["text"], "The water rose.");
    for row in &rows {
        for (name, cell) in row {
            let is_number = cell.parse::<f64>().is_ok();
            assert!(is_number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{name}: {cell}");
        }
        for pencil in ["checked", "by", "date", "remark"] {
            assert_eq!(row[pencil], "");
        }
    }
    let (status, out, err) = run(folder.path(), &["ledger", "tides", "--csv", "sheet.csv"]);
    assert_eq!((status, out.as_str()), (0, ""));
    assert_eq!(err, "9 of 9 rows open; 1 not bound; written to `sheet.csv`\n");
    let written = std::fs::read_to_string(folder.path().join("sheet.csv")).expect("a file");
    assert_eq!(written.strip_prefix('\u{feff}'), Some(text.as_str()), "a mark, then the same");
}

#[test]
fn a_printed_sheet_is_one_file_in_the_language_of_the_edition() {
    let folder = site();
    for (lang, words) in [
        ("en", ["Fact-check sheet", "Harbour log"]),
        ("pt-BR", ["Planilha de checagem", "Escritório das Marés"]),
    ] {
        let page = good(folder.path(), &["ledger", "tides", "--lang", lang, "--html", "-"]);
        assert!(page.starts_with("<!doctype html>") && page.contains(&format!("<html lang=\"{lang}\"")));
        for part in words.into_iter().chain(["@page", "<thead>", "levels[year=2024].level", "p.\u{a0}4"]) {
            assert!(page.contains(part), "{lang}: no `{part}`");
        }
        for banned in ["<script", "<link", "src=", "href=", "url(", "@import", "{{", "ledger."] {
            assert!(!page.contains(banned), "{lang}: `{banned}`");
        }
    }
    let own = "{#- A sheet: `LedgerView`. -#}\n{{ title }}: {{ count }}, {{ style }}";
    write(folder.path(), "themes/broadsheet/templates/ledger.html", own);
    write(folder.path(), "themes/broadsheet/ledger.css", "p { }");
    assert_eq!(good(folder.path(), &["ledger", "tides", "--html", "-"]), "The sea came closer: 9, p { }");
    let build = run(folder.path(), &["build"]);
    assert_eq!(build.0, 0, "{}", build.2);
    let published = files_of(&folder.path().join("public"));
    assert!(!published.keys().any(|path| path.contains("ledger")), "the sheet is no part of the site");
}

#[test]
fn a_sign_off_holds_as_long_as_its_sentence_and_its_record() {
    let folder = site();
    let root = folder.path();
    let signed =
        good(root, &["ledger", "tides", "--sign", "B. Editor", "--rows", "2,6-8", "--remark", "Page 4"]);
    assert!(
        signed.contains("+words    = \"1,400 mm\"\n") || signed.contains("+words    = \"-5 mm\"\n"),
        "{signed}"
    );
    let file = std::fs::read_to_string(root.join("content/tides/checks.toml")).expect("checks.toml");
    assert_eq!(file.matches("[[signed]]").count(), 4);
    assert!(file.contains("date     = 2026-03-04\n") && file.contains("remark   = \"Page 4\"\n"), "{file}");
    let signs = |words: &str| states(root).into_iter().find(|(own, _)| own == words).expect(words).1;
    assert_eq!(["-5 mm", "1,400 mm", "more than tripled"].map(signs), ["✓", "", "✓"]);

    edit(root, "content/tides/en.md", "It fell to", "It sank to");
    edit(root, "content/tides/facts.toml", "value = 1300\n", "value = 1300\ntolerance = 0.02\n");
    let sheet = good(root, &["ledger", "tides"]);
    assert!(sheet.contains("the sentence has changed since B. Editor signed it on 2026-03-04\n"), "{sheet}");
    assert_eq!(["-5 mm", "More than 1,300 people"].map(signs), ["~", "✓"], "a tolerance is no other number");
    edit(root, "content/tides/levels.csv", "2025,400", "2025,410");
    let sheet = good(root, &["ledger", "tides"]);
    assert!(sheet.contains("what it rests on has changed since B. Editor"), "{sheet}");
    assert_eq!(signs("more than tripled"), "~");

    edit(root, "content/tides/en.md", "[More than 1,300 people](fact:crew) said", "They said");
    edit(root, "content/tides/pt-BR.md", "[Mais de 1.300 pessoas](fact:crew) disseram", "Disseram");
    let sheet = good(root, &["ledger", "tides"]);
    assert!(sheet.contains(
        "signed, and no longer in the text:\n        “More than 1,300 people” fact:crew, B. Editor"
    ));
    assert!(sheet.ends_with("8 of 8 rows open, 3 of them signed before something changed; 1 not bound, 1 signed and no longer in the text\n"), "{sheet}");

    let again = good(root, &["ledger", "tides", "--sign", "C. Reader", "--rows", "2"]);
    assert!(
        again.contains("-by       = \"B. Editor\"") && again.contains("+by       = \"C. Reader\""),
        "{again}"
    );
    assert_eq!(signs("-5 mm"), "✓");
    let dry = good(root, &["ledger", "tides", "--prune", "--dry-run"]);
    assert!(dry.contains("-words    = \"More than 1,300 people\""), "{dry}");
    let (status, _, err) = run(root, &["ledger", "tides", "--prune"]);
    assert_eq!((status, err.as_str()), (0, "3 sign-offs taken out\n"));
    let file = std::fs::read_to_string(root.join("content/tides/checks.toml")).expect("checks.toml");
    assert!(file.matches("[[signed]]").count() == 1 && file.contains("C. Reader"), "{file}");
}

#[test]
fn each_language_is_signed_by_itself() {
    let folder = site();
    let root = folder.path();
    good(root, &["ledger", "tides", "--sign", "B. Editor", "--all"]);
    assert!(good(root, &["ledger", "tides"]).ends_with("0 of 9 rows open; 1 not bound\n"));
    let portuguese = good(root, &["ledger", "tides", "--lang", "pt-BR"]);
    assert!(portuguese.contains("9 of 9 rows open"), "{portuguese}");
    let same = good(root, &["ledger", "tides", "--sign", "B. Editor", "--all"]);
    assert_eq!(same, "", "nothing is left to sign");
}

#[test]
fn who_wrote_or_translated_does_not_check() {
    let folder = site();
    let root = folder.path();
    for (name, lang) in [("ana  lima", "en"), ("Ana Lima", "pt-BR"), ("Rui Costa", "pt-BR")] {
        let said = refused(root, &["ledger", "tides", "--lang", lang, "--sign", name, "--all"]);
        assert!(said.contains("wrote or translated this edition"), "{said}");
    }
    good(root, &["ledger", "tides", "--sign", "Rui Costa", "--all"]);
}

#[test]
fn a_filled_sheet_is_read_back() {
    let folder = site();
    let root = folder.path();
    let text = good(root, &["ledger", "tides", "--csv", "-"]);
    let mut filled = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    filled.write_record(reader.headers().expect("a first line")).expect("a line");
    for (at, record) in reader.records().enumerate() {
        let record = record.expect("a row");
        let last = record.len() - 4;
        let pencil = match at {
            0 => ["x", "", "", ""],
            1 => ["yes", "C. Reader", "2026-03-01", "“p. 4”; seen"],
            2 => ["no", "C. Reader", "", ""],
            _ => ["", "", "", ""],
        };
        filled.write_record(record.iter().take(last).chain(pencil)).expect("a line");
    }
    write(root, "filled.csv", filled.into_inner().expect("bytes"));
    let said = refused(root, &["ledger", "tides", "--read", "filled.csv"]);
    assert!(said.contains("line 2 is ticked, and nobody signed it"), "{said}");
    let (status, _, said) = run(root, &["ledger", "tides", "--read", "filled.csv", "--sign", "B. Editor"]);
    assert_eq!((status, said.as_str()), (0, "2 of 9 rows signed\n"));
    let file = std::fs::read_to_string(root.join("content/tides/checks.toml")).expect("checks.toml");
    for line in [
        "by       = \"B. Editor\"",
        "by       = \"C. Reader\"",
        "date     = 2026-03-01",
        "remark   = \"“p. 4”; seen\"",
    ] {
        assert!(file.contains(line), "no `{line}`: {file}");
    }
    edit(root, "content/tides/en.md", "measured it", "measured all of it");
    let (_, _, said) = run(root, &["ledger", "tides", "--read", "filled.csv", "--sign", "B. Editor"]);
    assert!(said.starts_with("not signed: line 2 of the file"), "{said}");
    write(root, "other.csv", "a,b\n1,2\n");
    assert!(refused(root, &["ledger", "tides", "--read", "other.csv"]).contains("no column `key`"));
}

#[test]
fn checks_are_never_published_and_never_lost() {
    let folder = site();
    let root = folder.path();
    assert_eq!(run(root, &["build"]).0, 0);
    let before = files_of(&root.join("public"));
    good(root, &["ledger", "tides", "--sign", "B. Editor", "--all"]);
    let (status, _, said) = run(root, &["build"]);
    assert_eq!(status, 0, "{said}");
    assert!(!said.contains("checks"), "a file that is known: {said}");
    assert_eq!(files_of(&root.join("public")), before, "the same bytes");
    edit(root, "content/tides/checks.toml", "by       = \"B. Editor\"\n", "");
    let broken = std::fs::read_to_string(root.join("content/tides/checks.toml")).expect("checks.toml");
    let (status, _, said) = run(root, &["ledger", "tides", "--sign", "B. Editor", "--all"]);
    assert_eq!(status, 1);
    assert!(said.contains("`by` is missing"), "{said}");
    assert_eq!(std::fs::read_to_string(root.join("content/tides/checks.toml")).expect("checks.toml"), broken);
}

#[test]
fn a_draft_with_errors_has_a_sheet_too() {
    let folder = site();
    let root = folder.path();
    edit(
        root,
        "content/tides/en.md",
        "+++\n\nIt fell",
        "draft = true\n+++\n\nIt [soared](fact:none) and fell",
    );
    let (status, sheet, said) = run(root, &["ledger", "content/tides/"]);
    assert_eq!(status, 0);
    assert_eq!(
        said, "the site has 2 errors: `onrecord check` shows them\n",
        "its translation lacks the words"
    );
    assert!(sheet.contains("“soared” · fact:none · CANNOT BE CHECKED\n"), "{sheet}");
    assert!(sheet.contains("there is no fact `none`"), "{sheet}");
}

#[test]
fn wrong_use_of_the_sheet_says_the_way_out() {
    let folder = site();
    let root = folder.path();
    write(root, "content/east/tides/en.md", "+++\ntitle = \"East\"\ndescription = \"B\"\n+++\n\nWords.\n");
    write(root, "content/west/tides/en.md", "+++\ntitle = \"West\"\ndescription = \"B\"\n+++\n\nWords.\n");
    for (arguments, words) in [
        (&["ledger"][..], "<STORY>"),
        (&["ledger", "tidse"], "did you mean `tides`?"),
        (&["ledger", "tides", "--lang", "pt"], "has no edition `pt`"),
        (&["ledger", "tides", "--lang", "fr"], "it has `en` or `pt-BR`"),
        (&["ledger", "tides", "--sign", "B"], "--rows 12,14-20"),
        (&["ledger", "tides", "--sign", " ", "--all"], "nobody is named"),
        (&["ledger", "tides", "--sign", "B", "--rows", "10"], "there is no row 10"),
        (&["ledger", "tides", "--sign", "B", "--rows", "1-99999999999"], "rows 1 to 9"),
        (&["ledger", "tides", "--sign", "B", "--rows", "0"], "12,14-20"),
        (&["ledger", "tides", "--sign", "B", "--rows", "5-2"], "12,14-20"),
        (&["ledger", "tides", "--all"], "--sign"),
        (&["ledger", "tides", "--csv", "a", "--html", "b"], "cannot be used with"),
        (&["why"], "<NAME>"),
    ] {
        let said = refused(root, arguments);
        assert!(said.contains(words), "{arguments:?}: {said}");
    }
}

#[test]
fn a_row_that_disagrees_is_told_and_never_signed() {
    let folder = site();
    let root = folder.path();
    edit(root, "content/tides/en.md", "[1,400 mm](fact:late)", "[1,500 mm](fact:late)");
    let sheet = good(root, &["ledger", "tides"]);
    assert!(sheet.contains("“1,500 mm” · fact:late = 1,400 mm · @log, p. 4 · DISAGREES\n"), "{sheet}");
    let rows = rows(&good(root, &["ledger", "tides", "--csv", "-"]));
    let wrong = row(&rows, "1,500 mm");
    assert_eq!(wrong["verdict"], "disagrees");
    assert!(!wrong["reason"].is_empty());
    assert!(rows.iter().filter(|row| row["verdict"] == "agrees").count() > 5, "{rows:?}");
    let (status, _, said) = run(root, &["ledger", "tides", "--sign", "B", "--rows", "1-4"]);
    assert_eq!(status, 2);
    assert!(said.contains("row 3 does not agree with its record: "), "{said}");
    let (_, _, said) = run(root, &["ledger", "tides", "--sign", "B", "--all"]);
    assert!(said.ends_with("8 of 9 rows signed\n"), "{said}");
}

#[test]
fn what_rests_on_a_broken_record_is_told_too() {
    let folder = site();
    let root = folder.path();
    let verdicts = || -> BTreeMap<String, (String, String)> {
        let rows = rows(&good(root, &["ledger", "tides", "--csv", "-"]));
        rows.iter()
            .map(|row| (row["words"].clone(), (row["verdict"].clone(), row["reason"].clone())))
            .collect()
    };
    edit(root, "content/tides/quotes.toml", "p. 4", "p. 2");
    let found = verdicts();
    let (verdict, reason) = &found["“The water rose.”"];
    assert_eq!(verdict, "disagrees");
    assert!(reason.contains("does not stand on page 2"), "{reason}");
    assert_eq!(found["1,400 mm"], ("agrees".to_owned(), String::new()));
    edit(root, "content/tides/documents/log.txt", "One", "Once");
    let found = verdicts();
    let (verdict, reason) = &found["1,400 mm"];
    assert_eq!(verdict, "cannot-be-checked");
    assert!(reason.contains("is not the file that this digest was made of"), "{reason}");
    assert_eq!(found["Tide Office"].0, "agrees");
}

#[test]
fn blocks_of_quotations_have_rows_where_they_stand() {
    let folder = site();
    let root = folder.path();
    edit(
        root,
        "content/tides/en.md",
        "![](figure:rise)\n",
        "> [!QUOTE] rise\n\nBetween them.[^n]\n\n> [!QUOTE] rise\n> The water rose.\n\n> Somebody’s words.\n\n![](figure:rise)\n\n[^n]: By [400 mm](fact:early).\n",
    );
    let rows = rows(&good(root, &["ledger", "tides", "--csv", "-"]));
    let told: Vec<(&str, &str, &str)> = rows
        .iter()
        .skip(6)
        .map(|row| (row["kind"].as_str(), row["words"].as_str(), row["bound_to"].as_str()))
        .collect();
    let expected = [
        ("quotation", "“The water rose.”", "quote:rise"),
        ("quotation", "“The water rose.”", "quote:rise"),
        ("quotation", "The water rose.", "quote:rise"),
        ("quotation", "Somebody’s words.", ""),
        ("claim", "more than tripled", "fact:growth"),
        ("data", "3 × year, level", "table:levels"),
        ("number", "400 mm", "fact:early"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn documents_without_a_digest_get_one() {
    let folder = site();
    let root = folder.path();
    let whole = std::fs::read_to_string(root.join("content/tides/sources.toml")).expect("sources.toml");
    let digest = whole.lines().find(|line| line.starts_with("sha256")).expect("a digest");
    edit(root, "content/tides/sources.toml", &format!("{digest}\n"), "");
    let (status, shown, said) = run(root, &["ledger", "tides", "--hash", "--dry-run"]);
    assert_eq!((status, said.as_str()), (0, "1 document hashed; nothing was written\n"));
    assert!(shown.contains(&format!("+{digest}\n")), "{shown}");
    assert_eq!(run(root, &["ledger", "tides", "--hash"]).2, "1 document hashed\n");
    let written = std::fs::read_to_string(root.join("content/tides/sources.toml")).expect("sources.toml");
    assert_eq!(written, whole);
    assert_eq!(run(root, &["ledger", "tides", "--hash"]).2, "0 documents hashed\n");
}

#[test]
fn what_was_published_is_recorded() {
    let folder = site();
    let root = folder.path();
    let (status, shown, said) = run(root, &["ledger", "tides", "--record"]);
    assert_eq!((status, said.as_str()), (0, "recorded\n"), "{shown}");
    assert!(shown.contains("+[[en]]") && shown.contains("+[[pt-BR]]"), "{shown}");
    let file = std::fs::read_to_string(root.join("content/tides/versions.toml")).expect("versions.toml");
    let (_, shown, said) = run(root, &["ledger", "tides", "--record"]);
    assert_eq!((shown.as_str(), said.as_str()), ("", "every published edition is recorded as it is\n"));
    edit(root, "content/tides/en.md", "(fact:late)", "(fact:none)");
    let (status, shown, said) = run(root, &["ledger", "tides", "--record"]);
    assert_eq!((status, shown.as_str()), (1, ""));
    assert!(said.ends_with("nothing was recorded: what has errors is not published\n"), "{said}");
    assert_eq!(std::fs::read_to_string(root.join("content/tides/versions.toml")).expect("a file"), file);
}

#[test]
fn what_rests_on_a_record_is_told_through_every_step() {
    let folder = site();
    let root = folder.path();
    let expected = "\
fact:early (content/tides/facts.toml:1:2)

1 formula
    content/tides/facts.toml:8:12  growth = late / early

1 assertion
    content/tides/levels.toml:12:9  levels: max(level) > 1000  (by cell:levels[year=2025].level)

2 charts
  en /en/tides/
    content/tides/figures.toml:1:2  rise  (by cell:levels[year=2025].level)
  pt-BR /pt-br/tides/
    content/tides/figures.toml:1:2  rise  (by cell:levels[year=2025].level)

2 sentences
  en /en/tides/
    content/tides/figures.toml:6:20  [more than tripled] It more than tripled  (by fact:growth)
  pt-BR /pt-br/tides/
    content/tides/figures.toml:6:64  Mais que triplicou  (by fact:growth)

1 formula; 1 assertion; 2 charts; 2 sentences; 2 pages, in en, pt-BR
";
    assert_eq!(good(root, &["why", "early"]), expected);
    for same in ["fact:early", "tides/early", "fact:tides/early"] {
        assert_eq!(good(root, &["why", same]), expected, "{same}");
    }
}

/// Kinds of what rests on something, each with how many.
fn kinds(folder: &Path, name: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for line in good(folder, &["why", name, "--format", "json"]).lines() {
        let object: serde_json::Value = serde_json::from_str(line).expect("one object a line");
        assert!(object["line"].as_u64() > Some(0) && object["column"].as_u64() > Some(0), "{line}");
        *counts.entry(object["kind"].as_str().expect("a kind").to_owned()).or_default() += 1;
    }
    counts
}

#[test]
fn cells_tables_sources_and_quotations_are_asked_for_too() {
    let folder = site();
    let root = folder.path();
    let counts = |list: &[(&str, usize)]| -> BTreeMap<String, usize> {
        list.iter().map(|(kind, count)| ((*kind).to_owned(), *count)).collect()
    };
    let cell = counts(&[("assertion", 1), ("chart", 2), ("sentence", 2)]);
    assert_eq!(kinds(root, "levels[year=2024].level"), cell, "that cell and no other");
    assert_eq!(kinds(root, "tides/levels[year=2024].level"), cell);
    assert_eq!(kinds(root, "cell:levels[year=2024].level"), cell);
    let table = counts(&[("assertion", 1), ("chart", 2), ("fact", 2), ("formula", 1), ("sentence", 6)]);
    assert_eq!(kinds(root, "levels"), table);
    let source = kinds(root, "@log");
    // The table's sentences, two citations, two of the crew, two quotations.
    assert_eq!((source["sentence"], source["table"], source["quotation"], source["fact"]), (12, 1, 1, 3));
    assert_eq!(kinds(root, "quote:rise"), counts(&[("sentence", 2)]));
    assert!(good(root, &["why", "@log"]).contains("@log (content/tides/sources.toml:1:2)\n"));
}

#[test]
fn a_name_of_several_records_or_of_none_says_what_to_write() {
    let folder = site();
    let root = folder.path();
    for (name, words) in [
        ("erly", "did you mean `early`?"),
        ("log", "did you mean `@log`?"),
        ("@logg", "did you mean `@log`?"),
        ("nowhere/early", "there is no story `nowhere`"),
        ("levels[year=1999].level", "1999"),
        ("levels.level", "levels[year=…].level"),
        ("level[year=2024].level", "did you mean `levels`?"),
    ] {
        let said = refused(root, &["why", name]);
        assert!(said.contains(words), "{name}: {said}");
    }
    write(root, "content/other/facts.toml", "[early]\nvalue = 5\ncite = [\"@book\"]\nlabel = \"Early\"\n");
    write(root, "content/other/sources.toml", "[book]\ntype = \"book\"\ntitle = \"Book\"\n");
    write(
        root,
        "content/other/en.md",
        "+++\ntitle = \"Other\"\ndescription = \"B\"\n+++\n\nThere were [five](fact:early).\n",
    );
    let said = refused(root, &["why", "early"]);
    assert!(said.contains("`fact:other/early`, `fact:tides/early`"), "{said}");
    assert_eq!(kinds(root, "other/early"), BTreeMap::from([("sentence".to_owned(), 1)]));
    write(
        root,
        "content/other/facts.toml",
        "[early]\nvalue = 5\ncite = [\"@book\"]\nlabel = \"Early\"\n[late]\nvalue = 6\ncite = [\"@book\"]\nlabel = \"Late\"\n",
    );
    assert!(good(root, &["why", "other/late"]).ends_with("\nnothing rests on it\n"));
}

#[test]
fn exhibits_rest_on_what_chooses_their_rows_and_corrections_on_their_facts() {
    let folder = site();
    let root = folder.path();
    edit(
        root,
        "content/tides/levels.csv",
        "year,level\n2024,-5\n2025,400\n2026,1400\n",
        "year,level,source\n2024,-5,a\n2025,400,a\n2026,1400,b\n",
    );
    edit(
        root,
        "content/tides/levels.toml",
        "[[asserts]]",
        "[columns.source]\ntype = \"text\"\nverbatim = true\nlabel = { en = \"From\", pt-BR = \"De\" }\n[[asserts]]",
    );
    assert_eq!(kinds(root, "levels[year=2024].source"), BTreeMap::new(), "no exhibit shows it");
    edit(root, "content/tides/figures.toml", "y = \"level\"\n", "y = \"level\"\nwhere = \"source != 'c'\"\n");
    assert_eq!(kinds(root, "levels[year=2024].source"), BTreeMap::from([("chart".to_owned(), 2)]));
    let correction = "\n[[corrections]]\ndate = 2026-02-20\nkind = \"correction\"\nnote = { en = \"It was less.\", pt-BR = \"Era menos.\" }\nfacts = [\"growth\"]\n+++\n\nIt fell";
    edit(root, "content/tides/en.md", "+++\n\nIt fell", correction);
    let said = good(root, &["why", "early"]);
    assert!(said.contains("1 correction\n  en /en/tides/\n    content/tides/en.md:11:11  2026-02-20 correction  (by fact:growth)\n"), "{said}");
    assert!(!good(root, &["why", "crew"]).contains("correction"));
}

#[test]
fn a_sign_off_of_a_changed_sentence_stays_at_that_sentence() {
    let folder = site();
    let root = folder.path();
    edit(
        root,
        "content/tides/en.md",
        "It fell to",
        "Porto Vela stood at [1,400 mm](fact:late) before.\n\nIt fell to",
    );
    let sheet = good(root, &["ledger", "tides"]);
    assert!(
        sheet.contains("    2   name      “Porto Vela”") && sheet.contains("    5   number    “1,400 mm”"),
        "{sheet}"
    );
    // A row of the first sentence, and two of the second.
    good(root, &["ledger", "tides", "--sign", "B. Editor", "--rows", "2,4-5"]);
    edit(root, "content/tides/en.md", "It fell to", "It dropped to");
    let states: Vec<(String, String)> = states(root).into_iter().skip(1).take(4).collect();
    let expected = [("Porto Vela", "✓"), ("1,400 mm", ""), ("-5 mm", "~"), ("1,400 mm", "~")];
    assert_eq!(states, expected.map(|(words, sign)| (words.to_owned(), sign.to_owned())));
}

#[test]
fn a_draft_is_not_recorded_and_says_why() {
    let folder = site();
    let root = folder.path();
    edit(root, "content/tides/en.md", "date = 2026-02-18\n", "date = 2026-02-18\ndraft = true\n");
    let said = refused(root, &["ledger", "tides", "--record"]);
    assert!(
        said.contains(
            "error: `tides` is not published: there is nothing to record\n  hint: take `draft = true` out"
        ),
        "{said}"
    );
}

#[test]
fn comments_in_the_sign_offs_are_kept() {
    let folder = site();
    let root = folder.path();
    good(root, &["ledger", "tides", "--sign", "B. Editor", "--rows", "2-3"]);
    let path = "content/tides/checks.toml";
    edit(root, path, "\n[[signed]]\n", "\n# ask the office again\n[[signed]]\n");
    good(root, &["ledger", "tides", "--sign", "B. Editor", "--rows", "6"]);
    let file = std::fs::read_to_string(root.join(path)).expect("checks.toml");
    assert_eq!(file.matches("# ask the office again\n[[signed]]").count(), 2, "{file}");
    assert_eq!(file.matches("[[signed]]").count(), 3, "{file}");
}
