//! What the last publication was made of, and what it looked like on disk.
//!
//! One file of our own form: numbers in little-endian order, texts and lists after their length, a fingerprint over
//! all of it at the end. A record that is missing, damaged or of another version is no record: then more work is
//! done, and never less.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use crate::disk::Stamp;
use crate::disk::place::make_file;
use crate::disk::world::Input;
use crate::text::Fingerprint;
use crate::world::Refusal;

/// Changes whenever the form below does.
const HEAD: &[u8] = b"onrecord 1\n";

/// One file of the published folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PublishedFile {
    /// Path below the folder.
    pub path: String,
    /// As it was once all of the site had been written.
    pub stamp: Stamp,
    /// Fingerprint of its bytes.
    pub print: Fingerprint,
    /// Whether an equal stamp proves equal bytes.
    pub is_settled: bool,
}

/// A whole publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Record {
    /// Which program made it.
    pub program: Fingerprint,
    /// With which options.
    pub options: Fingerprint,
    /// The moment it was built for.
    pub now: Timestamp,
    /// When the same sources would give another site: the next embargo's end.
    pub valid_until: Option<Timestamp>,
    /// What the build had to say, in its caller's form.
    pub diagnostics: Vec<u8>,
    /// Every file of the site, sorted by path.
    pub inputs: Vec<Input>,
    /// Every published file, sorted by path.
    pub outputs: Vec<PublishedFile>,
}

impl Record {
    /// Reads a record, if a whole one of this version is there.
    pub(crate) fn read(at: &Path) -> Option<Record> {
        let bytes = fs::read(at).ok()?;
        let (body, sum) = bytes.split_last_chunk::<16>()?;
        if Fingerprint::of(body) != Fingerprint(u128::from_le_bytes(*sum)) {
            return None;
        }
        Reader(body).record()
    }

    /// Puts this record in the place of the last one, in one step.
    pub(crate) fn write(&self, at: &Path) -> std::io::Result<()> {
        let new = at.with_extension("new");
        match fs::remove_file(&new) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        make_file(&new, &self.to_bytes())?;
        fs::rename(&new, at)
    }

    fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer(HEAD.to_vec());
        out.print(self.program);
        out.print(self.options);
        out.moment(self.now);
        out.bytes(&[u8::from(self.valid_until.is_some())]);
        out.moment(self.valid_until.unwrap_or_default());
        out.long(&self.diagnostics);
        out.number(self.inputs.len() as u64);
        for input in &self.inputs {
            out.long(input.path.as_bytes());
            out.stamp(&input.stamp);
            out.bytes(&[refusal_to_byte(input.refused), u8::from(input.is_settled)]);
            out.bytes(&[u8::from(input.print.is_some())]);
            out.print(input.print.unwrap_or_default());
        }
        out.number(self.outputs.len() as u64);
        for output in &self.outputs {
            out.long(output.path.as_bytes());
            out.stamp(&output.stamp);
            out.bytes(&[u8::from(output.is_settled)]);
            out.print(output.print);
        }
        let sum = Fingerprint::of(&out.0);
        out.print(sum);
        out.0
    }
}

fn refusal_to_byte(refused: Option<Refusal>) -> u8 {
    match refused {
        None => 0,
        Some(Refusal::Outside) => 1,
        Some(Refusal::FolderLink) => 2,
        Some(Refusal::Special) => 3,
        Some(Refusal::Name) => 4,
    }
}

fn refusal_of_byte(byte: u8) -> Option<Option<Refusal>> {
    Some(match byte {
        0 => None,
        1 => Some(Refusal::Outside),
        2 => Some(Refusal::FolderLink),
        3 => Some(Refusal::Special),
        4 => Some(Refusal::Name),
        _ => return None,
    })
}

struct Writer(Vec<u8>);

impl Writer {
    fn bytes(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn number(&mut self, number: u64) {
        self.bytes(&number.to_le_bytes());
    }

    fn long(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.bytes(bytes);
    }

    fn print(&mut self, print: Fingerprint) {
        self.bytes(&print.0.to_le_bytes());
    }

    fn moment(&mut self, moment: Timestamp) {
        self.bytes(&moment.as_nanosecond().to_le_bytes());
    }

    fn stamp(&mut self, stamp: &Stamp) {
        self.number(stamp.size);
        self.bytes(&stamp.modified.to_le_bytes());
        self.bytes(&stamp.changed.to_le_bytes());
        self.number(stamp.inode);
    }
}

/// Takes apart what [`Writer`] joined; `None` from any step means: not a record.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn record(mut self) -> Option<Record> {
        self.0 = self.0.strip_prefix(HEAD)?;
        let program = self.print()?;
        let options = self.print()?;
        let now = self.moment()?;
        let has_end = self.flag()?;
        let valid_until = Some(self.moment()?).filter(|_| has_end);
        let diagnostics = self.long()?.to_vec();
        let inputs = self.list(Reader::input)?;
        let outputs = self.list(Reader::output)?;
        let record = Record { program, options, now, valid_until, diagnostics, inputs, outputs };
        self.0.is_empty().then_some(record)
    }

    fn list<T>(&mut self, item: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.number()?;
        // Each item takes bytes: a count that could not be met ends here, before anything is set aside for it.
        if count > self.0.len() as u64 {
            return None;
        }
        (0..count).map(|_| item(self)).collect()
    }

    fn input(&mut self) -> Option<Input> {
        let path: Arc<str> = self.text()?.into();
        let stamp = self.stamp()?;
        let [refused] = self.bytes()?;
        let refused = refusal_of_byte(refused)?;
        let is_settled = self.flag()?;
        let was_read = self.flag()?;
        let print = Some(self.print()?).filter(|_| was_read);
        Some(Input { path, refused, stamp, print, is_settled })
    }

    fn output(&mut self) -> Option<PublishedFile> {
        let path = self.text()?.to_owned();
        let stamp = self.stamp()?;
        let is_settled = self.flag()?;
        Some(PublishedFile { path, stamp, print: self.print()?, is_settled })
    }

    fn bytes<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (bytes, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*bytes)
    }

    fn number(&mut self) -> Option<u64> {
        self.bytes().map(u64::from_le_bytes)
    }

    fn flag(&mut self) -> Option<bool> {
        self.bytes().map(|[byte]| byte != 0)
    }

    fn long(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.long()?).ok()
    }

    fn print(&mut self) -> Option<Fingerprint> {
        self.bytes().map(u128::from_le_bytes).map(Fingerprint)
    }

    fn moment(&mut self) -> Option<Timestamp> {
        Timestamp::from_nanosecond(self.bytes().map(i128::from_le_bytes)?).ok()
    }

    fn stamp(&mut self) -> Option<Stamp> {
        let size = self.number()?;
        let modified = self.bytes().map(i64::from_le_bytes)?;
        let changed = self.bytes().map(i64::from_le_bytes)?;
        Some(Stamp { size, modified, changed, inode: self.number()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Record {
        let stamp = Stamp { size: 3, modified: -5, changed: i64::MAX, inode: 7 };
        let input = |path: &str, refused, print| Input {
            path: path.into(),
            refused,
            stamp,
            print,
            is_settled: print.is_some(),
        };
        Record {
            program: Fingerprint::of(b"program"),
            options: Fingerprint::of(b"options"),
            now: Timestamp::new(1_700_000_000, 5).expect("in range"),
            valid_until: Some(Timestamp::MAX),
            diagnostics: b"warning".to_vec(),
            inputs: vec![
                input("content/ação.md", None, Some(Fingerprint::of(b"x"))),
                input("content/link", Some(Refusal::Outside), None),
            ],
            outputs: vec![PublishedFile {
                path: "en/index.html".to_owned(),
                stamp,
                print: Fingerprint::of(b"y"),
                is_settled: true,
            }],
        }
    }

    #[test]
    fn a_record_is_read_as_it_was_written() {
        let dir = tempfile::tempdir().expect("folder");
        let at = dir.path().join("record");
        assert_eq!(Record::read(&at), None);
        sample().write(&at).expect("written");
        assert_eq!(Record::read(&at), Some(sample()));
        let other = Record { valid_until: None, ..sample() };
        other.write(&at).expect("replaced");
        assert_eq!(Record::read(&at), Some(other));
        assert_eq!(fs::read_dir(dir.path()).expect("folder").count(), 1, "nothing is left beside it");
    }

    #[test]
    fn a_damaged_record_is_none() {
        let dir = tempfile::tempdir().expect("folder");
        let at = dir.path().join("record");
        let good = sample().to_bytes();
        for end in 0..good.len() {
            fs::write(&at, &good[..end]).expect("written");
            assert_eq!(Record::read(&at), None, "cut at {end}");
        }
        for place in 0..good.len() {
            let mut bad = good.clone();
            bad[place] ^= 0x40;
            fs::write(&at, bad).expect("written");
            assert_eq!(Record::read(&at), None, "one bit wrong at {place}");
        }
        for end in 0..good.len() - 16 {
            assert!(Reader(&good[..end]).record().is_none(), "also where the sum is right, {end}");
        }
    }
}
