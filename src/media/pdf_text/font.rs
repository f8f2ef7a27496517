//! Fonts of a PDF: what their codes stand for, and how wide their glyphs are (ISO 32000-2, 9.5 to 9.10).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

use super::codes::Codes;
use super::file::File;

/// Steps that reading a font costs, beside what its tables cost.
const READING: u64 = 4096;

/// A font as far as text needs it.
pub(super) struct Font {
    /// The document's own table.
    to_unicode: Option<Codes>,
    /// Of a font with codes of one byte: what the encoding says.
    simple: BTreeMap<u32, char>,
    /// Codes of several bytes; how long they are where a table says it.
    composite: Option<Composite>,
    widths: Widths,
    default_width: f64,
}

/// First code, last code and the width of each of them; sorted.
type Widths = Vec<(u32, u32, f64)>;

/// A font with codes of several bytes.
struct Composite {
    lengths: Option<Codes>,
    /// Codes are Unicode already.
    is_unicode: bool,
}

/// One glyph that is shown.
pub(super) struct Glyph {
    /// What it stands for; nothing if nobody knows.
    pub(super) letters: Option<String>,
    /// Advance, in units of the font's size.
    pub(super) width: f64,
    /// A blank of one byte, which word spacing widens.
    pub(super) is_blank: bool,
}

impl Font {
    /// Reads a font.
    pub(super) fn read(file: &File<'_>, font: &Dictionary) -> Option<Self> {
        if !file.budget.step(READING) {
            return None;
        }
        let to_unicode = font
            .get(b"ToUnicode")
            .ok()
            .and_then(|table| file.stream(table))
            .map(|table| Codes::read(&table, file.budget));
        let kind = file.value(font, b"Subtype");
        Some(match kind.as_ref().and_then(|kind| kind.as_name().ok()) {
            Some(b"Type0") => Font::composite(file, font, to_unicode),
            kind => {
                let (widths, default_width) = simple_widths(file, font, kind == Some(b"Type3"));
                let simple = simple_encoding(file, font, kind == Some(b"TrueType"));
                Font { to_unicode, simple, composite: None, widths, default_width }
            }
        })
    }

    fn composite(file: &File<'_>, font: &Dictionary, to_unicode: Option<Codes>) -> Self {
        let lengths = match font.get(b"Encoding") {
            Ok(table @ Object::Reference(_)) => {
                file.stream(table).map(|table| Codes::read(&table, file.budget))
            }
            _ => None,
        };
        let name = file.value(font, b"Encoding");
        let is_unicode = name.as_ref().and_then(|name| name.as_name().ok()).is_some_and(|name| {
            super::file::find(name, b"UCS2").is_some() || super::file::find(name, b"UTF16").is_some()
        });
        let descendant = match file.value(font, b"DescendantFonts") {
            Some(Object::Array(fonts)) => fonts.first().and_then(|font| file.dictionary(font)),
            _ => None,
        };
        let default_width =
            descendant.as_ref().and_then(|font| number(&file.value(font, b"DW")?)).unwrap_or(1000.0) / 1000.0;
        let widths = descendant.map(|font| composite_widths(file, &font)).unwrap_or_default();
        let composite = Some(Composite { lengths, is_unicode });
        Font { to_unicode, simple: BTreeMap::new(), composite, widths, default_width }
    }

    /// The glyphs of a text that is shown.
    pub(super) fn glyphs<'t>(&'t self, text: &'t [u8]) -> impl Iterator<Item = Glyph> + 't {
        let mut rest = text;
        std::iter::from_fn(move || {
            let first = *rest.first()?;
            let length = self.length(first).min(rest.len());
            let (code, after) = rest.split_at_checked(length)?;
            rest = after;
            let code = code.iter().fold(0, |number, byte| number << 8 | u32::from(*byte));
            Some(Glyph {
                letters: self.letters(code),
                width: self.width(code),
                is_blank: length == 1 && code == 32,
            })
        })
    }

    fn width(&self, code: u32) -> f64 {
        let at = self.widths.partition_point(|(first, _, _)| *first <= code);
        let found = at.checked_sub(1).and_then(|at| self.widths.get(at)).filter(|(_, last, _)| code <= *last);
        found.map_or(self.default_width, |(_, _, width)| *width)
    }

    fn length(&self, first: u8) -> usize {
        match &self.composite {
            None => 1,
            Some(composite) => {
                composite.lengths.as_ref().and_then(|lengths| lengths.length(first)).unwrap_or(2)
            }
        }
    }

    fn letters(&self, code: u32) -> Option<String> {
        if let Some(letters) = self.to_unicode.as_ref().and_then(|table| table.letters(code)) {
            return Some(letters);
        }
        match &self.composite {
            Some(composite) if composite.is_unicode => char::from_u32(code).map(String::from),
            Some(_) => None,
            None => self.simple.get(&code).map(|letter| String::from(*letter)),
        }
    }
}

/// A number, whole or not.
pub(super) fn number(object: &Object) -> Option<f64> {
    match object {
        #[expect(clippy::cast_precision_loss, reason = "lengths on a page are small")]
        Object::Integer(number) => Some(*number as f64),
        Object::Real(number) => Some(f64::from(*number)),
        _ => None,
    }
}

fn simple_widths(file: &File<'_>, font: &Dictionary, is_drawn: bool) -> (Widths, f64) {
    // Glyphs that are drawings have a scale of their own.
    let scale = match file.value(font, b"FontMatrix") {
        Some(Object::Array(matrix)) if is_drawn => matrix.first().and_then(number).unwrap_or(0.001),
        _ => 0.001,
    };
    let mut widths = Widths::new();
    let first = file.value(font, b"FirstChar").and_then(|first| u32::try_from(first.as_i64().ok()?).ok());
    if let Some(Object::Array(list)) = file.value(font, b"Widths") {
        for (code, width) in (first.unwrap_or(0)..).zip(list.iter().take(256)) {
            if let Some(width) = file.resolve(width).as_ref().and_then(number) {
                widths.push((code, code, width * scale));
            }
        }
    }
    let missing = font.get(b"FontDescriptor").ok().and_then(|descriptor| file.dictionary(descriptor));
    let missing = missing.and_then(|descriptor| number(&file.value(&descriptor, b"MissingWidth")?));
    // The standard fonts need not say how wide they are: about half their size.
    let default = if widths.is_empty() { 0.5 } else { missing.unwrap_or(0.0) * scale };
    (widths, default)
}

/// `[12 [500 600] 20 30 700]`: from 12 on; from 20 to 30.
fn composite_widths(file: &File<'_>, font: &Dictionary) -> Widths {
    let mut widths = Widths::new();
    let Some(Object::Array(list)) = file.value(font, b"W") else { return widths };
    let mut rest = list.iter().map(|object| file.resolve(object).unwrap_or(Object::Null));
    let code = |object: &Object| object.as_i64().ok().and_then(|number| u32::try_from(number).ok());
    while let (Some(first), Some(second)) = (rest.next(), rest.next()) {
        let Some(first) = code(&first) else { break };
        match second {
            Object::Array(list) => {
                let known = (first..).zip(&list).filter_map(|(code, width)| Some((code, number(width)?)));
                widths.extend(known.map(|(code, width)| (code, code, width / 1000.0)));
            }
            last => {
                let (Some(last), Some(width)) = (code(&last), rest.next().as_ref().and_then(number)) else {
                    break;
                };
                widths.push((first, last, width / 1000.0));
            }
        }
    }
    widths.sort_by_key(|(first, last, _)| (*first, *last));
    widths
}

/// What the codes of one byte stand for: the table that the font begins with, and the changes to it.
fn simple_encoding(file: &File<'_>, font: &Dictionary, is_true_type: bool) -> BTreeMap<u32, char> {
    let encoding = file.value(font, b"Encoding");
    let base = match &encoding {
        Some(Object::Name(name)) => Some(name.clone()),
        Some(Object::Dictionary(changes)) => {
            file.value(changes, b"BaseEncoding").and_then(|base| base.as_name().ok().map(<[u8]>::to_vec))
        }
        _ => None,
    };
    let mut names = NamesOfGlyphs::default();
    let own = if base.is_none() { built_in_encoding(file, font) } else { BTreeMap::new() };
    let mut table = match base {
        Some(base) => standard_encoding(&base),
        None if own.is_empty() && is_true_type => standard_encoding(b"WinAnsiEncoding"),
        None if own.is_empty() => standard_encoding(b"StandardEncoding"),
        None => BTreeMap::new(),
    };
    table.extend(own.iter().filter_map(|(code, name)| Some((*code, names.letter(name)?))));
    if let Some(Object::Dictionary(changes)) = &encoding
        && let Some(Object::Array(changes)) = file.value(changes, b"Differences")
    {
        let mut code = 0u32;
        for change in &changes {
            match change {
                Object::Integer(number) => code = u32::try_from(*number).unwrap_or(0),
                Object::Name(name) => {
                    match names.letter(name) {
                        Some(letter) => table.insert(code, letter),
                        None => table.remove(&code),
                    };
                    code = code.saturating_add(1);
                }
                _ => {}
            }
            if !file.budget.step(16) {
                break;
            }
        }
    }
    table
}

/// One of the tables that every reader knows.
fn standard_encoding(name: &[u8]) -> BTreeMap<u32, char> {
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", Object::Name(name.to_vec()));
    let document = Document::new();
    let Ok(encoding) = font.get_font_encoding(&document) else { return BTreeMap::new() };
    let letter = |code: u8| Document::decode_text(&encoding, &[code]).ok()?.chars().next();
    (0..=255).filter_map(|code| Some((u32::from(code), letter(code)?))).collect()
}

/// Letters of glyphs by their names, each looked up once.
#[derive(Default)]
struct NamesOfGlyphs(BTreeMap<Vec<u8>, Option<char>>);

impl NamesOfGlyphs {
    fn letter(&mut self, name: &[u8]) -> Option<char> {
        if let Some(known) = self.0.get(name) {
            return *known;
        }
        let letter = letter_of_name(name);
        self.0.insert(name.to_vec(), letter);
        letter
    }
}

/// The letter of a glyph's name: of Adobe's list, `uni0041`, `u1F600`; what follows a dot is a variant of it.
fn letter_of_name(name: &[u8]) -> Option<char> {
    let base = name.split(|byte| *byte == b'.').next().filter(|base| !base.is_empty())?;
    let text = std::str::from_utf8(base).ok()?;
    let hexadecimal =
        text.strip_prefix("uni").filter(|digits| digits.len() >= 4).and_then(|digits| digits.get(..4));
    let hexadecimal =
        hexadecimal.or_else(|| text.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len())));
    let coded = hexadecimal.and_then(|digits| u32::from_str_radix(digits, 16).ok()).and_then(char::from_u32);
    if coded.is_some() {
        return coded;
    }
    let mut changes = Dictionary::new();
    changes.set("Differences", Object::Array(vec![Object::Integer(0), Object::Name(base.to_vec())]));
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", Object::Dictionary(changes));
    let document = Document::new();
    let encoding = font.get_font_encoding(&document).ok()?;
    Document::decode_text(&encoding, &[0]).ok()?.chars().next().filter(|letter| *letter != '\0')
}

/// The encoding in the clear part of a Type 1 font: `dup 65 /A put`.
fn built_in_encoding(file: &File<'_>, font: &Dictionary) -> BTreeMap<u32, Vec<u8>> {
    let mut table = BTreeMap::new();
    let descriptor = font.get(b"FontDescriptor").ok().and_then(|descriptor| file.dictionary(descriptor));
    let program = descriptor.and_then(|descriptor| file.stream(descriptor.get(b"FontFile").ok()?));
    let Some(program) = program else { return table };
    let end = super::file::find(&program, b"eexec").unwrap_or(0);
    let clear = program.get(..end).unwrap_or_default();
    let mut words = clear.split(|byte| byte.is_ascii_whitespace()).filter(|word| !word.is_empty());
    while let Some(word) = words.next() {
        if word != b"dup" {
            continue;
        }
        let code = words.next().and_then(|code| std::str::from_utf8(code).ok()?.parse::<u32>().ok());
        let name = words.next().and_then(|name| name.strip_prefix(b"/"));
        if let (Some(code @ 0..=255), Some(name)) = (code, name) {
            table.insert(code, name.to_vec());
        }
    }
    table
}
