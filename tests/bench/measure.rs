//! What one run costs: time on the wall, time of the processors, memory at its peak.
//!
//! The system is asked through `/proc`, so that no unsafe code is needed; where there is none, only the wall is known.

use std::fs;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Length of a tick in which Linux tells processor time to programs: 100 a second on every architecture that Rust has.
const TICK: Duration = Duration::from_millis(10);
/// How often the memory of a running program is looked at. Its peak never falls, so that little is missed.
const LOOK: Duration = Duration::from_millis(2);

/// The cost of one run.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// From start to end.
    pub wall: Duration,
    /// All threads, user and system, to a tick of 10 ms; none where the system does not tell.
    pub processor: Option<Duration>,
    /// Most memory that was resident, in bytes; none where the system does not tell.
    pub peak: Option<u64>,
}

/// Runs a program to its end, which must be a good one. One at a time: the processor time of children is told as a sum.
pub fn program(command: &mut Command) -> Result<Cost, String> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let before = ticks(Field::Children);
    let started = Instant::now();
    let child = command.spawn().map_err(|error| format!("{command:?}: {error}"))?;
    let (id, is_over) = (child.id(), AtomicBool::new(false));
    let (output, wall, peak) = std::thread::scope(|scope| {
        let watcher = scope.spawn(|| watch(id, &is_over));
        let output = child.wait_with_output();
        let wall = started.elapsed();
        is_over.store(true, Ordering::Relaxed);
        (output, wall, watcher.join().unwrap_or_default())
    });
    let output = output.map_err(|error| format!("{command:?}: {error}"))?;
    if !output.status.success() {
        return Err(format!("{command:?}: {}\n{}", output.status, String::from_utf8_lossy(&output.stderr)));
    }
    Ok(Cost { wall, processor: since(before, Field::Children), peak })
}

/// Does something in this process and tells what it took; memory is not told apart here.
pub fn here<T>(work: impl FnOnce() -> T) -> (T, Cost) {
    let before = ticks(Field::Own);
    let started = Instant::now();
    let result = work();
    let wall = started.elapsed();
    (result, Cost { wall, processor: since(before, Field::Own), peak: None })
}

/// The peak of a program's memory, looked at until it is over.
fn watch(id: u32, is_over: &AtomicBool) -> Option<u64> {
    let mut peak = None;
    while !is_over.load(Ordering::Relaxed) {
        peak = resident(id).max(peak);
        std::thread::sleep(LOOK);
    }
    peak
}

/// The peak of a running program so far: Linux tells it in kibibytes.
fn resident(id: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|size| size << 10)
}

/// Whose processor time is asked for.
#[derive(Clone, Copy)]
enum Field {
    /// This process's.
    Own,
    /// That of its children whose end it has seen.
    Children,
}

/// Ticks in user and system mode, from `/proc/self/stat`: fields 14 to 17 of proc(5).
fn ticks(field: Field) -> Option<u32> {
    let text = fs::read_to_string("/proc/self/stat").ok()?;
    // The name in parentheses, field 2, may have blanks; after it comes field 3.
    let (_, fields) = text.rsplit_once(") ")?;
    let first = match field {
        Field::Own => 14,
        Field::Children => 16,
    };
    let mut fields = fields.split(' ').skip(first - 3);
    let mut next = || fields.next()?.parse::<u32>().ok();
    Some(next()? + next()?)
}

fn since(before: Option<u32>, field: Field) -> Option<Duration> {
    Some(TICK * ticks(field)?.saturating_sub(before?))
}
