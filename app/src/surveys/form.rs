//! The form of a new round: its name, its days and whom it asks, in one column. Nothing is sent yet.

use std::collections::BTreeSet;

use ayeneh_core::{
    Error,
    people::Unit,
    surveys::{self, NewSurvey},
};
use ayeneh_domain::{
    bilingual::{Bilingual, Locale},
    calendar::{Date, Month},
    ids::UnitId,
    survey::Kind,
};
use ayeneh_text::{date, surveys as words};
use leptos::prelude::*;

use super::{unit_choice, words as say};
use crate::{
    layout,
    routing::{FormProblems, Request, Response},
    ui::{
        button::{Button, Weight},
        field::{Common, DateField, ErrorSummary, TextArea, TextField},
        head::SentenceHead,
    },
};

/// So many days a new round is open unless another day is typed.
const USUAL_DAYS: i64 = 14;

/// The empty form.
pub async fn show(request: Request) -> Result<Response, Error> {
    let kind = kind(&request)?;
    let units = surveys::choosable_units(request.ctx()?).await?;
    let l = request.locale;
    let today = surveys::today(&request.core);
    let period = this_month(l, today);
    let title = |l| match kind {
        Kind::Cycle => words::title_cycle(l, date::month(l, period)),
        Kind::Assessment => words::title_assessment(l, date::month(l, period)),
        Kind::Wave | Kind::Historical => words::title_wave(l, date::month(l, period)),
    };
    let typed = NewSurvey {
        kind,
        title: Bilingual::new(title(Locale::Fa), title(Locale::En)),
        period: date::month(l, period),
        closes_on: date::field(l, today.plus_days(USUAL_DAYS)),
        units: Vec::new(),
        people: String::new(),
    };
    Ok(page(&request, &typed, &units, &FormProblems::default()))
}

/// Makes the draft and shows what launching it would do.
pub async fn create(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let form = &request.form;
    let typed = NewSurvey {
        kind: kind(&request)?,
        title: Bilingual::new(form.get("title_fa"), form.get("title_en")),
        period: form.get("period").to_owned(),
        closes_on: form.get("closes_on").to_owned(),
        units: form.all("unit").filter_map(|id| id.parse().ok()).collect(),
        people: form.get("people").to_owned(),
    };
    match surveys::create(ctx, &typed).await {
        Ok(id) => Ok(Response::redirect(format!("/surveys/{id}"))),
        Err(Error::Invalid(problems)) => {
            let units = surveys::choosable_units(ctx).await?;
            Ok(page(&request, &typed, &units, &FormProblems(problems)))
        }
        Err(error) => Err(error),
    }
}

fn kind(request: &Request) -> Result<Kind, Error> {
    let kind = Kind::from_key(request.part("kind")).filter(|kind| *kind != Kind::Historical);
    kind.ok_or(Error::NotFound)
}

/// The month of the language's own calendar.
fn this_month(l: Locale, today: Date) -> Month {
    let jalali = today.jalali();
    let jalali = Month::of_jalali(jalali.year(), jalali.month()).filter(|_| l == Locale::Fa);
    jalali.unwrap_or(Month::of(today))
}

fn page(request: &Request, typed: &NewSurvey, units: &[Unit], problems: &FormProblems) -> Response {
    let l = request.locale;
    let today = surveys::today(&request.core).to_string();
    let (title, lead, hint) = match typed.kind {
        Kind::Cycle => (words::new_cycle(l), words::cycle_lead(l), words::units_hint_cycle(l)),
        Kind::Assessment => (words::new_assessment(l), words::assessment_lead(l), words::units_hint(l)),
        Kind::Wave | Kind::Historical => (words::new_wave(l), words::wave_lead(l), words::units_hint(l)),
    };
    let ticked: BTreeSet<UnitId> = typed.units.iter().copied().collect();
    let first = problems.0.iter().find_map(|problem| problem.field.clone());
    let common = |name: &str, label: &str, hint: Option<&str>| Common {
        name: name.to_owned(),
        label: label.to_owned(),
        hint: hint.map(str::to_owned),
        error: problems.of(name, l),
        optional: name == "people",
        focus: first.as_deref() == Some(name),
    };
    let html = layout::page(request, title, || {
        let people = (typed.kind == Kind::Cycle).then(|| {
            let common = common("people", words::people(l), Some(words::people_hint(l)));
            view! { <TextArea common value=typed.people.clone() locale=l/> }
        });
        let choice = unit_choice::field(l, units, &ticked, hint, problems.of("units", l));
        view! {
            <SentenceHead sentence=title lead=lead trail=say::trail(l, &[], title)/>
            <form method="post" class="panel form">
                <ErrorSummary errors=summary(problems, l) locale=l/>
                <TextField common=common("title_fa", words::title_fa(l), None) value=typed.title.fa.clone() locale=l/>
                <TextField common=common("title_en", words::title_en(l), None) value=typed.title.en.clone() locale=l/>
                <TextField common=common("period", words::period(l), Some(words::period_hint(l)))
                    value=typed.period.clone() locale=l/>
                <DateField common=common("closes_on", words::closes_on(l), None) value=typed.closes_on.clone() today=today
                    locale=l/>
                {choice}
                {people}
                <p class="acts"><Button label=words::go_on(l) weight=Weight::Main/></p>
                <p class="fine">{words::nothing_sent_yet(l)}</p>
            </form>
        }
    });
    Response::Page { status: problems.status(), html }
}

/// The problems as links to their fields.
pub(super) fn summary(problems: &FormProblems, l: Locale) -> Vec<(String, String)> {
    let link = |problem: &ayeneh_core::Problem| {
        (problem.field.clone().unwrap_or_else(|| "main".into()), problem.message.get(l).to_owned())
    };
    problems.0.iter().map(link).collect()
}
