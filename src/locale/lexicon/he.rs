//! Hebrew: letters that are written in one word with what follows; number words are not known yet.

use crate::locale::lexicon::words::Words;

/// The table.
pub(crate) const WORDS: Words = Words {
    language: "he",
    name: "Hebrew",
    glued: "ב | ל | מ | ה | ו | ש | כ | וב | מה | שב",
    units: &[("%", "אחוז | אחוזים | אחוזי")],
    ..Words::EMPTY
};
