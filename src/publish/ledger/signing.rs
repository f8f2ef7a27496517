//! Signing rows of a sheet: by their numbers, or by a filled CSV file; and which earlier sign-offs that ends.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::sync::Arc;

use jiff::civil::Date;

use crate::fact::sign_off::{Signature, Signed};
use crate::publish::ledger::{Row, Sheet, SignOff, Stale, Verdict};
use crate::site::{EditionIx, Site};
use crate::source::Name;
use crate::story::front_matter::Person;

/// Who signs, when, with what remark.
#[derive(Clone, Debug)]
pub(crate) struct Pencil {
    /// Who checked.
    pub(crate) by: Arc<str>,
    /// The day.
    pub(crate) date: Date,
    /// What the checker noted; may be empty.
    pub(crate) remark: Arc<str>,
}

/// Why rows cannot be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// There is no row of this number.
    NoRow(usize),
    /// What this row says is not what its record says.
    Disagrees(usize),
}

/// Puts sign-offs to the rows they hold for; gives those of this language that nothing answers to any more.
///
/// One that holds no longer is shown at one row only: where the sentence is as it was, else where the words are bound to
/// the same in a sentence that is another one now.
pub(super) fn put_to_rows(rows: &mut [Row], signed: &[Signed], lang: &str) -> Vec<Signed> {
    let mut rest: BTreeSet<&Signed> =
        signed.iter().filter(|signed| *signed.signature.lang == *lang).collect();
    let mut answered = BTreeSet::new();
    for row in rows.iter_mut() {
        let good: Vec<&Signed> =
            rest.iter().copied().filter(|signed| signed.signature == row.signature).collect();
        answered.extend(good.iter().copied());
        if !good.is_empty() {
            row.sign_off = SignOff::Signed(good.into_iter().cloned().collect());
        }
    }
    rest.retain(|signed| !answered.contains(signed));
    for row in rows.iter_mut().filter(|row| matches!(row.sign_off, SignOff::Open)) {
        let is_own = |signed: &&Signed| {
            signed.signature.sentence == row.signature.sentence && is_same(&signed.signature, &row.signature)
        };
        if let Some(found) = rest.iter().copied().find(is_own) {
            rest.remove(found);
            row.sign_off = SignOff::Stale(Stale::Basis, found.clone());
        }
    }
    let signed: BTreeSet<Arc<str>> = signed.iter().map(|signed| signed.signature.sentence.clone()).collect();
    changed_sentences(rows, &mut rest, &signed);
    rest.into_iter().cloned().collect()
}

/// Whether both are of the same words, bound to the same.
fn is_same(old: &Signature, own: &Signature) -> bool {
    old.on == own.on && old.words == own.words
}

/// Puts sign-offs whose sentence is another one now to their rows. Sentences that were `signed` as they are have not
/// changed. What of the others a sentence became is told by words that stand in one place only; else the first row is it.
fn changed_sentences(rows: &mut [Row], rest: &mut BTreeSet<&Signed>, signed: &BTreeSet<Arc<str>>) {
    let mut became: BTreeMap<Arc<str>, Arc<str>> = BTreeMap::new();
    for is_sure in [true, false] {
        for found in rest.iter().copied().collect::<Vec<_>>() {
            let old = &found.signature;
            let open: Vec<&mut Row> = rows
                .iter_mut()
                .filter(|row| matches!(row.sign_off, SignOff::Open))
                .filter(|row| is_same(old, &row.signature) && !signed.contains(&row.signature.sentence))
                .collect();
            let now = became.get(&old.sentence);
            let at = open.iter().position(|row| Some(&row.signature.sentence) == now);
            let at = at.or_else(|| (open.len() == 1 || !is_sure).then_some(0));
            let Some(row) = at.and_then(|at| open.into_iter().nth(at)) else { continue };
            became.insert(old.sentence.clone(), row.signature.sentence.clone());
            row.sign_off = SignOff::Stale(Stale::Sentence, found.clone());
            rest.remove(found);
        }
    }
}

/// The rows that numbers from 1 name, as places in the sheet.
///
/// # Errors
/// A number without a row, or a row that disagrees with its record.
pub(crate) fn rows_of(sheet: &Sheet, wanted: &[RangeInclusive<usize>]) -> Result<BTreeSet<usize>, Refusal> {
    let mut rows = BTreeSet::new();
    for range in wanted {
        // A range may be longer than memory: its ends are looked at first.
        let end = *range.end();
        if *range.start() == 0 || end > sheet.rows.len() {
            return Err(Refusal::NoRow(if *range.start() == 0 { 0 } else { end }));
        }
        rows.extend(range.clone().map(|number| number - 1));
    }
    let wrong =
        rows.iter().find(|at| sheet.rows.get(**at).is_some_and(|row| row.verdict == Verdict::Disagrees));
    wrong.map_or(Ok(rows.clone()), |at| Err(Refusal::Disagrees(at + 1)))
}

/// Every row that is open and can be signed: what disagrees with its record, or has none that can be read, cannot.
pub(crate) fn open_rows(sheet: &Sheet) -> BTreeSet<usize> {
    let is_open =
        |row: &Row| row.sign_off.is_open() && !matches!(row.verdict, Verdict::Disagrees | Verdict::Unchecked);
    (0..).zip(&sheet.rows).filter(|(_, row)| is_open(row)).map(|(at, _)| at).collect()
}

/// All sign-offs of the folder once these rows are signed: the sign-offs that held for them before something changed
/// are gone.
pub(crate) fn sign(
    sheet: &Sheet,
    signed: &[Signed],
    rows: impl IntoIterator<Item = (usize, Pencil)>,
) -> Vec<Signed> {
    let mut all = signed.to_vec();
    for (at, pencil) in rows {
        let Some(row) = sheet.rows.get(at) else { continue };
        if let SignOff::Stale(_, old) = &row.sign_off {
            all.retain(|other| other != old);
        }
        all.retain(|other| other.signature != row.signature || other.by != pencil.by);
        all.push(Signed {
            signature: row.signature.clone(),
            by: pencil.by,
            date: pencil.date,
            remark: pencil.remark,
        });
    }
    all
}

/// All sign-offs of the folder without those of this sheet that hold no longer.
pub(crate) fn pruned(sheet: &Sheet, signed: &[Signed]) -> Vec<Signed> {
    let stale = sheet.rows.iter().filter_map(|row| match &row.sign_off {
        SignOff::Stale(_, signed) => Some(signed),
        SignOff::Open | SignOff::Signed(_) => None,
    });
    let gone: BTreeSet<&Signed> = stale.chain(&sheet.lost).collect();
    signed.iter().filter(|signed| !gone.contains(signed)).cloned().collect()
}

/// Whether somebody wrote or translated an edition: then somebody else has to check it.
pub(crate) fn is_maker(site: &Site, ix: EditionIx, name: &str) -> bool {
    let edition = site.edition(ix);
    let folded = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let wanted = folded(name);
    let is_named = |known: &Name| known.name.iter().any(|(_, text)| folded(&text.value) == wanted);
    let is = |id: &str| {
        folded(id) == wanted || site.name(edition.folder, id).is_some_and(|found| is_named(found.value))
    };
    let wrote = edition.meta.authors.iter().any(|author| match author {
        Person::Id(id) => is(&id.value),
        Person::Plain(plain) => folded(plain) == wanted,
    });
    wrote || edition.meta.translation.iter().flat_map(|translation| &translation.by).any(|by| is(&by.value))
}
