//! What was translated from what: the record beside a translation, `pt-BR.lock.toml` beside `pt-BR.md`.
//!
//! Only `onrecord translate accept` writes it. For each block of the original it keeps three digests and the words, so
//! that what changed since can be shown exactly, without any other tool.

use std::sync::Arc;

use crate::locale::LangTag;
use crate::text::Fingerprint;

/// The record of a translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lock {
    /// The edition that was translated.
    pub(crate) of: LangTag,
    /// The day of the version that was translated, as the original states it.
    pub(crate) revision: Option<Arc<str>>,
    /// The original's blocks in order.
    pub(crate) blocks: Vec<LockedBlock>,
}

/// A block of the original as it was when its translation was accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LockedBlock {
    /// Of its words.
    pub(crate) text: Fingerprint,
    /// Of its values, dates, citations and exhibits, sorted.
    pub(crate) facts: Fingerprint,
    /// Of where its links lead.
    pub(crate) links: Fingerprint,
    /// Of the words of the translation's blocks that say it; `None` if none did.
    pub(crate) translation: Option<Fingerprint>,
    /// Its words as they were.
    pub(crate) words: Arc<str>,
}
