//! Is the published folder still what the site's sources give? Asked before anything is read or rendered.
//!
//! Answered by stamps: two lists of files are compared with the record of the last publication, and only files whose
//! stamp does not prove their bytes are read. Every doubt means "no", and a full build.

use std::path::Path;

use rayon::prelude::*;

use crate::disk::place::{Place, Standing};
use crate::disk::record::{PublishedFile, Record};
use crate::disk::stage::{self, Folders};
use crate::disk::walk::{self, Found, Kind};
use crate::disk::world::{DiskWorld, Input};
use crate::disk::{SLACK, Stamp, nanoseconds_of};
use crate::text::{Fingerprint, Fingerprinter};
use crate::world::World;

/// The publication that stands, and need not be made again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RecordedBuild {
    /// What the build had to say, as it was handed in.
    pub diagnostics: Vec<u8>,
    /// How many files are published, the marker included.
    pub files: usize,
}

/// The last publication, if building `world` with `options` for `out` would give the very same.
///
/// `options` stands for all that shapes a site besides its files and the program: base address, drafts, …
pub(crate) fn unchanged(world: &DiskWorld, out: &Path, options: Fingerprint) -> Option<RecordedBuild> {
    let place = Place::of(world.root(), out).ok()?;
    if let Some(lock) = place.try_lock() {
        place.recover(&lock).ok()?;
    }
    let record = Record::read(&place.record())?;
    let is_due = record.now <= world.now() && record.valid_until.is_none_or(|end| world.now() < end);
    if !is_due || record.options != options || record.program != program()? {
        return None;
    }
    if place.standing().ok()? != Standing::Ours {
        return None;
    }
    let (inputs, outputs) =
        rayon::join(|| same_inputs(world, &record.inputs), || same_outputs(&place, &record.outputs));
    let (inputs, outputs) = (inputs?, outputs?);
    let build = RecordedBuild { diagnostics: record.diagnostics.clone(), files: record.outputs.len() };
    if inputs != record.inputs || outputs != record.outputs {
        refresh(&place, &record, Record { inputs, outputs, ..record.clone() });
    }
    Some(build)
}

/// A fingerprint of this very program: its version, and the stamp of its file, which differs for each time it was
/// compiled or installed.
pub(crate) fn program() -> Option<Fingerprint> {
    let stamp = Stamp::of(&std::env::current_exe().and_then(std::fs::metadata).ok()?);
    let mut print = Fingerprinter::new(env!("CARGO_PKG_VERSION"));
    print.number(stamp.size).number(stamp.inode).number(stamp.modified.cast_unsigned());
    Some(print.finish())
}

/// The recorded inputs with the stamps of now, if their bytes are the same.
fn same_inputs(world: &DiskWorld, recorded: &[Input]) -> Option<Vec<Input>> {
    let now = world.inputs();
    if now.len() != recorded.len() {
        return None;
    }
    let same = |(now, was): (Input, &Input)| {
        let is_same = now.path == was.path
            && now.refused == was.refused
            && match was.print {
                // The build did not ask what is in it.
                None => now.refused.is_some() || now.stamp == was.stamp,
                Some(_) if was.is_settled && now.stamp == was.stamp => true,
                Some(print) => now.stamp.size == was.stamp.size && world.print(&was.path) == Some(print),
            };
        is_same.then_some(Input { print: was.print, ..now })
    };
    now.into_par_iter().zip(recorded).map(same).collect()
}

/// The recorded outputs with the stamps of now, if they and nothing else are published.
fn same_outputs(place: &Place, recorded: &[PublishedFile]) -> Option<Vec<PublishedFile>> {
    // Slack as for inputs: this question must not write, and so cannot ask the disk for its clock.
    let clock = nanoseconds_of(std::time::SystemTime::now()).saturating_sub(SLACK);
    let present = walk::tree(&place.out, "", &|_, _| true).ok()?;
    let (folders, files): (Vec<Found>, Vec<Found>) =
        present.into_iter().partition(|it| it.kind == Kind::Folder);
    let needed = Folders::of(recorded.iter().map(|it| it.path.as_str()));
    if files.len() != recorded.len() || folders.len() != needed.count() {
        return None;
    }
    let same = |(now, was): (&Found, &PublishedFile)| {
        let is_file = now.kind == Kind::File && now.is_utf8 && now.path == was.path;
        let is_same = is_file
            && now.stamp.size == was.stamp.size
            && ((was.is_settled && now.stamp == was.stamp) || print_of(place, now) == Some(was.print));
        let is_settled = (was.is_settled && now.stamp == was.stamp) || now.stamp.is_settled(clock);
        is_same.then(|| PublishedFile { stamp: now.stamp, is_settled, ..was.clone() })
    };
    files.par_iter().zip(recorded).map(same).collect()
}

fn print_of(place: &Place, found: &Found) -> Option<Fingerprint> {
    let bytes = stage::read(&place.out.join(&found.path), found.stamp.size).ok()?;
    Some(Fingerprint::of(&bytes))
}

/// Remembers the new stamps, so that the next question need not read these files again. Not needed for anything
/// else: a build that publishes right now goes first, and a full disk does not matter.
fn refresh(place: &Place, old: &Record, new: Record) {
    if let Some(_lock) = place.try_lock()
        && Record::read(&place.record()).as_ref() == Some(old)
    {
        let _ = new.write(&place.record());
    }
}
