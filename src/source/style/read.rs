//! A `.csl` file as a [`Style`]: made safe, parsed, measured.

use hayagriva::citationberg::taxonomy::Variable;
use hayagriva::citationberg::{
    self, CitationFormat, DisambiguationRule, IndependentStyle, SortKey, StyleCategory, StyleClass,
    XmlDeError,
};

use crate::codes;
use crate::diag::{Collector, Diagnostic, Reported, did_you_mean};
use crate::source::style::measure::macros_end;
use crate::source::style::xml::{made_safe, top_span};
use crate::source::style::{Style, simple};
use crate::source::vocabulary::{TERMS, TYPES, variables};
use crate::text::{FileText, Span};

impl Style {
    /// Reads a style; `None` if it cannot be used at all.
    ///
    /// Reports `cite/style`: XML that is broken, a dependent style, names that CSL does not have, macros that call
    /// themselves or are not there.
    pub(crate) fn parse(file: &FileText) -> Reported<Option<Style>> {
        let collector = Collector::new(&file.path);
        let style = match made_safe(&file.text) {
            Ok(xml) => parsed(file, &xml, &collector),
            Err(broken) => {
                collector.report(&codes::cite::STYLE, broken.span, format!("this style {}", broken.value));
                None
            }
        };
        Reported::new(style, collector.finish())
    }
}

fn parsed(file: &FileText, xml: &str, collector: &Collector) -> Option<Style> {
    let top = top_span(&file.text);
    let mut csl = match citationberg::Style::from_xml(xml) {
        Ok(citationberg::Style::Independent(csl)) => csl,
        Ok(citationberg::Style::Dependent(style)) => {
            let message = "this style depends on another one, so it renders nothing itself";
            let hint = format!("use the file of `{}`", style.parent_link.href);
            collector.add(Diagnostic::new(&codes::cite::STYLE, collector.place(top), message).hint(hint));
            return None;
        }
        Err(error) => {
            let diagnostic = match unknown_word(&file.text) {
                Some((span, word, what, hint)) => {
                    let message = format!("`{word}` is no {what} of CSL");
                    Diagnostic::new(&codes::cite::STYLE, collector.place(span), message).maybe_hint(hint)
                }
                None => {
                    let message = format!("this style cannot be read: {}", reason(&error));
                    Diagnostic::new(&codes::cite::STYLE, collector.place(top), message)
                }
            };
            collector.add(diagnostic);
            return None;
        }
    };
    if !macros_end(&csl, file, collector) {
        return None;
    }
    // hayagriva indexes past the names of a cite that has fewer than another (`disambiguate_names`).
    if csl.citation.givenname_disambiguation_rule == DisambiguationRule::ByCite {
        csl.citation.disambiguate_add_givenname = false;
    }
    Some(Style {
        fingerprint: file.fingerprint,
        uncollapsed: uncollapsed(&csl).map(Box::new),
        is_numeric: is_numeric(&csl),
        is_direct: is_numeric(&csl) && simple::can_render(&csl),
        sorted_numbers: sorted_numbers(&csl),
        csl,
    })
}

impl Style {
    /// Whether citations stand in notes.
    pub(crate) fn is_note(&self) -> bool {
        self.csl.settings.class == StyleClass::Note
    }

    /// Whether citations are numbers of the list.
    pub(crate) fn is_numeric(&self) -> bool {
        self.is_numeric
    }

    /// Whether the style has a list of sources; some note styles have none.
    #[cfg(test)]
    pub(crate) fn has_list(&self) -> bool {
        self.csl.bibliography.is_some()
    }

    /// Whether an entry is the same whatever else is cited, so that it may be remembered by itself.
    #[cfg(test)]
    pub(crate) fn has_independent_entries(&self) -> bool {
        let rules = &self.csl.citation;
        let expands = rules.disambiguate_add_names
            || rules.disambiguate_add_givenname
            || rules.disambiguate_add_year_suffix;
        let list = self.csl.bibliography.as_ref();
        let number = Variable::Number(hayagriva::citationberg::taxonomy::NumberVariable::CitationNumber);
        !expands
            && list.is_some_and(|list| {
                let mut elements = list.layout.elements.iter();
                list.subsequent_author_substitute.is_none()
                    && !elements
                        .any(|element| element.find_variable_element(number, &self.csl.macros).is_some())
            })
    }
}

fn uncollapsed(csl: &IndependentStyle) -> Option<IndependentStyle> {
    csl.citation.collapse?;
    let mut plain = csl.clone();
    plain.citation.collapse = None;
    plain.citation.cite_group_delimiter = None;
    Some(plain)
}

fn is_numeric(csl: &IndependentStyle) -> bool {
    let says_so = |category: &StyleCategory| {
        matches!(category, StyleCategory::CitationFormat { format: CitationFormat::Numeric })
    };
    csl.info.category.iter().any(says_so) && csl.settings.class == StyleClass::InText
}

/// Number variables that the style sorts by.
fn sorted_numbers(csl: &IndependentStyle) -> Vec<String> {
    let list = csl.bibliography.as_ref().and_then(|list| list.sort.as_ref());
    let keys = csl.citation.sort.iter().chain(list).flat_map(|sort| &sort.keys);
    keys.filter_map(|key| match key {
        SortKey::Variable { variable: Variable::Number(number), .. } => Some(number.to_string()),
        SortKey::Variable { variable: Variable::Page(page), .. } => Some(page.to_string()),
        _ => None,
    })
    .collect()
}

/// What the parser says, without its type names.
fn reason(error: &XmlDeError) -> String {
    let text = error.source.to_string();
    let plain = text.strip_prefix("Custom: ").unwrap_or(&text).lines().next().unwrap_or_default().to_owned();
    match &error.path {
        Some(path) => format!("{plain} (at {path})"),
        None => plain,
    }
}

/// The first word that CSL does not have, with its place and what it is: the parser does not always tell.
fn unknown_word(text: &str) -> Option<(Span, &str, &'static str, Option<String>)> {
    let variables: Vec<&str> = variables().chain(["event"]).collect();
    let lists: [(&str, &'static str, &[&str]); 3] = [
        (" variable=\"", "variable", &variables),
        (" term=\"", "term", TERMS),
        (" type=\"", "item type", TYPES),
    ];
    let mut found = lists.iter().filter_map(|(attribute, what, known)| {
        let starts = text.match_indices(attribute).map(|(at, _)| at + attribute.len());
        starts.into_iter().find_map(|start| {
            let (value, _) = text.get(start..)?.split_once('"')?;
            // A term may have blanks inside.
            let words: Vec<&str> =
                if *what == "term" { vec![value] } else { value.split_whitespace().collect() };
            let word = words.into_iter().find(|word| !known.contains(word))?;
            let at = start + value.find(word)?;
            Some((Span::new(at..at + word.len()), word, *what, did_you_mean(word, known.iter().copied())))
        })
    });
    found.next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::style::samples::{self, style_of};

    const LIST: &str = r#"<layout><text variable="title"/></layout>"#;

    /// What is said of a style that cannot be used: the words at the place, the message, the first hint.
    fn refused(text: &str) -> (String, String, String) {
        let mut diagnostics = Vec::new();
        let style = Style::parse(&FileText::new("x.csl", text)).into(&mut diagnostics);
        assert!(style.is_none());
        let only = diagnostics.pop().expect("a finding");
        assert_eq!((only.code.name, diagnostics.len()), ("cite/style", 0));
        let place = only.at.expect("a place").span;
        let hint = only.hints.into_iter().next().unwrap_or_default();
        (text.get(place.range()).unwrap_or_default().to_owned(), only.message, hint)
    }

    fn with_macros(macros: &str, called: &str) -> String {
        let citation = format!(r#"{macros}<citation><layout><text macro="{called}"/></layout></citation>"#);
        style_of(&citation, LIST)
    }

    #[test]
    fn what_is_no_style_is_refused_at_its_place() {
        let (_, message, _) = refused("");
        assert!(message.starts_with("this style cannot be read"), "{message}");
        let (place, message, hint) =
            refused(&with_macros(r#"<macro name="author"><text variable="title"/></macro>"#, "autor"));
        assert_eq!(
            (&*place, &*message, &*hint),
            ("autor", "there is no macro `autor`", "did you mean `author`?")
        );
        let (place, message, _) = refused(&style_of("", r#"<layout><text variable="titel"/></layout>"#));
        assert_eq!(place, "titel", "{message}");
        let (place, ..) = refused("<!DOCTYPE style [<!ENTITY a 'b'>]><style/>");
        assert!(place.starts_with("<!DOCTYPE"), "{place}");
        let dependent = r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info><title>t</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated><link href="http://www.zotero.org/styles/apa" rel="independent-parent"/></info></style>"#;
        assert_eq!(refused(dependent).2, "use the file of `http://www.zotero.org/styles/apa`");
    }

    #[test]
    fn macros_must_end_and_stay_small() {
        let cycle = r#"<macro name="a"><group><text macro="b"/></group></macro><macro name="b"><text macro="a"/></macro>"#;
        let (place, message, _) = refused(&with_macros(cycle, "a"));
        assert_eq!((&*place, &*message), ("a", "the macro `a` calls itself"));
        // Doubles forty times: a million million elements.
        let doubling: String = (0..40)
            .map(|at| {
                format!(r#"<macro name="m{at}"><text macro="m{0}"/><text macro="m{0}"/></macro>"#, at + 1)
            })
            .collect();
        let doubling = doubling + r#"<macro name="m40"><text variable="title"/></macro>"#;
        assert_eq!(refused(&with_macros(&doubling, "m0")).1, "this style unfolds to too much");
        let chain: String = (0..5000)
            .map(|at| format!(r#"<macro name="m{at}"><text macro="m{}"/></macro>"#, at + 1))
            .collect();
        let chain = chain + r#"<macro name="m5000"><text variable="title"/></macro>"#;
        assert_eq!(refused(&with_macros(&chain, "m0")).1, "this style unfolds to too much");
    }

    #[test]
    fn deep_nesting_and_broken_xml_are_no_danger() {
        let deep = "<group>".repeat(100_000);
        assert_eq!(
            refused(&style_of("", &format!("<layout>{deep}"))).1,
            "this style nests elements too deeply"
        );
        for text in [
            "<style",
            "<style a='1' a='2'/>",
            "<style>&nbsp;</style>",
            "<a></b>",
            "\u{0}",
            "<style prefix='&#xD800;'/>",
        ] {
            refused(text);
        }
        refused(&" ".repeat(3_000_000));
    }

    #[test]
    fn what_kind_of_style_it_is_can_be_asked() {
        let kinds = ["numeric", "note", "author-date"].map(|name| {
            let style = samples::style(name);
            (style.is_numeric(), style.is_note(), style.has_list(), style.has_independent_entries())
        });
        assert_eq!(
            kinds,
            [(true, false, true, true), (false, true, true, true), (false, false, true, false)]
        );
    }
}
