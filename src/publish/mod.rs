//! What is published, as a value: output path to bytes.
//!
//! Nothing here touches a disk. `publish/assemble` fills [`Outputs`], `disk` writes them, `serve` shows them and
//! asks [`difference`] what a browser has to load again. Paths and collisions are judged here, once, so that a
//! site which can be built on one machine can be stored on every other.

pub(crate) mod feed;

pub(crate) mod bibtex;
pub(crate) mod csl_json;
pub(crate) mod data_package;
pub(crate) mod discovery;
pub(crate) mod export;
pub(crate) mod exported;
pub(crate) mod figure_files;
pub(crate) mod figure_json;
pub(crate) mod ledger;
pub(crate) mod versions;

pub(crate) mod skeleton;
pub(crate) mod translations;

pub(crate) mod assemble;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::iter::Peekable;
use std::sync::Arc;

use rayon::prelude::*;

use crate::chart::glyphs::Faces;
use crate::render::pictures::{Kept, Picture};

/// Name of the file that marks a folder as written by this program; `disk` adds it, no output may have its name.
///
/// No dot stands before it: some hosts leave dot files out, and a person who opens the folder should see it.
pub(crate) const MARKER: &str = "onrecord.txt";

/// All that stands in [`MARKER`]: the same for every site, with no time and no path.
pub(crate) const MARKER_TEXT: &str =
    "This folder is written by onrecord. Every build replaces all of it: keep nothing of your own here.\n";

/// Longest part of an output path, in bytes: what every common file system, archive and host can hold.
const MAX_PART: usize = 200;

/// Longest output path, in bytes, with room for the folder around it: macOS takes 1024 in all.
const MAX_PATH: usize = 800;

/// The path of one output below the published folder.
///
/// Relative, its parts joined by `/`, none of them empty, `.` or `..`, none with a character or a name that a
/// common file system refuses. Sorted by bytes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(Arc<str>);

/// Why a text cannot be an output path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PathFault {
    /// Nothing at all, or nothing between two slashes, before the first or after the last.
    EmptyPart,
    /// A part is `.` or `..`.
    Dots,
    /// A control character, or one of `< > : " \ | ? *`, which Windows refuses.
    Character(char),
    /// A part ends with a dot or a blank, which Windows drops.
    Ending,
    /// A part is the name of a device on Windows, such as `con` or `aux.html`.
    Device,
    /// A part is longer than 200 bytes, or the whole than 800.
    TooLong,
}

impl fmt::Display for PathFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PathFault::EmptyPart => f.write_str("a part of the path is empty"),
            PathFault::Dots => f.write_str("`.` and `..` may not be parts of the path"),
            PathFault::Character(character) if character.is_control() => {
                write!(f, "the path has a control character (U+{:04X})", u32::from(*character))
            }
            PathFault::Character(character) => {
                write!(f, "`{character}` cannot be part of a file name everywhere")
            }
            PathFault::Ending => f.write_str("a file name may not end with a dot or a blank"),
            PathFault::Device => f.write_str("a part of the path is the name of a device on Windows"),
            PathFault::TooLong => {
                write!(f, "the path is longer than {MAX_PATH} bytes, or a part of it than {MAX_PART}")
            }
        }
    }
}

impl OutPath {
    /// Judges `path`, such as `en/cloud/index.html`.
    pub(crate) fn new(path: &str) -> Result<Self, PathFault> {
        path.split('/').try_for_each(judge_part)?;
        if path.len() > MAX_PATH { Err(PathFault::TooLong) } else { Ok(OutPath(path.into())) }
    }

    /// As a text, with `/` between its parts.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn judge_part(part: &str) -> Result<(), PathFault> {
    let wrong = |c: &char| c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '\\' | '|' | '?' | '*');
    match part {
        "" => return Err(PathFault::EmptyPart),
        "." | ".." => return Err(PathFault::Dots),
        _ => {}
    }
    if let Some(character) = part.chars().find(wrong) {
        return Err(PathFault::Character(character));
    }
    if part.ends_with(['.', ' ']) {
        return Err(PathFault::Ending);
    }
    if is_device(part) {
        return Err(PathFault::Device);
    }
    if part.len() > MAX_PART { Err(PathFault::TooLong) } else { Ok(()) }
}

/// Whether Windows takes the name, with any ending, for a device (Microsoft, "Naming Files, Paths, and Namespaces").
fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default();
    let one_of = |names: &[&str]| names.iter().any(|name| stem.eq_ignore_ascii_case(name));
    match stem.chars().count() {
        3 => one_of(&["con", "prn", "aux", "nul"]),
        4 => {
            let port =
                stem.get(..3).is_some_and(|s| s.eq_ignore_ascii_case("com") || s.eq_ignore_ascii_case("lpt"));
            port && stem.ends_with(['1', '2', '3', '4', '5', '6', '7', '8', '9', '¹', '²', '³'])
        }
        _ => false,
    }
}

/// One file of the published site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// All of it.
    pub bytes: Arc<[u8]>,
    /// What the preview server says it is, such as `text/html; charset=utf-8`.
    pub media_type: &'static str,
}

/// Two outputs that cannot stand side by side: the later one was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Collision {
    /// The output that was refused.
    pub path: OutPath,
    /// What stands in its way: the same path, one that differs only in letter case, or a file where a folder is
    /// needed (and the other way round).
    pub taken: Arc<str>,
}

/// Everything that a build publishes, sorted by path.
///
/// Each path is there once, also where a file system takes `A` and `a` for the same name, and no path is both a
/// file and a folder.
#[derive(Clone, Debug, Default)]
pub struct Outputs {
    files: BTreeMap<OutPath, Output>,
    /// Files that are not drawn yet; their names are booked.
    pictures: BTreeMap<OutPath, Arc<Picture>>,
    /// Every file and folder by its name in lower case, as it was really written.
    names: HashMap<Box<str>, Name>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Name {
    written: Arc<str>,
    is_folder: bool,
}

impl Outputs {
    /// Adds an output; one whose place is taken is not added, and the collision says by what.
    pub(crate) fn insert(&mut self, path: OutPath, output: Output) -> Result<(), Collision> {
        if path.as_str().eq_ignore_ascii_case(MARKER) {
            return Err(Collision { path, taken: MARKER.into() });
        }
        if let Err(taken) = self.take_name(&path) {
            return Err(Collision { path, taken });
        }
        self.files.insert(path, output);
        Ok(())
    }

    /// Adds a picture that is drawn later.
    pub(crate) fn insert_picture(&mut self, path: OutPath, picture: Arc<Picture>) -> Result<(), Collision> {
        if let Err(taken) = self.take_name(&path) {
            return Err(Collision { path, taken });
        }
        self.pictures.insert(path, picture);
        Ok(())
    }

    /// Pictures that are not drawn yet, sorted by path.
    pub(crate) fn pictures(&self) -> impl Iterator<Item = (&OutPath, &Arc<Picture>)> {
        self.pictures.iter()
    }

    /// The picture at `path` that is not drawn yet, if there is one.
    pub(crate) fn picture(&self, path: &str) -> Option<&Arc<Picture>> {
        self.pictures.get(&OutPath(path.into()))
    }

    /// Makes all pictures files, those that are not kept by drawing them, in parallel; how many were drawn.
    pub(crate) fn draw(&mut self, kept: &dyn Kept) -> usize {
        let faces = Faces::new();
        let pictures: Vec<(OutPath, Arc<Picture>)> = std::mem::take(&mut self.pictures).into_iter().collect();
        let made: Vec<_> = pictures.par_iter().map(|(_, picture)| picture.png(&faces, kept)).collect();
        let mut count = 0;
        for ((path, _), made) in pictures.into_iter().zip(made) {
            let Some((bytes, is_new)) = made else { continue };
            count += usize::from(is_new);
            self.files.insert(path, Output { bytes, media_type: "image/png" });
        }
        count
    }

    /// The output at `path`, if there is one.
    pub(crate) fn get(&self, path: &str) -> Option<&Output> {
        // A path that is no `OutPath` is in no map either: it need not be judged again to be looked up.
        self.files.get(&OutPath(path.into()))
    }

    /// All outputs, sorted by path, without pictures that are not drawn yet.
    pub fn iter(&self) -> impl Iterator<Item = (&OutPath, &Output)> {
        self.files.iter()
    }

    /// How many there are, pictures that are not drawn yet included.
    pub fn len(&self) -> usize {
        self.files.len() + self.pictures.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Books the name of a file and of the folders above it; gives what is in the way.
    fn take_name(&mut self, path: &OutPath) -> Result<(), Arc<str>> {
        let text = path.as_str();
        let folders = text.rmatch_indices('/').filter_map(|(at, _)| text.get(..at));
        let mut new_folders = Vec::new();
        for folder in folders {
            match self.names.get(&*folded(folder)) {
                // A known folder's own parents are known too.
                Some(name) if name.is_folder && &*name.written == folder => break,
                Some(name) => return Err(name.written.clone()),
                None => new_folders.push(folder),
            }
        }
        if let Some(name) = self.names.get(&*folded(text)) {
            return Err(name.written.clone());
        }
        for folder in new_folders {
            self.names.insert(folded(folder).into(), Name { written: folder.into(), is_folder: true });
        }
        self.names.insert(folded(text).into(), Name { written: path.0.clone(), is_folder: false });
        Ok(())
    }
}

/// The name as a file system that ignores letter case takes it.
fn folded(name: &str) -> Cow<'_, str> {
    if name.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(name.to_lowercase())
    }
}

/// What became of one output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ChangeKind {
    /// Only the newer build has it.
    Added,
    /// Both have it, with other bytes or another media type.
    Changed,
    /// Only the older build has it.
    Removed,
}

/// One output that is not the same in two builds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// Which.
    pub path: OutPath,
    /// How it differs.
    pub kind: ChangeKind,
}

/// What differs between two builds, sorted by path; bytes that both share are not read.
pub(crate) fn difference(old: &Outputs, new: &Outputs) -> Vec<Change> {
    let (mut old, mut new) = (old.files.iter().peekable(), new.files.iter().peekable());
    let mut changes = Vec::new();
    while let Some((path, was, is)) = next_of_both(&mut old, &mut new) {
        let kind = match (was, is) {
            (Some(was), Some(is)) if is_same(was, is) => continue,
            (Some(_), Some(_)) => ChangeKind::Changed,
            (Some(_), None) => ChangeKind::Removed,
            (None, _) => ChangeKind::Added,
        };
        changes.push(Change { path: path.clone(), kind });
    }
    changes
}

/// The next path of two sorted walks, with what either has there.
fn next_of_both<'a>(
    old: &mut Peekable<impl Iterator<Item = (&'a OutPath, &'a Output)>>,
    new: &mut Peekable<impl Iterator<Item = (&'a OutPath, &'a Output)>>,
) -> Option<(&'a OutPath, Option<&'a Output>, Option<&'a Output>)> {
    let first = match (old.peek(), new.peek()) {
        (Some((old, _)), Some((new, _))) => (*old).min(*new),
        (Some((path, _)), None) | (None, Some((path, _))) => *path,
        (None, None) => return None,
    };
    let was = old.next_if(|(path, _)| *path == first).map(|(_, output)| output);
    let is = new.next_if(|(path, _)| *path == first).map(|(_, output)| output);
    Some((first, was, is))
}

fn is_same(was: &Output, is: &Output) -> bool {
    was.media_type == is.media_type && (Arc::ptr_eq(&was.bytes, &is.bytes) || was.bytes == is.bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Output {
        /// Joins bytes with their media type.
        pub(crate) fn new(bytes: impl Into<Arc<[u8]>>, media_type: &'static str) -> Self {
            Output { bytes: bytes.into(), media_type }
        }
    }

    fn outputs(files: &[(&str, &str)]) -> Outputs {
        let mut all = Outputs::default();
        for (path, text) in files {
            let output = Output::new(text.as_bytes(), "text/plain");
            all.insert(OutPath::new(path).expect("good path"), output).expect("free");
        }
        all
    }

    fn taken(all: &mut Outputs, path: &str) -> Option<String> {
        let output = Output::new(*b"x", "text/plain");
        all.insert(OutPath::new(path).expect("good path"), output).err().map(|it| it.taken.to_string())
    }

    #[test]
    fn paths_stay_below_the_folder_and_fit_every_file_system() {
        for good in
            ["index.html", "en/cloud/índice.html", ".well-known/security.txt", "a b/c", "com0", "console"]
        {
            assert_eq!(OutPath::new(good).expect(good).as_str(), good);
        }
        for (bad, fault) in [
            ("", PathFault::EmptyPart),
            ("/etc/passwd", PathFault::EmptyPart),
            ("a//b", PathFault::EmptyPart),
            ("a/", PathFault::EmptyPart),
            ("../a", PathFault::Dots),
            ("a/./b", PathFault::Dots),
            ("a\\b", PathFault::Character('\\')),
            ("C:/a", PathFault::Character(':')),
            ("a\nb", PathFault::Character('\n')),
            ("a\u{7f}", PathFault::Character('\u{7f}')),
            ("a./b", PathFault::Ending),
            ("a ", PathFault::Ending),
            ("en/AUX.html", PathFault::Device),
            ("com1/a", PathFault::Device),
            ("lpt².txt", PathFault::Device),
        ] {
            assert_eq!(OutPath::new(bad).err(), Some(fault), "{bad:?}");
        }
        assert_eq!(OutPath::new(&"x".repeat(201)).err(), Some(PathFault::TooLong));
        assert_eq!(OutPath::new(&["x"; 401].join("/")).err(), Some(PathFault::TooLong));
    }

    #[test]
    fn a_taken_place_is_reported_and_kept() {
        let mut all = outputs(&[("en/cloud/index.html", "first")]);
        assert_eq!(taken(&mut all, "en/cloud/index.html").as_deref(), Some("en/cloud/index.html"));
        assert_eq!(taken(&mut all, "en/cloud").as_deref(), Some("en/cloud"), "a folder");
        assert_eq!(
            taken(&mut all, "en/cloud/index.html/x").as_deref(),
            Some("en/cloud/index.html"),
            "a file"
        );
        assert_eq!(taken(&mut all, "en/Cloud/other.html").as_deref(), Some("en/cloud"), "letter case");
        assert_eq!(taken(&mut all, "EN/x").as_deref(), Some("en"));
        assert_eq!(taken(&mut all, "Onrecord.txt").as_deref(), Some(MARKER), "the marker's name");
        assert_eq!(all.len(), 1);
        assert_eq!(&*all.get("en/cloud/index.html").expect("there").bytes, b"first");
        assert_eq!(taken(&mut all, "en/cloud/other.html"), None, "a refused path leaves nothing behind");
        assert_eq!(taken(&mut all, "en/clouds/index.html"), None);
    }

    #[test]
    fn difference_names_each_change_once_in_order() {
        let old = outputs(&[("a", "1"), ("b", "1"), ("d", "1")]);
        let new = outputs(&[("a", "1"), ("b", "2"), ("c", "1")]);
        let found: Vec<(String, ChangeKind)> =
            difference(&old, &new).into_iter().map(|change| (change.path.to_string(), change.kind)).collect();
        let expected = [("b", ChangeKind::Changed), ("c", ChangeKind::Added), ("d", ChangeKind::Removed)];
        assert_eq!(found, expected.map(|(path, kind)| (path.to_owned(), kind)));
        assert!(difference(&old, &old.clone()).is_empty());
    }
}
