//! What one edition uses, in reading order: exhibits with their numbers, formulas, citations, sources, footnotes,
//! other stories.
//!
//! Made once an edition, before anything is rendered: numbers and back-links must be known when the first mark is
//! written. What cannot be found is left out here and reported by checks.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::data::DataTable;
use crate::figure::{Exhibit, ExhibitKind};
use crate::locale::Localised;
use crate::prose::inline::parse_line;
use crate::prose::{CellBinding, FactRef, Inline, InlineKind, Line, Target};
use crate::site::{Edition, EditionIx, FolderIx, Site, values};
use crate::source::Source;
use crate::source::citation::{Citation, Cite, Mode};
use crate::story::blocks::Argument;
use crate::story::visit::{self, Part};
use crate::story::{Block, BlockContent};
use crate::text::Spanned;

/// What an edition uses.
#[derive(Default)]
pub(crate) struct Uses {
    /// Embedded exhibits in order; the number of each is its place, from 1.
    pub(crate) embeds: Vec<Embed>,
    /// Ids of numbered formulas in order; the number of each is its place, from 1.
    pub(crate) equations: Vec<Arc<str>>,
    /// Citations in order.
    pub(crate) citations: Vec<CitationUse>,
    /// Cited sources in order of first use.
    pub(crate) sources: Vec<SourceUse>,
    /// Footnotes in order of their first marks.
    pub(crate) footnotes: Vec<FootnoteUse>,
    /// Other stories that it links to, each once, in order.
    pub(crate) stories: Vec<EditionIx>,
    /// What its words are bound to; filled by `bound.rs`.
    pub(crate) bound: Bound,
    by_key: BTreeMap<CiteKey, Vec<usize>>,
}

impl Uses {
    /// The place in [`Uses::citations`] of the `nth` use (from 0) of the citation written somewhere.
    pub(crate) fn citation_index(&self, key: &CiteKey, nth: usize) -> Option<usize> {
        let list = self.by_key.get(key)?;
        list.get(nth).or(list.last()).copied()
    }

    /// The number of an exhibit, from 1, if it is embedded.
    pub(crate) fn embed(&self, id: &str) -> Option<(usize, &Embed)> {
        self.embeds
            .iter()
            .enumerate()
            .find(|(_, embed)| *embed.exhibit.id == *id)
            .map(|(at, embed)| (at + 1, embed))
    }

    /// The number of a formula, from 1.
    pub(crate) fn equation(&self, id: &str) -> Option<usize> {
        self.equations.iter().position(|other| **other == *id).map(|at| at + 1)
    }

    /// Place of a source in [`Uses::sources`].
    pub(crate) fn source_index(&self, folder: FolderIx, key: &str) -> Option<usize> {
        self.sources.iter().position(|source| source.folder == folder && *source.key == *key)
    }
}

/// Where a citation is written: the file, and the byte at which its first key begins.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CiteKey {
    file: Arc<str>,
    start: u32,
}

impl CiteKey {
    /// The key of a citation of that file.
    pub(crate) fn of(file: &Arc<str>, citation: &Citation) -> CiteKey {
        let start = citation.cites.first().map_or(0, |cite| cite.key.span.start);
        CiteKey { file: file.clone(), start }
    }
}

/// How a source is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UseKind {
    /// Cited in prose: it gets a mark.
    Prose,
    /// In the source line of an exhibit.
    Exhibit,
    /// It is what a bound figure or quotation rests on.
    Binding,
}

/// One citation.
pub(crate) struct CitationUse {
    /// As written.
    pub(crate) citation: Citation,
    /// Place of each cite's source in [`Uses::sources`]; `None` where the key is unknown.
    pub(crate) sources: Vec<Option<usize>>,
    /// How it is used.
    pub(crate) kind: UseKind,
    /// Anchor on the page that leads back to it.
    pub(crate) anchor: Arc<str>,
    /// The footnote it stands in, by its place in [`Uses::footnotes`].
    pub(crate) footnote: Option<usize>,
}

/// A cited source.
pub(crate) struct SourceUse {
    /// The folder that defines it.
    pub(crate) folder: FolderIx,
    /// Its citation key.
    pub(crate) key: Arc<str>,
    /// Places of its citations in [`Uses::citations`].
    pub(crate) citations: Vec<usize>,
}

/// A footnote with at least one mark.
pub(crate) struct FootnoteUse {
    /// Its label, as written.
    pub(crate) label: Box<str>,
    /// How many marks lead to it.
    pub(crate) marks: usize,
    /// How many prose citations stand before its first mark: numbers it in styles that put citations into notes.
    pub(crate) after_citations: usize,
}

/// An exhibit in its place.
pub(crate) struct Embed {
    /// As written.
    pub(crate) exhibit: Arc<Exhibit>,
    /// The folder that defines it.
    pub(crate) folder: FolderIx,
    /// Its table, if it has one, and the folder that defines it.
    pub(crate) table: Option<(FolderIx, Arc<DataTable>)>,
    /// Texts in the edition's language.
    pub(crate) title: Line,
    /// What is measured.
    pub(crate) subtitle: Line,
    /// A remark.
    pub(crate) note: Line,
    /// What is seen.
    pub(crate) caption: Line,
    /// The record's alternative text.
    pub(crate) alt: Option<Line>,
    /// Remarks on values of a chart, in their order.
    pub(crate) annotations: Vec<Line>,
}

/// What the words of an edition are bound to.
#[derive(Default)]
pub(crate) struct Bound {
    /// Figures and quotations in order of first use.
    pub(crate) figures: Vec<BoundFigure>,
    /// Every link that binds words to them, in reading order.
    pub(crate) links: Vec<BoundLink>,
}

impl Bound {
    /// The link that is written at a place: its file, and the byte at which it begins.
    pub(crate) fn link(&self, file: &Arc<str>, start: u32) -> Option<&BoundLink> {
        self.links.iter().find(|link| link.start == start && link.file == *file)
    }
}

/// A figure or quotation that words are bound to.
pub(crate) struct BoundFigure {
    /// What it is.
    pub(crate) to: BoundTo,
    /// Anchor of its first mark in the text, one of a kind on the page: `m_growth`.
    pub(crate) anchor: Arc<str>,
}

impl BoundFigure {
    /// The anchor of its entry among the evidence: `growth`; of a quotation `q_terms`.
    pub(crate) fn id(&self) -> &str {
        self.anchor.strip_prefix("m_").unwrap_or(&self.anchor)
    }
}

/// What words can be bound to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum BoundTo {
    /// A fact, by the folder that defines it and its id.
    Fact(FolderIx, Arc<str>),
    /// A cell, by its selector as seen from a folder.
    Cell(FolderIx, Arc<str>),
    /// A quotation, by the folder that defines it and its id.
    Quote(FolderIx, Arc<str>),
}

/// Words that are bound to something.
pub(crate) struct BoundLink {
    /// The file they are written in.
    pub(crate) file: Arc<str>,
    /// The byte at which the link begins.
    pub(crate) start: u32,
    /// Places in [`Bound::figures`], in the order of the words.
    pub(crate) figures: Vec<usize>,
    /// Anchor of this use, if the text has a mark for it: titles and exhibits have none.
    pub(crate) mark: Option<Arc<str>>,
}

/// What every published edition uses, in the order of the editions.
pub(crate) fn of(site: &Site, edition: &Edition) -> Uses {
    let mut reader = Reader { site, edition, uses: Uses::default(), footnote: None };
    reader.read();
    // A site holds the uses of all its editions.
    let mut uses = reader.uses;
    uses.citations.shrink_to_fit();
    uses.sources.shrink_to_fit();
    uses.embeds.shrink_to_fit();
    uses
}

struct Reader<'a> {
    site: &'a Site,
    edition: &'a Edition,
    uses: Uses,
    footnote: Option<usize>,
}

impl<'a> Reader<'a> {
    fn read(&mut self) {
        let edition = self.edition;
        let own = edition.file.path.clone();
        if let Some(description) = &edition.meta.description {
            self.inlines(&description.line, edition.folder, &own);
        }
        self.corrections(true);
        self.blocks(&edition.file.body.blocks);
        self.footnotes();
        self.footnote = None;
        let original =
            self.site.folder(edition.folder).original.map(|ix| self.site.edition(ix).file.path.clone());
        let replies_file = original.unwrap_or_else(|| own.clone());
        for reply in &edition.meta.replies {
            for citation in &reply.cite {
                self.cite(citation, edition.folder, &replies_file, UseKind::Prose, None);
            }
        }
        self.corrections(false);
    }

    fn corrections(&mut self, major: bool) {
        let edition = self.edition;
        let tag = &edition.file.lang;
        for (_, correction) in
            edition.meta.corrections.iter().filter(|(_, correction)| correction.kind.is_major() == major)
        {
            if let Some((note, _)) = correction.note(tag) {
                self.inlines(&note.line, edition.folder, &note.text.place.file);
            }
        }
    }

    /// Footnotes in the order of their marks; a note may have marks of further notes in it.
    fn footnotes(&mut self) {
        let body = &self.edition.file.body;
        let mut at = 0;
        while let Some(label) = self.uses.footnotes.get(at).map(|note| note.label.clone()) {
            self.footnote = Some(at);
            if let Some(note) = body.footnotes.iter().find(|note| note.label == label) {
                self.blocks(&note.blocks);
            }
            at += 1;
        }
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        let own = self.edition.file.path.clone();
        let mut parts = Vec::new();
        visit::blocks(blocks, &mut |part| parts.push(part));
        for part in parts {
            match part {
                Part::Inline(inline) => self.inline(inline, self.edition.folder, &own),
                Part::Block(block) => self.block(block),
            }
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockContent::Embed { id, .. } => self.embed(id),
            BlockContent::Math { id: Some(id), .. } => self.uses.equations.push(id.value.clone()),
            BlockContent::Marked(marked) if marked.kind.argument == Argument::Quote => {
                if let Some(id) = &marked.argument {
                    self.quote(&id.value, UseKind::Prose, None);
                }
            }
            _ => {}
        }
    }

    fn inlines(&mut self, line: &[Inline], scope: FolderIx, file: &Arc<str>) {
        let mut parts = Vec::new();
        visit::inlines(line, &mut |part| parts.push(part));
        for part in parts {
            if let Part::Inline(inline) = part {
                self.inline(inline, scope, file);
            }
        }
    }

    fn inline(&mut self, inline: &Inline, scope: FolderIx, file: &Arc<str>) {
        match &inline.kind {
            InlineKind::Citation(cited) => {
                let known = cited
                    .citation
                    .cites
                    .iter()
                    .any(|cite| self.site.source(scope, &cite.key.value).is_some());
                if cited.bare.is_none() || known {
                    self.cite(&cited.citation, scope, file, UseKind::Prose, None);
                }
            }
            InlineKind::Footnote(label) => self.footnote(label),
            InlineKind::Link(link) => self.target(&link.target, scope),
            _ => {}
        }
    }

    fn target(&mut self, target: &Target, scope: FolderIx) {
        let edition = self.edition;
        let link = match target {
            Target::Story(reference) => self.site.story(reference, edition.lang),
            Target::EditionFile(reference) => self.site.story_file(edition, reference),
            Target::Fact(binding) => {
                binding.facts.iter().for_each(|fact| self.fact(fact, scope));
                return;
            }
            Target::Cell(cell) => return self.cell(cell, scope),
            Target::Quote(id) => return self.quote(id, UseKind::Binding, Some(quote_anchor(id))),
            _ => return,
        };
        if let Ok(link) = link
            && !self.uses.stories.contains(&link.edition)
            && self.site.edition(link.edition).folder != edition.folder
        {
            self.uses.stories.push(link.edition);
        }
    }

    fn footnote(&mut self, label: &str) {
        match self.uses.footnotes.iter_mut().find(|note| *note.label == *label) {
            Some(note) => note.marks += 1,
            None => {
                let before = self
                    .uses
                    .citations
                    .iter()
                    .filter(|citation| citation.kind == UseKind::Prose && citation.footnote.is_none());
                let after_citations = before.count();
                self.uses.footnotes.push(FootnoteUse { label: label.into(), marks: 1, after_citations });
            }
        }
    }

    fn cite(
        &mut self,
        citation: &Citation,
        scope: FolderIx,
        file: &Arc<str>,
        kind: UseKind,
        anchor: Option<Arc<str>>,
    ) {
        let number = self.uses.citations.len();
        let sources: Vec<Option<usize>> =
            citation.cites.iter().map(|cite| self.source(cite, scope, number)).collect();
        if sources.iter().all(Option::is_none) {
            return;
        }
        let anchor = anchor.unwrap_or_else(|| format!("c_{}", number + 1).into());
        // Only what stands in prose makes a mark, and is looked for by the place where it is written.
        if kind == UseKind::Prose {
            self.uses.by_key.entry(CiteKey::of(file, citation)).or_default().push(number);
        }
        let footnote = self.footnote;
        self.uses.citations.push(CitationUse { citation: citation.clone(), sources, kind, anchor, footnote });
    }

    fn source(&mut self, cite: &Cite, scope: FolderIx, citation: usize) -> Option<usize> {
        let found = self.site.source(scope, &cite.key.value)?;
        let known = self
            .uses
            .sources
            .iter()
            .position(|source| source.folder == found.folder && source.key == found.value.key);
        let at = known.unwrap_or_else(|| {
            let key = found.value.key.clone();
            self.uses.sources.push(SourceUse { folder: found.folder, key, citations: Vec::new() });
            self.uses.sources.len() - 1
        });
        if let Some(source) = self.uses.sources.get_mut(at)
            && source.citations.last() != Some(&citation)
        {
            source.citations.push(citation);
        }
        Some(at)
    }

    /// What a bound figure rests on is part of the source list; it leads back to the figure's first mark.
    fn fact(&mut self, reference: &FactRef, scope: FolderIx) {
        let Some(found) = self.site.fact(scope, reference) else { return };
        let anchor: Arc<str> = fact_anchor(&found.value.id).into();
        if self.uses.citations.iter().any(|citation| citation.anchor == anchor) {
            return;
        }
        for basis in values::basis(self.site, found) {
            self.cite(basis.citation, basis.folder, basis.file, UseKind::Binding, Some(anchor.clone()));
        }
    }

    fn cell(&mut self, cell: &CellBinding, scope: FolderIx) {
        let anchor: Arc<str> = cell_anchor(&cell.selector.value).into();
        if !self.uses.citations.iter().any(|citation| citation.anchor == anchor) {
            self.table_of_selector(&cell.selector.value, scope, &anchor);
        }
    }

    fn table_of_selector(&mut self, selector: &str, scope: FolderIx, anchor: &Arc<str>) {
        let id = selector.split('[').next().unwrap_or_default();
        let Some(table) = self.site.table(scope, id) else { return };
        for citation in &table.value.cite {
            self.cite(
                citation,
                table.folder,
                &table.value.description,
                UseKind::Binding,
                Some(anchor.clone()),
            );
        }
    }

    fn quote(&mut self, id: &str, kind: UseKind, anchor: Option<Arc<str>>) {
        let Some(found) = self.site.quote(self.edition.folder, id) else { return };
        if anchor.is_some()
            && self.uses.citations.iter().any(|citation| Some(&citation.anchor) == anchor.as_ref())
        {
            return;
        }
        for citation in &found.value.cite {
            self.cite(citation, found.folder, &found.value.place.file, kind, anchor.clone());
        }
    }

    fn embed(&mut self, id: &Spanned<Arc<str>>) {
        let Some((folder, exhibit)) = self.site.exhibit(self.edition, &id.value) else { return };
        let words = |text: &Option<Localised>| self.line(text.as_ref());
        let embed = Embed {
            table: exhibit.table().and_then(|table| {
                let found = self.site.table(folder, &table.value)?;
                Some((found.folder, found.value.clone()))
            }),
            title: words(&exhibit.title),
            subtitle: words(&exhibit.subtitle),
            note: words(&exhibit.note),
            caption: words(&exhibit.caption),
            alt: exhibit.alt.as_ref().and_then(|alt| self.alt(alt, &exhibit)),
            annotations: exhibit.annotations().iter().map(|note| self.line(Some(&note.text))).collect(),
            exhibit,
            folder,
        };
        for (line, text) in [
            (&embed.title, &embed.exhibit.title),
            (&embed.subtitle, &embed.exhibit.subtitle),
            (&embed.caption, &embed.exhibit.caption),
            (&embed.note, &embed.exhibit.note),
        ] {
            let text = text.as_ref().and_then(|text| text.get_or_any(&self.edition.file.lang));
            let file = text.map(|(text, _)| text.place.file.clone());
            if let Some(file) = file {
                self.inlines(line, folder, &file);
            }
        }
        let anchor = embed.exhibit.id.clone();
        if let Some((owner, table)) = &embed.table {
            for citation in &table.cite {
                self.cite(citation, *owner, &table.description, UseKind::Exhibit, Some(anchor.clone()));
            }
        }
        if let ExhibitKind::Document { source, .. } = &embed.exhibit.kind {
            let citation = document_citation(source);
            self.cite(&citation, folder, &source.place.file, UseKind::Exhibit, Some(anchor));
        }
        self.uses.embeds.push(embed);
    }

    /// A text in the edition's language; where it is not translated yet, in the original's.
    fn line(&self, text: Option<&Localised>) -> Line {
        let text = text.and_then(|text| text.get_or_any(&self.edition.file.lang));
        text.map_or_else(Line::new, |(text, _)| parse_line(text, &self.language().messages.locators).value)
    }

    /// An alternative text; that of a drawing is generated where the edition's language has none.
    fn alt(&self, alt: &Localised, exhibit: &Exhibit) -> Option<Line> {
        let is_drawn = matches!(exhibit.kind, ExhibitKind::Chart(_) | ExhibitKind::Table(_));
        let is_lent = alt.get(&self.edition.file.lang).is_none();
        (!is_drawn || !is_lent).then(|| self.line(Some(alt)))
    }

    fn language(&self) -> &crate::site::Language {
        self.site.language(self.edition.lang)
    }
}

/// The citation that a document exhibit makes of its source.
pub(crate) fn document_citation(source: &crate::fields::Text) -> Citation {
    let key = Spanned::new(source.value.clone(), source.place.span);
    let cite = Cite { key, suppress_author: false, prefix: "".into(), locator: None, suffix: "".into() };
    Citation { mode: Mode::Parenthetical, cites: [cite].into() }
}

/// Anchor of a fact's first mark.
pub(crate) fn fact_anchor(id: &str) -> String {
    format!("m_{id}")
}

/// Anchor of a cell's first mark.
pub(crate) fn cell_anchor(selector: &str) -> String {
    let plain: String =
        selector.chars().map(|sign| if sign.is_alphanumeric() { sign } else { '-' }).collect();
    format!("m_{}", plain.trim_matches('-'))
}

/// Anchor of a quotation's first mark.
pub(crate) fn quote_anchor(id: &str) -> Arc<str> {
    format!("q_{id}").into()
}

/// The source of a use.
pub(crate) fn source_of<'a>(site: &'a Site, source: &SourceUse) -> Option<&'a Source> {
    site.folder(source.folder).data.sources.get(&source.key)
}
