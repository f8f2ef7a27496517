//! Sources: their copies are there and are what they were.

use sha2::{Digest, Sha256};

use crate::check::links::is_listed;
use crate::check::{Check, Run, SiteInput};
use crate::codes;
use crate::diag::{Diagnostic, Place, did_you_mean};
use crate::media::document;
use crate::site::{Folder, FolderIx};
use crate::source::{Source, SourceCopy};

/// Copies of sources are there and are what they were.
pub(crate) const COPIES: Check = Check {
    name: "copies of sources",
    codes: &[&codes::cite::COPY, &codes::media::METADATA, &codes::site::UNREADABLE, &codes::site::OUTSIDE],
    run: Run::Site(run),
};

fn run(input: &SiteInput<'_>, out: &mut Vec<Diagnostic>) {
    for (at, folder) in (0..).zip(&input.site.folders) {
        for source in folder.data.sources.values() {
            source.copies.iter().for_each(|copy| check_copy(input, FolderIx(at), folder, source, copy, out));
        }
    }
}

fn check_copy(
    input: &SiteInput<'_>,
    ix: FolderIx,
    folder: &Folder,
    source: &Source,
    copy: &SourceCopy,
    out: &mut Vec<Diagnostic>,
) {
    let Some(file) = &copy.file else {
        if let Some(sha256) = &copy.sha256 {
            out.push(
                Diagnostic::new(&codes::cite::COPY, sha256.place.clone(), "a digest without a file")
                    .hint("add `file`, or take `sha256` out"),
            );
        }
        return;
    };
    if !folder.files.contains(&file.value) {
        let known = folder.files.iter().map(|file| &**file);
        out.push(
            Diagnostic::new(
                &codes::cite::COPY,
                file.place.clone(),
                format!("there is no file `{}`", file.value),
            )
            .maybe_hint(did_you_mean(&file.value, known))
            .hint("put the copy into `documents/` of the story's folder"),
        );
        return;
    }
    let path = input.site.file_source(ix, &file.value);
    match input.world.bytes(&path) {
        Ok(bytes) => {
            check_digest(copy, &file.value, &bytes, out);
            if is_listed(input.site, ix, &file.value) {
                let place = Place::new(&source.place.file, file.place.span);
                check_metadata(place, &file.value, &bytes, out);
            }
        }
        Err(error) => out.push(error.report(&path)),
    }
}

/// The file is the one that its digest was made of.
fn check_digest(copy: &SourceCopy, name: &str, bytes: &[u8], out: &mut Vec<Diagnostic>) {
    let Some(sha256) = &copy.sha256 else { return };
    let digest: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    if !sha256.value.eq_ignore_ascii_case(&digest) {
        let message = format!("`{name}` is not the file that this digest was made of");
        out.push(
            Diagnostic::new(&codes::cite::COPY, sha256.place.clone(), message)
                .hint(format!("check the file; its digest is `{digest}`")),
        );
    }
}

/// A published document carries nothing that could lead to somebody.
fn check_metadata(place: Place, name: &str, bytes: &[u8], out: &mut Vec<Diagnostic>) {
    let metadata = document::traces(bytes);
    if !metadata.is_empty() {
        let message = format!("`{name}` carries {}", metadata.join(", "));
        out.push(
            Diagnostic::new(&codes::media::METADATA, place, message).hint(
                "clean a copy with a tool such as mat2 and list that copy, if it could lead to somebody",
            ),
        );
    }
}
