//! Links within the site: stories, anchors, exhibits, files.

use crate::check::{Check, EditionInput, ProsePart, Run};
use crate::codes;
use crate::diag::{Code, Diagnostic, Place, did_you_mean, one_of};
use crate::prose::{InlineKind, StoryRef, Target};
use crate::site::lookup::{SiteFile, StoryFault, StoryLink};
use crate::site::{FolderIx, Held, Site};
use crate::source::Access;
use crate::text::Span;

/// Every link of the site's own leads somewhere.
pub(crate) const LINKS: Check = Check {
    name: "links",
    codes: &[
        &codes::link::BROKEN,
        &codes::link::ANCHOR,
        &codes::link::AMBIGUOUS,
        &codes::link::UNPUBLISHED,
        &codes::figure::UNKNOWN,
        &codes::data::NO_DESCRIPTION,
        &codes::media::UNLISTED,
    ],
    run: Run::Edition(run),
};

fn run(input: &EditionInput<'_>, out: &mut Vec<Diagnostic>) {
    for part in &input.prose {
        if let InlineKind::Link(link) = &part.inline.kind {
            let at = link.destination;
            match &link.target {
                Target::Story(reference) => {
                    let found = input.site.story(reference, input.edition.lang);
                    story(input, part, at, reference, found, out);
                }
                Target::EditionFile(reference) => {
                    let found = input.site.story_file(input.edition, reference);
                    story(input, part, at, reference, found, out);
                }
                Target::Anchor(id) => anchor(input, part, at, id, out),
                Target::Figure(id) => figure(input, part, at, id, out),
                Target::File(reference) => file(input, part, at, reference, out),
                _ => {}
            }
        }
    }
}

fn story(
    input: &EditionInput<'_>,
    part: &ProsePart<'_>,
    at: Span,
    reference: &StoryRef,
    found: Result<StoryLink, StoryFault>,
    out: &mut Vec<Diagnostic>,
) {
    match found {
        Ok(link) => fragment(input, part, at, reference, link, out),
        // A draft may link to what is not published yet.
        Err(StoryFault::Held(_)) if input.edition.held.is_some() => {}
        Err(fault) => out.push(story_fault(input.site, part.place(at), &reference.path, &fault)),
    }
}

/// The diagnostic for a path that leads to no story.
pub(crate) fn story_fault(site: &Site, place: Place, path: &str, fault: &StoryFault) -> Diagnostic {
    match fault {
        StoryFault::Unknown => {
            let paths =
                site.folders.iter().filter(|folder| !folder.tags.is_empty()).map(|folder| &*folder.path);
            let last_parts = site.catalogue.last_parts.keys().map(|part| &**part);
            Diagnostic::new(&codes::link::BROKEN, place, format!("there is no story at `{path}`"))
                .maybe_hint(did_you_mean(path, paths.chain(last_parts)))
                .hint("name it by its path below `content/`, or by the last part of it")
        }
        StoryFault::Ambiguous(paths) => Diagnostic::new(
            &codes::link::AMBIGUOUS,
            place,
            format!("`{path}` is the last part of several paths"),
        )
        .hint(format!("write {}", one_of(paths.iter().map(|path| &**path)))),
        StoryFault::Held(held) => {
            let why = match held {
                Held::Draft => "is a draft".to_owned(),
                Held::Embargo(until) => format!("is under embargo until {until}"),
            };
            Diagnostic::new(&codes::link::UNPUBLISHED, place, format!("the story at `{path}` {why}"))
                .hint("take the link out until the story is published")
        }
    }
}

/// A fragment of another page must be an explicit id, present in every edition.
fn fragment(
    input: &EditionInput<'_>,
    part: &ProsePart<'_>,
    at: Span,
    reference: &StoryRef,
    link: StoryLink,
    out: &mut Vec<Diagnostic>,
) {
    let Some(id) = &reference.fragment else { return };
    let site = input.site;
    let folder = site.edition(link.edition).folder;
    for ix in &site.folder(folder).editions {
        let target = site.edition(*ix);
        let has = |explicit: bool| {
            target.file.body.headings().any(|heading| heading.id == *id && (heading.is_explicit || !explicit))
        };
        let is_numbered = site.uses(*ix).embed(id).is_some() || site.uses(*ix).equation(id).is_some();
        if has(true) || is_numbered {
            continue;
        }
        let message = if has(false) {
            format!("`#{id}` is made of the words of a heading, and changes with them")
        } else {
            format!("`{}` has no `#{id}`", target.file.path)
        };
        out.push(
            Diagnostic::new(&codes::link::ANCHOR, part.place(at), message)
                .hint(format!("write `{{#{id}}}` behind the heading in every edition")),
        );
        return;
    }
}

fn anchor(input: &EditionInput<'_>, part: &ProsePart<'_>, at: Span, id: &str, out: &mut Vec<Diagnostic>) {
    let body = &input.edition.file.body;
    let exists = body.headings().any(|heading| *heading.id == *id)
        || input.uses.embed(id).is_some()
        || input.uses.equation(id).is_some();
    if exists {
        return;
    }
    let headings: Vec<String> = body.headings().map(|heading| heading.id.to_string()).collect();
    let equations = input.uses.equations.iter().map(|id| &**id);
    let embeds = input.uses.embeds.iter().map(|embed| &*embed.exhibit.id);
    let known = headings.iter().map(String::as_str).chain(equations).chain(embeds);
    out.push(
        Diagnostic::new(&codes::link::ANCHOR, part.place(at), format!("this page has no `#{id}`"))
            .maybe_hint(did_you_mean(id, known))
            .hint("headings, numbered formulas and exhibits have anchors: write `{#id}` behind a heading"),
    );
}

fn figure(input: &EditionInput<'_>, part: &ProsePart<'_>, at: Span, id: &str, out: &mut Vec<Diagnostic>) {
    if input.uses.embed(id).is_some() {
        return;
    }
    let exists = input.site.exhibit(input.edition, id).is_some();
    let diagnostic = if exists {
        let message = format!("`{id}` is not on this page");
        Some(
            Diagnostic::new(&codes::figure::UNKNOWN, part.place(at), message)
                .hint(format!("embed it in a paragraph of its own: `![](figure:{id})`")),
        )
    } else {
        unknown_exhibit(input, part.place(at), id)
    };
    out.extend(diagnostic);
}

/// The diagnostic for an id that is no exhibit; none if it is a table whose own mistakes are told.
pub(crate) fn unknown_exhibit(input: &EditionInput<'_>, place: Place, id: &str) -> Option<Diagnostic> {
    let site = input.site;
    if site.is_flawed(input.edition.folder, id) || site.lacks(input.edition.folder, "figures") {
        return None;
    }
    let mut known: Vec<&str> = Vec::new();
    for folder in site.scope(input.edition.folder) {
        let data = &site.folder(folder).data;
        known.extend(data.exhibits.keys().map(|id| &**id));
        known.extend(data.tables.keys().map(|id| &**id));
    }
    if let Some(table) = site.undescribed(input.edition.folder, id) {
        return Some(no_description(place, id, table));
    }
    Some(
        Diagnostic::new(&codes::figure::UNKNOWN, place, format!("there is no exhibit `{id}`"))
            .maybe_hint(did_you_mean(id, known))
            .hint("define it in figures.toml; a table is embedded by its file stem"),
    )
}

/// The diagnostic for a table without a description.
pub(crate) fn no_description(place: Place, id: &str, table: &std::sync::Arc<str>) -> Diagnostic {
    Diagnostic::new(&codes::data::NO_DESCRIPTION, place, format!("the table `{id}` has no description"))
        .also(Place::start_of(table), "the table")
        .hint(format!("write `{id}.toml` beside it, with `title`, `cite` and `[columns.…]`"))
}

fn file(
    input: &EditionInput<'_>,
    part: &ProsePart<'_>,
    at: Span,
    reference: &StoryRef,
    out: &mut Vec<Diagnostic>,
) {
    let code: &'static Code = &codes::link::BROKEN;
    let site = input.site;
    match site.file(part.scope, &reference.path) {
        None => {
            let files = site.folder(part.scope).files.iter().map(|file| &**file);
            out.push(
                Diagnostic::new(code, part.place(at), format!("there is no file `{}`", reference.path))
                    .maybe_hint(did_you_mean(&reference.path, files))
                    .hint("a path is relative to the story's folder; what begins with `/` lies in `content/static/`"),
            );
        }
        Some(SiteFile::Beside { folder, file }) if file.starts_with("documents/") => {
            if !is_listed(site, folder, &file) {
                out.push(
                    Diagnostic::new(
                        &codes::media::UNLISTED,
                        part.place(at),
                        format!("`{file}` is not listed by a public source"),
                    )
                    .hint("list it under `[[KEY.copies]]` of a source whose access is public or redacted"),
                );
            }
        }
        Some(_) => {}
    }
}

/// Whether a public or redacted source lists a document of the folder.
pub(crate) fn is_listed(site: &Site, folder: FolderIx, file: &str) -> bool {
    site.folder(folder).data.sources.values().any(|source| {
        source.provenance.access != Access::Withheld
            && source
                .copies
                .iter()
                .any(|copy| copy.file.as_ref().is_some_and(|listed| *listed.value == *file))
    })
}
