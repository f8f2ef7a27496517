//! Translations whose original has changed since they were accepted: `site/staleness.rs` in the words of messages.

use std::sync::Arc;

use crate::check::{Check, EditionInput, Run, SiteInput};
use crate::codes;
use crate::diag::{Collector, Diagnostic, Place, Severity};
use crate::site::Edition;
use crate::site::said::figure_words;
use crate::site::staleness::{BlockState, Change, Staleness};
use crate::story::front_matter::Moment;
use crate::text::Span;

/// A translation is as new as its original.
pub(crate) const STALENESS: Check = Check {
    name: "staleness",
    codes: &[
        &codes::translation::BEHIND,
        &codes::translation::FIGURES_BEHIND,
        &codes::translation::BEHIND_CORRECTION,
        &codes::translation::REVISION,
    ],
    run: Run::Edition(run),
};

/// A record of what was translated belongs to a translation.
pub(crate) const LOCKS: Check =
    Check { name: "locks", codes: &[&codes::translation::ORPHAN_LOCK], run: Run::Site(run_locks) };

/// So many changed blocks are pointed at.
const SHOWN: usize = 3;

/// So many figures are listed.
const LISTED: usize = 8;

fn run(input: &EditionInput<'_>, out: &mut Vec<Diagnostic>) {
    out.extend(revision(input));
    let Some(staleness) = input.edition.staleness.as_deref().filter(|staleness| staleness.is_changed())
    else {
        return;
    };
    let Some(original) = original(input) else { return };
    let beside = Beside { input, original, staleness };
    let has_figures = |run: &Vec<&Change>| run.iter().any(|change| change.state == BlockState::Figures);
    let (figures, words): (Vec<_>, Vec<_>) = runs(&staleness.changes).into_iter().partition(has_figures);
    out.extend(figures.iter().filter_map(|run| beside.figures(run)));
    out.extend(beside.behind(&words.concat(), count(&figures.concat(), |_| true)));
    out.extend(staleness.corrections.iter().filter_map(|at| beside.correction(*at)));
}

/// Changes to tell one by one: blocks that were taken out one behind another, as a whole section is, are one.
fn runs(changes: &[Change]) -> Vec<Vec<&Change>> {
    let mut runs: Vec<Vec<&Change>> = Vec::new();
    for change in changes {
        let follows = |last: &&Change| {
            let next = last.was.last().map(|at| at + 1);
            last.original.is_empty() && change.original.is_empty() && next == change.was.first().copied()
        };
        match runs.last_mut().filter(|run| run.last().is_some_and(follows)) {
            Some(run) => run.push(change),
            None => runs.push(vec![change]),
        }
    }
    runs
}

/// How many blocks some of these changes are of.
fn count(changes: &[&Change], is_one: impl Fn(&Change) -> bool) -> usize {
    changes.iter().filter(|change| is_one(change)).map(|change| change.original.len().max(1)).sum()
}

/// The first of these, as messages list them.
fn list(all: &[&Arc<str>]) -> String {
    let mut words: Vec<String> =
        all.iter().take(LISTED).map(|one| format!("`{}`", figure_words(one))).collect();
    if all.len() > LISTED {
        words.push(format!("{} more", all.len() - LISTED));
    }
    words.join(", ")
}

/// The front matter and the record name one state of the original.
fn revision(input: &EditionInput<'_>) -> Option<Diagnostic> {
    let (site, edition) = (input.site, input.edition);
    let stated = edition.meta.translation.as_ref()?.revision.as_ref()?;
    let original = original(input)?;
    let lock = site.folder(edition.folder).data.locks.get(edition.file.lang.as_str())?;
    if lock.of != original.file.lang || lock.revision.is_empty() {
        return None;
    }
    // A day that cannot be is told where front matter is read.
    let collector = Collector::new(&edition.file.path);
    let day = Moment::resolve(stated, &site.config.time_zone, &collector)?.date.to_string();
    if *day == *lock.revision {
        return None;
    }
    let (story, tag) = (&site.folder(edition.folder).path, &edition.file.lang);
    let message = format!("this names the original of {day}; what was accepted is that of {}", lock.revision);
    let finding = Diagnostic::new(&codes::translation::REVISION, input.place(stated.span), message);
    Some(finding.also(lock.revision_place.clone(), "what was accepted").hint(format!(
        "if the translation says what the original says now: `onrecord translate accept {story} {tag}`; if not: `revision = {}`",
        lock.revision
    )))
}

/// Nothing may hold up a correction: where the original was changed since its translation was accepted, errors that say
/// that the two do not agree, or that bound words of the translation do not agree with their record, are warnings.
pub(crate) fn ease(story: &[&EditionInput<'_>], found: &mut [Diagnostic]) {
    let Some(original) = story.iter().find(|input| input.edition.is_original) else { return };
    for translation in story.iter().map(|input| input.edition) {
        let Some(staleness) = &translation.staleness else { continue };
        let files = [&original.edition.file.path, &translation.file.path];
        for finding in found.iter_mut().filter(|finding| finding.is_error()) {
            if is_eased(finding, staleness, files) {
                finding.severity = Severity::Warning;
            }
        }
    }
}

fn is_eased(finding: &Diagnostic, staleness: &Staleness, [original, own]: [&Arc<str>; 2]) -> bool {
    let Some(at) = &finding.at else { return false };
    let is_here = |path: &Arc<str>, span: Option<Span>| {
        at.file == *path && span.is_some_and(|span| touches(span, at.span))
    };
    let is_about_own = at.file == *own || finding.also.iter().any(|(place, _)| place.file == *own);
    let is_parity = finding.code.name.starts_with("translation/") && is_about_own;
    let is_record = is_parity || finding.code.name.starts_with("fact/");
    let by_change = staleness.changes.iter().any(|change| {
        is_record && is_here(own, change.translation_span)
            || is_parity && is_here(original, change.original_span)
    });
    let by_order = staleness.lenient.iter().any(|lenient| {
        finding.code.name == lenient.code
            && (is_here(own, lenient.translation) || is_about_own && is_here(original, lenient.original))
    });
    by_change || by_order
}

fn touches(one: Span, other: Span) -> bool {
    one.start <= other.end && other.start <= one.end
}

fn original<'a>(input: &EditionInput<'a>) -> Option<&'a Edition> {
    let (site, folder) = (input.site, input.edition.folder);
    let mut published = site.folder(folder).editions.iter().map(|at| site.edition(*at));
    let is_original = |other: &&Edition| other.folder == folder && other.is_original;
    published.find(is_original).or_else(|| site.held.iter().find(is_original))
}

struct Beside<'c, 'a> {
    input: &'c EditionInput<'a>,
    original: &'a Edition,
    staleness: &'a Staleness,
}

impl Beside<'_, '_> {
    /// Where the change is to be taken in: the block of the translation, else its front matter.
    fn place(&self, change: &Change) -> Place {
        change.translation_span.map_or_else(|| self.head(), |span| self.input.place(span))
    }

    fn head(&self) -> Place {
        let file = &self.input.edition.file;
        let made = self.input.edition.meta.translation.as_ref();
        made.map(|made| match &made.revision {
            Some(revision) => self.input.place(revision.span),
            None => made.of.place.clone(),
        })
        .unwrap_or_else(|| Place::start_of(&file.path))
    }

    fn commands(&self) -> String {
        let story = &self.input.site.folder(self.input.edition.folder).path;
        let tag = &self.input.edition.file.lang;
        format!(
            "`onrecord translate diff {story} {tag}` shows what changed; once it is taken in: `onrecord translate accept {story} {tag}`"
        )
    }

    /// Blocks that changed together.
    fn figures(&self, changes: &[&Change]) -> Option<Diagnostic> {
        let change = *changes.first()?;
        let lost: Vec<&Arc<str>> = changes.iter().flat_map(|change| &change.lost).collect();
        let gained: Vec<&Arc<str>> = changes.iter().flat_map(|change| &change.gained).collect();
        let message = match (&*lost, &*gained) {
            (lost, _) if change.original.is_empty() => {
                let what = match changes.len() {
                    1 => "this block".to_owned(),
                    count => format!("these {count} blocks"),
                };
                format!("the original no longer has {what}, with {}", list(lost))
            }
            (lost, []) => format!("the original no longer has {}", list(lost)),
            ([], gained) => format!("the original now has {}", list(gained)),
            (lost, gained) => format!("the original had {} and now has {}", list(lost), list(gained)),
        };
        let finding = Diagnostic::new(&codes::translation::FIGURES_BEHIND, self.place(change), message);
        let finding = match change.original_span {
            Some(span) => {
                finding.also(Place::new(&self.original.file.path, span), "the original as it now is")
            }
            None => finding,
        };
        Some(finding.hint(self.commands()))
    }

    /// All other changes; so many blocks with other figures are told by themselves.
    fn behind(&self, changes: &[&Change], figures: usize) -> Option<Diagnostic> {
        let moved = &self.staleness.moved;
        if changes.is_empty() && moved.is_empty() {
            return None;
        }
        let new = count(changes, |change| change.was.is_empty());
        let gone = count(changes, |change| change.original.is_empty());
        let changed = count(changes, |change| !change.was.is_empty() && !change.original.is_empty());
        let mut parts = Vec::new();
        for (count, what) in [
            (changed, "changed"),
            (new, "added"),
            (gone, "taken out"),
            (moved.len(), "moved to another place"),
        ] {
            if count > 0 {
                let noun = match (parts.is_empty(), count) {
                    (false, _) => "",
                    (true, 1) => " block",
                    (true, _) => " blocks",
                };
                parts.push(format!("{count}{noun} {what}"));
            }
        }
        let besides =
            if figures > 0 { format!("; besides {figures} with other figures") } else { String::new() };
        let parts = parts.join(", ");
        let message = format!("the original is not as it was when this was translated: {parts}{besides}");
        let mut finding = Diagnostic::new(&codes::translation::BEHIND, self.head(), message);
        for change in changes.iter().take(SHOWN) {
            finding = match change.original_span {
                Some(span) => {
                    let label = if change.was.is_empty() { "added" } else { "changed" };
                    finding.also(Place::new(&self.original.file.path, span), label)
                }
                None => finding.also(self.place(change), "the original no longer has it"),
            };
        }
        for span in moved.iter().take(SHOWN.saturating_sub(changes.len())) {
            finding = finding.also(Place::new(&self.original.file.path, *span), "moved here");
            if let Some(own) = self.staleness.moved_from(*span) {
                finding = finding.also(self.input.place(own), "stands here");
            }
        }
        Some(finding.hint(self.commands()))
    }

    fn correction(&self, at: usize) -> Option<Diagnostic> {
        let (moment, correction) = self.original.meta.corrections.get(at)?;
        let message = format!("the original was corrected on {}, and this is not taken in", moment.date);
        let finding = Diagnostic::new(&codes::translation::BEHIND_CORRECTION, self.head(), message);
        Some(finding.also(correction.place.clone(), "the correction").hint(self.commands()))
    }
}

fn run_locks(input: &SiteInput<'_>, out: &mut Vec<Diagnostic>) {
    for input in input.editions.iter().filter(|input| input.edition.is_original) {
        let (site, original) = (input.site, input.edition);
        for (tag, lock) in &site.folder(original.folder).data.locks {
            if **tag == *original.file.lang.as_str() {
                let message = format!("`{tag}` is the original here: it is no translation");
                out.push(orphan(lock.place.clone(), message));
            } else if lock.of != original.file.lang {
                let message = format!(
                    "this records a translation of `{}`, and the original is `{}`",
                    lock.of, original.file.lang
                );
                let hint =
                    "delete the file, then record the translation as it is: `onrecord translate accept`";
                out.push(
                    Diagnostic::new(&codes::translation::ORPHAN_LOCK, lock.place.clone(), message).hint(hint),
                );
            }
        }
    }
    let Some(site) = input.editions.first().map(|input| input.site) else { return };
    for folder in &site.folders {
        for (tag, lock) in &folder.data.locks {
            if !folder.tags.iter().any(|other| other.as_str() == &**tag) {
                out.push(orphan(lock.place.clone(), format!("there is no `{tag}.md` beside this record")));
            }
        }
    }
}

fn orphan(place: Place, message: String) -> Diagnostic {
    Diagnostic::new(&codes::translation::ORPHAN_LOCK, place, message)
        .hint("delete the file, or bring the translation back")
}
