//! A site: everything loaded and resolved, immutable, plain data.
//!
//! [`Site::editions`] is the published set: drafts and embargoed stories are not in it, so no writer can reach one.
//! They stand in [`Site::held`], for checks only.

pub(crate) mod lookup;
pub(crate) mod values;

pub(crate) mod selection;
pub(crate) mod uses;

pub(crate) mod evidence;
pub(crate) mod reading;

pub(crate) mod blocks;
pub(crate) mod quoted;
pub(crate) mod said;

pub(crate) mod beside;
pub(crate) mod grounds;
pub(crate) mod staleness;

pub(crate) mod accepted;

pub(crate) mod dependents;

pub(crate) mod bound;

pub(crate) mod catalogue;

pub(crate) mod allow;
pub(crate) mod files;
pub(crate) mod folder;
pub(crate) mod gaps;
pub(crate) mod versions;

pub(crate) mod load;

pub(crate) mod documents;

pub(crate) mod digests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::SiteConfig;
use crate::data::DataTable;
use crate::edition::lock::Lock;
use crate::fact::Fact;
use crate::fact::sign_off::Signed;
use crate::figure::Exhibit;
use crate::locale::format::Formatter;
use crate::locale::lexicon::Lexicon;
use crate::locale::messages::Messages;
use crate::locale::{Direction, LangTag};
use crate::site::catalogue::Catalogue;
use crate::site::staleness::Staleness;
use crate::site::uses::Uses;
use crate::site::versions::Versions;
use crate::source::style::{Style, StyleLocale};
use crate::source::{Name, Quote, Source};
use crate::story::front_matter::FrontMatter;
use crate::story::{Allow, EditionFile};
use crate::text::Fingerprint;

/// Index of a folder in [`Site::folders`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct FolderIx(pub(crate) u32);

/// Index of a published edition in [`Site::editions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct EditionIx(pub(crate) u32);

/// Index of a language in [`Site::languages`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct LangIx(pub(crate) u32);

/// Everything that is published, and what checks must know beside it.
pub(crate) struct Site {
    /// The settings.
    pub(crate) config: Arc<SiteConfig>,
    /// In the order of the switcher.
    pub(crate) languages: Vec<Language>,
    /// How sources are cited; `None` if the style cannot be read.
    pub(crate) style: Option<Arc<Style>>,
    /// Sorted by path; the first is `content/` itself.
    pub(crate) folders: Vec<Folder>,
    /// The published set, sorted by path.
    pub(crate) editions: Vec<Edition>,
    /// Drafts and embargoed editions.
    pub(crate) held: Vec<Edition>,
    /// Files below `content/static/`, by their path in the output.
    pub(crate) statics: BTreeMap<Arc<str>, Arc<str>>,
    /// What each published edition uses, in the order of `editions`.
    pub(crate) uses: Vec<Uses>,
    /// Who links to whom; lists.
    pub(crate) catalogue: Catalogue,
}

/// A language of the site with what is needed to write in it.
pub(crate) struct Language {
    /// Its tag.
    pub(crate) tag: LangTag,
    /// The way its script runs.
    pub(crate) direction: Direction,
    /// First part of its addresses.
    pub(crate) slug: Arc<str>,
    /// Words of the theme.
    pub(crate) messages: Arc<Messages>,
    /// Numbers and dates.
    pub(crate) formatter: Arc<Formatter>,
    /// How it says numbers in words.
    pub(crate) lexicon: Arc<Lexicon>,
    /// Terms of citation styles.
    pub(crate) style_locale: Arc<StyleLocale>,
}

/// A folder below `content/`.
pub(crate) struct Folder {
    /// Path below `content/`, without a slash at its end; empty for `content/` itself.
    pub(crate) path: Arc<str>,
    /// The folder above; `None` for `content/` itself.
    pub(crate) parent: Option<FolderIx>,
    /// What its files define.
    pub(crate) data: Arc<FolderData>,
    /// Pictures, documents and other files in it: path below the folder.
    pub(crate) files: BTreeSet<Arc<str>>,
    /// Published editions, in the order of the site's languages; the original first of all is [`Folder::original`].
    pub(crate) editions: Vec<EditionIx>,
    /// The published original.
    pub(crate) original: Option<EditionIx>,
    /// Tags of all editions, published or not.
    pub(crate) tags: Vec<LangTag>,
    /// Folders with editions below it, at any depth.
    pub(crate) has_children: bool,
}

/// What the files of one folder define.
#[derive(Debug, Default)]
pub(crate) struct FolderData {
    /// By citation key.
    pub(crate) sources: BTreeMap<Arc<str>, Source>,
    /// By id.
    pub(crate) names: BTreeMap<Arc<str>, Name>,
    /// By id.
    pub(crate) quotes: BTreeMap<Arc<str>, Quote>,
    /// By id.
    pub(crate) facts: BTreeMap<Arc<str>, Fact>,
    /// By id.
    pub(crate) exhibits: BTreeMap<Arc<str>, Arc<Exhibit>>,
    /// Described tables by file stem.
    pub(crate) tables: BTreeMap<Arc<str>, Arc<DataTable>>,
    /// Tables without a description: file stem to path.
    pub(crate) undescribed: BTreeMap<Arc<str>, Arc<str>>,
    /// Ids of tables, facts and exhibits that are here and could not be read: told where they stand, not where they are used.
    pub(crate) unread: BTreeSet<Arc<str>>,
    /// Records (`sources`, `names` …) a file of which cannot be had: what they define cannot be known.
    pub(crate) lost_records: BTreeSet<&'static str>,
    /// What its published versions said.
    pub(crate) versions: Versions,
    /// What fact-checkers signed off.
    pub(crate) signed: Vec<Signed>,
    /// What its translations were made of, by language tag.
    pub(crate) locks: BTreeMap<Arc<str>, Lock>,
    /// Languages of the same files that cannot be used.
    pub(crate) broken_locks: BTreeSet<Arc<str>>,
    /// `[[allow]]` entries of its files.
    pub(crate) allows: Vec<Allow>,
    /// Of everything it was made of.
    pub(crate) fingerprint: Fingerprint,
}

/// What an edition is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EditionKind {
    /// It has a date: lists, feeds, tags.
    Story,
    /// It has no date and nothing below it.
    Page,
    /// It has no date, and stories below it: their index.
    Section,
}

/// Why an edition is not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Held {
    /// `draft = true`.
    Draft,
    /// Its embargo lies ahead.
    Embargo(jiff::Timestamp),
}

/// One language's version of a folder's story, resolved.
pub(crate) struct Edition {
    /// Where it stands.
    pub(crate) folder: FolderIx,
    /// Its language.
    pub(crate) lang: LangIx,
    /// As written.
    pub(crate) file: Arc<EditionFile>,
    /// As meant.
    pub(crate) meta: FrontMatter,
    /// Not a translation.
    pub(crate) is_original: bool,
    /// What it is.
    pub(crate) kind: EditionKind,
    /// Path of its page from the site's root: `en/europe/cloud/`.
    pub(crate) path: Arc<str>,
    /// Why it is not published, if so.
    pub(crate) held: Option<Held>,
    /// How far it is from its original; `None` for an original.
    pub(crate) staleness: Option<Arc<Staleness>>,
}

impl Site {
    /// The folder at an index.
    pub(crate) fn folder(&self, ix: FolderIx) -> &Folder {
        self.folders.get(ix.0 as usize).expect("a folder's index is made with the list")
    }

    /// The published edition at an index.
    pub(crate) fn edition(&self, ix: EditionIx) -> &Edition {
        self.editions.get(ix.0 as usize).expect("an edition's index is made with the list")
    }

    /// What the published edition at an index uses.
    pub(crate) fn uses(&self, ix: EditionIx) -> &Uses {
        self.uses.get(ix.0 as usize).expect("one an edition")
    }

    /// The language at an index.
    pub(crate) fn language(&self, ix: LangIx) -> &Language {
        self.languages.get(ix.0 as usize).expect("a language's index is made with the list")
    }

    /// All published editions with their indices.
    pub(crate) fn indexed_editions(&self) -> impl Iterator<Item = (EditionIx, &Edition)> {
        (0..).map(EditionIx).zip(&self.editions)
    }

    /// All folders with their indices.
    pub(crate) fn indexed_folders(&self) -> impl Iterator<Item = (FolderIx, &Folder)> {
        (0..).map(FolderIx).zip(&self.folders)
    }

    /// All languages with their indices.
    pub(crate) fn indexed_languages(&self) -> impl Iterator<Item = (LangIx, &Language)> {
        (0..).map(LangIx).zip(&self.languages)
    }

    /// The language of a tag, if the site lists it.
    pub(crate) fn language_of(&self, tag: &LangTag) -> Option<LangIx> {
        self.indexed_languages().find(|(_, language)| language.tag == *tag).map(|(ix, _)| ix)
    }

    /// The published edition of a folder in a language.
    pub(crate) fn edition_in(&self, folder: FolderIx, lang: LangIx) -> Option<EditionIx> {
        self.folder(folder).editions.iter().copied().find(|ix| self.edition(*ix).lang == lang)
    }
}
