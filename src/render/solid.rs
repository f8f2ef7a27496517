//! Pages of languages that are set solid, Chinese and Japanese: full-width punctuation brings its own blank, and none
//! stands beside it.
//!
//! Templates and messages put a blank between sentences, labels and what follows. This takes those blanks out of what
//! they made, whole: words of the story, attributes, words inside inline elements. Line breaks of the file go where they
//! stand between two letters of such scripts (CSS Text 3, "Segment Break Transformation Rules").

use crate::locale::LangTag;

/// Elements that do not end a line of text.
const INLINE: [&str; 21] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "del", "dfn", "em", "i", "ins", "mark", "q", "s", "small",
    "span", "strong", "sub", "sup", "time", "u",
];
/// Headings.
const HEADINGS: [&str; 4] = ["h1", "h2", "h3", "h4"];
/// Keeps two signs on one line.
const WORD_JOINER: char = '\u{2060}';
/// Elements whose text stays to the sign.
const VERBATIM: [&str; 5] = ["code", "pre", "script", "style", "textarea"];

/// Whether a sign is one of those of which numbers are written.
fn is_numeral(sign: char) -> bool {
    "〇零一二三四五六七八九十百千万萬亿億兆两兩".contains(sign)
}

/// Whether a language is set solid.
pub(crate) fn is_solid(tag: &LangTag) -> bool {
    matches!(tag.language(), "zh" | "ja" | "yue" | "lzh")
}

/// HTML, or plain text that is escaped as such, without blanks beside full-width punctuation.
pub(crate) fn set_solid(html: &str) -> String {
    let mut solid = Solid {
        out: String::with_capacity(html.len()),
        before: Before::Other,
        in_heading: false,
        blank: None,
    };
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tail) = rest.split_at(at);
        solid.text(text);
        let end = solid.tag(tail);
        rest = tail.get(end..).unwrap_or_default();
    }
    solid.text(rest);
    solid.out
}

/// What stands before a place, elements within a line left out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Punctuation with a blank of its own.
    Wide,
    /// A letter without blanks around it.
    Letter,
    /// Anything else.
    Other,
}

struct Solid {
    out: String,
    before: Before,
    /// Within a heading.
    in_heading: bool,
    /// The blanks right before, by their places in `out`, and whether they are one line break.
    blank: Option<(usize, usize, bool)>,
}

impl Solid {
    fn text(&mut self, text: &str) {
        for sign in text.chars() {
            if matches!(sign, ' ' | '\n' | '\t' | '\r') {
                self.push_blank(sign);
                continue;
            }
            let is_break = self.blank.is_some_and(|(_, _, is_break)| is_break);
            let joins = is_break && self.before == Before::Letter && is_letter(sign);
            if joins || opens(sign) || closes(sign) {
                self.take_blank();
            }
            self.blank = None;
            // A line of large letters may end within few words: not within a number.
            if self.in_heading && is_numeral(sign) && self.out.chars().next_back().is_some_and(is_numeral) {
                self.out.push(WORD_JOINER);
            }
            self.out.push(sign);
            self.before = match sign {
                // 。” ends a sentence as 。 does.
                '”' | '’' if self.before == Before::Wide => Before::Wide,
                sign if opens(sign) || closes(sign) => Before::Wide,
                sign if is_letter(sign) => Before::Letter,
                _ => Before::Other,
            };
        }
    }

    fn push_blank(&mut self, sign: char) {
        if self.before == Before::Wide {
            return;
        }
        let start = self.out.len();
        self.out.push(sign);
        self.blank = match self.blank {
            // Elements stand between the two: both stay.
            Some((_, end, _)) if end != start => None,
            Some((first, _, is_break)) => Some((first, start + 1, is_break && sign == '\n')),
            None => Some((start, start + 1, sign == '\n')),
        };
    }

    fn take_blank(&mut self) {
        if let Some((start, end, _)) = self.blank.take() {
            self.out.replace_range(start..end, "");
        }
    }

    /// Writes the tag that a text begins with, and the whole element if its text stays; gives how long that is.
    fn tag(&mut self, text: &str) -> usize {
        let end = tag_end(text);
        let tag = text.get(..end).unwrap_or(text);
        let name = tag.trim_start_matches(['<', '/']);
        let name = name.split(|sign: char| !sign.is_ascii_alphanumeric()).next().unwrap_or_default();
        let is_inline = INLINE.contains(&name);
        if HEADINGS.contains(&name) {
            self.in_heading = !tag.starts_with("</");
        }
        if !is_inline {
            self.before = Before::Other;
            self.blank = None;
        }
        if !tag.starts_with("</") && VERBATIM.contains(&name) {
            let close = format!("</{name}");
            let end = text.find(&close).unwrap_or(text.len());
            self.out.push_str(text.get(..end).unwrap_or(text));
            return end.max(1);
        }
        self.attributes(tag);
        end
    }

    fn attributes(&mut self, tag: &str) {
        let mut is_wide = false;
        for sign in tag.chars() {
            if sign != ' ' || !is_wide {
                self.out.push(sign);
                is_wide = opens(sign) || closes(sign);
            }
        }
    }
}

/// How long the tag is that a text begins with; a `>` between quotation marks ends none.
fn tag_end(text: &str) -> usize {
    if text.starts_with("<!--") {
        return text.find("-->").map_or(text.len(), |at| at + 3);
    }
    let mut quote = None;
    for (at, sign) in text.char_indices() {
        match (quote, sign) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(sign),
            (Some(open), sign) if open == sign => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// Full-width punctuation that brings its blank behind it.
fn closes(sign: char) -> bool {
    "、。，．：；！？）〕］｝〉》」』】〗".contains(sign)
}

/// Full-width punctuation that brings its blank before it.
fn opens(sign: char) -> bool {
    "（〔［｛〈《「『【〖".contains(sign)
}

/// Letters of Chinese and Japanese.
fn is_letter(sign: char) -> bool {
    matches!(u32::from(sign), 0x3005..=0x3007 | 0x3041..=0x30FF | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
}

#[cfg(test)]
mod tests {
    use super::set_solid;

    #[test]
    fn no_blank_stands_beside_full_width_punctuation() {
        let cases = [
            (
                "<strong>机器翻译。</strong> 尚未经人审校。 原文",
                "<strong>机器翻译。</strong>尚未经人审校。原文",
            ),
            ("来源： <bdi>Water</bdi>", "来源：<bdi>Water</bdi>"),
            (
                "它有 39 台。 <span>原文的说明（英语）</span> 涉及的数字： <a>库存</a>",
                "它有 39 台。<span>原文的说明（英语）</span>涉及的数字：<a>库存</a>",
            ),
            ("Water <i>（English）</i> x", "Water<i>（English）</i>x"),
            ("他说：“没有。” 然后", "他说：“没有。”然后"),
            ("<p>一。</p>\n<p>二 。 </p>", "<p>一。</p>\n<p>二。</p>"),
            ("<img alt=\"图 1： 库存\" src=\"a\">", "<img alt=\"图 1：库存\" src=\"a\">"),
            ("<pre>一。 二</pre> 三。 四", "<pre>一。 二</pre> 三。四"),
            ("町の\n水道局は\nWater", "町の水道局は\nWater"),
            ("One. Two: <b>three</b> (four).", "One. Two: <b>three</b> (four)."),
            ("<h1>三<b>十</b>七台，三十台</h1>三十", "<h1>三<b>十</b>七台，三\u{2060}十台</h1>三十"),
            ("<a title=\"a > b\">。 x</a><", "<a title=\"a > b\">。x</a><"),
        ];
        for (from, to) in cases {
            assert_eq!(set_solid(from), to);
        }
    }
}
