//! Exhibits: they exist, rest on described tables with sources, and say what they show.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::check::links::{no_description, unknown_exhibit};
use crate::check::{Check, EditionInput, Run, SiteInput};
use crate::codes;
use crate::data::{Column, TextMeaning};
use crate::diag::{Diagnostic, Place, did_you_mean};
use crate::fields::Text;
use crate::figure::{Exhibit, ExhibitKind};
use crate::site::selection;
use crate::site::uses::Embed;
use crate::site::{FolderIx, Site};
use crate::story::BlockContent;

/// Every embedded exhibit can be shown, honestly and to everyone.
pub(crate) const EXHIBITS: Check = Check {
    name: "exhibits",
    codes: &[
        &codes::figure::UNKNOWN,
        &codes::figure::NO_ALT,
        &codes::figure::CREDIT,
        &codes::figure::NO_SOURCE,
        &codes::figure::FORM,
        &codes::figure::NO_UNIT,
        &codes::figure::TWO_POINTS,
        &codes::figure::EMPTY,
        &codes::figure::CHANNEL,
        &codes::figure::OVERCROWDED,
        &codes::figure::ANNOTATION,
        &codes::figure::MIXED_UNITS,
        &codes::figure::REPEATED,
        &codes::figure::TOO_MANY,
        &codes::figure::TOO_LARGE,
        &codes::figure::PARTS,
        &codes::figure::TOTAL,
        &codes::figure::LOG,
        &codes::figure::BAND,
        &codes::figure::BELOW_ZERO,
        &codes::figure::REVERSED,
        &codes::figure::BAND,
        &codes::figure::BELOW_ZERO,
        &codes::data::NO_DESCRIPTION,
        &codes::data::UNKNOWN_COLUMN,
        &codes::data::EXPRESSION,
        &codes::data::VERBATIM,
        &codes::cite::UNKNOWN_SOURCE,
    ],
    run: Run::Edition(run),
};

/// Ids of exhibits mean one thing each, and are used.
pub(crate) const EXHIBIT_IDS: Check = Check {
    name: "ids of exhibits",
    codes: &[&codes::figure::TABLE_ID, &codes::figure::DIFFERENT, &codes::figure::UNUSED],
    run: Run::Site(ids),
};

fn run(input: &EditionInput<'_>, out: &mut Vec<Diagnostic>) {
    input.for_each_block(&mut |block| {
        let BlockContent::Embed { id, alt } = &block.kind else { return };
        let Some((_, embed)) = input.uses.embed(&id.value) else {
            out.extend(unknown_exhibit(input, input.place(id.span), &id.value));
            return;
        };
        exhibit(input, embed, alt.is_empty(), &input.place(id.span), out);
    });
}

fn exhibit(
    input: &EditionInput<'_>,
    embed: &Embed,
    alt_is_empty: bool,
    at: &Place,
    out: &mut Vec<Diagnostic>,
) {
    let exhibit = &embed.exhibit;
    if let Some(id) = exhibit.table() {
        match &embed.table {
            Some(_) => table(input, embed, out),
            None if input.site.is_flawed(embed.folder, &id.value) => {}
            None => out.push(no_table(input.site, embed.folder, id)),
        }
    }
    match &exhibit.kind {
        ExhibitKind::Picture { .. } => {
            if alt_is_empty && exhibit.alt.is_none() {
                out.push(
                    Diagnostic::new(&codes::figure::NO_ALT, at.clone(), format!("`{}` has no alternative text", exhibit.id))
                        .hint("add `alt` in figures.toml, or write it between the brackets: `![Seven racks](figure:id)`"),
                );
            }
            if exhibit.credit.is_none() {
                out.push(
                    Diagnostic::new(
                        &codes::figure::CREDIT,
                        exhibit.place.clone(),
                        format!("`{}` has no credit", exhibit.id),
                    )
                    .hint("add `credit`: who made it"),
                );
            }
        }
        ExhibitKind::Document { source, .. } if input.site.source(embed.folder, &source.value).is_none() => {
            out.push(
                Diagnostic::new(
                    &codes::cite::UNKNOWN_SOURCE,
                    source.place.clone(),
                    format!("there is no source `{}`", source.value),
                )
                .hint("record it in sources.toml"),
            );
        }
        _ => {}
    }
}

fn no_table(site: &Site, folder: FolderIx, id: &Text) -> Diagnostic {
    if let Some(table) = site.undescribed(folder, &id.value) {
        return no_description(id.place.clone(), &id.value, table);
    }
    let known = site.scope(folder).flat_map(|folder| site.folder(folder).data.tables.keys()).map(|id| &**id);
    Diagnostic::new(
        &codes::data::NO_DESCRIPTION,
        id.place.clone(),
        format!("there is no table `{}`", id.value),
    )
    .maybe_hint(did_you_mean(&id.value, known))
    .hint("a table is named by its file stem: `storage.csv` with `storage.toml`")
}

/// Whether the original of a translation embeds the same record: what a chart may do is no matter of language.
fn is_told_by_the_original(input: &EditionInput<'_>, embed: &Embed) -> bool {
    let original = input.site.folder(input.edition.folder).original.filter(|_| !input.edition.is_original);
    original.is_some_and(|original| {
        let embeds = &input.site.uses(original).embeds;
        embeds.iter().any(|other| Arc::ptr_eq(&other.exhibit, &embed.exhibit))
    })
}

fn table(input: &EditionInput<'_>, embed: &Embed, out: &mut Vec<Diagnostic>) {
    let Some((_, table)) = &embed.table else { return };
    if table.cite.is_empty() {
        out.push(
            Diagnostic::new(
                &codes::figure::NO_SOURCE,
                Place::start_of(&table.description),
                format!("the table `{}` cites nothing", table.id),
            )
            .also(embed.exhibit.place.clone(), "shown here")
            .hint("add `cite = [\"@key, p. 4\"]`"),
        );
    }
    let mut found = match is_told_by_the_original(input, embed) {
        true => Vec::new(),
        false => selection::of_exhibit(embed).diagnostics,
    };
    // Told above, where it is repaired.
    found.retain(|found| *found.code != codes::figure::NO_SOURCE);
    if table.is_flawed() {
        // What is drawn of wrong cells is judged once they are right; what names them can be judged now.
        let names = [&codes::data::UNKNOWN_COLUMN, &codes::data::EXPRESSION, &codes::figure::FORM];
        out.extend(found.into_iter().filter(|found| names.contains(&found.code)));
        return;
    }
    out.extend(found);
    let shown = selection::shown_columns(embed);
    if input.site.folder(input.edition.folder).tags.len() > 1 {
        for column in shown {
            verbatim(column, &table.description, out);
        }
    }
}

/// Texts of which nobody said what they are, shown in several languages.
fn verbatim(column: &Column, description: &Arc<str>, out: &mut Vec<Diagnostic>) {
    let has_words = column.cells.iter().any(|cell| matches!(cell, crate::data::Cell::Text(_)));
    if !matches!(column.meaning, TextMeaning::Unsaid) || column.is_auxiliary || !has_words {
        return;
    }
    let place = column
        .label
        .iter()
        .next()
        .map(|(_, text)| text.place.clone())
        .filter(|place| place.file == *description);
    let place = place.unwrap_or_else(|| Place::start_of(description));
    out.push(
        Diagnostic::new(
            &codes::data::VERBATIM,
            place,
            format!("the words of `{}` stand untranslated in every language", column.name),
        )
        .hint("add `values`, `names` or `ids`; or `verbatim = true` if they are names"),
    );
}

fn ids(input: &SiteInput<'_>, out: &mut Vec<Diagnostic>) {
    let site = input.site;
    let mut embedded: BTreeSet<(FolderIx, &str)> = BTreeSet::new();
    let mut fenced: BTreeMap<(FolderIx, &str), &Arc<Exhibit>> = BTreeMap::new();
    for edition in input.editions {
        for embed in &edition.uses.embeds {
            embedded.insert((embed.folder, &*embed.exhibit.id));
        }
        for exhibit in &edition.edition.file.fenced {
            table_id(site, edition.edition.folder, exhibit, out);
            let key = (edition.edition.folder, &*exhibit.id);
            match fenced.get(&key) {
                Some(first) if !first.same_but_texts(exhibit) => out.push(
                    Diagnostic::new(
                        &codes::figure::DIFFERENT,
                        exhibit.place.clone(),
                        format!("`{}` is another exhibit in another edition", exhibit.id),
                    )
                    .also(first.place.clone(), "the other one")
                    .hint("all keys but the texts must agree; or move it to figures.toml"),
                ),
                Some(_) => {}
                None => {
                    fenced.insert(key, exhibit);
                }
            }
        }
    }
    for (at, folder) in (0..).zip(&site.folders) {
        let ix = FolderIx(at);
        for (id, exhibit) in &folder.data.exhibits {
            table_id(site, ix, exhibit, out);
            if !folder.tags.is_empty() && !embedded.contains(&(ix, &**id)) {
                out.push(
                    Diagnostic::new(
                        &codes::figure::UNUSED,
                        exhibit.place.clone(),
                        format!("nothing embeds `{id}`"),
                    )
                    .hint(format!("embed it with `![](figure:{id})`, or take it out")),
                );
            }
        }
    }
}

fn table_id(site: &Site, folder: FolderIx, exhibit: &Exhibit, out: &mut Vec<Diagnostic>) {
    let is_own_table = exhibit.table().is_some_and(|table| table.value == exhibit.id)
        && !matches!(exhibit.kind, ExhibitKind::Chart(_));
    if is_own_table {
        return;
    }
    if let Some(table) = site.table(folder, &exhibit.id) {
        out.push(
            Diagnostic::new(
                &codes::figure::TABLE_ID,
                exhibit.place.clone(),
                format!("`{}` is the id of a table", exhibit.id),
            )
            .also(Place::start_of(&table.value.description), "the table")
            .hint("give the exhibit another id: a table is embedded by its own"),
        );
    }
}
