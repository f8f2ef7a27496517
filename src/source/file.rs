//! The sources of one folder: `sources.toml` together with its CSL-JSON and BibTeX files (FORMAT section 9).
//!
//! Parsing never fails, it reports. How a source came to us and where it can be seen is only in `sources.toml`, which
//! may say so of an entry in another file too.

use std::sync::Arc;

use url::Url;

use crate::codes;
use crate::diag::{Collector, Diagnostic, Place, Reported, did_you_mean};
use crate::fields::{Document, Entry, Fields, Key, KeyList, Overlay, Text, key};
use crate::locale::{Languages, Localised};
use crate::quantity::Period;
use crate::source::address::read_address;
use crate::source::toml_item::{read_type, read_variable};
use crate::source::vocabulary::LOCATING;
use crate::source::{
    Access, Attribution, CslItem, Provenance, Source, SourceCopy, SourceKind, biblatex, bibtex, csl_json,
    names, quotes, toml_item,
};
use crate::text::{FileText, Span};

const PROVENANCE_KEYS: &[Key] = &[
    key(
        "kind",
        "word",
        "`document`, `data`, `statement`, `interview`, `filing`, `publication` or `observation`; default: by the CSL \
         type, such as `data` for `dataset`. A publication is a secondary source.",
    ),
    key(
        "attribution",
        "word",
        "How its author may be named: `on-record` (default), `on-background`, `not-for-attribution` or `unnamed`.",
    ),
    key("access", "word", "Who can see it: `public` (default), `redacted` or `withheld`."),
    key("access_reason", "localised text", "Why it is not public. Required if it is withheld."),
];

const COPY_KEYS: &[Key] = &[
    key("file", "file", "A file of the folder, such as `documents/files.pdf`."),
    key("sha256", "text", "SHA-256 of that file, 64 hexadecimal digits; verified at every build."),
    key("pages", "number", "Number of its pages, shown to readers."),
    key("url", "address", "Where it stands on the web, http or https."),
    key("archived", "address", "An archived copy of that address."),
    key("accessed", "date", "When it was seen there."),
];

/// The key lists of these files, for the reference page.
pub(crate) const KEY_LISTS: &[KeyList] = &[
    KeyList { title: "[KEY] of sources.toml", keys: toml_item::KEYS },
    KeyList { title: "[KEY.provenance] of sources.toml", keys: PROVENANCE_KEYS },
    KeyList { title: "[[KEY.copies]] of sources.toml", keys: COPY_KEYS },
    KeyList { title: "[ID] of names.toml", keys: names::KEYS },
    KeyList { title: "[ID] of quotes.toml", keys: quotes::KEYS },
];

/// Reads the sources of one folder: `sources.toml`, if it has one, and its `.bib` and `.json` files.
///
/// An entry of `sources.toml` without `type` and variables adds provenance and copies to an entry of another file
/// under the same key; any other repetition is `site/duplicate-id`. The sources come in the order of `others`, then
/// those of `sources.toml` in its order.
pub(crate) fn read_sources(
    toml: Option<&FileText>,
    others: &[&FileText],
    overlay: &Overlay,
    languages: &Languages,
) -> Reported<Vec<Source>> {
    let mut diagnostics = Vec::new();
    let mut sources: Vec<Source> = Vec::new();
    for file in others {
        for source in read_bibliography(file).into(&mut diagnostics) {
            add_source(source, &mut sources, &mut diagnostics);
        }
    }
    let entries = toml.map(|file| read_sources_toml(file, overlay, languages).into(&mut diagnostics));
    for entry in entries.into_iter().flatten() {
        match sources.iter_mut().find(|source| source.key == entry.key) {
            Some(source) if entry.is_addition() => entry.add_to(source),
            _ => {
                if entry.item.kind.is_empty() && !entry.is_cut {
                    diagnostics.push(report_typeless(&entry, &sources));
                }
                add_source(entry.finish(), &mut sources, &mut diagnostics);
            }
        }
    }
    for source in sources.iter_mut().filter(|source| source.provenance.access == Access::Withheld) {
        diagnostics.extend(keep_back(source));
    }
    Reported::new(sources, diagnostics)
}

/// Takes what leads to a withheld source out of its description, since a style prints whatever it finds there.
fn keep_back(source: &mut Source) -> Option<Diagnostic> {
    let has_address = |text: &str| text.contains("://") || text.contains("www.");
    let leads = |name: &str, text: &str| LOCATING.contains(&name) || has_address(text);
    let texts = &mut source.item.texts;
    let kept_back = texts.iter().filter(|(name, text)| leads(name, text));
    let names: Vec<String> = kept_back.map(|(name, _)| format!("`{name}`")).collect();
    texts.retain(|name, text| !leads(name, text));
    let (first, others) = names.split_first()?;
    let names = others.iter().fold(first.clone(), |all, name| format!("{all}, {name}"));
    let message = format!("`{}` is withheld, but its description leads to it: {names}", source.key);
    let hint = "it is not published; write addresses under `[[KEY.copies]]`, which stay at the desk";
    Some(Diagnostic::new(&codes::cite::WITHHELD_ADDRESS, source.place.clone(), message).hint(hint))
}

fn add_source(source: Source, sources: &mut Vec<Source>, diagnostics: &mut Vec<Diagnostic>) {
    match sources.iter().find(|other| other.key == source.key) {
        Some(first) => diagnostics.push(
            Diagnostic::new(
                &codes::site::DUPLICATE_ID,
                source.place,
                format!("`{}` stands twice", source.key),
            )
            .also(first.place.clone(), "first here")
            .hint("rename one, or let `sources.toml` only add `provenance` and `copies` to the other"),
        ),
        None => sources.push(source),
    }
}

fn report_typeless(entry: &TomlSource, others: &[Source]) -> Diagnostic {
    let is_addition = entry.is_addition();
    let near = did_you_mean(&entry.key, others.iter().map(|other| &*other.key)).filter(|_| is_addition);
    Diagnostic::new(&codes::toml::MISSING_KEY, entry.place.clone(), "`type` is missing")
        .maybe_hint(near)
        .hint(match is_addition && !others.is_empty() {
            true => "add a CSL item type, such as `type = \"document\"`, or use the key of an entry in another file",
            false => "add a CSL item type, such as `type = \"document\"`",
        })
}

/// Reads a `.bib` or `.json` file: kind publication, access public; a DOI counts as an archived copy.
fn read_bibliography(file: &FileText) -> Reported<Vec<Source>> {
    let collector = Collector::new(&file.path);
    let found: Vec<(Arc<str>, Span, CslItem)> = if file.path.ends_with(".bib") {
        let entries = bibtex::read(file, &collector);
        entries
            .iter()
            .map(|entry| (entry.key.value.clone(), entry.key.span, biblatex::item(entry, &collector)))
            .collect()
    } else {
        csl_json::read(file, &collector)
            .into_iter()
            .map(|found| (found.key, found.span, found.item))
            .collect()
    };
    let sources = found.into_iter().map(|(key, span, item)| {
        let place = collector.place(span);
        let copies = item.text("DOI").and_then(|doi| doi_copy(doi, &place)).into_iter().collect();
        let provenance = ReadProvenance::default().finish(SourceKind::Publication);
        Source { key, place, item, provenance, copies }
    });
    let sources = sources.collect();
    Reported::new(sources, collector.finish())
}

/// Where a DOI leads; its registrar keeps it for good.
fn doi_copy(doi: &str, place: &Place) -> Option<SourceCopy> {
    let bare = doi.trim().trim_start_matches("doi:").trim_start();
    let path = bare.find("10.").and_then(|start| bare.get(start..))?;
    let mut url = Url::parse("https://doi.org/").ok()?;
    url.set_path(path);
    let address = Text::new(url.as_str().into(), place.clone());
    Some(SourceCopy { url: Some(address.clone()), archived: Some(address), ..SourceCopy::default() })
}

/// An entry of `sources.toml` as written; the type may be absent.
struct TomlSource {
    key: Arc<str>,
    place: Place,
    item: CslItem,
    provenance: Option<ReadProvenance>,
    copies: Vec<SourceCopy>,
    /// A syntax error may have hidden a part of it.
    is_cut: bool,
}

impl TomlSource {
    /// Whether it has nothing but provenance and copies.
    fn is_addition(&self) -> bool {
        self.item == CslItem::default()
    }

    /// Adds provenance and copies to an entry of another file.
    fn add_to(self, source: &mut Source) {
        if let Some(read) = self.provenance {
            source.provenance = read.finish(source.provenance.kind);
        }
        source.copies.extend(self.copies);
    }

    fn finish(self) -> Source {
        let mut item = self.item;
        if item.kind.is_empty() {
            item.kind = "document".into();
        }
        let provenance = self.provenance.unwrap_or_default().finish(default_kind(&item.kind));
        Source { key: self.key, place: self.place, item, provenance, copies: self.copies }
    }
}

fn read_sources_toml(file: &FileText, overlay: &Overlay, languages: &Languages) -> Reported<Vec<TomlSource>> {
    let collector = Collector::new(&file.path);
    let (document, tree) = Document::parse(&file.text, 0, &collector);
    let document = document.with_overlay(overlay);
    let entries = document.entries(&tree, &["sources"]);
    let sources = entries.iter().map(|entry| TomlSource {
        is_cut: document.is_broken(),
        ..read_source(entry, languages, &collector)
    });
    let sources = sources.collect();
    Reported::new(sources, collector.finish())
}

fn read_source(entry: &Entry<'_>, languages: &Languages, collector: &Collector) -> TomlSource {
    let mut source = TomlSource {
        key: entry.id.value.clone(),
        place: collector.place(entry.id.span),
        item: CslItem::default(),
        provenance: None,
        copies: Vec::new(),
        is_cut: false,
    };
    for field in entry.entries() {
        match &*field.id.value {
            "type" => source.item.kind = read_type(&field, collector),
            "provenance" => {
                let fields = field.table(PROVENANCE_KEYS);
                source.provenance = fields.map(|fields| read_provenance(&fields, languages));
            }
            "copies" => source.copies.extend(field.tables(COPY_KEYS).iter().filter_map(read_copy)),
            name => read_variable(name, &field, &mut source.item, collector),
        }
    }
    source.copies.shrink_to_fit();
    source
}

/// What kind of thing a source is where nothing says it.
fn default_kind(csl_type: &str) -> SourceKind {
    match csl_type {
        "dataset" => SourceKind::Data,
        "interview" | "personal_communication" => SourceKind::Interview,
        "post" | "speech" => SourceKind::Statement,
        "bill" | "hearing" | "legal_case" | "legislation" | "patent" | "regulation" | "treaty" => {
            SourceKind::Filing
        }
        "article" | "article-journal" | "article-magazine" | "article-newspaper" | "book" | "broadcast"
        | "chapter" | "entry" | "entry-dictionary" | "entry-encyclopedia" | "motion_picture"
        | "paper-conference" | "periodical" | "post-weblog" | "review" | "review-book" | "thesis" => {
            SourceKind::Publication
        }
        _ => SourceKind::Document,
    }
}

/// `[KEY.provenance]` as written.
#[derive(Debug, Default)]
struct ReadProvenance {
    kind: Option<SourceKind>,
    attribution: Option<Attribution>,
    access: Option<Access>,
    access_reason: Option<Localised>,
}

impl ReadProvenance {
    /// What it means, `kind` being that of a source of which nothing is said.
    fn finish(self, kind: SourceKind) -> Provenance {
        Provenance {
            kind: self.kind.unwrap_or(kind),
            attribution: self.attribution.unwrap_or(Attribution::OnRecord),
            access: self.access.unwrap_or(Access::Public),
            access_reason: self.access_reason,
        }
    }
}

fn read_provenance(fields: &Fields<'_>, languages: &Languages) -> ReadProvenance {
    let access = fields.choice("access", Access::WORDS);
    let reason = Localised::read(fields, "access_reason", languages);
    let is_withheld = access.is_some_and(|access| access.value == Access::Withheld);
    if is_withheld && reason.is_none() {
        let place = fields.key_place("access").unwrap_or_else(|| fields.place());
        fields.collector().add(
            Diagnostic::new(
                &codes::cite::ACCESS_REASON,
                place,
                "this source is withheld, and nothing says why",
            )
            .hint("add `access_reason`: readers are told why they cannot see it"),
        );
    }
    let is_public = access.is_none_or(|access| access.value == Access::Public);
    if let (true, Some(reason)) = (is_public, &reason) {
        let first = reason.iter().next().map(|(_, text)| text.place.clone());
        let message = "`access_reason` says why a source is not public, but this one is";
        let place = fields.key_place("access_reason").or(first).unwrap_or_else(|| fields.place());
        fields.collector().add(
            Diagnostic::new(&codes::toml::VALUE, place, message)
                .hint("add `access = \"redacted\"` or `access = \"withheld\"`, or take it out"),
        );
    }
    ReadProvenance {
        kind: fields.choice("kind", SourceKind::WORDS).map(|kind| kind.value),
        attribution: fields.choice("attribution", Attribution::WORDS).map(|attribution| attribution.value),
        access: access.map(|access| access.value),
        access_reason: reason,
    }
}

fn read_copy(fields: &Fields<'_>) -> Option<SourceCopy> {
    let report = |text: &Text, message: String, hint: &str| {
        let diagnostic = Diagnostic::new(&codes::cite::COPY, text.place.clone(), message);
        fields.collector().add(diagnostic.hint(hint));
    };
    let file = fields.text("file").filter(|file| {
        let good = is_below(&file.value);
        if !good {
            let hint = "a file of this folder, such as `documents/files.pdf`, with `/` between folders";
            report(file, format!("`{}` is no path below this folder", file.value), hint);
        }
        good
    });
    let sha256 = fields.text("sha256").and_then(|digest| {
        let is_digest = digest.value.len() == 64 && digest.value.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_digest {
            report(
                &digest,
                "this is no SHA-256 digest".to_owned(),
                "64 hexadecimal digits: `sha256sum documents/…`",
            );
        }
        is_digest.then(|| Text::new(digest.value.to_ascii_lowercase().into(), digest.place))
    });
    for key in ["sha256", "pages"].into_iter().filter(|key| fields.has(key) && !fields.has("file")) {
        let place = fields.key_place(key).unwrap_or_else(|| fields.place());
        let message = format!("`{key}` is of a file, but there is no `file`");
        fields.collector().add(Diagnostic::new(&codes::cite::COPY, place, message));
    }
    let copy = SourceCopy {
        pages: fields.count("pages"),
        url: read_address(fields, "url", &codes::cite::COPY),
        archived: read_address(fields, "archived", &codes::cite::COPY),
        accessed: read_day(fields, "accessed"),
        file,
        sha256,
    };
    if !["file", "url", "archived"].iter().any(|key| fields.has(key)) {
        let diagnostic =
            Diagnostic::new(&codes::cite::COPY, fields.place(), "this copy is nowhere to be seen");
        fields.collector().add(diagnostic.hint("add `file` or `url`"));
        return None;
    }
    Some(copy)
}

/// Whether a path stays in its folder.
fn is_below(path: &str) -> bool {
    let parts = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    parts && !path.contains(['\\', ':', '\0'])
}

fn read_day(fields: &Fields<'_>, key: &str) -> Option<Arc<str>> {
    let text = fields.date_text(key)?;
    let day = text.value.split_once('T').map_or(&*text.value, |(day, _)| day);
    match Period::parse(day) {
        Some(Period::Day(_)) => Some(day.into()),
        _ => {
            let message = format!("`{key}` must be a whole date");
            let diagnostic = Diagnostic::new(&codes::cite::DATE, text.place.clone(), message);
            fields.collector().add(diagnostic.hint("write it without quotes: `2026-02-10`"));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::LangTag;

    fn languages() -> Languages {
        let tag = |tag| LangTag::parse(tag).expect("a tag");
        Languages {
            listed: vec![tag("en"), tag("pt-BR")].into(),
            needed: vec![tag("en"), tag("pt-BR")],
            original: None,
        }
    }

    fn read(toml: &str, others: &[(&str, &str)]) -> (Vec<Source>, Vec<Diagnostic>) {
        let toml = FileText::new("a/sources.toml", toml);
        let others: Vec<FileText> = others.iter().map(|(path, text)| FileText::new(*path, text)).collect();
        let others: Vec<&FileText> = others.iter().collect();
        let mut diagnostics = Vec::new();
        let sources =
            read_sources(Some(&toml), &others, &Overlay::default(), &languages()).into(&mut diagnostics);
        (sources, diagnostics)
    }

    /// Code and line of each diagnostic.
    fn codes(text: &str, diagnostics: &[Diagnostic]) -> Vec<String> {
        let line = |place: &Place| {
            text.get(..place.span.start as usize).map_or(0, |before| before.matches('\n').count()) + 1
        };
        let found =
            diagnostics.iter().map(|one| format!("{}:{}", one.code.name, one.at.as_ref().map_or(0, line)));
        found.collect()
    }

    const FILES: &str = r#"
[files]
type = "document"
title = "Cloud consumption files"
author = [{ literal = "A supplier" }]
issued = "2026-01"
language = "en"
[files.provenance]
kind = "document"
attribution = "unnamed"
access = "withheld"
access_reason = { en = "to protect the source", pt-BR = "para proteger a fonte" }
[[files.copies]]
file = "documents/files.pdf"
sha256 = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
pages = 12
[[files.copies]]
url = "https://example.org/files"
archived = "https://web.archive.org/web/20260210120000/https://example.org/files"
accessed = 2026-02-10
"#;

    #[test]
    fn an_entry_is_read_whole() {
        let (sources, diagnostics) = read(FILES, &[]);
        assert_eq!(diagnostics, []);
        let source = &sources[0];
        assert_eq!(&*source.key, "files");
        assert_eq!(source.item.text("title"), Some("Cloud consumption files"));
        assert_eq!(source.provenance.attribution, Attribution::Unnamed);
        assert_eq!(source.provenance.access, Access::Withheld);
        assert_eq!(source.copies[0].pages.map(|pages| pages.value), Some(12));
        assert!(source.copies[0].sha256.as_ref().is_some_and(|digest| digest.value.starts_with("aaaa")));
        assert_eq!(source.copies[1].accessed.as_deref(), Some("2026-02-10"));
    }

    #[test]
    fn mistakes_are_told_at_their_line() {
        let text = r#"[a]
type = "document"
title = "A"
[a.provenance]
kind = "documnt"
access = "withheld"
[[a.copies]]
file = "../secret.pdf"
sha256 = "abc"
[[a.copies]]
pages = 3
[[a.copies]]
url = "ftp://example.org/"
archived = "javascript:alert(1)"
accessed = "2026-02"
[b]
title = "B"
[c]
type = "document"
title = "C"
provenance = { acess = "public" }
[d.provenance]
access_reason = "because"
"#;
        let (sources, diagnostics) = read(text, &[]);
        assert_eq!(sources.len(), 4);
        let expected = [
            "cite/access-reason:6",
            "toml/value:5",
            "cite/copy:8",
            "cite/copy:9",
            "cite/copy:11",
            "cite/copy:10",
            "cite/copy:13",
            "cite/copy:14",
            "cite/date:15",
            "toml/unknown-key:21",
            "toml/value:23",
            "toml/missing-key:16",
            "toml/missing-key:22",
        ];
        assert_eq!(codes(text, &diagnostics), expected);
    }

    #[test]
    fn sources_toml_adds_to_an_entry_of_another_file() {
        let bib = "@article{doe, title = {T}, author = {Doe, Jane}, date = {2020}, doi = {10.1000/a#b}}";
        let toml = "[doe.provenance]\nattribution = \"on-background\"\n[[doe.copies]]\nfile = \"documents/doe.pdf\"\n";
        let (sources, diagnostics) = read(toml, &[("a/refs.bib", bib)]);
        assert_eq!(diagnostics, []);
        assert_eq!(sources.len(), 1);
        assert_eq!(sources[0].provenance.kind, SourceKind::Publication);
        assert_eq!(sources[0].provenance.attribution, Attribution::OnBackground);
        assert_eq!(&*sources[0].place.file, "a/refs.bib");
        let addresses: Vec<_> =
            sources[0].copies.iter().map(|copy| copy.archived.as_ref().map(|at| &*at.value)).collect();
        assert_eq!(addresses, [Some("https://doi.org/10.1000/a%23b"), None]);
    }

    #[test]
    fn any_other_repetition_names_both_places() {
        let json = r#"[{"id": "doe", "type": "book", "title": "T"}]"#;
        let toml = "[doe]\ntype = \"book\"\ntitle = \"T\"\n";
        let (sources, diagnostics) =
            read(toml, &[("a/refs.bib", "@book{doe, title={T}}"), ("a/refs.json", json)]);
        assert_eq!(sources.len(), 1);
        let files: Vec<_> = diagnostics
            .iter()
            .map(|one| (one.code.name, &*one.at.as_ref().expect("a place").file, &*one.also[0].0.file))
            .collect();
        assert_eq!(
            files,
            [
                ("site/duplicate-id", "a/refs.json", "a/refs.bib"),
                ("site/duplicate-id", "a/sources.toml", "a/refs.bib")
            ]
        );
    }

    #[test]
    fn an_addition_to_a_misspelt_key_suggests_the_key() {
        let toml = "[deo2020.provenance]\nkind = \"document\"\n";
        let (_, diagnostics) = read(toml, &[("a/refs.bib", "@book{doe2020, title={T}}")]);
        assert_eq!(diagnostics[0].hints[0], "did you mean `doe2020`?");
    }

    #[test]
    fn strings_of_an_edition_reach_access_reason() {
        let collector = Collector::new(&"a/pt-BR.toml".into());
        let mut overlay = Overlay::default();
        overlay.add(
            &"pt-BR".into(),
            "[sources.x.provenance]\naccess_reason = \"para proteger a fonte\"\n",
            &collector,
        );
        let text = "[x]\ntype = \"document\"\ntitle = \"X\"\n[x.provenance]\naccess = \"redacted\"\naccess_reason.en = \"to protect the source\"\n";
        let file = FileText::new("a/sources.toml", text);
        let mut diagnostics = collector.finish();
        let sources = read_sources(Some(&file), &[], &overlay, &languages()).into(&mut diagnostics);
        diagnostics.extend(overlay.finish());
        assert_eq!(diagnostics, []);
        let reason = sources[0].provenance.access_reason.as_ref().expect("a reason");
        let tag = LangTag::parse("pt-BR").expect("a tag");
        assert_eq!(reason.get(&tag).map(|text| &*text.value), Some("para proteger a fonte"));
    }

    #[test]
    fn the_kind_follows_the_type() {
        let text = "[a]\ntype = \"dataset\"\ntitle = \"A\"\n[b]\ntype = \"hearing\"\ntitle = \"B\"\n[c]\ntype = \"article-newspaper\"\ntitle = \"C\"\n";
        let (sources, _) = read(text, &[]);
        let kinds: Vec<SourceKind> = sources.iter().map(|source| source.provenance.kind).collect();
        assert_eq!(kinds, [SourceKind::Data, SourceKind::Filing, SourceKind::Publication]);
    }

    #[test]
    fn broken_files_keep_what_can_be_read() {
        let (sources, diagnostics) =
            read("[a]\ntype = \"book\"\ntitle = \"A\"\n[b\n", &[("a/x.json", "{{{"), ("a/x.bib", "@book{")]);
        assert_eq!(&*sources[0].key, "a");
        let said: Vec<_> = diagnostics.iter().map(|one| (one.code.name, &one.message)).collect();
        assert_eq!(said.len(), 3, "{said:?}");
        let (_, diagnostics) = read(&format!("a = {}", "[".repeat(100_000)), &[]);
        assert!(!diagnostics.is_empty());
        let (sources, _) = read(
            "a = 1\n[b]\ntype = 3\ncopies = 7\nprovenance = []\nauthor = [[], 1, {}]\nissued = {}\n",
            &[],
        );
        assert_eq!(sources.len(), 2);
    }
}
