//! The letters that pictures are written with: three embedded faces with Latin, Greek and Cyrillic.
//!
//! Letters are set one after the other by their advances: what must be shaped (Arabic, Devanagari, marks without a
//! letter of their own) and what the faces lack (Japanese, emoji) is not written at all. Who draws a picture asks
//! [`Faces::lacks`] first, so that no reader ever sees boxes.

use std::borrow::Cow;

use icu_normalizer::ComposingNormalizer;
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::outline::{DrawSettings, OutlineGlyphCollection, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::chart::plate::Weight;

const REGULAR: &[u8] = include_bytes!("font/sans-regular.ttf");
const BOLD: &[u8] = include_bytes!("font/sans-bold.ttf");
/// Arrows and signs of mathematics, in one weight.
const SIGNS: &[u8] = include_bytes!("font/signs.ttf");
const DISPLAY: &[u8] = include_bytes!("font/display-latin.ttf");
const DISPLAY_MORE: &[u8] = include_bytes!("font/display-latin-ext.ttf");

/// The embedded faces, ready to draw with.
pub(crate) struct Faces {
    regular: Vec<Face>,
    bold: Vec<Face>,
    display: Vec<Face>,
}

/// One font file.
struct Face {
    charmap: Charmap<'static>,
    /// Of one em.
    metrics: GlyphMetrics<'static>,
    outlines: OutlineGlyphCollection<'static>,
}

impl Face {
    fn read(bytes: &'static [u8]) -> Option<Face> {
        let font = FontRef::new(bytes).ok()?;
        let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
        Some(Face { charmap: font.charmap(), metrics, outlines: font.outline_glyphs() })
    }
}

/// One letter in its place.
pub(crate) struct Glyph<'a> {
    face: &'a Face,
    id: GlyphId,
    /// From the start of the line, in em.
    pub x: f32,
}

impl Glyph<'_> {
    /// Draws the outline at a size in px; y grows upwards.
    pub(crate) fn draw(&self, size: f32, pen: &mut impl OutlinePen) {
        if let Some(outline) = self.face.outlines.get(self.id) {
            let settings = DrawSettings::unhinted(Size::new(size), LocationRef::default());
            // A letter of our own faces can be drawn: they are part of the program.
            let _ = outline.draw(settings, pen);
        }
    }
}

impl Faces {
    /// Reads the embedded faces.
    pub(crate) fn new() -> Faces {
        let faces = |files: &[&'static [u8]]| files.iter().filter_map(|file| Face::read(file)).collect();
        Faces {
            regular: faces(&[REGULAR, SIGNS]),
            bold: faces(&[BOLD, SIGNS]),
            display: faces(&[DISPLAY, DISPLAY_MORE, SIGNS]),
        }
    }

    /// The first letter of some words that cannot be written.
    pub(crate) fn lacks(&self, words: &str) -> Option<char> {
        // Most words are of these letters, which every face has.
        if words.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            return None;
        }
        composed(words).chars().find(|letter| !is_silent(*letter) && glyph(&self.regular, *letter).is_none())
    }

    /// The letters of one line, and its width in em.
    pub(crate) fn set(&self, words: &str, weight: Weight) -> (Vec<Glyph<'_>>, f32) {
        let words = composed(words);
        let faces = self.faces(&words, weight);
        let mut line = Vec::new();
        let mut x = 0.0;
        for letter in words.chars().filter(|letter| !is_silent(*letter)) {
            let Some((face, id)) = glyph(faces, letter) else { continue };
            line.push(Glyph { face, id, x });
            x += face.metrics.advance_width(id).unwrap_or_default();
        }
        (line, x)
    }

    /// The face of a weight; words that the display face lacks a letter of are set in the bold one.
    fn faces(&self, words: &str, weight: Weight) -> &[Face] {
        let has_all =
            |faces: &[Face]| words.chars().all(|letter| is_silent(letter) || glyph(faces, letter).is_some());
        match weight {
            Weight::Regular => &self.regular,
            Weight::Display if has_all(&self.display) => &self.display,
            Weight::Bold | Weight::Display => &self.bold,
        }
    }
}

fn glyph(faces: &[Face], letter: char) -> Option<(&Face, GlyphId)> {
    // Blanks of other widths are blanks.
    let letter = if is_blank(letter) { ' ' } else { letter };
    faces.iter().find_map(|face| Some((face, face.charmap.map(letter)?)))
}

fn is_blank(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// Signs that say how a line may be broken or run, and leave no trace.
fn is_silent(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Letters with their marks as one, where there is one.
fn composed(words: &str) -> Cow<'_, str> {
    if words.bytes().all(|byte| byte.is_ascii()) {
        return Cow::Borrowed(words);
    }
    Cow::Owned(ComposingNormalizer::new_nfc().normalize(words).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_that_are_there_and_scripts_that_are_not() {
        let faces = Faces::new();
        for words in [
            "almost 1,400\u{a0}TB – “three times”",
            "Ação, 14\u{202f}€, Đặng, Şişli, Łódź, fiancé\u{301}e",
            "Πηγή: το γραφείο",
            "Источник: щорічний звіт",
            "m², µg/m³, ½, ≈ 3 × 10⁶",
        ] {
            let words = words.replace("é\u{301}", "e\u{301}");
            assert_eq!(faces.lacks(&words), None, "{words}");
        }
        for (words, first) in [("المصدر", 'ا'), ("出典", '出'), ("नमस्ते", 'न'), ("rose 🎉", '🎉')]
        {
            assert_eq!(faces.lacks(words), Some(first));
        }
    }

    #[test]
    fn a_line_is_as_wide_as_its_letters() {
        let faces = Faces::new();
        let width = |words: &str, weight| faces.set(words, weight).1;
        // Noto Sans Regular: `0` is 572, `.` 268 thousandths of an em.
        assert!((width("0.", Weight::Regular) - 0.84).abs() < 0.001);
        assert!(width("words", Weight::Bold) > width("words", Weight::Regular));
        assert_eq!(width("a\u{200b}b", Weight::Regular), width("ab", Weight::Regular));
    }

    #[test]
    fn a_headline_is_of_one_face() {
        let faces = Faces::new();
        let (latin, _) = faces.set("Łódź", Weight::Display);
        assert_eq!(latin.len(), 4);
        let width = |words: &str, weight| faces.set(words, weight).1;
        assert_ne!(width("Water", Weight::Display), width("Water", Weight::Bold));
        assert_eq!(width("Water: вода", Weight::Display), width("Water: вода", Weight::Bold));
    }
}
