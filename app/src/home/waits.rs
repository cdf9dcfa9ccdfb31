//! What waits for HR, with one act each, and the draft that is to be finished.

use ayeneh_core::{
    home::{Home, Wait},
    surveys::{Preview, Survey},
};
use ayeneh_domain::{bilingual::Locale, calendar::Date};
use ayeneh_text::{self as text, date, home as words, surveys as survey_words};
use leptos::prelude::*;

use crate::{
    surveys::{draft::checks, words as say},
    ui::{
        button::{Button, ButtonLink, Weight},
        icon::Icon,
        list::TodoRow,
        panel::Panel,
        tag::Tag,
    },
};

/// The list.
pub(super) fn panel(l: Locale, home: &Home) -> impl IntoView + use<> {
    let count = home.waits.len();
    let aside = (count > 0).then(|| view! { <Tag label=words::items(l, count)/> }.into_any());
    let rows = home.waits.iter().enumerate().map(|(place, wait)| row(l, home.today, wait, place == 0)).collect_view();
    let nothing = (count == 0).then(|| view! { <p class="soft">{words::nothing_waits(l)}</p> });
    view! {
        <Panel title=words::waits(l) id="waits" aside=aside.into_any()>
            {nothing}
            <ul class="todo">{rows}</ul>
        </Panel>
    }
}

fn row(l: Locale, today: Date, wait: &Wait, first: bool) -> AnyView {
    let weight = if first { Weight::Main } else { Weight::Other };
    let survey = wait.survey();
    let (id, title) = (survey.id, survey.title.get(l));
    let page = format!("/surveys/{id}");
    let link = |href: String, label: &'static str| view! { <ButtonLink href label weight/> }.into_any();
    let press = |label: &'static str, act: &'static str| {
        view! { <form method="post" action=page.clone()><Button label weight name="act" value=act/></form> }.into_any()
    };
    let (icon, detail, act) = match wait {
        Wait::Release(_) => (Icon::Mirror, words::release_why(l).to_owned(), press(words::release_act(l), "release")),
        Wait::Reports { .. } => {
            (Icon::Round, words::reports_why(l, title), link(format!("/cycles/{id}/reports"), words::reports_act(l)))
        }
        Wait::Behind { reminded_today: true, .. } => {
            let said = view! { <span class="fine">{words::reminded_today(l)}</span> };
            (Icon::Warn, behind(l, today, survey), said.into_any())
        }
        Wait::Behind { .. } => (Icon::Warn, behind(l, today, survey), press(words::behind_act(l), "remind")),
        Wait::Mails { .. } => {
            (Icon::Mail, words::mails_why(l, title), link(format!("{page}#mails"), words::mails_act(l)))
        }
        Wait::Raters { .. } => {
            (Icon::Round, words::raters_why(l, title), link(format!("{page}/raters"), words::raters_act(l)))
        }
        Wait::Draft(_) => (
            say::icon(survey.kind),
            say::kind(l, survey.kind).to_owned(),
            link(page, survey_words::check_and_launch(l)),
        ),
    };
    view! { <TodoRow icon title=wait.sentence(l) detail>{act}</TodoRow> }.into_any()
}

/// Which survey, and how long it is still open.
fn behind(l: Locale, today: Date, survey: &Survey) -> String {
    let left = survey.closes_on.map(|day| date::left(l, today, day));
    let parts = [Some(survey.title.get(l).to_owned()), left];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What is ready for the launch of a draft, and what is not.
pub(super) fn draft(l: Locale, preview: &Preview) -> impl IntoView + use<> {
    let survey = &preview.survey;
    let (href, checks) = (format!("/surveys/{}", survey.id), checks(l, preview));
    let aside = view! { <span class="fine">{text::surveys::state_draft(l)}</span> };
    view! {
        <Panel title=words::draft(l, survey.title.get(l)) id="draft" aside=aside.into_any()>
            <ul class="checks">{checks}</ul>
            <p><ButtonLink href label=words::draft_act(l)/></p>
        </Panel>
    }
}
