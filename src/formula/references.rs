//! What an expression names: for dependencies and for what a formula may not have.

use crate::formula::{Expression, Node, NodeKind, Selector};
use crate::text::{Span, Spanned};

/// What an expression names, in the order in which it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reference<'a> {
    /// A bare word: a column of the table at hand if there is one, else a fact.
    Name(&'a str),
    /// A quoted column of the table at hand.
    OwnColumn(&'a str),
    /// A column of a table, or of some of its rows.
    Column(&'a Selector),
}

impl Expression {
    /// All that it names, repetitions included.
    pub(crate) fn references(&self) -> Vec<Spanned<Reference<'_>>> {
        let mut references = Vec::new();
        self.root.walk(&mut |node| {
            let reference = match &node.kind {
                NodeKind::Name(name) => Reference::Name(name),
                NodeKind::OwnColumn(name) => Reference::OwnColumn(name),
                NodeKind::Column(selector) => Reference::Column(selector),
                _ => return,
            };
            references.push(Spanned::new(reference, node.span));
        });
        references
    }

    /// The first comparison, `and`, `or`, `not`, `true` or `false`: what a formula may not have.
    pub(crate) fn first_condition(&self) -> Option<Span> {
        let mut first: Option<Span> = None;
        self.root.walk(&mut |node| {
            let is_condition = matches!(
                node.kind,
                NodeKind::Compare(..)
                    | NodeKind::Not(_)
                    | NodeKind::All(_)
                    | NodeKind::Any(_)
                    | NodeKind::Truth(_)
            );
            if is_condition {
                first.get_or_insert(node.span);
            }
        });
        first
    }
}

impl Node {
    fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Node)) {
        visit(self);
        match &self.kind {
            NodeKind::Number(_)
            | NodeKind::Text(_)
            | NodeKind::Truth(_)
            | NodeKind::Name(_)
            | NodeKind::OwnColumn(_)
            | NodeKind::Column(_) => {}
            NodeKind::Aggregate(_, inner) | NodeKind::All(inner) | NodeKind::Any(inner) => {
                inner.iter().for_each(|node| node.walk(visit));
            }
            NodeKind::Sum(inner) | NodeKind::Product(inner) => {
                inner.iter().for_each(|(_, node)| node.walk(visit));
            }
            NodeKind::Pair(_, sides) | NodeKind::Compare(sides, _) => {
                sides.0.walk(visit);
                sides.1.walk(visit);
            }
            NodeKind::Not(inner) => inner.walk(visit),
        }
    }
}
