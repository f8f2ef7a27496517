//! Turkish: numbers, scales, units and dates; hedges are not known yet.

use crate::locale::lexicon::words::Words;

/// The table.
pub(crate) const WORDS: Words = Words {
    language: "tr",
    name: "Turkish",
    one: "bir",
    numbers: &[
        (
            0,
            "sıfır | sıfıra | sıfırı | sıfırın | sıfırda | sıfırdan | sıfırını | sıfırına | sıfırında | sıfırından | sıfırının | sıfırdı",
        ),
        (
            2,
            "iki | ikiyken | ikiye | ikiyi | ikinin | ikide | ikiden | ikisi | ikisini | ikisine | ikisinde | ikisinden | ikisinin | ikiydi",
        ),
        (
            3,
            "üç | üçken | üçe | üçü | üçün | üçte | üçten | üçünü | üçüne | üçünde | üçünden | üçünün | üçtü",
        ),
        (
            4,
            "dört | dörtken | dörde | dördü | dördün | dörtte | dörtten | dördünü | dördüne | dördünde | dördünden | dördünün | dörttü",
        ),
        (
            5,
            "beş | beşken | beşe | beşi | beşin | beşte | beşten | beşini | beşine | beşinde | beşinden | beşinin | beşti",
        ),
        (6, "altı | altıyken | altısı | altısını | altısına | altısının | altıydı"),
        (
            7,
            "yedi | yediyken | yediye | yediyi | yedinin | yedide | yediden | yedisi | yedisini | yedisine | yedisinde | yedisinden | yedisinin | yediydi",
        ),
        (
            8,
            "sekiz | sekizken | sekize | sekizi | sekizin | sekizde | sekizden | sekizini | sekizine | sekizinde | sekizinden | sekizinin | sekizdi",
        ),
        (
            9,
            "dokuz | dokuzken | dokuza | dokuzu | dokuzun | dokuzda | dokuzdan | dokuzunu | dokuzuna | dokuzunda | dokuzundan | dokuzunun | dokuzdu",
        ),
        (10, "on"),
        (
            20,
            "yirmi | yirmiyken | yirmiye | yirmiyi | yirminin | yirmide | yirmiden | yirmisi | yirmisini | yirmisine | yirmisinde | yirmisinden | yirmisinin | yirmiydi",
        ),
        (
            30,
            "otuz | otuzken | otuza | otuzu | otuzun | otuzda | otuzdan | otuzunu | otuzuna | otuzunda | otuzundan | otuzunun | otuzdu",
        ),
        (
            40,
            "kırk | kırkken | kırka | kırkı | kırkın | kırkta | kırktan | kırkını | kırkına | kırkında | kırkından | kırkının | kırktı",
        ),
        (
            50,
            "elli | elliyken | elliye | elliyi | ellinin | ellide | elliden | ellisi | ellisini | ellisine | ellisinde | ellisinden | ellisinin | elliydi",
        ),
        (
            60,
            "altmış | altmışken | altmışa | altmışı | altmışın | altmışta | altmıştan | altmışını | altmışına | altmışında | altmışından | altmışının | altmıştı",
        ),
        (
            70,
            "yetmiş | yetmişken | yetmişe | yetmişi | yetmişin | yetmişte | yetmişten | yetmişini | yetmişine | yetmişinde | yetmişinden | yetmişinin | yetmişti",
        ),
        (
            80,
            "seksen | seksenken | seksene | sekseni | seksenin | seksende | seksenden | seksenini | seksenine | sekseninde | sekseninden | sekseninin | seksendi",
        ),
        (
            90,
            "doksan | doksanken | doksana | doksanı | doksanın | doksanda | doksandan | doksanını | doksanına | doksanında | doksanından | doksanının | doksandı",
        ),
    ],
    hundred: "yüz",
    and: "ve | ile",
    or: "veya",
    to: "ila | ile",
    bare_scales: &[(1_000, "bin | bine | bini | binin | binde | binden")],
    scales: &[
        (1_000, "bin | bine | bini | binin | binde | binden"),
        (
            1_000_000,
            "milyon | milyona | milyonu | milyonun | milyonda | milyondan | milyonunu | milyonuna | milyonunda | milyonundan | milyonunun | milyondu | mn",
        ),
        (
            1_000_000_000,
            "milyar | milyara | milyarı | milyarın | milyarda | milyardan | milyarını | milyarına | milyarında | milyarından | milyarının | milyardı | mlr",
        ),
        (1_000_000_000_000, "trilyon | trilyona | trilyonu | trilyonun | trilyonda | trilyondan"),
        (1_000_000_000_000_000, "katrilyon"),
        (12, "düzine"),
    ],
    half: "yarısı | yarısını | yarısından | yarı",
    half_before: "yarım",
    and_half: "buçuk",
    multiples: &[(200, "iki katı | iki katına"), (300, "üç katı | üç katına")],
    times: "kat | katı | katına | kez",
    units: &[
        ("%", "yüzde | yüzdesi"),
        ("km", "kilometre | kilometrelik"),
        ("m", "metre | metrelik"),
        ("cm", "santimetre | santim"),
        ("mm", "milimetre"),
        ("kg", "kilo | kilogram"),
        ("g", "gram"),
        ("t", "ton"),
        ("l", "litre"),
        ("ha", "hektar"),
        ("km²", "kilometrekare"),
        ("m²", "metrekare"),
        ("h", "saat"),
        ("min", "dakika"),
        ("s", "saniye"),
        ("d", "gün"),
        ("km/h", "km/s | km/sa"),
        ("°C", "santigrat derece | derece santigrat"),
        ("°F", "fahrenhayt derece"),
        ("°", "derece"),
        ("mi", "mil"),
        ("ft", "feet | fit | fut"),
        ("in", "inç"),
        ("GB", "gigabayt"),
        ("TB", "terabayt"),
        ("MB", "megabayt"),
        ("MW", "megavat"),
    ],
    spans: ["yıl | yıllık | yıldır | yaşında | yaşındaki", "ay | aylık", "hafta | haftalık"],
    currencies: &[
        ("TRY", "lira | liraya | lirayı | liranın | lirada | liradan | liralık | Türk lirası | TL"),
        (
            "USD CAD AUD NZD",
            "dolar | dolara | doları | doların | dolarda | dolardan | dolarlık | doları | dolarlarını",
        ),
        ("USD", "ABD doları | ABD dolarına | ABD dolarını | ABD dolarından | ABD dolarlık"),
        (
            "EUR",
            "avro | avroya | avroyu | avronun | avroda | avrodan | avroluk | euro | euroya | euroyu | euronun | euroda | eurodan | euroluk",
        ),
        ("GBP", "sterlin | sterline | sterlini | sterlinin | sterlinde | sterlinden | sterlinlik | pound"),
        ("RUB", "ruble"),
        ("JPY", "yen"),
        ("CNY", "yuan"),
    ],
    dates: "{d} {m} {y} | {d} {m} | {m} {y} | {d}.{n}.{y} | {d}/{n}/{y}",
    labels: "sayfa | no. | numara | madde | bölüm | sürüm",
    minus: "eksi",
    ..Words::EMPTY
};
