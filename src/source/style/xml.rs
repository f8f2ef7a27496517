//! The XML of a style, rewritten on its way to the parser.
//!
//! Blanks and punctuation that hayagriva trips over become stand-ins (`guard.rs`), comments and document types go.

use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};

use crate::source::style::guard;
use crate::text::{Span, Spanned};

/// Deepest nesting of elements; styles in use stay below 40.
const MAX_DEPTH: usize = 80;
/// Longest style that is read: 2 MiB; the longest in use has 0.3.
const MAX_LENGTH: usize = 2 << 20;

/// Rewrites a style so that hayagriva can be given it; the error completes "this style …".
pub(super) fn made_safe(text: &str) -> Result<String, Spanned<String>> {
    if text.len() > MAX_LENGTH {
        return Err(Spanned::new("is longer than 2 MiB".to_owned(), Span::default()));
    }
    let mut reader = Reader::from_str(text);
    let writer = Writer::new(Vec::with_capacity(text.len() + 1024));
    let mut safe = Rewriter { writer, depth: 0, is_citation: false, layout: None };
    loop {
        let start = offset(reader.buffer_position());
        let event = reader.read_event().map_err(|error| {
            let at = offset(reader.error_position());
            Spanned::new(format!("is no well-formed XML: {error}"), Span::new(at..at))
        })?;
        let span = Span::new(start..offset(reader.buffer_position()));
        match event {
            Event::Start(tag) => safe.start(&tag, span)?,
            Event::Empty(tag) => safe.write(Event::Empty(safe_tag(&tag, span)?)),
            Event::End(tag) => safe.end(tag),
            Event::Text(words) => {
                let words = words.decode().unwrap_or_default();
                let words: String = words.chars().map(guard::stand_in).collect();
                safe.write(Event::Text(BytesText::from_escaped(words)));
            }
            Event::GeneralRef(reference) => safe.write(safe_reference(&reference, span)?),
            Event::Comment(_) | Event::PI(_) => {}
            Event::DocType(_) => return Err(Spanned::new("declares a document type".to_owned(), span)),
            Event::Eof => break,
            event => safe.write(event),
        }
    }
    if safe.depth > 0 {
        let end = Span::new(text.len()..text.len());
        return Err(Spanned::new("does not close all its elements".to_owned(), end));
    }
    String::from_utf8(safe.writer.into_inner())
        .map_err(|_| Spanned::new("is no UTF-8".to_owned(), Span::default()))
}

/// Writes what was read, with one change: what stands in the layout of `citation` becomes one group, since hayagriva
/// puts the delimiter of cites between the elements of one cite too.
struct Rewriter {
    writer: Writer<Vec<u8>>,
    depth: usize,
    is_citation: bool,
    /// Depth of the layout that is open.
    layout: Option<usize>,
}

impl Rewriter {
    fn write(&mut self, event: Event<'_>) {
        // Writing into memory cannot fail.
        let _ = self.writer.write_event(event);
    }

    fn start(&mut self, tag: &BytesStart<'_>, span: Span) -> Result<(), Spanned<String>> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Spanned::new("nests elements too deeply".to_owned(), span));
        }
        let name = tag.name().into_inner();
        self.is_citation |= name == b"citation";
        self.write(Event::Start(safe_tag(tag, span)?));
        if self.is_citation && self.layout.is_none() && name == b"layout" {
            self.layout = Some(self.depth);
            self.write(Event::Start(BytesStart::new("group")));
        }
        Ok(())
    }

    fn end(&mut self, tag: BytesEnd<'_>) {
        if self.layout == Some(self.depth) {
            (self.layout, self.is_citation) = (None, false);
            self.write(Event::End(BytesEnd::new("group")));
        }
        self.depth = self.depth.saturating_sub(1);
        self.write(Event::End(tag));
    }
}

fn offset(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

fn safe_tag(tag: &BytesStart<'_>, span: Span) -> Result<BytesStart<'static>, Spanned<String>> {
    let name = String::from_utf8_lossy(tag.name().into_inner()).into_owned();
    let capitalised = is_capitalised_macro(tag);
    let mut capital = capitalised.then(|| guard::CAPITAL.to_string());
    let mut safe = BytesStart::new(name);
    for attribute in tag.attributes() {
        let broken = |reason: String| Spanned::new(format!("has a broken attribute: {reason}"), span);
        let attribute = attribute.map_err(|error| broken(error.to_string()))?;
        let value = value_of(&attribute).map_err(broken)?;
        let key = String::from_utf8_lossy(attribute.key.into_inner()).into_owned();
        let safe_value = match key.as_str() {
            "text-case" if capitalised => continue,
            "prefix" => {
                let prefix = guard::prefix(&value).map_err(|sign| {
                    Spanned::new(format!("has a prefix with `{sign}`, which cannot be rendered"), span)
                })?;
                prefix + &capital.take().unwrap_or_default()
            }
            // An empty delimiter is none, but would leave hayagriva's case folding half begun.
            "delimiter" | "suffix" if value.is_empty() => continue,
            "value" | "suffix" | "sort-separator" | "initialize-with" => guard::affix(&value),
            key if key.ends_with("delimiter") => guard::affix(&value),
            _ => value,
        };
        safe.push_attribute((key.as_str(), safe_value.as_str()));
    }
    if let Some(capital) = capital {
        safe.push_attribute(("prefix", capital.as_str()));
    }
    Ok(safe)
}

/// Whether it is a macro that begins with a capital.
fn is_capitalised_macro(tag: &BytesStart<'_>) -> bool {
    let value = |name: &str| tag.try_get_attribute(name).ok().flatten();
    value("macro").is_some() && value("text-case").is_some_and(|case| &*case.value == b"capitalize-first")
}

/// Literal white space in a value is a blank (XML 1.0, section 3.3.3); character references stay what they name.
fn value_of(attribute: &Attribute<'_>) -> Result<String, String> {
    let raw = std::str::from_utf8(&attribute.value).map_err(|error| error.to_string())?;
    let blank = raw.replace(['\t', '\n', '\r'], " ");
    quick_xml::escape::unescape(&blank).map(|value| value.into_owned()).map_err(|error| error.to_string())
}

fn safe_reference(reference: &BytesRef<'_>, span: Span) -> Result<Event<'static>, Spanned<String>> {
    let unknown = || Spanned::new("uses an unknown entity".to_owned(), span);
    let name = reference.decode().map_err(|_| unknown())?;
    let text = quick_xml::escape::unescape(&format!("&{name};")).map_err(|_| unknown())?.into_owned();
    let safe: String = text.chars().map(guard::stand_in).collect();
    Ok(Event::Text(BytesText::from_escaped(quick_xml::escape::escape(safe).into_owned())))
}

/// The style's opening tag.
pub(super) fn top_span(text: &str) -> Span {
    let start = text.find("<style").unwrap_or_default();
    let end = text.get(start..).and_then(|rest| rest.find('>')).map_or(start, |length| start + length + 1);
    Span::new(start..end)
}
