//! A quick way through simple numeric styles, `numeric.csl` above all.
//!
//! hayagriva takes 0.1 ms and more for an entry, since it asks each element twice what it will print and looks every
//! variable up by an owned name; ten thousand pages would wait for seconds. This walks the same parsed style and makes
//! the same tree, for the elements that an entry by itself needs: no sorting, no positions, no disambiguation, names
//! in full. `simple.rs` tells whether a style needs no more; a test
//! compares both ways.

use std::str::FromStr;

use hayagriva::citationberg::taxonomy::{
    Kind, NumberOrPageVariable, OtherTerm, StandardVariable, Term, Variable,
};
use hayagriva::citationberg::{
    self, ChooseBranch, ChooseMatch, DelimiterBehavior, IndependentStyle, Label, LabelPluralize, Layout,
    LayoutRenderingElement, NameAnd, NameLabelPosition, Names, NumberForm, TermForm, Text, TextCase,
    TextTarget, ToAffixes, ToFormatting, VariablelessLabel,
};
use hayagriva::types::{Numeric, PageRanges};
use hayagriva::{Elem, ElemChild, ElemChildren, ElemMeta, Formatted, Formatting};

use crate::source::citation::Locator;
use crate::source::style::dates::Shown;
use crate::source::style::nodes::{applied, capitalize, node, numbered, push_affix};
use crate::source::style::words::StyleLocale;
use crate::source::style::{guard, item};
use crate::source::{CslDate, CslItem, CslName};

/// The entry of a source.
pub(super) fn entry(csl: &IndependentStyle, locale: &StyleLocale, source: &CslItem) -> ElemChildren {
    let Some(list) = &csl.bibliography else { return ElemChildren::default() };
    let affixes = list.layout.to_affixes();
    let mut inner = Direct::new(csl, locale, source, 1, None).layout(&list.layout);
    if inner.is_empty() {
        return ElemChildren::default();
    }
    let font = applied(Formatting::default(), list.layout.to_formatting());
    Direct::affixed(&mut inner, affixes.prefix.as_deref(), affixes.suffix.as_deref(), font, false);
    ElemChildren(inner)
}

/// One cite, without what stands around the citation.
pub(super) fn cite(
    csl: &IndependentStyle,
    locale: &StyleLocale,
    source: &CslItem,
    number: usize,
    locator: Option<&Locator>,
) -> ElemChildren {
    ElemChildren(Direct::new(csl, locale, source, number, locator).layout(&csl.citation.layout))
}

/// What came of the variables that an element called; the later counts where several meet (CSL, "Group").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Called {
    #[default]
    None,
    Empty,
    Filled,
}

/// The nodes that an element made, and what came of its variables.
#[derive(Debug, Default)]
struct Made {
    nodes: Vec<ElemChild>,
    called: Called,
}

impl Made {
    fn empty() -> Made {
        Made { nodes: Vec::new(), called: Called::Empty }
    }

    fn filled(nodes: Vec<ElemChild>) -> Made {
        Made { nodes, called: Called::Filled }
    }
}

struct Direct<'a> {
    csl: &'a IndependentStyle,
    locale: &'a StyleLocale,
    item: &'a CslItem,
    kind: Option<Kind>,
    number: usize,
    locator: Option<&'a Locator>,
    /// Variables that stand for a missing author, and are not shown again.
    suppressed: Vec<Variable>,
    /// Variables that were shown, as long as a substitute is looked for.
    shown: Option<Vec<Variable>>,
}

impl<'a> Direct<'a> {
    fn new(
        csl: &'a IndependentStyle,
        locale: &'a StyleLocale,
        item: &'a CslItem,
        number: usize,
        locator: Option<&'a Locator>,
    ) -> Self {
        let kind = Kind::from_str(&item.kind).ok();
        Direct { csl, locale, item, kind, number, locator, suppressed: Vec::new(), shown: None }
    }

    fn layout(mut self, layout: &'a Layout) -> Vec<ElemChild> {
        let font = applied(Formatting::default(), layout.to_formatting());
        self.elements(&layout.elements, None, font).nodes
    }

    /// Puts affixes around nodes; a suffix that is there already is not doubled.
    fn affixed(
        nodes: &mut Vec<ElemChild>,
        prefix: Option<&str>,
        suffix: Option<&str>,
        font: Formatting,
        pulls: bool,
    ) {
        if let Some(prefix) = prefix {
            nodes.insert(0, node(prefix.to_owned(), font));
        }
        if let Some(suffix) = suffix {
            push_affix(nodes, suffix, font, pulls);
        }
    }

    fn pulls_punctuation(&self) -> bool {
        let [locale] = &self.locale.csl;
        locale.style_options.and_then(|options| options.punctuation_in_quote).unwrap_or_default()
    }

    fn elements(
        &mut self,
        elements: &'a [LayoutRenderingElement],
        delimiter: Option<&'a str>,
        font: Formatting,
    ) -> Made {
        let mut total = Made::default();
        let pulls = self.pulls_punctuation();
        for element in elements {
            let made = self.element(element, delimiter, font);
            total.called = total.called.max(made.called);
            if made.nodes.is_empty() {
                continue;
            }
            if let (false, Some(delimiter)) = (total.nodes.is_empty(), delimiter) {
                push_affix(&mut total.nodes, delimiter, font, pulls);
            }
            total.nodes.extend(made.nodes);
        }
        total
    }

    fn element(
        &mut self,
        element: &'a LayoutRenderingElement,
        delimiter: Option<&'a str>,
        font: Formatting,
    ) -> Made {
        match element {
            LayoutRenderingElement::Text(text) => self.text(text, font),
            LayoutRenderingElement::Number(number) => {
                let variable = Variable::from(number.variable);
                let Some(value) = self.value(variable) else { return Made::empty() };
                let words = match (Numeric::from_str(&value), number.form) {
                    (Ok(numeric), NumberForm::Ordinal) => self.ordinal(&numeric, &value),
                    _ => value,
                };
                let inner = applied(font, number.to_formatting());
                let nodes = vec![node(words, inner)];
                Made::filled(self.wrapped(nodes, number.to_affixes(), font))
            }
            LayoutRenderingElement::Label(label) => self.label(label, font),
            LayoutRenderingElement::Date(date) => self.date(date, font),
            LayoutRenderingElement::Names(names) => self.names(names, font),
            LayoutRenderingElement::Group(group) => {
                let inner = applied(font, group.to_formatting());
                let made = self.elements(&group.children, group.delimiter.as_deref(), inner);
                if made.nodes.is_empty() || made.called == Called::Empty {
                    return Made { nodes: Vec::new(), called: made.called };
                }
                Made::filled(self.wrapped(made.nodes, group.to_affixes(), font))
            }
            LayoutRenderingElement::Choose(choose) => {
                let branch = choose.branches().find(|branch| self.holds(branch));
                let otherwise = choose.otherwise.as_ref().map(|branch| branch.children.as_slice());
                let children = branch.map(|branch| branch.children.as_slice()).or(otherwise);
                children.map(|children| self.elements(children, delimiter, font)).unwrap_or_default()
            }
        }
    }

    fn wrapped(
        &self,
        mut nodes: Vec<ElemChild>,
        affixes: citationberg::Affixes,
        font: Formatting,
    ) -> Vec<ElemChild> {
        let pulls = self.pulls_punctuation();
        Direct::affixed(&mut nodes, affixes.prefix.as_deref(), affixes.suffix.as_deref(), font, pulls);
        nodes
    }

    fn text(&mut self, text: &'a Text, font: Formatting) -> Made {
        let inner = applied(font, text.to_formatting());
        let mut made = match &text.target {
            TextTarget::Variable { var, .. } => match self.value(*var) {
                Some(value) => return Made::filled(self.variable(text, *var, value, font)),
                None => Made::empty(),
            },
            TextTarget::Macro { name } => {
                let body = self.csl.macros.iter().find(|one| one.name == *name);
                let body = body.map(|one| one.children.as_slice()).unwrap_or_default();
                let made = self.elements(body, None, inner);
                let keeps = !made.nodes.is_empty() && made.called != Called::Empty;
                if keeps { Made::filled(made.nodes) } else { Made { nodes: Vec::new(), called: made.called } }
            }
            TextTarget::Term { term, form, plural } => words(self.term(*term, *form, *plural), inner),
            TextTarget::Value { val } => words(Some(val), inner),
        };
        if made.nodes.is_empty() {
            return made;
        }
        self.finish_text(text, &mut made.nodes, font);
        made
    }

    /// Case, quotation marks and affixes.
    fn finish_text(&self, text: &Text, nodes: &mut Vec<ElemChild>, font: Formatting) {
        if text.text_case == Some(TextCase::CapitalizeFirst) {
            capitalize(nodes);
        }
        if text.quotes {
            self.quote(nodes, applied(font, text.to_formatting()));
        }
        let (prefix, suffix) = (text.affixes.prefix.as_deref(), text.affixes.suffix.as_deref());
        Direct::affixed(nodes, prefix, suffix, font, self.pulls_punctuation());
    }

    /// Quotation marks; the writer makes those inside the inner ones.
    fn quote(&self, nodes: &mut Vec<ElemChild>, font: Formatting) {
        let mark = |term: OtherTerm| self.term(Term::Other(term), TermForm::Long, false).unwrap_or_default();
        let (open, close) = (mark(OtherTerm::OpenQuote), mark(OtherTerm::CloseQuote));
        nodes.insert(0, node(open.to_owned(), font));
        nodes.push(node(close.to_owned(), font));
    }

    fn variable(&self, text: &Text, variable: Variable, value: String, font: Formatting) -> Vec<ElemChild> {
        let inner = applied(font, text.to_formatting());
        let base = match variable {
            Variable::Standard(StandardVariable::URL) => Some(""),
            Variable::Standard(StandardVariable::DOI) => Some("https://doi.org/"),
            Variable::Standard(StandardVariable::PMID) => Some("https://www.ncbi.nlm.nih.gov/pubmed/"),
            Variable::Standard(StandardVariable::PMCID) => Some("https://www.ncbi.nlm.nih.gov/pmc/articles/"),
            _ => None,
        };
        let Some(base) = base else {
            let words = vec![node(value, inner)];
            let mut nodes = if is_citation_number(variable) { vec![numbered(words)] } else { words };
            self.finish_text(text, &mut nodes, font);
            return nodes;
        };
        let url = format!("{base}{value}");
        // A prefix that makes an address of the identifier is part of the link (CSL, appendix VI).
        let is_shown = !base.is_empty() && text.affixes.prefix.as_deref() == Some(base);
        let words = if is_shown { url.clone() } else { value };
        let mut nodes = vec![ElemChild::Link { text: Formatted { text: words, formatting: inner }, url }];
        let prefix = text.affixes.prefix.as_deref().filter(|_| !is_shown);
        Direct::affixed(&mut nodes, prefix, text.affixes.suffix.as_deref(), font, self.pulls_punctuation());
        nodes
    }

    fn term(&self, term: Term, form: TermForm, plural: bool) -> Option<&'a str> {
        let [locale] = &self.locale.csl;
        let mut next = Some(form);
        while let Some(form) = next {
            if let Some(found) = locale.term(term, form) {
                return if plural { found.multiple() } else { found.single() };
            }
            next = form.fallback();
        }
        None
    }

    /// The text of a variable with stand-ins, unless it stands for the author already.
    fn value(&mut self, variable: Variable) -> Option<String> {
        if self.suppressed.contains(&variable) {
            return None;
        }
        let value = self.peek(variable)?;
        if let Some(shown) = &mut self.shown {
            shown.push(variable);
        }
        Some(value)
    }

    fn peek(&self, variable: Variable) -> Option<String> {
        if is_citation_number(variable) {
            return Some(self.number.to_string());
        }
        let name = variable.to_string();
        if name == "locator" {
            return self.locator.map(|locator| item::locator_text(&locator.value));
        }
        let value = item::text_value(&name, item::text_of(self.item, &name)?);
        let value = if name == "page" { expanded(&value) } else { value };
        Some(value).filter(|value| !value.is_empty())
    }

    fn ordinal(&self, numeric: &Numeric, value: &str) -> String {
        let Some(number) = numeric.single_number() else { return value.to_owned() };
        let [locale] = &self.locale.csl;
        let suffix = locale.ordinals().and_then(|ordinals| ordinals.lookup(number, None));
        format!("{number}{}", suffix.unwrap_or_default())
    }

    fn label(&mut self, label: &'a Label, font: Formatting) -> Made {
        let Some(value) = self.peek(Variable::from(label.variable)) else { return Made::default() };
        let is_locator = Variable::from(label.variable).to_string() == "locator";
        let term = match self.locator.filter(|_| is_locator) {
            Some(locator) => citationberg::taxonomy::Locator::from_str(locator.label).ok().map(Term::Locator),
            None => Some(Term::from(label.variable)),
        };
        let several = match label.variable {
            NumberOrPageVariable::Page(_) => {
                PageRanges::from_str(&value).is_ok_and(|pages| pages.is_plural())
            }
            NumberOrPageVariable::Number(number) => {
                let is_total = number.is_number_of_variable();
                Numeric::from_str(&value).is_ok_and(|numeric| numeric.is_plural(is_total))
                    || (is_locator && value.contains('–'))
            }
        };
        term.map(|term| self.label_words(&label.label, term, several, font)).unwrap_or_default()
    }

    fn label_words(&self, label: &VariablelessLabel, term: Term, several: bool, font: Formatting) -> Made {
        let several = match label.plural {
            LabelPluralize::Contextual => several,
            LabelPluralize::Always => true,
            LabelPluralize::Never => false,
        };
        let mut made = words(self.term(term, label.form, several), applied(font, label.to_formatting()));
        if made.nodes.is_empty() {
            return made;
        }
        if label.text_case.is_some() {
            capitalize(&mut made.nodes);
        }
        Made { nodes: self.wrapped(made.nodes, label.to_affixes(), font), called: Called::None }
    }

    fn date(&mut self, date: &'a citationberg::Date, font: Formatting) -> Made {
        let Some(variable) = date.variable else { return Made::empty() };
        let Some(value) = self.item.dates.get(variable.to_string().as_str()) else { return Made::empty() };
        let words = guard::clean(&self.locale.dates.write(value, Shown::Day));
        if words.is_empty() {
            return Made::empty();
        }
        let nodes = vec![node(words, applied(font, date.to_formatting()))];
        Made::filled(self.wrapped(nodes, date.to_affixes(), font))
    }

    fn names(&mut self, names: &'a Names, font: Formatting) -> Made {
        let mut nodes: Vec<ElemChild> = Vec::new();
        let inner = applied(font, names.to_formatting());
        let delimiter = names.options().names_delimiter.unwrap_or_default();
        for variable in &names.variable {
            let key = Variable::Name(*variable);
            let list = self.item.names.get(variable.to_string().as_str());
            let Some(list) = list.filter(|list| !list.is_empty() && !self.suppressed.contains(&key)) else {
                continue;
            };
            if let Some(shown) = &mut self.shown {
                shown.push(key);
            }
            if !nodes.is_empty() {
                push_affix(&mut nodes, &delimiter, inner, false);
            }
            nodes.extend(self.name_list(names, Term::NameVariable(*variable), list, inner));
        }
        if nodes.is_empty() {
            nodes = self.substitute(names, font);
        }
        if nodes.is_empty() {
            return Made::empty();
        }
        let nodes = self.wrapped(nodes, names.to_affixes(), font);
        Made::filled(vec![ElemChild::Elem(Elem {
            children: ElemChildren(nodes),
            display: None,
            meta: Some(ElemMeta::Names(Vec::new())),
        })])
    }

    /// The first that prints something instead of missing names; what it shows is not shown again.
    fn substitute(&mut self, names: &'a Names, font: Formatting) -> Vec<ElemChild> {
        let children =
            names.substitute().map(|substitute| substitute.children.as_slice()).unwrap_or_default();
        for child in children {
            let outer = self.shown.replace(Vec::new());
            let made = match child {
                LayoutRenderingElement::Names(bare) if bare.children.is_empty() => {
                    self.bare_names(names, bare, font)
                }
                other => self.element(other, None, font),
            };
            let shown = std::mem::replace(&mut self.shown, outer).unwrap_or_default();
            if !made.nodes.is_empty() {
                self.suppressed.extend(shown);
                return made.nodes;
            }
        }
        Vec::new()
    }

    /// Other names that look as the missing ones would (CSL, "Substitute").
    fn bare_names(&mut self, like: &'a Names, bare: &'a Names, font: Formatting) -> Made {
        let mut nodes = Vec::new();
        for variable in &bare.variable {
            let list = self.item.names.get(variable.to_string().as_str());
            let Some(list) = list.filter(|list| !list.is_empty()) else { continue };
            if let Some(shown) = &mut self.shown {
                shown.push(Variable::Name(*variable));
            }
            nodes.extend(self.name_list(like, Term::NameVariable(*variable), list, font));
        }
        if nodes.is_empty() { Made::empty() } else { Made::filled(nodes) }
    }

    fn name_list(&self, names: &'a Names, role: Term, list: &[CslName], font: Formatting) -> Vec<ElemChild> {
        let default = citationberg::Name::default();
        let name = names.name().unwrap_or(&default);
        let none = citationberg::InheritableNameOptions::default();
        let options = name.options(&none);
        let and = match options.and {
            Some(NameAnd::Text) => self.term(Term::Other(OtherTerm::And), TermForm::Long, false),
            Some(NameAnd::Symbol) => Some("&"),
            None => None,
        };
        let mut words = String::new();
        for (at, person) in list.iter().enumerate() {
            let is_last = at + 1 == list.len() && at > 0;
            let with_delimiter = match options.delimiter_precedes_last {
                DelimiterBehavior::Contextual => at > 1,
                DelimiterBehavior::Always => true,
                DelimiterBehavior::Never | DelimiterBehavior::AfterInvertedName => false,
            };
            match and.filter(|_| is_last) {
                Some(and) if with_delimiter => words.push_str(&format!("{}{and} ", options.delimiter)),
                Some(and) => words.push_str(&format!(" {and} ")),
                None if at > 0 => words.push_str(options.delimiter),
                None => {}
            }
            words.push_str(&in_full(person));
        }
        let mut nodes = vec![node(words, applied(font, name.to_formatting()))];
        let Some((label, place)) = names.label() else { return nodes };
        let made = self.label_words(label, role, list.len() != 1, font);
        match place {
            NameLabelPosition::BeforeName => {
                let mut before = made.nodes;
                before.append(&mut nodes);
                before
            }
            NameLabelPosition::AfterName => {
                nodes.extend(made.nodes);
                nodes
            }
        }
    }

    fn holds(&self, branch: &ChooseBranch) -> bool {
        // What stands for a missing author already counts as absent, as in hayagriva.
        let has = |variable: &Variable| match variable {
            variable if self.suppressed.contains(variable) => false,
            Variable::Date(date) => self.item.dates.contains_key(date.to_string().as_str()),
            Variable::Name(name) => {
                self.item.names.get(name.to_string().as_str()).is_some_and(|list| !list.is_empty())
            }
            other => self.peek(*other).is_some(),
        };
        let is_numeric =
            |variable: &Variable| self.peek(*variable).is_some_and(|value| Numeric::from_str(&value).is_ok());
        let is_uncertain = |date: &citationberg::taxonomy::DateVariable| {
            let date = self.item.dates.get(date.to_string().as_str());
            matches!(date, Some(CslDate::Known { circa: true, .. }))
        };
        let numeric = branch.is_numeric.iter().flatten().map(is_numeric);
        let uncertain = branch.is_uncertain_date.iter().flatten().map(is_uncertain);
        let kinds = branch.type_.iter().flatten().map(|kind| self.kind == Some(*kind));
        let variables = branch.variable.iter().flatten().map(has);
        let mut tests = numeric.chain(uncertain).chain(kinds).chain(variables);
        match branch.match_ {
            ChooseMatch::All => tests.all(|test| test),
            ChooseMatch::Any => tests.any(|test| test),
            ChooseMatch::None => !tests.any(|test| test),
        }
    }
}

fn is_citation_number(variable: Variable) -> bool {
    variable == Variable::Number(citationberg::taxonomy::NumberVariable::CitationNumber)
}

fn words(text: Option<&str>, font: Formatting) -> Made {
    match text.filter(|text| !text.is_empty()) {
        Some(text) => Made { nodes: vec![node(text.to_owned(), font)], called: Called::None },
        None => Made::default(),
    }
}

/// "Jane van der Doe Jr."
fn in_full(name: &CslName) -> String {
    if let Some(literal) = &name.literal {
        return guard::clean(literal);
    }
    let parts =
        [&name.given, &name.dropping_particle, &name.non_dropping_particle, &name.family, &name.suffix];
    let mut words = String::new();
    for part in parts.into_iter().flatten() {
        let clings = words.is_empty() || words.ends_with(['\'', '’']);
        if !clings {
            words.push(' ');
        }
        words.push_str(&guard::clean(part));
    }
    words
}

/// Page ranges in full with an en dash: "321-28" is 321–328. What is no plain range stays.
fn expanded(value: &str) -> String {
    let parts = value.split(',').map(str::trim).map(|part| match part.split_once(['-', '–']) {
        Some((first, last)) if !first.is_empty() && !last.is_empty() => {
            let (first, last) = (first.trim(), last.trim());
            let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
            let missing = first.len().saturating_sub(last.len());
            let full = first.get(..missing).filter(|_| digits(first) && digits(last)).unwrap_or_default();
            format!("{first}–{full}{last}")
        }
        _ => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join(", ")
}
