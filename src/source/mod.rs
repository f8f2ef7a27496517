//! What the reporting rests on: sources, the people and organisations named, and quotations.
//!
//! "Source" is the journalist's word throughout: a person, a document, a data set. The bytes of a file of the site
//! are a `FileText`. Words of the bibliography are those of CSL 1.0.2.

pub(crate) mod citation;
pub(crate) mod vocabulary;

pub(crate) mod edtf;

pub(crate) mod address;

pub(crate) mod csl_json;

pub(crate) mod bibtex;

pub(crate) mod biblatex;

pub(crate) mod toml_item;

pub(crate) mod names;

pub(crate) mod quotation;
pub(crate) mod quotes;

pub(crate) mod file;

pub(crate) mod style;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::Place;
use crate::fields::Text;
use crate::locale::{LangTag, Localised};
use crate::quantity::Period;
use crate::source::citation::Citation;
use crate::text::Spanned;

/// One source: what it is, how it came to us, where it can be seen.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// Citation key, in any form Pandoc accepts.
    pub key: Arc<str>,
    /// Where its entry stands.
    pub place: Place,
    /// The bibliographic description.
    pub item: CslItem,
    /// How it came to us.
    pub provenance: Provenance,
    /// Where it can be seen.
    pub copies: Vec<SourceCopy>,
}

/// A bibliographic item: a CSL type and its variables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CslItem {
    /// CSL item type, such as `report`.
    pub kind: Arc<str>,
    /// Standard and number variables, as text: `title`, `container-title`, `volume`, `DOI` …
    pub texts: BTreeMap<Arc<str>, Arc<str>>,
    /// Name variables: `author`, `editor` …
    pub names: BTreeMap<Arc<str>, Vec<CslName>>,
    /// Date variables: `issued`, `accessed` …
    pub dates: BTreeMap<Arc<str>, CslDate>,
}

impl CslItem {
    /// A text variable.
    pub(crate) fn text(&self, variable: &str) -> Option<&str> {
        self.texts.get(variable).map(|text| &**text)
    }
}

/// A name as CSL splits it; `literal` alone for organisations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CslName {
    /// Family name.
    pub family: Option<Arc<str>>,
    /// Given names.
    pub given: Option<Arc<str>>,
    /// Particles that stay with the family name in sorting ("de la" in "de la Cruz").
    pub non_dropping_particle: Option<Arc<str>>,
    /// Particles that are dropped when only the family name is shown.
    pub dropping_particle: Option<Arc<str>>,
    /// "Jr.", "III".
    pub suffix: Option<Arc<str>>,
    /// A name that is not split.
    pub literal: Option<Arc<str>>,
}

/// A date as CSL knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CslDate {
    /// A period, or from one to another (both included).
    Known {
        /// The period, or the first of a range.
        from: Period,
        /// The last of a range.
        to: Option<Period>,
        /// "circa".
        circa: bool,
    },
    /// Words that are no date: "no date", "forthcoming".
    Literal(Arc<str>),
}

/// What kind of thing a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum SourceKind {
    /// A document that was seen.
    Document,
    /// A data set.
    Data,
    /// A reply or announcement.
    Statement,
    /// A conversation.
    Interview,
    /// A filing with a court or an office.
    Filing,
    /// Something published by others: a secondary source.
    Publication,
    /// Something that a reporter saw.
    Observation,
}

impl SourceKind {
    /// Every kind with its word.
    pub(crate) const WORDS: &'static [(&'static str, SourceKind)] = &[
        ("document", SourceKind::Document),
        ("data", SourceKind::Data),
        ("statement", SourceKind::Statement),
        ("interview", SourceKind::Interview),
        ("filing", SourceKind::Filing),
        ("publication", SourceKind::Publication),
        ("observation", SourceKind::Observation),
    ];
}

/// How its author may be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::enum_variant_names, reason = "the words of the format")]
pub(crate) enum Attribution {
    /// By name.
    OnRecord,
    /// By position, not by name.
    OnBackground,
    /// Not at all.
    NotForAttribution,
    /// Known to the desk, not named.
    Unnamed,
}

impl Attribution {
    /// Every attribution with its word.
    pub(crate) const WORDS: &'static [(&'static str, Attribution)] = &[
        ("on-record", Attribution::OnRecord),
        ("on-background", Attribution::OnBackground),
        ("not-for-attribution", Attribution::NotForAttribution),
        ("unnamed", Attribution::Unnamed),
    ];
}

/// Who can see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Everyone.
    Public,
    /// Everyone, with strokes.
    Redacted,
    /// The desk only; then there is a reason.
    Withheld,
}

impl Access {
    /// Every level with its word.
    pub(crate) const WORDS: &'static [(&'static str, Access)] =
        &[("public", Access::Public), ("redacted", Access::Redacted), ("withheld", Access::Withheld)];

    /// The word of the authoring format, also the key of messages.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Access::Public => "public",
            Access::Redacted => "redacted",
            Access::Withheld => "withheld",
        }
    }
}

/// How a source came to us. There is no field for who leaked.
#[derive(Clone, Debug)]
pub(crate) struct Provenance {
    /// What kind of thing it is.
    pub kind: SourceKind,
    /// How its author may be named.
    pub attribution: Attribution,
    /// Who can see it.
    pub access: Access,
    /// Why it is not public; required if withheld.
    pub access_reason: Option<Localised>,
}

/// Where a source can be seen.
#[derive(Clone, Debug, Default)]
pub(crate) struct SourceCopy {
    /// A file below the folder, such as `documents/files.pdf`.
    pub file: Option<Text>,
    /// SHA-256 of that file, 64 hexadecimal digits, verified at every build.
    pub sha256: Option<Text>,
    /// Number of its pages, verified at every build.
    pub pages: Option<Spanned<usize>>,
    /// Where it stands on the web.
    pub url: Option<Text>,
    /// An archived copy of that address.
    pub archived: Option<Text>,
    /// When it was seen there (ISO date).
    pub accessed: Option<Arc<str>>,
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameKind {
    /// Somebody.
    Person,
    /// A company, office, group.
    Organisation,
    /// Somewhere.
    Place,
    /// A term of art.
    Term,
}

impl NameKind {
    /// Every kind with its word.
    pub(crate) const WORDS: &'static [(&'static str, NameKind)] = &[
        ("person", NameKind::Person),
        ("organisation", NameKind::Organisation),
        ("place", NameKind::Place),
        ("term", NameKind::Term),
    ];
}

/// A person, organisation, place or term under an id.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    /// Its id.
    pub id: Arc<str>,
    /// Where its entry stands.
    pub place: Place,
    /// What it names.
    pub kind: NameKind,
    /// One text = never translated.
    pub name: Localised,
    /// A short form.
    pub short: Option<Localised>,
    /// Inflected forms that count as the name, by language.
    pub forms: Vec<(LangTag, Arc<str>)>,
    /// Its page on the web.
    pub url: Option<Text>,
    /// ORCID iD of a person: four groups of four.
    pub orcid: Option<Text>,
    /// What a person is.
    pub role: Option<Localised>,
    /// Where a person belongs: text or id of an organisation.
    pub affiliation: Option<Localised>,
}

/// A quotation on the record.
#[derive(Clone, Debug)]
pub(crate) struct Quote {
    /// Its id.
    pub id: Arc<str>,
    /// Where its entry stands.
    pub place: Place,
    /// The words as they were said or written.
    pub exact: Text,
    /// The language they are in.
    pub language: Option<LangTag>,
    /// Id of a name.
    pub speaker: Option<Text>,
    /// Where they stand.
    pub cite: Vec<Citation>,
    /// The words in other languages.
    pub translations: Vec<(LangTag, Text)>,
}
