//! Reads an SVG event by event, and writes what may stay.

use quick_xml::NsReader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, QName, ResolveResult};

use crate::media::svg::expansion::Expansion;
use crate::media::svg::links::{self, Link};
use crate::media::svg::names::{
    ATTRIBUTES, ELEMENTS, PICTURE_ELEMENTS, REFUSED_ELEMENTS, SVG, TEXT_ELEMENTS, XHTML, XLINK, XML, known,
};
use crate::media::svg::size::Size;
use crate::media::svg::style;
use crate::media::{Cleaned, MediaError, Picture};
use crate::text::Span;

/// Largest file, in bytes.
const MAX_SIZE: usize = 16 << 20;
/// Deepest element.
const MAX_DEPTH: usize = 200;
/// Most attributes of an element, and most namespaces of a file: both are looked through one by one.
const MAX_ATTRIBUTES: usize = 500;
/// Most faults that are told of one file.
const MAX_FAULTS: usize = 20;

const HEAD: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"";
const XLINK_DECLARATION: &str = " xmlns:xlink=\"http://www.w3.org/1999/xlink\"";

/// Whether the bytes begin as XML with an SVG in it.
pub(crate) fn looks_like_svg(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes).trim_ascii_start();
    let start = bytes.get(..64 << 10).unwrap_or(bytes);
    start.starts_with(b"<") && start.windows(4).any(|window| window == b"<svg" || window == b":svg")
}

/// Finds the size, reading no further than the first element.
pub(crate) fn inspect(bytes: &[u8]) -> Result<Picture, MediaError> {
    let mut cleaner = Cleaner::new(read(bytes)?);
    while cleaner.open.is_empty() && cleaner.step()? {}
    cleaner.size.picture()
}

/// Judges and rewrites.
pub(crate) fn clean(bytes: &[u8]) -> Result<Cleaned, Vec<MediaError>> {
    let text = read(bytes).map_err(|error| vec![error])?;
    Cleaner::new(text).run()
}

fn read(bytes: &[u8]) -> Result<&str, MediaError> {
    if bytes.len() > MAX_SIZE {
        let message = format!("the SVG has more than {} MiB", MAX_SIZE >> 20);
        return Err(MediaError { hint: "simplify it, or publish it as PNG", ..MediaError::broken(message) });
    }
    let text = std::str::from_utf8(bytes);
    let text = text.map_err(|_| MediaError::broken("the SVG is not UTF-8"))?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// An element that is being written.
#[derive(Clone, Copy, Debug)]
struct Open {
    name: &'static str,
    /// Whether text right in it is published.
    has_text: bool,
    span: Span,
}

/// An attribute that is published: its name and its value.
type Attribute = (&'static str, String);

struct Cleaner<'t> {
    text: &'t str,
    reader: NsReader<&'t [u8]>,
    out: String,
    /// A start tag has been written without its end.
    is_tag_open: bool,
    open: Vec<Open>,
    /// How deep the reader is in something that is left out.
    dropped: usize,
    /// The text of the style sheet that is being read.
    sheet: String,
    size: Size,
    expansion: Expansion,
    namespaces: usize,
    is_root_bound: bool,
    has_root: bool,
    uses_xlink: bool,
    faults: Vec<MediaError>,
}

impl<'t> Cleaner<'t> {
    fn new(text: &'t str) -> Self {
        let mut reader = NsReader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Cleaner {
            text,
            reader,
            out: String::with_capacity(text.len()),
            is_tag_open: false,
            open: Vec::new(),
            dropped: 0,
            sheet: String::new(),
            size: Size::default(),
            expansion: Expansion::default(),
            namespaces: 0,
            is_root_bound: true,
            has_root: false,
            uses_xlink: false,
            faults: Vec::new(),
        }
    }

    fn run(mut self) -> Result<Cleaned, Vec<MediaError>> {
        loop {
            match self.step() {
                Ok(true) if self.faults.len() < MAX_FAULTS => {}
                Ok(_) => break,
                Err(error) => {
                    self.faults.push(error);
                    return Err(self.faults);
                }
            }
        }
        if self.faults.is_empty() && !self.expansion.is_bounded() {
            let message = "the SVG repeats itself with `use` until no browser can draw it";
            self.faults.push(MediaError::broken(message));
        }
        let picture = self.size.picture();
        match (picture, self.faults.is_empty()) {
            (Ok(picture), true) => Ok(Cleaned { picture, bytes: self.finish().into_bytes().into() }),
            (Ok(_), false) => Err(self.faults),
            (Err(error), _) => Err(self.faults.into_iter().chain([error]).collect()),
        }
    }

    fn finish(mut self) -> String {
        if self.uses_xlink {
            self.out.insert_str(HEAD.len(), XLINK_DECLARATION);
        }
        self.out.push('\n');
        self.out
    }

    /// Reads one event; `false` at the end.
    fn step(&mut self) -> Result<bool, MediaError> {
        let start = position(self.reader.buffer_position());
        let event = match self.reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                let at = position(self.reader.error_position());
                return Err(broken_at(format!("the SVG is no XML: {error}"), Span::new(at..at + 1)));
            }
        };
        let span = Span::new(start..position(self.reader.buffer_position()));
        match event {
            Event::Start(tag) => self.begin(&tag, span)?,
            Event::End(_) => self.end(),
            Event::Text(text) => self.add_text(text.xml10_content().ok().as_deref(), span)?,
            Event::CData(text) => self.add_text(text.xml10_content().ok().as_deref(), span)?,
            Event::GeneralRef(name) => self.add_reference(&name, span)?,
            Event::Decl(declaration) => {
                let encoding = declaration.encoding().and_then(Result::ok).unwrap_or_default();
                let is_known = |name: &&[u8]| encoding.eq_ignore_ascii_case(name);
                if !encoding.is_empty() && ![&b"utf-8"[..], b"utf8", b"us-ascii"].iter().any(is_known) {
                    return Err(broken_at("the SVG is not UTF-8, by its own declaration", span));
                }
            }
            Event::DocType(text) if text.contains(&b'[') => {
                self.fault("the document type defines entities, which can stand for anything", span);
            }
            Event::PI(instruction) if instruction.target() == b"xml-stylesheet" => {
                self.fault("a processing instruction loads a style sheet", span);
            }
            Event::Eof if self.has_root && self.open.is_empty() => return Ok(false),
            Event::Eof => return Err(MediaError::cut_off(crate::media::Format::Svg)),
            Event::PI(_) | Event::Comment(_) | Event::DocType(_) | Event::Empty(_) => {}
        }
        Ok(true)
    }

    fn fault(&mut self, message: impl Into<String>, span: Span) {
        self.faults.push(MediaError::unsafe_svg(message, span));
    }

    fn begin(&mut self, tag: &BytesStart, span: Span) -> Result<(), MediaError> {
        if self.dropped > 0 {
            self.dropped += 1;
            return Ok(());
        }
        let local = String::from_utf8_lossy(tag.local_name().as_ref()).into_owned();
        let namespace = self.namespace(tag.name());
        let span = Span::new(span.range().start..span.range().start + 1 + tag.name().as_ref().len());
        if self.open.is_empty() {
            self.begin_document(&local, &namespace, span)?;
        }
        if self.open.len() >= MAX_DEPTH {
            return Err(broken_at(format!("elements stand more than {MAX_DEPTH} deep in each other"), span));
        }
        let is_svg = namespace.as_deref() == Some(SVG) || (namespace.is_none() && !self.is_root_bound);
        let is_refused = |name: &&str| name.eq_ignore_ascii_case(&local);
        if namespace.as_deref() == Some(XHTML) || (is_svg && REFUSED_ELEMENTS.iter().any(is_refused)) {
            self.fault(format!("`{local}` must not be part of a picture"), span);
        }
        match known(ELEMENTS, &local).filter(|_| is_svg) {
            Some(name) => self.begin_known(name, tag, span),
            None => {
                self.dropped = 1;
                Ok(())
            }
        }
    }

    /// The first element has to be `svg`. One without a namespace gets it: it is written in most tutorials.
    fn begin_document(
        &mut self,
        local: &str,
        namespace: &Option<Vec<u8>>,
        span: Span,
    ) -> Result<(), MediaError> {
        let is_svg = namespace.as_deref().is_none_or(|name| name == SVG);
        if local != "svg" || !is_svg || self.has_root {
            return Err(broken_at(
                format!("`{local}` stands where one `svg` should be the whole file"),
                span,
            ));
        }
        self.is_root_bound = namespace.is_some();
        self.has_root = true;
        Ok(())
    }

    fn begin_known(&mut self, name: &'static str, tag: &BytesStart, span: Span) -> Result<(), MediaError> {
        let is_root = self.open.is_empty();
        let mut attributes = self.attributes(name, tag, span)?;
        let value = |wanted: &str| {
            attributes.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value.as_str())
        };
        self.expansion.begin(value("id"));
        if name == "use"
            && let Some(id) = value("href").or(value("xlink:href")).and_then(|it| it.strip_prefix('#'))
        {
            self.expansion.uses(id);
        }
        if is_root {
            let owned = |wanted| value(wanted).map(str::to_owned);
            self.size = Size { width: owned("width"), height: owned("height"), view_box: owned("viewBox") };
            attributes.extend(self.size.missing_view_box().map(|view_box| ("viewBox", view_box)));
        }
        self.close_tag();
        match is_root {
            true => self.out.push_str(HEAD),
            false => self.out.extend(["<", name]),
        }
        for (name, value) in &attributes {
            self.out.extend([" ", name, "=\""]);
            escape(&mut self.out, value);
            self.out.push('"');
        }
        self.is_tag_open = true;
        let is_in_text = self.open.last().is_some_and(|around| around.has_text);
        let has_text = TEXT_ELEMENTS.contains(&name) || (name == "a" && is_in_text);
        self.open.push(Open { name, has_text, span });
        Ok(())
    }

    fn end(&mut self) {
        if self.dropped > 0 {
            self.dropped -= 1;
            return;
        }
        let Some(element) = self.open.pop() else { return };
        self.expansion.end();
        if element.name == "style" {
            self.end_style(element.span);
        }
        if self.is_tag_open {
            self.out.push_str("/>");
        } else {
            self.out.extend(["</", element.name, ">"]);
        }
        self.is_tag_open = false;
    }

    fn end_style(&mut self, span: Span) {
        let sheet = std::mem::take(&mut self.sheet);
        if let Some(words) = style::fault(&sheet) {
            self.fault(format!("the style sheet has `{words}`, which loads or runs something"), span);
        }
        let sheet = style::without_comments(&sheet);
        if !sheet.trim().is_empty() {
            self.close_tag();
            escape(&mut self.out, &sheet);
        }
    }

    fn close_tag(&mut self) {
        if self.is_tag_open {
            self.out.push('>');
            self.is_tag_open = false;
        }
    }

    fn add_text(&mut self, text: Option<&str>, span: Span) -> Result<(), MediaError> {
        let text = text.ok_or_else(|| broken_at("the SVG is not UTF-8", span))?;
        if text.contains(is_forbidden) {
            return Err(broken_at("the SVG has a character that XML does not allow", span));
        }
        match self.open.last() {
            _ if self.dropped > 0 => {}
            Some(around) if around.name == "style" => self.sheet.push_str(text),
            Some(around) if around.has_text => {
                self.close_tag();
                escape(&mut self.out, text);
            }
            Some(_) => {}
            None if text.trim().is_empty() => {}
            None => return Err(broken_at("there is text beside the picture", span)),
        }
        Ok(())
    }

    fn add_reference(&mut self, name: &BytesRef, span: Span) -> Result<(), MediaError> {
        let character = name.resolve_char_ref().ok().flatten().map(String::from);
        let text = character.or_else(|| {
            let name = name.decode().ok()?;
            quick_xml::escape::resolve_predefined_entity(&name).map(str::to_owned)
        });
        let text = text.ok_or_else(|| broken_at("the SVG names an entity that XML does not know", span))?;
        self.add_text(Some(&text), span)
    }

    /// The attributes that are published; what is refused becomes a fault.
    fn attributes(
        &mut self,
        element: &'static str,
        tag: &BytesStart,
        span: Span,
    ) -> Result<Vec<Attribute>, MediaError> {
        let mut list = tag.attributes();
        if list.with_checks(false).count() > MAX_ATTRIBUTES {
            return Err(broken_at(format!("`{element}` has more than {MAX_ATTRIBUTES} attributes"), span));
        }
        let mut kept = Vec::new();
        for attribute in tag.attributes() {
            let attribute =
                attribute.map_err(|error| broken_at(format!("the SVG is no XML: {error}"), span))?;
            let key = attribute.key;
            let at = self.offset(key.as_ref());
            let span = Span::new(at..self.offset(&attribute.value) + attribute.value.len());
            if key.as_ref().starts_with(b"xmlns") {
                self.namespaces += 1;
                if self.namespaces > MAX_ATTRIBUTES {
                    return Err(broken_at("the SVG has too many namespaces", span));
                }
                continue;
            }
            let value = attribute.unescape_value().map_err(|error| broken_at(format!("{error}"), span))?;
            if value.contains(is_forbidden) {
                return Err(broken_at("the SVG has a character that XML does not allow", span));
            }
            // As XML reads it: a line end in an attribute is a blank.
            let value = value.replace(['\n', '\r', '\t'], " ");
            kept.extend(self.attribute(element, key, value, span));
        }
        Ok(kept)
    }

    fn attribute(
        &mut self,
        element: &'static str,
        key: QName,
        value: String,
        span: Span,
    ) -> Option<Attribute> {
        let local = String::from_utf8_lossy(key.local_name().as_ref()).into_owned();
        let (namespace, _) = self.reader.resolve_attribute(key);
        let name = match namespace {
            ResolveResult::Unbound if local == "href" => "href",
            ResolveResult::Bound(Namespace(XLINK)) if local == "href" => "xlink:href",
            ResolveResult::Bound(Namespace(XML)) if local == "space" => "xml:space",
            ResolveResult::Bound(Namespace(XML)) if local == "lang" => "xml:lang",
            ResolveResult::Unbound => {
                if local.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on")) {
                    self.fault(format!("`{local}` runs something when it is set off"), span);
                }
                known(ATTRIBUTES, &local).or_else(|| known_aria(&local))?
            }
            _ => return None,
        };
        if name.ends_with("href") {
            return self.reference(element, name, &value, span).map(|value| (name, value));
        }
        if name == "attributeName" && is_dangerous_target(&value) {
            self.fault(format!("`{}` must not be animated", links::shown(&value)), span);
        }
        if let Some(words) = style::fault(&value) {
            self.fault(format!("`{name}` has `{words}`, which loads or runs something"), span);
        }
        let value = if name == "style" { style::without_comments(&value) } else { value };
        Some((name, value))
    }

    fn reference(
        &mut self,
        element: &'static str,
        name: &'static str,
        value: &str,
        span: Span,
    ) -> Option<String> {
        let address = match links::judge(value) {
            Link::Empty => return None,
            Link::Inside(address) => address,
            Link::Picture(address) if PICTURE_ELEMENTS.contains(&element) => address,
            Link::BadPicture(reason) => {
                self.fault(format!("the picture inside cannot be published: {reason}"), span);
                return None;
            }
            Link::Picture(_) | Link::Outside => {
                self.fault(format!("`{}` leads out of the file", links::shown(value.trim())), span);
                return None;
            }
        };
        self.uses_xlink |= name == "xlink:href";
        Some(address)
    }

    fn namespace(&self, name: QName) -> Option<Vec<u8>> {
        match self.reader.resolve_element(name).0 {
            ResolveResult::Bound(Namespace(name)) => Some(name.to_vec()),
            ResolveResult::Unbound => None,
            // A prefix that stands for nothing: what has it is dropped.
            ResolveResult::Unknown(_) => Some(Vec::new()),
        }
    }

    /// Where a part of the text stands, which the reader gives as it is.
    fn offset(&self, part: &[u8]) -> usize {
        (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize).min(self.text.len())
    }
}

fn broken_at(message: impl Into<String>, span: Span) -> MediaError {
    MediaError { span: Some(span), ..MediaError::broken(message) }
}

fn position(offset: u64) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

/// Names that screen readers hear.
fn known_aria(name: &str) -> Option<&'static str> {
    ["aria-describedby", "aria-hidden", "aria-label", "aria-labelledby", "aria-roledescription"]
        .into_iter()
        .find(|known| *known == name)
}

/// Whether animating that attribute would change where something leads, or make something run.
fn is_dangerous_target(attribute: &str) -> bool {
    let name = attribute.trim().to_ascii_lowercase();
    let local = name.rsplit(':').next().unwrap_or_default();
    local == "href" || local == "src" || local == "style" || local.starts_with("on")
}

/// Characters that are in no XML file (XML 1.0, production 2).
fn is_forbidden(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// Adds a text so that it is the same inside an element and inside quotes.
fn escape(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::media::{BROKEN, UNSAFE_SVG};

    const NS: &str = "xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'";

    /// A picture of 4 by 3 around `content`.
    fn svg(content: &str) -> String {
        format!("<svg {NS} viewBox='0 0 4 3'>{content}</svg>")
    }

    fn cleaned(text: &str) -> String {
        let bytes = clean(text.as_bytes()).unwrap_or_else(|error| panic!("{text}: {error:?}")).bytes;
        String::from_utf8(bytes.to_vec()).expect("UTF-8")
    }

    /// What is published of the content of [`svg`].
    fn content(text: &str) -> String {
        let clean = cleaned(&svg(text));
        let start = clean.find('>').expect("a tag") + 1;
        clean.get(start..).unwrap_or_default().trim_end().trim_end_matches("</svg>").to_owned()
    }

    /// The words at which each fault of a picture is shown.
    fn faults(text: &str) -> Vec<(&'static str, String)> {
        let errors = clean(text.as_bytes()).expect_err(text);
        let words = |error: &MediaError| {
            error.span.and_then(|span| text.get(span.range())).unwrap_or_default().to_owned()
        };
        errors.iter().map(|error| (error.code.name, words(error))).collect()
    }

    #[test]
    fn what_runs_or_calls_home_is_refused_at_its_place() {
        for (bad, words) in [
            ("<script>alert(1)</script>", "<script"),
            ("<SCRIPT/>", "<SCRIPT"),
            ("<g><foreignObject/></g>", "<foreignObject"),
            ("<html:iframe xmlns:html='http://www.w3.org/1999/xhtml'/>", "<html:iframe"),
            ("<handler type='text/ecmascript'/>", "<handler"),
            ("<g onload='x()'/>", "onload='x()"),
            ("<g ONCLICK='x()'/>", "ONCLICK='x()"),
            ("<use href='other.svg#a'/>", "href='other.svg#a"),
            ("<a xlink:href='https://example.org/'><rect/></a>", "xlink:href='https://example.org/"),
            ("<a href='java&#10;script:x()'/>", "href='java&#10;script:x()"),
            ("<image href='data:image/svg+xml;base64,AAAA'/>", "href='data:image/svg+xml;base64,AAAA"),
            ("<image href='data:image/png;base64,AAAA'/>", "href='data:image/png;base64,AAAA"),
            ("<use href='data:image/png;base64,AAAA'/>", "href='data:image/png;base64,AAAA"),
            ("<rect fill='url(http://example.org/#a)'/>", "fill='url(http://example.org/#a)"),
            ("<rect style='fill:u\\72l(//example.org)'/>", "style='fill:u\\72l(//example.org)"),
            ("<style>@import 'a.css';</style>", "<style"),
            ("<style><![CDATA[a{fill:]]>url&#40;x)}</style>", "<style"),
            ("<animate attributeName='xlink:href' to='x'/>", "attributeName='xlink:href"),
            ("<set attributeName='onclick' to='x'/>", "attributeName='onclick"),
            ("<g><animate attributeName='fill' values='url(x);red'/></g>", "values='url(x);red"),
        ] {
            let found = faults(&svg(bad));
            assert!(!found.is_empty(), "{bad}");
            for (code, at) in found {
                assert_eq!((code, at.as_str()), (UNSAFE_SVG.name, words), "{bad}");
            }
        }
    }

    #[test]
    fn what_stands_before_the_picture_is_judged_too() {
        let text = format!("<!DOCTYPE svg [<!ENTITY a 'b'>]>{}", svg("&a;"));
        assert_eq!(faults(&text)[0], (UNSAFE_SVG.name, "<!DOCTYPE svg [<!ENTITY a 'b'>]>".to_owned()));
        let text = format!("<?xml-stylesheet href='http://example.org/a.css'?>{}", svg(""));
        assert_eq!(faults(&text).len(), 1);
        let plain = format!(
            "\u{feff}<?xml version='1.0' encoding='UTF-8'?>\n<!-- by A. Person --><!DOCTYPE svg PUBLIC '-//W3C//DTD \
             SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>{}",
            svg("")
        );
        assert_eq!(cleaned(&plain), "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 3\"/>\n");
    }

    #[test]
    fn all_faults_are_told_but_not_without_end() {
        assert_eq!(faults(&svg("<script/><g onload='x'/><use href='y'/>")).len(), 3);
        assert_eq!(faults(&svg(&"<script/>".repeat(1000))).len(), MAX_FAULTS);
    }

    #[test]
    fn what_is_for_drawing_programs_goes() {
        for (dirty, clean) in [
            ("<!-- A. Person -->", ""),
            ("<?xpacket begin='x'?>", ""),
            ("<metadata><x:y xmlns:x='z'>A. Person</x:y><script/></metadata>", ""),
            ("<i:view xmlns:i='http://www.inkscape.org/namespaces/inkscape'><g/></i:view>", ""),
            (
                "<g i:label='x' xmlns:i='http://www.inkscape.org/namespaces/inkscape' id='a' data-name='b'/>",
                "<g id=\"a\" data-name=\"b\"/>",
            ),
            ("<g content='diagram source' data-author='x' xml:base='http://example.org/'/>", "<g/>"),
            ("<g>hidden text<path d='M0 0'/></g>", "<g><path d=\"M0 0\"/></g>"),
            ("<rect style='/* x */fill:red'/>", "<rect style=\"fill:red\"/>"),
            ("<style>/* A. Person */.a{fill:red}</style>", "<style>.a{fill:red}</style>"),
            ("<unknown><rect/></unknown><font/>", ""),
            ("<use href=''/>", "<use/>"),
        ] {
            assert_eq!(content(dirty), clean, "{dirty}");
        }
    }

    #[test]
    fn what_draws_and_what_is_heard_stays() {
        for (written, clean) in [
            ("<title>a &lt; b</title><desc>&#x43;&amp;</desc>", "<title>a &lt; b</title><desc>C&amp;</desc>"),
            (
                "<text x='1'>a <tspan xml:space='preserve'>  b</tspan></text>",
                "<text x=\"1\">a <tspan xml:space=\"preserve\">  b</tspan></text>",
            ),
            ("<text><a href='#x'>b</a></text>", "<text><a href=\"#x\">b</a></text>"),
            ("<style><![CDATA[a>b{fill:url(#g)}]]></style>", "<style>a&gt;b{fill:url(#g)}</style>"),
            ("<g role='img' aria-label='&quot;x&quot;'/>", "<g role=\"img\" aria-label=\"&quot;x&quot;\"/>"),
            ("<g class='a\nb'/>", "<g class=\"a b\"/>"),
            (
                "<linearGradient gradientUnits='userSpaceOnUse'/>",
                "<linearGradient gradientUnits=\"userSpaceOnUse\"/>",
            ),
        ] {
            assert_eq!(content(written), clean, "{written}");
        }
        let linked = cleaned(&svg("<use xlink:href='#a'/>"));
        assert!(linked.contains("xmlns:xlink") && linked.contains("xlink:href=\"#a\""));
    }

    #[test]
    fn pictures_inside_are_cleaned() {
        let (_, planted) = ("planted.png", include_bytes!("../../../tests/media/planted.png").as_slice());
        let address = |bytes: &[u8]| match links::judge(&format!("data:image/png;base64,{}", pack(bytes))) {
            Link::Picture(address) => address,
            other => panic!("{other:?}"),
        };
        let published = content(&format!("<image href='data:image/png;base64,{}'/>", pack(planted)));
        assert_eq!(published, format!("<image href=\"{}\"/>", address(planted)));
        let clean = crate::media::png::clean(planted).expect("good");
        assert!(published.contains(&pack(&clean.bytes)));
    }

    /// Base64, as simple as can be.
    fn pack(bytes: &[u8]) -> String {
        let letters: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
        let mut out = String::new();
        for chunk in bytes.chunks(3) {
            let bits = chunk
                .iter()
                .chain([&0, &0])
                .take(3)
                .fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
            let place = |n: usize| if n > chunk.len() { '=' } else { letters[bits >> (18 - 6 * n) & 63] };
            out.extend((0..4).map(place));
        }
        out
    }

    #[test]
    fn other_prefixes_and_a_missing_namespace_are_understood() {
        let prefixed = "<s:svg xmlns:s='http://www.w3.org/2000/svg' width='2' height='1'><s:g/></s:svg>";
        let plain = "<svg width='2' height='1'><g/></svg>";
        let expected = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2\" height=\"1\" viewBox=\"0 0 2 1\"><g/></svg>\n";
        assert_eq!(cleaned(prefixed), expected);
        assert_eq!(cleaned(plain), expected);
        assert_eq!(faults("<svg width='2' height='1'><script/></svg>").len(), 1);
    }

    #[test]
    fn broken_files_are_told_with_their_place() {
        for (text, words) in [
            (svg("<g>"), "<"),
            (svg("</g>"), "<"),
            (svg("").replace("</svg>", "<g>"), ""),
            (svg("<g a='1' a='2'/>"), "<g"),
            (svg("<text>&nbsp;</text>"), "&nbsp;"),
            (svg("<text>&#1;</text>"), "&#1;"),
            (format!("{}<svg/>", svg("")), "<svg"),
            (format!("{}text", svg("")), "text"),
            ("<svg/>".to_owned(), ""),
            (svg(&"<g>".repeat(300)), "<g"),
        ] {
            let found = faults(&text);
            assert_eq!(found.first(), Some(&(BROKEN.name, words.to_owned())), "{text}");
        }
        assert!(clean(b"<svg>\xff</svg>").is_err());
        assert!(
            clean("<?xml version='1.0' encoding='latin1'?><svg width='1' height='1'/>".as_bytes()).is_err()
        );
    }

    #[test]
    fn a_bomb_is_refused() {
        let level =
            |n: usize| format!("<g id='l{n}'>{}</g>", format!("<use href='#l{}'/>", n + 1).repeat(10));
        let bomb: String = (0..9).map(level).collect();
        assert_eq!(faults(&svg(&bomb)), [(BROKEN.name, String::new())]);
    }

    #[test]
    fn cleaning_again_changes_nothing_and_cutting_is_no_trouble() {
        let text = svg(
            "<title>ação</title><style>a{fill:url(#g)}</style><text x='1'>a&amp;<tspan>b</tspan></text>\
             <use xlink:href='#a'/><!-- x --><image href='data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs='/>",
        );
        let once = cleaned(&text);
        assert_eq!(cleaned(&once), once);
        for (end, _) in text.char_indices() {
            assert!(clean(&text.as_bytes()[..end]).is_err(), "cut at {end}");
            let _ = inspect(&text.as_bytes()[..end]);
        }
        for place in 0..text.len() {
            for byte in [b'<', b'>', b'&', b'"', 0, 0xff] {
                let mut damaged = text.clone().into_bytes();
                damaged[place] = byte;
                let _ = clean(&damaged);
            }
        }
    }
}
