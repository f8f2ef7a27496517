//! Tables as files: made once a build, for the pages that tell their size and digest and for the output.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::data::file;
use crate::memo;
use crate::site::{FolderIx, Site};
use crate::text::sha256;

/// A file that readers can download.
#[derive(Debug)]
pub(crate) struct Download {
    /// All of it.
    pub(crate) bytes: Arc<[u8]>,
    /// SHA-256 of it, 64 hexadecimal digits.
    pub(crate) sha256: String,
}

/// The CSV files of all tables that exhibits of published editions show.
#[derive(Default)]
pub(crate) struct Downloads(BTreeMap<(FolderIx, Arc<str>), Arc<Download>>);

/// CSV files by the fingerprints of their tables.
pub(crate) type DownloadMemo = memo::Table<Arc<Download>>;

impl Downloads {
    /// Makes what is not remembered.
    pub(crate) fn make(site: &Site, memo: &mut DownloadMemo) -> Downloads {
        let embeds = site.uses.iter().flat_map(|uses| &uses.embeds);
        let shown = embeds.filter_map(|embed| embed.table.as_ref());
        let tables: BTreeMap<_, _> =
            shown.map(|(folder, table)| ((*folder, table.id.clone()), table)).collect();
        let items: Vec<_> = tables.into_iter().collect();
        let made = memo.remember_all(
            &items,
            |(_, table)| table.fingerprint,
            |(_, table)| {
                let bytes: Arc<[u8]> = file::csv(table).into_bytes().into();
                Arc::new(Download { sha256: sha256(&bytes), bytes })
            },
        );
        Downloads(items.into_iter().map(|(key, _)| key).zip(made).collect())
    }

    /// The file of a table, if an exhibit shows it.
    pub(crate) fn get(&self, folder: FolderIx, table: &Arc<str>) -> Option<&Arc<Download>> {
        self.0.get(&(folder, table.clone()))
    }
}
