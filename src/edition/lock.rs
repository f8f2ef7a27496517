//! What was translated from what: the record beside a translation, `fr.lock.toml` beside `fr.md`.
//!
//! Only `onrecord translate accept` writes it. For each block of the original it keeps three digests (of its words, of
//! what it states, of where it leads), what it states, and its source as it was, so that what changed since can be shown
//! exactly, without any other tool. One digest over all of it tells that nobody wrote in the file.

use std::fmt::Write as _;
use std::sync::Arc;

use crate::codes;
use crate::config::tag_diagnostic;
use crate::diag::{Collector, Diagnostic, Place};
use crate::edition::SegmentKind;
use crate::fields::{Document, Fields, Key, KeyList, key};
use crate::locale::LangTag;
use crate::story::blocks::BLOCKS;
use crate::text::{FileText, Span, digest};
use crate::toml_text::{lines, quoted};

/// What stands between the language tag and `.toml` in the file's name.
pub(crate) const MARK: &str = ".lock";

/// What stands before the digest in its line.
const DIGEST: &str = "digest = ";

/// The form of the file that this program writes. It reads that before too: 1 knows no `picture`.
const FORM: usize = 2;

const KEYS: &[Key] = &[
    key("form", "number", "The form of this file: 2. Required."),
    key("of", "tag", "The edition that was translated. Required."),
    key("revision", "date", "The original's `updated` (or `date`) that was translated."),
    key("corrections", "list of texts", "The corrections that the original had: date, kind, facts."),
    key("digest", "digest", "Of all of this file. Required."),
    key("alone", "list of digests", "Blocks of the translation that the original has not."),
    key("blocks", "list of tables", "The original's blocks in order."),
];

const BLOCK_KEYS: &[Key] = &[
    key("kind", "text", "What kind of block it was. Required."),
    key("text", "digest", "Of its words, however they are set in lines. Required."),
    key("facts", "digest", "Of `figures` and `rests_on`. Required."),
    key("links", "digest", "Of where its links lead. Required."),
    key("translation", "list of digests", "The blocks of the translation that say it; empty if none did."),
    key("figures", "list of texts", "The numbers and dates of its words, sorted."),
    key(
        "rests_on",
        "list of texts",
        "The facts, cells, quotations, exhibits and sources that it names, sorted.",
    ),
    key("source", "text", "The block as it was written."),
];

/// The key lists of this file, for the reference page.
pub(crate) const KEY_LISTS: &[KeyList] = &[
    KeyList { title: "TAG.lock.toml (the program writes it)", keys: KEYS },
    KeyList { title: "[[blocks]] of TAG.lock.toml", keys: BLOCK_KEYS },
];

/// The record of a translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lock {
    /// Where it stands.
    pub(crate) place: Place,
    /// The form of the file.
    pub(crate) form: usize,
    /// The edition that was translated.
    pub(crate) of: LangTag,
    /// The day of the version that was translated, as the original states it; empty if it states none.
    pub(crate) revision: Arc<str>,
    /// Where the record states it; [`Lock::place`] if it states none.
    pub(crate) revision_place: Place,
    /// The corrections that the original had.
    pub(crate) corrections: Vec<Arc<str>>,
    /// Digests of blocks of the translation that the original has not, sorted.
    pub(crate) alone: Vec<Arc<str>>,
    /// The original's blocks in order.
    pub(crate) blocks: Vec<LockedBlock>,
}

/// A block of the original as it was when its translation was accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LockedBlock {
    /// What kind of block it was.
    pub(crate) kind: SegmentKind,
    /// Digest of its words.
    pub(crate) text: Arc<str>,
    /// Digest of where its links lead.
    pub(crate) links: Arc<str>,
    /// Digests of the translation's blocks that say it.
    pub(crate) translation: Vec<Arc<str>>,
    /// The numbers and dates of its words, sorted.
    pub(crate) figures: Vec<Arc<str>>,
    /// What it rests on: bindings, citations, exhibits; sorted.
    pub(crate) rests_on: Vec<Arc<str>>,
    /// The block as it was written.
    pub(crate) source: Arc<str>,
}

impl LockedBlock {
    /// Digest of what it states.
    fn facts(&self) -> Arc<str> {
        digest(self.figures.iter().chain(&self.rests_on).map(|part| &**part))
    }
}

impl Lock {
    /// The form that is written now.
    pub(crate) const FORM: usize = FORM;

    /// Whether the words for the lead picture are on record, where there are any.
    pub(crate) fn knows_picture(&self) -> bool {
        self.form > 1
    }

    /// The text of the file; `tag` is the language of the translation.
    pub(crate) fn write(&self, tag: &LangTag) -> String {
        let (head, body) = (self.head(), self.body());
        let digest = quoted(&self.digest(&body));
        format!(
            "# What {tag}.md was translated from, block by block. `onrecord translate accept` writes this file: keep it\n# under version control, and change nothing in it.\n{head}{DIGEST}{digest}\n{body}"
        )
    }

    /// What stands before the digest.
    fn head(&self) -> String {
        let mut head = format!("form = {}\nof = {}\n", self.form, quoted(self.of.as_str()));
        if !self.revision.is_empty() {
            let _ = writeln!(head, "revision = {}", self.revision);
        }
        head
    }

    /// Whether this record was read from a text with a digest that fits.
    fn is_as_written(&self, text: &str, stated: &str) -> bool {
        // Nearly every file is as it was written, sign by sign. Others were checked out with other line ends.
        let signs = || {
            let start =
                text.lines().take_while(|line| line.starts_with('#')).map(|line| line.len() + 1).sum();
            let (line, body) = text.get(start..)?.strip_prefix(&*self.head())?.split_once('\n')?;
            line.starts_with(DIGEST).then(|| *self.digest(body) == *stated)
        };
        signs().unwrap_or(false) || *self.digest(&self.body()) == *stated
    }

    fn digest(&self, body: &str) -> Arc<str> {
        digest([self.of.as_str(), &self.revision, body])
    }

    fn body(&self) -> String {
        let mut text = String::new();
        list(&mut text, "corrections", &self.corrections);
        list(&mut text, "alone", &self.alone);
        for block in &self.blocks {
            let _ = write!(
                text,
                "\n[[blocks]]\nkind = {}\ntext = {}\nfacts = {}\nlinks = {}\n",
                quoted(&kind_word(block.kind)),
                quoted(&block.text),
                quoted(&block.facts()),
                quoted(&block.links)
            );
            list(&mut text, "translation", &block.translation);
            list(&mut text, "figures", &block.figures);
            list(&mut text, "rests_on", &block.rests_on);
            let _ = writeln!(text, "source = {}", lines(&block.source));
        }
        text
    }
}

fn list(text: &mut String, key: &str, items: &[Arc<str>]) {
    if !items.is_empty() {
        let items: Vec<String> = items.iter().map(|item| quoted(item)).collect();
        let _ = writeln!(text, "{key} = [{}]", items.join(", "));
    }
}

/// Reads the file; what cannot be used as it is, is reported and no record.
pub(crate) fn read(file: &FileText, collector: &Collector) -> Option<Lock> {
    if let Some(span) = conflict(&file.text) {
        let message = "two versions of this file were merged, and both stand in it";
        let finding = Diagnostic::new(&codes::translation::LOCK, collector.place(span), message);
        collector.add(finding.hint(EITHER));
        return None;
    }
    // Nobody is to repair this file by hand: one finding says that it is no record.
    let own = Collector::new(&file.path);
    let lock = read_fields(file, &own);
    let found = own.finish();
    match found.iter().find(|found| found.code == &codes::toml::SYNTAX).and_then(|found| found.at.clone()) {
        Some(place) => {
            let message = "this file was changed by hand: it is no TOML here";
            collector.add(Diagnostic::new(&codes::translation::LOCK, place, message).hint(HINT));
        }
        None => found.into_iter().for_each(|finding| collector.add(finding)),
    }
    lock
}

fn read_fields(file: &FileText, collector: &Collector) -> Option<Lock> {
    let (document, tree) = Document::parse(&file.text, 0, collector);
    let fields = document.root(&tree, KEYS, &[]);
    if document.is_broken() {
        return None;
    }
    let flawed = |place: Place, message: String| {
        collector.add(Diagnostic::new(&codes::translation::LOCK, place, message).hint(HINT));
    };
    for key in ["form", "of", "digest"].into_iter().filter(|key| fields.lacks(key)) {
        fields.missing(key, HINT);
    }
    let form = fields.count("form")?;
    if !(1..=FORM).contains(&form.value) {
        let message = format!("this file has the form {}, and this program knows {FORM}", form.value);
        flawed(collector.place(form.span), message);
        return None;
    }
    let of = fields.text("of")?;
    let tag = LangTag::parse(&of.value).map_err(|error| collector.add(tag_diagnostic(&of, error))).ok()?;
    let stated = fields.text("digest")?;
    let blocks: Vec<Option<LockedBlock>> =
        fields.tables("blocks", BLOCK_KEYS).iter().map(read_block).collect();
    let place = Place::start_of(&file.path);
    let revision = fields.date_text("revision");
    let lock = Lock {
        revision_place: revision.as_ref().map_or_else(|| place.clone(), |date| date.place.clone()),
        place,
        form: form.value,
        of: tag,
        revision: revision.map(|date| date.value).unwrap_or_default(),
        corrections: texts(&fields, "corrections"),
        alone: texts(&fields, "alone"),
        blocks: blocks.into_iter().collect::<Option<_>>()?,
    };
    if !lock.is_as_written(&file.text, &stated.value) {
        flawed(stated.place, "this file was changed by hand: its digest does not fit".to_owned());
        return None;
    }
    Some(lock)
}

/// The first mark that version control leaves where two versions of a file do not go together.
fn conflict(text: &str) -> Option<Span> {
    let is_mark = |line: &str| ["<<<<<<< ", ">>>>>>> "].iter().any(|mark| line.starts_with(mark));
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if is_mark(line) {
            return Some(Span::new(start..start + line.trim_end().len()));
        }
        start += line.len();
    }
    None
}

const EITHER: &str = "take either side, whole; where neither is the record of both editions as they are: `onrecord translate accept`";

const HINT: &str = "take the file from version control, or write it anew: `onrecord translate accept`";

fn texts(fields: &Fields<'_>, key: &str) -> Vec<Arc<str>> {
    fields.texts(key).into_iter().map(|text| text.value).collect()
}

fn read_block(fields: &Fields<'_>) -> Option<LockedBlock> {
    for key in ["kind", "text", "facts", "links"].into_iter().filter(|key| fields.lacks(key)) {
        fields.missing(key, HINT);
    }
    let kind = fields.text("kind")?;
    let known = kind_of(&kind.value);
    if known.is_none() {
        let message = format!("there is no kind of block `{}`", kind.value);
        fields.collector().add(Diagnostic::new(&codes::translation::LOCK, kind.place, message).hint(HINT));
    }
    // A checkout may have given the file other line ends.
    let source = fields.text_or_empty("source").map(|text| text.value.replace("\r\n", "\n"));
    Some(LockedBlock {
        kind: known?,
        text: fields.text("text")?.value,
        links: fields.text("links")?.value,
        translation: texts(fields, "translation"),
        figures: texts(fields, "figures"),
        rests_on: texts(fields, "rests_on"),
        source: source.unwrap_or_default().into(),
    })
}

/// A kind of block in the words of the file.
pub(crate) fn kind_word(kind: SegmentKind) -> String {
    match kind {
        SegmentKind::Front => "title".to_owned(),
        SegmentKind::Picture => "picture".to_owned(),
        SegmentKind::Heading(level) => format!("heading {level}"),
        SegmentKind::Paragraph => "paragraph".to_owned(),
        SegmentKind::Item(depth) => format!("item {depth}"),
        SegmentKind::Quoted => "quoted".to_owned(),
        SegmentKind::Box(name) => format!("block {name}"),
        SegmentKind::Row(columns) => format!("row {columns}"),
        SegmentKind::Embed => "exhibit".to_owned(),
        SegmentKind::Math => "formula".to_owned(),
        SegmentKind::Code => "code".to_owned(),
        SegmentKind::Rule => "break".to_owned(),
        SegmentKind::Footnote => "footnote".to_owned(),
    }
}

fn kind_of(word: &str) -> Option<SegmentKind> {
    let (first, rest) = word.split_once(' ').unwrap_or((word, ""));
    Some(match first {
        "title" => SegmentKind::Front,
        "picture" => SegmentKind::Picture,
        "heading" => SegmentKind::Heading(rest.parse().ok()?),
        "paragraph" => SegmentKind::Paragraph,
        "item" => SegmentKind::Item(rest.parse().ok()?),
        "quoted" => SegmentKind::Quoted,
        "block" => SegmentKind::Box(BLOCKS.iter().find(|block| block.name == rest)?.name),
        "row" => SegmentKind::Row(rest.parse().ok()?),
        "exhibit" => SegmentKind::Embed,
        "formula" => SegmentKind::Math,
        "code" => SegmentKind::Code,
        "break" => SegmentKind::Rule,
        "footnote" => SegmentKind::Footnote,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(kind: SegmentKind, source: &str) -> LockedBlock {
        LockedBlock {
            kind,
            text: digest([source]),
            links: digest([]),
            translation: vec![digest(["it"])],
            figures: vec!["400 TB".into(), "\"odd\" \\".into()],
            rests_on: Vec::new(),
            source: source.into(),
        }
    }

    fn lock() -> Lock {
        Lock {
            place: Place::start_of(&"content/a/fr.lock.toml".into()),
            revision_place: Place::start_of(&"content/a/fr.lock.toml".into()),
            form: FORM,
            of: LangTag::parse("en").expect("a tag"),
            revision: "2026-02-18".into(),
            corrections: vec!["2026-02-20 correction: held".into()],
            alone: vec![digest(["x"])],
            blocks: vec![
                block(SegmentKind::Front, "The title"),
                block(SegmentKind::Box("quote"), "> [!QUOTE] a"),
                block(SegmentKind::Paragraph, "Two\nlines with '''\n"),
                block(SegmentKind::Paragraph, ""),
            ],
        }
    }

    fn reread(text: &str) -> (Option<Lock>, Vec<String>) {
        let file = FileText::new("content/a/fr.lock.toml", text);
        let collector = Collector::new(&file.path);
        let read = read(&file, &collector);
        if let Some(Lock { revision, revision_place, .. }) = &read {
            assert_eq!(file.slice(revision_place.span), &**revision);
        }
        let read = read.map(|lock| Lock { revision_place: lock.place.clone(), ..lock });
        (read, collector.finish().into_iter().map(|found| found.message).collect())
    }

    fn written() -> String {
        lock().write(&LangTag::parse("fr").expect("a tag"))
    }

    #[test]
    fn what_is_written_is_read_again() {
        let text = written();
        assert_eq!(reread(&text), (Some(lock()), Vec::new()), "{text}");
        let without = Lock { revision: "".into(), corrections: Vec::new(), blocks: Vec::new(), ..lock() };
        let text = without.write(&LangTag::parse("fr").expect("a tag"));
        assert_eq!(reread(&text), (Some(without), Vec::new()), "{text}");
    }

    #[test]
    fn other_line_ends_change_nothing() {
        assert_eq!(reread(&written().replace('\n', "\r\n")), (Some(lock()), Vec::new()));
    }

    #[test]
    fn what_was_changed_by_hand_is_no_record() {
        for (from, to) in [
            ("400 TB", "401 TB"),
            ("The title", "A title"),
            ("2026-02-18", "2026-02-19"),
            ("= \"en\"", "= \"es\""),
        ] {
            let (lock, found) = reread(&written().replacen(from, to, 1));
            assert!(lock.is_none(), "{from}");
            assert_eq!(found, ["this file was changed by hand: its digest does not fit"], "{from}");
        }
        let (lock, found) = reread(&written().replace("form = 2", "form = 3"));
        assert!(lock.is_none());
        assert_eq!(found, ["this file has the form 3, and this program knows 2"]);
        let (lock, found) = reread(&written().replace("paragraph", "verse"));
        assert!(lock.is_none());
        assert_eq!(found[0], "there is no kind of block `verse`");
        assert_eq!(reread("").1, ["`form` is missing", "`of` is missing", "`digest` is missing"]);
    }
}
