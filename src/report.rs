//! Diagnostics as text: for people with a picture of the place, as JSON lines, as annotations of GitHub.
//!
//! An edge: it knows of terminals. What it is handed is complete; it decides nothing.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Write as _;
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::{Deserialize, Serialize};

use crate::codes;
use crate::diag::{Diagnostic, Place, Severity};
use crate::pipeline::Stats;
use crate::text::{Span, position};
use crate::world::{FileError, World, built_in_text};

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// With a picture of the place.
    Human,
    /// One object a line.
    Json,
    /// Workflow commands of GitHub Actions.
    Github,
}

/// Writes to standard output. A reader that has gone, as `head` does, is no mistake: the rest is not written.
pub(crate) fn say(words: fmt::Arguments<'_>) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_fmt(words).and_then(|()| out.flush());
}

/// Writes to standard error, in the same way.
pub(crate) fn tell(words: fmt::Arguments<'_>) {
    let _ = std::io::stderr().lock().write_fmt(words);
}

/// Writes all diagnostics; `colour` is for people at a terminal only.
pub fn render(diagnostics: &[Diagnostic], world: &dyn World, format: Format, colour: bool) -> String {
    let texts = Texts::read(diagnostics, world);
    let mut out = String::new();
    for diagnostic in diagnostics {
        match format {
            Format::Human => out.push_str(&human(diagnostic, &texts, colour)),
            Format::Json => out.push_str(&json(diagnostic, &texts)),
            Format::Github => out.push_str(&github(diagnostic, &texts)),
        }
        out.push('\n');
        if format == Format::Human {
            out.push('\n');
        }
    }
    out
}

/// Texts of the files that diagnostics speak about.
struct Texts(BTreeMap<Arc<str>, Arc<str>>);

impl Texts {
    fn read(diagnostics: &[Diagnostic], world: &dyn World) -> Texts {
        let places = diagnostics.iter().flat_map(|diagnostic| {
            diagnostic.at.iter().chain(diagnostic.also.iter().map(|(place, _)| place))
        });
        let mut texts = BTreeMap::new();
        for place in places {
            if !texts.contains_key(&place.file)
                && let Some(text) = text_of(&place.file, world)
            {
                texts.insert(place.file.clone(), text);
            }
        }
        Texts(texts)
    }

    fn of(&self, place: &Place) -> &str {
        self.0.get(&place.file).map(|text| &**text).unwrap_or_default()
    }

    /// The span as a range that fits the text: on character boundaries, within it.
    fn range(&self, place: &Place) -> Range<usize> {
        let text = self.of(place);
        let fit = |offset: u32| {
            let mut at = (offset as usize).min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        fit(place.span.start)..fit(place.span.end)
    }
}

/// The text of a file; of one that is no UTF-8 what stands before the first wrong byte.
fn text_of(path: &str, world: &dyn World) -> Option<Arc<str>> {
    match world.text(path) {
        Ok(text) => Some(text.text),
        Err(FileError::NotUtf8 { before, .. }) => Some(before),
        Err(_) => built_in_text(path).map(|text| text.text),
    }
}

fn human(diagnostic: &Diagnostic, texts: &Texts, colour: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.name);
    let mut group = Group::with_title(title);
    if let Some(at) = &diagnostic.at {
        group = group.element(snippet(at, texts, AnnotationKind::Primary, None));
    }
    for (place, label) in &diagnostic.also {
        group = group.element(snippet(place, texts, AnnotationKind::Context, Some(label)));
    }
    for hint in &diagnostic.hints {
        group = group.element(Level::HELP.with_name("hint").message(hint.as_str()));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

/// The lines around a place; a file that cannot be shown is named by an empty one.
fn snippet<'a>(
    place: &'a Place,
    texts: &'a Texts,
    kind: AnnotationKind,
    label: Option<&'a str>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = texts.of(place);
    let range = one_line(text, texts.range(place));
    // Only the lines of the place: a table of 10 MB is not handed to the renderer.
    let start = text.get(..range.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let end =
        text.get(range.end..).and_then(|after| after.find('\n')).map_or(text.len(), |at| range.end + at);
    let line = position(text, u32::try_from(start).unwrap_or(0)).line as usize;
    let shown = text.get(start..end).unwrap_or_default();
    let mut annotation = kind.span(range.start - start..range.end - start);
    if let Some(label) = label {
        annotation = annotation.label(label);
    }
    Snippet::source(shown).path(&*place.file).line_start(line).annotation(annotation)
}

/// A place of many lines is shown by its first one.
fn one_line(text: &str, range: Range<usize>) -> Range<usize> {
    let words = text.get(range.clone()).unwrap_or_default();
    let first = words.lines().next().unwrap_or_default().len();
    range.start..range.start + first
}

#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    file: Option<&'a str>,
    line: Option<u32>,
    column: Option<u32>,
    end_line: Option<u32>,
    end_column: Option<u32>,
    hints: &'a [String],
    related: Vec<JsonPlace<'a>>,
}

#[derive(Serialize)]
struct JsonPlace<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    message: &'a str,
}

fn json(diagnostic: &Diagnostic, texts: &Texts) -> String {
    let at = diagnostic.at.as_ref();
    let start = at.map(|at| position(texts.of(at), at.span.start));
    let end = at.map(|at| position(texts.of(at), at.span.end));
    let related = diagnostic.also.iter().map(|(place, message)| {
        let start = position(texts.of(place), place.span.start);
        JsonPlace { file: &place.file, line: start.line, column: start.column, message }
    });
    let value = JsonDiagnostic {
        code: diagnostic.code.name,
        severity: diagnostic.severity.name(),
        message: &diagnostic.message,
        file: at.map(|at| &*at.file),
        line: start.map(|start| start.line),
        column: start.map(|start| start.column),
        end_line: end.map(|end| end.line),
        end_column: end.map(|end| end.column),
        hints: &diagnostic.hints,
        related: related.collect(),
    };
    serde_json::to_string(&value).unwrap_or_default()
}

/// What a build had to say, as it is kept beside the published folder for a build that changes nothing.
#[derive(Serialize, Deserialize)]
struct Kept {
    stats: Stats,
    diagnostics: Vec<KeptDiagnostic>,
}

#[derive(Serialize, Deserialize)]
struct KeptDiagnostic {
    code: String,
    severity: char,
    message: String,
    at: Option<(Arc<str>, u32, u32)>,
    also: Vec<((Arc<str>, u32, u32), String)>,
    hints: Vec<String>,
}

/// Writes counts and diagnostics in a form of our own; fixes are left out.
pub(crate) fn encode(stats: &Stats, diagnostics: &[Diagnostic]) -> Vec<u8> {
    let place = |place: &Place| (place.file.clone(), place.span.start, place.span.end);
    let diagnostics = diagnostics.iter().map(|diagnostic| KeptDiagnostic {
        code: diagnostic.code.name.to_owned(),
        severity: diagnostic.severity.name().chars().next().unwrap_or('e'),
        message: diagnostic.message.clone(),
        at: diagnostic.at.as_ref().map(place),
        also: diagnostic.also.iter().map(|(at, label)| (place(at), label.clone())).collect(),
        hints: diagnostic.hints.clone(),
    });
    let kept = Kept { stats: stats.clone(), diagnostics: diagnostics.collect() };
    serde_json::to_vec(&kept).unwrap_or_default()
}

/// Reads what [`encode`] wrote; `None` if it is of another version of the program.
pub(crate) fn decode(bytes: &[u8]) -> Option<(Stats, Vec<Diagnostic>)> {
    let kept: Kept = serde_json::from_slice(bytes).ok()?;
    let place = |(file, start, end): (Arc<str>, u32, u32)| Place { file, span: Span { start, end } };
    let diagnostics = kept.diagnostics.into_iter().map(|diagnostic| {
        Some(Diagnostic {
            code: codes::all::find(&diagnostic.code)?,
            severity: match diagnostic.severity {
                'w' => Severity::Warning,
                'n' => Severity::Note,
                _ => Severity::Error,
            },
            message: diagnostic.message,
            at: diagnostic.at.map(place),
            also: diagnostic.also.into_iter().map(|(at, label)| (place(at), label)).collect(),
            hints: diagnostic.hints,
            fix: None,
            languages: Vec::new(),
        })
    });
    Some((kept.stats, diagnostics.collect::<Option<_>>()?))
}

/// A workflow command: `::error file=…,line=…,col=…,title=…::message`.
fn github(diagnostic: &Diagnostic, texts: &Texts) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut parameters = Vec::new();
    if let Some(at) = &diagnostic.at {
        let start = position(texts.of(at), at.span.start);
        let end = position(texts.of(at), at.span.end);
        parameters.push(format!("file={}", property(&at.file)));
        parameters.push(format!("line={},endLine={},col={}", start.line, end.line, start.column));
        if start.line == end.line {
            parameters.push(format!("endColumn={}", end.column));
        }
    }
    parameters.push(format!("title={}", property(diagnostic.code.name)));
    let hints: String = diagnostic.hints.iter().map(|hint| format!("\nhint: {hint}")).collect();
    format!("::{command} {}::{}", parameters.join(","), message(&format!("{}{hints}", diagnostic.message)))
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn workflow_commands_are_escaped() {
        assert_eq!(message("100 %\na"), "100 %25%0Aa");
        assert_eq!(property("a:b,c"), "a%3Ab%2Cc");
    }

    #[test]
    fn a_place_of_many_lines_is_shown_by_its_first() {
        assert_eq!(one_line("ab\ncd", 1..5), 1..2);
    }
}
