//! Names what a PDF says about its makers, for a warning. A document is evidence: it is published as it is.

/// Entries of the information dictionary that people fill in, or programs do (ISO 32000-2, table 349).
const ENTRIES: &[&str] =
    &["Author", "CreationDate", "Creator", "Keywords", "ModDate", "Producer", "Subject", "Title"];

/// Longest dictionary that is looked at.
const MAX_DICTIONARY: usize = 64 << 10;

/// Names of the metadata that a PDF carries, sorted, each once: entries of its information dictionary, and `XMP`.
///
/// Only what stands in the file uncompressed is seen. If there is a dictionary that cannot be read, the name is
/// `Info`. Empty for what is no PDF.
pub(crate) fn pdf_metadata(bytes: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    let is_pdf = bytes.get(..1024).unwrap_or(bytes).windows(5).any(|window| window == b"%PDF-");
    if !is_pdf {
        return names;
    }
    for number in info_references(bytes) {
        match object(bytes, number) {
            Some(dictionary) => names.extend(filled_entries(dictionary)),
            None => names.push("Info".to_owned()),
        }
    }
    if find(bytes, b"<x:xmpmeta").is_some() || find(bytes, b"<?xpacket begin").is_some() {
        names.push("XMP".to_owned());
    }
    names.sort();
    names.dedup();
    names
}

/// Object and generation of every `/Info 12 0 R`: one in each version of the file that was saved into it.
fn info_references(bytes: &[u8]) -> Vec<(u32, u32)> {
    let mut references = Vec::new();
    let mut rest = bytes;
    while let Some(at) = find(rest, b"/Info") {
        rest = rest.get(at + 5..).unwrap_or_default();
        let mut words = Words(rest);
        let (number, generation) = (words.number(), words.number());
        if let (Some(number), Some(generation), Some(b"R")) = (number, generation, words.next())
            && !references.contains(&(number, generation))
        {
            references.push((number, generation));
        }
    }
    references
}

/// What stands between `12 0 obj` and its end.
fn object(bytes: &[u8], (number, generation): (u32, u32)) -> Option<&[u8]> {
    let head = format!("{number} {generation} obj");
    let mut rest = bytes;
    loop {
        let at = find(rest, head.as_bytes())?;
        let is_whole = at == 0 || !rest.get(at - 1).is_some_and(u8::is_ascii_digit);
        rest = rest.get(at + head.len()..)?;
        if is_whole {
            let body = rest.get(..MAX_DICTIONARY).unwrap_or(rest);
            return body.get(..find(body, b"endobj").unwrap_or(body.len()));
        }
    }
}

/// Entries of the dictionary that have a text which is not empty.
fn filled_entries(dictionary: &[u8]) -> impl Iterator<Item = String> {
    let is_filled = move |entry: &&&str| {
        let name = format!("/{entry}");
        let mut rest = dictionary;
        while let Some(at) = find(rest, name.as_bytes()) {
            rest = rest.get(at + name.len()..).unwrap_or_default();
            match rest.trim_ascii_start() {
                [b'(', b')', ..] | [b'<', b'>', ..] => {}
                [b'(' | b'<', ..] | [b'0'..=b'9', ..] => return true,
                _ => {}
            }
        }
        false
    };
    ENTRIES.iter().filter(is_filled).map(|entry| (*entry).to_owned())
}

struct Words<'a>(&'a [u8]);

impl<'a> Words<'a> {
    fn next(&mut self) -> Option<&'a [u8]> {
        let rest = self.0.trim_ascii_start();
        let end = rest.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let (word, rest) = rest.split_at_checked(end)?;
        self.0 = rest;
        (!word.is_empty()).then_some(word)
    }

    fn number(&mut self) -> Option<u32> {
        std::str::from_utf8(self.next()?).ok()?.parse().ok()
    }
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
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

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\n";

    #[test]
    fn filled_entries_and_xmp_are_named() {
        let pdf = format!(
            "{HEAD}12 0 obj (no) endobj 2 0 obj\n<< /Author (A. Person) /Title () /Producer <FEFF0041> /Trapped /True >>\n\
             endobj\n3 0 obj <</Title (A bookmark)>> endobj\ntrailer << /Root 1 0 R /Info 2 0 R >>"
        );
        assert_eq!(pdf_metadata(pdf.as_bytes()), ["Author", "Producer"]);
        let with_xmp = format!("{pdf}<?xpacket begin=\"\"?><x:xmpmeta/>");
        assert_eq!(pdf_metadata(with_xmp.as_bytes()), ["Author", "Producer", "XMP"]);
    }

    #[test]
    fn a_dictionary_that_is_compressed_is_named_as_such() {
        let pdf = format!("{HEAD}5 0 obj <</Type/XRef/Info 9 0 R/Root 1 0 R>>stream\nx\nendstream endobj");
        assert_eq!(pdf_metadata(pdf.as_bytes()), ["Info"]);
    }

    #[test]
    fn clean_documents_and_other_files_have_none() {
        assert!(pdf_metadata(HEAD.as_bytes()).is_empty());
        assert!(pdf_metadata(b"/Info 1 0 R 1 0 obj <</Author (x)>>").is_empty());
        assert!(pdf_metadata(b"").is_empty());
    }

    #[test]
    fn a_cut_document_is_no_trouble() {
        let pdf = format!("{HEAD}2 0 obj << /Author (A) >> endobj trailer << /Info 2 0 R >>");
        for end in 0..pdf.len() {
            pdf_metadata(&pdf.as_bytes()[..end]);
        }
    }
}
