//! Checks: they look at a loaded site and change nothing.
//!
//! Each check is a row of the registry in `run.rs`; its file holds one noun. What a check passes is what a reader
//! gets: rendering asks the same lookups.

pub(crate) mod bindings;
pub(crate) mod citations;
pub(crate) mod direction;
pub(crate) mod exhibits;
pub(crate) mod facts;
pub(crate) mod links;
pub(crate) mod menu;
pub(crate) mod outside;
pub(crate) mod people;
pub(crate) mod pictures;
pub(crate) mod provenance;
pub(crate) mod quotations;
pub(crate) mod records;
pub(crate) mod reference;
pub(crate) mod shown;
pub(crate) mod structure;
pub(crate) mod tables;
pub(crate) mod unbound;
pub(crate) mod versions;
pub(crate) mod worth;

pub(crate) mod words;

pub(crate) mod parity;

pub(crate) mod staleness;

pub(crate) mod undone;

pub(crate) mod fill;

pub(crate) mod allow;

pub(crate) mod run;

use std::sync::Arc;

use crate::check::parity::shared::Shared;
use crate::diag::{Code, Diagnostic, Place};
use crate::locale::LangTag;
use crate::prose::{Inline, Line};
use crate::render::figures::Figures;
use crate::site::documents::Documents;
use crate::site::reading::{ReadEdition, ReadPassage};
use crate::site::uses::Uses;
use crate::site::{Edition, FolderIx, Language, Site};
use crate::story::visit::{self, Part};
use crate::text::Span;

/// One check.
pub(crate) struct Check {
    /// Its name.
    pub(crate) name: &'static str,
    /// What it reports.
    pub(crate) codes: &'static [&'static Code],
    /// What it looks at.
    pub(crate) run: Run,
}

/// What a check looks at: each edition by itself, in parallel, or the whole site once.
pub(crate) enum Run {
    /// Each edition, drafts and embargoed ones included.
    Edition(fn(&EditionInput<'_>, &mut Vec<Diagnostic>)),
    /// The words of each edition, read.
    Words(fn(&EditionInput<'_>, &[ReadPassage<'_>], &mut Vec<Diagnostic>)),
    /// Each translation beside its original.
    Pair(fn(&PairInput<'_, '_>, &mut Vec<Diagnostic>)),
    /// The site.
    Site(fn(&SiteInput<'_>, &mut Vec<Diagnostic>)),
}

/// What checks of the whole site see.
pub(crate) struct SiteInput<'a> {
    /// The site.
    pub(crate) site: &'a Site,
    /// Source documents, as they were read.
    pub(crate) documents: &'a Documents,
    /// What every edition uses, drafts and embargoed ones included.
    pub(crate) editions: &'a [EditionInput<'a>],
}

/// What checks of one edition see.
pub(crate) struct EditionInput<'a> {
    /// The site.
    pub(crate) site: &'a Site,
    /// The edition.
    pub(crate) edition: &'a Edition,
    /// What it uses.
    pub(crate) uses: &'a Uses,
    /// Pictures, as they were read.
    pub(crate) figures: &'a Figures,
    /// All its inline prose in reading order, with where ids in it are looked up and which file it stands in.
    pub(crate) prose: Vec<ProsePart<'a>>,
}

/// What checks of a translation see.
pub(crate) struct PairInput<'r, 'a> {
    /// The edition it was made of.
    pub(crate) original: ReadEdition<'r, 'a>,
    /// The translation.
    pub(crate) translation: ReadEdition<'r, 'a>,
    /// What all pairs have in common.
    pub(crate) shared: &'r Shared<'a>,
}

/// A piece of inline prose.
#[derive(Clone)]
pub(crate) struct ProsePart<'a> {
    /// The piece.
    pub(crate) inline: &'a Inline,
    /// The folder from which ids are looked up.
    pub(crate) scope: FolderIx,
    /// The file it stands in.
    pub(crate) file: Arc<str>,
}

impl ProsePart<'_> {
    /// A place in the file of this piece.
    pub(crate) fn place(&self, span: Span) -> Place {
        Place::new(&self.file, span)
    }
}

impl<'a> EditionInput<'a> {
    /// Gathers the prose of an edition: headline, standfirst, corrections, text, and the texts of its exhibits.
    pub(crate) fn new(site: &'a Site, edition: &'a Edition, uses: &'a Uses, figures: &'a Figures) -> Self {
        let mut input = EditionInput { site, edition, uses, figures, prose: Vec::new() };
        let own = &edition.file.path;
        for text in [&edition.meta.title, &edition.meta.description].into_iter().flatten() {
            input.line(&text.line, edition.folder, own);
        }
        if edition.is_original {
            for (_, note) in edition.meta.corrections.iter().flat_map(|(_, correction)| &correction.notes) {
                input.line(&note.line, edition.folder, &note.text.place.file);
            }
        }
        input.blocks(&edition.file.body.blocks);
        for note in &edition.file.body.footnotes {
            input.blocks(&note.blocks);
        }
        for embed in &uses.embeds {
            let exhibit = &embed.exhibit;
            let annotated = embed.annotations.iter().zip(exhibit.annotations());
            let annotated = annotated.map(|(line, note)| (line, Some(&note.text)));
            let texts = [
                (&embed.title, exhibit.title.as_ref()),
                (&embed.subtitle, exhibit.subtitle.as_ref()),
                (&embed.note, exhibit.note.as_ref()),
                (&embed.caption, exhibit.caption.as_ref()),
            ];
            let alt = embed.alt.iter().map(|line| (line, exhibit.alt.as_ref()));
            for (line, text) in texts.into_iter().chain(alt).chain(annotated) {
                let text = text.and_then(|text| text.get(&edition.file.lang));
                if let Some(text) = text {
                    input.line(line, embed.folder, &text.place.file);
                }
            }
        }
        input
    }

    fn line(&mut self, line: &'a Line, scope: FolderIx, file: &Arc<str>) {
        visit::inlines(line, &mut |part| self.push(part, scope, file));
    }

    fn blocks(&mut self, blocks: &'a [crate::story::Block]) {
        let (scope, file) = (self.edition.folder, self.edition.file.path.clone());
        visit::blocks(blocks, &mut |part| self.push(part, scope, &file));
    }

    fn push(&mut self, part: Part<'a>, scope: FolderIx, file: &Arc<str>) {
        if let Part::Inline(inline) = part {
            self.prose.push(ProsePart { inline, scope, file: file.clone() });
        }
    }

    /// The language of a tag; the edition's own if the site does not list it.
    pub(crate) fn language_of(&self, tag: &LangTag) -> &'a Language {
        self.site.language(self.site.language_of(tag).unwrap_or(self.edition.lang))
    }

    /// A place in the edition's own file.
    pub(crate) fn place(&self, span: Span) -> Place {
        Place::new(&self.edition.file.path, span)
    }

    /// All blocks of the text and its footnotes.
    pub(crate) fn for_each_block(&self, look: &mut dyn FnMut(&'a crate::story::Block)) {
        let body = &self.edition.file.body;
        let mut meet = |part: Part<'a>| {
            if let Part::Block(block) = part {
                look(block);
            }
        };
        visit::blocks(&body.blocks, &mut meet);
        for note in &body.footnotes {
            visit::blocks(&note.blocks, &mut meet);
        }
    }
}
