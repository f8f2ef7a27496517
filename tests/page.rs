//! Reading HTML pages back: a small tree, and a small part of CSS selectors to look into it.
//!
//! It reads what the program writes: every element that is opened is closed, in order. What is not, fails the test.

/// Elements that have no end tag.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style"];

/// An element with what is in it.
#[derive(Clone, Debug, Default)]
pub struct Element {
    /// In lower case, but as written below `svg`.
    pub name: String,
    /// With references resolved.
    pub attributes: Vec<(String, String)>,
    /// In order.
    pub children: Vec<Node>,
}

/// Part of a page.
#[derive(Clone, Debug)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text with references resolved.
    Text(String),
}

impl Element {
    /// Reads a whole page; `file` is for messages.
    pub fn read(file: &str, html: &str) -> Element {
        let mut reader = Reader { file, rest: html, open: vec![Element::default()] };
        reader.read();
        assert_eq!(reader.open.len(), 1, "{file}: `{}` is not closed", reader.open.last().expect("one").name);
        reader.open.remove(0)
    }

    /// An attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Text that a reader sees, runs of white space as one blank; nothing of scripts and styles.
    pub fn text(&self) -> String {
        let mut all = String::new();
        self.add_text(&mut all);
        all.split([' ', '\n', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }

    fn add_text(&self, all: &mut String) {
        if RAW.contains(&self.name.as_str()) {
            return;
        }
        let is_block =
            !["a", "span", "em", "strong", "sup", "cite", "code", "s", "time", "b", "i", "kbd", "bdi"]
                .contains(&self.name.as_str());
        if is_block {
            all.push(' ');
        }
        for child in &self.children {
            match child {
                Node::Text(text) => all.push_str(text),
                Node::Element(element) => element.add_text(all),
            }
        }
        if is_block {
            all.push(' ');
        }
    }

    /// This element and all below it, in the order of the page.
    pub fn all(&self) -> Vec<&Element> {
        let mut all = vec![self];
        for child in &self.children {
            if let Node::Element(element) = child {
                all.extend(element.all());
            }
        }
        all
    }

    /// Elements below this one that a selector means: `tag`, `.class`, `#id`, `[name]` and `[name=value]` together,
    /// blanks for "somewhere below".
    pub fn select(&self, selector: &str) -> Vec<&Element> {
        let mut found = vec![self];
        for simple in selector.split(' ') {
            let mut next: Vec<&Element> = Vec::new();
            for element in found {
                let below = element.all().into_iter().skip(1).filter(|below| below.is(simple));
                for below in below {
                    if !next.iter().any(|known| std::ptr::eq(*known, below)) {
                        next.push(below);
                    }
                }
            }
            found = next;
        }
        found
    }

    /// The one element that a selector means.
    pub fn one(&self, selector: &str) -> &Element {
        let found = self.select(selector);
        assert_eq!(found.len(), 1, "`{selector}` finds {} elements", found.len());
        found[0]
    }

    /// Texts of all that a selector means.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.select(selector).into_iter().map(Element::text).collect()
    }

    fn is(&self, simple: &str) -> bool {
        let end = simple.find(['.', '#', '[']).unwrap_or(simple.len());
        let (tag, mut rest) = simple.split_at(end);
        if !tag.is_empty() && tag != self.name {
            return false;
        }
        while let Some(kind) = rest.chars().next() {
            let body = &rest[1..];
            let end = match kind {
                '[' => body.find(']').expect("a closing bracket") + 1,
                _ => body.find(['.', '#', '[']).unwrap_or(body.len()),
            };
            let (part, after) = body.split_at(end);
            let holds = match kind {
                '.' => self.attribute("class").is_some_and(|all| all.split(' ').any(|class| class == part)),
                '#' => self.attribute("id") == Some(part),
                _ => match part.trim_end_matches(']').split_once('=') {
                    Some((name, value)) => self.attribute(name) == Some(value),
                    None => self.attribute(part.trim_end_matches(']')).is_some(),
                },
            };
            if !holds {
                return false;
            }
            rest = after;
        }
        true
    }
}

struct Reader<'a> {
    file: &'a str,
    rest: &'a str,
    open: Vec<Element>,
}

impl<'a> Reader<'a> {
    fn read(&mut self) {
        while !self.rest.is_empty() {
            if let Some(rest) = self.rest.strip_prefix("<!--") {
                self.rest = rest.split_once("-->").expect("the end of a comment").1;
            } else if self.rest.starts_with("<!") {
                self.rest = self.rest.split_once('>').expect("the end of the doctype").1;
            } else if let Some(rest) = self.rest.strip_prefix("</") {
                let (name, after) = rest.split_once('>').expect("the end of a tag");
                let element = self.open.pop().expect("an open element");
                assert_eq!(element.name, name, "{}: `{name}` closes `{}`", self.file, element.name);
                self.rest = after;
                self.add(Node::Element(element));
            } else if self.rest.starts_with('<') {
                self.start();
            } else {
                let end = self.rest.find('<').unwrap_or(self.rest.len());
                let (text, after) = self.rest.split_at(end);
                self.rest = after;
                self.add(Node::Text(resolved(text)));
            }
        }
    }

    fn add(&mut self, node: Node) {
        self.open.last_mut().expect("the page itself").children.push(node);
    }

    fn start(&mut self) {
        let rest = &self.rest[1..];
        let end = rest.find([' ', '>', '/', '\n']).expect("the end of a name");
        let mut element = Element { name: rest[..end].to_owned(), ..Element::default() };
        let mut rest = &rest[end..];
        let closed = loop {
            rest = rest.trim_start();
            if let Some(after) = rest.strip_prefix("/>") {
                rest = after;
                break true;
            }
            if let Some(after) = rest.strip_prefix('>') {
                rest = after;
                break false;
            }
            let end = rest.find(['=', ' ', '>', '\n']).expect("the end of an attribute");
            let name = rest[..end].to_owned();
            rest = &rest[end..];
            let value = match rest.strip_prefix("=\"") {
                Some(after) => {
                    let (value, after) = after.split_once('"').expect("the end of a value");
                    rest = after;
                    resolved(value)
                }
                None => {
                    assert!(!rest.starts_with('='), "{}: a value without quotation marks", self.file);
                    String::new()
                }
            };
            assert!(element.attribute(&name).is_none(), "{}: `{name}` twice in a tag", self.file);
            element.attributes.push((name, value));
        };
        self.rest = rest;
        if closed || VOID.contains(&element.name.as_str()) {
            self.add(Node::Element(element));
        } else if RAW.contains(&element.name.as_str()) {
            let (text, after) =
                rest.split_once(&format!("</{}>", element.name)).expect("the end of raw text");
            element.children.push(Node::Text(text.to_owned()));
            self.rest = after;
            self.add(Node::Element(element));
        } else {
            self.open.push(element);
        }
    }
}

/// Character references as what they stand for.
pub fn resolved(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let (name, after) = after.split_once(';').unwrap_or_else(|| panic!("a bare `&` in `{text}`"));
        match name {
            "amp" => out.push('&'),
            "lt" => out.push('<'),
            "gt" => out.push('>'),
            "quot" => out.push('"'),
            "apos" => out.push('\''),
            _ => {
                let number = name.strip_prefix('#').unwrap_or_else(|| panic!("`&{name};`"));
                let code = match number.strip_prefix('x') {
                    Some(digits) => u32::from_str_radix(digits, 16),
                    None => number.parse(),
                };
                out.push(code.ok().and_then(char::from_u32).expect("a character"));
            }
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[test]
fn a_page_is_read_and_looked_into() {
    let page =
        Element::read("x", "<!DOCTYPE html><p id=\"a\" class=\"b c\">One &amp; <em>two</em><br></p><p>3</p>");
    assert_eq!(page.texts("p"), ["One & two", "3"]);
    assert_eq!(page.one("p.c em").text(), "two");
    assert_eq!(page.one("#a").attribute("class"), Some("b c"));
    assert_eq!(page.select("p[id=a] br").len(), 1);
}

#[test]
#[should_panic(expected = "closes")]
fn wrong_nesting_is_found() {
    Element::read("x", "<p><em>one</p></em>");
}
