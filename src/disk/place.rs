//! The published folder, and the hidden one beside it that holds our tools.
//!
//! Beside `public` lies `.public.onrecord/`:
//!
//! | name | what it is |
//! | --- | --- |
//! | `lock` | locked while a build publishes; the system frees it when the build ends, in whatever way |
//! | `record` | see [`super::record`] |
//! | `spare/` | the folder of the last but one site, emptied of all that the last one does not have: second names of published files, which save linking them all anew |
//! | `stage/` | the new site while it is made; left over only by a build that was killed |
//! | `aside/` | the old site, where folders cannot be exchanged in one step; left over only by a build that was killed |
//! | `.gitignore`, `CACHEDIR.TAG` | keep it out of repositories and backups |
//!
//! Deleting the hidden folder is always safe while no build runs.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use crate::disk::walk;
use crate::disk::{DiskError, Unfit};
use crate::publish::{MARKER, MARKER_TEXT};

/// See <https://bford.info/cachedir/>.
const CACHEDIR_TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
    # What onrecord remembers of the last publication. It may be deleted.\n";

/// Names at the top of a folder that make it a repository.
const REPOSITORIES: &[&str] = &[".git", ".hg", ".svn", ".jj", ".bzr", "CVS"];

/// What stands where the site is to be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Nothing.
    Absent,
    /// A folder with nothing in it.
    Empty,
    /// A folder with our marker.
    Ours,
}

/// A folder to publish to, judged by its path.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The published folder, absolute.
    pub out: PathBuf,
    /// The hidden folder beside it.
    pub state: PathBuf,
}

/// Held while a build publishes.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

impl Place {
    /// Judges the path `out`, relative to the working folder, for the site at `root` (absolute, without links).
    ///
    /// The folder around it need not be there. Nothing is created.
    pub(crate) fn of(root: &Path, out: &Path) -> Result<Place, DiskError> {
        let not_ours = |why| DiskError::NotOurs { out: out.to_owned(), why };
        let absolute = std::path::absolute(out).map_err(DiskError::machine("find", out))?;
        let (Some(around), Some(name)) = (absolute.parent(), absolute.file_name()) else {
            return Err(not_ours(Unfit::NoName));
        };
        let around = resolve(around).map_err(DiskError::machine("find", around))?;
        let place = Place { out: around.join(name), state: around.join(hidden_name(name)) };
        if root.starts_with(&place.out) {
            return Err(not_ours(Unfit::AboveSources));
        }
        if ["content", "themes"].iter().any(|top| place.out.starts_with(root.join(top))) {
            return Err(not_ours(Unfit::AmongSources));
        }
        Ok(place)
    }

    /// What stands there now; an error if it may not be replaced.
    pub(crate) fn standing(&self) -> Result<Standing, DiskError> {
        let not_ours = |why| DiskError::NotOurs { out: self.out.clone(), why };
        let read = || DiskError::machine("read", &self.out);
        let metadata = match fs::symlink_metadata(&self.out) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Standing::Absent),
            other => other.map_err(read())?,
        };
        if metadata.is_symlink() {
            return Err(not_ours(Unfit::Link));
        }
        if !metadata.is_dir() {
            return Err(not_ours(Unfit::NoFolder));
        }
        let mut is_empty = true;
        for entry in fs::read_dir(&self.out).map_err(read())? {
            let name = entry.map_err(read())?.file_name();
            is_empty = false;
            if REPOSITORIES.iter().any(|known| name == *known) {
                return Err(not_ours(Unfit::Repository));
            }
        }
        match is_empty {
            true => Ok(Standing::Empty),
            false if is_marked(&self.out) => Ok(Standing::Ours),
            false => Err(not_ours(Unfit::NoMarker)),
        }
    }

    /// The folder in which the new site is made.
    pub(crate) fn stage(&self) -> PathBuf {
        self.state.join("stage")
    }

    /// The folder that the next stage is made from.
    pub(crate) fn spare(&self) -> PathBuf {
        self.state.join("spare")
    }

    /// Where the old site goes if folders cannot be exchanged.
    pub(crate) fn aside(&self) -> PathBuf {
        self.state.join("aside")
    }

    /// The record of the last publication.
    pub(crate) fn record(&self) -> PathBuf {
        self.state.join("record")
    }

    /// Makes the hidden folder, unless it is there.
    ///
    /// Only this user may look into it: what a build remembers speaks of drafts too.
    pub(crate) fn make_state(&self) -> Result<(), DiskError> {
        let create = || DiskError::machine("create", &self.state);
        if let Some(around) = self.out.parent() {
            fs::create_dir_all(around).map_err(DiskError::machine("create", around))?;
        }
        match make_folder(&self.state, 0o700) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                let metadata = fs::symlink_metadata(&self.state).map_err(create())?;
                if !metadata.is_dir() {
                    return Err(DiskError::NotOurs { out: self.state.clone(), why: Unfit::Link });
                }
            }
            other => other.map_err(create())?,
        }
        for (name, text) in [(".gitignore", "*\n"), ("CACHEDIR.TAG", CACHEDIR_TAG)] {
            let at = self.state.join(name);
            match make_file(&at, text.as_bytes()) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                    return Err(DiskError::machine("write", &at)(error));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Waits until no other build publishes there, and keeps others waiting until the lock is dropped.
    pub(crate) fn lock(&self) -> Result<Lock, DiskError> {
        let at = self.state.join("lock");
        let file = self.lock_file().map_err(DiskError::machine("open", &at))?;
        file.lock().map_err(DiskError::machine("lock", &at))?;
        Ok(Lock { _file: file })
    }

    /// The lock, if nobody holds it and the hidden folder is there.
    pub(crate) fn try_lock(&self) -> Option<Lock> {
        let file = self.lock_file().ok()?;
        file.try_lock().ok()?;
        Some(Lock { _file: file })
    }

    fn lock_file(&self) -> io::Result<File> {
        let mut options = File::options();
        // Without `truncate`: the file is another build's too.
        options.write(true).create(true).truncate(false);
        with_mode(&mut options).open(self.state.join("lock"))
    }

    /// Puts the old site back where a build without exchange was killed between its two renames.
    pub(crate) fn recover(&self, _lock: &Lock) -> Result<(), DiskError> {
        let aside = self.aside();
        if !is_there(&aside) {
            return Ok(());
        }
        if is_there(&self.out) {
            return fs::remove_dir_all(&aside).map_err(DiskError::machine("remove", &aside));
        }
        fs::rename(&aside, &self.out).map_err(DiskError::machine("restore", &self.out))
    }
}

/// Whether something has that name, be it a link to nothing.
pub(crate) fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Whether the folder has our marker: an ordinary file of its name with its first words.
fn is_marked(folder: &Path) -> bool {
    let at = folder.join(MARKER);
    let is_file = walk::entry(&at, MARKER).ok().flatten().is_some_and(|it| it.kind == walk::Kind::File);
    let known = MARKER_TEXT.split('.').next().unwrap_or_default().as_bytes();
    let mut start = vec![0; known.len()];
    is_file && File::open(&at).and_then(|mut file| file.read_exact(&mut start)).is_ok() && start == known
}

/// The path without links, as far as it is there.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    match path.canonicalize() {
        Err(error) if error.kind() == ErrorKind::NotFound => match (path.parent(), path.file_name()) {
            (Some(around), Some(name)) => Ok(resolve(around)?.join(name)),
            // `a/..` of an `a` that is not there, or no disk at all.
            _ => Err(error),
        },
        other => other,
    }
}

fn hidden_name(name: &std::ffi::OsStr) -> OsString {
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(".onrecord");
    hidden
}

/// Makes a folder with these rights, less what the umask takes; fails if it is there.
#[cfg(unix)]
pub(crate) fn make_folder(at: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().mode(mode).create(at)
}

/// Makes a folder; fails if it is there.
#[cfg(not(unix))]
pub(crate) fn make_folder(at: &Path, _mode: u32) -> io::Result<()> {
    fs::create_dir(at)
}

/// Makes a file with the rights `0o644`, less what the umask takes; fails if it is there: no file is ever written to.
pub(crate) fn make_file(at: &Path, bytes: &[u8]) -> io::Result<File> {
    let mut options = File::options();
    let mut file = with_mode(options.write(true).create_new(true)).open(at)?;
    file.write_all(bytes)?;
    Ok(file)
}

fn with_mode(options: &mut fs::OpenOptions) -> &mut fs::OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o644);
    options
}
