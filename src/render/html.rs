//! A body -> HTML: links resolved, citations marked, exhibits and boxes in place, other languages labelled.
//!
//! Boxes, exhibits and notes are templates of the theme; everything else is written here, escaped. What cannot be
//! resolved was reported by checks, and is written as its words.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use pulldown_cmark_escape::escape_html_body_text;

use crate::locale::format::DateStyle;
use crate::prose::math;
use crate::prose::{FactRef, Inline, InlineKind, Link, Target};
use crate::render::exhibit;
use crate::render::figures::Figures;
use crate::render::links::{self, Base};
use crate::render::references::References;
use crate::render::theme::{TemplateFault, Theme};
use crate::render::view::{BoxView, ContentsView, FootnoteView, NoteView, OriginalView};
use crate::render::words::{Writer, escaped, headline, language_name};
use crate::site::lookup::{SiteFile, StoryLink};
use crate::site::uses::{CiteKey, cell_anchor, fact_anchor};
use crate::site::values::{self, Resolved, Value};
use crate::site::{FolderIx, LangIx, Site};
use crate::source::citation::Citation;
use crate::story::blocks::Argument;
use crate::story::{Alignment, Block, BlockContent, Heading, List, MarkdownTable, Marked};

/// Where the HTML goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Into the page itself: notes, anchors, back-links.
    Page,
    /// Into a feed: whole addresses, nothing that leads within the page.
    Feed,
    /// Onto another page of the site: nothing that leads within the story's own page.
    Lead,
}

/// What a body becomes.
#[derive(Default)]
pub(crate) struct BodyHtml {
    /// The text.
    pub(crate) html: String,
    /// Headings of the second level.
    pub(crate) contents: Vec<ContentsView>,
    /// Footnotes in the order of their marks.
    pub(crate) footnotes: Vec<FootnoteView>,
    /// Files that it shows or links to.
    pub(crate) files: BTreeSet<SiteFileKey>,
    /// Tables whose CSV it offers.
    pub(crate) tables: BTreeSet<(FolderIx, Arc<str>)>,
    /// It has a tip line of its own.
    pub(crate) has_tipline: bool,
    /// Some bound figure has a note.
    pub(crate) has_notes: bool,
    /// Templates that failed.
    pub(crate) faults: Vec<TemplateFault>,
}

/// A file of a folder that is to be published.
pub(crate) type SiteFileKey = (FolderIx, Arc<str>);

/// Writes the prose of one edition.
pub(crate) struct HtmlWriter<'a> {
    pub(crate) writer: Writer<'a>,
    pub(crate) theme: &'a Theme,
    pub(crate) references: &'a References,
    pub(crate) figures: &'a Figures,
    pub(crate) base: Base,
    pub(crate) mode: Mode,
    pub(crate) body: BodyHtml,
    /// Figures that have a note, by the anchors of their marks; and quotations that have one.
    pub(crate) noted: BTreeSet<String>,
    /// The text is written: what is written now gets no notes any more.
    is_closed: bool,
    pending_notes: Vec<NoteView>,
    /// How often each citation was written.
    written: BTreeMap<CiteKey, usize>,
    /// Bound words are not marked: in headings and titles.
    quiet: bool,
    /// Marks of footnotes so far, by label.
    footnote_marks: BTreeMap<Box<str>, usize>,
    box_number: usize,
    scope: FolderIx,
    file: Arc<str>,
}

impl<'a> HtmlWriter<'a> {
    /// A writer for one edition.
    pub(crate) fn new(
        writer: Writer<'a>,
        theme: &'a Theme,
        references: &'a References,
        figures: &'a Figures,
        base: Base,
        mode: Mode,
    ) -> Self {
        HtmlWriter {
            theme,
            references,
            figures,
            base,
            mode,
            body: BodyHtml::default(),
            noted: BTreeSet::new(),
            is_closed: false,
            pending_notes: Vec::new(),
            written: BTreeMap::new(),
            quiet: false,
            footnote_marks: BTreeMap::new(),
            box_number: 0,
            scope: writer.edition.folder,
            file: writer.edition.file.path.clone(),
            writer,
        }
    }

    fn site(&self) -> &'a Site {
        self.writer.site
    }

    fn message(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.writer.language.messages.text(key, values)
    }

    /// Writes the whole text and its footnotes.
    pub(crate) fn write_body(&mut self) {
        let body = &self.writer.edition.file.body;
        let mut html = String::with_capacity(8 << 10);
        for block in &body.blocks {
            let start = html.len();
            self.block(block, &mut html);
            let notes = std::mem::take(&mut self.pending_notes);
            if notes.is_empty() {
                continue;
            }
            // The notes of a block stand right behind it, in one element with it: order in the file is reading order.
            let written = html.split_off(start);
            html.push_str("<div class=\"noted\">");
            html.push_str(&written);
            for note in notes {
                self.template("blocks/note.html", &note, &mut html);
            }
            html.push_str("</div>\n");
            self.body.has_notes = true;
        }
        self.body.html = html;
        self.is_closed = true;
        self.write_footnotes();
    }

    fn write_footnotes(&mut self) {
        let body = &self.writer.edition.file.body;
        for (at, used) in self.writer.uses.footnotes.iter().enumerate() {
            let Some(note) = body.footnotes.iter().find(|note| note.label == used.label) else { continue };
            let mut html = String::new();
            self.inner_blocks(&note.blocks, true, &mut html);
            let mark = self.footnote_mark(at);
            let backs = (1..=used.marks).map(|nth| format!("r_{}_{nth}", at + 1)).collect();
            self.body.footnotes.push(FootnoteView { mark, id: format!("n_{}", at + 1), html, backs });
        }
    }

    /// Footnotes are lettered, but share the numbers of citations in a style that puts those into notes.
    fn footnote_mark(&self, at: usize) -> String {
        self.references
            .footnote_number(at)
            .map_or_else(|| letters(at), |number| self.writer.language.formatter.count(number))
    }

    /// Writes a line of prose whose ids are looked up from a folder, as in a title or note of another file.
    pub(crate) fn line(&mut self, line: &[Inline], scope: FolderIx, file: &Arc<str>) -> String {
        let before = (self.scope, std::mem::replace(&mut self.file, file.clone()));
        self.scope = scope;
        let mut html = String::new();
        self.inlines(line, &mut html);
        (self.scope, self.file) = before;
        html
    }

    /// The same without marks at bound words: for headlines and titles.
    pub(crate) fn quiet_line(&mut self, line: &[Inline], scope: FolderIx, file: &Arc<str>) -> String {
        let before = std::mem::replace(&mut self.quiet, true);
        let html = self.line(line, scope, file);
        self.quiet = before;
        html
    }

    fn template(&mut self, name: &str, view: &impl serde::Serialize, html: &mut String) {
        let lang = self.writer.language.tag.as_str();
        let shared = [("lang", tera::Value::from(lang))];
        match self.theme.render(name, lang, view, &shared) {
            Ok(rendered) => html.push_str(rendered.trim_end()),
            Err(fault) => self.body.faults.push(fault),
        }
        html.push('\n');
    }

    fn inner_blocks(&mut self, blocks: &[Block], tight: bool, html: &mut String) {
        for block in blocks {
            match &block.kind {
                // In a tight list, and in a short footnote, words stand without a paragraph around them.
                BlockContent::Paragraph(content) if tight => {
                    self.inlines(content, html);
                    if blocks.len() > 1 {
                        html.push('\n');
                    }
                }
                _ => self.block(block, html),
            }
        }
    }

    fn block(&mut self, block: &Block, html: &mut String) {
        match &block.kind {
            BlockContent::Paragraph(content) => {
                html.push_str("<p>");
                self.inlines(content, html);
                html.push_str("</p>\n");
            }
            BlockContent::Heading(heading) => self.heading(heading, html),
            BlockContent::List(list) => self.list(list, html),
            BlockContent::Quote(blocks) => {
                html.push_str("<blockquote>");
                self.inner_blocks(blocks, false, html);
                html.push_str("</blockquote>\n");
            }
            BlockContent::Marked(marked) => self.marked(marked, html),
            BlockContent::Code { language, text } => code(language.as_deref(), text, html),
            BlockContent::Rule => html.push_str("<hr>\n"),
            BlockContent::Table(table) => self.table(table, html),
            BlockContent::Embed { id, alt } => self.embed(&id.value, alt, html),
            BlockContent::Math { id, tex, .. } => self.formula(id.as_ref().map(|id| &*id.value), tex, html),
            BlockContent::Html(raw) => {
                html.push_str(raw);
                html.push('\n');
            }
        }
    }

    fn heading(&mut self, heading: &Heading, html: &mut String) {
        let mut words = String::new();
        let before = std::mem::replace(&mut self.quiet, true);
        self.inlines(&heading.content, &mut words);
        self.quiet = before;
        let level = heading.level;
        let _ = write!(html, "<h{level}");
        if self.mode == Mode::Page {
            let _ = write!(html, " id=\"{}\"", escaped(&heading.id));
        }
        if !heading.classes.is_empty() {
            let _ = write!(html, " class=\"{}\"", escaped(&heading.classes.join(" ")));
        }
        let _ = writeln!(html, ">{words}</h{level}>");
        if level == 2 {
            self.body.contents.push(ContentsView { id: heading.id.clone(), html: words });
        }
    }

    fn list(&mut self, list: &List, html: &mut String) {
        let tag = if list.start.is_some() { "ol" } else { "ul" };
        let is_tasks = list.items.iter().any(|item| item.task.is_some());
        let _ = write!(html, "<{tag} class=\"list{}\"", if is_tasks { " tasks" } else { "" });
        if let Some(start) = list.start.filter(|start| *start != 1) {
            let _ = write!(html, " start=\"{start}\"");
        }
        html.push_str(">\n");
        for item in &list.items {
            html.push_str("<li>");
            if let Some(done) = item.task {
                let (sign, key) = if done { ("☑", "task.done") } else { ("☐", "task.open") };
                let word = self.message(key, &[]);
                let _ = write!(
                    html,
                    "<span class=\"task\"><span aria-hidden=\"true\">{sign}</span><span class=\"vh\">{}: </span></span> ",
                    escaped(&word)
                );
            }
            self.inner_blocks(&item.blocks, list.tight, html);
            html.push_str("</li>\n");
        }
        let _ = writeln!(html, "</{tag}>");
    }

    fn table(&mut self, table: &MarkdownTable, html: &mut String) {
        let class = |at: usize| match table.alignments.get(at) {
            Some(Alignment::End) => " class=\"num\"",
            Some(Alignment::Centre) => " class=\"mid\"",
            _ => "",
        };
        html.push_str("<div class=\"scroll\" tabindex=\"0\"><table class=\"data\"><thead><tr>");
        for (at, cell) in table.head.iter().enumerate() {
            let _ = write!(html, "<th scope=\"col\"{}>", class(at));
            self.inlines(cell, html);
            html.push_str("</th>");
        }
        html.push_str("</tr></thead><tbody>\n");
        for row in &table.rows {
            html.push_str("<tr>");
            for (at, cell) in row.iter().enumerate() {
                let _ = write!(html, "<td{}>", class(at));
                self.inlines(cell, html);
                html.push_str("</td>");
            }
            html.push_str("</tr>\n");
        }
        html.push_str("</tbody></table></div>\n");
    }

    fn formula(&mut self, id: Option<&str>, tex: &str, html: &mut String) {
        let Ok(mathml) = math::to_mathml(tex, true) else { return };
        match id.and_then(|id| Some((id, self.writer.uses.equation(id)?))) {
            Some((id, number)) => {
                let number = self.writer.language.formatter.count(number);
                let _ = writeln!(
                    html,
                    "<div class=\"formula\" id=\"{}\">{mathml}<span class=\"no\">({number})</span></div>",
                    escaped(id)
                );
            }
            None => {
                let _ = writeln!(html, "<div class=\"formula\">{mathml}</div>");
            }
        }
    }

    fn embed(&mut self, id: &str, alt: &[Inline], html: &mut String) {
        let Some((number, embed)) = self.writer.uses.embed(id) else { return };
        let name = if self.mode == Mode::Page { "blocks/figure.html" } else { "feed/figure.html" };
        let view = exhibit::view(self, number, embed, alt);
        self.template(name, &view, html);
    }

    fn marked(&mut self, marked: &Marked, html: &mut String) {
        self.box_number += 1;
        let mut body_html = String::new();
        self.inner_blocks(&marked.blocks, false, &mut body_html);
        let mut view = BoxView {
            kind: marked.kind.name,
            id: format!("b_{}", self.box_number),
            title_html: self.box_title(marked),
            body_html,
            speaker_html: String::new(),
            cite_html: String::new(),
            original: None,
            lang: None,
            dir: None,
            tipline: None,
        };
        let argument = marked.argument.as_ref().map(|id| &*id.value);
        match (marked.kind.argument, argument) {
            (Argument::Quote, Some(id)) => self.quote_box(id, &mut view),
            (Argument::Tipline, Some(id)) => {
                self.body.has_tipline = true;
                view.tipline = crate::render::frame::tipline(self.site(), self.writer.language, id);
            }
            _ => {}
        }
        let name = if self.mode == Mode::Page { "blocks/box.html" } else { "feed/box.html" };
        self.template(name, &view, html);
    }

    fn box_title(&mut self, marked: &Marked) -> String {
        if !marked.title.is_empty() {
            let mut title = String::new();
            self.inlines(&marked.title, &mut title);
            return title;
        }
        let key = format!("box.{}", marked.kind.name);
        let party = match (marked.kind.argument, &marked.argument) {
            (Argument::Name, Some(id)) => self.name_words(&id.value),
            _ => String::new(),
        };
        escaped(&self.message(&key, &[("party", &party)]))
    }

    fn name_words(&self, id: &str) -> String {
        let name = self
            .site()
            .name(self.scope, id)
            .and_then(|found| found.value.name.get(&self.writer.language.tag));
        name.map(|text| text.value.to_string()).unwrap_or_else(|| id.to_owned())
    }

    /// A checked block quotation: written out from its record when empty, with speaker and source.
    fn quote_box(&mut self, id: &str, view: &mut BoxView) {
        let Some(found) = self.site().quote(self.scope, id) else { return };
        let (quote, folder) = (found.value, found.folder);
        let tag = &self.writer.language.tag;
        let own = quote.translations.iter().find(|(other, _)| other == tag).map(|(_, text)| &text.value);
        let is_foreign = quote.language.as_ref().is_some_and(|language| language != tag);
        if view.body_html.is_empty() {
            let words = own.unwrap_or(&quote.exact.value);
            view.body_html = format!("<p>{}</p>\n", escaped(&self.writer.quoted(words)));
            if let Some(language) = quote.language.as_ref().filter(|_| is_foreign && own.is_none()) {
                view.lang = Some(language.as_str().into());
                view.dir = Some(language.direction().name());
            }
        }
        if let Some(language) = quote.language.as_ref().filter(|_| is_foreign && view.lang.is_none()) {
            view.original = Some(OriginalView {
                text: quote.exact.value.to_string(),
                lang: language.as_str().into(),
                dir: language.direction().name(),
                language: self
                    .site()
                    .language_of(language)
                    .map_or_else(|| language.to_string(), |lang| language_name(self.site(), lang)),
            });
        }
        if let Some(speaker) = &quote.speaker {
            view.speaker_html = escaped(&self.name_words(&speaker.value));
        }
        let file = quote.place.file.clone();
        for citation in &quote.cite {
            let mark = self.citation(citation, &file);
            view.cite_html.push_str(mark.map(|mark| mark.html).unwrap_or_default().as_str());
        }
        let _ = folder;
    }

    /// Writes inline prose.
    pub(crate) fn inlines(&mut self, line: &[Inline], html: &mut String) {
        for inline in line {
            match &inline.kind {
                InlineKind::Text(words) => {
                    let _ = escape_html_body_text(&mut *html, words);
                }
                InlineKind::HardBreak => html.push_str("<br>\n"),
                InlineKind::Code(code) => {
                    let _ = write!(html, "<code>{}</code>", escaped(code));
                }
                InlineKind::Emphasis(inner) => self.wrapped("em", inner, html),
                InlineKind::Strong(inner) => self.wrapped("strong", inner, html),
                InlineKind::Strikethrough(inner) => self.wrapped("s", inner, html),
                InlineKind::Link(link) => self.link(link, html),
                InlineKind::Image(image) => self.picture(&image.target, &image.alt, html),
                InlineKind::Citation(cited) => {
                    let file = self.file.clone();
                    let mark = self.citation(&cited.citation, &file);
                    self.mark(mark, cited.bare.as_deref(), html);
                }
                InlineKind::Footnote(label) => self.footnote(label, html),
                InlineKind::Math(tex) => match math::to_mathml(tex, false) {
                    Ok(mathml) => html.push_str(&mathml),
                    Err(_) => {
                        let _ = write!(html, "<code>{}</code>", escaped(tex));
                    }
                },
                InlineKind::Html(raw) => html.push_str(raw),
            }
        }
    }

    fn wrapped(&mut self, tag: &str, inner: &[Inline], html: &mut String) {
        let _ = write!(html, "<{tag}>");
        self.inlines(inner, html);
        let _ = write!(html, "</{tag}>");
    }

    fn citation(&mut self, citation: &Citation, file: &Arc<str>) -> Option<Mark> {
        let key = CiteKey::of(file, citation);
        let nth = self.written.entry(key.clone()).or_default();
        let at = self.writer.uses.citation_index(&key, *nth)?;
        *nth += 1;
        self.references.mark(at, self.mode).map(|(html, joins)| Mark { html, joins })
    }

    /// A mark is never broken from the word before it, so the blank between the two goes.
    fn mark(&mut self, mark: Option<Mark>, bare: Option<&str>, html: &mut String) {
        match (mark, bare) {
            (Some(mark), _) => {
                if mark.joins {
                    html.truncate(html.trim_end_matches([' ', '\n']).len());
                    if ends_in_words(html) {
                        html.push('\u{2060}');
                    }
                }
                html.push_str(&mark.html);
            }
            (None, Some(words)) => {
                let _ = escape_html_body_text(&mut *html, words);
            }
            (None, None) => {}
        }
    }

    fn footnote(&mut self, label: &str, html: &mut String) {
        let Some(at) = self.writer.uses.footnotes.iter().position(|note| *note.label == *label) else {
            return;
        };
        let nth = self.footnote_marks.entry(label.into()).or_default();
        *nth += 1;
        let nth = *nth;
        let mark = self.footnote_mark(at);
        match self.mode {
            Mode::Feed | Mode::Lead => {
                let _ = write!(html, "<sup>{mark}</sup>");
            }
            Mode::Page => {
                let word = self.message("story.footnote", &[]);
                let _ = write!(
                    html,
                    "\u{2060}<sup><a class=\"fn\" id=\"r_{0}_{nth}\" href=\"#n_{0}\"><span class=\"vh\">{1} </span>{mark}</a></sup>",
                    at + 1,
                    escaped(&word)
                );
            }
        }
    }

    fn link(&mut self, link: &Link, html: &mut String) {
        let scope = self.scope;
        let mut words = String::new();
        if link.content.is_empty() {
            let written = self.writer.written(&link.target, scope).unwrap_or_default();
            let _ = escape_html_body_text(&mut words, &written);
        } else {
            self.inlines(&link.content, &mut words);
        }
        match &link.target {
            Target::Web(address) => self.anchor(address, &words, link.title.as_deref(), "", html),
            Target::Anchor(id) | Target::Figure(id) => self.fragment(id, &words, html),
            Target::Story(reference) => {
                let found = self.site().story(reference, self.writer.edition.lang).ok();
                self.story(found, reference.fragment.as_deref(), &words, html);
            }
            Target::EditionFile(reference) => {
                let found = self.site().story_file(self.writer.edition, reference).ok();
                self.story(found, reference.fragment.as_deref(), &words, html);
            }
            Target::File(reference) => match self.site().file(scope, &reference.path) {
                Some(file) => {
                    let fragment =
                        reference.fragment.as_ref().map(|part| format!("#{part}")).unwrap_or_default();
                    let href = format!("{}{fragment}", self.base.href(&links::file_path(self.site(), &file)));
                    self.use_file(file);
                    self.anchor(&href, &words, link.title.as_deref(), "", html);
                }
                None => html.push_str(&words),
            },
            Target::Fact(binding) => self.facts(&binding.facts, &words, html),
            Target::Cell(cell) => {
                let mark = cell_anchor(&cell.selector.value);
                let resolved = values::of_cell(self.site(), scope, &cell.selector.value).ok();
                let is_first = self.note(&mark, resolved, &words);
                self.bound(&mark, is_first, &words, html);
            }
            Target::Quote(id) => self.quoted(id, &words, html),
            Target::Name(_) | Target::Unbound(_) | Target::Broken => html.push_str(&words),
        }
    }

    fn anchor(&self, href: &str, words: &str, title: Option<&str>, attributes: &str, html: &mut String) {
        let title = title.map(|title| format!(" title=\"{}\"", escaped(title))).unwrap_or_default();
        let _ = write!(html, "<a href=\"{}\"{title}{attributes}>{words}</a>", escaped(href));
    }

    fn fragment(&self, id: &str, words: &str, html: &mut String) {
        match self.mode {
            Mode::Page if !self.quiet => self.anchor(&format!("#{id}"), words, None, "", html),
            _ => html.push_str(words),
        }
    }

    fn story(&self, link: Option<StoryLink>, fragment: Option<&str>, words: &str, html: &mut String) {
        let Some(link) = link else {
            html.push_str(words);
            return;
        };
        let target = self.site().edition(link.edition);
        let fragment = fragment.map(|part| format!("#{part}")).unwrap_or_default();
        let href = format!("{}{fragment}", self.base.href(&target.path));
        if !link.is_foreign {
            self.anchor(&href, words, None, "", html);
            return;
        }
        let tag = &target.file.lang;
        let label =
            self.message("link.in_language", &[("language", &language_name(self.site(), target.lang))]);
        self.anchor(&href, words, None, &format!(" hreflang=\"{tag}\""), html);
        let _ = write!(
            html,
            " <span class=\"soft\" lang=\"{tag}\" dir=\"{}\">{}</span>",
            tag.direction().name(),
            escaped(&label)
        );
    }

    /// Words bound to facts lead to the note of the first; the marks of the others are inside.
    fn facts(&mut self, facts: &[FactRef], words: &str, html: &mut String) {
        let mut inside = words.to_owned();
        let mut first = None;
        for reference in facts {
            let Some(found) = self.site().fact(self.scope, reference) else { continue };
            let mark = fact_anchor(&found.value.id);
            let resolved = values::of_fact(self.site(), found).ok();
            let is_first = self.note(&mark, resolved, words);
            match &first {
                None => first = Some((mark, is_first)),
                Some(_) if is_first => inside = format!("<span id=\"{mark}\">{inside}</span>"),
                Some(_) => {}
            }
        }
        match first {
            Some((mark, is_first)) => self.bound(&mark, is_first, &inside, html),
            None => html.push_str(words),
        }
    }

    /// Words bound to a fact or a cell: a quiet mark that leads to its note.
    fn bound(&self, mark: &str, is_first: bool, words: &str, html: &mut String) {
        if self.mode != Mode::Page || self.quiet || !self.noted.contains(mark) {
            html.push_str(words);
            return;
        }
        let own = if is_first { format!(" id=\"{mark}\"") } else { String::new() };
        let _ = write!(html, "<a class=\"fact\" href=\"#{}\"{own}>{words}</a>", note_id(mark));
    }

    /// Prepares the note of a figure; whether this is its first use in the text.
    fn note(&mut self, mark: &str, resolved: Option<Resolved<'a>>, words: &str) -> bool {
        if self.mode != Mode::Page || self.quiet || self.is_closed || self.noted.contains(mark) {
            return false;
        }
        let Some(resolved) = resolved else { return false };
        let language = self.writer.language;
        let label = resolved.label.and_then(|label| label.get(&language.tag));
        let status = resolved.status;
        self.pending_notes.push(NoteView {
            id: note_id(mark),
            mark: mark.to_owned(),
            words_html: words.to_owned(),
            label: label.map(|text| text.value.to_string()).unwrap_or_default(),
            as_of: resolved.as_of.map(|period| language.formatter.period(period, DateStyle::Long)),
            leaves_open: self.leaves_open(&resolved.value),
            source_html: self.references.source_line(&self.writer, &resolved.cite, self.mode),
            status,
            status_label: language.messages.text(&format!("status.{status}"), &[]),
        });
        self.noted.insert(mark.to_owned())
    }

    /// What a bound leaves open, in words: "more than 1,330, less than 1,400".
    fn leaves_open(&self, value: &Value) -> Option<String> {
        let interval = match value {
            Value::Quantity(quantity) if quantity.bound != crate::quantity::Bound::Exactly => {
                quantity.interval()
            }
            Value::Interval(interval, _) => *interval,
            _ => return None,
        };
        let formatter = &self.writer.language.formatter;
        let end = |end: crate::quantity::End| formatter.number(end.at.round_dp(3).normalize());
        let (key, low, high) = match (interval.low, interval.high) {
            (Some(low), Some(high)) => {
                (if low.closed { "note.between" } else { "note.inside" }, end(low), end(high))
            }
            (Some(low), None) => {
                (if low.closed { "note.at_least" } else { "note.more_than" }, end(low), String::new())
            }
            (None, Some(high)) => {
                (if high.closed { "note.at_most" } else { "note.less_than" }, String::new(), end(high))
            }
            (None, None) => return None,
        };
        Some(self.message(key, &[("low", &low), ("high", &high)]))
    }

    /// A bound quotation leads to its source.
    fn quoted(&mut self, id: &str, words: &str, html: &mut String) {
        let found = self.site().quote(self.scope, id);
        let number = found.and_then(|found| {
            let cite = found.value.cite.first()?.cites.first()?;
            let source = self.site().source(found.folder, &cite.key.value)?;
            self.writer.uses.source_index(source.folder, &source.value.key)
        });
        match number {
            Some(number) if self.mode == Mode::Page && !self.quiet => {
                let anchor = format!("q_{id}");
                let own = if self.noted.insert(anchor.clone()) {
                    format!(" id=\"{anchor}\"")
                } else {
                    String::new()
                };
                let _ = write!(
                    html,
                    "<a class=\"quoted\" href=\"#{}\"{own}>{words}</a>",
                    self.references.entry_id(number)
                );
            }
            _ => html.push_str(words),
        }
    }

    fn picture(&mut self, target: &Target, alt: &[Inline], html: &mut String) {
        let Target::File(reference) = target else { return };
        let Some(file) = self.site().file(self.scope, &reference.path) else { return };
        let size = self.figures.size(&file);
        let src = self.base.href(&links::file_path(self.site(), &file));
        let alt = self.writer.plain(alt, self.scope);
        let size =
            size.map(|(width, height)| format!(" width=\"{width}\" height=\"{height}\"")).unwrap_or_default();
        let _ =
            write!(html, "<img src=\"{}\" alt=\"{}\"{size} loading=\"lazy\">", escaped(&src), escaped(&alt));
        self.use_file(file);
    }

    /// The mark of a citation that stands by itself, as in a table of replies.
    pub(crate) fn citation_html(&mut self, citation: &Citation, file: &Arc<str>) -> String {
        self.citation(citation, file).map(|mark| mark.html).unwrap_or_default()
    }

    /// The drawing of a chart of this edition.
    pub(crate) fn drawing(&self, id: &Arc<str>) -> Option<Arc<crate::chart::Drawing>> {
        let site = self.writer.site;
        let ix = site.edition_in(self.writer.edition.folder, self.writer.edition.lang)?;
        self.figures.drawing(ix, id).cloned()
    }

    /// Notes that a file of a folder is to be published.
    pub(crate) fn use_file(&mut self, file: SiteFile) {
        if let SiteFile::Beside { folder, file } = file {
            self.body.files.insert((folder, file));
        }
    }

    /// The language index of the page.
    pub(crate) fn lang(&self) -> LangIx {
        self.writer.edition.lang
    }
}

struct Mark {
    html: String,
    joins: bool,
}

/// Anchor of the note that a mark leads to.
fn note_id(mark: &str) -> String {
    format!("f_{}", mark.trim_start_matches("m_"))
}

/// Whether HTML ends in words or in the end of an element, not in the start of one.
fn ends_in_words(html: &str) -> bool {
    if !html.ends_with('>') {
        return !html.is_empty();
    }
    html.rfind('<').and_then(|at| html.get(at + 1..)).is_some_and(|tag| tag.starts_with('/'))
}

fn code(language: Option<&str>, text: &str, html: &mut String) {
    let class =
        language.map(|language| format!(" class=\"language-{}\"", escaped(language))).unwrap_or_default();
    let _ = writeln!(html, "<pre tabindex=\"0\"><code{class}>{}</code></pre>", escaped(text));
}

/// Marks of footnotes: a, b, … z, aa, ab …
fn letters(at: usize) -> String {
    let mut rest = at;
    let mut mark = String::new();
    loop {
        let letter = u8::try_from(rest % 26).map_or('?', |offset| char::from(b'a' + offset));
        mark.insert(0, letter);
        if rest < 26 {
            return mark;
        }
        rest = rest / 26 - 1;
    }
}

/// The headline of an edition, for a link without words.
pub(crate) fn title_of(site: &Site, link: StoryLink) -> String {
    headline(site, site.edition(link.edition), site.uses(link.edition))
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn footnotes_are_lettered() {
        let marks: Vec<String> = [0, 25, 26, 27, 701, 702].into_iter().map(letters).collect();
        assert_eq!(marks, ["a", "z", "aa", "ab", "zz", "aaa"]);
    }
}
