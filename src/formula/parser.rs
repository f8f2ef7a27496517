//! From tokens to a tree. Precedence from the loosest: `or`, `and`, `not`, comparisons, `+ -`, `* /`.

use crate::diag::{did_you_mean, nearest, one_of};
use crate::formula::function::{FUNCTIONS, OTHER_NAMES, find};
use crate::formula::lexer::{Token, tokens};
use crate::formula::{Expression, ExpressionError, Function, FunctionKind, Node, NodeKind, Sign};
use crate::text::{Span, Spanned};

/// How deep parentheses, functions and `not` may nest: far more than anyone writes, far less than the stack holds.
const MAX_DEPTH: usize = 64;

impl Expression {
    /// Reads an expression; the first mistake is reported at its place.
    pub(crate) fn parse(text: &str) -> Result<Expression, ExpressionError> {
        let mut parser = Parser { tokens: tokens(text)?, at: 0, end: text.len(), depth: 0 };
        if parser.tokens.is_empty() {
            return Err(ExpressionError::new(Span::new(0..text.len()), "the expression is empty"));
        }
        let root = parser.any()?;
        match parser.peek() {
            None => Ok(Expression { root }),
            Some(token) => Err(left_over(token, text)),
        }
    }

    /// Reads an expression that must give a value: comparisons, `and`, `or` and `not` are mistakes.
    pub(crate) fn parse_formula(text: &str) -> Result<Expression, ExpressionError> {
        let expression = Expression::parse(text)?;
        match expression.first_condition() {
            None => Ok(expression),
            Some(span) => Err(ExpressionError::new(span, "a formula gives a value, not a condition")
                .hint("conditions stand in `where`, `that` and behind the id of a `fact:` link")),
        }
    }
}

struct Parser {
    tokens: Vec<Spanned<Token>>,
    at: usize,
    /// Length of the string.
    end: usize,
    depth: usize,
}

impl Parser {
    fn peek(&self) -> Option<&Spanned<Token>> {
        self.tokens.get(self.at)
    }

    fn next(&mut self) -> Option<Spanned<Token>> {
        let token = self.peek().cloned();
        self.at += 1;
        token
    }

    fn eat(&mut self, wanted: &Token) -> Option<Span> {
        let span = self.peek().filter(|token| token.value == *wanted)?.span;
        self.at += 1;
        Some(span)
    }

    fn any(&mut self) -> Result<Node, ExpressionError> {
        let mut parts = vec![self.all()?];
        while self.eat(&Token::Or).is_some() {
            parts.push(self.all()?);
        }
        Ok(chain(parts, NodeKind::Any))
    }

    fn all(&mut self) -> Result<Node, ExpressionError> {
        let mut parts = vec![self.negation()?];
        while self.eat(&Token::And).is_some() {
            parts.push(self.negation()?);
        }
        Ok(chain(parts, NodeKind::All))
    }

    fn negation(&mut self) -> Result<Node, ExpressionError> {
        let Some(not) = self.eat(&Token::Not) else { return self.comparison() };
        let inner = self.nested(not, Parser::negation)?;
        let span = not.joined(inner.span);
        Ok(Node { kind: NodeKind::Not(Box::new(inner)), span })
    }

    fn comparison(&mut self) -> Result<Node, ExpressionError> {
        let left = self.sum()?;
        let Some(Token::Compare(comparison)) = self.peek().map(|token| token.value.clone()) else {
            return Ok(left);
        };
        self.at += 1;
        let right = self.sum()?;
        if let Some(Spanned { value: Token::Compare(_), span }) = self.peek() {
            return Err(ExpressionError::new(*span, "comparisons do not chain")
                .hint("join two with `and`: `1 < a and a < 3`"));
        }
        let span = left.span.joined(right.span);
        Ok(Node { kind: NodeKind::Compare(Box::new((left, right)), comparison), span })
    }

    fn sum(&mut self) -> Result<Node, ExpressionError> {
        self.terms((&Token::Plus, &Token::Minus), Parser::product, NodeKind::Sum)
    }

    fn product(&mut self) -> Result<Node, ExpressionError> {
        self.terms((&Token::Times, &Token::Divide), Parser::value, NodeKind::Product)
    }

    /// Operands with operators of one rank between them, from left to right, as one flat node.
    fn terms(
        &mut self,
        (direct, inverse): (&Token, &Token),
        operand: fn(&mut Parser) -> Result<Node, ExpressionError>,
        kind: fn(Vec<(Sign, Node)>) -> NodeKind,
    ) -> Result<Node, ExpressionError> {
        let first = operand(self)?;
        let mut span = first.span;
        let mut terms = vec![(Sign::Direct, first)];
        loop {
            let sign = match self.peek() {
                Some(token) if token.value == *direct => Sign::Direct,
                Some(token) if token.value == *inverse => Sign::Inverse,
                _ => break,
            };
            self.at += 1;
            let term = operand(self)?;
            span = span.joined(term.span);
            terms.push((sign, term));
        }
        match terms.pop() {
            Some((_, only)) if terms.is_empty() => Ok(only),
            last => {
                terms.extend(last);
                Ok(Node { kind: kind(terms), span })
            }
        }
    }

    fn value(&mut self) -> Result<Node, ExpressionError> {
        let Some(Spanned { value: token, span }) = self.next() else {
            let end = Span::new(self.end..self.end);
            return Err(ExpressionError::new(end, "the expression ends where a value is expected"));
        };
        let kind = match token {
            Token::Number(number) => NodeKind::Number(number),
            Token::Text(text) => NodeKind::Text(text),
            Token::Truth(truth) => NodeKind::Truth(truth),
            Token::OwnColumn(name) => NodeKind::OwnColumn(name),
            Token::Selector(selector) => NodeKind::Column(selector),
            Token::Name(name) if self.is_called(&name, span) => return self.call(&name, span),
            Token::Name(name) => NodeKind::Name(name),
            Token::Open => return self.parentheses(span),
            other => return Err(no_value(&other, span)),
        };
        Ok(Node { kind, span })
    }

    fn parentheses(&mut self, open: Span) -> Result<Node, ExpressionError> {
        let inner = self.nested(open, Parser::any)?;
        let close = self.close(open)?;
        Ok(Node { kind: inner.kind, span: open.joined(close) })
    }

    fn close(&mut self, open: Span) -> Result<Span, ExpressionError> {
        if let Some(close) = self.eat(&Token::Close) {
            return Ok(close);
        }
        match self.peek() {
            None => Err(ExpressionError::new(open, "this parenthesis is not closed")),
            Some(token) => Err(misplaced(token)),
        }
    }

    /// A name directly before `(`, or a known function with a blank between.
    fn is_called(&self, name: &str, span: Span) -> bool {
        let open = self.peek().filter(|token| token.value == Token::Open);
        open.is_some_and(|open| open.span.start == span.end || find(name).is_some())
    }

    fn call(&mut self, name: &str, span: Span) -> Result<Node, ExpressionError> {
        let Some(function) = find(name) else { return Err(unknown_function(name, span)) };
        let open = self.next().map_or(span, |open| open.span);
        let mut arguments = Vec::new();
        if self.peek().is_none_or(|token| token.value != Token::Close) {
            arguments.push(self.nested(open, Parser::any)?);
            while self.eat(&Token::Comma).is_some() {
                arguments.push(self.nested(open, Parser::any)?);
            }
        }
        let span = span.joined(self.close(open)?);
        let kind = called(function, arguments, span)?;
        Ok(Node { kind, span })
    }

    fn nested(
        &mut self,
        at: Span,
        read: fn(&mut Parser) -> Result<Node, ExpressionError>,
    ) -> Result<Node, ExpressionError> {
        if self.depth == MAX_DEPTH {
            return Err(ExpressionError::new(at, format!("nested more than {MAX_DEPTH} deep"))
                .hint("give a part a name: a fact or column of its own"));
        }
        self.depth += 1;
        let node = read(self);
        self.depth -= 1;
        node
    }
}

fn chain(mut parts: Vec<Node>, kind: fn(Vec<Node>) -> NodeKind) -> Node {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        last => {
            parts.extend(last);
            let span = parts.iter().map(|part| part.span).reduce(Span::joined).unwrap_or_default();
            Node { kind: kind(parts), span }
        }
    }
}

/// A function with its values, if there are as many as it takes.
fn called(function: &Function, arguments: Vec<Node>, span: Span) -> Result<NodeKind, ExpressionError> {
    let count = arguments.len();
    let message = match (function.kind, <[Node; 2]>::try_from(arguments)) {
        (FunctionKind::Pair(pair), Ok([a, b])) => return Ok(NodeKind::Pair(pair, Box::new((a, b)))),
        (FunctionKind::Pair(_), Err(_)) => format!("`{}` takes 2 values, not {count}", function.name),
        (FunctionKind::Aggregate(aggregate), Ok(two)) => {
            return Ok(NodeKind::Aggregate(aggregate, two.into()));
        }
        (FunctionKind::Aggregate(aggregate), Err(values)) if count > 0 => {
            return Ok(NodeKind::Aggregate(aggregate, values));
        }
        (FunctionKind::Aggregate(_), Err(_)) => format!("`{}` takes at least one value", function.name),
    };
    Err(ExpressionError::new(span, message).hint(format!("for example `{}`", function.example)))
}

fn unknown_function(name: &str, span: Span) -> ExpressionError {
    let names = || FUNCTIONS.iter().map(|function| function.name);
    let other = OTHER_NAMES.iter().find(|(other, _)| *other == name.to_lowercase());
    let error = ExpressionError::new(span, format!("`{name}` is no function"));
    match (other, did_you_mean(name, names())) {
        (Some((_, ours)), _) => error.hint(format!("write {ours}")),
        (None, Some(hint)) => error.hint(hint),
        (None, None) => {
            let all: Vec<String> = names().map(|name| format!("`{name}`")).collect();
            error.hint(format!("there are {}", all.join(", ")))
        }
    }
}

/// A token where a value must begin.
fn no_value(token: &Token, span: Span) -> ExpressionError {
    let before = match token {
        Token::Close => "a value is missing before `)`",
        Token::Comma => "a value is missing before `,`",
        Token::Not => "`not` stands before a whole condition",
        Token::And => "a condition is missing before `and`",
        Token::Or => "a condition is missing before `or`",
        _ => "a value is missing before this operator",
    };
    let error = ExpressionError::new(span, before);
    if *token == Token::Not { error.hint("put parentheses around it: `(not a)`") } else { error }
}

/// A token behind a complete value, inside parentheses.
fn misplaced(token: &Spanned<Token>) -> ExpressionError {
    match &token.value {
        Token::Comma => ExpressionError::new(token.span, "`,` stands only between the values of a function"),
        Token::Close => ExpressionError::new(token.span, "this parenthesis closes none"),
        Token::Name(name) => {
            let message = format!("an operator is missing before `{name}`");
            let word = nearest(name, ["and", "or", "not"]);
            ExpressionError::new(token.span, message)
                .maybe_hint(word.map(|word| format!("did you mean `{word}`?")))
        }
        _ => ExpressionError::new(token.span, "an operator is missing before this value")
            .hint(format!("values are joined by {}", one_of(["+", "-", "*", "/", "and", "or"]))),
    }
}

/// A token behind the end of the expression.
fn left_over(token: &Spanned<Token>, text: &str) -> ExpressionError {
    let error = misplaced(token);
    let is_unquoted_text =
        text.contains('=') && matches!(token.value, Token::Name(_)) && error.hints.is_empty();
    let hint = "a text stands in single quotation marks: `'two words'`";
    if is_unquoted_text { error.hint(hint) } else { error }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::references::Reference;

    /// The tree with all its parentheses.
    fn shape(node: &Node) -> String {
        let list = |nodes: &[Node], between: &str| nodes.iter().map(shape).collect::<Vec<_>>().join(between);
        let signed = |terms: &[(Sign, Node)], direct: &str, inverse: &str| {
            let mut text = String::new();
            for (at, (sign, node)) in terms.iter().enumerate() {
                let between = if *sign == Sign::Direct { direct } else { inverse };
                text.push_str(if at == 0 { "" } else { between });
                text.push_str(&shape(node));
            }
            format!("({text})")
        };
        match &node.kind {
            NodeKind::Number(number) => number.to_string(),
            NodeKind::Text(text) => format!("'{text}'"),
            NodeKind::Truth(truth) => truth.to_string(),
            NodeKind::Name(name) => name.to_string(),
            NodeKind::OwnColumn(name) => format!("\"{name}\""),
            NodeKind::Column(selector) => {
                format!("{}[{}].{}", selector.table.value, selector.conditions.len(), selector.column.value)
            }
            NodeKind::Aggregate(kind, arguments) => format!("{kind:?}({})", list(arguments, ", ")),
            NodeKind::Pair(kind, pair) => format!("{kind:?}({}, {})", shape(&pair.0), shape(&pair.1)),
            NodeKind::Sum(terms) => signed(terms, " + ", " - "),
            NodeKind::Product(terms) => signed(terms, " * ", " / "),
            NodeKind::Compare(sides, comparison) => {
                format!("({} {} {})", shape(&sides.0), comparison.sign(), shape(&sides.1))
            }
            NodeKind::Not(inner) => format!("(not {})", shape(inner)),
            NodeKind::All(parts) => format!("({})", list(parts, " and ")),
            NodeKind::Any(parts) => format!("({})", list(parts, " or ")),
        }
    }

    #[test]
    fn precedence_is_that_of_arithmetic() {
        let cases = [
            ("a + b * c - d", "(a + (b * c) - d)"),
            ("(a + b) * c / d", "((a + b) * c / d)"),
            ("a - (b - c)", "(a - (b - c))"),
            ("a > 1 and not b == 2 or c", "(((a > 1) and (not (b == 2))) or c)"),
            ("not (a or b)", "(not (a or b))"),
            ("a + 1 >= b * 2", "((a + 1) >= (b * 2))"),
            ("azure-2026-01 / azure-2025-07", "(azure-2026-01 / azure-2025-07)"),
            ("a-b - c", "(a-b - c)"),
            ("other/a-1 * -2.50", "(other/a-1 * -2.50)"),
            ("sum(budget[year=2024,kind=x].spent)", "Sum(budget[2].spent)"),
            ("budget.\"Spent (m)\"", "budget[0].Spent (m)"),
            ("\"Spent (m)\" > 0", "(\"Spent (m)\" > 0)"),
            ("category == 'it''s'", "(category == 'it's')"),
            ("max (a, -1,+2)", "Max(a, -1, 2)"),
            ("change(a, b) != 0.5", "(Change(a, b) != 0.5)"),
            ("\ta\n+ b ", "(a + b)"),
            ("min", "min"),
            ("verified == true", "(verified == true)"),
            ("((a))", "a"),
            ("Preço * naïve_2", "(Preço * naïve_2)"),
        ];
        for (text, expected) in cases {
            let expression = Expression::parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
            assert_eq!(shape(&expression.root), expected, "{text}");
        }
    }

    #[test]
    fn every_example_of_a_function_is_an_expression() {
        for function in FUNCTIONS {
            assert!(Expression::parse(function.example).is_ok(), "{}", function.example);
        }
    }

    #[test]
    fn mistakes_are_shown_at_their_place_with_a_way_out() {
        let cases = [
            ("", "", "the expression is empty", ""),
            ("  ", "  ", "the expression is empty", ""),
            (
                "a -b",
                "-",
                "`-` needs a blank on both sides",
                "write `a - b`; without blanks a hyphen belongs to a name, as in `a-b`",
            ),
            (
                "a- b",
                "-",
                "`-` needs a blank on both sides",
                "write `a - b`; without blanks a hyphen belongs to a name, as in `a-b`",
            ),
            (
                "a -5",
                "-",
                "`-` needs a blank on both sides",
                "write `a - b`; without blanks a hyphen belongs to a name, as in `a-b`",
            ),
            (
                "5-2",
                "-",
                "`-` needs a blank on both sides",
                "write `a - b`; without blanks a hyphen belongs to a name, as in `a-b`",
            ),
            (
                "(a)/b",
                "/",
                "`/` needs a blank on both sides",
                "write `a / b`; without blanks `a/b` names a fact of another investigation",
            ),
            ("a*b", "*", "`*` needs a blank on both sides", "write `a * b`"),
            ("a>3", ">", "`>` needs a blank on both sides", "write `a > b`"),
            (
                "year=2024",
                "=",
                "`=` is no operator",
                "a comparison is written ` == `, with a blank on both sides; a single `=` stands only in selectors",
            ),
            (
                "year = 2024",
                "=",
                "`=` is no operator",
                "a comparison is written ` == `, with a blank on both sides; a single `=` stands only in selectors",
            ),
            (
                "a === b",
                "===",
                "`===` is no operator",
                "a comparison is written ` == `, with a blank on both sides",
            ),
            (
                "a <> b",
                "<>",
                "`<>` is no operator",
                "a comparison is written ` != `, with a blank on both sides",
            ),
            ("a && b", "&&", "`&&` is no operator", "write `and`"),
            ("!a", "!", "`!` is no operator", "write `not`"),
            ("a − b", "−", "`−` is no operator", "write the hyphen ` - `"),
            ("a ≥ 3", "≥", "`≥` is no operator", "write ` >= `"),
            (
                "5 % 2",
                "%",
                "`%` is no operator",
                "per cent is the `unit = \"%\"` of a fact or column; write 0.05 for 5 %",
            ),
            (
                "a == “x”",
                "“",
                "`“` is no operator",
                "a text stands in straight single quotation marks: `'…'`",
            ),
            ("a ? b", "?", "`?` has no meaning in an expression", ""),
            ("-a", "-", "only a number may carry a sign", "write `-1 * ` before a value"),
            ("a * -b", "-", "only a number may carry a sign", "write `-1 * ` before a value"),
            ("a + - b", "-", "a value is missing before `-`", ""),
            ("a + * b", "*", "a value is missing before this operator", ""),
            ("1 < a < 3", "<", "comparisons do not chain", "join two with `and`: `1 < a and a < 3`"),
            ("avg(a)", "avg", "`avg` is no function", "write `mean`"),
            ("mediam(a)", "mediam", "`mediam` is no function", "did you mean `median`?"),
            (
                "zzzzzz(a)",
                "zzzzzz",
                "`zzzzzz` is no function",
                "there are `min`, `max`, `sum`, `count`, `mean`, `median`, `change`, `share`, `months`, `years`",
            ),
            (
                "change(a)",
                "change(a)",
                "`change` takes 2 values, not 1",
                "for example `change(azure-2025-07, azure-2026-01)`",
            ),
            (
                "sum()",
                "sum()",
                "`sum` takes at least one value",
                "for example `sum(budget[year=2024].spent)`",
            ),
            ("(a + b", "(", "this parenthesis is not closed", ""),
            ("sum(a, b", "(", "this parenthesis is not closed", ""),
            ("a + b)", ")", "this parenthesis closes none", ""),
            ("a + ", "", "the expression ends where a value is expected", ""),
            ("a and", "", "the expression ends where a value is expected", ""),
            ("()", ")", "a value is missing before `)`", ""),
            ("max(a,)", ")", "a value is missing before `)`", ""),
            ("a b", "b", "an operator is missing before `b`", ""),
            ("a AND b", "AND", "an operator is missing before `AND`", "did you mean `and`?"),
            (
                "a 5",
                "5",
                "an operator is missing before this value",
                "values are joined by `+`, `-`, `*`, `/`, `and` or `or`",
            ),
            (
                "kind == New York",
                "York",
                "an operator is missing before `York`",
                "a text stands in single quotation marks: `'two words'`",
            ),
            (
                "a == not b",
                "not",
                "`not` stands before a whole condition",
                "put parentheses around it: `(not a)`",
            ),
            ("a, b", ",", "`,` stands only between the values of a function", ""),
            ("1,400", ",", "numbers are written without commas", "write `1400`, and `.` before a fraction"),
            (".5", ".", "a number begins with a digit", "write `0` before the `.`"),
            (
                "5. + 1",
                "5.",
                "`5.` is no number",
                "a number has digits and at most one `.`; it takes the unit of what it is compared with",
            ),
            (
                "5TB",
                "5TB",
                "`5TB` is no number",
                "a number has digits and at most one `.`; it takes the unit of what it is compared with",
            ),
            (
                "month == 2026-01",
                "2026-01",
                "`2026-01` is no number",
                "a month or day stands in single quotation marks: `'2026-01'`",
            ),
            (
                "99999999999999999999999999999",
                "99999999999999999999999999999",
                "`99999999999999999999999999999` has more digits than a number can hold",
                "28 digits fit",
            ),
            ("'open", "'", "the quotation mark `'` is not closed", ""),
            (
                "budget [year=2024].spent",
                "[",
                "`[` has no meaning in an expression",
                "a selector follows its table without a blank: `storage[month=2026-01].stored`",
            ),
        ];
        for (text, place, message, hint) in cases {
            let error = Expression::parse(text).expect_err(text);
            assert_eq!((text.get(error.span.range()), &*error.message), (Some(place), message), "{text}");
            let hints: Vec<&str> = Some(hint).filter(|hint| !hint.is_empty()).into_iter().collect();
            assert_eq!(error.hints, hints, "{text}");
        }
    }

    #[test]
    fn nesting_has_an_end_and_chains_have_none() {
        let nested = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
        assert!(Expression::parse(&nested(MAX_DEPTH)).is_ok());
        let error = Expression::parse(&nested(100_000)).expect_err("too deep");
        assert_eq!(error.message, "nested more than 64 deep");
        assert!(Expression::parse(&"not ".repeat(100_000)).is_err());
        assert!(Expression::parse(&"min(".repeat(100_000)).is_err());
        let chain = format!("a{}", " + a".repeat(100_000));
        let expression = Expression::parse(&chain).expect("a long sum");
        assert_eq!(expression.references().len(), 100_001);
    }

    #[test]
    fn names_are_told_for_dependencies() {
        let expression = Expression::parse("a-1 / sum(t[k=v].c) > \"Own (x)\"").expect("an expression");
        let references = expression.references();
        assert_eq!(references.len(), 3);
        assert!(matches!(references[0].value, Reference::Name("a-1")));
        assert!(matches!(references[1].value, Reference::Column(selector) if &*selector.table.value == "t"));
        assert!(matches!(references[2].value, Reference::OwnColumn("Own (x)")));
    }

    #[test]
    fn a_formula_is_no_condition() {
        assert!(Expression::parse_formula("a / b - 1").is_ok());
        for text in ["a > 1", "not a", "a and b", "sum(a, (b == 1))", "true"] {
            let error = Expression::parse_formula(text).expect_err(text);
            assert_eq!(error.message, "a formula gives a value, not a condition");
        }
    }

    /// Whatever bytes come: a result or an error inside the string, never a panic.
    #[test]
    fn no_text_breaks_the_parser() {
        let pieces = [
            "a", "-", " ", "(", ")", "[", "]", "=", ".", ",", "1", "'", "\"", "é", "sum(", " and ",
            "\u{2212}", "/", " > ", "not ", "5.", "\t", "日",
        ];
        let mut state = 7_u64;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..12 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(pieces[(state >> 33) as usize % pieces.len()]);
            }
            if let Err(error) = Expression::parse(&text) {
                assert!(text.get(error.span.range()).is_some(), "{text}: {error:?}");
            }
        }
    }
}
