//! One integration binary: whole small sites in and out, diagnostics at their place, the house kept.

mod built;
mod house;
mod page;
mod sites;
mod suite;
