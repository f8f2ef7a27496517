//! `new`: a story, or the skeleton of a translation.

use std::path::Path;

use crate::cli::{Common, FINE, WRONG_USE, build, machine, wrong_use};
use crate::config::{self, SiteConfig};
use crate::diag::{did_you_mean, one_of};
use crate::edition::lock;
use crate::locale::LangTag;
use crate::locale::messages::Messages;
use crate::publish::skeleton;
use crate::report::tell;
use crate::story::{EditionFile, markdown};
use crate::text::FileText;
use crate::world::World;

/// Files of a new edition, not written yet.
pub(super) struct Begun {
    /// Path in the site, and text; the edition first.
    files: Vec<(String, String)>,
    /// The story was there in another language.
    pub(super) is_translation: bool,
}

/// Writes a new edition.
pub(super) fn run(common: &Common, path: &str, lang: Option<&str>) -> u8 {
    let world = match build::open(common) {
        Ok(world) => world,
        Err(status) => return status,
    };
    match begin(&world, path, lang) {
        Ok(begun) => put(common, &begun),
        Err(status) => status,
    }
}

/// Makes a new edition: of a new story, or a translation with its strings file.
pub(super) fn begin(world: &dyn World, path: &str, lang: Option<&str>) -> Result<Begun, u8> {
    let config = world.text("site.toml").ok().and_then(|file| config::read(&file).value);
    let Some(config) = config else {
        return Err(wrong_use(
            "there is no usable `site.toml` here",
            "run `onrecord check`, or begin a site with `onrecord init DIR`",
        ));
    };
    let path = path.trim_matches('/');
    let path = path.strip_prefix("content/").unwrap_or(path);
    if !is_path(path) {
        return Err(wrong_use(
            &format!("`{path}` is no path of a story"),
            "write lower-case letters, digits and hyphens, with `/` between folders: `europe/cloud`",
        ));
    }
    let existing = editions(world, &config, path);
    let tag = choose(&config, &existing, lang)?;
    let original = existing.iter().find(|edition| edition.meta.translation.is_none());
    let file = format!("content/{path}/{tag}.md");
    let Some(original) = original else {
        let files = vec![(file, story(&world.now().to_string()))];
        return Ok(Begun { files, is_translation: false });
    };
    let source = world.text(&original.path).map(|file| file.text).unwrap_or_default();
    let mut files = vec![(file, skeleton::edition(original, &source))];
    let strings_file = format!("content/{path}/{tag}.toml");
    if world.text(&strings_file).is_err() {
        let strings = strings(world, path, &original.lang, &tag);
        files.extend((!strings.is_empty()).then_some((strings_file, strings)));
    }
    Ok(Begun { files, is_translation: true })
}

/// Writes what was begun, never over a file that is there.
pub(super) fn put(common: &Common, begun: &Begun) -> u8 {
    for (number, (below, text)) in begun.files.iter().enumerate() {
        let target = if common.root.as_os_str() == "." { below.into() } else { common.root.join(below) };
        if let Err(error) = write(&target, text) {
            return machine(
                &format!("cannot write `{}`: {error}", target.display()),
                "check the disk and its permissions",
            );
        }
        if common.quiet {
            continue;
        }
        let what = match (number, begun.is_translation) {
            (0, true) => {
                "a draft as yet, compared with its original with `onrecord check --drafts`; take `draft = true` out to publish it"
            }
            (0, false) => {
                "a draft as yet: `onrecord serve --drafts` shows it; take `draft = true` out to publish it"
            }
            _ => "its texts of tables, exhibits and records, with the original's words as comments",
        };
        tell(format_args!("begun: {}\n  {what}\n", target.display()));
    }
    FINE
}

/// The strings that a new edition lacks in the records and tables of its folder.
fn strings(world: &dyn World, path: &str, of: &LangTag, tag: &LangTag) -> String {
    let read = |stem: &str| world.text(&format!("content/{path}/{stem}.toml")).ok();
    let prefix = format!("content/{path}/");
    let listed = world.list();
    let stems = listed.iter().filter_map(|file| file.path.strip_prefix(&prefix)?.strip_suffix(".toml"));
    let is_record = |stem: &&str| {
        let is_edition = world.text(&format!("{prefix}{stem}.md")).is_ok();
        !stem.contains('/') && !stem.ends_with(lock::MARK) && !PROGRAM.contains(stem) && !is_edition
    };
    let texts: Vec<(&str, FileText)> =
        stems.filter(is_record).filter_map(|stem| Some((stem, read(stem)?))).collect();
    let records: Vec<skeleton::Record<'_>> =
        texts.iter().map(|(stem, file)| skeleton::Record { stem, text: &file.text }).collect();
    let own = read(of.as_str());
    skeleton::strings(&records, own.as_ref().map(|file| &*file.text), of.as_str(), tag.as_str())
}

/// Records that the program writes have no texts.
const PROGRAM: [&str; 2] = ["versions", "checks"];

fn is_path(path: &str) -> bool {
    let good = |part: &str| {
        !part.is_empty()
            && !part.starts_with('-')
            && part.chars().all(|sign| (sign.is_alphanumeric() && !sign.is_uppercase()) || sign == '-')
    };
    path.split('/').all(good) && path != "static" && !path.starts_with("static/")
}

/// Editions that the folder has.
fn editions(world: &dyn World, config: &SiteConfig, path: &str) -> Vec<EditionFile> {
    let read = |tag: &LangTag| {
        let file = world.text(&format!("content/{path}/{tag}.md")).ok()?;
        let messages = Messages::read(tag, &[]).value;
        Some(markdown::read(&file, tag, config, &messages).value)
    };
    config.languages.iter().filter_map(read).collect()
}

/// The language of the new edition: the one asked for, else the first that is not there yet.
fn choose(config: &SiteConfig, existing: &[EditionFile], lang: Option<&str>) -> Result<LangTag, u8> {
    let has = |tag: &LangTag| existing.iter().any(|edition| edition.lang == *tag);
    let listed = || config.languages.iter().map(LangTag::as_str);
    match lang {
        None => config.languages.iter().find(|tag| !has(tag)).cloned().ok_or_else(|| {
            wrong_use(
                "this story exists in every language of the site",
                "add a language to `languages` in site.toml first",
            )
        }),
        Some(lang) => {
            let Some(tag) = config.languages.iter().find(|tag| tag.as_str() == lang) else {
                let add = format!("add it to `languages` in site.toml: the site lists {}", one_of(listed()));
                let is_tag = LangTag::parse(lang).is_ok_and(|tag| tag.as_str() == lang);
                // Another language that is spelt nearly so is no slip of the hand.
                let hint = did_you_mean(lang, listed()).filter(|_| !is_tag).unwrap_or(add);
                return Err(wrong_use(&format!("`{lang}` is no language of this site"), &hint));
            };
            if has(tag) {
                tell(format_args!(
                    "error: this story exists in `{tag}`\n  hint: nothing is ever written over\n"
                ));
                return Err(WRONG_USE);
            }
            Ok(tag.clone())
        }
    }
}

fn story(now: &str) -> String {
    let day = now.split('T').next().unwrap_or_default();
    format!(
        "+++\ntitle = \"Headline\"\ndescription = \"Standfirst: one or two sentences.\"\ndate = {day}\nauthors = []\ntags = []\ndraft = true\n+++\n\nText. A number is bound to a table: `[400 TB](cell:table[key=value].column)`. A statement has its source: `[@key, p. 4]`.\n"
    )
}

fn write(target: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = target.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(target)
        .and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes()))
}
