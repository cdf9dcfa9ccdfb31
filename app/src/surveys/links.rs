//! Personal links to hand out, with the warning of what a link allows.

use ayeneh_core::{Error, surveys};
use ayeneh_domain::ids::SurveyId;
use ayeneh_text::{self as text, surveys as words};
use leptos::prelude::*;

use super::words as say;
use crate::{
    layout,
    routing::{Request, Response},
    ui::{
        button::ButtonLink,
        head::SentenceHead,
        note::{Note, Tone},
        panel::Panel,
        table::{Column, Table, TableKind},
    },
};

/// So many links a page.
const PAGE: u32 = 50;

/// A page of links.
pub async fn show(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let l = request.locale;
    let id: SurveyId = request.id("id")?;
    let (survey, _) = surveys::find(ctx, id).await?;
    let from = request.query.get("from").parse::<u32>().unwrap_or_default();
    // One more than shown tells whether there is a next page.
    let mut links = surveys::links(ctx, id, PAGE + 1, from).await?;
    let more = links.len() > PAGE as usize;
    links.truncate(PAGE as usize);
    let above = format!("/surveys/{id}");
    let title = words::personal_links(l);
    let html = layout::page(&request, title, || {
        let rows = links.into_iter().map(|link| {
            let about = link.subject.map(|(name, relationship)| {
                words::about(l, text::isolate(&name), text::name::relationship(l, relationship))
            });
            let unit = link.unit.get(l).to_owned();
            vec![
                link.name.into_any(),
                about.unwrap_or(unit).into_any(),
                view! { <code class="link" dir="ltr">{link.address}</code> }.into_any(),
            ]
        });
        let rows: Vec<Vec<AnyView>> = rows.collect();
        let columns = [words::who(l), words::about_whom(l), words::link(l)].map(Column::words).to_vec();
        let before = (from > 0)
            .then(|| view! { <ButtonLink href=format!("{above}/links?from={}", from.saturating_sub(PAGE)) label=text::common::previous(l)/> });
        let after = more.then(
            || view! { <ButtonLink href=format!("{above}/links?from={}", from + PAGE) label=text::common::next(l)/> },
        );
        view! {
            <SentenceHead sentence=words::links_sentence(l) lead=survey.title.get(l).to_owned()
                trail=say::trail(l, &[(survey.title.get(l), above.clone())], title)/>
            <Note tone=Tone::Care><p>{words::links_warning(l)}</p></Note>
            <Panel title id="links">
                <Table caption=title columns rows kind=TableKind::Stacks/>
                <p class="acts">{before}{after}</p>
            </Panel>
        }
    });
    Ok(Response::page(html))
}
