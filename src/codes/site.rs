//! Codes about the site as a whole: site.toml, folders, addresses.

use crate::diag::{Code, Severity};

/// The site's root.
pub(crate) const NO_SITE: Code = Code {
    name: "site/no-site",
    level: Severity::Error,
    looks_at: "the site's root",
    why: "without `site.toml` there is no address, no language, nothing to publish",
    example: "a folder without `site.toml`",
    instead: "run `onrecord init DIR`, or name the folder with `--root DIR`",
    allow: "",
};

/// `base_url` of site.toml.
pub(crate) const BASE_URL: Code = Code {
    name: "site/base-url",
    level: Severity::Error,
    looks_at: "`base_url` of site.toml",
    why: "feeds, sitemaps and links between languages are built on it",
    example: "base_url = \"example.org\"",
    instead: "base_url = \"https://example.org/\"",
    allow: "",
};

/// Tags of languages in site.toml and in file names.
pub(crate) const LANGUAGE_TAG: Code = Code {
    name: "site/language-tag",
    level: Severity::Error,
    looks_at: "tags of languages in site.toml and in file names",
    why: "browsers, screen readers and search engines only know the tags of BCP 47",
    example: "languages = [\"pt-br\"]",
    instead: "languages = [\"pt-BR\"]",
    allow: "",
};

/// Languages of texts and of editions.
pub(crate) const UNKNOWN_LANGUAGE: Code = Code {
    name: "site/unknown-language",
    level: Severity::Error,
    looks_at: "languages of texts and of editions",
    why: "a language that the site does not list has no address and no switcher",
    example: "title = { fr = \"…\" }",
    instead: "languages = [\"en\", \"fr\"]",
    allow: "",
};

/// Codes in `[checks]` and in `allow` comments.
pub(crate) const UNKNOWN_CODE: Code = Code {
    name: "site/unknown-code",
    level: Severity::Error,
    looks_at: "codes in `[checks]` and in `allow` comments",
    why: "a mistyped code would silence nothing, or not what was meant",
    example: "\"translation/hege\" = \"error\"",
    instead: "\"translation/hedge\" = \"error\"",
    allow: "",
};

/// Levels in `[checks]`.
pub(crate) const LOWERED_ERROR: Code = Code {
    name: "site/lowered-error",
    level: Severity::Error,
    looks_at: "levels in `[checks]`",
    why: "an error means that what would be published is wrong",
    example: "\"link/broken\" = \"off\"",
    instead: "repair what the error reports",
    allow: "",
};

/// Files that cannot be read.
pub(crate) const UNREADABLE: Code = Code {
    name: "site/unreadable",
    level: Severity::Error,
    looks_at: "files that cannot be read",
    why: "a file that cannot be read would be missing from what is published",
    example: "a file that is not UTF-8, or of 200 MB",
    instead: "save it as UTF-8; split or shorten it",
    allow: "",
};

/// Symbolic links and paths.
pub(crate) const OUTSIDE: Code = Code {
    name: "site/outside",
    level: Severity::Error,
    looks_at: "symbolic links and paths",
    why: "what lies outside the site's folder was never meant to be published",
    example: "a link to `/etc/passwd` in `content/`",
    instead: "copy the file into the folder",
    allow: "",
};

/// Names of files and folders below `content/`.
pub(crate) const FILE_NAME: Code = Code {
    name: "site/file-name",
    level: Severity::Error,
    looks_at: "names of files and folders below `content/`",
    why: "the name of an edition is its language, and names become addresses",
    example: "content/cloud/english.md",
    instead: "content/cloud/en.md",
    allow: "",
};

/// Files below `content/` that nothing reads.
pub(crate) const UNUSED_FILE: Code = Code {
    name: "site/unused-file",
    level: Severity::Note,
    looks_at: "files below `content/` that nothing reads",
    why: "a file in the wrong place is not published, and nobody notices",
    example: "content/cloud/notes.docx",
    instead: "move it out of `content/`, or into `content/static/` if it is to be published",
    allow: "",
};

/// Addresses of all outputs.
pub(crate) const DUPLICATE_URL: Code = Code {
    name: "site/duplicate-url",
    level: Severity::Error,
    looks_at: "addresses of all outputs",
    why: "two pages at one address: one of them would be lost",
    example: "two editions with `slug = \"cloud\"`",
    instead: "give one of them another `slug`",
    allow: "",
};

/// `aliases`.
pub(crate) const REDIRECT: Code = Code {
    name: "site/redirect",
    level: Severity::Error,
    looks_at: "`aliases`",
    why: "a redirect over a page would hide it; one that leads nowhere is a dead link",
    example: "aliases = [\"/en/\"]",
    instead: "name an old address that no page has now",
    allow: "",
};

/// `menu` of site.toml.
pub(crate) const MENU: Code = Code {
    name: "site/menu",
    level: Severity::Error,
    looks_at: "`menu` of site.toml",
    why: "an entry that leads nowhere is a dead link on every page",
    example: "menu = [\"abuot\"]",
    instead: "menu = [\"about\"]",
    allow: "",
};

/// Tags of stories, once the site lists tags.
pub(crate) const UNKNOWN_TAG: Code = Code {
    name: "site/unknown-tag",
    level: Severity::Error,
    looks_at: "tags of stories, once the site lists tags",
    why: "a mistyped tag makes a list of one story that nobody finds",
    example: "tags = [\"clod\"]",
    instead: "tags = [\"cloud\"]",
    allow: "",
};

/// Ids at one level of the folder.
pub(crate) const DUPLICATE_ID: Code = Code {
    name: "site/duplicate-id",
    level: Severity::Error,
    looks_at: "ids at one level of the folder",
    why: "one of two records would win unseen",
    example: "[files] in sources.toml and @book{files} in refs.bib",
    instead: "rename one, or only add `provenance` and `copies` in sources.toml",
    allow: "",
};

/// The content folder.
pub(crate) const EMPTY: Code = Code {
    name: "site/empty",
    level: Severity::Warning,
    looks_at: "the content folder",
    why: "a site without a story is rarely meant",
    example: "an empty `content/`",
    instead: "run `onrecord new content/first`",
    allow: "",
};

/// `allow` comments and `[[allow]]`.
pub(crate) const ALLOW: Code = Code {
    name: "site/allow",
    level: Severity::Warning,
    looks_at: "`allow` comments and `[[allow]]`",
    why: "a suppression that silences nothing hides the next mistake",
    example: "<!-- allow fact/loose: rounded in the source -->",
    instead: "take it out",
    allow: "",
};

/// The form of `allow` comments and `[[allow]]`.
pub(crate) const ALLOW_FORM: Code = Code {
    name: "site/allow-form",
    level: Severity::Error,
    looks_at: "the form of `allow` comments and `[[allow]]`",
    why: "a suppression must say which code and why",
    example: "<!-- allow fact/loose -->",
    instead: "<!-- allow fact/loose: rounded in the source -->",
    allow: "",
};

/// The codes of this area.
pub(crate) const CODES: &[&Code] = &[
    &NO_SITE,
    &BASE_URL,
    &LANGUAGE_TAG,
    &UNKNOWN_LANGUAGE,
    &UNKNOWN_CODE,
    &LOWERED_ERROR,
    &UNREADABLE,
    &OUTSIDE,
    &FILE_NAME,
    &UNUSED_FILE,
    &DUPLICATE_URL,
    &REDIRECT,
    &MENU,
    &UNKNOWN_TAG,
    &DUPLICATE_ID,
    &EMPTY,
    &ALLOW,
    &ALLOW_FORM,
];
