//! The prose of an edition with its numbers and dates read: each line once, for everything that compares words.

use crate::diag::Place;
use crate::fact::wording::{self, Claim};
use crate::prose::flat::FlatText;
use crate::site::evidence::{self, Passage, Position};
use crate::site::uses::Uses;
use crate::site::{Edition, Site};
use crate::text::Span;

/// A line of prose with its words and what they claim.
pub(crate) struct ReadPassage<'a> {
    /// The line.
    pub(crate) passage: Passage<'a>,
    /// Its words.
    pub(crate) flat: FlatText<'a>,
    /// What they say, in order.
    pub(crate) claims: Vec<Claim>,
}

impl ReadPassage<'_> {
    /// Where it is written, marks included; none of an empty line.
    pub(crate) fn written_span(&self) -> Option<Span> {
        let line = self.passage.line;
        Some(line.first()?.span.joined(line.last()?.span))
    }

    /// Where its words stand in its file.
    pub(crate) fn span(&self) -> Span {
        self.flat.span_of(0..self.flat.text.len())
    }
}

/// One edition with its words read.
#[derive(Clone, Copy)]
pub(crate) struct ReadEdition<'r, 'a> {
    /// The site.
    pub(crate) site: &'a Site,
    /// The edition.
    pub(crate) edition: &'a Edition,
    /// Its prose.
    pub(crate) read: &'r [ReadPassage<'a>],
}

impl ReadEdition<'_, '_> {
    /// A place in the edition's own file.
    pub(crate) fn place(&self, span: Span) -> Place {
        Place::new(&self.edition.file.path, span)
    }
}

/// Reads the words of all prose of an edition, in the language of each line; in that of the edition if the site does
/// not list it.
pub(crate) fn read<'a>(site: &'a Site, edition: &'a Edition, uses: &'a Uses) -> Vec<ReadPassage<'a>> {
    let passages = evidence::passages(edition, uses).into_iter();
    passages.map(|passage| read_passage(site, edition, passage)).collect()
}

fn read_passage<'a>(site: &Site, edition: &Edition, passage: Passage<'a>) -> ReadPassage<'a> {
    let language = site.language(site.language_of(passage.lang).unwrap_or(edition.lang));
    let flat = FlatText::of(passage.line);
    let claims = wording::read(&flat.text, &language.lexicon);
    ReadPassage { passage, flat, claims }
}

/// The same with the words for the lead picture, which come last: what is compared with another edition.
pub(crate) fn read_with_picture<'a>(
    site: &'a Site,
    edition: &'a Edition,
    uses: &'a Uses,
) -> Vec<ReadPassage<'a>> {
    let mut all = read(site, edition, uses);
    all.extend(evidence::picture(edition).map(|passage| read_passage(site, edition, passage)));
    all
}

/// What was read without the words for the lead picture.
pub(crate) fn prose<'r, 'a>(read: &'r [ReadPassage<'a>]) -> &'r [ReadPassage<'a>] {
    match read.split_last() {
        Some((last, rest)) if last.passage.position == Position::Picture => rest,
        _ => read,
    }
}

/// The words of an edition without their numbers.
pub(crate) fn glance<'a>(edition: &'a Edition, uses: &'a Uses) -> Vec<ReadPassage<'a>> {
    let passages = evidence::passages(edition, uses).into_iter();
    passages
        .map(|passage| ReadPassage { flat: FlatText::of(passage.line), claims: Vec::new(), passage })
        .collect()
}
