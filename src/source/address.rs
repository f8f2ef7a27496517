//! Addresses on the web as users write them.

use url::Url;

use crate::diag::{Code, Diagnostic};
use crate::fields::{Fields, Text};

/// Reads an address, http or https; anything else is reported under `code`.
pub(crate) fn read_address(fields: &Fields<'_>, key: &str, code: &'static Code) -> Option<Text> {
    let text = fields.text(key)?;
    let parsed = Url::parse(text.value.trim()).ok();
    let is_web = parsed.is_some_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    if !is_web {
        let message = format!("`{}` is no address on the web", text.value);
        let hint = "it begins with `https://` or `http://`";
        fields.collector().add(Diagnostic::new(code, text.place.clone(), message).hint(hint));
    }
    is_web.then_some(text)
}
