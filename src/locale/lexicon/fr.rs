//! French.

use crate::locale::lexicon::words::{Case, Pairs, Words};
use crate::quantity::Bound;

/// The table.
pub(crate) const WORDS: Words = Words {
    language: "fr",
    name: "French",
    hedges: &[
        (
            Bound::About,
            "environ | quelque | quelques | à peu près | approximativement | autour de | autour du | autour des | \
             autour d' | aux alentours de | aux alentours des | aux alentours d' | aux environs de | aux environs d' | \
             aux environs des | dans les | de l'ordre de | de l'ordre d' | de l'ordre des | une estimation de | \
             estimé à | estimée à | estimés à | estimées à | estimé à environ | estimée à environ | estimé à quelque | \
             évalué à | évaluée à | évalués à | évaluées à | vers les | ca. | c. | ~ | ≈ | env. | plus ou moins | avoisinant | \
             avoisinant les | avoisine | avoisine les | avoisinent | avoisinent les | grosso modo | d'environ | \
             d'à peu près | quelque chose comme | dans les environs de | tourne autour de | tournant autour de | \
             on estime à | au voisinage de | en moyenne environ | de quelque | d'approximativement | à environ | \
             avoisinait les | avoisinerait les | avoisinait | tournent autour de",
        ),
        (
            Bound::Almost,
            "près de | près du | près des | près d' | presque | quasiment | quasi | pratiquement | un peu moins de | un peu moins d' | \
             un peu moins du | un peu moins des | à peine moins de | à peine moins d' | pas loin de | pas loin d' | pas loin des | pas loin du | \
             proche de | proche d' | proche des | proche du | proches de | proches des | légèrement moins de | \
             légèrement inférieur à | légèrement inférieure à | légèrement inférieurs à | légèrement en dessous de | \
             légèrement en-dessous de | frôle les | frôlent les | frôle | frôlant les | frôlait les | frôler les | frise les | frisant les | \
             tout près de | juste en dessous de | juste sous les | juste sous | juste au-dessous de | guère moins de | approchant les | \
             approche les | approchent les | approche de | s'approche de | s'approche des | un rien moins de | \
             un tout petit peu moins de | de près de | à près de | de presque | peu ou prou moins de | presque les",
        ),
        (
            Bound::MoreThan,
            "plus de | plus d' | plus du | plus des | plus que | plus de la | un peu plus de | un peu plus d' | un peu plus du | \
             un peu plus des | bien plus de | bien plus d' | bien plus que | beaucoup plus de | largement plus de | nettement plus de | \
             à peine plus de | à peine plus d' | au-dessus de | au dessus de | au-dessus des | au-dessus du | au-delà de | au delà de | \
             au-delà des | au-delà du | au-delà d' | au delà des | supérieur à | supérieure à | supérieurs à | supérieures à | \
             supérieur aux | supérieure au | supérieur au | supérieurs aux | dépasse | dépasse les | dépasse le | dépasse la | dépassent | \
             dépassent les | dépassait | dépassait les | dépassé | dépassé les | dépassé le | dépassant | dépassant les | dépasser | \
             dépasser les | dépasser le | dépassera les | dépasserait les | excède | excède les | excédant | excèdent | excédant les | \
             passé les | franchi les | franchit les | franchi la barre des | \
             bien au-delà de | bien au-delà des | bien supérieur à | bien supérieure à | > | pas loin du double de | \
             de plus de | de plus d' | à plus de | légèrement plus de | légèrement supérieur à | légèrement supérieure à | \
             légèrement au-dessus de | légèrement au-dessus des | largement supérieur à | excédait",
        ),
        (
            Bound::LessThan,
            "moins de | moins d' | moins du | moins des | moins que | moins de la | bien moins de | bien moins d' | bien moins que | beaucoup moins de | \
             nettement moins de | largement moins de | au-dessous de | au dessous de | au-dessous des | en dessous de | \
             en-dessous de | en dessous des | en dessous du | en-dessous des | en deçà de | en-deçà de | en deçà des | inférieur à | inférieure à | \
             inférieurs à | inférieures à | inférieur aux | inférieur au | inférieure au | sous les | sous la barre des | sous le seuil de | \
             sous le seuil des | même pas | pas même | n'atteint pas | n'atteignent pas | < | de moins de | de moins d' | à moins de | \
             à moins d' | sous | n'atteint pas les | bien inférieur à | bien en dessous de",
        ),
        (
            Bound::AtLeast,
            "au moins | au minimum | un minimum de | un minimum d' | minimum | pas moins de | pas moins d' | pas moins du | \
             pas moins des | à tout le moins | au bas mot | d'au moins | à au moins | rien moins que | rien de moins que | \
             à partir de | à partir d' | ≥ | a minima | jamais moins de | minimum de | tout au moins | au bas mot les | \
             non inférieur à",
        ),
        (
            Bound::AtMost,
            "au plus | au maximum | tout au plus | jusqu'à | jusqu'aux | jusqu'au | jusque | un maximum de | un maximum d' | maximum | \
             pas plus de | pas plus d' | pas plus du | pas plus des | au plus d' | à concurrence de | dans la limite de | \
             dans la limite d' | n'excédant pas | ne dépassant pas | ne dépasse pas | ne dépassent pas | n'excède pas | \
             n'excèdent pas | jusqu'à environ | plafonné à | plafonnée à | plafonnés à | un plafond de | ≤ | maximum de | \
             limité à | limitée à | jamais plus de | guère plus de | guère plus d' | jusqu'à quelque | non supérieur à | \
             à hauteur de maximum | d'au plus | allant jusqu'à | aller jusqu'à",
        ),
    ],
    hedges_after: &[
        (
            Bound::About,
            "environ | à peu près | approximativement | plus ou moins | peu ou prou | et quelques | et des poussières",
        ),
        (
            Bound::AtLeast,
            "ou plus | ou davantage | au moins | au minimum | au bas mot | minimum | + | et plus | et au-delà | \
             ou supérieur | et davantage | voire plus",
        ),
        (
            Bound::AtMost,
            "ou moins | au plus | au maximum | tout au plus | maximum | max | et moins | ou inférieur | au grand maximum | maxi",
        ),
    ],
    between: "entre | d'entre | comprise entre | compris entre | comprises entre",
    and: "et | &",
    or: "ou",
    from: "de | d' | du | des | depuis",
    to: "à | jusqu'à | aux | au | jusqu'aux",
    of: "de | d' | du | des | de la | de l' | de ces | de nos | de ses | de leurs | de tous les | de toutes les | de son | de sa | \
         d'entre eux | d'entre elles",
    out_of: "sur",
    out_of_apart: "sur",
    by: "",
    by_after_change: "de | d' | du | en",
    change: "augment | hausse | baiss | recul | progress | chut | diminu | croî | croiss | cru | crû | réduit | réduc | rédui | bond | \
             grimp | repli | perd | gagn | accru | accroiss | fléchi | dégringol | grossi | gonfl | majoré | majoration | minoré | \
             remont | bondi | contract | recule | amputé | abaiss | relev | rehauss | renchér | écart",
    fillers: "le | la | les | l' | un | une | des | d' | de",
    joints: "de | d' | des",
    one: "un | une",
    one_is_article: true,
    counted: "an | année | mois | semaine | décennie | siècle | trimestre | semestre | personne | cas | page",
    decades: "années",
    numbers: &[
        (0, "zéro"),
        (2, "deux"),
        (3, "trois"),
        (4, "quatre"),
        (5, "cinq"),
        (6, "six"),
        (7, "sept"),
        (8, "huit"),
        (9, "neuf"),
        (10, "dix"),
        (11, "onze"),
        (12, "douze"),
        (13, "treize"),
        (14, "quatorze"),
        (15, "quinze"),
        (16, "seize"),
        (17, "dix-sept"),
        (18, "dix-huit"),
        (19, "dix-neuf"),
        (20, "vingt"),
        (30, "trente"),
        (40, "quarante"),
        (50, "cinquante"),
        (60, "soixante"),
        (70, "soixante-dix | septante"),
        (71, "soixante et onze | soixante-onze"),
        (72, "soixante-douze"),
        (73, "soixante-treize"),
        (74, "soixante-quatorze"),
        (75, "soixante-quinze"),
        (76, "soixante-seize"),
        (77, "soixante-dix-sept"),
        (78, "soixante-dix-huit"),
        (79, "soixante-dix-neuf"),
        (80, "quatre-vingt | quatre-vingts | huitante | octante"),
        (90, "quatre-vingt-dix | nonante"),
        (91, "quatre-vingt-onze"),
        (92, "quatre-vingt-douze"),
        (93, "quatre-vingt-treize"),
        (94, "quatre-vingt-quatorze"),
        (95, "quatre-vingt-quinze"),
        (96, "quatre-vingt-seize"),
        (97, "quatre-vingt-dix-sept"),
        (98, "quatre-vingt-dix-huit"),
        (99, "quatre-vingt-dix-neuf"),
    ],
    about_numbers: &[
        (8, "une huitaine"),
        (10, "une dizaine"),
        (12, "une douzaine"),
        (15, "une quinzaine"),
        (20, "une vingtaine"),
        (30, "une trentaine"),
        (40, "une quarantaine"),
        (50, "une cinquantaine"),
        (60, "une soixantaine"),
        (100, "une centaine"),
        (1000, "un millier"),
    ],
    pairs: Pairs::Apart,
    hundred: "cent | cents",
    number_and: "et",
    bare_scales: &[
        (1_000, "mille | mil"),
        (1_000_000_000, "mille millions"),
        (1_000_000_000_000, "mille milliards"),
    ],
    scales: &[
        (10, "dizaines"),
        (12, "douzaines"),
        (100, "centaines"),
        (1_000, "milliers | millier"),
        (1_000_000, "million | millions | mio | mln"),
        (1_000_000_000, "milliard | milliards | md | mds | mrd | mrds | mia | mille millions"),
        (1_000_000_000_000, "billion | billions | mille milliards"),
        (1_000_000_000_000_000, "billiard | billiards | million de milliards"),
        (1_000_000_000_000_000_000, "trillion | trillions | milliard de milliards"),
    ],
    glued_scales: &[(1_000, "k | K"), (1_000_000, "M")],
    half: "moitié | la moitié",
    half_before: "demi | demie | un demi | une demi | une demie",
    fractions: &[
        (3, "tiers"),
        (4, "quart | quarts"),
        (5, "cinquième | cinquièmes"),
        (6, "sixième | sixièmes"),
        (7, "septième | septièmes"),
        (8, "huitième | huitièmes"),
        (9, "neuvième | neuvièmes"),
        (10, "dixième | dixièmes"),
        (100, "centième | centièmes"),
        (1000, "millième | millièmes"),
    ],
    and_half: "et demi | et demie",
    multiples: &[
        (200, "double | le double | doubles"),
        (300, "triple | le triple | triples"),
        (400, "quadruple | le quadruple"),
        (500, "quintuple | le quintuple"),
        (600, "sextuple | le sextuple"),
        (1000, "décuple | le décuple"),
        (10_000, "centuple | le centuple"),
    ],
    multiple_stems: &[
        (200, "doubl"),
        (300, "tripl"),
        (400, "quadrupl"),
        (500, "quintupl"),
        (600, "sextupl"),
        (1000, "décupl"),
        (10_000, "centupl"),
    ],
    endings: "é | ée | és | ées | er | e | ent | ait | aient | a | èrent | era | eront | erait | ant",
    times: "fois | x | ×",
    times_less: "fois moins | fois moins de | fois inférieur | fois inférieure | fois plus petit | fois moindre",
    factor: "par un facteur de | par un facteur | un facteur de | multiplié par | multipliée par | multipliés par | \
             multipliées par | multiplier par | multipliant par | multiplie par",
    divided: "divisé par | divisée par | divisés par | divisées par | diviser par | divisant par",
    units: &[
        ("%", "pour cent | pourcent | p. cent | p. 100"),
        (
            "pp",
            "points de pourcentage | point de pourcentage | points de pour cent | pts de pourcentage | p.p.",
        ),
        ("bp", "points de base | point de base"),
        ("‰", "pour mille"),
        ("ppm", "parties par million"),
        ("B", "octets | octet"),
        ("kB", "kilooctets | kilo-octets | ko | Ko | kilo-octet"),
        ("MB", "mégaoctets | mégaoctet | méga-octets | Mo"),
        ("GB", "gigaoctets | gigaoctet | giga-octets | Go"),
        ("TB", "téraoctets | téraoctet | téra-octets | To"),
        ("PB", "pétaoctets | pétaoctet | péta-octets | Po"),
        ("EB", "exaoctets | exaoctet | exa-octets | Eo"),
        ("GiB", "gibioctets | Gio"),
        ("MiB", "mébioctets | Mio"),
        ("TiB", "tébioctets | Tio"),
        ("Mbit", "mégabits | mégabit"),
        ("Gbit", "gigabits | gigabit"),
        ("nm", "nanomètres"),
        ("µm", "micromètres | microns"),
        ("mm", "millimètres | millimètre"),
        ("cm", "centimètres | centimètre"),
        ("m", "mètres | mètre"),
        ("km", "kilomètres | kilomètre"),
        ("m²", "mètres carrés | mètre carré"),
        ("km²", "kilomètres carrés | kilomètre carré"),
        ("ha", "hectares | hectare"),
        ("cm³", "centimètres cubes"),
        ("m³", "mètres cubes | mètre cube"),
        ("km³", "kilomètres cubes"),
        ("ml", "millilitres | millilitre"),
        ("l", "litres | litre"),
        ("hl", "hectolitres | hectolitre"),
        ("mg", "milligrammes | milligramme"),
        ("g", "grammes | gramme"),
        ("kg", "kilogrammes | kilogramme | kilos | kilo"),
        ("t", "tonnes | tonne"),
        ("kt", "kilotonnes"),
        ("Mt", "mégatonnes"),
        ("Gt", "gigatonnes"),
        ("s", "secondes | seconde"),
        ("ms", "millisecondes"),
        ("min", "minutes | minute"),
        ("h", "heures | heure"),
        ("d", "jours | jour"),
        ("W", "watts | watt"),
        ("kW", "kilowatts | kilowatt"),
        ("MW", "mégawatts | mégawatt"),
        ("GW", "gigawatts | gigawatt"),
        ("TW", "térawatts"),
        ("Wh", "wattheures"),
        ("kWh", "kilowattheures | kilowattheure | kilowatts-heures | kilowatt-heure"),
        ("MWh", "mégawattheures | mégawattheure | mégawatts-heures"),
        ("GWh", "gigawattheures | gigawattheure | gigawatts-heures"),
        ("TWh", "térawattheures | térawattheure | térawatts-heures"),
        ("V", "volts | volt"),
        ("°C", "degrés Celsius | degré Celsius | degrés C | degrés centigrades"),
        ("°F", "degrés Fahrenheit"),
        ("°", "degrés | degré"),
        ("m/s", "mètres par seconde"),
        ("km/h", "kilomètres par heure | kilomètres à l'heure | kilomètres-heure | km à l'heure"),
        ("dB", "décibels | décibel"),
        ("mi", "miles | mile | milles"),
        ("ft", "pieds"),
        ("in", "pouces | pouce"),
        ("acre", "acres | acre"),
        ("gal", "gallons | gallon"),
        ("mph", "miles par heure | miles à l'heure"),
    ],
    spans: ["an | ans | année | années", "mois", "semaine | semaines"],
    currencies: &[
        ("EUR", "euros | euro"),
        ("USD CAD AUD NZD HKD SGD", "dollars | dollar"),
        ("USD", "dollars américains | dollars US | dollar américain | dollars des États-Unis | $ US | $US"),
        ("CAD", "dollars canadiens | $ CA | $CA"),
        ("AUD", "dollars australiens"),
        ("GBP EGP LBP SYP", "livres"),
        ("GBP", "livres sterling | livre sterling | livres britanniques"),
        ("CHF", "francs suisses | franc suisse | CHF"),
        ("CHF XOF XAF FRF CDF RWF BIF DJF GNF KMF XPF BEF LUF", "francs | franc"),
        ("XOF XAF", "francs CFA | franc CFA | FCFA"),
        ("FRF", "francs français"),
        ("JPY", "yens | yen"),
        ("CNY", "yuans | yuan | renminbi"),
        ("INR PKR", "roupies | roupie"),
        ("BRL", "reais | réals | reals | réaux"),
        ("MXN ARS CLP COP UYU PHP", "pesos | peso"),
        ("RUB", "roubles | rouble"),
        ("TRY", "livres turques | lires turques"),
        ("MAD AED", "dirhams | dirham"),
        ("DZD TND IQD JOD KWD", "dinars | dinar"),
        ("TND", "dinars tunisiens"),
        ("DZD", "dinars algériens"),
        ("HTG", "gourdes"),
        ("DEM", "deutschemarks | marks | mark"),
        ("ITL", "lires"),
        ("ILS", "shekels"),
        ("PLN", "zlotys | zloty"),
        ("UAH", "hryvnias"),
        ("SEK NOK DKK", "couronnes"),
    ],
    minus_degrees: "moins",
    ordinals: "premier | première | premiers | premières | deuxième | second | seconde | troisième | quatrième | \
               cinquième | sixième | septième | huitième | neuvième | dixième | onzième | douzième | vingtième",
    ordinal_endings: "e | er | ère | re | ème | eme | nd | nde | es | ers | ères | ᵉ | ᵉʳ | ième | ièmes",
    months: &[(2, "fév"), (7, "juil"), (12, "déc")],
    dates: "{d} {m} {y} | {d}er {m} {y} | {m} {y} | {d} {m}. {y} | {m} de {y} | {d}/{n}/{y} | {d}.{n}.{y} | {d}-{n}-{y} | {d} {m} | {d}er {m} | {d} {m}, {y}",
    clock: "heures du matin | heures du soir | h du matin | h GMT | heures GMT",
    labels: "page | pages | p. | pp. | n° | no | numéro | chapitre | section | article | articles | art. | figure | fig. | \
             tableau | volume | vol. | ligne | paragraphe | alinéa | loi | décret | annexe | version | vol | salle | route | # | RN",
    year_after: "en | depuis | avant | après | de | l'an | année | années | durant | d'ici | d'ici à | jusqu'en | dès | pour | fin | début | mi",
    idioms: "première moitié | seconde moitié | deuxième moitié | à double sens | demi finale | demi mesure | tiers monde | \
             double nationalité | quart de finale | quarts de finale | d'une part | un tiers payant | tiers payant",
    noun_behind_figure: Some(Case::Lower),
    ..Words::EMPTY
};
