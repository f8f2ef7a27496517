//! What two blocks that belong together rest on and lead to: citations, bindings, links. Their order is free.

use crate::check::parity::{Beside, SIDES, Side};
use crate::codes;
use crate::diag::{Code, Diagnostic, Place, Severity};
use crate::locale::LangTag;
use crate::locale::lexicon::digits;
use crate::prose::flat::FlatMarkKind;
use crate::prose::{Condition, Target};
use crate::site::blocks::{anchor_in, story_of};
use crate::source::citation::Cite;
use crate::text::short_print;

/// One thing that a block refers to.
struct Reference {
    code: &'static Code,
    /// What it refers to, without the place in it: a citation key, an address.
    thing: String,
    /// The place in it, a locator; the condition of a binding: `>3`.
    part: String,
    place: Place,
}

impl Reference {
    fn is_same(&self, other: &Reference) -> bool {
        // A word that must hold may stand for a number that is written out.
        let stands_for =
            *self.code == codes::translation::BINDING && (self.part.is_empty() || other.part.is_empty());
        *self.code == *other.code
            && self.thing == other.thing
            && (stands_for || is_same_part(&self.part, &other.part))
    }

    /// As messages say it.
    fn words(&self) -> String {
        let (thing, part) = (&self.thing, &self.part);
        let comma = if part.is_empty() { "" } else { ", " };
        if *self.code == codes::translation::CITATION {
            format!("a citation of `{thing}{comma}{part}`")
        } else if *self.code == codes::translation::BINDING {
            format!("words bound to `{thing}{part}`")
        } else {
            format!("a link to `{thing}`")
        }
    }
}

/// Compares what both sides refer to.
pub(super) fn compare(beside: &Beside<'_, '_, '_>, out: &mut Vec<Diagnostic>) {
    // Most blocks refer to the same: then nothing need be put into words.
    let [first, second] = SIDES.map(|side| prints(beside, side));
    if first == second {
        return;
    }
    let [mut original, mut translation] = SIDES.map(|side| references(beside, side));
    conditions(&mut original, &mut translation, out);
    counts(&original, &translation, out);
    let (mut here, mut there) = (lacking(&translation, &original), lacking(&original, &translation));
    let tags = [Side::Original, Side::Translation].map(|side| &beside.edition(side).edition.file.lang);
    // A page without encryption is not the page: others may read along, or change it on the way.
    let is_plain = |a: &Reference, b: &Reference| {
        a.thing.strip_prefix("https://").is_some_and(|page| b.thing.strip_prefix("http://") == Some(page))
    };
    let told = |a: &Reference, b: &Reference| Diagnostic { severity: Severity::Warning, ..changed(a, b) };
    pair_off(&mut there, &mut here, is_plain, |a, b| out.push(told(a, b)));
    // The same page in another language is no other page.
    pair_off(&mut there, &mut here, |a, b| is_alternate(&a.thing, &b.thing, tags), |_, _| {});
    let mut changed = |a: &Reference, b: &Reference| out.push(changed(a, b));
    pair_off(&mut there, &mut here, |a, b| a.thing == b.thing, &mut changed);
    pair_off(&mut there, &mut here, |a, b| kind(&a.thing) == kind(&b.thing), &mut changed);
    for (side, rest) in [(Side::Original, there), (Side::Translation, here)] {
        for reference in rest {
            let (message, at, (place, label)) =
                beside.lacks(side, &reference.words(), reference.place.clone());
            out.push(Diagnostic::new(reference.code, at, message).also(place, label));
        }
    }
}

fn changed(original: &Reference, translation: &Reference) -> Diagnostic {
    let message = format!("{} here, {} in the original", translation.words(), original.words());
    Diagnostic::new(translation.code, translation.place.clone(), message)
        .also(original.place.clone(), "in the original")
}

/// Bindings of one fact whose conditions differ. Each is told, and is one binding from then on: words without a
/// condition beside it may not stand for both.
fn conditions(original: &mut [Reference], translation: &mut [Reference], out: &mut Vec<Diagnostic>) {
    let has = |list: &[Reference], own: &Reference| {
        list.iter().any(|other| other.thing == own.thing && other.part == own.part)
    };
    let is_condition = |it: &Reference| *it.code == codes::translation::BINDING && !it.part.is_empty();
    let missing: Vec<usize> = (0..)
        .zip(&*original)
        .filter(|(_, own)| is_condition(own) && !has(translation, own))
        .map(|(at, _)| at)
        .collect();
    for at in missing {
        let Some(one) = original.get(at) else { continue };
        let known = |own: &Reference| has(original, own);
        let is_other = |own: &&mut Reference| is_condition(own) && own.thing == one.thing && !known(own);
        let Some(other) = translation.iter_mut().find(is_other) else { continue };
        out.push(changed(one, other));
        other.part.clear();
        original.iter_mut().skip(at).take(1).for_each(|one| one.part.clear());
    }
}

/// What an id or an address begins with: `fact`, `https`.
fn kind(thing: &str) -> &str {
    thing.split_once([':', '#']).map_or("", |(kind, _)| if kind == "http" { "https" } else { kind })
}

/// References of one list that the other lacks, each once.
fn lacking<'l>(own: &'l [Reference], other: &[Reference]) -> Vec<&'l Reference> {
    let mut lacking: Vec<&Reference> = Vec::new();
    for reference in own {
        let is_told = lacking.iter().any(|told| told.is_same(reference));
        if !is_told && !other.iter().any(|other| other.is_same(reference)) {
            lacking.push(reference);
        }
    }
    lacking
}

/// Takes references that belong together out of both lists.
fn pair_off<'l>(
    first: &mut Vec<&'l Reference>,
    second: &mut Vec<&'l Reference>,
    belong: impl Fn(&Reference, &Reference) -> bool,
    mut found: impl FnMut(&Reference, &Reference),
) {
    first.retain(|a| {
        let same = second.iter().position(|b| *a.code == *b.code && belong(a, b));
        if let Some(at) = same {
            found(a, second.remove(at));
        }
        same.is_none()
    });
}

/// How often both sides refer to the same.
fn counts(original: &[Reference], translation: &[Reference], out: &mut Vec<Diagnostic>) {
    let mut told: Vec<&Reference> = Vec::new();
    for reference in translation {
        let count = |list: &[Reference]| list.iter().filter(|other| other.is_same(reference)).count();
        let (there, here) = (count(original), count(translation));
        if there == 0 || there == here || told.iter().any(|told| told.is_same(reference)) {
            continue;
        }
        told.push(reference);
        let message =
            format!("{} stands here {}, in the original {}", reference.words(), times(here), times(there));
        let finding = Diagnostic::new(&codes::translation::COUNT, reference.place.clone(), message);
        let first = original.iter().find(|other| other.is_same(reference));
        out.push(match first {
            Some(first) => finding.also(first.place.clone(), "in the original"),
            None => finding,
        });
    }
}

fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{count} times"),
    }
}

/// Digests of what one side refers to, sorted.
fn prints(beside: &Beside<'_, '_, '_>, side: Side) -> Vec<u64> {
    let mut prints = Vec::new();
    let marks = beside.lines(side).iter().filter_map(|line| line.read).flat_map(|read| &read.flat.marks);
    for mark in marks {
        let name = |kind: &str, name: &str| short_print(kind, name.as_bytes());
        match &mark.kind {
            FlatMarkKind::Citation(cited) => {
                let cites = cited.citation.cites.iter().filter(|_| cited.bare.is_none());
                prints.extend(cites.map(|cite| {
                    let locator = cite.locator.as_ref();
                    let place = locator.map(|at| name(at.label, &at.value)).unwrap_or_default();
                    let (key, behind) = (name("cite", &cite.key.value), name("suffix", &cite.suffix));
                    key ^ place.rotate_left(1) ^ behind.rotate_left(2)
                }));
            }
            FlatMarkKind::Link(link) => match &link.target {
                Target::Fact(bound) => {
                    let condition = bound.condition.as_ref().map(Condition::written).unwrap_or_default();
                    let condition = name("condition", &condition).rotate_left(1);
                    prints.extend(bound.facts.iter().map(|fact| {
                        let folder = fact.investigation.as_deref().unwrap_or_default();
                        name("fact", &fact.id) ^ name("folder", folder).rotate_left(2) ^ condition
                    }));
                }
                Target::Cell(cell) => prints.push(name("cell", &cell.selector.value)),
                Target::Quote(id) => prints.push(name("quote", id)),
                Target::Figure(id) => prints.push(name("figure", id)),
                Target::Web(address) => prints.push(name("web", address)),
                target => prints.extend(described(beside, side, target).iter().map(|(_, id)| name("id", id))),
            },
            FlatMarkKind::Object => {}
        }
    }
    prints.sort_unstable();
    prints
}

fn references(beside: &Beside<'_, '_, '_>, side: Side) -> Vec<Reference> {
    let mut found = Vec::new();
    for read in beside.lines(side).iter().filter_map(|line| line.read) {
        for mark in &read.flat.marks {
            let place = || read.passage.place(mark.span);
            match &mark.kind {
                FlatMarkKind::Citation(cited) => {
                    // A bare `@word` may be no citation.
                    for cite in cited.citation.cites.iter().filter(|_| cited.bare.is_none()) {
                        found.push(Reference {
                            code: &codes::translation::CITATION,
                            thing: format!("@{}", cite.key.value),
                            part: place_in(cite),
                            place: place(),
                        });
                    }
                }
                FlatMarkKind::Link(link) => {
                    found.extend(described(beside, side, &link.target).into_iter().map(|(code, thing)| {
                        Reference { code, thing, part: condition(&link.target), place: place() }
                    }));
                }
                FlatMarkKind::Object => {}
            }
        }
    }
    found
}

/// Where in a source: "page 12". A term of the page's own language that is not known leaves the figure alone.
fn place_in(cite: &Cite) -> String {
    match &cite.locator {
        Some(locator) => format!("{} {}", locator.label, locator.value),
        None if cite.suffix.chars().any(|sign| digits::value(sign).is_some()) => {
            figures(&cite.suffix).join(" ")
        }
        None => String::new(),
    }
}

/// Equal, or of the same figures where one side's term is not known.
fn is_same_part(first: &str, second: &str) -> bool {
    let is_without_term = |part: &str| part.starts_with(|sign: char| digits::value(sign).is_some());
    let (a, b) = (figures(first), figures(second));
    let (term, other) = (term(first), term(second));
    first == second
        || (a == b && !a.is_empty() && (term == other || is_without_term(first) || is_without_term(second)))
}

/// What a part says beside its figures.
fn term(part: &str) -> String {
    part.chars().filter(|sign| digits::value(*sign).is_none()).collect()
}

/// Runs of digits of any script, in the plain ones.
fn figures(part: &str) -> Vec<String> {
    let plain = |sign: char| digits::value(sign).and_then(|value| char::from_digit(value, 10)).unwrap_or(' ');
    let plain: String = part.chars().map(plain).collect();
    plain.split_whitespace().map(str::to_owned).collect()
}

/// The condition that bound words must hold: `>3`.
fn condition(target: &Target) -> String {
    match target {
        Target::Fact(bound) => bound.condition.as_ref().map(Condition::written).unwrap_or_default(),
        _ => String::new(),
    }
}

fn described(beside: &Beside<'_, '_, '_>, side: Side, target: &Target) -> Vec<(&'static Code, String)> {
    let (binding, link) = (&codes::translation::BINDING, &codes::translation::LINK);
    let one = match target {
        // "From 400 to 500" may be bound as one in one language and as two in another.
        Target::Fact(facts) => {
            return facts.facts.iter().map(|fact| (binding, fact_name(fact))).collect();
        }
        Target::Cell(cell) => (binding, format!("cell:{}", cell.selector.value)),
        Target::Quote(id) => (binding, format!("quote:{id}")),
        Target::Figure(id) => (link, format!("figure:{id}")),
        Target::Anchor(id) => (link, format!("#{}", anchor_in(beside.edition(side).edition, id))),
        Target::Web(address) => (link, address.to_string()),
        Target::Story(_) | Target::EditionFile(_) => match story_of(beside.edition(side), target) {
            Some(story) => (link, format!("story:{story}")),
            None => return Vec::new(),
        },
        // Names are protected by their own check; a file may be another in each language.
        Target::Name(_) | Target::File(_) | Target::Unbound(_) | Target::Broken => return Vec::new(),
    };
    vec![one]
}

fn fact_name(fact: &crate::prose::FactRef) -> String {
    let folder = fact.investigation.as_ref().map(|path| format!("{path}/")).unwrap_or_default();
    format!("fact:{folder}{}", fact.id)
}

/// An address with what only tells its language set apart.
#[derive(Debug, PartialEq, Eq)]
struct Address {
    host: String,
    path: String,
    /// What tells the language: `pt`, `pt-br`; empty if nothing does.
    language: String,
}

/// Keys of queries that tell the language of a page.
const LANGUAGE_KEYS: [&str; 6] = ["hl", "lang", "language", "locale", "uselang", "setlang"];

impl Address {
    fn of(address: &str, tags: [&LangTag; 2]) -> Option<Address> {
        let rest = without_scheme(address)?;
        // A copy in an archive is the page.
        let archived = rest.strip_prefix("web.archive.org/web/").and_then(|copy| copy.split_once('/'));
        let rest = archived.and_then(|(_, page)| without_scheme(page)).unwrap_or(rest);
        let (rest, _fragment) = rest.split_once('#').unwrap_or((rest, ""));
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let mut language = String::new();
        let mut is_language = |part: &str| {
            let part = part.to_ascii_lowercase().replace('_', "-");
            let is = tags.iter().any(|tag| {
                let region = part.strip_prefix(tag.language());
                region
                    .is_some_and(|region| region.is_empty() || (region.starts_with('-') && region.len() <= 5))
            });
            if is {
                language = part;
            }
            is
        };
        let host = host.to_ascii_lowercase();
        let host = match host.split_once('.') {
            Some((first, rest)) if first == "www" || (rest.contains('.') && is_language(first)) => {
                rest.to_owned()
            }
            _ => host,
        };
        let parts = path.split('/').filter(|part| !part.is_empty());
        // `list.en.html` is `list.pt.html`.
        let parts = parts.flat_map(|part| part.split('.')).filter(|part| !is_language(part));
        let parts: Vec<&str> = parts.collect();
        let keys = query.split('&').filter(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let tells = LANGUAGE_KEYS.contains(&key);
            if tells {
                is_language(value);
            }
            !tells && !pair.is_empty()
        });
        let keys: Vec<&str> = keys.collect();
        let path =
            if keys.is_empty() { parts.join("/") } else { format!("{}?{}", parts.join("/"), keys.join("&")) };
        Some(Address { host, path, language })
    }
}

fn without_scheme(address: &str) -> Option<&str> {
    address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))
}

/// Whether two addresses are one page, or one in the languages of both editions.
pub(super) fn is_alternate(original: &str, translation: &str, tags: [&LangTag; 2]) -> bool {
    let (Some(a), Some(b)) = (Address::of(original, tags), Address::of(translation, tags)) else {
        return false;
    };
    let fragment = |address: &str| address.split_once('#').map_or("", |(_, fragment)| fragment).to_owned();
    if a.host != b.host {
        return false;
    }
    // Pages are called otherwise in other languages: what tells is that each says which it is in.
    let both_tell = !a.language.is_empty() && !b.language.is_empty();
    match a.language == b.language {
        true => {
            let (a_part, b_part) = (fragment(original), fragment(translation));
            a.path == b.path && (a_part == b_part || a_part.is_empty() || b_part.is_empty())
        }
        false => a.path == b.path || both_tell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locator_in_the_words_of_the_page_is_the_same() {
        assert!(is_same_part("page 12", "12") && is_same_part("page 12", "page ١٢"));
        assert!(is_same_part("", "") && is_same_part("page IV", "page IV"));
        assert!(!is_same_part("page 12", "13") && !is_same_part("page 12", "section 12"));
        assert!(!is_same_part("page 12", "") && !is_same_part(">3", ">2") && !is_same_part(">3", "<3"));
    }

    #[test]
    fn a_page_in_another_language_is_no_other_page() {
        let tag = |tag: &str| LangTag::parse(tag).expect("a tag");
        let (en, pt) = (tag("en"), tag("pt-BR"));
        let same = |a: &str, b: &str| is_alternate(a, b, [&en, &pt]);
        assert!(same("https://a.example/docs/x/", "https://a.example/docs/x"));
        assert!(same("http://www.a.example/x", "https://a.example/x"));
        assert!(same("https://a.example/docs/x", "https://a.example/pt/docs/x"));
        assert!(same("https://a.example/en/docs/x#how", "https://a.example/pt-br/docs/x#como"));
        assert!(same("https://en.wiki.example/Cloud", "https://pt.wiki.example/Nuvem"));
        assert!(same("https://a.example/x?hl=en&id=7", "https://a.example/x?id=7&hl=pt-BR"));
        assert!(same("https://a.example/list.en.html", "https://a.example/list.pt.html"));
        assert!(same("https://a.example/en-us/x", "https://a.example/pt-br/x"));
        assert!(same("https://a.example/x", "https://web.archive.org/web/2019/https://a.example/x"));
        assert!(!same("https://a.example/x", "https://a.example/y"));
        assert!(!same("https://en.wiki.example/Cloud", "https://en.wiki.example/Crowd"));
        assert!(!same("https://a.example/x#one", "https://a.example/x#two"));
        assert!(!same("https://a.example/x?id=7", "https://a.example/x?id=8"));
        assert!(!same("https://a.example/en/x", "https://b.example/pt-br/x"));
        assert!(!same("mailto:a@b.example", "mailto:c@b.example"));
    }
}
