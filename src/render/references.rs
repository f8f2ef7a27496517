//! stand-in
use crate::diag::Reported;
use crate::memo;
use crate::render::view::ReferenceView;
use crate::render::words::Writer;
use crate::render::{BodyHtml, Mode};
use crate::site::{FolderIx, Site};
use crate::source::citation::Citation;
use std::collections::BTreeSet;
/// m
#[derive(Default)]
pub(crate) struct ReferenceMemo {
    /// x
    pub(crate) x: memo::Table<()>,
}
/// r
pub(crate) struct References;
impl References {
    /// n
    pub(crate) fn none() -> Self {
        References
    }
    /// f
    pub(crate) fn footnote_number(&self, _: usize) -> Option<usize> {
        None
    }
    /// m
    pub(crate) fn mark(&self, _: usize, _: Mode) -> Option<(String, bool)> {
        None
    }
    /// s
    pub(crate) fn source_line(&self, _: &Writer<'_>, _: &[(FolderIx, &Citation)], _: Mode) -> String {
        String::new()
    }
    /// e
    pub(crate) fn entry_id(&self, at: usize) -> String {
        format!("s_{}", at + 1)
    }
    /// p
    pub(crate) fn plain_list(&self) -> Vec<String> {
        vec![]
    }
    /// v
    pub(crate) fn views(&self, _: &Writer<'_>, _: &BTreeSet<String>, _: &mut BodyHtml) -> Vec<ReferenceView> {
        vec![]
    }
    /// k
    pub(crate) fn kind(&self) -> &'static str {
        "numeric"
    }
}
/// o
pub(crate) fn of_all(site: &Site, _: &mut ReferenceMemo) -> Reported<Vec<References>> {
    Reported::clean(site.editions.iter().map(|_| References).collect())
}
