//! Charts and pictures, ready to stand in pages: each chart drawn once a language, each picture cleaned once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::chart::glyphs::Faces;
use crate::chart::spec::{self, ChartSpec};
use crate::chart::{Drawing, Words};
use crate::data::{DataTable, TextMeaning};
use crate::figure::ExhibitKind;
use crate::media::{Cleaned, Format, MediaError, picture};
use crate::memo;
use crate::prose::{InlineKind, Target};
use crate::render::words::{self, Writer};
use crate::site::lookup::SiteFile;
use crate::site::selection;
use crate::site::uses::Embed;
use crate::site::{Edition, EditionIx, FolderIx, LangIx, Site};
use crate::story::visit::{self, Part};
use crate::text::{Fingerprint, Fingerprinter};
use crate::world::World;

/// What this step remembers from one build to the next.
#[derive(Default)]
pub(crate) struct FiguresMemo {
    /// Drawings by spec, table, words and language.
    pub(crate) drawings: memo::Table<Arc<Drawing>>,
    /// Cleaned pictures by their bytes.
    pub(crate) pictures: memo::Table<CleanPicture>,
}

/// A picture as it is published, or why it is not.
type CleanPicture = Arc<Result<Cleaned, Vec<MediaError>>>;

/// All charts and pictures of a site.
pub(crate) struct Figures {
    drawings: BTreeMap<(EditionIx, Arc<str>), Arc<Drawing>>,
    pictures: BTreeMap<(FolderIx, Arc<str>), CleanPicture>,
    faces: Faces,
}

impl Figures {
    /// The letters that pictures are written with.
    pub(crate) fn faces(&self) -> &Faces {
        &self.faces
    }

    /// The drawing of a chart on the page of an edition.
    pub(crate) fn drawing(&self, edition: EditionIx, id: &Arc<str>) -> Option<&Arc<Drawing>> {
        self.drawings.get(&(edition, id.clone()))
    }

    /// How many charts there are, each counted in each language.
    pub(crate) fn drawing_count(&self) -> usize {
        self.drawings.len()
    }

    fn picture(&self, file: &SiteFile) -> Option<&Result<Cleaned, Vec<MediaError>>> {
        let SiteFile::Beside { folder, file } = file else { return None };
        self.pictures.get(&(*folder, file.clone())).map(|picture| &**picture)
    }

    fn good(&self, file: &SiteFile) -> Option<&Cleaned> {
        self.picture(file)?.as_ref().ok()
    }

    /// Width and height of a picture in pixels, as shown.
    pub(crate) fn size(&self, file: &SiteFile) -> Option<(u32, u32)> {
        self.good(file).map(|cleaned| (cleaned.picture.width, cleaned.picture.height))
    }

    /// The same, of pictures that previews of other sites can show: no SVG.
    pub(crate) fn raster_size(&self, file: &SiteFile) -> Option<(u32, u32)> {
        self.good(file).filter(|cleaned| cleaned.picture.format != Format::Svg)?;
        self.size(file)
    }

    /// The bytes of a picture as published.
    pub(crate) fn cleaned(&self, file: &SiteFile) -> Option<Arc<[u8]>> {
        self.good(file).map(|cleaned| cleaned.bytes.clone())
    }

    /// Why a picture cannot be published; none if it can.
    pub(crate) fn faults(&self, file: &SiteFile) -> &[MediaError] {
        self.picture(file).and_then(|picture| picture.as_ref().err()).map_or(&[], Vec::as_slice)
    }
}

/// Draws every chart and cleans every picture that is not remembered.
pub(crate) fn make(site: &Site, world: &dyn World, memo: &mut FiguresMemo) -> Figures {
    Figures { drawings: draw_all(site, memo), pictures: clean_all(site, world, memo), faces: Faces::new() }
}

/// A chart to draw.
struct Job<'a> {
    edition: EditionIx,
    embed: &'a Embed,
    spec: ChartSpec,
    words: ChartWords<'a>,
    table: &'a DataTable,
}

/// Shows every chart with a way to draw it anew.
pub(crate) fn each_chart(site: &Site, visit: &mut dyn FnMut(&str, &dyn Fn() -> String)) {
    for job in jobs(site) {
        let name = format!("{}{}", site.edition(job.edition).path, job.embed.exhibit.id);
        visit(&name, &|| job.draw(site).svg);
    }
}

fn draw_all(site: &Site, memo: &mut FiguresMemo) -> BTreeMap<(EditionIx, Arc<str>), Arc<Drawing>> {
    let jobs = jobs(site);
    let drawings =
        memo.drawings.remember_all(&jobs, |job| job.key(site), |job: &Job<'_>| Arc::new(job.draw(site)));
    jobs.iter()
        .zip(drawings)
        .map(|(job, drawing)| ((job.edition, job.embed.exhibit.id.clone()), drawing))
        .collect()
}

fn jobs(site: &Site) -> Vec<Job<'_>> {
    use rayon::prelude::*;
    let jobs: Vec<Vec<Job<'_>>> = site
        .uses
        .par_iter()
        .enumerate()
        .map(|(at, uses)| {
            let ix = EditionIx(u32::try_from(at).unwrap_or(u32::MAX));
            uses.embeds.iter().filter_map(|embed| job(site, ix, embed)).collect()
        })
        .collect();
    jobs.into_iter().flatten().collect()
}

fn job<'a>(site: &'a Site, ix: EditionIx, embed: &'a Embed) -> Option<Job<'a>> {
    let (folder, table) = embed.table.as_ref()?;
    let spec = selection::of_exhibit(embed).value.chart?;
    let writer = Writer::new(site, site.edition(ix), site.uses(ix));
    let words = ChartWords { site, folder: *folder, table, embed, lang: writer.edition.lang, writer };
    Some(Job { edition: ix, embed, spec, words, table })
}

impl Job<'_> {
    fn draw(&self, site: &Site) -> Drawing {
        let formatter = &site.language(self.words.lang).formatter;
        spec::draw(&self.spec, self.table, &self.words, formatter, &self.embed.exhibit.id)
    }

    /// Everything that a drawing is made of.
    fn key(&self, site: &Site) -> Fingerprint {
        let language = site.language(self.words.lang);
        let mut print = Fingerprinter::new("drawing");
        self.spec.add_to(&mut print);
        print.print(self.table.fingerprint).text(&self.embed.exhibit.id);
        print.text(language.tag.as_str()).print(language.messages.fingerprint).print(site.config.fingerprint);
        // Names and values that cells stand for, and the remarks, may come from other files than the table.
        for column in 0..self.table.columns.len() {
            print.text(&self.words.label(column));
            if matches!(
                self.table.columns.get(column).map(|column| &column.meaning),
                Some(TextMeaning::Names | TextMeaning::Ids(_))
            ) {
                (0..self.table.rows).for_each(|row| {
                    print.text(&self.words.cell(column, row));
                });
            }
        }
        (0..self.embed.annotations.len()).for_each(|index| {
            print.text(&self.words.annotation(index));
        });
        print.finish()
    }
}

/// Words of a table in a language: names, values, labels.
pub(crate) struct ChartWords<'a> {
    pub(crate) site: &'a Site,
    /// The folder from which the table's names are looked up.
    pub(crate) folder: FolderIx,
    pub(crate) table: &'a DataTable,
    pub(crate) embed: &'a Embed,
    pub(crate) lang: LangIx,
    pub(crate) writer: Writer<'a>,
}

impl ChartWords<'_> {
    /// A text in the language, or in any that it has.
    pub(crate) fn text(&self, localised: &crate::locale::Localised) -> String {
        let tag = &self.site.language(self.lang).tag;
        localised.get_or_any(tag).map(|(text, _)| text.value.to_string()).unwrap_or_default()
    }
}

impl Words for ChartWords<'_> {
    fn cell(&self, column: usize, row: usize) -> String {
        let Some(column) = self.table.columns.get(column) else { return String::new() };
        words::cell(self.site, self.folder, self.lang, column, row)
    }

    fn label(&self, column: usize) -> String {
        self.table.columns.get(column).map(|column| self.text(&column.label)).unwrap_or_default()
    }

    fn missing(&self, column: usize) -> Option<String> {
        self.table.columns.get(column)?.missing.as_ref().map(|missing| self.text(missing))
    }

    fn interval(&self, column: usize) -> Option<String> {
        self.table.columns.get(column)?.interval.as_ref().map(|interval| self.text(interval))
    }

    fn annotation(&self, index: usize) -> String {
        let line = self.embed.annotations.get(index);
        line.map(|line| self.writer.plain(line, self.embed.folder)).unwrap_or_default()
    }
}

/// Pictures of all editions, drafts included: checks tell what is wrong with those too.
fn clean_all(
    site: &Site,
    world: &dyn World,
    memo: &mut FiguresMemo,
) -> BTreeMap<(FolderIx, Arc<str>), CleanPicture> {
    let mut wanted: BTreeSet<(FolderIx, Arc<str>)> = BTreeSet::new();
    for (edition, uses) in site.editions.iter().zip(&site.uses) {
        wanted.extend(lead_and_inline(site, edition));
        wanted.extend(uses.embeds.iter().filter_map(|embed| match &embed.exhibit.kind {
            ExhibitKind::Picture { file } => beside(site, embed.folder, &file.value),
            _ => None,
        }));
    }
    for edition in &site.held {
        wanted.extend(lead_and_inline(site, edition));
    }
    let read: Vec<((FolderIx, Arc<str>), Arc<[u8]>)> = wanted
        .into_iter()
        .filter_map(|(folder, file)| {
            let path = site.file_source(folder, &file);
            let bytes = world.bytes(&path).ok()?;
            Some(((folder, file), bytes))
        })
        .collect();
    let key =
        |(_, bytes): &((FolderIx, Arc<str>), Arc<[u8]>)| Fingerprinter::new("picture").bytes(bytes).finish();
    let make = |(_, bytes): &((FolderIx, Arc<str>), Arc<[u8]>)| Arc::new(picture::clean(bytes));
    let cleaned = memo.pictures.remember_all(&read, key, make);
    read.into_iter().map(|(key, _)| key).zip(cleaned).collect()
}

fn beside(site: &Site, folder: FolderIx, path: &str) -> Option<(FolderIx, Arc<str>)> {
    match site.file(folder, path)? {
        SiteFile::Beside { folder, file } => Some((folder, file)),
        SiteFile::Static(_) => None,
    }
}

fn lead_and_inline(site: &Site, edition: &Edition) -> Vec<(FolderIx, Arc<str>)> {
    let mut found = Vec::new();
    if let Some(image) = &edition.meta.image {
        found.extend(beside(site, edition.folder, &image.file.value));
    }
    visit::blocks(&edition.file.body.blocks, &mut |part| {
        if let Part::Inline(inline) = part
            && let InlineKind::Image(image) = &inline.kind
            && let Target::File(reference) = &image.target
        {
            found.extend(beside(site, edition.folder, &reference.path));
        }
    });
    found
}
