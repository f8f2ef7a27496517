//! Things with two measures: how they are told and listed, and whether both measures go together.

use rust_decimal::Decimal;

use crate::chart::describe::Describer;
use crate::chart::values::{Amount, Axis, Point, Values};
use crate::chart::{Twin, TwinHead};
use crate::locale::format::UnitStyle;
use crate::quantity::{Bound, Unit};

/// So many things are told one by one.
const TOLD: usize = 6;
/// Longest table in a page; the rest is in the CSV.
const ROWS: usize = 400;
/// Fewer points say nothing of how both measures go together.
const ENOUGH: usize = 10;

/// A point with its place in the picture.
pub(crate) struct Spot<'a> {
    /// Index of its series.
    pub series: usize,
    /// The value of the upright scale.
    pub point: &'a Point,
    /// The value of the other.
    pub amount: &'a Amount,
    /// Hundredths of a per cent across, of a px downwards.
    pub place: (i32, i32),
    /// Hundredths of a px.
    pub radius: i32,
    /// Whether the finding is about it.
    pub is_key: bool,
}

/// What the area of a point shows.
pub(crate) fn size(point: &Point) -> Option<&Amount> {
    point.beside.as_ref()?.size.as_ref()
}

fn label(point: &Point) -> Option<&str> {
    point.beside.as_ref()?.label.as_deref()
}

/// How many things there are, the ends of both measures, whether they go together, and what the finding is about.
pub(crate) fn describe(describer: &Describer<'_>) -> Vec<String> {
    let values = describer.values;
    let placed: Vec<&Point> = values.points().filter(|point| point.across().is_some()).collect();
    let mut sentences = vec![describer.formatter.counted("chart.alt.count_points", placed.len(), &[])];
    let told: Vec<&&Point> = if placed.len() <= TOLD {
        placed.iter().collect()
    } else {
        sentences.extend(ends(describer, &placed));
        sentences.extend(together(values, &placed).map(|direction| {
            let slots = [("x", &*values.axis_label), ("y", &*values.shape.measure)];
            describer.message(&format!("alt.together_{direction}"), &slots)
        }));
        placed.iter().filter(|point| point.is_marked).take(TOLD).collect()
    };
    sentences.extend(told.into_iter().map(|point| thing(describer, point)));
    let without = values.left_out();
    if without > 0 {
        sentences.push(describer.formatter.counted("chart.alt.left_out", without, &[]));
    }
    sentences
}

/// From the lowest to the highest value of each measure, as the table words them.
fn ends(describer: &Describer<'_>, placed: &[&Point]) -> Vec<String> {
    let values = describer.values;
    let name = |quantity| describer.formatter.quantity(quantity, UnitStyle::Name);
    let x = |point: &&&Point| point.across().map(|amount| amount.quantity.value);
    let y = |point: &&&Point| point.value();
    let sentence = |measure: &str, low: String, high: String| {
        describer.message("alt.between", &[("measure", measure), ("low", &low), ("high", &high)])
    };
    let mut sentences = Vec::new();
    let x_ends = placed.iter().min_by_key(x).zip(placed.iter().max_by_key(x));
    if let Some((low, high)) = x_ends.and_then(|(low, high)| low.across().zip(high.across())) {
        sentences.push(sentence(&values.axis_label, name(&low.quantity), name(&high.quantity)));
    }
    if let Some((low, high)) = placed.iter().min_by_key(y).zip(placed.iter().max_by_key(y)) {
        sentences.push(sentence(&values.shape.measure, name(&low.quantity), name(&high.quantity)));
    }
    sentences
}

fn thing(describer: &Describer<'_>, point: &Point) -> String {
    let values = describer.values;
    let amount = |quantity| describer.formatter.quantity(quantity, UnitStyle::Name);
    let x = point.across().map_or_else(String::new, |across| amount(&across.quantity));
    let slots = [
        ("x_name", values.axis_label.clone()),
        ("x", x),
        ("y_name", values.shape.measure.clone()),
        ("y", amount(&point.quantity)),
        ("label", label(point).unwrap_or_default().to_owned()),
    ];
    let slots: Vec<(&str, &str)> = slots.iter().map(|(name, words)| (*name, words.as_str())).collect();
    let of = |key: &str| describer.message(key, &slots);
    let words = if label(point).is_some() { of("alt.thing") } else { of("alt.thing_unnamed") };
    match (size(point), &values.shape.size) {
        (Some(size), Some((name, _))) => {
            let slots =
                [("thing", words.trim_end_matches('.')), ("name", name), ("size", &amount(&size.quantity))];
            describer.message("alt.thing_size", &slots)
        }
        _ => words,
    }
}

/// Whether both measures rise together (`up`) or one falls as the other rises (`down`).
///
/// Spearman's rank correlation coefficient of at least ten points, ties at their middle rank, must be at least 0.5 or
/// at most −0.5; compared as whole numbers, ρ² ≥ ¼, so that nothing is rounded. Values with a bound or an interval have
/// no certain rank: if one point has any, nothing is said. (Spearman, "The proof and measurement of association
/// between two things", 1904; the threshold is ours.)
fn together(values: &Values, placed: &[&Point]) -> Option<&'static str> {
    let is_exact = |point: &&Point| {
        let x =
            point.across().is_some_and(|amount| amount.quantity.bound == Bound::Exactly && is_point(amount));
        x && point.is_certain()
    };
    if placed.len() < ENOUGH || values.series.is_empty() || !placed.iter().all(is_exact) {
        return None;
    }
    let x =
        ranks(placed.iter().filter_map(|point| point.across()).map(|amount| amount.quantity.value).collect());
    let y = ranks(placed.iter().map(|point| point.value()).collect());
    let (both, of_x, of_y) = moments(&x, &y);
    let is_strong = of_x > 0 && of_y > 0 && 4 * both * both >= of_x * of_y;
    is_strong.then_some(if both > 0 { "up" } else { "down" })
}

fn is_point(amount: &Amount) -> bool {
    let ends = amount.reach.low.zip(amount.reach.high);
    ends.is_some_and(|(low, high)| low.at == high.at)
}

/// Twice the rank of each value, from 2 on; ties share the middle of their ranks.
fn ranks(values: Vec<Decimal>) -> Vec<i128> {
    let mut order: Vec<(Decimal, usize)> = values.into_iter().zip(0..).collect();
    order.sort_unstable();
    let mut ranks: Vec<(usize, i128)> = Vec::with_capacity(order.len());
    let mut before = 0;
    for ties in order.chunk_by(|a, b| a.0 == b.0) {
        let count = i128::try_from(ties.len()).unwrap_or(0);
        ranks.extend(ties.iter().map(|(_, index)| (*index, 2 * before + count + 1)));
        before += count;
    }
    ranks.sort_unstable();
    ranks.into_iter().map(|(_, rank)| rank).collect()
}

/// Sums of products of deviations from the mean rank: of both, of the first, of the second.
fn moments(x: &[i128], y: &[i128]) -> (i128, i128, i128) {
    // Twice a rank has the mean n + 1 whatever the ties.
    let mean = i128::try_from(x.len()).unwrap_or(0) + 1;
    x.iter().zip(y).fold((0, 0, 0), |(both, of_x, of_y), (x, y)| {
        let (x, y) = (x - mean, y - mean);
        (both + x * y, of_x + x * x, of_y + y * y)
    })
}

/// Name, both measures, size and group of each point.
pub(crate) fn twin(describer: &Describer<'_>) -> Twin {
    let values = describer.values;
    let has_labels = values.points().any(|point| label(point).is_some());
    let has_groups = values.series.len() > 1;
    let mut points: Vec<(&Point, &str)> = values
        .series
        .iter()
        .flat_map(|series| series.points.iter().map(|point| (point, &*series.name)))
        .collect();
    points.sort_by_key(|(point, _)| point.at);
    let left_out = points.len().saturating_sub(ROWS);
    let text = |text: String| TwinHead { text, is_number: false };
    let number = |name: &str, unit: Option<&Unit>| {
        let head = match unit {
            Some(unit) => {
                let unit = describer.formatter.unit(unit, UnitStyle::Symbol);
                describer.message("twin.measure", &[("measure", name), ("unit", &unit)])
            }
            None => name.to_owned(),
        };
        TwinHead { text: head, is_number: true }
    };
    let unit = match &values.axis {
        Axis::Number(unit) => unit.as_ref(),
        _ => None,
    };
    let mut head = Vec::new();
    head.extend(has_labels.then(|| text(values.shape.called.label.clone())));
    head.push(number(&values.axis_label, unit));
    head.push(number(&values.shape.measure, values.unit.as_ref()));
    head.extend(values.shape.size.as_ref().map(|(name, unit)| number(name, unit.as_ref())));
    head.extend(has_groups.then(|| text(values.shape.called.series.clone())));
    let row = |(point, group): &(&Point, &str)| {
        let mut row = Vec::new();
        row.extend(has_labels.then(|| label(point).unwrap_or_default().to_owned()));
        row.push(cell(describer, point.across()));
        let own = Amount { quantity: point.quantity.clone(), reach: point.reach };
        row.push(cell(describer, Some(&own)));
        row.extend(values.shape.size.is_some().then(|| cell(describer, size(point))));
        row.extend(has_groups.then(|| (*group).to_owned()));
        row
    };
    Twin { head, rows: points.iter().take(ROWS).map(row).collect(), left_out }
}

/// A value with its hedge or the ends of its interval, without its unit.
fn cell(describer: &Describer<'_>, amount: Option<&Amount>) -> String {
    let Some(amount) = amount else { return describer.message("twin.none", &[]) };
    let value = describer.formatter.quantity(&amount.quantity, UnitStyle::None);
    if amount.quantity.bound != Bound::Exactly || is_point(amount) {
        return value;
    }
    let end = |end: Option<crate::quantity::End>| {
        end.map_or_else(String::new, |end| describer.formatter.number(end.at.normalize()))
    };
    let slots = [("value", &*value), ("low", &end(amount.reach.low)), ("high", &end(amount.reach.high))];
    describer.message("alt.value_range", &slots)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rank(values: &[i64]) -> Vec<i128> {
        ranks(values.iter().map(|value| Decimal::from(*value)).collect())
    }

    #[test]
    fn ties_share_their_middle_rank() {
        assert_eq!(rank(&[30, 10, 20]), [6, 2, 4]);
        assert_eq!(rank(&[5, 5, 1, 9]), [5, 5, 2, 8], "ranks 2.5, 2.5, 1 and 4");
    }

    /// The example of Wikipedia's article on Spearman's coefficient (IQ and hours of television): ρ = −29/165.
    #[test]
    fn moments_give_spearmans_coefficient() {
        let iq = rank(&[106, 100, 86, 101, 99, 103, 97, 113, 112, 110]);
        let hours = rank(&[7, 27, 2, 50, 28, 29, 20, 12, 6, 17]);
        let (both, of_x, of_y) = moments(&iq, &hours);
        assert_eq!(of_x, of_y, "no ties");
        assert_eq!(both * 165, -29 * of_x);
    }
}
