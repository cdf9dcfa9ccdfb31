//! The stop link of mails: one press, and a contact gets no invitation or reminder of this organisation any more, or an
//! employee no reminder of one survey. Whoever holds the link may press it and take it back.
//!
//! Nothing here asks whether anybody has answered: page, state and later mails are the same either way.

pub mod store;

use ayeneh_domain::{
    bilingual::{Bilingual, Locale},
    ids::{ContactId, InvitationId, OrganisationId, PersonId, SurveyId},
};

use crate::{Core, Error, Result, db::Tx, doors, secret::Purpose, surveys::today};

/// What a stop link stops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stops {
    /// All invitations and reminders to a contact.
    Everything,
    /// Reminders of one survey to an employee.
    Reminders {
        /// The survey's title.
        title: Bilingual,
    },
}

/// What a stop link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Whose mails.
    pub organisation: Bilingual,
    /// Whether the organisation is the demo company.
    pub invented: bool,
    /// The language of whom the mail was written to.
    pub locale: Option<Locale>,
    /// What it stops.
    pub stops: Stops,
    /// Whether it is stopped now.
    pub is_stopped: bool,
}

/// Who is written to.
#[derive(Clone, Copy, Debug)]
enum Recipient {
    Contact(ContactId),
    Person(SurveyId, PersonId),
}

/// The path of the stop link in the mails of an invitation. It is stored nowhere and can be made again.
pub fn path(core: &Core, invitation: InvitationId) -> String {
    format!("/stop/{}", core.secret.carrying(Purpose::Stop, invitation.0))
}

/// What a link would stop, or has stopped; changes nothing.
///
/// # Errors
/// [`Error::NotFound`] for a forged or mistyped link; the database's.
pub async fn inspect(core: &Core, token: &str) -> Result<Stop> {
    let mut tx = core.db.read().await?;
    Ok(find(core, &mut tx, token).await?.1)
}

/// Stops the mails. Doing it again changes nothing.
///
/// # Errors
/// [`Error::NotFound`] for a forged or mistyped link; the database's.
pub async fn stop(core: &Core, token: &str) -> Result<Stop> {
    set(core, token, true).await
}

/// Lets mails come again. Doing it again changes nothing.
///
/// # Errors
/// [`Error::NotFound`] for a forged or mistyped link; the database's.
pub async fn take_back(core: &Core, token: &str) -> Result<Stop> {
    set(core, token, false).await
}

async fn set(core: &Core, token: &str, stopped: bool) -> Result<Stop> {
    let mut tx = core.db.write().await?;
    let ((organisation, recipient), found) = find(core, &mut tx, token).await?;
    match (recipient, stopped) {
        (Recipient::Contact(contact), true) => store::stop(&mut tx, organisation, contact, today(core)).await?,
        (Recipient::Contact(contact), false) => store::write_again(&mut tx, organisation, contact).await?,
        (Recipient::Person(survey, person), true) => {
            store::stop_reminders(&mut tx, organisation, survey, person).await?;
        }
        (Recipient::Person(survey, person), false) => {
            store::remind_again(&mut tx, organisation, survey, person).await?;
        }
    }
    tx.commit().await?;
    Ok(Stop { is_stopped: stopped, ..found })
}

/// Whom a link belongs to. The invitation's own link, made again from its identifier, is the door to the organisation.
async fn find(core: &Core, tx: &mut Tx, token: &str) -> Result<((OrganisationId, Recipient), Stop)> {
    let invitation = core.secret.carried(Purpose::Stop, token).ok_or(Error::NotFound)?;
    let answering = core.secret.token(Purpose::Invitation, invitation);
    let (organisation, invitation) = doors::invitation(tx, &answering).await?.ok_or(Error::NotFound)?;
    let row = store::find(tx, organisation, invitation).await?.ok_or(Error::NotFound)?;
    let (recipient, stops) = match (row.contact_id, row.person_id) {
        (Some(contact), _) => (Recipient::Contact(ContactId(contact)), Stops::Everything),
        (None, Some(person)) => {
            let title = Bilingual::new(row.title_fa, row.title_en);
            (Recipient::Person(SurveyId(row.survey_id), PersonId(person)), Stops::Reminders { title })
        }
        (None, None) => return Err(Error::NotFound),
    };
    let found = Stop {
        organisation: Bilingual::new(row.organisation_fa, row.organisation_en),
        invented: row.invented,
        locale: row.locale.as_deref().and_then(Locale::from_tag),
        stops,
        is_stopped: row.stopped,
    };
    Ok(((organisation, recipient), found))
}
