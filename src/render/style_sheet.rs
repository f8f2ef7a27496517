//! Style sheets as they are published: what one imports of its theme stands in it, comments and idle blanks are left out.
//!
//! A theme may keep its sheet in several files without a request more for each: `@import "chart.css";` at the head
//! of a sheet is replaced by the file of that name beside it, the site's own before the built-in one.

use std::fmt::Write;

use crate::locale::numbering::counter_style;
use crate::media::svg::style::without_comments;

/// The sheet with its imports, without comments and idle blanks; `read` gives a file beside it by its name.
///
/// What is imported may itself import only what is published elsewhere: such rules stay, at the head.
pub(crate) fn published(sheet: &str, read: impl Fn(&str) -> Option<String>) -> String {
    let own = without_comments(sheet);
    let (imports, own) = imports_of(&own);
    let (mut outside, mut inside) = (String::new(), String::new());
    for import in imports {
        let Some(text) = file_of(import).and_then(&read) else {
            add(&mut outside, import);
            continue;
        };
        let text = without_comments(&text);
        let (further, rules) = imports_of(&text);
        further.into_iter().for_each(|import| add(&mut outside, import));
        inside.push_str(&tightened(rules));
    }
    outside + &inside + &tightened(own)
}

/// The sheet with a rule for each language whose digits are not `0` to `9`, if it counts by `var(--digits)`.
///
/// `languages` are tags with their digit for nothing. A browser counts lists in `0` to `9` in every language.
pub(crate) fn with_digits<'a>(mut sheet: String, languages: impl Iterator<Item = (&'a str, char)>) -> String {
    if sheet.contains("var(--digits") {
        for (tag, zero) in languages {
            if let Some(style) = counter_style(zero) {
                add(&mut sheet, &format!("[lang=\"{tag}\"] {{--digits:{style}}}"));
            }
        }
    }
    sheet
}

fn add(sheet: &mut String, import: &str) {
    let written = writeln!(sheet, "{import}");
    debug_assert!(written.is_ok(), "a string takes all that is written");
}

/// The imports at the head of a sheet without comments, each with its semicolon, and the rules after them.
fn imports_of(sheet: &str) -> (Vec<&str>, &str) {
    let mut imports = Vec::new();
    let mut rest = sheet.trim_start();
    while rest.starts_with("@import")
        && let Some((import, after)) = rest.find(';').and_then(|at| rest.split_at_checked(at + 1))
    {
        imports.push(import);
        rest = after.trim_start();
    }
    (imports, rest)
}

/// The file that a plain import names: no address, no folder, no condition.
fn file_of(import: &str) -> Option<&str> {
    let name = import.strip_prefix("@import")?.strip_suffix(';')?.trim();
    let name = ['"', '\''].iter().find_map(|quote| name.strip_prefix(*quote)?.strip_suffix(*quote))?;
    (!name.contains(['/', ':', '"', '\''])).then_some(name)
}

/// A rule a line, without the blanks that only writers of a sheet need.
fn tightened(sheet: &str) -> String {
    let mut kept = String::with_capacity(sheet.len());
    for line in sheet.lines().filter(|line| !line.trim().is_empty()) {
        add_tight(&mut kept, line.trim());
        kept.push('\n');
    }
    kept
}

/// Adds a line without the blanks that mean nothing: behind `{`, `;` and `,`, and before `{` and `}`. Those in strings stay,
/// and so do those behind an escape, which may be a part of a name.
fn add_tight(kept: &mut String, line: &str) {
    let mut open = None;
    let mut last = '\n';
    let mut signs = line.chars().peekable();
    while let Some(sign) = signs.next() {
        let is_blank = open.is_none() && matches!(sign, ' ' | '\t');
        let next = signs.peek().copied();
        if is_blank && (matches!(last, '{' | ';' | ',') || next.is_some_and(|next| "{} ".contains(next))) {
            continue;
        }
        kept.push(sign);
        last = sign;
        match (open, sign) {
            (_, '\\') => {
                kept.extend(signs.next());
                last = '\\';
            }
            (None, '"' | '\'') => open = Some(sign),
            (Some(quote), sign) if quote == sign => open = None,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beside(name: &str) -> Option<String> {
        let text = match name {
            "chart.css" => "/* charts */\n.col {fill:red}\n",
            "fonts.css" => "@import \"https://example.org/font.css\";\n.a {b:c}",
            _ => return None,
        };
        Some(text.to_owned())
    }

    #[test]
    fn lists_are_counted_in_the_digits_of_the_language() {
        let sheet = |text: &str| with_digits(text.to_owned(), [("en", '0'), ("fa", '۰')].into_iter());
        let counting = "ol {list-style:var(--digits, decimal)}\n";
        assert_eq!(sheet(counting), format!("{counting}[lang=\"fa\"] {{--digits:persian}}\n"));
        assert_eq!(sheet("ol {list-style:none}\n"), "ol {list-style:none}\n");
    }

    #[test]
    fn what_a_sheet_imports_of_its_theme_stands_in_it() {
        let sheet = "/* head */\n@import \"chart.css\";\n\nbody {color:red} /* end */\n";
        assert_eq!(published(sheet, beside), ".col{fill:red}\nbody{color:red}\n");
        assert_eq!(published("@import 'chart.css';a{}", beside), ".col{fill:red}\na{}\n");
    }

    #[test]
    fn other_imports_stay_at_the_head() {
        let sheet = "@import \"chart.css\"; @import \"no.css\"; @import \"fonts.css\"; a {}";
        let expected =
            "@import \"no.css\";\n@import \"https://example.org/font.css\";\n.col{fill:red}\n.a{b:c}\na{}\n";
        assert_eq!(published(sheet, beside), expected);
        for plain in ["@import url(chart.css);", "@import \"chart.css\" print;", "@import \"../chart.css\";"]
        {
            assert_eq!(published(plain, beside), format!("{plain}\n"));
        }
    }

    #[test]
    fn words_that_look_like_comments_stay() {
        assert_eq!(published("a::after {content:\"/* no */\"}", beside), "a::after{content:\"/* no */\"}\n");
    }

    #[test]
    fn only_blanks_that_mean_nothing_are_left_out() {
        let tight = |sheet| published(sheet, beside);
        assert_eq!(
            tight("@media (a) and (b) {\n  a, b c {d:calc(1px + 2px); e:f(1, 2)}\n}"),
            "@media (a) and (b){\na,b c{d:calc(1px + 2px);e:f(1,2)}\n}\n"
        );
        assert_eq!(
            tight("a {content:\" (\" attr(href) \"; {, \\\" ;  x\"; quotes:'« ' ' »'}"),
            "a{content:\" (\" attr(href) \"; {, \\\" ;  x\";quotes:'« ' ' »'}\n"
        );
        assert_eq!(tight(".a\\, b {c:d}"), ".a\\, b{c:d}\n", "an escaped comma is a letter of the name");
    }
}
