//! `/people/{id}`: one person, who they work for and with, and what they may do here.

use ayeneh_core::{
    Ctx, Error, Problem,
    people::{self, Manager, Person, PersonDetail, Units},
    recognition,
};
use ayeneh_domain::{
    bilingual::Locale,
    ids::{PersonId, UnitId},
    permission::{Grant, Reach, Right, Role},
};
use ayeneh_text::{common, isolate, name, people as words, people_edit as edit, places, recognition as thanks_words};
use leptos::prelude::*;

use super::list::table;
use crate::{
    layout,
    listing::unit_choices,
    recognition as thanks,
    routing::{FormProblems, Request, Response},
    ui::{
        button::{Button, ButtonLink, Weight},
        field::{Common, SelectField},
        head::{Choice, SentenceHead, Trail},
        note::{Note, Toast, Tone},
        panel::Panel,
    },
};

/// Shows the person.
pub async fn show(request: Request) -> Result<Response, Error> {
    page(&request, FormProblems::default()).await
}

/// Gives a role.
pub async fn give(request: Request) -> Result<Response, Error> {
    let (ctx, person) = (request.ctx()?, request.id("id")?);
    let role = Role::from_key(request.form.get("role")).ok_or(Error::NotFound)?;
    let unit = place(&request)?;
    after(&request, person, people::give_role(ctx, person, role, unit).await).await
}

/// Takes a role away.
pub async fn take(request: Request) -> Result<Response, Error> {
    let (ctx, person) = (request.ctx()?, request.id("id")?);
    let role = Role::from_key(request.form.get("role")).ok_or(Error::NotFound)?;
    let unit = place(&request)?;
    after(&request, person, people::take_role(ctx, person, role, unit).await).await
}

/// Where a role holds: nothing chosen is everywhere, and what is no unit is nowhere.
fn place(request: &Request) -> Result<Option<UnitId>, Error> {
    match request.form.get("unit") {
        "" if request.form.has("unit") => Ok(None),
        unit => unit.parse().map(Some).map_err(|_| Error::NotFound),
    }
}

async fn after(request: &Request, person: PersonId, result: Result<(), Error>) -> Result<Response, Error> {
    match result {
        Ok(()) => Ok(Response::redirect(format!("/people/{person}"))),
        Err(Error::Invalid(problems)) => page(request, FormProblems(problems)).await,
        Err(Error::Conflict(problem)) => page(request, FormProblems(vec![*problem])).await,
        Err(error) => Err(error),
    }
}

async fn page(request: &Request, problems: FormProblems) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let detail = people::find(ctx, request.id("id")?).await?;
    let thanked = match ctx.may(Right::Answer) {
        true => Some(recognition::to(ctx, detail.person.id, 0).await?.1),
        false => None,
    };
    let l = request.locale;
    let manage = ctx.reach(Right::PeopleManage);
    let status = problems.status();
    let manages = detail.units.tree().reaches(&manage, detail.person.unit);
    let title = detail.person.name.clone();
    // Giving and taking have addresses of their own; switches come back to the page.
    let request = Request { path: format!("/people/{}", detail.person.id), ..request.clone() };
    let done = done(l, request.query.get("done"), &title);
    let html = layout::page(&request, &title, || {
        let PersonDetail { person, manager, reports, reports_elsewhere, grants, units } = detail;
        let trail = Trail {
            above: vec![(words::title(l).into(), "/people".into())],
            here: person.name.clone(),
            name: places::people(l).into(),
        };
        let sentence = person.name.clone();
        let lead = format!("{} · {}", name::level(l, person.level), units.name(person.unit, l));
        let gone = words::left_company(l, &person.name);
        let gone = (!person.active).then(|| view! { <Note tone=Tone::Care>{gone}</Note> });
        let give = manages.then(|| give_form(l, ctx, &person, &units, &manage, &problems));
        let held = roles(l, ctx, &person, &grants, &units);
        let acts = manages.then(|| acts(l, &person));
        view! {
            {done.map(|text| view! { <Toast text/> })}
            <SentenceHead sentence lead trail/>
            {gone}
            {acts}
            {general(l, &problems)}
            {facts(l, &person, manager.as_ref())}
            {reports_panel(l, &person, reports, reports_elsewhere, &units)}
            {thanked.map(|thanked| thanks_panel(l, &person, &thanked))}
            <Panel title=words::roles(l) id="roles">
                {held}
                {give}
            </Panel>
        }
    });
    Ok(Response::Page { status, html })
}

/// What colleagues thanked the person for lately.
fn thanks_panel(l: Locale, person: &Person, thanked: &recognition::Page) -> impl IntoView + use<> {
    let href = format!("/thanks/to/{}", person.id);
    let latest = thanks::latest(l, thanked);
    view! {
        <Panel title=places::thanks(l) id="thanks">
            {latest}
            <p><a href=href>{thanks_words::see_all(l)}</a></p>
        </Panel>
    }
}

fn done(l: Locale, what: &str, name: &str) -> Option<String> {
    let name = isolate(name);
    Some(match what {
        "added" => edit::added(l, name),
        "changed" => edit::changed(l).to_owned(),
        "left" => edit::left_done(l, name),
        "back" => edit::back_done(l, name),
        _ => return None,
    })
}

/// Changing the person, and that they have left or are back.
fn acts(l: Locale, person: &Person) -> impl IntoView + use<> {
    let address = format!("/people/{}", person.id);
    let change = view! { <ButtonLink href=format!("{address}/edit") label=edit::edit(l)/> };
    match person.active {
        true => view! {
            <p class="acts">{change}<ButtonLink href=format!("{address}/leave") label=edit::leave(l) weight=Weight::Quiet/></p>
        }
        .into_any(),
        false => view! {
            <form class="acts" method="post" action=format!("{address}/return")>
                {change}
                <Button label=edit::come_back(l)/>
                <span class="fine">{edit::come_back_lead(l)}</span>
            </form>
        }
        .into_any(),
    }
}

fn general(l: Locale, problems: &FormProblems) -> impl IntoView + use<> {
    let said: Vec<&Problem> = problems.0.iter().filter(|problem| problem.field.is_none()).collect();
    said.into_iter()
        .map(|problem| {
            let message = problem.message.get(l).to_owned();
            view! { <div role="alert"><Note tone=Tone::Bad>{message}</Note></div> }
        })
        .collect_view()
}

fn facts(l: Locale, person: &Person, manager: Option<&Manager>) -> impl IntoView + use<> {
    let manager = match manager {
        Some(manager) if !manager.reached => view! { <bdi>{manager.name.clone()}</bdi> }.into_any(),
        Some(manager) => {
            let (href, name) = (format!("/people/{}", manager.id), manager.name.clone());
            view! { <a href=href><bdi>{name}</bdi></a> }.into_any()
        }
        None => words::no_manager(l).into_any(),
    };
    let email = person.email.clone();
    let code = person.code.clone();
    let (tenure, tag) = (name::tenure(l, person.tenure), person.locale.tag());
    let language = match person.locale {
        Locale::Fa => common::language_name(Locale::Fa),
        Locale::En => common::language_name(Locale::En),
    };
    view! {
        <Panel title=words::here(l) id="facts">
            <dl class="facts">
                <div><dt>{words::manager(l)}</dt><dd>{manager}</dd></div>
                <div><dt>{words::email(l)}</dt><dd><bdi dir="ltr">{email}</bdi></dd></div>
                <div><dt>{words::column_code(l)}</dt><dd><bdi>{code}</bdi></dd></div>
                <div><dt>{words::tenure(l)}</dt><dd>{tenure}</dd></div>
                <div><dt>{words::language(l)}</dt><dd lang=tag>{language}</dd></div>
            </dl>
        </Panel>
    }
}

fn reports_panel(
    l: Locale,
    person: &Person,
    reports: Vec<Person>,
    elsewhere: usize,
    units: &Units,
) -> impl IntoView + use<> {
    let more = (elsewhere > 0).then(|| view! { <p class="small soft">{words::reports_elsewhere(l, elsewhere)}</p> });
    let list = if reports.is_empty() && elsewhere > 0 {
        ().into_any()
    } else if reports.is_empty() {
        view! { <p class="soft">{words::no_reports(l, &person.name)}</p> }.into_any()
    } else {
        table(l, reports, units).into_any()
    };
    view! { <Panel title=words::reports(l) id="reports">{list}{more}</Panel> }
}

fn roles(l: Locale, ctx: &Ctx, person: &Person, grants: &[Grant], units: &Units) -> impl IntoView + use<> {
    if grants.is_empty() {
        return view! { <p class="soft">{words::no_roles(l, &person.name)}</p> }.into_any();
    }
    let item = |grant: &Grant| {
        let role = name::role(l, grant.role);
        let place = grant.unit.map_or_else(|| words::everywhere(l).to_owned(), |unit| units.name(unit, l).to_owned());
        let take = people::hands_on(ctx, units, *grant).then(|| {
            let unit = grant.unit.map(|unit| unit.to_string()).unwrap_or_default();
            let label = words::take_role(l, format!("{role}{}{place}", common::list_separator(l)));
            view! {
                <form method="post" action=format!("/people/{}/take", person.id)>
                    <input type="hidden" name="role" value=grant.role.key()/>
                    <input type="hidden" name="unit" value=unit/>
                    <button class="btn quiet" aria-label=label>{words::take(l)}</button>
                </form>
            }
        });
        view! { <li><span><b>{role}</b>" "<bdi class="soft">{place.clone()}</bdi></span>{take}</li> }
    };
    view! { <ul class="roles">{grants.iter().map(item).collect_view()}</ul> }.into_any()
}

fn give_form(
    l: Locale,
    ctx: &Ctx,
    person: &Person,
    units: &Units,
    reach: &Reach,
    problems: &FormProblems,
) -> impl IntoView + use<> {
    // Only what who acts may hand on somewhere; where exactly is checked when it is given.
    let tops: Vec<_> = units.tree().tops(reach).into_iter().map(Some).chain([None]).collect();
    let may = |role: &&Role| tops.iter().any(|unit| people::hands_on(ctx, units, Grant { role: **role, unit: *unit }));
    let choices = Role::ALL.iter().filter(may).map(|role| Choice {
        value: role.key().into(),
        label: name::role(l, *role).into(),
        chosen: *role == Role::Manager,
    });
    let role = Common { name: "role".into(), label: words::role(l).into(), ..Common::default() };
    let error = problems.of("unit", l);
    let unit = Common {
        name: "unit".into(),
        label: words::unit(l).into(),
        hint: Some(words::roles_lead(l).into()),
        focus: error.is_some(),
        error,
        ..Common::default()
    };
    let places = unit_choices(l, units, reach, None, words::everywhere(l));
    view! {
        <form class="stack2" method="post" action=format!("/people/{}/give", person.id)>
            <SelectField common=role choices=choices.collect() locale=l/>
            <SelectField common=unit choices=places locale=l/>
            <p><Button label=words::give(l) weight=Weight::Other/></p>
        </form>
    }
}
