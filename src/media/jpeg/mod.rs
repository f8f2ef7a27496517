//! JPEG (ITU-T T.81): what the pixels are made of stays, all else goes; a picture that EXIF turns is turned.
//!
//! - [`segments`] takes a file apart and says what kind of picture it is.
//! - [`coefficients`] reads the numbers that the pixels are coded as, [`encode`] writes them again.
//! - [`turn`] moves and mirrors them. No pixel is computed, so nothing is lost, with one exception: the last rows or
//!   columns, up to 15, that fill no whole block go where a mirrored picture would begin with them.
//! - [`clean`] puts a file together.

pub(crate) mod segments;

pub(crate) mod coefficients;
pub(crate) mod encode;
pub(crate) mod turn;

pub(crate) mod clean;

/// One colour component of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Component {
    /// The number by which scans call it.
    pub id: u8,
    /// How many of its blocks lie side by side in a unit, 1 to 4.
    pub across: u8,
    /// How many lie below each other, 1 to 4.
    pub down: u8,
    /// Number of its quantisation table, 0 to 3.
    pub table: u8,
}

/// What a picture is, by its frame header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    /// Whether it is sent in several passes.
    pub is_progressive: bool,
    /// Columns, 1 to 65,535.
    pub width: u16,
    /// Rows, 1 to 65,535.
    pub height: u16,
    /// 1 to 4.
    pub components: Vec<Component>,
}

impl Frame {
    /// Most blocks side by side in a unit.
    pub(crate) fn across(&self) -> u8 {
        self.components.iter().map(|it| it.across).max().unwrap_or(1)
    }

    /// Most blocks below each other in a unit.
    pub(crate) fn down(&self) -> u8 {
        self.components.iter().map(|it| it.down).max().unwrap_or(1)
    }

    /// How many units the picture has, across and down.
    pub(crate) fn units(&self) -> (usize, usize) {
        let units = |length: u16, blocks: u8| usize::from(length).div_ceil(8 * usize::from(blocks));
        (units(self.width, self.across()), units(self.height, self.down()))
    }
}

/// Natural place (row × 8 + column) of each coefficient in the zigzag order of files (figure A.6).
pub(crate) const ZIGZAG: [usize; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7,
    14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39,
    46, 53, 60, 61, 54, 47, 55, 62, 63,
];
