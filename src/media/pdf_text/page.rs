//! A page in the making: glyphs become words and lines by where they stand.

use super::matrix::Matrix;

/// A gap that parts words, in sizes of the type.
const WORD_GAP: f64 = 0.12;
/// A step back that parts words; smaller ones put accents on letters.
const STEP_BACK: f64 = 1.2;
/// A step up or down that parts lines; smaller ones are raised or lowered figures.
const LINE_STEP: f64 = 0.6;
/// A step back that puts a letter under the accent before it.
const OVERLAY: f64 = 0.1;
/// A step back that puts an accent over the letter before it: an accent for a slim letter that comes begins a little
/// early too.
const OVERLAY_ACCENT: f64 = 0.3;
/// Marks that are open at once.
const MAX_MARKS: usize = 512;

/// Signs of accents that stand for themselves, and as they are put on a letter.
const ACCENTS: &[(char, char)] = &[
    ('`', '\u{300}'),
    ('\u{2cb}', '\u{300}'),
    ('\u{b4}', '\u{301}'),
    ('\u{2ca}', '\u{301}'),
    ('^', '\u{302}'),
    ('\u{2c6}', '\u{302}'),
    ('~', '\u{303}'),
    ('\u{2dc}', '\u{303}'),
    ('\u{af}', '\u{304}'),
    ('\u{2d8}', '\u{306}'),
    ('\u{2d9}', '\u{307}'),
    ('\u{a8}', '\u{308}'),
    ('\u{2da}', '\u{30a}'),
    ('\u{2dd}', '\u{30b}'),
    ('\u{2c7}', '\u{30c}'),
    ('\u{b8}', '\u{327}'),
    ('\u{2db}', '\u{328}'),
];

/// Where a glyph stands.
#[derive(Clone, Copy)]
pub(super) struct Spot {
    start: (f64, f64),
    end: (f64, f64),
    /// The direction of writing, of length 1.
    ahead: (f64, f64),
    /// The size of the type.
    size: f64,
}

impl Spot {
    /// The spot of a glyph in a text that is placed by `whole`; `width` is its advance.
    pub(super) fn new(whole: &Matrix, width: f64, rise: f64, size: f64) -> Self {
        let (x, y) = whole.direction(1.0, 0.0);
        let length = (x * x + y * y).sqrt();
        let (up_x, up_y) = whole.direction(0.0, size);
        let ahead = if length > 0.0 { (x / length, y / length) } else { (1.0, 0.0) };
        let height = (up_x * up_x + up_y * up_y).sqrt();
        Spot { start: whole.point(0.0, rise), end: whole.point(width, rise), ahead, size: height }
    }
}

/// What stands between a glyph and the one before it.
#[derive(PartialEq)]
enum Gap {
    None,
    /// The one stands over the other: so far back, in sizes of the type.
    Overlay(f64),
    Word,
    Line,
}

/// A page in the making.
#[derive(Default)]
pub(super) struct Page {
    /// What was read.
    pub(super) text: String,
    /// Glyphs that stand for letters, and those of which nobody knows.
    pub(super) known: usize,
    pub(super) unknown: usize,
    last: Option<Spot>,
    /// Open marks: what a stretch stands for, until it is written.
    marks: Vec<Option<Option<String>>>,
}

impl Page {
    /// A marked stretch begins, which may stand for other words.
    pub(super) fn open_mark(&mut self, words: Option<String>) {
        if self.marks.len() < MAX_MARKS {
            self.marks.push(words.map(Some));
        }
    }

    /// A marked stretch ends.
    pub(super) fn close_mark(&mut self) {
        self.marks.pop();
    }

    /// How many are open.
    pub(super) fn open_marks(&self) -> usize {
        self.marks.len()
    }

    /// Ends all but so many: what a form leaves open.
    pub(super) fn close_marks(&mut self, open: usize) {
        self.marks.truncate(open);
    }

    /// Shows a glyph.
    pub(super) fn show(&mut self, letters: Option<&str>, spot: Spot) {
        match letters {
            Some(_) => self.known += 1,
            None => self.unknown += 1,
        }
        let gap = self.gap(&spot);
        self.last = Some(spot);
        match self.marks.iter_mut().find_map(Option::as_mut) {
            Some(words) => {
                if let Some(words) = words.take() {
                    self.write(&words, &gap);
                }
            }
            None => self.write(letters.unwrap_or("\u{fffd}"), &gap),
        }
    }

    fn gap(&self, spot: &Spot) -> Gap {
        let Some(last) = &self.last else { return Gap::None };
        let (x, y) = (spot.start.0 - last.end.0, spot.start.1 - last.end.1);
        let (ahead_x, ahead_y) = spot.ahead;
        let turned = ahead_x * last.ahead.0 + ahead_y * last.ahead.1 < 0.9;
        let (along, across) = (x * ahead_x + y * ahead_y, x * ahead_y - y * ahead_x);
        let (large, small) = (spot.size.max(last.size), spot.size.min(last.size));
        if turned || across.abs() > LINE_STEP * large {
            Gap::Line
        } else if along > WORD_GAP * small || along < -STEP_BACK * large {
            Gap::Word
        } else if along < -OVERLAY * large {
            Gap::Overlay(-along / large)
        } else {
            Gap::None
        }
    }

    fn write(&mut self, letters: &str, gap: &Gap) {
        match gap {
            Gap::Line => self.text.push('\n'),
            Gap::Word if !self.text.ends_with([' ', '\n']) => self.text.push(' '),
            Gap::Overlay(back) if self.overlay(letters, *back) => return,
            Gap::Word | Gap::Overlay(_) | Gap::None => {}
        }
        // A line end within what a font calls a letter is none of the page.
        self.text.extend(letters.chars().map(|letter| if letter.is_control() { ' ' } else { letter }));
    }

    /// Puts an accent that was written before or behind its letter on it; whether it did.
    fn overlay(&mut self, letters: &str, back: f64) -> bool {
        let accent = |sign: char| ACCENTS.iter().find(|(alone, _)| *alone == sign).map(|(_, mark)| *mark);
        let mut new = letters.chars();
        let (Some(letter), None) = (new.next(), new.next()) else { return false };
        let Some(before) = self.text.chars().next_back() else { return false };
        let (base, mark) = match (accent(before), accent(letter)) {
            (Some(mark), None) if letter.is_alphabetic() => (letter, mark),
            (None, Some(mark)) if before.is_alphabetic() && back > OVERLAY_ACCENT => (before, mark),
            _ => return false,
        };
        self.text.pop();
        // The dot of these goes when an accent comes.
        self.text.push(match base {
            '\u{131}' => 'i',
            '\u{237}' => 'j',
            other => other,
        });
        self.text.push(mark);
        true
    }
}
