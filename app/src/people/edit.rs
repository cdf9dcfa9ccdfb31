//! `/people/new` and `/people/{id}/edit`: one person in a form, added or changed.

use ayeneh_core::{
    Error,
    people::{self, PersonDraft, Units},
};
use ayeneh_domain::{
    bilingual::Locale,
    people::{Level, TenureBand},
    permission::{Reach, Right},
};
use ayeneh_text::{common, name, people as words, people_edit as edit, places};
use leptos::prelude::*;

use crate::{
    layout,
    listing::unit_choices,
    routing::{FormProblems, Request, Response},
    ui::{
        button::{Button, ButtonLink, Weight},
        field::{Common, SelectField, TextField},
        head::{Choice, SentenceHead, Trail},
    },
};

/// What a form is for.
struct Sheet {
    sentence: String,
    lead: &'static str,
    act: &'static str,
    back: String,
    here: String,
    is_new: bool,
}

/// Shows the empty form.
pub async fn blank(request: Request) -> Result<Response, Error> {
    let draft = PersonDraft {
        level: Level::Staff.key().into(),
        tenure: TenureBand::Under1.key().into(),
        locale: request.locale.tag().into(),
        ..PersonDraft::default()
    };
    new_page(&request, &draft, &FormProblems::default()).await
}

/// Adds the person.
pub async fn add(request: Request) -> Result<Response, Error> {
    let draft = typed(&request);
    match people::add(request.ctx()?, &draft).await {
        Ok(id) => Ok(Response::redirect(format!("/people/{id}?done=added"))),
        Err(Error::Invalid(problems)) => new_page(&request, &draft, &FormProblems(problems)).await,
        Err(error) => Err(error),
    }
}

/// Shows the form with what is known.
pub async fn show(request: Request) -> Result<Response, Error> {
    let detail = people::find(request.ctx()?, request.id("id")?).await?;
    let draft = PersonDraft::of(&detail.person, detail.manager.as_ref());
    edit_page(&request, &draft, &FormProblems::default()).await
}

/// Changes the person.
pub async fn change(request: Request) -> Result<Response, Error> {
    let (draft, id) = (typed(&request), request.id("id")?);
    match people::change(request.ctx()?, id, &draft).await {
        Ok(()) => Ok(Response::redirect(format!("/people/{id}?done=changed"))),
        Err(Error::Invalid(problems)) => edit_page(&request, &draft, &FormProblems(problems)).await,
        Err(error) => Err(error),
    }
}

fn typed(request: &Request) -> PersonDraft {
    let field = |name: &str| request.form.get(name).to_owned();
    PersonDraft {
        code: field("code"),
        name: field("name"),
        email: field("email"),
        unit: field("unit"),
        manager: field("manager"),
        level: field("level"),
        tenure: field("tenure"),
        locale: field("locale"),
    }
}

async fn new_page(request: &Request, draft: &PersonDraft, problems: &FormProblems) -> Result<Response, Error> {
    let l = request.locale;
    let sheet = Sheet {
        sentence: edit::add_sentence(l).into(),
        lead: edit::add_lead(l),
        act: common::add(l),
        back: "/people".into(),
        here: edit::add(l).into(),
        is_new: true,
    };
    let units = people::units(request.ctx()?).await?;
    page(request, sheet, draft, &units, problems)
}

async fn edit_page(request: &Request, draft: &PersonDraft, problems: &FormProblems) -> Result<Response, Error> {
    let detail = people::find(request.ctx()?, request.id("id")?).await?;
    let l = request.locale;
    let sheet = Sheet {
        sentence: edit::edit_sentence(l, &detail.person.name),
        lead: edit::edit_lead(l),
        act: common::save(l),
        back: format!("/people/{}", detail.person.id),
        here: detail.person.name,
        is_new: false,
    };
    page(request, sheet, draft, &detail.units, problems)
}

fn page(
    request: &Request,
    sheet: Sheet,
    draft: &PersonDraft,
    units: &Units,
    problems: &FormProblems,
) -> Result<Response, Error> {
    let l = request.locale;
    let reach = request.ctx()?.reach(Right::PeopleManage);
    let title = sheet.here.clone();
    let html = layout::page(request, &title, || {
        let trail = Trail {
            above: vec![(words::title(l).into(), "/people".into())],
            here: sheet.here,
            name: places::people(l).into(),
        };
        view! {
            <SentenceHead sentence=sheet.sentence lead=sheet.lead trail/>
            {layout::problem_summary(problems, l)}
            <form method="post" class="panel form">
                {fields(l, draft, units, &reach, problems, sheet.is_new)}
                <p class="acts">
                    <Button label=sheet.act weight=Weight::Main/>
                    <ButtonLink href=sheet.back label=common::cancel(l) weight=Weight::Quiet/>
                </p>
            </form>
        }
    });
    Ok(Response::Page { status: problems.status(), html })
}

fn fields(
    l: Locale,
    draft: &PersonDraft,
    units: &Units,
    reach: &Reach,
    problems: &FormProblems,
    is_new: bool,
) -> impl IntoView + use<> {
    let common = |name: &str, label: &str| common_of(l, problems, name, label);
    let code = is_new.then(|| {
        let common = Common { hint: Some(edit::code_hint(l).into()), ..common("code", words::column_code(l)) };
        view! { <TextField common value=draft.code.clone() maxlength=64 locale=l/> }
    });
    let manager =
        Common { hint: Some(edit::manager_hint(l).into()), optional: true, ..common("manager", words::manager(l)) };
    let levels = Level::ALL.iter().map(|level| choice(level.key(), name::level(l, *level), &draft.level));
    let bands = TenureBand::ALL.iter().map(|band| choice(band.key(), name::tenure(l, *band), &draft.tenure));
    let languages =
        Locale::ALL.iter().map(|locale| choice(locale.tag(), common::language_name(*locale), &draft.locale));
    view! {
        {code}
        <TextField common=common("name", words::column_name(l)) value=draft.name.clone() maxlength=200 locale=l/>
        <TextField common=common("email", words::email(l)) value=draft.email.clone() kind="email" locale=l/>
        <SelectField common=common("unit", words::unit(l)) choices=places_of(l, units, reach, &draft.unit) locale=l/>
        <TextField common=manager value=draft.manager.clone() locale=l/>
        <SelectField common=common("level", words::column_level(l)) choices=levels.collect() locale=l/>
        <SelectField common=common("tenure", words::tenure(l)) choices=bands.collect() locale=l/>
        <SelectField common=common("locale", words::language(l)) choices=languages.collect() locale=l/>
    }
}

/// A field with its problem; the first wrong one of the page takes the focus.
pub fn common_of(l: Locale, problems: &FormProblems, name: &str, label: &str) -> Common {
    let first = problems.0.iter().find_map(|problem| problem.field.as_deref());
    Common {
        name: name.into(),
        label: label.into(),
        error: problems.of(name, l),
        focus: first == Some(name),
        ..Common::default()
    }
}

/// The units within reach, with the one that was chosen before even where it is beyond.
pub fn places_of(l: Locale, units: &Units, reach: &Reach, chosen: &str) -> Vec<Choice> {
    let chosen = chosen.parse().ok();
    let mut choices = unit_choices(l, units, reach, chosen, "");
    if chosen.is_some() {
        choices.remove(0);
    }
    if let Some(unit) = chosen.and_then(|unit| units.get(unit)).filter(|_| !choices.iter().any(|choice| choice.chosen))
    {
        choices.insert(0, choice(&unit.id.to_string(), unit.name.get(l), &unit.id.to_string()));
    }
    choices
}

/// One choice of a select.
pub fn choice(value: &str, label: &str, chosen: &str) -> Choice {
    Choice { value: value.into(), label: label.into(), chosen: value == chosen }
}
