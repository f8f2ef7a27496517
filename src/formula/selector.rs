//! Names, quotation marks and selectors: reading them, and finding the rows that they mean.
//!
//! A plain word is a letter or `_`, then letters, digits, `_` and single hyphens inside. Any other name stands in
//! double quotation marks, with a doubled mark for one inside. Values in a selector are bare up to `,` or `]`.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::diag::{did_you_mean, one_of};
use crate::formula::{Cause, EvaluationError, ExpressionError, RowCondition, Selector, Table, Value};
use crate::interval::Truth;
use crate::quantity::Period;
use crate::text::{Span, Spanned};

/// Reads a selector of a `cell` key or link: `storage[month=2026-01].stored`, or `storage.stored` of a single row.
pub(crate) fn parse_selector(text: &str) -> Result<Selector, ExpressionError> {
    let mut cursor = Cursor::new(text);
    cursor.skip_blanks();
    let start = cursor.at;
    let starts_a_name = cursor.peek().is_some_and(|sign| starts_word(sign) || sign == '"');
    if !starts_a_name {
        let message = "a selector begins with the id of a table";
        return Err(ExpressionError::new(cursor.span_from(start), message).hint(EXAMPLE));
    }
    let name = read_name(&mut cursor)?;
    let end = cursor.at;
    cursor.skip_blanks();
    if cursor.peek().is_some() {
        let rest = Span::new(cursor.at..text.len());
        let message = format!("`{}` does not belong to the selector", cursor.rest().trim_end());
        return Err(ExpressionError::new(rest, message).hint(EXAMPLE));
    }
    match name {
        Name::Selector(selector) => Ok(selector),
        Name::Word(table) | Name::Quoted(table) => {
            let message = format!("`{table}` names a table, but no column");
            Err(ExpressionError::new(Span::new(start..end), message).hint(EXAMPLE))
        }
    }
}

const EXAMPLE: &str = "a cell is named by table, row and column: `storage[month=2026-01].stored`";

/// A place in a string, moving forward.
pub(super) struct Cursor<'a> {
    text: &'a str,
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Cursor { text, at: 0 }
    }

    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character behind the next one.
    pub(super) fn peek_second(&self) -> Option<char> {
        self.rest().chars().nth(1)
    }

    /// The character before this place.
    pub(super) fn before(&self) -> Option<char> {
        self.text.get(..self.at).and_then(|text| text.chars().next_back())
    }

    pub(super) fn bump(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    pub(super) fn eat(&mut self, sign: char) -> bool {
        let eaten = self.peek() == Some(sign);
        self.at += if eaten { sign.len_utf8() } else { 0 };
        eaten
    }

    pub(super) fn take_while(&mut self, fits: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let taken = rest.find(|sign| !fits(sign)).and_then(|end| rest.get(..end)).unwrap_or(rest);
        self.at += taken.len();
        taken
    }

    pub(super) fn skip_blanks(&mut self) {
        self.take_while(char::is_whitespace);
    }

    pub(super) fn slice_from(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// From `start` to here; at least the next character, if there is one.
    pub(super) fn span_from(&self, start: usize) -> Span {
        let next = self.peek().filter(|_| start == self.at).map_or(0, char::len_utf8);
        Span::new(start..self.at + next)
    }
}

/// Whether a plain word may begin with this.
pub(super) fn starts_word(sign: char) -> bool {
    sign.is_alphabetic() || sign == '_'
}

fn continues_word(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_'
}

/// What a name turned out to be.
pub(super) enum Name {
    /// A plain word, or several with slashes between them.
    Word(Arc<str>),
    /// In double quotation marks.
    Quoted(Arc<str>),
    /// With a column.
    Selector(Selector),
}

/// Reads a name where one begins: a word, a quoted column, or a table with a column.
pub(super) fn read_name(cursor: &mut Cursor<'_>) -> Result<Name, ExpressionError> {
    let start = cursor.at;
    let is_quoted = cursor.peek() == Some('"');
    let table = if is_quoted { read_quoted(cursor)? } else { read_path(cursor) };
    let conditions = match cursor.peek() {
        Some('[') => read_conditions(cursor)?,
        _ => Vec::new(),
    };
    if !cursor.eat('.') {
        return match (conditions.is_empty(), is_quoted) {
            (true, false) => Ok(Name::Word(table.value)),
            (true, true) => Ok(Name::Quoted(table.value)),
            (false, _) => Err(ExpressionError::new(cursor.span_from(start), "the selector names no column")
                .hint(format!("name it behind the bracket: `{}.…`", cursor.slice_from(start)))),
        };
    }
    let column = read_column(cursor)?;
    if let Some(sign @ ('[' | '.')) = cursor.peek() {
        let message = format!("`{sign}` cannot follow a column");
        return Err(ExpressionError::new(cursor.span_from(cursor.at), message).hint(EXAMPLE));
    }
    Ok(Name::Selector(Selector { table, conditions, column, span: Span::new(start..cursor.at) }))
}

/// A plain word, perhaps with the path of another investigation before it.
fn read_path(cursor: &mut Cursor<'_>) -> Spanned<Arc<str>> {
    let start = cursor.at;
    read_word(cursor);
    while cursor.peek() == Some('/') && cursor.peek_second().is_some_and(starts_word) {
        cursor.bump();
        read_word(cursor);
    }
    Spanned::new(cursor.slice_from(start).into(), Span::new(start..cursor.at))
}

fn read_word(cursor: &mut Cursor<'_>) -> Spanned<Arc<str>> {
    let start = cursor.at;
    cursor.take_while(continues_word);
    while cursor.peek() == Some('-') && cursor.peek_second().is_some_and(continues_word) {
        cursor.bump();
        cursor.take_while(continues_word);
    }
    Spanned::new(cursor.slice_from(start).into(), Span::new(start..cursor.at))
}

/// Reads up to the mark that closes, where one opens; a doubled mark stands for itself.
pub(super) fn read_quoted(cursor: &mut Cursor<'_>) -> Result<Spanned<Arc<str>>, ExpressionError> {
    let start = cursor.at;
    let mark = cursor.bump().unwrap_or('"');
    let opening = Span::new(start..cursor.at);
    let mut text = String::new();
    loop {
        text.push_str(cursor.take_while(|sign| sign != mark));
        if !cursor.eat(mark) {
            let message = format!("the quotation mark `{mark}` is not closed");
            return Err(ExpressionError::new(opening, message));
        }
        if !cursor.eat(mark) {
            return Ok(Spanned::new(text.into(), Span::new(start..cursor.at)));
        }
        text.push(mark);
    }
}

/// A column behind a `.` or in a condition: a plain word, or quoted.
fn read_column(cursor: &mut Cursor<'_>) -> Result<Spanned<Arc<str>>, ExpressionError> {
    match cursor.peek() {
        Some('"') => read_quoted(cursor),
        Some(sign) if starts_word(sign) => Ok(read_word(cursor)),
        Some(sign) if sign.is_ascii_digit() => {
            let start = cursor.at;
            let word = cursor.take_while(|sign| continues_word(sign) || sign == '-');
            let message = format!("`{word}` is no plain word");
            Err(ExpressionError::new(Span::new(start..cursor.at), message)
                .hint(format!("put the column's name in double quotation marks: `\"{word}\"`")))
        }
        _ => {
            let message = "the name of a column is missing";
            Err(ExpressionError::new(cursor.span_from(cursor.at), message).hint(EXAMPLE))
        }
    }
}

/// `[key=value,key=value]`, where the bracket opens.
fn read_conditions(cursor: &mut Cursor<'_>) -> Result<Vec<RowCondition>, ExpressionError> {
    let opening = cursor.span_from(cursor.at);
    cursor.bump();
    cursor.skip_blanks();
    if cursor.eat(']') {
        return Err(ExpressionError::new(opening, "the brackets hold no condition")
            .hint("leave them out where all rows are meant"));
    }
    let mut conditions = Vec::new();
    loop {
        cursor.skip_blanks();
        let column = read_column(cursor)?;
        cursor.skip_blanks();
        read_equals(cursor, &column.value)?;
        cursor.skip_blanks();
        let value = read_value(cursor, &column.value)?;
        conditions.push(RowCondition { column, value });
        cursor.skip_blanks();
        match cursor.peek() {
            Some(',') => cursor.bump(),
            Some(']') => {
                cursor.bump();
                return Ok(conditions);
            }
            Some(sign) => {
                let message = format!("`,` or `]` must follow the value, not `{sign}`");
                return Err(ExpressionError::new(cursor.span_from(cursor.at), message));
            }
            None => return Err(ExpressionError::new(opening, "the bracket `[` is not closed")),
        };
    }
}

fn read_equals(cursor: &mut Cursor<'_>, column: &str) -> Result<(), ExpressionError> {
    let start = cursor.at;
    let signs = cursor.take_while(|sign| matches!(sign, '=' | '<' | '>' | '!'));
    if signs == "=" {
        return Ok(());
    }
    let hint = format!("rows are chosen by equal values: `{column}=…`");
    let message = match signs {
        "" => format!("`=` and a value must follow `{column}`"),
        "==" => "a selector has a single `=`".to_owned(),
        signs => format!("`{signs}` cannot stand in a selector"),
    };
    Err(ExpressionError::new(cursor.span_from(start), message).hint(hint))
}

fn read_value(cursor: &mut Cursor<'_>, column: &str) -> Result<Spanned<Arc<str>>, ExpressionError> {
    if let Some('"' | '\'') = cursor.peek() {
        return read_quoted(cursor);
    }
    let start = cursor.at;
    let value = cursor.take_while(|sign| !matches!(sign, ',' | ']')).trim_end();
    if value.is_empty() {
        let message = format!("the value of `{column}` is missing");
        return Err(ExpressionError::new(cursor.span_from(cursor.at), message).hint(EXAMPLE));
    }
    Ok(Spanned::new(value.into(), Span::new(start..start + value.len())))
}

impl Selector {
    /// The rows that meet all conditions, 0-based; all of them without conditions.
    ///
    /// A column that the table does not have is an error.
    pub(crate) fn rows(&self, table: &dyn Table) -> Result<Vec<usize>, EvaluationError> {
        let mut rows: Vec<usize> = (0..table.rows()).collect();
        for condition in &self.conditions {
            let column = self.place_of(&condition.column, table)?;
            let written = Written::of(&condition.value.value);
            rows.retain(|row| written.is(&table.cell(*row, column)));
        }
        Ok(rows)
    }

    /// The place of the column whose cells are meant, 0-based.
    pub(crate) fn column_in(&self, table: &dyn Table) -> Result<usize, EvaluationError> {
        self.place_of(&self.column, table)
    }

    /// The one row that is meant, 0-based: none or several are errors.
    pub(crate) fn only_row(&self, table: &dyn Table) -> Result<usize, EvaluationError> {
        let rows = self.rows(table)?;
        match (rows.as_slice(), self.conditions.as_slice()) {
            ([row], _) => Ok(*row),
            (rows, []) => {
                let message = format!("`{}` has {} rows, and one is needed", self.table.value, rows.len());
                let columns = table.columns();
                let key = columns.first().copied().unwrap_or("key");
                Err(EvaluationError::new(Cause::Rows, self.span, message)
                    .hint(format!("choose one: `{}[{key}=…].{}`", self.table.value, self.column.value)))
            }
            ([], _) => Err(self.no_row(table)),
            (rows, _) => {
                let message = format!(
                    "{} rows of `{}` meet the selector, and one is needed",
                    rows.len(),
                    self.table.value
                );
                Err(EvaluationError::new(Cause::Rows, self.span, message)
                    .hint("add a condition that tells them apart"))
            }
        }
    }

    fn place_of(&self, column: &Spanned<Arc<str>>, table: &dyn Table) -> Result<usize, EvaluationError> {
        table.column(&column.value).ok_or_else(|| {
            let names = table.columns();
            let message = format!("`{}` has no column `{}`", self.table.value, column.value);
            EvaluationError::new(Cause::UnknownColumn, column.span, message).hint(
                did_you_mean(&column.value, names.iter().copied())
                    .unwrap_or_else(|| format!("its columns are {}", one_of(names.iter().copied()))),
            )
        })
    }

    /// Points at the first condition that no row meets together with those before it, and says what there is.
    fn no_row(&self, table: &dyn Table) -> EvaluationError {
        let mut left: Vec<usize> = (0..table.rows()).collect();
        for RowCondition { column, value } in &self.conditions {
            let Some(place) = table.column(&column.value) else { continue };
            let values = left.iter().filter_map(|row| written(&table.cell(*row, place)));
            let values: BTreeSet<String> = values.collect();
            let wanted = Written::of(&value.value);
            left.retain(|row| wanted.is(&table.cell(*row, place)));
            if left.is_empty() {
                let found = || values.iter().map(String::as_str);
                let message =
                    format!("no row of `{}` has `{}` = `{}`", self.table.value, column.value, value.value);
                let hint = did_you_mean(&value.value, found())
                    .unwrap_or_else(|| format!("`{}` there is {}", column.value, one_of(found())));
                return EvaluationError::new(Cause::Rows, value.span, message).hint(hint);
            }
        }
        let message = format!("no row of `{}` meets the selector", self.table.value);
        EvaluationError::new(Cause::Rows, self.span, message)
    }
}

/// A value that a selector writes, read as each kind of cell once and not once a row.
struct Written<'a> {
    text: &'a str,
    number: OnceCell<Option<Decimal>>,
    period: OnceCell<Option<Period>>,
}

impl<'a> Written<'a> {
    fn of(text: &'a str) -> Written<'a> {
        Written { text, number: OnceCell::new(), period: OnceCell::new() }
    }

    /// Whether a cell has this value; a number only if it is exact.
    fn is(&self, cell: &Value) -> bool {
        match cell {
            Value::Number(measure) => {
                let number = *self.number.get_or_init(|| Decimal::from_str_exact(self.text).ok());
                number.is_some() && measure.interval.single() == number
            }
            Value::Text(text) => &**text == self.text,
            Value::Period(period) => *self.period.get_or_init(|| Period::parse(self.text)) == Some(*period),
            Value::Truth(truth) => {
                *truth == Truth::from(self.text == "true") && matches!(self.text, "true" | "false")
            }
            Value::Missing => false,
        }
    }
}

/// As a selector would write it.
fn written(cell: &Value) -> Option<String> {
    match cell {
        Value::Number(measure) => measure.interval.single().map(|number| number.to_string()),
        Value::Text(text) => Some(text.to_string()),
        Value::Period(period) => Some(period.to_string()),
        Value::Truth(truth) => Some(truth.holds().to_string()),
        Value::Missing => None,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::formula::Measure;
    use crate::quantity::{Bound, Quantity, Unit};

    /// A table for tests: the first line names columns (`stored:TB`), cells are read by their looks, and a mark
    /// before a number is its bound (`almost 1400`).
    pub(in crate::formula) struct TestTable {
        columns: Vec<(String, Option<Unit>)>,
        rows: Vec<Vec<String>>,
    }

    impl TestTable {
        pub(in crate::formula) fn new(text: &str) -> TestTable {
            let split = |line: &str| line.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
            let mut lines = text.lines().filter(|line| !line.trim().is_empty()).map(split);
            let column = |name: &String| match name.split_once(':') {
                Some((name, unit)) => (name.to_owned(), Unit::parse(unit, |word| word == "people")),
                None => (name.clone(), None),
            };
            TestTable {
                columns: lines.next().expect("a header").iter().map(column).collect(),
                rows: lines.collect(),
            }
        }

        pub(in crate::formula) fn storage() -> TestTable {
            TestTable::new(
                "month   | stored:TB   | region | open
                 2025-07 | 400         | west   | true
                 2025-10 |             | west   | true
                 2026-01 | almost 1400 | west   | false
                 2026-01 | 90          | east   | ",
            )
        }
    }

    impl Table for TestTable {
        fn id(&self) -> &str {
            "test"
        }

        fn rows(&self) -> usize {
            self.rows.len()
        }

        fn columns(&self) -> Vec<&str> {
            self.columns.iter().map(|(name, _)| name.as_str()).collect()
        }

        fn cell(&self, row: usize, column: usize) -> Value {
            let (written, unit) = (&self.rows[row][column], self.columns[column].1.clone());
            let (bound, number) =
                written.split_once(' ').map_or(("exactly", written.as_str()), |parts| parts);
            let bound = Bound::WORDS.iter().find(|(word, _)| *word == bound).map(|(_, bound)| *bound);
            let number: Option<Decimal> = number.parse().ok();
            match (written.as_str(), Period::parse(written), number, bound) {
                ("", ..) => Value::Missing,
                ("true" | "false", ..) => Value::Truth(Truth::from(written == "true")),
                (_, Some(period), ..) => Value::Period(period),
                (_, None, Some(number), Some(bound)) => {
                    Value::Number(Measure::from(&Quantity::bounded(number, unit, bound)))
                }
                _ => Value::Text(written.as_str().into()),
            }
        }

        fn as_of(&self, row: usize) -> Option<Period> {
            if let Value::Period(period) = self.cell(row, 0) { Some(period) } else { None }
        }
    }

    fn parts(text: &str) -> (String, Vec<(String, String)>, String) {
        let selector = parse_selector(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
        let conditions = selector.conditions.iter();
        let conditions = conditions
            .map(|condition| (condition.column.value.to_string(), condition.value.value.to_string()));
        (selector.table.value.to_string(), conditions.collect(), selector.column.value.to_string())
    }

    #[test]
    fn selectors_have_a_table_conditions_and_a_column() {
        let condition = |column: &str, value: &str| (column.to_owned(), value.to_owned());
        assert_eq!(
            parts("storage[month=2026-01].stored"),
            ("storage".into(), vec![condition("month", "2026-01")], "stored".into())
        );
        assert_eq!(parts("storage.stored"), ("storage".into(), vec![], "stored".into()));
        assert_eq!(
            parts(" cloud/storage[ year = 2024 , \"Region (a)\" = \"x, ]\"\"\" ].\"Spent (m)\" "),
            (
                "cloud/storage".into(),
                vec![condition("year", "2024"), condition("Region (a)", "x, ]\"")],
                "Spent (m)".into()
            )
        );
        assert_eq!(
            parts("\"Budget 2024\"[name=New York (state)].spent"),
            ("Budget 2024".into(), vec![condition("name", "New York (state)")], "spent".into())
        );
        assert_eq!(parts("t[a='b c'].Preço").1, [condition("a", "b c")]);
    }

    #[test]
    fn mistakes_in_selectors_are_shown_at_their_place() {
        let cases = [
            ("", "", "a selector begins with the id of a table"),
            ("2026.stored", "2", "a selector begins with the id of a table"),
            ("storage", "storage", "`storage` names a table, but no column"),
            ("storage[month=2026-01]", "storage[month=2026-01]", "the selector names no column"),
            ("storage[].stored", "[", "the brackets hold no condition"),
            ("storage[month].stored", "]", "`=` and a value must follow `month`"),
            ("storage[month==2026].stored", "==", "a selector has a single `=`"),
            ("storage[month>2026].stored", ">", "`>` cannot stand in a selector"),
            ("storage[month=].stored", "]", "the value of `month` is missing"),
            ("storage[month=2026-01.stored", "[", "the bracket `[` is not closed"),
            ("storage[month=\"2026-01.stored", "\"", "the quotation mark `\"` is not closed"),
            ("storage[month='a'b].stored", "b", "`,` or `]` must follow the value, not `b`"),
            ("storage[=2].stored", "=", "the name of a column is missing"),
            ("storage.2024", "2024", "`2024` is no plain word"),
            ("storage.", "", "the name of a column is missing"),
            ("storage.a.b", ".", "`.` cannot follow a column"),
            ("storage.stored[month=1]", "[", "`[` cannot follow a column"),
            ("storage.stored > 5", "> 5", "`> 5` does not belong to the selector"),
        ];
        for (text, place, message) in cases {
            let error = parse_selector(text).expect_err(text);
            assert_eq!((text.get(error.span.range()), &*error.message), (Some(place), message), "{text}");
        }
    }

    #[test]
    fn one_row_is_found_or_the_reason_is_said() {
        let table = TestTable::storage();
        let row = |text: &str| {
            let selector = parse_selector(text).expect(text);
            selector.column_in(&table).and_then(|_| selector.only_row(&table))
        };
        assert_eq!(row("storage[month=2025-07].stored"), Ok(0));
        assert_eq!(row("storage[month=2026-01,region=east].stored"), Ok(3));
        assert_eq!(row("storage[stored=400].month"), Ok(0));
        assert_eq!(row("storage[open=false].month"), Ok(2));
        let cases = [
            ("storage[month=2025-08].stored", "2025-08", Cause::Rows, "did you mean `2025-07`?"),
            ("storage[month=2025-07,region=east].stored", "east", Cause::Rows, "`region` there is `west`"),
            ("storage[region=north].stored", "north", Cause::Rows, "`region` there is `east` or `west`"),
            ("storage[stored=7].month", "7", Cause::Rows, "`stored` there is `400` or `90`"),
            (
                "storage[month=2026-01].stored",
                "storage[month=2026-01].stored",
                Cause::Rows,
                "add a condition that tells them apart",
            ),
            ("storage.stored", "storage.stored", Cause::Rows, "choose one: `storage[month=…].stored`"),
            ("storage[mnth=1].stored", "mnth", Cause::UnknownColumn, "did you mean `month`?"),
            (
                "storage[month=2025-07].sold",
                "sold",
                Cause::UnknownColumn,
                "its columns are `month`, `stored`, `region` or `open`",
            ),
        ];
        for (text, place, cause, hint) in cases {
            let error = row(text).expect_err(text);
            assert_eq!((error.cause, text.get(error.error.span.range())), (cause, Some(place)), "{text}");
            assert_eq!(error.error.hints, [hint], "{text}");
        }
    }
}
