//! An edition's file -> [`EditionFile`]: front matter, then Markdown events -> the body tree, with spans.
//!
//! Depends on the text, the site's settings and the language's locator words, on nothing else. Ids are not looked up.

use std::collections::BTreeSet;
use std::iter::Peekable;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{
    CodeBlockKind, DefaultBrokenLinkCallback, Event, HeadingLevel, OffsetIter, Parser, Tag, TagEnd,
};

use crate::codes;
use crate::config::{SiteConfig, is_id};
use crate::diag::{Collector, Diagnostic, Reported, did_you_mean, one_of};
use crate::figure::{self, Exhibit};
use crate::locale::messages::Messages;
use crate::locale::{LangTag, Languages};
use crate::prose::inline::{Anchor, InlineBuilder, ProseContext, markdown_options, raw_html};
use crate::prose::{Inline, InlineKind, Target, plain_text};
use crate::story::blocks::{self, Argument, BLOCKS, FENCES, Fence};
use crate::story::front_matter::{self, FrontMatterFile};
use crate::story::split;
use crate::story::{
    Alignment, Allow, Block, BlockContent, Body, EditionFile, Footnote, Heading, List, ListItem,
    MarkdownTable, Marked,
};
use crate::text::{FileText, Span, Spanned};

/// Levels of nested blocks beyond which a story is refused.
const MAX_DEPTH: usize = 24;

/// Reads one edition.
pub(crate) fn read(
    file: &FileText,
    lang: &LangTag,
    config: &SiteConfig,
    messages: &Messages,
) -> Reported<EditionFile> {
    let collector = Collector::new(&file.path);
    let languages = config.languages_with(&[]);
    let (meta, start) = match split::front_matter(file, &collector) {
        Some((head, start)) => {
            let text = file.text.get(head.clone()).unwrap_or_default();
            let base = u32::try_from(head.start).unwrap_or(u32::MAX);
            (front_matter::read(text, base, &languages, &messages.locators, &collector), start)
        }
        None => (FrontMatterFile::default(), file.text.len()),
    };
    let source = file.text.get(start..).unwrap_or_default();
    let context = ProseContext {
        file: &file.path,
        source,
        anchor: Anchor::At(start as i64),
        locators: &messages.locators,
        raw_html: config.raw_html,
    };
    let reader = BodyReader::new(context, &collector, &languages);
    let (body, fenced) = reader.read();
    let (path, fingerprint) = (file.path.clone(), file.fingerprint);
    let edition = EditionFile { path, lang: lang.clone(), meta, body, fenced, fingerprint };
    Reported::new(edition, collector.finish())
}

type Events<'a> = Peekable<OffsetIter<'a, DefaultBrokenLinkCallback>>;

struct BodyReader<'a> {
    context: ProseContext<'a>,
    collector: &'a Collector,
    languages: &'a Languages,
    footnotes: Vec<Footnote>,
    allows: Vec<Allow>,
    pending_allows: Vec<(&'static str, Span)>,
    fenced: Vec<Arc<Exhibit>>,
    anchors: BTreeSet<Arc<str>>,
    last_level: u8,
    depth: usize,
}

impl<'a> BodyReader<'a> {
    fn new(context: ProseContext<'a>, collector: &'a Collector, languages: &'a Languages) -> Self {
        BodyReader {
            context,
            collector,
            languages,
            footnotes: Vec::new(),
            allows: Vec::new(),
            pending_allows: Vec::new(),
            fenced: Vec::new(),
            anchors: BTreeSet::new(),
            last_level: 1,
            depth: 0,
        }
    }

    fn read(mut self) -> (Body, Vec<Arc<Exhibit>>) {
        let parser = Parser::new_ext(self.context.source, markdown_options());
        for (label, definition) in parser.reference_definitions().iter() {
            if label.starts_with(['@', '!']) {
                self.report(
                    &codes::markdown::UNPARSED,
                    definition.span.clone(),
                    format!("a link definition called `{label}` would swallow our syntax"),
                    "give the definition another label",
                );
            }
        }
        let mut events = parser.into_offset_iter().peekable();
        let mut blocks = self.blocks(&mut events, None);
        self.drop_pending();
        self.name_headings(&mut blocks);
        (Body { blocks, footnotes: self.footnotes, allows: self.allows }, self.fenced)
    }

    fn report(
        &self,
        code: &'static crate::diag::Code,
        range: Range<usize>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.collector.add(self.context.diagnostic(code, range, message).hint(hint));
    }

    /// Blocks up to the end of the container.
    fn blocks(&mut self, events: &mut Events<'a>, end: Option<TagEnd>) -> Vec<Block> {
        let mut blocks = Vec::new();
        self.depth += 1;
        while let Some((event, range)) = events.peek().cloned() {
            match event {
                Event::End(tag) => {
                    if Some(tag) == end {
                        events.next();
                        break;
                    }
                    events.next();
                }
                Event::Start(tag) if is_block(&tag) => {
                    events.next();
                    self.block(tag, range, events, &mut blocks);
                }
                Event::Rule => {
                    events.next();
                    self.push(&mut blocks, BlockContent::Rule, range);
                }
                Event::Html(_) | Event::TaskListMarker(_) => {
                    events.next();
                }
                _ => {
                    let content = self.loose_line(events);
                    let range = range.start..content.1.max(range.end);
                    self.push(&mut blocks, BlockContent::Paragraph(content.0), range);
                }
            }
        }
        self.depth -= 1;
        blocks.shrink_to_fit();
        blocks
    }

    fn push(&mut self, blocks: &mut Vec<Block>, kind: BlockContent, range: Range<usize>) {
        let span = self.context.span(range);
        for (code, comment) in std::mem::take(&mut self.pending_allows) {
            let place = self.collector.place(comment);
            self.allows.push(Allow { code, place, reach: span });
        }
        blocks.push(Block { span, kind });
    }

    /// Comments that no block follows.
    fn drop_pending(&mut self) {
        for (code, comment) in std::mem::take(&mut self.pending_allows) {
            let place = self.collector.place(comment);
            self.allows.push(Allow { code, place, reach: Span { start: comment.end, end: comment.end } });
        }
    }

    fn block(&mut self, tag: Tag<'a>, range: Range<usize>, events: &mut Events<'a>, blocks: &mut Vec<Block>) {
        if self.depth > MAX_DEPTH {
            self.report(
                &codes::markdown::UNPARSED,
                range,
                "blocks are nested too deeply",
                "take a level out",
            );
            skip(events, tag.to_end());
            return;
        }
        // The silenced code holds for the block that begins here, with all that is inside.
        let pending = std::mem::take(&mut self.pending_allows);
        let end = tag.to_end();
        let kind = match tag {
            Tag::Paragraph => self.paragraph(range.clone(), events),
            Tag::Heading { level, id, classes, .. } => {
                Some(self.heading(level, id, classes, range.clone(), events))
            }
            Tag::BlockQuote(_) => Some(self.quote(range.clone(), events)),
            Tag::CodeBlock(kind) => self.code(kind, range.clone(), events),
            Tag::List(start) => Some(self.list(start, range.clone(), events)),
            Tag::Table(alignments) => Some(self.table(&alignments, events)),
            Tag::FootnoteDefinition(label) => {
                let blocks = self.blocks(events, Some(end));
                let span = self.context.span(range.clone());
                self.footnotes.push(Footnote { label: label.as_ref().into(), span, blocks });
                None
            }
            Tag::HtmlBlock => {
                self.pending_allows = pending;
                let html = self.html(range.clone(), events);
                if let Some(html) = html {
                    self.push(blocks, html, range);
                }
                return;
            }
            _ => {
                skip(events, end);
                None
            }
        };
        let inner = std::mem::replace(&mut self.pending_allows, pending);
        if let Some(kind) = kind {
            self.push(blocks, kind, range);
        }
        self.pending_allows.extend(inner);
    }

    fn finish_inline(&mut self, builder: InlineBuilder<'a>) -> Vec<Inline> {
        self.collector.take(builder.finish())
    }

    /// Inline events up to the end of the tag.
    fn inline(&mut self, events: &mut Events<'a>, end: TagEnd) -> Vec<Inline> {
        let mut builder = InlineBuilder::new(self.context);
        for (event, range) in events.by_ref() {
            if matches!(event, Event::End(tag) if tag == end) {
                break;
            }
            builder.event(event, range);
        }
        self.finish_inline(builder)
    }

    /// Inline events that stand in a tight list item without a paragraph around them; also where they end.
    fn loose_line(&mut self, events: &mut Events<'a>) -> (Vec<Inline>, usize) {
        let mut builder = InlineBuilder::new(self.context);
        let mut end = 0;
        let mut open = 0_usize;
        while let Some((event, range)) = events.peek().cloned() {
            let stops = match &event {
                Event::Start(tag) => is_block(tag),
                Event::End(_) => open == 0,
                Event::Rule | Event::Html(_) => true,
                _ => false,
            };
            if stops {
                break;
            }
            match &event {
                Event::Start(_) => open += 1,
                Event::End(_) => open -= 1,
                _ => {}
            }
            end = range.end;
            events.next();
            builder.event(event, range);
        }
        let content = self.finish_inline(builder);
        self.report_loose_embeds(&content);
        (content, end)
    }

    fn paragraph(&mut self, range: Range<usize>, events: &mut Events<'a>) -> Option<BlockContent> {
        let content = self.inline(events, TagEnd::Paragraph);
        if let [Inline { kind: InlineKind::Image(image), .. }] = content.as_slice()
            && let Target::Figure(id) = &image.target
        {
            let id = self.explicit_anchor(id.clone(), range);
            let id = Spanned::new(id, image.destination);
            return Some(BlockContent::Embed { id, alt: image.alt.clone() });
        }
        self.report_loose_embeds(&content);
        (!content.is_empty()).then_some(BlockContent::Paragraph(content))
    }

    fn report_loose_embeds(&self, content: &[Inline]) {
        for inline in content {
            match &inline.kind {
                InlineKind::Image(image) if matches!(image.target, Target::Figure(_)) => {
                    let place = self.collector.place(inline.span);
                    self.collector.add(
                        Diagnostic::new(
                            &codes::markdown::EMBED,
                            place,
                            "an exhibit stands alone in its paragraph",
                        )
                        .hint("put blank lines around it, or refer to it with a link: `[](figure:id)`"),
                    );
                }
                InlineKind::Emphasis(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Strikethrough(inner) => {
                    self.report_loose_embeds(inner);
                }
                _ => {}
            }
        }
    }

    fn heading(
        &mut self,
        level: HeadingLevel,
        id: Option<pulldown_cmark::CowStr<'a>>,
        classes: Vec<pulldown_cmark::CowStr<'a>>,
        range: Range<usize>,
        events: &mut Events<'a>,
    ) -> BlockContent {
        let written = level as u8;
        let content = self.inline(events, TagEnd::Heading(level));
        self.report_loose_embeds(&content);
        if written == 1 {
            self.report(
                &codes::markdown::HEADING,
                range.clone(),
                "a heading of level 1: that is the headline",
                "write `##`",
            );
        } else if written > self.last_level + 1 {
            let message = format!("a heading of level {written} follows one of level {}", self.last_level);
            self.report(
                &codes::markdown::HEADING,
                range.clone(),
                message,
                format!("write {}", "#".repeat(self.last_level as usize + 1)),
            );
        }
        let level = written.max(2);
        self.last_level = level;
        let is_explicit = id.is_some();
        let id = match id {
            Some(id) => self.explicit_anchor(id.as_ref().into(), range),
            // Made of the words once all written ids are known.
            None => "".into(),
        };
        let classes = classes.iter().map(|class| class.as_ref().into()).collect();
        BlockContent::Heading(Heading { level, id, is_explicit, classes, content })
    }

    fn explicit_anchor(&mut self, id: Arc<str>, range: Range<usize>) -> Arc<str> {
        if !self.anchors.insert(id.clone()) {
            self.report(
                &codes::markdown::DUPLICATE_ANCHOR,
                range,
                format!("a second `{id}` on this page"),
                "give one of the two another id",
            );
        }
        id
    }

    /// Gives the headings without an id one that nothing else on the page has.
    fn name_headings(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match &mut block.kind {
                BlockContent::Heading(heading) if !heading.is_explicit => {
                    heading.id = self.own_anchor(&heading.content)
                }
                BlockContent::Quote(inner) => self.name_headings(inner),
                BlockContent::Marked(marked) => self.name_headings(&mut marked.blocks),
                BlockContent::List(list) => {
                    list.items.iter_mut().for_each(|item| self.name_headings(&mut item.blocks))
                }
                _ => {}
            }
        }
    }

    /// An id made of the words of a heading, unique on its page.
    fn own_anchor(&mut self, content: &[Inline]) -> Arc<str> {
        let base = slug(&plain_text(content));
        let base = if base.is_empty() { "part".to_owned() } else { base };
        let mut id: Arc<str> = base.as_str().into();
        let mut number = 2;
        while !self.anchors.insert(id.clone()) {
            id = format!("{base}-{number}").into();
            number += 1;
        }
        id
    }

    fn list(&mut self, start: Option<u64>, range: Range<usize>, events: &mut Events<'a>) -> BlockContent {
        if let Some(number) = start.filter(|number| *number > 99) {
            let first = range.start..range.start + number.to_string().len() + 1;
            self.report(
                &codes::markdown::UNPARSED,
                first,
                format!("`{number}.` at the start of a line begins an ordered list"),
                format!("write `{number}\\.`, or turn the sentence round"),
            );
        }
        let end = TagEnd::List(start.is_some());
        let mut items = Vec::new();
        let mut tight = true;
        while let Some((event, _)) = events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let task = match events.peek() {
                        Some(&(Event::TaskListMarker(done), _)) => Some(done),
                        _ => None,
                    };
                    tight &= !matches!(events.peek(), Some((Event::Start(Tag::Paragraph), _)));
                    items.push(ListItem { task, blocks: self.blocks(events, Some(TagEnd::Item)) });
                }
                Event::End(tag) if tag == end => break,
                _ => {}
            }
        }
        items.shrink_to_fit();
        BlockContent::List(List { start, tight, items })
    }

    fn table(&mut self, alignments: &[pulldown_cmark::Alignment], events: &mut Events<'a>) -> BlockContent {
        let alignments = alignments.iter().map(|alignment| match alignment {
            pulldown_cmark::Alignment::None => Alignment::None,
            pulldown_cmark::Alignment::Left => Alignment::Start,
            pulldown_cmark::Alignment::Center => Alignment::Centre,
            pulldown_cmark::Alignment::Right => Alignment::End,
        });
        let mut table =
            MarkdownTable { alignments: alignments.collect(), head: Vec::new(), rows: Vec::new() };
        let mut row = Vec::new();
        while let Some((event, _)) = events.next() {
            match event {
                Event::Start(Tag::TableCell) => row.push(self.inline(events, TagEnd::TableCell)),
                Event::End(TagEnd::TableHead) => table.head = std::mem::take(&mut row),
                Event::End(TagEnd::TableRow) => table.rows.push(std::mem::take(&mut row)),
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        BlockContent::Table(Box::new(table))
    }

    fn html(&mut self, range: Range<usize>, events: &mut Events<'a>) -> Option<BlockContent> {
        let mut html = String::new();
        for (event, _) in events.by_ref() {
            match event {
                Event::Html(text) | Event::Text(text) => html.push_str(&text),
                Event::End(TagEnd::HtmlBlock) => break,
                _ => {}
            }
        }
        let comment = html.trim().strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
        if let Some(comment) = comment.filter(|comment| !comment.contains("-->")) {
            self.comment(comment, range);
            return None;
        }
        if !self.context.raw_html {
            self.collector.add(raw_html(&self.context, range));
            return None;
        }
        Some(BlockContent::Html(without_comments(&html).into()))
    }

    /// `allow CODE: reason` in a comment; any other comment is the writer's own.
    fn comment(&mut self, comment: &str, range: Range<usize>) {
        let words = comment.trim();
        let Some(rest) = words.strip_prefix("allow ") else { return };
        let (name, reason) = rest.split_once(':').unwrap_or((rest, ""));
        let span = self.context.span(range.clone());
        match codes::all::find(name.trim()) {
            None if codes::all::is_later(name.trim()) && !reason.trim().is_empty() => {}
            None => self.collector.add(
                Diagnostic::new(
                    &codes::site::UNKNOWN_CODE,
                    self.collector.place(span),
                    format!("`{}` is no code", name.trim()),
                )
                .maybe_hint(did_you_mean(name.trim(), codes::all::names()))
                .hint("`onrecord explain` lists all codes"),
            ),
            Some(code) if code.allow.is_empty() => self.report(
                &codes::site::ALLOW_FORM,
                range,
                format!("`{}` cannot be silenced", code.name),
                "repair what it reports: there would be nothing sensible to publish",
            ),
            Some(_) if reason.trim().is_empty() => self.report(
                &codes::site::ALLOW_FORM,
                range,
                "this comment gives no reason",
                format!("write `<!-- allow {}: reason -->`", name.trim()),
            ),
            Some(code) => self.pending_allows.push((code.name, span)),
        }
    }

    fn code(
        &mut self,
        kind: CodeBlockKind<'a>,
        range: Range<usize>,
        events: &mut Events<'a>,
    ) -> Option<BlockContent> {
        let mut text = String::new();
        let mut start = None;
        for (event, place) in events.by_ref() {
            match event {
                Event::Text(words) => {
                    start = start.or(Some(place.start));
                    text.push_str(&words);
                }
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        let CodeBlockKind::Fenced(info) = kind else {
            return Some(BlockContent::Code { language: None, text: text.into() });
        };
        let mut words = info.split_whitespace();
        let language = words.next();
        let fence = FENCES.iter().find(|(word, _)| Some(*word) == language);
        let Some((word, fence)) = fence else {
            return Some(BlockContent::Code { language: language.map(Into::into), text: text.into() });
        };
        let id = self.fence_id(word, *fence, words.next(), range.clone())?;
        let start = start.unwrap_or(range.end);
        match (fence, id) {
            (Fence::Math, id) => {
                let id = id.map(|id| self.anchored(id, range));
                let start = self.context.span(start..start).start;
                Some(BlockContent::Math { id, tex: text.trim_end().into(), start })
            }
            (_, Some(id)) => self.exhibit(word, id, &text, start, range),
            (_, None) => None,
        }
    }

    fn anchored(&mut self, id: Spanned<Arc<str>>, range: Range<usize>) -> Spanned<Arc<str>> {
        Spanned::new(self.explicit_anchor(id.value, range), id.span)
    }

    /// The id behind a fence's word: `None` if it is wrong and was reported.
    #[expect(clippy::option_option, reason = "outer: usable at all; inner: a formula may have no id")]
    fn fence_id(
        &self,
        word: &str,
        fence: Fence,
        id: Option<&str>,
        range: Range<usize>,
    ) -> Option<Option<Spanned<Arc<str>>>> {
        let line =
            self.context.source.get(range.clone()).and_then(|text| text.lines().next()).unwrap_or_default();
        let first = range.start..range.start + line.len();
        match id {
            None if fence == Fence::Math => Some(None),
            Some(id) if is_id(id) => {
                let at = range.start + line.find(id).unwrap_or(0);
                Some(Some(Spanned::new(id.into(), self.context.span(at..at + id.len()))))
            }
            found => {
                let message = match found {
                    None => format!("a `{word}` fence without an id"),
                    Some(id) => format!("`{id}` is not in the form of an id"),
                };
                self.report(
                    &codes::markdown::FENCE,
                    first,
                    message,
                    format!("write an id behind the word: ```{word} growth"),
                );
                None
            }
        }
    }

    fn exhibit(
        &mut self,
        word: &str,
        id: Spanned<Arc<str>>,
        text: &str,
        start: usize,
        range: Range<usize>,
    ) -> Option<BlockContent> {
        let exact = self.context.source.get(start..start + text.len()) == Some(text);
        let base = self.context.span(start..start).start;
        let own = Collector::new(self.collector.file());
        let default_form = (word == "table").then_some("table");
        let place = self.collector.place(id.span);
        let exhibit = figure::read_fence(&id.value, text, base, default_form, self.languages, &own, place);
        for mut diagnostic in own.finish() {
            if !exact {
                // Inside a list or quote the lines of the fence do not stand in one piece in the file.
                diagnostic.at = Some(self.collector.place(self.context.span(range.clone())));
            }
            self.collector.add(diagnostic);
        }
        let id = self.anchored(id, range);
        self.fenced.push(Arc::new(exhibit?));
        Some(BlockContent::Embed { id, alt: Vec::new() })
    }

    fn quote(&mut self, range: Range<usize>, events: &mut Events<'a>) -> BlockContent {
        let mut blocks = self.blocks(events, Some(TagEnd::BlockQuote(None)));
        let Some(mark) = take_mark(&mut blocks) else { return BlockContent::Quote(blocks) };
        match self.marked(mark, blocks, range) {
            Ok(marked) => BlockContent::Marked(Box::new(marked)),
            Err(blocks) => BlockContent::Quote(blocks),
        }
    }

    fn marked(&mut self, mark: Mark, blocks: Vec<Block>, range: Range<usize>) -> Result<Marked, Vec<Block>> {
        let Some(kind) = blocks::find(&mark.word) else {
            let names = || BLOCKS.iter().map(|block| block.mark);
            self.collector.add(
                Diagnostic::new(
                    &codes::markdown::UNKNOWN_MARK,
                    self.collector.place(mark.span),
                    format!("`[!{}]` is no mark", mark.word),
                )
                .maybe_hint(did_you_mean(&mark.word, names()))
                .hint(format!("marks are {}", one_of(names()))),
            );
            return Err(blocks);
        };
        let mut title = mark.title;
        let argument = (kind.argument != Argument::None).then(|| take_word(&mut title)).flatten();
        let good = argument.as_ref().is_some_and(|word| is_id(&word.value));
        if kind.argument != Argument::None && !good {
            let what = match kind.argument {
                Argument::Name => "the id of a name",
                Argument::Tipline => "the id of a tip line",
                _ => "the id of a quotation",
            };
            let message = format!("`[!{}]` needs {what}", kind.mark);
            self.collector.add(
                Diagnostic::new(&codes::markdown::BLOCK_ARGUMENT, self.collector.place(mark.span), message)
                    .hint(format!("write `{}`", kind.example.lines().next().unwrap_or_default())),
            );
        }
        if blocks.is_empty() && !kind.may_be_empty {
            let message = format!("this `[!{}]` block is empty", kind.mark);
            self.report(
                &codes::markdown::BLOCK_ARGUMENT,
                range,
                message,
                "write its text on the lines below, each behind `>`",
            );
        }
        Ok(Marked { kind, argument: argument.filter(|_| good), title, blocks })
    }
}

/// Whether a tag starts a block, as opposed to inline prose.
fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

/// Passes over everything up to the end of a tag that has just been opened.
fn skip(events: &mut Events<'_>, end: TagEnd) {
    let mut open = 1_usize;
    for (event, _) in events.by_ref() {
        match event {
            Event::Start(_) => open += 1,
            Event::End(tag) => {
                open -= 1;
                if open == 0 {
                    debug_assert_eq!(tag, end);
                    return;
                }
            }
            _ => {}
        }
    }
}

/// The first line of a marked block.
struct Mark {
    word: String,
    span: Span,
    title: Vec<Inline>,
}

/// Takes `[!WORD] …` off the first line of a quote block.
fn take_mark(blocks: &mut Vec<Block>) -> Option<Mark> {
    let Some(Block { kind: BlockContent::Paragraph(content), span: block, .. }) = blocks.first_mut() else {
        return None;
    };
    let Some(Inline { kind: InlineKind::Text(words), span }) = content.first_mut() else { return None };
    let (word, rest) = words.strip_prefix("[!")?.split_once(']')?;
    if word.is_empty() || !word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        return None;
    }
    let word = word.to_owned();
    let length = u32::try_from(word.len() + 3).unwrap_or(u32::MAX);
    let mark = Span { start: span.start, end: span.start + length };
    span.start += length;
    *words = rest.into();
    let title = take_line(content);
    match content.first().map(|inline| inline.span.start) {
        // What stands below the mark is a paragraph of its own.
        Some(start) => *block = Span { start, ..*block },
        None => drop(blocks.remove(0)),
    }
    Some(Mark { word, span: mark, title })
}

/// Takes the inline prose up to the first line end.
fn take_line(content: &mut Vec<Inline>) -> Vec<Inline> {
    let mut line = Vec::new();
    let mut rest = std::mem::take(content).into_iter();
    for inline in rest.by_ref() {
        match inline.kind {
            InlineKind::HardBreak => break,
            InlineKind::Text(words) => match words.split_once('\n') {
                None => line.push(Inline { kind: InlineKind::Text(words), ..inline }),
                Some((before, after)) => {
                    let split = inline.span.start + u32::try_from(before.len()).unwrap_or(0);
                    line.push(Inline {
                        span: Span { end: split, ..inline.span },
                        kind: InlineKind::Text(before.into()),
                    });
                    if !after.is_empty() {
                        let span = Span { start: split + 1, ..inline.span };
                        content.push(Inline { span, kind: InlineKind::Text(after.into()) });
                    }
                    break;
                }
            },
            _ => line.push(inline),
        }
    }
    content.extend(rest);
    trim_line(&mut line);
    line
}

fn trim_line(line: &mut Vec<Inline>) {
    if let Some(Inline { kind: InlineKind::Text(words), span }) = line.first_mut() {
        let lead = words.len() - words.trim_start().len();
        span.start += u32::try_from(lead).unwrap_or(0);
        *words = words.trim_start().into();
    }
    if let Some(Inline { kind: InlineKind::Text(words), .. }) = line.last_mut() {
        *words = words.trim_end().into();
    }
    line.retain(|inline| !matches!(&inline.kind, InlineKind::Text(words) if words.is_empty()));
}

/// Takes the first word of a line.
fn take_word(line: &mut Vec<Inline>) -> Option<Spanned<Arc<str>>> {
    let Some(Inline { kind: InlineKind::Text(words), span }) = line.first_mut() else { return None };
    let length = words.find(char::is_whitespace).unwrap_or(words.len());
    let word: Arc<str> = words.get(..length)?.into();
    let place = Span { start: span.start, end: span.start + u32::try_from(length).unwrap_or(0) };
    span.start = place.end;
    *words = words.get(length..)?.into();
    trim_line(line);
    Some(Spanned::new(word, place))
}

/// Words as part of an address: lower-case letters and digits, hyphens between words.
pub(crate) fn slug(words: &str) -> String {
    let mut slug = String::with_capacity(words.len());
    for sign in words.chars().flat_map(char::to_lowercase) {
        if sign.is_alphanumeric() {
            slug.push(sign);
        } else if !slug.ends_with('-') && !slug.is_empty() && !matches!(sign, '\'' | '’') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// HTML without its comments, which are never published.
fn without_comments(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<!--") {
        out.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, after)| after);
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_keep_letters_of_every_script() {
        assert_eq!(slug("What the files don’t say"), "what-the-files-dont-say");
        assert_eq!(slug("Ação & reação"), "ação-reação");
        assert_eq!(slug("…"), "");
    }

    #[test]
    fn comments_are_taken_out_of_html() {
        assert_eq!(without_comments("a<!-- b -->c<!-- d"), "ac");
    }
}
