//! The reference: everything that the registries know, as Markdown. `onrecord explain` prints parts of it,
//! `docs/reference.md` is all of it.

use std::fmt::Write as _;

use crate::chart::forms::Form;
use crate::chart::spec::FORMS;
use crate::codes;
use crate::config;
use crate::data::description;
use crate::diag::{Code, Severity};
use crate::fact;
use crate::fields::KeyList;
use crate::figure;
use crate::prose::scheme::SCHEMES;
use crate::render::functions::TEMPLATE_FUNCTIONS;
use crate::render::theme::{self, TEMPLATES};
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
        source::file::KEY_LISTS,
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
    Topic { name: list.title.to_owned(), kind: "keys", summary: format!("{} keys", list.keys.len()), text }
}

fn chart_form(form: &Form) -> Topic {
    let example = &form.example;
    let block = |name: &str, language: &str, text: &str| {
        format!("`{name}`:\n\n```{language}\n{}\n```\n", text.trim())
    };
    let text = [
        form.summary.to_owned(),
        form.explanation.to_owned(),
        block("figures.toml", "toml", example.figure),
        block("the table", "csv", example.table),
        block("its description", "toml", example.description),
    ];
    Topic {
        name: form.name.to_owned(),
        kind: "chart form",
        summary: form.summary.to_owned(),
        text: text.join("\n\n"),
    }
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

/// The whole reference page.
pub fn page() -> String {
    let mut page = String::from(
        "# Reference\n\nMade from the registries of the program; `onrecord explain NAME` prints any entry of it.\n",
    );
    let mut kind = "";
    for topic in topics() {
        if topic.kind != kind {
            kind = topic.kind;
            let mut letters = kind.chars();
            let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
            let plural = if kind.ends_with('s') || kind == "theme" { "" } else { "s" };
            let _ = write!(page, "\n## {first}{}{plural}\n", letters.as_str());
        }
        let _ = write!(page, "\n### {}\n\n{}", topic.name, topic.text);
    }
    page
}
