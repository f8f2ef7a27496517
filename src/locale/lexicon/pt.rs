//! Portuguese, of Brazil and Portugal.

use crate::locale::lexicon::words::{Case, Pairs, Words};
use crate::quantity::Bound;

/// The table.
pub(crate) const WORDS: Words = Words {
    language: "pt",
    name: "Portuguese",
    hedges: &[
        (
            Bound::About,
            "cerca de | cerca dos | cerca das | por volta de | por volta dos | por volta das | em torno de | \
             ao redor de | em torno dos | em torno das | aproximadamente | mais ou menos | uns | umas | perto dos | \
             à volta de | na casa de | na casa dos | na casa das | na ordem de | na ordem dos | na ordem das | \
             da ordem de | da ordem dos | algo como | coisa de | estimados em | estimadas em | estimado em | \
             estimada em | estimados | estimadas | ca. | c. | ~ | ≈ | \
             algo em torno de | algo por volta de | a volta de | a rondar os | a rondar as | rondando os | \
             ronda os | ronda as | rondam os | rondam as | cerca de uns | na faixa de | na faixa dos",
        ),
        (
            Bound::Almost,
            "quase | perto de | próximo de | próximos de | próxima de | próximas de | pouco menos de | \
             pouco menos que | um pouco menos de | um pouco menos que | praticamente | beirando | próximo a | próximos a | \
             pouco abaixo de | ligeiramente menos de | ligeiramente abaixo de | logo abaixo de | \
             às portas de | prestes a atingir | a beirar | beira os | beira as | beiram os | beiram as | \
             pouco abaixo dos | pouco abaixo das | um pouco abaixo de | quase que | bem perto de | muito perto de",
        ),
        (
            Bound::MoreThan,
            "mais de | mais que | mais do que | mais dos | mais das | mais da | mais do | acima de | acima dos | acima das | além de | \
             além dos | superior a | superiores a | superior aos | superiores aos | bem mais de | bem mais que | bem mais do que | \
             muito mais de | muito mais que | muito mais do que | pouco mais de | pouco mais que | pouco mais do que | \
             um pouco mais de | um pouco mais que | um pouco mais do que | para lá de | para cima de | \
             maior que | maior do que | maiores que | maiores do que | maior de | bem acima de | bem acima dos | \
             pouco acima de | pouco acima dos | um pouco acima de | muito acima de | ultrapassa | ultrapassam | \
             ultrapassou | ultrapassaram | supera | superam | superou | superaram | excede | excedem | \
             excedeu | ultrapassando | superando | ultrapassa os | ultrapassou os | supera os | superou os | \
             ultrapassam os | ultrapassaram os | superam os | superaram os | > | passa de | passam de | passou de | \
             passa dos | passou dos | excedendo | ligeiramente acima de | ligeiramente mais de",
        ),
        (
            Bound::LessThan,
            "menos de | menos que | menos do que | menos dos | menos das | menos da | menos do | abaixo de | abaixo dos | abaixo das | \
             inferior a | inferiores a | inferior aos | inferiores aos | aquém de | aquém dos | bem menos de | \
             bem menos que | bem menos do que | muito menos de | muito menos que | muito menos do que | menor que | \
             menor do que | menores que | menores do que | menor de | menores de | bem abaixo de | bem abaixo dos | \
             muito abaixo de | < | não chega a | não chegam a | não chegou a | não chegaram a | nem",
        ),
        (
            Bound::AtLeast,
            "pelo menos | ao menos | no mínimo | nada menos que | nada menos do que | não menos que | não menos do que | \
             não menos de | um mínimo de | no mínimo de | mínimo de | o mínimo de | a partir de | a partir dos | ≥ | \
             nunca menos de | nunca menos que | pelos menos | nada menos de | desde pelo menos",
        ),
        (
            Bound::AtMost,
            "no máximo | até | ao máximo | quando muito | não mais que | não mais do que | não mais de | \
             nada mais que | nada mais do que | um máximo de | no máximo de | máximo de | o máximo de | \
             o limite de | um limite de | um teto de | ≤ | até cerca de | não mais | nunca mais de | nunca mais que | \
             até aos | até aos | até um máximo de | limitado a | limitada a | limitados a | até no máximo",
        ),
    ],
    hedges_after: &[
        (
            Bound::About,
            "mais ou menos | aproximadamente | e tantos | e tantas | e poucos | e poucas | ou algo assim | e picos",
        ),
        (
            Bound::AtLeast,
            "ou mais | ou superior | ou superiores | para cima | no mínimo | pelo menos | + | e mais | ou acima | \
             ao menos | ou maior | ou maiores",
        ),
        (
            Bound::AtMost,
            "ou menos | ou inferior | ou inferiores | no máximo | para baixo | quando muito | ou abaixo | ou menor | \
             ou menores",
        ),
    ],
    between: "entre | de entre | entre os | entre as",
    and: "e | &",
    or: "ou",
    from: "de | dos | das | desde | desde os",
    to: "a | até | para | aos | às | para os | até aos | até os | até as | para as | ao | à",
    of: "de | do | da | dos | das | de todos os | de todas as",
    out_of: "em cada | de cada | em | entre cada",
    out_of_apart: "em cada | de cada",
    every: &[
        (3, "a terça parte | terça parte"),
        (4, "a quarta parte | quarta parte"),
        (5, "a quinta parte | quinta parte"),
        (10, "a décima parte | décima parte"),
    ],
    by: "",
    by_after_change: "em | de | por",
    change: "aument | cresc | sub | caí | cai | caiu | diminu | reduz | reduç | queda | alta | crescimento | elev | \
             baix | acréscimo | decréscimo | corte | cort | encolh | expand | retra | avan | recu | ampli | salt | \
             variação | desconto | quebra | desc | dispar | valoriz | desvaloriz",
    fillers: "os | as | o | a | um | uma",
    joints: "de | d'",
    one: "um | uma",
    one_is_article: true,
    counted: "ano | mês | semana | década | século | trimestre | semestre | pessoa | vez | caso | página | quinzena",
    decades: "anos",
    numbers: &[
        (0, "zero"),
        (2, "dois | duas"),
        (3, "três"),
        (4, "quatro"),
        (5, "cinco"),
        (6, "seis"),
        (7, "sete"),
        (8, "oito"),
        (9, "nove"),
        (10, "dez"),
        (11, "onze"),
        (12, "doze"),
        (13, "treze"),
        (14, "catorze | quatorze"),
        (15, "quinze"),
        (16, "dezesseis | dezasseis"),
        (17, "dezessete | dezassete"),
        (18, "dezoito"),
        (19, "dezenove | dezanove"),
        (20, "vinte"),
        (30, "trinta"),
        (40, "quarenta"),
        (50, "cinquenta | cinqüenta"),
        (60, "sessenta"),
        (70, "setenta"),
        (80, "oitenta"),
        (90, "noventa"),
        (100, "cem | cento"),
        (200, "duzentos | duzentas"),
        (300, "trezentos | trezentas"),
        (400, "quatrocentos | quatrocentas"),
        (500, "quinhentos | quinhentas"),
        (600, "seiscentos | seiscentas"),
        (700, "setecentos | setecentas"),
        (800, "oitocentos | oitocentas"),
        (900, "novecentos | novecentas"),
    ],
    about_numbers: &[
        (10, "uma dezena"),
        (15, "uma quinzena"),
        (20, "uma vintena"),
        (30, "uma trintena"),
        (100, "uma centena | um cento"),
        (1000, "um milhar"),
    ],
    pairs: Pairs::Apart,
    hundred: "",
    number_and: "e",
    bare_scales: &[(1_000, "mil"), (1_000_000_000, "mil milhões")],
    scales: &[
        (10, "dezenas"),
        (12, "dúzia | dúzias"),
        (100, "centenas"),
        (1_000, "milhar | milhares"),
        (1_000_000, "milhão | milhões | mio"),
        (1_000_000_000, "bilhão | bilhões | mil milhões | mil milhão | mM"),
        (1_000_000_000_000, "trilhão | trilhões | bilião | biliões | milhão de milhões"),
        (1_000_000_000_000_000, "quatrilhão | quatrilhões | quadrilhão | mil biliões"),
        (1_000_000_000_000_000_000, "trilião | triliões | quintilhão | quintilhões"),
    ],
    glued_scales: &[(1_000, "k | K"), (1_000_000, "m | M"), (1_000_000_000, "b | B")],
    compounds: None,
    half: "metade | a metade",
    half_before: "meio | meia",
    fractions: &[
        (3, "terço | terços"),
        (4, "quarto | quartos"),
        (5, "quinto | quintos"),
        (6, "sexto | sextos"),
        (7, "sétimos"),
        (8, "oitavos"),
        (9, "nonos"),
        (10, "décimo | décimos"),
        (100, "centésimo | centésimos"),
    ],
    and_half: "e meio | e meia",
    multiples: &[
        (200, "dobro | o dobro"),
        (300, "triplo | o triplo"),
        (400, "quádruplo | o quádruplo"),
        (500, "quíntuplo | o quíntuplo"),
        (600, "sêxtuplo"),
        (1000, "décuplo"),
    ],
    multiple_stems: &[
        (200, "dobr | duplic"),
        (300, "triplic"),
        (400, "quadruplic"),
        (500, "quintuplic"),
        (600, "sextuplic"),
        (1000, "decuplic"),
    ],
    endings: "ou | aram | a | am | ar | ado | ada | ados | adas | ando | ava | avam | aria | ariam | ará | arão | asse | assem | ara | arem",
    times_less: "vezes menos | vezes menor | vezes menores | vezes inferior",
    times: "vezes | x | × | vez",
    factor: "multiplicado por | multiplicada por | multiplicados por | por um fator de | por um factor de | fator de",
    divided: "dividido por | dividida por | divididos por | divididas por",
    units: &[
        ("%", "por cento | porcento | por cem"),
        (
            "pp",
            "pontos percentuais | ponto percentual | pontos porcentuais | ponto porcentual | p.p. | pontos de percentagem",
        ),
        ("bp", "pontos-base | ponto-base | pontos base | ponto base"),
        ("‰", "por mil"),
        ("ppm", "partes por milhão"),
        ("kB", "kilobytes | kilobyte | quilobytes | quilobyte"),
        ("MB", "megabytes | megabyte | megas"),
        ("GB", "gigabytes | gigabyte | gigas"),
        ("TB", "terabytes | terabyte"),
        ("PB", "petabytes | petabyte"),
        ("EB", "exabytes | exabyte"),
        ("Mbit", "megabits | megabit"),
        ("Gbit", "gigabits | gigabit"),
        ("nm", "nanômetros | nanómetros"),
        ("µm", "micrômetros | micrómetros | microns"),
        ("mm", "milímetros | milímetro"),
        ("cm", "centímetros | centímetro"),
        ("m", "metros | metro"),
        ("km", "quilômetros | quilómetros | quilômetro | quilómetro"),
        ("m²", "metros quadrados | metro quadrado"),
        ("km²", "quilômetros quadrados | quilómetros quadrados | quilômetro quadrado | quilómetro quadrado"),
        ("ha", "hectares | hectare"),
        ("cm³", "centímetros cúbicos"),
        ("m³", "metros cúbicos | metro cúbico"),
        ("km³", "quilômetros cúbicos | quilómetros cúbicos"),
        ("ml", "mililitros | mililitro"),
        ("l", "litros | litro"),
        ("hl", "hectolitros"),
        ("mg", "miligramas | miligrama"),
        ("g", "gramas | grama"),
        ("kg", "quilogramas | quilograma | quilos | quilo"),
        ("t", "toneladas | tonelada | toneladas métricas"),
        ("Mt", "megatoneladas"),
        ("Gt", "gigatoneladas"),
        ("s", "segundos | segundo"),
        ("ms", "milissegundos"),
        ("min", "minutos | minuto"),
        ("h", "horas | hora"),
        ("d", "dias | dia"),
        ("W", "watts | watt"),
        ("kW", "quilowatts | quilowatt | kilowatts"),
        ("MW", "megawatts | megawatt"),
        ("GW", "gigawatts | gigawatt"),
        ("TW", "terawatts"),
        ("kWh", "quilowatts-hora | quilowatt-hora | kilowatts-hora"),
        ("MWh", "megawatts-hora | megawatt-hora"),
        ("GWh", "gigawatts-hora | gigawatt-hora"),
        ("TWh", "terawatts-hora | terawatt-hora"),
        ("V", "volts | volt"),
        ("°C", "graus Celsius | grau Celsius | graus centígrados | graus C"),
        ("°F", "graus Fahrenheit | grau Fahrenheit"),
        ("°", "graus | grau"),
        ("m/s", "metros por segundo"),
        ("km/h", "quilômetros por hora | quilómetros por hora"),
        ("dB", "decibéis | decibel"),
        ("mi", "milhas | milha"),
        ("ft", "pés | pé"),
        ("in", "polegadas | polegada"),
        ("acre", "acres | acre"),
        ("gal", "galões | galão"),
        ("oz", "onças"),
        ("mph", "milhas por hora"),
    ],
    spans: ["ano | anos", "mês | meses", "semana | semanas"],
    currencies: &[
        ("BRL", "reais | real"),
        ("EUR", "euros | euro"),
        ("USD CAD AUD NZD HKD SGD NAD", "dólares | dólar"),
        (
            "USD",
            "dólares americanos | dólar americano | dólares norte-americanos | dólares dos EUA | dólares estadunidenses",
        ),
        ("CAD", "dólares canadenses | dólares canadianos"),
        ("AUD", "dólares australianos"),
        ("GBP", "libras | libra | libras esterlinas | libra esterlina"),
        ("JPY", "ienes | iene"),
        ("CNY", "yuans | yuan | iuanes | renminbi"),
        ("INR PKR LKR NPR", "rupias | rupia"),
        ("CHF", "francos suíços | franco suíço"),
        ("CHF XOF XAF CDF", "francos | franco"),
        ("ARS MXN CLP COP UYU DOP CUP PHP", "pesos | peso"),
        ("ARS", "pesos argentinos"),
        ("MXN", "pesos mexicanos"),
        ("CLP", "pesos chilenos"),
        ("COP", "pesos colombianos"),
        ("UYU", "pesos uruguaios"),
        ("RUB", "rublos | rublo"),
        ("AOA", "kwanzas | kwanza | cuanzas"),
        ("MZN", "meticais | metical"),
        ("ZAR", "rands | rand"),
        ("ILS", "shekels | shekel"),
        ("PYG", "guaranis"),
        ("BOB", "bolivianos"),
        ("PEN", "soles"),
        ("KRW", "wons | won"),
        ("TRY", "liras turcas"),
        ("UAH", "hryvnias"),
    ],
    minus_degrees: "menos",
    ordinals: "primeiro | primeira | segundo | segunda | terceiro | terceira | quarta | quinta | sexta | sétimo | sétima | oitavo | \
               oitava | nono | nona | décima | primeiros | primeiras",
    ordinal_endings: "º | ª | .º | .ª | ° | o | a | os | as",
    months: &[],
    dates: "{d} de {m} de {y} | {d} de {m} {y} | {d} {m} {y} | {d}º de {m} de {y} | {m} de {y} | {m} {y} | {m}/{y} | {m}. de {y} | \
            {d}/{n}/{y} | {d}.{n}.{y} | {d}-{n}-{y} | {d} de {m} | {d}º de {m} | {d}o de {m} | {d}o de {m} de {y} | {d}.º de {m} de {y} | {d}/{m}/{y} | {d} de {m}. de {y}",
    clock: "",
    labels: "página | páginas | p. | pág. | n.º | nº | número | capítulo | seção | secção | artigo | artigos | art. | figura | tabela | \
             volume | vol. | linha | parágrafo | inciso | sala | voo | lei | decreto | resolução | item | anexo | versão | # | às",
    year_after: "em | desde | até | antes de | depois de | de | ano de | ano | durante | a partir de | início de | fim de | final de | meados de | para",
    idioms: "meio ambiente | em meio a | por meio de | em segundo lugar | em terceiro lugar | segunda feira | terça feira | \
             quarta feira | quinta feira | sexta feira | primeira metade | segunda metade | primeiro semestre | \
             segundo semestre | primeiro trimestre | meio dia | meia noite | por meio do | por meio da",
    noun_behind_figure: Some(Case::Lower),
    ..Words::EMPTY
};
