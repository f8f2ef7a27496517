//! How large bubbles are, and the key of their sizes.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::chart::forms::cloud::size;
use crate::chart::layout::{Canvas, text};
use crate::chart::scene::{Anchor, Ink, PX, Role, Scene, Shape, Text, Voice, WHOLE};
use crate::chart::short::Magnitude;
use crate::chart::text::Face;
use crate::chart::values::{Point, Values};

/// Radius of the largest bubble among few, and among many.
const LARGEST: [i32; 2] = [2_600, 1_800];
/// More bubbles are many.
const FEW: usize = 30;
/// Radius of the smallest bubble, and of a thing without a size.
const LEAST: i32 = 200;
/// Radius of a thing without a size.
const UNKNOWN: i32 = 300;
/// Circles of the key.
const SHOWN: usize = 3;
/// From one circle of the key to the next at most.
const STEP: Decimal = Decimal::from_parts(4, 0, 0, false, 0);

/// How large bubbles are.
pub(crate) struct Sizes {
    /// The largest size.
    most: Decimal,
    /// Its radius, hundredths of a px.
    radius: i32,
}

impl Sizes {
    /// The sizes of a chart that has any.
    pub(crate) fn of(values: &Values) -> Option<Sizes> {
        values.shape.size.as_ref()?;
        let sizes = || values.points().filter_map(size).map(|size| size.quantity.value);
        let [few, many] = LARGEST;
        let radius = if sizes().count() <= FEW { few } else { many };
        Some(Sizes { most: sizes().max().unwrap_or_default(), radius })
    }

    /// The radius of a bubble, hundredths of a px: its area is in proportion to its size.
    pub(crate) fn radius(&self, point: &Point) -> i32 {
        size(point).map_or(UNKNOWN, |size| self.radius_of(size.quantity.value))
    }

    fn radius_of(&self, size: Decimal) -> i32 {
        let share = size.to_f64().unwrap_or(0.0) / self.most.to_f64().unwrap_or(1.0).max(f64::MIN_POSITIVE);
        let radius = (f64::from(self.radius) * share.max(0.0).sqrt()).round() as i32;
        radius.max(LEAST)
    }

    /// Round sizes from the largest downwards.
    fn round_sizes(&self) -> Vec<Decimal> {
        let mut sizes: Vec<Decimal> = Vec::new();
        let mut most = self.most;
        while sizes.len() < SHOWN && self.radius_of(most) > 2 * LEAST {
            let Some(size) = round_below(most) else { break };
            sizes.push(size);
            most = size / STEP;
        }
        sizes
    }

    /// Draws round sizes with their values below `top`; gives the lower edge of the picture.
    pub(crate) fn draw_key(&self, values: &Values, top: i32, canvas: &Canvas<'_>, scene: &mut Scene) -> i32 {
        let Some((name, unit)) = &values.shape.size else { return top };
        let sizes = self.round_sizes();
        let Some(largest) = sizes.first().map(|size| self.radius_of(*size)) else { return top };
        let share = |length: i32| canvas.view.share(length);
        let magnitude = Magnitude::up_to(self.most, unit.as_ref(), canvas.formatter);
        let room = canvas.view.length(WHOLE);
        let title = canvas.measure.wrap_or_cut(name, Face::Small, room, 1);
        let words = title.lines.first().map_or("", String::as_str);
        scene.say(text(0, top + 13 * PX, Anchor::Start, Voice::Say, words), false);
        let middle = top + 24 * PX + largest;
        let mut x = 0;
        for (index, size) in sizes.iter().enumerate() {
            let radius = self.radius_of(*size);
            let words = if index == 0 {
                magnitude.amount(*size, unit.as_ref(), canvas.formatter)
            } else {
                magnitude.number(*size, canvas.formatter)
            };
            let dx = radius + 6 * PX;
            let width = 2 * radius + 22 * PX + canvas.width(&words, Face::Small);
            if x + share(width) > WHOLE {
                break;
            }
            x += share(radius + PX);
            scene.add(Shape::Dot((x, middle), radius), Ink::of(Role::Bubble));
            let label = text(x, middle + Face::Small.size() * 36, Anchor::Start, Voice::Soft, &words);
            scene.say(Text { dx, ..label }, false);
            x += share(width - radius);
        }
        middle + largest + 6 * PX
    }
}

/// The largest of 1, 2 and 5 × 10ⁿ that is not above a size; `None` for what is not above zero.
fn round_below(size: Decimal) -> Option<Decimal> {
    if size <= Decimal::ZERO {
        return None;
    }
    let mut power = Decimal::ONE;
    while power * Decimal::TEN <= size {
        power *= Decimal::TEN;
    }
    while power > size && power.scale() < 27 {
        power = (power / Decimal::TEN).normalize();
    }
    let bases = [Decimal::from(5), Decimal::TWO, Decimal::ONE];
    bases.into_iter().map(|base| base * power).find(|round| *round <= size)
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str(text).expect("a number")
    }

    #[test]
    fn keys_show_round_sizes() {
        let round = |size: &str| round_below(decimal(size)).map(|round| round.to_string());
        assert_eq!(round("38").as_deref(), Some("20"));
        assert_eq!(round("1000").as_deref(), Some("1000"));
        assert_eq!(round("0.07").as_deref(), Some("0.05"));
        assert_eq!(round("999999").as_deref(), Some("500000"));
        assert_eq!(round("0"), None);
    }

    #[test]
    fn areas_are_in_proportion() {
        let sizes = Sizes { most: decimal("400"), radius: 2_000 };
        assert_eq!(sizes.radius_of(decimal("400")), 2_000);
        assert_eq!(sizes.radius_of(decimal("100")), 1_000, "a quarter of the area is half of the radius");
        assert_eq!(sizes.radius_of(decimal("0")), LEAST, "nothing is still there");
        let shown: Vec<String> = sizes.round_sizes().iter().map(ToString::to_string).collect();
        assert_eq!(shown, ["200", "50"], "a third would be too small to see");
    }
}
