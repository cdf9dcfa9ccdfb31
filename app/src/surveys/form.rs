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

/// The empty form, or one like an earlier round: `?from=` brings its title and units along, not its dates and people.
pub async fn show(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let kind = kind(&request)?;
    let units = surveys::choosable_units(ctx).await?;
    let l = request.locale;
    let like = match request.query.get("from") {
        "" => None,
        from => Some(surveys::like(ctx, from.parse().map_err(|_| Error::NotFound)?).await?),
    };
    if like.as_ref().is_some_and(|(of, ..)| *of != kind) {
        return Err(Error::NotFound);
    }
    let today = surveys::today(&request.core);
    let period = this_month(l, today);
    // Each title names the month that its own readers live in: آذر ۱۴۰۵ begins in November.
    let title = |l| {
        let month = date::month(l, this_month(l, today));
        match kind {
            Kind::Cycle => words::title_cycle(l, month),
            Kind::Assessment => words::title_assessment(l, month),
            Kind::Recovery => words::title_recovery(l, month),
            Kind::Wave | Kind::Historical => words::title_wave(l, month),
        }
    };
    let fresh = || (Bilingual::new(title(Locale::Fa), title(Locale::En)), Vec::new());
    let (title, chosen) = like.map_or_else(fresh, |(_, title, chosen)| (title, chosen));
    let typed = NewSurvey {
        kind,
        title,
        period: date::month(l, period),
        closes_on: date::field(l, today.plus_days(USUAL_DAYS)),
        units: chosen,
        people: String::new(),
    };
    Ok(page(&request, &typed, &units, &Heading::of_new(l, kind), &FormProblems::default()))
}

/// Makes the draft and shows what launching it would do.
pub async fn create(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let typed = sent(&request, kind(&request)?);
    match surveys::create(ctx, &typed).await {
        Ok(id) => Ok(Response::redirect(format!("/surveys/{id}"))),
        Err(Error::Invalid(problems)) => {
            let units = surveys::choosable_units(ctx).await?;
            let heading = Heading::of_new(request.locale, typed.kind);
            Ok(page(&request, &typed, &units, &heading, &FormProblems(problems)))
        }
        Err(error) => Err(error),
    }
}

/// What was sent with the form.
pub(super) fn sent(request: &Request, kind: Kind) -> NewSurvey {
    let form = &request.form;
    NewSurvey {
        kind,
        title: Bilingual::new(form.get("title_fa"), form.get("title_en")),
        period: form.get("period").to_owned(),
        closes_on: form.get("closes_on").to_owned(),
        // A broken identifier is one of no unit: the service refuses it, and nothing is asked of fewer than was chosen.
        units: form.all("unit").map(|id| id.parse().unwrap_or(UnitId::NONE)).collect(),
        people: form.get("people").to_owned(),
    }
}

/// What stands above the form.
pub(super) struct Heading {
    /// What is done here.
    pub title: &'static str,
    /// What that means.
    pub lead: &'static str,
    /// The survey it is about: its name and address.
    pub above: Option<(String, String)>,
}

impl Heading {
    const fn of_new(l: Locale, kind: Kind) -> Self {
        let (title, lead) = match kind {
            Kind::Cycle => (words::new_cycle(l), words::cycle_lead(l)),
            Kind::Assessment => (words::new_assessment(l), words::assessment_lead(l)),
            Kind::Recovery => (words::new_recovery(l), words::recovery_lead(l)),
            Kind::Wave | Kind::Historical => (words::new_wave(l), words::wave_lead(l)),
        };
        Self { title, lead, above: None }
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

/// The form with what was typed.
pub(super) fn page(
    request: &Request,
    typed: &NewSurvey,
    units: &[Unit],
    heading: &Heading,
    problems: &FormProblems,
) -> Response {
    let l = request.locale;
    let today = surveys::today(&request.core).to_string();
    let hint = if typed.kind == Kind::Cycle { words::units_hint_cycle(l) } else { words::units_hint(l) };
    let Heading { title, lead, above } = heading;
    let (title, lead) = (*title, *lead);
    let above: Vec<(&str, String)> = above.iter().map(|(name, href)| (name.as_str(), href.clone())).collect();
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
            <SentenceHead sentence=title lead=lead trail=say::trail(l, &above, title)/>
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
