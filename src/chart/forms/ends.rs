//! Names of series at the end of the frame, beside where their lines or areas end.
//!
//! Names that would meet are moved apart, in their order, and then each has a leader to its end. Where there are too
//! many for the height, those of the finding come first, then those that end highest; the others are told below.

use crate::chart::layout::{Canvas, area_of, lines, text};
use crate::chart::place::{Board, spread};
use crate::chart::scene::{Anchor, Area, Ink, PX, Role, Scene, Shape, View, Voice};
use crate::chart::text::Lines;
use crate::chart::values::{Series, Values};

/// Widest name: narrow and wide pictures.
const WIDTHS: [i32; 2] = [96 * PX, 150 * PX];
/// Names are broken over at most so many lines; where that takes too much height, over one.
const NAME_LINES: [usize; 2] = [3, 1];
/// From the frame to the names: beside their ends, and with leaders.
const GUTTERS: [i32; 2] = [12 * PX, 30 * PX];
/// A name further from its end than this has a leader.
const NEAR: i32 = 5 * PX;
/// From the frame to where a leader begins.
const BEGINNING: i32 = 4 * PX;
/// Behind a finding, more lines than this go without names.
const NAMED_BEHIND: usize = 12;

/// Names at their places downwards.
pub(crate) struct EndNames {
    names: Vec<EndName>,
    /// Series whose names found no place, by their index.
    pub unnamed: Vec<usize>,
}

struct EndName {
    series: usize,
    is_key: bool,
    wrapped: Lines,
    /// Where its line ends.
    end: i32,
    /// Where it stands.
    middle: i32,
}

impl EndName {
    fn voice(&self) -> Voice {
        if self.is_key { Voice::Loud } else { Voice::Say }
    }

    fn height(&self) -> i32 {
        i32::try_from(self.wrapped.lines.len()).unwrap_or(1) * self.voice().face().line()
    }
}

impl EndNames {
    /// No names: there is one series, or they stand elsewhere.
    pub(crate) fn none() -> EndNames {
        EndNames { names: Vec::new(), unnamed: Vec::new() }
    }

    /// Names for several series; `ends` are the heights at which each wants its name, `None` without a value.
    pub(crate) fn of(values: &Values, ends: &[Option<i32>], bottom: i32, canvas: &Canvas<'_>) -> EndNames {
        // A panel of small multiples has no room for names: a key above all of them says which line is which.
        if values.series.len() < 2 || canvas.view.is_panel() {
            return EndNames::none();
        }
        let only_keys =
            values.series.len() > NAMED_BEHIND && values.series.iter().any(|series| series.is_marked);
        let wanted: Vec<(usize, &Series, i32)> = (0..)
            .zip(&values.series)
            .zip(ends)
            .filter_map(|((index, series), end)| Some((index, series, (*end)?)))
            .filter(|(_, series, _)| series.is_marked || !only_keys)
            .collect();
        let mut names = Vec::new();
        for most in NAME_LINES {
            names = wanted.iter().map(|wanted| name_of(*wanted, most, canvas)).collect();
            if settle(&mut names, bottom) {
                break;
            }
        }
        if names.iter().map(EndName::height).sum::<i32>() > bottom {
            drop_alike(&mut names);
            keep_first(&mut names, bottom);
            settle(&mut names, bottom);
        }
        let is_named = |index: &usize| names.iter().any(|name| name.series == *index);
        let unnamed = (0..values.series.len()).filter(|index| !is_named(index)).collect();
        EndNames { names, unnamed }
    }

    fn gutter(&self) -> i32 {
        let [near, far] = GUTTERS;
        let is_crowded = self.names.iter().any(|name| (name.middle - name.end).abs() > NEAR);
        if is_crowded { far } else { near }
    }

    /// The share of the width that names take at the end; `least` without any, hundredths of a px.
    pub(crate) fn room(&self, least: i32, canvas: &Canvas<'_>) -> i32 {
        let widest = self.names.iter().map(|name| name.wrapped.width).max();
        canvas.view.share(widest.map_or(least, |widest| widest + self.gutter()))
    }

    /// Writes the names, and leaders to those that do not stand beside their end; `end_of` is where the line of a
    /// series ends across.
    pub(crate) fn draw(
        &self,
        end_of: impl Fn(usize) -> i32,
        frame: Area,
        canvas: &Canvas<'_>,
        board: &mut Board,
        scene: &mut Scene,
    ) {
        let view = canvas.view;
        let x = frame.right + view.share(self.gutter());
        for name in &self.names {
            let face = name.voice().face();
            let first = name.middle - name.height() / 2 + face.line() / 2 + face.size() * 36;
            let texts = lines(&text(x, first, Anchor::Start, name.voice(), ""), &name.wrapped);
            area_of(&texts, canvas).into_iter().for_each(|area| board.keep(area));
            let across = end_of(name.series);
            let reaches = across >= frame.right - view.share(BEGINNING);
            if !reaches || (name.middle - name.end).abs() > NEAR {
                let from = (across + view.share(BEGINNING), name.end);
                let to = (x - view.share(2 * PX), name.middle);
                board.avoid_line(vec![from, to]);
                scene.add(Shape::Line(from, to), Ink::of(Role::Leader));
            }
            texts.into_iter().for_each(|text| scene.say(text, name.is_key));
        }
    }
}

fn name_of((index, series, end): (usize, &Series, i32), most: usize, canvas: &Canvas<'_>) -> EndName {
    let [narrow, wide] = WIDTHS;
    let width = if canvas.view.low < View::WIDE.low { narrow } else { wide };
    let voice = if series.is_marked { Voice::Loud } else { Voice::Say };
    let wrapped = canvas.measure.wrap_or_cut(&series.name, voice.face(), width, most);
    EndName { series: index, is_key: series.is_marked, wrapped, end, middle: end }
}

/// Moves names apart; false if together they are higher than the room.
fn settle(names: &mut [EndName], bottom: i32) -> bool {
    let wishes: Vec<(i32, i32)> = names.iter().map(|name| (name.end, name.height())).collect();
    let Some(middles) = spread(&wishes, 0, bottom) else { return false };
    for (name, middle) in names.iter_mut().zip(middles) {
        name.middle = middle;
    }
    true
}

/// Beginnings of names that several share tell nothing.
fn drop_alike(names: &mut Vec<EndName>) {
    let words: Vec<Vec<String>> = names.iter().map(|name| name.wrapped.lines.clone()).collect();
    let is_shared = |name: &EndName| words.iter().filter(|words| **words == name.wrapped.lines).count() > 1;
    names.retain(|name| name.is_key || !(name.wrapped.cut && is_shared(name)));
}

/// Keeps as many as have room, those of the finding first, then the highest.
fn keep_first(names: &mut Vec<EndName>, bottom: i32) {
    names.sort_by_key(|name| (!name.is_key, name.end, name.series));
    let mut height = 0;
    names.retain(|name| {
        height += name.height();
        height <= bottom
    });
    names.sort_by_key(|name| name.series);
}
