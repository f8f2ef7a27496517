//! `checks.toml`: what a fact-checker signed off, sentence by sentence; read at each build, written by
//! `onrecord ledger`.
//!
//! A sign-off holds for a sentence and for what its words rest on: both are kept as digests, so that a changed sentence
//! or a changed record is seen to be another one. It says nothing to readers and is never published.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::codes;
use crate::config::tag_diagnostic;
use crate::diag::{Collector, Diagnostic};
use crate::fields::{Document, Fields, Key, KeyList, Text, civil_date, key};
use crate::locale::LangTag;
use crate::text::{DIGITS, FileText, leading_digits};
use crate::toml_text::{Comments, comments, quoted};

/// Name of the file, without its ending.
pub(crate) const STEM: &str = "checks";

const KEYS: &[Key] =
    &[key("signed", "list of tables", "Sign-offs, as `onrecord ledger --sign` writes them.")];

const SIGNED_KEYS: &[Key] = &[
    key("lang", "tag", "Language of the edition. Required."),
    key(
        "on",
        "text",
        "What the words are bound to: `fact:…`, `cell:…`, `quote:…`, `name:…`; absent for words that nothing is bound to.",
    ),
    key("words", "text", "The words that were checked. Required."),
    key("sentence", "text", "Digest of their sentence, 32 hexadecimal digits. Required."),
    key("basis", "text", "Digest of what the words rest on, 32 hexadecimal digits. Required."),
    key("by", "text", "Who checked. Required."),
    key("date", "date", "The day. Required."),
    key("remark", "text", "What the checker noted."),
];

/// The key lists of this file, for the reference page.
pub(crate) const KEY_LISTS: &[KeyList] = &[
    KeyList { title: "checks.toml", keys: KEYS },
    KeyList { title: "[[signed]] of checks.toml", keys: SIGNED_KEYS },
];

/// What a sign-off holds for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Signature {
    /// Language of the edition.
    pub(crate) lang: Arc<str>,
    /// What the words are bound to; may be empty.
    pub(crate) on: Arc<str>,
    /// The words.
    pub(crate) words: Arc<str>,
    /// Digest of the sentence.
    pub(crate) sentence: Arc<str>,
    /// Digest of what the words rest on.
    pub(crate) basis: Arc<str>,
}

impl Signature {
    /// A short name for all of it, for a sheet that is read back. It begins with a letter: a spreadsheet takes digits
    /// with an `e` among them for a number.
    pub(crate) fn key(&self) -> String {
        let mut print = Sha256::new();
        for part in [&self.lang, &self.on, &self.words, &self.sentence, &self.basis] {
            print.update(part.as_bytes());
            print.update([0]);
        }
        format!("k{}", leading_digits(&print.finalize(), 16))
    }
}

/// One sign-off. The order is that of the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Signed {
    /// What it holds for.
    pub(crate) signature: Signature,
    /// Who checked.
    pub(crate) by: Arc<str>,
    /// When.
    pub(crate) date: Date,
    /// What the checker noted; may be empty.
    pub(crate) remark: Arc<str>,
}

/// Reads `checks.toml`. Every entry that cannot be used is reported and left out.
pub(crate) fn read(file: &FileText, collector: &Collector) -> Vec<Signed> {
    let (document, tree) = Document::parse(&file.text, 0, collector);
    let fields = document.root(&tree, KEYS, &[]);
    fields.tables("signed", SIGNED_KEYS).iter().filter_map(read_signed).collect()
}

fn read_signed(fields: &Fields<'_>) -> Option<Signed> {
    let required = |key: &str| {
        let text = fields.text(key);
        if text.is_none() && fields.lacks(key) {
            fields.missing(key, HINT);
        }
        text
    };
    // All are read before one that is missing ends it, so that every mistake is told.
    let (lang, words, by) = (required("lang"), required("words"), required("by"));
    let (sentence, basis) = (required("sentence"), required("basis"));
    let date = fields.datetime("date");
    if date.is_none() && fields.lacks("date") {
        fields.missing("date", HINT);
    }
    let date = date.and_then(|date| civil_date(&date, fields.collector()));
    let lang = lang.and_then(|text| match LangTag::parse(&text.value) {
        Ok(tag) => Some(tag),
        Err(error) => {
            fields.collector().add(tag_diagnostic(&text, error));
            None
        }
    });
    let (sentence, basis) = (checked_digest(sentence, fields), checked_digest(basis, fields));
    let value = |text: Option<Text>| text.map(|text| text.value);
    Some(Signed {
        signature: Signature {
            lang: lang?.as_str().into(),
            on: value(fields.text("on")).unwrap_or_default(),
            words: value(words)?,
            sentence: sentence?,
            basis: basis?,
        },
        by: value(by)?,
        date: date?,
        remark: value(fields.text("remark")).unwrap_or_default(),
    })
}

const HINT: &str = "entries are written by `onrecord ledger STORY --sign NAME`; take out one that is broken";

fn checked_digest(text: Option<Text>, fields: &Fields<'_>) -> Option<Arc<str>> {
    let text = text?;
    let is_digest = text.value.len() == DIGITS && text.value.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_digest {
        let message = format!("`{}` is no digest of {DIGITS} hexadecimal digits", text.value);
        let diagnostic = Diagnostic::new(&codes::toml::VALUE, text.place.clone(), message);
        fields.collector().add(diagnostic.hint(HINT));
    }
    is_digest.then(|| text.value.to_ascii_lowercase().into())
}

/// The whole file as TOML 1.0, sorted: two desks that sign different rows change different lines. Empty without
/// entries and comments.
///
/// `before` is the file as it was: comments that somebody put there stay with their entries, or with those that took
/// their place. The comments of an entry that was taken out go with it.
pub(crate) fn write(signed: &[Signed], before: &FileText) -> String {
    let mut sorted: Vec<&Signed> = signed.iter().collect();
    sorted.sort();
    sorted.dedup();
    let Comments { mut head, of, tail } = comments(&before.text, "signed");
    head.retain(|line| !HEAD.lines().any(|own| own == line));
    let notes = notes(&sorted, before, of);
    let mut text = String::new();
    if !sorted.is_empty() || !head.is_empty() || !tail.is_empty() {
        text.push_str(HEAD);
    }
    block(&mut text, &head);
    for entry in sorted {
        let signature = &entry.signature;
        let pairs = [
            ("lang", &signature.lang),
            ("on", &signature.on),
            ("words", &signature.words),
            ("sentence", &signature.sentence),
            ("basis", &signature.basis),
            ("by", &entry.by),
        ];
        text.push('\n');
        for note in notes.get(entry).into_iter().flatten() {
            let _ = writeln!(text, "{note}");
        }
        text.push_str("[[signed]]\n");
        for (key, value) in pairs.into_iter().filter(|(_, value)| !value.is_empty()) {
            let _ = writeln!(text, "{key:<8} = {}", quoted(value));
        }
        let _ = writeln!(text, "date     = {}", entry.date);
        if !entry.remark.is_empty() {
            let _ = writeln!(text, "remark   = {}", quoted(&entry.remark));
        }
    }
    block(&mut text, &tail);
    text
}

/// Comments that stand by themselves.
fn block(text: &mut String, comments: &[String]) {
    for (at, comment) in comments.iter().enumerate() {
        let _ = writeln!(text, "{}{comment}", if at == 0 { "\n" } else { "" });
    }
}

/// The comments of each entry: of `of`, those of the file's entries in its order.
fn notes<'a>(
    sorted: &[&'a Signed],
    before: &FileText,
    of: Vec<Vec<String>>,
) -> BTreeMap<&'a Signed, Vec<String>> {
    // What cannot be read stops before anything is written.
    let old = read(before, &Collector::new(&before.path));
    let mut notes: BTreeMap<&Signed, Vec<String>> = BTreeMap::new();
    for (entry, comments) in old.iter().zip(of).filter(|(_, comments)| !comments.is_empty()) {
        let is_same_row = |other: &&&Signed| {
            let (one, other_one) = (&entry.signature, &other.signature);
            (&one.lang, &one.on, &one.words) == (&other_one.lang, &other_one.on, &other_one.words)
                && !old.contains(other)
        };
        let own = sorted.iter().find(|other| **other == entry);
        if let Some(place) = own.or_else(|| sorted.iter().find(is_same_row)) {
            notes.entry(place).or_default().extend(comments);
        }
    }
    notes
}

const HEAD: &str = "\
# What was checked, by whom and when. `onrecord ledger STORY --sign NAME` writes this file. An entry holds as long as
# its sentence, and what its words rest on, are as they were.
";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::digest;

    fn signed(words: &str, by: &str) -> Signed {
        Signed {
            signature: Signature {
                lang: "en".into(),
                on: "fact:x".into(),
                words: words.into(),
                sentence: digest(["a sentence"]),
                basis: digest(["a basis"]),
            },
            by: by.into(),
            date: Date::constant(2026, 2, 18),
            remark: "seen \"twice\",\nwith a \\".into(),
        }
    }

    fn read_text(text: &str) -> (Vec<Signed>, Vec<Diagnostic>) {
        let file = FileText::new("content/a/checks.toml", text);
        let collector = Collector::new(&file.path);
        let found = read(&file, &collector);
        (found, collector.finish())
    }

    #[test]
    fn what_is_written_is_read_again_in_one_order() {
        let (one, other) = (signed("b", "Bo"), signed("a", "Bo"));
        let none = FileText::new("content/a/checks.toml", "");
        let text = write(&[one.clone(), other.clone(), one.clone()], &none);
        assert_eq!(text, write(&[other.clone(), one.clone()], &none));
        let (found, said) = read_text(&text);
        assert!(said.is_empty(), "{said:?}");
        assert_eq!(found, [other, one]);
        assert_eq!(write(&[], &none), "");
    }

    #[test]
    fn comments_stay_with_their_entries() {
        let none = FileText::new("content/a/checks.toml", "");
        let (one, other) = (signed("a", "Bo"), signed("c", "Bo"));
        let text = write(&[one.clone(), other.clone()], &none);
        let text = text.replacen("\n[[signed]]", "\n# Ask the clerk.\n\n[[signed]]", 1);
        let text =
            text.replacen("words    = \"c\"\n", "words    = \"c\" # by telephone\n", 1) + "\n# The end.\n";
        let before = FileText::new("content/a/checks.toml", text.as_str());
        let after = write(&[other.clone(), signed("b", "Bo"), one.clone()], &before);
        let lines: Vec<&str> = after.lines().filter(|line| line.starts_with(['#', 'w'])).skip(2).collect();
        let expected = [
            "# Ask the clerk.",
            "words    = \"a\"",
            "words    = \"b\"",
            "# by telephone",
            "words    = \"c\"",
            "# The end.",
        ];
        assert_eq!(lines, expected, "{after}");
        assert_eq!(
            after,
            write(&[other, signed("b", "Bo"), one.clone()], &FileText::new("a", after.as_str()))
        );
        // Signed anew by somebody else: the comment is about the words.
        let after = write(&[one, signed("c", "Cy")], &before);
        assert!(after.contains(
            "# by telephone\n[[signed]]\nlang     = \"en\"\non       = \"fact:x\"\nwords    = \"c\""
        ));
    }

    #[test]
    fn digests_keep_their_parts_apart() {
        assert_ne!(digest(["ab", "c"]), digest(["a", "bc"]));
        assert_eq!(digest(["a"]).len(), DIGITS);
        assert_ne!(signed("a", "Bo").signature.key(), signed("b", "Bo").signature.key());
    }

    #[test]
    fn every_mistake_of_an_entry_is_told() {
        let (found, said) =
            read_text("[[signed]]\nlang = \"EN\"\nsentence = \"12\"\ndate = 09:00:00\nwho = \"x\"\n");
        assert!(found.is_empty());
        let codes: Vec<&str> = said.iter().map(|one| one.code.name).collect();
        for code in ["toml/unknown-key", "site/language-tag", "toml/missing-key", "toml/value"] {
            assert!(codes.contains(&code), "{code}: {codes:?}");
        }
        assert_eq!(codes.iter().filter(|code| **code == "toml/missing-key").count(), 3, "words, basis, by");
    }
}
