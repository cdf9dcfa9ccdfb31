//! All questionnaires, with what they are for and how long they take.

use ayeneh_core::Error;
use ayeneh_domain::{
    bilingual::Locale,
    questionnaire::{Questionnaire, builtin},
};
use ayeneh_text::{self as text, questionnaires as words};
use leptos::prelude::*;

use crate::{
    layout,
    routing::{Request, Response},
    ui::{button::ButtonLink, head::SentenceHead, icon::Icon, list::TodoRow, panel::Panel},
};

/// The list.
pub async fn show(request: Request) -> Result<Response, Error> {
    let l = request.locale;
    let html = layout::page(&request, text::places::questionnaires(l), || {
        let all = builtin::all();
        let groups = [
            ("trust", words::trust(l), words::trust_lead(l)),
            ("behaviour", words::behaviour(l), words::behaviour_lead(l)),
            ("centricity", words::centricity(l), words::centricity_lead(l)),
            ("recovery", words::recovery(l), words::recovery_lead(l)),
        ];
        let panels = groups.into_iter().map(|(prefix, title, lead)| {
            let of = all.iter().filter(|questionnaire| questionnaire.key.starts_with(prefix));
            let rows = of.map(|questionnaire| line(l, questionnaire)).collect_view();
            view! { <Panel title id=prefix><p class="small soft">{lead}</p><ul class="todo">{rows}</ul></Panel> }
        });
        let panels = panels.collect_view();
        view! {
            <SentenceHead sentence=words::sentence(l, all.len()) lead=words::lead(l)/>
            {panels}
        }
    });
    Ok(Response::page(html))
}

fn line(l: Locale, questionnaire: &'static Questionnaire) -> impl IntoView {
    let items = words::items(l, questionnaire.items().filter(|item| item.about().is_none()).count());
    let detail = format!(
        "{} · {} · {items} · {}",
        whom(l, questionnaire),
        words::version(l, questionnaire.version),
        words::minutes(l, questionnaire.minutes(0))
    );
    let href = format!("/questionnaires/{}", questionnaire.key);
    view! {
        <TodoRow icon=Icon::List title=questionnaire.title.get(l) detail>
            <ButtonLink href label=words::read(l)/>
        </TodoRow>
    }
}

/// Who is asked, about whom.
pub(super) fn whom(l: Locale, questionnaire: &Questionnaire) -> &'static str {
    match questionnaire.key.as_str() {
        "trust.customer" => words::whom_customer(l),
        "trust.employee" => words::whom_employee(l),
        "trust.internal" => words::whom_internal(l),
        "trust.supplier" => words::whom_supplier(l),
        "behaviour.360" => words::whom_rater(l),
        "behaviour.360.self" => words::whom_self(l),
        "behaviour.360.external" => words::whom_external(l),
        _ => words::whom_all(l),
    }
}
