//! The page that shows a translation beside its original: block by block, figures and quotations marked, what became of
//! each block since, and all quotations with whoever said them. For editors and readers; search engines leave it out.

use std::sync::Arc;

use crate::locale::LangTag;
use crate::prose::flat::FlatText;
use crate::prose::{Target, plain_text};
use crate::render::edition::Parts;
use crate::render::frame::{self, PageFacts};
use crate::render::links::{self, Base};
use crate::render::places::Places;
use crate::render::prose::HtmlWriter;
use crate::render::references::References;
use crate::render::view::translation::{CompareView, ComparedQuotationView, ComparedView, RowView};
use crate::render::words::{self, Writer, language_name};
use crate::render::{Mode, SiteFileKey, translation};
use crate::site::beside::{self, Part, Row};
use crate::site::blocks::{self, Line};
use crate::site::quoted;
use crate::site::reading::{self, ReadEdition};
use crate::site::staleness::BlockState;
use crate::site::{EditionIx, Site};
use crate::story::blocks::Argument;
use crate::story::{Block, BlockContent, Marked};

/// The page of a translation, and the files that it leads to; `None` if the edition is none, or its original is held back.
pub(crate) fn view(
    parts: Parts<'_>,
    ix: EditionIx,
    references: &[References],
) -> Option<(CompareView, Vec<SiteFileKey>)> {
    let site = parts.site;
    let edition = site.edition(ix);
    let path = translation::compare_page(site, edition)?;
    let original = site.folder(edition.folder).original?;
    let rows = parts.beside.get(ix.0 as usize)?.as_deref()?;
    let mut sides = [original, ix].map(|ix| Side::of(parts, ix, references, &path, rows));
    let [first, second] = &mut sides;
    let messages = &site.language(edition.lang).messages;
    let mut views = Vec::new();
    for (number, row) in (1..).zip(rows) {
        let state = word(row.state);
        views.push(RowView {
            number,
            state,
            state_label: messages.text(&format!("compare.is.{state}"), &[]),
            original_html: first.html(&row.original),
            translated_html: second.html(&row.translation),
        });
    }
    let staleness = edition.staleness.as_deref();
    let quotations = quotations(site, ix, rows.len(), &first.quotations, &second.quotations);
    let view = CompareView {
        frame: frame::frame(site, facts(site, ix, path)),
        original: compared(site, original),
        translated: compared(site, ix),
        translation: translation::view(site, edition, &Places::default())?,
        is_recorded: staleness.is_some_and(|staleness| staleness.is_recorded),
        rows: views,
        quotations,
    };
    let files = sides.iter_mut().flat_map(|side| std::mem::take(&mut side.html.body.files)).collect();
    Some((view, files))
}

/// The word for a state in messages and templates.
fn word(state: BlockState) -> &'static str {
    match state {
        BlockState::Current => "current",
        BlockState::Ahead => "ahead",
        BlockState::Changed => "changed",
        BlockState::Figures => "figures",
        BlockState::Missing => "missing",
        BlockState::Extra => "extra",
        BlockState::Unrecorded => "unrecorded",
    }
}

fn compared(site: &Site, ix: EditionIx) -> ComparedView {
    let edition = site.edition(ix);
    let language = site.language(edition.lang);
    ComparedView {
        lang: language.tag.as_str().into(),
        dir: language.direction.name(),
        language: language_name(site, edition.lang),
        title: words::headline(site, edition, site.uses(ix)),
        path: links::encode(&edition.path),
    }
}

/// Each language of the switcher leads to its own side-by-side page, the original's to the original.
fn facts(site: &Site, ix: EditionIx, path: String) -> PageFacts {
    let edition = site.edition(ix);
    let messages = &site.language(edition.lang).messages;
    let headline = words::headline(site, edition, site.uses(ix));
    let text = |key| messages.text(key, &[("title", &headline)]);
    let sibling = |ix: &EditionIx| {
        let other = site.edition(*ix);
        (other.lang, translation::compare_page(site, other).unwrap_or_else(|| other.path.to_string()))
    };
    let original = site.folder(edition.folder).original.map(|ix| site.edition(ix).lang);
    PageFacts {
        siblings: site.folder(edition.folder).editions.iter().map(sibling).collect(),
        other: original.map(|lang| (lang, frame::same_key(edition.kind))),
        noindex: true,
        ..PageFacts::plain(edition.lang, path, text("compare.page_title"), text("compare.description"))
    }
}

/// A quotation of an edition.
struct Quoted {
    row: usize,
    /// Id of its record.
    id: Option<Arc<str>>,
    /// Id of the name of who said it.
    speaker: Option<Arc<str>>,
    words: String,
    /// The language of the words where it is not the edition's.
    lang: Option<LangTag>,
}

/// One of the two editions, ready to be written.
struct Side<'a> {
    html: HtmlWriter<'a>,
    quotations: Vec<Quoted>,
}

impl<'a> Side<'a> {
    fn of(
        parts: Parts<'a>,
        ix: EditionIx,
        references: &'a [References],
        path: &str,
        rows: &[Row],
    ) -> Side<'a> {
        let Parts { site, theme, figures, .. } = parts;
        let edition = site.edition(ix);
        let writer = Writer::new(site, edition, site.uses(ix));
        let references = references.get(ix.0 as usize).expect("one an edition");
        let mut html = HtmlWriter::new(writer, theme, references, figures, Base::of_page(path), Mode::Lead);
        let passages = reading::glance(edition, site.uses(ix));
        html.compared = true;
        let read = ReadEdition { site, edition, read: &passages };
        let place = |part: &Part| {
            let has = |row: &&Row| {
                if edition.is_original { &row.original } else { &row.translation }.contains(part)
            };
            rows.iter().position(|row| has(&row))
        };
        let mut found = Vec::new();
        for (line, part) in blocks::lines_at_a_glance(&read).iter().zip(beside::parts_by_line(site, ix)) {
            let Some(row) = place(&part) else { continue };
            let block = match part {
                Part::Block(at) => edition.file.body.blocks.get(at),
                Part::Headline | Part::Standfirst | Part::Footnote(_) => None,
            };
            match block.and_then(record_of) {
                // A block of a recorded quotation is told once, at its first line.
                Some(id) => {
                    let is_told =
                        found.last().is_some_and(|last: &Quoted| last.row == row && last.id.is_some());
                    if !is_told {
                        found.push(quoted_block(&html, row, block, id));
                    }
                }
                None => found.extend(quoted_in(&html, row, &read, line)),
            }
        }
        Side { html, quotations: found }
    }

    /// The parts of one cell.
    fn html(&mut self, parts: &[Part]) -> String {
        let mut all = String::new();
        for part in parts {
            all.push_str(&match part {
                Part::Headline => self.front("head", true),
                Part::Standfirst => self.front("stand", false),
                Part::Block(at) => self.html.block_html(*at),
                Part::Footnote(at) => self.html.footnote_html(*at),
            });
        }
        all
    }

    fn front(&mut self, class: &str, is_headline: bool) -> String {
        let edition = self.html.writer.edition;
        let text = if is_headline { &edition.meta.title } else { &edition.meta.description };
        let Some(text) = text else { return String::new() };
        let words = self.html.line(&text.line, edition.folder, &text.text.place.file);
        format!("<p class=\"{class}\">{words}</p>\n")
    }
}

/// The record that a block of quotation is of.
fn record_of(block: &Block) -> Option<&str> {
    let BlockContent::Marked(marked) = &block.kind else { return None };
    let Marked { kind, argument: Some(id), .. } = &**marked else { return None };
    (kind.argument == Argument::Quote).then_some(&id.value)
}

/// A block of quotation with its words: its own, else those of its record.
fn quoted_block(html: &HtmlWriter<'_>, row: usize, block: Option<&Block>, id: &str) -> Quoted {
    let mut words = Vec::new();
    let mut lang = None;
    if let Some(BlockContent::Marked(marked)) = block.map(|block| &block.kind) {
        for inner in &marked.blocks {
            if let BlockContent::Paragraph(line) = &inner.kind {
                words.push(FlatText::of(line).text.trim().to_owned());
                lang = lang.or_else(|| html.left_in(id, &plain_text(line)));
            }
        }
    }
    if words.is_empty() {
        let writer = &html.writer;
        words.extend(writer.written(&Target::Quote(id.into()), writer.edition.folder));
        lang = html.left_in(id, "");
    }
    let writer = &html.writer;
    let speaker = writer.site.quote(writer.edition.folder, id).and_then(|found| found.value.speaker.as_ref());
    Quoted {
        row,
        id: Some(id.into()),
        speaker: speaker.map(|name| name.value.clone()),
        words: words.join(" "),
        lang: lang.cloned(),
    }
}

/// Quotations in a line: those of records, and what stands between quotation marks.
fn quoted_in(
    html: &HtmlWriter<'_>,
    row: usize,
    edition: &ReadEdition<'_, '_>,
    line: &Line<'_, '_>,
) -> Vec<Quoted> {
    let Some(read) = line.read else { return Vec::new() };
    let quoted = |quoted: quoted::Quoted| {
        let words = read.flat.words_of(quoted.range);
        let lang = quoted.record.as_ref().and_then(|id| html.left_in(id, words)).cloned();
        let written = |id: &Arc<str>| html.writer.written(&Target::Quote(id.clone()), read.passage.scope);
        let words = match &quoted.record {
            Some(id) if words.is_empty() => written(id).unwrap_or_default(),
            _ => words.to_owned(),
        };
        Quoted { row, id: quoted.record, speaker: quoted.speaker, words, lang }
    };
    quoted::quotations(edition, line).into_iter().map(quoted).collect()
}

/// Quotations of both editions, row by row: those of one record together, the others in their order.
fn quotations(
    site: &Site,
    ix: EditionIx,
    rows: usize,
    original: &[Quoted],
    translation: &[Quoted],
) -> Vec<ComparedQuotationView> {
    let edition = site.edition(ix);
    let tag = &site.language(edition.lang).tag;
    let speaker = |quoted: &Quoted| {
        let name = site.name(edition.folder, quoted.speaker.as_ref()?)?.value;
        Some(name.name.get_or_any(tag)?.0.value.to_string())
    };
    let mut views = Vec::new();
    for row in 0..rows {
        let mut rest: Vec<&Quoted> = translation.iter().filter(|quoted| quoted.row == row).collect();
        for quoted in original.iter().filter(|quoted| quoted.row == row) {
            let at = rest.iter().position(|other| other.id == quoted.id);
            let other = at.map(|at| rest.remove(at));
            views.push(compared_quotation(row, speaker(quoted), Some(quoted), other));
        }
        views.extend(rest.into_iter().map(|only| compared_quotation(row, speaker(only), None, Some(only))));
    }
    views
}

fn compared_quotation(
    row: usize,
    speaker: Option<String>,
    original: Option<&Quoted>,
    translated: Option<&Quoted>,
) -> ComparedQuotationView {
    let words = |quoted: Option<&Quoted>| quoted.map(|quoted| quoted.words.clone()).unwrap_or_default();
    let lang = |quoted: Option<&Quoted>| quoted.and_then(|quoted| quoted.lang.clone());
    let tag = |quoted| lang(quoted).map(|tag| tag.as_str().into());
    let dir = |quoted| lang(quoted).map(|tag| tag.direction().name());
    ComparedQuotationView {
        row: row + 1,
        speaker,
        original: words(original),
        original_lang: tag(original),
        original_dir: dir(original),
        translated: words(translated),
        translated_lang: tag(translated),
        translated_dir: dir(translated),
    }
}
