//! The page of a chart or table, and the page that other sites show in a frame.

use serde_json::{Map, Value, json};

use crate::chart::stand_alone;
use crate::chart::text::Measure;
use crate::render::edition::{self, Parts};
use crate::render::figure_words::Figure;
use crate::render::figures::Figures;
use crate::render::frame::{self, PageFacts, link_view, moment_view};
use crate::render::links::{self, Base};
use crate::render::metadata::{self, publisher, script_safe};
use crate::render::places::Places;
use crate::render::prose::HtmlWriter;
use crate::render::references::References;
use crate::render::view::exhibit::FigureView;
use crate::render::view::figure::{EmbedView, FigureFileView, FigurePageView};
use crate::render::words::{Writer, escaped};
use crate::render::{Mode, cards, exhibit, social, translation};
use crate::site::EditionIx;
use crate::site::lookup::StoryLink;

/// The page of the figure at a place of an edition.
pub(crate) fn page(parts: Parts<'_>, references: &References, ix: EditionIx, at: usize) -> FigurePageView {
    let figure = Figure::at(parts.site, parts.figures, references, ix, at);
    let edition = figure.writer.edition;
    let path = links::figure(edition, figure.id());
    let mut view = exhibit_view(parts, references, &figure, &path);
    let mut story = link_view(parts.site, StoryLink { edition: ix, is_foreign: false });
    story.path = format!("{}#{}", story.path, links::encode(figure.id()));
    view.page = None;
    FigurePageView {
        files: files(parts.figures, &figure, &view),
        license: figure.license().map(frame::license),
        cite_html: cite(&figure),
        embed_code: embed_code(&figure),
        embed: links::encode(&links::figure_embed(edition, figure.id())),
        oembed: links::encode(&links::oembed(edition, figure.id())),
        frame: frame::frame(parts.site, facts(parts, references, &figure, path, &view)),
        translation: translation::view(parts.site, edition, &Places::default()),
        figure: view,
        story,
    }
}

/// The page that other sites show in a frame.
pub(crate) fn embed(parts: Parts<'_>, references: &References, ix: EditionIx, at: usize) -> EmbedView {
    let figure = Figure::at(parts.site, parts.figures, references, ix, at);
    let edition = figure.writer.edition;
    let path = links::figure_embed(edition, figure.id());
    let mut view = exhibit_view(parts, references, &figure, &path);
    view.csv = None;
    view.page = None;
    let mut facts = PageFacts::plain(edition.lang, path, figure.title(), figure.summary());
    facts.noindex = true;
    EmbedView {
        frame: frame::frame(parts.site, facts),
        figure: view,
        story: format!("{}#{}", links::encode(&edition.path), links::encode(figure.id())),
        headline: figure.headline(),
        page: links::encode(&links::figure(edition, figure.id())),
        machine: cards::machine(parts.site, edition),
    }
}

fn exhibit_view(parts: Parts<'_>, references: &References, figure: &Figure<'_>, path: &str) -> FigureView {
    let base = Base::of_page(path);
    let mut html = HtmlWriter::new(figure.writer, parts.theme, references, parts.figures, base, Mode::Lead);
    exhibit::view(&mut html, figure.number, figure.embed, &[])
}

fn files(figures: &Figures, figure: &Figure<'_>, view: &FigureView) -> Vec<FigureFileView> {
    let message = |key: &str| figure.writer.language.messages.text(key, &[]);
    let own = |extension| links::encode(&links::figure_file(figure.writer.edition, figure.id(), extension));
    let mut files = Vec::new();
    let mut add = |format, path, key: &str| files.push(FigureFileView { format, path, about: message(key) });
    if let Some(csv) = &view.csv {
        add("CSV", csv.clone(), "figure_page.csv");
    }
    add("JSON", own("json"), "figure_page.json");
    if figure.drawing.is_some() {
        add("SVG", own("svg"), "figure_page.svg");
    }
    if matches!(figure.picture(figures), Ok(Some(_))) {
        add("PNG", own("png"), "figure_page.png");
    }
    files
}

fn cite(figure: &Figure<'_>) -> String {
    let Writer { site, edition, language, .. } = figure.writer;
    let names: Vec<String> =
        edition::people(site, edition, &edition.meta.authors, false).into_iter().map(|it| it.name).collect();
    let title = figure.site_title();
    let authors = if names.is_empty() { title.clone() } else { language.formatter.list(&names) };
    let url = escaped(&figure.url());
    let date = edition.meta.updated.as_ref().or(edition.meta.date.as_ref());
    let slots = [
        ("authors", escaped(&authors)),
        ("title", escaped(&figure.writer.quoted(&figure.title()))),
        ("story", escaped(&figure.writer.quoted(&figure.headline()))),
        ("site", format!("<cite>{}</cite>", escaped(&title))),
        ("date", date.map(|date| escaped(&moment_view(language, date).long)).unwrap_or_default()),
        ("address", format!("<a href=\"{url}\"><bdi>{url}</bdi></a>")),
    ];
    let slots: Vec<(&str, &str)> = slots.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let key = if date.is_some() { "figure_page.cite" } else { "figure_page.cite_undated" };
    language.messages.text(key, &slots)
}

/// Width and height, in px, of a frame that shows all of a figure on screens of 320 px and wider.
pub(crate) fn frame_size(figure: &Figure<'_>) -> (i32, i32) {
    const WIDE: i32 = 680;
    const NARROW: i32 = 320;
    /// More than that is scrolled.
    const MOST: i32 = 1_200;
    let around = figure.around();
    let measure = Measure::new();
    let rows = figure.embed.table.as_ref().map_or(0, |(_, table)| table.rows);
    let height = |width| match figure.drawing {
        Some(drawing) => stand_alone::framed_height(drawing, &around, width, &measure),
        None => {
            let rows = i32::try_from(rows.min(100)).unwrap_or(100);
            stand_alone::framed_height(&Default::default(), &around, width, &measure) + 58 * (rows + 1)
        }
    };
    (WIDE, height(NARROW).max(height(WIDE)).min(MOST))
}

/// What another site writes to show the figure. It cannot run scripts, and its links open beside it.
pub(crate) fn embed_code(figure: &Figure<'_>) -> String {
    let Writer { site, edition, language, .. } = figure.writer;
    let url = links::absolute(site, &links::figure_embed(edition, figure.id()));
    let (_, height) = frame_size(figure);
    format!(
        "<iframe src=\"{}\" title=\"{}\" lang=\"{}\" width=\"100%\" height=\"{height}\" loading=\"lazy\" \
         sandbox=\"allow-popups allow-popups-to-escape-sandbox\" style=\"border:0\"></iframe>",
        escaped(&url),
        escaped(&figure.title()),
        language.tag
    )
}

fn facts(
    parts: Parts<'_>,
    references: &References,
    figure: &Figure<'_>,
    path: String,
    view: &FigureView,
) -> PageFacts {
    let site = parts.site;
    let edition = figure.writer.edition;
    let editions = figure.editions(parts.figures);
    let sibling = |ix: &EditionIx| (site.edition(*ix).lang, links::figure(site.edition(*ix), figure.id()));
    let original = site.folder(edition.folder).original.filter(|ix| editions.contains(ix));
    let own = social::of_figure(figure, parts.figures).and_then(|card| card.meta(site));
    let modified = edition.meta.updated.as_ref().or(edition.meta.date.as_ref());
    PageFacts {
        siblings: editions.iter().map(sibling).collect(),
        default: original.map(|ix| sibling(&ix).1),
        same: "language.same_figure",
        modified: modified.map(|moment| moment.rfc3339.clone()),
        image: own.or_else(|| edition::preview(site, parts.theme, parts.figures, references, edition)),
        json_ld: json_ld(figure, view),
        ..PageFacts::plain(edition.lang, path, figure.title(), figure.summary())
    }
}

/// The figure as a `Dataset` with its files, and as a picture.
fn json_ld(figure: &Figure<'_>, view: &FigureView) -> String {
    let Writer { site, edition, .. } = figure.writer;
    let url = figure.url();
    let story = links::absolute(site, &edition.path);
    let people = edition::people(site, edition, &edition.meta.authors, true);
    let publisher = publisher(site, edition.lang);
    let creator = if people.is_empty() { publisher.clone() } else { metadata::people(site, &people) };
    let file = |extension| links::absolute(site, &links::figure_file(edition, figure.id(), extension));
    let download = |url: String, kind: &str| json!({ "@type": "DataDownload", "contentUrl": url, "encodingFormat": kind });
    let csv = view.csv.as_ref().map(|path| format!("{}{path}", site.config.base_url));
    let mut files: Vec<Value> = csv.into_iter().map(|url| download(url, "text/csv")).collect();
    files.push(download(file("json"), "application/json"));
    let mut whole = Map::new();
    let mut put = |key: &str, value: Value| whole.insert(key.to_owned(), value);
    put("@context", json!("https://schema.org"));
    put("@type", json!("Dataset"));
    put("@id", json!(url));
    put("url", json!(url));
    put("name", json!(figure.title()));
    put("description", json!(figure.summary()));
    put("inLanguage", json!(edition.file.lang));
    put("isAccessibleForFree", json!(true));
    put("creator", creator.clone());
    put("publisher", publisher);
    put(
        "isPartOf",
        json!({ "@type": "NewsArticle", "@id": story, "url": story, "headline": figure.headline() }),
    );
    put("distribution", json!(files));
    let date = edition.meta.date.as_ref();
    if let Some(date) = date {
        put("datePublished", json!(date.iso));
        put("dateModified", json!(edition.meta.updated.as_ref().unwrap_or(date).iso));
    }
    let license = figure.license().and_then(|id| frame::license(id).url);
    // The terms of the numbers are the table's own, where it names some.
    let of_data = view.table_license.as_ref().map_or(license.clone(), |license| license.url.clone());
    if let Some(url) = of_data {
        put("license", json!(url));
    }
    if figure.drawing.is_some() {
        let mut picture = json!({
            "@type": "ImageObject",
            "contentUrl": file("svg"),
            "encodingFormat": "image/svg+xml",
            "caption": figure.title(),
            "creator": creator,
            "creditText": figure.site_title(),
        });
        if let (Some(url), Some(object)) = (license, picture.as_object_mut()) {
            object.insert("license".to_owned(), json!(url));
        }
        put("image", picture);
    }
    script_safe(&Value::Object(whole))
}
