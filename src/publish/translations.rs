//! How far the translations of a site are: the table of `translate status`, for people and for programs.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use jiff::Timestamp;
use serde::Serialize;

use crate::quantity::Period;
use crate::site::staleness::Staleness;
use crate::site::staleness::run::{extent, to_do};
use crate::site::{Edition, FolderIx, Held, Site};
use crate::story::front_matter::{Method, Translation};

/// How a translation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum State {
    /// It says what its original says.
    Current,
    /// It was changed since it was accepted, and its original was not.
    Ahead,
    /// It lacks blocks that its original had when it was accepted, or some are still to translate.
    Partial,
    /// Its original was changed since it was accepted.
    Behind,
    /// It was never accepted.
    Unrecorded,
    /// Its record cannot be used: it was changed by hand.
    Broken,
    /// There is none.
    Absent,
    /// There is a record of it and no translation, or none of this original.
    Orphan,
}

impl State {
    fn word(self) -> &'static str {
        match self {
            State::Current => "current",
            State::Ahead => "ahead",
            State::Partial => "partial",
            State::Behind => "behind",
            State::Unrecorded => "not accepted",
            State::Broken => "record unusable",
            State::Absent => "not begun",
            State::Orphan => "orphan",
        }
    }
}

/// One story in one language beside its original's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Row {
    /// The story's path below `content/`.
    pub(crate) story: Arc<str>,
    /// Language of the original.
    pub(crate) of: Arc<str>,
    /// Language of the translation.
    pub(crate) lang: Arc<str>,
    /// How it stands.
    pub(crate) state: State,
    /// Blocks of the original.
    pub(crate) blocks: usize,
    /// Of these, changed, new or gone since.
    pub(crate) behind: usize,
    /// Of these, titles: headlines and headings.
    pub(crate) titles: usize,
    /// Of these, with other figures.
    pub(crate) figures: usize,
    /// Corrections of the original that are not taken in.
    pub(crate) corrections: usize,
    /// Blocks that the translation has never said.
    pub(crate) missing: usize,
    /// Blocks of the translation that were changed by themselves.
    pub(crate) ahead: usize,
    /// Blocks that stand elsewhere in the original than they did.
    pub(crate) moved: usize,
    /// Blocks of the original that are of another kind than they were.
    pub(crate) recast: usize,
    /// Words to translate.
    pub(crate) words: usize,
    /// How it was made: `human`, `machine-reviewed`, `machine`; `None` if there is none.
    pub(crate) method: Option<&'static str>,
    /// Why readers do not get it: `draft`, `embargo`; `None` if they do, or if there is none.
    pub(crate) held: Option<&'static str>,
    /// Whether it says that it was made of a later state than the original has.
    pub(crate) newer: bool,
    /// Whether the original says that it was changed behind the day that was translated, where nothing else is known.
    pub(crate) older: bool,
    /// Whether somebody who is named reviewed it.
    pub(crate) reviewed: bool,
    /// The day of the version that was translated.
    pub(crate) translated: Option<String>,
    /// The day of the original as it is.
    pub(crate) original: Option<String>,
}

/// The rows of a site, or of one story, by path and in the order of the site's languages; `now` is what embargoes are
/// compared with.
pub(crate) fn rows(site: &Site, only: Option<FolderIx>, now: Timestamp) -> Vec<Row> {
    let mut stories: BTreeMap<FolderIx, Vec<&Edition>> = BTreeMap::new();
    let all = site.editions.iter().chain(&site.held);
    for edition in all.filter(|edition| only.is_none_or(|only| edition.folder == only)) {
        stories.entry(edition.folder).or_default().push(edition);
    }
    let mut rows = Vec::new();
    for (folder, editions) in stories {
        let Some(original) = editions.iter().find(|edition| edition.is_original) else { continue };
        for language in &site.languages {
            let tag = &language.tag;
            if *tag == original.file.lang {
                continue;
            }
            let edition = editions.iter().find(|edition| edition.file.lang == *tag);
            let is_recorded = site.folder(folder).data.locks.contains_key(tag.as_str());
            rows.push(match edition {
                Some(edition) => translated(site, original, edition, (is_recorded, now)),
                None => absent(site, original, tag.as_str(), is_recorded),
            });
        }
    }
    rows
}

fn absent(site: &Site, original: &Edition, tag: &str, is_recorded: bool) -> Row {
    let (blocks, words) = extent(site, original);
    Row {
        story: site.folder(original.folder).path.clone(),
        of: original.file.lang.as_str().into(),
        lang: tag.into(),
        state: if is_recorded { State::Orphan } else { State::Absent },
        blocks,
        behind: 0,
        titles: 0,
        figures: 0,
        corrections: 0,
        missing: blocks,
        ahead: 0,
        moved: 0,
        recast: 0,
        words,
        method: None,
        held: None,
        newer: false,
        older: false,
        reviewed: false,
        translated: None,
        original: None,
    }
}

fn translated(
    site: &Site,
    original: &Edition,
    edition: &Edition,
    (is_recorded, now): (bool, Timestamp),
) -> Row {
    let none = Staleness::default();
    let staleness = edition.staleness.as_deref().unwrap_or(&none);
    let made = edition.meta.translation.as_ref();
    let day = |day: Option<Period>| day.map(|day| day.to_string());
    let is_broken = site.folder(edition.folder).data.broken_locks.contains(edition.file.lang.as_str());
    let stated = made.and_then(|made| made.revision.as_ref()).and_then(|day| day.value.date);
    let stated = stated.and_then(|day| Period::parse(&day.to_string()));
    let is_newer =
        staleness.original_day.is_some() && stated.max(staleness.translated) > staleness.original_day;
    let open = if staleness.is_recorded { (0, 0) } else { to_do(site, original, edition) };
    Row {
        behind: staleness.behind,
        titles: staleness.titles,
        figures: staleness.figures,
        corrections: staleness.corrections.len(),
        missing: staleness.missing + open.0,
        ahead: staleness.ahead,
        moved: staleness.moved.len(),
        recast: staleness.recast.len(),
        words: staleness.words + open.1,
        blocks: if staleness.is_recorded { staleness.total } else { extent(site, original).0 },
        method: made.map(|made| word(made.method)),
        held: held(edition, now),
        newer: is_newer,
        older: staleness.is_older,
        reviewed: made.is_some_and(is_reviewed),
        translated: day(staleness.translated),
        original: day(staleness.original_day),
        state: match staleness {
            it if !it.is_recorded && is_recorded => State::Orphan,
            it if !it.is_recorded && is_broken => State::Broken,
            it if !it.is_recorded && open.0 > 0 => State::Partial,
            it if !it.is_recorded => State::Unrecorded,
            it if it.is_behind() => State::Behind,
            it if it.missing > 0 => State::Partial,
            it if it.ahead > 0 || is_newer => State::Ahead,
            _ => State::Current,
        },
        ..absent(site, original, edition.file.lang.as_str(), false)
    }
}

/// Drafts and embargoes are looked at here as if they were published: what readers would get says it.
fn held(edition: &Edition, now: Timestamp) -> Option<&'static str> {
    let is_waiting = edition.meta.embargo.as_ref().is_some_and(|until| until.timestamp > now);
    match &edition.held {
        Some(Held::Embargo(_)) => Some("embargo"),
        Some(Held::Draft) => Some("draft"),
        None if edition.meta.draft => Some("draft"),
        None => is_waiting.then_some("embargo"),
    }
}

fn word(method: Method) -> &'static str {
    Method::WORDS.iter().find(|(_, other)| *other == method).map_or("", |(word, _)| word)
}

fn is_reviewed(made: &Translation) -> bool {
    !made.reviewed_by.is_empty()
}

/// One object a line.
pub(crate) fn json(rows: &[Row]) -> String {
    let line = |row: &Row| serde_json::to_string(row).map(|line| format!("{line}\n")).unwrap_or_default();
    rows.iter().map(line).collect()
}

/// For a terminal: a line for each translation under its story, then a line for each language.
pub(crate) fn text(rows: &[Row]) -> String {
    let mut text = String::new();
    let tag = rows.iter().map(|row| row.lang.len()).max().unwrap_or(0);
    let state = rows.iter().map(|row| row.state.word().len()).max().unwrap_or(0);
    for story in rows.chunk_by(|one, next| one.story == next.story) {
        let Some(first) = story.first() else { continue };
        let noun = if first.blocks == 1 { "block" } else { "blocks" };
        let _ = writeln!(text, "{} ({}, {} {noun})", first.story, first.of, first.blocks);
        for row in story {
            let line = format!("  {:tag$}  {:state$}  {}", row.lang, row.state.word(), details(row));
            let _ = writeln!(text, "{}", line.trim_end());
        }
    }
    let _ = write!(text, "{}", summary(rows));
    text
}

fn details(row: &Row) -> String {
    let mut parts = Vec::new();
    let mut add = |count: usize, one: &str, several: &str| {
        if count > 0 {
            parts.push(format!("{count} {}", if count == 1 { one } else { several }));
        }
    };
    if row.behind > 0 {
        if row.titles == row.behind {
            add(row.titles, "title changed", "titles changed");
        } else {
            add(row.behind, "block changed", "blocks changed");
            add(row.titles, "of them a title", "of them titles");
        }
        add(row.figures, "with other figures", "with other figures");
        add(row.corrections, "correction not taken in", "corrections not taken in");
    }
    if row.method.is_some() {
        add(row.moved, "block moved", "blocks moved");
        add(row.recast, "block of another kind", "blocks of another kind");
        add(row.missing, "block missing", "blocks missing");
        add(row.ahead, "block changed here only", "blocks changed here only");
    }
    add(row.words, "word to translate", "words to translate");
    if row.newer {
        parts.push("`revision` is newer than the original".to_owned());
    }
    if row.older {
        parts.push("`revision` is older than the original".to_owned());
    }
    match row.held {
        Some("draft") => parts.push("a draft".to_owned()),
        Some(_) => parts.push("under embargo".to_owned()),
        None => {}
    }
    match (row.method, row.reviewed) {
        (Some("machine"), false) => parts.push("by machine, not reviewed".to_owned()),
        (Some("machine" | "machine-reviewed"), true) => parts.push("by machine, reviewed".to_owned()),
        _ => {}
    }
    if row.state == State::Orphan {
        let what = if row.method.is_none() {
            "its record has no translation"
        } else {
            "its record is of another original"
        };
        parts.push(what.to_owned());
    }
    parts.join(", ")
}

/// How many stories there are of each state in each language, and the words to translate.
fn summary(rows: &[Row]) -> String {
    let mut languages: Vec<&str> = Vec::new();
    for row in rows.iter().filter(|row| !languages.contains(&&*row.lang)).collect::<Vec<_>>() {
        if !languages.contains(&&*row.lang) {
            languages.push(&row.lang);
        }
    }
    let states = [
        State::Current,
        State::Ahead,
        State::Partial,
        State::Behind,
        State::Unrecorded,
        State::Broken,
        State::Absent,
        State::Orphan,
    ];
    let mut text = String::new();
    for lang in languages {
        let own: Vec<&Row> = rows.iter().filter(|row| *row.lang == *lang).collect();
        let count = |state: State| own.iter().filter(|row| row.state == state).count();
        let mut parts: Vec<String> = states
            .iter()
            .filter(|state| count(**state) > 0)
            .map(|state| format!("{} {}", count(*state), state.word()))
            .collect();
        let words: usize = own.iter().map(|row| row.words).sum();
        if words > 0 {
            parts.push(format!("{words} {} to translate", if words == 1 { "word" } else { "words" }));
        }
        let _ = write!(text, "\n{lang}: {}", parts.join(", "));
    }
    if text.is_empty() { "every story is in one language\n".to_owned() } else { format!("{text}\n") }
}
