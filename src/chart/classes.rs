//! Which classes of the style sheet a mark has: its role, its tone, and at which widths it is seen. What they mean is
//! said at the head of `svg.rs`.

use crate::chart::scene::{BEHIND, Ink, Role, Shown, Text, Voice};

/// Names of classes; empty ones are none.
pub(crate) type Names = [&'static str; 4];

/// The classes of words.
pub(crate) fn text_classes(text: &Text, ink: Ink, is_halo: bool) -> Names {
    let stands_on_area = ink.role == Role::Mass;
    let voice = match text.voice {
        // Grey words would not be legible on grey.
        Voice::Soft if stands_on_area => "say",
        Voice::Soft => "",
        Voice::Say => "say",
        Voice::Loud => "lab",
        Voice::Huge => "num",
    };
    let tone = match stands_on_area {
        true if ink.takes_paper() => "on",
        false if ink.is_key && !is_halo => "key",
        _ => "",
    };
    [voice, tone, if is_halo { "halo" } else { "" }, ""]
}

/// The classes of a mark; what is projected looks like a line or like an area, by its shape.
pub(crate) fn class_names(ink: Ink, is_area: bool) -> Names {
    let key = if ink.is_key { "key" } else { "" };
    match ink.role {
        Role::Grid => ["g", "", "", ""],
        Role::Base => ["ax", "", "", ""],
        Role::Leader => ["hi", "", "", ""],
        Role::Mass | Role::Cell => ["col", key, tint_class(ink), ""],
        Role::Projected if is_area => ["col", "pj", key, tint_class(ink)],
        Role::Projected => ["ln", "pj", line_weight(ink), line_tone(ink)],
        Role::Bubble => ["bu", key, tint_class(ink), ""],
        Role::Possible | Role::Hole => [""; 4],
        Role::Named | Role::Whisker | Role::Open | Role::Reference if ink.is_key => ["o", "", "", ""],
        Role::Named | Role::Whisker | Role::Open => ["ax", "", "", ""],
        Role::Reference => ["rf", "", "", ""],
        Role::Range => ["rg", "", "", ""],
        Role::Line => line_classes(ink),
        Role::Unknown => ["ln", "un", key, line_tone(ink)],
        Role::Stem => ["st", key, line_tone(ink), ""],
        Role::Band => ["band", key, line_tone(ink), ""],
        Role::Dot | Role::Ring => ["dot", key, line_tone(ink), ""],
    }
}

/// Tones of areas.
fn tint_class(ink: Ink) -> &'static str {
    match ink.tint {
        _ if ink.is_key => "",
        0 => "",
        1 | BEHIND => "t1",
        2 => "t2",
        3 => "t3",
        4 => "t4",
        _ => "t5",
    }
}

/// Tones of what is drawn with a stroke: light ones would not be seen, so every other series is grey.
fn line_tone(ink: Ink) -> &'static str {
    if !ink.is_key && (ink.tint % 2 == 1 || ink.tint == BEHIND) { "t1" } else { "" }
}

fn line_weight(ink: Ink) -> &'static str {
    match ink.tint {
        _ if ink.is_key => "key",
        2 => "th",
        3 => "wd",
        BEHIND => "bk",
        _ => "",
    }
}

fn line_classes(ink: Ink) -> Names {
    let dashes = if !ink.is_key && matches!(ink.tint, 4 | 5) { "dd" } else { "" };
    let tone = if ink.tint == BEHIND { "" } else { line_tone(ink) };
    ["ln", tone, line_weight(ink), dashes]
}

/// Writes classes, if there are any.
pub(crate) fn push_classes(svg: &mut String, names: &Names, shown: Shown) {
    let shown = match shown {
        Shown::Always => "",
        Shown::Wide => "mid",
        Shown::Narrow => "slim",
    };
    let mut lead = " class=\"";
    for name in names.iter().chain([&shown]).filter(|name| !name.is_empty()) {
        svg.push_str(lead);
        svg.push_str(name);
        lead = " ";
    }
    if lead == " " {
        svg.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_series_look_alike() {
        for role in [Role::Mass, Role::Line, Role::Bubble] {
            let mut looks: Vec<Names> =
                (0..6).map(|index| class_names(Ink::of_series(role, index), false)).collect();
            looks.sort_unstable();
            looks.dedup();
            assert_eq!(looks.len(), 6, "{role:?}");
        }
    }
}
