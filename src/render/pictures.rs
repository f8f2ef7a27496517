//! Pictures of figures and cards of stories as PNG: described by a build, drawn when they are wanted.
//!
//! Drawing takes longer than everything else of a page. So a build only says what is to be drawn, under a key that
//! stands for all that can be seen; who publishes has the missing ones drawn and keeps them ([`Kept`]), the preview
//! server draws one when a browser asks for it, and `check` draws none.

use std::sync::Arc;

use crate::chart::Drawing;
use crate::chart::card::{self, CardWords};
use crate::chart::glyphs::Faces;
use crate::chart::raster;
use crate::chart::scene::{PX, Shape};
use crate::chart::stand_alone::{self, Around};
use crate::chart::text::Measure;
use crate::media::png_drawn;
use crate::text::{Fingerprint, Fingerprinter};

/// How pictures are put together and drawn, in this program's own text: where that changes, nothing old is taken from
/// what is kept, and nobody has to think of it.
const MANNER: [&str; 7] = [
    include_str!("../chart/card.rs"),
    include_str!("../chart/glyphs.rs"),
    include_str!("../chart/plate.rs"),
    include_str!("../chart/raster.rs"),
    include_str!("../chart/stand_alone.rs"),
    include_str!("../chart/text.rs"),
    include_str!("../media/png_drawn.rs"),
];

/// Higher charts are not offered as PNG, in px.
const MOST_HIGH: i32 = 6_000;
/// Up to this height a chart is drawn at twice its size, for sharp print.
const TWICE_HIGH: i32 = 2_000;

/// What keeps pictures from one build to the next.
pub(crate) trait Kept: Sync {
    /// The picture of a key, whole and undamaged.
    fn get(&self, key: Fingerprint) -> Option<Arc<[u8]>>;
    /// Keeps a picture; if it cannot, it is drawn again next time.
    fn put(&self, key: Fingerprint, png: &[u8]);
}

/// Nothing is kept.
pub(crate) struct NotKept;

impl Kept for NotKept {
    fn get(&self, _: Fingerprint) -> Option<Arc<[u8]>> {
        None
    }

    fn put(&self, _: Fingerprint, _: &[u8]) {}
}

/// A picture that can be drawn.
#[derive(Clone, Debug)]
pub(crate) struct Picture {
    /// Of everything that can be seen on it, and of this program's manner of drawing.
    pub(crate) key: Fingerprint,
    shown: Shown,
}

#[derive(Clone, Debug)]
enum Shown {
    Figure(Arc<Drawing>, Around),
    Card(Option<Arc<Drawing>>, CardWords),
}

impl Picture {
    /// A chart as a file of its own.
    pub(crate) fn figure(drawing: Arc<Drawing>, around: Around) -> Picture {
        let mut print = begin("figure");
        print.text(&around.title).text(&around.subtitle).text(&around.source);
        print.text(&around.credit).text(&around.address).number(u64::from(around.is_rtl));
        around.notes.iter().for_each(|note| {
            print.text(note);
        });
        add_drawing(&drawing, &mut print);
        Picture { key: print.finish(), shown: Shown::Figure(drawing, around) }
    }

    /// The card of a story or a figure.
    pub(crate) fn card(drawing: Option<Arc<Drawing>>, words: CardWords) -> Picture {
        let mut print = begin("card");
        words.all().iter().for_each(|text| {
            print.text(text);
        });
        print.number(u64::from(words.is_rtl));
        if let Some(drawing) = &drawing {
            add_drawing(drawing, &mut print);
        }
        Picture { key: print.finish(), shown: Shown::Card(drawing, words) }
    }

    /// The picture as kept, or drawn and kept; and whether it was drawn.
    pub(crate) fn png(&self, faces: &Faces, kept: &dyn Kept) -> Option<(Arc<[u8]>, bool)> {
        if let Some(png) = kept.get(self.key) {
            return Some((png, false));
        }
        let png = self.draw(faces)?;
        kept.put(self.key, &png);
        Some((png.into(), true))
    }

    /// Draws it; `None` for what is larger than any picture, which is never offered.
    fn draw(&self, faces: &Faces) -> Option<Vec<u8>> {
        let measure = Measure::new();
        let (plate, zoom) = match &self.shown {
            Shown::Figure(drawing, around) => {
                let zoom = if height(drawing) > TWICE_HIGH { 1.0 } else { 2.0 };
                (stand_alone::plate(drawing, around, &measure), zoom)
            }
            Shown::Card(drawing, words) => (card::plate(words, drawing.as_deref(), &measure), 1.0),
        };
        let pixels = raster::pixels(&plate, zoom, faces)?;
        png_drawn::png(pixels.width, pixels.height, &pixels.rgb)
    }
}

fn begin(kind: &str) -> Fingerprinter {
    let mut print = Fingerprinter::new(kind);
    print.text(env!("CARGO_PKG_VERSION"));
    MANNER.iter().for_each(|text| {
        print.text(text);
    });
    print
}

/// The markup of a drawing tells all its marks.
fn add_drawing(drawing: &Drawing, print: &mut Fingerprinter) {
    print.text(&drawing.svg);
    for item in &drawing.key {
        print.text(&item.swatch).text(&item.label);
    }
    for panel in &drawing.panels {
        print.text(&panel.title);
    }
}

fn height(drawing: &Drawing) -> i32 {
    drawing.panels.iter().map(|panel| panel.scene.height / PX).sum()
}

/// Whether a chart is small enough to be offered as PNG.
pub(crate) fn is_offered(drawing: &Drawing) -> bool {
    height(drawing) <= MOST_HIGH
}

/// The first letter on a chart that cannot be written.
pub(crate) fn lacking(drawing: &Drawing, faces: &Faces) -> Option<char> {
    let key = drawing.key.iter().map(|item| item.label.as_str());
    let titles = drawing.panels.iter().map(|panel| panel.title.as_str());
    let marks = drawing.panels.iter().flat_map(|panel| &panel.scene.marks);
    let texts = marks.filter_map(|mark| match &mark.shape {
        Shape::Text(text) => Some(&*text.words),
        _ => None,
    });
    key.chain(titles).chain(texts).find_map(|words| faces.lacks(words))
}
