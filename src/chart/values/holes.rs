//! Stretches of an axis without a figure: of one series, and of all.

use crate::chart::calendar::Timeline;
use crate::chart::values::{Axis, Empty, Point, Series};

/// Stretches without a figure between and beside observations: rows with an empty cell, and holes in the rhythm.
pub(crate) fn empty_periods(
    timeline: &Timeline,
    points: &[Point],
    mut missing: Vec<i64>,
    reason: Option<&String>,
) -> Vec<Empty> {
    missing.sort_unstable();
    missing.dedup();
    let mut empty = Vec::new();
    let mut add = |from: i64, to: i64| {
        if from <= to {
            empty.push(Empty { from, to, reason: reason.cloned() });
        }
    };
    let between = |low: Option<i64>, high: Option<i64>| {
        let from = low.map_or(0, |low| missing.partition_point(|slot| *slot <= low));
        let to = high.map_or(missing.len(), |high| missing.partition_point(|slot| *slot < high));
        let slots = missing.get(from..to.max(from)).unwrap_or_default();
        Some((*slots.first()?, *slots.last()?))
    };
    let Some((first, last)) = points.first().zip(points.last()) else {
        add(timeline.first, timeline.last);
        return empty;
    };
    if let Some((from, to)) = between(None, Some(first.at)) {
        add(from, to);
    }
    for (before, after) in points.iter().zip(points.iter().skip(1)) {
        let hole = timeline.hole(before.at, after.at);
        let said = between(Some(before.at), Some(after.at));
        match (hole, said) {
            (Some(hole), Some(said)) => add(hole.0.min(said.0), hole.1.max(said.1)),
            (Some((from, to)), None) | (None, Some((from, to))) => add(from, to),
            (None, None) => {}
        }
    }
    if let Some((from, to)) = between(Some(last.at), None) {
        add(from, to);
    }
    empty
}

/// All categories on which a series has no point.
pub(crate) fn empty_names(count: usize, points: &[Point], reason: Option<&String>) -> Vec<Empty> {
    let mut points = points.iter().peekable();
    (0..i64::try_from(count).unwrap_or(0))
        .filter(|at| points.next_if(|point| point.at == *at).is_none())
        .map(|at| Empty { from: at, to: at, reason: reason.cloned() })
        .collect()
}

/// Stretches that are empty in every series and on which no series has a point.
pub(crate) fn holes(series: &[Series], axis: &Axis) -> Vec<Empty> {
    let Some((first, rest)) = series.split_first() else { return Vec::new() };
    if matches!(axis, Axis::Number(_)) || matches!(axis, Axis::Names(_)) && series.len() > 1 {
        return Vec::new();
    }
    let mut common = first.empty.clone();
    for other in rest {
        common = common
            .iter()
            .flat_map(|hole| {
                other.empty.iter().filter_map(|empty| {
                    let (from, to) = (hole.from.max(empty.from), hole.to.min(empty.to));
                    (from <= to).then(|| Empty { from, to, reason: hole.reason.clone() })
                })
            })
            .collect();
    }
    common
}
