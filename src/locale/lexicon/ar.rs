//! Arabic: letters that are written in one word with what follows; number words are not known yet.

use crate::locale::lexicon::words::Words;

/// The table.
pub(crate) const WORDS: Words = Words {
    language: "ar",
    name: "Arabic",
    glued: "ب | و | ل | ف | ك | وب | ول",
    units: &[("%", "في المئة | بالمئة | في المائة | بالمائة | فى المئة")],
    ..Words::EMPTY
};
