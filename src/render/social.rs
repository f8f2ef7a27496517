//! Cards of stories and figures: how a link looks where it is shared.

use std::sync::Arc;

use crate::chart::Drawing;
use crate::chart::card::{self, CardWords};
use crate::config::SocialCards;
use crate::figure::ExhibitKind;
use crate::locale::Direction;
use crate::render::figure_words::{Figure, shown};
use crate::render::figures::Figures;
use crate::render::links;
use crate::render::pictures::{Picture, lacking};
use crate::render::references::References;
use crate::render::view::ImageMetaView;
use crate::render::words::{self, Writer};
use crate::site::lookup::SiteFile;
use crate::site::{Edition, EditionKind, Site};

/// A card that is wanted.
pub(crate) struct Card {
    /// Path from the site's root.
    pub(crate) path: String,
    /// What is seen on it.
    alt: String,
    words: CardWords,
    drawing: Option<Arc<Drawing>>,
    /// The first letter that cannot be written: then the card is not drawn.
    pub(crate) lacks: Option<char>,
}

impl Card {
    /// What the head of a page says of it; `None` if it is not drawn.
    pub(crate) fn meta(&self, site: &Site) -> Option<ImageMetaView> {
        let size = |length: i32| u32::try_from(length).unwrap_or_default();
        self.lacks.is_none().then(|| ImageMetaView {
            url: links::absolute(site, &self.path),
            width: size(card::WIDTH),
            height: size(card::HEIGHT),
            alt: self.alt.clone(),
        })
    }

    /// The picture; `None` if it is not drawn.
    pub(crate) fn picture(self) -> Option<Picture> {
        self.lacks.is_none().then(|| Picture::card(self.drawing, self.words))
    }

    fn new(
        path: String,
        alt: String,
        words: CardWords,
        drawing: Option<Arc<Drawing>>,
        figures: &Figures,
    ) -> Card {
        let faces = figures.faces();
        let words_lack = words.all().into_iter().find_map(|text| faces.lacks(text));
        let lacks = words_lack.or_else(|| lacking(drawing.as_deref()?, faces));
        Card { path, alt, words, drawing, lacks }
    }
}

/// The card of a story with its first chart, if the site wants one and the story has no picture of its own.
pub(crate) fn of_story(
    site: &Site,
    figures: &Figures,
    references: &References,
    edition: &Edition,
) -> Option<Card> {
    let is_wanted = edition.kind == EditionKind::Story && site.config.social_cards != SocialCards::None;
    if !is_wanted || own_picture(site, figures, edition).is_some() {
        return None;
    }
    let ix = site.edition_in(edition.folder, edition.lang)?;
    let writer = Writer::new(site, edition, site.uses(ix));
    let headline = words::headline(site, edition, writer.uses);
    let mut all = shown(site, figures, ix).into_iter();
    let chart = all.find_map(|at| with_room(Figure::at(site, figures, references, ix, at)));
    let standfirst = words::standfirst(site, edition, writer.uses);
    let mut words = CardWords {
        is_rtl: writer.language.direction == Direction::Rtl,
        nameplate: site_title(&writer),
        headline: headline.clone(),
        ..CardWords::default()
    };
    let path = links::card(edition);
    match chart {
        Some((figure, drawing)) => {
            let around = figure.around();
            (words.finding, words.subtitle, words.source) = (around.title, around.subtitle, around.source);
            Some(Card::new(path, figure.summary(), words, Some(drawing), figures))
        }
        None => {
            words.standfirst = standfirst;
            Some(Card::new(path, headline, words, None, figures))
        }
    }
}

/// The card of a figure, if the site wants one.
pub(crate) fn of_figure(figure: &Figure<'_>, figures: &Figures) -> Option<Card> {
    let Writer { site, edition, .. } = figure.writer;
    if site.config.social_cards != SocialCards::Figures {
        return None;
    }
    let around = figure.around();
    let path = links::figure_file(edition, figure.id(), "card.png");
    let drawing = with_room(figure.clone()).map(|(_, drawing)| drawing);
    let words = CardWords {
        is_rtl: around.is_rtl,
        nameplate: site_title(&figure.writer),
        headline: around.title,
        finding: String::new(),
        subtitle: around.subtitle,
        standfirst: if drawing.is_none() { figure.summary() } else { String::new() },
        source: around.source,
    };
    Some(Card::new(path, figure.summary(), words, drawing, figures))
}

/// A figure with its chart, if a card has room for that.
fn with_room(figure: Figure<'_>) -> Option<(Figure<'_>, Arc<Drawing>)> {
    let is_chart = matches!(figure.embed.exhibit.kind, ExhibitKind::Chart(_));
    let drawing = figure.drawing.filter(|drawing| is_chart && card::holds(drawing))?.clone();
    Some((figure, drawing))
}

fn site_title(writer: &Writer<'_>) -> String {
    let title = writer.site.config.title.get(&writer.language.tag);
    title.map(|text| text.value.to_string()).unwrap_or_default()
}

/// The lead picture, if previews can show it.
pub(crate) fn own_picture(site: &Site, figures: &Figures, edition: &Edition) -> Option<ImageMetaView> {
    let image = edition.meta.image.as_ref()?;
    let file: SiteFile = site.file(edition.folder, &image.file.value)?;
    let (width, height) = figures.raster_size(&file)?;
    let url = links::absolute(site, &links::file_path(site, &file));
    Some(ImageMetaView { url, width, height, alt: image.alt.to_string() })
}
