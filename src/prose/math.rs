//! TeX formulas as MathML Core: pulldown-latex reads and sets them; what it writes is made safe here.
//!
//! Its writer escapes only some texts, leaves blanks between attributes out and sets colours as `style`. So signs of
//! markup are exchanged for private ones on the way in, and on the way out every tag is taken apart and written anew
//! from a list of what may stand in a page.

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::event::{Content, EnvironmentFlow, Event, StateChange};
use pulldown_latex::{Parser, ParserError, Storage, push_mathml};

use crate::text::Span;

/// Bytes of TeX that are read; longer formulas are data, not a sentence.
const LONGEST: usize = 10_000;
/// Events that a formula may unfold to: macros can double with every step.
const MOST_EVENTS: usize = 50_000;
/// Depth of groups; the library's reader and writer, and browsers, recurse.
const DEEPEST: usize = 100;

/// Signs that would be markup, and the private-use signs that stand in for them until the MathML is written.
const STAND_INS: [(char, char, &str); 4] = [
    ('<', '\u{F0A0}', "&lt;"),
    ('>', '\u{F0A1}', "&gt;"),
    ('&', '\u{F0A2}', "&amp;"),
    ('"', '\u{F0A3}', "\""),
];

/// Elements of MathML Core that the writer uses.
const ELEMENTS: &[&str] = &[
    "math",
    "mfrac",
    "mi",
    "mn",
    "mo",
    "mover",
    "mphantom",
    "mroot",
    "mrow",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
];

/// Attributes that may stay; `style` may not, as pages forbid inline styles.
const ATTRIBUTES: &[&str] = &[
    "class",
    "depth",
    "display",
    "displaystyle",
    "height",
    "largeop",
    "linethickness",
    "lspace",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "rspace",
    "scriptlevel",
    "stretchy",
    "symmetric",
    "width",
];

/// Why a formula cannot be set.
#[derive(Debug)]
pub(crate) struct MathError {
    /// Where, counted from the beginning of the formula.
    pub(crate) span: Span,
    /// What is wrong.
    pub(crate) message: String,
}

/// The MathML of a formula; `display` sets it on lines of its own.
///
/// # Errors
/// For TeX that pulldown-latex does not read, for colours, and for formulas that unfold to too much.
pub(crate) fn to_mathml(tex: &str, display: bool) -> Result<String, MathError> {
    if tex.len() > LONGEST {
        return Err(whole(tex, format!("a formula has at most {LONGEST} bytes")));
    }
    if depth(tex) > DEEPEST {
        return Err(whole(tex, format!("braces and environments nest at most {DEEPEST} deep")));
    }
    let storage = Storage::new();
    let mut events = Vec::new();
    for event in Parser::new(tex, &storage) {
        let event = event.map_err(|error| read_error(tex, &error))?;
        if let Some(reason) = refused(&event) {
            return Err(whole(tex, reason.to_owned()));
        }
        if events.len() >= MOST_EVENTS {
            return Err(whole(tex, "the formula's macros unfold to too much".to_owned()));
        }
        events.push(event);
    }
    let texts: Vec<String> =
        events.iter().map(|event| text_of(event).map(guarded).unwrap_or_default()).collect();
    let events = events.into_iter().zip(&texts).map(|(event, text)| guarded_event(event, text));
    let display_mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
    let mut raw = String::new();
    let written = push_mathml(
        &mut raw,
        events.map(Ok::<_, ParserError>),
        RenderConfig { display_mode, ..RenderConfig::default() },
    );
    let clean = written.ok().and_then(|()| rewritten(&raw));
    clean.ok_or_else(|| whole(tex, "the formula cannot be set as MathML".to_owned()))
}

fn whole(tex: &str, message: String) -> MathError {
    MathError { span: Span::new(0..tex.len()), message }
}

/// How deep groups nest, by their opening signs alone.
fn depth(tex: &str) -> usize {
    let opens = |at: usize, word: &str| tex.get(at..).is_some_and(|rest| rest.starts_with(word));
    let (mut now, mut most) = (0_usize, 0);
    for (at, sign) in tex.char_indices() {
        match sign {
            '{' => now += 1,
            '}' => now = now.saturating_sub(1),
            '\\' if opens(at, "\\left") || opens(at, "\\begin") => now += 1,
            '\\' if opens(at, "\\right") || opens(at, "\\end") => now = now.saturating_sub(1),
            _ => {}
        }
        most = most.max(now);
    }
    most
}

/// What the parser says of a command that it does not know.
const UNKNOWN_COMMAND: &str = "unknown primitive command found";

fn reason_of(full: &str) -> &str {
    full.lines().next().unwrap_or_default().trim_start_matches("parsing error: ")
}

/// The first command that the parser does not know even by itself; `None` where a formula defines its own.
fn unknown_command(tex: &str) -> Option<Span> {
    if ["\\def", "\\let", "\\newcommand"].iter().any(|definition| tex.contains(definition)) {
        return None;
    }
    let words = tex.match_indices('\\').filter_map(|(at, _)| {
        let rest = tex.get(at + 1..)?;
        let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        (length > 0).then_some(at..at + 1 + length)
    });
    let is_unknown = |word: &Range<usize>| {
        let storage = Storage::new();
        let first = Parser::new(tex.get(word.clone()).unwrap_or_default(), &storage).find_map(Result::err);
        first.is_some_and(|error| reason_of(&error.to_string()) == UNKNOWN_COMMAND)
    };
    words.into_iter().find(is_unknown).map(Span::new)
}

/// What the parser found, in one line, where it can be told.
fn read_error(tex: &str, error: &ParserError) -> MathError {
    let full = error.to_string();
    let reason = reason_of(&full);
    if reason == UNKNOWN_COMMAND
        && let Some(span) = unknown_command(tex)
    {
        let name = tex.get(span.range()).unwrap_or_default();
        return MathError { span, message: format!("there is no command `{name}`") };
    }
    let message = match reason {
        "unkown mathematical environment found" => "there is no such environment".to_owned(),
        UNKNOWN_COMMAND => "there is no such command".to_owned(),
        "trying to add a subscript twice to the same element" => {
            "a second subscript of the same sign".to_owned()
        }
        "trying to add a superscript twice to the same element" => {
            "a second superscript of the same sign".to_owned()
        }
        other => other.replace("unkown", "unknown").replace("{{", "{").replace("}}", "}"),
    };
    MathError { span: place(tex, &full).unwrap_or(Span::new(0..tex.len())), message }
}

/// Where the parser stood. It tells only the 12 bytes before and after, in a picture: the words of the picture are
/// looked up in the formula, and the sign before that place is meant.
fn place(tex: &str, picture: &str) -> Option<Span> {
    const AROUND: usize = 12;
    let mut blocks = picture.rsplit("│\n│");
    let words = blocks.next().filter(|_| tex.lines().count() == 1)?.lines().next()?;
    let is_cut = words.starts_with('…');
    let words = words.trim_start_matches('…').strip_prefix(if is_cut { "" } else { " " })?;
    let start = if is_cut { tex.find(words)? } else { 0 };
    let stood = match (is_cut, start + words.len() < tex.len()) {
        (true, _) => start + AROUND.min(words.len()),
        (false, true) => words.len().saturating_sub(AROUND),
        (false, false) => return None,
    };
    let before = tex.get(..stood)?.trim_end();
    let from = match before.rfind('\\') {
        Some(at) if before.get(at + 1..)?.bytes().all(|byte| byte.is_ascii_alphabetic()) => at,
        _ => before.char_indices().last()?.0,
    };
    Some(Span::new(from..before.len()))
}

/// Why an event cannot be shown.
fn refused(event: &Event<'_>) -> Option<&'static str> {
    match event {
        Event::StateChange(StateChange::Color(_)) => Some("colours are the theme's: take the colour out"),
        _ => None,
    }
}

fn text_of<'e>(event: &Event<'e>) -> Option<&'e str> {
    match event {
        Event::Content(Content::Text(text) | Content::Number(text) | Content::Function(text)) => Some(text),
        _ => None,
    }
}

fn guarded(text: &str) -> String {
    text.chars().map(guard).collect()
}

fn guard(sign: char) -> char {
    STAND_INS.iter().find(|(plain, ..)| *plain == sign).map_or(sign, |(_, private, _)| *private)
}

/// The event with stand-ins for signs of markup. Relations cannot be made anew; [`rewritten`] knows theirs. Extra
/// space between rows would be an inline style: it is the theme's.
fn guarded_event<'e>(event: Event<'e>, text: &'e str) -> Event<'e> {
    let content = match event {
        Event::Content(content) => content,
        Event::EnvironmentFlow(EnvironmentFlow::NewLine { horizontal_lines, .. }) => {
            return Event::EnvironmentFlow(EnvironmentFlow::NewLine { spacing: None, horizontal_lines });
        }
        other => return other,
    };
    Event::Content(match content {
        Content::Text(_) => Content::Text(text),
        Content::Number(_) => Content::Number(text),
        Content::Function(_) => Content::Function(text),
        Content::Ordinary { content, stretchy } => Content::Ordinary { content: guard(content), stretchy },
        Content::LargeOp { content, small } => Content::LargeOp { content: guard(content), small },
        Content::BinaryOp { content, small } => Content::BinaryOp { content: guard(content), small },
        Content::Delimiter { content, size, ty } => Content::Delimiter { content: guard(content), size, ty },
        Content::Punctuation(content) => Content::Punctuation(guard(content)),
        relation @ Content::Relation { .. } => relation,
    })
}

/// The writer's text, every tag and sign written anew; `None` where it is no tree of known elements.
fn rewritten(raw: &str) -> Option<String> {
    let mut html = String::with_capacity(raw.len());
    let mut open: Vec<&str> = Vec::new();
    let mut rest = raw;
    while let Some(sign) = rest.chars().next() {
        let is_tag = sign == '<'
            && rest
                .get(1..)
                .is_some_and(|next| next.starts_with(|sign: char| sign == '/' || sign.is_ascii_alphabetic()));
        if is_tag {
            let (tag, behind) = rest.get(1..)?.split_once('>')?;
            rest = behind;
            match tag.strip_prefix('/') {
                Some(name) => {
                    (open.pop()? == name).then_some(())?;
                    let _ = write!(html, "</{name}>");
                }
                None => open_tag(tag, &mut open, &mut html)?,
            }
        } else if let Some(behind) = rest.strip_prefix("&nbsp;") {
            html.push('\u{a0}');
            rest = behind;
        } else {
            rest = rest.get(sign.len_utf8()..)?;
            text_sign(sign, &mut html);
        }
    }
    open.is_empty().then_some(html)
}

fn open_tag<'t>(tag: &'t str, open: &mut Vec<&'t str>, html: &mut String) -> Option<()> {
    let (tag, is_empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
    let name = tag.split(|sign: char| !sign.is_ascii_alphanumeric()).next()?;
    ELEMENTS.contains(&name).then_some(())?;
    let _ = write!(html, "<{name}");
    let mut rest = tag.get(name.len()..)?;
    while let Some((key, behind)) = rest.split_once("=\"") {
        let (value, behind) = behind.split_once('"')?;
        rest = behind;
        let key = key.trim();
        if ATTRIBUTES.contains(&key) && is_plain(value) {
            let _ = write!(html, " {key}=\"{value}\"");
        }
    }
    html.push('>');
    if is_empty {
        let _ = write!(html, "</{name}>");
    } else {
        open.push(name);
    }
    rest.trim().is_empty().then_some(())
}

/// Whether a value is made of words, numbers and units.
fn is_plain(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" .-%".contains(&byte))
}

fn text_sign(sign: char, html: &mut String) {
    let found = STAND_INS.iter().find(|(plain, private, _)| *plain == sign || *private == sign);
    match found {
        Some((_, _, escaped)) => html.push_str(escaped),
        None => html.push(sign),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inline(tex: &str) -> String {
        to_mathml(tex, false).unwrap_or_else(|error| panic!("{tex}: {}", error.message))
    }

    #[test]
    fn a_fraction_is_a_fraction() {
        let html = inline(r"\frac{a + 1}{b_i^2}");
        assert!(html.starts_with("<math display=\"inline\">"), "{html}");
        assert!(html.contains("<mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow>"), "{html}");
        assert!(html.contains("<msubsup>"), "{html}");
        assert!(to_mathml("a", true).is_ok_and(|html| html.contains("display=\"block\"")));
    }

    #[test]
    fn signs_of_markup_are_escaped_wherever_they_stand() {
        let html = inline(r#"a < b > c \text{<b>&"x"} \operatorname{i<j>}"#);
        assert!(html.contains("<mo>&lt;</mo>") && html.contains("<mo>&gt;</mo>"), "{html}");
        assert!(html.contains("&lt;b&gt;&amp;\"x\""), "{html}");
        assert!(!html.contains("<b>") && !html.contains("<j>"), "{html}");
        assert!(inline(r"a \not< b").contains("<mo>&lt;\u{338}</mo>"));
    }

    #[test]
    fn tables_keep_their_alignment_and_have_no_style() {
        let html = to_mathml(r"\begin{aligned} a &= b \\[1em] &= c \end{aligned}", true)
            .map_err(|error| error.message);
        assert!(html.as_ref().is_ok_and(|html| html.contains("<mtable class=\"menv-alignlike")), "{html:?}");
        assert!(html.is_ok_and(|html| html.matches("<mtr>").count() == 2 && !html.contains("style=")));
    }

    #[test]
    fn sized_brackets_have_whole_attributes() {
        let html = inline(r"\bigl( x \bigr)");
        assert!(html.contains("stretchy=\"true\" minsize=\"1.2em\" maxsize=\"1.2em\""), "{html}");
    }

    #[test]
    fn mistakes_are_told_where_they_stand() {
        for (tex, words, message) in [
            (r"\frac{a}{b} + \fracc{1}{2} + \sqrt{x}", r"\fracc", r"there is no command `\fracc`"),
            (r"a = \nope", r"\nope", r"there is no command `\nope`"),
            (r"\frc{1}{2}", r"\frc", r"there is no command `\frc`"),
            (r"x_1_2 + y", "", "a second subscript of the same sign"),
            (r"\begin{tabel} a \end{tabel}", "", "there is no such environment"),
            (r"\frac{a", "", "unbalanced group found"),
        ] {
            let Err(error) = to_mathml(tex, false) else { panic!("{tex} was read") };
            assert!(error.message.contains(message), "{tex}: {}", error.message);
            let found = tex.get(error.span.range()).unwrap_or("outside");
            assert!(words.is_empty() || found == words, "{tex}: points at `{found}`");
        }
    }

    #[test]
    fn colours_bombs_and_depths_are_refused() {
        assert!(to_mathml(r"\color{red} x", false).is_err());
        let mut bomb = String::from(r"\def\a{xx}");
        for (from, to) in ('a'..'y').zip('b'..'z') {
            let _ = write!(bomb, r"\def\{to}{{\{from}\{from}}}");
        }
        assert!(to_mathml(&(bomb + r"\y"), false).is_err());
        assert!(to_mathml(&"{".repeat(5_000), false).is_err());
        assert!(to_mathml(&"x".repeat(LONGEST + 1), false).is_err());
    }

    #[test]
    fn cut_and_odd_formulas_never_panic() {
        let whole = r"\begin{array}{l|c||r} \hline \left( \frac{é}{2} \right] & \sqrt[3]{x}_a^b & \not\in \\ \hline \begin{cases} 1 & a<b \\ 2 \end{cases} & \text{ñ <} & \sum_{i=0}^∞ \\ \end{array} \bigl| \mathbb{R} \hspace{-1em} # $ % ~ \char`x";
        let cuts: Vec<usize> = whole.char_indices().map(|(at, _)| at).chain([whole.len()]).collect();
        for from in cuts.iter().step_by(3) {
            for to in cuts.iter().filter(|to| *to >= from) {
                let part = whole.get(*from..*to).unwrap_or_default();
                if let Err(error) = to_mathml(part, true) {
                    assert!(part.get(error.span.range()).is_some(), "{part}: {:?}", error.span);
                }
            }
        }
    }
}
