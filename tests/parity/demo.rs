//! Mutations of the demo's Portuguese edition, one at a time: each is told with the right code at the right line.

use std::collections::BTreeMap;

use onrecord::Severity;

use super::{EMBARGO, Finding, findings};
use crate::built::{files_of, repository};

const STORY: &str = "content/cloud-archive/";
const EDITION: &str = "pt-BR.md";

/// What is done to the edition.
enum Change {
    /// These words become those.
    Words(&'static str, &'static str),
    /// The block that begins so is taken out.
    Drop(&'static str),
    /// It stands twice.
    Double(&'static str),
    /// It changes places with the block behind it.
    Swap(&'static str),
    /// It says what the block of the original that begins so says.
    Untranslated(&'static str, &'static str),
}

use Change::{Double, Drop, Swap, Untranslated, Words};

/// What is done, the code that must come, and the beginning of a line that it must name: of the edition, or of the
/// original where the edition lacks it.
const MUTATIONS: &[(&str, Change, &str, &str)] = &[
    ("a figure", Words("[58 páginas]", "[85 páginas]"), "fact/number", "Os dois totais"),
    (
        "a hedge",
        Words(
            "[quase 1.400 terabytes](fact:cloud-2026-01) de",
            "[cerca de 1.400 terabytes](fact:cloud-2026-01) de",
        ),
        "fact/hedge",
        "Em janeiro, a",
    ),
    ("a hedge that is gone", Words("[cerca de 490 milhões", "[490 milhões"), "fact/number", "Terabytes são"),
    ("a scale word", Words("US$ 75 bilhões", "US$ 75 milhões"), "fact/number", "Nada disso"),
    ("a currency", Words("US$ 75 bilhões", "R$ 75 bilhões"), "fact/unit", "Nada disso"),
    (
        "a unit",
        Words("[400 terabytes](fact:cloud-2025-07) [@files", "[400 gigabytes](fact:cloud-2025-07) [@files"),
        "fact/number",
        "Em janeiro, a",
    ),
    ("a separator", Words("[360.000 imagens]", "[360,000 imagens]"), "fact/number", "Terabytes são"),
    ("a multiple", Words("[mais que dobrou]", "[mais que triplicou]"), "fact/number", "Nada disso"),
    ("a share", Words("[mais de 80%]", "[mais de 90%]"), "fact/number", "As compras"),
    (
        "a month",
        Words("Em julho de 2025, a Lei", "Em junho de 2025, a Lei"),
        "translation/date",
        "Nada disso",
    ),
    (
        "a month without a year",
        Words("De setembro a janeiro", "De outubro a janeiro"),
        "translation/date",
        "As compras",
    ),
    ("a year", Words("desde janeiro de 2025", "desde janeiro de 2024"), "translation/date", "Nada disso"),
    (
        "a number in words",
        Words("examinados por três veículos", "examinados por quatro veículos"),
        "translation/number-word",
        "description",
    ),
    (
        "a number that is not bound",
        Words("[um trilhão de bytes]", "[um bilhão de bytes]"),
        "translation/scale",
        "[^terabyte]",
    ),
    ("a fact", Words("(fact:notices-total)", "(fact:notices-redacted)"), "translation/binding", "As compras"),
    (
        "a condition",
        Words("(fact:cloud-growth>3)", "(fact:cloud-growth>2)"),
        "translation/binding",
        "Dividido",
    ),
    ("a cell", Words("service=vm", "service=image"), "translation/binding", "A maior parte"),
    (
        "a page of a citation",
        Words("[@files, p. 7]", "[@files, p. 8]"),
        "translation/citation",
        "Terabytes são",
    ),
    ("a citation that is gone", Words(" [@hearing]", ""), "translation/citation", "Nada disso"),
    (
        "a reference to a figure",
        Words("demais ([](figure:growth))", "demais ([](figure:services-named))"),
        "translation/link",
        "Os dois totais",
    ),
    (
        "a link to a story",
        Words("story:what-a-terabyte-holds", "story:reading-a-contract-notice"),
        "translation/link",
        "Terabytes são",
    ),
    (
        "a link to a part of a page",
        Words("pt-BR.md#struck-out", "pt-BR.md"),
        "translation/link",
        "As compras",
    ),
    (
        "an exhibit that is gone",
        Drop("![](figure:services-named)"),
        "translation/structure",
        "![](figure:services-named)",
    ),
    (
        "a paragraph that is gone",
        Drop("A agência não respondeu"),
        "translation/structure",
        "The agency did not answer",
    ),
    (
        "an item of a list that is gone",
        Words("\n> - Uma ferramenta cobrada não foi necessariamente aplicada aos dados armazenados.", ""),
        "translation/structure",
        "> - A tool on the bill",
    ),
    ("a box that stands twice", Double("> [!LIMITS]"), "translation/structure", "> "),
    ("paragraphs in another order", Swap("Contar páginas"), "translation/structure", "Contar páginas"),
    (
        "a heading of another level",
        Words("## A empresa e suas regras", "### A empresa e suas regras"),
        "translation/structure",
        "### A empresa",
    ),
    (
        "a name in a link",
        Words("[Edda Quist](name:edda-quist)", "[Edda Quest](name:edda-quist)"),
        "translation/name",
        "> Nenhuma redação",
    ),
    (
        "a name in the text",
        Words("Bettina Voss foi paga", "Betina Voss foi paga"),
        "translation/name",
        "> Nenhuma redação",
    ),
    (
        "a name at the start of a sentence",
        Words("A Halden Cloud não confirma", "A Haldem Cloud não confirma"),
        "translation/name",
        "A Haldem Cloud",
    ),
    (
        "a quotation on record",
        Words(
            "[“Nossos termos não permitem a vigilância em massa de civis”]",
            "[“Nossos termos proíbem a vigilância em massa de civis”]",
        ),
        "quote/altered",
        "A Halden Cloud",
    ),
    (
        "a quotation mark",
        Words("traz “quase” antes", "traz “quase antes"),
        "translation/quotation-marks",
        "Dividido",
    ),
    (
        "words without a blank between them",
        Words("lacunas. Só", "lacunas.Só"),
        "translation/run-together",
        "Os dois totais",
    ),
    (
        "an older revision",
        Words("revision = 2026-03-03", "revision = 2026-02-18"),
        "translation/revision",
        "revision = 2026-02-18",
    ),
    (
        "a paragraph in the other language",
        Untranslated("Contar páginas", "Counting pages"),
        "translation/untranslated",
        "Counting pages",
    ),
];

#[test]
fn the_demo_passes_and_each_mutation_of_its_portuguese_edition_is_told_at_its_place() {
    let demo: BTreeMap<String, Vec<u8>> = files_of(&repository().join("content"))
        .into_iter()
        .map(|(path, bytes)| (format!("content/{path}"), bytes))
        .chain([("site.toml".to_owned(), std::fs::read(repository().join("site.toml")).expect("settings"))])
        .collect();
    let text = |path: &str| String::from_utf8(demo[path].clone()).expect("a text");
    let original = text(&format!("{STORY}en.md"));
    let faithful = text(&format!("{STORY}{EDITION}"));
    // All are stories of one site, under embargo: they are checked, and nothing is rendered.
    let held = original.replacen("date        = ", &format!("{EMBARGO}date        = "), 1);
    assert_ne!(held, original, "the demo's front matter is another");
    let mut site = demo.clone();
    let mut put = |name: &str, edition: String| {
        for (path, bytes) in demo.iter().filter(|(path, _)| path.starts_with(STORY)) {
            let file = &path[STORY.len()..];
            let bytes = match file {
                "en.md" => held.clone().into_bytes(),
                EDITION => edition.clone().into_bytes(),
                _ => bytes.clone(),
            };
            site.insert(format!("content/{name}/{file}"), bytes);
        }
    };
    put("as-it-is", faithful.clone());
    for (number, (name, change, _, _)) in MUTATIONS.iter().enumerate() {
        let edition = changed(change, &faithful, &original);
        assert_ne!(edition, faithful, "{name}: the demo says it in other words by now");
        put(&format!("mutation-{number}"), edition);
    }
    let found = findings(&site);
    let mut missed: Vec<String> =
        (0..MUTATIONS.len()).filter_map(|number| missed(number, &site, &found)).collect();
    println!("{} of {} mutations are told", MUTATIONS.len() - missed.len(), MUTATIONS.len());
    let as_it_is = found.iter().filter(|found| is_in(found, "as-it-is"));
    missed.extend(as_it_is.map(|found| format!("without a mutation: {} {}", found.code, found.message)));
    assert!(MUTATIONS.len() >= 30 && missed.is_empty(), "\n{}", missed.join("\n"));
}

fn is_in(found: &Finding, folder: &str) -> bool {
    found.places.first().is_some_and(|at| at.file.starts_with(&format!("content/{folder}/")))
}

/// What a mutation should have been told as and was not.
fn missed(number: usize, site: &BTreeMap<String, Vec<u8>>, found: &[Finding]) -> Option<String> {
    let (name, _, code, line) = &MUTATIONS[number];
    let folder = format!("mutation-{number}");
    let begins = |file: &str, at: usize| {
        let text = String::from_utf8_lossy(&site[file]);
        text.lines().nth(at - 1).is_some_and(|text| text.starts_with(line))
    };
    let own: Vec<&Finding> = found.iter().filter(|found| is_in(found, &folder)).collect();
    let is_told = own.iter().any(|found| {
        let at = &found.places[0];
        found.code == *code && found.severity != Severity::Note && begins(&at.file, at.first)
    });
    let told = own.iter().map(|it| {
        let at = &it.places[0];
        format!("\n    {} {}:{} {}", it.code, at.file, at.first, it.message)
    });
    (!is_told).then(|| format!("{name}: no {code} at `{line}`, but{}", told.collect::<String>()))
}

/// Blocks of an edition, told apart by empty lines; its front matter is the first.
fn changed(change: &Change, edition: &str, original: &str) -> String {
    let mut blocks: Vec<&str> = edition.split("\n\n").collect();
    let at = |start: &str| blocks.iter().position(|block| block.starts_with(start));
    match change {
        Words(from, to) => return edition.replacen(from, to, 1),
        Drop(start) => drop(at(start).map(|at| blocks.remove(at))),
        Double(start) => at(start).into_iter().for_each(|at| blocks.insert(at, blocks[at])),
        Swap(start) => at(start).into_iter().for_each(|at| blocks.swap(at, at + 1)),
        Untranslated(start, theirs) => {
            let theirs = original.split("\n\n").find(|block| block.starts_with(theirs));
            if let (Some(at), Some(theirs)) = (at(start), theirs) {
                blocks[at] = theirs;
            }
        }
    }
    blocks.join("\n\n")
}
