//! stand-in

use crate::fields::KeyList;
/// k
pub(crate) const KEY_LISTS: &[KeyList] = &[];
