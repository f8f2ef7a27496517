//! The text as a whole: one tip line, footnotes that are reached, formulas that can be read.

use crate::check::people::tipline;
use crate::check::{Check, EditionInput, Run};
use crate::codes;
use crate::diag::Diagnostic;
use crate::fields::Text;
use crate::prose::InlineKind;
use crate::prose::math;
use crate::story::BlockContent;
use crate::story::blocks::Argument;
use crate::text::Span;

/// The parts of a text fit together.
pub(crate) const STRUCTURE: Check = Check {
    name: "structure",
    codes: &[
        &codes::story::TWO_TIPLINES,
        &codes::story::UNKNOWN_TIPLINE,
        &codes::markdown::FOOTNOTE,
        &codes::markdown::MATH,
    ],
    run: Run::Edition(run),
};

fn run(input: &EditionInput<'_>, out: &mut Vec<Diagnostic>) {
    let mut first_tipline: Option<Span> = None;
    input.for_each_block(&mut |block| match &block.kind {
        BlockContent::Marked(marked) if marked.kind.argument == Argument::Tipline => {
            if let Some(id) = &marked.argument {
                tipline(input, &Text::new(id.value.clone(), input.place(id.span)), out);
            }
            match first_tipline {
                None => first_tipline = Some(block.span),
                Some(first) => out.push(
                    Diagnostic::new(
                        &codes::story::TWO_TIPLINES,
                        input.place(block.span),
                        "a second tip line on this page",
                    )
                    .also(input.place(first), "the first one")
                    .hint("keep one: two boxes may differ, and a source must not have to choose"),
                ),
            }
        }
        BlockContent::Math { tex, start, .. } => formula(input, tex, *start, true, out),
        _ => {}
    });
    for part in &input.prose {
        if let InlineKind::Math(tex) = &part.inline.kind {
            // Behind the dollar sign and the backtick.
            formula(input, tex, part.inline.span.start + 2, false, out);
        }
    }
    for note in &input.edition.file.body.footnotes {
        if !input.uses.footnotes.iter().any(|used| used.label == note.label) {
            out.push(
                Diagnostic::new(
                    &codes::markdown::FOOTNOTE,
                    input.place(note.span),
                    format!("nothing leads to the footnote `{}`", note.label),
                )
                .hint(format!("write `[^{}]` in the text, or take the note out", note.label)),
            );
        }
    }
}

fn formula(input: &EditionInput<'_>, tex: &str, start: u32, display: bool, out: &mut Vec<Diagnostic>) {
    if let Err(error) = math::to_mathml(tex, display) {
        let diagnostic =
            Diagnostic::new(&codes::markdown::MATH, input.place(error.span.shifted(start)), error.message);
        out.push(diagnostic.hint("formulas are TeX as LaTeX's amsmath reads it"));
    }
}
