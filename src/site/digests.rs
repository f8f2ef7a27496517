//! Digests and numbers of pages that copies of sources do not state yet, as repairs of the files they belong into.

use rayon::prelude::*;

use crate::diag::{Fix, Place};
use crate::media::page_text;
use crate::site::{FolderIx, Site};
use crate::source::SourceCopy;
use crate::text::{FileText, Span, sha256};
use crate::world::World;

/// What to write so that every copy that is a file states its `sha256`, and one with pages its `pages`.
///
/// One repair a copy, in the order of the files and of the places in them; each inserts keys behind `file` and changes
/// nothing else. Documents that cannot be had are left out: checks tell of them.
pub(crate) fn missing_digests(site: &Site, world: &dyn World) -> Vec<Fix> {
    let folders = (0..).map(FolderIx).zip(&site.folders);
    let copies: Vec<(FolderIx, &SourceCopy)> = folders
        .flat_map(|(ix, folder)| folder.data.sources.values().map(move |source| (ix, source)))
        .flat_map(|(ix, source)| source.copies.iter().map(move |copy| (ix, copy)))
        .filter(|(_, copy)| copy.file.is_some() && (copy.sha256.is_none() || copy.pages.is_none()))
        .collect();
    let mut fixes: Vec<Fix> =
        copies.par_iter().filter_map(|(ix, copy)| missing(site, world, *ix, copy)).collect();
    fixes.sort_by(|a, b| a.place.cmp(&b.place));
    fixes
}

fn missing(site: &Site, world: &dyn World, ix: FolderIx, copy: &SourceCopy) -> Option<Fix> {
    let file = copy.file.as_ref()?;
    let bytes = world.bytes(&site.file_source(ix, &file.value)).ok()?;
    let mut keys: Vec<(&str, String)> = Vec::new();
    if copy.sha256.is_none() {
        keys.push(("sha256", format!("\"{}\"", sha256(&bytes))));
    }
    // A text without form feeds is one piece: whether it has pages, nobody knows.
    let count = page_text::read(&file.value, &bytes).ok().map(|texts| texts.pages.len());
    if let Some(count) = count.filter(|count| *count > 1 || !page_text::is_text(&file.value))
        && copy.pages.is_none()
    {
        keys.push(("pages", count.to_string()));
    }
    if keys.is_empty() {
        return None;
    }
    let text = world.text(&file.place.file).ok()?;
    insertion(&text, file.place.span, &keys)
}

/// Keys behind the value that ends where `file` does: on lines of their own, or in the same braces.
fn insertion(toml: &FileText, file: Span, keys: &[(&str, String)]) -> Option<Fix> {
    let text = &*toml.text;
    let after = text.get(file.end as usize..)?;
    let value_end = text.len() - after.trim_start_matches(['"', '\'']).len();
    let line_end = value_end + text.get(value_end..)?.find(['\r', '\n']).unwrap_or(text.len() - value_end);
    let line_start = text.get(..file.start as usize)?.rfind('\n').map_or(0, |at| at + 1);
    let line = text.get(line_start..line_end)?;
    let indent = line.get(..line.len() - line.trim_start().len())?;
    // Signs of equality that stand in one column stay so.
    let width = line.find('=')?.checked_sub(indent.len() + 1)?;
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let lines: String =
        keys.iter().map(|(key, value)| format!("{newline}{indent}{key:width$} = {value}")).collect();
    let inline: String = keys.iter().map(|(key, value)| format!(", {key} = {value}")).collect();
    let rest = text.get(value_end..line_end)?.trim_start();
    let ends_line = rest.is_empty() || rest.starts_with('#');
    // Braces may go over several lines: then the first way is no TOML.
    let ways = [(line_end, lines), (value_end, inline)];
    let (at, replacement) =
        ways.into_iter().skip(usize::from(!ends_line)).find(|(at, addition)| is_toml(text, *at, addition))?;
    Some(Fix { place: Place::new(&toml.path, Span::new(at..at)), replacement })
}

fn is_toml(text: &str, at: usize, addition: &str) -> bool {
    let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) else { return false };
    format!("{before}{addition}{after}").parse::<toml::Table>().is_ok()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::config;
    use crate::site::load::{self, LoadMemo};
    use crate::world::MemoryWorld;

    const SITE: &str = "base_url = \"https://example.org/\"\ntitle = \"Site\"\nlanguages = [\"en\"]\n";

    fn fixed(sources: &str) -> String {
        let mut world = MemoryWorld::new(jiff::Timestamp::UNIX_EPOCH);
        world.insert("site.toml", SITE);
        world.insert("content/a/en.md", "+++\ntitle = \"A\"\ndescription = \"B\"\n+++\nText.\n");
        world.insert("content/a/sources.toml", sources);
        world.insert("content/a/documents/a.txt", "abc");
        world.insert("content/a/documents/b.txt", "one\u{c}two");
        let mut found = Vec::new();
        let file = world.text("site.toml").expect("a text");
        let config = config::read(&file).into(&mut found).expect("settings");
        let site = load::load(&world, Arc::new(config), true, &mut LoadMemo::default()).into(&mut found);
        let mut text = sources.to_owned();
        for fix in missing_digests(&site, &world).iter().rev() {
            assert_eq!(&*fix.place.file, "content/a/sources.toml");
            text.replace_range(fix.place.span.range(), &fix.replacement);
        }
        text
    }

    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn what_is_missing_is_written_behind_the_file() {
        let sources = "[a]\ntype = \"report\"\ntitle = \"A\"\n[[a.copies]]\nfile   = \"documents/a.txt\"  # here\n\
                       [[a.copies]]\nfile = 'documents/b.txt'";
        let text = fixed(sources);
        let expected = format!("file   = \"documents/a.txt\"  # here\nsha256 = \"{ABC}\"\n[[a.copies]]\n");
        assert!(text.contains(&expected), "{text}");
        assert!(text.ends_with("\"\npages = 2"), "{text}");
        assert_eq!(fixed(&text), text, "then nothing is missing");
    }

    #[test]
    fn a_copy_in_braces_stays_in_them() {
        let head = "[a]\r\ntype = \"report\"\r\ntitle = \"A\"\r\n";
        let text = fixed(&format!(
            "{head}copies = [{{ file = \"documents/a.txt\" }}, {{ url = \"https://example.org/\" }}]"
        ));
        assert!(text.contains(&format!("[{{ file = \"documents/a.txt\", sha256 = \"{ABC}\" }}, ")), "{text}");
        let lines = fixed(&format!("{head}[[a.copies]]\r\nfile = \"documents/a.txt\"\r\n"));
        assert!(lines.ends_with(&format!("\r\nsha256 = \"{ABC}\"\r\n")), "{lines}");
    }
}
