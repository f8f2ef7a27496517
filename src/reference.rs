//! The reference: everything that the registries know, as Markdown. `onrecord explain` prints parts of it,
//! `docs/reference.md` is all of it but what is said of each chart form, which makes `docs/forms.md`.

use std::fmt::Write as _;

use crate::chart::entry::CHART_KEYS;
use crate::chart::forms::{Form, Needs};
use crate::chart::options::Across;
use crate::chart::spec::FORMS;
use crate::codes;
use crate::config;
use crate::data::description;
use crate::diag::{Code, Severity};
use crate::edition::lock;
use crate::fact;
use crate::fields::KeyList;
use crate::figure;
use crate::locale::lexicon;
use crate::prose::scheme::SCHEMES;
use crate::quantity::Bound;
use crate::render::functions::TEMPLATE_FUNCTIONS;
use crate::render::theme::{self, TEMPLATES};
use crate::site::versions;
use crate::source;
use crate::story::blocks::BLOCKS;
use crate::story::front_matter;

/// One thing that can be explained: its name, one sentence, and the whole text as Markdown.
pub(crate) struct Topic {
    /// As one asks for it: `fact/hedge`, `column`, `site.toml`.
    pub(crate) name: String,
    /// What kind of thing it is: "code", "chart form", "keys" …
    pub(crate) kind: &'static str,
    /// One sentence.
    pub(crate) summary: String,
    /// Markdown.
    pub(crate) text: String,
}

/// Every key list of every file, in the order of the reference.
pub(crate) fn key_lists() -> impl Iterator<Item = &'static KeyList> {
    [
        config::KEY_LISTS,
        front_matter::KEY_LISTS,
        description::KEY_LISTS,
        figure::KEY_LISTS,
        fact::file::KEY_LISTS,
        fact::sign_off::KEY_LISTS,
        source::file::KEY_LISTS,
        versions::KEY_LISTS,
        lock::KEY_LISTS,
        theme::KEY_LISTS,
    ]
    .into_iter()
    .flatten()
}

/// Everything that can be explained, in the order of the reference.
pub(crate) fn topics() -> Vec<Topic> {
    let mut topics: Vec<Topic> = key_lists().map(keys).collect();
    topics.extend(SCHEMES.iter().map(|scheme| {
        let text = format!("{}\n\n```markdown\n{}\n```\n", scheme.summary, scheme.example);
        Topic {
            name: format!("{}:", scheme.name),
            kind: "link scheme",
            summary: scheme.summary.to_owned(),
            text,
        }
    }));
    topics.extend(BLOCKS.iter().map(|block| {
        let text = format!("{}\n\n```markdown\n{}\n```\n", block.summary, block.example);
        Topic {
            name: format!("[!{}]", block.mark),
            kind: "marked block",
            summary: block.summary.to_owned(),
            text,
        }
    }));
    topics.extend(FORMS.iter().map(|form| chart_form(form)));
    topics.push(hedges());
    topics.push(templates());
    topics.push(functions());
    topics.extend(codes::all::all().map(code));
    topics
}

fn keys(list: &'static KeyList) -> Topic {
    let mut text = String::from("| key | value | meaning |\n| --- | --- | --- |\n");
    for key in list.keys {
        let _ = writeln!(text, "| `{}` | {} | {} |", key.name, key.kind, key.summary.replace('|', "\\|"));
    }
    let names: Vec<&str> = list.keys.iter().map(|key| key.name).collect();
    Topic { name: list.title.to_owned(), kind: "keys", summary: names.join(", "), text }
}

fn chart_form(form: &Form) -> Topic {
    let example = &form.example;
    let block =
        |name: &str, language: &str, text: &str| format!("{name}:\n\n```{language}\n{}\n```", text.trim());
    let text = [
        format!("For {}.", form.summary),
        form.explanation.to_owned(),
        takes(&form.needs).trim_end().to_owned(),
        limits(&form.needs),
        block("An entry of `figures.toml`", "toml", example.figure),
        block("Its table", "csv", example.table),
        block("The description of the table", "toml", example.description),
    ];
    Topic {
        name: form.name.to_owned(),
        kind: "chart form",
        summary: form.summary.to_owned(),
        text: text.join("\n\n"),
    }
}

/// What the columns of a form must be, and the keys that not every form takes.
fn takes(needs: &Needs) -> String {
    let across = match needs.x {
        Across::Nothing => "nothing: leave it out",
        Across::Any => "categories, or years, months or days",
        Across::Time => "years, months or days",
        Across::Number => "numbers: a second measure",
        Across::Optional => "categories, or years, months or days; it may be left out",
    };
    let measures = match needs.measures {
        (0, 0) => "none".to_owned(),
        (0, usize::MAX) => "any number of measures, or none".to_owned(),
        (0, most) => format!("at most {}", measures(most)),
        (least, usize::MAX) if least <= 1 => "one measure or several, in one unit".to_owned(),
        (least, usize::MAX) => format!("at least {}, in one unit", measures(least)),
        (least, most) if least == most => measures(least),
        (least, most) => format!("{least} to {}", measures(most)),
    };
    let mut text =
        format!("| key | what it takes here |\n| --- | --- |\n| `x` | {across} |\n| `y` | {measures} |\n");
    if needs.series {
        text.push_str("| `series` | a column that splits the measure |\n");
    }
    for name in needs.keys {
        let summary = match *name {
            "annotations.y" => "A remark with `y` draws a line across at a value of the measure.",
            "annotations.to" => "A remark with `to` tints a range, from `x` or `y` to there.",
            name => CHART_KEYS.iter().find(|key| key.name == name).map_or("", |key| key.summary),
        };
        let _ = writeln!(text, "| `{name}` | {summary} |");
    }
    text
}

fn measures(count: usize) -> String {
    if count == 1 { "one measure".to_owned() } else { format!("{count} measures") }
}

/// How many values a form bears.
fn limits(needs: &Needs) -> String {
    let what = if needs.joins { "lines" } else { "values" };
    let repeats = if needs.repeats {
        "Several rows may stand at one place."
    } else {
        "A second row at one place of a series is an error."
    };
    format!(
        "{repeats} More than {} {what} are a warning, since they can hardly be told apart on a telephone; more than {} \
         are an error.",
        needs.readable, needs.most
    )
}

/// All hedges that are read in prose, by language and class.
fn hedges() -> Topic {
    let mut text = String::new();
    for words in lexicon::words::LANGUAGES.iter().filter(|words| !words.hedges.is_empty()) {
        let _ = writeln!(
            text,
            "\n**{}**\n\n| class | before a number | behind it |\n| --- | --- | --- |",
            words.name
        );
        for (name, bound) in Bound::WORDS {
            let listed = |hedges: &[(Bound, &'static str)]| {
                let lists = hedges.iter().filter(|(other, _)| other == bound).map(|(_, list)| *list);
                lists.flat_map(lexicon::words::phrases).collect::<Vec<_>>().join(" · ")
            };
            let before = match bound {
                Bound::Between => lexicon::words::phrases(words.between).collect::<Vec<_>>().join(" · "),
                _ => listed(words.hedges),
            };
            if !before.is_empty() {
                let behind = listed(words.hedges_after);
                let _ = writeln!(text, "| {name} | {} | {} |", escaped(&before), escaped(&behind));
            }
        }
    }
    let summary = "Words before and behind a number that say how exactly it is meant, by language and class.";
    Topic {
        name: "hedges".to_owned(),
        kind: "words",
        summary: summary.to_owned(),
        text: format!("{summary}\n{text}"),
    }
}

/// Signs that Markdown would take for its own.
fn escaped(text: &str) -> String {
    text.replace('<', "\\<").replace('>', "\\>").replace('~', "\\~")
}

fn templates() -> Topic {
    let mut text = String::from("| template | what it sees |\n| --- | --- |\n");
    for (name, what) in TEMPLATES {
        let _ = writeln!(text, "| `{name}` | {what} |");
    }
    text.push_str(
        "\nThe fields of each view are described in the documentation of the crate, module `view`.\n",
    );
    Topic {
        name: "templates".to_owned(),
        kind: "theme",
        summary: "Templates of a theme and what each may see.".to_owned(),
        text,
    }
}

fn functions() -> Topic {
    let mut text = String::new();
    for function in TEMPLATE_FUNCTIONS {
        let _ = writeln!(
            text,
            "`{}`: {}\n\n```jinja\n{}\n```\n\nIn English: {}\n",
            function.signature, function.summary, function.example, function.result
        );
    }
    Topic {
        name: "functions".to_owned(),
        kind: "theme",
        summary: "Functions that templates may call.".to_owned(),
        text,
    }
}

fn code(code: &'static Code) -> Topic {
    let level = match code.level {
        Severity::Error => "error: nothing is published, and it cannot be lowered",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let mut text = format!(
        "**Level:** {level}\n\n**What it looks at:** {}.\n\n**Why it matters:** {}.\n\n**Example:**\n\n```\n{}\n```\n\n**Instead:**\n\n```\n{}\n```\n",
        code.looks_at, code.why, code.example, code.instead
    );
    if code.allow.is_empty() {
        text.push_str("\nIt cannot be silenced in place.\n");
    } else {
        let _ =
            writeln!(text, "\n**When to allow it:** {}: `<!-- allow {}: reason -->`", code.allow, code.name);
    }
    Topic { name: code.name.to_owned(), kind: "code", summary: code.looks_at.to_owned(), text }
}

/// Kinds of topics with their headings and what is to be known of each.
const CHAPTERS: &[(&str, &str, &str)] = &[
    (
        "keys",
        "Keys",
        "What may stand in each file. A *localised text* is one text for all languages or a table of language tag to \
         text, such as `{ en = \"Month\", fr = \"Mois\" }`. An unknown key is an error.",
    ),
    ("link scheme", "Link schemes", "Destinations of links in prose, beside addresses of the web."),
    ("marked block", "Marked blocks", "Quote blocks with a mark on their first line, upper or lower case."),
    (
        "chart form",
        "Chart forms",
        "Values of `form` in `figures.toml` and in `chart` fences. [Chart forms](forms.md) has a section on each.",
    ),
    ("words", "Words", "What is read in prose, by language. See also the page on numbers in words."),
    ("theme", "Themes", "What a theme's templates may see and call."),
    (
        "code",
        "Diagnostic codes",
        "What a build may report. `[checks]` of `site.toml` sets the level of warnings and notes; errors cannot be \
         lowered.",
    ),
];

/// The whole reference page.
pub(crate) fn page() -> String {
    let mut page = String::from(
        "# Reference\n\nMade from the registries of the program: `onrecord explain --all` prints this page, \
         `onrecord explain NAME` one entry of it.\n",
    );
    let topics = topics();
    for group in topics.chunk_by(|one, next| one.kind == next.kind) {
        let kind = group.first().map_or("", |topic| topic.kind);
        if let Some((_, title, about)) = CHAPTERS.iter().find(|(name, ..)| *name == kind) {
            let _ = write!(page, "\n## {title}\n\n{about}\n");
        }
        if kind == "chart form" {
            page.push_str(&list_of_forms(group));
            continue;
        }
        for topic in group {
            let _ = write!(page, "\n### {}\n\n{}\n", heading(&topic.name), topic.text.trim_end());
        }
    }
    page
}

/// Each form in one line: what else is to be said of them makes a page of its own.
fn list_of_forms(forms: &[Topic]) -> String {
    let mut text = String::from("\n| form | what for |\n| --- | --- |\n");
    for form in forms {
        let _ = writeln!(text, "| [`{0}`](forms.md#{0}) | {1} |", form.name, form.summary);
    }
    text
}

/// A name as a heading of Markdown: what stands in brackets would be read as a link.
fn heading(name: &str) -> String {
    match name.rsplit_once(']') {
        Some((brackets, rest)) => format!("`{brackets}]`{rest}"),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_chapter() {
        for topic in topics() {
            assert!(CHAPTERS.iter().any(|(kind, ..)| *kind == topic.kind), "{}: {}", topic.name, topic.kind);
        }
    }

    #[test]
    fn no_table_breaks_at_a_bar() {
        for list in key_lists() {
            let text = keys(list).text;
            let is_row = |line: &str| line.replace("\\|", "").matches('|').count() == 4;
            assert!(text.lines().all(is_row), "{}", list.title);
        }
    }
}
