//! Documents of many producers, and hostile ones.

use super::*;
use crate::media::page_text::{self, DocumentFault, PageTexts};
use crate::source::quotation::Quotation;

/// The same two pages by five programs, and one of them repacked: English with ligatures and hyphens, then Portuguese.
const PRODUCERS: &[(&str, &[u8])] = &[
    ("a browser", include_bytes!("../../../tests/media/quoted-chromium.pdf")),
    ("an office suite", include_bytes!("../../../tests/media/quoted-libreoffice.pdf")),
    ("TeX", include_bytes!("../../../tests/media/quoted-tex.pdf")),
    ("a scanner", include_bytes!("../../../tests/media/quoted-scan.pdf")),
    ("a converter", include_bytes!("../../../tests/media/quoted-ghostscript.pdf")),
    ("one that forbids copying", include_bytes!("../../../tests/media/quoted-locked.pdf")),
    ("objects in streams", include_bytes!("../../../tests/media/quoted-objects.pdf")),
];

/// Quotations of the first page, with one altered by a digit, a word or an accent.
const FIRST: &[(&str, &str)] = &[
    (
        "first noticed difficulties in the workflow of the fourth pump",
        "first noticed difficulties in the workflow of the fifth pump",
    ),
    ("on 14 March 2031, when 1,287 litres a minute", "on 14 March 2031, when 1,278 litres a minute"),
    (
        "\"flowed against every specification\", as the engineer's affidavit puts it",
        "\"flowed against any specification\"",
    ),
    (
        "Nobody refilled the office’s file on these interruptions.",
        "Nobody refiled the office’s file on these interruptions.",
    ),
    (
        "Sufficient evidence suggests that the official figure of 3.5 per cent",
        "the official figure of 35 per cent",
    ),
    (
        "Extraordinary responsibilities notwithstanding, the superintendents unquestionably misinterpreted approximately \
         twenty-three incontrovertible measurements throughout the administrative reorganisation",
        "the superintendents misinterpreted approximately twenty-three incontrovertible measurements",
    ),
];

/// The same of the second page.
const SECOND: &[(&str, &str)] = &[
    ("A direção não autorizou a inspeção", "A direção nos autorizou a inspeção"),
    ("Não há indícios de infiltração", "Não há indicios de infiltração"),
    (
        "mediram 48,6 litros por segundo e concluíram que a água já não era potável",
        "mediram 48,9 litros por segundo",
    ),
    ("depósito da Rua São João transbordou pela última vez", "depósito da Rua São José transbordou"),
];

fn pages(bytes: &[u8]) -> PageTexts {
    page_text::read("a.pdf", bytes).expect("a document")
}

fn stands(texts: &PageTexts, words: &str, page: usize) -> bool {
    Quotation::read(words).stands_on(&[&texts.pages[page].folded])
}

#[test]
fn quotations_are_found_on_their_pages_and_nowhere_else() {
    for (producer, bytes) in PRODUCERS {
        let texts = pages(bytes);
        assert_eq!(texts.pages.len(), 2, "{producer}");
        for (page, quotations) in [FIRST, SECOND].into_iter().enumerate() {
            for (words, altered) in quotations {
                assert!(stands(&texts, words, page), "{producer}: `{words}`:\n{}", texts.pages[page].text);
                assert!(!stands(&texts, words, 1 - page), "{producer}: `{words}` on the wrong page");
                assert!(!stands(&texts, altered, page), "{producer}: `{altered}`");
            }
        }
    }
}

#[test]
fn files_that_are_cut_or_damaged_are_read_as_far_as_possible_and_never_panic() {
    for (producer, bytes) in PRODUCERS {
        // Without its table of objects, the file is searched.
        let tail = bytes.windows(9).rposition(|window| window == b"startxref").expect("an end");
        let texts = pages(&bytes[..tail]);
        assert!(stands(&texts, FIRST[0].0, 0), "{producer}");
        for part in 1..20 {
            let mut damaged = bytes.to_vec();
            let at = bytes.len() * part / 20;
            damaged[at..(at + 40).min(bytes.len())].fill(b'7');
            let _ = read(&damaged);
            let _ = read(&bytes[..at]);
        }
    }
}

/// A file of these objects, numbered from 1, with a table of them; the first is the catalogue.
fn file_of(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (object, number) in objects.iter().zip(1..) {
        table.push_str(&format!("{:010} 00000 n \n", bytes.len()));
        bytes.extend(format!("{number} 0 obj\n").bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    bytes.extend(format!("{table}trailer\n<</Size 9/Root 1 0 R>>\nstartxref\n{start}\n%%EOF").bytes());
    bytes
}

fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<<{dictionary}/Length {}>>\nstream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}

const CATALOGUE: &str = "<</Type/Catalog/Pages 2 0 R>>";
const FONT: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
const PAGE: &str =
    "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>";

/// A file of one page with this content; `form` is what `/X Do` shows.
fn one_page(content: Vec<u8>, form: Vec<u8>) -> Vec<u8> {
    file_of(&[
        CATALOGUE.into(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".into(),
        PAGE.into(),
        content,
        FONT.into(),
        form,
    ])
}

fn text_of(content: &str) -> String {
    let form =
        stream("/Type/XObject/Subtype/Form/Resources<</Font<</F 5 0 R>>>>", b"BT /F 10 Tf (form) Tj ET");
    let read = read(&one_page(stream("", content.as_bytes()), form)).expect("a document");
    read.pages.into_iter().map(|page| page.text).collect()
}

fn deflated(data: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(data).expect("memory");
    encoder.finish().expect("memory")
}

#[test]
fn where_glyphs_stand_makes_words_and_lines() {
    assert_eq!(text_of("BT /F 10 Tf (one) Tj 0 -12 Td (two) Tj ET"), "one\ntwo");
    assert_eq!(text_of("BT /F 10 Tf [(o) -20 (ne) -400 (two)] TJ ET"), "one two");
    assert_eq!(
        text_of("BT /F 10 Tf 14 TL (one) Tj T* (two) Tj (three) ' 0 0 (4\\0515\\)) \" ET"),
        "one\ntwo\nthree\n4)5)"
    );
    assert_eq!(text_of("q 1 0 0 1 0 50 cm BT /F 10 Tf (one) Tj ET Q BT /F 10 Tf <74776F> Tj ET"), "one\ntwo");
    assert_eq!(text_of("BT /F 10 Tf (one ) Tj ET /X Do"), "one form");
}

#[test]
fn marked_words_stand_for_what_they_show() {
    let content =
        "BT /F 10 Tf (o) Tj /Span <</ActualText (ffi)>> BDC (#) Tj (#) Tj EMC (ce) Tj /P BMC (s) Tj EMC ET";
    assert_eq!(text_of(content), "offices");
}

#[test]
fn pictures_among_operators_are_passed_over() {
    assert_eq!(text_of("BI /W 1 /H 1 ID (Tj) EIx ( EI BT /F 10 Tf (one) Tj ET"), "one");
}

#[test]
fn what_cannot_be_read_is_told_apart() {
    let scan = one_page(
        stream("", b"q 100 0 0 100 0 0 cm /X Do Q"),
        stream("/Subtype/Image/Width 1/Height 1", b"\0"),
    );
    assert!(pages(&scan).has_no_text(), "a picture is no text");
    let locked = String::from_utf8(scan).expect("plain").replace("/Root 1 0 R", "/Root 1 0 R/Encrypt 5 0 R");
    let fault = |bytes: &[u8]| page_text::read("a.pdf", bytes).map(|_| ()).expect_err("a fault");
    assert_eq!(fault(locked.as_bytes()), DocumentFault::Encrypted);
    assert_eq!(fault(b"%PDF-1.7 and nothing else"), DocumentFault::Broken);
    let empty = file_of(&[CATALOGUE.into(), "<</Type/Pages/Kids[]/Count 1000000>>".into()]);
    assert_eq!(fault(&empty), DocumentFault::Broken, "pages are counted, not believed");
}

/// Encrypts a document: opening it takes this password.
fn locked(bytes: &[u8], password: &str) -> Vec<u8> {
    let mut document = lopdf::Document::load_mem(bytes).expect("a document");
    let id = Object::string_literal("0123456789abcdef");
    document.trailer.set("ID", Object::Array(vec![id.clone(), id]));
    let version = lopdf::EncryptionVersion::V2 {
        document: &document,
        owner_password: "owner",
        user_password: password,
        key_length: 128,
        permissions: lopdf::Permissions::all(),
    };
    let state = lopdf::EncryptionState::try_from(version).expect("a key");
    document.encrypt(&state).expect("encrypted");
    let mut locked = Vec::new();
    document.save_to(&mut locked).expect("memory");
    locked
}

#[test]
fn a_document_that_wants_a_password_is_not_read_and_one_that_wants_none_is() {
    let (_, bytes) = PRODUCERS[1];
    assert_eq!(read(&locked(bytes, "secret")), Err(PdfFault::Encrypted));
    let open = pages(&locked(bytes, ""));
    assert!(stands(&open, FIRST[0].0, 0));
}

#[test]
fn letters_that_nobody_knows_are_not_left_out() {
    let unknown = "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[<</Subtype/CIDFontType2>>]>>";
    let mut objects = vec![CATALOGUE.into(), "<</Type/Pages/Kids[3 0 R]/Count 1>>".into(), PAGE.into()];
    objects.push(stream("", b"BT /F 10 Tf <00410042> Tj ET"));
    objects.push(unknown.into());
    let read = read(&file_of(&objects)).expect("a document");
    assert!(read.pages[0].is_unreadable);
    assert_eq!(read.pages[0].text, "\u{fffd}\u{fffd}");
}

/// Files that want to hang or crash whoever reads them.
#[test]
fn hostile_files_come_to_an_end() {
    let zeros = stream("/Filter/FlateDecode", &deflated(&vec![b' '; 40 << 20]));
    let bomb = one_page(zeros, Vec::new());
    assert!(bomb.len() < 400 << 10);
    assert!(pages(&bomb).has_no_text(), "a stream that is too large is no text");

    let twice = deflated(&deflated(&vec![b' '; 40 << 20]));
    let nested = one_page(stream("/Filter[/FlateDecode/FlateDecode]", &twice), Vec::new());
    assert!(pages(&nested).has_no_text());

    let itself = stream("/Subtype/Form/Resources<</XObject<</X 6 0 R>>>>", "/X Do ".repeat(200).as_bytes());
    // With fewer steps than are allowed: it would take them all.
    let forms = one_page(stream("", b"/X Do"), itself);
    let few = Budget::new(MAX_OBJECTS, 1 << 20, MAX_BYTES);
    assert_eq!(read_within(&forms, &few), Err(PdfFault::TooLarge), "forms within themselves");

    for deep in ["[", "<</A ", "("] {
        let content = stream("", format!("BT {}", deep.repeat(300_000)).as_bytes());
        assert!(pages(&one_page(content, deep.repeat(300_000).into())).has_no_text());
        assert!(read(&[b"%PDF-1.7\n1 0 obj\n", deep.repeat(300_000).as_bytes()].concat()).is_err());
    }
}

#[test]
fn trees_and_tables_that_go_round_in_circles_come_to_an_end() {
    let round = file_of(&[CATALOGUE.into(), "<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]>>".into(), PAGE.into()]);
    assert_eq!(pages(&round).pages.len(), 1);
    let chain: Vec<Vec<u8>> = (3..5000).map(|next| format!("<</Kids[{next} 0 R]>>").into()).collect();
    let deep = file_of(&[&[CATALOGUE.into()], &*chain].concat());
    assert!(read(&deep).is_err());
    let many = file_of(&[
        CATALOGUE.into(),
        format!("<</Kids[{}]>>", "3 0 R ".repeat(1_000_000)).into(),
        PAGE.into(),
    ]);
    assert_eq!(read(&many), Err(PdfFault::TooLarge));

    let plain = String::from_utf8(file_of(&[CATALOGUE.into(), "<</Kids[3 0 R]>>".into(), PAGE.into()]))
        .expect("plain");
    let start = plain.rfind("xref\n0").expect("a table");
    let again = plain.replace("/Root 1 0 R", &format!("/Root 1 0 R/Prev {start}/XRefStm {start}"));
    assert_eq!(
        read(again.as_bytes()).map(|read| read.pages.len()),
        Ok(1),
        "a table that is its own older version"
    );
    let huge = plain.replace("0 4\n", "0 4000000000\n");
    assert_eq!(read(huge.as_bytes()).map(|read| read.pages.len()), Ok(1), "a table that says it is huge");
    let lengths = "<</Length 3 0 R>>\nstream\nx\nendstream";
    let lost = file_of(&[CATALOGUE.into(), "<</Kids[3 0 R]>>".into(), lengths.into()]);
    assert!(read(&lost).is_ok_and(|read| read.pages.len() == 1), "a stream whose length is itself");
}

/// Every object is a stream that goes on to the end of the file, over all that follow: whoever copies them all needs
/// the square of the file's size.
#[test]
fn streams_that_overlap_are_not_copied() {
    let end = b"\nendstream\nendobj\n";
    let heads = 20_000;
    let line = 48;
    let total = heads * line;
    let mut bytes =
        b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Kids[3 0 R]>>\nendobj\n"
            .to_vec();
    let mut table = String::from("xref\n0 1\n0000000000 65535 f \n");
    let starts: Vec<usize> = ["1 0 obj", "2 0 obj"]
        .iter()
        .map(|head| bytes.windows(7).position(|window| window == head.as_bytes()).expect("a head"))
        .collect();
    let begin = bytes.len();
    for at in 0..heads {
        let length = total - (at + 1) * line;
        let head = format!("{} 0 obj<</Length {length}>>stream\n", at + 3);
        // Padded behind its head: each line has the same length.
        bytes.extend(format!("{}{head}", " ".repeat(line - head.len())).bytes());
    }
    bytes.extend(end);
    let places = starts.into_iter().chain((0..heads).map(|at| begin + at * line));
    table.push_str(&format!("1 {}\n", heads + 2));
    places.for_each(|place| table.push_str(&format!("{place:010} 00000 n \n")));
    let start = bytes.len();
    bytes.extend(format!("{table}trailer\n<</Root 1 0 R>>\nstartxref\n{start}\n%%EOF").bytes());
    assert!(pages(&bytes).has_no_text());
    // Found by searching, all of them are looked at.
    assert!(read(&bytes[..start]).is_ok_and(|read| read.pages.len() == 1));
}

#[test]
fn numbers_of_pages_are_written_in_each_style() {
    let label = |style: &[u8], nth| {
        Numbering { from: 0, style: style.to_vec(), prefix: "A-".to_owned(), first: 4 }.label(nth)
    };
    assert_eq!([label(b"D", 0), label(b"r", 5), label(b"R", 0)], ["A-4", "A-ix", "A-IV"]);
    assert_eq!([label(b"A", 0), label(b"a", 23), label(b"", 9)], ["A-D", "A-aa", "A-"]);
    let labelled = "<</Type/Catalog/Pages 2 0 R/PageLabels<</Nums[0<</S/r>>1<</S/D/St 7>>]>>>>";
    let file = file_of(&[labelled.into(), "<</Kids[3 0 R 3 0 R 3 0 R]>>".into(), PAGE.into()]);
    assert_eq!(read(&file).map(|read| read.labels), Ok(vec!["i".into(), "7".into(), "8".into()]));
}
