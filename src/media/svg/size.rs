//! How large an SVG is shown: by its width and height, or by its view box.

use crate::media::{Format, MediaError, Picture};

/// Largest side, in CSS pixels.
const MAX_SIDE: f64 = 10_000_000.0;

/// What the outermost element says about its size.
#[derive(Clone, Debug, Default)]
pub(crate) struct Size {
    /// The attribute `width`.
    pub width: Option<String>,
    /// The attribute `height`.
    pub height: Option<String>,
    /// The attribute `viewBox`.
    pub view_box: Option<String>,
}

impl Size {
    /// The size in CSS pixels, rounded.
    ///
    /// A side that is missing or relative follows from the other one and the view box. With neither there is none.
    pub(crate) fn picture(&self) -> Result<Picture, MediaError> {
        let side = |attribute: &Option<String>| attribute.as_deref().and_then(pixels);
        let view_box = self.view_box.as_deref().and_then(view_box);
        let (width, height) = match (side(&self.width), side(&self.height), view_box) {
            (Some(width), Some(height), _) => (width, height),
            (Some(width), None, Some((wide, high))) => (width, width * high / wide),
            (None, Some(height), Some((wide, high))) => (height * wide / high, height),
            (None, None, Some(size)) => size,
            _ => {
                let message = "the SVG has no size: neither `width` and `height` in pixels, nor a `viewBox`";
                return Err(MediaError {
                    hint: "add `viewBox=\"0 0 WIDTH HEIGHT\"` to its first element",
                    ..MediaError::broken(message)
                });
            }
        };
        Ok(Picture { format: Format::Svg, width: whole(width), height: whole(height) })
    }

    /// The view box that says what width and height say already, so that the picture grows and shrinks as a whole.
    pub(crate) fn missing_view_box(&self) -> Option<String> {
        let width = self.width.as_deref().and_then(pixels)?;
        let height = self.height.as_deref().and_then(pixels)?;
        self.view_box.is_none().then(|| format!("0 0 {width} {height}"))
    }
}

/// A length that does not depend on anything around it, in CSS pixels (CSS Values 4, 6.2).
fn pixels(length: &str) -> Option<f64> {
    let length = length.trim();
    let letters = length.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let unit = length.get(letters.len()..)?;
    let scale = match unit.to_ascii_lowercase().as_str() {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        _ => return None,
    };
    positive(letters).map(|number| number * scale)
}

fn view_box(value: &str) -> Option<(f64, f64)> {
    let numbers: Vec<&str> =
        value.split([' ', ',', '\t', '\n', '\r']).filter(|word| !word.is_empty()).collect();
    let [_, _, width, height] = numbers.as_slice() else { return None };
    Some((positive(width)?, positive(height)?))
}

fn positive(number: &str) -> Option<f64> {
    number.parse().ok().filter(|number: &f64| *number > 0.0 && *number <= MAX_SIDE)
}

fn whole(side: f64) -> u32 {
    // At most ten million, and at least one.
    side.clamp(1.0, MAX_SIDE).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(width: &str, height: &str, view_box: &str) -> Option<(u32, u32)> {
        let attribute = |value: &str| (!value.is_empty()).then(|| value.to_owned());
        let size = Size { width: attribute(width), height: attribute(height), view_box: attribute(view_box) };
        size.picture().ok().map(|picture| (picture.width, picture.height))
    }

    #[test]
    fn sizes_come_from_sides_or_the_view_box() {
        assert_eq!(size("640", "480px", ""), Some((640, 480)));
        assert_eq!(size("72pt", "1in", ""), Some((96, 96)));
        assert_eq!(size("210mm", "297mm", "0 0 210 297"), Some((794, 1123)));
        assert_eq!(size("100%", "100%", "0,0 300,150"), Some((300, 150)));
        assert_eq!(size("100", "", "0 0 4 3"), Some((100, 75)));
        assert_eq!(size("", "30", "-5 -5 4 3"), Some((40, 30)));
        assert_eq!(size("0.2", "0.2", ""), Some((1, 1)));
    }

    #[test]
    fn nonsense_is_no_size() {
        for (width, height, view_box) in [
            ("", "", ""),
            ("100", "", ""),
            ("-1", "5", ""),
            ("NaN", "1", ""),
            ("inf", "1", ""),
            ("", "", "0 0 0 5"),
        ] {
            assert_eq!(size(width, height, view_box), None, "{width} {height} {view_box}");
        }
    }
}
