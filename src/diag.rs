//! What is wrong, where, and what to do about it.
//!
//! Parsing never fails, it reports: functions return [`Reported`], the best value that could be made and all
//! that was wrong on the way. Nothing here prints; `report` turns diagnostics into text.

use std::sync::Arc;

use crate::text::Span;

/// How bad it is. An error means that what would be published is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Stops the build: nothing is published.
    Error,
    /// Published, but somebody should look.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// The word for it in messages and in `[checks]`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// A rule that can be broken: what `onrecord explain` prints, and what `[checks]` may level.
///
/// The texts speak to a reporter or an editor. `name` is `area/what` in kebab-case and never changes once released.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `area/what`.
    pub name: &'static str,
    /// Level unless `site.toml` says otherwise; an error cannot be lowered.
    pub level: Severity,
    /// What it looks at.
    pub looks_at: &'static str,
    /// Why it matters to readers.
    pub why: &'static str,
    /// What sets it off, as one would write it.
    pub example: &'static str,
    /// What to write instead.
    pub instead: &'static str,
    /// When an `allow` comment is right; empty where nothing sensible could be published, and so none is heeded.
    pub allow: &'static str,
}

/// A stretch of a named file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Path below the site's root.
    pub file: Arc<str>,
    /// Bytes in that file.
    pub span: Span,
}

impl Place {
    /// Joins a file with a span in it.
    pub(crate) fn new(file: &Arc<str>, span: Span) -> Self {
        Place { file: file.clone(), span }
    }

    /// The start of a file, for what concerns all of it.
    pub(crate) fn start_of(file: &Arc<str>) -> Self {
        Place { file: file.clone(), span: Span::default() }
    }
}

/// An exact replacement that repairs what a diagnostic reports; given only where it is certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The words to replace.
    pub place: Place,
    /// What to put there.
    pub replacement: String,
}

/// One finding, complete: what, where, why it matters to the build, and the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which rule; stable for ever.
    pub code: &'static Code,
    /// The code's own level, unless `site.toml` changed it.
    pub severity: Severity,
    /// Lower case, no full stop, the user's words in backticks.
    pub message: String,
    /// The place to change.
    pub at: Option<Place>,
    /// Other places that explain it, each with a few words.
    pub also: Vec<(Place, String)>,
    /// How to repair.
    pub hints: Vec<String>,
    /// The exact repair, if it is certain.
    pub fix: Option<Fix>,
    /// Of a text that only some languages lack: their tags.
    pub languages: Vec<Arc<str>>,
}

impl Diagnostic {
    /// A finding at a place, at the code's own level.
    pub(crate) fn new(code: &'static Code, at: Place, message: impl Into<String>) -> Self {
        Diagnostic {
            code,
            severity: code.level,
            message: message.into(),
            at: Some(at),
            also: Vec::new(),
            hints: Vec::new(),
            fix: None,
            languages: Vec::new(),
        }
    }

    /// A finding that belongs to no file, such as a folder without any story.
    pub(crate) fn nowhere(code: &'static Code, message: impl Into<String>) -> Self {
        Diagnostic {
            code,
            severity: code.level,
            message: message.into(),
            at: None,
            also: Vec::new(),
            hints: Vec::new(),
            fix: None,
            languages: Vec::new(),
        }
    }

    /// Adds a way to repair it.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds a way to repair it, if there is one.
    pub(crate) fn maybe_hint(mut self, hint: Option<String>) -> Self {
        self.hints.extend(hint);
        self
    }

    /// Adds another place that explains it.
    pub(crate) fn also(mut self, place: Place, label: impl Into<String>) -> Self {
        self.also.push((place, label.into()));
        self
    }

    /// Adds the exact repair.
    pub(crate) fn fix(mut self, place: Place, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix { place, replacement: replacement.into() });
        self
    }

    /// Whether it stops the build.
    pub(crate) fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    fn order(&self) -> (Option<&Place>, &'static str, &str) {
        (self.at.as_ref(), self.code.name, &self.message)
    }
}

/// A value that could be made, and what was wrong on the way.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reported<T> {
    /// The best value that could be made.
    pub value: T,
    /// All findings, in no particular order.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Reported<T> {
    /// A value with nothing to say about it.
    pub(crate) fn clean(value: T) -> Self {
        Reported { value, diagnostics: Vec::new() }
    }

    /// A value with findings.
    pub(crate) fn new(value: T, diagnostics: Vec<Diagnostic>) -> Self {
        Reported { value, diagnostics }
    }

    /// Moves the findings into `list` and gives the value.
    pub(crate) fn into(self, list: &mut Vec<Diagnostic>) -> T {
        list.extend(self.diagnostics);
        self.value
    }

    /// Changes the value, keeps the findings.
    pub(crate) fn map<U>(self, change: impl FnOnce(T) -> U) -> Reported<U> {
        Reported { value: change(self.value), diagnostics: self.diagnostics }
    }
}

/// Sorts by file, place and code, and leaves out what was said twice.
///
/// Findings without a place come first. Work may be done in any order: after this, the order is decided.
pub(crate) fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    diagnostics.dedup_by(|a, b| a.order() == b.order());
}

/// The candidate nearest to a mistyped word: "did you mean".
///
/// Compared by Damerau-Levenshtein distance, letter case ignored; a third of the letters may differ, at least
/// one and at most three. `None` where nothing is near enough.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let reach = (word.chars().count() / 3).clamp(1, 3);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate))
        // A word of one letter is near to every other one.
        .filter(|(distance, _)| *distance < word.chars().count().max(1))
        .filter(|(distance, candidate)| *distance <= reach && *candidate != word)
        .min()
        .map(|(_, candidate)| candidate)
}

/// The hint "did you mean" for a mistyped word, if something is near.
pub(crate) fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, candidates).map(|near| format!("did you mean `{near}`?"))
}

/// Joins words as a message needs them: "`a`, `b` or `c`"; more than eight are cut with "…".
pub(crate) fn one_of<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        None => "nothing".to_owned(),
        Some((last, [])) => last.clone(),
        Some(_) if words.len() > 8 => {
            let shown: Vec<&str> = words.iter().take(8).map(String::as_str).collect();
            format!("{}, …", shown.join(", "))
        }
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

/// A findings list that several readers of one file share while they borrow its tree.
///
/// Not a lock and not shared between threads: it lives inside one parsing function.
#[derive(Debug)]
pub(crate) struct Collector {
    file: Arc<str>,
    list: std::cell::RefCell<Vec<Diagnostic>>,
    /// A text that readers of the file borrow from: what is left of one with mistakes.
    kept: std::cell::OnceCell<String>,
}

impl Collector {
    /// An empty list for the file at `file`.
    pub(crate) fn new(file: &Arc<str>) -> Self {
        Collector {
            file: file.clone(),
            list: std::cell::RefCell::default(),
            kept: std::cell::OnceCell::new(),
        }
    }

    /// The file that findings are about.
    pub(crate) fn file(&self) -> &Arc<str> {
        &self.file
    }

    /// A place in this file.
    pub(crate) fn place(&self, span: Span) -> Place {
        Place::new(&self.file, span)
    }

    /// Adds a finding.
    pub(crate) fn add(&self, diagnostic: Diagnostic) {
        self.list.borrow_mut().push(diagnostic);
    }

    /// Adds a finding made from a code, a span in this file and a message.
    pub(crate) fn report(&self, code: &'static Code, span: Span, message: impl Into<String>) {
        self.add(Diagnostic::new(code, self.place(span), message));
    }

    /// Moves findings of another value in, gives the value.
    pub(crate) fn take<T>(&self, reported: Reported<T>) -> T {
        self.list.borrow_mut().extend(reported.diagnostics);
        reported.value
    }

    /// Keeps a text for as long as this list; the first one stays.
    pub(crate) fn keep(&self, text: String) -> &str {
        self.kept.get_or_init(|| text)
    }

    /// Whether an error is among them.
    pub(crate) fn has_errors(&self) -> bool {
        self.list.borrow().iter().any(Diagnostic::is_error)
    }

    /// Gives all findings up.
    pub(crate) fn finish(self) -> Vec<Diagnostic> {
        self.list.into_inner()
    }
}

/// A spanned value with the file it stands in: for values that can come from one of several files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placed<T> {
    /// What was read.
    pub value: T,
    /// Where it was written.
    pub place: Place,
}

impl<T> Placed<T> {
    /// Joins a value with its place.
    pub(crate) fn new(value: T, place: Place) -> Self {
        Placed { value, place }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_finds_a_typo_and_nothing_far() {
        assert_eq!(nearest("titel", ["title", "date"]), Some("title"));
        assert_eq!(nearest("zzz", ["title", "date"]), None);
        assert_eq!(nearest("Title", ["title"]), Some("title"));
    }

    #[test]
    fn lists_of_words_read_well() {
        assert_eq!(one_of(["a"]), "`a`");
        assert_eq!(one_of(["a", "b", "c"]), "`a`, `b` or `c`");
    }
}
