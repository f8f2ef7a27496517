//! Plants errors in a faithful edition, one at a time.
//!
//! Both editions have the same blocks, a line each: a block of one stands as many lines below the front matter as its
//! counterpart.

use super::tables::{Swaps, Words};

/// What must never be changed by accident: it is not what a class is about.
const VERBATIM: [&str; 4] = ["+44 20 7946 0958", "7-2231/2025", "desk@ellis.example", "@harbour_watch"];
/// At most so many errors of a class in one edition, spread over it.
const MOST: usize = 6;

/// Codes about a number, whichever is right for its kind.
const NUMBERS: &[&str] = &["translation/quantity", "translation/date"];
const BOUND: &[&str] = &["fact/number", "fact/unit", "fact/hedge", "fact/loose"];

/// An edition with one error.
pub(super) struct Planted {
    /// What kind of error.
    pub(super) class: &'static str,
    /// What was done, for messages.
    pub(super) what: String,
    /// The edition.
    pub(super) text: String,
    /// Codes of which one must come.
    pub(super) wanted: Vec<&'static str>,
    /// Lines of the edition one of which it must name, 1-based.
    pub(super) lines: Vec<usize>,
    /// Lines of the original that will do as well.
    pub(super) original: Vec<usize>,
}

/// An edition, cut into the lines of its front matter and those of its text.
struct Text<'t> {
    head: Vec<&'t str>,
    body: Vec<&'t str>,
}

impl<'t> Text<'t> {
    fn of(text: &'t str) -> Text<'t> {
        let lines: Vec<&str> = text.lines().collect();
        let ends = lines.iter().skip(1).position(|line| *line == "+++").expect("front matter") + 2;
        Text { head: lines[..ends].to_vec(), body: lines[ends..].to_vec() }
    }

    fn with(&self, body: &[&str]) -> String {
        let lines: Vec<&str> = self.head.iter().chain(body).copied().collect();
        lines.join("\n") + "\n"
    }

    /// Stretches of lines between empty ones.
    fn blocks(&self) -> Vec<std::ops::Range<usize>> {
        let mut blocks = Vec::new();
        let mut start = None;
        for (at, line) in self.body.iter().chain([&""]).enumerate() {
            match (line.is_empty(), start) {
                (false, None) => start = Some(at),
                (true, Some(first)) => {
                    blocks.push(first..at);
                    start = None;
                }
                _ => {}
            }
        }
        blocks
    }
}

/// Every planted edition of a language.
pub(super) fn all(words: &Words, original: &str, edition: &str) -> Vec<Planted> {
    let plant = Plant { words, original: Text::of(original), text: Text::of(edition) };
    let mut all = Vec::new();
    all.extend(plant.numbers());
    all.extend(plant.exchanged());
    all.extend(plant.blocks());
    all.extend(plant.references());
    all.extend(plant.words());
    all
}

struct Plant<'t> {
    words: &'t Words,
    original: Text<'t>,
    text: Text<'t>,
}

impl Plant<'_> {
    /// One line of the text made another.
    fn line(&self, class: &'static str, at: usize, line: &str, wanted: &[&[&'static str]]) -> Planted {
        let mut body = self.text.body.clone();
        body[at] = line;
        Planted {
            class,
            what: format!("{}\n    {line}", self.text.body[at]),
            text: self.text.with(&body),
            wanted: wanted.concat(),
            lines: vec![self.text.head.len() + at + 1],
            original: vec![self.original.head.len() + at + 1],
        }
    }

    /// Every line on which a change is possible.
    fn each_line(
        &self,
        class: &'static str,
        wanted: &[&[&'static str]],
        changes: impl Fn(&str) -> Vec<String>,
    ) -> Vec<Planted> {
        let lines = self.text.body.iter().enumerate();
        let planted = lines.flat_map(|(at, line)| {
            changes(line).into_iter().map(move |line| self.line(class, at, &line, wanted))
        });
        spread(planted.collect())
    }

    fn swaps(&self, class: &'static str, wanted: &[&[&'static str]], swaps: Swaps) -> Vec<Planted> {
        self.each_line(class, wanted, |line| {
            let possible = swaps.iter().filter(|(from, _)| line.contains(from));
            possible.map(|(from, to)| line.replacen(from, to, 1)).collect()
        })
    }

    fn numbers(&self) -> Vec<Planted> {
        let is_year = |token: &str| {
            token.len() == 4 && (token.starts_with("19") || token.starts_with("20")) && token != "1906"
        };
        let values = |line: &str| changed(line, |token| (!is_year(token)).then(|| first_digit(token)));
        let years = |line: &str| changed(line, |token| is_year(token).then(|| last_digit(token)));
        let marks =
            |line: &str| changed(line, |token| token.contains(['.', ',']).then(|| other_marks(token)));
        let months = |line: &str| {
            let months = &self.words.months;
            let spots = months.iter().enumerate().filter_map(|(at, month)| {
                let start = find_word(line, month)?;
                let next = months[(at + 1) % 12];
                Some(format!("{}{next}{}", &line[..start], &line[start + month.len()..]))
            });
            spots.collect()
        };
        let mut all = self.each_line("value", &[NUMBERS, BOUND], values);
        all.extend(self.each_line("year", &[NUMBERS], years));
        all.extend(self.each_line("month", &[NUMBERS], months));
        let wanted: &[&[&str]] = &[NUMBERS, BOUND, &["translation/number-form"]];
        all.extend(self.each_line("separator", wanted, marks));
        all
    }

    fn exchanged(&self) -> Vec<Planted> {
        let words = self.words;
        let units: &[&str] = &["translation/unit", "translation/quantity"];
        let mut all = self.swaps("unit", &[units], words.units);
        all.extend(self.swaps("currency", &[units], words.currencies));
        all.extend(self.swaps("scale", &[&["translation/quantity", "translation/scale"]], words.scales));
        all.extend(self.swaps("hedge", &[&["translation/hedge"]], words.hedges));
        all.extend(self.swaps("name", &[&["translation/name", "translation/name-lost"]], words.names));
        all
    }

    fn blocks(&self) -> Vec<Planted> {
        const WANTED: &[&str] = &["translation/structure"];
        let blocks = self.text.blocks();
        let line = |at: usize| self.text.head.len() + at + 1;
        let theirs = |at: usize| self.original.head.len() + at + 1;
        let mut all = Vec::new();
        for (number, block) in blocks.iter().enumerate() {
            let is_table = self.text.body[block.start].starts_with('|');
            let planted = |class, body: Vec<&str>, lines: Vec<usize>, original: Vec<usize>| Planted {
                class,
                what: self.text.body[block.start].to_owned(),
                text: self.text.with(&body),
                wanted: WANTED.to_vec(),
                lines,
                original,
            };
            let mut body = self.text.body.clone();
            body.drain(block.clone());
            let own: Vec<usize> = block.clone().map(theirs).collect();
            all.push(planted("dropped block", body, Vec::new(), own.clone()));
            let mut body = self.text.body.clone();
            let copy: Vec<&str> = [""].into_iter().chain(body[block.clone()].iter().copied()).collect();
            let length = block.len() + 1;
            body.splice(block.end..block.end, copy);
            let lines = (block.start..block.end + length).map(line).collect();
            // A footnote that stands twice is the parser's to tell, and a table behind itself is one table.
            if !self.text.body[block.start].starts_with("[^") {
                all.push(planted("doubled block", body, lines, Vec::new()));
            }
            if let Some(next) = blocks.get(number + 1)
                && !is_table
                // Where a footnote stands says nothing.
                && !self.text.body[next.start].starts_with("[^")
            {
                let (a, b) = (&self.text.body[block.clone()], &self.text.body[next.clone()]);
                let body =
                    [&self.text.body[..block.start], b, &[""], a, &self.text.body[next.end..]].concat();
                let lines = (block.start..next.end).map(line).collect();
                let original = (block.start..next.end).map(theirs).collect();
                all.push(planted("swapped blocks", body, lines, original));
            }
        }
        all
    }

    fn references(&self) -> Vec<Planted> {
        let (link, cite): (&[&str], &[&str]) = (&["translation/link"], &["translation/citation"]);
        let swap = |class, wanted, swaps| self.swaps(class, &[wanted], swaps);
        let mut all = swap(
            "link",
            link,
            &[
                ("https://tidewater.example/method", "https://tidewater.example/methods"),
                ("https://tidewater.example/method", "https://state.example/budget"),
                ("https://state.example/budget", "https://tidewater.example/method"),
                ("https://state.example/budget", "https://state.example/budget/2024"),
            ],
        );
        all.extend(swap(
            "citation",
            cite,
            &[
                ("[@notes, p. 4]", "[@notes, p. 5]"),
                ("[@notes, p. 9]", "[@notes]"),
                (" [@notes, p. 11]", ""),
                ("[@calder]", "[@notes]"),
            ],
        ));
        all.extend(swap(
            "binding",
            &["translation/binding"],
            &[("(fact:dredged)", "(fact:billed)"), ("(fact:billed)", "(fact:dredged)")],
        ));
        all.extend(swap("heading", &["translation/structure"], &[("## ", "### ")]));
        all
    }

    fn words(&self) -> Vec<Planted> {
        let verbatim = &["translation/verbatim", "translation/quantity"];
        let mut all = self.swaps(
            "handle",
            &[verbatim],
            &[
                ("@harbour_watch", "@Harbour_watch"),
                ("@harbour_watch", "@harbor_watch"),
                ("desk@ellis", "desk@elis"),
                ("7946 0958", "7946 0985"),
                ("7-2231/2025", "7-2213/2025"),
            ],
        );
        let closing = self.words.closing;
        all.extend(self.each_line("quotation mark", &[&["translation/quotation-marks"]], |line| {
            let possible = line.contains(closing).then(|| line.replacen(closing, "", 1));
            possible.into_iter().collect()
        }));
        let prose = self.text.body.iter().enumerate().filter(|(at, line)| {
            line.len() > 150 && !line.starts_with(['#', '|', '>', '[']) && self.original.body[*at].len() > 100
        });
        let left = prose.map(|(at, _)| {
            self.line("untranslated", at, self.original.body[at], &[&["translation/untranslated"]])
        });
        all.extend(spread(left.collect()));
        all
    }
}

/// At most [`MOST`] of them, from the first to the last.
fn spread(all: Vec<Planted>) -> Vec<Planted> {
    let count = all.len().max(1);
    let keep = |at: &usize| at * MOST / count != (at + count - 1) * MOST / count || *at == 0 || count <= MOST;
    all.into_iter()
        .enumerate()
        .filter(|(at, _)| count <= MOST || keep(at))
        .map(|(_, one)| one)
        .take(MOST)
        .collect()
}

/// Where a word stands by itself, of whatever case its first letter is.
fn find_word(line: &str, word: &str) -> Option<usize> {
    line.match_indices(word).map(|(at, _)| at).find(|at| {
        let before = line[..*at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let is_digit = word.starts_with(|first: char| first.is_ascii_digit());
        before.is_none_or(|sign| {
            if is_digit { !sign.is_ascii_digit() } else { !sign.is_alphabetic() || !sign.is_ascii() }
        }) && after.is_none_or(|sign| is_digit || !sign.is_alphabetic())
    })
}

/// The line with one number changed, for each number that may be: what stands in link targets, citations, verbatim
/// strings is no number.
fn changed(line: &str, change: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let mut masked = line.to_owned();
    for text in VERBATIM {
        masked = masked.replace(text, &"_".repeat(text.len()));
    }
    for (open, close) in [("](", ')'), ("[@", ']'), ("{#", '}')] {
        let mut from = 0;
        while let Some(at) = masked[from..].find(open).map(|at| from + at) {
            let end = masked[at..].find(close).map_or(masked.len(), |end| at + end);
            masked.replace_range(at..end, &"_".repeat(end - at));
            from = end;
        }
    }
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(start) = masked[at..].find(|sign: char| sign.is_ascii_digit()).map(|found| at + found) {
        let end = end_of_number(&masked, start);
        if let Some(token) = change(&line[start..end]) {
            all.push(format!("{}{token}{}", &line[..start], &line[end..]));
        }
        at = end;
    }
    all
}

/// A number goes on over a mark or a blank of numbers if three digits or the decimals follow.
fn end_of_number(text: &str, start: usize) -> usize {
    let digits = |from: usize| text[from..].chars().take_while(char::is_ascii_digit).count();
    let mut end = start + digits(start);
    while let Some(mark) =
        text[end..].chars().next().filter(|mark| ['.', ',', '\u{a0}', '\u{202f}'].contains(mark))
    {
        let more = digits(end + mark.len_utf8());
        if more == 0 {
            break;
        }
        end += mark.len_utf8() + more;
    }
    end
}

fn first_digit(token: &str) -> String {
    let digit = token.chars().next().and_then(|digit| digit.to_digit(10)).unwrap_or_default();
    format!("{}{}", digit % 9 + 1, &token[1..])
}

fn last_digit(token: &str) -> String {
    let digit = token.chars().next_back().and_then(|digit| digit.to_digit(10)).unwrap_or_default();
    format!("{}{}", &token[..token.len() - 1], (digit + 1) % 10)
}

/// The marks of the other half of the world.
fn other_marks(token: &str) -> String {
    let other = |sign| match sign {
        '.' => ',',
        ',' => '.',
        sign => sign,
    };
    token.chars().map(other).collect()
}
