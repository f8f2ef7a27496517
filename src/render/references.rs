//! Citations of an edition as its page shows them: marks in the sentence, notes, source lines of exhibits.
//!
//! The words are the citation style's; anchors and links are ours, without script: a mark leads to its note or source,
//! and `source_list.rs` leads back.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use crate::diag::Reported;
use crate::locale::LangTag;
use crate::memo;
use crate::render::view::FootnoteView;
use crate::render::words::{Writer, escaped};
use crate::render::{BodyHtml, Mode};
use crate::site::uses::{CitationUse, UseKind, Uses, source_of};
use crate::site::{EditionIx, FolderIx, Site};
use crate::source::citation::{self, Citation, Cite, Locator};
use crate::source::style::{self, MarkPiece, RenderedCitation, RenderedCitations, Style};
use crate::source::{Access, CslName, Source};
use crate::text::{Fingerprint, Fingerprinter};

/// What rendering citations remembers.
#[derive(Default)]
pub(crate) struct ReferenceMemo {
    rendered: memo::Table<Arc<RenderedCitations>>,
}

impl ReferenceMemo {
    /// How many editions of the last build were remembered, and how many were rendered.
    pub(crate) fn hits_and_misses(&self) -> (usize, usize) {
        self.rendered.hits_and_misses()
    }
}

/// The rendered citations of one edition.
pub(crate) struct References {
    style: Option<Arc<Style>>,
    pub(super) rendered: Arc<RenderedCitations>,
    marks: Vec<Option<MarkPlace>>,
}

/// What a citation of the edition is to its style; those of exhibits and bindings have no mark.
#[derive(Clone, Copy)]
struct MarkPlace {
    /// Its place among the rendered citations.
    at: usize,
    /// The number of the note it makes or stands in, under a note style, from 1.
    note: usize,
}

/// A mark as it stands in the sentence.
pub(crate) struct Mark {
    /// Safe HTML.
    pub(crate) html: String,
    /// It belongs to the word before it: the blank between them goes.
    pub(crate) joins: bool,
}

/// What one edition gives its style.
struct Job<'a> {
    site: &'a Site,
    ix: EditionIx,
    sources: Vec<&'a Source>,
    citations: Vec<style::CitationUse<'a>>,
    marks: Vec<Option<MarkPlace>>,
}

/// Characters that a mark may have to be kept on one line.
const SHORT_MARK: usize = 24;

/// Renders the citations of every edition, in the order of the editions.
pub(crate) fn of_all(site: &Site, memo: &mut ReferenceMemo) -> Reported<Vec<References>> {
    let Some(style) = &site.style else {
        return Reported::clean(site.editions.iter().map(|_| References::none()).collect());
    };
    let jobs: Vec<Job<'_>> = site.indexed_editions().map(|(ix, _)| job(site, ix, style)).collect();
    let rendered = memo.rendered.remember_all(
        &jobs,
        |job| job.key(style),
        |job| {
            let locale = &site.language(site.edition(job.ix).lang).style_locale;
            Arc::new(style::render(style, locale, &job.sources, &job.citations))
        },
    );
    let mut diagnostics = Vec::new();
    let mut references = Vec::with_capacity(jobs.len());
    for (job, rendered) in jobs.into_iter().zip(rendered) {
        diagnostics.extend(rendered.diagnostics.iter().cloned());
        references.push(References { style: Some(style.clone()), rendered, marks: job.marks });
    }
    Reported::new(references, diagnostics)
}

fn job<'a>(site: &'a Site, ix: EditionIx, style: &Style) -> Job<'a> {
    let uses = site.uses(ix);
    let mut citations = Vec::new();
    let mut marks = Vec::with_capacity(uses.citations.len());
    let mut in_text = 0;
    for used in &uses.citations {
        if used.kind != UseKind::Prose {
            marks.push(None);
            continue;
        }
        let note = match used.footnote {
            _ if !style.is_note() => 0,
            Some(at) => footnote_number(uses, at),
            None => {
                in_text += 1;
                note_number(uses, in_text)
            }
        };
        let cites = used.citation.cites.iter().zip(&used.sources);
        let cites = cites.filter_map(|(cite, source)| Some(((*source)?, cite))).collect();
        marks.push(Some(MarkPlace { at: citations.len(), note }));
        citations.push(style::CitationUse { mode: used.citation.mode, cites, note });
    }
    // Every used source was found when the uses were gathered.
    let sources = uses.sources.iter().filter_map(|source| source_of(site, source)).collect();
    Job { site, ix, sources, citations, marks }
}

/// The number of the `nth` citation in the text (from 1) among citations and footnotes.
fn note_number(uses: &Uses, nth: usize) -> usize {
    nth + uses.footnotes.iter().filter(|footnote| footnote.after_citations < nth).count()
}

/// The number of a footnote among citations and footnotes.
fn footnote_number(uses: &Uses, at: usize) -> usize {
    at + 1 + uses.footnotes.get(at).map_or(0, |footnote| footnote.after_citations)
}

impl Job<'_> {
    fn key(&self, style: &Style) -> Fingerprint {
        let language = self.site.language(self.site.edition(self.ix).lang);
        let mut print = Fingerprinter::new("citations");
        print.print(style.fingerprint).text(language.tag.as_str()).print(language.messages.fingerprint);
        for (source, used) in self.sources.iter().zip(&self.site.uses(self.ix).sources) {
            print.text(&source.key).print(self.site.folder(used.folder).data.fingerprint);
        }
        for citation in &self.citations {
            print.number(citation.mode as u64).number(citation.note as u64);
            for (source, cite) in &citation.cites {
                let locator = cite.locator.as_ref();
                print.number(*source as u64).number(u64::from(cite.suppress_author));
                print.text(&cite.prefix).text(&cite.suffix);
                print.text(locator.map_or("", |locator| locator.label));
                print.text(locator.map_or("", |locator| &locator.value));
            }
        }
        print.finish()
    }
}

impl References {
    /// No citations: for exhibits that stand on other pages, and for sites whose style cannot be read.
    pub(crate) fn none() -> Self {
        References { style: None, rendered: Arc::default(), marks: Vec::new() }
    }

    fn is_note(&self) -> bool {
        self.style.as_ref().is_some_and(|style| style.is_note())
    }

    pub(super) fn is_numeric(&self) -> bool {
        self.style.as_ref().is_some_and(|style| style.is_numeric())
    }

    /// How the style cites: `numeric`, `note` or `author-date`.
    pub(crate) fn kind(&self) -> &'static str {
        match &self.style {
            Some(style) if style.is_note() => "note",
            Some(style) if !style.is_numeric() => "author-date",
            _ => "numeric",
        }
    }

    /// The number of a footnote in a style that puts citations into notes; elsewhere footnotes are lettered.
    pub(crate) fn footnote_number(&self, uses: &Uses, at: usize) -> Option<usize> {
        self.is_note().then(|| footnote_number(uses, at))
    }

    /// Anchor of a source's entry, by the source's place among those used.
    pub(crate) fn entry_id(at: usize) -> String {
        format!("s_{}", at + 1)
    }

    fn rendered_citation(&self, at: usize) -> Option<(&RenderedCitation, usize)> {
        let place = (*self.marks.get(at)?)?;
        Some((self.rendered.citations.get(place.at)?, place.note))
    }

    /// The mark of a citation, by its place among those of the edition.
    pub(crate) fn mark(&self, writer: &Writer<'_>, at: usize, mode: Mode) -> Option<Mark> {
        let (rendered, number) = self.rendered_citation(at)?;
        let used = writer.uses.citations.get(at)?;
        match (&rendered.note, used.footnote) {
            (Some(_), None) => Some(note_mark(writer, rendered, number, used, mode)),
            (Some(note), Some(_)) => {
                // A note about the text may cite: the citation stands in it, not in a note to a note.
                let gap = if rendered.in_text.is_empty() { "" } else { " " };
                let html = format!("{}{gap}{}", plain(&rendered.in_text), linked(note, mode));
                Some(Mark { html, joins: false })
            }
            (None, _) => Some(self.text_mark(writer, rendered, used, mode)),
        }
    }

    /// A mark that stands in the sentence itself: `[1, p. 4]`, `(Okoro 2024)`.
    fn text_mark(
        &self,
        writer: &Writer<'_>,
        rendered: &RenderedCitation,
        used: &CitationUse,
        mode: Mode,
    ) -> Mark {
        let is_narrative = used.citation.mode == citation::Mode::Narrative;
        let joins = self.is_numeric() && !is_narrative;
        let pieces = &rendered.in_text;
        if mode != Mode::Page {
            return Mark { html: plain(pieces), joins };
        }
        let word = self.is_numeric().then(|| writer.language.messages.text("story.source", &[]));
        let word = word.map(|word| format!("<span class=\"vh\">{} </span>", escaped(&word)));
        let sources: BTreeSet<usize> = pieces.iter().filter_map(|piece| piece.source).collect();
        let only = sources.first().filter(|_| sources.len() == 1 && !is_narrative);
        let mut html = String::new();
        let mut is_first = true;
        for piece in pieces {
            let said = piece.source.filter(|_| std::mem::take(&mut is_first)).and(word.as_deref());
            let said = said.unwrap_or_default();
            match piece.source.filter(|_| only.is_none()) {
                Some(source) => {
                    let id = References::entry_id(source);
                    let _ = write!(html, "<a href=\"#{id}\">{said}{}</a>", piece.html);
                }
                None => {
                    html.push_str(said);
                    html.push_str(&piece.html);
                }
            }
            is_first = is_first && piece.source.is_none();
        }
        let anchor = &used.anchor;
        let length: usize = pieces.iter().map(|piece| piece.text.chars().count()).sum();
        let class = if length > SHORT_MARK { "cite long" } else { "cite" };
        let html = match only {
            Some(source) => {
                let id = References::entry_id(*source);
                format!("<a class=\"{class}\" id=\"{anchor}\" href=\"#{id}\">{html}</a>")
            }
            // Authors who are part of the sentence are words of it, not a mark beside it.
            None if is_narrative => format!("<span id=\"{anchor}\">{html}</span>"),
            None => format!("<span class=\"{class}\" id=\"{anchor}\">{html}</span>"),
        };
        Mark { html, joins }
    }

    /// Adds the notes that citations make to the footnotes, in the order of their numbers.
    pub(crate) fn add_notes(&self, writer: &Writer<'_>, mode: Mode, body: &mut BodyHtml) {
        if !self.is_note() {
            return;
        }
        let uses = writer.uses;
        let footnotes = std::mem::take(&mut body.footnotes).into_iter().enumerate();
        let mut notes: Vec<(usize, FootnoteView)> =
            footnotes.map(|(at, note)| (footnote_number(uses, at), note)).collect();
        for (at, used) in uses.citations.iter().enumerate().filter(|(_, used)| used.footnote.is_none()) {
            let Some((rendered, number)) = self.rendered_citation(at) else { continue };
            let view = FootnoteView {
                mark: writer.language.formatter.count(number),
                id: note_id(used),
                html: linked(rendered.note.as_deref().unwrap_or_default(), mode),
                backs: vec![used.anchor.to_string()],
                changes: Vec::new(),
            };
            notes.push((number, view));
        }
        notes.sort_by_key(|(number, _)| *number);
        body.footnotes = notes.into_iter().map(|(_, note)| note).collect();
    }

    /// What a figure or table rests on: title and place of each source, leading to its entry.
    pub(crate) fn source_line(
        &self,
        writer: &Writer<'_>,
        citations: &[(FolderIx, &Citation)],
        mode: Mode,
    ) -> String {
        self.line(writer, citations, mode, |_, source| short_title(writer, source))
    }

    /// The same for a note in the margin, where there is little room: sources with a number are named by it.
    pub(crate) fn note_line(
        &self,
        writer: &Writer<'_>,
        citations: &[(FolderIx, &Citation)],
        mode: Mode,
    ) -> String {
        self.line(writer, citations, mode, |at, source| match at.and_then(|at| self.number(at)) {
            Some(number) => {
                let number = writer.language.formatter.count(number);
                escaped(&writer.language.messages.text("note.source", &[("number", &number)]))
            }
            None => short_title(writer, source),
        })
    }

    /// The number of a source in the list, by the source's place among those used; some styles have none.
    fn number(&self, at: usize) -> Option<usize> {
        let place = self.rendered.entries.iter().position(|(entry, _)| *entry == at)?;
        self.is_numeric().then_some(place + 1)
    }

    fn line(
        &self,
        writer: &Writer<'_>,
        citations: &[(FolderIx, &Citation)],
        mode: Mode,
        name: impl Fn(Option<usize>, &Source) -> String,
    ) -> String {
        let mut parts = Vec::new();
        for (folder, citation) in citations {
            for cite in citation.cites.iter() {
                let Some(html) = self.place(writer, *folder, cite, mode, &name) else { continue };
                if !parts.contains(&html) {
                    parts.push(html);
                }
            }
        }
        parts.join("; ")
    }

    /// A source and the place in it that is cited.
    fn place(
        &self,
        writer: &Writer<'_>,
        folder: FolderIx,
        cite: &Cite,
        mode: Mode,
        name: &impl Fn(Option<usize>, &Source) -> String,
    ) -> Option<String> {
        let found = writer.site.source(folder, &cite.key.value)?;
        let at = writer.uses.source_index(found.folder, &found.value.key);
        let mut html = name(at, found.value);
        if let Some(at) = at.filter(|_| mode == Mode::Page && self.style.is_some()) {
            html = format!("<a href=\"#{}\">{html}</a>", References::entry_id(at));
        }
        if let Some(locator) = &cite.locator {
            let comma = writer.language.messages.text("punctuation.comma", &[]);
            let _ = write!(html, "{comma}{}", escaped(&locator_words(writer, locator)));
        }
        Some(html)
    }

    /// One place that a figure or quotation rests on: author and title, leading to the entry.
    pub(crate) fn place_line(&self, writer: &Writer<'_>, folder: FolderIx, cite: &Cite) -> Option<String> {
        self.place(writer, folder, cite, Mode::Page, &|_, source| short_title(writer, source))
    }

    /// The entry of a source, by its place among those used.
    pub(crate) fn entry(&self, at: usize) -> Option<&str> {
        let mut entries = self.rendered.entries.iter();
        entries.find(|(source, _)| *source == at).map(|(_, entry)| entry.html.as_str())
    }

    /// The entries in the order of the list, as safe HTML: for feeds.
    pub(crate) fn plain_list(&self) -> impl Iterator<Item = &str> {
        self.rendered.entries.iter().map(|(_, entry)| entry.html.as_str())
    }
}

/// Anchor of the note that a citation makes.
fn note_id(used: &CitationUse) -> String {
    format!("k_{}", used.anchor.trim_start_matches("c_"))
}

/// The number of a note, behind an author who is part of the sentence.
fn note_mark(
    writer: &Writer<'_>,
    rendered: &RenderedCitation,
    number: usize,
    used: &CitationUse,
    mode: Mode,
) -> Mark {
    let mut html = plain(&rendered.in_text);
    let joins = html.is_empty();
    let number = writer.language.formatter.count(number);
    if mode == Mode::Page {
        let word = escaped(&writer.language.messages.text("story.footnote", &[]));
        let _ = write!(
            html,
            "<sup><a class=\"fn\" id=\"{}\" href=\"#{}\"><span class=\"vh\">{word} </span>{number}</a></sup>",
            used.anchor,
            note_id(used)
        );
    } else {
        let _ = write!(html, "<sup>{number}</sup>");
    }
    Mark { html, joins }
}

fn plain(pieces: &[MarkPiece]) -> String {
    pieces.iter().map(|piece| piece.html.as_str()).collect()
}

/// Pieces with links to the entries of their sources, on the page itself. A piece that leads somewhere by itself,
/// as a reference with its address does, stays as it is: a link cannot hold a link.
fn linked(pieces: &[MarkPiece], mode: Mode) -> String {
    let mut html = String::new();
    for piece in pieces {
        let is_link = piece.html.contains("<a ");
        match piece.source.filter(|_| mode == Mode::Page && !is_link) {
            Some(source) => {
                let id = References::entry_id(source);
                let _ = write!(html, "<a href=\"#{id}\">{}</a>", without_links(&piece.html));
            }
            None => html.push_str(&piece.html),
        }
    }
    html
}

/// What a style wrote without its links (of a DOI, mostly): it stands in a link to the entry, which has them.
fn without_links(html: &str) -> String {
    let mut rest = html;
    let mut plain = String::with_capacity(html.len());
    while let Some((before, tag)) = rest.split_once("<a ") {
        plain.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, inside)| inside);
    }
    plain.push_str(rest);
    plain.replace("</a>", "")
}

/// What a source is called in few words: who made it and its title; the style has all of it in the list.
pub(super) fn short_title(writer: &Writer<'_>, source: &Source) -> String {
    let item = &source.item;
    let cite = |title| format!("<cite{}>{}</cite>", language_attributes(writer, source), escaped(title));
    let title = item.text("title-short").or_else(|| item.text("title"));
    let authors = item.names.get("author").map(Vec::as_slice).unwrap_or_default();
    let author = match authors {
        [only] => Some(short_name(only)),
        [first, second] => Some(format!("{}, {}", short_name(first), short_name(second))),
        _ => None,
    };
    match (author, title) {
        (Some(author), Some(title)) => format!("{}, {}", escaped(&author), cite(title)),
        (Some(author), None) => escaped(&author),
        (None, Some(title)) => cite(title),
        // A key may tell what the record keeps back.
        (None, None) if source.provenance.access == Access::Withheld => "–".to_owned(),
        (None, None) => escaped(&source.key),
    }
}

/// The language of a source, where it is not the page's: its title is in it.
pub(super) fn foreign_language(writer: &Writer<'_>, source: &Source) -> Option<LangTag> {
    let tag = LangTag::parse(source.item.text("language")?).ok()?;
    (tag.language() != writer.language.tag.language()).then_some(tag)
}

fn language_attributes(writer: &Writer<'_>, source: &Source) -> String {
    let tag = foreign_language(writer, source);
    tag.map(|tag| format!(" lang=\"{tag}\" dir=\"{}\"", tag.direction().name())).unwrap_or_default()
}

fn short_name(name: &CslName) -> String {
    let family = name.family.as_deref().or(name.literal.as_deref()).or(name.given.as_deref());
    let particle = name.non_dropping_particle.as_deref().map(|particle| format!("{particle} "));
    format!("{}{}", particle.unwrap_or_default(), family.unwrap_or_default())
}

/// A place in a source: "pp. 9–12", "第9–12页".
pub(crate) fn locator_words(writer: &Writer<'_>, locator: &Locator) -> String {
    let number = locator.value.replace('-', "–");
    let own = format!("places.{}", locator.label);
    if let Some(words) = writer.language.messages.get(&own, &[("n", &number)]) {
        return words;
    }
    let is_several = locator.value.contains(['-', '–', ',', '&']);
    let category = if is_several { "other" } else { "one" };
    let term = writer.language.messages.plural(&format!("locators.{}", locator.label), category, &[]);
    format!("{term}\u{a0}{number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_link_holds_a_link() {
        let piece = |html: &str| MarkPiece { html: html.to_owned(), text: String::new(), source: Some(1) };
        let address = "<a href=\"https://doi.example/1\">doi.example/1</a>";
        assert_eq!(linked(&[piece(address)], Mode::Page), address);
        assert_eq!(linked(&[piece("Dahl")], Mode::Page), "<a href=\"#s_2\">Dahl</a>");
        assert_eq!(linked(&[piece("Dahl")], Mode::Feed), "Dahl");
    }
}
