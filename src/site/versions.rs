//! `versions.toml`: what each published version of an edition said. The program writes it, nobody else does.
//!
//! Each version has a digest that covers the one before it, so that the record cannot be changed unseen.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use crate::codes;
use crate::diag::{Collector, Diagnostic, Place, Reported};
use crate::fields::{Document, Entry, Fields, Key, KeyList, key};
use crate::text::{FileText, sha256};
use crate::toml_text::{lines, name, quoted};

/// The file's name.
pub(crate) const FILE: &str = "versions.toml";

const KEYS: &[Key] = &[
    key("version", "number", "Its number, from 1."),
    key("date", "date", "The story's `updated`, else its `date`."),
    key("digest", "digest", "Of this version and the digest of the one before."),
    key("sha256", "digest", "SHA-256 of the words as readers saw them."),
    key("title", "text", "The headline."),
    key("corrections", "list of texts", "The corrections that the story had: date, kind, facts."),
    key("facts", "table", "The facts that words were bound to, with their values."),
    key("cells", "table", "The cells that words were bound to, with their values."),
    key("quotes", "table", "The quotations, with their words."),
    key("tables", "table", "The tables that were shown."),
];

const TABLE_KEYS: &[Key] = &[
    key("sha256", "digest", "SHA-256 of the table as readers could download it."),
    key("rows", "number", "How many rows it had."),
    key("csv", "text", "The table itself, if it was small."),
];

/// The key lists of this file, for the reference page.
pub(crate) const KEY_LISTS: &[KeyList] = &[
    KeyList { title: "a version of versions.toml (the program writes it)", keys: KEYS },
    KeyList { title: "[TAG.tables.ID] of versions.toml", keys: TABLE_KEYS },
];

const HEAD: &str = "\
# What each published version of this story said. `onrecord ledger --record` writes this file: keep it under version
# control, and change nothing in it.
";

/// Things under their names, with what they said.
pub(crate) type Said = BTreeMap<Arc<str>, Arc<str>>;

/// A table as it was shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TableSaid {
    /// SHA-256 of its CSV.
    pub(crate) sha256: Arc<str>,
    /// Number of rows.
    pub(crate) rows: usize,
    /// The CSV, if it is small; lines end with a line feed alone.
    pub(crate) csv: Option<Arc<str>>,
}

/// What one version of an edition said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Version {
    /// ISO date, as the front matter has it.
    pub(crate) date: Arc<str>,
    /// SHA-256 of the words.
    pub(crate) sha256: Arc<str>,
    /// The headline.
    pub(crate) title: Arc<str>,
    /// The corrections it had: date, kind, and the facts that they name.
    pub(crate) corrections: Vec<Arc<str>>,
    /// Values of bound facts, by id.
    pub(crate) facts: Said,
    /// Values of bound cells, by selector.
    pub(crate) cells: Said,
    /// Words of quotations, by id.
    pub(crate) quotes: Said,
    /// Tables shown, by id.
    pub(crate) tables: BTreeMap<Arc<str>, TableSaid>,
}

/// A version on record.
#[derive(Clone, Debug)]
pub(crate) struct Recorded {
    /// What it said.
    pub(crate) version: Version,
    /// Its digest.
    digest: Arc<str>,
    /// Where its entry stands.
    pub(crate) place: Place,
}

/// All versions on record of the editions of one folder.
#[derive(Clone, Debug, Default)]
pub(crate) struct Versions {
    /// By language tag, the oldest first.
    editions: BTreeMap<Arc<str>, Vec<Recorded>>,
    /// Something in it could not be read or was changed by hand.
    pub(crate) is_flawed: bool,
}

impl Versions {
    /// The versions of an edition, the oldest first.
    pub(crate) fn of(&self, tag: &str) -> &[Recorded] {
        self.editions.get(tag).map(Vec::as_slice).unwrap_or_default()
    }

    /// The text of the file with one version added for each edition named; languages in the order of their tags.
    pub(crate) fn with(&self, added: Vec<(Arc<str>, Version)>) -> String {
        let mut all: BTreeMap<&str, Vec<&Version>> = BTreeMap::new();
        for (tag, recorded) in &self.editions {
            all.entry(tag).or_default().extend(recorded.iter().map(|recorded| &recorded.version));
        }
        for (tag, version) in &added {
            all.entry(tag).or_default().push(version);
        }
        let mut text = HEAD.to_owned();
        for (tag, versions) in all {
            let mut digest = Arc::from("");
            for (number, version) in (1..).zip(versions) {
                let (head, body) = (version.head(tag, number), version.body(tag));
                digest = digest_of(&digest, &head, &body);
                let _ = write!(text, "\n{head}digest = {}\n{body}", quoted(&digest));
            }
        }
        text
    }
}

impl Version {
    fn head(&self, tag: &str, number: usize) -> String {
        let date = if self.date.is_empty() { String::new() } else { format!("date = {}\n", self.date) };
        format!("[[{}]]\nversion = {number}\n{date}", name(tag))
    }

    fn body(&self, tag: &str) -> String {
        let tag = name(tag);
        let mut text = format!("sha256 = {}\ntitle = {}\n", quoted(&self.sha256), quoted(&self.title));
        if !self.corrections.is_empty() {
            text.push_str("corrections = [\n");
            self.corrections.iter().for_each(|correction| {
                let _ = writeln!(text, "  {},", quoted(correction));
            });
            text.push_str("]\n");
        }
        for (what, said) in [("facts", &self.facts), ("cells", &self.cells), ("quotes", &self.quotes)] {
            if !said.is_empty() {
                let _ = writeln!(text, "[{tag}.{what}]");
            }
            for (id, words) in said {
                let _ = writeln!(text, "{} = {}", name(id), quoted(words));
            }
        }
        for (id, table) in &self.tables {
            let _ = writeln!(text, "[{tag}.tables.{}]", name(id));
            let _ = writeln!(text, "sha256 = {}\nrows = {}", quoted(&table.sha256), table.rows);
            if let Some(csv) = &table.csv {
                let _ = writeln!(text, "csv = {}", lines(csv));
            }
        }
        text
    }
}

/// The digest of a version: of the one before it, and of all that is written of it.
fn digest_of(before: &str, head: &str, body: &str) -> Arc<str> {
    sha256([before, head, body].join("\n").as_bytes()).into()
}

/// Reads the file.
pub(crate) fn read(file: &FileText) -> Reported<Versions> {
    let collector = Collector::new(&file.path);
    let (document, tree) = Document::parse(&file.text, 0, &collector);
    let mut versions = Versions::default();
    for entry in &document.entries(&tree, &["versions"]) {
        let recorded = read_edition(entry, &collector);
        versions.editions.insert(entry.id.value.clone(), recorded);
    }
    versions.is_flawed = document.is_broken() || collector.has_errors();
    Reported::new(versions, collector.finish())
}

/// The versions of one edition up to the first one that is not what the program wrote.
fn read_edition(entry: &Entry<'_>, collector: &Collector) -> Vec<Recorded> {
    let tag = &entry.id.value;
    let mut all: Vec<Recorded> = Vec::new();
    for (number, fields) in (1..).zip(&entry.tables(KEYS)) {
        let stated = fields.count("version").map_or(0, |count| count.value);
        let Some(recorded) = read_version(fields) else { break };
        let before = all.last().map(|before| before.digest.clone()).unwrap_or_default();
        let head = recorded.version.head(tag, number);
        let is_right = digest_of(&before, &head, &recorded.version.body(tag)) == recorded.digest;
        if stated != number || !is_right {
            let message = if stated == number {
                format!("version {number} of `{tag}` was changed by hand: its digest does not fit")
            } else {
                format!("version {number} of `{tag}` is missing: this is version {stated}")
            };
            let place = if stated == number { "digest" } else { "version" };
            let place = fields.key_place(place).unwrap_or_else(|| fields.place());
            collector.add(
                Diagnostic::new(&codes::correction::VERSIONS, place, message).hint(
                    "take the file from version control, then write it anew: `onrecord ledger --record`",
                ),
            );
            break;
        }
        all.push(recorded);
    }
    all
}

fn read_version(fields: &Fields<'_>) -> Option<Recorded> {
    const HINT: &str = "only the program writes this file: `onrecord ledger --record`";
    for key in ["version", "digest", "sha256", "title"].into_iter().filter(|key| !fields.has(key)) {
        fields.missing(key, HINT);
    }
    let said = |key: &str| {
        let entries = fields.entries(key).into_iter();
        entries.filter_map(|entry| Some((entry.id.value.clone(), entry.text()?.value))).collect()
    };
    let tables = fields.entries("tables").into_iter().filter_map(|entry| {
        let table = entry.table(TABLE_KEYS)?;
        let said = TableSaid {
            sha256: table.text("sha256")?.value,
            rows: table.count("rows")?.value,
            // A checkout may have given the file other line ends.
            csv: table.text("csv").map(|text| text.value.replace("\r\n", "\n").into()),
        };
        Some((entry.id.value.clone(), said))
    });
    let version = Version {
        date: fields.date_text("date").map(|date| date.value).unwrap_or_default(),
        sha256: fields.text("sha256")?.value,
        title: fields.text_or_empty("title")?.value,
        corrections: fields.texts("corrections").into_iter().map(|text| text.value).collect(),
        facts: said("facts"),
        cells: said("cells"),
        quotes: said("quotes"),
        tables: tables.collect(),
    };
    Some(Recorded { version, digest: fields.text("digest")?.value, place: fields.place() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(title: &str) -> Version {
        let csv = "month,\"a \"\"b\"\"\"\n2025-07,400\n";
        Version {
            date: "2026-02-18".into(),
            sha256: sha256(b"words").into(),
            title: title.into(),
            corrections: vec!["2026-02-20 correction: held".into()],
            facts: [("held".into(), "400 TB".into()), ("a/held".into(), "\\ \" \u{7} é".into())].into(),
            cells: [("storage[month=2025-07].stored".into(), "400 TB".into())].into(),
            quotes: [("terms".into(), "two\nlines".into())].into(),
            tables: [
                (
                    "storage".into(),
                    TableSaid { sha256: sha256(csv.as_bytes()).into(), rows: 1, csv: Some(csv.into()) },
                ),
                (
                    "Odd name".into(),
                    TableSaid { sha256: sha256(b"'''").into(), rows: 1, csv: Some("'''\n".into()) },
                ),
                ("large".into(), TableSaid { sha256: sha256(b"large").into(), rows: 1000, csv: None }),
            ]
            .into(),
        }
    }

    fn reread(text: &str) -> (Versions, Vec<String>) {
        let mut found = Vec::new();
        let versions = read(&FileText::new("content/a/versions.toml", text)).into(&mut found);
        (versions, found.into_iter().map(|found| found.message).collect())
    }

    #[test]
    fn what_is_written_is_read_and_written_again() {
        let first =
            Versions::default().with(vec![("pt-BR".into(), version("Um")), ("en".into(), version("One"))]);
        let (versions, found) = reread(&first);
        assert_eq!(found, Vec::<String>::new(), "{first}");
        assert_eq!(versions.of("en").len(), 1);
        assert_eq!(versions.of("pt-BR")[0].version, version("Um"));
        let second = versions.with(vec![("en".into(), version("Two"))]);
        let (versions, found) = reread(&second);
        assert_eq!(found, Vec::<String>::new(), "{second}");
        assert_eq!(versions.of("en")[1].version, version("Two"));
        assert_eq!(versions.with(Vec::new()), second);
    }

    #[test]
    fn other_line_ends_change_nothing() {
        let text = Versions::default().with(vec![("en".into(), version("One"))]);
        let (versions, found) = reread(&text.replace('\n', "\r\n"));
        assert_eq!(found, Vec::<String>::new());
        assert_eq!(versions.of("en")[0].version, version("One"));
    }

    #[test]
    fn the_file_is_plain_toml() {
        let text = Versions::default().with(vec![("en".into(), version("One"))]);
        let tree: toml::Table = text.parse().expect("TOML");
        assert_eq!(tree["en"][0]["facts"]["held"].as_str(), Some("400 TB"));
        assert_eq!(tree["en"][0]["tables"]["Odd name"]["csv"].as_str(), Some("'''\n"));
    }

    #[test]
    fn no_version_can_be_changed_or_taken_out() {
        let mut text = Versions::default().with(vec![("en".into(), version("One"))]);
        text = reread(&text).0.with(vec![("en".into(), version("Two"))]);
        let (_, found) = reread(&text.replacen("400 TB", "401 TB", 1));
        assert_eq!(found, ["version 1 of `en` was changed by hand: its digest does not fit"]);
        let (versions, found) = reread(&text.replace("\"Two\"", "\"Twofold\""));
        assert_eq!(found, ["version 2 of `en` was changed by hand: its digest does not fit"]);
        assert_eq!(versions.of("en").len(), 1);
        let second = text.find("\n[[en]]\nversion = 2").expect("a second version");
        let (_, found) = reread(&text[second..]);
        assert_eq!(found, ["version 1 of `en` is missing: this is version 2"]);
        let (_, found) = reread(&text[second..].replace("version = 2", "version = 1"));
        assert_eq!(found, ["version 1 of `en` was changed by hand: its digest does not fit"]);
    }
}
