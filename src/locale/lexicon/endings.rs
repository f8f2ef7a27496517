//! Endings that hang on names of units, spans, currencies, scales and months: a word of a text -> the name that it is a
//! form of.
//!
//! Languages of many endings hang them on one another ("29-sentabr-da-gi"), so that a list of whole forms is never
//! complete. Here stand the endings alone, each language by its own grammar; a word is a form of a name if what is left
//! of it behind the name's stem is a chain of them. A stem is found beside a figure only, where few other words stand.

use std::collections::BTreeMap;

use crate::locale::LangTag;
use crate::locale::lexicon::tokens;
use crate::locale::lexicon::words::phrases;

/// How names take endings.
struct Grammar {
    language: &'static str,
    endings: &'static str,
    /// Last letters that a name loses before an ending.
    dropped: &'static str,
    /// Last letters that become others before an ending.
    softened: &'static [(char, &'static str)],
    /// Consonants before which the last vowel of a stem falls: "წელი", "წლის".
    fleeting: &'static str,
    /// Whether endings hang on figures without a sign between them: "38k".
    on_figures: bool,
}

/// Most endings on one name.
const CHAIN: usize = 4;

/// Fewest letters of a stem.
const SHORTEST: usize = 2;

const PLAIN: Grammar =
    Grammar { language: "", endings: "", dropped: "", softened: &[], fleeting: "", on_figures: false };

const GRAMMARS: &[Grammar] = &[
    Grammar {
        language: "az",
        endings: "lar | lər | ı | i | u | ü | sı | si | su | sü | ın | in | un | ün | nın | nin | nun | nün | a | ə | ya | \
yə | na | nə | nı | ni | nu | nü | yı | yi | yu | yü | da | də | nda | ndə | dan | dən | ndan | ndən | lıq | lik | luq | \
lük | lığ | liy | luğ | lüy | lı | li | lu | lü | kı | ki | ilik | n | dır | dir | dur | dür | la | lə",
        softened: &[('k', "y"), ('q', "ğ")],
        ..PLAIN
    },
    Grammar {
        language: "et",
        endings: "s | st | ks | le | l | lt | ga | ni | ne | se | i | it | is | id | de | te | da | a | u | e | t | lise | \
line",
        ..PLAIN
    },
    Grammar {
        language: "eu",
        endings: "a | ak | ek | an | ean | etan | aren | eren | ren | en | ko | eko | etako | ari | ei | tik | etik | \
etatik | ra | era | etara | rekin | ekin | arekin | n | k | z | ez | raino | eraino | rako | erako | tako | tan | ri | rik | \
dun | ka | arte",
        dropped: "a",
        on_figures: true,
        ..PLAIN
    },
    Grammar {
        language: "hy",
        endings: "ի | ին | ից | ում | ով | ը | ն | եր | ներ | վա | վան | ական | յա | անոց | նոց | ու | ուց | ուն",
        dropped: "իեա",
        fleeting: "սրլնտ",
        ..PLAIN
    },
    Grammar {
        language: "ka",
        endings: "ს | ის | ისა | ით | ად | ში | ზე | თან | დან | იდან | მდე | ამდე | ო | მ | მა | ი | ა | თვის | ები | ებ | \
იან | ან | ობ | ც | ვე | ამ | ვით | გან",
        dropped: "იეაო",
        fleeting: "ლრნმ",
        ..PLAIN
    },
    Grammar {
        language: "kk",
        endings: "лар | лер | дар | дер | тар | тер | ы | і | сы | сі | ның | нің | дың | дің | тың | тің | ға | ге | қа | \
ке | на | не | а | е | ды | ді | ты | ті | н | ны | ні | да | де | та | те | нда | нде | дан | ден | тан | тен | нан | нен | \
мен | бен | пен | дық | дік | тық | тік | лық | лік | лығ | ліг | дығ | діг | ғы | гі | дай | дей | тай | тей",
        softened: &[('к', "г"), ('қ', "ғ"), ('п', "б")],
        ..PLAIN
    },
    Grammar {
        language: "ky",
        endings: "лар | лер | лор | лөр | дар | дер | дор | дөр | тар | тер | ы | и | у | ү | сы | си | су | сү | нын | нин | \
нун | нүн | дын | дин | дун | дүн | тын | тин | тун | түн | га | ге | го | гө | ка | ке | ко | кө | на | не | но | нө | а | \
е | о | ө | ды | ди | ду | дү | ты | ти | ту | тү | ны | ни | ну | нү | н | да | де | до | дө | та | те | то | тө | нда | \
нде | ндо | ндө | дан | ден | дон | дөн | тан | тен | тон | төн | нан | нен | дык | дик | дук | дүк | тык | тик | тук | түк | \
лык | лик | лук | лүк | гы | ги | гу | гү | дай | дей",
        dropped: "ь",
        softened: &[('к', "г"), ('п', "б")],
        ..PLAIN
    },
    Grammar {
        language: "mn",
        endings: "ын | ийн | ны | ний | н | г | ыг | ийг | д | т | ад | эд | од | өд | нд | анд | энд | онд | өнд | аас | \
ээс | оос | өөс | наас | нээс | ноос | нөөс | аар | ээр | оор | өөр | тай | тэй | той | ууд | үүд | гийн | дах | дэх | дох | \
ы | и",
        dropped: "ь",
        ..PLAIN
    },
    Grammar {
        language: "sq",
        endings: "i | it | in | e | ë | et | ët | en | ën | ve | sh | t | u | ut | un | ne | s | a | as | jt | j",
        dropped: "ë",
        ..PLAIN
    },
    Grammar {
        language: "tk",
        endings: "lar | ler | y | i | sy | si | yň | iň | uň | üň | nyň | niň | a | e | na | ne | ga | ge | ka | ke | ny | \
ni | da | de | nda | nde | dan | den | ndan | nden | lyk | lik | luk | lük | ky | ki | n",
        softened: &[('k', "g"), ('p', "b")],
        ..PLAIN
    },
    Grammar {
        language: "uz",
        endings: "lar | i | si | im | ning | ni | ga | ka | qa | da | dan | gacha | cha | lik | gi | dir | li | n",
        softened: &[('k', "g"), ('q', "gʻ")],
        ..PLAIN
    },
];

/// What names of a language mean, by their stems.
#[derive(Debug)]
pub(crate) struct Forms<T> {
    endings: Vec<&'static str>,
    /// `None` where names of several meanings share a stem.
    stems: BTreeMap<Box<str>, Option<T>>,
    language: &'static str,
    on_figures: bool,
}

impl<T: Copy + PartialEq> Forms<T> {
    /// No names yet.
    pub(crate) fn new(tag: &LangTag) -> Forms<T> {
        let grammar = grammar(tag);
        let endings = grammar.map_or("", |grammar| grammar.endings);
        Forms {
            endings: phrases(endings).collect(),
            stems: BTreeMap::new(),
            language: grammar.map_or("", |grammar| grammar.language),
            on_figures: grammar.is_some_and(|grammar| grammar.on_figures),
        }
    }

    /// Adds a name of one word, folded.
    pub(crate) fn add(&mut self, name: &str, meaning: T) {
        let of = |grammar: &&Grammar| grammar.language == self.language;
        let Some(grammar) = GRAMMARS.iter().find(of) else { return };
        for stem in stems(grammar, name) {
            let known = self.stems.entry(stem.into()).or_insert(Some(meaning));
            if *known != Some(meaning) {
                *known = None;
            }
        }
    }

    /// Whether letters right behind a figure are endings of it: "ehuneko 38k".
    pub(crate) fn hang_on_figures(&self, letters: &str) -> bool {
        self.on_figures && is_chain(letters, &self.endings, CHAIN)
    }

    /// Whether a word behind a figure and a hyphen is an ending of the figure and no word: "206-თვის".
    pub(crate) fn is_ending(&self, word: &str) -> bool {
        self.endings.contains(&word)
    }

    /// What a word is a form of.
    pub(crate) fn find(&self, word: &str) -> Option<T> {
        if self.stems.is_empty() || !word.starts_with(char::is_alphabetic) {
            return None;
        }
        let mut folded = String::new();
        tokens::fold(word, &mut folded);
        let ends = folded.char_indices().map(|(at, _)| at).chain([folded.len()]).skip(SHORTEST);
        let ends: Vec<usize> = ends.collect();
        ends.iter().rev().find_map(|end| {
            let (stem, rest) = folded.split_at_checked(*end)?;
            let meaning = (*self.stems.get(stem)?)?;
            is_chain(rest, &self.endings, CHAIN).then_some(meaning)
        })
    }
}

fn grammar(tag: &LangTag) -> Option<&'static Grammar> {
    tag.fallbacks().find_map(|language| GRAMMARS.iter().find(|grammar| grammar.language == language))
}

/// Whether a text is nothing but endings.
fn is_chain(text: &str, endings: &[&str], most: usize) -> bool {
    text.is_empty()
        || most > 0
            && endings
                .iter()
                .filter_map(|ending| text.strip_prefix(ending))
                .any(|rest| is_chain(rest, endings, most - 1))
}

/// A folded name as it stands before endings.
fn stems(grammar: &Grammar, name: &str) -> Vec<String> {
    let mut stems = vec![name.to_owned()];
    let bare = name.strip_suffix(|sign: char| grammar.dropped.contains(sign));
    let base = bare.unwrap_or(name);
    stems.extend(bare.map(str::to_owned));
    let Some(last) = base.chars().next_back() else { return stems };
    let before = base.get(..base.len() - last.len_utf8()).unwrap_or_default();
    for (_, to) in grammar.softened.iter().filter(|(from, _)| *from == last) {
        stems.push(format!("{before}{to}"));
    }
    if grammar.fleeting.contains(last)
        && let Some(short) = before.strip_suffix(['ა', 'ე', 'ო', 'ի'])
    {
        stems.push(format!("{short}{last}"));
    }
    stems.retain(|stem| stem.chars().count() >= SHORTEST);
    stems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(language: &str, names: &[(&str, u8)]) -> Forms<u8> {
        let mut forms = Forms::new(&LangTag::parse(language).expect("a tag"));
        names.iter().for_each(|(name, meaning)| forms.add(name, *meaning));
        forms
    }

    #[test]
    fn a_word_is_a_form_if_its_rest_is_a_chain_of_endings() {
        for (language, name, words, others) in [
            ("uz", "sentabr", "sentabrda sentabrdagi sentabrigacha", "sentabrist"),
            ("kk", "қыркүйек", "қыркүйекте қыркүйегінде қыркүйегіндегі", "қыркүйекпен-"),
            ("az", "ay", "aylıq ayında aylığındakı", "ayaq"),
            ("ka", "წელი", "წლის წლამდე წლისთვის წელს", "წლევანდელი"),
            ("ka", "სექტემბერი", "სექტემბრის სექტემბერს სექტემბრიდან", "სექტემბრული"),
            ("hy", "ամիս", "ամսվա ամսական ամիսների", "ամսագիր"),
            ("eu", "iraila", "irailean irailaren irailetik", "irailekoxx"),
            ("mn", "сар", "сарын сард сараас", "сарлаг"),
            ("sq", "dollar", "dollarë dollarësh dollarëve", "dollarpunë"),
        ] {
            let forms = forms(language, &[(name, 1)]);
            for word in words.split(' ') {
                assert_eq!(forms.find(word), Some(1), "{language}: {word}");
            }
            assert_eq!(forms.find(others), None, "{language}: {others}");
        }
        assert_eq!(forms("de", &[("september", 9)]).find("septembers"), None, "no grammar");
    }

    #[test]
    fn the_longest_stem_counts_and_a_shared_one_does_not() {
        let both = forms("ka", &[("მილი", 1), ("მილიონი", 2)]);
        assert_eq!(both.find("მილის"), Some(1));
        assert_eq!(both.find("მილიონს"), Some(2));
        let shared = forms("uz", &[("yil", 1), ("yil", 2)]);
        assert_eq!(shared.find("yilda"), None);
    }

    #[test]
    fn endings_hang_on_figures_in_basque_alone() {
        assert!(forms("eu", &[]).hang_on_figures("koa") && !forms("eu", &[]).hang_on_figures("kg"));
        assert!(!forms("ka", &[]).hang_on_figures("ის"));
        assert!(forms("ka", &[]).is_ending("თვის"));
    }
}
