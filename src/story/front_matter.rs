//! Front matter of an edition: as written, then as meant.
//!
//! A translation takes from its original all but title, standfirst, slug, aliases and the picture's alternative
//! text; it may be a draft or embargoed longer than its original, never less.

use std::sync::Arc;

use jiff::civil;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use toml::value::{Datetime, Offset};

use crate::codes;
use crate::diag::{Collector, Diagnostic, Place, Placed};
use crate::fields::{Document, Fields, Key, KeyList, Text, civil_date, key};
use crate::locale::{LangTag, Languages, Localised};
use crate::prose::inline::parse_line;
use crate::prose::{Inline, InlineKind, Line};
use crate::source::citation::{Citation, LocatorWords, read_citations};
use crate::text::{Span, Spanned};

const KEYS: &[Key] = &[
    key("title", "text", "Headline; bindings are allowed. Required."),
    key("description", "text", "Standfirst; bindings are allowed. Required."),
    key("date", "date", "Day or moment of publication; an edition without it is a page."),
    key("updated", "date", "Day or moment of the last change."),
    key("authors", "list", "Ids of names.toml, or plain names (with a blank or a capital)."),
    key("partners", "list", "Partner desks, like authors."),
    key("tags", "list", "Ids of tags."),
    key("slug", "text", "Last part of the address; default: the folder's name."),
    key("aliases", "list of addresses", "Old addresses that lead here, from `/`."),
    key("draft", "true or false", "Drafts never reach any output without `--drafts`."),
    key("embargo", "date", "Absent from every output before then."),
    key("image", "table", "Lead picture: `file`, `alt`, `credit`."),
    key("tipline", "id", "Tip line of site.toml, printed at the foot."),
    key("license", "SPDX id or text", "Licence of this story; default: the site's."),
    key("doi", "text", "DOI of this story."),
    key("version", "text", "Version of this story."),
    key("translation", "table", "What was translated, by whom and how: translations only."),
    key("replies", "list of tables", "Right of reply."),
    key("corrections", "list of tables", "What was changed after publication."),
];

const IMAGE_KEYS: &[Key] = &[
    key("file", "file", "A picture in the folder. Required."),
    key("alt", "text", "Alternative text; `\"\"` if it only decorates. Required."),
    key("credit", "text", "Who made it."),
];

const TRANSLATION_KEYS: &[Key] = &[
    key("of", "tag", "Language of the original. Required."),
    key("revision", "date", "The original's `updated` (or `date`) that was translated."),
    key("by", "list of names", "Who translated."),
    key("method", "word", "`human`, `machine-reviewed` or `machine`. Required."),
    key("tool", "text", "The translation program; required unless human."),
    key("reviewed_by", "list of names", "Who reviewed; required for machine-reviewed."),
];

const REPLY_KEYS: &[Key] = &[
    key("party", "name id", "Who was asked. Required."),
    key("asked", "date", "When. Required."),
    key("outcome", "word", "`answered`, `declined`, `no-response` or `pending`. Required."),
    key("cite", "citation", "The answer; required for answered."),
];

const CORRECTION_KEYS: &[Key] = &[
    key("date", "date", "When it was changed. Required."),
    key("kind", "word", "`correction`, `clarification`, `update`, `editors-note` or `retraction`. Required."),
    key("note", "localised text", "What was wrong and what is right. Required."),
    key("facts", "list of fact ids", "The facts that changed."),
];

/// The key lists of this file, for the reference page.
pub(crate) const KEY_LISTS: &[KeyList] = &[
    KeyList { title: "front matter of an edition", keys: KEYS },
    KeyList { title: "[image] of front matter", keys: IMAGE_KEYS },
    KeyList { title: "[translation] of front matter", keys: TRANSLATION_KEYS },
    KeyList { title: "[[replies]] of front matter", keys: REPLY_KEYS },
    KeyList { title: "[[corrections]] of front matter", keys: CORRECTION_KEYS },
];

/// Keys that a translation takes from its original and must not state itself.
const INHERITED: [&str; 11] = [
    "date",
    "updated",
    "authors",
    "partners",
    "tags",
    "tipline",
    "license",
    "doi",
    "version",
    "replies",
    "corrections",
];

/// A one-line text with its prose.
#[derive(Clone, Debug)]
pub(crate) struct ProseText {
    /// As written, and where.
    pub(crate) text: Text,
    /// As read.
    pub(crate) line: Line,
}

/// Front matter, as written.
#[derive(Clone, Debug, Default)]
pub(crate) struct FrontMatterFile {
    pub(crate) title: Option<ProseText>,
    pub(crate) description: Option<ProseText>,
    pub(crate) date: Option<Spanned<Datetime>>,
    pub(crate) updated: Option<Spanned<Datetime>>,
    pub(crate) authors: Vec<Text>,
    pub(crate) partners: Vec<Text>,
    pub(crate) tags: Vec<Text>,
    pub(crate) slug: Option<Text>,
    pub(crate) aliases: Vec<Text>,
    pub(crate) draft: bool,
    pub(crate) embargo: Option<Spanned<Datetime>>,
    pub(crate) image: Option<ImageFile>,
    pub(crate) tipline: Option<Text>,
    pub(crate) license: Option<Text>,
    pub(crate) doi: Option<Text>,
    pub(crate) version: Option<Text>,
    pub(crate) translation: Option<Translation>,
    pub(crate) replies: Vec<Reply>,
    pub(crate) corrections: Vec<CorrectionFile>,
    /// Place of the opening line, for what is missing.
    pub(crate) place: Option<Place>,
    /// It has a `date`, if perhaps one that cannot be read.
    states_date: bool,
    /// Keys of [`INHERITED`] that are stated, with their places.
    stated: Vec<(&'static str, Place)>,
}

/// The lead picture, as written.
#[derive(Clone, Debug)]
pub(crate) struct ImageFile {
    pub(crate) place: Place,
    pub(crate) file: Option<Text>,
    pub(crate) alt: Option<Text>,
    pub(crate) credit: Option<Text>,
}

/// How a translation was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    /// By people.
    Human,
    /// By a program, reviewed by people.
    MachineReviewed,
    /// By a program.
    Machine,
}

impl Method {
    /// Every method with its word.
    pub(crate) const WORDS: &'static [(&'static str, Method)] = &[
        ("human", Method::Human),
        ("machine-reviewed", Method::MachineReviewed),
        ("machine", Method::Machine),
    ];
}

/// What was translated, by whom and how.
#[derive(Clone, Debug)]
pub(crate) struct Translation {
    /// Language of the original.
    pub(crate) of: Text,
    /// The original's `updated` (or `date`) that was translated.
    pub(crate) revision: Option<Spanned<Datetime>>,
    /// Who translated: ids or plain names.
    pub(crate) by: Vec<Text>,
    /// How.
    pub(crate) method: Method,
    /// The program, unless human.
    pub(crate) tool: Option<Text>,
    /// Who reviewed.
    pub(crate) reviewed_by: Vec<Text>,
}

/// Right of reply: one party.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    /// Id of a name.
    pub(crate) party: Text,
    /// When it was asked.
    pub(crate) asked: civil::Date,
    /// `answered`, `declined`, `no-response` or `pending`: also the key of a message.
    pub(crate) outcome: &'static str,
    /// The answer.
    pub(crate) cite: Vec<Citation>,
}

/// Outcomes of a request for comment.
pub(crate) const OUTCOMES: &[(&str, &str)] = &[
    ("answered", "answered"),
    ("declined", "declined"),
    ("no-response", "no-response"),
    ("pending", "pending"),
];

/// Kinds of changes after publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum CorrectionKind {
    /// The story should not have been published.
    Retraction,
    /// Something was wrong.
    Correction,
    /// A remark of the editors about the story.
    EditorsNote,
    /// Something was unclear.
    Clarification,
    /// Something was added.
    Update,
}

impl CorrectionKind {
    /// Every kind with its word, which is also the key of a message.
    pub(crate) const WORDS: &'static [(&'static str, CorrectionKind)] = &[
        ("correction", CorrectionKind::Correction),
        ("clarification", CorrectionKind::Clarification),
        ("update", CorrectionKind::Update),
        ("editors-note", CorrectionKind::EditorsNote),
        ("retraction", CorrectionKind::Retraction),
    ];

    /// The word of the authoring format.
    pub(crate) fn word(self) -> &'static str {
        CorrectionKind::WORDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }

    /// Printed above the text; the others stand at its foot.
    pub(crate) fn is_major(self) -> bool {
        matches!(self, CorrectionKind::Retraction | CorrectionKind::Correction | CorrectionKind::EditorsNote)
    }
}

/// A change after publication, as written.
#[derive(Clone, Debug)]
pub(crate) struct CorrectionFile {
    pub(crate) place: Place,
    pub(crate) date: Spanned<Datetime>,
    pub(crate) kind: CorrectionKind,
    /// In every language that has one, with its prose.
    pub(crate) notes: Vec<(Option<LangTag>, ProseText)>,
    pub(crate) facts: Vec<Text>,
}

impl CorrectionFile {
    /// The note in a language, else the first one, which is the original's, with the language it is in.
    pub(crate) fn note(&self, tag: &LangTag) -> Option<(&ProseText, Option<&LangTag>)> {
        let own = self.notes.iter().find(|(other, _)| other.is_none() || other.as_ref() == Some(tag));
        match own {
            Some((_, note)) => Some((note, None)),
            None => self.notes.first().map(|(other, note)| (note, other.as_ref())),
        }
    }
}

/// Reads the TOML between the two `+++` lines; `base` is where it begins in the file.
pub(crate) fn read(
    text: &str,
    base: u32,
    languages: &Languages,
    locators: &LocatorWords,
    collector: &Collector,
) -> FrontMatterFile {
    let (document, tree) = Document::parse(text, base, collector);
    let fields = document.root(&tree, KEYS, &[]);
    let place = collector.place(Span::new(0..3));
    let prose = |key: &str, hint: &str| {
        let text = fields.text(key);
        let is_absent = fields.raw(key).is_none_or(|(value, _)| value.is_str());
        if text.is_none() && is_absent && !document.is_broken() {
            let message = format!("`{key}` is missing");
            collector.add(Diagnostic::new(&codes::toml::MISSING_KEY, place.clone(), message).hint(hint));
        }
        text.map(|text| ProseText { line: collector.take(parse_line(&text, locators)), text })
    };
    FrontMatterFile {
        title: prose("title", "add `title = \"…\"`: the headline"),
        description: prose("description", "add `description = \"…\"`: the standfirst, one or two sentences"),
        date: fields.datetime("date"),
        updated: fields.datetime("updated"),
        authors: fields.texts("authors"),
        partners: fields.texts("partners"),
        tags: fields.texts("tags"),
        slug: read_slug(&fields),
        aliases: fields.texts("aliases"),
        draft: fields.flag("draft").is_some_and(|flag| flag.value),
        embargo: fields.datetime("embargo"),
        image: read_image(&fields),
        tipline: fields.text("tipline"),
        license: fields.text("license"),
        doi: fields.text("doi"),
        version: fields.text("version"),
        translation: read_translation(&fields),
        replies: fields
            .tables("replies", REPLY_KEYS)
            .iter()
            .filter_map(|reply| read_reply(reply, locators))
            .collect(),
        corrections: fields
            .tables("corrections", CORRECTION_KEYS)
            .iter()
            .filter_map(|correction| read_correction(correction, languages, locators))
            .collect(),
        stated: INHERITED.into_iter().filter_map(|key| Some((key, fields.key_place(key)?))).collect(),
        place: Some(place),
        states_date: fields.has("date") || document.is_broken(),
    }
}

fn read_slug(fields: &Fields<'_>) -> Option<Text> {
    let text = fields.text("slug")?;
    let good = !text.value.starts_with('-')
        && text.value.chars().all(|sign| (sign.is_alphanumeric() && !sign.is_uppercase()) || sign == '-');
    if !good {
        fields.collector().add(
            Diagnostic::new(
                &codes::toml::VALUE,
                text.place.clone(),
                format!("`{}` is no part of an address", text.value),
            )
            .hint("a slug is lower-case letters, digits and hyphens"),
        );
    }
    good.then_some(text)
}

fn read_image(fields: &Fields<'_>) -> Option<ImageFile> {
    let image = fields.table("image", IMAGE_KEYS)?;
    Some(ImageFile {
        place: image.place(),
        file: image.text("file"),
        alt: image.text_or_empty("alt"),
        credit: image.text("credit"),
    })
}

fn read_translation(fields: &Fields<'_>) -> Option<Translation> {
    let table = fields.table("translation", TRANSLATION_KEYS)?;
    if table.lacks("of") {
        table.missing("of", "add `of` with the language tag of the original");
    }
    if table.lacks("method") {
        table.missing("method", "add `method`: `human`, `machine-reviewed` or `machine`");
    }
    let method = table.choice("method", Method::WORDS).map_or(Method::Human, |method| method.value);
    let translation = Translation {
        of: table.text("of")?,
        revision: table.datetime("revision"),
        by: table.texts("by"),
        method,
        tool: table.text("tool"),
        reviewed_by: table.texts("reviewed_by"),
    };
    if method != Method::Human && translation.tool.is_none() {
        table.missing("tool", "name the program: readers are told");
    }
    if method == Method::MachineReviewed && translation.reviewed_by.is_empty() {
        table.missing("reviewed_by", "name who reviewed it, or write `method = \"machine\"`");
    }
    Some(translation)
}

fn read_reply(fields: &Fields<'_>, locators: &LocatorWords) -> Option<Reply> {
    for (key, hint) in [
        ("party", "add `party` with the id of a name"),
        ("asked", "add `asked` with the day of the request"),
        ("outcome", "add `outcome`: `answered`, `declined`, `no-response` or `pending`"),
    ] {
        if fields.lacks(key) {
            fields.missing(key, hint);
        }
    }
    let party = fields.text("party");
    let asked = fields.datetime("asked").and_then(|date| civil_date(&date, fields.collector()));
    let outcome = fields.choice("outcome", OUTCOMES);
    let cite: Vec<Citation> = read_citations(&fields.texts("cite"), locators, fields.collector());
    if outcome.is_some_and(|outcome| outcome.value == "answered") && fields.lacks("cite") {
        fields.missing("cite", "cite the answer, as in `cite = \"@reply\"`");
    }
    Some(Reply { party: party?, asked: asked?, outcome: outcome?.value, cite })
}

fn read_correction(
    fields: &Fields<'_>,
    languages: &Languages,
    locators: &LocatorWords,
) -> Option<CorrectionFile> {
    for (key, hint) in [
        ("date", "add `date` with the day of the change"),
        ("kind", "add `kind`: `correction`, `clarification`, `update`, `editors-note` or `retraction`"),
    ] {
        if fields.lacks(key) {
            fields.missing(key, hint);
        }
    }
    // Nothing may hold up a correction: a missing language is a warning of its own, told where editions are joined.
    let nothing_needed = Languages { needed: Vec::new(), ..languages.clone() };
    let note = Localised::require(fields, "note", &nothing_needed);
    let notes = note.iter().flat_map(Localised::iter).map(|(tag, text)| {
        let line = fields.collector().take(parse_line(text, locators));
        (tag.cloned(), ProseText { text: text.clone(), line })
    });
    let notes = notes.collect();
    Some(CorrectionFile {
        place: fields.place(),
        date: fields.datetime("date")?,
        kind: fields.choice("kind", CorrectionKind::WORDS)?.value,
        notes,
        facts: fields.texts("facts"),
    })
}

/// A moment of publication: a day, perhaps with a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    /// The exact moment; a bare day is midnight in the site's time zone.
    pub(crate) timestamp: Timestamp,
    /// The day as written.
    pub(crate) date: civil::Date,
    /// For `datetime` attributes and JSON-LD: the day, or RFC 3339 with offset where a time was written.
    pub(crate) iso: Arc<str>,
    /// RFC 3339 with offset, always with a time: for feeds.
    pub(crate) rfc3339: Arc<str>,
    /// Day and time with their zone, where a time was written: readers are told it.
    pub(crate) clock: Option<Zoned>,
}

impl Moment {
    /// Resolves a TOML date or date with time.
    pub(crate) fn resolve(
        datetime: &Spanned<Datetime>,
        zone: &TimeZone,
        collector: &Collector,
    ) -> Option<Moment> {
        let date = civil_date(datetime, collector)?;
        let time = datetime.value.time.and_then(|time| {
            let small = |number: u8| i8::try_from(number).ok();
            civil::Time::new(small(time.hour)?, small(time.minute)?, small(time.second.unwrap_or(0))?, 0).ok()
        });
        let zone = match datetime.value.offset {
            None => zone.clone(),
            Some(Offset::Z) => TimeZone::UTC,
            Some(Offset::Custom { minutes }) => TimeZone::fixed(
                jiff::tz::Offset::from_seconds(i32::from(minutes) * 60).unwrap_or(jiff::tz::Offset::UTC),
            ),
        };
        let zoned = date.to_datetime(time.unwrap_or(civil::Time::midnight())).to_zoned(zone).ok()?;
        let rfc3339 = rfc3339(&zoned);
        let iso = if time.is_some() { rfc3339.clone() } else { date.to_string() };
        Some(Moment {
            timestamp: zoned.timestamp(),
            date,
            iso: iso.as_str().into(),
            rfc3339: rfc3339.as_str().into(),
            clock: time.map(|_| zoned),
        })
    }
}

fn rfc3339(zoned: &Zoned) -> String {
    zoned.timestamp().display_with_offset(zoned.offset()).to_string().replace("+00:00", "Z")
}

/// Who is named in a byline.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Person {
    /// By id.
    Id(Placed<Arc<str>>),
    /// A plain name.
    Plain(Arc<str>),
}

impl PartialOrd for Placed<Arc<str>> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Placed<Arc<str>> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.value.cmp(&other.value)
    }
}

impl Person {
    /// An id of names.toml, or a plain name if it has a blank or a capital.
    pub(crate) fn of(text: &Text) -> Person {
        if crate::config::is_id(&text.value) {
            Person::Id(text.clone())
        } else {
            Person::Plain(text.value.clone())
        }
    }
}

/// Front matter, as meant: complete, inheritance resolved.
#[derive(Clone, Debug)]
pub(crate) struct FrontMatter {
    pub(crate) title: Option<ProseText>,
    pub(crate) description: Option<ProseText>,
    /// Absent on pages.
    pub(crate) date: Option<Moment>,
    pub(crate) updated: Option<Moment>,
    pub(crate) authors: Vec<Person>,
    pub(crate) partners: Vec<Person>,
    pub(crate) tags: Vec<Text>,
    pub(crate) slug: Option<Text>,
    pub(crate) aliases: Vec<Text>,
    pub(crate) draft: bool,
    /// The later one of the edition's and its original's.
    pub(crate) embargo: Option<Moment>,
    pub(crate) image: Option<LeadImage>,
    pub(crate) tipline: Option<Text>,
    pub(crate) license: Option<Arc<str>>,
    pub(crate) doi: Option<Text>,
    pub(crate) version: Option<Text>,
    pub(crate) translation: Option<Translation>,
    pub(crate) replies: Vec<Reply>,
    /// Newest first.
    pub(crate) corrections: Vec<(Moment, CorrectionFile)>,
    /// The original has corrections that this translation has not taken in.
    pub(crate) is_behind: bool,
}

/// The lead picture.
#[derive(Clone, Debug)]
pub(crate) struct LeadImage {
    /// Path below the folder.
    pub(crate) file: Text,
    /// Alternative text; empty if it only decorates.
    pub(crate) alt: Arc<str>,
    /// The same as prose, if it is the edition's own.
    pub(crate) alt_line: Line,
    /// The language of the alternative text, where it is the original's that stands in for the edition's own.
    pub(crate) alt_lang: Option<LangTag>,
    /// Who made it.
    pub(crate) credit: Option<Arc<str>>,
}

/// What an edition's front matter is joined with.
pub(crate) struct Joined<'a> {
    /// Front matter of the original; `None` for the original itself.
    pub(crate) original: Option<&'a FrontMatterFile>,
    /// Language of the edition.
    pub(crate) tag: &'a LangTag,
    /// What was translated is on record: then blocks tell what is not taken in, not dates.
    pub(crate) is_recorded: bool,
}

/// By what a correction is known again: one that is changed to name another fact is a new one.
pub(crate) fn identity(moment: &Moment, correction: &CorrectionFile) -> Arc<str> {
    let facts: Vec<&str> = correction.facts.iter().map(|fact| &*fact.value).collect();
    let joint = if facts.is_empty() { "" } else { ": " };
    format!("{} {}{joint}{}", moment.date, correction.kind.word(), facts.join(", ")).into()
}

/// Joins an edition's front matter with its original's.
pub(crate) fn resolve(
    own: &FrontMatterFile,
    joined: &Joined<'_>,
    zone: &TimeZone,
    collector: &Collector,
) -> FrontMatter {
    let original = joined.original;
    let from = original.unwrap_or(own);
    // An edition that does not say that it is a translation is told to; what it states may be right.
    if original.is_some() && own.translation.is_some() {
        report_stated(own, collector);
    }
    // Findings about the original's dates are told once, with the original.
    let quiet = Collector::new(collector.file());
    let about = if original.is_some() { &quiet } else { collector };
    let moment = |date: &Option<Spanned<Datetime>>| Moment::resolve(date.as_ref()?, zone, about);
    let own_embargo = own.embargo.as_ref().and_then(|date| Moment::resolve(date, zone, collector));
    let embargo =
        [own_embargo, moment(&from.embargo)].into_iter().flatten().max_by_key(|moment| moment.timestamp);
    let mut matter = FrontMatter {
        title: own.title.clone(),
        description: own.description.clone(),
        date: moment(&from.date),
        updated: moment(&from.updated),
        authors: from.authors.iter().map(Person::of).collect(),
        partners: from.partners.iter().map(Person::of).collect(),
        tags: from.tags.clone(),
        slug: own.slug.clone(),
        aliases: own.aliases.clone(),
        draft: own.draft || from.draft,
        embargo,
        image: resolve_image(own, original, collector),
        tipline: from.tipline.clone(),
        license: from.license.as_ref().map(|text| text.value.clone()),
        doi: from.doi.clone(),
        version: from.version.clone(),
        translation: own.translation.clone(),
        replies: from.replies.clone(),
        corrections: corrections(from, own, zone, about),
        is_behind: false,
    };
    if original.is_some() {
        matter.updated = taken_in(&matter, zone, &quiet);
    }
    matter.is_behind = original.is_some() && report_behind(&matter, joined, zone, collector);
    if original.is_none() {
        check_dates(own, &matter, collector);
    }
    matter
}

/// When a translation was last changed, as far as it says what its original does: the day of the version that it was made
/// from, never a later one. `None` if that is the version first published.
fn taken_in(matter: &FrontMatter, zone: &TimeZone, quiet: &Collector) -> Option<Moment> {
    let updated = matter.updated.clone()?;
    let stated = matter.translation.as_ref().and_then(|translation| translation.revision.as_ref());
    let Some(revision) = stated.and_then(|date| Moment::resolve(date, zone, quiet)) else {
        return Some(updated);
    };
    // A day without a clock is the whole of that day.
    if revision.date >= updated.date && revision.clock.is_none() || revision.timestamp >= updated.timestamp {
        return Some(updated);
    }
    matter.date.as_ref().is_none_or(|date| date.date < revision.date).then_some(revision)
}

fn report_stated(own: &FrontMatterFile, collector: &Collector) {
    for (key, place) in &own.stated {
        collector.add(
            Diagnostic::new(
                &codes::story::INHERITED,
                place.clone(),
                format!("a translation takes `{key}` from its original"),
            )
            .hint("leave it out here"),
        );
    }
}

fn resolve_image(
    own: &FrontMatterFile,
    original: Option<&FrontMatterFile>,
    collector: &Collector,
) -> Option<LeadImage> {
    let inherited = original.and_then(|original| original.image.as_ref());
    let image = own.image.as_ref().or(inherited)?;
    let file = image.file.clone().or_else(|| inherited.and_then(|image| image.file.clone()));
    let Some(file) = file else {
        collector.add(
            Diagnostic::new(&codes::toml::MISSING_KEY, image.place.clone(), "`file` is missing")
                .hint("add `file = \"racks.jpg\"`"),
        );
        return None;
    };
    let alt = own.image.as_ref().and_then(|image| image.alt.clone());
    if alt.is_none() {
        let (place, hint) = match &own.image {
            Some(image) => {
                (image.place.clone(), "add `alt = \"…\"`: what is seen; `\"\"` if it only decorates")
            }
            None => (
                own.place.clone().unwrap_or_else(|| Place::start_of(collector.file())),
                "add `image = { alt = \"…\" }`: a translation says in its own language what is seen",
            ),
        };
        collector.add(
            Diagnostic::new(&codes::figure::NO_ALT, place, "the lead picture has no alternative text")
                .hint(hint),
        );
    }
    let credit = image.credit.clone().or_else(|| inherited.and_then(|image| image.credit.clone()));
    let lent = inherited.and_then(|image| image.alt.clone()).filter(|_| alt.is_none());
    let of = own.translation.as_ref().and_then(|made| LangTag::parse(&made.of.value).ok());
    Some(LeadImage {
        file,
        alt_line: alt.iter().filter(|alt| !alt.value.is_empty()).map(plain).collect(),
        alt_lang: of.filter(|_| lent.is_some()),
        alt: alt.or(lent).map_or_else(|| "".into(), |alt| alt.value),
        credit: credit.map(|text| text.value),
    })
}

/// A text without any marks.
fn plain(text: &Text) -> Inline {
    Inline { span: text.place.span, kind: InlineKind::Text((&*text.value).into()) }
}

/// The corrections of an original, the newest first, as an edition shows them: a note that its language lacks is shown as
/// the original has it.
fn corrections(
    from: &FrontMatterFile,
    own: &FrontMatterFile,
    zone: &TimeZone,
    about: &Collector,
) -> Vec<(Moment, CorrectionFile)> {
    let resolved = |correction: &CorrectionFile| {
        Some((Moment::resolve(&correction.date, zone, about)?, correction.clone()))
    };
    let mut corrections: Vec<(Moment, CorrectionFile)> =
        from.corrections.iter().filter_map(resolved).collect();
    corrections.sort_by_key(|(moment, _)| std::cmp::Reverse(moment.timestamp));
    if let Some(translation) = &own.translation {
        let is_other =
            |tag: &Option<LangTag>| tag.as_ref().is_some_and(|tag| tag.as_str() != &*translation.of.value);
        for (_, correction) in &mut corrections {
            correction.notes.sort_by_key(|(tag, _)| is_other(tag));
        }
    }
    corrections
}

/// Warns where a correction has no note in this language, or is younger than what was translated.
fn report_behind(matter: &FrontMatter, joined: &Joined<'_>, zone: &TimeZone, collector: &Collector) -> bool {
    let tag = joined.tag;
    let Some(translation) = &matter.translation else { return false };
    let revision = translation.revision.as_ref().and_then(|date| Moment::resolve(date, zone, collector));
    let mut is_behind = false;
    for (moment, correction) in &matter.corrections {
        if correction.note(tag).is_some_and(|(_, language)| language.is_some()) {
            collector.add(
                Diagnostic::new(
                    &codes::translation::CORRECTION_MISSING,
                    correction.place.clone(),
                    format!("this correction has no note in `{tag}`"),
                )
                .hint(format!("add `{tag} = \"…\"` to `note`; until then readers see the original's note")),
            );
        }
        let younger = correction.kind.is_major()
            && !joined.is_recorded
            && revision.as_ref().is_some_and(|revision| revision.timestamp < moment.timestamp);
        if younger {
            is_behind = true;
            let place =
                collector.place(translation.revision.as_ref().map(|date| date.span).unwrap_or_default());
            collector.add(
                Diagnostic::new(
                    &codes::translation::BEHIND_CORRECTION,
                    place,
                    format!("the original was corrected on {}, after this revision", moment.date),
                )
                .also(correction.place.clone(), "the correction")
                .hint("take the change in, then set `revision` to the original's `updated`"),
            );
        }
    }
    is_behind
}

fn check_dates(own: &FrontMatterFile, matter: &FrontMatter, collector: &Collector) {
    let stated = [("updated", own.updated.as_ref()), ("embargo", own.embargo.as_ref())];
    if !own.states_date {
        for (key, date) in stated {
            let Some(date) = date else { continue };
            collector.add(
                Diagnostic::new(
                    &codes::story::NO_DATE,
                    collector.place(date.span),
                    format!("`{key}` without `date`"),
                )
                .hint("a story has a `date`; an edition without one is a page"),
            );
        }
    }
    if let (Some(date), Some(updated), Some(written)) = (&matter.date, &matter.updated, &own.updated)
        && updated.timestamp < date.timestamp
    {
        collector.add(
            Diagnostic::new(
                &codes::story::DATES,
                collector.place(written.span),
                "updated before it was published",
            )
            .hint("correct `date` or `updated`"),
        );
    }
}
