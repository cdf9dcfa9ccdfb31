//! A rater who cannot rate says so by the personal link, and may take it back. HR reads the reason and finds somebody
//! else; no more reminders come. An answer that was begun is not lost: the link takes it as before.

use ayeneh_domain::{
    cycle::{Decline, LONGEST_NOTE, may_decline},
    ids::{InvitationId, OrganisationId, PersonId, SurveyId},
    permission::Right,
    plain_text,
    relationship::Relationship,
};
use ayeneh_text::{self as text, decline as words};

use super::{reached, store};
use crate::{
    Core, Ctx, Error, Problem, Result,
    doors::{self, respondent},
    secret::token_hash,
};

/// Declines to rate.
///
/// # Errors
/// [`Error::Invalid`] for another reason without words, or very long ones; [`Error::Conflict`] where the link was
/// answered, is closed, or is not one that can be declined; [`Error::NotFound`] for a forged or mistyped link.
pub async fn decline(core: &Core, token: &str, reason: Decline, note: &str) -> Result<()> {
    let note = plain_text::lines(note);
    let note = note.trim();
    let (organisation, invitation) = known(core, token).await?;
    let mut tx = core.db.write().await?;
    let face = respondent::face(&mut tx, &token_hash(token)).await?.ok_or(Error::NotFound)?;
    let relationship = face.relationship.as_deref().and_then(Relationship::from_key);
    if face.state != "open" || face.spent || !relationship.is_some_and(may_decline) {
        return Err(Error::conflict(|l| words::not_possible(l).to_owned()));
    }
    if reason == Decline::Other && note.is_empty() {
        return Err(Error::invalid(Problem::field("note", |l| words::say_why(l).to_owned())));
    }
    if note.chars().count() > LONGEST_NOTE {
        return Err(Error::invalid(Problem::field("note", |l| text::field_errors::too_long(l, LONGEST_NOTE))));
    }
    let survey = SurveyId(face.survey_id);
    store::insert_decline(&mut tx, organisation, (survey, invitation), reason, note).await?;
    Ok(tx.commit().await?)
}

/// Takes a decline back. Doing it again changes nothing.
///
/// # Errors
/// [`Error::Conflict`] once the survey is closed; [`Error::NotFound`] for a forged or mistyped link.
pub async fn take_back(core: &Core, token: &str) -> Result<()> {
    let (organisation, invitation) = known(core, token).await?;
    let mut tx = core.db.write().await?;
    let face = respondent::face(&mut tx, &token_hash(token)).await?.ok_or(Error::NotFound)?;
    if face.state != "open" {
        return Err(Error::conflict(|l| words::not_possible(l).to_owned()));
    }
    store::delete_decline(&mut tx, organisation, invitation).await?;
    Ok(tx.commit().await?)
}

/// Whose link it is. Asked before anything is locked, so that made-up links hold nobody up.
async fn known(core: &Core, token: &str) -> Result<(OrganisationId, InvitationId)> {
    let mut tx = core.db.read().await?;
    doors::invitation(&mut tx, token).await?.ok_or(Error::NotFound)
}

/// Somebody who declined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declined {
    /// The invitation.
    pub invitation: InvitationId,
    /// The name.
    pub name: String,
    /// Who is reviewed.
    pub subject: PersonId,
    /// The name of who is reviewed.
    pub subject_name: String,
    /// Why.
    pub reason: Decline,
    /// In own words.
    pub note: String,
}

impl TryFrom<store::DeclineRow> for Declined {
    type Error = Error;
    fn try_from(row: store::DeclineRow) -> Result<Self> {
        let reason = Decline::from_key(&row.reason);
        Ok(Self {
            invitation: InvitationId(row.invitation_id),
            name: row.name,
            subject: PersonId(row.subject_id),
            subject_name: row.subject,
            reason: reason.ok_or_else(|| Error::Internal(format!("reason {}", row.reason)))?,
            note: row.note,
        })
    }
}

/// Everybody who declined to rate in a cycle, but for those asked about who acts.
///
/// # Errors
/// [`Error::Refused`] without the right to launch; [`Error::NotFound`].
pub async fn declined(ctx: &Ctx, id: SurveyId) -> Result<Vec<Declined>> {
    let mut tx = ctx.read().await?;
    reached(ctx, &mut tx, Right::SurveysManage, id).await?;
    let rows = store::declines(&mut tx, ctx.organisation, id).await?;
    rows.into_iter().filter(|row| row.subject_id != ctx.person.0).map(Declined::try_from).collect()
}
