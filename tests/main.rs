//! One integration binary: whole small sites in and out, diagnostics at their place, the house kept.

mod docs;
mod house;
mod suite;
