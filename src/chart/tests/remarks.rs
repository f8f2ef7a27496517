//! Remarks, reference lines and ranges: any number of them on every upright form, at every width.

use std::fmt::Write;

use crate::chart::samples::{Sample, YEARS, csv, draw, entry, formatter, noise, number, sample};
use crate::chart::tests::{WIDTHS, assert_readable};

/// Words of remarks, from short to long.
const WORDS: [&str; 6] = [
    "Strike",
    "The law on harbour spending comes into force",
    "A new minister",
    "Three people who saw the contract say that it was extended without a tender",
    "Floods close the lower quay for the whole winter",
    "An audit",
];

fn with_remarks(form: &str, count: usize, references: bool) -> Sample {
    let rows = noise(17).zip(2005..=2024).map(|(noise, year)| format!("{year},{}", 300 + noise % 500));
    let mut notes = String::new();
    for (word, year) in WORDS.iter().zip([2012, 2008, 2018, 2010, 2022, 2015]).take(count) {
        writeln!(notes, "  {{ x = \"{year}\", text = \"{word}\" }},").expect("a string");
    }
    if references {
        notes.push_str("  { y = 500, text = \"Legal limit\" },\n");
        notes.push_str("  { x = \"2013\", to = \"2016\", text = \"The second term of the mayor\" },\n");
    }
    let more = format!("annotations = [\n{notes}]");
    let spent = number("spent", "EUR", "");
    sample(&entry("remarked", form, "year", &["spent"], &more), &csv("year,spent", rows), &[YEARS, &spent])
}

#[test]
fn any_number_of_remarks_is_said_and_none_is_lost() {
    for tag in ["en", "pt-BR"] {
        let formatter = formatter(tag);
        for form in ["line", "area", "column"] {
            for count in 1..=WORDS.len() {
                let drawing = draw(&with_remarks(form, count, form != "column"), &formatter);
                assert_readable(&format!("{form} with {count} in {tag}"), &drawing, &WIDTHS);
                let below = drawing.remarks.join(" ");
                for word in WORDS.iter().take(count) {
                    let first = word.split(' ').next().unwrap_or_default();
                    let is_said = drawing.svg.contains(&format!(">{first}")) || below.contains(word);
                    assert!(is_said, "{form} with {count} in {tag}: `{word}` is nowhere");
                }
            }
        }
    }
}

#[test]
fn six_remarks_find_room_in_a_wide_picture() {
    let drawing = draw(&with_remarks("line", 6, false), &formatter("en"));
    let below = drawing.remarks.join(" ");
    let lost = WORDS.iter().filter(|word| below.contains(**word)).count();
    assert!(lost <= 2, "{below}");
}
