//! Codes about corrections and the record of published versions.

use crate::diag::{Code, Severity};

/// What a published story said and says no longer.
pub(crate) const SILENT_CHANGE: Code = Code {
    name: "correction/silent-change",
    level: Severity::Warning,
    looks_at: "figures, quotations, headlines and tables of a published story that are not what `versions.toml` recorded; a figure needs a correction with its id in `facts`, or that of a fact it is worked out from; for all else any correction will do that the recorded version did not have",
    why: "who has read, cited or translated the story must be able to learn what was changed",
    example: "value = 450   # 400 when it was published",
    instead: "[[corrections]]\ndate = 2026-02-20\nkind = \"correction\"\nnote = \"An earlier version gave …\"\nfacts = [\"azure-2025-07\"]",
    allow: "when nothing that readers learn has changed, such as a unit written in another way",
};

/// `versions.toml`.
pub(crate) const VERSIONS: Code = Code {
    name: "correction/versions",
    level: Severity::Error,
    looks_at: "`versions.toml`: the order of its versions, and their digests, each of which covers the version before",
    why: "a record that can be edited proves nothing",
    example: "held = \"450 TB\"   # written over by hand",
    instead: "take the file from version control, then run `onrecord ledger --record`",
    allow: "",
};

/// The codes of this area.
pub(crate) const CODES: &[&Code] = &[&SILENT_CHANGE, &VERSIONS];
