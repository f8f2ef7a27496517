//! What `translate accept` records: a translation beside its original, as both are now.

use std::sync::Arc;

use crate::diag::Place;
use crate::edition::lock::{Lock, LockedBlock, MARK};
use crate::site::blocks::{Line, lines};
use crate::site::reading::{self, ReadEdition};
use crate::site::said::{Said, figures, source};
use crate::site::staleness::comparison::pairs;
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
    let read = filled.each_ref().map(|(edition, uses)| reading::read(site, edition, uses));
    let [first, second] = &read;
    let [first, second] = [(original, first), (translation, second)]
        .map(|(edition, read)| lines(&ReadEdition { site, edition, read }));
    let said: Vec<Said> = second.iter().map(Said::of).collect();
    let digests = |range: std::ops::Range<usize>| -> Vec<Arc<str>> {
        let said = said.get(range).unwrap_or_default().iter();
        said.filter(|said| said.is_something()).map(Said::digest).collect()
    };
    let mut blocks = Vec::new();
    let mut alone = Vec::new();
    for pair in pairs(&first, &second) {
        let translation = digests(pair.second.clone());
        if pair.first.is_empty() {
            alone.extend(translation);
            continue;
        }
        let own = first.get(pair.first.clone()).unwrap_or_default();
        blocks.extend(own.iter().filter_map(|line| block(line, &translation, text)));
    }
    alone.sort_unstable();
    let meta = &original.meta;
    let day = meta.updated.as_ref().or(meta.date.as_ref());
    let corrections = meta.corrections.iter().rev();
    let place = Place::start_of(&site.file_source(translation.folder, &file_name(translation)).into());
    Lock {
        revision_place: place.clone(),
        place,
        of: original.file.lang.clone(),
        revision: day.map(|day| day.date.to_string()).unwrap_or_default().into(),
        corrections: corrections
            .map(|(moment, correction)| front_matter::identity(moment, correction))
            .collect(),
        alone,
        blocks,
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
    let read = reading::read(site, edition, &uses);
    let lines = lines(&ReadEdition { site, edition, read: &read });
    let wanted = (0..).zip(&lines).filter(|(at, _)| which(*at));
    wanted.map(|(_, line)| (line.segment.span, source(line, text))).collect()
}

fn block(line: &Line<'_, '_>, translation: &[Arc<str>], text: &str) -> Option<LockedBlock> {
    let said = Said::of(line);
    said.is_something().then(|| LockedBlock {
        kind: line.segment.kind,
        text: said.text_digest(),
        links: said.links_digest(),
        translation: translation.to_vec(),
        figures: figures(line),
        source: source(line, text).into(),
        rests_on: said.rests_on,
    })
}
