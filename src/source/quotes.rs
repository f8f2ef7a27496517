//! `quotes.toml`: quotations on record under their ids (FORMAT section 9).

use crate::codes;
use crate::config::{check_id, tag_diagnostic};
use crate::diag::{Collector, Diagnostic, Reported};
use crate::fields::{Document, Fields, Key, Overlay, Text, key};
use crate::locale::{LangTag, Languages, Localised};
use crate::source::Quote;
use crate::source::citation::{LocatorWords, read_citations};
use crate::text::FileText;

/// Keys of `[ID]`.
pub(crate) const KEYS: &[Key] = &[
    key("exact", "text", "The words as they were said or written. Required."),
    key("language", "language", "The language they are in."),
    key("speaker", "id", "Who said it: an id of `names.toml`."),
    key("cite", "list of citations", "Where it stands: `[\"@files, p. 4\"]`."),
    key("translations", "table of language to text", "The words in other languages."),
];

/// Reads `quotes.toml`: quotations on record under their ids. `words` are those for locators beside the English ones.
pub(crate) fn read_quotes(
    file: &FileText,
    words: &LocatorWords,
    overlay: &Overlay,
    languages: &Languages,
) -> Reported<Vec<Quote>> {
    let collector = Collector::new(&file.path);
    let (document, tree) = Document::parse(&file.text, 0, &collector);
    let document = document.with_overlay(overlay);
    let entries = document.entries(&tree, &["quotes"]);
    let quotes = entries.iter().filter_map(|entry| {
        check_id(entry, &collector);
        let fields = entry.table(KEYS)?;
        let exact = fields.text("exact");
        if exact.is_none() && fields.lacks("exact") {
            fields.missing("exact", "add the words as they were said or written: `exact = \"…\"`");
        }
        let translations = read_translations(&fields, languages);
        let cite = read_citations(&fields.texts("cite"), words, &collector);
        Some(Quote {
            id: entry.id.value.clone(),
            place: collector.place(entry.id.span),
            language: read_language(&fields),
            speaker: fields.text("speaker"),
            cite,
            translations,
            // Last, so that the mistakes of all others are told too.
            // One without words is on record all the same: those who use its id made no mistake.
            exact: exact.unwrap_or_else(|| Text::new(entry.id.value.clone(), collector.place(entry.id.span))),
        })
    });
    let quotes = quotes.collect();
    Reported::new(quotes, collector.finish())
}

/// Any language, of the site or not.
fn read_language(fields: &Fields<'_>) -> Option<LangTag> {
    let text = fields.text("language")?;
    match LangTag::parse(&text.value) {
        Ok(tag) => Some(tag),
        Err(error) => {
            fields.collector().add(tag_diagnostic(&text, error));
            None
        }
    }
}

/// The words in languages of the site; none of them is required.
fn read_translations(fields: &Fields<'_>, languages: &Languages) -> Vec<(LangTag, Text)> {
    let languages = Languages { needed: Vec::new(), ..languages.clone() };
    let Some(found) = Localised::read(fields, "translations", &languages) else { return Vec::new() };
    if let Some((None, text)) = found.iter().next() {
        let message = "`translations` must say which language it is in";
        let diagnostic = Diagnostic::new(&codes::toml::TYPE, text.place.clone(), message);
        fields
            .collector()
            .add(diagnostic.hint("write a table of language to text: `translations = { … = \"…\" }`"));
    }
    found.iter().filter_map(|(tag, text)| Some((tag?.clone(), text.clone()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<Quote>, Vec<String>) {
        let tag = |tag| LangTag::parse(tag).expect("a tag");
        let languages = Languages {
            listed: vec![tag("en"), tag("pt-BR")].into(),
            needed: vec![tag("pt-BR")],
            original: None,
        };
        let file = FileText::new("quotes.toml", text);
        let mut diagnostics = Vec::new();
        let words: &LocatorWords = &[];
        let quotes = read_quotes(&file, words, &Overlay::default(), &languages).into(&mut diagnostics);
        (quotes, diagnostics.into_iter().map(|one| one.code.name.to_owned()).collect())
    }

    #[test]
    fn an_entry_is_read_whole() {
        let text = r#"[terms]
exact = "We have no evidence."
language = "en"
speaker = "doe"
cite = ["@files, p. 4", "@doe; @roe"]
translations = { pt-BR = "Não temos provas." }
"#;
        let (quotes, said) = read(text);
        assert_eq!(said, [""; 0]);
        let quote = &quotes[0];
        assert_eq!(quote.translations.len(), 1);
        let keys: Vec<&str> =
            quote.cite.iter().flat_map(|one| one.cites.iter()).map(|cite| &*cite.key.value).collect();
        assert_eq!(keys, ["files", "doe", "roe"]);
        let span = quote.cite[0].cites[0].key.span;
        assert_eq!(text.get(span.range()), Some("@files"));
    }

    #[test]
    fn mistakes_are_reported() {
        let (quotes, said) = read(
            "[a]\nlanguage = \"EN\"\ncite = [\"p. 4\"]\n[b]\nexact = \"x\"\ntranslations = \"y\"\n[c]\nexact = \"x\"\ntranslations = { fr = \"z\" }\n",
        );
        assert_eq!(quotes.len(), 3, "one without words is on record all the same");
        assert_eq!(
            said,
            ["toml/missing-key", "cite/syntax", "site/language-tag", "toml/type", "site/unknown-language"]
        );
    }
}
