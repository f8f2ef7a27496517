//! What a template may see: the contract between the program and every theme.
//!
//! A page's template is given one of the views below as its context, with every field of [`Frame`] at the top level.
//! Paths are relative to the site's root and are written `{{ root }}{{ card.path }}`, so that a site works under any
//! sub-path. Texts are plain and escaped by the template; fields called `html` (or ending in `_html`) are safe HTML
//! and are written with `| safe`. Dates are given in all forms a theme needs. Messages of the theme are under `t`,
//! and `message(key="…")` fills their slots. What the site says on every page is under `site`: a [`SiteView`].
//!
//! A page is remembered under the fingerprint of its whole view: what is not in here cannot change a page.

pub mod evidence;
pub mod exhibit;
pub mod figure;
pub mod ledger;
pub mod translation;

use std::sync::Arc;

use serde::Serialize;

use crate::render::view::translation::ChangedView;

/// What every page has.
#[derive(Clone, Debug, Serialize)]
pub struct Frame {
    /// Language tag of the page.
    pub lang: Arc<str>,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// From this page to the site's root: `../../`, or `./` at the root.
    pub root: String,
    /// Title of the document, without the site's name.
    pub title: String,
    /// One or two sentences for search engines and previews.
    pub description: String,
    /// Path of this page.
    pub path: String,
    /// Whole address of this page.
    pub canonical: String,
    /// The same page in other languages and `x-default`, this one included; empty where there is none.
    pub alternates: Vec<AlternateView>,
    /// The language switcher, in the site's order.
    pub switcher: Vec<SwitchView>,
    /// Path of the feed of this language.
    pub feed: String,
    /// Search engines are asked to leave it out.
    pub noindex: bool,
    /// Open Graph.
    pub og: OpenGraphView,
    /// JSON-LD, ready to stand in a `script` element of type `application/ld+json`; may be empty.
    pub json_ld: String,
}

/// Open Graph metadata (ogp.me).
#[derive(Clone, Debug, Serialize)]
pub struct OpenGraphView {
    /// `article` or `website`.
    pub kind: &'static str,
    /// Language and region with an underscore: `pt_BR`.
    pub locale: String,
    /// The same for the page's other languages.
    pub alternates: Vec<String>,
    /// Moment of publication (RFC 3339); stories only.
    pub published: Option<Arc<str>>,
    /// Moment of the last change.
    pub modified: Option<Arc<str>>,
    /// The picture of this page.
    pub image: Option<ImageMetaView>,
}

/// What the site says on every page of one language.
#[derive(Clone, Debug, Serialize)]
pub struct SiteView {
    /// The site's name.
    pub title: String,
    /// One sentence about the site.
    pub description: String,
    /// Path of this language's home page.
    pub home: String,
    /// Whole address of the site's root.
    pub url: String,
    /// Pages and sections of the masthead.
    pub menu: Vec<LinkView>,
    /// The sentence at the foot of every page.
    pub footer_html: String,
    /// Licence of texts and charts, if the site names one.
    pub license: Option<LicenseView>,
    /// Name of the publisher.
    pub publisher: String,
    /// Path of the list of all tags; empty without tags.
    pub tags: String,
    /// Path of the list of all corrections; empty without corrections.
    pub corrections: String,
    /// Path of the feed of all corrections; empty without corrections.
    pub corrections_feed: String,
    /// Path of the picture of the browser's tab, if `content/static/` has `favicon.svg`, `icon.svg`, `favicon.ico` or `favicon.png`.
    pub icon: Option<String>,
    /// Media type of that picture.
    pub icon_type: &'static str,
    /// Path of the theme's files by their names: `assets["broadsheet.css"]`.
    pub assets: std::collections::BTreeMap<String, String>,
    /// The site has one language only: no switcher is needed.
    pub is_monolingual: bool,
}

/// An address of the same page in a language.
#[derive(Clone, Debug, Serialize)]
pub struct AlternateView {
    /// Language tag, or `x-default`.
    pub lang: Arc<str>,
    /// Whole address.
    pub url: String,
}

/// One entry of the language switcher.
#[derive(Clone, Debug, Serialize)]
pub struct SwitchView {
    /// Language tag.
    pub lang: Arc<str>,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Its own name for itself: "Português (Brasil)".
    pub name: String,
    /// The page's own language.
    pub is_current: bool,
    /// Path of the page it leads to.
    pub path: String,
    /// Where it leads, in that language: "the same story", "front page".
    pub leads_to: String,
}

/// A picture for previews.
#[derive(Clone, Debug, Serialize)]
pub struct ImageMetaView {
    /// Whole address.
    pub url: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// Alternative text.
    pub alt: String,
}

/// A link with its words.
#[derive(Clone, Debug, Serialize)]
pub struct LinkView {
    /// The words.
    pub title: String,
    /// Path from the site's root.
    pub path: String,
    /// The target's language where it is not the page's.
    pub lang: Option<Arc<str>>,
    /// `ltr` or `rtl` of that language.
    pub dir: Option<&'static str>,
    /// Its name, to label the link: "Español".
    pub language: Option<String>,
    /// The page itself or one of its parents.
    pub is_current: bool,
}

/// A licence.
#[derive(Clone, Debug, Serialize)]
pub struct LicenseView {
    /// As readers know it: "CC BY 4.0".
    pub name: String,
    /// Its text on the web, if it is a known one.
    pub url: Option<String>,
}

/// A date in the forms a theme needs.
#[derive(Clone, Debug, Serialize)]
pub struct DateView {
    /// For `datetime` attributes.
    pub iso: Arc<str>,
    /// "18 February 2026".
    pub long: String,
    /// "18 Feb 2026".
    pub short: String,
}

/// A person or organisation of a byline.
#[derive(Clone, Debug, Serialize)]
pub struct PersonView {
    /// What stands between this and the name before it, as in a sentence: ", ", " and "; empty for the first.
    pub joint: String,
    /// The name.
    pub name: String,
    /// Path of the list of their stories; `None` for partners and translators.
    pub path: Option<String>,
    /// Their page on the web.
    pub url: Option<String>,
    /// Address of their ORCID record.
    pub orcid: Option<String>,
    /// What they are.
    pub role: Option<String>,
    /// Where they belong.
    pub affiliation: Option<String>,
    /// Whether it is an organisation, such as a news agency, not a person.
    pub is_organisation: bool,
}

/// A story, page or section.
#[derive(Clone, Debug, Serialize)]
pub struct EditionView {
    /// What every page has.
    #[serde(flatten)]
    pub frame: Frame,
    /// `story`, `page` or `section`.
    pub kind: &'static str,
    /// Headline.
    pub headline_html: String,
    /// Standfirst.
    pub standfirst_html: String,
    /// Tags of the story.
    pub tags: Vec<LinkView>,
    /// What the original has changed in headline and standfirst since they were translated.
    pub front_changes: Vec<ChangedView>,
    /// The section it stands in.
    pub section: Option<LinkView>,
    /// Authors.
    pub authors: Vec<PersonView>,
    /// Partner desks.
    pub partners: Vec<PersonView>,
    /// Day of publication; `None` on pages.
    pub published: Option<DateView>,
    /// Day of the last change.
    pub updated: Option<DateView>,
    /// How it was translated; `None` on originals.
    pub translation: Option<TranslationView>,
    /// The lead picture.
    pub image: Option<PictureView>,
    /// Corrections, retractions and editors' notes: above the text.
    pub notices: Vec<CorrectionView>,
    /// Headings of the second level.
    pub contents: Vec<ContentsView>,
    /// The text.
    pub body_html: String,
    /// Footnotes in order of their marks.
    pub footnotes: Vec<FootnoteView>,
    /// What the story rests on, in the style's order.
    pub references: Vec<ReferenceView>,
    /// `numeric`, `note` or `author-date`.
    pub citation_style: &'static str,
    /// Right of reply.
    pub replies: Vec<ReplyView>,
    /// The tip line, unless the text has one.
    pub tipline: Option<TiplineView>,
    /// Clarifications and updates, and where to find the others.
    pub changes: Vec<CorrectionView>,
    /// Stories that it links to, that link to it, or that share a tag.
    pub related: Vec<CardView>,
    /// Stories of this section, newest first.
    pub list: Option<ListView>,
    /// How to cite this story.
    pub cite_this: Option<CiteThisView>,
    /// Licence of this story.
    pub license: Option<LicenseView>,
    /// Whether any figure in the text has a note in the margin.
    pub has_notes: bool,
    /// Path of the page that shows how its figures are known, if it binds any.
    pub how_we_know: Option<String>,
    /// Sources for other programs.
    pub exports: Vec<ExportView>,
}

/// How a translation was made.
#[derive(Clone, Debug, Serialize)]
pub struct TranslationView {
    /// `human`, `machine-reviewed` or `machine`.
    pub method: &'static str,
    /// The same in words: "By a program, not reviewed".
    pub method_label: String,
    /// Who translated.
    pub by: Vec<PersonView>,
    /// The program.
    pub tool: Option<String>,
    /// Who reviewed.
    pub reviewed_by: Vec<PersonView>,
    /// The original.
    pub original: LinkView,
    /// The original was corrected after this version was made.
    pub is_behind: bool,
    /// The original has changed since, by the record of what was translated; without one, by the days that both state.
    pub behind: Option<BehindView>,
    /// How much of the original is not translated, if anything is not: "2 paragraphs of the original are not translated."
    pub partial: Option<String>,
    /// Day of the original that was translated.
    pub revision: Option<DateView>,
    /// Path of the page that shows it beside its original; `None` if the site has none.
    pub compare: Option<String>,
}

/// The original has changed since it was translated.
#[derive(Clone, Debug, Serialize)]
pub struct BehindView {
    /// Day of the original's version that was translated.
    pub version: Option<DateView>,
    /// What has changed, and when: "The original was changed on 3 March 2026: 2 paragraphs." Without a record only when.
    pub changes: String,
    /// Paragraphs that have changed carry a note: `blocks/changed.html`.
    pub is_marked: bool,
}

/// A picture.
#[derive(Clone, Debug, Serialize)]
pub struct PictureView {
    /// Path from the site's root; empty if `svg_html` stands in the page.
    pub path: String,
    /// Pixels, if known.
    pub width: Option<u32>,
    /// Pixels, if known.
    pub height: Option<u32>,
    /// Alternative text; empty if it only decorates.
    pub alt: String,
    /// Its language, where it is not translated yet.
    pub alt_foreign: Option<ForeignView>,
    /// What is seen.
    pub caption_html: String,
    /// Who made it.
    pub credit: Option<String>,
}

/// The language of a text that is not the page's: the original's words, until they are translated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ForeignView {
    /// Its tag.
    pub lang: Arc<str>,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
}

/// A change after publication.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionView {
    /// `correction`, `clarification`, `update`, `editors-note` or `retraction`.
    pub kind: &'static str,
    /// The word for it: "Correction".
    pub label: String,
    /// When.
    pub date: DateView,
    /// What was wrong and what is right.
    pub html: String,
    /// Language of the note where it is not the page's.
    pub lang: Option<Arc<str>>,
    /// `ltr` or `rtl` of that language.
    pub dir: Option<&'static str>,
    /// Name of that language.
    pub language: Option<String>,
    /// It stands above the text.
    pub is_major: bool,
    /// Anchor of it on the page of the story.
    pub id: String,
    /// The figures that it names.
    pub facts: Vec<CorrectedFactView>,
}

/// A figure that a correction names.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectedFactView {
    /// What it is.
    pub label: String,
    /// Anchor of its first mark in the text of the story; `None` where the text does not have it.
    pub mark: Option<String>,
}

/// An entry of the table of contents.
#[derive(Clone, Debug, Serialize)]
pub struct ContentsView {
    /// Anchor on this page.
    pub id: Arc<str>,
    /// The heading.
    pub html: String,
}

/// A footnote.
#[derive(Clone, Debug, Serialize)]
pub struct FootnoteView {
    /// Letter, or number under the style `note`.
    pub mark: String,
    /// Anchor of the note.
    pub id: String,
    /// The note.
    pub html: String,
    /// Anchors of its marks in the text.
    pub backs: Vec<String>,
    /// What the original has changed in it since it was translated.
    pub changes: Vec<ChangedView>,
}

/// An entry of the source list.
#[derive(Clone, Debug, Serialize)]
pub struct ReferenceView {
    /// Number under the style `numeric`, else 0.
    pub number: usize,
    /// Anchor of the entry.
    pub id: String,
    /// The reference.
    pub html: String,
    /// Language of the source where it is not the page's.
    pub lang: Option<Arc<str>>,
    /// `public`, `redacted` or `withheld`.
    pub access: &'static str,
    /// The word for it: "Withheld".
    pub access_label: String,
    /// Why it is not public.
    pub access_reason: Option<String>,
    /// How its author may be named, where that is not by name: "Source not named".
    pub attribution_label: Option<String>,
    /// Where it can be seen.
    pub copies: Vec<CopyView>,
    /// Anchors of every use on this page.
    pub backs: Vec<String>,
}

/// Where a source can be seen.
#[derive(Clone, Debug, Serialize)]
pub struct CopyView {
    /// Path of a file that the site publishes.
    pub path: Option<String>,
    /// Name of that file.
    pub file: Option<String>,
    /// Number of its pages.
    pub pages: Option<String>,
    /// SHA-256 of that file.
    pub sha256: Option<String>,
    /// Address on the web.
    pub url: Option<String>,
    /// Its host, to be shown: "laws.example".
    pub host: Option<String>,
    /// Address of an archived copy.
    pub archived: Option<String>,
    /// When it was archived, where the address tells.
    pub archived_date: Option<DateView>,
    /// When it was seen.
    pub accessed: Option<DateView>,
}

/// Right of reply: one party.
#[derive(Clone, Debug, Serialize)]
pub struct ReplyView {
    /// Who was asked.
    pub party: String,
    /// When.
    pub asked: DateView,
    /// `answered`, `declined`, `no-response` or `pending`.
    pub outcome: &'static str,
    /// The word for it.
    pub label: String,
    /// Citation marks of the answer.
    pub cite_html: String,
}

/// A tip line.
#[derive(Clone, Debug, Serialize)]
pub struct TiplineView {
    /// Heading.
    pub title: String,
    /// What to know before writing.
    pub text: String,
    /// In order of safety.
    pub channels: Vec<ChannelView>,
    /// When the contacts were last checked.
    pub verified: Option<DateView>,
    /// Until when they hold.
    pub expires: Option<DateView>,
}

/// One way to reach the desk.
#[derive(Clone, Debug, Serialize)]
pub struct ChannelView {
    /// `signal`, `securedrop`, `email`, `phone`, `post` or `app`.
    pub kind: &'static str,
    /// The word for it.
    pub label: String,
    /// Address, number or user name.
    pub value: String,
    /// Others cannot see who wrote.
    pub is_secure: bool,
    /// What to know.
    pub note: Option<String>,
}

/// What other pages may show of a story.
#[derive(Clone, Debug, Serialize)]
pub struct CardView {
    /// Headline.
    pub title: String,
    /// Standfirst.
    pub description: String,
    /// Path from the site's root.
    pub path: String,
    /// Day of publication; `None` on pages.
    pub date: Option<DateView>,
    /// Day of the last change.
    pub updated: Option<DateView>,
    /// "machine translation", in the language of the story, where nobody reviewed one.
    pub machine: Option<String>,
    /// Authors, joined as in a sentence.
    pub byline: String,
    /// The first tag.
    pub tag: Option<LinkView>,
    /// Its language where it is not the page's.
    pub lang: Option<Arc<str>>,
    /// `ltr` or `rtl` of that language.
    pub dir: Option<&'static str>,
    /// Name of that language.
    pub language: Option<String>,
}

/// One page of a list of stories.
#[derive(Clone, Debug, Serialize)]
pub struct ListView {
    /// In order.
    pub cards: Vec<CardView>,
    /// Number of this page, from 1.
    pub number: usize,
    /// Number of pages.
    pub total: usize,
    /// Path of the page before.
    pub previous: Option<String>,
    /// Path of the page behind.
    pub next: Option<String>,
}

/// The home page of a language.
#[derive(Clone, Debug, Serialize)]
pub struct HomeView {
    /// What every page has.
    #[serde(flatten)]
    pub frame: Frame,
    /// The newest story with its first chart; only on the first page.
    pub lead: Option<LeadView>,
    /// The other stories.
    pub list: ListView,
    /// Every tag with its newest stories; only on the first page.
    pub topics: Vec<TopicView>,
    /// The newest corrections; only on the first page.
    pub corrections: Vec<CorrectionLinkView>,
}

/// The story that leads a home page.
#[derive(Clone, Debug, Serialize)]
pub struct LeadView {
    /// The story.
    pub card: CardView,
    /// Its first chart, without table and downloads.
    pub figure_html: Option<String>,
    /// Its lead picture, if it has no chart.
    pub image: Option<PictureView>,
}

/// A tag with its newest stories.
#[derive(Clone, Debug, Serialize)]
pub struct TopicView {
    /// The tag.
    pub tag: LinkView,
    /// How many stories have it.
    pub count: usize,
    /// The newest ones.
    pub cards: Vec<CardView>,
}

/// A correction on a front.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionLinkView {
    /// The word for it.
    pub label: String,
    /// When.
    pub date: DateView,
    /// "machine translation", where nobody reviewed one.
    pub machine: Option<String>,
    /// Headline of the story.
    pub title: String,
    /// Path of the notice.
    pub path: String,
}

/// A page of the list of all corrections.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionsView {
    /// What every page has.
    #[serde(flatten)]
    pub frame: Frame,
    /// "3 corrections".
    pub count: String,
    /// Those of this page, the newest first.
    pub corrections: Vec<CorrectionEntryView>,
    /// The way to the other pages; its cards are empty.
    pub list: ListView,
}

/// A correction in the list of all of them.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionEntryView {
    /// The correction; its figures have no marks here.
    #[serde(flatten)]
    pub correction: CorrectionView,
    /// "machine translation", where nobody reviewed one.
    pub machine: Option<String>,
    /// Headline of the story.
    pub title: String,
    /// Path of the correction on the page of the story.
    pub path: String,
}

/// A list of stories under a heading: a tag, an author.
#[derive(Clone, Debug, Serialize)]
pub struct ListingView {
    /// What every page has.
    #[serde(flatten)]
    pub frame: Frame,
    /// `tag` or `author`.
    pub kind: &'static str,
    /// The heading.
    pub heading: String,
    /// The author, on an author's page.
    pub person: Option<PersonView>,
    /// How many stories there are: "12 stories".
    pub count: String,
    /// The stories.
    pub list: ListView,
}

/// The list of all tags.
#[derive(Clone, Debug, Serialize)]
pub struct TagsView {
    /// What every page has.
    #[serde(flatten)]
    pub frame: Frame,
    /// Tags in the order of the language.
    pub topics: Vec<TopicView>,
}

/// The page at the root: languages with their newest stories.
#[derive(Clone, Debug, Serialize)]
pub struct FrontView {
    /// What every page has.
    #[serde(flatten)]
    pub frame: Frame,
    /// In the site's order.
    pub languages: Vec<FrontLanguageView>,
}

/// One language on the page at the root.
#[derive(Clone, Debug, Serialize)]
pub struct FrontLanguageView {
    /// Language tag.
    pub lang: Arc<str>,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Its own name for itself.
    pub name: String,
    /// Path of its home page.
    pub path: String,
    /// The site's name in it.
    pub title: String,
    /// One sentence about the site in it.
    pub description: String,
    /// Its newest stories.
    pub cards: Vec<CardView>,
}

/// The page for addresses that have none.
#[derive(Clone, Debug, Serialize)]
pub struct NotFoundView {
    /// What every page has.
    #[serde(flatten)]
    pub frame: Frame,
    /// The message in every language.
    pub languages: Vec<NotFoundLanguageView>,
}

/// "Not found" in one language.
#[derive(Clone, Debug, Serialize)]
pub struct NotFoundLanguageView {
    /// Language tag.
    pub lang: Arc<str>,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Heading.
    pub title: String,
    /// What to do.
    pub text: String,
    /// Whole address of its home page: a host shows this page at any address.
    pub url: String,
    /// Words of the link to it.
    pub home: String,
}

/// A page that only leads to another one.
#[derive(Clone, Debug, Serialize)]
pub struct RedirectView {
    /// What every page has.
    #[serde(flatten)]
    pub frame: Frame,
    /// Path it leads to, from this page.
    pub target: String,
}

/// How to cite a story.
#[derive(Clone, Debug, Serialize)]
pub struct CiteThisView {
    /// The reference.
    pub html: String,
    /// Address of its DOI.
    pub doi: Option<String>,
    /// Its version.
    pub version: Option<String>,
}

/// A marked block: what `blocks/box.html` sees.
#[derive(Clone, Debug, Serialize)]
pub struct BoxView {
    /// Name of the mark in lower case: `statement`, `limits` …
    pub kind: &'static str,
    /// Anchor of the heading, for `aria-labelledby`.
    pub id: String,
    /// Level of the heading on this page: 2 before the first heading of the text, else 3.
    pub level: u8,
    /// The heading; of a quotation only if it was given one.
    pub title_html: String,
    /// The text.
    pub body_html: String,
    /// Of a quotation: who said it.
    pub speaker_html: String,
    /// Of a quotation: citation marks.
    pub cite_html: String,
    /// Of a translated quotation: the words as they were said.
    pub original: Option<OriginalView>,
    /// Of a quotation: its language where it is not the page's; `lang` is the page's.
    pub words_lang: Option<Arc<str>>,
    /// `ltr` or `rtl` of that language.
    pub words_dir: Option<&'static str>,
    /// Of a tip line.
    pub tipline: Option<TiplineView>,
    /// Anchor that it shares with the same block in other languages; empty if it has none.
    pub anchor: String,
}

/// Words in the language in which they were said.
#[derive(Clone, Debug, Serialize)]
pub struct OriginalView {
    /// The words.
    pub text: String,
    /// Their language.
    pub lang: Arc<str>,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Name of that language.
    pub language: String,
}

/// A figure's note in the margin: what `blocks/note.html` sees.
#[derive(Clone, Debug, Serialize)]
pub struct NoteView {
    /// Anchor of the note.
    pub id: String,
    /// Anchor of its mark in the text.
    pub mark: String,
    /// The words as printed.
    pub words_html: String,
    /// What it is.
    pub label: String,
    /// The time it speaks of.
    pub as_of: Option<String>,
    /// What the bound leaves open.
    pub leaves_open: Option<String>,
    /// How many empty cells it passes over.
    pub passed_over: Option<String>,
    /// Where it stands: links to the source list.
    pub source_html: String,
    /// `draft`, `sourced`, `verified`, `disputed` or `retracted`.
    pub status: &'static str,
    /// The word for it.
    pub status_label: String,
    /// Who checked it: "Edda Quist and Ivo Sand".
    pub checked_by: Option<String>,
    /// Address of its entry on the page that shows how figures are known, from this page.
    pub evidence: String,
}

/// A file for other programs.
#[derive(Clone, Debug, Serialize)]
pub struct ExportView {
    /// What it is: "CSL-JSON".
    pub format: &'static str,
    /// Path from the site's root.
    pub path: String,
}
