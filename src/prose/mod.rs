//! Inline prose: words, emphasis, links with their schemes, citations.
//!
//! The tree is what `inline.rs` makes of Markdown in bodies, titles and notes. It is data: nothing is looked up here.
//! Spans are bytes of the file that the prose stands in.

pub(crate) mod flat;
pub(crate) mod inline;
pub(crate) mod marks;
pub(crate) mod math;
mod run;
pub(crate) mod scheme;
pub(crate) mod shapes;
pub(crate) mod words;

use std::sync::Arc;

use crate::source::citation::Citation;
use crate::text::{Span, Spanned};

/// A piece of inline prose.
#[derive(Clone, Debug)]
pub(crate) struct Inline {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: InlineKind,
}

/// Kinds of inline prose.
#[derive(Clone, Debug)]
pub(crate) enum InlineKind {
    /// Words; a line end of the source is `\n` and a blank to the reader.
    Text(Box<str>),
    /// A line end to the reader.
    HardBreak,
    /// Code.
    Code(Box<str>),
    /// Stressed.
    Emphasis(Box<[Inline]>),
    /// Strongly stressed.
    Strong(Box<[Inline]>),
    /// Struck out.
    Strikethrough(Box<[Inline]>),
    /// A link of any scheme.
    Link(Box<Link>),
    /// A picture in the line.
    Image(Box<Image>),
    /// A citation.
    Citation(Box<Cited>),
    /// A mark of a footnote, by its label.
    Footnote(Box<str>),
    /// Inline maths.
    Math(Box<str>),
    /// Raw HTML, where the site allows it.
    Html(Box<str>),
}

/// A citation and how it was written.
#[derive(Clone, Debug)]
pub(crate) struct Cited {
    /// The cites.
    pub(crate) citation: Citation,
    /// `@word` without brackets: only a citation if the key exists, else these words are printed.
    pub(crate) bare: Option<Box<str>>,
}

/// A link: its words and where it leads or what it is bound to.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    /// Where it leads.
    pub target: Target,
    /// Place of the destination between the parentheses.
    pub destination: Span,
    /// Title in quotes after the destination.
    pub title: Option<Box<str>>,
    /// The words; empty if the build writes them.
    pub content: Vec<Inline>,
}

/// A picture in the line, or an embedded exhibit where it stands alone.
#[derive(Clone, Debug)]
pub(crate) struct Image {
    /// What is shown.
    pub target: Target,
    /// Place of the destination.
    pub destination: Span,
    /// The alternative text; links in it are bindings.
    pub alt: Vec<Inline>,
    /// Title in quotes.
    pub title: Option<Box<str>>,
}

/// What a destination means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// An address outside: http, https, mailto, tel.
    Web(Box<str>),
    /// `#id` on the same page.
    Anchor(Arc<str>),
    /// `story:path#id`.
    Story(StoryRef),
    /// A relative path to an edition's `.md` file, with a fragment.
    EditionFile(StoryRef),
    /// A relative path to another file, with its fragment.
    File(StoryRef),
    /// `figure:id`.
    Figure(Arc<str>),
    /// `name:id`.
    Name(Arc<str>),
    /// `quote:id`.
    Quote(Arc<str>),
    /// `fact:…`.
    Fact(FactBinding),
    /// `cell:…`.
    Cell(CellBinding),
    /// `nofact:reason`.
    Unbound(Box<str>),
    /// Not usable; it was reported.
    Broken,
}

/// A path and an optional fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoryRef {
    /// As written, without the fragment.
    pub path: Arc<str>,
    /// Behind `#`.
    pub fragment: Option<Arc<str>>,
}

/// How a value is written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum ValueStyle {
    /// "almost 1,400 TB".
    #[default]
    Short,
    /// "almost 1,400 terabytes".
    Long,
    /// "1,400": no hedge, no unit.
    Bare,
}

impl ValueStyle {
    /// Every style with its word.
    pub(crate) const WORDS: &'static [(&'static str, ValueStyle)] =
        &[("short", ValueStyle::Short), ("long", ValueStyle::Long), ("bare", ValueStyle::Bare)];
}

/// Words bound to one or several facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FactBinding {
    /// In the order of the words.
    pub facts: Vec<FactRef>,
    /// A condition that must hold.
    pub condition: Option<Condition>,
    /// How an empty binding is written out.
    pub style: ValueStyle,
}

/// A fact by id, perhaps of another investigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FactRef {
    /// Path of the investigation below `content/`, or its last part; `None` is this one.
    pub investigation: Option<Arc<str>>,
    /// Id of the fact.
    pub id: Arc<str>,
}

impl FactRef {
    /// As it is written: `growth`, `cloud/growth`.
    pub(crate) fn written(&self) -> String {
        match &self.investigation {
            Some(path) => format!("{path}/{}", self.id),
            None => self.id.to_string(),
        }
    }
}

/// A comparison with a number, as in `fact:growth>3`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Condition {
    /// `>`, `>=`, `<`, `<=` or `==`.
    pub operator: Operator,
    /// The number on its right.
    pub number: rust_decimal::Decimal,
}

impl Condition {
    /// As it is written behind an id: `>3`.
    pub(crate) fn written(&self) -> String {
        let operator = match self.operator {
            Operator::Greater => ">",
            Operator::GreaterOrEqual => ">=",
            Operator::Less => "<",
            Operator::LessOrEqual => "<=",
            Operator::Equal => "==",
        };
        format!("{operator}{}", self.number)
    }
}

/// Operators of conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `==`
    Equal,
}

/// Words bound to a cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CellBinding {
    /// The selector, decoded: `storage[month=2025-07].stored`.
    pub selector: Spanned<Arc<str>>,
    /// How an empty binding is written out.
    pub style: ValueStyle,
}

/// Inline prose of one line: a title, a caption, a note.
pub(crate) type Line = Vec<Inline>;

/// The words of inline prose, without marks: for titles in lists, `alt`, metadata. Bindings with empty words give
/// nothing here; whoever renders for readers uses the resolved words.
pub(crate) fn plain_text(line: &[Inline]) -> String {
    let mut text = String::new();
    push_plain(line, &mut text);
    text
}

fn push_plain(line: &[Inline], text: &mut String) {
    for inline in line {
        match &inline.kind {
            InlineKind::Text(words) | InlineKind::Code(words) | InlineKind::Math(words) => {
                text.push_str(words)
            }
            InlineKind::HardBreak => text.push(' '),
            InlineKind::Emphasis(inner) | InlineKind::Strong(inner) | InlineKind::Strikethrough(inner) => {
                push_plain(inner, text);
            }
            InlineKind::Link(link) => push_plain(&link.content, text),
            InlineKind::Image(image) => push_plain(&image.alt, text),
            InlineKind::Citation(_) | InlineKind::Footnote(_) | InlineKind::Html(_) => {}
        }
    }
}
