//! Generated sites: the same stories for the same size on every machine.
//!
//! A plain story is what any generator of sites can build; a full one has a chart, ten bound figures and ten located
//! citations besides. What both editions share (lengths, numbers, links) comes from one stream of numbers, what only
//! one has (its words) from another, so that a translation agrees with its original.

use std::fmt::Write as _;

use clap::ValueEnum;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use crate::random::Random;
use crate::words::{AUTHORS, LANGUAGES, Language, TAGS};

/// Any number would do; another one is another site.
const SEED: u64 = 20_260_218;
/// Rows of each story's table: three years of months.
const ROWS: usize = 36;
/// Bound figures of a full story.
const FIGURES: usize = 10;
/// Sources of a story.
const SOURCES: usize = 4;

/// How much of the program a site uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Text, citations, footnotes, links, a table.
    Plain,
    /// A chart, bound figures and located citations besides.
    Full,
}

impl Kind {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Plain => "plain",
            Kind::Full => "full",
        }
    }
}

/// A site of so many stories, each in every language.
#[derive(Clone, Copy)]
pub struct Corpus {
    /// What its stories have.
    pub kind: Kind,
    /// How many there are; at least 2.
    pub stories: usize,
}

impl Corpus {
    /// Pages of stories, what "a page" means in every figure: lists, tags and evidence come with them.
    pub fn pages(self) -> usize {
        self.stories * LANGUAGES.len()
    }

    /// Every file of the site: path below its root, and text.
    pub fn files(self) -> impl Iterator<Item = (String, String)> {
        self.settings().into_iter().chain((0..self.stories).flat_map(move |story| self.story(story)))
    }

    /// One story's original after an edit: path and text. Each round writes another word into its first paragraph.
    pub fn edited(self, round: usize) -> (String, String) {
        let (language, story) = (&LANGUAGES[0], self.stories / 2);
        let text = self.edition(story, language);
        let (head, body) = text.split_once("\n+++\n\n").expect("a head and a body");
        let word = language.words[round % language.words.len()];
        (edition_path(story, language), format!("{head}\n+++\n\nThe {word} of this edit. {body}"))
    }

    /// The same story as it was.
    pub fn unedited(self) -> (String, String) {
        let (language, story) = (&LANGUAGES[0], self.stories / 2);
        (edition_path(story, language), self.edition(story, language))
    }

    fn settings(self) -> Vec<(String, String)> {
        let tags = LANGUAGES.map(|language| format!("\"{}\"", language.tag)).join(", ");
        let site =
            format!("base_url = \"https://example.org/\"\ntitle = \"Generated\"\nlanguages = [{tags}]\n");
        let mut files = vec![("site.toml".to_owned(), site)];
        for language in &LANGUAGES {
            let mut words = Random::new(SEED, &[u64::MAX]);
            let mut head = format!("+++\ntitle = {:?}\n", phrase(&mut words, language, 3));
            writeln!(head, "description = {:?}", phrase(&mut words, language, 8)).expect("a text");
            if language.tag != LANGUAGES[0].tag {
                writeln!(head, "\n[translation]\nof = \"{}\"", LANGUAGES[0].tag).expect("a text");
                head.push_str("by = [\"Pia Costa\"]\nmethod = \"human\"\n");
            }
            files.push((format!("content/reports/{}.md", language.tag), format!("{head}+++\n")));
        }
        files
    }

    fn story(self, story: usize) -> Vec<(String, String)> {
        let folder = folder(story);
        let readings = readings(story);
        let mut table = String::from("month,length\n");
        for (month, length) in &readings {
            writeln!(table, "{month},{length}").expect("a text");
        }
        let mut files = vec![
            (format!("{folder}/pipes.csv"), table),
            (format!("{folder}/pipes.toml"), DESCRIPTION.to_owned()),
            (format!("{folder}/sources.toml"), sources(story)),
        ];
        if self.kind == Kind::Full {
            files.push((format!("{folder}/figures.toml"), CHART.to_owned()));
            files.push((format!("{folder}/facts.toml"), facts(&readings)));
        }
        let editions = LANGUAGES.iter();
        files.extend(editions.map(|language| (edition_path(story, language), self.edition(story, language))));
        files
    }

    fn edition(self, story: usize, language: &Language) -> String {
        let mut writer = Writer {
            shared: Random::new(SEED, &[story as u64]),
            words: Random::new(
                SEED,
                &[story as u64, language.tag.bytes().fold(0, |tag, byte| tag << 8 | u64::from(byte))],
            ),
            language,
            text: String::with_capacity(8 << 10),
        };
        writer.head(story);
        writer.body(self.stories, story);
        if self.kind == Kind::Full {
            writer.figures(&readings(story));
        }
        writer.footnote();
        writer.text
    }
}

/// What the columns of every story's table mean.
const DESCRIPTION: &str = r#"title = { en = "Pipes laid by month", pt-BR = "Canos instalados por mês" }
cite = ["@s1"]
key = ["month"]
rows = 36

[columns.month]
type = "month"
label = { en = "Month", pt-BR = "Mês" }

[columns.length]
type = "number"
unit = "km"
label = { en = "Length", pt-BR = "Extensão" }
"#;

/// The chart of a full story.
const CHART: &str = r#"[growth]
form = "line"
table = "pipes"
x = "month"
y = "length"
title = { en = "The network kept growing", pt-BR = "A rede não parou de crescer" }
subtitle = { en = "Pipes in the ground, kilometres", pt-BR = "Canos no solo, quilômetros" }
"#;

fn folder(story: usize) -> String {
    format!("content/reports/story-{story:05}")
}

fn edition_path(story: usize, language: &Language) -> String {
    format!("{}/{}.md", folder(story), language.tag)
}

/// Four stories a day, the first one the newest.
fn day(story: usize) -> Date {
    let days = i64::try_from(story / 4).expect("a number of days");
    date(2026, 1, 31).saturating_sub(days.days())
}

/// The rows of a story's table: month and kilometres, which grow.
fn readings(story: usize) -> Vec<(String, usize)> {
    let mut random = Random::new(SEED, &[story as u64, 1 << 32]);
    let mut length = random.between(900, 4000);
    let months = (0..ROWS).map(|row| format!("{}-{:02}", 2023 + row / 12, row % 12 + 1));
    months
        .map(|month| {
            length += random.between(1, 90);
            (month, length)
        })
        .collect()
}

fn sources(story: usize) -> String {
    let mut random = Random::new(SEED, &[story as u64, 2 << 32]);
    let mut text = String::new();
    for source in 1..=SOURCES {
        let title = phrase(&mut random, &LANGUAGES[0], 6);
        let issued = day(story).saturating_sub(i64::try_from(source * 9).expect("small").days());
        let stamp = issued.strftime("%Y%m%d");
        let url = format!("https://example.org/papers/{story}/{source}");
        write!(
            text,
            "[s{source}]\ntype = \"webpage\"\ntitle = {title:?}\nissued = \"{issued}\"\n\n[[s{source}.copies]]\n\
             url = \"{url}\"\narchived = \"https://web.archive.org/web/{stamp}120000/{url}\"\n\
             accessed = {issued}\n\n"
        )
        .expect("a text");
    }
    text
}

/// The record of each bound figure: a cell of the table.
fn facts(readings: &[(String, usize)]) -> String {
    let mut text = String::new();
    for (fact, (month, _)) in readings.iter().take(FIGURES).enumerate() {
        let source = fact % SOURCES + 1;
        writeln!(
            text,
            "[reading-{fact}]\ncell = \"pipes[month={month}].length\"\ncite = [\"@s{source}, p. {}\"]\n\
             as_of = \"{month}\"\n",
            fact + 2
        )
        .expect("a text");
    }
    text
}

/// Words in a row, the first with a capital.
fn phrase(random: &mut Random, language: &Language, count: usize) -> String {
    let words: Vec<&str> = (0..count)
        .map(|at| random.one(if at % 2 == 1 && at + 1 < count { language.between } else { language.words }))
        .collect();
    capital(&words.join(" "))
}

fn capital(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
}

/// Digits in groups of three, as the language writes them.
fn grouped(number: usize, group: char) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    text
}

/// Writes one edition.
struct Writer<'a> {
    /// Decides what all editions of the story share.
    shared: Random,
    /// Decides the words.
    words: Random,
    language: &'a Language,
    text: String,
}

impl Writer<'_> {
    fn head(&mut self, story: usize) {
        let (title, description) =
            (phrase(&mut self.words, self.language, 7), phrase(&mut self.words, self.language, 14));
        let count = self.shared.between(1, 2);
        let (authors, tags) = (self.shared.some(AUTHORS, count), self.shared.some(TAGS, 3));
        let text = &mut self.text;
        write!(text, "+++\ntitle = {title:?}\ndescription = \"{description}.\"\n").expect("a text");
        if self.language.tag == LANGUAGES[0].tag {
            write!(text, "date = {}\nauthors = {authors:?}\ntags = {tags:?}\n", day(story)).expect("a text");
        } else {
            let original = LANGUAGES[0].tag;
            write!(
                text,
                "\n[translation]\nof = \"{original}\"\nrevision = {}\nby = [\"Pia Costa\"]\nmethod = \"human\"\n",
                day(story)
            )
            .expect("a text");
        }
        text.push_str("+++\n\n");
    }

    /// About 500 words under three headings.
    fn body(&mut self, stories: usize, story: usize) {
        let links: Vec<usize> =
            (0..3).map(|_| (story + 1 + self.shared.below(stories - 1)) % stories).collect();
        self.paragraph(3, " [@s1]");
        self.heading(0);
        self.paragraph(4, "[^aside]");
        self.linking(2, links[0], "");
        self.list();
        self.heading(1);
        self.paragraph(4, " [@s2]");
        self.text.push_str("> ");
        self.paragraph(2, " [@s3]");
        self.linking(3, links[1], " [@s2]");
        self.text.push_str("![](figure:pipes)\n\n");
        self.heading(2);
        self.small_table();
        self.paragraph(4, "");
        self.linking(3, links[2], " [@s4]");
        self.paragraph(4, "");
    }

    /// The chart, and ten sentences with a figure and a page.
    fn figures(&mut self, readings: &[(String, usize)]) {
        self.text.push_str("![](figure:growth)\n\n");
        for (fact, (_, length)) in readings.iter().take(FIGURES).enumerate() {
            let (number, source) = (grouped(*length, self.language.group), fact % SOURCES + 1);
            let words = phrase(&mut self.words, self.language, 6).to_lowercase();
            let before = self.language.records;
            writeln!(
                self.text,
                "{before} [{number} km](fact:reading-{fact}), {words} [@s{source}, p. {}].\n",
                fact + 2
            )
            .expect("a text");
        }
    }

    fn footnote(&mut self) {
        self.text.push_str("[^aside]: ");
        self.paragraph(1, "");
    }

    fn heading(&mut self, at: usize) {
        let heading = self.language.headings[at];
        write!(self.text, "## {heading} {{#part-{at}}}\n\n").expect("a text");
    }

    /// Sentences, and what stands at their end.
    fn paragraph(&mut self, sentences: usize, end: &str) {
        for at in 0..sentences {
            if at > 0 {
                self.text.push(' ');
            }
            self.sentence();
        }
        self.text.push_str(end);
        self.text.push_str("\n\n");
    }

    /// A paragraph that ends with a link to a story in the same language.
    fn linking(&mut self, sentences: usize, to: usize, end: &str) {
        for _ in 0..sentences {
            self.sentence();
            self.text.push(' ');
        }
        let words = phrase(&mut self.words, self.language, 3);
        let target = if self.shared.chance(50) {
            format!("story:story-{to:05}")
        } else {
            format!("../story-{to:05}/{}.md", self.language.tag)
        };
        write!(self.text, "[{words}]({target}){end}.\n\n").expect("a text");
    }

    fn list(&mut self) {
        for _ in 0..4 {
            self.text.push_str("- ");
            self.sentence();
            self.text.push('\n');
        }
        self.text.push('\n');
    }

    fn small_table(&mut self) {
        let [place, readings] = self.language.heads;
        write!(self.text, "| {place} | {readings} |\n|---|---:|\n").expect("a text");
        for _ in 0..5 {
            let place = capital(self.words.one(self.language.words));
            let count = self.shared.between(2, 99);
            writeln!(self.text, "| {place} | {count} |").expect("a text");
        }
        self.text.push('\n');
    }

    /// One in four has a number, one in five a strong word; the same ones in all editions.
    fn sentence(&mut self) {
        let count = self.shared.between(9, 19);
        let number = self.shared.chance(25).then(|| self.shared.between(10, 999));
        let strong = self.shared.chance(20).then(|| self.shared.between(1, count - 1));
        let at = self.shared.between(1, count - 2);
        for place in 0..count {
            let is_between = place % 2 == 1 && self.words.chance(80);
            let list = if is_between { self.language.between } else { self.language.words };
            let word = self.words.one(list);
            let word = if place == 0 { capital(word) } else { format!(" {word}") };
            self.text.push_str(&word);
            if strong == Some(place) {
                let from = self.text.len() - word.trim_start().len();
                self.text.insert_str(from, "**");
                self.text.push_str("**");
            }
            if let Some(number) = number.filter(|_| place == at) {
                write!(self.text, " {number}").expect("a text");
            }
        }
        self.text.push('.');
    }
}
