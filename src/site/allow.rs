//! `[[allow]]` entries of a folder's TOML files: a code that is silenced at a path of the file.

use toml::de::{DeTable, DeValue};

use crate::codes;
use crate::data::description::ALLOW_KEYS;
use crate::diag::{Collector, Diagnostic, did_you_mean};
use crate::fields::{Document, Fields};
use crate::story::Allow;
use crate::text::{FileText, Span};

/// Reads the entries of one file; most have none, and are not parsed for it.
pub(crate) fn read(file: &FileText, collector: &Collector) -> Vec<Allow> {
    if !file.text.contains("allow") {
        return Vec::new();
    }
    // Syntax was reported when the file was read for what it defines.
    let quiet = Collector::new(&file.path);
    let (document, tree) = Document::parse(&file.text, 0, &quiet);
    let (_, again) = Document::parse(&file.text, 0, &quiet);
    let fields = document.root_of_any(&tree);
    let entries = fields.tables("allow", ALLOW_KEYS);
    let read = entries.iter().filter_map(|entry| read_entry(entry, again.get_ref(), file, collector));
    let allows = read.collect();
    for found in quiet.finish() {
        if found.code.name != codes::toml::SYNTAX.name {
            collector.add(found);
        }
    }
    allows
}

fn read_entry(
    entry: &Fields<'_>,
    tree: &DeTable<'_>,
    file: &FileText,
    collector: &Collector,
) -> Option<Allow> {
    for (key, hint) in [
        ("code", "add `code` with the code to silence"),
        ("at", "add `at` with the path of what it concerns, such as `columns.sector`"),
        ("reason", "add `reason`: why it is right here"),
    ] {
        if entry.text(key).is_none() {
            collector.add(
                Diagnostic::new(&codes::site::ALLOW_FORM, entry.place(), format!("`{key}` is missing"))
                    .hint(hint),
            );
        }
    }
    entry.text("reason")?;
    let (name, at) = (entry.text("code")?, entry.text("at")?);
    if codes::all::is_later(&name.value) {
        return None;
    }
    let Some(code) = codes::all::find(&name.value) else {
        collector.add(
            Diagnostic::new(&codes::site::UNKNOWN_CODE, name.place, format!("`{}` is no code", name.value))
                .maybe_hint(did_you_mean(&name.value, codes::all::names()))
                .hint("`onrecord explain` lists all codes"),
        );
        return None;
    };
    if code.allow.is_empty() {
        collector.add(
            Diagnostic::new(
                &codes::site::ALLOW_FORM,
                name.place,
                format!("`{}` cannot be silenced", code.name),
            )
            .hint("repair what it reports: there would be nothing sensible to publish"),
        );
        return None;
    }
    let Some(reach) = reach_of(tree, &at.value) else {
        collector.add(
            Diagnostic::new(
                &codes::site::ALLOW_FORM,
                at.place,
                format!("there is nothing at `{}` in this file", at.value),
            )
            .hint("write ids and keys with dots between them, as in `columns.sector` or `growth.title`"),
        );
        return None;
    };
    let place = crate::diag::Place::new(&file.path, name.place.span);
    Some(Allow { code: code.name, place, reach })
}

/// The bytes from the name at a path to the end of all that is below it.
fn reach_of(table: &DeTable<'_>, path: &str) -> Option<Span> {
    // The longest name first: an id may have dots in it.
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        let own = Span::new(key.span().start..end_of(value.get_ref(), value.span().end));
        if path == name {
            return Some(own);
        }
        let rest = path.strip_prefix(name).and_then(|rest| rest.strip_prefix('.'));
        if let (Some(rest), DeValue::Table(below)) = (rest, value.get_ref())
            && let Some(found) = reach_of(below, rest)
        {
            return Some(found);
        }
    }
    None
}

fn end_of(value: &DeValue<'_>, own: usize) -> usize {
    match value {
        DeValue::Table(table) => {
            table.iter().map(|(_, value)| end_of(value.get_ref(), value.span().end)).fold(own, usize::max)
        }
        DeValue::Array(items) => {
            items.iter().map(|item| end_of(item.get_ref(), item.span().end)).fold(own, usize::max)
        }
        _ => own,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_reaches_to_the_end_of_what_is_below_it() {
        let text = "[a]\nb = 1\n[a.c]\nd = \"x\"\n[e]\nf = 2\n";
        let (tree, _) = DeTable::parse_recoverable(text);
        let words = |path: &str| reach_of(tree.get_ref(), path).map(|span| &text[span.range()]);
        assert_eq!(words("a.b"), Some("b = 1"));
        assert_eq!(words("a.c"), Some("c]\nd = \"x\""));
        assert!(words("a").is_some_and(|words| words.ends_with("\"x\"")));
        assert_eq!(words("g"), None);
    }
}
