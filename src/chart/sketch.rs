//! What a form gives back: a picture for a range of widths, and what is to be said of it.

use crate::chart::scene::Scene;

/// What a form has drawn.
#[derive(Debug, Default)]
pub(crate) struct Sketch {
    /// The picture.
    pub scene: Scene,
    /// Remarks (by index) for which there was no room; they are then said below the chart.
    pub unplaced: Vec<usize>,
    /// Whether the series' names stand in the picture, so that it needs no key.
    pub names_series: bool,
    /// Whether the scale of values starts elsewhere than at zero.
    pub is_cut: bool,
}
