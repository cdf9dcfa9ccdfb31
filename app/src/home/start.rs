//! `/`: the page somebody opens on. Which parts it has follows from what the person may do.

use ayeneh_core::{
    Ctx, Error,
    home::{self, Home},
};
use ayeneh_domain::{bilingual::Locale, permission::Right};
use ayeneh_text as text;
use leptos::prelude::*;

use super::{installation, own, team, turnout, waits, week};
use crate::{
    layout,
    routing::{Request, Response},
    ui::{
        head::SentenceHead,
        panel::{Columns, Row},
    },
};

/// Home; outsiders go to the sign-in page, executives to the scorecard.
pub async fn show(request: Request) -> Result<Response, Error> {
    let Some(ctx) = &request.signed_in else { return Ok(Response::redirect("/sign-in")) };
    if opens_on_the_scorecard(ctx) {
        return Ok(Response::redirect("/scorecard"));
    }
    let home = home::home(ctx).await?;
    let l = request.locale;
    Ok(Response::page(layout::page(&request, text::places::home(l), || page(l, &home))))
}

fn opens_on_the_scorecard(ctx: &Ctx) -> bool {
    ctx.may(Right::ScorecardView) && !ctx.may(Right::SurveysView)
}

fn page(l: Locale, home: &Home) -> impl IntoView + use<> {
    let beside = view! {
        <div class="stack">
            {home.draft.as_ref().map(|draft| waits::draft(l, draft))}
            {week::panel(l, home)}
        </div>
    };
    let asked = !(home.to_answer.is_empty() && home.lists.is_empty());
    let waits = home.runs_surveys.then(|| waits::panel(l, home));
    let own = (asked || !home.runs_surveys).then(|| own::panel(l, home));
    let lead = own::lead(l, home).map(|lead| view! { <p class="soft">{lead}</p> });
    view! {
        <SentenceHead sentence=home.sentence(l)>{lead}</SentenceHead>
        {team::panel(l, home)}
        <Row columns=Columns::WideFirst>
            <div class="stack">{waits}{own}</div>
            {beside}
        </Row>
        {turnout::panels(l, home)}
        {home.installation.as_ref().map(|known| installation::panel(l, known))}
    }
}
