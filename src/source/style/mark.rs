//! The mark of a citation, from what a style made of its cites.
//!
//! hayagriva knows no words of the writer's around a cite: they are put in here. A narrative citation is cut into its
//! author, who is part of the sentence, and the rest. A cite that a style leaves without words gets its author.

use hayagriva::citationberg::taxonomy::{OtherTerm, Term};
use hayagriva::citationberg::{TermForm, ToAffixes};

use crate::source::CslItem;
use crate::source::citation::{Cite, Mode};
use crate::source::style::html::{self, Run};
use crate::source::style::{Style, StyleLocale, fallback, guard};

/// A citation as it is used in an edition.
#[derive(Clone, Debug)]
pub(crate) struct CitationUse<'a> {
    /// How it stands in the sentence.
    pub mode: Mode,
    /// Its cites: place of the source among the sources, and the cite.
    pub cites: Vec<(usize, &'a Cite)>,
    /// Number of the note it stands in or makes, from 1; 0 where the style has no notes.
    pub note: usize,
}

/// A piece of a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MarkPiece {
    /// Safe HTML.
    pub html: String,
    /// The words.
    pub text: String,
    /// The source whose entry the piece should lead to, by its place among the sources.
    pub source: Option<usize>,
}

/// A rendered citation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RenderedCitation {
    /// What stands in the sentence: under a note style only an author who is part of it.
    pub in_text: Vec<MarkPiece>,
    /// What stands in the note, under a note style.
    pub note: Option<Vec<MarkPiece>>,
}

/// One cite and what the style made of it.
pub(super) struct StyledCite<'a> {
    /// Place of its source among the sources.
    pub source: usize,
    /// Its source.
    pub item: &'a CslItem,
    /// As it was written.
    pub cite: &'a Cite,
    /// The style's words for it.
    pub runs: Vec<Run>,
}

/// A citation between style and page.
pub(super) struct Mark<'a> {
    /// The style.
    pub style: &'a Style,
    /// The words of the language.
    pub locale: &'a StyleLocale,
    /// How it stands in the sentence.
    pub mode: Mode,
    /// Its cites.
    pub cites: Vec<StyledCite<'a>>,
}

/// Whether a cite is rendered as "Doe (2020)", to be cut in two.
pub(super) fn is_cut(style: &Style, mode: Mode, at: usize, cite: &Cite) -> bool {
    let is_narrative = at == 0 && mode == Mode::Narrative;
    (is_narrative || cite.suppress_author) && !style.is_numeric && !style.is_note()
}

impl Mark<'_> {
    /// The mark where the style rendered nothing but the cites.
    pub(super) fn of_cites(mut self) -> RenderedCitation {
        self.name_wordless();
        self.assembled(&[], self.joined())
    }

    /// The mark where the style rendered the whole citation as `runs`.
    pub(super) fn of_runs(mut self, runs: &[Run]) -> RenderedCitation {
        for run in runs {
            if let Some(one) = run.cite.and_then(|cite| self.cites.get_mut(cite)) {
                one.runs.push(run.clone());
            }
        }
        // A cite inside a range of numbers has no words of its own.
        let is_collapsed = runs.iter().any(|run| run.cite.is_none() && run.text.contains('–'));
        let mut is_changed = !is_collapsed && self.name_wordless();
        let mut author = Vec::new();
        for (at, one) in self.cites.iter_mut().enumerate() {
            if is_cut(self.style, self.mode, at, one.cite) {
                let names = cut_author(self.style, one);
                if !one.cite.suppress_author {
                    author = names;
                    // hayagriva drops what stands for a missing author.
                    if author.is_empty() {
                        author.push(Run::plain(&fallback::author(self.locale, one.item), None));
                    }
                }
                is_changed = true;
            }
        }
        let words = if is_changed { self.joined() } else { with_writers_words(runs, &self.cites) };
        self.assembled(&author, words)
    }

    /// Gives the author to each cite that the style left without words; says whether there was one.
    fn name_wordless(&mut self) -> bool {
        let mut is_changed = false;
        for (at, one) in self.cites.iter_mut().enumerate() {
            if html::text(&one.runs).trim().is_empty() {
                one.runs = vec![Run::plain(&fallback::author(self.locale, one.item), Some(at))];
                is_changed = true;
            }
        }
        is_changed
    }

    /// The style's affixes and delimiters, and the writer's words, around the cites.
    fn joined(&self) -> Vec<Run> {
        let layout = &self.style.csl.citation.layout;
        let affixes = layout.to_affixes();
        let delimiter = layout.delimiter.as_deref().unwrap_or("; ");
        let mut runs = Vec::new();
        runs.extend(run_of(affixes.prefix.as_deref()));
        for (at, cite) in self.cites.iter().enumerate() {
            runs.extend(run_of(Some(delimiter)).filter(|_| at > 0));
            push_cite(cite.cite, &cite.runs, &mut runs);
        }
        runs.extend(run_of(affixes.suffix.as_deref()));
        runs
    }

    /// `author` is what was cut off, `words` the rest.
    fn assembled(&self, author: &[Run], words: Vec<Run>) -> RenderedCitation {
        if self.style.is_note() {
            let mut note = words;
            capitalize_ibid(self.locale, &mut note);
            return RenderedCitation { in_text: self.author_piece(""), note: Some(self.pieces(&note)) };
        }
        let mut in_text = Vec::new();
        if self.style.is_numeric {
            in_text = self.author_piece(" ");
        } else if !author.is_empty() {
            in_text.push(piece(author, None));
            // Without a date there is nothing left for the parentheses.
            if self.cites.iter().all(|cite| html::text(&cite.runs).trim().is_empty()) {
                return RenderedCitation { in_text, note: None };
            }
            in_text.push(piece(&[Run::plain(" ", None)], None));
        }
        in_text.extend(self.pieces(&words));
        in_text.shrink_to_fit();
        RenderedCitation { in_text, note: None }
    }

    /// The author of a narrative citation, as words of our own.
    fn author_piece(&self, gap: &str) -> Vec<MarkPiece> {
        let is_narrative = self.mode == Mode::Narrative;
        let first = self.cites.first().filter(|one| is_narrative && !one.cite.suppress_author);
        let words =
            first.map(|one| fallback::author(self.locale, one.item)).filter(|words| !words.is_empty());
        words.map(|words| piece(&[Run::plain(&format!("{words}{gap}"), None)], None)).into_iter().collect()
    }

    /// Cut into what leads to a source and what does not: numbers under a numeric style, else whole cites.
    fn pieces(&self, runs: &[Run]) -> Vec<MarkPiece> {
        let source = |run: &Run| {
            let cite = run.cite.filter(|_| run.is_number || !self.style.is_numeric)?;
            self.cites.get(cite).map(|cite| cite.source)
        };
        let same = |one: &Run, two: &Run| {
            source(one) == source(two) && (source(one).is_none() || one.cite == two.cite)
        };
        runs.chunk_by(same).map(|chunk| piece(chunk, chunk.first().and_then(source))).collect()
    }
}

/// Takes the author and the parentheses off "Doe (2020, p. 4)"; gives the author.
fn cut_author(style: &Style, cite: &mut StyledCite<'_>) -> Vec<Run> {
    let affixes = style.csl.citation.layout.to_affixes();
    let affix = |text: Option<&str>, default: &str| {
        text.map_or_else(|| default.to_owned(), |text| guard::plain(text).into_owned())
    };
    let (prefix, suffix) = (affix(affixes.prefix.as_deref(), "("), affix(affixes.suffix.as_deref(), ")"));
    let names = cite.runs.iter().take_while(|run| run.is_name).count();
    let mut rest = cite.runs.split_off(names);
    let mut author = std::mem::take(&mut cite.runs);
    if let Some(last) = author.last_mut() {
        last.text.truncate(last.text.trim_end().len());
    }
    if let Some(first) = rest.first_mut() {
        let inner = first.text.trim_start();
        first.text = inner.strip_prefix(prefix.trim_start()).unwrap_or(inner).to_owned();
    }
    if let Some(last) = rest.last_mut() {
        last.text = last.text.strip_suffix(suffix.trim_end()).unwrap_or(&last.text).to_owned();
    }
    rest.retain(|run| !run.text.is_empty());
    cite.runs = rest;
    author
}

/// A note that begins with "ibid." begins with a capital (CSL, "Citation").
fn capitalize_ibid(locale: &StyleLocale, runs: &mut [Run]) {
    let [csl] = &locale.csl;
    let term = csl.term(Term::Other(OtherTerm::Ibid), TermForm::Long).and_then(|term| term.single());
    let Some(first) = runs.first_mut() else { return };
    let starts = term.is_some_and(|term| !term.is_empty() && first.text.starts_with(term));
    if let (true, Some(sign)) = (starts, first.text.chars().next()) {
        let rest = first.text.get(sign.len_utf8()..).unwrap_or_default();
        first.text = sign.to_uppercase().chain(rest.chars()).collect();
    }
}

fn run_of(words: Option<&str>) -> Option<Run> {
    let words = words.map(guard::plain).filter(|words| !words.is_empty());
    words.map(|words| Run::plain(&words, None))
}

fn piece(runs: &[Run], source: Option<usize>) -> MarkPiece {
    MarkPiece { html: html::html(runs), text: html::text(runs), source }
}

/// The writer's words before a cite, the cite, the words behind it; a sign of the writer's comes without a blank.
fn push_cite(cite: &Cite, words: &[Run], runs: &mut Vec<Run>) {
    if !cite.prefix.is_empty() {
        let clings = cite.prefix.ends_with(|sign: char| "([“‘«'’-–—/".contains(sign));
        let gap = if clings { "" } else { " " };
        runs.push(Run::plain(&format!("{}{gap}", cite.prefix), None));
    }
    runs.extend_from_slice(words);
    if !cite.suffix.is_empty() {
        let clings = cite.suffix.starts_with(|sign: char| ",;:.!?)]".contains(sign));
        let gap = if clings { "" } else { " " };
        runs.push(Run::plain(&format!("{gap}{}", cite.suffix), None));
    }
}

/// The writer's words put around the cites of a citation that is otherwise as the style made it.
fn with_writers_words(runs: &[Run], cites: &[StyledCite<'_>]) -> Vec<Run> {
    let mut joined = Vec::new();
    for chunk in runs.chunk_by(|one, two| one.cite == two.cite) {
        match chunk.first().and_then(|run| run.cite).and_then(|cite| cites.get(cite)) {
            Some(one) => push_cite(one.cite, chunk, &mut joined),
            None => joined.extend_from_slice(chunk),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use crate::source::style::Style;
    use crate::source::style::samples::{self, parsed, shown, sources, style_of, user_style};

    const SOURCES: &str = r#"
[doe]
type = "book"
title = "A book"
author = "Doe, Jane"
issued = "2020"
[roe]
type = "book"
title = "Another"
author = ["Roe, Ann", "Poe, Ed"]
issued = "2021"
[law]
type = "legislation"
title = "A law"
[doe2]
type = "book"
title = "More"
author = "Doe, Jane"
issued = "2020"
"#;

    /// Each citation as it stands in the sentence and, behind a bar, in its note.
    fn marks(style: &Style, tag: &str, citations: &[&str]) -> Vec<String> {
        let rendered = samples::rendered(style, tag, &sources(SOURCES), citations);
        let written = rendered.citations.iter().map(|one| match &one.note {
            Some(note) => format!("{} | {}", shown(&one.in_text), shown(note)),
            None => shown(&one.in_text),
        });
        written.collect()
    }

    #[test]
    fn numbers_lead_to_their_sources_one_by_one() {
        let style = samples::style("numeric");
        let found = marks(
            &style,
            "en",
            &[
                "[@doe, p. 4; see also @roe]",
                "@roe [pp. 3-5]",
                "[see @law, sec. 2, and more]",
                "[-@doe]",
                "[@doe, {GAO-1-2}]",
            ],
        );
        let expected = [
            "[{0:1}, p. 4; see also {1:2}]",
            "Roe and Poe [{1:2}, pp. 3–5]",
            "[see {2:3}, sec. 2, and more]",
            "[{0:1}]",
            "[{0:1}, p. GAO-1-2]",
        ];
        assert_eq!(found, expected);
        let found = marks(&style, "pt-BR", &["[@doe, p. 4-5; @roe, fig. 2]"]);
        assert_eq!(found, ["[{0:1}, pp. 4–5; {1:2}, fig. 2]"]);
    }

    #[test]
    fn author_and_date_stand_in_parentheses_or_in_the_sentence() {
        let found = marks(
            &samples::style("author-date"),
            "en",
            &[
                "[@doe, p. 4; see also @roe]",
                "@roe [p. 4; see also @doe]",
                "[-@roe, p. 3]",
                "@law",
                "[@doe2]",
            ],
        );
        let expected = [
            "({0:Doe 2020a, p. 4}; see also {1:Roe and Poe 2021})",
            "Roe and Poe ({1:2021, p. 4}; see also {0:Doe 2020a})",
            "({1:2021, p. 3})",
            "A law ({2:n.d.})",
            "({3:Doe 2020b})",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_note_is_whole_at_first_and_short_after_that() {
        let found = marks(
            &samples::style("note"),
            "en",
            &["[@doe, p. 4]", "[see @doe, pp. 5-6; @law]", "@roe", "[@law, sec. 2]"],
        );
        let expected = [
            " | {0:Jane Doe, <cite>A book</cite>, 2020, p. 4}.",
            " | see {0:Doe, <cite>A book</cite>, pp. 5–6}; {2:A law}.",
            "Roe and Poe | {1:Ann Roe and Ed Poe, <cite>Another</cite>, 2021}.",
            " | {2:A law, sec. 2}.",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn collapsing_styles_keep_the_words_of_the_writer() {
        let citation = r#"<citation collapse="citation-number"><sort><key variable="citation-number"/></sort>
<layout prefix="(" suffix=")" delimiter=","><text variable="citation-number"/></layout></citation>"#;
        let text = style_of(citation, r#"<layout><text variable="title"/></layout>"#)
            .replace("<updated>", r#"<category citation-format="numeric"/><updated>"#);
        let found = marks(&parsed(&text), "en", &["[@doe; @roe; @law]", "[@doe; see @roe; @law]", "@roe"]);
        assert_eq!(found, ["({0:1}–{2:3})", "({0:1},see {1:2},{2:3})", "Roe and Poe ({1:2})"]);
    }

    #[test]
    fn a_cite_without_words_names_its_author() {
        let citation = r#"<citation><layout><text variable="note"/></layout></citation>"#;
        let style = user_style(citation, r#"<layout><text variable="title"/></layout>"#);
        assert_eq!(marks(&style, "en", &["[see @doe, p. 2]"]), ["see {0:Doe}"]);
    }

    #[test]
    fn the_words_of_the_writer_are_escaped() {
        let found = marks(&samples::style("numeric"), "en", &["[<b> @doe, & <i>]"]);
        assert_eq!(found, ["[&lt;b&gt; {0:1}, &amp; &lt;i&gt;]"]);
    }
}
