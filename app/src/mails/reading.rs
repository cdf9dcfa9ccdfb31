//! `/mails/{id}`: a mail as its reader gets it, only where no mail is really sent. The HTML part is a file to keep,
//! because its inline styles are forbidden in our own pages.

use ayeneh_core::{Error, mail};
use ayeneh_text::{self as text, mails as words};
use leptos::prelude::*;

use crate::{
    layout,
    routing::{Request, Response},
    ui::head::{SentenceHead, Trail},
};

/// Shows the subject, the text and the personal link.
pub async fn show(request: Request) -> Result<Response, Error> {
    let id = request.id("id")?;
    let mail = mail::preview(request.ctx()?, id).await?;
    let l = request.locale;
    Ok(Response::page(layout::page(&request, words::title(l), || {
        let trail = Trail {
            above: vec![(words::title(l).into(), "/mails".into())],
            here: mail.name.clone(),
            name: words::title(l).into(),
        };
        let (lang, dir) = (mail.locale.tag(), mail.locale.direction());
        let paragraphs = mail.words.text.split("\n\n").map(|part| {
            let lines = part.trim().lines().map(|line| view! { <bdi>{line.to_owned()}</bdi><br/> }).collect_view();
            view! { <p>{lines}</p> }
        });
        view! {
            <SentenceHead sentence=mail.words.subject.clone() trail=trail/>
            <section class="panel" lang=lang dir=dir>
                <p class="fine"><bdi>{mail.name.clone()}</bdi>" "<bdi dir="ltr">{mail.address.clone()}</bdi></p>
                {paragraphs.collect_view()}
            </section>
            {(!mail.is_open).then(|| view! {
                <p class="small soft">{words::opens_for(l, text::isolate(&mail.name))}</p>
            })}
            <p class="acts">
                {mail.is_open.then(|| view! {
                    <a class="btn main-act" href=mail.link.clone()>{words::open_link(l)}</a>
                })}
                <a class="btn" href=format!("/mails/{id}/html")>{words::keep_html(l)}</a>
            </p>
        }
    })))
}

/// The HTML part as a file.
pub async fn download(request: Request) -> Result<Response, Error> {
    let mail = mail::preview(request.ctx()?, request.id("id")?).await?;
    Ok(Response::Download {
        name: "mail.html".into(),
        media_type: "text/html; charset=utf-8",
        bytes: mail.words.html.into_bytes(),
    })
}
