//! Stand-ins: private signs that keep hayagriva from misreading, or falling over, a text.
//!
//! They go into the texts of sources, styles and words before rendering and come out in [`restored`]. hayagriva 0.10
//! reads a hyphen in a number as a range, cuts blanks of any width off prefixes whose length it remembers, and drops
//! signs at the end of a word whose place it remembers; both of the latter end in a panic with the right letters.
//! Private signs of the user's own become U+FFFD, so that nobody can bring one in.

use std::borrow::Cow;

/// First sign of the block that is used, in Unicode's private use area.
const FIRST: u32 = 0xE100;
/// The hyphen of a document number.
pub(super) const HYPHEN: char = '\u{E100}';
/// The blank of a prefix.
pub(super) const BLANK: char = '\u{E101}';
/// Opens and closes formatting inside a field: `<i>`, `<b>`, `<sup>`, `<sub>`, small capitals.
pub(super) const TAGS: &[(&str, &str, char, char)] = &[
    ("<i>", "</i>", '\u{E110}', '\u{E111}'),
    ("<b>", "</b>", '\u{E112}', '\u{E113}'),
    ("<sup>", "</sup>", '\u{E114}', '\u{E115}'),
    ("<sub>", "</sub>", '\u{E116}', '\u{E117}'),
    ("<sc>", "</sc>", '\u{E118}', '\u{E119}'),
];
/// At its start no text is a number; a dash before the private sign goes with it.
const NO_NUMBER: &str = "-\u{E103}";
/// The next letter is a capital: hayagriva forgets the letter case of a macro as soon as it is inside.
pub(super) const CAPITAL: char = '\u{E104}';
/// The next word is that of a place, and its number belongs inside or before it: `places.rs`.
pub(super) const PLACE: char = '\u{E105}';
/// A letter that is not seen (U+3164): a text that holds one is not taken for punctuation.
pub(super) const FILLER: char = '\u{3164}';
/// Where the stand-ins of other blanks begin.
const WIDE: u32 = 0xE120;
/// Blanks other than U+0020.
const BLANKS: &[char] = &[
    '\u{A0}', '\u{202F}', '\u{2009}', '\u{1680}', '\u{2000}', '\u{2001}', '\u{2002}', '\u{2003}', '\u{2004}',
    '\u{2005}', '\u{2006}', '\u{2007}', '\u{2008}', '\u{200A}', '\u{205F}', '\u{3000}', '\u{85}', '\u{2028}',
    '\u{2029}',
];
/// Deepest nesting of tags in a field.
const MAX_TAGS: usize = 8;

/// A text without private and control signs; runs of blanks become one, those at the ends go.
pub(super) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for sign in text.trim().chars() {
        match sign {
            '\t' | '\n' | '\r' | ' ' if clean.ends_with(' ') => {}
            '\t' | '\n' | '\r' | ' ' => clean.push(' '),
            FILLER | '\u{E000}'..='\u{F8FF}' => clean.push('\u{FFFD}'),
            sign if sign.is_control() && sign != '\u{85}' => {}
            sign => clean.push(stand_in(sign)),
        }
    }
    clean
}

/// The stand-in of a blank that is not U+0020, else the sign itself.
pub(super) fn stand_in(sign: char) -> char {
    let place = BLANKS.iter().position(|blank| *blank == sign).and_then(|place| u32::try_from(place).ok());
    place.and_then(|place| char::from_u32(WIDE + place)).unwrap_or(sign)
}

/// Tags in a field that are closed, as stand-ins; others stay texts.
pub(super) fn with_tags(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    let mut open: Vec<(&str, char)> = Vec::new();
    let mut unclosed: Vec<&str> = Vec::new();
    while let Some(at) = rest.find('<') {
        let (before, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
        written.push_str(before);
        rest = tail;
        if let Some((after, sign)) =
            open.last().and_then(|(tag, sign)| Some((rest.strip_prefix(tag)?, *sign)))
        {
            open.pop();
            written.push(sign);
            rest = after;
            continue;
        }
        let tag = TAGS.iter().find_map(|tag| Some((tag, rest.strip_prefix(tag.0)?)));
        match tag.filter(|(tag, _)| open.len() < MAX_TAGS && !unclosed.contains(&tag.1)) {
            Some((tag, after)) if after.contains(tag.1) => {
                open.push((tag.1, tag.3));
                written.push(tag.2);
                rest = after;
                continue;
            }
            // What was looked for in vain once is not looked for again: a long field is searched once only.
            Some((tag, _)) => unclosed.push(tag.1),
            None => {}
        }
        written.push('<');
        rest = rest.get(1..).unwrap_or_default();
    }
    written.push_str(rest);
    written.extend(open.iter().rev().map(|(_, sign)| *sign));
    written
}

/// The sign that a stand-in stands for; `None` for one that only guards. [`CAPITAL`] and [`PLACE`] stay, for the writer to
/// heed.
pub(super) fn restored(sign: char) -> Option<char> {
    match sign {
        HYPHEN => Some('-'),
        BLANK => Some(' '),
        CAPITAL | PLACE => Some(sign),
        FILLER => None,
        sign if (WIDE..WIDE + 32).contains(&u32::from(sign)) => {
            let place = usize::try_from(u32::from(sign) - WIDE).ok()?;
            BLANKS.get(place).copied()
        }
        sign if (FIRST..WIDE).contains(&u32::from(sign)) => None,
        sign => Some(sign),
    }
}

/// A prefix whose blanks are stand-ins, so that its length stays what hayagriva remembers.
///
/// # Errors
/// The letter whose length changes with its case, which no stand-in can mend.
pub(super) fn prefix(text: &str) -> Result<String, char> {
    let grows = |sign: &char| {
        let length = |signs: &mut dyn Iterator<Item = char>| signs.map(char::len_utf8).sum::<usize>();
        let one = sign.len_utf8();
        length(&mut sign.to_uppercase()) != one || length(&mut sign.to_lowercase()) != one
    };
    match text.chars().find(grows) {
        Some(sign) => Err(sign),
        None => Ok(affix(text).chars().map(|sign| if sign.is_whitespace() { BLANK } else { sign }).collect()),
    }
}

/// A text of a style with stand-ins for wide blanks.
///
/// Where two signs of punctuation stand before a word without letters (`. —`), a filler follows: hayagriva would cut
/// the same words off what stands before, behind the back of its own case folding.
pub(super) fn affix(text: &str) -> String {
    let mut written: String = text.chars().map(stand_in).collect();
    let is_letterless = !text.chars().any(char::is_alphabetic);
    let is_punctuation = |sign: char| sign.is_whitespace() || ".,;:!?…()[]{}\"”“»›«‹‘'".contains(sign);
    let word = text.chars().position(|sign| !is_punctuation(sign));
    let later_word = text.chars().enumerate().skip(2).any(|(_, sign)| !is_punctuation(sign));
    if is_letterless && later_word && word.is_some() && text.chars().count() > 2 {
        let end = written.trim_end().len();
        written.insert(end, FILLER);
    }
    written
}

/// A part of a name: one without letters gets a filler, for the same reason.
pub(super) fn name_part(text: &str) -> String {
    let mut written = clean(text);
    if !written.is_empty() && !written.chars().any(char::is_alphabetic) {
        written.push(FILLER);
    }
    written
}

/// A document number: its hyphens are no signs of ranges. A plain number, range or list of them stays as it is.
pub(super) fn number(text: &str) -> String {
    let cleaned = clean(text);
    if is_plain_number(&cleaned) {
        return cleaned;
    }
    cleaned.replace('-', &HYPHEN.to_string())
}

/// A number that must be read as a text, so that it is sorted as the others are.
pub(super) fn as_text(number: &str) -> String {
    format!("{NO_NUMBER}{number}")
}

/// Digits with at most one letter at either end, and ranges and lists of two of them: "12", "A4", "3-5", "2, 3", "2nd".
pub(super) fn is_plain_number(text: &str) -> bool {
    let is_word = |word: &str| {
        let digits = word.trim_matches(|sign: char| sign.is_ascii_alphabetic());
        let letters = word.len() - digits.len();
        let starts = word.len() - word.trim_start_matches(|sign: char| sign.is_ascii_alphabetic()).len();
        (1..=9).contains(&digits.len())
            && digits.bytes().all(|digit| digit.is_ascii_digit())
            && letters <= 3
            && starts <= 1
    };
    let words: Vec<&str> = text.split(['-', '–', ',', '&']).map(str::trim).collect();
    let is_document = text.matches(['-', '–']).count() > 1;
    !is_document && words.len() <= 12 && words.iter().all(|word| is_word(word))
}

/// All signs restored, formatting left out, blanks beside blanks left out: for plain texts.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    let is_plain = |sign: char| restored(sign) == Some(sign);
    if text.chars().all(is_plain) && !text.contains("  ") {
        return Cow::Borrowed(text);
    }
    let mut written = String::with_capacity(text.len());
    for sign in text.replace(NO_NUMBER, "").replace("–\u{E103}", "").chars().filter_map(restored) {
        if !(sign == ' ' && written.ends_with([' ', '\u{A0}', '\u{202F}'])) {
            written.push(sign);
        }
    }
    Cow::Owned(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn document_numbers_keep_their_hyphens() {
        let number = |text: &str| (number(text).contains('-'), plain(&super::number(text)).into_owned());
        assert_eq!(number("GAO-25-107"), (false, "GAO-25-107".into()));
        assert_eq!(number("25-107-3"), (false, "25-107-3".into()));
        assert_eq!(number("3-5"), (true, "3-5".into()));
        assert_eq!(number("H.R. 12"), (false, "H.R. 12".into()));
        assert_eq!(number("99999999999"), (false, "99999999999".into()));
    }

    #[test]
    fn tags_are_stand_ins_only_if_closed() {
        assert_eq!(with_tags("<i>a</i> <b>x"), "\u{E110}a\u{E111} <b>x");
        let many = "<i>".repeat(100_000);
        assert_eq!(with_tags(&many), many);
    }

    #[test]
    fn private_and_control_signs_of_the_user_are_taken_out() {
        assert_eq!(clean(" a\u{E100}b\u{3164}\u{1}\n c "), "a\u{FFFD}b\u{FFFD} c");
    }

    #[test]
    fn blanks_come_back() {
        let text = clean("12\u{A0}%\u{202F}x");
        assert!(!text.chars().any(char::is_whitespace));
        assert_eq!(plain(&text), "12\u{A0}%\u{202F}x");
        assert_eq!(prefix(" (").as_deref(), Ok("\u{E101}("));
        assert_eq!(prefix("ı"), Err('ı'));
        assert_eq!(plain("a \u{E101}b"), "a b");
    }
}
