//! Phrases by their words: a tree that is walked word by word.

use crate::locale::lexicon::tokens::{Shape, Token};
use crate::locale::lexicon::vocabulary::{UNKNOWN, WordId};

/// Stands in a phrase for a year of four digits.
pub(crate) const YEAR: WordId = 1;
/// Stands in a phrase for a day of the month.
pub(crate) const DAY: WordId = 2;
/// Stands in a phrase for the number of a month.
pub(crate) const MONTH: WordId = 3;

/// Phrases with what they mean.
#[derive(Debug)]
pub(crate) struct Trie<T> {
    nodes: Vec<Node<T>>,
    /// By the id of the first word; 0 where no phrase begins with it.
    firsts: Vec<u32>,
}

#[derive(Debug)]
struct Node<T> {
    /// Sorted by word.
    next: Vec<(WordId, u32)>,
    meanings: Vec<T>,
}

impl<T> Default for Trie<T> {
    fn default() -> Self {
        Trie { nodes: vec![Node { next: Vec::new(), meanings: Vec::new() }], firsts: Vec::new() }
    }
}

impl<T> Trie<T> {
    /// Adds a phrase; an empty one is none.
    pub(crate) fn add(&mut self, phrase: &[WordId], meaning: T) {
        let mut node = 0;
        for word in phrase {
            node = self.child_or_new(node, *word);
        }
        if node != 0
            && let Some(node) = usize::try_from(node).ok().and_then(|at| self.nodes.get_mut(at))
        {
            node.meanings.push(meaning);
        }
    }

    fn child_or_new(&mut self, node: u32, word: WordId) -> u32 {
        if let Some(child) = self.child(node, word) {
            return child;
        }
        let child = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        self.nodes.push(Node { next: Vec::new(), meanings: Vec::new() });
        if node == 0 {
            let at = usize::from(word);
            if self.firsts.len() <= at {
                self.firsts.resize(at + 1, 0);
            }
            if let Some(first) = self.firsts.get_mut(at) {
                *first = child;
            }
        } else if let Some(node) = usize::try_from(node).ok().and_then(|at| self.nodes.get_mut(at)) {
            let at = node.next.partition_point(|(other, _)| *other < word);
            node.next.insert(at, (word, child));
        }
        child
    }

    fn node(&self, at: u32) -> Option<&Node<T>> {
        self.nodes.get(usize::try_from(at).ok()?)
    }

    fn child(&self, node: u32, word: WordId) -> Option<u32> {
        if node == 0 {
            return self.firsts.get(usize::from(word)).copied().filter(|child| *child != 0);
        }
        let next = &self.node(node)?.next;
        let at = next.binary_search_by_key(&word, |(other, _)| *other).ok()?;
        next.get(at).map(|(_, child)| *child)
    }

    /// The longest phrase at the head of `tokens` with a meaning that `pick` takes, and how many tokens it has.
    pub(crate) fn longest<U>(
        &self,
        tokens: &[Token],
        pick: impl Fn(&T, usize) -> Option<U>,
    ) -> Option<(U, usize)> {
        let (mut node, mut found) = (0, None);
        for (at, token) in tokens.iter().enumerate() {
            let Some(child) = self.child(node, token.word).filter(|_| token.word != UNKNOWN) else {
                // A hyphen between two words is as good as a blank.
                let hyphen = at > 0 && !token.spaced && token.shape == Shape::Sign('-');
                if hyphen && tokens.get(at + 1).is_some_and(|next| !next.spaced) {
                    continue;
                }
                break;
            };
            node = child;
            let meanings = self.node(node).map(|node| node.meanings.as_slice()).unwrap_or_default();
            if let Some(meaning) = meanings.iter().find_map(|meaning| pick(meaning, at + 1)) {
                found = Some((meaning, at + 1));
            }
        }
        found
    }

    /// The longest phrase at the head of `tokens`, where figures fill the places for day, month and year.
    pub(crate) fn longest_date(&self, tokens: &[Token]) -> Option<(DateParts, &T, usize)> {
        let mut best = None;
        self.walk(0, tokens, 0, DateParts::default(), &mut best);
        best
    }

    fn walk<'a>(
        &'a self,
        node: u32,
        tokens: &[Token],
        at: usize,
        parts: DateParts,
        best: &mut Option<(DateParts, &'a T, usize)>,
    ) {
        if let Some(meaning) = self.node(node).and_then(|node| node.meanings.first())
            && best.as_ref().is_none_or(|(_, _, length)| *length < at)
        {
            *best = Some((parts, meaning, at));
        }
        let Some(token) = tokens.get(at) else { return };
        let Shape::Figure(figure) = token.shape else {
            if let Some(child) = self.child(node, token.word).filter(|_| token.word != UNKNOWN) {
                self.walk(child, tokens, at + 1, parts, best);
            }
            return;
        };
        let Some(digits) = figure.plain else { return };
        let Ok(value) = u16::try_from(figure.value) else { return };
        let small = u8::try_from(value).unwrap_or(u8::MAX);
        let places = [
            (YEAR, digits == 4, DateParts { year: value, ..parts }),
            (DAY, digits <= 2 && (1..=31).contains(&small), DateParts { day: small, ..parts }),
            (MONTH, digits <= 2 && (1..=12).contains(&small), DateParts { month: small, ..parts }),
        ];
        for (place, fits, filled) in places {
            if let Some(child) = self.child(node, place).filter(|_| fits) {
                self.walk(child, tokens, at + 1, filled, best);
            }
        }
    }
}

/// What the figures of a date say; 0 for what is not said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct DateParts {
    /// Of four digits.
    pub(crate) year: u16,
    /// 1 to 12.
    pub(crate) month: u8,
    /// 1 to 31.
    pub(crate) day: u8,
}
