//! `/tokens`: the tokens of the organisation. A new one is shown in the answer to its form and nowhere else, so that page
//! is no redirect.

use ayeneh_core::{
    Ctx, Error,
    tokens::{self, ApiToken},
};
use ayeneh_domain::{bilingual::Locale, permission::Right};
use ayeneh_text::{common, date, name, tokens as words};
use leptos::prelude::*;

use super::form;
use crate::{
    layout,
    routing::{FormProblems, Request, Response},
    ui::{
        empty::Empty,
        head::SentenceHead,
        note::{Note, Toast, Tone},
        panel::Panel,
        table::{Column, Table, TableKind},
    },
};

const DAY_MS: i64 = 24 * 3_600_000;

/// Shows the tokens.
pub async fn show(request: Request) -> Result<Response, Error> {
    page(&request, FormProblems::default(), None).await
}

/// Makes a token and shows it, once.
pub async fn make(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let (name, scopes) = (request.form.get("name"), chosen(&request));
    let days = request.form.get("days").parse::<i64>().ok().filter(|days| form::DAYS.contains(days));
    let end = days.map(|days| ctx.core.now_ms() + days * DAY_MS);
    match tokens::create(ctx, None, name, &scopes, end).await {
        Ok((_, token)) => page(&request, FormProblems::default(), Some((name.trim().to_owned(), token))).await,
        Err(Error::Invalid(problems)) => page(&request, FormProblems(problems), None).await,
        Err(error) => Err(error),
    }
}

/// Ends a token.
pub async fn revoke(request: Request) -> Result<Response, Error> {
    tokens::revoke(request.ctx()?, request.id("id")?).await?;
    Ok(Response::redirect("/tokens?done=revoked"))
}

fn chosen(request: &Request) -> Vec<Right> {
    request.form.all("scopes").filter_map(Right::from_key).collect()
}

async fn page(request: &Request, problems: FormProblems, made: Option<(String, String)>) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let list = tokens::list(ctx).await?;
    let (l, now) = (request.locale, request.core.now_ms());
    let done = (request.query.get("done") == "revoked").then(|| words::revoked(l));
    let sentence = if list.is_empty() { words::none(l).to_owned() } else { words::finding(l, list.len()) };
    let typed = form::Typed::of(request, chosen(request), made.is_some());
    let new = form::view(l, ctx, &typed, &problems);
    let table = table(l, ctx, list, now);
    let html = layout::page(request, words::title(l), || {
        view! {
            {done.map(|text| view! { <Toast text/> })}
            {made.map(|(name, token)| shown_once(l, &name, token))}
            <SentenceHead sentence lead=words::lead(l)/>
            {layout::problem_summary(&problems, l)}
            <section class="panel">{table}</section>
            <Panel title=words::new(l) id="new">{new}</Panel>
        }
    });
    Ok(Response::Page { status: problems.status(), html })
}

fn shown_once(l: Locale, name: &str, token: String) -> impl IntoView + use<> {
    let said = words::made(l, name);
    view! {
        <div role="status">
            <Note tone=Tone::Good>
                <p>{said}</p>
                <p><code class="secret" dir="ltr">{token}</code></p>
            </Note>
        </div>
    }
}

fn table(l: Locale, ctx: &Ctx, list: Vec<ApiToken>, now: i64) -> AnyView {
    if list.is_empty() {
        return view! { <Empty title=words::none(l) detail=words::none_detail(l) locale=l/> }.into_any();
    }
    let offset = ctx.core.settings.utc_offset_minutes;
    let heads = [
        words::column_name(l),
        words::column_acts_as(l),
        words::column_scopes(l),
        words::column_made(l),
        words::column_end(l),
        words::revoke(l),
    ];
    let rows = list.into_iter().map(|token| row(l, token, now, offset)).collect();
    view! { <Table caption=words::title(l) columns=heads.map(Column::words).to_vec() rows kind=TableKind::Stacks/> }
        .into_any()
}

fn row(l: Locale, token: ApiToken, now: i64, offset: i32) -> Vec<AnyView> {
    let scopes: Vec<&str> = token.scopes.iter().map(|right| name::right(l, *right)).collect();
    let scopes = match scopes.len() == Right::ALL.len() {
        true => common::all(l).to_owned(),
        false => scopes.join(common::list_separator(l)),
    };
    let end = match token.expires_at {
        None => words::never(l).to_owned(),
        Some(end) if end <= now => words::ended(l).to_owned(),
        Some(end) => date::moment(l, end, offset),
    };
    let name = token.name.clone();
    let label = words::revoke_named(l, ayeneh_text::isolate(&token.name));
    let revoke = view! {
        <form method="post" action=format!("/tokens/{}/revoke", token.id)>
            <button class="btn quiet" aria-label=label>{words::revoke(l)}</button>
        </form>
    };
    vec![
        view! { <bdi>{name}</bdi> }.into_any(),
        view! { <bdi>{token.acts_as}</bdi> }.into_any(),
        scopes.into_any(),
        date::moment(l, token.created_at, offset).into_any(),
        end.into_any(),
        revoke.into_any(),
    ]
}
