//! Texts as TOML 1.0 writes them: for the files that the program writes; and the comments that people put into them.

use std::fmt::Write as _;

/// A key: bare if it may be.
pub(crate) fn name(key: &str) -> String {
    let is_bare = !key.is_empty()
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    if is_bare { key.to_owned() } else { quoted(key) }
}

/// A basic string.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for sign in text.chars() {
        match sign {
            '"' | '\\' => out.extend(['\\', sign]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            sign if sign.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(sign));
            }
            sign => out.push(sign),
        }
    }
    out.push('"');
    out
}

/// Lines as they are, so that a difference shows the one that changed.
pub(crate) fn lines(text: &str) -> String {
    let is_plain = !text.contains("'''")
        && !text.ends_with('\'')
        && text.chars().all(|sign| sign == '\n' || !sign.is_control());
    if is_plain { format!("'''\n{text}'''") } else { quoted(text) }
}

/// The comments of a file that is a list of tables `[[name]]`, as people may have written into it: each with its sign.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Comments {
    /// Before the first table, and apart from it by an empty line.
    pub(crate) head: Vec<String>,
    /// Of each table: right above it, in it, and behind its values.
    pub(crate) of: Vec<Vec<String>>,
    /// Behind the last table.
    pub(crate) tail: Vec<String>,
}

/// Reads the comments of a file whose texts stand in one line each.
pub(crate) fn comments(text: &str, name: &str) -> Comments {
    let mut comments = Comments::default();
    let mut waiting: Vec<String> = Vec::new();
    for line in text.lines() {
        let (values, comment) = line.split_at(comment_start(line));
        let values = values.trim();
        let comment = Some(comment.trim()).filter(|comment| !comment.is_empty()).map(str::to_owned);
        let is_head = values
            .strip_prefix("[[")
            .and_then(|rest| rest.strip_suffix("]]"))
            .is_some_and(|own| own.trim() == name);
        match (is_head, comments.of.last_mut()) {
            (true, _) => comments.of.push(waiting.drain(..).chain(comment).collect()),
            // What stands among the values of a table is about it.
            (false, Some(last)) if !values.is_empty() => last.extend(waiting.drain(..).chain(comment)),
            (false, None) if values.is_empty() && comment.is_none() => comments.head.append(&mut waiting),
            _ => waiting.extend(comment),
        }
    }
    let end = if comments.of.is_empty() { &mut comments.head } else { &mut comments.tail };
    end.append(&mut waiting);
    comments
}

/// Where the comment of a line begins; its end if it has none.
fn comment_start(line: &str) -> usize {
    let mut quote = None;
    let mut is_escaped = false;
    for (at, sign) in line.char_indices() {
        match (quote, sign) {
            (None, '#') => return at,
            (None, '"' | '\'') => quote = Some(sign),
            (Some('"'), '\\') if !is_escaped => {
                is_escaped = true;
                continue;
            }
            (Some(own), sign) if own == sign && !is_escaped => quote = None,
            _ => {}
        }
        is_escaped = false;
    }
    line.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_belong_to_the_table_that_they_stand_at() {
        let text = "# of the file\n\n# above one\n[[it]] # beside\na = \"# no\" # behind\n# in one\nb = '#'\n\n# above two\n[[it]]\nc = \"\\\"#\"\n\n# at the end\n";
        let found = comments(text, "it");
        assert_eq!(found.head, ["# of the file"]);
        assert_eq!(found.of, [vec!["# above one", "# beside", "# behind", "# in one"], vec!["# above two"]]);
        assert_eq!(found.tail, ["# at the end"]);
        assert_eq!(comments("# all\n# there is", "it").head, ["# all", "# there is"]);
        assert_eq!(comments("", "it"), Comments::default());
    }
}
