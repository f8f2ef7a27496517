//! `translate status`.

use crate::cli::{Common, Output, ledger, translate};
use crate::publish::translations;
use crate::report::say;

pub(super) fn run(common: &Common, story: Option<&str>) -> Result<(), u8> {
    let (_, study) = translate::study(common)?;
    let site = &study.site;
    let only = match story {
        None => None,
        Some(story) => Some(site.edition(ledger::edition(site, story, None)?).folder),
    };
    let rows = translations::rows(site, only);
    let text = match common.format {
        Output::Json => translations::json(&rows),
        Output::Human | Output::Github => translations::text(&rows),
    };
    say(format_args!("{text}"));
    Ok(())
}
