//! Addresses: the menu leads somewhere, and no two outputs want one place.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::check::{Check, Run, SiteInput};
use crate::codes;
use crate::diag::{Diagnostic, Place};
use crate::render::links;
use crate::site::Site;
use crate::site::lookup::StoryFault;

/// The menu of site.toml leads to published pages.
pub(crate) const MENU: Check =
    Check { name: "menu", codes: &[&codes::site::MENU, &codes::media::MISSING], run: Run::Site(menu) };

/// Every address belongs to one output.
pub(crate) const ADDRESSES: Check = Check {
    name: "addresses",
    codes: &[&codes::site::DUPLICATE_URL, &codes::site::REDIRECT],
    run: Run::Site(addresses),
};

fn menu(input: &SiteInput<'_>, out: &mut Vec<Diagnostic>) {
    let site = input.site;
    for entry in &site.config.menu {
        let fault = match site.folder_by_path(&entry.value) {
            Ok(folder) if site.folder(folder).original.is_some() => continue,
            Ok(_) => "is not published".to_owned(),
            Err(StoryFault::Ambiguous(_)) => "is the last part of several paths".to_owned(),
            Err(_) => "leads nowhere".to_owned(),
        };
        let known =
            site.folders.iter().filter(|folder| folder.original.is_some()).map(|folder| &*folder.path);
        out.push(
            Diagnostic::new(
                &codes::site::MENU,
                entry.place.clone(),
                format!("the menu entry `{}` {fault}", entry.value),
            )
            .maybe_hint(crate::diag::did_you_mean(&entry.value, known))
            .hint("name a page, section or story by its path below `content/`"),
        );
    }
    if let Some(logo) = &site.config.publisher.logo
        && !site.statics.contains_key(&logo.value)
    {
        out.push(
            Diagnostic::new(
                &codes::media::MISSING,
                logo.place.clone(),
                format!("there is no file `content/static/{}`", logo.value),
            )
            .hint("put the logo there"),
        );
    }
}

/// What claims an address, and where it was said.
struct Claim {
    what: String,
    place: Option<Place>,
}

fn addresses(input: &SiteInput<'_>, out: &mut Vec<Diagnostic>) {
    let site = input.site;
    let mut claims: BTreeMap<String, Claim> = BTreeMap::new();
    for (path, what) in own_addresses(site) {
        claims.insert(path, Claim { what, place: None });
    }
    for edition in &site.editions {
        let place = edition.meta.slug.as_ref().map(|slug| slug.place.clone());
        let place = place
            .or_else(|| edition.file.meta.place.clone())
            .unwrap_or_else(|| Place::start_of(&edition.file.path));
        claim(
            &mut claims,
            format!("{}index.html", edition.path),
            format!("`{}`", edition.file.path),
            place.clone(),
            out,
        );
        if site.edition_in(edition.folder, edition.lang).is_some_and(|ix| links::has_evidence(site.uses(ix)))
        {
            let what = format!("the page of the evidence of `{}`", edition.file.path);
            claim(&mut claims, format!("{}index.html", links::evidence(edition)), what, place, out);
        }
    }
    for (path, file) in &site.statics {
        claim(&mut claims, path.to_string(), format!("`{file}`"), Place::start_of(file), out);
    }
    aliases(site, &mut claims, out);
}

fn claim(
    claims: &mut BTreeMap<String, Claim>,
    path: String,
    what: String,
    place: Place,
    out: &mut Vec<Diagnostic>,
) {
    match claims.get(&path) {
        None => {
            claims.insert(path, Claim { what, place: Some(place) });
        }
        Some(first) => {
            let address = path.strip_suffix("index.html").unwrap_or(&path);
            let mut diagnostic = Diagnostic::new(
                &codes::site::DUPLICATE_URL,
                place,
                format!("`/{address}` is the address of {} too", first.what),
            )
            .hint("give one of the two another `slug` or name");
            if let Some(other) = &first.place {
                diagnostic = diagnostic.also(other.clone(), "the other one");
            }
            out.push(diagnostic);
        }
    }
}

/// Addresses that the program uses itself.
fn own_addresses(site: &Site) -> Vec<(String, String)> {
    let mut own: Vec<(String, String)> =
        ["index.html", "404.html", "sitemap.xml", "robots.txt", ".nojekyll", "CNAME"]
            .into_iter()
            .map(|path| (path.to_owned(), "a page that every site has".to_owned()))
            .collect();
    for (lang, language) in site.indexed_languages() {
        let slug = &language.slug;
        own.push((format!("{slug}/index.html"), format!("the home page in `{}`", language.tag)));
        own.push((links::feed(site, lang), format!("the feed in `{}`", language.tag)));
        own.push((format!("{slug}/tags/index.html"), "the list of tags".to_owned()));
        let corrections = format!("{}index.html", links::corrections(site, lang, 1));
        own.push((corrections, format!("the list of corrections in `{}`", language.tag)));
        own.push((links::corrections_feed(site, lang), "the feed of corrections".to_owned()));
        let tags = site.catalogue.by_tag.keys();
        own.extend(
            tags.map(|tag| (format!("{slug}/tags/{tag}/index.html"), format!("the list of the tag `{tag}`"))),
        );
        for author in site.catalogue.by_author.keys() {
            let path = format!("{}index.html", links::author(site, lang, &author.slug, 1));
            own.push((path, format!("the list of the author `{}`", author.slug)));
        }
    }
    own
}

fn aliases(site: &Site, claims: &mut BTreeMap<String, Claim>, out: &mut Vec<Diagnostic>) {
    for edition in &site.editions {
        for alias in &edition.meta.aliases {
            let Some(path) = alias_path(&alias.value) else {
                out.push(
                    Diagnostic::new(
                        &codes::site::REDIRECT,
                        alias.place.clone(),
                        format!("`{}` is no address of this site", alias.value),
                    )
                    .hint("an alias begins with `/` and stays within the site: `/2026/cloud/`"),
                );
                continue;
            };
            let other = claims.get(&path);
            match other {
                None => {
                    let what = format!("an alias of `{}`", edition.file.path);
                    claims.insert(path, Claim { what, place: Some(alias.place.clone()) });
                }
                Some(first) => {
                    let mut diagnostic = Diagnostic::new(
                        &codes::site::REDIRECT,
                        alias.place.clone(),
                        format!("`{}` is the address of {} already", alias.value, first.what),
                    )
                    .hint("a redirect over a page would hide it: name an address that no page has");
                    if let Some(place) = &first.place {
                        diagnostic = diagnostic.also(place.clone(), "the other one");
                    }
                    out.push(diagnostic);
                }
            }
        }
    }
}

/// The file of an alias: from `/`, without `..`, queries and empty parts.
fn alias_path(alias: &Arc<str>) -> Option<String> {
    let path = alias.strip_prefix('/')?;
    let parts: Vec<&str> = path.trim_end_matches('/').split('/').collect();
    let good = |part: &&str| {
        !part.is_empty() && *part != "." && *part != ".." && !part.contains(['?', '#', '\\', ':'])
    };
    if path.is_empty() || !parts.iter().all(good) {
        return None;
    }
    Some(if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() })
}
