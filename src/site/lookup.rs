//! Finding what an id, a key or a path names: in the folder, then upwards to `content/`.
//!
//! Rendering and checks ask the same functions, so that what a check passes is what a reader gets.

use std::sync::Arc;

use crate::data::{DataTable, Selection};
use crate::diag::Place;
use crate::fact::Fact;
use crate::fields::Text;
use crate::figure::{Exhibit, ExhibitKind, TableEntry};
use crate::prose::{FactRef, StoryRef};
use crate::site::{Edition, EditionIx, FolderData, FolderIx, Held, LangIx, Site};
use crate::source::{Name, Quote, Source};

/// Something found, and the folder that defines it.
pub(crate) struct Found<'a, T> {
    /// The folder that defines it: what it names in turn is looked up from there.
    pub(crate) folder: FolderIx,
    /// What was found.
    pub(crate) value: &'a T,
}

impl<T> Clone for Found<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Found<'_, T> {}

/// Why a path leads to no story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum StoryFault {
    /// There is none.
    Unknown,
    /// Its last part is that of several.
    Ambiguous(Vec<Arc<str>>),
    /// It is a draft or under embargo.
    Held(Held),
}

/// A story that a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StoryLink {
    /// The edition in the page's language, else the original.
    pub(crate) edition: EditionIx,
    /// It is in another language than the page.
    pub(crate) is_foreign: bool,
}

impl Site {
    /// The folder and those above it, nearest first.
    pub(crate) fn scope(&self, folder: FolderIx) -> impl Iterator<Item = FolderIx> {
        std::iter::successors(Some(folder), |ix| self.folder(*ix).parent)
    }

    fn find<'a, T>(
        &'a self,
        folder: FolderIx,
        get: impl Fn(&'a FolderData) -> Option<&'a T>,
    ) -> Option<Found<'a, T>> {
        self.scope(folder).find_map(|ix| Some(Found { folder: ix, value: get(&self.folder(ix).data)? }))
    }

    /// Whether what a kind of record defines for a folder is known in part only, since a file cannot be had.
    pub(crate) fn lacks(&self, folder: FolderIx, record: &str) -> bool {
        self.scope(folder).any(|ix| self.folder(ix).data.lost_records.contains(record))
    }

    /// Whether an id is that of a table or fact with a mistake of its own: what rests on it cannot be judged.
    pub(crate) fn is_flawed(&self, folder: FolderIx, id: &str) -> bool {
        let table = self.table(folder, id).is_some_and(|found| found.value.is_flawed());
        table || self.find(folder, |data| data.unread.get(id)).is_some()
    }

    /// The source of a citation key.
    pub(crate) fn source(&self, folder: FolderIx, key: &str) -> Option<Found<'_, Source>> {
        self.find(folder, |data| data.sources.get(key))
    }

    /// The name of an id.
    pub(crate) fn name(&self, folder: FolderIx, id: &str) -> Option<Found<'_, Name>> {
        self.find(folder, |data| data.names.get(id))
    }

    /// The quotation of an id.
    pub(crate) fn quote(&self, folder: FolderIx, id: &str) -> Option<Found<'_, Quote>> {
        self.find(folder, |data| data.quotes.get(id))
    }

    /// The fact of a reference, perhaps of another investigation.
    pub(crate) fn fact(&self, folder: FolderIx, reference: &FactRef) -> Option<Found<'_, Fact>> {
        let folder = match &reference.investigation {
            None => folder,
            Some(path) => self.folder_by_path(path).ok()?,
        };
        self.find(folder, |data| data.facts.get(&reference.id))
    }

    /// The table of an id.
    pub(crate) fn table(&self, folder: FolderIx, id: &str) -> Option<Found<'_, Arc<DataTable>>> {
        self.find(folder, |data| data.tables.get(id))
    }

    /// Path of a table that has no usable description.
    pub(crate) fn undescribed(&self, folder: FolderIx, id: &str) -> Option<&Arc<str>> {
        self.find(folder, |data| data.undescribed.get(id)).map(|found| found.value)
    }

    /// The exhibit of an id: fenced in the edition, an entry of figures.toml, or a table by its own id.
    pub(crate) fn exhibit(&self, edition: &Edition, id: &str) -> Option<(FolderIx, Arc<Exhibit>)> {
        if let Some(fenced) = edition.file.fenced.iter().find(|exhibit| *exhibit.id == *id) {
            return Some((edition.folder, fenced.clone()));
        }
        if let Some(found) = self.find(edition.folder, |data| data.exhibits.get(id)) {
            return Some((found.folder, found.value.clone()));
        }
        self.table(edition.folder, id).map(|found| (found.folder, Arc::new(table_exhibit(found.value))))
    }

    /// The folder that a path below `content/` names, or its last part where that is unique among published folders.
    pub(crate) fn folder_by_path(&self, path: &str) -> Result<FolderIx, StoryFault> {
        let path = path.trim_matches('/');
        if let Ok(at) = self.folders.binary_search_by(|folder| (*folder.path).cmp(path)) {
            let folder = self.folders.get(at).filter(|folder| !folder.tags.is_empty());
            return folder.map(|_| folder_ix(at)).ok_or(StoryFault::Unknown);
        }
        let mut found = self.catalogue.by_last_part(path).iter().copied();
        match (found.next(), found.next()) {
            (Some(ix), None) => Ok(ix),
            (None, _) => Err(StoryFault::Unknown),
            _ => {
                let all = self.catalogue.by_last_part(path).iter().map(|ix| self.folder(*ix).path.clone());
                Err(StoryFault::Ambiguous(all.collect()))
            }
        }
    }

    /// The edition of a folder for readers of a language: theirs, else the original.
    pub(crate) fn edition_for(&self, folder: FolderIx, lang: LangIx) -> Result<StoryLink, StoryFault> {
        if let Some(edition) = self.edition_in(folder, lang) {
            return Ok(StoryLink { edition, is_foreign: false });
        }
        match self.folder(folder).original {
            Some(edition) => Ok(StoryLink { edition, is_foreign: true }),
            None => {
                let held = self.held.iter().find(|edition| edition.folder == folder);
                Err(held
                    .and_then(|edition| edition.held.clone())
                    .map_or(StoryFault::Unknown, StoryFault::Held))
            }
        }
    }

    /// Where `story:path` leads.
    pub(crate) fn story(&self, reference: &StoryRef, lang: LangIx) -> Result<StoryLink, StoryFault> {
        self.edition_for(self.folder_by_path(&reference.path)?, lang)
    }

    /// Where a relative path to an `.md` file leads: to the same language's edition if there is one.
    pub(crate) fn story_file(
        &self,
        edition: &Edition,
        reference: &StoryRef,
    ) -> Result<StoryLink, StoryFault> {
        let from = &self.folder(edition.folder).path;
        let target = join_path(from, &reference.path).ok_or(StoryFault::Unknown)?;
        let (folder, name) = target.rsplit_once('/').unwrap_or(("", &target));
        let at = self
            .folders
            .binary_search_by(|other| (*other.path).cmp(folder))
            .map_err(|_| StoryFault::Unknown)?;
        let stem = name.strip_suffix(".md").ok_or(StoryFault::Unknown)?;
        let exists =
            self.folders.get(at).is_some_and(|folder| folder.tags.iter().any(|tag| tag.as_str() == stem));
        if !exists {
            return Err(StoryFault::Unknown);
        }
        self.edition_for(folder_ix(at), edition.lang)
    }

    /// Path in the site of a file of a folder.
    pub(crate) fn file_source(&self, folder: FolderIx, file: &str) -> String {
        let path = &self.folder(folder).path;
        if path.is_empty() { format!("content/{file}") } else { format!("content/{path}/{file}") }
    }

    /// A file beside a story or in `content/static/`: its whole path in the site.
    pub(crate) fn file(&self, folder: FolderIx, path: &str) -> Option<SiteFile> {
        if let Some(absolute) = path.strip_prefix('/') {
            return self.statics.contains_key(absolute).then(|| SiteFile::Static(absolute.into()));
        }
        let joined = join_path(&self.folder(folder).path, path)?;
        // The folder that holds it: the nearest one on the way up, since documents may lie in folders of their own.
        let mut owner = joined.rsplit_once('/').map_or("", |(owner, _)| owner);
        loop {
            if let Ok(at) = self.folders.binary_search_by(|other| (*other.path).cmp(owner)) {
                let inside = joined.strip_prefix(owner)?.trim_start_matches('/');
                let found = self.folders.get(at)?.files.contains(inside);
                return found.then(|| SiteFile::Beside { folder: folder_ix(at), file: inside.into() });
            }
            owner = owner.rsplit_once('/').map_or("", |(owner, _)| owner);
        }
    }
}

/// A file that a story may show or link to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SiteFile {
    /// Of `content/static/`: its path in the output.
    Static(Arc<str>),
    /// Beside a story: the folder, and the path below it.
    Beside {
        /// The folder.
        folder: FolderIx,
        /// Path below it.
        file: Arc<str>,
    },
}

fn folder_ix(at: usize) -> FolderIx {
    FolderIx(u32::try_from(at).unwrap_or(u32::MAX))
}

/// Joins a folder's path with a relative one; `None` where it leads above `content/`.
pub(crate) fn join_path(folder: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The exhibit that a table is when it is embedded by its own id.
fn table_exhibit(table: &DataTable) -> Exhibit {
    let place = Place::start_of(&table.description);
    let entry = TableEntry {
        table: Text::new(table.id.clone(), place.clone()),
        columns: Vec::new(),
        bars: Vec::new(),
        sparklines: Vec::new(),
        selection: Selection::default(),
    };
    Exhibit {
        id: table.id.clone(),
        place,
        kind: ExhibitKind::Table(entry),
        title: table.title.clone(),
        subtitle: None,
        note: None,
        alt: None,
        caption: None,
        credit: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_never_lead_out_of_content() {
        assert_eq!(join_path("europe/cloud", "../other/en.md").as_deref(), Some("europe/other/en.md"));
        assert_eq!(join_path("cloud", "./a/./b").as_deref(), Some("cloud/a/b"));
        assert_eq!(join_path("cloud", "../../etc/passwd"), None);
    }
}
