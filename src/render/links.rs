//! Addresses as a page writes them: relative to the page, so that a site works under any sub-path; whole in feeds.

use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::site::lookup::SiteFile;
use crate::site::uses::Uses;
use crate::site::{Edition, FolderIx, LangIx, Site};

/// Bytes that a path part may not hold as they are (RFC 3986, and what HTML would take for markup).
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'%')
    .add(b'\\')
    .add(b'^')
    .add(b'[')
    .add(b']')
    .add(b'|');

/// What addresses on a page begin with.
#[derive(Clone, Debug)]
pub(crate) struct Base(String);

impl Base {
    /// For a page at a path: `../` for each of its folders, or `./` at the root.
    pub(crate) fn of_page(path: &str) -> Base {
        let depth = path.matches('/').count();
        Base(if depth == 0 { "./".to_owned() } else { "../".repeat(depth) })
    }

    /// For whatever leaves the site: feeds, metadata.
    pub(crate) fn absolute(site: &Site) -> Base {
        Base(site.config.base_url.to_string())
    }

    /// The address of a path from the site's root.
    pub(crate) fn href(&self, path: &str) -> String {
        format!("{}{}", self.0, encode(path))
    }

    /// The beginning itself.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// A path with everything encoded that an address may not hold.
pub(crate) fn encode(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// The whole address of a path from the site's root.
pub(crate) fn absolute(site: &Site, path: &str) -> String {
    format!("{}{}", site.config.base_url, encode(path))
}

/// The last part of a path or an address, decoded for readers.
pub(crate) fn host(address: &str) -> String {
    let host = url::Url::parse(address).ok().and_then(|url| url.host_str().map(str::to_owned));
    let host = host.unwrap_or_else(|| address.to_owned());
    host.strip_prefix("www.").map(str::to_owned).unwrap_or(host)
}

/// Where a file of a story is published: beside the original's page, else below `files/`.
pub(crate) fn file_path(site: &Site, file: &SiteFile) -> String {
    match file {
        SiteFile::Static(path) => path.to_string(),
        SiteFile::Beside { folder, file } => format!("{}{file}", folder_path(site, *folder)),
    }
}

/// Where the files of a folder are published, with `/` at its end.
pub(crate) fn folder_path(site: &Site, folder: FolderIx) -> String {
    match site.folder(folder).original {
        Some(original) => site.edition(original).path.to_string(),
        None if site.folder(folder).path.is_empty() => "files/".to_owned(),
        None => format!("files/{}/", site.folder(folder).path),
    }
}

/// The anchor of a footnote, by its place among the footnotes that the text leads to.
pub(crate) fn footnote(at: usize) -> String {
    format!("n_{}", at + 1)
}

/// Path of the home page of a language, or of a further page of its list.
pub(crate) fn home(site: &Site, lang: LangIx, number: usize) -> String {
    numbered(&format!("{}/", site.language(lang).slug), number)
}

/// Path of the list of all tags.
pub(crate) fn tags(site: &Site, lang: LangIx) -> String {
    format!("{}/tags/", site.language(lang).slug)
}

/// Path of the stories of a tag.
pub(crate) fn tag(site: &Site, lang: LangIx, tag: &str, number: usize) -> String {
    numbered(&format!("{}/tags/{tag}/", site.language(lang).slug), number)
}

/// Path of the stories of an author.
pub(crate) fn author(site: &Site, lang: LangIx, slug: &str, number: usize) -> String {
    numbered(&format!("{}/authors/{slug}/", site.language(lang).slug), number)
}

/// Path of the feed of a language.
pub(crate) fn feed(site: &Site, lang: LangIx) -> String {
    format!("{}/feed.xml", site.language(lang).slug)
}

/// Path of the list of all corrections.
pub(crate) fn corrections(site: &Site, lang: LangIx, number: usize) -> String {
    numbered(&format!("{}/corrections/", site.language(lang).slug), number)
}

/// Path of the feed of all corrections.
pub(crate) fn corrections_feed(site: &Site, lang: LangIx) -> String {
    format!("{}/corrections/feed.xml", site.language(lang).slug)
}

/// Path of a page of a list, from 1.
pub(crate) fn numbered(path: &str, number: usize) -> String {
    if number < 2 { path.to_owned() } else { format!("{path}page/{number}/") }
}

/// Folder of the page that shows how the figures of a story are known, below the story's own.
const EVIDENCE: &str = "how-we-know/";

/// Path of the page that shows how the figures of an edition are known.
pub(crate) fn evidence(edition: &Edition) -> String {
    format!("{}{EVIDENCE}", edition.path)
}

/// Whether an edition has that page: it binds words to figures or quotations.
pub(crate) fn has_evidence(uses: &Uses) -> bool {
    !uses.bound.figures.is_empty()
}

/// Address of an entry on that page, as the edition's own page writes it.
pub(crate) fn evidence_entry(id: &str) -> String {
    format!("{EVIDENCE}#{}", encode(id))
}

/// Path of the page that shows a translation beside its original.
pub(crate) fn compare(edition: &Edition) -> String {
    format!("{}compare/", edition.path)
}

/// Path of the page of a figure of an edition.
pub(crate) fn figure(edition: &Edition, id: &str) -> String {
    format!("{}figures/{id}/", edition.path)
}

/// Path of the page of a figure that other sites show in a frame.
pub(crate) fn figure_embed(edition: &Edition, id: &str) -> String {
    format!("{}embed/", figure(edition, id))
}

/// Path of a file of a figure: `json`, `svg`, `png`.
pub(crate) fn figure_file(edition: &Edition, id: &str, extension: &str) -> String {
    format!("{}{id}.{extension}", figure(edition, id))
}

/// Path of the card of a story.
pub(crate) fn card(edition: &Edition) -> String {
    format!("{}social-card.png", edition.path)
}

/// Path of the description of a figure for programs that put links into frames.
pub(crate) fn oembed(edition: &Edition, id: &str) -> String {
    format!("{}oembed.json", figure(edition, id))
}

/// Whether an edition cites sources: then they are exported.
pub(crate) fn has_sources(uses: &Uses) -> bool {
    !uses.sources.is_empty()
}

/// Path of an investigation's sources as CSL-JSON.
pub(crate) fn csl_json(site: &Site, folder: FolderIx) -> String {
    format!("{}sources.json", folder_path(site, folder))
}

/// Path of an investigation's sources as BibTeX.
pub(crate) fn bibtex(site: &Site, folder: FolderIx) -> String {
    format!("{}sources.bib", folder_path(site, folder))
}

/// Path of the description of a folder's tables.
pub(crate) fn data_package(site: &Site, folder: FolderIx) -> String {
    format!("{}datapackage.json", folder_path(site, folder))
}

/// Path of the CSV file of a table.
pub(crate) fn csv(site: &Site, folder: FolderIx, id: &Arc<str>) -> String {
    format!("{}{id}.csv", folder_path(site, folder))
}

/// The media type of an output by its name, for the preview server.
pub(crate) fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "json" => "application/json",
        "txt" | "bib" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bases_lead_to_the_root() {
        assert_eq!(Base::of_page("en/europe/cloud/").as_str(), "../../../");
        assert_eq!(Base::of_page("").as_str(), "./");
        assert_eq!(Base::of_page("en/").href("en/a b/"), "../en/a%20b/");
    }
}
