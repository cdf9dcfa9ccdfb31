//! Lists of accounts for who may see them, and one account.

use std::collections::BTreeMap;

use ayeneh_domain::{
    calendar::Date,
    ids::{AccountId, ContactId, UnitId},
    permission::Right,
};

use super::{
    rows::{Account, Contact},
    store,
};
use crate::{
    Ctx, Error, Result,
    people::{Units, scope},
    search, stop,
};

/// What a list of accounts is asked for.
#[derive(Clone, Debug, Default)]
pub struct CustomersQuery {
    /// Part of a name or code of an account, or of a name, code or address of a contact there; empty for all.
    pub text: String,
    /// A serving unit and all below it; absent for everything the right reaches.
    pub unit: Option<UnitId>,
    /// Which page, from 0.
    pub page: usize,
}

/// A page of accounts.
#[derive(Clone, Debug)]
pub struct CustomersPage {
    /// At most [`store::PAGE_ROWS`], in the order of names.
    pub accounts: Vec<Account>,
    /// How many there are on all pages.
    pub count: usize,
    /// All units, for their names.
    pub units: Units,
}

/// One account with its contacts.
#[derive(Clone, Debug)]
pub struct AccountDetail {
    /// The account.
    pub account: Account,
    /// Everybody there whom a unit in reach serves.
    pub contacts: Vec<Contact>,
    /// How many there are served by units out of reach.
    pub elsewhere: usize,
    /// Who there asked not to be written to, since which day.
    pub stopped: BTreeMap<ContactId, Date>,
    /// All units, for their names.
    pub units: Units,
}

/// A page of the accounts who acts may see.
///
/// # Errors
/// [`Error::Refused`]; [`Error::NotFound`] for a unit out of reach.
pub async fn list(ctx: &Ctx, query: &CustomersQuery) -> Result<CustomersPage> {
    ctx.require(Right::CustomersView)?;
    let mut tx = ctx.read().await?;
    let units = Units::load(&mut tx, ctx.organisation).await?;
    let tops = scope(ctx, &units, Right::CustomersView, query.unit)?;
    let pattern = search::pattern(&query.text);
    let count = store::count(&mut tx, ctx.organisation, &pattern, &tops).await?;
    let accounts = store::page(&mut tx, ctx.organisation, &pattern, query.page, &tops).await?;
    Ok(CustomersPage { accounts, count, units })
}

/// The next accounts by code that who acts may see: for reading everything piece by piece.
///
/// # Errors
/// [`Error::Refused`].
pub async fn list_after(ctx: &Ctx, code: &str, limit: usize) -> Result<Vec<Account>> {
    ctx.require(Right::CustomersView)?;
    let mut tx = ctx.read().await?;
    let units = Units::load(&mut tx, ctx.organisation).await?;
    let tops = scope(ctx, &units, Right::CustomersView, None)?;
    Ok(store::page_after_code(&mut tx, ctx.organisation, code, limit, &tops).await?)
}

/// One account who acts may see.
///
/// # Errors
/// [`Error::Refused`]; [`Error::NotFound`] also for an account out of reach.
pub async fn find(ctx: &Ctx, id: AccountId) -> Result<AccountDetail> {
    let reach = ctx.require(Right::CustomersView)?;
    let mut tx = ctx.read().await?;
    let units = Units::load(&mut tx, ctx.organisation).await?;
    let account = store::account(&mut tx, ctx.organisation, id).await?;
    let account = account.filter(|account| units.tree().reaches(&reach, account.unit)).ok_or(Error::NotFound)?;
    let all = store::contacts_at(&mut tx, ctx.organisation, id).await?;
    // An account is one unit's; a contact there may be another's, and is then that unit's to know.
    let (contacts, elsewhere): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|contact| units.tree().reaches(&reach, contact.unit));
    let is_here = |id: &ContactId| contacts.iter().any(|contact| contact.id == *id);
    let stopped = stop::store::at_account(&mut tx, ctx.organisation, id).await?;
    let stopped = stopped.into_iter().filter(|(id, _)| is_here(id)).collect();
    Ok(AccountDetail { account, contacts, elsewhere: elsewhere.len(), stopped, units })
}
