//! The program itself over real folders: bad input of every kind, and machines that say no.
//!
//! Each build must end with the right status, tell the place on standard error, and leave the site that was published
//! before as it was, byte for byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::suite;

/// A folder of its own with a site that was published once; it goes when the test ends.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const SITE: &str = "base_url = \"https://example.org/\"\ntitle = \"Site\"\nlanguages = [\"en\"]\n";
const STORY: &str = "+++\ntitle = \"A\"\ndescription = \"B\"\ndate = 2026-01-02\n+++\nText.\n";

impl Folder {
    /// A folder with a small site, built into `public`.
    fn published() -> Folder {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("onrecord-hostile-{}-{number}", std::process::id());
        let folder = Folder(std::env::temp_dir().join(name));
        folder.write("site.toml", SITE.as_bytes());
        folder.write("content/old/en.md", STORY.as_bytes());
        let first = folder.build(&[]);
        assert_eq!(first.status.code(), Some(0), "{}", words(&first.stderr));
        folder
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.arg("build").arg("--root").arg(&self.0).args(["--now", "2026-03-04"]).args(arguments);
        command
    }

    fn fix(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.arg("fix").arg("--root").arg(&self.0).args(arguments).output().expect("the program runs")
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).expect("a text")
    }

    fn build(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program runs")
    }

    /// Every file of what is published.
    fn public(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let files = bytes_below(&self.0.join("public"));
        assert!(files.len() > 5, "nothing was published");
        files
    }

    /// A build that must fail with errors at these places and leave what is published alone.
    fn refuses(&self, places: &[&str], what: &str) {
        let before = self.public();
        let built = self.build(&[]);
        let said = words(&built.stderr);
        assert_eq!(built.status.code(), Some(1), "{what}: {said}");
        for place in places {
            assert!(said.contains(&format!("--> {place}\n")), "{what}: `{place}` is not told:\n{said}");
        }
        assert!(said.contains("nothing was published"), "{what}: {said}");
        assert!(self.public() == before, "{what}: the old site was touched");
        let left: Vec<_> =
            fs::read_dir(&self.0).expect("the folder").flatten().map(|it| it.file_name()).collect();
        let left: Vec<_> = left.iter().map(|name| name.to_string_lossy()).collect();
        assert!(!left.iter().any(|name| name.contains("stage") || name.contains("tmp")), "{left:?}");
    }
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace('\\', "/")
}

fn bytes_below(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.insert(path.clone(), fs::read(&path).expect("a file"));
            }
        }
    }
    files
}

#[test]
fn every_row_of_the_bad_input_list_is_refused_at_its_place() {
    let rows: Vec<_> = suite::all().into_iter().filter(|case| case.name.starts_with("bad_input: ")).collect();
    assert!(rows.len() > 18, "the rows were not found");
    for case in rows {
        let folder = Folder::published();
        fs::remove_dir_all(folder.0.join("content")).expect("removed");
        case.files.iter().for_each(|(path, bytes)| folder.write(path, bytes));
        let places = case.places();
        assert!(!places.is_empty(), "{}", case.name);
        folder.refuses(&places.iter().map(String::as_str).collect::<Vec<_>>(), &case.name);
    }
}

const DESCRIPTION: &str =
    "title = \"Storage\"\ncite = [\"@files\"]\n[columns.month]\ntype = \"month\"\nlabel = \"Month\"\n";
const SHOWN: &str = "+++\ntitle = \"A\"\ndescription = \"B\"\ndate = 2026-01-02\n+++\n![](figure:storage)\n";

/// `data/too-large`: told by the size alone, so that the file is never read.
#[test]
fn a_table_of_200_megabytes() {
    let folder = Folder::published();
    folder.write("content/a/en.md", SHOWN.as_bytes());
    folder.write("content/a/sources.toml", b"[files]\ntype = \"document\"\ntitle = \"Files\"\n");
    folder.write("content/a/storage.toml", DESCRIPTION.as_bytes());
    let table = fs::File::create(folder.0.join("content/a/storage.csv")).expect("a file");
    table.set_len(200 << 20).expect("a file with a hole");
    let said = words(&folder.build(&[]).stderr);
    assert!(said.contains("error[data/too-large]: this table has 200 MB"), "{said}");
    assert_eq!(said.matches("error[").count(), 1, "one mistake is told once: {said}");
    folder.refuses(&["content/a/storage.csv:1:1"], "a table of 200 MB");
}

/// `site/unreadable`: at the first byte that is no UTF-8.
#[test]
fn files_that_are_not_utf_8() {
    let folder = Folder::published();
    folder.write("content/a/en.md", b"+++\ntitle = \"A\xe7\xe3o\"\ndescription = \"B\"\n+++\n");
    folder.write("content/b/en.md", b"+++\ntitle = \"A\"\ndescription = \"B\"\n+++\nSo they say [@files].\n");
    folder.write("content/b/sources.toml", b"[files]\ntype = \"document\"\ntitle = \"Relat\xf3rio\"\n");
    let said = words(&folder.build(&[]).stderr);
    assert!(said.contains("error[site/unreadable]: the bytes from here on are no UTF-8"), "{said}");
    assert_eq!(
        said.matches("error[").count(),
        2,
        "keys of a file that cannot be read are not missed: {said}"
    );
    folder.refuses(&["content/a/en.md:2:11", "content/b/sources.toml:3:15"], "not UTF-8");
}

/// `site/outside`: what a link leads to is not read.
#[cfg(unix)]
#[test]
fn symbolic_links_out_of_the_folder() {
    let folder = Folder::published();
    std::os::unix::fs::symlink("/etc/passwd", folder.0.join("content/old/passwd.csv")).expect("a link");
    std::os::unix::fs::symlink("../../../../..", folder.0.join("content/up")).expect("a link");
    let said = words(&folder.build(&[]).stderr);
    assert!(said.contains("error[site/outside]"), "{said}");
    assert!(!said.contains("root:"), "{said}");
    folder.refuses(&["content/old/passwd.csv:1:1", "content/up:1:1"], "links out of the folder");
}

#[test]
fn an_output_folder_that_is_not_ours() {
    let folder = Folder::published();
    folder.write("letters/mother.txt", b"Dear mother,\n");
    let built = folder.build(&["--out", "letters"]);
    let said = words(&built.stderr);
    assert_eq!(built.status.code(), Some(2), "a wrong use, not a mistake of the site: {said}");
    assert!(said.contains("letters` holds files that this program did not write"), "{said}");
    assert!(said.contains("hint: name a new or an empty folder with `--out DIR`"), "{said}");
    assert_eq!(bytes_below(&folder.0.join("letters")).len(), 1, "nothing was added");
    assert_eq!(fs::read(folder.0.join("letters/mother.txt")).expect("still there"), b"Dear mother,\n");
    for out in ["content", ".", "content/old"] {
        let built = folder.build(&["--out", out]);
        assert_eq!(built.status.code(), Some(2), "{out}: {}", words(&built.stderr));
    }
    assert_eq!(fs::read(folder.0.join("content/old/en.md")).expect("still there"), STORY.as_bytes());
}

/// The limit on the size of files stands in for a full disk: it strikes in the middle of a write too.
#[cfg(unix)]
#[test]
fn a_machine_that_takes_no_larger_files() {
    let folder = Folder::published();
    let before = folder.public();
    let long = format!("{STORY}\n{}", "One sentence after the other. ".repeat(4_000));
    folder.write("content/new/en.md", long.as_bytes());
    let build = folder.command(&[]);
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' XFSZ; ulimit -f 100; exec \"$@\"", "sh"]).arg(build.get_program());
    let built = shell.args(build.get_args()).output().expect("a shell");
    machine_said_no(&built, "the file is larger than this machine allows");
    assert!(folder.public() == before, "the old site was touched");
    let again = folder.build(&[]);
    assert_eq!(again.status.code(), Some(0), "{}", words(&again.stderr));
    assert!(folder.public() != before, "the next build publishes");
}

/// A small disk in a namespace of its own; where the machine does not allow that, the test says so.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk() {
    let folder = Folder::published();
    let disk = folder.0.join("disk");
    fs::create_dir(&disk).expect("a folder");
    let long = format!("{STORY}\n{}", "One sentence after the other. ".repeat(40_000));
    // The first build fits; the second one does not, and the first must still be there, byte for byte.
    let script = "mount -t tmpfs -o size=1200k tmpfs \"$1/disk\" || exit 99
        $2 build --root \"$1\" --out disk/public --now 2026-03-04 --quiet || exit 98
        cp -r \"$1/disk/public\" \"$1/before\" || exit 97
        mkdir \"$1/content/new\" && cp \"$1/long.md\" \"$1/content/new/en.md\" || exit 96
        $2 build --root \"$1\" --out disk/public --now 2026-03-04
        status=$?
        diff -r \"$1/before\" \"$1/disk/public\" >&2 || exit 95
        exit $status";
    folder.write("long.md", long.as_bytes());
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c", script, "sh"]);
    let built = command.arg(&folder.0).arg(env!("CARGO_BIN_EXE_onrecord")).output();
    match built {
        Ok(built) if built.status.code() != Some(99) && !words(&built.stderr).contains("unshare:") => {
            machine_said_no(&built, "the disk is full");
        }
        refused => println!("skipped: this machine gives no small disk ({refused:?})"),
    }
}

/// The difference is shown first; a byte-order mark and line ends of two characters stay.
#[test]
fn exact_repairs_are_written() {
    let folder = Folder::published();
    let site = "\u{feff}base_url = \"https://example.org/\"\r\ntitle = \"Ação\"\r\nlanguages = [\"en\", \"pt-br\"]\r\n";
    folder.write("site.toml", site.as_bytes());
    folder.write("content/old/sources.toml", b"[files]\ntype = \"document\"\ntitle = \"Files\"\n");
    let facts = "[held]\nvalue = 400\nlabel = \"Ação\"\ncite = [\"[@files, p. 4]\"]\n";
    folder.write("content/old/facts.toml", facts.as_bytes());
    folder.write("content/old/en.md", format!("{STORY}[400](fact:held) [@files]\n").as_bytes());
    assert_eq!(folder.build(&[]).status.code(), Some(1));

    let shown = folder.fix(&["--dry-run"]);
    let difference = words(&shown.stdout);
    assert!(
        difference.contains("-cite = [\"[@files, p. 4]\"]\n+cite = [\"@files, p. 4\"]\n"),
        "{difference}"
    );
    assert!(difference.contains("+languages = [\"en\", \"pt-BR\"]"), "{difference}");
    assert!(words(&shown.stderr).contains("2 fixes could be applied"), "{}", words(&shown.stderr));
    assert_eq!(
        (folder.read("site.toml").as_str(), folder.read("content/old/facts.toml").as_str()),
        (site, facts)
    );

    let done = folder.fix(&[]);
    assert_eq!(words(&done.stdout), difference, "what is done is what was shown");
    assert_eq!(folder.read("site.toml"), site.replace("pt-br", "pt-BR"));
    assert_eq!(folder.read("content/old/facts.toml"), facts.replace("[@files, p. 4]", "@files, p. 4"));
    let again = folder.build(&[]);
    assert_eq!(again.status.code(), Some(0), "{}", words(&again.stderr));
    assert_eq!(words(&folder.fix(&[]).stdout), "", "nothing is left to repair");
}

#[test]
fn warnings_hold_nothing_up() {
    let folder = Folder::published();
    folder.write("content/new/en.md", format!("{STORY}\n#### Deep\n").as_bytes());
    let built = folder.build(&[]);
    assert_eq!(built.status.code(), Some(0));
    assert!(words(&built.stderr).contains("warning[markdown/heading]"), "{}", words(&built.stderr));
    assert!(folder.0.join("public/en/new/index.html").exists());
}

#[cfg(unix)]
fn machine_said_no(built: &Output, why: &str) {
    let said = words(&built.stderr);
    assert_eq!(built.status.code(), Some(3), "{said}");
    assert!(said.contains(why) && said.contains("what was published before is still there"), "{said}");
}
