//! A measure that runs across: its ticks below the frame, and flags, which name values and ranges from above it.
//!
//! Shared by the forms of distributions. Ticks are thinned by what their labels need; flags stand on poles, on as many
//! levels as they need to keep apart.

use rust_decimal::Decimal;

use crate::chart::layout::{Canvas, inside, lines, text};
use crate::chart::scale::{Scale, ticks};
use crate::chart::scene::{Anchor, Area, Ink, PX, Role, Scene, Shape, Text, View, Voice, WHOLE};
use crate::chart::text::{Face, Lines};
use crate::chart::values::{ReferenceAt, Values};
use crate::quantity::Unit;

/// From the frame to the baseline of tick labels.
const TO_LABELS: i32 = 19 * PX;
/// From that baseline to the lower edge of the picture.
const BELOW: i32 = 10 * PX;
/// Room between two tick labels.
const APART: i32 = 7 * PX;
/// Length of a tick below the frame.
const TICK: i32 = 5 * PX;
/// From the baseline of the lowest flag to the frame.
const OVER_FRAME: i32 = 6 * PX;
/// From a pole to words beside it.
const BESIDE: i32 = 4 * PX;
/// Widest words of a flag.
const WIDEST: i32 = 170 * PX;
/// Narrowest room in which a flag is tried.
const NARROWEST: i32 = 56 * PX;
/// Most lines of a flag.
const LINES: usize = 5;
/// So many levels of flags are tried.
const LEVELS: i32 = 16;

/// An axis across.
pub(crate) struct Ruler {
    /// From the start of the frame to its end.
    pub scale: Scale,
    ticks: Vec<Decimal>,
    /// Where a tick stands, from its value on.
    shift: Decimal,
}

impl Ruler {
    /// For positions from `low` to `high`: with zero, unless it is far from values that lie close together.
    pub(crate) fn of_positions(low: Decimal, high: Decimal) -> Ruler {
        let reach = (high - low) * Decimal::TWO;
        let (low, high) = if low >= Decimal::ZERO && low <= reach {
            (Decimal::ZERO, high)
        } else if high <= Decimal::ZERO && -high <= reach {
            (low, Decimal::ZERO)
        } else {
            (low, high)
        };
        let ticks = ticks(low, high);
        Ruler { scale: ticks.scale(), ticks: ticks.values, shift: Decimal::ZERO }
    }

    /// For classes between edges. Classes of single numbers carry their tick in their middle.
    pub(crate) fn of_edges(edges: &[Decimal], are_single: bool) -> Ruler {
        let (first, last) = edges.first().zip(edges.last()).map_or_else(Default::default, |(a, b)| (*a, *b));
        let half = edges.get(1).map_or(Decimal::ZERO, |second| (*second - first) / Decimal::TWO);
        let count = edges.len().saturating_sub(usize::from(are_single));
        Ruler {
            scale: Scale::new(first, last),
            ticks: edges.iter().take(count).copied().collect(),
            shift: if are_single { half } else { Decimal::ZERO },
        }
    }

    /// The place of a value.
    pub(crate) fn x(&self, value: Decimal, frame: Area) -> i32 {
        self.scale.place(value, frame.left, frame.right)
    }

    /// Whether zero lies beyond the axis.
    pub(crate) fn is_cut(&self) -> bool {
        self.scale.low() > Decimal::ZERO || self.scale.high() < Decimal::ZERO
    }

    /// Draws a line through the frame at every tick; the one at zero is stronger.
    pub(crate) fn draw_grid(&self, frame: Area, scene: &mut Scene) {
        for tick in &self.ticks {
            let x = self.x(*tick, frame);
            let role = if tick.is_zero() { Role::Base } else { Role::Grid };
            scene.add(Shape::Line((x, frame.top), (x, frame.bottom)), Ink::of(role));
        }
    }

    /// Writes the ticks below the frame, the last with the unit; with `marks`, a short line leads to each.
    ///
    /// Gives the height of the picture.
    pub(crate) fn draw_labels(
        &self,
        frame: Area,
        unit: Option<&Unit>,
        marks: bool,
        canvas: &Canvas<'_>,
        scene: &mut Scene,
    ) -> i32 {
        let written = self.choices().into_iter().find_map(|chosen| self.write(&chosen, frame, unit, canvas));
        for (x, text) in written.unwrap_or_default() {
            if marks {
                scene.add(Shape::Line((x, frame.bottom), (x, frame.bottom + TICK)), Ink::of(Role::Base));
            }
            scene.say(text, false);
        }
        frame.bottom + TO_LABELS + BELOW
    }

    /// Which ticks to name, the best first: all, those at multiples of a rounder step, the ends, the last.
    fn choices(&self) -> Vec<Vec<Decimal>> {
        let step = self.ticks.get(1).zip(self.ticks.first()).map_or(Decimal::ONE, |(b, a)| *b - *a);
        let multiples = |each: usize| {
            let step = step * Decimal::from(each);
            let at = |tick: &&Decimal| (**tick / step).fract().is_zero();
            is_round(step).then(|| self.ticks.iter().filter(at).copied().collect::<Vec<Decimal>>())
        };
        let sets = (1..=self.ticks.len()).filter_map(multiples).filter(|chosen| chosen.len() > 1);
        // The last label has the unit and may need more room than is left at the end of the frame.
        let shorter = |chosen: &Vec<Decimal>| chosen.split_last().map(|(_, but_last)| but_last.to_vec());
        let mut choices: Vec<Vec<Decimal>> = Vec::new();
        for chosen in [self.ticks.clone()].into_iter().chain(sets) {
            let but_last = shorter(&chosen).filter(|rest| rest.len() > 2);
            choices.push(chosen);
            choices.extend(but_last);
        }
        let ends = self.ticks.first().into_iter().chain(self.ticks.last());
        choices.push(ends.copied().collect());
        choices.push(self.ticks.last().copied().into_iter().collect());
        choices
    }

    /// Labels with their places; `None` if two would come too close.
    fn write(
        &self,
        chosen: &[Decimal],
        frame: Area,
        unit: Option<&Unit>,
        canvas: &Canvas<'_>,
    ) -> Option<Vec<(i32, Text)>> {
        let apart = canvas.view.share(APART);
        let mut end = -apart;
        let mut written = Vec::new();
        for (index, tick) in chosen.iter().enumerate() {
            let words = if index + 1 == chosen.len() {
                canvas.magnitude.amount(*tick, unit, canvas.formatter)
            } else {
                canvas.magnitude.number(*tick, canvas.formatter)
            };
            let x = self.x(*tick + self.shift, frame);
            let first = text(x, frame.bottom + TO_LABELS, Anchor::Middle, Voice::Soft, &words);
            let text = inside(first, canvas);
            let area = text.area(canvas.view, canvas.measure);
            if area.left < end + apart || area.right > WHOLE {
                return None;
            }
            end = area.right;
            written.push((x, text));
        }
        Some(written)
    }
}

/// Whether a step is 1, 2, 2.5, 4 or 5 × 10ⁿ.
fn is_round(step: Decimal) -> bool {
    let digits = step.normalize().mantissa().unsigned_abs().to_string();
    matches!(digits.trim_end_matches('0'), "1" | "2" | "25" | "4" | "5")
}

/// Names a value or a range from above the frame.
pub(crate) struct Flag {
    /// Where: the lower end, or the value.
    pub from: Decimal,
    /// The upper end; the same for a value.
    pub to: Decimal,
    /// What it says.
    pub text: String,
    /// How its pole looks.
    pub role: Role,
}

/// The flags that the writer's reference lines and ranges ask for.
pub(crate) fn references(values: &Values) -> Vec<Flag> {
    let flag = |reference: &crate::chart::values::ReferenceLine| {
        let (from, to) = match reference.at {
            ReferenceAt::Value(value) => (value, value),
            ReferenceAt::Values(low, high) => (low, high),
            ReferenceAt::Positions(..) => return None,
        };
        Some(Flag { from, to, text: reference.text.clone(), role: Role::Reference })
    };
    values.shape.references.iter().filter_map(flag).collect()
}

/// A flag at its place: `y` counts from the top of the frame.
struct Standing {
    first: Text,
    lines: Lines,
    area: Area,
    pole: Area,
}

/// How high flags stand over a frame between two sides: the same for all views, so that these share the rest.
pub(crate) fn height_of(flags: &[Flag], ruler: &Ruler, sides: (i32, i32), canvas: &Canvas<'_>) -> i32 {
    let of_view = |view: &View| {
        let canvas = Canvas { view: *view, ..*canvas };
        let standing = stand(flags, ruler, sides, &canvas);
        standing.iter().map(|standing| -standing.area.top).max().unwrap_or(0)
    };
    canvas.views.iter().map(of_view).max().unwrap_or(0)
}

/// Draws flags with their poles, which reach to the bottom of the frame.
pub(crate) fn draw_flags(flags: &[Flag], ruler: &Ruler, frame: Area, canvas: &Canvas<'_>, scene: &mut Scene) {
    let standing = stand(flags, ruler, (frame.left, frame.right), canvas);
    for (flag, standing) in flags.iter().zip(&standing) {
        let top = frame.top + standing.pole.top;
        if flag.from < flag.to {
            let (left, right) = (ruler.x(flag.from, frame), ruler.x(flag.to, frame));
            let area = Area { left, right, top: frame.top, bottom: frame.bottom };
            scene.add(Shape::Rect(area), Ink::of(Role::Range));
            let x = i32::midpoint(left, right);
            scene.add(Shape::Line((x, top), (x, frame.top)), Ink::of(Role::Leader));
        } else {
            let x = ruler.x(flag.from, frame);
            scene.add(Shape::Line((x, top), (x, frame.bottom)), Ink::of(flag.role));
        }
    }
    for standing in standing {
        let first = Text { y: standing.first.y + frame.top, ..standing.first };
        lines(&first, &standing.lines).into_iter().for_each(|text| scene.say(text, false));
    }
}

/// Flags at their places, in the order of `flags`: so that no words meet, and if it can be done no pole meets words.
fn stand(flags: &[Flag], ruler: &Ruler, sides: (i32, i32), canvas: &Canvas<'_>) -> Vec<Standing> {
    let frame = Area { left: sides.0, right: sides.1, top: 0, bottom: 0 };
    let x = |flag: &Flag| i32::midpoint(ruler.x(flag.from, frame), ruler.x(flag.to, frame));
    let poles: Vec<(usize, &Flag, i32)> =
        flags.iter().enumerate().map(|(index, flag)| (index, flag, x(flag))).collect();
    let (mut rising, mut falling) = (poles.clone(), poles.clone());
    rising.sort_by_key(|(_, _, x)| *x);
    falling.sort_by_key(|(_, _, x)| -x);
    // Words on one side of all poles, of the outermost first: then later poles pass by the words of earlier ones.
    let tries: [(&[Anchor], _); 5] = [
        (&[Anchor::Middle, Anchor::Start, Anchor::End], &poles),
        (&[Anchor::Middle, Anchor::Start, Anchor::End], &falling),
        (&[Anchor::Middle, Anchor::Start, Anchor::End], &rising),
        (&[Anchor::Start, Anchor::End], &falling),
        (&[Anchor::End, Anchor::Start], &rising),
    ];
    let mut last = Vec::new();
    for (anchors, order) in tries {
        let (mut standing, fits) = stand_in_order(order, anchors, canvas);
        standing.sort_by_key(|(index, _)| *index);
        last = standing.into_iter().map(|(_, standing)| standing).collect();
        if fits {
            break;
        }
    }
    last
}

/// The same, one after the other; the second value is whether all found a free place.
fn stand_in_order(
    poles: &[(usize, &Flag, i32)],
    anchors: &[Anchor],
    canvas: &Canvas<'_>,
) -> (Vec<(usize, Standing)>, bool) {
    let mut standing: Vec<(usize, Standing)> = Vec::new();
    let mut fits = true;
    for (index, flag, x) in poles {
        let free =
            |candidate: &Standing| !standing.iter().any(|(_, other)| meet(candidate, other, canvas.view));
        let levels = || (0..LEVELS).flat_map(|level| anchors.iter().map(move |anchor| (level, *anchor)));
        let sides = || anchors.iter().flat_map(|anchor| (0..LEVELS).map(move |level| (level, *anchor)));
        let tries: Vec<(i32, Anchor)> =
            if anchors.len() > 2 { levels().collect() } else { sides().collect() };
        let mut tries =
            tries.into_iter().filter_map(|(level, anchor)| place(flag, *x, anchor, level, canvas));
        let found = tries.find(free).or_else(|| {
            fits = false;
            // Over everything else: its pole may cross words, its words meet none.
            let top = standing.iter().map(|(_, other)| -other.area.top).max().unwrap_or(0);
            let anchor = if *x < WHOLE / 2 { Anchor::Start } else { Anchor::End };
            place(flag, *x, anchor, top / Face::Small.line() + 1, canvas)
        });
        standing.extend(found.map(|found| (*index, found)));
    }
    (standing, fits)
}

/// The flag so many lines above the frame; `None` if there is no room on that side of its pole.
fn place(flag: &Flag, x: i32, anchor: Anchor, level: i32, canvas: &Canvas<'_>) -> Option<Standing> {
    let (before, after) = (canvas.view.length(x), canvas.view.length(WHOLE - x));
    let (room, dx) = match anchor {
        Anchor::Middle => (before.min(after) * 2, 0),
        Anchor::Start => (after - BESIDE, BESIDE),
        Anchor::End => (before - BESIDE, -BESIDE),
    };
    if room < NARROWEST {
        return None;
    }
    let wrapped = canvas.measure.wrap_or_cut(&flag.text, Face::Small, room.min(WIDEST), LINES);
    let more = i32::try_from(wrapped.lines.len()).unwrap_or(1) - 1;
    let line = Face::Small.line();
    let y = -OVER_FRAME - (level + more) * line;
    let first = Text { dx, ..text(x, y, anchor, Voice::Say, "") };
    let area = first.area_of_lines(wrapped.width, more + 1, canvas.view);
    let foot = if anchor == Anchor::Middle { area.bottom } else { area.top };
    let pole = Area { left: x, right: x + 1, top: foot.min(0), bottom: 0 };
    (area.left >= 0 && area.right <= WHOLE).then_some(Standing { first, lines: wrapped, area, pole })
}

fn meet(a: &Standing, b: &Standing, view: View) -> bool {
    let room = view.share(BESIDE) - 1;
    let pole = |of: &Standing, other: &Standing| of.pole.grown(view.share(PX), 0).meets(&other.area);
    a.area.grown(room, 0).meets(&b.area) || pole(a, b) || pole(b, a)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::samples::formatter;
    use crate::chart::short::Magnitude;
    use crate::chart::text::Measure;

    #[test]
    fn flags_keep_apart_on_their_levels() {
        let formatter = formatter("en");
        let measure = Measure::new();
        let views = [View::NARROW];
        let magnitude = Magnitude::default();
        let canvas =
            Canvas { view: View::NARROW, views: &views, measure: &measure, formatter: &formatter, magnitude };
        let ruler = Ruler::of_positions(Decimal::ZERO, Decimal::ONE_HUNDRED);
        let flag = |at: i64| Flag {
            from: Decimal::from(at),
            to: Decimal::from(at),
            text: "what was promised".to_owned(),
            role: Role::Reference,
        };
        for flags in [vec![50, 51, 99, 2], vec![50, 50, 50], vec![20, 24, 28, 30], vec![97, 98]] {
            let flags: Vec<Flag> = flags.into_iter().map(flag).collect();
            let standing = stand(&flags, &ruler, (0, WHOLE), &canvas);
            assert_eq!(standing.len(), flags.len());
            for (index, one) in standing.iter().enumerate() {
                for other in &standing[index + 1..] {
                    assert!(!meet(one, other, View::NARROW), "{:?} {:?}", one.area, other.area);
                }
            }
        }
        let crowd: Vec<Flag> = (40..60).map(flag).collect();
        let standing = stand(&crowd, &ruler, (0, WHOLE), &canvas);
        assert_eq!(standing.len(), crowd.len());
        for (index, one) in standing.iter().enumerate() {
            assert!(
                standing[index + 1..].iter().all(|other| !one.area.meets(&other.area)),
                "words never meet"
            );
        }
    }

    #[test]
    fn ticks_that_are_named_are_round() {
        let edges: Vec<Decimal> = (0..=12).map(|index| Decimal::from(index * 5)).collect();
        let ruler = Ruler::of_edges(&edges, false);
        let steps: std::collections::BTreeSet<Decimal> =
            ruler.choices().iter().filter_map(|all| Some(*all.get(1)? - *all.first()?)).collect();
        assert_eq!(steps, [5, 10, 20, 25, 40, 50, 60].map(Decimal::from).into(), "60: both ends");
    }
}
