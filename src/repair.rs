//! TOML with mistakes: each mistake once, at its place, and the text without the statements that have one.
//!
//! The parser goes on behind a mistake, but then takes the rest of an open list or string for a part of it, and tells
//! many mistakes where one was made. So the first is taken, its statement is blanked out, and the text is read again.

use std::ops::Range;

use toml::de::{DeTable, Error};

/// Mistakes that are told of one file; whoever has more will repair these first.
const MOST: usize = 40;

/// One mistake of grammar.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Mistake {
    /// Bytes of the text.
    pub(crate) at: Range<usize>,
    /// What is wrong.
    pub(crate) message: String,
    /// The way out, where it can be told.
    pub(crate) hint: Option<String>,
}

/// Every mistake of the text, and the text as long as before with blanks where mistakes were.
pub(crate) fn repair(text: &str) -> (Vec<Mistake>, String) {
    let mut text = text.to_owned();
    let mut mistakes = Vec::new();
    while mistakes.len() < MOST {
        let (_, errors) = DeTable::parse_recoverable(&text);
        let Some(first) = errors.iter().min_by_key(|error| start_of(error, &text)) else { break };
        let (mistake, statement) = judge(first, &text);
        mistakes.push(mistake);
        let blanked = blank(&text, statement);
        if blanked == text {
            break;
        }
        text = blanked;
    }
    (mistakes, text)
}

fn start_of(error: &Error, text: &str) -> usize {
    error.span().map_or(text.len(), |span| span.start).min(text.trim_end().len())
}

/// The mistake, and the lines that must go with it.
fn judge(error: &Error, text: &str) -> (Mistake, Range<usize>) {
    let message = error.message().lines().next().unwrap_or("this is not TOML");
    let start = start_of(error, text);
    let end = error.span().map_or(start, |span| span.end).clamp(start, text.len());
    let line = line_start(text, start);
    let own = statement_line(text, line);
    if let Some(mistake) = unclosed(message, text, start, line) {
        let statement = statement_line(text, line_start(text, mistake.at.start));
        return (mistake, statement..line);
    }
    let is_header = text.get(own..).is_some_and(|rest| rest.trim_start_matches([' ', '\t']).starts_with('['));
    let ends = |line: &str| if is_header { line.trim_start().starts_with('[') } else { begins(line) };
    let mut next = line_end(text, line);
    while next < text.len() && !ends(line_at(text, next)) {
        next = line_end(text, next);
    }
    let hint = match partial_date(line_at(text, line)) {
        Some(date) => Some(format!("write a partial date in quotes: `\"{date}\"`")),
        None if message.starts_with("duplicate key") => Some("keep one of the two".to_owned()),
        None => message.ends_with("expected `\"`").then(|| "close the text with `\"`".to_owned()),
    };
    (Mistake { at: start..end, message: lower_first(message), hint }, own..next)
}

/// A list or table that the line before should have closed: where a new statement begins, the parser wants a comma.
fn unclosed(message: &str, text: &str, start: usize, line: usize) -> Option<Mistake> {
    let what = if message.contains("array") {
        ("list", ']')
    } else if message.contains("inline table") || message.contains("key-value pairs") {
        ("table", '}')
    } else {
        return None;
    };
    let before = text.get(..line)?;
    let first = text.get(line..start)?;
    if line == 0 || !first.trim().is_empty() || !begins(line_at(text, line)) {
        return None;
    }
    let at = before.trim_end().len();
    let message = format!("this {} is not closed, expected `{}`", what.0, what.1);
    Some(Mistake { at: at..at, message, hint: Some(format!("write `{}` at its end", what.1)) })
}

/// The start of the statement that a line belongs to.
fn statement_line(text: &str, mut line: usize) -> usize {
    while line > 0 && !begins(line_at(text, line)) {
        line = line_start(text, line - 1);
    }
    line
}

/// Whether a line looks like the first one of a statement: a header, or a key with its sign.
fn begins(line: &str) -> bool {
    let line = line.trim();
    let key = line.split_once('=').map(|(key, _)| key.trim());
    let plain = |sign: char| sign.is_alphanumeric() || "_-.\"' ".contains(sign);
    line.starts_with('[') || key.is_some_and(|key| !key.is_empty() && key.chars().all(plain))
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
}

fn line_at(text: &str, start: usize) -> &str {
    text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default()
}

/// Where the next line begins.
fn line_end(text: &str, start: usize) -> usize {
    text.get(start..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| start + end + 1)
}

/// The text with blanks in a stretch of it; the lines stay.
fn blank(text: &str, range: Range<usize>) -> String {
    let (Some(before), Some(gone), Some(after)) =
        (text.get(..range.start), text.get(range.clone()), text.get(range.end..))
    else {
        return text.to_owned();
    };
    let gone: String = gone.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    format!("{before}{gone}{after}")
}

/// `2026-01` where a value stands: TOML knows no partial dates.
fn partial_date(line: &str) -> Option<&str> {
    let value = line.split_once('=')?.1.trim();
    let word = value.split([' ', '#', ',', '}']).next()?;
    let shape: String = word.chars().map(|sign| if sign.is_ascii_digit() { '9' } else { sign }).collect();
    (shape == "9999-99").then_some(word)
}

fn lower_first(message: &str) -> String {
    let mut letters = message.chars();
    let first = letters.next().map(|letter| letter.to_lowercase().to_string()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line, counted from 1, and the words of each mistake.
    fn told(text: &str) -> Vec<(usize, String)> {
        let line = |at: usize| text[..at].matches('\n').count() + 1;
        repair(text).0.into_iter().map(|mistake| (line(mistake.at.start), mistake.message)).collect()
    }

    #[test]
    fn each_mistake_is_told_once() {
        let text = "a = [\"x\"\nb = true\nc = { d = 1\n[e]\nf = 2026-01\ng = \n[h]\ni = \"x\n";
        let lines: Vec<usize> = told(text).into_iter().map(|(line, _)| line).collect();
        assert_eq!(lines, [1, 3, 5, 6, 8], "{:?}", told(text));
        assert!(told(text)[0].1.contains("this list is not closed"));
        let (_, rest) = repair(text);
        assert_eq!(rest.len(), text.len());
        assert_eq!(rest.split_whitespace().collect::<Vec<_>>().join(" "), "b = true [e] [h]");
    }

    #[test]
    fn a_table_that_stands_twice_is_one_mistake() {
        let text = "[a]\nb = 1\nc = 2\n[a]\nb = 1\nc = 2\n[d]\nb = 1\nb = 2\n";
        let lines: Vec<usize> = told(text).into_iter().map(|(line, _)| line).collect();
        assert_eq!(lines, [4, 9], "{:?}", told(text));
    }

    #[test]
    fn lists_of_several_lines_go_as_a_whole() {
        let text = "a = [\n  \"x\",\n  y,\n  \"z\",\n]\nb = 1\n";
        assert_eq!(told(text).len(), 1, "{:?}", told(text));
        assert_eq!(repair(text).1.trim(), "b = 1");
    }

    #[test]
    fn it_ends_whatever_stands_there() {
        for text in
            ["", "=", "[", "\"\"\"", "a = \"\"\"\nb = 1", "é = [", "\u{0}\n\u{0}", "[[[[", "a.b.c = ]]]"]
        {
            assert_eq!(repair(text).1.len(), text.len(), "{text:?}");
        }
    }
}
