//! The program: see `onrecord --help`, and the library for how it works.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(onrecord::run(std::env::args_os()))
}
