//! Figures and quotations in prose that rest on nothing: neither bound, nor cited in their sentence, nor said to be none.
//!
//! Errors where site.toml says `strict = true`; else they are only counted. What is no figure stands in FORMAT section 6,
//! last paragraph. Decided here, since the format is silent: a quotation is three words or more between quotation marks;
//! single marks are not read, since an apostrophe looks the same; a multiple in words ("half", "doubled") is a figure if
//! it has a hedge; a date is one if it names a day; of an exhibit, title, annotations and alternative text are prose.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::{Check, EditionInput, Run};
use crate::codes;
use crate::diag::{Diagnostic, Place};
use crate::fact::verdict;
use crate::fact::wording::{Claim, ClaimKind};
use crate::locale::LangTag;
use crate::prose::flat::{FlatMarkKind, FlatText};
use crate::prose::{Cited, InlineKind};
use crate::quantity::{Bound, Period};
use crate::site::Site;
use crate::site::evidence::{Passage, Position, basis};
use crate::site::quoted::between_marks;
use crate::story::visit::{self, Part};
use crate::story::{Block, BlockContent};

/// How messages about quotations begin.
const QUOTATION: &str = "this quotation";

/// Quote blocks without a mark are cited.
pub(crate) const QUOTE_BLOCKS: Check =
    Check { name: "quote blocks", codes: &[&codes::fact::UNBOUND], run: Run::Edition(blocks) };

/// Whether a finding is about a quotation, not a figure.
pub(crate) fn is_quotation(finding: &Diagnostic) -> bool {
    finding.message.starts_with(QUOTATION)
}

/// A quote block without a mark is somebody's words: it says whose.
fn blocks(input: &EditionInput<'_>, out: &mut Vec<Diagnostic>) {
    input.for_each_block(&mut |block| {
        let BlockContent::Quote(inner) = &block.kind else { return };
        if !rests_on_something(input, inner) && inner.iter().any(has_words) {
            out.push(quotation(input.place(block.span)));
        }
    });
}

fn has_words(block: &Block) -> bool {
    matches!(block.kind, BlockContent::Paragraph(_) | BlockContent::List(_))
}

fn rests_on_something(input: &EditionInput<'_>, blocks: &[Block]) -> bool {
    let mut rests = false;
    visit::blocks(blocks, &mut |part| {
        if let Part::Inline(inline) = part {
            rests |= match &inline.kind {
                InlineKind::Citation(cited) => is_citation(input.site, input.edition.folder, cited),
                InlineKind::Link(link) => basis(link).is_some(),
                _ => false,
            };
        }
    });
    rests
}

fn is_citation(site: &Site, scope: crate::site::FolderIx, cited: &Cited) -> bool {
    cited.bare.is_none()
        || cited.citation.cites.iter().any(|cite| site.source(scope, &cite.key.value).is_some())
}

/// Figures and quotations of one passage that rest on nothing.
pub(super) fn passage(
    input: &EditionInput<'_>,
    passage: &Passage<'_>,
    flat: &FlatText<'_>,
    claims: &[Claim],
    out: &mut Vec<Diagnostic>,
) {
    let is_exhibit = matches!(passage.position, Position::Exhibit(_));
    if passage.position == Position::Quoted || (is_exhibit && passage.shows.is_none()) {
        return;
    }
    let quotations = between_marks(&flat.text);
    if claims.is_empty() && quotations.is_empty() {
        return;
    }
    let search = Search { input, passage, flat, sentences: None };
    let knows_words = input.language_of(passage.lang).lexicon.has_words();
    let figures: Vec<&Claim> = (0..claims.len())
        .filter(|at| !is_year_of_a_span(claims, *at, flat))
        .filter_map(|at| claims.get(at))
        .filter(|claim| is_figure(claim, flat, passage.position, knows_words))
        .collect();
    if quotations.is_empty() && figures.is_empty() {
        return;
    }
    search.report(&figures, &quotations, out);
}

struct Search<'s, 'a> {
    input: &'s EditionInput<'a>,
    passage: &'s Passage<'a>,
    flat: &'s FlatText<'a>,
    sentences: Option<Vec<Range<usize>>>,
}

impl Search<'_, '_> {
    fn report(mut self, figures: &[&Claim], quotations: &[Range<usize>], out: &mut Vec<Diagnostic>) {
        let mut reported: Vec<Range<usize>> = Vec::new();
        for range in quotations {
            if !self.is_bound(range) && !self.is_cited(range) && !self.is_name(range) {
                out.push(quotation(self.place(range)));
                reported.push(range.clone());
            }
        }
        for claim in figures {
            let range = &claim.range;
            let inside = |outer: &Range<usize>| outer.start <= range.start && range.end <= outer.end;
            if reported.iter().any(inside)
                || self.is_bound(range)
                || self.is_name(range)
                || self.is_cited(range)
            {
                continue;
            }
            let words = self.flat.words_of(range.clone());
            let message = format!("`{words}` rests on nothing");
            out.push(
                Diagnostic::new(&codes::fact::UNBOUND, self.place(range), message).hint(
                    "bind it (`[400 TB](fact:id)`, `[400 TB](cell:table[key=value].column)`), cite a source in its sentence, or say why it needs none: `[400](nofact:reason)`",
                ),
            );
        }
    }

    fn place(&self, range: &Range<usize>) -> Place {
        self.passage.place(self.flat.span_of(range.clone()))
    }

    /// Whether words touch those of a binding.
    fn is_bound(&self, range: &Range<usize>) -> bool {
        self.flat.marks.iter().any(|mark| {
            let FlatMarkKind::Link(link) = mark.kind else { return false };
            mark.range.start < range.end && range.start < mark.range.end && basis(link).is_some()
        })
    }

    /// Whether a source is cited in one of the sentences that words run through.
    fn is_cited(&mut self, range: &Range<usize>) -> bool {
        let (site, scope) = (self.input.site, self.passage.scope);
        let mut cited = self
            .flat
            .marks
            .iter()
            .filter_map(|mark| match mark.kind {
                FlatMarkKind::Citation(cited) if is_citation(site, scope, cited) => Some(mark.range.start),
                _ => None,
            })
            .peekable();
        if cited.peek().is_none() {
            return false;
        }
        let sentences = self.sentences.get_or_insert_with(|| self.flat.sentences());
        let index = |at: usize| sentences.partition_point(|sentence| sentence.start <= at).saturating_sub(1);
        let (first, last) = (index(range.start), index(range.end.saturating_sub(1)));
        cited.any(|at| (first..=last).contains(&index(at)))
    }

    /// Whether words are part of a name on record.
    fn is_name(&self, range: &Range<usize>) -> bool {
        let site = self.input.site;
        let tag = self.passage.lang;
        let folders = site.scope(self.passage.scope).map(|folder| site.folder(folder));
        let mut names = folders.flat_map(|folder| folder.data.names.values());
        names.any(|name| {
            let said = name.name.get_or_any(tag).map(|(text, _)| &*text.value);
            let short =
                name.short.as_ref().and_then(|short| short.get_or_any(tag)).map(|(text, _)| &*text.value);
            let forms = name.forms.iter().filter(|(lang, _)| is_near(lang, tag)).map(|(_, form)| &**form);
            said.into_iter().chain(short).chain(forms).any(|name| self.stands_in(name, range))
        })
    }

    fn stands_in(&self, name: &str, range: &Range<usize>) -> bool {
        let holds = |at: usize| at <= range.start && range.end <= at + name.len();
        !name.is_empty() && self.flat.text.match_indices(name).any(|(at, _)| holds(at))
    }
}

fn is_near(lang: &LangTag, tag: &LangTag) -> bool {
    let primary = |tag: &LangTag| tag.as_str().split('-').next().map(str::to_owned);
    primary(lang) == primary(tag)
}

fn quotation(place: Place) -> Diagnostic {
    Diagnostic::new(&codes::fact::UNBOUND, place, format!("{QUOTATION} rests on nothing")).hint(
        "cite its source in its sentence, record it in quotes.toml and bind it (`[“…”](quote:id)`), or say why it needs none: `[“…”](nofact:reason)`",
    )
}

/// Whether what was read is a figure by FORMAT section 6.
///
/// `knows_words`: whether all words for numbers of the language are known; where only some are, none counts as a figure.
fn is_figure(claim: &Claim, flat: &FlatText<'_>, position: Position, knows_words: bool) -> bool {
    let words = flat.words_of(claim.number.clone());
    let in_words = !words.chars().any(char::is_numeric);
    if in_words && !knows_words {
        return false;
    }
    let is_small =
        in_words && claim.value < Decimal::TEN && claim.high.is_none_or(|high| high < Decimal::TEN);
    match claim.kind {
        ClaimKind::Ordinal | ClaimKind::Other => false,
        ClaimKind::Period(period) => matches!(period, Period::Day(_)),
        ClaimKind::Number if verdict::is_article(claim, &flat.text) => false,
        ClaimKind::Number if is_small => !claim.units.is_empty(),
        ClaimKind::Multiple if is_small => claim.hedge != Bound::Exactly,
        ClaimKind::Number if is_heading_number(claim, flat, position) => false,
        ClaimKind::Number | ClaimKind::Multiple | ClaimKind::Share | ClaimKind::Change => true,
    }
}

/// "De 2013 a 2024": four digits beside a year are a year.
fn is_year_of_a_span(claims: &[Claim], at: usize, flat: &FlatText<'_>) -> bool {
    let is_year = |claim: &Claim| matches!(claim.kind, ClaimKind::Period(Period::Year(_)));
    let beside = [at.checked_sub(1), Some(at + 1)];
    let is_near_a_year = beside.into_iter().flatten().filter_map(|at| claims.get(at)).any(is_year);
    claims.get(at).is_some_and(|claim| {
        let words = flat.words_of(claim.number.clone());
        let has_four = words.chars().count() == 4 && words.chars().all(char::is_numeric);
        is_near_a_year && has_four && claim.units.is_empty() && claim.hedge == Bound::Exactly
    })
}

/// "3. The money": a number at the head of a heading.
fn is_heading_number(claim: &Claim, flat: &FlatText<'_>, position: Position) -> bool {
    let heads = matches!(position, Position::Heading | Position::BlockTitle);
    heads && claim.units.is_empty() && flat.words_of(0..claim.range.start).trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        between_marks(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn quotations_stand_between_the_marks_of_their_language() {
        assert_eq!(found("She “never saw one” and left."), ["“never saw one”"]);
        assert_eq!(found("Sie sagte: „Das war nie so“, und ging."), ["„Das war nie so“"]);
        assert_eq!(found("« Nous ne savons pas », dit-il."), ["« Nous ne savons pas »"]);
        assert_eq!(found("»Das war nie so«, sagte sie."), ["»Das war nie so«"]);
        assert_eq!(found("”Det var aldrig så”, sade hon."), ["”Det var aldrig så”"]);
        assert_eq!(found("\"We do not know\", he said."), ["\"We do not know\""]);
        assert_eq!(
            found("彼は「そのような契約は一度も見たことがない」と言った"),
            ["「そのような契約は一度も見たことがない」"]
        );
    }

    #[test]
    fn a_word_between_marks_is_none() {
        assert_eq!(found("the “almost” and a “deep state”, 6\" wide"), Vec::<&str>::new());
        assert_eq!(found("no end: “never saw one"), Vec::<&str>::new());
    }
}
