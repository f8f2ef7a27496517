//! sources.toml
