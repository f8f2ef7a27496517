//! Tests of reading words.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::*;
use crate::config::Noun;
use crate::locale::LangTag;
use crate::locale::messages::Messages;
use crate::text::FileText;

const ENGLISH: &str = include_str!("../../../themes/broadsheet/messages/en.toml");

/// A lexicon with the counted nouns "people" and "images" in six languages.
pub(super) fn lexicon(language: &str) -> Lexicon {
    let tag = |text: &str| LangTag::parse(text).expect("a tag");
    let messages = Messages::read(&tag(language), &[FileText::new("messages/en.toml", ENGLISH)]).value;
    let noun = |forms: &[(&str, &str, &str)]| Noun {
        forms: forms
            .iter()
            .map(|(language, one, other)| {
                let forms = [(Arc::from("one"), Arc::from(*one)), (Arc::from("other"), Arc::from(*other))];
                (Some(tag(language)), BTreeMap::from(forms))
            })
            .collect(),
    };
    let people = [("en", "person", "people"), ("pt-BR", "pessoa", "pessoas"), ("de", "Person", "Personen")];
    let images = [("en", "image", "images"), ("pt-BR", "imagem", "imagens"), ("fr", "image", "images")];
    let nouns = [(Arc::from("people"), noun(&people)), (Arc::from("images"), noun(&images))];
    Lexicon::new(&messages, &Arc::new(BTreeMap::from(nouns)))
}

/// A claim in short: `almost 1400 TB`, `between 5..7 %`, `multiple 3`.
pub(super) fn shown(text: &str, claim: &Claim) -> String {
    let mut parts = Vec::new();
    match claim.kind {
        ClaimKind::Number => {}
        ClaimKind::Period(period) => return format!("date {period}"),
        ClaimKind::Ordinal => return "ordinal".into(),
        ClaimKind::Other => return format!("other {}", &text[claim.range.clone()]),
        kind => parts.push(format!("{kind:?}").to_lowercase()),
    }
    if claim.hedge != Bound::Exactly {
        parts.push(claim.hedge.word().into());
    }
    let value = claim.value.round_dp(4).normalize().to_string();
    parts.push(claim.high.map_or(value.clone(), |high| format!("{value}..{}", high.normalize())));
    let units: Vec<&str> = claim.units.iter().take(2).map(Unit::id).collect();
    parts.extend((!units.is_empty()).then(|| units.join("/")));
    parts.join(" ")
}

/// All claims of a text in short.
pub(super) fn read_short(lexicon: &Lexicon, text: &str) -> String {
    let claims = read(text, lexicon);
    claims.iter().map(|claim| shown(text, claim)).collect::<Vec<_>>().join("; ")
}

#[track_caller]
pub(super) fn reads(language: &str, cases: &[(&str, &str)]) {
    let lexicon = lexicon(language);
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let found = read_short(&lexicon, text);
        if found != *expected {
            wrong.push(format!("{text:?}: {found:?} instead of {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{language}:\n{}", wrong.join("\n"));
}

#[test]
fn english_numbers_scales_and_units() {
    reads(
        "en",
        &[
            ("almost 1,400 terabytes", "almost 1400 TB"),
            ("from 400 to almost 1,400 TB", "400 TB; almost 1400 TB"),
            ("400 and 1,400 TB", "400 TB; 1400 TB"),
            ("5 or 6 people", "5 people; 6 people"),
            ("490m", "490000000"),
            ("$75bn", "75000000000 USD/CAD"),
            ("75 billion dollars", "75000000000 USD/CAD"),
            ("US$ 75 billion", "75000000000 USD"),
            ("€1.4m", "1400000 EUR"),
            ("1.400", "1.4"),
            ("5 %", "5 %"),
            ("5% of households", "share 5 %"),
            ("rose by 5 per cent", "change 5 %"),
            ("2 percentage points", "2 pp"),
            ("between 5 and 7 million people", "between 5000000..7000000 people"),
            ("5–7%", "between 5..7 %"),
            ("six", "6"),
            ("two hundred and forty thousand people", "240000 people"),
            ("twenty-one", "21"),
            ("half a million", "500000"),
            ("more than tripled", "multiple more-than 3"),
            ("2.5 times", "multiple 2.5"),
            ("three times", "multiple 3"),
            ("almost half", "multiple almost 0.5"),
            ("about a third of them", "multiple about 0.3333"),
            ("two thirds", "multiple 0.6667"),
            ("cut by a third", "change 33.3333 %"),
            ("one in five", "multiple 0.2"),
            ("100 people or more", "at-least 100 people"),
            ("20-plus years", "at-least 20"),
            ("-5 °C", "-5 °C"),
            ("5 to 7 million", "5000000; 7000000"),
            ("$5 to 7 billion", "5000000000 USD/CAD; 7000000000 USD/CAD"),
            ("no fewer than 12", "at-least 12"),
            ("up to 30 km", "at-most 30 km"),
            ("two and a half million", "2500000"),
            ("a 20-km stretch", "20 km"),
        ],
    );
}

#[test]
fn what_is_no_quantity_is_left_alone() {
    reads(
        "en",
        &[
            ("in July 2025", "date 2025-07"),
            ("on 16 February 2026", "date 2026-02-16"),
            ("February 16, 2026, it", "date 2026-02-16"),
            ("2026-02-16", "date 2026-02-16"),
            ("since 1848", "date 1848"),
            ("in 2026", "date 2026"),
            ("on 5 March", "other 5 March"),
            ("at 11:05", "other 11:05"),
            ("at 5 p.m.", "other 5 p.m."),
            ("version 2.0.1", "other 2.0.1"),
            ("v2.0.1", "other v2.0.1"),
            ("H5N1 and COVID-19", "other H5N1; other COVID-19"),
            ("the G7", "other G7"),
            ("a 5G network", "other 5G"),
            ("in the 1990s", "other 1990s"),
            ("the third man", "ordinal"),
            ("the 3rd and 21st", "ordinal; ordinal"),
            ("2019–2025", "date 2019; date 2025"),
            ("may be", ""),
            ("one of them", ""),
        ],
    );
}

#[test]
fn portuguese_numbers_scales_and_units() {
    reads(
        "pt-BR",
        &[
            ("quase 1.400 terabytes", "almost 1400 TB"),
            ("US$ 75 bilhões", "75000000000 USD"),
            ("490 milhões de pessoas", "490000000 people"),
            ("R$ 1,5 mi", "1500000 BRL"),
            ("R$ 3 bi", "3000000000 BRL"),
            ("2 mil milhões de euros", "2000000000 EUR"),
            ("um bilião de euros", "1000000000000 EUR"),
            ("mais que triplicou", "multiple more-than 3"),
            ("quase dobrou", "multiple almost 2"),
            ("um terço das famílias", "multiple 0.3333"),
            ("dois em cada três", "multiple 0.6667"),
            ("entre 5 e 7", "between 5..7"),
            ("entre 30 e 40 mil pessoas", "between 30000..40000 people"),
            ("de 400 a quase 1.400 TB", "400 TB; almost 1400 TB"),
            ("vinte e cinco mil e trezentos", "25300"),
            ("entre mil e dois mil", "between 1000..2000"),
            ("meio milhão", "500000"),
            ("dois milhões e meio", "2500000"),
            ("caiu em 5%", "change 5 %"),
            ("80% dos casos", "share 80 %"),
            ("pelo menos 12", "at-least 12"),
            ("5 pontos percentuais", "5 pp"),
            ("em 16 de fevereiro de 2026", "date 2026-02-16"),
            ("julho de 2025", "date 2025-07"),
            ("um dos casos", ""),
            ("mais de um milhão", "more-than 1000000"),
        ],
    );
}
