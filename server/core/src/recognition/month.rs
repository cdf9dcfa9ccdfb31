//! The mail about thanks of a month: to whoever was thanked, and to those in whose unit others were, before everybody.

use ayeneh_domain::{
    calendar::{Date, Month},
    ids::OrganisationId,
};

use super::store;
use crate::{Core, Result, doors, mail, people, surveys::today};

/// Writes about the month before this one to everybody it concerns, once in every organisation; returns how many mails
/// wait.
///
/// # Errors
/// The database's.
pub async fn write_about_month(core: &Core) -> Result<usize> {
    let (month, from, to) = before(today(core));
    let mut tx = core.db.read().await?;
    let organisations = doors::thanks::of_month(&mut tx, (from, to), &month).await?;
    drop(tx);
    let mut mails = 0;
    for organisation in organisations {
        mails += in_one(core, organisation, &month, (from, to)).await?;
    }
    Ok(mails)
}

async fn in_one(core: &Core, organisation: OrganisationId, month: &str, days: (Date, Date)) -> Result<usize> {
    let mut tx = core.db.write().await?;
    if !store::write_about(&mut tx, organisation, month).await? {
        return Ok(0);
    }
    let mut mails = 0;
    for (person, received, around) in store::of_month(&mut tx, organisation, days).await? {
        if received + around == 0 {
            continue;
        }
        let Some(person) = people::store::person(&mut tx, organisation, person).await? else { continue };
        let path = if received > 0 { "/thanks/mine".to_owned() } else { format!("/thanks/in/{}", person.unit) };
        let said = serde_json::json!({ "path": path, "received": received, "around": around });
        mail::enqueue_thanks(core, &mut tx, organisation, &person, mail::MailKind::ThanksMonth, &said).await?;
        mails += 1;
    }
    tx.commit().await?;
    Ok(mails)
}

/// The month before a day: its name, its first day, and the first day after it.
fn before(today: Date) -> (String, Date, Date) {
    let month = Month::of(today).plus(-1);
    (month.to_string(), month.first_day(), Month::of(today).first_day())
}
