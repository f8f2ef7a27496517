//! Rendering: a site -> the HTML of its pages.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::render::theme::TemplateFault;
use crate::render::view::{ContentsView, FootnoteView};
use crate::site::FolderIx;

pub mod view;

pub(crate) mod functions;
pub(crate) mod solid;
pub(crate) mod style_sheet;
pub(crate) mod theme;

pub(crate) mod links;
pub(crate) mod words;

pub(crate) mod figures;
pub(crate) mod pictures;
pub(crate) mod references;
pub(crate) mod source_list;

pub(crate) mod cards;
pub(crate) mod frame;
pub(crate) mod metadata;

mod marks;
pub(crate) mod places;

pub(crate) mod claims;
pub(crate) mod evidence;
pub(crate) mod sentences;
pub(crate) mod workings;

pub(crate) mod prose;

pub(crate) mod exhibit;

pub(crate) mod body;
pub(crate) mod corrections;

pub(crate) mod figure_words;
pub(crate) mod social;
pub(crate) mod translation;

pub(crate) mod edition;
pub(crate) mod lists;

pub(crate) mod downloads;
pub(crate) mod how_we_know;

pub(crate) mod compare;
pub(crate) mod figure_page;

pub(crate) mod pages;

/// Where the HTML goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Into the page itself: notes, anchors, back-links.
    Page,
    /// Into a feed: whole addresses, nothing that leads within the page.
    Feed,
    /// Onto another page of the site: nothing that leads within the story's own page.
    Lead,
}

/// What a body becomes.
#[derive(Default)]
pub(crate) struct BodyHtml {
    /// The text.
    pub(crate) html: String,
    /// Headings of the second level.
    pub(crate) contents: Vec<ContentsView>,
    /// Footnotes in the order of their marks.
    pub(crate) footnotes: Vec<FootnoteView>,
    /// Files that it shows or links to.
    pub(crate) files: BTreeSet<SiteFileKey>,
    /// Tables whose CSV it offers.
    pub(crate) tables: BTreeSet<(FolderIx, Arc<str>)>,
    /// It has a tip line of its own.
    pub(crate) has_tipline: bool,
    /// Some bound figure has a note.
    pub(crate) has_notes: bool,
    /// Templates that failed.
    pub(crate) faults: Vec<TemplateFault>,
}

/// A file of a folder that is to be published.
pub(crate) type SiteFileKey = (FolderIx, Arc<str>);
