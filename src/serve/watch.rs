//! Watching the site's folder: changes come in batches, after a short quiet.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// Quiet after which a batch is complete. Editors write a file in several steps within a few milliseconds.
const QUIET: Duration = Duration::from_millis(20);

/// Batches of changed paths, for ever.
pub(super) struct Changes {
    events: Receiver<notify::Result<Event>>,
    watcher: RecommendedWatcher,
    /// Folders that are watched with all below them, wherever and whenever they are there.
    folders: Vec<PathBuf>,
}

/// Watches `site.toml`, `content/` and `themes/` below `root`.
///
/// # Errors
/// The machine cannot watch: too many files for its limit, mostly.
pub(super) fn changes(root: &Path) -> notify::Result<Changes> {
    let (sender, events) = channel();
    let mut watcher = notify::recommended_watcher(move |event| {
        let _ = sender.send(event);
    })?;
    // The root itself is watched without its folders: the output lies there too.
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    let folders = ["content", "themes"].map(|folder| root.join(folder)).to_vec();
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        watcher.watch(folder, RecursiveMode::Recursive)?;
    }
    Ok(Changes { events, watcher, folders })
}

impl Changes {
    /// A folder that has come since is watched from now on; what is in it already is told by its own path.
    fn watch_new_folders(&mut self, paths: &[PathBuf]) {
        for folder in self.folders.iter().filter(|folder| paths.contains(folder) && folder.is_dir()) {
            // Where this fails, the events of the folder itself are still seen.
            let _ = self.watcher.watch(folder, RecursiveMode::Recursive);
        }
    }
}

impl Iterator for Changes {
    type Item = Vec<PathBuf>;

    fn next(&mut self) -> Option<Vec<PathBuf>> {
        let mut paths = Vec::new();
        loop {
            if paths.is_empty() {
                paths.extend(changed(self.events.recv().ok()?));
            } else {
                match self.events.recv_timeout(QUIET) {
                    Ok(event) => paths.extend(changed(event)),
                    Err(_) => break,
                }
            }
        }
        paths.sort();
        paths.dedup();
        self.watch_new_folders(&paths);
        Some(paths)
    }
}

/// Paths of an event that can change a build: reading a file is none.
fn changed(event: notify::Result<Event>) -> Vec<PathBuf> {
    match event {
        Ok(event) if !matches!(event.kind, EventKind::Access(_)) => event.paths,
        _ => Vec::new(),
    }
}
