//! The card of a story or figure, 1200 × 630 px: how a link to it looks where it is shared.
//!
//! The words stand beside the chart, not above it, so that the chart takes the whole height: cards are shown at half
//! their size, and its labels must still be read there.

use crate::chart::Drawing;
use crate::chart::plate::{Frame, Item, Look, Plate, Rect, Style, Tone, Weight};
use crate::chart::scene::PX;
use crate::chart::text::Measure;

/// Width in px.
pub(crate) const WIDTH: i32 = 1_200;
/// Height in px.
pub(crate) const HEIGHT: i32 = 630;

const MARGIN: i32 = 48 * PX;
/// Of the words beside a chart.
const COLUMN: i32 = 384 * PX;
/// Between the words and the chart.
const GAP: i32 = 40 * PX;
/// Above and below the chart.
const EDGE: i32 = 36 * PX;
/// Where the words below the nameplate begin.
const TOP: i32 = 112 * PX;

/// A chart is not drawn smaller than on a page: nobody could read it.
const LEAST: i32 = 100;
/// Nor larger than this, in per cent: its words would shout.
const MOST: i32 = 210;

const NAMEPLATE: Style = Style { size: 30 * PX, weight: Weight::Display, tone: Tone::Ink };
const FINDING: Style = Style { size: 22 * PX, weight: Weight::Bold, tone: Tone::Ink };
const SUBTITLE: Style = Style { size: 22 * PX, weight: Weight::Regular, tone: Tone::Soft };
const NAME: Style = Style { size: 22 * PX, weight: Weight::Regular, tone: Tone::Ink };
const SOURCE: Style = Style { size: 18 * PX, weight: Weight::Regular, tone: Tone::Soft };
const STANDFIRST: Style = Style { size: 30 * PX, weight: Weight::Regular, tone: Tone::Soft };

/// What a card says, as plain text in one language.
#[derive(Clone, Debug, Default)]
pub(crate) struct CardWords {
    /// Whether the script runs from right to left.
    pub is_rtl: bool,
    /// Name of the site.
    pub nameplate: String,
    /// Headline of the story, or the finding of the figure.
    pub headline: String,
    /// Of a story: the finding of its chart.
    pub finding: String,
    /// What the chart measures.
    pub subtitle: String,
    /// Where no chart is drawn: what the story or the figure says, in a sentence.
    pub standfirst: String,
    /// The source line of the chart, its label included.
    pub source: String,
}

impl CardWords {
    /// All that may be written.
    pub(crate) fn all(&self) -> [&str; 6] {
        [&self.nameplate, &self.headline, &self.finding, &self.subtitle, &self.standfirst, &self.source]
    }
}

/// Whether a card has room for a chart.
pub(crate) fn holds(drawing: &Drawing) -> bool {
    enlargement(drawing).is_some()
}

/// Puts a card together; the chart is left out if it has no room.
pub(crate) fn plate(words: &CardWords, drawing: Option<&Drawing>, measure: &Measure) -> Plate {
    let plate = Plate { width: WIDTH * PX, height: HEIGHT * PX, is_rtl: words.is_rtl, ..Plate::default() };
    let chart = drawing.and_then(|drawing| Some((drawing, enlargement(drawing)?)));
    let measure_of_words = if chart.is_some() { COLUMN } else { WIDTH * PX - 2 * MARGIN };
    let mut card = Card { plate, measure, across: measure_of_words };
    card.nameplate(&words.nameplate);
    match chart {
        Some((drawing, scale)) => {
            card.beside(words, drawing);
            card.chart(drawing, scale);
        }
        None => card.alone(words),
    }
    card.plate
}

/// Per cent by which the one picture of a drawing is enlarged to fill the height.
fn enlargement(drawing: &Drawing) -> Option<i32> {
    let [panel] = drawing.panels.as_slice() else { return None };
    let scale = (HEIGHT * PX - 2 * EDGE) * 100 / panel.scene.height.max(PX);
    (scale >= LEAST).then_some(scale.min(MOST))
}

struct Card<'a> {
    plate: Plate,
    measure: &'a Measure,
    /// Width of the words.
    across: i32,
}

impl Card<'_> {
    /// The name of the paper over its rule, thick over thin.
    fn nameplate(&mut self, name: &str) {
        let line = NAMEPLATE.wrap(name, self.across, 1, self.measure).lines;
        self.plate.say_lines(MARGIN, 66 * PX, NAMEPLATE, &line);
        let edge = self.plate.at_distance(MARGIN);
        let x = if self.plate.is_rtl { edge - self.across } else { edge };
        for (y, height) in [(81 * PX, 5 * PX), (89 * PX, 150)] {
            self.plate
                .items
                .push(Item::Rect(Rect { x, y, width: self.across, height }, Look::plain(Tone::Ink)));
        }
    }

    /// Words beside a chart.
    fn beside(&mut self, words: &CardWords, drawing: &Drawing) {
        let source = SOURCE.wrap(&words.source, self.across, 3, self.measure).lines;
        let below = HEIGHT * PX - EDGE - lines_high(&source, SOURCE);
        self.plate.say_lines(MARGIN, below + SOURCE.size, SOURCE, &source);
        let finding = FINDING.wrap(&words.finding, self.across, 3, self.measure).lines;
        let subtitle = SUBTITLE.wrap(&words.subtitle, self.across, 3, self.measure).lines;
        let names = drawing.key.len().min(6);
        let names_high = i32::try_from(names).unwrap_or(0) * NAME.leading();
        let small = lines_high(&finding, FINDING) + lines_high(&subtitle, SUBTITLE) + names_high;
        let room = below - TOP - small - 40 * PX;
        let y = self.headline(&words.headline, room, &[50, 46, 42, 40, 36, 32, 28, 24, 20]) + 8 * PX;
        let y = self.plate.say_lines(MARGIN, y + FINDING.size, FINDING, &finding) - FINDING.size;
        let y = self.plate.say_lines(MARGIN, y + SUBTITLE.size, SUBTITLE, &subtitle) - SUBTITLE.size;
        self.key(drawing, y + 8 * PX, names);
    }

    /// Words without a chart.
    fn alone(&mut self, words: &CardWords) {
        let source = SOURCE.wrap(&words.source, self.across, 2, self.measure).lines;
        let below = HEIGHT * PX - EDGE - lines_high(&source, SOURCE);
        self.plate.say_lines(MARGIN, below + SOURCE.size, SOURCE, &source);
        let room = (below - TOP) * 3 / 5;
        let y = self.headline(&words.headline, room, &[76, 68, 60, 52, 44, 36]) + 12 * PX;
        let left = (below - y - 20 * PX) / STANDFIRST.leading();
        let most = usize::try_from(left).unwrap_or_default();
        if most > 0 {
            let said = if words.standfirst.is_empty() { &words.subtitle } else { &words.standfirst };
            let lines = STANDFIRST.wrap(said, self.across, most.min(4), self.measure).lines;
            self.plate.say_lines(MARGIN, y + STANDFIRST.size, STANDFIRST, &lines);
        }
    }

    /// The headline as large as it fits; gives the lower edge.
    fn headline(&mut self, headline: &str, room: i32, sizes: &[i32]) -> i32 {
        let style = |size: &i32| Style { size: size * PX, weight: Weight::Display, tone: Tone::Ink };
        let top = TOP + 16 * PX;
        let most = |style: Style| usize::try_from(room / style.leading()).unwrap_or_default();
        let whole = sizes.iter().map(style).find_map(|style| {
            let lines = style.wrap_whole(headline, self.across, most(style), self.measure)?;
            Some((style, lines.lines))
        });
        let (style, lines) = whole.unwrap_or_else(|| {
            let smallest = sizes.last().map_or(NAMEPLATE, style);
            (smallest, smallest.wrap(headline, self.across, most(smallest).max(1), self.measure).lines)
        });
        self.plate.say_lines(MARGIN, top + style.size * 3 / 4, style, &lines) - style.size * 3 / 4
    }

    fn key(&mut self, drawing: &Drawing, top: i32, names: usize) {
        let mut y = top + NAME.size;
        for item in drawing.key.iter().take(names) {
            let edge = self.plate.at_distance(MARGIN);
            let x = if self.plate.is_rtl { edge - 16 * PX } else { edge };
            let swatch = Rect { x, y: y - 14 * PX, width: 16 * PX, height: 16 * PX };
            self.plate.items.push(Item::Rect(swatch, Look::of_key(item.ink)));
            let name = NAME.wrap(&item.label, self.across - 26 * PX, 1, self.measure).lines;
            self.plate.say_lines(MARGIN + 26 * PX, y, NAME, &name);
            y += NAME.leading();
        }
    }

    fn chart(&mut self, drawing: &Drawing, scale: i32) {
        let Some(panel) = drawing.panels.first() else { return };
        let width = WIDTH * PX - 2 * MARGIN - COLUMN - GAP;
        let edge = self.plate.at_distance(MARGIN + COLUMN + GAP);
        let x = if self.plate.is_rtl { edge - width } else { edge };
        let height = panel.scene.height * scale / 100;
        self.plate.draw(panel, Frame { x, y: (HEIGHT * PX - height) / 2, width, scale });
    }
}

fn lines_high(lines: &[String], style: Style) -> i32 {
    i32::try_from(lines.len()).unwrap_or(0) * style.leading()
}
