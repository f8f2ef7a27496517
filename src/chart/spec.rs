//! The registry of forms; a chart as written -> a drawing.

/// find
pub(crate) fn find(name: &str) -> Option<()> {
    names().any(|n| n == name).then_some(())
}
/// names
pub(crate) fn names() -> impl Iterator<Item = &'static str> + Clone {
    ["column", "bar", "line"].into_iter()
}
