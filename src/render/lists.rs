//! Views of lists: home pages, sections, tags, authors, corrections, the page at the root.

use crate::render::Mode;
use crate::render::cards::{Cards, numbered_title, person_view, preview_card, tag_link};
use crate::render::corrections;
use crate::render::edition::Parts;
use crate::render::exhibit;
use crate::render::frame::{self, PageFacts, moment_view};
use crate::render::links::{self, Base};
use crate::render::metadata;
use crate::render::prose::HtmlWriter;
use crate::render::references::References;
use crate::render::view::{
    CorrectionEntryView, CorrectionLinkView, CorrectionsView, FrontLanguageView, FrontView, HomeView,
    LeadView, ListView, ListingView, NotFoundLanguageView, NotFoundView, TagsView, TopicView,
};
use crate::render::words::{self, Writer};
use crate::site::catalogue::AuthorKey;
use crate::site::lookup::SiteFile;
use crate::site::{EditionIx, LangIx, Site};
use crate::story::front_matter::Person;

/// Newest stories of each language on the page at the root.
const FRONT_SIZE: usize = 5;
/// Newest corrections on a home page.
const CORRECTIONS: usize = 4;

/// Number of pages of a list, at least 1.
pub(crate) fn page_count(stories: usize, size: usize) -> usize {
    stories.div_ceil(size).max(1)
}

/// One page of a list, from 1.
fn list(parts: Parts<'_>, stories: &[EditionIx], lang: LangIx, path: &str, number: usize) -> ListView {
    let size = parts.theme.settings.list_size;
    let shown = stories.chunks(size).nth(number - 1).unwrap_or_default();
    ListView { cards: parts.cards.views(parts.site, shown, lang), ..way(size, stories.len(), path, number) }
}

/// The way through the pages of a list, from 1; without cards.
fn way(size: usize, count: usize, path: &str, number: usize) -> ListView {
    let total = page_count(count, size);
    let at = |number: usize| links::encode(&links::numbered(path, number));
    ListView {
        cards: Vec::new(),
        number,
        total,
        previous: (number > 1).then(|| at(number - 1)),
        next: (number < total).then(|| at(number + 1)),
    }
}

/// Pages of the same list in other languages; further pages of a list have none.
fn siblings(site: &Site, number: usize, path: impl Fn(LangIx) -> Option<String>) -> Vec<(LangIx, String)> {
    if number > 1 {
        return Vec::new();
    }
    site.indexed_languages().filter_map(|(lang, _)| Some((lang, path(lang)?))).collect()
}

/// The home page of a language, or a further page of its list.
///
/// Also gives the picture that it shows.
pub(crate) fn home(parts: Parts<'_>, lang: LangIx, number: usize) -> (HomeView, Option<SiteFile>) {
    let Parts { site, theme, cards, .. } = parts;
    let language = site.language(lang);
    let stories = site.catalogue.newest.get(lang.0 as usize).map(Vec::as_slice).unwrap_or_default();
    let text = |localised: &crate::locale::Localised| {
        localised.get(&language.tag).map(|text| text.value.to_string()).unwrap_or_default()
    };
    let title = text(&site.config.title);
    let description = site.config.description.as_ref().map(text).unwrap_or_default();
    let path = links::home(site, lang, number);
    let json_ld = metadata::page(site, "WebSite", lang, &path, &title, &description);
    let lead = (number == 1 && theme.settings.lead).then(|| stories.first()).flatten();
    let mut view = list(parts, stories, lang, &links::home(site, lang, 1), number);
    if lead.is_some() {
        view.cards.remove(0);
    }
    let facts = PageFacts {
        siblings: siblings(site, number, |lang| Some(links::home(site, lang, 1))),
        default: (number == 1).then(String::new),
        same: "language.front_page",
        image: preview_card(site, theme),
        json_ld,
        ..PageFacts::plain(lang, path, numbered_title(site, lang, &title, number), description)
    };
    let (lead, file) = lead.map(|ix| lead_view(parts, *ix, lang)).unzip();
    let home = HomeView {
        frame: frame::frame(site, facts),
        lead,
        list: view,
        topics: if number == 1 { topics(parts, lang) } else { Vec::new() },
        corrections: if number == 1 { newest_corrections(site, cards, lang) } else { Vec::new() },
    };
    (home, file.flatten())
}

fn lead_view(parts: Parts<'_>, ix: EditionIx, lang: LangIx) -> (LeadView, Option<SiteFile>) {
    let Parts { site, cards, figures, theme, .. } = parts;
    let base = Base::of_page(&links::home(site, lang, 1));
    let figure_html = exhibit::lead_figure(site, theme, figures, ix, &base);
    let picture = if figure_html.is_none() { exhibit::card_picture(site, figures, ix) } else { None };
    let (image, file) = picture.unzip();
    (LeadView { card: cards.view(site, ix, lang), figure_html, image }, file)
}

fn topics(parts: Parts<'_>, lang: LangIx) -> Vec<TopicView> {
    let Parts { site, theme, cards, .. } = parts;
    let mut topics: Vec<TopicView> = Vec::new();
    for (tag, lists) in &site.catalogue.by_tag {
        let stories = lists.get(lang.0 as usize).map(Vec::as_slice).unwrap_or_default();
        if stories.is_empty() {
            continue;
        }
        let shown = stories.get(..theme.settings.topic_size.min(stories.len())).unwrap_or_default();
        topics.push(TopicView {
            tag: tag_link(site, lang, tag),
            count: stories.len(),
            cards: cards.views(site, shown, lang),
        });
    }
    let formatter = &site.language(lang).formatter;
    topics.sort_by(|a, b| formatter.compare(&a.tag.title, &b.tag.title));
    topics
}

/// The newest corrections of a language.
fn newest_corrections(site: &Site, cards: &Cards, lang: LangIx) -> Vec<CorrectionLinkView> {
    let language = site.language(lang);
    let newest = site.catalogue.corrections_in(lang).iter().take(CORRECTIONS);
    let link = |(ix, at): &(EditionIx, usize)| {
        let edition = site.edition(*ix);
        let (moment, correction) = edition.meta.corrections.get(*at)?;
        let card = cards.view(site, *ix, lang);
        Some(CorrectionLinkView {
            label: language.messages.text(&format!("correction.{}", correction.kind.word()), &[]),
            date: moment_view(language, moment),
            machine: card.machine,
            title: card.title,
            path: format!("{}#{}", card.path, corrections::anchor(edition, *at)),
        })
    };
    newest.filter_map(link).collect()
}

/// A page of all corrections of a language, from 1.
pub(crate) fn corrections(parts: Parts<'_>, lang: LangIx, number: usize) -> CorrectionsView {
    let Parts { site, theme, .. } = parts;
    let language = site.language(lang);
    let size = theme.settings.list_size;
    let all = site.catalogue.corrections_in(lang);
    let path = links::corrections(site, lang, number);
    let shown = all.chunks(size).nth(number - 1).unwrap_or_default();
    let entries = shown.iter().filter_map(|(ix, at)| correction(parts, *ix, *at, &path));
    let entries = entries.collect();
    let name = site.config.title.get(&language.tag).map(|text| text.value.to_string()).unwrap_or_default();
    let title = language.messages.text("list.corrections", &[]);
    let description = language.messages.text("list.corrections_description", &[("site", &name)]);
    let siblings = siblings(site, number, |lang| {
        let is_there = !site.catalogue.corrections_in(lang).is_empty();
        is_there.then(|| links::corrections(site, lang, 1))
    });
    let title = numbered_title(site, lang, &title, number);
    let json_ld = metadata::page(site, "CollectionPage", lang, &path, &title, &description);
    let facts = PageFacts {
        default: siblings.first().map(|(_, path)| path.clone()),
        siblings,
        image: preview_card(site, theme),
        json_ld,
        ..PageFacts::plain(lang, path, title, description)
    };
    CorrectionsView {
        frame: frame::frame(site, facts),
        count: language.formatter.counted("list.corrections_count", all.len(), &[]),
        corrections: entries,
        list: way(size, all.len(), &links::corrections(site, lang, 1), number),
    }
}

/// A correction on the page of all of them.
fn correction(parts: Parts<'_>, ix: EditionIx, at: usize, path: &str) -> Option<CorrectionEntryView> {
    let Parts { site, theme, figures, cards, .. } = parts;
    let edition = site.edition(ix);
    let writer = Writer::new(site, edition, site.uses(ix));
    // Numbers of sources mean nothing without their list.
    let none = References::none();
    let mut html = HtmlWriter::new(writer, theme, &none, figures, Base::of_page(path), Mode::Lead);
    let correction = corrections::view(&mut html, at)?;
    let card = cards.view(site, ix, edition.lang);
    Some(CorrectionEntryView {
        path: format!("{}#{}", card.path, correction.id),
        machine: card.machine,
        title: card.title,
        correction,
    })
}

/// A page of the list of a section, from 2: the first one is the section's own page.
pub(crate) fn section_list(parts: Parts<'_>, ix: EditionIx, number: usize) -> ListView {
    let edition = parts.site.edition(ix);
    let stories = parts.site.catalogue.by_section.get(&ix).map(Vec::as_slice).unwrap_or_default();
    list(parts, stories, edition.lang, &edition.path, number)
}

/// The stories of a tag.
pub(crate) fn tag(parts: Parts<'_>, lang: LangIx, tag: &str, number: usize) -> ListingView {
    let site = parts.site;
    let lists = site.catalogue.by_tag.get(tag);
    let stories_in = |lang: LangIx| {
        lists.and_then(|lists| lists.get(lang.0 as usize)).map(Vec::as_slice).unwrap_or_default()
    };
    let path = links::tag(site, lang, tag, number);
    let heading = tag_link(site, lang, tag).title;
    let siblings =
        siblings(site, number, |lang| (!stories_in(lang).is_empty()).then(|| links::tag(site, lang, tag, 1)));
    let list = list(parts, stories_in(lang), lang, &links::tag(site, lang, tag, 1), number);
    listing(parts, "tag", lang, path, heading, stories_in(lang).len(), siblings, list, None)
}

/// The stories of an author.
pub(crate) fn author(parts: Parts<'_>, lang: LangIx, key: &AuthorKey, number: usize) -> ListingView {
    let site = parts.site;
    let lists = site.catalogue.by_author.get(key);
    let stories_in = |lang: LangIx| {
        lists.and_then(|lists| lists.get(lang.0 as usize)).map(Vec::as_slice).unwrap_or_default()
    };
    let path = links::author(site, lang, &key.slug, number);
    let folder = stories_in(lang).first().map(|ix| site.edition(*ix).folder);
    let person = match &key.plain {
        Some(name) => Person::Plain(name.clone()),
        None => Person::Id(crate::fields::Text::new(
            key.slug.clone(),
            crate::diag::Place::start_of(&site.config.file),
        )),
    };
    let person = folder.map(|folder| person_view(site, folder, lang, &person, false));
    let heading = person.as_ref().map_or_else(|| key.slug.to_string(), |person| person.name.clone());
    let siblings = siblings(site, number, |lang| {
        (!stories_in(lang).is_empty()).then(|| links::author(site, lang, &key.slug, 1))
    });
    let list = list(parts, stories_in(lang), lang, &links::author(site, lang, &key.slug, 1), number);
    listing(parts, "author", lang, path, heading, stories_in(lang).len(), siblings, list, person)
}

#[expect(clippy::too_many_arguments, reason = "the fields of one view")]
fn listing(
    parts: Parts<'_>,
    kind: &'static str,
    lang: LangIx,
    path: String,
    heading: String,
    count: usize,
    siblings: Vec<(LangIx, String)>,
    list: ListView,
    person: Option<crate::render::view::PersonView>,
) -> ListingView {
    let site = parts.site;
    let language = site.language(lang);
    let count = language.formatter.counted("list.stories", count, &[]);
    let description =
        language.messages.text(&format!("list.{kind}_description"), &[("name", &heading), ("count", &count)]);
    let title = numbered_title(site, lang, &heading, list.number);
    let json_ld = metadata::page(site, "CollectionPage", lang, &path, &title, &description);
    let default = siblings.first().map(|(_, path)| path.clone());
    let facts = PageFacts {
        siblings,
        default,
        image: preview_card(site, parts.theme),
        json_ld,
        ..PageFacts::plain(lang, path, title, description)
    };
    ListingView { frame: frame::frame(site, facts), kind, heading, person, count, list }
}

/// The list of all tags.
pub(crate) fn tags(parts: Parts<'_>, lang: LangIx) -> TagsView {
    let site = parts.site;
    let language = site.language(lang);
    let path = links::tags(site, lang);
    let title = language.messages.text("list.tags", &[]);
    let description = language.messages.text("list.tags_description", &[]);
    let siblings = siblings(site, 1, |lang| Some(links::tags(site, lang)));
    let default = siblings.first().map(|(_, path)| path.clone());
    let json_ld = metadata::page(site, "CollectionPage", lang, &path, &title, &description);
    let facts = PageFacts {
        siblings,
        default,
        image: preview_card(site, parts.theme),
        json_ld,
        ..PageFacts::plain(lang, path, title, description)
    };
    TagsView { frame: frame::frame(site, facts), topics: topics(parts, lang) }
}

/// The page at the root. It is written in the site's first language, each part in its own.
pub(crate) fn front(parts: Parts<'_>) -> FrontView {
    let site = parts.site;
    let first = LangIx(0);
    let text = |localised: &crate::locale::Localised, lang: LangIx| {
        localised.get(&site.language(lang).tag).map(|text| text.value.to_string()).unwrap_or_default()
    };
    let description =
        |lang| site.config.description.as_ref().map(|text_of| text(text_of, lang)).unwrap_or_default();
    let languages = site.indexed_languages().map(|(lang, language)| {
        let stories = site.catalogue.newest.get(lang.0 as usize).map(Vec::as_slice).unwrap_or_default();
        let shown = stories.get(..FRONT_SIZE.min(stories.len())).unwrap_or_default();
        FrontLanguageView {
            lang: language.tag.as_str().into(),
            dir: language.direction.name(),
            name: words::language_name(site, lang),
            path: links::home(site, lang, 1),
            title: text(&site.config.title, lang),
            description: description(lang),
            cards: parts.cards.views(site, shown, lang),
        }
    });
    let languages = languages.collect();
    let title = text(&site.config.title, first);
    let json_ld = metadata::page(site, "WebSite", first, "", &title, &description(first));
    let facts = PageFacts {
        image: preview_card(site, parts.theme),
        json_ld,
        ..PageFacts::plain(first, String::new(), title, description(first))
    };
    FrontView { frame: frame::frame(site, facts), languages }
}

/// The page for addresses that have none. A host shows it at any address, so its links are whole ones.
pub(crate) fn not_found(parts: Parts<'_>) -> NotFoundView {
    let site = parts.site;
    let languages = site.indexed_languages().map(|(lang, language)| NotFoundLanguageView {
        lang: language.tag.as_str().into(),
        dir: language.direction.name(),
        title: language.messages.text("not_found.title", &[]),
        text: language.messages.text("not_found.text", &[]),
        home: language.messages.text("not_found.home", &[]),
        url: links::absolute(site, &links::home(site, lang, 1)),
    });
    let languages: Vec<NotFoundLanguageView> = languages.collect();
    let title = languages.first().map(|language| language.title.clone()).unwrap_or_default();
    let mut facts = PageFacts::plain(LangIx(0), "404.html".to_owned(), title.clone(), title);
    facts.noindex = true;
    NotFoundView { frame: frame::frame(site, facts), languages }
}
