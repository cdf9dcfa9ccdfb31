//! The part of a new round's form in which behaviours and parties are chosen, and how they stand on the draft's page.

use ayeneh_domain::{
    alignment::{Choice, Party, Ranking, offered},
    bilingual::{Bilingual, Locale},
};
use ayeneh_text::{alignment as words, common, figure, name, questionnaires};
use leptos::prelude::*;

use crate::{
    routing::{Fields, FormProblems},
    ui::{
        icon::{Glyph, Icon},
        panel::Panel,
    },
};

/// So many behaviours can be written in own words.
const ROWS: usize = 4;

/// What was sent with the form.
pub(crate) fn sent(form: &Fields) -> Choice {
    let own = (0..ROWS).map(|row| Bilingual::new(form.get(&format!("own_{row}")), form.get(&format!("own_{row}_en"))));
    Choice {
        behaviours: form.all("behaviour").map(str::to_owned).collect(),
        own: own.collect(),
        parties: form.all("party").filter_map(Party::from_key).collect(),
    }
}

/// The fields.
pub(crate) fn fields(l: Locale, typed: &Choice, problems: &FormProblems) -> AnyView {
    let behaviours = offered().into_iter().map(|behaviour| {
        let chosen = typed.behaviours.contains(&behaviour.key);
        tick("behaviour", behaviour.key, chosen, behaviour.text.get(l).to_owned(), None)
    });
    let behaviours = behaviours.collect_view();
    let parties = Party::ALL.iter().map(|party| {
        let hint = match party {
            Party::Leaders => words::party_leaders_hint(l),
            Party::Staff => words::party_staff_hint(l),
            Party::Customers => words::party_customers_hint(l),
        };
        let chosen = typed.parties.contains(party);
        tick("party", party.key().to_owned(), chosen, name::party(l, *party).to_owned(), Some(hint))
    });
    let parties = parties.collect_view();
    let own = (0..ROWS).map(|row| own(l, row, typed.own.get(row), problems)).collect_view();
    view! {
        {group("behaviours", words::behaviours(l), words::behaviours_hint(l), problems.of("behaviours", l), behaviours.into_any())}
        {group("own", words::own(l), words::own_hint(l), None, own.into_any())}
        {group("parties", words::parties(l), words::parties_hint(l), problems.of("parties", l), parties.into_any())}
    }
    .into_any()
}

fn group(
    id: &'static str,
    legend: &'static str,
    hint: &'static str,
    error: Option<String>,
    inside: AnyView,
) -> AnyView {
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let described = if error.is_some() { format!("{hint_id} {error_id}") } else { hint_id.clone() };
    view! {
        <fieldset class="field wide picks" id=id aria-describedby=described>
            <legend>{legend}</legend>
            <span class="hint" id=hint_id>{hint}</span>
            {inside}
            {error.map(|error| view! { <p class="wrong" id=error_id><Glyph icon=Icon::Warn/>{error}</p> })}
        </fieldset>
    }
    .into_any()
}

fn tick(name: &'static str, value: String, chosen: bool, label: String, hint: Option<&'static str>) -> impl IntoView {
    view! {
        <label class="tick">
            <input type="checkbox" name=name value=value checked=chosen/>
            <span><span dir="auto">{label}</span>{hint.map(|hint| view! { <span class="fine block">{hint}</span> })}</span>
        </label>
    }
}

/// A behaviour in own words: both languages side by side, one error for both.
fn own(l: Locale, row: usize, typed: Option<&Bilingual>, problems: &FormProblems) -> impl IntoView + use<> {
    let id = format!("own_{row}");
    let error = problems.of(&id, l);
    let error_id = format!("{id}-error");
    let described = error.is_some().then(|| error_id.clone());
    let invalid = error.is_some().then_some("true");
    let number = figure::integer(l, row + 1);
    let (fa, en) = typed.map_or((String::new(), String::new()), |text| (text.fa.clone(), text.en.clone()));
    view! {
        <div class="both">
            <input id=id.clone() name=id.clone() type="text" dir="rtl" lang="fa" value=fa aria-label=words::own_fa(l, &number)
                placeholder=common::language_name(Locale::Fa) aria-invalid=invalid aria-describedby=described.clone()/>
            <input id=format!("{id}_en") name=format!("{id}_en") type="text" dir="ltr" lang="en" value=en
                aria-label=words::own_en(l, &number) placeholder=common::language_name(Locale::En) aria-invalid=invalid aria-describedby=described/>
            {error.map(|error| view! { <p class="wrong" id=error_id><Glyph icon=Icon::Warn/>{error}</p> })}
        </div>
    }
}

/// What a draft would ask: the parties with the question each gets, and the behaviours.
pub(crate) fn asked(l: Locale, ranking: &Ranking) -> AnyView {
    let parties = ranking.parties.iter().map(|party| {
        let document = ranking.questionnaire(*party);
        let question = document.sections.first().map(|section| section.title.get(l).to_owned());
        view! { <li><b>{name::party(l, *party)}</b>": "{question}</li> }
    });
    let parties = parties.collect_view();
    let behaviours = ranking.behaviours.iter().map(|one| view! { <li dir="auto">{one.text.get(l).to_owned()}</li> });
    let behaviours = behaviours.collect_view();
    let how = questionnaires::order(l, ranking.behaviours.len());
    view! {
        <Panel title=words::asked_head(l) id="questions" aside=view! { <span class="fine">{how}</span> }.into_any()>
            <ul class="lines">{parties}</ul>
            <ol class="lines small numbered">{behaviours}</ol>
        </Panel>
    }
    .into_any()
}
