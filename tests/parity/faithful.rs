//! Faithful translations give no finding at all.

use std::collections::BTreeMap;

use onrecord::Severity;

use super::{findings, harbour};

/// Languages without interface messages are told once a site; this is about their texts.
const ABOUT_THE_THEME: &str = "theme/missing-messages";

#[test]
fn faithful_translations_in_eight_languages_give_no_error_and_no_warning() {
    let files = harbour::files();
    let mut site = BTreeMap::new();
    let mut editions = vec![("en", harbour::edition(&files, "en"))];
    editions.extend(harbour::LANGUAGES.map(|language| (language, harbour::edition(&files, language))));
    let editions: Vec<(&str, &str)> = editions.iter().map(|(tag, text)| (*tag, text.as_str())).collect();
    harbour::put(&mut site, &files, "harbour", &editions);
    let found: Vec<String> = findings(&site)
        .into_iter()
        .filter(|found| found.code != ABOUT_THE_THEME && found.severity != Severity::Note)
        .map(|found| {
            let at = found.places.first().map(|at| format!("{}:{}", at.file, at.first));
            format!("{} {} {}: {}", at.unwrap_or_default(), found.severity.name(), found.code, found.message)
        })
        .collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}
