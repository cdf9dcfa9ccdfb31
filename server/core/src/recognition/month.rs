//! The mail about thanks of a month: to whoever was thanked, and to those in whose unit others were, before everybody. The
//! month is one of the reader's own calendar.

use ayeneh_domain::{bilingual::Locale, calendar::Date, ids::OrganisationId};
use ayeneh_text::date;

use super::store;
use crate::{Core, Result, doors, mail, people, surveys::today};

/// Writes about the month before this one to everybody it concerns, once in every organisation and calendar; returns how
/// many mails wait.
///
/// # Errors
/// The database's.
pub async fn write_about_month(core: &Core) -> Result<usize> {
    let mut mails = 0;
    for language in Locale::ALL {
        let days = date::month_before(language, today(core));
        let mut tx = core.db.read().await?;
        let organisations = doors::thanks::of_month(&mut tx, days).await?;
        drop(tx);
        for organisation in organisations {
            mails += in_one(core, organisation, language, days).await?;
        }
    }
    Ok(mails)
}

async fn in_one(core: &Core, organisation: OrganisationId, language: Locale, days: (Date, Date)) -> Result<usize> {
    let mut tx = core.db.write().await?;
    if !store::write_about(&mut tx, organisation, days.0).await? {
        return Ok(0);
    }
    let mut mails = 0;
    for (person, received, around) in store::of_month(&mut tx, organisation, days, language).await? {
        if received + around == 0 {
            continue;
        }
        let Some(person) = people::store::person(&mut tx, organisation, person).await? else { continue };
        let path = if received > 0 { "/thanks/mine".to_owned() } else { format!("/thanks/in/{}", person.unit) };
        let from = days.0.to_string();
        let said = serde_json::json!({ "path": path, "received": received, "around": around, "from": from });
        mail::enqueue_thanks(core, &mut tx, organisation, &person, mail::MailKind::ThanksMonth, &said).await?;
        mails += 1;
    }
    tx.commit().await?;
    Ok(mails)
}
