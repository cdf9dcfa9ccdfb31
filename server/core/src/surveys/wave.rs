//! A paired wave: everybody who works in the chosen units, and the customers' contacts they serve.

use std::collections::BTreeSet;

use ayeneh_domain::{
    ids::{InvitationId, UnitId},
    survey::{Wording, raters::RaterId},
};

use super::{rows::Invitation, store};
use crate::{Ctx, Result, db::Tx};

/// Whom a wave over these units asks, and how many contacts are skipped because they asked not to be written to.
/// Suppliers have a questionnaire of their own and are left out.
pub(super) async fn audience(ctx: &Ctx, tx: &mut Tx, units: &BTreeSet<UnitId>) -> Result<(Vec<Invitation>, usize)> {
    let mut invitations = employees(ctx, tx, units, Wording::Employee).await?;
    let contacts = store::audience::contacts(tx, ctx.organisation).await?;
    let customers = contacts.into_iter().filter(|contact| !contact.supplier && units.contains(&contact.served.unit));
    let (stopped, customers): (Vec<_>, Vec<_>) = customers.partition(|contact| contact.stopped);
    let customers = customers.into_iter();
    invitations.extend(customers.map(|contact| Invitation {
        id: InvitationId(ctx.core.new_id()),
        wording: Wording::Customer,
        rater: RaterId::Contact(contact.served.id),
        unit: contact.served.unit,
        level: None,
        tenure: None,
        subject: None,
    }));
    Ok((invitations, stopped.len()))
}

/// Everybody who works in these units.
pub(super) async fn employees(
    ctx: &Ctx,
    tx: &mut Tx,
    units: &BTreeSet<UnitId>,
    wording: Wording,
) -> Result<Vec<Invitation>> {
    let people = store::audience::people(tx, ctx.organisation).await?;
    let inside = people.into_iter().filter(|person| units.contains(&person.colleague.unit));
    let invitations = inside.map(|person| Invitation {
        id: InvitationId(ctx.core.new_id()),
        wording,
        rater: RaterId::Person(person.colleague.id),
        unit: person.colleague.unit,
        level: Some(person.level),
        tenure: Some(person.tenure),
        subject: None,
    });
    Ok(invitations.collect())
}
