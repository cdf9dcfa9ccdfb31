//! `/thanks/mine`: what one was thanked for, and what one gave.

use ayeneh_core::{Error, recognition};
use ayeneh_text::{places, recognition as words};
use leptos::prelude::*;

use super::rows;
use crate::{
    layout,
    routing::{Request, Response},
    ui::{
        button::{ButtonLink, Weight},
        head::{SentenceHead, Trail},
        panel::Panel,
    },
};

/// Shows both.
pub async fn show(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let l = request.locale;
    let (received, given) = recognition::mine(ctx).await?;
    Ok(Response::page(layout::page(&request, words::mine(l), || {
        let trail = Trail {
            above: vec![(places::thanks(l).to_owned(), "/thanks".to_owned())],
            here: words::mine(l).to_owned(),
            name: places::thanks(l).to_owned(),
        };
        let [received, given] = [&received, &given].map(|page| {
            let none = page.thanks.is_empty().then(|| view! { <p class="soft">{words::none_yet(l)}</p> });
            view! { {none}{rows::list(l, page)} }.into_any()
        });
        view! {
            <SentenceHead sentence=words::mine(l) lead=words::never_for_pay(l) trail>
                <p class="acts"><ButtonLink href="/thanks/new" label=words::new(l) weight=Weight::Main/></p>
            </SentenceHead>
            <Panel title=words::received(l) id="received">
                {received}
            </Panel>
            <Panel title=words::given(l) id="given">
                {given}
            </Panel>
        }
    })))
}
