//! The blocks of an edition with their words read, as comparison with another edition sees them.
//!
//! [`lines`] walks the text once in reading order; `edition/align.rs` pairs the lines of two editions. Checks of
//! translations, the record of what was translated, and the page that shows two editions side by side are made of them.

use std::ops::Range;
use std::sync::Arc;

use crate::edition::{Anchor, Segment, SegmentKind, Shape, Strength, sketch};
use crate::fact::verdict;
use crate::fact::wording::{Claim, ClaimKind};
use crate::prose::flat::{FlatMark, FlatMarkKind};
use crate::prose::shapes;
use crate::prose::words::Words;
use crate::prose::{Inline, StoryRef, Target};
use crate::site::evidence::{Basis, Position, basis};
use crate::site::reading::{ReadEdition, ReadPassage};
use crate::site::{Edition, EditionIx, Site};
use crate::story::blocks::Argument;
use crate::story::{Block, BlockContent};
use crate::text::Span;

/// A block of an edition.
pub(crate) struct Line<'r, 'a> {
    /// As the alignment sees it.
    pub(crate) segment: Segment,
    /// Its words; none of pictures, formulas, code.
    pub(crate) read: Option<&'r ReadPassage<'a>>,
    /// The same, told apart; none [at a glance](lines_at_a_glance).
    pub(crate) words: Words,
    /// What stands in it that is never translated: addresses, numbers of telephones and cases.
    pub(crate) verbatim: Vec<Range<usize>>,
    /// The block as written; `None` for the headline, the standfirst and the lead picture.
    pub(crate) block: Option<&'a Block>,
    /// Of an exhibit that is embedded here first: its alternative text and the texts of its record.
    pub(crate) shown: &'r [ReadPassage<'a>],
    /// The words of each of them.
    pub(crate) shown_words: Vec<Words>,
    /// What is embedded, who is quoted, the id of a heading: as written.
    pub(crate) id: Option<&'a str>,
    /// It stands in a list with numbers.
    pub(crate) is_numbered: bool,
}

/// The blocks of an edition in reading order.
pub(crate) fn lines<'r, 'a>(edition: &ReadEdition<'r, 'a>) -> Vec<Line<'r, 'a>> {
    walk(edition, false)
}

/// The same without what only comparison asks for: anchors, words, and how many letters there are.
pub(crate) fn lines_at_a_glance<'r, 'a>(edition: &ReadEdition<'r, 'a>) -> Vec<Line<'r, 'a>> {
    walk(edition, true)
}

/// What the alignment sees of lines.
pub(crate) fn segments<'l>(lines: &'l [Line<'_, '_>]) -> Vec<&'l Segment> {
    lines.iter().map(|line| &line.segment).collect()
}

fn walk<'r, 'a>(edition: &ReadEdition<'r, 'a>, is_glance: bool) -> Vec<Line<'r, 'a>> {
    let mut walk = Walk { edition, is_glance, next: 0, block: None, shown: &[], lines: Vec::new() };
    for read in edition.read {
        if matches!(read.passage.position, Position::Headline | Position::Standfirst) {
            walk.push(SegmentKind::Front, Some(read), Span::default(), None);
        }
    }
    let body = &edition.edition.file.body;
    walk.blocks(&body.blocks, Around::default());
    for note in &body.footnotes {
        walk.blocks(&note.blocks, Around { is_note: true, ..Around::default() });
    }
    // Last, so that nothing else stands elsewhere because of it.
    let picture = edition.read.last().filter(|read| read.passage.position == Position::Picture);
    if picture.is_some() {
        walk.block = None;
        walk.push(SegmentKind::Picture, picture, Span::default(), None);
    }
    walk.lines
}

/// How many of the [`lines`] each block of the text has, then each footnote; without reading their words.
pub(crate) fn line_counts(site: &Site, edition: &Edition) -> Vec<usize> {
    let unread = ReadEdition { site, edition, read: &[] };
    let mut walk =
        Walk { edition: &unread, is_glance: true, next: 0, block: None, shown: &[], lines: Vec::new() };
    let mut counts = Vec::new();
    let body = &edition.file.body;
    for block in &body.blocks {
        walk.block(block, Around::default());
        counts.push(std::mem::take(&mut walk.lines).len());
    }
    for note in &body.footnotes {
        walk.blocks(&note.blocks, Around { is_note: true, ..Around::default() });
        counts.push(std::mem::take(&mut walk.lines).len());
    }
    counts
}

/// What a block stands in.
#[derive(Clone, Copy, Default)]
struct Around {
    depth: u8,
    is_quoted: bool,
    is_note: bool,
    is_numbered: bool,
}

impl Around {
    fn kind(self) -> SegmentKind {
        match self {
            Around { is_quoted: true, .. } => SegmentKind::Quoted,
            Around { depth, .. } if depth > 0 => SegmentKind::Item(depth),
            Around { is_note: true, .. } => SegmentKind::Footnote,
            _ => SegmentKind::Paragraph,
        }
    }
}

struct Walk<'w, 'r, 'a> {
    edition: &'w ReadEdition<'r, 'a>,
    is_glance: bool,
    /// Passages stand in the same order as blocks: the next one to look at.
    next: usize,
    block: Option<&'a Block>,
    shown: &'r [ReadPassage<'a>],
    lines: Vec<Line<'r, 'a>>,
}

impl<'r, 'a> Walk<'_, 'r, 'a> {
    fn blocks(&mut self, blocks: &'a [Block], around: Around) {
        blocks.iter().for_each(|block| self.block(block, around));
    }

    fn block(&mut self, block: &'a Block, around: Around) {
        let span = block.span;
        self.block = Some(block);
        match &block.kind {
            BlockContent::Paragraph(line) => {
                self.words(around.kind(), line, span, None);
                if let Some(line) = self.lines.last_mut() {
                    line.is_numbered = around.is_numbered;
                }
            }
            BlockContent::Heading(heading) => {
                let id = heading.is_explicit.then(|| Anchor::new("id", &heading.id, Strength::Strong));
                self.words(SegmentKind::Heading(heading.level), &heading.content, span, id);
                self.name(Some(&heading.id).filter(|_| heading.is_explicit));
            }
            BlockContent::List(list) => {
                let depth = around.depth.saturating_add(1);
                let inner = Around { depth, is_numbered: list.start.is_some(), ..around };
                list.items.iter().for_each(|item| self.blocks(&item.blocks, inner));
            }
            BlockContent::Quote(inner) => self.blocks(inner, Around { is_quoted: true, ..around }),
            BlockContent::Marked(marked) => {
                let argument = marked.argument.as_ref();
                let id = argument.map(|id| Anchor::new(marked.kind.name, &id.value, Strength::Strong));
                let id = id.unwrap_or_else(|| Anchor::new("box", marked.kind.name, Strength::Strong));
                let read = self.take(&marked.title);
                self.push(SegmentKind::Box(marked.kind.name), read, span, Some(id));
                self.name(argument.map(|id| &id.value));
                let is_quoted = matches!(marked.kind.argument, Argument::Quote | Argument::Name);
                self.blocks(&marked.blocks, Around { is_quoted, ..around });
            }
            BlockContent::Table(table) => {
                for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                    self.words(SegmentKind::Row(table.head.len()), cell, span, None);
                }
            }
            BlockContent::Embed { id, alt } => {
                let anchor = Anchor::new("figure", &id.value, Strength::Strong);
                let is_told = self
                    .lines
                    .iter()
                    .any(|line| line.segment.kind == SegmentKind::Embed && line.id == Some(&*id.value));
                self.shown = if is_told { &[] } else { self.texts_shown(alt) };
                self.push(SegmentKind::Embed, None, span, Some(anchor));
                self.shown = &[];
                self.name(Some(&id.value));
            }
            BlockContent::Math { id, tex, .. } => {
                let name = id.as_ref().map_or(&**tex, |id| &id.value);
                self.push(SegmentKind::Math, None, span, Some(Anchor::new("math", name, Strength::Strong)));
                self.name(id.as_ref().map(|id| &id.value));
            }
            BlockContent::Code { text, .. } => {
                self.push(SegmentKind::Code, None, span, Some(Anchor::new("code", text, Strength::Medium)));
            }
            BlockContent::Rule | BlockContent::Html(_) => self.push(SegmentKind::Rule, None, span, None),
        }
    }

    /// The words of a line, if they were read.
    fn take(&mut self, line: &[Inline]) -> Option<&'r ReadPassage<'a>> {
        if line.is_empty() {
            return None;
        }
        let rest = self.edition.read.get(self.next..).unwrap_or_default();
        let at = rest.iter().position(|read| std::ptr::eq(read.passage.line.as_ptr(), line.as_ptr()))?;
        self.next += at + 1;
        rest.get(at)
    }

    /// The alternative text of an exhibit and the texts of its record, which are read where it is embedded first.
    fn texts_shown(&mut self, alt: &[Inline]) -> &'r [ReadPassage<'a>] {
        let before = self.next;
        let start = self.take(alt).map_or(before, |_| self.next - 1);
        let rest = self.edition.read.get(self.next..).unwrap_or_default();
        // Exhibits may follow each other without a word between them.
        let own = rest.first().map(|read| read.passage.position);
        let own = own.filter(|position| matches!(position, Position::Exhibit(_)));
        self.next += rest.iter().take_while(|read| Some(read.passage.position) == own).count();
        self.edition.read.get(start..self.next).unwrap_or_default()
    }

    fn words(&mut self, kind: SegmentKind, line: &[Inline], span: Span, id: Option<Anchor>) {
        let read = self.take(line);
        self.push(kind, read, span, id);
    }

    fn push(&mut self, kind: SegmentKind, read: Option<&'r ReadPassage<'a>>, span: Span, id: Option<Anchor>) {
        let mut anchors: Vec<Anchor> = Vec::new();
        anchors.extend(id);
        let (mut words, mut shape) = (Words::default(), Shape::default());
        let mut verbatim = Vec::new();
        if let Some(read) = read.filter(|_| !self.is_glance) {
            words = Words::of(&read.flat.text);
            anchors.reserve(words.list.len());
            read.flat.marks.iter().for_each(|mark| self.anchors_of(mark, &mut anchors));
            anchors.extend(claims(read).filter_map(anchor_of));
            shape = sketch::read(&read.flat.text, &words, &mut anchors);
            if words.signs.address {
                verbatim = shapes::ranges(&read.flat.text);
            }
        }
        let span = read.filter(|_| span == Span::default()).map_or(span, |read| read.span());
        let segment = Segment { kind, span, letters: words.letters, shape, anchors };
        let (block, shown) = (self.block, self.shown);
        let told_apart = shown.iter().filter(|_| !self.is_glance).map(|read| Words::of(&read.flat.text));
        let shown_words = told_apart.collect();
        self.lines.push(Line {
            segment,
            read,
            words,
            verbatim,
            block,
            shown,
            shown_words,
            id: None,
            is_numbered: false,
        });
    }

    /// The id of the block that was just met.
    fn name(&mut self, id: Option<&'a Arc<str>>) {
        if let Some(line) = self.lines.last_mut() {
            line.id = id.map(|id| &**id);
        }
    }

    fn anchors_of(&self, mark: &FlatMark<'_>, anchors: &mut Vec<Anchor>) {
        let strong = |kind: &str, name: &str| Anchor::new(kind, name, Strength::Strong);
        let link = match &mark.kind {
            FlatMarkKind::Citation(cited) => {
                anchors.extend(cited.citation.cites.iter().map(|cite| strong("cite", &cite.key.value)));
                return;
            }
            FlatMarkKind::Link(link) => link,
            FlatMarkKind::Object => return,
        };
        anchors.push(match &link.target {
            Target::Fact(binding) => {
                anchors.extend(binding.facts.iter().map(|fact| strong("fact", &fact.id)));
                return;
            }
            Target::Cell(cell) => strong("cell", &cell.selector.value),
            Target::Quote(id) => strong("quote", id),
            Target::Name(id) => Anchor::new("name", id, Strength::Medium),
            Target::Figure(id) => strong("figure", id),
            Target::Anchor(id) => strong("anchor", anchor_in(self.edition.edition, id)),
            Target::Web(address) => strong("web", address),
            Target::File(reference) => strong("file", &reference.path),
            Target::Story(_) | Target::EditionFile(_) => match story_of(self.edition, &link.target) {
                Some(folder) => strong("story", &folder),
                None => return,
            },
            Target::Unbound(_) | Target::Broken => return,
        });
    }
}

/// The folder of the story that a link leads to, in whichever language.
pub(crate) fn story_of(edition: &ReadEdition<'_, '_>, target: &Target) -> Option<String> {
    let (site, own) = (edition.site, edition.edition);
    let fragment = |ix: EditionIx, reference: &StoryRef| {
        let id = reference.fragment.as_deref()?;
        Some(format!("#{}", anchor_in(site.edition(ix), id)))
    };
    let of = |ix: EditionIx| site.folder(site.edition(ix).folder).path.to_string();
    let (found, reference) = match target {
        Target::Story(reference) => (site.story(reference, own.lang), reference),
        Target::EditionFile(reference) => (site.story_file(own, reference), reference),
        _ => return None,
    };
    let ix = found.ok()?.edition;
    Some(format!("{}{}", of(ix), fragment(ix, reference).unwrap_or_default()))
}

/// The id of a place in an edition as all its languages know it: one made of the words of a heading is another in each.
pub(crate) fn anchor_in<'n>(edition: &Edition, id: &'n str) -> &'n str {
    let mut headings = edition.file.body.headings();
    if headings.any(|heading| *heading.id == *id && !heading.is_explicit) { "…" } else { id }
}

/// What a passage says in numbers of its own: neither bound to the record nor part of a name or a quotation.
pub(crate) fn claims<'r>(read: &'r ReadPassage<'_>) -> impl Iterator<Item = &'r Claim> {
    read.claims.iter().filter(|claim| !is_bound(read, claim) && !verdict::is_article(claim, &read.flat.text))
}

/// What a passage says in numbers that are bound to the record.
pub(crate) fn bound_claims<'r>(read: &'r ReadPassage<'_>) -> impl Iterator<Item = &'r Claim> {
    read.claims.iter().filter(|claim| is_bound(read, claim))
}

fn is_bound(read: &ReadPassage<'_>, claim: &Claim) -> bool {
    bindings(read).any(|mark| mark.range.start < claim.range.end && claim.range.start < mark.range.end)
}

/// Words that are bound to the record; a range is empty where the build writes them.
pub(crate) fn bindings<'r, 'a>(read: &'r ReadPassage<'a>) -> impl Iterator<Item = &'r FlatMark<'a>> {
    read.flat.marks.iter().filter(|mark| match mark.kind {
        FlatMarkKind::Link(link) => !matches!(basis(link), None | Some(Basis::Unbound(_))),
        _ => false,
    })
}

fn anchor_of(claim: &Claim) -> Option<Anchor> {
    match claim.kind {
        ClaimKind::Period(period) => Some(Anchor::of_period(period, Strength::Medium)),
        _ if claim.is_quantity() => Some(Anchor::of_value(claim.value, Strength::Medium)),
        _ => None,
    }
}
