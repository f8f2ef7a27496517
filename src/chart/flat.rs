//! A plate as an SVG file that stands alone: colours and sizes are attributes, there is no script, no style sheet and
//! nothing from elsewhere in it.

use std::fmt::Write as _;

use crate::chart::plate::{Dash, HATCH, Item, Look, Plate, Rect, Stroke, Tone, Weight, Words};
use crate::chart::scene::Anchor;
use crate::chart::svg::{Escaped, Number};

/// What an SVG file says beside its picture.
pub(crate) struct Label<'a> {
    /// Language tag of the words.
    pub lang: &'a str,
    /// The finding.
    pub title: &'a str,
    /// What is seen.
    pub description: &'a str,
}

/// Writes the file.
pub(crate) fn svg(plate: &Plate, label: &Label<'_>) -> String {
    let mut out = String::with_capacity(4_096);
    let (width, height) = (Number(plate.width), Number(plate.height));
    let direction = if plate.is_rtl { " direction=\"rtl\"" } else { "" };
    let Label { lang, title, description } = label;
    // Writing to a string cannot fail, here and below.
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" lang=\"{}\"{direction} role=\"img\" aria-labelledby=\"title desc\" \
         font-family=\"'Noto Sans', Arial, sans-serif\">\n<title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>\n",
        Escaped(lang),
        Escaped(title),
        Escaped(description)
    );
    let hatchings = hatchings(plate);
    write_patterns(&hatchings, &mut out);
    let paper = Rect { x: 0, y: 0, width: plate.width, height: plate.height };
    write_rect(paper, &filled(Look::plain(Tone::Paper)), &mut out);
    for item in &plate.items {
        write_item(item, &hatchings, &mut out);
    }
    out.push_str("</svg>\n");
    out
}

/// The hatchings that are used, each once; a pattern's id is its place in the list.
fn hatchings(plate: &Plate) -> Vec<Stroke> {
    let mut used = Vec::new();
    for item in &plate.items {
        if let Item::Hatch(_, stroke) = item
            && !used.contains(stroke)
        {
            used.push(*stroke);
        }
    }
    used
}

fn write_patterns(hatchings: &[Stroke], out: &mut String) {
    for (id, stroke) in hatchings.iter().enumerate() {
        let size = Number(HATCH * stroke.scale);
        let middle = Number(stroke.width / 2);
        let _ = writeln!(
            out,
            "<pattern id=\"h{id}\" width=\"{size}\" height=\"{size}\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"rotate(45)\"><path d=\"M{middle} 0V{size}\"{}/></pattern>",
            stroked(*stroke)
        );
    }
}

fn write_item(item: &Item, hatchings: &[Stroke], out: &mut String) {
    match item {
        Item::Rect(rect, look) => write_rect(*rect, &filled(*look), out),
        Item::Hatch(rect, stroke) => {
            let id = hatchings.iter().position(|other| other == stroke).unwrap_or_default();
            write_rect(*rect, &format!(" fill=\"url(#h{id})\""), out);
        }
        Item::Line(places, stroke) => {
            out.push_str("<path fill=\"none\" d=\"");
            write_places(places, out);
            let _ = writeln!(out, "\"{}/>", stroked(*stroke));
        }
        Item::Area(places, look) => {
            out.push_str("<path d=\"");
            write_places(places, out);
            let _ = writeln!(out, "z\"{}/>", filled(*look));
        }
        Item::Disc((x, y), radius, look) => {
            let (x, y, radius) = (Number(*x), Number(*y), Number(*radius));
            let _ = writeln!(out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"{}/>", filled(*look));
        }
        Item::Words(words) => write_words(words, out),
    }
}

fn write_rect(rect: Rect, look: &str, out: &mut String) {
    let (x, y, width, height) = (Number(rect.x), Number(rect.y), Number(rect.width), Number(rect.height));
    let _ = writeln!(out, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{look}/>");
}

fn write_places(places: &[(i32, i32)], out: &mut String) {
    let mut before: Option<(i32, i32)> = None;
    for (x, y) in places {
        let (lead, dx, dy) = match before {
            None => ("M", *x, *y),
            Some((left, top)) => ("l", x - left, y - top),
        };
        let gap = if dy < 0 { "" } else { " " };
        let _ = write!(out, "{lead}{}{gap}{}", Number(dx), Number(dy));
        before = Some((*x, *y));
    }
}

/// Words on other marks get a rim of paper: a second text behind them.
fn write_words(words: &Words, out: &mut String) {
    let anchor = match words.anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let face = match words.weight {
        Weight::Regular => "",
        Weight::Bold => " font-weight=\"700\"",
        Weight::Display => " font-family=\"Newsreader, Georgia, serif\" font-weight=\"600\"",
    };
    let (x, y, size) = (Number(words.at.0), Number(words.at.1), Number(words.size));
    let mut text = |look: &str| {
        let _ = writeln!(
            out,
            "<text x=\"{x}\" y=\"{y}\"{anchor} font-size=\"{size}\"{face}{look}>{}</text>",
            Escaped(&words.words)
        );
    };
    let paper = colour(Tone::Paper);
    if words.rim > 0 {
        let rim = Number(words.rim);
        text(&format!(
            " fill=\"{paper}\" stroke=\"{paper}\" stroke-width=\"{rim}\" stroke-linejoin=\"round\""
        ));
    }
    text(&format!(" fill=\"{}\"", colour(words.tone)));
}

fn filled(look: Look) -> String {
    let rim = look.rim.map(stroked).unwrap_or_default();
    let share = if look.share < 100 {
        format!(" fill-opacity=\"{}\"", Number(i32::from(look.share)))
    } else {
        String::new()
    };
    format!(" fill=\"{}\"{share}{rim}", colour(look.fill))
}

fn stroked(stroke: Stroke) -> String {
    let lengths: Vec<String> =
        stroke.dash.pattern().iter().map(|length| Number(length * stroke.scale / 100).to_string()).collect();
    let dash = if lengths.is_empty() {
        String::new()
    } else {
        format!(" stroke-dasharray=\"{}\"", lengths.join(" "))
    };
    let cap = if stroke.dash == Dash::Dots { " stroke-linecap=\"round\"" } else { "" };
    format!(
        " stroke=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\"{dash}{cap}",
        colour(stroke.tone),
        Number(stroke.width)
    )
}

fn colour(tone: Tone) -> String {
    let [red, green, blue] = tone.rgb();
    format!("#{red:02x}{green:02x}{blue:02x}")
}
