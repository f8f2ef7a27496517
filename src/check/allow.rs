//! Suppressions: `allow` comments and `[[allow]]` entries take findings out; one that silences nothing is told.

use crate::codes;
use crate::diag::Diagnostic;
use crate::story::Allow;

/// Takes out what suppressions silence; tells those that silence nothing. Returns how many findings were silenced.
pub(crate) fn apply<'a>(allows: impl Iterator<Item = &'a Allow>, diagnostics: &mut Vec<Diagnostic>) -> usize {
    let mut allows: Vec<(&Allow, usize)> = allows.map(|allow| (allow, 0)).collect();
    allows.sort_by(|a, b| a.0.place.cmp(&b.0.place));
    let before = diagnostics.len();
    diagnostics.retain(|diagnostic| {
        let silencing = allows.iter_mut().find(|(allow, _)| silences(allow, diagnostic));
        match silencing {
            Some((_, count)) => {
                *count += 1;
                false
            }
            None => true,
        }
    });
    let silenced = before - diagnostics.len();
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
    diagnostic.code.name == allow.code
        && diagnostic
            .at
            .as_ref()
            .is_some_and(|at| at.file == allow.place.file && allow.reach.contains(at.span))
}
