//! The benchmark: what sites of several sizes cost to build, in time, processor time and memory.
//!
//! `cargo bench --bench sites`. It judges nothing: it prints, and compares with what an earlier run saved.

#![allow(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::print_stderr,
    clippy::print_stdout,
    unreachable_pub,
    reason = "a benchmark looks at the outside, and says what it saw"
)]

mod corpus;
mod measure;
mod random;
mod report;
mod rounds;
mod words;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};

use crate::corpus::{Corpus, Kind};
use crate::report::Row;

/// The program's own: what is measured in this process is to cost what it costs there.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Builds generated sites with the release program and says what each step costs.
#[derive(Parser)]
#[command(name = "cargo bench --bench sites --", disable_version_flag = true)]
struct Arguments {
    /// Numbers of stories; each stands in two languages
    #[arg(long, value_name = "N,N", value_delimiter = ',', default_values_t = [1_000, 5_000])]
    #[arg(value_parser = clap::value_parser!(u32).range(2..=100_000))]
    sizes: Vec<u32>,
    /// How often each step is done; medians are told, with the least and the most
    #[arg(long, value_name = "N", default_value_t = 5)]
    #[arg(value_parser = clap::value_parser!(u32).range(1..=1_000))]
    runs: u32,
    /// Which sites: plain stories, stories with chart and bound figures, or both
    #[arg(long, value_enum, default_value_t = Sites::Both)]
    kind: Sites,
    /// Folder for the generated sites and what is built of them; default: the system's for temporary files
    #[arg(long = "in", value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Writes what was measured to a file, as JSON, one step a line
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// Compares with what an earlier run on the same machine saved
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
    /// Said by `cargo bench`, not by `cargo test`, which is to measure nothing
    #[arg(long, hide = true)]
    bench: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Sites {
    Plain,
    Full,
    Both,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if !arguments.bench {
        println!("nothing is measured without `cargo bench --bench sites`");
        return ExitCode::SUCCESS;
    }
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    // Read first: a mistake in the name of the file is better told before the work than after it.
    let earlier = arguments.against.as_ref().map(read).transpose()?;
    let mut rows = Vec::new();
    for kind in [Kind::Plain, Kind::Full] {
        if arguments.kind == Sites::Both || (arguments.kind == Sites::Plain) == (kind == Kind::Plain) {
            for size in &arguments.sizes {
                rows.extend(measured(arguments, Corpus { kind, stories: *size as usize })?);
            }
        }
    }
    println!("medians of {} (least–most); a page is a story in a language\n", counted(arguments.runs));
    println!("{}\n{}", report::costs(&rows), report::shapes(&rows));
    if let Some(earlier) = earlier {
        println!("{}", report::against(&rows, &earlier));
    }
    if let Some(path) = &arguments.save {
        fs::write(path, report::to_lines(&rows)).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

fn counted(runs: u32) -> String {
    format!("{runs} {}", if runs == 1 { "run" } else { "runs" })
}

fn measured(arguments: &Arguments, corpus: Corpus) -> Result<Vec<Row>, String> {
    eprintln!("a {} site of {} stories …", corpus.kind.name(), corpus.stories);
    let folder = arguments.folder.clone().unwrap_or_else(std::env::temp_dir);
    let rounds = arguments.runs as usize;
    let on_disk = rounds::on_disk(corpus, rounds, &folder)?;
    let in_memory = rounds::in_memory(corpus, rounds)?;
    Ok(report::rows(corpus, &on_disk, &in_memory))
}

fn read(path: &PathBuf) -> Result<Vec<Row>, String> {
    let told = |error: String| format!("{}: {error}", path.display());
    report::from_lines(&fs::read_to_string(path).map_err(|error| told(error.to_string()))?).map_err(told)
}
