//! The registry of all codes.

use crate::codes::{
    cite, correction, data, document, fact, figure, link, markdown, media, quote, site, story, theme, toml,
    translation,
};
use crate::diag::Code;

/// Every area's codes, areas in alphabetical order.
pub(crate) const CODES: &[&[&Code]] = &[
    cite::CODES,
    correction::CODES,
    data::CODES,
    document::CODES,
    fact::CODES,
    figure::CODES,
    link::CODES,
    markdown::CODES,
    media::CODES,
    quote::CODES,
    site::CODES,
    story::CODES,
    theme::CODES,
    toml::CODES,
    translation::CODES,
];

/// Codes that the authoring format announces and this version does not look for: naming one is no mistake.
pub(crate) const LATER: &[&str] = &[];

/// Whether the format announces a code that this version does not look for.
pub(crate) fn is_later(name: &str) -> bool {
    LATER.contains(&name)
}

/// All codes, one after the other.
pub(crate) fn all() -> impl Iterator<Item = &'static Code> + Clone {
    CODES.iter().flat_map(|area| area.iter().copied())
}

/// All names, for "did you mean".
pub(crate) fn names() -> impl Iterator<Item = &'static str> + Clone {
    all().map(|code| code.name)
}

/// The code of that name.
pub(crate) fn find(name: &str) -> Option<&'static Code> {
    all().find(|code| code.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_area_and_what_and_unique() {
        let mut names: Vec<&str> = names().collect();
        for name in &names {
            let parts: Vec<&str> = name.split('/').collect();
            let good = |part: &&str| {
                !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
            };
            assert!(parts.len() == 2 && parts.iter().all(good), "{name}");
        }
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count, "a name stands twice");
        assert!(
            LATER.iter().all(|later| !names.contains(later)),
            "a code of a later version is there already"
        );
    }

    #[test]
    fn every_code_explains_itself() {
        for code in all() {
            for text in [code.looks_at, code.why, code.example, code.instead] {
                assert!(!text.is_empty(), "{} leaves a heading empty", code.name);
            }
        }
    }
}
