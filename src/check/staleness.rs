//! Translations whose original has changed since they were accepted: `site/staleness.rs` in the words of messages.

use std::sync::Arc;

use crate::check::{Check, EditionInput, Run, SiteInput};
use crate::codes;
use crate::diag::{self, Code, Collector, Diagnostic, Place, Severity};
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
    out.extend(older(input));
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
    changes.iter().filter(|change| is_one(change)).map(|change| change.blocks).sum()
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

/// Nothing is recorded, and the original says that it was changed since. A correction is told where front matter is
/// read.
fn older(input: &EditionInput<'_>) -> Option<Diagnostic> {
    let edition = input.edition;
    let staleness = edition.staleness.as_deref().filter(|staleness| staleness.is_older)?;
    if edition.meta.is_behind {
        return None;
    }
    let original = original(input)?;
    let stated = edition.meta.translation.as_ref()?.revision.as_ref()?;
    let day = staleness.original_day?;
    let message = format!("the original was changed on {day}, after this revision");
    let finding = Diagnostic::new(&codes::translation::BEHIND, input.place(stated.span), message);
    let meta = &original.file.meta;
    let day = meta.updated.as_ref().or(meta.date.as_ref())?;
    let (story, tag) = (&input.site.folder(edition.folder).path, &edition.file.lang);
    Some(finding.also(Place::new(&original.file.path, day.span), "in the original").hint(format!(
        "take the change in, then `onrecord translate accept {story} {tag}`: it sets `revision`, and records what was translated"
    )))
}

/// Nothing may hold up a correction: where the original was changed since its translation was accepted, errors that say
/// that the two do not agree, or that bound words of the translation do not agree with their record, are warnings.
pub(crate) fn ease(story: &[&EditionInput<'_>], found: &mut [Diagnostic]) {
    if !found.iter().any(Diagnostic::is_error) {
        return;
    }
    let Some(original) = story.iter().find(|input| input.edition.is_original) else { return };
    for translation in story.iter().filter(|input| !input.edition.is_original) {
        let Some(staleness) = translation.edition.staleness.as_deref() else { continue };
        let easing = Easing { original, translation, staleness };
        for finding in found.iter_mut().filter(|finding| finding.is_error()) {
            if easing.is_eased(finding) {
                finding.severity = Severity::Warning;
            }
        }
    }
}

/// What is wrong with a translation whatever its original says.
const OF_ITSELF: [&Code; 4] = [
    &codes::translation::TO_DO,
    &codes::translation::MARKUP,
    &codes::translation::RUN_TOGETHER,
    &codes::translation::UNTRANSLATED,
];

/// Which errors of a pair come from what the original changed.
struct Easing<'e, 'a> {
    original: &'e EditionInput<'a>,
    translation: &'e EditionInput<'a>,
    staleness: &'e Staleness,
}

impl Easing<'_, '_> {
    fn is_eased(&self, finding: &Diagnostic) -> bool {
        let Some(at) = &finding.at else { return false };
        let area = finding.code.name.split('/').next().unwrap_or_default();
        let is_own = self.is_own(at);
        let is_about_own = is_own || finding.also.iter().any(|(place, _)| self.is_own(place));
        let is_parity = area == "translation" && is_about_own && !OF_ITSELF.contains(&finding.code);
        let is_record = is_parity || area == "fact" && is_own;
        is_record
            && (self.staleness.is_older
                || self.is_of_change(at, is_parity)
                || self.is_of_order(finding.code, at)
                || is_own && self.is_as_accepted(finding, is_parity))
    }

    /// Whether a place is one of the words of the translation: in its file, or a text of an exhibit that it shows.
    fn is_own(&self, place: &Place) -> bool {
        let says = |input: &EditionInput<'_>| {
            input.prose.iter().any(|part| touches(&part.place(part.inline.span), place))
        };
        let file = &place.file;
        *file == self.translation.edition.file.path
            || *file != self.original.edition.file.path && says(self.translation) && !says(self.original)
    }

    fn is_at(&self, input: &EditionInput<'_>, span: Option<Span>, at: &Place) -> bool {
        span.is_some_and(|span| touches(&input.place(span), at))
    }

    /// Whether this is told of a block that the original changed.
    fn is_of_change(&self, at: &Place, is_parity: bool) -> bool {
        self.staleness.changes.iter().any(|change| {
            self.is_at(self.translation, change.translation_span, at)
                || change.translation_texts.iter().any(|text| touches(text, at))
                || is_parity && self.is_at(self.original, change.original_span, at)
        })
    }

    /// Whether this is told of a block that stands elsewhere since, or leads elsewhere.
    fn is_of_order(&self, code: &Code, at: &Place) -> bool {
        self.staleness.lenient.iter().any(|lenient| {
            code.name == lenient.code
                && (self.is_at(self.translation, lenient.translation, at)
                    || self.is_at(self.original, lenient.original, at))
        })
    }

    /// Whether this is told of words that are as they were when they were accepted: then it comes from elsewhere, from
    /// the original or from the record.
    fn is_as_accepted(&self, finding: &Diagnostic, is_parity: bool) -> bool {
        let is_redone = |place: &Place| self.staleness.redone.iter().any(|redone| touches(redone, place));
        let mut places = finding.at.iter().chain(finding.also.iter().map(|(place, _)| place));
        let is_changed = self.staleness.is_changed() || !self.staleness.lenient.is_empty();
        let has_cause = is_changed || !is_parity && self.staleness.is_corrected;
        self.staleness.is_recorded && has_cause && !places.any(is_redone)
    }
}

/// A changed figure is told once: what is told of the same block because of it stands beside the warning. What a site
/// has made an error again stays by itself.
pub(crate) fn fold(found: &mut Vec<Diagnostic>) {
    if !found.iter().any(|finding| finding.code == &codes::translation::FIGURES_BEHIND) {
        return;
    }
    let is_behind = |finding: &Diagnostic| finding.code == &codes::translation::FIGURES_BEHIND;
    let (mut told, rest): (Vec<_>, Vec<_>) = std::mem::take(found).into_iter().partition(is_behind);
    for finding in rest {
        match told.iter_mut().find(|behind| is_part(behind, &finding)) {
            Some(behind) => {
                let at = finding.at.into_iter();
                behind.also.extend(at.map(|at| (at, finding.message.clone())));
            }
            None => found.push(finding),
        }
    }
    found.append(&mut told);
    diag::sort(found);
}

/// Whether this is told of a block whose figures the original changed, as a warning for that reason alone.
fn is_part(behind: &Diagnostic, finding: &Diagnostic) -> bool {
    let area = finding.code.name.split('/').next().unwrap_or_default();
    let is_eased = finding.severity == Severity::Warning && finding.code.level == Severity::Error;
    let (Some(own), Some(at)) = (&behind.at, &finding.at) else { return false };
    let places = || behind.also.iter().map(|(place, _)| place);
    let is_about_own = || finding.also.iter().any(|(place, _)| place.file == own.file);
    let is_there = touches(own, at) || places().any(|place| touches(place, at)) && is_about_own();
    is_eased && matches!(area, "translation" | "fact") && is_there
}

fn touches(one: &Place, other: &Place) -> bool {
    one.file == other.file && one.span.start <= other.span.end && other.span.start <= one.span.end
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
        let (moved, recast) = (&self.staleness.moved, &self.staleness.recast);
        if changes.is_empty() && moved.is_empty() && recast.is_empty() {
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
            (recast.len(), "set as another kind"),
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
        let rest = SHOWN.saturating_sub(changes.len() + moved.len());
        for span in recast.iter().take(rest) {
            finding =
                finding.also(Place::new(&self.original.file.path, *span), "of another kind than it was");
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_changed_figure_brings_stands_beside_its_warning() {
        let place = |file: &str, range: std::ops::Range<usize>| Place::new(&file.into(), Span::new(range));
        let behind = Diagnostic::new(&codes::translation::FIGURES_BEHIND, place("fr.md", 10..50), "behind")
            .also(place("en.md", 10..40), "the original as it now is");
        let quantity = |file: &str, at: usize, severity: Severity| {
            let found = Diagnostic::new(&codes::translation::QUANTITY, place(file, at..at + 3), "400 here");
            Diagnostic { severity, ..found }
        };
        let elsewhere = quantity("fr.md", 60, Severity::Warning);
        let raised = quantity("fr.md", 30, Severity::Error);
        let other = quantity("de.md", 20, Severity::Warning).also(place("en.md", 20..23), "in the original");
        let mut found = vec![behind, quantity("fr.md", 20, Severity::Warning), elsewhere, raised, other];
        fold(&mut found);
        let told: Vec<(&str, u32)> =
            found.iter().filter_map(|it| Some((it.code.name, it.at.as_ref()?.span.start))).collect();
        let quantity = "translation/quantity";
        let expected = [(quantity, 20), ("translation/figures-behind", 10), (quantity, 30), (quantity, 60)];
        assert_eq!(told, expected);
        assert_eq!(found[1].also[1], (place("fr.md", 20..23), "400 here".to_owned()));
    }
}
