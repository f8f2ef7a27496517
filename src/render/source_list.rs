//! The source list at the foot of a story: each entry with who can see it, where, and every place that uses it.

use std::collections::BTreeSet;

use crate::render::frame::period_view;
use crate::render::links;
use crate::render::references::{References, foreign_language};
use crate::render::view::{CopyView, DateView, ReferenceView};
use crate::render::words::Writer;
use crate::site::FolderIx;
use crate::site::lookup::SiteFile;
use crate::site::uses::{UseKind, source_of};
use crate::source::style::Entry;
use crate::source::{Access, Attribution, Source, SourceCopy};

/// Full stops of the scripts: the theme sets its own behind a reason.
const STOPS: [char; 5] = ['.', '。', '．', '।', '۔'];

/// The entries in the order of the style. `noted` are the anchors that bound words got on the page.
pub(crate) fn views(
    references: &References,
    writer: &Writer<'_>,
    noted: &BTreeSet<String>,
) -> Vec<ReferenceView> {
    let entries = references.rendered.entries.iter().enumerate();
    entries.filter_map(|(nth, (at, entry))| view(references, writer, noted, nth, *at, entry)).collect()
}

/// Why not everybody can see a source, in the page's language and without a full stop.
pub(crate) fn access_reason(writer: &Writer<'_>, source: &Source) -> Option<String> {
    let (reason, _) = source.provenance.access_reason.as_ref()?.get_or_any(&writer.language.tag)?;
    Some(reason.value.trim_end_matches(STOPS).to_owned())
}

fn view(
    references: &References,
    writer: &Writer<'_>,
    noted: &BTreeSet<String>,
    nth: usize,
    at: usize,
    entry: &Entry,
) -> Option<ReferenceView> {
    let used = writer.uses.sources.get(at)?;
    let source = source_of(writer.site, used)?;
    let provenance = &source.provenance;
    let messages = &writer.language.messages;
    let access = provenance.access.word();
    Some(ReferenceView {
        number: if references.is_numeric() { nth + 1 } else { 0 },
        id: References::entry_id(at),
        html: entry.html.clone(),
        lang: foreign_language(writer, source).map(|tag| tag.as_str().into()),
        access,
        access_label: messages.text(&format!("access.{access}"), &[]),
        attribution_label: attribution_label(writer, provenance.attribution),
        access_reason: access_reason(writer, source),
        copies: source
            .copies
            .iter()
            .filter_map(|copy| copy_view(writer, used.folder, source, copy))
            .collect(),
        backs: backs(writer, noted, &used.citations),
    })
}

/// How the author of a source may be named; nothing needs saying where it is by name.
fn attribution_label(writer: &Writer<'_>, attribution: Attribution) -> Option<String> {
    let word = match attribution {
        Attribution::OnRecord => return None,
        Attribution::OnBackground => "on-background",
        Attribution::NotForAttribution => "not-for-attribution",
        Attribution::Unnamed => "unnamed",
    };
    Some(writer.language.messages.text(&format!("attribution.{word}"), &[]))
}

/// Anchors of every use that the page shows, each once.
fn backs(writer: &Writer<'_>, noted: &BTreeSet<String>, citations: &[usize]) -> Vec<String> {
    let mut backs: Vec<String> = Vec::new();
    for used in citations.iter().filter_map(|at| writer.uses.citations.get(*at)) {
        let is_shown = used.kind != UseKind::Binding || noted.contains(&*used.anchor);
        if is_shown && !backs.iter().any(|back| **back == *used.anchor) {
            backs.push(used.anchor.to_string());
        }
    }
    backs
}

/// Where a source can be seen; nothing of a withheld one.
pub(crate) fn copy_view(
    writer: &Writer<'_>,
    folder: FolderIx,
    source: &Source,
    copy: &SourceCopy,
) -> Option<CopyView> {
    if source.provenance.access == Access::Withheld {
        return None;
    }
    let file = copy.file.as_ref().and_then(|file| writer.site.file(folder, &file.value));
    let path = file.as_ref().map(|file| links::encode(&links::file_path(writer.site, file)));
    let name = file.as_ref().map(|file| {
        let (SiteFile::Beside { file, .. } | SiteFile::Static(file)) = file;
        file.rsplit('/').next().unwrap_or_default().to_owned()
    });
    let formatter = &writer.language.formatter;
    let date = |text: &str| period_view(writer.language, text);
    let archived = copy.archived.as_ref().map(|address| address.value.to_string());
    Some(CopyView {
        path,
        file: name,
        pages: copy.pages.map(|pages| formatter.counted("source.pages", pages.value, &[])),
        sha256: copy.sha256.as_ref().map(|digest| digest.value.to_lowercase()),
        url: copy.url.as_ref().map(|url| url.value.to_string()),
        host: copy.url.as_ref().map(|url| links::host(&url.value)),
        archived_date: archived.as_deref().and_then(|address| archived_date(writer, address)),
        archived,
        accessed: copy.accessed.as_deref().and_then(date),
    })
}

/// The day that an archive's address tells: `…/web/20260210120000/https://…`, as the Wayback Machine and others write.
fn archived_date(writer: &Writer<'_>, address: &str) -> Option<DateView> {
    let digits =
        address.split('/').find(|part| part.len() == 14 && part.bytes().all(|byte| byte.is_ascii_digit()))?;
    let (year, month, day) = (digits.get(..4)?, digits.get(4..6)?, digits.get(6..8)?);
    period_view(writer.language, &format!("{year}-{month}-{day}"))
}
