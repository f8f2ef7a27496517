//! Corrections as readers see them: on the page of their story, and for the list and the feed of all of them.

use crate::render::Mode;
use crate::render::evidence;
use crate::render::frame::moment_view;
use crate::render::prose::HtmlWriter;
use crate::render::view::{CorrectedFactView, CorrectionView};
use crate::render::words::language_in;
use crate::site::Edition;
use crate::site::uses::fact_anchor;
use crate::site::values;
use crate::story::front_matter::CorrectionFile;

/// The anchor of a correction on the page of its story: its day, and a number for the further ones of a day.
pub(crate) fn anchor(edition: &Edition, at: usize) -> String {
    let corrections = &edition.meta.corrections;
    let Some((moment, _)) = corrections.get(at) else { return String::new() };
    let before = corrections.iter().take(at).filter(|(other, _)| other.date == moment.date).count();
    if before == 0 { format!("_{}", moment.date) } else { format!("_{}-{}", moment.date, before + 1) }
}

/// All corrections of an edition, the newest first.
pub(crate) fn views(html: &mut HtmlWriter<'_>) -> Vec<CorrectionView> {
    (0..html.writer.edition.meta.corrections.len()).filter_map(|at| view(html, at)).collect()
}

/// One correction of an edition; `None` if it has no note in any language, which is told.
pub(crate) fn view(html: &mut HtmlWriter<'_>, at: usize) -> Option<CorrectionView> {
    let edition = html.writer.edition;
    let language = html.writer.language;
    let (moment, correction) = edition.meta.corrections.get(at)?;
    let (note, foreign) = correction.note(&language.tag)?;
    let word = correction.kind.word();
    Some(CorrectionView {
        kind: word,
        label: language.messages.text(&format!("correction.{word}"), &[]),
        date: moment_view(language, moment),
        html: html.line(&note.line, edition.folder, &note.text.place.file),
        lang: foreign.map(|tag| tag.as_str().into()),
        dir: foreign.map(|tag| tag.direction().name()),
        language: foreign.map(|tag| language_in(html.writer.site, tag, language)),
        is_major: correction.kind.is_major(),
        id: anchor(edition, at),
        facts: facts(html, correction),
    })
}

/// The figures that a correction names, as far as there are words for what they are; each leads to its first mark.
fn facts(html: &HtmlWriter<'_>, correction: &CorrectionFile) -> Vec<CorrectedFactView> {
    let writer = html.writer;
    let mut views: Vec<CorrectedFactView> = Vec::new();
    for id in &correction.facts {
        let found = writer.site.fact(writer.edition.folder, &values::fact_ref(&id.value));
        let Some(found) = found else { continue };
        let Ok(resolved) = values::of_fact(writer.site, found) else { continue };
        let label = evidence::label(&writer, &resolved);
        let mark = fact_anchor(&found.value.id);
        let mark = Some(mark).filter(|mark| html.mode == Mode::Page && html.noted.contains(mark));
        if !label.is_empty() && !views.iter().any(|view| view.label == label) {
            views.push(CorrectedFactView { label, mark });
        }
    }
    views
}
