//! `/people`: everybody one may see, searched by name, code or address, below a unit.

use ayeneh_core::{
    Error,
    people::{self, PeoplePage, PeopleQuery, Person, Units, store::PAGE_ROWS},
};
use ayeneh_domain::{
    bilingual::Locale,
    permission::{Reach, Right},
};
use ayeneh_text::{common, name, people as words, people_edit as edit};
use leptos::prelude::*;

use crate::{
    importing::Examples,
    layout,
    listing::{ListForm, Pages, page_of},
    routing::{Request, Response},
    ui::{
        button::{ButtonLink, Weight},
        empty::Empty,
        head::SentenceHead,
        note::Toast,
        table::{Column, Table, TableKind},
    },
};

/// Shows a page of the list.
pub async fn show(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let query = PeopleQuery {
        text: request.query.get("q").to_owned(),
        unit: request.query.get("unit").parse().ok(),
        page: page_of(request.query.get("page")),
    };
    let page = people::list(ctx, &query).await?;
    let reach = ctx.reach(Right::PeopleView);
    let imports = ctx.reach(Right::PeopleManage) == Reach::Everything;
    let adds = ctx.may(Right::PeopleManage);
    Ok(Response::page(layout::page(&request, words::title(request.locale), || {
        view! { {imported(&request)}{content(&request, page, &query, &reach, imports, adds)} }
    })))
}

/// Says what an import has just done; the figures come with the address it led to.
fn imported(request: &Request) -> Option<impl IntoView + use<>> {
    let count = |name: &str| request.query.get(name).parse::<usize>().ok();
    let (added, changed) = (count("added")?, count("changed")?);
    Some(view! { <Toast text=words::import_done(request.locale, added, changed)/> })
}

fn content(
    request: &Request,
    page: PeoplePage,
    query: &PeopleQuery,
    reach: &Reach,
    imports: bool,
    adds: bool,
) -> impl IntoView + use<> {
    let l = request.locale;
    let asked = !query.text.is_empty() || query.unit.is_some();
    let alone = page.count <= 1 && !asked && imports;
    let sentence = match (asked, page.count) {
        (_, _) if alone => words::empty(l).to_owned(),
        (true, 0) => words::found_none(l).to_owned(),
        (true, count) => words::found(l, count),
        (false, count) => words::finding(l, count, common::units_count(l, page.units.reached(reach).len())),
    };
    let add = adds.then(|| view! { <ButtonLink href="/people/new" label=edit::add(l)/> });
    let import = imports.then(|| {
        let weight = if alone { Weight::Main } else { Weight::Other };
        view! { <ButtonLink href="/people/import" label=words::import(l) weight/> }
    });
    let form = ListForm::new(l, words::search(l), query.text.clone(), &page.units, reach, query.unit);
    let acts = view! {
        <p class="acts">{import}{add}<ButtonLink href="/people/units" label=words::unit_tree(l)/></p>
    };
    let list = if alone {
        view! {
            <Empty detail=words::empty_detail(l) locale=l>
                <Examples path="/people/import" locale=l/>
            </Empty>
        }
        .into_any()
    } else if page.people.is_empty() {
        let all = view! { <ButtonLink href="/people" label=common::show_all(l)/> };
        view! { <Empty detail=words::found_none_detail(l) locale=l>{all}</Empty> }.into_any()
    } else {
        let pages = Pages::of("/people", query.page, PAGE_ROWS, page.people.len(), page.count, request);
        view! { {table(l, page.people, &page.units)}{pages.view(l)} }.into_any()
    };
    view! {
        <SentenceHead sentence/>
        {acts}
        {(!alone).then(|| form.view())}
        <section class="panel">{list}</section>
    }
}

/// A table of people, each leading to their page.
pub fn table(l: Locale, people: Vec<Person>, units: &Units) -> impl IntoView + use<> {
    let columns = vec![
        Column::words(words::column_name(l)),
        Column::words(words::column_unit(l)),
        Column::words(words::column_level(l)),
        Column::words(words::column_code(l)),
    ];
    let row = |person: Person| {
        let unit = units.name(person.unit, l).to_owned();
        vec![
            view! { <a href=format!("/people/{}", person.id)><bdi>{person.name}</bdi></a> }.into_any(),
            view! { <bdi>{unit}</bdi> }.into_any(),
            name::level(l, person.level).into_any(),
            view! { <bdi>{person.code}</bdi> }.into_any(),
        ]
    };
    let rows = people.into_iter().map(row).collect();
    view! { <Table caption=words::title(l) columns rows kind=TableKind::Stacks/> }
}
