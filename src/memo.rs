//! What the program remembers from one build to the next.
//!
//! A [`Table`] maps the fingerprint of everything a value depends on to the value (and its diagnostics, where it
//! has any). There is no tracker of dependencies and nothing to invalidate: a changed input has another key. What
//! one build did not ask for is forgotten at its end, so a memo is as large as the site.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::text::Fingerprint;

/// A map from key to value that lives as long as the preview server. Values are cheap to clone (`Arc`).
#[derive(Debug)]
pub(crate) struct Table<V> {
    values: HashMap<Fingerprint, V>,
    hits: usize,
    misses: usize,
}

impl<V> Default for Table<V> {
    fn default() -> Self {
        Table { values: HashMap::new(), hits: 0, misses: 0 }
    }
}

impl<V: Clone + Send + Sync> Table<V> {
    /// The value of each item, remembered or made, in the order of `items`; made in parallel.
    ///
    /// Everything that this call does not use is forgotten: a table is filled by one call a build.
    pub(crate) fn remember_all<T: Sync>(
        &mut self,
        items: &[T],
        key: impl Fn(&T) -> Fingerprint + Sync,
        make: impl Fn(&T) -> V + Sync,
    ) -> Vec<V> {
        let made = self.remember_prepared(items, |item| (key(item), (), ()), |item, ()| make(item));
        made.into_iter().map(|((), value)| value).collect()
    }

    /// The same where finding the key makes something that making the value needs too.
    ///
    /// `prepare` gives the key, what `make` needs (and nobody later), and what is returned beside the value.
    pub(crate) fn remember_prepared<T: Sync, P, Q: Send>(
        &mut self,
        items: &[T],
        prepare: impl Fn(&T) -> (Fingerprint, P, Q) + Sync,
        make: impl Fn(&T, P) -> V + Sync,
    ) -> Vec<(Q, V)> {
        let known = &self.values;
        let found: Vec<(Fingerprint, Q, V, bool)> = items
            .par_iter()
            .map(|item| {
                let (key, prepared, kept) = prepare(item);
                match known.get(&key) {
                    Some(value) => (key, kept, value.clone(), true),
                    None => (key, kept, make(item, prepared), false),
                }
            })
            .collect();
        self.hits = found.iter().filter(|(_, _, _, hit)| *hit).count();
        self.misses = found.len() - self.hits;
        self.values = found.iter().map(|(key, _, value, _)| (*key, value.clone())).collect();
        found.into_iter().map(|(_, kept, value, _)| (kept, value)).collect()
    }

    /// The same where an item has several values, each with a key of its own: `make` is told its place among the keys.
    pub(crate) fn remember_several<T: Sync, P, Q: Send>(
        &mut self,
        items: &[T],
        prepare: impl Fn(&T) -> (Vec<Fingerprint>, P, Q) + Sync,
        make: impl Fn(&T, &P, usize) -> V + Sync,
    ) -> Vec<(Q, Vec<V>)> {
        let known = &self.values;
        let found: Vec<(Q, Vec<(Fingerprint, V, bool)>)> = items
            .par_iter()
            .map(|item| {
                let (keys, prepared, kept) = prepare(item);
                let values = keys.into_iter().enumerate().map(|(at, key)| match known.get(&key) {
                    Some(value) => (key, value.clone(), true),
                    None => (key, make(item, &prepared, at), false),
                });
                (kept, values.collect())
            })
            .collect();
        let all = || found.iter().flat_map(|(_, values)| values);
        self.hits = all().filter(|(.., hit)| *hit).count();
        self.misses = all().count() - self.hits;
        self.values = all().map(|(key, value, _)| (*key, value.clone())).collect();
        let values =
            |values: Vec<(Fingerprint, V, bool)>| values.into_iter().map(|(_, value, _)| value).collect();
        found.into_iter().map(|(kept, all)| (kept, values(all))).collect()
    }

    /// How many values of the last call were remembered, and how many were made.
    pub(crate) fn hits_and_misses(&self) -> (usize, usize) {
        (self.hits, self.misses)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remembers_and_forgets() {
        let key = |item: &&str| Fingerprint::of(item.as_bytes());
        let mut table: Table<String> = Table::default();
        let make = |item: &&str| item.to_uppercase();
        assert_eq!(table.remember_all(&["a", "b"], key, make), ["A", "B"]);
        assert_eq!(table.hits_and_misses(), (0, 2));
        assert_eq!(table.remember_all(&["b", "c"], key, make), ["B", "C"]);
        assert_eq!(table.hits_and_misses(), (1, 1));
        table.remember_all(&["a"], key, make);
        assert_eq!(table.hits_and_misses(), (0, 1), "`a` was forgotten with the second build");
    }
}
