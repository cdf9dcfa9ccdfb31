//! Personal links to hand out to those without a mail address. Whoever holds a link can answer in that person's place.

use ayeneh_domain::{
    bilingual::Bilingual,
    ids::{InvitationId, SurveyId},
    permission::Right,
    relationship::Relationship,
    survey::State,
};

use super::{refusal, scope::find, store};
use crate::{Ctx, Error, Result, respond};

/// A personal link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The invitation.
    pub invitation: InvitationId,
    /// Who is invited.
    pub name: String,
    /// The unit in which the answer counts.
    pub unit: Bilingual,
    /// 360°: who is reviewed, and in what relation.
    pub subject: Option<(String, Relationship)>,
    /// The whole address.
    pub address: String,
}

/// Links of an open survey by name, `most` of them after `skipped`; made on demand and stored nowhere. Whether a link
/// was used is not told.
///
/// # Errors
/// [`Error::Refused`] without the right to links; [`Error::NotFound`]; [`Error::Conflict`] if the survey is not open.
pub async fn links(ctx: &Ctx, id: SurveyId, most: u32, skipped: u32) -> Result<Vec<Link>> {
    let mut tx = ctx.read().await?;
    let (survey, units) = find(ctx, &mut tx, Right::InvitationLinks, id).await?;
    if survey.state != State::Open {
        return Err(refusal::not_open());
    }
    let rows = store::invitation::links(&mut tx, ctx.organisation, id, most, skipped).await?;
    let links = rows.into_iter().map(|row| {
        let unit = units.iter().find(|unit| unit.id.0 == row.unit_id);
        let invitation = InvitationId(row.id);
        let relationship = row.relationship.as_deref().and_then(Relationship::from_key);
        Ok(Link {
            invitation,
            name: row.name,
            unit: unit.map(|unit| unit.name.clone()).ok_or_else(|| Error::Internal("a unit is not frozen".into()))?,
            subject: row.subject.zip(relationship),
            address: format!("{}{}", ctx.core.settings.public_url, respond::path(&ctx.core, invitation)),
        })
    });
    links.collect()
}
