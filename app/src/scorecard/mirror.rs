//! The hero of the scorecard: both sides of one scale.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{figure, scorecard as words};
use leptos::prelude::*;

use super::wire::Mirror;
use crate::ui::{
    button::ButtonLink,
    chart::{
        Plot,
        axis::Axis,
        hero::{Hero, UnitMark, hero, name_outliers},
    },
    empty::Empty,
    mark::SidesKey,
    panel::Panel,
    shown::Shown,
    table::{Column, TableTwin},
};

/// The panel; while nothing is released, the empty mirror.
pub fn mirror(data: Option<Mirror>, locale: Locale) -> AnyView {
    let Some(mut data) = data else {
        return view! {
            <Panel title=words::mirror(locale) id="mirror" class="hero">
                <Empty title=words::no_wave(locale) detail=words::no_wave_next(locale) locale>
                    <ButtonLink href="/surveys" label=words::see_surveys(locale)/>
                </Empty>
            </Panel>
        }
        .into_any();
    };
    name_outliers(&mut data.employees);
    name_outliers(&mut data.customers);
    let says = says(&data, locale);
    let values = data.employees.iter().chain(&data.customers).map(|unit| unit.value);
    let axis = Axis::holding(values.chain(data.employee.place()).chain(data.customer.place()), locale);
    let columns = vec![
        Column::words(data.unit_word.clone()),
        Column::figures(words::employees(locale)),
        Column::figures(words::customers(locale)),
    ];
    let rows = twin(&data.employees, &data.customers, locale);
    let key = view! { <SidesKey locale><span>{words::small_mark(locale, &data.unit_word)}</span></SidesKey> };
    let svg = hero(
        &Hero {
            employees: data.employees,
            customers: data.customers,
            employee: data.employee,
            customer: data.customer,
            sure: data.sure,
            finding: says.clone(),
        },
        &axis,
    );
    view! {
        <Panel title=words::mirror(locale) id="mirror" class="hero" aside=key.into_any()>
            <Plot svg/>
            <p class="small soft">{says}</p>
            <TableTwin caption=words::mirror(locale) columns rows locale/>
        </Panel>
    }
    .into_any()
}

/// Means, the wave before, and how many answered.
fn says(data: &Mirror, locale: Locale) -> String {
    let text = |shown: Shown| shown.text(0, locale);
    let mut says = match &data.before {
        Some((wave, employee, customer)) => words::means_and_before(
            locale,
            text(data.employee),
            text(data.customer),
            wave,
            text(*employee),
            text(*customer),
        ),
        None => words::means(locale, text(data.employee), text(data.customer)),
    };
    if !data.sure && data.employee.is_exact() && data.customer.is_exact() {
        says.push(' ');
        says.push_str(words::not_sure(locale));
    }
    if let Some((employees, customers)) = data.answered {
        says.push(' ');
        says.push_str(&words::answered(locale, employees, customers));
    }
    if data.hidden > 0 {
        says.push(' ');
        says.push_str(&words::hidden_units(locale, data.hidden as usize));
    }
    says
}

/// Units by name with both figures; a side that is not shown is said to be so.
fn twin(employees: &[UnitMark], customers: &[UnitMark], locale: Locale) -> Vec<Vec<String>> {
    let mut names: Vec<&str> = employees.iter().chain(customers).map(|unit| unit.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let find = |units: &[UnitMark], name: &str| {
        let unit = units.iter().find(|unit| unit.name == name);
        unit.map_or_else(|| ayeneh_text::ui::no_figure(locale).to_owned(), |unit| figure::index(locale, unit.value))
    };
    names.into_iter().map(|name| vec![name.to_owned(), find(employees, name), find(customers, name)]).collect()
}
