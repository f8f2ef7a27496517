//! Loading a site: every file, in parallel; then editions are joined with their originals, and lists are made.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use rayon::prelude::*;

use crate::codes;
use crate::config::SiteConfig;
use crate::diag::{Collector, Diagnostic, Place, Reported, Severity, did_you_mean, one_of};
use crate::locale::format::Formatter;
use crate::locale::lexicon::Lexicon;
use crate::locale::messages::Messages;
use crate::locale::{LangTag, Languages, TagError};
use crate::memo;
use crate::site::bound;
use crate::site::catalogue::{self, Catalogue};
use crate::site::files::{self, FolderFiles, Layout};
use crate::site::folder::{self, FolderTexts};
use crate::site::gaps;
use crate::site::lookup;
use crate::site::staleness::run::{self as staleness, StalenessMemo};
use crate::site::uses;
use crate::site::{
    Edition, EditionIx, EditionKind, Folder, FolderData, FolderIx, Held, LangIx, Language, Site,
};
use crate::source::style::{self, Style, StyleLocale};
use crate::story::front_matter::{self, FrontMatterFile};
use crate::story::{EditionFile, markdown};
use crate::text::{FileText, Fingerprint, Fingerprinter};
use crate::world::{BUILT_IN_THEME, FileError, Layered, World, built_in_text};

/// What loading remembers from one build to the next.
#[derive(Default)]
pub(crate) struct LoadMemo {
    /// Editions by text, settings and messages.
    pub(crate) editions: memo::Table<Arc<Reported<Arc<EditionFile>>>>,
    /// Folders by the texts of their records and tables.
    pub(crate) folders: memo::Table<Arc<Reported<Arc<FolderData>>>>,
    /// How far translations are from their originals.
    staleness: StalenessMemo,
}

/// Loads everything below `content/`.
pub(crate) fn load(
    world: &dyn World,
    config: Arc<SiteConfig>,
    show_drafts: bool,
    memo: &mut LoadMemo,
) -> Reported<Site> {
    let mut diagnostics = Vec::new();
    let listing = world.list();
    let layout = files::lay_out(&listing, &config, &mut diagnostics);
    let languages = read_languages(world, &config, &mut diagnostics);
    let editions = read_editions(world, &layout, &config, &languages, memo, &mut diagnostics);
    let needed = needed_languages(&editions, &layout, &config, show_drafts);
    let data = read_folders(world, &layout, &config, &languages, &needed, memo, &mut diagnostics);
    let mut joiner = Joiner {
        config: &config,
        languages: &languages,
        now: world.now(),
        show_drafts,
        folders: make_folders(&layout, data),
        published: Vec::new(),
        held: Vec::new(),
        paths: BTreeMap::new(),
        diagnostics: &mut diagnostics,
    };
    joiner.join(editions);
    let Joiner { folders, mut published, held, .. } = joiner;
    published.shrink_to_fit();
    let mut site = Site {
        style: read_style(world, &config, &mut diagnostics),
        config,
        languages,
        folders,
        editions: published,
        held,
        statics: layout.statics,
        uses: Vec::new(),
        catalogue: Catalogue::default(),
    };
    site.catalogue = catalogue::make(&site);
    let used = |edition| bound::fill(&site, edition, uses::of(&site, edition));
    site.uses = site.editions.par_iter().map(used).collect();
    catalogue::add_backlinks(&mut site);
    let staleness = staleness::of_site(&site, &mut memo.staleness);
    for (edition, staleness) in site.editions.iter_mut().chain(&mut site.held).zip(staleness) {
        edition.meta.is_behind |= staleness.as_ref().is_some_and(|found| !found.corrections.is_empty());
        edition.staleness = staleness;
    }
    gaps::ease(&site, &mut diagnostics);
    // Errors say themselves why nothing is left.
    let has_errors = diagnostics.iter().any(|found: &Diagnostic| found.severity == Severity::Error);
    if site.editions.is_empty() && !has_errors {
        diagnostics.push(
            Diagnostic::nowhere(&codes::site::EMPTY, "there is nothing to publish below `content/`")
                .hint("begin a story: `onrecord new content/first`"),
        );
    }
    Reported::new(site, diagnostics)
}

/// The citation style: a built-in one, which a theme may bring its own file for, or a `.csl` file of the site.
fn read_style(
    world: &dyn World,
    config: &SiteConfig,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Arc<Style>> {
    let named = &config.citation_style;
    let file = match style::built_in_file(&named.value) {
        Some(file) => Layered::new(world, &config.theme.value).theme_text(&file),
        None if leads_out(&named.value) => Err(FileError::Outside),
        None if named.value.ends_with(".csl") => world.text(&named.value),
        None => {
            let message = format!("there is no citation style `{}`", named.value);
            diagnostics.push(
                Diagnostic::new(&codes::cite::STYLE, named.place.clone(), message)
                    .maybe_hint(did_you_mean(&named.value, style::BUILT_IN.iter().copied()))
                    .hint(format!(
                        "use {}, or the path of a `.csl` file",
                        one_of(style::BUILT_IN.iter().copied())
                    )),
            );
            return None;
        }
    };
    match file {
        Ok(file) => Style::parse(&file).into(diagnostics).map(Arc::new),
        Err(FileError::NotFound) => {
            let message = format!("there is no file `{}`", named.value);
            diagnostics.push(
                Diagnostic::new(&codes::cite::STYLE, named.place.clone(), message).hint(
                    "put styles into `styles/` beside site.toml: `citation_style = \"styles/NAME.csl\"`",
                ),
            );
            None
        }
        Err(FileError::Outside) => {
            let message = format!("`{}` leads out of the site's folder", named.value);
            diagnostics.push(
                Diagnostic::new(&codes::site::OUTSIDE, named.place.clone(), message)
                    .hint("copy the file into the folder"),
            );
            None
        }
        Err(error) => {
            diagnostics.push(error.report(&named.value));
            None
        }
    }
}

/// Whether a path that is named in a file leads above the site's folder, or begins at another one.
fn leads_out(path: &str) -> bool {
    path.starts_with('/') || lookup::join_path("", path).is_none()
}

fn read_languages(
    world: &dyn World,
    config: &SiteConfig,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Language> {
    let theme = Layered::new(world, &config.theme.value);
    let last_resort = theme_language(&theme);
    let nouns = Arc::new(config.nouns.clone());
    let mut languages = Vec::new();
    for tag in config.languages.iter() {
        let mut texts: Vec<FileText> = Vec::new();
        for name in tag.fallbacks().chain([last_resort.as_str()]) {
            let file = format!("messages/{name}.toml");
            match theme.theme_text(&file) {
                Ok(text) => texts.push(text),
                Err(FileError::NotFound) => {}
                Err(error) => diagnostics.push(error.report(&file)),
            }
            // A site's theme may bring a few messages of its own: the built-in ones stand behind them.
            texts.extend(built_in_text(&format!("themes/{BUILT_IN_THEME}/{file}")));
        }
        let mut seen = BTreeSet::new();
        texts.retain(|text| seen.insert(text.path.clone()));
        let digits = config.numberings.get(tag);
        let messages = Arc::new(Messages::read(tag, &texts).into(diagnostics).in_digits(digits));
        languages.push(Language {
            tag: tag.clone(),
            direction: tag.direction(),
            slug: tag.slug().as_str().into(),
            lexicon: Arc::new(Lexicon::new(&messages, &nouns)),
            formatter: Arc::new(Formatter::new(messages.clone(), nouns.clone())),
            style_locale: Arc::new(StyleLocale::new(&messages)),
            messages,
        });
    }
    languages
}

/// The language in which the theme has every message, by its `theme.toml`, else by the built-in one.
fn theme_language(theme: &Layered<'_>) -> String {
    let language = |text: FileText| {
        let table: toml::Table = text.text.parse().ok()?;
        Some(table.get("language")?.as_str()?.to_owned())
    };
    let own = theme.theme_text("theme.toml").ok().and_then(language);
    let built_in = || built_in_text(&format!("themes/{BUILT_IN_THEME}/theme.toml")).and_then(language);
    own.or_else(built_in).unwrap_or_default()
}

/// Languages in which the texts of each folder are needed: those of the editions in it and below it, but for
/// translations that are drafts, which stop nothing before somebody asks for them.
fn needed_languages(
    editions: &[FoundEdition],
    layout: &Layout,
    config: &SiteConfig,
    show_drafts: bool,
) -> BTreeMap<Arc<str>, Languages> {
    let is_begun = |file: &EditionFile| !show_drafts && file.meta.draft && file.meta.translation.is_some();
    let begun = editions.iter().filter(|(.., file)| is_begun(file));
    let begun: BTreeSet<&str> = begun.map(|(.., file)| &*file.path).collect();
    let mut needed: BTreeMap<Arc<str>, Vec<LangTag>> = BTreeMap::new();
    for (path, files) in &layout.folders {
        let mut at: &str = path;
        loop {
            let tags = needed.entry(at.into()).or_default();
            for (tag, file) in &files.editions {
                if !tags.contains(tag) && !begun.contains(&**file) {
                    tags.push(tag.clone());
                }
            }
            if at.is_empty() {
                break;
            }
            at = at.rsplit_once('/').map_or("", |(parent, _)| parent);
        }
    }
    let position = |tag: &LangTag| config.languages.iter().position(|other| other == tag);
    let original = |path: &Arc<str>| {
        let mut own = editions.iter().filter(|(folder, ..)| folder == path);
        own.find(|(.., file)| file.meta.translation.is_none()).map(|(.., file)| file.lang.clone())
    };
    let languages = |(path, mut tags): (Arc<str>, Vec<LangTag>)| {
        tags.sort_by_key(position);
        (path.clone(), Languages { original: original(&path), ..config.languages_with(&tags) })
    };
    needed.into_iter().map(languages).collect()
}

fn read_folders(
    world: &dyn World,
    layout: &Layout,
    config: &SiteConfig,
    languages: &[Language],
    needed: &BTreeMap<Arc<str>, Languages>,
    memo: &mut LoadMemo,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Arc<FolderData>> {
    let base =
        Fingerprinter::new("folder").print(config.fingerprint).print(messages_print(languages)).finish();
    let folders: Vec<(&Arc<str>, &FolderFiles)> = layout.folders.iter().collect();
    let texts: Vec<Reported<FolderTexts>> =
        folders.par_iter().map(|(_, files)| folder::read_texts(world, files)).collect();
    let mut items = Vec::with_capacity(texts.len());
    for ((path, _), texts) in folders.iter().zip(texts) {
        let texts = texts.into(diagnostics);
        let needed = needed.get(*path).cloned();
        items.push((texts, needed.unwrap_or_else(|| config.languages_with(&[]))));
    }
    let key = |(texts, wanted): &(FolderTexts, Languages)| {
        let mut print = Fingerprinter::new("folder");
        print.print(base).print(texts.fingerprint());
        wanted.needed.iter().for_each(|tag| {
            print.text(tag.as_str());
        });
        print.text(wanted.original.as_ref().map_or("", LangTag::as_str)).finish()
    };
    let make = |(texts, wanted): &(FolderTexts, Languages)| {
        Arc::new(folder::read(texts, wanted, config, languages).map(Arc::new))
    };
    let read = memo.folders.remember_all(&items, key, make);
    read.into_iter()
        .map(|read| {
            diagnostics.extend(read.diagnostics.iter().cloned());
            read.value.clone()
        })
        .collect()
}

fn messages_print(languages: &[Language]) -> Fingerprint {
    let mut print = Fingerprinter::new("messages");
    languages.iter().for_each(|language| {
        print.print(language.messages.fingerprint);
    });
    print.finish()
}

/// An edition that was read: its folder's path, its language, its file.
type FoundEdition = (Arc<str>, LangIx, Arc<EditionFile>);

/// An edition to read: its folder's path, its language, its text.
struct EditionText {
    folder: Arc<str>,
    lang: LangIx,
    text: FileText,
}

fn read_editions(
    world: &dyn World,
    layout: &Layout,
    config: &SiteConfig,
    languages: &[Language],
    memo: &mut LoadMemo,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<FoundEdition> {
    let items = edition_texts(world, wanted_editions(layout, languages, diagnostics), diagnostics);
    let language = |lang: LangIx| {
        languages.get(lang.0 as usize).expect("editions are only wanted in the site's languages")
    };
    let key = |item: &EditionText| {
        let language = language(item.lang);
        let mut print = Fingerprinter::new("edition");
        print.print(config.fingerprint).print(item.text.fingerprint).text(&item.text.path);
        print.text(language.tag.as_str()).print(language.messages.fingerprint);
        print.finish()
    };
    let make = |item: &EditionText| {
        let language = language(item.lang);
        Arc::new(markdown::read(&item.text, &language.tag, config, &language.messages).map(Arc::new))
    };
    let read = memo.editions.remember_all(&items, key, make);
    items
        .into_iter()
        .zip(read)
        .map(|(item, read)| {
            diagnostics.extend(read.diagnostics.iter().cloned());
            (item.folder, item.lang, read.value.clone())
        })
        .collect()
}

/// The files of editions in the site's languages: folder, language, path; sorted.
fn wanted_editions(
    layout: &Layout,
    languages: &[Language],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(Arc<str>, LangIx, Arc<str>)> {
    let mut wanted: Vec<(Arc<str>, LangIx, Arc<str>)> = Vec::new();
    for (folder, files) in &layout.folders {
        for (tag, path) in &files.editions {
            if folder.is_empty() {
                let place = Place::start_of(path);
                diagnostics.push(
                    Diagnostic::new(&codes::site::FILE_NAME, place, "an edition needs a folder of its own")
                        .hint(format!("move it to `content/NAME/{tag}.md`")),
                );
                continue;
            }
            let position = languages.iter().position(|language| language.tag == *tag);
            if let Some(lang) = position.and_then(|at| u32::try_from(at).ok()).map(LangIx) {
                wanted.push((folder.clone(), lang, path.clone()));
            }
        }
    }
    wanted.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    wanted
}

fn edition_texts(
    world: &dyn World,
    wanted: Vec<(Arc<str>, LangIx, Arc<str>)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<EditionText> {
    let texts: Vec<Result<FileText, Diagnostic>> =
        wanted.par_iter().map(|(_, _, path)| world.text(path).map_err(|error| error.report(path))).collect();
    let mut items = Vec::with_capacity(texts.len());
    for ((folder, lang, _), text) in wanted.into_iter().zip(texts) {
        match text {
            Ok(text) => items.push(EditionText { folder, lang, text }),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    items
}

fn make_folders(layout: &Layout, data: Vec<Arc<FolderData>>) -> Vec<Folder> {
    let paths: Vec<&Arc<str>> = layout.folders.keys().collect();
    let index_of = |path: &str| paths.binary_search_by(|other| (***other).cmp(path)).ok();
    layout
        .folders
        .iter()
        .zip(data)
        .map(|((path, files), data)| {
            let parent = if path.is_empty() {
                None
            } else {
                Some(path.rsplit_once('/').map_or("", |(parent, _)| parent))
            };
            Folder {
                path: path.clone(),
                parent: parent.and_then(index_of).and_then(|at| u32::try_from(at).ok()).map(FolderIx),
                data,
                files: files.others.clone(),
                editions: Vec::new(),
                original: None,
                tags: files.editions.iter().map(|(tag, _)| tag.clone()).collect(),
                has_children: has_children(layout, path),
            }
        })
        .collect()
}

/// Whether folders with editions stand below.
fn has_children(layout: &Layout, path: &str) -> bool {
    let prefix = format!("{path}/");
    let from: Arc<str> = prefix.as_str().into();
    layout
        .folders
        .range::<Arc<str>, _>(from..)
        .take_while(|(other, _)| other.starts_with(prefix.as_str()))
        .any(|(_, files)| !files.editions.is_empty())
}

/// Joins editions with their originals, folder by folder, parents first.
struct Joiner<'a> {
    config: &'a SiteConfig,
    languages: &'a [Language],
    now: Timestamp,
    show_drafts: bool,
    folders: Vec<Folder>,
    published: Vec<Edition>,
    held: Vec<Edition>,
    /// Path of each folder's page by language: a section's slug moves what is below it.
    paths: BTreeMap<(FolderIx, LangIx), Arc<str>>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Joiner<'_> {
    fn join(&mut self, editions: Vec<FoundEdition>) {
        let mut rest = editions.into_iter().peekable();
        for at in 0..self.folders.len() {
            let ix = FolderIx(u32::try_from(at).unwrap_or(u32::MAX));
            let path = self.folders.get(at).map(|folder| folder.path.clone()).unwrap_or_default();
            let mut own = Vec::new();
            while let Some((_, lang, file)) = rest.next_if(|(folder, _, _)| *folder == path) {
                own.push((lang, file));
            }
            self.make_paths(ix, &path, &own);
            if !own.is_empty() {
                self.join_folder(ix, own);
            }
        }
    }

    fn make_paths(&mut self, ix: FolderIx, path: &str, own: &[(LangIx, Arc<EditionFile>)]) {
        let parent = self.folders.get(ix.0 as usize).and_then(|folder| folder.parent);
        let name = path.rsplit('/').next().unwrap_or_default();
        for (at, language) in self.languages.iter().enumerate() {
            let lang = LangIx(u32::try_from(at).unwrap_or(u32::MAX));
            let above = match parent {
                None => format!("{}/", language.slug),
                Some(parent) => {
                    self.paths.get(&(parent, lang)).map(|path| path.to_string()).unwrap_or_default()
                }
            };
            let slug =
                own.iter().find(|(other, _)| *other == lang).and_then(|(_, file)| file.meta.slug.as_ref());
            let last = slug.map_or(name, |slug| &slug.value);
            let whole = if last.is_empty() { above } else { format!("{above}{last}/") };
            self.paths.insert((ix, lang), whole.as_str().into());
        }
    }

    fn join_folder(&mut self, ix: FolderIx, own: Vec<(LangIx, Arc<EditionFile>)>) {
        let Some(original) = self.find_original(&own) else { return };
        let has_children = self.folders.get(ix.0 as usize).is_some_and(|folder| folder.has_children);
        let original_file = own.iter().find(|(lang, _)| *lang == original).map(|(_, file)| file.clone());
        let Some(original_file) = original_file else { return };
        for (lang, file) in own {
            let is_original = lang == original;
            let from: Option<&FrontMatterFile> = (!is_original).then_some(&original_file.meta);
            let collector = Collector::new(&file.path);
            let folder = self.folders.get(ix.0 as usize);
            let is_recorded = folder.is_some_and(|folder| folder.data.locks.contains_key(file.lang.as_str()));
            let joined = front_matter::Joined { original: from, tag: &file.lang, is_recorded };
            let meta = front_matter::resolve(&file.meta, &joined, &self.config.time_zone, &collector);
            self.diagnostics.extend(collector.finish());
            let kind = match (&meta.date, has_children) {
                (Some(_), _) => EditionKind::Story,
                (None, true) => EditionKind::Section,
                (None, false) => EditionKind::Page,
            };
            let embargo =
                meta.embargo.as_ref().map(|moment| moment.timestamp).filter(|moment| *moment > self.now);
            let held = if meta.draft && !self.show_drafts {
                Some(Held::Draft)
            } else if self.show_drafts {
                None
            } else {
                embargo.map(Held::Embargo)
            };
            let path = self.paths.get(&(ix, lang)).cloned().unwrap_or_default();
            self.add(Edition {
                folder: ix,
                lang,
                file,
                meta,
                is_original,
                kind,
                path,
                held,
                staleness: None,
            });
        }
    }

    fn add(&mut self, edition: Edition) {
        if edition.held.is_some() {
            self.held.push(edition);
            return;
        }
        let ix = EditionIx(u32::try_from(self.published.len()).unwrap_or(u32::MAX));
        if let Some(folder) = self.folders.get_mut(edition.folder.0 as usize) {
            folder.editions.push(ix);
            if edition.is_original {
                folder.original = Some(ix);
            }
        }
        self.published.push(edition);
    }

    /// The one edition without `[translation]`; says what is wrong with the others.
    fn find_original(&mut self, own: &[(LangIx, Arc<EditionFile>)]) -> Option<LangIx> {
        let mut originals = own.iter().filter(|(_, file)| file.meta.translation.is_none());
        let Some((original, first)) = originals.next() else {
            if let Some((_, file)) = own.first() {
                let place = file
                    .meta
                    .translation
                    .as_ref()
                    .map_or_else(|| Place::start_of(&file.path), |translation| translation.of.place.clone());
                self.diagnostics.push(
                    Diagnostic::new(
                        &codes::story::ORIGINAL,
                        place,
                        "every edition here is a translation, none is the original",
                    )
                    .hint("take `[translation]` out of the original"),
                );
            }
            return None;
        };
        for (_, file) in originals {
            self.diagnostics.push(
                Diagnostic::new(
                    &codes::story::ORIGINAL,
                    start(file),
                    "a second edition without `[translation]`",
                )
                .also(start(first), "the first one")
                .hint(format!(
                    "add `[translation]` with `of = \"{}\"` and `method` to the one that was translated",
                    first.lang
                )),
            );
        }
        self.check_translations(own, first);
        Some(*original)
    }

    fn check_translations(&mut self, own: &[(LangIx, Arc<EditionFile>)], original: &EditionFile) {
        for (_, file) in own {
            let Some(translation) = &file.meta.translation else { continue };
            let of = &translation.of;
            let reason = match LangTag::parse(&of.value) {
                Ok(tag) if tag == original.lang => continue,
                Ok(tag) if tag == file.lang => "an edition cannot translate itself".to_owned(),
                Ok(tag) if own.iter().any(|(_, other)| other.lang == tag) => {
                    format!("`{tag}` is a translation itself")
                }
                Ok(tag) => format!("there is no `{tag}.md` in this folder"),
                Err(TagError::NotCanonical(_) | TagError::Extended(_) | TagError::NotATag) => {
                    format!("`{}` is no language tag", of.value)
                }
            };
            self.diagnostics.push(
                Diagnostic::new(&codes::story::TRANSLATION_OF, of.place.clone(), reason)
                    .hint(format!("the original here is {}", one_of([original.lang.as_str()]))),
            );
        }
    }
}

fn start(file: &EditionFile) -> Place {
    file.meta.place.clone().unwrap_or_else(|| Place::start_of(&file.path))
}
