//! `fix`: applies the exact fixes of diagnostics, with `--fill` what bindings say too; the difference is shown first.

use std::collections::BTreeMap;
use std::sync::Arc;

use similar::TextDiff;

use crate::check::fill::{Fill, Filling};
use crate::cli::{Common, ERRORS, FINE, build, machine};
use crate::diag::Fix;
use crate::disk::world::DiskWorld;
use crate::pipeline::{self, Memo};
use crate::report::{say, tell};
use crate::world::{FileError, World};

/// Shows what would change, then changes it.
pub(super) fn run(common: &Common, dry_run: bool, fill: bool) -> u8 {
    let world = match build::open(common) {
        Ok(world) => world,
        Err(status) => return status,
    };
    let mut memo = Memo::default();
    let built = pipeline::build(&world, &common.options(), &mut memo);
    let mut by_file: BTreeMap<Arc<str>, Vec<Fix>> = BTreeMap::new();
    for fix in built.diagnostics.into_iter().filter_map(|diagnostic| diagnostic.fix) {
        by_file.entry(fix.place.file.clone()).or_default().push(fix);
    }
    if fill {
        for filling in pipeline::fills(&world, &common.options(), &mut memo) {
            add(&world, common, filling, &mut by_file);
        }
    }
    let mut count = 0;
    for (path, fixes) in &by_file {
        let Ok(bytes) = world.bytes(path) else { continue };
        let Ok(text) = std::str::from_utf8(&bytes) else { continue };
        let (fixed, applied) = apply(text, fixes);
        count += applied;
        let difference = TextDiff::from_lines(text, fixed.as_str());
        say(format_args!("{}", difference.unified_diff().context_radius(2).header(path, path)));
        if !dry_run && let Err(error) = replace(&common.root.join(&**path), &fixed) {
            return machine(
                &format!("cannot write `{path}`: {error}"),
                "check its permissions; the file is as it was",
            );
        }
    }
    if !common.quiet {
        let verb = if dry_run { "could be applied" } else { "applied" };
        tell(format_args!("{count} {} {verb}\n", if count == 1 { "fix" } else { "fixes" }));
    }
    FINE
}

/// Writes the new text of a file of the site, which may not be there yet, unless nothing is to be written; shows the
/// difference.
pub(super) fn rewrite(
    common: &Common,
    world: &DiskWorld,
    path: &str,
    after: &str,
    dry_run: bool,
) -> Result<(), u8> {
    let before = current(common, world, path)?;
    // What could not be written is not shown as if it were.
    if !dry_run && *before != *after {
        put(common, path, after)?;
    }
    let difference = TextDiff::from_lines(&*before, after);
    say(format_args!("{}", difference.unified_diff().context_radius(2).header(path, path)));
    Ok(())
}

/// Writes a file of the site, all of it or nothing.
pub(super) fn put(common: &Common, path: &str, text: &str) -> Result<(), u8> {
    replace(&common.root.join(path), text)
        .map_err(|error| machine(&format!("cannot write `{path}`: {error}"), "check its permissions"))
}

/// Applies fixes to a file, in the same way.
pub(super) fn repair(
    common: &Common,
    world: &DiskWorld,
    path: &str,
    fixes: &[Fix],
    dry_run: bool,
) -> Result<(), u8> {
    let (fixed, _) = apply(&current(common, world, path)?, fixes);
    rewrite(common, world, path, &fixed, dry_run)
}

/// The text of a file with its byte-order mark, if it has one; empty if it is not there yet.
fn current(common: &Common, world: &DiskWorld, path: &str) -> Result<String, u8> {
    let refused = |error: FileError| {
        build::print(&[error.report(path)], world, common);
        ERRORS
    };
    match world.text(path) {
        Ok(_) => {}
        Err(FileError::NotFound) => return Ok(String::new()),
        Err(error) => return Err(refused(error)),
    }
    let bytes = world.bytes(path).map_err(refused)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Adds what a filling does, or says why it does nothing.
fn add(world: &dyn World, common: &Common, fill: Fill, by_file: &mut BTreeMap<Arc<str>, Vec<Fix>>) {
    let Ok(file) = world.text(&fill.place.file) else { return };
    let source = file.text.get(fill.place.span.range()).unwrap_or_default();
    if let Some(replacement) = fill.what.replacement(source) {
        let path = fill.place.file.clone();
        by_file.entry(path).or_default().push(Fix { place: fill.place, replacement });
    } else if let Filling::Left(why) = &fill.what
        && !common.quiet
    {
        let start = file.text.get(..fill.place.span.start as usize).unwrap_or_default();
        let line = start.matches('\n').count() + 1;
        tell(format_args!("left: {}:{line}: {why}\n", fill.place.file));
    }
}

/// Applies all fixes that do not overlap an earlier one, from the end of the text to its start.
///
/// Offsets count from behind a byte-order mark, which stays.
fn apply(text: &str, fixes: &[Fix]) -> (String, usize) {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut ordered: Vec<&Fix> = fixes.iter().collect();
    ordered.sort_by_key(|fix| std::cmp::Reverse(fix.place.span.start));
    let mut fixed = text.to_owned();
    let mut free_to = usize::MAX;
    let mut applied = 0;
    for fix in ordered {
        let range = fix.place.span.start as usize + mark..fix.place.span.end as usize + mark;
        if range.end <= free_to && fixed.get(range.clone()).is_some() {
            free_to = range.start;
            fixed.replace_range(range, &fix.replacement);
            applied += 1;
        }
    }
    (fixed, applied)
}

/// Writes beside the file and renames: a reader sees the old text or the new one. A file that may not be written stays.
fn replace(path: &std::path::Path, text: &str) -> std::io::Result<()> {
    if std::fs::metadata(path).is_ok_and(|before| before.permissions().readonly()) {
        return Err(std::io::ErrorKind::PermissionDenied.into());
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".onrecord-fix");
    let written = std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, path));
    if written.is_err() {
        // What is left beside it is nobody's file; that it cannot be removed either is no other fault.
        drop(std::fs::remove_file(&beside));
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Place;
    use crate::text::Span;

    fn fix(start: u32, end: u32, replacement: &str) -> Fix {
        let place = Place { file: "a".into(), span: Span { start, end } };
        Fix { place, replacement: replacement.to_owned() }
    }

    #[test]
    fn fixes_are_applied_from_the_end_and_never_twice_at_one_place() {
        let (fixed, applied) = apply("abcdef", &[fix(0, 1, "XX"), fix(4, 6, "Y"), fix(5, 6, "Z")]);
        assert_eq!((fixed.as_str(), applied), ("XXbcdeZ", 2));
    }

    #[test]
    fn a_byte_order_mark_stays() {
        assert_eq!(apply("\u{feff}abc", &[fix(1, 2, "X")]).0, "\u{feff}aXc");
    }
}
