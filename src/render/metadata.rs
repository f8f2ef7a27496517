//! Metadata of pages for machines: JSON-LD in schema.org's vocabulary.
//!
//! Names are those of schema.org (NewsArticle, CorrectionComment, translationOfWork …). Every text is plain words.

use serde_json::{Map, Value, json};

use crate::render::frame::license;
use crate::render::links;
use crate::render::view::{ImageMetaView, PersonView, TranslationView};
use crate::render::words::{self, Writer};
use crate::site::uses::source_of;
use crate::site::{Edition, EditionIx, LangIx, Site};
use crate::story::front_matter::{CorrectionFile, Moment};

/// What the JSON-LD of an article needs beside the site.
pub(crate) struct ArticleFacts<'a> {
    /// The edition.
    pub(crate) writer: Writer<'a>,
    /// Its index.
    pub(crate) ix: EditionIx,
    /// Headline as plain words.
    pub(crate) headline: &'a str,
    /// Standfirst as plain words.
    pub(crate) description: &'a str,
    /// Authors, in order.
    pub(crate) authors: &'a [PersonView],
    /// Who translated, or reviewed a translation, in order.
    pub(crate) translators: &'a [PersonView],
    /// How it was translated.
    pub(crate) translation: Option<&'a TranslationView>,
    /// Names of tags in the page's language.
    pub(crate) keywords: Vec<String>,
    /// The picture for previews.
    pub(crate) image: Option<&'a ImageMetaView>,
}

/// JSON-LD of a story: `NewsArticle`.
pub(crate) fn article(facts: &ArticleFacts<'_>) -> String {
    let site = facts.writer.site;
    let edition = facts.writer.edition;
    let url = links::absolute(site, &edition.path);
    let mut article = Map::new();
    let mut put = |key: &str, value: Value| {
        article.insert(key.to_owned(), value);
    };
    put("@context", json!("https://schema.org"));
    put("@type", json!("NewsArticle"));
    put("@id", json!(url));
    put("headline", json!(facts.headline));
    put("description", json!(facts.description));
    put("inLanguage", json!(edition.file.lang));
    put("url", json!(url));
    put("mainEntityOfPage", json!(url));
    if let Some(date) = &edition.meta.date {
        put("datePublished", json!(date.iso));
        put("dateModified", json!(edition.meta.updated.as_ref().unwrap_or(date).iso));
    }
    let publisher = publisher(site, edition.lang);
    put("author", if facts.authors.is_empty() { publisher.clone() } else { people(site, facts.authors) });
    put("publisher", publisher);
    if let Some(image) = facts.image {
        put(
            "image",
            json!({ "@type": "ImageObject", "url": image.url, "width": pixels(image.width), "height": pixels(image.height) }),
        );
    }
    if !facts.keywords.is_empty() {
        put("keywords", json!(facts.keywords));
    }
    put("isAccessibleForFree", json!(true));
    let own_license = edition.meta.license.as_deref().or(site.config.license.as_deref());
    if let Some(url) = own_license.and_then(|id| license(id).url) {
        put("license", json!(url));
    }
    if links::has_evidence(facts.writer.uses) {
        let url = links::absolute(site, &links::evidence(edition));
        article.insert("subjectOf".to_owned(), json!({ "@type": "WebPage", "@id": url, "url": url }));
    }
    add_translations(&mut article, facts);
    add_record(&mut article, facts);
    script_safe(&Value::Object(article))
}

fn pixels(value: u32) -> Value {
    json!({ "@type": "QuantitativeValue", "value": value, "unitCode": "E37" })
}

/// Which version it is made from, which ones are made from it, and by whom.
fn add_translations(article: &mut Map<String, Value>, facts: &ArticleFacts<'_>) {
    let site = facts.writer.site;
    let edition = facts.writer.edition;
    let folder = site.folder(edition.folder);
    let reference = |ix: EditionIx| {
        let other = site.edition(ix);
        let url = links::absolute(site, &other.path);
        json!({ "@type": "NewsArticle", "@id": url, "url": url, "inLanguage": other.file.lang,
            "headline": words::headline(site, other, site.uses(ix)) })
    };
    if edition.is_original {
        let others: Vec<Value> =
            folder.editions.iter().filter(|ix| **ix != facts.ix).map(|ix| reference(*ix)).collect();
        if !others.is_empty() {
            article.insert("workTranslation".to_owned(), json!(others));
        }
    } else if let Some(original) = folder.original {
        article.insert("translationOfWork".to_owned(), reference(original));
        if !facts.translators.is_empty() {
            article.insert("translator".to_owned(), people(site, facts.translators));
        }
        if let Some(credit) = credit(facts) {
            article.insert("creditText".to_owned(), json!(credit));
        }
    }
}

/// How a program had a part in the translation, in the page's language: schema.org has no closer term for it.
fn credit(facts: &ArticleFacts<'_>) -> Option<String> {
    let how = facts.translation.filter(|how| how.method != "human")?;
    let tool = how.tool.as_ref().map(|tool| format!(" ({tool})")).unwrap_or_default();
    let messages = &facts.writer.language.messages;
    Some(format!("{}: {}{tool}", messages.text("byline.translation", &[]), how.method_label))
}

/// Sources and corrections.
fn add_record(article: &mut Map<String, Value>, facts: &ArticleFacts<'_>) {
    let site = facts.writer.site;
    let edition = facts.writer.edition;
    let citations: Vec<Value> =
        facts.writer.uses.sources.iter().filter_map(|source| citation(source_of(site, source)?)).collect();
    if !citations.is_empty() {
        article.insert("citation".to_owned(), json!(citations));
    }
    let corrections: Vec<Value> = edition
        .meta
        .corrections
        .iter()
        .filter_map(|(moment, correction)| correction_comment(&facts.writer, moment, correction))
        .collect();
    if !corrections.is_empty() {
        article.insert("correction".to_owned(), json!(corrections));
    }
}

fn citation(source: &crate::source::Source) -> Option<Value> {
    let title = source.item.text("title")?;
    let mut work = Map::new();
    work.insert("@type".to_owned(), json!("CreativeWork"));
    work.insert("name".to_owned(), json!(title));
    let url = source.copies.iter().find_map(|copy| copy.url.as_ref());
    if let Some(url) = url.filter(|_| source.provenance.access != crate::source::Access::Withheld) {
        work.insert("url".to_owned(), json!(url.value));
    }
    Some(Value::Object(work))
}

fn correction_comment(writer: &Writer<'_>, moment: &Moment, correction: &CorrectionFile) -> Option<Value> {
    let (note, foreign) = correction.note(&writer.edition.file.lang)?;
    let text = writer.plain(&note.line, writer.edition.folder);
    let mut comment = json!({ "@type": "CorrectionComment", "datePublished": moment.iso, "text": text });
    if let Some((object, tag)) = comment.as_object_mut().zip(foreign) {
        object.insert("inLanguage".to_owned(), json!(tag));
    }
    Some(comment)
}

/// Authors and others, each as `Person` or `Organization`.
pub(crate) fn people(site: &Site, people: &[PersonView]) -> Value {
    let person = |person: &PersonView| {
        let mut value = Map::new();
        let class = if person.is_organisation { "Organization" } else { "Person" };
        value.insert("@type".to_owned(), json!(class));
        value.insert("name".to_owned(), json!(person.name));
        if let Some(affiliation) = person.affiliation.as_ref().filter(|_| !person.is_organisation) {
            let organisation = json!({ "@type": "Organization", "name": affiliation });
            value.insert("affiliation".to_owned(), organisation);
        }
        let own = person.path.as_ref().map(|path| format!("{}{path}", site.config.base_url));
        if let Some(url) = own.or_else(|| person.url.clone()) {
            value.insert("url".to_owned(), json!(url));
        }
        if let Some(orcid) = &person.orcid {
            value.insert("sameAs".to_owned(), json!(orcid));
        }
        if let Some(role) = &person.role {
            value.insert("jobTitle".to_owned(), json!(role));
        }
        if let Some(name) = &person.affiliation {
            value.insert("affiliation".to_owned(), json!({ "@type": "Organization", "name": name }));
        }
        Value::Object(value)
    };
    json!(people.iter().map(person).collect::<Vec<_>>())
}

/// Who publishes.
pub(crate) fn publisher(site: &Site, lang: LangIx) -> Value {
    let config = &site.config;
    let tag = &site.language(lang).tag;
    let title = config.title.get(tag).map(|text| text.value.clone()).unwrap_or_default();
    let mut value = Map::new();
    value.insert("@type".to_owned(), json!("NewsMediaOrganization"));
    value.insert("name".to_owned(), json!(config.publisher.name.as_ref().unwrap_or(&title)));
    value
        .insert("url".to_owned(), json!(config.publisher.url.as_deref().unwrap_or(config.base_url.as_str())));
    if let Some(logo) = &config.publisher.logo {
        let url = links::absolute(site, &logo.value);
        value.insert("logo".to_owned(), json!({ "@type": "ImageObject", "url": url }));
    }
    Value::Object(value)
}

/// JSON-LD of a page that is no story: `WebPage`, `WebSite` or `CollectionPage`.
pub(crate) fn page(
    site: &Site,
    kind: &str,
    lang: LangIx,
    path: &str,
    title: &str,
    description: &str,
) -> String {
    let mut value = json!({
        "@context": "https://schema.org",
        "@type": kind,
        "name": title,
        "url": links::absolute(site, path),
        "inLanguage": site.language(lang).tag,
        "publisher": publisher(site, lang),
    });
    if let Some(object) = value.as_object_mut().filter(|_| !description.is_empty()) {
        object.insert("description".to_owned(), json!(description));
    }
    script_safe(&value)
}

/// JSON as it may stand in a `script` element: nothing in it can end the element or begin a comment.
pub(crate) fn script_safe(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

/// Whether an edition is described as an article.
pub(crate) fn is_article(edition: &Edition) -> bool {
    edition.meta.date.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_cannot_end_its_element() {
        assert_eq!(script_safe(&json!("</script><!--")), "\"\\u003c/script>\\u003c!--\"");
    }
}
