//! The command line: arguments, and what each command does. An edge: it knows the terminal, the clock and the
//! environment, and hands the core what it needs of them.

#![expect(clippy::disallowed_methods, reason = "edge")]

mod build;
mod explain;
mod fix;
mod init;
mod ledger;
mod new;
mod progress;
mod sign_off;
mod translate;
mod why;

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use jiff::Timestamp;
use url::Url;

use crate::config::parse_base_url;
use crate::report::Format;
use crate::report::{say, tell};

/// What stands at the foot of `--help`.
const EXITS: &str = "\
Begin with `onrecord init DIR`, then `onrecord serve --root DIR`.

Exit status: 0 fine, warnings allowed; 1 errors in the site; 2 wrong use; 3 the machine said no (disk, \
permissions, port).";

/// Static sites for investigations and reports: every figure on the record, in every language.
#[derive(Parser, Debug)]
#[command(name = "onrecord", version, max_term_width = 100, arg_required_else_help = true, after_help = EXITS)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Build the site and publish it to the output folder, all or nothing
    Build,
    /// Serve the site on this machine; rebuild and reload at every change
    #[cfg(feature = "serve")]
    Serve {
        /// Port to listen on; 0 takes any free one
        #[arg(long, default_value_t = 8000)]
        port: u16,
        /// Open the site in the browser
        #[arg(long)]
        open: bool,
    },
    /// Build without writing anything: shows every mistake of every file
    Check {
        /// Show also what `allow` comments silence, each with the comment
        #[arg(long)]
        silenced: bool,
    },
    /// Apply the repairs that are certain; the difference is shown first
    Fix {
        /// Show the difference, change nothing
        #[arg(long)]
        dry_run: bool,
        /// Write empty bindings out, and bring the digits of bound words up to date
        #[arg(long)]
        fill: bool,
    },
    /// Begin a site: a small bilingual one with a chart, a citation and a tip line
    Init {
        /// Folder of the new site; it must be new or empty
        dir: PathBuf,
    },
    /// Begin a story, or the skeleton of a translation where the original exists
    New {
        /// Path of the story's folder below `content/`, such as `europe/cloud`
        path: String,
        /// Language of the edition; default: the first language of the site that the story lacks
        #[arg(long, value_name = "TAG")]
        lang: Option<String>,
    },
    /// The fact-checker's sheet of a story: what it states, what that rests on, who signed it
    Ledger(ledger::Arguments),
    /// What rests on a fact, a cell, a source, a table or a quotation: every sentence, chart and formula
    Why {
        /// Such as `cloud-2026-01`, `europe/cloud/growth`, `storage[month=2026-01].stored`, `@files`, `storage`
        name: String,
    },
    /// Translations: how far they are, what changed since, and the record of what was translated
    #[command(subcommand)]
    Translate(translate::Task),
    /// Explain a diagnostic, a file's keys, a chart form, a block or a link scheme
    Explain {
        /// Such as `link/broken`, `column`, `site.toml`; without it, all names are listed
        name: Option<String>,
        /// Print the whole reference as Markdown
        #[arg(long, conflicts_with = "name")]
        all: bool,
    },
    /// Write a completion script for a shell to standard output
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Common options")]
struct Common {
    /// Folder of the site, the one with `site.toml`
    #[arg(long, global = true, default_value = ".", value_name = "DIR")]
    root: PathBuf,
    /// Folder that `build` publishes to, within the site's folder unless absolute
    #[arg(long, global = true, default_value = "public", value_name = "DIR")]
    out: PathBuf,
    /// Where the site will stand, instead of `base_url` of site.toml
    #[arg(long, global = true, value_name = "URL", value_parser = base_url)]
    base_url: Option<Url>,
    /// Include drafts and embargoed stories: for looking at them, never for publishing
    #[arg(long, global = true)]
    drafts: bool,
    /// The moment that embargoes are compared with; default: SOURCE_DATE_EPOCH, else the clock
    #[arg(long, global = true, value_name = "DATE-TIME", value_parser = moment)]
    now: Option<Timestamp>,
    /// How `build` and `check` write diagnostics: `human` to standard error, the others to standard output
    #[arg(long, global = true, value_enum, default_value_t = Output::Human)]
    format: Output,
    /// Number of threads; default: one for each processor
    #[arg(long, global = true, value_name = "N", value_parser = jobs)]
    jobs: Option<usize>,
    /// Say nothing but errors and warnings
    #[arg(long, global = true)]
    quiet: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Output {
    Human,
    Json,
    Github,
}

impl From<Output> for Format {
    fn from(output: Output) -> Format {
        match output {
            Output::Human => Format::Human,
            Output::Json => Format::Json,
            Output::Github => Format::Github,
        }
    }
}

fn base_url(text: &str) -> Result<Url, String> {
    parse_base_url(text).map_err(|reason| {
        format!("it {reason}; write a whole address, such as `https://example.org/reports/`")
    })
}

fn moment(text: &str) -> Result<Timestamp, String> {
    let day = || text.parse::<jiff::civil::Date>().ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok();
    text.parse().ok().or_else(|| day().map(|zoned| zoned.timestamp())).ok_or_else(|| {
        "write a day, or a date and time with offset, such as `2026-02-18T11:00:00Z`".to_owned()
    })
}

fn jobs(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|jobs| (1..=MAX_JOBS).contains(jobs)).ok_or_else(|| {
        format!("write a number from 1 to {MAX_JOBS}, or leave `--jobs` out for one a processor")
    })
}

/// More threads than any machine has use for; far more cannot be started.
const MAX_JOBS: usize = 1024;

/// Fine; warnings are allowed.
const FINE: u8 = 0;
/// Errors in the site.
const ERRORS: u8 = 1;
/// Wrong use.
const WRONG_USE: u8 = 2;
/// The machine: disk, permissions, network.
const MACHINE: u8 = 3;

/// Runs the program; returns its exit status.
pub fn run(arguments: impl Iterator<Item = OsString>) -> u8 {
    let line = match CommandLine::try_parse_from(arguments) {
        Ok(line) => line,
        Err(error) => {
            // Help and version are no errors, and go to standard output.
            let status = if error.use_stderr() { WRONG_USE } else { FINE };
            let _ = error.print();
            return status;
        }
    };
    if let Some(jobs) = line.common.jobs {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
        if let Err(error) = pool {
            return machine(&format!("cannot start {jobs} threads: {error}"), "leave `--jobs` out");
        }
    }
    let common = &line.common;
    match line.command {
        Command::Build => build::build(common),
        Command::Check { silenced } => build::check(common, silenced),
        #[cfg(feature = "serve")]
        Command::Serve { port, open } => match common.session() {
            Ok(session) => crate::serve::run(&session, port, open),
            Err(message) => wrong_use(&message, NO_SECONDS),
        },
        Command::Fix { dry_run, fill } => fix::run(common, dry_run, fill),
        Command::Init { dir } => init::run(&dir, common.quiet),
        Command::New { path, lang } => new::run(common, &path, lang.as_deref()),
        Command::Ledger(arguments) => ledger::run(common, &arguments),
        Command::Why { name } => why::run(common, &name),
        Command::Translate(task) => translate::run(common, &task),
        Command::Explain { all: true, .. } => explain::print_all(),
        Command::Explain { name, .. } => explain::run(name.as_deref()),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut CommandLine::command(), "onrecord", &mut script);
            say(format_args!("{}", String::from_utf8_lossy(&script)));
            FINE
        }
    }
}

impl Common {
    /// The moment of this run: the option, else SOURCE_DATE_EPOCH, else the clock, read once.
    fn now(&self) -> Result<Timestamp, String> {
        Ok(self.fixed_now()?.unwrap_or_else(Timestamp::now))
    }

    /// The moment that was asked for; `None` is the clock.
    fn fixed_now(&self) -> Result<Option<Timestamp>, String> {
        if self.now.is_some() {
            return Ok(self.now);
        }
        let Ok(text) = std::env::var("SOURCE_DATE_EPOCH") else { return Ok(None) };
        let seconds = text.trim().parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
        seconds.map(Some).ok_or_else(|| format!("SOURCE_DATE_EPOCH is `{text}`, no number of seconds"))
    }

    fn options(&self) -> crate::pipeline::Options {
        crate::pipeline::Options { base_url: self.base_url.clone(), drafts: self.drafts }
    }

    /// For commands that look at what is not published yet.
    fn options_with_drafts(&self) -> crate::pipeline::Options {
        crate::pipeline::Options { drafts: true, ..self.options() }
    }

    /// Folder to publish to: below the site's folder unless it is absolute.
    fn out(&self) -> PathBuf {
        if self.root.as_os_str() == "." { self.out.clone() } else { self.root.join(&self.out) }
    }

    #[cfg(feature = "serve")]
    fn session(&self) -> Result<crate::serve::Session, String> {
        Ok(crate::serve::Session {
            root: self.root.clone(),
            options: self.options(),
            now: self.fixed_now()?,
            quiet: self.quiet,
        })
    }
}

/// What a wrong SOURCE_DATE_EPOCH should be.
const NO_SECONDS: &str = "write it as seconds since 1970";

/// Whether colours may be used on standard error.
fn has_colours() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}

/// Whether colours may be used on standard output.
fn has_output_colours() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}

/// Says that something is wrong with the way the program was called.
fn wrong_use(message: &str, hint: &str) -> u8 {
    tell(format_args!("error: {message}\n  hint: {hint}\n"));
    WRONG_USE
}

/// Says that the machine said no.
fn machine(message: &str, hint: &str) -> u8 {
    tell(format_args!("error: {message}\n  hint: {hint}\n"));
    MACHINE
}
