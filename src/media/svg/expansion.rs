//! How many elements a browser would draw, once every `use` has been put in place.
//!
//! Ten levels of `use`, each with ten of the level below, make ten thousand million elements of a small file. Each
//! element with an id counts what is in it, down to the next ids; those, and what `use` names, are counted by
//! following them.

use std::collections::HashMap;

/// Most elements; maps and charts that people publish have some ten thousand.
const MAX_DRAWN: u64 = 1_000_000;
/// Longest chain of ids that are in or used by each other.
const MAX_CHAIN: usize = 400;

/// Counts of a document that is being read.
#[derive(Debug)]
pub(crate) struct Expansion {
    numbers: HashMap<String, usize>,
    parts: Vec<Part>,
    open: Vec<usize>,
}

#[derive(Clone, Debug, Default)]
struct Part {
    elements: u64,
    /// Numbers of the parts that are in this one, or are used in it.
    others: Vec<usize>,
    total: Option<u64>,
}

impl Default for Expansion {
    fn default() -> Self {
        // The first part is the document.
        Expansion { numbers: HashMap::new(), parts: vec![Part::default()], open: vec![0] }
    }
}

impl Expansion {
    /// An element begins.
    pub(crate) fn begin(&mut self, id: Option<&str>) {
        let around = self.open.last().copied().unwrap_or_default();
        let here = match id {
            Some(id) => {
                let number = self.number_of(id);
                self.refer(around, number);
                number
            }
            None => around,
        };
        if let Some(part) = self.parts.get_mut(here) {
            part.elements += 1;
        }
        self.open.push(here);
    }

    /// The element that began last, of those that have not ended, uses another one.
    pub(crate) fn uses(&mut self, id: &str) {
        let here = self.open.last().copied().unwrap_or_default();
        let number = self.number_of(id);
        self.refer(here, number);
    }

    /// An element ends.
    pub(crate) fn end(&mut self) {
        self.open.pop();
    }

    /// Whether a browser can draw all of it.
    pub(crate) fn is_bounded(&mut self) -> bool {
        self.total(0, 0).is_some_and(|total| total <= MAX_DRAWN)
    }

    fn number_of(&mut self, id: &str) -> usize {
        if let Some(number) = self.numbers.get(id) {
            return *number;
        }
        let number = self.parts.len();
        self.parts.push(Part::default());
        self.numbers.insert(id.to_owned(), number);
        number
    }

    fn refer(&mut self, from: usize, to: usize) {
        if let Some(part) = self.parts.get_mut(from) {
            part.others.push(to);
        }
    }

    /// `None` for a chain that is too long.
    fn total(&mut self, number: usize, depth: usize) -> Option<u64> {
        let part = self.parts.get_mut(number)?;
        if let Some(total) = part.total {
            return Some(total);
        }
        if depth > MAX_CHAIN {
            return None;
        }
        // What is met again below itself is not drawn again: browsers break the circle.
        part.total = Some(0);
        let mut total = part.elements;
        for other in part.others.clone() {
            total = total.saturating_add(self.total(other, depth + 1)?);
        }
        self.parts.get_mut(number)?.total = Some(total);
        Some(total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Levels of groups, each of which uses the one below `times` times.
    fn levels(count: usize, times: usize) -> Expansion {
        let mut expansion = Expansion::default();
        for level in 0..count {
            expansion.begin(Some(&format!("l{level}")));
            for _ in 0..times {
                expansion.begin(None);
                if level > 0 {
                    expansion.uses(&format!("l{}", level - 1));
                }
                expansion.end();
            }
            expansion.end();
        }
        expansion
    }

    #[test]
    fn a_bomb_of_uses_is_found() {
        assert!(levels(5, 10).is_bounded());
        assert!(!levels(10, 10).is_bounded());
        assert!(!levels(200, 100).is_bounded(), "and the count does not overflow");
        assert!(!levels(1000, 1).is_bounded(), "nor does the stack");
    }

    #[test]
    fn circles_end() {
        let mut expansion = Expansion::default();
        expansion.begin(Some("a"));
        expansion.uses("a");
        expansion.uses("b");
        expansion.begin(Some("b"));
        expansion.uses("a");
        expansion.end();
        expansion.end();
        assert!(expansion.is_bounded());
    }
}
