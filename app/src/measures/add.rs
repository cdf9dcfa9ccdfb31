//! `/measures/add`: a measure of one's own.

use ayeneh_core::{
    Error,
    measures::{self, MeasureForm},
};
use ayeneh_domain::{bilingual::Locale, measure::Perspective};
use ayeneh_text::{figure, measures as words};
use leptos::prelude::*;

use crate::{
    layout::{self, problem_summary},
    routing::{FormProblems, Request, Response},
    scorecard::perspective_name,
    ui::{
        button::{Button, Weight},
        field::{Common, SelectField, TextField},
        head::{Choice, SentenceHead, Trail},
    },
};

/// Shows the form.
pub async fn show(request: Request) -> Result<Response, Error> {
    Ok(page(&request, &FormProblems::default()))
}

/// Adds the measure and goes on to its target.
pub async fn add(request: Request) -> Result<Response, Error> {
    let typed = |field: &str| request.form.get(field).to_owned();
    let form = MeasureForm {
        key: typed("key"),
        name_fa: typed("name_fa"),
        name_en: typed("name_en"),
        perspective: typed("perspective"),
        direction: typed("direction"),
        unit_fa: typed("unit_fa"),
        unit_en: typed("unit_en"),
        decimals: typed("decimals"),
        aggregate: typed("aggregate"),
    };
    match measures::add_measure(request.ctx()?, &form).await {
        Ok(_) => Ok(Response::redirect(format!("/measures/of/{}", form.key.trim()))),
        Err(Error::Invalid(problems)) => Ok(page(&request, &FormProblems(problems))),
        Err(error) => Err(error),
    }
}

fn page(request: &Request, problems: &FormProblems) -> Response {
    let l = request.locale;
    let html = layout::page(request, words::add_title(l), || {
        let trail = Trail {
            above: vec![(words::title(l).to_owned(), "/measures".to_owned())],
            here: words::add_title(l).to_owned(),
            name: words::title(l).to_owned(),
        };
        view! {
            <SentenceHead sentence=words::add_title(l) lead=words::add_lead(l) trail=trail/>
            {problem_summary(problems, l)}
            <form method="post" class="panel narrow stack">{fields(request, problems)}</form>
        }
    });
    Response::Page { status: problems.status(), html }
}

fn fields(request: &Request, problems: &FormProblems) -> impl IntoView + use<> {
    let l = request.locale;
    let text = |field: &'static str, label: &str, hint: Option<&str>, optional: bool| {
        let common = common(field, label, hint, optional, problems, l);
        view! { <TextField common value=request.form.get(field).to_owned() locale=l/> }
    };
    let choose = |field: &'static str, label: &str, choices: Vec<(&str, &str)>| {
        let common = common(field, label, None, false, problems, l);
        let chosen = request.form.get(field);
        let choices = choices.into_iter().map(|(value, label)| Choice {
            value: value.to_owned(),
            label: label.to_owned(),
            chosen: value == chosen,
        });
        view! { <SelectField common choices=choices.collect() locale=l/> }
    };
    let perspectives = Perspective::ALL.iter().map(|side| (side.key(), perspective_name(*side, l))).collect();
    let directions = vec![("up", words::direction_up(l)), ("down", words::direction_down(l))];
    let aggregates = vec![("mean", words::aggregate_mean(l)), ("sum", words::aggregate_sum(l))];
    let digits = [0, 1, 2, 3].map(|n| (n.to_string(), figure::integer(l, n)));
    let decimals = digits.iter().map(|(value, label)| (value.as_str(), label.as_str())).collect();
    view! {
        {text("key", words::key(l), Some(words::key_hint(l)), false)}
        {text("name_fa", words::name_fa(l), None, false)}
        {text("name_en", words::name_en(l), None, false)}
        {choose("perspective", words::perspective(l), perspectives)}
        {choose("direction", words::direction(l), directions)}
        {text("unit_fa", words::unit_fa(l), Some(words::unit_hint(l)), true)}
        {text("unit_en", words::unit_en(l), None, true)}
        {choose("decimals", words::decimals(l), decimals)}
        {choose("aggregate", words::aggregate(l), aggregates)}
        <p><Button label=words::add_act(l) weight=Weight::Main/></p>
    }
}

fn common(field: &str, label: &str, hint: Option<&str>, optional: bool, problems: &FormProblems, l: Locale) -> Common {
    Common {
        name: field.to_owned(),
        label: label.to_owned(),
        hint: hint.map(str::to_owned),
        error: problems.of(field, l),
        optional,
        focus: problems.begin_at(field),
    }
}
