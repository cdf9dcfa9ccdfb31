//! A draft: what launching it would do, what to know before, and what is promised. The last look before mails go out.

use ayeneh_core::{
    cycles::Overview,
    surveys::{Preview, Survey},
};
use ayeneh_domain::{
    bilingual::Locale,
    questionnaire::Side,
    survey::{Kind, launch::Warning},
};
use ayeneh_text::{self as text, date, figure, surveys as words};
use leptos::prelude::*;

use super::words as say;
use crate::{
    alignment::choosing,
    cycles::phases,
    layout,
    routing::{FormProblems, Request, Response},
    ui::{
        button::{Button, ButtonLink, Weight},
        head::SentenceHead,
        list::{CheckRow, Ready},
        note::{Note, Toast, Tone},
        panel::{Panel, Row},
    },
};

/// The page of a draft.
pub(super) fn page(
    request: &Request,
    preview: &Preview,
    cycle: Option<&Overview>,
    problems: &FormProblems,
) -> Response {
    let l = request.locale;
    let survey = &preview.survey;
    let title = survey.title.get(l).to_owned();
    let said = match request.query.get("done") {
        "changed" => Some(words::changed(l)),
        other => phases::done(l, other),
    };
    let html = layout::page(request, &title, || {
        let promise = survey.promise.get(l).lines().map(|line| view! { <li>{line.to_owned()}</li> }).collect_view();
        let kind = say::kind(l, survey.kind);
        let cannot = (!preview.refusals.is_empty()).then(|| words::not_ready_yet(l).to_owned());
        let ranked = survey.ranking.as_ref().map(|ranking| choosing::asked(l, ranking));
        let questionnaires = preview.questionnaires.iter().map(|questionnaire| {
            let href = format!("/questionnaires/{}", questionnaire.key);
            view! { <li><a href=href>{questionnaire.title.get(l).to_owned()}</a></li> }
        });
        let questionnaires = questionnaires.collect_view();
        let (checks, warnings) = (checks(l, preview), warnings(l, preview));
        view! {
            {said.map(|text| view! { <Toast text/> })}
            {layout::problem_summary(problems, l)}
            <SentenceHead sentence=sentence(l, preview) lead=format!("{kind} · {title}")
                trail=say::trail(l, &[], &title)/>
            {cycle.map(|cycle| phases::panel(l, cycle, true))}
            <Row>
                <Panel title=words::before_launch(l) id="checks">
                    <ul class="checks">{checks}</ul>
                    {warnings}
                </Panel>
                <Panel title=words::promise_head(l) id="promise">
                    <p class="small soft">{words::promise_lead(l)}</p>
                    <ul class="lines small">{promise}</ul>
                </Panel>
            </Row>
            {ranked.unwrap_or_else(|| view! {
                <Panel title=words::questions_head(l) id="questions"><ul class="lines">{questionnaires}</ul></Panel>
            }.into_any())}
            <form method="post" class="acts">
                {launch(l, preview, cannot)}
                {(survey.kind == Kind::Cycle).then(|| view! {
                    <ButtonLink href=format!("/surveys/{}/raters", survey.id) label=words::correct_raters(l)/>
                })}
                <ButtonLink href=format!("/surveys/{}/edit", survey.id) label=words::change_draft(l)/>
                <ButtonLink href=format!("/surveys/{}/preview", survey.id) label=text::samples::link(l)/>
                <ButtonLink href=copy_address(survey) label=words::copy(l) weight=Weight::Quiet/>
                <Button label=words::discard(l) weight=Weight::Quiet name="act" value="discard"/>
            </form>
            <p class="fine">{words::frozen_at_launch(l)}</p>
        }
    });
    let status = if problems.0.is_empty() { 200 } else { 422 };
    Response::Page { status, html }
}

/// Where a new round like this one begins.
pub(super) fn copy_address(survey: &Survey) -> String {
    format!("/surveys/new/{}?from={}", survey.kind.key(), survey.id)
}

fn launch(l: Locale, preview: &Preview, cannot: Option<String>) -> AnyView {
    let label = words::launch(l, usize::try_from(preview.mails).unwrap_or(usize::MAX));
    match cannot {
        None => view! { <Button label weight=Weight::Main name="act" value="launch"/> }.into_any(),
        Some(why) => view! { <Button label weight=Weight::Main name="act" value="launch" impossible=why/> }.into_any(),
    }
}

/// Whom it asks, in a sentence.
fn sentence(l: Locale, preview: &Preview) -> String {
    let count = |side| preview.invited.get(&side).copied().unwrap_or_default();
    let integer = |n| figure::integer(l, n);
    match preview.survey.kind {
        Kind::Wave | Kind::Historical => {
            words::would_ask_both(l, integer(count(Side::Employee)), integer(count(Side::Customer)))
        }
        Kind::Assessment | Kind::Recovery => {
            words::would_ask_people(l, usize::try_from(preview.people).unwrap_or(usize::MAX))
        }
        Kind::Alignment => {
            let behaviours = preview.survey.ranking.as_ref().map_or(0, |ranking| ranking.behaviours.len());
            text::alignment::would_rank(l, behaviours, integer(preview.people))
        }
        Kind::Cycle => {
            words::would_review(l, integer(preview.subjects), integer(preview.people), integer(preview.ratings))
        }
    }
}

/// What is ready before a launch, and what is not, a line each.
pub(crate) fn checks(l: Locale, preview: &Preview) -> impl IntoView + use<> {
    let refused = |field: &str| {
        let problem = preview.refusals.iter().find(|problem| problem.field.as_deref() == Some(field));
        problem.map(|problem| problem.message.get(l).to_owned())
    };
    let closes = preview.survey.closes_on.map(|day| words::open_until_day(l, date::day(l, day)));
    let rows = [
        (refused("units"), words::asks_in(l, say::unit_names(l, &preview.chosen))),
        (refused("closes_on"), closes.unwrap_or_default()),
        (None, words::stands_for(l, date::month(l, preview.survey.period))),
        (None, words::mails_wait(l, usize::try_from(preview.mails).unwrap_or(usize::MAX))),
    ];
    let general = preview.refusals.iter().filter(|problem| problem.field.is_none());
    let general = general.map(|problem| (Some(problem.message.get(l).to_owned()), String::new()));
    let rows = rows.into_iter().chain(general).map(|(refused, fine)| {
        let ready = if refused.is_some() { Ready::No } else { Ready::Yes };
        view! { <CheckRow ready label=refused.unwrap_or(fine) locale=l/> }
    });
    rows.collect_view()
}

/// What is allowed but should be known.
fn warnings(l: Locale, preview: &Preview) -> impl IntoView + use<> {
    let least = preview.survey.rules.scores();
    let mut said: Vec<String> = Vec::new();
    for warning in &preview.warnings {
        said.push(match warning {
            Warning::SideEmpty(side) => words::side_empty(l, text::name::side(l, *side)),
            Warning::PartyTooSmall(party) => {
                text::alignment::party_too_small(l, least, text::name::party_amid(l, *party))
            }
            Warning::TooFewInvited { side, units } => {
                let named: Vec<String> = units
                    .iter()
                    .filter_map(|id| preview.units.iter().find(|unit| unit.id == *id))
                    .map(|unit| unit.name.get(l).to_owned())
                    .collect();
                words::too_few_invited(l, text::name::side(l, *side), least, say::names(l, named.into_iter()))
            }
        });
    }
    for (relationship, subjects) in &preview.short {
        let name = text::name::relationship(l, *relationship);
        said.push(words::too_few_raters(l, name, figure::integer(l, *subjects), least));
    }
    if preview.skipped > 0 {
        said.push(words::skips(l, preview.skipped));
    }
    said.into_iter().map(|line| view! { <Note tone=Tone::Care><p>{line}</p></Note> }).collect_view()
}
