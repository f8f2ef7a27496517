//! What two blocks that belong together rest on and lead to: citations, bindings, links.

use crate::check::parity::{Beside, Side};
use crate::codes;
use crate::diag::{Code, Diagnostic, Place};
use crate::prose::Target;
use crate::prose::flat::FlatMarkKind;
use crate::site::blocks::story_of;

/// One thing that a block refers to.
struct Reference {
    code: &'static Code,
    /// Tells it from others.
    name: String,
    /// As messages say it.
    words: String,
    place: Place,
}

/// Compares what both sides refer to.
pub(super) fn compare(beside: &Beside<'_, '_, '_>, out: &mut Vec<Diagnostic>) {
    let sides = [Side::Original, Side::Translation].map(|side| references(beside, side));
    let [original, translation] = &sides;
    for (side, own, other) in
        [(Side::Original, original, translation), (Side::Translation, translation, original)]
    {
        let mut told: Vec<&str> = Vec::new();
        for reference in own {
            let is_there = other.iter().any(|other| other.name == reference.name);
            if is_there || told.contains(&reference.name.as_str()) {
                continue;
            }
            told.push(&reference.name);
            let (message, at, (place, label)) = beside.lacks(side, &reference.words, reference.place.clone());
            out.push(Diagnostic::new(reference.code, at, message).also(place, label));
        }
    }
}

fn references(beside: &Beside<'_, '_, '_>, side: Side) -> Vec<Reference> {
    let mut found = Vec::new();
    for read in beside.lines(side).iter().filter_map(|line| line.read) {
        for mark in &read.flat.marks {
            let place = read.passage.place(mark.span);
            match &mark.kind {
                FlatMarkKind::Citation(cited) => {
                    // A bare `@word` may be no citation.
                    for cite in cited.citation.cites.iter().filter(|_| cited.bare.is_none()) {
                        let locator = cite.locator.as_ref().map(|locator| format!("{locator:?}"));
                        found.push(Reference {
                            code: &codes::translation::CITATION,
                            name: format!("cite {} {}", cite.key.value, locator.unwrap_or_default()),
                            words: format!("a citation of `@{}` at this place", cite.key.value),
                            place: place.clone(),
                        });
                    }
                }
                FlatMarkKind::Link(link) => {
                    let target = described(beside, side, &link.target);
                    found.extend(target.map(|(code, name)| Reference {
                        code,
                        words: format!("a link to `{name}`"),
                        name,
                        place,
                    }));
                }
                FlatMarkKind::Object => {}
            }
        }
    }
    found
}

fn described(beside: &Beside<'_, '_, '_>, side: Side, target: &Target) -> Option<(&'static Code, String)> {
    let (binding, link) = (&codes::translation::BINDING, &codes::translation::LINK);
    Some(match target {
        Target::Fact(facts) => {
            let ids: Vec<&str> = facts.facts.iter().map(|fact| &*fact.id).collect();
            (binding, format!("fact:{}", ids.join(",")))
        }
        Target::Cell(cell) => (binding, format!("cell:{}", cell.selector.value)),
        Target::Quote(id) => (binding, format!("quote:{id}")),
        Target::Figure(id) => (link, format!("figure:{id}")),
        Target::Anchor(id) => (link, format!("#{id}")),
        Target::Web(address) => (link, address.to_string()),
        Target::Story(_) | Target::EditionFile(_) => {
            (link, format!("story:{}", story_of(beside.edition(side), target)?))
        }
        // Names are protected by their own check; a file may be another in each language.
        Target::Name(_) | Target::File(_) | Target::Unbound(_) | Target::Broken => return None,
    })
}
