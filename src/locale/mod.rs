//! Languages: tags (BCP 47), direction, and texts that exist in several of them.

pub(crate) mod common_words;
pub(crate) mod directions;
pub(crate) mod messages;

pub(crate) mod numbering;

pub(crate) mod dates;

pub(crate) mod format;

pub(crate) mod lexicon;

use std::fmt;
use std::sync::Arc;

use icu_locale::{Locale, LocaleDirectionality};
use serde::{Serialize, Serializer};

use crate::codes;
use crate::diag::{Collector, Diagnostic, Place, did_you_mean, one_of};
use crate::fields::{Entry, Fields, Text};

/// A language tag of BCP 47 in canonical case, such as `en` or `pt-BR`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct LangTag(Arc<str>);

/// Why a text is no tag in canonical case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TagError {
    /// A tag, written in another letter case or order than the canonical one.
    NotCanonical(String),
    /// A tag with an extension of Unicode (`-u-`), which only `languages` of site.toml may have; this is it without.
    Extended(LangTag),
    /// No tag at all.
    NotATag,
}

impl TagError {
    /// The tag that was meant, if it is certain.
    pub(crate) fn meant(&self) -> Option<LangTag> {
        match self {
            TagError::NotCanonical(canonical) => LangTag::parse(canonical).ok(),
            TagError::Extended(tag) => Some(tag.clone()),
            TagError::NotATag => None,
        }
    }
}

impl LangTag {
    /// Reads a tag; only the canonical form is taken, since file names and addresses are made of it.
    pub(crate) fn parse(text: &str) -> Result<LangTag, TagError> {
        let mut locale = Locale::try_from_str(text).map_err(|_| TagError::NotATag)?;
        if !locale.extensions.unicode.is_empty() {
            locale.extensions.unicode.clear();
            return Err(TagError::Extended(LangTag(locale.to_string().into())));
        }
        let canonical = locale.to_string();
        if canonical == text { Ok(LangTag(text.into())) } else { Err(TagError::NotCanonical(canonical)) }
    }

    /// The tag as written.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The tag as it stands in addresses: lower case.
    pub(crate) fn slug(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    /// For ICU4X.
    pub(crate) fn locale(&self) -> Locale {
        Locale::try_from_str(&self.0).unwrap_or(Locale::UNKNOWN)
    }

    /// The way its script runs.
    pub(crate) fn direction(&self) -> Direction {
        let directionality = LocaleDirectionality::new_common();
        if directionality.is_right_to_left(&self.locale().id) { Direction::Rtl } else { Direction::Ltr }
    }

    /// The tag and ever shorter forms of it, as RFC 4647 section 3.4 (lookup): `pt-BR`, `pt`.
    pub(crate) fn fallbacks(&self) -> impl Iterator<Item = &str> {
        let mut next = Some(self.as_str());
        std::iter::from_fn(move || {
            let current = next?;
            next = current.rsplit_once('-').map(|(shorter, _)| shorter);
            Some(current)
        })
    }

    /// The primary language subtag.
    pub(crate) fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }
}

impl fmt::Display for LangTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for LangTag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// The way a script runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of `dir`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

/// A text in one or several languages. One text without a language stands for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Localised {
    texts: Vec<(Option<LangTag>, Text)>,
}

impl Localised {
    /// Reads a localised key: a text, or a table of tag to text, together with the editions' strings files.
    ///
    /// `None` if nothing stands there. Tags that the site does not list are reported and left out.
    pub(crate) fn read(fields: &Fields<'_>, key: &str, languages: &Languages) -> Option<Localised> {
        Localised::from_named(fields.named_texts(key), languages, fields.collector())
    }

    /// The same, and reports the key if it is absent.
    pub(crate) fn require(fields: &Fields<'_>, key: &str, languages: &Languages) -> Option<Localised> {
        let found = Localised::read(fields, key, languages);
        if found.is_none() && !fields.has(key) {
            fields.missing(key, format!("add `{key} = {}`", languages.example()));
        }
        found
    }

    /// Reads an entry under an id of the user's, such as a tag's title.
    pub(crate) fn read_entry(
        entry: &Entry<'_>,
        languages: &Languages,
        collector: &Collector,
    ) -> Option<Localised> {
        Localised::from_named(entry.named_texts(), languages, collector)
    }

    fn from_named(
        named: Vec<(Option<Text>, Text)>,
        languages: &Languages,
        collector: &Collector,
    ) -> Option<Localised> {
        let mut texts: Vec<(Option<LangTag>, Text)> = Vec::new();
        for (name, text) in named {
            let Some(name) = name else {
                texts.push((None, text));
                continue;
            };
            match languages.find(&name.value) {
                Some(tag) => texts.push((Some(tag.clone()), text)),
                None => {
                    let listed = || languages.listed.iter().map(LangTag::as_str);
                    let message = format!("`{}` is no language of this site", name.value);
                    collector.add(
                        Diagnostic::new(&codes::site::UNKNOWN_LANGUAGE, name.place, message)
                            .maybe_hint(did_you_mean(&name.value, listed()))
                            .hint(format!("`languages` in site.toml lists {}", one_of(listed()))),
                    );
                }
            }
        }
        // The original's stands in for one that a language lacks.
        if let Some(original) = &languages.original {
            texts.sort_by_key(|(tag, _)| tag.as_ref() != Some(original));
        }
        let localised = Localised { texts };
        let first = localised.texts.first()?.1.clone();
        if localised.texts.iter().all(|(tag, _)| tag.is_some()) {
            let missing = languages.needed.iter().filter(|tag| localised.get(tag).is_none());
            let missing: Vec<Arc<str>> = missing.map(|tag| tag.as_str().into()).collect();
            if !missing.is_empty() {
                collector.add(missing_text(first.place, missing));
            }
        }
        Some(localised)
    }

    /// The same text for all languages.
    pub(crate) fn everywhere(text: Text) -> Self {
        Localised { texts: vec![(None, text)] }
    }

    /// The text in a language: its own, else the one for all.
    pub(crate) fn get(&self, tag: &LangTag) -> Option<&Text> {
        let own = self.texts.iter().find(|(other, _)| other.as_ref() == Some(tag));
        own.or_else(|| self.texts.iter().find(|(other, _)| other.is_none())).map(|(_, text)| text)
    }

    /// The text in a language, else any with the language it is in: for what must be shown in any case.
    pub(crate) fn get_or_any(&self, tag: &LangTag) -> Option<(&Text, Option<&LangTag>)> {
        if let Some(text) = self.get(tag) {
            return Some((text, None));
        }
        self.texts.first().map(|(other, text)| (text, other.as_ref()))
    }

    /// All texts with their languages.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Option<&LangTag>, &Text)> {
        self.texts.iter().map(|(tag, text)| (tag.as_ref(), text))
    }
}

/// A text that some languages lack.
pub(crate) fn missing_text(place: Place, languages: Vec<Arc<str>>) -> Diagnostic {
    let message = format!("this text is missing in {}", languages.join(", "));
    let finding = Diagnostic::new(&codes::translation::MISSING_TEXT, place, message)
        .hint("add it here, or under the same path in the edition's own strings file");
    Diagnostic { languages, ..finding }
}

/// Which languages a text may have, and which it must have.
#[derive(Clone, Debug)]
pub(crate) struct Languages {
    /// `languages` of site.toml, in its order.
    pub listed: Arc<[LangTag]>,
    /// Those in which a text is required here.
    pub needed: Vec<LangTag>,
    /// That of the original, where all texts are of one story.
    pub original: Option<LangTag>,
}

impl Languages {
    fn find(&self, name: &str) -> Option<&LangTag> {
        self.listed.iter().find(|tag| tag.as_str() == name)
    }

    fn example(&self) -> String {
        let texts: Vec<String> = self.needed.iter().take(3).map(|tag| format!("{tag} = \"…\"")).collect();
        if self.needed.len() < 2 { "\"…\"".to_owned() } else { format!("{{ {} }}", texts.join(", ")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_canonical_tags_are_taken() {
        assert!(LangTag::parse("pt-BR").is_ok());
        assert_eq!(LangTag::parse("pt-br"), Err(TagError::NotCanonical("pt-BR".into())));
        assert_eq!(LangTag::parse("english!"), Err(TagError::NotATag));
        let hindi = LangTag::parse("hi").expect("a tag");
        assert_eq!(LangTag::parse("hi-u-nu-deva"), Err(TagError::Extended(hindi)));
    }

    #[test]
    fn direction_follows_the_script() {
        let direction = |tag| LangTag::parse(tag).map(|tag| tag.direction());
        assert_eq!(direction("ar"), Ok(Direction::Rtl));
        assert_eq!(direction("he"), Ok(Direction::Rtl));
        assert_eq!(direction("ja"), Ok(Direction::Ltr));
    }

    #[test]
    fn fallbacks_grow_shorter() {
        let tag = LangTag::parse("zh-Hant-TW").expect("a tag");
        assert_eq!(tag.fallbacks().collect::<Vec<_>>(), ["zh-Hant-TW", "zh-Hant", "zh"]);
    }
}
