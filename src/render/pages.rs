//! Every page of a site: which ones there are, and rendering those whose view has changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;
use tera::Value;

use crate::codes;
use crate::diag::{Diagnostic, Reported};
use crate::memo;
use crate::render::SiteFileKey;
use crate::render::cards::Cards;
use crate::render::downloads::{DownloadMemo, Downloads};
use crate::render::edition::{self, Parts};
use crate::render::figure_words::Figure;
use crate::render::figures::Figures;
use crate::render::frame::{self, PageFacts};
use crate::render::links::{self, Base};
use crate::render::lists::{self, page_count};
use crate::render::references::{ReferenceMemo, References};
use crate::render::solid::{is_solid, set_solid};
use crate::render::theme::Theme;
use crate::render::view::{AlternateView, Frame, RedirectView};
use crate::render::{compare, figure_page, figure_words, how_we_know, social, translation};
use crate::site::beside;
use crate::site::catalogue::AuthorKey;
use crate::site::lookup::SiteFile;
use crate::site::{EditionIx, FolderIx, LangIx, Site};
use crate::text::{Fingerprint, Fingerprinter};

/// A page to be made.
#[derive(Clone, Debug)]
enum Page {
    Front,
    Home(LangIx, usize),
    Edition(EditionIx),
    HowWeKnow(EditionIx),
    Compare(EditionIx),
    /// A figure, by its place in the edition.
    Figure(EditionIx, usize),
    Embed(EditionIx, usize),
    Section(EditionIx, usize),
    Tags(LangIx),
    Tag(LangIx, Arc<str>, usize),
    Author(LangIx, AuthorKey, usize),
    Corrections(LangIx, usize),
    NotFound,
    Redirect(String, String),
}

/// A page as it goes into the output.
#[derive(Clone, Debug)]
pub(crate) struct RenderedPage {
    /// Path of the file.
    pub(crate) path: String,
    /// The HTML.
    pub(crate) html: Arc<[u8]>,
    /// Its entry in the sitemap; `None` if search engines are asked to leave it out.
    pub(crate) listed: Option<ListedPage>,
}

/// A page as the sitemap lists it.
#[derive(Clone, Debug)]
pub(crate) struct ListedPage {
    /// Whole address.
    pub(crate) url: String,
    /// The same page in other languages.
    pub(crate) alternates: Vec<AlternateView>,
    /// Moment of the last change; stories only.
    pub(crate) modified: Option<Arc<str>>,
}

impl ListedPage {
    fn of(frame: &Frame) -> Option<ListedPage> {
        (!frame.noindex).then(|| ListedPage {
            url: frame.canonical.clone(),
            alternates: frame.alternates.clone(),
            modified: frame.og.modified.clone(),
        })
    }
}

/// All pages, and what they bring into the output.
#[derive(Default)]
pub(crate) struct Pages {
    /// In a fixed order.
    pub(crate) pages: Vec<RenderedPage>,
    /// Files of folders that pages show or link to.
    pub(crate) files: BTreeSet<SiteFileKey>,
    /// Tables whose CSV pages offer.
    pub(crate) tables: BTreeSet<(FolderIx, Arc<str>)>,
}

/// What rendering remembers from one build to the next.
#[derive(Default)]
pub(crate) struct PagesMemo {
    /// HTML by the fingerprint of the whole view and the theme.
    pub(crate) pages: memo::Table<Result<Arc<[u8]>, Diagnostic>>,
    /// Entries of source lists.
    pub(crate) references: ReferenceMemo,
    /// Tables as files.
    pub(crate) downloads: DownloadMemo,
}

/// Renders every page whose view is not remembered.
pub(crate) fn render(
    site: &Site,
    theme: &Theme,
    figures: &Figures,
    references: &[References],
    downloads: &Downloads,
    memo: &mut PagesMemo,
) -> Reported<Pages> {
    let cards = Cards::make(site);
    let beside = beside::of_site(site);
    let shared: Vec<(Fingerprint, Value)> = site
        .indexed_languages()
        .map(|(lang, _)| {
            let view = frame::site_view(site, theme, lang);
            (print_of(&view), Value::from_serializable(&view))
        })
        .collect();
    let renderer = Renderer {
        parts: Parts { site, theme, figures, cards: &cards, beside: &beside },
        references,
        downloads,
        shared: &shared,
    };
    let wanted = wanted(site, theme, figures);
    let prepare = |page: &Page| renderer.prepare(page);
    let make = |_: &Page, prepared: Prepared| renderer.make(&prepared);
    let made = memo.pages.remember_prepared(&wanted, prepare, make);
    let mut out = Pages::default();
    let mut diagnostics = Vec::new();
    let mut lacks = BTreeMap::new();
    for (brings, html) in made {
        for letter in brings.lacks {
            lacks.entry(brings.lang).or_insert((0, letter)).0 += 1;
        }
        out.files.extend(brings.files);
        out.tables.extend(brings.tables);
        diagnostics.extend(brings.faults);
        match html {
            Ok(html) => out.pages.push(RenderedPage { path: brings.path, html, listed: brings.listed }),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    diagnostics.extend(lacks.into_iter().map(|(lang, (count, letter))| undrawn(site, lang, count, letter)));
    Reported::new(out, diagnostics)
}

/// Tells, once a language, that pictures are not drawn.
fn undrawn(site: &Site, lang: LangIx, count: usize, letter: char) -> Diagnostic {
    let pictures = if count == 1 { "1 picture".to_owned() } else { format!("{count} pictures") };
    let is = if count == 1 { "is" } else { "are" };
    let tag = &site.language(lang).tag;
    Diagnostic::nowhere(
        &codes::figure::LETTERS,
        format!("{pictures} in `{tag}` {is} not drawn: the embedded fonts lack `{letter}`"),
    )
    .hint("they have Latin, Greek and Cyrillic letters; the SVG files of figures have all")
}

/// Which pages a site has.
fn wanted(site: &Site, theme: &Theme, figures: &Figures) -> Vec<Page> {
    let size = theme.settings.list_size;
    let mut pages = vec![if site.languages.len() == 1 {
        Page::Redirect("index.html".to_owned(), links::home(site, LangIx(0), 1))
    } else {
        Page::Front
    }];
    pages.push(Page::NotFound);
    for (lang, _) in site.indexed_languages() {
        let at = lang.0 as usize;
        let stories = site.catalogue.newest.get(at).map_or(0, Vec::len);
        pages.extend((1..=page_count(stories, size)).map(|number| Page::Home(lang, number)));
        if !site.catalogue.by_tag.is_empty() {
            pages.push(Page::Tags(lang));
        }
        let corrections = site.catalogue.corrections_in(lang).len();
        if corrections > 0 {
            pages.extend((1..=page_count(corrections, size)).map(|number| Page::Corrections(lang, number)));
        }
        for (tag, lists) in &site.catalogue.by_tag {
            let count = lists.get(at).map_or(0, Vec::len);
            if count > 0 {
                pages
                    .extend((1..=page_count(count, size)).map(|number| Page::Tag(lang, tag.clone(), number)));
            }
        }
        for (author, lists) in &site.catalogue.by_author {
            let count = lists.get(at).map_or(0, Vec::len);
            if count > 0 {
                pages.extend(
                    (1..=page_count(count, size)).map(|number| Page::Author(lang, author.clone(), number)),
                );
            }
        }
    }
    for (ix, edition) in site.indexed_editions() {
        pages.push(Page::Edition(ix));
        if links::has_evidence(site.uses(ix)) {
            pages.push(Page::HowWeKnow(ix));
        }
        if translation::compare_page(site, edition).is_some() {
            pages.push(Page::Compare(ix));
        }
        for at in figure_words::shown(site, figures, ix) {
            pages.extend([Page::Figure(ix, at), Page::Embed(ix, at)]);
        }
        let below = site.catalogue.by_section.get(&ix).map_or(0, Vec::len);
        pages.extend((2..=page_count(below, size)).map(|number| Page::Section(ix, number)));
        for alias in &edition.meta.aliases {
            let path = alias.value.trim_start_matches('/');
            let file = if path.is_empty() || path.ends_with('/') {
                format!("{path}index.html")
            } else {
                path.to_owned()
            };
            pages.push(Page::Redirect(file, edition.path.to_string()));
        }
    }
    pages
}

/// A page with everything its template will see.
struct Prepared {
    template: &'static str,
    lang: LangIx,
    view: Value,
}

/// What a page brings into the output beside its HTML.
struct Brings {
    path: String,
    lang: LangIx,
    listed: Option<ListedPage>,
    files: BTreeSet<SiteFileKey>,
    tables: BTreeSet<(FolderIx, Arc<str>)>,
    faults: Vec<Diagnostic>,
    /// The first letter of each picture of it that cannot be written, and so is not drawn.
    lacks: Vec<char>,
}

struct Renderer<'a> {
    parts: Parts<'a>,
    references: &'a [References],
    downloads: &'a Downloads,
    /// What the site says on every page, by language.
    shared: &'a [(Fingerprint, Value)],
}

impl Renderer<'_> {
    fn references(&self, ix: EditionIx) -> &References {
        self.references.get(ix.0 as usize).expect("one an edition")
    }

    fn prepare(&self, page: &Page) -> (Fingerprint, Prepared, Brings) {
        let site = self.parts.site;
        match page {
            Page::Front => {
                let view = lists::front(self.parts);
                self.page("index.html", "front.html", LangIx(0), &view.frame, &view)
            }
            Page::NotFound => {
                let view = lists::not_found(self.parts);
                self.page("404.html", "404.html", LangIx(0), &view.frame, &view)
            }
            Page::Home(lang, number) => {
                let path = links::home(site, *lang, *number);
                let (view, picture) = lists::home(self.parts, *lang, *number);
                let (print, prepared, mut brings) =
                    self.page(&index(&path), "home.html", *lang, &view.frame, &view);
                if let Some(SiteFile::Beside { folder, file }) = picture {
                    brings.files.insert((folder, file));
                }
                (print, prepared, brings)
            }
            Page::Tags(lang) => {
                let view = lists::tags(self.parts, *lang);
                self.page(&index(&links::tags(site, *lang)), "tags.html", *lang, &view.frame, &view)
            }
            Page::Tag(lang, tag, number) => {
                let path = links::tag(site, *lang, tag, *number);
                let view = lists::tag(self.parts, *lang, tag, *number);
                self.page(&index(&path), "listing.html", *lang, &view.frame, &view)
            }
            Page::Author(lang, key, number) => {
                let path = links::author(site, *lang, &key.slug, *number);
                let view = lists::author(self.parts, *lang, key, *number);
                self.page(&index(&path), "listing.html", *lang, &view.frame, &view)
            }
            Page::Corrections(lang, number) => {
                let path = links::corrections(site, *lang, *number);
                let view = lists::corrections(self.parts, *lang, *number);
                self.page(&index(&path), "corrections.html", *lang, &view.frame, &view)
            }
            Page::Edition(ix) => self.edition(*ix, 1),
            Page::HowWeKnow(ix) => {
                let edition = site.edition(*ix);
                let view = how_we_know::view(self.parts, *ix, self.references(*ix), self.downloads);
                let path = index(&links::evidence(edition));
                self.page(&path, "how-we-know.html", edition.lang, &view.frame, &view)
            }
            Page::Compare(ix) => self.compare(*ix),
            Page::Figure(ix, at) => self.figure(*ix, *at),
            Page::Embed(ix, at) => self.figure_embed(*ix, *at),
            Page::Section(ix, number) => self.edition(*ix, *number),
            Page::Redirect(from, to) => self.redirect(from, to),
        }
    }

    fn page(
        &self,
        path: &str,
        template: &'static str,
        lang: LangIx,
        frame: &Frame,
        view: &impl Serialize,
    ) -> (Fingerprint, Prepared, Brings) {
        let mut print = Fingerprinter::new(template);
        print.print(self.parts.theme.fingerprint).print(print_of(view));
        if let Some((shared, _)) = self.shared.get(lang.0 as usize) {
            print.print(*shared);
        }
        let brings = Brings {
            path: path.to_owned(),
            lang,
            listed: ListedPage::of(frame),
            files: BTreeSet::new(),
            tables: BTreeSet::new(),
            faults: Vec::new(),
            lacks: Vec::new(),
        };
        (print.finish(), Prepared { template, lang, view: Value::from_serializable(view) }, brings)
    }

    fn edition(&self, ix: EditionIx, number: usize) -> (Fingerprint, Prepared, Brings) {
        let site = self.parts.site;
        let edition = site.edition(ix);
        let mut page = edition::view(self.parts, ix, self.references(ix));
        if site.catalogue.by_section.contains_key(&ix) {
            page.view.list = Some(lists::section_list(self.parts, ix, number));
        }
        let path = links::numbered(&edition.path, number);
        if number > 1 {
            edition::as_further_page(site, &mut page.view, edition.lang, &path, number);
        }
        let (print, prepared, mut brings) =
            self.page(&index(&path), "story.html", edition.lang, &page.view.frame, &page.view);
        if number == 1 {
            let card = social::of_story(site, self.parts.figures, self.references(ix), edition);
            brings.lacks = card.and_then(|card| card.lacks).into_iter().collect();
        }
        brings.files = page.body.files;
        brings.tables = page.body.tables;
        brings.faults = page.body.faults.into_iter().map(|fault| *fault).collect();
        (print, prepared, brings)
    }

    fn compare(&self, ix: EditionIx) -> (Fingerprint, Prepared, Brings) {
        let edition = self.parts.site.edition(ix);
        let (view, files) = compare::view(self.parts, ix, self.references)
            .expect("only translations that have a page of their own are asked for");
        let path = index(&links::compare(edition));
        let (print, prepared, mut brings) =
            self.page(&path, "compare.html", edition.lang, &view.frame, &view);
        brings.files = files.into_iter().collect();
        (print, prepared, brings)
    }

    fn figure(&self, ix: EditionIx, at: usize) -> (Fingerprint, Prepared, Brings) {
        let view = figure_page::page(self.parts, self.references(ix), ix, at);
        let edition = self.parts.site.edition(ix);
        let path = index(&links::figure(edition, &view.figure.id));
        let (print, prepared, mut brings) =
            self.page(&path, "figure-page.html", edition.lang, &view.frame, &view);
        brings.lacks = self.figure_lacks(ix, at);
        (print, prepared, brings)
    }

    fn figure_embed(&self, ix: EditionIx, at: usize) -> (Fingerprint, Prepared, Brings) {
        let view = figure_page::embed(self.parts, self.references(ix), ix, at);
        let edition = self.parts.site.edition(ix);
        let path = index(&links::figure_embed(edition, &view.figure.id));
        self.page(&path, "embed.html", edition.lang, &view.frame, &view)
    }

    /// Letters that the pictures of a figure lack.
    fn figure_lacks(&self, ix: EditionIx, at: usize) -> Vec<char> {
        let Parts { site, figures, .. } = self.parts;
        let figure = Figure::at(site, figures, self.references(ix), ix, at);
        let card = social::of_figure(&figure, figures).and_then(|card| card.lacks);
        figure.picture(figures).err().into_iter().chain(card).collect()
    }

    fn redirect(&self, from: &str, to: &str) -> (Fingerprint, Prepared, Brings) {
        let site = self.parts.site;
        let path = from.strip_suffix("index.html").unwrap_or(from);
        let mut facts = PageFacts::plain(LangIx(0), path.to_owned(), String::new(), String::new());
        facts.noindex = true;
        let mut frame = frame::frame(site, facts);
        frame.canonical = links::absolute(site, to);
        let view = RedirectView { frame, target: Base::of_page(path).href(to) };
        self.page(from, "redirect.html", LangIx(0), &view.frame, &view)
    }

    fn make(&self, prepared: &Prepared) -> Result<Arc<[u8]>, Diagnostic> {
        let lang = &self.parts.site.language(prepared.lang).tag;
        let site = self.shared.get(prepared.lang.0 as usize).map(|(_, site)| site.clone());
        let shared: Vec<(&'static str, Value)> = site.into_iter().map(|site| ("site", site)).collect();
        let html = self.parts.theme.render_value(prepared.template, lang.as_str(), &prepared.view, &shared);
        let set = |html: String| if is_solid(lang) { set_solid(&html) } else { html };
        html.map(|html| set(html).into_bytes().into()).map_err(|fault| *fault)
    }
}

fn index(path: &str) -> String {
    format!("{path}index.html")
}

/// The fingerprint of everything in a view: it is walked as a template would see it.
fn print_of(view: &impl Serialize) -> Fingerprint {
    let mut print = Fingerprinter::new("view");
    // Writing to a fingerprint cannot fail, and views hold nothing that JSON cannot.
    let _ = serde_json::to_writer(&mut print, view);
    print.finish()
}
