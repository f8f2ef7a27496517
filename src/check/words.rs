//! Words bound to facts and cells say what those are worth: number, unit, hedge, condition.
//!
//! Everything that readers see is looked at, in the language it is written in: text, front matter, the texts of
//! exhibits, corrections. What a verdict means stands in `fact/verdict.rs`; here it becomes a finding.

use std::ops::Range;
use std::sync::Arc;

use crate::check::worth::{Worth, Worths, Worthy};
use crate::check::{Check, EditionInput, Run, SiteInput, direction, outside, reference, shown, unbound};
use crate::codes;
use crate::diag::{Code, Diagnostic, Place};
use crate::fact::terms;
use crate::fact::verdict::{self, Direction, Hedges, Known, Mismatch, Slot, Verdict};
use crate::fact::wording::{self, Claim, ClaimKind};
use crate::interval::{Comparison, Interval, Truth};
use crate::locale::directions;
use crate::locale::format::{DateStyle, UnitStyle};
use crate::prose::flat::{FlatMark, FlatMarkKind, FlatText};
use crate::prose::{Condition, FactBinding, Operator};
use crate::quantity::{Bound, Period, Quantity, Unit};
use crate::render::words::Writer;
use crate::site::evidence::{Basis, Passage, basis};
use crate::site::reading::ReadPassage;
use crate::site::{Language, Site};

/// What stands so many bytes before or behind bound words may say whether a per cent is a change or a share.
const CONTEXT: usize = 48;

/// Bound words agree with what they are bound to.
pub(crate) const WORDS: Check = Check {
    name: "words",
    codes: &[
        &codes::fact::NUMBER,
        &codes::fact::UNIT,
        &codes::fact::HEDGE,
        &codes::fact::HEDGE_OUTSIDE,
        &codes::fact::LOOSE,
        &codes::fact::DIRECTION,
        &codes::fact::CONDITION,
        &codes::fact::UNBOUND,
        &codes::figure::NUMBER,
        &codes::figure::REFERENCE,
    ],
    run: Run::Words(run),
};

/// Languages whose hedges nobody knows are named.
pub(crate) const KNOWN_WORDS: Check =
    Check { name: "words of languages", codes: &[&codes::fact::WORDS_UNKNOWN], run: Run::Site(languages) };

fn run(input: &EditionInput<'_>, read: &[ReadPassage<'_>], out: &mut Vec<Diagnostic>) {
    let mut worths = Worths::new(input.site);
    for ReadPassage { passage, flat, claims } in read {
        let language = input.language_of(passage.lang);
        Reader { input, language, passage, flat, worths: &mut worths, out }.read();
        unbound::passage(input, passage, flat, claims, out);
        shown::passage(input, passage, flat, claims, out);
    }
    reference::check(input, &mut worths, out);
}

/// Reads the bindings of one passage.
struct Reader<'r, 'a> {
    input: &'r EditionInput<'a>,
    language: &'r Language,
    passage: &'r Passage<'a>,
    flat: &'r FlatText<'a>,
    worths: &'r mut Worths<'a>,
    out: &'r mut Vec<Diagnostic>,
}

impl<'a> Reader<'_, 'a> {
    fn read(&mut self) {
        for mark in &self.flat.marks {
            let FlatMarkKind::Link(link) = mark.kind else { continue };
            let at = self.passage.place(link.destination);
            match basis(link) {
                Some(Basis::Facts(binding)) => self.facts(binding, mark, at),
                Some(Basis::Cell(cell)) => {
                    let worth = self.worths.cell(self.passage.scope, &cell.selector.value);
                    self.words(mark, worth.into_iter().collect());
                }
                _ => {}
            }
        }
    }

    fn facts(&mut self, binding: &'a FactBinding, mark: &FlatMark<'a>, at: Place) {
        let scope = self.passage.scope;
        let found: Vec<Option<Arc<Worth>>> =
            binding.facts.iter().map(|fact| self.worths.fact(scope, fact)).collect();
        // One that cannot be had is told elsewhere; which words speak of the others cannot be known then.
        let Some(worths) = found.into_iter().collect::<Option<Vec<_>>>() else { return };
        match &binding.condition {
            Some(condition) => {
                let site = self.input.site;
                let broken = worths.iter().filter_map(|worth| broken_condition(site, condition, worth, &at));
                self.out.extend(broken);
            }
            None => self.words(mark, worths),
        }
    }

    fn words(&mut self, mark: &FlatMark<'a>, worths: Vec<Arc<Worth>>) {
        let slots: Option<Vec<Slot>> = worths.iter().map(|worth| worth.slot()).collect();
        let Some(slots) = slots.filter(|slots| !slots.is_empty()) else { return };
        let range = &mark.range;
        let text = self.flat.words_of(range.clone());
        let claims = wording::read(text, &self.language.lexicon);
        let outside = self.hedge_outside(mark, &claims, &worths);
        if range.is_empty() {
            return;
        }
        match verdict::pair_joined(&claims, text, &slots, &self.language.lexicon) {
            Ok(claims) => {
                for (claim, worth) in claims.iter().zip(&worths) {
                    // What is told once, as a hedge outside, is judged as if it were inside.
                    let hedge = outside.filter(|_| claim.hedge == Bound::Exactly).unwrap_or(claim.hedge);
                    self.claim(&Claim { hedge, ..claim.clone() }, worth, range);
                }
            }
            Err(mismatch) => self.mismatch(&mismatch, range, &worths),
        }
    }

    /// Tells a hedge outside the brackets; its class.
    fn hedge_outside(
        &mut self,
        mark: &FlatMark<'a>,
        claims: &[Claim],
        worths: &[Arc<Worth>],
    ) -> Option<Bound> {
        let number = worths.iter().find_map(|worth| match &worth.value {
            Worthy::Number(known) => Some(known),
            _ => None,
        })?;
        let is_hedged = claims.iter().any(|claim| claim.hedge != Bound::Exactly);
        let lexicon = &self.language.lexicon;
        let (finding, bound) = outside::check(self.passage, self.flat, mark, lexicon, is_hedged)?;
        // "They add up to [400 TB]": a preposition as often as a hedge, and true either way.
        let agrees = |claim: &Claim| verdict::compare(claim, number, Hedges::Read) == Verdict::Agrees;
        if bound == Bound::AtMost && claims.first().is_some_and(agrees) && !number.is_hedged() {
            return None;
        }
        self.out.push(finding);
        Some(bound)
    }

    fn claim(&mut self, claim: &Claim, worth: &Worth, range: &Range<usize>) {
        let span = range.start + claim.range.start..range.start + claim.range.end;
        match &worth.value {
            Worthy::Number(known) => {
                let hedges = self.hedges(claim, range);
                let read = verdict::compare(claim, known, hedges);
                let around = (read == Verdict::Number).then(|| self.in_context(claim, range)).flatten();
                let found =
                    around.as_ref().map_or(read, |claim| verdict::compare(claim, known, hedges).min(read));
                if found.is_true() {
                    self.direction(around.as_ref().unwrap_or(claim), known, worth, &span);
                }
                if found != Verdict::Agrees {
                    let finding = self.disagreement(found, claim, known, worth, span);
                    self.out.push(worth.explain(self.input.site, finding));
                }
            }
            Worthy::Period(known) => {
                let ClaimKind::Period(said) = claim.kind else { return };
                if !verdict::agrees_with_period(said, *known) {
                    let message = format!("these words say {said}; {} is {known}", worth.noun());
                    let finding = self.finding(&codes::fact::NUMBER, span, message);
                    let finding = finding.maybe_hint(self.written(worth));
                    self.out.push(worth.explain(self.input.site, finding));
                }
            }
            Worthy::Words => {}
        }
    }

    /// Tells a word of rising or falling that says the opposite of a true claim's value.
    fn direction(&mut self, claim: &Claim, known: &Known, worth: &Worth, span: &Range<usize>) {
        let Some(went) = verdict::direction(claim, known) else { return };
        let Some(table) = directions::of(self.passage.lang.language()) else { return };
        let sentences = self.flat.sentences();
        let Some(sentence) = sentences.into_iter().rfind(|sentence| sentence.start <= span.start) else {
            return;
        };
        let end = sentence.end.max(span.end);
        let found = direction::contrary(&self.flat.text, sentence.start..end, span, went, table);
        let Some(word) = found else { return };
        let (said, is) = match went {
            Direction::Up => ("a fall", "rose"),
            Direction::Down => ("a rise", "fell"),
        };
        let words = self.flat.words_of(word.clone());
        let message = format!("`{words}` says {said}; {} is {}: it {is}", worth.noun(), terms::known(known));
        let finding = self
            .finding(&codes::fact::DIRECTION, word, message)
            .hint("turn the word, or the two values of the change, if they stand the wrong way round");
        self.out.push(worth.explain(self.input.site, finding));
    }

    /// The claim as its sentence makes a change or a share of it: "it rose [80 %]", "il augmenta [de 80 %]".
    fn in_context(&self, claim: &Claim, range: &Range<usize>) -> Option<Claim> {
        if claim.kind != ClaimKind::Number || claim.units != [Unit::Symbol("%")] {
            return None;
        }
        let text = &self.flat.text;
        let from =
            (range.start.saturating_sub(CONTEXT)..=range.start).find(|at| text.is_char_boundary(*at))?;
        let to =
            (range.end..=text.len().min(range.end + CONTEXT)).rev().find(|at| text.is_char_boundary(*at))?;
        let claims = wording::read(text.get(from..to)?, &self.language.lexicon);
        let number = range.start + claim.number.start;
        let around = claims.into_iter().find(|around| from + around.number.start == number)?;
        matches!(around.kind, ClaimKind::Change | ClaimKind::Share)
            .then(|| Claim { kind: around.kind, ..claim.clone() })
    }

    fn disagreement(
        &self,
        found: Verdict,
        claim: &Claim,
        known: &Known,
        worth: &Worth,
        span: Range<usize>,
    ) -> Diagnostic {
        let (said, is) = (terms::said(claim), terms::known(known));
        let compared = format!("these words say {said}; {} is {is}", worth.noun());
        match found {
            Verdict::Hedge => {
                self.finding(&codes::fact::HEDGE, span, compared).maybe_hint(self.written(worth)).hint(
                    "a hedge of the source is part of its number: keep it, or name another number that is true",
                )
            }
            Verdict::Loose => {
                self.finding(&codes::fact::LOOSE, span, format!("{compared}: true, and far from it"))
                    .maybe_hint(self.written(worth))
            }
            Verdict::UnitMissing => self
                .finding(&codes::fact::UNIT, span, format!("{compared}: the unit is missing"))
                .hint("a currency or a per cent is never left out: put it between the brackets"),
            Verdict::Unit => {
                self.finding(&codes::fact::UNIT, span, compared).maybe_hint(self.written(worth)).hint(
                    "sizes in powers of ten and of two, per cent and percentage points, and currencies are never one another",
                )
            }
            _ => {
                let rehedged = self.rehedged(claim, known);
                let finding = self.finding(&codes::fact::NUMBER, span, compared);
                finding.maybe_hint(rehedged).maybe_hint(self.written(worth))
            }
        }
    }

    fn mismatch(&mut self, mismatch: &Mismatch, range: &Range<usize>, worths: &[Arc<Worth>]) {
        let text = self.flat.words_of(range.clone());
        if mismatch.slot == Slot::Period && self.names_the_date(text, worths) {
            return;
        }
        if !self.language.lexicon.has_words() {
            return;
        }
        let what = match mismatch.slot {
            Slot::Number => "number",
            Slot::Period => "date",
        };
        let finding = if mismatch.read == 0 {
            self.finding(&codes::fact::NUMBER, range.clone(), format!("no {what} is read in these words"))
                .maybe_hint(worths.first().and_then(|worth| self.written(worth)))
                .hint("words without a number take a condition, as in `[soared](fact:growth>3)`, or none at all")
        } else {
            let place = mismatch
                .extra
                .as_ref()
                .map_or(range.clone(), |extra| range.start + extra.start..range.start + extra.end);
            let message = format!(
                "{} read in these words, and {} bound to them",
                if mismatch.read == 1 {
                    format!("one {what} is")
                } else {
                    format!("{} {what}s are", mismatch.read)
                },
                if mismatch.wanted == 1 {
                    "one value is".to_owned()
                } else {
                    format!("{} values are", mismatch.wanted)
                },
            );
            self.finding(&codes::fact::NUMBER, place, message)
                .hint("bind each one: `[from 5 to 7 km](fact:a,b)`, or leave the others outside the brackets")
        };
        let finding = worths.iter().fold(finding, |finding, worth| worth.explain(self.input.site, finding));
        self.out.push(finding);
    }

    /// "16 February" and "the 16th" are parts of the date as the page's language writes it.
    fn names_the_date(&self, text: &str, worths: &[Arc<Worth>]) -> bool {
        let is_part = |period: Period| {
            let styles = [DateStyle::Long, DateStyle::Short];
            let written = styles.map(|style| self.language.formatter.period(period, style).to_lowercase());
            let known: Vec<&str> = written.iter().flat_map(|date| words_of(date)).collect();
            let lower = text.to_lowercase();
            let has_digits = |word: &&str| word.chars().any(char::is_numeric);
            let is_known = |word: &&str| {
                let figure = word.trim_end_matches(char::is_alphabetic);
                known.contains(word) || (!figure.is_empty() && known.contains(&figure))
            };
            words_of(&lower).any(|word| is_known(&word))
                && words_of(&lower).filter(has_digits).all(|word| is_known(&word))
        };
        worths.iter().all(|worth| matches!(worth.value, Worthy::Period(period) if is_part(period)))
    }

    fn hedges(&self, claim: &Claim, range: &Range<usize>) -> Hedges {
        if self.language.lexicon.has_words() {
            return Hedges::Read;
        }
        let text = self.flat.words_of(range.clone());
        let around = [text.get(..claim.range.start), text.get(claim.range.end..)];
        let is_alone = around.into_iter().flatten().all(|words| !words.chars().any(char::is_alphabetic));
        if is_alone { Hedges::Unknown } else { Hedges::Unread }
    }

    fn finding(&self, code: &'static Code, words: Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, self.passage.place(self.flat.span_of(words)), message)
    }

    /// The value as the build would write it.
    fn written(&self, worth: &Worth) -> Option<String> {
        let writer = Writer::new(self.input.site, self.input.edition, self.input.uses);
        let writer = Writer { language: self.language, ..writer };
        let words = writer.value(&worth.written, crate::prose::ValueStyle::Short)?;
        Some(format!("the build would write `{}`", typed(&words)))
    }

    /// The words' own number with a hedge that makes it true.
    fn rehedged(&self, claim: &Claim, known: &Known) -> Option<String> {
        if claim.kind != ClaimKind::Number || claim.high.is_some() {
            return None;
        }
        let unit = claim.units.first().cloned();
        let said = |bound| {
            let quantity = Quantity::bounded(claim.value, unit.clone(), bound);
            format!("`{}`", typed(&self.language.formatter.quantity(&quantity, UnitStyle::Symbol)))
        };
        let agreeing: Vec<String> = verdict::hedges_that_agree(claim, known).map(said).collect();
        (!agreeing.is_empty()).then(|| format!("true is {}", agreeing.join(" or ")))
    }
}

/// Words as they are typed: any blank is a plain one.
fn typed(words: &str) -> String {
    words.chars().map(|sign| if sign.is_whitespace() { ' ' } else { sign }).collect()
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The finding about a condition that does not hold for everything that the value may be.
fn broken_condition(site: &Site, condition: &Condition, worth: &Worth, at: &Place) -> Option<Diagnostic> {
    let comparison = comparison(condition.operator);
    let written = format!("{}{}", comparison.sign(), condition.number.normalize());
    let Worthy::Number(known) = &worth.value else {
        let message = format!("`{written}` compares numbers, and {} is none", worth.noun());
        let finding = Diagnostic::new(&codes::fact::CONDITION, at.clone(), message);
        return Some(worth.explain(site, finding.hint("take the condition out")));
    };
    let truth = known.range.compare(comparison, Interval::point(condition.number));
    let message = match truth {
        Truth::Always => return None,
        Truth::Never => format!("`{written}` does not hold: {} is {}", worth.noun(), terms::known(known)),
        Truth::Unknown => format!(
            "whether `{written}` holds cannot be told: {} is {}, so anything {}",
            worth.noun(),
            terms::known(known),
            terms::range(known.range)
        ),
    };
    let finding = Diagnostic::new(&codes::fact::CONDITION, at.clone(), message)
        .hint("change the words, or the condition that they need; the value is in the fact's own unit");
    Some(worth.explain(site, finding))
}

fn comparison(operator: Operator) -> Comparison {
    match operator {
        Operator::Greater => Comparison::Greater,
        Operator::GreaterOrEqual => Comparison::GreaterOrEqual,
        Operator::Less => Comparison::Less,
        Operator::LessOrEqual => Comparison::LessOrEqual,
        Operator::Equal => Comparison::Equal,
    }
}

/// A note for each language of bound words whose hedges are not known.
fn languages(input: &SiteInput<'_>, out: &mut Vec<Diagnostic>) {
    let is_unknown = |language: &&Language| !language.lexicon.has_words();
    for language in input.site.languages.iter().filter(is_unknown) {
        if input.editions.iter().any(|edition| binds_words(input.site, language, edition)) {
            let message = format!(
                "hedges and number words of `{}` are not known: only the figures of its bound words are compared",
                language.tag
            );
            out.push(
                Diagnostic::new(
                    &codes::fact::WORDS_UNKNOWN,
                    Place::start_of(&input.site.config.file),
                    message,
                )
                .hint("have somebody who reads the language compare its hedges"),
            );
        }
    }
}

fn binds_words(site: &Site, language: &Language, edition: &EditionInput<'_>) -> bool {
    site.language(edition.edition.lang).tag == language.tag
        && edition.prose.iter().any(|part| match &part.inline.kind {
            crate::prose::InlineKind::Link(link) => {
                matches!(basis(link), Some(Basis::Facts(_) | Basis::Cell(_))) && !link.content.is_empty()
            }
            _ => false,
        })
}
