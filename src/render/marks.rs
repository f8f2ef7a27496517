//! Figures and dates in words, as the page of two editions side by side marks them: "8,200", "June 2025", "10月".

use std::ops::Range;

use crate::locale::lexicon::Lexicon;
use crate::locale::lexicon::calendar::CalendarName;

/// What stands behind the figures of years, months and days, as one word with them.
const DATE_SIGNS: &str = "年月日년월일";
/// What may stand between the parts of a date, blanks left out.
const BETWEEN: [&str; 4] = ["", "de", ",", "."];

/// Figures and dates of a text by their bytes, in order: digits of any script with marks between them, names of months,
/// and what of both belongs together.
pub(super) fn figures(words: &str, lexicon: &Lexicon) -> Vec<Range<usize>> {
    let mut parts: Vec<(Range<usize>, bool)> = Vec::new();
    let mut at = 0;
    while let Some(found) = next_figure(words, at) {
        at = found.end;
        parts.push((found, false));
    }
    let months = lexicon.calendar_names(words, word_starts(words));
    parts.extend(
        months.filter(|(_, name)| !matches!(name, CalendarName::Weekday(_))).map(|(range, _)| (range, true)),
    );
    parts.sort_by_key(|(range, _)| range.start);
    let mut groups: Vec<Group> = Vec::new();
    for (part, is_month) in parts {
        let digits =
            words.get(part.clone()).unwrap_or_default().chars().filter(|sign| sign.is_numeric()).count();
        if let Some(last) = groups.last_mut() {
            let gap = words.get(last.range.end..part.start).map(str::trim);
            let is_near = gap.is_some_and(|gap| BETWEEN.contains(&gap));
            if is_near && !last.is_full && (is_month || last.has_month) {
                last.range.end = part.end;
                last.has_month = true;
                last.has_number |= !is_month;
                last.is_full = digits > 2;
                continue;
            }
        }
        groups.push(Group { range: part, has_month: is_month, has_number: !is_month, is_full: false });
    }
    let is_told = |group: &Group| {
        group.has_number || lexicon.is_month_only(words.get(group.range.clone()).unwrap_or_default())
    };
    groups.into_iter().filter(is_told).map(|group| group.range).collect()
}

/// Parts that belong together.
struct Group {
    range: Range<usize>,
    has_month: bool,
    has_number: bool,
    /// It ends with a year: no further number belongs to it.
    is_full: bool,
}

/// The first bytes of words.
fn word_starts(words: &str) -> impl Iterator<Item = usize> {
    let mut is_inside = false;
    words.char_indices().filter_map(move |(at, sign)| {
        let is_start = sign.is_alphabetic() && !is_inside;
        is_inside = sign.is_alphabetic();
        is_start.then_some(at)
    })
}

/// The next figure from a byte on: digits of any script, with marks between them.
fn next_figure(words: &str, from: usize) -> Option<Range<usize>> {
    let start = from + words.get(from..)?.find(char::is_numeric)?;
    let mut end = start;
    let mut signs = words.get(start..)?.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let joins = !sign.is_alphanumeric() && !sign.is_ascii_whitespace();
        let goes_on = signs.peek().is_some_and(|(_, next)| next.is_numeric());
        // "2026年1月" and "2026년 1월" are dates.
        let is_of_date = end > start && DATE_SIGNS.contains(sign);
        if !(sign.is_numeric() || is_of_date || joins && goes_on) {
            break;
        }
        end = start + at + sign.len_utf8();
    }
    Some(start..end)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::figures;
    use crate::locale::LangTag;
    use crate::locale::lexicon::Lexicon;
    use crate::locale::messages::Messages;
    use crate::world::built_in_text;

    fn marked(tag: &str, words: &str) -> Vec<String> {
        let tag = LangTag::parse(tag).expect("a tag");
        let file =
            built_in_text(&format!("themes/broadsheet/messages/{tag}.toml")).expect("part of the program");
        let messages = Arc::new(Messages::read(&tag, &[file]).value);
        let lexicon = Lexicon::new(&messages, &Default::default());
        figures(words, &lexicon).into_iter().map(|range| words[range].to_owned()).collect()
    }

    #[test]
    fn figures_are_found_whole() {
        let found = marked("en", "8,200 euros, of 1 400,5 on 2026-03-04.");
        assert_eq!(found, ["8,200", "1", "400,5", "2026-03-04"]);
        assert_eq!(marked("en", "1\u{202f}400 and ١٬٤٠٠"), ["1\u{202f}400", "١٬٤٠٠"]);
        let found = marked("ja", "は2026年1月16日に、2025년 7월の");
        assert_eq!(found, ["2026年1月16日", "2025년", "7월"]);
        assert_eq!(marked("en", "none"), Vec::<String>::new());
    }

    #[test]
    fn months_belong_to_figures() {
        let found = marked("en", "In October, by June 2025 and on 4 March 2026, 37 of May 16, 2025.");
        assert_eq!(found, ["October", "June 2025", "4 March 2026", "37", "May 16, 2025"]);
        assert_eq!(marked("pt-BR", "em 16 de fevereiro de 2026"), ["16 de fevereiro de 2026"]);
        assert_eq!(marked("en", "May we ask?"), Vec::<String>::new());
        assert_eq!(marked("zh-Hans", "10月激增的账单"), ["10月"]);
    }
}
