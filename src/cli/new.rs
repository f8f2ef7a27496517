//! `new`: a story, or the skeleton of a translation.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use crate::cli::{Common, FINE, WRONG_USE, build, machine, wrong_use};
use crate::config::{self, SiteConfig};
use crate::diag::{did_you_mean, one_of};
use crate::locale::LangTag;
use crate::locale::messages::Messages;
use crate::story::{Block, BlockContent, EditionFile, markdown};
use crate::text::FileText;
use crate::world::World;

/// Writes a new edition.
pub(super) fn run(common: &Common, path: &str, lang: Option<&str>) -> u8 {
    let world = match build::open(common) {
        Ok(world) => world,
        Err(status) => return status,
    };
    let config = world.text("site.toml").ok().and_then(|file| config::read(&file).value);
    let Some(config) = config else {
        return wrong_use(
            "there is no usable `site.toml` here",
            "run `onrecord check`, or begin a site with `onrecord init DIR`",
        );
    };
    let path = path.trim_matches('/');
    let path = path.strip_prefix("content/").unwrap_or(path);
    if !is_path(path) {
        return wrong_use(
            &format!("`{path}` is no path of a story"),
            "write lower-case letters, digits and hyphens, with `/` between folders: `europe/cloud`",
        );
    }
    let existing = editions(&world, &config, path);
    let tag = match choose(&config, &existing, lang) {
        Ok(tag) => tag,
        Err(status) => return status,
    };
    let original = existing.iter().find(|edition| edition.meta.translation.is_none());
    let text = match original {
        Some(original) => translation(original, &world),
        None => story(&world.now().to_string()),
    };
    let target = common.root.join("content").join(path).join(format!("{tag}.md"));
    if let Err(error) = write(&target, &text) {
        return machine(
            &format!("cannot write `{}`: {error}", target.display()),
            "check the disk and its permissions",
        );
    }
    if !common.quiet {
        eprintln!("begun: {}", target.display());
    }
    FINE
}

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
                let hint = did_you_mean(lang, listed())
                    .unwrap_or_else(|| format!("the site lists {}", one_of(listed())));
                return Err(wrong_use(&format!("`{lang}` is no language of this site"), &hint));
            };
            if has(tag) {
                eprintln!("error: this story exists in `{tag}`\n  hint: nothing is ever written over");
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

/// The original's structure, its prose as comments, which are never published.
fn translation(original: &EditionFile, world: &dyn World) -> String {
    let source: Option<FileText> = world.text(&original.path).ok();
    let text: Arc<str> = source.map_or_else(|| "".into(), |file| file.text);
    let revision = original.meta.updated.as_ref().or(original.meta.date.as_ref());
    let revision = revision.map(|date| format!("revision = {}\n", date.value)).unwrap_or_default();
    let words = |text: &Option<crate::story::front_matter::ProseText>| {
        text.as_ref().map(|text| text.text.value.replace('\n', " ")).unwrap_or_default()
    };
    let mut out = format!(
        "+++\ntitle = \"…\"  # {}\ndescription = \"…\"  # {}\ndraft = true\n",
        words(&original.meta.title),
        words(&original.meta.description)
    );
    if let Some(image) = &original.meta.image {
        let alt = image.alt.as_ref().map(|alt| alt.value.replace('\n', " ")).unwrap_or_default();
        let _ = writeln!(out, "image = {{ alt = \"…\" }}  # {alt}");
    }
    let _ = write!(
        out,
        "\n[translation]\nof = \"{}\"\n{revision}by = []\nmethod = \"human\"\n+++\n",
        original.lang
    );
    for block in &original.body.blocks {
        let written = text.get(block.span.range()).unwrap_or_default().trim_end();
        let _ = write!(out, "\n{}\n", skeleton(block, written));
    }
    for note in &original.body.footnotes {
        let written = text.get(note.span.range()).unwrap_or_default().trim_end();
        let _ = write!(out, "\n{}\n[^{}]: …\n", comment(written), note.label);
    }
    out
}

/// What stays in every language is copied; what is to be translated stands in a comment.
fn skeleton(block: &Block, written: &str) -> String {
    match &block.kind {
        BlockContent::Embed { .. }
        | BlockContent::Code { .. }
        | BlockContent::Rule
        | BlockContent::Math { .. } => written.to_owned(),
        BlockContent::Heading(heading) => {
            let id = if heading.is_explicit { format!(" {{#{}}}", heading.id) } else { String::new() };
            format!("{}\n{} …{id}", comment(written), "#".repeat(usize::from(heading.level)))
        }
        BlockContent::Marked(_) => {
            let mark = written.lines().next().unwrap_or_default();
            if written.lines().count() == 1 {
                mark.to_owned()
            } else {
                format!("{}\n\n{mark}\n> …", comment(written))
            }
        }
        _ => comment(written),
    }
}

fn comment(text: &str) -> String {
    // Two hyphens in a row could end the comment.
    format!("<!--\n{}\n-->", text.replace("--", "- -"))
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
