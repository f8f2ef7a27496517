//! What search engines read: the sitemap with language alternates, and robots.txt.

use std::fmt::Write as _;

use crate::publish::feed::escape;
use crate::render::links;
use crate::render::pages::{ListedPage, RenderedPage};
use crate::site::Site;

/// Addresses in one sitemap file: the protocol's limit (sitemaps.org) is 50,000.
const MAX_URLS: usize = 50_000;

/// The sitemap; of a very large site the index of several, and those.
pub(crate) fn sitemaps(site: &Site, pages: &[RenderedPage]) -> Vec<(String, String)> {
    let mut listed: Vec<&ListedPage> = pages.iter().filter_map(|page| page.listed.as_ref()).collect();
    listed.sort_by(|a, b| a.url.cmp(&b.url));
    if listed.len() <= MAX_URLS {
        return vec![("sitemap.xml".to_owned(), url_set(&listed))];
    }
    let mut files = Vec::new();
    let mut index = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (number, part) in listed.chunks(MAX_URLS).enumerate() {
        let path = format!("sitemap-{}.xml", number + 1);
        let _ = writeln!(index, "<sitemap><loc>{}</loc></sitemap>", escape(&links::absolute(site, &path)));
        files.push((path, url_set(part)));
    }
    index.push_str("</sitemapindex>\n");
    files.push(("sitemap.xml".to_owned(), index));
    files
}

fn url_set(pages: &[&ListedPage]) -> String {
    let mut xml = String::with_capacity(pages.len() * 400);
    xml.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
    for page in pages {
        let _ = write!(xml, "<url><loc>{}</loc>", escape(&page.url));
        if let Some(modified) = &page.modified {
            let _ = write!(xml, "<lastmod>{modified}</lastmod>");
        }
        for alternate in &page.alternates {
            let _ = write!(
                xml,
                "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>",
                alternate.lang,
                escape(&alternate.url)
            );
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}

/// Everything may be read, and here is the list.
pub(crate) fn robots(site: &Site) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", links::absolute(site, "sitemap.xml"))
}
