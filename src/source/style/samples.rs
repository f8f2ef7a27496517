//! Sources for the tests of styles: one of every kind that newsrooms cite, and some that mean harm.

use crate::fields::Overlay;
use crate::locale::messages::Messages;
use crate::locale::{LangTag, Languages};
use crate::quantity::Period;
use crate::source::citation::{Citation, Mode, parse_group, parse_narrative};
use crate::source::file::read_sources;
use crate::source::style::{CitationUse, MarkPiece, RenderedCitations, Style, StyleLocale, render};
use crate::source::vocabulary::{DATES, GENERATED, NAMES, NUMBERS, TEXTS};
use crate::source::{CslDate, CslItem, CslName, Source};
use crate::text::{FileText, Span, Spanned};

/// One of every kind.
pub(super) const KINDS: &str = r#"
[document]
type = "document"
title = "Cloud consumption files"
author = [{ literal = "A supplier" }]
issued = "2026-01"

[report]
type = "report"
title = "Federal real property: agencies need new benchmarks"
author = { literal = "Government Accountability Office" }
number = "GAO-25-107"
issued = 2025-03-14
URL = "https://www.gao.gov/products/gao-25-107"
accessed = 2026-02-10

[webpage]
type = "webpage"
title = "How we count"
container-title = "Statistics Office"
publisher = "Ministry of Finance"
issued = 2026-02-01
URL = "https://example.org/a?b=1&c=2"
accessed = 2026-02-10

[newspaper]
type = "article-newspaper"
title = "Agency paid twice for the same licences"
author = ["Doe, Jane", "Roe, Richard"]
container-title = "The Daily Record"
section = "Politics"
page = "A4"
issued = 2026-02-18

[journal]
type = "article-journal"
title = "Estimating procurement <i>ex post</i>"
author = ["Doe, Jane", "Roe, Richard", "Poe, Edgar"]
container-title = "Journal of Public Budgeting"
volume = 12
issue = 3
page = "321-28"
issued = "2020-07"
DOI = "10.1000/xyz<1>123"

[book]
type = "book"
title = "The price of paper"
author = { family = "Cruz", non-dropping-particle = "de la", given = "Ana" }
editor = "Smith, Bo"
translator = "Weiss, Carla"
edition = 2
publisher = "University Press"
publisher-place = "Lisbon"
issued = "1999"

[collection]
type = "book"
title = "Counting the state"
editor = ["Smith, Bo", "Kern, Lou"]
publisher = "University Press"
issued = "2001~"

[chapter]
type = "chapter"
title = "What a contract says"
author = "Doe, Jane"
editor = ["Smith, Bo", "Kern, Lou"]
container-title = "Counting the state"
page = "45-67"
volume = "2"
publisher = "University Press"
publisher-place = "Lisbon"
issued = "2001"

[interview]
type = "interview"
title = "We saw the invoices"
author = "Doe, Jane"
interviewer = ["Roe, Richard", "Poe, Edgar"]
issued = 2026-01-20

[untitled-interview]
type = "interview"
author = "Doe, Jane"
interviewer = "Roe, Richard"
issued = 2026-01-20

[letter]
type = "personal_communication"
author = "Doe, Jane"
recipient = "Roe, Richard"
genre = "email"
issued = 2026-01-20

[law]
type = "legislation"
title = "Freedom of Information Act"
container-title = "U.S.C."
volume = "5"
section = "552"
issued = "1967"

[bill]
type = "bill"
title = "Cloud Accountability Bill"
number = "H.R. 1234"
authority = "House of Representatives"
jurisdiction = "United States"
issued = 2025-06-02

[case]
type = "legal_case"
title = "Roe v. Agency"
container-title = "F.3d"
volume = "123"
page = "456"
authority = "9th Cir."
number = "19-1234"
issued = 2019-05-06

[hearing]
type = "hearing"
title = "Oversight of cloud spending"
authority = "Committee on Oversight"
event-place = "Washington"
number = "118-12"
issued = 2024-09-12

[dataset]
type = "dataset"
title = "Contracts of the central purchasing body"
author = { literal = "Central Purchasing Body" }
version = "2026-01"
publisher = "Open Data Portal"
issued = 2026-01-31
URL = "https://data.example.org/contracts"
accessed = 2026-02-01

[post]
type = "post"
title = "We are aware of the report"
author = "Doe, Jane"
container-title = "Mastodon"
issued = 2026-02-18
URL = "https://social.example/@doe/1"

[speech]
type = "speech"
title = "Opening statement"
author = "Doe, Jane"
event-title = "Budget debate"
event-place = "Lisbon"
issued = 2025-11-03

[broadcast]
type = "broadcast"
title = "Paying twice"
container-title = "The File"
director = "Roe, Richard"
publisher = "Public Radio"
medium = "radio"
issued = 2026-01-11

[film]
type = "motion_picture"
title = "The audit"
director = "Roe, Richard"
publisher = "Studio"
issued = "2012"

[thesis]
type = "thesis"
title = "Buying by default"
author = "Doe, Jane"
genre = "PhD thesis"
publisher = "University of Lisbon"
issued = "2018"

[conference]
type = "paper-conference"
title = "Detecting duplicate invoices"
author = ["Doe, Jane", "Roe, Richard"]
container-title = "Proceedings of the Audit Conference"
event-title = "Audit Conference"
event-place = "Porto"
page = "1-9"
publisher = "ACM"
issued = "2022"

[software]
type = "software"
title = "invoice-match"
author = { literal = "The audit desk" }
version = "1.4.0"
issued = 2023-04-01
URL = "https://example.org/invoice-match"

[map]
type = "map"
title = "Offices of the agency"
author = { literal = "Survey Office" }
scale = "1:25,000"
publisher = "Survey Office"
issued = "1987"

[manuscript]
type = "manuscript"
title = "Notebook 3"
author = "Doe, Jane"
archive = "City Archive"
archive_location = "Box 4, folder 2"
archive-place = "Porto"
issued = "1911/1912"

[pamphlet]
type = "pamphlet"
title = "Know what you pay"
author = { literal = "Taxpayers’ Union" }
publisher = "Taxpayers’ Union"
publisher-place = "Porto"
issued = "1975"

[anonymous]
type = "webpage"
title = "Is it 100 % “free”?"
URL = "https://example.org/free"
issued = { literal = "no date" }

[range]
type = "report"
title = "Minutes of the committee"
author = { literal = "Committee on Oversight" }
issued = "2026-01/2026-03"
"#;

/// An item of a type with about half of all variables, which ones by `seed`.
pub(super) fn any_item(kind: &str, seed: u64) -> CslItem {
    // Knuth's constants for a linear congruential generator.
    let mut state = seed;
    let mut chosen = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state >> 62 > 1
    };
    let mut item = CslItem { kind: kind.into(), ..CslItem::default() };
    for name in TEXTS.iter().filter(|name| !GENERATED.contains(name)) {
        let value = match (NUMBERS.contains(name), *name) {
            (_, "page") => if chosen() { "321-28" } else { "A4" }.to_owned(),
            (true, _) => if chosen() { "12" } else { "GAO-25-107" }.to_owned(),
            (_, "URL") => "https://example.org/".to_owned(),
            (_, "DOI") => "10.1000/1".to_owned(),
            (_, "title") => "What “it” is & was?".to_owned(),
            _ => format!("the {name}"),
        };
        if chosen() {
            item.texts.insert((*name).into(), value.into());
        }
    }
    for name in NAMES.iter() {
        let split = |family: &str| CslName {
            family: Some(family.into()),
            given: Some("Ana".into()),
            non_dropping_particle: chosen().then(|| "de la".into()),
            suffix: chosen().then(|| "Jr.".into()),
            ..CslName::default()
        };
        let mut names: Vec<CslName> = ["Cruz", "Doe", "Roe"].map(split).into();
        names.push(CslName { literal: Some("Court of Auditors".into()), ..CslName::default() });
        names.retain(|_| chosen());
        if !names.is_empty() && chosen() {
            item.names.insert((*name).into(), names);
        }
    }
    for name in DATES.iter() {
        let period = |text| Period::parse(text).expect("a period");
        let date = match (chosen(), chosen()) {
            (true, true) => CslDate::Known { from: period("2026-02-18"), to: None, circa: chosen() },
            (true, false) => CslDate::Known { from: period("2026-02"), to: None, circa: false },
            (false, true) => {
                CslDate::Known { from: period("2026-02"), to: Some(period("2026-03")), circa: false }
            }
            (false, false) => CslDate::Literal("no date".into()),
        };
        if chosen() {
            item.dates.insert((*name).into(), date);
        }
    }
    item
}

/// A source of an item.
pub(super) fn source_of(key: &str, item: CslItem) -> Source {
    let model = sources("[a]\ntype = \"document\"\ntitle = \"A\"\n").remove(0);
    Source { key: key.into(), item, ..model }
}

/// Reads sources; they must be without fault.
pub(super) fn sources(toml: &str) -> Vec<Source> {
    let tag = LangTag::parse("en").expect("a tag");
    let languages = Languages { listed: vec![tag.clone()].into(), needed: vec![tag], original: None };
    let mut diagnostics = Vec::new();
    let file = FileText::new("sources.toml", toml);
    let sources = read_sources(Some(&file), &[], &Overlay::default(), &languages).into(&mut diagnostics);
    assert_eq!(diagnostics, []);
    sources
}

/// Renders citations in Pandoc's syntax, `[@a, p. 4]` or `@a [p. 4]`, and the list of all sources.
pub(super) fn rendered(
    style: &Style,
    tag: &str,
    sources: &[Source],
    citations: &[&str],
) -> RenderedCitations {
    let read = |text: &str| match text.strip_prefix('[') {
        Some(group) => {
            let cites = parse_group(group.trim_end_matches(']'), &[]).expect("a citation");
            Citation { mode: Mode::Parenthetical, cites: cites.into() }
        }
        None => {
            let (key, rest) = text.split_once(" [").unwrap_or((text, ""));
            let key = Spanned::new(key.trim_start_matches('@').into(), Span::default());
            let cites = parse_narrative(key, rest.trim_end_matches(']'), &[]).expect("a citation");
            Citation { mode: Mode::Narrative, cites: cites.into() }
        }
    };
    let read: Vec<Citation> = citations.iter().map(|text| read(text)).collect();
    let place = |key: &str| sources.iter().position(|source| &*source.key == key).expect("a source");
    let uses = (1..).zip(&read).map(|(note, citation)| CitationUse {
        mode: citation.mode,
        cites: citation.cites.iter().map(|cite| (place(&cite.key.value), cite)).collect(),
        note,
    });
    let all: Vec<&Source> = sources.iter().collect();
    render(style, &locale(tag), &all, &uses.collect::<Vec<_>>())
}

/// The words of pieces, each that leads to a source with its place.
pub(super) fn shown(pieces: &[MarkPiece]) -> String {
    let shown = pieces.iter().map(|piece| match piece.source {
        Some(source) => format!("{{{source}:{}}}", piece.html),
        None => piece.html.clone(),
    });
    shown.collect()
}

/// The words of a language as the theme has them.
pub(super) fn locale(tag: &str) -> StyleLocale {
    let text = match tag {
        "pt-BR" => include_str!("../../../themes/broadsheet/messages/pt-BR.toml"),
        _ => include_str!("../../../themes/broadsheet/messages/en.toml"),
    };
    let tag = LangTag::parse(tag).expect("a tag");
    let mut diagnostics = Vec::new();
    let messages =
        Messages::read(&tag, &[FileText::new(format!("messages/{tag}.toml"), text)]).into(&mut diagnostics);
    assert_eq!(diagnostics, []);
    StyleLocale::new(&messages)
}

/// A built-in style.
pub(super) fn style(name: &str) -> Style {
    let text = match name {
        "numeric" => include_str!("../../../themes/broadsheet/styles/numeric.csl"),
        "note" => include_str!("../../../themes/broadsheet/styles/note.csl"),
        _ => include_str!("../../../themes/broadsheet/styles/author-date.csl"),
    };
    parsed(text)
}

/// A style of the user's; it must be without fault.
pub(super) fn parsed(text: &str) -> Style {
    let mut diagnostics = Vec::new();
    let style = Style::parse(&FileText::new("style.csl", text)).into(&mut diagnostics);
    assert_eq!(diagnostics, []);
    style.expect("a style")
}

/// The text of a style with a `<citation>` and what stands in `<bibliography>`.
pub(super) fn style_of(citation: &str, list: &str) -> String {
    format!(
        r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
<info><title>t</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>
{citation}<bibliography>{list}</bibliography></style>"#
    )
}

/// A style of the user's.
pub(super) fn user_style(citation: &str, list: &str) -> Style {
    parsed(&style_of(citation, list))
}
