//! `ledger`: the fact-checker's sheet of a story, on the terminal, as CSV or as HTML; and its sign-off.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use crate::cli::fix::{repair, rewrite};
use crate::cli::sign_off::{self, Signing};
use crate::cli::{Common, ERRORS, FINE, build, machine, wrong_use};
use crate::diag::{Fix, did_you_mean, one_of};
use crate::disk::world::DiskWorld;
use crate::pipeline::{self, Options, Study};
use crate::publish::ledger::{Sheet, csv, lines, print, rows};
use crate::publish::versions;
use crate::render::theme;
use crate::report::{say, tell};
use crate::site::digests::missing_digests;
use crate::site::lookup::StoryFault;
use crate::site::{EditionIx, Site};
use crate::world::Layered;

/// What `ledger` is asked for.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// The story: its path below `content/`, or the last part where that is unique
    story: String,
    /// Language of the edition; default: that of the original
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
    /// Write the sheet as CSV for a spreadsheet; `-` is standard output
    #[arg(long, value_name = "FILE", conflicts_with = "html")]
    csv: Option<PathBuf>,
    /// Write the sheet as an HTML page for paper; `-` is standard output
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Add to `versions.toml` what the published editions of the story say now, so that a later change is seen
    #[arg(long, conflicts_with_all = ["lang", "csv", "html", "sign", "read", "prune"])]
    record: bool,
    /// Write the SHA-256 and the number of pages of each source document that states none into its record
    #[arg(long, conflicts_with_all = ["lang", "csv", "html", "sign", "read", "prune", "record"])]
    hash: bool,
    #[command(flatten)]
    signing: Signing,
}

/// Shows or writes the sheet.
pub(super) fn run(common: &Common, arguments: &Arguments) -> u8 {
    match carry_out(common, arguments) {
        Ok(()) => FINE,
        Err(status) => status,
    }
}

fn carry_out(common: &Common, arguments: &Arguments) -> Result<(), u8> {
    let world = build::open(common)?;
    if arguments.record {
        return record(common, &world, arguments);
    }
    let study = study(&world, common, &common.options_with_drafts())?;
    if arguments.hash {
        return hash(common, &world, &study.site, arguments);
    }
    let ix = edition(&study.site, &arguments.story, arguments.lang.as_deref())?;
    let sheet = rows::sheet(&study.site, ix, &study.found, &world);
    if arguments.signing.is_used() {
        return sign_off::run(common, &world, &study, ix, &sheet, &arguments.signing);
    }
    match (&arguments.csv, &arguments.html) {
        (Some(path), _) => put(common, path, &csv::csv(&sheet), Some(csv::BYTE_ORDER_MARK), &sheet),
        (None, Some(path)) => {
            put(common, path, &html(&study.site, ix, &sheet, &world, common)?, None, &sheet)
        }
        (None, None) => {
            say(format_args!("{}", lines::text(&sheet)));
            Ok(())
        }
    }
}

/// Loads the site. Errors in it do not stop the sheet: it shows them where they matter.
pub(super) fn study(world: &DiskWorld, common: &Common, options: &Options) -> Result<Study, u8> {
    let study = pipeline::study(world, options).map_err(|told| {
        build::print(&told, world, common);
        ERRORS
    })?;
    let errors = study.told.iter().filter(|found| found.is_error()).count();
    if errors > 0 && !common.quiet {
        let noun = if errors == 1 { "error" } else { "errors" };
        let them = if errors == 1 { "it" } else { "them" };
        // Translations that are drafts are looked at only where they are asked for.
        let has_drafts =
            study.site.editions.iter().any(|edition| !edition.is_original && edition.file.meta.draft);
        let how = if has_drafts && !common.drafts { " --drafts" } else { "" };
        tell(format_args!("the site has {errors} {noun}: `onrecord check{how}` shows {them}\n"));
    }
    Ok(study)
}

/// The edition that is meant.
pub(super) fn edition(site: &Site, story: &str, lang: Option<&str>) -> Result<EditionIx, u8> {
    let path = story.trim_matches('/');
    let path = path.strip_prefix("content/").unwrap_or(path);
    let paths = || site.folders.iter().filter(|folder| !folder.tags.is_empty()).map(|folder| &*folder.path);
    let unknown = || {
        let hint =
            did_you_mean(path, paths()).unwrap_or_else(|| format!("stories here: {}", one_of(paths())));
        wrong_use(&format!("there is no story `{path}`"), &hint)
    };
    let folder = site.folder_by_path(path).map_err(|fault| match fault {
        StoryFault::Ambiguous(all) => {
            let message = format!("`{path}` is the last part of several paths");
            wrong_use(
                &message,
                &format!("write one of them whole: {}", one_of(all.iter().map(|path| &**path))),
            )
        }
        StoryFault::Unknown | StoryFault::Held(_) => unknown(),
    })?;
    let found = match lang {
        None => site.folder(folder).original,
        Some(lang) => {
            let tags = || site.folder(folder).tags.iter().map(|tag| tag.as_str());
            let found = site.indexed_languages().find(|(_, language)| language.tag.as_str() == lang);
            let found = found.and_then(|(lang, _)| site.edition_in(folder, lang));
            return found.ok_or_else(|| {
                let hint = did_you_mean(lang, tags()).unwrap_or_else(|| format!("it has {}", one_of(tags())));
                wrong_use(&format!("`{path}` has no edition `{lang}`"), &hint)
            });
        }
    };
    found.ok_or_else(unknown)
}

/// Writes digests into the records of the story's folder and of those above it.
fn hash(common: &Common, world: &DiskWorld, site: &Site, arguments: &Arguments) -> Result<(), u8> {
    let ix = edition(site, &arguments.story, None)?;
    let own: Vec<String> =
        site.scope(site.edition(ix).folder).map(|folder| site.file_source(folder, "")).collect();
    let folder_of = |path: &str| path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let mut by_file: BTreeMap<Arc<str>, Vec<Fix>> = BTreeMap::new();
    for fix in missing_digests(site, world) {
        if own.iter().any(|own| own.trim_end_matches('/') == folder_of(&fix.place.file)) {
            by_file.entry(fix.place.file.clone()).or_default().push(fix);
        }
    }
    let dry_run = arguments.signing.dry_run;
    for (path, fixes) in &by_file {
        repair(common, world, path, fixes, dry_run)?;
    }
    if !common.quiet {
        let count: usize = by_file.values().map(Vec::len).sum();
        let end = if dry_run && count > 0 { "; nothing was written" } else { "" };
        let noun = if count == 1 { "document" } else { "documents" };
        tell(format_args!("{count} {noun} hashed{end}\n"));
    }
    Ok(())
}

/// Records what readers get: of a site with errors they get nothing.
fn record(common: &Common, world: &DiskWorld, arguments: &Arguments) -> Result<(), u8> {
    let Study { site, told, .. } = study(world, common, &common.options())?;
    let path = arguments.story.trim_matches('/');
    let path = path.strip_prefix("content/").unwrap_or(path);
    if let Ok(folder) = site.folder_by_path(path)
        && site.folder(folder).original.is_none()
        && site.held.iter().any(|edition| edition.folder == folder)
    {
        let hint = "take `draft = true` out, or wait until its embargo is over";
        return Err(wrong_use(&format!("`{path}` is not published: there is nothing to record"), hint));
    }
    let ix = edition(&site, &arguments.story, None)?;
    if told.iter().any(|found| found.is_error()) {
        tell(format_args!("nothing was recorded: what has errors is not published\n"));
        return Err(ERRORS);
    }
    let recording = versions::record(&site, site.edition(ix).folder);
    let dry_run = arguments.signing.dry_run;
    if let Some(recording) = &recording {
        rewrite(common, world, &recording.path, &recording.text, dry_run)?;
    }
    if !common.quiet {
        let what = match recording {
            Some(_) if dry_run => "the difference is not written",
            Some(_) => "recorded",
            None => "every published edition is recorded as it is",
        };
        tell(format_args!("{what}\n"));
    }
    Ok(())
}

fn html(site: &Site, ix: EditionIx, sheet: &Sheet, world: &DiskWorld, common: &Common) -> Result<String, u8> {
    let mut diagnostics = Vec::new();
    let theme = theme::read(world, &site.config, &site.languages).into(&mut diagnostics);
    let style = Layered::new(world, &site.config.theme.value).theme_text(print::STYLE);
    let style = style.map(|file| file.text.to_string()).unwrap_or_default();
    let language = site.language(site.edition(ix).lang);
    let page = theme.map(|theme| print::html(sheet, language, &theme, &style));
    match page {
        Some(Ok(page)) => Ok(page),
        Some(Err(fault)) => {
            build::print(&[*fault], world, common);
            Err(ERRORS)
        }
        None => {
            build::print(&diagnostics, world, common);
            Err(ERRORS)
        }
    }
}

/// Writes a sheet to a file, or to standard output for `-`, and says how it stands.
fn put(common: &Common, path: &Path, text: &str, mark: Option<char>, sheet: &Sheet) -> Result<(), u8> {
    if path.as_os_str() == "-" {
        say(format_args!("{text}"));
        return Ok(());
    }
    let mark = mark.map(String::from).unwrap_or_default();
    std::fs::write(path, format!("{mark}{text}")).map_err(|error| {
        machine(
            &format!("cannot write `{}`: {error}", path.display()),
            "check the folder and its permissions",
        )
    })?;
    if !common.quiet {
        let summary = lines::summary(&sheet.counts(), sheet.lost.len());
        tell(format_args!("{summary}; written to `{}`\n", path.display()));
    }
    Ok(())
}
