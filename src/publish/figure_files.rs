//! The files beside the page of a figure: the chart as SVG, its numbers as JSON, and an oEmbed document.

use std::sync::Arc;

use rayon::prelude::*;
use serde_json::json;

use crate::chart::flat::{self, Label};
use crate::chart::stand_alone;
use crate::chart::text::Measure;
use crate::figure::ExhibitKind;
use crate::memo;
use crate::publish::figure_json;
use crate::render::figure_words::{Figure, shown};
use crate::render::figures::Figures;
use crate::render::pictures::Picture;
use crate::render::references::References;
use crate::render::social::{self, Card};
use crate::render::{edition, figure_page, links};
use crate::site::selection;
use crate::site::{EditionIx, Site};
use crate::text::{Fingerprint, Fingerprinter};

/// The files of one figure: path and bytes.
type Files = Arc<[(String, Arc<[u8]>)]>;

/// Files of figures by what they are made of.
pub(crate) type FigureFilesMemo = memo::Table<Files>;

/// The files of every figure that has a page, in every language.
pub(crate) fn of_all(
    site: &Site,
    figures: &Figures,
    references: &[References],
    memo: &mut FigureFilesMemo,
) -> Vec<Files> {
    let maker = Maker { site, figures, references };
    let jobs: Vec<(EditionIx, usize)> = site
        .indexed_editions()
        .flat_map(|(ix, _)| shown(site, figures, ix).into_iter().map(move |at| (ix, at)))
        .collect();
    memo.remember_all(&jobs, |job| maker.key(*job), |job| maker.files(*job))
}

/// The pictures of figures, and the cards of figures and stories, in every language.
pub(crate) fn pictures(site: &Site, figures: &Figures, references: &[References]) -> Vec<(String, Picture)> {
    let of_edition = |ix: &EditionIx| -> Vec<(String, Picture)> {
        let edition = site.edition(*ix);
        let references = references.get(ix.0 as usize).expect("one an edition");
        let mut cards: Vec<Card> = social::of_story(site, figures, references, edition).into_iter().collect();
        let mut all = Vec::new();
        for at in shown(site, figures, *ix) {
            let figure = Figure::at(site, figures, references, *ix, at);
            if let Ok(Some(picture)) = figure.picture(figures) {
                all.push((links::figure_file(edition, figure.id(), "png"), picture));
            }
            cards.extend(social::of_figure(&figure, figures));
        }
        all.extend(cards.into_iter().filter_map(|card| Some((card.path.clone(), card.picture()?))));
        all
    };
    let editions: Vec<EditionIx> = site.indexed_editions().map(|(ix, _)| ix).collect();
    editions.par_iter().flat_map_iter(of_edition).collect()
}

struct Maker<'a> {
    site: &'a Site,
    figures: &'a Figures,
    references: &'a [References],
}

impl<'a> Maker<'a> {
    fn figure(&self, (ix, at): (EditionIx, usize)) -> Figure<'a> {
        let references = self.references.get(ix.0 as usize).expect("one an edition");
        Figure::at(self.site, self.figures, references, ix, at)
    }

    /// The figure in every edition that shows it.
    fn all(&self, figure: &Figure<'a>) -> Vec<Figure<'a>> {
        let editions = figure.editions(self.figures).into_iter();
        let jobs = editions.filter_map(|ix| Some((ix, self.site.uses(ix).embed(figure.id())?.0 - 1)));
        jobs.map(|job| self.figure(job)).collect()
    }

    /// Of everything that the files are made of.
    fn key(&self, job: (EditionIx, usize)) -> Fingerprint {
        let figure = self.figure(job);
        let edition = figure.writer.edition;
        let mut print = Fingerprinter::new("figure files");
        print.text(self.site.config.base_url.as_str()).print(self.site.config.fingerprint);
        print.text(&edition.path).text(figure.id());
        // Bound words in titles may come from anywhere.
        for other in self.all(&figure) {
            let writer = other.writer;
            print.text(writer.language.tag.as_str()).print(writer.language.messages.fingerprint);
            for words in [other.headline(), other.title(), other.subtitle(), other.source()] {
                print.text(&words);
            }
            other.notes().iter().for_each(|note| {
                print.text(note);
            });
        }
        let meta = &edition.meta;
        for moment in [&meta.date, &meta.updated] {
            print.text(moment.as_ref().map_or("", |moment| &moment.iso));
        }
        print.text(meta.license.as_deref().unwrap_or_default()).text(&figure.summary());
        for person in edition::people(self.site, edition, &meta.authors, false) {
            print.text(&person.name);
        }
        if let Some((folder, table)) = &figure.embed.table {
            print.print(table.fingerprint);
            for folder in self.site.scope(*folder) {
                print.print(self.site.folder(folder).data.fingerprint);
            }
        }
        if let Some(drawing) = figure.drawing {
            print.text(&drawing.svg);
        }
        print.finish()
    }

    fn files(&self, job: (EditionIx, usize)) -> Files {
        let figure = self.figure(job);
        let edition = figure.writer.edition;
        let path = |extension| links::figure_file(edition, figure.id(), extension);
        let mut files = vec![
            (path("json"), self.json(&figure)),
            (links::oembed(edition, figure.id()), self.oembed(&figure)),
        ];
        if let Some(drawing) = figure.drawing {
            let around = figure.around();
            let plate = stand_alone::plate(drawing, &around, &Measure::new());
            let label = Label { lang: &around.lang, title: &around.title, description: &figure.summary() };
            files.push((path("svg"), flat::svg(&plate, &label)));
        }
        files.into_iter().map(|(path, text)| (path, text.into_bytes().into())).collect()
    }

    fn json(&self, figure: &Figure<'a>) -> String {
        let shown = selection::of_exhibit(figure.embed).value;
        let columns = match (&figure.embed.exhibit.kind, &figure.embed.table) {
            (ExhibitKind::Chart(_), Some((_, table))) => {
                let is_own = |at: &usize| table.columns.get(*at).is_some_and(|column| !column.is_auxiliary);
                (0..table.columns.len()).filter(is_own).collect()
            }
            _ => shown.columns,
        };
        figure_json::write(figure, &self.all(figure), &shown.rows, &columns)
    }

    /// oEmbed 1.0, type `rich`, as a file: a link to the figure's page becomes the figure.
    fn oembed(&self, figure: &Figure<'a>) -> String {
        let (width, height) = figure_page::frame_size(figure);
        let edition = figure.writer.edition;
        let authors = edition::people(self.site, edition, &edition.meta.authors, false);
        let names: Vec<String> = authors.into_iter().map(|person| person.name).collect();
        let mut document = json!({
            "version": "1.0",
            "type": "rich",
            "title": figure.title(),
            "provider_name": figure.site_title(),
            "provider_url": self.site.config.base_url.as_str(),
            "width": width,
            "height": height,
            "html": figure_page::embed_code(figure),
        });
        if let Some(object) = document.as_object_mut().filter(|_| !names.is_empty()) {
            let names = figure.writer.language.formatter.list(&names);
            object.insert("author_name".to_owned(), json!(names));
        }
        // An object of texts and numbers can always be written.
        let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
        text.push('\n');
        text
    }
}
