//! Words by which sentences say that something rises or falls: small tables of our own.
//!
//! A table is data, in small letters, parted by blanks: how it is used stands in `check/direction.rs`. A word that says
//! a direction only in some of its uses is left out, or stands among those that merely compare.

/// Words of one language.
#[derive(Debug)]
pub(crate) struct Directions {
    /// Primary subtag of the language.
    pub(crate) language: &'static str,
    /// Words that say that something rises.
    pub(crate) rising: &'static str,
    /// Words that say that something falls.
    pub(crate) falling: &'static str,
    /// Words that compare upwards: beside a word that falls they leave in doubt what is said.
    pub(crate) more: &'static str,
    /// Words that compare downwards.
    pub(crate) less: &'static str,
    /// What may stand between a word of direction and how much it is.
    pub(crate) between: &'static str,
    /// Endings of adverbs, which may stand there too.
    pub(crate) adverbs: &'static str,
    /// What makes an end of what follows a number: "rose from 5 % *to*".
    pub(crate) to: &'static str,
    /// Words with which a sentence may say the opposite, or nothing for certain.
    pub(crate) doubts: &'static str,
}

/// Every table.
const TABLES: &[Directions] = &[
    Directions {
        language: "en",
        rising: "rise rises rose risen rising grow grows grew grown growing growth increase increases increased \
                 increasing climb climbs climbed climbing jump jumps jumped jumping soar soars soared soaring surge \
                 surges surged surging rocketed skyrocketed swelled swollen expanded gained hike uptick up",
        falling: "fall falls fell fallen falling drop drops dropped dropping decline declines declined declining \
                  decrease decreases decreased decreasing shrink shrinks shrank shrunk shrinking sink sinks sank sunk \
                  plunge plunges plunged plunging plummet plummets plummeted plummeting tumble tumbles tumbled slump \
                  slumps slumped dip dips dipped dwindled contracted reduction slid slumping down",
        more: "more higher larger bigger greater longer faster above dearer stronger raise raised raises gain gains",
        less: "less fewer lower smaller shorter slower below cheaper weaker cut cuts cutting reduce reduces reduced \
               loss losses lost lose loses slash slashed",
        between: "by of about around some almost nearly roughly over under just another further only even well again a \
                  an the in on average year month",
        adverbs: "ly",
        to: "to through until",
        doubts: "not never no nor neither none without cannot rather instead if unless would could should might may \
                 hardly barely scarcely reverse reversed reversing undo undone undid offset erase erased recover \
                 recovered slowed slows slow slowing compared deficit deficits negative",
    },
    Directions {
        language: "pt",
        rising: "subir sobe subiu subiram subindo subido subida subidas aumentar aumenta aumentou aumentaram aumentando \
                 aumentado aumento aumentos crescer cresce cresceu cresceram crescendo crescido crescimento disparou \
                 dispararam disparada saltou saltaram alta altas acréscimo elevou elevaram elevação avançou avançaram",
        falling: "cair cai caiu caíram caindo caído queda quedas descer desce desceu desceram descida diminuir diminui \
                  diminuiu diminuíram diminuindo diminuição recuar recua recuou recuaram recuo baixou baixaram encolher \
                  encolheu encolheram despencou despencaram tombou tombaram tombo decréscimo retração contração",
        more: "mais maior maiores superior superiores acima ganho ganhos avanço",
        less: "menos menor menores inferior inferiores abaixo reduzir reduz reduziu reduziram redução reduções perda \
               perdas perdeu perderam corte cortes cortou cortaram baixa",
        between: "em de por cerca quase uns umas um uma os as o da do na no média já apenas mais ainda se ano",
        adverbs: "mente",
        to: "para até a ao à aos às",
        doubts: "não nem nunca jamais sem nenhum nenhuma vez caso reverter reverteu reverteram compensou compensaram \
                 recuperou recuperaram desacelerou desaceleraram seria poderia deveria teria déficit défice prejuízo \
                 negativo negativa",
    },
    Directions {
        language: "es",
        rising: "subir sube subió subieron subiendo subido subida subidas aumentar aumenta aumentó aumentaron aumentando \
                 aumentado aumento aumentos crecer crece creció crecieron creciendo crecido crecimiento incrementó \
                 incrementaron incremento incrementos disparó dispararon saltó saltaron alza alzas repuntó repunte elevó \
                 elevaron",
        falling: "caer cae cayó cayeron cayendo caído caída caídas descender desciende descendió descendieron descenso \
                  descensos disminuir disminuye disminuyó disminuyeron disminuyendo disminución retrocedió \
                  retrocedieron retroceso desplomó desplomaron desplome bajó bajaron bajada mermó mermaron",
        more: "más mayor mayores superior superiores encima ganancia ganancias",
        less: "menos menor menores inferior inferiores debajo reducir reduce redujo redujeron reducción pérdida pérdidas \
               perdió perdieron recorte recortes recortó recortaron",
        between: "en un una unos unas de del el la los las cerca casi más promedio media ya apenas se año",
        adverbs: "mente",
        to: "a al hasta",
        doubts: "no ni nunca jamás sin ningún ninguna lugar vez si revertir revirtió compensó compensaron recuperó \
                 recuperaron desaceleró podría debería sería habría déficit negativo negativa",
    },
    Directions {
        language: "fr",
        rising: "augmenter augmente augmentent augmentait augmenté augmentée augmentés augmentées augmenta augmentation \
                 croître croît croissent crû croissance monter monte montent monté montée montées grimper grimpe \
                 grimpent grimpé bondir bondit bondi bond progresser progresse progressent progressé progression \
                 hausse hausses accru accrue accroissement flambé flambée envolé envolée",
        falling: "baisser baisse baissent baissait baissé baisses diminuer diminue diminuent diminuait diminué diminuée \
                  diminution chuter chute chutent chuté chutes reculer recule reculent reculé recul fléchi plongé \
                  dégringolé régressé rétréci réduction",
        more: "plus supérieur supérieure supérieurs supérieures dessus gain gains gagné",
        less: "moins inférieur inférieure inférieurs inférieures dessous perte pertes perdu perdue perdent perd réduit \
               réduite réduits réduites réduire tombé tombée tombe",
        between: "de d environ près quelque quelques encore en moyenne un une le la les déjà seulement an du des",
        adverbs: "ment",
        to: "à au aux jusqu",
        doubts: "ne n ni pas jamais sans aucun aucune lieu si plutôt inverser inversé compensé compense effacé rattrapé \
                 ralenti ralentit pourrait pourraient devrait devraient serait aurait déficit négatif négative",
    },
    Directions {
        language: "de",
        rising: "steigen steigt stieg stiegen gestiegen anstieg wachsen wächst wuchs wuchsen gewachsen wachstum zuwachs \
                 zunahme zugenommen erhöht erhöhte erhöhten erhöhung kletterte kletterten geklettert sprang sprangen \
                 gesprungen angestiegen angewachsen",
        falling: "fällt fiel fielen gefallen sinken sinkt sank sanken gesunken rückgang rückgänge zurückgegangen abnahme \
                  abgenommen schrumpft schrumpfte schrumpften geschrumpft schrumpfen verringert verringerte verringerten \
                  verringerung einbruch eingebrochen gefallene gesunkene",
        more: "mehr höher größer länger zulegen zugelegt zu plus gewinn gewinne",
        less: "weniger niedriger kleiner geringer kürzer ab zurück minus gekürzt kürzung gesenkt senkte senkung reduziert \
               reduzierte verlust verluste verlor verloren",
        between: "um von rund etwa fast knapp gut nahezu ungefähr mehr als weitere deutlich stark leicht kräftig noch \
                  nochmals wieder durchschnittlich erneut sogar ein eine einem einen im jahr sich",
        adverbs: "",
        to: "auf bis",
        doubts: "nicht nie niemals kein keine keinen keiner ohne weder noch statt anstatt wenn falls würde würden könnte \
                 könnten sollte sollten kaum umgekehrt ausgeglichen verlangsamt verlangsamte defizit defizite negativ",
    },
    Directions {
        language: "it",
        rising: "aumentare aumenta aumentano aumentato aumentata aumentati aumentate aumentò aumentarono aumento aumenti \
                 crescere cresce crescono cresciuto cresciuta cresciuti cresciute crebbe crescita salito salita saliti \
                 salite salì incrementato incremento incrementi balzato balzata balzo impennata rialzo rialzi",
        falling: "calare cala calano calato calata calati calate calò calo cali diminuire diminuisce diminuiscono \
                  diminuito diminuita diminuiti diminuite diminuzione scendere scende scendono sceso scesa scesi scese \
                  discesa crollare crolla crollato crollata crollati crollate crollò crollo caduta cadute flessione \
                  ribasso ribassi contrazione",
        more: "più maggiore maggiori superiore superiori sopra guadagno guadagni",
        less: "meno minore minori inferiore inferiori sotto ridurre riduce ridotto ridotta ridotti ridotte riduzione \
               perdita perdite perso persa taglio tagli tagliato",
        between: "del dell di il l circa quasi oltre un una in media ancora già solo anno",
        adverbs: "mente",
        to: "al allo alla all a ai fino",
        doubts: "non né mai senza nessun nessuna invece se anziché compensato compensata recuperato recuperata rallentato \
                 rallenta potrebbe dovrebbe sarebbe avrebbe deficit negativo negativa",
    },
];

/// The table of a language by its primary subtag.
pub(crate) fn of(language: &str) -> Option<&'static Directions> {
    TABLES.iter().find(|table| table.language == language)
}

/// Whether a list has a word.
pub(crate) fn has(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|listed| listed == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_says_both_directions_or_is_doubted() {
        for table in TABLES {
            let lists = [table.rising, table.falling, table.more, table.less, table.to, table.doubts];
            let words: Vec<&str> = lists.iter().flat_map(|list| list.split_ascii_whitespace()).collect();
            for (at, word) in words.iter().enumerate() {
                assert!(!words[..at].contains(word), "{}: `{word}` stands twice", table.language);
                assert_eq!(*word, word.to_lowercase(), "{}", table.language);
            }
            for word in table.between.split_ascii_whitespace() {
                let says = [table.rising, table.falling, table.to].iter().any(|list| has(list, word));
                assert!(!says, "{}: `{word}`", table.language);
            }
        }
    }
}
