//! How letters sound, so that a name is known again in another script: tables from letters to Latin letters.

/// How a script writes a foreign name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Script {
    /// It is not known here.
    #[default]
    Other,
    /// Letter by letter, with capitals: Latin, Cyrillic, Greek, Armenian.
    Alphabet,
    /// By its consonants: katakana, Hangul, Arabic, Hebrew, Georgian, Ethiopic, the scripts of India.
    Sounds,
}

/// The script of a letter outside of ASCII, and how it sounds in Latin letters: zeros where nothing is heard or known.
pub(super) fn sounds(letter: char) -> (Script, [u8; 2]) {
    let written = |text: &str| {
        let mut bytes = text.bytes();
        [bytes.next().unwrap_or_default(), bytes.next().unwrap_or_default()]
    };
    match u32::from(letter) {
        0xc0..=0x24f | 0x1e00..=0x1eff => (Script::Alphabet, written(latin(letter))),
        0x370..=0x3ff | 0x1f00..=0x1fff => (Script::Alphabet, written(greek(letter))),
        0x400..=0x52f => (Script::Alphabet, written(cyrillic(letter))),
        0x590..=0x5ff => (Script::Sounds, written(hebrew(letter))),
        0x600..=0x6ff => (Script::Sounds, written(arabic(letter))),
        0x531..=0x587 => (Script::Alphabet, written(armenian(letter))),
        // The letters of nine scripts stand in the same order in their blocks, Devanagari to Malayalam.
        code @ 0x900..=0xd7f => (Script::Sounds, written(brahmic(code % 0x80))),
        code @ 0xd80..=0xdff => (Script::Sounds, written(sinhala(code - 0xd80))),
        0x10d0..=0x10ff => (Script::Sounds, written(georgian(letter))),
        code @ 0x1200..=0x135f => (Script::Sounds, ethiopic(code - 0x1200)),
        0x30a1..=0x30fa | 0x30fc => (Script::Sounds, written(katakana(letter))),
        code @ 0xac00..=0xd7a3 => (Script::Sounds, hangul(code - 0xac00)),
        _ => (Script::Other, [0; 2]),
    }
}

fn latin(letter: char) -> &'static str {
    match letter {
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' => "a",
        'Æ' | 'æ' | 'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' | 'Œ' | 'œ' | 'ə' | 'Ə' => "e",
        'Ç' | 'ç' | 'Ć'..='č' => "c",
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' => "i",
        'Ð' | 'ð' | 'Ď'..='đ' => "d",
        'Ñ' | 'ñ' | 'Ń'..='ŋ' => "n",
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' | 'Ơ' | 'ơ' => "o",
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' | 'Ư' | 'ư' => "u",
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' => "y",
        'ß' | 'Ś'..='š' | 'Ș' | 'ș' => "s",
        'Þ' | 'þ' | 'Ţ'..='ŧ' | 'Ț' | 'ț' => "t",
        'Ĝ'..='ģ' => "g",
        'Ķ'..='ĸ' => "k",
        'Ĺ'..='ł' => "l",
        'Ŕ'..='ř' => "r",
        'Ź'..='ž' => "z",
        'Ạ'..='ặ' => "a",
        'Ẹ'..='ệ' => "e",
        'Ỉ'..='ị' => "i",
        'Ọ'..='ợ' => "o",
        'Ụ'..='ự' => "u",
        'Ỳ'..='ỹ' => "y",
        _ => "",
    }
}

fn greek(letter: char) -> &'static str {
    match letter {
        'Α' | 'α' | 'Ά' | 'ά' => "a",
        'Β' | 'β' => "v",
        'Γ' | 'γ' => "g",
        'Δ' | 'δ' => "d",
        'Ε' | 'ε' | 'Έ' | 'έ' => "e",
        'Ζ' | 'ζ' => "z",
        'Η' | 'η' | 'Ή' | 'ή' | 'Ι' | 'ι' | 'Ί' | 'ί' | 'ϊ' | 'ΐ' => "i",
        'Θ' | 'θ' | 'Τ' | 'τ' => "t",
        'Κ' | 'κ' => "k",
        'Λ' | 'λ' => "l",
        'Μ' | 'μ' => "m",
        'Ν' | 'ν' => "n",
        'Ξ' | 'ξ' => "ks",
        'Ο' | 'ο' | 'Ό' | 'ό' | 'Ω' | 'ω' | 'Ώ' | 'ώ' => "o",
        'Π' | 'π' => "p",
        'Ρ' | 'ρ' => "r",
        'Σ' | 'σ' | 'ς' => "s",
        'Υ' | 'υ' | 'Ύ' | 'ύ' | 'ϋ' | 'ΰ' => "u",
        'Φ' | 'φ' => "f",
        'Χ' | 'χ' => "h",
        'Ψ' | 'ψ' => "ps",
        _ => "",
    }
}

fn cyrillic(letter: char) -> &'static str {
    match letter {
        'А' | 'а' | 'Я' | 'я' => "a",
        'Б' | 'б' => "b",
        'В' | 'в' => "v",
        'Г' | 'г' | 'Ґ' | 'ґ' | 'Ғ' | 'ғ' => "g",
        'Д' | 'д' => "d",
        'Е' | 'е' | 'Э' | 'э' | 'Є' | 'є' | 'Ё' | 'ё' => "e",
        'Ж' | 'ж' | 'Ј' | 'ј' | 'Џ' | 'џ' => "j",
        'З' | 'з' => "z",
        'И' | 'и' | 'І' | 'і' | 'Ї' | 'ї' | 'Й' | 'й' | 'Ы' | 'ы' => "i",
        'К' | 'к' | 'Қ' | 'қ' => "k",
        'Л' | 'л' | 'Љ' | 'љ' => "l",
        'М' | 'м' => "m",
        'Н' | 'н' | 'Њ' | 'њ' => "n",
        'О' | 'о' => "o",
        'П' | 'п' => "p",
        'Р' | 'р' => "r",
        'С' | 'с' | 'Ш' | 'ш' | 'Щ' | 'щ' => "s",
        'Т' | 'т' => "t",
        'У' | 'у' | 'Ю' | 'ю' | 'Ў' | 'ў' => "u",
        'Ф' | 'ф' => "f",
        'Х' | 'х' => "h",
        'Ц' | 'ц' | 'Ч' | 'ч' | 'Ћ' | 'ћ' => "c",
        _ => "",
    }
}

fn armenian(letter: char) -> &'static str {
    match letter {
        'Ա' | 'ա' => "a",
        'Բ' | 'բ' => "b",
        'Գ' | 'գ' | 'Ղ' | 'ղ' => "g",
        'Դ' | 'դ' => "d",
        'Ե' | 'ե' | 'Է' | 'է' => "e",
        'Զ' | 'զ' => "z",
        'Թ' | 'թ' | 'Տ' | 'տ' => "t",
        'Ժ' | 'ժ' | 'Ջ' | 'ջ' => "j",
        'Ի' | 'ի' | 'Յ' | 'յ' => "i",
        'Լ' | 'լ' => "l",
        'Խ' | 'խ' | 'Հ' | 'հ' => "h",
        'Ծ' | 'ծ' | 'Ձ' | 'ձ' | 'Շ' | 'շ' | 'Ս' | 'ս' | 'Ց' | 'ց' => "s",
        'Կ' | 'կ' | 'Ք' | 'ք' => "k",
        'Ճ' | 'ճ' | 'Չ' | 'չ' => "c",
        'Մ' | 'մ' => "m",
        'Ն' | 'ն' => "n",
        'Ո' | 'ո' | 'Օ' | 'օ' => "o",
        'Պ' | 'պ' | 'Փ' | 'փ' => "p",
        'Ռ' | 'ռ' | 'Ր' | 'ր' => "r",
        'Վ' | 'վ' => "v",
        'Ւ' | 'ւ' => "u",
        'Ֆ' | 'ֆ' => "f",
        'և' => "ev",
        _ => "",
    }
}

fn georgian(letter: char) -> &'static str {
    match letter {
        'ბ' => "b",
        'გ' | 'კ' | 'ღ' | 'ქ' | 'ყ' => "k",
        'დ' | 'თ' | 'ტ' => "t",
        'ვ' | 'ფ' => "f",
        'ზ' | 'ჟ' | 'ს' | 'ც' | 'ძ' | 'წ' | 'შ' | 'ჯ' => "s",
        'ლ' | 'რ' => "r",
        'მ' | 'ნ' => "n",
        'პ' => "p",
        'ჩ' | 'ჭ' => "c",
        _ => "",
    }
}

fn hebrew(letter: char) -> &'static str {
    match letter {
        'ב' => "b",
        'ג' => "g",
        'ד' => "d",
        'ז' | 'ס' | 'צ' | 'ץ' | 'ש' => "s",
        'ט' | 'ת' => "t",
        'כ' | 'ך' | 'ק' => "k",
        'ל' | 'ר' => "r",
        'מ' | 'ם' | 'נ' | 'ן' => "n",
        'פ' | 'ף' => "p",
        _ => "",
    }
}

fn arabic(letter: char) -> &'static str {
    match letter {
        'ب' | 'پ' => "b",
        'ت' | 'ث' | 'ط' | 'د' | 'ض' => "t",
        'ج' | 'چ' | 'ز' | 'ژ' | 'س' | 'ش' | 'ص' | 'ذ' | 'ظ' => "s",
        'غ' | 'ق' | 'ك' | 'ک' | 'گ' => "k",
        'ف' | 'ڤ' => "f",
        'ل' | 'ر' => "r",
        'م' | 'ن' => "n",
        _ => "",
    }
}

/// Consonants by their place in the block of the script, which is the order of the Indian alphabets.
fn brahmic(place: u32) -> &'static str {
    match place {
        0x15..=0x18 => "k",
        0x01..=0x02 | 0x19 | 0x1e | 0x23 | 0x28..=0x29 | 0x2e => "n",
        0x1a..=0x1d | 0x36..=0x38 => "s",
        0x1f..=0x22 | 0x24..=0x27 => "t",
        0x2a..=0x2b => "p",
        0x2c..=0x2d => "b",
        0x30..=0x34 => "r",
        0x35 => "v",
        _ => "",
    }
}

/// The same of Sinhala, which has more letters.
fn sinhala(place: u32) -> &'static str {
    match place {
        0x1a..=0x1d => "k",
        0x02 | 0x1e..=0x1f | 0x24..=0x26 | 0x2b | 0x31 | 0x38 => "n",
        0x20..=0x23 | 0x41..=0x43 => "s",
        0x27..=0x2a | 0x2c..=0x30 | 0x33 => "t",
        0x34..=0x35 => "p",
        0x36..=0x37 | 0x39 => "b",
        0x3b..=0x3d | 0x45 => "r",
        0x40 => "v",
        0x46 => "f",
        _ => "",
    }
}

/// The consonant of a syllable: each has eight places.
fn ethiopic(place: u32) -> [u8; 2] {
    const CONSONANTS: &[u8; 43] = b"\0l\0msrsskkkkbvtc\0\0nn\0kk\0\0v\0zz\0ddjgggtcpssfp";
    [CONSONANTS.get((place / 8) as usize).copied().unwrap_or_default(), 0]
}

fn katakana(letter: char) -> &'static str {
    match letter {
        'カ'..='ゴ' => "k",
        'サ'..='ゾ' => "s",
        'チ' | 'ヂ' | 'ツ' | 'ヅ' => "s",
        'タ' | 'ダ' | 'テ'..='ド' => "t",
        'ナ'..='ノ' | 'マ'..='モ' | 'ン' => "n",
        'バ' | 'ビ' | 'ブ' | 'ベ' | 'ボ' | 'パ' | 'ピ' | 'プ' | 'ペ' | 'ポ' => "b",
        'フ' | 'ヴ' | 'ワ' => "f",
        'ラ'..='ロ' => "r",
        _ => "",
    }
}

/// The consonant before the vowel of a syllable and the one behind it, by its place among all syllables.
fn hangul(place: u32) -> [u8; 2] {
    // In the order of Unicode: 19 before a vowel, 27 behind one; `h` and what is silent are none.
    const BEFORE: &[u8; 19] = b"kknttrnbbss\0sssktb\0";
    const BEHIND: &[u8; 28] = b"\0kkknnntrrrrrrrrnbbssnssktb\0";
    let at = |table: &[u8], place: u32| table.get(place as usize).copied().unwrap_or_default();
    [at(BEFORE, place / (21 * 28)), at(BEHIND, place % 28)]
}
