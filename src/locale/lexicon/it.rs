//! Italian.

use crate::locale::lexicon::words::{Case, Pairs, Words};
use crate::quantity::Bound;

/// The table.
pub(crate) const WORDS: Words = Words {
    language: "it",
    name: "Italian",
    hedges: &[
        (
            Bound::About,
            "circa | circa il | circa i | circa la | circa un | all'incirca | intorno a | intorno ai | intorno al | intorno alle | \
             intorno all' | intorno agli | attorno a | attorno ai | attorno al | attorno alle | attorno agli | attorno all' | pressappoco | pressoché circa | \
             grosso modo | più o meno | approssimativamente | nell'ordine di | nell'ordine dei | dell'ordine di | \
             dell'ordine dei | sull'ordine di | sull'ordine dei | sui | sugli | sulle | stimato | stimata | stimati | stimate | \
             uno stimato | una stimata | stimato in | stimata in | stimati in | stimate in | si stima in | stimabile in | \
             a circa | ca. | ca | c.a | ~ | ≈ | qualcosa come | verso i | verso le | si aggira sui | si aggira intorno a | \
             si aggira intorno ai | si aggirano sui | si aggirano intorno ai | si aggirava sui | che si aggira sui | indicativamente | \
             suppergiù | su per giù | a un dipresso | orientativamente | alla volta dei | nei dintorni di | nei dintorni dei",
        ),
        (
            Bound::Almost,
            "quasi | quasi il | quasi i | quasi la | quasi l' | quasi un | quasi gli | quasi le | poco meno di | poco meno del | poco meno della | poco meno dei | \
             poco meno dell' | un po' meno di | un po' meno del | appena meno di | appena sotto i | appena sotto il | appena sotto | \
             appena al di sotto di | appena al di sotto dei | appena al di sotto del | poco sotto i | poco sotto il | poco sotto | poco al di sotto di | \
             poco al di sotto dei | poco al di sotto del | di poco inferiore a | di poco inferiore al | di poco inferiore ai | di poco inferiori a | \
             di poco inferiori ai | di poco inferiori al | leggermente inferiore a | leggermente inferiore al | leggermente inferiori a | \
             leggermente meno di | leggermente sotto | vicino a | vicino al | vicino ai | vicini a | vicina a | vicine a | vicina al | prossimo a | \
             prossimo al | prossimi a | prossima a | prossima al | sfiora | sfiora i | sfiora il | sfiora le | sfiora la | sfiora gli | \
             sfiorano | sfiorano i | sfiorano il | sfiorano le | sfiorava i | sfiorato i | sfiorato il | sfiorando i | sfiorando il | sfiorare i | \
             sfiorare il | sfiorò i | pressoché | pressoché il | praticamente | a ridosso di | a ridosso dei | a ridosso del | \
             non lontano da | non lontano dai | non lontano dal | a un passo da | a un passo dai | poco meno che | \
             manca poco a | poco manca a | prossime a | prossimi ai | prossimi al",
        ),
        (
            Bound::MoreThan,
            "più di | più del | più della | più dei | più delle | più degli | più dell' | più d' | più che | oltre | oltre i | oltre il | oltre la | \
             oltre le | oltre gli | oltre l' | oltre un | ben oltre | ben oltre i | ben oltre il | ben più di | molto più di | molto più del | poco più di | poco più del | \
             poco più della | poco più dei | poco più dell' | di poco più di | un po' più di | un po' più del | assai più di | superiore a | \
             superiori a | superiore al | superiori al | superiore ai | superiori ai | superiore alla | superiori alla | superiore alle | superiore all' | \
             superiori alle | superiori all' | al di sopra di | al di sopra dei | al di sopra del | al di sopra della | al di sopra delle | al di sopra dell' | \
             al di là di | al di là dei | sopra i | sopra il | sopra le | sopra la | sopra l' | sopra | supera | supera i | supera il | supera le | supera la | \
             supera gli | supera l' | superano | superano i | superano il | superano le | superano gli | superava i | superavano i | superato i | \
             superato il | superata la | superato le | superato la | superando i | superando il | superando le | superare i | superare il | superò i | superarono i | \
             supererà i | supererebbe i | supererà il | superato | superando | superare | eccede | eccede i | eccede il | eccedono | maggiore di | maggiori di | maggiore del | maggiore a | maggiori a | \
             > | in eccesso di | appena più di | appena oltre | appena oltre i | appena sopra i | poco sopra i | poco sopra il | poco oltre i | poco oltre il | poco oltre | \
             leggermente superiore a | leggermente superiore al | leggermente superiori a | di poco superiore a | di poco superiore al | \
             di poco superiori a | di poco superiori ai | di poco superiore ai | nettamente superiore a | ampiamente superiore a | ampiamente oltre",
        ),
        (
            Bound::LessThan,
            "meno di | meno del | meno della | meno dei | meno delle | meno degli | meno dell' | meno d' | meno che | assai meno di | \
             assai meno del | assai meno dei | molto meno di | molto meno del | ben meno di | ben meno del | inferiore a | inferiori a | inferiore al | inferiori al | \
             inferiore ai | inferiori ai | inferiore alla | inferiori alla | inferiore alle | inferiori alle | inferiore all' | inferiori all' | \
             al di sotto di | al di sotto dei | al di sotto del | al di sotto della | al di sotto delle | al di sotto dell' | sotto i | sotto il | sotto la | \
             sotto le | sotto | sotto gli | sotto l' | sotto quota | minore di | minori di | minore del | minore a | minori a | neanche | nemmeno | neppure | \
             non arriva a | non arriva al | non arriva ai | non arrivano a | non arrivano al | non arrivano ai | non raggiunge i | non raggiunge il | \
             non raggiungono i | < | ben al di sotto di | ben al di sotto dei | ben al di sotto del | nettamente inferiore a | ben sotto i | ben sotto il | \
             ampiamente sotto | di gran lunga inferiore a | non supera i | non supera il | non superano i",
        ),
        (
            Bound::AtLeast,
            "almeno | almeno il | almeno i | almeno un | almeno la | perlomeno | per lo meno | quantomeno | quanto meno | come minimo | minimo | un minimo di | \
             minimo di | non meno di | non meno del | non meno dei | non meno della | niente meno che | nientemeno che | \
             a partire da | a partire dai | a partire dal | ≥ | mai meno di | al minimo | al meno | non inferiore a | non inferiore al | \
             non inferiori a | non inferiori al | non inferiori ai | non inferiore ai | pari ad almeno | pari almeno a | pari almeno al | pari ad almeno il | \
             di almeno | un minimo del",
        ),
        (
            Bound::AtMost,
            "al massimo | al più | fino a | fino ai | fino al | fino alle | fino alla | fino all' | fino ad | fino ad un | fino a un | sino a | sino ai | sino al | sino ad | non più di | \
             non più del | non più dei | non più che | un massimo di | massimo di | massimo | tutt'al più | tutt'al più il | non oltre | non oltre i | \
             non oltre il | non superiore a | non superiori a | non superiore al | non superiori al | non superiore ai | non superiori ai | ≤ | mai più di | fino a un massimo di | fino ad un massimo di | \
             con un tetto di | un tetto di | limitato a | entro i | entro il limite di | entro un massimo di | per un massimo di | nel limite di | \
             nel limite massimo di | a massimo | entro",
        ),
    ],
    hedges_after: &[
        (
            Bound::About,
            "circa | all'incirca | più o meno | pressappoco | grosso modo | approssimativamente | e passa | e rotti",
        ),
        (
            Bound::AtLeast,
            "o più | e più | o oltre | e oltre | in su | almeno | come minimo | + | o superiore | o superiori | minimo | \
             quantomeno | o maggiore | in avanti | o maggiori | perlomeno",
        ),
        (
            Bound::AtMost,
            "o meno | al massimo | in giù | o inferiore | o inferiori | massimo | al più | tutt'al più | o minore | o minori | max",
        ),
    ],
    between: "tra | fra | compreso tra | compresa tra | compresi tra | comprese tra | compreso fra | compresa fra | compresi fra",
    and: "e | ed | &",
    or: "o | oppure | od",
    from: "da | dai | dal | dalle | dagli | dalla | dall' | di",
    to: "a | ai | al | alle | agli | all' | ad | fino a | fino ai | fino al | fino ad",
    of: "di | del | della | dei | delle | degli | dell' | dello | d' | dei suoi | di questi | di loro | tra i | dei nostri",
    out_of: "su | ogni",
    out_of_apart: "su",
    every: &[
        (3, "la terza parte | terza parte | uno ogni tre | una ogni tre"),
        (4, "la quarta parte | quarta parte | uno ogni quattro"),
        (5, "la quinta parte | quinta parte | uno ogni cinque"),
        (10, "la decima parte | decima parte | uno ogni dieci"),
    ],
    by: "",
    by_after_change: "del | dell' | di | d' | dello | della | di un | dei",
    change: "aument | cresc | cresciut | crebb | sal | cal | diminu | ridu | ridot | riduz | scend | sces | ribass | rialz | cald | flession | \
             increment | decrement | cal | crollat | croll | impenn | balz | taglia | tagli | contra | rincar | diminuz | perd | pers | guadagn | \
             avanz | arretr | abbass | innalz | elev | svalut | rivalut | decresc | progred | accresc | scost | variazion | sconto | \
             rallent | accelerat | su del | giù del",
    fillers: "il | lo | la | i | gli | le | l' | un | uno | una | un' | dei | degli | delle",
    joints: "di | d' | in",
    one: "un | uno | una | un'",
    one_is_article: true,
    counted: "anno | mese | settimana | decennio | secolo | trimestre | semestre | persona | caso | pagina",
    decades: "anni",
    numbers: &[
        (0, "zero"),
        (2, "due"),
        (3, "tre"),
        (4, "quattro"),
        (5, "cinque"),
        (6, "sei"),
        (7, "sette"),
        (8, "otto"),
        (9, "nove"),
        (10, "dieci"),
        (11, "undici"),
        (12, "dodici"),
        (13, "tredici"),
        (14, "quattordici"),
        (15, "quindici"),
        (16, "sedici"),
        (17, "diciassette"),
        (18, "diciotto"),
        (19, "diciannove"),
        (20, "venti"),
        (23, "ventitré"),
        (30, "trenta"),
        (33, "trentatré"),
        (40, "quaranta"),
        (43, "quarantatré"),
        (50, "cinquanta"),
        (53, "cinquantatré"),
        (60, "sessanta"),
        (63, "sessantatré"),
        (70, "settanta"),
        (73, "settantatré"),
        (80, "ottanta"),
        (83, "ottantatré"),
        (90, "novanta"),
        (93, "novantatré"),
        (21, "ventun"),
        (31, "trentun"),
        (41, "quarantun"),
        (51, "cinquantun"),
        (61, "sessantun"),
        (71, "settantun"),
        (81, "ottantun"),
        (91, "novantun"),
    ],
    about_numbers: &[
        (10, "una decina"),
        (12, "una dozzina"),
        (15, "una quindicina"),
        (20, "una ventina"),
        (30, "una trentina"),
        (40, "una quarantina"),
        (50, "una cinquantina"),
        (60, "una sessantina"),
        (70, "una settantina"),
        (80, "un'ottantina"),
        (90, "una novantina"),
        (100, "un centinaio"),
        (1000, "un migliaio"),
    ],
    pairs: Pairs::Elided,
    ages: "enne | enni",
    hundred: "cento",
    number_and: "e",
    bare_scales: &[(1_000, "mille"), (1_000_000_000_000, "mille miliardi")],
    scales: &[
        (10, "decine"),
        (12, "dozzine | dozzina"),
        (100, "centinaia"),
        (1_000, "mila | migliaia | migliaio"),
        (1_000_000, "milione | milioni | mln | mln. | mil."),
        (1_000_000_000, "miliardo | miliardi | mld | mld. | mrd | mila milioni"),
        (1_000_000_000_000, "bilione | bilioni | mila miliardi | bln"),
        (1_000_000_000_000_000, "biliardo | biliardi"),
        (1_000_000_000_000_000_000, "trilione | trilioni"),
    ],
    glued_scales: &[(1_000, "k | K")],
    compounds: Some(("mila | mille", "cento")),
    half: "metà | la metà | una metà",
    half_before: "mezzo | mezza | un mezzo | mezz' | mezz'",
    fractions: &[
        (3, "terzo | terzi"),
        (4, "quarto | quarti"),
        (5, "quinto | quinti"),
        (6, "sesto | sesti"),
        (7, "settimo | settimi"),
        (8, "ottavo | ottavi"),
        (9, "nono | noni"),
        (10, "decimo | decimi"),
        (100, "centesimo | centesimi"),
    ],
    and_half: "e mezzo | e mezza",
    multiples: &[
        (200, "doppio | il doppio | doppia"),
        (300, "triplo | il triplo | tripla"),
        (400, "quadruplo | il quadruplo"),
        (500, "quintuplo | il quintuplo"),
        (600, "sestuplo"),
        (1000, "decuplo | il decuplo"),
        (10_000, "centuplo"),
    ],
    multiple_stems: &[
        (200, "raddoppi | duplic"),
        (300, "triplic"),
        (400, "quadruplic"),
        (500, "quintuplic"),
        (600, "sestuplic"),
        (1000, "decuplic"),
        (50, "dimezz"),
    ],
    endings: "ato | ata | ati | ate | are | arsi | a | ano | ò | arono | ava | avano | ando | andosi | erà | eranno | erebbe | asse | o | i | ino | hi | hino | herà | heranno | herebbe",
    times: "volte | volta | x | ×",
    times_less: "volte meno | volte inferiore | volte inferiori | volte minore | volte più piccolo",
    factor: "di un fattore | un fattore | per un fattore di | moltiplicato per | moltiplicata per | moltiplicati per",
    divided: "diviso per | divisa per | divisi per | divise per",
    units: &[
        ("%", "per cento | percento | p. cento"),
        ("pp", "punti percentuali | punto percentuale | punti di percentuale | p.p. | punti percentuale"),
        ("bp", "punti base | punto base"),
        ("‰", "per mille"),
        ("ppm", "parti per milione"),
        ("B", "byte"),
        ("kB", "kilobyte"),
        ("MB", "megabyte"),
        ("GB", "gigabyte | giga"),
        ("TB", "terabyte | tera"),
        ("PB", "petabyte"),
        ("EB", "exabyte"),
        ("Mbit", "megabit"),
        ("Gbit", "gigabit"),
        ("nm", "nanometri"),
        ("µm", "micrometri | micron"),
        ("mm", "millimetri | millimetro"),
        ("cm", "centimetri | centimetro"),
        ("m", "metri | metro"),
        ("km", "chilometri | chilometro | kilometri"),
        ("m²", "metri quadrati | metro quadrato | metri quadri | metro quadro | mq"),
        ("km²", "chilometri quadrati | chilometro quadrato | kmq"),
        ("ha", "ettari | ettaro"),
        ("cm³", "centimetri cubi"),
        ("m³", "metri cubi | metro cubo | mc"),
        ("km³", "chilometri cubi"),
        ("ml", "millilitri | millilitro"),
        ("l", "litri | litro"),
        ("hl", "ettolitri"),
        ("mg", "milligrammi | milligrammo"),
        ("g", "grammi | grammo"),
        ("kg", "chilogrammi | chilogrammo | chili | chilo"),
        ("t", "tonnellate | tonnellata"),
        ("Mt", "megatonnellate"),
        ("Gt", "gigatonnellate"),
        ("s", "secondi | secondo"),
        ("ms", "millisecondi"),
        ("min", "minuti | minuto"),
        ("h", "ore | ora"),
        ("d", "giorni | giorno"),
        ("W", "watt"),
        ("kW", "kilowatt | chilowatt"),
        ("MW", "megawatt"),
        ("GW", "gigawatt"),
        ("TW", "terawatt"),
        ("kWh", "kilowattora | chilowattora"),
        ("MWh", "megawattora"),
        ("GWh", "gigawattora"),
        ("TWh", "terawattora"),
        ("V", "volt"),
        ("°C", "gradi Celsius | grado Celsius | gradi centigradi | gradi C"),
        ("°F", "gradi Fahrenheit"),
        ("°", "gradi | grado"),
        ("m/s", "metri al secondo | metri per secondo"),
        ("km/h", "chilometri orari | chilometri all'ora | km orari | km all'ora"),
        ("dB", "decibel"),
        ("mi", "miglia | miglio"),
        ("ft", "piedi"),
        ("in", "pollici | pollice"),
        ("acre", "acri | acro"),
        ("gal", "galloni | gallone"),
        ("oz", "once"),
        ("mph", "miglia orarie | miglia all'ora"),
    ],
    spans: ["anno | anni", "mese | mesi", "settimana | settimane"],
    currencies: &[
        ("EUR", "euro"),
        ("USD CAD AUD NZD HKD SGD", "dollari | dollaro"),
        ("USD", "dollari americani | dollari statunitensi | dollari USA | dollari Usa"),
        ("CAD", "dollari canadesi"),
        ("AUD", "dollari australiani"),
        ("GBP EGP", "sterline | sterlina"),
        ("GBP", "sterline britanniche | lire sterline"),
        ("ITL TRY", "lire | lira"),
        ("TRY", "lire turche"),
        ("CHF", "franchi svizzeri | franco svizzero"),
        ("CHF XOF XAF FRF", "franchi | franco"),
        ("JPY", "yen"),
        ("CNY", "yuan | renminbi"),
        ("INR PKR", "rupie | rupia"),
        ("BRL", "reais | real"),
        ("MXN ARS CLP COP UYU PHP", "pesos | peso"),
        ("RUB", "rubli | rublo"),
        ("DEM", "marchi"),
        ("ILS", "shekel"),
        ("PLN", "zloty"),
        ("SEK NOK DKK", "corone"),
        ("UAH", "grivnie"),
        ("TND DZD IQD", "dinari"),
    ],
    minus_degrees: "meno",
    ordinals: "primo | prima | primi | prime | secondo | seconda | terzo | terza | quarto | quarta | quinto | quinta | sesto | sesta | \
               settimo | settima | ottavo | ottava | nono | nona | decimo | decima | undicesimo | ventesimo",
    ordinal_endings: "º | ª | ° | esimo | esima | mo | ma | .º",
    months: &[(9, "sett")],
    dates: "{d} {m} {y} | {d}º {m} {y} | {d}° {m} {y} | {m} {y} | {d}/{n}/{y} | {d}.{n}.{y} | {d}-{n}-{y} | {d} {m} | {d}° {m} | {d} {m} del {y} | {m} del {y} | {d}º {m} | {d} {m}. {y}",
    labels: "pagina | pagine | pag. | p. | n. | n° | nº | numero | capitolo | sezione | articolo | articoli | art. | figura | tabella | volume | vol. | \
             riga | comma | paragrafo | legge | decreto | allegato | versione | alle ore | ore | alle | dalle | # | sala | volo",
    year_after: "nel | del | dal | al | entro il | prima del | dopo il | anno | anni | fino al | durante il | per il | nell'anno | di fine | a fine | inizio | fine | e il | tra il",
    idioms: "prima metà | seconda metà | primo semestre | secondo semestre | primo trimestre | secondo trimestre | \
             terzo trimestre | quarto trimestre | per mezzo di | in mezzo a | quarti di finale | terzo mondo | a metà strada",
    noun_behind_figure: Some(Case::Lower),
    ..Words::EMPTY
};
