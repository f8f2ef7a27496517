//! Codes about exhibits: charts, tables, pictures, documents.

use crate::diag::{Code, Severity};

/// Ids of exhibits.
pub(crate) const UNKNOWN: Code = Code {
    name: "figure/unknown",
    level: Severity::Error,
    looks_at: "ids of exhibits",
    why: "nothing would be shown",
    example: "![](figure:grwth)",
    instead: "![](figure:growth)",
    allow: "",
};

/// `form` of an exhibit.
pub(crate) const FORM: Code = Code {
    name: "figure/form",
    level: Severity::Error,
    looks_at: "`form` of an exhibit",
    why: "a form that is not known draws nothing",
    example: "form = \"colum\"",
    instead: "form = \"column\"",
    allow: "",
};

/// Chart ids that are also a table's.
pub(crate) const TABLE_ID: Code = Code {
    name: "figure/table-id",
    level: Severity::Error,
    looks_at: "chart ids that are also a table's",
    why: "`figure:storage` must mean one thing",
    example: "[storage]   # and storage.csv",
    instead: "[storage-growth]",
    allow: "",
};

/// Exhibits fenced in several editions under one id.
pub(crate) const DIFFERENT: Code = Code {
    name: "figure/different",
    level: Severity::Error,
    looks_at: "exhibits fenced in several editions under one id",
    why: "one chart in two versions",
    example: "another `table` in pt-BR.md",
    instead: "the same keys in each edition; only texts may differ",
    allow: "",
};

/// Charts without a title.
pub(crate) const TITLE: Code = Code {
    name: "figure/title",
    level: Severity::Error,
    looks_at: "charts without a title",
    why: "a chart without its finding says nothing",
    example: "[growth] without title",
    instead: "title = { en = \"Storage more than tripled\" }",
    allow: "",
};

/// Pictures without an alternative text.
pub(crate) const NO_ALT: Code = Code {
    name: "figure/no-alt",
    level: Severity::Error,
    looks_at: "pictures without an alternative text",
    why: "readers who cannot see it get nothing",
    example: "image = { file = \"racks.svg\" }",
    instead: "alt = \"Seven racks in a row\", or alt = \"\" if it only decorates",
    allow: "",
};

/// Pictures without a credit.
pub(crate) const CREDIT: Code = Code {
    name: "figure/credit",
    level: Severity::Warning,
    looks_at: "pictures without a credit",
    why: "somebody made it",
    example: "[racks] without credit",
    instead: "credit = \"Jo Marsh / The Town Desk\"",
    allow: "when the desk made it and says so elsewhere",
};

/// Charts and tables whose table cites nothing.
pub(crate) const NO_SOURCE: Code = Code {
    name: "figure/no-source",
    level: Severity::Error,
    looks_at: "charts and tables whose table cites nothing",
    why: "a figure without a source is an assertion",
    example: "storage.toml without cite",
    instead: "cite = [\"@files, p. 4\"]",
    allow: "",
};

/// Numbers in charts without a unit.
pub(crate) const NO_UNIT: Code = Code {
    name: "figure/no-unit",
    level: Severity::Warning,
    looks_at: "numbers in charts without a unit",
    why: "readers cannot tell terabytes from files",
    example: "type = \"number\" without unit",
    instead: "unit = \"TB\", or a counted noun of site.toml",
    allow: "when the number is a pure number, such as an index",
};

/// Lines through two observations.
pub(crate) const TWO_POINTS: Code = Code {
    name: "figure/two-points",
    level: Severity::Error,
    looks_at: "lines through two observations",
    why: "a straight line through two points invents everything between",
    example: "form = \"line\" over two rows",
    instead: "form = \"column\", or between = \"unknown\"",
    allow: "",
};

/// Charts without a single value.
pub(crate) const EMPTY: Code = Code {
    name: "figure/empty",
    level: Severity::Error,
    looks_at: "charts without a single value",
    why: "an empty frame",
    example: "where = \"year == 1999\"",
    instead: "correct `where`, or take the chart out",
    allow: "",
};

/// Columns against what a chart form needs.
pub(crate) const CHANNEL: Code = Code {
    name: "figure/channel",
    level: Severity::Error,
    looks_at: "columns against what a chart form needs",
    why: "texts have no length to draw",
    example: "y = \"country\"",
    instead: "y = \"spent\"",
    allow: "",
};

/// Charts with more marks than can be told apart.
pub(crate) const OVERCROWDED: Code = Code {
    name: "figure/overcrowded",
    level: Severity::Warning,
    looks_at: "charts with more marks than can be told apart",
    why: "nobody can read sixty labels in 320 pixels",
    example: "60 countries in one line chart",
    instead: "`limit`, `where`, or several charts",
    allow: "when the shape matters, not the single mark",
};

/// Annotations and highlights that meet no value.
pub(crate) const ANNOTATION: Code = Code {
    name: "figure/annotation",
    level: Severity::Error,
    looks_at: "annotations and highlights that meet no value",
    why: "a remark about nothing",
    example: "highlight = [\"2026-13\"]",
    instead: "highlight = [\"2026-01\"]",
    allow: "",
};

/// Exhibits that no edition embeds.
pub(crate) const UNUSED: Code = Code {
    name: "figure/unused",
    level: Severity::Note,
    looks_at: "exhibits that no edition embeds",
    why: "it is numbered and shown nowhere",
    example: "[growth], never embedded",
    instead: "embed it with `![](figure:growth)`, or take it out",
    allow: "when it waits for the next version",
};

/// Charts with several units on one scale.
pub(crate) const MIXED_UNITS: Code = Code {
    name: "figure/mixed-units",
    level: Severity::Error,
    looks_at: "the units of several measures of one chart",
    why: "one scale cannot measure terabytes and euros; two scales let the writer choose where lines cross",
    example: "y = [\"stored\", \"cost\"]",
    instead: "two charts, one for each unit",
    allow: "",
};

/// Two values at one place of a chart.
pub(crate) const REPEATED: Code = Code {
    name: "figure/repeated",
    level: Severity::Error,
    looks_at: "rows that stand at the same place of a chart",
    why: "one mark would hide the other",
    example: "x = \"year\" over a table with a row for each year and country",
    instead: "series = \"country\", or where = \"country == 'PT'\"",
    allow: "",
};

/// Charts with more marks than can be drawn.
pub(crate) const TOO_MANY: Code = Code {
    name: "figure/too-many",
    level: Severity::Error,
    looks_at: "charts with more marks than pixels to draw them",
    why: "what is thinner than a pixel cannot be seen",
    example: "100,000 rows as columns",
    instead: "sum the rows in the table, or choose some with `where` and `limit`",
    allow: "",
};

/// Numbers beyond what a chart can measure.
pub(crate) const TOO_LARGE: Code = Code {
    name: "figure/too-large",
    level: Severity::Error,
    looks_at: "the size of numbers in charts: at most 10²⁴",
    why: "sums of larger numbers are no longer exact",
    example: "7000000000000000000000000000",
    instead: "a larger unit",
    allow: "",
};

/// Parts that make no whole.
pub(crate) const PARTS: Code = Code {
    name: "figure/parts",
    level: Severity::Error,
    looks_at: "parts in `stack = \"share\"` and `\"diverging\"`: below zero, missing, or not 100 % together; steps of a `waterfall` without a value",
    why: "a share of a whole that nobody knows is invented",
    example: "stack = \"share\", where one row lacks a part",
    instead: "stack = \"sum\", which hatches what is missing, or the row left out with where",
    allow: "",
};

/// Totals that their steps do not lead to.
pub(crate) const TOTAL: Code = Code {
    name: "figure/total",
    level: Severity::Warning,
    looks_at: "totals of a `waterfall`: each against the total before it and the steps between, within bounds and rounding",
    why: "readers see a jump that no step explains",
    example: "budget,120 / tax,35 / budget next year,160",
    instead: "the step of 5 that is missing, or the total 155",
    allow: "the source itself says that the two do not agree, and the note under the chart does, too",
};

/// Unbound figures in words about exhibits.
pub(crate) const NUMBER: Code = Code {
    name: "figure/number",
    level: Severity::Warning,
    looks_at: "unbound figures in titles, annotations and alternative texts, in the unit of a column of the table",
    why: "readers see a title and a chart that disagree",
    example: "title = \"Storage reached 1,500 TB\", where no value of the table is near",
    instead: "title = \"Storage reached [almost 1,400 TB](fact:azure-2026-01)\"",
    allow: "the figure is worked out from the table in a way that the build does not know",
};

/// Letters that pictures cannot be written with.
pub(crate) const LETTERS: Code = Code {
    name: "figure/letters",
    level: Severity::Note,
    looks_at: "words on pictures (PNG) of figures and on cards for previews, once a language",
    why: "the embedded fonts have Latin, Greek and Cyrillic letters; a picture with boxes for letters is worse than none, so it is not drawn, and previews show the theme's own",
    example: "a figure in a site with `languages = [\"ar\"]`",
    instead: "a lead picture of the story, which previews show; or `social_cards = \"none\"` if all is in such a script",
    allow: "the drawing as SVG, which has every letter, is enough",
};

/// Values that a logarithmic scale cannot hold.
pub(crate) const LOG: Code = Code {
    name: "figure/log",
    level: Severity::Error,
    looks_at: "values and reference lines on a logarithmic scale",
    why: "a logarithm never reaches zero: the mark would stand nowhere",
    example: "scale = \"log\" over a column that holds 0",
    instead: "scale = \"symlog\", which is linear around zero, or scale = \"linear\"",
    allow: "",
};

/// Ends of bands.
pub(crate) const BAND: Code = Code {
    name: "figure/band",
    level: Severity::Error,
    looks_at: "low and high ends of `bands`: both there, in this order, and each pair inside the one before it",
    why: "a band that is turned over or cut in half shows nothing that is known",
    example: "bands = [[\"p95\", \"p5\"]]",
    instead: "bands = [[\"p5\", \"p95\"], [\"p25\", \"p75\"]]",
    allow: "",
};

/// Amounts below the base of areas.
pub(crate) const BELOW_ZERO: Code = Code {
    name: "figure/below-zero",
    level: Severity::Error,
    looks_at: "values below zero where a form shows amounts as areas",
    why: "an area is as large as what it shows, and nothing is smaller than nothing",
    example: "form = \"area\" over a column that holds -3",
    instead: "form = \"line\"",
    allow: "",
};

/// Reference lines whose words are bound to another value.
pub(crate) const REFERENCE: Code = Code {
    name: "figure/reference",
    level: Severity::Error,
    looks_at: "reference lines and ranges whose words are bound to a fact or a cell in the unit of the measure",
    why: "the line would be drawn where the record does not put it",
    example: "{ y = 500, text = \"the limit of [600 TB](fact:limit)\" }",
    instead: "{ y = 600, text = \"the limit of [600 TB](fact:limit)\" }",
    allow: "",
};

/// Stretches of time.
pub(crate) const REVERSED: Code = Code {
    name: "figure/reversed",
    level: Severity::Error,
    looks_at: "stretches of time in a chart",
    why: "what ends before it begins has no length; one of the two dates is wrong",
    example: "begins,ends\n2024-05-01,2023-05-31",
    instead: "begins,ends\n2023-05-01,2024-05-31",
    allow: "",
};

/// The codes of this area.
pub(crate) const CODES: &[&Code] = &[
    &UNKNOWN,
    &FORM,
    &TABLE_ID,
    &DIFFERENT,
    &TITLE,
    &NO_ALT,
    &CREDIT,
    &NO_SOURCE,
    &NO_UNIT,
    &TWO_POINTS,
    &EMPTY,
    &CHANNEL,
    &OVERCROWDED,
    &ANNOTATION,
    &UNUSED,
    &MIXED_UNITS,
    &REPEATED,
    &TOO_MANY,
    &TOO_LARGE,
    &PARTS,
    &TOTAL,
    &NUMBER,
    &LETTERS,
    &LOG,
    &BAND,
    &BELOW_ZERO,
    &REFERENCE,
    &REVERSED,
];
