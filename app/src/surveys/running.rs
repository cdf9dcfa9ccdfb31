//! A launched survey: how many take part, what became of the mails, and how it ends. Never who has answered.

use std::collections::BTreeMap;

use ayeneh_core::{
    Error,
    cycles::Overview,
    mail::{self, Deliveries},
    people::Unit,
    surveys::{self, Standing, Survey},
};
use ayeneh_domain::{
    bilingual::Locale,
    calendar::Date,
    ids::UnitId,
    permission::Right,
    questionnaire::Side,
    survey::{Kind, State},
};
use ayeneh_text::{self as text, date, figure, surveys as words};
use leptos::prelude::*;

use super::{draft::copy_address, form::summary, turnout, words as say};
use crate::{
    cycles::phases,
    layout,
    routing::{FormProblems, Request, Response},
    ui::{
        button::{Button, ButtonLink, Weight},
        dialog::{Dialog, DialogButton},
        field::{Common, DateField, ErrorSummary},
        head::SentenceHead,
        mark::SidesKey,
        note::Toast,
        panel::{Columns, Panel, Row},
        shares::ShareRows,
        table::{Column, Table, TableKind},
    },
};

/// The page of a launched survey.
pub(super) async fn page(
    request: &Request,
    survey: &Survey,
    units: &[Unit],
    cycle: Option<&Overview>,
    problems: &FormProblems,
) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let l = request.locale;
    let (counted_on, standings) = surveys::participation(ctx, survey.id).await?;
    // A role for some units sees the survey, but mails are the whole organisation's.
    let deliveries = match mail::deliveries(ctx, survey.id).await {
        Ok(deliveries) => Some(deliveries),
        Err(Error::Refused(_)) => None,
        Err(error) => return Err(error),
    };
    let today = surveys::today(&ctx.core);
    let open = survey.state == State::Open;
    let title = survey.title.get(l).to_owned();
    let kind = say::kind(l, survey.kind);
    let acts = open && ctx.may(Right::SurveysManage);
    let html = layout::page(request, &title, || {
        let copies = ctx.may(Right::SurveysManage) && survey.kind != Kind::Historical;
        let onward = onward(l, survey, ctx.may(Right::InvitationLinks) && open, copies);
        let turnout = turnout(l, survey, units, counted_on, standings);
        let mails = deliveries.map(|deliveries| mails(l, deliveries, acts));
        let ending = acts.then(|| ending(request, survey, problems));
        let beside = (mails.is_some() || ending.is_some()).then(|| view! { <div class="stack">{mails}{ending}</div> });
        view! {
            {done(l, request)}
            <ErrorSummary errors=summary(problems, l) locale=l/>
            <SentenceHead sentence=sentence(l, survey, today) lead=format!("{kind} · {title}")
                trail=say::trail(l, &[], &title)>
                {onward}
            </SentenceHead>
            {cycle.map(|cycle| phases::panel(l, cycle, ctx.may(Right::SurveysManage)))}
            {match beside {
                Some(beside) => view! { <Row columns=Columns::WideFirst>{turnout}{beside}</Row> }.into_any(),
                None => turnout.into_any(),
            }}
            {cycle.map(|cycle| phases::progress(l, cycle))}
            {promise(l, survey)}
        }
    });
    Ok(Response::Page { status: problems.status(), html })
}

fn sentence(l: Locale, survey: &Survey, today: Date) -> String {
    match (survey.state, survey.closes_on) {
        (State::Open, Some(day)) => words::people_answer(l, date::near_day(l, day), date::left(l, today, day)),
        (State::Released, _) => words::results_are_out(l).to_owned(),
        _ => words::results_being_made(l).to_owned(),
    }
}

/// What was just done.
fn done(l: Locale, request: &Request) -> Option<impl IntoView + use<>> {
    let n: usize = request.query.get("n").parse().unwrap_or_default();
    let said = match request.query.get("done") {
        "launched" => {
            let skipped = request.query.get("skipped").parse().unwrap_or_default();
            let skipped = (skipped > 0).then(|| words::skipped(l, skipped));
            [Some(words::launched(l, n)), skipped].into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        "reminded" if n == 0 => words::reminded_nobody(l).to_owned(),
        "reminded" => reminded(l, request),
        "closed" => words::closed_now(l).to_owned(),
        "released" => words::results_are_out(l).to_owned(),
        "moved" => words::moved(l).to_owned(),
        "again" => words::again(l, n),
        other => phases::done(l, other)?.to_owned(),
    };
    Some(view! { <Toast text=said/> })
}

/// That reminders go out, and when, if people are not at work now.
fn reminded(l: Locale, request: &Request) -> String {
    let core = &request.core;
    match request.query.get("at").parse() {
        Ok(at) if at > core.now_ms() => words::reminded_later(l, date::moment(l, at, core.settings.utc_offset_minutes)),
        _ => words::reminded(l).to_owned(),
    }
}

/// Where to go from here.
fn onward(l: Locale, survey: &Survey, links: bool, copies: bool) -> impl IntoView + use<> {
    let id = survey.id;
    let results = (survey.state == State::Released).then(|| {
        let href = match survey.kind {
            Kind::Cycle => format!("/cycles/{id}/reports"),
            Kind::Wave | Kind::Assessment | Kind::Recovery | Kind::Alignment | Kind::Historical => {
                format!("/results/{id}")
            }
        };
        view! { <ButtonLink href label=words::see_results(l) weight=Weight::Main/> }
    });
    let links =
        links.then(|| view! { <ButtonLink href=format!("/surveys/{id}/links") label=words::personal_links(l)/> });
    let raters = (survey.kind == Kind::Cycle)
        .then(|| view! { <ButtonLink href=format!("/surveys/{id}/raters") label=words::see_raters(l)/> });
    let copy =
        copies.then(|| view! { <ButtonLink href=copy_address(survey) label=words::copy(l) weight=Weight::Quiet/> });
    view! { <p class="acts">{results}{links}{raters}{copy}</p> }
}

/// Participation by unit and side, as it was at the last daily count.
fn turnout(
    l: Locale,
    survey: &Survey,
    units: &[Unit],
    counted_on: Option<Date>,
    standings: Vec<Standing>,
) -> impl IntoView + use<> {
    let mut by_unit: BTreeMap<Option<UnitId>, BTreeMap<Side, Standing>> = BTreeMap::new();
    for standing in standings {
        by_unit.entry(standing.unit).or_default().insert(standing.side, standing);
    }
    // Where one unit holds all others, its row is everybody's.
    let top: Vec<UnitId> = units.iter().filter(|unit| unit.parent.is_none()).map(|unit| unit.id).collect();
    let top = if let [one] = top[..] { Some(one) } else { None };
    let whole = by_unit.get(&top).map(|of| turnout::whole(l, of)).filter(|whole| !whole.is_empty());
    let everybody = top.is_none().then(|| (None, words::everybody(l)));
    let places = everybody.into_iter().chain(units.iter().map(|unit| (Some(unit.id), unit.name.get(l))));
    let rows = places.filter_map(|(unit, name)| Some(turnout::row(l, survey, name, by_unit.get(&unit)?, None)));
    let rows: Vec<_> = rows.collect();
    let counted = match counted_on {
        Some(day) => Some(words::counted_on(l, date::near_day(l, day))),
        // What is closed will not be counted any more.
        None => (survey.state == State::Open).then(|| words::not_counted_yet(l).to_owned()),
    };
    let key = view! { <SidesKey locale=l><span>{text::home::step_key(l)}</span></SidesKey> };
    view! {
        <Panel title=words::participation(l) id="participation" aside=key.into_any()>
            {whole.map(|whole| view! { <p><b>{whole}</b></p> })}
            {counted.map(|counted| view! { <p class="small soft">{counted}</p> })}
            <ShareRows id="turnout" head=text::common::unit(l) rows locale=l/>
        </Panel>
    }
}

/// What became of the mails: numbers, and who could not be reached.
fn mails(l: Locale, deliveries: Deliveries, acts: bool) -> impl IntoView {
    let states = [
        (mail::State::Sent, deliveries.counts.sent),
        (mail::State::Waiting, deliveries.counts.waiting),
        (mail::State::Refused, deliveries.counts.refused),
        (mail::State::Failed, deliveries.counts.failed),
    ];
    let states = states.into_iter().filter(|(_, n)| *n > 0).map(|(state, n)| {
        view! { <span><b>{figure::integer(l, n)}</b>" "{state.name(l)}</span> }
    });
    let states = states.collect_view();
    let rows: Vec<Vec<AnyView>> = deliveries
        .troubled
        .iter()
        .map(|delivery| {
            vec![
                delivery.name.clone().into_any(),
                view! { <bdi dir="ltr">{delivery.address.clone()}</bdi> }.into_any(),
                delivery.state.name(l).into_any(),
                delivery.trouble(l).unwrap_or_default().into_any(),
            ]
        })
        .collect();
    let columns = [words::who(l), words::address(l), words::mail_state(l), words::mail_trouble(l)];
    let columns: Vec<Column> = columns.into_iter().map(Column::words).collect();
    let stopped = deliveries.stopped;
    let again = acts && deliveries.counts.refused + deliveries.counts.failed > 0;
    view! {
        <Panel title=words::mails(l) id="mails">
            <p class="tally">{states}</p>
            {(stopped > 0).then(|| view! { <p class="small">{words::stopped_since(l, stopped)}</p> })}
            {(!rows.is_empty()).then(|| view! {
                <Table caption=words::mails_in_trouble(l) columns rows kind=TableKind::Stacks/>
            })}
            <p class="fine">{words::mails_tell_nothing(l)}</p>
            {again.then(|| view! {
                <form method="post"><Button label=words::send_again(l) name="act" value="again"/></form>
            })}
        </Panel>
    }
}

/// Reminding, moving the last day, closing.
fn ending(request: &Request, survey: &Survey, problems: &FormProblems) -> impl IntoView + use<> {
    let l = request.locale;
    let typed = request.form.get("closes_on").to_owned();
    let today = surveys::today(&request.core).to_string();
    let day = survey.closes_on.map(|day| date::field(l, day)).unwrap_or_default();
    let closing = if typed.is_empty() { day } else { typed };
    let common = Common {
        name: "closes_on".into(),
        label: words::closes_on(l).into(),
        error: problems.of("closes_on", l),
        focus: !problems.0.is_empty(),
        ..Common::default()
    };
    view! {
        <Panel title=words::remind_head(l) id="remind">
            <p class="small">{words::remind_lead(l)}</p>
            <form method="post"><Button label=words::remind(l) name="act" value="remind"/></form>
        </Panel>
        <Panel title=words::end_head(l) id="end">
            <form method="post" class="stack2">
                <DateField common value=closing today locale=l/>
                <p class="acts"><Button label=words::move_day(l) name="act" value="move"/></p>
            </form>
            <p class="acts"><DialogButton id="close-now" label=words::close(l)/></p>
            <Dialog id="close-now" title=words::close_question(l) locale=l>
                <p>{words::close_lead(l)}</p>
                <form method="post"><Button label=words::close(l) weight=Weight::Main name="act" value="close"/></form>
            </Dialog>
        </Panel>
    }
}

fn promise(l: Locale, survey: &Survey) -> impl IntoView + use<> {
    let of_file = survey.rows_are_people.then(|| text::historical::rows_are_people(l));
    let lines = survey.promise.get(l).lines().chain(of_file);
    let lines = lines.map(|line| view! { <li>{line.to_owned()}</li> }).collect_view();
    view! { <Panel title=words::promise_head(l) id="promise"><ul class="lines small">{lines}</ul></Panel> }
}
