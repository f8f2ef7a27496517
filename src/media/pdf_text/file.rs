//! A PDF as a file: where its objects stand, and reading one when it is needed (ISO 32000-2, 7.5).
//!
//! Nothing is read ahead: pictures and fonts of a large document cost nothing. Streams are stretches of the file until
//! they are unpacked. Where the table of objects is damaged, the file is searched for objects.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use lopdf::encryption::decrypt_object;
use lopdf::{Dictionary, Document, EncryptionState, Object, ObjectId, Stream};

use super::syntax::{Budget, Lexer, is_blank};

/// Largest stream that is unpacked: the text of a page has kilobytes.
const MAX_STREAM: usize = 32 << 20;
/// Objects that lead to one another while one is read: the length of a stream, the stream that holds an object.
const MAX_CHAIN: u32 = 8;
/// Versions of the table of objects in one file.
const MAX_TABLES: usize = 4096;
/// Where a file that begins with something else may begin.
const MAX_HEAD: usize = 1024;
/// Where the last table of objects is named.
const MAX_FOOT: usize = 2048;

/// Where an object stands.
#[derive(Clone, Copy)]
enum Slot {
    /// At a byte of the file.
    At(usize),
    /// In a stream of objects.
    In(u32),
    /// It was deleted.
    Free,
}

/// An object of the file; of a stream, its dictionary and its bytes as they are packed.
pub(super) struct Indirect<'a> {
    id: ObjectId,
    pub(super) object: Object,
    pub(super) data: Option<&'a [u8]>,
}

/// A stream of objects, unpacked.
struct Objects {
    data: Vec<u8>,
    /// Number and place of each.
    places: BTreeMap<u32, usize>,
}

/// An open file.
pub(super) struct File<'a> {
    bytes: &'a [u8],
    pub(super) budget: &'a Budget,
    slots: BTreeMap<u32, Slot>,
    trailer: Dictionary,
    /// Of an encrypted file that opens without a password.
    key: Option<EncryptionState>,
    read: RefCell<BTreeMap<u32, Option<Rc<Indirect<'a>>>>>,
    objects: RefCell<BTreeMap<u32, Option<Rc<Objects>>>>,
    chain: Cell<u32>,
}

impl<'a> File<'a> {
    /// Opens a file; nothing if it is none, or has no catalogue of pages.
    pub(super) fn open(bytes: &'a [u8], budget: &'a Budget) -> Option<Self> {
        let head = bytes.get(..MAX_HEAD.min(bytes.len()))?;
        let start = head.windows(5).position(|window| window == b"%PDF-")?;
        let mut file = File {
            bytes: bytes.get(start..)?,
            budget,
            slots: BTreeMap::new(),
            trailer: Dictionary::new(),
            key: None,
            read: RefCell::default(),
            objects: RefCell::default(),
            chain: Cell::new(0),
        };
        file.read_tables();
        file.unlock();
        if !file.is_locked() && file.pages_root().is_none() {
            file.search();
        }
        (file.is_locked() || file.pages_root().is_some()).then_some(file)
    }

    /// It wants a password.
    pub(super) fn is_locked(&self) -> bool {
        self.trailer.has(b"Encrypt") && self.key.is_none()
    }

    /// Finds the key of an encrypted file with the password that every reader tries first: none. Files that only forbid
    /// printing or copying open with it.
    fn unlock(&mut self) {
        let Ok(named) = self.trailer.get(b"Encrypt") else { return };
        let id = named.as_reference().unwrap_or((u32::MAX, 0));
        let Some(dictionary) = self.dictionary(named) else { return };
        let mut document = Document::new();
        document.trailer.set("Encrypt", Object::Reference(id));
        if let Some(own) = self.value(&self.trailer, b"ID") {
            document.trailer.set("ID", own);
        }
        document.objects.insert(id, Object::Dictionary(self.flat_dictionary(&dictionary)));
        self.key = EncryptionState::decode(&document, "").ok();
        // What was read without the key is read again.
        self.read.borrow_mut().clear();
        self.objects.borrow_mut().clear();
    }

    /// The catalogue.
    pub(super) fn catalogue(&self) -> Option<Dictionary> {
        self.dictionary(self.trailer.get(b"Root").ok()?)
    }

    /// The root of the tree of pages, with the tree's own entry.
    pub(super) fn pages_root(&self) -> Option<Object> {
        let catalogue = self.catalogue()?;
        let root = catalogue.get(b"Pages").ok()?;
        self.dictionary(root)?;
        Some(root.clone())
    }

    /// An object by its number; nothing if it is not there or cannot be read.
    pub(super) fn get(&self, number: u32) -> Option<Rc<Indirect<'a>>> {
        if let Some(known) = self.read.borrow().get(&number) {
            return known.clone();
        }
        if self.chain.get() >= MAX_CHAIN {
            return None;
        }
        self.chain.set(self.chain.get() + 1);
        let found = match self.slots.get(&number)? {
            Slot::At(at) => self.read_at(*at).filter(|found| found.id.0 == number),
            Slot::In(stream) => self.read_packed(*stream, number),
            Slot::Free => None,
        };
        self.chain.set(self.chain.get() - 1);
        let found = found.map(Rc::new);
        self.read.borrow_mut().insert(number, found.clone());
        found
    }

    /// What an object is, a reference followed.
    pub(super) fn resolve(&self, object: &Object) -> Option<Object> {
        match object {
            Object::Reference(id) => match &self.get(id.0)?.object {
                Object::Reference(_) => None,
                found => self.budget.step(weight(found)).then(|| found.clone()),
            },
            other => self.budget.step(weight(other)).then(|| other.clone()),
        }
    }

    /// The dictionary that an object is or leads to; that of a stream too.
    pub(super) fn dictionary(&self, object: &Object) -> Option<Dictionary> {
        match self.resolve(object)? {
            Object::Dictionary(dictionary) => Some(dictionary),
            _ => None,
        }
    }

    /// The value of a key, a reference followed.
    pub(super) fn value(&self, dictionary: &Dictionary, key: &[u8]) -> Option<Object> {
        self.resolve(dictionary.get(key).ok()?)
    }

    /// The stream that an object leads to, unpacked.
    pub(super) fn stream(&self, object: &Object) -> Option<Vec<u8>> {
        let Object::Reference(id) = object else { return None };
        let found = self.get(id.0)?;
        self.unpack(&found)
    }

    /// The bytes of a stream as they are meant.
    pub(super) fn unpack(&self, stream: &Indirect<'a>) -> Option<Vec<u8>> {
        let (Object::Dictionary(dictionary), Some(data)) = (&stream.object, stream.data) else { return None };
        let limit = MAX_STREAM.min(self.budget.bytes_left());
        if data.len() > MAX_STREAM || !self.budget.bytes(data.len()) {
            return None;
        }
        let mut packed = Dictionary::new();
        for (key, short) in [("Filter", "F"), ("DecodeParms", "DP")] {
            let value =
                self.value(dictionary, key.as_bytes()).or_else(|| self.value(dictionary, short.as_bytes()));
            if let Some(value) = value {
                packed.set(key, self.flat(&value));
            }
        }
        if let Ok(kind) = dictionary.get(b"Type") {
            packed.set("Type", kind.clone());
        }
        let mut whole = Object::Stream(Stream::new(packed, data.to_vec()));
        if let Some(key) = &self.key {
            decrypt_object(key, stream.id, &mut whole).ok()?;
        }
        match whole.as_stream().ok()?.get_plain_content_with_limit(limit) {
            Ok(unpacked) => self.budget.bytes(unpacked.len()).then_some(unpacked),
            // What is too large is paid for as if it had been unpacked: so it was, up to the limit.
            Err(lopdf::Error::Decompress(_)) => {
                self.budget.bytes(limit);
                None
            }
            Err(_) => None,
        }
    }

    /// Filters and their parameters without references: two levels, as they are written.
    fn flat(&self, object: &Object) -> Object {
        let inner = |object: &Object| match self.resolve(object) {
            Some(Object::Dictionary(dictionary)) => Object::Dictionary(self.flat_dictionary(&dictionary)),
            Some(other) => other,
            None => Object::Null,
        };
        match object {
            Object::Array(items) => Object::Array(items.iter().map(inner).collect()),
            Object::Name(_) => object.clone(),
            Object::Dictionary(dictionary) => Object::Dictionary(self.flat_dictionary(dictionary)),
            _ => Object::Null,
        }
    }

    fn flat_dictionary(&self, dictionary: &Dictionary) -> Dictionary {
        let mut flat = Dictionary::new();
        for (key, value) in dictionary.iter() {
            if let Some(value) = self.resolve(value) {
                flat.set(key.clone(), value);
            }
        }
        flat
    }

    /// The object whose head stands at a byte.
    fn read_at(&self, at: usize) -> Option<Indirect<'a>> {
        let mut lexer = Lexer::of_file(self.bytes, at, self.budget);
        let number = u32::try_from(lexer.integer()?).ok()?;
        let generation = u16::try_from(lexer.integer()?).ok()?;
        if !lexer.word(b"obj") {
            return None;
        }
        let id = (number, generation);
        let mut object = lexer.object()?;
        let data = match &object {
            Object::Dictionary(dictionary) if lexer.word(b"stream") => self.data(dictionary, lexer.at),
            _ => None,
        };
        // Strings that cannot be read stay as they are: they are no text of a page.
        let _ = self.key.as_ref().map(|key| decrypt_object(key, id, &mut object));
        Some(Indirect { id, object, data })
    }

    /// The bytes of a stream, from behind its keyword: as long as it says, else up to its end.
    fn data(&self, dictionary: &Dictionary, at: usize) -> Option<&'a [u8]> {
        let rest = self.bytes.get(at..)?;
        let rest = rest
            .strip_prefix(b"\r\n")
            .or_else(|| rest.strip_prefix(b"\n"))
            .or_else(|| rest.strip_prefix(b"\r"))
            .unwrap_or(rest);
        let length =
            self.value(dictionary, b"Length").and_then(|length| usize::try_from(length.as_i64().ok()?).ok());
        if let Some(length) = length
            && let Some((data, after)) = rest.split_at_checked(length)
        {
            let blanks = after.iter().take(4).take_while(|byte| is_blank(**byte)).count();
            if after.get(blanks..)?.starts_with(b"endstream") {
                return Some(data);
            }
        }
        let end = find(rest, b"endstream").unwrap_or(rest.len());
        if !self.budget.bytes(end) {
            return None;
        }
        rest.get(..end)
    }

    /// An object in a stream of objects.
    fn read_packed(&self, stream: u32, number: u32) -> Option<Indirect<'a>> {
        let known = self.objects.borrow().get(&stream).cloned();
        let objects = match known {
            Some(objects) => objects,
            None => {
                let made = self.unpack_objects(stream).map(Rc::new);
                self.objects.borrow_mut().insert(stream, made.clone());
                made
            }
        }?;
        let at = *objects.places.get(&number)?;
        let object = Lexer::of_file(&objects.data, at, self.budget).object()?;
        Some(Indirect { id: (number, 0), object, data: None })
    }

    fn unpack_objects(&self, stream: u32) -> Option<Objects> {
        // A stream of objects cannot lie in another one.
        let Slot::At(_) = self.slots.get(&stream)? else { return None };
        let found = self.get(stream)?;
        let dictionary = found.object.as_dict().ok()?;
        let first = usize::try_from(self.value(dictionary, b"First")?.as_i64().ok()?).ok()?;
        let data = self.unpack(&found)?;
        let mut lexer = Lexer::of_file(&data, 0, self.budget);
        let mut places = BTreeMap::new();
        while lexer.at < first {
            let (Some(number), Some(place)) = (lexer.integer(), lexer.integer()) else { break };
            if let (Ok(number), Ok(place)) = (u32::try_from(number), usize::try_from(place)) {
                places.entry(number).or_insert(first.saturating_add(place));
            }
        }
        Some(Objects { data, places })
    }

    /// Reads the tables of objects, newest first, as far as they can be read.
    fn read_tables(&mut self) {
        let foot = self.bytes.len().saturating_sub(MAX_FOOT);
        let tail = self.bytes.get(foot..).unwrap_or_default();
        let Some(named) = tail.windows(9).rposition(|window| window == b"startxref") else { return };
        let start = Lexer::of_file(self.bytes, foot + named + 9, self.budget).integer();
        let mut ahead: Vec<i64> = start.into_iter().collect();
        let mut seen = BTreeSet::new();
        while let Some(at) = ahead.pop() {
            let Ok(at) = usize::try_from(at) else { continue };
            if seen.len() >= MAX_TABLES || !seen.insert(at) {
                continue;
            }
            let Some(trailer) = self.read_table(at) else { continue };
            let next = |key: &[u8]| trailer.get(key).ok().and_then(|at| at.as_i64().ok());
            // The last one is read first: what a hybrid file says in its stream goes before older versions.
            ahead.extend([next(b"Prev"), next(b"XRefStm")].into_iter().flatten());
            if self.trailer.is_empty() {
                self.trailer = trailer;
            }
        }
    }

    fn read_table(&mut self, at: usize) -> Option<Dictionary> {
        let mut lexer = Lexer::of_file(self.bytes, at, self.budget);
        if !lexer.word(b"xref") {
            return self.read_table_stream(at);
        }
        while let Some(first) = lexer.integer() {
            let count = lexer.integer()?;
            for number in first..first.checked_add(count)? {
                let Some(place) = lexer.integer() else { break };
                lexer.integer()?;
                let slot = if lexer.word(b"n") {
                    Slot::At(usize::try_from(place).ok()?)
                } else if lexer.word(b"f") {
                    Slot::Free
                } else {
                    return None;
                };
                if let Ok(number) = u32::try_from(number) {
                    self.slots.entry(number).or_insert(slot);
                }
            }
        }
        if !lexer.word(b"trailer") {
            return None;
        }
        lexer.object()?.as_dict().ok().cloned()
    }

    fn read_table_stream(&mut self, at: usize) -> Option<Dictionary> {
        let found = self.read_at(at)?;
        let dictionary = found.object.as_dict().ok()?.clone();
        if dictionary.get(b"Type").ok()?.as_name().ok()? != b"XRef" {
            return None;
        }
        let whole = |object: &Object| object.as_i64().ok().and_then(|number| usize::try_from(number).ok());
        let widths: Vec<usize> =
            dictionary.get(b"W").ok()?.as_array().ok()?.iter().filter_map(whole).collect();
        let [kind_width, place_width, index_width] = widths.as_slice() else { return None };
        let width = kind_width.checked_add(*place_width)?.checked_add(*index_width)?;
        if width == 0 || width > 24 {
            return None;
        }
        let size = dictionary.get(b"Size").ok().and_then(whole).unwrap_or(0);
        let ranges: Vec<usize> = match dictionary.get(b"Index").and_then(Object::as_array) {
            Ok(ranges) => ranges.iter().filter_map(whole).collect(),
            Err(_) => vec![0, size],
        };
        let data = self.unpack(&found)?;
        let mut rows = data.chunks_exact(width);
        for range in ranges.chunks_exact(2) {
            let [first, count] = range else { break };
            for (number, row) in (*first..first.saturating_add(*count)).zip(rows.by_ref()) {
                let (kind, rest) = row.split_at_checked(*kind_width)?;
                let (place, _) = rest.split_at_checked(*place_width)?;
                let slot = match if kind.is_empty() { 1 } else { big_endian(kind) } {
                    1 => Slot::At(usize::try_from(big_endian(place)).ok()?),
                    2 => Slot::In(u32::try_from(big_endian(place)).unwrap_or(u32::MAX)),
                    _ => Slot::Free,
                };
                if !self.budget.step(1) {
                    return None;
                }
                if let Ok(number) = u32::try_from(number) {
                    self.slots.entry(number).or_insert(slot);
                }
            }
        }
        Some(dictionary)
    }

    /// Finds the objects of a file whose tables are damaged; the last one of a number counts.
    fn search(&mut self) {
        self.slots.clear();
        self.read.borrow_mut().clear();
        self.objects.borrow_mut().clear();
        self.trailer = Dictionary::new();
        if !self.budget.bytes(self.bytes.len()) {
            return;
        }
        let mut at = 0;
        while let Some(found) =
            self.bytes.get(at..).and_then(|rest| find(rest, b"obj")).map(|found| at + found)
        {
            if let Some((number, start)) = head_before(self.bytes, found) {
                self.slots.insert(number, Slot::At(start));
            }
            at = found + 3;
        }
        self.search_trailers();
        self.unlock();
        let numbers: Vec<u32> = self.slots.keys().copied().collect();
        for number in numbers {
            if self.budget.is_spent() {
                return;
            }
            self.open_found(number);
        }
    }

    fn search_trailers(&mut self) {
        let mut at = 0;
        while let Some(found) =
            self.bytes.get(at..).and_then(|rest| find(rest, b"trailer")).map(|found| at + found)
        {
            at = found + 7;
            let object = Lexer::of_file(self.bytes, at, self.budget).object();
            if let Some(Object::Dictionary(dictionary)) = object {
                self.add_trailer(&dictionary);
            }
        }
    }

    fn add_trailer(&mut self, dictionary: &Dictionary) {
        for key in [b"Root".as_slice(), b"Encrypt", b"ID"] {
            if let Ok(value) = dictionary.get(key) {
                self.trailer.set(key, value.clone());
            }
        }
    }

    /// What a found object says about others.
    fn open_found(&mut self, number: u32) {
        let Some(Slot::At(at)) = self.slots.get(&number).copied() else { return };
        let Some(found) = self.read_at(at) else { return };
        let Ok(dictionary) = found.object.as_dict() else { return };
        match dictionary.get(b"Type").and_then(Object::as_name) {
            Ok(b"XRef") => {
                let was_open = !self.trailer.has(b"Encrypt");
                self.add_trailer(dictionary);
                // Finding a key takes long on purpose: once.
                if was_open {
                    self.unlock();
                }
            }
            Ok(b"Catalog") if !self.trailer.has(b"Root") => {
                self.trailer.set(b"Root", Object::Reference((number, 0)));
            }
            Ok(b"ObjStm") => {
                let objects = self.unpack_objects(number).map(Rc::new);
                for inner in objects.iter().flat_map(|objects| objects.places.keys()) {
                    self.slots.entry(*inner).or_insert(Slot::In(number));
                }
                self.objects.borrow_mut().insert(number, objects);
            }
            _ => {}
        }
    }
}

/// The number of an object, and where its head begins, if one ends at `obj`: `12 0 obj`.
fn head_before(bytes: &[u8], obj: usize) -> Option<(u32, usize)> {
    let before = bytes.get(obj.saturating_sub(24)..obj)?;
    let text = before.trim_ascii_end();
    let digits = |text: &[u8]| text.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let generation = digits(text);
    let rest = text.get(..text.len() - generation)?;
    let number_text = rest.trim_ascii_end();
    let length = digits(number_text);
    if generation == 0 || length == 0 || rest.len() == number_text.len() {
        return None;
    }
    let start = number_text.len() - length;
    let number = std::str::from_utf8(number_text.get(start..)?).ok()?.parse().ok()?;
    Some((number, obj - before.len() + start))
}

/// What it costs to copy an object.
fn weight(object: &Object) -> u64 {
    match object {
        Object::Array(items) => items.iter().map(weight).sum::<u64>() + 1,
        Object::Dictionary(dictionary) => {
            dictionary.iter().map(|(_, value)| weight(value) + 1).sum::<u64>() + 1
        }
        Object::String(text, _) | Object::Name(text) => text.len() as u64 / 64 + 1,
        _ => 1,
    }
}

fn big_endian(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0u64, |number, byte| number.wrapping_shl(8) | u64::from(*byte))
}

/// Where a part first stands.
pub(super) fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    let (first, rest) = part.split_first()?;
    let mut start = 0;
    loop {
        let at = start + bytes.get(start..)?.iter().position(|byte| byte == first)?;
        if bytes.get(at + 1..)?.starts_with(rest) {
            return Some(at);
        }
        start = at + 1;
    }
}
