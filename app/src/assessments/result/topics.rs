//! The questions of a domain: how each was answered, what is claimed beside what is measured, what people wrote, and
//! what to do next.

use ayeneh_domain::{bilingual::Locale, questionnaire::Side};
use ayeneh_text::{figure, maturity as words, ui};
use leptos::prelude::*;

use super::wire::{Domain, Evidence, Measured, Topic};
use crate::ui::{
    chart::{Plot, distribution::distribution},
    hidden_cell::{HiddenCell, ReasonSheet},
    panel::Panel,
    shown::Shown,
    state::{State, StateWord},
};

/// From this index on a sign is not seen; below the other it is plain.
const ABSENT_FROM: f64 = 200.0 / 3.0;
const PLAIN_BELOW: f64 = 100.0 / 3.0;

/// The panel of a domain; none without questions.
pub fn topics(domain: Domain, index: usize, is_recovery: bool, locale: Locale) -> Option<AnyView> {
    if domain.topics.is_empty() {
        return None;
    }
    let sign = is_recovery.then(|| sign(domain.index, locale)).flatten();
    let rows: Vec<_> = domain.topics.into_iter().map(|topic| topic_row(topic, locale)).collect();
    let key = view! { <span class="fine">{words::parts_key(locale)}</span> };
    let panel = view! {
        <Panel title=domain.name id=format!("domain-{index}") aside=key.into_any()>
            <p class="small soft">{domain.description}" "{sign}</p>
            <ol class="claims">{rows}</ol>
        </Panel>
    };
    Some(panel.into_any())
}

/// Whether the warning sign shows.
fn sign(index: Shown, locale: Locale) -> Option<AnyView> {
    let (state, label) = match index.place()? {
        absent if absent >= ABSENT_FROM => (State::OnTarget, words::sign_absent(locale)),
        plain if plain < PLAIN_BELOW => (State::Below, words::sign_plain(locale)),
        _ => (State::Near, words::sign_partly(locale)),
    };
    Some(view! { <StateWord state locale label=label/> }.into_any())
}

fn topic_row(topic: Topic, locale: Locale) -> AnyView {
    let answered = answered(&topic, locale);
    let not_known = topic.not_known.filter(|share| *share >= 1.0 && topic.withheld.is_none()).map(|share| {
        view! { <span class="fine">{words::not_known(locale, figure::percent(locale, share, 0))}</span> }
    });
    let measured = topic.measured.map(|measured| measured_beside(measured, topic.claim, locale));
    let beneath = (!topic.next.is_empty() || topic.evidence.is_some()).then(|| {
        let next = next(topic.next, locale);
        let evidence = topic.evidence.map(|found| evidence(found, locale));
        view! { <div class="beneath">{next}{evidence}</div> }
    });
    view! {
        <li>
            <span class="lab">{figure::integer(locale, topic.number)}". "{topic.text}</span>
            <div>{answered}{not_known}</div>
            <div class="measured">{measured}</div>
            {beneath}
        </li>
    }
    .into_any()
}

fn answered(topic: &Topic, locale: Locale) -> AnyView {
    match (&topic.withheld, topic.parts.is_empty()) {
        (Some(withheld), _) => {
            let id = format!("topic-why-{}", topic.number);
            view! {
                <HiddenCell id=id.clone() withheld=withheld.clone() locale roomy=true/>
                <ReasonSheet id withheld=withheld.clone() locale/>
            }
            .into_any()
        }
        (None, false) => {
            let parts: Vec<String> = topic.parts.iter().map(|part| figure::decimal(locale, *part, 0)).collect();
            let finding = words::parts_finding(locale, parts.join(ayeneh_text::common::list_separator(locale)));
            view! { <Plot svg=distribution(&topic.parts, Some(Side::Employee), &finding, locale)/> }.into_any()
        }
        (None, true) => {
            view! { <span class="small soft">{words::index_of(locale, index_text(topic.index, locale))}</span> }
                .into_any()
        }
    }
}

/// Claimed against measured, in one plain sentence.
fn measured_beside(measured: Measured, claim: Option<String>, locale: Locale) -> AnyView {
    let state = measured.bears_out.map(|bears_out| {
        let (state, label) = if bears_out {
            (State::OnTarget, words::borne_out(locale))
        } else {
            (State::Near, words::not_borne_out(locale))
        };
        view! { <StateWord state locale label=label/>" " }
    });
    let claimed = claim.map(|claim| format!("{} ", words::claimed(locale, claim)));
    let said = if measured.is_measured {
        words::measured(locale, measured.said)
    } else {
        words::not_measured(locale, measured.said)
    };
    view! { {state}<span>{claimed}{said}</span> }.into_any()
}

/// The first step, and the others folded.
fn next(steps: Vec<String>, locale: Locale) -> Option<AnyView> {
    let mut steps = steps.into_iter();
    let first = steps.next()?;
    let others: Vec<_> = steps.map(|step| view! { <li>{step}</li> }).collect();
    let others = (!others.is_empty()).then(|| {
        view! {
            <details>
                <summary>{words::more_steps(locale, others.len())}</summary>
                <ul class="lines small">{others}</ul>
            </details>
        }
    });
    Some(view! { <p class="small"><b>{words::next(locale)}</b>" "{first}</p>{others} }.into_any())
}

/// What was written, folded; or why it is not shown.
fn evidence(found: Evidence, locale: Locale) -> AnyView {
    if let Some(withheld) = found.withheld {
        return view! {
            <details>
                <summary>{words::evidence_hidden(locale)}</summary>
                <p class="small soft">{withheld.reason(locale)}</p>
            </details>
        }
        .into_any();
    }
    let summary = words::evidence(locale, found.texts.len());
    let texts: Vec<_> = found
        .texts
        .into_iter()
        .map(|text| view! { <blockquote class="quote" dir="auto">{text}</blockquote> })
        .collect();
    view! {
        <details>
            <summary>{summary}</summary>
            <div class="quotes">{texts}</div>
        </details>
    }
    .into_any()
}

fn index_text(shown: Shown, locale: Locale) -> String {
    if shown == Shown::Hidden { ui::hidden(locale).to_owned() } else { shown.text(0, locale) }
}
