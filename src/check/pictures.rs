//! Pictures: their files are there, can be shown, and carry nothing unsafe.

use std::sync::Arc;

use crate::check::{Check, EditionInput, Run};
use crate::codes;
use crate::diag::{Diagnostic, Place, did_you_mean};
use crate::figure::ExhibitKind;
use crate::prose::{InlineKind, Target};
use crate::site::FolderIx;
use crate::site::lookup::SiteFile;

/// Every picture can be shown.
pub(crate) const PICTURES: Check = Check {
    name: "pictures",
    codes: &[
        &codes::media::MISSING,
        &codes::media::FORMAT,
        &codes::media::BROKEN,
        &codes::media::TURNED,
        &codes::media::UNSAFE_SVG,
        &codes::media::EXTERNAL,
        &codes::figure::NO_ALT,
    ],
    run: Run::Edition(run),
};

fn run(input: &EditionInput<'_>, out: &mut Vec<Diagnostic>) {
    let edition = input.edition;
    if let Some(image) = &edition.meta.image {
        picture(input, edition.folder, &image.file.value, image.file.place.clone(), out);
    }
    for embed in &input.uses.embeds {
        if let ExhibitKind::Picture { file } = &embed.exhibit.kind {
            picture(input, embed.folder, &file.value, file.place.clone(), out);
        }
    }
    for part in &input.prose {
        let InlineKind::Image(image) = &part.inline.kind else { continue };
        let place = part.place(image.destination);
        match &image.target {
            Target::File(reference) => {
                if image.alt.is_empty() {
                    let at = part.place(part.inline.span);
                    out.push(
                        Diagnostic::new(&codes::figure::NO_ALT, at, "this picture has no alternative text")
                            .hint("write what is seen between the brackets: `![Seven racks](racks.jpg)`; what only decorates is an exhibit with `alt = \"\"`"),
                    );
                }
                picture(input, part.scope, &reference.path, place, out);
            }
            Target::Web(_) => out.push(
                Diagnostic::new(&codes::media::EXTERNAL, place, "this picture lies on another site")
                    .hint("put it into the story's folder: a third party would learn who reads this page"),
            ),
            _ => {}
        }
    }
}

fn picture(input: &EditionInput<'_>, folder: FolderIx, path: &str, place: Place, out: &mut Vec<Diagnostic>) {
    let Some(file) = input.site.file(folder, path) else {
        let files = input.site.folder(folder).files.iter().map(|file| &**file);
        out.push(
            Diagnostic::new(&codes::media::MISSING, place, format!("there is no picture `{path}`"))
                .maybe_hint(did_you_mean(path, files))
                .hint("put it into the story's folder"),
        );
        return;
    };
    let path: Arc<str> = match &file {
        SiteFile::Beside { folder, file } => input.site.file_source(*folder, file).into(),
        SiteFile::Static(_) => return,
    };
    let faults = input.figures.faults(&file).iter();
    out.extend(faults.map(|fault| fault.diagnostic(&path, Some(place.clone()))));
}
