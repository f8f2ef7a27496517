//! The outside, as the core sees it: a list of files, their bytes, and one moment.
//!
//! `disk` implements [`World`] over a folder; tests and the preview of unsaved work use [`MemoryWorld`].
//! [`Layered`] puts a site's theme over the built-in one, which is part of the program.

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use jiff::Timestamp;

use crate::codes;
use crate::diag::{Diagnostic, Place};
use crate::text::{FileText, Span};

/// Largest text that is read: 64 MiB. A story or table beyond it is a mistake, not a story.
pub(crate) const MAX_TEXT: u64 = 64 << 20;
/// Largest other file that is read: 512 MiB.
pub(crate) const MAX_BYTES: u64 = 512 << 20;

/// Name of the theme that is part of the program.
pub(crate) const BUILT_IN_THEME: &str = "broadsheet";

static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/broadsheet");

/// Why a file cannot be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// There is none at that path.
    NotFound,
    /// The bytes at this offset are no UTF-8.
    NotUtf8 {
        /// 0-based byte offset of the first wrong byte.
        offset: usize,
        /// What could be read up to there, so that its line can be told.
        before: Arc<str>,
    },
    /// Larger than what is read of that kind.
    TooLarge {
        /// Bytes of the file.
        size: u64,
        /// Bytes that are allowed.
        limit: u64,
    },
    /// A path that leads out of the site's folder, or an entry that [`Listed::refused`] keeps from being read.
    Outside,
    /// The machine said no: permissions, a broken disk.
    Machine(Arc<str>),
}

impl FileError {
    /// The diagnostic for a file that cannot be had.
    pub(crate) fn report(&self, path: &str) -> Diagnostic {
        let file: Arc<str> = path.into();
        let at = |message: String| Diagnostic::new(&codes::site::UNREADABLE, Place::start_of(&file), message);
        match self {
            FileError::NotFound => at("this file is not there".to_owned()),
            FileError::NotUtf8 { before, .. } => {
                let place = Place::new(&file, Span::new(before.len()..before.len()));
                Diagnostic::new(&codes::site::UNREADABLE, place, "the bytes from here on are no UTF-8")
                    .hint("save the file as UTF-8")
            }
            FileError::TooLarge { size, limit } => {
                at(format!("this file has {} MB; at most {} MB are read", size >> 20, limit >> 20))
                    .hint("split or shorten it")
            }
            FileError::Outside => {
                let message = "this leads out of the site's folder";
                Diagnostic::new(&codes::site::OUTSIDE, Place::start_of(&file), message)
                    .hint("copy the file into the folder")
            }
            FileError::Machine(reason) => at(format!("this file cannot be read: {reason}")),
        }
    }
}

/// Why an entry of the folder is listed, but never read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refusal {
    /// A symbolic link that leads out of the site's folder, or to nothing.
    Outside,
    /// A symbolic link to a folder: what lies there is read at its own place, if it is part of the site.
    FolderLink,
    /// No file: a pipe, a socket, a device.
    Special,
    /// Its name is not UTF-8; the listed path shows U+FFFD for what could not be read.
    Name,
}

/// One file of the site, or one entry that is refused.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed {
    /// Path below the site's root, with `/` between its parts.
    pub path: Arc<str>,
    /// It is there, but is not read, and why.
    pub refused: Option<Refusal>,
}

/// What the core may know of the outside.
pub trait World: Sync {
    /// Every file of the site, sorted by path.
    fn list(&self) -> Vec<Listed>;
    /// A text file, at most `MAX_TEXT` bytes of UTF-8.
    fn text(&self, path: &str) -> Result<FileText, FileError>;
    /// Any file, at most `MAX_BYTES`.
    fn bytes(&self, path: &str) -> Result<Arc<[u8]>, FileError>;
    /// The moment of this build; only embargoes compare with it.
    fn now(&self) -> Timestamp;
}

/// Checks bytes for being a text that may be read.
pub(crate) fn text_of(path: &str, bytes: &[u8]) -> Result<FileText, FileError> {
    if bytes.len() as u64 > MAX_TEXT {
        return Err(FileError::TooLarge { size: bytes.len() as u64, limit: MAX_TEXT });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(FileText::new(path, text)),
        Err(error) => {
            let offset = error.valid_up_to();
            let before = bytes.get(..offset).and_then(|good| std::str::from_utf8(good).ok());
            Err(FileError::NotUtf8 { offset, before: before.unwrap_or_default().into() })
        }
    }
}

/// A folder in memory.
#[derive(Clone, Debug)]
pub struct MemoryWorld {
    files: BTreeMap<Arc<str>, Arc<[u8]>>,
    now: Timestamp,
}

impl MemoryWorld {
    /// An empty folder at the moment `now`.
    pub fn new(now: Timestamp) -> Self {
        MemoryWorld { files: BTreeMap::new(), now }
    }

    /// Adds or replaces a file.
    pub fn insert(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), bytes.into().into());
    }

    /// Takes a file away.
    pub fn remove(&mut self, path: &str) {
        self.files.remove(path);
    }
}

impl World for MemoryWorld {
    fn list(&self) -> Vec<Listed> {
        self.files.keys().map(|path| Listed { path: path.clone(), refused: None }).collect()
    }

    fn text(&self, path: &str) -> Result<FileText, FileError> {
        text_of(path, self.files.get(path).ok_or(FileError::NotFound)?)
    }

    fn bytes(&self, path: &str) -> Result<Arc<[u8]>, FileError> {
        self.files.get(path).cloned().ok_or(FileError::NotFound)
    }

    fn now(&self) -> Timestamp {
        self.now
    }
}

/// A site over the built-in theme, file by file: what `themes/<name>/` does not have comes from the program.
pub(crate) struct Layered<'a> {
    site: &'a dyn World,
    prefix: String,
}

impl<'a> Layered<'a> {
    /// Lays `site` with its theme `name` over the built-in theme.
    pub(crate) fn new(site: &'a dyn World, name: &str) -> Self {
        Layered { site, prefix: format!("themes/{name}/") }
    }

    /// Paths of all files of the theme, below its folder, sorted.
    pub(crate) fn theme_files(&self) -> Vec<Arc<str>> {
        let own = self.site.list();
        let own = own.iter().filter_map(|file| file.path.strip_prefix(self.prefix.as_str()));
        let mut all: Vec<Arc<str>> = own.map(Arc::from).collect();
        all.extend(built_in_files().into_iter().map(|(path, _)| Arc::from(path)));
        all.sort();
        all.dedup();
        all
    }

    /// A text of the theme, with the path it really has, so that a message names the right file.
    pub(crate) fn theme_text(&self, file: &str) -> Result<FileText, FileError> {
        match self.site.text(&format!("{}{file}", self.prefix)) {
            Err(FileError::NotFound) => {
                let bytes = built_in(file).ok_or(FileError::NotFound)?;
                text_of(&format!("themes/{BUILT_IN_THEME}/{file}"), bytes)
            }
            found => found,
        }
    }

    /// Bytes of the theme.
    pub(crate) fn theme_bytes(&self, file: &str) -> Result<Arc<[u8]>, FileError> {
        match self.site.bytes(&format!("{}{file}", self.prefix)) {
            Err(FileError::NotFound) => built_in(file).map(Arc::from).ok_or(FileError::NotFound),
            found => found,
        }
    }
}

fn built_in(file: &str) -> Option<&'static [u8]> {
    BUILT_IN.get_file(file).map(include_dir::File::contents)
}

/// A text of the built-in theme by its path below the site's root, so that messages can show it.
pub(crate) fn built_in_text(path: &str) -> Option<FileText> {
    let file = path.strip_prefix("themes/")?.strip_prefix(BUILT_IN_THEME)?.strip_prefix('/')?;
    text_of(path, built_in(file)?).ok()
}

/// Every file of the built-in theme: path below its folder, and bytes; sorted by path.
pub(crate) fn built_in_files() -> Vec<(&'static str, &'static [u8])> {
    let mut files = Vec::new();
    let mut folders = vec![&BUILT_IN];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        files.extend(folder.files().filter_map(|file| Some((file.path().to_str()?, file.contents()))));
    }
    files.sort();
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_bytes_are_told_with_their_place() {
        let error = text_of("a.md", b"ab\xffc").expect_err("no UTF-8");
        assert_eq!(error, FileError::NotUtf8 { offset: 2, before: "ab".into() });
    }

    #[test]
    fn a_site_overrides_the_theme_file_by_file() {
        let mut world = MemoryWorld::new(Timestamp::UNIX_EPOCH);
        world.insert("themes/mine/theme.toml", "mine");
        let layered = Layered::new(&world, "mine");
        assert_eq!(&*layered.theme_text("theme.toml").expect("there").text, "mine");
        assert!(layered.theme_files().len() > 3, "the rest is the built-in theme");
    }
}
