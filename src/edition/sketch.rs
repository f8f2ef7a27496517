//! What a text shows to somebody who cannot read it: how often its signs stand, and how its words begin.
//!
//! A translation asks as often, quotes as often and counts as much as its original; and names and loan words begin with
//! the same sounds in both. [`read`] finds both in one pass, for any pair of languages; `align.rs` says what they weigh.

use crate::edition::sounds::{Script, sounds};
use crate::edition::{Anchor, Shape, Strength};
use crate::prose::words::Words;

/// Letters of the shortest word that can be known again.
const LETTERS: u32 = 5;
/// So many sounds of its beginning are compared.
const BEGINNING: u32 = 4;
/// Fewest and most consonants of a word that is compared by its consonants.
const CONSONANTS: (u32, u32) = (3, 4);
/// What each letter from a to z is heard as: c, q, w, y and z are written for the sounds of others.
const HEARD: &[u8; 26] = b"abkdefghijklmnopkrstuvvxis";
/// The kind of each consonant from a to z, 0 for vowels: sounds that scripts confuse are of one kind, as l and r.
const KINDS: &[u8; 26] = b"01450240034677014635022303";
/// Marks beginnings among the keys, and consonants.
const TAGS: (u64, u64) = (1 << 40, 1 << 41);

/// Reads a text: the shape of it, and a weak anchor for each word whose sounds may be known again.
///
/// Words of alphabets (Latin, Cyrillic, Greek, Armenian) are known by their first four sounds, written as Latin letters without
/// accents. Names, and words in scripts that spell foreign words by their sounds (katakana, Hangul, Arabic, Hebrew,
/// Georgian, Ethiopic, those of India), are known by their first consonants, where sounds that scripts confuse are one.
pub(crate) fn read(text: &str, words: &Words, anchors: &mut Vec<Anchor>) -> Shape {
    let mut sketch =
        Sketch { anchors, shape: Shape::default(), word: Word::default(), before: [' '; 2], starts: true };
    let bytes = text.as_bytes();
    let mut end = 0;
    for word in &words.list {
        if word.range.start == end + 1 && bytes.get(end) == Some(&b' ') {
            sketch.blank();
        } else if word.range.start > end {
            sketch.between(text.get(end..word.range.start).unwrap_or_default());
        }
        let range = word.range.clone();
        if word.is_plain && sketch.word.letters == 0 {
            sketch.plain(bytes.get(range).unwrap_or_default());
        } else {
            text.get(range).unwrap_or_default().chars().for_each(|sign| sketch.sign(sign));
        }
        end = word.range.end;
    }
    sketch.between(text.get(end..).unwrap_or_default());
    sketch.close();
    sketch.stop(' ');
    sketch.shape
}

/// The word that is being read.
#[derive(Default)]
struct Word {
    script: Script,
    letters: u32,
    is_name: bool,
    beginning: u64,
    sounds: u32,
    consonants: u64,
    count: u32,
}

impl Word {
    /// Takes in a letter by its sound, a Latin letter.
    fn sound(&mut self, sound: u8) {
        let Some(place) = sound.checked_sub(b'a').map(usize::from) else { return };
        let (Some(sound), Some(class)) = (HEARD.get(place), KINDS.get(place)) else { return };
        if self.sounds < BEGINNING {
            self.beginning = self.beginning << 5 | u64::from(sound & 31);
            self.sounds += 1;
        }
        if self.count >= CONSONANTS.1 || !(self.is_name || self.script == Script::Sounds) {
            return;
        }
        let class = u64::from(class - b'0');
        // Two of a kind are heard as one.
        if class != 0 && class != self.consonants & 7 {
            self.consonants = self.consonants << 3 | class;
            self.count += 1;
        }
    }
}

struct Sketch<'s> {
    anchors: &'s mut Vec<Anchor>,
    shape: Shape,
    word: Word,
    /// The two signs before, the last one first.
    before: [char; 2],
    /// Nothing of the sentence was read yet.
    starts: bool,
}

impl Sketch<'_> {
    /// A word of letters of ASCII. Most are short: nothing of them is looked at.
    fn plain(&mut self, written: &[u8]) {
        let is_name = !self.starts && written.first().is_some_and(u8::is_ascii_uppercase);
        let letters = written.len() as u32;
        if is_name && letters >= BEGINNING {
            self.word = Word { script: Script::Alphabet, letters, is_name, ..Word::default() };
            written.iter().for_each(|byte| self.word.sound(byte.to_ascii_lowercase()));
            self.close();
        } else if letters >= LETTERS {
            let heard =
                |byte: &u8| HEARD.get(usize::from(byte & 31).wrapping_sub(1)).copied().unwrap_or_default();
            let sounds = written.iter().take(BEGINNING as usize);
            let beginning = sounds.fold(0, |all, byte| all << 5 | u64::from(heard(byte) & 31));
            self.anchors.push(Anchor { key: TAGS.0 | beginning, strength: Strength::Weak });
        }
        self.starts = false;
        self.before = ['a', ' '];
    }

    /// A single blank between two words.
    fn blank(&mut self) {
        self.close();
        self.before = [' ', self.before[0]];
    }

    /// What stands between words.
    fn between(&mut self, signs: &str) {
        for sign in signs.chars() {
            if is_joined(sign) {
                continue;
            }
            self.close();
            self.mark(sign);
            self.before = [sign, self.before[0]];
        }
    }

    /// A letter or a digit of a word.
    fn sign(&mut self, sign: char) {
        if sign.is_ascii_alphabetic() {
            self.letter(Script::Alphabet, sign.is_ascii_uppercase());
            self.word.sound(sign.to_ascii_lowercase() as u8);
        } else if !is_joined(sign) && sign.is_numeric() {
            self.close();
            self.digit();
        } else if !is_joined(sign) {
            let (script, sounds) = sounds(sign);
            self.letter(script, self.word.letters == 0 && sign.is_uppercase());
            sounds.into_iter().filter(|sound| *sound != 0).for_each(|sound| self.word.sound(sound));
        }
        self.before = [sign, self.before[0]];
    }

    fn letter(&mut self, script: Script, is_capital: bool) {
        if self.word.letters > 0 && self.word.script != script {
            self.close();
        }
        if self.word.letters == 0 {
            self.word.script = script;
            self.word.is_name = is_capital && !self.starts;
        }
        self.word.letters += 1;
    }

    /// The open word has ended.
    fn close(&mut self) {
        if self.word.letters == 0 {
            return;
        }
        let word = std::mem::take(&mut self.word);
        self.starts = false;
        let mut weak = |key| self.anchors.push(Anchor { key, strength: Strength::Weak });
        if word.script == Script::Alphabet && word.letters >= LETTERS && word.sounds == BEGINNING {
            weak(TAGS.0 | word.beginning);
        }
        let is_name = word.is_name && word.script == Script::Alphabet && word.letters >= BEGINNING;
        if (is_name || word.script == Script::Sounds) && word.count >= CONSONANTS.0 {
            weak(TAGS.1 | word.consonants);
        }
    }

    fn digit(&mut self) {
        let [last, other] = self.before;
        let is_group =
            matches!(last, '.' | ',' | '\'' | '’' | '٫' | '٬' | '\u{a0}' | '\u{202f}') && other.is_numeric();
        if !last.is_numeric() && !is_group {
            self.shape.numbers = self.shape.numbers.saturating_add(1);
        }
        if is_group && last == ',' {
            self.shape.commas = self.shape.commas.saturating_sub(1);
        }
        self.starts = false;
    }

    /// A sign that is no part of a word.
    fn mark(&mut self, sign: char) {
        self.stop(sign);
        let shape = &mut self.shape;
        let count = match sign {
            ' ' | '.' => return,
            '?' | '？' | '؟' => &mut shape.questions,
            '"' | '“' | '”' | '„' | '«' | '»' | '「' | '」' | '『' | '』' | '‟' => {
                &mut shape.quotes
            }
            ':' | '：' => &mut shape.colons,
            ',' | '，' | '、' | '،' => &mut shape.commas,
            _ => return,
        };
        *count = count.saturating_add(1);
        self.starts |= matches!(sign, ':' | '：' | '"' | '“' | '«' | '„');
    }

    /// Counts a sentence that the sign before ended.
    fn stop(&mut self, sign: char) {
        let [last, _] = self.before;
        let is_end = match last {
            '。' | '！' | '？' | '।' | '۔' => true,
            '.' | '!' | '?' | '؟' | '…' => sign.is_whitespace() || is_closing(sign),
            _ => false,
        };
        if is_end {
            self.shape.sentences = self.shape.sentences.saturating_add(1);
            self.starts = true;
        }
    }
}

/// Signs that can stand behind the stop of a sentence.
fn is_closing(sign: char) -> bool {
    matches!(sign, '"' | '”' | '“' | '’' | '»' | '«' | ')' | '」' | '』' | '\u{fffc}')
}

/// Marks over letters, and joiners.
fn is_joined(sign: char) -> bool {
    // The dot under a letter and the sign for no vowel have their places in each of the blocks.
    let is_indic = matches!(u32::from(sign), code @ 0x900..=0xd7f if matches!(code % 0x80, 0x3c | 0x4d))
        || sign == '\u{dca}';
    is_indic
        || matches!(u32::from(sign), 0x300..=0x36f | 0x591..=0x5c7 | 0x64b..=0x65f | 0x670 | 0x200c..=0x200d)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> Shape {
        read(text, &Words::of(text), &mut Vec::new())
    }

    /// Whether two texts have a word that sounds alike.
    fn is_known_again(a: &str, b: &str) -> bool {
        let keys = |text: &str| {
            let mut anchors = Vec::new();
            read(text, &Words::of(text), &mut anchors);
            anchors
        };
        let (a, b) = (keys(a), keys(b));
        a.iter().any(|key| b.contains(key))
    }

    #[test]
    fn signs_are_counted_alike_in_all_scripts() {
        let english =
            shape("“Why,” she asked, “were 1,400 files lost?” Nobody answered: the office had closed.");
        let japanese = shape(
            "「なぜ」、と彼女は尋ねた、「1,400のファイルが失われたのですか？」誰も答えなかった：役所は閉まっていた。",
        );
        assert_eq!(
            english,
            Shape { sentences: 2, questions: 1, quotes: 4, colons: 1, commas: 2, numbers: 1 }
        );
        assert_eq!(japanese, english);
        assert_eq!(
            shape("هل سأل أحد؟ لا، لم يسأل أحد عن ١٤ ملفاً."),
            Shape { sentences: 2, questions: 1, commas: 1, numbers: 1, ..Shape::default() }
        );
        assert_eq!(shape("यह एक वाक्य है। यह दूसरा है।").sentences, 2);
        assert_eq!(shape(""), Shape::default());
    }

    #[test]
    fn a_stop_inside_a_number_or_an_address_ends_no_sentence() {
        let shape = shape("Version 3.14 of example.org costs 1\u{202f}400,50 euros in 2024.");
        assert_eq!((shape.sentences, shape.numbers), (1, 3));
    }

    #[test]
    fn words_that_begin_alike_are_known_again() {
        assert!(is_known_again("The president resigned", "O presidente renunciou"));
        assert!(is_known_again("The president resigned", "Ушёл президент"));
        assert!(
            !is_known_again("Their economy", "Η οικονομία τους"),
            "the Greek word begins with other sounds"
        );
        assert!(is_known_again("In Athens, Papandreou resigned", "Παραιτήθηκε ο Παπανδρέου"));
        assert!(is_known_again("A café in Zürich and Kraków", "Kavárna v Curychu a Krakově"));
        assert!(!is_known_again("The rain fell", "Choveu muito"));
    }

    #[test]
    fn names_are_known_by_their_consonants_in_scripts_that_spell_sounds() {
        let english = "They met in Silicon Valley, said Branstad.";
        assert!(!is_known_again(english, "彼らは東京で会った。"));
        assert!(is_known_again(english, "ブランスタッドはシリコンバレーで会ったと語った。"));
        assert!(is_known_again(english, "브랜스태드는 말했다"));
        assert!(is_known_again("So said Benjamin Netanyahu.", "כך אמר בנימין נתניהו."));
        assert!(is_known_again("So said Vladimir Putin.", "قال ذلك فلاديمير بوتين."));
        assert!(is_known_again("So said Narendra Modi.", "नरेंद्र मोदी ने कहा।"));
        assert!(is_known_again("So said Narendra Modi.", "என்று நரேந்திர மோடி கூறினார்."));
        assert!(is_known_again("So said Narendra Modi.", "నరేంద్ర మోదీ అన్నారు."));
        assert!(is_known_again("So said Vladimir Putin.", "ასე თქვა ვლადიმირ პუტინმა."));
        assert!(is_known_again("So said Vladimir Putin.", "Այդպես ասաց Վլադիմիր Պուտինը։"));
        assert!(is_known_again("So said Barack Obama.", "ባራክ ኦባማ እንዲህ አለ።"));
    }

    #[test]
    fn no_text_is_too_odd_to_be_read() {
        let odd = "\u{fffc}…\u{301}١٢٣ ﷽ \u{10ffff}ꙮ Ω𝔘𝔫𝔦 ｱｲｳ 한글 中文 :::\"\"\"";
        let mut anchors = Vec::new();
        read(odd, &Words::of(odd), &mut anchors);
        assert_eq!(shape(&"?".repeat(1000)).questions, 255);
    }
}
