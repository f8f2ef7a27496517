//! `translate init`: a new edition and its strings file, never over a file that is there.

use std::collections::BTreeSet;

use crate::cli::new;
use crate::cli::{Common, build, wrong_use};
use crate::world::World;

pub(super) fn run(common: &Common, story: &str, lang: &str) -> u8 {
    let world = match build::open(common) {
        Ok(world) => world,
        Err(status) => return status,
    };
    let path = whole(&world, story);
    match new::begin(&world, &path, Some(lang)) {
        Ok(begun) if begun.is_translation => new::put(common, &begun),
        Ok(_) => wrong_use(
            &format!("there is no story `{story}`"),
            &format!("begin it in its own language first: `onrecord new {story}`"),
        ),
        Err(status) => status,
    }
}

/// The path of a story that is named by its last part, where that is unique; else as it is written.
fn whole(world: &dyn World, story: &str) -> String {
    let path = story.trim_matches('/');
    let path = path.strip_prefix("content/").unwrap_or(path);
    let listed = world.list();
    let folders: BTreeSet<&str> = listed
        .iter()
        .filter_map(|file| file.path.strip_prefix("content/")?.strip_suffix(".md")?.rsplit_once('/'))
        .map(|(folder, _)| folder)
        .collect();
    let mut found = folders.iter().filter(|folder| folder.rsplit('/').next() == Some(path));
    match (folders.contains(path), found.next(), found.next()) {
        (false, Some(only), None) => (*only).to_owned(),
        _ => path.to_owned(),
    }
}
