//! Drawn pictures, kept from one build to the next in `.onrecord-cache/` beside `site.toml`.
//!
//! A picture lies there under its key, a fingerprint of all that can be seen on it and of the program's version; a
//! file is made under another name first, and its own sums tell if it is whole. So no build ever takes a wrong one,
//! builds at the same time do not disturb each other, and deleting the folder is always safe: pictures are drawn
//! again. A folder that cannot be written to only costs time.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::Mutex;

use crate::disk::place::{make_file, make_folder};
use crate::media::png_drawn;
use crate::render::pictures::Kept;
use crate::text::Fingerprint;

/// Name of the folder.
pub(crate) const FOLDER: &str = ".onrecord-cache";

/// See <https://bford.info/cachedir/>.
const CACHEDIR_TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
    # Pictures that onrecord has drawn. It may be deleted.\n";

/// The folder of pictures of a site.
pub(crate) struct PictureFolder {
    at: PathBuf,
    /// Names of files that this build asked for or added.
    used: Mutex<BTreeSet<String>>,
}

impl PictureFolder {
    /// The folder of the site at `root`; it is made when there is something to keep.
    pub(crate) fn of(root: &Path) -> PictureFolder {
        PictureFolder { at: root.join(FOLDER), used: Mutex::default() }
    }

    /// Removes what this build did not use: the folder is as large as the site.
    pub(crate) fn forget_unused(&self) {
        if !self.is_folder() {
            return;
        }
        let used = self.used.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        for entry in fs::read_dir(&self.at).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            // Nothing but our own files is ever removed.
            if is_ours(&name) && !used.contains(&name) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    fn use_name(&self, key: Fingerprint) -> String {
        let name = format!("{:032x}.png", key.0);
        self.used.lock().unwrap_or_else(std::sync::PoisonError::into_inner).insert(name.clone());
        name
    }

    /// Makes the folder, with the files that keep it out of repositories and backups.
    fn make(&self) {
        if make_folder(&self.at, 0o700).is_ok() {
            for (name, text) in [(".gitignore", "*\n"), ("CACHEDIR.TAG", CACHEDIR_TAG)] {
                let _ = make_file(&self.at.join(name), text.as_bytes());
            }
        }
    }

    /// Whether the folder is one, and no link to somewhere else.
    fn is_folder(&self) -> bool {
        fs::symlink_metadata(&self.at).is_ok_and(|metadata| metadata.is_dir())
    }
}

impl Kept for PictureFolder {
    fn get(&self, key: Fingerprint) -> Option<Arc<[u8]>> {
        let name = self.use_name(key);
        let bytes = fs::read(self.at.join(name)).ok()?;
        png_drawn::is_whole(&bytes).then(|| bytes.into())
    }

    fn put(&self, key: Fingerprint, png: &[u8]) {
        self.make();
        if !self.is_folder() {
            return;
        }
        let name = self.use_name(key);
        let new = self.at.join(format!("{name}.{}", std::process::id()));
        // What another process of that number left behind.
        let _ = fs::remove_file(&new);
        if make_file(&new, png).is_err() || fs::rename(&new, self.at.join(name)).is_err() {
            let _ = fs::remove_file(&new);
        }
    }
}

/// `0123….png`, or that with the number of a process behind it.
fn is_ours(name: &str) -> bool {
    let Some((key, rest)) = name.split_once('.') else { return false };
    let is_key = key.len() == 32 && key.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_key && (rest == "png" || rest.starts_with("png."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(shade: u8) -> Vec<u8> {
        png_drawn::png(2, 2, &[[shade; 3]; 4]).expect("a picture")
    }

    #[test]
    fn pictures_are_kept_and_forgotten_and_damaged_ones_are_not_taken() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = PictureFolder::of(root.path());
        assert_eq!(folder.get(Fingerprint(1)), None);
        folder.put(Fingerprint(1), &png(10));
        folder.put(Fingerprint(2), &png(20));
        assert_eq!(folder.get(Fingerprint(1)).as_deref(), Some(&*png(10)));
        let at = |key: u128| root.path().join(FOLDER).join(format!("{key:032x}.png"));
        fs::write(at(2), &png(20)[..40]).expect("written");
        assert_eq!(folder.get(Fingerprint(2)), None);
        fs::write(root.path().join(FOLDER).join("notes.txt"), "mine").expect("written");
        let next = PictureFolder::of(root.path());
        assert!(next.get(Fingerprint(1)).is_some());
        next.forget_unused();
        assert!(at(1).exists() && !at(2).exists());
        assert!(root.path().join(FOLDER).join("notes.txt").exists(), "not ours");
        assert_eq!(
            fs::read_to_string(root.path().join(FOLDER).join(".gitignore")).ok().as_deref(),
            Some("*\n")
        );
    }

    #[test]
    fn a_folder_that_cannot_be_made_only_costs_time() {
        let root = tempfile::tempdir().expect("a folder");
        fs::write(root.path().join(FOLDER), "a file").expect("written");
        let folder = PictureFolder::of(root.path());
        folder.put(Fingerprint(1), &png(10));
        assert_eq!(folder.get(Fingerprint(1)), None);
        folder.forget_unused();
    }
}
