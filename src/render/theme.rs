//! A theme: templates, assets, and what it says of itself in `theme.toml`; the site's own files over the built-in ones.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, ErrorKind, Tera, Value};

use crate::codes;
use crate::config::SiteConfig;
use crate::diag::{Collector, Diagnostic, Place, Reported, did_you_mean, one_of};
use crate::fields::{Document, Key, KeyList, key};
use crate::locale::messages::Messages;
use crate::locale::numbering;
use crate::render::functions::{self, Formatters};
use crate::render::style_sheet;
use crate::site::Language;
use crate::text::{FileText, Fingerprint, Fingerprinter, Span};
use crate::world::{BUILT_IN_THEME, Layered, World};

const KEYS: &[Key] = &[
    key(
        "language",
        "tag",
        "The language in which every message exists: the last resort of all others. Required.",
    ),
    key("list_size", "number", "Stories on one page of a list; default 48."),
    key("lead", "true or false", "The newest story leads the home page; default `true`."),
    key("topic_size", "number", "Stories under each tag of the home page; default 3."),
    key("related_size", "number", "Related stories at the foot of a story; default 4."),
    key("feed_size", "number", "Stories in a feed; default 20."),
];

/// The key lists of this file, for the reference page.
pub(crate) const KEY_LISTS: &[KeyList] = &[KeyList { title: "theme.toml", keys: KEYS }];

/// Templates that the program asks for; a theme may have more of its own.
pub(crate) const TEMPLATES: &[(&str, &str)] = &[
    ("story.html", "A story, page or section: `EditionView`."),
    ("compare.html", "A translation beside its original: `CompareView`."),
    ("how-we-know.html", "How each figure and quotation of a story is known: `HowWeKnowView`."),
    ("figure-page.html", "A chart or table on its own page: `FigurePageView`."),
    ("embed.html", "A chart or table in a frame of another site: `EmbedView`."),
    ("home.html", "The home page of a language: `HomeView`."),
    ("listing.html", "The stories of a tag or an author: `ListingView`."),
    ("tags.html", "All tags: `TagsView`."),
    ("corrections.html", "All corrections: `CorrectionsView`."),
    ("front.html", "The page at the root: `FrontView`."),
    ("404.html", "The page for addresses that have none: `NotFoundView`."),
    ("redirect.html", "A page that leads to another one: `RedirectView`."),
    ("blocks/figure.html", "An exhibit in a text: `FigureView`."),
    ("blocks/lead_figure.html", "An exhibit beside the lead of a home page: `FigureView`."),
    ("blocks/box.html", "A marked block: `BoxView`."),
    ("blocks/note.html", "The note of a bound figure: `NoteView`."),
    ("blocks/quotation.html", "The note of a quotation that is shown in translation: `QuotationNoteView`."),
    ("blocks/changed.html", "The note at a paragraph that the original has changed since: `ChangedView`."),
    ("blocks/elsewhere.html", "Behind a heading, the same part in other languages: `ElsewhereView`."),
    ("ledger.html", "The fact-checker's sheet, which is no page of the site: `LedgerView`."),
    ("feed/figure.html", "An exhibit in a feed: `FigureView`, paths are whole addresses."),
    ("feed/box.html", "A marked block in a feed: `BoxView`."),
];

/// What `theme.toml` says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ThemeSettings {
    /// Stories on one page of a list, 1 or more.
    pub(crate) list_size: usize,
    /// The newest story leads the home page.
    pub(crate) lead: bool,
    /// Stories under each tag of the home page.
    pub(crate) topic_size: usize,
    /// Related stories at the foot of a story.
    pub(crate) related_size: usize,
    /// Stories in a feed, 1 or more.
    pub(crate) feed_size: usize,
}

/// A theme, ready to render.
pub(crate) struct Theme {
    /// What it says of itself.
    pub(crate) settings: ThemeSettings,
    /// Files to publish: path in the output, and bytes.
    pub(crate) assets: Vec<(String, Arc<[u8]>)>,
    /// Paths in the output by the files' own names.
    pub(crate) asset_paths: BTreeMap<String, String>,
    /// Of templates, messages and settings: part of the key of every page.
    pub(crate) fingerprint: Fingerprint,
    tera: Tera,
    words: BTreeMap<Arc<str>, Value>,
    /// Real path of each template, by its name.
    paths: BTreeMap<String, Arc<str>>,
}

/// A template that could not be rendered: a diagnostic at its place.
pub(crate) type TemplateFault = Box<Diagnostic>;

impl Theme {
    /// Renders a template with a view.
    ///
    /// # Errors
    /// A diagnostic at the place of the template that failed.
    pub(crate) fn render(
        &self,
        template: &str,
        lang: &str,
        view: &impl Serialize,
        shared: &[(&'static str, Value)],
    ) -> Result<String, TemplateFault> {
        self.render_value(template, lang, &Value::from_serializable(view), shared)
    }

    /// The same with a view that is a value of the template engine already.
    ///
    /// # Errors
    /// A diagnostic at the place of the template that failed.
    pub(crate) fn render_value(
        &self,
        template: &str,
        lang: &str,
        view: &Value,
        shared: &[(&'static str, Value)],
    ) -> Result<String, TemplateFault> {
        let mut context = Context::new();
        for (name, value) in view.as_map().into_iter().flatten() {
            if let Some(name) = name.as_str() {
                context.insert_value(name.to_owned(), value.clone());
            }
        }
        if let Some(words) = self.words.get(lang) {
            context.insert_value("t", words.clone());
        }
        for (name, value) in shared {
            context.insert_value(*name, value.clone());
        }
        self.tera.render(template, &context).map_err(|error| self.fault(template, &error))
    }

    fn fault(&self, template: &str, error: &tera::Error) -> TemplateFault {
        Box::new(template_diagnostic(template, error, &self.paths))
    }
}

/// Reads the theme that the site names. Always gives one: what the site's own lacks is built in.
pub(crate) fn read(
    world: &dyn World,
    config: &SiteConfig,
    languages: &[Language],
) -> Reported<Option<Theme>> {
    let mut diagnostics = Vec::new();
    check_name(world, config, &mut diagnostics);
    let layered = Layered::new(world, &config.theme.value);
    let settings = read_settings(&layered).into(&mut diagnostics);
    let mut print = Fingerprinter::new("theme");
    print
        .value(&settings.list_size)
        .value(&settings.topic_size)
        .value(&settings.related_size)
        .value(&settings.lead);
    let mut templates: Vec<FileText> = Vec::new();
    let mut assets = Vec::new();
    let mut asset_paths = BTreeMap::new();
    for file in layered.theme_files() {
        if let Some(name) = file.strip_prefix("templates/") {
            match layered.theme_text(&file) {
                Ok(text) => {
                    print.text(name).print(text.fingerprint);
                    templates.push(text);
                }
                Err(error) => diagnostics.push(error.report(&file)),
            }
        } else if let Some(name) = file.strip_prefix("assets/")
            && let Ok(bytes) = layered.theme_bytes(&file)
        {
            let bytes = asset_bytes(name, bytes, &layered, languages);
            let path = asset_path(name, &bytes);
            print.text(name).text(&path);
            asset_paths.insert(name.to_owned(), path.clone());
            assets.push((path, bytes));
        }
    }
    for language in languages {
        print.text(language.tag.as_str()).print(language.messages.fingerprint);
    }
    let paths =
        templates.iter().map(|file| (template_name(&file.path).to_owned(), file.path.clone())).collect();
    let tera = make_tera(&templates, languages, &paths).into(&mut diagnostics);
    let words =
        languages.iter().map(|language| (Arc::from(language.tag.as_str()), words_of(&language.messages)));
    let words = words.collect();
    let theme = tera.map(|tera| Theme {
        settings,
        assets,
        asset_paths,
        fingerprint: print.finish(),
        tera,
        words,
        paths,
    });
    Reported::new(theme, diagnostics)
}

/// Says if the site names a theme that is neither its own nor the built-in one.
fn check_name(world: &dyn World, config: &SiteConfig, diagnostics: &mut Vec<Diagnostic>) {
    let name = &config.theme.value;
    let listing = world.list();
    let own: BTreeSet<&str> = listing
        .iter()
        .filter_map(|file| file.path.strip_prefix("themes/")?.split_once('/'))
        .map(|(theme, _)| theme)
        .collect();
    if **name == *BUILT_IN_THEME || own.contains(&**name) {
        return;
    }
    let known = || own.iter().copied().chain([BUILT_IN_THEME]);
    diagnostics.push(
        Diagnostic::new(
            &codes::theme::NOT_FOUND,
            config.theme.place.clone(),
            format!("there is no theme `{name}`"),
        )
        .maybe_hint(did_you_mean(name, known()))
        .hint(format!("themes here: {}", one_of(known()))),
    );
}

fn read_settings(layered: &Layered<'_>) -> Reported<ThemeSettings> {
    let defaults = ThemeSettings { list_size: 48, lead: true, topic_size: 3, related_size: 4, feed_size: 20 };
    let Ok(file) = layered.theme_text("theme.toml") else { return Reported::clean(defaults) };
    let collector = Collector::new(&file.path);
    let (document, tree) = Document::parse(&file.text, 0, &collector);
    let fields = document.root(&tree, KEYS, &[]);
    let count = |key: &str, default: usize| fields.count(key).map_or(default, |count| count.value);
    let settings = ThemeSettings {
        list_size: count("list_size", defaults.list_size).max(1),
        lead: fields.flag("lead").map_or(defaults.lead, |flag| flag.value),
        topic_size: count("topic_size", defaults.topic_size),
        related_size: count("related_size", defaults.related_size),
        feed_size: count("feed_size", defaults.feed_size).max(1),
    };
    drop(fields);
    Reported::new(settings, collector.finish())
}

/// An asset as it is published: style sheets with what they import of the theme and the digits of the languages.
fn asset_bytes(name: &str, bytes: Arc<[u8]>, layered: &Layered<'_>, languages: &[Language]) -> Arc<[u8]> {
    if !name.ends_with(".css") {
        return bytes;
    }
    let Ok(sheet) = std::str::from_utf8(&bytes) else { return bytes };
    let folder = name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let beside = |file: &str| {
        let found = layered.theme_bytes(&format!("assets/{folder}{file}")).ok()?;
        std::str::from_utf8(&found).ok().map(str::to_owned)
    };
    let digits = languages
        .iter()
        .map(|language| (language.tag.as_str(), numbering::zero(&language.messages.locale())));
    style_sheet::with_digits(style_sheet::published(sheet, beside), digits).into_bytes().into()
}

/// Where an asset is published. Style sheets carry a part of their fingerprint in their name, so that a changed
/// one is never taken from a reader's cache; what they refer to (fonts) keeps its name.
fn asset_path(name: &str, bytes: &[u8]) -> String {
    match name.strip_suffix(".css") {
        Some(stem) => {
            let print = Fingerprint::of(bytes).to_string();
            format!("assets/{stem}.{}.css", print.get(..8).unwrap_or_default())
        }
        None => format!("assets/{name}"),
    }
}

fn make_tera(
    templates: &[FileText],
    languages: &[Language],
    paths: &BTreeMap<String, Arc<str>>,
) -> Reported<Option<Tera>> {
    let mut tera = Tera::default();
    let formatters: Formatters = Arc::new(
        languages
            .iter()
            .map(|language| (language.tag.as_str().to_owned(), language.formatter.clone()))
            .collect(),
    );
    functions::register(&mut tera, &formatters);
    let named = templates.iter().map(|file| (template_name(&file.path), &*file.text));
    match tera.add_raw_templates(named) {
        Ok(()) => Reported::clean(Some(tera)),
        Err(error) => Reported::new(None, vec![template_diagnostic("", &error, paths)]),
    }
}

/// `themes/x/templates/blocks/box.html` -> `blocks/box.html`
fn template_name(path: &str) -> &str {
    path.split_once("/templates/").map_or(path, |(_, name)| name)
}

/// What the template engine says, at the place in the template.
fn template_diagnostic(
    template: &str,
    error: &tera::Error,
    paths: &BTreeMap<String, Arc<str>>,
) -> Diagnostic {
    let (message, name, span) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => (
            report.message().to_owned(),
            report.filename().to_owned(),
            Span::new(report.span().range.clone()),
        ),
        _ => (error.to_string(), template.to_owned(), Span::default()),
    };
    let file = paths.get(&name).cloned().unwrap_or_else(|| format!("templates/{name}").as_str().into());
    let first = message.lines().next().unwrap_or("this template has a mistake").to_owned();
    let mut letters = first.chars();
    let lower = letters.next().map(|letter| letter.to_lowercase().to_string()).unwrap_or_default();
    let message = format!("{lower}{}", letters.as_str().trim_end_matches('.'));
    Diagnostic::new(&codes::theme::TEMPLATE, Place { file, span }, message)
        .hint("`onrecord explain templates` lists what each template may see")
}

/// Messages without slots as nested tables: `t.story.sources`.
fn words_of(messages: &Messages) -> Value {
    let mut root = serde_json::Map::new();
    for (key, text) in messages.plain() {
        let mut table = &mut root;
        let mut parts = key.split('.').peekable();
        while let Some(part) = parts.next() {
            if parts.peek().is_none() {
                table.insert(part.to_owned(), text.into());
                break;
            }
            let below = table.entry(part).or_insert_with(|| serde_json::Map::new().into());
            match below {
                serde_json::Value::Object(object) => table = object,
                // A text and a table under one name: the text was there first and stays.
                _ => break,
            }
        }
    }
    Value::from_serializable(&root)
}
