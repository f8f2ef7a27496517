//! `names.toml`: people, organisations, places and terms under their ids (FORMAT section 9).

use std::sync::Arc;

use crate::codes;
use crate::config::check_id;
use crate::diag::{Collector, Diagnostic, Reported, did_you_mean, one_of};
use crate::fields::{Document, Fields, Key, Overlay, Text, key};
use crate::locale::{LangTag, Languages, Localised};
use crate::source::address::read_address;
use crate::source::{Name, NameKind};
use crate::text::{FileText, Span};

/// Keys of `[ID]`.
pub(crate) const KEYS: &[Key] = &[
    key("kind", "word", "`person`, `organisation`, `place` or `term`. Required."),
    key("name", "localised text", "As readers see it; one text is never translated. Required."),
    key("short", "localised text", "A short form."),
    key("forms", "table of language to list of text", "Inflected forms that count as the name."),
    key("url", "address", "Its page on the web."),
    key("orcid", "text", "ORCID iD of a person, such as `0000-0002-1825-0097`."),
    key("role", "localised text", "What a person is."),
    key("affiliation", "localised text", "Where a person belongs: words, or the id of an organisation."),
];

/// Reads `names.toml`: people, organisations, places and terms under their ids.
pub(crate) fn read_names(file: &FileText, overlay: &Overlay, languages: &Languages) -> Reported<Vec<Name>> {
    let collector = Collector::new(&file.path);
    let (document, tree) = Document::parse(&file.text, 0, &collector);
    let document = document.with_overlay(overlay);
    let entries = document.entries(&tree, &["names"]);
    let names = entries.iter().filter_map(|entry| {
        check_id(entry, &collector);
        let fields = entry.table(KEYS)?;
        let kind = fields.choice("kind", NameKind::WORDS);
        if fields.lacks("kind") {
            fields.missing("kind", "add `kind = \"person\"`, `\"organisation\"`, `\"place\"` or `\"term\"`");
        }
        Some(Name {
            id: entry.id.value.clone(),
            place: collector.place(entry.id.span),
            kind: kind.map_or(NameKind::Term, |kind| kind.value),
            short: Localised::read(&fields, "short", languages),
            forms: read_forms(&fields, languages),
            url: read_address(&fields, "url", &codes::toml::VALUE),
            orcid: read_orcid(&fields),
            role: Localised::read(&fields, "role", languages),
            affiliation: Localised::read(&fields, "affiliation", languages),
            // Last, so that the mistakes of all others are told too.
            // A name without one is on record all the same: those who use its id made no mistake.
            name: Localised::require(&fields, "name", languages).unwrap_or_else(|| {
                Localised::everywhere(Text::new(entry.id.value.clone(), collector.place(entry.id.span)))
            }),
        })
    });
    let names = names.collect();
    Reported::new(names, collector.finish())
}

fn read_forms(fields: &Fields<'_>, languages: &Languages) -> Vec<(LangTag, Arc<str>)> {
    if !fields.has("forms") {
        return Vec::new();
    }
    let mut forms = Vec::new();
    for entry in fields.entries("forms") {
        let texts = entry.texts();
        if let Some(tag) = listed(&entry.id.value, entry.id.span, languages, fields.collector()) {
            let words = texts.into_iter().map(|text| text.value).filter(|text| !text.trim().is_empty());
            forms.extend(words.map(|text| (tag.clone(), text)));
        }
    }
    forms
}

/// A language of the site; another one is reported.
fn listed<'a>(
    name: &str,
    span: Span,
    languages: &'a Languages,
    collector: &Collector,
) -> Option<&'a LangTag> {
    let found = languages.listed.iter().find(|tag| tag.as_str() == name);
    if found.is_none() {
        let tags = || languages.listed.iter().map(LangTag::as_str);
        collector.add(
            Diagnostic::new(
                &codes::site::UNKNOWN_LANGUAGE,
                collector.place(span),
                format!("`{name}` is no language of this site"),
            )
            .maybe_hint(did_you_mean(name, tags()))
            .hint(format!("`languages` in site.toml lists {}", one_of(tags()))),
        );
    }
    found
}

/// An ORCID iD: four groups of four, the last sign a check digit (ISO 7064, MOD 11-2).
fn read_orcid(fields: &Fields<'_>) -> Option<Text> {
    let text = fields.text("orcid")?;
    let report = |message: String, hint: String| {
        let diagnostic = Diagnostic::new(&codes::toml::VALUE, text.place.clone(), message);
        fields.collector().add(diagnostic.hint(hint));
    };
    let bare =
        text.value.trim().trim_start_matches("https://orcid.org/").trim_start_matches("http://orcid.org/");
    let groups: Vec<&str> = bare.split('-').collect();
    let signs: Vec<u32> = bare
        .chars()
        .filter(|sign| *sign != '-')
        .map(|sign| if sign == 'X' { Some(10) } else { sign.to_digit(10) })
        .collect::<Option<_>>()
        .unwrap_or_default();
    let is_shaped = groups.len() == 4 && groups.iter().all(|group| group.len() == 4) && signs.len() == 16;
    let Some((check, digits)) = signs.split_last().filter(|(_, digits)| is_shaped && !digits.contains(&10))
    else {
        report(format!("`{}` is no ORCID iD", text.value), "it looks like `0000-0002-1825-0097`".to_owned());
        return None;
    };
    let total = digits.iter().fold(0, |total, digit| (total + digit) * 2 % 11);
    if (12 - total) % 11 != *check {
        report(
            format!("the check digit of `{bare}` is wrong"),
            "compare it with the person's ORCID page".to_owned(),
        );
        return None;
    }
    Some(Text::new(bare.into(), text.place.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<Name>, Vec<String>) {
        let tag = |tag| LangTag::parse(tag).expect("a tag");
        let languages = Languages {
            listed: vec![tag("en"), tag("pl")].into(),
            needed: vec![tag("en"), tag("pl")],
            original: None,
        };
        let file = FileText::new("names.toml", text);
        let mut diagnostics = Vec::new();
        let names = read_names(&file, &Overlay::default(), &languages).into(&mut diagnostics);
        (names, diagnostics.into_iter().map(|one| format!("{}: {}", one.code.name, one.message)).collect())
    }

    #[test]
    fn an_entry_is_read_whole() {
        let (names, said) = read(
            r#"[carberry]
kind = "person"
name = "Josiah Carberry"
short = { en = "Carberry", pl = "Carberry" }
forms = { pl = ["Carberry'ego", "Carberry'emu"], en = "Carberry’s" }
url = "https://example.org/carberry"
orcid = "https://orcid.org/0000-0002-1825-0097"
role = { en = "professor", pl = "profesor" }
affiliation = "brown"
"#,
        );
        assert_eq!(said, [""; 0]);
        let name = &names[0];
        assert_eq!((&*name.id, name.kind), ("carberry", NameKind::Person));
        assert_eq!(name.forms.len(), 3);
        assert_eq!(name.orcid.as_ref().map(|orcid| &*orcid.value), Some("0000-0002-1825-0097"));
    }

    /// Check digits as ORCID's own documentation computes them; `0000-0001-5000-0007` is its example too.
    #[test]
    fn orcid_check_digits_are_verified() {
        let orcid = |orcid: &str| {
            let (names, said) = read(&format!("[a]\nkind = \"person\"\nname = \"A\"\norcid = \"{orcid}\"\n"));
            assert_eq!(names[0].orcid.is_some(), said.is_empty(), "{orcid}");
            said.is_empty()
        };
        for good in
            ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X", "0000-0001-5000-0007"]
        {
            assert!(orcid(good), "{good}");
        }
        for bad in
            ["0000-0002-1825-0098", "0000-0002-1694-2330", "0000000218250097", "X000-0002-1825-0097", "----"]
        {
            assert!(!orcid(bad), "{bad}");
        }
    }

    #[test]
    fn mistakes_are_reported() {
        let (names, said) = read(
            "[a]\nname = \"A\"\n[b]\nkind = \"persn\"\nname = { de = \"B\", en = \"B\" }\nurl = \"example.org\"\nforms = { fr = \"x\" }\n[c]\nkind = \"term\"\n",
        );
        assert_eq!(names.len(), 3, "one without a name is on record all the same");
        let codes: Vec<&str> = said.iter().filter_map(|one| one.split(": ").next()).collect();
        let expected = [
            "toml/missing-key",
            "toml/value",
            "site/unknown-language",
            "toml/value",
            "site/unknown-language",
            "translation/missing-text",
            "toml/missing-key",
        ];
        assert_eq!(codes, expected, "{said:#?}");
    }
}
