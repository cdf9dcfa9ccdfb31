//! `/cycles/{id}/reports/{person}/plan`: the goals of a plan; the subject chooses further ones from the report, blind spots
//! and the lowest first.

use ayeneh_core::{
    Error,
    plans::{self, Goal, Offered, Plan},
};
use ayeneh_domain::{
    bilingual::Locale,
    ids::{PersonId, SurveyId},
    plan::{LONGEST_LINE, Offer},
};
use ayeneh_text::{figure, isolate, name, plan as words};
use leptos::prelude::*;

use super::words as say;
use crate::{
    layout,
    routing::{FormProblems, Request, Response},
    ui::{
        button::{Button, ButtonLink, Weight},
        field::{Common, TextField},
        head::SentenceHead,
        icon::{Glyph, Icon},
        panel::Panel,
    },
};

/// The plan.
pub async fn show(request: Request) -> Result<Response, Error> {
    page(&request, &FormProblems::default()).await
}

/// Makes a behaviour a goal.
pub async fn choose(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let (id, person): (SurveyId, PersonId) = (request.id("id")?, request.id("person")?);
    let form = &request.form;
    match plans::add_goal(ctx, id, person, form.get("behaviour"), form.get("aim")).await {
        Ok(goal) => Ok(Response::redirect(format!("/cycles/{id}/reports/{person}/plan/{goal}?done=chosen"))),
        Err(Error::Invalid(problems)) => page(&request, &FormProblems(problems)).await,
        Err(error) => Err(error),
    }
}

async fn page(request: &Request, problems: &FormProblems) -> Result<Response, Error> {
    let l = request.locale;
    let plan = plans::plan(request.ctx()?, request.id("id")?, request.id("person")?).await?;
    let title = say::title(l, &plan);
    let html = layout::page(request, &title.clone(), || {
        let trail = say::trail(l, Vec::new(), title);
        let (sentence, lead, cycle) = (sentence(l, &plan), lead(l, &plan), plan.title.get(l).to_owned());
        let report = format!("/cycles/{}/reports/{}", plan.cycle, plan.subject);
        let read = ayeneh_text::talk::read(l);
        view! {
            {say::done(l, request.query.get("done"))}
            {layout::problem_summary(problems, l)}
            <SentenceHead sentence lead trail=trail>
                <p class="small soft">{cycle}</p>
                <p class="acts"><ButtonLink href=report label=read weight=Weight::Quiet/></p>
            </SentenceHead>
            {goals(l, &plan)}
            {plan.is_own.then(|| choice(request, &plan, problems))}
        }
    });
    Ok(Response::Page { status: problems.status(), html })
}

fn sentence(l: Locale, plan: &Plan) -> String {
    let open = plan.goals.iter().filter(|goal| goal.state.is_open()).count();
    match (plan.goals.len(), open, plan.is_own) {
        (0, _, true) => words::sentence_begin(l).to_owned(),
        (0, _, false) => words::sentence_begin_of(l, isolate(&plan.name)),
        (_, 0, true) => words::sentence_over(l).to_owned(),
        (_, 0, false) => words::sentence_over_of(l, isolate(&plan.name)),
        (_, open, true) => words::sentence_open(l, open),
        (_, open, false) => words::sentence_open_of(l, open, isolate(&plan.name)),
    }
}

/// Who reads it.
fn lead(l: Locale, plan: &Plan) -> String {
    match (plan.is_own, plan.with) {
        (true, Some(_)) => words::lead_own(l).to_owned(),
        (true, None) => words::lead_own_alone(l).to_owned(),
        (false, _) => words::lead_manager(l, isolate(&plan.name)),
    }
}

fn goals(l: Locale, plan: &Plan) -> Option<impl IntoView + use<>> {
    let rows: Vec<AnyView> = plan.goals.iter().map(|goal| row(l, plan, goal)).collect();
    (!rows.is_empty()).then(|| {
        view! { <Panel title=words::goals_title(l) id="goals"><ul class="todo">{rows}</ul></Panel> }
    })
}

fn row(l: Locale, plan: &Plan, goal: &Goal) -> AnyView {
    let icon = if goal.state.is_open() { Icon::Open } else { Icon::Check };
    let done = goal.actions.iter().filter(|action| action.done_on.is_some()).count();
    let all = goal.actions.len();
    let actions = (all > 0).then(|| words::actions_done(l, figure::integer(l, done), figure::integer(l, all)));
    let progress = goal.state.is_open().then(|| name::progress(l, goal.progress).to_owned());
    let parts = [Some(say::standing(l, goal)), progress, actions];
    let detail = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let (text, aim) = (goal.text.get(l).to_owned(), goal.aim.clone());
    let href = format!("{}/{}", say::address(plan), goal.id);
    let weight = if goal.state.is_open() { Weight::Other } else { Weight::Quiet };
    view! {
        <li>
            <Glyph icon/>
            <span>
                <b dir="auto">{text}</b>
                {(!aim.is_empty()).then(|| view! { <span class="small block" dir="auto">{aim}</span> })}
                <span class="small soft">{detail}</span>
            </span>
            <ButtonLink href label=words::goal_link(l) weight/>
        </li>
    }
    .into_any()
}

/// Choosing a behaviour: what is offered first stands open, all others are folded.
fn choice(request: &Request, plan: &Plan, problems: &FormProblems) -> impl IntoView + use<> {
    let l = request.locale;
    if plan.offered.is_empty() {
        return view! { <p class="soft">{words::all_chosen(l)}</p> }.into_any();
    }
    let chosen = request.form.get("behaviour").to_owned();
    let groups = [
        (Offer::BlindSpot, words::offer_blind_spot(l)),
        (Offer::Lowest, words::offer_lowest(l)),
        (Offer::Other, words::offer_other(l)),
    ];
    let lists = groups.map(|(offer, title)| group(l, plan, offer, title, &chosen)).collect_view();
    let error = problems.of("behaviour", l);
    let described = error.is_some().then_some("behaviour-error");
    let message =
        error.map(|error| view! { <p class="wrong" id="behaviour-error"><Glyph icon=Icon::Warn/>{error}</p> });
    let common = Common {
        name: "aim".into(),
        label: words::aim(l).into(),
        hint: Some(words::aim_hint(l).into()),
        error: problems.of("aim", l),
        focus: problems.begin_at("aim"),
        optional: true,
    };
    let (aim, most) = (request.form.get("aim").to_owned(), u32::try_from(LONGEST_LINE).unwrap_or(u32::MAX));
    view! {
        <Panel title=words::choose(l) id="choose">
            <p class="small soft">{words::choose_lead(l)}</p>
            <form method="post" class="stack">
                <fieldset class="bare" id="behaviour" tabindex="-1" aria-describedby=described>
                    <legend class="sr">{words::behaviour(l)}</legend>
                    {lists}
                    {message}
                </fieldset>
                <TextField common value=aim maxlength=most autocomplete="off" locale=l/>
                <p class="acts"><Button label=words::add_goal(l) weight=Weight::Main/></p>
            </form>
        </Panel>
    }
    .into_any()
}

fn group(l: Locale, plan: &Plan, offer: Offer, title: &'static str, chosen: &str) -> Option<AnyView> {
    let offered: Vec<&Offered> = plan.offered.iter().filter(|one| one.offer == offer).collect();
    if offered.is_empty() {
        return None;
    }
    let holds_the_chosen = offered.iter().any(|one| one.key == chosen);
    let radios = offered.into_iter().map(|one| {
        let (key, text, checked) = (one.key.clone(), one.text.get(l).to_owned(), one.key == chosen);
        view! {
            <label class="tick">
                <input type="radio" name="behaviour" value=key checked=checked/>
                <span dir="auto">{text}</span>
            </label>
        }
    });
    let radios = radios.collect_view();
    let is_folded = offer == Offer::Other && plan.offered.iter().any(|one| one.offer != Offer::Other);
    Some(if is_folded {
        view! { <details class="fold" open=holds_the_chosen><summary>{title}</summary>{radios}</details> }.into_any()
    } else {
        view! { <h3 class="small">{title}</h3>{radios} }.into_any()
    })
}
