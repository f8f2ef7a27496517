//! A sign of life where a build lasts over a second on a terminal.

use std::io::IsTerminal;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// Shown from one second on, gone when the build is done.
pub(super) struct Progress {
    running: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Starts to wait; shows nothing where nobody looks.
    pub(super) fn start(quiet: bool) -> Progress {
        if quiet || !std::io::stderr().is_terminal() {
            return Progress { running: None };
        }
        let (done, is_done) = channel();
        let handle = std::thread::spawn(move || show(&is_done));
        Progress { running: Some((done, handle)) }
    }

    /// Takes it away.
    pub(super) fn stop(self) {
        if let Some((done, handle)) = self.running {
            drop(done);
            let _ = handle.join();
        }
    }
}

fn show(is_done: &Receiver<()>) {
    if is_done.recv_timeout(Duration::from_secs(1)) != Err(RecvTimeoutError::Timeout) {
        return;
    }
    let bar = ProgressBar::new_spinner().with_message("building");
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(100));
    // The sender never sends: the build is done when it is dropped.
    let _ = is_done.recv();
    bar.finish_and_clear();
}
