//! Rendering: a site -> the HTML of its pages.

pub mod view;

pub(crate) mod functions;
pub(crate) mod theme;

pub(crate) mod links;
pub(crate) mod words;

pub(crate) mod figures;
pub(crate) mod references;

pub(crate) mod cards;
pub(crate) mod frame;
pub(crate) mod metadata;

pub(crate) mod exhibit;
pub(crate) mod html;

pub(crate) mod edition;
pub(crate) mod lists;

pub(crate) mod pages;
