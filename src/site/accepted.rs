//! What `translate accept` records: a translation beside its original, as both are now.

use std::sync::Arc;

use crate::diag::Place;
use crate::edition::lock::{Lock, LockedBlock, MARK};
use crate::site::blocks::lines;
use crate::site::reading::{self, ReadEdition};
use crate::site::said::{figures, source};
use crate::site::staleness::block::{Block, blocks, pairs};
use crate::site::{Edition, Site, uses};
use crate::story::front_matter;
use crate::text::Span;

/// The name of the record of an edition: `fr.lock.toml`.
pub(crate) fn file_name(translation: &Edition) -> String {
    format!("{}{MARK}.toml", translation.file.lang)
}

/// The record of a translation as it is; `text` is that of the original's file.
pub(crate) fn lock(site: &Site, original: &Edition, translation: &Edition, text: &str) -> Lock {
    let filled = [original, translation].map(|edition| (edition, uses::of(site, edition)));
    let read = filled.each_ref().map(|(edition, uses)| reading::read_with_picture(site, edition, uses));
    let [first, second] = &read;
    let [first, second] = [(original, first), (translation, second)]
        .map(|(edition, read)| lines(&ReadEdition { site, edition, read }));
    let (own, translated) = (blocks(&first), blocks(&second));
    let mut locked = Vec::new();
    let mut alone = Vec::new();
    for pair in pairs(&first, &second) {
        let says = translated.iter().filter(|block| pair.second.contains(&block.at.start));
        let translation: Vec<Arc<str>> = says.map(|block| block.said.digest()).collect();
        if pair.first.is_empty() {
            alone.extend(translation);
            continue;
        }
        let own = own.iter().filter(|block| pair.first.contains(&block.at.start));
        locked.extend(own.map(|own| block(own, &translation, text)));
    }
    alone.sort_unstable();
    let meta = &original.meta;
    let day = meta.updated.as_ref().or(meta.date.as_ref());
    let corrections = meta.corrections.iter().rev();
    let place = Place::start_of(&site.file_source(translation.folder, &file_name(translation)).into());
    Lock {
        form: Lock::FORM,
        revision_place: place.clone(),
        place,
        of: original.file.lang.clone(),
        revision: day.map(|day| day.date.to_string()).unwrap_or_default().into(),
        corrections: corrections
            .map(|(moment, correction)| front_matter::identity(moment, correction))
            .collect(),
        alone,
        blocks: locked,
    }
}

/// Blocks of an edition as they are written in its file, whose text is handed in, each with where it stands; `which` is
/// asked with the places of `site::blocks::lines`.
pub(crate) fn sources(
    site: &Site,
    edition: &Edition,
    text: &str,
    which: impl Fn(usize) -> bool,
) -> Vec<(Span, String)> {
    let uses = uses::of(site, edition);
    let read = reading::read_with_picture(site, edition, &uses);
    let lines = lines(&ReadEdition { site, edition, read: &read });
    let wanted = blocks(&lines).into_iter().filter(|block| which(block.at.start));
    wanted.map(|block| (block.span, source(block.lines, text))).collect()
}

fn block(block: &Block<'_, '_, '_>, translation: &[Arc<str>], text: &str) -> LockedBlock {
    LockedBlock {
        kind: block.kind,
        text: block.said.text_digest(),
        links: block.said.links_digest(),
        translation: translation.to_vec(),
        figures: figures(block.lines),
        source: source(block.lines, text).into(),
        rests_on: block.said.rests_on.clone(),
    }
}
