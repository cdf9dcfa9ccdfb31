//! `/customers/{account}/contacts/{contact}`: one contact in a form, and whether they are still asked.

use ayeneh_core::{
    Error,
    customers::{self, ContactDetail, ContactDraft},
};
use ayeneh_domain::{
    bilingual::Locale,
    ids::{AccountId, ContactId},
    permission::Right,
};
use ayeneh_text::{common, customers as words, isolate};
use leptos::prelude::*;

use crate::{
    layout,
    people::{choice, common_of, places_of},
    routing::{FormProblems, Request, Response},
    ui::{
        button::{Button, ButtonLink, Weight},
        field::{SelectField, TextField},
        head::{SentenceHead, Trail},
        panel::Panel,
    },
};

/// Shows the contact.
pub async fn show(request: Request) -> Result<Response, Error> {
    let detail = found(&request).await?;
    let draft = ContactDraft::from(&detail.contact);
    page(&request, detail, &draft, &FormProblems::default())
}

/// Changes the contact.
pub async fn change(request: Request) -> Result<Response, Error> {
    let detail = found(&request).await?;
    let field = |name: &str| request.form.get(name).to_owned();
    let draft =
        ContactDraft { name: field("name"), email: field("email"), unit: field("unit"), locale: field("locale") };
    match customers::change_contact(request.ctx()?, detail.contact.id, &draft).await {
        Ok(()) => Ok(to_account(detail.account.id)),
        Err(Error::Invalid(problems)) => page(&request, detail, &draft, &FormProblems(problems)),
        Err(error) => Err(error),
    }
}

/// Notes that the contact is not asked any more, or asked again.
pub async fn set_asked(request: Request) -> Result<Response, Error> {
    let detail = found(&request).await?;
    let asked = request.form.get("asked") == "yes";
    customers::set_asked(request.ctx()?, detail.contact.id, asked).await?;
    Ok(to_account(detail.account.id))
}

fn to_account(account: AccountId) -> Response {
    Response::redirect(format!("/customers/{account}?done=contact"))
}

/// The contact of the address, if it is at the account of the address.
async fn found(request: &Request) -> Result<ContactDetail, Error> {
    let (account, contact): (AccountId, ContactId) = (request.id("id")?, request.id("contact")?);
    let detail = customers::contact(request.ctx()?, contact).await?;
    if detail.account.id == account { Ok(detail) } else { Err(Error::NotFound) }
}

fn page(
    request: &Request,
    detail: ContactDetail,
    draft: &ContactDraft,
    problems: &FormProblems,
) -> Result<Response, Error> {
    let l = request.locale;
    let reach = request.ctx()?.reach(Right::CustomersManage);
    let title = detail.contact.name.clone();
    let (account, address) = (
        format!("/customers/{}", detail.account.id),
        format!("/customers/{}/contacts/{}", detail.account.id, detail.contact.id),
    );
    let html = layout::page(request, &title, || {
        let trail = Trail {
            above: vec![(words::title(l).into(), "/customers".into()), (detail.account.name.clone(), account.clone())],
            here: title.clone(),
            name: words::title(l).into(),
        };
        let common = |name: &str, label: &str| common_of(l, problems, name, label);
        let languages =
            Locale::ALL.iter().map(|locale| choice(locale.tag(), common::language_name(*locale), &draft.locale));
        let units = places_of(l, &detail.units, &reach, &draft.unit);
        view! {
            <SentenceHead sentence=words::edit_sentence(l, isolate(&title)) trail/>
            {layout::problem_summary(problems, l)}
            <form method="post" action=address.clone() class="panel form">
                <TextField common=common("name", words::column_contact(l)) value=draft.name.clone() maxlength=200 locale=l/>
                <TextField common=common("email", words::column_email(l)) value=draft.email.clone() kind="email" locale=l/>
                <SelectField common=common("unit", words::column_unit(l)) choices=units locale=l/>
                <SelectField common=common("locale", words::column_language(l)) choices=languages.collect() locale=l/>
                <p class="acts">
                    <Button label=common::save(l) weight=Weight::Main/>
                    <ButtonLink href=account label=common::cancel(l) weight=Weight::Quiet/>
                </p>
            </form>
            {asking(l, &detail, &address)}
        }
    });
    Ok(Response::Page { status: problems.status(), html })
}

/// What would happen if they were not asked any more, or asked again, and the button that does it.
fn asking(l: Locale, detail: &ContactDetail, address: &str) -> impl IntoView + use<> {
    let (name, action) = (isolate(&detail.contact.name), format!("{address}/asked"));
    if !detail.contact.active {
        return view! {
            <Panel title=words::ask_again_title(l, name) id="asking" class="narrow">
                <p>{words::ask_again_lead(l)}</p>
                <form method="post" action=action><Button label=words::ask_again(l) name="asked" value="yes"/></form>
            </Panel>
        }
        .into_any();
    }
    let surveys = (detail.surveys > 0).then(|| view! { <li>{words::stop_surveys(l, detail.surveys)}</li> });
    view! {
        <Panel title=words::stop_title(l, name) id="asking" class="narrow">
            <p class="soft">{words::stop_lead(l)}</p>
            <ul class="will">
                <li>{words::stop_future(l)}</li>
                {surveys}
                <li>{words::stop_answers(l)}</li>
            </ul>
            <form method="post" action=action>
                <Button label=words::stop(l) weight=Weight::Danger name="asked" value="no"/>
            </form>
        </Panel>
    }
    .into_any()
}
