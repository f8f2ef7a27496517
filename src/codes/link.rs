//! Codes about links within the site.

use crate::diag::{Code, Severity};

/// Links to stories, pages, sections, tags and files of the site.
pub(crate) const BROKEN: Code = Code {
    name: "link/broken",
    level: Severity::Error,
    looks_at: "links to stories, pages, sections, tags and files of the site",
    why: "a dead link",
    example: "[earlier](story:clud)",
    instead: "[earlier](story:cloud)",
    allow: "",
};

/// The part behind `#`.
pub(crate) const ANCHOR: Code = Code {
    name: "link/anchor",
    level: Severity::Error,
    looks_at: "the part behind `#`",
    why: "a link to a part that is not there leads to the top of the page",
    example: "[method](#metod)",
    instead: "[method](#method)",
    allow: "",
};

/// Short paths of stories.
pub(crate) const AMBIGUOUS: Code = Code {
    name: "link/ambiguous",
    level: Severity::Error,
    looks_at: "short paths of stories",
    why: "the last part of a path must name one story only",
    example: "story:budget   # europe/budget and asia/budget",
    instead: "story:europe/budget",
    allow: "",
};

/// Links from published pages to drafts and embargoed stories.
pub(crate) const UNPUBLISHED: Code = Code {
    name: "link/unpublished",
    level: Severity::Error,
    looks_at: "links from published pages to drafts and embargoed stories",
    why: "the link would be dead, and would name what is not published yet",
    example: "[next](story:draft-story)",
    instead: "take the link out until the story is published",
    allow: "",
};

/// The codes of this area.
pub(crate) const CODES: &[&Code] = &[&BROKEN, &ANCHOR, &AMBIGUOUS, &UNPUBLISHED];
