//! The sign-off of `ledger`: rows are signed by their numbers or by a filled CSV file, and `checks.toml` is written;
//! the difference is shown first.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use jiff::civil::Date;

use crate::cli::fix::rewrite;
use crate::cli::{Common, ERRORS, NO_SECONDS, build, machine, wrong_use};
use crate::diag::Diagnostic;
use crate::disk::world::DiskWorld;
use crate::fact::sign_off;
use crate::pipeline::Study;
use crate::publish::ledger::Sheet;
use crate::publish::ledger::filled;
use crate::publish::ledger::signing::{self, Pencil, Refusal};
use crate::report::tell;
use crate::site::EditionIx;
use crate::text::FileText;
use crate::world::World;

/// How a checker signs.
#[derive(Args, Debug)]
#[command(next_help_heading = "Sign-off")]
pub(super) struct Signing {
    /// Sign rows in the name of a checker, who is neither author nor translator; goes with `--rows`, `--all` or `--read`
    #[arg(long, value_name = "NAME")]
    sign: Option<String>,
    /// The rows to sign, by their numbers, such as `12,14-20`
    #[arg(long, value_name = "ROWS", value_delimiter = ',', value_parser = range, requires = "sign", conflicts_with = "all")]
    rows: Vec<RangeInclusive<usize>>,
    /// Sign every open row that agrees with its record, or has none
    #[arg(long, requires = "sign")]
    all: bool,
    /// What the checker noted
    #[arg(long, value_name = "TEXT", requires = "sign")]
    remark: Option<String>,
    /// Sign what is ticked in a CSV file that `--csv` wrote: its last columns are checked, by, date and remark
    #[arg(long, value_name = "FILE", conflicts_with_all = ["rows", "all", "remark"])]
    read: Option<PathBuf>,
    /// Take out the sign-offs that hold no longer
    #[arg(long, conflicts_with_all = ["sign", "read"])]
    prune: bool,
    /// Show what would change in the file, change nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

/// `7`, `14-20`
fn range(text: &str) -> Result<RangeInclusive<usize>, String> {
    let (start, end) = text.split_once('-').unwrap_or((text, text));
    let number = |text: &str| text.trim().parse::<usize>().ok().filter(|number| *number > 0);
    match (number(start), number(end)) {
        (Some(start), Some(end)) if start <= end => Ok(start..=end),
        _ => Err("write numbers of rows, such as `12,14-20`".to_owned()),
    }
}

impl Signing {
    /// Whether anything is to be signed or taken out.
    pub(super) fn is_used(&self) -> bool {
        self.sign.is_some() || self.read.is_some() || self.prune
    }
}

/// Signs, and writes `checks.toml`.
pub(super) fn run(
    common: &Common,
    world: &DiskWorld,
    study: &Study,
    ix: EditionIx,
    sheet: &Sheet,
    arguments: &Signing,
) -> Result<(), u8> {
    let site = &study.site;
    let folder = site.edition(ix).folder;
    let path = site.file_source(folder, &format!("{}.toml", sign_off::STEM));
    let broken: Vec<Diagnostic> = study
        .told
        .iter()
        .filter(|found| found.is_error() && found.at.as_ref().is_some_and(|at| *at.file == *path))
        .cloned()
        .collect();
    if !broken.is_empty() {
        // What could not be read would be lost with the next writing.
        build::print(&broken, world, common);
        return Err(ERRORS);
    }
    let signed = &site.folder(folder).data.signed;
    let (next, what) = if arguments.prune {
        let next = signing::pruned(sheet, signed);
        let count = signed.len() - next.len();
        (next, format!("{count} sign-offs taken out"))
    } else {
        let today = common.now().map_err(|message| wrong_use(&message, NO_SECONDS))?;
        let today = today.to_zoned(site.config.time_zone.clone()).date();
        let rows = ticked(study, ix, sheet, arguments, today)?;
        let count = rows.iter().map(|(at, _)| *at).collect::<BTreeSet<_>>().len();
        (signing::sign(sheet, signed, rows), format!("{count} of {} rows signed", sheet.rows.len()))
    };
    let before = world.text(&path).unwrap_or_else(|_| FileText::new(path.as_str(), ""));
    rewrite(common, world, &path, &sign_off::write(&next, &before), arguments.dry_run)?;
    if !common.quiet {
        let end = if arguments.dry_run { "; nothing was written" } else { "" };
        tell(format_args!("{what}{end}\n"));
    }
    Ok(())
}

/// The rows to sign, each with who, when and what was noted.
fn ticked(
    study: &Study,
    ix: EditionIx,
    sheet: &Sheet,
    arguments: &Signing,
    today: Date,
) -> Result<Vec<(usize, Pencil)>, u8> {
    let by = arguments.sign.as_deref().map(str::trim);
    if by == Some("") {
        return Err(wrong_use("nobody is named", "write the name of who checked: `--sign \"B. Editor\"`"));
    }
    let rows = match (&arguments.read, by) {
        (Some(path), by) => read(sheet, path, by, today)?,
        (None, Some(by)) => {
            let rows = match (arguments.all, arguments.rows.is_empty()) {
                (true, _) => signing::open_rows(sheet),
                (false, false) => {
                    signing::rows_of(sheet, &arguments.rows).map_err(|it| refused(sheet, &it))?
                }
                (false, true) => {
                    return Err(wrong_use(
                        "it is not said which rows are signed",
                        "name them: `--rows 12,14-20`, or `--all`",
                    ));
                }
            };
            let remark = arguments.remark.as_deref().unwrap_or_default().trim();
            let pencil = Pencil { by: by.into(), date: today, remark: remark.into() };
            rows.into_iter().map(|at| (at, pencil.clone())).collect()
        }
        (None, None) => Vec::new(),
    };
    let makers: BTreeSet<Arc<str>> = rows.iter().map(|(_, pencil)| pencil.by.clone()).collect();
    match makers.into_iter().find(|by| signing::is_maker(&study.site, ix, by)) {
        None => Ok(rows),
        Some(maker) => Err(wrong_use(
            &format!("`{maker}` wrote or translated this edition"),
            "somebody else has to check it",
        )),
    }
}

fn read(
    sheet: &Sheet,
    path: &std::path::Path,
    by: Option<&str>,
    today: Date,
) -> Result<Vec<(usize, Pencil)>, u8> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        machine(&format!("cannot read `{}`: {error}", path.display()), "save the sheet as CSV in UTF-8")
    })?;
    let filled =
        filled::read(&text, sheet, by, today).map_err(|fault| wrong_use(&fault.message, fault.hint))?;
    for line in &filled.changed {
        tell(format_args!("not signed: line {line} of the file, which has changed in the story since\n"));
    }
    let places: Vec<usize> = filled.rows.iter().map(|(at, _)| *at).collect();
    let ranges: Vec<RangeInclusive<usize>> = places.iter().map(|at| at + 1..=at + 1).collect();
    signing::rows_of(sheet, &ranges).map_err(|refusal| refused(sheet, &refusal))?;
    Ok(filled.rows)
}

fn refused(sheet: &Sheet, refusal: &Refusal) -> u8 {
    match refusal {
        Refusal::NoRow(number) => {
            let hint = format!("the sheet has rows 1 to {}", sheet.rows.len());
            wrong_use(&format!("there is no row {number}"), &hint)
        }
        Refusal::Disagrees(number) => {
            let reason = sheet.rows.get(number - 1).map(|row| row.reason.as_str()).unwrap_or_default();
            wrong_use(
                &format!("row {number} does not agree with its record: {reason}"),
                "repair the words or the record, then sign",
            )
        }
    }
}
