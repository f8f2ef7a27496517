//! The text of an edition -> HTML: its blocks, boxes, exhibits, footnotes.
//!
//! Boxes, exhibits and notes are templates of the theme; everything else is written here, escaped.

use std::fmt::Write as _;

use crate::prose::{Inline, math};
use crate::render::links;
use crate::render::prose::{HtmlWriter, Note};
use crate::render::view::translation::ElsewhereView;
use crate::render::view::{BoxView, ContentsView, FootnoteView};
use crate::render::words::escaped;
use crate::render::{Mode, exhibit};
use crate::site::beside::Part;
use crate::site::uses::Embed;
use crate::story::blocks::Argument;
use crate::story::{Alignment, Block, BlockContent, Heading, List, MarkdownTable, Marked};

impl HtmlWriter<'_> {
    /// Writes the whole text and its footnotes.
    pub(crate) fn write_body(&mut self) {
        let body = &self.writer.edition.file.body;
        let mut html = String::with_capacity(8 << 10);
        for (at, block) in body.blocks.iter().enumerate() {
            let start = html.len();
            self.anchor = self.places.anchor(at);
            self.block(block, &mut html);
            self.anchor = None;
            let notes = std::mem::take(&mut self.pending_notes);
            let changes = self.places.changes.remove(&Part::Block(at)).unwrap_or_default();
            if notes.is_empty() && changes.is_empty() {
                self.elsewhere(at, &mut html);
                continue;
            }
            // The notes of a block stand right behind it, in one element with it: order in the file is reading order.
            let written = html.split_off(start);
            html.push_str("<div class=\"noted\">");
            html.push_str(&written);
            html.push_str("<div class=\"notes\">\n");
            for note in notes {
                match note {
                    Note::Figure(note) => self.template("blocks/note.html", &note, &mut html),
                    Note::Quotation(note) => self.template("blocks/quotation.html", &note, &mut html),
                }
            }
            for change in changes {
                self.template("blocks/changed.html", &change, &mut html);
            }
            html.push_str("</div></div>\n");
            self.elsewhere(at, &mut html);
            self.body.has_notes = true;
        }
        self.body.html = html;
        self.is_closed = true;
        self.write_footnotes();
    }

    /// Behind a heading, the same part of the story in its other languages.
    fn elsewhere(&mut self, at: usize, html: &mut String) {
        if let Some(links) = self.places.elsewhere.remove(&at) {
            let view = ElsewhereView { links, root: self.base.as_str().to_owned() };
            self.template("blocks/elsewhere.html", &view, html);
        }
    }

    /// The attribute of the anchor that this block has, if it is the block that the anchor is for.
    fn anchor_attribute(&mut self) -> String {
        self.anchor.take().map(|anchor| format!(" id=\"{anchor}\"")).unwrap_or_default()
    }

    /// One block of the text, for another page.
    pub(crate) fn block_html(&mut self, at: usize) -> String {
        let mut html = String::new();
        if let Some(block) = self.writer.edition.file.body.blocks.get(at) {
            self.block(block, &mut html);
        }
        html
    }

    /// One footnote with its mark, for another page; nothing if no word of the text leads to it.
    pub(crate) fn footnote_html(&mut self, at: usize) -> String {
        let edition = self.writer.edition;
        let Some(note) = edition.file.body.footnotes.get(at) else { return String::new() };
        let used = self.writer.uses.footnotes.iter().position(|used| used.label == note.label);
        let Some(mark) = used.map(|used| self.footnote_mark(used)) else { return String::new() };
        let mut html = String::new();
        self.inner_blocks(&note.blocks, true, &mut html);
        format!("<div><sup>{mark}</sup> {html}</div>\n")
    }

    fn write_footnotes(&mut self) {
        let body = &self.writer.edition.file.body;
        for (at, used) in self.writer.uses.footnotes.iter().enumerate() {
            let place = body.footnotes.iter().position(|note| note.label == used.label);
            let Some((place, note)) = place.and_then(|at| Some((at, body.footnotes.get(at)?))) else {
                continue;
            };
            let mut html = String::new();
            self.inner_blocks(&note.blocks, true, &mut html);
            let mark = self.footnote_mark(at);
            let backs = (1..=used.marks).map(|nth| format!("r_{}_{nth}", at + 1)).collect();
            let changes = self.places.changes.remove(&Part::Footnote(place)).unwrap_or_default();
            self.body.footnotes.push(FootnoteView { mark, id: links::footnote(at), html, backs, changes });
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
                let _ = write!(html, "<p{}>", self.anchor_attribute());
                self.inlines(content, html);
                html.push_str("</p>\n");
            }
            BlockContent::Heading(heading) => self.heading(heading, html),
            BlockContent::List(list) => self.list(list, html),
            BlockContent::Quote(blocks) => {
                let _ = write!(html, "<blockquote{}>", self.anchor_attribute());
                self.inner_blocks(blocks, false, html);
                html.push_str("</blockquote>\n");
            }
            BlockContent::Marked(marked) => self.marked(marked, html),
            BlockContent::Code { language, text } => {
                code(language.as_deref(), text, &self.anchor_attribute(), html);
            }
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
        let anchor = self.anchor_attribute();
        let _ = write!(html, "<{tag} class=\"list{}\"{anchor}", if is_tasks { " tasks" } else { "" });
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
            "<div class=\"scroll\"{} tabindex=\"0\" role=\"group\" aria-label=\"{word}\">\
             <table class=\"data\"><thead><tr>",
            self.anchor_attribute()
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
                // Side by side, both editions have it.
                let id = if self.compared { String::new() } else { format!(" id=\"{}\"", escaped(id)) };
                let _ = writeln!(
                    html,
                    "<div class=\"formula\"{id}>{mathml}<span class=\"no\">({number})</span></div>"
                );
            }
            None => {
                let _ = writeln!(html, "<div class=\"formula\"{}>{mathml}</div>", self.anchor_attribute());
            }
        }
    }

    fn embed(&mut self, id: &str, alt: &[Inline], html: &mut String) {
        let Some((number, embed)) = self.writer.uses.embed(id) else { return };
        if self.compared {
            return self.named_exhibit(number, embed, html);
        }
        let name = if self.mode == Mode::Page { "blocks/figure.html" } else { "feed/figure.html" };
        // Notes belong to running text; what a figure's own words are bound to leads to the evidence.
        let was_closed = std::mem::replace(&mut self.is_closed, true);
        let view = exhibit::view(self, number, embed, alt);
        self.is_closed = was_closed;
        self.template(name, &view, html);
    }

    /// An exhibit by its number and title, where editions are compared.
    fn named_exhibit(&mut self, number: usize, embed: &Embed, html: &mut String) {
        let label = self.writer.label(number, embed);
        let title = exhibit::title(self, embed);
        let _ = writeln!(html, "<p class=\"shown\">{} {title}</p>", escaped(&label));
    }

    fn marked(&mut self, marked: &Marked, html: &mut String) {
        let anchor = self.anchor.take().unwrap_or_default();
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
            anchor,
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
        if self.compared {
            return named_box(&view, html);
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
            view.original = Some(self.original(quote, language));
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

/// A marked block where editions are compared: its title, its words, who said them.
fn named_box(view: &BoxView, html: &mut String) {
    html.push_str("<div class=\"boxed\">");
    let title = view.tipline.as_ref().map_or_else(|| view.title_html.clone(), |line| escaped(&line.title));
    if !title.is_empty() {
        let _ = writeln!(html, "<p><strong>{title}</strong></p>");
    }
    let lang = view.words_lang.as_ref().zip(view.words_dir);
    let lang = lang.map(|(lang, dir)| format!(" lang=\"{lang}\" dir=\"{dir}\"")).unwrap_or_default();
    let _ = write!(html, "<div{lang}>{}</div>", view.body_html);
    if !view.speaker_html.is_empty() {
        let _ = write!(html, "<p class=\"soft\">{}</p>", view.speaker_html);
    }
    html.push_str("</div>\n");
}

fn code(language: Option<&str>, text: &str, anchor: &str, html: &mut String) {
    let class =
        language.map(|language| format!(" class=\"language-{}\"", escaped(language))).unwrap_or_default();
    let _ = writeln!(html, "<pre{anchor} tabindex=\"0\"><code{class}>{}</code></pre>", escaped(text));
}
