//! Prose as plain words: for titles of documents, metadata, lists, alternative texts; and what empty bindings say.

use std::borrow::Cow;
use std::sync::Arc;

use pulldown_cmark_escape::escape_html;
use rust_decimal::RoundingStrategy;

use crate::data::{Cell, Column, TextMeaning};
use crate::figure::ExhibitKind;
use crate::locale::format::{DateStyle, UnitStyle};
use crate::locale::messages::LANGUAGE_NAME;
use crate::locale::{LangTag, Localised};
use crate::prose::{Inline, InlineKind, Target, ValueStyle};
use crate::quantity::{Quantity, telling_places};
use crate::render::view::ForeignView;
use crate::site::lookup::StoryLink;
use crate::site::uses::{Embed, Uses};
use crate::site::values::{self, Row, Value};
use crate::site::{Edition, FolderIx, LangIx, Language, Site};

/// Places that a number may have in prose: more has only what was worked out, and those mean nothing.
const PLACES: u32 = 10;

/// Writes in the language of one edition.
#[derive(Clone, Copy)]
pub(crate) struct Writer<'a> {
    /// The site.
    pub(crate) site: &'a Site,
    /// The edition that is written.
    pub(crate) edition: &'a Edition,
    /// What it uses.
    pub(crate) uses: &'a Uses,
    /// Its language.
    pub(crate) language: &'a Language,
}

impl<'a> Writer<'a> {
    /// A writer for an edition.
    pub(crate) fn new(site: &'a Site, edition: &'a Edition, uses: &'a Uses) -> Self {
        Writer { site, edition, uses, language: site.language(edition.lang) }
    }

    /// The words of a line; ids in it are looked up from `scope`.
    pub(crate) fn plain(&self, line: &[Inline], scope: FolderIx) -> String {
        let mut text = String::new();
        self.push(line, scope, &mut text);
        text.trim().to_owned()
    }

    fn push(&self, line: &[Inline], scope: FolderIx, text: &mut String) {
        let mut after_written = false;
        for inline in line {
            let is_after_written = std::mem::take(&mut after_written);
            match &inline.kind {
                InlineKind::Text(words) => {
                    let words = if is_after_written { behind_written(text, words) } else { words };
                    text.extend(words.chars().map(|sign| if sign == '\n' { ' ' } else { sign }))
                }
                InlineKind::Code(words) | InlineKind::Math(words) => text.push_str(words),
                InlineKind::HardBreak => text.push(' '),
                InlineKind::Emphasis(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Strikethrough(inner) => {
                    self.push(inner, scope, text);
                }
                InlineKind::Link(link) if link.content.is_empty() => {
                    text.push_str(&self.written(&link.target, scope).unwrap_or_default());
                    after_written = true;
                }
                InlineKind::Link(link) => self.push(&link.content, scope, text),
                InlineKind::Image(image) => self.push(&image.alt, scope, text),
                InlineKind::Citation(cited) => {
                    // A bare `@word` that is no key is what its writer wrote.
                    let known = cited
                        .citation
                        .cites
                        .iter()
                        .any(|cite| self.site.source(scope, &cite.key.value).is_some());
                    if let Some(words) = cited.bare.as_ref().filter(|_| !known) {
                        text.push_str(words);
                    } else if text.ends_with(' ') {
                        text.pop();
                    }
                }
                InlineKind::Footnote(_) | InlineKind::Html(_) => {}
            }
        }
    }

    /// What the build writes for a link without words.
    pub(crate) fn written(&self, target: &Target, scope: FolderIx) -> Option<String> {
        match target {
            Target::Fact(binding) => match binding.facts.as_slice() {
                [only] if binding.condition.is_none() => {
                    let found = self.site.fact(scope, only)?;
                    let resolved = values::of_fact(self.site, found).ok()?;
                    self.value(&resolved.value, binding.style)
                }
                _ => None,
            },
            Target::Cell(cell) => {
                let resolved = values::of_cell(self.site, scope, &cell.selector.value).ok()?;
                self.value(&resolved.value, cell.style)
            }
            Target::Name(id) => {
                let name = self.site.name(scope, id)?.value;
                Some(name.name.get_or_any(&self.language.tag)?.0.value.to_string())
            }
            Target::Quote(id) => {
                let quote = self.site.quote(scope, id)?.value;
                let own = quote.translations.iter().find(|(tag, _)| *tag == self.language.tag);
                Some(self.quoted(own.map_or(&quote.exact.value, |(_, text)| &text.value)))
            }
            Target::Figure(id) => self.uses.embed(id).map(|(number, embed)| self.label(number, embed)),
            Target::Anchor(id) => self.anchor(id, scope),
            Target::Story(reference) => {
                self.site.story(reference, self.edition.lang).ok().map(|link| self.headline(link))
            }
            Target::EditionFile(reference) => {
                self.site.story_file(self.edition, reference).ok().map(|link| self.headline(link))
            }
            Target::Web(address) => Some(address.to_string()),
            Target::File(reference) => Some(reference.path.to_string()),
            Target::Unbound(_) | Target::Broken => None,
        }
    }

    /// A value as the page's language writes it.
    pub(crate) fn value(&self, value: &Value, style: ValueStyle) -> Option<String> {
        let formatter = &self.language.formatter;
        match value {
            Value::Quantity(quantity) => {
                let quantity = without_tail(quantity);
                Some(match style {
                    ValueStyle::Short => formatter.quantity(&quantity, UnitStyle::Symbol),
                    ValueStyle::Long => formatter.quantity(&quantity, UnitStyle::Name),
                    ValueStyle::Bare => formatter.number(quantity.value),
                })
            }
            Value::Period(period) => Some(formatter.period(*period, DateStyle::Long)),
            Value::Text(text) => Some(text.to_string()),
            Value::Interval(..) | Value::Boolean(_) => None,
        }
    }

    /// "Figure 2", "Table 3".
    pub(crate) fn label(&self, number: usize, embed: &Embed) -> String {
        let key = match embed.exhibit.kind {
            ExhibitKind::Table(_) => "figure.table",
            ExhibitKind::Document { .. } => "figure.document",
            ExhibitKind::Chart(_) | ExhibitKind::Picture { .. } => "figure.figure",
        };
        self.language.messages.text(key, &[("n", &self.language.formatter.count(number))])
    }

    fn anchor(&self, id: &str, scope: FolderIx) -> Option<String> {
        if let Some(number) = self.uses.equation(id) {
            let number = self.language.formatter.count(number);
            return Some(self.language.messages.text("figure.equation", &[("n", &number)]));
        }
        if let Some((number, embed)) = self.uses.embed(id) {
            return Some(self.label(number, embed));
        }
        let heading = self.edition.file.body.headings().find(|heading| *heading.id == *id)?;
        Some(self.plain(&heading.content, scope))
    }

    fn headline(&self, link: StoryLink) -> String {
        let edition = self.site.edition(link.edition);
        headline(self.site, edition, self.site.uses(link.edition))
    }

    /// Words between the quotation marks of the page's language.
    pub(crate) fn quoted(&self, words: &str) -> String {
        self.language.messages.text("format.quotation", &[("words", words)])
    }
}

/// Words behind what the build writes: the stop of an abbreviation, as in "2026 г.", ends their sentence too.
pub(crate) fn behind_written<'w>(written: &str, words: &'w str) -> &'w str {
    let is_stop = |rest: &&str| !rest.starts_with(|sign: char| sign == '.' || sign.is_alphanumeric());
    words.strip_prefix('.').filter(|_| written.ends_with('.')).filter(is_stop).unwrap_or(words)
}

/// A quotient that does not end, with the digits that count; anything else as it is.
fn without_tail(quantity: &Quantity) -> Cow<'_, Quantity> {
    if quantity.value.normalize().scale() <= PLACES {
        return Cow::Borrowed(quantity);
    }
    let places = telling_places(quantity.value).max(2);
    let value = quantity.value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    Cow::Owned(Quantity { value: value.normalize(), ..quantity.clone() })
}

/// What a text or a truth value of a table says to readers; nothing for other cells. `row` is 0-based, ids of names are
/// looked up from `scope`.
pub(crate) fn cell(site: &Site, scope: FolderIx, lang: LangIx, column: &Column, row: usize) -> String {
    cell_said(site, scope, lang, column, row).0
}

/// The same with its language, where it is a text that is not translated yet.
pub(crate) fn cell_said(
    site: &Site,
    scope: FolderIx,
    lang: LangIx,
    column: &Column,
    row: usize,
) -> (String, Option<ForeignView>) {
    let language = site.language(lang);
    let localised = |text: &Localised| said(text, &language.tag).unwrap_or_default();
    let name = |id: &str| match site.name(scope, id) {
        Some(found) => localised(&found.value.name),
        None => (id.to_owned(), None),
    };
    let as_it_is = |text: &Arc<str>| (text.to_string(), None);
    match column.cells.get(row) {
        Some(Cell::Text(text)) => match &column.meaning {
            TextMeaning::Unsaid | TextMeaning::Verbatim => as_it_is(text),
            // Names are written as they are on record, in whatever language.
            TextMeaning::Names => (name(text).0, None),
            TextMeaning::Ids(ids) => {
                ids.get(text).map_or_else(|| as_it_is(text), |id| (name(&id.value).0, None))
            }
            TextMeaning::Values(values) => values.get(text).map_or_else(|| as_it_is(text), localised),
        },
        Some(Cell::Boolean(value)) => {
            (language.messages.text(if *value { "value.yes" } else { "value.no" }, &[]), None)
        }
        _ => (String::new(), None),
    }
}

/// What a row is called: the words of its key, times left out.
pub(crate) fn row_name(site: &Site, lang: LangIx, row: Row<'_>) -> String {
    let keys = row.table.key.iter().filter_map(|at| row.table.columns.get(*at));
    let words = keys.map(|column| cell(site, row.folder, lang, column, row.at));
    let words: Vec<String> = words.filter(|words| !words.is_empty()).collect();
    site.language(lang).formatter.apposed(&words)
}

/// Text as it may stand in HTML, attributes included.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let _ = escape_html(&mut out, text);
    out
}

/// HTML marked with its language, where it is not that of what stands around it.
pub(crate) fn in_language(html: &str, foreign: Option<&LangTag>) -> String {
    match foreign {
        Some(tag) => format!("<span lang=\"{tag}\" dir=\"{}\">{html}</span>", tag.direction().name()),
        None => html.to_owned(),
    }
}

/// What a text that is localised says in a language; where that is not translated yet, the original's words and their
/// language.
pub(crate) fn said(text: &Localised, tag: &LangTag) -> Option<(String, Option<ForeignView>)> {
    let (text, lent) = text.get_or_any(tag)?;
    Some((text.value.to_string(), lent.map(foreign)))
}

/// A language that is not the page's.
pub(crate) fn foreign(tag: &LangTag) -> ForeignView {
    ForeignView { lang: tag.as_str().into(), dir: tag.direction().name() }
}

/// The name of a language as readers of another call it; else in its own words, else its tag.
pub(crate) fn language_in(site: &Site, tag: &LangTag, reader: &Language) -> String {
    let known = |tag: &str| reader.messages.get(&format!("languages.{tag}"), &[]);
    let own = || site.language_of(tag).map(|lang| language_name(site, lang));
    known(tag.as_str()).or_else(|| known(tag.language())).or_else(own).unwrap_or_else(|| tag.to_string())
}

/// The name of a language in its own words.
pub(crate) fn language_name(site: &Site, lang: LangIx) -> String {
    let language = site.language(lang);
    language.messages.get(LANGUAGE_NAME, &[]).unwrap_or_else(|| language.tag.to_string())
}

/// The headline of an edition as plain words.
pub(crate) fn headline(site: &Site, edition: &Edition, uses: &Uses) -> String {
    let title = edition.meta.title.as_ref();
    title.map(|title| Writer::new(site, edition, uses).plain(&title.line, edition.folder)).unwrap_or_default()
}

/// The standfirst of an edition as plain words.
pub(crate) fn standfirst(site: &Site, edition: &Edition, uses: &Uses) -> String {
    let text = edition.meta.description.as_ref();
    text.map(|text| Writer::new(site, edition, uses).plain(&text.line, edition.folder)).unwrap_or_default()
}
