//! BibTeX and BibLaTeX files: entries with decoded fields, cross-references resolved.
//!
//! The biblatex crate reads all of a file or nothing, follows `@string` and `crossref` without end, and panics on some
//! dates. So entries are told apart here and handed to it one by one, without references to others: a broken entry is
//! one diagnostic. What it gives is decoded text; what the fields mean is `biblatex.rs`'s work.

use std::collections::BTreeMap;
use std::sync::Arc;

use biblatex::{Bibliography, Chunks, ChunksExt, Field, ParseError, RawBibliography, RawChunk};

use crate::codes;
use crate::diag::{Collector, Diagnostic, did_you_mean};
use crate::text::{FileText, Span, Spanned};

/// Longest entry that is read, in bytes.
const MAX_ENTRY: usize = 256 << 10;
/// Most opening braces of an entry, and their deepest nesting: the crate calls itself for each level.
const MAX_BRACES: usize = 4_000;
const MAX_DEPTH: usize = 40;
/// Longest text of an abbreviation, others written out.
const MAX_STRING: usize = 64 << 10;
/// Longest chain of cross-references.
const MAX_CHAIN: usize = 8;

/// An entry of a file.
#[derive(Clone, Debug)]
pub(crate) struct BibEntry {
    /// Its citation key.
    pub key: Spanned<Arc<str>>,
    /// Its type in small letters, such as `article`.
    pub kind: Spanned<String>,
    /// Its fields by their names in small letters.
    pub fields: BTreeMap<String, BibField>,
}

/// A field: decoded, with what of it was in braces.
#[derive(Clone, Debug)]
pub(crate) struct BibField {
    /// Its text: TeX decoded, emphasis as the tags of CSL-JSON.
    pub text: String,
    /// Its text as it stands but for escapes, for addresses and keys.
    pub verbatim: String,
    /// For names, which braces keep together.
    pub chunks: Chunks,
    /// Place of the value.
    pub span: Span,
}

/// Reads all entries of a file; reports `cite/bibliography`.
pub(crate) fn read(file: &FileText, collector: &Collector) -> Vec<BibEntry> {
    let mut strings = BTreeMap::new();
    let mut entries = Vec::new();
    for slice in slices(&file.text) {
        let text = file.slice(slice.span);
        if let Some(reason) = too_much(text) {
            let start = Span { start: slice.span.start, end: slice.span.start + 1 };
            collector.report(&codes::cite::BIBLIOGRAPHY, start, format!("this entry {reason}"));
            continue;
        }
        match slice.kind.as_str() {
            "comment" | "preamble" => {}
            _ => match RawBibliography::parse(text) {
                Ok(raw) if slice.kind == "string" => add_strings(raw, slice.span, &mut strings, collector),
                Ok(raw) => entries.extend(decoded(raw, slice.span, &strings, collector)),
                Err(error) => report(&error, slice.span, collector),
            },
        }
    }
    resolve(entries, collector)
}

/// A stretch of the file that looks like one entry.
#[derive(Debug)]
struct Slice {
    span: Span,
    kind: String,
}

/// Finds entries: from an `@word{` at the start of a line to the brace that closes it, or to the next such line if
/// none does. Lines of TeX comments and everything else between entries are passed over.
fn slices(text: &str) -> Vec<Slice> {
    let mut found: Vec<Slice> = Vec::new();
    let mut open: Option<(usize, String, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let blank = line.len() - line.trim_start().len();
        let mut from = 0;
        if let Some(kind) = line.get(blank..).and_then(entry_start) {
            // A new entry begins: what was open before it is not closed.
            if let Some((start, kind, _)) = open.take() {
                let end = text.get(..at).map_or(at, |before| before.trim_end().len());
                found.push(Slice { span: Span::new(start..end), kind });
            }
            open = Some((at + blank, kind, 0));
            from = blank;
        }
        let mut escaped = false;
        for (place, byte) in line.bytes().enumerate().skip(from) {
            let depth = open.as_mut().map(|(_, _, depth)| depth);
            match (byte, depth) {
                _ if escaped => escaped = false,
                (b'\\', _) => escaped = true,
                (b'{', Some(depth)) => *depth += 1,
                (b'}', Some(depth)) => {
                    *depth = depth.saturating_sub(1);
                    if *depth == 0
                        && let Some((start, kind, _)) = open.take()
                    {
                        found.push(Slice { span: Span::new(start..at + place + 1), kind });
                    }
                }
                // Several entries may stand in one line.
                (b'@', None) => {
                    if let Some(kind) = line
                        .get(place..)
                        .and_then(entry_start)
                        .filter(|_| !line.trim_start().starts_with('%'))
                    {
                        open = Some((at + place, kind, 0));
                    }
                }
                _ => {}
            }
        }
        at += line.len();
    }
    found.extend(open.map(|(start, kind, _)| Slice { span: Span::new(start..text.trim_end().len()), kind }));
    found
}

/// The type of the entry that starts here: `@article{` or `@article (`.
fn entry_start(text: &str) -> Option<String> {
    let rest = text.strip_prefix('@')?;
    let end = rest.find(|sign: char| !sign.is_ascii_alphanumeric() && sign != '_' && sign != '-')?;
    let (kind, after) = rest.split_at_checked(end)?;
    let opens = after.trim_start().starts_with(['{', '(']);
    (opens && !kind.is_empty()).then(|| kind.to_ascii_lowercase())
}

fn too_much(text: &str) -> Option<&'static str> {
    if text.len() > MAX_ENTRY {
        return Some("is longer than 256 KiB");
    }
    let (mut depth, mut braces) = (0usize, 0usize);
    for byte in text.bytes() {
        match byte {
            b'{' => {
                depth += 1;
                braces += 1;
            }
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH || braces > MAX_BRACES {
            return Some("has more braces than can be read");
        }
    }
    None
}

fn report(error: &ParseError, slice: Span, collector: &Collector) {
    let start = slice.start + u32::try_from(error.span.start).unwrap_or_default();
    let end = slice.start + u32::try_from(error.span.end).unwrap_or_default();
    let place = Span { start: start.min(slice.end), end: end.clamp(start.min(slice.end), slice.end) };
    let hint = "close every brace and quotation mark, and put a comma behind each field";
    let message = format!("this entry cannot be read: {}", error.kind.to_string().replace('"', "`"));
    let diagnostic = Diagnostic::new(&codes::cite::BIBLIOGRAPHY, collector.place(place), message);
    let first = Span { start: slice.start, end: slice.start + 1 };
    collector.add(diagnostic.hint(hint).also(collector.place(first), "the entry begins here"));
}

/// Writes abbreviations out, so that none refers to another.
fn add_strings(
    raw: RawBibliography<'_>,
    slice: Span,
    strings: &mut BTreeMap<String, String>,
    collector: &Collector,
) {
    for pair in raw.abbreviations {
        let mut text = String::new();
        for chunk in &pair.value.v {
            match &chunk.v {
                RawChunk::Normal(words) => text.push_str(words),
                RawChunk::Abbreviation(name) => match strings.get(&name.to_ascii_lowercase()) {
                    Some(words) => text.push_str(words),
                    None => report_unknown(name, &chunk.span, slice, strings, collector),
                },
            }
        }
        if text.len() > MAX_STRING {
            let message = format!("the abbreviation `{}` is longer than 64 KiB", pair.key.v);
            collector.report(&codes::cite::BIBLIOGRAPHY, in_slice(&pair.key.span, slice), message);
            continue;
        }
        strings.insert(pair.key.v.to_ascii_lowercase(), text);
    }
}

fn report_unknown(
    name: &str,
    span: &std::ops::Range<usize>,
    slice: Span,
    strings: &BTreeMap<String, String>,
    collector: &Collector,
) {
    let place = collector.place(in_slice(span, slice));
    let hint = did_you_mean(name, strings.keys().map(String::as_str));
    collector.add(
        Diagnostic::new(
            &codes::cite::BIBLIOGRAPHY,
            place,
            format!("the abbreviation `{name}` is not defined"),
        )
        .maybe_hint(hint)
        .hint("put the text in braces, or define it before: `@string{name = \"…\"}`"),
    );
}

fn in_slice(span: &std::ops::Range<usize>, slice: Span) -> Span {
    Span::new(span.clone()).shifted(slice.start)
}

/// Months that BibTeX defines.
const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The entry with its fields decoded, each by itself: one that cannot be read is reported and left out.
fn decoded(
    raw: RawBibliography<'_>,
    slice: Span,
    strings: &BTreeMap<String, String>,
    collector: &Collector,
) -> Option<BibEntry> {
    let entry = raw.entries.into_iter().next()?;
    let key_span = in_slice(&entry.v.key.span, slice);
    if entry.v.key.v.is_empty() {
        let start = Span { start: slice.start, end: slice.start + 1 };
        collector.report(&codes::cite::BIBLIOGRAPHY, start, "this entry has no key, so it cannot be cited");
        return None;
    }
    let mut fields = BTreeMap::new();
    for pair in entry.v.fields {
        let name = pair.key.v.to_ascii_lowercase();
        let mut words = Vec::new();
        for chunk in pair.value.v {
            match chunk.v {
                RawChunk::Normal(text) => words.push((with_dotless_letters(text), chunk.span)),
                RawChunk::Abbreviation(word) => {
                    let own = strings.get(&word.to_ascii_lowercase());
                    let month = MONTHS.iter().find(|month| word.eq_ignore_ascii_case(month));
                    match own.map(String::as_str).or(month.copied()) {
                        Some(text) => words.push((with_dotless_letters(text), chunk.span)),
                        None => report_unknown(word, &chunk.span, slice, strings, collector),
                    }
                }
            }
        }
        let chunks =
            words.iter().map(|(text, span)| biblatex::Spanned::new(RawChunk::Normal(text), span.clone()));
        let place = in_slice(&pair.value.span, slice);
        match decode(&name, chunks.collect()) {
            Ok(chunks) => {
                let verbatim = chunks.format_verbatim();
                let text = with_tags(&verbatim);
                fields.insert(
                    name,
                    BibField { text, verbatim: verbatim.trim().to_owned(), chunks, span: place },
                );
            }
            Err(error) => report(&error, slice, collector),
        }
    }
    let kind = Spanned::new(entry.v.kind.v.to_ascii_lowercase(), in_slice(&entry.v.kind.span, slice));
    Some(BibEntry { key: Spanned::new(entry.v.key.v.into(), key_span), kind, fields })
}

/// `\'\i` as `\'{\i}`: the crate takes only the next sign for what an accent stands on.
fn with_dotless_letters(text: &str) -> std::borrow::Cow<'_, str> {
    const ACCENTS: &[char] = &['`', '\'', '^', '"', '~', '=', '.'];
    if !ACCENTS.iter().any(|accent| text.contains(&format!("\\{accent}\\"))) {
        return text.into();
    }
    let mut written = text.to_owned();
    for accent in ACCENTS {
        for letter in ["i", "j"] {
            written = written.replace(&format!("\\{accent}\\{letter}"), &format!("\\{accent}{{\\{letter}}}"));
        }
    }
    written.into()
}

/// Decodes one field by handing the crate an entry that has only this one, under a name without consequences unless
/// it is one that the crate reads verbatim.
fn decode(name: &str, field: Field<'_>) -> Result<Chunks, ParseError> {
    const VERBATIM: &[&str] = &["url", "doi", "eprint", "file", "pdf", "verba", "verbb", "verbc"];
    let name = if VERBATIM.contains(&name) { name } else { "note" };
    let at = |text| biblatex::Spanned::new(text, 0..0);
    let pair = biblatex::Pair::new(at(name), biblatex::Spanned::new(field, 0..0));
    let entry = biblatex::RawEntry { key: at("key"), kind: at("misc"), fields: vec![pair] };
    let raw = RawBibliography {
        preamble: String::new(),
        entries: vec![biblatex::Spanned::new(entry, 0..0)],
        abbreviations: Vec::new(),
    };
    let read = Bibliography::from_raw(raw)?;
    let chunks = read.iter().next().and_then(|entry| entry.get(name)).map(<[_]>::to_vec);
    Ok(chunks.unwrap_or_default())
}

/// Emphasis as the tags of CSL-JSON, quotation marks and ties as signs; other commands leave their words.
fn with_tags(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text.trim();
    while let Some(at) = rest.find(['\\', '`', '\'', '~']) {
        let (before, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
        written.push_str(before);
        let (words, after) = command(tail);
        written.push_str(&words);
        rest = after;
    }
    written.push_str(rest);
    written
}

/// What a command or a TeX sign at the start of `text` means, and what follows it.
fn command(text: &str) -> (String, &str) {
    for (sign, meant) in [("``", "“"), ("''", "”"), ("~", "\u{a0}")] {
        if let Some(after) = text.strip_prefix(sign) {
            return (meant.to_owned(), after);
        }
    }
    let Some(name) = text.strip_prefix('\\') else {
        let first = text.chars().next().map_or(0, char::len_utf8);
        let (sign, after) = text.split_at_checked(first).unwrap_or((text, ""));
        return (sign.to_owned(), after);
    };
    let end = name.find(|sign: char| !sign.is_ascii_alphabetic()).unwrap_or(name.len());
    let (name, after) = name.split_at_checked(end).unwrap_or((name, ""));
    let tag = match name {
        "emph" | "textit" | "textsl" | "mkbibemph" => "i",
        "textbf" | "mkbibbold" => "b",
        "textsuperscript" | "mkbibsuperscript" => "sup",
        "textsubscript" | "mkbibsubscript" => "sub",
        "textsc" => "sc",
        _ => "",
    };
    let inner = after.strip_prefix('{').and_then(|inner| inner.split_once('}'));
    match inner {
        Some((words, rest)) if !tag.is_empty() => (format!("<{tag}>{words}</{tag}>"), rest),
        Some((words, rest)) => (words.to_owned(), rest),
        None => (String::new(), after.strip_prefix(' ').unwrap_or(after)),
    }
}

/// Fields that an entry never takes over from another (the manual of BibLaTeX, appendix B).
const OWN: &[&str] = &[
    "ids",
    "crossref",
    "xref",
    "xdata",
    "entryset",
    "entrysubtype",
    "execute",
    "label",
    "options",
    "presort",
    "related",
    "relatedoptions",
    "relatedstring",
    "relatedtype",
    "shortauthor",
    "shorteditor",
    "shorthand",
    "shorttitle",
    "sortkey",
    "sortname",
    "sorttitle",
    "sortyear",
    "indextitle",
    "keywords",
    "abstract",
    "note",
    "addendum",
];

/// Fills entries with what they take over by `crossref` and `xdata`; entries that only hold data are left out.
fn resolve(entries: Vec<BibEntry>, collector: &Collector) -> Vec<BibEntry> {
    let by_key: BTreeMap<&str, &BibEntry> = entries.iter().map(|entry| (&*entry.key.value, entry)).collect();
    let mut resolver = Resolver { by_key, known: BTreeMap::new(), chain: Vec::new(), collector };
    let real = entries.iter().filter(|entry| !matches!(entry.kind.value.as_str(), "xdata" | "set"));
    // Two entries under one key are told apart later; the first is what others refer to.
    real.map(|entry| resolver.filled(entry)).collect()
}

/// Fields that refer to other entries; what an `xdata` entry has goes before what a parent has.
const REFERRING: &[&str] = &["xdata", "crossref"];

struct Resolver<'a> {
    by_key: BTreeMap<&'a str, &'a BibEntry>,
    /// Entries that are complete: each is filled once.
    known: BTreeMap<&'a str, BibEntry>,
    chain: Vec<&'a str>,
    collector: &'a Collector,
}

impl<'a> Resolver<'a> {
    fn filled(&mut self, entry: &'a BibEntry) -> BibEntry {
        let mut full = entry.clone();
        self.chain.push(&entry.key.value);
        for name in REFERRING {
            let Some(field) = entry.fields.get(*name) else { continue };
            for key in field.verbatim.split(',').map(str::trim).filter(|key| !key.is_empty()) {
                let Some(parent) = self.parent(key, field.span) else { continue };
                for (field, value) in parent.fields {
                    let target = match *name {
                        "xdata" => Some(field),
                        _ => taken_over(&parent.kind.value, &full.kind.value, &field),
                    };
                    if let Some(target) = target {
                        full.fields.entry(target).or_insert(value);
                    }
                }
            }
        }
        self.chain.pop();
        full
    }

    /// Another entry, complete; one that is not there or leads back here is reported.
    fn parent(&mut self, key: &str, at: Span) -> Option<BibEntry> {
        let Some(parent) = self.by_key.get(key).copied() else {
            let hint = did_you_mean(key, self.by_key.keys().copied());
            self.report(at, format!("there is no entry `{key}`"), hint);
            return None;
        };
        if self.chain.contains(&key) {
            self.report(at, format!("`{key}` refers back to this entry"), None);
            return None;
        }
        if self.chain.len() > MAX_CHAIN {
            self.report(at, "too many entries refer to each other".to_owned(), None);
            return None;
        }
        if let Some(known) = self.known.get(key) {
            return Some(known.clone());
        }
        let full = self.filled(parent);
        self.known.insert(&parent.key.value, full.clone());
        Some(full)
    }

    fn report(&self, at: Span, message: String, hint: Option<String>) {
        let place = self.collector.place(at);
        self.collector.add(Diagnostic::new(&codes::cite::BIBLIOGRAPHY, place, message).maybe_hint(hint));
    }
}

/// The name under which a field of a parent is taken over: the title of a book is the book title of its parts.
fn taken_over(parent: &str, child: &str, field: &str) -> Option<String> {
    let prefix = match (parent, child) {
        ("periodical", _) => "journal",
        (parent, "book" | "inbook" | "collection" | "proceedings" | "reference")
            if parent.starts_with("mv") =>
        {
            "main"
        }
        (_, child) if child.starts_with("in") || child.starts_with("supp") => "book",
        _ => "",
    };
    match field {
        "title" | "subtitle" | "titleaddon" if !prefix.is_empty() => Some(format!("{prefix}{field}")),
        "title" | "subtitle" | "titleaddon" => None,
        field => (!OWN.contains(&field)).then(|| field.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> (Vec<BibEntry>, Vec<Diagnostic>) {
        let file = FileText::new("refs.bib", text);
        let collector = Collector::new(&file.path);
        let entries = read(&file, &collector);
        (entries, collector.finish())
    }

    fn field<'a>(entry: &'a BibEntry, name: &str) -> &'a str {
        entry.fields.get(name).map_or("", |field| &field.text)
    }

    #[test]
    fn one_broken_entry_hides_no_other() {
        let (entries, diagnostics) = read_text(
            "@book{a, title = {One}}\n@book{b, title = {Two}\n\n@book{c, title {Three}}\n% @book{d, title={x}}\n@comment{x}\n@book{e, title = \"Four\" }",
        );
        let keys: Vec<&str> = entries.iter().map(|entry| &*entry.key.value).collect();
        assert_eq!(keys, ["a", "e"]);
        let places: Vec<u32> =
            diagnostics.iter().filter_map(|one| one.at.as_ref()).map(|at| at.span.start).collect();
        assert_eq!(diagnostics.len(), 2);
        assert!(places.iter().all(|at| (24..76).contains(at)), "{places:?}");
    }

    #[test]
    fn accents_are_decoded_and_emphasis_is_kept() {
        let (entries, diagnostics) = read_text(
            r#"@article{a, title = {Caf{\'e} \"Uber \c{c}a: {\'\i} \emph{Homo} ``x'' \& 5\% a~b -- \textbf{\ss}},
               author = {G{\"o}del, Kurt and Ma{\~n}ana, {\'O}scar}, url = {https://a.example/~x?a=1&b=2_3}}"#,
        );
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        assert_eq!(field(&entries[0], "title"), "Café Über ça: í <i>Homo</i> “x” & 5% a\u{a0}b – <b>ß</b>");
        assert_eq!(field(&entries[0], "author"), "Gödel, Kurt and Mañana, Óscar");
        assert_eq!(entries[0].fields["url"].verbatim, "https://a.example/~x?a=1&b=2_3");
    }

    #[test]
    fn abbreviations_are_written_out_and_never_end_in_themselves() {
        let (entries, diagnostics) = read_text(
            "@string{gao = \"GAO\"}\n@string{x = gao # { office}}\n@string{y = y}\n@report{a, institution = x, month = feb, note = zz}",
        );
        assert_eq!(field(&entries[0], "institution"), "GAO office");
        assert_eq!(field(&entries[0], "month"), "feb");
        assert_eq!(diagnostics.len(), 2, "`y` and `zz`");
        let bomb: String = (1..60).map(|n| format!("@string{{a{n} = a{} # a{}}}\n", n - 1, n - 1)).collect();
        let (_, diagnostics) = read_text(&format!("@string{{a0 = {{xxxxxxxxxx}}}}\n{bomb}"));
        assert!(!diagnostics.is_empty());
    }

    #[test]
    fn parts_take_over_from_what_they_stand_in() {
        let (entries, diagnostics) = read_text(
            "@incollection{part, crossref = {whole}, title = {Part}, xdata = {pub}}\n@collection{whole, title = {Whole}, editor = {Roe, R.}, year = 2020}\n@xdata{pub, publisher = {House}}\n@book{a, crossref = {b}}\n@book{b, crossref = {a}}\n@book{c, crossref = {wholee}}",
        );
        let keys: Vec<&str> = entries.iter().map(|entry| &*entry.key.value).collect();
        assert_eq!(keys, ["part", "whole", "a", "b", "c"]);
        let part = &entries[0];
        let values = ["title", "booktitle", "editor", "year", "publisher"].map(|name| field(part, name));
        assert_eq!(values, ["Part", "Whole", "Roe, R.", "2020", "House"]);
        assert_eq!(diagnostics.len(), 3, "two that refer to each other, one that is not there");
    }

    #[test]
    fn hostile_entries_are_reported() {
        let deep = format!("@book{{a, title = {}x{}}}", "{\\emph".repeat(50_000), "}".repeat(50_000));
        let wide = format!("@book{{a, title = {{{}}}}}", "{x}".repeat(50_000));
        for text in [
            deep.as_str(),
            wide.as_str(),
            "@book{",
            "@book{a",
            "@book{a,",
            "@book{,title={x}}",
            "@book(a,)",
            "@a{b,c=}",
        ] {
            let (entries, diagnostics) = read_text(text);
            assert!(
                entries.is_empty() && !diagnostics.is_empty(),
                "{}",
                text.get(..20.min(text.len())).unwrap_or(text)
            );
        }
    }
}
