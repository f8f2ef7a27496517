//! Suppressions: `allow` comments and `[[allow]]` entries take findings out; one that silences nothing is told.

use crate::codes;
use crate::diag::{Diagnostic, Place, Severity};
use crate::story::Allow;

/// How codes begin whose findings stand in two editions.
const BOTH_EDITIONS: &str = "translation/";

/// Takes out what suppressions silence; tells those that silence nothing. Returns what was silenced, as notes that also
/// name the suppression.
///
/// A finding about two editions is silenced in either.
pub(crate) fn apply<'a>(
    allows: impl Iterator<Item = &'a Allow>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let mut allows: Vec<(&Allow, usize)> = allows.map(|allow| (allow, 0)).collect();
    allows.sort_by(|a, b| a.0.place.cmp(&b.0.place));
    let mut silenced = Vec::new();
    diagnostics.retain(|diagnostic| {
        let silencing = allows.iter_mut().find(|(allow, _)| silences(allow, diagnostic));
        match silencing {
            Some((allow, count)) => {
                *count += 1;
                let quiet = Diagnostic { severity: Severity::Note, ..diagnostic.clone() };
                silenced.push(quiet.also(allow.place.clone(), "silenced here"));
                false
            }
            None => true,
        }
    });
    for (allow, _) in allows.iter().filter(|(_, count)| *count == 0) {
        diagnostics.push(
            Diagnostic::new(
                &codes::site::ALLOW,
                allow.place.clone(),
                format!("this silences nothing: there is no `{}` here", allow.code),
            )
            .hint("take it out"),
        );
    }
    silenced
}

fn silences(allow: &Allow, diagnostic: &Diagnostic) -> bool {
    let is_of_both = diagnostic.code.name.starts_with(BOTH_EDITIONS);
    let is_within = |at: &Place| {
        let is_around = is_of_both && at.span.contains(allow.reach);
        at.file == allow.place.file && (allow.reach.contains(at.span) || is_around)
    };
    let mut others = diagnostic.also.iter().map(|(place, _)| place).filter(|_| is_of_both);
    diagnostic.code.name == allow.code
        && (diagnostic.at.as_ref().is_some_and(is_within) || others.any(is_within))
}
