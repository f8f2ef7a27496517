//! Lists: newest first, by tag, by author, by section; who links to whom.
//!
//! Made whole at each build from what every edition says of itself, in one pass: never by looking at all stories
//! for each story.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::site::{EditionIx, EditionKind, FolderIx, LangIx, Site};
use crate::story::front_matter::Person;
use crate::story::markdown::slug;

/// Lists of published editions; each is in the order in which readers see it.
#[derive(Debug, Default)]
pub(crate) struct Catalogue {
    /// Stories of each language (by its index), newest first.
    pub(crate) newest: Vec<Vec<EditionIx>>,
    /// Tag to the stories of each language, newest first.
    pub(crate) by_tag: BTreeMap<Arc<str>, Vec<Vec<EditionIx>>>,
    /// Author to the stories of each language, newest first.
    pub(crate) by_author: BTreeMap<AuthorKey, Vec<Vec<EditionIx>>>,
    /// Corrections of each language (by its index), newest first: the edition, and the place among its corrections.
    pub(crate) corrections: Vec<Vec<(EditionIx, usize)>>,
    /// Stories below each section (by its edition), newest first.
    pub(crate) by_section: BTreeMap<EditionIx, Vec<EditionIx>>,
    /// Editions that link to each edition (by its index), in path order.
    pub(crate) backlinks: Vec<Vec<EditionIx>>,
    /// Folders with editions by the last part of their path.
    pub(crate) last_parts: BTreeMap<Arc<str>, Vec<FolderIx>>,
}

/// Who an author is: an id of names.toml, or a plain name; and the address of their list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct AuthorKey {
    /// Last part of the address of the list.
    pub(crate) slug: Arc<str>,
    /// The plain name; `None` for an id.
    pub(crate) plain: Option<Arc<str>>,
}

impl AuthorKey {
    /// The key of a person; `None` for a plain name of which no letter is left in an address.
    pub(crate) fn of(person: &Person) -> Option<AuthorKey> {
        match person {
            Person::Id(id) => Some(AuthorKey { slug: id.value.clone(), plain: None }),
            Person::Plain(name) => {
                let slug = slug(name);
                (!slug.is_empty())
                    .then(|| AuthorKey { slug: slug.as_str().into(), plain: Some(name.clone()) })
            }
        }
    }
}

impl Catalogue {
    /// Corrections in a language, the newest first.
    pub(crate) fn corrections_in(&self, lang: LangIx) -> &[(EditionIx, usize)] {
        self.corrections.get(lang.0 as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// Folders whose path ends with this part.
    pub(crate) fn by_last_part(&self, part: &str) -> &[FolderIx] {
        self.last_parts.get(part).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Makes all lists but the backlinks, which need to know what each edition uses.
pub(crate) fn make(site: &Site) -> Catalogue {
    let mut catalogue = Catalogue { newest: vec![Vec::new(); site.languages.len()], ..Catalogue::default() };
    for (at, folder) in site.folders.iter().enumerate().filter(|(_, folder)| !folder.tags.is_empty()) {
        let last = folder.path.rsplit('/').next().unwrap_or_default();
        let ix = FolderIx(u32::try_from(at).unwrap_or(u32::MAX));
        catalogue.last_parts.entry(last.into()).or_default().push(ix);
    }
    for ix in stories_newest_first(site) {
        let edition = site.edition(ix);
        let lang = edition.lang.0 as usize;
        if let Some(list) = catalogue.newest.get_mut(lang) {
            list.push(ix);
        }
        for tag in &edition.meta.tags {
            push(&mut catalogue.by_tag, tag.value.clone(), lang, ix, site.languages.len());
        }
        for key in edition.meta.authors.iter().filter_map(AuthorKey::of) {
            push(&mut catalogue.by_author, key, lang, ix, site.languages.len());
        }
        for folder in site.scope(edition.folder).skip(1) {
            if let Some(section) = site.edition_in(folder, edition.lang) {
                catalogue.by_section.entry(section).or_default().push(ix);
            }
        }
    }
    catalogue.corrections = corrections(site);
    catalogue
}

/// Corrections of all editions in each language, the newest first; of one moment, in the order of the paths.
fn corrections(site: &Site) -> Vec<Vec<(EditionIx, usize)>> {
    let mut all: Vec<(jiff::Timestamp, EditionIx, usize)> = Vec::new();
    for (ix, edition) in site.indexed_editions() {
        let own = (0..).zip(&edition.meta.corrections);
        all.extend(own.map(|(at, (moment, _))| (moment.timestamp, ix, at)));
    }
    all.sort_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut lists = vec![Vec::new(); site.languages.len()];
    for (_, ix, at) in all {
        if let Some(list) = lists.get_mut(site.edition(ix).lang.0 as usize) {
            list.push((ix, at));
        }
    }
    lists
}

/// All stories, the newest first; of one moment, in the order of their paths.
fn stories_newest_first(site: &Site) -> Vec<EditionIx> {
    let mut stories: Vec<(jiff::Timestamp, EditionIx)> = site
        .indexed_editions()
        .filter(|(_, edition)| edition.kind == EditionKind::Story)
        .filter_map(|(ix, edition)| Some((edition.meta.date.as_ref()?.timestamp, ix)))
        .collect();
    stories.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    stories.into_iter().map(|(_, ix)| ix).collect()
}

fn push<K: Ord>(
    map: &mut BTreeMap<K, Vec<Vec<EditionIx>>>,
    key: K,
    lang: usize,
    ix: EditionIx,
    languages: usize,
) {
    let lists = map.entry(key).or_insert_with(|| vec![Vec::new(); languages]);
    if let Some(list) = lists.get_mut(lang)
        && list.last() != Some(&ix)
    {
        list.push(ix);
    }
}

/// Adds who links to whom, once it is known what each edition uses.
pub(crate) fn add_backlinks(site: &mut Site) {
    let mut backlinks = vec![Vec::new(); site.editions.len()];
    for (from, uses) in (0..).map(EditionIx).zip(&site.uses) {
        for to in &uses.stories {
            if let Some(list) = backlinks.get_mut(to.0 as usize) {
                list.push(from);
            }
        }
    }
    site.catalogue.backlinks = backlinks;
}
