//! What other pages show of a story: made once, copied into lists.

use rayon::prelude::*;

use crate::locale::Localised;
use crate::render::frame::moment_view;
use crate::render::links;
use crate::render::theme::Theme;
use crate::render::view::{CardView, ImageMetaView, LinkView, PersonView};
use crate::render::words;
use crate::site::catalogue::AuthorKey;
use crate::site::{Edition, EditionIx, FolderIx, LangIx, Language, Site};
use crate::source::NameKind;
use crate::story::front_matter::{Method, Person};

/// What other pages show of each edition, made once.
pub(crate) struct Cards(Vec<CardView>);

impl Cards {
    /// The cards of all published editions, in their own languages.
    pub(crate) fn make(site: &Site) -> Cards {
        let indices: Vec<EditionIx> = site.indexed_editions().map(|(ix, _)| ix).collect();
        Cards(indices.par_iter().map(|ix| make_card(site, *ix)).collect())
    }

    /// No cards: for what shows none.
    pub(crate) fn none() -> Cards {
        Cards(Vec::new())
    }

    /// The card of an edition on a page in some language.
    pub(crate) fn view(&self, site: &Site, ix: EditionIx, lang: LangIx) -> CardView {
        let mut card = self.0.get(ix.0 as usize).expect("one an edition").clone();
        let own = site.edition(ix).lang;
        if own != lang {
            let language = site.language(own);
            card.lang = Some(language.tag.as_str().into());
            card.dir = Some(language.direction.name());
            card.language = Some(words::language_name(site, own));
        }
        card
    }

    /// The cards of several editions.
    pub(crate) fn views(&self, site: &Site, list: &[EditionIx], lang: LangIx) -> Vec<CardView> {
        list.iter().map(|ix| self.view(site, *ix, lang)).collect()
    }
}

fn make_card(site: &Site, ix: EditionIx) -> CardView {
    let edition = site.edition(ix);
    let uses = site.uses(ix);
    let language = site.language(edition.lang);
    let names = edition
        .meta
        .authors
        .iter()
        .map(|person| person_view(site, edition.folder, edition.lang, person, false).name);
    CardView {
        title: words::headline(site, edition, uses),
        description: words::standfirst(site, edition, uses),
        path: links::encode(&edition.path),
        date: edition.meta.date.as_ref().map(|moment| moment_view(language, moment)),
        updated: edition.meta.updated.as_ref().map(|moment| moment_view(language, moment)),
        machine: machine(site, edition),
        byline: language.formatter.list(&names.collect::<Vec<_>>()),
        tag: edition.meta.tags.first().map(|tag| tag_link(site, edition.lang, &tag.value)),
        lang: None,
        dir: None,
        language: None,
    }
}

/// "machine translation": what lists and other pages say of an edition that a program translated and nobody reviewed.
pub(crate) fn machine(site: &Site, edition: &Edition) -> Option<String> {
    let translation = edition.meta.translation.as_ref()?;
    let is_machine = translation.method == Method::Machine;
    is_machine.then(|| site.language(edition.lang).messages.text("list.machine", &[]))
}

/// A person of a byline, in a language.
pub(crate) fn person_view(
    site: &Site,
    folder: FolderIx,
    lang: LangIx,
    person: &Person,
    has_list: bool,
) -> PersonView {
    let tag = &site.language(lang).tag;
    let path = has_list
        .then(|| AuthorKey::of(person).map(|key| links::encode(&links::author(site, lang, &key.slug, 1))))
        .flatten();
    let record = match person {
        Person::Id(id) => site.name(folder, &id.value).map(|found| found.value),
        Person::Plain(_) => None,
    };
    let text = |localised: &Localised| localised.get_or_any(tag).map(|(text, _)| text.value.to_string());
    PersonView {
        joint: String::new(),
        name: match person {
            Person::Id(id) => {
                record.and_then(|name| text(&name.name)).unwrap_or_else(|| id.value.to_string())
            }
            Person::Plain(name) => name.to_string(),
        },
        path,
        url: record.and_then(|name| name.url.as_ref()).map(|url| url.value.to_string()),
        orcid: record
            .and_then(|name| name.orcid.as_ref())
            .map(|id| format!("https://orcid.org/{}", id.value)),
        role: record.and_then(|name| name.role.as_ref()).and_then(text),
        affiliation: record.and_then(|name| name.affiliation.as_ref()).and_then(|affiliation| {
            // An id of an organisation, or its name.
            let (said, _) = affiliation.get_or_any(tag)?;
            let organisation = site.name(folder, &said.value).map(|found| &found.value.name);
            organisation.and_then(text).or_else(|| Some(said.value.to_string()))
        }),
        is_organisation: record.is_some_and(|name| name.kind == NameKind::Organisation),
    }
}

/// Names as in a sentence: what stands between them is put before each.
pub(crate) fn joined(language: &Language, mut people: Vec<PersonView>) -> Vec<PersonView> {
    let names: Vec<String> = people.iter().map(|person| person.name.clone()).collect();
    for (person, joint) in people.iter_mut().zip(language.formatter.list_joints(&names)) {
        person.joint = joint;
    }
    people
}

/// A link to the stories of a tag.
pub(crate) fn tag_link(site: &Site, lang: LangIx, tag: &str) -> LinkView {
    let title = site.config.tags.get(tag).and_then(|tag| tag.title.get(&site.language(lang).tag));
    LinkView {
        title: title.map_or_else(|| tag.to_owned(), |title| title.value.to_string()),
        path: links::encode(&links::tag(site, lang, tag, 1)),
        lang: None,
        dir: None,
        language: None,
        is_current: false,
    }
}

/// The theme's own picture for previews, `assets/card.png` of 1200 × 630 pixels.
pub(crate) fn preview_card(site: &Site, theme: &Theme) -> Option<ImageMetaView> {
    let path = theme.asset_paths.get("card.png")?;
    Some(ImageMetaView { url: links::absolute(site, path), width: 1200, height: 630, alt: String::new() })
}

/// The page number behind a title: " – page 2".
pub(crate) fn numbered_title(site: &Site, lang: LangIx, title: &str, number: usize) -> String {
    if number < 2 {
        return title.to_owned();
    }
    let language = site.language(lang);
    let number = language.formatter.count(number);
    language.messages.text("list.title_page", &[("title", title), ("number", &number)])
}
