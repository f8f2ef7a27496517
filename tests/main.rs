//! One integration binary: whole small sites in and out, diagnostics at their place, the house kept.

mod built;
mod cli;
mod house;
mod page;
mod published;
mod publishing;
mod same;
mod serve;
mod sites;
mod suite;
