//! onrecord: investigations and reports as static sites, every figure on the record.

#![cfg_attr(test, allow(clippy::string_slice, reason = "a test that slices wrongly fails"))]
#![cfg_attr(
    not(feature = "serve"),
    expect(dead_code, reason = "only the preview server builds more than once")
)]

mod chart;
mod check;
mod cli;
mod codes;
mod config;
mod conversion;
mod data;
mod diag;
mod disk;
mod edition;
mod fact;
mod fields;
mod figure;
mod formula;
mod interval;
mod locale;
mod media;
mod memo;
mod pipeline;
mod prose;
mod publish;
mod quantity;
mod reference;
mod render;
mod repair;
mod report;
#[cfg(feature = "serve")]
mod serve;
mod site;
mod source;
mod story;
mod text;
mod toml_text;
mod world;

pub use crate::cli::run;
pub use crate::diag::{Code, Diagnostic, Fix, Place, Severity};
#[doc(hidden)]
pub use crate::pipeline::each_chart;
pub use crate::pipeline::{Build, Memo, Options, Stats, build};
pub use crate::publish::{OutPath, Output, Outputs};
pub use crate::render::view;
pub use crate::report::{Format, render as render_diagnostics};
pub use crate::text::{FileText, Fingerprint, Span};
pub use crate::world::{FileError, Listed, MemoryWorld, Refusal, World};
