//! Sites with damaged files: whatever stands in a file, a build ends, says where what is wrong, and never panics.
//!
//! Every variant comes from a small generator with a fixed seed, so that a failure can be had again by its number.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use onrecord::{Build, Memo, MemoryWorld, Options, World};

use crate::suite;

/// Variants that are built.
const VARIANTS: u64 = 160;

/// A small generator of numbers that look random (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is not 0.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).expect("small")
    }
}

/// What is put into files: signs of every syntax that is read, wide and odd Unicode, bytes that are no text.
const ODD: &[&[u8]] = &[
    "\u{feff}".as_bytes(),
    "é\u{301}\u{200d}👩\u{200d}👩\u{200d}👧".as_bytes(),
    "\u{202e}עברית\u{202c}".as_bytes(),
    "ﬃ\u{2028}\u{85}\u{a0}".as_bytes(),
    b"\xff\xfe\x00",
    b"\0",
    b"\r",
    b"\r\n\r\n",
    b"\n\n",
    b"\"",
    b"'''",
    b"\"\"\"",
    b"[[",
    b"]]",
    b"= { a = [",
    b"+++\n",
    b"---\n",
    b"```chart x\n",
    b"```math\n\\frac{",
    b"> [!QUOTE] ",
    b"[@",
    b"](fact:",
    b"[](cell:a[b=",
    b"$`\\sqrt[",
    b"![](figure:",
    b"<!-- allow ",
    b"<svg ",
    b"&#x26;#0;",
    b"| a |\n|---|\n",
    b"[^a]: ",
    b"- - - 1. > # ",
    b"9999999999999999999999999999999999",
    b"2026-13-45",
    b",,,,",
    b"@book{a, title = {",
];

#[test]
fn damaged_files_never_stop_the_program() {
    let sites = sites();
    let mut numbers = Numbers(0x6f6e_7265_636f_7264);
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let mut failures = Vec::new();
    for variant in 0..VARIANTS {
        let (name, site) = &sites[numbers.below(sites.len())];
        let mut files = site.clone();
        let paths: Vec<String> = files.keys().cloned().collect();
        let mut told = Vec::new();
        for _ in 0..1 + numbers.below(3) {
            let path = &paths[numbers.below(paths.len())];
            let bytes = files.get_mut(path).expect("one of them");
            damage(bytes, &mut numbers);
            told.push(path.clone());
        }
        let mut world = MemoryWorld::new("2026-03-04T12:00:00Z".parse().expect("a moment"));
        files.iter().for_each(|(path, bytes)| world.insert(path, bytes.as_slice()));
        let built = catch_unwind(AssertUnwindSafe(|| {
            onrecord::build(&world, &Options::default(), &mut Memo::default())
        }));
        let fault = match &built {
            Err(panic) => {
                let words = panic.downcast_ref::<String>().cloned();
                let words = words.or_else(|| panic.downcast_ref::<&str>().map(|words| (*words).to_owned()));
                Some(format!("panicked: {}", words.unwrap_or_default()))
            }
            Ok(build) => misplaced(build, &world),
        };
        if let Some(fault) = fault {
            failures.push(format!("variant {variant} of `{name}`, {told:?}: {fault}"));
        }
    }
    std::panic::set_hook(hook);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Cuts, doubles, swaps or fills a stretch of a file.
fn damage(bytes: &mut Vec<u8>, numbers: &mut Numbers) {
    let start = numbers.below(bytes.len() + 1);
    let end = (start + 1 + numbers.below(60)).min(bytes.len());
    match numbers.below(6) {
        0 => drop(bytes.drain(start.min(end)..end)),
        1 => bytes.truncate(start),
        2 => {
            let again = bytes[start.min(end)..end].to_vec();
            let times = 1 + numbers.below(40);
            bytes.splice(start..start, again.repeat(times));
        }
        3 => {
            let other = numbers.below(bytes.len() + 1);
            let moved: Vec<u8> = bytes.drain(start.min(end)..end).collect();
            let other = other.min(bytes.len());
            bytes.splice(other..other, moved);
        }
        _ => {
            let odd = ODD[numbers.below(ODD.len())];
            bytes.splice(start..start, odd.iter().copied());
        }
    }
}

/// A finding whose place is not in its file, or not on the borders of its characters.
fn misplaced(build: &Build, world: &MemoryWorld) -> Option<String> {
    build.diagnostics.iter().find_map(|diagnostic| {
        let also = diagnostic.also.iter().map(|(place, _)| place);
        diagnostic.at.iter().chain(also).find_map(|place| {
            let text = world.text(&place.file).ok()?.text;
            let range = place.span.start as usize..place.span.end as usize;
            text.get(range.clone()).is_none().then(|| {
                format!(
                    "{}: {}: {range:?} is no part of `{}`",
                    diagnostic.code.name, diagnostic.message, place.file
                )
            })
        })
    })
}

/// The cases of the suite and the demo, with their names.
fn sites() -> Vec<(String, BTreeMap<String, Vec<u8>>)> {
    let mut sites: Vec<_> = suite::all().into_iter().map(|case| (case.name, case.files)).collect();
    let mut demo = BTreeMap::new();
    let root = suite::root();
    demo.insert("site.toml".to_owned(), std::fs::read(root.join("site.toml")).expect("the demo"));
    gather(root, &root.join("content"), &mut demo);
    assert!(demo.len() > 10 && sites.len() > 50, "the sites were not found");
    // The demo is large and has everything: it comes as often as a tenth of all cases together.
    for _ in 0..sites.len() / 10 {
        sites.push(("demo".to_owned(), demo.clone()));
    }
    sites
}

fn gather(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            gather(root, &path, files);
        } else {
            let name = path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
            files.insert(name, std::fs::read(&path).expect("a file"));
        }
    }
}
