//! Inline prose -> HTML: links resolved, citations marked, bound figures noted, other languages labelled.
//!
//! What cannot be resolved was reported by checks, and is written as its words.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use pulldown_cmark_escape::escape_html_body_text;

use crate::locale::LangTag;
use crate::locale::format::DateStyle;
use crate::prose::math;
use crate::prose::{Inline, InlineKind, Link, Target, plain_text};
use crate::render::evidence;
use crate::render::figures::Figures;
use crate::render::links::{self, Base};
use crate::render::marks;
use crate::render::places::Places;
use crate::render::references::{Mark, References};
use crate::render::theme::Theme;
use crate::render::view::translation::QuotationNoteView;
use crate::render::view::{NoteView, OriginalView};
use crate::render::words::{self, Writer, escaped, language_in, language_name};
use crate::render::{BodyHtml, Mode};
use crate::site::bound;
use crate::site::documents::is_same_language;
use crate::site::lookup::{Found, SiteFile, StoryLink};
use crate::site::uses::{BoundFigure, BoundLink, CiteKey};
use crate::site::values::Value;
use crate::site::{FolderIx, Site};
use crate::source::Quote;
use crate::source::citation::Citation;
use crate::source::quotation::Quotation;

/// What stands behind a block, in the margin.
pub(super) enum Note {
    Figure(NoteView),
    Quotation(QuotationNoteView),
}

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
    pub(super) is_closed: bool,
    pub(super) pending_notes: Vec<Note>,
    /// How often each citation was written.
    written: BTreeMap<CiteKey, usize>,
    /// Bound words are not marked: in headings and titles.
    pub(super) quiet: bool,
    /// What is said of the blocks of the page about its other languages.
    pub(crate) places: Places,
    /// Anchor of the block that is written next.
    pub(super) anchor: Option<String>,
    /// Two editions are shown side by side: bound words and figures are marked and lead nowhere.
    pub(crate) compared: bool,
    /// Words are written that are bound to a figure.
    is_bound: bool,
    /// What the build wrote for a link right before, where that ends in a stop.
    written_stop: bool,
    /// Marks of footnotes so far, by label.
    footnote_marks: BTreeMap<Box<str>, usize>,
    pub(super) box_number: usize,
    pub(super) scope: FolderIx,
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
            places: Places::default(),
            anchor: None,
            compared: false,
            is_bound: false,
            written_stop: false,
            footnote_marks: BTreeMap::new(),
            box_number: 0,
            scope: writer.edition.folder,
            file: writer.edition.file.path.clone(),
            writer,
        }
    }

    pub(super) fn site(&self) -> &'a Site {
        self.writer.site
    }

    pub(super) fn message(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.writer.language.messages.text(key, values)
    }

    /// Footnotes are lettered, but share the numbers of citations in a style that puts those into notes.
    pub(super) fn footnote_mark(&self, at: usize) -> String {
        self.references
            .footnote_number(self.writer.uses, at)
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

    pub(super) fn template(&mut self, name: &str, view: &impl serde::Serialize, html: &mut String) {
        let lang = self.writer.language.tag.as_str();
        let shared = [("lang", tera::Value::from(lang))];
        match self.theme.render(name, lang, view, &shared) {
            Ok(rendered) => html.push_str(rendered.trim_end()),
            Err(fault) => self.body.faults.push(fault),
        }
        html.push('\n');
    }

    pub(super) fn name_words(&self, id: &str) -> String {
        let name = self
            .site()
            .name(self.scope, id)
            .and_then(|found| found.value.name.get_or_any(&self.writer.language.tag));
        name.map(|(text, _)| text.value.to_string()).unwrap_or_else(|| id.to_owned())
    }

    /// Writes inline prose.
    pub(crate) fn inlines(&mut self, line: &[Inline], html: &mut String) {
        for inline in line {
            let is_after_stop = std::mem::take(&mut self.written_stop);
            match &inline.kind {
                InlineKind::Text(words) if is_after_stop => {
                    self.words(words::behind_written(".", words), html);
                }
                InlineKind::Text(words) => self.words(words, html),
                InlineKind::HardBreak => html.push_str("<br>\n"),
                InlineKind::Code(code) => {
                    let _ = write!(html, "<code>{}</code>", escaped(code));
                }
                InlineKind::Emphasis(inner) => self.wrapped("em", inner, html),
                InlineKind::Strong(inner) => self.wrapped("strong", inner, html),
                InlineKind::Strikethrough(inner) => self.wrapped("s", inner, html),
                InlineKind::Link(link) => self.link(inline.span.start, link, html),
                InlineKind::Image(image) => {
                    self.picture(&image.target, &image.alt, image.title.as_deref(), html)
                }
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

    /// Writes words; where editions are compared, with the figures in them marked.
    fn words(&self, words: &str, html: &mut String) {
        let mut at = 0;
        // What is bound is marked as a whole.
        if self.compared && !self.is_bound {
            for figure in marks::figures(words, &self.writer.language.lexicon) {
                let _ = escape_html_body_text(&mut *html, words.get(at..figure.start).unwrap_or_default());
                at = figure.end;
                let figure = words.get(figure).unwrap_or_default();
                let _ = write!(html, "<span class=\"fact\">{}</span>", escaped(figure));
            }
        }
        let _ = escape_html_body_text(&mut *html, words.get(at..).unwrap_or_default());
    }

    fn wrapped(&mut self, tag: &str, inner: &[Inline], html: &mut String) {
        let _ = write!(html, "<{tag}>");
        self.inlines(inner, html);
        let _ = write!(html, "</{tag}>");
    }

    pub(super) fn citation(&mut self, citation: &Citation, file: &Arc<str>) -> Option<Mark> {
        let key = CiteKey::of(file, citation);
        let nth = self.written.entry(key.clone()).or_default();
        let at = self.writer.uses.citation_index(&key, *nth)?;
        *nth += 1;
        self.references.mark(&self.writer, at, self.mode)
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
            // Where the list of sources is not, there is no mark, and no blank in front of it.
            (None, None) => html.truncate(html.trim_end_matches(' ').len()),
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

    /// Writes a link that begins at a byte of its file.
    fn link(&mut self, start: u32, link: &Link, html: &mut String) {
        let scope = self.scope;
        let mut words = String::new();
        if link.content.is_empty() {
            let written = self.writer.written(&link.target, scope).unwrap_or_default();
            let _ = escape_html_body_text(&mut words, &written);
            self.written_stop = written.ends_with('.');
        } else {
            let is_bound = matches!(link.target, Target::Fact(_) | Target::Cell(_));
            let before = std::mem::replace(&mut self.is_bound, is_bound);
            self.inlines(&link.content, &mut words);
            self.is_bound = before;
        }
        let words = self.in_its_language(link, words);
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
            Target::Fact(_) | Target::Cell(_) => self.bound(start, &words, html),
            Target::Quote(id) => self.quoted(start, id, link, &words, html),
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

    /// The link that binds the words written now, where readers get a mark for it.
    fn bound_link(&self, start: u32) -> Option<&'a BoundLink> {
        let is_marked = self.mode == Mode::Page && !self.quiet;
        is_marked.then(|| self.writer.uses.bound.link(&self.file, start)).flatten()
    }

    /// Words bound to facts or a cell: a quiet mark that leads to the note of the first, or to its entry among the
    /// evidence where the text has no note of it. The marks of the others are inside.
    fn bound(&mut self, start: u32, words: &str, html: &mut String) {
        if self.compared {
            let _ = write!(html, "<span class=\"fact\">{words}</span>");
            return;
        }
        let figures = &self.writer.uses.bound.figures;
        let link = self.bound_link(start);
        let Some((link, (first, others))) = link.and_then(|link| Some((link, link.figures.split_first()?)))
        else {
            html.push_str(words);
            return;
        };
        let Some(figure) = figures.get(*first) else { return html.push_str(words) };
        self.note(figure, words);
        let mut inside = words.to_owned();
        for other in others.iter().filter_map(|other| figures.get(*other)) {
            if self.note(other, words) {
                inside = format!("<span id=\"{}\">{inside}</span>", other.anchor);
            }
        }
        let own = link.mark.as_ref().map(|mark| format!(" id=\"{mark}\"")).unwrap_or_default();
        let href = if self.noted.contains(&*figure.anchor) {
            format!("#{}", note_id(&figure.anchor))
        } else {
            links::evidence_entry(figure.id())
        };
        let _ = write!(html, "<a class=\"fact\" href=\"{href}\"{own}>{inside}</a>");
    }

    /// Prepares the note of a figure; whether this is its first use in the text.
    fn note(&mut self, figure: &BoundFigure, words: &str) -> bool {
        if self.is_closed || self.noted.contains(&*figure.anchor) {
            return false;
        }
        let Some(resolved) = bound::resolve(self.site(), &figure.to) else { return false };
        let language = self.writer.language;
        let label = evidence::label(&self.writer, &resolved);
        let as_of = resolved.as_of.map(|period| language.formatter.period(period, DateStyle::Long));
        let status = resolved.status;
        self.pending_notes.push(Note::Figure(NoteView {
            id: note_id(&figure.anchor),
            mark: figure.anchor.to_string(),
            words_html: words.to_owned(),
            // A label that tells the time itself need not tell it twice.
            as_of: as_of.filter(|time| !label.contains(time.as_str())),
            label,
            leaves_open: self.leaves_open(&resolved.value),
            passed_over: evidence::passed_over(&self.writer, resolved.passed_over),
            source_html: self.references.note_line(&self.writer, &resolved.cite, self.mode),
            status,
            status_label: language.messages.text(&format!("status.{status}"), &[]),
            checked_by: evidence::checkers(&self.writer, self.scope, resolved.checked_by)
                .map(|names| self.message("note.checked_by", &[("names", &names)])),
            evidence: links::evidence_entry(figure.id()),
        }));
        self.noted.insert(figure.anchor.to_string())
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
        let low = |end| formatter.number(evidence::outward(end, true).at);
        let high = |end| formatter.number(evidence::outward(end, false).at);
        let (key, low, high) = match (interval.low, interval.high) {
            (Some(start), Some(end)) => {
                (if start.closed { "note.between" } else { "note.inside" }, low(start), high(end))
            }
            (Some(end), None) => {
                (if end.closed { "note.at_least" } else { "note.more_than" }, low(end), String::new())
            }
            (None, Some(end)) => {
                (if end.closed { "note.at_most" } else { "note.less_than" }, String::new(), high(end))
            }
            (None, None) => return None,
        };
        Some(self.message(key, &[("low", &low), ("high", &high)]))
    }

    /// A quotation that is left in its own language is marked with it.
    fn in_its_language(&self, link: &Link, words: String) -> String {
        let Target::Quote(id) = &link.target else { return words };
        words::in_language(&words, self.left_in(id, &plain_text(&link.content)))
    }

    /// The language in which something was said, where it is not the page's.
    fn foreign(&self, quote: &'a Quote) -> Option<&'a LangTag> {
        let tag = &self.writer.language.tag;
        quote.language.as_ref().filter(|own| !is_same_language(own, tag))
    }

    /// Whether words are those that were said, not a translation of them.
    fn is_original(&self, quote: &Quote, words: &str) -> bool {
        match words {
            "" => !quote.translations.iter().any(|(other, _)| *other == self.writer.language.tag),
            words => Quotation::read(words).agrees_with(&quote.exact.value).is_ok(),
        }
    }

    /// The language of the words of a bound quotation, where they are left in one that is not the page's.
    /// Without words it is written out.
    pub(crate) fn left_in(&self, id: &str, words: &str) -> Option<&'a LangTag> {
        let quote = self.site().quote(self.scope, id)?.value;
        self.foreign(quote).filter(|_| self.is_original(quote, words))
    }

    /// The words as they were said, with their language.
    pub(super) fn original(&self, quote: &Quote, language: &LangTag) -> OriginalView {
        OriginalView {
            text: quote.exact.value.to_string(),
            lang: language.as_str().into(),
            dir: language.direction().name(),
            language: language_in(self.site(), language, self.writer.language),
        }
    }

    /// A bound quotation leads to its source; one that is shown in translation, to a note with the words as they were said.
    fn quoted(&mut self, start: u32, id: &str, link: &Link, words: &str, html: &mut String) {
        if self.compared {
            let _ = write!(html, "<span class=\"quoted\">{words}</span>");
            return;
        }
        let found = self.site().quote(self.scope, id);
        if let Some(found) = found
            && let Some(language) = self.foreign(found.value)
            && !self.is_original(found.value, &plain_text(&link.content))
            && let Some(mark) = self.quotation_note(start, found, language, words)
        {
            let note = note_id(&mark);
            let _ = write!(html, "<a class=\"quoted\" href=\"#{note}\" id=\"{mark}\">{words}</a>");
            return;
        }
        let number = found.and_then(|found| {
            let cite = found.value.cite.first()?.cites.first()?;
            let source = self.site().source(found.folder, &cite.key.value)?;
            self.writer.uses.source_index(source.folder, &source.value.key)
        });
        let Some((number, link)) = number.zip(self.bound_link(start)) else { return html.push_str(words) };
        let own = link.mark.as_ref().map(|mark| format!(" id=\"{mark}\"")).unwrap_or_default();
        self.noted.extend(link.mark.as_deref().map(str::to_owned));
        let entry = References::entry_id(number);
        let _ = write!(html, "<a class=\"quoted\" href=\"#{entry}\"{own}>{words}</a>");
    }

    /// Prepares the note of a quotation; the anchor of its mark, if it gets a note here.
    fn quotation_note(
        &mut self,
        start: u32,
        found: Found<'a, Quote>,
        language: &LangTag,
        words: &str,
    ) -> Option<String> {
        let link = self.bound_link(start)?;
        let mark = link.mark.clone().filter(|_| !self.is_closed)?;
        let entry = link.figures.first().and_then(|at| self.writer.uses.bound.figures.get(*at));
        let quote = found.value;
        let cite: Vec<_> = quote.cite.iter().map(|citation| (found.folder, citation)).collect();
        self.pending_notes.push(Note::Quotation(QuotationNoteView {
            id: note_id(&mark),
            mark: mark.to_string(),
            words_html: words.to_owned(),
            original: self.original(quote, language),
            speaker: quote.speaker.as_ref().map(|speaker| self.name_words(&speaker.value)),
            source_html: self.references.note_line(&self.writer, &cite, self.mode),
            evidence: entry.map(|entry| links::evidence_entry(entry.id())).unwrap_or_default(),
        }));
        self.noted.insert(mark.to_string());
        Some(mark.to_string())
    }

    fn picture(&mut self, target: &Target, alt: &[Inline], title: Option<&str>, html: &mut String) {
        let Target::File(reference) = target else { return };
        let Some(file) = self.site().file(self.scope, &reference.path) else { return };
        let size = self.figures.size(&file);
        let src = self.base.href(&links::file_path(self.site(), &file));
        let alt = self.writer.plain(alt, self.scope);
        let size =
            size.map(|(width, height)| format!(" width=\"{width}\" height=\"{height}\"")).unwrap_or_default();
        let title = title.map(|title| format!(" title=\"{}\"", escaped(title))).unwrap_or_default();
        let _ = write!(
            html,
            "<img src=\"{}\" alt=\"{}\"{title}{size} loading=\"lazy\">",
            escaped(&src),
            escaped(&alt)
        );
        self.use_file(file);
    }

    /// The mark of a citation that stands by itself, as in a table of replies.
    pub(crate) fn citation_html(&mut self, citation: &Citation, file: &Arc<str>) -> String {
        let Some(mark) = self.citation(citation, file) else { return String::new() };
        if mark.joins { mark.html } else { format!(" {}", mark.html) }
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

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn footnotes_are_lettered() {
        let marks: Vec<String> = [0, 25, 26, 27, 701, 702].into_iter().map(letters).collect();
        assert_eq!(marks, ["a", "z", "aa", "ab", "zz", "aaa"]);
    }
}
