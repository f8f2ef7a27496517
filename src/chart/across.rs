//! A numeric axis at the foot of an upright frame: a second measure, with ticks, their labels and a title.

use rust_decimal::Decimal;

use crate::chart::layout::{APART, BELOW, Below, Canvas, LINE, TO_NAMES, inside, lines, of_positions, text};
use crate::chart::options::ScaleKind;
use crate::chart::pen::{Pen, Run};
use crate::chart::scale::{Scale, Ticks, ticks_of};
use crate::chart::scene::{Anchor, Area, Ink, PX, Role, Scene, Text, Voice, WHOLE};
use crate::chart::short::Magnitude;
use crate::chart::text::Face;
use crate::chart::values::{Amount, Axis, Values};

/// The title is broken over so many lines at most.
const TITLE_LINES: usize = 2;

/// A horizontal axis of values.
pub(crate) struct NumberAxis {
    /// From start to end of the frame.
    pub scale: Scale,
    ticks: Ticks,
    labels: Vec<String>,
    title: String,
}

impl NumberAxis {
    /// An axis for what [`Beside::across`] holds, with its possible ends: from zero unless the values are far from it
    /// and close together, or on the scale `x_scale`.
    ///
    /// [`Beside::across`]: crate::chart::values::Beside::across
    pub(crate) fn of(values: &Values, canvas: &Canvas<'_>) -> NumberAxis {
        let kind = values.shape.x_scale;
        let amounts = || values.points().filter_map(across);
        let ends = amounts().map(|amount| reach(amount, kind));
        let (low, high) = ends.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))).unwrap_or_default();
        let magnitudes = || amounts().map(|amount| amount.quantity.value.abs());
        let least = magnitudes().filter(|value| !value.is_zero()).min().unwrap_or_default();
        let (low, high) = of_positions(kind, low, high);
        let ticks = ticks_of(kind, low, high, least);
        let unit = match &values.axis {
            Axis::Number(unit) => unit.as_ref(),
            Axis::Names(_) | Axis::Time(_) => None,
        };
        let magnitude = Magnitude::up_to(magnitudes().max().unwrap_or_default(), unit, canvas.formatter);
        let last = ticks.values.len().saturating_sub(1);
        let label = |(index, value): (usize, &Decimal)| {
            if index == last {
                magnitude.amount(*value, unit, canvas.formatter)
            } else {
                magnitude.number(*value, canvas.formatter)
            }
        };
        let labels = ticks.values.iter().enumerate().map(label).collect();
        NumberAxis { scale: ticks.scale(), ticks, labels, title: values.axis_label.clone() }
    }

    /// Draws upright gridlines, labels under as many of them as have room, and the title. The unit stands once, at the
    /// last label.
    pub(crate) fn draw(&self, frame: Area, canvas: &Canvas<'_>, scene: &mut Scene) -> Below {
        let pen = Pen::on(frame, self.scale, Scale::new(Decimal::ZERO, Decimal::ONE), Run::Up);
        for value in &self.ticks.values {
            let role = if value.is_zero() { Role::Base } else { Role::Grid };
            pen.line((*value, Decimal::ZERO), (*value, Decimal::ONE), Ink::of(role), None);
        }
        scene.marks.extend(pen.finish());
        let count = self.ticks.values.len();
        let labels = (1..=count.max(1)).find_map(|each| self.place(each, frame, canvas));
        labels.into_iter().flatten().for_each(|text| scene.say(text, false));
        let y = frame.bottom + TO_NAMES + LINE + PX;
        let room = canvas.view.length(WHOLE);
        let title = canvas.measure.wrap_or_cut(&self.title, Face::Small, room, TITLE_LINES);
        let rows = i32::try_from(title.lines.len()).unwrap_or(0);
        let first = text(WHOLE, y, Anchor::End, Voice::Say, "");
        lines(&first, &title).into_iter().for_each(|text| scene.say(text, false));
        Below { height: y + (rows - 1) * Face::Small.line() + BELOW, is_whole: true }
    }

    /// The labels of every so many ticks, counted from the last, which has the unit; `None` if two come too close.
    fn place(&self, each: usize, frame: Area, canvas: &Canvas<'_>) -> Option<Vec<Text>> {
        let apart = canvas.view.share(APART);
        let mut texts = Vec::new();
        let mut start = WHOLE + apart;
        for (value, label) in self.ticks.values.iter().zip(&self.labels).rev().step_by(each) {
            let x = self.scale.place(*value, frame.left, frame.right);
            let at = text(x, frame.bottom + TO_NAMES, Anchor::Middle, Voice::Soft, label);
            let text = inside(at, canvas);
            let area = text.area(canvas.view, canvas.measure);
            if area.right + apart > start && !texts.is_empty() {
                return None;
            }
            start = area.left;
            texts.push(text);
        }
        Some(texts)
    }
}

/// The place of a value on a numeric axis.
fn across(point: &crate::chart::values::Point) -> Option<&Amount> {
    point.beside.as_ref()?.across.as_ref()
}

/// The lowest and highest that is possible or named; a logarithm never reaches zero.
fn reach(amount: &Amount, kind: ScaleKind) -> (Decimal, Decimal) {
    let value = amount.quantity.value;
    let low = amount.reach.low.map_or(value, |end| end.at.min(value));
    let high = amount.reach.high.map_or(value, |end| end.at.max(value));
    let is_beyond = kind == ScaleKind::Log && low <= Decimal::ZERO;
    (if is_beyond { value } else { low }, high)
}
