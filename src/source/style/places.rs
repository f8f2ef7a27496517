//! Places in a source where the number stands inside the word for it: 第4页, 4쪽.
//!
//! A style writes word, blank and number. The messages of a language say under `[places]` how its words go with a number
//! (`page = "第{n}页"`); [`marked`] puts a private sign before such a word, and [`set`] finds it again in what the style
//! wrote and moves the number to its place.

use std::sync::Arc;

use crate::locale::messages::Messages;
use crate::source::citation::LOCATORS;
use crate::source::style::guard;

/// How a language writes one kind of place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The word as styles write it.
    word: Arc<str>,
    /// What stands before the number.
    before: String,
    /// What stands behind it.
    after: String,
}

/// The places of a language that are no word, blank and number.
pub(super) fn read(messages: &Messages) -> Vec<Place> {
    /// A sign that no message has.
    const NUMBER: &str = "\u{E000}";
    let mut places = Vec::new();
    for (label, _) in LOCATORS {
        let Some(text) = messages.get(&format!("places.{label}"), &[("n", NUMBER)]) else { continue };
        let Some((before, after)) = text.split_once(NUMBER) else { continue };
        for (_, word) in messages.locators.iter().filter(|(own, word)| own == label && !word.is_empty()) {
            let place = Place { word: word.clone(), before: before.to_owned(), after: after.to_owned() };
            if !places.contains(&place) {
                places.push(place);
            }
        }
    }
    places
}

/// The term of a style with the private sign before it, if the language writes that kind of place in its own way.
pub(super) fn marked(term: &str, label: &str, messages: &Messages) -> String {
    let sign =
        if messages.has(&format!("places.{label}")) { guard::PLACE.to_string() } else { String::new() };
    format!("{sign}{term}")
}

/// Moves numbers to their places. `texts` are the pieces of one text, in order.
pub(super) fn set(texts: &mut [&mut String], places: &[Place]) {
    for at in 0..texts.len() {
        while let Some((start, place)) = texts.get(at).and_then(|text| found(text, places)) {
            let Some((text, rest)) = texts.get_mut(at..).and_then(<[_]>::split_first_mut) else { return };
            let tail = text.split_off(start);
            let tail = tail.strip_prefix(guard::PLACE).unwrap_or(&tail);
            let Some(place) = place else {
                text.push_str(tail);
                continue;
            };
            let behind = tail.get(place.word.len()..).unwrap_or_default();
            let number = behind.trim_start_matches(is_blank);
            if !number.is_empty() {
                text.push_str(&numbered(number, place).unwrap_or_else(|| tail.to_owned()));
                continue;
            }
            // The number stands in a piece of its own.
            let next = rest.iter().position(|text| !text.chars().all(is_blank));
            let next = next.and_then(|next| rest.get_mut(..=next)).and_then(|rest| rest.split_last_mut());
            match next.and_then(|(next, blanks)| {
                Some((numbered(next.trim_start_matches(is_blank), place)?, next, blanks))
            }) {
                Some((written, next, blanks)) => {
                    **next = written;
                    blanks.iter_mut().for_each(|blank| blank.clear());
                }
                None => text.push_str(tail),
            }
        }
    }
}

/// The first sign in a text, and the place it stands for.
fn found<'p>(text: &str, places: &'p [Place]) -> Option<(usize, Option<&'p Place>)> {
    let start = text.find(guard::PLACE)?;
    let tail = text.get(start + guard::PLACE.len_utf8()..).unwrap_or_default();
    let fitting = places.iter().filter(|place| tail.starts_with(&*place.word));
    Some((start, fitting.max_by_key(|place| place.word.len())))
}

/// A text that begins with a number, the number in its place; `None` if it does not.
fn numbered(text: &str, place: &Place) -> Option<String> {
    let is_number = |sign: char| sign.is_ascii_alphanumeric() || sign.is_numeric();
    let mut end = 0;
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let goes_on = signs.peek().is_some_and(|(_, next)| is_number(*next));
        if !(is_number(sign) || end > 0 && goes_on && matches!(sign, '-' | '–' | '.' | '/')) {
            break;
        }
        end = at + sign.len_utf8();
    }
    let (number, rest) = text.split_at_checked(end).filter(|(number, _)| !number.is_empty())?;
    Some(format!("{}{number}{}{rest}", place.before, place.after))
}

fn is_blank(sign: char) -> bool {
    matches!(sign, ' ' | '\u{A0}' | '\u{202F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_where_the_language_has_them() {
        let page = Place { word: "页".into(), before: "第".into(), after: "页".into() };
        let figure = Place { word: "图".into(), before: "图".into(), after: String::new() };
        let places = [page, figure];
        let set = |pieces: &[&str]| {
            let mut pieces: Vec<String> = pieces.iter().map(|&piece| piece.to_owned()).collect();
            set(&mut pieces.iter_mut().collect::<Vec<_>>(), &places);
            pieces.concat()
        };
        assert_eq!(set(&["[1, \u{E105}页 4]"]), "[1, 第4页]");
        assert_eq!(set(&["水道, \u{E105}页", " ", "3–5, 卷 2"]), "水道, 第3–5页, 卷 2");
        assert_eq!(set(&["\u{E105}页\u{A0}iv. \u{E105}图 2"]), "第iv页. 图2");
        assert_eq!(set(&["\u{E105}页"]), "页", "no number follows");
        assert_eq!(set(&["\u{E105}节 3"]), "节 3", "a word that is not known");
    }
}
