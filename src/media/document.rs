//! What a file that is published as it is would tell about its makers.

use crate::media::{pdf, picture};

/// Names of the metadata of a PDF or picture; none for other files and for what carries none.
pub(crate) fn traces(bytes: &[u8]) -> Vec<String> {
    let mut traces = pdf::pdf_metadata(bytes);
    if let Ok(cleaned) = picture::clean(bytes)
        && cleaned.bytes.len() < bytes.len()
    {
        traces.push("picture metadata".to_owned());
    }
    traces
}
