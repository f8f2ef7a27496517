//! Inline Markdown -> the inline tree, for bodies, titles, captions and notes.
//!
//! Works on pulldown-cmark's events and their byte ranges. Citations are found on the text events, never by a
//! pattern over the source: escapes, code and link text are left alone. What looks like our syntax and was not
//! read as such is `markdown/unparsed`: it must not be published as text.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::codes;
use crate::diag::{Diagnostic, Place, Reported};
use crate::fields::Text;
use crate::prose::run::Run;
use crate::prose::scheme::{self, SCHEMES};
use crate::prose::{Cited, Image, Inline, InlineKind, Line, Link, Target};
use crate::source::citation::{Citation, Cite, LocatorWords, Mode, key_at, parse_group, parse_narrative};
use crate::text::{Span, Spanned};

/// What is read beyond CommonMark (FORMAT section 5).
pub(crate) fn markdown_options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// What inline prose is read with.
#[derive(Clone, Copy)]
pub(crate) struct ProseContext<'a> {
    /// The file that messages name.
    pub(crate) file: &'a Arc<str>,
    /// The text handed to the parser.
    pub(crate) source: &'a str,
    /// Where the text stands in the file.
    pub(crate) anchor: Anchor,
    /// Words for locators in the page's language.
    pub(crate) locators: &'a LocatorWords,
    /// HTML is let through.
    pub(crate) raw_html: bool,
}

/// How offsets of the parsed text become offsets of the file.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Anchor {
    /// The text is the file from this byte on; may be negative for a text with a sign put in front.
    At(i64),
    /// The text has escapes in the file: everything is told at its whole place.
    Whole(Span),
}

impl ProseContext<'_> {
    /// The place in the file of a range of the parsed text, without the line ends that the parser counts to a block.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        let words = self.source.get(range.clone()).unwrap_or_default();
        let range = range.start..range.end - (words.len() - words.trim_end_matches(['\n', '\r']).len());
        match self.anchor {
            Anchor::Whole(span) => span,
            Anchor::At(base) => {
                let shift = |offset: usize| usize::try_from(base + offset as i64).unwrap_or(0);
                Span::new(shift(range.start)..shift(range.end))
            }
        }
    }

    /// A finding at a range of the parsed text.
    pub(crate) fn diagnostic(
        &self,
        code: &'static crate::diag::Code,
        range: Range<usize>,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::new(code, Place::new(self.file, self.span(range)), message)
    }
}

/// A sign put in front of a one-line text, so that `1.` or `#` at its start is no list and no heading.
const GUARD: &str = "\u{2014}";

/// Reads a one-line text of a TOML file as inline Markdown.
pub(crate) fn parse_line(text: &Text, locators: &LocatorWords) -> Reported<Line> {
    let words = text.value.trim();
    let lead = text.value.len() - text.value.trim_start().len();
    let guarded = format!("{GUARD}{words}");
    let span = text.place.span;
    let exact = (span.end - span.start) as usize == text.value.len();
    let shift = i64::from(span.start) + lead as i64 - GUARD.len() as i64;
    let anchor = if exact { Anchor::At(shift) } else { Anchor::Whole(span) };
    let context =
        ProseContext { file: &text.place.file, source: &guarded, anchor, locators, raw_html: false };
    let mut builder = InlineBuilder::new(context);
    let mut blocks = 0;
    for (event, range) in Parser::new_ext(&guarded, markdown_options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Paragraph) => blocks += 1,
            Event::End(TagEnd::Paragraph) => {}
            other => blocks += if builder.event(other, range) { 0 } else { 2 },
        }
    }
    let mut reported = builder.finish();
    take_guard(&mut reported.value, exact);
    if blocks > 1 {
        reported.diagnostics.push(
            Diagnostic::new(
                &codes::markdown::UNPARSED,
                text.place.clone(),
                "this text must be one paragraph",
            )
            .hint("take blank lines, lists and headings out"),
        );
    }
    reported
}

/// Takes the sign in front away; where places are exact, the words begin behind it.
fn take_guard(line: &mut Line, exact: bool) {
    let Some(Inline { kind: InlineKind::Text(words), span }) = line.first_mut() else { return };
    let Some(rest) = words.strip_prefix(GUARD) else { return };
    *words = rest.into();
    if exact {
        span.start += u32::try_from(GUARD.len()).unwrap_or_default();
    }
    if words.is_empty() {
        line.remove(0);
    }
}

struct Frame {
    opened: Opened,
    range: Range<usize>,
    children: Vec<Inline>,
    run: Run,
}

enum Opened {
    Top,
    Emphasis,
    Strong,
    Strikethrough,
    Link { target: Target, destination: Span, title: Option<Box<str>> },
    Image { target: Target, destination: Span, title: Option<Box<str>> },
}

/// Makes inline prose of a parser's events.
pub(crate) struct InlineBuilder<'a> {
    context: ProseContext<'a>,
    frames: Vec<Frame>,
    diagnostics: Vec<Diagnostic>,
    /// Open marks inside a citation's brackets, where only the words count.
    flat: usize,
}

/// Levels of marks within marks that are kept; deeper ones are read as their words.
const MAX_DEPTH: usize = 32;

impl<'a> InlineBuilder<'a> {
    /// An empty line of prose.
    pub(crate) fn new(context: ProseContext<'a>) -> Self {
        let top = Frame { opened: Opened::Top, range: 0..0, children: Vec::new(), run: Run::default() };
        InlineBuilder { context, frames: vec![top], diagnostics: Vec::new(), flat: 0 }
    }

    /// Takes an event; `false` if it is none of inline prose.
    pub(crate) fn event(&mut self, event: Event<'_>, range: Range<usize>) -> bool {
        match event {
            Event::Text(text) => self.words(&text, range),
            Event::SoftBreak => self.words("\n", range),
            Event::HardBreak => self.push(InlineKind::HardBreak, range),
            Event::Code(code) if self.is_in_citation() => self.words(&code, range),
            Event::Code(code) => self.push(InlineKind::Code(boxed(&code)), range),
            Event::FootnoteReference(label) => self.push(InlineKind::Footnote(boxed(&label)), range),
            Event::InlineHtml(html) => self.html(&html, range),
            Event::Start(tag) => return self.open(tag, range),
            Event::End(_) => return self.close(),
            _ => return false,
        }
        true
    }

    /// The finished prose.
    pub(crate) fn finish(mut self) -> Reported<Line> {
        self.flat = 0;
        while self.frames.len() > 1 {
            self.close();
        }
        self.flush();
        let children = self.frames.pop().map(|frame| frame.children).unwrap_or_default();
        Reported::new(join_math(children, self.context.source), self.diagnostics)
    }

    fn words(&mut self, text: &str, range: Range<usize>) {
        let source = self.context.source;
        if let Some(frame) = self.frames.last_mut() {
            frame.run.push(text, range, source);
        }
    }

    fn push(&mut self, kind: InlineKind, range: Range<usize>) {
        self.flush();
        let span = self.context.span(range);
        if let Some(frame) = self.frames.last_mut() {
            frame.children.push(Inline { span, kind });
        }
    }

    fn html(&mut self, html: &str, range: Range<usize>) {
        if html.starts_with("<!--") {
            return;
        }
        if !self.context.raw_html {
            self.diagnostics.push(raw_html(&self.context, range.clone()));
        }
        self.push(InlineKind::Html(html.into()), range);
    }

    /// Whether the words so far end inside the brackets of a citation.
    fn is_in_citation(&self) -> bool {
        let Some(text) = self.frames.last().map(|frame| frame.run.text.as_str()) else { return false };
        text.rfind('[')
            .and_then(|open| text.get(open..))
            .is_some_and(|open| open.contains('@') && !open.contains(']'))
    }

    fn open(&mut self, tag: Tag<'_>, range: Range<usize>) -> bool {
        let is_mark = matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough);
        if is_mark && (self.flat > 0 || self.is_in_citation() || self.frames.len() > MAX_DEPTH) {
            self.flat += 1;
            return true;
        }
        let opened = match tag {
            Tag::Emphasis => Opened::Emphasis,
            Tag::Strong => Opened::Strong,
            Tag::Strikethrough => {
                self.check_tildes(range.clone());
                Opened::Strikethrough
            }
            Tag::Link { link_type, dest_url, title, .. } => {
                let (target, destination) = self.target(&dest_url, link_type, range.clone());
                Opened::Link { target, destination, title: some(&title) }
            }
            Tag::Image { link_type, dest_url, title, .. } => {
                let (target, destination) = self.target(&dest_url, link_type, range.clone());
                Opened::Image { target, destination, title: some(&title) }
            }
            _ => return false,
        };
        self.flush();
        self.frames.push(Frame { opened, range, children: Vec::new(), run: Run::default() });
        true
    }

    fn check_tildes(&mut self, range: Range<usize>) {
        let source = self.context.source.get(range.clone()).unwrap_or_default();
        if !source.starts_with("~~") {
            let message = "the words between two `~` would be struck out";
            self.diagnostics.push(
                self.context
                    .diagnostic(&codes::markdown::UNPARSED, range, message)
                    .hint("write `about` for `~`, or `\\~` for the sign itself; `~~` strikes out"),
            );
        }
    }

    fn target(&mut self, destination: &str, link_type: LinkType, range: Range<usize>) -> (Target, Span) {
        let place = self.destination(link_type, range);
        let span = self.context.span(place.clone());
        if matches!(link_type, LinkType::Email) {
            return (Target::Web(format!("mailto:{destination}").into()), span);
        }
        match scheme::parse(destination, span) {
            Ok(target) => (target, span),
            Err(flaw) => {
                self.diagnostics
                    .push(self.context.diagnostic(flaw.code, place, flaw.message).hint(flaw.hint));
                (Target::Broken, span)
            }
        }
    }

    /// The range of the destination in the source: between the parentheses of an inline link, else all of it.
    fn destination(&self, link_type: LinkType, range: Range<usize>) -> Range<usize> {
        if !matches!(link_type, LinkType::Inline) {
            return range;
        }
        let source = self.context.source.get(range.clone()).unwrap_or_default();
        let Some(open) = closing_bracket(source) else { return range };
        let inside = source.get(open + 2..source.len().saturating_sub(1)).unwrap_or_default();
        let lead = inside.len() - inside.trim_start_matches([' ', '\n', '<']).len();
        let words = inside.get(lead..).unwrap_or_default();
        let length = words.find([' ', '\n', '>']).filter(|_| !words.contains("fact:")).unwrap_or(words.len());
        let start = range.start + open + 2 + lead;
        start..start + length
    }

    fn close(&mut self) -> bool {
        if self.flat > 0 {
            self.flat -= 1;
            return true;
        }
        if self.frames.len() < 2 {
            return false;
        }
        self.flush();
        let Some(frame) = self.frames.pop() else { return false };
        let children = join_math(frame.children, self.context.source);
        if matches!(frame.opened, Opened::Link { .. }) {
            self.check_nesting(&children);
        }
        let kind = match frame.opened {
            Opened::Top => return false,
            Opened::Emphasis => InlineKind::Emphasis(children.into()),
            Opened::Strong => InlineKind::Strong(children.into()),
            Opened::Strikethrough => InlineKind::Strikethrough(children.into()),
            Opened::Link { target, destination, title } => {
                InlineKind::Link(Box::new(Link { target, destination, title, content: children }))
            }
            Opened::Image { target, destination, title } => {
                InlineKind::Image(Box::new(Image { target, destination, title, alt: children }))
            }
        };
        self.push(kind, frame.range);
        true
    }

    /// An image in a link is fine; an exhibit in a link is not.
    fn check_nesting(&mut self, children: &[Inline]) {
        for inline in children {
            if let InlineKind::Image(image) = &inline.kind
                && matches!(image.target, Target::Figure(_))
            {
                let place = Place::new(self.context.file, inline.span);
                self.diagnostics.push(
                    Diagnostic::new(&codes::markdown::EMBED, place, "an exhibit cannot stand inside a link")
                        .hint("embed it in a paragraph of its own"),
                );
            }
        }
    }

    /// Turns the words gathered so far into text and citations.
    fn flush(&mut self) {
        let in_link = self.frames.iter().any(|frame| matches!(frame.opened, Opened::Link { .. }));
        let Some(frame) = self.frames.last_mut() else { return };
        let run = std::mem::take(&mut frame.run);
        if run.text.is_empty() {
            return;
        }
        let mut reader = RunReader {
            context: self.context,
            run: &run,
            out: Vec::new(),
            diagnostics: Vec::new(),
            told: Vec::new(),
        };
        if in_link || !run.text.contains('@') {
            reader.text(0..run.text.len());
        } else {
            reader.read();
        }
        let RunReader { out, diagnostics, .. } = reader;
        frame.children.extend(out);
        self.diagnostics.extend(diagnostics);
    }
}

fn boxed(text: &CowStr<'_>) -> Box<str> {
    text.as_ref().into()
}

fn some(text: &CowStr<'_>) -> Option<Box<str>> {
    (!text.is_empty()).then(|| boxed(text))
}

/// Offset of the `](` that ends the words of an inline link.
fn closing_bracket(source: &str) -> Option<usize> {
    let mut depth = 0_i32;
    let mut last = None;
    let mut escaped = false;
    for (at, sign) in source.char_indices() {
        match sign {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => depth += 1,
            ']' => {
                depth -= 1;
                if depth <= 0 && source.get(at + 1..).is_some_and(|rest| rest.starts_with('(')) {
                    last = Some(at);
                    break;
                }
            }
            _ => {}
        }
    }
    last
}

/// The finding for HTML where the site does not allow it.
pub(crate) fn raw_html(context: &ProseContext<'_>, range: Range<usize>) -> Diagnostic {
    context
        .diagnostic(&codes::markdown::RAW_HTML, range, "HTML is not published")
        .hint("write it in Markdown, or set `raw_html = true` in site.toml")
}

/// Inline maths: a dollar sign, a code span, a dollar sign, without a blank between them.
///
/// The result has no room to spare: most lines hold one piece, and a site holds all its lines.
fn join_math(mut children: Vec<Inline>, source: &str) -> Vec<Inline> {
    if !source.contains("$`") || !children.iter().any(|inline| matches!(inline.kind, InlineKind::Code(_))) {
        children.shrink_to_fit();
        return children;
    }
    let mut out: Vec<Inline> = Vec::with_capacity(children.len());
    let mut rest = children.into_iter().peekable();
    while let Some(mut inline) = rest.next() {
        let follows = rest.peek().is_some_and(|next| touches(&inline, next) && starts_with_dollar(next));
        let preceded = out.last().is_some_and(|last| touches(last, &inline) && ends_with_dollar(last));
        if let InlineKind::Code(tex) = &mut inline.kind
            && follows
            && preceded
        {
            inline.kind = InlineKind::Math(std::mem::take(tex));
            inline.span = Span { start: inline.span.start.saturating_sub(1), end: inline.span.end + 1 };
            trim_dollar(&mut out, |words| words.strip_suffix('$'), |span| span.end -= 1);
            out.push(inline);
            if let Some(next) = rest.next() {
                out.push(next);
                trim_dollar(&mut out, |words| words.strip_prefix('$'), |span| span.start += 1);
            }
            continue;
        }
        out.push(inline);
    }
    out
}

fn touches(first: &Inline, second: &Inline) -> bool {
    first.span.end == second.span.start
}

fn starts_with_dollar(inline: &Inline) -> bool {
    matches!(&inline.kind, InlineKind::Text(words) if words.starts_with('$'))
}

fn ends_with_dollar(inline: &Inline) -> bool {
    matches!(&inline.kind, InlineKind::Text(words) if words.ends_with('$'))
}

fn trim_dollar(out: &mut Vec<Inline>, trim: impl Fn(&str) -> Option<&str>, shrink: impl Fn(&mut Span)) {
    let Some(Inline { kind: InlineKind::Text(words), span }) = out.last_mut() else { return };
    if let Some(trimmed) = trim(words) {
        *words = trimmed.into();
        shrink(span);
        if words.is_empty() {
            out.pop();
        }
    }
}

/// Reads one run of words: text, citations, and what should have been one.
struct RunReader<'a> {
    context: ProseContext<'a>,
    run: &'a Run,
    out: Vec<Inline>,
    diagnostics: Vec<Diagnostic>,
    /// Where brackets open whose inside is no citation, and it was said why.
    told: Vec<usize>,
}

impl RunReader<'_> {
    fn read(&mut self) {
        let mut done = 0;
        let mut at = 0;
        while let Some(found) = self.next_sign(at) {
            let read = match self.run.text.as_bytes().get(found) {
                _ if self.run.is_escaped(found) => None,
                Some(b'[') => self.group(found),
                _ => self.bare(found),
            };
            match read {
                None => at = found + 1,
                Some((start, end, cited)) => {
                    self.text(done..start);
                    let span = self.context.span(self.run.range(start..end));
                    self.out.push(Inline { span, kind: InlineKind::Citation(Box::new(cited)) });
                    done = end;
                    at = end;
                }
            }
        }
        self.text(done..self.run.text.len());
    }

    fn next_sign(&self, from: usize) -> Option<usize> {
        self.run.text.get(from..)?.find(['[', '@']).map(|at| from + at)
    }

    /// `[…@key…]`: start, end and the citation.
    fn group(&mut self, open: usize) -> Option<(usize, usize, Cited)> {
        let close = self.closing(open)?;
        let inner = self.run.text.get(open + 1..close)?;
        if !inner.contains('@') || self.run.text.get(close + 1..).is_some_and(|rest| rest.starts_with('(')) {
            return None;
        }
        if !inner.split('@').skip(1).any(|rest| key_at(&format!("@{rest}")).is_some()) {
            return None;
        }
        match parse_group(inner, self.context.locators) {
            Ok(mut cites) => {
                cites.iter_mut().for_each(|cite| self.place_key(cite, open + 1));
                Some((
                    open,
                    close + 1,
                    Cited {
                        citation: Citation { mode: Mode::Parenthetical, cites: cites.into() },
                        bare: None,
                    },
                ))
            }
            Err(error) => {
                self.told.push(open);
                let start = open + 1 + error.span.start as usize;
                let range = self.run.range(start..open + 1 + error.span.end as usize);
                self.diagnostics.push(
                    self.context
                        .diagnostic(&codes::cite::SYNTAX, range, format!("this citation {}", error.reason))
                        .hint("write `[@key, p. 4; see also @other]`"),
                );
                None
            }
        }
    }

    /// `@key`, `-@key`, `@key [p. 4]`: a citation only if the key exists.
    fn bare(&mut self, at: usize) -> Option<(usize, usize, Cited)> {
        let text = self.run.text.as_str();
        let before = text.get(..at)?;
        let (start, suppress_author) = match before.strip_suffix('-') {
            Some(rest) if !rest.ends_with(|sign: char| sign.is_alphanumeric()) => (at - 1, true),
            _ => (at, false),
        };
        let in_open_bracket = before.ends_with('[') && !self.run.is_escaped(at - 1);
        if in_open_bracket || before.ends_with(|sign: char| sign.is_alphanumeric() || sign == '/') {
            return None;
        }
        let (key, length) = key_at(text.get(at..)?)?;
        let mut end = at + length;
        let span = self.context.span(self.run.range(at..end));
        let key = Spanned::new(Arc::from(key), span);
        let mut inner = "";
        if text.get(end..).is_some_and(|rest| rest.starts_with(" [") || rest.starts_with("\n["))
            && let Some(close) = self.closing(end + 1)
            && let Some(brackets) = text.get(end + 2..close)
            && !brackets.split(';').next().is_some_and(|own| own.contains('@'))
        {
            inner = brackets;
            end = close + 1;
        }
        let mut cites = parse_narrative(key, inner, self.context.locators).ok()?;
        for (nth, cite) in cites.iter_mut().enumerate() {
            match nth {
                0 => cite.suppress_author = suppress_author,
                _ => self.place_key(cite, at + length + 2),
            }
        }
        let bare = Some(text.get(start..end)?.into());
        Some((start, end, Cited { citation: Citation { mode: Mode::Narrative, cites: cites.into() }, bare }))
    }

    fn place_key(&self, cite: &mut Cite, offset: usize) {
        let start = offset + cite.key.span.start as usize;
        let end = offset + cite.key.span.end as usize;
        cite.key.span = self.context.span(self.run.range(start..end));
    }

    fn closing(&self, open: usize) -> Option<usize> {
        let mut depth = 0_u32;
        for (at, sign) in self.run.text.get(open..)?.char_indices() {
            match sign {
                '[' if !self.run.is_escaped(open + at) => depth += 1,
                ']' if !self.run.is_escaped(open + at) => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return Some(open + at);
                    }
                }
                _ => {}
            }
        }
        None
    }

    fn text(&mut self, range: Range<usize>) {
        let Some(words) = self.run.text.get(range.clone()).filter(|words| !words.is_empty()) else { return };
        self.check_leftovers(words, range.start);
        for part in self.run.stretches(range) {
            let Some(words) = self.run.text.get(part.clone()) else { continue };
            let span = self.context.span(self.run.range(part));
            self.out.push(Inline { span, kind: InlineKind::Text(words.into()) });
        }
    }

    /// Reports our syntax that was read as text.
    fn check_leftovers(&mut self, words: &str, offset: usize) {
        if !words.contains("](") && !words.contains('[') {
            return;
        }
        for (at, _) in words.match_indices("](") {
            let rest = words.get(at + 2..).unwrap_or_default();
            let Some(scheme) = SCHEMES.iter().find(|scheme| is_scheme(rest, scheme.name)) else { continue };
            let end = rest.find(')').map_or(words.len(), |end| at + 2 + end + 1);
            self.diagnostics.push(self.leftover_link(scheme.name, rest, offset + at..offset + end));
        }
        for (mark, what, hint) in [
            ("[^", "a footnote", "add the note at the end: `[^x]: …`; its label holds no blank"),
            ("[@", "a citation", "close the bracket, and write nothing but text inside it"),
        ] {
            for (at, _) in words.match_indices(mark) {
                if self.run.is_escaped(offset + at) || self.told.contains(&(offset + at)) {
                    continue;
                }
                let rest = words.get(at..).unwrap_or_default();
                let end = rest.find(']').map_or(words.len(), |end| at + end + 1);
                let range = self.run.range(offset + at..offset + end);
                let message = format!("this looks like {what}, but is read as text");
                self.diagnostics
                    .push(self.context.diagnostic(&codes::markdown::UNPARSED, range, message).hint(hint));
            }
        }
    }

    fn leftover_link(&self, scheme: &str, rest: &str, range: Range<usize>) -> Diagnostic {
        // What opened before it was read as a link, and so is not among these words.
        let nested = !self.run.text.get(..range.start).is_some_and(|before| before.contains('['));
        let destination = rest.split(')').next().unwrap_or_default();
        let place = self.run.range(range);
        if nested && !destination.contains(' ') {
            return self
                .context
                .diagnostic(&codes::markdown::NESTED_BINDING, place, "a binding or link inside another one")
                .hint("bind the words once; several facts stand in one binding: `(fact:a,b)`");
        }
        let message = format!("this looks like a `{scheme}:` link, but is read as text");
        let hint = if destination.contains(' ') {
            "a destination holds no blanks: write `%20` for a blank in a value".to_owned()
        } else {
            "check the brackets and parentheses of this link".to_owned()
        };
        self.context.diagnostic(&codes::markdown::UNPARSED, place, message).hint(hint)
    }
}

fn is_scheme(rest: &str, name: &str) -> bool {
    rest.trim_start_matches([' ', '<']).strip_prefix(name).is_some_and(|rest| rest.starts_with(':'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::plain_text;

    fn read(text: &str) -> Reported<Line> {
        let place = Place { file: "a.toml".into(), span: Span::new(10..10 + text.len()) };
        parse_line(&Text::new(text.into(), place), &[])
    }

    fn codes_of(text: &str) -> Vec<&'static str> {
        read(text).diagnostics.iter().map(|diagnostic| diagnostic.code.name).collect()
    }

    fn citations(line: &[Inline]) -> Vec<String> {
        let cited = line.iter().filter_map(|inline| match &inline.kind {
            InlineKind::Citation(cited) => Some(cited),
            _ => None,
        });
        cited.flat_map(|cited| cited.citation.cites.iter().map(|cite| cite.key.value.to_string())).collect()
    }

    #[test]
    fn a_line_is_never_a_list_or_heading() {
        for text in ["1. The first", "# The sign", "- a dash", "> a sign", "_so_ it is"] {
            assert!(codes_of(text).is_empty(), "{text}");
        }
        assert_eq!(plain_text(&read("1. The first").value), "1. The first");
        assert_eq!(codes_of("one\n\ntwo"), ["markdown/unparsed"]);
    }

    #[test]
    fn citations_are_found_in_text_only() {
        assert_eq!(
            citations(&read("it grew [@files, p. 4; see also @ms-reply].").value),
            ["files", "ms-reply"]
        );
        assert_eq!(citations(&read("as @files [p. 4] says, -@other too").value), ["files", "other"]);
        for none in
            ["`[@files]`", "\\@files", "\\[\\@files\\]", "me@example.org", "[@files](https://a.example/)"]
        {
            assert_eq!(citations(&read(none).value), [""; 0], "{none}");
        }
    }

    #[test]
    fn brackets_hold_marks_and_further_cites() {
        assert_eq!(citations(&read("so it is [@a, p. 4; @b, pp. 1-2 and *passim*].").value), ["a", "b"]);
        assert_eq!(citations(&read("as @a [p. 7; also @b, vol. 1] says").value), ["a", "b"]);
        assert_eq!(citations(&read("as @a [@b] says").value), ["a", "b"]);
    }

    #[test]
    fn places_are_those_of_the_file() {
        let line = read("*ação* [@files]");
        let span = line
            .value
            .iter()
            .rev()
            .find(|inline| matches!(inline.kind, InlineKind::Citation(_)))
            .map(|inline| inline.span);
        assert_eq!(span, Some(Span { start: 10 + 9, end: 10 + 17 }));
    }

    #[test]
    fn what_should_be_ours_is_not_published_as_text() {
        assert_eq!(codes_of("[400](fact:azure 2025)"), ["markdown/unparsed"]);
        assert_eq!(codes_of("[about [400](fact:a) TB](fact:b)"), ["markdown/nested-binding"]);
        assert_eq!(codes_of("so it is[^x]."), ["markdown/unparsed"]);
        assert_eq!(codes_of("see [@files"), ["markdown/unparsed"]);
        assert_eq!(codes_of("some ~400~ TB"), ["markdown/unparsed"]);
        assert_eq!(codes_of("`[400](fact:a b)` and ~~gone~~"), [""; 0]);
        assert_eq!(codes_of("<b>x</b>"), ["markdown/raw-html", "markdown/raw-html"]);
        assert_eq!(codes_of("[x](javascript:alert(1))"), ["markdown/unsafe-link"]);
    }

    #[test]
    fn inline_maths_needs_dollar_and_backtick() {
        let math = |text: &str| {
            read(text)
                .value
                .iter()
                .any(|inline| matches!(&inline.kind, InlineKind::Math(tex) if &**tex == "a / b"))
        };
        assert!(math("so $`a / b`$ it is"));
        assert!(math("$`a / b`$"));
        assert!(!math("$ `a / b` $"));
        assert_eq!(plain_text(&read("$5 and `x`").value), "$5 and x");
    }

    #[test]
    fn links_know_where_their_destination_stands() {
        let line = read("a [b](fact:c) d");
        let Some(InlineKind::Link(link)) = line.value.get(1).map(|inline| &inline.kind) else {
            panic!("no link")
        };
        assert_eq!(link.destination, Span { start: 10 + 6, end: 10 + 12 });
    }
}
