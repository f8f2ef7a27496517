//! How a translation was made and how far it is behind its original, as readers are told.

use crate::render::cards::{joined, person_view};
use crate::render::frame::{link_view, moment_view, period_view};
use crate::render::links;
use crate::render::places::Places;
use crate::render::view::{BehindView, TranslationView};
use crate::site::lookup::StoryLink;
use crate::site::staleness::Staleness;
use crate::site::{Edition, Language, Site};
use crate::story::front_matter::{Method, Moment, Person};

/// What is told of a translation; `None` of an original. `places` are the notes that its page has.
pub(crate) fn view(site: &Site, edition: &Edition, places: &Places) -> Option<TranslationView> {
    let translation = edition.meta.translation.as_ref()?;
    let original = site.folder(edition.folder).original?;
    let language = site.language(edition.lang);
    let person = |text: &crate::fields::Text| {
        person_view(site, edition.folder, edition.lang, &Person::of(text), false)
    };
    let revision = translation.revision.as_ref().and_then(|date| {
        let collector = crate::diag::Collector::new(&edition.file.path);
        Moment::resolve(date, &site.config.time_zone, &collector)
    });
    let method = method(translation.method);
    let staleness = edition.staleness.as_deref();
    Some(TranslationView {
        method,
        method_label: language.messages.text(&format!("translation.method.{method}"), &[]),
        by: joined(language, translation.by.iter().map(person).collect()),
        tool: translation.tool.as_ref().map(|tool| tool.value.to_string()),
        reviewed_by: joined(language, translation.reviewed_by.iter().map(person).collect()),
        original: link_view(site, StoryLink { edition: original, is_foreign: true }),
        is_behind: edition.meta.is_behind,
        behind: staleness.and_then(|staleness| behind(language, staleness, places)),
        partial: staleness
            .filter(|staleness| staleness.missing > 0)
            .map(|staleness| language.formatter.counted("translation.partial", staleness.missing, &[])),
        revision: revision.map(|moment| moment_view(language, &moment)),
        compare: compare_page(site, edition).map(|path| links::encode(&path)),
    })
}

/// The word for a method of translation in front matter, messages and templates.
fn method(method: Method) -> &'static str {
    match method {
        Method::Human => "human",
        Method::MachineReviewed => "machine-reviewed",
        Method::Machine => "machine",
    }
}

/// Path of the page that shows a translation beside its original; `None` if it has none.
pub(crate) fn compare_page(site: &Site, edition: &Edition) -> Option<String> {
    // Of an edition that does not say that it is a translation nothing can be told; it is an error already.
    let is_translation = !edition.is_original && edition.meta.translation.is_some();
    let has_one = site.config.compare && is_translation && site.folder(edition.folder).original.is_some();
    has_one.then(|| links::compare(edition))
}

fn behind(language: &Language, staleness: &Staleness, places: &Places) -> Option<BehindView> {
    let formatter = &language.formatter;
    let text = |key, values: &[(&str, &str)]| language.messages.text(key, values);
    let day = |period: crate::quantity::Period| period_view(language, &period.to_string());
    let since = staleness.original_day.filter(|day| staleness.translated.is_some_and(|own| own < *day));
    if staleness.is_older {
        // Nothing is recorded: only the days tell.
        let since = since.and_then(day)?;
        return Some(BehindView {
            version: staleness.translated.and_then(day),
            changes: text("translation.changed_since", &[("date", &since.long)]),
            is_marked: false,
        });
    }
    if staleness.behind == 0 {
        return None;
    }
    let titles = staleness.titles.min(staleness.behind);
    let parts = [("blocks", staleness.behind - titles), ("titles", titles)].into_iter();
    let parts = parts.filter(|(_, count)| *count > 0);
    let parts = parts.map(|(key, count)| formatter.counted(&format!("translation.{key}"), count, &[]));
    let blocks = formatter.list(&parts.collect::<Vec<_>>());
    let changes = match staleness.figures {
        0 => blocks,
        figures if figures == staleness.behind => {
            formatter.counted("translation.figures_all", figures, &[("blocks", &blocks)])
        }
        figures => formatter.counted("translation.figures", figures, &[("blocks", &blocks)]),
    };
    Some(BehindView {
        version: staleness.translated.and_then(day),
        changes: match since.and_then(day) {
            Some(date) => text("translation.changed_on", &[("date", &date.long), ("changes", &changes)]),
            None => text("translation.changed", &[("changes", &changes)]),
        },
        is_marked: !places.changes.is_empty(),
    })
}
