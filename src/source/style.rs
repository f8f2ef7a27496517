//! stand-in

use crate::locale::messages::Messages;

/// terms
pub(crate) struct StyleLocale;
impl StyleLocale {
    /// new
    pub(crate) fn new(_: &Messages) -> Self {
        StyleLocale
    }
}
