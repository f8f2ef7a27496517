//! How far a translation is from its original as it now is, block by block.
//!
//! `edition/lock.rs` has what the original said when the translation was accepted; this file holds it against what both
//! editions say now. Every translation carries its [`Staleness`] as [`crate::site::Edition::staleness`]: checks, pages
//! and commands look there. Blocks are told by their places in `site::blocks::lines`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation;

use crate::edition::align::{Pair, align};
use crate::edition::drift::{self, Moment};
use crate::edition::lock::{Lock, LockedBlock};
use crate::memo;
use crate::quantity::Period;
use crate::site::blocks::{Line, lines};
use crate::site::reading::{self, ReadEdition, ReadPassage};
use crate::site::said::{Said, figures};
use crate::site::uses::{self, Uses};
use crate::site::{Edition, FolderIx, Site};
use crate::story::front_matter;
use crate::text::{Fingerprint, Fingerprinter, Span};

/// A translation beside its original.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Staleness {
    /// Whether the translation was ever accepted: without a record nothing can be said of changes.
    pub(crate) is_recorded: bool,
    /// What became of each block of the original; empty if each is current, or nothing is recorded.
    pub(crate) original: Vec<BlockState>,
    /// What became of each block of the translation; empty if each is current, or nothing is recorded.
    pub(crate) translation: Vec<BlockState>,
    /// How many blocks with words or exhibits the original has.
    pub(crate) total: usize,
    /// How many blocks of the original were changed, came new or went since the translation was accepted.
    pub(crate) behind: usize,
    /// In how many of these a figure, a date, a citation or an exhibit is another.
    pub(crate) figures: usize,
    /// How many words there are to translate anew: those of changed and new blocks.
    pub(crate) words: usize,
    /// How many blocks of the translation were changed since it was accepted, where the original was not.
    pub(crate) ahead: usize,
    /// How many blocks of the original the translation has never said.
    pub(crate) missing: usize,
    /// The day of the original's version that was translated, by the record, else by the front matter.
    pub(crate) translated: Option<Period>,
    /// The day of the original's version as it now is.
    pub(crate) original_day: Option<Period>,
    /// The original's changes since, in its order; what went comes last.
    pub(crate) changes: Vec<Change>,
    /// The original's corrections that are not taken in, by their places in the front matter.
    pub(crate) corrections: Vec<usize>,
}

/// A change of the original since its translation was accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// Blocks of the original; none if they went.
    pub(crate) original: Range<usize>,
    /// What they were, by places in the record; none if they came new.
    pub(crate) was: Vec<usize>,
    /// Blocks of the translation that say it; none if none does.
    pub(crate) translation: Range<usize>,
    /// [`BlockState::Changed`] or [`BlockState::Figures`].
    pub(crate) state: BlockState,
    /// Where the blocks of the original stand.
    pub(crate) original_span: Option<Span>,
    /// Where the blocks of the translation stand.
    pub(crate) translation_span: Option<Span>,
    /// Figures and what words rest on that were there and are not.
    pub(crate) lost: Vec<Arc<str>>,
    /// The same that were not there and are.
    pub(crate) gained: Vec<Arc<str>>,
}

/// What became of a block since the translation was accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum BlockState {
    /// The original still says what was translated.
    Current,
    /// The translation was changed and the original was not.
    Ahead,
    /// Words of the original were changed, or the block came new.
    Changed,
    /// A figure, a date, a citation or an exhibit of the original is another.
    Figures,
    /// The original has it and the translation does not.
    Missing,
    /// The translation has it and the original does not.
    Extra,
    /// Nothing is recorded of it.
    Unrecorded,
}

impl Staleness {
    /// Whether the original says something else than what was translated.
    pub(crate) fn is_behind(&self) -> bool {
        self.behind > 0
    }

    /// What became of blocks that belong together, as `edition::align` pairs those of the original (first) with those
    /// of the translation (second).
    pub(crate) fn state(&self, pair: &Pair) -> BlockState {
        match (pair.first.is_empty(), pair.second.is_empty()) {
            (false, true) => return BlockState::Missing,
            (true, _) => return BlockState::Extra,
            (false, false) if !self.is_recorded => return BlockState::Unrecorded,
            (false, false) => {}
        }
        let original = self.original.get(pair.first.clone()).unwrap_or_default();
        let translation = self.translation.get(pair.second.clone()).unwrap_or_default();
        let is_change = |state: &&BlockState| {
            matches!(state, BlockState::Ahead | BlockState::Changed | BlockState::Figures)
        };
        let worst = original.iter().chain(translation).filter(is_change).max();
        worst.copied().unwrap_or(BlockState::Current)
    }
}

/// What is remembered of translations from one build to the next.
#[derive(Default)]
pub(crate) struct StalenessMemo {
    known: memo::Table<Arc<Staleness>>,
}

/// A translation with what it is compared with.
struct Item<'a> {
    original: &'a Edition,
    translation: &'a Edition,
    lock: Option<&'a Lock>,
    uses: [Option<&'a Uses>; 2],
}

/// An edition, and what it uses where that is known already.
type Used<'a> = (&'a Edition, Option<&'a Uses>);

/// How far each edition is from its original: of the published ones in their order, then of those that are held. Without
/// a record of the translation nothing is read.
pub(crate) fn of_site(site: &Site, memo: &mut StalenessMemo) -> Vec<Option<Arc<Staleness>>> {
    let uses = site.uses.iter().map(Some).chain(std::iter::repeat(None));
    let all: Vec<Used<'_>> = site.editions.iter().chain(&site.held).zip(uses).collect();
    let originals: BTreeMap<FolderIx, Used<'_>> =
        all.iter().filter(|(edition, _)| edition.is_original).map(|used| (used.0.folder, *used)).collect();
    let items: Vec<Option<Item<'_>>> =
        all.iter().map(|used| Item::of(site, *used, *originals.get(&used.0.folder)?)).collect();
    let recorded: Vec<&Item<'_>> = items.iter().flatten().filter(|item| item.lock.is_some()).collect();
    let compare = |item: &&Item<'_>| Arc::new(item.compare(site));
    let mut found = memo.known.remember_all(&recorded, |item| key(site, item), compare).into_iter();
    let mut of = |item: &Item<'_>| match item.lock {
        Some(_) => found.next(),
        None => Some(Arc::new(item.unrecorded())),
    };
    items.iter().map(|item| item.as_ref().and_then(&mut of)).collect()
}

/// Of all that a comparison depends on.
fn key(site: &Site, item: &Item<'_>) -> Fingerprint {
    let mut print = Fingerprinter::new("staleness");
    for edition in [item.original, item.translation] {
        print.print(edition.file.fingerprint).print(site.language(edition.lang).messages.fingerprint);
    }
    // Texts of exhibits, the record itself, and what words may name.
    site.scope(item.original.folder).for_each(|folder| {
        print.print(site.folder(folder).data.fingerprint);
    });
    print.print(site.config.fingerprint).finish()
}

/// How many blocks an edition has that say something, and how many words they are.
pub(crate) fn extent(site: &Site, edition: &Edition) -> (usize, usize) {
    let uses = uses::of(site, edition);
    let read = reading::glance(edition, &uses);
    let lines = lines(&ReadEdition { site, edition, read: &read });
    let blocks = blocks(&lines);
    (blocks.len(), blocks.iter().map(|block| block.said.text.unicode_words().count()).sum())
}

/// A block that says something.
struct Block<'l, 'r, 'a> {
    /// Its place among all blocks.
    at: usize,
    line: &'l Line<'r, 'a>,
    said: Said,
    text: Arc<str>,
}

fn blocks<'l, 'r, 'a>(lines: &'l [Line<'r, 'a>]) -> Vec<Block<'l, 'r, 'a>> {
    let block = |(at, line)| {
        let said = Said::of(line);
        Block { at, line, text: said.text_digest(), said }
    };
    lines.iter().enumerate().map(block).filter(|block| block.said.is_something()).collect()
}

impl<'a> Item<'a> {
    fn of(
        site: &'a Site,
        (translation, uses): Used<'a>,
        (original, original_uses): Used<'a>,
    ) -> Option<Self> {
        let locks = &site.folder(translation.folder).data.locks;
        let lock = locks.get(translation.file.lang.as_str()).filter(|lock| lock.of == original.file.lang);
        let item = Item { original, translation, lock, uses: [original_uses, uses] };
        (!translation.is_original).then_some(item)
    }

    fn unrecorded(&self) -> Staleness {
        let meta = &self.original.meta;
        let stated = self.translation.meta.translation.as_ref().and_then(|made| made.revision.as_ref());
        let stated = stated.and_then(|day| day.value.date).map(|day| day.to_string());
        let recorded = self.lock.map(|lock| lock.revision.to_string()).filter(|day| !day.is_empty());
        Staleness {
            translated: recorded.or(stated).and_then(|day| Period::parse(&day)),
            original_day: meta.updated.as_ref().or(meta.date.as_ref()).map(|day| Period::Day(day.date)),
            ..Staleness::default()
        }
    }

    fn compare(&self, site: &Site) -> Staleness {
        let Some(lock) = self.lock else { return self.unrecorded() };
        let [first, second] = self.uses;
        let made = |known: Option<&Uses>, edition| known.is_none().then(|| uses::of(site, edition));
        let (made_first, made_second) = (made(first, self.original), made(second, self.translation));
        let (Some(first), Some(second)) = (first.or(made_first.as_ref()), second.or(made_second.as_ref()))
        else {
            return self.unrecorded();
        };
        let staleness = Staleness { is_recorded: true, ..self.unrecorded() };
        let glances = [reading::glance(self.original, first), reading::glance(self.translation, second)];
        let [original, translation] = self.lines(site, &glances);
        let missing = lock.blocks.iter().filter(|block| block.translation.is_empty()).count();
        if is_as_recorded(lock, &blocks(&original), &blocks(&translation)) {
            return Staleness { total: lock.blocks.len(), missing, ..staleness };
        }
        let read = [reading::read(site, self.original, first), reading::read(site, self.translation, second)];
        let [original, translation] = self.lines(site, &read);
        let mut comparison = Comparison {
            lock,
            original: blocks(&original),
            translation: blocks(&translation),
            pairs: pairs(&original, &translation),
            staleness: Staleness {
                original: vec![BlockState::Current; original.len()],
                translation: vec![BlockState::Current; translation.len()],
                ..staleness
            },
        };
        comparison.run();
        let mut staleness = comparison.staleness;
        if staleness.is_behind() {
            let corrections = (0..).zip(&self.original.meta.corrections);
            let open = corrections.filter(|(_, (moment, correction))| {
                let identity = front_matter::identity(moment, correction);
                correction.kind.is_major() && !lock.corrections.contains(&identity)
            });
            staleness.corrections = open.map(|(at, _)| at).collect();
        }
        staleness
    }

    fn lines<'r, 'b>(
        &'b self,
        site: &'b Site,
        read: &'r [Vec<ReadPassage<'b>>; 2],
    ) -> [Vec<Line<'r, 'b>>; 2] {
        let [first, second] = read;
        [(self.original, first), (self.translation, second)]
            .map(|(edition, read)| lines(&ReadEdition { site, edition, read }))
    }
}

/// The blocks of two editions that belong together.
pub(crate) fn pairs(original: &[Line<'_, '_>], translation: &[Line<'_, '_>]) -> Vec<Pair> {
    let segments = |lines: &[Line<'_, '_>]| lines.iter().map(|line| line.segment.clone()).collect::<Vec<_>>();
    align(&segments(original), &segments(translation))
}

/// Whether both editions say what they said when the translation was accepted, in the same order.
fn is_as_recorded(lock: &Lock, original: &[Block<'_, '_, '_>], translation: &[Block<'_, '_, '_>]) -> bool {
    let is_same = |(block, locked): (&Block<'_, '_, '_>, &LockedBlock)| {
        block.text == locked.text && block.said.rests_on == locked.rests_on
    };
    original.len() == lock.blocks.len()
        && original.iter().zip(&lock.blocks).all(is_same)
        && translation.iter().all({
            let known = known(lock);
            move |block| known.contains(&block.said.digest())
        })
}

/// Digests of the blocks that the translation had.
fn known(lock: &Lock) -> BTreeSet<Arc<str>> {
    lock.blocks.iter().flat_map(|block| &block.translation).chain(&lock.alone).cloned().collect()
}

struct Comparison<'c, 'l, 'r, 'a> {
    lock: &'c Lock,
    original: Vec<Block<'l, 'r, 'a>>,
    translation: Vec<Block<'l, 'r, 'a>>,
    pairs: Vec<Pair>,
    staleness: Staleness,
}

impl Comparison<'_, '_, '_, '_> {
    fn run(&mut self) {
        self.staleness.total = self.original.len();
        let was = self.was();
        self.changed(&was);
        self.gone(&was.into_iter().flatten().collect());
        self.counterparts();
        let changes = &self.staleness.changes;
        let count = |change: &Change| change.original.len().max(1);
        self.staleness.behind = changes.iter().map(count).sum();
        let figures = changes.iter().filter(|change| change.state == BlockState::Figures);
        self.staleness.figures = figures.map(count).sum();
    }

    fn was(&self) -> Vec<Vec<usize>> {
        let before: Vec<Moment<'_>> = self
            .lock
            .blocks
            .iter()
            .map(|block| Moment {
                kind: block.kind,
                text: block.text.clone(),
                words: &block.source,
                rests_on: &block.rests_on,
            })
            .collect();
        let now: Vec<Moment<'_>> = self
            .original
            .iter()
            .map(|block| Moment {
                kind: block.line.segment.kind,
                text: block.text.clone(),
                words: &block.said.text,
                rests_on: &block.said.rests_on,
            })
            .collect();
        drift::was(&before, &now)
    }

    /// Blocks of the original that say something else than they did, or that came new.
    fn changed(&mut self, was: &[Vec<usize>]) {
        let mut at = 0;
        while let (Some(block), Some(past)) = (self.original.get(at), was.get(at)) {
            // What was cut in two is one change.
            let is_part = |other: &&Vec<usize>| !past.is_empty() && *other == past;
            let count = was.iter().skip(at).take_while(is_part).count().max(1);
            let now = self.original.get(at..at + count).unwrap_or_default();
            if let Some((state, [lost, gained])) = self.change(now, past) {
                let lines = block.at..now.last().map_or(block.at, |last| last.at) + 1;
                let spans = now.iter().map(|block| block.line.segment.span);
                let words: usize = now.iter().map(|block| block.said.text.unicode_words().count()).sum();
                let (translation, translation_span) = self.counterpart(&lines);
                let change = Change {
                    original: lines.clone(),
                    was: past.clone(),
                    translation,
                    state,
                    original_span: spans.reduce(Span::joined),
                    translation_span,
                    lost,
                    gained,
                };
                set(&mut self.staleness.original, lines, state);
                self.staleness.words += words;
                self.staleness.changes.push(change);
            }
            at += count;
        }
    }

    /// What became of blocks: nothing if they say what they said.
    fn change(&self, now: &[Block<'_, '_, '_>], past: &[usize]) -> Option<(BlockState, [Vec<Arc<str>>; 2])> {
        let before: Vec<&LockedBlock> = past.iter().filter_map(|at| self.lock.blocks.get(*at)).collect();
        if before.is_empty() {
            return Some((BlockState::Changed, [Vec::new(), Vec::new()]));
        }
        let is_same_text = matches!((now, &*before), ([now], [before]) if now.text == before.text);
        let rests: [Vec<Arc<str>>; 2] = [
            before.iter().flat_map(|block| &block.rests_on).cloned().collect(),
            now.iter().flat_map(|block| &block.said.rests_on).cloned().collect(),
        ];
        let numbers: [Vec<Arc<str>>; 2] = [
            before.iter().flat_map(|block| &block.figures).cloned().collect(),
            now.iter().flat_map(|block| figures(block.line)).collect(),
        ];
        // The same words have the same numbers, whoever reads them.
        let mut facts = if is_same_text { rests } else { join(numbers, rests) };
        facts.iter_mut().for_each(|list| list.sort_unstable());
        let [lost, gained] = difference(facts);
        match (lost.is_empty() && gained.is_empty(), is_same_text) {
            (true, true) => None,
            (true, false) => Some((BlockState::Changed, [lost, gained])),
            (false, _) => Some((BlockState::Figures, [lost, gained])),
        }
    }

    /// The blocks of the translation that belong to blocks of the original, and where they stand.
    fn counterpart(&self, lines: &Range<usize>) -> (Range<usize>, Option<Span>) {
        let touched = self.pairs.iter().filter(|pair| {
            pair.first.start < lines.end && lines.start < pair.first.end && !pair.second.is_empty()
        });
        let range = touched.map(|pair| pair.second.clone()).reduce(|all, next| all.start..next.end);
        let range = range.unwrap_or(0..0);
        (range.clone(), self.translation_span(&range))
    }

    fn translation_span(&self, range: &Range<usize>) -> Option<Span> {
        let spans = self.translation.iter().filter(|block| range.contains(&block.at));
        spans.map(|block| block.line.segment.span).reduce(Span::joined)
    }

    /// Blocks that the original no longer has and the translation still says.
    fn gone(&mut self, kept: &BTreeSet<usize>) {
        for (at, locked) in self.lock.blocks.iter().enumerate().filter(|(at, _)| !kept.contains(at)) {
            let said = |block: &&Block<'_, '_, '_>| locked.translation.contains(&block.said.digest());
            let Some(place) = self.translation.iter().find(said).map(|block| block.at..block.at + 1) else {
                continue;
            };
            let facts: Vec<Arc<str>> = locked.figures.iter().chain(&locked.rests_on).cloned().collect();
            let state = if facts.is_empty() { BlockState::Changed } else { BlockState::Figures };
            set(&mut self.staleness.translation, place.clone(), state);
            self.staleness.changes.push(Change {
                original: 0..0,
                was: vec![at],
                translation_span: self.translation_span(&place),
                translation: place,
                state,
                original_span: None,
                lost: facts,
                gained: Vec::new(),
            });
        }
    }

    /// Blocks of the original that nothing says, and blocks of the translation that were changed by themselves.
    fn counterparts(&mut self) {
        let known = known(self.lock);
        let is_current = |pair: &Pair, states: &[BlockState]| {
            states
                .get(pair.first.clone())
                .unwrap_or_default()
                .iter()
                .all(|state| *state == BlockState::Current)
        };
        for pair in &self.pairs {
            if pair.second.is_empty() {
                let missing = self.original.iter().filter(|block| pair.first.contains(&block.at)).count();
                self.staleness.missing += missing;
            } else if !pair.first.is_empty() && is_current(pair, &self.staleness.original) {
                let own = self.translation.iter().filter(|block| pair.second.contains(&block.at));
                for block in own.filter(|block| !known.contains(&block.said.digest())) {
                    self.staleness.ahead += 1;
                    set(&mut self.staleness.translation, block.at..block.at + 1, BlockState::Ahead);
                }
            }
        }
    }
}

fn set(states: &mut [BlockState], range: Range<usize>, state: BlockState) {
    if let Some(states) = states.get_mut(range) {
        states.iter_mut().for_each(|own| *own = (*own).max(state));
    }
}

fn join([first, second]: [Vec<Arc<str>>; 2], [a, b]: [Vec<Arc<str>>; 2]) -> [Vec<Arc<str>>; 2] {
    [first.into_iter().chain(a).collect(), second.into_iter().chain(b).collect()]
}

/// What only one of two sorted lists has, things that stand twice counted twice.
fn difference([before, now]: [Vec<Arc<str>>; 2]) -> [Vec<Arc<str>>; 2] {
    let mut gained = now;
    let mut lost = before;
    lost.retain(|one| match gained.iter().position(|other| other == one) {
        Some(at) => {
            gained.remove(at);
            false
        }
        None => true,
    });
    [lost, gained]
}
