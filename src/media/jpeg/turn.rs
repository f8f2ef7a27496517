//! Turns a picture by moving its blocks and the coefficients in them.
//!
//! A block that is mirrored has the signs of every second column of its coefficients changed; one whose rows become
//! columns has its coefficients transposed (the method of `jpegtran`, by Guido Vollbeding).

use crate::media::exif::Orientation;
use crate::media::jpeg::coefficients::Plane;
use crate::media::jpeg::{Component, Frame};

/// The frame of the turned picture; `None` if nothing would be left of it.
///
/// An edge that fills no whole unit cannot come first. Where the picture is mirrored across it, it is left out.
pub(crate) fn turned_frame(frame: &Frame, how: Orientation) -> Option<Frame> {
    let mut turned = frame.clone();
    if how.is_transposed {
        (turned.width, turned.height) = (frame.height, frame.width);
        for component in &mut turned.components {
            *component = Component { across: component.down, down: component.across, ..*component };
        }
    }
    let whole = |length: u16, blocks: u8| length - length % (8 * u16::from(blocks));
    if how.is_mirrored {
        turned.width = whole(turned.width, turned.across());
    }
    if how.is_flipped {
        turned.height = whole(turned.height, turned.down());
    }
    (turned.width > 0 && turned.height > 0).then_some(turned)
}

/// The coefficients of the turned picture.
pub(crate) fn turned_planes(turned: &Frame, planes: &[Plane], how: Orientation) -> Option<Vec<Plane>> {
    let (across, down) = turned.units();
    let turn = |(component, plane): (&Component, &Plane)| {
        let wide = across * usize::from(component.across);
        let high = down * usize::from(component.down);
        turned_plane(plane, how, (wide, high))
    };
    turned.components.iter().zip(planes).map(turn).collect()
}

/// `wide` and `high` count blocks of the turned plane.
fn turned_plane(plane: &Plane, how: Orientation, (wide, high): (usize, usize)) -> Option<Plane> {
    let mut values = Vec::with_capacity(wide * high * 64);
    for y in 0..high {
        for x in 0..wide {
            let column = if how.is_mirrored { wide - 1 - x } else { x };
            let row = if how.is_flipped { high - 1 - y } else { y };
            let (column, row) = if how.is_transposed { (row, column) } else { (column, row) };
            let start = (row * plane.blocks_across + column) * 64;
            let block = plane.values.get(start..)?.first_chunk::<64>()?;
            values.extend(turned_block(block, how)?);
        }
    }
    Some(Plane { blocks_across: wide, values })
}

fn turned_block(block: &[i16; 64], how: Orientation) -> Option<[i16; 64]> {
    let mut turned = [0; 64];
    for (at, value) in turned.iter_mut().enumerate() {
        let (row, column) = (at / 8, at % 8);
        let from = if how.is_transposed { column * 8 + row } else { at };
        let is_negative = (how.is_mirrored && column % 2 == 1) != (how.is_flipped && row % 2 == 1);
        let old = *block.get(from)?;
        *value = if is_negative { old.checked_neg()? } else { old };
    }
    Some(turned)
}
