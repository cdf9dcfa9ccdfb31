//! One person's raters: who they are, taking one off, adding one.

use ayeneh_core::{
    Error, Problem,
    surveys::{self, RaterOf, Subject},
};
use ayeneh_domain::{
    bilingual::Locale,
    ids::{PersonId, SurveyId},
    relationship::Relationship,
    survey::State,
};
use ayeneh_text::{self as text, surveys as words};
use leptos::prelude::*;

use super::{form::summary, words as say};
use crate::{
    layout,
    routing::{FormProblems, Request, Response},
    ui::{
        button::{Button, ButtonLink, Weight},
        field::{Common, ErrorSummary, SelectField, TextField},
        head::{Choice, SentenceHead},
        note::{Note, Tone},
        panel::Panel,
        table::{Column, Table, TableKind},
    },
};

/// The raters of one person.
pub async fn show(request: Request) -> Result<Response, Error> {
    page(&request, &FormProblems::default()).await
}

/// Adds a rater, takes one off, or takes the person out of the cycle.
pub async fn act(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let (id, person): (SurveyId, PersonId) = (request.id("id")?, request.id("person")?);
    let form = &request.form;
    let done = match (form.get("act"), form.get("remove").parse()) {
        ("out", _) => {
            surveys::remove_subject(ctx, id, person).await?;
            return Ok(Response::redirect(format!("/surveys/{id}/raters")));
        }
        (_, Ok(rater)) => surveys::remove_rater(ctx, id, person, rater).await,
        _ => match Relationship::from_key(form.get("relationship")) {
            Some(relationship) => surveys::add_rater(ctx, id, person, form.get("rater"), relationship).await,
            None => Err(Error::invalid(Problem::field("relationship", |l| text::field_errors::choose(l).to_owned()))),
        },
    };
    match done {
        Ok(()) => Ok(Response::redirect(format!("/surveys/{id}/raters/{person}"))),
        Err(Error::Invalid(problems)) => page(&request, &FormProblems(problems)).await,
        Err(error) => Err(error),
    }
}

async fn page(request: &Request, problems: &FormProblems) -> Result<Response, Error> {
    let l = request.locale;
    let person: PersonId = request.id("person")?;
    let (survey, subjects, _) = surveys::subjects(request.ctx()?, request.id("id")?).await?;
    let subject = subjects.into_iter().find(|subject| subject.person == person).ok_or(Error::NotFound)?;
    let is_draft = survey.state == State::Draft;
    let survey_page = format!("/surveys/{}", survey.id);
    let above =
        [(survey.title.get(l), survey_page.clone()), (words::raters_of_cycle(l), format!("{survey_page}/raters"))];
    let may_choose = matches!(survey.state, State::Draft | State::Open);
    let list = format!("/cycles/{}/nominations/{person}", survey.id);
    let html = layout::page(request, &subject.name.clone(), || {
        let raters = table(l, &subject, is_draft);
        let few = subject.short.iter().map(|relationship| {
            let name = text::name::relationship(l, *relationship);
            let said = words::group_too_small(l, name, survey.rules.scores());
            view! { <Note tone=Tone::Care><p>{said}</p></Note> }
        });
        let few = few.collect_view();
        view! {
            <ErrorSummary errors=summary(problems, l) locale=l/>
            <SentenceHead sentence=words::rated_by(l, subject.raters.len(), text::isolate(&subject.name))
                lead=subject.unit.get(l).to_owned() trail=say::trail(l, &above, &subject.name)>
                {may_choose.then(|| view! {
                    <p class="acts"><ButtonLink href=list label=text::cycle::with_suggestions(l)/></p>
                })}
            </SentenceHead>
            {few}
            <Panel title=words::raters(l) id="raters">{raters}</Panel>
            {is_draft.then(|| add(request, problems))}
            {is_draft.then(|| view! {
                <form method="post" class="acts">
                    <Button label=words::take_out_of_cycle(l) weight=Weight::Danger name="act" value="out"/>
                </form>
            })}
        }
    });
    Ok(Response::Page { status: problems.status(), html })
}

fn table(l: Locale, subject: &Subject, is_draft: bool) -> impl IntoView + use<> {
    let rows: Vec<Vec<AnyView>> = subject.raters.iter().map(|rater| row(l, rater, is_draft)).collect();
    let mut columns = vec![Column::words(words::rater(l)), Column::words(words::relationship(l))];
    if is_draft {
        columns.push(Column::words(words::correction(l)));
    }
    view! { <form method="post"><Table caption=words::raters(l) columns rows kind=TableKind::Stacks/></form> }
}

fn row(l: Locale, rater: &RaterOf, is_draft: bool) -> Vec<AnyView> {
    let name = view! {
        <span dir=l.direction()><bdi>{rater.name.clone()}</bdi>" "<bdi class="fine">{rater.code.clone()}</bdi></span>
    };
    let mut cells = vec![name.into_any(), text::name::relationship(l, rater.relationship).into_any()];
    if is_draft {
        let value = rater.invitation.to_string();
        let whom = words::take_off(l, text::isolate(&rater.name));
        let button = view! {
            <button class="btn quiet" name="remove" value=value aria-label=whom>{text::common::remove(l)}</button>
        };
        cells.push(button.into_any());
    }
    cells
}

fn add(request: &Request, problems: &FormProblems) -> impl IntoView + use<> {
    let l = request.locale;
    let common = |name: &str, label: &str, hint: Option<&str>| Common {
        name: name.to_owned(),
        label: label.to_owned(),
        hint: hint.map(str::to_owned),
        error: problems.of(name, l),
        focus: problems.of(name, l).is_some(),
        ..Common::default()
    };
    let chosen = request.form.get("relationship").to_owned();
    let choices = Relationship::ALL.iter().filter(|relationship| **relationship != Relationship::Self_);
    let choices: Vec<Choice> = choices
        .map(|relationship| Choice {
            value: relationship.key().to_owned(),
            label: text::name::relationship(l, *relationship).to_owned(),
            chosen: chosen == relationship.key(),
        })
        .collect();
    let typed = request.form.get("rater").to_owned();
    let rater = common("rater", words::code(l), Some(words::code_hint(l)));
    let relationship = common("relationship", words::relationship(l), None);
    view! {
        <Panel title=words::add_rater(l) id="add">
            <form method="post" class="stack2">
                <TextField common=rater value=typed locale=l/>
                <SelectField common=relationship choices locale=l/>
                <p class="acts"><Button label=words::add_rater(l)/></p>
            </form>
        </Panel>
    }
}
