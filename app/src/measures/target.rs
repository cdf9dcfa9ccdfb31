//! `/measures/of/{key}`: the target of a measure, for the whole company or for a unit.

use ayeneh_core::{
    Error,
    measures::{self, Measure, SetTarget, TargetForm},
    people::{self, Unit},
};
use ayeneh_domain::{bilingual::Locale, ids::UnitId, permission::Right};
use ayeneh_text::{figure, measures as words};
use leptos::prelude::*;

use super::list::{source, target_words};
use crate::{
    layout::{self, problem_summary},
    routing::{FormProblems, Request, Response},
    ui::{
        button::{Button, Weight},
        field::{Common, SelectField, TextField},
        head::{Choice, SentenceHead, Trail},
        panel::Panel,
    },
};

/// What the page is made from.
struct Known {
    measure: Measure,
    targets: Vec<SetTarget>,
    units: Vec<(Unit, usize)>,
}

/// Shows the form.
pub async fn show(request: Request) -> Result<Response, Error> {
    let known = known(&request).await?;
    Ok(page(&request, &known, &FormProblems::default()))
}

/// Sets, changes or takes away a target.
pub async fn set(request: Request) -> Result<Response, Error> {
    let known = known(&request).await?;
    let unit = match request.form.get("unit") {
        "" => None,
        id => Some(id.parse::<UnitId>().map_err(|_| Error::NotFound)?),
    };
    let typed = |field: &str| request.form.get(field).to_owned();
    let form = TargetForm { unit, target: typed("target"), threshold: typed("threshold") };
    match measures::set_target(request.ctx()?, known.measure.id, &form).await {
        Ok(()) => Ok(Response::redirect(format!("/measures/of/{}", known.measure.key))),
        Err(Error::Invalid(problems)) => Ok(page(&request, &known, &FormProblems(problems))),
        Err(error) => Err(error),
    }
}

async fn known(request: &Request) -> Result<Known, Error> {
    let ctx = request.ctx()?;
    let (all, targets) = measures::list(ctx).await?;
    let key = request.part("key");
    let measure = all.into_iter().find(|measure| measure.key == key).ok_or(Error::NotFound)?;
    let (units, reach) = (people::units(ctx).await?, ctx.require(Right::MeasuresManage)?);
    let units = units.reached(&reach).into_iter().map(|(unit, depth)| (unit.clone(), depth)).collect();
    let targets = targets.into_iter().filter(|set| set.measure == measure.id).collect();
    Ok(Known { measure, targets, units })
}

fn page(request: &Request, known: &Known, problems: &FormProblems) -> Response {
    let l = request.locale;
    let name = known.measure.name.get(l).to_owned();
    let html = layout::page(request, &name, || {
        let trail = Trail {
            above: vec![(words::title(l).to_owned(), "/measures".to_owned())],
            here: name.clone(),
            name: words::title(l).to_owned(),
        };
        view! {
            <SentenceHead sentence=words::target_edit(l, &name) lead=source(&known.measure, l) trail=trail/>
            {problem_summary(problems, l)}
            {form(request, known, problems)}
            {of_units(known, l)}
        }
    });
    Response::Page { status: problems.status(), html }
}

fn form(request: &Request, known: &Known, problems: &FormProblems) -> impl IntoView + use<> {
    let l = request.locale;
    let everybody = known.targets.iter().find(|set| set.unit.is_none());
    let written = |of: fn(&SetTarget) -> f64| everybody.map(|set| as_typed(l, of(set))).unwrap_or_default();
    let value = |field: &str, stored: String| {
        if request.form.has(field) { request.form.get(field).to_owned() } else { stored }
    };
    let chosen = request.form.get("unit").to_owned();
    let mut choices =
        vec![Choice { value: String::new(), label: words::everybody(l).into(), chosen: chosen.is_empty() }];
    choices.extend(known.units.iter().map(|(unit, depth)| Choice {
        value: unit.id.to_string(),
        label: format!("{}{}", "\u{2003}".repeat(*depth), unit.name.get(l)),
        chosen: chosen == unit.id.to_string(),
    }));
    let common = |field: &str, label: &str, hint: Option<String>| Common {
        name: field.to_owned(),
        label: label.to_owned(),
        hint,
        error: problems.of(field, l),
        // The list always has a choice; only figures may be left out.
        optional: field != "unit",
        focus: problems.begin_at(field),
    };
    let target = value("target", written(|set| set.target.target()));
    let threshold = value("threshold", written(|set| set.target.threshold()));
    view! {
        <form method="post" class="panel narrow stack">
            <SelectField common=common("unit", words::target_for(l), None) choices locale=l/>
            <TextField common=common("target", words::target(l), Some(words::target_remove_hint(l).into()))
                value=target inputmode="decimal" locale=l/>
            <TextField common=common("threshold", words::threshold(l), Some(words::threshold_hint(l).into()))
                value=threshold inputmode="decimal" locale=l/>
            <p><Button label=words::target_save(l) weight=Weight::Main/></p>
        </form>
    }
}

/// A stored figure as the reader would type it, with all the places it was typed with.
fn as_typed(l: Locale, value: f64) -> String {
    let places = value.to_string().split_once('.').map_or(0, |(_, places)| places.len());
    figure::decimal(l, value, places)
}

fn of_units(known: &Known, l: Locale) -> Option<AnyView> {
    let line = |set: &SetTarget| {
        let (unit, _) = known.units.iter().find(|(unit, _)| Some(unit.id) == set.unit)?;
        Some(view! { <li>{unit.name.get(l).to_owned()}": "{target_words(&known.measure, set, l)}</li> })
    };
    let lines: Vec<_> = known.targets.iter().filter_map(line).collect();
    (!lines.is_empty()).then(|| {
        view! { <Panel title=words::targets_of_units(l) id="targets"><ul class="stack2">{lines}</ul></Panel> }
            .into_any()
    })
}
