//! `/accounts`: customer and supplier companies, and the people there.

use axum::{
    Json,
    extract::{Path, Query},
};
use ayeneh_core::customers;
use ayeneh_domain::ids::AccountId;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    bearer::Caller,
    paging::{Page, Part},
    problem::{ApiError, ProblemDocument, said},
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(show))
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

/// The accounts the token may see, by code.
#[utoipa::path(get, path = "/accounts", tag = "customers", security(("bearer" = [])), params(Part),
    responses((status = OK, body = Page<Account>), (status = FORBIDDEN, body = ProblemDocument, content_type = "application/problem+json")))]
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
    responses((status = OK, body = AccountWithContacts), (status = NOT_FOUND, body = ProblemDocument, content_type = "application/problem+json")))]
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
