//! The preview server: watches the folder, builds in memory with the warm memo, serves the outputs, tells browsers.
//!
//! An edge: sockets, threads, the file watcher. A build is the same function as the one that publishes; nothing is
//! written to disk. It listens on this machine only, and answers no other name, so that no page of the web can read
//! unpublished work through a name that was made to point here.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "edge")]

mod http;
mod watch;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, RwLock};
use std::time::Instant;

use jiff::Timestamp;

use crate::chart::glyphs::Faces;
use crate::config::parse_base_url;
use crate::diag::Severity;
use crate::disk::pictures::PictureFolder;
use crate::disk::world::DiskWorld;
use crate::pipeline::{self, Memo, Options};
use crate::publish::{Outputs, difference};
use crate::report::tell;
use crate::report::{self, Format};

/// What the preview server is started with.
pub(crate) struct Session {
    /// Folder of the site.
    pub(crate) root: PathBuf,
    /// As for a build.
    pub(crate) options: Options,
    /// The moment that embargoes are compared with; `None` is the clock, asked at each build.
    pub(crate) now: Option<Timestamp>,
    /// Say only what is wrong.
    pub(crate) quiet: bool,
}

/// What browsers are shown: replaced as a whole after each build.
#[derive(Clone, Default)]
struct Shown {
    /// Pictures are drawn when a browser asks for them.
    outputs: Arc<Outputs>,
    /// Errors and warnings as text, for the overlay; empty if all is well.
    findings: Arc<str>,
    has_errors: bool,
}

/// What the threads of the server share.
struct Shared {
    shown: RwLock<Shown>,
    /// Pictures of this site that were drawn before.
    pictures: PictureFolder,
    /// The letters that pictures are written with.
    faces: Faces,
    /// Browsers that wait for changes.
    listeners: Mutex<Vec<http::Listener>>,
}

impl Shared {
    /// What the first build gives.
    fn of(builder: &mut Builder<'_>) -> Shared {
        Shared {
            shown: RwLock::new(builder.build().0),
            pictures: PictureFolder::of(&builder.root()),
            faces: Faces::new(),
            listeners: Mutex::default(),
        }
    }
}

/// Serves until the program is stopped; returns its exit status.
pub(crate) fn run(session: &Session, port: u16, open: bool) -> u8 {
    const WRONG_USE: u8 = 2;
    const MACHINE: u8 = 3;
    if !session.root.is_dir() {
        tell(format_args!(
            "error: there is no folder `{}`\n  hint: name the site's folder with `--root DIR`\n",
            session.root.display()
        ));
        return WRONG_USE;
    }
    let server = match tiny_http::Server::http(("127.0.0.1", port)) {
        Ok(server) => Arc::new(server),
        Err(error) => {
            tell(format_args!(
                "error: cannot listen on port {port}: {error}\n  hint: name another with `--port`, or 0 for any free one\n"
            ));
            return MACHINE;
        }
    };
    let port = server.server_addr().to_ip().map_or(port, |address| address.port());
    let address = format!("http://127.0.0.1:{port}/");
    let mut builder = match Builder::open(session, &address) {
        Ok(builder) => builder,
        Err(error) => {
            tell(format_args!(
                "error: cannot read `{}`: {error}\n  hint: name the site's folder with `--root DIR`\n",
                session.root.display()
            ));
            return MACHINE;
        }
    };
    // From before the first build, so that no edit falls between the two.
    let changes = match watch::changes(&builder.root()) {
        Ok(changes) => changes,
        Err(error) => {
            tell(format_args!(
                "error: cannot watch `{}`: {error}\n  hint: check the limit of file watches of this machine\n",
                session.root.display()
            ));
            return MACHINE;
        }
    };
    let _ = builder.world.rescan();
    let shared = Arc::new(Shared::of(&mut builder));
    tell(format_args!("serving {address} (stop with Ctrl-C)\n"));
    if open {
        open_browser(&address);
    }
    for _ in 0..3 {
        let (server, shared) = (server.clone(), shared.clone());
        std::thread::spawn(move || http::answer(&server, &shared, port));
    }
    for paths in changes {
        builder.update(&paths);
        let (shown, changed) = builder.build();
        show(&shared, shown, &changed);
    }
    0
}

/// Builds again and again with one memo.
struct Builder<'a> {
    session: &'a Session,
    world: DiskWorld,
    options: Options,
    memo: Memo,
    last: Arc<Outputs>,
}

impl<'a> Builder<'a> {
    fn open(session: &'a Session, address: &str) -> std::io::Result<Self> {
        let mut options = session.options.clone();
        if options.base_url.is_none() {
            options.base_url = parse_base_url(address).ok();
        }
        let world = DiskWorld::open(&session.root, session.now.unwrap_or_else(Timestamp::now))?;
        Ok(Builder { session, world, options, memo: Memo::default(), last: Arc::default() })
    }

    fn root(&self) -> PathBuf {
        self.world.root().to_owned()
    }

    fn update(&mut self, paths: &[PathBuf]) {
        self.world.set_now(self.session.now.unwrap_or_else(Timestamp::now));
        if self.world.invalidate(paths).is_err() {
            // A folder came or went while it was listed: look at everything once more.
            let _ = self.world.rescan();
        }
    }

    /// Builds; what is to be shown, and the paths that changed.
    fn build(&mut self) -> (Shown, Vec<String>) {
        let started = Instant::now();
        let built = pipeline::build(&self.world, &self.options, &mut self.memo);
        let is_broken = built.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        let outputs = if is_broken { or_last(built.outputs, &self.last) } else { built.outputs };
        let outputs = Arc::new(outputs);
        let changed: Vec<String> =
            difference(&self.last, &outputs).iter().map(|change| change.path.to_string()).collect();
        self.last = outputs.clone();
        let count =
            |severity| built.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        let shown: Vec<_> = built
            .diagnostics
            .into_iter()
            .filter(|diagnostic| diagnostic.severity != Severity::Note)
            .collect();
        let findings = report::render(&shown, &self.world, Format::Human, false);
        if !self.session.quiet {
            tell(format_args!("{findings}"));
            let milliseconds = started.elapsed().as_millis();
            tell(format_args!(
                "built in {milliseconds} ms: {}, {}, {} changed\n",
                counted(errors, "error"),
                counted(warnings, "warning"),
                counted(changed.len(), "file")
            ));
        }
        (Shown { outputs, findings: findings.as_str().into(), has_errors: errors > 0 }, changed)
    }
}

/// While there are errors, what cannot be built stays as it was last seen.
fn or_last(mut outputs: Outputs, last: &Outputs) -> Outputs {
    for (path, output) in last.iter() {
        if outputs.get(path.as_str()).is_none() {
            // What a new output is in the way of is gone.
            let _ = outputs.insert(path.clone(), output.clone());
        }
    }
    for (path, picture) in last.pictures() {
        let _ = outputs.insert_picture(path.clone(), picture.clone());
    }
    outputs
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// Puts the new outputs in the old ones' place, then tells the browsers that show something of it.
fn show(shared: &Shared, shown: Shown, changed: &[String]) {
    let findings_changed = {
        let mut current = shared.shown.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        let differs = current.findings != shown.findings;
        *current = shown;
        differs
    };
    let mut listeners = shared.listeners.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    listeners.retain_mut(|listener| listener.tell(changed, findings_changed));
}

fn open_browser(address: &str) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    if std::process::Command::new(program).arg(address).spawn().is_err() {
        tell(format_args!("hint: open {address} in your browser\n"));
    }
}
