//! `/customers/{id}`: one account, who serves it and who is there.

use std::collections::BTreeMap;

use ayeneh_core::{
    Error,
    customers::{self, AccountDetail, Contact},
};
use ayeneh_domain::{bilingual::Locale, calendar::Date, ids::ContactId, permission::Right};
use ayeneh_text::{common, customers as words, date, name};
use leptos::prelude::*;

use crate::{
    layout,
    routing::{Request, Response},
    ui::{
        head::{SentenceHead, Trail},
        note::Toast,
        panel::Panel,
        table::{Column, Table, TableKind},
    },
};

/// Shows the account.
pub async fn show(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let AccountDetail { account, contacts, elsewhere, stopped, units } =
        customers::find(ctx, request.id("id")?).await?;
    let l = request.locale;
    let manages = units.tree().reaches(&ctx.reach(Right::CustomersManage), account.unit);
    let done = (request.query.get("done") == "contact").then(|| words::contact_changed(l));
    let title = account.name.clone();
    Ok(Response::page(layout::page(&request, &title, || {
        let trail = Trail {
            above: vec![(words::title(l).into(), "/customers".into())],
            here: account.name.clone(),
            name: words::title(l).into(),
        };
        let asked = contacts.iter().filter(|contact| contact.active && !stopped.contains_key(&contact.id)).count();
        let lead = format!("{} · {}", name::account_kind(l, account.kind), words::contacts_count(l, asked));
        let unit = units.name(account.unit, l).to_owned();
        let segment = if account.segment.is_empty() { words::no_segment(l).to_owned() } else { account.segment };
        view! {
            {done.map(|text| view! { <Toast text/> })}
            <SentenceHead sentence=account.name lead trail/>
            <section class="panel">
                <dl class="facts">
                    <div><dt>{words::column_unit(l)}</dt><dd><bdi>{unit}</bdi></dd></div>
                    <div><dt>{words::column_segment(l)}</dt><dd><bdi>{segment}</bdi></dd></div>
                    <div><dt>{words::column_code(l)}</dt><dd><bdi>{account.code}</bdi></dd></div>
                </dl>
            </section>
            <Panel title=words::contacts(l) id="contacts">{people(l, contacts, elsewhere, manages, &stopped)}
            </Panel>
        }
    })))
}

fn people(
    l: Locale,
    contacts: Vec<Contact>,
    elsewhere: usize,
    manages: bool,
    stopped: &BTreeMap<ContactId, Date>,
) -> impl IntoView + use<> {
    let more = (elsewhere > 0).then(|| view! { <p class="small soft">{words::contacts_elsewhere(l, elsewhere)}</p> });
    if contacts.is_empty() && elsewhere > 0 {
        return more.into_any();
    }
    if contacts.is_empty() {
        return view! { <p class="soft">{words::no_contacts(l)}</p> }.into_any();
    }
    let columns = vec![
        Column::words(words::column_contact(l)),
        Column::words(words::column_email(l)),
        Column::words(words::column_language(l)),
        Column::words(words::column_code(l)),
    ];
    let row = |contact: Contact| {
        let resting = (!contact.active).then(|| view! { " "<span class="fine">{words::not_asked(l)}</span> });
        let asked = stopped.get(&contact.id).map(|day| words::stopped(l, date::day(l, *day)));
        let asked = asked.map(|said| view! { <br/><span class="fine">{said}</span> });
        vec![
            view! { {named(&contact, manages)}{resting}{asked} }.into_any(),
            view! { <bdi dir="ltr">{contact.email}</bdi> }.into_any(),
            view! { <span lang=contact.locale.tag()>{common::language_name(contact.locale)}</span> }.into_any(),
            view! { <bdi>{contact.code}</bdi> }.into_any(),
        ]
    };
    let rows = contacts.into_iter().map(row).collect();
    view! { <Table caption=words::contacts(l) columns rows kind=TableKind::Stacks/>{more} }.into_any()
}

/// The name, leading to the form for who may change it.
fn named(contact: &Contact, manages: bool) -> AnyView {
    let name = contact.name.clone();
    match manages {
        true => {
            let href = format!("/customers/{}/contacts/{}", contact.account, contact.id);
            view! { <a href=href><bdi>{name}</bdi></a> }.into_any()
        }
        false => view! { <bdi>{name}</bdi> }.into_any(),
    }
}
