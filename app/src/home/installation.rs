//! How the installation is doing, for administrators: only what the server knows of itself.

use ayeneh_core::home::Installation;
use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{figure, home as words};
use leptos::prelude::*;

use crate::ui::{
    button::ButtonLink,
    list::{CheckRow, Ready},
    panel::Panel,
};

/// The state.
pub(super) fn panel(l: Locale, known: &Installation) -> impl IntoView + use<> {
    let counts = known.mails;
    let failed = counts.refused + counts.failed;
    let integer = |n: usize| figure::integer(l, n);
    let mails = words::mails_sent(l, integer(counts.sent), integer(counts.waiting), integer(failed));
    let encrypted = if known.is_encrypted { words::encrypted(l) } else { words::not_encrypted(l) };
    let engine = if known.engine == "postgres" { "PostgreSQL" } else { "SQLite" };
    let ready = |fine: bool| if fine { Ready::Yes } else { Ready::Half };
    let (kept, arrived, safe) = (known.mails_kept, ready(failed == 0), ready(known.is_encrypted));
    let runs_on = words::runs_on(l, known.version, engine);
    view! {
        <Panel title=words::installation(l) id="installation">
            <ul class="checks">
                <CheckRow ready=arrived label=mails locale=l/>
                {kept.then(|| view! { <CheckRow ready=Ready::Half label=words::mails_kept(l) locale=l/> })}
                <CheckRow ready=safe label=encrypted locale=l/>
                <CheckRow ready=Ready::Yes label=runs_on locale=l/>
            </ul>
            <p><ButtonLink href="/mails" label=words::see_mails(l)/></p>
        </Panel>
    }
}
