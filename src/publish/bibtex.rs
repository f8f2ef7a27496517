//! Sources as entries of a .bib file, in the fields and types of biblatex.

use std::fmt::Write as _;

use crate::publish::exported::Exported;
use crate::source::{CslDate, CslName};

/// Entry types by CSL types; any other is `misc`.
const TYPES: &[(&str, &str)] = &[
    ("article", "article"),
    ("article-journal", "article"),
    ("article-magazine", "article"),
    ("article-newspaper", "article"),
    ("book", "book"),
    ("chapter", "incollection"),
    ("collection", "collection"),
    ("dataset", "dataset"),
    ("entry", "inreference"),
    ("entry-dictionary", "inreference"),
    ("entry-encyclopedia", "inreference"),
    ("manuscript", "unpublished"),
    ("pamphlet", "booklet"),
    ("paper-conference", "inproceedings"),
    ("patent", "patent"),
    ("periodical", "periodical"),
    ("post", "online"),
    ("post-weblog", "online"),
    ("report", "report"),
    ("software", "software"),
    ("thesis", "thesis"),
    ("webpage", "online"),
];

/// Fields by CSL variables, where one is the other whatever the type.
const FIELDS: &[(&str, &str)] = &[
    ("title", "title"),
    ("title-short", "shorttitle"),
    ("publisher-place", "location"),
    ("volume", "volume"),
    ("number-of-volumes", "volumes"),
    ("issue", "issue"),
    ("edition", "edition"),
    ("chapter-number", "chapter"),
    ("collection-title", "series"),
    ("event-title", "eventtitle"),
    ("event-place", "venue"),
    ("version", "version"),
    ("number-of-pages", "pagetotal"),
    ("ISBN", "isbn"),
    ("ISSN", "issn"),
];

/// Roles by CSL variables.
const ROLES: &[(&str, &str)] = &[
    ("author", "author"),
    ("editor", "editor"),
    ("translator", "translator"),
    ("container-author", "bookauthor"),
];

/// The entries.
pub(crate) fn write(sources: &[Exported<'_>]) -> String {
    let entries: Vec<String> = sources.iter().map(entry).collect();
    entries.join("\n")
}

fn entry(source: &Exported<'_>) -> String {
    let kind = TYPES.iter().find(|(csl, _)| *csl == source.kind).map_or("misc", |(_, kind)| kind);
    let mut entry = format!("@{kind}{{{},\n", key(&source.id));
    for (csl, role) in ROLES {
        let names = source.names.iter().find(|(name, _)| name == csl);
        let names: Vec<String> = names.iter().flat_map(|(_, names)| names).map(name).collect();
        field(&mut entry, role, &names.join(" and "));
    }
    for (csl, name) in FIELDS {
        field(&mut entry, name, &escape(source.text(csl)));
    }
    field(&mut entry, container(kind), &escape(source.text("container-title")));
    let publisher = if matches!(kind, "report" | "thesis") { "institution" } else { "publisher" };
    let published = source.text("publisher");
    let published = if published.is_empty() { source.text("authority") } else { published };
    field(&mut entry, if kind == "misc" { "organization" } else { publisher }, &escape(published));
    field(&mut entry, if kind == "misc" { "howpublished" } else { "type" }, &escape(source.text("genre")));
    field(&mut entry, "number", &escape(source.text("number")));
    field(&mut entry, "pages", &escape(source.text("page")).replace(['-', '–'], "--"));
    field(&mut entry, "date", &source.date("issued").map(date).unwrap_or_default());
    field(&mut entry, "doi", &verbatim(source.text("DOI")));
    field(&mut entry, "url", &verbatim(source.text("URL")));
    field(&mut entry, "urldate", &source.date("accessed").map(date).unwrap_or_default());
    field(&mut entry, "langid", &escape(source.text("language")));
    entry.push_str("}\n");
    entry
}

/// What the container of an entry is called.
fn container(kind: &str) -> &'static str {
    match kind {
        "article" | "periodical" => "journaltitle",
        "incollection" | "inproceedings" | "inreference" => "booktitle",
        _ => "maintitle",
    }
}

fn field(entry: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        let _ = writeln!(entry, "  {name} = {{{value}}},");
    }
}

/// A name as "von Last, Jr, First"; one that is not split stands in braces of its own.
fn name(name: &CslName) -> String {
    let part = |text: &Option<std::sync::Arc<str>>| escape(text.as_deref().unwrap_or_default());
    if name.family.is_none() {
        let whole = if name.literal.is_some() { part(&name.literal) } else { part(&name.given) };
        return format!("{{{whole}}}");
    }
    let mut family = [part(&name.dropping_particle), part(&name.non_dropping_particle), part(&name.family)]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    for more in [part(&name.suffix), part(&name.given)] {
        if !more.is_empty() {
            family = format!("{family}, {more}");
        }
    }
    family
}

/// A date as biblatex reads it (EDTF); words that are no date are left out.
fn date(date: &CslDate) -> String {
    match date {
        CslDate::Known { from, to, circa } => {
            let to = to.map(|to| format!("/{to}")).unwrap_or_default();
            format!("{from}{}{to}", if *circa { "~" } else { "" })
        }
        CslDate::Literal(_) => String::new(),
    }
}

/// A key without signs that end one.
fn key(id: &str) -> String {
    let is_plain = |sign: &char| sign.is_ascii_alphanumeric() || "-_:./+".contains(*sign);
    id.chars().map(|sign| if is_plain(&sign) { sign } else { '-' }).collect()
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => out.extend(['\\', sign]),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            sign if sign.is_whitespace() => out.push(' '),
            sign => out.push(sign),
        }
    }
    out
}

/// An address: nothing is escaped in it, so braces and blanks are encoded as addresses have them.
fn verbatim(text: &str) -> String {
    text.replace('{', "%7B").replace('}', "%7D").replace(char::is_whitespace, "%20")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_its_field() {
        assert_eq!(escape("50 % of {A} & B_c\\"), "50 \\% of \\{A\\} \\& B\\_c\\textbackslash{}");
        assert_eq!(verbatim("https://a.example/{x} y"), "https://a.example/%7Bx%7D%20y");
        assert_eq!(key("Müller, 2024"), "M-ller--2024");
    }

    #[test]
    fn names_keep_their_parts() {
        let of =
            |family: Option<&str>, particle: Option<&str>, given: Option<&str>, literal: Option<&str>| {
                name(&CslName {
                    family: family.map(Into::into),
                    non_dropping_particle: particle.map(Into::into),
                    given: given.map(Into::into),
                    literal: literal.map(Into::into),
                    ..CslName::default()
                })
            };
        assert_eq!(of(Some("Cruz"), Some("de la"), Some("Ana"), None), "de la Cruz, Ana");
        assert_eq!(of(None, None, None, Some("River & Works")), "{River \\& Works}");
    }
}
