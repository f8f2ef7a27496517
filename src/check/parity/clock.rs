//! Times of day by what stands beside figures: "3 pm", "15:00", "15 Uhr", "午後3時".
//!
//! `said.rs` asks for each figure of a text; `times.rs` compares.

use crate::locale::lexicon::{Lexicon, Meaning, digits};

/// What stands behind a time of day: languages (none: all of them), the half of the day, words.
const BEHIND: &[(&str, Option<Half>, &str)] = &[
    ("", None, "時|시|点钟|點鐘|点半|o'clock|o’clock|GMT|UTC|BST|EDT|EST|CET|CEST|ET"),
    ("", Some(Half::First), "a.m"),
    ("", Some(Half::Second), "p.m|pm|PM"),
    ("en id ja zh ko tr", Some(Half::First), "am|AM"),
    ("fr", Some(Half::First), "du matin"),
    ("fr", Some(Half::Second), "de l’après-midi|de l'après-midi|du soir"),
    ("es", Some(Half::First), "de la mañana|de la madrugada"),
    ("es", Some(Half::Second), "de la tarde|de la noche"),
    ("pt", Some(Half::First), "da manhã|da madrugada"),
    ("pt", Some(Half::Second), "da tarde|da noite"),
    ("it", Some(Half::First), "del mattino|di mattina"),
    ("it", Some(Half::Second), "di sera|del pomeriggio"),
    ("de", None, "Uhr"),
    ("de", Some(Half::First), "morgens|vormittags"),
    ("de", Some(Half::Second), "nachmittags|abends"),
    ("nl", None, "u."),
    ("nl", Some(Half::First), "'s ochtends|’s ochtends|'s morgens|’s morgens"),
    ("nl", Some(Half::Second), "'s middags|’s middags|'s avonds|’s avonds"),
    ("ru", Some(Half::First), "утра"),
    ("ru", Some(Half::Second), "вечера"),
    ("uk", Some(Half::First), "ранку"),
    ("uk", Some(Half::Second), "вечора"),
    ("pl", Some(Half::First), "rano"),
    ("pl", Some(Half::Second), "wieczorem|po południu"),
    ("cs sk", Some(Half::First), "ráno"),
    ("cs sk", Some(Half::Second), "večer|odpoledne"),
    ("sv", Some(Half::First), "på morgonen"),
    ("sv", Some(Half::Second), "på kvällen|på eftermiddagen"),
    ("hu", None, "óra|órakor"),
    ("id", Some(Half::First), "pagi"),
    ("id", Some(Half::Second), "sore|malam"),
    ("vi", None, "giờ"),
    ("sw", None, "asubuhi|mchana|jioni|usiku|alfajiri"),
];

/// Words for hours, which are a time only with minutes, or beside a word that says so.
const HOURS: &str =
    "h|hrs|heures|heure|horas|hora|ore|uur|u|часов|часа|час|годин|години|година|godz|godzin|hodin|点|點";

/// What stands before a time of day. Behind words that are not firm a bare figure counts something.
const BEFORE: &[(&str, Option<Half>, bool, &str)] = &[
    ("ja zh", Some(Half::First), false, "午前|上午|早上|凌晨"),
    ("ja zh", Some(Half::Second), false, "午後|下午|晚上|今晚"),
    ("ko", Some(Half::First), false, "오전"),
    ("ko", Some(Half::Second), false, "오후"),
    ("pt", None, true, "às|Às"),
    ("pt", None, false, "as|por volta das|das"),
    ("es", None, false, "las|la"),
    ("it", None, true, "ore|Ore"),
    ("it", None, false, "alle|Alle|dalle|Dalle"),
    ("fr", None, false, "à|À|vers|Vers|dès|depuis"),
    ("de", None, false, "um|Um|gegen|Gegen"),
    ("nl", None, false, "om|Om"),
    ("sv", None, true, "klockan|Klockan|kl."),
    ("da nb no", None, true, "klokken|Klokken|kl."),
    ("is", None, true, "klukkan|Klukkan|kl."),
    ("fi", None, true, "kello|klo"),
    ("pl", None, true, "godz.|godzinie"),
    ("tr", None, true, "saat|Saat"),
    ("id", None, true, "pukul|Pukul|jam"),
    ("vi", None, true, "lúc"),
    ("sw", None, true, "saa|Saa"),
    ("ro", None, true, "ora"),
    ("ru", None, false, "в|В|около|до|к"),
    ("uk", None, false, "о|О|об|близько|до"),
];

/// Blanks within a time.
const BLANKS: [char; 3] = [' ', '\u{a0}', '\u{202f}'];

/// A half of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Half {
    /// Before noon.
    First,
    /// From noon on.
    Second,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TimeOfDay {
    /// 0 to 24.
    pub(super) hour: u8,
    /// 0 to 59.
    pub(super) minute: u8,
    /// Where the words or the hour say it.
    pub(super) half: Option<Half>,
}

/// The time of day that the figure at byte `start` of a text is, if what stands beside it says so, and the byte behind
/// its words.
pub(super) fn time(text: &str, start: usize, lexicon: &Lexicon) -> Option<(TimeOfDay, usize)> {
    let language = lexicon.tag.language();
    let rest = text.get(start..)?;
    if let Some(time) = four_digits(text.get(..start)?, rest) {
        return Some((time, start + FOUR));
    }
    let (hour, minute, length) = figures(rest)?;
    let behind = rest.get(length..)?;
    let before = before(text.get(..start)?, language);
    let hours = hours(behind);
    let marker = marker(behind, hours, language);
    let firm = before.is_some_and(|(_, firm)| firm);
    let sign = rest.get(..length)?;
    // "4.40" is a number where the point is the decimal mark.
    let pointed = sign.contains('.') && lexicon.decimal_mark() == '.';
    let is_time = marker.is_some()
        || firm
        || match minute {
            Some(_) => !sign.contains('.') || hours.is_some() || before.is_some() && !pointed,
            None => hours.is_some() && before.is_some(),
        };
    let half = marker.and_then(|(half, _)| half).or(before.and_then(|(half, _)| half)).or(match hour {
        0 => Some(Half::First),
        13.. => Some(Half::Second),
        _ => None,
    });
    let more = marker.map(|(_, more)| more).or(hours).unwrap_or(0);
    let end = start + length + if behind.starts_with(['分', '분']) { '分'.len_utf8() } else { more };
    is_time.then_some((TimeOfDay { hour, minute: minute.unwrap_or(0), half }, end))
}

/// Digits of hours and minutes without a sign between them.
const FOUR: usize = 4;

/// "0430": hours before ten and minutes, as soldiers and sailors write them. No quantity begins with a nought.
fn four_digits(before: &str, text: &str) -> Option<TimeOfDay> {
    let (figures, behind) = text.split_at_checked(FOUR)?;
    let is_four = figures.starts_with('0') && figures.bytes().all(|byte| byte.is_ascii_digit());
    let joins =
        |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '–' | '/' | ':' | '+' | '#' | '_');
    let is_digit = |sign: char| digits::value(sign).is_some();
    // "0430 123 456" is a telephone number, "5.0430" a decimal.
    let tied = |near: Option<char>, next: Option<char>| {
        near.is_some_and(joins)
            || near.is_some_and(|sign| BLANKS.contains(&sign) || matches!(sign, '.' | ','))
                && next.is_some_and(is_digit)
    };
    let (mut back, mut on) = (before.chars().rev(), behind.chars());
    let is_free = !tied(back.next(), back.next()) && !tied(on.next(), on.next());
    let (hour, minute) = figures.split_at_checked(2)?;
    let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
    (is_four && is_free && minute < 60).then_some(TimeOfDay { hour, minute, half: Some(Half::First) })
}

/// The two times of "6-8 p.m.", "between 18.00 and 20.00 Uhr": what the figures are at byte `start` of a text, and the
/// next ones, behind a dash or up to byte `end` of a range that was read as one. Either says for both what they are.
pub(super) fn span(
    text: &str,
    start: usize,
    end: Option<usize>,
    lexicon: &Lexicon,
) -> Option<[TimeOfDay; 2]> {
    let figures = text.get(start..)?;
    let (hour, length) = number(figures).filter(|(hour, _)| *hour <= 24)?;
    let rest = figures.get(length..)?;
    let minutes = rest.strip_prefix(['.', ':']).and_then(number).filter(|(_, digits)| *digits == 2);
    let rest = rest.get(minutes.map_or(0, |(_, digits)| 1 + digits)..)?;
    let joint = rest.find(|sign: char| digits::value(sign).is_some())?;
    let second = start + figures.len() - rest.len() + joint;
    let joint = rest.get(..joint)?;
    let is_joined = end.map_or_else(|| is_joint(joint, lexicon), |end| second < end);
    let (last, length) =
        self::figures(text.get(second..)?).map(|(hour, minute, length)| ((hour, minute), length))?;
    let language = lexicon.tag.language();
    let behind = text.get(second + length..)?;
    let marker = marker(behind, hours(behind), language);
    let is_led = before(text.get(..start)?, language).is_some_and(|(_, firm)| firm);
    let said = marker.and_then(|(half, _)| half);
    let half = |hour: u8, said: Option<Half>| match hour {
        0 => Some(Half::First),
        13.. => Some(Half::Second),
        _ => said,
    };
    let times =
        [(hour, minutes.map(|(minute, _)| minute)), last].map(|(hour, minute)| (hour, minute.unwrap_or(0)));
    let [first, last] = times;
    // "11-1 p.m." begins before noon.
    let same_half = first.0 % 12 <= last.0 % 12;
    let time = |(hour, minute): (u8, u8), half: Option<Half>| TimeOfDay { hour, minute, half };
    (is_joined && (marker.is_some() || is_led))
        .then_some([time(first, half(first.0, said.filter(|_| same_half))), time(last, half(last.0, said))])
}

/// Whether a text is what stands between two times: a dash, "to", "and".
fn is_joint(text: &str, lexicon: &Lexicon) -> bool {
    let joins = |meaning| matches!(meaning, Meaning::To | Meaning::And | Meaning::Or).then_some(());
    let tokens = lexicon.tokens(text);
    matches!(text.trim(), "-" | "–" | "—" | "~" | "〜" | "～")
        || lexicon.longest(text, &tokens, joins).is_some_and(|((), length)| length == tokens.len())
}

/// "7", "19:30", "4.40", "19h30", "19 h 30", "3時15分": hours, minutes, and how many bytes they take.
fn figures(text: &str) -> Option<(u8, Option<u8>, usize)> {
    let (hour, length) = number(text)?;
    let rest = text.get(length..)?;
    let minutes = |sign: usize| -> Option<(u8, usize)> {
        let (minute, digits) = number(rest.get(sign..)?)?;
        (digits == 2 && minute < 60).then_some((minute, sign + digits))
    };
    let glued = rest.chars().next();
    let sign = rest.trim_start_matches(BLANKS);
    let found = match (glued, sign.chars().next()) {
        (Some(sign @ (':' | '.' | '：')), _) => minutes(sign.len_utf8()),
        // "19h30", "19 h 30", "2h:30", "3時15分", "오후 3시 15분"
        (_, Some(sign @ ('h' | '時' | '时' | '点' | '點' | '시'))) => {
            let start = rest.find(sign).unwrap_or_default() + sign.len_utf8();
            let behind = rest.get(start..)?;
            let bare = behind.trim_start_matches([' ', '\u{a0}', '\u{202f}', ':']);
            if let Some(half) = bare.chars().next().filter(|sign| matches!(sign, '半' | '반')) {
                let end = start + behind.len() - bare.len() + half.len_utf8();
                return (hour <= 24).then_some((hour, Some(30), length + end));
            }
            let (minute, end) = minutes(start + behind.len() - bare.len())
                .or_else(|| small_minutes(bare, start + behind.len() - bare.len()))
                .unzip();
            minute.zip(end)
        }
        _ => None,
    };
    // A third group is of seconds or of a date.
    let ends = |at: usize| {
        let mut behind = rest.get(at..).unwrap_or_default().chars();
        let sign = behind.next().filter(|sign| matches!(sign, '.' | ':' | '-' | '/'));
        !sign.is_some_and(|_| behind.next().is_some_and(|next| next.is_ascii_digit()))
    };
    // "27:37" is minutes and seconds.
    if hour > 24 || hour == 24 && found.is_some_and(|(minute, _)| minute > 0) {
        return None;
    }
    match found {
        Some((minute, more)) if ends(more) => Some((hour, Some(minute), length + more)),
        None if ends(0) => Some((hour, None, length)),
        _ => None,
    }
}

/// "3時5分": minutes of one digit, which only their sign makes minutes.
fn small_minutes(text: &str, at: usize) -> Option<(u8, usize)> {
    let (minute, digits) = number(text)?;
    let behind = text.get(digits..)?;
    (digits == 1 && behind.starts_with(['分', '분'])).then_some((minute, at + digits))
}

/// A number of one or two digits, and its bytes.
fn number(text: &str) -> Option<(u8, usize)> {
    let (mut value, mut length, mut count) = (0u8, 0, 0);
    for sign in text.chars() {
        let Some(digit) = digits::value(sign) else { break };
        count += 1;
        if count > 2 {
            return None;
        }
        value = value * 10 + u8::try_from(digit).ok()?;
        length += sign.len_utf8();
    }
    (count > 0).then_some((value, length))
}

/// Whether a row of a table is of a language.
fn is_of(languages: &str, language: &str) -> bool {
    languages.is_empty() || languages.split(' ').any(|one| one == language)
}

/// The bytes of the blanks at the head of a text.
fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches(BLANKS).len()
}

/// What marks figures before it as a time: its half of the day, and its bytes. `joint`: those of a word for hours.
fn marker(behind: &str, joint: Option<usize>, language: &str) -> Option<(Option<Half>, usize)> {
    let first = blanks(behind);
    let second = joint.map(|joint| joint + blanks(behind.get(joint..).unwrap_or_default()));
    BEHIND.iter().filter(|(languages, ..)| is_of(languages, language)).find_map(|(_, half, words)| {
        let at = |start: usize| {
            let rest = behind.get(start..)?;
            Some(start + words.split('|').find_map(|word| begins(rest, word))?)
        };
        // "6 heures du matin"
        let length = at(first).or_else(|| at(second.filter(|_| half.is_some())?))?;
        Some((*half, length))
    })
}

/// The bytes of a word for hours that follows.
fn hours(behind: &str) -> Option<usize> {
    let blank = blanks(behind);
    let rest = behind.get(blank..).unwrap_or_default();
    Some(blank + HOURS.split('|').find_map(|word| begins(rest, word))?)
}

/// The bytes of a word at the head of a text, where it ends there.
fn begins(text: &str, word: &str) -> Option<usize> {
    let behind = text.strip_prefix(word)?.chars().next();
    let is_sign = word.chars().next_back().is_some_and(|last| u32::from(last) >= 0x1100);
    let ends = match behind {
        // "시즌", "시리즈" are other words.
        Some(next) if word == "시" => {
            !next.is_alphanumeric() || "에까부쯤경이와의로가는께정반".contains(next)
        }
        // "時間" is a span of hours.
        Some(next) if is_sign => !matches!(next, '間' | '间'),
        Some(next) => !next.is_alphanumeric(),
        None => true,
    };
    ends.then_some(word.len())
}

/// What stands before a time: its half of the day, and whether it is firm.
fn before(text: &str, language: &str) -> Option<(Option<Half>, bool)> {
    let text = text.trim_end();
    let ends = |word: &str| {
        let head = text.strip_suffix(word)?;
        let dense = word.chars().next().is_some_and(|first| u32::from(first) >= 0x1100);
        let apart = head.chars().next_back().is_none_or(|sign| !sign.is_alphanumeric());
        (dense || apart).then_some(())
    };
    let mut rows = BEFORE.iter().filter(|(languages, ..)| is_of(languages, language));
    let found = rows.find(|(.., words)| words.split('|').any(|word| ends(word).is_some()));
    found.map(|(_, half, firm, _)| (*half, *firm))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_times_are_read_in_all_their_forms() {
        for (text, expected) in [
            ("7 a.m.", Some((7, None, 1))),
            ("19:30 Uhr", Some((19, Some(30), 5))),
            ("4.40 am", Some((4, Some(40), 4))),
            ("19h30", Some((19, Some(30), 5))),
            ("19 h 30", Some((19, Some(30), 7))),
            ("12.55 u.", Some((12, Some(55), 5))),
            ("25 Uhr", None),
            ("24:37", None),
            ("29.09.2018", None),
            ("1:02:03", None),
            ("140 h", None),
            ("7 p.m. there", Some((7, None, 1))),
            ("2h:30", Some((2, Some(30), 5))),
            ("3時15分", Some((3, Some(15), 6))),
            ("9시 30분에", Some((9, Some(30), 7))),
            ("3時5分", Some((3, Some(5), 5))),
            ("3時半", Some((3, Some(30), 7))),
            ("3時間5人", Some((3, None, 1))),
            ("6 h", Some((6, None, 1))),
        ] {
            assert_eq!(figures(text), expected, "{text}");
        }
    }

    #[test]
    fn four_digits_with_a_nought_are_a_time_and_parts_of_longer_numbers_are_none() {
        let at = |text: &str| {
            let (before, behind) = text.split_at(text.find('0')?);
            four_digits(before, behind).map(|time| (time.hour, time.minute))
        };
        assert_eq!(at("at 0430, as"), Some((4, 30)));
        assert_eq!(at("“at 0500”"), Some((5, 0)));
        for text in ["0475", "0430 123 456", "tel. 22 0430", "5.0430", "A0430", "0430-1", "04301", "043"] {
            assert_eq!(at(text), None, "{text}");
        }
    }

    #[test]
    fn words_beside_figures_make_times_of_them() {
        let half =
            |behind: &str, language: &str| marker(behind, hours(behind), language).map(|(half, _)| half);
        assert_eq!(half(" a.m. today", "en"), Some(Some(Half::First)));
        assert_eq!(half(" heures du soir", "fr"), Some(Some(Half::Second)));
        assert_eq!(half(" Uhr", "de"), Some(None));
        assert_eq!(half("時", "ja"), Some(None));
        for (behind, language) in [
            (" heures", "fr"),
            ("時間", "ja"),
            (" amigos", "es"),
            (" Uhren", "de"),
            (" am Ende", "de"),
            (" et 6", "fr"),
        ] {
            assert_eq!(half(behind, language), None, "{behind}");
        }
        assert_eq!(before("本日は午後", "ja"), Some((Some(Half::Second), false)));
        assert_eq!(before("quedan a las ", "es"), Some((None, false)));
        assert_eq!(before("ellas ", "es"), None);
        assert_eq!(before("klockan ", "sv"), Some((None, true)));
    }
}
