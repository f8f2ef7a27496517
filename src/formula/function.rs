//! The functions of expressions: one row each.

use crate::formula::{Aggregate, Function, FunctionKind, Pair};

const fn row(
    name: &'static str,
    kind: FunctionKind,
    summary: &'static str,
    example: &'static str,
) -> Function {
    Function { name, summary, example, kind }
}

/// Every function, in the order of the reference.
pub(crate) const FUNCTIONS: &[Function] = &[
    row(
        "min",
        FunctionKind::Aggregate(Aggregate::Min),
        "The smallest of the values; the earliest of periods.",
        "min(storage.stored)",
    ),
    row(
        "max",
        FunctionKind::Aggregate(Aggregate::Max),
        "The largest of the values; the latest of periods.",
        "max(storage.stored)",
    ),
    row(
        "sum",
        FunctionKind::Aggregate(Aggregate::Sum),
        "The values added up.",
        "sum(budget[year=2024].spent)",
    ),
    row(
        "count",
        FunctionKind::Aggregate(Aggregate::Count),
        "How many cells are not empty.",
        "count(budget[year=2024].spent)",
    ),
    row(
        "mean",
        FunctionKind::Aggregate(Aggregate::Mean),
        "The values added up, divided by their number.",
        "mean(budget.spent)",
    ),
    row(
        "median",
        FunctionKind::Aggregate(Aggregate::Median),
        "The value in the middle; between two, half their sum.",
        "median(budget.spent)",
    ),
    row(
        "change",
        FunctionKind::Pair(Pair::Change),
        "The change from the first to the second: (b − a) ÷ a.",
        "change(azure-2025-07, azure-2026-01)",
    ),
    row(
        "share",
        FunctionKind::Pair(Pair::Share),
        "The first as a share of the second: a ÷ b, in equal units.",
        "share(azure-2025-07, azure-2026-01)",
    ),
    row(
        "months",
        FunctionKind::Pair(Pair::Months),
        "Months from the first to the second, by their `as_of`; of two days, whole months.",
        "months(azure-2025-07, azure-2026-01)",
    ),
    row(
        "years",
        FunctionKind::Pair(Pair::Years),
        "Years from the first to the second, by their `as_of`: months divided by 12.",
        "years(azure-2025-07, azure-2026-01)",
    ),
];

/// Names that other programs have for what ours do.
pub(super) const OTHER_NAMES: &[(&str, &str)] = &[
    ("average", "`mean`"),
    ("avg", "`mean`"),
    ("total", "`sum`"),
    ("add", "`sum`"),
    ("len", "`count`"),
    ("length", "`count`"),
    ("n", "`count`"),
    ("lowest", "`min`"),
    ("highest", "`max`"),
    ("growth", "`change`"),
    ("diff", "`a - b`, or `change(a, b)`"),
    ("percent", "`share(a, b)`, with `unit = \"%\"`"),
    ("ratio", "`a / b`"),
];

/// The function of that name.
pub(super) fn find(name: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|function| function.name == name)
}
