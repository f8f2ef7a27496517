//! The site's folder as a [`World`].
//!
//! Only `site.toml`, `content/` and `themes/` are seen. Left out, without a word: names that start with a dot
//! (`.git`, `.DS_Store`, `.#en.md`), and what editors and systems leave behind (`en.md~`, `#en.md#`, `en.md.swp`,
//! `Thumbs.db`, `desktop.ini`); but `.well-known`, `.nojekyll` and `.htaccess` right in `content/static/` are kept.
//! A symbolic link to a file inside the folder is read as that file; every other link and what is no file is listed
//! as refused. Names are taken as they are: neither letter case nor Unicode form is changed, so that a name typed in
//! one form (NFC) does not find a file stored in another (NFD), on no system.
//!
//! Each file is read once, when it is first asked for, and kept until [`DiskWorld::invalidate`] or
//! [`DiskWorld::rescan`] finds it changed. Readers of different files never wait for each other.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::SystemTime;

use jiff::Timestamp;

use crate::disk::walk::{self, Found, Kind};
use crate::disk::{SLACK, Stamp, nanoseconds_of};
use crate::text::{FileText, Fingerprint};
use crate::world::{FileError, Listed, MAX_BYTES, MAX_TEXT, Refusal, World, text_of};

/// The folder of published-as-they-are files, where three hidden names are kept.
const STATIC: &str = "content/static/";
const KEPT: &[&str] = &[".well-known", ".nojekyll", ".htaccess"];

/// A folder on disk.
#[derive(Debug)]
pub(crate) struct DiskWorld {
    root: PathBuf,
    now: Timestamp,
    files: BTreeMap<Arc<str>, Entry>,
    /// Whether prose is kept for the next build, as the preview server needs it.
    keeps_prose: bool,
}

/// What is known of one file; never changed, only replaced.
#[derive(Debug)]
struct Entry {
    refused: Option<Refusal>,
    /// Where a link inside the folder leads.
    target: Option<PathBuf>,
    stamp: Stamp,
    /// Whether it had been left alone for a while when it was listed, so that an equal stamp proves equal bytes.
    is_settled: bool,
    loaded: OnceLock<Result<Box<Loaded>, FileError>>,
    /// Stamp and fingerprint of prose that was read and not kept.
    seen: OnceLock<(Stamp, Fingerprint)>,
}

#[derive(Debug)]
struct Loaded {
    /// As it was when the file was opened.
    stamp: Stamp,
    bytes: Arc<[u8]>,
    print: Fingerprint,
    /// The same bytes, not a copy, where they are a text without a byte-order mark.
    text: Option<FileText>,
}

/// What of the folder is the site: settings, stories, themes, citation styles.
const TOPS: [&str; 4] = ["site.toml", "content", "themes", "styles"];

/// One file of the site, as a build saw it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Input {
    /// Path below the root.
    pub path: Arc<str>,
    /// It was listed only.
    pub refused: Option<Refusal>,
    /// When it was read, or listed if nothing read it.
    pub stamp: Stamp,
    /// Fingerprint of its bytes, if the build read them.
    pub print: Option<Fingerprint>,
    /// Whether an equal stamp proves equal bytes.
    pub is_settled: bool,
}

impl DiskWorld {
    /// Lists the folder at `root`; `now` is the moment that [`World::now`] gives.
    ///
    /// An error means that the folder, or one below it, cannot be listed. A missing `site.toml` is none.
    pub(crate) fn open(root: &Path, now: Timestamp) -> io::Result<DiskWorld> {
        let root = root.canonicalize()?;
        let mut world = DiskWorld { root, now, files: BTreeMap::new(), keeps_prose: true };
        world.files = world.look()?;
        Ok(world)
    }

    /// For one build only: the bytes of stories and records are let go once they are read, a tenth of its memory.
    pub(crate) fn for_one_build(mut self) -> DiskWorld {
        self.keeps_prose = false;
        self
    }

    /// The folder, absolute and without links.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The same folder at another moment: the preview server asks the clock anew for each build.
    pub(crate) fn set_now(&mut self, now: Timestamp) {
        self.now = now;
    }

    /// Forgets what is at these paths (files, or folders with all below them) and looks again.
    ///
    /// Paths are absolute, as a file watcher gives them; others, and those that are no part of the site, are passed
    /// over. Whether the bytes really differ is seen by their fingerprint, when they are asked for.
    pub(crate) fn invalidate(&mut self, paths: &[PathBuf]) -> io::Result<()> {
        for path in paths {
            if let Some(relative) = self.relative(path) {
                self.look_again_at(path, &relative)?;
            }
        }
        let linked = |entry: &Entry| {
            entry.target.as_ref().is_some_and(|target| paths.iter().any(|path| target.starts_with(path)))
        };
        let links: Vec<Arc<str>> =
            self.files.iter().filter(|(_, entry)| linked(entry)).map(|(path, _)| path.clone()).collect();
        for path in links {
            self.look_again_at(&self.root.join(&*path), &path)?;
        }
        Ok(())
    }

    /// Lists the folder anew; what certainly did not change keeps its bytes.
    pub(crate) fn rescan(&mut self) -> io::Result<()> {
        let mut old = std::mem::take(&mut self.files);
        self.files = self.look()?;
        for (path, entry) in &mut self.files {
            if let Some(was) = old.remove(path)
                && was.is_settled
                && was.stamp == entry.stamp
                && was.refused == entry.refused
                && was.target == entry.target
            {
                *entry = was;
            }
        }
        Ok(())
    }

    /// Every file as this build saw it, sorted by path.
    pub(crate) fn inputs(&self) -> Vec<Input> {
        let input = |(path, entry): (&Arc<str>, &Entry)| {
            let loaded = entry.loaded.get().and_then(|loaded| loaded.as_ref().ok());
            let read = loaded.map(|loaded| (loaded.stamp, loaded.print)).or(entry.seen.get().copied());
            let stamp = read.map_or(entry.stamp, |(stamp, _)| stamp);
            Input {
                path: path.clone(),
                refused: entry.refused,
                stamp,
                print: read.map(|(_, print)| print),
                is_settled: entry.is_settled && stamp == entry.stamp,
            }
        };
        self.files.iter().map(input).collect()
    }

    /// The fingerprint of a file's bytes, reading them if nobody has.
    pub(crate) fn print(&self, path: &str) -> Option<Fingerprint> {
        let seen = self.files.get(path).and_then(|entry| entry.seen.get());
        seen.map(|(_, print)| *print).or_else(|| self.load(path).ok().map(|loaded| loaded.print))
    }

    /// Everything that belongs to the site.
    fn look(&self) -> io::Result<BTreeMap<Arc<str>, Entry>> {
        let mut files = BTreeMap::new();
        for top in TOPS {
            self.look_at(&self.root.join(top), top, &mut files)?;
        }
        Ok(files)
    }

    /// Adds the entry at `path`, and all below it if it is a folder.
    fn look_at(&self, at: &Path, path: &str, files: &mut BTreeMap<Arc<str>, Entry>) -> io::Result<()> {
        let settled_before = nanoseconds_of(SystemTime::now()).saturating_sub(SLACK);
        let Some(found) = walk::entry(at, path)? else { return Ok(()) };
        if found.kind != Kind::Folder {
            files.insert(path.into(), self.entry_of(&found, settled_before));
            return Ok(());
        }
        for found in walk::tree(at, path, &is_part)? {
            if found.kind != Kind::Folder || !found.is_utf8 {
                files.insert(found.path.as_str().into(), self.entry_of(&found, settled_before));
            }
        }
        Ok(())
    }

    fn look_again_at(&mut self, at: &Path, path: &str) -> io::Result<()> {
        let below = format!("{path}/");
        self.files.retain(|known, _| **known != *path && !known.starts_with(&below));
        let mut found = BTreeMap::new();
        self.look_at(at, path, &mut found)?;
        self.files.append(&mut found);
        Ok(())
    }

    /// The path below the root of something that is part of the site.
    fn relative(&self, path: &Path) -> Option<String> {
        let below = path.strip_prefix(&self.root).ok()?;
        let mut relative = String::new();
        for part in below.components() {
            let Component::Normal(name) = part else { return None };
            let name = name.to_str()?;
            if !relative.is_empty() {
                relative.push('/');
            }
            relative.push_str(name);
            if !is_part(&relative, name) {
                return None;
            }
        }
        let top = relative.split('/').next()?;
        TOPS.contains(&top).then_some(relative)
    }

    fn entry_of(&self, found: &Found, settled_before: i64) -> Entry {
        let (refused, target, stamp) = match found.kind {
            _ if !found.is_utf8 => (Some(Refusal::Name), None, found.stamp),
            Kind::File => (None, None, found.stamp),
            Kind::Link => match self.resolve(&found.path) {
                Ok((target, stamp)) => (None, Some(target), stamp),
                Err(refusal) => (Some(refusal), None, found.stamp),
            },
            Kind::Folder | Kind::Special => (Some(Refusal::Special), None, found.stamp),
        };
        let is_settled = stamp.is_settled(settled_before);
        Entry { refused, target, stamp, is_settled, loaded: OnceLock::new(), seen: OnceLock::new() }
    }

    /// Where a link leads, if that is a file inside the folder.
    fn resolve(&self, path: &str) -> Result<(PathBuf, Stamp), Refusal> {
        let target = self.root.join(path).canonicalize().map_err(|_| Refusal::Outside)?;
        if !target.starts_with(&self.root) {
            return Err(Refusal::Outside);
        }
        match target.symlink_metadata() {
            Ok(metadata) if metadata.is_file() => Ok((target, Stamp::of(&metadata))),
            Ok(metadata) if metadata.is_dir() => Err(Refusal::FolderLink),
            Ok(_) => Err(Refusal::Special),
            Err(_) => Err(Refusal::Outside),
        }
    }

    fn load(&self, path: &str) -> Result<&Loaded, FileError> {
        let entry = self.readable(path)?;
        let load = || read(entry.target.as_deref().unwrap_or(&self.root.join(path)), path);
        let loaded = entry.loaded.get_or_init(|| load().map(Box::new));
        loaded.as_ref().map(|loaded| &**loaded).map_err(Clone::clone)
    }

    /// Reads prose without keeping it. A build sees one state of a file: one that changed since is an error.
    fn pass_on(&self, path: &str) -> Result<Loaded, FileError> {
        let entry = self.readable(path)?;
        let loaded = read(entry.target.as_deref().unwrap_or(&self.root.join(path)), path)?;
        let (_, print) = entry.seen.get_or_init(|| (loaded.stamp, loaded.print));
        if *print != loaded.print {
            return Err(FileError::Machine("it changed while the site was built".into()));
        }
        Ok(loaded)
    }

    fn readable(&self, path: &str) -> Result<&Entry, FileError> {
        let Some(entry) = self.files.get(path) else {
            let leads_out = path.starts_with('/') || path.split('/').any(|part| part == "..");
            return Err(if leads_out { FileError::Outside } else { FileError::NotFound });
        };
        if entry.refused.is_some() {
            return Err(FileError::Outside);
        }
        check_size(entry.stamp.size, MAX_BYTES)?;
        Ok(entry)
    }
}

impl World for DiskWorld {
    fn list(&self) -> Vec<Listed> {
        let listed =
            |(path, entry): (&Arc<str>, &Entry)| Listed { path: path.clone(), refused: entry.refused };
        self.files.iter().map(listed).collect()
    }

    fn text(&self, path: &str) -> Result<FileText, FileError> {
        check_size(self.readable(path)?.stamp.size, MAX_TEXT)?;
        let text = |loaded: &Loaded| loaded.text.clone().map_or_else(|| text_of(path, &loaded.bytes), Ok);
        if !self.keeps_prose && (path.ends_with(".md") || path.ends_with(".toml")) {
            return self.pass_on(path).and_then(|loaded| text(&loaded));
        }
        self.load(path).and_then(text)
    }

    fn bytes(&self, path: &str) -> Result<Arc<[u8]>, FileError> {
        self.load(path).map(|loaded| loaded.bytes.clone())
    }

    fn now(&self) -> Timestamp {
        self.now
    }
}

fn check_size(size: u64, limit: u64) -> Result<(), FileError> {
    if size > limit { Err(FileError::TooLarge { size, limit }) } else { Ok(()) }
}

/// Whether an entry is part of the site, by its name; a hidden folder hides all in it.
fn is_part(path: &str, name: &str) -> bool {
    let is_left_behind = name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || [".swp", ".swo", ".swx"].iter().any(|ending| name.ends_with(ending))
        || ["thumbs.db", "desktop.ini"].iter().any(|known| name.eq_ignore_ascii_case(known));
    if is_left_behind {
        return false;
    }
    !name.starts_with('.') || path.strip_prefix(STATIC).is_some_and(|path| KEPT.contains(&path))
}

/// Reads one file, at most [`MAX_BYTES`] of it.
fn read(at: &Path, path: &str) -> Result<Loaded, FileError> {
    let machine = |error: io::Error| match walk::is_gone(&error) {
        true => FileError::NotFound,
        false => FileError::Machine(error.to_string().into()),
    };
    let file = walk::open(at).map_err(machine)?;
    let metadata = file.metadata().map_err(machine)?;
    if !metadata.is_file() {
        return Err(FileError::Outside);
    }
    let stamp = Stamp::of(&metadata);
    check_size(stamp.size, MAX_BYTES)?;
    let mut raw = Vec::with_capacity(usize::try_from(stamp.size).unwrap_or_default());
    // It may have grown since its size was asked for.
    (&file).take(MAX_BYTES + 1).read_to_end(&mut raw).map_err(machine)?;
    check_size(raw.len() as u64, MAX_BYTES)?;
    Ok(loaded(path, stamp, raw))
}

fn loaded(path: &str, stamp: Stamp, raw: Vec<u8>) -> Loaded {
    let print = Fingerprint::of(&raw);
    let has_mark = raw.starts_with("\u{feff}".as_bytes());
    match String::from_utf8(raw) {
        Ok(text) if !has_mark && text.len() as u64 <= MAX_TEXT => {
            let text: Arc<str> = text.into();
            let bytes = Arc::from(text.clone());
            Loaded {
                stamp,
                bytes,
                print,
                text: Some(FileText { path: path.into(), text, fingerprint: print }),
            }
        }
        Ok(text) => Loaded { stamp, bytes: text.into_bytes().into(), print, text: None },
        Err(error) => Loaded { stamp, bytes: error.into_bytes().into(), print, text: None },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::{self, File};

    fn write(root: &Path, path: &str, text: impl AsRef<[u8]>) {
        let at = root.join(path);
        fs::create_dir_all(at.parent().expect("has one")).expect("folder");
        fs::write(at, text).expect("file");
    }

    fn open_world(root: &Path) -> DiskWorld {
        DiskWorld::open(root, Timestamp::UNIX_EPOCH).expect("readable")
    }

    fn paths(world: &DiskWorld) -> Vec<String> {
        world.list().iter().filter(|it| it.refused.is_none()).map(|it| it.path.to_string()).collect()
    }

    #[test]
    fn only_the_site_is_seen_and_sorted() {
        let dir = tempfile::tempdir().expect("folder");
        let seen = [
            "content/b/en.md",
            "content/b-a/en.md",
            "content/static/.htaccess",
            "content/static/.nojekyll",
            "content/static/.well-known/security.txt",
            "site.toml",
            "themes/mine/theme.toml",
        ];
        let unseen = [
            "README.md",
            "public/index.html",
            "content/.git/config",
            "content/.DS_Store",
            "content/b/en.md~",
            "content/b/#en.md#",
            "content/b/.#en.md",
            "content/b/.en.md.swp",
            "content/b/en.md.swp",
            "content/b/Thumbs.db",
            "content/b/.well-known/x",
            "content/static/.well-known/.hidden",
            "content/static/.env",
            "themes/.cache/x",
        ];
        for path in seen.iter().chain(&unseen) {
            write(dir.path(), path, "x");
        }
        let mut expected = seen.map(str::to_owned);
        expected.sort();
        assert_eq!(paths(&open_world(dir.path())), expected);
    }

    #[test]
    fn a_folder_without_a_site_is_empty() {
        let dir = tempfile::tempdir().expect("folder");
        assert!(open_world(dir.path()).list().is_empty());
        assert!(DiskWorld::open(&dir.path().join("none"), Timestamp::UNIX_EPOCH).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_read_inside_and_refused_outside() {
        use std::os::unix::fs::symlink;
        let outer = tempfile::tempdir().expect("folder");
        let root = &outer.path().join("site");
        write(outer.path(), "secret.txt", "secret");
        write(root, "content/a/en.md", "inside");
        write(root, "notes/plan.md", "plan");
        for (target, link) in [
            ("a/en.md", "content/in.md"),
            ("../notes/plan.md", "content/unseen-but-inside.md"),
            ("../../secret.txt", "content/out.txt"),
            ("/etc/hostname", "content/absolute.txt"),
            ("nowhere", "content/dangling.txt"),
            ("a", "content/folder"),
            ("loop", "content/loop"),
        ] {
            symlink(target, root.join(link)).expect("link");
        }
        rustix::fs::mknodat(
            rustix::fs::CWD,
            root.join("content/pipe"),
            rustix::fs::FileType::Fifo,
            rustix::fs::Mode::RUSR,
            0,
        )
        .expect("pipe");
        let world = open_world(root);
        let refused: Vec<(String, Refusal)> =
            world.list().iter().filter_map(|it| Some((it.path.to_string(), it.refused?))).collect();
        let expected = [
            ("content/absolute.txt", Refusal::Outside),
            ("content/dangling.txt", Refusal::Outside),
            ("content/folder", Refusal::FolderLink),
            ("content/loop", Refusal::Outside),
            ("content/out.txt", Refusal::Outside),
            ("content/pipe", Refusal::Special),
        ];
        assert_eq!(refused, expected.map(|(path, why)| (path.to_owned(), why)));
        assert_eq!(&*world.text("content/in.md").expect("inside").text, "inside");
        assert_eq!(&*world.text("content/unseen-but-inside.md").expect("inside").text, "plan");
        for path in ["content/out.txt", "content/pipe", "content/folder"] {
            assert_eq!(world.bytes(path), Err(FileError::Outside), "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_became_a_link_is_not_followed() {
        let outer = tempfile::tempdir().expect("folder");
        let root = &outer.path().join("site");
        write(outer.path(), "secret.txt", "secret");
        write(root, "content/a.txt", "inside");
        let world = open_world(root);
        fs::remove_file(root.join("content/a.txt")).expect("removed");
        std::os::unix::fs::symlink("../../secret.txt", root.join("content/a.txt")).expect("link");
        assert!(matches!(world.bytes("content/a.txt"), Err(FileError::Machine(_))));
    }

    #[test]
    fn paths_that_lead_out_are_refused() {
        let dir = tempfile::tempdir().expect("folder");
        write(dir.path(), "content/a.md", "x");
        write(dir.path(), "secret", "x");
        let world = open_world(dir.path());
        for path in ["content/../secret", "../x", "/etc/passwd"] {
            assert_eq!(world.bytes(path), Err(FileError::Outside), "{path}");
        }
        assert_eq!(world.bytes("secret"), Err(FileError::NotFound), "not part of the site");
        assert_eq!(world.bytes("content/./a.md"), Err(FileError::NotFound), "not how it is listed");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn names_that_are_no_utf8_are_reported() {
        use std::os::unix::ffi::OsStrExt;
        let dir = tempfile::tempdir().expect("folder");
        write(dir.path(), "content/a.md", "x");
        let content = dir.path().join("content");
        fs::write(content.join(std::ffi::OsStr::from_bytes(b"caf\xe9.md")), "x").expect("file");
        fs::create_dir(content.join(std::ffi::OsStr::from_bytes(b"d\xff"))).expect("folder");
        let listed: Vec<(String, Option<Refusal>)> =
            open_world(dir.path()).list().iter().map(|it| (it.path.to_string(), it.refused)).collect();
        let expected = [
            ("content/a.md", None),
            ("content/caf\u{fffd}.md", Some(Refusal::Name)),
            ("content/d\u{fffd}", Some(Refusal::Name)),
        ];
        assert_eq!(listed, expected.map(|(path, why)| (path.to_owned(), why)));
    }

    #[test]
    fn a_huge_file_is_refused_by_its_size_alone() {
        let dir = tempfile::tempdir().expect("folder");
        write(dir.path(), "content/a.csv", "");
        // Sparse: no byte of it is on the disk, and reading it would take seconds.
        let file = File::options().write(true).open(dir.path().join("content/a.csv")).expect("file");
        file.set_len(200 << 20).expect("sparse");
        let world = open_world(dir.path());
        let error = FileError::TooLarge { size: 200 << 20, limit: MAX_TEXT };
        assert_eq!(world.text("content/a.csv").expect_err("too large"), error);
        assert_eq!(world.inputs()[0].print, None, "it was not read");
        file.set_len(MAX_BYTES + 1).expect("sparse");
        let error = FileError::TooLarge { size: MAX_BYTES + 1, limit: MAX_BYTES };
        assert_eq!(open_world(dir.path()).bytes("content/a.csv"), Err(error));
    }

    #[test]
    fn texts_and_bytes_of_a_file_agree() {
        let dir = tempfile::tempdir().expect("folder");
        write(dir.path(), "content/mark.md", "\u{feff}text");
        write(dir.path(), "content/wrong.md", b"ab\xff");
        write(dir.path(), "content/good.md", "ação");
        let world = open_world(dir.path());
        assert_eq!(&*world.text("content/mark.md").expect("text").text, "text");
        assert_eq!(&*world.bytes("content/mark.md").expect("bytes"), "\u{feff}text".as_bytes());
        let error = world.text("content/wrong.md").expect_err("no text");
        assert_eq!(error, FileError::NotUtf8 { offset: 2, before: "ab".into() });
        assert_eq!(&*world.bytes("content/wrong.md").expect("bytes"), b"ab\xff");
        let text = world.text("content/good.md").expect("text");
        assert_eq!(text.fingerprint, FileText::new("content/good.md", "ação").fingerprint);
        assert_eq!(&*world.bytes("content/good.md").expect("bytes"), text.text.as_bytes());
    }

    #[test]
    fn the_preview_sees_what_was_invalidated_and_keeps_the_rest() {
        let dir = tempfile::tempdir().expect("folder");
        let root = &dir.path().canonicalize().expect("there");
        for path in ["content/a/en.md", "content/a/pt.md", "content/b/en.md", "content/bb.md"] {
            write(root, path, "old");
        }
        let mut world = open_world(root);
        let text = |world: &DiskWorld, path: &str| world.text(path).map(|it| it.text);
        let kept = text(&world, "content/bb.md").expect("there");
        assert_eq!(text(&world, "content/a/en.md").as_deref(), Ok("old"));

        // Same size, and perhaps the same tick of the clock.
        write(root, "content/a/en.md", "new");
        write(root, "content/a/x/fr.md", "new");
        fs::remove_dir_all(root.join("content/b")).expect("removed");
        assert_eq!(text(&world, "content/a/en.md").as_deref(), Ok("old"), "a build sees one state");
        let changed = ["content/a/en.md", "content/a/x", "content/b", "content/b/en.md", "README.md"];
        world.invalidate(&changed.map(|path| root.join(path))).expect("readable");
        assert_eq!(text(&world, "content/a/en.md").as_deref(), Ok("new"));
        assert_eq!(text(&world, "content/a/x/fr.md").as_deref(), Ok("new"));
        assert_eq!(text(&world, "content/b/en.md").err(), Some(FileError::NotFound));
        assert!(Arc::ptr_eq(&text(&world, "content/bb.md").expect("there"), &kept), "not read again");

        write(root, "content/a/pt.md", "new");
        write(root, "content/a/fr.md", "new");
        world.rescan().expect("readable");
        assert_eq!(text(&world, "content/a/pt.md").as_deref(), Ok("new"), "same size, same tick");
        assert_eq!(world.list(), open_world(root).list());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_follows_its_changed_target() {
        let dir = tempfile::tempdir().expect("folder");
        let root = &dir.path().canonicalize().expect("there");
        write(root, "content/a/en.md", "old");
        std::os::unix::fs::symlink("a/en.md", root.join("content/in.md")).expect("link");
        let mut world = open_world(root);
        assert_eq!(&*world.text("content/in.md").expect("there").text, "old");
        write(root, "content/a/en.md", "new");
        world.invalidate(&[root.join("content/a/en.md")]).expect("readable");
        assert_eq!(&*world.text("content/in.md").expect("there").text, "new");
    }
}
