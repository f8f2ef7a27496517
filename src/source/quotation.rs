//! Comparing quotations: words of a story with a record, a record with the pages of a document.
//!
//! What is compared are letters and digits, as they read: ligatures, compatibility forms, typographic signs, hyphens
//! at line ends and blanks do not count. Numbers count whole: marks within them, signs of money and per cent belong to
//! them, and no quotation begins or ends in the middle of a word or number. `[…]` is a cut, `[word]` an insertion.
//! Everything takes time in proportion to the texts.

use std::borrow::Cow;
use std::collections::BTreeSet;

use icu_normalizer::ComposingNormalizerBorrowed;

/// The mark of a byte at which a word begins.
const WORD: u8 = 1;
/// The mark of a byte at which a line begins.
const LINE: u8 = 2;
/// Bytes of folded text at the end and start of a page within which a quotation may be interrupted: room for the
/// foot of one page, with its notes, and the head of the next.
const PAGE_EDGE: usize = 2000;
/// Lines of such an edge, and beginnings of a quotation that end at one of them, that are tried.
const EDGE_LINES: usize = 100;
/// Likeness is measured in pieces of that many bytes.
const SHINGLE: usize = 6;

/// A text as it is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Folded {
    text: String,
    /// One a byte of `text`: where words and lines begin.
    marks: Vec<u8>,
}

impl Folded {
    /// Folds a text; line ends in it are those of its source.
    pub(crate) fn of(text: &str) -> Self {
        let grouped = without_group_blanks(text);
        let normal = ComposingNormalizerBorrowed::new_nfkc().normalize(&grouped);
        let mut folded = Folded { text: String::with_capacity(normal.len()), marks: Vec::new() };
        let mut signs = normal.chars().peekable();
        let mut mark = WORD | LINE;
        let mut before = ' ';
        let mut last = ' ';
        while let Some(sign) = signs.next() {
            let next = signs.peek().copied().unwrap_or(' ');
            match role(before, sign, next) {
                Role::Kept(kept) => {
                    mark |= if may_part(last, kept) { WORD } else { 0 };
                    folded.push(kept, std::mem::take(&mut mark));
                    last = kept;
                }
                Role::Nothing => continue,
                Role::Inner => {}
                Role::Break => mark |= WORD | if matches!(sign, '\n' | '\r') { LINE } else { 0 },
            }
            before = sign;
        }
        folded.text.shrink_to_fit();
        folded.marks.shrink_to_fit();
        folded
    }

    fn push(&mut self, sign: char, mark: u8) {
        self.text.push(sign);
        self.marks.push(mark);
        self.marks.resize(self.text.len(), 0);
    }

    /// No letter and no digit.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// How many bytes are compared.
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    fn begins(&self, at: usize, mark: u8) -> bool {
        at >= self.text.len() || self.marks.get(at).is_some_and(|found| found & mark != 0)
    }

    /// Places from `from` on at which a line begins; the end of the text is one.
    fn lines(&self, from: usize, to: usize) -> impl Iterator<Item = usize> {
        (from..=to.min(self.text.len())).filter(|at| self.begins(*at, LINE))
    }
}

/// What a sign is to the comparison.
enum Role {
    /// It counts.
    Kept(char),
    /// It does not count, and parts no words.
    Inner,
    /// As if it were not there.
    Nothing,
    /// It parts words.
    Break,
}

fn role(before: char, sign: char, next: char) -> Role {
    match sign {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => Role::Nothing,
        // U+FFFD is a letter that nobody knows: it is none of the quotation.
        '\u{300}'..='\u{36f}' | '\u{fffd}' => Role::Kept(sign),
        _ if sign.is_alphanumeric() || is_amount_sign(sign) => Role::Kept(sign),
        '.' | ',' | ':' | '/' | '\u{2044}' | '\u{66b}' | '\u{66c}'
            if before.is_numeric() && next.is_numeric() =>
        {
            Role::Kept(if sign == '\u{2044}' { '/' } else { sign })
        }
        '\'' | '\u{2019}' | '\u{2bc}' if before.is_alphanumeric() && next.is_alphanumeric() => Role::Inner,
        _ => Role::Break,
    }
}

/// Whether a word may end between two signs that stand side by side: anywhere in scripts that set no blanks between
/// words, but not within a number.
fn may_part(before: char, sign: char) -> bool {
    let counts = |sign: char| sign.is_numeric() || HAN_NUMERALS.contains(sign);
    (is_unspaced(before) || is_unspaced(sign)) && !(counts(before) && counts(sign))
}

/// Han signs that numbers are written with.
const HAN_NUMERALS: &str = "〇零一二三四五六七八九十百千万萬亿億兆两兩";

/// Thai, Lao, Burmese, Khmer, Hiragana, Han. A word in Katakana ends where another script begins.
fn is_unspaced(sign: char) -> bool {
    matches!(
        u32::from(sign),
        0xE00..=0xEFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3041..=0x309F | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF
    )
}

/// Signs of money and per cent: without them a number says something else.
fn is_amount_sign(sign: char) -> bool {
    matches!(sign, '%' | '\u{2030}' | '$' | '\u{a2}'..='\u{a5}' | '\u{20a0}'..='\u{20cf}')
}

/// Takes out blanks that group digits, before the normal form makes them ordinary blanks.
fn without_group_blanks(text: &str) -> Cow<'_, str> {
    if !text.contains(is_tight_blank) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    let mut before = ' ';
    while let Some(sign) = signs.next() {
        let groups = before.is_ascii_digit() && signs.peek().is_some_and(char::is_ascii_digit);
        if !(is_tight_blank(sign) && groups) {
            out.push(sign);
        }
        before = sign;
    }
    Cow::Owned(out)
}

/// Blanks at which no line is broken, and thin ones.
fn is_tight_blank(sign: char) -> bool {
    matches!(sign, '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}')
}

/// A quotation as it is looked for: stretches that must stand one behind the other.
#[derive(Clone, Debug)]
pub(crate) struct Quotation {
    parts: Vec<Part>,
}

/// A stretch of a quotation between cuts and insertions.
#[derive(Clone, Debug)]
struct Part {
    /// As written.
    raw: String,
    folded: Folded,
    /// It begins inside a word of which the start was replaced: `[T]he`.
    begins_inside: bool,
    /// It ends inside a word: `word[s]`.
    ends_inside: bool,
    /// The case of its first letter is free.
    free_case: bool,
}

/// The first words that differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    /// As the quotation has them.
    pub(crate) quoted: String,
    /// What stands in their place; empty where nothing does.
    pub(crate) there: String,
}

impl Quotation {
    /// Reads a quotation: `[…]` and `[...]` are cuts, other words in brackets insertions.
    pub(crate) fn read(words: &str) -> Self {
        let mut parts = Vec::new();
        let mut rest = words;
        let mut begins_inside = false;
        loop {
            let bracket = rest.find('[').and_then(|at| Some((at, at + rest.get(at..)?.find(']')?)));
            let (stretch, after) = match bracket {
                Some((from, to)) => {
                    (rest.get(..from).unwrap_or_default(), Some(rest.get(to + 1..).unwrap_or_default()))
                }
                None => (rest, None),
            };
            let folded = Folded::of(stretch);
            if !folded.is_empty() {
                parts.push(Part {
                    raw: stretch.to_owned(),
                    folded,
                    begins_inside,
                    ends_inside: after.is_some() && stretch.ends_with(char::is_alphanumeric),
                    free_case: parts.is_empty() && !begins_inside,
                });
            }
            let Some(after) = after else { break };
            begins_inside = after.starts_with(char::is_alphanumeric);
            rest = after;
        }
        Quotation { parts }
    }

    /// Whether there is nothing to compare.
    pub(crate) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Compares with the words on record: every stretch stands there, in this order.
    ///
    /// # Errors
    /// The first words that differ.
    pub(crate) fn agrees_with(&self, record: &str) -> Result<(), Difference> {
        let folded = Folded::of(record);
        let mut from = 0;
        for part in &self.parts {
            match part.find(&folded, from) {
                Some(end) => from = end,
                None => return Err(part.difference(record, &folded, from)),
            }
        }
        Ok(())
    }

    /// Whether it stands on these pages, which follow one another: a stretch may run from one to the next, with the foot
    /// of the one and the head of the other between.
    pub(crate) fn stands_on(&self, pages: &[&Folded]) -> bool {
        let (mut page, mut from) = (0, 0);
        self.parts.iter().all(|part| match part.find_in(pages, page, from) {
            Some(end) => {
                (page, from) = end;
                true
            }
            None => false,
        })
    }

    /// How much of it stands on a page in any order: per mille.
    pub(crate) fn likeness(&self, page: &Folded) -> usize {
        let shingles: BTreeSet<&[u8]> =
            self.parts.iter().flat_map(|part| part.folded.text.as_bytes().windows(SHINGLE)).collect();
        if shingles.is_empty() {
            return 0;
        }
        let found: BTreeSet<&[u8]> =
            page.text.as_bytes().windows(SHINGLE).filter(|window| shingles.contains(window)).collect();
        found.len() * 1000 / shingles.len()
    }

    /// How it differs from what stands on a page; `page` as it was read.
    pub(crate) fn difference_on(&self, page: &str) -> Option<Difference> {
        let folded = Folded::of(page);
        let part = self.parts.iter().find(|part| part.find(&folded, 0).is_none())?;
        Some(part.difference(page, &folded, 0))
    }
}

impl Part {
    /// The stretch as written, and with its first letter in the other case where that is free.
    fn variants(&self) -> Vec<Cow<'_, str>> {
        let text = &self.folded.text;
        let mut variants = vec![Cow::Borrowed(text.as_str())];
        if let Some(first) = text.chars().next().filter(|_| self.free_case) {
            let rest = text.get(first.len_utf8()..).unwrap_or_default();
            for other in [first.to_lowercase().to_string(), first.to_uppercase().to_string()] {
                if !text.starts_with(&other) {
                    variants.push(Cow::Owned(other + rest));
                }
            }
        }
        variants
    }

    /// Where it ends in a text, from `from` on; nothing if it does not stand there as whole words.
    fn find(&self, text: &Folded, from: usize) -> Option<usize> {
        self.variants().iter().filter_map(|variant| self.find_variant(variant, text, from)).min()
    }

    fn find_variant(&self, variant: &str, text: &Folded, from: usize) -> Option<usize> {
        let search = Search::new(variant);
        let mut state = 0;
        for (at, byte) in text.text.bytes().enumerate().skip(from) {
            state = search.step(state, byte);
            let end = at + 1;
            if state == variant.len()
                && (self.begins_inside || text.begins(end - variant.len(), WORD))
                && (self.ends_inside || text.begins(end, WORD))
            {
                return Some(end);
            }
        }
        None
    }

    /// The page and the place in it where it ends, from a place on.
    fn find_in(&self, pages: &[&Folded], page: usize, from: usize) -> Option<(usize, usize)> {
        for at in page..pages.len() {
            let from = if at == page { from } else { 0 };
            let this = pages.get(at)?;
            if let Some(end) = self.find(this, from) {
                return Some((at, end));
            }
            if let Some(next) = pages.get(at + 1)
                && let Some(end) = self.find_across(this, from, next)
            {
                return Some((at + 1, end));
            }
        }
        None
    }

    /// Where it ends on the next page if it begins on this one: it breaks off at the end of a line and goes on at the
    /// start of one.
    fn find_across(&self, this: &Folded, from: usize, next: &Folded) -> Option<usize> {
        let mut ends: Vec<usize> = this.lines(from.max(edge(&this.text)) + 1, this.len()).collect();
        ends.drain(..ends.len().saturating_sub(EDGE_LINES));
        let starts: Vec<usize> = next.lines(0, PAGE_EDGE).take(EDGE_LINES).collect();
        self.variants().iter().find_map(|variant| {
            let search = Search::new(variant);
            let mut state = 0;
            let mut ends = ends.iter().copied().peekable();
            for (at, byte) in this.text.bytes().enumerate().skip(from) {
                state = search.step(state, byte);
                if ends.next_if_eq(&(at + 1)).is_some()
                    && let Some(end) = search.borders(state).take(EDGE_LINES).find_map(|had| {
                        let begins = self.begins_inside || this.begins(at + 1 - had, WORD);
                        if begins { self.goes_on(variant.get(had..)?, next, &starts) } else { None }
                    })
                {
                    return Some(end);
                }
            }
            None
        })
    }

    fn goes_on(&self, rest: &str, next: &Folded, starts: &[usize]) -> Option<usize> {
        starts.iter().find_map(|start| {
            let end = start + rest.len();
            let fits = next.text.get(*start..).is_some_and(|text| text.starts_with(rest));
            (fits && (self.ends_inside || next.begins(end, WORD))).then_some(end)
        })
    }

    /// The first words that differ from a text that does not hold this stretch; `raw` is the text as written.
    fn difference(&self, raw: &str, text: &Folded, from: usize) -> Difference {
        let mut best = (0, from);
        for variant in self.variants() {
            let search = Search::new(&variant);
            let mut state = 0;
            for (at, byte) in text.text.bytes().enumerate().skip(from) {
                state = search.step(state, byte);
                let mut found = (state, at + 1);
                // A stretch that stands there, but inside longer words, differs in its last or first word.
                if state == variant.len() {
                    if text.begins(at + 1, WORD) {
                        let start = at + 1 - state;
                        return Difference { quoted: words_at(&self.raw, 0), there: words_at(raw, start) };
                    }
                    found = (state - 1, at);
                }
                if found.0 > best.0 {
                    best = found;
                }
            }
        }
        let (shared, end) = best;
        Difference {
            quoted: words_at(&self.raw, shared),
            // Two letters are in common by chance.
            there: if shared <= 2 { String::new() } else { words_at(raw, end) },
        }
    }
}

/// Where the last page edge of a text begins.
fn edge(text: &str) -> usize {
    text.len().saturating_sub(PAGE_EDGE)
}

/// Up to three words of a text, from that on which holds a byte of its folded form.
fn words_at(raw: &str, offset: usize) -> String {
    let mut end = 0;
    let mut words = raw.split(|sign: char| sign.is_whitespace() && !is_tight_blank(sign)).filter(|word| {
        end += Folded::of(word).len();
        end > offset
    });
    let mut taken = Vec::new();
    for word in words.by_ref().filter(|word| !Folded::of(word).is_empty()).take(3) {
        taken.push(word);
    }
    let is_mark = |sign: char| !sign.is_alphanumeric() && !is_amount_sign(sign);
    taken.join(" ").trim_matches(is_mark).to_owned()
}

/// Looks for a text in another one, byte by byte (Knuth, Morris and Pratt, 1977).
struct Search<'a> {
    needle: &'a [u8],
    /// For each length of a found beginning, the next shorter one that ends at the same place.
    shorter: Vec<usize>,
}

impl<'a> Search<'a> {
    fn new(needle: &'a str) -> Self {
        let needle = needle.as_bytes();
        let mut search = Search { needle, shorter: Vec::with_capacity(needle.len()) };
        let mut state = 0;
        for (at, byte) in needle.iter().enumerate() {
            if at > 0 {
                state = search.step(state, *byte);
            }
            search.shorter.push(state);
        }
        search
    }

    /// How many bytes of the beginning are found, after one more byte.
    fn step(&self, state: usize, byte: u8) -> usize {
        let mut state = state;
        loop {
            if self.needle.get(state) == Some(&byte) {
                return state + 1;
            }
            match state.checked_sub(1).and_then(|at| self.shorter.get(at)) {
                Some(shorter) => state = *shorter,
                None => return 0,
            }
        }
    }

    /// All beginnings, but the whole, that end where one of that length does; the longest first.
    fn borders(&self, state: usize) -> impl Iterator<Item = usize> {
        let shorter = |state: &usize| {
            state.checked_sub(1).and_then(|at| self.shorter.get(at)).copied().filter(|at| *at > 0)
        };
        std::iter::successors(Some(state).filter(|state| *state > 0), shorter)
            .filter(|length| *length < self.needle.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agrees(words: &str, record: &str) -> bool {
        Quotation::read(words).agrees_with(record).is_ok()
    }

    fn differs(words: &str, record: &str) -> (String, String) {
        let difference = Quotation::read(words).agrees_with(record).expect_err("they differ");
        (difference.quoted, difference.there)
    }

    const TERMS: &str = "We do not allow the use of our service for mass surveillance, at home or abroad.";

    #[test]
    fn a_contiguous_part_needs_no_mark() {
        assert!(agrees("“do not allow the use”", TERMS));
        assert!(agrees("Do not allow", TERMS), "the first letter's case is free");
        assert!(!agrees("do Not allow", TERMS), "no other letter's is");
        assert!(agrees("we do not allow", TERMS));
    }

    #[test]
    fn scripts_without_blanks_have_parts_too() {
        let terms = "我们的条款不允许对300万平民进行大规模监控";
        assert!(agrees("“条款不允许”", terms) && agrees("平民进行大规模监控", terms));
        assert!(!agrees("条款允许", terms));
        assert!(!agrees("00万平民", terms) && !agrees("万平民", terms), "a number counts whole");
        assert!(!agrees("百万人", "三百万人"));
        let terms = "当社のデータベースは大規模な監視を認めていません";
        assert!(agrees("「大規模な監視を認めていません」", terms) && agrees("データベース", terms));
        assert!(!agrees("ベースは大規模", terms), "a word in Katakana is one");
        assert!(!agrees("약관은 민간", "우리 약관은 민간인을"), "Korean sets blanks");
    }

    #[test]
    fn cuts_and_insertions_are_marked() {
        assert!(agrees("We do not allow […] mass surveillance", TERMS));
        assert!(agrees("We do not allow [...] mass surveillance [...] abroad.", TERMS));
        assert!(agrees("[The company does] not allow the use", TERMS));
        assert!(agrees("not allow the use of our service[s]", TERMS));
        assert!(agrees("[T]he use of our service", TERMS));
        assert_eq!(
            differs("We do not allow mass surveillance", TERMS),
            ("mass surveillance".into(), "the use of".into())
        );
        assert!(!agrees("mass surveillance […] not allow", TERMS), "the order counts");
    }

    #[test]
    fn the_first_words_that_differ_are_named() {
        assert_eq!(differs("We do now allow", TERMS), ("now allow".into(), "not allow the".into()));
        assert_eq!(differs("Never", TERMS), ("Never".into(), String::new()));
        assert_eq!(differs("or abroad, ever", TERMS), ("ever".into(), String::new()));
        assert_eq!(differs("not allow the us", TERMS), ("us".into(), "use of our".into()));
    }

    #[test]
    fn nothing_begins_or_ends_inside_a_word() {
        assert!(!agrees("possible", "It is impossible."));
        assert!(!agrees("5 million", "It cost 15 million."));
        assert!(!agrees("5 million", "It cost 1.5 million."));
        assert!(!agrees("It cost 1", "It cost 1,500."));
        assert!(agrees("known", "A well-known firm."));
    }

    #[test]
    fn numbers_count_whole() {
        assert!(!agrees("1.5 million", "15 million"));
        assert!(!agrees("5 million", "5% million"), "per cent is part of a number");
        assert!(!agrees("$5 million", "€5 million"));
        assert!(agrees("1\u{202f}400 TB", "1\u{a0}400 TB"));
        assert!(!agrees("1/2", "12"));
        assert!(agrees("½ of it", "1/2 of it"));
    }

    #[test]
    fn typography_does_not_count() {
        assert!(agrees("the ﬁrst “oﬃce” – truly", "The first \"office\" -- truly"));
        assert!(agrees("an information", "an infor-\nmation"));
        assert!(agrees("an infor\u{ad}mation", "an information"));
        assert!(agrees("Ação não", "Ac\u{327}a\u{303}o na\u{303}o"));
        assert!(!agrees("Ação nao", "Ação não"), "an accent is part of its letter");
        assert!(agrees("don’t", "don't"));
    }

    #[test]
    fn a_quotation_may_run_over_a_page_break() {
        let first = Folded::of("Annual report\nThe pumps ran for eleven days in\n12 See appendix B.\n4");
        let second = Folded::of("Annual report\nJanuary, though they were not\nallowed to.");
        let stands = |words: &str| Quotation::read(words).stands_on(&[&first, &second]);
        assert!(stands("The pumps ran for eleven days in January"));
        assert!(
            !stands("The pumps ran for eleven days though they were not"),
            "only whole lines are passed over"
        );
        assert!(!stands("The pumps ran for twelve days in January"));
        assert!(!stands("ran for eleven days in […] the pumps"));
        assert!(stands("The pumps […] eleven days in January, though […] allowed"));
    }

    #[test]
    fn likeness_and_difference_point_at_a_page() {
        let page = "Nothing here. The pumps ran for eleven days in January, though they were not allowed to.";
        let quotation =
            Quotation::read("The pumps ran for twelve days in January, though they were not allowed");
        assert!(!quotation.stands_on(&[&Folded::of(page)]));
        assert!(quotation.likeness(&Folded::of(page)) > 500);
        assert_eq!(quotation.likeness(&Folded::of("Something else altogether.")), 0);
        let difference = quotation.difference_on(page).expect("it differs");
        assert_eq!((&*difference.quoted, &*difference.there), ("twelve days in", "eleven days in"));
    }

    #[test]
    fn repetitive_texts_are_searched_in_one_go() {
        let page = Folded::of(&"ab ".repeat(300_000));
        let quotation = Quotation::read(&format!("{} c", "ab ".repeat(5_000)));
        assert!(!quotation.stands_on(&[&page, &page]));
    }
}
