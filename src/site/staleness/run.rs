//! Every translation of a site beside its original, remembered from build to build.

use std::collections::BTreeMap;
use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation;

use crate::edition::lock::Lock;
use crate::memo;
use crate::prose::flat::FlatText;
use crate::quantity::Period;
use crate::site::blocks::{Line, lines, lines_at_a_glance};
use crate::site::evidence;
use crate::site::reading::{self, ReadEdition, ReadPassage};
use crate::site::staleness::Staleness;
use crate::site::staleness::block::blocks;
use crate::site::staleness::comparison::{self, compare, is_as_recorded};
use crate::site::uses::{self, Uses};
use crate::site::{Edition, FolderIx, Site};
use crate::story::front_matter;
use crate::text::{Fingerprint, Fingerprinter};

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

/// The prose of an edition, neither read nor joined to one text: enough to see that it is as it was.
fn unread<'a>(edition: &'a Edition, uses: &'a Uses, has_picture: bool) -> Vec<ReadPassage<'a>> {
    let picture = evidence::picture(edition).filter(|_| has_picture);
    let passages = evidence::passages(edition, uses).into_iter().chain(picture);
    passages.map(|passage| ReadPassage { flat: FlatText::default(), claims: Vec::new(), passage }).collect()
}

/// How many blocks an edition has that say something, and how many words they are.
pub(crate) fn extent(site: &Site, edition: &Edition) -> (usize, usize) {
    let uses = uses::of(site, edition);
    let read = unread(edition, &uses, true);
    let lines = lines_at_a_glance(&ReadEdition { site, edition, read: &read });
    let blocks = blocks(&lines);
    (blocks.len(), blocks.iter().map(|block| block.said.text.unicode_words().count()).sum())
}

/// How many blocks of a translation are still to translate, and how many words of its original they stand for.
pub(crate) fn to_do(site: &Site, original: &Edition, translation: &Edition) -> (usize, usize) {
    let filled = [original, translation].map(|edition| (edition, uses::of(site, edition)));
    let read = filled.each_ref().map(|(edition, uses)| reading::read_with_picture(site, edition, uses));
    let [first, second] = &read;
    let [first, second] = [(original, first), (translation, second)]
        .map(|(edition, read)| lines(&ReadEdition { site, edition, read }));
    comparison::to_do(&first, &second)
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
        let translated = recorded.or(stated).and_then(|day| Period::parse(&day));
        let original_day = meta.updated.as_ref().or(meta.date.as_ref()).map(|day| Period::Day(day.date));
        let corrected = meta.corrections.iter().filter(|(_, correction)| correction.kind.is_major());
        let corrected = corrected.map(|(moment, _)| Period::Day(moment.date)).max();
        Staleness {
            is_older: self.lock.is_none() && translated.is_some() && original_day.max(corrected) > translated,
            translated,
            original_day,
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
        let corrections = (0..).zip(&self.original.meta.corrections);
        let open = corrections.filter(|(_, (moment, correction))| {
            let identity = front_matter::identity(moment, correction);
            correction.kind.is_major() && !lock.corrections.contains(&identity)
        });
        let open: Vec<usize> = open.map(|(at, _)| at).collect();
        let staleness = Staleness { is_recorded: true, is_corrected: !open.is_empty(), ..self.unrecorded() };
        let has_picture = lock.knows_picture();
        let glances = [(self.original, first), (self.translation, second)]
            .map(|(edition, uses)| unread(edition, uses, has_picture));
        let [original, translation] = self.lines(site, &glances, lines_at_a_glance);
        let missing = lock.blocks.iter().filter(|block| block.translation.is_empty()).count();
        if is_as_recorded(lock, &blocks(&original), &blocks(&translation)) {
            return Staleness { total: lock.blocks.len(), missing, ..staleness };
        }
        let reader = if has_picture { reading::read_with_picture } else { reading::read };
        let read = [reader(site, self.original, first), reader(site, self.translation, second)];
        let [original, translation] = self.lines(site, &read, lines);
        let paths = [&self.original.file.path, &self.translation.file.path];
        let mut staleness = compare(lock, &original, &translation, paths, staleness);
        if staleness.is_behind() {
            staleness.corrections = open;
        }
        staleness
    }

    fn lines<'r, 'b>(
        &'b self,
        site: &'b Site,
        read: &'r [Vec<ReadPassage<'b>>; 2],
        lines: impl Fn(&ReadEdition<'r, 'b>) -> Vec<Line<'r, 'b>>,
    ) -> [Vec<Line<'r, 'b>>; 2] {
        let [first, second] = read;
        [(self.original, first), (self.translation, second)]
            .map(|(edition, read)| lines(&ReadEdition { site, edition, read }))
    }
}
