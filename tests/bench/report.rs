//! What was measured, as tables for people and as JSON lines for the next run to compare with.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::corpus::Corpus;
use crate::measure::Cost;
use crate::rounds::{Costs, Measured};

/// One step on one site.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Row {
    /// `plain` or `full`.
    pub kind: String,
    /// Stories of the site.
    pub stories: usize,
    /// Pages of stories: each story in each language.
    pub pages: usize,
    /// What was done.
    pub step: String,
    /// Milliseconds on the wall.
    pub wall_ms: Spread,
    /// Milliseconds of the processors.
    pub processor_ms: Option<Spread>,
    /// Mebibytes at the peak.
    pub peak_mib: Option<Spread>,
    /// Files that a full build of the site writes; 0 where nothing is written.
    pub files: u64,
    /// Bytes in them.
    pub bytes: u64,
}

/// A number as several runs gave it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Spread {
    /// The one in the middle.
    pub median: f64,
    /// The least.
    pub least: f64,
    /// The most.
    pub most: f64,
}

impl Spread {
    /// None if any run gave none.
    fn of(numbers: impl Iterator<Item = Option<f64>>) -> Option<Spread> {
        let mut numbers: Vec<f64> = numbers.collect::<Option<_>>()?;
        numbers.sort_by(f64::total_cmp);
        let (least, most) = (*numbers.first()?, *numbers.last()?);
        let middle = numbers.len() / 2;
        let median = if numbers.len() % 2 == 1 {
            numbers[middle]
        } else {
            f64::midpoint(numbers[middle - 1], numbers[middle])
        };
        Some(Spread { median, least, most })
    }

    fn text(self) -> String {
        format!("{} ({}–{})", number(self.median), number(self.least), number(self.most))
    }
}

/// Three digits are enough for what differs from run to run.
fn number(number: f64) -> String {
    if number < 99.95 { format!("{number:.1}") } else { format!("{number:.0}") }
}

fn optional(text: Option<String>) -> String {
    text.unwrap_or_else(|| "-".to_owned())
}

/// The rows of a site.
pub fn rows(corpus: Corpus, measured: &Measured, in_memory: &Costs) -> Vec<Row> {
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
    let row = |step: &str, costs: &[Cost], is_written: bool| Row {
        kind: corpus.kind.name().to_owned(),
        stories: corpus.stories,
        pages: corpus.pages(),
        step: step.to_owned(),
        wall_ms: Spread::of(costs.iter().map(|cost| Some(milliseconds(cost.wall)))).expect("a round"),
        processor_ms: Spread::of(costs.iter().map(|cost| cost.processor.map(milliseconds))),
        peak_mib: Spread::of(costs.iter().map(|cost| Some(cost.peak? as f64 / f64::from(1 << 20)))),
        files: if is_written { measured.files } else { 0 },
        bytes: if is_written { measured.bytes } else { 0 },
    };
    let on_disk = measured.costs.iter().map(|(step, costs)| row(step, costs, *step == "full"));
    on_disk.chain(in_memory.iter().map(|(step, costs)| row(step, costs, false))).collect()
}

/// The costs of every step, and what was written.
pub fn costs(rows: &[Row]) -> String {
    let mut text = format!(
        "{:>5} {:>7}  {:<14} {:>20} {:>20} {:>17} {:>8}\n",
        "", "stories", "step", "wall, ms", "processors, ms", "memory, MiB", "ms/page"
    );
    for row in rows {
        let each = row.processor_ms.map(|processor| format!("{:.3}", processor.median / row.pages as f64));
        text += &format!(
            "{:>5} {:>7}  {:<14} {:>20} {:>20} {:>17} {:>8}\n",
            row.kind,
            row.stories,
            row.step,
            row.wall_ms.text(),
            optional(row.processor_ms.map(Spread::text)),
            optional(row.peak_mib.map(Spread::text)),
            optional(each)
        );
    }
    text.push('\n');
    for row in rows.iter().filter(|row| row.files > 0) {
        text += &format!(
            "{} site of {} stories, {} pages of stories: {} files, {:.1} MiB written\n",
            row.kind,
            row.stories,
            row.pages,
            row.files,
            row.bytes as f64 / f64::from(1 << 20)
        );
    }
    text
}

/// How a step costs against the full build of the same site, and the largest site against the smallest.
pub fn shapes(rows: &[Row]) -> String {
    let mut text = String::new();
    for full in rows.iter().filter(|row| row.step == "full") {
        let is_same = |row: &&Row| row.kind == full.kind && row.stories == full.stories;
        if let Some(unchanged) = rows.iter().filter(is_same).find(|row| row.step == "unchanged") {
            text += &format!(
                "{}, {} stories: unchanged to full {}\n",
                full.kind,
                full.stories,
                Ratios::of(unchanged, full).text()
            );
        }
    }
    for least in rows {
        let of_step = |row: &&Row| row.kind == least.kind && row.step == least.step;
        let sizes = || rows.iter().filter(of_step);
        let most = sizes().max_by_key(|row| row.stories).expect("itself");
        let is_least = sizes().all(|row| row.stories >= least.stories);
        if is_least && most.stories > least.stories {
            let pages = most.pages as f64 / least.pages as f64;
            let ratios = Ratios::of(most, least);
            text += &format!(
                "{}, {}: ×{pages:.1} pages cost {}; each page ×{:.2}\n",
                least.kind,
                least.step,
                ratios.text(),
                ratios.processor.unwrap_or(ratios.wall) / pages
            );
        }
    }
    text
}

/// Each step against the same step of an earlier run.
pub fn against(rows: &[Row], earlier: &[Row]) -> String {
    let mut text = String::from("against the earlier run, medians (1 is as before, less is better):\n");
    for row in rows {
        let is_same = |old: &&Row| old.kind == row.kind && old.stories == row.stories && old.step == row.step;
        let said = earlier.iter().find(is_same).map(|old| {
            let written = if old.files == row.files && old.bytes == row.bytes {
                String::new()
            } else {
                format!("; {} files, {} bytes before, now {}, {}", old.files, old.bytes, row.files, row.bytes)
            };
            format!("{}{written}", Ratios::of(row, old).text())
        });
        let said = said.unwrap_or_else(|| "was not measured then".to_owned());
        text += &format!("{:>5} {:>7}  {:<14} {said}\n", row.kind, row.stories, row.step);
    }
    text
}

/// One row over another.
struct Ratios {
    wall: f64,
    processor: Option<f64>,
    peak: Option<f64>,
}

impl Ratios {
    fn of(row: &Row, other: &Row) -> Ratios {
        let over = |one: Option<Spread>, other: Option<Spread>| {
            // Less than a tick of the processors' clock cannot be compared.
            other.filter(|other| other.median > 0.0).zip(one).map(|(other, one)| one.median / other.median)
        };
        Ratios {
            wall: row.wall_ms.median / other.wall_ms.median,
            processor: over(row.processor_ms, other.processor_ms),
            peak: over(row.peak_mib, other.peak_mib),
        }
    }

    fn text(&self) -> String {
        let told = |ratio: Option<f64>| optional(ratio.map(|ratio| format!("×{ratio:.2}")));
        format!(
            "wall {}, processors {}, memory {}",
            told(Some(self.wall)),
            told(self.processor),
            told(self.peak)
        )
    }
}

/// Rows as JSON, one a line.
pub fn to_lines(rows: &[Row]) -> String {
    rows.iter().map(|row| serde_json::to_string(row).expect("plain data") + "\n").collect()
}

/// Reads what [`to_lines`] wrote.
pub fn from_lines(text: &str) -> Result<Vec<Row>, String> {
    let rows = text.lines().filter(|line| !line.trim().is_empty()).map(serde_json::from_str);
    rows.collect::<Result<_, _>>().map_err(|error| error.to_string())
}
