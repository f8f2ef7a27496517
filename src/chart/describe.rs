//! What a chart says in words: short alternative text, and remarks on its marks.
//!
//! Everything comes from the numbers and their bounds, through messages of the theme (`[chart]`), whole sentences
//! with slots. Comparisons are made on what is possible, ends rounded to the careful side: 400 and "almost 1,400" are
//! "more than 3 times as much", never 3.5.

use rust_decimal::Decimal;

use crate::chart::options::{ScaleKind, Stack};
use crate::chart::scene::{Datum, Mark, Role, Shape, Shown};
use crate::chart::sketch::Sketch;
use crate::chart::svg::Tip;
use crate::chart::values::{Axis, Empty, Point, ReferenceAt, ReferenceLine, Series, Values};
use crate::locale::format::{DateStyle, Formatter, UnitStyle};
use crate::quantity::{Bound, End, Interval, Unit};

/// So many values are named one by one; of more the ends and extremes.
const NAMED: usize = 6;
/// So many series are described each; of more only those the finding is about.
const SERIES: usize = 4;
/// So many stretches without a figure are named.
const HOLES: usize = 3;

/// Writes descriptions of values in one language.
pub(crate) struct Describer<'a> {
    /// What the chart shows.
    pub values: &'a Values,
    /// How the language writes values.
    pub formatter: &'a Formatter,
}

/// Series over an axis: each value, or their course and their ends.
pub(crate) fn series(describer: &Describer<'_>) -> Vec<String> {
    match describer.values.series.as_slice() {
        [single] if single.points.len() <= NAMED => describer.each_value(single),
        [single] => describer.course(single),
        several => describer.several(several),
    }
}

impl Describer<'_> {
    /// What the chart shows, in sentences: its values or their course, what is missing, what they are compared with.
    ///
    /// `describe` is what the form says of its values.
    pub(crate) fn description(&self, describe: fn(&Describer<'_>) -> Vec<String>) -> Vec<String> {
        let mut sentences = describe(self);
        let references = self.values.shape.references.iter();
        sentences.extend(references.map(|reference| self.reference("alt", reference)));
        sentences.extend(self.projected("alt"));
        sentences.extend(self.band_ends());
        sentences
    }

    /// A sentence of the theme, by its key below `chart`.
    pub(crate) fn message(&self, key: &str, slots: &[(&str, &str)]) -> String {
        self.formatter.messages.text(&format!("chart.{key}"), slots)
    }

    /// What kind of chart, and of what: the name of the drawing.
    pub(crate) fn label(&self, form: &str) -> String {
        let key = format!("form.{form}");
        match self.values.series.as_slice() {
            [single] if !single.name.is_empty() => self.message(
                "alt.opening_measure",
                &[("form", &self.message(&key, &[])), ("measure", &single.name)],
            ),
            _ => self.message("alt.opening", &[("form", &self.message(&key, &[]))]),
        }
    }

    /// A value in full: hedge, number, name of the unit, and the ends of its uncertainty.
    pub(crate) fn value(&self, series: &Series, point: &Point) -> String {
        let value = self.formatter.quantity(&point.quantity, UnitStyle::Name);
        if point.quantity.bound != Bound::Exactly || point.is_certain() {
            return value;
        }
        let (low, high) = self.ends(point);
        match &series.interval {
            Some(interval) => {
                let slots = [("value", &*value), ("interval", interval), ("low", &low), ("high", &high)];
                self.message("alt.value_interval", &slots)
            }
            None => self.message("alt.value_range", &[("value", &value), ("low", &low), ("high", &high)]),
        }
    }

    /// What is said of a value to a pointer that rests on its mark.
    pub(crate) fn tip(&self, datum: Datum) -> Option<Tip> {
        let series = self.values.series.get(datum.series)?;
        let point = series.points.iter().find(|point| point.at == datum.at)?;
        let (x, value) = (self.position(point.at), self.value(series, point));
        let words = match self.values.series.len() {
            1 => self.message("alt.value", &[("x", &x), ("value", &value)]),
            _ => self.message("alt.series_value", &[("name", &series.name), ("x", &x), ("value", &value)]),
        };
        Some(Tip { words, number: self.formatter.number(point.value().abs()) })
    }

    /// Both ends of what is possible as numbers; empty where there is no limit.
    pub(crate) fn ends(&self, point: &Point) -> (String, String) {
        let number =
            |end: Option<End>| end.map_or_else(String::new, |end| self.formatter.number(end.at.normalize()));
        (number(point.reach.low), number(point.reach.high))
    }

    /// The name of a position of the axis.
    pub(crate) fn position(&self, at: i64) -> String {
        self.values.position(at, DateStyle::Long, self.formatter)
    }

    /// A stretch of the axis: "August to December 2025".
    pub(crate) fn stretch(&self, empty: &Empty) -> String {
        let from = self.position(empty.from);
        if empty.from == empty.to {
            return from;
        }
        self.message("from_to", &[("from", &from), ("to", &self.position(empty.to))])
    }

    /// Why a stretch has no figure, or that it has none.
    pub(crate) fn reason(&self, empty: &Empty) -> String {
        empty.reason.clone().unwrap_or_else(|| self.message("no_figure", &[]))
    }

    /// Why a stretch has no figure, in brackets behind words that say that it has none.
    fn known_reason(&self, empty: &Empty) -> String {
        empty.reason.clone().unwrap_or_else(|| self.message("no_reason", &[]))
    }

    fn is_time(&self) -> bool {
        matches!(self.values.axis, Axis::Time(_))
    }

    /// Every value and every stretch without one, in order, and how the last compares with the first.
    fn each_value(&self, series: &Series) -> Vec<String> {
        let point = |point: &Point| {
            let slots = [("x", &*self.position(point.at)), ("value", &*self.value(series, point))];
            (point.at, self.message("alt.value", &slots))
        };
        let hole = |empty: &Empty| {
            let slots = [("x", &*self.stretch(empty)), ("reason", &*self.reason(empty))];
            (empty.from, self.message("alt.hole", &slots))
        };
        let mut sentences: Vec<(i64, String)> = series.points.iter().map(point).collect();
        sentences.extend(series.empty.iter().take(NAMED).map(hole));
        sentences.sort_by_key(|(at, _)| *at);
        let mut sentences: Vec<String> = sentences.into_iter().map(|(_, sentence)| sentence).collect();
        if self.is_time() {
            sentences.extend(self.change(series));
        }
        sentences
    }

    /// The course of many values: over time from the first to the last, else from the highest to the lowest.
    fn course(&self, series: &Series) -> Vec<String> {
        let mut sentences = vec![self.formatter.counted("chart.alt.count", series.points.len(), &[])];
        let ends = series.points.first().zip(series.points.last());
        if let (true, Some((first, last))) = (self.is_time(), ends) {
            sentences.push(self.message("alt.ends", &self.end_slots(series, first, last).as_slots()));
            sentences.extend(self.trend(series));
            sentences.extend(self.change(series));
        }
        sentences.extend(self.extremes(series));
        let marked = series.points.iter().filter(|point| point.is_marked).take(NAMED);
        sentences.extend(marked.map(|point| {
            let slots = [("x", &*self.position(point.at)), ("value", &*self.value(series, point))];
            self.message("alt.value", &slots)
        }));
        sentences.extend(self.holes(series));
        sentences
    }

    fn end_slots(&self, series: &Series, first: &Point, last: &Point) -> Ends {
        Ends {
            name: series.name.clone(),
            first: self.value(series, first),
            last: self.value(series, last),
            first_x: self.position(first.at),
            last_x: self.position(last.at),
        }
    }

    fn several(&self, several: &[Series]) -> Vec<String> {
        let mut sentences = vec![self.formatter.counted("chart.alt.series", several.len(), &[])];
        let told: Vec<&Series> = if several.len() <= SERIES {
            several.iter().collect()
        } else {
            several.iter().filter(|series| series.is_marked).take(SERIES).collect()
        };
        for series in told {
            let few = series.points.len() <= 3 || !self.is_time() && series.points.len() <= NAMED;
            if few {
                sentences.extend(series.points.iter().map(|point| {
                    let slots = [
                        ("name", &*series.name),
                        ("x", &self.position(point.at)),
                        ("value", &self.value(series, point)),
                    ];
                    self.message("alt.series_value", &slots)
                }));
            } else if let (true, Some((first, last))) =
                (self.is_time(), series.points.first().zip(series.points.last()))
            {
                sentences
                    .push(self.message("alt.series_ends", &self.end_slots(series, first, last).as_slots()));
            } else {
                sentences.extend(self.extreme(series, "alt.series_highest", highest(series)));
            }
            sentences.extend(self.holes(series));
        }
        if several.len() > SERIES {
            sentences.extend(self.leader(several));
        }
        sentences
    }

    /// Of many series: which is highest at the end, if one certainly is.
    fn leader(&self, several: &[Series]) -> Option<String> {
        let ends = || several.iter().filter_map(|series| Some((series, series.points.last()?)));
        let (series, point) = ends().max_by_key(|(_, point)| (point.at, point.value()))?;
        let mut others = ends().filter(|(other, _)| !std::ptr::eq(*other, series));
        if !others.all(|(_, other)| other.at < point.at || is_below(other, point)) {
            return None;
        }
        let slots =
            [("name", &*series.name), ("x", &self.position(point.at)), ("value", &self.value(series, point))];
        Some(self.message("alt.leader", &slots))
    }

    fn extremes(&self, series: &Series) -> Vec<String> {
        let highest = self.extreme(series, "alt.highest", highest(series));
        let lowest = series.points.iter().min_by_key(|point| (point.least(), point.at));
        highest.into_iter().chain(self.extreme(series, "alt.lowest", lowest)).collect()
    }

    fn extreme(&self, series: &Series, key: &str, point: Option<&Point>) -> Option<String> {
        let point = point?;
        let slots =
            [("name", &*series.name), ("x", &self.position(point.at)), ("value", &self.value(series, point))];
        Some(self.message(key, &slots))
    }

    fn holes(&self, series: &Series) -> Option<String> {
        if !self.is_time() || series.empty.is_empty() {
            return None;
        }
        let named: Vec<String> = series.empty.iter().take(HOLES).map(|empty| self.stretch(empty)).collect();
        let reason = self.reason(series.empty.first()?);
        if series.empty.len() > HOLES {
            return Some(self.formatter.counted(
                "chart.alt.holes",
                series.empty.len(),
                &[("reason", &reason)],
            ));
        }
        let periods = self.formatter.list(&named);
        Some(self.message("alt.hole", &[("x", &periods), ("reason", &reason)]))
    }

    /// Whether it rises or falls at every step, on what is possible.
    fn trend(&self, series: &Series) -> Option<String> {
        let steps = || series.points.iter().zip(series.points.iter().skip(1));
        if steps().all(|(before, after)| is_below(before, after)) {
            return Some(self.message("alt.rises", &[]));
        }
        steps().all(|(before, after)| is_below(after, before)).then(|| self.message("alt.falls", &[]))
    }

    /// How the last value compares with the first, if that says something: amounts above zero, not shares or degrees.
    pub(crate) fn change(&self, series: &Series) -> Option<String> {
        let (first, last) = series.points.first().zip(series.points.last())?;
        let unit = first.quantity.unit.as_ref();
        let no_ratio = matches!(unit, Some(Unit::Symbol("%" | "pp" | "bp" | "‰" | "°C" | "°F" | "°" | "dB")));
        if first.at == last.at || no_ratio {
            return None;
        }
        let ratio = Ratio::of(&last.reach, &first.reach)?;
        self.times(&ratio).or_else(|| self.percent("up", &ratio)).or_else(|| self.percent("down", &ratio))
    }

    /// "more than 3 times as much".
    fn times(&self, ratio: &Ratio) -> Option<String> {
        let whole = ratio.low.at.floor();
        if whole < Decimal::TWO {
            return None;
        }
        let count = usize::try_from(whole).ok()?;
        let key = if ratio.is_exact() && ratio.low.at == whole {
            "chart.alt.times"
        } else if ratio.low.at > whole || !ratio.low.closed {
            "chart.alt.times_more"
        } else {
            "chart.alt.times_least"
        };
        Some(self.formatter.counted(key, count, &[]))
    }

    /// "up by more than 20 %": whole per cents, rounded towards no change unless both values are exact.
    fn percent(&self, direction: &str, ratio: &Ratio) -> Option<String> {
        let hundred = Decimal::ONE_HUNDRED;
        let part = |at: Decimal| if direction == "up" { at - Decimal::ONE } else { Decimal::ONE - at };
        let end = if direction == "up" { ratio.low } else { ratio.high? };
        let change = part(end.at).checked_mul(hundred)?;
        let whole = if ratio.is_exact() { change.round() } else { change.floor() };
        if whole < Decimal::ONE {
            return None;
        }
        let percent = self.formatter.amount(whole.normalize(), Some(&Unit::Symbol("%")), UnitStyle::Symbol);
        let how = match (ratio.is_exact(), whole == change && end.closed) {
            (true, _) => "",
            (false, true) => "_least",
            (false, false) => "_more",
        };
        Some(self.message(&format!("alt.{direction}{how}"), &[("percent", &percent)]))
    }

    /// What the marks mean that a reader cannot know, and what found no room in the picture. Where marks of the form
    /// mean something of their own, the remark's key ends with its name.
    pub(crate) fn remarks(&self, sketch: &Sketch, form: &str) -> Vec<String> {
        let mut remarks = Vec::new();
        let has = |role: Role| sketch.scene.has(role);
        let is_surface = |mark: &Mark| mark.ink.role == Role::Mass && matches!(mark.shape, Shape::Polygon(_));
        let breaks_whole = self.values.shape.stack.is_some() && sketch.scene.marks.iter().any(is_surface);
        if has(Role::Hole) && breaks_whole {
            remarks.extend(self.stretches_remark("whole"));
        } else if has(Role::Hole) {
            remarks.extend(self.hole_remark(form));
            remarks.extend(self.missing_part_remark());
        } else if has(Role::Line) && self.is_time() {
            remarks.extend(self.stretches_remark("line"));
        }
        for (role, key) in [
            (Role::Possible, "remark.possible"),
            (Role::Whisker, "remark.whisker"),
            (Role::Open, "remark.open"),
            (Role::Unknown, "remark.unknown"),
        ] {
            if has(role) {
                let own = format!("{key}_{form}");
                let is_own = self.formatter.messages.has(&format!("chart.{own}"));
                let said = self.time_remark(role);
                remarks.push(said.unwrap_or_else(|| self.message(if is_own { &own } else { key }, &[])));
            }
        }
        if self.values.shape.stack.is_some() && self.values.points().any(|point| !point.is_certain()) {
            remarks.push(self.message("parts.remark_open", &[]));
        }
        if has(Role::Projected) {
            remarks.extend(self.projected("remark"));
        }
        if !self.values.shape.bands.is_empty() {
            let bands: Vec<String> = self.values.shape.bands.iter().map(|band| self.band(band)).collect();
            remarks.push(self.message("remark.bands", &[("bands", &self.formatter.list(&bands))]));
        }
        if has(Role::Band) && self.values.points().any(|point| !point.is_certain()) {
            let interval = self.values.series.iter().find_map(|series| series.interval.as_ref());
            remarks.push(match interval {
                Some(interval) => self.message("remark.band_interval", &[("interval", interval)]),
                None => self.message("remark.band", &[]),
            });
        }
        let kind = self.values.shape.scale;
        if sketch.is_cut && kind == ScaleKind::Linear {
            remarks.push(self.message("remark.cut", &[]));
        }
        remarks.extend(self.blanks());
        remarks.extend(self.crowd_remarks(sketch));
        remarks.extend(self.scale_remark(kind, "remark"));
        remarks.extend(self.scale_remark(self.values.shape.x_scale, "remark.across"));
        remarks.extend(sketch.unplaced.iter().filter_map(|index| self.unplaced(*index)));
        remarks.extend(self.unnamed(&sketch.unplaced));
        remarks
    }

    /// Names of lines for which there was no room; their indices follow those of the reference lines.
    fn unnamed(&self, unplaced: &[usize]) -> Option<String> {
        let before = self.values.notes.len() + self.values.shape.references.len();
        let series = unplaced.iter().filter_map(|index| self.values.series.get(index.checked_sub(before)?));
        let names: Vec<String> = series.map(|series| series.name.clone()).collect();
        let listed = if names.len() <= NAMED { self.formatter.list(&names) } else { String::new() };
        match names.len() {
            0 => None,
            1..=NAMED => {
                Some(self.formatter.counted("chart.remark.unnamed", names.len(), &[("names", &listed)]))
            }
            many => Some(self.formatter.counted("chart.remark.unnamed_many", many, &[])),
        }
    }

    /// From where on values are projections.
    fn projected(&self, of: &str) -> Option<String> {
        let from = self.values.shape.projected_from?;
        Some(self.message(&format!("{of}.projected"), &[("x", &self.position(from))]))
    }

    /// What a band is called: by its columns.
    fn band(&self, (low, high): &(String, String)) -> String {
        self.message("from_to", &[("from", low), ("to", high)])
    }

    /// The ends of each band at the last value that has one.
    fn band_ends(&self) -> Vec<String> {
        let bands = self.values.shape.bands.iter().enumerate();
        let end = |(index, band): (usize, &(String, String))| {
            let ends = |point: &Point| *point.beside.as_ref()?.bands.get(index)?;
            let found = |series: &Series| {
                let mut points = series.points.iter().rev();
                points.find_map(|point| Some((series.name.clone(), point.at, ends(point)?)))
            };
            let (_, at, (low, high)) = self.values.series.iter().find_map(found)?;
            let unit = self.values.unit.as_ref();
            let low = self.formatter.number(low.normalize());
            let high = self.formatter.amount(high.normalize(), unit, UnitStyle::Name);
            let slots =
                [("x", &*self.position(at)), ("band", &self.band(band)), ("low", &low), ("high", &high)];
            Some(self.message("alt.band_end", &slots))
        };
        bands.filter_map(end).take(if self.values.series.len() == 1 { NAMED } else { 0 }).collect()
    }

    /// Where a line, or a whole for want of a part, breaks, and why.
    fn stretches_remark(&self, what: &str) -> Option<String> {
        let several = self.values.series.len() > 1;
        let is_common = |empty: &Empty| {
            self.values.holes.iter().any(|hole| hole.from == empty.from && hole.to == empty.to)
        };
        let common = self.values.holes.iter().map(|hole| (None, hole));
        let own = self.values.series.iter().flat_map(|series| {
            series
                .empty
                .iter()
                .filter(|empty| !is_common(empty))
                .map(move |empty| (Some(&series.name), empty))
        });
        let all: Vec<(Option<&String>, &Empty)> = common.chain(own).collect();
        let (_, first) = all.first()?;
        let reason = self.known_reason(first);
        if all.len() > HOLES {
            return Some(self.message(&format!("remark.breaks_{what}"), &[("reason", &reason)]));
        }
        let named = all.iter().map(|(name, empty)| match name.filter(|_| several) {
            Some(name) => self.message("remark.of", &[("name", name), ("x", &self.stretch(empty))]),
            None => self.stretch(empty),
        });
        let periods = self.formatter.list(&named.collect::<Vec<_>>());
        let slots = [("periods", &*periods), ("reason", &*reason)];
        Some(self.message(&format!("remark.breaks_{what}_at"), &slots))
    }

    /// What hatching means where a part of a pile has no figure.
    fn missing_part_remark(&self) -> Option<String> {
        let stack = self.values.shape.stack?;
        let is_whole_hole = |empty: &&Empty| {
            let mut holes = self.values.holes.iter();
            !holes.any(|hole| hole.from <= empty.from && empty.to <= hole.to)
        };
        let empty = self.values.series.iter().flat_map(|series| &series.empty).find(is_whole_hole)?;
        let key = if stack == Stack::Share { "parts.remark_rest" } else { "parts.remark_missing" };
        Some(self.message(key, &[("reason", &self.known_reason(empty))]))
    }

    /// How many rows without a figure a form leaves out that shows every row.
    pub(crate) fn blanks(&self) -> Option<String> {
        if matches!(self.values.axis, Axis::Number(_)) {
            // Of two measures either may be missing; both are counted together.
            return None;
        }
        let blanks = || self.values.series.iter().filter_map(|series| series.blank.as_ref());
        let count = blanks().map(|blank| blank.at.len()).sum();
        let reason = blanks().next()?.reason.clone().unwrap_or_else(|| self.message("no_reason", &[]));
        Some(self.formatter.counted("chart.alt.blanks", count, &[("reason", &reason)]))
    }

    /// What hatching and arrow heads mean where stretches of time are drawn.
    fn time_remark(&self, role: Role) -> Option<String> {
        let called = Some(&self.values.shape.called).filter(|called| !called.end.is_empty())?;
        match role {
            Role::Possible => Some(self.message("remark.possible_time", &[])),
            Role::Open => {
                let reason = called.no_end.clone().unwrap_or_else(|| self.message("span.no_end", &[]));
                Some(self.message("remark.open_time", &[("reason", &reason)]))
            }
            _ => None,
        }
    }

    /// Of many dots: how many rows have no place, and how many dots share one.
    fn crowd_remarks(&self, sketch: &Sketch) -> Vec<String> {
        let without = self.values.left_out();
        let placed =
            self.values.series.iter().filter(|series| !series.is_marked).flat_map(|series| &series.points);
        let alike = placed.filter(|point| point.across().is_some() && !point.is_marked).count();
        let drawn = sketch.scene.marks.iter().filter_map(|mark| match &mark.shape {
            Shape::Dots(places, _) if mark.shown != Shown::Narrow => Some(places.len()),
            _ => None,
        });
        let drawn: Vec<usize> = drawn.collect();
        let hidden = if drawn.is_empty() { 0 } else { alike.saturating_sub(drawn.iter().sum()) };
        let counts = [("chart.row.left_out", without), ("chart.row.once", hidden)];
        let counts = counts.into_iter().filter(|(_, count)| *count > 0);
        counts.map(|(key, count)| self.formatter.counted(key, count, &[])).collect()
    }

    /// A remark for which there was no room; after them come reference lines and ranges.
    fn unplaced(&self, index: usize) -> Option<String> {
        let notes = &self.values.notes;
        if let Some(note) = notes.get(index) {
            return Some(
                self.message("remark.note", &[("x", &self.position(note.at)), ("text", &note.text)]),
            );
        }
        let reference = self.values.shape.references.get(index.checked_sub(notes.len())?)?;
        Some(self.reference("remark", reference))
    }

    /// What a reference line or range is: a sentence of `alt` or `remark`.
    fn reference(&self, of: &str, reference: &ReferenceLine) -> String {
        let unit = self.values.unit.as_ref();
        let amount = |value: Decimal| self.formatter.amount(value.normalize(), unit, UnitStyle::Name);
        let text = reference.text.trim_end_matches('.');
        let range = |from: &str, to: &str| {
            self.message(&format!("{of}.range"), &[("from", from), ("to", to), ("text", text)])
        };
        match reference.at {
            ReferenceAt::Value(value) => {
                self.message(&format!("{of}.line_at"), &[("value", &amount(value)), ("text", text)])
            }
            ReferenceAt::Values(low, high) => range(&self.formatter.number(low.normalize()), &amount(high)),
            ReferenceAt::Positions(from, to) => range(&self.position(from), &self.position(to)),
        }
    }

    /// What a scale that is not linear does to distances.
    fn scale_remark(&self, kind: ScaleKind, of: &str) -> Option<String> {
        let key = match kind {
            ScaleKind::Linear => return None,
            ScaleKind::Log => "log",
            ScaleKind::Symlog => "symlog",
        };
        Some(self.message(&format!("{of}.{key}"), &[]))
    }

    fn hole_remark(&self, form: &str) -> Option<String> {
        if self.values.is_panel() {
            let series = self.values.family().flat_map(|values| &values.series);
            let mut reasons = series.flat_map(|series| &series.empty).map(|empty| empty.reason.clone());
            let reason = reasons.find(Option::is_some).flatten();
            let reason = reason.unwrap_or_else(|| self.message("no_reason", &[]));
            return Some(self.message("remark.hole", &[("reason", &reason)]));
        }
        if self.values.shape.stack.is_some() && self.values.holes.is_empty() {
            return None;
        }
        if !self.values.shape.totals.is_empty() {
            let empty = self.values.series.iter().flat_map(|series| &series.empty).next()?;
            return Some(self.message("waterfall.remark_hole", &[("reason", &self.known_reason(empty))]));
        }
        let of_series = self.values.series.iter().flat_map(|series| &series.empty);
        let holes: Vec<&Empty> = self.values.holes.iter().collect();
        let holes = if holes.is_empty() { of_series.collect() } else { holes };
        let reason = self.known_reason(holes.first()?);
        let own = format!("remark.hole_{form}");
        if self.formatter.messages.has(&format!("chart.{own}")) {
            return Some(self.message(&own, &[("reason", &reason)]));
        }
        if holes.len() > HOLES || !self.is_time() {
            return Some(self.message("remark.hole", &[("reason", &reason)]));
        }
        let periods: Vec<String> = holes.iter().map(|hole| self.stretch(hole)).collect();
        let slots = [("periods", &*self.formatter.list(&periods)), ("reason", &reason)];
        Some(self.message("remark.hole_periods", &slots))
    }
}

struct Ends {
    name: String,
    first: String,
    last: String,
    first_x: String,
    last_x: String,
}

impl Ends {
    fn as_slots(&self) -> [(&str, &str); 5] {
        [
            ("name", &self.name),
            ("first", &self.first),
            ("last", &self.last),
            ("first_x", &self.first_x),
            ("last_x", &self.last_x),
        ]
    }
}

fn highest(series: &Series) -> Option<&Point> {
    series.points.iter().max_by_key(|point| (point.most(), std::cmp::Reverse(point.at)))
}

/// Whether one value is certainly below another.
pub(crate) fn is_below(low: &Point, high: &Point) -> bool {
    match (low.reach.high, high.reach.low) {
        (Some(top), Some(bottom)) => {
            top.at < bottom.at || top.at == bottom.at && !(top.closed && bottom.closed)
        }
        _ => false,
    }
}

/// What a quotient of two positive intervals may be.
struct Ratio {
    low: End,
    /// `None`: without limit.
    high: Option<End>,
}

impl Ratio {
    /// `a` divided by `b`; `None` unless both are above zero throughout and the quotient has a lower end.
    fn of(a: &Interval, b: &Interval) -> Option<Ratio> {
        let (a_low, b_low) = (a.low?, b.low?);
        if a_low.at <= Decimal::ZERO || b_low.at <= Decimal::ZERO {
            return None;
        }
        let quotient =
            |x: End, y: End| Some(End { at: x.at.checked_div(y.at)?, closed: x.closed && y.closed });
        let low = quotient(a_low, b.high?)?;
        let high = a.high.and_then(|a_high| quotient(a_high, b_low));
        Some(Ratio { low, high })
    }

    fn is_exact(&self) -> bool {
        self.high.is_some_and(|high| high.at == self.low.at)
    }
}

#[cfg(test)]
mod tests {
    use crate::chart::samples::{YEARS, draw, entry, formatter, named, number, sample};

    fn short(id: &str, tag: &str) -> String {
        draw(&named(id), &formatter(tag)).short
    }

    #[test]
    fn bounds_are_compared_on_what_is_possible() {
        let english = short("growth", "en");
        assert!(english.contains("January 2026: almost 1,400 terabytes."), "{english}");
        assert!(english.contains("August 2025 to December 2025: not disclosed."), "{english}");
        assert!(english.ends_with("More than 3 times as much."), "never 3.5: {english}");
        let portuguese = short("growth", "pt-BR");
        assert!(portuguese.ends_with("Mais de 3 vezes o valor inicial."), "{portuguese}");
        assert!(portuguese.contains("quase 1.400 terabytes"), "{portuguese}");
    }

    fn change(first: &str, last: &str) -> String {
        let rows = format!("year,seen,how\n2020,{first}\n2021,{last}");
        let seen = number("seen", "km", "bound = \"how\"");
        let text = draw(
            &sample(&entry("a", "column", "year", &["seen"], ""), &rows, &[YEARS, &seen]),
            &formatter("en"),
        )
        .short;
        let (_, change) = text.rsplit_once("kilometers.").unwrap_or_default();
        change.trim().to_owned()
    }

    #[test]
    fn changes_say_no_more_than_is_known() {
        assert_eq!(change("100,", "300,"), "3 times as much.");
        assert_eq!(change("100,", "301,"), "More than 3 times as much.");
        assert_eq!(change("100,", "300,at-least"), "At least 3 times as much.");
        assert_eq!(change("100,", "300,more-than"), "More than 3 times as much.");
        assert_eq!(change("100,", "300,almost"), "More than 2 times as much.");
        assert_eq!(change("100,", "125,"), "Up by 25%.");
        assert_eq!(change("100,", "120,about"), "Up by at least 14%.");
        assert_eq!(change("100,", "120,more-than"), "Up by more than 20%.");
        assert_eq!(change("200,", "50,"), "Down by 75%.");
        assert_eq!(change("200,", "100,about"), "Down by more than 47%.");
        assert_eq!(change("100,about", "100,about"), "", "nothing is certain");
        assert_eq!(change("100,", "120,less-than"), "", "it may have fallen");
        assert_eq!(change("0,", "120,"), "", "no ratio to nothing");
        assert_eq!(change("-5,", "120,"), "");
    }

    #[test]
    fn many_values_are_told_by_their_course() {
        let text = short("staff", "en");
        assert!(text.contains("7 values. From 5,210 people (2019) to 9,870 people (2025)."), "{text}");
        assert!(text.contains("Up by 89%."), "{text}");
        assert!(!text.contains("rises at every step"), "2021 fell: {text}");
        let many = short("many-bars", "en");
        assert!(many.contains("40 values. Highest: 495 pages (District 13)."), "{many}");
    }

    #[test]
    fn nobody_leads_who_is_not_ahead() {
        assert!(!short("close-ends", "en").contains("Highest at the end"), "all five end at 480");
        assert!(short("five", "en").contains("Highest at the end: "), "one is ahead");
    }

    #[test]
    fn projections_bands_and_breaks_are_told() {
        let fan = draw(&named("fan"), &formatter("en"));
        let remarks = fan.remarks.join(" ");
        assert!(remarks.contains("What is dashed is projected, not observed: from 2024 on."), "{remarks}");
        assert!(remarks.contains("from 5 % to 95 % and 25 % to 75 %."), "{remarks}");
        let text = short("fan", "en");
        assert!(text.contains("From 2024 on, the values are projections, not observations."), "{text}");
        assert!(text.contains("2027, 5 % to 95 %: 213 to 297 terawatt-hours."), "{text}");
        assert_eq!(fan.twin.rows[5][0], "2024 (projected)");
        assert_eq!(fan.twin.rows[5][2..], ["226", "246", "231", "240"]);
        let partial = draw(&named("partial"), &formatter("en")).remarks;
        assert_eq!(partial, ["A line breaks where it has no figure: b, 2017 (not reported)."]);
        let gaps = draw(&named("area-gaps"), &formatter("en")).remarks.join(" ");
        assert!(gaps.contains("where a part has no figure: 2020 and gas, 2017 (not reported)"), "{gaps}");
        let forty = draw(&named("forty-marked"), &formatter("en")).remarks.join(" ");
        assert!(forty.contains("39 lines have no name in the picture"), "{forty}");
    }

    #[test]
    fn reference_lines_and_scales_are_told() {
        assert!(short("limit", "en").contains("A line at €500: Legal limit."), "{}", short("limit", "en"));
        let log = draw(&named("limit-log"), &formatter("pt-BR")).remarks.join(" ");
        assert!(log.contains("A escala é logarítmica"), "{log}");
        assert!(!log.contains("não começa em zero"), "a logarithm never does: {log}");
    }

    #[test]
    fn remarks_explain_the_marks_that_are_there() {
        let formatter = formatter("en");
        let remarks = |id: &str| draw(&named(id), &formatter).remarks.join(" ");
        assert!(
            remarks("growth")
                .contains("periods without a figure: August 2025 to December 2025 (not disclosed)")
        );
        assert!(remarks("growth").contains("A hatched end marks what is possible"));
        assert_eq!(remarks("staff"), "");
        assert!(remarks("unknown").contains("The dotted line joins two observations"));
        assert!(remarks("band").contains("The tinted band shows the 95 % interval."));
        assert!(remarks("far").contains("The scale does not start at zero."));
        assert!(remarks("bounds").contains("An arrow head marks an end without a known limit."));
    }
}
