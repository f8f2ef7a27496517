//! Dates of sources: the Extended Date/Time Format (ISO 8601-2), as far as references need it.
//!
//! Level 0: year, month, day, and ranges of two of them. Of level 1 the mark of an approximate (`~`), uncertain (`?`)
//! or both (`%`) date behind it, which styles show as "circa".

use crate::quantity::Period;
use crate::source::CslDate;

/// Why a text is no date; completes "this date …".
pub(crate) type Reason = &'static str;

/// Reads a date or a range of two.
///
/// # Errors
/// Anything else; the words tell what would be right.
pub(crate) fn parse(text: &str) -> Result<CslDate, Reason> {
    let text = text.trim();
    let Some((first, last)) = text.split_once('/') else {
        let (from, circa) = end(text)?;
        return Ok(CslDate::Known { from, to: None, circa });
    };
    if [first, last].iter().any(|end| matches!(end.trim(), "" | "..")) {
        return Err(
            "is a range without an end; write the end that is known, or `{ literal = \"since 2025\" }`",
        );
    }
    let ((from, one), (to, other)) = (end(first)?, end(last)?);
    if to.first_day() < from.first_day() {
        return Err("ends before it begins");
    }
    let to = (to != from).then_some(to);
    Ok(CslDate::Known { from, to, circa: one || other })
}

/// One end, and whether it is approximate.
fn end(text: &str) -> Result<(Period, bool), Reason> {
    let text = text.trim();
    let bare = text.trim_end_matches(['~', '?', '%']);
    if text.len() - bare.len() > 1 {
        return Err("has more than one mark behind it");
    }
    // A time of the day is no part of a reference.
    let day = bare.split_once('T').map_or(bare, |(day, _)| day);
    let period = Period::parse(day).ok_or_else(|| reason(day))?;
    Ok((period, bare.len() < text.len()))
}

fn reason(text: &str) -> Reason {
    let month = text.split('-').nth(1).and_then(|month| month.parse::<u8>().ok());
    match month {
        Some(21..=41) => "names a season; write the year, or `{ literal = \"spring 2026\" }`",
        Some(13..) | Some(0) => "has no such month",
        _ if text.contains(['X', 'u']) => "leaves digits open; write a range: `\"2020/2029\"`",
        _ => {
            "cannot be read; write `\"2026\"`, `\"2026-01\"` or `2026-01-31`, or `{ literal = \"…\" }` for words"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(from: &str, to: Option<&str>, circa: bool) -> Result<CslDate, Reason> {
        let period = |text| Period::parse(text).expect("a period");
        Ok(CslDate::Known { from: period(from), to: to.map(period), circa })
    }

    #[test]
    fn levels_zero_and_one_are_read() {
        assert_eq!(parse("2026"), known("2026", None, false));
        assert_eq!(parse("2026-01~"), known("2026-01", None, true));
        assert_eq!(parse("2026-01-31?"), known("2026-01-31", None, true));
        assert_eq!(parse("2026-01/2026-03"), known("2026-01", Some("2026-03"), false));
        assert_eq!(parse("2004-06~/2006%"), known("2004-06", Some("2006"), true));
        assert_eq!(parse("2026-01-31T10:00:00Z"), known("2026-01-31", None, false));
        assert_eq!(parse("2026/2026"), known("2026", None, false));
    }

    #[test]
    fn everything_else_says_why_not() {
        for text in
            ["", "Jan 2026", "2026-13", "2026-21", "201X", "2026/", "../2026", "2026/2025", "2026~~", "26"]
        {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
