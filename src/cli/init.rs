//! `init`: a new site from the starter that is part of the program.

use std::path::Path;

use crate::cli::{FINE, machine, wrong_use};
use crate::report::tell;
use crate::world::built_in_files;

/// Files of the starter that begin with a dot where they are used.
const HIDDEN: [(&str, &str); 2] = [("gitignore", ".gitignore"), ("github/", ".github/")];

/// Writes the starter into a new or empty folder.
pub(super) fn run(dir: &Path, quiet: bool) -> u8 {
    match std::fs::read_dir(dir).map(|mut entries| entries.next().is_none()) {
        Ok(true) => {}
        Ok(false) => {
            let message = format!("`{}` is not empty", dir.display());
            return wrong_use(&message, "name a new or an empty folder: nothing is ever written over");
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => {
            return machine(&format!("cannot read `{}`: {error}", dir.display()), "check its permissions");
        }
    }
    for (path, bytes) in built_in_files() {
        let Some(path) = path.strip_prefix("starter/") else { continue };
        let target = dir.join(visible(path));
        if let Err(error) = write(&target, &filled(path, bytes)) {
            return machine(
                &format!("cannot write `{}`: {error}", target.display()),
                "check the disk and its permissions",
            );
        }
    }
    if !quiet {
        tell(format_args!(
            "a new site stands in `{0}`\n  look at it:  onrecord serve --root {0}\n  publish it:  onrecord build --root {0}\n",
            dir.display()
        ));
    }
    FINE
}

/// The name of a starter's file where it is used: what is hidden there is not hidden in the starter.
fn visible(path: &str) -> String {
    let hidden =
        HIDDEN.iter().find_map(|(plain, hidden)| Some(format!("{hidden}{}", path.strip_prefix(plain)?)));
    hidden.unwrap_or_else(|| path.to_owned())
}

/// The workflow installs the very version that wrote it.
fn filled(path: &str, bytes: &[u8]) -> Vec<u8> {
    match std::str::from_utf8(bytes) {
        Ok(text) if path.ends_with(".yml") => {
            text.replace("@VERSION", concat!("@", env!("CARGO_PKG_VERSION"))).into_bytes()
        }
        _ => bytes.to_vec(),
    }
}

fn write(target: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = target.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(target, bytes)
}
