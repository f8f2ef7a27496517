//! Bindings: facts, cells, quotations and names exist, and what the build is to write out can be written.

use crate::check::{Check, EditionInput, ProsePart, Run, SiteInput};
use crate::codes;
use crate::config::is_id;
use crate::diag::{Diagnostic, Place, did_you_mean};
use crate::fact::FactValue;
use crate::prose::{FactBinding, FactRef, InlineKind, Link, Target};
use crate::render::words::Writer;
use crate::site::lookup::{Found, StoryFault};
use crate::site::values;
use crate::site::{FolderIx, Site};
use crate::story::BlockContent;
use crate::story::blocks::Argument;
use crate::text::Span;

/// Every binding names something on record.
pub(crate) const BINDINGS: Check = Check {
    name: "bindings",
    codes: &[
        &codes::fact::UNKNOWN,
        &codes::fact::CELL,
        &codes::fact::EMPTY,
        &codes::fact::UNKNOWN_QUOTE,
        &codes::story::UNKNOWN_NAME,
        &codes::link::BROKEN,
        &codes::link::AMBIGUOUS,
    ],
    run: Run::Edition(run),
};

/// Facts have values, quotations speakers on record, whether a text uses them or not.
pub(crate) const RECORDS: Check = Check {
    name: "facts and quotations",
    codes: &[&codes::fact::CELL, &codes::data::EXPRESSION, &codes::story::UNKNOWN_NAME],
    run: Run::Site(records),
};

fn run(input: &EditionInput<'_>, out: &mut Vec<Diagnostic>) {
    if input.edition.is_original {
        let folder = input.edition.folder;
        let corrected = input.edition.meta.corrections.iter().flat_map(|(_, correction)| &correction.facts);
        let unknown = corrected
            .filter(|id| input.site.fact(folder, &values::fact_ref(&id.value)).is_none())
            .filter(|id| !input.site.is_flawed(folder, &id.value) && !input.site.lacks(folder, "facts"));
        out.extend(unknown.map(|id| no_fact(input.site, folder, &id.value, id.place.clone())));
    }
    for part in &input.prose {
        if let InlineKind::Link(link) = &part.inline.kind {
            binding(input, part, link, out);
        }
    }
    input.for_each_block(&mut |block| {
        if let BlockContent::Marked(marked) = &block.kind
            && let Some(id) = &marked.argument
        {
            match marked.kind.argument {
                Argument::Name => unknown_name(input, &id.value, id.span, out),
                Argument::Quote => unknown_quote(input, &id.value, id.span, out),
                Argument::Tipline | Argument::None => {}
            }
        }
    });
}

fn binding(input: &EditionInput<'_>, part: &ProsePart<'_>, link: &Link, out: &mut Vec<Diagnostic>) {
    let at = link.destination;
    let before = out.len();
    match &link.target {
        Target::Fact(binding) => {
            if !facts(input, part, binding, at, link.content.is_empty(), out) {
                return;
            }
        }
        Target::Cell(cell) => match values::of_cell(input.site, part.scope, &cell.selector.value) {
            Err(fault) if fault.follows => return,
            Err(fault) => {
                let diagnostic = Diagnostic::new(&codes::fact::CELL, part.place(at), fault.message);
                out.push(fault.hints.into_iter().fold(diagnostic, Diagnostic::hint));
            }
            Ok(_) => {}
        },
        Target::Quote(_) if input.site.lacks(part.scope, "quotes") => return,
        Target::Quote(id) if input.site.quote(part.scope, id).is_none() => {
            let known =
                input.site.scope(part.scope).flat_map(|folder| input.site.folder(folder).data.quotes.keys());
            out.push(
                Diagnostic::new(
                    &codes::fact::UNKNOWN_QUOTE,
                    part.place(at),
                    format!("there is no quotation `{id}`"),
                )
                .maybe_hint(did_you_mean(id, known.map(|id| &**id)))
                .hint("record it in quotes.toml"),
            );
        }
        Target::Name(id) => out.extend(no_name(input.site, part.scope, id, part.place(at))),
        _ => return,
    }
    if link.content.is_empty() && out.len() == before {
        empty(input, part, link, out);
    }
}

/// Words that the build is to write out must be writable.
fn empty(input: &EditionInput<'_>, part: &ProsePart<'_>, link: &Link, out: &mut Vec<Diagnostic>) {
    let writer = Writer::new(input.site, input.edition, input.uses);
    if writer.written(&link.target, part.scope).is_some_and(|words| !words.is_empty()) {
        return;
    }
    let why = match &link.target {
        Target::Fact(binding) if binding.facts.len() > 1 => "several facts cannot be written out",
        Target::Fact(binding) if binding.condition.is_some() => "a condition cannot be written out",
        Target::Fact(_) | Target::Cell(_) => {
            "this value is a range that was worked out: no single number says it"
        }
        _ => "there are no words for it in this language",
    };
    out.push(
        Diagnostic::new(&codes::fact::EMPTY, part.place(part.inline.span), why)
            .hint("write the words between the brackets"),
    );
}

/// Whether all facts of a binding are on record and, if the build `writes` them, have a value. Why one on record has none
/// is told where it stands.
fn facts(
    input: &EditionInput<'_>,
    part: &ProsePart<'_>,
    binding: &FactBinding,
    at: Span,
    writes: bool,
    out: &mut Vec<Diagnostic>,
) -> bool {
    let mut have_values = true;
    for reference in &binding.facts {
        match input.site.fact(part.scope, reference) {
            None => {
                have_values = false;
                out.extend(unknown_fact(input, part, reference, at));
            }
            Some(found) => have_values &= !writes || values::of_fact(input.site, found).is_ok(),
        }
    }
    have_values
}

fn records(input: &SiteInput<'_>, out: &mut Vec<Diagnostic>) {
    for (at, folder) in (0..).zip(&input.site.folders) {
        for fact in folder.data.facts.values() {
            let ids = fact.checked_by.iter().filter(|checker| is_id(&checker.value));
            out.extend(ids.filter_map(|id| no_name(input.site, FolderIx(at), &id.value, id.place.clone())));
            let found = Found { folder: FolderIx(at), value: fact };
            if let Err(fault) = values::of_fact(input.site, found)
                && !fault.follows
            {
                let place = fault.place.unwrap_or_else(|| fact.place.clone());
                let code = match fact.value {
                    FactValue::Formula { .. } => &codes::data::EXPRESSION,
                    _ => &codes::fact::CELL,
                };
                let diagnostic = Diagnostic::new(code, place, fault.message);
                out.push(fault.hints.into_iter().fold(diagnostic, Diagnostic::hint));
            }
        }
        for speaker in folder.data.quotes.values().filter_map(|quote| quote.speaker.as_ref()) {
            out.extend(no_name(input.site, FolderIx(at), &speaker.value, speaker.place.clone()));
        }
    }
}

fn unknown_fact(
    input: &EditionInput<'_>,
    part: &ProsePart<'_>,
    reference: &FactRef,
    at: Span,
) -> Option<Diagnostic> {
    let site = input.site;
    let folder = match &reference.investigation {
        None => Ok(part.scope),
        Some(path) => site.folder_by_path(path),
    };
    let folder = match folder {
        Ok(folder) => folder,
        Err(fault) => {
            let path = reference.investigation.as_deref().unwrap_or_default();
            let fault = if matches!(fault, StoryFault::Held(_)) { StoryFault::Unknown } else { fault };
            return Some(super::links::story_fault(site, part.place(at), path, &fault));
        }
    };
    let is_told = site.is_flawed(folder, &reference.id) || site.lacks(folder, "facts");
    (!is_told).then(|| no_fact(site, folder, &reference.id, part.place(at)))
}

fn no_fact(site: &Site, folder: FolderIx, id: &str, place: Place) -> Diagnostic {
    let known = site.scope(folder).flat_map(|folder| site.folder(folder).data.facts.keys()).map(|id| &**id);
    Diagnostic::new(&codes::fact::UNKNOWN, place, format!("there is no fact `{id}`"))
        .maybe_hint(did_you_mean(id, known))
        .hint("record it in facts.toml, or bind the words to a cell: `cell:table[key=value].column`")
}

fn unknown_name(input: &EditionInput<'_>, id: &str, span: Span, out: &mut Vec<Diagnostic>) {
    out.extend(no_name(input.site, input.edition.folder, id, input.place(span)));
}

fn no_name(site: &Site, folder: FolderIx, id: &str, place: Place) -> Option<Diagnostic> {
    if site.name(folder, id).is_some() || site.lacks(folder, "names") {
        return None;
    }
    let known = site.scope(folder).flat_map(|folder| site.folder(folder).data.names.keys());
    Some(
        Diagnostic::new(&codes::story::UNKNOWN_NAME, place, format!("there is no name `{id}`"))
            .maybe_hint(did_you_mean(id, known.map(|id| &**id)))
            .hint("record it in names.toml"),
    )
}

fn unknown_quote(input: &EditionInput<'_>, id: &str, span: Span, out: &mut Vec<Diagnostic>) {
    if input.site.quote(input.edition.folder, id).is_some()
        || input.site.lacks(input.edition.folder, "quotes")
    {
        return;
    }
    let known = input
        .site
        .scope(input.edition.folder)
        .flat_map(|folder| input.site.folder(folder).data.quotes.keys());
    out.push(
        Diagnostic::new(
            &codes::fact::UNKNOWN_QUOTE,
            input.place(span),
            format!("there is no quotation `{id}`"),
        )
        .maybe_hint(did_you_mean(id, known.map(|id| &**id)))
        .hint("record it in quotes.toml"),
    );
}
