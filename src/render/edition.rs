//! The view of a story, page or section.

use std::collections::BTreeSet;

use crate::render::cards::{Cards, joined, numbered_title, person_view, preview_card, tag_link};
use crate::render::corrections;
use crate::render::figures::Figures;
use crate::render::frame::{self, PageFacts, date_view, link_view, moment_view};
use crate::render::links::{self, Base};
use crate::render::metadata::{self, ArticleFacts};
use crate::render::places::Places;
use crate::render::prose::HtmlWriter;
use crate::render::references::References;
use crate::render::social;
use crate::render::source_list;
use crate::render::theme::Theme;
use crate::render::translation;
use crate::render::view::ExportView;
use crate::render::view::{
    CardView, CiteThisView, EditionView, ImageMetaView, LinkView, PersonView, PictureView, ReplyView,
    TranslationView,
};
use crate::render::words::{self, Writer, escaped};
use crate::render::{BodyHtml, Mode};
use crate::site::beside::Row;
use crate::site::lookup::StoryLink;
use crate::site::uses::Uses;
use crate::site::{Edition, EditionIx, EditionKind, FolderIx, LangIx, Site};
use crate::story::front_matter::{Moment, Person};

/// What the views of all editions are made of.
#[derive(Clone, Copy)]
pub(crate) struct Parts<'a> {
    pub(crate) site: &'a Site,
    pub(crate) theme: &'a Theme,
    pub(crate) figures: &'a Figures,
    pub(crate) cards: &'a Cards,
    /// What stands beside what in translations and their originals; empty where nobody asks.
    pub(crate) beside: &'a [Option<Vec<Row>>],
}

/// A view, and what its page brings into the output.
pub(crate) struct EditionPage {
    pub(crate) view: EditionView,
    /// The body without its HTML, which stands in the view.
    pub(crate) body: BodyHtml,
}

/// Makes the view of a published edition.
pub(crate) fn view(parts: Parts<'_>, ix: EditionIx, references: &References) -> EditionPage {
    let Parts { site, theme, figures, .. } = parts;
    let edition = site.edition(ix);
    let writer = Writer::new(site, edition, site.uses(ix));
    let mut html =
        HtmlWriter::new(writer, theme, references, figures, Base::of_page(&edition.path), Mode::Page);
    html.places = Places::of(site, parts.beside, ix, html.base.as_str());
    let translation = translation::view(site, edition, &html.places);
    html.write_body();
    let meta = &edition.meta;
    let standfirst_html = prose(&mut html, meta.description.as_ref(), false);
    let headline_html = prose(&mut html, meta.title.as_ref(), true);
    let corrections = corrections::views(&mut html);
    let replies = replies(&mut html);
    let authors = people(site, edition, &meta.authors, true);
    let image = lead_picture(&mut html);
    let tags = tags(site, edition);
    let (by, of) = (authors.as_slice(), translation.as_ref());
    let facts = SelfDescription::new(parts, references, &writer, ix, by, of, &tags);
    let frame = frame::frame(site, page_facts(&writer, facts));
    let (notices, changes): (Vec<_>, Vec<_>) =
        corrections.into_iter().partition(|correction| correction.is_major);
    let mut body = std::mem::take(&mut html.body);
    references.add_notes(&writer, Mode::Page, &mut body);
    let sources = source_list::views(references, &writer, &html.noted);
    let tipline = meta.tipline.as_ref().filter(|_| !body.has_tipline);
    let language = writer.language;
    let view = EditionView {
        kind: kind(edition.kind),
        frame,
        headline_html,
        standfirst_html,
        front_changes: html.places.take_front(),
        section: section(site, edition),
        partners: people(site, edition, &meta.partners, false),
        published: meta.date.as_ref().map(|moment| moment_view(language, moment)),
        updated: meta.updated.as_ref().map(|moment| moment_view(language, moment)),
        image,
        notices,
        contents: std::mem::take(&mut body.contents),
        body_html: std::mem::take(&mut body.html),
        footnotes: std::mem::take(&mut body.footnotes),
        references: sources,
        citation_style: references.kind(),
        replies,
        tipline: tipline.and_then(|id| frame::tipline(site, language, &id.value)),
        changes,
        related: related(parts, ix),
        list: None,
        cite_this: cite_this(&writer, &authors),
        license: meta.license.as_deref().or(site.config.license.as_deref()).map(frame::license),
        has_notes: body.has_notes,
        how_we_know: links::has_evidence(writer.uses).then(|| links::encode(&links::evidence(edition))),
        exports: exports(site, edition, writer.uses),
        tags,
        authors,
        translation,
    };
    EditionPage { view, body }
}

/// What other programs are given of an edition.
pub(crate) fn exports(site: &Site, edition: &Edition, uses: &Uses) -> Vec<ExportView> {
    let view = |format, path: String| ExportView { format, path: links::encode(&path) };
    let mut exports = Vec::new();
    if links::has_sources(uses) {
        exports.push(view("CSL-JSON", links::csl_json(site, edition.folder)));
        exports.push(view("BibTeX", links::bibtex(site, edition.folder)));
    }
    if uses.embeds.iter().any(|embed| embed.table.is_some()) {
        exports.push(view("Data Package", links::data_package(site, edition.folder)));
    }
    exports
}

fn kind(kind: EditionKind) -> &'static str {
    match kind {
        EditionKind::Story => "story",
        EditionKind::Page => "page",
        EditionKind::Section => "section",
    }
}

fn prose(
    html: &mut HtmlWriter<'_>,
    text: Option<&crate::story::front_matter::ProseText>,
    quiet: bool,
) -> String {
    let folder = html.writer.edition.folder;
    let Some(text) = text else { return String::new() };
    let file = text.text.place.file.clone();
    if quiet { html.quiet_line(&text.line, folder, &file) } else { html.line(&text.line, folder, &file) }
}

/// What a page says of itself to search engines and previews.
struct SelfDescription<'a> {
    ix: EditionIx,
    headline: String,
    description: String,
    image: Option<ImageMetaView>,
    authors: &'a [PersonView],
    translation: Option<&'a TranslationView>,
    tags: &'a [LinkView],
}

impl<'a> SelfDescription<'a> {
    fn new(
        parts: Parts<'_>,
        references: &References,
        writer: &Writer<'_>,
        ix: EditionIx,
        authors: &'a [PersonView],
        translation: Option<&'a TranslationView>,
        tags: &'a [LinkView],
    ) -> SelfDescription<'a> {
        let Writer { site, edition, uses, .. } = *writer;
        SelfDescription {
            ix,
            headline: words::headline(site, edition, uses),
            description: words::standfirst(site, edition, uses),
            image: preview(site, parts.theme, parts.figures, references, edition),
            authors,
            translation,
            tags,
        }
    }
}

fn page_facts(writer: &Writer<'_>, facts: SelfDescription<'_>) -> PageFacts {
    let Writer { site, edition, .. } = *writer;
    let folder = site.folder(edition.folder);
    let path_of = |ix: &EditionIx| {
        let other = site.edition(*ix);
        (other.lang, other.path.to_string())
    };
    let rfc3339 = |moment: Option<&Moment>| moment.map(|moment| moment.rfc3339.clone());
    let published = rfc3339(edition.meta.date.as_ref());
    PageFacts {
        lang: edition.lang,
        path: edition.path.to_string(),
        json_ld: json_ld(writer, &facts),
        title: facts.headline,
        description: facts.description,
        image: facts.image,
        siblings: folder.editions.iter().map(path_of).collect(),
        default: folder.original.map(|ix| site.edition(ix).path.to_string()),
        same: frame::same_key(edition.kind),
        other: None,
        noindex: false,
        is_article: metadata::is_article(edition),
        modified: rfc3339(edition.meta.updated.as_ref()).or_else(|| published.clone()),
        published,
    }
}

fn json_ld(writer: &Writer<'_>, facts: &SelfDescription<'_>) -> String {
    let edition = writer.edition;
    let (headline, description) = (&facts.headline, &facts.description);
    if !metadata::is_article(edition) {
        return metadata::page(writer.site, "WebPage", edition.lang, &edition.path, headline, description);
    }
    let how = facts.translation;
    let translators: Vec<PersonView> =
        how.map(|how| [how.by.as_slice(), how.reviewed_by.as_slice()].concat()).unwrap_or_default();
    metadata::article(&ArticleFacts {
        writer: *writer,
        ix: facts.ix,
        headline,
        description,
        authors: facts.authors,
        translators: &translators,
        translation: how,
        keywords: facts.tags.iter().map(|tag| tag.title.clone()).collect(),
        image: facts.image.as_ref(),
    })
}

/// People of a byline in the edition's language.
pub(crate) fn people(site: &Site, edition: &Edition, people: &[Person], is_linked: bool) -> Vec<PersonView> {
    let view = |person| person_view(site, edition.folder, edition.lang, person, is_linked);
    joined(site.language(edition.lang), people.iter().map(view).collect())
}

fn tags(site: &Site, edition: &Edition) -> Vec<LinkView> {
    edition.meta.tags.iter().map(|tag| tag_link(site, edition.lang, &tag.value)).collect()
}

fn section(site: &Site, edition: &Edition) -> Option<LinkView> {
    let mut above = site.scope(edition.folder).skip(1);
    let link = above.find_map(|folder| site.edition_in(folder, edition.lang))?;
    Some(link_view(site, StoryLink { edition: link, is_foreign: false }))
}

fn lead_picture(html: &mut HtmlWriter<'_>) -> Option<PictureView> {
    let site = html.writer.site;
    let edition = html.writer.edition;
    let image = edition.meta.image.as_ref()?;
    let file = site.file(edition.folder, &image.file.value)?;
    let size = html.figures.size(&file);
    let view = PictureView {
        path: links::encode(&links::file_path(site, &file)),
        width: size.map(|(width, _)| width),
        height: size.map(|(_, height)| height),
        alt: image.alt.to_string(),
        alt_foreign: image.alt_lang.as_ref().map(words::foreign),
        caption_html: String::new(),
        credit: image.credit.as_ref().map(|credit| credit.to_string()),
    };
    html.use_file(file);
    Some(view)
}

/// The picture for previews: the lead picture if previews can show it, else the story's card, else the theme's.
pub(crate) fn preview(
    site: &Site,
    theme: &Theme,
    figures: &Figures,
    references: &References,
    edition: &Edition,
) -> Option<ImageMetaView> {
    let card = || social::of_story(site, figures, references, edition)?.meta(site);
    social::own_picture(site, figures, edition).or_else(card).or_else(|| preview_card(site, theme))
}

/// Whom the desk asked, and what came of it.
pub(crate) fn replies(html: &mut HtmlWriter<'_>) -> Vec<ReplyView> {
    let writer = html.writer;
    let edition = writer.edition;
    let language = writer.language;
    let original = writer.site.folder(edition.folder).original;
    let file =
        original.map_or_else(|| edition.file.path.clone(), |ix| writer.site.edition(ix).file.path.clone());
    let mut views = Vec::new();
    for reply in &edition.meta.replies {
        let mut cite_html = String::new();
        for citation in &reply.cite {
            cite_html.push_str(&html.citation_html(citation, &file));
        }
        let name = writer.site.name(edition.folder, &reply.party.value);
        let name = name.and_then(|found| words::said(&found.value.name, &language.tag)).map(|(name, _)| name);
        views.push(ReplyView {
            party: name.unwrap_or_else(|| reply.party.value.to_string()),
            asked: date_view(language, reply.asked.to_string().as_str().into(), reply.asked),
            outcome: reply.outcome,
            label: language.messages.text(&format!("reply.{}", reply.outcome), &[]),
            cite_html,
        });
    }
    views
}

/// Stories it links to, stories that link to it, and the newest ones of its tags; in this order, each once.
///
/// Looks at its own links and the heads of a few lists: never at all stories.
fn related(parts: Parts<'_>, ix: EditionIx) -> Vec<CardView> {
    let Parts { site, theme, cards, .. } = parts;
    let edition = site.edition(ix);
    if edition.kind != EditionKind::Story {
        return Vec::new();
    }
    let limit = theme.settings.related_size;
    let mut chosen: Vec<EditionIx> = Vec::new();
    let mut seen: BTreeSet<FolderIx> = BTreeSet::from([edition.folder]);
    let linked = site.uses(ix).stories.iter();
    let back = site.catalogue.backlinks.get(ix.0 as usize).into_iter().flatten();
    let lang = edition.lang.0 as usize;
    let tagged = edition.meta.tags.iter().filter_map(|tag| site.catalogue.by_tag.get(&tag.value)?.get(lang));
    let tagged = tagged.flat_map(|list| list.iter().take(limit + 1));
    for candidate in linked.chain(back).chain(tagged) {
        let other = site.edition(*candidate);
        if chosen.len() < limit && other.kind == EditionKind::Story && seen.insert(other.folder) {
            chosen.push(*candidate);
        }
    }
    chosen.into_iter().map(|other| cards.view(site, other, edition.lang)).collect()
}

fn cite_this(writer: &Writer<'_>, authors: &[PersonView]) -> Option<CiteThisView> {
    let edition = writer.edition;
    let date = edition.meta.date.as_ref()?;
    let language = writer.language;
    let names: Vec<String> = authors.iter().map(|author| author.name.clone()).collect();
    let title =
        writer.site.config.title.get(&language.tag).map(|text| text.value.to_string()).unwrap_or_default();
    let headline = words::headline(writer.site, edition, writer.uses);
    let published = moment_view(language, date).long;
    let authors = if names.is_empty() { title.clone() } else { language.formatter.list(&names) };
    let slots = [
        ("authors", escaped(&authors)),
        ("title", escaped(&writer.quoted(&headline))),
        ("site", format!("<cite>{}</cite>", escaped(&title))),
        ("date", escaped(&published)),
    ];
    let slots: Vec<(&str, &str)> = slots.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let mut html = language.messages.text("cite.this", &slots);
    if let Some(updated) = &edition.meta.updated {
        let updated = escaped(&moment_view(language, updated).long);
        html.push_str(&language.messages.text("cite.version_of", &[("date", &updated)]));
    }
    Some(CiteThisView {
        html,
        doi: edition
            .meta
            .doi
            .as_ref()
            .map(|doi| format!("https://doi.org/{}", doi.value.trim_start_matches("https://doi.org/"))),
        version: edition.meta.version.as_ref().map(|version| version.value.to_string()),
    })
}

/// Makes the page of an edition that has a list into a further page of that list.
pub(crate) fn as_further_page(site: &Site, view: &mut EditionView, lang: LangIx, path: &str, number: usize) {
    let title = numbered_title(site, lang, &view.frame.title, number);
    let description = view.frame.description.clone();
    let json_ld = metadata::page(site, "CollectionPage", lang, path, &title, &description);
    let image = view.frame.og.image.clone();
    let facts = PageFacts { json_ld, image, ..PageFacts::plain(lang, path.to_owned(), title, description) };
    view.frame = frame::frame(site, facts);
    view.kind = "section";
    // Its marks lead to notes, and those stand on the first page.
    view.standfirst_html = escaped(&view.frame.description);
    view.how_we_know = None;
    view.exports.clear();
    view.body_html.clear();
    view.contents.clear();
    view.footnotes.clear();
    view.references.clear();
    view.related.clear();
    view.notices.clear();
    view.front_changes.clear();
    view.changes.clear();
    view.replies.clear();
    view.image = None;
    view.tipline = None;
    view.cite_this = None;
}
