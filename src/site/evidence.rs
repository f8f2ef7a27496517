//! What an edition states and what it rests on, sentence by sentence: its text as a fact-checker reads it.
//!
//! [`passages`] is all prose of an edition that readers see, each line once, in reading order; [`Reading::statements`] is what
//! in it is bound to the record. The fact-checker's sheet, the search for unbound figures, and the answer to "what rests
//! on this?" are made of the same list.

use std::ops::Range;
use std::sync::Arc;

use crate::diag::Place;
use crate::fields::Text;
use crate::locale::LangTag;
use crate::prose::flat::{FlatMark, FlatMarkKind, FlatText};
use crate::prose::{CellBinding, FactBinding, Inline, Link, Target};
use crate::site::uses::Uses;
use crate::site::{Edition, FolderIx};
use crate::source::citation::{Citation, Mode};
use crate::story::blocks::Argument;
use crate::story::{Block, BlockContent};
use crate::text::Span;

/// Where a passage stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Position {
    /// The title of the edition.
    Headline,
    /// The description of the edition.
    Standfirst,
    /// The note of a correction.
    Correction,
    /// A paragraph, a line of a list, a cell of a Markdown table.
    Text,
    /// A heading.
    Heading,
    /// The title of a marked block.
    BlockTitle,
    /// Words quoted at length: a plain quote block or the block of a quotation or statement.
    Quoted,
    /// A footnote.
    Footnote,
    /// A text of an embedded exhibit: its place among [`Uses::embeds`].
    Exhibit(usize),
    /// The alternative text of an embedded exhibit.
    Alternative,
    /// The alternative text of the lead picture ([`picture`]).
    Picture,
}

/// A line of prose with where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Passage<'a> {
    /// The prose.
    pub(crate) line: &'a [Inline],
    /// Where in the edition.
    pub(crate) position: Position,
    /// The folder from which ids in it are looked up.
    pub(crate) scope: FolderIx,
    /// The file it is written in.
    pub(crate) file: Arc<str>,
    /// The language it is written in.
    pub(crate) lang: &'a LangTag,
    /// The exhibit that it tells of, by its place among [`Uses::embeds`]: a title, an annotation, an alternative text.
    pub(crate) shows: Option<usize>,
}

/// All prose of an edition, in reading order.
pub(crate) fn passages<'a>(edition: &'a Edition, uses: &'a Uses) -> Vec<Passage<'a>> {
    let mut reader = Reader { edition, uses, passages: Vec::new() };
    reader.read();
    reader.passages
}

/// The alternative text of the lead picture, if it is the edition's own. It is no prose: nothing can be bound in it, and
/// so it stands by itself, for what compares editions.
pub(crate) fn picture(edition: &Edition) -> Option<Passage<'_>> {
    let line = edition.meta.image.as_ref()?.alt_line.as_slice();
    let (scope, file, lang) = (edition.folder, edition.file.path.clone(), &edition.file.lang);
    let passage = Passage { line, position: Position::Picture, scope, file, lang, shows: None };
    (!line.is_empty()).then_some(passage)
}

struct Reader<'a> {
    edition: &'a Edition,
    uses: &'a Uses,
    passages: Vec<Passage<'a>>,
}

impl<'a> Reader<'a> {
    fn read(&mut self) {
        let meta = &self.edition.meta;
        let own = &self.edition.file.path;
        for (text, position) in [(&meta.title, Position::Headline), (&meta.description, Position::Standfirst)]
        {
            if let Some(text) = text {
                self.push(&text.line, position, self.edition.folder, own);
            }
        }
        for (_, correction) in &meta.corrections {
            let own = &self.edition.file.lang;
            if let Some((note, other)) = correction.note(own) {
                let (scope, file) = (self.edition.folder, &note.text.place.file);
                self.push_in(other.unwrap_or(own), &note.line, Position::Correction, scope, file);
            }
        }
        self.blocks(&self.edition.file.body.blocks, Position::Text);
        for note in &self.edition.file.body.footnotes {
            self.blocks(&note.blocks, Position::Footnote);
        }
    }

    fn blocks(&mut self, blocks: &'a [Block], position: Position) {
        for block in blocks {
            self.block(block, position);
        }
    }

    fn block(&mut self, block: &'a Block, position: Position) {
        match &block.kind {
            BlockContent::Paragraph(line) => self.own(line, position),
            BlockContent::Heading(heading) => self.own(&heading.content, Position::Heading),
            BlockContent::List(list) => {
                list.items.iter().for_each(|item| self.blocks(&item.blocks, position))
            }
            BlockContent::Quote(inner) => self.blocks(inner, Position::Quoted),
            BlockContent::Marked(marked) => {
                self.own(&marked.title, Position::BlockTitle);
                let position = if is_quoted(marked.kind.argument) { Position::Quoted } else { position };
                self.blocks(&marked.blocks, position);
            }
            BlockContent::Table(table) => {
                table
                    .head
                    .iter()
                    .chain(table.rows.iter().flatten())
                    .for_each(|cell| self.own(cell, position));
            }
            BlockContent::Embed { id, alt } => {
                let shows = self.uses.embed(&id.value).map(|(number, _)| number - 1);
                self.telling(shows, |reader| reader.own(alt, Position::Alternative));
                self.embed(&id.value);
            }
            BlockContent::Code { .. }
            | BlockContent::Rule
            | BlockContent::Math { .. }
            | BlockContent::Html(_) => {}
        }
    }

    /// The texts of an exhibit, where it is embedded first.
    fn embed(&mut self, id: &str) {
        let Some((number, embed)) = self.uses.embed(id) else { return };
        let position = Position::Exhibit(number - 1);
        if self.passages.iter().any(|passage| passage.position == position) {
            return;
        }
        let exhibit = &embed.exhibit;
        let annotated = embed.annotations.iter().zip(exhibit.annotations());
        let annotated = annotated.map(|(line, note)| (true, Some(line), Some(&note.text)));
        let texts = [
            (true, Some(&embed.title), exhibit.title.as_ref()),
            (false, Some(&embed.subtitle), exhibit.subtitle.as_ref()),
            (false, Some(&embed.note), exhibit.note.as_ref()),
            (false, Some(&embed.caption), exhibit.caption.as_ref()),
            (true, embed.alt.as_ref(), exhibit.alt.as_ref()),
        ];
        for (tells, line, text) in texts.into_iter().chain(annotated) {
            let text: Option<&Text> = text.and_then(|text| text.get(&self.edition.file.lang));
            if let (Some(line), Some(text)) = (line, text) {
                let push = |reader: &mut Self| reader.push(line, position, embed.folder, &text.place.file);
                self.telling(tells.then_some(number - 1), push);
            }
        }
    }

    /// Reads lines that tell what an exhibit shows.
    fn telling(&mut self, shows: Option<usize>, read: impl FnOnce(&mut Self)) {
        let before = self.passages.len();
        read(self);
        self.passages.iter_mut().skip(before).for_each(|passage| passage.shows = shows);
    }

    fn own(&mut self, line: &'a [Inline], position: Position) {
        self.push(line, position, self.edition.folder, &self.edition.file.path);
    }

    fn push(&mut self, line: &'a [Inline], position: Position, scope: FolderIx, file: &Arc<str>) {
        self.push_in(&self.edition.file.lang, line, position, scope, file);
    }

    fn push_in(
        &mut self,
        lang: &'a LangTag,
        line: &'a [Inline],
        position: Position,
        scope: FolderIx,
        file: &Arc<str>,
    ) {
        if !line.is_empty() {
            self.passages.push(Passage { line, position, scope, file: file.clone(), lang, shows: None });
        }
    }
}

/// Whether the words in a block are somebody else's.
fn is_quoted(argument: Argument) -> bool {
    matches!(argument, Argument::Quote | Argument::Name)
}

/// What a sentence states of something on the record.
#[derive(Debug)]
pub(crate) struct Statement<'a> {
    /// Its words in the text of the passage; empty if the build writes them.
    pub(crate) range: Range<usize>,
    /// The sentence it stands in, in the text of the passage.
    pub(crate) sentence: Range<usize>,
    /// Where it stands in the file, brackets and destination included.
    pub(crate) span: Span,
    /// What it is bound to.
    pub(crate) basis: Basis<'a>,
}

/// What words are bound to.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Basis<'a> {
    /// One or several facts, perhaps with a condition.
    Facts(&'a FactBinding),
    /// A cell of a table.
    Cell(&'a CellBinding),
    /// A quotation, by its id.
    Quote(&'a Arc<str>),
    /// A name, by its id.
    Name(&'a Arc<str>),
    /// Nothing, and the writer said why.
    Unbound(&'a str),
}

/// A passage read: its words, its sentences, what it states and what it cites.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    /// The words.
    pub(crate) flat: FlatText<'a>,
    /// Ranges of its sentences, in order.
    pub(crate) sentences: Vec<Range<usize>>,
}

impl<'a> Reading<'a> {
    /// Reads a passage.
    pub(crate) fn of(passage: &Passage<'a>) -> Reading<'a> {
        let flat = FlatText::of(passage.line);
        let sentences = flat.sentences();
        Reading { flat, sentences }
    }

    /// The sentence that a place in the text belongs to: the one around it, else the one before it.
    pub(crate) fn sentence_at(&self, at: usize) -> Range<usize> {
        let before = self.sentences.partition_point(|sentence| sentence.start <= at);
        let index = before.saturating_sub(1);
        self.sentences.get(index).cloned().unwrap_or(0..self.flat.text.len())
    }

    /// Words of a range without citations, and with something in the place of each link without words.
    pub(crate) fn words(&self, range: &Range<usize>, fill: impl Fn(&Link) -> String) -> String {
        let mut words = String::new();
        let mut from = range.start;
        let marks = self.flat.marks.iter().filter(|mark| mark.range.is_empty());
        for mark in marks.filter(|mark| range.start <= mark.range.start && mark.range.start <= range.end) {
            let at = mark.range.start;
            words.push_str(self.flat.words_of(from..at));
            from = at;
            match &mark.kind {
                FlatMarkKind::Link(link) => words.push_str(&fill(link)),
                // The author is part of the sentence.
                FlatMarkKind::Citation(cited) if cited.citation.mode == Mode::Narrative => {
                    words.extend(cited.citation.cites.first().map(|cite| format!("@{}", cite.key.value)));
                }
                FlatMarkKind::Citation(_) if words.ends_with(' ') => drop(words.pop()),
                FlatMarkKind::Citation(_) | FlatMarkKind::Object => {}
            }
        }
        words.push_str(self.flat.words_of(from..range.end));
        words
    }

    /// Citations that stand in a sentence or right behind it.
    pub(crate) fn citations_in(&self, sentence: &Range<usize>) -> impl Iterator<Item = &'a Citation> {
        let sentence = sentence.clone();
        self.flat.marks.iter().filter_map(move |mark| match mark.kind {
            FlatMarkKind::Citation(cited) if self.sentence_at(mark.range.start) == sentence => {
                Some(&cited.citation)
            }
            _ => None,
        })
    }

    /// What it states of things on the record, in the order of the words.
    pub(crate) fn statements(&self) -> Vec<Statement<'a>> {
        let of = |mark: &FlatMark<'a>| {
            let FlatMarkKind::Link(link) = mark.kind else { return None };
            let sentence = self.sentence_at(mark.range.start);
            Some(Statement { range: mark.range.clone(), sentence, span: mark.span, basis: basis(link)? })
        };
        self.flat.marks.iter().filter_map(of).collect()
    }
}

/// What a link binds its words to; `None` for links that lead somewhere.
pub(crate) fn basis(link: &Link) -> Option<Basis<'_>> {
    match &link.target {
        Target::Fact(binding) => Some(Basis::Facts(binding)),
        Target::Cell(cell) => Some(Basis::Cell(cell)),
        Target::Quote(id) => Some(Basis::Quote(id)),
        Target::Name(id) => Some(Basis::Name(id)),
        Target::Unbound(reason) => Some(Basis::Unbound(reason)),
        _ => None,
    }
}

impl Passage<'_> {
    /// A place in the file of this passage.
    pub(crate) fn place(&self, span: Span) -> Place {
        Place::new(&self.file, span)
    }
}
