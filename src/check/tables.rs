//! Tables: what the desk knows to be true of them, and names that their cells stand for.

use crate::check::{Check, Run, SiteInput};
use crate::codes;
use crate::data::{Cell, DataTable, TextMeaning};
use crate::diag::{Diagnostic, did_you_mean};
use crate::fields::Text;
use crate::site::values;
use crate::site::{FolderIx, Site};

/// Assertions of tables hold, and their names are on record.
pub(crate) const TABLES: Check = Check {
    name: "tables",
    codes: &[&codes::data::ASSERT, &codes::data::EXPRESSION, &codes::story::UNKNOWN_NAME],
    run: Run::Site(run),
};

fn run(input: &SiteInput<'_>, out: &mut Vec<Diagnostic>) {
    for (at, folder) in (0..).zip(&input.site.folders) {
        for table in folder.data.tables.values() {
            asserts(input.site, FolderIx(at), table, out);
            names(input.site, FolderIx(at), table, out);
        }
    }
}

fn asserts(site: &Site, folder: FolderIx, table: &DataTable, out: &mut Vec<Diagnostic>) {
    if table.is_flawed() {
        return;
    }
    for assert in &table.asserts {
        match values::holds(site, folder, table, &assert.value) {
            Ok(true) => {}
            Ok(false) => out.push(broken(site, folder, table, assert)),
            Err(fault) => out.push(fault.diagnostic(&codes::data::EXPRESSION, assert)),
        }
    }
}

/// An assertion that does not hold, with what its sides are worth.
fn broken(site: &Site, folder: FolderIx, table: &DataTable, assert: &Text) -> Diagnostic {
    let sides = values::sides(site, folder, table, &assert.value);
    let sides: Vec<String> = sides.iter().map(|(words, worth)| format!("`{words}` is {worth}")).collect();
    let found = if sides.is_empty() { String::new() } else { format!(": {}", sides.join(", ")) };
    let message = format!("`{}` does not hold{found}", assert.value);
    Diagnostic::new(&codes::data::ASSERT, assert.place.clone(), message)
        .hint(format!("check `{}`, then correct the data or the assertion", table.data.path))
}

fn names(site: &Site, folder: FolderIx, table: &DataTable, out: &mut Vec<Diagnostic>) {
    for (index, column) in table.columns.iter().enumerate() {
        match &column.meaning {
            TextMeaning::Names => {
                let mut told = std::collections::BTreeSet::new();
                for (row, cell) in column.cells.iter().enumerate() {
                    if let Cell::Text(id) = cell
                        && site.name(folder, id).is_none()
                        && told.insert(id.clone())
                    {
                        out.push(unknown(site, folder, id, table.cell_place(row, index)));
                    }
                }
            }
            TextMeaning::Ids(ids) => {
                for id in ids.values().filter(|id| site.name(folder, &id.value).is_none()) {
                    out.push(unknown(site, folder, &id.value, id.place.clone()));
                }
            }
            _ => {}
        }
    }
}

fn unknown(site: &Site, folder: FolderIx, id: &str, place: crate::diag::Place) -> Diagnostic {
    let known = site.scope(folder).flat_map(|folder| site.folder(folder).data.names.keys()).map(|id| &**id);
    Diagnostic::new(&codes::story::UNKNOWN_NAME, place, format!("there is no name `{id}`"))
        .maybe_hint(did_you_mean(id, known))
        .hint("record it in names.toml")
}
