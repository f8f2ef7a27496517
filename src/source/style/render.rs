//! The driver: marks and list of one edition in one language.
//!
//! What a style leaves out is not left out here: an entry without words gets author, title and date, and is reported.

use std::collections::BTreeMap;
use std::str::FromStr;

use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::taxonomy::Locator as LocatorKind;
use hayagriva::{
    BibliographyDriver, BibliographyItem, BibliographyRequest, CitationItem, CitationRequest, CitePurpose,
    ElemChild, ElemChildren, LocatorPayload, SpecificLocator,
};

use crate::codes;
use crate::diag::Diagnostic;
use crate::source::Source;
use crate::source::citation::Cite;
use crate::source::style::html::{self, Run, Subject};
use crate::source::style::mark::{CitationUse, Mark, RenderedCitation, StyledCite, is_cut};
use crate::source::style::{Style, StyleLocale, direct, fallback, item};

/// An entry of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Safe HTML, without the label.
    pub html: String,
    /// The words, without the label.
    pub text: String,
    /// What a style puts in the margin, such as `[1]`: safe HTML and words.
    pub label: Option<(String, String)>,
    /// Whether the style rendered nothing, so that author, title and date stand here.
    pub is_fallback: bool,
}

/// All marks and the list.
#[derive(Clone, Debug, Default)]
pub(crate) struct RenderedCitations {
    /// In the order of the citations.
    pub citations: Vec<RenderedCitation>,
    /// In the order of the list: place of the source among the sources, and its entry.
    pub entries: Vec<(usize, Entry)>,
    /// `cite/empty-reference`
    pub diagnostics: Vec<Diagnostic>,
}

/// Renders the citations and the list of one edition in one language.
///
/// `sources` are in the order of first use, `citations` in the order of the text; a cite whose source is not among
/// them is left out. A style without a list gives entries as its notes would be.
pub(crate) fn render(
    style: &Style,
    locale: &StyleLocale,
    sources: &[&Source],
    citations: &[CitationUse<'_>],
) -> RenderedCitations {
    let edition = Edition { style, locale, sources };
    let (citations, entries) = if style.is_direct {
        let citations = citations.iter().map(|citation| edition.direct_citation(citation)).collect();
        let entries = sources.iter().enumerate().map(|(at, _)| (at, edition.direct_entry(at))).collect();
        (citations, entries)
    } else {
        edition.by_driver(citations)
    };
    let empty = entries.iter().filter(|(_, entry): &&(usize, Entry)| entry.is_fallback);
    let diagnostics = empty.filter_map(|(source, _)| sources.get(*source)).map(|source| report_empty(source));
    RenderedCitations { diagnostics: diagnostics.collect(), citations, entries }
}

/// Renders the entry of one source by itself; for styles with
/// [independent entries](Style::has_independent_entries) it is the same as in any list.
#[cfg(test)]
pub(crate) fn render_entry(style: &Style, locale: &StyleLocale, source: &Source) -> Entry {
    let sources = [source];
    let edition = Edition { style, locale, sources: &sources };
    if style.is_direct {
        return edition.direct_entry(0);
    }
    let (_, entries) = edition.by_driver(&[]);
    let only = entries.into_iter().next().map(|(_, entry)| entry);
    only.unwrap_or_else(|| edition.finish_entry(0, &ElemChildren::default(), None))
}

/// The finding for a source that a style renders as nothing.
pub(crate) fn report_empty(source: &Source) -> Diagnostic {
    let message = format!("the citation style renders `{}` as nothing", source.key);
    Diagnostic::new(&codes::cite::EMPTY_REFERENCE, source.place.clone(), message)
        .hint("give the source a title, or choose another style; author, title and date are shown meanwhile")
}

/// What all citations and entries of one edition share.
struct Edition<'a> {
    style: &'a Style,
    locale: &'a StyleLocale,
    sources: &'a [&'a Source],
}

impl<'a> Edition<'a> {
    fn subject(&self, source: usize) -> Option<Subject<'a>> {
        let item = &self.sources.get(source)?.item;
        let language = item.text("language").filter(|tag| is_other_language(tag, &self.locale.tag));
        Some(Subject { item, dates: &self.locale.dates, language })
    }

    fn direct_entry(&self, source: usize) -> Entry {
        let tree = self.sources.get(source).map(|one| direct::entry(&self.style.csl, self.locale, &one.item));
        self.finish_entry(source, &tree.unwrap_or_default(), None)
    }

    fn direct_citation(&self, citation: &CitationUse<'a>) -> RenderedCitation {
        let mut mark = self.mark(citation);
        for (at, one) in mark.cites.iter_mut().enumerate() {
            let (number, locator) = (one.source + 1, one.cite.locator.as_ref());
            let tree = direct::cite(&self.style.csl, self.locale, one.item, number, locator);
            one.runs = html::runs(&tree, &self.locale.marks, &|_| None);
            one.runs.iter_mut().for_each(|run| run.cite = Some(at));
        }
        mark.of_cites()
    }

    /// A citation whose cites have no words yet; those without a source are left out.
    fn mark(&self, citation: &CitationUse<'a>) -> Mark<'a> {
        let cites = citation.cites.iter().filter_map(|(source, cite)| {
            let item = &self.sources.get(*source)?.item;
            Some(StyledCite { source: *source, item, cite, runs: Vec::new() })
        });
        Mark { style: self.style, locale: self.locale, mode: citation.mode, cites: cites.collect() }
    }

    /// Through hayagriva.
    fn by_driver(&self, citations: &[CitationUse<'a>]) -> (Vec<RenderedCitation>, Vec<(usize, Entry)>) {
        let items = item::items(self.sources, &self.style.sorted_numbers);
        let marks: Vec<Mark<'a>> = citations.iter().map(|citation| self.mark(citation)).collect();
        let locators: Vec<Vec<Option<(LocatorKind, String)>>> =
            marks.iter().map(|mark| mark.cites.iter().map(|one| locator(one.cite)).collect()).collect();
        let mut driver = BibliographyDriver::new();
        for ((citation, mark), locators) in citations.iter().zip(&marks).zip(&locators) {
            driver.citation(self.request(mark, locators, citation.note, &items));
        }
        let uncited = uncited(&marks, &items);
        if !uncited.is_empty() {
            driver.citation(self.plain_request(uncited, 0, false));
        }
        let (language, words) = (Some(self.locale.code.clone()), &self.locale.csl);
        let rendered = driver.finish(BibliographyRequest::new(&self.style.csl, language, words));
        let trees = rendered.citations.iter().map(|rendered| &rendered.citation);
        let citations =
            marks.into_iter().zip(trees).map(|(mark, tree)| self.finish_mark(mark, tree)).collect();
        let entries = match rendered.bibliography {
            Some(list) => self.list(&list.items),
            None => (0..self.sources.len()).map(|at| (at, self.note_as_entry(at, &items))).collect(),
        };
        (citations, entries)
    }

    fn request<'i>(
        &'i self,
        mark: &Mark<'_>,
        locators: &'i [Option<(LocatorKind, String)>],
        note: usize,
        items: &'i [Item],
    ) -> CitationRequest<'i, Item> {
        let mut is_own = false;
        let mut cites = Vec::new();
        for (at, (one, locator)) in mark.cites.iter().zip(locators).enumerate() {
            let Some(item) = items.get(one.source) else { continue };
            is_own |= locator.is_some() || !one.cite.prefix.is_empty() || !one.cite.suffix.is_empty();
            let locator =
                locator.as_ref().map(|(kind, text)| SpecificLocator(*kind, LocatorPayload::Str(text)));
            let purpose = is_cut(self.style, mark.mode, at, one.cite).then_some(CitePurpose::Prose);
            cites.push(CitationItem::new(item, locator, None, false, purpose));
        }
        self.plain_request(cites, note, is_own)
    }

    /// `is_own`: cites have words or places of their own, and are not collapsed.
    fn plain_request<'i>(
        &'i self,
        cites: Vec<CitationItem<'i, Item>>,
        note: usize,
        is_own: bool,
    ) -> CitationRequest<'i, Item> {
        let csl = self.style.uncollapsed.as_deref().filter(|_| is_own).unwrap_or(&self.style.csl);
        let note = (note > 0).then_some(note);
        CitationRequest::new(cites, csl, Some(self.locale.code.clone()), &self.locale.csl, note)
    }

    fn finish_mark(&self, mark: Mark<'a>, tree: &ElemChildren) -> RenderedCitation {
        let subject = |cite: Option<usize>| self.subject(mark.cites.get(cite?)?.source);
        let runs = html::runs(tree, &self.locale.marks, &subject);
        mark.of_runs(&runs)
    }

    fn list(&self, items: &[BibliographyItem]) -> Vec<(usize, Entry)> {
        let places: BTreeMap<&str, usize> =
            self.sources.iter().enumerate().map(|(at, source)| (&*source.key, at)).collect();
        let entries = items.iter().filter_map(|item| {
            let source = *places.get(item.key.as_str())?;
            Some((source, self.finish_entry(source, &item.content, item.first_field.as_ref())))
        });
        entries.collect()
    }

    /// The entry under a style without a list: its first note.
    fn note_as_entry(&self, source: usize, items: &[Item]) -> Entry {
        let cites = items.get(source).map(CitationItem::with_entry).into_iter().collect();
        let tree = hayagriva::standalone_citation(self.plain_request(cites, 1, false));
        self.finish_entry(source, &tree, None)
    }

    fn finish_entry(&self, source: usize, tree: &ElemChildren, label: Option<&ElemChild>) -> Entry {
        let runs_of = |tree: &ElemChildren| html::runs(tree, &self.locale.marks, &|_| self.subject(source));
        let mut runs = runs_of(tree);
        let is_fallback = html::text(&runs).trim().is_empty();
        if is_fallback && let Some(source) = self.sources.get(source) {
            runs = runs_of(&fallback::entry(self.locale, &source.item));
        }
        let mut labels = label.map(|child| runs_of(&ElemChildren(vec![child.clone()]))).unwrap_or_default();
        let (margin, mut rest): (Vec<Run>, Vec<Run>) = runs.into_iter().partition(|run| run.is_margin);
        labels.extend(margin);
        if let Some(first) = rest.first_mut() {
            first.text = first.text.trim_start().to_owned();
        }
        let words = |runs: &[Run]| html::text(runs).trim().to_owned();
        Entry {
            html: html::html(&rest),
            text: words(&rest),
            label: (!labels.is_empty()).then(|| (html::html(&labels), words(&labels))),
            is_fallback,
        }
    }
}

/// Sources that no citation names stand in the list too.
fn uncited<'i>(marks: &[Mark<'_>], items: &'i [Item]) -> Vec<CitationItem<'i, Item>> {
    let mut is_cited = vec![false; items.len()];
    for one in marks.iter().flat_map(|mark| &mark.cites) {
        if let Some(cited) = is_cited.get_mut(one.source) {
            *cited = true;
        }
    }
    let missing = items.iter().zip(is_cited).filter(|(_, cited)| !cited);
    missing.map(|(item, _)| CitationItem::new(item, None, None, true, None)).collect()
}

fn locator(cite: &Cite) -> Option<(LocatorKind, String)> {
    let locator = cite.locator.as_ref()?;
    let text = item::locator_text(&locator.value);
    // hayagriva knows no locator `version`; it is shown without a word for it.
    Some((LocatorKind::from_str(locator.label).unwrap_or(LocatorKind::Custom), text))
}

/// Whether a source's language tag names another language than the page's; only well-formed tags count.
fn is_other_language(tag: &str, page: &str) -> bool {
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let letters = primary(tag);
    let parts = tag
        .split('-')
        .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    let good = (2..=3).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_alphabetic());
    good && parts && tag.len() < 36 && letters != primary(page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::style::samples::{self, source_of, sources, style_of};
    use crate::source::vocabulary::{DATES, GENERATED, NAMES, NUMBERS, TEXTS, TYPES};
    use crate::source::{CslItem, CslName};

    fn listed(style: &Style, toml: &str) -> Vec<String> {
        let rendered = samples::rendered(style, "en", &sources(toml), &[]);
        rendered.entries.into_iter().map(|(_, entry)| entry.html).collect()
    }

    #[test]
    fn every_variable_of_csl_is_rendered() {
        let has_value = |name: &str| if NUMBERS.contains(&name) { "7" } else { "value" };
        let locale = samples::locale("en");
        let elements = TEXTS.iter().map(|name| (*name, format!("<text variable=\"{name}\"/>")));
        let names = NAMES.iter().map(|name| (*name, format!("<names variable=\"{name}\"/>")));
        let dates = DATES.iter().map(|name| (*name, format!("<date variable=\"{name}\" form=\"text\"/>")));
        for (name, element) in elements.chain(names).chain(dates) {
            if GENERATED.contains(&name) || name == "language" {
                continue;
            }
            let mut item = CslItem { kind: "document".into(), ..CslItem::default() };
            if TEXTS.contains(&name) {
                item.texts.insert(name.into(), has_value(name).into());
            } else if NAMES.contains(&name) {
                let person = CslName { literal: Some("value".into()), ..CslName::default() };
                item.names.insert(name.into(), vec![person]);
            } else {
                item.dates.insert(name.into(), crate::source::CslDate::Literal("value".into()));
            }
            let citation = "<citation><layout><text variable=\"title\"/></layout></citation>";
            let style = samples::user_style(citation, &format!("<layout>{element}</layout>"));
            let entry = render_entry(&style, &locale, &source_of("a", item));
            assert!(!entry.is_fallback, "{name}");
            assert_eq!(entry.text, has_value(name), "{name}");
        }
    }
    const PLAIN: &str = "<citation><layout><text variable=\"title\"/></layout></citation>";

    #[test]
    fn everything_is_escaped_and_links_lead_to_the_web_only() {
        let list = "<layout prefix=\"&lt;b&gt;\"><group delimiter=\" &amp; \"><text variable=\"title\"/>\
                    <names variable=\"author\"/><text variable=\"URL\"/></group></layout>";
        let toml = r#"[a]
type = "webpage"
title = "<script>alert('1')</script> &amp; <i onclick=x>"
author = { literal = "\"><img src=x>" }
URL = "javascript:alert(1)"
[b]
type = "webpage"
URL = 'https://example.org/?a="><script>'
"#;
        let expected = [
            "&lt;b&gt;&lt;script&gt;alert('1')&lt;/script&gt; &amp;amp; &lt;i onclick=x&gt; &amp; &quot;&gt;&lt;img src=x&gt; &amp; javascript:alert(1)",
            "&lt;b&gt;<a href=\"https://example.org/?a=%22%3E%3Cscript%3E\">https://example.org/?a=&quot;&gt;&lt;script&gt;</a>",
        ];
        assert_eq!(listed(&samples::user_style(PLAIN, list), toml), expected);
    }

    #[test]
    fn hyphens_and_ranges_of_dates_survive() {
        let list = "<layout><group delimiter=\" | \"><text variable=\"number\"/><number variable=\"number\"/>\
                    <text variable=\"issue\"/><text variable=\"page\"/><date variable=\"issued\" form=\"text\"/>\
                    <date variable=\"issued\"><date-part name=\"year\"/></date></group></layout>";
        let toml = r#"[a]
type = "report"
number = "GAO-25-107"
issue = "3-4"
page = "12-15"
issued = "2025-12/2026-03"
[b]
type = "report"
number = "19-1234"
issue = "2025-107-3"
page = "A-1-2"
issued = { literal = "forthcoming" }
"#;
        let expected = [
            "GAO-25-107 | GAO-25-107 | 3–4 | 12–15 | December 2025 – March 2026 | 2025–2026",
            "19-1234 | 19-1234 | 2025-107-3 | A-1-2 | forthcoming | forthcoming",
        ];
        assert_eq!(listed(&samples::user_style(PLAIN, list), toml), expected);
    }

    #[test]
    fn what_a_style_leaves_out_is_shown_and_reported() {
        let style = samples::user_style(PLAIN, "<layout><text variable=\"note\"/></layout>");
        let toml = "[a]\ntype = \"report\"\ntitle = \"T & T\"\nauthor = [\"Doe, Jane\", \"Roe, Ann\"]\nissued = \"2026-01\"\n[b]\ntype = \"report\"\nauthor = \"Doe, Jane\"\n";
        let rendered = samples::rendered(&style, "en", &sources(toml), &["[@a]", "[@b, p. 2]"]);
        assert_eq!(rendered.entries[0].1.html, "Doe and Roe. <cite>T &amp; T</cite>. January 2026");
        let codes: Vec<_> = rendered.diagnostics.iter().map(|one| (one.code.name, &*one.message)).collect();
        assert_eq!(codes[0], ("cite/empty-reference", "the citation style renders `a` as nothing"));
        assert_eq!(codes.len(), 2);
    }

    #[test]
    fn a_label_in_the_margin_is_told_apart() {
        let list = "<layout><text variable=\"citation-number\" prefix=\"[\" suffix=\"] \"/><text variable=\"title\"/></layout>";
        let style =
            style_of(PLAIN, list).replace("<bibliography>", "<bibliography second-field-align=\"flush\">");
        let toml = "[a]\ntype = \"report\"\ntitle = \"A\"\n[b]\ntype = \"report\"\ntitle = \"B\"\n";
        let rendered = samples::rendered(&samples::parsed(&style), "en", &sources(toml), &["[@b]"]);
        let entries = rendered.entries.iter().map(|(source, entry)| {
            (*source, &*entry.html, entry.label.as_ref().map(|(html, text)| (&**html, &**text)))
        });
        // What no citation names comes last.
        let expected = [(1, "B", Some(("[1] ", "[1]"))), (0, "A", Some(("[2] ", "[2]")))];
        assert_eq!(entries.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn numeric_lists_every_kind() {
        let list = samples::rendered(&samples::style("numeric"), "en", &sources(samples::KINDS), &[]);
        let list: Vec<&str> = list.entries.iter().map(|(_, entry)| &*entry.text).collect();
        assert_eq!(list.join("\n"), NUMERIC.trim());
    }

    const NUMERIC: &str = r#"
A supplier. Cloud consumption files. January 2026.
Government Accountability Office. Federal real property: agencies need new benchmarks. GAO-25-107. March 14, 2025. https://www.gao.gov/products/gao-25-107 (accessed February 10, 2026).
Ministry of Finance. “How we count.” Statistics Office, February 1, 2026. https://example.org/a?b=1&c=2 (accessed February 10, 2026).
Jane Doe and Richard Roe. “Agency paid twice for the same licences.” The Daily Record, Politics, February 18, 2026, p. A4.
Jane Doe, Richard Roe and Edgar Poe. “Estimating procurement ex post.” Journal of Public Budgeting 12, no. 3, July 2020, pp. 321–328. https://doi.org/10.1000/xyz<1>123.
Ana de la Cruz. The price of paper. Edited by Bo Smith. Translated by Carla Weiss. 2nd ed. Lisbon: University Press, 1999.
Bo Smith and Lou Kern (eds.). Counting the state. University Press, c. 2001.
Jane Doe. “What a contract says.” In Counting the state, edited by Bo Smith and Lou Kern, vol. 2, pp. 45–67, Lisbon: University Press, 2001.
Jane Doe. “We saw the invoices.” Interviewed by Richard Roe and Edgar Poe. January 20, 2026.
Jane Doe. Interviewed by Richard Roe. January 20, 2026.
Jane Doe. Email to Richard Roe. January 20, 2026.
Freedom of Information Act. 5 U.S.C. § 552, 1967.
Cloud Accountability Bill. H.R. 1234. House of Representatives, United States, June 2, 2025.
Roe v. Agency. 123 F.3d 456, no. 19-1234, 9th Cir., May 6, 2019.
Oversight of cloud spending. Hearing, no. 118-12. Committee on Oversight, Washington, September 12, 2024.
Central Purchasing Body. Contracts of the central purchasing body. Data set, version 2026-01. Open Data Portal, January 31, 2026. https://data.example.org/contracts (accessed February 1, 2026).
Jane Doe. “We are aware of the report.” Mastodon, February 18, 2026. https://social.example/@doe/1.
Jane Doe. “Opening statement.” Speech. Budget debate, Lisbon, November 3, 2025.
Richard Roe (dir.). “Paying twice.” Radio. The File, Public Radio, January 11, 2026.
Richard Roe (dir.). The audit. Studio, 2012.
Jane Doe. Buying by default. PhD thesis. University of Lisbon, 2018.
Jane Doe and Richard Roe. “Detecting duplicate invoices.” In Proceedings of the Audit Conference, Audit Conference, Porto, pp. 1–9, ACM, 2022.
The audit desk. invoice-match. Software, version 1.4.0. April 1, 2023. https://example.org/invoice-match.
Survey Office. Offices of the agency. Map, 1:25,000. Survey Office, 1987.
Jane Doe. Notebook 3. Manuscript. 1911–1912. Box 4, folder 2, City Archive, Porto.
Taxpayers’ Union. Know what you pay. Porto: Taxpayers’ Union, 1975.
“Is it 100 % ‘free’?” No date. https://example.org/free.
Committee on Oversight. Minutes of the committee. January–March 2026.
"#;

    #[test]
    fn author_date_lists_by_author_and_note_by_author_in_full() {
        let some = |name: &str, tag: &str| {
            let list = samples::rendered(&samples::style(name), tag, &sources(samples::KINDS), &[]);
            let keys = ["book", "interview", "untitled-interview", "journal", "law", "bill", "collection"];
            let sources = sources(samples::KINDS);
            let entries = list.entries.into_iter().filter(|(at, _)| keys.contains(&&*sources[*at].key));
            entries.map(|(_, entry)| entry.html).collect::<Vec<_>>().join("\n")
        };
        assert_eq!(some("author-date", "en"), AUTHOR_DATE.trim());
        assert_eq!(some("note", "pt-BR"), NOTE.trim());
    }

    const AUTHOR_DATE: &str = r#"
Cloud Accountability Bill. 2025. H.R. 1234. House of Representatives, United States, June 2, 2025.
de la Cruz, Ana. 1999. <cite>The price of paper</cite>. Edited by Bo Smith. Translated by Carla Weiss. 2nd ed. Lisbon: University Press.
Doe, Jane. 2026a. “We saw the invoices.” Interviewed by Richard Roe and Edgar Poe. January 20, 2026.
Doe, Jane. 2026b. Interviewed by Richard Roe. January 20, 2026.
Doe, Jane; Roe, Richard; Poe, Edgar. 2020. “Estimating procurement <i>ex post</i>.” <cite>Journal of Public Budgeting</cite> 12, no. 3, pp. 321–328. <a href="https://doi.org/10.1000/xyz%3C1%3E123">https://doi.org/10.1000/xyz&lt;1&gt;123</a>.
Freedom of Information Act. 1967. 5 U.S.C. § 552.
Smith, Bo; Kern, Lou (eds.). c. 2001. <cite>Counting the state</cite>. University Press.
"#;

    const NOTE: &str = r#"
Cloud Accountability Bill, H.R. 1234, House of Representatives, United States, 2 de junho de 2025.
Ana de la Cruz, <cite>The price of paper</cite>, organizado por Bo Smith, traduzido por Carla Weiss, 2ª ed., Lisbon: University Press, 1999.
Jane Doe, “We saw the invoices”, entrevista a Richard Roe e Edgar Poe, 20 de janeiro de 2026.
Jane Doe, entrevista a Richard Roe, 20 de janeiro de 2026.
Jane Doe, Richard Roe e Edgar Poe, “Estimating procurement <i>ex post</i>”, <cite>Journal of Public Budgeting</cite> 12, n. 3, julho de 2020, pp. 321–328, <a href="https://doi.org/10.1000/xyz%3C1%3E123">https://doi.org/10.1000/xyz&lt;1&gt;123</a>.
Freedom of Information Act, 5 U.S.C. § 552, 1967.
Bo Smith e Lou Kern (orgs.), <cite>Counting the state</cite>, University Press, c. 2001.
"#;

    /// `numeric` both ways: our quick one is held against hayagriva.
    #[test]
    fn the_quick_way_writes_what_hayagriva_writes() {
        let mut sources = sources(samples::KINDS);
        for (seed, kind) in (0..).zip(TYPES.iter().cycle().take(TYPES.len() * 3)) {
            sources.push(source_of(&format!("{kind}{seed}"), samples::any_item(kind, seed)));
        }
        let quick = samples::style("numeric");
        assert!(quick.is_direct);
        let slow = Style { is_direct: false, ..samples::style("numeric") };
        for tag in ["en", "pt-BR"] {
            let locale = samples::locale(tag);
            for source in &sources {
                let [quick, slow] = [&quick, &slow].map(|style| render_entry(style, &locale, source));
                assert_eq!(quick, slow, "{}", source.key);
            }
        }
    }
}
