//! Tests of evaluation.

use super::*;
use crate::formula::FactValue;
use crate::formula::selector::tests::TestTable;
use crate::interval::End;
use crate::quantity::{Bound, Quantity, Unit};

/// Facts and tables as a desk might have them; `loop` rests on itself, `broken` has no value.
struct Desk {
    facts: Vec<(&'static str, FactValue)>,
    storage: TestTable,
    budget: TestTable,
    own: Option<(TestTable, Option<usize>)>,
}

impl Desk {
    fn new() -> Desk {
        let fact = |value: i64, unit: &str, bound, as_of: &str| FactValue {
            value: Value::Number(Measure::from(&Quantity::bounded(
                value.into(),
                Unit::parse(unit, |word| word == "people"),
                bound,
            ))),
            as_of: Period::parse(as_of),
        };
        let day = |text: &str| FactValue {
            value: Value::Period(Period::parse(text).expect("a period")),
            as_of: None,
        };
        let facts = vec![
            ("azure-2025-07", fact(400, "TB", Bound::Exactly, "2025-07")),
            ("azure-2026-01", fact(1400, "TB", Bound::Almost, "2026-01")),
            ("cost", fact(75, "USD", Bound::Exactly, "2024")),
            ("people", fact(30, "people", Bound::About, "2025-07-15")),
            ("cloud/rate", fact(5, "%", Bound::Exactly, "2026")),
            ("debt", fact(-100, "USD", Bound::AtMost, "")),
            ("nothing", fact(0, "USD", Bound::Exactly, "")),
            ("some", fact(0, "people", Bound::MoreThan, "")),
            ("ratio", fact(2, "", Bound::Exactly, "")),
            ("start", day("2025-07-31")),
            ("end", day("2026-01-30")),
        ];
        let budget = TestTable::new(
            "year | kind      | spent:USD
             2023 | Sponsored | 100
             2024 | Sponsored | 250.5
             2024 | Own       | more-than 40
             2024 | Other     | ",
        );
        Desk { facts, storage: TestTable::storage(), budget, own: None }
    }

    fn inside(table: TestTable, row: Option<usize>) -> Desk {
        Desk { own: Some((table, row)), ..Desk::new() }
    }
}

impl Lookup for Desk {
    fn fact(&self, id: &str) -> Result<FactValue, NoFact> {
        match id {
            "loop" => Err(NoFact::Cycle),
            "broken" => Err(NoFact::Broken),
            _ => self
                .facts
                .iter()
                .find(|(name, _)| *name == id)
                .map(|(_, fact)| fact.clone())
                .ok_or(NoFact::Unknown),
        }
    }

    fn fact_ids(&self) -> Vec<&str> {
        self.facts.iter().map(|(name, _)| *name).collect()
    }

    fn table(&self, id: &str) -> Option<&dyn Table> {
        match id {
            "storage" => Some(&self.storage),
            "budget" | "cloud/budget" => Some(&self.budget),
            _ => None,
        }
    }

    fn table_ids(&self) -> Vec<&str> {
        vec!["storage", "budget"]
    }

    fn own_table(&self) -> Option<&dyn Table> {
        self.own.as_ref().map(|(table, _)| table as &dyn Table)
    }

    fn own_row(&self) -> Option<usize> {
        self.own.as_ref().and_then(|(_, row)| *row)
    }
}

/// A value in the words of mathematics: `(3.325, 3.5)`, `650 TB`; long fractions are cut at nine digits.
fn show(value: &Value) -> String {
    let number = |value: rust_decimal::Decimal| match value.normalize() {
        long if long.scale() > 9 => format!("{}…", long.trunc_with_scale(9)),
        short => short.to_string(),
    };
    match value {
        Value::Number(measure) => {
            let unit = match &measure.dimension {
                Dimension::Units(units) if !units.is_empty() => format!(" {}", measure.dimension),
                _ => String::new(),
            };
            let Interval { low, high } = measure.interval;
            match (measure.interval.single(), low, high) {
                (Some(single), ..) => format!("{}{unit}", number(single)),
                (None, low, high) => {
                    let open = if low.is_some_and(|end| end.closed) { "[" } else { "(" };
                    let close = if high.is_some_and(|end| end.closed) { "]" } else { ")" };
                    let end = |end: Option<End>| end.map(|end| number(end.at)).unwrap_or_default();
                    format!("{open}{}, {}{close}{unit}", end(low), end(high))
                }
            }
        }
        Value::Text(text) => format!("'{text}'"),
        Value::Period(period) => period.to_string(),
        Value::Truth(truth) => format!("{truth:?}"),
        Value::Missing => "missing".into(),
    }
}

fn value_in(desk: &Desk, text: &str) -> String {
    let expression = Expression::parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
    show(&expression.value(desk).unwrap_or_else(|error| panic!("{text}: {error:?}")))
}

#[test]
fn formulas_keep_bounds_and_units() {
    let cases = [
        ("azure-2026-01 / azure-2025-07", "(3.325, 3.5)"),
        ("change(azure-2025-07, azure-2026-01)", "(2.325, 2.5)"),
        ("share(azure-2025-07, azure-2025-07 + 100)", "0.8"),
        ("azure-2026-01 - azure-2025-07", "(930, 1000) TB"),
        ("azure-2026-01 + 1", "(1331, 1401) TB"),
        ("cost / people", "(2.380952380…, 2.631578947…) USD / people"),
        ("cost / people * people", "(67.857142857…, 82.894736842…) USD"),
        ("2 * azure-2025-07 / 4", "200 TB"),
        ("-1 * azure-2026-01", "(-1400, -1330) TB"),
        ("cost * ratio", "150 USD"),
        ("debt / -4", "(, 25] USD"),
        ("1 / some", "(0, ) 1 / people"),
        ("1 - 0.25", "0.75"),
        ("cost", "75 USD"),
        ("start", "2025-07-31"),
        ("storage[month=2025-07].stored / 2", "200 TB"),
        ("storage[month=2025-10].stored + 1", "missing"),
        ("cloud/budget[year=2023].spent", "100 USD"),
        ("cloud/rate + cloud/rate", "10 %"),
        ("max(storage.stored) / min(storage.stored)", "(14.777777777…, 15.555555555…)"),
    ];
    for (text, expected) in cases {
        assert_eq!(value_in(&Desk::new(), text), expected, "{text}");
    }
}

#[test]
fn aggregates_take_columns_rows_and_values() {
    let cases = [
        ("sum(budget[year=2024].spent)", "(290.5, ) USD"),
        ("count(budget[year=2024].spent)", "2"),
        ("count(budget[year=1999].spent)", "0"),
        ("mean(storage.stored)", "(606.666666666…, 630) TB"),
        ("median(storage.stored)", "400 TB"),
        ("min(storage.stored, 50)", "50 TB"),
        ("max(azure-2025-07, azure-2026-01)", "(1330, 1400) TB"),
        ("max(budget.year)", "2024"),
        ("min(storage.month)", "2025-07"),
        ("sum(budget[kind=Sponsored].spent, cost)", "425.5 USD"),
        ("count(budget.kind)", "4"),
        ("median(1, 2, 4, 100)", "3"),
        ("mean(1, 2, 4)", "(2.333333333…, 2.333333333…)"),
        ("sum(budget[year=2023].spent) / count(budget[year=2023].spent)", "100 USD"),
    ];
    for (text, expected) in cases {
        assert_eq!(value_in(&Desk::new(), text), expected, "{text}");
    }
}

#[test]
fn missing_cells_are_passed_over_and_counted() {
    let text = "sum(budget[year=2024].spent) + sum(budget.spent)";
    let evaluated = Expression::parse(text).expect("an expression").evaluate(&Desk::new()).expect("a value");
    let counts: Vec<(Option<&str>, usize, usize)> = evaluated
        .passed_over
        .iter()
        .map(|passed| (text.get(passed.span.range()), passed.missing, passed.of))
        .collect();
    let expected = [(Some("sum(budget[year=2024].spent)"), 1, 3), (Some("sum(budget.spent)"), 1, 4)];
    assert_eq!(counts, expected);
}

#[test]
fn time_is_counted_in_the_coarser_of_two_lengths() {
    let cases = [
        ("months(azure-2025-07, azure-2026-01)", "6"),
        ("months(azure-2026-01, azure-2025-07)", "-6"),
        ("years(azure-2025-07, azure-2026-01)", "0.5"),
        ("months(start, end)", "5"),
        ("months(end, start)", "-5"),
        ("months(people, azure-2026-01)", "6"),
        ("years(cost, cloud/rate)", "2"),
        ("years(cost, azure-2026-01)", "2"),
        ("months('2024-02', '2025-03')", "13"),
        ("months(storage[month=2025-07].stored, azure-2026-01)", "6"),
        ("months(storage[stored=400].month, '2025-08')", "1"),
    ];
    for (text, expected) in cases {
        assert_eq!(value_in(&Desk::new(), text), expected, "{text}");
    }
}

#[test]
fn conditions_hold_always_never_or_cannot_be_told() {
    let cases = [
        ("azure-2026-01 / azure-2025-07 > 3", "Always"),
        ("azure-2026-01 / azure-2025-07 == 3.5", "Never"),
        ("azure-2026-01 / azure-2025-07 > 3.4", "Unknown"),
        ("not azure-2026-01 / azure-2025-07 > 3.4", "Unknown"),
        ("azure-2026-01 < 1400", "Always"),
        ("azure-2026-01 >= 1400", "Never"),
        ("azure-2026-01 != 1400", "Always"),
        ("max(storage.stored) / min(storage.stored) > 3", "Always"),
        ("cost == 75.00 and cost < 76", "Always"),
        ("cost > 80 or cost < 76", "Always"),
        ("nothing == 0 or cost / nothing > 1", "Always"),
        ("nothing != 0 and cost / nothing > 1", "Never"),
        ("storage[month=2025-10].stored > 0", "Unknown"),
        ("storage[month=2025-10].stored > 0 or cost > 0", "Always"),
        ("start < end", "Always"),
        ("start == '2025'", "Always"),
        ("start == 2025", "Always"),
        ("end >= '2026-01'", "Always"),
        ("end > '2026-01'", "Never"),
        ("storage[month=2025-07].month == '2025-07-05'", "Unknown"),
        ("budget[year=2023].kind == 'Sponsored'", "Always"),
        ("budget[year=2023].kind != 'Sponsored'", "Never"),
        ("storage[stored=400].open == true", "Always"),
        ("storage[stored=400].open and true", "Always"),
        ("false", "Never"),
    ];
    for (text, expected) in cases {
        assert_eq!(value_in(&Desk::new(), text), expected, "{text}");
    }
}

#[test]
fn conditions_choose_rows() {
    let table = TestTable::new(
        "year | kind      | Spent (m):USD | done  | region-2
         2023 | Sponsored | 100           | true  | west
         2024 | Own       | almost 50     | false | east
         2025 |           |               |       | east",
    );
    let rows = |text: &str| -> Vec<usize> {
        let condition = Expression::parse(text).expect(text);
        let holds = |row: &usize| condition.is_true_for_row(&table, *row).expect(text);
        (0..table.rows()).filter(holds).collect()
    };
    assert_eq!(rows("year >= 2024"), [1, 2]);
    assert_eq!(rows("year == '2024' or kind == 'Sponsored'"), [0, 1]);
    assert_eq!(rows("\"Spent (m)\" < 60"), [1]);
    assert_eq!(rows("\"Spent (m)\" > 49"), [0], "almost 50 may be 48");
    assert_eq!(rows("not \"Spent (m)\" > 60"), [1], "a missing cell is neither");
    assert_eq!(rows("year == max(test.year)"), [2], "by its id too");
    assert_eq!(rows("done"), [0]);
    assert_eq!(rows("not done"), [1]);
    assert_eq!(rows("kind != 'Own'"), [0]);
    assert_eq!(rows("\"Spent (m)\" == max(\"Spent (m)\")"), [0]);
    assert_eq!(rows("region-2 == 'east' and year < max(year)"), [1]);
}

#[test]
fn columns_come_before_facts_and_stand_for_their_row() {
    let table = || TestTable::new("cost:USD | share\n 10 | 0.5\n 20 | 0.25");
    assert_eq!(value_in(&Desk::inside(table(), Some(1)), "cost * share"), "5 USD");
    assert_eq!(
        value_in(&Desk::inside(table(), Some(1)), "cost / sum(cost)"),
        show(&Value::Number(Measure {
            interval: Interval::point(20.into()).divided_by(Interval::point(30.into())).expect("two thirds"),
            dimension: Dimension::none(),
        }))
    );
    assert_eq!(value_in(&Desk::inside(table(), None), "sum(cost) + nothing"), "30 USD");
}

/// Text, cause, the words that are pointed at, hint.
const NO_VALUE: &[(&str, Cause, &str, &str)] = {
    use Cause::{
        Cycle, DivisionByZero, Elsewhere, Kind, Nothing, Overflow, Rows, Units, UnknownColumn, UnknownName,
    };
    &[
        ("azure-2025-08", UnknownName, "azure-2025-08", "did you mean `azure-2025-07`?"),
        ("cost-people", UnknownName, "cost-people", "write `cost - people`, with blanks"),
        ("cost/people", UnknownName, "cost/people", "write `cost / people`, with blanks"),
        ("start-1", UnknownName, "start-1", "write `start - 1`, with blanks"),
        ("stroage.stored", UnknownColumn, "stroage", "did you mean `storage`?"),
        ("sum(storage.store)", UnknownColumn, "store", "did you mean `stored`?"),
        ("storage.stored > 5", Rows, "storage.stored", "choose one: `storage[month=…].stored`"),
        (
            "cost + azure-2025-07",
            Units,
            "cost + azure-2025-07",
            "units must be equal: they are neither converted nor left out",
        ),
        (
            "cost + ratio",
            Units,
            "cost + ratio",
            "units must be equal: they are neither converted nor left out",
        ),
        (
            "share(cost, people)",
            Units,
            "share(cost, people)",
            "units must be equal: they are neither converted nor left out",
        ),
        (
            "max(cost, 5, people)",
            Units,
            "people",
            "units must be equal: they are neither converted nor left out",
        ),
        (
            "cost > people",
            Units,
            "cost > people",
            "units are compared as they are: neither converted nor left out",
        ),
        (
            "cost / nothing",
            DivisionByZero,
            "nothing",
            "give it a bound that leaves zero out, or leave such rows out by a selector",
        ),
        (
            "change(nothing, cost)",
            DivisionByZero,
            "nothing",
            "give it a bound that leaves zero out, or leave such rows out by a selector",
        ),
        (
            "cost / (people - 30)",
            DivisionByZero,
            "(people - 30)",
            "give it a bound that leaves zero out, or leave such rows out by a selector",
        ),
        ("9999999999999999 * 9999999999999999", Overflow, "9999999999999999 * 9999999999999999", ""),
        (
            "sum(budget[year=1999].spent)",
            Nothing,
            "sum(budget[year=1999].spent)",
            "check the selector; `count` alone has a value where there are none",
        ),
        (
            "min(budget[kind=Other].spent)",
            Nothing,
            "min(budget[kind=Other].spent)",
            "check the selector; `count` alone has a value where there are none",
        ),
        ("loop + 1", Cycle, "loop", "one of the facts in the circle needs a value or a cell"),
        ("broken", Elsewhere, "broken", "the reason is reported where it is defined"),
        ("start - end", Kind, "start", "the time between two is `months(a, b)` or `years(a, b)`"),
        ("sum(budget.kind)", Kind, "budget.kind", ""),
        (
            "sum(storage.month)",
            Kind,
            "sum(storage.month)",
            "`min` is the earliest, `max` the latest, `count` their number",
        ),
        ("cost == '75'", Kind, "cost == '75'", "write the number without quotation marks"),
        (
            "start == 'July'",
            Kind,
            "'July'",
            "a period is written `'2026'`, `'2026-01'` or `'2026-01-31'`, in single quotation marks",
        ),
        ("'a' < 'b'", Kind, "'a' < 'b'", "compare them by `==` or `!=`"),
        ("cost and true", Kind, "cost", "compare it, as in `a > 0` or `a == 'word'`"),
        ("months(ratio, start)", Kind, "ratio", "add `as_of` to the fact, or write the time: `'2026-01'`"),
        ("months(cost, start)", Kind, "cost, start", "use `years`, or name months in `as_of`"),
        (
            "\"Spent\" > 5",
            UnknownName,
            "\"Spent\"",
            "name the table before it: `table.\"column\"`; a text stands in single quotation marks",
        ),
    ]
};

#[test]
fn what_has_no_value_says_why() {
    for &(text, cause, place, hint) in NO_VALUE {
        let expression = Expression::parse(text).expect(text);
        let error = expression.value(&Desk::new()).expect_err(text);
        assert_eq!(
            (error.cause, text.get(error.error.span.range())),
            (cause, Some(place)),
            "{text}: {error:?}"
        );
        let hints: Vec<&str> = Some(hint).filter(|hint| !hint.is_empty()).into_iter().collect();
        assert_eq!(error.error.hints, hints, "{text}");
    }
}

#[test]
fn columns_that_are_not_there_are_told_apart_from_texts() {
    let error = |text: &str, row| {
        let expression = Expression::parse(text).expect(text);
        expression.value(&Desk::inside(TestTable::storage(), row)).expect_err(text)
    };
    let many = error("stored > 5", None);
    assert_eq!(
        (many.cause, &*many.error.hints[0]),
        (Cause::Rows, "take one of them: `min(stored)`, `max(stored)`, `sum(stored)` …")
    );
    assert_eq!(error("stord > 5", Some(0)).error.hints, ["did you mean `stored`?"]);
    let text = error("region == \"northwest\"", Some(0));
    assert_eq!(text.error.hints[1], "a text stands in single quotation marks: `'northwest'`");
}

/// Three facts of the same names: as known, or as one of the values that are possible.
struct Three([Interval; 3]);

impl Lookup for Three {
    fn fact(&self, id: &str) -> Result<FactValue, NoFact> {
        let at = ["a", "b", "c"].iter().position(|name| *name == id).ok_or(NoFact::Unknown)?;
        Ok(FactValue { value: Value::Number(Measure::new(self.0[at], None)), as_of: None })
    }

    fn fact_ids(&self) -> Vec<&str> {
        vec!["a", "b", "c"]
    }

    fn table(&self, _: &str) -> Option<&dyn Table> {
        None
    }

    fn table_ids(&self) -> Vec<&str> {
        Vec::new()
    }
}

fn dice(state: &mut u64, sides: usize) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize % sides
}

fn random_formula(state: &mut u64, depth: usize) -> String {
    let inner = |state: &mut u64| random_formula(state, depth + 1);
    match dice(state, if depth > 3 { 4 } else { 12 }) {
        at @ 0..=2 => ["a", "b", "c"][at].to_owned(),
        3 => ["2", "-0.5", "7", "1000"][dice(state, 4)].to_owned(),
        at @ 4..=8 => {
            let function = ["min", "max", "sum", "median", "change"][at - 4];
            format!("{function}({}, {})", inner(state), inner(state))
        }
        _ => {
            let operator = ["+", "-", "*", "/"][dice(state, 4)];
            format!("({} {operator} {})", inner(state), inner(state))
        }
    }
}

/// The law of interval arithmetic: what is worked out from possible values is possible.
#[test]
fn results_of_possible_values_are_possible() {
    let known = |bound: Bound, value: i64| Quantity::bounded(value.into(), None, bound).interval();
    let facts = [known(Bound::About, 40), known(Bound::Almost, -100), known(Bound::AtLeast, 3)];
    let possible: [&[i64]; 3] = [&[38, 39, 40, 41, 42], &[-99, -97, -96], &[3, 4, 50]];
    let (mut state, mut checked) = (11, 0);
    for _ in 0..3_000 {
        let text = random_formula(&mut state, 0);
        let expression = Expression::parse(&text).expect(&text);
        let Ok(Value::Number(all)) = expression.value(&Three(facts)) else { continue };
        for _ in 0..4 {
            let points =
                possible.map(|values| Interval::point(values[dice(&mut state, values.len())].into()));
            let Value::Number(one) = expression.value(&Three(points)).expect(&text) else { panic!("{text}") };
            assert!(one.interval.is_within(all.interval), "{text}: {one:?} is not in {all:?}");
            checked += 1;
        }
    }
    assert!(checked > 5_000, "only {checked} results were compared");
}

#[test]
fn a_place_in_a_file_is_that_of_the_part() {
    use crate::codes;
    use crate::diag::{Place, Placed};
    let error = Expression::parse("a -b").expect_err("no blank");
    let place = |start: u32, end: u32, written: &str| {
        let place = Place::new(&"facts.toml".into(), Span { start, end });
        let at = error.diagnostic(&codes::data::EXPRESSION, &Placed::new(written.into(), place)).at;
        at.map(|at| at.span)
    };
    assert_eq!(place(10, 16, "a -b"), Some(Span { start: 13, end: 14 }), "in quotation marks");
    assert_eq!(place(10, 14, "a -b"), Some(Span { start: 12, end: 13 }), "bare");
    assert_eq!(place(10, 17, "a -b"), Some(Span { start: 10, end: 17 }), "with an escape");
}
