//! The page that shows readers how each figure and quotation of a story is known.
//!
//! Nothing on it is written for it: values, bounds, formulas and sources are those of the record, sentences those of the
//! story. What is withheld stays so: of such a source it shows what the story's own list shows.

use crate::data::DataTable;
use crate::fact::{Fact, FactValue};
use crate::formula::selector::parse_selector;
use crate::formula::working::Working;
use crate::locale::format::DateStyle;
use crate::render::claims::{self, Shown};
use crate::render::corrections;
use crate::render::downloads::Downloads;
use crate::render::edition::{self, Parts};
use crate::render::frame::{self, PageFacts, link_view};
use crate::render::links::{self, Base};
use crate::render::places::Places;
use crate::render::prose::HtmlWriter;
use crate::render::references::{References, short_title};
use crate::render::view::evidence::{
    CellView, DocumentFileView, DownloadView, EvidenceSourceView, EvidenceView, HowWeKnowView, QuotationView,
    StatedView, WithheldView,
};
use crate::render::view::{LinkView, OriginalView, ReferenceView};
use crate::render::words::{self, Writer, language_in};
use crate::render::{Mode, evidence, sentences, source_list, translation, workings};
use crate::site::bound;
use crate::site::lookup::{Found, SiteFile, StoryLink};
use crate::site::uses::{BoundTo, CiteKey, source_of};
use crate::site::values::{self, Resolved};
use crate::site::{EditionIx, FolderIx, Site};
use crate::source::citation::{Citation, Cite};
use crate::source::{Access, NameKind, Quote, Source};

/// The view, and templates that failed on the way.
pub(crate) fn view(
    parts: Parts<'_>,
    ix: EditionIx,
    references: &References,
    downloads: &Downloads,
) -> HowWeKnowView {
    let site = parts.site;
    let edition = site.edition(ix);
    let writer = Writer::new(site, edition, site.uses(ix));
    let base = Base::of_page(&links::evidence(edition));
    let page = Page { writer, references, downloads, base };
    let stated = sentences::of_figures(&page.writer, &page.base);
    let figures = page.figures(&stated);
    let quotations = page.quotations(stated);
    let sources = page.references(&figures, &quotations);
    let documents = page.documents();
    let downloads = page.downloads();
    let mut facts = page.facts();
    facts.image = edition::preview(site, parts.theme, parts.figures, references, edition);
    facts.json_ld = claims::page(&Shown {
        writer: &page.writer,
        headline: &words::headline(site, edition, page.writer.uses),
        title: &facts.title,
        description: &facts.description,
        figures: &figures,
        quotations: &quotations,
        downloads: &downloads,
        documents: &documents,
    });
    HowWeKnowView {
        story: link_view(site, StoryLink { edition: ix, is_foreign: false }),
        translation: translation::view(site, edition, &Places::default()),
        figures,
        quotations,
        downloads,
        documents,
        method: page.method(),
        withheld: page.withheld(),
        references: sources,
        citation_style: references.kind(),
        replies: edition::replies(&mut page.html(parts, page.reply_mode())),
        exports: edition::exports(site, edition, page.writer.uses),
        changes: corrections::views(&mut page.html(parts, Mode::Lead)),
        frame: frame::frame(site, facts),
    }
}

/// A figure on its way to its entry.
struct Figure<'a> {
    id: String,
    to: BoundTo,
    resolved: Resolved<'a>,
    working: Option<Working>,
}

struct Page<'a> {
    writer: Writer<'a>,
    references: &'a References,
    downloads: &'a Downloads,
    base: Base,
}

impl<'a> Page<'a> {
    fn site(&self) -> &'a Site {
        self.writer.site
    }

    fn message(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.writer.language.messages.text(key, values)
    }

    fn html(&self, parts: Parts<'a>, mode: Mode) -> HtmlWriter<'a> {
        HtmlWriter::new(self.writer, parts.theme, self.references, parts.figures, self.base.clone(), mode)
    }

    /// Marks of replies lead to the sources on this page; notes stand in the story alone.
    fn reply_mode(&self) -> Mode {
        if self.references.kind() == "note" { Mode::Lead } else { Mode::Page }
    }

    fn facts(&self) -> PageFacts {
        let Writer { site, edition, uses, .. } = self.writer;
        let headline = words::headline(site, edition, uses);
        let path = links::evidence(edition);
        let title = self.message("evidence.page_title", &[("title", &headline)]);
        let description = self.message("evidence.description", &[("title", &headline)]);
        let folder = site.folder(edition.folder);
        let has_one = |ix: &&EditionIx| links::has_evidence(site.uses(**ix));
        let sibling = |ix: &EditionIx| (site.edition(*ix).lang, links::evidence(site.edition(*ix)));
        let modified = edition.meta.updated.as_ref().or(edition.meta.date.as_ref());
        PageFacts {
            siblings: folder.editions.iter().filter(has_one).map(sibling).collect(),
            default: folder.original.filter(|ix| has_one(&ix)).map(|ix| sibling(&ix).1),
            modified: modified.map(|moment| moment.rfc3339.clone()),
            ..PageFacts::plain(edition.lang, path, title, description)
        }
    }

    /// Figures of the story, then what they are worked out from, each once.
    fn collect(&self) -> Vec<Figure<'a>> {
        let mut figures: Vec<Figure<'a>> = Vec::new();
        for bound in &self.writer.uses.bound.figures {
            figures.extend(self.figure(bound.id().to_owned(), bound.to.clone()));
        }
        let mut at = 0;
        while let Some(figure) = figures.get(at) {
            let mut inside = Vec::new();
            if let (Some(working), BoundTo::Fact(folder, _)) = (&figure.working, &figure.to) {
                facts_of(working, &mut |id| inside.extend(self.site().fact(*folder, &values::fact_ref(id))));
            }
            for found in inside {
                let to = BoundTo::Fact(found.folder, found.value.id.clone());
                if !figures.iter().any(|known| known.to == to) {
                    let id = found.value.id.to_string();
                    let is_taken = figures.iter().any(|known| known.id == id);
                    let id = if is_taken { format!("{id}_of{}", figures.len()) } else { id };
                    figures.extend(self.figure(id, to));
                }
            }
            at += 1;
        }
        figures
    }

    fn figure(&self, id: String, to: BoundTo) -> Option<Figure<'a>> {
        let resolved = bound::resolve(self.site(), &to)?;
        let working = match &to {
            BoundTo::Fact(folder, fact) => {
                bound::fact(self.site(), *folder, fact).and_then(|found| values::working(self.site(), found))
            }
            BoundTo::Cell(..) | BoundTo::Quote(..) => None,
        };
        Some(Figure { id, to, resolved, working })
    }

    fn figures(&self, stated: &[Vec<StatedView>]) -> Vec<EvidenceView> {
        let figures = self.collect();
        let entry = |found: Found<'_, Fact>| {
            let to = BoundTo::Fact(found.folder, found.value.id.clone());
            figures.iter().find(|figure| figure.to == to).map(|figure| figure.id.clone())
        };
        let bound = &self.writer.uses.bound.figures;
        let view = |figure: &Figure<'a>| {
            let place = bound.iter().position(|bound| bound.to == figure.to);
            let stated = place.and_then(|at| stated.get(at)).cloned().unwrap_or_default();
            self.evidence(figure, stated, &entry)
        };
        figures.iter().map(view).collect()
    }

    fn evidence(
        &self,
        figure: &Figure<'a>,
        stated: Vec<StatedView>,
        entry: &dyn Fn(Found<'_, Fact>) -> Option<String>,
    ) -> EvidenceView {
        let writer = &self.writer;
        let resolved = &figure.resolved;
        let fact = match &figure.to {
            BoundTo::Fact(folder, id) => bound::fact(self.site(), *folder, id),
            BoundTo::Cell(..) | BoundTo::Quote(..) => None,
        };
        let working = fact.zip(figure.working.as_ref());
        let label = evidence::label(writer, resolved);
        let formatter = &writer.language.formatter;
        let status = resolved.status;
        EvidenceView {
            value: evidence::value(writer, &resolved.value, working.is_some()),
            leaves_open: evidence::leaves_open(writer, &resolved.value, working.is_some()),
            working: working
                .map(|(found, working)| workings::spell_out(writer, found, working, &resolved.value, entry)),
            cell: self.cell(&figure.to, fact),
            passed_over: evidence::passed_over(writer, resolved.passed_over),
            as_of: resolved.as_of.map(|period| formatter.period(period, DateStyle::Long)),
            status,
            status_label: self.message(&format!("status.{status}"), &[]),
            checked_by: evidence::checkers(writer, writer.edition.folder, resolved.checked_by),
            sources: self.sources(&resolved.cite),
            label: if label.is_empty() { figure.id.clone() } else { label },
            id: figure.id.clone(),
            stated,
        }
    }

    /// The cell that a figure is, in words.
    fn cell(&self, to: &BoundTo, fact: Option<Found<'_, Fact>>) -> Option<CellView> {
        let (scope, written) = match (to, fact.map(|found| (found.folder, &found.value.value))) {
            (BoundTo::Cell(scope, selector), _) => (*scope, selector.clone()),
            (_, Some((folder, FactValue::Cell(selector)))) => (folder, selector.value.clone()),
            _ => return None,
        };
        let selector = parse_selector(&written).ok()?;
        let cells = values::cells(self.site(), scope, &selector)?;
        let row = *cells.rows.first()?;
        let table: &DataTable = cells.table.value;
        let published = self.downloads.get(cells.table.folder, &table.id);
        let csv = published.map(|_| links::encode(&links::csv(self.site(), cells.table.folder, &table.id)));
        Some(CellView { text: workings::cell_name(&self.writer, &cells, row), csv })
    }

    fn sources(&self, citations: &[(FolderIx, &Citation)]) -> Vec<EvidenceSourceView> {
        let cites = citations
            .iter()
            .flat_map(|(folder, citation)| citation.cites.iter().map(move |cite| (*folder, cite)));
        let mut views: Vec<EvidenceSourceView> = Vec::new();
        for view in cites.filter_map(|(folder, cite)| self.source(folder, cite)) {
            if !views.iter().any(|known| known.html == view.html) {
                views.push(view);
            }
        }
        views
    }

    fn source(&self, folder: FolderIx, cite: &Cite) -> Option<EvidenceSourceView> {
        let found = self.site().source(folder, &cite.key.value)?;
        let access = found.value.provenance.access;
        let file = (access != Access::Withheld).then(|| self.document(found, cite)).flatten();
        let archived = found.value.copies.iter().filter(|_| access != Access::Withheld);
        let archived = archived.filter_map(|copy| copy.archived.as_ref()).next();
        let at = self.writer.uses.source_index(found.folder, &found.value.key);
        Some(EvidenceSourceView {
            entry: at.map(References::entry_id).unwrap_or_default(),
            html: self.references.place_line(&self.writer, folder, cite)?,
            access: access.word(),
            access_label: self.message(&format!("access.{}", access.word()), &[]),
            file: file.as_ref().map(|(name, _)| name.clone()),
            document: file.map(|(_, path)| path),
            archived: archived.map(|address| address.value.to_string()),
        })
    }

    /// Name and path of the published document that a place stands in, the path at the page that is cited.
    fn document(&self, found: Found<'_, Source>, cite: &Cite) -> Option<(String, String)> {
        let copy = found.value.copies.iter().find_map(|copy| copy.file.as_ref())?;
        let file = self.site().file(found.folder, &copy.value)?;
        let path = links::encode(&links::file_path(self.site(), &file));
        let (SiteFile::Beside { file, .. } | SiteFile::Static(file)) = &file;
        let name = file.rsplit('/').next().unwrap_or_default().to_owned();
        let page = cite.locator.as_ref().filter(|locator| locator.label == "page");
        let page =
            page.map(|locator| locator.value.chars().take_while(char::is_ascii_digit).collect::<String>());
        let page = page.filter(|page| !page.is_empty() && name.to_lowercase().ends_with(".pdf"));
        let fragment = page.map(|page| format!("#page={page}")).unwrap_or_default();
        Some((name, format!("{path}{fragment}")))
    }

    fn quotations(&self, stated: Vec<Vec<StatedView>>) -> Vec<QuotationView> {
        let all = self.writer.uses.bound.figures.iter().zip(stated);
        let mut views = Vec::new();
        for (figure, mut stated) in all {
            let BoundTo::Quote(folder, id) = &figure.to else { continue };
            let Some(quote) = self.site().folder(*folder).data.quotes.get(id) else { continue };
            stated.extend(sentences::quotation_block(&self.writer, &self.base, id, quote));
            views.push(self.quotation(figure.id().to_owned(), *folder, quote, stated));
        }
        views
    }

    fn quotation(
        &self,
        id: String,
        folder: FolderIx,
        quote: &Quote,
        stated: Vec<StatedView>,
    ) -> QuotationView {
        let tag = &self.writer.language.tag;
        let own = quote.translations.iter().find(|(other, _)| other == tag).map(|(_, text)| &text.value);
        let foreign = quote.language.as_ref().filter(|language| *language != tag);
        let shown = foreign.filter(|_| own.is_none());
        let original = foreign.filter(|_| own.is_some()).map(|language| OriginalView {
            text: quote.exact.value.to_string(),
            lang: language.as_str().into(),
            dir: language.direction().name(),
            language: language_in(self.site(), language, self.writer.language),
        });
        let speaker = quote.speaker.as_ref().and_then(|id| self.site().name(folder, &id.value));
        let cite: Vec<(FolderIx, &Citation)> = quote.cite.iter().map(|citation| (folder, citation)).collect();
        QuotationView {
            id,
            words: self.writer.quoted(own.unwrap_or(&quote.exact.value)),
            text: own.unwrap_or(&quote.exact.value).to_string(),
            lang: shown.map(|language| language.as_str().into()),
            dir: shown.map(|language| language.direction().name()),
            is_person: speaker.is_some_and(|found| found.value.kind == NameKind::Person),
            speaker: speaker.and_then(|found| words::said(&found.value.name, tag)).map(|(name, _)| name),
            original,
            sources: self.sources(&cite),
            stated,
        }
    }

    fn method(&self) -> Vec<LinkView> {
        let path = links::encode(&self.writer.edition.path);
        let link = |(id, title): (String, String)| LinkView {
            title,
            path: format!("{path}#{id}"),
            lang: None,
            dir: None,
            language: None,
            is_current: false,
        };
        sentences::method_blocks(&self.writer).into_iter().map(link).collect()
    }

    /// What figures, quotations and replies on this page rest on, each leading back to them. What the story cites
    /// beside that stands in its own list.
    fn references(&self, figures: &[EvidenceView], quotations: &[QuotationView]) -> Vec<ReferenceView> {
        let uses = self.writer.uses;
        let entries = figures.iter().map(|figure| (&figure.id, &figure.sources));
        let entries = entries.chain(quotations.iter().map(|quotation| (&quotation.id, &quotation.sources)));
        let entries: Vec<(&String, &Vec<EvidenceSourceView>)> = entries.collect();
        let replies = self.replies();
        let mut views = source_list::views(self.references, &self.writer, &Default::default());
        for view in &mut views {
            let own =
                entries.iter().filter(|(_, sources)| sources.iter().any(|source| source.entry == view.id));
            view.backs = own.map(|(id, _)| (*id).clone()).collect();
            let at = (0..uses.sources.len()).find(|at| References::entry_id(*at) == view.id);
            let cited = replies.iter().filter(|(_, sources)| at.is_some_and(|at| sources.contains(&at)));
            view.backs.extend(cited.map(|(anchor, _)| anchor.clone()));
        }
        views.retain(|view| !view.backs.is_empty());
        views
    }

    /// The marks of answers that the page shows, and the sources that they cite.
    fn replies(&self) -> Vec<(String, Vec<usize>)> {
        if self.reply_mode() != Mode::Page {
            return Vec::new();
        }
        let Writer { site, edition, uses, .. } = self.writer;
        let original = site.folder(edition.folder).original;
        let file = original.map_or(&edition.file.path, |ix| &site.edition(ix).file.path);
        let citations = edition.meta.replies.iter().flat_map(|reply| &reply.cite);
        let used = citations
            .filter_map(|citation| uses.citations.get(uses.citation_index(&CiteKey::of(file, citation), 0)?));
        used.map(|used| (used.anchor.to_string(), used.sources.iter().flatten().copied().collect())).collect()
    }

    /// Every source of the story that not everybody can see.
    fn withheld(&self) -> Vec<WithheldView> {
        let sources = self.writer.uses.sources.iter();
        let sources = sources.filter_map(|used| source_of(self.site(), used));
        let view = |source: &Source| {
            let access = source.provenance.access.word();
            WithheldView {
                title_html: short_title(&self.writer, source),
                access,
                access_label: self.message(&format!("access.{access}"), &[]),
                reason: source_list::access_reason(&self.writer, source),
            }
        };
        sources.filter(|source| source.provenance.access != Access::Public).map(view).collect()
    }

    /// What a table is about, for programs that want more than a title.
    fn about(&self, table: &DataTable, title: &str) -> String {
        let note = table.note.as_ref().and_then(|note| words::said(note, &self.writer.language.tag));
        let note = note.map(|(note, _)| note).unwrap_or_default();
        let headline = words::headline(self.site(), self.writer.edition, self.writer.uses);
        let about = self.message("evidence.data_of", &[("table", title), ("title", &headline)]);
        format!("{about} {note}").trim_end().to_owned()
    }

    /// Documents of the story's sources that the site publishes.
    fn documents(&self) -> Vec<DocumentFileView> {
        let mut views = Vec::new();
        for used in &self.writer.uses.sources {
            let Some(source) = source_of(self.site(), used) else { continue };
            let copies = source.copies.iter();
            let copies =
                copies.filter_map(|copy| source_list::copy_view(&self.writer, used.folder, source, copy));
            for copy in copies {
                let (Some(path), Some(file)) = (copy.path, copy.file) else { continue };
                views.push(DocumentFileView {
                    title: source.item.text("title").unwrap_or(&file).to_owned(),
                    media_type: links::media_type(&file),
                    path,
                    file,
                    pages: copy.pages,
                    sha256: copy.sha256,
                });
            }
        }
        views
    }

    fn downloads(&self) -> Vec<DownloadView> {
        let formatter = &self.writer.language.formatter;
        let mut views: Vec<DownloadView> = Vec::new();
        for (folder, table) in self.writer.uses.embeds.iter().filter_map(|embed| embed.table.as_ref()) {
            let Some(download) = self.downloads.get(*folder, &table.id) else { continue };
            let path = links::encode(&links::csv(self.site(), *folder, &table.id));
            if views.iter().any(|view| view.path == path) {
                continue;
            }
            let title = table.title.as_ref().and_then(|title| words::said(title, &self.writer.language.tag));
            let title = title.map_or_else(|| table.id.to_string(), |(title, _)| title);
            views.push(DownloadView {
                description: self.about(table, &title),
                title,
                path,
                file: format!("{}.csv", table.id),
                rows: formatter.counted("evidence.rows", table.rows, &[]),
                bytes: download.bytes.len(),
                size: formatter.counted("evidence.bytes", download.bytes.len(), &[]),
                sha256: download.sha256.clone(),
                license: table.license.as_deref().map(frame::license),
            });
        }
        views
    }
}

/// Every fact that a formula names.
fn facts_of(working: &Working, meet: &mut dyn FnMut(&str)) {
    match working {
        Working::Fact(id) => meet(id),
        Working::Aggregate { arguments, .. } => arguments.iter().for_each(|part| facts_of(part, meet)),
        Working::Share(sides) | Working::Change(sides) | Working::Time { sides, .. } => {
            facts_of(&sides.0, meet);
            facts_of(&sides.1, meet);
        }
        Working::Chain(links) => links.iter().for_each(|(_, part)| facts_of(part, meet)),
        Working::Number(_) | Working::Cells(_) | Working::Other => {}
    }
}
