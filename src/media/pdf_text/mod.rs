//! The text of each page of a PDF, as far as it can be had: for looking quotations up.
//!
//! The only folder that imports lopdf: for the types of objects, unpacking streams, and the names of glyphs. Its
//! loading of whole documents is not used, since it copies every stream, those too that overlap: a file of some
//! megabytes could ask for more memory than there is. [`mod@file`] reads objects when they are needed, [`content`] follows
//! the operators of a page, [`font`] and [`codes`] say which letters are meant, [`page`] makes words and lines by where
//! glyphs stand.
//!
//! Input is hostile. Everything is paid for from a [`syntax::Budget`] of steps and bytes, which gives the same end for
//! the same bytes on any machine; nothing recurses deeper than a small constant.

mod codes;
mod content;
mod file;
mod font;
mod matrix;
mod page;
mod syntax;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Dictionary, Object};

use content::Reader;
use file::File;
use page::Page;
use syntax::Budget;

/// Largest file: scans of whole folders have hundreds of megabytes, and only what is needed of one is read.
const MAX_FILE: usize = 512 << 20;
/// Objects of a file that are read.
const MAX_OBJECTS: u64 = 3 << 20;
/// Steps: a page of text takes about ten thousand.
const MAX_STEPS: u64 = 48 << 20;
/// Bytes that are unpacked or searched.
const MAX_BYTES: u64 = 1 << 30;
/// Most pages.
const MAX_PAGES: usize = 20_000;
/// Most bytes of text of one document.
const MAX_TEXT: usize = 64 << 20;
/// Levels of the tree of pages, and of that of their labels.
const MAX_TREE: u32 = 32;
/// Streams that one page is made of, and things that stand upon it.
const MAX_PARTS: usize = 4096;

/// What a PDF says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PdfText {
    /// One a page.
    pub(crate) pages: Vec<PdfPage>,
    /// What is printed as each page's number, if the document says so.
    pub(crate) labels: Vec<String>,
}

/// The text of one page.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PdfPage {
    /// Words, parted by blanks and line ends.
    pub(crate) text: String,
    /// So many of its glyphs stand for unknown letters that the text cannot be trusted.
    pub(crate) is_unreadable: bool,
}

/// Why a PDF cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PdfFault {
    /// No PDF, or one without pages.
    Broken,
    /// It wants a password.
    Encrypted,
    /// Larger, or more work, than anything that a person would read.
    TooLarge,
}

/// Reads a PDF.
pub(crate) fn read(bytes: &[u8]) -> Result<PdfText, PdfFault> {
    if bytes.len() > MAX_FILE {
        return Err(PdfFault::TooLarge);
    }
    // lopdf unpacks streams and reads names of glyphs in code that is not ours: should some bytes make it panic, that
    // document is broken, and the build goes on. Nothing that is shared is left half done.
    catch_unwind(AssertUnwindSafe(|| read_within(bytes, &Budget::new(MAX_OBJECTS, MAX_STEPS, MAX_BYTES))))
        .unwrap_or(Err(PdfFault::Broken))
}

fn read_within(bytes: &[u8], budget: &Budget) -> Result<PdfText, PdfFault> {
    let spent = |fault| if budget.is_spent() { PdfFault::TooLarge } else { fault };
    let file = File::open(bytes, budget).ok_or_else(|| spent(PdfFault::Broken))?;
    if file.is_locked() {
        return Err(PdfFault::Encrypted);
    }
    let leaves = leaves(&file).ok_or(PdfFault::TooLarge)?;
    let reader = Reader::new(&file);
    let mut pages = Vec::with_capacity(leaves.len());
    let mut length = 0;
    for leaf in &leaves {
        let page = read_page(&file, &reader, leaf);
        length += page.text.len();
        if budget.is_spent() || length > MAX_TEXT {
            return Err(PdfFault::TooLarge);
        }
        pages.push(PdfPage { is_unreadable: page.unknown * 8 > page.known, text: page.text });
    }
    let labels = labels(&file, pages.len());
    if pages.is_empty() { Err(PdfFault::Broken) } else { Ok(PdfText { pages, labels }) }
}

/// A page with what it inherits.
struct Leaf {
    page: Dictionary,
    resources: Option<Object>,
}

/// A node of the tree of pages that is still to be visited.
struct Node {
    object: Object,
    resources: Option<Object>,
    depth: u32,
}

/// All pages in their order; nothing if there are too many.
fn leaves(file: &File<'_>) -> Option<Vec<Leaf>> {
    let mut leaves = Vec::new();
    let mut branches = BTreeSet::new();
    let mut ahead = vec![Node { object: file.pages_root()?, resources: None, depth: 0 }];
    while let Some(node) = ahead.pop() {
        if !file.budget.step(16) || leaves.len() > MAX_PAGES {
            return None;
        }
        let Some(dictionary) = file.dictionary(&node.object) else { continue };
        let resources = dictionary.get(b"Resources").ok().cloned().or(node.resources);
        match file.value(&dictionary, b"Kids") {
            Some(Object::Array(kids)) => {
                // A branch that is met again would go round in circles.
                let is_new = node.object.as_reference().is_ok_and(|id| branches.insert(id));
                if is_new && node.depth < MAX_TREE {
                    ahead.extend(kids.into_iter().rev().map(|object| Node {
                        object,
                        resources: resources.clone(),
                        depth: node.depth + 1,
                    }));
                }
            }
            _ => leaves.push(Leaf { page: dictionary, resources }),
        }
    }
    Some(leaves)
}

fn read_page(file: &File<'_>, reader: &Reader<'_, '_>, leaf: &Leaf) -> Page {
    let mut page = Page::default();
    let resources = leaf.resources.as_ref().and_then(|own| file.dictionary(own)).unwrap_or_default();
    let mut content = Vec::new();
    for part in parts(file, &leaf.page, b"Contents") {
        // Parts are one text: an operator may stand in one and its operands in the one before.
        content.extend(file.stream(&part).unwrap_or_default());
        content.push(b'\n');
    }
    reader.show(&content, &resources, &mut page);
    for part in parts(file, &leaf.page, b"Annots") {
        let look = file.dictionary(&part).and_then(|part| appearance(file, &part));
        if let Some(look) = look {
            reader.show_form(&look, &mut page);
        }
    }
    page
}

/// One reference, or a list of them.
fn parts(file: &File<'_>, page: &Dictionary, key: &[u8]) -> Vec<Object> {
    match page.get(key) {
        Ok(one @ Object::Reference(_)) => match file.resolve(one) {
            Some(Object::Array(many)) => many.into_iter().take(MAX_PARTS).collect(),
            _ => vec![one.clone()],
        },
        Ok(Object::Array(many)) => many.iter().take(MAX_PARTS).cloned().collect(),
        _ => Vec::new(),
    }
}

/// What a filled field or a remark looks like.
fn appearance(file: &File<'_>, part: &Dictionary) -> Option<Object> {
    let kind = file.value(part, b"Subtype")?;
    if !matches!(kind.as_name().ok()?, b"Widget" | b"FreeText") {
        return None;
    }
    let looks = file.value(part, b"AP")?;
    let normal = looks.as_dict().ok()?.get(b"N").ok()?;
    match file.value(part, b"AS") {
        Some(Object::Name(state)) => match file.dictionary(normal)?.get(&state) {
            Ok(look) => Some(look.clone()),
            Err(_) => Some(normal.clone()),
        },
        _ => Some(normal.clone()),
    }
}

/// How the pages from one on are numbered.
struct Numbering {
    from: usize,
    style: Vec<u8>,
    prefix: String,
    first: usize,
}

/// What is printed as each page's number (ISO 32000-2, 12.4.2); empty if the document does not say.
fn labels(file: &File<'_>, count: usize) -> Vec<String> {
    let Some(tree) = file.catalogue().and_then(|catalogue| catalogue.get(b"PageLabels").ok().cloned()) else {
        return Vec::new();
    };
    let mut numberings = Vec::new();
    let mut ahead = vec![(tree, 0)];
    while let Some((node, depth)) = ahead.pop() {
        let Some(node) = file.dictionary(&node).filter(|_| depth < MAX_TREE && file.budget.step(16)) else {
            continue;
        };
        if let Some(Object::Array(kids)) = file.value(&node, b"Kids") {
            ahead.extend(kids.into_iter().take(MAX_PARTS).map(|kid| (kid, depth + 1)));
        }
        if let Some(Object::Array(list)) = file.value(&node, b"Nums") {
            numberings.extend(list.chunks_exact(2).filter_map(|pair| match pair {
                [from, entry] => numbering(file, from, entry),
                _ => None,
            }));
        }
    }
    numberings.sort_by_key(|numbering| numbering.from);
    let of = |page: usize| {
        let numbering = numberings.iter().rev().find(|numbering| numbering.from <= page)?;
        Some(numbering.label(page - numbering.from))
    };
    if numberings.is_empty() || numberings.len() > MAX_PARTS {
        return Vec::new();
    }
    (0..count).map(|page| of(page).unwrap_or_default()).collect()
}

fn numbering(file: &File<'_>, from: &Object, entry: &Object) -> Option<Numbering> {
    let entry = file.dictionary(entry)?;
    let whole = |object: Object| object.as_i64().ok().and_then(|number| usize::try_from(number).ok());
    Some(Numbering {
        from: whole(file.resolve(from)?)?,
        style: file
            .value(&entry, b"S")
            .and_then(|style| Some(style.as_name().ok()?.to_vec()))
            .unwrap_or_default(),
        prefix: file
            .value(&entry, b"P")
            .and_then(|prefix| lopdf::decode_text_string(&prefix).ok())
            .unwrap_or_default(),
        first: file.value(&entry, b"St").and_then(whole).unwrap_or(1),
    })
}

impl Numbering {
    fn label(&self, nth: usize) -> String {
        let number = self.first.saturating_add(nth);
        let number = match &*self.style {
            b"D" => number.to_string(),
            b"R" => roman(number),
            b"r" => roman(number).to_lowercase(),
            b"A" => letters(number),
            b"a" => letters(number).to_lowercase(),
            _ => String::new(),
        };
        format!("{}{number}", self.prefix)
    }
}

fn roman(number: usize) -> String {
    const SIGNS: &[(usize, &str)] = &[
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = number.min(4999);
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while rest >= *value {
            rest -= value;
            text.push_str(sign);
        }
    }
    text
}

/// A to Z, then AA to ZZ, and so on.
fn letters(number: usize) -> String {
    let at = number.clamp(1, 2600) - 1;
    let letter = u8::try_from(at % 26).map_or('A', |at| char::from(b'A' + at));
    std::iter::repeat_n(letter, at / 26 + 1).collect()
}

#[cfg(test)]
mod tests;
