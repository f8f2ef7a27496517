//! The skeleton of a translation: the original's blocks in order, with what any language keeps already in place.
//!
//! Above each block stands the original's source as a comment, which is never published; the block itself holds `…` for
//! words, and the bindings, citations, links, formulas and footnote marks where the original has them. Bound figures and
//! quotations are written as empty bindings, so that the build says them in the language of the page. The skeleton is a
//! draft: nothing of it is published until somebody takes `draft = true` out.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use toml::Value;

use crate::prose::flat::FlatText;
use crate::prose::{Inline, InlineKind, Link, Target};
use crate::site::said::WORDS_TO_DO as WORDS;
use crate::story::front_matter::ProseText;
use crate::story::{Block, BlockContent, EditionFile, List, MarkdownTable};
use crate::toml_text::{name, quoted};

/// The text of a new translation of `original`, whose file says `source`.
pub(crate) fn edition(original: &EditionFile, source: &str) -> String {
    let mut out = front_matter(original, source);
    let writer = Writer { source };
    for block in &original.body.blocks {
        let _ = write!(out, "\n{}\n", writer.top(block));
    }
    for note in &original.body.footnotes {
        let label = format!("[^{}]: ", note.label);
        let text = writer.blocks(&note.blocks).replace('\n', "\n    ");
        let _ = write!(out, "\n{}\n{label}{}\n", comment(writer.slice(note.span.range())), bare(&text));
    }
    out
}

fn front_matter(original: &EditionFile, source: &str) -> String {
    let meta = &original.meta;
    let writer = Writer { source };
    let line = |key: &str, text: &Option<ProseText>| {
        let words = text.as_ref().map(|text| text.text.value.replace('\n', " ")).unwrap_or_default();
        let reduced = text.as_ref().map_or_else(|| WORDS.to_owned(), |text| writer.line(&text.line));
        format!("# {words}\n{key} = {}\n", quoted(&reduced))
    };
    let mut out = format!(
        "+++\n{}{}draft = true\n",
        line("title", &meta.title),
        line("description", &meta.description)
    );
    if let Some(image) = &meta.image {
        let alt = image.alt.as_ref().map(|alt| alt.value.replace('\n', " ")).unwrap_or_default();
        let own = if alt.is_empty() { "" } else { WORDS };
        let _ = write!(out, "\n[image]\n# {alt}\nalt = {}\n", quoted(own));
    }
    let revision = meta.updated.as_ref().or(meta.date.as_ref());
    let revision = revision.map(|date| format!("revision = {}\n", date.value)).unwrap_or_default();
    let of = quoted(original.lang.as_str());
    let _ = write!(out, "\n[translation]\nof = {of}\n{revision}by = []\nmethod = \"human\"\n+++\n");
    out
}

/// A comment that is never published; nothing in it may end it.
fn comment(text: &str) -> String {
    format!("<!--\n{}\n-->", text.trim_end().replace("-->", "-- >"))
}

/// Without blanks at the ends of lines.
fn bare(text: &str) -> String {
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

struct Writer<'a> {
    source: &'a str,
}

impl Writer<'_> {
    fn slice(&self, range: std::ops::Range<usize>) -> &str {
        self.source.get(range).unwrap_or_default().trim_end()
    }

    /// A block of the text with the original's words above it.
    fn top(&self, block: &Block) -> String {
        let written = self.slice(block.span.range());
        let own = bare(&self.block(block));
        // What is the same in every language needs no comment.
        if own == written { own } else { format!("{}\n{own}", comment(written)) }
    }

    fn blocks(&self, blocks: &[Block]) -> String {
        blocks.iter().map(|block| self.block(block)).collect::<Vec<_>>().join("\n\n")
    }

    fn block(&self, block: &Block) -> String {
        let written = || self.slice(block.span.range()).to_owned();
        match &block.kind {
            BlockContent::Paragraph(line) => self.line(line),
            BlockContent::Heading(heading) => {
                let id = if heading.is_explicit { format!(" {{#{}}}", heading.id) } else { String::new() };
                let marks = "#".repeat(usize::from(heading.level));
                format!("{marks} {}{id}", self.line(&heading.content))
            }
            BlockContent::List(list) => self.list(list),
            BlockContent::Quote(inner) => quoted_lines(&self.blocks(inner)),
            BlockContent::Marked(marked) => {
                let argument = marked.argument.as_ref().map(|id| format!(" {}", id.value));
                let title = if marked.title.is_empty() {
                    String::new()
                } else {
                    format!(" {}", self.line(&marked.title))
                };
                let head = format!("> [!{}]{}{title}", marked.kind.mark, argument.unwrap_or_default());
                let inner = self.blocks(&marked.blocks);
                if inner.is_empty() { head } else { format!("{head}\n{}", quoted_lines(&inner)) }
            }
            BlockContent::Table(table) => self.table(table),
            BlockContent::Embed { id, alt } => {
                let source = written();
                if !source.starts_with('!') {
                    return source;
                }
                let alt = if alt.is_empty() { String::new() } else { self.line(alt) };
                format!("![{alt}](figure:{})", id.value)
            }
            BlockContent::Code { .. }
            | BlockContent::Rule
            | BlockContent::Math { .. }
            | BlockContent::Html(_) => written(),
        }
    }

    fn list(&self, list: &List) -> String {
        let mut items = Vec::new();
        for (number, item) in (list.start.unwrap_or(1)..).zip(&list.items) {
            let mark = if list.start.is_some() { format!("{number}. ") } else { "- ".to_owned() };
            let task = match item.task {
                Some(true) => "[x] ",
                Some(false) => "[ ] ",
                None => "",
            };
            let indent = " ".repeat(mark.len());
            let inner = self.blocks(&item.blocks);
            let inner = if list.tight { inner.replace("\n\n", "\n") } else { inner };
            items.push(format!("{mark}{task}{}", inner.replace('\n', &format!("\n{indent}"))));
        }
        items.join(if list.tight { "\n" } else { "\n\n" })
    }

    fn table(&self, table: &MarkdownTable) -> String {
        use crate::story::Alignment;
        let row = |cells: &[Vec<Inline>]| {
            let cells: Vec<String> = cells
                .iter()
                .map(|cell| if cell.is_empty() { String::new() } else { self.line(cell) })
                .collect();
            format!("| {} |", cells.join(" | "))
        };
        let rule: Vec<&str> = table
            .alignments
            .iter()
            .map(|alignment| match alignment {
                Alignment::None => "---",
                Alignment::Start => ":--",
                Alignment::Centre => ":-:",
                Alignment::End => "--:",
            })
            .collect();
        let mut lines = vec![row(&table.head), format!("| {} |", rule.join(" | "))];
        lines.extend(table.rows.iter().map(|cells| row(cells)));
        lines.join("\n")
    }

    /// A line with `…` for its words and all else in place.
    fn line(&self, line: &[Inline]) -> String {
        let mut pieces: Vec<Piece> = Vec::new();
        self.pieces(line, &mut pieces);
        pieces.dedup_by(|next, one| *next == Piece::Words && *one == Piece::Words);
        let mut out = String::new();
        for piece in &pieces {
            let (words, is_joined) = match piece {
                Piece::Words => (WORDS, false),
                Piece::Kept(words) => (words.as_str(), false),
                Piece::Joined(words) => (words.as_str(), true),
            };
            if !out.is_empty() && !is_joined {
                out.push(' ');
            }
            out.push_str(words);
        }
        if out.is_empty() { WORDS.to_owned() } else { out }
    }

    fn pieces(&self, line: &[Inline], out: &mut Vec<Piece>) {
        for inline in line {
            let written = || self.slice(inline.span.range()).to_owned();
            match &inline.kind {
                InlineKind::Text(words) if words.chars().any(char::is_alphabetic) => out.push(Piece::Words),
                // Digits by themselves are a number in every language; what stands between them is not.
                InlineKind::Text(words) if has_marks(words) => out.push(Piece::Words),
                InlineKind::Text(words) if words.chars().any(char::is_alphanumeric) => {
                    out.push(Piece::Kept(words.trim().to_owned()));
                }
                InlineKind::Text(_) | InlineKind::HardBreak => {}
                InlineKind::Emphasis(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Strikethrough(inner) => {
                    self.pieces(inner, out);
                }
                InlineKind::Link(link) => out.push(self.link(link)),
                InlineKind::Footnote(label) => out.push(Piece::Joined(format!("[^{label}]"))),
                InlineKind::Code(_)
                | InlineKind::Image(_)
                | InlineKind::Citation(_)
                | InlineKind::Math(_)
                | InlineKind::Html(_) => out.push(Piece::Kept(written())),
            }
        }
    }

    fn link(&self, link: &Link) -> Piece {
        let to = self.slice(link.destination.range());
        // Several values at once, and conditions, need words of their own; so does what the original says without digits,
        // "tripled".
        let has_digits = FlatText::of(&link.content).text.chars().any(char::is_numeric);
        let is_plain = link.content.is_empty() || has_digits;
        let is_written = match &link.target {
            Target::Fact(binding) => is_plain && binding.condition.is_none() && binding.facts.len() == 1,
            Target::Cell(_) => is_plain,
            Target::Quote(_) | Target::Figure(_) | Target::Name(_) => true,
            Target::Broken => return Piece::Words,
            _ => false,
        };
        Piece::Kept(format!("[{}]({to})", if is_written { "" } else { WORDS }))
    }
}

/// Whether a text has a number with marks between its digits, which every language sets in its own way.
fn has_marks(words: &str) -> bool {
    let signs: Vec<char> = words.chars().collect();
    signs.windows(3).any(|signs| match signs {
        [before, mark, after] => {
            before.is_numeric()
                && after.is_numeric()
                && !mark.is_alphanumeric()
                && !matches!(mark, '-' | '/' | ':')
        }
        _ => false,
    })
}

/// What a line is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// Words to translate.
    Words,
    /// What every language has.
    Kept(String),
    /// The same, without a blank before it.
    Joined(String),
}

fn quoted_lines(text: &str) -> String {
    text.lines().map(|line| format!("> {line}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// A TOML file of a folder, by its stem.
pub(crate) struct Record<'a> {
    /// `figures`, `storage`.
    pub(crate) stem: &'a str,
    /// Its text.
    pub(crate) text: &'a str,
}

/// Strings by their paths: stem, id, key.
type Strings = BTreeMap<Vec<String>, String>;

/// The strings file of a new edition: every string of a folder that has words in `of` and none in `lang`, as a comment
/// with the words of `of`. Empty if there is none. `own` is the strings file of `of`.
pub(crate) fn strings(records: &[Record<'_>], own: Option<&str>, of: &str, lang: &str) -> String {
    let mut all = Strings::new();
    for record in records {
        let Ok(table) = record.text.parse::<toml::Table>() else { continue };
        collect(&Value::Table(table), &mut vec![record.stem.to_owned()], (of, lang), &mut all);
    }
    if let Some(table) = own.and_then(|text| text.parse::<toml::Table>().ok()) {
        leaves(&Value::Table(table), &mut Vec::new(), &mut all);
    }
    let mut tables: BTreeMap<&[String], Vec<(&str, &str)>> = BTreeMap::new();
    for (path, words) in &all {
        if let Some((key, above)) = path.split_last() {
            tables.entry(above).or_default().push((key, words));
        }
    }
    let mut out = String::new();
    for (path, strings) in tables {
        let path: Vec<String> = path.iter().map(|part| name(part)).collect();
        let _ = write!(out, "\n[{}]\n", path.join("."));
        for (key, words) in strings {
            let _ = writeln!(out, "# {} = {}", name(key), quoted(words));
        }
    }
    if out.is_empty() { out } else { format!("{STRINGS_HEAD}{out}") }
}

const STRINGS_HEAD: &str = "\
# Texts of tables, exhibits and records for this edition. Take the mark away from a line and translate its words; what
# stands here may not stand beside the other languages too.
";

/// Tables of language to text that lack the language.
fn collect(value: &Value, path: &mut Vec<String>, languages: (&str, &str), out: &mut Strings) {
    let (of, lang) = languages;
    let inner: Vec<(String, &Value)> = match value {
        Value::Table(table) => {
            // A quotation is translated where it was said in another language.
            let is_quote = path.len() == 2 && path.first().is_some_and(|stem| stem == "quotes");
            let exact = table.get("exact").and_then(Value::as_str).filter(|_| is_quote);
            let has_own = table.get("translations").and_then(|own| own.get(lang)).is_some();
            let is_same = table.get("language").and_then(Value::as_str) == Some(lang);
            if let Some(exact) = exact.filter(|_| !has_own && !is_same) {
                let path = path.iter().cloned().chain(["translations".to_owned()]).collect();
                out.insert(path, exact.to_owned());
            }
            if let Some(words) = table.get(of).and_then(Value::as_str) {
                if !table.contains_key(lang) {
                    out.insert(path.clone(), words.to_owned());
                }
                return;
            }
            table.iter().map(|(key, value)| (key.clone(), value)).collect()
        }
        Value::Array(items) => (1..).map(|number: usize| number.to_string()).zip(items).collect(),
        _ => Vec::new(),
    };
    for (key, value) in inner.into_iter().filter(|(_, value)| value.is_table() || value.is_array()) {
        path.push(key);
        collect(value, path, languages, out);
        path.pop();
    }
}

/// Every text of a strings file.
fn leaves(value: &Value, path: &mut Vec<String>, out: &mut Strings) {
    match value {
        Value::Table(table) => {
            for (key, value) in table {
                path.push(key.clone());
                leaves(value, path, out);
                path.pop();
            }
        }
        Value::String(words) => drop(out.insert(path.clone(), words.clone())),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record<'a>(stem: &'a str, text: &'a str) -> Record<'a> {
        Record { stem, text }
    }

    #[test]
    fn strings_without_the_language_are_to_do() {
        let records = [
            record(
                "figures",
                "[growth]\ntitle = { en = \"Up\", fr = \"En hausse\" }\nsubtitle = { en = \"Data\" }\nannotations = [{ x = \"1\", text = { en = \"Here\" } }]\n",
            ),
            record("storage", "title = \"Same\"\n[columns.month]\nlabel = { en = \"Month\" }\n"),
            record(
                "quotes",
                "[terms]\nexact = \"No\"\nlanguage = \"en\"\n[other]\nexact = \"Non\"\nlanguage = \"fr\"\n",
            ),
        ];
        let text = strings(&records, Some("[storage]\nnote = \"Told\"\n"), "en", "fr");
        let rest = text.strip_prefix(STRINGS_HEAD).expect("a head");
        assert_eq!(
            rest,
            "\n[figures.growth]\n# subtitle = \"Data\"\n\n[figures.growth.annotations.1]\n# text = \"Here\"\n\n[quotes.terms]\n# translations = \"No\"\n\n[storage]\n# note = \"Told\"\n\n[storage.columns.month]\n# label = \"Month\"\n"
        );
        let uncommented = rest.replace("# ", "");
        assert!(uncommented.parse::<toml::Table>().is_ok(), "{uncommented}");
        assert_eq!(strings(&records[1..2], None, "fr", "en"), "");
    }
}
