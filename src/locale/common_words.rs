//! Words by which a language is known, and verbs that tell how sure a statement is: small tables of our own, for
//! languages in which a translation is most often left half done.
//!
//! A table is data: how it is used stands where texts are compared.

/// Words of one language.
#[derive(Debug)]
pub(crate) struct CommonWords {
    /// Primary subtag of the language.
    pub(crate) language: &'static str,
    /// Words that few sentences do without, parted by blanks; none that another of these languages has.
    pub(crate) frequent: &'static str,
    /// Beginnings of verbs that allege or suggest, parted by blanks; a whole word ends in a full stop.
    pub(crate) suggesting: &'static str,
    /// The same of verbs that show or prove.
    pub(crate) proving: &'static str,
}

/// Every table.
pub(crate) const TABLES: &[CommonWords] = &[
    CommonWords {
        language: "en",
        frequent: "the of and that is was for with are this have from they which were been has their its would there when \
                   not but what your you",
        suggesting: "suggest indicating. indicate. indicates. indicated. alleg claims. claimed. claim. appears. appear. appeared. \
                     seem hints. hint. hinted.",
        proving: "shows. show. showed. shown. prove proved. proven. proof. confirm demonstrat establishes. established.",
    },
    CommonWords {
        language: "pt",
        frequent: "não uma são foi pelo pela mais também já ou seu sua às ao nos das dos em ele isso você está seus quando até",
        suggesting: "suger indica. indicam. indicou. indicaram. indicava. alega parece. parecem. pareceu. pareciam. aponta. \
                     apontam. apontou. apontaram. supost",
        proving: "mostra. mostram. mostrou. mostraram. prova. provam. provou. provaram. comprov confirm demonstr atesta. \
                  atestam. atestou.",
    },
    CommonWords {
        language: "es",
        frequent: "el los las una del por está pero más fue sus también cuando hay muy sin y ya ese esta usted desde hasta",
        suggesting: "sugier suger indica. indican. indicó. indicaron. aleg parece. parecen. pareció. apunta. apuntan. apuntó. \
                     supuest presunt",
        proving: "muestra. muestran. mostró. mostraron. demuestr demostr prueba. prueban. probó. probaron. confirm comprueb \
                  comprob acredita. acreditan.",
    },
    CommonWords {
        language: "fr",
        frequent: "les des est une dans qui pour sur pas ne par avec sont cette ces aux mais ont été leur nous vous au et ou où",
        suggesting: "suggèr suggér indique. indiquent. indiquait. indiquaient. allèg allég semble. semblent. semblait. \
                     semblaient. paraît. paraissent. prétend",
        proving: "montre. montrent. montrait. montré. montrée. prouv confirm démontr établit. établissent. atteste. attestent.",
    },
    CommonWords {
        language: "de",
        frequent: "der die und das ist nicht ein eine mit den dem sich auf für von zu im wird auch werden sind oder als nach bei \
                   aus hat wenn",
        suggesting: "deute hindeute nahe. behaupte scheine scheint. schien. angeblich",
        proving: "zeig bewies beweis beleg bestätig nachgewiesen.",
    },
    CommonWords {
        language: "it",
        frequent: "il della che di per è non sono una gli nel dei delle alla anche più questo come ha lo degli dal nella",
        suggesting: "sugger indica. indicano. indicava. sembra. sembrano. sembrava. sostien asser presunt",
        proving: "mostra. mostrano. mostrato. dimostr prova. provano. conferm attesta. attestano.",
    },
    CommonWords {
        language: "nl",
        frequent: "het een van dat en niet zijn op voor met aan ook wordt worden naar door bij deze maar er heeft om hebben",
        suggesting: "",
        proving: "",
    },
    CommonWords {
        language: "pl",
        frequent: "nie się jest że na przez oraz jak który która są dla jego tym ale od do po tego przy być",
        suggesting: "",
        proving: "",
    },
    CommonWords {
        language: "tr",
        frequent: "ve bir bu için ile olarak daha olan gibi kadar çok değil ancak sonra her ya veya göre ise",
        suggesting: "",
        proving: "",
    },
    CommonWords {
        language: "id",
        frequent: "yang dan di untuk dengan ini dari pada adalah tidak dalam akan oleh atau juga itu ke telah dapat sebagai",
        suggesting: "",
        proving: "",
    },
    CommonWords {
        language: "sw",
        frequent: "ya na wa kwa ni katika za la hii kama au cha huu kuwa hiyo lakini baada yake wake",
        suggesting: "",
        proving: "",
    },
    CommonWords {
        language: "ru",
        frequent: "и в не на что с по это как из для от был к но они было также его их или при",
        suggesting: "",
        proving: "",
    },
    CommonWords {
        language: "uk",
        frequent: "і в не на що з та до це як із для від був й але вони було також його їх або при у є",
        suggesting: "",
        proving: "",
    },
];

/// The table of a language, by its primary subtag.
pub(crate) fn of(language: &str) -> Option<&'static CommonWords> {
    TABLES.iter().find(|table| table.language == language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_that_suggest_can_also_prove() {
        for table in TABLES {
            assert_eq!(table.suggesting.is_empty(), table.proving.is_empty(), "{}", table.language);
            assert!(table.frequent.split_whitespace().count() >= 18, "{}", table.language);
            assert!(of(table.language).is_some());
        }
    }
}
