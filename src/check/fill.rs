//! What `fix --fill` writes: the words of empty bindings, and the numbers of bound words that a changed cell left behind.
//!
//! Of stale words only the digits are changed: hedge, scale word and unit stay the writer's. What was written is read
//! again and compared before it is offered; where it would not agree, or where the number stands in words, the place is
//! told and left to the writer.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::check::worth::{Worth, Worths, Worthy};
use crate::conversion::converted;
use crate::diag::Place;
use crate::fact::verdict::{self, Hedges, Known, Verdict};
use crate::fact::wording::{self, Claim, ClaimKind};
use crate::interval::Interval;
use crate::prose::flat::{FlatMark, FlatMarkKind, FlatText};
use crate::prose::{Link, Target, ValueStyle};
use crate::render::words::Writer;
use crate::site::evidence::{self, Passage};
use crate::site::uses::{self, Uses};
use crate::site::{Edition, Language, Site};

/// More decimals than the writer gave, at most so many, where fewer would say too much.
const MORE_PLACES: u32 = 3;

/// One change, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fill {
    /// Where.
    pub(crate) place: Place,
    /// What is done there.
    pub(crate) what: Filling,
}

/// What is done at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Filling {
    /// An empty binding, all of it, gets these words.
    Words(String),
    /// Digits become other digits, if the first still stand there.
    Digits(String, String),
    /// Nothing, for this reason.
    Left(String),
}

impl Filling {
    /// What to put in the place of `source`; `None` if nothing is certain.
    pub(crate) fn replacement(&self, source: &str) -> Option<String> {
        match self {
            Filling::Words(words) => {
                let target = source.strip_prefix("[](")?.strip_suffix(')')?;
                let target = target.split_once("?style=").map_or(target, |(target, _)| target);
                Some(format!("[{words}]({target})"))
            }
            Filling::Digits(old, new) => (source == old).then(|| new.clone()),
            Filling::Left(_) => None,
        }
    }
}

/// Everything that can be filled in, in every edition.
pub(crate) fn of_site(site: &Site) -> Vec<Fill> {
    let held: Vec<Uses> = site.held.par_iter().map(|edition| uses::of(site, edition)).collect();
    let published = site.editions.iter().zip(&site.uses);
    let all: Vec<(&Edition, &Uses)> = published.chain(site.held.iter().zip(&held)).collect();
    let fills: Vec<Vec<Fill>> =
        all.par_iter().map(|(edition, uses)| of_edition(site, edition, uses)).collect();
    let mut fills: Vec<Fill> = fills.into_iter().flatten().collect();
    fills.sort_by(|a, b| a.place.cmp(&b.place));
    // The note of a correction, and what several editions of one language embed, is met more than once.
    fills.dedup();
    fills
}

fn of_edition(site: &Site, edition: &Edition, uses: &Uses) -> Vec<Fill> {
    let mut fills = Vec::new();
    let mut worths = Worths::new(site);
    let writer = Writer::new(site, edition, uses);
    let passages = evidence::passages(edition, uses);
    for passage in &passages {
        let lang = site.language_of(passage.lang).unwrap_or(edition.lang);
        let writer = Writer { language: site.language(lang), ..writer };
        let flat = FlatText::of(passage.line);
        for mark in &flat.marks {
            if let FlatMarkKind::Link(link) = mark.kind {
                let values = values(&mut worths, passage, link);
                let filler = Filler { writer, passage, flat: &flat, mark, worths: values };
                fills.extend(filler.fill(link));
            }
        }
    }
    fills
}

/// What a binding without a condition is bound to; nothing for other links, and where a value cannot be had.
fn values<'a>(worths: &mut Worths<'a>, passage: &Passage<'a>, link: &'a Link) -> Vec<Arc<Worth>> {
    let found: Option<Vec<Arc<Worth>>> = match &link.target {
        Target::Fact(binding) if binding.condition.is_none() => {
            binding.facts.iter().map(|fact| worths.fact(passage.scope, fact)).collect()
        }
        Target::Cell(cell) => worths.cell(passage.scope, &cell.selector.value).map(|worth| vec![worth]),
        _ => None,
    };
    found.unwrap_or_default()
}

struct Filler<'f, 'a> {
    writer: Writer<'a>,
    passage: &'f Passage<'a>,
    flat: &'f FlatText<'a>,
    mark: &'f FlatMark<'a>,
    worths: Vec<Arc<Worth>>,
}

impl Filler<'_, '_> {
    fn fill(&self, link: &Link) -> Vec<Fill> {
        if self.worths.is_empty() {
            return Vec::new();
        }
        if link.content.is_empty() { self.empty(link).into_iter().collect() } else { self.stale() }
    }

    fn empty(&self, link: &Link) -> Option<Fill> {
        let words = self.writer.written(&link.target, self.passage.scope)?;
        let is_plain = !words.contains(['\\', '[', ']', '*', '_', '`', '<', '>', '&', '"', '\'']);
        let is_bare = matches!(&link.target, Target::Fact(binding) if binding.style == ValueStyle::Bare)
            || matches!(&link.target, Target::Cell(cell) if cell.style == ValueStyle::Bare);
        let what = if is_plain && self.agrees(&words) {
            Filling::Words(words)
        } else if is_bare {
            Filling::Left("without hedge or unit it can only stay empty".to_owned())
        } else {
            Filling::Left(format!("`{words}` would not be read as its value"))
        };
        Some(Fill { place: self.passage.place(self.mark.span), what })
    }

    /// Whether words say what they are bound to.
    fn agrees(&self, words: &str) -> bool {
        let slots: Option<Vec<verdict::Slot>> = self.worths.iter().map(|worth| worth.slot()).collect();
        let Some(slots) = slots else { return true };
        let claims = wording::read(words, &self.language().lexicon);
        let lexicon = &self.language().lexicon;
        let Ok(claims) = verdict::pair_joined(&claims, words, &slots, lexicon) else { return false };
        claims.iter().zip(&self.worths).all(|(claim, worth)| match (&worth.value, claim.kind) {
            (Worthy::Number(known), _) => self.compare(claim, known).is_true(),
            (Worthy::Period(known), ClaimKind::Period(said)) => verdict::agrees_with_period(said, *known),
            _ => false,
        })
    }

    fn stale(&self) -> Vec<Fill> {
        let slots: Option<Vec<verdict::Slot>> = self.worths.iter().map(|worth| worth.slot()).collect();
        let Some(slots) = slots else { return Vec::new() };
        let text = self.flat.words_of(self.mark.range.clone());
        let claims = wording::read(text, &self.language().lexicon);
        let Ok(claims) = verdict::pair(&claims, text, &slots) else { return Vec::new() };
        let pairs = claims.iter().zip(&self.worths);
        pairs.filter_map(|(claim, worth)| self.renew(text, claim, worth)).collect()
    }

    /// The number of one claim brought up to date.
    fn renew(&self, text: &str, claim: &Claim, worth: &Worth) -> Option<Fill> {
        let Worthy::Number(known) = &worth.value else { return None };
        if self.compare(claim, known) != Verdict::Number {
            return None;
        }
        let words = text.get(claim.number.clone()).unwrap_or_default();
        let left = |why: &str| Filling::Left(format!("`{}` {why}", text.trim()));
        let start = self.mark.range.start + claim.number.start;
        let what = match digits(words) {
            None => left("says its number in words"),
            Some(digits) => match self.new_digits(text, claim, known, &digits) {
                None => left("has no digits that would make it true"),
                Some(new) => {
                    let place = self.flat.exact_span_of(start + digits.start..start + digits.end)?;
                    let old = words.get(digits).unwrap_or_default().to_owned();
                    return Some(Fill { place: self.passage.place(place), what: Filling::Digits(old, new) });
                }
            },
        };
        let place = self.flat.span_of(self.mark.range.clone());
        Some(Fill { place: self.passage.place(place), what })
    }

    /// The digits that say the value in the unit and scale of the words, and make all of them true.
    fn new_digits(&self, text: &str, claim: &Claim, known: &Known, digits: &Range<usize>) -> Option<String> {
        if claim.kind != ClaimKind::Number || claim.high.is_some() {
            return None;
        }
        let (value, _) = known.named().filter(|(_, high)| high.is_none())?;
        let value = match (&known.unit, claim.units.first()) {
            (Some(own), Some(unit)) => converted(Interval::point(value), own, unit)?.nearly_single()?,
            _ => value,
        };
        let words = text.get(claim.number.clone())?;
        let shown = wording::read(words.get(digits.clone())?, &self.language().lexicon);
        let shown = shown.first().filter(|shown| !shown.value.is_zero())?;
        let scale = claim.value.checked_div(shown.value)?;
        let value = value.checked_div(scale)?;
        (0..=MORE_PLACES).find_map(|more| {
            let places = shown.value.scale() + more;
            let mut rounded = value.round_dp(places);
            if rounded.is_zero() && !value.is_zero() {
                return None;
            }
            if rounded.scale() < shown.value.scale() {
                rounded.rescale(shown.value.scale());
            }
            let new = self.language().formatter.number(rounded);
            let mut said = text.to_owned();
            let at = claim.number.start;
            said.replace_range(at + digits.start..at + digits.end, &new);
            self.says(&said, claim, known).then_some(new)
        })
    }

    /// Whether changed words say the value where the claim stood.
    fn says(&self, said: &str, old: &Claim, known: &Known) -> bool {
        let claims = wording::read(said, &self.language().lexicon);
        let renewed = claims.iter().find(|claim| claim.number.start == old.number.start);
        renewed.is_some_and(|claim| {
            let units = if claim.units.is_empty() { &old.units } else { &claim.units };
            let claim = Claim { units: units.clone(), ..claim.clone() };
            claim.hedge == old.hedge && self.compare(&claim, known) == Verdict::Agrees
        })
    }

    fn compare(&self, claim: &Claim, known: &Known) -> Verdict {
        let hedges = if self.language().lexicon.has_words() { Hedges::Read } else { Hedges::Unknown };
        verdict::compare(claim, known, hedges)
    }

    fn language(&self) -> &Language {
        self.writer.language
    }
}

/// The run of digits and separators in a number, if it has one.
fn digits(number: &str) -> Option<Range<usize>> {
    let start = number.find(char::is_numeric)?;
    let last = number.rfind(char::is_numeric)?;
    let end = last + number.get(last..)?.chars().next()?.len_utf8();
    let is_one_run = number.get(start..end)?.chars().all(|sign| !sign.is_alphabetic());
    is_one_run.then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_binding_keeps_its_target_and_loses_its_style() {
        let words = Filling::Words("almost 1,400 terabytes".to_owned());
        assert_eq!(
            words.replacement("[](fact:held?style=long)").as_deref(),
            Some("[almost 1,400 terabytes](fact:held)")
        );
        assert_eq!(words.replacement("[words](fact:held)"), None);
    }

    #[test]
    fn digits_are_changed_where_they_still_stand() {
        let digits = Filling::Digits("1,400".to_owned(), "1,500".to_owned());
        assert_eq!(digits.replacement("1,400").as_deref(), Some("1,500"));
        assert_eq!(digits.replacement("1,300"), None);
    }

    #[test]
    fn digits_are_one_run() {
        let run = |number: &str| digits(number).map(|range| number.get(range).expect("a run").to_owned());
        assert_eq!(run("1,400").as_deref(), Some("1,400"));
        assert_eq!(run("1.4 million").as_deref(), Some("1.4"));
        assert_eq!(run("nine"), None);
        assert_eq!(run("5 to 7"), None);
    }
}
