//! From a link to a stored answer: whose group it counts in, what it is checked against, and how it is sealed.

use std::sync::Arc;

use ayeneh_domain::{
    answer::{Answers, Group, Response},
    ids::{OrganisationId, PersonId, QuestionnaireId, SealedId, SurveyId, UnitId},
    people::{Level, TenureBand},
    questionnaire::{Frozen, Side},
    relationship::Relationship,
};

use super::hash;
use crate::{
    context::Core,
    doors::respondent::InvitationRow,
    error::{Error, Result},
    intake::{Outcome, Receipt, Submission, seal},
};

/// Who answers, as far as an answer needs it.
#[derive(Clone, Debug)]
pub struct Invited {
    organisation: OrganisationId,
    survey: SurveyId,
    token_hash: Vec<u8>,
    group: Group,
    /// What was asked; answers are checked against it.
    pub questionnaire: Arc<Frozen>,
}

/// Finds the invitation of a link, to check and submit its answers.
///
/// # Errors
/// [`Error::NotFound`] for a forged or mistyped link.
pub async fn invited(core: &Core, token: &str) -> Result<Invited> {
    let row = core.respondents().find(hash(token)?).await?.ok_or(Error::NotFound)?;
    let (organisation, id) = (OrganisationId(row.organisation_id), QuestionnaireId(row.questionnaire_id));
    let questionnaire = core.respondents().questionnaire(organisation, id).await?;
    let (survey, group) = (SurveyId(row.survey_id), group(&row)?);
    Ok(Invited { organisation, survey, token_hash: row.token_hash, group, questionnaire })
}

impl Invited {
    /// Seals and stores checked answers; returns when they are durable. `receipt` makes a repeat the same answer.
    ///
    /// # Errors
    /// The database's; sending again with the same receipt is right then.
    pub async fn submit(self, core: &Core, answers: Answers, receipt: Receipt) -> Result<Outcome> {
        let sealed = seal::seal(&Response { group: self.group, answers }, self.questionnaire.document())?;
        let submission = Submission {
            organisation: self.organisation,
            survey: self.survey,
            token_hash: self.token_hash,
            receipt,
            id: SealedId(core.new_id()),
            sealed,
        };
        core.intake().submit(submission).await
    }
}

fn group(row: &InvitationRow) -> Result<Group> {
    let level = row.level.as_deref().map(|key| known(Level::from_key(key)));
    let tenure = row.tenure.as_deref().map(|key| known(TenureBand::from_key(key)));
    let relationship = row.relationship.as_deref().map(|key| known(Relationship::from_key(key)));
    Ok(Group {
        side: known(Side::from_key(&row.side))?,
        unit: UnitId(row.unit_id),
        level: level.transpose()?,
        tenure: tenure.transpose()?,
        subject: row.subject_id.map(PersonId),
        relationship: relationship.transpose()?,
    })
}

fn known<T>(value: Option<T>) -> Result<T> {
    value.ok_or_else(|| Error::Internal("an invitation has a group that does not exist".into()))
}
