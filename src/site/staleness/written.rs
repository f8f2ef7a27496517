//! Figures that a translation leaves to the build: where only bound words of the original say something else, and the
//! translation has the same bindings without words, the build writes the new value there already.

use crate::prose::{FactRef, Inline, InlineKind, Target};
use crate::site::blocks::Line;

/// A block as it is compared here: its letters and stops without bound words, and what those say.
#[derive(Debug, Default, PartialEq, Eq)]
struct Bare {
    rest: String,
    /// The words of each bound link, in order.
    bound: Vec<String>,
    /// What each is bound to; unknown of what was written once.
    targets: Vec<String>,
}

/// Whether nothing but bound words changed between the source of a block as it was and its lines as they are, and the
/// lines of the translation have all these bindings without words.
pub(super) fn is_written_out(was: &str, now: &[Line<'_, '_>], translation: &[&Line<'_, '_>]) -> bool {
    let (was, now) = (Bare::of_source(was), Bare::of_lines(now.iter()));
    if was.rest != now.rest || was.bound.len() != now.bound.len() {
        return false;
    }
    let own = Bare::of_lines(translation.iter().copied());
    let is_left = |target: &String| {
        let mut uses = own.targets.iter().zip(&own.bound).filter(|(other, _)| *other == target).peekable();
        uses.peek().is_some() && uses.all(|(_, words)| words.is_empty())
    };
    let pairs = was.bound.iter().zip(&now.bound).zip(&now.targets);
    let mut changed = pairs.filter(|((was, now), _)| was != now).peekable();
    changed.peek().is_some() && changed.all(|(_, target)| is_left(target))
}

impl Bare {
    fn of_lines<'l>(lines: impl Iterator<Item = &'l Line<'l, 'l>>) -> Bare {
        let mut bare = Bare::default();
        for line in lines {
            let read = line.read.into_iter().chain(line.shown);
            read.for_each(|read| bare.line(read.passage.line));
        }
        bare
    }

    fn line(&mut self, line: &[Inline]) {
        for inline in line {
            match &inline.kind {
                InlineKind::Text(words) | InlineKind::Html(words) => self.words(words),
                InlineKind::Code(words) | InlineKind::Math(words) => self.words(words),
                InlineKind::Emphasis(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Strikethrough(inner) => self.line(inner),
                InlineKind::Image(image) => self.line(&image.alt),
                InlineKind::Link(link) => match bound_to(&link.target) {
                    None => self.line(&link.content),
                    Some(target) => {
                        let mut words = Bare::default();
                        words.line(&link.content);
                        self.bound.push(words.rest);
                        self.targets.push(target);
                    }
                },
                InlineKind::Citation(cited) => self.words(cited.bare.as_deref().unwrap_or_default()),
                InlineKind::HardBreak | InlineKind::Footnote(_) => {}
            }
        }
    }

    fn words(&mut self, words: &str) {
        self.rest.extend(words.chars().filter(|sign| is_said(*sign)));
    }

    /// Reads a block as it was written. What this takes for something else is a change: it is told, as any other.
    fn of_source(source: &str) -> Bare {
        let mut bare = Bare::default();
        let mut open: Vec<(usize, char)> = Vec::new();
        let mut rest = source;
        while let Some(sign) = rest.chars().next() {
            rest = rest.get(sign.len_utf8()..).unwrap_or_default();
            match sign {
                '\\' => {}
                '[' => open.push((bare.rest.len(), rest.chars().next().unwrap_or(' '))),
                ']' => {
                    let Some((start, first)) = open.pop() else { continue };
                    let target = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'));
                    if let Some((target, after)) = target {
                        rest = after;
                        if target.starts_with("fact:") || target.starts_with("cell:") {
                            bare.bound.push(bare.rest.split_off(start));
                        }
                    } else if matches!(first, '@' | '^' | '-') {
                        bare.rest.truncate(start);
                    }
                }
                sign if is_said(sign) => bare.rest.push(sign),
                _ => {}
            }
        }
        bare
    }
}

/// Letters, digits, and the signs that end or part sentences.
fn is_said(sign: char) -> bool {
    sign.is_alphanumeric()
        || matches!(sign, ',' | '.' | ';' | ':' | '!' | '?' | '–' | '—' | '“' | '”' | '’' | '%')
}

fn bound_to(target: &Target) -> Option<String> {
    match target {
        Target::Fact(binding) => {
            let facts: Vec<String> = binding.facts.iter().map(FactRef::written).collect();
            Some(format!("fact:{}", facts.join(",")))
        }
        Target::Cell(cell) => Some(format!("cell:{}", cell.selector.value)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_read_without_its_bound_words() {
        let bare = Bare::of_source(
            "They held *[almost 400 TB](fact:held)*, [it says](https://a.example/) [@files, p. 4].",
        );
        assert_eq!(bare.rest, "Theyheld,itsays.");
        assert_eq!(bare.bound, ["almost400TB"]);
    }
}
