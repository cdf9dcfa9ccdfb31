//! `/customers`: every account one may see, searched by itself or by a contact there, below a serving unit.

use ayeneh_core::{
    Error,
    customers::{self, Account, CustomersPage, CustomersQuery, store::PAGE_ROWS},
    people::Units,
};
use ayeneh_domain::{
    bilingual::Locale,
    permission::{Reach, Right},
};
use ayeneh_text::{common, customers as words, name, people};
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
    let query = CustomersQuery {
        text: request.query.get("q").to_owned(),
        unit: request.query.get("unit").parse().ok(),
        page: page_of(request.query.get("page")),
    };
    let page = customers::list(ctx, &query).await?;
    let reach = ctx.reach(Right::CustomersView);
    let imports = ctx.reach(Right::CustomersManage) == Reach::Everything;
    Ok(Response::page(layout::page(&request, words::title(request.locale), || {
        view! { {imported(&request)}{content(&request, page, &query, &reach, imports)} }
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
    page: CustomersPage,
    query: &CustomersQuery,
    reach: &Reach,
    imports: bool,
) -> impl IntoView + use<> {
    let l = request.locale;
    let asked = !query.text.is_empty() || query.unit.is_some();
    let empty = page.count == 0 && !asked;
    let sentence = match (asked, page.count) {
        (_, _) if empty => words::empty(l).to_owned(),
        (true, 0) => words::found_none(l).to_owned(),
        (true, count) => words::found(l, count),
        (false, count) => words::finding(l, count),
    };
    let import = imports.then(|| {
        let weight = if empty { Weight::Main } else { Weight::Other };
        view! { <p class="acts"><ButtonLink href="/customers/import" label=people::import(l) weight/></p> }
    });
    let form = ListForm::new(l, words::search(l), query.text.clone(), &page.units, reach, query.unit);
    let list = if empty {
        let examples = imports.then(|| view! { <Examples path="/customers/import" locale=l/> });
        view! { <Empty detail=words::empty_detail(l) locale=l>{examples}</Empty> }.into_any()
    } else if page.accounts.is_empty() {
        let all = view! { <ButtonLink href="/customers" label=common::show_all(l)/> };
        view! { <Empty detail=words::found_none_detail(l) locale=l>{all}</Empty> }.into_any()
    } else {
        let pages = Pages::of("/customers", query.page, PAGE_ROWS, page.accounts.len(), page.count, request);
        view! { {table(l, page.accounts, &page.units)}{pages.view(l)} }.into_any()
    };
    view! {
        <SentenceHead sentence/>
        {import}
        {(!empty).then(|| form.view())}
        <section class="panel">{list}</section>
    }
}

fn table(l: Locale, accounts: Vec<Account>, units: &Units) -> impl IntoView + use<> {
    let columns = vec![
        Column::words(words::column_account(l)),
        Column::words(words::column_kind(l)),
        Column::words(words::column_segment(l)),
        Column::words(words::column_unit(l)),
        Column::words(words::column_code(l)),
    ];
    let row = |account: Account| {
        let unit = units.name(account.unit, l).to_owned();
        vec![
            view! { <a href=format!("/customers/{}", account.id)><bdi>{account.name}</bdi></a> }.into_any(),
            name::account_kind(l, account.kind).into_any(),
            view! { <bdi>{account.segment}</bdi> }.into_any(),
            view! { <bdi>{unit}</bdi> }.into_any(),
            view! { <bdi>{account.code}</bdi> }.into_any(),
        ]
    };
    let rows = accounts.into_iter().map(row).collect();
    view! { <Table caption=words::title(l) columns rows kind=TableKind::Stacks/> }
}
