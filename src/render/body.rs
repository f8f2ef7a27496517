//! The text of an edition -> HTML: its blocks, boxes, exhibits, footnotes.
//!
//! Boxes, exhibits and notes are templates of the theme; everything else is written here, escaped.

use std::fmt::Write as _;

use crate::prose::{Inline, math};
use crate::render::prose::HtmlWriter;
use crate::render::view::{BoxView, ContentsView, FootnoteView, OriginalView};
use crate::render::words::{escaped, language_name};
use crate::render::{Mode, exhibit};
use crate::story::blocks::Argument;
use crate::story::{Alignment, Block, BlockContent, Heading, List, MarkdownTable, Marked};

impl HtmlWriter<'_> {
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
            html.push_str("<div class=\"notes\">\n");
            for note in notes {
                self.template("blocks/note.html", &note, &mut html);
            }
            html.push_str("</div></div>\n");
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

    /// The level of a heading that an exhibit or box brings: no page skips one.
    pub(super) fn box_level(&self) -> u8 {
        if self.body.contents.is_empty() { 2 } else { 3 }
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
        let word = escaped(&self.message("table.label", &[]));
        let _ = write!(
            html,
            "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{word}\">\
             <table class=\"data\"><thead><tr>"
        );
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
        // Notes belong to running text; what a figure's own words are bound to leads to the evidence.
        let was_closed = std::mem::replace(&mut self.is_closed, true);
        let view = exhibit::view(self, number, embed, alt);
        self.is_closed = was_closed;
        self.template(name, &view, html);
    }

    fn marked(&mut self, marked: &Marked, html: &mut String) {
        self.box_number += 1;
        let id = format!("b_{}", self.box_number);
        // In the order in which they are read: the first mark of a figure may stand in the title.
        let title_html = self.box_title(marked);
        let mut body_html = String::new();
        self.inner_blocks(&marked.blocks, false, &mut body_html);
        let mut view = BoxView {
            kind: marked.kind.name,
            id,
            level: self.box_level(),
            title_html,
            body_html,
            speaker_html: String::new(),
            cite_html: String::new(),
            original: None,
            words_lang: None,
            words_dir: None,
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
        if marked.kind.argument == Argument::Quote {
            return String::new();
        }
        let key = format!("box.{}", marked.kind.name);
        let party = match (marked.kind.argument, &marked.argument) {
            (Argument::Name, Some(id)) => self.name_words(&id.value),
            _ => String::new(),
        };
        escaped(&self.message(&key, &[("party", &party)]))
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
                view.words_lang = Some(language.as_str().into());
                view.words_dir = Some(language.direction().name());
            }
        }
        if let Some(language) = quote.language.as_ref().filter(|_| is_foreign && view.words_lang.is_none()) {
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
            view.cite_html.push_str(&self.citation_html(citation, &file));
        }
        let _ = folder;
    }
}

fn code(language: Option<&str>, text: &str, html: &mut String) {
    let class =
        language.map(|language| format!(" class=\"language-{}\"", escaped(language))).unwrap_or_default();
    let _ = writeln!(html, "<pre tabindex=\"0\"><code{class}>{}</code></pre>", escaped(text));
}
