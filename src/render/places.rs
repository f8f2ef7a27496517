//! What is said of the blocks of a story about its other languages: the anchors that all editions share, the way from a
//! heading to the same part elsewhere, and notes at paragraphs that the original has changed since.
//!
//! Made of the rows of `site/beside.rs`. A block has the number of the block of the original that it stands beside:
//! `p_3` is the same place in every language.

use std::collections::BTreeMap;

use crate::render::links;
use crate::render::view::translation::ChangedView;
use crate::render::view::{LinkView, SwitchView};
use crate::render::words::{language_in, language_name};
use crate::site::beside::{Part, Row, blocks_beside};
use crate::site::staleness::BlockState;
use crate::site::{Edition, EditionIx, Language, Site};
use crate::story::BlockContent;
use crate::story::blocks::Argument;

/// What is said of the blocks of one edition, each by its place in the body.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    /// The number that a block shares with the other editions.
    numbers: BTreeMap<usize, usize>,
    /// Behind headings of the second level: the same part in other languages.
    pub(crate) elsewhere: BTreeMap<usize, Vec<SwitchView>>,
    /// Notes where the original has changed since: at the headline, the standfirst, blocks, and footnotes by their places
    /// in the body.
    pub(crate) changes: BTreeMap<Part, Vec<ChangedView>>,
}

impl Places {
    /// The places of a published edition; nothing if it is in one language only.
    pub(crate) fn of(site: &Site, beside: &[Option<Vec<Row>>], ix: EditionIx, root: &str) -> Places {
        let edition = site.edition(ix);
        let folder = site.folder(edition.folder);
        let Some(original) = folder.original.filter(|_| folder.editions.len() > 1) else {
            return Places::default();
        };
        let numbers = numbers(site, beside, ix);
        let mut places = Places { numbers, ..Places::default() };
        for other in folder.editions.iter().filter(|other| **other != ix) {
            places.add_headings(site, edition, *other, &numbers_reversed(site, beside, *other));
        }
        if let Some(rows) = rows(beside, ix) {
            places.changes = changes(site, edition, original, rows, root);
        }
        places
    }

    /// The anchor of a block that has no id of its own.
    pub(crate) fn anchor(&self, block: usize) -> Option<String> {
        self.numbers.get(&block).map(|number| numbered(*number))
    }

    /// Takes the notes at the headline and the standfirst, in that order.
    pub(crate) fn take_front(&mut self) -> Vec<ChangedView> {
        let parts = [Part::Headline, Part::Standfirst];
        parts.iter().filter_map(|part| self.changes.remove(part)).flatten().collect()
    }

    fn add_headings(
        &mut self,
        site: &Site,
        edition: &Edition,
        other: EditionIx,
        there: &BTreeMap<usize, usize>,
    ) {
        let other = site.edition(other);
        let language = site.language(other.lang);
        for (at, block) in edition.file.body.blocks.iter().enumerate() {
            if !matches!(&block.kind, BlockContent::Heading(heading) if heading.level == 2) {
                continue;
            }
            let beside = self.numbers.get(&at).and_then(|number| there.get(number));
            let block = beside.and_then(|at| other.file.body.blocks.get(*at));
            let Some(BlockContent::Heading(heading)) = block.map(|block| &block.kind) else { continue };
            self.elsewhere.entry(at).or_default().push(SwitchView {
                lang: language.tag.as_str().into(),
                dir: language.direction.name(),
                name: language_name(site, other.lang),
                is_current: false,
                path: format!("{}#{}", links::encode(&other.path), links::encode(&heading.id)),
                leads_to: language.messages.text("language.same_part", &[]),
            });
        }
    }
}

fn rows(beside: &[Option<Vec<Row>>], ix: EditionIx) -> Option<&[Row]> {
    beside.get(ix.0 as usize)?.as_deref()
}

/// Blocks of an edition with their numbers: those of the original count from 1.
fn numbers(site: &Site, beside: &[Option<Vec<Row>>], ix: EditionIx) -> BTreeMap<usize, usize> {
    match rows(beside, ix) {
        Some(rows) => blocks_beside(rows).map(|(own, original)| (own, original + 1)).collect(),
        None => (0..site.edition(ix).file.body.blocks.len()).map(|at| (at, at + 1)).collect(),
    }
}

fn numbers_reversed(site: &Site, beside: &[Option<Vec<Row>>], ix: EditionIx) -> BTreeMap<usize, usize> {
    numbers(site, beside, ix).into_iter().map(|(at, number)| (number, at)).collect()
}

fn numbered(number: usize) -> String {
    format!("p_{number}")
}

/// The anchor of a block of an original on its page; `None` if it has none.
fn anchor_in(original: &Edition, at: usize) -> Option<String> {
    match &original.file.body.blocks.get(at)?.kind {
        BlockContent::Heading(heading) => Some(heading.id.to_string()),
        BlockContent::Embed { id, .. } | BlockContent::Math { id: Some(id), .. } => {
            Some(id.value.to_string())
        }
        BlockContent::Rule | BlockContent::Html(_) => None,
        BlockContent::Marked(marked) if marked.kind.argument == Argument::Tipline => None,
        BlockContent::Paragraph(_)
        | BlockContent::List(_)
        | BlockContent::Quote(_)
        | BlockContent::Marked(_)
        | BlockContent::Code { .. }
        | BlockContent::Table(_)
        | BlockContent::Math { id: None, .. } => Some(numbered(at + 1)),
    }
}

/// Notes at the parts of a translation that the original has changed since.
fn changes(
    site: &Site,
    edition: &Edition,
    original: EditionIx,
    rows: &[Row],
    root: &str,
) -> BTreeMap<Part, Vec<ChangedView>> {
    let reader = site.language(edition.lang);
    let messages = &reader.messages;
    let mut changes: BTreeMap<Part, Vec<ChangedView>> = BTreeMap::new();
    let mut last = Part::Headline;
    for row in rows {
        let own = row.translation.first().copied();
        let theirs = row.original.first().copied();
        let kind = match (own, theirs) {
            _ if !row.is_behind => None,
            (Some(_), Some(_)) if row.state == BlockState::Figures => Some("figures"),
            (Some(_), Some(_)) => Some("changed"),
            // A first footnote has no place here: the paragraph that leads to it says that it has changed.
            (None, Some(Part::Footnote(_))) if !matches!(last, Part::Footnote(_)) => None,
            (None, Some(_)) => Some("new"),
            (Some(_), None) => Some("gone"),
            (None, None) => None,
        };
        if let Some(kind) = kind {
            let at = own.unwrap_or(last);
            changes.entry(at).or_default().push(ChangedView {
                kind,
                text: messages.text(&format!("translation.{}", key(at, kind)), &[]),
                original: original_place(site, original, theirs, reader),
                root: root.to_owned(),
            });
        }
        last = row.translation.last().copied().unwrap_or(last);
    }
    changes
}

/// The message of a note: a headline and a footnote are no paragraphs.
fn key(at: Part, kind: &str) -> String {
    match (at, kind) {
        (Part::Headline, "changed" | "figures") => "headline_changed".to_owned(),
        (Part::Footnote(_), "changed" | "figures" | "gone") => format!("footnote_{kind}"),
        _ => format!("block_{kind}"),
    }
}

/// The place of a part in the original; the language is named as readers of the translation call it.
fn original_place(site: &Site, original: EditionIx, part: Option<Part>, reader: &Language) -> LinkView {
    let edition = site.edition(original);
    let language = site.language(edition.lang);
    let name = language_in(site, &language.tag, reader);
    let anchor = match part {
        Some(Part::Block(at)) => anchor_in(edition, at),
        Some(Part::Footnote(at)) => footnote_anchor(site, original, at),
        Some(Part::Headline | Part::Standfirst) | None => None,
    };
    let anchor = anchor.map(|id| format!("#{}", links::encode(&id))).unwrap_or_default();
    LinkView {
        title: name.clone(),
        path: format!("{}{anchor}", links::encode(&edition.path)),
        lang: Some(language.tag.as_str().into()),
        dir: Some(language.direction.name()),
        language: Some(name),
        is_current: false,
    }
}

/// The anchor of a footnote, by its place in the body; `None` if no word of the text leads to it.
fn footnote_anchor(site: &Site, ix: EditionIx, at: usize) -> Option<String> {
    let label = &site.edition(ix).file.body.footnotes.get(at)?.label;
    let nth = site.uses(ix).footnotes.iter().position(|used| used.label == *label)?;
    Some(links::footnote(nth))
}
