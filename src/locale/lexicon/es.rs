//! Spanish, of Spain and the Americas.

use crate::locale::lexicon::words::{Case, Pairs, Words};
use crate::quantity::Bound;

/// The table.
pub(crate) const WORDS: Words = Words {
    language: "es",
    name: "Spanish",
    hedges: &[
        (
            Bound::About,
            "cerca de | cerca del | alrededor de | alrededor del | aproximadamente | unos | unas | en torno a | \
             en torno al | en torno a los | en torno a las | más o menos | aproximadamente el | cerca de los | \
             cerca de las | alrededor de los | alrededor de las | en los alrededores de | del orden de | \
             del orden de los | en el orden de | a eso de | sobre los | sobre las | ronda | ronda los | ronda las | \
             ronda el | rondan | rondan los | rondan las | rondaba | rondaba los | rondaría | rondaría los | \
             rondaría las | rondarán los | rondará los | rondaron los | rondó los | rondando los | rondar los | \
             se estima en | estimado en | estimada en | estimados en | estimadas en | un estimado de | \
             estimados | estimadas | ca. | c. | ~ | ≈ | aprox. | aprox | algo así como | a razón de unos | \
             alrededor de unos | aproximadamente unos | cosa de | poco más o menos | en las inmediaciones de | \
             se calcula en | calculado en | calculada en | calculados en",
        ),
        (
            Bound::Almost,
            "casi | casi el | casi la | casi los | casi las | casi un | casi se han | casi se ha | \
             casi se | prácticamente | poco menos de | poco menos del | poco menos que | un poco menos de | un poco menos del | \
             algo menos de | algo menos del | algo menos de los | rozando los | rozando el | roza los | roza el | rozan los | \
             rozan el | roza | rozan | rozó los | rozó el | próximo a | próximos a | próxima a | próximas a | cercano a | cercanos a | \
             cercana a | cercanas a | cercano al | cercanos al | cercana al | ligeramente menos de | \
             ligeramente por debajo de | ligeramente por debajo del | ligeramente inferior a | ligeramente inferior al | \
             ligeramente inferiores a | poco por debajo de | muy cerca de | muy cerca del | al borde de los | \
             al borde de | apenas por debajo de | apenas por debajo del | justo por debajo de | justo por debajo del",
        ),
        (
            Bound::MoreThan,
            "más de | mas de | más del | más de la | más de los | más de las | más de un | más que | más que el | por más de | \
             algo más de | algo más del | algo más de la | algo más de los | un poco más de | un poco más del | \
             poco más de | poco más del | poco más de la | bastante más de | mucho más de | muy por encima de | \
             muy por encima del | por encima de | por encima del | por encima de los | por encima de las | encima de | superior a | \
             superiores a | superior al | superiores al | superior a los | superiores a los | es superior al | supera | supera el | supera los | \
             supera las | superan | superan el | superan los | superan las | superó | superó el | superó los | superó las | \
             superaron | superaron los | superaron las | superaba los | superaban los | superará los | superando los | superando el | \
             superar los | superar el | superado los | superado las | sobrepasa | sobrepasa los | sobrepasa el | sobrepasan los | \
             sobrepasan | sobrepasó los | sobrepasar los | rebasa | rebasa los | rebasa el | rebasan los | rebasó los | rebasar los | \
             excede | excede los | excede el | exceden | excedió los | excedió | arriba de | más allá de | más allá de los | \
             mayor de | mayores de | mayor a | mayores a | mayor que | mayor al | mayores que | en exceso de | > | \
             ligeramente por encima de | ligeramente superior a | ligeramente superior al | ligeramente más de | \
             pasa de | pasan de | pasó de los | pasa de los | pasan de los | más bien de",
        ),
        (
            Bound::LessThan,
            "menos de | menos del | menos de la | menos de los | menos de las | menos que | menos que el | por menos de | bastante menos de | \
             mucho menos de | muy por debajo de | muy por debajo del | por debajo de | por debajo del | por debajo de los | \
             por debajo de las | debajo de | debajo del | abajo de | inferior a | inferiores a | inferior al | inferiores al | \
             inferior a los | inferiores a los | menor de | menores de | menor a | menor al | menores a | menor que | \
             menores que | no llega a | no llega al | no llega a los | no llegan a | no llegan al | no llegan a los | no llegaba a | \
             no llegó a | no alcanza | no alcanza los | no alcanza el | no alcanzan | no alcanzan los | ni siquiera | < | \
             no supera | no supera los | no superan los",
        ),
        (
            Bound::AtLeast,
            "al menos | al menos el | al menos un | por lo menos | por lo menos el | como mínimo | un mínimo de | mínimo de | mínimo | no menos de | no menos del | \
             no menos que | nada menos que | nada menos de | cuando menos | a lo menos | a partir de | a partir del | desde al menos | ≥ | \
             nunca menos de | lo menos",
        ),
        (
            Bound::AtMost,
            "como máximo | como mucho | a lo sumo | hasta | hasta un | hasta el | hasta los | hasta las | un máximo de | máximo de | máximo | no más de | \
             no más del | no más que | cuando más | a lo más | al máximo | hasta unos | hasta unas | un tope de | \
             con un tope de | un límite de | un techo de | ≤ | nunca más de | no superior a | no superior al | \
             no superiores a | no mayor de | no mayor a | no exceda de | no exceda los | sin superar los | limitado a",
        ),
    ],
    hedges_after: &[
        (
            Bound::About,
            "más o menos | aproximadamente | aprox. | aproximados | aproximadas | y pico | y tantos | y tantas | o así",
        ),
        (
            Bound::AtLeast,
            "o más | u más | como mínimo | por lo menos | al menos | o superior | o superiores | en adelante | + | \
             para arriba | o mayor | o mayores | y más | cuando menos | mínimo",
        ),
        (
            Bound::AtMost,
            "o menos | como máximo | como mucho | a lo sumo | o inferior | o inferiores | para abajo | máximo | \
             o menor | o menores | y menos",
        ),
    ],
    between: "entre | de entre",
    and: "y | e",
    or: "o | u",
    from: "de | desde | del | desde los | de los | desde las | de las | desde el",
    to: "a | hasta | al | a los | a las | hasta los | hasta las | hasta el",
    of: "de | del | de la | de los | de las",
    out_of: "de cada | en cada | por cada | de entre cada",
    out_of_apart: "de cada | por cada",
    every: &[
        (3, "la tercera parte | tercera parte"),
        (4, "la cuarta parte | cuarta parte"),
        (5, "la quinta parte | quinta parte"),
        (6, "la sexta parte | sexta parte"),
        (7, "la séptima parte"),
        (8, "la octava parte"),
        (10, "la décima parte | décima parte"),
    ],
    by: "en un | en una",
    by_after_change: "un | el | en | del | de | de un | por | en el",
    change: "aument | crec | sub | caí | cay | cae | baj | disminu | reduc | reduj | descen | increment | decrec | \
             alza | caída | recort | desplom | repunt | elev | encarec | abarat | avanz | retroced | dismin | mengu | \
             encog | expand | dispar | variación | ganó | perd",
    fillers: "el | la | los | las | un | una | unos | unas | al | del",
    joints: "de",
    one: "un | uno | una",
    one_is_article: true,
    counted: "año | mes | semana | década | siglo | trimestre | semestre | persona | caso | página | lustro",
    decades: "años",
    numbers: &[
        (0, "cero"),
        (2, "dos"),
        (3, "tres"),
        (4, "cuatro"),
        (5, "cinco"),
        (6, "seis"),
        (7, "siete"),
        (8, "ocho"),
        (9, "nueve"),
        (10, "diez"),
        (11, "once"),
        (12, "doce"),
        (13, "trece"),
        (14, "catorce"),
        (15, "quince"),
        (16, "dieciséis | dieciseis"),
        (17, "diecisiete"),
        (18, "dieciocho"),
        (19, "diecinueve"),
        (20, "veinte"),
        (21, "veintiuno | veintiún | veintiuna"),
        (22, "veintidós | veintidos"),
        (23, "veintitrés | veintitres"),
        (24, "veinticuatro"),
        (25, "veinticinco"),
        (26, "veintiséis | veintiseis"),
        (27, "veintisiete"),
        (28, "veintiocho"),
        (29, "veintinueve"),
        (30, "treinta"),
        (40, "cuarenta"),
        (50, "cincuenta"),
        (60, "sesenta"),
        (70, "setenta"),
        (80, "ochenta"),
        (90, "noventa"),
        (100, "cien | ciento"),
        (200, "doscientos | doscientas"),
        (300, "trescientos | trescientas"),
        (400, "cuatrocientos | cuatrocientas"),
        (500, "quinientos | quinientas"),
        (600, "seiscientos | seiscientas"),
        (700, "setecientos | setecientas"),
        (800, "ochocientos | ochocientas"),
        (900, "novecientos | novecientas"),
    ],
    about_numbers: &[
        (10, "una decena"),
        (12, "una docena"),
        (15, "una quincena"),
        (20, "una veintena"),
        (30, "una treintena"),
        (40, "una cuarentena"),
        (50, "una cincuentena"),
        (100, "un centenar | una centena"),
        (1000, "un millar"),
    ],
    pairs: Pairs::Apart,
    number_and: "y",
    bare_scales: &[(1_000, "mil"), (1_000_000_000, "mil millones"), (1_000_000_000_000_000, "mil billones")],
    scales: &[
        (10, "decenas"),
        (12, "docena | docenas"),
        (100, "centenares | centenas"),
        (1_000, "miles | millares | millar"),
        (1_000_000, "millón | millones | mill. | mln | mills. | MM"),
        (1_000_000_000, "mil millones | miles de millones | millardo | millardos | mmdp"),
        (1_000_000_000_000, "billón | billones | millón de millones | millones de millones | bill."),
        (1_000_000_000_000_000, "mil billones"),
        (1_000_000_000_000_000_000, "trillón | trillones"),
    ],
    glued_scales: &[(1_000, "k | K"), (1_000_000, "m | M")],
    half: "mitad | la mitad",
    half_before: "medio | media",
    fractions: &[
        (3, "tercio | tercios | tercera parte | terceras partes"),
        (4, "cuarto | cuartos | cuarta parte | cuartas partes"),
        (5, "quinto | quintos | quinta parte | quintas partes"),
        (6, "sexto | sextos | sexta parte | sextas partes"),
        (7, "séptimo | séptimos | séptima parte"),
        (8, "octavo | octavos | octava parte"),
        (9, "noveno | novenos | novena parte"),
        (10, "décimo | décimos | décima parte | décimas partes"),
        (100, "centésima parte"),
    ],
    and_half: "y medio | y media",
    multiples: &[
        (200, "doble | el doble | duplo"),
        (300, "triple | el triple | triplo"),
        (400, "cuádruple | el cuádruple | cuádruplo"),
        (500, "quíntuple | el quíntuple"),
        (1000, "décuple"),
        (200, "duplique | dupliquen | duplicó | duplicaron"),
        (300, "triplique | tripliquen"),
    ],
    multiple_stems: &[
        (200, "duplic | dobl | redobl"),
        (300, "triplic"),
        (400, "cuadruplic"),
        (500, "quintuplic"),
        (600, "sextuplic"),
        (1000, "decuplic"),
    ],
    endings: "ó | aron | a | an | ar | arse | ado | ada | ados | adas | ando | ándose | aba | aban | ará | arán | aría | arían | ara | aran",
    times: "veces | vez | x | ×",
    times_less: "veces menos | veces menor | veces menores | veces inferior | veces más pequeño",
    factor: "por un factor de | un factor de",
    divided: "dividido por | dividida por | divididos por | dividido entre | dividida entre",
    units: &[
        ("%", "por ciento | por cien | porciento"),
        (
            "pp",
            "puntos porcentuales | punto porcentual | puntos de porcentaje | p.p. | puntos porcentual | punto de porcentaje",
        ),
        ("bp", "puntos básicos | punto básico | puntos base"),
        ("‰", "por mil"),
        ("ppm", "partes por millón"),
        ("kB", "kilobytes | kilobyte"),
        ("MB", "megabytes | megabyte | megas"),
        ("GB", "gigabytes | gigabyte | gigas"),
        ("TB", "terabytes | terabyte | teras"),
        ("PB", "petabytes | petabyte"),
        ("EB", "exabytes | exabyte"),
        ("Mbit", "megabits | megabit"),
        ("Gbit", "gigabits | gigabit"),
        ("nm", "nanómetros"),
        ("µm", "micrómetros | micras | micra"),
        ("mm", "milímetros | milímetro"),
        ("cm", "centímetros | centímetro"),
        ("m", "metros | metro"),
        ("km", "kilómetros | kilómetro | quilómetros"),
        ("m²", "metros cuadrados | metro cuadrado"),
        ("km²", "kilómetros cuadrados | kilómetro cuadrado"),
        ("ha", "hectáreas | hectárea"),
        ("cm³", "centímetros cúbicos"),
        ("m³", "metros cúbicos | metro cúbico"),
        ("km³", "kilómetros cúbicos"),
        ("ml", "mililitros | mililitro"),
        ("l", "litros | litro"),
        ("hl", "hectolitros"),
        ("mg", "miligramos | miligramo"),
        ("g", "gramos | gramo"),
        ("kg", "kilogramos | kilogramo | kilos | kilo"),
        ("t", "toneladas | tonelada | toneladas métricas"),
        ("Mt", "megatoneladas"),
        ("Gt", "gigatoneladas"),
        ("s", "segundos | segundo"),
        ("ms", "milisegundos"),
        ("min", "minutos | minuto"),
        ("h", "horas | hora"),
        ("d", "días | día"),
        ("W", "vatios | vatio | watts"),
        ("kW", "kilovatios | kilovatio | kilowatts"),
        ("MW", "megavatios | megavatio | megawatts"),
        ("GW", "gigavatios | gigavatio | gigawatts"),
        ("TW", "teravatios"),
        ("kWh", "kilovatios hora | kilovatio hora | kilovatios-hora"),
        ("MWh", "megavatios hora | megavatio hora"),
        ("GWh", "gigavatios hora | gigavatio hora"),
        ("TWh", "teravatios hora | teravatio hora"),
        ("V", "voltios | voltio"),
        ("°C", "grados centígrados | grado centígrado | grados Celsius | grado Celsius | grados C"),
        ("°F", "grados Fahrenheit"),
        ("°", "grados | grado"),
        ("m/s", "metros por segundo"),
        ("km/h", "kilómetros por hora | kilómetros a la hora"),
        ("dB", "decibelios | decibeles"),
        ("mi", "millas | milla"),
        ("ft", "pies | pie"),
        ("in", "pulgadas | pulgada"),
        ("yd", "yardas"),
        ("lb", "libras de peso"),
        ("acre", "acres | acre"),
        ("gal", "galones | galón"),
        ("oz", "onzas"),
        ("mph", "millas por hora"),
    ],
    spans: ["año | años", "mes | meses", "semana | semanas"],
    currencies: &[
        ("EUR", "euros | euro"),
        ("USD CAD AUD NZD HKD SGD", "dólares | dolares | dólar"),
        (
            "USD",
            "dólares estadounidenses | dólares americanos | dólares de EE. UU. | dólares norteamericanos",
        ),
        ("CAD", "dólares canadienses"),
        ("AUD", "dólares australianos"),
        ("MXN ARS COP CLP UYU DOP CUP PHP", "pesos | peso"),
        ("MXN", "pesos mexicanos"),
        ("ARS", "pesos argentinos"),
        ("CLP", "pesos chilenos"),
        ("COP", "pesos colombianos"),
        ("UYU", "pesos uruguayos"),
        ("GBP EGP", "libras | libra"),
        ("GBP", "libras esterlinas | libra esterlina"),
        ("JPY", "yenes | yen"),
        ("CNY", "yuanes | yuan | renminbi"),
        ("INR PKR", "rupias | rupia"),
        ("CHF", "francos suizos | franco suizo"),
        ("CHF XOF XAF", "francos | franco"),
        ("BRL", "reales | reales brasileños | reales brasileros"),
        ("PEN", "soles"),
        ("VES VED", "bolívares | bolívar"),
        ("BOB", "bolivianos"),
        ("PYG", "guaraníes | guaraní"),
        ("GTQ", "quetzales"),
        ("HNL", "lempiras"),
        ("NIO", "córdobas"),
        ("CRC", "colones"),
        ("RUB", "rublos | rublo"),
        ("TRY", "liras turcas"),
        ("ILS", "séqueles | shekels"),
        ("ESP", "pesetas | peseta"),
        ("MAD AED", "dírhams | dirhams"),
        ("UAH", "grivnas"),
        ("SEK NOK DKK", "coronas"),
    ],
    minus_degrees: "menos",
    ordinals: "primero | primera | primer | segundo | segunda | tercero | tercera | tercer | cuarta | quinta | sexta | \
               séptima | octava | novena | décima | cuarto | quinto | sexto | séptimo | octavo | noveno | décimo | \
               primeros | primeras",
    ordinal_endings: "º | ª | .º | .ª | ° | .er | er | ra | ro | do | da | to | ta | mo | ma | vo | va",
    months: &[(9, "setiembre | sept")],
    dates: "{d} de {m} de {y} | {d} de {m} del {y} | {d} de {m}, {y} | {d} de {m} {y} | {d} {m} {y} | {d}-{m}-{y} | {m} de {y} | {m} del {y} | {m} {y} | \
            {d}/{n}/{y} | {d}.{n}.{y} | {d}-{n}-{y} | {d} de {m} | 1º de {m} | {d} {m}. {y}",
    labels: "página | páginas | pág. | p. | n.º | nº | núm. | número | capítulo | sección | artículo | artículos | art. | \
             figura | tabla | volumen | vol. | línea | párrafo | ley | decreto | resolución | anexo | versión | # | \
             a las | las | carretera | vuelo | sala",
    year_after: "en | desde | hasta | antes de | después de | de | del | año | años | durante | a partir de | para | a inicios de | a finales de",
    idioms: "medio ambiente | por medio de | en medio de | en mitad de | primera mitad | segunda mitad | primer semestre | \
             segundo semestre | primer trimestre | segundo trimestre | tercer trimestre | cuarto trimestre | Oriente Medio | \
             Edad Media | a medias",
    noun_behind_figure: Some(Case::Lower),
    ..Words::EMPTY
};
