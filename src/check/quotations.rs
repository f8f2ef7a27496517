//! Quotations: words of a story are those of their record, and those of the record stand in the document.

use crate::check::{Check, EditionInput, Run, SiteInput};
use crate::codes;
use crate::diag::{Diagnostic, Place};
use crate::locale::LangTag;
use crate::media::page_text::{DocumentFault, PageTexts};
use crate::prose::{InlineKind, Target, plain_text};
use crate::site::FolderIx;
use crate::site::documents::{DocumentPages, cited_pages, is_same_language, page_locator};
use crate::source::citation::Cite;
use crate::source::quotation::{Difference, Folded, Quotation};
use crate::source::{Quote, Source};
use crate::story::blocks::Argument;
use crate::story::visit::{self, Part};
use crate::story::{Block, BlockContent};
use crate::text::Span;

/// Least likeness, per mille, at which another page is worth naming.
const ALIKE: usize = 400;

/// Words of quotations are those of their records.
pub(crate) const WORDS: Check = Check {
    name: "words of quotations",
    codes: &[&codes::quote::ALTERED, &codes::quote::NO_TRANSLATION],
    run: Run::Edition(run_words),
};

/// Quotations on record stand in the documents that they cite.
pub(crate) const RECORDS: Check = Check {
    name: "quotations in documents",
    codes: &[
        &codes::quote::NOT_ON_PAGE,
        &codes::quote::NOT_IN_DOCUMENT,
        &codes::quote::PAGE,
        &codes::quote::CANNOT_CHECK,
    ],
    run: Run::Site(run_records),
};

fn run_words(input: &EditionInput<'_>, out: &mut Vec<Diagnostic>) {
    for part in &input.prose {
        let InlineKind::Link(link) = &part.inline.kind else { continue };
        let Target::Quote(id) = &link.target else { continue };
        let words = plain_text(&link.content);
        out.extend(check_words(input, part.scope, id, &words, part.place(part.inline.span)));
    }
    input.for_each_block(&mut |block| {
        let BlockContent::Marked(marked) = &block.kind else { return };
        let Some(id) = marked.argument.as_ref().filter(|_| marked.kind.argument == Argument::Quote) else {
            return;
        };
        let Some(span) = span_of(&marked.blocks) else { return };
        let mut words = String::new();
        marked.blocks.iter().for_each(|block| push_words(block, &mut words));
        out.extend(check_words(input, input.edition.folder, &id.value, &words, input.place(span)));
    });
}

/// From the first word of blocks to the last; nothing if there is none.
fn span_of(blocks: &[Block]) -> Option<Span> {
    let mut span: Option<Span> = None;
    visit::blocks(blocks, &mut |part| {
        if let Part::Inline(inline) = part {
            span = Some(span.map_or(inline.span, |span| span.joined(inline.span)));
        }
    });
    span
}

/// The words of a block, paragraphs on lines of their own.
fn push_words(block: &Block, words: &mut String) {
    match &block.kind {
        BlockContent::Paragraph(content) => {
            words.push_str(&plain_text(content));
            words.push('\n');
        }
        BlockContent::Quote(blocks) => blocks.iter().for_each(|block| push_words(block, words)),
        BlockContent::List(list) => {
            list.items.iter().flat_map(|item| &item.blocks).for_each(|block| push_words(block, words));
        }
        _ => {}
    }
}

fn check_words(
    input: &EditionInput<'_>,
    scope: FolderIx,
    id: &str,
    words: &str,
    place: Place,
) -> Option<Diagnostic> {
    let quote = input.site.quote(scope, id)?.value;
    let quotation = Quotation::read(words);
    if lacks_words(quote) || (quotation.is_empty() && !words.is_empty()) {
        return None;
    }
    let tag = &input.edition.file.lang;
    let original = quotation.agrees_with(&quote.exact.value);
    let is_own = quote.language.as_ref().is_none_or(|language| is_same_language(language, tag));
    let translation = quote.translations.iter().find(|(language, _)| language == tag).map(|(_, text)| text);
    let (record, difference) = match (is_own, translation) {
        _ if words.is_empty() => return None,
        // Left in its own language, a quotation is what was said.
        _ if original.is_ok() => return None,
        (_, Some(translation)) => (&translation.place, quotation.agrees_with(&translation.value).err()?),
        (true, None) => (&quote.exact.place, original.err()?),
        (false, None) => return Some(no_translation(quote, tag, place)),
    };
    Some(altered(quote, record, &difference, place))
}

/// One that was recorded without its words: that is told where it stands.
fn lacks_words(quote: &Quote) -> bool {
    quote.exact.place == quote.place
}

fn no_translation(quote: &Quote, tag: &LangTag, place: Place) -> Diagnostic {
    let language = quote.language.as_ref().map(|language| format!(" (`{language}`)")).unwrap_or_default();
    let message = format!("the quotation `{}`{language} has no words in `{tag}` on record", quote.id);
    Diagnostic::new(&codes::quote::NO_TRANSLATION, place, message)
        .also(quote.place.clone(), "recorded here")
        .hint(format!("add the translation to its record: `translations = {{ {tag} = \"…\" }}`"))
}

fn altered(quote: &Quote, record: &Place, difference: &Difference, place: Place) -> Diagnostic {
    let Difference { quoted, there } = difference;
    let message = match there.is_empty() {
        true => format!("these are not the words of `{}`: it does not have `{quoted}` there", quote.id),
        false => {
            format!(
                "these are not the words of `{}`: it has `{there}` where `{quoted}` stands here",
                quote.id
            )
        }
    };
    Diagnostic::new(&codes::quote::ALTERED, place, message)
        .also(record.clone(), "on record")
        .hint("write the words as they are on record; `[…]` marks a cut, `[word]` a word of yours")
}

fn run_records(input: &SiteInput<'_>, out: &mut Vec<Diagnostic>) {
    for (scope, folder) in (0..).map(FolderIx).zip(&input.site.folders) {
        for quote in folder.data.quotes.values().filter(|quote| !lacks_words(quote)) {
            let quotation = Quotation::read(&quote.exact.value);
            if quotation.is_empty() {
                continue;
            }
            for cite in quote.cite.iter().flat_map(|citation| citation.cites.iter()) {
                out.extend(look_up(input, scope, quote, &quotation, cite));
            }
        }
    }
}

/// What looking a quotation up in one document says.
enum Looked<'a> {
    /// It stands where it should.
    Found,
    /// It stands in the document, which has several pages, and none was named.
    FoundOn(usize, &'a PageTexts),
    /// There is no text to compare with.
    Unreadable(&'static str),
    /// It does not stand there; the pages are those that were looked at.
    Missing(Vec<usize>, &'a PageTexts),
    /// A page behind the last one, which is told elsewhere.
    Beyond,
}

/// Looks a quotation up in the documents of a source: it must stand in one of them.
fn look_up(
    input: &SiteInput<'_>,
    scope: FolderIx,
    quote: &Quote,
    quotation: &Quotation,
    cite: &Cite,
) -> Option<Diagnostic> {
    let found = input.site.source(scope, &cite.key.value)?;
    let mut worst = None;
    for (name, pages) in input.documents.pages_of(found.folder, found.value) {
        let looked = look_in(quotation, cite, pages, found.value);
        match looked {
            Looked::Found | Looked::Beyond => return None,
            // Words that a text does not have count more than a scan that has none.
            Looked::Missing(..) | Looked::FoundOn(..) => worst = Some((name, pages, looked)),
            Looked::Unreadable(_) if worst.is_none() => worst = Some((name, pages, looked)),
            Looked::Unreadable(_) => {}
        }
    }
    let (name, pages, looked) = worst?;
    let name = pages.sidecar.as_ref().unwrap_or(name);
    let place = Place::new(&quote.place.file, cite.key.span);
    let key = &cite.key.value;
    Some(match looked {
        Looked::Found | Looked::Beyond => return None,
        Looked::Unreadable(reason) => cannot_check(quote, name, reason, place),
        Looked::FoundOn(page, texts) => {
            let message = format!("the quotation `{}` does not say on which page it stands", quote.id);
            Diagnostic::new(&codes::quote::PAGE, place, message).hint(format!(
                "it is on page {}: write `@{key}, p. {}`",
                label(page, texts),
                label(page, texts)
            ))
        }
        Looked::Missing(cited, texts) => missing(quote, quotation, name, &cited, texts, key, place),
    })
}

fn look_in<'a>(quotation: &Quotation, cite: &Cite, pages: &'a DocumentPages, source: &Source) -> Looked<'a> {
    let texts = match &pages.texts {
        Ok(texts) if texts.has_no_text() => return Looked::Unreadable("has no text, as a scan"),
        Ok(texts) => texts,
        Err(fault) => return Looked::Unreadable(DocumentFault::reason(*fault)),
    };
    let count = texts.pages.len();
    let all = || (0..count).collect::<Vec<usize>>();
    let named = page_locator(cite).map(|locator| cited_pages(locator, count, &texts.labels, source));
    let (cited, is_page) = match named {
        Some(named) if named.beyond.is_some() && named.found.is_empty() => return Looked::Beyond,
        Some(named) if !named.is_unknown => (named.found, true),
        _ => (all(), false),
    };
    if stands(quotation, texts, &cited) {
        return match is_page || count == 1 || cite.locator.is_some() {
            true => Looked::Found,
            false => place_of(quotation, texts).map_or(Looked::Found, |page| Looked::FoundOn(page, texts)),
        };
    }
    if cited.iter().any(|page| texts.pages.get(*page).is_some_and(|page| page.is_unreadable)) {
        return Looked::Unreadable("has no text that can be trusted there");
    }
    Looked::Missing(if is_page { cited } else { Vec::new() }, texts)
}

fn stands(quotation: &Quotation, texts: &PageTexts, pages: &[usize]) -> bool {
    let pages: Vec<&Folded> =
        pages.iter().filter_map(|page| texts.pages.get(*page)).map(|page| &page.folded).collect();
    quotation.stands_on(&pages)
}

/// The first page on which it stands, or begins.
fn place_of(quotation: &Quotation, texts: &PageTexts) -> Option<usize> {
    let pages = 0..texts.pages.len();
    let alone = pages.clone().find(|page| stands(quotation, texts, &[*page]));
    alone.or_else(|| pages.clone().find(|page| stands(quotation, texts, &[*page, page + 1])))
}

/// A page as one would cite it.
fn label(page: usize, texts: &PageTexts) -> String {
    match texts.labels.get(page).filter(|label| !label.is_empty()) {
        Some(label) => label.clone(),
        None => (page + 1).to_string(),
    }
}

fn missing(
    quote: &Quote,
    quotation: &Quotation,
    name: &str,
    cited: &[usize],
    texts: &PageTexts,
    key: &str,
    place: Place,
) -> Diagnostic {
    let id = &quote.id;
    let labels: Vec<String> = cited.iter().map(|page| label(*page, texts)).collect();
    let diagnostic = match &*labels {
        [] => Diagnostic::new(
            &codes::quote::NOT_IN_DOCUMENT,
            place,
            format!("the quotation `{id}` does not stand in `{name}`"),
        ),
        [page] => Diagnostic::new(
            &codes::quote::NOT_ON_PAGE,
            place,
            format!("the quotation `{id}` does not stand on page {page} of `{name}`"),
        ),
        pages => Diagnostic::new(
            &codes::quote::NOT_ON_PAGE,
            place,
            format!("the quotation `{id}` does not stand on pages {} of `{name}`", pages.join(", ")),
        ),
    };
    diagnostic.also(quote.exact.place.clone(), "these words").hint(way_out(quotation, texts, cited, key))
}

/// Where it stands instead, or what comes nearest to it.
fn way_out(quotation: &Quotation, texts: &PageTexts, cited: &[usize], key: &str) -> String {
    if let Some(page) = place_of(quotation, texts) {
        let page = label(page, texts);
        return format!("it stands on page {page}: cite `@{key}, p. {page}`");
    }
    let likeness = |page: &usize| texts.pages.get(*page).map_or(0, |page| quotation.likeness(&page.folded));
    // Of pages that are alike, a cited one is meant, else the first.
    let best = (0..texts.pages.len())
        .map(|page| (likeness(&page), cited.contains(&page), std::cmp::Reverse(page)))
        .max()
        .filter(|(likeness, ..)| *likeness >= ALIKE);
    let nearest = best.and_then(|(_, _, std::cmp::Reverse(page))| {
        Some((label(page, texts), quotation.difference_on(&texts.pages.get(page)?.text)?))
    });
    match nearest {
        Some((page, Difference { quoted, there })) if !there.is_empty() => {
            format!("page {page} comes nearest: it has `{there}` where the record has `{quoted}`")
        }
        Some((page, Difference { quoted, .. })) => {
            format!("page {page} comes nearest, but does not have `{quoted}` there")
        }
        None => "no page has words like these: check the words, and which document they are from".to_owned(),
    }
}

fn cannot_check(quote: &Quote, name: &str, reason: &str, place: Place) -> Diagnostic {
    let message = format!("the quotation `{}` cannot be checked: `{name}` {reason}", quote.id);
    let text = crate::media::page_text::sidecar(name).unwrap_or_else(|| name.to_owned());
    Diagnostic::new(&codes::quote::CANNOT_CHECK, place, message)
        .also(quote.exact.place.clone(), "these words")
        .hint(format!("compare the words by eye, or put the text into `{text}`, a form feed between pages"))
}
