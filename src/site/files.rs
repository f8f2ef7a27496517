//! What each file below `content/` is, by its name and place: FORMAT section 2.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::codes;
use crate::config::SiteConfig;
use crate::diag::{Diagnostic, Place, did_you_mean, one_of};
use crate::edition::lock;
use crate::fact::sign_off;
use crate::locale::{LangTag, TagError};
use crate::world::{Listed, Refusal};

/// Names of the TOML files that are not descriptions of tables.
const RECORDS: [&str; 7] = ["facts", "quotes", "sources", "names", "figures", "versions", sign_off::STEM];
/// Extensions of pictures that may stand beside a story.
const PICTURES: [&str; 8] = ["jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "ico"];

/// The files of one folder, by what they are. Paths are whole; they are sorted.
#[derive(Debug, Default)]
pub(crate) struct FolderFiles {
    /// Editions with their languages.
    pub(crate) editions: Vec<(LangTag, Arc<str>)>,
    /// Strings files of editions.
    pub(crate) strings: Vec<(LangTag, Arc<str>)>,
    /// Records of what was translated, with the language of the translation.
    pub(crate) locks: Vec<(LangTag, Arc<str>)>,
    /// `sources.toml` and the like, by stem.
    pub(crate) records: BTreeMap<&'static str, Arc<str>>,
    /// `.bib` and `.json` files.
    pub(crate) bibliographies: Vec<Arc<str>>,
    /// CSV and TSV files, by stem.
    pub(crate) tables: BTreeMap<Arc<str>, Arc<str>>,
    /// Descriptions of tables, by stem.
    pub(crate) descriptions: BTreeMap<Arc<str>, Arc<str>>,
    /// Workbooks, by file name.
    pub(crate) workbooks: BTreeMap<Arc<str>, Arc<str>>,
    /// Pictures and documents: path below the folder.
    pub(crate) others: BTreeSet<Arc<str>>,
}

/// All files below `content/`, sorted into folders.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    /// By path below `content/`; the root's is empty and always there.
    pub(crate) folders: BTreeMap<Arc<str>, FolderFiles>,
    /// Files below `content/static/`: path in the output to path in the site.
    pub(crate) statics: BTreeMap<Arc<str>, Arc<str>>,
}

/// Sorts the files of the site; says which ones it cannot use.
pub(crate) fn lay_out(listing: &[Listed], config: &SiteConfig, diagnostics: &mut Vec<Diagnostic>) -> Layout {
    let mut layout = Layout::default();
    layout.folders.entry("".into()).or_default();
    for file in listing {
        let Some(below) = file.path.strip_prefix("content/") else { continue };
        if let Some(refusal) = file.refused {
            diagnostics.push(refused(&file.path, refusal));
        } else if let Some(published) = below.strip_prefix("static/") {
            layout.statics.insert(published.into(), file.path.clone());
        } else {
            place(below, &file.path, config, &mut layout, diagnostics);
        }
    }
    layout.folders.values_mut().for_each(tell_tables);
    add_parents(&mut layout);
    layout
}

/// A table may be called `fr.lock`: then `fr.lock.toml` is its description.
fn tell_tables(files: &mut FolderFiles) {
    for (tag, path) in std::mem::take(&mut files.locks) {
        let stem = format!("{tag}{}", lock::MARK);
        if files.tables.contains_key(stem.as_str()) {
            files.descriptions.insert(stem.as_str().into(), path);
        } else {
            files.locks.push((tag, path));
        }
    }
}

/// The finding for an entry that is listed and never read.
fn refused(path: &Arc<str>, refusal: Refusal) -> Diagnostic {
    let (code, what, hint) = match refusal {
        Refusal::Outside => (
            &codes::site::OUTSIDE,
            "this link leads out of the site's folder",
            "copy the file into the folder",
        ),
        Refusal::FolderLink => (
            &codes::site::OUTSIDE,
            "this is a link to a folder",
            "move the folder itself here: links to folders are not followed",
        ),
        Refusal::Special => (&codes::site::UNREADABLE, "this is no file", "take it out of the site's folder"),
        Refusal::Name => (&codes::site::UNREADABLE, "the name of this file is not UTF-8", "rename it"),
    };
    Diagnostic::new(code, Place::start_of(path), what).hint(hint)
}

/// Every folder above one that has files is a folder too.
fn add_parents(layout: &mut Layout) {
    let paths: Vec<Arc<str>> = layout.folders.keys().cloned().collect();
    for path in paths {
        let mut path: &str = &path;
        while let Some((parent, _)) = path.rsplit_once('/') {
            layout.folders.entry(parent.into()).or_default();
            path = parent;
        }
    }
}

fn place(
    below: &str,
    path: &Arc<str>,
    config: &SiteConfig,
    layout: &mut Layout,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let (folder, name) = below.rsplit_once('/').unwrap_or(("", below));
    if let Some((owner, inside)) = documents_of(below) {
        let inside: Arc<str> = inside.into();
        layout.folders.entry(owner.into()).or_default().others.insert(inside);
        return;
    }
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let files = layout.folders.entry(folder.into()).or_default();
    match extension.to_ascii_lowercase().as_str() {
        "md" => {
            if let Some(tag) = edition_tag(stem, path, config, diagnostics) {
                files.editions.push((tag, path.clone()));
            }
        }
        "toml" => place_toml(stem, path, config, files),
        "csv" | "tsv" => {
            if let Some(first) = files.tables.insert(stem.into(), path.clone()) {
                let message = format!("two tables are called `{stem}`");
                diagnostics.push(
                    Diagnostic::new(&codes::site::DUPLICATE_ID, Place::start_of(path), message)
                        .also(Place::start_of(&first), "the other one")
                        .hint("rename one of them"),
                );
            }
        }
        "xlsx" => {
            files.workbooks.insert(name.into(), path.clone());
        }
        "bib" | "json" => files.bibliographies.push(path.clone()),
        extension if PICTURES.contains(&extension) => {
            files.others.insert(name.into());
        }
        _ => diagnostics.push(
            Diagnostic::new(&codes::site::UNUSED_FILE, Place::start_of(path), "nothing reads this file")
                .hint("move it out of `content/`; what is to be published as it is belongs into `content/static/`"),
        ),
    }
}

/// Splits `europe/cloud/documents/a/b.pdf` into the folder and `documents/a/b.pdf`.
fn documents_of(below: &str) -> Option<(&str, &str)> {
    if below.starts_with("documents/") {
        return Some(("", below));
    }
    let at = below.find("/documents/")?;
    Some((below.get(..at)?, below.get(at + 1..)?))
}

fn place_toml(stem: &str, path: &Arc<str>, config: &SiteConfig, files: &mut FolderFiles) {
    if let Some(record) = RECORDS.iter().find(|record| **record == stem) {
        files.records.insert(record, path.clone());
    } else if let Some(tag) = config.languages.iter().find(|tag| tag.as_str() == stem) {
        files.strings.push((tag.clone(), path.clone()));
    } else if let Some(tag) = stem.strip_suffix(lock::MARK).and_then(|tag| LangTag::parse(tag).ok()) {
        files.locks.push((tag, path.clone()));
    } else {
        files.descriptions.insert(stem.into(), path.clone());
    }
}

/// The language of an edition by its file's name; says why it is none.
fn edition_tag(
    stem: &str,
    path: &Arc<str>,
    config: &SiteConfig,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<LangTag> {
    let listed = || config.languages.iter().map(LangTag::as_str);
    let place = Place::start_of(path);
    match LangTag::parse(stem) {
        Ok(tag) if config.languages.contains(&tag) => return Some(tag),
        Ok(tag) => diagnostics.push(
            Diagnostic::new(
                &codes::site::UNKNOWN_LANGUAGE,
                place,
                format!("`{tag}` is no language of this site"),
            )
            .maybe_hint(did_you_mean(stem, listed()))
            .hint(format!("`languages` in site.toml lists {}", one_of(listed()))),
        ),
        Err(TagError::NotCanonical(canonical)) => diagnostics.push(
            Diagnostic::new(&codes::site::FILE_NAME, place, format!("`{stem}` is not in canonical form"))
                .hint(format!("call the file `{canonical}.md`")),
        ),
        Err(TagError::Extended(tag)) => diagnostics.push(
            Diagnostic::new(&codes::site::FILE_NAME, place, format!("`{stem}` is no plain language tag")).hint(
                format!(
                    "call the file `{tag}.md`: digits are chosen once, in `languages` of site.toml, as `{stem}`"
                ),
            ),
        ),
        Err(TagError::NotATag) => diagnostics.push(
            Diagnostic::new(&codes::site::FILE_NAME, place, format!("`{stem}` is no language tag")).hint(
                format!(
                    "an edition is named by its language: {}; a story has a folder of its own",
                    listed().map(|tag| format!("`{tag}.md`")).collect::<Vec<_>>().join(", ")
                ),
            ),
        ),
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_belong_to_the_folder_above() {
        assert_eq!(
            documents_of("europe/cloud/documents/a/b.pdf"),
            Some(("europe/cloud", "documents/a/b.pdf"))
        );
        assert_eq!(documents_of("documents/a.pdf"), Some(("", "documents/a.pdf")));
        assert_eq!(documents_of("europe/a.pdf"), None);
    }
}
