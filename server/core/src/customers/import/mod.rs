//! Importing accounts and contacts: planned first, then written in one transaction, wholly or not at all.
//!
//! Codes decide who is who. Who is missing from the file is left as they are, and nobody who must not be asked any more
//! is asked again because of a file.

mod columns;
mod lines;
mod merge;

use std::sync::Arc;

use ayeneh_domain::permission::Right;

pub use columns::{ACCOUNT_COLUMNS, CONTACT_COLUMNS, example};
use merge::{Known, merge};

use super::{
    rows::{Account, Contact},
    store,
};
pub use crate::import::{Effect, Sample, Tally};
use crate::{
    Ctx, Result,
    db::Tx,
    import::{ImportFile, TRIES, Table, busy, off_thread, read_off_thread},
};

/// What an import would do, or has done.
#[derive(Clone, Debug, Default)]
pub struct CustomersPlan {
    /// Accounts in the file.
    pub accounts: Tally,
    /// Contacts in the file.
    pub contacts: Tally,
    /// Contacts who are not in the file and stay as they are.
    pub left: usize,
    /// Some rows, those with an effect first.
    pub samples: Vec<Sample>,
    account_writes: Vec<Account>,
    contact_writes: Vec<Contact>,
    parked: Vec<ayeneh_domain::ids::ContactId>,
}

impl CustomersPlan {
    /// Whether carrying it out changes nothing.
    pub const fn changes_nothing(&self) -> bool {
        self.account_writes.is_empty() && self.contact_writes.is_empty()
    }
}

/// Says what importing the files would do, and changes nothing.
///
/// # Errors
/// [`crate::Error::Invalid`] with every problem of every row; [`crate::Error::Refused`] without the right for all
/// customers.
pub async fn preview(ctx: &Ctx, files: &[ImportFile]) -> Result<CustomersPlan> {
    ctx.require_everywhere(Right::CustomersManage)?;
    let tables = Arc::new(read_off_thread(files).await?);
    let known = Arc::new(Known::load(&mut ctx.read().await?, ctx).await?);
    planned(&known, &tables).await
}

/// Imports the files, wholly or not at all. The plan is made before anybody has to wait: it is carried out if the customers
/// are still what it was made for, else made again.
///
/// # Errors
/// As [`preview`]; [`crate::Error::Conflict`] where others never stop changing customers.
pub async fn apply(ctx: &Ctx, files: &[ImportFile]) -> Result<CustomersPlan> {
    ctx.require_everywhere(Right::CustomersManage)?;
    let tables = Arc::new(read_off_thread(files).await?);
    for _ in 0..TRIES {
        let known = Arc::new(Known::load(&mut ctx.read().await?, ctx).await?);
        let plan = planned(&known, &tables).await?;
        let mut tx = ctx.write().await?;
        if Known::load(&mut tx, ctx).await?.is_as(&known) {
            write(&mut tx, ctx, &plan).await?;
            tx.commit().await?;
            return Ok(plan);
        }
    }
    Err(busy())
}

async fn planned(known: &Arc<Known>, tables: &Arc<Vec<Table>>) -> Result<CustomersPlan> {
    let (known, tables) = (Arc::clone(known), Arc::clone(tables));
    off_thread(move || merge(&known, &tables)).await
}

async fn write(tx: &mut Tx, ctx: &Ctx, plan: &CustomersPlan) -> Result<()> {
    store::put_accounts(tx, ctx.organisation, &plan.account_writes).await?;
    for contact in &plan.parked {
        store::park_address(tx, ctx.organisation, *contact).await?;
    }
    Ok(store::put_contacts(tx, ctx.organisation, &plan.contact_writes, ctx.core.now_ms()).await?)
}
