//! Given names that languages share: "João Green" is John Green, translated.
//!
//! A family name that stays tells who is meant; the given name of a person is not translated. Only names that are known
//! to be one are told: any other word before a family name may be a title.

use std::ops::Range;

use crate::check::parity::Side;
use crate::check::parity::name_forms::Known;
use crate::prose::words::{Word, letters_of};
use crate::source::NameKind;

/// Names that are one in several languages.
#[rustfmt::skip]
const SAME: [&str; 38] = [
    "john joão juan jean johann johannes giovanni jan ioan ivan iván joan juhani jón",
    "peter pedro pierre pietro piotr petr pieter petro pere",
    "paul paulo pablo paolo paweł pavel pål",
    "mary maria maría marie marija",
    "james jaime santiago tiago jacques giacomo jakub jakob jacob diego",
    "william guilherme guillermo guillaume guglielmo wilhelm willem vilhelm",
    "george jorge georges giorgio georg jerzy jiří joris",
    "charles carlos carlo karl karel karol",
    "henry henrique enrique henri enrico heinrich hendrik henryk jindřich",
    "edward eduardo édouard edoardo eduard edvard",
    "francis francisco françois francesco franz franciszek",
    "michael miguel michel michele michał michal mikael mikhail",
    "joseph josé giuseppe josef józef",
    "louis luís luis luigi ludwig ludwik lodewijk",
    "philip felipe filipe philippe filippo philipp filip",
    "stephen steven estêvão esteban étienne stefano stefan štěpán szczepan",
    "andrew andré andrés andreas andrzej ondřej",
    "matthew mateus mateo matthieu matteo matthias mateusz matěj",
    "mark marcos marc marco markus marek",
    "luke lucas luc luca lukas łukasz lukáš",
    "anthony antónio antônio antonio antoine anton antoni",
    "catherine catarina catalina caterina katharina katarzyna kateřina katherine",
    "elizabeth isabel élisabeth elisabetta elisabeth elżbieta alžběta elisabete",
    "margaret margarida margarita marguerite margherita margarete małgorzata markéta",
    "anne ana anna ann",
    "helen helena elena hélène",
    "alexander alexandre alejandro alessandro aleksander alexandr",
    "nicholas nicolau nicolás nicolas nicola nikolaus mikołaj mikuláš",
    "thomas tomás tommaso tomasz tomáš",
    "robert roberto",
    "richard ricardo riccardo ryszard",
    "frederick frederico federico frédéric friedrich fryderyk",
    "lawrence lourenço lorenzo laurent lorenz",
    "christopher cristóvão cristóbal christophe cristoforo christoph krzysztof kryštof",
    "jane joana juana jeanne giovanna johanna joanna jana",
    "rachel raquel rachele",
    "julius júlio julio jules giulio",
    "sophia sofia sofía sophie zofia",
];

/// Where a translation says the name of a person with another given name, which is the same in another language: the
/// words of both names. `is_theirs` tells whether the original has a word.
pub(super) fn translated(
    known: &Known<'_>,
    text: &str,
    words: &[Word],
    is_theirs: impl Fn(&str) -> bool,
) -> Option<Range<usize>> {
    let (form, name) = (known.forms(Side::Translation).first()?, known.called(Side::Translation));
    let [first, .., family] = form.words.as_slice() else { return None };
    if known.name.kind != NameKind::Person {
        return None;
    }
    let at = words.iter().position(|word| word.print == family.print && word.is_capital)?;
    // A second name or its first letter may stand between the two.
    let before: Vec<&Word> = (1..=2).filter_map(|back| words.get(at.checked_sub(back)?)).collect();
    if before.iter().any(|word| word.print == first.print) {
        return None;
    }
    let letters = |text: &str, word: &Word| text.get(word.range.clone()).map(letters_of).unwrap_or_default();
    let given = letters(name, first);
    let same = SAME.iter().find(|same| same.split(' ').any(|one| letters_of(one) == given))?;
    before.into_iter().filter(|word| word.is_capital).find_map(|word| {
        let range = word.range.start..words.get(at)?.range.end;
        let said = text.get(range.clone())?;
        let is_one_name = !said.contains([',', ';', ':', '(', '\n']);
        let own = letters(text, word);
        let is_form = known.forms(Side::Translation).iter().any(|form| form.letters == letters_of(said));
        let is_other = || same.split(' ').any(|one| letters_of(one) == own);
        let is_new = || !text.get(word.range.clone()).is_some_and(&is_theirs);
        (is_one_name && !is_form && is_other() && is_new()).then_some(range)
    })
}
