//! The colours of charts, read from the theme's style sheets: whether marks and words can be seen, and series told
//! apart, by everyone, in light, in dark and on paper.

#![expect(clippy::disallowed_methods, reason = "colours are compared here, not published")]

use std::collections::{BTreeMap, BTreeSet};

use crate::chart::scene::{Ink, Role, TINTS, TONES};
use crate::media::svg::style::without_comments;

/// Red, green and blue, each from 0 to 1, as encoded by sRGB.
type Colour = [f64; 3];
type Matrix = [[f64; 3]; 3];

/// The least contrast of words (WCAG 2.2, success criterion 1.4.3) and of marks (1.4.11).
const WORDS: f64 = 4.5;
const MARKS: f64 = 3.0;

/// What people without one of the cones see of linear sRGB: Machado, Oliveira, Fernandes, "A Physiologically-based
/// Model for Simulation of Color Vision Deficiency" (2009), severity 1.0.
const PROTAN: Matrix =
    [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]];
const DEUTAN: Matrix =
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]];
const TRITAN: Matrix =
    [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]];
/// Luminance alone: a copier, or an eye without cones.
const GREY: Matrix = [[0.2126, 0.7152, 0.0722]; 3];
const WHOLE: Matrix = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];

const EYES: [(&str, Matrix); 5] =
    [("all", WHOLE), ("protan", PROTAN), ("deutan", DEUTAN), ("tritan", TRITAN), ("grey", GREY)];

/// The style sheets of charts, without comments.
fn sheet() -> String {
    let files = crate::world::built_in_files();
    let own = |name: &&(&str, &[u8])| matches!(name.0, "assets/broadsheet.css" | "assets/chart.css");
    let all: Vec<u8> = files.iter().filter(own).flat_map(|(_, bytes)| bytes.to_vec()).collect();
    without_comments(&String::from_utf8(all).expect("a text"))
}

/// The tokens that each rule with such a selector sets, the later over the earlier.
fn tokens(sheet: &str, selector: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for rule in sheet.split('}') {
        let Some((selectors, body)) = rule.rsplit_once('{') else { continue };
        let selectors = selectors.rsplit(['{', ';']).next().unwrap_or_default();
        if !selectors.split(',').any(|own| own.trim() == selector) {
            continue;
        }
        let pairs = body.split(';').filter_map(|pair| pair.trim().split_once(':'));
        found.extend(pairs.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())));
    }
    found
}

/// Tokens in one medium.
struct Theme {
    name: &'static str,
    tokens: BTreeMap<String, String>,
}

fn themes() -> Vec<Theme> {
    let sheet = sheet();
    let (dark_from, print_from) = ("@media (prefers-color-scheme: dark) {", "@media print {");
    let block = |from: &str| {
        let (_, rest) = sheet.split_once(from).expect("the block of a medium");
        rest.split_once("\n}").expect("its end").0.to_owned()
    };
    let (dark, print) = (block(dark_from), block(print_from));
    // What a reader's own colours are is theirs.
    let forced = block("@media (forced-colors: active) {");
    let without = sheet.replace(&dark, "").replace(&print, "").replace(&forced, "");
    let light = tokens(&without[without.find(":root").expect("tokens")..], ":root");
    let over = |name, medium: &str| {
        let mut tokens_of = light.clone();
        tokens_of.extend(tokens(medium, ":root"));
        Theme { name, tokens: tokens_of }
    };
    vec![over("light", ""), over("dark", &dark), over("print", &print)]
}

impl Theme {
    fn colour(&self, token: &str) -> Colour {
        self.value(self.tokens.get(token).unwrap_or_else(|| panic!("no {token}")))
    }

    /// `#rrggbb`, `var(--x)` or `color-mix(in srgb, A N%, B)`.
    fn value(&self, value: &str) -> Colour {
        if let Some(digits) = value.strip_prefix('#') {
            let digits: String =
                if digits.len() == 3 { digits.chars().flat_map(|d| [d, d]).collect() } else { digits.into() };
            let part = |at: usize| {
                f64::from(u8::from_str_radix(&digits[at..at + 2], 16).expect("hexadecimal")) / 255.0
            };
            return [part(0), part(2), part(4)];
        }
        if let Some(name) = value.strip_prefix("var(").and_then(|rest| rest.strip_suffix(')')) {
            return self.colour(name);
        }
        let mixed = value.strip_prefix("color-mix(in srgb, ").and_then(|rest| rest.strip_suffix(')'));
        let (first, second) = mixed.expect("a colour").split_once(", ").expect("two colours");
        let (first, share) = first.rsplit_once(' ').expect("a share");
        let share: f64 = share.strip_suffix('%').expect("per cent").parse::<f64>().expect("a number") / 100.0;
        let (a, b) = (self.value(first), self.value(second));
        [0, 1, 2].map(|at| a[at] * share + b[at] * (1.0 - share))
    }

    /// Fill and rim of areas of an ink, as the rules for its class say.
    fn area(&self, ink: Ink) -> (Colour, Option<Colour>) {
        let sheet = sheet();
        let class = match (ink.is_key, ink.tint) {
            (true, _) => ".key".to_owned(),
            (false, 0) => return (self.colour("--mass"), None),
            (false, tint) => format!(".t{tint}"),
        };
        let set = tokens(&sheet, &class);
        let rimmed = sheet.lines().find(|line| line.starts_with(".col:is(")).expect("the rule of rims");
        let has_rim = rimmed.contains(&class) && rimmed.ends_with("{stroke:var(--rim)}");
        (self.value(&set["--mass"]), has_rim.then(|| self.value(&set["--rim"])))
    }
}

fn linear(part: f64) -> f64 {
    if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

fn times(matrix: &Matrix, colour: Colour) -> Colour {
    matrix.map(|row| row.iter().zip(colour).map(|(a, b)| a * b).sum())
}

/// Contrast of WCAG 2.2.
fn contrast(a: Colour, b: Colour) -> f64 {
    let luminance = |colour: Colour| times(&GREY, colour.map(linear))[0] + 0.05;
    let (a, b) = (luminance(a), luminance(b));
    a.max(b) / a.min(b)
}

/// CIELAB under D65 of a colour as an eye sees it.
fn lab(colour: Colour, eye: &Matrix) -> Colour {
    let seen = times(eye, colour.map(linear)).map(|part| part.clamp(0.0, 1.0));
    let xyz = times(
        &[
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.072175],
            [0.0193339, 0.119192, 0.9503041],
        ],
        seen,
    );
    let f = |t: f64| if t > 0.008856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
    let [x, y, z] = [f(xyz[0] / 0.95047), f(xyz[1]), f(xyz[2] / 1.08883)];
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// CIEDE2000 (Sharma, Wu, Dalal, "The CIEDE2000 Color-Difference Formula", 2005), equations 2 to 22.
fn difference(one: Colour, two: Colour) -> f64 {
    let chroma = |a: f64, b: f64| a.hypot(b);
    let ([l1, a1, b1], [l2, a2, b2]) = (one, two);
    let mean = f64::midpoint(chroma(a1, b1), chroma(a2, b2)).powi(7);
    let g = 0.5 * (1.0 - (mean / (mean + 25_f64.powi(7))).sqrt());
    let (a1, a2) = (a1 * (1.0 + g), a2 * (1.0 + g));
    let (c1, c2) = (chroma(a1, b1), chroma(a2, b2));
    let hue =
        |a: f64, b: f64| if a == 0.0 && b == 0.0 { 0.0 } else { b.atan2(a).to_degrees().rem_euclid(360.0) };
    let (h1, h2) = (hue(a1, b1), hue(a2, b2));
    let turn = match h2 - h1 {
        _ if c1 * c2 == 0.0 => 0.0,
        d if d > 180.0 => d - 360.0,
        d if d < -180.0 => d + 360.0,
        d => d,
    };
    let (dl, dc) = (l2 - l1, c2 - c1);
    let dh = 2.0 * (c1 * c2).sqrt() * (turn.to_radians() / 2.0).sin();
    let (l, c) = (f64::midpoint(l1, l2), f64::midpoint(c1, c2));
    let h = match (h1 - h2).abs() {
        _ if c1 * c2 == 0.0 => h1 + h2,
        d if d <= 180.0 => f64::midpoint(h1, h2),
        _ if h1 + h2 < 360.0 => f64::midpoint(h1, h2) + 180.0,
        _ => f64::midpoint(h1, h2) - 180.0,
    };
    let cos = |degrees: f64| degrees.to_radians().cos();
    let t = 1.0 - 0.17 * cos(h - 30.0) + 0.24 * cos(2.0 * h) + 0.32 * cos(3.0 * h + 6.0)
        - 0.20 * cos(4.0 * h - 63.0);
    let sl = 1.0 + 0.015 * (l - 50.0).powi(2) / (20.0 + (l - 50.0).powi(2)).sqrt();
    let (sc, sh) = (1.0 + 0.045 * c, 1.0 + 0.015 * c * t);
    let rotation = 60.0 * (-((h - 275.0) / 25.0).powi(2)).exp();
    let rc = 2.0 * (c.powi(7) / (c.powi(7) + 25_f64.powi(7))).sqrt();
    let rt = -rotation.to_radians().sin() * rc;
    let (dl, dc, dh) = (dl / sl, dc / sc, dh / sh);
    (dl * dl + dc * dc + dh * dh + rt * dc * dh).sqrt()
}

fn series() -> Vec<Ink> {
    (0..usize::from(TINTS)).map(|index| Ink::of_series(Role::Mass, index)).collect()
}

fn key() -> Ink {
    Ink { is_key: true, ..Ink::of(Role::Mass) }
}

/// Pairs 1, 9 and 17 of the test data that Sharma and others publish with the formula.
#[test]
fn the_difference_is_that_of_its_authors() {
    for (one, two, expected) in [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 2.49, -0.001], [50.0, -2.49, 0.0011], 7.2195),
        ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
    ] {
        assert!(
            (difference(one, two) - expected).abs() < 0.0001,
            "{one:?} {two:?}: {}",
            difference(one, two)
        );
    }
    assert!((contrast([0.0; 3], [1.0; 3]) - 21.0).abs() < 1e-9);
}

#[test]
fn words_and_strokes_stand_out_from_paper() {
    for theme in themes() {
        let paper = theme.colour("--paper");
        for (token, least) in [
            ("--ink", WORDS),
            ("--soft", WORDS),
            ("--ev", WORDS),
            ("--key", MARKS),
            ("--mass", MARKS),
            ("--m4", MARKS),
            ("--m5", MARKS),
            ("--rim", MARKS),
        ] {
            let found = contrast(theme.colour(token), paper);
            assert!(found >= least, "{token} on paper, {}: {found:.2}", theme.name);
        }
    }
}

#[test]
fn areas_stand_out_by_their_fill_or_their_rim() {
    for theme in themes() {
        let paper = theme.colour("--paper");
        for ink in series().into_iter().chain([key()]) {
            let (fill, rim) = theme.area(ink);
            let found = contrast(rim.unwrap_or(fill), paper);
            assert!(found >= MARKS, "{ink:?}, {}: {found:.2}", theme.name);
        }
    }
}

#[test]
fn words_on_areas_are_legible() {
    for theme in themes() {
        for ink in series().into_iter().chain([key()]).chain((1..=TONES).map(Ink::tone)) {
            let words = if ink.takes_paper() { "--paper" } else { "--ink" };
            let found = contrast(theme.colour(words), theme.area(ink).0);
            assert!(found >= WORDS, "{words} on {ink:?}, {}: {found:.2}", theme.name);
        }
    }
}

/// Two areas of a picture are seen as different from about 5 on; those that touch need more.
#[test]
fn series_can_be_told_apart_by_every_eye() {
    for theme in themes() {
        for (eye, matrix) in &EYES {
            let seen = |ink: Ink| lab(theme.area(ink).0, matrix);
            let all = series();
            for (at, ink) in all.iter().enumerate() {
                for (other_at, other) in all.iter().enumerate().skip(at + 1) {
                    let found = difference(seen(*ink), seen(*other));
                    let least = if other_at == at + 1 { 19.0 } else { 8.5 };
                    assert!(found >= least, "{ink:?} {other:?}, {}, {eye}: {found:.1}", theme.name);
                }
            }
        }
    }
}

/// The red of the finding: as an area against those that may stand beside it; as a line, which is also the widest and
/// the only one with a bold name, against the tones of other lines, for eyes that see colours.
#[test]
fn the_finding_can_be_told_apart_by_every_eye() {
    for theme in themes() {
        for (eye, matrix) in &EYES {
            let seen = |colour: Colour| lab(colour, matrix);
            let beside = (0..4).map(|index| theme.area(Ink::beside_key(Role::Mass, index)).0);
            let areas = beside.map(|other| (theme.colour("--key"), other));
            let strokes =
                ["--mass", "--m4", "--soft"].map(|other| (theme.colour("--ev"), theme.colour(other)));
            let strokes = strokes.into_iter().filter(|_| *eye != "grey");
            for (key, other) in areas.chain(strokes) {
                let found = difference(seen(key), seen(other));
                assert!(found >= 7.5, "{key:?} {other:?}, {}, {eye}: {found:.1}", theme.name);
            }
        }
    }
}

#[test]
fn ramps_go_one_way() {
    for theme in themes() {
        let steps: Vec<f64> = (1..=TONES).map(|step| lab(theme.area(Ink::tone(step)).0, &WHOLE)[0]).collect();
        let paper = lab(theme.colour("--paper"), &WHOLE)[0];
        let falls = paper > steps[0];
        for pair in [paper].iter().chain(&steps).zip(&steps) {
            let step = if falls { pair.0 - pair.1 } else { pair.1 - pair.0 };
            assert!(step > 5.0, "{}: {steps:?}", theme.name);
        }
    }
}

#[test]
fn answers_are_all_different() {
    let tints: BTreeSet<u8> = (-2..=2).map(|side| Ink::leaning(side).tint).collect();
    assert_eq!(tints.len(), 5);
    assert!((-2..=0).all(|side| !Ink::leaning(side).takes_paper()), "against is light");
    assert!((1..=2).all(|side| Ink::leaning(side).takes_paper()), "for is dark");
}
