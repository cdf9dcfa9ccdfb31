//! The three panels of the account: password, sessions, language and theme.

use ayeneh_core::sign_in::{MIN_CHARS, OpenSession};
use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{common, date, layout as look_words, me as words, sign_in as ways};
use leptos::prelude::*;

use crate::{
    routing::FormProblems,
    ui::{
        button::{Button, Weight},
        field::{Common, SelectField, TextField},
        head::Choice,
        panel::Panel,
        table::{Column, Table, TableKind},
    },
};

/// Choosing a password, or another one.
pub fn password(l: Locale, has_one: bool, problems: &FormProblems) -> impl IntoView + use<> {
    let field = |name: &'static str, label: &'static str, hint: Option<String>| {
        let error = problems.of(name, l);
        Common { name: name.into(), label: label.into(), hint, focus: error.is_some(), error, ..Common::default() }
    };
    let current = has_one.then(|| {
        let common = field("current", words::current_password(l), None);
        view! { <TextField common kind="password" autocomplete="current-password" locale=l/> }
    });
    let new = field("password", ways::new_password(l), Some(ways::password_hint(l, MIN_CHARS)));
    let lead = if has_one { words::password_lead(l) } else { words::no_password_lead(l) };
    view! {
        <Panel title=ways::password(l) id="password-panel">
            <p class="soft">{lead}</p>
            <form method="post" action="/me/password" class="stack2">
                {current}
                <TextField common=new kind="password" autocomplete="new-password" locale=l/>
                <p><Button label=words::keep_password(l) weight=Weight::Main/></p>
            </form>
        </Panel>
    }
}

/// Where one is signed in.
pub fn sessions(l: Locale, sessions: Vec<OpenSession>, offset: i32) -> impl IntoView {
    let others = sessions.iter().filter(|session| !session.own).count();
    let row = |session: OpenSession| {
        let place = if session.own { words::session_here(l) } else { words::session_elsewhere(l) };
        vec![
            place.into_any(),
            date::moment(l, session.begun_at, offset).into_any(),
            date::moment(l, session.used_at, offset).into_any(),
        ]
    };
    let columns = [words::column_session(l), words::column_begun(l), words::column_used(l)].map(Column::words).to_vec();
    let rows = sessions.into_iter().map(row).collect();
    let end = match others {
        0 => view! { <p class="soft">{words::no_other_session(l)}</p> }.into_any(),
        _ => view! {
            <form method="post" action="/me/sessions">
                <Button label=words::end_others(l, others) weight=Weight::Danger/>
            </form>
        }
        .into_any(),
    };
    view! {
        <Panel title=words::sessions(l) id="sessions">
            <p class="soft">{words::sessions_lead(l)}</p>
            <Table caption=words::sessions(l) columns rows kind=TableKind::Stacks/>
            {end}
        </Panel>
    }
}

/// Language, and light or dark.
pub fn look(l: Locale, theme: &str) -> impl IntoView + use<> {
    let languages = Locale::ALL.iter().map(move |locale| Choice {
        value: locale.tag().into(),
        label: common::language_name(*locale).into(),
        chosen: *locale == l,
    });
    let themes = [
        ("auto", look_words::theme_auto(l)),
        ("light", look_words::theme_light(l)),
        ("dark", look_words::theme_dark(l)),
    ];
    let themes =
        themes.map(|(value, label)| Choice { value: value.into(), label: label.into(), chosen: value == theme });
    let field = |name: &str, label: &str| Common { name: name.into(), label: label.into(), ..Common::default() };
    view! {
        <Panel title=words::look(l) id="look">
            <form method="post" action="/me" class="stack2">
                <SelectField common=field("locale", words::language(l)) choices=languages.collect() locale=l/>
                <SelectField common=field("theme", look_words::theme(l)) choices=themes.to_vec() locale=l/>
                <p><Button label=common::save(l)/></p>
            </form>
        </Panel>
    }
}
