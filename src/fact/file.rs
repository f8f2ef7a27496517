//! facts.toml
