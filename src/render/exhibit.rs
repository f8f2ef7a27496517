//! The view of an exhibit: chart, table, picture or document with title, source and numbers.

use crate::chart::cell::{self as chart_cell, Bars};
use crate::chart::{Drawing, Words, svg};
use crate::data::{Cell, Column, ColumnKind, DataTable};
use crate::figure::ExhibitKind;
use crate::locale::format::{DateStyle, Formatter, UnitStyle};
use crate::locale::{Direction, Localised};
use crate::prose::{Inline, Line};
use crate::quantity::{Bound, Unit};
use crate::render::Mode;
use crate::render::figures::{ChartWords, Figures};
use crate::render::frame;
use crate::render::links::{self, Base};
use crate::render::prose::HtmlWriter;
use crate::render::references::References;
use crate::render::theme::Theme;
use crate::render::view::PictureView;
use crate::render::view::exhibit::{
    DocumentView, FigureView, KeyView, TableCellView, TableColumnView, TableView,
};
use crate::render::words::{self, Writer, escaped, in_language};
use crate::site::lookup::SiteFile;
use crate::site::selection;
use crate::site::uses::{Embed, document_citation};
use crate::site::{EditionIx, Site};
use crate::source::Access;

/// Makes the view of an embedded exhibit; `alt` is the writer's own.
pub(crate) fn view(html: &mut HtmlWriter<'_>, number: usize, embed: &Embed, alt: &[Inline]) -> FigureView {
    let exhibit = &embed.exhibit;
    let writer = html.writer;
    let own_alt = if alt.is_empty() {
        embed.alt.as_ref().map(|line| writer.plain(line, embed.folder)).unwrap_or_default()
    } else {
        writer.plain(alt, writer.edition.folder)
    };
    let title_html = text(html, &embed.title, &exhibit.title, embed, true);
    let drawing = html.drawing(&exhibit.id);
    let mut view = FigureView {
        kind: kind(&exhibit.kind),
        id: exhibit.id.to_string(),
        label: writer.label(number, embed),
        level: html.box_level(),
        title_html,
        subtitle_html: text(html, &embed.subtitle, &exhibit.subtitle, embed, false),
        svg_html: String::new(),
        remarks: Vec::new(),
        key: Vec::new(),
        note_html: text(html, &embed.note, &exhibit.note, embed, false),
        source_html: String::new(),
        table: None,
        csv: None,
        page: None,
        table_note: None,
        table_note_foreign: None,
        description: String::new(),
        sentences: Vec::new(),
        description_id: svg::description_id(&exhibit.id),
        table_license: None,
        picture: None,
        document: None,
        alt: own_alt,
        credit: exhibit.credit.as_ref().map(|credit| credit.value.to_string()),
        lang: writer.language.tag.as_str().into(),
        root: html.base.as_str().to_owned(),
    };
    match &exhibit.kind {
        ExhibitKind::Chart(_) => {
            if let Some(drawing) = drawing {
                chart(&mut view, &drawing);
                view.page = Some(page(writer, embed));
            }
            numbers(html, &mut view, embed);
        }
        ExhibitKind::Table(_) => {
            view.table = Some(table(writer, embed, html.mode != Mode::Feed));
            view.page = embed.table.as_ref().map(|_| page(writer, embed));
            numbers(html, &mut view, embed);
        }
        ExhibitKind::Picture { file } => {
            view.picture = picture(html, &view, embed, (&file.value, alt.is_empty()))
        }
        ExhibitKind::Document { source, page } => view.document = document(html, embed, source, *page),
    }
    view
}

/// The title of an exhibit; nothing where it has none.
pub(crate) fn title(html: &mut HtmlWriter<'_>, embed: &Embed) -> String {
    text(html, &embed.title, &embed.exhibit.title, embed, true)
}

/// Path of the page of a chart or table.
fn page(writer: Writer<'_>, embed: &Embed) -> String {
    links::encode(&links::figure(writer.edition, &embed.exhibit.id))
}

fn kind(kind: &ExhibitKind) -> &'static str {
    match kind {
        ExhibitKind::Chart(_) => "chart",
        ExhibitKind::Table(_) => "table",
        ExhibitKind::Picture { .. } => "picture",
        ExhibitKind::Document { .. } => "document",
    }
}

fn text(
    html: &mut HtmlWriter<'_>,
    line: &Line,
    from: &Option<Localised>,
    embed: &Embed,
    quiet: bool,
) -> String {
    let tag = &html.writer.language.tag;
    let Some((text, lent)) = from.as_ref().and_then(|text| text.get_or_any(tag)) else {
        return String::new();
    };
    let file = text.place.file.clone();
    let written =
        if quiet { html.quiet_line(line, embed.folder, &file) } else { html.line(line, embed.folder, &file) };
    if written.is_empty() { written } else { in_language(&written, lent) }
}

fn chart(view: &mut FigureView, drawing: &Drawing) {
    view.svg_html = drawing.with_label(&view.alt);
    view.description = drawing.short.clone();
    view.sentences = drawing.description.clone();
    view.remarks = drawing.remarks.clone();
    view.key = drawing
        .key
        .iter()
        .map(|item| KeyView { swatch_html: item.swatch.clone(), label: item.label.clone() })
        .collect();
    let columns = drawing.twin.head.iter().map(|head| TableColumnView {
        label: head.text.clone(),
        foreign: None,
        is_number: head.is_number,
        is_drawn: false,
    });
    let cell = |text: &String| TableCellView {
        text: text.clone(),
        foreign: None,
        is_missing: false,
        drawing_html: String::new(),
    };
    view.table = Some(TableView {
        columns: columns.collect(),
        rows: drawing.twin.rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
    });
}

/// Source line and CSV of a chart or table.
fn numbers(html: &mut HtmlWriter<'_>, view: &mut FigureView, embed: &Embed) {
    let Some((folder, table)) = &embed.table else { return };
    let cite: Vec<_> = table.cite.iter().map(|citation| (*folder, citation)).collect();
    view.source_html = html.references.source_line(&html.writer, &cite, html.mode);
    let tag = &html.writer.language.tag;
    (view.table_note, view.table_note_foreign) = table
        .note
        .as_ref()
        .and_then(|note| words::said(note, tag))
        .map_or((None, None), |(note, lent)| (Some(note), lent));
    view.table_license = table.license.as_deref().map(frame::license);
    view.csv = Some(links::encode(&links::csv(html.writer.site, *folder, &table.id)));
    html.body.tables.insert((*folder, table.id.clone()));
}

/// Rows and columns of a table as the page's language writes them, with bars and small lines where style sheets reach.
fn table(writer: Writer<'_>, embed: &Embed, is_drawn: bool) -> TableView {
    let Some((folder, table)) = &embed.table else {
        return TableView { columns: Vec::new(), rows: Vec::new() };
    };
    let shown = selection::of_exhibit(embed).value;
    let lang = writer.edition.lang;
    let words = ChartWords { site: writer.site, folder: *folder, table, embed, lang, writer };
    let formatter = &*writer.language.formatter;
    let columns: Vec<(usize, &Column)> =
        shown.columns.iter().filter_map(|at| Some((*at, table.columns.get(*at)?))).collect();
    let mut view = TableView { columns: Vec::new(), rows: shown.rows.iter().map(|_| Vec::new()).collect() };
    for (at, column) in &columns {
        view.columns.push(TableColumnView {
            label: label(&words.label(*at), column, formatter),
            foreign: words::said(&column.label, &formatter.tag).and_then(|(_, lent)| lent),
            is_number: column.kind == ColumnKind::Number,
            is_drawn: false,
        });
        for (cells, row) in view.rows.iter_mut().zip(&shown.rows) {
            cells.push(cell(&words, column, *row, formatter));
        }
        if is_drawn && shown.bars.contains(at) {
            add_bars(&mut view, column, &shown.rows, &format!("{}-{at}", embed.exhibit.id), formatter);
        }
    }
    if let ExhibitKind::Table(entry) = &embed.exhibit.kind {
        for (index, columns, steps) in &shown.sparklines {
            let Some(sparkline) = entry.sparklines.get(*index) else { continue };
            let line = SmallLine { table, columns, steps, label: words.text(&sparkline.label) };
            line.add_to(&mut view, &shown.rows, &format!("{}-s{index}", embed.exhibit.id), &words, formatter);
        }
    }
    if !is_drawn {
        view.rows.iter_mut().flatten().for_each(|cell| cell.drawing_html.clear());
    }
    view
}

/// A column of bars behind that of their numbers, without words of its own.
fn add_bars(view: &mut TableView, column: &Column, rows: &[usize], id: &str, formatter: &Formatter) {
    let Some(bars) = Bars::of(column, rows) else { return };
    let is_rtl = formatter.tag.direction() == Direction::Rtl;
    view.columns.push(TableColumnView {
        label: String::new(),
        foreign: None,
        is_number: false,
        is_drawn: true,
    });
    for (cells, row) in view.rows.iter_mut().zip(rows) {
        let drawing_html = bars.draw(column, *row, &format!("{id}-{row}"), is_rtl);
        cells.push(TableCellView { text: String::new(), foreign: None, is_missing: false, drawing_html });
    }
}

/// A column of small lines.
struct SmallLine<'a> {
    table: &'a DataTable,
    columns: &'a [usize],
    steps: &'a [i64],
    label: String,
}

impl SmallLine<'_> {
    fn add_to(
        &self,
        view: &mut TableView,
        rows: &[usize],
        id: &str,
        words: &ChartWords<'_>,
        formatter: &Formatter,
    ) {
        let is_rtl = formatter.tag.direction() == Direction::Rtl;
        let columns: Vec<&Column> =
            self.columns.iter().filter_map(|at| self.table.columns.get(*at)).collect();
        view.columns.push(TableColumnView {
            label: self.label.clone(),
            foreign: None,
            is_number: false,
            is_drawn: true,
        });
        for (cells, row) in view.rows.iter_mut().zip(rows) {
            let drawing_html = chart_cell::line(&columns, self.steps, *row, &format!("{id}-{row}"), is_rtl);
            let text = self.ends(*row, words, formatter);
            let is_missing = drawing_html.is_empty();
            cells.push(TableCellView { text, foreign: None, is_missing, drawing_html });
        }
    }

    /// The first and the last value with the columns they stand in; of none why.
    fn ends(&self, row: usize, words: &ChartWords<'_>, formatter: &Formatter) -> String {
        let value = |at: &usize| {
            let quantity = self.table.columns.get(*at)?.quantity(row)?;
            Some((formatter.quantity(&quantity, UnitStyle::Symbol), words.label(*at)))
        };
        let mut known = self.columns.iter().filter_map(value);
        let Some((first, first_x)) = known.next() else {
            return self.columns.first().and_then(|at| words.missing(*at)).unwrap_or_default();
        };
        let Some((last, last_x)) = known.next_back() else {
            return formatter.messages.text("table.one_value", &[("value", &first), ("x", &first_x)]);
        };
        let slots = [("first", &*first), ("first_x", &*first_x), ("last", &*last), ("last_x", &*last_x)];
        formatter.messages.text("table.small_line", &slots)
    }
}

/// The head of a column: its unit stands there once, not in every cell. Per cent stays with the number, and a counted
/// noun that the label says already ("Households asked") is not said twice.
fn label(label: &str, column: &Column, formatter: &Formatter) -> String {
    let Some(unit) = &column.unit else { return label.to_owned() };
    let written = formatter.unit(unit, UnitStyle::Symbol);
    let is_said = label.to_lowercase().contains(&written.to_lowercase());
    let in_head = match unit {
        Unit::Noun(_) => !is_said,
        _ => unit_in_head(column),
    };
    if in_head {
        formatter.messages.text("table.head", &[("label", label), ("unit", &written)])
    } else {
        label.to_owned()
    }
}

fn unit_in_head(column: &Column) -> bool {
    match &column.unit {
        Some(Unit::Symbol(symbol)) => !matches!(*symbol, "%" | "‰"),
        Some(Unit::Noun(_)) | None => false,
        Some(Unit::Currency(_)) => true,
    }
}

fn cell(words: &ChartWords<'_>, column: &Column, row: usize, formatter: &Formatter) -> TableCellView {
    let text = match column.cells.get(row) {
        Some(Cell::Number(number)) => {
            let quantity = column.quantity(row);
            match quantity {
                // A per cent belongs to its number; other units stand in the head of the column.
                Some(quantity) if !unit_in_head(column) && !matches!(quantity.unit, Some(Unit::Noun(_))) => {
                    formatter.quantity(&quantity, UnitStyle::Symbol)
                }
                Some(quantity) if number.bound != Bound::Exactly => {
                    formatter.quantity(&quantity, UnitStyle::None)
                }
                _ => formatter.number(number.value),
            }
        }
        Some(Cell::Period(period)) => formatter.period(*period, DateStyle::Long),
        Some(Cell::Text(_) | Cell::Boolean(_)) => {
            let (text, foreign) = words::cell_said(words.site, words.folder, words.lang, column, row);
            return TableCellView { text, foreign, is_missing: false, drawing_html: String::new() };
        }
        Some(Cell::Missing) | None => {
            let why = column.missing.as_ref().and_then(|why| words::said(why, &formatter.tag));
            let (text, foreign) = why.unwrap_or_default();
            return TableCellView { text, foreign, is_missing: true, drawing_html: String::new() };
        }
    };
    TableCellView { text, foreign: None, is_missing: false, drawing_html: String::new() }
}

/// A picture by its path; `own` tells that the alternative text is that of the record.
fn picture(
    html: &mut HtmlWriter<'_>,
    view: &FigureView,
    embed: &Embed,
    (path, own): (&str, bool),
) -> Option<PictureView> {
    let site = html.writer.site;
    let file = site.file(embed.folder, path)?;
    let size = html.figures.size(&file);
    let tag = &html.writer.language.tag;
    let lent_alt = embed.exhibit.alt.as_ref().and_then(|alt| alt.get_or_any(tag)?.1).filter(|_| own);
    let caption_html = text(html, &embed.caption, &embed.exhibit.caption, embed, false);
    let picture = PictureView {
        path: links::encode(&links::file_path(site, &file)),
        width: size.map(|(width, _)| width),
        height: size.map(|(_, height)| height),
        alt: view.alt.clone(),
        alt_foreign: lent_alt.map(words::foreign),
        caption_html,
        credit: view.credit.clone(),
    };
    html.use_file(file);
    Some(picture)
}

fn document(
    html: &mut HtmlWriter<'_>,
    embed: &Embed,
    source: &crate::fields::Text,
    page: Option<usize>,
) -> Option<DocumentView> {
    let writer = html.writer;
    let site = writer.site;
    let found = site.source(embed.folder, &source.value)?;
    let access = found.value.provenance.access;
    let citation = document_citation(source);
    let reference = html.references.source_line(&writer, &[(embed.folder, &citation)], html.mode);
    let fragment = page.map(|page| format!("#page={page}")).unwrap_or_default();
    let copy = found.value.copies.iter().find_map(|copy| {
        let file = copy.file.as_ref().filter(|_| access != Access::Withheld);
        let path = file.and_then(|file| site.file(found.folder, &file.value));
        path.map(|file| (html.base.href(&links::file_path(site, &file)), Some(file)))
            .or_else(|| copy.url.as_ref().map(|url| (url.value.to_string(), None)))
    });
    let href = copy.map(|(href, file): (String, Option<SiteFile>)| {
        if let Some(file) = file {
            html.use_file(file);
        }
        format!("{href}{fragment}")
    });
    let messages = &writer.language.messages;
    Some(DocumentView {
        html: reference,
        href: href.filter(|_| access != Access::Withheld),
        page: page.map(|page| messages.text("figure.page", &[("n", &writer.language.formatter.count(page))])),
        access_label: messages.text(&format!("access.{}", access.word()), &[]),
        access: access.word(),
    })
}

/// The first chart of a story as it stands beside the lead of a home page: without table and downloads.
pub(crate) fn lead_figure(
    site: &Site,
    theme: &Theme,
    figures: &Figures,
    ix: EditionIx,
    base: &Base,
) -> Option<String> {
    let edition = site.edition(ix);
    let uses = site.uses(ix);
    let (at, embed) = uses
        .embeds
        .iter()
        .enumerate()
        .find(|(_, embed)| matches!(embed.exhibit.kind, ExhibitKind::Chart(_)))?;
    let writer = Writer::new(site, edition, uses);
    let none = References::none();
    let mut html = HtmlWriter::new(writer, theme, &none, figures, base.clone(), Mode::Lead);
    let mut view = view(&mut html, at + 1, embed, &[]);
    view.table = None;
    view.csv = None;
    view.page = None;
    let story = format!("{}#{}", base.href(&edition.path), escaped(&embed.exhibit.id));
    view.id = format!("lead_{}", view.id);
    view.label = story;
    let lang = writer.language.tag.as_str();
    theme.render("blocks/lead_figure.html", lang, &view, &[]).ok()
}

/// The lead picture of a story, for a home page.
pub(crate) fn card_picture(site: &Site, figures: &Figures, ix: EditionIx) -> Option<(PictureView, SiteFile)> {
    let edition = site.edition(ix);
    let image = edition.meta.image.as_ref()?;
    let file = site.file(edition.folder, &image.file.value)?;
    let size = figures.size(&file);
    let view = PictureView {
        path: links::encode(&links::file_path(site, &file)),
        width: size.map(|(width, _)| width),
        height: size.map(|(_, height)| height),
        alt: image.alt.to_string(),
        alt_foreign: image.alt_lang.as_ref().map(words::foreign),
        caption_html: String::new(),
        credit: image.credit.as_ref().map(|credit| credit.to_string()),
    };
    Some((view, file))
}
