//! Atom feeds (RFC 4287), two a language: the newest stories with their whole text, and all corrections.

use std::fmt::Write as _;

use crate::render::Mode;
use crate::render::corrections;
use crate::render::edition::Parts;
use crate::render::links::{self, Base};
use crate::render::places::Places;
use crate::render::prose::HtmlWriter;
use crate::render::references::References;
use crate::render::solid::{is_solid, set_solid};
use crate::render::theme::TemplateFault;
use crate::render::translation;
use crate::render::words::{self, Writer};
use crate::site::{EditionIx, LangIx, Site};

/// A feed, and templates that failed while its entries were written.
pub(crate) struct Feed {
    /// Path in the output.
    pub(crate) path: String,
    /// The document.
    pub(crate) xml: String,
    /// Templates that failed.
    pub(crate) faults: Vec<TemplateFault>,
}

/// The feed of a language.
pub(crate) fn atom(parts: Parts<'_>, lang: LangIx, references: &[References]) -> Feed {
    let site = parts.site;
    let language = site.language(lang);
    let text = |localised: &crate::locale::Localised| {
        localised.get(&language.tag).map(|text| text.value.to_string()).unwrap_or_default()
    };
    let stories = site.catalogue.newest.get(lang.0 as usize).map(Vec::as_slice).unwrap_or_default();
    let stories = stories.get(..parts.theme.settings.feed_size.min(stories.len())).unwrap_or_default();
    let updated = stories.iter().filter_map(|ix| updated(site, *ix)).max().map(|(_, text)| text);
    let path = links::feed(site, lang);
    let head = Head {
        title: text(&site.config.title),
        subtitle: site.config.description.as_ref().map(text),
        page: links::home(site, lang, 1),
        own: &path,
        updated,
    };
    let mut xml = head.write(site, lang);
    let mut faults = Vec::new();
    for ix in stories {
        entry(parts, *ix, references, &mut xml, &mut faults);
    }
    xml.push_str("</feed>\n");
    Feed { path, xml, faults }
}

/// What a feed says of itself.
struct Head<'a> {
    title: String,
    subtitle: Option<String>,
    /// Path of the page that it is the feed of; its address is also the feed's id.
    page: String,
    /// Path of the feed.
    own: &'a str,
    /// Moment of the last change (RFC 3339).
    updated: Option<String>,
}

impl Head<'_> {
    fn write(&self, site: &Site, lang: LangIx) -> String {
        let language = site.language(lang);
        let publisher = site.config.publisher.name.as_ref().map(|name| name.to_string());
        let publisher = publisher.or_else(|| Some(site.config.title.get(&language.tag)?.value.to_string()));
        let page = links::absolute(site, &self.page);
        let own = links::absolute(site, self.own);
        let mut xml = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        let _ = writeln!(xml, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">", language.tag);
        let _ = writeln!(xml, "<id>{}</id>\n<title>{}</title>", escape(&page), escape(&self.title));
        if let Some(subtitle) = &self.subtitle {
            let _ = writeln!(xml, "<subtitle>{}</subtitle>", escape(subtitle));
        }
        let _ = writeln!(xml, "<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>", escape(&own));
        let _ = writeln!(
            xml,
            "<link rel=\"alternate\" type=\"text/html\" hreflang=\"{}\" href=\"{}\"/>",
            language.tag,
            escape(&page)
        );
        let updated = self.updated.as_deref().unwrap_or("1970-01-01T00:00:00Z");
        let _ = writeln!(
            xml,
            "<updated>{updated}</updated>\n<author><name>{}</name></author>",
            escape(&publisher.unwrap_or_default())
        );
        xml
    }
}

/// The feed of all corrections of a language; `None` without any.
pub(crate) fn corrections(parts: Parts<'_>, lang: LangIx) -> Option<Feed> {
    let site = parts.site;
    let language = site.language(lang);
    let all = site.catalogue.corrections_in(lang);
    let (newest, at) = all.first()?;
    let (newest, _) = site.edition(*newest).meta.corrections.get(*at)?;
    let name = site.config.title.get(&language.tag).map(|text| text.value.to_string()).unwrap_or_default();
    let path = links::corrections_feed(site, lang);
    let head = Head {
        title: language.messages.text("list.corrections_of", &[("site", &name)]),
        subtitle: Some(language.messages.text("list.corrections_description", &[("site", &name)])),
        page: links::corrections(site, lang, 1),
        own: &path,
        updated: Some(newest.rfc3339.to_string()),
    };
    let mut xml = head.write(site, lang);
    let mut faults = Vec::new();
    for (ix, at) in all.iter().take(parts.theme.settings.feed_size) {
        correction(parts, *ix, *at, &mut xml, &mut faults);
    }
    xml.push_str("</feed>\n");
    Some(Feed { path, xml, faults })
}

fn correction(parts: Parts<'_>, ix: EditionIx, at: usize, xml: &mut String, faults: &mut Vec<TemplateFault>) {
    let Parts { site, theme, figures, .. } = parts;
    let edition = site.edition(ix);
    let uses = site.uses(ix);
    let writer = Writer::new(site, edition, uses);
    // Numbers of sources mean nothing without their list.
    let none = References::none();
    let mut html = HtmlWriter::new(writer, theme, &none, figures, Base::absolute(site), Mode::Feed);
    let Some(view) = corrections::view(&mut html, at) else { return };
    let Some((moment, _)) = edition.meta.corrections.get(at) else { return };
    let url = format!("{}#{}", links::absolute(site, &edition.path), view.id);
    let title = format!("{}: {}", view.label, words::headline(site, edition, uses));
    let _ = writeln!(
        xml,
        "<entry>\n<id>{0}</id>\n<link rel=\"alternate\" type=\"text/html\" hreflang=\"{1}\" href=\"{0}\"/>",
        escape(&url),
        edition.file.lang
    );
    let _ = writeln!(xml, "<title>{}</title>", escape(&title));
    let _ = writeln!(xml, "<published>{0}</published>\n<updated>{0}</updated>", moment.rfc3339);
    let _ = writeln!(
        xml,
        "<content type=\"html\" xml:lang=\"{}\">{}</content>\n</entry>",
        view.lang.as_deref().unwrap_or(edition.file.lang.as_str()),
        escape(&format!("<p>{}</p>", view.html))
    );
    faults.append(&mut html.body.faults);
}

/// A machine translation says so before its text, and every translation that its original has changed since.
fn translated(writer: &Writer<'_>, content: &mut String) {
    let Writer { site, edition, language, .. } = *writer;
    let Some(how) = translation::view(site, edition, &Places::default()) else { return };
    let message = |key, values: &[(&str, &str)]| words::escaped(&language.messages.text(key, values));
    if how.method == "machine" {
        let (label, text) = (message("translation.machine", &[]), message("translation.machine_text", &[]));
        let _ = writeln!(content, "<p><strong>{label}</strong> {text}</p>");
    }
    let version = how.behind.as_ref().and_then(|behind| behind.version.as_ref());
    let version = version.or(how.revision.as_ref().filter(|_| how.is_behind));
    let version = version
        .map(|date| format!("<strong>{}</strong>", message("translation.revision", &[("date", &date.long)])));
    let corrected = how.is_behind.then(|| message("translation.behind", &[]));
    let changes = how.behind.as_ref().map(|behind| words::escaped(&behind.changes));
    if corrected.is_some() || changes.is_some() {
        let said: Vec<String> = [version, corrected, changes].into_iter().flatten().collect();
        let original = words::escaped(&format!("{}{}", site.config.base_url, how.original.path));
        let read = message("translation.read_original", &[]);
        let _ = writeln!(content, "<p>{} <a href=\"{original}\">{read}</a></p>", said.join(" "));
    }
}

/// What was wrong, before the text too.
fn corrected(html: &mut HtmlWriter<'_>, content: &mut String) {
    let Writer { edition, language, .. } = html.writer;
    let major = edition.meta.corrections.iter().filter(|(_, correction)| correction.kind.is_major());
    for (_, correction) in major {
        let Some((note, foreign)) = correction.note(&edition.file.lang) else { continue };
        let label = language.messages.text(&format!("correction.{}", correction.kind.word()), &[]);
        let stop = language.messages.text("punctuation.stop", &[]);
        let note = html.line(&note.line, edition.folder, &note.text.place.file);
        let note = words::in_language(&note, foreign);
        let _ = writeln!(content, "<p><strong>{}{stop}</strong> {note}</p>", words::escaped(&label));
    }
}

/// The same story in its other languages.
fn siblings(site: &Site, ix: EditionIx, xml: &mut String) {
    let folder = site.folder(site.edition(ix).folder);
    for other in folder.editions.iter().filter(|other| **other != ix).map(|other| site.edition(*other)) {
        let _ = writeln!(
            xml,
            "<link rel=\"alternate\" type=\"text/html\" hreflang=\"{}\" href=\"{}\"/>",
            other.file.lang,
            escape(&links::absolute(site, &other.path))
        );
    }
}

/// The moment of the last change, to compare and as text.
fn updated(site: &Site, ix: EditionIx) -> Option<(jiff::Timestamp, String)> {
    let meta = &site.edition(ix).meta;
    let moment = meta.updated.as_ref().or(meta.date.as_ref())?;
    Some((moment.timestamp, moment.rfc3339.to_string()))
}

fn entry(
    parts: Parts<'_>,
    ix: EditionIx,
    references: &[References],
    xml: &mut String,
    faults: &mut Vec<TemplateFault>,
) {
    let Parts { site, theme, figures, cards, .. } = parts;
    let edition = site.edition(ix);
    let uses = site.uses(ix);
    let Some(date) = &edition.meta.date else { return };
    let Some((_, updated)) = updated(site, ix) else { return };
    let url = links::absolute(site, &edition.path);
    let _ = writeln!(
        xml,
        "<entry>\n<id>{0}</id>\n<link rel=\"alternate\" type=\"text/html\" hreflang=\"{1}\" href=\"{0}\"/>",
        escape(&url),
        edition.file.lang
    );
    siblings(site, ix, xml);
    let _ = writeln!(xml, "<title>{}</title>", escape(&words::headline(site, edition, uses)));
    let _ = writeln!(xml, "<published>{}</published>\n<updated>{updated}</updated>", date.rfc3339);
    for person in &edition.meta.authors {
        let view = crate::render::cards::person_view(site, edition.folder, edition.lang, person, false);
        let _ = writeln!(xml, "<author><name>{}</name></author>", escape(&view.name));
    }
    for tag in &edition.meta.tags {
        let label = crate::render::cards::tag_link(site, edition.lang, &tag.value).title;
        let _ = writeln!(xml, "<category term=\"{}\" label=\"{}\"/>", escape(&tag.value), escape(&label));
    }
    let _ = writeln!(xml, "<summary>{}</summary>", escape(&words::standfirst(site, edition, uses)));
    let writer = Writer::new(site, edition, uses);
    let references = references.get(ix.0 as usize).expect("one an edition");
    let mut html = HtmlWriter::new(writer, theme, references, figures, Base::absolute(site), Mode::Feed);
    html.write_body();
    let mut content = String::new();
    translated(&writer, &mut content);
    corrected(&mut html, &mut content);
    content.push_str(&html.body.html);
    references.add_notes(&writer, Mode::Feed, &mut html.body);
    notes(&writer, &html.body.footnotes, references, &mut content);
    if is_solid(&edition.file.lang) {
        content = set_solid(&content);
    }
    let _ = writeln!(
        xml,
        "<content type=\"html\" xml:lang=\"{}\">{}</content>\n</entry>",
        edition.file.lang,
        escape(&content)
    );
    faults.append(&mut html.body.faults);
    let _ = cards;
}

/// Footnotes and sources behind the text: a feed reader has no other place for them.
fn notes(
    writer: &Writer<'_>,
    footnotes: &[crate::render::view::FootnoteView],
    references: &References,
    content: &mut String,
) {
    let message = |key: &str| words::escaped(&writer.language.messages.text(key, &[]));
    if !footnotes.is_empty() {
        let _ = writeln!(content, "<h2>{}</h2>", message("story.notes"));
        for note in footnotes {
            let _ = writeln!(content, "<p>{} {}</p>", note.mark, note.html.trim());
        }
    }
    let mut list = references.plain_list().peekable();
    if list.peek().is_some() {
        // Only numbers mean something to the marks in the text.
        let tag = if references.kind() == "numeric" { "ol" } else { "ul" };
        let _ = writeln!(content, "<h2>{}</h2>\n<{tag}>", message("story.sources"));
        for entry in list {
            let _ = writeln!(content, "<li>{entry}</li>");
        }
        let _ = writeln!(content, "</{tag}>");
    }
}

/// Text as it may stand in XML 1.0: escaped, and without the signs that XML does not have.
pub(crate) fn escape(text: &str) -> String {
    let allowed = |sign: &char| matches!(sign, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    words::escaped(&text.chars().filter(allowed).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn xml_has_no_control_signs() {
        assert_eq!(escape("a\u{0}\u{b}<b>&\u{fffe}"), "a&lt;b&gt;&amp;");
    }
}
