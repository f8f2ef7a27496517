//! How things look that no language translates: addresses, handles, digests, numbers of telephones, cases and accounts.
//!
//! Most stand between blanks; telephone numbers may have blanks in them. What may be a number, a date, a range or a word
//! is none of these: a thing that is not known costs less than a number that is not compared.

use std::ops::Range;

/// Fewer digits are a name ("A4", "F-35"), not a number of a case.
const DIGITS: usize = 4;
/// Digits of the shortest telephone number that is told from a range.
const DIGITS_OF_A_TELEPHONE: usize = 7;
/// Digits of the longest (E.164).
const MOST_DIGITS: usize = 15;
/// Digits of the shortest telephone number that begins with a nought.
const DIGITS_FROM_NOUGHT: usize = 9;
/// Digits of the shortest number that is joined by several signs.
const DIGITS_OF_AN_ACCOUNT: usize = 9;
/// Signs of the shortest digest.
const SIGNS_OF_A_DIGEST: usize = 16;
/// Signs of the shortest key: an address of a coin, a digest in other signs than hexadecimal ones.
const SIGNS_OF_A_KEY: usize = 24;
/// Letters of the longest ending.
const ENDING: usize = 6;
/// What courts put between the year and the number of a docket.
const DOCKETS: [&str; 14] =
    ["cv", "cr", "mc", "mj", "md", "bk", "ap", "civ", "crim", "po", "sw", "gj", "dp", "cm"];
/// What addresses without a scheme end in, so that they are told from names of files: `node.js/express`.
const ENDS_OF_HOSTS: [&str; 24] = [
    "com", "org", "net", "gov", "edu", "int", "mil", "info", "io", "me", "app", "dev", "onion", "be", "ly",
    "co", "gl", "tv", "gg", "im", "news", "social", "press", "example",
];

/// Where such things stand in a text, in order, without the signs around them.
pub(crate) fn ranges(text: &str) -> Vec<Range<usize>> {
    let mut found = telephones(text);
    let known = found.len();
    let mut at = 0;
    for part in text.split(|sign: char| sign.is_whitespace() || is_wide(sign)) {
        // Most words hold none of the signs of such things.
        let may_be = part.bytes().any(|byte| byte.is_ascii_digit() || matches!(byte, b'@' | b':' | b'.'));
        if may_be {
            let kept = part
                .trim_matches(|sign: char| !sign.is_alphanumeric() && !matches!(sign, '@' | '+' | '/' | '_'));
            let start = at + part.find(kept).unwrap_or_default();
            let kept = kept.trim_end_matches(['+', '@']);
            let bare = Some(without_ending(kept)).filter(|bare| bare.len() < kept.len() && is_verbatim(bare));
            if let Some(kept) = bare.or(Some(kept).filter(|kept| is_verbatim(kept))) {
                let own = start..start + kept.len();
                let is_told = |other: &Range<usize>| other.start < own.end && own.start < other.end;
                if !found.iter().take(known).any(is_told) {
                    found.push(own);
                }
            }
        }
        at += part.len()
            + text.get(at + part.len()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    found.sort_unstable_by_key(|range| range.start);
    found
}

/// Languages with endings join them to what is never translated: `800-555-0199-as`, `desk@example.org:n`, `@desk'in`.
fn without_ending(token: &str) -> &str {
    let Some((stem, ending)) = token.rsplit_once(['-', ':', '\'', '’']) else { return token };
    let is_ending = (1..=ENDING).contains(&ending.chars().count()) && ending.chars().all(is_of_ending);
    // Behind a stroke it may be a part of a handle or an address.
    let may_be = match token.as_bytes().get(stem.len()) {
        Some(b'-') => stem.ends_with(|sign: char| sign.is_ascii_digit()) || is_mail_of_a_host(stem),
        _ => true,
    };
    if is_ending && may_be && !is_web_address(token) { stem } else { token }
}

/// A small letter, or one of a script without capitals with its marks: `@desk-க்கு`.
fn is_of_ending(sign: char) -> bool {
    sign.is_lowercase() || !(sign.is_ascii() || sign.is_uppercase() || sign.is_numeric())
}

/// Scripts without blanks stand directly beside what is never translated.
fn is_wide(sign: char) -> bool {
    matches!(u32::from(sign), 0x2e80..=0x9fff | 0xac00..=0xd7ff | 0xff00..=0xff60 | 0x201c..=0x201f)
}

fn is_verbatim(token: &str) -> bool {
    // Digits alone may be a number: most tokens that are looked at.
    if token.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let has = |sign: u8| token.as_bytes().contains(&sign);
    // Most tokens that are looked at are months: `2026-01`.
    let is_long = token.len() >= SIGNS_OF_A_DIGEST;
    let is_joined = has(b'-') || has(b'/') || token.starts_with('+');
    is_web_address(token)
        || is_mail(token)
        || is_long && (is_digest(token) || is_key(token))
        || is_joined && (is_number_of_a_case(token) || is_telephone(token) || is_account(token))
        || has(b'-') && (is_docket(token) || is_plate(token))
        || has(b'.') && host_and_path(token)
}

fn is_web_address(token: &str) -> bool {
    token.starts_with("https://") || token.starts_with("http://") || token.starts_with("www.")
}

pub(crate) fn is_mail(token: &str) -> bool {
    let Some((name, host)) = token.split_once('@') else { return false };
    if name.is_empty() {
        // A handle of a federated service: `@desk@social.example`.
        let is_begun = host.starts_with(|sign: char| sign.is_ascii_alphanumeric() || sign == '_');
        return is_begun
            && host.len() >= 2
            && host.chars().all(|sign| sign.is_ascii_alphanumeric() || "_.@-".contains(sign));
    }
    let is_host = host.split_once('.').is_some_and(|(first, rest)| !first.is_empty() && rest.len() >= 2);
    is_host && !host.contains('@')
}

/// `desk@example.org`, but no handle.
fn is_mail_of_a_host(token: &str) -> bool {
    !token.starts_with('@') && token.contains('@')
}

fn is_digest(token: &str) -> bool {
    let has = |is: fn(&u8) -> bool| token.bytes().any(|byte| is(&byte));
    token.len() >= SIGNS_OF_A_DIGEST
        && token.bytes().all(|byte| byte.is_ascii_hexdigit())
        && has(u8::is_ascii_digit)
        && has(u8::is_ascii_alphabetic)
}

/// `12-3456/2025`, `BR-2025-0147`, `A/HRC/50/21`: letters or groups of digits, joined by strokes.
fn is_number_of_a_case(token: &str) -> bool {
    let is_made_of = token.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'/'));
    let digits = token.bytes().filter(u8::is_ascii_digit).count();
    if !is_made_of || digits < DIGITS || token.starts_with('/') {
        return false;
    }
    let has = |sign: u8| token.bytes().any(|byte| byte == sign);
    // Words of small letters are words: "2023-os", "covid-19".
    let is_word = token.bytes().any(|byte| byte.is_ascii_lowercase());
    let has_letters = token.bytes().any(|byte| byte.is_ascii_uppercase());
    let is_mixed = has(b'-') && has(b'/');
    let is_in_groups = (has(b'-') || has(b'/')) && !token.split(['-', '/']).any(str::is_empty);
    (has_letters || is_mixed) && !is_word && is_in_groups && !is_date(token)
}

/// `2025-07-31`, `31/7/2025`, `2025-07-31T12`.
fn is_date(token: &str) -> bool {
    let groups: Vec<&str> = token.split(['-', '/']).collect();
    let is_number = |group: &&str| group.bytes().all(|byte| byte.is_ascii_digit());
    match &*groups {
        [first, second, third] => {
            let day = third.split('T').next().unwrap_or_default();
            is_number(first) && is_number(second) && is_number(&day) && second.len() <= 2
        }
        _ => false,
    }
}

/// `+55-11-5550-1234`, `800-555-0199`; groups parted by blanks are numbers of their own to whoever reads.
fn is_telephone(token: &str) -> bool {
    let rest = token.strip_prefix('+').unwrap_or(token);
    let digits = rest.bytes().filter(u8::is_ascii_digit).count();
    let is_made_of = rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let groups = rest.split('-').count();
    digits >= DIGITS_OF_A_TELEPHONE
        && is_made_of
        && (token.starts_with('+') || (groups >= 3 && !is_date(token)))
}

/// `bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq`, `0x52908400098527886E0F7030069857D2E4169EE7`.
fn is_key(token: &str) -> bool {
    let count = |is: fn(&u8) -> bool| token.bytes().filter(is).count();
    token.len() >= SIGNS_OF_A_KEY
        && token.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && count(u8::is_ascii_digit) >= 2
        && count(u8::is_ascii_alphabetic) >= 2
}

/// `22-cv-01234`, `1:22-cv-01234-JLR`.
fn is_docket(token: &str) -> bool {
    let is_number = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let rest = token.split_once(':').filter(|(court, _)| is_number(court)).map_or(token, |(_, rest)| rest);
    let mut groups = rest.split('-');
    let (year, kind, number) = (groups.next(), groups.next(), groups.next());
    let is_judge = |group: &str| {
        (1..=4).contains(&group.len())
            && group.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    };
    year.is_some_and(|year| is_number(year) && matches!(year.len(), 2 | 4))
        && kind.is_some_and(|kind| DOCKETS.contains(&&*kind.to_ascii_lowercase()))
        && number.is_some_and(|number| is_number(number) && number.len() >= DIGITS - 1)
        && groups.all(is_judge)
}

/// Digits joined by signs of two kinds, as no number, date or range is: `0001234-56.2020.8.26.0100`, `12.345.678/0001-95`.
fn is_account(token: &str) -> bool {
    let digits = token.bytes().filter(u8::is_ascii_digit).count();
    let is_made_of = token.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'/' | b'.'));
    if !is_made_of || !token.contains('.') || !token.contains(['-', '/']) {
        return false;
    }
    let parts: Vec<&str> = token.split(['-', '/']).collect();
    let is_whole = !token.split(['-', '/', '.']).any(str::is_empty);
    // `123.456.789-09`, `123.456.789-35`: two digits that check the others.
    let is_checked =
        matches!(&*parts, [number, check] if check.len() == 2 && is_grouped(number) && number.len() == 11);
    is_whole
        && digits >= DIGITS_OF_AN_ACCOUNT
        && (is_checked || !parts.iter().all(|part| may_be_number(part)))
}

/// `1.234.567`: a number in groups of three.
fn is_grouped(part: &str) -> bool {
    let mut groups = part.split('.');
    groups.next().is_some_and(|first| (1..=3).contains(&first.len())) && groups.all(|group| group.len() == 3)
}

/// Whether digits and full stops may be a number or a date: `1.234`, `3.14`, `31.12.2024`, `2024.12.31`, `08`.
fn may_be_number(part: &str) -> bool {
    let groups: Vec<&str> = part.split('.').collect();
    match &*groups {
        [one] => one.len() <= 2 || !one.starts_with('0'),
        [_, _] => true,
        [day, month, year] if month.len() <= 2 => {
            (day.len() <= 2 && matches!(year.len(), 2 | 4)) || (day.len() == 4 && year.len() <= 2)
        }
        _ => is_grouped(part),
    }
}

/// `ABC-1D23`: the plate of a car, with letters among its digits.
fn is_plate(token: &str) -> bool {
    let Some((letters, rest)) = token.split_once('-') else { return false };
    let is_capital = |byte: u8| byte.is_ascii_uppercase();
    letters.len() == 3
        && letters.bytes().all(is_capital)
        && rest.len() == 4
        && rest.starts_with(|sign: char| sign.is_ascii_digit())
        && rest.bytes().all(|byte| is_capital(byte) || byte.is_ascii_digit())
        && rest.bytes().filter(u8::is_ascii_digit).count() == 3
}

/// `t.me/desk`, `abcdefghij234567.onion`: an address without its scheme.
pub(crate) fn host_and_path(token: &str) -> bool {
    let (host, path) = token.split_once('/').unwrap_or((token, ""));
    let labels: Vec<&str> = host.split('.').collect();
    let is_label = |label: &&str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let Some((end, names)) = labels.split_last() else { return false };
    let is_onion = *end == "onion" && names.iter().any(|name| matches!(name.len(), 16 | 56));
    let has_path =
        path.starts_with(|sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '@' | '_' | '+'));
    !names.is_empty()
        && labels.iter().all(is_label)
        && ENDS_OF_HOSTS.contains(end)
        && (is_onion || has_path)
        && path.is_ascii()
}

/// Telephone numbers with blanks or brackets: `+1 (202) 555-0143`, `(11) 5555-0143`, `020 7946 0958`.
fn telephones(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    while let Some(step) = text.get(from..).and_then(|rest| rest.find(['+', '(', '0'])) {
        let start = from + step;
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        let is_free = before.is_none_or(|sign| {
            sign.is_whitespace() || matches!(sign, ':' | '(' | '[' | '“' | '"') || is_wide(sign)
        });
        let number = text.get(start..).filter(|_| is_free).and_then(telephone);
        from = start + number.unwrap_or(1);
        found.extend(number.map(|length| start..start + length));
    }
    found
}

/// How long the telephone number is that a text begins with.
fn telephone(text: &str) -> Option<usize> {
    let groups = groups(text);
    let (first, last) = (groups.first()?, groups.last()?);
    let digits: usize = groups.iter().map(|group| group.digits.len()).sum();
    let behind = text.get(last.end..).and_then(|rest| rest.chars().next());
    let ends = behind
        .is_none_or(|sign| is_wide(sign) || !sign.is_alphanumeric() && !matches!(sign, '%' | '°' | '‰'));
    if !ends || !(DIGITS_OF_A_TELEPHONE..=MOST_DIGITS).contains(&digits) {
        return None;
    }
    let rest = groups.get(1..).unwrap_or_default();
    let is_year = |group: &Group<'_>| {
        group.digits.len() == 4 && (group.digits.starts_with("19") || group.digits.starts_with("20"))
    };
    let is_grouped = first.digits.len() <= 3 && rest.iter().all(|group| group.digits.len() == 3);
    let in_brackets = groups.iter().any(|group| group.in_brackets);
    let is_number = match text.as_bytes().first()? {
        // `+1 234 567` is a number with its sign.
        b'+' => in_brackets || !is_grouped || digits > DIGITS_FROM_NOUGHT,
        b'(' => {
            let is_code = (2..=4).contains(&first.digits.len()) && !is_year(first);
            let begins = first.digits.starts_with('0');
            is_code && !rest.iter().all(is_year) && (begins || rest.len() > 1 && !is_grouped)
        }
        _ => {
            let is_code = (2..=5).contains(&first.digits.len());
            let is_date = first.digits.len() == 2 && rest.iter().any(is_year);
            is_code && digits >= DIGITS_FROM_NOUGHT && !rest.is_empty() && !is_date
        }
    };
    is_number.then_some(last.end)
}

/// Digits of a telephone number between two signs.
struct Group<'t> {
    digits: &'t str,
    in_brackets: bool,
    /// Behind its last sign.
    end: usize,
}

/// The groups of digits that a text begins with, and the signs of telephone numbers between them.
fn groups(text: &str) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut at = usize::from(text.starts_with('+'));
    let mut digits = 0;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let is_joint =
            |sign: char| matches!(sign, ' ' | '-' | '.' | '\u{a0}' | '\u{202f}' | '\u{2011}' | '/');
        let joint = if groups.is_empty() {
            0
        } else {
            rest.find(is_joint)
                .filter(|at| *at == 0)
                .map_or(0, |_| rest.chars().next().map_or(0, char::len_utf8))
        };
        let rest = rest.get(joint..).unwrap_or_default();
        let opens = usize::from(rest.starts_with('('));
        let inside = rest.get(opens..).unwrap_or_default();
        let length = inside.bytes().take_while(u8::is_ascii_digit).count();
        let closes = usize::from(inside.get(length..).is_some_and(|rest| rest.starts_with(')')));
        let is_first = groups.is_empty();
        // "0800 555 111 24 hours a day": two digits behind longer groups are another number.
        let is_long = groups.last().is_some_and(|group| group.digits.len() > 2);
        let follows_bracket = groups.last().is_some_and(|group| group.in_brackets);
        let is_group = length > 0
            && (opens == 0 || closes == 1)
            && (is_first || joint > 0 || opens == 1 || follows_bracket)
            // "020 7946 0958 5 days": a single digit is another number.
            && (is_first || length > 1 || opens == 1)
            && !(digits >= DIGITS_FROM_NOUGHT && length < 3 && is_long)
            && digits + length <= MOST_DIGITS;
        if !is_group {
            return groups;
        }
        digits += length;
        at += joint + opens + length + opens;
        let own = inside.get(..length).unwrap_or_default();
        groups.push(Group { digits: own, in_brackets: opens == 1, end: at });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        ranges(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn what_is_never_translated_is_found() {
        assert_eq!(
            found("Write to desk@example.org, or (+55-11-5550-1234)."),
            ["desk@example.org", "+55-11-5550-1234"]
        );
        assert_eq!(
            found("Case 12-3456/2025; notice BR-2025-0147: A/HRC/50/21."),
            ["12-3456/2025", "BR-2025-0147", "A/HRC/50/21"]
        );
        assert_eq!(
            found("see https://a.example/x, www.b.example."),
            ["https://a.example/x", "www.b.example"]
        );
        assert_eq!(found("事件12-3456/2025は、desk@example.orgへ"), ["12-3456/2025", "desk@example.org"]);
        assert_eq!(found("hash 9f86d081884c7d659a2feaa0c55ad015"), ["9f86d081884c7d659a2feaa0c55ad015"]);
        assert_eq!(found("@desk@social.example follows"), ["@desk@social.example"]);
        assert_eq!(
            found("a 800-555-0199-as számon, desk@example.org-ra; BR-2025-0147:n, @desk_one’in @a-team"),
            ["800-555-0199", "desk@example.org", "BR-2025-0147", "@desk_one", "@a-team"]
        );
    }

    #[test]
    fn what_languages_write_in_their_own_way_is_not() {
        assert_eq!(
            found("1,400 or 1.400; 2020-2024, 31/7/2025, 2025-07-31, 3-2, 24/7, COVID-19, G-20"),
            [""; 0]
        );
        assert_eq!(found("1/2 of 2019/2020, and/or A4, pp. 32-47, 12:30, v1.2.3, 2023-as"), [""; 0]);
    }

    #[test]
    fn telephone_numbers_may_have_blanks_and_brackets() {
        for number in [
            "+1 (202) 555-0143",
            "(11) 5555-0143",
            "+1 202 555 0143",
            "+351 912 345 678",
            "+49 (0)30 1234567",
            "020 7946 0958",
            "01 23 45 67 89",
            "(030) 1234567",
            "0800 123 4567",
            "+1.202.555.0143",
        ] {
            assert_eq!(found(&format!("Call {number}.")), [number]);
            assert_eq!(found(&format!("({number}), 12 days")), [number]);
        }
        assert_eq!(
            found(
                "grew by +1 234 567; (12) 345 678 people; (2020) 1234-5678; (11) 2020-2021; 01 02 2024 10 11; +5 %"
            ),
            [""; 0]
        );
        assert_eq!(found("0800 555 111 24 giờ; 匿名で0800 555 111へ"), ["0800 555 111", "0800 555 111"]);
        assert_eq!(found("+3.5, (3) 1,400, 0.5 and 0 123 456, (14) 2019, +12 000 000 euros, 007"), [""; 0]);
    }

    #[test]
    fn numbers_of_cases_accounts_and_addresses_are_found() {
        for token in [
            "22-cv-01234",
            "1:22-cv-01234",
            "22-cv-01234-JLR",
            "0001234-56.2020.8.26.0100",
            "123.456.789-09",
            "123.456.789-35",
            "12.345.678/0001-95",
            "ABC-1D23",
            "t.me/deskroom",
            "abcdefghij234567.onion",
            "wa.me/5511555501",
            "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
            "1BoatSLRHtKNngkdXEeobR76b53LETtpyT",
        ] {
            assert_eq!(found(&format!("see {token}, please")), [token]);
        }
        assert_eq!(
            found(
                "31.12.2024-01.01.2025, 1.234.567-2.345.678, 12.345/2020, 10.000-20.000, 08.30-17.00, 12-mai-2024"
            ),
            [""; 0]
        );
        assert_eq!(
            found("node.js/express, README.md/LICENSE, p.m./a.m., etc./usw., desk.example, F-16C"),
            [""; 0]
        );
    }
}
