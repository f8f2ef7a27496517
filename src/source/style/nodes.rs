//! Nodes of hayagriva's tree, as the quick way makes them (`direct.rs`).

use hayagriva::citationberg;
use hayagriva::{Elem, ElemChild, ElemChildren, ElemMeta, Formatted, Formatting};

/// Marks nodes as the number of the source.
pub(super) fn numbered(nodes: Vec<ElemChild>) -> ElemChild {
    let meta = Some(ElemMeta::CitationNumber);
    ElemChild::Elem(Elem { children: ElemChildren(nodes), display: None, meta })
}

/// A text.
pub(super) fn node(text: String, formatting: Formatting) -> ElemChild {
    ElemChild::Text(Formatted { text, formatting })
}

/// The font inside an element that has formatting of its own.
pub(super) fn applied(font: Formatting, own: citationberg::Formatting) -> Formatting {
    Formatting {
        font_style: own.font_style.unwrap_or(font.font_style),
        font_variant: own.font_variant.unwrap_or(font.font_variant),
        font_weight: own.font_weight.unwrap_or(font.font_weight),
        text_decoration: own.text_decoration.unwrap_or(font.text_decoration),
        vertical_align: own.vertical_align.unwrap_or(font.vertical_align),
    }
}

/// Makes the first letter large.
pub(super) fn capitalize(nodes: &mut [ElemChild]) {
    let Some(ElemChild::Text(text)) = nodes.first_mut() else { return };
    if let Some(first) = text.text.chars().next() {
        let rest = text.text.get(first.len_utf8()..).unwrap_or_default();
        text.text = first.to_uppercase().chain(rest.chars()).collect();
    }
}

/// Adds a suffix or delimiter: what stands there already is not doubled, and where the language wants it a comma or
/// full stop goes before a closing quotation mark.
pub(super) fn push_affix(nodes: &mut Vec<ElemChild>, affix: &str, font: Formatting, pulls: bool) {
    let mut rest = affix;
    if let Some(last) = last_text(nodes) {
        let sign = affix.chars().next().filter(|sign| matches!(sign, '.' | ','));
        if let (Some(sign), true, true) = (sign, pulls, last.ends_with(['”', '’'])) {
            let quote = last.pop().unwrap_or('”');
            rest = affix.get(sign.len_utf8()..).unwrap_or_default();
            let inner = before_quote(nodes);
            if let Some(inner) = inner.filter(|inner| !inner.ends_with([sign, '?', '!', '…'])) {
                inner.push(sign);
            }
            nodes.push(node(quote.to_string(), font));
        } else if !affix.chars().any(char::is_alphabetic) && last.ends_with(affix.trim_end()) {
            rest = affix.get(affix.trim_end().len()..).unwrap_or_default();
        }
    }
    if !rest.is_empty() {
        nodes.push(node(rest.to_owned(), font));
    }
}

/// The words at the end, links left out.
fn last_text(nodes: &mut [ElemChild]) -> Option<&mut String> {
    match nodes.last_mut()? {
        ElemChild::Text(text) => Some(&mut text.text),
        ElemChild::Elem(elem) => last_text(&mut elem.children.0),
        _ => None,
    }
}

/// The words before a closing mark that was just taken off.
fn before_quote(nodes: &mut [ElemChild]) -> Option<&mut String> {
    nodes.iter_mut().rev().find_map(|child| match child {
        ElemChild::Text(text) if !text.text.is_empty() => Some(&mut text.text),
        _ => None,
    })
}
