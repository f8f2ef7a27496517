//! What every page has: its head, its language switcher, and what the site says everywhere.

use std::sync::Arc;

use jiff::civil::Date;

use crate::locale::format::DateStyle;
use crate::prose::inline::parse_line;
use crate::prose::plain_text;
use crate::quantity::Period;
use crate::render::links::{self, Base};
use crate::render::theme::Theme;
use crate::render::view::{
    AlternateView, ChannelView, DateView, Frame, ImageMetaView, LicenseView, LinkView, OpenGraphView,
    SiteView, SwitchView, TiplineView,
};
use crate::render::words;
use crate::site::lookup::StoryLink;
use crate::site::{EditionKind, LangIx, Language, Site};
use crate::story::front_matter::Moment;

/// What is known of a page before it is framed.
pub(crate) struct PageFacts {
    /// Its language.
    pub(crate) lang: LangIx,
    /// Path from the site's root.
    pub(crate) path: String,
    /// Title of the document.
    pub(crate) title: String,
    /// One or two sentences.
    pub(crate) description: String,
    /// The same page in other languages, itself included: language and path.
    pub(crate) siblings: Vec<(LangIx, String)>,
    /// Path of the page for readers of no listed language.
    pub(crate) default: Option<String>,
    /// Message that says, in the switcher, that a sibling is the same thing: `language.same_story` …
    pub(crate) same: &'static str,
    /// The language whose sibling is something else than this page, and the message for that.
    pub(crate) other: Option<(LangIx, &'static str)>,
    /// Search engines are asked to leave it out.
    pub(crate) noindex: bool,
    /// It is an article.
    pub(crate) is_article: bool,
    /// Moment of publication.
    pub(crate) published: Option<Arc<str>>,
    /// Moment of the last change.
    pub(crate) modified: Option<Arc<str>>,
    /// The picture for previews.
    pub(crate) image: Option<ImageMetaView>,
    /// JSON-LD.
    pub(crate) json_ld: String,
}

impl PageFacts {
    /// A page that is no article and has no picture of its own.
    pub(crate) fn plain(lang: LangIx, path: String, title: String, description: String) -> Self {
        PageFacts {
            lang,
            path,
            title,
            description,
            siblings: Vec::new(),
            default: None,
            same: "language.same_page",
            other: None,
            noindex: false,
            is_article: false,
            published: None,
            modified: None,
            image: None,
            json_ld: String::new(),
        }
    }
}

/// Puts a page into its frame.
pub(crate) fn frame(site: &Site, facts: PageFacts) -> Frame {
    let language = site.language(facts.lang);
    let alternates = alternates(site, &facts);
    let switcher = switcher(site, &facts);
    let others = facts.siblings.iter().filter(|(lang, _)| *lang != facts.lang);
    let og = OpenGraphView {
        kind: if facts.is_article { "article" } else { "website" },
        locale: open_graph_locale(language),
        alternates: others.map(|(lang, _)| open_graph_locale(site.language(*lang))).collect(),
        published: facts.published,
        modified: facts.modified,
        image: facts.image,
    };
    Frame {
        lang: language.tag.as_str().into(),
        dir: language.direction.name(),
        root: Base::of_page(&facts.path).as_str().to_owned(),
        canonical: links::absolute(site, &facts.path),
        switcher,
        feed: links::feed(site, facts.lang),
        title: facts.title,
        description: facts.description,
        path: links::encode(&facts.path),
        alternates,
        noindex: facts.noindex,
        og,
        json_ld: facts.json_ld,
    }
}

/// `hreflang` links: self, siblings, x-default. Reciprocal, since every sibling is given the same list.
pub(crate) fn alternates_of(
    site: &Site,
    siblings: &[(LangIx, String)],
    default: Option<&str>,
) -> Vec<(Arc<str>, String)> {
    let mut list: Vec<(Arc<str>, String)> = siblings
        .iter()
        .map(|(lang, path)| (Arc::from(site.language(*lang).tag.as_str()), links::absolute(site, path)))
        .collect();
    if let Some(default) = default.filter(|_| !list.is_empty()) {
        list.push(("x-default".into(), links::absolute(site, default)));
    }
    list
}

fn alternates(site: &Site, facts: &PageFacts) -> Vec<AlternateView> {
    // What search engines are asked to leave out is nobody's alternate.
    if facts.noindex {
        return Vec::new();
    }
    let list = alternates_of(site, &facts.siblings, facts.default.as_deref());
    list.into_iter().map(|(lang, url)| AlternateView { lang, url }).collect()
}

fn open_graph_locale(language: &Language) -> String {
    let mut parts = language.tag.as_str().split('-');
    let first = parts.next().unwrap_or_default().to_owned();
    let region = parts.find(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_uppercase()));
    region.map_or(first.clone(), |region| format!("{first}_{region}"))
}

fn switcher(site: &Site, facts: &PageFacts) -> Vec<SwitchView> {
    let entry = |(lang, language): (LangIx, &Language)| {
        let sibling = facts.siblings.iter().find(|(other, _)| *other == lang).map(|(_, path)| path);
        let other = facts.other.filter(|(other, _)| *other == lang).map(|(_, key)| key);
        let key = if sibling.is_some() { other.unwrap_or(facts.same) } else { "language.front_page" };
        let path = sibling.cloned().unwrap_or_else(|| links::home(site, lang, 1));
        SwitchView {
            lang: language.tag.as_str().into(),
            dir: language.direction.name(),
            name: words::language_name(site, lang),
            is_current: lang == facts.lang,
            path: links::encode(&path),
            leads_to: language.messages.text(key, &[]),
        }
    };
    site.indexed_languages().map(entry).collect()
}

/// What the site says on every page of a language.
pub(crate) fn site_view(site: &Site, theme: &Theme, lang: LangIx) -> SiteView {
    let language = site.language(lang);
    let config = &site.config;
    let text = |localised: &crate::locale::Localised| {
        localised.get(&language.tag).map(|text| text.value.to_string()).unwrap_or_default()
    };
    let title = text(&config.title);
    let icon = ["favicon.svg", "icon.svg", "favicon.ico", "favicon.png", "icon.png"];
    let has_corrections = !site.catalogue.corrections_in(lang).is_empty();
    let of_corrections = |path: String| if has_corrections { path } else { String::new() };
    let icon = icon.into_iter().find(|name| site.statics.contains_key(*name));
    SiteView {
        description: config.description.as_ref().map(text).unwrap_or_default(),
        home: links::home(site, lang, 1),
        url: config.base_url.to_string(),
        menu: menu(site, lang),
        footer_html: footer(site, lang),
        license: config.license.as_deref().map(license),
        publisher: config.publisher.name.as_ref().map_or_else(|| title.clone(), |name| name.to_string()),
        title,
        tags: if site.catalogue.by_tag.is_empty() { String::new() } else { links::tags(site, lang) },
        corrections: of_corrections(links::corrections(site, lang, 1)),
        corrections_feed: of_corrections(links::corrections_feed(site, lang)),
        icon_type: icon.map_or("", media_type_of),
        icon: icon.map(str::to_owned),
        assets: theme.asset_paths.clone(),
        is_monolingual: site.languages.len() == 1,
    }
}

fn media_type_of(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("svg") => "image/svg+xml",
        Some("ico") => "image/x-icon",
        _ => "image/png",
    }
}

fn menu(site: &Site, lang: LangIx) -> Vec<LinkView> {
    let entry = |path: &crate::fields::Text| {
        let link = site.edition_for(site.folder_by_path(&path.value).ok()?, lang).ok()?;
        Some(link_view(site, link))
    };
    site.config.menu.iter().filter_map(entry).collect()
}

/// A link to an edition, labelled where it is in another language than the page.
pub(crate) fn link_view(site: &Site, link: StoryLink) -> LinkView {
    let edition = site.edition(link.edition);
    let language = site.language(edition.lang);
    let foreign = link.is_foreign.then_some(language);
    LinkView {
        title: words::headline(site, edition, site.uses(link.edition)),
        path: links::encode(&edition.path),
        lang: foreign.map(|language| language.tag.as_str().into()),
        dir: foreign.map(|language| language.direction.name()),
        language: foreign.map(|_| words::language_name(site, edition.lang)),
        is_current: false,
    }
}

fn footer(site: &Site, lang: LangIx) -> String {
    let language = site.language(lang);
    let text = site.config.footer.as_ref().and_then(|footer| footer.get(&language.tag));
    let line = text.map(|text| parse_line(text, &language.messages.locators).value).unwrap_or_default();
    words::escaped(&plain_text(&line))
}

/// A date in all forms.
pub(crate) fn date_view(language: &Language, iso: Arc<str>, date: Date) -> DateView {
    DateView {
        iso,
        long: language.formatter.date(date, DateStyle::Long),
        short: language.formatter.date(date, DateStyle::Short),
    }
}

/// A moment of publication in all forms.
pub(crate) fn moment_view(language: &Language, moment: &Moment) -> DateView {
    let view = date_view(language, moment.iso.clone(), moment.date);
    match &moment.clock {
        Some(clock) => DateView { long: language.formatter.date_time(clock), ..view },
        None => view,
    }
}

/// An ISO date, perhaps a partial one, in all forms.
pub(crate) fn period_view(language: &Language, text: &str) -> Option<DateView> {
    let period = Period::parse(text.split('T').next().unwrap_or_default())?;
    Some(DateView {
        iso: period.to_string().as_str().into(),
        long: language.formatter.period(period, DateStyle::Long),
        short: language.formatter.period(period, DateStyle::Short),
    })
}

/// A licence as readers know it: Creative Commons ids have a name and an address, others stand as they are.
pub(crate) fn license(id: &str) -> LicenseView {
    if id.eq_ignore_ascii_case("CC0-1.0") {
        let url = "https://creativecommons.org/publicdomain/zero/1.0/".to_owned();
        return LicenseView { name: "CC0 1.0".to_owned(), url: Some(url) };
    }
    let known = id.strip_prefix("CC-").and_then(|rest| rest.rsplit_once('-'));
    match known {
        Some((terms, version)) if version.starts_with(|sign: char| sign.is_ascii_digit()) => LicenseView {
            name: format!("CC {terms} {version}"),
            url: Some(format!(
                "https://creativecommons.org/licenses/{}/{version}/",
                terms.to_ascii_lowercase()
            )),
        },
        _ => LicenseView { name: id.to_owned(), url: None },
    }
}

/// The record of a tip line: printed identically everywhere.
pub(crate) fn tipline(site: &Site, language: &Language, id: &str) -> Option<TiplineView> {
    let tipline = site.config.tiplines.get(id)?;
    let text = |localised: &crate::locale::Localised| {
        localised.get(&language.tag).map(|text| text.value.to_string()).unwrap_or_default()
    };
    let channels = tipline.channels.iter().map(|channel| ChannelView {
        kind: channel.kind,
        label: language.messages.text(&format!("tipline.{}", channel.kind), &[]),
        value: text(&channel.value),
        is_secure: channel.secure,
        note: channel.note.as_ref().map(text),
    });
    Some(TiplineView {
        title: text(&tipline.title),
        text: tipline.text.as_ref().map(text).unwrap_or_default(),
        channels: channels.collect(),
        verified: tipline.verified.as_deref().and_then(|date| period_view(language, date)),
        expires: tipline.expires.as_deref().and_then(|date| period_view(language, date)),
    })
}

/// The word for what an edition is, in the switcher.
pub(crate) fn same_key(kind: EditionKind) -> &'static str {
    match kind {
        EditionKind::Story => "language.same_story",
        EditionKind::Page | EditionKind::Section => "language.same_page",
    }
}

#[cfg(test)]
mod tests {
    use super::license;

    #[test]
    fn creative_commons_licences_have_addresses() {
        let view = license("CC-BY-NC-SA-4.0");
        assert_eq!(view.name, "CC BY-NC-SA 4.0");
        assert_eq!(view.url.as_deref(), Some("https://creativecommons.org/licenses/by-nc-sa/4.0/"));
        assert_eq!(license("All rights reserved").url, None);
    }
}
