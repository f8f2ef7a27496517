//! stand-in
use crate::text::Span;
/// e
pub(crate) struct MathError {
    /// s
    pub(crate) span: Span,
    /// m
    pub(crate) message: String,
}
/// t
pub(crate) fn to_mathml(tex: &str, _: bool) -> Result<String, MathError> {
    Ok(format!("<math><mtext>{}</mtext></math>", tex.len()))
}
