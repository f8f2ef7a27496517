//! Inline Markdown.
