//! Link schemes: what stands between the parentheses of a link, as a [`Target`].
//!
//! A registry: dispatch, "did you mean" and the reference page read [`SCHEMES`]. Nothing is looked up here.

use percent_encoding::percent_decode_str;
use rust_decimal::Decimal;

use crate::codes;
use crate::config::is_id;
use crate::diag::{Code, did_you_mean, one_of};
use crate::prose::{CellBinding, Condition, FactBinding, FactRef, Operator, StoryRef, Target, ValueStyle};
use crate::text::{Span, Spanned};

/// One scheme of ours.
#[derive(Debug)]
pub(crate) struct Scheme {
    /// Name, without the colon.
    pub(crate) name: &'static str,
    /// What it is for, one sentence.
    pub(crate) summary: &'static str,
    /// A link as one writes it.
    pub(crate) example: &'static str,
    parse: fn(&str, Span) -> Result<Target, Flaw>,
}

/// What is wrong with a destination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Flaw {
    /// The rule.
    pub(crate) code: &'static Code,
    /// As a diagnostic says it.
    pub(crate) message: String,
    /// The way out.
    pub(crate) hint: String,
}

impl Flaw {
    fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Flaw { code: &codes::markdown::DESTINATION, message: message.into(), hint: hint.into() }
    }
}

/// Every scheme of ours.
pub(crate) const SCHEMES: &[Scheme] = &[
    Scheme {
        name: "fact",
        summary: "Binds words to one or several facts, if need be with a condition; empty words are written out.",
        example: "[almost 1,400 terabytes](fact:azure-2026-01)",
        parse: parse_fact,
    },
    Scheme {
        name: "cell",
        summary: "Binds words to a cell of a table.",
        example: "[400 TB](cell:storage[month=2025-07].stored)",
        parse: parse_cell,
    },
    Scheme {
        name: "quote",
        summary: "Binds words to a quotation on record; empty words are written out.",
        example: "[“does not allow”](quote:terms)",
        parse: |rest, _| simple(rest, Target::Quote),
    },
    Scheme {
        name: "name",
        summary: "A person, organisation, place or term on record; empty words print the name.",
        example: "[the agency](name:agency)",
        parse: |rest, _| simple(rest, Target::Name),
    },
    Scheme {
        name: "figure",
        summary: "Refers to an exhibit; as a picture that stands alone it embeds the exhibit.",
        example: "[](figure:growth)",
        parse: |rest, _| simple_or_table(rest, Target::Figure),
    },
    Scheme {
        name: "story",
        summary: "Leads to another story: the same language's edition, else the original, labelled.",
        example: "[earlier](story:europe/cloud#method)",
        parse: |rest, _| Ok(Target::Story(story_ref(rest)?)),
    },
    Scheme {
        name: "nofact",
        summary: "Deliberately unbound, with a hyphenated word of reason.",
        example: "[500](nofact:style)",
        parse: parse_unbound,
    },
];

/// Schemes of the web that are let through.
const WEB_SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];
/// Schemes that do something instead of leading somewhere.
const UNSAFE_SCHEMES: [&str; 4] = ["javascript", "data", "vbscript", "blob"];

/// Reads a destination, decoded as CommonMark says. `span` is its place in the file.
pub(crate) fn parse(destination: &str, span: Span) -> Result<Target, Flaw> {
    // Browsers drop control signs and blanks inside a scheme, so that `java\nscript:` still runs.
    let bare: String =
        destination.chars().filter(|sign| !sign.is_control() && !sign.is_whitespace()).collect();
    if let Some(scheme) = scheme_of(&bare) {
        let lower = scheme.to_ascii_lowercase();
        if UNSAFE_SCHEMES.contains(&lower.as_str()) {
            return Err(Flaw {
                code: &codes::markdown::UNSAFE_LINK,
                message: format!("a `{lower}:` link is not published"),
                hint: "link to an address, or to a file of the site".to_owned(),
            });
        }
        let rest = destination.get(scheme.len() + 1..).unwrap_or_default();
        if let Some(ours) = SCHEMES.iter().find(|ours| ours.name == scheme) {
            return (ours.parse)(rest, span);
        }
        return if WEB_SCHEMES.contains(&lower.as_str()) {
            web(destination, &lower)
        } else {
            Err(unknown_scheme(scheme))
        };
    }
    parse_relative(destination)
}

/// The scheme of an address by RFC 3986: a letter, then letters, digits, `+`, `-`, `.`, up to a colon.
fn scheme_of(text: &str) -> Option<&str> {
    let (scheme, _) = text.split_once(':')?;
    let good = scheme.starts_with(|sign: char| sign.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    good.then_some(scheme)
}

fn unknown_scheme(scheme: &str) -> Flaw {
    let known = || SCHEMES.iter().map(|scheme| scheme.name).chain(WEB_SCHEMES);
    let hint = did_you_mean(scheme, known()).unwrap_or_else(|| format!("known are {}", one_of(known())));
    Flaw { code: &codes::markdown::SCHEME, message: format!("unknown scheme `{scheme}:`"), hint }
}

fn web(destination: &str, scheme: &str) -> Result<Target, Flaw> {
    let is_address = matches!(scheme, "mailto" | "tel")
        || url::Url::parse(destination).is_ok_and(|url| url.host_str().is_some());
    if is_address {
        Ok(Target::Web(destination.into()))
    } else {
        Err(Flaw::new(
            format!("`{destination}` is no address"),
            "write a whole address, such as `https://example.org/`",
        ))
    }
}

fn parse_relative(destination: &str) -> Result<Target, Flaw> {
    if destination.is_empty() {
        return Err(Flaw::new("the link leads nowhere", "write a destination between the parentheses"));
    }
    if destination.starts_with("//") {
        return Err(Flaw::new("an address without a scheme", format!("write `https:{destination}`")));
    }
    if let Some(fragment) = destination.strip_prefix('#') {
        return Ok(Target::Anchor(decode(fragment)?.as_str().into()));
    }
    let reference = story_ref(destination)?;
    let path = &reference.path;
    Ok(if path.ends_with(".md") { Target::EditionFile(reference) } else { Target::File(reference) })
}

fn decode(text: &str) -> Result<String, Flaw> {
    let decoded = percent_decode_str(text).decode_utf8();
    decoded
        .map(Into::into)
        .map_err(|_| Flaw::new("percent-encoded bytes that are no UTF-8", "encode the text as UTF-8"))
}

fn story_ref(text: &str) -> Result<StoryRef, Flaw> {
    let (path, fragment) = text.split_once('#').map_or((text, None), |(path, part)| (path, Some(part)));
    if path.is_empty() {
        return Err(Flaw::new("a path is missing", "write the path below `content/`, or its last part"));
    }
    let fragment = fragment.filter(|part| !part.is_empty()).map(decode).transpose()?;
    Ok(StoryRef { path: decode(path)?.as_str().into(), fragment: fragment.map(|part| part.as_str().into()) })
}

fn simple(rest: &str, make: fn(std::sync::Arc<str>) -> Target) -> Result<Target, Flaw> {
    if is_id(rest) { Ok(make(rest.into())) } else { Err(no_id(rest)) }
}

/// A figure may be a table's own id, and that is a file stem as it came.
fn simple_or_table(rest: &str, make: fn(std::sync::Arc<str>) -> Target) -> Result<Target, Flaw> {
    let id = decode(rest)?;
    if id.is_empty() { Err(no_id(rest)) } else { Ok(make(id.as_str().into())) }
}

fn no_id(text: &str) -> Flaw {
    Flaw::new(
        format!("`{text}` is no id"),
        "ids are lower-case letters, digits and single hyphens, a letter first",
    )
}

fn parse_unbound(rest: &str, _: Span) -> Result<Target, Flaw> {
    let reason = decode(rest)?;
    Ok(Target::Unbound(reason.as_str().into()))
}

fn split_style(text: &str) -> Result<(&str, Option<ValueStyle>), Flaw> {
    let Some((before, query)) = text.split_once('?') else { return Ok((text, None)) };
    let word = query.strip_prefix("style=");
    let style = word.and_then(|word| ValueStyle::WORDS.iter().find(|(name, _)| *name == word));
    match style {
        Some((_, style)) => Ok((before, Some(*style))),
        None => Err(Flaw::new(
            format!("`?{query}` is no style"),
            format!("write `?style=` and {}", one_of(ValueStyle::WORDS.iter().map(|(word, _)| *word))),
        )),
    }
}

fn parse_cell(rest: &str, span: Span) -> Result<Target, Flaw> {
    let (selector, style) = split_style(rest)?;
    if selector.is_empty() {
        return Err(Flaw::new("a selector is missing", "write `cell:table[key=value].column`"));
    }
    let selector = Spanned::new(decode(selector)?.as_str().into(), span);
    Ok(Target::Cell(CellBinding { selector, style: style.unwrap_or_default() }))
}

/// Operators, the longer ones first.
const OPERATORS: [(&str, Operator); 5] = [
    (">=", Operator::GreaterOrEqual),
    ("<=", Operator::LessOrEqual),
    ("==", Operator::Equal),
    (">", Operator::Greater),
    ("<", Operator::Less),
];

fn parse_fact(rest: &str, _: Span) -> Result<Target, Flaw> {
    let (rest, style) = split_style(rest)?;
    let rest = decode(rest)?;
    let found = OPERATORS.iter().filter_map(|(sign, operator)| Some((rest.find(sign)?, *sign, *operator)));
    let first = found.min_by_key(|(at, sign, _)| (*at, std::cmp::Reverse(sign.len())));
    let (ids, condition) = match first {
        None => (rest.as_str(), None),
        Some((at, sign, _)) if rest.get(..at).is_some_and(|ids| ids.ends_with('=')) => {
            return Err(Flaw::new(format!("`={sign}` is no operator"), format!("write `{sign}=`")));
        }
        Some((at, sign, operator)) => {
            let digits = rest.get(at + sign.len()..).unwrap_or_default();
            let number = Decimal::from_str_exact(digits).map_err(|_| {
                Flaw::new(
                    format!("`{digits}` is no number"),
                    "a condition is an operator and a number with `.` as mark, as in `>3.5`",
                )
            })?;
            (rest.get(..at).unwrap_or_default(), Some(Condition { operator, number }))
        }
    };
    if condition.is_some() && style.is_some() {
        return Err(Flaw::new("a condition and a style in one binding", "keep one of the two"));
    }
    let facts: Vec<FactRef> = ids.split(',').map(fact_ref).collect::<Result<_, _>>()?;
    Ok(Target::Fact(FactBinding { facts, condition, style: style.unwrap_or_default() }))
}

fn fact_ref(text: &str) -> Result<FactRef, Flaw> {
    let (investigation, id) = match text.rsplit_once('/') {
        Some((path, id)) => (Some(path), id),
        None => (None, text),
    };
    if !is_id(id) || investigation.is_some_and(str::is_empty) {
        return Err(no_id(text));
    }
    Ok(FactRef { investigation: investigation.map(Into::into), id: id.into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(text: &str) -> Target {
        parse(text, Span::default()).unwrap_or_else(|flaw| panic!("{text}: {}", flaw.message))
    }

    fn code(text: &str) -> &'static str {
        parse(text, Span::default()).expect_err(text).code.name
    }

    #[test]
    fn facts_have_conditions_styles_and_other_investigations() {
        let Target::Fact(binding) = target("fact:cloud/azure-2026-01,growth>=3.5") else { panic!("no fact") };
        assert_eq!(binding.facts.len(), 2);
        assert_eq!(binding.facts[0].investigation.as_deref(), Some("cloud"));
        assert_eq!(binding.condition.map(|condition| condition.operator), Some(Operator::GreaterOrEqual));
        let Target::Fact(binding) = target("fact:a?style=long") else { panic!("no fact") };
        assert_eq!(binding.style, ValueStyle::Long);
        assert_eq!(code("fact:a>3?style=long"), "markdown/destination");
        assert_eq!(code("fact:A"), "markdown/destination");
        assert_eq!(code("fact:a=>3"), "markdown/destination");
    }

    #[test]
    fn selectors_are_decoded() {
        let Target::Cell(cell) = target("cell:budget[country=C%C3%B4te%20d'Ivoire].spent?style=bare") else {
            panic!("no cell")
        };
        assert_eq!(&*cell.selector.value, "budget[country=Côte d'Ivoire].spent");
        assert_eq!(cell.style, ValueStyle::Bare);
    }

    #[test]
    fn code_never_runs() {
        for bad in
            ["javascript:alert(1)", "JavaScript:x", "java\nscript:x", " data:text/html,x", "vbscript:x"]
        {
            assert_eq!(code(bad), "markdown/unsafe-link", "{bad:?}");
        }
        assert_eq!(code("fct:a"), "markdown/scheme");
        assert_eq!(code("//example.org/x"), "markdown/destination");
    }

    #[test]
    fn paths_and_anchors() {
        assert_eq!(target("#part"), Target::Anchor("part".into()));
        assert!(matches!(target("../other/en.md#x"), Target::EditionFile(_)));
        assert!(
            matches!(target("files/a%20b.pdf"), Target::File(reference) if &*reference.path == "files/a b.pdf")
        );
        assert!(matches!(target("https://example.org/?q=a:b"), Target::Web(_)));
    }

    #[test]
    fn every_example_is_read() {
        for scheme in SCHEMES {
            let start = scheme.example.find("](").expect("a link") + 2;
            target(scheme.example[start..].trim_end_matches(')'));
            assert!(!scheme.summary.is_empty());
        }
    }
}
