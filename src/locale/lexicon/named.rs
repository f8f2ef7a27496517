//! Names of units, spans of time and currencies by CLDR: the text `names.txt` beside this file -> the lines of one
//! language, and the beginnings by which inflected names are known.
//!
//! The text is cut up only for languages that a site has. What CLDR does not say stands in [`MORE`].

use std::collections::BTreeMap;

use crate::locale::LangTag;
use crate::locale::lexicon::{Meaning, tokens};

/// Written by `tests/units/cldr.py`, which says what is taken.
const NAMES: &str = include_str!("names.txt");

/// Years, months and weeks, by the words of the text, in the order of [`super::words::Words::spans`].
const SPANS: [&str; 3] = ["year", "month", "week"];

/// Behind a name that stands before its figure.
const BEFORE: &str = " …";

/// Names that CLDR has not, by language, in the form of its text: words for per cent where CLDR has signs alone, other
/// words for it, and the usual name of a currency where CLDR has a formal one.
const MORE: &[(&str, &str)] = &[
    ("af", "% = persentasie\npp = persentasiepunt{,e}"),
    ("am", "% = በመቶ|ከመቶ|መቶኛ|ፐርሰንት"),
    ("be", "% = адсотк{а,аў,ам,амі,ах,і}|адсотак"),
    ("bn", "% = শতকরা …\n% = পার্সেন্ট"),
    ("bs", "% = posto|odsto\npp = procentn{i poen,a poena,ih poena}"),
    ("el", "pp = ποσοστιαί{α μονάδα,ες μονάδες,ων μονάδων}"),
    ("et", "pp = protsendipunkt{,i,id}"),
    ("fil", "% = bahagdan|posiyento|porsiyento|porsiento"),
    ("fo", "% = prosent|prosentini|prosentum"),
    ("gl", "% = por cento|por cen\npp = punto{ porcentual,s porcentuais}"),
    ("gu", "% = પ્રતિશત"),
    ("ha", "% = kashi …"),
    ("hi", "% = फीसदी|फ़ीसदी|पर्सेंट"),
    ("hr", "% = odsto"),
    ("ig", "% = pasent{,ị}\n% = pasentị …|pasenti …|pesentị …|pesenti …"),
    ("is", "pp = prósentustig{,a,i,um}\nUSD CAD AUD NZD = dollar{i,a,ar,ara,inn,um}"),
    ("kn", "% = ಶೇಕಡಾ …|ಶೇ …|ಶೇ. …\n% = ಪ್ರತಿಶತ{,ದಷ್ಟು,ಕ್ಕಿಂತ,ಕ್ಕೂ,ರಷ್ಟು,ದ}"),
    ("lb", "% = Prozent"),
    ("lo", "% = ສ່ວນຮ້ອຍ"),
    (
        "lt",
        "% = proc.\npp = procentin{is punktas,iai punktai,ių punktų,ius punktus,io punkto,į punktą,iais punktais}",
    ),
    ("lv", "% = proc.\npp = procentpunkt{s,i,a,u,us,iem,os}|procentu punkt{s,i,a,u,us,iem,os}"),
    ("mk", "% = насто|отсто\npp = процент{ен поен,ни поени}"),
    ("ml", "% = ശതമാനം"),
    ("mn", "% = хуви{ар,йн,йг,ас,д}|хувьтай"),
    ("mr", "% = टक्का|टक्क्यां{ची,चा,चे,नी,वर,पर्यंत,हून,ना}"),
    ("ms", "pp = mata peratus|mata peratusan"),
    ("mt", "% = fil-mija"),
    ("my", "% = ရာနှုန်း|ရာခိုင်နှုန်း"),
    ("ne", "% = प्रतिशत{भन्दा,ले,को,का,मा,सम्म,देखि}"),
    ("or", "% = ପ୍ରତିଶତ"),
    ("pa", "% = ਫੀਸਦੀ|\u{a2b}\u{a3c}ੀਸਦੀ|\u{a5e}ੀਸਦੀ|ਪ੍ਰਤਿਸ਼ਤ|ਪ੍ਰਤੀਸ਼ਤ"),
    ("ps", "% = فیصده|فيصده|فیصد|سلنې|په سلو کې"),
    ("sd", "% = سيڪڙو|فيصد"),
    ("si", "% = සියයට …\n% = ප්‍රතිශතය|ප්‍රතිශතයක්"),
    ("sl", "pp = odstotn{a točka,e točke,i točki,ih točk,o točko,im točkam,imi točkami}"),
    ("sq", "% = për qind\npp = pikë përqindje{,je}"),
    ("sr", "% = одсто|посто\npp = процентн{и поен,а поена,их поена}"),
    ("sr-Latn", "% = odsto|posto\npp = procentn{i poen,a poena,ih poena}"),
    ("ta", "% = சதவிகிதம்|விழுக்காடு"),
    ("te", "% = శాతము|శాతానికి|శాతంగా"),
    (
        "th",
        "% = เปอร์เซนต์\n% = ร้อยละ …\nUSD CAD AUD NZD = เหรียญ|ดอลล่าร์|ดอลลาห์\nUSD = เหรียญสหรัฐ|เหรียญสหรัฐฯ|ดอลล่าร์สหรัฐ",
    ),
    ("tg", "% = фоиз|фоизи|дарсад|дарсади"),
    ("ti", "% = ሚእታዊት"),
    ("tk", "% = prosent|göterim"),
    ("ur", "% = فی صد|فیصدی"),
    ("uz", "% = protsent"),
    ("zu", "% = amaphesenti …"),
];

/// Adjectives of years and months, which say ages and which CLDR has not: "24-годишниот".
const SPANNING: &[(&str, &str)] = &[
    ("be", "year = гадов{ы,ая,ае,ага,аму,ым,ой,ую,ыя,ых}\nmonth = месячн{ы,ая,ае,ага,аму,ым,ай,ую,ыя,ых}"),
    (
        "bg",
        "year = годиш{ен,на,но,ни,ния,ният,ната,ното,ните}\nmonth = месеч{ен,на,но,ни,ния,ният,ната,ното,ните}",
    ),
    ("bs", "year = godišnj{i,a,e,eg,em,oj,u,ih,im,ak,aka,akinja}\nmonth = mjesečn{i,a,e,o,og,om,oj,u,ih,im}"),
    ("hr", "year = godišnj{i,a,e,eg,em,oj,u,ih,im,ak,aka,akinja}\nmonth = mjesečn{i,a,e,o,og,om,oj,u,ih,im}"),
    ("mk", "year = годиш{ен,на,но,ни,ниот,ната,ното,ните}\nmonth = месеч{ен,на,но,ни,ниот,ната,ното,ните}"),
    ("sk", "year = ročn{ý,á,é,ého,ej,ému,om,ú,ých,ým}\nmonth = mesačn{ý,á,é,ého,ej,ému,om,ú,ých,ým}"),
    ("sl", "year = letn{i,a,o,e,ega,emu,em,im,ih,ik,ika}\nmonth = mesečn{i,a,o,e,ega,emu,em,im,ih}"),
    ("sq", "year = vjeç|vjeçar{,e,i,it,ë,ja,es,in}\nmonth = mujor{,e,i,it,ë,ja,es,in}"),
    ("sr", "year = годишњ{и,а,е,ег,ем,ој,у,их,им,ак,ака,акиња}\nmonth = месечн{и,а,е,о,ог,ом,ој,у,их,им}"),
    (
        "sr-Latn",
        "year = godišnj{i,a,e,eg,em,oj,u,ih,im,ak,aka,akinja}\nmonth = mesečn{i,a,e,o,og,om,oj,u,ih,im}",
    ),
];

/// Shortest beginning of a name by which inflected forms are known, in letters.
const SHORTEST: usize = 4;

/// Longest ending that a name may take beside those that are listed, in letters.
pub(crate) const LONGEST_ENDING: usize = 4;

/// Names of one unit, or of all units that a name may mean.
#[derive(Debug)]
pub(crate) struct Line {
    /// Symbols and codes, the likeliest first; `None` for a span of time.
    pub(crate) symbols: &'static str,
    /// The place among the spans, if it is one.
    pub(crate) span: Option<u8>,
    /// Whether the names stand before their figures.
    pub(crate) before: bool,
    /// The names.
    pub(crate) names: Vec<String>,
}

/// All lines of a language; none for one that is not known.
pub(crate) fn lines(tag: &LangTag) -> Vec<Line> {
    let section = |language: &str| {
        let (_, rest) = NAMES.split_once(&format!("\n[{language}]\n"))?;
        Some(rest.split_once("\n\n").map_or(rest, |(lines, _)| lines))
    };
    let of = |table: &'static [(&'static str, &'static str)], language: &str| {
        table.iter().find(|(other, _)| *other == language).map(|(_, text)| *text)
    };
    // Norwegian has one table, and Bokmål no other.
    let languages = || tag.fallbacks().map(|language| if language == "nb" { "no" } else { language });
    let texts = [
        languages().find_map(|language| of(MORE, language)),
        languages().find_map(|language| of(SPANNING, language)),
        languages().find_map(section),
    ];
    texts.into_iter().flatten().flat_map(str::lines).filter_map(line).collect()
}

fn line(text: &'static str) -> Option<Line> {
    let (symbols, packed) = text.split_once(" = ")?;
    let mut names = unpacked(packed);
    let before = names.iter().any(|name| name.ends_with(BEFORE));
    names.iter_mut().for_each(|name| name.truncate(name.strip_suffix(BEFORE).map_or(name.len(), str::len)));
    let span = SPANS.iter().position(|span| *span == symbols).and_then(|at| u8::try_from(at).ok());
    Some(Line { symbols, span, before, names })
}

/// "kilomet{er,rid}|km" is kilometer, kilometrid, km.
fn unpacked(packed: &str) -> Vec<String> {
    let mut names = Vec::new();
    for part in packed.split('|') {
        match part.strip_suffix('}').and_then(|part| part.split_once('{')) {
            Some((start, endings)) => names.extend(endings.split(',').map(|end| format!("{start}{end}"))),
            None => names.push(part.to_owned()),
        }
    }
    names
}

/// Beginnings of names, and what they mean.
#[derive(Debug, Default)]
pub(crate) struct Stems {
    stems: BTreeMap<Box<str>, Meaning>,
}

impl Stems {
    /// Adds what the names of one unit have in common, if it tells them from all `others`: "procent" of "procentai" and
    /// "procentų"; the last letter of a single name of six or more changes in many languages.
    pub(crate) fn add(&mut self, names: &[String], meaning: Meaning, others: &dyn Fn(&str) -> bool) {
        let mut folded = String::new();
        let single = |name: &&String| name.chars().all(|sign| sign.is_alphabetic() || is_vowel_sign(sign));
        let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for name in names.iter().filter(single) {
            tokens::fold(name, &mut folded);
            let start: String = folded.chars().take(SHORTEST).collect();
            groups.entry(start).or_default().push(folded.clone());
        }
        for group in groups.values() {
            let Some((first, rest)) = group.split_first() else { continue };
            let mut length = first.chars().count();
            for name in rest {
                length = first.chars().zip(name.chars()).take(length).take_while(|(a, b)| a == b).count();
            }
            length -= usize::from(length > SHORTEST + 1);
            let stem: String = first.chars().take(length).collect();
            if length >= SHORTEST && !others(&stem) {
                self.stems.insert(stem.into(), meaning);
            }
        }
    }

    /// What a word means that begins with one of these and has at most so many letters more.
    pub(crate) fn find(&self, word: &str, longest_ending: usize) -> Option<Meaning> {
        if self.stems.is_empty() || !word.starts_with(char::is_alphabetic) {
            return None;
        }
        let mut folded = String::new();
        tokens::fold(word, &mut folded);
        let ends: Vec<usize> = folded.char_indices().map(|(at, _)| at).chain([folded.len()]).collect();
        let longest = ends.len().checked_sub(1)?;
        let ends = ends.get(SHORTEST.max(longest.saturating_sub(longest_ending))..)?;
        ends.iter().rev().find_map(|end| self.stems.get(folded.get(..*end)?).copied())
    }

    /// The same for scale words; "miljonārs" is a person.
    pub(crate) fn find_scale(&self, word: &str) -> Option<Meaning> {
        let found = self.find(word, LONGEST_ENDING)?;
        let mut folded = String::new();
        tokens::fold(word, &mut folded);
        let behind = folded.char_indices().rev().take(LONGEST_ENDING);
        let mut ending =
            behind.take_while(|(at, _)| folded.get(..*at).is_some_and(|stem| !self.stems.contains_key(stem)));
        let makes_person = ending.any(|(_, sign)| matches!(sign, 'r' | 'р' | 'ր' | 'რ'));
        (!makes_person).then_some(found)
    }

    /// What a word may be short for: "proc." of "procent".
    pub(crate) fn finish(&self, word: &str) -> impl Iterator<Item = Meaning> {
        let mut folded = String::new();
        tokens::fold(word, &mut folded);
        let is_short = folded.chars().count() >= SHORTEST;
        let begins = move |stem: &str| is_short && stem.starts_with(folded.as_str());
        self.stems.iter().filter(move |(stem, _)| begins(stem)).map(|(_, meaning)| *meaning)
    }
}

/// Vowels of the scripts of India, which are marks.
fn is_vowel_sign(sign: char) -> bool {
    matches!(u32::from(sign), 0x900..=0xdff)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::quantity::Unit;

    fn tag(text: &str) -> LangTag {
        LangTag::parse(text).expect("a tag")
    }

    fn languages() -> Vec<&'static str> {
        NAMES.lines().filter_map(|line| line.strip_prefix('[')?.strip_suffix(']')).collect()
    }

    #[test]
    fn every_name_is_of_known_units_and_of_one_line() {
        assert!(languages().len() >= 75, "{}", languages().len());
        for language in languages() {
            let language = if language == "no" { "nb" } else { language };
            let mut seen = BTreeMap::new();
            for line in lines(&tag(language)) {
                let known = |symbol: &str| Unit::parse(symbol, |_| false).is_some();
                let right = line.span.is_some() || line.symbols.split(' ').all(known);
                assert!(right, "{language}: {}", line.symbols);
                for name in &line.names {
                    assert!(
                        !name.contains(['{', '}', '|', ',', '…']) && name.trim() == name,
                        "{language}: {name}"
                    );
                    let mut folded = String::new();
                    tokens::fold(name, &mut folded);
                    let other = seen.insert(folded, line.symbols).filter(|other| *other != line.symbols);
                    assert_eq!(other, None, "{language}: {name} is {} as well", line.symbols);
                }
            }
            assert!(seen.len() > 50, "{language}: {}", seen.len());
        }
    }

    #[test]
    fn a_language_takes_its_own_lines_and_what_is_more() {
        let names = |language: &str, symbols: &str| -> Vec<String> {
            let lines = lines(&tag(language)).into_iter().filter(|line| line.symbols == symbols);
            lines.flat_map(|line| line.names).collect()
        };
        assert_eq!(names("et", "km"), ["kilomeeter", "kilomeetrid", "kilomeetrit"]);
        assert_eq!(names("nb", "km"), names("no", "km"));
        assert!(
            names("lt", "%").contains(&"proc.".to_owned())
                && names("lt", "%").contains(&"procentų".to_owned())
        );
        assert!(names("sr-Latn", "%").contains(&"procenata".to_owned()), "by its script");
        assert!(names("sr", "%").contains(&"процената".to_owned()));
        assert!(names("en", "km").is_empty() && names("tlh", "km").is_empty());
        let kilometres = lines(&tag("sw")).into_iter().find(|line| line.symbols == "km");
        assert!(kilometres.is_some_and(|line| line.before && line.names.contains(&"kilomita".to_owned())));
    }

    #[test]
    fn inflected_names_are_known_by_their_beginnings() {
        let mut stems = Stems::default();
        let names = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        stems.add(&names(&["protsent", "protsenti"]), Meaning::Unit(1), &|_| false);
        stems.add(&names(&["minut", "minuti"]), Meaning::Unit(2), &|stem| stem == "minut");
        stems.add(&names(&["ööpäev"]), Meaning::Unit(3), &|_| false);
        stems.add(&names(&["tund"]), Meaning::Unit(4), &|_| false);
        let found = |word: &str| stems.find(word, LONGEST_ENDING);
        assert_eq!(found("protsendi"), Some(Meaning::Unit(1)));
        assert_eq!(found("Protsendilise"), None, "an ending too long");
        assert_eq!(stems.find("protsendiline", usize::MAX), Some(Meaning::Unit(1)));
        assert_eq!(found("minutit"), None, "what another unit begins with as well");
        assert_eq!(found("ööpäeva"), Some(Meaning::Unit(3)));
        assert_eq!(found("tunde"), Some(Meaning::Unit(4)));
        assert_eq!(found("tunnis"), None, "its last letters change");
        assert_eq!(stems.finish("prots").collect::<Vec<_>>(), [Meaning::Unit(1)]);
        assert_eq!(stems.finish("pro").count(), 0);
        let mut scales = Stems::default();
        let million = Meaning::Scale { times: rust_decimal::Decimal::from(1_000_000), bare: false };
        scales.add(&names(&["miljons", "miljoni", "miljonu"]), million, &|_| false);
        assert_eq!(scales.find_scale("miljoniem"), Some(million));
        assert_eq!(scales.find_scale("miljonus"), Some(million));
        assert_eq!(scales.find_scale("miljonārs"), None, "a person");
    }
}
