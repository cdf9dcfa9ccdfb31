//! `/surveys/{id}/preview`: what everybody will get and see, by who it comes to, before anything is sent.

use ayeneh_core::{
    Error,
    mail::{MailKind, Rendered},
    surveys::{self, Reader, SampleMail, Samples},
};
use ayeneh_domain::{
    bilingual::Locale,
    cycle::{Gate, Settings},
    questionnaire::Questionnaire,
    survey::{Kind, Wording},
};
use ayeneh_text::{self as text, samples as words};
use leptos::prelude::*;

use super::words as say;
use crate::{
    layout,
    routing::{Request, Response},
    ui::{head::SentenceHead, panel::Panel},
};

/// The page.
pub async fn show(request: Request) -> Result<Response, Error> {
    let l = request.locale;
    let found = surveys::samples(request.ctx()?, request.id("id")?).await?;
    let title = found.survey.title.get(l).to_owned();
    let html = layout::page(&request, words::title(l), || {
        let above = [(title.as_str(), format!("/surveys/{}", found.survey.id))];
        let panels = readers(found.survey.kind).iter().map(|reader| panel(l, *reader, &found)).collect_view();
        view! {
            <SentenceHead sentence=words::sentence(l) lead=words::lead(l) trail=say::trail(l, &above, words::title(l))/>
            {panels}
        }
    });
    Ok(Response::page(html))
}

/// Who gets something of a survey, in the order of the page.
const fn readers(kind: Kind) -> &'static [Reader] {
    match kind {
        Kind::Wave => &[Reader::Employee, Reader::Customer],
        Kind::Cycle => &[Reader::Rater, Reader::Outsider, Reader::Subject, Reader::Manager],
        Kind::Assessment | Kind::Recovery | Kind::Alignment | Kind::Historical => &[Reader::Employee],
    }
}

fn panel(l: Locale, reader: Reader, found: &Samples) -> Option<AnyView> {
    let mails: Vec<&SampleMail> = found.mails.iter().filter(|mail| mail.reader == reader).collect();
    if mails.is_empty() {
        return None;
    }
    let asked = questionnaire(reader, found.survey.kind).map(|questionnaire| {
        let href = format!("/questionnaires/{}", questionnaire.key);
        view! { <li><a href=href>{words::questions(l, text::questionnaires::minutes(l, questionnaire.minutes(0)))}</a></li> }
    });
    let lines = lines(l, reader, found).into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    let mails = mails.into_iter().map(|mail| folded(l, mail)).collect_view();
    Some(
        view! {
            <Panel title=name(l, reader, found.survey.kind) id=reader.key()>
                <ul class="lines small">{lines}{asked}</ul>
                {mails}
            </Panel>
        }
        .into_any(),
    )
}

const fn name(l: Locale, reader: Reader, kind: Kind) -> &'static str {
    match (reader, kind) {
        (Reader::Employee, Kind::Wave) => words::employee(l),
        (Reader::Employee, _) => words::everybody(l),
        (Reader::Customer, _) => words::customer(l),
        (Reader::Subject, _) => words::subject(l),
        (Reader::Rater, _) => words::rater(l),
        (Reader::Outsider, _) => words::outsider(l),
        (Reader::Manager, _) => words::manager(l),
    }
}

/// What they answer, where one set of questions is theirs.
fn questionnaire(reader: Reader, kind: Kind) -> Option<&'static Questionnaire> {
    let wording = match (reader, kind) {
        (Reader::Employee, Kind::Wave) => Wording::Employee,
        (Reader::Customer, _) => Wording::Customer,
        (Reader::Subject, _) => Wording::Self_,
        (Reader::Rater | Reader::Manager, _) => Wording::Rater,
        (Reader::Outsider, _) => Wording::External,
        (Reader::Employee, Kind::Assessment) => Wording::All,
        (Reader::Employee, Kind::Recovery) => Wording::Signs,
        (Reader::Employee, _) => return None,
    };
    Some(wording.questionnaire())
}

/// What happens to them, a sentence each.
fn lines(l: Locale, reader: Reader, found: &Samples) -> Vec<String> {
    let settings = found.settings.as_ref();
    let manager_opens = settings.is_some_and(|settings| settings.gate() == Gate::Manager);
    let chosen = found.mails.iter().any(|mail| mail.kind == MailKind::NominationAsked);
    let said: Vec<Option<&str>> = match reader {
        Reader::Employee | Reader::Customer => vec![Some(words::by_link(l)), Some(words::stops(l))],
        Reader::Rater => vec![
            Some(words::by_link(l)),
            Some(words::not_observed(l)),
            Some(words::may_decline(l)),
            Some(words::in_groups(l)),
        ],
        Reader::Outsider => {
            vec![Some(words::by_link(l)), Some(words::own_wording(l)), Some(words::in_groups(l)), Some(words::stops(l))]
        }
        Reader::Subject => vec![
            chosen.then(|| words::chooses(l)),
            Some(words::rates_oneself(l)),
            Some(if manager_opens { words::opened_by_manager(l) } else { words::opened_by_hr(l) }),
            Some(words::reads_groups(l)),
        ],
        Reader::Manager => vec![
            chosen.then(|| words::looks_through(l)),
            Some(words::rates_by_name(l)),
            Some(if manager_opens { words::reads_first(l) } else { words::reads_later(l) }),
            Some(words::never_who(l)),
        ],
    };
    let mut lines: Vec<String> = said.into_iter().flatten().map(str::to_owned).collect();
    lines.extend(settings.filter(|_| reader == Reader::Rater).map(|settings| most(l, settings)));
    lines
}

fn most(l: Locale, settings: &Settings) -> String {
    words::most_reviews(l, text::figure::integer(l, settings.plain().most_reviews))
}

/// A mail, folded: first in the language of the page, then in the other.
fn folded(l: Locale, mail: &SampleMail) -> impl IntoView + use<> {
    let own = if l == Locale::Fa { &mail.fa } else { &mail.en };
    let (subject, lang, dir) = (own.subject.clone(), l.tag(), l.direction());
    let both = match l {
        Locale::Fa => [(Locale::Fa, &mail.fa), (Locale::En, &mail.en)],
        Locale::En => [(Locale::En, &mail.en), (Locale::Fa, &mail.fa)],
    };
    let both = both.map(|(locale, words)| letter(locale, words)).collect_view();
    view! {
        <details class="fold">
            <summary><span lang=lang dir=dir>{subject}</span><span class="fine">{mail.kind.name(l)}</span></summary>
            <div class="letters">{both}</div>
        </details>
    }
}

fn letter(locale: Locale, words: &Rendered) -> impl IntoView + use<> {
    let paragraphs = words.text.trim().split("\n\n").map(|part| {
        let lines = part.trim().lines().map(|line| view! { <bdi>{line.to_owned()}</bdi><br/> }).collect_view();
        view! { <p>{lines}</p> }
    });
    view! {
        <section class="letter" lang=locale.tag() dir=locale.direction()>
            <p><b>{words.subject.clone()}</b></p>
            {paragraphs.collect_view()}
        </section>
    }
}
