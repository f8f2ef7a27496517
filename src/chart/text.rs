//! How wide words are, and where they may be broken.
//!
//! Widths come from the advances of Noto Sans, which is wider than most faces that readers' systems have; a reserve is
//! added for those that are wider still. Scripts that the subset lacks get widths on the safe side. Nothing
//! is shaped or drawn here. The unit is a hundredth of a CSS pixel.

use unicode_segmentation::UnicodeSegmentation;

const REGULAR: &[u8] = include_bytes!("font/advance-regular.ttf");
const BOLD: &[u8] = include_bytes!("font/advance-bold.ttf");

/// The advances of both faces, read by the compiler.
const REGULAR_ADVANCES: Advances = Advances::read(REGULAR);
const BOLD_ADVANCES: Advances = Advances::read(BOLD);

/// Reserve for readers whose sans is wider than Noto Sans: 6 %.
const RESERVE: i64 = 106;

/// A size and weight of chart text; the theme's style sheet sets the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Face {
    /// 13 px, regular: axes, notes, names.
    Small,
    /// 15 px, bold: values that the finding is about.
    Large,
    /// 40 px, bold: a value that stands alone.
    Huge,
}

impl Face {
    /// Size in px.
    pub(crate) fn size(self) -> i32 {
        match self {
            Face::Small => 13,
            Face::Large => 15,
            Face::Huge => 40,
        }
    }

    /// How far letters reach above the baseline, in hundredths of a px.
    pub(crate) fn ascent(self) -> i32 {
        self.size() * 78
    }

    /// How far letters reach below the baseline, in hundredths of a px.
    pub(crate) fn descent(self) -> i32 {
        self.size() * 24
    }

    /// From baseline to baseline, in hundredths of a px.
    pub(crate) fn line(self) -> i32 {
        match self {
            Face::Small => 1_600,
            Face::Large => 1_800,
            Face::Huge => 4_400,
        }
    }
}

/// Knows the widths of letters. It holds no state.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Measure;

/// Letters of which a face may have advances: three blocks of Unicode.
const LETTERS: usize = 0x500 + 0x80 + 0x140;

/// Where in the table of advances a letter stands.
const fn index_of(letter: usize) -> Option<usize> {
    match letter {
        0..0x500 => Some(letter),
        0x1e80..0x1f00 => Some(letter - 0x1e80 + 0x500),
        0x2000..0x2140 => Some(letter - 0x2000 + 0x580),
        _ => None,
    }
}

/// Advances in thousandths of an em by [`index_of`]; 0 where the face has no such letter.
struct Advances([u16; LETTERS]);

impl Advances {
    /// Reads `cmap` (format 4) and `hmtx` of a font of 1,000 units an em (OpenType 1.9).
    #[expect(clippy::indexing_slicing, reason = "the compiler runs it: what is out of bounds is no program")]
    const fn read(font: &[u8]) -> Advances {
        let mut advances = [0; LETTERS];
        let (head, hhea) = (table(font, *b"head"), table(font, *b"hhea"));
        assert!(short(font, head + 18) == 1_000, "units an em");
        let (widths, last) = (table(font, *b"hmtx"), short(font, hhea + 34) - 1);
        let map = table(font, *b"cmap");
        // The first subtable: its offset stands behind version, count, platform and encoding.
        let map = map + (short(font, map + 8) << 16) + short(font, map + 10);
        assert!(short(font, map) == 4, "a table of segments");
        let segments = short(font, map + 6) / 2;
        let mut segment = 0;
        while segment < segments {
            let end = map + 14 + 2 * segment;
            let start = end + 2 * segments + 2;
            let delta = start + 2 * segments;
            let offset = delta + 2 * segments;
            let mut letter = short(font, start);
            while letter <= short(font, end) && letter < 0xffff {
                let glyph = match short(font, offset) {
                    0 => (letter + short(font, delta)) % 0x1_0000,
                    by => short(font, offset + by + 2 * (letter - short(font, start))),
                };
                let glyph = if glyph > last { last } else { glyph };
                if let Some(at) = index_of(letter) {
                    advances[at] = short(font, widths + 4 * glyph) as u16;
                }
                letter += 1;
            }
            segment += 1;
        }
        Advances(advances)
    }

    fn of(&self, letter: char) -> Option<u16> {
        let at = index_of(letter as usize)?;
        self.0.get(at).copied().filter(|advance| *advance > 0)
    }
}

/// Where a table of a font begins.
#[expect(clippy::indexing_slicing, reason = "the compiler runs it: what is out of bounds is no program")]
const fn table(font: &[u8], tag: [u8; 4]) -> usize {
    let mut record = 12;
    while font[record] != tag[0]
        || font[record + 1] != tag[1]
        || font[record + 2] != tag[2]
        || font[record + 3] != tag[3]
    {
        record += 16;
    }
    (short(font, record + 8) << 16) + short(font, record + 10)
}

/// Two bytes as a number.
#[expect(clippy::indexing_slicing, reason = "the compiler runs it: what is out of bounds is no program")]
const fn short(font: &[u8], at: usize) -> usize {
    ((font[at] as usize) << 8) + font[at + 1] as usize
}

/// Words over one or more lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lines {
    /// Without blanks at their ends.
    pub lines: Vec<String>,
    /// Width of the widest, in hundredths of a px.
    pub width: i32,
    /// Whether words had to be left out; the last line then ends with "…".
    pub cut: bool,
}

impl Measure {
    /// The measure of all charts.
    pub(crate) fn new() -> Self {
        Measure
    }

    /// Width of one line of text in hundredths of a px, the reserve included.
    pub(crate) fn width(&self, text: &str, face: Face) -> i32 {
        let advances = match face {
            Face::Small => &REGULAR_ADVANCES,
            Face::Large | Face::Huge => &BOLD_ADVANCES,
        };
        let em = |letter: char| i64::from(advances.of(letter).unwrap_or_else(|| safe_em(letter)));
        let ems: i64 = text.chars().map(em).sum();
        let size = ems * i64::from(face.size()) * RESERVE;
        i32::try_from(size / 1_000 + i64::from(size % 1_000 > 0)).unwrap_or(i32::MAX)
    }

    /// Breaks text over as few lines of at most `width` as possible, and those of equal length as far as they go.
    ///
    /// `None` if it needs more than `most` lines, or holds a word that is wider.
    pub(crate) fn wrap(&self, text: &str, face: Face, width: i32, most: usize) -> Option<Lines> {
        let words = self.words(text, face);
        let needed = fill(&words, width)?.len();
        if needed > most {
            return None;
        }
        // What fits on one line need not be balanced.
        let (mut low, mut high) = (if needed > 1 { 0 } else { width }, width);
        while high - low > 50 {
            let middle = i32::midpoint(low, high);
            match fill(&words, middle) {
                Some(rows) if rows.len() <= needed => high = middle,
                _ => low = middle,
            }
        }
        Some(lines(&words, &fill(&words, high)?, false))
    }

    /// The same, but always gives lines: words that are too wide are broken, what is too much is left out.
    pub(crate) fn wrap_or_cut(&self, text: &str, face: Face, width: i32, most: usize) -> Lines {
        if let Some(wrapped) = self.wrap(text, face, width, most) {
            return wrapped;
        }
        let words = self.broken_words(text, face, width);
        let mut rows = fill(&words, width).unwrap_or_default();
        let cut = rows.len() > most;
        rows.truncate(most);
        let mut wrapped = lines(&words, &rows, cut);
        if let (true, Some(last)) = (cut, wrapped.lines.last_mut()) {
            self.shorten(last, face, width);
            // The sign of what is left out may make the last line the widest.
            wrapped.width = wrapped.width.max(self.width(last, face));
        }
        wrapped
    }

    fn shorten(&self, line: &mut String, face: Face, width: i32) {
        let room = width - self.width("…", face);
        let mut kept = String::new();
        for cluster in clusters(line) {
            if self.width(&kept, face) + self.width(cluster, face) > room {
                break;
            }
            kept.push_str(cluster);
        }
        *line = format!("{}…", kept.trim_end());
    }

    fn words(&self, text: &str, face: Face) -> Vec<Word> {
        let mut words: Vec<Word> = Vec::new();
        let mut word = String::new();
        let mut previous = None;
        for letter in text.chars() {
            if is_blank(letter) {
                words.extend(self.word(&mut word, face, true));
            } else {
                if previous.is_some_and(|before| breaks_between(before, letter)) {
                    words.extend(self.word(&mut word, face, false));
                }
                word.push(letter);
            }
            previous = Some(letter);
        }
        words.extend(self.word(&mut word, face, false));
        words
    }

    fn word(&self, text: &mut String, face: Face, spaced: bool) -> Option<Word> {
        let text = std::mem::take(text);
        let width = self.width(&text, face);
        let space = if spaced { self.width(" ", face) } else { 0 };
        (!text.is_empty()).then_some(Word { text, width, space })
    }

    fn broken_words(&self, text: &str, face: Face, width: i32) -> Vec<Word> {
        let mut broken = Vec::new();
        for word in self.words(text, face) {
            if word.width <= width {
                broken.push(word);
                continue;
            }
            let mut part = String::new();
            for cluster in clusters(&word.text) {
                if !part.is_empty() && self.width(&part, face) + self.width(cluster, face) > width {
                    broken.extend(self.word(&mut part, face, false));
                }
                part.push_str(cluster);
            }
            let last = self.word(&mut part, face, false);
            broken.extend(last.map(|last| Word { space: word.space, ..last }));
        }
        broken
    }
}

struct Word {
    text: String,
    width: i32,
    /// Width of the blank after it; 0 if the next one follows without a blank.
    space: i32,
}

/// Fills lines one after the other; the result is the number of words of each. `None` if a word is too wide.
fn fill(words: &[Word], width: i32) -> Option<Vec<usize>> {
    let mut rows = Vec::new();
    let (mut count, mut used) = (0, 0);
    for word in words {
        if word.width > width {
            return None;
        }
        if count > 0 && used + word.width > width {
            rows.push(count);
            (count, used) = (0, 0);
        }
        count += 1;
        used += word.width + word.space;
    }
    if count > 0 {
        rows.push(count);
    }
    Some(rows)
}

fn lines(words: &[Word], rows: &[usize], cut: bool) -> Lines {
    let mut rest = words.iter();
    let mut result = Lines { lines: Vec::new(), width: 0, cut };
    for count in rows {
        let mut line = String::new();
        let (mut width, mut space) = (0, 0);
        for word in rest.by_ref().take(*count) {
            line.push_str(&word.text);
            if word.space > 0 {
                line.push(' ');
            }
            width += space + word.width;
            space = word.space;
        }
        result.lines.push(line.trim_end().to_owned());
        result.width = result.width.max(width);
    }
    result
}

/// Letters with everything that must stay on them: marks, joiners, the second half of a flag (UAX 29).
fn clusters(text: &str) -> impl Iterator<Item = &str> {
    text.graphemes(true)
}

fn is_blank(letter: char) -> bool {
    letter == '\u{200b}' || (letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{202f}' | '\u{2007}'))
}

/// Whether a line may end between two letters that no blank parts: after a hyphen or slash, and between ideographs.
fn breaks_between(before: char, after: char) -> bool {
    let hyphen = matches!(before, '-' | '‐' | '–' | '/') && after.is_alphabetic();
    let ideographs = is_wide(before) && is_wide(after) && !closes(after) && !opens(before);
    hyphen || ideographs
}

fn closes(letter: char) -> bool {
    matches!(letter, '、' | '。' | '」' | '』' | '）' | '！' | '？' | '，' | '：' | '；' | 'ー' | '》' | '】')
}

fn opens(letter: char) -> bool {
    matches!(letter, '「' | '『' | '（' | '《' | '【')
}

fn is_wide(letter: char) -> bool {
    matches!(u32::from(letter), 0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff
        | 0xfe30..=0xfe4f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x20000..=0x3fffd)
}

/// Signs without a width of their own: combining marks (General_Category Mn and Me of the scripts in use), joiners,
/// marks of direction, variation selectors, skin tones.
fn has_no_width(letter: u32) -> bool {
    matches!(letter, 0x300..=0x36f | 0x483..=0x489 | 0x591..=0x5bd | 0x5bf | 0x5c1..=0x5c2 | 0x5c4..=0x5c5 | 0x5c7
        | 0x610..=0x61a | 0x61c | 0x64b..=0x65f | 0x670 | 0x6d6..=0x6dc | 0x6df..=0x6e4 | 0x6e7..=0x6e8
        | 0x6ea..=0x6ed | 0x711 | 0x730..=0x74a | 0x7a6..=0x7b0 | 0x8d3..=0x902 | 0x93a | 0x93c | 0x941..=0x948
        | 0x94d | 0x951..=0x957 | 0x962..=0x963 | 0x981 | 0x9bc | 0x9c1..=0x9c4 | 0x9cd | 0xa01..=0xa02 | 0xa3c
        | 0xa41..=0xa51 | 0xa70..=0xa71 | 0xa81..=0xa82 | 0xabc | 0xac1..=0xac8 | 0xacd | 0xb01 | 0xb3c | 0xb3f
        | 0xb41..=0xb44 | 0xb4d | 0xb56 | 0xbc0 | 0xbcd | 0xc00 | 0xc3e..=0xc40 | 0xc46..=0xc56 | 0xcbc | 0xcbf
        | 0xcc6 | 0xccc..=0xccd | 0xd41..=0xd44 | 0xd4d | 0xdca | 0xdd2..=0xdd6 | 0xe31 | 0xe34..=0xe3a
        | 0xe47..=0xe4e | 0xeb1 | 0xeb4..=0xebc | 0xec8..=0xecd | 0xf18..=0xf19 | 0xf71..=0xf7e | 0xf80..=0xf84
        | 0xf8d..=0xfbc | 0x102d..=0x1030 | 0x1032..=0x1037 | 0x1039..=0x103a | 0x103d..=0x103e | 0x135d..=0x135f
        | 0x17b4..=0x17b5 | 0x17b7..=0x17bd | 0x17c6 | 0x17c9..=0x17d3 | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff
        | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0x20d0..=0x20ff | 0x302a..=0x302d
        | 0x3099..=0x309a | 0xfe00..=0xfe0f | 0xfe20..=0xfe2f | 0xfeff | 0x1f3fb..=0x1f3ff | 0xe0020..=0xe007f
        | 0xe0100..=0xe01ef)
}

/// A width on the safe side for a letter that the embedded face lacks, in thousandths of an em: near the widest of its
/// script where letters stand by themselves, above the mean where they are joined or stacked.
fn safe_em(letter: char) -> u16 {
    match u32::from(letter) {
        0..=0x1f => 0,
        letter if has_no_width(letter) => 0,
        0x590..=0x5ff => 700,
        // The long letters of Arabic, and one sign that is a whole sentence.
        0x633..=0x636 | 0x69a..=0x69e | 0x6fa..=0x6fb => 1_260,
        0xfdfd => 8_000,
        0x628 | 0x62a..=0x62b | 0x641 | 0x643 | 0x649..=0x64a | 0x66e | 0x67e | 0x6a9..=0x6af | 0x6cc => 800,
        0x600..=0x65f | 0x66a..=0x6ef => 600,
        0x660..=0x669 | 0x6f0..=0x6f9 => 650,
        0x6fc..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfeff => 750,
        0xb80..=0xbff | 0xd00..=0xd7f => 1_310,
        0xb00..=0xb7f | 0xc00..=0xcff | 0xd80..=0xdff | 0x1000..=0x109f => 1_050,
        0xe00..=0xeff => 700,
        0x900..=0xaff | 0xf00..=0xfff | 0x10a0..=0x10ff | 0x1200..=0x137f | 0x1780..=0x17ff => 850,
        0x1f000..=0x1faff | 0x2600..=0x27bf => 1_410,
        _ => 1_000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Advances of Noto Sans Regular, units of 1/1000 em: `0` 572, `.` 268, `W` 930 (its `hmtx` table).
    #[test]
    fn widths_are_those_of_the_face_and_a_reserve() {
        let measure = Measure::new();
        let expected = |units: i32| (units * 13 * 106 + 999) / 1_000;
        assert_eq!(measure.width("0", Face::Small), expected(572));
        assert_eq!(measure.width("W.", Face::Small), expected(1_198));
        assert_eq!(measure.width("漢字", Face::Small), expected(2_000), "one em each");
        assert!(measure.width("almost", Face::Large) > measure.width("almost", Face::Small));
    }

    #[test]
    fn marks_take_no_room() {
        let measure = Measure::new();
        assert_eq!(measure.width("e\u{301}", Face::Small), measure.width("e", Face::Small));
        let family = "👨\u{200d}👩";
        assert_eq!(clusters(family).count(), 1);
        assert_eq!(clusters("🇧🇷🇮🇪a\u{308}b").collect::<Vec<_>>(), ["🇧🇷", "🇮🇪", "a\u{308}", "b"]);
    }

    /// Widths that Chromium 156 draws, in px, at 13 px regular and 15 px bold: the wider of the theme's two stacks for
    /// Latin and for Arabic script, with the Noto Sans font of each script and IPA Gothic
    /// (`getComputedTextLength`). What is measured is 6 % more for Latin, Greek, Cyrillic and ideographs, up to two and
    /// a half times as much for scripts whose letters are joined or stacked: nothing is shaped here.
    const DRAWN: &[(&str, f64, f64)] = &[
        ("almost 1,400 TB", 97.3, 116.8),
        ("Ministério da Justiça", 122.8, 153.1),
        ("Überlastungswarnsystem", 156.2, 192.9),
        ("WWWWWWWWWW", 120.9, 145.1),
        ("Αθήνα και Θεσσαλονίκη", 147.0, 182.8),
        ("Министерство обороны", 153.4, 187.9),
        ("البيانات المخزنة", 83.8, 101.1),
        ("يناير ٢٠٢٦", 53.6, 61.9),
        ("شمس سسسس ششش", 131.5, 170.5),
        ("وزارة الداخلية والأمن العام", 140.7, 164.0),
        ("نستعلیق فارسی پایگاه داده‌ها", 154.8, 191.1),
        ("אחסון הנתונים", 78.6, 90.7),
        ("משרד הפנים והמשטרה", 126.9, 146.5),
        ("שָׁלוֹם", 28.8, 33.2),
        ("डेटा भंडारण जनवरी", 91.7, 105.8),
        ("मंत्रालय की रिपोर्ट", 80.7, 93.1),
        ("स्वास्थ्य एवं परिवार कल्याण", 125.9, 145.3),
        ("তথ্য সংরক্ষণ মন্ত্রণালয়", 116.2, 134.1),
        ("ਪੰਜਾਬ ਸਰਕਾਰ", 64.0, 73.8),
        ("ગુજરાત સરકાર", 66.0, 76.2),
        ("தமிழ்நாடு அரசு தரவு", 140.6, 162.2),
        ("తెలంగాణ ప్రభుత్వం", 97.8, 112.9),
        ("ಕರ್ನಾಟಕ ಸರ್ಕಾರ", 85.7, 98.9),
        ("കേരള സർക്കാർ വിവരങ്ങൾ", 179.5, 207.0),
        ("ශ්‍රී ලංකා රජය", 82.7, 95.4),
        ("กระทรวงสาธารณสุข", 104.0, 120.0),
        ("ກະຊວງສາທາລະນະສຸກ", 123.3, 142.3),
        ("ព្រះរាជាណាចក្រកម្ពុជា", 105.4, 121.6),
        ("မြန်မာနိုင်ငံ", 59.0, 68.0),
        ("საქართველოს მთავრობა", 159.3, 183.8),
        ("Հայաստանի Հանրապետություն", 225.4, 260.1),
        ("ኢትዮጵያ መንግሥት", 89.2, 102.9),
        ("東京都の人口", 78.0, 90.0),
        ("データ保存量、一月", 117.0, 135.0),
        ("ﾃﾞｰﾀ保存量", 65.0, 75.0),
        ("中华人民共和国国务院", 119.6, 138.0),
        ("대한민국 보건복지부", 73.6, 84.9),
        ("日本語ＡＢＣ１２３", 117.0, 135.0),
        ("👩🏽‍🚀👨‍👩‍👧‍👦🇧🇷🇮🇪", 85.8, 99.0),
        ("😀😃🚀🔥", 42.7, 49.3),
        ("é́́ à̂̃ ô", 29.3, 35.0),
        ("áë", 14.6, 17.9),
        ("½ ¼ № ™ €1,000", 97.2, 115.4),
        ("→ ≥ ≠ ∑ √", 59.8, 69.0),
        ("Donaudampfschifffahrtsgesellschaftskapitän", 273.9, 340.0),
    ];
    /// The same of 200 letters.
    const DRAWN_LONG: &[(char, f64, f64)] = &[
        ('x', 1375.4, 1734.0),
        ('漢', 2600.0, 3000.0),
        ('ш', 2334.8, 2907.0),
        ('ب', 900.6, 1162.4),
        ('क', 1981.2, 2286.0),
    ];

    #[test]
    fn no_text_is_drawn_wider_than_it_is_measured() {
        let measure = Measure::new();
        let long: Vec<(String, f64, f64)> = DRAWN_LONG
            .iter()
            .map(|(letter, small, large)| (letter.to_string().repeat(200), *small, *large))
            .collect();
        let all = DRAWN.iter().map(|(words, small, large)| (*words, *small, *large));
        for (words, small, large) in
            all.chain(long.iter().map(|(words, small, large)| (&**words, *small, *large)))
        {
            for (face, drawn) in [(Face::Small, small), (Face::Large, large)] {
                let measured = f64::from(measure.width(words, face)) / 100.0;
                assert!(measured >= drawn, "{words}: {measured} of {drawn}");
                assert!(measured <= drawn * 3.0, "{words}: {measured} of {drawn} is too careful");
            }
        }
    }

    #[test]
    fn a_word_of_200_letters_is_broken_and_stays_whole() {
        let measure = Measure::new();
        for letter in ["x", "漢", "ب", "क\u{93f}", "👩\u{200d}🚀"] {
            let word = letter.repeat(200);
            let broken = measure.wrap_or_cut(&word, Face::Small, 20_000, usize::MAX);
            assert_eq!(broken.lines.concat(), word);
            for line in &broken.lines {
                assert!(measure.width(line, Face::Small) <= 20_000, "{line}");
                assert_eq!(line.len() % letter.len(), 0, "nothing is torn apart: {line}");
            }
        }
    }

    #[test]
    fn lines_are_balanced() {
        let measure = Measure::new();
        let wrapped = measure.wrap("Image and video analysis", Face::Small, 11_000, 3).expect("fits");
        assert_eq!(wrapped.lines, ["Image and", "video analysis"]);
        assert!(wrapped.width <= 11_000);
        assert_eq!(measure.wrap("Image and video analysis", Face::Small, 11_000, 1), None);
    }

    #[test]
    fn a_number_keeps_its_unit() {
        let measure = Measure::new();
        let wrapped = measure.wrap("almost 1,400\u{a0}TB", Face::Small, 8_000, 2).expect("fits");
        assert_eq!(wrapped.lines, ["almost", "1,400\u{a0}TB"]);
    }

    #[test]
    fn what_is_cut_is_as_wide_as_it_says() {
        let measure = Measure::new();
        let long = "Department for the coordination of harbours";
        let cut = measure.wrap_or_cut(long, Face::Small, 96 * 100, 2);
        assert!(cut.cut, "{cut:?}");
        let widest = cut.lines.iter().map(|line| measure.width(line, Face::Small)).max();
        assert_eq!(widest, Some(cut.width), "{cut:?}");
    }

    #[test]
    fn words_beyond_measure_are_broken_or_cut() {
        let measure = Measure::new();
        let long = "Donaudampfschifffahrtsgesellschaftskapitän";
        let broken = measure.wrap_or_cut(long, Face::Small, 9_000, 6);
        assert_eq!(broken.lines.concat(), long);
        assert!(broken.width <= 9_000 && !broken.cut);
        let cut = measure.wrap_or_cut(&"word ".repeat(40), Face::Small, 9_000, 2);
        assert!(cut.cut && cut.lines.len() == 2);
        let room = measure.width("ab…", Face::Small) + 100;
        let dots = measure.wrap_or_cut("ab ab ab", Face::Small, room, 1);
        assert_eq!(dots.lines, ["ab…"]);
        assert_eq!(dots.width, measure.width("ab…", Face::Small), "with what stands for the rest");
        for line in &cut.lines {
            assert!(measure.width(line, Face::Small) <= 9_000, "{line}");
        }
    }

    #[test]
    fn ideographs_break_anywhere_but_before_a_full_stop() {
        let measure = Measure::new();
        let wrapped = measure.wrap("東京都の人口。", Face::Small, 4_400, 4).expect("fits");
        assert!(wrapped.lines.iter().all(|line| !line.starts_with('。')), "{wrapped:?}");
    }
}
