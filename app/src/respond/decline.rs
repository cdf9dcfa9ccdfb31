//! `/r/{token}/decline`: a rater says that they cannot rate, and why; and what is shown after that.

use ayeneh_core::{
    Error, cycles,
    respond::{self, Face, Opened, Subject},
};
use ayeneh_domain::{
    bilingual::Locale,
    cycle::{Decline, LONGEST_NOTE, may_decline},
};
use ayeneh_text::{self as text, decline as words, isolate, name};
use leptos::prelude::*;

use super::{
    ending,
    frame::{self, Switch},
};
use crate::{
    routing::{FormProblems, Request, Response},
    ui::{
        button::{Button, Weight},
        field::{Common, ErrorSummary, TextArea},
        icon::{Glyph, Icon},
    },
};

/// The question why.
pub async fn show(request: Request) -> Result<Response, Error> {
    page(&request, &FormProblems::default()).await
}

/// Declines, or takes it back.
pub async fn send(request: Request) -> Result<Response, Error> {
    let token = request.part("token").to_owned();
    let link = format!("/r/{token}");
    if request.form.get("act") == "back" {
        return match cycles::take_back(&request.core, &token).await {
            Ok(()) | Err(Error::Conflict(_)) => Ok(Response::redirect(link)),
            Err(Error::NotFound) => Ok(ending::gone(&request)),
            Err(error) => Err(error),
        };
    }
    let Some(reason) = Decline::from_key(request.form.get("reason")) else {
        let problem = ayeneh_core::Problem::field("reason", |l| words::choose_reason(l).to_owned());
        return page(&request, &FormProblems(vec![problem])).await;
    };
    match cycles::decline(&request.core, &token, reason, request.form.get("note")).await {
        Ok(()) => Ok(Response::redirect(link)),
        Err(Error::Invalid(problems)) => page(&request, &FormProblems(problems)).await,
        // What the link leads to now says why.
        Err(Error::Conflict(_)) => Ok(Response::redirect(link)),
        Err(Error::NotFound) => Ok(ending::gone(&request)),
        Err(error) => Err(error),
    }
}

/// The way to this page, on the first page of questions about somebody else.
pub(super) fn link(request: &Request, l: Locale, face: &Face) -> Option<impl IntoView + use<>> {
    let subject = can_decline(face)?;
    let label = words::link(l, isolate(&subject.name));
    let href = format!("/r/{}/decline", request.part("token"));
    Some(view! { <p class="small"><a href=href>{label}</a></p> })
}

fn can_decline(face: &Face) -> Option<&Subject> {
    face.subject.as_ref().filter(|subject| may_decline(subject.relationship))
}

async fn page(request: &Request, problems: &FormProblems) -> Result<Response, Error> {
    let asked = Locale::from_tag(request.query.get("language"));
    let face = match respond::open(&request.core, request.part("token")).await {
        Ok(Opened::Ready(face, _)) if can_decline(&face).is_some() => face,
        Ok(_) => return Ok(Response::redirect(format!("/r/{}", request.part("token")))),
        Err(Error::NotFound) => return Ok(ending::gone(request)),
        Err(error) => return Err(error),
    };
    let l = asked.or(face.locale).unwrap_or(request.locale);
    let about = face.subject.as_ref().map(|subject| isolate(&subject.name)).unwrap_or_default();
    let back = format!("/r/{}", request.part("token"));
    let html = frame::document(request, l, words::title(l), || {
        let errors =
            problems.0.iter().filter_map(|problem| Some((problem.field.clone()?, problem.message.get(l).to_owned())));
        let common = Common {
            name: "note".into(),
            label: words::note(l).into(),
            error: problems.of("note", l),
            focus: problems.begin_at("note"),
            optional: true,
            ..Common::default()
        };
        let most = u32::try_from(LONGEST_NOTE).unwrap_or(u32::MAX);
        view! {
            <form class="answer" method="post">
                {frame::top(Some(&face), l, Switch::Link)}
                <main class="qs" id="main">
                    <ErrorSummary errors=errors.collect() locale=l/>
                    <h1>{words::question(l, about.clone())}</h1>
                    <p class="soft">{words::lead(l, about)}</p>
                    {reasons(request, l, problems)}
                    <TextArea common value=request.form.get("note").to_owned() maxlength=most locale=l/>
                    <p class="acts">
                        <Button label=words::send(l) weight=Weight::Main name="act" value="decline"/>
                        <a class="btn quiet" href=back>{words::back(l)}</a>
                    </p>
                </main>
            </form>
        }
    });
    Ok(Response::Page { status: problems.status(), html })
}

fn reasons(request: &Request, l: Locale, problems: &FormProblems) -> impl IntoView + use<> {
    let chosen = request.form.get("reason").to_owned();
    let rows = Decline::ALL.iter().map(|reason| {
        let checked = chosen == reason.key();
        view! {
            <label class="tick">
                <input type="radio" name="reason" value=reason.key() checked=checked/>
                <span>{name::decline(l, *reason)}</span>
            </label>
        }
    });
    let rows = rows.collect_view();
    let error = problems.of("reason", l);
    let described = error.is_some().then_some("reason-error");
    let error = error.map(|error| view! { <p class="wrong" id="reason-error"><Glyph icon=Icon::Warn/>{error}</p> });
    view! {
        <fieldset class="bare" id="reason" tabindex="-1" aria-describedby=described>
            <legend>{words::why(l)}</legend>
            {rows}
            {error}
        </fieldset>
    }
}

/// What the link leads to once somebody declined.
pub(super) fn declined(request: &Request, l: Option<Locale>, face: &Face) -> Response {
    let l = l.unwrap_or(request.locale);
    let about = face.subject.as_ref().map(|subject| isolate(&subject.name)).unwrap_or_default();
    let action = format!("/r/{}/decline", request.part("token"));
    let html = frame::document(request, l, words::title(l), || {
        view! {
            <div class="answer">
                {frame::top(Some(face), l, Switch::Link)}
                <main class="thanks" id="main">
                    <h1>{words::declined_title(l)}</h1>
                    <p>{words::declined_lead(l, about)}</p>
                    <form method="post" action=action>
                        <Button label=words::take_back(l) name="act" value="back"/>
                    </form>
                    <p class="fine">{text::respond::close_page(l)}</p>
                </main>
            </div>
        }
    });
    Response::page(html)
}
