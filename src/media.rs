//! stand-in
use crate::text::Span;
/// e
pub(crate) enum MediaError {
    /// u
    Unknown,
    /// b
    Broken {
        /// r
        reason: String,
        /// s
        span: Span,
    },
    /// x
    Unsafe {
        /// r
        reason: String,
        /// s
        span: Span,
    },
}
/// c
pub(crate) struct Cleaned {
    /// b
    pub(crate) bytes: Vec<u8>,
}
impl Cleaned {
    /// s
    pub(crate) fn size(&self) -> Option<(u32, u32)> {
        None
    }
    /// r
    pub(crate) fn is_raster(&self) -> bool {
        true
    }
}
/// c
pub(crate) fn clean(b: &[u8]) -> Result<Cleaned, MediaError> {
    Ok(Cleaned { bytes: b.to_vec() })
}
/// p
pub(crate) fn pdf_metadata(_: &[u8]) -> Vec<String> {
    vec![]
}
/// c
pub(crate) fn carries_metadata(_: &[u8]) -> bool {
    false
}
