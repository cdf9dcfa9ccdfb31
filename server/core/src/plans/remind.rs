//! Reminds of actions that are due: one mail for all of them, and at most one a week a person.

use ayeneh_domain::{
    calendar::Date,
    ids::{OrganisationId, PersonId},
    plan::{reminded_of, reminded_until},
};

use super::store;
use crate::{Core, Result, doors, mail, people, surveys};

/// Nobody is reminded earlier in the day.
const FROM_HOUR_MS: i64 = 8 * 3_600_000;

/// Writes to everybody with an open action that is due, of all organisations, and returns to how many. A job; before eight
/// in the morning it does nothing, and twice a week it writes to nobody.
///
/// # Errors
/// The database's.
pub async fn remind_due(core: &Core) -> Result<usize> {
    let today = surveys::today(core);
    let since_midnight = core.now_ms() - today.start_ms(core.settings.utc_offset_minutes);
    if since_midnight < FROM_HOUR_MS {
        return Ok(0);
    }
    let mut tx = core.db.read().await?;
    let due = doors::plans::with_due(&mut tx, reminded_of(today), reminded_until(today)).await?;
    drop(tx);
    let mut written = 0;
    for (organisation, person) in due {
        written += usize::from(remind(core, organisation, person, today).await?);
    }
    Ok(written)
}

/// Writes to one of them; `false` if somebody else was first, or they did the action or left meanwhile.
async fn remind(core: &Core, organisation: OrganisationId, person: PersonId, today: Date) -> Result<bool> {
    let mut tx = core.db.write().await?;
    let first = store::first_due(&mut tx, organisation, person, reminded_of(today)).await?;
    let to = people::store::person(&mut tx, organisation, person).await?.filter(|to| to.active);
    let Some(((cycle, due), to)) = first.zip(to) else { return Ok(false) };
    if !store::note_reminder(&mut tx, organisation, person, (today, reminded_until(today))).await? {
        return Ok(false);
    }
    let path = format!("/cycles/{cycle}/reports/{person}/plan");
    let kind = mail::MailKind::ActionsDue;
    mail::enqueue_of_cycle(core, &mut tx, organisation, &to, kind, cycle, (&path, Some(due))).await?;
    tx.commit().await?;
    Ok(true)
}
