//! `site.toml`: as written, then as meant.
//!
//! [`SiteConfig`] is complete: after it nothing is optional that need not be. Reads only `site.toml`; whether a
//! named file (a logo, a style) exists is checked where it is used.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;
use url::Url;

use crate::codes;
use crate::diag::{Collector, Diagnostic, Reported, Severity, did_you_mean, one_of};
use crate::fields::{Document, Entry, Fields, Key, KeyList, Text, key};
use crate::locale::numbering::{self, ListedError, Numbering};
use crate::locale::{LangTag, Languages, Localised, TagError};
use crate::quantity::Unit;
use crate::text::{FileText, Fingerprint, Span};
use crate::world::BUILT_IN_THEME;

/// The keys of `site.toml`.
pub(crate) const SITE_KEYS: &[Key] = &[
    key(
        "base_url",
        "address",
        "Where the site will stand, with `/` at its end; sub-paths work everywhere. Required.",
    ),
    key("title", "localised text", "The site's name. Required."),
    key("description", "localised text", "One sentence about the site, for its home page and feeds."),
    key(
        "languages",
        "list of tags",
        "Languages in the order of the switcher; every edition's tag must be listed. `-u-nu-` behind a tag chooses its digits: `hi-u-nu-deva`. Required.",
    ),
    key("time_zone", "IANA name", "For dates and times without an offset; default `UTC`."),
    key(
        "theme",
        "name",
        "Folder below `themes/`; what it lacks comes from the built-in theme. Default `broadsheet`.",
    ),
    key(
        "menu",
        "list of paths",
        "Pages, sections or stories in the masthead, by their path below `content/`.",
    ),
    key("footer", "localised text", "A sentence at the foot of every page."),
    key("publisher", "table", "Who publishes: `name`, `url`, `logo` (a file of `content/static/`)."),
    key(
        "license",
        "SPDX id or text",
        "Licence of texts and charts, such as `CC-BY-4.0`; an edition may name another.",
    ),
    key(
        "citation_style",
        "name or path",
        "`numeric` (default), `note`, `author-date`, or the path of a `.csl` file.",
    ),
    key(
        "social_cards",
        "word",
        "Pictures for previews where a link is shared: `figures` (default: of stories and figures), `stories` or `none`.",
    ),
    key(
        "strict",
        "true or false",
        "Every figure and quotation in prose must be bound, cited or `nofact:`. Default `false`.",
    ),
    key("raw_html", "true or false", "Allow HTML in stories. Default `false`."),
    key(
        "compare",
        "true or false",
        "Each translation has a page that shows it beside its original. Default `true`.",
    ),
    key("cname", "host name", "Writes a `CNAME` file for GitHub Pages."),
    key("tags", "table", "`[tags.ID] title`: once one tag is listed, an unlisted one is an error."),
    key("units", "table", "Counted nouns: `[units] ID = { en = { one = \"image\", other = \"images\" } }`."),
    key("tiplines", "table", "`[tiplines.ID]`: safe ways to reach the desk."),
    key(
        "checks",
        "table",
        "`\"area/code\" = \"off\" | \"note\" | \"warning\" | \"error\"`; errors cannot be lowered.",
    ),
];

const PUBLISHER_KEYS: &[Key] = &[
    key("name", "text", "Name of the publisher; default: the site's title."),
    key("url", "address", "The publisher's own site."),
    key("logo", "file", "A picture in `content/static/`."),
];

const TAG_KEYS: &[Key] = &[key("title", "localised text", "The tag as readers see it. Required.")];

const TIPLINE_KEYS: &[Key] = &[
    key("title", "localised text", "Heading of the box. Required."),
    key("text", "localised text", "What to know before writing."),
    key("channels", "list of tables", "Ways to reach the desk, in order of safety. Required."),
    key("verified", "date", "When the contacts were last checked."),
    key("expires", "date", "Until when they hold."),
];

const CHANNEL_KEYS: &[Key] = &[
    key("kind", "word", "`signal`, `securedrop`, `email`, `phone`, `post` or `app`. Required."),
    key("value", "localised text", "The address, number or user name. Required."),
    key("secure", "true or false", "Whether others can see who wrote; default `false`."),
    key("note", "localised text", "What to know about this way."),
];

/// The key lists of this file, for the reference page.
pub(crate) const KEY_LISTS: &[KeyList] = &[
    KeyList { title: "site.toml", keys: SITE_KEYS },
    KeyList { title: "[publisher] of site.toml", keys: PUBLISHER_KEYS },
    KeyList { title: "[tags.ID] of site.toml", keys: TAG_KEYS },
    KeyList { title: "[tiplines.ID] of site.toml", keys: TIPLINE_KEYS },
    KeyList { title: "channels of a tip line", keys: CHANNEL_KEYS },
];

/// `site.toml`, resolved.
#[derive(Clone, Debug)]
pub(crate) struct SiteConfig {
    /// Path of the file, for messages.
    pub file: Arc<str>,
    /// Where the site stands; ends with `/`.
    pub base_url: Url,
    /// The site's name.
    pub title: Localised,
    /// One sentence about it.
    pub description: Option<Localised>,
    /// In the order of the switcher; at least one.
    pub languages: Arc<[LangTag]>,
    /// Digits of languages that are not written in their usual ones.
    pub numberings: BTreeMap<LangTag, Numbering>,
    /// For dates and times without an offset.
    pub time_zone: TimeZone,
    /// Name of the theme's folder.
    pub theme: Text,
    /// Paths below `content/`.
    pub menu: Vec<Text>,
    /// A sentence at the foot of every page.
    pub footer: Option<Localised>,
    /// Who publishes.
    pub publisher: Publisher,
    /// SPDX id or text.
    pub license: Option<Arc<str>>,
    /// `numeric`, `note`, `author-date` or a path.
    pub citation_style: Text,
    /// What gets a picture for previews.
    pub social_cards: SocialCards,
    /// Every figure and quotation in prose must be bound.
    pub strict: Option<Span>,
    /// HTML in stories is let through.
    pub raw_html: bool,
    /// Translations are shown beside their originals.
    pub compare: bool,
    /// Host name for a `CNAME` file.
    pub cname: Option<Text>,
    /// Tag ids with their titles; empty if the site lists none.
    pub tags: BTreeMap<Arc<str>, Tag>,
    /// Counted nouns.
    pub nouns: BTreeMap<Arc<str>, Noun>,
    /// Tip lines by id.
    pub tiplines: BTreeMap<Arc<str>, Tipline>,
    /// Levels of codes that differ from their own; `None` is off.
    pub levels: BTreeMap<&'static str, Option<Severity>>,
    /// Of the text of the file: whatever reads settings depends on it.
    pub fingerprint: Fingerprint,
}

impl SiteConfig {
    /// Languages of a text that is required in `needed`.
    pub(crate) fn languages_with(&self, needed: &[LangTag]) -> Languages {
        Languages { listed: self.languages.clone(), needed: needed.to_vec(), original: None }
    }

    /// The unit that a word names, counted nouns included.
    pub(crate) fn unit(&self, word: &str) -> Option<Unit> {
        Unit::parse(word, |id| self.nouns.contains_key(id))
    }
}

/// What gets a picture for previews.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SocialCards {
    /// Stories, and figures with a page of their own.
    Figures,
    /// Stories.
    Stories,
    /// Nothing: links show the theme's picture.
    None,
}

const SOCIAL_CARDS: &[(&str, SocialCards)] =
    &[("figures", SocialCards::Figures), ("stories", SocialCards::Stories), ("none", SocialCards::None)];

/// Who publishes the site.
#[derive(Clone, Debug, Default)]
pub(crate) struct Publisher {
    /// Name; `None` means the site's title.
    pub name: Option<Arc<str>>,
    /// Own site.
    pub url: Option<Arc<str>>,
    /// A picture below `content/static/`.
    pub logo: Option<Text>,
}

/// A tag that the site lists.
#[derive(Clone, Debug)]
pub(crate) struct Tag {
    /// As readers see it.
    pub title: Localised,
}

/// A counted noun: its forms by plural category (CLDR), by language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Noun {
    /// Category (`one`, `other` …) to word, by language; `None` holds for all.
    pub forms: Vec<(Option<LangTag>, BTreeMap<Arc<str>, Arc<str>>)>,
}

impl Noun {
    /// The word for a plural category in a language, with `other` as the last resort.
    pub(crate) fn form(&self, tag: &LangTag, category: &str) -> Option<&str> {
        let own = self.forms.iter().find(|(other, _)| other.as_ref() == Some(tag));
        let forms = &own.or_else(|| self.forms.iter().find(|(other, _)| other.is_none()))?.1;
        forms.get(category).or_else(|| forms.get("other")).map(|form| &**form)
    }
}

/// A way to reach the desk.
#[derive(Clone, Debug)]
pub(crate) struct Tipline {
    /// Heading.
    pub title: Localised,
    /// What to know before writing.
    pub text: Option<Localised>,
    /// In order of safety.
    pub channels: Vec<Channel>,
    /// ISO date.
    pub verified: Option<Arc<str>>,
    /// ISO date.
    pub expires: Option<Arc<str>>,
}

/// One address of a tip line.
#[derive(Clone, Debug)]
pub(crate) struct Channel {
    /// `signal`, `securedrop`, `email`, `phone`, `post` or `app`.
    pub kind: &'static str,
    /// Address, number or user name.
    pub value: Localised,
    /// Others cannot see who wrote.
    pub secure: bool,
    /// What to know.
    pub note: Option<Localised>,
}

/// Kinds of channels; the theme has a message for each.
pub(crate) const CHANNEL_KINDS: &[(&str, &str)] = &[
    ("signal", "signal"),
    ("securedrop", "securedrop"),
    ("email", "email"),
    ("phone", "phone"),
    ("post", "post"),
    ("app", "app"),
];

/// Reads `site.toml`. `None` where it lacks what nothing can be built without: languages and an address.
pub(crate) fn read(file: &FileText) -> Reported<Option<SiteConfig>> {
    let collector = Collector::new(&file.path);
    let (document, tree) = Document::parse(&file.text, 0, &collector);
    let fields = document.root(&tree, SITE_KEYS, &[]);
    let config = read_fields(file, &fields);
    drop(fields);
    Reported::new(config, collector.finish())
}

fn read_fields(file: &FileText, fields: &Fields<'_>) -> Option<SiteConfig> {
    let (tags, numberings) = read_languages(fields);
    let all = Languages { listed: tags.clone().into(), needed: tags.clone(), original: None };
    let title = Localised::require(fields, "title", &all);
    let base_url = read_base_url(fields);
    let start = |value: &str| Text::new(value.into(), fields.place());
    let config = SiteConfig {
        file: file.path.clone(),
        base_url: base_url?,
        title: title.unwrap_or_else(|| Localised::everywhere(start("?"))),
        description: Localised::read(fields, "description", &all),
        languages: all.listed.clone(),
        numberings,
        time_zone: read_time_zone(fields),
        theme: fields.text("theme").unwrap_or_else(|| start(BUILT_IN_THEME)),
        menu: fields.texts("menu"),
        footer: Localised::read(fields, "footer", &all),
        publisher: read_publisher(fields),
        license: fields.text("license").map(|text| text.value),
        citation_style: fields.text("citation_style").unwrap_or_else(|| start("numeric")),
        social_cards: fields
            .choice("social_cards", SOCIAL_CARDS)
            .map_or(SocialCards::Figures, |word| word.value),
        strict: fields.flag("strict").filter(|flag| flag.value).map(|flag| flag.span),
        raw_html: fields.flag("raw_html").is_some_and(|flag| flag.value),
        compare: fields.flag("compare").is_none_or(|flag| flag.value),
        cname: read_cname(fields),
        tags: read_tags(fields, &all),
        nouns: read_nouns(fields, &all),
        tiplines: read_tiplines(fields, &all),
        levels: read_levels(fields),
        fingerprint: file.fingerprint,
    };
    (!tags.is_empty()).then_some(config)
}

fn read_languages(fields: &Fields<'_>) -> (Vec<LangTag>, BTreeMap<LangTag, Numbering>) {
    if !fields.has("languages") {
        fields.missing("languages", "add `languages = [\"en\"]`, with every language that has an edition");
    }
    if let Some((value, place)) = fields.raw("languages")
        && value.as_array().is_some_and(|list| list.is_empty())
    {
        fields.collector().add(
            Diagnostic::new(&codes::toml::VALUE, place, "`languages` names none")
                .hint("list every language that has an edition: `languages = [\"en\"]`"),
        );
    }
    let (mut tags, mut numberings): (Vec<LangTag>, BTreeMap<_, _>) = Default::default();
    for text in fields.texts("languages") {
        match numbering::listed(&text.value) {
            Ok((tag, digits)) if tags.contains(&tag) => {
                let is_other = numberings.get(&tag) != digits.as_ref();
                fields.collector().add(listed_twice(&text, &tag, is_other));
            }
            Ok((tag, digits)) => {
                numberings.extend(digits.map(|digits| (tag.clone(), digits)));
                tags.push(tag);
            }
            Err(error) => {
                // The language that was meant counts: one slip is one finding, not one for every text in it.
                tags.extend(meant(&error).filter(|tag| !tags.contains(tag)));
                fields.collector().add(listed_diagnostic(&text, error));
            }
        }
    }
    (tags, numberings)
}

fn listed_twice(text: &Text, tag: &LangTag, is_in_other_digits: bool) -> Diagnostic {
    let message = format!("`{tag}` is listed twice");
    let hint = "a language has one address, and one kind of digits: keep one of both";
    Diagnostic::new(&codes::toml::VALUE, text.place.clone(), message)
        .maybe_hint(is_in_other_digits.then(|| hint.to_owned()))
}

fn meant(error: &ListedError) -> Option<LangTag> {
    match error {
        ListedError::Tag(error) => error.meant(),
        ListedError::OtherExtension(tag) | ListedError::UnknownDigits(tag, _) => Some(tag.clone()),
    }
}

/// The finding for an entry of `languages` that names no language with digits.
fn listed_diagnostic(text: &Text, error: ListedError) -> Diagnostic {
    let finding = |message: String| Diagnostic::new(&codes::site::LANGUAGE_TAG, text.place.clone(), message);
    match error {
        ListedError::Tag(error) => tag_diagnostic(text, error),
        ListedError::OtherExtension(tag) => {
            finding(format!("`{}` asks for more than a language and its digits", text.value))
                .hint(format!("write `{tag}`, or with digits of CLDR `{tag}-u-nu-latn`"))
        }
        ListedError::UnknownDigits(tag, name) => {
            finding(format!("there are no ten digits of the name `{name}`"))
                .maybe_hint(did_you_mean(&name, numbering::KNOWN.iter().copied()))
                .hint(format!(
                    "write a numbering system of CLDR, such as `{tag}-u-nu-latn`, or `{tag}` alone"
                ))
        }
    }
}

/// The finding for a text that is no language tag in canonical form.
pub(crate) fn tag_diagnostic(text: &Text, error: TagError) -> Diagnostic {
    let message = format!("`{}` is no language tag in canonical form", text.value);
    let diagnostic = Diagnostic::new(&codes::site::LANGUAGE_TAG, text.place.clone(), message);
    match error {
        TagError::NotCanonical(canonical) => {
            diagnostic.hint(format!("write `{canonical}`")).fix(text.place.clone(), canonical)
        }
        TagError::Extended(tag) => {
            let hint = format!("write `{tag}`: digits are chosen in `languages` of site.toml alone");
            diagnostic.hint(hint).fix(text.place.clone(), tag.to_string())
        }
        TagError::NotATag => diagnostic.hint("tags are those of BCP 47, such as `en`, `pt-BR`, `zh-Hant`"),
    }
}

fn read_base_url(fields: &Fields<'_>) -> Option<Url> {
    let Some(text) = fields.text_or_empty("base_url") else {
        if !fields.has("base_url") {
            fields.missing(
                "base_url",
                "add `base_url = \"https://example.org/\"`: feeds and links between languages need it",
            );
        }
        return None;
    };
    match parse_base_url(&text.value) {
        Ok(url) => Some(url),
        Err(reason) => {
            fields.collector().add(
                Diagnostic::new(&codes::site::BASE_URL, text.place, format!("`{}` {reason}", text.value))
                    .hint("write a whole address, such as `https://desk.example.org/reports/`"),
            );
            None
        }
    }
}

/// Reads the address of a site: http or https, a host, no query, no fragment; a `/` is added at its end.
///
/// The error completes the sentence "`…` …".
pub(crate) fn parse_base_url(text: &str) -> Result<Url, &'static str> {
    let mut url = Url::parse(text).map_err(|_| "is no address")?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
        return Err("is no http or https address");
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err("has a query or a fragment");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("has a user name or password in it, which would be published");
    }
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Ok(url)
}

fn read_time_zone(fields: &Fields<'_>) -> TimeZone {
    let Some(text) = fields.text("time_zone") else { return TimeZone::UTC };
    jiff::tz::db().get(&text.value).unwrap_or_else(|_| {
        fields.collector().add(
            Diagnostic::new(&codes::toml::VALUE, text.place, format!("`{}` is no time zone", text.value))
                .maybe_hint(did_you_mean(
                    &text.value,
                    jiff::tz::db()
                        .available()
                        .map(|name| name.to_string())
                        .collect::<Vec<_>>()
                        .iter()
                        .map(String::as_str),
                ))
                .hint("write a name of the IANA database, such as `Europe/Lisbon` or `UTC`"),
        );
        TimeZone::UTC
    })
}

fn read_publisher(fields: &Fields<'_>) -> Publisher {
    let Some(table) = fields.table("publisher", PUBLISHER_KEYS) else { return Publisher::default() };
    Publisher {
        name: table.text("name").map(|text| text.value),
        url: table.text("url").map(|text| text.value),
        logo: table.text("logo"),
    }
}

fn read_cname(fields: &Fields<'_>) -> Option<Text> {
    let text = fields.text("cname")?;
    let is_host = text.value.contains('.')
        && text.value.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'));
    if !is_host {
        fields.collector().add(
            Diagnostic::new(
                &codes::toml::VALUE,
                text.place.clone(),
                format!("`{}` is no host name", text.value),
            )
            .hint("write the bare host, such as `desk.example.org`"),
        );
    }
    is_host.then_some(text)
}

fn read_tags(fields: &Fields<'_>, languages: &Languages) -> BTreeMap<Arc<str>, Tag> {
    let read = |entry: &Entry<'_>| {
        check_id(entry, fields.collector());
        let title = Localised::require(&entry.table(TAG_KEYS)?, "title", languages)?;
        Some((entry.id.value.clone(), Tag { title }))
    };
    fields.entries("tags").iter().filter_map(read).collect()
}

fn read_nouns(fields: &Fields<'_>, languages: &Languages) -> BTreeMap<Arc<str>, Noun> {
    let mut nouns = BTreeMap::new();
    for entry in fields.entries("units") {
        check_id(&entry, fields.collector());
        let mut noun = Noun::default();
        for form in entry.entries() {
            let tag = languages.listed.iter().find(|tag| *tag.as_str() == *form.id.value);
            let Some(tag) = tag else {
                fields.collector().add(
                    Diagnostic::new(
                        &codes::site::UNKNOWN_LANGUAGE,
                        fields.collector().place(form.id.span),
                        format!("`{}` is no language of this site", form.id.value),
                    )
                    .hint(format!(
                        "`languages` lists {}",
                        one_of(languages.listed.iter().map(LangTag::as_str))
                    )),
                );
                continue;
            };
            noun.forms.push((Some(tag.clone()), plural_forms(&form, fields.collector())));
        }
        let lacking = languages.needed.iter().filter(|tag| noun.form(tag, "other").is_none());
        for tag in lacking.filter(|_| entry.value().is_table()) {
            let message = format!("the unit `{}` has no word for `{tag}`", entry.id.value);
            let place = fields.collector().place(entry.id.span);
            fields.collector().add(
                Diagnostic::new(&codes::translation::MISSING_TEXT, place, message)
                    .hint(format!("add `{tag} = {{ one = \"…\", other = \"…\" }}`")),
            );
        }
        nouns.insert(entry.id.value.clone(), noun);
    }
    nouns
}

fn plural_forms(entry: &Entry<'_>, collector: &Collector) -> BTreeMap<Arc<str>, Arc<str>> {
    const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];
    let mut forms = BTreeMap::new();
    for form in entry.entries() {
        if !CATEGORIES.contains(&&*form.id.value) {
            let place = collector.place(form.id.span);
            let message = format!("`{}` is no plural category", form.id.value);
            collector.add(
                Diagnostic::new(&codes::toml::UNKNOWN_KEY, place, message)
                    .hint(format!("CLDR knows {}", one_of(CATEGORIES))),
            );
        }
        forms.extend(form.text().map(|text| (form.id.value.clone(), text.value)));
    }
    forms
}

fn read_tiplines(fields: &Fields<'_>, languages: &Languages) -> BTreeMap<Arc<str>, Tipline> {
    let read = |entry: &Entry<'_>| {
        check_id(entry, fields.collector());
        let table = entry.table(TIPLINE_KEYS)?;
        let channels: Vec<Channel> = table
            .tables("channels", CHANNEL_KEYS)
            .iter()
            .filter_map(|channel| read_channel(channel, languages))
            .collect();
        if channels.is_empty() && !table.has("channels") {
            table.missing(
                "channels",
                "add `channels = [{ kind = \"signal\", value = \"…\", secure = true }]`",
            );
        }
        let tipline = Tipline {
            title: Localised::require(&table, "title", languages)?,
            text: Localised::read(&table, "text", languages),
            channels,
            verified: table.date_text("verified").map(|date| date.value),
            expires: table.date_text("expires").map(|date| date.value),
        };
        Some((entry.id.value.clone(), tipline))
    };
    fields.entries("tiplines").iter().filter_map(read).collect()
}

fn read_channel(channel: &Fields<'_>, languages: &Languages) -> Option<Channel> {
    if channel.lacks("kind") {
        channel
            .missing("kind", format!("add `kind`: {}", one_of(CHANNEL_KINDS.iter().map(|(word, _)| *word))));
    }
    let kind = channel.choice("kind", CHANNEL_KINDS);
    let value = Localised::require(channel, "value", languages);
    let secure = channel.flag("secure").is_some_and(|flag| flag.value);
    let note = Localised::read(channel, "note", languages);
    Some(Channel { kind: kind?.value, value: value?, secure, note })
}

fn read_levels(fields: &Fields<'_>) -> BTreeMap<&'static str, Option<Severity>> {
    const LEVELS: [&str; 4] = ["off", "note", "warning", "error"];
    let mut levels = BTreeMap::new();
    for entry in fields.entries("checks") {
        let Some(level) = entry.text() else { continue };
        let place = fields.collector().place(entry.id.span);
        if codes::all::is_later(&entry.id.value) {
            continue;
        }
        let Some(code) = codes::all::find(&entry.id.value) else {
            let message = format!("`{}` is no code", entry.id.value);
            fields.collector().add(
                Diagnostic::new(&codes::site::UNKNOWN_CODE, place, message)
                    .maybe_hint(did_you_mean(&entry.id.value, codes::all::names()))
                    .hint("`onrecord explain` lists all codes"),
            );
            continue;
        };
        let severity = match &*level.value {
            "off" => None,
            "note" => Some(Severity::Note),
            "warning" => Some(Severity::Warning),
            "error" => Some(Severity::Error),
            other => {
                fields.collector().add(
                    Diagnostic::new(&codes::toml::VALUE, level.place, format!("`{other}` is no level"))
                        .hint(format!("write {}", one_of(LEVELS))),
                );
                continue;
            }
        };
        if code.level == Severity::Error && severity != Some(Severity::Error) {
            let message = format!("`{}` is an error and cannot be lowered", code.name);
            fields.collector().add(
                Diagnostic::new(&codes::site::LOWERED_ERROR, level.place, message)
                    .hint("an error means that what would be published is wrong"),
            );
            continue;
        }
        levels.insert(code.name, severity);
    }
    levels
}

/// Whether a text has the form of our ids: a lower-case letter, then letters, digits, single inner hyphens.
pub(crate) fn is_id(text: &str) -> bool {
    let mut last = '-';
    for (at, sign) in text.chars().enumerate() {
        let fits = match sign {
            'a'..='z' => true,
            '0'..='9' => at > 0,
            '-' => last != '-',
            _ => false,
        };
        if !fits {
            return false;
        }
        last = sign;
    }
    last != '-'
}

/// Reports an id that is not in the form of ids.
pub(crate) fn check_id(entry: &Entry<'_>, collector: &Collector) {
    if is_id(&entry.id.value) {
        return;
    }
    let message = format!("`{}` is not in the form of an id", entry.id.value);
    collector.add(
        Diagnostic::new(&codes::toml::ID, collector.place(entry.id.span), message)
            .hint("ids are lower-case letters, digits and single hyphens, a letter first: `azure-2026-01`"),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_kebab_case() {
        for good in ["a", "azure-2026-01", "x1"] {
            assert!(is_id(good), "{good}");
        }
        for bad in ["", "1a", "A", "a_b", "a--b", "-a", "a-", "á"] {
            assert!(!is_id(bad), "{bad}");
        }
    }

    #[test]
    fn a_slip_in_a_language_tag_is_one_finding() {
        let text = "base_url = \"https://a.example/\"\nlanguages = [\"en\", \"de-ch\"]\n\
                    [title]\nen = \"A\"\nde-CH = \"B\"\n";
        let Reported { value, diagnostics } = read(&FileText::new("site.toml", text));
        let codes: Vec<&str> = diagnostics.iter().map(|found| found.code.name).collect();
        assert_eq!(codes, ["site/language-tag"]);
        let tags: Vec<String> =
            value.iter().flat_map(|config| config.languages.iter()).map(LangTag::to_string).collect();
        assert_eq!(tags, ["en", "de-CH"]);
    }

    #[test]
    fn base_addresses_end_with_a_slash() {
        assert_eq!(
            parse_base_url("https://a.example/b").map(|url| url.to_string()),
            Ok("https://a.example/b/".into())
        );
        assert!(parse_base_url("https://me:secret@a.example/").is_err());
        assert!(parse_base_url("ftp://a.example/").is_err());
    }
}
