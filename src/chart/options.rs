//! Keys that only some forms take: as written ([`Options`]), and as meant once columns and values are found
//! ([`Settings`]). A form says in `Needs::keys` which it takes; any other is an error at its place.

use rust_decimal::Decimal;

use crate::data::Cell;
use crate::diag::{Place, Placed};
use crate::fields::{Fields, Text};

/// What the column `x` of a form must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Across {
    /// Categories or time.
    Any,
    /// Years, months or days.
    Time,
    /// A second measure.
    Number,
    /// Categories or time, or nothing at all.
    Optional,
    /// Nothing: the form shows a measure alone.
    Nothing,
}

/// How parts of a whole stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stack {
    /// On each other; the whole is their sum.
    Sum,
    /// As shares of 100 %.
    Share,
    /// Half of the series to either side of the middle, as in answers from "no" to "yes".
    Diverging,
}

/// How a numeric axis is divided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ScaleKind {
    /// Equal differences, equal distances.
    #[default]
    Linear,
    /// Equal ratios, equal distances; values must be above zero.
    Log,
    /// As `Log` away from zero on both sides, linear around it.
    Symlog,
}

/// As written in an entry.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    /// How series stand together.
    pub stack: Option<Placed<Stack>>,
    /// Scale of the measure.
    pub scale: Option<Placed<ScaleKind>>,
    /// Scale of a numeric `x`.
    pub x_scale: Option<Placed<ScaleKind>>,
    /// Column of the end of a stretch of time.
    pub end: Option<Text>,
    /// Column of what a mark is called.
    pub label: Option<Text>,
    /// Column of the area of a bubble.
    pub size: Option<Text>,
    /// Column of small multiples.
    pub facet: Option<Text>,
    /// First projected value of `x`.
    pub projected_from: Option<Text>,
    /// Pairs of columns: low and high ends.
    pub bands: Vec<(Text, Text)>,
    /// Values of `x` that are totals.
    pub totals: Vec<Text>,
    /// Classes of a histogram.
    pub bins: Option<Placed<usize>>,
    /// What a square stands for.
    pub each: Option<Placed<Decimal>>,
}

const STACKS: &[(&str, Stack)] =
    &[("sum", Stack::Sum), ("share", Stack::Share), ("diverging", Stack::Diverging)];
const SCALES: &[(&str, ScaleKind)] =
    &[("linear", ScaleKind::Linear), ("log", ScaleKind::Log), ("symlog", ScaleKind::Symlog)];

impl Options {
    /// Reads them from an entry that may have them.
    pub(crate) fn read(fields: &Fields<'_>) -> Options {
        let place = |span| fields.collector().place(span);
        let scale =
            |name| fields.choice(name, SCALES).map(|scale| Placed::new(scale.value, place(scale.span)));
        Options {
            stack: fields.choice("stack", STACKS).map(|stack| Placed::new(stack.value, place(stack.span))),
            scale: scale("scale"),
            x_scale: scale("x_scale"),
            end: fields.text("end"),
            label: fields.text("label"),
            size: fields.text("size"),
            facet: fields.text("facet"),
            projected_from: fields.text("projected_from"),
            bands: fields.text_pairs("bands"),
            totals: fields.texts("totals"),
            bins: fields.count("bins").map(|bins| Placed::new(bins.value, place(bins.span))),
            each: fields.decimal("each").map(|each| Placed::new(each.value, place(each.span))),
        }
    }

    /// Name and place of each key that is set.
    pub(crate) fn written(&self) -> Vec<(&'static str, Place)> {
        fn of<T>(name: &'static str, value: Option<&Placed<T>>) -> Option<(&'static str, Place)> {
            value.map(|value| (name, value.place.clone()))
        }
        [
            of("stack", self.stack.as_ref()),
            of("scale", self.scale.as_ref()),
            of("x_scale", self.x_scale.as_ref()),
            of("end", self.end.as_ref()),
            of("label", self.label.as_ref()),
            of("size", self.size.as_ref()),
            of("facet", self.facet.as_ref()),
            of("projected_from", self.projected_from.as_ref()),
            of("bands", self.bands.first().map(|(low, _)| low)),
            of("totals", self.totals.first()),
            of("bins", self.bins.as_ref()),
            of("each", self.each.as_ref()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Whether two say the same, wherever they stand.
    pub(crate) fn same(&self, other: &Options) -> bool {
        fn value<T: Clone>(placed: Option<&Placed<T>>) -> Option<T> {
            placed.map(|placed| placed.value.clone())
        }
        let texts = |options: &Options| {
            [&options.end, &options.label, &options.size, &options.facet, &options.projected_from]
                .map(|text| value(text.as_ref()))
        };
        let pair = |(low, high): &(Text, Text)| (low.value.clone(), high.value.clone());
        value(self.stack.as_ref()) == value(other.stack.as_ref())
            && value(self.scale.as_ref()) == value(other.scale.as_ref())
            && value(self.x_scale.as_ref()) == value(other.x_scale.as_ref())
            && texts(self) == texts(other)
            && self.bands.iter().map(pair).eq(other.bands.iter().map(pair))
            && self.totals.iter().map(|text| &text.value).eq(other.totals.iter().map(|text| &text.value))
            && value(self.bins.as_ref()) == value(other.bins.as_ref())
            && value(self.each.as_ref()) == value(other.each.as_ref())
    }

    /// Every column that is named.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &Text> {
        let single = [&self.end, &self.label, &self.size, &self.facet].into_iter().flatten();
        single.chain(self.bands.iter().flat_map(|(low, high)| [low, high]))
    }
}

/// The same with columns and values found. Plain data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Settings {
    /// How series stand together.
    pub stack: Option<Stack>,
    /// Scale of the measure.
    pub scale: ScaleKind,
    /// Scale of a numeric `x`.
    pub x_scale: ScaleKind,
    /// Column of the end of a stretch of time.
    pub end: Option<usize>,
    /// Column of what a mark is called.
    pub label: Option<usize>,
    /// Column of the area of a bubble.
    pub size: Option<usize>,
    /// Column of small multiples.
    pub facet: Option<usize>,
    /// First projected value of `x`.
    pub projected_from: Option<Cell>,
    /// Reference lines and ranges, by their index among the annotations.
    pub references: Vec<(usize, Reference)>,
    /// Pairs of columns: low and high ends.
    pub bands: Vec<(usize, usize)>,
    /// Values of `x` that are totals.
    pub totals: Vec<Cell>,
    /// Classes of a histogram.
    pub bins: Option<usize>,
    /// What a square stands for.
    pub each: Option<Decimal>,
}

/// A line across the frame, or with a second end a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reference {
    /// At a value of the measure, in its unit.
    Value(Decimal, Option<Decimal>),
    /// From one value of `x` to another, both included.
    Stretch(Cell, Cell),
}
