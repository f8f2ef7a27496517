//! `translate accept`: the record of a translation, and its `revision`.

use std::sync::Arc;

use crate::check::staleness::STALENESS;
use crate::cli::fix::{put, repair, rewrite};
use crate::cli::translate::{self, Both};
use crate::cli::{Common, ERRORS, build, wrong_use};
use crate::codes;
use crate::diag::{Diagnostic, Fix, Place, Severity};
use crate::report::tell;
use crate::site::staleness::Staleness;
use crate::site::staleness::run::to_do;
use crate::site::{Edition, Site, accepted, evidence, uses};
use crate::text::Span;

pub(super) fn run(common: &Common, story: &str, lang: &str, dry_run: bool) -> Result<(), u8> {
    let (world, study) = translate::study(common)?;
    let site = &study.site;
    let both = Both::find(site, story, lang)?;
    let (original, translation) = (both.original, both.translation);
    let path = site.file_source(translation.folder, &accepted::file_name(translation));
    let (open, _) = to_do(site, original, translation);
    if open > 0 {
        let what = if open == 1 { "1 block is" } else { &format!("{open} blocks are") };
        let hint = "write the words where `…` stands by itself, then accept the translation";
        return Err(wrong_use(&format!("nothing was recorded: {what} still to translate"), hint));
    }
    let errors = disagreements(site, &study.told, &both);
    if !errors.is_empty() {
        build::print(&errors, &world, common);
        let noun = if errors.len() == 1 { "error" } else { "errors" };
        tell(format_args!(
            "nothing was recorded: the two editions do not agree, {} {noun}\n  hint: repair them, or say why they are right: `<!-- allow CODE: reason -->` before the block\n",
            errors.len()
        ));
        return Err(ERRORS);
    }
    let source = translate::text(&world, original, common)?;
    let own = translate::text(&world, translation, common)?;
    let text = accepted::lock(site, original, translation, &source.text).write(&translation.file.lang);
    let before = translate::current(&world, &path);
    let fix = revision(original, translation, &own.text);
    let is_fixed = fix.is_some();
    if let Some(fix) = fix {
        repair(common, &world, &translation.file.path, &[fix], dry_run)?;
    }
    if dry_run {
        rewrite(common, &world, &path, &text, true)?;
    } else if before.as_deref() != Some(&*text) {
        put(common, &path, &text)?;
    }
    if !common.quiet {
        let none = Staleness::default();
        let staleness = translation.staleness.as_deref().unwrap_or(&none);
        let end = if dry_run { "; nothing was written" } else { "" };
        let what = match (before.as_deref() == Some(&*text), is_fixed) {
            (true, true) => "`revision` is set, and nothing else changed".to_owned(),
            (true, false) => "nothing changed".to_owned(),
            (false, _) => said(staleness),
        };
        tell(format_args!("{}: {what}; {path}{end}\n", translation.file.path));
        let is_left = |found: &&Diagnostic| {
            let is_own = found.at.as_ref().is_some_and(|at| at.file == translation.file.path);
            is_own && found.severity == Severity::Warning && !STALENESS.codes.contains(&found.code)
        };
        let left = study.told.iter().filter(is_left).count();
        if left > 0 {
            let (noun, them) = if left == 1 { ("warning", "it") } else { ("warnings", "them") };
            tell(format_args!("  {left} {noun} of this file: `onrecord check` shows {them}\n"));
        }
    }
    Ok(())
}

/// Errors that say that the two editions do not agree. That the original was changed since, whatever level a site gives
/// it, is what accepting takes in.
fn disagreements(site: &Site, told: &[Diagnostic], both: &Both<'_>) -> Vec<Diagnostic> {
    let texts = Texts::of(site, both);
    let is_own = |place: &Place| place.file == both.original.file.path || texts.has(place);
    let touches = |found: &Diagnostic| {
        let mut places = found.at.iter().chain(found.also.iter().map(|(place, _)| place));
        places.any(|place| texts.has(place))
    };
    // Of what the original changed, errors are told as warnings until now. What a site has made a warning stays one.
    let is_set = |found: &Diagnostic| site.config.levels.contains_key(found.code.name);
    let is_error =
        |found: &&Diagnostic| found.is_error() || found.code.level == Severity::Error && !is_set(found);
    let disagrees = |found: &Diagnostic| {
        found.code.name.starts_with("translation/") && touches(found) || is_broken(found, &texts)
    };
    let is_told = |found: &Diagnostic| {
        let is_here = found.at.as_ref().is_some_and(is_own) && !STALENESS.codes.contains(&found.code);
        is_here && disagrees(found) || is_gap(found, site, both.translation)
    };
    told.iter()
        .filter(|found| is_error(found) && is_told(found))
        .map(|found| Diagnostic { severity: Severity::Error, ..found.clone() })
        .collect()
}

/// Where a translation is written: in its file, and where the texts stand of the exhibits that it shows.
struct Texts<'a> {
    file: &'a Arc<str>,
    shown: Vec<Place>,
}

impl<'a> Texts<'a> {
    fn of(site: &Site, both: &Both<'a>) -> Texts<'a> {
        let [original, own] = [both.original, both.translation].map(|edition| {
            let uses = uses::of(site, edition);
            let passages = evidence::passages(edition, &uses).into_iter();
            let shown = passages.filter(|passage| passage.file != edition.file.path);
            let place = |passage: evidence::Passage<'_>| {
                let span = passage.line.first()?.span.joined(passage.line.last()?.span);
                Some(Place::new(&passage.file, span))
            };
            shown.filter_map(place).collect::<Vec<_>>()
        });
        // A text for all languages is the original's.
        let shown = own.into_iter().filter(|place| !original.contains(place)).collect();
        Texts { file: &both.translation.file.path, shown }
    }

    fn has(&self, place: &Place) -> bool {
        let is_in = |text: &Place| {
            text.file == place.file && text.span.start <= place.span.end && place.span.start <= text.span.end
        };
        place.file == *self.file || self.shown.iter().any(is_in)
    }
}

/// What cannot be read cannot be recorded.
fn is_broken(found: &Diagnostic, texts: &Texts<'_>) -> bool {
    let is_own = found.at.as_ref().is_some_and(|at| texts.has(at));
    is_own && (["markdown/", "toml/", "fact/"].iter().any(|area| found.code.name.starts_with(area)))
}

/// A text of the story that the translation has waited for.
fn is_gap(found: &Diagnostic, site: &Site, translation: &Edition) -> bool {
    let Some(at) = &found.at else { return false };
    let folder = site.file_source(translation.folder, "");
    let is_here = at.file.strip_prefix(&*folder).is_some_and(|file| !file.contains('/'));
    let lacks = found.languages.iter().any(|tag| **tag == *translation.file.lang.as_str());
    found.code == &codes::translation::MISSING_TEXT && is_here && lacks
        || found.code == &codes::figure::NO_ALT && at.file == translation.file.path
}

/// What is accepted, in words.
fn said(staleness: &Staleness) -> String {
    if !staleness.is_recorded {
        return "accepted as a translation of the original as it is".to_owned();
    }
    let mut parts = Vec::new();
    let mut add = |count: usize, one: &str, several: &str| {
        if count > 0 {
            parts.push(format!("{count} {}", if count == 1 { one } else { several }));
        }
    };
    add(staleness.behind, "change of the original", "changes of the original");
    add(staleness.figures, "with other figures", "with other figures");
    add(staleness.corrections.len(), "correction", "corrections");
    add(staleness.ahead, "change of the translation", "changes of the translation");
    if parts.is_empty() { "accepted".to_owned() } else { format!("accepted, with {}", parts.join(", ")) }
}

/// Sets `revision` to the original's `updated`, or `date`; a page has neither.
fn revision(original: &Edition, translation: &Edition, text: &str) -> Option<Fix> {
    let meta = &original.file.meta;
    let day = meta.updated.as_ref().or(meta.date.as_ref())?.value.to_string();
    let made = translation.file.meta.translation.as_ref()?;
    let place = |span: Span| Place::new(&translation.file.path, span);
    if let Some(revision) = &made.revision {
        let is_same = revision.value.to_string() == day;
        return (!is_same).then(|| Fix { place: place(revision.span), replacement: day });
    }
    // Behind `of`, on a line of its own unless the table stands in one line.
    let end = made.of.place.span.range().end;
    let rest = text.get(end..)?;
    let end = end + usize::from(rest.starts_with(['"', '\'']));
    let start = text.get(..end)?.rfind('\n').map_or(0, |at| at + 1);
    let is_inline = text.get(start..end)?.contains('{');
    let at = if is_inline { end } else { end + text.get(end..)?.find('\n')? };
    let replacement = if is_inline { format!(", revision = {day}") } else { format!("\nrevision = {day}") };
    Some(Fix { place: place(Span::new(at..at)), replacement })
}
