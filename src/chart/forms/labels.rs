//! Labels at the ends of columns: every column's if all fit, else those that matter.

use crate::chart::forms::Length;
use crate::chart::layout::{Canvas, area_of, is_bare, lines, text};
use crate::chart::place::{Board, Candidate};
use crate::chart::scene::{Anchor, Area, Datum, Ink, PX, Role, Scene, Shape, Text, Toward, Voice, WHOLE};
use crate::chart::values::Point;
use crate::quantity::Bound;

/// From a column's end to the baseline of its label.
pub(crate) const ABOVE: i32 = 8 * PX;
/// More labels than this are not tried.
const LABELS: usize = 60;

/// A column and where it stands.
#[derive(Clone)]
pub(crate) struct Column<'a> {
    /// Which it is.
    pub datum: Datum,
    /// What its label says.
    pub point: &'a Point,
    /// Its parts; the end decides on which side the label stands.
    pub length: Length,
    /// Its ink; that of the finding makes the label red.
    pub ink: Ink,
    /// From its lowest to its highest part.
    pub area: Area,
    /// Whether what is above zero is written with its sign.
    pub is_signed: bool,
}

/// Draws arrow heads at ends without a limit.
pub(crate) fn draw_open_ends(columns: &[Column<'_>], scene: &mut Scene) {
    for column in columns.iter().filter(|column| column.length.is_open) {
        let x = i32::midpoint(column.area.left, column.area.right);
        let (y, toward) = if column.length.end().is_sign_negative() {
            (column.area.bottom + 5 * PX, Toward::Down)
        } else {
            (column.area.top - 5 * PX, Toward::Up)
        };
        scene.add(Shape::Arrow((x, y), toward), column.ink.with(Role::Open));
    }
}

/// Draws labels with their leaders; gives their positions and upper edges.
pub(crate) fn draw_labels(labels: Vec<Label>, scene: &mut Scene) -> Vec<(i64, i32)> {
    let mut tops = Vec::new();
    for label in labels {
        if let Some((from, to)) = label.candidate.leader {
            scene.add(Shape::Line(from, to), Ink::of(Role::Leader));
        }
        tops.push((label.at, label.candidate.area.top));
        label.texts.into_iter().for_each(|text| scene.say(text, label.is_key));
    }
    tops
}

/// A label at one of its places, with what it names.
pub(crate) struct Label {
    texts: Vec<Text>,
    candidate: Candidate,
    is_key: bool,
    at: i64,
}

fn candidates(labels: &[Vec<Label>]) -> Vec<Vec<Candidate>> {
    labels.iter().map(|places| places.iter().map(|label| label.candidate.clone()).collect()).collect()
}

fn taken(labels: Vec<Vec<Label>>, places: Vec<Option<usize>>) -> Vec<Label> {
    labels.into_iter().zip(places).filter_map(|(labels, place)| labels.into_iter().nth(place?)).collect()
}

/// How labels may stand, the best first: over the middle on one line, flush with a side, broken to the column's width.
const STANDS: [(&[Anchor], bool); 3] = [
    (&[Anchor::Middle], false),
    (&[Anchor::Start, Anchor::Middle, Anchor::End], false),
    (&[Anchor::Middle], true),
];

/// Labels for all columns, if all fit: with their units where these need be written, else, on an axis that has the
/// unit, without.
pub(crate) fn place_every(
    columns: &[Column<'_>],
    has_axis: bool,
    canvas: &Canvas<'_>,
    board: &mut Board,
) -> Option<Vec<Label>> {
    if columns.len() > LABELS {
        return None;
    }
    // Without an axis the unit stands at a marked value, else at the highest, which has most room.
    let is_said = has_axis || columns.iter().any(|column| column.ink.is_key);
    let carrier = if is_said { None } else { furthest(columns) };
    let writings =
        STANDS.iter().map(|stand| (stand, false)).chain(STANDS.iter().map(|stand| (stand, has_axis)));
    writings.take(if has_axis { 6 } else { 3 }).find_map(|((anchors, broken), without_unit)| {
        let label = |(index, column): (usize, &Column<'_>)| {
            let bare = is_bare(carrier == Some(index), columns.len(), column.point)
                || without_unit && column.point.quantity.bound == Bound::Exactly;
            let is_loud = columns.len() <= 4 || (column.ink.is_key && !broken);
            beside(
                column,
                anchors,
                Style { bare, is_loud, broken: *broken, flush: columns.len() <= 3 },
                canvas,
            )
        };
        let labels: Vec<Vec<Label>> = columns.iter().enumerate().map(label).collect();
        let places = board.place_all(&candidates(&labels))?;
        Some(taken(labels, places.into_iter().map(Some).collect()))
    })
}

/// Labels for those the finding is about, or the highest and the last, where they fit.
pub(crate) fn place_important(columns: &[Column<'_>], canvas: &Canvas<'_>, board: &mut Board) -> Vec<Label> {
    let labels: Vec<Vec<Label>> =
        important(columns).into_iter().map(|column| raised(column, columns, canvas)).collect();
    let places = board.place(&candidates(&labels));
    taken(labels, places)
}

/// How a label is written.
#[derive(Clone, Copy)]
struct Style {
    /// Without its unit.
    bare: bool,
    is_loud: bool,
    /// Broken to the width of its column.
    broken: bool,
    /// Rather flush with a side of its column than over the middle.
    flush: bool,
}

/// Labels at the end of a column. Flush ones keep to the side that is nearer to the picture's edge.
fn beside(column: &Column<'_>, anchors: &[Anchor], style: Style, canvas: &Canvas<'_>) -> Vec<Label> {
    let is_panel = canvas.view.is_panel();
    let words = if column.is_signed {
        canvas.signed(&column.point.quantity, style.bare || is_panel)
    } else {
        canvas.value(column.point, style.bare || is_panel)
    };
    let voice = if style.is_loud && !is_panel { Voice::Loud } else { Voice::Say };
    let face = voice.face();
    let width = column.area.right - column.area.left;
    let room = if style.broken { canvas.view.length(width + width / 4) } else { i32::MAX / 8 };
    let Some(wrapped) = canvas.measure.wrap(&words, face, room, 3) else { return Vec::new() };
    let more = i32::try_from(wrapped.lines.len()).unwrap_or(1) - 1;
    let open = if column.length.is_open { 7 * PX } else { 0 };
    let y = if column.length.end().is_sign_negative() {
        column.area.bottom + ABOVE + face.ascent() + open - 2 * PX
    } else {
        column.area.top - ABOVE - open - more * face.line()
    };
    let middle = i32::midpoint(column.area.left, column.area.right);
    let (near, far) = if style.flush { (0, 9) } else { (8, 12) };
    let (start, end) = if middle > WHOLE / 2 { (far, near) } else { (near, far) };
    let place = |anchor: &Anchor| {
        let (x, cost) = match anchor {
            Anchor::Start => (column.area.left, start),
            Anchor::Middle => (middle, 4),
            Anchor::End => (column.area.right, end),
        };
        let texts = lines(&text(x, y, *anchor, voice, ""), &wrapped);
        let candidate = Candidate::new(area_of(&texts, canvas)?, cost);
        Some(Label { texts, candidate, is_key: column.ink.is_key, at: column.datum.at })
    };
    anchors.iter().filter_map(place).collect()
}

/// The same, and above its neighbours with a leader.
fn raised(column: &Column<'_>, columns: &[Column<'_>], canvas: &Canvas<'_>) -> Vec<Label> {
    let anchors = [Anchor::Start, Anchor::Middle, Anchor::End];
    let mut labels =
        beside(column, &anchors, Style { bare: false, is_loud: true, broken: false, flush: false }, canvas);
    let middle = i32::midpoint(column.area.left, column.area.right);
    let raise = |label: &Label| {
        let area = label.candidate.area;
        let under =
            columns.iter().filter(|other| other.area.left < area.right && area.left < other.area.right);
        let top = under.map(|other| other.area.top).min()?;
        let y = top - ABOVE - 4 * PX;
        let texts: Vec<Text> = label.texts.iter().map(|text| Text { y, ..text.clone() }).collect();
        let area = area_of(&texts, canvas)?;
        let leader = Some(((middle, area.bottom), (middle, column.area.top - 2 * PX)));
        let candidate = Candidate { area, leader, cost: label.candidate.cost + 30 };
        Some(Label { texts, candidate, is_key: label.is_key, at: label.at })
    };
    let above: Vec<Label> = labels.iter().filter_map(raise).collect();
    labels.extend(above);
    labels
}

/// The columns that must be labelled if not all can be.
fn important<'a>(columns: &'a [Column<'a>]) -> Vec<&'a Column<'a>> {
    let marked: Vec<&Column<'_>> = columns.iter().filter(|column| column.ink.is_key).collect();
    if !marked.is_empty() {
        return marked;
    }
    let furthest = furthest(columns).and_then(|index| columns.get(index));
    let last = columns.iter().max_by_key(|column| column.datum.at);
    let mut chosen: Vec<&Column<'_>> = furthest.into_iter().chain(last).collect();
    chosen.dedup_by_key(|column| (column.datum.at, column.datum.series));
    chosen
}

/// The index of the column that reaches furthest from zero, the first of several.
fn furthest(columns: &[Column<'_>]) -> Option<usize> {
    let reach =
        |(index, column): &(usize, &Column<'_>)| (column.point.value().abs(), std::cmp::Reverse(*index));
    columns.iter().enumerate().max_by_key(reach).map(|(index, _)| index)
}
