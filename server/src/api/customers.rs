//! `/accounts`: customer and supplier companies, and the people there.

use axum::Json;
use ayeneh_core::{Ctx, customers};
use ayeneh_domain::ids::{AccountId, ContactId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    bearer::Caller,
    extract::{Body, Path, Query},
    paging::{Page, Part},
    people_edit::in_words_of_the_api,
    problem::{ApiError, said},
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(show))
        .routes(routes!(contact, change))
        .routes(routes!(ask))
}

/// A customer or supplier company.
#[derive(Serialize, ToSchema)]
struct Account {
    /// The identifier.
    id: Uuid,
    /// The code in the organisation's own systems.
    code: String,
    /// The name.
    name: String,
    /// `customer` or `supplier`.
    kind: &'static str,
    /// The segment, in the organisation's own words.
    segment: String,
    /// The unit that serves it.
    unit: Uuid,
}

/// An account with the people there.
#[derive(Serialize, ToSchema)]
struct AccountWithContacts {
    /// The account.
    #[serde(flatten)]
    account: Account,
    /// The people there.
    contacts: Vec<Contact>,
}

/// Somebody at an account.
#[derive(Serialize, ToSchema)]
struct Contact {
    /// The identifier.
    id: Uuid,
    /// The code.
    code: String,
    /// The name.
    name: String,
    /// The mail address.
    email: String,
    /// `fa` or `en`.
    language: &'static str,
    /// The unit that serves them.
    unit: Uuid,
    /// Whether still there.
    active: bool,
    /// Since which day the contact wants no mail; absent if mails are welcome.
    #[serde(skip_serializing_if = "Option::is_none")]
    stopped_on: Option<String>,
}

/// What is known of a contact, all of it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ContactBody {
    /// The name.
    name: String,
    /// The mail address.
    email: String,
    /// The unit that serves them: identifier or code.
    unit: String,
    /// `fa` or `en`.
    language: String,
}

/// Whether a contact may still be asked.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MayBeAsked {
    /// Not asked any more: no new survey, no more mail of running ones; answers stay.
    asked: bool,
}

/// One contact.
#[utoipa::path(get, path = "/contacts/{id}", tag = "customers", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = OK, body = Contact)))]
async fn contact(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<Json<Contact>, ApiError> {
    found(&ctx, ContactId(id)).await
}

/// Changes what is known of a contact.
#[utoipa::path(put, path = "/contacts/{id}", tag = "customers", security(("bearer" = [])), params(("id" = Uuid, Path)), request_body = ContactBody,
    responses((status = OK, body = Contact)))]
async fn change(
    Caller(ctx, _): Caller,
    Path(id): Path<Uuid>,
    Body(body): Body<ContactBody>,
) -> Result<Json<Contact>, ApiError> {
    let draft = customers::ContactDraft { name: body.name, email: body.email, unit: body.unit, locale: body.language };
    let changed = customers::change_contact(&ctx, ContactId(id), &draft).await;
    said(&ctx, changed.map_err(in_words_of_the_api))?;
    found(&ctx, ContactId(id)).await
}

/// Notes whether a contact may still be asked.
#[utoipa::path(put, path = "/contacts/{id}/asked", tag = "customers", security(("bearer" = [])), params(("id" = Uuid, Path)), request_body = MayBeAsked,
    responses((status = OK, body = Contact)))]
async fn ask(
    Caller(ctx, _): Caller,
    Path(id): Path<Uuid>,
    Body(body): Body<MayBeAsked>,
) -> Result<Json<Contact>, ApiError> {
    said(&ctx, customers::set_asked(&ctx, ContactId(id), body.asked).await)?;
    found(&ctx, ContactId(id)).await
}

async fn found(ctx: &Ctx, id: ContactId) -> Result<Json<Contact>, ApiError> {
    let detail = said(ctx, customers::contact(ctx, id).await)?;
    Ok(Json(Contact::from(&detail.contact)))
}

/// The accounts the token may see, by code.
#[utoipa::path(get, path = "/accounts", tag = "customers", security(("bearer" = [])), params(Part),
    responses((status = OK, body = Page<Account>)))]
async fn list(Caller(ctx, _): Caller, Query(part): Query<Part>) -> Result<Json<Page<Account>>, ApiError> {
    let listed = async {
        let (after, limit) = part.bounds()?;
        let accounts = customers::list_after(&ctx, &after, limit + 1).await?;
        let accounts = accounts.iter().map(Account::from).collect();
        Ok(Page::cut(accounts, limit, |account| account.code.clone()))
    };
    said(&ctx, listed.await).map(Json)
}

/// One account with the people there.
#[utoipa::path(get, path = "/accounts/{id}", tag = "customers", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = OK, body = AccountWithContacts)))]
async fn show(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<Json<AccountWithContacts>, ApiError> {
    let found = said(&ctx, customers::find(&ctx, AccountId(id)).await)?;
    let contact = |contact: &customers::Contact| {
        let stopped_on = found.stopped.get(&contact.id).map(|day| day.to_string());
        Contact { stopped_on, ..Contact::from(contact) }
    };
    let contacts = found.contacts.iter().map(contact).collect();
    Ok(Json(AccountWithContacts { account: Account::from(&found.account), contacts }))
}

impl From<&customers::Account> for Account {
    fn from(account: &customers::Account) -> Self {
        Self {
            id: account.id.0,
            code: account.code.clone(),
            name: account.name.clone(),
            kind: account.kind.key(),
            segment: account.segment.clone(),
            unit: account.unit.0,
        }
    }
}

impl From<&customers::Contact> for Contact {
    fn from(contact: &customers::Contact) -> Self {
        Self {
            id: contact.id.0,
            code: contact.code.clone(),
            name: contact.name.clone(),
            email: contact.email.clone(),
            language: contact.locale.tag(),
            unit: contact.unit.0,
            active: contact.active,
            stopped_on: None,
        }
    }
}
