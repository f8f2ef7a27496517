//! The fact-checker's sheet of one edition: everything that it states, in the order of the text, with what it rests on.
//!
//! A [`Sheet`] is plain data. `rows` makes it of a site and of what checks found in it; `csv`, `print` and `lines` write
//! it down. It is never part of a published site.

pub(crate) mod rests;
pub(crate) mod signature;
pub(crate) mod signing;
pub(crate) mod worth;

pub(crate) mod rows;

pub(crate) mod csv;
pub(crate) mod filled;
pub(crate) mod lines;
pub(crate) mod print;

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::diag::Place;
use crate::fact::sign_off::{Signature, Signed};
use crate::locale::LangTag;
use crate::site::evidence::Position;
use crate::text::Position as Spot;

/// The sheet of one edition.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    /// The headline in plain words.
    pub(crate) title: String,
    /// Language of the edition.
    pub(crate) lang: LangTag,
    /// Its file.
    pub(crate) file: Arc<str>,
    /// In the order of the text; the number of each is its place, from 1.
    pub(crate) rows: Vec<Row>,
    /// Sign-offs in this language that no row answers to any more.
    pub(crate) lost: Vec<Signed>,
}

/// One thing that is stated.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// Where it is written.
    pub(crate) place: Place,
    /// Line and column of that place.
    pub(crate) at: Spot,
    /// Which part of the edition it stands in.
    pub(crate) part: Part,
    /// Its sentence as readers see it.
    pub(crate) sentence: String,
    /// What kind of statement it is.
    pub(crate) kind: RowKind,
    /// Its words as readers see them.
    pub(crate) words: String,
    /// What is known of it.
    pub(crate) record: Record,
    /// Whether words and record agree.
    pub(crate) verdict: Verdict,
    /// What is to be said about the verdict; may be empty.
    pub(crate) reason: String,
    /// What a sign-off of it holds for.
    pub(crate) signature: Signature,
    /// Sign-offs of it.
    pub(crate) sign_off: SignOff,
}

/// What the record says about a statement.
#[derive(Clone, Debug, Default)]
pub(crate) struct Record {
    /// What the words are bound to, as it is written behind them: `fact:growth>3`; empty if to nothing.
    pub(crate) bound_to: String,
    /// The number: the low end of a range.
    pub(crate) value: Option<Decimal>,
    /// The other end of a range.
    pub(crate) high: Option<Decimal>,
    /// A value that is no number: a date, the exact words of a quotation, a name.
    pub(crate) text: String,
    /// The value as the language of the edition writes it.
    pub(crate) shown: String,
    /// Id of the unit; may be empty.
    pub(crate) unit: String,
    /// Word of the bound; empty for what is no number.
    pub(crate) bound: &'static str,
    /// The expression that it is worked out by; may be empty.
    pub(crate) formula: String,
    /// The time that it speaks of; may be empty.
    pub(crate) as_of: String,
    /// `draft`, `sourced` …; empty for what has none.
    pub(crate) status: &'static str,
    /// Who checked the record.
    pub(crate) checked_by: Vec<String>,
    /// What it rests on.
    pub(crate) rests: Vec<Rest>,
}

/// One place in one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rest {
    /// Citation key.
    pub(crate) key: Arc<str>,
    /// Who made it, what it is called, when.
    pub(crate) source: String,
    /// "p. 4"; may be empty.
    pub(crate) locator: String,
    /// Who can see it.
    pub(crate) access: &'static str,
    /// Its documents in the site's folder.
    pub(crate) documents: Vec<Document>,
    /// Archived copies, else the addresses where it stands.
    pub(crate) archived: Vec<String>,
    /// Where the entry of the source stands.
    pub(crate) entry: Place,
}

/// A document that a source can be seen in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Document {
    /// Its path in the site.
    pub(crate) file: String,
    /// Its digest as recorded; may be empty.
    pub(crate) sha256: String,
}

/// Kinds of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum RowKind {
    /// A number with what goes with it.
    Number,
    /// A day, month or year.
    Date,
    /// A multiple or change in words, or words under a condition.
    Claim,
    /// Somebody's words.
    Quotation,
    /// A person, organisation, place or term.
    Name,
    /// The rows of a table that an exhibit shows.
    Data,
}

impl RowKind {
    /// The word in the CSV file, also the key of a message.
    pub(crate) fn word(self) -> &'static str {
        match self {
            RowKind::Number => "number",
            RowKind::Date => "date",
            RowKind::Claim => "claim",
            RowKind::Quotation => "quotation",
            RowKind::Name => "name",
            RowKind::Data => "data",
        }
    }
}

/// Parts of an edition, as a checker looks for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Headline,
    Standfirst,
    Correction,
    Text,
    Heading,
    Quotation,
    Footnote,
    Exhibit,
    Alternative,
}

impl Part {
    /// The part that a passage belongs to.
    pub(crate) fn of(position: Position) -> Part {
        match position {
            Position::Headline => Part::Headline,
            Position::Standfirst => Part::Standfirst,
            Position::Correction => Part::Correction,
            Position::Text => Part::Text,
            Position::Heading | Position::BlockTitle => Part::Heading,
            Position::Quoted => Part::Quotation,
            Position::Footnote => Part::Footnote,
            Position::Exhibit(_) => Part::Exhibit,
            Position::Alternative | Position::Picture => Part::Alternative,
        }
    }

    /// The word in the CSV file, also the key of a message.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Part::Headline => "headline",
            Part::Standfirst => "standfirst",
            Part::Correction => "correction",
            Part::Text => "text",
            Part::Heading => "heading",
            Part::Quotation => "quotation",
            Part::Footnote => "footnote",
            Part::Exhibit => "exhibit",
            Part::Alternative => "alternative",
        }
    }
}

/// Whether words and record agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// They do.
    Agrees,
    /// They do not.
    Disagrees,
    /// Nothing is bound to the words: a person has to look.
    NotBound,
    /// There is something that cannot be compared.
    Unchecked,
}

impl Verdict {
    /// The word in the CSV file, also the key of a message.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Verdict::Agrees => "agrees",
            Verdict::Disagrees => "disagrees",
            Verdict::NotBound => "not-bound",
            Verdict::Unchecked => "cannot-be-checked",
        }
    }
}

/// Where the sign-off of a row stands.
#[derive(Clone, Debug)]
pub(crate) enum SignOff {
    /// Nobody signed it.
    Open,
    /// Somebody signed another sentence, or another record under the same words.
    Stale(Stale, Signed),
    /// It is signed, perhaps by several.
    Signed(Vec<Signed>),
}

/// Why a sign-off holds no longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stale {
    /// The sentence is another one.
    Sentence,
    /// What the words rest on is something else.
    Basis,
}

impl SignOff {
    /// The word in the CSV file, also the key of a message.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            SignOff::Open => "open",
            SignOff::Stale(Stale::Sentence, _) => "sentence-changed",
            SignOff::Stale(Stale::Basis, _) => "basis-changed",
            SignOff::Signed(_) => "signed",
        }
    }

    /// Whether somebody still has to look.
    pub(crate) fn is_open(&self) -> bool {
        !matches!(self, SignOff::Signed(_))
    }
}

/// How many rows of a sheet are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// All rows.
    pub(crate) rows: usize,
    /// Not signed, stale ones included.
    pub(crate) open: usize,
    /// Signed before something changed.
    pub(crate) stale: usize,
    /// Words that their record does not bear out.
    pub(crate) disagree: usize,
    /// Words that nothing is bound to.
    pub(crate) not_bound: usize,
    /// What cannot be compared.
    pub(crate) unchecked: usize,
}

impl Sheet {
    /// Counts its rows.
    pub(crate) fn counts(&self) -> Counts {
        let mut counts = Counts { rows: self.rows.len(), ..Counts::default() };
        for row in &self.rows {
            counts.open += usize::from(row.sign_off.is_open());
            counts.stale += usize::from(matches!(row.sign_off, SignOff::Stale(..)));
            counts.disagree += usize::from(row.verdict == Verdict::Disagrees);
            counts.not_bound += usize::from(row.verdict == Verdict::NotBound);
            counts.unchecked += usize::from(row.verdict == Verdict::Unchecked);
        }
        counts
    }
}
