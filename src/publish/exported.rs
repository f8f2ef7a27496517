//! A source as other programs are given it: no more than readers see.
//!
//! Of a source that is withheld or not named, only what its printed entry says; no key of ours, since a key may tell
//! what the entry keeps back; of any source no remarks that no style prints.

use std::borrow::Cow;
use std::sync::Arc;

use crate::locale::format::{DateStyle, Formatter};
use crate::quantity::Period;
use crate::render::links;
use crate::render::words::escaped;
use crate::site::uses::SourceUse;
use crate::site::{FolderIx, LangIx, Site};
use crate::source::vocabulary::LOCATING;
use crate::source::{Access, Attribution, CslDate, CslName, Source, SourceCopy};

/// Variables that are remarks between writers, or of no use to anyone else.
const PRIVATE: &[&str] = &["abstract", "annote", "citation-key", "keyword", "note", "references"];

/// A source as it is exported.
pub(crate) struct Exported<'a> {
    /// Its citation key, or a number where the key might tell too much.
    pub(crate) id: String,
    /// CSL item type.
    pub(crate) kind: &'a str,
    /// Text variables by name.
    pub(crate) texts: Vec<(&'a str, Cow<'a, str>)>,
    /// Name variables by name.
    pub(crate) names: Vec<(&'a str, Vec<CslName>)>,
    /// Date variables by name.
    pub(crate) dates: Vec<(&'a str, CslDate)>,
}

impl Exported<'_> {
    /// A text variable; empty if it has none.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.texts.iter().find(|(own, _)| *own == name).map_or("", |(_, text)| &**text)
    }

    /// A date variable.
    pub(crate) fn date(&self, name: &str) -> Option<&CslDate> {
        self.dates.iter().find(|(own, _)| *own == name).map(|(_, date)| date)
    }
}

/// What is needed to judge how much of a source readers see.
struct Judge<'a> {
    site: &'a Site,
    formatter: &'a Formatter,
    /// Everybody can see it, and its author stands by it: then nothing of its description is kept back.
    is_open: bool,
    /// Its entry in the list, as HTML.
    printed: &'a str,
}

/// A source as it may be exported; `printed` is its entry in the list.
pub(crate) fn exported<'a>(
    site: &'a Site,
    lang: LangIx,
    (at, used): (usize, &SourceUse),
    source: &'a Source,
    printed: Option<&str>,
) -> Exported<'a> {
    let item = &source.item;
    let provenance = &source.provenance;
    let is_open = provenance.access != Access::Withheld && provenance.attribution == Attribution::OnRecord;
    let formatter = &site.language(lang).formatter;
    let judge = Judge { site, formatter, is_open, printed: printed.unwrap_or_default() };
    let texts = item.texts.iter().filter(|(name, text)| judge.shows(name, text));
    let names = item.names.iter().filter_map(|(name, names)| Some((&**name, judge.names(names)?)));
    let dates = item.dates.iter().filter_map(|(name, date)| Some((&**name, judge.date(date)?)));
    let mut exported = Exported {
        id: if is_open { used.key.to_string() } else { numbered(at) },
        kind: &item.kind,
        texts: texts.map(|(name, text)| (&**name, Cow::Borrowed(&**text))).collect(),
        names: names.collect(),
        dates: dates.collect(),
    };
    if provenance.access != Access::Withheld {
        judge.add_copy(&mut exported, used.folder, source);
    }
    exported
}

/// An id that tells nothing: the place of a source among those used, from 1.
pub(crate) fn numbered(at: usize) -> String {
    format!("source-{}", at + 1)
}

impl Judge<'_> {
    fn says(&self, text: &str) -> bool {
        has_words(self.printed, text) || has_words(self.printed, &escaped(text))
    }

    /// Every page that uses a source shows its title.
    fn shows(&self, name: &str, text: &str) -> bool {
        let is_kept = PRIVATE.contains(&name) || (!self.is_open && LOCATING.contains(&name));
        !is_kept && (self.is_open || name == "title" || self.says(text))
    }

    /// Names as far as they are printed: initials do not give a first name away.
    fn names(&self, names: &[CslName]) -> Option<Vec<CslName>> {
        if self.is_open {
            return Some(names.to_vec());
        }
        let shown = |part: &Option<Arc<str>>| part.clone().filter(|part| self.says(part));
        let name = |name: &CslName| CslName {
            family: shown(&name.family),
            given: shown(&name.given),
            non_dropping_particle: shown(&name.non_dropping_particle),
            dropping_particle: shown(&name.dropping_particle),
            suffix: shown(&name.suffix),
            literal: shown(&name.literal),
        };
        let names: Vec<CslName> = names.iter().map(name).collect();
        let is_whole = |name: &CslName| name.family.is_some() || name.literal.is_some();
        names.iter().all(is_whole).then_some(names)
    }

    /// As much of a date as is printed: the day, the month or the year.
    fn date(&self, date: &CslDate) -> Option<CslDate> {
        let from = match date {
            _ if self.is_open => return Some(date.clone()),
            CslDate::Literal(words) => return self.says(words).then(|| date.clone()),
            CslDate::Known { from, .. } => *from,
        };
        let month = Period::Month(from.year(), from.first_day().month());
        let steps = match from {
            Period::Year(_) => [None, None, Some(from)],
            Period::Month(..) => [None, Some(from), Some(Period::Year(from.year()))],
            Period::Day(_) => [Some(from), Some(month), Some(Period::Year(from.year()))],
        };
        let says = |period: &Period| {
            let styles = [DateStyle::Long, DateStyle::Short];
            styles.into_iter().any(|style| self.says(&self.formatter.period(*period, style)))
        };
        let from = steps.into_iter().flatten().find(says)?;
        Some(CslDate::Known { from, to: None, circa: false })
    }

    /// The address of the first copy, ours or on the web, unless the item has one of its own.
    fn add_copy(&self, exported: &mut Exported<'_>, folder: FolderIx, source: &Source) {
        if !exported.text("URL").is_empty() {
            return;
        }
        let address = |copy: &SourceCopy| {
            let file = copy.file.as_ref().and_then(|file| self.site.file(folder, &file.value));
            let own = file.map(|file| links::absolute(self.site, &links::file_path(self.site, &file)));
            own.or_else(|| copy.url.as_ref().map(|url| url.value.to_string()))
        };
        let found = source.copies.iter().find_map(|copy| Some((copy, address(copy)?)));
        let Some((copy, url)) = found else { return };
        exported.texts.push(("URL", url.into()));
        let accessed = copy.accessed.as_deref().and_then(Period::parse);
        if let Some(from) = accessed.filter(|_| exported.date("accessed").is_none()) {
            exported.dates.push(("accessed", CslDate::Known { from, to: None, circa: false }));
        }
    }
}

/// Whether a printed entry has these words, not as part of others: a number is not said by a year that ends in it.
fn has_words(printed: &str, words: &str) -> bool {
    let is_inside = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    let mut found = printed.match_indices(words);
    let stands_alone = |at: usize| {
        let before = printed.get(..at).and_then(|text| text.chars().next_back());
        let after = printed.get(at + words.len()..).and_then(|text| text.chars().next());
        !is_inside(before) && !is_inside(after)
    };
    !words.is_empty() && found.any(|(at, _)| stands_alone(at))
}

#[cfg(test)]
mod tests {
    use super::has_words;

    #[test]
    fn words_are_found_whole() {
        let printed = "A supplier. <i>Cloud files</i>. Report 2017. January 2026.";
        for words in ["Cloud files", "2017", "January 2026", "A supplier"] {
            assert!(has_words(printed, words), "{words}");
        }
        for words in ["17", "loud", "2026-01", "", "Cloud file"] {
            assert!(!has_words(printed, words), "{words}");
        }
    }
}
