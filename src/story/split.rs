//! Where front matter ends and the text begins.

use std::ops::Range;

use crate::codes;
use crate::diag::{Collector, Diagnostic};
use crate::quantity::Period;
use crate::text::{FileText, Span};

/// The range of the TOML and the offset of the body; `None` after reporting that there is no front matter.
pub(crate) fn front_matter(file: &FileText, collector: &Collector) -> Option<(Range<usize>, usize)> {
    let mut lines = line_starts(&file.text);
    let (first, after_first) = lines.next().unwrap_or(("", 0));
    if first != "+++" {
        report_no_front_matter(first, &file.text, collector);
        return None;
    }
    let mut start = after_first;
    for (line, next) in lines {
        if line == "+++" {
            return Some((after_first..start, next));
        }
        start = next;
    }
    collector.add(
        Diagnostic::new(
            &codes::story::UNCLOSED_FRONT_MATTER,
            collector.place(Span::new(0..3)),
            "this front matter is never closed",
        )
        .hint("put a line `+++` behind it"),
    );
    None
}

/// Lines without their ends, each with the offset of the next one.
fn line_starts(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut next = 0;
    text.split_inclusive('\n').map(move |line| {
        next += line.len();
        (line.trim_end_matches(['\n', '\r']), next)
    })
}

fn report_no_front_matter(first: &str, text: &str, collector: &Collector) {
    let place = collector.place(Span::new(0..first.len()));
    if first.trim_end() == "---" {
        let hint = format!("write it as TOML:\n{}", toml_of_yaml(text));
        collector.add(
            Diagnostic::new(
                &codes::story::YAML_FRONT_MATTER,
                place,
                "front matter is TOML between `+++` lines, not YAML",
            )
            .hint(hint),
        );
        return;
    }
    collector.add(
        Diagnostic::new(&codes::story::NO_FRONT_MATTER, place, "the first line is not `+++`").hint(
            "begin with front matter:\n+++\ntitle = \"…\"\ndescription = \"…\"\ndate = 2026-02-18\n+++",
        ),
    );
}

/// The simple lines of YAML front matter as TOML: a help for the writer, not a converter.
fn toml_of_yaml(text: &str) -> String {
    let mut toml = String::from("+++\n");
    for line in text.lines().skip(1).take_while(|line| line.trim_end() != "---") {
        let Some((key, value)) = line.split_once(':').filter(|(key, _)| !key.starts_with([' ', '-', '#']))
        else {
            continue;
        };
        let value = value.trim();
        let plain = unquoted(value);
        let is_date = Period::parse(plain).is_some_and(|period| matches!(period, Period::Day(_)));
        let written = match value {
            "true" | "false" => value.to_owned(),
            _ if is_date => plain.to_owned(),
            list if list.starts_with('[') => {
                let items = list
                    .trim_matches(['[', ']'])
                    .split(',')
                    .map(|item| format!("\"{}\"", unquoted(item.trim())));
                format!("[{}]", items.collect::<Vec<_>>().join(", "))
            }
            _ => format!("\"{}\"", plain.replace('\\', "\\\\").replace('"', "\\\"")),
        };
        toml.push_str(&format!("{} = {written}\n", key.trim()));
    }
    toml + "+++"
}

fn unquoted(value: &str) -> &str {
    let inside = |mark| value.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
    inside('"').or_else(|| inside('\'')).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_is_shown_as_toml() {
        let toml = toml_of_yaml(
            "---\ntitle: The \"cloud\"\ndate: 2026-02-18\ntags: [a, 'b']\ndraft: true\n---\ntext: no",
        );
        assert_eq!(
            toml,
            "+++\ntitle = \"The \\\"cloud\\\"\"\ndate = 2026-02-18\ntags = [\"a\", \"b\"]\ndraft = true\n+++"
        );
    }
}
