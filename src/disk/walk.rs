//! Lists everything below a folder, with stamps; never follows a symbolic link.

use std::fs::File;
use std::io;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use crate::disk::Stamp;

/// What an entry is, by itself: a link is a link, whatever it leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An ordinary file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// A pipe, a socket, a device.
    Special,
}

/// One entry below the folder that was walked.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// Path below that folder, with `/` between its parts; U+FFFD stands for what is not UTF-8.
    pub path: String,
    /// What it is.
    pub kind: Kind,
    /// What the system tells about it.
    pub stamp: Stamp,
    /// Whether `path` is exactly its name.
    pub is_utf8: bool,
}

/// Everything below `top` that `wanted` does not leave out, sorted by path; `prefix` is put before each path.
///
/// `wanted` is asked with the path of each entry and its own name; what it leaves out is not entered. An entry that
/// vanishes while it is looked at counts as never seen. The first folder that cannot be read ends the walk.
pub(crate) fn tree(
    top: &Path,
    prefix: &str,
    wanted: &(dyn Fn(&str, &str) -> bool + Sync),
) -> io::Result<Vec<Found>> {
    let mut all = Vec::new();
    let mut walk = WalkDir::new(top).min_depth(1).into_iter();
    while let Some(entry) = walk.next() {
        match entry.map_err(io::Error::from).and_then(|entry| found(&entry, top, prefix)) {
            Ok(found) => {
                let name = found.path.rsplit('/').next().unwrap_or_default();
                let is_wanted = wanted(&found.path, name);
                if found.kind == Kind::Folder && !(is_wanted && found.is_utf8) {
                    walk.skip_current_dir();
                }
                if is_wanted {
                    all.push(found);
                }
            }
            Err(error) if is_gone(&error) => {}
            Err(error) => return Err(error),
        }
    }
    all.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(all)
}

fn found(entry: &DirEntry, top: &Path, prefix: &str) -> io::Result<Found> {
    let mut path = prefix.to_owned();
    let mut is_utf8 = true;
    for part in entry.path().strip_prefix(top).unwrap_or(entry.path()) {
        if !path.is_empty() {
            path.push('/');
        }
        is_utf8 &= part.to_str().is_some();
        path.push_str(&part.to_string_lossy());
    }
    let kind = kind_of(entry.file_type());
    let stamp = match kind {
        // Nobody asks when a folder was changed.
        Kind::Folder => Stamp::default(),
        _ => Stamp::of(&entry.metadata()?),
    };
    Ok(Found { path, kind, stamp, is_utf8 })
}

/// The entry at `path` itself, if there is one.
pub(crate) fn entry(at: &Path, path: &str) -> io::Result<Option<Found>> {
    match std::fs::symlink_metadata(at) {
        Ok(metadata) => {
            let kind = kind_of(metadata.file_type());
            Ok(Some(Found { path: path.to_owned(), kind, stamp: Stamp::of(&metadata), is_utf8: true }))
        }
        Err(error) if is_gone(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

fn kind_of(file_type: std::fs::FileType) -> Kind {
    if file_type.is_symlink() {
        Kind::Link
    } else if file_type.is_dir() {
        Kind::Folder
    } else if file_type.is_file() {
        Kind::File
    } else {
        Kind::Special
    }
}

/// Opens a file that was listed as an ordinary one: should it have become a link or a pipe since, the link is not
/// followed and the pipe not waited for.
#[cfg(unix)]
pub(crate) fn open(at: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags, open};
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOFOLLOW | OFlags::NONBLOCK;
    Ok(open(at, flags, Mode::empty())?.into())
}

/// Opens a file that was listed as an ordinary one.
#[cfg(not(unix))]
pub(crate) fn open(at: &Path) -> io::Result<File> {
    File::open(at)
}

/// Whether the error only says that there is nothing (any more).
pub(crate) fn is_gone(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
