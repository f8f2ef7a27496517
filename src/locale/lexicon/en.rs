//! English.

use crate::locale::lexicon::words::{Pairs, Words};
use crate::quantity::Bound;

/// The table.
pub(crate) const WORDS: Words = Words {
    language: "en",
    name: "English",
    hedges: &[
        (
            Bound::About,
            "about | around | roughly | approximately | approx | approx. | circa | ca. | ca | c. | some | \
             more or less | in the region of | in the order of | on the order of | in the neighborhood of | \
             in the neighbourhood of | in the vicinity of | an estimated | estimated at | estimated | \
             something like | or so | ~ | ≈ | somewhere around | somewhere near | give or take | \
             just about | very roughly | very approximately | an average of about | about some | \
             in the range of",
        ),
        (
            Bound::Almost,
            "almost | nearly | just under | close to | just short of | just shy of | just below | \
             not quite | approaching | nearing | virtually | very nearly | very close to | \
             a little under | a little less than | slightly less than | slightly under | a bit less than | \
             slightly below | a little below | a shade under | a touch under | a fraction under | \
             little short of | getting on for | nigh on | well nigh | verging on | pushing | \
             a little short of | slightly fewer than | a little fewer than | practically | \
             just less than | just fewer than | barely under",
        ),
        (
            Bound::MoreThan,
            "more than | over | above | upwards of | upward of | in excess of | well over | just over | \
             a little over | slightly over | slightly more than | a little more than | just above | \
             just more than | well above | exceeding | greater than | far more than | much more than | \
             considerably more than | substantially more than | north of | higher than | beyond | \
             a bit more than | a bit over | larger than | bigger than | longer than | older than | \
             many more than | well beyond | comfortably over | significantly more than | topping | \
             exceeded | exceeds | exceed | surpassed | surpassing | surpasses | topped | > | \
             far over | well in excess of | a shade over | a touch over | a fraction over | way over | \
             way more than | even more than | still more than",
        ),
        (
            Bound::LessThan,
            "less than | fewer than | under | below | short of | lower than | smaller than | beneath | \
             well under | well below | far less than | far fewer than | much less than | \
             considerably less than | considerably fewer than | substantially less than | south of | \
             well short of | shorter than | younger than | barely | < | far below | far short of | \
             significantly less than | significantly fewer than | many fewer than | much fewer than | \
             not even | far under | somewhat less than | even less than | even fewer than",
        ),
        (
            Bound::AtLeast,
            "at least | no fewer than | no less than | not less than | not fewer than | a minimum of | \
             minimum of | at a minimum | at minimum | at the very least | at the least | as many as or more than | \
             ≥ | starting at | from at least | a total of at least | of at least | never less than | \
             never fewer than | at the minimum",
        ),
        (
            Bound::AtMost,
            "at most | up to | within | no more than | not more than | a maximum of | maximum of | as many as | \
             as much as | at the most | at the very most | as high as | ≤ | up to about | up to some | \
             anything up to | as little as | as few as | at maximum | no greater than | no higher than | \
             never more than | not exceeding | no longer than | up to a maximum of | capped at | a limit of | \
             only up to | limited to | a cap of | a ceiling of | never exceeded | never exceeds",
        ),
    ],
    hedges_after: &[
        (
            Bound::About,
            "or so | or thereabouts | approximately | more or less | give or take | odd | ish | roughly",
        ),
        (
            Bound::AtLeast,
            "or more | plus | + | and more | and up | and over | and above | or higher | or greater | or above | \
             or over | or longer | or older | at least | at the least | at a minimum | minimum | and upwards | \
             or better | at the very least | if not more",
        ),
        (
            Bound::AtMost,
            "or less | or fewer | and under | or under | or below | at most | at the most | maximum | or lower | \
             tops | max | or younger | or shorter | at the very most | and below | and younger",
        ),
    ],
    between: "between | from between | anywhere between | somewhere between | of between | anywhere from | \
              somewhere from",
    and: "and | &",
    or: "or",
    from: "from",
    to: "to | up to | down to | through | till | until | towards",
    of: "of | of the | of all",
    out_of: "in | in every | out of | out of every | of every",
    out_of_apart: "out of | out of every | in every",
    every: &[
        (2, "every second"),
        (3, "every third"),
        (4, "every fourth"),
        (5, "every fifth"),
        (10, "every tenth"),
    ],
    by: "by",
    by_after_change: "",
    change: "",
    fillers: "a | an | the",
    joints: "of",
    decade_ending: "s",
    one: "one",
    one_is_article: true,
    articles: "a | an",
    counted: "year | month | week | decade | century | quarter | person | man | woman | child | page | case",
    numbers: &[
        (0, "zero | nought"),
        (2, "two"),
        (3, "three"),
        (4, "four"),
        (5, "five"),
        (6, "six"),
        (7, "seven"),
        (8, "eight"),
        (9, "nine"),
        (10, "ten"),
        (11, "eleven"),
        (12, "twelve | a dozen"),
        (13, "thirteen"),
        (14, "fourteen"),
        (15, "fifteen"),
        (16, "sixteen"),
        (17, "seventeen"),
        (18, "eighteen"),
        (19, "nineteen"),
        (20, "twenty | a score of"),
        (30, "thirty"),
        (40, "forty"),
        (50, "fifty"),
        (60, "sixty"),
        (70, "seventy"),
        (80, "eighty"),
        (90, "ninety"),
    ],
    pairs: Pairs::Apart,
    hundred: "hundred",
    number_and: "and",
    bare_scales: &[],
    scales: &[
        (12, "dozen"),
        (1_000, "thousand"),
        (100_000, "lakh | lakhs"),
        (1_000_000, "million | mln | mn | mio"),
        (10_000_000, "crore | crores"),
        (1_000_000_000, "billion | bn | bln"),
        (1_000_000_000_000, "trillion | tn | trn | tln"),
        (1_000_000_000_000_000, "quadrillion"),
    ],
    glued_scales: &[
        (1_000, "k | K"),
        (1_000_000, "m | M | mm | MM"),
        (1_000_000_000, "b | B"),
        (1_000_000_000_000, "t | T"),
    ],
    compounds: None,
    half: "half | one half | a half",
    half_before: "",
    fractions: &[
        (3, "third | thirds"),
        (4, "quarter | quarters"),
        (5, "fifth | fifths"),
        (6, "sixth | sixths"),
        (7, "seventh | sevenths"),
        (8, "eighth | eighths"),
        (9, "ninth | ninths"),
        (10, "tenth | tenths"),
        (100, "hundredth | hundredths"),
        (1000, "thousandth | thousandths"),
    ],
    and_half: "and a half | and one half",
    multiples: &[
        (
            200,
            "double | doubles | doubled | doubling | twice | twofold | twice as many as | twice as much as",
        ),
        (
            300,
            "triple | triples | tripled | tripling | treble | trebles | trebled | trebling | thrice | threefold",
        ),
        (400, "quadruple | quadruples | quadrupled | quadrupling | fourfold"),
        (500, "quintuple | quintuples | quintupled | quintupling | fivefold"),
        (600, "sextuple | sextupled | sixfold"),
        (700, "septupled | sevenfold"),
        (800, "octupled | eightfold"),
        (900, "ninefold"),
        (1000, "tenfold | decupled"),
        (2000, "twentyfold"),
        (10_000, "hundredfold"),
        (100_000, "thousandfold"),
        (50, "halve | halves | halved | halving"),
    ],
    multiple_stems: &[],
    endings: "",
    times_less: "times less | times fewer | times smaller | times lower",
    times: "times | fold | x | ×",
    factor: "by a factor of | a factor of | multiplied by",
    units: &[
        ("%", "percent | per cent | pct | percentage"),
        (
            "pp",
            "percentage points | percentage point | percent points | points of percentage | pct points | p.p. | \
                percentage-point",
        ),
        ("bp", "basis points | basis point"),
        ("‰", "per mille | per mil | permille"),
        ("ppm", "parts per million"),
        ("kbit", "kilobits | kilobit"),
        ("Mbit", "megabits | megabit"),
        ("Gbit", "gigabits | gigabit"),
        ("kB", "kilobytes | kilobyte"),
        ("MB", "megabytes | megabyte | megs"),
        ("GB", "gigabytes | gigabyte | gigs"),
        ("TB", "terabytes | terabyte"),
        ("PB", "petabytes | petabyte"),
        ("EB", "exabytes | exabyte"),
        ("nm", "nanometers | nanometres | nanometer | nanometre"),
        ("µm", "micrometers | micrometres | micrometre | microns | micron"),
        ("mm", "millimetres | millimetre | millimeters | millimeter"),
        ("cm", "centimetres | centimetre | centimeters | centimeter"),
        ("m", "metres | metre | meters | meter"),
        ("km", "kilometres | kilometre | kilometers | kilometer | kms"),
        ("m²", "square metres | square metre | square meters | square meter | sq m | sq. m"),
        (
            "km²",
            "square kilometres | square kilometre | square kilometers | square kilometer | sq km | sq. km",
        ),
        ("ha", "hectares | hectare"),
        ("cm³", "cubic centimetres | cubic centimeters"),
        ("m³", "cubic metres | cubic metre | cubic meters | cubic meter"),
        ("km³", "cubic kilometres | cubic kilometers"),
        ("ml", "millilitres | millilitre | milliliters | milliliter"),
        ("l", "litres | litre | liters | liter"),
        ("hl", "hectolitres | hectoliters"),
        ("mg", "milligrams | milligram | milligrammes"),
        ("g", "grams | gram | grammes"),
        ("kg", "kilograms | kilogram | kilos | kilo | kilogrammes"),
        ("t", "tonnes | tonne | tons | ton | metric tons | metric ton | metric tonnes"),
        ("kt", "kilotonnes | kilotons | kilotonne | kiloton"),
        ("Mt", "megatonnes | megatons | megatonne | megaton"),
        ("Gt", "gigatonnes | gigatons | gigatonne | gigaton"),
        ("ms", "milliseconds | millisecond"),
        ("s", "seconds | sec | secs"),
        ("min", "minutes | minute | mins"),
        ("h", "hours | hour | hrs | hr"),
        ("d", "days | day"),
        ("kHz", "kilohertz"),
        ("MHz", "megahertz"),
        ("GHz", "gigahertz"),
        ("Hz", "hertz"),
        ("W", "watts | watt"),
        ("kW", "kilowatts | kilowatt"),
        ("MW", "megawatts | megawatt"),
        ("GW", "gigawatts | gigawatt"),
        ("TW", "terawatts | terawatt"),
        ("Wh", "watt-hours | watt-hour"),
        ("kWh", "kilowatt-hours | kilowatt-hour"),
        ("MWh", "megawatt-hours | megawatt-hour"),
        ("GWh", "gigawatt-hours | gigawatt-hour"),
        ("TWh", "terawatt-hours | terawatt-hour"),
        ("J", "joules | joule"),
        ("kJ", "kilojoules"),
        ("MJ", "megajoules"),
        ("GJ", "gigajoules"),
        ("V", "volts | volt"),
        ("kV", "kilovolts"),
        ("A", "amperes | amps"),
        ("°C", "degrees Celsius | degree Celsius | degrees C | degrees centigrade | Celsius"),
        ("°F", "degrees Fahrenheit | degree Fahrenheit | degrees F | Fahrenheit"),
        ("°", "degrees | degree"),
        ("K", "kelvin | kelvins"),
        ("m/s", "metres per second | meters per second | metres a second | meters a second"),
        (
            "km/h",
            "kilometres per hour | kilometers per hour | kilometres an hour | kilometers an hour | kph | kmh",
        ),
        ("dB", "decibels | decibel"),
        ("mi", "miles | mile"),
        ("ft", "feet | foot"),
        ("in", "inches | inch"),
        ("yd", "yards | yard"),
        ("lb", "lbs"),
        ("oz", "ounces | ounce"),
        ("acre", "acres | acre"),
        ("gal", "gallons | gallon"),
        ("mph", "miles per hour | miles an hour"),
    ],
    spans: [
        "year | years | yr | yrs | year-old | years-old | year-olds",
        "month | months | month-old",
        "week | weeks | week-old",
    ],
    currencies: &[
        ("USD CAD AUD NZD HKD SGD TWD NAD JMD BBD TTD BSD LRD FJD", "dollars | dollar"),
        ("USD", "US dollars | US dollar | U.S. dollars | American dollars | United States dollars"),
        ("CAD", "Canadian dollars"),
        ("AUD", "Australian dollars"),
        ("NZD", "New Zealand dollars"),
        ("HKD", "Hong Kong dollars"),
        ("SGD", "Singapore dollars"),
        ("EUR", "euros | euro"),
        ("GBP", "pounds sterling | pound sterling | British pounds | sterling"),
        ("GBP EGP SYP LBP SDG SSP", "quid"),
        ("GBP lb", "pounds | pound"),
        ("JPY", "yen | Japanese yen"),
        ("CNY", "yuan | renminbi | rmb | Chinese yuan"),
        ("INR PKR LKR NPR MUR SCR", "rupees | rupee"),
        ("INR", "Indian rupees"),
        ("IDR", "rupiah | Indonesian rupiah"),
        ("CHF", "Swiss francs | Swiss franc"),
        ("CHF XOF XAF CDF RWF BIF DJF GNF KMF XPF", "francs | franc"),
        ("XOF XAF", "CFA francs"),
        ("BRL", "reais | Brazilian reais | Brazilian real"),
        ("MXN ARS CLP COP UYU DOP CUP PHP", "pesos | peso"),
        ("MXN", "Mexican pesos"),
        ("ARS", "Argentine pesos"),
        ("CLP", "Chilean pesos"),
        ("COP", "Colombian pesos"),
        ("PHP", "Philippine pesos"),
        ("PEN", "soles"),
        ("KRW KPW", "South Korean won | Korean won"),
        ("RUB BYN", "roubles | rubles | rouble | ruble"),
        ("TRY", "lira | liras | Turkish lira"),
        ("UAH", "hryvnia | hryvnias"),
        ("PLN", "zlotys | zloty | złoty"),
        ("SEK", "Swedish kronor | kronor | krona"),
        ("NOK DKK", "kroner | krone"),
        ("CZK", "koruna | korunas | Czech crowns"),
        ("HUF", "forints | forint"),
        ("ILS", "shekels | shekel"),
        ("SAR QAR", "riyals | riyal"),
        ("IRR YER OMR", "rials | rial"),
        ("AED MAD", "dirhams | dirham"),
        ("DZD IQD JOD KWD TND LYD BHD RSD", "dinars | dinar"),
        ("ZAR", "rand"),
        ("NGN", "naira"),
        ("KES UGX TZS SOS ETB", "shillings | shilling"),
        ("GHS", "cedis | cedi"),
        ("THB", "baht"),
        ("VND", "dong"),
        ("MYR", "ringgit"),
        ("BDT", "taka"),
    ],
    minus: "minus | negative",
    ordinals: "first | second | third | fourth | fifth | sixth | seventh | eighth | ninth | tenth | eleventh | twelfth | thirteenth | fourteenth | fifteenth | sixteenth | \
               seventeenth | eighteenth | nineteenth | twentieth | thirtieth | fortieth | fiftieth | sixtieth | \
               seventieth | eightieth | ninetieth | millionth | twenty-first | twenty-second | twenty-third",
    ordinal_endings: "st | nd | rd | th",
    months: &[(9, "Sept")],
    dates: "{d} {m} {y} | {m} {d}, {y} | {m} {d} {y} | {d} {m}, {y} | {d}st {m} {y} | {d}nd {m} {y} | {d}rd {m} {y} | \
            {d}th {m} {y} | {d}th of {m} {y} | {d}st of {m} {y} | {d}nd of {m} {y} | {d}rd of {m} {y} | {m} {d}th, {y} | {m} {d}st, {y} | \
            {m} {d}nd, {y} | {m} {d}rd, {y} | {m}. {d}, {y} | {d} {m}. {y} | {m} {y} | {m}. {y} | {m}, {y} | {m} of {y} | {d}-{m}-{y} | \
            {m} {d} | {d} {m} | {m} {d}th | {m} {d}st | {m} {d}nd | {m} {d}rd | {d}th {m} | {d}st {m} | {d}nd {m} | {d}rd {m} | {m}. {d} | {d}th of {m} | \
            {d}st of {m} | {d}nd of {m} | {d}rd of {m} | {n}/{d}/{y} | {d}/{n}/{y}",
    clock: "am | pm | a.m. | p.m. | a.m | p.m | o'clock | hrs GMT | GMT | UTC",
    labels: "page | pages | p. | pp. | No. | Nos. | number | chapter | section | sections | article | articles | figure | fig. | \
             table | volume | vol. | line | lines | paragraph | para. | route | highway | flight | room | gate | \
             phase | level | step | part | category | exhibit | annex | appendix | item | rule | regulation | \
             resolution | directive | model | version | #",
    year_after: "in | since | by | until | till | before | after | from | during | year | of | early | mid | late | for | through",
    idioms: "double digit | double digits | triple digits | single digits | quarter final | quarter finals | half time | \
             half brother | half sister | half hearted | no one | third party | third parties | third world | \
             second hand | first hand | first class | second class | one another | one day | at one point | \
             one by one | once and for all | half way | double check | double standard | double standards | half term | \
             second half | first half | third quarter | fourth quarter | first quarter | second quarter | double bed | \
             double room",
    ..Words::EMPTY
};
