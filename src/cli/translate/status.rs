//! `translate status`.

use crate::cli::{Common, Output, ledger, translate, wrong_use};
use crate::publish::translations;
use crate::report::say;
use crate::world::World;

pub(super) fn run(common: &Common, story: Option<&str>) -> Result<(), u8> {
    if common.format == Output::Github {
        let hint = "`--format json` gives a line for each translation";
        return Err(wrong_use("`translate status` has no form `github`", hint));
    }
    let (world, study) = translate::study(common)?;
    let site = &study.site;
    let only = match story {
        None => None,
        Some(story) => Some(site.edition(ledger::edition(site, story, None)?).folder),
    };
    let rows = translations::rows(site, only, world.now());
    let text = match common.format {
        Output::Json => translations::json(&rows),
        Output::Human | Output::Github => translations::text(&rows),
    };
    say(format_args!("{text}"));
    Ok(())
}
