//! `build` and `check`.

use std::mem::ManuallyDrop;
use std::time::Instant;

use crate::cli::progress::Progress;
use crate::cli::{Common, ERRORS, FINE, NO_SECONDS, Output, WRONG_USE, has_colours, machine, wrong_use};
use crate::diag::{Diagnostic, Severity};
use crate::disk::pictures::PictureFolder;
use crate::disk::place::Place;
use crate::disk::publish::{Made, Published, publish};
use crate::disk::unchanged::unchanged;
use crate::disk::world::DiskWorld;
use crate::pipeline::{self, Build, Memo, Stats};
use crate::report;
use crate::report::{say, tell};
use crate::text::{Fingerprint, Fingerprinter};

/// Opens the site's folder; the status if it cannot be had.
pub(super) fn open(common: &Common) -> Result<DiskWorld, u8> {
    let now = common.now().map_err(|message| wrong_use(&message, NO_SECONDS))?;
    if !common.root.is_dir() {
        let message = format!("there is no folder `{}`", common.root.display());
        return Err(wrong_use(&message, "name the site's folder with `--root DIR`"));
    }
    DiskWorld::open(&common.root, now).map(DiskWorld::for_one_build).map_err(|error| {
        machine(&format!("cannot read `{}`: {error}", common.root.display()), "check its permissions")
    })
}

/// Builds and publishes.
pub(super) fn build(common: &Common) -> u8 {
    let started = Instant::now();
    let world = match open(common) {
        Ok(world) => world,
        Err(status) => return status,
    };
    let out = common.out();
    let options = fingerprint(common);
    if let Some(recorded) = unchanged(&world, &out, options)
        && let Some((stats, diagnostics)) = report::decode(&recorded.diagnostics)
    {
        print(&diagnostics, &world, common);
        summarise(common, &stats, &diagnostics, started, "nothing has changed");
        return FINE;
    }
    let progress = Progress::start(common.quiet);
    let mut built = once(&world, common);
    let record = report::encode(&built.stats, &built.diagnostics);
    let pictures = PictureFolder::of(world.root());
    // What may not be published is not drawn.
    if !built.has_errors() && Place::of(world.root(), &out).and_then(|place| place.standing()).is_ok() {
        built.draw_missing(&pictures);
    }
    progress.stop();
    print(&built.diagnostics, &world, common);
    if built.has_errors() {
        summarise(common, &built.stats, &built.diagnostics, started, "nothing was published");
        return ERRORS;
    }
    let valid_until = built.stats.embargoed.iter().map(|(_, until)| *until).min();
    let made = Made { world: &world, options, valid_until, diagnostics: &record };
    match publish(&built.outputs, &out, &made) {
        Ok(published) => {
            pictures.forget_unused();
            say_held(common, &built.stats);
            summarise(
                common,
                &built.stats,
                &built.diagnostics,
                started,
                &what_was_written(common, published),
            );
            FINE
        }
        Err(error) => {
            machine(&error.to_string(), &error.hint());
            if matches!(error, crate::disk::DiskError::NotOurs { .. }) {
                WRONG_USE
            } else {
                crate::cli::MACHINE
            }
        }
    }
}

/// The only build of a process that ends with it: what it remembers and what it made are left to the system, which takes
/// them back at once, where dropping them value by value takes a tenth of a build.
fn once(world: &DiskWorld, common: &Common) -> ManuallyDrop<Build> {
    let mut memo = ManuallyDrop::new(Memo::default());
    ManuallyDrop::new(pipeline::build(world, &common.options(), &mut memo))
}

/// Builds without writing; shows what is silenced too, if asked.
pub(super) fn check(common: &Common, silenced: bool) -> u8 {
    let started = Instant::now();
    let world = match open(common) {
        Ok(world) => world,
        Err(status) => return status,
    };
    let progress = Progress::start(common.quiet);
    let built = once(&world, common);
    progress.stop();
    print(&built.diagnostics, &world, common);
    if silenced {
        print(&built.silenced, &world, common);
    }
    say_held(common, &built.stats);
    summarise(common, &built.stats, &built.diagnostics, started, "nothing was written");
    if built.has_errors() { ERRORS } else { FINE }
}

/// What shapes a site besides its files and the program.
fn fingerprint(common: &Common) -> Fingerprint {
    let mut print = Fingerprinter::new("options");
    print.text(common.base_url.as_ref().map_or("", |url| url.as_str())).number(u64::from(common.drafts));
    print.finish()
}

/// Writes diagnostics where they belong: for people to standard error, for programs to standard output.
pub(super) fn print(diagnostics: &[Diagnostic], world: &DiskWorld, common: &Common) {
    let shown: Vec<Diagnostic> = diagnostics
        .iter()
        .filter(|diagnostic| !common.quiet || diagnostic.severity != Severity::Note)
        .cloned()
        .collect();
    let text = report::render(&shown, world, common.format.into(), has_colours());
    if common.format == Output::Human { tell(format_args!("{text}")) } else { say(format_args!("{text}")) }
}

fn what_was_written(common: &Common, published: Published) -> String {
    let out = common.out();
    if published.is_unchanged() {
        return format!("`{}` is as it was", out.display());
    }
    format!(
        "{} written to `{}`, {} removed",
        counted(published.written, "file", "files"),
        out.display(),
        published.removed
    )
}

fn say_held(common: &Common, stats: &Stats) {
    if common.quiet || common.format != Output::Human {
        return;
    }
    for (file, until) in &stats.embargoed {
        tell(format_args!("held back: {file}, under embargo until {until}\n"));
    }
    if stats.drafts > 0 {
        tell(format_args!("held back: {}{}\n", counted(stats.drafts, "draft", "drafts"), uncompared(stats)));
    }
}

/// That drafts of translations are compared with their originals only where somebody asks for it.
fn uncompared(stats: &Stats) -> String {
    let what = match (stats.uncompared, stats.drafts) {
        (0, _) => return String::new(),
        (1, 1) => "a translation that was not compared with its original".to_owned(),
        (1, _) => "one of them a translation that was not compared with its original".to_owned(),
        (some, all) if some == all => "translations that were not compared with their originals".to_owned(),
        (some, _) => format!("{some} of them translations that were not compared with their originals"),
    };
    format!(", {what} (`onrecord check --drafts` does)")
}

fn summarise(common: &Common, stats: &Stats, diagnostics: &[Diagnostic], started: Instant, what: &str) {
    if common.quiet || common.format != Output::Human {
        return;
    }
    let count = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let mut parts = vec![
        counted(stats.stories, "story", "stories"),
        counted(stats.editions, "edition", "editions"),
        counted(stats.charts, "chart", "charts"),
        counted(stats.pages, "page", "pages"),
    ];
    if stats.drawn > 0 {
        parts.push(counted(stats.drawn, "picture drawn", "pictures drawn"));
    }
    let findings = [
        (count(Severity::Error), "error", "errors"),
        (count(Severity::Warning), "warning", "warnings"),
        (count(Severity::Note), "note", "notes"),
        (stats.silenced, "silenced", "silenced"),
    ];
    parts.extend(
        findings
            .into_iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, one, many)| counted(count, one, many)),
    );
    parts.extend(unbound(stats));
    tell(format_args!("{} in {} ms; {what}\n", parts.join(", "), started.elapsed().as_millis()));
}

/// "3 figures and 1 quotation are unbound".
fn unbound(stats: &Stats) -> Option<String> {
    let figures = (stats.unbound_figures, "figure", "figures");
    let quotations = (stats.unbound_quotations, "quotation", "quotations");
    let found = [figures, quotations].into_iter().filter(|(count, ..)| *count > 0);
    let words: Vec<String> = found.map(|(count, one, many)| counted(count, one, many)).collect();
    let verb = if stats.unbound_figures + stats.unbound_quotations == 1 { "is" } else { "are" };
    (!words.is_empty()).then(|| format!("{} {verb} unbound", words.join(" and ")))
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
