//! onrecord: investigations and reports as static sites, every figure on the record.

mod chart;
mod check;
mod codes;
mod config;
mod data;
mod diag;
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
mod render;
mod report;
mod site;
mod source;
mod story;
mod text;
mod world;

pub use crate::pipeline::{Build, Memo, Options, Stats, build};
pub use crate::report::{Format, render as render_diagnostics};
pub use crate::world::{MemoryWorld, World};
