//! Tokens of an expression. Blanks matter: operators and comparisons stand between them, since a hyphen or a slash
//! without blanks belongs to a name.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::formula::selector::{Cursor, Name, read_name, read_quoted, starts_word};
use crate::formula::{ExpressionError, Selector};
use crate::interval::Comparison;
use crate::text::{Span, Spanned};

/// The smallest part with a meaning.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Number(Decimal),
    Text(Arc<str>),
    Truth(bool),
    Name(Arc<str>),
    OwnColumn(Arc<str>),
    Selector(Selector),
    Plus,
    Minus,
    Times,
    Divide,
    Compare(Comparison),
    And,
    Or,
    Not,
    Open,
    Close,
    Comma,
}

impl Token {
    /// Whether a value ends with it, so that an operator may follow.
    fn ends_value(&self) -> bool {
        matches!(
            self,
            Token::Number(_)
                | Token::Text(_)
                | Token::Truth(_)
                | Token::Name(_)
                | Token::OwnColumn(_)
                | Token::Selector(_)
                | Token::Close
        )
    }
}

/// Signs with a meaning between two blanks, longer ones before those that they begin with.
const OPERATORS: &[(&str, Token)] = &[
    ("<=", Token::Compare(Comparison::LessOrEqual)),
    (">=", Token::Compare(Comparison::GreaterOrEqual)),
    ("==", Token::Compare(Comparison::Equal)),
    ("!=", Token::Compare(Comparison::NotEqual)),
    ("<", Token::Compare(Comparison::Less)),
    (">", Token::Compare(Comparison::Greater)),
    ("+", Token::Plus),
    ("-", Token::Minus),
    ("*", Token::Times),
    ("/", Token::Divide),
];

/// Signs of other languages, and what is written here instead; longer ones first.
const FOREIGN: &[(&str, &str)] = &[
    ("===", "a comparison is written ` == `, with a blank on both sides"),
    ("<>", "a comparison is written ` != `, with a blank on both sides"),
    ("=>", "a comparison is written ` >= `, with a blank on both sides"),
    ("=<", "a comparison is written ` <= `, with a blank on both sides"),
    ("&&", "write `and`"),
    ("||", "write `or`"),
    ("**", "there are no powers; multiply"),
    ("//", "a quotient is written ` / `"),
    ("≥", "write ` >= `"),
    ("≤", "write ` <= `"),
    ("≠", "write ` != `"),
    ("−", "write the hyphen ` - `"),
    ("–", "write the hyphen ` - `"),
    ("—", "write the hyphen ` - `"),
    ("×", "write ` * `"),
    ("·", "write ` * `"),
    ("÷", "write ` / `"),
    (":", "a quotient is written ` / `"),
    ("^", "there are no powers; multiply"),
    ("&", "write `and`"),
    ("|", "write `or`"),
    ("!", "write `not`"),
    ("%", "per cent is the `unit = \"%\"` of a fact or column; write 0.05 for 5 %"),
    ("‘", "a text stands in straight single quotation marks: `'…'`"),
    ("’", "a text stands in straight single quotation marks: `'…'`"),
    ("“", "a text stands in straight single quotation marks: `'…'`"),
    ("”", "a text stands in straight single quotation marks: `'…'`"),
    ("„", "a text stands in straight single quotation marks: `'…'`"),
    (
        "=",
        "a comparison is written ` == `, with a blank on both sides; a single `=` stands only in selectors",
    ),
];

/// Splits an expression into tokens; the first mistake ends it.
pub(super) fn tokens(text: &str) -> Result<Vec<Spanned<Token>>, ExpressionError> {
    let mut lexer = Lexer { cursor: Cursor::new(text), depth: 0, tokens: Vec::new() };
    lexer.cursor.skip_blanks();
    while let Some(sign) = lexer.cursor.peek() {
        let start = lexer.cursor.at;
        let token = lexer.next(sign)?;
        lexer.tokens.push(Spanned::new(token, Span::new(start..lexer.cursor.at)));
        lexer.cursor.skip_blanks();
    }
    Ok(lexer.tokens)
}

struct Lexer<'a> {
    cursor: Cursor<'a>,
    /// Open parentheses.
    depth: usize,
    tokens: Vec<Spanned<Token>>,
}

impl Lexer<'_> {
    fn next(&mut self, sign: char) -> Result<Token, ExpressionError> {
        match sign {
            '(' | ')' | ',' => self.punctuation(sign),
            '\'' => Ok(Token::Text(read_quoted(&mut self.cursor)?.value)),
            '0'..='9' => self.number(),
            '+' | '-' if !self.follows_value() => self.signed_number(sign),
            '.' if self.cursor.peek_second().is_some_and(|next| next.is_ascii_digit()) => {
                let message = "a number begins with a digit";
                Err(ExpressionError::new(self.cursor.span_from(self.cursor.at), message)
                    .hint("write `0` before the `.`"))
            }
            sign if sign == '"' || starts_word(sign) => self.name(),
            _ => self.operator(sign),
        }
    }

    fn follows_value(&self) -> bool {
        self.tokens.last().is_some_and(|token| token.value.ends_value())
    }

    fn punctuation(&mut self, sign: char) -> Result<Token, ExpressionError> {
        let start = self.cursor.at;
        self.cursor.bump();
        match sign {
            '(' => {
                self.depth += 1;
                Ok(Token::Open)
            }
            ')' => {
                self.depth = self.depth.saturating_sub(1);
                Ok(Token::Close)
            }
            _ => {
                let in_number = self.depth == 0
                    && matches!(self.tokens.last(), Some(last) if matches!(last.value, Token::Number(_)))
                    && self.cursor.peek().is_some_and(|next| next.is_ascii_digit());
                if !in_number {
                    return Ok(Token::Comma);
                }
                let message = "numbers are written without commas";
                Err(ExpressionError::new(Span::new(start..self.cursor.at), message)
                    .hint("write `1400`, and `.` before a fraction"))
            }
        }
    }

    fn name(&mut self) -> Result<Token, ExpressionError> {
        Ok(match read_name(&mut self.cursor)? {
            Name::Selector(selector) => Token::Selector(selector),
            Name::Quoted(name) => Token::OwnColumn(name),
            Name::Word(word) => match &*word {
                "and" => Token::And,
                "or" => Token::Or,
                "not" => Token::Not,
                "true" => Token::Truth(true),
                "false" => Token::Truth(false),
                _ => Token::Name(word),
            },
        })
    }

    /// `-2` where no value stands before: only a number may carry a sign.
    fn signed_number(&mut self, sign: char) -> Result<Token, ExpressionError> {
        let start = self.cursor.at;
        self.cursor.bump();
        if self.cursor.peek().is_some_and(|next| next.is_ascii_digit()) {
            self.cursor.at = start;
            return self.number();
        }
        let span = Span::new(start..self.cursor.at);
        if self.tokens.is_empty() || self.cursor.peek().is_some_and(|next| !next.is_whitespace()) {
            let error = ExpressionError::new(span, "only a number may carry a sign");
            return Err(if sign == '-' { error.hint("write `-1 * ` before a value") } else { error });
        }
        Err(ExpressionError::new(span, format!("a value is missing before `{sign}`")))
    }

    fn number(&mut self) -> Result<Token, ExpressionError> {
        let start = self.cursor.at;
        let is_digit = |sign: char| sign.is_ascii_digit();
        self.cursor.take_while(|sign| matches!(sign, '+' | '-'));
        let whole = self.cursor.take_while(is_digit);
        if self.cursor.peek() == Some('.') && self.cursor.peek_second().is_some_and(is_digit) {
            self.cursor.bump();
            self.cursor.take_while(is_digit);
        }
        let written = self.cursor.slice_from(start);
        match self.cursor.peek() {
            Some('-') if whole.len() == 4 && self.cursor.peek_second().is_some_and(is_digit) => {
                let date =
                    format!("{written}{}", self.cursor.take_while(|sign| sign == '-' || is_digit(sign)));
                Err(ExpressionError::new(Span::new(start..self.cursor.at), format!("`{date}` is no number"))
                    .hint(format!("a month or day stands in single quotation marks: `'{date}'`")))
            }
            Some(sign) if starts_word(sign) || sign == '.' => {
                self.cursor.take_while(|sign| sign.is_alphanumeric() || matches!(sign, '.' | '_'));
                let message = format!("`{}` is no number", self.cursor.slice_from(start));
                Err(ExpressionError::new(Span::new(start..self.cursor.at), message).hint(
                    "a number has digits and at most one `.`; it takes the unit of what it is compared with",
                ))
            }
            _ => Decimal::from_str_exact(written.trim_start_matches('+')).map(Token::Number).map_err(|_| {
                let message = format!("`{written}` has more digits than a number can hold");
                ExpressionError::new(Span::new(start..self.cursor.at), message).hint("28 digits fit")
            }),
        }
    }

    fn operator(&mut self, sign: char) -> Result<Token, ExpressionError> {
        let start = self.cursor.at;
        let rest = self.cursor.rest();
        if let Some((foreign, hint)) = FOREIGN.iter().find(|(foreign, _)| rest.starts_with(foreign))
            && !OPERATORS.iter().any(|(own, _)| own.len() >= foreign.len() && rest.starts_with(own))
        {
            let message = format!("`{foreign}` is no operator");
            return Err(ExpressionError::new(Span::new(start..start + foreign.len()), message).hint(*hint));
        }
        let Some((written, token)) = OPERATORS.iter().find(|(own, _)| rest.starts_with(own)) else {
            let message = format!("`{sign}` has no meaning in an expression");
            let error = ExpressionError::new(self.cursor.span_from(start), message);
            let hint = "a selector follows its table without a blank: `storage[month=2026-01].stored`";
            return Err(if sign == '[' { error.hint(hint) } else { error });
        };
        let blank_before = self.cursor.before().is_none_or(char::is_whitespace);
        self.cursor.at += written.len();
        let blank_after = self.cursor.peek().is_none_or(char::is_whitespace);
        if blank_before && blank_after {
            return Ok(token.clone());
        }
        let message = format!("`{written}` needs a blank on both sides");
        let why = match *written {
            "-" => "; without blanks a hyphen belongs to a name, as in `a-b`",
            "/" => "; without blanks `a/b` names a fact of another investigation",
            _ => "",
        };
        Err(ExpressionError::new(Span::new(start..self.cursor.at), message)
            .hint(format!("write `a {written} b`{why}")))
    }
}
