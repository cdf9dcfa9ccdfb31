//! `/people/units`: the unit tree as far as one may see it.

use ayeneh_core::{
    Error,
    people::{self, Units},
};
use ayeneh_domain::{bilingual::Locale, ids::UnitId, permission::Right};
use ayeneh_text::{isolate, people as words, places, recognition};
use leptos::prelude::*;

use crate::{
    layout,
    routing::{Request, Response},
    ui::head::{SentenceHead, Trail},
};

/// Shows the tree; each unit leads to its people.
pub async fn show(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let units = people::units(ctx).await?;
    let reach = ctx.require(Right::PeopleView)?;
    let (count, tops) = (units.reached(&reach).len(), units.tree().tops(&reach));
    let l = request.locale;
    Ok(Response::page(layout::page(&request, words::unit_tree(l), || {
        let trail = Trail {
            above: vec![(words::title(l).into(), "/people".into())],
            here: words::unit_tree(l).into(),
            name: words::title(l).into(),
        };
        let hint = (count <= 1).then(|| view! { <p class="soft">{words::units_empty_detail(l)}</p> });
        view! {
            <SentenceHead sentence=words::units_finding(l, count) trail/>
            {hint}
            <section class="panel">{branch(l, &units, &tops)}</section>
        }
    })))
}

fn branch(l: Locale, units: &Units, these: &[UnitId]) -> AnyView {
    if these.is_empty() {
        return ().into_any();
    }
    let item = |id: &UnitId| {
        let unit = units.get(*id)?;
        let (name, code) = (unit.name.get(l).to_owned(), unit.code.clone());
        let below = branch(l, units, units.tree().children(*id));
        let href = format!("/people?unit={id}");
        let thanks = format!("/thanks/in/{id}");
        Some(view! {
            <li>
                <a href=href><bdi>{name.clone()}</bdi></a>" "<bdi class="fine">{code}</bdi>" · "
                <a class="fine" href=thanks aria-label=recognition::in_unit(l, isolate(&name))>{places::thanks(l)}</a>{below}
            </li>
        })
    };
    view! { <ul class="branches">{these.iter().filter_map(item).collect_view()}</ul> }.into_any()
}
