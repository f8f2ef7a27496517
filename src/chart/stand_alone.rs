//! A chart as a file of its own: title, key, picture, remarks, source and credit on one plate.

use crate::chart::plate::{Frame, Item, Look, Plate, Rect, Stroke, Style, Tone, Weight};
use crate::chart::scene::PX;
use crate::chart::text::Measure;
use crate::chart::{Drawing, KeyItem};

/// Width of the file.
const WIDTH: i32 = 680 * PX;
/// Around everything.
const MARGIN: i32 = 20 * PX;
/// What is written on.
const MEASURE: i32 = WIDTH - 2 * MARGIN;
/// Between panels.
const GAP: i32 = 24 * PX;

const TITLE: Style = Style { size: 17 * PX, weight: Weight::Bold, tone: Tone::Ink };
const SUBTITLE: Style = Style { size: 15 * PX, weight: Weight::Regular, tone: Tone::Soft };
const NAME: Style = Style { size: 13 * PX, weight: Weight::Bold, tone: Tone::Ink };
const SAY: Style = Style { size: 13 * PX, weight: Weight::Regular, tone: Tone::Ink };
const SMALL: Style = Style { size: 13 * PX, weight: Weight::Regular, tone: Tone::Soft };

/// The words around a chart, as plain text in one language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Around {
    /// Language tag.
    pub lang: String,
    /// Whether the script runs from right to left.
    pub is_rtl: bool,
    /// The finding.
    pub title: String,
    /// What is measured.
    pub subtitle: String,
    /// Remarks on marks and numbers, in order.
    pub notes: Vec<String>,
    /// The source line, its label included.
    pub source: String,
    /// Who publishes, and under which terms.
    pub credit: String,
    /// Where the figure stands on the web, without the scheme.
    pub address: String,
}

/// Puts everything in its place.
pub(crate) fn plate(drawing: &Drawing, around: &Around, measure: &Measure) -> Plate {
    let mut plate = Plate { width: WIDTH, is_rtl: around.is_rtl, ..Plate::default() };
    let mut sheet = Sheet { plate: &mut plate, measure, y: MARGIN };
    sheet.say(TITLE, &around.title);
    sheet.say(SUBTITLE, &around.subtitle);
    sheet.key(&drawing.key);
    sheet.panels(drawing);
    for note in &around.notes {
        sheet.say(SMALL, note);
    }
    sheet.y += 6 * PX;
    sheet.say(SMALL, &around.source);
    sheet.rule();
    sheet.credit(around);
    let height = sheet.y + MARGIN - 4 * PX;
    plate.height = height;
    plate
}

struct Sheet<'a> {
    plate: &'a mut Plate,
    measure: &'a Measure,
    /// Lower edge of what is there.
    y: i32,
}

impl Sheet<'_> {
    fn say(&mut self, style: Style, words: &str) {
        if words.is_empty() {
            return;
        }
        let lines = style.wrap(words, MEASURE, 12, self.measure).lines;
        // The first baseline: letters hang from the edge above.
        let first = self.y + style.size;
        self.y = self.plate.say_lines(MARGIN, first, style, &lines) - style.size + 4 * PX;
    }

    /// Credit and address on one line if they fit, else below each other.
    fn credit(&mut self, around: &Around) {
        let (credit, address) = (&around.credit, &around.address);
        let width = SMALL.width(credit, self.measure) + GAP + SMALL.width(address, self.measure);
        if width > MEASURE {
            self.say(SMALL, credit);
            return self.say(SMALL, address);
        }
        self.plate.say_at_end(WIDTH - MARGIN, self.y + SMALL.size, SMALL, address);
        self.say(SMALL, credit);
    }

    fn rule(&mut self) {
        let y = self.y + 4 * PX;
        let line = vec![(MARGIN, y), (WIDTH - MARGIN, y)];
        self.plate.items.push(Item::Line(line, Stroke::plain(Tone::Hair, PX)));
        self.y = y + 6 * PX;
    }

    /// Swatches with the names of the series, over as many rows as they need.
    fn key(&mut self, key: &[KeyItem]) {
        if key.is_empty() {
            return;
        }
        let (mut start, mut y) = (MARGIN, self.y + 16 * PX);
        for item in key {
            let width = 18 * PX + SAY.width(&item.label, self.measure);
            if start > MARGIN && start + width > WIDTH - MARGIN {
                (start, y) = (MARGIN, y + 20 * PX);
            }
            let edge = self.plate.at_distance(start);
            let x = if self.plate.is_rtl { edge - 12 * PX } else { edge };
            let swatch = Rect { x, y: y - 11 * PX, width: 12 * PX, height: 12 * PX };
            self.plate.items.push(Item::Rect(swatch, Look::of_key(item.ink)));
            self.plate.say(start + 18 * PX, y, SAY, &item.label);
            start += width + 18 * PX;
        }
        self.y = y + 6 * PX;
    }

    /// One picture over the whole width, or several side by side in rows.
    fn panels(&mut self, drawing: &Drawing) {
        let columns = match drawing.panels.len() {
            0 | 1 => 1,
            2 | 4 => 2,
            _ => 3,
        };
        let width = (MEASURE - GAP * (columns - 1)) / columns;
        let per_row = usize::try_from(columns).unwrap_or(1);
        self.y += 10 * PX;
        for row in drawing.panels.chunks(per_row) {
            let headed = row.iter().any(|panel| !panel.title.is_empty());
            let top = self.y + if headed { 24 * PX } else { 0 };
            for (column, panel) in (0..).zip(row) {
                let start = MARGIN + column * (width + GAP);
                let edge = self.plate.at_distance(start);
                let x = if self.plate.is_rtl { edge - width } else { edge };
                if headed {
                    let title = NAME.wrap(&panel.title, width, 1, self.measure);
                    self.plate.say_lines(start, self.y + 16 * PX, NAME, &title.lines);
                }
                self.plate.draw(panel, Frame { x, y: top, width, scale: 100 });
            }
            let height = row.iter().map(|panel| panel.scene.height).max().unwrap_or_default();
            self.y = top + height + 8 * PX;
        }
    }
}

/// Height, in px, that a page of so many px takes to show a chart with its words, without its table.
///
/// Widths of words are those of a wide face, so that what readers see is seldom higher.
pub(crate) fn framed_height(drawing: &Drawing, around: &Around, width: i32, measure: &Measure) -> i32 {
    /// What the page keeps free around the figure and between its parts, and two lines of its link to the story.
    const AROUND: i32 = 140;
    let written = (width - 40) * PX;
    let rows = |style: Style, words: &str, leading: i32| {
        let lines = if words.is_empty() { 0 } else { style.wrap(words, written, 60, measure).lines.len() };
        i32::try_from(lines).unwrap_or(60) * leading
    };
    let key: String = drawing.key.iter().map(|item| format!("□ {} ", item.label)).collect();
    let panels = drawing.panels.iter().map(|panel| panel.scene.height / PX);
    let notes: i32 = around.notes.iter().map(|note| rows(SMALL, note, 20) + 8).sum();
    AROUND
        + rows(TITLE, &around.title, 23)
        + rows(SUBTITLE, &around.subtitle, 23)
        + rows(SAY, &key, 22)
        + panels.sum::<i32>()
        + notes
        + rows(SMALL, &around.source, 20)
        + rows(SMALL, &around.credit, 20)
}
