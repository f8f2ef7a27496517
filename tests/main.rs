//! One integration binary: whole small sites in and out, diagnostics at their place, the house kept.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::string_slice,
    unreachable_pub,
    reason = "tests look at the outside, and one that slices wrongly fails"
)]

mod built;
mod cli;
mod docs;
mod evidence;
mod figures;
#[path = "fuzz/charts.rs"]
mod fuzz_charts;
mod hostile;
mod house;
mod languages;
mod ledger;
mod messages;
mod mutilated;
mod page;
mod parity;
mod published;
mod publishing;
mod quotations;
mod reports;
mod same;
mod scripts;
mod serve;
mod sites;
mod styles;
mod suite;
mod theme;
mod told;
mod translate;
mod words;
