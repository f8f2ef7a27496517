//! `explain`: what the registries know, one entry at a time.

use std::fmt::Write as _;

use crate::cli::{put_out, wrong_use};
use crate::codes;
use crate::diag::did_you_mean;
use crate::reference::{self, Topic, topics};

/// Explains one thing, or lists all.
pub(super) fn run(name: Option<&str>) -> u8 {
    let topics = topics();
    let Some(name) = name else {
        return put_out(list(&topics).as_bytes());
    };
    let found = find(&topics, name);
    if found.is_empty() && codes::all::is_later(name) {
        return wrong_use(
            &format!("this version does not look for `{name}` yet"),
            "the format announces it; until then `[checks]` may name it and nothing comes of it",
        );
    }
    if found.is_empty() {
        let hint = did_you_mean(name, topics.iter().map(|topic| topic.name.as_str()));
        let hint =
            hint.unwrap_or_else(|| "`onrecord explain` lists everything that can be explained".to_owned());
        return wrong_use(&format!("there is nothing called `{name}`"), &hint);
    }
    let entry = |topic: &Topic| format!("# {} ({})\n\n{}\n", topic.name, topic.kind, topic.text.trim_end());
    put_out(found.into_iter().map(entry).collect::<String>().as_bytes())
}

/// What a name means: the entry of that name, with or without its brackets and colon; of a file every list of keys.
fn find<'a>(topics: &'a [Topic], name: &str) -> Vec<&'a Topic> {
    let bare = |name: &str| name.trim_matches(|sign| "[!]:".contains(sign)).to_lowercase();
    let wanted = bare(name);
    let is_file = wanted.ends_with(".toml") || wanted == "front matter";
    let is_meant = |topic: &&Topic| {
        topic.name == name
            || bare(&topic.name) == wanted
            || is_file && topic.kind == "keys" && topic.name.to_lowercase().contains(&wanted)
    };
    topics.iter().filter(is_meant).collect()
}

/// Prints everything, as it stands in `docs/reference.md`.
pub(super) fn print_all() -> u8 {
    put_out(reference::page().as_bytes())
}

/// All names with a line of what they are.
fn list(topics: &[Topic]) -> String {
    let mut list = String::new();
    for group in topics.chunk_by(|one, next| one.kind == next.kind) {
        let width = group.iter().map(|topic| topic.name.chars().count()).max().unwrap_or(0);
        let _ = writeln!(list, "{}:", group.first().map_or("", |topic| topic.kind));
        for topic in group {
            let _ = writeln!(list, "  {:<width$}  {}", topic.name, topic.summary);
        }
        list.push('\n');
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(wanted: &str) -> Vec<String> {
        find(&topics(), wanted).into_iter().map(|topic| topic.name.clone()).collect()
    }

    #[test]
    fn an_entry_is_found_with_and_without_its_signs() {
        assert_eq!(names("limits"), ["[!LIMITS]"]);
        assert_eq!(names("fact:"), names("fact"));
        assert_eq!(names("column"), ["column"]);
    }

    #[test]
    fn a_file_means_all_its_lists_of_keys() {
        let found = names("sources.toml");
        assert_eq!(
            found,
            ["[KEY] of sources.toml", "[KEY.provenance] of sources.toml", "[[KEY.copies]] of sources.toml"]
        );
    }
}
