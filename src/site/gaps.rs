//! Texts that a translation lacks while its original is ahead of it: nothing may hold up a correction.
//!
//! A new exhibit, a new lead picture, a new name bring texts that every language needs (FORMAT section 4). Where a
//! translation is behind its original they are still to come: until then its readers get the original's words, marked
//! with their language. A translation that says what its original says is told of an error, as of any other gap.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::codes;
use crate::diag::{Diagnostic, Severity};
use crate::locale::missing_text;
use crate::site::{Edition, Site};

const UNTIL_THEN: &str =
    "the translation is behind its original: until this is translated, its readers see the original's words";

/// Makes warnings of what was told of texts that translations wait for.
pub(crate) fn ease(site: &Site, found: &mut Vec<Diagnostic>) {
    let codes = [&codes::translation::MISSING_TEXT, &codes::figure::NO_ALT];
    if !found.iter().any(|finding| codes.contains(&finding.code)) {
        return;
    }
    let waiting = Waiting::of(site);
    let mut late = Vec::new();
    for finding in found.iter_mut() {
        if finding.code == &codes::figure::NO_ALT && waiting.has_file(finding) {
            finding.severity = Severity::Warning;
            finding.hints.push(UNTIL_THEN.to_owned());
        } else if finding.code == &codes::translation::MISSING_TEXT {
            late.extend(waiting.take(finding));
        }
    }
    found.retain(|finding| finding.code != &codes::translation::MISSING_TEXT || !finding.hints.is_empty());
    found.extend(late);
}

/// Translations whose original is ahead of them.
struct Waiting<'a> {
    /// Their files.
    files: BTreeSet<&'a Arc<str>>,
    /// Their languages, by the folders in which texts of theirs may stand.
    languages: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Waiting<'a> {
    fn of(site: &'a Site) -> Waiting<'a> {
        let is_waiting =
            |edition: &&Edition| edition.staleness.as_deref().is_some_and(|staleness| staleness.is_waiting());
        let mut waiting = Waiting { files: BTreeSet::new(), languages: BTreeMap::new() };
        for edition in site.editions.iter().chain(&site.held).filter(is_waiting) {
            waiting.files.insert(&edition.file.path);
            for folder in site.scope(edition.folder) {
                let languages = waiting.languages.entry(&*site.folder(folder).path).or_default();
                languages.insert(edition.file.lang.as_str());
            }
        }
        waiting
    }

    fn has_file(&self, finding: &Diagnostic) -> bool {
        finding.at.as_ref().is_some_and(|at| self.files.contains(&at.file))
    }

    /// Takes the languages that wait out of what is told of a text, and tells them as a warning. What is left without
    /// a language has no hint any more.
    fn take(&self, finding: &mut Diagnostic) -> Option<Diagnostic> {
        let at = finding.at.clone()?;
        let folder = at.file.strip_prefix("content/")?.rsplit_once('/').map_or("", |(folder, _)| folder);
        let waiting = self.languages.get(folder)?;
        let all = finding.languages.iter().cloned();
        let (late, needed): (Vec<Arc<str>>, Vec<Arc<str>>) = all.partition(|tag| waiting.contains(&**tag));
        if late.is_empty() {
            return None;
        }
        let warning = missing_text(at.clone(), late).hint(UNTIL_THEN);
        *finding = missing_text(at, needed);
        if finding.languages.is_empty() {
            finding.hints.clear();
        }
        Some(Diagnostic { severity: Severity::Warning, ..warning })
    }
}
