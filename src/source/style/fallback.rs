//! What is shown where a style says nothing: author, title and date of a source.

use hayagriva::citationberg::taxonomy::{OtherTerm, Term};
use hayagriva::citationberg::{FontStyle, TermForm};
use hayagriva::{ElemChild, ElemChildren, Formatted, Formatting};

use crate::source::CslItem;
use crate::source::style::dates::Shown;
use crate::source::style::{StyleLocale, guard, item};

/// Author, title, number, date and address.
pub(super) fn entry(locale: &StyleLocale, source: &CslItem) -> ElemChildren {
    let value = |name: &str| source.text(name).map(|text| item::text_value(name, text));
    let author = Some(author(locale, source)).filter(|words| !words.is_empty());
    let author = author.map(|words| upright(guard::clean(&words)));
    let title = value("title").map(|title| {
        let formatting = Formatting { font_style: FontStyle::Italic, ..Formatting::default() };
        ElemChild::Text(Formatted { text: title, formatting })
    });
    let issued = source.dates.get("issued").map(|date| locale.dates.write(date, Shown::Day));
    let date = issued.map(|date| upright(guard::clean(&date)));
    let url = value("URL").map(|url| {
        let text = Formatted { text: url.clone(), formatting: Formatting::default() };
        ElemChild::Link { text, url }
    });
    let mut nodes = Vec::new();
    for part in [author, title, value("number").map(upright), date, url].into_iter().flatten() {
        if !nodes.is_empty() {
            nodes.push(upright(". ".to_owned()));
        }
        nodes.push(part);
    }
    ElemChildren(nodes)
}

fn upright(text: String) -> ElemChild {
    ElemChild::Text(Formatted { text, formatting: Formatting::default() })
}

/// "Doe", "Doe and Roe", "Doe et al.", else the editor, the office or the title.
pub(super) fn author(locale: &StyleLocale, source: &CslItem) -> String {
    let [csl] = &locale.csl;
    let term = |term: OtherTerm| {
        csl.term(Term::Other(term), TermForm::Long).and_then(|term| term.single()).unwrap_or_default()
    };
    let lists = ["author", "editor", "director"].into_iter().filter_map(|name| source.names.get(name));
    let names = lists.into_iter().find(|names| !names.is_empty()).map(Vec::as_slice).unwrap_or_default();
    let short = names.iter().map(|name| {
        let family = name.family.as_deref().or(name.literal.as_deref()).or(name.given.as_deref());
        let particle = name.non_dropping_particle.as_deref().unwrap_or_default();
        format!("{particle} {}", family.unwrap_or_default()).trim().to_owned()
    });
    match short.collect::<Vec<String>>().as_slice() {
        [] => {
            let others = ["authority", "publisher", "title-short", "title"];
            others.iter().find_map(|name| source.text(name)).unwrap_or_default().to_owned()
        }
        [one] => one.clone(),
        [one, two] => format!("{one} {} {two}", term(OtherTerm::And)),
        [one, ..] => format!("{one} {}", term(OtherTerm::EtAl)),
    }
}
