//! JSON-LD of a page of evidence, in schema.org's vocabulary: figures as `Claim`, quotations as `Quotation`, tables as
//! `Dataset`, documents as `DigitalDocument`. It says what the page says, and nothing else.

use serde_json::{Map, Value, json};

use crate::render::links;
use crate::render::metadata::{publisher, script_safe};
use crate::render::view::evidence::{DocumentFileView, DownloadView, EvidenceView, QuotationView};
use crate::render::words::Writer;
use crate::site::{Edition, Site};

/// What the page of an edition's evidence shows.
pub(crate) struct Shown<'a> {
    /// The edition.
    pub(crate) writer: &'a Writer<'a>,
    /// Headline of the story as plain words.
    pub(crate) headline: &'a str,
    /// Title of the page.
    pub(crate) title: &'a str,
    /// One sentence about the page.
    pub(crate) description: &'a str,
    /// Its figures.
    pub(crate) figures: &'a [EvidenceView],
    /// Its quotations.
    pub(crate) quotations: &'a [QuotationView],
    /// Its tables.
    pub(crate) downloads: &'a [DownloadView],
    /// Its documents.
    pub(crate) documents: &'a [DocumentFileView],
}

/// The page and its parts.
pub(crate) fn page(shown: &Shown<'_>) -> String {
    let Writer { site, edition, .. } = *shown.writer;
    let url = links::absolute(site, &links::evidence(edition));
    let story = links::absolute(site, &edition.path);
    // Parts name the desk by its id: it is written out once.
    let desk = format!("{}#publisher", site.config.base_url);
    let mut owner = publisher(site, edition.lang);
    if let Some(owner) = owner.as_object_mut() {
        owner.insert("@id".to_owned(), json!(desk));
    }
    let about = json!({ "@type": "NewsArticle", "@id": story, "url": story, "headline": shown.headline });
    let whole = json!({
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": url,
        "url": url,
        "name": shown.title,
        "description": shown.description,
        "inLanguage": edition.file.lang,
        "publisher": owner,
        "about": about,
        "hasPart": parts(shown, &Addresses { url: &url, story: &story, desk: &desk }),
    });
    script_safe(&whole)
}

struct Addresses<'a> {
    url: &'a str,
    story: &'a str,
    desk: &'a str,
}

fn parts(shown: &Shown<'_>, at: &Addresses<'_>) -> Vec<Value> {
    let Writer { site, edition, .. } = *shown.writer;
    let first = site.folder(edition.folder).original.map(|ix| links::absolute(site, &site.edition(ix).path));
    let first = first.unwrap_or_else(|| at.story.to_owned());
    let stated = shown.figures.iter().filter(|figure| !figure.stated.is_empty());
    let mut parts: Vec<Value> = stated.map(|figure| claim(figure, at, &first)).collect();
    parts.extend(shown.quotations.iter().map(|quotation| self::quotation(edition, quotation, at)));
    parts.extend(shown.downloads.iter().map(|file| dataset(site, file, at)));
    parts.extend(shown.documents.iter().map(|file| document(site, file)));
    parts
}

fn claim(figure: &EvidenceView, at: &Addresses<'_>, first: &str) -> Value {
    json!({
        "@type": "Claim",
        "@id": format!("{}#{}", at.url, links::encode(&figure.id)),
        "name": figure.label,
        "text": figure.value,
        "author": { "@id": at.desk },
        "appearance": { "@id": at.story },
        "firstAppearance": { "@id": first },
    })
}

fn quotation(edition: &Edition, quotation: &QuotationView, at: &Addresses<'_>) -> Value {
    let lang = quotation.lang.as_deref().unwrap_or(edition.file.lang.as_str());
    let mut value = Map::from_iter([
        ("@type".to_owned(), json!("Quotation")),
        ("@id".to_owned(), json!(format!("{}#{}", at.url, links::encode(&quotation.id)))),
        ("text".to_owned(), json!(quotation.text)),
        ("inLanguage".to_owned(), json!(lang)),
        ("isPartOf".to_owned(), json!({ "@id": at.story })),
    ]);
    if let Some(speaker) = &quotation.speaker {
        let class = if quotation.is_person { "Person" } else { "Organization" };
        value.insert("spokenByCharacter".to_owned(), json!({ "@type": class, "name": speaker }));
    }
    Value::Object(value)
}

fn dataset(site: &Site, file: &DownloadView, at: &Addresses<'_>) -> Value {
    let url = format!("{}{}", site.config.base_url, file.path);
    let mut value = Map::from_iter([
        ("@type".to_owned(), json!("Dataset")),
        ("name".to_owned(), json!(file.title)),
        ("description".to_owned(), json!(file.description)),
        ("creator".to_owned(), json!({ "@id": at.desk })),
        ("isAccessibleForFree".to_owned(), json!(true)),
        (
            "distribution".to_owned(),
            json!({
                "@type": "DataDownload",
                "contentUrl": url,
                "encodingFormat": "text/csv",
                "contentSize": format!("{} B", file.bytes),
                "sha256": file.sha256,
            }),
        ),
    ]);
    if let Some(url) = file.license.as_ref().and_then(|license| license.url.as_ref()) {
        value.insert("license".to_owned(), json!(url));
    }
    Value::Object(value)
}

fn document(site: &Site, file: &DocumentFileView) -> Value {
    let url = format!("{}{}", site.config.base_url, file.path);
    let mut media = Map::from_iter([
        ("@type".to_owned(), json!("MediaObject")),
        ("contentUrl".to_owned(), json!(url)),
        ("encodingFormat".to_owned(), json!(file.media_type)),
    ]);
    if let Some(sha256) = &file.sha256 {
        media.insert("sha256".to_owned(), json!(sha256));
    }
    json!({ "@type": "DigitalDocument", "name": file.title, "encoding": media })
}
