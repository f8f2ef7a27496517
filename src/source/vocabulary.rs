//! The closed lists of CSL 1.0.2: item types, variables, terms.
//!
//! Names are those of the CSL schema (`csl-types.rnc`, `csl-variables.rnc`, `csl-terms.rnc`). What writers give is
//! checked against them; the words of a language are looked up by them.

/// Item types (appendix III of the specification).
#[rustfmt::skip]
pub(crate) const TYPES: &[&str] = &[
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast",
    "chapter", "classic", "collection", "dataset", "document", "entry", "entry-dictionary",
    "entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview", "legal_case", "legislation",
    "manuscript", "map", "motion_picture", "musical_score", "pamphlet", "paper-conference", "patent",
    "performance", "periodical", "personal_communication", "post", "post-weblog", "regulation", "report",
    "review", "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
];

/// Standard variables, number variables among them (appendix IV), in the order of their bytes.
#[rustfmt::skip]
pub(crate) const TEXTS: &[&str] = &[
    "DOI", "ISBN", "ISSN", "PMCID", "PMID", "URL", "abstract", "annote", "archive", "archive-place",
    "archive_collection", "archive_location", "authority", "call-number", "chapter-number", "citation-key",
    "citation-label", "citation-number", "collection-number", "collection-title", "container-title",
    "container-title-short", "dimensions", "division", "edition", "event-place", "event-title",
    "first-reference-note-number", "genre", "issue", "jurisdiction", "keyword", "language", "license",
    "locator", "medium", "note", "number", "number-of-pages", "number-of-volumes", "original-publisher",
    "original-publisher-place", "original-title", "page", "page-first", "part-number", "part-title",
    "printing-number", "publisher", "publisher-place", "references", "reviewed-genre", "reviewed-title",
    "scale", "section", "source", "status", "supplement-number", "title", "title-short", "version", "volume",
    "volume-title", "year-suffix",
];

/// Those of [`TEXTS`] that hold numbers.
#[rustfmt::skip]
pub(crate) const NUMBERS: &[&str] = &[
    "chapter-number", "citation-number", "collection-number", "edition", "first-reference-note-number",
    "issue", "locator", "number", "number-of-pages", "number-of-volumes", "page", "page-first",
    "part-number", "printing-number", "section", "supplement-number", "version", "volume",
];

/// Those of [`TEXTS`] that the processor makes: no source can give them.
pub(crate) const GENERATED: &[&str] =
    &["citation-number", "first-reference-note-number", "locator", "year-suffix"];

/// Those of [`TEXTS`] that lead to a thing: of one that not everybody may see they stay at the desk.
#[rustfmt::skip]
pub(crate) const LOCATING: &[&str] = &[
    "DOI", "PMCID", "PMID", "URL", "archive", "archive-place", "archive_collection", "archive_location",
    "call-number", "source",
];

/// Name variables, in the order of their bytes.
#[rustfmt::skip]
pub(crate) const NAMES: &[&str] = &[
    "author", "chair", "collection-editor", "compiler", "composer", "container-author", "contributor",
    "curator", "director", "editor", "editor-translator", "editorial-director", "executive-producer",
    "guest", "host", "illustrator", "interviewer", "narrator", "organizer", "original-author", "performer",
    "producer", "recipient", "reviewed-author", "script-writer", "series-creator", "translator",
];

/// Date variables, in the order of their bytes.
pub(crate) const DATES: &[&str] =
    &["accessed", "available-date", "event-date", "issued", "original-date", "submitted"];

/// Terms (appendix II) but ordinals, in the order of their bytes.
#[rustfmt::skip]
pub(crate) const TERMS: &[&str] = &[
    "accessed", "act", "ad", "advance-online-publication", "album", "and", "and others", "anonymous",
    "appendix", "article", "article-journal", "article-locator", "article-magazine", "article-newspaper",
    "at", "audio-recording", "author", "available at", "bc", "bce", "bill", "book", "broadcast", "by",
    "canon", "ce", "chair", "chapter", "chapter-number", "circa", "citation-number", "cited", "classic",
    "close-inner-quote", "close-quote", "collection", "collection-editor", "collection-number", "colon",
    "column", "comma", "compiler", "composer", "container-author", "contributor", "curator", "dataset",
    "director", "document", "edition", "editor", "editor-translator", "editorial-director",
    "editortranslator", "elocation", "entry", "entry-dictionary", "entry-encyclopedia", "equation", "et-al",
    "event", "executive-producer", "figure", "film", "first-reference-note-number", "folio", "forthcoming",
    "from", "graphic", "guest", "hearing", "henceforth", "host", "ibid", "illustrator", "in", "in press",
    "internet", "interview", "interviewer", "issue", "legal_case", "legislation", "letter", "line",
    "loc-cit", "manuscript", "map", "month-01", "month-02", "month-03", "month-04", "month-05", "month-06",
    "month-07", "month-08", "month-09", "month-10", "month-11", "month-12", "motion_picture",
    "musical_score", "narrator", "no date", "no-place", "no-publisher", "note", "number", "number-of-pages",
    "number-of-volumes", "on", "online", "op-cit", "open-inner-quote", "open-quote", "opus", "organizer",
    "original-author", "original-work-published", "page", "page-first", "page-range-delimiter", "pamphlet",
    "paper-conference", "paragraph", "part", "part-number", "patent", "performance", "performer",
    "periodical", "personal-communication", "personal_communication", "podcast", "podcast-episode", "post",
    "post-weblog", "preprint", "presented at", "printing", "printing-number", "producer", "radio-broadcast",
    "radio-series", "radio-series-episode", "recipient", "reference", "regulation", "report", "retrieved",
    "review", "review-book", "review-of", "reviewed-author", "rule", "scale", "scene", "script-writer",
    "season-01", "season-02", "season-03", "season-04", "section", "semicolon", "series-creator", "software",
    "song", "special-issue", "special-section", "speech", "standard", "sub-verbo", "supplement",
    "supplement-number", "table", "television-broadcast", "television-series", "television-series-episode",
    "thesis", "timestamp", "title-locator", "translator", "treaty", "verse", "version", "video", "volume",
    "webpage", "working-paper",
];

/// Older and other names of variables that CSL-JSON uses, with today's.
const ALIASES: &[(&str, &str)] = &[
    ("event", "event-title"),
    ("journalAbbreviation", "container-title-short"),
    ("part", "part-number"),
    ("printing", "printing-number"),
    ("shortTitle", "title-short"),
    ("supplement", "supplement-number"),
];

/// Today's name of a variable that older data and styles name otherwise; any other name as it is.
pub(crate) fn current_name(name: &str) -> &str {
    ALIASES.iter().find(|(old, _)| *old == name).map_or(name, |(_, new)| new)
}

/// Every name that a variable may have, for "did you mean".
pub(crate) fn variables() -> impl Iterator<Item = &'static str> + Clone {
    TEXTS.iter().chain(NAMES).chain(DATES).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_in_order_so_that_names_are_found() {
        for list in [TYPES, TEXTS, NUMBERS, LOCATING, NAMES, DATES, TERMS] {
            assert!(list.windows(2).all(|pair| pair[0] < pair[1]), "{list:?}");
        }
        for name in NUMBERS.iter().chain(GENERATED).chain(LOCATING) {
            assert!(TEXTS.contains(name), "{name}");
        }
    }
}
