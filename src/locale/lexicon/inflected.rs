//! Names of months as languages bend them, beyond the forms that CLDR has: a name -> its forms.
//!
//! Only endings that such names take, each language by its own grammar: a beginning alone would take "junior" for June.
//! Beside a figure longer chains of endings are known too (`endings.rs`).

use crate::locale::LangTag;
use crate::locale::lexicon::words::phrases;

/// What becomes of an ending: the ending, and what stands in its place.
type Change = (&'static str, &'static str);

/// By language. Of the changes of a language the first that fits a name is made.
const CHANGES: &[(&str, &[Change])] = &[
    ("az", &[("", "da | də | dan | dən | ın | in | un | ün | a | ə | ı | i | u | ü")]),
    ("be", &[("ня", "ні | нем"), ("ца", "цы | цам"), ("а", "у | е | ам")]),
    ("bs", SERBO_CROATIAN),
    ("el", &[("ος", "ο")]),
    (
        "et",
        &[
            ("er", "ri | ris | rit | riks | rist | rini | riga | ril"),
            ("", "i | is | it | iks | ist | ini | iga | il | s | st | ks | ni | ga | l"),
        ],
    ),
    ("eu", &[("a", "aren | ean | eko | etik | erako | era | ak | ko | n | tik | rako | ren | k")]),
    ("fi", &[("ta", "ssa | n | hun | sta | ksi | lla | lle")]),
    ("hr", SERBO_CROATIAN),
    ("hu", &[("", "ben | ban | i | től | tól | ig | re | ra | t | ét | ével | ával | e | a")]),
    ("hy", &[("ի", "ին | ից | ում | ով | ը"), ("", "ին | ից | ում | ով | ը")]),
    (
        "ka",
        &[
            ("ერი", "რის | რიდან | რამდე | ერს | ერში"),
            ("ი", "ის | ს | ში | იდან | ამდე | იც"),
            ("ო", "ოს | ოში | ოდან"),
        ],
    ),
    (
        "kk",
        &[(
            "",
            "да | де | та | те | дан | ден | тан | тен | дың | дің | тың | тің | ға | ге | қа | ке | ы | і",
        )],
    ),
    (
        "ky",
        &[
            ("ь", "да | де | дан | ден | дын | дин | га | ге | ы"),
            ("", "да | де | та | те | дан | ден | тан | дын | дин | тын | тин | га | ге | ка | ке"),
        ],
    ),
    (
        "lt",
        &[
            ("is", "io | iui | į | iu | yje"),
            ("as", "o | ui | ą | u | e"),
            ("a", "os | ai | ą | oje"),
            ("ė", "ės | ei | ę | e | ėje"),
        ],
    ),
    ("lv", &[("is", "a | im | i | ī | ra"), ("js", "ja | jam | ju | jā"), ("s", "a | am | u | ā")]),
    ("sk", &[("er", "ra | ri | rom"), ("", "i | a | e | om")]),
    ("sl", &[("er", "ra | ru | rom"), ("ec", "ca | cu | cem"), ("", "a | u | om | em")]),
    ("sq", &[("", "i | it | in | u | ut | un")]),
    ("sr", SERBIAN),
    ("sr-Latn", SERBO_CROATIAN),
    ("tk", &[("", "da | de | dan | den | yň | iň | uň | üň | a | e")]),
    ("uz", &[("", "da | dan | ning | gacha | ga | ni")]),
];

/// Croatian, Bosnian, Serbian in Latin letters.
const SERBO_CROATIAN: &[Change] = &[
    ("bar", "bra | bru | brom"),
    ("anj", "nja | nju | njom"),
    ("ača", "ače | ači | aču"),
    ("jan", "jna | jnu | jnom"),
    ("nac", "nca | ncu | ncem"),
    ("noga", "nom | nomu | nog"),
    ("a", "u | om | em"),
    ("", "a | u | om | em"),
];

/// Serbian in Cyrillic letters.
const SERBIAN: &[Change] = &[("бар", "бра | бру | бром"), ("", "а | у | ом | ем")];

/// Forms of the name of a month beside itself.
pub(crate) fn month_forms(tag: &LangTag, name: &str) -> Vec<String> {
    let of = |language: &str| CHANGES.iter().find(|(other, _)| *other == language);
    let changes = tag.fallbacks().find_map(of).map_or(&[][..], |(_, changes)| changes);
    let fits = changes.iter().find_map(|(ending, list)| Some((name.strip_suffix(ending)?, *list)));
    let Some((stem, list)) = fits.filter(|(stem, _)| stem.chars().count() >= 2) else { return Vec::new() };
    phrases(list).map(|ending| format!("{stem}{ending}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_take_the_endings_of_their_language() {
        let tag = |tag: &str| LangTag::parse(tag).expect("a tag");
        for (language, name, form) in [
            ("et", "oktoober", "oktoobris"),
            ("et", "mai", "mais"),
            ("lt", "rugsėjis", "rugsėjį"),
            ("lv", "septembris", "septembrī"),
            ("lv", "maijs", "maijā"),
            ("sl", "marec", "marca"),
            ("sr-Latn", "jul", "jula"),
            ("sr", "јул", "јула"),
            ("hr", "siječanj", "siječnju"),
            ("hr", "rujan", "rujnu"),
            ("sr", "септембар", "септембра"),
            ("el", "Σεπτέμβριος", "Σεπτέμβριο"),
            ("ka", "სექტემბერი", "სექტემბრის"),
            ("fi", "syyskuuta", "syyskuussa"),
        ] {
            assert!(
                month_forms(&tag(language), name).iter().any(|found| found == form),
                "{language}: {form}"
            );
        }
        assert!(month_forms(&tag("de"), "September").is_empty());
        assert!(!month_forms(&tag("sl"), "junij").contains(&"junior".to_owned()));
    }
}
