//! All surveys: what waits for somebody first, then what runs, then what is done.

use ayeneh_core::{
    Error,
    surveys::{self, Listed},
};
use ayeneh_domain::{
    bilingual::Locale, calendar::Date, cycle::Phase, permission::Right, questionnaire::Side, survey::State,
};
use ayeneh_text::{self as text, date, figure, surveys as words};
use leptos::prelude::*;

use super::words as say;
use crate::{
    layout,
    routing::{Request, Response},
    ui::{
        button::{ButtonLink, Weight},
        empty::Empty,
        head::SentenceHead,
        list::TodoRow,
        note::Toast,
        panel::Panel,
    },
};

/// The list.
pub async fn show(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let l = request.locale;
    let listed = surveys::list(ctx).await?;
    let today = surveys::today(&ctx.core);
    let launches = ctx.may(Right::SurveysManage);
    let discarded = request.query.get("done") == "discarded";
    let html = layout::page(&request, text::places::surveys(l), || {
        let groups = [
            ("drafts", words::drafts(l), group(&listed, |one| one.survey.state == State::Draft && !is_chosen_for(one))),
            ("open", words::running(l), group(&listed, |one| one.survey.state == State::Open || is_chosen_for(one))),
            ("done", words::done(l), group(&listed, is_done)),
        ];
        let panels = groups.into_iter().filter(|(.., rows)| !rows.is_empty()).map(|(id, title, rows)| {
            let rows = rows.into_iter().map(|row| line(l, row, today)).collect_view();
            view! { <Panel title id><ul class="todo">{rows}</ul></Panel> }
        });
        let panels = panels.collect_view();
        view! {
            {discarded.then(|| view! { <Toast text=words::discarded(l)/> })}
            <SentenceHead sentence=sentence(l, &listed, today)>{launches.then(|| starts(l))}</SentenceHead>
            {listed.is_empty().then(|| view! {
                <Empty title=words::none_title(l) detail=words::none_detail(l) locale=l/>
            })}
            {panels}
        }
    });
    Ok(Response::page(html))
}

fn group(listed: &[Listed], belongs: impl Fn(&Listed) -> bool) -> Vec<&Listed> {
    listed.iter().filter(|listed| belongs(listed)).collect()
}

/// Whether raters of the cycle are being chosen: nobody answers yet, but people have something to do.
fn is_chosen_for(listed: &Listed) -> bool {
    matches!(listed.phase, Some(Phase::Nominating | Phase::Approving))
}

fn is_done(listed: &Listed) -> bool {
    matches!(listed.survey.state, State::Closed | State::Released)
}

/// What is going on, in a sentence.
fn sentence(l: Locale, listed: &[Listed], today: Date) -> String {
    let open = group(listed, |one| one.survey.state == State::Open);
    let next = open.iter().filter_map(|listed| listed.survey.closes_on).min();
    match (open.len(), next) {
        (0, _) => words::nothing_open(l).to_owned(),
        (n, Some(day)) => words::open_until(l, n, date::near_day(l, day), date::left(l, today, day)),
        (n, None) => words::open_now(l, n),
    }
}

/// The kinds of round one can begin.
fn starts(l: Locale) -> impl IntoView {
    view! {
        <p class="acts">
            <ButtonLink href="/surveys/new/wave" label=words::new_wave(l) weight=Weight::Main/>
            <ButtonLink href="/surveys/new/cycle" label=words::new_cycle(l)/>
            <ButtonLink href="/surveys/new/assessment" label=words::new_assessment(l)/>
            <ButtonLink href="/surveys/new/recovery" label=words::new_recovery(l)/>
        </p>
    }
}

fn line(l: Locale, listed: &Listed, today: Date) -> impl IntoView + use<> {
    let survey = &listed.survey;
    let act = match survey.state {
        State::Draft if listed.phase != Some(Phase::Nominating) => words::check_and_launch(l),
        _ => words::look(l),
    };
    let stands = match listed.phase {
        Some(phase @ (Phase::Nominating | Phase::Approving | Phase::Archived)) => {
            text::name::phase(l, phase).to_owned()
        }
        _ => say::state(l, survey, today),
    };
    let detail = [say::kind(l, survey.kind).to_owned(), stands].join(" · ");
    let note = turnout(l, listed).unwrap_or_default();
    let href = format!("/surveys/{}", survey.id);
    view! {
        <TodoRow icon=say::icon(survey.kind) title=survey.title.get(l) detail note>
            <ButtonLink href label=act/>
        </TodoRow>
    }
}

/// How many are invited, and of each side how many at least have answered.
fn turnout(l: Locale, listed: &Listed) -> Option<String> {
    if listed.survey.state == State::Draft || listed.invited == 0 {
        return None;
    }
    let invited = words::invited(l, usize::try_from(listed.invited).unwrap_or(usize::MAX));
    let sides = [Side::Employee, Side::Customer].into_iter().filter_map(|side| {
        let (invited, at_least) = listed.turnout.get(&side)?;
        let part = figure::part_of(l, *at_least, *invited);
        Some(words::side_at_least(l, text::name::side(l, side), part))
    });
    Some(std::iter::once(invited).chain(sides).collect::<Vec<_>>().join(" · "))
}
