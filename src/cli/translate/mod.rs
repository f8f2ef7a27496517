//! `translate`: what there is to translate, what changed since, and the record of what was translated.

mod accept;
mod begin;
mod diff;
mod status;

use std::sync::Arc;

use clap::Subcommand;

use crate::cli::{Common, FINE, Output, build, ledger, wrong_use};
use crate::disk::world::DiskWorld;
use crate::pipeline::Study;
use crate::site::{Edition, Site};
use crate::text::{FileText, Span, position};
use crate::world::World;

/// What `translate` is asked for.
#[derive(Subcommand, Debug)]
pub(super) enum Task {
    /// How far every translation is from its original, and how many words there are to translate
    Status {
        /// One story: its path below `content/`, or the last part where that is unique
        story: Option<String>,
    },
    /// What changed in the original since a translation was accepted, beside the translation
    Diff {
        /// The story: its path below `content/`, or the last part where that is unique
        story: String,
        /// Language of the translation
        lang: String,
    },
    /// Record that a translation says what its original says now: writes `LANG.lock.toml` and sets `revision`
    Accept {
        /// The story: its path below `content/`, or the last part where that is unique
        story: String,
        /// Language of the translation
        lang: String,
        /// Show what would be recorded, change nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Begin a translation: a draft with the original's structure, and a file for the strings of tables and exhibits
    Init {
        /// The story: its path below `content/`, or the last part where that is unique
        story: String,
        /// Language of the translation
        lang: String,
    },
}

/// Carries it out.
pub(super) fn run(common: &Common, task: &Task) -> u8 {
    let is_for_people = common.format == Output::Human;
    let name = match task {
        Task::Diff { .. } if !is_for_people => Some("diff"),
        Task::Accept { .. } if !is_for_people => Some("accept"),
        Task::Init { .. } if !is_for_people => Some("init"),
        _ => None,
    };
    if let Some(name) = name {
        let message = format!("`translate {name}` speaks to people only");
        return wrong_use(&message, "leave `--format` out, or ask `translate status --format json`");
    }
    let done = match task {
        Task::Status { story } => status::run(common, story.as_deref()),
        Task::Diff { story, lang } => diff::run(common, story, lang),
        Task::Accept { story, lang, dry_run } => accept::run(common, story, lang, *dry_run),
        Task::Init { story, lang } => return begin::run(common, story, lang),
    };
    match done {
        Ok(()) => FINE,
        Err(status) => status,
    }
}

/// Loads the site, drafts and embargoed stories included.
fn study(common: &Common) -> Result<(DiskWorld, Study), u8> {
    let world = build::open(common)?;
    let study = ledger::study(&world, common, &common.options_with_drafts())?;
    Ok((world, study))
}

/// A translation and its original.
struct Both<'a> {
    original: &'a Edition,
    translation: &'a Edition,
}

impl<'a> Both<'a> {
    fn find(site: &'a Site, story: &str, lang: &str) -> Result<Both<'a>, u8> {
        let translation = site.edition(ledger::edition(site, story, Some(lang))?);
        if translation.is_original {
            return Err(wrong_use(
                &format!("`{lang}` is the original of this story"),
                "name the language of a translation",
            ));
        }
        let original = ledger::edition(site, story, None)?;
        Ok(Both { original: site.edition(original), translation })
    }
}

/// The text of an edition's file.
fn text(world: &DiskWorld, edition: &Edition, common: &Common) -> Result<FileText, u8> {
    world.text(&edition.file.path).map_err(|error| {
        build::print(&[error.report(&edition.file.path)], world, common);
        crate::cli::ERRORS
    })
}

/// `content/a/fr.md:12`
fn place(path: &Arc<str>, text: &str, span: Span) -> String {
    format!("{path}:{}", position(text, span.start).line)
}

/// The text of a file that may not be there.
fn current(world: &DiskWorld, path: &str) -> Option<Arc<str>> {
    world.text(path).ok().map(|file| file.text)
}
