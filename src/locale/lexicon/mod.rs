//! The words by which a language says numbers: separators, scales, months, units, number words, hedges, multiples.
//!
//! Separators, digits, scale words and months are read off ICU4X's own formatter, so that every language of CLDR is
//! read as it is written. Hedges, multiples and number words are tables of ours.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Noun;
use crate::locale::LangTag;
use crate::locale::messages::Messages;

/// How one language says numbers.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// The language.
    pub(crate) tag: LangTag,
}

impl Lexicon {
    /// The lexicon of the language of `messages` (its names of units and currencies), with the counted nouns of the
    /// site.
    pub(crate) fn new(messages: &Messages, _nouns: &Arc<BTreeMap<Arc<str>, Noun>>) -> Lexicon {
        Lexicon { tag: messages.tag.clone() }
    }

    /// Whether hedges, multiples and number words of the language are known; else its numbers only are read.
    pub(crate) fn has_words(&self) -> bool {
        false
    }
}
