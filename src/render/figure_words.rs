//! A chart or table of an edition as plain words: what its page, its files and its cards say of it.

use std::sync::Arc;

use crate::chart::Drawing;
use crate::chart::stand_alone::Around;
use crate::figure::ExhibitKind;
use crate::locale::{Direction, Localised};
use crate::render::Mode;
use crate::render::figures::Figures;
use crate::render::pictures::{self, Picture};
use crate::render::references::References;
use crate::render::words::{self, Writer};
use crate::render::{frame, links};
use crate::site::uses::Embed;
use crate::site::{EditionIx, Site};

/// Places, in an edition, of the figures that have a page: charts that can be drawn, and tables; each once.
pub(crate) fn shown(site: &Site, figures: &Figures, ix: EditionIx) -> Vec<usize> {
    let embeds = site.uses(ix).embeds.iter().enumerate();
    let first = |id: &str| site.uses(ix).embed(id).map(|(number, _)| number);
    let own = embeds.filter(|(at, embed)| first(&embed.exhibit.id) == Some(at + 1));
    own.filter(|(_, embed)| is_shown(figures, ix, embed)).map(|(at, _)| at).collect()
}

/// Whether a figure has a page.
fn is_shown(figures: &Figures, ix: EditionIx, embed: &Embed) -> bool {
    match embed.exhibit.kind {
        ExhibitKind::Chart(_) => figures.drawing(ix, &embed.exhibit.id).is_some(),
        ExhibitKind::Table(_) => embed.table.is_some(),
        ExhibitKind::Picture { .. } | ExhibitKind::Document { .. } => false,
    }
}

/// A figure of an edition.
#[derive(Clone)]
pub(crate) struct Figure<'a> {
    /// Writes in the language of the edition.
    pub(crate) writer: Writer<'a>,
    /// Its number there, from 1.
    pub(crate) number: usize,
    /// What is shown.
    pub(crate) embed: &'a Embed,
    /// Of a chart.
    pub(crate) drawing: Option<&'a Arc<Drawing>>,
    references: &'a References,
}

impl<'a> Figure<'a> {
    /// The figure at a place of an edition; there must be one.
    pub(crate) fn at(
        site: &'a Site,
        figures: &'a Figures,
        references: &'a References,
        ix: EditionIx,
        at: usize,
    ) -> Figure<'a> {
        let uses = site.uses(ix);
        let embed = uses.embeds.get(at).expect("the place is one that `shown` gave");
        let writer = Writer::new(site, site.edition(ix), uses);
        let drawing = figures.drawing(ix, &embed.exhibit.id);
        Figure { writer, number: at + 1, embed, drawing, references }
    }

    /// Its id.
    pub(crate) fn id(&self) -> &'a str {
        &self.embed.exhibit.id
    }

    /// The same figure in all editions that show it: their indices, in the order of the site's languages.
    pub(crate) fn editions(&self, figures: &Figures) -> Vec<EditionIx> {
        let Writer { site, edition, .. } = self.writer;
        let has_it = |ix: &EditionIx| {
            site.uses(*ix).embed(self.id()).is_some_and(|(_, embed)| is_shown(figures, *ix, embed))
        };
        site.folder(edition.folder).editions.iter().copied().filter(has_it).collect()
    }

    /// The finding; of a table without a title what it is called, or its number.
    pub(crate) fn title(&self) -> String {
        let own = self.writer.plain(&self.embed.title, self.embed.folder);
        if !own.is_empty() {
            return own;
        }
        let table = self.embed.table.as_ref().and_then(|(_, table)| table.title.as_ref());
        self.said(table).unwrap_or_else(|| self.writer.label(self.number, self.embed))
    }

    /// What is measured.
    pub(crate) fn subtitle(&self) -> String {
        self.writer.plain(&self.embed.subtitle, self.embed.folder)
    }

    /// What is seen, in a sentence: the writer's words, or those made from the numbers.
    pub(crate) fn summary(&self) -> String {
        let alt = self.embed.alt.as_ref().map(|line| self.writer.plain(line, self.embed.folder));
        let made = self.drawing.map(|drawing| drawing.short.clone());
        let words = alt.into_iter().chain(made).chain([self.subtitle()]).find(|words| !words.is_empty());
        words.unwrap_or_else(|| {
            let headline = self.headline();
            let slots = [("table", self.title()), ("title", headline)];
            let slots: Vec<(&str, &str)> = slots.iter().map(|(name, text)| (*name, text.as_str())).collect();
            self.writer.language.messages.text("evidence.data_of", &slots)
        })
    }

    /// Remarks on marks and numbers.
    pub(crate) fn notes(&self) -> Vec<String> {
        let made = self.drawing.into_iter().flat_map(|drawing| drawing.remarks.iter().cloned());
        let own = self.writer.plain(&self.embed.note, self.embed.folder);
        let table = self.embed.table.as_ref().and_then(|(_, table)| table.note.as_ref());
        let all = made.chain([own]).chain(self.said(table));
        all.filter(|note| !note.is_empty()).collect()
    }

    /// The source line without its label; empty where a table names no source.
    pub(crate) fn source(&self) -> String {
        let Some((folder, table)) = &self.embed.table else { return String::new() };
        let cite: Vec<_> = table.cite.iter().map(|citation| (*folder, citation)).collect();
        words_of(&self.references.source_line(&self.writer, &cite, Mode::Lead))
    }

    /// Headline of the story.
    pub(crate) fn headline(&self) -> String {
        words::headline(self.writer.site, self.writer.edition, self.writer.uses)
    }

    /// Terms of texts and charts, as written.
    pub(crate) fn license(&self) -> Option<&'a str> {
        let Writer { site, edition, .. } = self.writer;
        edition.meta.license.as_deref().or(site.config.license.as_deref())
    }

    /// Whole address of its page.
    pub(crate) fn url(&self) -> String {
        links::absolute(self.writer.site, &links::figure(self.writer.edition, self.id()))
    }

    /// Name of the site.
    pub(crate) fn site_title(&self) -> String {
        let Writer { site, language, .. } = self.writer;
        site.config.title.get(&language.tag).map(|text| text.value.to_string()).unwrap_or_default()
    }

    /// The words around the chart in a file of its own.
    pub(crate) fn around(&self) -> Around {
        let language = self.writer.language;
        let message = |key: &str, slots: &[(&str, &str)]| language.messages.text(key, slots);
        let source = self.source();
        let url = self.url();
        let address = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
        let site = self.site_title();
        let credit = match self.license().map(frame::license) {
            Some(license) => message("figure_page.credit", &[("site", &site), ("license", &license.name)]),
            None => site,
        };
        Around {
            lang: language.tag.as_str().to_owned(),
            is_rtl: language.direction == Direction::Rtl,
            title: self.title(),
            subtitle: self.subtitle(),
            notes: self.notes(),
            source: if source.is_empty() {
                source
            } else {
                message("figure_page.source", &[("source", &source)])
            },
            credit,
            address: address.to_owned(),
        }
    }

    /// The chart as a picture, if it is offered as one; the error is the first letter that cannot be written.
    pub(crate) fn picture(&self, figures: &Figures) -> Result<Option<Picture>, char> {
        let Some(drawing) = self.drawing.filter(|drawing| pictures::is_offered(drawing)) else {
            return Ok(None);
        };
        let around = self.around();
        let faces = figures.faces();
        let own = [&around.title, &around.subtitle, &around.source, &around.credit, &around.address];
        let lack = own.into_iter().chain(&around.notes).find_map(|words| faces.lacks(words));
        match lack.or_else(|| pictures::lacking(drawing, faces)) {
            Some(letter) => Err(letter),
            None => Ok(Some(Picture::figure(drawing.clone(), around))),
        }
    }

    fn said(&self, text: Option<&Localised>) -> Option<String> {
        text?.get_or_any(&self.writer.language.tag).map(|(text, _)| text.value.to_string())
    }
}

/// The words of safe HTML that this program wrote: tags left out, the five named signs of markup read.
fn words_of(html: &str) -> String {
    let mut words = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        words.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    words.push_str(rest);
    let signs =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&amp;", "&")];
    for (written, sign) in signs {
        words = words.replace(written, sign);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::words_of;

    #[test]
    fn words_of_html_have_no_markup() {
        assert_eq!(words_of("Dahl, <i>Water &amp; power</i>, p. 4"), "Dahl, Water & power, p. 4");
        assert_eq!(words_of("&amp;lt;"), "&lt;");
    }
}
