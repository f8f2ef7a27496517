//! Front matter: people, tags and tip lines that it names are on record.

use crate::check::{Check, EditionInput, Run};
use crate::codes;
use crate::diag::{Diagnostic, did_you_mean};
use crate::fields::Text;
use crate::story::front_matter::Person;

/// What front matter names is on record.
pub(crate) const PEOPLE: Check = Check {
    name: "front matter",
    codes: &[&codes::story::UNKNOWN_NAME, &codes::site::UNKNOWN_TAG, &codes::story::UNKNOWN_TIPLINE],
    run: Run::Edition(run),
};

fn run(input: &EditionInput<'_>, out: &mut Vec<Diagnostic>) {
    let meta = &input.edition.meta;
    if let Some(translation) = &meta.translation {
        let people = translation.by.iter().chain(&translation.reviewed_by).map(Person::of);
        people.for_each(|person| name(input, &person, out));
    }
    if !input.edition.is_original {
        return;
    }
    meta.authors.iter().chain(&meta.partners).for_each(|person| name(input, person, out));
    for reply in &meta.replies {
        name(input, &Person::Id(reply.party.clone()), out);
    }
    meta.tags.iter().for_each(|tag| known_tag(input, tag, out));
    if let Some(id) = &meta.tipline {
        tipline(input, id, out);
    }
}

fn name(input: &EditionInput<'_>, person: &Person, out: &mut Vec<Diagnostic>) {
    let Person::Id(id) = person else { return };
    let site = input.site;
    if site.name(input.edition.folder, &id.value).is_some() || site.lacks(input.edition.folder, "names") {
        return;
    }
    let known = site.scope(input.edition.folder).flat_map(|folder| site.folder(folder).data.names.keys());
    out.push(
        Diagnostic::new(
            &codes::story::UNKNOWN_NAME,
            id.place.clone(),
            format!("there is no name `{}`", id.value),
        )
        .maybe_hint(did_you_mean(&id.value, known.map(|id| &**id)))
        .hint("record it in names.toml; a plain name has a blank or a capital"),
    );
}

fn known_tag(input: &EditionInput<'_>, tag: &Text, out: &mut Vec<Diagnostic>) {
    let tags = &input.site.config.tags;
    let is_path = crate::story::markdown::slug(&tag.value) == *tag.value && !tag.value.is_empty();
    if tags.is_empty() && is_path || tags.contains_key(&tag.value) {
        return;
    }
    let message = if tags.is_empty() {
        format!("`{}` is no tag", tag.value)
    } else {
        format!("the site has no tag `{}`", tag.value)
    };
    let hint = if tags.is_empty() {
        "a tag is lower-case letters, digits and hyphens; give it a title in site.toml"
    } else {
        "list it under `[tags.ID]` in site.toml"
    };
    out.push(
        Diagnostic::new(&codes::site::UNKNOWN_TAG, tag.place.clone(), message)
            .maybe_hint(did_you_mean(&tag.value, tags.keys().map(|tag| &**tag)))
            .hint(hint),
    );
}

/// Reports a tip line that site.toml does not have.
pub(crate) fn tipline(input: &EditionInput<'_>, id: &Text, out: &mut Vec<Diagnostic>) {
    let tiplines = &input.site.config.tiplines;
    if tiplines.contains_key(&id.value) {
        return;
    }
    out.push(
        Diagnostic::new(
            &codes::story::UNKNOWN_TIPLINE,
            id.place.clone(),
            format!("there is no tip line `{}`", id.value),
        )
        .maybe_hint(did_you_mean(&id.value, tiplines.keys().map(|id| &**id)))
        .hint("record it under `[tiplines.ID]` in site.toml"),
    );
}
