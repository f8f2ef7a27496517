//! onrecord

mod chart;
mod codes;
mod config;
mod data;
mod diag;
mod fact;
mod fields;
mod formula;
mod locale;
mod media;
mod memo;
mod prose;
mod quantity;
mod source;
mod text;
mod world;
