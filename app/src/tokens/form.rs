//! The form of a new token: what it is for, what it may do, how long it lasts.

use ayeneh_core::Ctx;
use ayeneh_domain::{bilingual::Locale, permission::Right};
use ayeneh_text::{name, tokens as words};
use leptos::prelude::*;

use crate::{
    people::{choice, common_of},
    routing::{FormProblems, Request},
    ui::{
        button::{Button, Weight},
        field::{Common, SelectField, TextField, Tick},
        icon::{Glyph, Icon},
    },
};

/// How long a token may last, in days; without any of these it lasts until it is revoked.
pub const DAYS: [i64; 3] = [30, 90, 365];

/// What was typed.
pub struct Typed {
    name: String,
    scopes: Vec<Right>,
    days: String,
}

impl Typed {
    /// From the form that was sent; nothing once the token is made.
    pub fn of(request: &Request, scopes: Vec<Right>, made: bool) -> Self {
        if made || request.form.0.is_empty() {
            return Self { name: String::new(), scopes: Vec::new(), days: "90".into() };
        }
        Self { name: request.form.get("name").into(), scopes, days: request.form.get("days").into() }
    }
}

/// The form.
pub fn view(l: Locale, ctx: &Ctx, typed: &Typed, problems: &FormProblems) -> impl IntoView + use<> {
    let name = Common { hint: Some(words::name_hint(l).into()), ..common_of(l, problems, "name", words::name(l)) };
    let lasts = [
        ("30", words::days_30(l)),
        ("90", words::days_90(l)),
        ("365", words::days_365(l)),
        ("", words::without_end(l)),
    ];
    let lasts = lasts.map(|(value, label)| choice(value, label, &typed.days)).to_vec();
    let ticks = Right::ALL.iter().filter(|right| ctx.may(**right)).map(|right| {
        let ticked = typed.scopes.contains(right);
        view! { <Tick name="scopes" value=right.key() label=name::right(l, *right) ticked/> }
    });
    let ticks = ticks.collect_view();
    let wrong = problems.of("scopes", l);
    let described = if wrong.is_some() { "scopes-hint scopes-error" } else { "scopes-hint" };
    view! {
        <form method="post" action="/tokens" class="stack2">
            <TextField common=name value=typed.name.clone() maxlength=200 locale=l/>
            <fieldset class="field wide" id="scopes" aria-describedby=described>
                <legend>{words::scopes(l)}</legend>
                <span class="hint" id="scopes-hint">{words::scopes_hint(l)}</span>
                <div class="scopes">{ticks}</div>
                {wrong.map(|error| view! { <p class="wrong" id="scopes-error"><Glyph icon=Icon::Warn/>{error}</p> })}
            </fieldset>
            <SelectField common=common_of(l, problems, "days", words::lasts(l)) choices=lasts locale=l/>
            <p><Button label=words::make(l) weight=Weight::Main/></p>
        </form>
    }
}
