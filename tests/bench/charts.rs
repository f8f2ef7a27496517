//! The benchmark of charts: what one drawing costs in time, and what it weighs as inline SVG.
//!
//! `cargo bench --bench charts`. It draws every chart of the demo site, a few generated ones and, if asked, those of
//! another site; one at a time, on one core, in this process. It judges nothing.

#![allow(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::print_stderr,
    clippy::print_stdout,
    unreachable_pub,
    reason = "a benchmark looks at the outside, and says what it saw"
)]

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;
use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use onrecord::{MemoryWorld, Options};

/// The program's own: what is measured in this process is to cost what it costs there.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A batch of drawings is at least so long, so that the clock's own steps do not count.
const BATCH: Duration = Duration::from_millis(4);

/// Draws charts again and again and says what one costs.
#[derive(Parser)]
#[command(name = "cargo bench --bench charts --", disable_version_flag = true)]
struct Arguments {
    /// Batches of drawings of each chart; the median is told, with the least
    #[arg(long, value_name = "N", default_value_t = 25)]
    #[arg(value_parser = clap::value_parser!(u32).range(1..=10_000))]
    rounds: u32,
    /// Only charts whose name contains this
    #[arg(long, value_name = "TEXT", default_value = "")]
    only: String,
    /// Charts of a site in another folder, too
    #[arg(long, value_name = "DIR")]
    site: Option<PathBuf>,
    /// Draws each chart so many times and measures nothing: for programs that count instructions
    #[arg(long, value_name = "N")]
    draws: Option<u32>,
    /// Said by `cargo bench`, not by `cargo test`, which is to measure nothing
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if !arguments.bench && arguments.draws.is_none() {
        println!("nothing is measured without `cargo bench --bench charts`");
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
    let demo = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut worlds = vec![generated(), folder(demo)?];
    if let Some(site) = &arguments.site {
        worlds.push(folder(site)?);
    }
    if arguments.draws.is_none() {
        println!("| chart | µs, median | least | bytes | gzipped |\n| --- | --: | --: | --: | --: |");
    }
    for world in &worlds {
        let mut visit = |name: &str, draw: &dyn Fn() -> String| {
            if name.contains(&arguments.only) {
                match arguments.draws {
                    Some(count) => (0..count).for_each(|_| drop(draw())),
                    None => tell(name, draw, arguments.rounds),
                }
            }
        };
        onrecord::each_chart(world, &Options::default(), &mut visit);
    }
    Ok(())
}

/// Measures a chart and prints its row.
fn tell(name: &str, draw: &dyn Fn() -> String, rounds: u32) {
    let svg = draw();
    let batch = batch(draw);
    let mut costs: Vec<f64> = (0..rounds)
        .map(|_| {
            let started = Instant::now();
            (0..batch).for_each(|_| drop(draw()));
            started.elapsed().as_secs_f64() * 1e6 / f64::from(batch)
        })
        .collect();
    costs.sort_by(f64::total_cmp);
    let (median, least) = (costs[costs.len() / 2], costs[0]);
    println!("| {name} | {median:.1} | {least:.1} | {} | {} |", svg.len(), gzipped(&svg));
}

/// How many drawings a batch needs; they also warm up what is made once.
fn batch(draw: &dyn Fn() -> String) -> u32 {
    let (started, mut count) = (Instant::now(), 0);
    while started.elapsed() < BATCH || count < 3 {
        drop(draw());
        count += 1;
    }
    count
}

fn gzipped(text: &str) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    let written = encoder.write_all(text.as_bytes()).and_then(|()| encoder.finish());
    written.map_or(0, |bytes| bytes.len())
}

/// The site of a folder, held in memory; what is built of it and what builds it is left out.
fn folder(root: &Path) -> Result<MemoryWorld, String> {
    let mut world = MemoryWorld::new(Timestamp::UNIX_EPOCH);
    let wanted = ["site.toml", "content", "themes", "static"].map(|name| root.join(name));
    for path in wanted.iter().filter(|path| path.exists()) {
        for entry in walkdir::WalkDir::new(path) {
            let entry = entry.map_err(|error| error.to_string())?;
            if entry.file_type().is_file() {
                let below = entry.path().strip_prefix(root).map_err(|error| error.to_string())?;
                let name = below.to_string_lossy().replace('\\', "/");
                let bytes = fs::read(entry.path()).map_err(|error| format!("{name}: {error}"))?;
                world.insert(&name, bytes);
            }
        }
    }
    Ok(world)
}

const SITE: &str = "base_url = \"https://desk.example/\"\ntitle = \"Desk\"\nlanguages = [\"en\"]\n";
const SOURCES: &str =
    "[logs]\ntype = \"dataset\"\ntitle = \"Logs\"\nauthor = [{ literal = \"Desk\" }]\nissued = \"2026\"\n";
const STORY: &str = "+++\ntitle = \"T\"\ndescription = \"D\"\ndate = 2026-03-02\n+++\n\nLogs [@logs].\n\n\
                     ![](figure:ten-bars)\n\n![](figure:lines-4x1000)\n";
const FIGURES: &str = "[ten-bars]\nform = \"bar\"\ntable = \"ten\"\nx = \"place\"\ny = \"count\"\ntitle = \"T\"\n\
                       [lines-4x1000]\nform = \"line\"\ntable = \"days\"\nx = \"day\"\ntitle = \"T\"\n\
                       y = [\"a\", \"b\", \"c\", \"d\"]\n";

/// Ten bars, and four lines of 1,000 days that wander; the same on every machine.
fn generated() -> MemoryWorld {
    let mut ten = "place,count\n".to_owned();
    for at in 0..10 {
        push(&mut ten, format_args!("Place number {at},{}\n", 900 - at * at * 7));
    }
    let mut days = "day,a,b,c,d\n".to_owned();
    let first = jiff::civil::date(2023, 1, 1);
    let (mut seed, mut values) = (7_u32, [400_u32, 500, 600, 700]);
    for at in 0..1_000_i64 {
        push(&mut days, format_args!("{}", first + jiff::Span::new().days(at)));
        for value in &mut values {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *value = (*value + (seed >> 16) % 21).saturating_sub(10);
            push(&mut days, format_args!(",{value}"));
        }
        days.push('\n');
    }
    let mut described = "cite = [\"@logs\"]\n[columns.day]\ntype = \"date\"\nlabel = \"Day\"\n".to_owned();
    for name in ["a", "b", "c", "d"] {
        push(
            &mut described,
            format_args!("[columns.{name}]\ntype = \"number\"\nunit = \"km\"\nlabel = \"Road {name}\"\n"),
        );
    }
    let ten_described = "cite = [\"@logs\"]\n[columns.place]\ntype = \"text\"\nlabel = \"Place\"\nverbatim = true\n\
                         [columns.count]\ntype = \"number\"\nunit = \"km\"\nlabel = \"Roads\"\n";
    let mut world = MemoryWorld::new(Timestamp::UNIX_EPOCH);
    for (name, text) in [
        ("site.toml", SITE),
        ("content/roads/sources.toml", SOURCES),
        ("content/roads/en.md", STORY),
        ("content/roads/figures.toml", FIGURES),
        ("content/roads/ten.csv", &ten),
        ("content/roads/ten.toml", ten_described),
        ("content/roads/days.csv", &days),
        ("content/roads/days.toml", &described),
    ] {
        world.insert(name, text.as_bytes().to_vec());
    }
    world
}

fn push(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    text.write_fmt(arguments).expect("a string takes all that is written");
}
