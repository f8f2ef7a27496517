//! Style sheets turn with the script: what stands at the start of a line stands left in English and right in Arabic.
//!
//! So no sheet of the built-in theme names a side of the screen; and quotation marks are those of the language.

use std::collections::BTreeMap;

use crate::built::scripts;
use crate::messages::files;
use crate::theme::{bare, between, texts, theme};

/// Declarations that name a side or an axis of the screen for a reason: each as written, without blanks.
const BY_REASON: &[(&str, &str)] =
    &[("overflow-x:auto", "only one browser knows `overflow-inline`; it scrolls to both sides")];

/// Words for sides that make a property or a value physical.
const SIDES: [&str; 4] = ["left", "right", "top", "bottom"];

/// Properties whose values may be sides of the text (`start`, `end`) or of the screen. Marks of charts are drawn in
/// coordinates, those of backgrounds and of pictures in their box.
const SIDED: [&str; 6] = ["text-align", "text-align-last", "float", "clear", "caption-side", "resize"];

/// Axes of the screen, where `inline-size` and `block-size` are those of the text.
const AXES: [&str; 8] =
    ["width", "height", "min-width", "min-height", "max-width", "max-height", "overflow-x", "overflow-y"];

/// Properties that take four values, of which the second is for the right side and the fourth for the left.
const FOUR_SIDED: [&str; 8] = [
    "margin",
    "padding",
    "inset",
    "border-width",
    "border-style",
    "border-color",
    "scroll-margin",
    "scroll-padding",
];

/// The declarations of a sheet, `property:value`, without blanks at their ends.
fn declarations(sheet: &str) -> Vec<(String, String)> {
    let bare = bare(sheet);
    let parts = bare.split(['{', '}', ';']).zip(bare.match_indices(['{', '}', ';']));
    // What ends with an opening brace is a selector or a condition.
    let declared = parts.filter(|(_, (_, end))| *end != "{").filter_map(|(part, _)| part.split_once(':'));
    declared.map(|(property, value)| (property.trim().to_lowercase(), value.trim().to_lowercase())).collect()
}

/// Whether a declaration names a side or an axis of the screen.
fn is_physical(property: &str, value: &str) -> bool {
    let has_side = |text: &str| text.split('-').any(|word| SIDES.contains(&word));
    let sides: Vec<&str> = outside_of_brackets(value);
    // `object-position` and the like place a picture in its own box; a caption may stand above or below.
    let is_inside = property.ends_with("-position") || property == "transform-origin";
    (has_side(property) && !is_inside)
        || AXES.contains(&property)
        || SIDED.contains(&property)
            && sides.iter().any(|word| matches!(*word, "left" | "right" | "horizontal" | "vertical"))
        || FOUR_SIDED.contains(&property) && sides.len() == 4 && sides[1] != sides[3]
        || property == "border-radius" && sides.len() > 1
        || property == "direction"
}

/// The values of a declaration, those in brackets with what stands before them.
fn outside_of_brackets(value: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let words = value.split(|sign: char| {
        depth = match sign {
            '(' => depth + 1,
            ')' => depth.saturating_sub(1),
            _ => depth,
        };
        depth == 0 && sign.is_whitespace()
    });
    words.filter(|word| !word.is_empty()).collect()
}

fn physical(sheet: &str) -> Vec<String> {
    let found = declarations(sheet).into_iter().filter(|(property, value)| is_physical(property, value));
    let written = found.map(|(property, value)| format!("{property}:{value}"));
    written.filter(|written| !BY_REASON.iter().any(|(allowed, _)| allowed == written)).collect()
}

#[test]
fn no_sheet_names_a_side_of_the_screen() {
    let sheets = texts(&theme(), "css");
    assert!(sheets.len() > 3, "{:?}", sheets.keys());
    for (name, sheet) in &sheets {
        assert!(declarations(sheet).len() > 9, "{name} is read");
        let found = physical(sheet);
        assert!(
            found.is_empty(),
            "{name}: {found:#?}\nwrite `inline` for the line and `block` across it, `start` and `end` for sides"
        );
    }
    let all: String = sheets
        .values()
        .flat_map(|sheet| declarations(sheet))
        .map(|(property, value)| format!("{property}:{value};"))
        .collect();
    for (allowed, reason) in BY_REASON {
        assert!(all.contains(&format!("{allowed};")), "nothing needs {allowed} ({reason}) any more");
    }
}

#[test]
fn every_way_to_name_a_side_is_found() {
    let refused = [
        "margin-left:1em",
        "padding-right:0",
        "left:0",
        "top: 3px",
        "inset-block-start:0; right:0",
        "border-left:1px solid",
        "border-top-color:red",
        "border-top-left-radius:2px",
        "text-align:left",
        "text-align : RIGHT",
        "float:left",
        "clear:right",
        "width:3em",
        "max-width:10em",
        "min-height:1px",
        "overflow-y:auto",
        "margin:0 1em 0 0",
        "padding:1px calc(1px + 2px) 1px 3px",
        "scroll-margin-top:2em",
        "scroll-padding-left:0",
        "direction:rtl",
        "border-radius:1px 2px",
    ];
    for declaration in refused {
        for sheet in [
            format!("a {{{declaration}}}"),
            format!("@media (width < 9rem) {{ .left > a {{color:red; {declaration};}} }}"),
        ] {
            assert_eq!(physical(&sheet).len(), 1, "{sheet}");
        }
    }
    let taken = [
        "margin-inline-start:1em",
        "inset-inline-end:0",
        "inset-block-start:0",
        "text-align:start",
        "float:inline-start",
        "inline-size:3em",
        "max-block-size:10em",
        "margin:0 1em",
        "margin:1px 2px 3px",
        "margin:1px 2px 3px 2px",
        "line-height:1.4",
        "stroke-width:2px",
        "border-width:1px",
        "object-position:0 0",
        "border-radius:50%",
        "content:\"left: 0\"",
        "transition:none",
        "vertical-align:top",
        "grid-template:auto auto 1fr / 1fr 2fr",
        "padding:0 calc(1px + 2px)",
        "border-start-start-radius:2px",
    ];
    for declaration in taken {
        let sheet =
            format!("@media (width < 9rem) {{ a:is(.left, .right) {{ /* left:0 */ {declaration} }} }}");
        assert_eq!(physical(&sheet), Vec::<String>::new(), "{sheet}");
    }
}

/// Marks of quotation by the languages that a sheet names, as written; those of `:root` are under "".
fn quotation_marks(sheet: &str) -> BTreeMap<String, Vec<String>> {
    let mut marks = BTreeMap::new();
    for line in sheet.lines() {
        let Some((selector, value)) = line.split_once("{quotes:") else { continue };
        let languages = between(selector, ":lang(", ")");
        let value: Vec<String> = value.split('"').skip(1).step_by(2).map(str::to_owned).collect();
        if languages.is_empty() {
            marks.insert(String::new(), value.clone());
        }
        marks.extend(languages.into_iter().map(|language| (language.to_owned(), value.clone())));
    }
    marks
}

#[test]
fn quotation_marks_are_those_of_the_language() {
    let sheets = texts(&theme(), "css");
    let marks = quotation_marks(&sheets["assets/broadsheet.css"]);
    for (tag, text) in files() {
        let messages: toml::Table = text.parse().expect("TOML");
        let keys = ["open-quote", "close-quote", "open-inner-quote", "close-inner-quote"];
        let said = keys.map(|key| messages["csl"][key].as_str().expect("a text").to_owned());
        let language = tag.split('-').next().expect("a language");
        let styled =
            [tag.as_str(), language, ""].iter().find_map(|key| marks.get(*key)).expect("marks of :root");
        assert_eq!(*styled, said, "{tag}: `quotes` of the sheet, and csl.open-quote … of the messages");
    }
}

#[test]
fn only_pages_in_scripts_that_need_it_load_the_sheet_of_letters() {
    for (page, loads) in [("en/", false), ("ar/", false), ("he/", true), ("ja/", true)] {
        let html = scripts().text(&format!("{page}index.html"));
        assert_eq!(html.contains("/letters."), loads, "{page}");
    }
}
