//! Which styles take the quick way (`direct.rs`): numeric ones that need no more than it has.

use hayagriva::citationberg::{
    self, ChooseBranch, DateForm, IndependentStyle, LayoutRenderingElement, LongShortForm, NameForm, Names,
    NamesChild, NumberForm, StyleClass, TextCase, TextTarget, VariablelessLabel,
};

/// Whether a style has only what the quick way renders.
pub(super) fn can_render(csl: &IndependentStyle) -> bool {
    let rules = &csl.citation;
    let is_plain_citation = rules.sort.is_none()
        && rules.collapse.is_none()
        && rules.cite_group_delimiter.is_none()
        && !rules.disambiguate_add_givenname
        && !rules.disambiguate_add_names
        && !rules.disambiguate_add_year_suffix;
    let list = csl.bibliography.as_ref().filter(|list| {
        list.sort.is_none()
            && list.second_field_align.is_none()
            && list.subsequent_author_substitute.is_none()
            && has_no_options(&list.name_options)
            && all_known(&list.layout.elements)
    });
    csl.settings.class == StyleClass::InText
        && csl.locale.is_empty()
        && has_no_options(&csl.settings.options)
        && has_no_options(&rules.name_options)
        && is_plain_citation
        && list.is_some()
        && all_known(&rules.layout.elements)
        && csl.macros.iter().all(|one| all_known(&one.children))
}

fn has_no_options(options: &citationberg::InheritableNameOptions) -> bool {
    *options == citationberg::InheritableNameOptions::default()
}

fn all_known(elements: &[LayoutRenderingElement]) -> bool {
    elements.iter().all(|element| match element {
        LayoutRenderingElement::Text(text) => {
            let is_long = !matches!(text.target, TextTarget::Variable { form: LongShortForm::Short, .. });
            is_long && is_known_case(text.text_case) && !text.strip_periods && text.display.is_none()
        }
        LayoutRenderingElement::Number(number) => {
            let form = matches!(number.form, NumberForm::Numeric | NumberForm::Ordinal);
            form && number.display.is_none() && number.text_case.is_none()
        }
        LayoutRenderingElement::Label(label) => is_known_label(&label.label),
        LayoutRenderingElement::Date(date) => {
            let is_plain = date.parts.is_none() && date.date_part.is_empty() && date.text_case.is_none();
            date.form == Some(DateForm::Text) && is_plain && date.display.is_none()
        }
        LayoutRenderingElement::Names(names) => is_known_names(names),
        LayoutRenderingElement::Group(group) => group.display.is_none() && all_known(&group.children),
        LayoutRenderingElement::Choose(choose) => {
            let otherwise = choose.otherwise.as_ref().is_none_or(|branch| all_known(&branch.children));
            otherwise && choose.branches().all(|branch| is_known_test(branch) && all_known(&branch.children))
        }
    })
}

fn is_known_case(case: Option<TextCase>) -> bool {
    matches!(case, None | Some(TextCase::CapitalizeFirst))
}

fn is_known_label(label: &VariablelessLabel) -> bool {
    is_known_case(label.text_case) && !label.strip_periods
}

fn is_known_test(branch: &ChooseBranch) -> bool {
    branch.disambiguate.is_none() && branch.locator.is_none() && branch.position.is_none()
}

fn is_known_names(names: &Names) -> bool {
    let none = citationberg::InheritableNameOptions::default();
    let children = names.children.iter().all(|child| match child {
        NamesChild::Name(name) => {
            let options = name.options(&none);
            let is_full = options.form == NameForm::Long && options.et_al_min.is_none();
            let is_upright = options.name_as_sort_order.is_none() && options.initialize_with.is_none();
            is_full && is_upright && name.name_part_family().is_none() && name.name_part_given().is_none()
        }
        NamesChild::Label(label) => is_known_label(label),
        NamesChild::Substitute(substitute) => all_known(&substitute.children),
        NamesChild::EtAl(_) => false,
    });
    let own = citationberg::InheritableNameOptions { names_delimiter: None, ..names.options() };
    own == none && names.display.is_none() && children
}
