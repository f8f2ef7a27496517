//! Functions that templates may call: pure, made of their arguments and the page's language.
//!
//! A registry: templates, the reference page and a test that renders every example read [`TEMPLATE_FUNCTIONS`].

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use crate::locale::format::Formatter;

/// Languages that functions can write in.
pub(crate) type Formatters = Arc<BTreeMap<String, Arc<Formatter>>>;

/// One function.
pub(crate) struct TemplateFunction {
    /// Its name.
    pub(crate) name: &'static str,
    /// How it is called.
    pub(crate) signature: &'static str,
    /// What it gives.
    pub(crate) summary: &'static str,
    /// A template that calls it, with `lang` set to English.
    pub(crate) example: &'static str,
    /// What that template gives with the built-in messages.
    pub(crate) result: &'static str,
    run: fn(&Formatter, &Kwargs) -> TeraResult<String>,
}

/// Every function of ours.
pub(crate) const TEMPLATE_FUNCTIONS: &[TemplateFunction] = &[
    TemplateFunction {
        name: "message",
        signature: "message(key, n?, slot?…)",
        summary: "A message of the theme in the page's language, its slots filled; `n` chooses the plural form.",
        example: "{{ message(key=\"list.page\", number=2, total=7) }}",
        result: "Page 2 of 7",
        run: message,
    },
    TemplateFunction {
        name: "number",
        signature: "number(value)",
        summary: "A whole number as the page's language writes it.",
        example: "{{ number(value=12345) }}",
        result: "12,345",
        run: |formatter, arguments| Ok(formatter.number(Decimal::from(arguments.must_get::<i64>("value")?))),
    },
    TemplateFunction {
        name: "sentence_list",
        signature: "sentence_list(items)",
        summary: "Texts joined as in a sentence of the page's language.",
        example: "{{ sentence_list(items=[\"a\", \"b\", \"c\"]) }}",
        result: "a, b, and c",
        run: sentence_list,
    },
    TemplateFunction {
        name: "stop",
        signature: "stop(after)",
        summary: "The full stop of the page's language behind a text or HTML, unless that ends with a stop of its own.",
        example: "{{ stop(after=\"18 February\") }}{{ stop(after=\"<b>18 Feb.</b>\") }}",
        result: ".",
        run: stop,
    },
];

/// "2026 г." is followed by no second stop.
fn stop(formatter: &Formatter, arguments: &Kwargs) -> TeraResult<String> {
    let mut text = arguments.must_get::<&str>("after")?.trim_end();
    while let Some((before, _)) = text.strip_suffix('>').and_then(|text| text.rsplit_once('<')) {
        text = before.trim_end();
    }
    let has_own = text.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।']);
    Ok(if has_own { String::new() } else { formatter.messages.text("punctuation.stop", &[]) })
}

fn message(formatter: &Formatter, arguments: &Kwargs) -> TeraResult<String> {
    let key = arguments.must_get::<&str>("key")?;
    if !formatter.messages.has(key) {
        return Err(Error::message(format!("the theme has no message `{key}`")));
    }
    let mut values: Vec<(String, String)> = Vec::new();
    for (name, value) in arguments.iter() {
        let name = name.as_str().unwrap_or_default();
        if name != "key" && name != "n" {
            values.push((name.to_owned(), text_of(formatter, value)));
        }
    }
    let slots: Vec<(&str, &str)> =
        values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    Ok(match arguments.get::<i64>("n")? {
        Some(count) => formatter.counted(key, usize::try_from(count).unwrap_or(0), &slots),
        None => formatter.messages.text(key, &slots),
    })
}

fn text_of(formatter: &Formatter, value: &Value) -> String {
    match value.as_i64() {
        Some(number) => formatter.number(Decimal::from(number)),
        None => value.as_str().map_or_else(|| value.to_string(), str::to_owned),
    }
}

fn sentence_list(formatter: &Formatter, arguments: &Kwargs) -> TeraResult<String> {
    let items = arguments.must_get::<&[Value]>("items")?;
    let items: Vec<String> = items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect();
    Ok(formatter.list(&items))
}

/// Makes all functions known to a template engine.
pub(crate) fn register(tera: &mut Tera, formatters: &Formatters) {
    for function in TEMPLATE_FUNCTIONS {
        let formatters = formatters.clone();
        let run = function.run;
        tera.register_function(
            function.name,
            move |arguments: Kwargs, state: &State<'_>| -> TeraResult<String> {
                let lang = state.get::<String>("lang")?.unwrap_or_default();
                let formatter = formatters
                    .get(&lang)
                    .ok_or_else(|| Error::message(format!("`lang` is `{lang}`, no language of this site")))?;
                run(formatter, &arguments)
            },
        );
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use tera::Context;

    use super::*;
    use crate::locale::LangTag;
    use crate::locale::messages::Messages;
    use crate::world::built_in_text;

    #[test]
    fn every_example_gives_what_it_says() {
        let tag = LangTag::parse("en").expect("a language tag");
        let file = built_in_text("themes/broadsheet/messages/en.toml").expect("part of the program");
        let messages = Messages::read(&tag, &[file]).value;
        let formatter = Formatter::new(Arc::new(messages), Arc::default());
        let formatters: Formatters = Arc::new(BTreeMap::from([("en".to_owned(), Arc::new(formatter))]));
        let mut context = Context::new();
        context.insert("lang", "en");
        for function in TEMPLATE_FUNCTIONS {
            let mut tera = Tera::default();
            register(&mut tera, &formatters);
            tera.add_raw_template("example", function.example).expect("a template");
            assert_eq!(
                tera.render("example", &context).expect("a page"),
                function.result,
                "{}",
                function.name
            );
        }
    }
}
