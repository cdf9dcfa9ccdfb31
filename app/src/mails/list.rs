//! `/mails`: the newest mails and where each stands. First line: whether anybody was not reached.

use ayeneh_core::{
    Error,
    mail::{self, Counts, Delivery, State},
};
use ayeneh_domain::{bilingual::Locale, permission::Right};
use ayeneh_text::{date, mails as words};
use leptos::prelude::*;

use crate::{
    layout,
    routing::{Request, Response},
    ui::{
        button::ButtonLink,
        empty::Empty,
        head::SentenceHead,
        table::{Column, Pagination, Table, TableKind},
    },
};

const ROWS: u32 = 50;

/// Shows the mails.
pub async fn show(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let page = page_of(request.query.get("page"));
    let counts = mail::overview(ctx).await?;
    let mails = mail::latest(ctx, ROWS, page * ROWS).await?;
    let (l, settings) = (request.locale, &request.core.settings);
    let (kept, offset) = (settings.mails_kept, settings.utc_offset_minutes);
    Ok(Response::page(layout::page(&request, words::title(l), || {
        let lead = if kept { words::kept(l) } else { words::lead(l) };
        let list = if mails.is_empty() {
            let act = ctx
                .may(Right::SurveysManage)
                .then(|| view! { <ButtonLink href="/surveys" label=ayeneh_text::scorecard::see_surveys(l)/> });
            view! { <Empty detail=words::none_yet(l) locale=l>{act}</Empty> }.into_any()
        } else {
            let shown = (page * ROWS) as usize;
            let pages = pagination(l, page, (shown + 1, shown + mails.len(), counts.all()));
            view! { {table(l, mails, kept, offset)}{pages} }.into_any()
        };
        view! { <SentenceHead sentence=sentence(l, counts, kept) lead=lead/><div class="panel">{list}</div> }
    })))
}

/// Pages count from 1 in the address.
fn page_of(typed: &str) -> u32 {
    typed.parse::<u32>().unwrap_or(1).clamp(1, 100_000) - 1
}

fn sentence(l: Locale, counts: Counts, kept: bool) -> String {
    let unreached = counts.refused + counts.failed;
    match counts {
        _ if counts.all() == 0 => words::none(l).to_owned(),
        _ if unreached > 0 => words::unreached(l, unreached),
        Counts { waiting: 1.., .. } => words::under_way(l, counts.waiting),
        _ if kept => words::in_folder(l, counts.sent),
        _ => words::all_sent(l).to_owned(),
    }
}

fn table(l: Locale, mails: Vec<Delivery>, kept: bool, offset: i32) -> impl IntoView {
    let columns = vec![
        Column::words(words::column_recipient(l)),
        Column::words(words::column_kind(l)),
        Column::words(words::column_state(l)),
        Column::words(words::column_when(l)),
    ];
    let rows = mails.into_iter().map(|mail| row(l, mail, kept, offset)).collect();
    view! { <Table caption=words::title(l) columns rows kind=TableKind::Stacks/> }
}

fn row(l: Locale, mail: Delivery, kept: bool, offset: i32) -> Vec<AnyView> {
    let trouble = (mail.state != State::Sent).then(|| mail.trouble(l)).flatten();
    let kind = mail.kind.name(l);
    let kind = match kept {
        true => view! { <a href=format!("/mails/{}", mail.id)>{kind}</a> }.into_any(),
        false => kind.into_any(),
    };
    vec![
        view! { <bdi>{mail.name}</bdi><br/><bdi class="fine" dir="ltr">{mail.address}</bdi> }.into_any(),
        kind,
        view! { {mail.state.name(l)}{trouble.map(|why| view! { <br/><span class="fine">{why}</span> })} }.into_any(),
        date::moment(l, mail.created_at, offset).into_any(),
    ]
}

fn pagination(l: Locale, page: u32, shown: (usize, usize, usize)) -> impl IntoView {
    let address = |page: u32| format!("/mails?page={}", page + 1);
    let before = if page > 0 { address(page - 1) } else { String::new() };
    let after = if shown.1 < shown.2 { address(page + 1) } else { String::new() };
    match (before.is_empty(), after.is_empty()) {
        (true, true) => ().into_any(),
        (true, false) => view! { <Pagination shown after locale=l/> }.into_any(),
        (false, true) => view! { <Pagination shown before locale=l/> }.into_any(),
        (false, false) => view! { <Pagination shown before after locale=l/> }.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_names_what_to_do_first() {
        let counts = Counts { waiting: 3, sent: 5, refused: 1, failed: 1 };
        assert_eq!(sentence(Locale::En, counts, false), words::unreached(Locale::En, 2));
        let sent = Counts { sent: 5, ..Counts::default() };
        assert_eq!(sentence(Locale::Fa, sent, false), words::all_sent(Locale::Fa));
        assert_eq!(sentence(Locale::Fa, sent, true), words::in_folder(Locale::Fa, 5));
        assert_eq!(sentence(Locale::Fa, Counts::default(), true), words::none(Locale::Fa));
    }

    #[test]
    fn an_odd_page_number_is_the_first_page() {
        for typed in ["", "0", "-1", "x", "1", "99999999999"] {
            assert_eq!(page_of(typed), 0, "{typed}");
        }
        assert_eq!(page_of("3"), 2);
    }
}
