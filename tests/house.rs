//! The house rules that a machine can keep: the order of imports, sizes, heads of files, and that ARCHITECTURE.md
//! names every module and no other. The order in ARCHITECTURE.md is the law.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Lines of a file without its tests.
const MAX_FILE: usize = 800;
/// Lines of a function.
const MAX_FUNCTION: usize = 60;

/// Files or functions that may be longer, each with the reason.
const LONGER: &[(&str, &str)] = &[];

/// Words, ids and figures of the demo site: they may stand nowhere in the program.
const DEMO_WORDS: &[&str] = &[
    "halden",
    "ledger.example",
    "open ledger",
    "removals",
    "customs agency",
    "cloud-archive",
    "okafor",
    "lindqvist",
    "tarnwick",
    "night-buses",
    "pt-br",
    "pt_br",
    "490 million",
    "1,400 tb",
    "portug",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// Lines that may have a word of the demo, because it is one of a vocabulary: file, part of the line, reason.
const VOCABULARIES: &[(&str, &str, &str)] = &[
    ("source/biblatex.rs", "", "entry types of BibLaTeX, and TeX's names of all the languages that it knows"),
    ("source/vocabulary.rs", "", "types and variables of CSL"),
    ("source/file.rs", "\"hearing\"", "a type of CSL"),
    ("media/svg/names.rs", "\"video\"", "an element of SVG"),
    ("media/svg/size.rs", "\"pt\"", "a unit of length"),
    ("formula/function.rs", "\"growth\"", "a word that people try for a function"),
    ("cli/build.rs", "\"files\"", "a word of the summary line"),
    ("locale/common_words.rs", "", "words of languages"),
    ("locale/directions.rs", "", "words of languages"),
    ("check/parity/clock.rs", "\"pt\"", "words beside times of day, by language"),
    ("check/parity/name_forms.rs", "\"en\"", "languages that leave names as they are"),
    ("check/parity/name_forms.rs", "\"pt\"", "languages whose names of several words take no s"),
    ("locale/lexicon/de.rs", "", "words of a language"),
    ("locale/lexicon/en.rs", "", "words of a language"),
    ("locale/lexicon/es.rs", "", "words of a language"),
    ("locale/lexicon/fr.rs", "", "words of a language"),
    ("locale/lexicon/it.rs", "", "words of a language"),
    ("locale/lexicon/nl.rs", "\"en\"", "a word of a language"),
    ("locale/lexicon/pt.rs", "", "words of a language"),
];

/// Every file of `src/`: path below it, and text.
fn sources() -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let below = path
                    .strip_prefix(root().join("src"))
                    .expect("below")
                    .to_string_lossy()
                    .replace('\\', "/");
                files.push((below, fs::read_to_string(&path).expect("a text")));
            }
        }
    }
    files.sort();
    files
}

/// The text without the tests at its foot.
fn without_tests(text: &str) -> &str {
    let starts = ["\n#[cfg(test)]\nmod tests", "\n#[cfg(test)]\npub(super) mod tests"];
    starts.iter().filter_map(|start| text.find(start)).min().map_or(text, |at| &text[..at])
}

/// `chart/forms/bar.rs` -> `chart::forms::bar`; `chart/mod.rs` -> `chart`
fn module(file: &str) -> String {
    file.trim_end_matches(".rs").trim_end_matches("/mod").replace('/', "::")
}

/// Modules in the order of ARCHITECTURE.md: lines of its list that name a file.
fn order() -> Vec<String> {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let list = text.split("<!-- modules -->").nth(1).expect("the list of modules is marked");
    let names = list.lines().filter_map(|line| line.split_whitespace().next());
    names.filter(|name| name.ends_with(".rs")).map(str::to_owned).collect()
}

#[test]
fn architecture_names_every_module_and_no_other() {
    let named = order();
    let real: Vec<String> =
        sources().into_iter().map(|(file, _)| file).filter(|file| is_module(file)).collect();
    let missing: Vec<&String> = real.iter().filter(|file| !named.contains(file)).collect();
    let gone: Vec<&String> = named.iter().filter(|file| !real.contains(file)).collect();
    assert!(missing.is_empty() && gone.is_empty(), "not named: {missing:?}; named and not there: {gone:?}");
}

/// The library's map and the program are exempt from the order; test helpers are no part of it.
fn is_module(file: &str) -> bool {
    let is_helper = file.contains("/tests") || file.ends_with("samples.rs") || file.contains("/samples/");
    !matches!(file, "lib.rs" | "main.rs") && !is_helper
}

#[test]
fn imports_point_upwards() {
    let order = order();
    let place: BTreeMap<String, usize> =
        order.iter().enumerate().map(|(at, file)| (module(file), at)).collect();
    let mut wrong = Vec::new();
    for (file, text) in sources().iter().filter(|(file, _)| is_module(file)) {
        let own = module(file);
        let at = place[&own];
        for used in used_modules(without_tests(text), &place) {
            let is_own =
                used == own || own.starts_with(&format!("{used}::")) || used.starts_with(&format!("{own}::"));
            if place[&used] > at && !is_own {
                wrong.push(format!("{file} uses {used}, which stands below it"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The modules that `crate::…` paths of a text name: the longest known prefix of each.
fn used_modules(text: &str, known: &BTreeMap<String, usize>) -> Vec<String> {
    let mut used = Vec::new();
    for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for (at, _) in line.match_indices("crate::") {
            let rest = &line[at + "crate::".len()..];
            let path: String =
                rest.chars().take_while(|sign| sign.is_alphanumeric() || matches!(sign, '_' | ':')).collect();
            for name in spread(&path, rest) {
                let mut name = name.as_str();
                loop {
                    if known.contains_key(name) {
                        used.push(name.to_owned());
                        break;
                    }
                    match name.rsplit_once("::") {
                        Some((shorter, _)) => name = shorter,
                        None => break,
                    }
                }
            }
        }
    }
    used
}

/// `render::{self, links}` -> `render::self`, `render::links`
fn spread(path: &str, rest: &str) -> Vec<String> {
    let after = &rest[path.len()..];
    match after.strip_prefix('{').and_then(|list| list.split_once('}')) {
        Some((list, _)) => list.split(',').map(|name| format!("{path}{}", name.trim())).collect(),
        None => vec![path.to_owned()],
    }
}

#[test]
fn files_have_a_head_and_are_short() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        if !text.starts_with("//!") {
            wrong.push(format!("{file} does not say what it is"));
        }
        let lines = without_tests(&text).lines().count();
        if lines > MAX_FILE && !LONGER.iter().any(|(name, _)| *name == file) {
            wrong.push(format!("{file} has {lines} lines without its tests"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn functions_are_short() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let lines: Vec<&str> = without_tests(&text).lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let trimmed = line.trim_start();
            let is_function = ["fn ", "pub fn ", "pub(crate) fn ", "pub(super) fn ", "const fn "]
                .iter()
                .any(|start| trimmed.starts_with(start));
            if !is_function {
                continue;
            }
            let indent = line.len() - trimmed.len();
            let end = lines[at..].iter().position(|line| {
                line.len() > indent
                    && line.starts_with(&" ".repeat(indent))
                    && line.trim_start() == "}"
                    && line.len() - 1 == indent
            });
            let length = end.map_or(1, |end| end + 1);
            if length > MAX_FUNCTION {
                let name = trimmed.split('(').next().unwrap_or_default();
                let entry = format!("{file}: {name}");
                if !LONGER.iter().any(|(longer, _)| entry.ends_with(longer) || *longer == file) {
                    wrong.push(format!("{entry} has {length} lines"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_of_the_demo_stands_in_the_program() {
    let mut wrong = Vec::new();
    for (file, text) in sources().into_iter().filter(|(file, _)| is_module(file)) {
        for (number, line) in code_of(&text) {
            let lower = line.to_lowercase();
            // The names that TeX has for every language it knows are a vocabulary of a file format.
            if file == "source/biblatex.rs" && line.trim_start().starts_with("(\"") {
                continue;
            }
            if file.starts_with("locale/lexicon/") && line.trim_start().starts_with("name: ") {
                continue;
            }
            for word in DEMO_WORDS.iter().filter(|word| lower.contains(**word)) {
                wrong.push(format!("{file}:{number} has `{word}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Ids of records, stems of tables and names of folders of the demo: no text of the program may be one of them.
fn demo_ids() -> Vec<String> {
    let mut ids = Vec::new();
    for (path, text) in demo_files() {
        let parts = path.split('/').collect::<Vec<_>>();
        let (file, folders) = parts.split_last().expect("a name");
        ids.extend(
            folders
                .iter()
                .filter(|name| !name.starts_with('.') && !["static", "documents"].contains(name))
                .map(|name| (*name).to_owned()),
        );
        let (stem, ending) = file.rsplit_once('.').unwrap_or((file, ""));
        if ending == "csv" {
            ids.push(stem.to_owned());
        }
        if ["sources.toml", "names.toml", "facts.toml", "figures.toml", "quotes.toml"].contains(file) {
            let heads = text.lines().filter_map(|line| line.trim_start().strip_prefix('['));
            let heads = heads.filter(|head| !head.starts_with('['));
            ids.extend(heads.filter_map(|head| head.split([']', '.']).next()).map(str::to_owned));
        }
    }
    // A word of the format or of every site may be the name of a page or a column, too.
    ids.retain(|id| !["about", "method", "agency"].contains(&id.as_str()));
    ids.sort();
    ids.dedup();
    ids
}

/// Figures of the demo: numbers of four digits and more in its tables and facts, years aside.
fn demo_figures() -> Vec<String> {
    let mut figures = Vec::new();
    let files =
        demo_files().into_iter().filter(|(path, _)| path.ends_with(".csv") || path.ends_with("facts.toml"));
    for (_, text) in files {
        let numbers = text.split(|sign: char| !sign.is_ascii_digit() && sign != '.' && sign != '_');
        let numbers = numbers.map(|number| number.replace('_', ""));
        let is_figure = |number: &String| {
            let digits = number.bytes().filter(u8::is_ascii_digit).count();
            let is_year = number.parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year));
            digits >= 4 && !is_year && !number.ends_with("000000")
        };
        figures.extend(numbers.filter(is_figure));
    }
    figures.sort();
    figures.dedup();
    figures
}

/// Texts of the demo: path below `content/`, and text.
fn demo_files() -> Vec<(String, String)> {
    let content = root().join("content");
    let mut files = Vec::new();
    let mut folders = vec![content.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = fs::read_to_string(&path) {
                let below = path.strip_prefix(&content).expect("below").to_string_lossy().replace('\\', "/");
                files.push((below, text));
            }
        }
    }
    files
}

/// Tags of the demo's languages, in the forms that a program could compare with.
fn demo_languages() -> Vec<String> {
    let settings = fs::read_to_string(root().join("site.toml")).expect("the demo");
    let list = settings.lines().find_map(|line| line.strip_prefix("languages")).expect("its languages");
    let tags: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
    assert!(tags.len() > 1, "{tags:?}");
    let mut forms = Vec::new();
    for tag in tags {
        forms.extend([tag.to_owned(), tag.to_lowercase(), tag.replace('-', "_")]);
        forms.extend(tag.split('-').next().map(str::to_owned));
    }
    forms
}

/// Texts between quotation marks on a line of the program.
fn literals(line: &str) -> impl Iterator<Item = &str> {
    line.split('"').skip(1).step_by(2)
}

#[test]
fn no_id_figure_or_language_of_the_demo_stands_in_the_program() {
    let (ids, figures, languages) = (demo_ids(), demo_figures(), demo_languages());
    assert!(ids.len() > 25 && figures.len() > 2, "{ids:?} {figures:?}");
    let mut wrong = Vec::new();
    for (file, text) in sources().into_iter().filter(|(file, _)| is_module(file)) {
        for (number, line) in code_of(&text) {
            if VOCABULARIES.iter().any(|(name, part, _)| *name == file && line.contains(part)) {
                continue;
            }
            for literal in literals(line) {
                if ids.iter().chain(&languages).any(|word| word == literal) {
                    wrong.push(format!("{file}:{number} has `{literal}`"));
                }
            }
            let plain = line.replace('_', "");
            for word in plain.split(|sign: char| !sign.is_ascii_digit() && sign != '.') {
                if figures.iter().any(|figure| figure == word) {
                    wrong.push(format!("{file}:{number} has the figure {word}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Lines without comments, documentation and tests. Examples that explain the format stand in comments, in key lists
/// and in the codes, and may name languages as the format's own page does.
fn code_of(text: &str) -> Vec<(usize, &str)> {
    let mut within_example = false;
    let lines = without_tests(text).lines().enumerate();
    lines
        .map(|(at, line)| (at + 1, line))
        .filter(|(_, line)| {
            // An example over several lines ends with the struct that it is a field of.
            within_example = (within_example && *line != "    },") || line.ends_with("example: Example {");
            !within_example
        })
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .filter(|(_, line)| !is_example(line))
        .collect()
}

fn is_example(line: &str) -> bool {
    let line = line.trim_start();
    ["example:", "instead:", "key(", "summary:", "explanation:"].iter().any(|start| line.starts_with(start))
        || line.contains(".hint(")
}

#[test]
fn no_text_of_the_theme_stands_outside_its_messages() {
    let mut wrong = Vec::new();
    let mut folders = vec![root().join("themes/broadsheet/templates")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).expect("a template");
            for word in words_outside_markup(&text) {
                // File formats and standards have one name in every language.
                if !["CSV", "ORCID", "SHA", "256", "404"].contains(&word.as_str()) {
                    wrong.push(format!("{}: `{word}`", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Words of a template that are neither markup nor template language.
fn words_outside_markup(text: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['<', '{']) {
        plain.push_str(&rest[..at]);
        plain.push(' ');
        let end = match &rest[at..at + 2] {
            "{{" => "}}",
            "{%" => "%}",
            "{#" => "#}",
            _ if rest[at..].starts_with('<') => ">",
            _ => "{",
        };
        // A tag may hold template language with a `>` in it.
        let mut from = at + 1;
        let mut depth = 0_i32;
        let stop = loop {
            let Some(next) = rest[from..].find([end.chars().next().expect("not empty"), '{', '}']) else {
                break rest.len();
            };
            let place = from + next;
            if rest[place..].starts_with(end) && (depth == 0 || end != ">") {
                break place + end.len();
            }
            match rest.as_bytes()[place] {
                b'{' => depth += 1,
                b'}' => depth -= 1,
                _ => {}
            }
            from = place + 1;
        };
        rest = &rest[stop..];
    }
    plain.push_str(rest);
    plain
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| word.chars().count() > 1)
        .map(str::to_owned)
        .collect()
}
