//! Texts as TOML 1.0 writes them: for the files that the program writes.

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
