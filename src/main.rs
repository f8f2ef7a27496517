//! The program: see `onrecord --help`, and the library for how it works.

use std::process::ExitCode;

/// A build makes and drops millions of small values on every thread.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(onrecord::run(std::env::args_os()))
}
