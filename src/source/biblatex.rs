//! What fields of BibTeX and BibLaTeX mean in CSL: tables, and the rules that need more than a table.
//!
//! The tables follow Pandoc's reader, which is what users of citation keys know, and the manual of BibLaTeX, sections
//! 2.1 (entry types) and 2.2 (fields). Fields that neither knows are passed over, as BibTeX does.

use std::sync::Arc;

use biblatex::{ChunksExt, Person};

use crate::codes;
use crate::diag::{Collector, Diagnostic, did_you_mean};
use crate::source::bibtex::BibEntry;
use crate::source::{CslDate, CslItem, CslName, edtf};

/// Entry types with their CSL types, in alphabetical order.
pub(crate) const TYPES: &[(&str, &str)] = &[
    ("article", "article-journal"),
    ("artwork", "graphic"),
    ("audio", "song"),
    ("bill", "bill"),
    ("book", "book"),
    ("bookinbook", "chapter"),
    ("booklet", "pamphlet"),
    ("broadcast", "broadcast"),
    ("collection", "book"),
    ("conference", "paper-conference"),
    ("dataset", "dataset"),
    ("electronic", "webpage"),
    ("hearing", "hearing"),
    ("image", "graphic"),
    ("inbook", "chapter"),
    ("incollection", "chapter"),
    ("inproceedings", "paper-conference"),
    ("inreference", "entry-encyclopedia"),
    ("interview", "interview"),
    ("jurisdiction", "legal_case"),
    ("legal", "treaty"),
    ("legislation", "legislation"),
    ("letter", "personal_communication"),
    ("magazine", "article-magazine"),
    ("manual", "report"),
    ("map", "map"),
    ("mastersthesis", "thesis"),
    ("misc", "document"),
    ("movie", "motion_picture"),
    ("music", "song"),
    ("mvbook", "book"),
    ("mvcollection", "book"),
    ("mvproceedings", "book"),
    ("mvreference", "book"),
    ("newspaper", "article-newspaper"),
    ("online", "webpage"),
    ("patent", "patent"),
    ("performance", "performance"),
    ("periodical", "periodical"),
    ("phdthesis", "thesis"),
    ("presentation", "speech"),
    ("proceedings", "book"),
    ("reference", "book"),
    ("report", "report"),
    ("review", "review"),
    ("software", "software"),
    ("standard", "standard"),
    ("suppbook", "chapter"),
    ("suppcollection", "chapter"),
    ("suppperiodical", "article-journal"),
    ("talk", "speech"),
    ("techreport", "report"),
    ("thesis", "thesis"),
    ("unpublished", "manuscript"),
    ("video", "motion_picture"),
    ("webpage", "webpage"),
    ("www", "webpage"),
];

/// Fields with the CSL variables that hold them as they are; where two fields have one variable, the first wins.
pub(crate) const TEXTS: &[(&str, &str)] = &[
    ("abstract", "abstract"),
    ("address", "publisher-place"),
    ("annotation", "annote"),
    ("annote", "annote"),
    ("chapter", "chapter-number"),
    ("edition", "edition"),
    ("eventtitle", "event-title"),
    ("isbn", "ISBN"),
    ("issn", "ISSN"),
    ("institution", "publisher"),
    ("journal", "container-title"),
    ("keywords", "keyword"),
    ("location", "publisher-place"),
    ("note", "note"),
    ("organization", "publisher"),
    ("origlocation", "original-publisher-place"),
    ("origpublisher", "original-publisher"),
    ("origtitle", "original-title"),
    ("pages", "page"),
    ("pagetotal", "number-of-pages"),
    ("part", "part-number"),
    ("pmcid", "PMCID"),
    ("pmid", "PMID"),
    ("publisher", "publisher"),
    ("pubstate", "status"),
    ("school", "publisher"),
    ("series", "collection-title"),
    ("shortjournal", "container-title-short"),
    ("shorttitle", "title-short"),
    ("type", "genre"),
    ("venue", "event-place"),
    ("version", "version"),
    ("volume", "volume"),
    ("volumes", "number-of-volumes"),
];

/// Fields that hold names, with their CSL variables.
pub(crate) const NAMES: &[(&str, &str)] = &[
    ("author", "author"),
    ("bookauthor", "container-author"),
    ("director", "director"),
    ("editor", "editor"),
    ("editora", "contributor"),
    ("foreword", "contributor"),
    ("introduction", "contributor"),
    ("translator", "translator"),
];

/// Fields that hold dates, with their CSL variables; the older fields year, month and day go before.
pub(crate) const DATES: &[(&str, &str)] = &[
    ("date", "issued"),
    ("eventdate", "event-date"),
    ("origdate", "original-date"),
    ("urldate", "accessed"),
];

/// Languages as TeX names them, with their tags.
const LANGUAGES: &[(&str, &str)] = &[
    ("american", "en-US"),
    ("arabic", "ar"),
    ("australian", "en-AU"),
    ("austrian", "de-AT"),
    ("brazil", "pt-BR"),
    ("brazilian", "pt-BR"),
    ("british", "en-GB"),
    ("canadian", "en-CA"),
    ("catalan", "ca"),
    ("czech", "cs"),
    ("danish", "da"),
    ("dutch", "nl"),
    ("english", "en"),
    ("finnish", "fi"),
    ("francais", "fr"),
    ("french", "fr"),
    ("german", "de"),
    ("greek", "el"),
    ("hebrew", "he"),
    ("hungarian", "hu"),
    ("italian", "it"),
    ("japanese", "ja"),
    ("naustrian", "de-AT"),
    ("ngerman", "de"),
    ("norwegian", "no"),
    ("nswissgerman", "de-CH"),
    ("polish", "pl"),
    ("portuges", "pt-PT"),
    ("portuguese", "pt-PT"),
    ("romanian", "ro"),
    ("russian", "ru"),
    ("spanish", "es"),
    ("swedish", "sv"),
    ("swissgerman", "de-CH"),
    ("turkish", "tr"),
    ("ukenglish", "en-GB"),
    ("ukrainian", "uk"),
    ("usenglish", "en-US"),
];

/// An entry as an item; reports `cite/field` for a type and `cite/date` for a date that cannot be read.
pub(crate) fn item(entry: &BibEntry, collector: &Collector) -> CslItem {
    let mut converter = Converter { entry, collector, item: CslItem::default() };
    converter.item.kind = converter.kind().into();
    for (field, variable) in TEXTS {
        if let Some(text) = converter.text(field) {
            converter.put(variable, text);
        }
    }
    converter.addresses();
    converter.numbers();
    converter.titles();
    converter.language();
    converter.names();
    converter.dates();
    converter.item
}

struct Converter<'a> {
    entry: &'a BibEntry,
    collector: &'a Collector,
    item: CslItem,
}

impl<'a> Converter<'a> {
    /// A field that is not empty.
    fn text(&self, field: &str) -> Option<&'a str> {
        self.entry.fields.get(field).map(|field| field.text.trim()).filter(|text| !text.is_empty())
    }

    fn verbatim(&self, field: &str) -> Option<&'a str> {
        self.entry.fields.get(field).map(|field| &*field.verbatim).filter(|text| !text.is_empty())
    }

    /// Sets a variable that has nothing yet.
    fn put(&mut self, variable: &str, text: impl Into<Arc<str>>) {
        self.item.texts.entry(variable.into()).or_insert_with(|| text.into());
    }

    fn kind(&self) -> &'static str {
        let kind = self.entry.kind.value.as_str();
        let subtype = self.text("entrysubtype").unwrap_or_default();
        match (kind, subtype) {
            ("article" | "suppperiodical", "newspaper") => return "article-newspaper",
            ("article" | "suppperiodical", "magazine") => return "article-magazine",
            ("unpublished", _) if self.text("eventtitle").is_some() => return "speech",
            ("misc", _) if self.verbatim("url").is_some() && self.text("howpublished").is_none() => {
                return "webpage";
            }
            _ => {}
        }
        if let Some((_, csl)) = TYPES.iter().find(|(name, _)| *name == kind) {
            return csl;
        }
        let place = self.collector.place(self.entry.kind.span);
        let hint = did_you_mean(kind, TYPES.iter().map(|(name, _)| *name));
        let message = format!("`{kind}` is no entry type of BibTeX or BibLaTeX");
        self.collector.add(Diagnostic::new(&codes::cite::FIELD, place, message).maybe_hint(hint));
        "document"
    }

    /// Addresses and identifiers stay as they are written.
    fn addresses(&mut self) {
        if let Some(doi) = self.verbatim("doi") {
            self.put("DOI", doi);
        }
        let how = self.verbatim("howpublished");
        let address = how.map(|how| how.trim_start_matches("\\url").trim_matches(['{', '}', ' ']));
        let address = address.filter(|how| how.starts_with("http://") || how.starts_with("https://"));
        if let Some(url) = self.verbatim("url").or(address) {
            self.put("URL", url);
        }
        if let (Some(how), None) = (self.text("howpublished"), address) {
            self.put("medium", how);
        }
        let archive =
            self.text("eprinttype").or_else(|| self.text("archiveprefix")).map(str::to_ascii_lowercase);
        if let Some(eprint) = self.verbatim("eprint") {
            match archive.as_deref() {
                Some("arxiv") => {
                    self.put("number", format!("arXiv:{eprint}"));
                    self.put("URL", format!("https://arxiv.org/abs/{eprint}"));
                }
                Some("pubmed" | "pmid") => self.put("PMID", eprint),
                Some("hdl") => self.put("URL", format!("https://hdl.handle.net/{eprint}")),
                _ => {}
            }
        }
        if let Some(library) = self.text("library") {
            self.put("call-number", library);
        }
    }

    /// `number` is an issue, a number in a series or the number of the thing itself.
    fn numbers(&mut self) {
        let kind = self.entry.kind.value.as_str();
        let number = self.text("number");
        match kind {
            "article" | "suppperiodical" | "periodical" | "magazine" | "newspaper" => {
                if let Some(issue) = number.or_else(|| self.text("issue")) {
                    self.put("issue", issue);
                }
            }
            _ if self.text("series").is_some() => {
                if let Some(number) = number {
                    self.put("collection-number", number);
                }
            }
            _ => {
                if let Some(number) = number {
                    self.put("number", number);
                }
            }
        }
        let genre = match kind {
            "phdthesis" => Some("PhD thesis"),
            "mastersthesis" => Some("Master’s thesis"),
            _ => None,
        };
        let named = match self.text("type") {
            Some("phdthesis") => Some("PhD thesis"),
            Some("mathesis") => Some("Master’s thesis"),
            Some("techreport" | "techrep") => Some("technical report"),
            _ => None,
        };
        match (named, genre) {
            (Some(named), _) => {
                self.item.texts.insert("genre".into(), named.into());
            }
            (None, Some(genre)) => self.put("genre", genre),
            (None, None) => {}
        }
    }

    /// Titles with their subtitles; what a part stands in, and what a volume belongs to.
    fn titles(&mut self) {
        let with = |title: &str, subtitle: &str| {
            let title = self.text(title)?;
            let Some(subtitle) = self.text(subtitle) else { return Some(title.to_owned()) };
            let joint = if title.ends_with(['?', '!', ':', '.']) { " " } else { ": " };
            Some(format!("{title}{joint}{subtitle}"))
        };
        let (title, main) = (with("title", "subtitle"), with("maintitle", "mainsubtitle"));
        let (book, journal) = (with("booktitle", "booksubtitle"), with("journaltitle", "journalsubtitle"));
        let is_part = book.is_some();
        match (title, main) {
            (Some(title), Some(main)) if !is_part => {
                self.put("title", main);
                self.put("volume-title", title);
            }
            (Some(title), Some(main)) => {
                self.put("title", title);
                self.put("container-title", main);
            }
            (Some(title), None) => self.put("title", title),
            (None, _) => {}
        }
        match (book, self.item.texts.contains_key("container-title")) {
            (Some(book), true) => self.put("volume-title", book),
            (Some(book), false) => self.put("container-title", book),
            (None, _) => {}
        }
        if let Some(journal) = journal {
            self.item.texts.insert("container-title".into(), journal.into());
        }
    }

    fn language(&mut self) {
        let Some(words) = self.text("langid").or_else(|| self.text("language")) else { return };
        let lower = words.to_ascii_lowercase();
        let known = LANGUAGES.iter().find(|(name, _)| *name == lower).map(|(_, tag)| *tag);
        let is_tag = words.len() == 2 || words.as_bytes().get(2) == Some(&b'-');
        if let Some(tag) = known.or_else(|| is_tag.then_some(words)) {
            self.put("language", tag);
        }
    }

    fn names(&mut self) {
        for (field, variable) in NAMES {
            let Some(value) = self.entry.fields.get(*field) else { continue };
            let persons: Vec<Person> = value.chunks.parse().unwrap_or_default();
            let names: Vec<CslName> = persons.iter().filter_map(name).collect();
            if names.is_empty() {
                continue;
            }
            let role = self.text("editortype").filter(|_| *field == "editor");
            let variable = match role {
                Some("compiler") => "compiler",
                Some("organizer") => "organizer",
                Some("director") => "director",
                _ => variable,
            };
            let known = self.item.names.entry(variable.into()).or_default();
            known.extend(names);
        }
    }

    fn dates(&mut self) {
        for (field, variable) in DATES {
            let Some(value) = self.entry.fields.get(*field) else { continue };
            match open_range(&value.verbatim).map_or_else(|| edtf::parse(&value.verbatim), Ok) {
                Ok(date) => {
                    self.item.dates.insert((*variable).into(), date);
                }
                Err(reason) => {
                    let message = format!("this date {reason}");
                    self.collector.report(&codes::cite::DATE, value.span, message);
                }
            }
        }
        if !self.item.dates.contains_key("issued")
            && let Some(year) = self.text("year")
        {
            let date = self.older_date(year);
            self.item.dates.insert("issued".into(), date);
        }
    }

    /// `year`, `month` and `day`; a year that is none ("in press") stands as words.
    fn older_date(&self, year: &str) -> CslDate {
        let month = self.verbatim("month").and_then(month_of);
        let day = self.text("day").and_then(|day| day.parse::<u8>().ok());
        let text = match (month, day) {
            (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
            (Some(month), None) => format!("{year}-{month:02}"),
            (None, _) => year.to_owned(),
        };
        edtf::parse(&text).or_else(|_| edtf::parse(year)).unwrap_or_else(|_| CslDate::Literal(year.into()))
    }
}

/// A range without an end, as bib files have for what goes on: `2020/` is "2020–".
///
/// CSL has no such dates; the known year and a dash stand for them, without month and day.
fn open_range(text: &str) -> Option<CslDate> {
    let (first, last) = text.trim().split_once('/')?;
    let is_open = |end: &str| matches!(end.trim(), "" | "..");
    let known = if is_open(last) { first } else { last };
    match (edtf::parse(known).ok()?, is_open(first), is_open(last)) {
        (CslDate::Known { from, .. }, false, true) => {
            Some(CslDate::Literal(format!("{}–", from.year()).into()))
        }
        (CslDate::Known { from, .. }, true, false) => {
            Some(CslDate::Literal(format!("–{}", from.year()).into()))
        }
        _ => None,
    }
}

/// A month by its number or by its English name, at least three letters of it.
fn month_of(text: &str) -> Option<u8> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let text = text.trim().trim_end_matches('.').to_ascii_lowercase();
    if let Ok(number) = text.parse::<u8>() {
        return (1..=12).contains(&number).then_some(number);
    }
    let at = NAMES.iter().position(|name| text.len() > 2 && name.starts_with(&text))?;
    u8::try_from(at + 1).ok()
}

/// A name; one in braces, or of one word, is not split. "and others" is nobody.
///
/// A particle stays with the family name, unless `useprefix=false` says otherwise: a reader who looks for "de la
/// Cruz" does not look under "Cruz".
fn name(person: &Person) -> Option<CslName> {
    let part = |text: &str| Some(text.trim()).filter(|text| !text.is_empty()).map(Arc::<str>::from);
    let (family, given) = (part(&person.name), part(&person.given_name));
    let (prefix, suffix) = (part(&person.prefix), part(&person.suffix));
    if given.is_none() && prefix.is_none() && suffix.is_none() {
        let literal = family.filter(|family| &**family != "others")?;
        return Some(CslName { literal: Some(literal), ..CslName::default() });
    }
    let drops = person.use_prefix == Some(false);
    let (dropping_particle, non_dropping_particle) = if drops { (prefix, None) } else { (None, prefix) };
    Some(CslName { family, given, non_dropping_particle, dropping_particle, suffix, literal: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{bibtex, vocabulary};
    use crate::text::FileText;

    fn items(text: &str) -> (Vec<CslItem>, Vec<Diagnostic>) {
        let file = FileText::new("refs.bib", text);
        let collector = Collector::new(&file.path);
        let entries = bibtex::read(&file, &collector);
        let items = entries.iter().map(|entry| item(entry, &collector)).collect();
        (items, collector.finish())
    }

    #[test]
    fn tables_name_what_csl_has() {
        assert!(TYPES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(TYPES.iter().all(|(_, csl)| vocabulary::TYPES.contains(csl)));
        assert!(TEXTS.iter().all(|(_, csl)| vocabulary::TEXTS.contains(csl)));
        assert!(NAMES.iter().all(|(_, csl)| vocabulary::NAMES.contains(csl)));
        assert!(DATES.iter().all(|(_, csl)| vocabulary::DATES.contains(csl)));
    }

    #[test]
    fn an_article_and_a_report() {
        let (items, diagnostics) = items(
            "@article{a, author = {Doe, Jane and de la Cruz, Juan and {The Agency} and others}, title = {T}, subtitle = {S}, journaltitle = {J}, volume = 3, number = 2, pages = {10--12}, date = {2020-05/2020-07}, doi = {10.1000/x_y}}\n@techreport{b, title = {R}, institution = {GAO}, number = {GAO-25-107}, year = 2025, month = jan, day = 9, langid = {brazilian}}",
        );
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let [article, report] = items.as_slice() else { panic!("two items") };
        let text = |name| article.text(name).unwrap_or_default();
        assert_eq!(
            [text("title"), text("container-title"), text("issue"), text("page")],
            ["T: S", "J", "2", "10–12"]
        );
        assert_eq!(text("DOI"), "10.1000/x_y");
        let authors = &article.names["author"];
        assert_eq!(authors.len(), 3);
        assert_eq!(authors[1].non_dropping_particle.as_deref(), Some("de la"));
        assert_eq!(authors[2].literal.as_deref(), Some("The Agency"));
        assert_eq!(article.dates.get("issued"), edtf::parse("2020-05/2020-07").ok().as_ref());
        assert_eq!((&*report.kind, report.text("number")), ("report", Some("GAO-25-107")));
        assert_eq!(report.dates.get("issued"), edtf::parse("2025-01-09").ok().as_ref());
        assert_eq!(report.text("language"), Some("pt-BR"));
    }

    #[test]
    fn odd_dates_never_panic() {
        for date in ["20201X", "2020-00", "199X", "2020/", "", "2020-13-45", "99999", "-0050"] {
            let (items, _) = items(&format!("@misc{{a, title = {{x}}, date = {{{date}}}}}"));
            assert_eq!(items.len(), 1, "{date}");
        }
        let (items, _) = items("@misc{a, title = {x}, year = {in press}}");
        assert_eq!(items[0].dates.get("issued"), Some(&CslDate::Literal("in press".into())));
    }

    #[test]
    fn ranges_without_an_end_are_kept() {
        for (date, shown) in [("2020/", "2020–"), ("2020-03/..", "2020–"), ("/2024", "–2024")] {
            let (items, diagnostics) = items(&format!("@misc{{a, title = {{x}}, date = {{{date}}}}}"));
            assert!(diagnostics.is_empty(), "{date}: {diagnostics:?}");
            assert_eq!(items[0].dates.get("issued"), Some(&CslDate::Literal(shown.into())), "{date}");
        }
        assert_eq!(items("@misc{a, title = {x}, date = {/}}").1.len(), 1, "nothing is known of it");
    }

    #[test]
    fn an_unknown_type_is_reported() {
        let (items, diagnostics) = items("@artcle{a, title = {x}}");
        assert_eq!(&*items[0].kind, "document");
        assert_eq!(diagnostics[0].hints, ["did you mean `article`?"]);
    }
}
