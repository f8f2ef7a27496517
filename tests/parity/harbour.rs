//! The story of `harbour/` as files of a site.

use std::collections::BTreeMap;

use crate::built::{files_of, repository};

/// The languages it was translated into.
pub(super) const LANGUAGES: [&str; 7] = ["pt-BR", "es", "fr", "de", "it", "ja", "ar"];

/// Its files, by their names in the folder.
pub(super) fn files() -> BTreeMap<String, Vec<u8>> {
    files_of(&repository().join("tests/parity/harbour"))
}

/// One of its editions.
pub(super) fn edition(files: &BTreeMap<String, Vec<u8>>, language: &str) -> String {
    let bytes = files.get(&format!("{language}.md")).expect("an edition");
    String::from_utf8(bytes.clone()).expect("a text")
}

/// Puts the story into a site under a name, with the editions that are given.
pub(super) fn put(
    site: &mut BTreeMap<String, Vec<u8>>,
    files: &BTreeMap<String, Vec<u8>>,
    name: &str,
    editions: &[(&str, &str)],
) {
    for (file, bytes) in files {
        match file.as_str() {
            "site.toml" => drop(site.insert(file.clone(), bytes.clone())),
            "facts.toml" | "names.toml" | "sources.toml" => {
                site.insert(format!("content/{name}/{file}"), bytes.clone());
            }
            _ => {}
        }
    }
    for (language, text) in editions {
        site.insert(format!("content/{name}/{language}.md"), text.as_bytes().to_vec());
    }
}
