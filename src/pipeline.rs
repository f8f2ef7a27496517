//! `build`: the bytes of a folder -> outputs and diagnostics, in five steps.
//!
//! A pure function: it touches nothing but the [`World`] it is handed. No step prints, no step stops another. The
//! incremental build is the same function with a warm [`Memo`].

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::check::fill::{self, Fill};
use crate::check::run::{self, PairsMemo};
use crate::check::staleness;
use crate::codes;
use crate::config::{self, SiteConfig};
use crate::diag::{self, Diagnostic, Severity};
use crate::publish::Outputs;
use crate::publish::assemble::{self, AssemblyMemo, Made};
use crate::render::downloads::Downloads;
use crate::render::figures::{self, FiguresMemo};
use crate::render::pages::{self, PagesMemo};
use crate::render::pictures::{Kept, NotKept};
use crate::render::{references, theme};
use crate::site::documents::{self, DocumentsMemo};
use crate::site::load::{self, LoadMemo};
use crate::site::{EditionKind, Held, Site};
use crate::world::{FileError, World};

/// What a build is asked for, beside the folder.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Where the site will stand, instead of `base_url` of site.toml.
    pub base_url: Option<Url>,
    /// Drafts and embargoed stories are published too: for looking at them, never for publishing.
    pub drafts: bool,
}

/// What the program remembers from one build to the next. Starts empty; forgets what a build did not use.
#[derive(Default)]
pub struct Memo {
    load: LoadMemo,
    figures: FiguresMemo,
    documents: DocumentsMemo,
    pages: PagesMemo,
    pairs: PairsMemo,
    assembly: AssemblyMemo,
}

impl Memo {
    /// How much of the last build was remembered: name, hits, misses; for statistics and tests.
    pub fn statistics(&self) -> Vec<(&'static str, usize, usize)> {
        let row = |name, (hits, misses)| (name, hits, misses);
        vec![
            row("editions", self.load.editions.hits_and_misses()),
            row("folders", self.load.folders.hits_and_misses()),
            row("drawings", self.figures.drawings.hits_and_misses()),
            row("pictures", self.figures.pictures.hits_and_misses()),
            row("documents", self.documents.hits_and_misses()),
            row("pairs", self.pairs.hits_and_misses()),
            row("citations", self.pages.references.hits_and_misses()),
            row("pages", self.pages.pages.hits_and_misses()),
        ]
    }
}

/// Counts for the summary line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stats {
    /// Stories, each counted once for all its languages.
    pub stories: usize,
    /// Editions: stories, pages and sections in all languages.
    pub editions: usize,
    /// Charts, each counted in each language.
    pub charts: usize,
    /// HTML pages.
    pub pages: usize,
    /// Files of the output, pictures included.
    pub files: usize,
    /// Pictures (PNG) of figures, and cards for previews.
    #[serde(default)]
    pub pictures: usize,
    /// Of these, how many were drawn by this build; the others were kept from an earlier one, or are not drawn yet.
    #[serde(default)]
    pub drawn: usize,
    /// Findings silenced by `allow` comments.
    pub silenced: usize,
    /// Figures in prose that are neither bound nor cited, where the site is not strict.
    pub unbound_figures: usize,
    /// Quotations in prose that are neither bound nor cited, where the site is not strict.
    pub unbound_quotations: usize,
    /// Drafts that were held back.
    pub drafts: usize,
    /// Of these, translations, which were not compared with their originals.
    #[serde(default)]
    pub uncompared: usize,
    /// Editions under embargo, with the moment it ends: path of the file, moment.
    pub embargoed: Vec<(Arc<str>, Timestamp)>,
}

/// What a build gives.
#[derive(Default)]
pub struct Build {
    /// Every file of the site, by its path; pictures once they are drawn. Not to be published if there is an error.
    pub outputs: Outputs,
    /// Everything that was found, sorted by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// What `allow` comments and `[[allow]]` entries took out of them, as notes that also name the suppression.
    pub silenced: Vec<Diagnostic>,
    /// Counts.
    pub stats: Stats,
}

impl Build {
    /// Draws the pictures of figures and the cards, which [`build`] only describes, and adds them to the outputs.
    /// How many were drawn is in [`Stats::drawn`].
    pub fn draw_pictures(&mut self) {
        self.draw_missing(&NotKept);
    }

    /// The same, but takes what is kept.
    pub(crate) fn draw_missing(&mut self, kept: &dyn Kept) {
        self.stats.drawn = self.outputs.draw(kept);
    }

    /// Whether anything found is an error: then nothing may be published.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// Builds the site of a folder.
pub fn build(world: &dyn World, options: &Options, memo: &mut Memo) -> Build {
    let mut build = Build::default();
    if let Some(config) = read_config(world, options, &mut build.diagnostics) {
        build_site(world, config, options, memo, &mut build);
    }
    diag::sort(&mut build.diagnostics);
    build
}

/// A site that is looked at, not published: for commands that ask about its evidence.
pub(crate) struct Study {
    /// The site.
    pub(crate) site: Site,
    /// What checks found, silenced findings included: nobody's `allow` makes words agree with their record.
    pub(crate) found: Vec<Diagnostic>,
    /// What a build would tell, loading included.
    pub(crate) told: Vec<Diagnostic>,
}

/// Loads a site and has all checks look at it.
///
/// # Errors
/// What loading found, without usable settings.
pub(crate) fn study(world: &dyn World, options: &Options) -> Result<Study, Vec<Diagnostic>> {
    let mut told = Vec::new();
    let Some(site) = load_site(world, options, &mut told) else { return Err(told) };
    let figures = figures::make(&site, world, &mut FiguresMemo::default());
    let documents = documents::read(&site, world, &mut DocumentsMemo::default());
    let found = run::run(&site, &documents, &figures, &mut PairsMemo::default());
    told.extend(found.iter().cloned());
    run::finish(&site, &mut told);
    diag::sort(&mut told);
    Ok(Study { site, found, told })
}

/// Loads a site, and nothing else.
pub(crate) fn load_site(
    world: &dyn World,
    options: &Options,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Site> {
    let config = read_config(world, options, diagnostics)?;
    Some(load::load(world, config, options.drafts, &mut LoadMemo::default()).into(diagnostics))
}

/// Shows every chart of a site, by its place and id, with a way to draw it: for the benchmark of charts.
#[doc(hidden)]
pub fn each_chart(world: &dyn World, options: &Options, visit: &mut dyn FnMut(&str, &dyn Fn() -> String)) {
    if let Some(site) = load_site(world, options, &mut Vec::new()) {
        figures::each_chart(&site, visit);
    }
}

/// What `fix --fill` would write into the files of a folder.
pub(crate) fn fills(world: &dyn World, options: &Options, memo: &mut Memo) -> Vec<Fill> {
    let mut told = Vec::new();
    let Some(config) = read_config(world, options, &mut told) else { return Vec::new() };
    let site = load::load(world, config, options.drafts, &mut memo.load).into(&mut told);
    fill::of_site(&site)
}

/// Step 1: site.toml.
fn read_config(
    world: &dyn World,
    options: &Options,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Arc<SiteConfig>> {
    match world.text("site.toml") {
        Ok(file) => {
            let mut config = config::read(&file).into(diagnostics)?;
            if let Some(base_url) = &options.base_url {
                config.base_url = base_url.clone();
            }
            Some(Arc::new(config))
        }
        Err(FileError::NotFound) => {
            diagnostics.push(
                Diagnostic::nowhere(&codes::site::NO_SITE, "there is no `site.toml` here")
                    .hint("name the site's folder with `--root DIR`, or begin one with `onrecord init DIR`"),
            );
            None
        }
        Err(error) => {
            diagnostics.push(error.report("site.toml"));
            None
        }
    }
}

fn build_site(
    world: &dyn World,
    config: Arc<SiteConfig>,
    options: &Options,
    memo: &mut Memo,
    build: &mut Build,
) {
    let out = &mut build.diagnostics;
    // Step 2: every file; editions joined with their originals; lists.
    let site = load::load(world, config, options.drafts, &mut memo.load).into(out);
    let theme = theme::read(world, &site.config, &site.languages).into(out);
    // Step 3: every picture, and every chart in every language.
    let figures = figures::make(&site, world, &mut memo.figures);
    let documents = documents::read(&site, world, &mut memo.documents);
    out.extend(run::run(&site, &documents, &figures, &mut memo.pairs));
    // Steps 4 and 5: pages; feeds, sitemap, tables, assets.
    if let Some(theme) = theme {
        let references = references::of_all(&site, &mut memo.pages.references).into(out);
        let downloads = Downloads::make(&site, &mut memo.pages.downloads);
        let pages =
            pages::render(&site, &theme, &figures, &references, &downloads, &mut memo.pages).into(out);
        build.stats.pages = pages.pages.len();
        let made = Made { theme: &theme, figures: &figures, references: &references, downloads: &downloads };
        let assembled = assemble::assemble(&site, made, pages, world, &mut memo.assembly);
        let told = collides(out);
        let found = assembled.diagnostics.into_iter().filter(|found| found.at.is_some() || !told);
        out.extend(found);
        build.outputs = assembled.value;
    }
    diag::sort(out);
    let taken = run::finish(&site, out);
    staleness::fold(out);
    build.stats.silenced = taken.silenced.len();
    build.silenced = taken.silenced;
    build.stats.unbound_figures = taken.figures;
    build.stats.unbound_quotations = taken.quotations;
    count(&site, &figures, &mut build.stats);
    build.stats.files = build.outputs.len();
    build.stats.pictures = build.outputs.pictures().count();
}

/// Whether two things that want one address were told at their places: what is only seen in the outputs is the same.
fn collides(found: &[Diagnostic]) -> bool {
    let codes = [&codes::site::DUPLICATE_URL, &codes::site::REDIRECT];
    found.iter().any(|found| codes.contains(&found.code) && found.at.is_some())
}

fn count(site: &Site, figures: &figures::Figures, stats: &mut Stats) {
    let is_story =
        |edition: &&crate::site::Edition| edition.kind == EditionKind::Story && edition.is_original;
    stats.stories = site.editions.iter().filter(is_story).count();
    stats.editions = site.editions.len();
    stats.charts = figures.drawing_count();
    for edition in &site.held {
        match &edition.held {
            Some(Held::Embargo(until)) => stats.embargoed.push((edition.file.path.clone(), *until)),
            _ => {
                stats.drafts += 1;
                stats.uncompared += usize::from(!edition.is_original);
            }
        }
    }
}
