//! The disk: reads the site's folder, writes the published one. An edge; nothing above it touches a file.
//!
//! - [`world`]: a folder as a [`crate::world::World`], safe to read from many threads, cached for the preview server.
//! - [`place`]: the published folder, the hidden one beside it, and whether the first may be replaced.
//! - [`record`], [`unchanged`]: what the last publication was made of and looked like, and whether all is still so.
//! - [`stage`]: makes a folder equal to the outputs, from whatever is in it.
//! - [`pictures`]: what was drawn, kept from one build to the next.
//! - [`publish`]: puts the new site in the old one's place, all or nothing.
//!
//! **The promise.** A reader of the published folder sees the old site or the new one, whole, at every moment: also
//! when the build is killed, the disk is full or two builds run at once. The new site is staged in a hidden folder
//! beside the published one and the two folders are exchanged in one step (`renameat2` on Linux, `renamex_np` on
//! macOS; elsewhere, and where the file system cannot, the old one is renamed aside first, and a build that was
//! killed between the two renames is repaired by the next). What did not change is hard-linked and keeps its time;
//! a published file is never written to. Only a folder that carries our marker is ever replaced.
//!
//! **Power loss.** Nothing is flushed to the medium: `syncfs` nearly doubled the time of 15,000 new files (0.45 and
//! 0.78 s, ext4 in memory), and flushing the top folder alone (0.55 s) promises nothing of the files in it. After a
//! power cut files may therefore be short or empty; their size then contradicts the record, so that the next build
//! repairs them.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "edge")]

pub(crate) mod pictures;
pub(crate) mod place;
pub(crate) mod record;
pub(crate) mod stage;
pub(crate) mod unchanged;
pub(crate) mod walk;
pub(crate) mod world;

pub(crate) mod publish;

use std::fmt;
use std::fs::Metadata;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// What a file system tells about a file without reading it; two equal stamps mean, with the rule of
/// [`Stamp::is_settled`], the same bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// Bytes.
    pub size: u64,
    /// When its bytes were last written, in nanoseconds since 1970.
    pub modified: i64,
    /// When it was last touched in any way, also its name or mode; 0 where the system does not tell.
    pub changed: i64,
    /// Its number in the file system; 0 where the system does not tell.
    pub inode: u64,
}

impl Stamp {
    /// Reads the stamp from what the system told.
    #[cfg(unix)]
    pub(crate) fn of(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        let nanoseconds =
            |seconds: i64, rest: i64| seconds.saturating_mul(1_000_000_000).saturating_add(rest);
        Stamp {
            size: metadata.size(),
            modified: nanoseconds(metadata.mtime(), metadata.mtime_nsec()),
            changed: nanoseconds(metadata.ctime(), metadata.ctime_nsec()),
            inode: metadata.ino(),
        }
    }

    /// Reads the stamp from what the system told.
    #[cfg(not(unix))]
    pub(crate) fn of(metadata: &Metadata) -> Self {
        let modified = metadata.modified().map_or(0, nanoseconds_of);
        Stamp { size: metadata.len(), modified, changed: 0, inode: 0 }
    }

    /// Whether the file was left alone before `moment`, a reading of the clock that stamps it, taken before the
    /// stamp and the bytes were.
    ///
    /// Clocks of file systems tick in steps (nanoseconds to 2 s). A file written in the step of `moment` could be
    /// written again in that same step and look the same; one written before it cannot. Git's index has the same
    /// rule ("racy git").
    pub(crate) fn is_settled(&self, moment: i64) -> bool {
        self.modified.max(self.changed) < moment
    }
}

/// How long a file must have been left alone to be settled, in nanoseconds, where the disk's own clock cannot be
/// read: the coarsest step of a common one (FAT, 2 s).
pub(crate) const SLACK: i64 = 2_000_000_000;

/// A time of the system's clock, in nanoseconds since 1970; 0 for what lies before.
pub(crate) fn nanoseconds_of(time: std::time::SystemTime) -> i64 {
    let since = time.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_nanos()).unwrap_or(i64::MAX)
}

/// Why a folder may not be published to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unfit {
    /// It holds files, and no marker of ours.
    NoMarker,
    /// It is the root of a repository, whose history would be lost.
    Repository,
    /// It is a file.
    NoFolder,
    /// It is a symbolic link.
    Link,
    /// It lies in `content/` or `themes/`, so that the next build would read what this one wrote.
    AmongSources,
    /// It is the site's own folder, or one above it.
    AboveSources,
    /// It is the top of a disk, or names no folder, such as `..`.
    NoName,
}

/// Why nothing was published; the folder that was there before is whole.
#[derive(Debug)]
pub(crate) enum DiskError {
    /// The folder is not one that may be replaced.
    NotOurs {
        /// The folder, as it was given.
        out: PathBuf,
        /// Why not.
        why: Unfit,
    },
    /// The machine said no.
    Machine {
        /// What was tried, as a verb: "write", "create".
        doing: &'static str,
        /// With which file or folder.
        path: PathBuf,
        /// What the machine said.
        error: io::Error,
    },
    /// A published file was changed by somebody else while this build was publishing.
    Disturbed {
        /// Which.
        path: PathBuf,
    },
}

impl DiskError {
    /// For `map_err`: joins what the machine said with what was tried.
    pub(crate) fn machine(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> DiskError {
        let path = path.to_owned();
        move |error| DiskError::Machine { doing, path, error }
    }

    /// The way out.
    pub(crate) fn hint(&self) -> String {
        match self {
            DiskError::NotOurs { why, .. } => why.hint().to_owned(),
            DiskError::Machine { error, .. } => hint_of(error.kind()).to_owned(),
            DiskError::Disturbed { .. } => "let nothing else write there, and build again".to_owned(),
        }
    }
}

impl fmt::Display for DiskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DiskError::NotOurs { out, why } => write!(f, "`{}` {}", out.display(), why.reason()),
            DiskError::Machine { doing, path, error } => {
                write!(f, "cannot {doing} `{}`: {}", path.display(), reason_of(error))
            }
            DiskError::Disturbed { path } => {
                write!(f, "`{}` was changed by another program during publication", path.display())
            }
        }
    }
}

impl std::error::Error for DiskError {}

impl Unfit {
    fn reason(self) -> &'static str {
        match self {
            Unfit::NoMarker => "holds files that this program did not write, and is not replaced",
            Unfit::Repository => "is a repository, and replacing it would lose its history",
            Unfit::NoFolder => "is a file, not a folder",
            Unfit::Link => "is a symbolic link, which is not followed",
            Unfit::AmongSources => "lies among the sources of the site",
            Unfit::AboveSources => "holds the sources of the site",
            Unfit::NoName => "has no name of its own, and cannot be replaced as a whole",
        }
    }

    fn hint(self) -> &'static str {
        match self {
            Unfit::NoMarker => "name a new or an empty folder with `--out DIR`, or move the files away",
            Unfit::Repository => "publish to a folder of its own, and copy that into the repository",
            Unfit::NoFolder | Unfit::NoName => "name a folder with `--out DIR`",
            Unfit::Link => "name the folder that the link leads to with `--out DIR`",
            Unfit::AmongSources | Unfit::AboveSources => {
                "name a folder beside `content/`, such as `public`, with `--out DIR`"
            }
        }
    }
}

/// What the machine said, in words that do not need a manual.
fn reason_of(error: &io::Error) -> String {
    let words = match error.kind() {
        ErrorKind::StorageFull => "the disk is full",
        ErrorKind::QuotaExceeded => "the disk quota is used up",
        ErrorKind::FileTooLarge => "the file is larger than this machine allows",
        ErrorKind::PermissionDenied => "permission denied",
        ErrorKind::ReadOnlyFilesystem => "the disk can only be read",
        ErrorKind::NotFound => "there is no such file or folder",
        ErrorKind::NotADirectory => "a part of the path is not a folder",
        ErrorKind::ResourceBusy => "it is in use, or is where a disk is mounted",
        ErrorKind::CrossesDevices => "it lies on another disk or layer than the folder around it",
        ErrorKind::InvalidFilename => "the disk cannot hold a file of that name",
        ErrorKind::Unsupported => "the disk cannot do that",
        _ => return error.to_string(),
    };
    words.to_owned()
}

fn hint_of(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            "make room and build again; what was published before is still there"
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "let this user write there, or name another folder with `--out DIR`"
        }
        ErrorKind::ResourceBusy | ErrorKind::CrossesDevices | ErrorKind::InvalidFilename => {
            "name another folder with `--out DIR`, such as one inside it"
        }
        _ => "what was published before is still there",
    }
}
