//! What templates see of a figure on pages of its own.

use serde::Serialize;

use crate::render::view::exhibit::FigureView;
use crate::render::view::{Frame, LicenseView, LinkView, TranslationView};

/// The page of a chart or table: what `figure-page.html` sees.
#[derive(Clone, Debug, Serialize)]
pub struct FigurePageView {
    /// What every page has.
    #[serde(flatten)]
    pub frame: Frame,
    /// How the story was translated; `None` on originals.
    pub translation: Option<TranslationView>,
    /// The figure; its `level` means nothing here.
    pub figure: FigureView,
    /// The story it stands in, at the figure.
    pub story: LinkView,
    /// Files of it, the numbers first.
    pub files: Vec<FigureFileView>,
    /// Terms of texts and charts.
    pub license: Option<LicenseView>,
    /// How to cite it, with its address.
    pub cite_html: String,
    /// HTML for other sites: an `iframe`.
    pub embed_code: String,
    /// Path of the page that is made for it.
    pub embed: String,
    /// Path of the oEmbed document.
    pub oembed: String,
}

/// A file of a figure.
#[derive(Clone, Debug, Serialize)]
pub struct FigureFileView {
    /// `CSV`, `JSON`, `SVG` or `PNG`.
    pub format: &'static str,
    /// Path from the site's root.
    pub path: String,
    /// What it holds.
    pub about: String,
}

/// A chart or table inside a page of another site: what `embed.html` sees.
#[derive(Clone, Debug, Serialize)]
pub struct EmbedView {
    /// What every page has; search engines are asked to leave it out.
    #[serde(flatten)]
    pub frame: Frame,
    /// The figure, without downloads.
    pub figure: FigureView,
    /// Path of the story, at the figure.
    pub story: String,
    /// Headline of the story.
    pub headline: String,
    /// Path of the figure's own page.
    pub page: String,
    /// "machine translation", where nobody reviewed one.
    pub machine: Option<String>,
}
