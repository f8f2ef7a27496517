//! Puts the outputs of a build where readers see them: all, or none.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use jiff::Timestamp;

use crate::disk::DiskError;
use crate::disk::place::{Lock, Place, Standing, is_there};
use crate::disk::record::{PublishedFile, Record};
use crate::disk::stage::{self, Comparison};
use crate::disk::unchanged::program;
use crate::disk::walk;
use crate::disk::world::DiskWorld;
use crate::publish::Outputs;
use crate::text::Fingerprint;
use crate::world::World;

/// What a publication was made of: all that [`super::unchanged::unchanged`] has to know of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Made<'a> {
    /// The folder that was built, with what the build read of it.
    pub world: &'a DiskWorld,
    /// A fingerprint of the options.
    pub options: Fingerprint,
    /// From when on the same sources would give another site: the next embargo's end.
    pub valid_until: Option<Timestamp>,
    /// What the build had to say, in a form of the caller's.
    pub diagnostics: &'a [u8],
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Published {
    /// Files of the site, the marker included.
    pub files: usize,
    /// Of these, files that are new or have new bytes.
    pub written: usize,
    /// Files, folders and links that are no longer there.
    pub removed: usize,
}

impl Published {
    /// Whether the folder held all that before, and was not touched.
    pub(crate) fn is_unchanged(&self) -> bool {
        self.written == 0 && self.removed == 0
    }
}

/// Publishes `outputs` to the folder `out` (relative to the working folder), and remembers what they were made of.
///
/// Waits while another build publishes there. With any error the published folder is what it was before.
pub(crate) fn publish(outputs: &Outputs, out: &Path, made: &Made) -> Result<Published, DiskError> {
    let place = Place::of(made.world.root(), out)?;
    // Before anything is created beside a folder that may not be replaced.
    place.standing()?;
    place.make_state()?;
    let lock = place.lock()?;
    place.recover(&lock)?;
    let standing = place.standing()?;
    let last = Record::read(&place.record());
    let new = stage::compare(outputs, &place, standing, last.as_ref())?;
    let files = if standing == Standing::Ours && new.is_same() {
        tidy(&place, &new);
        new.as_published()
    } else {
        let files = stage::make(&place, &new)?;
        put_in_place(&place, standing, &lock)?;
        files
    };
    remember(&place, made, files);
    if standing != Standing::Absent {
        keep_spare(&place, &new);
    }
    Ok(summary(&new))
}

/// Exchanges the stage with the published folder, so that the old site is where the stage was.
fn put_in_place(place: &Place, standing: Standing, lock: &Lock) -> Result<(), DiskError> {
    let done = match standing {
        Standing::Absent => fs::rename(place.stage(), &place.out),
        Standing::Empty | Standing::Ours => exchange_or_rename(place, exchange, lock),
    };
    if done.is_err() {
        // The first error is the one to tell; what is left over is swept by the next build.
        let _ = fs::remove_dir_all(place.stage());
    }
    done.map_err(DiskError::machine("replace", &place.out))
}

fn exchange_or_rename(
    place: &Place,
    exchange: impl Fn(&Path, &Path) -> io::Result<()>,
    _lock: &Lock,
) -> io::Result<()> {
    let (stage, aside) = (place.stage(), place.aside());
    match exchange(&stage, &place.out) {
        // What Linux and macOS answer where the file system has no exchange.
        Err(error) if matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput) => {}
        done => return done,
    }
    fs::rename(&place.out, &aside)?;
    if let Err(error) = fs::rename(&stage, &place.out) {
        fs::rename(&aside, &place.out)?;
        return Err(error);
    }
    fs::rename(&aside, &stage)
}

/// Exchanges two folders in one step.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// Exchanges two folders in one step.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Writes the record. Without one the next build has more to do, so that a failure needs no word: the site is out.
fn remember(place: &Place, made: &Made, outputs: Vec<PublishedFile>) {
    let Some(program) = program() else { return };
    let record = Record {
        program,
        options: made.options,
        now: made.world.now(),
        valid_until: made.valid_until,
        diagnostics: made.diagnostics.to_vec(),
        inputs: made.world.inputs(),
        outputs,
    };
    let _ = record.write(&place.record());
}

/// Takes out of the old site, which is where the stage was, all that the new one does not have: nothing that was
/// withdrawn stays on the disk. What is left makes the next stage. A failure needs no word: the next build sweeps.
fn keep_spare(place: &Place, new: &Comparison) {
    let stage = place.stage();
    if stage::trim(&stage, &new.present, new).is_ok() {
        let _ = fs::rename(&stage, place.spare());
    }
}

/// Does the same with what a killed build left over, where nothing has to be published.
fn tidy(place: &Place, new: &Comparison) {
    let stage = place.stage();
    if is_there(&place.spare()) {
        let _ = stage::sweep(&stage);
    } else if let Ok(found) = walk::tree(&stage, "", &|_, _| true)
        && stage::trim(&stage, &found, new).is_ok()
    {
        let _ = fs::rename(&stage, place.spare());
    }
}

fn summary(new: &Comparison) -> Published {
    let files = new.wanted.len();
    let kept = new.wanted.iter().filter(|it| it.kept.is_some()).count();
    Published {
        files,
        written: files - kept,
        removed: new.present.iter().filter(|it| !new.needs(it)).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::Unfit;
    use crate::disk::unchanged::{RecordedBuild, unchanged};
    use crate::publish::{MARKER, OutPath, Output};
    use std::collections::BTreeMap;
    use std::path::PathBuf;
    use std::process::{Child, Command};

    /// A site's folder with a place to publish to.
    struct Desk {
        dir: tempfile::TempDir,
    }

    impl Desk {
        fn new() -> Self {
            let desk = Desk { dir: tempfile::tempdir().expect("folder") };
            desk.write("site.toml", "x");
            desk.write("content/a/en.md", "story");
            desk
        }

        fn root(&self) -> PathBuf {
            self.dir.path().canonicalize().expect("there")
        }

        fn out(&self) -> PathBuf {
            self.root().join("public")
        }

        fn state(&self) -> PathBuf {
            self.root().join(".public.onrecord")
        }

        fn write(&self, path: &str, text: &str) {
            let at = self.root().join(path);
            fs::create_dir_all(at.parent().expect("has one")).expect("folder");
            fs::write(at, text).expect("file");
        }

        fn world(&self) -> DiskWorld {
            DiskWorld::open(&self.root(), Timestamp::UNIX_EPOCH).expect("readable")
        }

        fn publish(&self, files: &[(&str, &str)]) -> Result<Published, DiskError> {
            publish_from(&self.root(), &self.out(), &outputs(files))
        }

        fn published(&self, files: &[(&str, &str)]) -> Published {
            self.publish(files).expect("published")
        }

        /// Publishes from a world whose files were all read, as a real build does.
        fn build(&self, files: &[(&str, &str)]) {
            let world = self.world();
            for file in world.list() {
                let _ = world.bytes(&file.path);
            }
            let made = Made { diagnostics: b"said", ..made(&world) };
            publish(&outputs(files), &self.out(), &made).expect("published");
        }

        fn unchanged(&self) -> Option<RecordedBuild> {
            unchanged(&self.world(), &self.out(), Fingerprint::of(b"options"))
        }

        fn inode(&self, path: &str) -> u64 {
            crate::disk::Stamp::of(&fs::metadata(self.out().join(path)).expect("there")).inode
        }
    }

    fn made(world: &DiskWorld) -> Made<'_> {
        Made { world, options: Fingerprint::of(b"options"), valid_until: None, diagnostics: b"" }
    }

    fn publish_from(root: &Path, out: &Path, files: &Outputs) -> Result<Published, DiskError> {
        let world = DiskWorld::open(root, Timestamp::UNIX_EPOCH).expect("readable");
        publish(files, out, &made(&world))
    }

    fn outputs(files: &[(&str, &str)]) -> Outputs {
        let mut all = Outputs::default();
        for (path, text) in files {
            let output = Output::new(text.as_bytes(), "text/plain");
            all.insert(OutPath::new(path).expect("good path"), output).expect("free");
        }
        all
    }

    /// Everything in a folder: files with their text, folders with none.
    fn tree(folder: &Path) -> BTreeMap<String, Option<String>> {
        let found = walk::tree(folder, "", &|_, _| true).expect("readable");
        let text = |path: &str| fs::read_to_string(folder.join(path)).expect("a text");
        let entry = |it: walk::Found| {
            let content = (it.kind != walk::Kind::Folder).then(|| text(&it.path));
            (it.path, content)
        };
        found.into_iter().map(entry).collect()
    }

    /// What [`tree`] has to give for these outputs.
    fn expected(files: &[(&str, &str)]) -> BTreeMap<String, Option<String>> {
        let mut all = BTreeMap::from([(MARKER.to_owned(), Some(crate::publish::MARKER_TEXT.to_owned()))]);
        for (path, text) in files {
            all.insert((*path).to_owned(), Some((*text).to_owned()));
            let mut rest = *path;
            while let Some((folder, _)) = rest.rsplit_once('/') {
                all.insert(folder.to_owned(), None);
                rest = folder;
            }
        }
        all
    }

    const A: &[(&str, &str)] =
        &[("index.html", "home"), ("en/a/index.html", "a"), ("en/a/b/c.csv", "1"), ("en/old/x.html", "x")];
    const B: &[(&str, &str)] =
        &[("index.html", "home"), ("en/a/index.html", "A"), ("en/a/b/c.csv", "1"), ("en/new/y.html", "y")];

    #[test]
    fn the_folder_becomes_the_outputs() {
        let desk = Desk::new();
        let first = desk.published(A);
        assert_eq!(tree(&desk.out()), expected(A));
        assert_eq!(first, Published { files: 5, written: 5, removed: 0 });
        let second = desk.published(B);
        assert_eq!(tree(&desk.out()), expected(B));
        assert_eq!(second, Published { files: 5, written: 2, removed: 2 }, "a file and its folder went");
        for files in [A, B, &[], B, A] {
            desk.published(files);
            assert_eq!(tree(&desk.out()), expected(files));
        }
    }

    #[test]
    fn an_empty_folder_is_taken_and_missing_ones_are_made() {
        let desk = Desk::new();
        fs::create_dir(desk.out()).expect("folder");
        desk.published(A);
        assert_eq!(tree(&desk.out()), expected(A));
        let deep = desk.root().join("x/y/z");
        publish_from(&desk.root(), &deep, &outputs(A)).expect("published");
        assert_eq!(tree(&deep), expected(A));
    }

    #[test]
    fn what_did_not_change_is_the_same_file_with_the_same_time() {
        let desk = Desk::new();
        desk.published(A);
        let times =
            || fs::metadata(desk.out().join("index.html")).and_then(|it| it.modified()).expect("there");
        let (kept, mut last, time) = (desk.inode("index.html"), desk.inode("en/a/index.html"), times());
        for files in [B, A, B] {
            // Held open, so that its number is not given to another file.
            let _held = fs::File::open(desk.out().join("en/a/index.html")).expect("there");
            desk.published(files);
            assert_eq!(desk.inode("index.html"), kept);
            let changed = desk.inode("en/a/index.html");
            assert_ne!(changed, last, "never written to, but made anew");
            last = changed;
            assert_eq!(times(), time);
        }
    }

    #[test]
    fn a_published_file_is_never_written_to() {
        let desk = Desk::new();
        desk.published(A);
        // A second name keeps what the file held when it was published.
        let kept = desk.root().join("kept");
        fs::hard_link(desk.out().join("en/a/index.html"), &kept).expect("link");
        for files in [B, A, B] {
            // Held open, so that its number is not given to another file.
            let _held = fs::File::open(desk.out().join("en/a/index.html")).expect("there");
            desk.published(files);
            assert_eq!(fs::read_to_string(&kept).expect("there"), "a");
        }
    }

    #[test]
    fn nothing_is_staged_where_nothing_changed() {
        let desk = Desk::new();
        desk.published(A);
        let folder = crate::disk::Stamp::of(&fs::metadata(desk.out()).expect("there"));
        let again = desk.published(A);
        assert!(again.is_unchanged());
        assert_eq!(
            crate::disk::Stamp::of(&fs::metadata(desk.out()).expect("there")),
            folder,
            "the same folder"
        );
        assert!(!is_there(&desk.state().join("stage")) && !is_there(&desk.state().join("spare")));
        fs::remove_dir_all(desk.state()).expect("removed");
        assert!(desk.published(A).is_unchanged(), "also without a record, by reading");
    }

    #[test]
    fn what_was_withdrawn_stays_nowhere() {
        let desk = Desk::new();
        desk.published(A);
        desk.published(B);
        let spare = desk.state().join("spare");
        let mut shared = expected(B);
        for path in ["en/a/index.html", "en/new", "en/new/y.html"] {
            shared.remove(path);
        }
        assert_eq!(tree(&spare), shared, "second names of published files, no old ones");
        let inode = |at: PathBuf| crate::disk::Stamp::of(&fs::metadata(at).expect("there")).inode;
        assert_eq!(inode(spare.join("index.html")), desk.inode("index.html"));
    }

    #[test]
    fn work_by_hand_in_the_published_folder_is_undone() {
        let desk = Desk::new();
        let out = desk.out();
        let by_hand: [(&str, &dyn Fn()); 7] = [
            ("deleted", &|| fs::remove_file(out.join("en/a/index.html")).expect("removed")),
            ("changed", &|| fs::write(out.join("en/a/index.html"), "b").expect("written")),
            ("added", &|| fs::write(out.join("en/extra.html"), "x").expect("written")),
            ("folder added", &|| fs::create_dir(out.join("empty")).expect("made")),
            ("folder removed", &|| fs::remove_dir_all(out.join("en/a")).expect("removed")),
            ("folder for a file", &|| {
                fs::remove_file(out.join("index.html")).expect("removed");
                fs::create_dir_all(out.join("index.html/deep")).expect("made");
            }),
            ("file for a folder", &|| {
                fs::remove_dir_all(out.join("en")).expect("removed");
                fs::write(out.join("en"), "x").expect("written");
            }),
        ];
        for (what, act) in by_hand {
            desk.published(A);
            assert!(desk.published(A).is_unchanged(), "{what}");
            act();
            assert!(!desk.published(A).is_unchanged(), "{what}");
            assert_eq!(tree(&out), expected(A), "{what}");
            desk.build(A);
            act();
            assert_eq!(desk.unchanged(), None, "{what}");
            desk.published(B);
            assert_eq!(tree(&out), expected(B), "{what}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_in_the_published_folder_lead_nowhere() {
        let desk = Desk::new();
        desk.write("elsewhere/index.html", "a");
        desk.published(A);
        fs::remove_dir_all(desk.out().join("en/a")).expect("removed");
        std::os::unix::fs::symlink("../../elsewhere", desk.out().join("en/a")).expect("link");
        fs::remove_file(desk.out().join("index.html")).expect("removed");
        std::os::unix::fs::symlink("../elsewhere/index.html", desk.out().join("index.html")).expect("link");
        desk.published(B);
        assert_eq!(tree(&desk.out()), expected(B));
        assert!(!desk.out().join("index.html").is_symlink() && !desk.out().join("en/a").is_symlink());
        assert_eq!(fs::read_to_string(desk.root().join("elsewhere/index.html")).expect("there"), "a");
    }

    #[test]
    fn a_change_that_leaves_size_and_time_is_found() {
        let desk = Desk::new();
        desk.published(A);
        desk.published(A);
        let at = desk.out().join("en/a/index.html");
        let time = fs::metadata(&at).and_then(|it| it.modified()).expect("there");
        fs::write(&at, "b").expect("written");
        fs::File::options().write(true).open(&at).and_then(|it| it.set_modified(time)).expect("set back");
        assert_eq!(desk.unchanged(), None);
        desk.published(A);
        assert_eq!(tree(&desk.out()), expected(A));
    }

    #[track_caller]
    fn assert_unfit(root: &Path, out: &Path, expected: Unfit) {
        let before = walk::tree(root, "", &|_, _| true).expect("readable").len();
        match publish_from(root, out, &outputs(A)) {
            Err(DiskError::NotOurs { why, .. }) => assert_eq!(why, expected),
            other => panic!("{other:?}"),
        }
        assert_eq!(walk::tree(root, "", &|_, _| true).expect("readable").len(), before, "nothing was made");
    }

    #[test]
    fn only_a_folder_of_ours_is_replaced() {
        let desk = Desk::new();
        let root = &desk.root();
        desk.write("papers/thesis.txt", "years of work");
        assert_unfit(root, &root.join("papers"), Unfit::NoMarker);
        desk.write("forged/onrecord.txt", "not the marker");
        assert_unfit(root, &root.join("forged"), Unfit::NoMarker);
        desk.write("hollow/onrecord.txt/x", "");
        assert_unfit(root, &root.join("hollow"), Unfit::NoMarker);
        assert_unfit(root, &root.join("site.toml"), Unfit::NoFolder);
        assert_unfit(root, root, Unfit::AboveSources);
        assert_unfit(root, root.parent().expect("has one"), Unfit::AboveSources);
        assert_unfit(root, &root.join("content"), Unfit::AmongSources);
        assert_unfit(root, &root.join("content/static/x"), Unfit::AmongSources);
        assert_unfit(root, &root.join("content/../themes"), Unfit::AmongSources);
        assert_unfit(root, Path::new("/"), Unfit::NoName);
        desk.published(A);
        desk.write("public/.git/HEAD", "ref");
        assert_unfit(root, &desk.out(), Unfit::Repository);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_replaced() {
        let desk = Desk::new();
        let link = desk.root().join("link");
        for target in ["content", "nowhere"] {
            std::os::unix::fs::symlink(target, &link).expect("link");
            assert_unfit(&desk.root(), &link, Unfit::Link);
            fs::remove_file(&link).expect("removed");
        }
        std::os::unix::fs::symlink("content", &link).expect("link");
        assert_unfit(&desk.root(), &link.join("public"), Unfit::AmongSources);
    }

    #[test]
    fn messages_say_what_and_how_out() {
        let error = DiskError::machine("write", Path::new("a"))(ErrorKind::StorageFull.into());
        assert_eq!(error.to_string(), "cannot write `a`: the disk is full");
        assert_eq!(error.hint(), "make room and build again; what was published before is still there");
        let error = DiskError::NotOurs { out: "papers".into(), why: Unfit::NoMarker };
        assert_eq!(
            error.to_string(),
            "`papers` holds files that this program did not write, and is not replaced"
        );
    }

    #[test]
    fn leftovers_of_a_killed_build_are_swept() {
        let desk = Desk::new();
        desk.published(A);
        // Killed between stage and exchange.
        let place = Place::of(&desk.root(), &desk.out()).expect("fit");
        let new = outputs(B);
        let comparison = stage::compare(&new, &place, Standing::Ours, None).expect("readable");
        stage::make(&place, &comparison).expect("staged");
        assert_eq!(tree(&place.stage()), expected(B));
        fs::write(place.stage().join("half"), "written").expect("file");
        assert_eq!(tree(&desk.out()), expected(A), "the old site is whole");
        desk.published(A);
        assert!(!is_there(&place.stage()));
        assert!(!tree(&place.spare()).contains_key("en/new/y.html"), "nor does the unpublished stay");
        // Killed again, then another site is published.
        stage::make(&place, &comparison).expect("staged");
        fs::write(place.stage().join("en/a/b/c.csv.part"), "half").expect("file");
        fs::create_dir(place.spare()).expect("folder");
        desk.published(B);
        assert_eq!(tree(&desk.out()), expected(B));
        assert!(!is_there(&place.stage()));
    }

    #[test]
    fn a_stage_that_is_begun_with_anything_becomes_the_outputs() {
        let desk = Desk::new();
        desk.published(A);
        let place = Place::of(&desk.root(), &desk.out()).expect("fit");
        for path in ["index.html", "en/a/index.html/x", "en/a/b", "en/new"] {
            desk.write(&format!(".public.onrecord/spare/{path}"), "home");
        }
        desk.published(B);
        assert_eq!(tree(&desk.out()), expected(B));
        assert_eq!(tree(&place.spare()).get("index.html"), Some(&Some("home".to_owned())));
    }

    #[test]
    fn without_exchange_the_old_site_goes_aside_and_comes_back() {
        let desk = Desk::new();
        desk.published(A);
        let place = Place::of(&desk.root(), &desk.out()).expect("fit");
        let lock = place.lock().expect("free");
        let none = |_: &Path, _: &Path| Err(ErrorKind::Unsupported.into());
        desk.write(".public.onrecord/stage/index.html", "new");
        exchange_or_rename(&place, none, &lock).expect("renamed");
        assert_eq!(tree(&place.out).len(), 1);
        assert_eq!(tree(&place.stage()), expected(A), "where an exchange would have put it");

        // The second rename fails: the first is taken back.
        fs::remove_dir_all(place.stage()).expect("removed");
        assert!(exchange_or_rename(&place, none, &lock).is_err());
        assert_eq!(tree(&place.out).len(), 1);

        // Killed between the two renames.
        fs::rename(&place.out, place.aside()).expect("renamed");
        drop(lock);
        assert_eq!(desk.unchanged(), None);
        assert_eq!(tree(&place.out).len(), 1, "back before anything else is asked");
        // Killed after them.
        desk.write(".public.onrecord/aside/index.html", "old");
        fs::write(place.out.join(MARKER), crate::publish::MARKER_TEXT).expect("marked");
        desk.published(B);
        assert_eq!(tree(&desk.out()), expected(B));
        assert!(!is_there(&place.aside()));
    }

    #[test]
    fn builds_at_once_wait_for_each_other() {
        let desk = Desk::new();
        let many: Vec<(String, String)> =
            (0..200).map(|n| (format!("en/{n}/index.html"), "x".repeat(n))).collect();
        let sites: Vec<Vec<(&str, &str)>> = ["one", "two", "three"]
            .iter()
            .map(|name| {
                let shared = many.iter().map(|(path, text)| (path.as_str(), text.as_str()));
                shared.chain([("index.html", *name)]).collect()
            })
            .collect();
        std::thread::scope(|scope| {
            for site in &sites {
                let desk = &desk;
                scope.spawn(move || {
                    for _ in 0..5 {
                        desk.published(site);
                    }
                });
            }
        });
        let found = tree(&desk.out());
        assert!(sites.iter().any(|site| found == expected(site)), "one of them, whole");
        assert!(!is_there(&desk.state().join("stage")));
    }

    #[test]
    fn a_second_build_is_known_before_it_is_made() {
        let desk = Desk::new();
        assert_eq!(desk.unchanged(), None, "nothing is published");
        desk.build(A);
        let known = Some(RecordedBuild { diagnostics: b"said".to_vec(), files: 5 });
        assert_eq!(desk.unchanged(), known);
        assert_eq!(desk.unchanged(), known, "asking changes nothing");
        let other = unchanged(&desk.world(), &desk.out(), Fingerprint::of(b"other"));
        assert_eq!(other, None, "other options");

        let changes: [(&str, &dyn Fn()); 5] = [
            ("content", &|| desk.write("content/a/en.md", "STORY")),
            ("a new file", &|| desk.write("content/a/pt-BR.md", "história")),
            ("a file less", &|| fs::remove_file(desk.root().join("content/a/pt-BR.md")).expect("removed")),
            ("the theme", &|| desk.write("themes/x/theme.toml", "")),
            ("the record lost", &|| fs::remove_file(desk.state().join("record")).expect("removed")),
        ];
        for (what, act) in changes {
            act();
            assert_eq!(desk.unchanged(), None, "{what}");
            desk.build(A);
            assert_eq!(desk.unchanged(), known, "{what}");
        }
        // Another time, the same bytes; and what is no part of the site.
        desk.write("content/a/en.md", "STORY");
        desk.write("README.md", "x");
        desk.write("content/a/.en.md.swp", "x");
        assert_eq!(desk.unchanged(), known);
        fs::remove_dir_all(desk.out()).expect("removed");
        assert_eq!(desk.unchanged(), None);
    }

    #[test]
    fn an_embargo_ends_what_is_known() {
        let desk = Desk::new();
        let at = |second| Timestamp::new(second, 0).expect("in range");
        let world = |second| DiskWorld::open(&desk.root(), at(second)).expect("readable");
        let built = world(100);
        let made = Made { valid_until: Some(at(200)), ..made(&built) };
        publish(&outputs(A), &desk.out(), &made).expect("published");
        let is_known = |second| unchanged(&world(second), &desk.out(), Fingerprint::of(b"options")).is_some();
        assert!(is_known(100) && is_known(199));
        assert!(!is_known(200), "the embargo ends");
        assert!(!is_known(99), "another one may not have ended then");
    }

    #[test]
    fn a_file_that_no_build_read_is_known_by_its_stamp() {
        let desk = Desk::new();
        desk.published(A);
        assert!(desk.unchanged().is_some());
        desk.write("content/a/en.md", "a longer story");
        assert!(desk.unchanged().is_none());
    }

    /// Set in processes that tests start: the folder to publish from, and how often.
    const CHILD: &str = "ONRECORD_TEST_CHILD";

    /// Not a test of its own: what the processes below run.
    #[test]
    fn child() {
        let Ok(job) = std::env::var(CHILD) else { return };
        let (root, times) = job.split_once('|').expect("folder and count");
        let out = Path::new(root).join("public");
        for n in 0..times.parse().expect("a number") {
            let failed = publish_from(Path::new(root), &out, &large_site(n % 2)).err();
            assert!(failed.is_none(), "{}", failed.map(|it| it.to_string()).unwrap_or_default());
        }
    }

    /// One of two sites, 400 files each, every third of them the same in both.
    fn large_site(which: usize) -> Outputs {
        let file = |n: usize| {
            (
                format!("en/{}/{n}.html", n % 20),
                format!("{n} {}", if n.is_multiple_of(3) { 0 } else { which }),
            )
        };
        let files: Vec<(String, String)> =
            (0..400).map(file).chain([("large.bin".to_owned(), "x".repeat(100_000 + which))]).collect();
        outputs(&files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>())
    }

    fn start(desk: &Desk, times: usize, before: &str) -> Child {
        let script = format!("{before} exec \"$0\" --exact disk::publish::tests::child --nocapture");
        Command::new("sh")
            .args(["-c", &script])
            .arg(std::env::current_exe().expect("this test"))
            .env(CHILD, format!("{}|{times}", desk.root().display()))
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .expect("started")
    }

    fn whole(desk: &Desk) -> Option<usize> {
        let found = tree(&desk.out());
        (0..2).find(|which| {
            let site = large_site(*which);
            let files: Vec<(&str, &str)> = site
                .iter()
                .map(|(path, it)| (path.as_str(), std::str::from_utf8(&it.bytes).expect("a text")))
                .collect();
            found == expected(&files)
        })
    }

    #[cfg(unix)]
    #[test]
    fn a_killed_build_leaves_a_whole_site() {
        let desk = Desk::new();
        publish_from(&desk.root(), &desk.out(), &large_site(0)).expect("published");
        for round in 0..12 {
            let mut child = start(&desk, 1000, "");
            // Spread over start, comparison, staging, exchange and tidying.
            std::thread::sleep(std::time::Duration::from_millis(60 + round * 13));
            child.kill().expect("killed");
            child.wait().expect("ended");
            assert!(whole(&desk).is_some(), "round {round}");
        }
        publish_from(&desk.root(), &desk.out(), &large_site(1)).expect("the lock is free again");
        assert_eq!(whole(&desk), Some(1));
        assert!(!is_there(&desk.state().join("stage")));
    }

    #[cfg(unix)]
    #[test]
    fn processes_at_once_all_succeed() {
        let desk = Desk::new();
        let children: Vec<Child> = (0..3).map(|_| start(&desk, 6, "")).collect();
        for child in children {
            let output = child.wait_with_output().expect("ended");
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        assert_eq!(whole(&desk), Some(1));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_write_that_fails_leaves_the_old_site() {
        let desk = Desk::new();
        publish_from(&desk.root(), &desk.out(), &large_site(0)).expect("published");
        // No file may be larger than 50 KiB, as if the disk were full in the middle of the large one.
        let limited = start(&desk, 2, "trap '' XFSZ; ulimit -f 100;");
        let output = limited.wait_with_output().expect("ended");
        let said =
            String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
        assert!(!output.status.success());
        assert!(said.contains("large.bin`: the file is larger than this machine allows"), "{said}");
        assert_eq!(whole(&desk), Some(0));
        assert!(!is_there(&desk.state().join("stage")), "the half-made stage does not fill the disk");
        publish_from(&desk.root(), &desk.out(), &large_site(1)).expect("published");
        assert_eq!(whole(&desk), Some(1));
    }

    #[cfg(unix)]
    #[test]
    fn rights_follow_the_umask_and_the_hidden_folder_is_private() {
        use std::os::unix::fs::PermissionsExt;
        let desk = Desk::new();
        desk.published(A);
        let mode = |at: PathBuf| fs::metadata(at).expect("there").permissions().mode() & 0o777;
        assert_eq!(mode(desk.out().join("index.html")) & !0o644, 0);
        assert_eq!(mode(desk.out().join("en")) & !0o755, 0);
        assert_eq!(mode(desk.state()) & 0o077, 0);
        assert_eq!(fs::read_to_string(desk.state().join(".gitignore")).expect("there"), "*\n");
        let tag = fs::read_to_string(desk.state().join("CACHEDIR.TAG")).expect("there");
        assert!(tag.starts_with("Signature: 8a477f597d28d172789f06886806bc55"));
    }
}
