//! `/cycles/{id}/settings`: how many raters of each relation, the load of one rater, who chooses, who opens the reports.

use ayeneh_core::{
    Error,
    cycles::{self, Cycle, NewSettings},
    surveys as runs,
};
use ayeneh_domain::{
    bilingual::Locale,
    cycle::{Gate, Phase, settings::is_nominated},
    ids::SurveyId,
    relationship::Relationship,
};
use ayeneh_text::{cycle_settings as words, date, figure, name};
use leptos::prelude::*;

use crate::{
    layout,
    routing::{FormProblems, Request, Response},
    surveys::words as say,
    ui::{
        button::{Button, Weight},
        field::{Common, DateField, TextField},
        head::SentenceHead,
        note::Toast,
        panel::Panel,
        table::{Column, Table, TableKind},
    },
};

/// The settings.
pub async fn show(request: Request) -> Result<Response, Error> {
    let cycle = cycles::settings(request.ctx()?, request.id("id")?).await?;
    let typed = typed(request.locale, &cycle);
    Ok(page(&request, &cycle, &typed, &FormProblems::default()))
}

/// Settles them.
pub async fn settle(request: Request) -> Result<Response, Error> {
    let (ctx, id): (_, SurveyId) = (request.ctx()?, request.id("id")?);
    let sent = sent(&request);
    match cycles::settle(ctx, id, &sent).await {
        Ok(()) => Ok(Response::redirect(format!("/cycles/{id}/settings?done=saved"))),
        Err(Error::Invalid(problems)) => {
            let cycle = cycles::settings(ctx, id).await?;
            Ok(page(&request, &cycle, &sent, &FormProblems(problems)))
        }
        Err(error) => Err(error),
    }
}

fn nominated() -> impl Iterator<Item = Relationship> {
    Relationship::ALL.iter().copied().filter(|relationship| is_nominated(*relationship))
}

/// The settings as they would be typed.
fn typed(l: Locale, cycle: &Cycle) -> NewSettings {
    let limits = nominated().filter_map(|of| Some((of, cycle.settings.limits(of)?)));
    NewSettings {
        limits: limits
            .map(|(of, limits)| (of, (figure::integer(l, limits.least), figure::integer(l, limits.most))))
            .collect(),
        most_reviews: figure::integer(l, cycle.settings.most_reviews()),
        gate: cycle.settings.gate(),
        nominate_until: cycle.nominate_until.map(|day| date::field(l, day)).unwrap_or_default(),
    }
}

/// What was sent with the form.
fn sent(request: &Request) -> NewSettings {
    let form = &request.form;
    let field = |end: &str, of: Relationship| form.get(&format!("{end}_{}", of.key())).to_owned();
    NewSettings {
        limits: nominated().map(|of| (of, (field("least", of), field("most", of)))).collect(),
        most_reviews: form.get("most_reviews").to_owned(),
        gate: Gate::from_key(form.get("gate")).unwrap_or_default(),
        nominate_until: form.get("nominate_until").to_owned(),
    }
}

fn page(request: &Request, cycle: &Cycle, typed: &NewSettings, problems: &FormProblems) -> Response {
    let l = request.locale;
    let survey = &cycle.survey;
    let is_open = cycle.phase == Phase::Draft;
    let title = words::title(l, survey.title.get(l));
    let above = [(survey.title.get(l), format!("/surveys/{}", survey.id))];
    let lead = if is_open { words::lead(l) } else { words::fixed_lead(l) };
    let saved = request.query.get("done") == "saved";
    let html = layout::page(request, &title, || {
        let inside = view! {
            {limits(l, typed, problems)}
            {load(l, typed, problems)}
            {choosing(request, typed, problems)}
            {gate(l, typed)}
        };
        let inside = if is_open {
            view! {
                <form method="post" class="stack">
                    {inside}
                    <p class="acts"><Button label=words::save(l) weight=Weight::Main/></p>
                </form>
            }
            .into_any()
        } else {
            view! { <fieldset class="stack bare" disabled=true>{inside}</fieldset> }.into_any()
        };
        view! {
            {saved.then(|| view! { <Toast text=words::saved(l)/> })}
            {layout::problem_summary(problems, l)}
            <SentenceHead sentence=words::sentence(l) lead=lead
                trail=say::trail(l, &above, words::short_title(l))/>
            {inside}
        }
    });
    Response::Page { status: problems.status(), html }
}

fn limits(l: Locale, typed: &NewSettings, problems: &FormProblems) -> impl IntoView + use<> {
    let field = |end: &str, of: Relationship, label: String, value: &str| {
        let name = format!("{end}_{}", of.key());
        let error = problems.of(&name, l);
        let described = error.is_some().then(|| format!("{name}-error"));
        let invalid = error.is_some().then_some("true");
        let message = error.map(|error| view! { <p class="wrong" id=format!("{name}-error")>{error}</p> });
        view! {
            <input class="digits" id=name.clone() name=name value=value.to_owned() inputmode="numeric"
                autocomplete="off" aria-label=label aria-invalid=invalid aria-describedby=described/>
            {message}
        }
        .into_any()
    };
    let rows: Vec<Vec<AnyView>> = typed
        .limits
        .iter()
        .map(|(of, (least, most))| {
            let called = name::relationship(l, *of);
            vec![
                called.into_any(),
                field("least", *of, words::least_of(l, called), least),
                field("most", *of, words::most_of(l, called), most),
            ]
        })
        .collect();
    let columns =
        vec![Column::words(words::relationship(l)), Column::words(words::least(l)), Column::words(words::most(l))];
    view! {
        <Panel title=words::limits(l) id="limits">
            <p class="small soft">{words::limits_lead(l)}</p>
            <Table caption=words::limits(l) columns rows kind=TableKind::Plain/>
        </Panel>
    }
}

fn load(l: Locale, typed: &NewSettings, problems: &FormProblems) -> impl IntoView + use<> {
    let common = Common {
        name: "most_reviews".into(),
        label: words::most_reviews(l).into(),
        hint: Some(words::most_reviews_hint(l).into()),
        error: problems.of("most_reviews", l),
        focus: problems.begin_at("most_reviews"),
        ..Common::default()
    };
    let value = typed.most_reviews.clone();
    view! {
        <Panel title=words::load(l) id="load">
            <TextField common value inputmode="numeric" autocomplete="off" locale=l/>
        </Panel>
    }
}

fn choosing(request: &Request, typed: &NewSettings, problems: &FormProblems) -> impl IntoView + use<> {
    let l = request.locale;
    let common = Common {
        name: "nominate_until".into(),
        label: words::nominate_until(l).into(),
        hint: Some(words::nominate_until_hint(l).into()),
        error: problems.of("nominate_until", l),
        focus: problems.begin_at("nominate_until"),
        optional: true,
    };
    let today = runs::today(&request.core).to_string();
    let value = typed.nominate_until.clone();
    view! {
        <Panel title=words::choosing(l) id="choosing">
            <DateField common value today locale=l/>
        </Panel>
    }
}

fn gate(l: Locale, typed: &NewSettings) -> impl IntoView + use<> {
    let choices = [
        (Gate::Hr, words::gate_hr(l), words::gate_hr_hint(l)),
        (Gate::Manager, words::gate_manager(l), words::gate_manager_hint(l)),
    ];
    let choices = choices.map(|(gate, label, hint)| {
        let chosen = typed.gate == gate;
        view! {
            <label class="tick">
                <input type="radio" name="gate" value=gate.key() checked=chosen/>
                <span>{label}</span>
                <span class="hint">{hint}</span>
            </label>
        }
    });
    view! {
        <Panel title=words::gate(l) id="gate">
            <fieldset class="bare"><legend class="sr">{words::gate(l)}</legend>{choices.collect_view()}</fieldset>
        </Panel>
    }
}
