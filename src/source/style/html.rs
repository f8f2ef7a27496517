//! What a style wrote as safe HTML and as plain text.
//!
//! hayagriva's own writer escapes nothing and writes `style` attributes; this one walks its tree, brings stand-ins
//! back (`guard.rs`), writes the dates that hayagriva cannot (`item.rs`), and escapes everything. Links lead to http
//! and https only. Tags are made run by run, so that they are nested rightly whatever the style does: `<cite>` for
//! titles in italics, `<i>`, `<b>`, `<u>`, `<sup>`, `<sub>`, and `<span>` with the classes `small-caps`, `csl-block`,
//! `csl-left`, `csl-right` and `csl-indent`.

use hayagriva::citationberg::{Display, FontStyle, FontVariant, FontWeight, TextDecoration, VerticalAlign};
use hayagriva::{Elem, ElemChild, ElemChildren, ElemMeta, Formatting};
use url::Url;

use crate::locale::{Direction, LangTag, numbering};
use crate::source::CslItem;
use crate::source::style::dates::{Dates, Shown};
use crate::source::style::places::{self, Place};
use crate::source::style::{guard, item};

/// A stretch of text that looks the same throughout.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    /// Its words.
    pub text: String,
    /// The cite it belongs to, by its place in the citation.
    pub cite: Option<usize>,
    /// Whether it is the number of the source.
    pub is_number: bool,
    /// Whether it belongs to names.
    pub is_name: bool,
    /// Whether it stands in the margin.
    pub is_margin: bool,
    wrappers: Vec<Wrapper>,
}

impl Run {
    /// Words of ours or of the writer's, without any formatting.
    pub(super) fn plain(text: &str, cite: Option<usize>) -> Self {
        let text = text.to_owned();
        Run { text, cite, is_number: false, is_name: false, is_margin: false, wrappers: Vec::new() }
    }
}

/// An element around a run; the order of the variants is that from the outside in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Wrapper {
    /// With its place in the tree, so that two neighbours stay two.
    Block(&'static str, usize),
    Link(String, usize),
    Language(String),
    Cite,
    Italic,
    Bold,
    Underline,
    SmallCaps,
    Up,
    Down,
}

/// What the runs of one source need to know of it.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    /// The source.
    pub item: &'a CslItem,
    /// How dates are written.
    pub dates: &'a Dates,
    /// The language tag of its titles, where it is not the page's.
    pub language: Option<&'a str>,
}

/// Cuts a tree into runs; `subject` gives the source of a cite (`None`: of the entry).
pub(super) fn runs<'a>(
    tree: &ElemChildren,
    marks: &Signs,
    subject: &dyn Fn(Option<usize>) -> Option<Subject<'a>>,
) -> Vec<Run> {
    let mut walk = Walk { runs: Vec::new(), count: 0, subject };
    walk.children(tree, &Around::default());
    let mut runs = walk.runs;
    places::set(&mut runs.iter_mut().map(|run| &mut run.text).collect::<Vec<_>>(), &marks.places);
    tidy(&mut runs, marks);
    for run in runs.iter_mut().filter(|run| run.is_number) {
        run.text = numbering::in_digits(&run.text, marks.zero);
    }
    runs.retain(|run| !run.text.is_empty());
    runs
}

/// What stands around a node.
#[derive(Clone, Debug, Default)]
struct Around {
    cite: Option<usize>,
    is_number: bool,
    is_name: bool,
    is_margin: bool,
    blocks: Vec<Wrapper>,
}

struct Walk<'a, 'w> {
    runs: Vec<Run>,
    count: usize,
    subject: &'w dyn Fn(Option<usize>) -> Option<Subject<'a>>,
}

impl<'a> Walk<'a, '_> {
    fn children(&mut self, tree: &ElemChildren, around: &Around) {
        for child in &tree.0 {
            match child {
                ElemChild::Text(text) => self.text(&text.text, text.formatting, around, None),
                ElemChild::Link { text, url } => self.text(&text.text, text.formatting, around, Some(url)),
                ElemChild::Markup(text) => self.text(text, Formatting::default(), around, None),
                ElemChild::Elem(elem) => self.elem(elem, around),
                ElemChild::Transparent { .. } => {}
            }
        }
    }

    fn elem(&mut self, elem: &Elem, around: &Around) {
        self.count += 1;
        let mut inner = around.clone();
        match &elem.meta {
            Some(ElemMeta::Entry(cite)) => inner.cite = Some(*cite),
            Some(ElemMeta::CitationNumber) => inner.is_number = true,
            Some(ElemMeta::Names(_)) => inner.is_name = true,
            _ => {}
        }
        let block = elem.display.map(|display| match display {
            Display::Block => "csl-block",
            Display::LeftMargin => "csl-left",
            Display::RightInline => "csl-right",
            Display::Indent => "csl-indent",
        });
        inner.is_margin |= elem.display == Some(Display::LeftMargin);
        inner.blocks.extend(block.map(|class| Wrapper::Block(class, self.count)));
        let first = self.runs.len();
        self.children(&elem.children, &inner);
        if elem.meta == Some(ElemMeta::Date)
            && let Some(subject) = (self.subject)(inner.cite)
        {
            let runs = self.runs.get_mut(first..).unwrap_or_default();
            write_date(runs, &subject);
            runs.iter_mut().for_each(|run| run.text = subject.dates.as_written(&run.text));
        }
    }

    /// One text: stand-ins for tags change its formatting, the title of the source is marked.
    fn text(&mut self, text: &str, formatting: Formatting, around: &Around, url: Option<&str>) {
        self.count += 1;
        let mut formatting = formatting;
        let outside = formatting;
        let mut words = String::new();
        for sign in text.chars() {
            let tag = guard::TAGS.iter().find(|(_, _, open, close)| sign == *open || sign == *close);
            let Some((tag, _, open, _)) = tag else {
                words.push(sign);
                continue;
            };
            self.piece(&std::mem::take(&mut words), formatting, around, url);
            turn(&mut formatting, outside, tag, sign == *open);
        }
        self.piece(&words, formatting, around, url);
    }

    fn piece(&mut self, words: &str, formatting: Formatting, around: &Around, url: Option<&str>) {
        let words = guard::plain(words);
        if words.is_empty() {
            return;
        }
        let mut wrappers = around.blocks.clone();
        wrappers.extend(url.and_then(link_target).map(|target| Wrapper::Link(target, self.count)));
        push_font(formatting, &mut wrappers);
        let subject = if around.is_name { None } else { (self.subject)(around.cite) };
        let title = subject.and_then(|subject| Some((subject, title_in(&words, subject.item)?)));
        let Some((subject, (start, end))) = title else { return self.push(&words, wrappers, around) };
        self.push(words.get(..start).unwrap_or_default(), wrappers.clone(), around);
        let mut inner = wrappers.clone();
        inner.extend(subject.language.map(|tag| Wrapper::Language(tag.to_owned())));
        if let Some(italic) = inner.iter_mut().find(|wrapper| **wrapper == Wrapper::Italic) {
            *italic = Wrapper::Cite;
        }
        inner.sort();
        self.push(words.get(start..end).unwrap_or_default(), inner, around);
        self.push(words.get(end..).unwrap_or_default(), wrappers, around);
    }

    fn push(&mut self, words: &str, wrappers: Vec<Wrapper>, around: &Around) {
        if !words.is_empty() {
            self.runs.push(Run {
                text: words.to_owned(),
                cite: around.cite,
                is_number: around.is_number,
                is_name: around.is_name,
                is_margin: around.is_margin,
                wrappers,
            });
        }
    }
}

/// Where a title of the source stands in the words of a run, letter case left out; the longest one counts.
fn title_in(words: &str, item: &CslItem) -> Option<(usize, usize)> {
    let titles = ["title", "container-title", "collection-title", "title-short", "container-title-short"];
    let found = titles.iter().filter_map(|name| item.text(name)).filter_map(|title| {
        let title = guard::clean(title);
        let title = guard::plain(&title);
        if let Some(at) = words.find(&*title) {
            return Some((at, at + title.len()));
        }
        // A style may have changed the case, which keeps the bytes of most texts where they are.
        let same_length = words.to_lowercase().len() == words.len();
        let at = words.to_lowercase().find(&title.to_lowercase()).filter(|_| same_length)?;
        words.get(at..at + title.len()).map(|_| (at, at + title.len()))
    });
    found.filter(|(start, end)| end > start).max_by_key(|(start, end)| end - start)
}

fn turn(formatting: &mut Formatting, outside: Formatting, tag: &str, opens: bool) {
    match tag {
        "<i>" if opens => {
            let is_italic = formatting.font_style == FontStyle::Italic;
            formatting.font_style = if is_italic { FontStyle::Normal } else { FontStyle::Italic };
        }
        "<i>" => formatting.font_style = outside.font_style,
        "<b>" if opens => {
            let is_bold = formatting.font_weight == FontWeight::Bold;
            formatting.font_weight = if is_bold { FontWeight::Normal } else { FontWeight::Bold };
        }
        "<b>" => formatting.font_weight = outside.font_weight,
        "<sup>" if opens => formatting.vertical_align = VerticalAlign::Sup,
        "<sub>" if opens => formatting.vertical_align = VerticalAlign::Sub,
        "<sc>" if opens => formatting.font_variant = FontVariant::SmallCaps,
        "<sc>" => formatting.font_variant = outside.font_variant,
        _ => formatting.vertical_align = outside.vertical_align,
    }
}

fn push_font(formatting: Formatting, wrappers: &mut Vec<Wrapper>) {
    let chosen = [
        (formatting.font_style == FontStyle::Italic, Wrapper::Italic),
        (formatting.font_weight == FontWeight::Bold, Wrapper::Bold),
        (formatting.text_decoration == TextDecoration::Underline, Wrapper::Underline),
        (formatting.font_variant == FontVariant::SmallCaps, Wrapper::SmallCaps),
        (formatting.vertical_align == VerticalAlign::Sup, Wrapper::Up),
        (formatting.vertical_align == VerticalAlign::Sub, Wrapper::Down),
    ];
    wrappers.extend(chosen.into_iter().filter_map(|(holds, wrapper)| holds.then_some(wrapper)));
}

/// The address of a link, if it is one on the web.
fn link_target(url: &str) -> Option<String> {
    let url = guard::plain(url);
    let parsed = Url::parse(url.trim()).ok()?;
    let is_web = matches!(parsed.scheme(), "http" | "https") && parsed.has_host();
    is_web.then(|| parsed.into())
}

/// Writes a range or words where a stand-in year came out: in full, or the year alone if the style shows no more.
fn write_date(runs: &mut [Run], subject: &Subject<'_>) {
    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
    let Some((at, date)) = find_stand_in(&text, subject.item) else { return };
    let end = at + 5;
    // A letter behind the year tells two sources apart and stays.
    let letters = text.get(end..).unwrap_or_default();
    let letters: String = letters.chars().take_while(char::is_ascii_lowercase).take(2).collect();
    let is_word = |sign: char| sign.is_alphanumeric();
    let start = text.find(is_word).unwrap_or(at);
    let stop = text.rfind(is_word).and_then(|last| Some(last + text.get(last..)?.chars().next()?.len_utf8()));
    let stop = stop.unwrap_or(end);
    let is_year_only = start == at && stop == end + letters.len();
    let shown = if is_year_only { Shown::Year } else { Shown::Day };
    let written = format!("{}{letters}", subject.dates.write(date, shown));
    let (before, after) = (text.get(..start).unwrap_or_default(), text.get(stop..).unwrap_or_default());
    let whole = format!("{before}{written}{after}");
    for (number, run) in runs.iter_mut().enumerate() {
        run.text = if number == 0 { whole.clone() } else { String::new() };
    }
}

/// The first run of five digits that stands in for a date of the source.
fn find_stand_in<'a>(text: &str, source: &'a CslItem) -> Option<(usize, &'a crate::source::CslDate)> {
    let starts = text.char_indices().filter(|(_, sign)| sign.is_ascii_digit()).map(|(at, _)| at);
    starts.into_iter().find_map(|at| {
        let digits =
            text.get(at..at + 5).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_digit()))?;
        Some((at, item::stood_in_for(source, digits.parse().ok()?)?))
    })
}

/// Blanks beside blanks, a full stop behind a question mark and the like, across runs; inner quotation marks, and
/// capitals where a stand-in wants them.
fn tidy(runs: &mut [Run], marks: &Signs) {
    let mut last = ' ';
    let mut before_quote = ' ';
    let mut wants_capital = false;
    let mut dots = 0;
    let mut depth = if marks.are_balanced(runs) { Some(0usize) } else { None };
    for run in runs.iter_mut() {
        let mut kept = String::with_capacity(run.text.len());
        let mut signs = run.text.chars().peekable();
        while let Some(sign) = signs.next() {
            let ends = if is_closing(last) { before_quote } else { last };
            let is_double_blank = sign == ' ' && matches!(last, ' ' | '\u{A0}' | '\u{202F}');
            // An ellipsis of three stops stays, and so does a path such as `../a`.
            let is_last_stop =
                signs.peek().is_none_or(|next| !next.is_alphanumeric() && !matches!(next, '.' | '/'));
            let is_second_stop = last == '.' && dots == 1 && is_last_stop;
            let is_double_stop = sign == '.' && (matches!(ends, '?' | '!' | '…') || is_second_stop);
            if is_double_blank || is_double_stop {
                continue;
            }
            if sign == guard::CAPITAL {
                wants_capital = true;
                continue;
            }
            let is_start = wants_capital && sign.is_alphanumeric();
            match (is_start, &mut depth) {
                (true, _) => kept.extend(sign.to_uppercase()),
                (false, Some(depth)) => kept.push(marks.nested(sign, depth)),
                (false, None) => kept.push(sign),
            }
            wants_capital &= !is_start;
            dots = if sign == '.' { dots + 1 } else { 0 };
            if !is_closing(sign) {
                before_quote = sign;
            }
            last = sign;
        }
        run.text = kept;
    }
}

fn is_closing(sign: char) -> bool {
    matches!(sign, '”' | '"' | '»' | '’' | '“' | '«')
}

/// The quotation marks and digits of a language, and how it writes places in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Signs {
    /// Places that are no word, blank and number.
    pub places: Vec<Place>,
    /// The digit for nothing; the other nine follow it.
    pub zero: char,
    /// Outer and inner opening marks.
    pub open: [char; 2],
    /// Outer and inner closing marks.
    pub close: [char; 2],
}

impl Signs {
    /// Whether every outer mark that is opened is closed; where both look the same nobody knows.
    fn are_balanced(&self, runs: &[Run]) -> bool {
        let [open, close] = [self.open, self.close].map(|[outer, _]| outer);
        let mut depth = 0usize;
        for sign in runs.iter().flat_map(|run| run.text.chars()) {
            if sign == open {
                depth += 1;
            } else if sign == close {
                match depth.checked_sub(1) {
                    Some(less) => depth = less,
                    None => return false,
                }
            }
        }
        depth == 0 && open != close
    }

    /// The mark at its depth: every second one is an inner one.
    fn nested(&self, sign: char, depth: &mut usize) -> char {
        let at = |marks: [char; 2], depth: usize| marks.get(depth % 2).copied().unwrap_or(sign);
        if Some(&sign) == self.open.first() {
            *depth += 1;
            return at(self.open, *depth - 1);
        }
        if Some(&sign) == self.close.first() {
            *depth = depth.saturating_sub(1);
            return at(self.close, *depth);
        }
        sign
    }
}

/// The words of runs.
pub(super) fn text(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// Writes runs as HTML; every element that is opened is closed.
pub(super) fn html(runs: &[Run]) -> String {
    let mut html = String::with_capacity(runs.iter().map(|run| run.text.len() + 16).sum());
    let mut open: &[Wrapper] = &[];
    for run in runs {
        let common = open.iter().zip(&run.wrappers).take_while(|(one, two)| one == two).count();
        close(open.get(common..).unwrap_or_default(), &mut html);
        for wrapper in run.wrappers.get(common..).unwrap_or_default() {
            push_open(wrapper, &mut html);
        }
        push_escaped(&run.text, &mut html);
        open = &run.wrappers;
    }
    close(open, &mut html);
    html
}

fn close(wrappers: &[Wrapper], html: &mut String) {
    for wrapper in wrappers.iter().rev() {
        html.push_str("</");
        html.push_str(element(wrapper));
        html.push('>');
    }
}

fn push_open(wrapper: &Wrapper, html: &mut String) {
    html.push('<');
    html.push_str(element(wrapper));
    let (attribute, value) = match wrapper {
        Wrapper::Link(target, _) => ("href", target.as_str()),
        Wrapper::Language(tag) => ("lang", tag.as_str()),
        Wrapper::SmallCaps => ("class", "small-caps"),
        Wrapper::Block(class, _) => ("class", *class),
        _ => ("", ""),
    };
    if !attribute.is_empty() {
        html.push(' ');
        html.push_str(attribute);
        html.push_str("=\"");
        push_escaped(value, html);
        html.push('"');
    }
    if let Wrapper::Language(tag) = wrapper {
        let direction = LangTag::parse(tag).map_or(Direction::Ltr, |tag| tag.direction());
        html.push_str(" dir=\"");
        html.push_str(direction.name());
        html.push('"');
    }
    html.push('>');
}

fn element(wrapper: &Wrapper) -> &'static str {
    match wrapper {
        Wrapper::Block(..) | Wrapper::Language(_) | Wrapper::SmallCaps => "span",
        Wrapper::Link(..) => "a",
        Wrapper::Cite => "cite",
        Wrapper::Italic => "i",
        Wrapper::Bold => "b",
        Wrapper::Underline => "u",
        Wrapper::Up => "sup",
        Wrapper::Down => "sub",
    }
}

/// Escapes what has a meaning in HTML, in texts and in values of attributes.
fn push_escaped(text: &str, html: &mut String) {
    for sign in text.chars() {
        match sign {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            sign => html.push(sign),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARKS: Signs = Signs { places: Vec::new(), zero: '0', open: ['“', '‘'], close: ['”', '’'] };

    fn written(children: Vec<ElemChild>) -> (String, String) {
        let runs = runs(&ElemChildren(children), &MARKS, &|_| None);
        (html(&runs), text(&runs))
    }

    fn words(text: &str, formatting: Formatting) -> ElemChild {
        ElemChild::Text(hayagriva::Formatted { text: text.to_owned(), formatting })
    }

    #[test]
    fn tags_inside_a_field_turn_the_font_and_are_nested_rightly() {
        let italic = Formatting { font_style: FontStyle::Italic, ..Formatting::default() };
        let field = guard::with_tags("On <i>E. coli</i> and <b>H<sub>2</sub></b>O </b>");
        let (html, text) = written(vec![words(&field, italic)]);
        assert_eq!(html, "<i>On </i>E. coli<i> and <b>H<sub>2</sub></b>O &lt;/b&gt;</i>");
        assert_eq!(text, "On E. coli and H2O </b>");
    }

    #[test]
    fn blanks_stops_quotes_and_capitals_are_tidied_across_runs() {
        let plain = |text: &str| words(text, Formatting::default());
        let (_, text) =
            written(vec![plain("“Why “this” now?"), plain("”"), plain(". "), plain(" \u{E104}no date")]);
        assert_eq!(text, "“Why ‘this’ now?” No date");
        let (_, text) = written(vec![plain("Sons, Ltd."), plain(". Wait... no.. ../a"), plain(".. end")]);
        assert_eq!(text, "Sons, Ltd. Wait... no. ../a. end");
        // Nobody knows which marks belong together.
        assert_eq!(written(vec![plain("“a “b”")]).1, "“a “b”");
        assert_eq!(written(vec![plain("\u{E104}“ärger")]).1, "“Ärger");
    }

    #[test]
    fn only_addresses_on_the_web_are_links() {
        let link = |url: &str| {
            let text = hayagriva::Formatted { text: "x".to_owned(), formatting: Formatting::default() };
            written(vec![ElemChild::Link { text, url: url.to_owned() }]).0
        };
        assert_eq!(
            link("https://example.org/a b?c='\""),
            "<a href=\"https://example.org/a%20b?c=%27%22\">x</a>"
        );
        for url in [
            "javascript:alert(1)",
            "data:text/html,x",
            "//example.org",
            "http://",
            "java\nscript:x",
            "file:///etc",
        ] {
            assert_eq!(link(url), "x", "{url}");
        }
    }
}
