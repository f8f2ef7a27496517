//! Editions beside each other: faithful ones pass, and every error that is planted in one of them is told where it is.
//!
//! The story of `harbour/` is ours, in eight languages, and full of figures; `plant.rs` spoils it, one error at a time.
//! `demo.rs` does the same by hand to the Portuguese edition of the demo.

mod demo;
mod faithful;
mod harbour;
mod plant;
mod planted;
mod tables;

use std::collections::BTreeMap;

use onrecord::{Diagnostic, Memo, MemoryWorld, Options, Severity};

use crate::built::NOW;

/// Front matter that keeps a story from being published for longer than any test runs.
const EMBARGO: &str = "embargo = 2099-01-01T00:00:00Z\n";

/// A stretch of lines of a file, 1-based, last line included.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Lines {
    file: String,
    first: usize,
    last: usize,
}

impl Lines {
    fn holds(&self, file: &str, line: usize) -> bool {
        self.file == file && self.first <= line && line <= self.last
    }
}

/// Something that was found, with all places that it names.
#[derive(Clone, Debug)]
struct Finding {
    code: &'static str,
    severity: Severity,
    message: String,
    /// Its own place first.
    places: Vec<Lines>,
}

/// What a build of these files finds.
fn findings(files: &BTreeMap<String, Vec<u8>>) -> Vec<Finding> {
    let mut world = MemoryWorld::new(NOW.parse().expect("a moment"));
    for (path, bytes) in files {
        world.insert(path, bytes.as_slice());
    }
    let build = onrecord::build(&world, &Options::default(), &mut Memo::default());
    let breaks: BTreeMap<&str, Vec<usize>> =
        files.iter().map(|(path, bytes)| (path.as_str(), line_breaks(bytes))).collect();
    build.diagnostics.iter().map(|diagnostic| finding(diagnostic, &breaks)).collect()
}

fn line_breaks(bytes: &[u8]) -> Vec<usize> {
    bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at).collect()
}

fn finding(diagnostic: &Diagnostic, breaks: &BTreeMap<&str, Vec<usize>>) -> Finding {
    let also = diagnostic.also.iter().map(|(place, _)| place);
    let lines = diagnostic.at.iter().chain(also).map(|place| {
        let breaks = breaks.get(&*place.file).map(Vec::as_slice).unwrap_or_default();
        let line = |offset: u32| breaks.partition_point(|at| *at < offset as usize) + 1;
        let last = line(place.span.end.saturating_sub(1).max(place.span.start));
        Lines { file: place.file.to_string(), first: line(place.span.start), last }
    });
    Finding {
        code: diagnostic.code.name,
        severity: diagnostic.severity,
        message: diagnostic.message.clone(),
        places: lines.collect(),
    }
}
