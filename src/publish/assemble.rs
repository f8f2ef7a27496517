//! All outputs of a site: pages, feeds, sitemap, tables, pictures, documents, assets, and files as they are.

use std::sync::Arc;

use crate::codes;
use crate::diag::{Diagnostic, Place, Reported};
use crate::media::document;
use crate::publish::data_package::{self, PackageMemo};
use crate::publish::export::{self, ExportMemo};
use crate::publish::figure_files::{self, FigureFilesMemo};
use crate::publish::{OutPath, Output, Outputs, PathFault, discovery, feed};
use crate::render::cards::Cards;
use crate::render::downloads::Downloads;
use crate::render::edition::Parts;
use crate::render::figures::Figures;
use crate::render::links;
use crate::render::pages::Pages;
use crate::render::pictures::Picture;
use crate::render::references::References;
use crate::render::theme::Theme;
use crate::site::lookup::SiteFile;
use crate::site::{FolderIx, Site};
use crate::source::Access;
use crate::world::World;

/// The first line of the marker: a folder that has it may be replaced as a whole.
pub(crate) const MARKER: &str = "Published by onrecord. This folder is replaced as a whole at each build.\n";
/// File that carries the marker. GitHub Pages wants it to be there, and does not read it.
pub(crate) const MARKER_FILE: &str = ".nojekyll";

/// What assembly remembers from one build to the next.
#[derive(Default)]
pub(crate) struct AssemblyMemo {
    exports: ExportMemo,
    packages: PackageMemo,
    figures: FigureFilesMemo,
}

/// What was made of a site before its pages.
#[derive(Clone, Copy)]
pub(crate) struct Made<'a> {
    /// Templates and assets.
    pub(crate) theme: &'a Theme,
    /// Charts and pictures.
    pub(crate) figures: &'a Figures,
    /// Citations of every edition.
    pub(crate) references: &'a [References],
    /// Tables as files.
    pub(crate) downloads: &'a Downloads,
}

/// Puts the output together.
pub(crate) fn assemble(
    site: &Site,
    made: Made<'_>,
    pages: Pages,
    world: &dyn World,
    memo: &mut AssemblyMemo,
) -> Reported<Outputs> {
    let Made { theme, figures, references, downloads } = made;
    let mut out = Assembly { outputs: Outputs::default(), diagnostics: Vec::new() };
    out.files(site, figures, &pages, world);
    out.tables(site, downloads, &pages);
    out.feeds(site, theme, figures, references);
    for (path, bytes) in
        export::of_folders(site, references, &mut memo.exports).iter().flat_map(|files| files.iter())
    {
        out.add(path, bytes.clone());
    }
    let files = figure_files::of_all(site, figures, references, &mut memo.figures);
    for (path, bytes) in files.iter().flat_map(|files| files.iter()) {
        out.add(path, bytes.clone());
    }
    for (path, picture) in figure_files::pictures(site, figures, references) {
        out.picture(&path, picture);
    }
    for (path, bytes) in data_package::of_all(site, downloads, &mut memo.packages) {
        out.add(&path, bytes);
    }
    for (path, xml) in discovery::sitemaps(site, &pages.pages) {
        out.text(&path, xml);
    }
    out.text("robots.txt", discovery::robots(site));
    out.text(MARKER_FILE, MARKER.to_owned());
    if let Some(host) = &site.config.cname {
        out.text("CNAME", format!("{}\n", host.value));
    }
    for (path, bytes) in &theme.assets {
        out.add(path, bytes.clone());
    }
    out.statics(site, world);
    for page in pages.pages {
        out.add(&page.path, page.html);
    }
    Reported::new(out.outputs, out.diagnostics)
}

struct Assembly {
    outputs: Outputs,
    diagnostics: Vec<Diagnostic>,
}

impl Assembly {
    fn text(&mut self, path: &str, text: String) {
        self.add(path, text.into_bytes().into());
    }

    fn picture(&mut self, path: &str, picture: Picture) {
        let result = OutPath::new(path).map(|path| self.outputs.insert_picture(path, Arc::new(picture)));
        self.tell(None, path, result.map(|added| added.is_ok()));
    }

    fn add(&mut self, path: &str, bytes: Arc<[u8]>) {
        self.add_from(None, path, bytes);
    }

    /// Adds a file that is published as it stands at `source`.
    fn add_from(&mut self, source: Option<&Arc<str>>, path: &str, bytes: Arc<[u8]>) {
        let media_type = links::media_type(path);
        let output = Output { bytes, media_type };
        let result = OutPath::new(path).map(|path| self.outputs.insert(path, output).is_ok());
        self.tell(source, path, result);
    }

    /// Tells an output that could not be added.
    fn tell(&mut self, source: Option<&Arc<str>>, path: &str, result: Result<bool, PathFault>) {
        match result {
            Ok(true) => {}
            Ok(false) => self.diagnostics.push(
                Diagnostic::nowhere(
                    &codes::site::DUPLICATE_URL,
                    format!("two outputs want the path `{path}`"),
                )
                .hint("rename a file, a folder or a slug"),
            ),
            Err(error) => {
                let message = format!("`{path}` cannot be published: {error}");
                let found = match source {
                    Some(source) => {
                        Diagnostic::new(&codes::site::FILE_NAME, Place::start_of(source), message)
                    }
                    None => Diagnostic::nowhere(&codes::site::FILE_NAME, message),
                };
                self.diagnostics.push(found.hint("rename the file or folder it comes from"));
            }
        }
    }

    /// Pictures that pages show, and documents that they link to or that public sources list.
    fn files(&mut self, site: &Site, figures: &Figures, pages: &Pages, world: &dyn World) {
        let mut wanted = pages.files.clone();
        for (folder, file) in listed_documents(site) {
            wanted.insert((folder, file));
        }
        for (folder, file) in wanted {
            let site_file = SiteFile::Beside { folder, file: file.clone() };
            let path = links::file_path(site, &site_file);
            if let Some(bytes) = figures.cleaned(&site_file) {
                self.add(&path, bytes);
                continue;
            }
            if !figures.faults(&site_file).is_empty() {
                continue;
            }
            let source = site.file_source(folder, &file);
            match world.bytes(&source) {
                Ok(bytes) => self.add_from(Some(&source.as_str().into()), &path, bytes),
                Err(error) => self.diagnostics.push(error.report(&source)),
            }
        }
    }

    fn tables(&mut self, site: &Site, downloads: &Downloads, pages: &Pages) {
        for (folder, id) in &pages.tables {
            if let Some(download) = downloads.get(*folder, id) {
                self.add(&links::csv(site, *folder, id), download.bytes.clone());
            }
        }
    }

    fn feeds(&mut self, site: &Site, theme: &Theme, figures: &Figures, references: &[References]) {
        let cards = Cards::none();
        let parts = Parts { site, theme, figures, cards: &cards, beside: &[] };
        for (lang, _) in site.indexed_languages() {
            let stories = feed::atom(parts, lang, references);
            for feed in [Some(stories), feed::corrections(parts, lang)].into_iter().flatten() {
                self.diagnostics.extend(feed.faults.into_iter().map(|fault| *fault));
                self.text(&feed.path, feed.xml);
            }
        }
    }

    /// `content/static/` as it is; a picture in it that carries metadata is told.
    fn statics(&mut self, site: &Site, world: &dyn World) {
        for (path, source) in &site.statics {
            match world.bytes(source) {
                Ok(bytes) => {
                    let traces = document::traces(&bytes);
                    if !traces.is_empty() {
                        let message =
                            format!("this file is published as it is and carries {}", traces.join(", "));
                        self.diagnostics.push(
                            Diagnostic::new(&codes::media::METADATA, Place::start_of(source), message)
                                .hint("clean it, or keep it beside a story: pictures there are published without metadata"),
                        );
                    }
                    self.add_from(Some(source), path, bytes);
                }
                Err(error) => self.diagnostics.push(error.report(source)),
            }
        }
    }
}

/// Documents that public and redacted sources of published stories list.
fn listed_documents(site: &Site) -> Vec<(FolderIx, Arc<str>)> {
    let mut documents = Vec::new();
    for uses in &site.uses {
        for used in &uses.sources {
            let Some(source) = site.folder(used.folder).data.sources.get(&used.key) else { continue };
            if source.provenance.access == Access::Withheld {
                continue;
            }
            let files = source.copies.iter().filter_map(|copy| copy.file.as_ref());
            // One that is not there is told where it is listed.
            let files = files.filter(|file| site.folder(used.folder).files.contains(&file.value));
            documents.extend(files.map(|file| (used.folder, file.value.clone())));
        }
    }
    documents
}
